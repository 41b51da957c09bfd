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
    Leave,
}

/// Takes all keyboard events out of the input, also out of egui's copy of what the system sent.
///
/// A digit key comes as a key press followed by its text, from a keypad or another layout as text alone, and from a test
/// as a press alone: each counts once. Repeats of a key held down count never.
pub(super) fn take_strokes(input: &mut InputState) -> Vec<Stroke> {
    input.raw.events.retain(|event| !belongs_to_pad(event));
    let mut strokes = Vec::new();
    let mut is_repeat = false;
    let mut rest = Vec::new();
    let mut events = std::mem::take(&mut input.events).into_iter().peekable();
    while let Some(event) = events.next() {
        match event {
            event if !belongs_to_pad(&event) => rest.push(event),
            Event::Key { key, pressed: true, repeat, modifiers, .. } => {
                is_repeat = repeat;
                let text_follows = matches!(events.peek(), Some(Event::Text(_)));
                let is_plain = !modifiers.ctrl && !modifiers.alt && !modifiers.command;
                if !repeat && is_plain {
                    strokes.extend(stroke_of(key).filter(|s| !(text_follows && matches!(s, Stroke::Digit(_)))));
                }
            }
            Event::Key { pressed: false, .. } => is_repeat = false,
            Event::Text(mut text) | Event::Ime(ImeEvent::Commit(mut text)) => {
                if !is_repeat {
                    strokes.extend(text.bytes().filter(u8::is_ascii_digit).map(|b| Stroke::Digit(b - b'0')));
                }
                text.zeroize();
            }
            _ => {}
        }
    }
    input.events = rest;
    strokes
}

/// Keys, text and clipboard, but for Tab and Space, which move over the pad's own buttons and press them.
fn belongs_to_pad(event: &Event) -> bool {
    match event {
        Event::Key { key, .. } => !matches!(key, Key::Tab | Key::Space),
        Event::Text(_) | Event::Paste(_) | Event::Copy | Event::Cut | Event::Ime(_) => true,
        _ => false,
    }
}

fn stroke_of(key: Key) -> Option<Stroke> {
    let digits =
        [Key::Num0, Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6, Key::Num7, Key::Num8, Key::Num9];
    match key {
        Key::Backspace => Some(Stroke::Delete),
        Key::Delete => Some(Stroke::Clear),
        Key::Enter => Some(Stroke::Confirm),
        Key::Escape => Some(Stroke::Leave),
        _ => (0_u8..).zip(digits).find(|(_, digit)| *digit == key).map(|(value, _)| Stroke::Digit(value)),
    }
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

    fn digits(events: Vec<Event>) -> Vec<u8> {
        let mut input = InputState::default();
        input.events = events;
        let strokes = take_strokes(&mut input);
        assert!(input.events.is_empty());
        strokes.into_iter().filter_map(|s| if let Stroke::Digit(d) = s { Some(d) } else { None }).collect()
    }

    #[test]
    fn a_digit_counts_once_however_the_system_sends_it() {
        let text = |t: &str| Event::Text(t.into());
        assert_eq!(digits(vec![press(Key::Num7, false), text("7")]), [7], "key and text");
        assert_eq!(digits(vec![press(Key::Num7, false)]), [7], "key alone");
        assert_eq!(digits(vec![text("7")]), [7], "text alone");
        assert_eq!(digits(vec![press(Key::Num7, true), text("7")]), [0_u8; 0], "held down");
        assert_eq!(digits(vec![Event::Paste("123456".into())]), [0_u8; 0], "pasted");
        assert_eq!(digits(vec![press(Key::A, false), text("a")]), [0_u8; 0], "a letter");
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
