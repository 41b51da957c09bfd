//! The counter as a clerk and a holder use it: through the real window and the real store, mostly by keyboard.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use egui::{Event, Key, Modifiers};
use flows::Window;
use pindesk::{
    domain::{
        audit::{Action as LogAction, Entry, Outcome},
        pin::{Action, PinKind},
        settings::Field,
    },
    ui::i18n::{self, Language, text_of},
};
use support::{ADMIN, CHAN, CLERK, CLERK_PERSON, LI, LOST, Office, PASSWORD, STRANGER, SUPERVISOR, ZHANG};

const GOOD_PIN: &str = "739105";
const OTHER_PIN: &str = "640281";

/// A clerk at the counter.
struct Counter {
    office: Office,
    window: Window,
}

impl Counter {
    fn open() -> Self {
        Self::open_with(Office::new(), Language::Chinese)
    }

    fn open_with(mut office: Office, language: Language) -> Self {
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(CLERK, PASSWORD, "look_up");
        Self { office, window }
    }

    /// A step appeared, and a moment passed, as it does for people.
    #[track_caller]
    fn at(&mut self, step: &str) {
        self.window.wait_for_screen(step);
        self.window.pass_secs(0.5);
        self.window.settle();
    }

    #[track_caller]
    fn look_up(&mut self, number: &str) {
        self.window.type_text(number);
        self.window.press(Key::Enter);
        self.at("check");
    }

    /// Long-term document, three confirmations, Enter.
    #[track_caller]
    fn pass_check(&mut self) {
        self.tick();
        self.window.press(Key::Enter);
        self.at("act");
    }

    /// Long-term document and the three boxes by their keys; then the moment that the button takes to come alive.
    fn tick(&mut self) {
        self.window.press(Key::F4);
        for key in [Key::Num1, Key::Num2, Key::Num3] {
            self.window.press_with(Modifiers::COMMAND, key);
        }
        self.window.pass_secs(0.3);
    }

    #[track_caller]
    fn open_pad(&mut self, action: Key) {
        self.window.press(action);
        self.window.press(Key::Enter);
        self.at("pad");
    }

    /// Six digits and Enter, as from a keypad; then the desk's answer.
    #[track_caller]
    fn key(&mut self, pin: &str) {
        for digit in pin.chars() {
            self.window.press(Key::from_name(&digit.to_string()).unwrap());
        }
        self.window.press(Key::Enter);
        self.window.settle();
    }

    #[track_caller]
    fn next_person(&mut self) {
        self.at("done");
        self.window.press(Key::Enter);
        self.window.wait_for_screen("look_up");
        self.window.pass_secs(0.5);
    }

    fn entries(&self, action: LogAction) -> Vec<Entry> {
        self.office.entries().into_iter().filter(|entry| entry.draft.action == action).collect()
    }

    #[track_caller]
    fn shows(&self, group: &str, code: &str) {
        let words = text_of(group, code);
        assert_ne!(words, code, "{group}-{code} is no text");
        assert!(self.window.shows(&words), "{words:?} is not among:\n{}", self.window.texts().join("\n"));
    }
}

/// An office where Li has an electronic PIN, [`GOOD_PIN`], set here.
fn office_with_a_pin() -> Office {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(LI, Action::Set, PinKind::Electronic, GOOD_PIN);
    office.sign_out();
    office
}

fn office_with(field: Field, value: &str) -> Office {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office.weaken(field, value);
    office.sign_out();
    office
}

#[test]
fn serves_a_person_by_keyboard_alone_in_both_languages() {
    for language in Language::ALL {
        let mut counter = Counter::open_with(Office::new(), language);
        counter.look_up(ZHANG);
        assert!(counter.window.shows("张三丰"), "the full name shows in this step");
        counter.pass_check();
        assert!(!counter.window.shows("张三丰"), "and in no other");
        counter.open_pad(Key::F6);
        counter.shows("holder-title", "new");
        counter.key(GOOD_PIN);
        counter.shows("holder-title", "again");
        counter.key(GOOD_PIN);
        counter.at("done");
        assert!(counter.window.shows("20261122-03-0001"));
        counter.shows("done-finished", "next");
        counter.next_person();
        assert_eq!(counter.window.value(&text_of("lookup", "field")), "");
        let done = counter.entries(LogAction::PinReset);
        assert_eq!((done.len(), done[0].draft.outcome), (1, Outcome::Done));
        assert_eq!(counter.entries(LogAction::VisitClose).last().unwrap().draft.outcome, Outcome::Done);
    }
    i18n::select(Language::Chinese);
}

