//! The workbook opened again, and everything that can go wrong with the disk.

use std::{
    io::{Cursor, ErrorKind, Read as _, Seek as _, SeekFrom},
    sync::atomic::AtomicBool,
};

use super::{guard::FirstError, *};
use crate::{
    desk::{
        books::Author,
        export::{CodeWords, ExportFormat, ExportOrder, paper::Full},
    },
    domain::{audit::Draft, audit::Entry, free_text::FreeText, staff::Role},
    store::EntryFilter,
};

fn request() -> ExportRequest {
    let order = ExportOrder {
        filter: EntryFilter::default(),
        filter_words: "=all".to_owned(),
        format: ExportFormat::Xlsx,
        purpose: "-purpose".to_owned(),
    };
    let author = Author { staff: "super01".to_owned(), role: Role::Supervisor };
    let at = "2026-11-22T16:00:00Z".parse().unwrap();
    let purpose = FreeText::default();
    ExportRequest {
        order, purpose, author, name: "王芳".to_owned(), office: "示范区".to_owned(), at, permit: None
    }
}

fn row(seq: u64, remark: &str) -> EntryRow {
    let mut draft = Draft::new(Action::SignIn, Outcome::Done);
    draft.detail.insert("remark".to_owned(), remark.into());
    let entry = Entry {
        seq,
        at: "2026-11-22T16:00:01.900Z".parse().unwrap(),
        log: "0123456789abcdef0123456789abcdef".to_owned(),
        seat: if remark.is_empty() { "03" } else { remark }.to_owned(),
        draft,
    };
    EntryRow { position: 1, log: 1, seq, line: ledger::encode(&entry) }
}

fn workbook(
    medium: impl crate::desk::export::paper::Medium,
    rows: &[EntryRow],
    rows_of_a_sheet: u32,
) -> io::Result<()> {
    let never = AtomicBool::new(false);
    let folder = tempfile::tempdir()?;
    let mut paper = Paper::new(medium, &never);
    let request = request();
    let mut form = Xlsx::begin_with(&mut paper, &request, &CodeWords, folder.path(), rows_of_a_sheet)?;
    rows.iter().try_for_each(|row| form.entry(row))?;
    Box::new(form).finish()?;
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0, "nothing named beside it");
    Ok(())
}

fn parts(bytes: Vec<u8>) -> impl FnMut(&str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    move |name| {
        let mut text = String::new();
        zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
        text
    }
}

#[test]
fn rows_beyond_a_sheet_go_to_the_next() {
    let rows: Vec<EntryRow> = (1..=7).map(|seq| row(seq, "")).collect();
    let mut bytes = Vec::new();
    workbook(Cursor::new(&mut bytes), &rows, 3).unwrap();
    let mut part = parts(bytes);
    let names = part("xl/workbook.xml");
    for name in ["sheet_about", "sheet_entries 1", "sheet_entries 2", "sheet_entries 3"] {
        assert!(names.contains(&format!("<sheet name=\"{name}\"")), "{names}");
    }
    for (number, rows) in [(2, 4), (3, 4), (4, 2)] {
        let sheet = part(&format!("xl/worksheets/sheet{number}.xml"));
        assert_eq!(sheet.matches("<row ").count(), rows, "sheet {number}, header included");
        assert!(sheet.contains("state=\"frozen\"") && sheet.contains(&format!("<autoFilter ref=\"A1:S{rows}\"")));
    }
}

#[test]
fn formulas_are_text_dates_are_dates_and_rare_characters_are_whole() {
    let corpus = [
        "=1+1",
        "+1",
        "-1",
        "@A1",
        "\t=1",
        "=cmd|' /C calc'!A0",
        "_x003D_1",
        "䶮𬭛𠮷\u{3400}",
        "\u{ffff}<&>\"",
        "{=1}",
    ];
    let rows: Vec<EntryRow> = (1..).zip(corpus).map(|(seq, remark)| row(seq, remark)).collect();
    let mut bytes = Vec::new();
    workbook(Cursor::new(&mut bytes), &rows, 100).unwrap();
    let mut part = parts(bytes);
    let sheet = part("xl/worksheets/sheet2.xml");
    assert!(!sheet.contains("<f>") && !part("xl/worksheets/sheet1.xml").contains("<f>"), "no formula anywhere");
    // 2026-11-23 00:00:01 in Beijing; the fraction of the second is cut, not rounded.
    assert!(sheet.contains("<v>46349.000011574"), "{sheet}");
    assert!(sheet.contains("<t>=cmd|' /C calc'!A0</t>") && sheet.contains("<t>-1</t>"));
    assert!(sheet.contains("䶮𬭛𠮷\u{3400}") && sheet.contains("\u{fffd}&lt;&amp;&gt;"));
    assert!(sheet.contains("_x005F_x003D_1"), "what looks like an escape is not one");
    assert_eq!(sheet.matches("t=\"inlineStr\"").count(), COLUMNS.len() + rows.len() * 8);
}

#[test]
fn a_full_disk_is_told_wherever_it_fills_up() {
    let rows: Vec<EntryRow> = (1..=2000).map(|seq| row(seq, &format!("{:x}", seq.pow(5)))).collect();
    for room in [0, 100, 10_000, 40_000] {
        let full = workbook(Full::after(room), &rows, 5000);
        assert_eq!(full.unwrap_err().kind(), ErrorKind::StorageFull, "{room}");
    }
}

#[test]
fn a_panic_of_the_library_is_an_error() {
    let folder = tempfile::tempdir().unwrap();
    let panics = || -> io::Result<()> { std::panic::resume_unwind(Box::new("full")) };
    assert_eq!(guarded(folder.path(), panics).unwrap_err().kind(), ErrorKind::Other);
    let gone = folder.path().join("gone");
    assert_eq!(guarded(&gone, panics).unwrap_err().kind(), ErrorKind::NotFound);
}

#[test]
fn a_text_is_cut_where_a_cell_ends() {
    assert_eq!(fitting(&"𠮷".repeat(20_000)).chars().count(), LONGEST_TEXT / 2);
    assert_eq!(fitting("a\u{fffe}"), "a\u{fffd}");
}

#[test]
fn a_failed_writer_takes_the_rest_so_that_nothing_complains_when_it_is_dropped() {
    let mut writer = FirstError::over(Full::after(3));
    writer.write_all(b"123").unwrap();
    assert_eq!(writer.write_all(b"4").unwrap_err().kind(), ErrorKind::StorageFull);
    writer.write_all(b"56").unwrap();
    writer.flush().unwrap();
    assert_eq!(writer.stream_position().unwrap(), 5);
    assert_eq!(writer.seek(SeekFrom::Start(1)).unwrap(), 1);
}
