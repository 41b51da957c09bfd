//! Packs out of a real office: the desk signs what it settled, an old log stands under its own checkpoint, and no pack
//! is made of a log that does not hold.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::{
    fs::{self, File},
    path::Path,
    sync::atomic::AtomicBool,
};

use pindesk::{
    desk::{
        DeskError,
        export::{CodeWords, ExportError, ExportFormat, ExportOrder, Exported},
    },
    domain::{
        audit::{Action, Value},
        pin::{Action as PinAction, PinKind},
    },
    ledger::{
        self,
        pack::{Asked, PackReport},
    },
    store::EntryFilter,
};
use support::*;

fn reviewed() -> Office {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    office.sign_in(SUPERVISOR);
    office
}

fn export(office: &mut Office, filter: &EntryFilter, target: &Path) -> Result<Exported, ExportError> {
    let order = ExportOrder {
        filter: filter.clone(),
        filter_words: "全部".into(),
        format: ExportFormat::Pack,
        purpose: "外部审计".into(),
    };
    let never = AtomicBool::new(false);
    let request = office.desk().begin_export(order)?;
    let mut reviewer = office.desk().reviewer()?;
    let written = reviewer.export(&request, target, &CodeWords, &mut |_| (), &never);
    office.desk().conclude_export(&request, written, &never)
}

fn check(path: &Path, exported: &Exported) -> PackReport {
    let witnesses = [exported.witness.unwrap()];
    let asked = Asked { key: None, witnesses: &witnesses };
    ledger::pack::verify(File::open(path).unwrap(), &asked).unwrap().unwrap()
}

#[test]
fn a_pack_holds_what_the_filter_keeps_and_its_export_is_an_entry() {
    let mut office = reviewed();
    let target = office.home.path().join("evidence.zip");
    let before = office.lines().len() as u64;
    for (filter, staff) in [
        (EntryFilter::default(), None),
        (EntryFilter { staff: Some(CLERK.into()), ..EntryFilter::default() }, Some(CLERK)),
        (EntryFilter { staff: Some("nobody".into()), ..EntryFilter::default() }, Some("nobody")),
    ] {
        let exported = export(&mut office, &filter, &target).unwrap();
        let report = check(&target, &exported);
        let lines = office.lines();
        let (covered, last) = (report.head.size as usize, ledger::decode(lines.last().unwrap()).unwrap());
        let kept = lines[..covered].iter().filter(|line| {
            let line = ledger::decode(line).unwrap();
            staff.is_none() || line.staff.as_deref() == staff
        });
        assert_eq!((report.manifest.entries, exported.entries), (kept.count() as u64, report.manifest.entries));
        assert_eq!(covered + 1, lines.len(), "everything up to the export");
        assert_eq!(last.action(), Some(Action::Export));
        assert_eq!(last.detail["format"], Value::from("pack"));
        assert_eq!(last.detail["checkpoint_size"], Value::from(report.head.size));
        assert_eq!(last.detail["sha256"], Value::from(exported.sha256.as_str()));
        assert_eq!((report.manifest.by.as_str(), report.manifest.purpose.as_str()), (SUPERVISOR, "外部审计"));
    }
    assert_eq!(office.lines().len() as u64, before + 3);
}

#[test]
fn a_log_that_is_not_the_offices_is_refused() {
    let mut office = reviewed();
    let target = office.home.path().join("evidence.zip");
    let filter = EntryFilter { log: Some("ab".repeat(16)), ..EntryFilter::default() };
    let refused = export(&mut office, &filter, &target);
    assert!(matches!(refused, Err(ExportError::Desk(DeskError::NoSuchLog))), "{refused:?}");
    assert!(!target.exists());
    assert!(
        fs::read_dir(office.home.path())
            .unwrap()
            .all(|file| { !file.unwrap().file_name().to_string_lossy().starts_with(".pindesk-export") })
    );
}
