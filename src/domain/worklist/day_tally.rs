//! Counting what one person did on one day: one item a person and day, once it is enough.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{Fact, Finding, Found, Item, Rule, Trace};
use crate::domain::time;

/// What has been counted and is not in an item yet.
#[derive(Debug, Default)]
pub(super) struct DayTally(HashMap<(Date, String), Vec<Trace>>);

impl DayTally {
    /// Counts traces of a person on the day of the last of them. From `least` on (0: never) they are an item, which this
    /// returns with all that was counted; the caller says what was found.
    pub(super) fn add<'a>(
        &mut self,
        fact: &Fact<'_>,
        staff: &str,
        traces: &[Trace],
        least: u32,
        finding: Finding,
        found: &'a mut Found,
    ) -> Option<&'a mut Item> {
        let date = time::day(traces.last()?.at);
        let rule: Rule = finding.rule();
        let waiting = self.0.entry((date, staff.to_owned())).or_default();
        waiting.extend_from_slice(traces);
        let key = format!("{}/{}/{staff}", rule.code(), date.strftime("%Y%m%d"));
        let is_enough = found.get(&key).is_some() || waiting.len() >= usize::try_from(least).unwrap_or(usize::MAX);
        if least == 0 || !is_enough {
            return None;
        }
        let waiting = self.0.remove(&(date, staff.to_owned()))?;
        let item = found.item(key, fact, finding);
        if item.evidence.count == 0 {
            item.first = waiting.first()?.at;
        }
        for trace in waiting {
            item.rest_on(trace);
        }
        item.concern(Some(staff));
        Some(item)
    }
}
