//! The router alone: readers of every speed on machines of every speed, hands, and everything that is neither.

use egui::{Event, Id, Key, Modifiers};
use jiff::civil::{Date, date};

use super::{
    router::{Around, Heard, Kind, Router, Sorted, Why, is_character},
    run::Affixes,
};

const TODAY: Date = date(2026, 11, 22);
const NUMBER: &str = "420102196803050102";

/// A window that draws so many frames a second.
struct Machine {
    router: Router,
    field: Option<(Id, Kind)>,
    affixes: Affixes,
    frame_secs: f64,
    now: f64,
    kept: Vec<Event>,
    heard: Vec<Heard>,
    given_back: usize,
}

impl Machine {
    fn new(frames_a_second: f64, field: Option<Kind>) -> Self {
        Self {
            router: Router::default(),
            field: field.map(|kind| (Id::NULL, kind)),
            affixes: Affixes::default(),
            frame_secs: 1.0 / frames_a_second,
            now: 0.0,
            kept: Vec::new(),
            heard: Vec::new(),
            given_back: 0,
        }
    }

    fn frame(&mut self, events: Vec<Event>) {
        self.now += self.frame_secs;
        let around = Around { field: self.field, affixes: &self.affixes, today: TODAY, now: self.now };
        let Sorted { events, heard, take_back, .. } = self.router.sort(events, &around);
        self.kept.extend(events);
        self.heard.extend(heard);
        self.given_back += take_back.map_or(0, |back| back.typed.chars().count());
    }

    /// Keys one after another, so many seconds apart, in the frames in which they arrive.
    fn keys(&mut self, keys: &[Event], apart_secs: f64) {
        let mut at = 0.0;
        let mut waiting = Vec::new();
        for event in keys {
            while at >= self.frame_secs {
                self.frame(std::mem::take(&mut waiting));
                at -= self.frame_secs;
            }
            waiting.push(event.clone());
            if matches!(event, Event::Key { pressed: false, .. }) {
                at += apart_secs;
            }
        }
        self.frame(waiting);
    }

    fn wait(&mut self, secs: f64) {
        let until = self.now + secs;
        while self.now < until {
            self.frame(Vec::new());
        }
    }

    fn type_in(&mut self, text: &str, apart_secs: f64) {
        self.keys(&typed(text), apart_secs);
    }

    fn reads(&self) -> Vec<(&str, bool, bool)> {
        self.heard
            .iter()
            .filter_map(|heard| match heard {
                Heard::Read(read) => Some((read.number.as_str(), read.is_whole, read.is_ended)),
                _ => None,
            })
            .collect()
    }

    fn withheld(&self) -> Vec<Why> {
        self.heard.iter().filter_map(|heard| if let Heard::Withheld(why) = heard { Some(*why) } else { None }).collect()
    }

    /// Keys that could press, choose or move something.
    fn acting(&self) -> Vec<Key> {
        let acting = |event: &Event| match event {
            Event::Key { key, pressed: true, modifiers, .. } => {
                (*key == Key::Space || !is_character(*key, *modifiers)).then_some(*key)
            }
            _ => None,
        };
        self.kept.iter().filter_map(acting).collect()
    }

    /// What a field holds in the end.
    fn text(&self) -> String {
        let all: String = self
            .kept
            .iter()
            .filter_map(|event| if let Event::Text(text) = event { Some(text.as_str()) } else { None })
            .collect();
        all.chars().take(all.chars().count() - self.given_back).collect()
    }
}

fn press(key: Key, modifiers: Modifiers, text: Option<&str>) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    let mut events = vec![event(true)];
    events.extend(text.map(|text| Event::Text(text.to_owned())));
    events.push(event(false));
    events
}

/// Text as a keyboard sends it; `\n` is Enter and `\t` is Tab.
fn typed(text: &str) -> Vec<Event> {
    let key = |c: char| match c {
        '\n' => press(Key::Enter, Modifiers::NONE, None),
        '\t' => press(Key::Tab, Modifiers::NONE, None),
        c => {
            let key = Key::from_name(&c.to_ascii_uppercase().to_string()).unwrap_or(Key::Quote);
            press(key, Modifiers::NONE, Some(&c.to_string()))
        }
    };
    text.chars().flat_map(key).collect()
}

