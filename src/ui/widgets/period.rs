//! A period of days: a button that says it, and under it quick picks, two typed dates and a calendar.

use egui::{Id, Margin, PopupCloseBehavior, Response, Ui, vec2};
use jiff::{ToSpan as _, civil::Date};

use super::{
    button::Button,
    calendar::{CALENDAR_WIDTH, Calendar},
    field::{DateField, parse_date},
};
use crate::{t, ui::icons};

/// First and last day of a period, both included; `None` is open.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Period {
    /// The last `days` days up to and with today.
    #[must_use]
    pub fn last(days: i32, today: Date) -> Self {
        Self { from: today.checked_sub((days - 1).days()).ok(), to: Some(today) }
    }

    /// The week of today, from Monday.
    fn this_week(today: Date) -> Self {
        Self::last(i32::from(today.weekday().to_monday_one_offset()), today)
    }

    /// The whole month before the one of today.
    fn last_month(today: Date) -> Self {
        let last = today.first_of_month().yesterday().ok();
        Self { from: last.map(Date::first_of_month), to: last }
    }

    /// From the first of this month to today.
    #[must_use]
    pub fn this_month(today: Date) -> Self {
        Self { from: Some(today.first_of_month()), to: Some(today) }
    }

    /// Whether it ends before it begins.
    fn is_backwards(self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// The period after a day was picked in the calendar: a first pick begins a period, a second one ends it.
    fn picked(self, day: Date) -> Self {
        match self {
            Self { from: Some(from), to: None } if day < from => Self { from: Some(day), to: Some(from) },
            Self { from: Some(from), to: None } => Self { from: Some(from), to: Some(day) },
            _ => Self { from: Some(day), to: None },
        }
    }

    /// As the button says it.
    #[must_use]
    pub fn words(self) -> String {
        match (self.from, self.to) {
            (None, None) => t!("audit-all-days"),
            (Some(from), Some(to)) if from == to => from.to_string(),
            (Some(from), Some(to)) => format!("{from} — {to}"),
            (Some(from), None) => t!("audit-period-from", from = from.to_string()),
            (None, Some(to)) => t!("audit-period-to", to = to.to_string()),
        }
    }
}

/// The button and what is picked with it. Both ends open at first.
#[derive(Debug, Default)]
pub struct PeriodField {
    period: Period,
    typed_from: String,
    typed_to: String,
    /// The day the calendar stands on.
    cursor: Option<Date>,
    /// The calendar has had the keyboard since it was opened.
    is_open: bool,
}

