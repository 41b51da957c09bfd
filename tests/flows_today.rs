//! 今日办件, the day in the top bar, one's own password and one's own language: through the real window and the real
//! store, mostly by keyboard.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::fs;

use egui::Key;
use flows::{Window, say};
use pindesk::{
    desk::{LookUp, Receipt},
    domain::{
        audit::{Action as LogAction, Outcome},
        pin::{Action, PinKind},
        settings::Field,
    },
    t,
    ui::{
        i18n::{self, Language},
        preferences::Preferences,
        widgets::Shortcut,
    },
};
use support::{ADMIN, CHAN, CLERK, CLERK_2, LI, Office, PASSWORD, STRANGER, SUPERVISOR, id, password};

const NEW_PASSWORD: &str = "four blue lamps";

/// An office where the clerk has had three visits: a reset, a number that is not there, and a person who left.
fn busy_office() -> (Office, Receipt) {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let receipt = office.serve(CHAN, Action::Reset, PinKind::Electronic, "739105");
    office.advance(60);
    assert!(matches!(office.desk().look_up(id(STRANGER)).unwrap(), LookUp::NotFound(_)));
    office.advance(60);
    office.look_up(LI);
    office.advance(75);
    office.desk().close_visit().unwrap();
    office.sign_out();
    (office, receipt)
}

/// The clerk signed in, on the page of the day.
fn open_today(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.press(Key::F12);
    window.wait_for_screen("today");
    window
}

fn ctrl_s(window: &mut Window) {
    let Shortcut { modifiers, key } = Shortcut::ctrl(Key::S);
    window.press_with(modifiers, key);
    window.settle();
}

/// The counter at the identity check of a holder.
fn open_check(office: &mut Office, number: &str) -> Window {
    let mut window = Window::open(office);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.type_text(number);
    window.press(Key::Enter);
    window.wait_for_screen("check");
    window
}

#[test]
fn the_day_is_worked_by_keyboard_alone_in_both_languages() {
    for language in Language::ALL {
        let (mut office, receipt) = busy_office();
        let mut window = open_today(&mut office, language);
        let counts = say("今日办件 3", "Visits 3");
        assert!(window.shows(counts), "{:?}", window.texts());
        assert!(window.shows(say("未办理离开 1", "Left without action 1")));
        assert!(window.focused().unwrap().starts_with("0003, "), "{:?}", window.focused());
        assert!(window.shows(say("没有办成，没有回执", "Nothing was done")));
        window.press(Key::ArrowDown);
        window.settle();
        let not_found = window.focused().unwrap();
        assert!(not_found.contains(say("— · 1***2X", "— · 1***2X")), "{not_found}");
        assert!(not_found.contains(say("不在册", "Not found")), "{not_found}");
        window.press(Key::End);
        window.settle();
        let reset = window.focused().unwrap();
        assert!(reset.starts_with("0001, 12:00, ") && reset.contains(say("重置", "Reset")), "{reset}");
        assert!(window.shows(&receipt.witness.to_string()));
        assert!(window.shows(receipt.serial.as_str()));
        window.press(Key::Home);
        assert!(window.focused().unwrap().starts_with("0003, "));
        window.press(Key::ArrowUp);
        assert!(window.focused().unwrap().starts_with("0003, "), "the first row is the last one upwards");
        window.press(Key::End);
        window.settle();
        window.press(Key::Enter);
        assert_eq!(window.focused(), Some(t!("receipt-save")), "Enter goes to the receipt");
        window.press(Key::F11);
        window.wait_for_screen("look_up");
    }
}

#[test]
fn a_receipt_is_saved_again_with_the_witness_code_of_its_day() {
    let (mut office, receipt) = busy_office();
    let file = office.home.path().join("receipt.txt");
    let mut window = open_today(&mut office, Language::Chinese);
    window.press(Key::End);
    window.settle();
    window.click(&t!("receipt-type-path"));
    window.fill(&t!("receipt-path"), &file.display().to_string());
    // A typed path stays with its visit.
    window.click(&window.label(|label| label.starts_with("0003, ")).unwrap());
    window.click(&window.label(|label| label.starts_with("0001, ")).unwrap());
    assert_eq!(window.value(&t!("receipt-path")), file.display().to_string());
    // And is not lost unasked, neither on the way back to the counter nor with the window.
    window.press(Key::F11);
    window.wait_for("文件位置填了还没有用");
    window.press(Key::Escape);
    window.wait_until_gone("文件位置填了还没有用");
    assert!(!window.ask_to_close());
    window.wait_for("文件位置填了还没有用");
    window.press(Key::Escape);
    window.wait_until_gone("文件位置填了还没有用");
    assert_eq!(window.value(&t!("receipt-path")), file.display().to_string());
    ctrl_s(&mut window);
    window.wait_for(&t!("receipt-saved"));
    let text = fs::read_to_string(&file).unwrap();
    for words in [receipt.serial.as_str(), &receipt.witness.to_string(), "2026-11-22 12:00", "重置"] {
        assert!(text.contains(words), "{words} is not in:\n{text}");
    }
    assert!(!text.contains("CHAN Tai Man") && !text.contains(CHAN));
}

