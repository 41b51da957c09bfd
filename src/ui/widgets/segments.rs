//! A small switch between two or three views of the same thing.

use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, UiBuilder, WidgetInfo, vec2};

use super::paint;
use crate::ui::{
    input,
    theme::{Tokens, text},
};

/// Height of the switch.
const HEIGHT: f32 = 30.0;

/// Views beside each other, of which one is shown; true if it changed.
pub fn segments<T: Copy + PartialEq>(ui: &mut Ui, label: &str, value: &mut T, options: &[(T, String)]) -> bool {
    let before = *value;
    let tokens = Tokens::of(ui);
    let group = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(label);
    ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        ui.spacing_mut().interact_size.y = HEIGHT;
        let track = ui.painter().add(egui::Shape::Noop);
        let row = ui.horizontal(|ui| {
            for (option, name) in options {
                if segment(ui, *value == *option, name) {
                    *value = *option;
                }
            }
        });
        let radius = CornerRadius::same(tokens.radius);
        ui.painter().set(track, egui::Shape::rect_filled(row.response.rect, radius, tokens.canvas));
    });
    *value != before
}

fn segment(ui: &mut Ui, selected: bool, name: &str) -> bool {
    let tokens = Tokens::of(ui);
    let color = if selected { tokens.text } else { tokens.muted };
    let style = if selected { text::strong_style() } else { TextStyle::Button };
    // Measured semibold in both states, so that picking moves nothing.
    let wide = ui.painter().layout_no_wrap(name.to_owned(), text::strong_style().resolve(ui.style()), color);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), style.resolve(ui.style()), color);
    let (rect, response) = ui.allocate_exact_size(vec2(wide.size().x + 24.0, HEIGHT), Sense::click());
    input::leave_enter(ui, &response, false);
    let radius = CornerRadius::same(tokens.radius.saturating_sub(2));
    let knob: Rect = rect.shrink(2.0);
    if selected {
        ui.painter().rect(knob, radius, tokens.surface, Stroke::new(1.0, tokens.line_strong), StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(knob, radius, tokens.surface_hover);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    if response.has_focus() {
        paint::focus_ring(ui, knob, tokens.radius.saturating_sub(2));
    }
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), selected, name));
    response.clicked() && !input::is_by_enter(ui)
}
