//! Review and export as the desk enforces them: first the entry, then the file, and nothing left of what failed.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::{fs, path::Path, sync::atomic::AtomicBool};

use pindesk::{
    desk::{
        DeskError,
        review::{CSV_COLUMNS, ExportError, ExportFormat, PendingExport, Reviewer},
    },
    domain::{
        audit::{Action, Outcome, Value},
        document::DocumentKind,
        pin::{Action as PinAction, PinKind},
        visit::RefusalReason,
    },
    ledger::Line,
    store::EntryFilter,
};
use support::*;

/// An office with a reset, a refused check and a number that is not in the register; the supervisor signed in.
fn reviewed() -> (Office, Reviewer) {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.look_up(LI);
    office
        .desk()
        .refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, "=HYPERLINK(\"x\"), \"quoted\"")
        .unwrap();
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.sign_in(SUPERVISOR);
    let reviewer = office.desk().reviewer().unwrap();
    (office, reviewer)
}

fn write(
    reviewer: &mut Reviewer,
    filter: &EntryFilter,
    format: ExportFormat,
    target: &Path,
) -> Result<PendingExport, ExportError> {
    reviewer.export(filter, format, target, &[], &mut |_| (), &AtomicBool::new(false))
}

fn lines(reviewer: &mut Reviewer, filter: &EntryFilter) -> Vec<(String, Line)> {
    let positions = reviewer.newer(filter, 0).unwrap();
    let rows = reviewer.rows(&positions).unwrap();
    rows.into_iter().map(|row| (row.text, row.line.unwrap())).collect()
}

fn files(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !matches!(name.as_str(), "data" | "keys" | "register.csv")).collect()
}

#[test]
fn the_entry_of_an_export_comes_before_its_file() {
    let (mut office, mut reviewer) = reviewed();
    let target = office.home.path().join("log.jsonl");
    let filter = EntryFilter { staff: Some(CLERK.into()), ..EntryFilter::default() };
    let before = lines(&mut reviewer, &filter);
    let pending = write(&mut reviewer, &filter, ExportFormat::JsonLines, &target).unwrap();
    assert!(!target.exists(), "the file waits for its entry");
    let (entries, sha256) = (pending.entries, pending.sha256.clone());
    office.desk().publish_export(pending, &filter).unwrap();

    let want: String = before.iter().map(|(text, _)| format!("{text}\n")).collect();
    assert_eq!(fs::read_to_string(&target).unwrap(), want, "the exact bytes, oldest first");
    let exports = EntryFilter { action: Some(Action::Export), ..EntryFilter::default() };
    let told = lines(&mut reviewer, &exports);
    assert_eq!(told.len(), 1);
    let line = &told[0].1;
    assert_eq!((line.outcome(), line.staff.as_deref()), (Some(Outcome::Done), Some(SUPERVISOR)));
    assert_eq!(line.detail["entries"], Value::from(entries));
    assert_eq!(line.detail["sha256"], Value::from(sha256));
    assert_eq!(line.detail["staff"], Value::from(CLERK));
}

#[test]
fn csv_reads_back_with_every_field_and_no_formula() {
    let (mut office, mut reviewer) = reviewed();
    let target = office.home.path().join("log.csv");
    let filter = EntryFilter::default();
    let want = lines(&mut reviewer, &filter);
    let header: Vec<String> = CSV_COLUMNS.iter().map(|column| format!("={column}")).collect();
    let pending =
        reviewer.export(&filter, ExportFormat::Csv, &target, &header, &mut |_| (), &AtomicBool::new(false)).unwrap();
    office.desk().publish_export(pending, &filter).unwrap();
    let bytes = fs::read(&target).unwrap();
    assert!(bytes.starts_with("\u{feff}".as_bytes()));
    let mut reader = csv::Reader::from_reader(&bytes[3..]);
    assert_eq!(reader.headers().unwrap().get(0), Some("'=seq"));
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!(rows.len(), want.len());
    for (row, (_, line)) in rows.iter().zip(&want) {
        assert_eq!(row.len(), CSV_COLUMNS.len());
        assert_eq!(&row[0], line.seq.to_string());
        assert_eq!(&row[6], line.action);
        assert!(row.iter().all(|cell| !cell.trim_start().starts_with(['=', '+', '-', '@'])), "{row:?}");
    }
    assert!(rows.iter().any(|row| row[12].contains("remark==HYPERLINK(\"x\"), \"quoted\"")));
}

