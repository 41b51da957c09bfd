//! 帮助: F1 on every screen, through the real window: the right page, the keys, and nothing behind it touched.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::fs;

use egui::{Key, Modifiers};
use flows::Window;
use pindesk::{
    desk::{Desk, Folders},
    domain::settings::Field,
    ui::{
        app::{App, Start},
        i18n::{self, Language, text_of},
        preferences::Preferences,
    },
};
use support::{ADMIN, CLERK, LI, Office, PASSWORD, SUPERVISOR};

/// The heading of a chapter, from the file that people read.
fn title(anchor: &str) -> String {
    let file = format!("{}/docs/manual.{}.md", env!("CARGO_MANIFEST_DIR"), i18n::current().tag());
    let text = fs::read_to_string(file).unwrap();
    let line = text.lines().find_map(|line| line.strip_prefix(&format!("### <a id=\"{anchor}\"></a>")));
    line.unwrap_or_else(|| panic!("no chapter {anchor}")).to_owned()
}

/// Opens the help of a screen, looks at page and keys, closes it again: the keyboard and the screen are as they were.
#[track_caller]
fn look_at_help(window: &mut Window, anchor: &str) {
    let (screen, focused) = (window.app().showing(), window.focused());
    assert!(App::SCREENS.contains(&screen), "{screen}");
    window.press(Key::F1);
    window.wait_for(&title(anchor));
    assert_eq!(window.focused(), Some(title(anchor)), "the page of {anchor} has the keyboard");
    window.press(Key::F1);
    window.wait_for(&text_of("help", "keys-everywhere"));
    assert!(window.shows("F1: "), "the sheet of keys names them");
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("help", "keys-everywhere"));
    assert_eq!(window.app().showing(), screen, "help leaves the screen alone");
    assert_eq!(window.focused(), focused, "on {screen}");
}

fn at_counter(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window
}

/// A step appeared, and a moment passed, as it does for people.
#[track_caller]
fn at(window: &mut Window, step: &str) {
    window.wait_for_screen(step);
    window.pass_secs(0.8);
    window.settle();
}

#[track_caller]
fn to_check(window: &mut Window) {
    window.type_text(LI);
    window.press(Key::Enter);
    at(window, "check");
}

#[track_caller]
fn to_act(window: &mut Window) {
    to_check(window);
    pass_check(window);
}

#[track_caller]
fn pass_check(window: &mut Window) {
    window.press(Key::F4);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        window.press_with(Modifiers::COMMAND, key);
    }
    window.pass_secs(0.8);
    window.press(Key::Enter);
    at(window, "act");
}

#[test]
fn every_step_of_a_visit_has_its_page_in_both_languages() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = Window::open_in(&mut office, language);
        window.wait_for_screen("sign_in");
        look_at_help(&mut window, "sign_in");
        window.sign_in(CLERK, PASSWORD, "look_up");
        look_at_help(&mut window, "look_up");
        to_check(&mut window);
        look_at_help(&mut window, "check");
        pass_check(&mut window);
        look_at_help(&mut window, "act");
        window.press(Key::Enter);
        at(&mut window, "pad");
        for _ in 0..2 {
            for key in [Key::Num7, Key::Num3, Key::Num9, Key::Num1, Key::Num0, Key::Num5, Key::Enter] {
                window.press(key);
            }
            window.settle();
        }
        at(&mut window, "done");
        look_at_help(&mut window, "done");
        window.click(&text_of("rail", "lock"));
        window.wait_for_screen("lock");
        look_at_help(&mut window, "lock");
    }
}

#[test]
fn every_page_of_supervisor_and_administrator_has_its_chapter() {
    let mut office = Office::new();
    let mut window = Window::open(&mut office);
    window.sign_in(SUPERVISOR, PASSWORD, "audit");
    look_at_help(&mut window, "audit");
    window.click(&text_of("rail", "worklist"));
    window.wait_for_screen("worklist");
    look_at_help(&mut window, "worklist");
    window.click(&text_of("rail", "sign-out"));
    window.sign_in(ADMIN, PASSWORD, "staff");
    look_at_help(&mut window, "staff");
    for screen in ["import", "settings"] {
        window.click(&text_of("rail", screen));
        window.wait_for_screen(screen);
        look_at_help(&mut window, screen);
    }
}