impl PeriodField {
    /// What is picked.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period
    }

    /// Draws the button, and the popup when it is open; the response has changed when the period has.
    pub fn show(&mut self, ui: &mut Ui, today: Date) -> Response {
        let before = self.period;
        let mut button = Button::secondary(self.period.words()).icon(icons::CALENDAR_MONTH).show_full(ui).response;
        let popup = egui::Popup::from_toggle_button_response(&button);
        let shown = popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).gap(4.0).show(|ui| {
            ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
            egui::Frame::new().inner_margin(Margin::same(12)).show(ui, |ui| self.popup(ui, today));
        });
        self.is_open &= shown.is_some();
        if self.period != before {
            button.mark_changed();
        }
        button
    }

    fn popup(&mut self, ui: &mut Ui, today: Date) {
        ui.set_width(CALENDAR_WIDTH + 64.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
            let quick = [
                (t!("audit-today"), Period::last(1, today)),
                (t!("calendar-this-week"), Period::this_week(today)),
                (t!("audit-seven-days"), Period::last(7, today)),
                (t!("audit-this-month"), Period::this_month(today)),
                (t!("calendar-last-month"), Period::last_month(today)),
                (t!("audit-all-days"), Period::default()),
            ];
            for (name, period) in quick {
                if Button::quiet(name).show(ui) {
                    self.set(period);
                    self.cursor = period.to;
                }
            }
        });
        ui.horizontal_top(|ui| {
            let wrong = self.typed().is_backwards().then(|| t!("audit-period-backwards"));
            DateField::new(t!("audit-from"), &mut self.typed_from).show(ui);
            DateField::new(t!("audit-to"), &mut self.typed_to).error(wrong).show(ui);
        });
        let typed = self.typed();
        if typed != self.period && !typed.is_backwards() && self.is_typed_out() {
            self.period = typed;
            self.cursor = typed.to.or(typed.from);
        }
        let (from, to) = (self.period.from, self.period.to);
        let id = Id::unique("period-calendar");
        // What is only being measured cannot hold the keyboard.
        if !self.is_open && !ui.is_sizing_pass() {
            // Whatever was looked at before, a calendar that opens shows the month of today.
            self.is_open = true;
            self.cursor = Some(today);
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let cursor = self.cursor.get_or_insert(today);
        let picked = ui.vertical_centered(|ui| {
            let calendar = Calendar::new(cursor, today).period(from, to).id(id);
            ui.allocate_ui(vec2(CALENDAR_WIDTH, 0.0), |ui| calendar.show(ui)).inner
        });
        if let Some(day) = picked.inner {
            self.set(self.period.picked(day));
        }
    }

    fn typed(&self) -> Period {
        Period { from: parse_date(&self.typed_from), to: parse_date(&self.typed_to) }
    }

    /// Whether both fields are empty or a day: a half-typed one changes nothing yet.
    fn is_typed_out(&self) -> bool {
        let done = |typed: &str| typed.trim().is_empty() || parse_date(typed).is_some();
        done(&self.typed_from) && done(&self.typed_to)
    }

    /// Picks a period, as the calendar does.
    pub fn set(&mut self, period: Period) {
        self.period = period;
        self.typed_from = period.from.map(|day| day.to_string()).unwrap_or_default();
        self.typed_to = period.to.map(|day| day.to_string()).unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn quick_picks_end_today() {
        assert_eq!(Period::last(7, TODAY).from, Some(date(2026, 11, 16)));
        assert_eq!(Period::this_month(TODAY).from, Some(date(2026, 11, 1)));
    }

    #[test]
    fn weeks_begin_on_monday_and_last_month_is_whole() {
        let monday = date(2026, 11, 23);
        assert_eq!(Period::this_week(TODAY), Period { from: Some(date(2026, 11, 16)), to: Some(TODAY) }, "a Sunday");
        assert_eq!(Period::this_week(monday), Period { from: Some(monday), to: Some(monday) });
        let table = [
            (TODAY, date(2026, 10, 1), date(2026, 10, 31)),
            (date(2026, 1, 31), date(2025, 12, 1), date(2025, 12, 31)),
            (date(2024, 3, 31), date(2024, 2, 1), date(2024, 2, 29)),
            (date(2026, 3, 1), date(2026, 2, 1), date(2026, 2, 28)),
        ];
        for (today, from, to) in table {
            assert_eq!(Period::last_month(today), Period { from: Some(from), to: Some(to) }, "{today}");
        }
    }

    #[test]
    fn only_a_period_that_ends_before_it_begins_is_backwards() {
        let (early, late) = (Some(date(2026, 11, 3)), Some(date(2026, 11, 9)));
        assert!(Period { from: late, to: early }.is_backwards());
        for fine in
            [Period { from: early, to: late }, Period { from: early, to: early }, Period { from: late, to: None }]
        {
            assert!(!fine.is_backwards(), "{fine:?}");
        }
    }

    #[test]
    fn two_picks_are_a_period_in_either_order() {
        let (early, late) = (date(2026, 11, 3), date(2026, 11, 9));
        for (first, second) in [(early, late), (late, early)] {
            let period = Period::last(7, TODAY).picked(first);
            assert_eq!(period, Period { from: Some(first), to: None });
            assert_eq!(period.picked(second), Period { from: Some(early), to: Some(late) });
        }
    }
}
