//! The holder's side of the counter: their own screen or the clerk's, through the real window and the real store.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use egui::{Event, Key, Modifiers};
use flows::Window;
use pindesk::{
    domain::{
        audit::{Action as LogAction, Outcome},
        pin::{Action, PinKind},
        settings::Field,
    },
    ui::{
        app::Monitor,
        i18n::{self, Language},
    },
};
use support::{ADMIN, CHAN, CLERK, LI, Office, PASSWORD};

const GOOD_PIN: &str = "739105";
const OTHER_PIN: &str = "640281";

/// A clerk at the counter, with or without a screen for the holder.
struct Counter {
    office: Office,
    window: Window,
}

impl Counter {
    fn open(own_screen: bool) -> Self {
        let mut office = Office::new();
        if own_screen {
            office.sign_in(ADMIN);
            office.desk().change_setting(Field::HolderMonitor, "2").unwrap();
            office.sign_out();
        }
        Self::over(office)
    }

    fn over(mut office: Office) -> Self {
        let mut window = Window::open_in(&mut office, Language::Chinese);
        window.sign_in(CLERK, PASSWORD, "look_up");
        Self { office, window }
    }

    #[track_caller]
    fn at(&mut self, step: &str) {
        self.window.wait_for_screen(step);
        self.window.pass_secs(0.5);
        self.window.settle();
    }

    /// The holder's monitor is there or not; then a pad is opened.
    #[track_caller]
    fn open_pad(&mut self, number: &str, monitors: usize, action: Key) {
        self.look_up_and_check(number);
        self.window.app().set_monitors(monitors);
        self.window.press(action);
        self.window.press(Key::Enter);
        self.at("pad");
    }

    #[track_caller]
    fn look_up_and_check(&mut self, number: &str) {
        self.window.type_text(number);
        self.window.press(Key::Enter);
        self.at("check");
        self.window.press(Key::F4);
        for key in [Key::Num1, Key::Num2, Key::Num3] {
            self.window.press_with(Modifiers::COMMAND, key);
        }
        self.window.pass_secs(0.3);
        self.window.press(Key::Enter);
        self.at("act");
    }

    #[track_caller]
    fn key(&mut self, pin: &str) {
        for digit in pin.chars() {
            self.window.press(Key::from_name(&digit.to_string()).unwrap());
        }
        self.window.press(Key::Enter);
        self.window.settle();
    }

    fn outcomes(&self) -> Vec<Outcome> {
        let resets = self.office.entries().into_iter().filter(|entry| entry.draft.action == LogAction::PinReset);
        resets.map(|entry| entry.draft.outcome).collect()
    }
}

