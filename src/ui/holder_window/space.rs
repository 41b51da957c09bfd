//! Space presses the pad's own buttons, and is a character that readers send: it counts once it is clear that it came alone.

use egui::{Event, Key, Modifiers, ViewportId};

use super::keys::Strokes;
use crate::ui::input::{SILENCE_SECS, SPACE_ALONE_SECS};

/// What a Space that came alone is to the button with the keyboard.
pub(super) const PRESS: [Event; 2] = [event(true), event(false)];

const fn event(pressed: bool) -> Event {
    let (key, physical_key) = (Key::Space, Some(Key::Space));
    Event::Key { key, physical_key, pressed, repeat: false, modifiers: Modifiers::NONE }
}

/// A Space that is kept back.
#[derive(Default)]
pub(super) struct Space {
    /// The window it came to, and when, seconds.
    came: Option<(ViewportId, f64)>,
    /// When the last character came, seconds, with no other key since: a Space soon after is one of the row.
    row: Option<f64>,
}

impl Space {
    /// Takes in what a frame of a window brought; true if the Space that waited there came alone.
    pub(super) fn is_due(&mut self, window: ViewportId, taken: &Strokes, now: f64) -> bool {
        let in_row = self.row.is_some_and(|at| now - at < SILENCE_SECS);
        if taken.has_characters {
            self.row = Some(now);
        } else if taken.has_more {
            self.row = None;
        }
        if taken.has_more || taken.has_space {
            let is_alone = taken.has_space && !taken.has_more && !in_row && self.came.is_none();
            self.came = is_alone.then_some((window, now));
            return false;
        }
        let is_due = self.came.is_some_and(|(came, at)| came == window && now - at >= SPACE_ALONE_SECS);
        if is_due {
            *self = Self::default();
        }
        is_due
    }

    /// Whether a later frame has to look again although nothing happens.
    pub(super) fn is_waiting(&self) -> bool {
        self.came.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn frame(has_space: bool, digits: bool) -> Strokes {
        Strokes { has_space, has_characters: has_space || digits, has_more: digits, ..Strokes::default() }
    }

    /// Whether the Space presses, when these came at these times (seconds) and nothing after.
    fn presses(frames: &[(f64, Strokes)]) -> bool {
        let mut space = Space::default();
        let early = frames.iter().any(|(at, taken)| space.is_due(ViewportId::ROOT, taken, *at));
        let end = frames.last().map_or(0.0, |(at, _)| *at);
        let late = (1..60).any(|i| space.is_due(ViewportId::ROOT, &Strokes::default(), end + f64::from(i) * 0.016));
        early || late
    }

    #[test]
    fn a_space_presses_only_when_it_is_alone() {
        assert!(presses(&[(5.0, frame(true, false))]), "alone");
        assert!(!presses(&[(5.0, frame(true, true))]), "in one frame with a digit");
        assert!(!presses(&[(5.0, frame(true, false)), (5.1, frame(false, true))]), "a digit follows");
        assert!(!presses(&[(5.0, frame(false, true)), (5.25, frame(true, false))]), "behind a reader's digits");
        assert!(presses(&[(5.0, frame(false, true)), (6.0, frame(true, false))]), "long after the digits");
        assert!(!presses(&[(5.0, frame(true, false)), (5.1, frame(true, false))]), "twice");
    }

    #[test]
    fn a_space_of_one_window_presses_nothing_in_the_other() {
        let mut space = Space::default();
        let own = ViewportId::from_hash_of("own");
        assert!(!space.is_due(own, &frame(true, false), 5.0));
        assert!(!space.is_due(ViewportId::ROOT, &Strokes::default(), 6.0));
        assert!(space.is_due(own, &Strokes::default(), 6.0));
    }
}
