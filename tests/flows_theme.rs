//! 外观: choosing a look and a language, keeping them, following the system. Through the real window, with a preferences
//! file of its own.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::fs;

use egui::{Key, Theme};
use flows::Window;
use pindesk::ui::{
    i18n::{self, Language},
    preferences::Preferences,
    theme::{Look, Tokens},
};
use support::{CLERK, LI, Office, PASSWORD};

#[test]
fn a_chosen_look_is_in_force_at_once_and_after_a_restart() {
    let mut office = Office::new();
    let file = office.home.path().join("config").join(Preferences::FILE);
    i18n::select(Language::Chinese);
    let mut window = Window::open_preferring(&mut office, &file);
    window.wait_for_screen("sign_in");
    assert_eq!(window.tokens(), Tokens::light());
    window.click("外观");
    window.wait_for("跟随系统");
    assert!(window.is_picked("跟随系统") && !window.is_picked("深色"));
    window.click("深色");
    assert_eq!(window.tokens(), Tokens::dark());
    window.wait_until_gone("跟随系统");
    window.close(&mut office);

    let mut window = Window::open_preferring(&mut office, &file);
    window.wait_for_screen("sign_in");
    assert_eq!(window.tokens(), Tokens::dark());
    window.click("外观");
    assert!(window.is_picked("深色"));
}

#[test]
fn the_language_is_remembered_too_and_a_broken_file_is_ignored() {
    let mut office = Office::new();
    let file = office.home.path().join(Preferences::FILE);
    fs::write(&file, "{\"language\": ").unwrap();
    i18n::select(Language::English);
    let mut window = Window::open_preferring(&mut office, &file);
    window.wait_for_screen("sign_in");
    assert_eq!((i18n::current(), window.tokens()), (Language::Chinese, Tokens::light()));
    window.click("English");
    window.wait_for("Sign in");
    window.close(&mut office);
    let kept = Preferences { language: Language::English, look: Look::System, ..Preferences::default() };
    assert_eq!(Preferences::read(&file), kept);

    i18n::select(Language::Chinese);
    let mut window = Window::open_preferring(&mut office, &file);
    window.wait_for_screen("sign_in");
    window.wait_for("Staff number");
}

#[test]
fn follows_the_system_live_until_a_look_is_chosen() {
    let mut window = Window::open(&mut Office::new());
    window.sign_in(CLERK, PASSWORD, "look_up");
    let turns = [(Some(Theme::Dark), Tokens::dark()), (Some(Theme::Light), Tokens::light()), (None, Tokens::light())];
    for (system, expected) in turns {
        window.turn_system(system);
        assert_eq!(window.tokens(), expected, "{system:?}");
    }
    window.click("外观");
    window.click("高对比");
    for system in [Some(Theme::Dark), Some(Theme::Light)] {
        window.turn_system(system);
        assert_eq!(window.tokens(), Tokens::high_contrast(), "{system:?}");
    }
    window.click("外观");
    window.click("跟随系统");
    window.turn_system(Some(Theme::Dark));
    assert_eq!(window.tokens(), Tokens::dark());
}

#[test]
fn the_menu_of_looks_is_worked_by_keyboard_alone() {
    let mut window = Window::open(&mut Office::new());
    window.sign_in(CLERK, PASSWORD, "look_up");
    for _ in 0..40 {
        if window.focused().as_deref() == Some("外观") {
            break;
        }
        window.press(Key::Tab);
    }
    assert_eq!(window.focused().as_deref(), Some("外观"));
    window.press(Key::Space);
    window.wait_for("高对比");
    for _ in 0..6 {
        if window.focused().as_deref() == Some("高对比") {
            break;
        }
        window.press(Key::ArrowDown);
    }
    assert_eq!(window.focused().as_deref(), Some("高对比"));
    window.press(Key::Space);
    assert_eq!(window.tokens(), Tokens::high_contrast());
    window.wait_until_gone("跟随系统");
}

#[test]
fn a_look_can_be_chosen_on_the_locked_screen_and_lasts_through_a_visit() {
    let mut window = Window::open_in(&mut Office::new(), Language::English);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.click("Lock");
    window.wait_for_screen("lock");
    window.click("Theme");
    window.click("Dark");
    assert_eq!(window.tokens(), Tokens::dark());
    window.fill("Password", PASSWORD);
    window.press(Key::Enter);
    window.wait_for_screen("look_up");
    window.type_text(LI);
    window.press(Key::Enter);
    window.wait_for_screen("check");
    assert_eq!(window.tokens(), Tokens::dark());
}
