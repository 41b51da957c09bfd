//! 多次登录失败: wrong passwords for one number that come slowly, over days.
//!
//! Whoever keeps under the lock, a few tries an evening, is not seen by counting an hour; and that the right person signs
//! in between makes no difference. Counted are wrong passwords for one number within a week, on more than one day. The
//! run goes on until a week passes without another. Threshold: how many.

use std::collections::{BTreeSet, HashMap};

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Trace, failed_sign_ins::is_wrong_password};
use crate::domain::time;

/// What is counted together.
const WEEK: SignedDuration = SignedDuration::from_hours(7 * 24);

#[derive(Default)]
struct Run {
    /// Wrong passwords that are in no item yet.
    traces: Vec<(Trace, String)>,
    /// The item that goes on, its last entry, and the days it has seen.
    item: Option<(String, Trace, BTreeSet<jiff::civil::Date>)>,
}

#[derive(Default)]
pub(super) struct SlowSignIns {
    runs: HashMap<String, Run>,
}

impl Detector for SlowSignIns {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(staff) = fact.staff.filter(|_| is_wrong_password(fact)) else { return };
        let least = found.thresholds().failed_week;
        let is_near = |trace: &Trace| trace.is_within(WEEK, fact);
        let run = self.runs.entry(staff.to_owned()).or_default();
        run.item.take_if(|(_, last, _)| !is_near(last));
        if run.item.is_none() {
            run.traces.retain(|(trace, _)| is_near(trace));
        }
        run.traces.push((fact.trace(), format!("{}/slow", fact.key(Rule::FailedSignIns))));
        if least == 0 {
            return;
        }
        let mut days: BTreeSet<_> = run.traces.iter().map(|(trace, _)| time::day(trace.at)).collect();
        let key = match &mut run.item {
            Some((key, last, seen)) => {
                *last = fact.trace();
                seen.append(&mut days);
                days = seen.clone();
                key.clone()
            }
            None => {
                let is_enough = run.traces.len() >= usize::try_from(least).unwrap_or(usize::MAX) && days.len() > 1;
                let Some((first, key)) = run.traces.first().cloned().filter(|_| is_enough) else { return };
                let unknown = staff.starts_with('?');
                let finding = Finding::SlowSignIns { count: 0, days: 0, unknown };
                let mut item = Item::new(key.clone(), finding, first);
                item.concern(Some(staff));
                found.put(item);
                run.item = Some((key.clone(), fact.trace(), days.clone()));
                key
            }
        };
        let Some(item) = found.get_mut(&key) else { return };
        for (trace, _) in run.traces.drain(..) {
            item.rest_on(trace);
        }
        let size = item.size();
        if let Finding::SlowSignIns { count, days: seen, .. } = &mut item.finding {
            (*count, *seen) = (size, u32::try_from(days.len()).unwrap_or(u32::MAX));
        }
    }
}
