//! What the pictures show, as plain numbers: which bars, how high, under which names.

use jiff::{ToSpan as _, civil::Date};

use crate::{
    desk::statistics::{Statistics, Tally, Work},
    t,
    ui::{i18n, widgets::Period},
};

/// A bar with its gap is at least this wide, points; with more days than that, days become weeks, then months.
const NARROWEST_BAR: f32 = 6.0;

/// After so many bars, a century of months, empty ones are left out.
const MOST_BARS: usize = 1200;

/// How the bars follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// By office day.
    Day,
    /// By week, from Monday.
    Week,
    /// By month.
    Month,
    /// By hour of the day.
    Hour,
}

/// A group of entries with a colour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    /// Work of the counter.
    Work(Work),
    /// Everything the filter keeps, when none of it is work of the counter: sign-ins, exports …
    All,
}

impl Group {
    /// Its words.
    #[must_use]
    pub fn name(self, counts: &Statistics) -> String {
        match (self, counts.filter.action) {
            (Self::Work(work), _) => i18n::text_of("audit-chart", work.code()),
            (Self::All, Some(action)) => i18n::text_of("action", action.code()),
            (Self::All, None) => t!("audit-chart-entries"),
        }
    }

    /// Which of the look's series colours it has.
    #[must_use]
    pub fn color(self) -> usize {
        match self {
            Self::Work(Work::Reset) | Self::All => 0,
            Self::Work(Work::Unlock) => 2,
            Self::Work(Work::Change) => 5,
            Self::Work(Work::Try) => 3,
            Self::Work(Work::Refused) => 1,
        }
    }

    fn of(self, tally: &Tally) -> u64 {
        match self {
            Self::Work(work) => tally.of_work(work),
            Self::All => tally.entries(),
        }
    }
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// Below it.
    pub label: String,
    /// In full.
    pub name: String,
    /// The days it stands for, if it does not stand for an hour.
    pub days: Option<Period>,
    /// One number a group.
    pub values: Vec<u64>,
}

impl Bar {
    /// All groups together.
    #[must_use]
    pub fn sum(&self) -> u64 {
        self.values.iter().sum()
    }
}

/// A picture in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// How the bars follow each other.
    pub step: Step,
    /// The groups that occur, and their totals.
    pub groups: Vec<(Group, u64)>,
    /// Bar beside bar, also those without anything.
    pub bars: Vec<Bar>,
}

impl Series {
    /// Work by day, week or month, as many bars as the width has room for.
    #[must_use]
    pub fn by_day(counts: &Statistics, period: Period, today: Date, width: f32) -> Self {
        let groups = groups(counts);
        let Some((first, last)) = span(counts, period, today) else {
            return Self { step: Step::Day, groups, bars: Vec::new() };
        };
        let step = step_for(first, last, width);
        let mut bars = Vec::new();
        let mut at = first;
        while at <= last {
            let end = end_of(at, step).min(last);
            let mut tally = Tally::default();
            counts.days.range(at..=end).for_each(|(_, day)| tally.add(day));
            let values = groups.iter().map(|(group, _)| group.of(&tally)).collect();
            let days = Some(Period { from: Some(at), to: Some(end) });
            bars.push(Bar { label: label(at, step), name: name(at, end, step), days, values });
            let Ok(next) = end.tomorrow() else { break };
            // A clock that was centuries off must not draw every month of them: what is empty is left out then.
            let filled = counts.days.range(next..).next().map(|(day, _)| *day);
            at = match filled {
                _ if bars.len() < MOST_BARS => next,
                Some(day) => day.max(next),
                None => break,
            };
        }
        Self { step, groups, bars }
    }

    /// Work by hour of the day.
    #[must_use]
    pub fn by_hour(counts: &Statistics) -> Self {
        let groups = groups(counts);
        let bar = |(hour, tally): (usize, &Tally)| Bar {
            label: t!("audit-chart-hour-label", hour = hour),
            name: t!("audit-chart-hour", hour = hour),
            days: None,
            values: groups.iter().map(|(group, _)| group.of(tally)).collect(),
        };
        let bars = counts.hours.iter().enumerate().map(bar).collect();
        Self { step: Step::Hour, groups, bars }
    }

