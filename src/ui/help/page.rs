//! Draws a chapter of the manual: headings, paragraphs, lists and tables, with keys as caps.

use egui::{
    Align, FontId, Frame, Galley, Label, Layout, Margin, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind,
    TextFormat, TextStyle, Ui, UiBuilder, WidgetInfo, text::LayoutJob, vec2,
};

use super::manual::{Block, Chapter, Line, Style};
use crate::ui::{
    theme::{Tokens, text},
    widgets::{focus_ring, set_prose},
};

/// Between lines of running text: a page to read, not a form.
const LINE_HEIGHT: f32 = 23.0;
/// Room on both sides of a key's name inside its cap.
const CAP_PADDING: f32 = 5.0;
/// Room for the number or dot before an item.
const ITEM_INDENT: f32 = 26.0;

/// Draws a chapter; the anchor of another one that was pressed in it.
pub(super) fn chapter(ui: &mut Ui, chapter: &Chapter) -> Option<String> {
    let mut pressed = None;
    heading(ui, &chapter.title, text::title(&chapter.title), 2);
    ui.add_space(6.0);
    // A list is apart from what comes after it, also from another list.
    let mut list = None;
    for block in &chapter.blocks {
        let now = if let Block::Item(number, _) = block { Some(number.is_some()) } else { None };
        if list.is_some() && list != now {
            ui.add_space(6.0);
        }
        list = now;
        pressed = self::block(ui, block).or(pressed);
    }
    pressed
}

fn heading(ui: &mut Ui, words: &str, rich: egui::RichText, level: usize) {
    let response = ui.add(Label::new(rich).wrap());
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(words);
        node.set_level(level);
    });
}

fn block(ui: &mut Ui, block: &Block) -> Option<String> {
    match block {
        Block::Heading(line) => {
            ui.add_space(10.0);
            let words = line.text();
            heading(ui, &words, text::strong(&words), 3);
            ui.add_space(2.0);
            None
        }
        Block::Paragraph(line) => {
            let pressed = self::line(ui, line, TextStyle::Body);
            ui.add_space(6.0);
            pressed
        }
        Block::Item(number, line) => item(ui, *number, line),
        Block::Note(line) => note(ui, line),
        Block::Table(rows) => table(ui, rows),
    }
}

fn item(ui: &mut Ui, number: Option<u64>, line: &Line) -> Option<String> {
    let pressed = ui
        .horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let (place, _) = ui.allocate_exact_size(vec2(ITEM_INDENT, LINE_HEIGHT), Sense::hover());
            let tokens = Tokens::of(ui);
            match number {
                Some(number) => {
                    let font = text::strong_style().resolve(ui.style());
                    let at = place.right_center() - vec2(8.0, 0.0);
                    ui.painter().text(at, egui::Align2::RIGHT_CENTER, format!("{number}."), font, tokens.primary);
                }
                None => {
                    ui.painter().circle_filled(place.right_center() - vec2(14.0, 0.0), 2.5, tokens.primary);
                }
            }
            ui.vertical(|ui| self::line(ui, line, TextStyle::Body)).inner
        })
        .inner;
    ui.add_space(3.0);
    pressed
}

fn note(ui: &mut Ui, line: &Line) -> Option<String> {
    let tokens = Tokens::of(ui);
    let frame = Frame::new()
        .fill(tokens.caution_tint)
        .stroke(tokens.outlined(tokens.caution))
        .corner_radius(tokens.radius)
        .inner_margin(Margin::symmetric(14, 10));
    let pressed = frame
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            self::line(ui, line, TextStyle::Body)
        })
        .inner;
    ui.add_space(8.0);
    pressed
}

fn table(ui: &mut Ui, rows: &[Vec<Line>]) -> Option<String> {
    const GAP: f32 = 16.0;
    let mut pressed = None;
    let columns = rows.first().map_or(0, Vec::len);
    let room = ui.available_width();
    #[allow(clippy::cast_precision_loss, reason = "a handful of columns")]
    let others = (columns.max(2) - 1) as f32;
    let first = if columns > 2 { room * 0.3 } else { room * 0.38 };
    let width = |column| if column == 0 { first - GAP } else { (room - first) / others - GAP };
    let line_color = Tokens::of(ui).line;
    ui.add_space(2.0);
    for (at, row) in rows.iter().enumerate() {
        let group = UiBuilder::new().accessibility_role(Role::Row);
        let drawn = ui.scope_builder(group, |ui| {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = GAP;
                for (column, cell) in row.iter().enumerate() {
                    let size = vec2(width(column), 0.0);
                    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
                        ui.set_width(size.x);
                        let style = if at == 0 { text::small_strong_style() } else { TextStyle::Body };
                        pressed = self::line(ui, cell, style).or(pressed.take());
                    });
                }
            });
        });
        ui.add_space(3.0);
        let y = drawn.response.rect.bottom() + 4.0;
        ui.painter().hline(
            drawn.response.rect.left()..=drawn.response.rect.left() + room,
            y,
            Stroke::new(1.0, line_color),
        );
        ui.add_space(5.0);
    }
    ui.add_space(6.0);
    pressed
}

