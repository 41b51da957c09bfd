//! 固定复核: every approval a clerk got in weeks came from one supervisor, although others approved too.
//!
//! An approval is worth something because two people look. Two who always look together may have stopped looking. One
//! item a pair and month. Threshold: so many approvals within so many days, both of the settings.

use std::collections::{HashMap, VecDeque};

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Thresholds, Trace};
use crate::domain::{audit::Action, time};

struct Given {
    trace: Trace,
    clerk: String,
    supervisor: String,
}

pub(super) struct SamePair {
    least: usize,
    within: SignedDuration,
    /// Who looked up the visits that are open.
    clerks: HashMap<String, String>,
    /// Approvals of the last days, oldest first.
    given: VecDeque<Given>,
}

/// A program that stops leaves visits open; so many of them are kept.
const OPEN_VISITS: usize = 1024;

impl SamePair {
    pub(super) fn new(thresholds: &Thresholds) -> Self {
        Self {
            least: usize::try_from(thresholds.same_pair).unwrap_or(usize::MAX),
            within: SignedDuration::from_hours(24 * i64::from(thresholds.same_pair_days)),
            clerks: HashMap::new(),
            given: VecDeque::new(),
        }
    }

    fn forget(&mut self, now: &Fact<'_>) {
        while self.given.front().is_some_and(|given| !given.trace.is_within(self.within, now)) {
            self.given.pop_front();
        }
    }

    fn approved(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let clerk = fact.visit.and_then(|visit| self.clerks.get(visit));
        let (Some(clerk), Some(supervisor)) = (clerk.cloned(), fact.staff) else { return };
        self.forget(fact);
        let month = time::day(fact.at).strftime("%Y%m").to_string();
        self.given.push_back(Given { trace: fact.trace(), clerk: clerk.clone(), supervisor: supervisor.to_owned() });
        let key = format!("{}/{month}/{clerk}/{supervisor}", Rule::SamePair.code());
        let own: Vec<&Given> = self.given.iter().filter(|given| given.clerk == clerk).collect();
        let others = self.given.iter().filter(|given| given.supervisor != supervisor).count();
        let is_one = own.iter().all(|given| given.supervisor == supervisor);
        let Some(first) = own.first().filter(|_| is_one && others > 0 && own.len() >= self.least) else { return };
        let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let finding = Finding::SamePair { count: count(own.len()), others: count(others) };
        if let Some(item) = found.get_mut(&key) {
            item.finding = finding;
            item.rest_on(fact.trace());
            return;
        }
        let mut item = Item::new(key, finding, first.trace);
        own.iter().for_each(|given| item.rest_on(given.trace));
        item.concern(Some(&clerk));
        item.concern(Some(supervisor));
        found.put(item);
    }
}

impl Detector for SamePair {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        match fact.action {
            Action::LookUp if fact.is_done(Action::LookUp) => {
                if let (Some(visit), Some(staff)) = (fact.visit, fact.staff) {
                    if self.clerks.len() >= OPEN_VISITS {
                        self.clerks.clear();
                    }
                    self.clerks.insert(visit.to_owned(), staff.to_owned());
                }
            }
            Action::VisitClose => {
                fact.visit.and_then(|visit| self.clerks.remove(visit));
            }
            Action::Approval if fact.is_done(Action::Approval) => self.approved(fact, found),
            _ => {}
        }
    }
}
