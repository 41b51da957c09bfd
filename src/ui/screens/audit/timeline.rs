//! The steps of a visit, top to bottom along a rail: when, what, who, and what was said of it.

use egui::{
    Align, Color32, CornerRadius, FontId, Label, Layout, Rect, Role, Sense, Shape, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, epaint::RectShape, pos2, vec2,
};
use jiff::{SignedDuration, Timestamp};

use super::describe::{self, Names};
use crate::{
    desk::timeline::{Cover, Step},
    domain::{
        audit::{Action, Outcome},
        time,
    },
    ledger::Line,
    t,
    ui::{
        i18n, icons,
        theme::{Tokens, Tone, text},
        widgets::{Pill, focus_ring, prose},
    },
};

/// Room for the rail, left of the words.
const GUTTER: f32 = 36.0;
/// Where the rail runs in it.
const RAIL: f32 = 16.0;
/// Height of the first line of a step, whose middle the dot stands at.
const HEADLINE: f32 = 26.0;
const DOT: f32 = 10.0;

/// Draws the steps, the chosen one highlighted and, if it is to be brought there, in sight; the position of the one that
/// was clicked.
pub fn steps(ui: &mut Ui, steps: &[Step], chosen: i64, bring: bool, names: &Names) -> Option<i64> {
    let mut clicked = None;
    let mut before: Option<&Line> = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    for (at, step) in steps.iter().enumerate() {
        let ends = Ends { first: at == 0, last: at + 1 == steps.len() };
        let is_chosen = step.row.position == chosen && steps.len() > 1;
        let top = ui.cursor().top();
        if draw(ui, step, before, ends, is_chosen, names) {
            clicked = Some(step.row.position);
        }
        if bring && is_chosen {
            let rect = Rect::from_x_y_ranges(ui.max_rect().x_range(), top..=ui.cursor().top());
            ui.scroll_to_rect(rect, None);
        }
        before = step.row.line.as_ref();
    }
    clicked
}

/// Where a step stands on the rail.
#[derive(Clone, Copy)]
struct Ends {
    first: bool,
    last: bool,
}

fn draw(ui: &mut Ui, step: &Step, before: Option<&Line>, ends: Ends, chosen: bool, names: &Names) -> bool {
    let tokens = Tokens::of(ui);
    let behind = ui.painter().add(Shape::Noop);
    let width = ui.available_width();
    let group = UiBuilder::new()
        .max_rect(Rect::from_min_size(ui.cursor().min + vec2(GUTTER, 8.0), vec2(width - GUTTER - 8.0, f32::INFINITY)));
    let words = ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 2.0);
        match &step.row.line {
            Some(line) => readable(ui, step, line, before, names),
            None => {
                headline(ui, &t!("audit-damaged-line"), None, "");
            }
        }
    });
    let bottom = words.response.rect.bottom() + 8.0;
    let top = words.response.rect.top() - 8.0;
    let left = ui.max_rect().left();
    let rect = Rect::from_min_max(pos2(left, top), pos2(left + width, bottom));
    ui.advance_cursor_after_rect(rect);
    let response = ui.interact(rect, ui.scope_id().with(("step", step.row.position)), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, spoken(step, names)));
    let fill = match (chosen, response.hovered()) {
        (true, _) => Some(tokens.tint),
        (false, true) => Some(tokens.surface_hover),
        (false, false) => None,
    };
    if let Some(fill) = fill {
        let line = if chosen { tokens.outlined(tokens.primary) } else { Stroke::NONE };
        let shape = RectShape::new(rect, CornerRadius::same(tokens.radius), fill, line, StrokeKind::Inside);
        ui.painter().set(behind, Shape::from(shape));
    }
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0), tokens.radius);
    }
    rail(ui, rect, ends, dot_color(&tokens, step), matches!(step.cover, Cover::Proven { .. }), fill);
    response.clicked()
}

/// The rail beside a step. A full dot: the step is proven by a checkpoint; a ring: not yet, or not any more.
fn rail(ui: &Ui, rect: Rect, ends: Ends, color: Color32, proven: bool, fill: Option<Color32>) {
    let tokens = Tokens::of(ui);
    let center = pos2(rect.left() + RAIL, rect.top() + 8.0 + HEADLINE / 2.0);
    let stroke = Stroke::new(2.0, tokens.line_strong);
    if !ends.first {
        ui.painter().vline(center.x, rect.top()..=center.y - DOT, stroke);
    }
    if !ends.last {
        ui.painter().vline(center.x, center.y + DOT..=rect.bottom(), stroke);
    }
    if proven {
        ui.painter().circle_filled(center, DOT / 2.0, color);
    } else {
        let inside = fill.unwrap_or(tokens.surface);
        ui.painter().circle(center, DOT / 2.0, inside, Stroke::new(2.0, color));
    }
}

fn dot_color(tokens: &Tokens, step: &Step) -> Color32 {
    let tone = step.row.line.as_ref().map_or(Tone::Bad, |line| describe::outcome(line).0);
    match (tone, step.cover) {
        (_, Cover::Contradicted { .. }) => tokens.bad,
        (Tone::Good, _) => tokens.primary,
        (tone, _) => tokens.tone(tone).text,
    }
}