#[test]
fn tells_how_a_number_is_coming_along() {
    let mut counter = Counter::open();
    let cases = [
        ("110101199003", "已输入 12 位，共 18 位"),
        (ZHANG, "号码格式正确"),
        ("110101199003078030", "末位校验码不对"),
        ("110101900307803", "将按 18 位号码查询"),
        ("810000199408230021", "港澳台居民居住证（香港）"),
        ("932682198501010017", "外国人永久居留身份证"),
        ("11010119900307803x", "字母已改成大写"),
        ("110101 19901301", "不存在"),
    ];
    for (typed, said) in cases {
        counter.window.fill("证件号码", typed);
        assert!(counter.window.shows(said), "{typed}: {said:?} not among\n{}", counter.window.texts().join("\n"));
    }
    counter.window.press(Key::Enter);
    counter.window.settle();
    assert_eq!(counter.window.app().showing(), "look_up", "Enter does nothing with a wrong number");
    assert!(counter.entries(LogAction::LookUp).is_empty());
}

#[test]
fn a_reader_reaches_the_field_from_any_focus() {
    for tabs in 0..6 {
        let mut counter = Counter::open();
        for _ in 0..tabs {
            counter.window.press(Key::Tab);
        }
        for digit in ZHANG.chars() {
            counter.window.send(Event::Text(digit.to_string()));
        }
        counter.window.press(Key::Enter);
        counter.at("check");
        assert!(counter.window.shows("张三丰"), "after {tabs} tabs");
    }
}

#[test]
fn says_plainly_who_is_not_found_and_takes_the_next_card() {
    let mut counter = Counter::open();
    counter.window.type_text(STRANGER);
    counter.window.press(Key::Enter);
    counter.window.wait_for("没有查到这个号码");
    assert!(counter.window.shows("20261122-03-0001"));
    for digit in ZHANG.chars() {
        counter.window.send(Event::Text(digit.to_string()));
    }
    counter.window.press(Key::Enter);
    counter.at("check");
    assert!(counter.window.shows("20261122-03-0002"));
}

#[test]
fn refuses_the_clerks_own_record() {
    let mut office = Office::new();
    office.register_person_of(CLERK);
    let mut counter = Counter::open_with(office, Language::Chinese);
    counter.window.type_text(CLERK_PERSON);
    counter.window.press(Key::Enter);
    counter.window.wait_for("这是本人的记录");
    counter.window.pass_secs(0.5);
    counter.window.press(Key::Enter);
    assert!(counter.window.shows("可用 18 位"));
}

#[test]
fn says_what_to_do_instead_when_a_card_cannot_be_used() {
    let mut counter = Counter::open();
    counter.look_up(LOST);
    assert!(counter.window.shows("否则补领新卡"));
    assert!(!counter.window.shows("核验通过"), "no form for what cannot be done");
    counter.window.press(Key::Enter);
    counter.window.wait_for_screen("look_up");
}

#[test]
fn reveals_the_number_only_while_the_key_is_held() {
    let mut counter = Counter::open();
    counter.look_up(ZHANG);
    assert!(!counter.window.shows(ZHANG));
    counter.window.hold(Key::F2);
    counter.window.wait_for(ZHANG);
    counter.window.release(Key::F2);
    counter.window.wait_until_gone(ZHANG);
    assert_eq!(counter.entries(LogAction::Reveal).len(), 1);
}