    /// The highest bar.
    #[must_use]
    pub fn highest(&self) -> u64 {
        self.bars.iter().map(Bar::sum).max().unwrap_or(0)
    }

    /// Every so many bars one has its label below it, the first one at the offset, so that labels of this width in bars
    /// stay apart; days are labelled by whole weeks, from a Monday.
    #[must_use]
    pub fn labelled(&self, bars_a_label: f32) -> (usize, usize) {
        let steps: &[usize] = match self.step {
            Step::Day => &[1, 2, 7, 14, 28],
            Step::Week => &[1, 2, 4, 8, 13, 26],
            Step::Month => &[1, 2, 3, 6, 12, 24, 60],
            Step::Hour => &[1, 2, 3, 6],
        };
        #[allow(clippy::cast_precision_loss, reason = "few bars")]
        let fits = |step: &&usize| **step as f32 >= bars_a_label;
        let step = steps.iter().find(fits).or(steps.last()).copied().unwrap_or(1);
        let first = self.bars.first().and_then(|bar| bar.days?.from);
        let offset = match first {
            Some(first) if self.step == Step::Day && step >= 7 => {
                usize::from((7 - first.weekday().to_monday_zero_offset().unsigned_abs()) % 7)
            }
            _ => 0,
        };
        (offset, step)
    }
}

/// The groups that occur; everything as one where no work of the counter does.
fn groups(counts: &Statistics) -> Vec<(Group, u64)> {
    let total = counts.total();
    let work = Work::ALL.into_iter().map(|work| (Group::Work(work), total.of_work(work)));
    let work: Vec<_> = work.filter(|(_, count)| *count > 0).collect();
    if work.is_empty() { vec![(Group::All, total.entries())] } else { work }
}

/// First and last day of the picture: those of the period, not past today; an open end is where entries begin or end.
fn span(counts: &Statistics, period: Period, today: Date) -> Option<(Date, Date)> {
    let (oldest, newest) = (*counts.days.keys().next()?, *counts.days.keys().next_back()?);
    let first = period.from.unwrap_or(oldest).min(oldest);
    let last = period.to.unwrap_or(today).min(today).max(newest);
    Some((first, last))
}

#[allow(clippy::cast_precision_loss, reason = "days, far fewer than 2^24")]
fn step_for(first: Date, last: Date, width: f32) -> Step {
    let days = first.until(last).map_or(0, |span| span.get_days()) as f32 + 1.0;
    let room = width / NARROWEST_BAR;
    match days {
        days if days <= room => Step::Day,
        days if days / 7.0 <= room => Step::Week,
        _ => Step::Month,
    }
}

/// The last day of the day, week or month that a day is in.
fn end_of(day: Date, step: Step) -> Date {
    match step {
        Step::Day | Step::Hour => day,
        Step::Week => day.saturating_add((6 - i64::from(day.weekday().to_monday_zero_offset())).days()),
        Step::Month => day.last_of_month(),
    }
}

fn label(day: Date, step: Step) -> String {
    let form = if step == Step::Month { "%Y-%m" } else { "%m-%d" };
    day.strftime(form).to_string()
}

fn name(first: Date, last: Date, step: Step) -> String {
    match step {
        Step::Day | Step::Hour => {
            let names = t!("calendar-weekdays");
            let at = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
            t!("audit-chart-day", date = first.to_string(), weekday = names.split(' ').nth(at).unwrap_or_default())
        }
        Step::Week => t!("audit-period", from = first.to_string(), to = last.to_string()),
        Step::Month => t!("calendar-month", year = first.year().to_string(), month = first.month().to_string()),
    }
}

