//! 先拒后过: one clerk refused an identity check, and another passed the same holder soon after.
//!
//! Somebody who was turned away went to another window, or a clerk helped out a colleague's refusal. The item takes in
//! what follows in the visit that passed, so that a supervisor who approved there does not sign it off. Threshold: the
//! minutes of the settings.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Trace, open_visits::OpenVisits};
use crate::domain::audit::{Action, Outcome};

struct Refusal {
    trace: Trace,
    clerk: String,
}

#[derive(Default)]
pub(super) struct RefusedThenPassed {
    /// The newest refusal of each holder. None is forgotten for its age: refusals are few, and a date from the future
    /// would make all of them old.
    refusals: HashMap<String, Refusal>,
    /// Items of the visits that passed after a refusal, as long as they are open.
    passed: OpenVisits<String>,
}

impl RefusedThenPassed {
    fn check(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let (Some(subject), Some(clerk)) = (fact.subject, fact.staff) else { return };
        let minutes = found.thresholds().refused_minutes;
        let within = SignedDuration::from_mins(i64::from(minutes));
        if fact.outcome == Outcome::Refused {
            self.refusals.insert(subject.to_owned(), Refusal { trace: fact.trace(), clerk: clerk.to_owned() });
            return;
        }
        let is_odd = |refusal: &Refusal| refusal.clerk != clerk && minutes > 0 && refusal.trace.is_within(within, fact);
        if fact.outcome != Outcome::Done || !self.refusals.get(subject).is_some_and(is_odd) {
            return;
        }
        let Some(refusal) = self.refusals.remove(subject) else { return };
        let minutes = fact.passed.saturating_sub(refusal.trace.passed).as_mins().max(0);
        let minutes = u32::try_from(minutes).unwrap_or(u32::MAX);
        let key = fact.key(Rule::RefusedThenPassed);
        let mut item = Item::new(key.clone(), Finding::RefusedThenPassed { minutes }, refusal.trace);
        item.mask = fact.mask.map(str::to_owned);
        item.rest_on(refusal.trace);
        item.rest_on(fact.trace());
        item.concern(Some(clerk));
        item.concern(Some(&refusal.clerk));
        found.put(item);
        if let Some(visit) = fact.visit {
            self.passed.open(visit, key);
        }
    }

    fn follow(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(visit) = fact.visit else { return };
        if fact.action == Action::VisitClose {
            self.passed.close(visit);
        } else if fact.outcome == Outcome::Done
            && let Some(item) = self.passed.get_mut(visit).and_then(|key| found.get_mut(key))
        {
            item.rest_on(fact.trace());
            item.concern(fact.staff);
        }
    }
}

impl Detector for RefusedThenPassed {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        if fact.action == Action::IdentityCheck {
            self.check(fact, found);
        } else {
            self.follow(fact, found);
        }
    }
}
