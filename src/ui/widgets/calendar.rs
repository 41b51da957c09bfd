//! A calendar: one month, Monday first, for picking a day or the two ends of a period.
//!
//! For the keyboard the days are one station, as the WAI-ARIA date grid has it: arrows move by a day and a week, Home and
//! End within the week, Page keys by a month and with Shift by a year, Enter or Space picks.

use egui::{
    Align2, Color32, CornerRadius, EventFilter, FontId, Id, Key, Modifiers, Rect, Role, Sense, Ui, Vec2, WidgetInfo,
    vec2,
};
use jiff::{Span, ToSpan as _, civil::Date};

use super::focus_ring;
use crate::{
    t,
    ui::{
        icons,
        theme::{Tokens, text},
    },
};

/// Side of a day's cell, points.
const CELL: f32 = 36.0;
/// Weeks that any month fits into.
const WEEKS: usize = 6;
/// Width of a calendar, points.
pub const CALENDAR_WIDTH: f32 = 7.0 * CELL;

/// The days of a month as a calendar shows them: whole weeks from Monday, some days of the neighbours among them.
/// `None` where the calendar of the world ends.
fn days(month: Date) -> Vec<Option<Date>> {
    let first = month.first_of_month();
    let before = i64::from(first.weekday().to_monday_zero_offset());
    (0..7 * WEEKS).map(|i| first.checked_add((i as i64 - before).days()).ok()).collect()
}

/// Where the cursor goes from a day; a day that is missing in the other month becomes its last one. The day itself where
/// the calendar of the world ends.
fn moved(day: Date, by: Move) -> Date {
    let plus = |span: Span| day.checked_add(span).unwrap_or(day);
    let in_week = i64::from(day.weekday().to_monday_zero_offset());
    match by {
        Move::Days(days) => plus(days.days()),
        Move::Months(months) => plus(months.months()),
        Move::WeekStart => plus((-in_week).days()),
        Move::WeekEnd => plus((6 - in_week).days()),
    }
}

/// A step of the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Move {
    Days(i64),
    Months(i64),
    WeekStart,
    WeekEnd,
}

const KEYS: [(Modifiers, Key, Move); 10] = [
    (Modifiers::NONE, Key::ArrowLeft, Move::Days(-1)),
    (Modifiers::NONE, Key::ArrowRight, Move::Days(1)),
    (Modifiers::NONE, Key::ArrowUp, Move::Days(-7)),
    (Modifiers::NONE, Key::ArrowDown, Move::Days(7)),
    (Modifiers::SHIFT, Key::PageUp, Move::Months(-12)),
    (Modifiers::SHIFT, Key::PageDown, Move::Months(12)),
    (Modifiers::NONE, Key::PageUp, Move::Months(-1)),
    (Modifiers::NONE, Key::PageDown, Move::Months(1)),
    (Modifiers::NONE, Key::Home, Move::WeekStart),
    (Modifiers::NONE, Key::End, Move::WeekEnd),
];

/// A calendar over the month of its cursor, with a period marked.
#[must_use = "call show"]
pub struct Calendar<'a> {
    cursor: &'a mut Date,
    from: Option<Date>,
    to: Option<Date>,
    today: Date,
    id: Id,
}

impl<'a> Calendar<'a> {
    /// A calendar whose month is that of `cursor`, which also is the day the keyboard stands on.
    pub fn new(cursor: &'a mut Date, today: Date) -> Self {
        Self { cursor, from: None, to: None, today, id: Id::unique("calendar") }
    }

    /// The first and the last day of the period that is marked.
    pub fn period(mut self, from: Option<Date>, to: Option<Date>) -> Self {
        (self.from, self.to) = (from, to);
        self
    }

    /// A fixed id for the days, to give them the keyboard from outside.
    pub fn id(mut self, id: Id) -> Self {
        self.id = id;
        self
    }

    /// Draws it; the day that was picked just now.
    pub fn show(mut self, ui: &mut Ui) -> Option<Date> {
        ui.spacing_mut().item_spacing = Vec2::ZERO;
        self.head(ui);
        weekdays(ui);
        self.grid(ui)
    }

