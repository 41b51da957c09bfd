//! The holder's pad: six boxes and ten keys. It reports keys and keeps no digit.

use egui::{CornerRadius, Id, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, vec2};

use super::paint;
use crate::{
    t,
    ui::theme::{Tokens, text},
};

/// A key of the pad.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum PadKey {
    /// A digit, 0 to 9.
    Digit(u8),
    /// Take the last digit back.
    Delete,
    /// Take all digits back.
    Clear,
}

impl std::fmt::Debug for PadKey {
    /// Says which kind of key, never which digit.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Digit(_) => "Digit(…)",
            Self::Delete => "Delete",
            Self::Clear => "Clear",
        })
    }
}

/// The boxes above the pad: `filled` of `total` with a dot. Smaller where there is no room for 56 points each, times
/// `scale`.
pub fn pin_boxes(ui: &mut Ui, filled: usize, total: usize, scale: f32) {
    let widest = 56.0 * scale;
    let tokens = Tokens::of(ui);
    #[allow(clippy::cast_precision_loss, reason = "six boxes")]
    let count = total.max(1) as f32;
    let gap = if ui.available_width() < count * (widest + 12.0 * scale) { 8.0 * scale } else { 12.0 * scale };
    let side = ((ui.available_width() + gap) / count - gap).clamp(24.0_f32.min(widest), widest);
    let size = vec2(side, side + 8.0 * scale);
    let (row, response) = ui.allocate_exact_size(vec2(count * (side + gap) - gap, size.y), Sense::hover());
    for index in 0..total {
        #[allow(clippy::cast_precision_loss, reason = "six boxes")]
        let left = row.left() + index as f32 * (side + gap);
        let rect = Rect::from_min_size(egui::pos2(left, row.top()), size);
        let color = if index < filled { tokens.primary } else { tokens.line_control };
        ui.painter().rect(
            rect,
            CornerRadius::same(tokens.radius),
            tokens.surface,
            Stroke::new(2.0, color),
            StrokeKind::Inside,
        );
        if index < filled {
            ui.painter().circle_filled(rect.center(), side * 0.27, tokens.primary);
        }
    }
    response.widget_info(|| WidgetInfo::labeled(Role::Status, true, t!("pad-entered", count = filled, total = total)));
}

/// The pad, as wide as there is room up to 360 points, its keys 30 to 70 points high by the height there is, all of it
/// times `scale`. `order` is where the digits stand: three rows of three, the last one in the middle below. Draw it with
/// the same order until the entry ends.
pub fn pin_pad(ui: &mut Ui, order: &[u8; 10], enabled: bool, scale: f32) -> Option<PadKey> {
    let gap = 12.0 * scale;
    let width = ui.available_width().min(360.0 * scale);
    let height = ((ui.available_height() - 3.0 * gap) / 4.0).clamp(30.0_f32.min(70.0 * scale), 70.0 * scale);
    let key = vec2((width - 2.0 * gap) / 3.0, height);
    let group = UiBuilder::new().accessibility_role(Role::Group).accessibility_label(t!("pad-name"));
    ui.scope_builder(group, |ui| {
        if !enabled {
            ui.disable();
        }
        let (pad, _) = ui.allocate_exact_size(vec2(width, 4.0 * key.y + 3.0 * gap), Sense::hover());
        let [digits @ .., last] = order;
        let keys = digits.iter().map(|digit| PadKey::Digit(*digit)).chain([
            PadKey::Clear,
            PadKey::Digit(*last),
            PadKey::Delete,
        ]);
        let mut pressed = None;
        for (place, pad_key) in (0_u8..).zip(keys) {
            let offset = vec2(f32::from(place % 3) * (key.x + gap), f32::from(place / 3) * (key.y + gap));
            // The id names the place: egui keeps the text of ids in debug builds.
            let id = ui.unique_id().with(("pad", place));
            if pad_button(ui, Rect::from_min_size(pad.min + offset, key), id, pad_key, scale) {
                pressed = Some(pad_key);
            }
        }
        pressed
    })
    .inner
}

fn pad_button(ui: &Ui, rect: Rect, id: Id, key: PadKey, scale: f32) -> bool {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, id, Sense::click());
    let (label, style) = match key {
        PadKey::Digit(digit) => (digit.to_string(), text::holder_key_style()),
        PadKey::Delete => (t!("pad-delete"), text::holder_button_style()),
        PadKey::Clear => (t!("pad-clear"), text::holder_button_style()),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), &label));
    // All keys look alike under a finger: what lights up can be read from the side.
    ui.painter().rect(
        rect,
        CornerRadius::same(10),
        tokens.surface_hover,
        Stroke::new(1.0, tokens.line_strong),
        StrokeKind::Inside,
    );
    if response.has_focus() {
        paint::focus_ring(ui, rect, 10);
    }
    let mut font = style.resolve(ui.style());
    // A key lower than usual holds a smaller sign.
    font.size = (font.size * scale).min(rect.height() * 0.7);
    let mut galley = ui.painter().layout_no_wrap(label.clone(), font.clone(), tokens.text);
    let room = rect.width() - 12.0 * scale;
    if galley.size().x > room {
        font.size *= room / galley.size().x;
        galley = ui.painter().layout_no_wrap(label.clone(), font, tokens.text);
    }
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, tokens.text);
    response.clicked() && !crate::ui::input::is_held_down(ui)
}
