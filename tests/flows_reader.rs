//! A card reader that types like a keyboard, at every step and sheet, through the real window and the real store: it looks up, compares,
//! opens the next visit, and never presses anything.

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
    },
    ui::i18n::{self, Language, text_of},
};
use support::{ADMIN, CHAN, CLERK, LI, Office, PASSWORD, SUPERVISOR, ZHANG};

/// A number whose digits tick all three boxes where bare digits do: 1, 2 and 3 an odd number of times.
const TICKER: &str = "420102196803050102";
const PIN: &str = "739105";

struct Counter {
    office: Office,
    window: Window,
}

/// How keys arrive: seconds between them, and between frames.
#[derive(Clone, Copy, Debug)]
struct Pace {
    apart: f64,
    frame: f64,
}

const PACES: [Pace; 4] = [
    Pace { apart: 0.003, frame: 1.0 / 60.0 },
    Pace { apart: 0.02, frame: 1.0 / 3.0 },
    Pace { apart: 0.25, frame: 1.0 / 60.0 },
    Pace { apart: 0.25, frame: 1.0 / 3.0 },
];

impl Counter {
    fn open(office: Office, language: Language) -> Self {
        let mut office = office;
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.pass_secs(1.0);
        Self { office, window }
    }

    /// Keys as a reader sends them, each in the frame in which it arrives.
    fn read(&mut self, text: &str, pace: Pace) {
        let mut waiting = Vec::new();
        let mut at = 0.0;
        for character in text.chars() {
            while at >= pace.frame {
                self.window.frame(std::mem::take(&mut waiting), pace.frame);
                at -= pace.frame;
            }
            waiting.extend(key_events(character));
            at += pace.apart;
        }
        self.window.frame(waiting, pace.frame);
        // Whatever it could press, it would by now.
        self.window.pass_secs(0.8);
        self.window.settle();
    }

    #[track_caller]
    fn at(&mut self, step: &str) {
        self.window.wait_for_screen(step);
        self.window.pass_secs(0.5);
        self.window.settle();
    }

    fn look_up(&mut self, number: &str) {
        self.window.type_text(number);
        self.window.press(Key::Enter);
        self.at("check");
    }

    fn tick(&mut self) {
        self.window.press(Key::F4);
        for key in [Key::Num1, Key::Num2, Key::Num3] {
            self.window.press_with(Modifiers::COMMAND, key);
        }
        self.window.pass_secs(0.3);
    }

    fn pass(&mut self) {
        self.tick();
        self.window.press(Key::Enter);
        self.at("act");
    }

    fn size(&self) -> usize {
        self.office.entries().len()
    }

    #[track_caller]
    fn says(&self, key: &str) {
        let words = text_of("input", key);
        assert!(self.window.shows(&words), "{words:?} is not among:\n{}", self.window.texts().join("\n"));
    }

    fn count(&self, action: LogAction) -> usize {
        self.office.entries().iter().filter(|entry| entry.draft.action == action).count()
    }
}

fn key_events(character: char) -> Vec<Event> {
    let (key, text) = match character {
        '\n' => (Key::Enter, None),
        '\t' => (Key::Tab, None),
        c => (Key::from_name(&c.to_ascii_uppercase().to_string()).unwrap_or(Key::Quote), Some(c.to_string())),
    };
    let event =
        |pressed| Event::Key { key, physical_key: Some(key), pressed, repeat: false, modifiers: Modifiers::NONE };
    [Some(event(true)), text.map(Event::Text), Some(event(false))].into_iter().flatten().collect()
}

#[test]
fn looks_up_from_any_focus_and_over_whatever_stood_in_the_field() {
    for pace in PACES {
        for end in ["\n", "\t", "\n\n"] {
            let mut counter = Counter::open(Office::new(), Language::Chinese);
            counter.window.type_text("4201");
            counter.window.pass_secs(1.0);
            counter.read(&format!("{ZHANG}{end}"), pace);
            counter.at("check");
            assert!(counter.window.shows("张三丰"), "{pace:?} {end:?}");
            assert_eq!(counter.count(LogAction::LookUp), 1);
            assert!(
                counter.window.is_disabled(&text_of("check", "pass")),
                "its second line end ticks and passes nothing"
            );
        }
    }
}

