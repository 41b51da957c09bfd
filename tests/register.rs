//! The register import: all or nothing, may lock a PIN, never clears a lock.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests and their helpers")]

mod support;

use std::{fs, path::PathBuf, sync::atomic::AtomicBool};

use pindesk::{
    desk::{DeskError, HolderView, IMPORT_COLUMNS, ImportError, ImportProblem, ImportSummary, LookUp},
    domain::{
        card::CardStatus,
        document::DocumentKind,
        pin::{Action, PinKind, PinState},
    },
};
use support::*;

const HEADER: &str = "id_number,name,phone,card_number,card_status,electronic_pin,physical_pin\n";

/// A line that adds one holder.
const NEW: &str = "11010519491231002X,吴小燕,,E12345699,1,unset,unset\n";

fn at_work() -> Office {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office
}

fn write(office: &Office, bytes: impl AsRef<[u8]>) -> PathBuf {
    let file = office.home.path().join("holders.csv");
    fs::write(&file, bytes).unwrap();
    file
}

fn import(office: &mut Office, bytes: impl AsRef<[u8]>) -> Result<ImportSummary, ImportError> {
    let file = write(office, bytes);
    office.desk().import(&file, &mut |_, _| {})
}

fn problems(office: &mut Office, bytes: impl AsRef<[u8]>) -> Vec<ImportProblem> {
    match import(office, bytes) {
        Err(ImportError::Problems { problems, report }) => {
            let report = fs::read_to_string(report).unwrap();
            assert_eq!(report.lines().count(), problems.len() + 1, "{report}");
            problems
        }
        other => panic!("{other:?}"),
    }
}

fn problem(line: u64, column: &'static str, reason: &'static str) -> ImportProblem {
    ImportProblem { line, column, reason }
}

/// The record of a holder as the counter sees it.
fn at_counter(office: &mut Office, number: &str) -> Option<HolderView> {
    office.sign_out();
    office.sign_in(CLERK);
    let found = match office.desk().look_up(id(number)).unwrap() {
        LookUp::Found(view) => Some(*view),
        _ => None,
    };
    office.sign_out();
    office.sign_in(ADMIN);
    found
}

fn states(office: &mut Office, number: &str) -> [PinState; 2] {
    let view = at_counter(office, number).unwrap();
    [view.pins[0].state, view.pins[1].state]
}

#[test]
fn adds_new_holders_and_renews_known_ones() {
    let mut office = at_work();
    let known = "310112198504095227,王·买买提,13800001111,E12345678,1,unset,unset\n";
    let summary = import(&mut office, format!("{HEADER}{NEW}{known}")).unwrap();
    assert_eq!((summary.lines, summary.added, summary.updated), (2, 1, 1));
    assert!(at_counter(&mut office, STRANGER).is_some());
    assert_eq!(at_counter(&mut office, LOST).unwrap().card_status, CardStatus::Normal);
}

#[test]
fn may_lock_a_pin_and_never_clears_a_lock_or_takes_a_pin_away() {
    let mut office = at_work();
    office.sign_out();
    office.sign_in(CLERK);
    let receipt = office.serve(CHAN, Action::Reset, PinKind::Electronic, "739105");
    assert_eq!(receipt.state, PinState::Active);
    office.sign_out();
    office.sign_in(ADMIN);
    let lines = "\
11010119900307803X,张三丰,,A12345678,1,active,locked
440308199901101512,李䶮,,B12345678,1,locked,active
810000199408230021,CHAN Tai Man,,C12345678,1,unset,unset
";
    import(&mut office, format!("{HEADER}{lines}")).unwrap();
    assert_eq!(states(&mut office, ZHANG), [PinState::Locked, PinState::Locked]);
    assert_eq!(states(&mut office, LI), [PinState::Locked, PinState::Active]);
    assert_eq!(states(&mut office, CHAN), [PinState::Active, PinState::Active]);
    // The PIN that was set here is still the one: trying it works.
    office.sign_out();
    office.sign_in(CLERK);
    let view = office.look_up(CHAN);
    let proof = office.pass_check(DocumentKind::resident_card_of(view.id_kind));
    office.desk().open_pad(proof, Action::Verify, PinKind::Electronic).unwrap();
    assert!(matches!(office.submit("739105"), pindesk::desk::PadReply::Done(_)));
}

