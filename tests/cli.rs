//! The program as others call it: arguments, standard streams, exit codes, and files left as they were.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use pindesk::store::sqlite::SCHEMA_VERSION;
use std::{
    collections::BTreeMap,
    fs,
    io::Write as _,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use serde_json::Value;
use tempfile::TempDir;

/// A made-up office on disk.
struct Office {
    home: TempDir,
    made: Value,
}

impl Office {
    fn new() -> Self {
        let home = tempfile::tempdir().unwrap();
        let office = Self { home, made: Value::Null };
        let out = office.run(&["demo", "--headless", "--fast-hashing", "--holders", "60", "--entries", "400"], "");
        assert_eq!(code(&out), 0, "{}", stderr(&out));
        Self { made: serde_json::from_slice(&out.stdout).unwrap(), ..office }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    fn run(&self, arguments: &[&str], input: &str) -> Output {
        pindesk(&self.path("data"), &self.path("keys"), arguments, input)
    }

    /// The result that `--json` prints.
    fn json(&self, arguments: &[&str], input: &str, exit: i32) -> Value {
        let out = self.run(&[arguments, &["--json"]].concat(), input);
        assert_eq!(code(&out), exit, "{arguments:?}: {}", stderr(&out));
        serde_json::from_slice(&out.stdout).unwrap()
    }

    /// The error that `--json` prints; exit 2.
    fn error(&self, arguments: &[&str], input: &str) -> String {
        let out = self.run(&[arguments, &["--json"]].concat(), input);
        assert_eq!(code(&out), 2, "{}", stderr(&out));
        assert!(out.stdout.is_empty());
        let error: Value = serde_json::from_slice(&out.stderr).unwrap_or_else(|_| panic!("{}", stderr(&out)));
        error["error"].as_str().unwrap().to_owned()
    }

    fn password(&self, staff: &str) -> String {
        let accounts = self.made["accounts"].as_array().unwrap();
        let account = accounts.iter().find(|account| account["number"] == staff).unwrap();
        format!("{}\n", account["password"].as_str().unwrap())
    }

    /// Every file of both folders, byte for byte.
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut files = BTreeMap::new();
        for folder in ["data", "keys"] {
            for file in fs::read_dir(self.path(folder)).unwrap() {
                let path = file.unwrap().path();
                files.insert(path.clone(), fs::read(path).unwrap());
            }
        }
        files
    }
}

fn pindesk(data: &Path, keys: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_pindesk"))
        .args(arguments)
        .arg("--data")
        .arg(data)
        .arg("--keys")
        .arg(keys)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that reads no input may be gone before it is written.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn code(out: &Output) -> i32 {
    out.status.code().unwrap()
}

fn stderr(out: &Output) -> String {
    String::from_utf8_lossy(&out.stderr).into_owned()
}

#[test]
fn a_made_up_office_is_sound_and_says_what_is_in_it() {
    let office = Office::new();
    assert_eq!(office.made["entries"], 400);
    assert_eq!(office.made["accounts"].as_array().unwrap().len(), 6);
    assert!(office.made["holders"].as_array().unwrap().len() >= 12);
    let before = office.files();
    let verdict = office.json(&["verify"], "", 0);
    assert_eq!(verdict["whole"], true);
    assert_eq!(verdict["size"], 400);
    assert_eq!(verdict["confirmed_size"], 400);
    let check = office.json(&["check"], "", 0);
    assert_eq!(check["sound"], true, "{check}");
    assert_eq!(check["holders"], 60);
    let after = office.files();
    for (path, bytes) in &before {
        assert_eq!(after.get(path), Some(bytes), "{} was changed by reading", path.display());
    }
}

#[test]
fn verify_wants_the_key_and_the_codes_it_is_given() {
    let office = Office::new();
    let verdict = office.json(&["verify"], "", 0);
    let (code, key) = (verdict["witness"].as_str().unwrap(), verdict["fingerprint"].as_str().unwrap());
    let confirmed = office.json(&["verify", "--witness", code, "--key", key], "", 0);
    assert_eq!(confirmed["signer_confirmed"], true);
    let other_key = "0".repeat(32);
    assert_eq!(office.json(&["verify", "--key", &other_key], "", 1)["finding"], "wrong_key");
    let beyond = code.replacen("400-", "500-", 1);
    assert_eq!(office.json(&["verify", "--witness", &beyond], "", 1)["finding"], "rolled_back");
    assert_eq!(crate::code(&office.run(&["verify", "--witness", "nonsense"], "")), 2);
}

#[test]
fn an_export_verifies_from_the_file_alone_and_an_edit_is_found() {
    let office = Office::new();
    let out = office.path("log.jsonl");
    let out = out.to_str().unwrap();
    let export =
        office.json(&["export", out, "--as", "super01", "--purpose", "季度检查"], &office.password("super01"), 0);
    // The sign-in of this command is the last entry that was there.
    assert_eq!(export["entries"], 402);
    let witness = export["checkpoint"]["witness"].as_str().unwrap();
    assert!(export["checkpoint"]["note"].as_str().unwrap().contains("\n— "));

    let nowhere = office.path("nothing");
    let verify = |arguments: &[&str]| {
        let arguments = [&["verify", out, "--json"], arguments].concat();
        let run = pindesk(&nowhere, &nowhere, &arguments, "");
        (crate::code(&run), serde_json::from_slice::<Value>(&run.stdout).unwrap_or_default())
    };
    let (exit, whole) = verify(&[]);
    assert_eq!((exit, &whole["size"]), (0, &Value::from(402)));
    let code_of_file = whole["witness"].as_str().unwrap().to_owned();
    assert_eq!(verify(&["--witness", &code_of_file]).1["confirmed_size"], 402);
    // The code of the checkpoint after the export speaks of one entry more.
    assert_eq!(verify(&["--witness", witness]).1["finding"], "cut_off");

    let edited = fs::read_to_string(out).unwrap().replacen("not_found", "nobody_is", 1);
    fs::write(out, edited).unwrap();
    assert_eq!(
        verify(&["--witness", &code_of_file]),
        (
            1,
            serde_json::json!({
                "whole": false, "finding": "fork", "first_bad": null,
            })
        )
    );
}

#[test]
fn filters_keep_what_they_say() {
    let office = Office::new();
    let file = office.path("part.jsonl");
    let file = file.to_str().unwrap();
    let password = office.password("super01");
    let export = |arguments: &[&str], input: &str| {
        let arguments = [&["export", file, "--as", "super01", "--purpose", "季度检查"], arguments].concat();
        office.json(&arguments, input, 0);
        let text = fs::read_to_string(file).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect::<Vec<Value>>()
    };
    let failed = export(&["--action", "look_up", "--outcome", "failed"], &password);
    assert!(!failed.is_empty());
    assert!(failed.iter().all(|entry| entry["action"] == "look_up" && entry["outcome"] == "failed"));
    let holder = office.made["holders"][0]["id_number"].as_str().unwrap();
    let subject = export(&["--subject", "--kind", "physical"], &format!("{password}{holder}\n"));
    assert!(!subject.is_empty());
    assert!(subject.iter().all(|entry| entry["subject"] == subject[0]["subject"] && entry["kind"] == "physical"));
    assert!(export(&["--from", "2100-01-01"], &password).is_empty());
}

#[test]
fn each_command_is_for_one_role_and_a_wrong_password_opens_nothing() {
    let office = Office::new();
    let file = office.path("log.csv");
    let file = file.to_str().unwrap();
    assert_eq!(
        office.error(&["export", file, "--as", "clerk01", "--purpose", "x"], &office.password("clerk01")),
        "wrong_role"
    );
    assert_eq!(
        office.error(&["export", file, "--as", "super01", "--purpose", "季度检查"], "a wrong password\n"),
        "wrong_password"
    );
    assert_eq!(
        office.error(&["export", file, "--as", "nobody", "--purpose", "x"], "a wrong password\n"),
        "wrong_password"
    );
    assert_eq!(office.error(&["export", file, "--as", "super01", "--purpose", "季度检查"], ""), "password_missing");
    assert_eq!(office.error(&["import", file, "--as", "super01"], &office.password("super01")), "wrong_role");
    assert!(!Path::new(file).exists());
    let inside = office.path("data").join("log.csv");
    let into = office.error(
        &["export", inside.to_str().unwrap(), "--as", "super01", "--purpose", "季度检查"],
        &office.password("super01"),
    );
    assert_eq!(into, "export_into_office");
    assert_eq!(office.json(&["check"], "", 0)["sound"], true);
}

#[test]
fn a_register_is_imported_whole_or_not_at_all() {
    let office = Office::new();
    let file = office.path("register.csv");
    let header = "id_number,name,phone,card_number,card_status,electronic_pin,physical_pin\n";
    fs::write(&file, format!("{header}11010519491231002X,张三,,A12345678,1,unset,locked\n")).unwrap();
    let password_file = office.path("password");
    fs::write(&password_file, office.password("admin")).unwrap();
    let arguments = |file: &Path| {
        let texts = ["import", file.to_str().unwrap(), "--as", "admin", "--password-file"];
        texts.iter().map(ToString::to_string).chain([password_file.to_str().unwrap().to_owned()]).collect::<Vec<_>>()
    };
    let import = |file: &Path, exit| {
        let arguments = arguments(file);
        office.json(&arguments.iter().map(String::as_str).collect::<Vec<_>>(), "", exit)
    };
    assert_eq!(import(&file, 0)["added"], 1);
    let bad = office.path("bad.csv");
    fs::write(
        &bad,
        format!("{header}110105194912310021,李四,,,1,unset,unset\n11010519491231002X,张三,,,7,unset,unset\n"),
    )
    .unwrap();
    let refused = import(&bad, 1);
    assert_eq!(refused["problems"].as_array().unwrap().len(), 2);
    assert_eq!(refused["problems"][1]["column"], "card_status");
    let check = office.json(&["check"], "", 0);
    assert_eq!((&check["sound"], &check["holders"]), (&Value::Bool(true), &Value::from(61)));
}

/// What stands in the way of opening an office, the word of its message, and that nothing was touched.
#[test]
fn an_office_that_cannot_be_opened_gets_one_message_and_stays_as_it_is() {
    type Spoil = fn(&Office);
    let table: &[(&str, Spoil)] = &[
        ("keys_missing", |office| empty(&office.path("keys"))),
        ("data_missing", |office| empty(&office.path("data"))),
        ("no_office", |office| {
            empty(&office.path("keys"));
            empty(&office.path("data"));
        }),
        ("key_file_missing", |office| fs::remove_file(office.path("keys").join("office.keys")).unwrap()),
        ("key_file_malformed", |office| fs::write(office.path("keys").join("office.keys"), "keys").unwrap()),
        ("office_description", |office| fs::write(office.path("data").join("office.json"), "{}").unwrap()),
        ("newer", |office| {
            let path = office.path("data").join("office.json");
            let text =
                fs::read_to_string(&path).unwrap().replace(&format!("\"schema\": {SCHEMA_VERSION}"), "\"schema\": 99");
            fs::write(path, text).unwrap();
        }),
        ("database_missing", |office| fs::remove_file(office.path("data").join("pindesk.db")).unwrap()),
        ("database_not_ours", |office| fs::write(office.path("data").join("pindesk.db"), [7; 8192]).unwrap()),
        ("other_office", |office| {
            let other = Office::new();
            fs::copy(other.path("keys").join("office.keys"), office.path("keys").join("office.keys")).unwrap();
        }),
        #[cfg(unix)]
        ("key_file_too_open", |office| {
            use std::os::unix::fs::PermissionsExt as _;
            let path = office.path("keys").join("office.keys");
            fs::set_permissions(path, fs::Permissions::from_mode(0o644)).unwrap();
        }),
    ];
    for (word, spoil) in table {
        let office = Office::new();
        spoil(&office);
        let before = office.files();
        let file = office.path("log.jsonl");
        let file = file.to_str().unwrap();
        for (arguments, input) in [
            (vec!["verify"], String::new()),
            (vec!["check"], String::new()),
            (vec!["export", file, "--as", "super01", "--purpose", "季度检查"], office.password("super01")),
            (vec!["import", file, "--as", "admin"], office.password("admin")),
        ] {
            assert_eq!(office.error(&arguments, &input), *word, "{arguments:?}");
            assert_eq!(office.files(), before, "{word} {arguments:?}: something was touched");
        }
        let plain = office.run(&["verify"], "");
        assert_eq!(stderr(&plain).lines().count(), 2, "one message, in both languages");
        assert_eq!(stderr(&office.run(&["verify", "--lang", "en"], "")).lines().count(), 1);
    }
}

fn empty(folder: &Path) {
    fs::remove_dir_all(folder).unwrap();
    fs::create_dir(folder).unwrap();
}

#[test]
fn a_second_program_on_the_same_office_is_refused_while_reading_goes_on() {
    let office = Office::new();
    let lock = fs::OpenOptions::new().write(true).open(office.path("data").join("office.lock")).unwrap();
    lock.lock().unwrap();
    let before = office.files();
    let file = office.path("log.jsonl");
    let arguments = ["export", file.to_str().unwrap(), "--as", "super01", "--purpose", "季度检查"];
    assert_eq!(office.error(&arguments, &office.password("super01")), "second_instance");
    assert_eq!(office.files(), before);
    assert_eq!(office.json(&["verify"], "", 0)["whole"], true);
    assert_eq!(office.json(&["check"], "", 0)["sound"], true);
    drop(lock);
    office.json(&arguments, &office.password("super01"), 0);
}

#[cfg(unix)]
#[test]
#[allow(clippy::print_stderr, reason = "says that it could not try what it is for")]
fn a_read_only_folder_can_be_verified_and_not_worked_in() {
    use std::os::unix::fs::PermissionsExt as _;
    let office = Office::new();
    let data = office.path("data");
    let make = |mode| fs::set_permissions(&data, fs::Permissions::from_mode(mode)).unwrap();
    for file in fs::read_dir(&data).unwrap() {
        fs::set_permissions(file.unwrap().path(), fs::Permissions::from_mode(0o444)).unwrap();
    }
    make(0o555);
    if fs::write(data.join("probe"), "").is_ok() {
        // Root may write anywhere: there is nothing to see here.
        eprintln!("not tried: this user may write into read-only folders");
        fs::remove_file(data.join("probe")).unwrap();
        return;
    }
    let file = office.path("log.jsonl");
    let word = office.error(
        &["export", file.to_str().unwrap(), "--as", "super01", "--purpose", "季度检查"],
        &office.password("super01"),
    );
    assert_eq!(word, "read_only");
    assert_eq!(office.json(&["verify"], "", 0)["whole"], true);
    make(0o755);
}

#[test]
fn a_demonstration_never_goes_where_something_is() {
    let office = Office::new();
    let before = office.files();
    assert_eq!(office.error(&["demo", "--headless", "--fast-hashing"], "").as_str(), "occupied");
    assert_eq!(office.files(), before);
    let home = tempfile::tempdir().unwrap();
    let (data, keys) = (home.path().join("data"), home.path().join("data/keys"));
    let nested = pindesk(&data, &keys, &["demo", "--headless", "--fast-hashing", "--json"], "");
    assert_eq!(code(&nested), 2);
    assert!(!data.exists());
}

#[test]
fn damage_is_found_named_and_answered_with_1() {
    let office = Office::new();
    let anchor = office.path("keys").join("anchor.json");
    fs::write(&anchor, fs::read_to_string(&anchor).unwrap().replace("\"size\":400", "\"size\":401")).unwrap();
    assert_eq!(office.json(&["verify"], "", 1)["finding"], "rolled_back");
    let check = office.json(&["check"], "", 1);
    assert_eq!((&check["sound"], &check["log"]["finding"]), (&Value::Bool(false), &Value::from("rolled_back")));
    fs::remove_file(&anchor).unwrap();
    assert_eq!(office.json(&["verify"], "", 1)["finding"], "anchor_missing");
}

#[test]
fn nothing_personal_can_be_read_in_the_files() {
    let office = Office::new();
    let holders = office.made["holders"].as_array().unwrap();
    let mut secrets: Vec<String> = Vec::new();
    for holder in holders {
        secrets.extend(["id_number", "name"].iter().map(|field| holder[field].as_str().unwrap().to_owned()));
    }
    secrets.extend(["$argon2id", "DEMO0000", "look_up"].map(str::to_owned));
    for (path, bytes) in office.files() {
        for secret in &secrets {
            let found = bytes.windows(secret.len()).any(|window| window == secret.as_bytes());
            assert!(!found, "{} holds a secret", path.display());
        }
    }
}

#[test]
fn ids_are_explained_and_an_invalid_one_answers_with_1() {
    let nowhere = Path::new("nothing");
    let out = pindesk(nowhere, nowhere, &["id", "-"], "11010519491231002X\n\n");
    assert_eq!(code(&out), 1);
    assert_eq!(String::from_utf8(out.stdout).unwrap().lines().count(), 2);
    assert_eq!(code(&pindesk(nowhere, nowhere, &["id", "11010519491231002X"], "")), 0);
    assert_eq!(code(&pindesk(nowhere, nowhere, &["id"], "")), 2);
}

/// A checkpoint that a full disk or a power cut stopped leaves a page half written; the write-ahead log has it whole.
#[test]
fn a_page_half_written_is_read_from_the_write_ahead_log() {
    use pindesk::{
        desk::{DemonstrationPlan, Desk, Folders},
        vault::HashingCost,
    };
    let home = tempfile::tempdir().unwrap();
    let folders = Folders { data: home.path().join("data"), keys: home.path().join("keys") };
    let plan = DemonstrationPlan { holders: 60, entries: Some(400), hashing: HashingCost::CHEAP };
    let working = Desk::demonstrate(&folders, &plan, jiff::Timestamp::now()).unwrap();
    let copy = home.path().join("copy");
    fs::create_dir(&copy).unwrap();
    for name in ["office.json", "office.lock", "pindesk.db", "pindesk.db-wal"] {
        fs::copy(folders.data.join(name), copy.join(name)).unwrap();
    }
    drop(working);
    let database = copy.join("pindesk.db");
    let mut bytes = fs::read(&database).unwrap();
    bytes.iter_mut().take(4096).skip(2048).for_each(|byte| *byte = 0);
    fs::write(&database, bytes).unwrap();
    let out = pindesk(&copy, &folders.keys, &["check", "--json"], "");
    assert_eq!(code(&out), 0, "{}", stderr(&out));
}

#[test]
fn an_evidence_pack_is_checked_without_office_or_account() {
    let office = Office::new();
    let out = office.path("evidence.zip");
    let pack = out.to_str().unwrap();
    let order = ["export", pack, "--as", "super01", "--format", "pack", "--purpose", "法院调取", "--action", "look_up"];
    let export = office.json(&order, &office.password("super01"), 0);
    let (witness, key) = (export["witness"].as_str().unwrap(), export["checkpoint"]["fingerprint"].as_str().unwrap());

    let nowhere = office.path("nothing");
    let verify = |file: &str, arguments: &[&str]| {
        let arguments = [&["verify", file, "--json"], arguments].concat();
        let run = pindesk(&nowhere, &nowhere, &arguments, "");
        (crate::code(&run), serde_json::from_slice::<Value>(&run.stdout).unwrap_or_default())
    };
    let (exit, whole) = verify(pack, &["--key", key, "--witness", witness]);
    assert_eq!((exit, &whole["whole"], &whole["signer_confirmed"]), (0, &Value::Bool(true), &Value::Bool(true)));
    assert_eq!((&whole["entries"], &whole["witness"]), (&export["entries"], &export["witness"]));
    assert!(whole["entries"].as_u64().unwrap() > 10);
    assert_eq!((&whole["purpose"], &whole["by"]), (&"法院调取".into(), &"super01".into()));
    assert_eq!(whole["filter"], serde_json::json!({ "action": "look_up" }));
    // The code of the pack is one of the log, too.
    assert_eq!(office.json(&["verify", "--witness", witness], "", 0)["whole"], true);

    let (exit, unconfirmed) = verify(pack, &[]);
    assert_eq!((exit, &unconfirmed["signer_confirmed"]), (0, &Value::Bool(false)));
    let said = pindesk(&nowhere, &nowhere, &["verify", pack], "");
    let said = String::from_utf8(said.stdout).unwrap();
    assert!(said.contains("signer unconfirmed") && said.contains("签名人未确认"), "{said}");
    assert_eq!(verify(pack, &["--key", &"0".repeat(32)]).1["finding"], "other_key");

    let bytes = fs::read(&out).unwrap();
    let place = bytes.windows(7).position(|word| word == b"look_up").unwrap();
    let edited = [&bytes[..place], b"lock_up", &bytes[place + 7..]].concat();
    for (bytes, finding) in [
        (edited, "entry_changed"),
        (bytes[..bytes.len() / 2].to_vec(), "truncated"),
        ([b"MZ".to_vec(), bytes.clone()].concat(), "prepended"),
        (b"no zip at all".to_vec(), "not_a_zip"),
    ] {
        fs::write(&out, bytes).unwrap();
        let (exit, refused) = verify(pack, &["--key", key]);
        assert_eq!((exit, &refused["finding"]), (1, &Value::from(finding)), "{refused}");
        assert!(!nowhere.exists());
    }
}