    /// The month, with the steps by a month and by a year.
    fn head(&mut self, ui: &mut Ui) {
        ui.horizontal(|ui| {
            let cursor = &mut *self.cursor;
            let mut turn = |ui: &mut Ui, icon, twice, name: String, months| {
                if step(ui, icon, twice, &name) {
                    *cursor = moved(*cursor, Move::Months(months));
                }
            };
            turn(ui, icons::CHEVRON_LEFT, true, t!("calendar-year-before"), -12);
            turn(ui, icons::CHEVRON_LEFT, false, t!("calendar-month-before"), -1);
            let room = vec2(CALENDAR_WIDTH - 4.0 * CELL, CELL);
            let layout = egui::Layout::centered_and_justified(egui::Direction::LeftToRight);
            let title = month_name(self.cursor);
            ui.allocate_ui_with_layout(room, layout, |ui| ui.label(text::strong(title)));
            let cursor = &mut *self.cursor;
            let mut turn = |ui: &mut Ui, icon, twice, name: String, months| {
                if step(ui, icon, twice, &name) {
                    *cursor = moved(*cursor, Move::Months(months));
                }
            };
            turn(ui, icons::CHEVRON_RIGHT, false, t!("calendar-month-after"), 1);
            turn(ui, icons::CHEVRON_RIGHT, true, t!("calendar-year-after"), 12);
        });
    }

    fn grid(self, ui: &mut Ui) -> Option<Date> {
        let (rect, _) = ui.allocate_exact_size(vec2(CALENDAR_WIDTH, WEEKS as f32 * CELL), Sense::hover());
        let grid = ui.interact(rect, self.id, Sense::click());
        if grid.has_focus() {
            // Lock before the keys are read: otherwise egui's own navigation leaves with the first arrow.
            let lock = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, lock));
            for (modifiers, key, by) in KEYS {
                for _ in 0..ui.input_mut(|input| input.count_and_consume_key(modifiers, key)) {
                    *self.cursor = moved(*self.cursor, by);
                }
            }
        }
        let shown = *self.cursor;
        let mut picked = grid.clicked().then_some(shown);
        let mut standing = None;
        for (place, day) in days(shown).into_iter().enumerate() {
            let Some(day) = day else { continue };
            let at = vec2((place % 7) as f32, (place / 7) as f32) * CELL;
            let look = Look {
                chosen: Some(day) == self.from || Some(day) == self.to,
                within: self.from.is_some_and(|from| day >= from) && self.to.is_some_and(|to| day <= to),
                today: day == self.today,
                other_month: day.month() != shown.month(),
                cursor: grid.has_focus() && day == shown,
            };
            let cell = cell(ui, Rect::from_min_size(rect.min + at, Vec2::splat(CELL)), day, look);
            if cell.clicked() {
                *self.cursor = day;
                picked = Some(day);
            }
            if day == shown {
                standing = Some(cell.id);
            }
        }
        grid.widget_info(|| WidgetInfo::labeled(Role::Grid, true, t!("calendar-days", month = month_name(&shown))));
        ui.ctx().accesskit_node_builder(grid.id, |node| {
            node.set_description(shown.to_string());
            if let Some(standing) = standing {
                node.set_active_descendant(standing.accesskit_id());
            }
        });
        picked
    }
}

fn month_name(day: &Date) -> String {
    t!("calendar-month", year = day.year().to_string(), month = day.month().to_string())
}

fn weekdays(ui: &mut Ui) {
    let names = t!("calendar-weekdays");
    ui.horizontal(|ui| {
        for name in names.split(' ') {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL, 24.0), Sense::hover());
            let font = egui::TextStyle::Small.resolve(ui.style());
            ui.painter().text(rect.center(), Align2::CENTER_CENTER, name, font, Tokens::of(ui).muted);
        }
    });
}

fn step(ui: &mut Ui, icon: char, twice: bool, name: &str) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(CELL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(tokens.radius), tokens.surface_hover);
    }
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0), tokens.radius);
    }
    let apart: &[f32] = if twice { &[-3.0, 3.0] } else { &[0.0] };
    for x in apart {
        let at = rect.center() + vec2(*x, 0.0);
        ui.painter().text(at, Align2::CENTER_CENTER, icon, FontId::proportional(18.0), tokens.muted);
    }
    let clicked = response.clicked();
    response.on_hover_text(name);
    clicked
}

