//! How large things are on the holder's screen: they grow with it, and once more in large print.

use egui::{Label, Response, RichText, Ui, Vec2, vec2};

use crate::ui::fonts::SEMIBOLD;

/// The smallest screen made for holders; everything is measured for it.
const SMALLEST: Vec2 = vec2(1024.0, 600.0);
/// Beyond this a finger has too far to go.
const MOST: f32 = 2.4;
/// How much larger the letters of large print are.
const LARGE: f32 = 1.3;

/// Sizes in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes {
    /// Keys, boxes and margins, beside the smallest screen.
    pub(super) scale: f32,
    /// Letters.
    pub(super) text: f32,
    pub(super) is_large: bool,
}

impl Sizes {
    /// For this room. A window that is smaller because everything in it is enlarged gets smaller points: the letters
    /// stay as large to the eye.
    pub(super) fn of(ui: &Ui, room: Vec2, is_large: bool) -> Self {
        let least = (1.0 / ui.ctx().zoom_factor()).min(1.0);
        let scale = (room / SMALLEST).min_elem().clamp(least, MOST);
        Self { scale, text: if is_large { scale * LARGE } else { scale }, is_large }
    }

    pub(super) fn title(self) -> f32 {
        34.0 * self.text
    }

    /// What the holder must not miss, in bold.
    pub(super) fn reason(self) -> f32 {
        24.0 * self.text
    }

    /// Everything else.
    pub(super) fn body(self) -> f32 {
        20.0 * self.text
    }
}

/// Each sentence on a line of its own, in the colour of text; one too long for its line breaks after a comma rather than
/// inside a word. The first line's response.
pub(super) fn say(ui: &mut Ui, words: &str, size: f32, is_bold: bool) -> Option<Response> {
    let color = crate::ui::theme::Tokens::of(ui).text;
    say_in(ui, words, size, is_bold, color)
}

/// A title: on one line if it fits at three quarters of its size or more.
pub(super) fn say_title(ui: &mut Ui, words: &str, size: f32) -> Option<Response> {
    let family = egui::FontFamily::Name(SEMIBOLD.into());
    let wide = width(ui, RichText::new(words).size(size).family(family.clone()));
    let share = ui.available_width() / wide.max(1.0);
    if share < 0.75 {
        return say(ui, words, size, true);
    }
    let color = crate::ui::theme::Tokens::of(ui).text;
    // A point less than what fits exactly: widths are rounded.
    let size = if share < 1.0 { (size * share).floor() - 1.0 } else { size };
    Some(ui.add(Label::new(RichText::new(words).size(size).color(color).family(family))))
}

/// As [`say`], in a colour.
pub(super) fn say_in(ui: &mut Ui, words: &str, size: f32, is_bold: bool, color: egui::Color32) -> Option<Response> {
    let styled = |line: &str| {
        let line = RichText::new(line).size(size).color(color);
        if is_bold { line.family(egui::FontFamily::Name(SEMIBOLD.into())) } else { line }
    };
    let mut first = None;
    for line in lines(words, |line| width(ui, styled(line)) <= ui.available_width()) {
        let said = ui.add(Label::new(styled(&line)).wrap());
        first.get_or_insert(said);
    }
    first
}

fn width(ui: &Ui, line: RichText) -> f32 {
    let galley = egui::WidgetText::from(line).into_galley(
        ui,
        Some(egui::TextWrapMode::Extend),
        f32::INFINITY,
        egui::TextStyle::Body,
    );
    galley.size().x
}

/// Sentences; those that do not fit, in their parts.
fn lines(words: &str, fits: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    for sentence in split_after(words, &['。', '！', '？', '.', '!', '?']) {
        if fits(&sentence) {
            lines.push(sentence);
            continue;
        }
        let mut line = String::new();
        for part in split_after(&sentence, &['，', '；', '：', '、', ',', ';', ':']) {
            let space = if line.is_empty() || !line.ends_with(|c: char| c.is_ascii()) { "" } else { " " };
            let joined = format!("{line}{space}{part}");
            if line.is_empty() || fits(&joined) {
                line = joined;
            } else {
                lines.push(std::mem::replace(&mut line, part));
            }
        }
        lines.push(line);
    }
    lines
}

/// Parts with the sign that ends them. A western sign ends one only before a space, not inside 3.5.
fn split_after(words: &str, signs: &[char]) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        if let Some(part) = parts.last_mut() {
            part.push(c);
        }
        let is_apart = !c.is_ascii() || chars.peek().is_none_or(|next| next.is_whitespace());
        // A quotation closes with the sentence in it.
        if signs.contains(&c) && is_apart && chars.peek() != Some(&'”') {
            parts.push(String::new());
        }
    }
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_is_a_line_and_a_long_one_breaks_at_its_commas() {
        assert_eq!(split_after("要输两遍。请用手挡住。", &['。']), ["要输两遍。", "请用手挡住。"]);
        assert_eq!(split_after("Call 12333. Thank you.", &['.']), ["Call 12333.", "Thank you."]);
        assert_eq!(split_after("about 3.5 m", &['.']), ["about 3.5 m"]);
    }
}