#[test]
fn unlocks_without_the_pad_and_takes_the_other_pin_after_a_confirmation() {
    let mut counter = Counter::open();
    counter.look_up(ZHANG);
    counter.pass_check();
    assert!(counter.window.is_disabled("修改"), "a locked PIN cannot be changed");
    counter.window.press(Key::F7);
    counter.window.press(Key::Enter);
    counter.at("done");
    assert!(counter.window.shows("已解锁"));
    counter.window.press(Key::F9);
    counter.window.wait_for("仍是本人，证件在手？");
    counter.window.press(Key::Enter);
    counter.at("act");
    assert!(counter.window.is_disabled("验证密码"), "the physical PIN was set elsewhere");
    counter.open_pad(Key::F6);
    counter.key(GOOD_PIN);
    counter.key(GOOD_PIN);
    counter.next_person();
    assert_eq!(counter.entries(LogAction::IdentityConfirm).len(), 1);
    assert_eq!(counter.entries(LogAction::PinReset)[0].draft.kind, Some(PinKind::Physical));
}

#[test]
fn records_why_a_check_was_refused() {
    let mut counter = Counter::open();
    counter.look_up(ZHANG);
    counter.window.press(Key::F8);
    counter.window.wait_for("为什么核验不通过？");
    counter.window.press_with(Modifiers::COMMAND, Key::Num2);
    counter.window.fill("备注（选填）", "边缘有裁切痕迹");
    counter.window.press(Key::Enter);
    counter.at("done");
    assert!(counter.window.shows("不是原件"));
    counter.next_person();
    let refused = &counter.entries(LogAction::IdentityCheck)[0].draft;
    assert_eq!(refused.outcome, Outcome::Refused);
    assert!(format!("{:?}", refused.detail).contains("copy"));
}

#[test]
fn a_second_reset_waits_for_a_supervisor_who_may_refuse() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, PinKind::Electronic, GOOD_PIN);
    office.sign_out();
    let mut counter = Counter::open_with(office, Language::Chinese);
    counter.look_up(ZHANG);
    counter.pass_check();
    counter.window.wait_for("需主管复核");
    for (granted, outcome) in [(false, Outcome::Refused), (true, Outcome::Done)] {
        counter.window.press(Key::F6);
        counter.window.press(Key::Enter);
        counter.window.wait_for("同一密码短期内再次重置");
        counter.window.fill("主管工号", SUPERVISOR);
        counter.window.fill("主管登录密码", "not my password");
        counter.window.fill("备注", "已当面询问原因");
        counter.window.press(Key::Enter);
        counter.window.wait_for("工号或登录密码错误");
        assert_eq!(counter.window.value("备注"), "已当面询问原因", "nothing typed is lost");
        counter.window.fill("主管登录密码", PASSWORD);
        counter.window.press(if granted { Key::Enter } else { Key::F8 });
        if granted {
            counter.at("pad");
        } else {
            counter.window.wait_for("主管不同意");
        }
        let decided = counter.entries(LogAction::Approval);
        assert_eq!(decided.last().unwrap().draft.outcome, outcome);
    }
    counter.key(OTHER_PIN);
    counter.key(OTHER_PIN);
    counter.next_person();
    assert_eq!(counter.entries(LogAction::PinReset).len(), 2);
}

#[test]
fn a_wrong_current_pin_counts_down_and_locks() {
    let mut counter = Counter::open_with(office_with_a_pin(), Language::Chinese);
    counter.look_up(LI);
    counter.pass_check();
    counter.open_pad(Key::F4);
    for left in (1..=5).rev() {
        counter.key(OTHER_PIN);
        assert!(counter.window.shows("密码不对"));
        assert!(counter.window.shows(&format!("再输错 {left} 次就锁住")));
    }
    counter.key(OTHER_PIN);
    counter.at("done");
    assert!(counter.window.shows("已锁定"));
    assert_eq!(counter.entries(LogAction::PinLock).len(), 1);
    counter.window.press(Key::F9);
    counter.window.wait_for("仍是本人，证件在手？");
    counter.window.press(Key::Enter);
    counter.at("act");
    assert!(!counter.window.is_disabled("解锁"));
}

