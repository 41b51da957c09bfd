//! The office under attack and after accidents: an edited log, a cut tail, an old copy, foreign keys, a full disk.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use std::{
    fs,
    path::Path,
    sync::{Arc, atomic::AtomicBool},
};

use pindesk::{
    desk::{
        Clock, Damage, Desk, DeskError, Folders, Integrity, OfficeError, Verifier,
        logs::{Examination, LogState},
        timeline::Cover,
    },
    domain::{
        audit::{Action, Outcome, Value},
        pin::{Action as PinAction, PinKind},
    },
    ledger::{Report, WitnessCode},
    store::EntryFilter,
    vault::OfficeKeys,
};
use support::*;

/// The office's database, opened as somebody who has stolen the key would.
fn burgle(folders: &Folders) -> rusqlite::Connection {
    let keys = OfficeKeys::load(&folders.keys).unwrap();
    let connection = rusqlite::Connection::open(folders.database()).unwrap();
    let hex: String = keys.database().bytes().iter().map(|b| format!("{b:02x}")).collect();
    connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    connection
}

fn verify(office: &Office, witnesses: &[WitnessCode]) -> Result<Report, Damage> {
    let mut verifier = Verifier::open(&office.folders()).unwrap();
    verifier.verify(witnesses, &mut |_, _| {}, &AtomicBool::new(false)).unwrap()
}

fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// An office where some people were served, closed again.
fn served() -> Office {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, PinAction::Reset, PinKind::Electronic, "739105");
    office.serve(CHAN, PinAction::Reset, PinKind::Physical, "806413");
    office.sign_out();
    office.stop();
    office
}

#[test]
fn an_honest_log_verifies_and_its_receipts_with_it() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let first = office.serve(ZHANG, PinAction::Reset, PinKind::Electronic, "739105");
    let second = office.serve(CHAN, PinAction::Reset, PinKind::Physical, "806413");
    // Beside the open window, read-only.
    let before = office.lines().len();
    let report = verify(&office, &[first.witness, second.witness]).unwrap();
    assert_eq!(report.head.size, before as u64);
    assert_eq!(office.lines().len(), before, "a verification from outside makes no entry");
}

