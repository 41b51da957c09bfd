//! The window: everything the staff and the holder see. Asks `desk` through typed requests, never the store.

pub mod app;
pub mod errors;
pub mod first_steps;
pub mod fonts;
pub mod help;
pub mod holder_window;
pub mod i18n;
pub mod icons;
pub mod input;
pub mod preferences;
pub mod screens;
pub mod theme;
pub mod widgets;
pub mod worker;
pub mod zoom;

/// Puts fonts, colours and text styles into a window's context; call once, before the first frame.
pub fn install(ctx: &egui::Context) {
    fonts::install(ctx);
    theme::install(ctx);
    input::install(ctx);
}