#[test]
fn positions_are_those_of_the_filter_and_of_what_is_newer() {
    let (mut office, mut reviewer) = reviewed();
    let all = reviewer.newer(&EntryFilter::default(), 0).unwrap();
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
    let newest = *all.last().unwrap();
    assert!(reviewer.newer(&EntryFilter::default(), newest).unwrap().is_empty());
    office.desk().lock_screen(false).unwrap();
    office.desk().unlock_screen(&password(PASSWORD)).unwrap();
    let newer = reviewer.newer(&EntryFilter::default(), newest).unwrap();
    assert_eq!(newer.len(), 2);
    let locks = EntryFilter { action: Some(Action::ScreenLock), ..EntryFilter::default() };
    assert_eq!(reviewer.newer(&locks, newest).unwrap(), newer[..1]);

    office
        .desk()
        .subject_of(&id(CHAN))
        .map(|subject| {
            let filter = EntryFilter { subject: Some(subject), ..EntryFilter::default() };
            let found = lines(&mut reviewer, &filter);
            assert!(
                found.len() >= 4
                    && found.iter().all(|(text, line)| line.mask.as_deref() == Some("8***21") && !text.contains(CHAN))
            );
        })
        .unwrap();
}

#[test]
fn a_cancelled_export_leaves_nothing() {
    let (office, mut reviewer) = reviewed();
    let target = office.home.path().join("log.csv");
    // Fewer entries than the reader looks at between two glances at the flag: cancelled all the same.
    let cancelled = AtomicBool::new(true);
    let result = reviewer.export(&EntryFilter::default(), ExportFormat::Csv, &target, &[], &mut |_| (), &cancelled);
    assert!(matches!(result, Err(ExportError::Cancelled)), "{result:?}");
    assert!(files(office.home.path()).is_empty(), "{:?}", files(office.home.path()));
}

#[test]
fn an_export_that_cannot_be_put_in_its_place_leaves_an_entry_and_no_file() {
    let (mut office, mut reviewer) = reviewed();
    let target = office.home.path().join("taken");
    let filter = EntryFilter::default();
    let pending = write(&mut reviewer, &filter, ExportFormat::Csv, &target).unwrap();
    fs::create_dir(&target).unwrap();
    assert!(matches!(office.desk().publish_export(pending, &filter), Err(DeskError::File(_))));
    assert_eq!(files(office.home.path()), ["taken"], "no temporary file stays");
    let exports = EntryFilter { action: Some(Action::Export), ..EntryFilter::default() };
    let outcomes: Vec<_> =
        lines(&mut reviewer, &exports).into_iter().map(|(_, line)| line.outcome().unwrap()).collect();
    assert_eq!(outcomes, [Outcome::Done, Outcome::Failed]);
}

#[test]
fn nothing_is_written_where_nothing_can_be() {
    let (office, mut reviewer) = reviewed();
    let filter = EntryFilter::default();
    let missing = office.home.path().join("no such folder/log.csv");
    assert!(matches!(write(&mut reviewer, &filter, ExportFormat::Csv, &missing), Err(ExportError::Io { .. })));
    for own in ["data/log.csv", "keys/office.keys", "data/../data/pindesk.db"] {
        let result = write(&mut reviewer, &filter, ExportFormat::Csv, &office.home.path().join(own));
        assert!(matches!(result, Err(ExportError::InOffice)), "{own}: {result:?}");
    }
}

#[test]
fn only_a_supervisor_reviews_searches_and_exports() {
    let (mut office, mut reviewer) = reviewed();
    let filter = EntryFilter::default();
    for number in [CLERK, ADMIN] {
        let target = office.home.path().join("log.csv");
        let pending = write(&mut reviewer, &filter, ExportFormat::Csv, &target).unwrap();
        office.sign_out();
        office.sign_in(number);
        assert!(matches!(office.desk().reviewer(), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().subject_of(&id(CHAN)), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().publish_export(pending, &filter), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().export_failed(ExportFormat::Csv, &filter), Err(DeskError::WrongRole(_))));
        assert!(files(office.home.path()).is_empty());
    }
}
