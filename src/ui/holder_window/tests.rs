//! What the pad does with keys, readers and interruptions, without a desk behind it.

#![allow(clippy::expect_used, reason = "a test that cannot go on has failed")]

use egui::{Context, Event, InputState, Key, Modifiers};

use super::*;
use crate::ui::i18n::{self, Language};

/// A pad and its time.
struct Pad {
    window: HolderWindow,
    ctx: Context,
    now: f64,
}

impl Pad {
    fn open(stage: PadStage) -> Self {
        let window = HolderWindow::new(PinKind::Electronic, Action::Reset, stage, false, 0.0);
        Self { window, ctx: Context::default(), now: 0.0 }
    }

    /// One frame with these events; the first thing that the holder did in it.
    fn frame(&mut self, events: Vec<Event>, frame_secs: f64) -> Option<HolderEvent> {
        self.now += frame_secs;
        let mut input = InputState::default();
        input.events = events;
        let event = self.window.take_keys(&mut input, self.now);
        assert!(input.events.is_empty(), "nothing is left for the clerk's widgets");
        event.or_else(|| self.window.watch(true, &self.ctx, self.now))
    }

    fn press(&mut self, key: Key) -> Option<HolderEvent> {
        self.frame(vec![press(key)], 0.05)
    }

    fn key(&mut self, digits: &str) {
        for digit in digits.chars() {
            assert!(self.frame(vec![Event::Text(digit.to_string())], 0.05).is_none());
        }
    }

    /// A reader types this and Enter: a key each so many seconds, frames so long.
    fn read(&mut self, text: &str, key_secs: f64, frame_secs: f64) -> Vec<HolderEvent> {
        let mut keys: Vec<Event> = text.chars().map(|c| Event::Text(c.to_string())).collect();
        keys.push(press(Key::Enter));
        let mut keys = keys.into_iter().enumerate().peekable();
        let start = self.now;
        let mut done = Vec::new();
        while keys.peek().is_some() {
            let until = self.now + frame_secs - start;
            let mut events = Vec::new();
            while let Some((_, key)) =
                keys.next_if(|(index, _)| f64::from(u32::try_from(*index).expect("few")) * key_secs <= until)
            {
                events.push(key);
            }
            done.extend(self.frame(events, frame_secs));
        }
        done
    }

    fn pass(&mut self, secs: f64) -> Vec<HolderEvent> {
        let end = self.now + secs;
        let mut done = Vec::new();
        while self.now < end {
            done.extend(self.frame(Vec::new(), 0.1));
        }
        done
    }
}

fn press(key: Key) -> Event {
    Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers: Modifiers::NONE }
}

fn made_up() -> [Pin; 3] {
    ["708253", "594016", "316847"].map(|digits| Pin::from_digits(digits.as_bytes()).expect("six digits"))
}

#[test]
fn no_read_of_a_card_is_ever_taken_for_a_pin() {
    for text in ["11010519491231002X", "110105194912310021", "1234567", "1101051949123100211101051949123100"] {
        for key_ms in [3.0, 10.0, 30.0, 100.0, 250.0] {
            for frames in [3.0, 8.0, 20.0, 60.0] {
                for before in ["", "7", "73910", "739105"] {
                    let mut pad = Pad::open(PadStage::New);
                    pad.key(before);
                    let done = pad.read(text, key_ms / 1000.0, 1.0 / frames);
                    let told = format!("{text} after {before:?}, {key_ms} ms a key, {frames} frames: {done:?}");
                    assert!(done.is_empty(), "{told}");
                    assert_eq!(pad.window.entry.count(), 0, "{told}");
                    assert_eq!(pad.window.message, Some(Message::TooMany), "{told}");
                    // And the holder goes on after a moment.
                    assert!(pad.pass(2.0).is_empty());
                    pad.key("739105");
                    assert!(matches!(pad.press(Key::Enter), Some(HolderEvent::Submit(_))), "{told}");
                }
            }
        }
    }
}

#[test]
fn the_rest_of_a_read_that_began_while_the_desk_was_at_work_is_no_pin() {
    // The desk is done in the middle of the read, after each of its keys.
    for asked_after in 1..18 {
        for key_secs in [0.02, 0.25] {
            let mut pad = Pad::open(PadStage::Current);
            pad.key("739105");
            assert!(matches!(pad.press(Key::Enter), Some(HolderEvent::Submit(_))));
            let mut done = Vec::new();
            for (at, digit) in "110105194912310021".chars().enumerate() {
                if at == asked_after {
                    pad.window.ask(PadStage::Current, Some(Message::Wrong { left: 3 }), pad.now);
                }
                done.extend(pad.frame(vec![Event::Text(digit.to_string())], key_secs));
            }
            done.extend(pad.frame(vec![press(Key::Enter)], key_secs));
            assert!(done.is_empty(), "asked after {asked_after} keys, {key_secs} s a key: {done:?}");
            assert!(pad.pass(2.0).is_empty());
            pad.key("739105");
            assert!(matches!(pad.press(Key::Enter), Some(HolderEvent::Submit(_))), "asked after {asked_after} keys");
        }
    }
}

