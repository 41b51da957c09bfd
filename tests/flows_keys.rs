//! Every key of every screen: what the screens ask for is what the keymap says, nobody shares a key, and no screen reads keys by itself.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::{fs, path::Path};

use egui::{Key, Modifiers};
use flows::Window;
use pindesk::{
    desk::{Consent, Desk},
    domain::{
        pin::{Action, PinKind},
        settings::Field,
        staff::Role,
    },
    t,
    ui::{
        app::{Command, Page, Start},
        i18n::{Language, text_of},
        input::keymap::{self, Scope},
    },
};
use support::{ADMIN, CHAN, CLERK, CLERK_2, Office, PASSWORD, SUPERVISOR, ZHANG, folders};

/// Holds what the screens of a window asked for so far against the keymap.
#[track_caller]
fn agree(window: &mut Window, seen: &mut Vec<Scope>) {
    for asked in window.asked() {
        assert!(!asked.is_contested, "two receivers take {} on {:?}", asked.shortcut.label(), asked.scope);
        assert!(!asked.shortcut.types(), "{} on {:?} is a bare character", asked.shortcut.label(), asked.scope);
        let mut known = keymap::of(asked.scope).chain(keymap::of(Scope::Everywhere));
        assert!(
            known.any(|entry| entry.shortcut == asked.shortcut),
            "{} on {:?} is not in the keymap",
            asked.shortcut.label(),
            asked.scope
        );
        if !seen.contains(&asked.scope) {
            seen.push(asked.scope);
        }
    }
}

#[test]
fn every_key_that_a_screen_obeys_is_in_the_keymap_and_has_one_receiver() {
    let mut seen = Vec::new();
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office.desk().change_setting(Field::HolderMonitor, "2").unwrap();
    office.sign_out();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    let mut window = Window::open_in(&mut office, Language::Chinese);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.press(Key::F12);
    window.wait_for_screen("today");
    window.press(Key::Enter);
    window.settle();
    window.press(Key::F11);
    window.wait_for_screen("look_up");
    window.type_text(ZHANG);
    window.press(Key::Enter);
    window.wait_for_screen("check");
    window.press(Key::F8);
    window.wait_for(&text_of("refuse", "title"));
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("refuse", "title"));
    window.press(Key::F4);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        window.press_with(Modifiers::COMMAND, key);
    }
    window.press(Key::Enter);
    window.wait_for_screen("act");
    window.pass_secs(0.5);
    window.press(Key::F6);
    window.press(Key::Enter);
    window.wait_for(&text_of("approval", "supervisor"));
    window.press(Key::Escape);
    window.wait_until_gone(&text_of("approval", "supervisor"));
    window.press(Key::Escape);
    window.wait_for(&text_of("visit", "leave-title"));
    window.press(Key::Enter);
    window.wait_for_screen("look_up");
    window.pass_secs(0.5);
    // A visit to its end, with the pad on a monitor of its own, so that the clerk's side shows its keys.
    window.app().set_monitors(2);
    window.settle();
    window.type_text(CHAN);
    window.press(Key::Enter);
    window.wait_for_screen("check");
    window.pass_secs(0.5);
    window.press(Key::F4);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        window.press_with(Modifiers::COMMAND, key);
    }
    window.press(Key::Enter);
    window.wait_for_screen("act");
    window.pass_secs(0.5);
    window.press(Key::F6);
    window.press(Key::Enter);
    window.wait_for_screen("pad");
    agree(&mut window, &mut seen);
    // With a digit in, it asks first; that question has its key too.
    window.type_text("4");
    window.press(Key::Escape);
    window.wait_for(&text_of("pad", "clerk-asking-title"));
    agree(&mut window, &mut seen);
    window.press(Key::F10);
    window.wait_for_screen("done");
    agree(&mut window, &mut seen);
    window.app().request(Command::Lock);
    window.wait_for_screen("lock");
    agree(&mut window, &mut seen);
    window.close(&mut office);

    // A change that waits its day is shown on every page; a supervisor can open it.
    office.sign_in(ADMIN);
    let halves = Consent::RecoveryCode(office.typed_halves());
    office.desk().change_role(CLERK_2, Role::Supervisor, &halves).unwrap();
    office.sign_out();
    for (who, pages) in
        [(SUPERVISOR, &[Page::Audit, Page::Worklist][..]), (ADMIN, &[Page::Staff, Page::Import, Page::Settings][..])]
    {
        let mut window = Window::open_in(&mut office, Language::Chinese);
        let first = if who == ADMIN { "staff" } else { "audit" };
        window.sign_in(who, PASSWORD, first);
        for page in pages {
            window.app().request(Command::Open(*page));
            window.settle();
            if *page == Page::Staff {
                // The accounts come a moment after the page.
                window.wait_for(&format!("{CLERK}, "));
                window.settle();
            }
            // Whatever opens from the list, and what stands there with it.
            window.press(Key::ArrowDown);
            window.press(Key::Enter);
            window.settle();
            agree(&mut window, &mut seen);
            window.press(Key::Escape);
            if *page == Page::Staff {
                window.click(&t!("staff-password"));
                window.wait_for(&t!("consent-how"));
            } else if *page == Page::Worklist {
                window.click(&t!("notice-open"));
                window.wait_for(&t!("notice-waits"));
            } else {
                continue;
            }
            agree(&mut window, &mut seen);
            window.press(Key::Escape);
        }
        window.close(&mut office);
    }
    without_an_office(&mut seen);
    with_a_damaged_log(&mut seen);
    for scope in Scope::ALL.into_iter().filter(|scope| *scope != Scope::Everywhere) {
        assert!(seen.contains(&scope), "{scope:?} asked for no key: the walk above did not reach it");
    }
}

