//! Names that cannot be read and compared: refused at import, marked where an older import let them in.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use flows::Window;
use pindesk::{
    desk::ImportError,
    domain::{card::CardStatus, holder::NameFlaw},
    store::{HolderRow, Store as _, sqlite::SqliteStore},
    ui::i18n::{Language, text_of},
    vault::OfficeKeys,
};
use support::*;

fn header() -> &'static str {
    REGISTER.lines().next().unwrap()
}

#[test]
fn every_flawed_name_is_a_problem_of_its_line_and_nothing_is_imported() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    let table = [
        ("张\u{200b}三", "invisible"),
        ("张三\u{202e}", "invisible"),
        ("\u{3164}", "nothing_visible"),
        ("\u{200b}", "nothing_visible"),
        ("张\u{fffd}", "replacement"),
        ("张？", "replacement"),
        ("?", "replacement"),
        ("张\u{e863}", "private_use"),
        ("张\u{f0001}", "private_use"),
        ("张\u{2028}三", "control_character"),
        ("\u{3000}", "empty"),
    ];
    let lines: String = table.iter().map(|(name, _)| format!("{STRANGER},{name},,,1,unset,unset\n")).collect();
    let file = office.home.path().join("names.csv");
    std::fs::write(&file, format!("{}\n{lines}", header())).unwrap();
    let Err(ImportError::Problems { problems, report }) = office.desk().import(&file, &mut |_, _| {}) else {
        panic!("it was imported");
    };
    let found: Vec<_> = problems.iter().map(|problem| (problem.line, problem.column, problem.reason)).collect();
    let expected: Vec<_> = table.iter().zip(2..).map(|((_, reason), line)| (line, "name", *reason)).collect();
    assert_eq!(found, expected);
    assert!(std::fs::read_to_string(report).unwrap().is_ascii(), "the report repeats nothing of a name");
}

#[test]
fn a_name_with_ideographic_variants_is_kept_whole() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    let name = "葛\u{e0100}城\u{fe00}";
    let file = office.home.path().join("names.csv");
    std::fs::write(&file, format!("{}\n{STRANGER},{name},,,1,unset,unset\n", header())).unwrap();
    office.desk().import(&file, &mut |_, _| {}).unwrap();
    office.sign_out();
    office.sign_in(CLERK);
    let view = office.look_up(STRANGER);
    assert_eq!((view.name.as_str(), view.name_flaw), (name, None));
}

#[test]
fn a_flawed_name_of_an_older_import_is_marked_at_the_check() {
    for (name, flaw) in [
        ("张\u{200b}三", Some(NameFlaw::Invisible)),
        ("王?", Some(NameFlaw::Replacement)),
        ("\u{e863}", Some(NameFlaw::PrivateUse)),
        ("\u{2800}", Some(NameFlaw::NothingVisible)),
        ("王芳", None),
    ] {
        let mut office = Office::new();
        office.stop();
        put_name(&office, name);
        office.start();
        office.sign_in(CLERK);
        let view = office.look_up(ZHANG);
        assert_eq!((view.name.as_str(), view.name_flaw), (name, flaw));
        assert!(view.name_mask.contains('*'), "a mask hides something");
    }
}

#[test]
fn the_clerk_is_told_that_a_registered_name_cannot_be_compared() {
    for language in Language::ALL {
        let mut office = Office::new();
        office.stop();
        put_name(&office, "王?");
        office.start();
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.type_text(ZHANG);
        window.press(egui::Key::Enter);
        window.wait_for_screen("check");
        assert!(window.shows(&text_of("name-flaw", "replacement")), "{}", window.texts().join("\n"));
    }
}

/// Writes a name into the register as an older program would have let it in.
fn put_name(office: &Office, name: &str) {
    let keys = OfficeKeys::load(&office.folders().keys).unwrap();
    let mut store = SqliteStore::open(&office.folders().database(), keys.database()).unwrap();
    let tx = store.write().unwrap();
    let mut row: HolderRow = tx.holder(ZHANG).unwrap().unwrap();
    name.clone_into(&mut row.name);
    assert_eq!(row.card_status, CardStatus::Normal);
    tx.put_holder(&row, NOON.parse().unwrap()).unwrap();
    tx.commit().unwrap();
}
