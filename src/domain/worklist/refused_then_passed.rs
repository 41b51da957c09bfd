//! 先拒后过: one clerk refused an identity check, and another passed the same holder soon after.
//!
//! Somebody who was turned away went to another window, or a clerk helped out a colleague's refusal. The item takes in
//! what follows in the visit that passed, so that a supervisor who approved there does not sign it off. Threshold: the
//! minutes of the settings.

use std::collections::{HashMap, VecDeque};

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Thresholds, Trace};
use crate::domain::audit::{Action, Outcome};

/// So many visits that passed are followed at once, far more than are ever open.
const FOLLOWED: usize = 64;

struct Refusal {
    trace: Trace,
    clerk: String,
}

pub(super) struct RefusedThenPassed {
    within: SignedDuration,
    /// The newest refusal of each holder.
    refusals: HashMap<String, Refusal>,
    order: VecDeque<(Trace, String)>,
    /// Serials of visits that passed after a refusal, with their items.
    passed: VecDeque<(String, String)>,
}

impl RefusedThenPassed {
    pub(super) fn new(thresholds: &Thresholds) -> Self {
        Self {
            within: SignedDuration::from_mins(i64::from(thresholds.refused_minutes)),
            refusals: HashMap::new(),
            order: VecDeque::new(),
            passed: VecDeque::new(),
        }
    }

    fn forget(&mut self, now: &Fact<'_>) {
        while let Some((trace, _)) = self.order.front()
            && !trace.is_within(self.within, now)
        {
            let Some((trace, subject)) = self.order.pop_front() else { break };
            if self.refusals.get(&subject).is_some_and(|refusal| refusal.trace == trace) {
                self.refusals.remove(&subject);
            }
        }
    }

    fn check(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let (Some(subject), Some(clerk)) = (fact.subject, fact.staff) else { return };
        self.forget(fact);
        if fact.outcome == Outcome::Refused {
            self.order.push_back((fact.trace(), subject.to_owned()));
            self.refusals.insert(subject.to_owned(), Refusal { trace: fact.trace(), clerk: clerk.to_owned() });
            return;
        }
        if fact.outcome != Outcome::Done || self.refusals.get(subject).is_none_or(|refusal| refusal.clerk == clerk) {
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
            self.passed.push_back((visit.to_owned(), key));
            if self.passed.len() > FOLLOWED {
                self.passed.pop_front();
            }
        }
    }

    fn follow(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(place) = self.passed.iter().position(|(visit, _)| fact.visit == Some(visit)) else { return };
        if fact.action == Action::VisitClose {
            self.passed.remove(place);
            return;
        }
        if fact.outcome == Outcome::Done
            && let Some(item) = self.passed.get(place).and_then(|(_, key)| found.get_mut(key))
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
        } else if !self.passed.is_empty() {
            self.follow(fact, found);
        }
    }
}