#[test]
fn compares_at_the_check_and_ticks_nothing_wherever_the_keyboard_is() {
    for language in Language::ALL {
        for pace in PACES {
            // The layout is the same in both languages.
            for tabs in 0..if language == Language::Chinese { 5 } else { 1 } {
                let mut counter = Counter::open(Office::new(), language);
                counter.look_up(ZHANG);
                for _ in 0..tabs {
                    counter.window.press(Key::Tab);
                }
                let before = counter.size();
                let expiry = counter.window.value(&text_of("check", "expiry"));
                counter.read(&format!("{ZHANG}\n"), pace);
                assert!(
                    counter.window.shows(&text_of("check", "same-number")),
                    "{pace:?}, {tabs} tabs\n{}",
                    counter.window.texts().join("\n")
                );
                counter.read(&format!("{TICKER}\n"), pace);
                counter.read(&format!("{TICKER}\n"), pace);
                assert!(
                    counter.window.shows(&text_of("check", "other-person")),
                    "{pace:?}, {tabs} tabs\n{}",
                    counter.window.texts().join("\n")
                );
                assert_eq!(counter.window.app().showing(), "check");
                assert_eq!(counter.window.value(&text_of("check", "expiry")), expiry, "the field gives it back");
                for what in ["original", "photo", "name"] {
                    assert!(!counter.window.is_ticked(&text_of("check", what)), "{what}, {pace:?}, {tabs} tabs");
                }
                assert_eq!(counter.size(), before, "and nothing is written");
            }
        }
    }
    i18n::select(Language::Chinese);
}

#[test]
fn a_space_before_the_number_ticks_and_presses_nothing_wherever_the_keyboard_is() {
    for tabs in 0..16 {
        let mut counter = Counter::open(Office::new(), Language::Chinese);
        counter.look_up(ZHANG);
        for _ in 0..tabs {
            counter.window.press(Key::Tab);
        }
        let before = counter.size();
        let focused = counter.window.focused();
        for pace in PACES {
            counter.read(&format!(" {TICKER}\n"), pace);
            assert_eq!(counter.window.app().showing(), "check", "{focused:?}, {pace:?}");
            assert!(!counter.window.shows(&text_of("refuse", "title")), "{focused:?}, {pace:?}");
            for what in ["original", "photo", "name"] {
                assert!(!counter.window.is_ticked(&text_of("check", what)), "{what}, {focused:?}, {pace:?}");
            }
        }
        assert_eq!(counter.size(), before, "{focused:?}");
    }
}

#[test]
fn space_ticks_a_box_and_presses_no_button() {
    let mut counter = Counter::open(Office::new(), Language::Chinese);
    counter.look_up(ZHANG);
    counter.tick();
    let before = counter.size();
    for button in ["pass", "refuse"] {
        counter.window.focus_on(&text_of("check", button));
        counter.window.press(Key::Space);
        counter.says("space");
        assert_eq!((counter.window.app().showing(), counter.size()), ("check", before));
        assert!(!counter.window.shows(&text_of("refuse", "title")));
    }
    counter.window.focus_on(&text_of("check", "photo"));
    counter.window.press(Key::Space);
    assert!(!counter.window.is_ticked(&text_of("check", "photo")));
}

#[test]
fn the_enter_of_a_read_that_stays_down_opens_nothing() {
    let enter = |pressed| Event::Key {
        key: Key::Enter,
        physical_key: Some(Key::Enter),
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    };
    let mut counter = Counter::open(Office::new(), Language::Chinese);
    counter.look_up(ZHANG);
    counter.pass();
    let before = counter.size();
    counter.read(TICKER, Pace { apart: 0.02, frame: 1.0 / 60.0 });
    for wait in [0.25, 0.5, 1.0] {
        for digit in TICKER.chars() {
            counter.window.frame(key_events(digit), 0.02);
        }
        counter.window.frame(vec![enter(true)], 1.0 / 60.0);
        counter.window.pass_secs(wait);
        for _ in 0..40 {
            counter.window.frame(vec![enter(true)], 0.03);
        }
        counter.window.settle();
        assert_eq!((counter.window.app().showing(), counter.size()), ("act", before), "repeats after {wait} s");
        counter.says("storm");
        counter.window.frame(vec![enter(false)], 1.0 / 60.0);
        counter.window.pass_secs(1.0);
    }
    counter.window.press(Key::Enter);
    counter.at("pad");
}

