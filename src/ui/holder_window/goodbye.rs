//! What the holder reads for a moment after the pad has closed, on a screen of their own and on a shared one.

use egui::{CornerRadius, Rect, Role, Ui, UiBuilder, pos2};

use super::sizes::{Sizes, say};
use crate::{
    t,
    ui::{icons, theme::Tokens},
};

/// How the pad ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goodbye {
    /// The holder got what they came for.
    Done,
    /// Stopped, or ended by a rule; the PIN is as it was.
    Left {
        /// It was locked before and still is, so "unchanged" would tell half.
        is_locked: bool,
    },
    /// The last wrong try locked it.
    Locked,
}

/// Says goodbye over all there is.
pub fn farewell(ui: &mut Ui, goodbye: Goodbye, is_large: bool) {
    let tokens = Tokens::of(ui);
    let whole = ui.available_rect_before_wrap();
    ui.allocate_rect(whole, egui::Sense::hover());
    ui.painter().rect_filled(whole, CornerRadius::ZERO, tokens.surface);
    let sizes = Sizes::of(ui, whole.size(), is_large);
    let (icon, color, title, next) = match goodbye {
        Goodbye::Done => (icons::CHECK_CIRCLE, tokens.good, t!("holder-done"), t!("holder-done-next")),
        Goodbye::Left { is_locked: false } => (icons::INFO, tokens.text, t!("holder-left"), t!("holder-left-next")),
        Goodbye::Left { is_locked: true } => (icons::INFO, tokens.text, t!("holder-left"), t!("holder-ask-staff")),
        Goodbye::Locked => (icons::LOCK, tokens.bad, t!("holder-locked"), t!("holder-locked-next")),
    };
    let middle = Rect::from_min_max(pos2(whole.left(), whole.center().y - 130.0 * sizes.text), whole.max);
    ui.scope_builder(UiBuilder::new().max_rect(middle).accessibility_role(Role::Status), |ui| {
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 10.0 * sizes.scale;
            ui.label(egui::RichText::new(icon).size(72.0 * sizes.text).color(color));
            say(ui, &title, sizes.title(), true);
            say(ui, &next, sizes.reason(), false);
        });
    });
}