#[test]
fn an_edited_line_is_found_with_its_place() {
    let office = served();
    let burglar = burgle(&office.folders());
    burglar
        .execute_batch(
            "DROP TRIGGER entry_stays;
             UPDATE entry SET line = replace(line, 'done', 'failed') WHERE seq = 20;",
        )
        .unwrap();
    drop(burglar);
    match verify(&office, &[]) {
        Err(Damage::Log(finding)) => {
            assert_eq!(finding.kind.code(), "edited");
            assert_eq!(finding.first_bad, Some(20));
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn each_kind_of_tampering_stops_the_counter_and_has_its_name() {
    let table = [
        ("DROP TRIGGER entry_kept; DELETE FROM entry WHERE seq > 25;", "cut_off"),
        (
            "DROP TRIGGER entry_kept; DELETE FROM entry WHERE seq > 25; DELETE FROM checkpoint WHERE size > 25;
             DELETE FROM tree_hash WHERE position >= 47;",
            "rolled_back",
        ),
        ("DROP TRIGGER entry_kept; DELETE FROM entry WHERE seq = 22;", "deleted"),
        ("INSERT INTO entry (log, seq, line) SELECT log, max(seq) + 1, line FROM entry;", "forged"),
        ("UPDATE log SET id = 'ffffffffffffffffffffffffffffffff';", "swapped_log"),
    ];
    for (sql, expected) in table {
        let mut office = served();
        burgle(&office.folders()).execute_batch(sql).unwrap();
        office.start();
        let Integrity::Damaged(damage) = office.desk().integrity().clone() else { panic!("{expected} was not seen") };
        assert_eq!(damage.code(), expected, "{sql}");
        office.desk().sign_in(CLERK, &password(PASSWORD)).unwrap();
        assert!(matches!(office.desk().look_up(id(ZHANG)), Err(DeskError::LogDamaged(_))));
    }
}

#[test]
fn an_old_copy_of_the_data_is_found_behind_the_anchor() {
    let mut office = served();
    let old = office.home.path().join("old");
    copy_folder(&office.folders().data, &old);
    office.start();
    office.sign_in(CLERK);
    let receipt = office.serve(SMITH, PinAction::Reset, PinKind::Electronic, "275084");
    office.sign_out();
    office.stop();
    let keys = office.home.path().join("old-keys");
    copy_folder(&office.folders().keys, &keys);
    fs::remove_dir_all(&office.folders().data).unwrap();
    copy_folder(&old, &office.folders().data);
    assert!(matches!(verify(&office, &[]), Err(Damage::Log(finding)) if finding.kind.code() == "rolled_back"));
    // With the anchor rolled back as well only a receipt knows.
    let anchor = office.folders().anchor();
    fs::write(&anchor, fs::read_to_string(&anchor).unwrap()).unwrap();
    office.start();
    assert!(matches!(office.desk().integrity(), Integrity::Damaged(_)));
    office.stop();
    assert!(verify(&office, &[receipt.witness]).is_err());
}

#[test]
fn data_and_keys_rolled_back_together_are_found_by_a_receipt_alone() {
    let mut office = served();
    let (old_data, old_keys) = (office.home.path().join("d"), office.home.path().join("k"));
    copy_folder(&office.folders().data, &old_data);
    copy_folder(&office.folders().keys, &old_keys);
    office.start();
    office.sign_in(CLERK);
    let receipt = office.serve(SMITH, PinAction::Reset, PinKind::Electronic, "275084");
    office.stop();
    for (old, now) in [(&old_data, office.folders().data), (&old_keys, office.folders().keys)] {
        for entry in fs::read_dir(&now).unwrap() {
            fs::remove_file(entry.unwrap().path()).unwrap();
        }
        copy_folder(old, &now);
    }
    assert!(verify(&office, &[]).is_ok(), "from inside nothing can tell");
    assert!(verify(&office, &[receipt.witness]).is_err(), "the receipt tells");
}

#[test]
fn a_missing_anchor_is_damage_and_a_supervisor_starts_a_new_log_that_names_the_old_one() {
    let mut office = served();
    let lines = office.lines();
    fs::remove_file(office.folders().anchor()).unwrap();
    office.start();
    assert!(matches!(office.desk().integrity(), Integrity::Damaged(Damage::AnchorMissing)));
    office.sign_in(SUPERVISOR);
    assert!(matches!(office.desk().start_new_log(" "), Err(DeskError::RemarkMissing)));
    office.desk().start_new_log("检查点文件被误删").unwrap();
    office.sign_out();
    let now = office.lines();
    assert_eq!(now[..lines.len()], lines, "the old log stays as it was");
    let fresh = office.entries().split_off(lines.len());
    assert_eq!(fresh[0].draft.action, Action::LogStart);
    assert_eq!(fresh[0].seq, 1);
    assert_eq!(fresh[0].draft.detail["finding"], Value::Text("anchor_missing".into()));
    let old_id = pindesk::ledger::decode(&lines[0]).unwrap().log;
    assert_eq!(fresh[0].draft.detail["old_log"], Value::Text(old_id));
    assert_eq!(fresh[1].draft.action, Action::SignIn, "what waited is in the new log");
    office.sign_in(CLERK);
    office.serve(SMITH, PinAction::Reset, PinKind::Electronic, "275084");
    office.sign_out();
    assert!(verify(&office, &[]).is_ok());
    office.stop();
    office.start();
    assert!(matches!(office.desk().integrity(), Integrity::Sound { .. }));
}

#[test]
fn while_the_anchor_cannot_be_written_the_next_action_is_refused() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let anchor = office.folders().anchor();
    // A folder in its place: no file can be renamed over it, not even by root.
    fs::remove_file(&anchor).unwrap();
    fs::create_dir(&anchor).unwrap();
    fs::write(anchor.join("x"), "").unwrap();
    let receipt = {
        let proof = office.checked(ZHANG);
        office.desk().open_pad(proof, PinAction::Reset, PinKind::Electronic).unwrap();
        office.key_new("739105")
    };
    assert!(matches!(office.desk().close_visit(), Err(DeskError::Anchor(_))));
    fs::remove_dir_all(&anchor).unwrap();
    office.desk().close_visit().unwrap();
    office.look_up(CHAN);
    assert!(verify(&office, &[receipt.witness]).is_ok());
}

#[test]
fn a_clock_that_goes_back_is_an_entry_and_order_does_not_depend_on_it() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.clock.set_wall_back(std::time::Duration::from_secs(3600));
    office.look_up(ZHANG);
    let entries = office.entries();
    let actions: Vec<_> = entries.iter().rev().take(2).map(|e| e.draft.action).collect();
    assert_eq!(actions, [Action::LookUp, Action::ClockStep]);
    assert!(entries.windows(2).all(|pair| pair[1].seq == pair[0].seq + 1));
    office.stop();
    assert!(verify(&office, &[]).is_ok());
}

#[test]
fn what_does_not_belong_together_is_not_opened_and_not_touched() {
    let clock = || Arc::new(pindesk::desk::SystemClock::default()) as Arc<dyn Clock>;
    let word = |folders: &Folders| Desk::open(folders, clock()).map(|_| ()).unwrap_err().code();
    let office = served();
    let other = served();
    let (mine, theirs) = (office.folders(), other.folders());
    let crossed = Folders { data: mine.data.clone(), keys: theirs.keys.clone() };
    let before = snapshot(&mine.data);
    assert_eq!(word(&crossed), "other_office");
    assert_eq!(word(&Folders { keys: mine.keys.join("none"), ..mine.clone() }), "keys_missing");
    assert_eq!(word(&Folders { data: mine.data.join("none"), ..mine.clone() }), "data_missing");
    assert_eq!(snapshot(&mine.data), before, "nothing was touched");

    let database = mine.database();
    let sound = fs::read(&database).unwrap();
    fs::write(&database, b"not a database").unwrap();
    assert_eq!(word(&mine), "database_not_ours");
    fs::remove_file(&database).unwrap();
    assert_eq!(word(&mine), "database_missing");
    fs::write(&database, &sound).unwrap();

    burgle(&mine).execute_batch("PRAGMA user_version = 99").unwrap();
    let newer = snapshot(&mine.data);
    assert_eq!(word(&mine), "newer");
    assert_eq!(snapshot(&mine.data), newer);
}

fn snapshot(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().to_string_lossy().into_owned(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_second_program_on_the_same_office_is_refused() {
    let office = Office::new();
    let clock = Arc::new(pindesk::desk::SystemClock::default());
    assert!(matches!(Desk::open(&office.folders(), clock), Err(OfficeError::SecondInstance)));
}

#[test]
fn nothing_on_disk_can_be_read_without_the_key() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, PinAction::Reset, PinKind::Electronic, "739105");
    // The write-ahead log is there while the office is open.
    for (name, bytes) in snapshot(&office.folders().data) {
        for secret in ["张三丰", "110101199003", "13812341234", "A12345678", "argon2id", "look_up", "clerk01", "SQLite"]
        {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret} in {name}");
        }
    }
}