#[test]
fn changes_and_tries_a_pin_and_sets_a_first_one() {
    let mut counter = Counter::open_with(office_with_a_pin(), Language::Chinese);
    counter.look_up(LI);
    counter.pass_check();
    counter.open_pad(Key::F4);
    counter.key(GOOD_PIN);
    counter.key(OTHER_PIN);
    counter.key(OTHER_PIN);
    counter.at("done");
    counter.window.press(Key::F9);
    counter.window.wait_for("仍是本人，证件在手？");
    counter.window.press(Key::Enter);
    counter.at("act");
    counter.open_pad(Key::F3);
    counter.key(GOOD_PIN);
    counter.key(GOOD_PIN);
    counter.next_person();
    counter.look_up(LI);
    counter.pass_check();
    counter.window.press_with(Modifiers::COMMAND, Key::Num1);
    counter.open_pad(Key::F5);
    counter.key(OTHER_PIN);
    counter.at("done");
    assert!(counter.window.shows("输入正确"));
    for (action, kind) in [
        (LogAction::PinChange, PinKind::Electronic),
        (LogAction::PinVerify, PinKind::Electronic),
        (LogAction::PinSet, PinKind::Physical),
    ] {
        let last = counter.entries(action).pop().unwrap().draft;
        assert_eq!((last.outcome, last.kind), (Outcome::Done, Some(kind)), "{action:?}");
    }
}

#[test]
fn says_in_words_why_a_pin_is_refused_and_ends_after_five() {
    let mut counter = Counter::open();
    counter.look_up(CHAN);
    counter.pass_check();
    counter.open_pad(Key::F6);
    let guessable =
        [("777777", "same"), ("123456", "run"), ("121212", "repeat"), ("112233", "pairs"), ("730001", "triple")];
    for (pin, rule) in guessable {
        counter.key(pin);
        if rule != "triple" {
            counter.shows("rule", rule);
            assert!(!counter.window.texts().iter().any(|text| text.contains(pin)), "no digit is echoed");
        }
    }
    counter.at("done");
    assert!(counter.window.shows("多次不合要求"));
    assert!(counter.entries(LogAction::PinReset).iter().all(|entry| entry.draft.outcome == Outcome::Refused));
}

#[test]
fn two_different_times_start_again() {
    let mut counter = Counter::open();
    counter.look_up(CHAN);
    counter.pass_check();
    counter.open_pad(Key::F6);
    counter.key(GOOD_PIN);
    counter.key(OTHER_PIN);
    assert!(counter.window.shows("两遍不一样"));
    counter.shows("holder-title", "new");
    counter.key(OTHER_PIN);
    counter.key(OTHER_PIN);
    counter.at("done");
    assert!(counter.window.shows("新密码已经生效"));
}

#[test]
fn cancel_and_a_minute_without_a_key_change_nothing() {
    let mut counter = Counter::open();
    counter.look_up(CHAN);
    counter.pass_check();
    counter.open_pad(Key::F6);
    counter.window.type_text("739");
    counter.window.press(Key::Escape);
    counter.window.wait_for("真的不办了？");
    counter.window.press(Key::F10);
    counter.at("done");
    assert!(counter.window.shows("持卡人不办了"));
    counter.window.press(Key::F9);
    counter.window.wait_for("仍是本人，证件在手？");
    counter.window.press(Key::Enter);
    counter.at("act");
    counter.open_pad(Key::F6);
    counter.window.pass_secs(59.0);
    counter.window.settle();
    assert_eq!(counter.window.app().showing(), "pad");
    counter.window.pass_secs(2.0);
    counter.at("done");
    assert!(counter.window.shows("60 秒没有输入"));
    let left = counter.entries(LogAction::PinReset);
    assert!(left.iter().all(|entry| entry.draft.outcome == Outcome::Abandoned));
    assert_eq!(left.len(), 2);
}

#[test]
fn losing_the_keyboard_pauses_and_clears_the_entry() {
    let mut counter = Counter::open();
    counter.look_up(CHAN);
    counter.pass_check();
    counter.open_pad(Key::F6);
    counter.window.type_text("739");
    assert!(counter.window.shows("已输入 3 位"));
    counter.window.set_focus(false);
    counter.window.pass_secs(0.5);
    counter.window.wait_for("点一下继续");
    counter.window.set_focus(true);
    counter.window.click("点一下继续");
    assert!(counter.window.shows("已输入 0 位"));
}

