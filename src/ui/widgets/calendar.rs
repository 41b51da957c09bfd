//! A small calendar: one month, Monday first, for picking the first or the last day of a period.

use egui::{Align2, CornerRadius, Rect, Role, Sense, Ui, Vec2, WidgetInfo, vec2};
use jiff::{ToSpan as _, civil::Date};

use crate::{
    t,
    ui::{
        icons,
        theme::{Tokens, text},
    },
};

use super::paint::focus_ring;

/// Side of a day's cell, points.
const CELL: f32 = 36.0;
/// Weeks that any month fits into.
const WEEKS: usize = 6;

/// The days of a month as a calendar shows them: whole weeks from Monday, some days of the neighbours among them.
/// `None` where the calendar of the world ends.
#[must_use]
pub fn days(month: Date) -> Vec<Option<Date>> {
    let first = month.first_of_month();
    let before = i64::from(first.weekday().to_monday_zero_offset());
    (0..7 * WEEKS).map(|i| first.checked_add((i as i64 - before).days()).ok()).collect()
}

/// Draws the month of `shown` with a period marked; the day that was picked just now.
pub fn month(ui: &mut Ui, shown: &mut Date, from: Option<Date>, to: Option<Date>, today: Date) -> Option<Date> {
    ui.spacing_mut().item_spacing = Vec2::ZERO;
    ui.horizontal(|ui| {
        if step(ui, icons::CHEVRON_LEFT, &t!("audit-month-before")) {
            *shown = shown.first_of_month().checked_sub(1.month()).unwrap_or(*shown);
        }
        let title = t!("audit-month", year = shown.year().to_string(), month = shown.month().to_string());
        let room = vec2(7.0 * CELL - 2.0 * CELL, CELL);
        ui.allocate_ui_with_layout(room, egui::Layout::centered_and_justified(egui::Direction::LeftToRight), |ui| {
            ui.label(text::strong(title));
        });
        if step(ui, icons::CHEVRON_RIGHT, &t!("audit-month-after")) {
            *shown = shown.first_of_month().checked_add(1.month()).unwrap_or(*shown);
        }
    });
    let names = t!("audit-weekdays");
    ui.horizontal(|ui| {
        for name in names.split(' ') {
            let (rect, _) = ui.allocate_exact_size(vec2(CELL, 24.0), Sense::hover());
            let color = Tokens::of(ui).muted;
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                name,
                egui::TextStyle::Small.resolve(ui.style()),
                color,
            );
        }
    });
    let mut picked = None;
    for week in days(*shown).chunks(7) {
        ui.horizontal(|ui| {
            for day in week {
                let (rect, _) = ui.allocate_exact_size(Vec2::splat(CELL), Sense::hover());
                let Some(day) = *day else { continue };
                let look = Look {
                    chosen: Some(day) == from || Some(day) == to,
                    within: from.is_some_and(|from| day >= from) && to.is_some_and(|to| day <= to),
                    today: day == today,
                    other_month: day.month() != shown.month(),
                };
                if cell(ui, rect, day, look) {
                    picked = Some(day);
                }
            }
        });
    }
    picked
}

fn step(ui: &mut Ui, icon: char, name: &str) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(CELL), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
    if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::same(tokens.radius), tokens.surface_hover);
    }
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0), tokens.radius);
    }
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, icon, egui::FontId::proportional(18.0), tokens.muted);
    response.clicked()
}

#[derive(Clone, Copy)]
struct Look {
    chosen: bool,
    within: bool,
    today: bool,
    other_month: bool,
}

fn cell(ui: &Ui, rect: Rect, day: Date, look: Look) -> bool {
    let tokens = Tokens::of(ui);
    let response = ui.interact(rect, ui.scope_id().with(("day", day.year(), day.month(), day.day())), Sense::click());
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, look.chosen, day.to_string()));
    let radius = CornerRadius::same(tokens.radius);
    let (fill, color) = match look {
        Look { chosen: true, .. } => (Some(tokens.primary), tokens.on_primary),
        Look { within: true, .. } => (Some(tokens.tint), tokens.text),
        Look { other_month: true, .. } => (None, tokens.muted),
        _ => (None, tokens.text),
    };
    let square = rect.shrink(2.0);
    if let Some(fill) = fill {
        ui.painter().rect_filled(square, radius, fill);
    } else if response.hovered() {
        ui.painter().rect_filled(square, radius, tokens.surface_hover);
    }
    if look.today && !look.chosen {
        ui.painter().rect_stroke(square, radius, egui::Stroke::new(1.0, tokens.primary), egui::StrokeKind::Inside);
    }
    if response.has_focus() {
        focus_ring(ui, square, tokens.radius);
    }
    let font = egui::TextStyle::Button.resolve(ui.style());
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, day.day(), font, color);
    response.clicked()
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
}
