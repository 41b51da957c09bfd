//! 窗口: the clerk's counter, four steps.

use egui::Ui;

use crate::ui::app::Ctx;

/// 窗口: the clerk's counter, four steps.
#[derive(Default)]
pub struct Counter {}

impl Counter {
    /// Takes in replies.
    pub fn logic(&mut self, _ctx: &egui::Context, _cx: &mut Ctx<'_>) {}

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        false
    }

    /// The step that is shown.
    #[must_use]
    pub fn step_name(&self) -> &'static str {
        "look_up"
    }

    /// Whether the holder keys on this very screen.
    #[must_use]
    pub fn covers_window(&self) -> bool {
        false
    }

    /// `egui`'s time of the last input in the holder window, seconds.
    #[must_use]
    pub fn last_holder_input(&self) -> f64 {
        0.0
    }

    /// Draws the holder's pad over the whole window.
    pub fn cover(&mut self, _ui: &mut Ui, _cx: &mut Ctx<'_>) {}

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("counter");
    }
}
