//! 首次运行: making the office.

use egui::Ui;

use crate::ui::app::Ctx;

/// 首次运行: making the office.
#[derive(Default)]
pub struct FirstRun {}

impl FirstRun {
    /// The screen over the folders of the office.
    #[must_use]
    pub fn new(_folders: &crate::desk::Folders) -> Self {
        Self {}
    }

    /// Takes in replies.
    pub fn logic(&mut self, _cx: &mut Ctx<'_>) {}

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        false
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("first_run");
    }
}