#[test]
fn the_first_run_has_help_and_keeps_what_was_typed() {
    let home = tempfile::tempdir().unwrap();
    let folders = Folders { data: home.path().join("data"), keys: home.path().join("keys") };
    let mut window = Window::over(folders, Start::FirstRun, Vec::new(), Language::English);
    window.wait_for_screen("first_run");
    window.fill(&text_of("founder", "administrator-name"), "Li Lei");
    look_at_help(&mut window, "first_run");
    assert_eq!(window.value(&text_of("founder", "administrator-name")), "Li Lei");
}

#[test]
fn what_stops_the_work_has_its_chapters_too() {
    let mut office = Office::new();
    office.stop();
    let keys = office.folders().keys;
    fs::rename(&keys, office.home.path().join("stick")).unwrap();
    let error = Desk::open_now(&office.folders()).unwrap_err();
    let mut window = Window::over(office.folders(), Start::Failed(error), Vec::new(), Language::Chinese);
    window.wait_for_screen("missing");
    look_at_help(&mut window, "missing");
    drop(window);
    fs::rename(office.home.path().join("stick"), &keys).unwrap();
    fs::remove_file(office.folders().anchor()).unwrap();
    office.start();
    let mut window = Window::open(&mut office);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.wait_for(&text_of("damage", "title"));
    look_at_help(&mut window, "damage");
}

#[test]
fn no_key_that_is_pressed_in_the_help_reaches_the_screen_behind_it() {
    let mut office = Office::new();
    let mut window = at_counter(&mut office, Language::Chinese);
    window.type_text("1101");
    window.press(Key::F1);
    window.wait_for(&title("look_up"));
    window.type_text("99");
    for key in [Key::Enter, Key::Num9, Key::F8, Key::F4, Key::Space, Key::Backspace, Key::Delete] {
        window.press(key);
    }
    window.press_with(Modifiers::COMMAND, Key::A);
    window.press_with(Modifiers::COMMAND, Key::X);
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("help", "contents"));
    assert_eq!(window.value(&text_of("lookup", "field")), "1101");
    window.type_text("05");
    assert_eq!(window.value(&text_of("lookup", "field")), "110105", "typing goes on where it was");
}

#[test]
fn a_card_that_is_read_while_the_help_is_open_is_refused_with_a_sentence() {
    let mut office = Office::new();
    let mut window = at_counter(&mut office, Language::Chinese);
    window.press(Key::F1);
    window.wait_for(&title("look_up"));
    window.type_text(LI);
    window.press(Key::Enter);
    window.wait_for(&text_of("input", "read-unused"));
    assert!(window.shows(&text_of("help", "contents")), "its Enter closes nothing");
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("help", "contents"));
    assert_eq!(window.app().showing(), "look_up", "nobody was looked up");
    assert_eq!(window.value(&text_of("lookup", "field")), "");
}

#[test]
fn the_check_stands_still_behind_the_help_and_so_does_its_question() {
    let mut office = Office::new();
    let mut window = at_counter(&mut office, Language::Chinese);
    to_check(&mut window);
    window.press(Key::F4);
    window.press(Key::F8);
    window.wait_for(&text_of("refuse", "title"));
    window.press(Key::F1);
    window.wait_for(&title("check"));
    window.press(Key::Enter);
    window.press(Key::F8);
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("help", "contents"));
    assert!(window.shows(&text_of("refuse", "title")), "one Esc closes the help alone");
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("refuse", "title"));
    assert_eq!(window.app().showing(), "check");
    assert!(!window.shows(&text_of("visit", "leave-title")), "and nobody was asked to end the visit");
}

#[test]
fn the_holder_on_a_single_screen_sees_no_help() {
    let mut office = Office::new();
    let mut window = at_counter(&mut office, Language::Chinese);
    to_act(&mut window);
    window.press(Key::F6);
    window.press(Key::Enter);
    at(&mut window, "pad");
    window.press(Key::F1);
    window.pass_secs(0.2);
    assert!(!window.shows(&title("pad")));
    assert!(!window.shows(&text_of("help", "contents")));
}