/// The first run, and an office that is not found.
fn without_an_office(seen: &mut Vec<Scope>) {
    let home = tempfile::tempdir().unwrap();
    let mut window = Window::over(folders(home.path()), Start::FirstRun, Vec::new(), Language::Chinese);
    window.wait_for_screen("first_run");
    agree(&mut window, seen);
    let mut office = Office::new();
    office.stop();
    fs::remove_dir_all(office.folders().keys).unwrap();
    let error = Desk::open_now(&office.folders()).unwrap_err();
    let mut window = Window::over(office.folders(), Start::Failed(error), Vec::new(), Language::Chinese);
    window.wait_for_screen("missing");
    agree(&mut window, seen);
}

/// A damaged log, as a clerk sees it, and as the supervisor who may begin a new one.
fn with_a_damaged_log(seen: &mut Vec<Scope>) {
    let mut office = Office::new();
    office.stop();
    fs::remove_file(office.folders().anchor()).unwrap();
    office.start();
    let mut window = Window::open_in(&mut office, Language::Chinese);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.settle();
    agree(&mut window, seen);
    window.press(Key::Enter);
    window.wait_for_screen("sign_in");
    window.sign_in(SUPERVISOR, PASSWORD, "audit");
    window.settle();
    agree(&mut window, seen);
    window.close(&mut office);
}

/// Keys that a screen reads by itself pass by the router, the keymap and the help.
#[test]
fn no_screen_reads_keys_of_its_own() {
    let mut found = Vec::new();
    look(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src/ui/screens")), &mut found);
    assert_eq!(found, Vec::<String>::new());
}

fn look(folder: &Path, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            look(&path, found);
            continue;
        }
        for (number, line) in (1..).zip(fs::read_to_string(&path).unwrap().lines()) {
            for word in ["key_pressed(", "key_down(", "consume_key(", "Event::Key", "num_presses("] {
                if line.contains(word) {
                    found.push(format!("{}:{number}: {}", path.display(), line.trim()));
                }
            }
        }
    }
}
