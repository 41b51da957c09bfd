//! From the events of a window to the strokes of the pad, and where the digits stand.

use egui::{Event, ImeEvent, InputState, Key};
use zeroize::Zeroize as _;

/// A stroke on the pad, from a key or a click.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stroke {
    Digit(u8),
    Delete,
    Clear,
    Confirm,
    /// Stop, which asks first when digits are in.
    Leave,
    /// The answer to that question; no key near the digits gives it.
    Stop,
    /// Large print or not.
    Print,
    /// The holder's other language.
    Language,
    /// Three PINs, or three others.
    Offer,
}

/// What a frame brought from the keyboard.
#[derive(Default)]
pub(super) struct Strokes {
    pub(super) strokes: Vec<Stroke>,
    /// Something was pressed or typed, whether or not it means anything here.
    pub(super) heard: bool,
    /// Space was pressed, and is kept from the pad's own buttons until it is clear that it came alone.
    pub(super) has_space: bool,
    /// So was something else.
    pub(super) has_more: bool,
    /// Characters were typed, as a reader types them.
    pub(super) has_characters: bool,
}

/// Digits that, with their Enter in the very same frame, no hand types: three a frame are nine a second on the slowest
/// machine.
const BY_NO_HAND: usize = 3;

/// Takes all keyboard events out of the input, also out of egui's copy of what the system sent.
///
/// A digit key comes as a key press followed by its text, from a keypad or another layout as text alone, from a keypad
/// without `NumLock` as a press alone: each counts once. Repeats of a key held down count never. An Enter that comes in one
/// frame with several digits is a reader's and is withheld; the digits are not.
pub(super) fn take_strokes(input: &mut InputState) -> Strokes {
    input.raw.events.retain(|event| !belongs_to_pad(event));
    let mut taken = Strokes::default();
    let mut is_repeat = false;
    let mut rest = Vec::new();
    let mut events = std::mem::take(&mut input.events).into_iter().peekable();
    while let Some(event) = events.next() {
        taken.has_more |= matches!(
            &event,
            Event::Key { key: Key::Tab, pressed: true, .. } | Event::PointerButton { pressed: true, .. }
        );
        match event {
            event if !belongs_to_pad(&event) => rest.push(event),
            Event::Key { key: Key::Space, pressed: true, repeat, .. } => {
                is_repeat = repeat;
                taken.has_more |= taken.has_space && !repeat;
                taken.has_space |= !repeat;
            }
            Event::Key { key, physical_key, pressed: true, repeat, modifiers } => {
                is_repeat = repeat;
                taken.heard = true;
                taken.has_more = true;
                let text_follows = matches!(events.peek(), Some(Event::Text(_)));
                let is_plain = !modifiers.ctrl && !modifiers.alt && !modifiers.command;
                if !repeat && is_plain {
                    let stroke = stroke_of(key, physical_key);
                    taken.strokes.extend(stroke.filter(|s| !(text_follows && matches!(s, Stroke::Digit(_)))));
                }
            }
            Event::Key { pressed: false, .. } => is_repeat = false,
            Event::Text(mut text) => {
                taken.heard = true;
                taken.has_more |= text != " ";
                taken.has_characters = true;
                if !is_repeat {
                    taken.strokes.extend(text.chars().filter_map(digit_of).map(Stroke::Digit));
                }
                text.zeroize();
            }
            Event::Ime(ImeEvent::Commit(mut text)) => {
                taken.heard = true;
                // Digits that went through an input method, but not those inside words or dates it made.
                if !is_repeat && text.chars().all(|c| digit_of(c).is_some()) {
                    taken.strokes.extend(text.chars().filter_map(digit_of).map(Stroke::Digit));
                }
                text.zeroize();
            }
            _ => (taken.heard, taken.has_more) = (true, true),
        }
    }
    input.events = rest;
    if taken.strokes.iter().filter(|s| matches!(s, Stroke::Digit(_))).count() >= BY_NO_HAND {
        taken.strokes.retain(|stroke| *stroke != Stroke::Confirm);
    }
    taken
}

/// Whether the key that shows an offered PIN is held down: Space, on the card that has the keyboard.
pub(super) fn is_peeking(input: &InputState) -> bool {
    input.focused && input.key_down(Key::Space)
}

/// Keys, text and clipboard, but for Tab, which moves over the pad's own buttons.
fn belongs_to_pad(event: &Event) -> bool {
    match event {
        Event::Key { key: Key::Space, pressed, .. } => *pressed,
        Event::Key { key, .. } => *key != Key::Tab,
        Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut | Event::Ime(_) => true,
        _ => false,
    }
}

fn stroke_of(key: Key, physical: Option<Key>) -> Option<Stroke> {
    match key {
        Key::Backspace => Some(Stroke::Delete),
        Key::Enter => Some(Stroke::Confirm),
        Key::Escape => Some(Stroke::Leave),
        Key::F8 => Some(Stroke::Print),
        Key::F9 => Some(Stroke::Language),
        Key::F10 => Some(Stroke::Stop),
        _ if moves(key) => physical.and_then(digit_key).map(Stroke::Digit),
        Key::Delete => Some(Stroke::Clear),
        _ => digit_key(key).map(Stroke::Digit),
    }
}

/// What the digits of a keypad are without `NumLock`; its five is nothing then and comes by its place alone. The same keys
/// beside the letters carry their own name as place, and stay free.
fn moves(key: Key) -> bool {
    matches!(
        key,
        Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Insert
            | Key::ArrowUp
            | Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
    )
}

