//! 持卡人屏: what the holder sees and keys. It takes every key of both windows while it is open, keeps at most six digits in
//! a buffer that is wiped, and hands out a whole [`Pin`] or the wish to stop; nothing of it reaches the clerk's widgets.

mod keys;
mod look;

use egui::{Context, InputState, ViewportBuilder, ViewportId};

use crate::{
    desk::{PadEnd, PadStage, pins::PAD_IDLE},
    domain::pin::{Action, Pin, PinEntry, PinKind, policy::Rule},
    t,
};
use keys::Stroke;
pub use look::{Hashing, farewell};

/// Both windows may be without the keyboard for this long while it moves from one to the other, seconds.
const FOCUS_MOVES_SECS: f64 = 0.3;

/// What the holder did.
#[derive(Debug)]
pub enum HolderEvent {
    /// Six digits, confirmed.
    Submit(Pin),
    /// The pad is left without a change.
    Leave(PadEnd),
}

/// What the desk said to the digits before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Not the current PIN.
    Wrong {
        /// Tries left before the lock.
        left: u32,
    },
    /// The new PIN breaks a rule.
    Refused {
        /// Which; said in words, without a digit.
        rule: Rule,
        /// Refusals left before the action ends.
        left: u32,
    },
    /// The second time differed from the first.
    Mismatch,
    /// The office could not do it just now.
    Trouble,
}

/// An open pad on the holder's side.
pub struct HolderWindow {
    kind: PinKind,
    action: Action,
    stage: PadStage,
    is_shuffled: bool,
    /// Where the digits stand; made anew for each entry.
    order: [u8; 10],
    entry: PinEntry,
    message: Option<Message>,
    /// The desk has the digits.
    is_waiting: bool,
    is_paused: bool,
    had_focus: bool,
    unfocused_since: Option<f64>,
    /// Whether the holder's own window has the keyboard, as of its last frame.
    own_focus: bool,
    /// Time of the clerk's window at the last key, seconds.
    last_key: f64,
}

impl std::fmt::Debug for HolderWindow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HolderWindow").field("stage", &self.stage).finish_non_exhaustive()
    }
}

impl HolderWindow {
    /// A pad for one action, asking for the first thing. `now` is the clerk's window's time, seconds.
    #[must_use]
    pub fn new(kind: PinKind, action: Action, stage: PadStage, is_shuffled: bool, now: f64) -> Self {
        Self {
            kind,
            action,
            stage,
            is_shuffled,
            order: keys::order(is_shuffled),
            entry: PinEntry::default(),
            message: None,
            is_waiting: false,
            is_paused: false,
            had_focus: false,
            unfocused_since: None,
            own_focus: false,
            last_key: now,
        }
    }

    /// The viewport of the holder's own window, where there is one.
    #[must_use]
    pub fn viewport() -> ViewportId {
        ViewportId::from_hash_of("holder-window")
    }

    /// The holder's own window on a monitor, counted from 1.
    #[must_use]
    pub fn builder(monitor: u32) -> ViewportBuilder {
        let index = usize::try_from(monitor.saturating_sub(1)).unwrap_or_default();
        ViewportBuilder::default()
            .with_title(t!("holder-window-title"))
            .with_inner_size([1024.0, 600.0])
            .with_monitor(index)
    }

    /// What is asked for now.
    #[must_use]
    pub fn stage(&self) -> PadStage {
        self.stage
    }

    /// Time of the last key, seconds.
    #[must_use]
    pub fn last_key(&self) -> f64 {
        self.last_key
    }

    /// Asks for this, with an empty entry, a fresh pad and what there is to say about the digits before.
    pub fn ask(&mut self, stage: PadStage, message: Option<Message>, now: f64) {
        self.stage = stage;
        self.message = message;
        self.is_waiting = false;
        self.last_key = now;
        self.entry.clear();
        self.order = keys::order(self.is_shuffled);
    }

    /// Takes every key of a window before any widget sees it. Tab and Space stay, so that the pad itself can be worked
    /// without a pointer.
    pub fn take_keys(&mut self, input: &mut InputState, now: f64) -> Option<HolderEvent> {
        let strokes = keys::take_strokes(input);
        if !strokes.is_empty() {
            self.last_key = now;
        }
        // Whatever follows the key that ends the entry was meant for nobody.
        strokes.into_iter().find_map(|stroke| self.stroke(stroke))
    }

    /// Notes whether either window has the keyboard; without it the entry is wiped and waits. Ends after a minute
    /// without a key.
    pub fn watch(&mut self, clerk_focus: bool, ctx: &Context, now: f64) -> Option<HolderEvent> {
        if clerk_focus || self.own_focus {
            self.had_focus = true;
            self.unfocused_since = None;
        } else if self.had_focus {
            let since = *self.unfocused_since.get_or_insert(now);
            if now - since >= FOCUS_MOVES_SECS {
                self.pause();
            } else {
                ctx.request_repaint_after_secs(0.1);
            }
        }
        if self.is_waiting {
            self.last_key = now;
            return None;
        }
        let left = self.last_key + PAD_IDLE.as_secs_f64() - now;
        if left <= 0.0 {
            self.entry.clear();
            return Some(HolderEvent::Leave(PadEnd::TimedOut));
        }
        #[allow(clippy::cast_possible_truncation, reason = "at most a minute")]
        ctx.request_repaint_after_secs(left as f32 + 0.05);
        None
    }

    /// Notes whether the holder's own window has the keyboard.
    pub fn set_own_focus(&mut self, has_focus: bool) {
        self.own_focus = has_focus;
    }

    fn pause(&mut self) {
        if !self.is_waiting {
            self.entry.clear();
            self.is_paused = true;
        }
    }

    fn resume(&mut self) {
        self.is_paused = false;
        self.had_focus = false;
        self.unfocused_since = None;
        self.order = keys::order(self.is_shuffled);
    }

    fn stroke(&mut self, stroke: Stroke) -> Option<HolderEvent> {
        if stroke == Stroke::Leave {
            self.entry.clear();
            return Some(HolderEvent::Leave(PadEnd::Cancelled));
        }
        if self.is_waiting {
            return None;
        }
        if self.is_paused {
            if stroke == Stroke::Confirm {
                self.resume();
            }
            return None;
        }
        match stroke {
            Stroke::Digit(digit) => self.entry.push(digit),
            Stroke::Delete => self.entry.delete(),
            Stroke::Clear => self.entry.clear(),
            Stroke::Confirm => {
                let pin = self.entry.take()?;
                self.is_waiting = true;
                self.message = None;
                return Some(HolderEvent::Submit(pin));
            }
            Stroke::Leave => {}
        }
        None
    }
}
