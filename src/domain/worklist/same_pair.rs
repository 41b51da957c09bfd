//! 固定复核: every approval a clerk got in weeks came from one supervisor, although others approved too.
//!
//! An approval is worth something because two people look. Two who always look together may have stopped looking. One
//! item a pair and month. Threshold: so many approvals within so many days, both of the settings.

use std::collections::VecDeque;

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Trace, open_visits::OpenVisits};
use crate::domain::{audit::Action, time};

struct Given {
    trace: Trace,
    clerk: String,
    supervisor: String,
}

#[derive(Default)]
pub(super) struct SamePair {
    /// Who looked up the visits that are open.
    clerks: OpenVisits<String>,
    /// Approvals, oldest first.
    given: VecDeque<Given>,
}

/// So many of the newest approvals are looked through: more than an office gives in the longest of periods.
const NEWEST: usize = 8192;

impl SamePair {
    fn approved(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let clerk = fact.visit.and_then(|visit| self.clerks.get_mut(visit).cloned());
        let (Some(clerk), Some(supervisor)) = (clerk, fact.staff) else { return };
        let thresholds = found.thresholds();
        let least = usize::try_from(thresholds.same_pair).unwrap_or(usize::MAX);
        let within = SignedDuration::from_hours(24 * i64::from(thresholds.same_pair_days));
        let is_near = |given: &&Given| given.trace.is_within(within, fact);
        let month = time::day(fact.at).strftime("%Y%m").to_string();
        self.given.push_back(Given { trace: fact.trace(), clerk: clerk.clone(), supervisor: supervisor.to_owned() });
        if self.given.len() > NEWEST {
            self.given.pop_front();
        }
        if least == 0 {
            return;
        }
        let key = format!("{}/{month}/{clerk}/{supervisor}", Rule::SamePair.code());
        let own: Vec<&Given> = self.given.iter().filter(is_near).filter(|given| given.clerk == clerk).collect();
        let others = self.given.iter().filter(is_near).filter(|given| given.supervisor != supervisor).count();
        let is_one = own.iter().all(|given| given.supervisor == supervisor);
        let Some(first) = own.first().filter(|_| is_one && others > 0 && own.len() >= least) else { return };
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
                    self.clerks.open(visit, staff.to_owned());
                }
            }
            Action::VisitClose => {
                fact.visit.and_then(|visit| self.clerks.close(visit));
            }
            Action::Approval if fact.is_done(Action::Approval) => self.approved(fact, found),
            _ => {}
        }
    }
}
