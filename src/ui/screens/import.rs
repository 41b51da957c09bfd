//! 导入: the register.

use egui::Ui;

use crate::ui::app::Ctx;

/// 导入: the register.
#[derive(Default)]
pub struct ImportScreen {}

impl ImportScreen {
    /// Takes in replies.
    pub fn logic(&mut self, _cx: &mut Ctx<'_>) {}

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        false
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("import");
    }
}