#[test]
fn another_persons_card_stops_a_check_that_is_ready_until_the_warning_is_read() {
    let mut counter = Counter::open(Office::new(), Language::Chinese);
    counter.look_up(ZHANG);
    counter.tick();
    counter.read(&format!("{LI}\n"), PACES[0]);
    counter.window.press(Key::Enter);
    counter.window.settle();
    assert_eq!(counter.window.app().showing(), "check");
    counter.window.press(Key::F9);
    counter.window.press(Key::Enter);
    counter.at("act");
}

#[test]
fn half_a_read_and_an_enter_do_not_pass_a_check_that_is_ready() {
    for pace in PACES {
        for half in [&ZHANG[..14], &ZHANG[5..], "2036", "$!@)!@!((", "1"] {
            let mut counter = Counter::open(Office::new(), Language::Chinese);
            counter.look_up(ZHANG);
            counter.tick();
            // The keyboard stands on a box: what is typed is for no field.
            counter.window.click(&text_of("check", "name"));
            counter.window.pass_secs(0.5);
            counter.window.click(&text_of("check", "name"));
            counter.window.pass_secs(0.5);
            counter.read(&format!("{half}\n"), pace);
            assert_eq!(counter.window.app().showing(), "check", "{half} {pace:?}");
            counter.says("nowhere");
            counter.window.press(Key::Enter);
            counter.at("act");
        }
    }
}

#[test]
fn chooses_no_reason_and_records_no_refusal_in_the_sheet() {
    for pace in PACES {
        for into_remark in [false, true] {
            let mut counter = Counter::open(Office::new(), Language::Chinese);
            counter.look_up(ZHANG);
            counter.window.press(Key::F8);
            counter.window.wait_for(&text_of("refuse", "title"));
            counter.window.press_with(Modifiers::COMMAND, Key::Num2);
            if into_remark {
                counter.window.fill(&text_of("refuse", "remark"), "边缘有裁切痕迹");
            }
            counter.window.pass_secs(1.0);
            let before = counter.size();
            counter.read(&format!("{TICKER}\n"), pace);
            counter.says("read-unused");
            assert!(counter.window.is_chosen(&text_of("refusal", "copy")), "the reason stays {pace:?}");
            assert_eq!(counter.size(), before);
            if into_remark {
                assert_eq!(counter.window.value(&text_of("refuse", "remark")), "边缘有裁切痕迹");
            }
            counter.window.press(Key::Enter);
            counter.at("done");
            assert_eq!(counter.count(LogAction::IdentityCheck), 1);
        }
    }
}

#[test]
fn chooses_no_pin_and_opens_no_pad_at_the_action() {
    for pace in PACES {
        let mut counter = Counter::open(Office::new(), Language::Chinese);
        counter.look_up(ZHANG);
        counter.pass();
        let before = counter.size();
        counter.read(&format!("{TICKER}\n"), pace);
        counter.says("read-unused");
        assert_eq!(counter.window.app().showing(), "act", "{pace:?}");
        assert_eq!(counter.size(), before);
        assert!(counter.window.is_chosen(&text_of("kind", "electronic")));
    }
}