#[test]
fn an_empty_day_says_where_visits_come_from() {
    for language in Language::ALL {
        let mut window = open_today(&mut Office::new(), language);
        window.wait_for(say("今天还没有办件", "No visits yet today"));
        window.press(Key::ArrowDown);
        window.press(Key::Enter);
        assert_eq!(window.app().showing(), "today");
        window.press(Key::F11);
        window.wait_for_screen("look_up");
    }
}

#[test]
fn looking_at_the_day_in_the_middle_of_a_visit_loses_nothing() {
    let mut office = Office::new();
    let mut window = open_check(&mut office, LI);
    window.click(&t!("check-original"));
    window.press(Key::F12);
    window.wait_for_screen("today");
    window.wait_for("办件 0001 还没有结束");
    assert!(window.label(|label| label.starts_with("0001, ")).unwrap().contains("李*"));
    window.click(&t!("rail-sign-out"));
    window.wait_for("办件还没有结束，要退出登录吗？");
    window.press(Key::Escape);
    window.wait_until_gone("办件还没有结束，要退出登录吗？");
    window.press(Key::F11);
    window.wait_for_screen("check");
    window.wait_for("李䶮");
    assert!(office.entries().iter().all(|entry| entry.draft.action != LogAction::VisitClose));

    // Locking and coming back while the counter is aside keeps it too; signing out ends the visit.
    window.press(Key::F12);
    window.wait_for_screen("today");
    window.click("锁屏");
    window.wait_for_screen("lock");
    window.fill("登录密码", PASSWORD);
    window.press(Key::Enter);
    window.wait_for_screen("today");
    window.click(&t!("rail-sign-out"));
    window.wait_for("办件还没有结束，要退出登录吗？");
    window.press(Key::Enter);
    window.sign_in(CLERK, PASSWORD, "look_up");
    let closes = office.entries().into_iter().filter(|entry| entry.draft.action == LogAction::VisitClose);
    assert_eq!(closes.map(|entry| entry.draft.outcome).collect::<Vec<_>>(), [Outcome::Abandoned]);
}

#[test]
fn a_number_begun_at_the_counter_is_still_there_after_a_look_at_the_day() {
    let mut window = Window::open(&mut Office::new());
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.type_text("440308");
    window.press(Key::F12);
    window.wait_for_screen("today");
    window.press(Key::F11);
    window.wait_for_screen("look_up");
    assert_eq!(window.value(&t!("lookup-field")), "440308");
    window.type_text("199901101512");
    assert_eq!(window.value(&t!("lookup-field")), LI, "the field has the keyboard again");
}

#[test]
fn a_wish_for_the_day_waits_for_the_reply_that_is_on_its_way() {
    let mut window = Window::open(&mut Office::new());
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.type_text(LI);
    window.press(Key::Enter);
    window.press(Key::F12);
    window.wait_for_screen("today");
    window.wait_for("办件 0001 还没有结束");
    window.press(Key::F11);
    window.wait_for_screen("check");
}

#[test]
fn while_a_holder_keys_neither_the_day_nor_the_password_opens() {
    let mut office = Office::new();
    let mut window = open_check(&mut office, CHAN);
    for label in [t!("check-long-term"), t!("check-original"), t!("check-photo"), t!("check-name")] {
        window.click(&label);
    }
    window.pass_secs(2.0);
    window.click(&t!("check-pass"));
    window.wait_for_screen("act");
    window.pass_secs(2.0);
    window.settle();
    window.press(Key::F6);
    window.press(Key::Enter);
    window.wait_for_screen("pad");
    window.press(Key::F12);
    window.pass_secs(0.5);
    window.settle();
    assert_eq!(window.app().showing(), "pad");
}

#[test]
fn the_top_bar_tells_a_clerk_and_nobody_else_how_the_day_stands() {
    let (mut office, _) = busy_office();
    office.sign_in(ADMIN);
    office.weaken(Field::IdleLockMinutes, "60");
    office.sign_out();
    office.advance(5 * 60);
    let clock = office.clock.clone();
    let mut window = Window::open(&mut office);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.wait_for("今日 3 件 · 距上一件 5 分钟");
    clock.advance(std::time::Duration::from_secs(60));
    window.wait_for("今日 3 件 · 距上一件 6 分钟");
    for _ in 0..3 {
        // Somebody is there all the time.
        clock.advance(std::time::Duration::from_secs(40 * 60));
        window.press(Key::Home);
    }
    window.wait_for("今日 3 件 · 距上一件 2 小时");
    window.type_text(LI);
    window.press(Key::Enter);
    window.wait_for_screen("check");
    window.wait_for("今日 4 件 · 办理中");
    window.click(&t!("rail-sign-out"));
    window.wait_for("办件还没有结束，要退出登录吗？");
    window.press(Key::Enter);
    window.sign_in(SUPERVISOR, PASSWORD, "audit");
    assert!(!window.shows("今日 "));
    window.press(Key::F12);
    window.settle();
    assert_eq!(window.app().showing(), "audit");
}