fn placed(key: Key, physical: Key) -> Event {
    Event::Key { key, physical_key: Some(physical), pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

#[test]
fn the_holders_language_and_print_leave_the_clerks_screen_alone_and_end_with_the_person() {
    let mut counter = Counter::open(true);
    counter.open_pad(CHAN, 2, Key::F6);
    assert!(counter.window.shows("请想一个新密码"));
    counter.window.press(Key::F9);
    assert!(counter.window.shows("Choose a new PIN"), "the holder's side");
    assert!(counter.window.shows("持卡人正在输入"), "the clerk's side");
    assert_eq!(i18n::current(), Language::Chinese);
    counter.window.press(Key::F8);
    assert!(counter.window.shows("Normal print"), "large print, and back");
    counter.key(GOOD_PIN);
    assert!(counter.window.shows("Enter the new PIN again"));
    counter.key(GOOD_PIN);
    counter.window.wait_for("Take your document and card");
    counter.at("done");
    counter.window.press(Key::Enter);
    counter.at("look_up");
    counter.window.app().set_monitors(1);
    counter.open_pad(LI, 1, Key::F6);
    assert!(counter.window.shows("请想一个新密码"), "the next person starts in the office's language");
    assert!(counter.window.shows("大字"));
}

#[test]
fn the_clerk_chooses_the_holders_language_before_the_pad_opens() {
    let mut counter = Counter::open(false);
    counter.look_up_and_check(CHAN);
    counter.window.click("持卡人屏：English");
    counter.window.click("大字");
    assert!(counter.window.shows("持卡人屏：中文"));
    counter.window.press(Key::F6);
    counter.window.press(Key::Enter);
    counter.at("pad");
    assert!(counter.window.shows("Choose a new PIN"));
    assert!(counter.window.shows("Normal print"));
}

#[test]
fn a_keypad_without_numlock_keys_a_pin_and_arrows_do_not() {
    let mut counter = Counter::open(false);
    counter.open_pad(CHAN, 1, Key::F6);
    for key in [Key::ArrowUp, Key::Home] {
        counter.window.send(placed(key, key));
        counter.window.release(key);
    }
    assert!(counter.window.shows("已输入 0 位"));
    let keys = [
        (Key::Home, Key::Num7),
        (Key::PageDown, Key::Num3),
        (Key::PageUp, Key::Num9),
        (Key::End, Key::Num1),
        (Key::Insert, Key::Num0),
        (Key::Num5, Key::Num5),
    ];
    for _ in 0..2 {
        for (key, physical) in keys {
            counter.window.send(placed(key, physical));
            counter.window.release(key);
        }
        counter.window.press(Key::Enter);
        counter.window.settle();
    }
    counter.at("done");
    assert_eq!(counter.outcomes(), [Outcome::Done]);
}

#[test]
fn a_card_reader_at_the_pad_changes_nothing() {
    let mut counter = Counter::open(false);
    counter.open_pad(CHAN, 1, Key::F6);
    for _ in 0..2 {
        counter.window.type_text("11010519491231002X");
        counter.window.press(Key::Enter);
        counter.window.settle();
    }
    assert!(counter.window.shows("输多了"));
    assert!(counter.window.shows("已输入 0 位"));
    assert!(counter.window.shows("请想一个新密码"), "nothing was submitted");
    assert!(counter.outcomes().is_empty());
    counter.window.pass_secs(1.2);
    counter.key(GOOD_PIN);
    assert!(counter.window.shows("再输一遍新密码"), "and the holder goes on");
}

#[test]
fn stopping_with_digits_in_is_asked_on_both_screens_and_answered_on_either() {
    for by_clerk in [false, true] {
        let mut counter = Counter::open(true);
        counter.open_pad(CHAN, 2, Key::F6);
        counter.window.type_text("739");
        counter.window.press(Key::Escape);
        assert!(counter.window.shows("真的不办了？"), "the holder's side");
        assert!(counter.window.shows("持卡人还没输完"), "the clerk's side");
        counter.window.press(Key::Num1);
        assert_eq!(counter.window.app().showing(), "pad", "no digit answers");
        counter.window.press(Key::Escape);
        assert!(counter.window.shows("已输入 3 位"), "nothing was lost");
        counter.window.press(Key::Escape);
        if by_clerk {
            counter.window.click("不办了");
        } else {
            counter.window.press(Key::F10);
        }
        counter.at("done");
        assert_eq!(counter.outcomes(), [Outcome::Abandoned]);
    }
}

#[test]
fn a_monitor_that_goes_away_pauses_and_the_holder_may_go_on_here() {
    let mut counter = Counter::open(true);
    counter.open_pad(CHAN, 2, Key::F6);
    counter.window.type_text("739");
    counter.window.app().set_monitors(1);
    counter.window.wait_for("持卡人屏的显示器断开了");
    assert!(!counter.window.shows("已输入"), "the pad is not shown on the clerk's screen");
    counter.window.press(Key::Enter);
    assert!(counter.window.shows("持卡人屏的显示器断开了"), "Enter does not go on without a screen");
    counter.window.app().set_monitors(2);
    counter.window.wait_for("点一下继续");
    counter.window.app().set_monitors(1);
    counter.window.wait_for("在这块屏上接着办");
    counter.window.click("在这块屏上接着办");
    counter.window.wait_for("点一下继续");
    assert!(!counter.window.shows("持卡人屏已暂停"), "now the pad covers the clerk's screen");
    counter.window.click("点一下继续");
    assert!(counter.window.shows("已输入 0 位"), "what was keyed is gone");
    counter.key(GOOD_PIN);
    counter.key(GOOD_PIN);
    counter.at("done");
    assert_eq!(counter.outcomes(), [Outcome::Done]);
}

#[test]
fn putting_the_window_away_clears_and_pauses() {
    let mut counter = Counter::open(true);
    counter.open_pad(CHAN, 2, Key::F6);
    counter.window.type_text("739");
    counter.window.set_minimised(true);
    counter.window.set_minimised(false);
    assert!(counter.window.shows("持卡人屏已暂停"));
    counter.window.press(Key::Enter);
    assert!(counter.window.shows("已输入 0 位"));
}

#[test]
fn the_last_quarter_of_the_minute_counts_down_on_both_screens() {
    let mut counter = Counter::open(true);
    counter.open_pad(CHAN, 2, Key::F6);
    assert!(!counter.window.shows("秒"), "no seconds while there are many");
    counter.window.pass_secs(48.0);
    let shown = counter.window.texts().iter().filter(|text| text.contains("还剩") && text.contains("秒")).count();
    assert!(shown >= 2, "both screens: {:?}", counter.window.texts());
    counter.window.press(Key::Num7);
    assert!(!counter.window.shows("秒。"));
}

#[test]
fn tries_that_are_used_up_are_told_before_the_first() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(LI, Action::Set, PinKind::Electronic, GOOD_PIN);
    office.sign_out();
    let mut counter = Counter::over(office);
    counter.open_pad(LI, 1, Key::F4);
    assert!(!counter.window.shows("就锁住"), "none are used");
    counter.key(OTHER_PIN);
    counter.key(OTHER_PIN);
    counter.window.press(Key::Escape);
    counter.at("done");
    counter.window.press(Key::F9);
    counter.window.wait_for("仍是本人，证件在手？");
    counter.window.press(Key::Enter);
    counter.at("act");
    counter.window.press(Key::F4);
    counter.window.press(Key::Enter);
    counter.at("pad");
    assert!(counter.window.shows("再输错 4 次就锁住"), "{:?}", counter.window.texts());
}

#[test]
fn the_holders_monitor_shows_the_office_while_nobody_keys_and_nothing_of_a_person() {
    let mut counter = Counter::open(true);
    counter.window.app().set_monitor_list(vec![
        Monitor { name: "DP-1".to_owned(), width: 1920, height: 1080, is_own: true, ..Monitor::default() },
        Monitor { name: "HDMI-1".to_owned(), width: 1024, height: 600, is_own: false, ..Monitor::default() },
    ]);
    counter.window.wait_for("密码谁要都不给");
    assert!(!counter.window.shows("暂停服务"));
    counter.window.pass_secs(31.0);
    assert!(!counter.window.shows("密码谁要都不给"), "the line changed");
    counter.look_up_and_check(CHAN);
    counter.window.press(Key::F6);
    counter.window.press(Key::Enter);
    counter.at("pad");
    assert!(!counter.window.shows("密码隔一阵换一换"), "the pad took its place");
    counter.window.press(Key::Escape);
    counter.window.wait_for("已停下");
    counter.at("done");
}

#[test]
fn a_shared_screen_says_goodbye_too_and_says_what_is_so() {
    let mut counter = Counter::open(false);
    counter.open_pad(CHAN, 1, Key::F6);
    counter.key(GOOD_PIN);
    for digit in GOOD_PIN.chars() {
        counter.window.press(Key::from_name(&digit.to_string()).unwrap());
    }
    counter.window.press(Key::Enter);
    while counter.window.app().showing() == "pad" {
        counter.window.pass_secs(0.0);
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert_eq!(counter.window.app().showing(), "farewell");
    assert!(counter.window.shows("请收好证件和卡"));
    assert!(!counter.window.shows("新密码已经生效"), "nothing of the clerk's shows yet");
    counter.window.press(Key::Enter);
    assert_eq!(counter.window.app().showing(), "farewell", "an Enter meant for the pad");
    counter.window.pass_secs(1.2);
    counter.window.press(Key::Enter);
    counter.at("done");
    assert!(counter.window.shows("新密码已经生效"), "one Enter is one step");
}

/// Six digits in a row among what is drawn.
fn six_digits(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut run = String::new();
    for c in text.chars().chain(['.']) {
        if c.is_ascii_digit() {
            run.push(c);
            continue;
        }
        if run.len() == 6 {
            found.push(run.clone());
        }
        run.clear();
    }
    found
}

#[test]
fn after_two_refusals_the_holders_own_screen_offers_pins_that_only_a_held_button_shows() {
    let mut counter = Counter::open(true);
    counter.open_pad(CHAN, 2, Key::F6);
    counter.key("123456");
    assert!(!counter.window.shows("看一眼"), "not after one");
    counter.key("777777");
    counter.window.wait_for("看一眼");
    assert!(counter.window.shows("持卡人在看推荐的密码"), "the clerk sees that, and no more");
    assert!(six_digits(&counter.window.drawn()).is_empty(), "hidden at first");
    counter.window.hold_pointer("看一眼");
    let held = six_digits(&counter.window.drawn());
    assert_eq!(held.len(), 1, "one of three while it is held: {}", counter.window.drawn());
    let read = counter.window.texts().join("\n");
    assert!(!read.contains(&held[0]), "no name of it for anybody's screen reader");
    counter.window.release_pointer();
    assert!(six_digits(&counter.window.drawn()).is_empty(), "hidden again");
    counter.window.click("换一组");
    counter.window.settle();
    counter.window.hold(Key::Space);
    let others = six_digits(&counter.window.drawn());
    counter.window.release(Key::Space);
    assert_eq!(others.len(), 1, "Space holds the card that has the keyboard");
    assert_ne!(others, held);
    counter.window.click("好了，去输入");
    counter.key(&others[0]);
    counter.window.wait_for("再输一遍新密码");
    counter.key(&others[0]);
    counter.at("done");
    let log = counter.office.entries().iter().map(|entry| format!("{entry:?}")).collect::<String>();
    for pin in held.iter().chain(&others) {
        assert!(!log.contains(pin.as_str()), "never logged");
    }
    assert_eq!(counter.outcomes().last(), Some(&Outcome::Done));
}

#[test]
fn a_shared_screen_never_offers_pins() {
    let mut counter = Counter::open(false);
    counter.open_pad(CHAN, 1, Key::F6);
    for pin in ["123456", "777777", "121212"] {
        counter.key(pin);
    }
    assert!(!counter.window.shows("看一眼") && !counter.window.shows("帮我想一个"));
}

#[test]
fn monitors_are_chosen_and_tried_by_name_and_size() {
    let mut office = Office::new();
    let mut window = Window::open_in(&mut office, Language::Chinese);
    window.sign_in(ADMIN, PASSWORD, "staff");
    window.app().set_monitor_list(vec![
        Monitor { name: "DP-1".to_owned(), width: 1920, height: 1080, is_own: true, ..Monitor::default() },
        Monitor { name: "HDMI-1".to_owned(), width: 1024, height: 600, is_own: false, ..Monitor::default() },
    ]);
    window.app().request(pindesk::ui::app::Command::Open(pindesk::ui::app::Page::Settings));
    window.wait_for_screen("settings");
    assert!(window.shows("HDMI-1 · 1024 × 600"));
    window.click("选第 2 块");
    assert_eq!(window.value("持卡人屏"), "2");
    window.click("试第 2 块");
    window.wait_for("持卡人屏 · 第 2 块显示器");
    window.pass_secs(3.5);
    window.wait_until_gone("持卡人屏 · 第 2 块显示器");
}