/// The round number at or above the highest bar: 1, 2, 5, 10, 20, 50 …
#[must_use]
pub fn round_up(highest: u64) -> u64 {
    let mut unit: u64 = 1;
    loop {
        for factor in [1, 2, 3, 4, 5, 6, 8] {
            if unit.saturating_mul(factor) >= highest {
                return unit.saturating_mul(factor);
            }
        }
        unit = unit.saturating_mul(10);
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn counts(days: &[Date]) -> Statistics {
        let mut counts = Statistics::default();
        for day in days {
            counts.days.entry(*day).or_default();
        }
        counts
    }

    fn labels(series: &Series) -> Vec<&str> {
        series.bars.iter().map(|bar| bar.label.as_str()).collect()
    }

    const ALL: Period = Period { from: None, to: None };

    #[test]
    fn days_without_work_are_gaps_and_the_picture_ends_today() {
        let counts = counts(&[date(2028, 2, 27), date(2028, 3, 1)]);
        let series = Series::by_day(&counts, ALL, date(2028, 3, 3), 1000.0);
        assert_eq!(labels(&series), ["02-27", "02-28", "02-29", "03-01", "03-02", "03-03"]);
        let period = Period { from: Some(date(2028, 2, 26)), to: Some(date(2028, 3, 31)) };
        let series = Series::by_day(&counts, period, date(2028, 3, 2), 1000.0);
        assert_eq!(labels(&series), ["02-26", "02-27", "02-28", "02-29", "03-01", "03-02"]);
        assert!(Series::by_day(&self::counts(&[]), ALL, date(2028, 3, 3), 1000.0).bars.is_empty());
    }

    #[test]
    fn long_periods_are_told_by_week_and_month() {
        let counts = counts(&[date(2026, 9, 2), date(2026, 11, 22)]);
        let today = date(2026, 11, 22);
        assert_eq!(Series::by_day(&counts, ALL, today, 700.0).step, Step::Day);
        let weeks = Series::by_day(&counts, ALL, today, 300.0);
        assert_eq!((weeks.step, weeks.bars.len()), (Step::Week, 12));
        assert_eq!(labels(&weeks)[..2], ["09-02", "09-07"], "from Monday, but for the first");
        assert_eq!(weeks.bars[11].days, Some(Period { from: Some(date(2026, 11, 16)), to: Some(today) }));
        let months = Series::by_day(&counts, ALL, today, 60.0);
        assert_eq!((months.step, labels(&months)), (Step::Month, vec!["2026-09", "2026-10", "2026-11"]));
    }

    #[test]
    fn centuries_of_nothing_are_not_drawn_month_by_month() {
        let counts = counts(&[Date::MIN, date(2026, 11, 22), Date::MAX]);
        let series = Series::by_day(&counts, ALL, date(2026, 11, 22), 1000.0);
        assert!(series.bars.len() <= MOST_BARS + 2, "{}", series.bars.len());
        assert_eq!(series.bars.last().unwrap().days.unwrap().to, Some(Date::MAX));
        let wide = Period { from: Some(Date::MIN), to: Some(Date::MAX) };
        let _ = Series::by_day(&counts, wide, Date::MAX, 1.0);
    }

    #[test]
    fn labels_stand_on_mondays_when_there_is_no_room_for_all() {
        let counts = counts(&[date(2026, 11, 4), date(2026, 11, 22)]);
        let series = Series::by_day(&counts, ALL, date(2026, 11, 22), 1000.0);
        assert_eq!(series.labelled(0.8), (0, 1));
        let (offset, step) = series.labelled(2.6);
        assert_eq!((labels(&series)[offset], step), ("11-09", 7));
    }

    #[test]
    fn scales_end_in_round_numbers() {
        for (highest, round) in [(0, 1), (1, 1), (3, 3), (7, 8), (9, 10), (11, 20), (41, 50), (100, 100), (812, 1000)] {
            assert_eq!(round_up(highest), round, "{highest}");
        }
        assert_eq!(round_up(u64::MAX), u64::MAX);
    }
}
