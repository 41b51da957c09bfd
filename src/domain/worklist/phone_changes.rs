//! 换号与重置: an import changed a holder's phone number shortly before or after a PIN of theirs was reset.
//!
//! A notice of the reset goes to the phone. Whoever puts another number there, resets, and puts the old one back, keeps
//! the holder from hearing of it. One item for each change of a number, with the resets near it. Threshold: days.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Trace};
use crate::domain::audit::Action;

/// An entry that another one may follow.
struct Last {
    /// Of the item that begins with it.
    key: String,
    trace: Trace,
    persons: Vec<String>,
}

#[derive(Default)]
pub(super) struct PhoneChanges {
    changes: HashMap<u128, Last>,
    resets: HashMap<u128, Last>,
}

impl Last {
    fn of(fact: &Fact<'_>) -> Self {
        let persons = [fact.staff, fact.text("approved_by")].into_iter().flatten().map(str::to_owned).collect();
        Self { key: fact.key(Rule::PhoneChanges), trace: fact.trace(), persons }
    }
}

impl Detector for PhoneChanges {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(holder) = fact.holder() else { return };
        let is_change = fact.is_done(Action::RegisterChange)
            && fact.text("fields").is_some_and(|fields| fields.split(' ').any(|field| field == "phone"));
        if !is_change && !fact.is_done(Action::PinReset) {
            return;
        }
        let (own, other) =
            if is_change { (&mut self.changes, &self.resets) } else { (&mut self.resets, &self.changes) };
        let now = Last::of(fact);
        let within = SignedDuration::from_hours(24 * i64::from(found.thresholds().phone_days));
        let is_near = |last: &&Last| last.trace.is_within(within, fact);
        if let Some(before) = other.get(&holder).filter(|last| found.thresholds().phone_days > 0 && is_near(last)) {
            let key = if is_change { &now.key } else { &before.key };
            let apart = fact.at.duration_since(before.trace.at).abs();
            let days = apart.min(fact.passed.saturating_sub(before.trace.passed)).as_hours() / 24;
            let days = u32::try_from(days).unwrap_or(u32::MAX);
            if found.get(key).is_none() {
                let mut item = Item::new(key.clone(), Finding::PhoneChange { days }, before.trace);
                item.mask = fact.mask.map(str::to_owned);
                item.rest_on(before.trace);
                before.persons.iter().for_each(|person| item.concern(Some(person)));
                found.put(item);
            }
            if let Some(item) = found.get_mut(key) {
                item.rest_on(fact.trace());
                now.persons.iter().for_each(|person| item.concern(Some(person)));
                if let Finding::PhoneChange { days: nearest } = &mut item.finding {
                    *nearest = days.min(*nearest);
                }
            }
        }
        own.insert(holder, now);
    }
}