#[derive(Clone, Copy)]
struct Look {
    chosen: bool,
    within: bool,
    today: bool,
    other_month: bool,
    cursor: bool,
}

impl Look {
    fn colors(self, tokens: &Tokens) -> (Option<Color32>, Color32) {
        match self {
            Self { chosen: true, .. } => (Some(tokens.primary), tokens.on_primary),
            Self { within: true, .. } => (Some(tokens.tint), tokens.text),
            Self { other_month: true, .. } => (None, tokens.muted),
            _ => (None, tokens.text),
        }
    }
}

fn cell(ui: &Ui, rect: Rect, day: Date, look: Look) -> egui::Response {
    let tokens = Tokens::of(ui);
    // Clicked and read aloud, but no station for Tab: the days as a whole are one.
    let id = ui.scope_id().with(("day", day.year(), day.month(), day.day()));
    let response = ui.interact(rect, id, Sense::CLICK);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, look.chosen, day.to_string()));
    let radius = CornerRadius::same(tokens.radius);
    let (fill, color) = look.colors(&tokens);
    let square = rect.shrink(2.0);
    if let Some(fill) = fill {
        ui.painter().rect_filled(square, radius, fill);
    } else if response.hovered() {
        ui.painter().rect_filled(square, radius, tokens.surface_hover);
    }
    if look.today && !look.chosen {
        ui.painter().rect_stroke(square, radius, egui::Stroke::new(1.0, tokens.primary), egui::StrokeKind::Inside);
    }
    if look.cursor {
        focus_ring(ui, square.shrink(2.0), tokens.radius);
    }
    let font = egui::TextStyle::Button.resolve(ui.style());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, day.day(), font, color);
    response
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    #[test]
    fn a_month_is_whole_weeks_from_monday() {
        for month in [date(2026, 11, 22), date(2026, 2, 1), date(2027, 8, 31), date(2024, 2, 29)] {
            let days: Vec<Date> = days(month).into_iter().flatten().collect();
            assert_eq!(days.len(), 42);
            assert_eq!(days[0].weekday(), Weekday::Monday);
            assert!(days.contains(&month.first_of_month()) && days.contains(&month.last_of_month()), "{month}");
        }
        assert_eq!(days(date(2026, 11, 22))[6], Some(date(2026, 11, 1)), "a Sunday");
    }

    #[test]
    fn the_ends_of_the_calendar_are_gaps() {
        assert_eq!(days(Date::MAX).last(), Some(&None));
        assert!(days(Date::MIN).contains(&Some(Date::MIN)));
    }

    #[test]
    fn the_cursor_moves_as_the_keys_say() {
        let table = [
            (date(2026, 11, 22), Move::Days(1), date(2026, 11, 23)),
            (date(2026, 11, 30), Move::Days(1), date(2026, 12, 1)),
            (date(2026, 1, 3), Move::Days(-7), date(2025, 12, 27)),
            (date(2024, 2, 28), Move::Days(1), date(2024, 2, 29)),
            (date(2026, 2, 28), Move::Days(1), date(2026, 3, 1)),
            (date(2026, 3, 31), Move::Months(-1), date(2026, 2, 28)),
            (date(2024, 3, 31), Move::Months(-1), date(2024, 2, 29)),
            (date(2024, 2, 29), Move::Months(12), date(2025, 2, 28)),
            (date(2026, 12, 31), Move::Months(1), date(2027, 1, 31)),
            (date(2026, 11, 22), Move::WeekStart, date(2026, 11, 16)),
            (date(2026, 11, 22), Move::WeekEnd, date(2026, 11, 22)),
            (date(2026, 11, 16), Move::WeekEnd, date(2026, 11, 22)),
            (Date::MAX, Move::Months(12), Date::MAX),
            (Date::MIN, Move::Days(-1), Date::MIN),
        ];
        for (from, by, to) in table {
            assert_eq!(moved(from, by), to, "{from} {by:?}");
        }
    }
}
