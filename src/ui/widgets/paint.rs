//! Small shapes drawn with strokes: they need no font and stay sharp at every scale.

use egui::{
    Align2, Color32, CornerRadius, FontId, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, Ui, Vec2, pos2, vec2,
};

use crate::ui::theme::{Tokens, text};

/// A small sign in a pill, banner, check box or on the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// ✓
    Check,
    /// ✕
    Cross,
    /// !
    Exclamation,
    /// i
    Info,
    /// A filled dot.
    Dot,
}

/// Draws a sign inside a square.
pub fn mark(painter: &Painter, mark: Mark, square: Rect, color: Color32) {
    let at = |x: f32, y: f32| square.min + vec2(x, y) * square.width();
    let stroke = Stroke::new((square.width() * 0.12).max(1.4), color);
    match mark {
        Mark::Check => {
            painter.add(Shape::line(vec![at(0.18, 0.54), at(0.42, 0.77), at(0.84, 0.26)], stroke));
        }
        Mark::Cross => {
            painter.line_segment([at(0.24, 0.24), at(0.76, 0.76)], stroke);
            painter.line_segment([at(0.76, 0.24), at(0.24, 0.76)], stroke);
        }
        Mark::Exclamation => {
            painter.line_segment([at(0.5, 0.16), at(0.5, 0.58)], stroke);
            painter.circle_filled(at(0.5, 0.8), stroke.width * 0.65, color);
        }
        Mark::Info => {
            painter.circle_filled(at(0.5, 0.2), stroke.width * 0.65, color);
            painter.line_segment([at(0.5, 0.42), at(0.5, 0.84)], stroke);
        }
        Mark::Dot => {
            painter.circle_filled(square.center(), square.width() * 0.4, color);
        }
    }
}

/// The ring around whatever has the keyboard, 2 points outside its edge.
pub fn focus_ring(ui: &Ui, rect: Rect, radius: u8) {
    let tokens = Tokens::of(ui);
    let stroke = Stroke::new(tokens.focus_width, tokens.focus);
    ui.painter().rect_stroke(
        rect.expand(2.0),
        CornerRadius::same(radius.saturating_add(2)),
        stroke,
        StrokeKind::Outside,
    );
}

/// How a key cap looks on its button.
#[derive(Debug, Clone, Copy)]
pub struct CapColors {
    /// The name of the key.
    pub text: Color32,
    /// The cap.
    pub fill: Color32,
    /// Its edge.
    pub line: Color32,
}

impl CapColors {
    /// A cap on a surface.
    #[must_use]
    pub fn plain(tokens: &Tokens) -> Self {
        Self { text: tokens.muted, fill: tokens.surface_hover, line: tokens.line_strong }
    }

    /// A cap on the primary button.
    #[must_use]
    pub fn on_primary(tokens: &Tokens) -> Self {
        Self { text: tokens.on_primary, fill: tokens.primary_cap, line: tokens.edge(tokens.on_primary) }
    }
}

fn cap_font(ui: &Ui) -> FontId {
    text::caption_style().resolve(ui.style())
}

/// Room a key cap needs.
pub fn key_cap_size(ui: &Ui, label: &str) -> Vec2 {
    let galley = ui.painter().layout_no_wrap(label.to_owned(), cap_font(ui), Color32::PLACEHOLDER);
    vec2((galley.size().x + 10.0).max(20.0), 18.0)
}

/// Draws a key cap with its left edge at `left_center`; where it is.
pub fn key_cap(ui: &Ui, left_center: Pos2, label: &str, colors: CapColors) -> Rect {
    let size = key_cap_size(ui, label);
    let rect = Rect::from_min_size(pos2(left_center.x, left_center.y - size.y / 2.0), size);
    ui.painter().rect(rect, CornerRadius::same(4), colors.fill, Stroke::new(1.0, colors.line), StrokeKind::Inside);
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, label, cap_font(ui), colors.text);
    rect
}
