//! 重复重置: the same PIN of the same holder reset again within days.
//!
//! A PIN that is forgotten again and again, or a PIN that somebody wants to know again. Each reset within the days of the
//! one before joins the item, and so does the supervisor who approved it. Threshold: the days of the settings.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Trace};
use crate::domain::{audit::Action, pin::PinKind};

type Pin = (u128, PinKind);

/// A reset that another one may follow.
struct Last {
    key: String,
    trace: Trace,
    persons: [Option<String>; 2],
}

#[derive(Default)]
pub(super) struct RepeatResets {
    /// The newest of each PIN. None is forgotten for its age: the threshold may be longer by then, and a date from the
    /// future would make all of them old.
    last: HashMap<Pin, Last>,
}

impl Detector for RepeatResets {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let (true, Some(holder), Some(kind)) = (fact.is_done(Action::PinReset), fact.holder(), fact.kind) else {
            return;
        };
        let pin = (holder, kind);
        let days = found.thresholds().reset_days;
        let within = SignedDuration::from_hours(24 * i64::from(days));
        let is_near = |last: &Last| days > 0 && last.trace.is_within(within, fact);
        let persons = [fact.staff, fact.text("approved_by")].map(|person| person.map(str::to_owned));
        let before = self.last.remove(&pin).filter(is_near);
        let key = before.as_ref().map_or_else(|| fact.key(Rule::RepeatResets), |before| before.key.clone());
        if let Some(before) = before {
            if found.get(&key).is_none() {
                let mut item = Item::new(key.clone(), Finding::RepeatResets { kind, count: 1 }, before.trace);
                item.mask = fact.mask.map(str::to_owned);
                item.rest_on(before.trace);
                before.persons.iter().for_each(|person| item.concern(person.as_deref()));
                found.put(item);
            }
            if let Some(item) = found.get_mut(&key) {
                if let Finding::RepeatResets { count, .. } = &mut item.finding {
                    *count = count.saturating_add(1);
                }
                item.rest_on(fact.trace());
                persons.iter().for_each(|person| item.concern(person.as_deref()));
            }
        }
        self.last.insert(pin, Last { key, trace: fact.trace(), persons });
    }
}