fn digit_key(key: Key) -> Option<u8> {
    let digits =
        [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    (0_u8..).zip(digits).find(|(_, digit)| *digit == key).map(|(value, _)| value)
}

/// A digit, also one of full width, as an input method makes them.
fn digit_of(c: char) -> Option<u8> {
    let c = match c {
        '\u{FF10}'..='\u{FF19}' => char::from_u32(u32::from(c) - 0xFEE0)?,
        c => c,
    };
    c.to_digit(10).and_then(|digit| u8::try_from(digit).ok())
}

/// Where the digits stand: in a random order, or as on a telephone.
pub(super) fn order(is_shuffled: bool) -> [u8; 10] {
    let mut order = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0];
    if !is_shuffled {
        return order;
    }
    // Fisher and Yates, from the end; without randomness the pad stands in order and still works.
    for last in (1..10_u8).rev() {
        let Some(chosen) = random_below(last + 1) else { break };
        order.swap(usize::from(last), usize::from(chosen));
    }
    order
}

/// A number below `limit`, each as likely as the others.
fn random_below(limit: u8) -> Option<u8> {
    let fair = u8::MAX - u8::MAX % limit;
    loop {
        let mut byte = [0_u8];
        getrandom::fill(&mut byte).ok()?;
        if byte[0] < fair {
            return Some(byte[0] % limit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::Modifiers;

    fn press(key: Key, repeat: bool) -> Event {
        Event::Key { key, physical_key: None, pressed: true, repeat, modifiers: Modifiers::NONE }
    }

    fn placed(key: Key, physical: Key) -> Event {
        let physical_key = Some(physical);
        Event::Key { key, physical_key, pressed: true, repeat: false, modifiers: Modifiers::NONE }
    }

    fn strokes(events: Vec<Event>) -> Vec<Stroke> {
        let mut input = InputState::default();
        input.events = events;
        let taken = take_strokes(&mut input);
        assert!(input.events.is_empty());
        taken.strokes
    }

    fn digits(events: Vec<Event>) -> Vec<u8> {
        strokes(events).into_iter().filter_map(|s| if let Stroke::Digit(d) = s { Some(d) } else { None }).collect()
    }

    #[test]
    fn a_digit_counts_once_however_the_system_sends_it() {
        let text = |t: &str| Event::Text(t.into());
        assert_eq!(digits(vec![press(Key::Num7, false), text("7")]), [7], "key and text");
        assert_eq!(digits(vec![press(Key::Num7, false)]), [7], "key alone");
        assert_eq!(digits(vec![text("7")]), [7], "text alone");
        assert_eq!(digits(vec![text("７")]), [7], "of full width");
        assert_eq!(digits(vec![Event::Ime(ImeEvent::Commit("7".into()))]), [7], "through an input method");
        assert_eq!(digits(vec![press(Key::Num7, true), text("7")]), [0_u8; 0], "held down");
        assert_eq!(digits(vec![Event::Paste("123456".into())]), [0_u8; 0], "pasted");
        assert_eq!(digits(vec![Event::Ime(ImeEvent::Commit("2026年".into()))]), [0_u8; 0], "inside words");
        assert_eq!(digits(vec![press(Key::A, false), text("a")]), [0_u8; 0], "a letter");
        assert_eq!(digits(vec![press(Key::X, false), text("X")]), [0_u8; 0], "the X of an ID number");
    }

    #[test]
    fn a_keypad_without_numlock_types_digits_and_the_arrows_beside_it_do_not() {
        let keypad = [
            (Key::Insert, Key::Num0, 0),
            (Key::End, Key::Num1, 1),
            (Key::ArrowDown, Key::Num2, 2),
            (Key::PageDown, Key::Num3, 3),
            (Key::ArrowLeft, Key::Num4, 4),
            // The five has no other meaning; what arrives is its place under both names.
            (Key::Num5, Key::Num5, 5),
            (Key::ArrowRight, Key::Num6, 6),
            (Key::Home, Key::Num7, 7),
            (Key::ArrowUp, Key::Num8, 8),
            (Key::PageUp, Key::Num9, 9),
        ];
        for (key, physical, digit) in keypad {
            assert_eq!(digits(vec![placed(key, physical)]), [digit], "{key:?}");
            if moves(key) {
                assert_eq!(digits(vec![placed(key, key)]), [0_u8; 0], "{key:?} beside the letters");
            }
        }
    }

    #[test]
    fn a_readers_enter_is_withheld_and_its_digits_are_not() {
        let text = |t: &str| Event::Text(t.into());
        let mut burst: Vec<_> = ["1", "1", "0", "1"].map(text).into();
        burst.push(press(Key::Enter, false));
        assert_eq!(digits(burst.clone()), [1, 1, 0, 1]);
        assert!(!strokes(burst).contains(&Stroke::Confirm));
        assert!(strokes(vec![text("5"), press(Key::Enter, false)]).contains(&Stroke::Confirm), "a slow frame");
    }

    #[test]
    fn every_pad_has_every_digit_and_shuffled_ones_differ() {
        let mut seen = std::collections::BTreeSet::new();
        for _ in 0..50 {
            let pad = order(true);
            let mut sorted = pad;
            sorted.sort_unstable();
            assert_eq!(sorted, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
            seen.insert(pad);
        }
        assert!(seen.len() > 40);
        assert_eq!(order(false), [1, 2, 3, 4, 5, 6, 7, 8, 9, 0]);
    }
}
