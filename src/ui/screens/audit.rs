//! 审计: the supervisor's log.

use egui::Ui;

use crate::ui::app::Ctx;

/// 审计: the supervisor's log.
#[derive(Default)]
pub struct AuditScreen {}

impl AuditScreen {
    /// Takes in replies.
    pub fn logic(&mut self, _cx: &mut Ctx<'_>) {}

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        false
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("audit");
    }
}
