//! 登录: who is there?

use egui::Ui;

use crate::ui::app::Ctx;

/// 登录: who is there?
#[derive(Default)]
pub struct SignIn {}

impl SignIn {
    /// Takes in replies.
    pub fn logic(&mut self, _cx: &mut Ctx<'_>) {}

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        false
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("sign_in");
    }
}
