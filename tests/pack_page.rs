//! Keeps "The evidence pack" of docs/log-format.md true: its worked example against the program; `sha256sum`, `openssl`,
//! `unzip` and a checker in another language, written from the page, against honest and changed packs.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

#[path = "support/memory_log.rs"]
mod memory_log;
#[path = "support/packs.rs"]
mod packs;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

use data_encoding::HEXLOWER;
use memory_log::{MemoryLog, SEED, key};
use packs::{Files, Plan, fault, make};
use pindesk::ledger::{
    self, Fingerprint, Origin, WitnessCode,
    pack::{Asked, Facts, Member, PackFault, PackFilter, PackWriter},
};

const PAGE: &str = include_str!("../docs/log-format.md");

/// The block of the page that follows this mark, with its last newline.
fn block(name: &str) -> &'static str {
    let (_, after) = PAGE.split_once(&format!("<!-- example: {name} -->\n```")).unwrap();
    let (_, body) = after.split_once('\n').unwrap();
    body.split_once("```").unwrap().0
}

/// The pack of the page.
fn example() -> Vec<u8> {
    let seed: [u8; 32] = HEXLOWER.decode(block("key").lines().next().unwrap().as_bytes()).unwrap().try_into().unwrap();
    let note = block("checkpoint").to_owned();
    let origin = Origin::parse(note.lines().next().unwrap()).unwrap();
    let mut log = MemoryLog::new(1);
    log.origin = origin.clone();
    for line in block("lines").lines() {
        log.append(line.as_bytes().to_vec());
    }
    let facts = Facts {
        head: log.head(3),
        origin,
        note,
        key: key(&seed),
        seat: "07".to_owned(),
        filter: PackFilter { staff: Some("clerk01".to_owned()), ..PackFilter::default() },
        purpose: "复查".to_owned(),
        by: "super01".to_owned(),
        at: "2026-11-22T04:05:06.789Z".parse().unwrap(),
        program: "pindesk example".to_owned(),
    };
    let mut writer = PackWriter::begin(std::io::Cursor::new(Vec::new()), log, facts).unwrap();
    for line in block("lines").lines().skip(1) {
        assert!(writer.entry(line).unwrap());
    }
    let unsigned = writer.finish(&std::sync::atomic::AtomicBool::new(false)).unwrap();
    let signature = unsigned.manifest().sign(&seed);
    unsigned.finish(&signature).unwrap().into_inner()
}

#[test]
fn the_pack_of_the_page_is_the_one_this_program_makes() {
    let files = Files::of(&example());
    assert_eq!(files.text(Member::PublicKey), block("pack key"));
    assert_eq!(files.text(Member::Manifest), block("pack manifest"));
    assert_eq!(HEXLOWER.encode(files.get(Member::Signature)) + "\n", block("pack signature"));
    assert_eq!(fault(&example()).0, "whole");
}

#[test]
fn the_page_names_every_file_and_every_fault() {
    let section = PAGE.split_once("## The evidence pack\n").unwrap().1;
    let faults = PackFault::ALL.iter().map(|fault| fault.code());
    for word in Member::ALL.map(Member::name).into_iter().chain(faults) {
        assert!(section.contains(&format!("`{word}`")), "{word}");
    }
}

/// Whether a program is there to be run.
fn has(program: &str) -> bool {
    let there = Command::new(program).arg("--version").output().is_ok();
    if !there {
        println!("skipped: no {program}");
    }
    there
}

