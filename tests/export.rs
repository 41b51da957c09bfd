//! Exports as the desk enforces them: first the entry, then the file, and nothing left of what failed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, path::Path, sync::atomic::AtomicBool};

use pindesk::{
    desk::{
        DeskError,
        export::{COLUMNS, CodeWords, ExportError, ExportFormat, ExportOrder, Exported},
    },
    domain::audit::{Action, Outcome, Value},
    ledger::{self, Line},
    store::EntryFilter,
};
use support::*;

const PURPOSE: &str = "季度检查";

fn order(filter: &EntryFilter, format: ExportFormat) -> ExportOrder {
    ExportOrder { filter: filter.clone(), filter_words: "全部".into(), format, purpose: PURPOSE.into() }
}

/// The three steps of an export, with the cancel flag as it is.
fn export_unless(
    office: &mut Office,
    filter: &EntryFilter,
    format: ExportFormat,
    target: &Path,
    cancel: &AtomicBool,
) -> Result<Exported, ExportError> {
    let request = office.desk().begin_export(order(filter, format))?;
    let mut reviewer = office.desk().reviewer()?;
    let written = reviewer.export(&request, target, &CodeWords, &mut |_| (), cancel);
    office.desk().conclude_export(&request, written, cancel)
}

fn export(
    office: &mut Office,
    filter: &EntryFilter,
    format: ExportFormat,
    target: &Path,
) -> Result<Exported, ExportError> {
    export_unless(office, filter, format, target, &AtomicBool::new(false))
}

/// Everything in the log, oldest first.
fn lines(office: &Office) -> Vec<Line> {
    office.lines().iter().map(|line| ledger::decode(line).unwrap()).collect()
}

/// What the log says of exports.
fn told(office: &Office) -> Vec<Line> {
    lines(office).into_iter().filter(|line| line.action() == Some(Action::Export)).collect()
}

/// What the log says of exports that came to nothing: outcome and reason.
fn reasons(office: &Office) -> Vec<(Outcome, Value)> {
    let failed = told(office).into_iter().filter(|line| line.outcome() != Some(Outcome::Done));
    failed.map(|line| (line.outcome().unwrap(), line.detail["reason"].clone())).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !matches!(name.as_str(), "data" | "keys" | "register.csv")).collect()
}

#[test]
fn the_entry_of_an_export_comes_before_its_file() {
    let mut office = Office::reviewed();
    let target = office.home.path().join("log.jsonl");
    let filter = EntryFilter { staff: Some(CLERK.into()), ..EntryFilter::default() };
    let before = office.lines();
    let request = office.desk().begin_export(order(&filter, ExportFormat::JsonLines)).unwrap();
    let mut reviewer = office.desk().reviewer().unwrap();
    let never = AtomicBool::new(false);
    let pending = reviewer.export(&request, &target, &CodeWords, &mut |_| (), &never).unwrap();
    assert!(!target.exists(), "the file waits for its entry");
    let done = office.desk().conclude_export(&request, Ok(pending), &never).unwrap();

    let of_clerk = |line: &&String| ledger::decode(line).unwrap().staff.as_deref() == Some(CLERK);
    let want: String = before.iter().filter(of_clerk).map(|text| format!("{text}\n")).collect();
    let written = fs::read(&target).unwrap();
    assert_eq!(String::from_utf8(written.clone()).unwrap(), want, "the exact bytes, oldest first");
    use sha2::Digest as _;
    assert_eq!(done.sha256, data_encoding::HEXLOWER.encode(&sha2::Sha256::digest(&written)));
    let told = told(&office);
    assert_eq!(told.len(), 1);
    let line = &told[0];
    assert_eq!((line.outcome(), line.staff.as_deref()), (Some(Outcome::Done), Some(SUPERVISOR)));
    assert_eq!(line.detail["entries"], Value::from(done.entries));
    assert_eq!(line.detail["sha256"], Value::from(done.sha256));
    assert_eq!(line.detail["staff"], Value::from(CLERK));
    assert_eq!(line.detail["purpose"], Value::from(PURPOSE));
}