#[test]
fn a_double_enter_acts_once() {
    let mut counter = Counter::open();
    counter.window.type_text(ZHANG);
    counter.window.send_twice(Key::Enter);
    counter.at("check");
    counter.tick();
    counter.window.send_twice(Key::Enter);
    counter.at("act");
    counter.window.press(Key::F6);
    counter.window.send_twice(Key::Enter);
    counter.at("pad");
    counter.key(GOOD_PIN);
    counter.window.type_text(GOOD_PIN);
    counter.window.send_twice(Key::Enter);
    counter.at("done");
    assert_eq!(counter.entries(LogAction::LookUp).len(), 1);
    assert_eq!(counter.entries(LogAction::IdentityCheck).len(), 1);
    assert_eq!(counter.entries(LogAction::PinReset).len(), 1);
    assert!(counter.entries(LogAction::VisitClose).is_empty(), "the receipt is still on the screen");
}

#[test]
fn the_holders_digits_never_reach_the_clerks_window() {
    for monitor in ["0", "2"] {
        let mut counter = Counter::open_with(office_with(Field::HolderMonitor, monitor), Language::Chinese);
        counter.window.app().set_monitors(2);
        counter.look_up(CHAN);
        counter.pass_check();
        counter.open_pad(Key::F6);
        assert_eq!(counter.window.shows("持卡人正在输入"), monitor == "2", "the clerk sees progress only");
        let before = counter.window.texts();
        counter.window.type_text("1");
        counter.window.press(Key::Num2);
        counter.window.type_text("7391");
        let after: Vec<_> = counter.window.texts();
        let changed: Vec<_> = after.iter().filter(|text| !before.contains(text)).collect();
        assert!(changed.iter().all(|text| text.contains("已输入 6 位")), "{changed:?}");
        assert!(after.iter().all(|text| !text.contains("127391")), "{after:?}");
        counter.window.press(Key::Escape);
        counter.window.press(Key::F10);
        counter.at("done");
        assert!(counter.window.texts().iter().all(|text| !text.contains("127391")));
    }
}

#[test]
fn leaving_asks_when_something_would_be_lost() {
    let mut counter = Counter::open();
    counter.look_up(ZHANG);
    counter.window.type_text("2036-01-31");
    counter.window.press_with(Modifiers::COMMAND, Key::Num1);
    counter.window.press(Key::Escape);
    counter.window.wait_for("结束本次办理？");
    counter.window.press(Key::Escape);
    counter.window.wait_until_gone("结束本次办理？");
    assert_eq!(counter.window.app().showing(), "check");
    counter.window.press(Key::Escape);
    counter.window.wait_for("结束本次办理？");
    counter.window.press(Key::Enter);
    counter.window.wait_for_screen("look_up");
    assert_eq!(counter.entries(LogAction::VisitClose)[0].draft.outcome, Outcome::Abandoned);
}

#[test]
fn the_key_that_ticks_the_last_box_is_not_the_one_that_passes() {
    let mut counter = Counter::open();
    counter.look_up(ZHANG);
    counter.window.press(Key::F4);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        counter.window.press_with(Modifiers::COMMAND, key);
    }
    counter.window.send_twice(Key::Enter);
    counter.window.settle();
    assert_eq!(counter.window.app().showing(), "check");
    counter.window.press(Key::Enter);
    counter.at("act");
}

#[test]
fn enter_leads_from_field_to_field_and_passes_only_when_all_is_there() {
    for language in Language::ALL {
        let mut counter = Counter::open_with(Office::new(), language);
        counter.look_up(ZHANG);
        counter.window.type_text("20460131");
        for what in ["original", "photo", "name"] {
            counter.window.press(Key::Enter);
            assert_eq!(counter.window.focused(), Some(text_of("check", what)));
            counter.window.press(Key::Space);
        }
        counter.window.press(Key::Enter);
        counter.at("act");
    }
    i18n::select(Language::Chinese);
}

