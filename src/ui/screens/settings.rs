//! 设置.

use egui::Ui;

use crate::ui::app::Ctx;

/// 设置.
#[derive(Default)]
pub struct SettingsScreen {}

impl SettingsScreen {
    /// Takes in replies.
    pub fn logic(&mut self, _cx: &mut Ctx<'_>) {}

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        false
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("settings");
    }
}
