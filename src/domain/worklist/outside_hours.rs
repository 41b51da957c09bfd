//! 非工作时间: work at the window, approvals, accounts, settings and exports outside the office's hours.
//!
//! When nobody else is there, nobody else sees it. Signing in, reading and verifying the log, and imports and backups,
//! which belong outside the hours, do not count. One item a person and day. Threshold: from, to and the working days of
//! the settings; public holidays are not known here.

use jiff::Timestamp;

use super::{Detector, Fact, Finding, Found, Rule, Thresholds};
use crate::domain::{
    audit::{Action, Outcome},
    time,
};

/// What counts, the weightiest first: the item's sentence names the first of these that was done.
const WATCHED: [Action; 17] = [
    Action::PinReset,
    Action::PinSet,
    Action::PinUnlock,
    Action::PinChange,
    Action::PinVerify,
    Action::Approval,
    Action::StaffPasswordReset,
    Action::StaffCreate,
    Action::StaffEnable,
    Action::StaffUnlock,
    Action::StaffDisable,
    Action::SettingChange,
    Action::Export,
    Action::Reveal,
    Action::IdentityCheck,
    Action::IdentityConfirm,
    Action::LookUp,
];

fn weight(action: Action) -> Option<usize> {
    WATCHED.iter().position(|watched| *watched == action)
}

pub(super) struct OutsideHours {
    thresholds: Thresholds,
}

impl OutsideHours {
    pub(super) fn new(thresholds: &Thresholds) -> Self {
        Self { thresholds: thresholds.clone() }
    }

    fn is_outside(&self, at: Timestamp) -> bool {
        let local = time::local(at);
        if !self.thresholds.days.includes(local.date().weekday()) {
            return true;
        }
        let (from, to, now) = (self.thresholds.hours_from, self.thresholds.hours_to, local.time());
        match from.cmp(&to) {
            std::cmp::Ordering::Less => now < from || now >= to,
            std::cmp::Ordering::Greater => now < from && now >= to,
            std::cmp::Ordering::Equal => false,
        }
    }
}

impl Detector for OutsideHours {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(weight_now) = weight(fact.action) else { return };
        // Looking up counts whatever it found.
        if fact.outcome != Outcome::Done && fact.action != Action::LookUp {
            return;
        }
        let Some(staff) = fact.staff.filter(|_| self.is_outside(fact.at)) else { return };
        let day = time::day(fact.at).strftime("%Y%m%d").to_string();
        let key = format!("{}/{day}/{staff}", Rule::OutsideHours.code());
        let item = found.item(key, fact, Finding::OutsideHours { action: fact.action, count: 0 });
        if let Finding::OutsideHours { action, count } = &mut item.finding {
            if *action == fact.action {
                *count += 1;
            } else if weight(*action).is_none_or(|weight| weight_now < weight) {
                (*action, *count) = (fact.action, 1);
            }
        }
        item.rest_on(fact.trace());
        item.concern(Some(staff));
    }
}