#[test]
fn a_key_that_cannot_act_yet_says_what_is_missing() {
    let mut counter = Counter::open();
    counter.look_up(ZHANG);
    counter.pass_check();
    counter.window.press(Key::F4);
    assert!(counter.window.shows(&text_of("common", "dismiss")), "{}", counter.window.texts().join("\n"));
}

#[test]
fn a_number_that_is_not_found_is_shown_as_typed_and_can_be_corrected() {
    let mut counter = Counter::open();
    counter.window.type_text(STRANGER);
    counter.window.press(Key::Enter);
    counter.window.wait_for(&text_of("lookup", "typed"));
    let grouped = [&STRANGER[..6], &STRANGER[6..14], &STRANGER[14..]].join(" ");
    assert!(counter.window.shows(&grouped));
    counter.window.pass_secs(0.5);
    counter.window.press(Key::F2);
    assert_eq!(counter.window.value(&text_of("lookup", "field")), STRANGER);
    assert_eq!(counter.entries(LogAction::LookUp).len(), 1);
}

/// Keys after the number, each one deliberate, a chord counted as one; the holder's digits are the holder's.
#[test]
fn a_visit_takes_nine_keys_to_unlock_and_eight_to_reset() {
    for language in Language::ALL {
        for (date, extra) in [(None, 0), (Some("20461130"), 7)] {
            let mut counter = Counter::open_with(Office::new(), language);
            counter.window.type_text(ZHANG);
            let mut keys = check_by_keys(&mut counter, date);
            for key in [Key::F7, Key::Enter] {
                counter.window.press(key);
                keys += 1;
            }
            counter.at("done");
            counter.window.press(Key::Enter);
            counter.window.wait_for_screen("look_up");
            assert_eq!(keys + 1, 9 + extra, "unlock, {language:?}");

            counter.window.pass_secs(0.5);
            counter.window.type_text(CHAN);
            keys = check_by_keys(&mut counter, date);
            counter.window.press(Key::Enter);
            counter.at("pad");
            counter.key(GOOD_PIN);
            counter.key(GOOD_PIN);
            counter.at("done");
            counter.window.press(Key::Enter);
            counter.window.wait_for_screen("look_up");
            assert_eq!(keys + 2, 8 + extra, "reset, {language:?}");
            assert_eq!(counter.entries(LogAction::PinUnlock).len() + counter.entries(LogAction::PinReset).len(), 2);
        }
    }
    i18n::select(Language::Chinese);
}

/// From the typed number to the passed check; how many keys that took.
fn check_by_keys(counter: &mut Counter, date: Option<&str>) -> usize {
    let mut keys = 1;
    counter.window.press(Key::Enter);
    counter.at("check");
    if let Some(date) = date {
        counter.window.type_text(date);
        keys += date.len();
    } else {
        counter.window.press(Key::F4);
        keys += 1;
    }
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        counter.window.press_with(Modifiers::COMMAND, key);
        keys += 1;
    }
    counter.window.press(Key::Enter);
    counter.at("act");
    keys + 1
}

#[test]
fn advice_names_no_action_that_would_be_refused_in_its_turn() {
    let mut counter = Counter::open();
    // The physical PIN of Zhang is active but was set elsewhere: it can be reset, not changed or tried.
    counter.look_up(ZHANG);
    counter.pass_check();
    counter.window.press_with(Modifiers::COMMAND, Key::Num2);
    counter.window.press(Key::F3);
    let state = text_of("state", "active");
    let reset = text_of("pin-action", "reset");
    assert!(counter.window.shows(&format!("{state}，请改用：{reset}")), "{}", counter.window.texts().join("\n"));
}

#[test]
fn a_refusal_that_is_not_doubtful_asks_for_no_approval() {
    for (key, is_due) in [(Key::Num1, false), (Key::Num2, true)] {
        let mut counter = Counter::open();
        counter.look_up(ZHANG);
        counter.window.press(Key::F8);
        counter.window.wait_for(&text_of("refuse", "title"));
        counter.window.press_with(Modifiers::COMMAND, key);
        counter.window.press(Key::Enter);
        counter.next_person();
        counter.look_up(ZHANG);
        assert_eq!(counter.window.shows(&text_of("recent", "doubtful")), is_due, "{key:?}");
    }
}
