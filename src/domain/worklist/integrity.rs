//! 日志事件: what happened to the log itself, and to the rules that watch it.
//!
//! A failed verification, a new log after damage, a clock that was set, a doubtful date that somebody confirmed, a
//! restored backup and the recovery code are rare, and each can hide something. So can a changed threshold; one that makes
//! a rule weaker is an item of the rule on those. There is no threshold, so that nobody sets it aside.

use super::{Detector, Fact, Finding, Found, IntegrityEvent, Rule};
use crate::domain::audit::{Action, Outcome};

/// How the settings of these rules begin.
const THRESHOLDS: &str = "flag_";

pub(super) struct Integrity;

impl Detector for Integrity {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(event) = event(fact) else { return };
        let item = found.item(fact.key(Rule::Integrity), fact, Finding::Integrity(event));
        item.rest_on(fact.trace());
        // Finding damage is no part in it; starting anew is.
        if event != IntegrityEvent::VerificationFailed {
            item.concern(fact.staff);
            item.concern_all(fact);
        }
    }
}

fn event(fact: &Fact<'_>) -> Option<IntegrityEvent> {
    match (fact.action, fact.outcome) {
        (Action::Verification, Outcome::Failed) => Some(IntegrityEvent::VerificationFailed),
        (Action::LogStart, _) if fact.detail.contains_key("old_log") => Some(IntegrityEvent::NewLog),
        (Action::ClockStep, _) if fact.detail.contains_key("forward_from") => Some(IntegrityEvent::ClockForward),
        // A machine that was off for days set nothing; who then said that the date is right is looked at.
        (Action::ClockStep, _) if fact.detail.contains_key("gap_from") => None,
        (Action::ClockStep, _) => Some(IntegrityEvent::ClockStep),
        (Action::DateConfirm, _) => Some(IntegrityEvent::DateConfirmed),
        (Action::TwoPersonStart, Outcome::Done) => Some(IntegrityEvent::TwoPersonStart),
        (Action::Restore, _) => Some(IntegrityEvent::Restore),
        (Action::RecoveryCodeUse, Outcome::Done) => Some(IntegrityEvent::RecoveryCode),
        (Action::SettingChange, Outcome::Done) => {
            let is_threshold = fact.text("setting").is_some_and(|setting| setting.starts_with(THRESHOLDS));
            is_threshold.then_some(IntegrityEvent::ThresholdChange)
        }
        _ => None,
    }
}
