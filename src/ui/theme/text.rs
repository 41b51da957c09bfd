//! Text styles by name; sizes in logical points.

use egui::{RichText, TextStyle};

/// 15 semibold: what stands out inside a line.
#[must_use]
pub fn strong_style() -> TextStyle {
    TextStyle::Name("strong".into())
}
/// 24 semibold: the holder's name.
#[must_use]
pub fn name_style() -> TextStyle {
    TextStyle::Name("name".into())
}
/// 12: key caps.
#[must_use]
pub fn caption_style() -> TextStyle {
    TextStyle::Name("caption".into())
}
/// 13 semibold.
#[must_use]
pub fn small_strong_style() -> TextStyle {
    TextStyle::Name("small-strong".into())
}
/// 34 semibold: the one sentence of the holder window.
#[must_use]
pub fn holder_title_style() -> TextStyle {
    TextStyle::Name("holder-title".into())
}
/// 18: the other sentences of the holder window.
#[must_use]
pub fn holder_body_style() -> TextStyle {
    TextStyle::Name("holder-body".into())
}
/// 34: the keys of the PIN pad.
#[must_use]
pub fn holder_key_style() -> TextStyle {
    TextStyle::Name("holder-key".into())
}
/// 20: the word keys of the PIN pad.
#[must_use]
pub fn holder_button_style() -> TextStyle {
    TextStyle::Name("holder-button".into())
}
/// 19 in even widths: an ID number to compare character by character.
#[must_use]
pub fn number_style() -> TextStyle {
    TextStyle::Name("number".into())
}

/// Body text, 15.
pub fn body(text: impl Into<String>) -> RichText {
    RichText::new(text)
}
/// Body text, 15 semibold.
pub fn strong(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(strong_style())
}
/// Small text, 13.
pub fn small(text: impl Into<String>) -> RichText {
    RichText::new(text).small()
}
/// Explanations and labels above values, 13 in the muted colour.
pub fn muted(text: impl Into<String>) -> RichText {
    RichText::new(text).small().weak()
}
/// Title of a card or the window, 17 semibold. Prefer [`crate::ui::widgets::title`], which is a heading to screen readers too.
pub fn title(text: impl Into<String>) -> RichText {
    RichText::new(text).heading()
}
/// The holder's name, 24 semibold.
pub fn name(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(name_style())
}
/// Serials, codes and times: every character the same width, 14.
pub fn mono(text: impl Into<String>) -> RichText {
    RichText::new(text).monospace()
}
/// An ID number, 19, every character the same width.
pub fn number(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(number_style())
}
/// The one sentence of the holder window, 34 semibold.
pub fn holder_title(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(holder_title_style())
}
/// The other sentences of the holder window, 18.
pub fn holder_body(text: impl Into<String>) -> RichText {
    RichText::new(text).text_style(holder_body_style())
}
