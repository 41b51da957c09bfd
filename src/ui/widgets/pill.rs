//! Pills: one or two words about a state.

use egui::{Color32, CornerRadius, Rect, Response, Role, Sense, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::paint::{self, Mark};
use crate::ui::theme::{Tokens, Tone};

/// Room for a sign before the words.
const SIGN: f32 = 16.0;
/// Width of a sign alone.
const COMPACT: f32 = 32.0;

/// A pill in a tone, with an optional sign.
#[derive(Debug, Clone)]
#[must_use = "call show"]
pub struct Pill {
    tone: Tone,
    text: String,
    mark: Option<Mark>,
    is_compact: bool,
}

impl Pill {
    /// A pill with its words.
    pub fn new(tone: Tone, text: impl Into<String>) -> Self {
        Self { tone, text: text.into(), mark: None, is_compact: false }
    }

    /// Something in order.
    pub fn good(text: impl Into<String>) -> Self {
        Self::new(Tone::Good, text)
    }

    /// Something to look at.
    pub fn caution(text: impl Into<String>) -> Self {
        Self::new(Tone::Caution, text)
    }

    /// Something wrong.
    pub fn bad(text: impl Into<String>) -> Self {
        Self::new(Tone::Bad, text)
    }

    /// A plain fact.
    pub fn info(text: impl Into<String>) -> Self {
        Self::new(Tone::Info, text)
    }

    /// A sign before the words.
    pub fn mark(mut self, mark: Mark) -> Self {
        self.mark = Some(mark);
        self
    }

    /// Shows only its sign where room is short; the words come on hovering, and to screen readers.
    pub fn compact(mut self, is_compact: bool) -> Self {
        self.is_compact = is_compact && self.mark.is_some();
        self
    }

    /// Its words.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How wide a pill with these words is.
    pub(super) fn width(ui: &Ui, text: &str, has_mark: bool, is_compact: bool) -> f32 {
        if is_compact {
            return COMPACT;
        }
        let font = TextStyle::Small.resolve(ui.style());
        let words = ui.painter().layout_no_wrap(text.to_owned(), font, Color32::PLACEHOLDER).size().x;
        words + 20.0 + if has_mark { SIGN } else { 0.0 }
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let colors = tokens.tone(self.tone);
        let sign = if self.mark.is_some() { SIGN } else { 0.0 };
        // In a row a pill has its width; below other things it never makes a page wider than its window.
        let room = if ui.layout().is_vertical() { ui.available_width() - 20.0 - sign } else { f32::INFINITY };
        let font = TextStyle::Small.resolve(ui.style());
        let galley = ui.painter().layout(self.text.clone(), font, Color32::PLACEHOLDER, room);
        let width = Self::width(ui, &self.text, self.mark.is_some(), self.is_compact).min(room + 20.0 + sign);
        let height = if self.is_compact { 24.0 } else { (galley.size().y + 7.0).max(24.0) };
        let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        ui.painter().rect(rect, CornerRadius::same(12), colors.fill, tokens.outlined(colors.text), StrokeKind::Inside);
        if let Some(mark) = self.mark {
            let square = Rect::from_center_size(pos2(rect.left() + 16.0, rect.center().y), vec2(12.0, 12.0));
            paint::mark(ui.painter(), mark, square, colors.text);
        }
        if !self.is_compact {
            let at = pos2(rect.left() + 10.0 + sign, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, colors.text);
        }
        response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &self.text));
        if self.is_compact { response.on_hover_text(&self.text) } else { response }
    }
}