/// A valid number made from a count.
fn number(seed: u64) -> String {
    let mixed = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let region = [110_101, 420_102, 440_308, 510_104, 654_325, 810_000, 820_000, 830_000][(mixed % 8) as usize];
    let (year, month, day) = (1930 + (mixed >> 8) % 90, 1 + (mixed >> 20) % 12, 1 + (mixed >> 28) % 28);
    let body = format!("{region}{year:04}{month:02}{day:02}{:03}", (mixed >> 40) % 1000);
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    let check = b"10X98765432"[(sum % 11) as usize];
    format!("{body}{}", char::from(check))
}

const FIELDS: [Option<Kind>; 5] = [None, Some(Kind::Text), Some(Kind::Secret), Some(Kind::Lines), Some(Kind::LookUp)];

#[test]
fn two_hundred_thousand_reads_press_nothing_at_any_speed() {
    for seed in 0..200_000_u64 {
        let mixed = seed.wrapping_mul(0xD134_2543_DE82_EF95) >> 16;
        let frames = 3.0 + f64::from(u32::try_from(mixed % 58).unwrap());
        let apart = f64::from(u32::try_from(3 + (mixed >> 8) % 248).unwrap()) / 1000.0;
        let field = FIELDS[(seed % 5) as usize];
        let end = ["\n", "\t", "\n\n"][(seed / 5 % 3) as usize];
        let mut number = number(seed);
        if mixed.is_multiple_of(2) {
            number = number.to_lowercase();
        }
        let mut machine = Machine::new(frames, field);
        machine.type_in(&format!("{number}{end}"), apart);
        machine.wait(0.5);
        let case = format!("{number}{end:?} at {frames} frames, {apart} s a key, into {field:?}");
        assert_eq!(machine.acting(), [], "{case}");
        assert_eq!(machine.reads(), [(number.to_uppercase().as_str(), true, true)], "{case}");
        assert_eq!(machine.withheld(), [], "{case}");
        if field != Some(Kind::LookUp) {
            assert_eq!(machine.text(), "", "{case}");
        }
    }
}

#[test]
fn half_reads_and_garbage_press_nothing_and_lose_no_text() {
    let half = |from: usize, to: usize| NUMBER.chars().skip(from).take(to - from).collect::<String>();
    let mut cases: Vec<String> = (9..18).map(|to| half(0, to)).collect();
    cases.extend((1..10).map(|from| half(from, 18)));
    cases.push("442200110022119966880033005500110022".to_owned());
    cases.push("$@)!)@!(^*)#)%)!)@".to_owned());
    for text in &cases {
        for field in [None, Some(Kind::Text), Some(Kind::LookUp)] {
            for (frames, apart) in [(60.0, 0.003), (60.0, 0.25), (3.0, 0.02), (3.0, 0.25)] {
                let mut machine = Machine::new(frames, field);
                machine.type_in(&format!("{text}\n"), apart);
                machine.wait(1.0);
                assert_eq!(machine.acting(), [], "{text} into {field:?}");
                assert_eq!(machine.withheld().len(), 1, "{text} into {field:?}: a sentence");
                assert!(machine.reads().is_empty());
                assert_eq!(machine.text(), if field.is_some() { text.as_str() } else { "" });
            }
        }
    }
}

#[test]
fn hands_are_obeyed() {
    // A date, a word, a password, slowly and fast; then Enter counts.
    for text in ["20360131", "2036-01-31", "clerk01", "correct horse 7", "他忘了"] {
        for (frames, apart) in [(60.0, 0.02), (60.0, 0.2), (3.0, 0.02), (3.0, 0.3)] {
            let mut machine = Machine::new(frames, Some(Kind::Text));
            machine.type_in(&format!("{text}\n"), apart);
            assert_eq!(machine.acting().last(), Some(&Key::Enter), "{text} at {frames} frames, {apart} s a key");
            assert_eq!((machine.text().as_str(), machine.withheld()), (text, vec![]));
        }
    }
    // Withheld once, and obeyed the second time.
    let mut machine = Machine::new(60.0, Some(Kind::Text));
    machine.type_in("123456789012\n", 0.1);
    assert_eq!(machine.acting(), []);
    machine.wait(0.5);
    machine.type_in("\n", 0.1);
    assert_eq!(machine.acting(), [Key::Enter]);
}

