//! 非工作时间: work at the window, approvals, accounts, settings and exports outside the office's hours.
//!
//! When nobody else is there, nobody else sees it. Signing in, reading and verifying the log, and imports and backups,
//! which belong outside the hours, do not count. One item a person and day. Threshold: from, to and the working days of
//! the settings; public holidays are not known here.

use jiff::Timestamp;

use super::{Detector, Fact, Finding, Found, Rule, Thresholds};
use crate::domain::{
    audit::{Action, Outcome, Value},
    time,
};

/// What counts, the weightiest first: the item's sentence names the first of these that was done.
const WATCHED: [Action; 19] = [
    Action::PinReset,
    Action::PinSet,
    Action::PinUnlock,
    Action::PinChange,
    Action::PinVerify,
    Action::Approval,
    Action::Consent,
    Action::StaffPasswordReset,
    Action::StaffRoleChange,
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

pub(super) struct OutsideHours;

fn is_outside(thresholds: &Thresholds, at: Timestamp) -> bool {
    if thresholds.days.is_empty() {
        return false;
    }
    let local = time::local(at);
    if !thresholds.days.includes(local.date().weekday()) {
        return true;
    }
    let (from, to, now) = (thresholds.hours_from, thresholds.hours_to, local.time());
    match from.cmp(&to) {
        std::cmp::Ordering::Less => now < from || now >= to,
        std::cmp::Ordering::Greater => now < from && now >= to,
        std::cmp::Ordering::Equal => false,
    }
}

impl Detector for OutsideHours {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(weight_now) = weight(fact.action) else { return };
        // Looking up counts whatever it found.
        if fact.outcome != Outcome::Done && fact.action != Action::LookUp {
            return;
        }
        // Two people were there when the office began, whatever the hour.
        if fact.detail.get("founder") == Some(&Value::Flag(true)) {
            return;
        }
        let thresholds = found.thresholds();
        let Some(staff) = fact.staff.filter(|_| is_outside(&thresholds, fact.at)) else { return };
        let day = time::day(fact.at).strftime("%Y%m%d").to_string();
        let key = format!("{}/{day}/{staff}", Rule::OutsideHours.code());
        let item = found.item(key, fact, Finding::OutsideHours { action: fact.action, count: 0 });
        if let Finding::OutsideHours { action, count } = &mut item.finding {
            if *action == fact.action {
                *count = count.saturating_add(1);
            } else if weight(*action).is_none_or(|weight| weight_now < weight) {
                (*action, *count) = (fact.action, 1);
            }
        }
        item.rest_on(fact.trace());
        item.concern(Some(staff));
    }
}