#[test]
fn csv_reads_back_with_every_field_and_no_formula() {
    let mut office = Office::reviewed();
    let target = office.home.path().join("log.csv");
    let want = lines(&office);
    export(&mut office, &EntryFilter::default(), ExportFormat::Csv, &target).unwrap();
    let bytes = fs::read(&target).unwrap();
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    assert_eq!(reader.headers().unwrap().iter().collect::<Vec<_>>(), COLUMNS);
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), want.len());
    let column = |name: &str| COLUMNS.iter().position(|column| *column == name).unwrap();
    for (row, line) in rows.iter().zip(&want) {
        assert_eq!(row.len(), COLUMNS.len());
        assert_eq!(&row[column("seq")], line.seq.to_string());
        assert_eq!(&row[column("action_code")], line.action);
        assert_eq!(&row[column("log")], line.log);
        assert!(row.iter().all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
    assert!(rows.iter().any(|row| row[column("detail")].contains("remark==HYPERLINK(\"x\"), \"quoted\"")));
}

#[test]
fn a_cancelled_export_leaves_an_entry_and_nothing_else() {
    for format in ExportFormat::ALL {
        let mut office = Office::reviewed();
        let target = office.home.path().join("log");
        // Fewer entries than the reader looks at between two glances at the flag: cancelled all the same.
        let cancelled = AtomicBool::new(true);
        let result = export_unless(&mut office, &EntryFilter::default(), format, &target, &cancelled);
        assert!(matches!(result, Err(ExportError::Cancelled)), "{result:?}");
        assert!(files(office.home.path()).is_empty(), "{:?}", files(office.home.path()));
        assert_eq!(reasons(&office), [(Outcome::Abandoned, Value::from("cancelled"))]);
    }
}

#[test]
fn an_export_that_cannot_be_put_in_its_place_leaves_an_entry_and_no_file() {
    let mut office = Office::reviewed();
    let target = office.home.path().join("taken");
    let request = office.desk().begin_export(order(&EntryFilter::default(), ExportFormat::Csv)).unwrap();
    let mut reviewer = office.desk().reviewer().unwrap();
    let never = AtomicBool::new(false);
    let pending = reviewer.export(&request, &target, &CodeWords, &mut |_| (), &never);
    fs::create_dir(&target).unwrap();
    let result = office.desk().conclude_export(&request, pending, &never);
    assert!(matches!(result, Err(ExportError::Io { .. })), "{result:?}");
    assert_eq!(files(office.home.path()), ["taken"], "no temporary file stays");
    let outcomes: Vec<_> = told(&office).iter().map(|line| line.outcome().unwrap()).collect();
    assert_eq!(outcomes, [Outcome::Done, Outcome::Failed]);
    assert_eq!(reasons(&office), [(Outcome::Failed, Value::from("is_folder"))]);
}

#[test]
fn every_place_that_is_none_is_told_with_its_reason() {
    let mut office = Office::reviewed();
    fs::create_dir(office.home.path().join("folder")).unwrap();
    fs::write(office.home.path().join("file"), "mine").unwrap();
    let long = "x".repeat(300);
    let cases = [
        ("no such folder/log.csv", "no_folder"),
        ("file/log.csv", "no_folder"),
        ("folder", "is_folder"),
        ("data/log.csv", "in_office"),
        ("keys/office.keys", "in_office"),
        ("data/../data/pindesk.db", "in_office"),
        (long.as_str(), "bad_name"),
    ];
    for (place, reason) in cases {
        let before = reasons(&office).len();
        let target = office.home.path().join(place);
        let result = export(&mut office, &EntryFilter::default(), ExportFormat::Csv, &target);
        assert_eq!(result.unwrap_err().code(), reason, "{place}");
        assert_eq!(reasons(&office)[before..], [(Outcome::Failed, Value::from(reason))], "{place}");
    }
    let mut left = files(office.home.path());
    left.sort();
    assert_eq!(left, ["file", "folder"], "nothing half-written");
    assert_eq!(fs::read(office.home.path().join("file")).unwrap(), b"mine");
}

#[test]
fn nothing_is_exported_without_a_purpose() {
    let mut office = Office::reviewed();
    for purpose in ["", "  ", "\n\t"] {
        let order = ExportOrder { purpose: purpose.into(), ..order(&EntryFilter::default(), ExportFormat::Csv) };
        assert!(matches!(office.desk().begin_export(order), Err(DeskError::PurposeMissing)), "{purpose:?}");
    }
    let order = ExportOrder {
        purpose: format!("一\n{}", "长".repeat(198)),
        ..order(&EntryFilter::default(), ExportFormat::Csv)
    };
    let request = office.desk().begin_export(order).unwrap();
    assert_eq!(request.order().purpose, format!("一 {}", "长".repeat(198)));
}

#[test]
fn only_a_supervisor_begins_and_only_the_same_one_ends() {
    let mut office = Office::reviewed();
    for number in [CLERK, ADMIN] {
        let target = office.home.path().join("log.csv");
        let all = order(&EntryFilter::default(), ExportFormat::Csv);
        let request = office.desk().begin_export(all.clone()).unwrap();
        let mut reviewer = office.desk().reviewer().unwrap();
        let never = AtomicBool::new(false);
        let written = reviewer.export(&request, &target, &CodeWords, &mut |_| (), &never);
        office.sign_out();
        office.sign_in(number);
        assert!(matches!(office.desk().begin_export(all), Err(DeskError::WrongRole(_))));
        let result = office.desk().conclude_export(&request, written, &never);
        assert!(matches!(result, Err(ExportError::Desk(DeskError::WrongRole(_)))), "{result:?}");
        assert!(files(office.home.path()).is_empty());
        let last = told(&office).pop().unwrap();
        assert_eq!((last.outcome(), last.staff.as_deref()), (Some(Outcome::Failed), Some(SUPERVISOR)));
        office.sign_out();
        office.sign_in(SUPERVISOR);
    }
}

#[test]
fn locking_the_screen_stops_no_export() {
    let mut office = Office::reviewed();
    let target = office.home.path().join("log.csv");
    let request = office.desk().begin_export(order(&EntryFilter::default(), ExportFormat::Csv)).unwrap();
    let mut reviewer = office.desk().reviewer().unwrap();
    let never = AtomicBool::new(false);
    let written = reviewer.export(&request, &target, &CodeWords, &mut |_| (), &never);
    office.desk().lock_screen(false).unwrap();
    office.desk().conclude_export(&request, written, &never).unwrap();
    assert!(target.exists());
}

/// Names the home of the office that [`an_export_that_gets_killed`] works in.
const HOME: &str = "PINDESK_TEST_KILLED_EXPORT";

/// The victim: begins an export into that home and never comes to its end.
#[test]
#[ignore = "another test runs it in a program of its own and kills that"]
fn an_export_that_gets_killed() {
    let home = std::path::PathBuf::from(std::env::var_os(HOME).expect("run by a test"));
    let clock = std::sync::Arc::new(pindesk::desk::ManualClock::at("2026-11-23T04:00:00Z".parse().unwrap()));
    let mut desk = open_desk(&folders(&home), clock);
    desk.sign_in(SUPERVISOR, &password(PASSWORD)).unwrap();
    let request = desk.begin_export(order(&EntryFilter::default(), ExportFormat::JsonLines)).unwrap();
    let mut never_ends = |_| {
        fs::write(home.join("writing"), "").unwrap();
        std::thread::sleep(std::time::Duration::from_secs(600));
    };
    let mut reviewer = desk.reviewer().unwrap();
    let _ = reviewer.export(&request, &home.join("log.jsonl"), &CodeWords, &mut never_ends, &AtomicBool::new(false));
}

#[test]
fn what_a_killed_export_leaves_is_taken_away_by_the_next_one() {
    let mut office = Office::reviewed();
    office.stop();
    let home = office.home.path().to_owned();
    let mut victim = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "an_export_that_gets_killed", "--ignored"])
        .env(HOME, &home)
        .stdout(std::process::Stdio::null())
        .spawn()
        .unwrap();
    let signal = home.join("writing");
    for _ in 0..600 {
        if signal.exists() || victim.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    fs::remove_file(&signal).expect("the victim is writing");
    let unfinished = |home: &Path| -> Vec<String> {
        files(home).into_iter().filter(|name| name.starts_with(".pindesk-export-")).collect()
    };
    let [left] = unfinished(&home).try_into().unwrap();

    // Nobody takes away what is being written: here by whoever has its lock, the victim.
    let take = |office: &mut Office| export(office, &EntryFilter::default(), ExportFormat::Csv, &home.join("log.csv"));
    let mut elsewhere = Office::reviewed();
    take(&mut elsewhere).unwrap();
    assert_eq!(unfinished(&home), [left]);

    victim.kill().unwrap();
    victim.wait().unwrap();
    fs::create_dir(home.join(".pindesk-export-folder")).unwrap();
    fs::write(home.join("pindesk-export-mine"), "").unwrap();
    office.start();
    office.sign_in(SUPERVISOR);
    take(&mut office).unwrap();
    assert_eq!(unfinished(&home), [".pindesk-export-folder"], "what was left is gone, a folder stays");
    assert!(home.join("log.csv").exists() && home.join("pindesk-export-mine").exists());
    assert!(!home.join("log.jsonl").exists());
}