#[test]
fn reads_a_byte_order_mark_windows_line_ends_quotes_and_any_order_of_columns() {
    let mut office = at_work();
    let mut file = b"\xef\xbb\xbf".to_vec();
    file.extend_from_slice(
        "physical_pin,electronic_pin,card_status,card_number,phone,name,id_number\r\n\
         unset,unset,1,,,\"吴，小燕\",11010519491231002x\r\n\r\n"
            .as_bytes(),
    );
    let summary = import(&mut office, file).unwrap();
    assert_eq!((summary.lines, summary.added, summary.updated), (1, 1, 0));
    assert!(at_counter(&mut office, STRANGER).is_some());
}

#[test]
fn names_line_column_and_reason_and_repeats_nothing_of_the_file() {
    let mut office = at_work();
    let lines = "\
110105194912310021,吴小燕,,E12345699,1,unset,unset
11010519491231002X,,,E12345699,1,unset,unset
11010519491231002X,吴小燕,12,E12345699,1,unset,unset
11010519491231002X,吴小燕,,?,1,unset,unset
11010519491231002X,吴小燕,,E12345699,7,unset,unset
11010519491231002X,吴小燕,,E12345699,1,open,unset
11010519491231002X,吴小燕,,E12345699,1,unset,UNSET
11010519491231002X,吴小燕,,E12345699,1,unset
";
    let expected = [
        problem(2, "id_number", "wrong_check_character"),
        problem(3, "name", "empty"),
        problem(4, "phone", "not_a_phone"),
        problem(5, "card_number", "not_a_card_number"),
        problem(6, "card_status", "not_a_card_status"),
        problem(7, "electronic_pin", "not_a_pin_state"),
        problem(8, "physical_pin", "not_a_pin_state"),
        problem(9, "", "column_count"),
    ];
    assert_eq!(problems(&mut office, format!("{HEADER}{lines}")), expected);
    let report = fs::read_to_string(office.home.path().join("holders.csv.report.csv")).unwrap();
    assert!(!report.contains("吴") && !report.contains("1101"), "{report}");
    assert!(at_counter(&mut office, STRANGER).is_none());
}

#[test]
fn a_problem_on_the_last_line_undoes_all_the_others() {
    let mut office = at_work();
    let lock = "810000199408230021,CHAN Tai Man,,C12345678,1,locked,locked\n";
    let last = "440308199901101512,李䶮,,B12345678,9,unset,wrong\n";
    let found = problems(&mut office, format!("{HEADER}{NEW}{lock}{last}"));
    assert_eq!(found, [problem(4, "physical_pin", "not_a_pin_state")]);
    assert!(at_counter(&mut office, STRANGER).is_none());
    assert_eq!(states(&mut office, CHAN), [PinState::Active, PinState::Active]);
    // And it leaves the office able to take the mended file.
    assert_eq!(import(&mut office, format!("{HEADER}{NEW}{lock}")).unwrap().added, 1);
}

#[test]
fn refuses_the_same_number_twice_also_as_fifteen_digits() {
    let mut office = at_work();
    let short = "110105491231003,吴小燕,,,1,unset,unset\n";
    let long = "110105194912310038,吴小燕,,,1,unset,unset\n";
    let found = problems(&mut office, format!("{HEADER}{NEW}{NEW}{short}{long}"));
    assert_eq!(found, [problem(3, "id_number", "duplicate"), problem(5, "id_number", "duplicate")]);
}

#[test]
fn refuses_header_lines_that_miss_or_add_a_column() {
    let mut office = at_work();
    for missing in IMPORT_COLUMNS {
        let header: Vec<_> = IMPORT_COLUMNS.into_iter().filter(|column| *column != missing).collect();
        let found = problems(&mut office, format!("{}\n{NEW}", header.join(",")));
        assert_eq!(found, [problem(1, missing, "column_missing")]);
    }
    let more = format!("{},hobby\n", HEADER.trim_end());
    assert_eq!(problems(&mut office, more), [problem(1, "", "column_unknown")]);
    assert_eq!(problems(&mut office, ""), [problem(1, "id_number", "column_missing")]);
    assert_eq!(problems(&mut office, NEW), [problem(1, "id_number", "column_missing")]);
}