/// Draws a line; the anchor it leads to, if it was pressed.
pub(super) fn line(ui: &mut Ui, line: &Line, style: TextStyle) -> Option<String> {
    let tokens = Tokens::of(ui);
    let (job, caps) = job(ui, line, style);
    let sense = if line.link.is_some() { Sense::click() } else { Sense::hover() };
    let (at, galley, response) = Label::new(set_prose(ui, &job)).sense(sense).layout_in_ui(ui);
    let words = line.text();
    let role = if line.link.is_some() { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), &words));
    for cap in caps.iter().flat_map(|chars| cap_rects(&galley, chars)) {
        let rect = cap.translate(at.to_vec2());
        let edge = Stroke::new(1.0, tokens.line_strong);
        ui.painter().rect(rect, 4.0, tokens.surface_hover, edge, StrokeKind::Inside);
    }
    ui.painter().galley(at, galley, tokens.text);
    follow(ui, &response, line)
}

fn follow(ui: &Ui, response: &Response, line: &Line) -> Option<String> {
    let link = line.link.as_ref()?;
    if response.has_focus() {
        focus_ring(ui, response.rect, Tokens::of(ui).radius);
    }
    if response.hovered() {
        ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
    }
    response.clicked().then(|| link.clone())
}

/// The line laid out, and which of its characters are keys.
fn job(ui: &Ui, line: &Line, style: TextStyle) -> (LayoutJob, Vec<std::ops::Range<usize>>) {
    let tokens = Tokens::of(ui);
    let plain = style.resolve(ui.style());
    let strong = FontId { size: plain.size, ..text::strong_style().resolve(ui.style()) };
    let cap = FontId { size: plain.size - 2.0, ..plain.clone() };
    let format = |font_id: &FontId| TextFormat {
        font_id: font_id.clone(),
        color: if line.link.is_some() { tokens.primary } else { tokens.text },
        line_height: Some(LINE_HEIGHT),
        valign: Align::Center,
        ..TextFormat::default()
    };
    let (mut job, mut caps) = (LayoutJob::default(), Vec::new());
    let (mut chars, mut after_cap) = (0, false);
    for span in &line.spans {
        let is_key = span.style == Style::Code;
        // `Ctrl E` is two caps.
        let parts: Vec<&str> = if is_key { span.text.split(' ').collect() } else { vec![span.text.as_str()] };
        for part in parts {
            let lead = match (is_key, after_cap) {
                (true, true) => 2.0 * CAP_PADDING + 3.0,
                (false, false) => 0.0,
                _ => CAP_PADDING + 2.0,
            };
            let font = match span.style {
                Style::Plain => &plain,
                Style::Screen => &strong,
                Style::Code => &cap,
            };
            job.append(part, lead, format(font));
            let count = part.chars().count();
            if is_key {
                caps.push(chars..chars + count);
            }
            chars += count;
            after_cap = is_key;
        }
    }
    (job, caps)
}

/// Where some characters of a galley stand, one rectangle a row.
fn cap_rects(galley: &Galley, chars: &std::ops::Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut at = 0;
    for row in &galley.rows {
        let mut rect = Rect::NOTHING;
        for glyph in &row.row.glyphs {
            if chars.contains(&at) {
                let left = row.pos.x + glyph.pos.x;
                let middle = row.pos.y + row.row.size.y / 2.0;
                let size = vec2(glyph.advance_width + 2.0 * CAP_PADDING, 20.0);
                rect |= Rect::from_min_size(Pos2::new(left - CAP_PADDING, middle - 10.0), size);
            }
            at += 1;
        }
        if rect.is_positive() {
            rects.push(rect);
        }
    }
    rects
}
