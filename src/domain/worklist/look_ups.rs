//! 查询未办理: a clerk looked up far more people for nothing than colleagues do.
//!
//! Whoever looks people up without their coming is curious, or is paid for it. Counted are look-ups of a day that found
//! nobody, or whose visit was left without anything finished. They are held against the mean of a day of the colleagues
//! at the window in the last weeks, or of the clerk's own other days where there is no colleague. Threshold: at least so
//! many, and so many times the mean, both of the settings.

use std::collections::{HashMap, VecDeque};

use jiff::{SignedDuration, civil::Date};

use super::{Baseline, Detector, Fact, Finding, Found, Item, Rule, Thresholds, Trace};
use crate::domain::{
    audit::{Action, Outcome},
    time,
};

/// The mean looks back over so many days.
const DAYS: SignedDuration = SignedDuration::from_hours(30 * 24);
/// A program that stops leaves visits open; so many of them are kept.
const OPEN_VISITS: usize = 1024;

/// One clerk's day.
struct Day {
    date: Date,
    clerk: String,
    /// Its first entry, by which it grows old: the date itself may be one that a clock made up.
    began: SignedDuration,
    /// Look-ups without action.
    traces: Vec<Trace>,
    count: u32,
}

pub(super) struct LookUps {
    least: u32,
    factor: u64,
    /// Open visits: who looked up, and where that stands in the log.
    open: HashMap<String, (String, Trace)>,
    /// Every day that a clerk looked somebody up, oldest first.
    days: VecDeque<Day>,
    today: Date,
}

impl LookUps {
    pub(super) fn new(thresholds: &Thresholds) -> Self {
        Self {
            least: thresholds.look_ups,
            factor: u64::from(thresholds.look_ups_factor),
            open: HashMap::new(),
            days: VecDeque::new(),
            today: Date::MIN,
        }
    }

    /// The clerk's day. Today is the day of the newest entry, whatever an earlier one said the date was.
    fn day(&mut self, fact: &Trace, clerk: &str) -> &mut Day {
        let date = time::day(fact.at);
        if date != self.today {
            self.today = date;
            self.days.retain(|day| fact.passed.saturating_sub(day.began) < DAYS);
        }
        let place = self.days.iter().rposition(|day| day.date == date && day.clerk == clerk);
        let place = place.unwrap_or_else(|| {
            let (clerk, traces) = (clerk.to_owned(), Vec::new());
            self.days.push_back(Day { date, clerk, began: fact.passed, traces, count: 0 });
            self.days.len() - 1
        });
        &mut self.days[place]
    }

    fn count(&mut self, clerk: &str, trace: Trace, found: &mut Found) {
        let date = time::day(trace.at);
        let day = self.day(&trace, clerk);
        day.count += 1;
        day.traces.push(trace);
        if date == self.today {
            self.judge(found);
        }
    }

    /// Holds every clerk of today against the others.
    fn judge(&self, found: &mut Found) {
        for day in self.days.iter().filter(|day| day.date == self.today && day.count >= self.least) {
            let key = format!("{}/{}/{}", Rule::LookUps.code(), day.date.strftime("%Y%m%d"), day.clerk);
            let Some((mean_tenths, baseline)) = self.above_mean(day) else {
                found.remove(&key);
                continue;
            };
            let Some(first) = day.traces.first() else { continue };
            let finding = Finding::LookUps { count: day.count, mean_tenths, baseline };
            let mut item = Item::new(key, finding, *first);
            day.traces.iter().for_each(|trace| item.rest_on(*trace));
            item.concern(Some(&day.clerk));
            found.put(item);
        }
    }

    /// The mean that a day is well above, in tenths; `None` if it is not, or there is nothing to hold it against.
    fn above_mean(&self, day: &Day) -> Option<(u32, Baseline)> {
        let of = |own: bool| {
            let others = self.days.iter().filter(|other| (other.clerk == day.clerk) == own);
            let others = others.filter(|other| !own || other.date != day.date);
            others.fold((0_u64, 0_u64), |(sum, days), other| (sum + u64::from(other.count), days + 1))
        };
        let (baseline, (sum, days)) = match of(false) {
            (_, 0) => (Baseline::OwnDays, of(true)),
            colleagues => (Baseline::Colleagues, colleagues),
        };
        if days == 0 || u64::from(day.count) * days < self.factor * sum {
            return None;
        }
        let tenths = (sum * 10 + days / 2) / days;
        Some((u32::try_from(tenths).unwrap_or(u32::MAX), baseline))
    }
}

impl Detector for LookUps {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        match (fact.action, fact.outcome, fact.staff, fact.visit) {
            (Action::LookUp, Outcome::Failed, Some(staff), _) => self.count(staff, fact.trace(), found),
            (Action::LookUp, Outcome::Done, Some(staff), Some(visit)) => {
                let known = self.days.len();
                self.day(&fact.trace(), staff);
                if self.days.len() != known {
                    // One more colleague to be held against.
                    self.judge(found);
                }
                if self.open.len() >= OPEN_VISITS {
                    self.open.clear();
                }
                self.open.insert(visit.to_owned(), (staff.to_owned(), fact.trace()));
            }
            (Action::VisitClose, outcome, _, Some(visit)) => {
                if let Some((clerk, trace)) = self.open.remove(visit)
                    && outcome == Outcome::Abandoned
                {
                    self.count(&clerk, trace, found);
                }
            }
            _ => {}
        }
    }
}