fn run(folder: &Path, command: &str) -> (bool, String) {
    let Output { status, stdout, stderr } =
        Command::new("sh").args(["-c", command]).current_dir(folder).output().unwrap();
    (status.success(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
}

#[test]
fn stock_tools_check_an_unpacked_pack_as_its_page_says() {
    if !["unzip", "sha256sum", "openssl"].into_iter().all(has) {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let log = MemoryLog::of(1, 300);
    fs::write(folder.path().join("pack.zip"), make(&log, &Plan::of(300, [7, 100, 300]))).unwrap();
    let (unpacked, told) = run(folder.path(), "unzip -t pack.zip && unzip -q pack.zip");
    assert!(unpacked, "{told}");
    let page = fs::read_to_string(folder.path().join("about.html")).unwrap();
    let commands: Vec<_> =
        page.lines().map(|line| line.trim_start_matches("<pre>").trim_end_matches("</pre>")).collect();
    let of = |program: &str| *commands.iter().find(|line| line.starts_with(program)).unwrap();
    let (sums, signature, fingerprint) = (of("sha256sum -c"), of("openssl pkeyutl"), of("openssl pkey -pubin"));
    assert!(PAGE.contains(sums) && PAGE.contains(signature) && PAGE.contains(fingerprint));
    assert!(run(folder.path(), sums).0, "{sums}");
    let (verified, told) = run(folder.path(), signature);
    assert!(verified && told.contains("Signature Verified Successfully"), "{told}");
    let told = run(folder.path(), fingerprint).1;
    assert_eq!(told.trim().parse::<Fingerprint>().unwrap(), Fingerprint::of(&key(&SEED)));

    for file in ["entries.jsonl", "manifest.json"] {
        let path = folder.path().join(file);
        fs::write(&path, fs::read_to_string(&path).unwrap().replacen('7', "8", 1)).unwrap();
        assert!(!run(folder.path(), sums).0, "{file}");
    }
    assert!(!run(folder.path(), signature).0);
}

/// The checker in another language; `None` where there is no Python.
struct Checker {
    folder: tempfile::TempDir,
}

impl Checker {
    fn find() -> Option<Self> {
        has("python3").then(|| Self { folder: tempfile::tempdir().unwrap() })
    }

    /// Exit code and output.
    fn run(&self, pack: &[u8], arguments: &[&str]) -> (Option<i32>, String) {
        let path: PathBuf = self.folder.path().join("pack.zip");
        fs::write(&path, pack).unwrap();
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checker/verify_pack.py");
        let output = Command::new("python3").arg("-B").arg(script).arg(&path).args(arguments).output().unwrap();
        (output.status.code(), String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr))
    }
}

#[test]
fn a_checker_in_another_language_agrees_on_honest_packs() {
    let Some(checker) = Checker::find() else { return };
    let log = MemoryLog::of(1, 3000);
    let staff = PackFilter { staff: Some("clerk01".to_owned()), ..PackFilter::default() };
    let key = Fingerprint::of(&key(&SEED)).to_string();
    for plan in [
        Plan::of(0, []),
        Plan::of(40, []),
        Plan::of(40, [40]),
        Plan { filter: staff, purpose: "\"引号\"\\\u{7f}\u{2028}".to_owned(), ..Plan::of(3000, 1..=3000) },
        Plan::of(2999, [1, 2, 2048, 2999]),
    ] {
        let code = WitnessCode::new(log.head(plan.size / 2)).to_string();
        let (exit, text) = checker.run(&make(&log, &plan), &["--key", &key, "--witness", &code]);
        assert_eq!(exit, Some(0), "{text}");
        assert!(
            text.contains("signer confirmed") && text.contains(&format!("entries {}\n", plan.chosen.len())),
            "{text}"
        );
    }
    let (exit, text) = checker.run(&example(), &[]);
    assert!(exit == Some(0) && text.contains("consistent, signer unconfirmed"), "{text}");
}

#[test]
fn a_checker_in_another_language_refuses_what_this_program_refuses() {
    let Some(checker) = Checker::find() else { return };
    let log = MemoryLog::of(1, 45);
    let honest = make(&log, &Plan::of(40, [3, 8, 17]));
    let other = Files::of(&make(&log, &Plan { purpose: "另".to_owned(), ..Plan::of(43, [1, 5]) }));
    let changes: [&dyn Fn(&mut Files); 11] = [
        &|f| f.edit(Member::Entries, |t| t.replacen("\"tries\":3", "\"tries\":4", 1)),
        &|f| f.edit_lines(Member::Entries, |l| drop(l.remove(1))),
        &|f| f.edit_lines(Member::Entries, |l| l.swap(0, 1)),
        &|f| f.edit_lines(Member::Entries, |l| l.insert(0, log.line(1))),
        &|f| f.edit_lines(Member::Positions, |l| l[0] = "4".to_owned()),
        &|f| f.set(Member::LeafHashes, f.get(Member::LeafHashes)[32..].to_vec()),
        &|f| f.set(Member::Checkpoint, ledger::sign(&SEED, &log.origin, log.head(30)).unwrap()),
        &|f| f.set(Member::PublicKey, ledger::pack::public_key_pem(&key(&[8; 32]))),
        &|f| f.set(Member::Signature, other.get(Member::Signature)),
        &|f| {
            f.set(Member::Manifest, other.get(Member::Manifest));
            f.set(Member::Signature, other.get(Member::Signature));
        },
        &|f| f.edit(Member::About, |t| t + " "),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        let mut files = Files::of(&honest);
        change(&mut files);
        files.sum();
        let pack = files.zip();
        assert_ne!(fault(&pack).0, "whole", "{number}");
        let (exit, text) = checker.run(&pack, &[]);
        assert_eq!(exit, Some(1), "{number}: {text}");
    }
    for bytes in [&honest[..honest.len() - 1], &honest[1..], &[honest.clone(), vec![0]].concat(), &[][..]] {
        assert_eq!(checker.run(bytes, &[]).0, Some(1));
    }
    let stranger = Fingerprint::of(&key(&[8; 32])).to_string();
    assert_eq!(checker.run(&honest, &["--key", &stranger]).0, Some(1));
    let beyond = WitnessCode::new(log.head(41)).to_string();
    assert_eq!(checker.run(&honest, &["--witness", &beyond]).0, Some(1));
    let asked = Asked { key: None, witnesses: &[WitnessCode::new(log.head(41))] };
    assert_eq!(packs::verify(&honest, &asked).unwrap_err().fault, PackFault::WitnessBeyond);
}

/// Bytes changed all over a pack: the two checkers agree on each.
#[test]
fn a_checker_in_another_language_finds_changed_bytes_anywhere() {
    let Some(checker) = Checker::find() else { return };
    let honest = make(&MemoryLog::of(1, 9), &Plan::of(9, [2, 5]));
    for at in (0..honest.len()).step_by(honest.len() / 24) {
        let mut bytes = honest.clone();
        bytes[at] ^= 0x20;
        let (exit, text) = checker.run(&bytes, &[]);
        assert_eq!((exit, fault(&bytes).0 == "whole"), (Some(1), false), "byte {at}: {text}");
    }
}