#[test]
fn refuses_what_is_not_utf8_line_by_line() {
    let mut office = at_work();
    let gbk = b"\xce\xe2\xd0\xa1\xd1\xe0";
    let mut file = format!("{HEADER}{NEW}").into_bytes();
    file.extend_from_slice(b"440308199901101512,");
    file.extend_from_slice(gbk);
    file.extend_from_slice(b",,B12345678,1,unset,unset\n810000199408230021,,,,1,unset,unset\n");
    let found = problems(&mut office, file);
    assert_eq!(found, [problem(3, "", "not_utf8"), problem(4, "name", "empty")]);
    let mut header = b"\xff\xfe".to_vec();
    header.extend(HEADER.encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(problems(&mut office, header), [problem(1, "", "not_utf8")]);
}

#[test]
fn a_file_that_cannot_be_read_is_named() {
    let mut office = at_work();
    let home = office.home.path().to_owned();
    for path in [home.join("none.csv"), home.clone()] {
        match office.desk().import(&path, &mut |_, _| {}) {
            Err(ImportError::Io { path: named, .. }) => assert_eq!(named, path),
            other => panic!("{other:?}"),
        }
    }
}

#[cfg(unix)]
#[test]
fn the_report_lies_beside_the_database_when_it_cannot_lie_beside_the_file() {
    let mut office = at_work();
    // A folder in the report's place stands for a medium that takes nothing; root may write anywhere else.
    fs::create_dir(office.home.path().join("holders.csv.report.csv")).unwrap();
    let file = write(&office, format!("{HEADER}x\n"));
    match office.desk().import(&file, &mut |_, _| {}) {
        Err(ImportError::Problems { report, .. }) => {
            assert_eq!(report, office.folders().data.join("holders.csv.report.csv"));
            assert!(fs::read_to_string(report).unwrap().contains("column_count"));
        }
        other => panic!("{other:?}"),
    }
}

/// So many holders with valid numbers.
fn many(count: u32) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let mut file = HEADER.to_owned();
    for i in 0..count {
        let day = jiff::civil::date(1950, 1, 1).saturating_add(jiff::Span::new().days(i64::from(i / 500)));
        let body = format!("110105{}{:03}", day.strftime("%Y%m%d"), i % 500);
        let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = b"10X98765432"[(sum % 11) as usize] as char;
        file.push_str(&format!("{body}{check},持卡人{i},,A{i:08},1,unset,unset\n"));
    }
    file
}

#[test]
fn fifty_thousand_lines_go_in_at_once_and_say_how_far_they_are() {
    let mut office = at_work();
    let file = write(&office, many(50_000));
    let size = fs::metadata(&file).unwrap().len();
    let mut heard = Vec::new();
    let summary = office.desk().import(&file, &mut |done, all| heard.push((done, all))).unwrap();
    assert_eq!((summary.lines, summary.added, summary.updated), (50_000, 50_000, 0));
    assert_eq!(heard.len(), 50);
    assert!(heard.is_sorted() && heard.iter().all(|(done, all)| done <= all && *all == size), "{heard:?}");
    let again = office.desk().import(&file, &mut |_, _| {}).unwrap();
    assert_eq!((again.lines, again.added, again.updated), (50_000, 0, 50_000));
    assert_eq!((again.changes, again.sha256), (Default::default(), summary.sha256), "the same file changes nothing");
}

#[test]
fn a_stopped_import_changes_nothing_and_is_in_the_log() {
    let mut office = at_work();
    let file = write(&office, format!("{}{NEW}", many(3_000)));
    let before = office.desk().tick().unwrap();
    let stopped = office.desk().import_until(&file, &AtomicBool::new(true), &mut |_, _| {});
    assert!(matches!(stopped, Err(ImportError::Cancelled)), "{stopped:?}");
    assert_eq!(office.desk().tick().unwrap(), before + 1);
    assert_eq!(office.desk().import(&file, &mut |_, _| {}).unwrap().added, 3_001);
}

#[test]
fn a_file_with_too_many_problems_is_the_wrong_file() {
    let mut office = at_work();
    let found = problems(&mut office, format!("{HEADER}{}", "x\n".repeat(12_000)));
    assert_eq!(found.len(), 10_000);
}

#[test]
fn a_refused_import_is_in_the_log() {
    let mut office = at_work();
    let before = office.desk().tick().unwrap();
    assert_eq!(problems(&mut office, format!("{HEADER}x\n")).len(), 1);
    assert_eq!(office.desk().tick().unwrap(), before + 1);
    office.sign_out();
    let refused = import(&mut office, format!("{HEADER}{NEW}"));
    assert!(matches!(refused, Err(ImportError::Desk(DeskError::NotSignedIn))), "{refused:?}");
}
