//! The office cannot be opened: which part of it is missing, and what to do.

use egui::Ui;

use crate::ui::app::Ctx;

/// The office cannot be opened: which part of it is missing, and what to do.
#[derive(Default)]
pub struct MissingOffice {}

impl MissingOffice {
    /// The screen for an error.
    #[must_use]
    pub fn new(_folders: &crate::desk::Folders, _error: crate::desk::OfficeError) -> Self {
        Self {}
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, _cx: &mut Ctx<'_>) {
        ui.label("missing");
    }
}