#[test]
fn the_pad_on_another_screen_leaves_the_clerk_the_help() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office.desk().change_setting(Field::HolderMonitor, "2").unwrap();
    office.sign_out();
    let mut window = at_counter(&mut office, Language::Chinese);
    window.app().set_monitors(2);
    to_act(&mut window);
    window.press(Key::F6);
    window.press(Key::Enter);
    at(&mut window, "pad");
    window.press(Key::F1);
    window.wait_for(&text_of("help", "contents"));
    assert!(window.shows(&title("pad")));
    for key in [Key::Num7, Key::Num3, Key::Num9] {
        window.press(key);
    }
    window.wait_for("已输入 3 位");
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("help", "contents"));
    assert_eq!(window.app().showing(), "pad", "the holder goes on");
}

#[test]
fn the_contents_lead_to_every_chapter_and_buttons_open_and_close_it() {
    let mut office = Office::new();
    let mut window = at_counter(&mut office, Language::English);
    window.click("Help F1");
    window.wait_for(&title("look_up"));
    window.click(&title("audit"));
    assert!(window.shows("newest first"), "another chapter:\n{}", window.texts().join("\n"));
    window.click(&text_of("help", "to-keys"));
    window.wait_for(&text_of("help", "keys-everywhere"));
    assert!(window.shows(&title("look_up")), "the keys are those of the screen that is open");
    window.click(&text_of("help", "to-page"));
    assert!(window.shows("newest first"));
    window.click(&text_of("common", "close"));
    window.wait_until_gone(&text_of("help", "contents"));
    assert_eq!(window.app().showing(), "look_up");
    assert_eq!(
        window.focused(),
        Some(text_of("lookup", "field")),
        "the click took the keyboard, closing gives it back"
    );
}

#[test]
fn a_narrow_window_has_the_contents_in_a_list() {
    let mut office = Office::new();
    let mut window = at_counter(&mut office, Language::Chinese);
    window.resize(640.0, 400.0);
    window.press(Key::F1);
    window.wait_for(&title("look_up"));
    window.click_list(&text_of("help", "contents"));
    window.click(&title("lock"));
    window.wait_for("换人用这台电脑");
    window.press(Key::Escape);
    window.wait_until_gone("换人用这台电脑");
}

#[test]
fn locking_takes_the_help_away_and_the_locked_screen_has_its_own() {
    let mut office = Office::new();
    let mut window = at_counter(&mut office, Language::Chinese);
    window.press(Key::F1);
    window.wait_for(&text_of("help", "contents"));
    window.app().request(pindesk::ui::app::Command::Lock);
    window.wait_for_screen("lock");
    assert!(!window.shows(&text_of("help", "contents")), "whoever locked the screen left no page over it");
    window.fill(&text_of("sign-in", "password"), PASSWORD);
    look_at_help(&mut window, "lock");
    window.press(Key::Enter);
    window.wait_for_screen("look_up");
}

#[test]
fn the_zoom_keys_keep_the_window_usable_and_are_remembered() {
    let mut office = Office::new();
    let file = office.home.path().join(Preferences::FILE);
    i18n::select(Language::Chinese);
    let mut window = Window::open_preferring(&mut office, &file);
    window.wait_for_screen("sign_in");
    let near = |zoom: f32, wanted: f32| (zoom - wanted).abs() < 0.01;
    window.press_with(Modifiers::COMMAND, Key::Plus);
    window.press_with(Modifiers::COMMAND, Key::Equals);
    assert!(near(window.zoom(), 1.2), "{}", window.zoom());
    for _ in 0..60 {
        window.press_with(Modifiers::COMMAND, Key::Minus);
    }
    assert!(near(window.zoom(), 0.8), "{}", window.zoom());
    window.press_with(Modifiers::COMMAND, Key::Num0);
    assert!(near(window.zoom(), 1.0), "{}", window.zoom());
    // Also where a sheet lies over the screen.
    window.press(Key::F1);
    window.wait_for(&text_of("help", "contents"));
    window.press_with(Modifiers::COMMAND, Key::Plus);
    assert!(near(window.zoom(), 1.1), "{}", window.zoom());
    window.press(Key::Escape);
    window.close(&mut office);
    assert_eq!(Preferences::read(&file).zoom.percent(), 110);

    let mut window = Window::open_preferring(&mut office, &file);
    window.wait_for_screen("sign_in");
    assert!(near(window.zoom(), 1.1), "{}", window.zoom());
}
