//! The page on the holder's own monitor while nobody keys: office, window, and a line of advice. Nothing of any person.
//!
//! It is a viewport of its own pace: it draws when its line changes or something happens to it, not whenever the clerk
//! types, and it hands the keyboard back whenever a touch or a window manager gives it to this window.

use std::time::Duration;

use egui::{Context, CornerRadius, Role, Ui, UiBuilder, ViewportClass, ViewportCommand, ViewportId};

use super::{
    HolderWindow,
    sizes::{Sizes, say, say_in},
};
use crate::{
    t,
    ui::{
        i18n::{self, Language},
        theme::Tokens,
    },
};

/// How long a line of advice stays, seconds.
const LINE_SECS: f64 = 30.0;

/// What stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdlePage {
    /// Name of the office.
    pub office: String,
    /// Label of the seat.
    pub seat: String,
    /// A clerk is at the window.
    pub is_served: bool,
    /// The office's language: that of the clerk's window.
    pub language: Language,
}

impl IdlePage {
    /// Keeps the page on a monitor, counted from 1; `size` in pixels.
    pub fn show(&self, ctx: &Context, monitor: u32, size: [u32; 2]) {
        let page = self.clone();
        let builder = HolderWindow::builder(ctx, monitor, size);
        ctx.show_viewport_deferred(HolderWindow::viewport(), builder, move |ui, class| {
            let (time, has_focus) = ui.input(|input| (input.time, input.focused));
            i18n::in_language(page.language, || page.draw(ui, time));
            if class != ViewportClass::EmbeddedWindow {
                if has_focus {
                    ui.ctx().send_viewport_cmd_to(ViewportId::ROOT, ViewportCommand::Focus);
                }
                // Whatever woke this page may be the loss of its monitor, which only the clerk's window notices.
                ui.ctx().request_repaint_of(ViewportId::ROOT);
                let next = LINE_SECS - time % LINE_SECS;
                ui.ctx().request_repaint_after(Duration::from_secs_f64(next + 0.05));
            }
        });
    }

    /// Draws the page over all there is.
    pub fn draw(&self, ui: &mut Ui, time: f64) {
        let tokens = Tokens::of(ui);
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, egui::Sense::hover());
        ui.painter().rect_filled(whole, CornerRadius::ZERO, tokens.surface);
        let sizes = Sizes::of(ui, whole.size(), false);
        let band = whole.split_top_bottom_at_y(whole.bottom() - 130.0 * sizes.scale);
        ui.painter().rect_filled(band.1, CornerRadius::ZERO, tokens.primary);
        let name = UiBuilder::new().max_rect(band.0.shrink(40.0 * sizes.scale)).accessibility_role(Role::Main);
        ui.scope_builder(name.accessibility_label(t!("holder-window-title")), |ui| {
            ui.spacing_mut().item_spacing.y = 16.0 * sizes.scale;
            ui.vertical_centered(|ui| {
                ui.add_space((ui.available_height() - 210.0 * sizes.scale).max(0.0) / 2.0);
                say(ui, &self.office, 32.0 * sizes.text, true);
                say(ui, &t!("rail-seat", seat = self.seat.as_str()), 56.0 * sizes.text, true);
                if !self.is_served {
                    say_in(ui, &t!("idle-closed"), sizes.title(), true, tokens.caution);
                }
            });
        });
        ui.scope_builder(UiBuilder::new().max_rect(band.1).accessibility_role(Role::Status), |ui| {
            ui.vertical_centered(|ui| {
                ui.add_space(42.0 * sizes.scale);
                say_in(ui, &advice(time), 32.0 * sizes.text, true, tokens.on_primary);
            });
        });
    }
}

/// The line of this half minute: keep it secret, no birthdays or phone numbers, change it now and then, staff never ask,
/// 12333.
fn advice(time: f64) -> String {
    let lines =
        [t!("idle-advice-1"), t!("idle-advice-2"), t!("idle-advice-3"), t!("idle-advice-4"), t!("idle-advice-5")];
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "seconds since the start")]
    let line = (time / LINE_SECS).max(0.0) as usize % lines.len();
    lines.into_iter().nth(line).unwrap_or_default()
}