#[test]
fn a_first_run_that_fails_leaves_nothing_and_can_be_tried_again() {
    use pindesk::{
        desk::NewOffice,
        domain::{settings::Settings, staff::Role},
        vault::HashingCost,
    };
    let home = tempfile::tempdir().unwrap();
    // The key folder cannot be made: a file is in its place.
    let folders = Folders { data: home.path().join("data"), keys: home.path().join("file/keys") };
    fs::write(home.path().join("file"), "").unwrap();
    let new = |folders: &Folders, demonstration| NewOffice {
        folders: folders.clone(),
        settings: Settings::default(),
        administrator: founder(ADMIN, "赵管理", Role::Administrator, CLERK_PERSON),
        supervisor: founder(SUPERVISOR, "王芳", Role::Supervisor, STRANGER),
        colleagues: Vec::new(),
        demonstration,
        hashing: HashingCost::CHEAP,
    };
    let clock = || Arc::new(pindesk::desk::SystemClock::default()) as Arc<dyn Clock>;
    assert!(Desk::create(&new(&folders, true), clock()).is_err());
    let folders = Folders { keys: home.path().join("keys"), ..folders };
    assert!(matches!(Desk::create(&new(&folders, false), clock()), Err(OfficeError::WeakHashing)));
    let inside = Folders { keys: folders.data.join("keys"), ..folders.clone() };
    assert!(matches!(Desk::create(&new(&inside, true), clock()), Err(OfficeError::SameFolder)));
    drop(Desk::create(&new(&folders, true), clock()).unwrap());
    assert_eq!(Folders::remembered_keys(&folders.data), Some(folders.keys.clone()), "the next start finds the keys");
    assert!(matches!(Desk::create(&new(&folders, true), clock()), Err(OfficeError::Occupied(_))));
}