fn readable(ui: &mut Ui, step: &Step, line: &Line, before: Option<&Line>, names: &Names) {
    headline(ui, &describe::action(line), Some(describe::outcome(line)), &clock(line.at));
    let role = line.role.as_deref().map(|role| i18n::text_of("role", role));
    let who = [Some(describe::person(line, names)), role].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let after = before.map(|before| gap(before.at, line.at));
    aside(ui, &who, after.as_deref());
    for phrase in phrases(line, names) {
        prose(ui, text::body(phrase));
    }
    if matches!(step.cover, Cover::Contradicted { .. }) {
        ui.label(text::small(t!("timeline-contradicted")).color(Tokens::of(ui).bad));
    }
}

/// What happened and how it ended from the left, the time of day from the right.
fn headline(ui: &mut Ui, action: &str, outcome: Option<(Tone, String)>, clock: &str) {
    let size = vec2(ui.available_width(), HEADLINE);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.label(text::mono(clock));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(text::strong(action)).truncate());
            if let Some((tone, word)) = outcome {
                Pill::new(tone, word).show(ui);
            }
        });
    });
}

/// Who from the left, how long after the step before from the right.
fn aside(ui: &mut Ui, who: &str, after: Option<&str>) {
    let size = vec2(ui.available_width(), 20.0);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        if let Some(after) = after {
            ui.label(text::muted(after));
            let (rect, _) = ui.allocate_exact_size(vec2(14.0, 14.0), Sense::hover());
            let muted = Tokens::of(ui).muted;
            ui.painter().text(
                rect.center(),
                egui::Align2::CENTER_CENTER,
                icons::SCHEDULE,
                FontId::proportional(14.0),
                muted,
            );
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.add(Label::new(text::muted(who)).truncate());
        });
    });
}

/// What is said of a step, a line each: PIN kind, document, confirmations, reasons, remarks, tries.
pub fn phrases(line: &Line, names: &Names) -> Vec<String> {
    // What belongs together stands in one line: which action on which PIN, which document until when.
    let mut subject: Vec<String> = line.kind.iter().map(|kind| i18n::text_of("kind", kind)).collect();
    let mut phrases = Vec::new();
    for (key, phrase) in describe::particulars(line, names) {
        match key.as_str() {
            "document" | "expiry" | "action" => subject.push(phrase),
            _ => phrases.push(phrase),
        }
    }
    if !subject.is_empty() {
        phrases.insert(0, subject.join(" · "));
    }
    // A check is only ever passed with all three; see `desk::identity`.
    if line.outcome() == Some(Outcome::Done) {
        match line.action() {
            Some(Action::IdentityCheck) => phrases.push(t!("timeline-confirmed")),
            Some(Action::IdentityConfirm) => phrases.push(t!("timeline-still-here")),
            _ => {}
        }
    }
    phrases
}

/// The step as a screen reader says it.
fn spoken(step: &Step, names: &Names) -> String {
    let Some(line) = &step.row.line else { return t!("audit-damaged-line") };
    let mut words = vec![
        t!("timeline-step", seq = i18n::grouped(step.row.seq)),
        clock(line.at),
        describe::person(line, names),
        describe::action(line),
        describe::outcome(line).1,
    ];
    words.extend(phrases(line, names));
    words.join(", ")
}

/// `10:02:41`, Beijing time.
fn clock(at: Timestamp) -> String {
    time::local(at).strftime("%H:%M:%S").to_string()
}

/// How long after the step before, or that the clock went back.
fn gap(before: Timestamp, at: Timestamp) -> String {
    let passed = at.duration_since(before);
    if passed.is_negative() { t!("timeline-clock-back") } else { t!("timeline-after", span = span(passed)) }
}

/// `12 s`, `1 min 43 s`, `1 h 5 min`; never negative.
#[must_use]
pub fn span(passed: SignedDuration) -> String {
    let seconds = passed.as_secs().max(0);
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes) {
        (0, 0) => t!("timeline-seconds", seconds = seconds),
        (0, _) => t!("timeline-minutes", minutes = minutes, seconds = seconds),
        _ => t!("timeline-hours", hours = hours, minutes = minutes),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::i18n::Language;

    #[test]
    fn a_span_is_told_in_two_units_at_most() {
        let table = [(0, "0 秒", "0 s"), (59, "59 秒", "59 s"), (60, "1 分 0 秒", "1 min 0 s")];
        let more = [(103, "1 分 43 秒", "1 min 43 s"), (3_600, "1 小时 0 分", "1 h 0 min"), (-5, "0 秒", "0 s")];
        for (seconds, chinese, english) in table.into_iter().chain(more) {
            for (language, want) in [(Language::Chinese, chinese), (Language::English, english)] {
                i18n::select(language);
                assert_eq!(span(SignedDuration::from_secs(seconds)), want);
            }
        }
    }

    #[test]
    fn a_clock_that_went_back_is_no_negative_time() {
        i18n::select(Language::Chinese);
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        assert_eq!(gap(at("2026-11-22T02:00:00Z"), at("2026-11-22T01:59:59Z")), t!("timeline-clock-back"));
        assert_eq!(gap(at("2026-11-22T02:00:00Z"), at("2026-11-22T02:00:12Z")), "12 秒后");
    }
}
