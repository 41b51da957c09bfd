//! 持卡人屏: what the holder sees and keys. It takes every key of both windows while it is open, keeps at most six digits in
//! a buffer that is wiped, and hands out a whole [`Pin`] or the wish to stop; nothing of it reaches the clerk's widgets.

mod goodbye;
mod idle;
mod keys;
mod look;
mod offer;
mod silence;
mod sizes;
mod space;
mod standing;
#[cfg(test)]
mod tests;

use egui::{Context, InputState, ViewportBuilder, ViewportId};

use crate::{
    desk::{PadEnd, PadStage, pins::PAD_IDLE},
    domain::pin::{Action, Pin, PinEntry, PinKind},
    t,
};
pub use goodbye::{Goodbye, farewell};
pub use idle::IdlePage;
use keys::Stroke;
pub use look::Hashing;
use offer::Offer;
use silence::{QUIET_SECS, Silence};
use space::Space;
pub use standing::{HolderChoice, HolderEvent, Message, Pause, Standing};

/// Both windows may be without the keyboard for this long while it moves from one to the other, seconds.
const FOCUS_MOVES_SECS: f64 = 0.3;
/// Digits of a PIN; one more in a row is none of the holder's.
const MOST_DIGITS: usize = 6;
/// How many seconds before the end by idleness both screens say so.
const WARNED_SECS: f64 = 15.0;

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
    choice: HolderChoice,
    /// The desk has the digits.
    is_waiting: bool,
    pause: Option<Pause>,
    /// Whether to stop is being asked.
    is_asking: bool,
    offer: Offer,
    silence: Silence,
    space: Space,
    /// Digits in a row that came while the desk still had the entry before; they go nowhere and count as part of a read.
    ahead: usize,
    /// Time of the last digit from the keyboard, seconds.
    last_digit: f64,
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
            choice: HolderChoice::default(),
            is_waiting: false,
            pause: None,
            is_asking: false,
            offer: Offer::default(),
            silence: Silence::default(),
            space: Space::default(),
            ahead: 0,
            last_digit: now,
            had_focus: false,
            unfocused_since: None,
            own_focus: false,
            last_key: now,
        }
    }

    /// As this holder likes it.
    #[must_use]
    pub fn choosing(mut self, choice: HolderChoice) -> Self {
        self.choice = choice;
        self
    }

    /// Says before the first try that some are used up.
    #[must_use]
    pub fn with_tries_left(mut self, left: Option<u32>) -> Self {
        if self.stage == PadStage::Current {
            self.message = left.map(|left| Message::TriesUsed { left });
        }
        self
    }

    /// The viewport of the holder's own window, where there is one.
    #[must_use]
    pub fn viewport() -> ViewportId {
        ViewportId::from_hash_of("holder-window")
    }

    /// The holder's own window on a monitor, counted from 1; `size` in pixels, zero if unknown. It does not ask for the
    /// keyboard: digits of either window reach the pad, and the clerk's keeps its own.
    #[must_use]
    pub fn builder(ctx: &Context, monitor: u32, size: [u32; 2]) -> ViewportBuilder {
        let index = usize::try_from(monitor.saturating_sub(1)).unwrap_or_default();
        // It fills the screen anyway, except where no window manager hears that wish.
        #[allow(clippy::cast_precision_loss, reason = "pixels of a monitor")]
        let points = size.map(|pixels| pixels as f32 / ctx.pixels_per_point());
        ViewportBuilder::default()
            .with_title(t!("holder-window-title"))
            .with_inner_size(if size.contains(&0) { [1024.0, 600.0] } else { points })
            .with_active(false)
            .with_monitor(index)
    }

    /// What is asked for now.
    #[must_use]
    pub fn stage(&self) -> PadStage {
        self.stage
    }

    /// How the pad stands.
    #[must_use]
    pub fn standing(&self) -> Standing {
        match self.pause {
            Some(pause) => Standing::Paused(pause),
            None if self.is_asking => Standing::Asking,
            None if self.offer.is_open() => Standing::Choosing,
            None => Standing::Keying,
        }
    }

    /// Time of the last key, seconds.
    #[must_use]
    pub fn last_key(&self) -> f64 {
        self.last_key
    }

    /// Whole seconds until the pad ends by itself, once they are few.
    #[must_use]
    pub fn seconds_left(&self, now: f64) -> Option<u32> {
        let left = self.last_key + PAD_IDLE.as_secs_f64() - now;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 15")]
        (!self.is_waiting && left > 0.0 && left <= WARNED_SECS).then(|| left.ceil() as u32)
    }

    /// How the holder likes it.
    #[must_use]
    pub fn choice(&self) -> HolderChoice {
        self.choice
    }

    /// Large print or not, from either side.
    pub fn switch_print(&mut self, now: f64) {
        self.last_key = now;
        self.choice.is_large = !self.choice.is_large;
    }

    /// The holder's other language, from either side.
    pub fn switch_language(&mut self, now: f64) {
        self.last_key = now;
        self.choice.switch_language();
    }

    /// Takes nothing until the desk has answered: also not the wish to stop, which could only come too late.
    pub fn wait(&mut self) {
        self.entry.clear();
        self.offer.close();
        self.is_asking = false;
        self.is_waiting = true;
    }

    /// Asks for this, with an empty entry, a fresh pad and what there is to say about the digits before.
    pub fn ask(&mut self, stage: PadStage, message: Option<Message>, now: f64) {
        self.stage = stage;
        self.message = message;
        self.is_waiting = false;
        self.is_asking = false;
        self.last_key = now;
        self.entry.clear();
        self.order = keys::order(self.is_shuffled);
        if stage != PadStage::New {
            self.offer.close();
        }
    }

    /// Offers three PINs that the program drew, which only a screen of the holder's own may show.
    pub fn offer(&mut self, pins: [Pin; 3], now: f64) {
        if self.stage == PadStage::New && !self.is_waiting {
            self.entry.clear();
            self.offer.open(pins);
            self.last_key = now;
        }
    }

    /// From now on the holder may ask for an offer again.
    pub fn allow_offers(&mut self) {
        self.offer.allow();
    }

    /// The holder has no screen of their own any more: what only that may show is wiped.
    pub fn withdraw_offers(&mut self) {
        self.offer = Offer::default();
    }

    /// Takes every key of a window before any widget sees it. Tab stays, and a Space that came alone comes back, so that the
    /// pad itself can be worked without a pointer.
    pub fn take_keys(&mut self, input: &mut InputState, now: f64) -> Option<HolderEvent> {
        let taken = keys::take_strokes(input);
        if taken.heard {
            self.silence.hear(now);
        }
        if self.space.is_due(input.raw.viewport_id, &taken, now) && !self.silence.is_awaited() {
            input.events.extend(space::PRESS);
        }
        // Whatever follows the key that ends the entry was meant for nobody.
        taken.strokes.into_iter().find_map(|stroke| self.key(stroke, now))
    }

    /// A stroke of the keyboard, which unlike a finger on the screen may be a reader's.
    fn key(&mut self, stroke: Stroke, now: f64) -> Option<HolderEvent> {
        let is_digit = matches!(stroke, Stroke::Digit(_));
        if self.silence.is_awaited() && (is_digit || matches!(stroke, Stroke::Confirm | Stroke::Delete)) {
            return None;
        }
        if is_digit && self.standing() != Standing::Keying {
            // Nobody asked for digits, so an Enter behind them is none of the holder's.
            self.silence.demand(now);
            return None;
        }
        if !is_digit || now - self.last_digit >= QUIET_SECS {
            self.ahead = 0;
        }
        if is_digit {
            self.last_digit = now;
            self.ahead += usize::from(self.is_waiting);
            if self.entry.count() + self.ahead >= MOST_DIGITS + usize::from(self.is_waiting) {
                self.too_many(now);
                return None;
            }
        }
        self.last_key = now;
        self.stroke(stroke)
    }

    /// More digits than a PIN has: a reader's, or a slip of the hand.
    fn too_many(&mut self, now: f64) {
        self.silence.demand(now);
        if !self.is_waiting {
            self.entry.clear();
            self.message = Some(Message::TooMany);
            self.last_key = now;
        }
    }

    /// Notes whether either window has the keyboard; without it the entry is wiped and waits. Ends after a minute
    /// without a key.
    pub fn watch(&mut self, clerk_focus: bool, ctx: &Context, now: f64) -> Option<HolderEvent> {
        self.silence.tick(now);
        if self.silence.is_awaited() || self.space.is_waiting() {
            ctx.request_repaint_after_secs(0.1);
        }
        if clerk_focus || self.own_focus {
            self.had_focus = true;
            self.unfocused_since = None;
        } else if self.had_focus {
            let since = *self.unfocused_since.get_or_insert(now);
            if now - since >= FOCUS_MOVES_SECS {
                self.pause(Pause::Away);
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
        // Until the warning, then at each of its seconds.
        let next = if left > WARNED_SECS { left - WARNED_SECS } else { left.fract() };
        #[allow(clippy::cast_possible_truncation, reason = "at most a minute")]
        ctx.request_repaint_after_secs(next as f32 + 0.05);
        None
    }

    /// Notes whether the holder's own window has the keyboard.
    pub fn set_own_focus(&mut self, has_focus: bool) {
        self.own_focus = has_focus;
    }

    /// Whether the holder's own window has the keyboard.
    #[must_use]
    pub fn has_own_focus(&self) -> bool {
        self.own_focus
    }

    /// Wipes the entry and takes nothing until somebody goes on. What the desk has already, it decides.
    pub fn pause(&mut self, pause: Pause) {
        if !self.is_waiting && self.pause != Some(Pause::MonitorGone) {
            self.entry.clear();
            self.is_asking = false;
            self.offer.hide();
            self.pause = Some(pause);
        }
    }

    /// The minute without a key begins anew.
    pub fn begin_minute(&mut self, now: f64) {
        self.last_key = now;
    }

    /// The holder's monitor is back, or its page moved to this screen: somebody may go on.
    pub fn monitor_is_there(&mut self) {
        if self.pause == Some(Pause::MonitorGone) {
            self.pause = Some(Pause::Away);
        }
    }

    fn resume(&mut self) {
        if self.pause == Some(Pause::MonitorGone) {
            return;
        }
        self.pause = None;
        self.had_focus = false;
        self.unfocused_since = None;
        self.order = keys::order(self.is_shuffled);
    }

    /// Stops, or asks first when digits are in.
    pub fn leave(&mut self) -> Option<HolderEvent> {
        if self.is_waiting {
            // The desk has digits, or the wish already: its verdict wins.
            return None;
        }
        if self.entry.count() > 0 {
            self.is_asking = true;
            return None;
        }
        Some(HolderEvent::Leave(PadEnd::Cancelled))
    }

    /// The answer to whether to stop.
    pub fn answer(&mut self, stops: bool, now: f64) -> Option<HolderEvent> {
        self.last_key = now;
        self.is_asking = false;
        if !stops {
            return None;
        }
        self.entry.clear();
        Some(HolderEvent::Leave(PadEnd::Cancelled))
    }

    fn stroke(&mut self, stroke: Stroke) -> Option<HolderEvent> {
        match stroke {
            Stroke::Print => self.choice.is_large = !self.choice.is_large,
            Stroke::Language => self.choice.switch_language(),
            _ if self.is_waiting => {}
            _ => match self.standing() {
                Standing::Paused(_) => return self.stroke_paused(stroke),
                Standing::Asking => match stroke {
                    Stroke::Stop => return self.answer(true, self.last_key),
                    Stroke::Confirm | Stroke::Leave => self.is_asking = false,
                    _ => {}
                },
                Standing::Choosing => match stroke {
                    Stroke::Offer => return Some(HolderEvent::Offer),
                    Stroke::Stop => return self.leave(),
                    Stroke::Confirm | Stroke::Leave => self.offer.hide(),
                    _ => {}
                },
                Standing::Keying => return self.stroke_keying(stroke),
            },
        }
        None
    }

    fn stroke_paused(&mut self, stroke: Stroke) -> Option<HolderEvent> {
        match stroke {
            Stroke::Confirm => self.resume(),
            Stroke::Leave => return self.leave(),
            _ => {}
        }
        None
    }

    fn stroke_keying(&mut self, stroke: Stroke) -> Option<HolderEvent> {
        match stroke {
            Stroke::Digit(digit) => {
                self.entry.push(digit);
                if self.message == Some(Message::TooMany) {
                    self.message = None;
                }
            }
            Stroke::Delete => self.entry.delete(),
            Stroke::Clear => self.entry.clear(),
            Stroke::Confirm => {
                let pin = self.entry.take()?;
                self.is_waiting = true;
                self.message = None;
                return Some(HolderEvent::Submit(pin));
            }
            Stroke::Leave => return self.leave(),
            Stroke::Offer if self.offer.is_there() => {
                self.entry.clear();
                self.offer.show();
            }
            Stroke::Offer => return Some(HolderEvent::Offer),
            _ => {}
        }
        None
    }
}