/// Every log of the office, looked at from outside.
fn examine(office: &Office, witnesses: &[WitnessCode]) -> Examination {
    let mut verifier = Verifier::open(&office.folders()).unwrap();
    verifier.verify_all(true, witnesses, &mut |_, _| {}, &AtomicBool::new(false)).unwrap()
}

/// An office whose first log was edited at entry 20 and answered with a second one, closed again.
fn recovered() -> Office {
    let mut office = served();
    let edit = "DROP TRIGGER entry_stays; UPDATE entry SET line = replace(line, 'done', 'failed') WHERE seq = 20;";
    burgle(&office.folders()).execute_batch(edit).unwrap();
    office.start();
    assert!(matches!(office.desk().integrity(), Integrity::Damaged(_)));
    office.sign_in(SUPERVISOR);
    office.desk().start_new_log("已查明并留证").unwrap();
    office.sign_out();
    office.sign_in(CLERK);
    office.serve(SMITH, PinAction::Reset, PinKind::Electronic, "275084");
    office.sign_out();
    office.stop();
    office
}

#[test]
fn after_recovery_both_logs_are_listed_read_exported_and_verified() {
    let mut office = recovered();
    let lines = office.lines();
    let examined = examine(&office, &[]);
    assert!(examined.current.said.is_ok() && examined.is_as_known(), "{examined:?}");
    let [old] = examined.older.as_slice() else { panic!("{examined:?}") };
    assert_eq!(old.log.number, 1);
    let Err(Damage::Log(finding)) = &old.said else { panic!("{old:?}") };
    assert_eq!((finding.kind.code(), finding.first_bad), ("edited", Some(20)));
    let known = old.closed_for.clone().unwrap();
    assert_eq!((known.finding.as_str(), known.last_good), ("edited", Some(finding.last_good)));

    office.start();
    office.sign_in(SUPERVISOR);
    let mut reviewer = office.desk().reviewer().unwrap();
    let logs = reviewer.logs().unwrap();
    assert_eq!(logs.len(), 2);
    assert_eq!(logs[0].state, LogState::Damaged("edited".to_owned()));
    assert_eq!(logs[1].state, LogState::Current);
    let mut written = Vec::new();
    for log in &logs {
        let filter = EntryFilter { log: Some(log.id.clone()), ..EntryFilter::default() };
        let positions = reviewer.newer(&filter, 0).unwrap();
        let rows = reviewer.rows(&positions).unwrap();
        assert!(rows.iter().zip(1..).all(|(row, seq)| row.log == log.number && row.seq == seq));
        written.extend(rows.into_iter().map(|row| row.text));
    }
    assert_eq!(written[..lines.len()], lines, "both logs, line by line");
    // The edited entry contradicts the checkpoint over it; the new log's entries are proven.
    let bad = reviewer.position_of(1, 20).unwrap().unwrap();
    let steps = reviewer.timeline(bad).unwrap().steps;
    let cover = steps.iter().find(|step| step.row.position == i64::from(bad)).unwrap().cover;
    assert!(matches!(cover, Cover::Contradicted { size } if size >= 20), "{cover:?}");
    let first = reviewer.position_of(2, 1).unwrap().unwrap();
    assert!(matches!(reviewer.timeline(first).unwrap().steps[0].cover, Cover::Proven { .. }));
    // Nothing promises a checkpoint to a log that was closed.
    burgle(&office.folders()).execute("DELETE FROM checkpoint WHERE log = 1", []).unwrap();
    let alone = reviewer.timeline(bad).unwrap().steps;
    assert!(alone.iter().all(|step| step.cover == Cover::Never), "{alone:?}");
}