#[test]
fn a_number_that_begins_behind_other_characters_is_read_and_said_to_be() {
    let mut machine = Machine::new(60.0, Some(Kind::Text));
    machine.type_in(&format!("2036{NUMBER}\n"), 0.05);
    assert_eq!(machine.reads(), [(NUMBER, false, true)]);
    assert_eq!(machine.acting(), []);
    // After a pause it is a row of its own.
    let mut machine = Machine::new(60.0, Some(Kind::Text));
    machine.type_in("2036", 0.05);
    machine.wait(1.0);
    machine.type_in(&format!("{NUMBER}\n"), 0.05);
    assert_eq!(machine.reads(), [(NUMBER, true, true)]);
    assert_eq!(machine.text(), "2036", "what a hand had typed stays");
}

#[test]
fn silence_ends_a_read_and_only_a_machines_counts_as_ended() {
    for (apart, is_ended) in [(0.003, true), (0.25, false)] {
        let mut machine = Machine::new(60.0, Some(Kind::Text));
        machine.type_in(NUMBER, apart);
        assert!(machine.reads().is_empty(), "its Enter may still come");
        machine.wait(1.0);
        assert_eq!(machine.reads(), [(NUMBER, true, is_ended)]);
        assert_eq!(machine.text(), "");
    }
}

#[test]
fn a_machine_that_stood_still_in_the_middle_of_a_read_presses_nothing() {
    for stop in [1, 5, 17, 18] {
        let events = typed(&format!("{NUMBER}\n"));
        let (before, after) = events.split_at(stop * 3);
        let mut machine = Machine::new(60.0, None);
        machine.frame(before.to_vec());
        machine.now += 4.0;
        machine.frame(after.to_vec());
        assert_eq!(machine.reads(), [(NUMBER, true, true)], "stopped after {stop} keys");
        assert_eq!(machine.acting(), []);
    }
}

#[test]
fn the_boxes_and_their_enter_come_through_and_a_dozen_keys_at_once_do_not() {
    let mut machine = Machine::new(60.0, None);
    let chord = |key| press(key, Modifiers::COMMAND, None);
    let boxes: Vec<Event> = [Key::Num1, Key::Num2, Key::Num3].into_iter().flat_map(chord).collect();
    machine.keys(&boxes, 0.05);
    machine.type_in("\n", 0.1);
    assert_eq!(machine.kept.iter().filter(|event| matches!(event, Event::Key { pressed: true, .. })).count(), 4);
    let mut machine = Machine::new(3.0, None);
    let keys = [Key::F4, Key::F6, Key::Enter, Key::F8, Key::Escape, Key::F7, Key::F2, Key::Tab, Key::F9, Key::F3];
    machine.frame(keys.into_iter().flat_map(|key| press(key, Modifiers::NONE, None)).collect());
    assert_eq!(machine.acting(), []);
    assert_eq!(machine.withheld(), [Why::TooMany]);
}

#[test]
fn an_enter_that_sticks_counts_once() {
    for apart in [0.01, 0.05, 0.25] {
        let mut machine = Machine::new(30.0, None);
        machine.type_in(&"\n".repeat(40), apart);
        assert_eq!(machine.acting(), [Key::Enter], "{apart} s apart");
        assert_eq!(machine.withheld(), [Why::Storm]);
        machine.wait(0.5);
        machine.type_in("\n", 0.1);
        assert_eq!(machine.acting(), [Key::Enter; 2]);
    }
}

