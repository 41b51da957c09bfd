//! The goodbye after the pad: on the holder's own monitor, or for some seconds over the clerk's screen.

use std::time::Duration;

use egui::{Align, Context, Key, Layout, Ui, UiBuilder};

use crate::{
    t,
    ui::{
        holder_window::{Goodbye, HolderChoice, farewell},
        i18n,
        input::{self, keymap::Scope},
        widgets::Button,
    },
};

/// How long it stays on the holder's own monitor, seconds.
const STAYS_SECS: f64 = 4.0;
/// How long it keeps the clerk from the screen that both share, seconds.
const STAYS_SHARED_SECS: f64 = 2.5;
/// A press this soon after was meant for the pad, seconds.
const SETTLES_SECS: f64 = 1.0;

/// A goodbye on its screen.
pub(super) struct Farewell {
    words: Goodbye,
    /// `egui`'s time, seconds.
    since: f64,
    is_own: bool,
    choice: HolderChoice,
}

impl Farewell {
    pub(super) fn new(words: Goodbye, now: f64, is_own: bool, choice: HolderChoice) -> Self {
        Self { words, since: now, is_own, choice }
    }

    /// Whether it stands on the holder's own monitor, not over the clerk's screen.
    pub(super) fn is_own(&self) -> bool {
        self.is_own
    }

    /// Whether it stays; asks for the frame in which that changes.
    pub(super) fn lasts(&self, ctx: &Context, now: f64) -> bool {
        let left = self.since + if self.is_own { STAYS_SECS } else { STAYS_SHARED_SECS } - now;
        if left > 0.0 {
            let settles = self.since + SETTLES_SECS - now;
            let next = if settles > 0.0 { settles } else { left };
            ctx.request_repaint_after(Duration::from_secs_f64(next + 0.02));
        }
        left > 0.0
    }

    /// Draws it over all there is, in the holder's language.
    pub(super) fn show(&self, ui: &mut Ui) {
        i18n::in_language(self.choice.language(), || farewell(ui, self.words, self.choice.is_large));
    }

    /// Over the clerk's screen; true if the clerk waits no longer. A second Enter that was meant for the pad is none.
    pub(super) fn cover(&self, ui: &mut Ui, now: f64) -> bool {
        input::set_scope(ui, Scope::Pad);
        self.show(ui);
        let corner = ui.max_rect().shrink(24.0);
        let place = UiBuilder::new().max_rect(corner).layout(Layout::right_to_left(Align::Max));
        let missing = (now - self.since < SETTLES_SECS).then(|| t!("common-working"));
        let back = Button::secondary(t!("farewell-back")).key(Key::Enter).action().missing(missing);
        ui.scope_builder(place, |ui| back.show(ui)).inner
    }
}
