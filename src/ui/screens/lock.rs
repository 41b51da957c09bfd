//! 锁屏: the same person comes back, or the visit ends.

use egui::Ui;

use crate::ui::app::Ctx;

/// 锁屏: the same person comes back, or the visit ends.
#[derive(Default)]
pub struct LockScreen {}

impl LockScreen {
    /// Takes in replies.
    pub fn logic(&mut self, _cx: &mut Ctx<'_>) {}

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("lock");
    }
}