#[test]
fn an_enter_that_was_withheld_and_is_held_down_presses_nothing_until_it_is_let_go() {
    // Systems begin to repeat a held key after a quarter of a second to a whole one.
    for (wait, field) in [(0.25, None), (0.5, None), (1.0, None), (1.0, Some(Kind::Number)), (0.5, Some(Kind::Text))] {
        let mut machine = Machine::new(60.0, field);
        let [down, up] = <[Event; 2]>::try_from(press(Key::Enter, Modifiers::NONE, None)).unwrap();
        machine.type_in(NUMBER, 0.02);
        machine.frame(vec![down.clone()]);
        machine.wait(wait);
        for _ in 0..40 {
            machine.frame(vec![down.clone()]);
            machine.wait(0.03);
        }
        let acting = machine.acting();
        assert!(!acting.contains(&Key::Enter), "held for {wait} s in {field:?}: {acting:?}");
        assert_eq!(machine.withheld(), [Why::Storm]);
        machine.frame(vec![up]);
        machine.wait(0.5);
        machine.type_in("\n", 0.1);
        assert_eq!(machine.acting().last(), Some(&Key::Enter), "and then counts again");
    }
}

#[test]
fn bare_characters_reach_no_widget_but_a_field() {
    let mut machine = Machine::new(60.0, None);
    machine.type_in("123abcxyz.-/", 0.05);
    assert!(machine.kept.iter().all(|event| !matches!(event, Event::Text(_) | Event::Key { pressed: true, .. })));
    assert!(machine.heard.iter().all(|heard| matches!(heard, Heard::Stray(_))));
}

#[test]
fn a_stuck_reader_that_sends_enter_after_enter_at_an_even_pace_stops_counting() {
    let enter = || press(Key::Enter, Modifiers::NONE, None);
    for apart in [0.35, 0.5, 1.0, 1.8] {
        let mut machine = Machine::new(60.0, None);
        for _ in 0..10 {
            machine.frame(enter());
            machine.wait(apart);
        }
        assert_eq!(machine.acting(), [Key::Enter; 3], "{apart} s apart");
        assert_eq!(machine.withheld(), [Why::Storm], "it says so once");
        machine.frame(press(Key::F2, Modifiers::NONE, None));
        machine.wait(apart);
        machine.frame(enter());
        assert_eq!(machine.acting().last(), Some(&Key::Enter), "another key ends it");
    }
    let mut hand = Machine::new(60.0, None);
    for apart in [0.5, 0.62, 0.45, 0.7, 0.55, 0.4] {
        hand.frame(enter());
        hand.wait(apart);
    }
    assert_eq!(hand.acting(), [Key::Enter; 6], "a hand");
}

#[test]
fn a_space_presses_the_widget_with_the_keyboard_only_when_it_stays_alone() {
    let space = press(Key::Space, Modifiers::NONE, Some(" "));
    for frames in [3.0, 60.0] {
        let mut machine = Machine::new(frames, None);
        machine.frame(space.clone());
        assert_eq!(machine.acting(), [], "perhaps a reader begins with it");
        machine.wait(0.7);
        assert_eq!(machine.acting(), [Key::Space]);
        machine.type_in("\n", 0.1);
        assert_eq!(machine.acting(), [Key::Space, Key::Enter], "and the Enter after it counts");
    }
    for (before, after) in [("", "420102196803050102\n"), ("42", "\n"), ("", "1"), ("", " "), ("", "\t"), ("", "\n")] {
        for apart in [0.003, 0.02, 0.25] {
            for frames in [3.0, 60.0] {
                let mut machine = Machine::new(frames, None);
                machine.type_in(&format!("{before} {after}"), apart);
                machine.wait(1.0);
                let acting = machine.acting();
                assert!(
                    !acting.contains(&Key::Space) && !acting.contains(&Key::Enter),
                    "{before:?} {after:?}: {acting:?}"
                );
            }
        }
    }
}

#[test]
fn a_paste_comes_without_what_nobody_sees() {
    let mut machine = Machine::new(60.0, Some(Kind::LookUp));
    machine.frame(vec![Event::Paste("\u{202D}4201\u{200B}0219\u{FEFF}68\u{2066}\u{AD}".to_owned())]);
    assert_eq!(machine.kept, [Event::Paste("4201021968".to_owned())]);
}

#[test]
fn a_number_in_a_form_leads_on_and_submits_nothing() {
    let mut machine = Machine::new(60.0, Some(Kind::Number));
    machine.type_in(&format!("{NUMBER}\n"), 0.05);
    assert_eq!(machine.acting(), [Key::Tab]);
    assert_eq!(machine.text(), NUMBER);
}