#[test]
fn approves_nothing_in_the_supervisors_sheet() {
    for pace in [PACES[0], PACES[3]] {
        let mut office = Office::new();
        office.sign_in(CLERK);
        office.serve(ZHANG, Action::Reset, PinKind::Electronic, PIN);
        office.sign_out();
        let mut counter = Counter::open(office, Language::Chinese);
        counter.look_up(ZHANG);
        counter.pass();
        counter.window.press(Key::F6);
        counter.window.press(Key::Enter);
        counter.window.wait_for(&text_of("approval", "supervisor"));
        let fields = [("supervisor", SUPERVISOR), ("password", PASSWORD), ("remark", "已当面询问原因")]
            .map(|(key, text)| (text_of("approval", key), text));
        for (label, text) in &fields {
            counter.window.fill(label, text);
        }
        for (label, _) in &fields {
            counter.window.focus_on(label);
            counter.window.pass_secs(1.0);
            let before = counter.size();
            counter.read(&format!("{TICKER}\n"), pace);
            counter.says("read-unused");
            assert_eq!((counter.size(), counter.count(LogAction::Approval)), (before, 0), "{label} {pace:?}");
        }
        assert_eq!(counter.window.value(&fields[0].0), SUPERVISOR);
        assert_eq!(counter.window.value(&fields[2].0), "已当面询问原因");
        counter.window.press(Key::Enter);
        counter.at("pad");
    }
}

#[test]
fn the_next_persons_card_opens_the_next_visit_with_its_number() {
    for pace in PACES {
        let mut counter = Counter::open(Office::new(), Language::Chinese);
        counter.look_up(ZHANG);
        counter.pass();
        counter.window.press(Key::F7);
        counter.window.press(Key::Enter);
        counter.at("done");
        counter.read(&format!("{CHAN}\n"), pace);
        counter.at("check");
        assert_eq!(counter.count(LogAction::LookUp), 2, "{pace:?}");
        let close =
            counter.office.entries().into_iter().find(|entry| entry.draft.action == LogAction::VisitClose).unwrap();
        assert_eq!(close.draft.outcome, Outcome::Done);
    }
}

#[test]
fn the_next_persons_card_from_a_slow_reader_without_an_enter_waits_in_the_next_look_up() {
    for pace in PACES {
        let mut counter = Counter::open(Office::new(), Language::Chinese);
        counter.look_up(ZHANG);
        counter.pass();
        counter.window.press(Key::F7);
        counter.window.press(Key::Enter);
        counter.at("done");
        counter.read(CHAN, pace);
        if counter.count(LogAction::LookUp) == 1 {
            counter.at("look_up");
            assert_eq!(counter.window.value(&text_of("lookup", "field")), CHAN, "{pace:?}");
            counter.window.press(Key::Enter);
        }
        counter.at("check");
        assert_eq!(counter.count(LogAction::LookUp), 2, "{pace:?}");
    }
}

#[test]
fn is_no_use_where_no_number_is_asked_for() {
    let mut office = Office::new();
    let mut window = Window::open_in(&mut office, Language::Chinese);
    window.wait_for_screen("sign_in");
    let (number, password, _) = flows::sign_in_labels();
    window.fill(number, CLERK);
    window.fill(password, PASSWORD);
    let mut counter = Counter { office, window };
    counter.window.pass_secs(1.0);
    let before = counter.size();
    for pace in PACES {
        counter.read(&format!("{TICKER}\n"), pace);
        counter.says("read-unused");
        assert_eq!((counter.window.app().showing(), counter.size()), ("sign_in", before), "{pace:?}");
    }
    counter.window.press(Key::Enter);
    counter.window.wait_for_screen("look_up");
    // Locked: what is read is for nobody, and the password is kept.
    counter.window.app().request(pindesk::ui::app::Command::Lock);
    counter.window.wait_for_screen("lock");
    counter.read(&format!("{TICKER}\n"), PACES[0]);
    counter.says("read-unused");
    assert_eq!(counter.window.app().showing(), "lock");
}

#[test]
fn fills_the_number_of_a_new_account_and_submits_nothing() {
    let mut office = Office::new();
    let mut window = Window::open_in(&mut office, Language::Chinese);
    window.sign_in(ADMIN, PASSWORD, "staff");
    let mut counter = Counter { office, window };
    counter.window.press(Key::F2);
    counter.window.settle();
    let label = text_of("staff", "id-number");
    counter.window.focus_on(&label);
    counter.window.pass_secs(1.0);
    let before = counter.size();
    counter.read(&format!("{TICKER}\n"), PACES[2]);
    assert_eq!(counter.window.value(&label), TICKER);
    assert_eq!(counter.size(), before);
}