/// Types into the field that has the keyboard and goes on with Enter.
fn enter(window: &mut Window, text: &str) {
    window.type_text(text);
    window.press(Key::Enter);
    window.settle();
}

#[test]
fn everyone_changes_their_own_password_by_enter_alone() {
    for (number, screen) in [(CLERK, "look_up"), (SUPERVISOR, "audit"), (support::ADMIN, "staff")] {
        let mut office = Office::new();
        let mut window = Window::open(&mut office);
        window.sign_in(number, PASSWORD, screen);
        window.click("修改本人登录密码");
        window.wait_for("现在的登录密码");
        assert_eq!(window.focused().as_deref(), Some("现在的登录密码"));
        for (text, next) in [(PASSWORD, "新登录密码"), ("short", "再输一遍新登录密码")] {
            enter(&mut window, text);
            assert_eq!(window.focused().as_deref(), Some(next), "{}", window.texts().join("\n"));
        }
        enter(&mut window, "short");
        assert_eq!(window.focused().as_deref(), Some("新登录密码"), "the refused password has the keyboard");
        window.fill("新登录密码", NEW_PASSWORD);
        window.press(Key::Enter);
        window.settle();
        assert_eq!(window.focused().as_deref(), Some("再输一遍新登录密码"), "{:?}", window.texts());
        assert!(window.shows("两遍不一样，请再"));
        window.fill("再输一遍新登录密码", NEW_PASSWORD);
        window.press(Key::Enter);
        window.settle();
        window.wait_for("登录密码已修改");
        assert!(!window.shows("再输一遍新登录密码"));
        assert_eq!(window.app().showing(), screen);
        window.click(&t!("rail-sign-out"));
        window.sign_in(number, NEW_PASSWORD, screen);
        drop(window);
        let mut changes = office.entries().into_iter().filter(|entry| {
            entry.draft.action == LogAction::PasswordChange && entry.draft.staff.as_deref() == Some(number)
        });
        assert_eq!(changes.next_back().unwrap().draft.outcome, Outcome::Done);
    }
}

#[test]
fn a_stranger_at_an_unlocked_screen_gets_three_tries_and_the_visit_stays() {
    let mut office = Office::new();
    let mut window = open_check(&mut office, LI);
    window.click("修改本人登录密码");
    window.wait_for("现在的登录密码");
    window.fill("新登录密码", NEW_PASSWORD);
    window.fill("再输一遍新登录密码", NEW_PASSWORD);
    for _ in 0..2 {
        window.fill("现在的登录密码", "not my password");
        window.press(Key::Enter);
        window.settle();
        window.wait_for("现在的登录密码不对");
        assert_eq!(window.focused().as_deref(), Some("现在的登录密码"));
    }
    window.fill("现在的登录密码", "not my password");
    window.press(Key::Enter);
    window.wait_for_screen("lock");
    window.wait_for("已锁屏");
    window.fill("登录密码", PASSWORD);
    window.press(Key::Enter);
    window.wait_for_screen("check");
    assert!(!window.shows("新登录密码"), "what was typed is gone");
    window.wait_for("李䶮");
    drop(window);
    let locks = office.entries().into_iter().filter(|entry| entry.draft.action == LogAction::ScreenLock);
    assert_eq!(locks.count(), 1, "the desk locked; the window did not lock once more");
}

#[test]
fn leaving_the_form_changes_nothing() {
    let mut office = Office::new();
    let mut window = Window::open(&mut office);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.click("修改本人登录密码");
    window.wait_for("现在的登录密码");
    window.type_text(PASSWORD);
    window.press(Key::Escape);
    window.wait_until_gone("现在的登录密码");
    assert_eq!(window.value(&t!("lookup-field")), "", "nothing of a password lands in the page below");
    window.close(&mut office);
    office.desk().sign_in(CLERK, &password(PASSWORD)).unwrap();
}

#[test]
fn each_persons_language_comes_with_them_and_the_machines_stays_at_the_door() {
    let mut office = Office::new();
    let file = office.home.path().join(Preferences::FILE);
    i18n::select(Language::Chinese);
    let mut window = Window::open_preferring(&mut office, &file);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.click("切换到英文（English）");
    window.wait_for("Sign out");
    window.click("Sign out");
    window.wait_for_screen("sign_in");
    window.wait_for("工号");
    window.sign_in(CLERK_2, PASSWORD, "look_up");
    window.wait_for("锁屏");
    window.click(&t!("rail-sign-out"));
    window.close(&mut office);
    assert_eq!(Preferences::read(&file), Preferences::default());

    let mut window = Window::open_preferring(&mut office, &file);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.wait_for("Sign out");
    assert_eq!(i18n::current(), Language::English);
    i18n::select(Language::Chinese);
}
