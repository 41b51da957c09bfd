//! 新账号复核: approvals and consents given by an account that is new, or new to its password.
//!
//! An account's age counts from its making, its enabling, a change of its role, and a password given by another: whoever
//! did that could be the one who approves. Accounts made at founding are exempt. One item for each such beginning, with
//! everything approved in its first days. Threshold: days.

use std::collections::HashMap;

use jiff::SignedDuration;

use super::{
    Detector, Fact, Finding, Found, Rule, Trace,
    accounts::{AccountDeed, FOUNDER, Founding},
};
use crate::domain::audit::Action;

/// When an account began.
struct Born {
    trace: Trace,
    key: String,
    /// Who had a part in it.
    persons: Vec<String>,
}

#[derive(Default)]
pub(super) struct YoungApprovals {
    founding: Founding,
    born: HashMap<String, Born>,
}

impl YoungApprovals {
    fn judge(&self, fact: &Fact<'_>, approver: &str, found: &mut Found) {
        let days = found.thresholds().young_days;
        let Some(born) = self.born.get(approver).filter(|_| days > 0) else { return };
        // A beginning that lies in the future is young too: nobody gets older by setting a clock.
        let age = fact.at.duration_since(born.trace.at).min(fact.passed.saturating_sub(born.trace.passed));
        if age >= SignedDuration::from_hours(24 * i64::from(days)) {
            return;
        }
        let item = found.item(born.key.clone(), fact, Finding::YoungApprovals { count: 0 });
        if item.evidence.count == 0 {
            item.first = born.trace.at;
            item.rest_on(born.trace);
            item.concern(Some(approver));
            born.persons.iter().for_each(|person| item.concern(Some(person)));
        }
        item.rest_on(fact.trace());
        item.concern_all(fact);
        item.finding = Finding::YoungApprovals { count: item.size().saturating_sub(1) };
    }
}

impl Detector for YoungApprovals {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let is_founded = self.founding.is_over(fact);
        let consent = fact.consent().filter(|_| fact.outcome == crate::domain::audit::Outcome::Done);
        let approver = if fact.is_done(Action::Approval) { fact.staff } else { None };
        for approver in [approver, consent.filter(|consent| approver != Some(consent))].into_iter().flatten() {
            self.judge(fact, approver, found);
        }
        let begins = AccountDeed::of(fact).is_some_and(|deed| deed != AccountDeed::Disable)
            && !fact.detail.contains_key(FOUNDER);
        let Some(about) = fact.text("about").filter(|_| begins && is_founded) else { return };
        let persons = [fact.staff, fact.consent()].into_iter().flatten().map(str::to_owned).collect();
        let born = Born { trace: fact.trace(), key: fact.key(Rule::YoungApprovals), persons };
        self.born.insert(about.to_owned(), born);
    }
}
