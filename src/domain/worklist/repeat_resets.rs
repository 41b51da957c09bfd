//! 重复重置: the same PIN of the same holder reset again within days.
//!
//! A PIN that is forgotten again and again, or a PIN that somebody wants to know again. Each reset within the days of the
//! one before joins the item, and so does the supervisor who approved it. Threshold: the days of the settings.

use std::collections::{HashMap, VecDeque};

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Thresholds, Trace};
use crate::domain::{audit::Action, pin::PinKind};

type Pin = (String, PinKind);

/// A reset that another one may follow.
struct Last {
    key: String,
    trace: Trace,
    persons: [Option<String>; 2],
}

pub(super) struct RepeatResets {
    within: SignedDuration,
    last: HashMap<Pin, Last>,
    /// When each was seen, so that what is too old is forgotten.
    order: VecDeque<(Trace, Pin)>,
}

impl RepeatResets {
    pub(super) fn new(thresholds: &Thresholds) -> Self {
        let within = SignedDuration::from_hours(24 * i64::from(thresholds.reset_days));
        Self { within, last: HashMap::new(), order: VecDeque::new() }
    }

    fn forget(&mut self, now: &Fact<'_>) {
        while let Some((trace, _)) = self.order.front()
            && !trace.is_within(self.within, now)
        {
            let Some((trace, pin)) = self.order.pop_front() else { break };
            if self.last.get(&pin).is_some_and(|last| last.trace == trace) {
                self.last.remove(&pin);
            }
        }
    }
}

impl Detector for RepeatResets {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let (true, Some(subject), Some(kind)) = (fact.is_done(Action::PinReset), fact.subject, fact.kind) else {
            return;
        };
        self.forget(fact);
        let pin = (subject.to_owned(), kind);
        let persons = [fact.staff, fact.text("approved_by")].map(|person| person.map(str::to_owned));
        let before = self.last.remove(&pin);
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
                    *count += 1;
                }
                item.rest_on(fact.trace());
                persons.iter().for_each(|person| item.concern(person.as_deref()));
            }
        }
        self.order.push_back((fact.trace(), pin.clone()));
        self.last.insert(pin, Last { key, trace: fact.trace(), persons });
    }
}