#[test]
fn a_late_verdict_on_the_old_log_does_not_stop_the_new_one() {
    let mut office = served();
    let edit = "DROP TRIGGER entry_stays; UPDATE entry SET line = replace(line, 'done', 'failed') WHERE seq = 20;";
    burgle(&office.folders()).execute_batch(edit).unwrap();
    office.start();
    office.sign_in(SUPERVISOR);
    let late = examine(&office, &[]);
    assert!(late.current.said.is_err());
    office.desk().start_new_log("已查明并留证").unwrap();
    office.desk().examined(&late, true).unwrap();
    assert!(matches!(office.desk().integrity(), Integrity::Sound { .. }));
    let entry = office.entries().pop().unwrap().draft;
    assert_eq!((entry.action, entry.outcome), (Action::Verification, Outcome::Failed), "and yet it was found");
}

#[test]
fn an_older_log_that_is_changed_later_is_named_and_leaves_the_counter_open() {
    let mut office = recovered();
    burgle(&office.folders())
        .execute_batch("UPDATE entry SET line = replace(line, 'done', 'failed') WHERE log = 1 AND seq = 3;")
        .unwrap();
    let examined = examine(&office, &[]);
    assert!(examined.current.said.is_ok());
    assert!(examined.older[0].is_news() && !examined.is_as_known(), "{examined:?}");
    office.start();
    office.sign_in(SUPERVISOR);
    office.desk().examined(&examined, true).unwrap();
    assert!(matches!(office.desk().integrity(), Integrity::Sound { .. }));
    office.sign_out();
    let entries = office.entries();
    let told = entries.iter().rfind(|entry| entry.draft.action == Action::Verification).unwrap();
    assert_eq!(told.draft.detail["older"], Value::Number(1));
    assert_eq!(told.draft.detail["older_damaged"], Value::Number(1));
    office.sign_in(CLERK);
    office.look_up(ZHANG);
}

#[test]
fn an_older_log_that_was_closed_for_its_anchor_is_whole() {
    let mut office = served();
    fs::remove_file(office.folders().anchor()).unwrap();
    office.start();
    office.sign_in(SUPERVISOR);
    office.desk().start_new_log("锚点文件丢失").unwrap();
    office.stop();
    let examined = examine(&office, &[]);
    assert!(examined.older[0].said.is_ok() && examined.is_as_known(), "nothing was wrong with its entries");
    assert_eq!(examined.older[0].closed_for.as_ref().unwrap().finding, "anchor_missing");
}

#[test]
fn a_receipt_of_an_older_log_still_fits_it() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let receipt = office.serve(ZHANG, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    office.stop();
    fs::remove_file(office.folders().anchor()).unwrap();
    office.start();
    office.sign_in(SUPERVISOR);
    office.desk().start_new_log("锚点文件丢失").unwrap();
    office.stop();
    assert!(examine(&office, &[receipt.witness]).is_as_known());
    let other: WitnessCode = "12-7K2M-Q4XD-0ZTE-9HVB".parse().unwrap();
    assert!(!examine(&office, &[other]).is_as_known(), "a code that fits no log is held against the current one");
}
