//! After an unlock the holder may try the PIN; cards and receipts say when a PIN is old. Through the real window.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use egui::{Key, Modifiers};
use flows::Window;
use pindesk::{
    desk::PadReply,
    domain::{
        audit::Action as LogAction,
        pin::{Action, PinKind},
    },
    ui::i18n::Language,
};
use support::{ADMIN, CLERK, LI, Office, PASSWORD};

const GOOD_PIN: &str = "739105";

/// An office where Li set an electronic PIN, [`GOOD_PIN`], a number of days ago and has just locked it.
fn office_with_a_locked_pin(days: u64) -> Office {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(LI, Action::Set, PinKind::Electronic, GOOD_PIN);
    office.sign_out();
    office.advance(days * 24 * 3600);
    office.sign_in(CLERK);
    let proof = office.checked(LI);
    office.desk().open_pad(proof, Action::Verify, PinKind::Electronic).unwrap();
    while !matches!(office.submit("640281"), PadReply::Locked(_)) {}
    office.desk().close_visit().unwrap();
    office.sign_out();
    office
}

#[track_caller]
fn at(window: &mut Window, step: &str) {
    window.wait_for_screen(step);
    window.pass_secs(0.5);
    window.settle();
}

fn at_the_card(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.type_text(LI);
    window.press(Key::Enter);
    at(&mut window, "check");
    window.press(Key::F4);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        window.press_with(Modifiers::COMMAND, key);
    }
    window.pass_secs(1.0);
    window.press(Key::Enter);
    at(&mut window, "act");
    window
}

fn unlock(office: &mut Office, language: Language) -> Window {
    let mut window = at_the_card(office, language);
    unlock_here(&mut window);
    window
}

fn unlock_here(window: &mut Window) {
    window.press(Key::F7);
    window.press(Key::Enter);
    at(window, "done");
}

#[test]
fn an_unlocked_pin_is_tried_after_one_more_confirmation_and_nothing_else_is_done_with_it() {
    let mut office = office_with_a_locked_pin(0);
    let mut window = unlock(&mut office, Language::Chinese);
    assert!(window.shows("验证密码…"));
    window.press(Key::F9);
    window.wait_for("仍是本人，证件在手？");
    window.press(Key::Enter);
    at(&mut window, "act");
    assert!(window.is_disabled("修改") && window.is_disabled("重置"), "this visit unlocked it");
    assert!(!window.is_disabled("验证密码"));
    window.press(Key::Enter);
    at(&mut window, "pad");
    for digit in GOOD_PIN.chars() {
        window.press(Key::from_name(&digit.to_string()).unwrap());
    }
    window.press(Key::Enter);
    at(&mut window, "done");
    let done: Vec<_> = office.entries().iter().map(|entry| entry.draft.action).rev().take(3).collect();
    assert_eq!(done, [LogAction::PinVerify, LogAction::IdentityConfirm, LogAction::PinUnlock]);
}

#[test]
fn an_old_pin_is_called_old_on_the_card_and_on_the_receipt() {
    for (language, words) in [(Language::Chinese, "超过 12 个月没换"), (Language::English, "over 12 months")] {
        let mut office = office_with_a_locked_pin(400);
        let mut window = at_the_card(&mut office, language);
        assert!(window.shows(words), "on the card:\n{}", window.texts().join("\n"));
        unlock_here(&mut window);
        assert!(window.shows(words), "on the receipt:\n{}", window.texts().join("\n"));
    }
}

#[test]
fn a_young_pin_and_an_office_that_gives_no_advice_are_left_alone() {
    let mut office = office_with_a_locked_pin(300);
    assert!(!unlock(&mut office, Language::Chinese).shows("建议更换"));
    let mut office = office_with_a_locked_pin(400);
    office.sign_in(ADMIN);
    office.weaken(pindesk::domain::settings::Field::PinAdviceMonths, "0");
    office.sign_out();
    assert!(!unlock(&mut office, Language::Chinese).shows("建议更换"));
}