#[test]
fn a_seventh_digit_by_hand_clears_and_says_so() {
    let mut pad = Pad::open(PadStage::New);
    pad.key("7391055");
    assert_eq!(pad.window.message, Some(Message::TooMany));
    assert!(pad.press(Key::Enter).is_none(), "its Enter does nothing");
    pad.pass(1.5);
    pad.key("7");
    assert_eq!((pad.window.entry.count(), pad.window.message), (1, None));
}

#[test]
fn leaving_asks_when_digits_are_in_and_no_digit_and_no_reader_answers() {
    let mut pad = Pad::open(PadStage::New);
    assert!(matches!(pad.press(Key::Escape), Some(HolderEvent::Leave(PadEnd::Cancelled))), "nothing is lost");
    pad.key("739");
    assert!(pad.press(Key::Escape).is_none());
    assert_eq!(pad.window.standing(), Standing::Asking);
    assert!(pad.read("110105194912310021", 0.01, 0.016).is_empty());
    assert_eq!(pad.window.standing(), Standing::Asking, "a read answers nothing");
    pad.pass(2.0);
    assert!(pad.press(Key::Escape).is_none(), "a second Esc goes back");
    assert_eq!((pad.window.standing(), pad.window.entry.count()), (Standing::Keying, 3));
    assert!(pad.press(Key::Escape).is_none());
    assert!(pad.press(Key::Enter).is_none(), "Enter goes on with the PIN");
    assert_eq!(pad.window.entry.count(), 3);
    assert!(pad.press(Key::Escape).is_none());
    assert!(matches!(pad.press(Key::F10), Some(HolderEvent::Leave(PadEnd::Cancelled))));
}

#[test]
fn a_pause_wipes_and_only_a_present_monitor_goes_on() {
    let mut pad = Pad::open(PadStage::New);
    pad.key("739");
    pad.window.pause(Pause::MonitorGone);
    assert_eq!(pad.window.entry.count(), 0);
    assert!(pad.press(Key::Enter).is_none());
    assert_eq!(pad.window.standing(), Standing::Paused(Pause::MonitorGone));
    pad.window.pause(Pause::Away);
    assert_eq!(pad.window.standing(), Standing::Paused(Pause::MonitorGone), "the worse of both");
    pad.window.monitor_is_there();
    assert_eq!(pad.window.standing(), Standing::Paused(Pause::Away));
    pad.press(Key::Enter);
    assert_eq!(pad.window.standing(), Standing::Keying);
}

#[test]
fn seconds_show_only_when_they_are_few() {
    let mut pad = Pad::open(PadStage::New);
    pad.pass(44.0);
    assert_eq!(pad.window.seconds_left(pad.now), None);
    pad.pass(2.0);
    assert!(pad.window.seconds_left(pad.now).is_some_and(|left| (13..=15).contains(&left)));
    pad.key("7");
    assert_eq!(pad.window.seconds_left(pad.now), None, "a key begins the minute anew");
    let ended = pad.pass(61.0);
    assert!(matches!(ended.first(), Some(HolderEvent::Leave(PadEnd::TimedOut))));
}

#[test]
fn offered_pins_are_for_a_new_pin_only_and_gone_once_one_is_chosen() {
    let mut pad = Pad::open(PadStage::Current);
    pad.window.offer(made_up(), 0.0);
    assert_eq!(pad.window.standing(), Standing::Keying);
    let mut pad = Pad::open(PadStage::New);
    pad.window.offer(made_up(), 0.0);
    assert_eq!(pad.window.standing(), Standing::Choosing);
    assert!(pad.read("110105194912310021", 0.01, 0.016).is_empty());
    assert_eq!(pad.window.standing(), Standing::Choosing, "a read closes nothing");
    pad.pass(2.0);
    pad.press(Key::Enter);
    assert_eq!(pad.window.standing(), Standing::Keying);
    pad.window.ask(PadStage::Again, None, pad.now);
    assert!(!pad.window.offer.is_there(), "wiped");
    let mut pad = Pad::open(PadStage::New);
    pad.window.offer(made_up(), 0.0);
    pad.window.withdraw_offers();
    assert!(!pad.window.offer.is_there() && !pad.window.offer.is_allowed(), "not on a shared screen");
    assert!(!format!("{:?}", pad.window).contains("708253"));
}

#[test]
fn print_and_language_are_the_holders_own() {
    let mut pad = Pad::open(PadStage::New);
    pad.key("73");
    pad.press(Key::F8);
    pad.press(Key::F9);
    assert_eq!(pad.window.choice(), HolderChoice { language: Some(Language::English), is_large: true });
    assert_eq!(i18n::current(), Language::Chinese);
    assert_eq!(pad.window.entry.count(), 2, "and cost no digit");
}
