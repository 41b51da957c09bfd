//! 查询未办理: a clerk looked up far more people for nothing than colleagues do.
//!
//! Whoever looks people up without their coming is curious, or is paid for it. Counted are look-ups of a day that found
//! nobody, or whose visit was left without anything finished. They are held against the mean of a day of the colleagues
//! at the window in the last weeks, or of the clerk's own other days where there is no colleague. Threshold: at least so
//! many, and so many times the mean, both of the settings.

use std::collections::BTreeMap;

use jiff::{ToSpan as _, civil::Date};

use super::{Baseline, Detector, Fact, Finding, Found, Item, Rule, Thresholds, Trace, open_visits::OpenVisits};
use crate::domain::{
    audit::{Action, Outcome},
    time,
};

/// The mean looks back over so many days.
const DAYS: i32 = 30;

/// One clerk's day.
struct Day {
    clerk: String,
    /// Look-ups without action, and how many of them the item has.
    traces: Vec<Trace>,
    listed: usize,
    count: u32,
    /// Once there is an item: the fewest times the mean that made it one. A threshold raised later takes nothing away.
    factor: Option<u64>,
}

#[derive(Default)]
pub(super) struct LookUps {
    /// Open visits: who looked up, and where that stands in the log.
    open: OpenVisits<(String, Trace)>,
    /// Every day that a clerk looked somebody up. A date from the future is a day like others and ends none.
    days: BTreeMap<Date, Vec<Day>>,
}

impl LookUps {
    /// The clerk's day; true if it is new.
    fn day(&mut self, date: Date, clerk: &str) -> (&mut Day, bool) {
        let days = self.days.entry(date).or_default();
        let known = days.iter().position(|day| day.clerk == clerk);
        let place = known.unwrap_or_else(|| {
            days.push(Day { clerk: clerk.to_owned(), traces: Vec::new(), listed: 0, count: 0, factor: None });
            days.len() - 1
        });
        (&mut days[place], known.is_none())
    }

    fn count(&mut self, clerk: &str, trace: Trace, found: &mut Found) {
        let date = time::day(trace.at);
        let (day, _) = self.day(date, clerk);
        day.count = day.count.saturating_add(1);
        day.traces.push(trace);
        self.judge(date, found);
    }

    /// Holds every clerk of a day against the others.
    fn judge(&mut self, date: Date, found: &mut Found) {
        let thresholds = found.thresholds();
        let places = 0..self.days.get(&date).map_or(0, Vec::len);
        for place in places {
            let Some(day) = self.days.get(&date).and_then(|days| days.get(place)) else { continue };
            let key = format!("{}/{}/{}", Rule::LookUps.code(), date.strftime("%Y%m%d"), day.clerk);
            let verdict = self.verdict(date, day, &thresholds);
            let Some(day) = self.days.get_mut(&date).and_then(|days| days.get_mut(place)) else { continue };
            match verdict {
                Some((factor, mean_tenths, baseline)) => {
                    let Some(first) = day.traces.first() else { continue };
                    let finding = Finding::LookUps { count: day.count, mean_tenths, baseline };
                    if found.get(&key).is_none() {
                        found.put(Item::new(key.clone(), finding.clone(), *first));
                    }
                    let Some(item) = found.get_mut(&key) else { continue };
                    item.finding = finding;
                    item.concern(Some(&day.clerk));
                    day.traces.iter().skip(day.listed).for_each(|trace| item.rest_on(*trace));
                    (day.listed, day.factor) = (day.traces.len(), Some(factor));
                }
                // Colleagues caught up on the same day.
                None if day.factor.is_some() => {
                    (day.listed, day.factor) = (0, None);
                    found.remove(&key);
                }
                None => {}
            }
        }
    }

    /// Whether a day is well above the mean: by how many times it has to be, and the mean in tenths. `None` if it is not,
    /// or there is nothing to hold it against. A day that is an item already stays one by the threshold that made it one.
    fn verdict(&self, date: Date, day: &Day, thresholds: &Thresholds) -> Option<(u64, u32, Baseline)> {
        let now = u64::from(thresholds.look_ups_factor);
        let is_enough = thresholds.look_ups > 0 && day.count >= thresholds.look_ups;
        let factor = match day.factor {
            Some(factor) => factor.min(now),
            None if is_enough => now,
            None => return None,
        };
        let from = date.saturating_sub(DAYS.days()).tomorrow().unwrap_or(date);
        let of = |own: bool| {
            let days = self.days.range(from..=date).flat_map(|(date, days)| days.iter().map(move |day| (date, day)));
            let others = days.filter(|(_, other)| (other.clerk == day.clerk) == own);
            let others = others.filter(|(other, _)| !own || **other != date);
            others.fold((0_u64, 0_u64), |(sum, days), (_, other)| (sum + u64::from(other.count), days + 1))
        };
        let (baseline, (sum, days)) = match of(false) {
            (_, 0) => (Baseline::OwnDays, of(true)),
            colleagues => (Baseline::Colleagues, colleagues),
        };
        if days == 0 || u64::from(day.count) * days < factor * sum {
            return None;
        }
        let tenths = (sum * 10 + days / 2) / days;
        Some((factor, u32::try_from(tenths).unwrap_or(u32::MAX), baseline))
    }
}

impl Detector for LookUps {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        match (fact.action, fact.outcome, fact.staff, fact.visit) {
            (Action::LookUp, Outcome::Failed, Some(staff), _) => self.count(staff, fact.trace(), found),
            (Action::LookUp, Outcome::Done, Some(staff), Some(visit)) => {
                let date = time::day(fact.at);
                let (_, is_new) = self.day(date, staff);
                if is_new {
                    // One more colleague to be held against.
                    self.judge(date, found);
                }
                self.open.open(visit, (staff.to_owned(), fact.trace()));
            }
            (Action::VisitClose, outcome, _, Some(visit)) => {
                if let Some((clerk, trace)) = self.open.close(visit)
                    && outcome == Outcome::Abandoned
                {
                    self.count(&clerk, trace, found);
                }
            }
            _ => {}
        }
    }
}
