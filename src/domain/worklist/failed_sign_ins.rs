//! 多次登录失败: many wrong passwords for one account, or for a number that nobody has.
//!
//! Somebody forgot theirs, or somebody tries another's. Wrong passwords at the sign-in, the locked screen and approvals
//! count alike, and wrong recovery codes too. Threshold: so many within so many minutes, both of the settings; a run goes
//! on until that long passes without another.

use std::collections::{HashMap, VecDeque};

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, Item, Rule, Trace};
use crate::domain::audit::{Action, Outcome};

/// A run of wrong passwords for one number.
#[derive(Default)]
struct Run {
    /// Within the minutes; once there is an item, only the last.
    traces: VecDeque<(Trace, String)>,
    key: Option<String>,
}

#[derive(Default)]
pub(super) struct FailedSignIns {
    runs: HashMap<String, Run>,
}

/// Whether somebody's password or recovery code was wrong; other refusals say why in `reason`.
pub(super) fn is_wrong_password(fact: &Fact<'_>) -> bool {
    let asks = matches!(
        fact.action,
        Action::SignIn
            | Action::ScreenUnlock
            | Action::PasswordChange
            | Action::Approval
            | Action::Consent
            | Action::Release
            | Action::TwoPersonStart
            | Action::StaffPasswordReset
            | Action::RecoveryCodeUse
    );
    asks && fact.outcome == Outcome::Failed && !fact.detail.contains_key("reason")
}

impl Detector for FailedSignIns {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(staff) = fact.staff.filter(|_| is_wrong_password(fact)) else { return };
        let thresholds = found.thresholds();
        let least = usize::try_from(thresholds.failed_sign_ins).unwrap_or(usize::MAX);
        let within = SignedDuration::from_mins(i64::from(thresholds.failed_minutes));
        let is_near = |trace: &Trace| trace.is_within(within, fact);
        let run = self.runs.entry(staff.to_owned()).or_default();
        // Each number on its own: an entry from the future about one of them ends the run of no other.
        if run.traces.back().is_some_and(|(last, _)| !is_near(last)) {
            *run = Run::default();
        }
        run.traces.retain(|(trace, _)| is_near(trace));
        run.traces.push_back((fact.trace(), fact.key(Rule::FailedSignIns)));
        if least == 0 {
            return;
        }
        if run.key.is_none() && run.traces.len() >= least {
            let Some((first, key)) = run.traces.front().cloned() else { return };
            let unknown = staff.starts_with('?');
            let mut item = Item::new(key.clone(), Finding::FailedSignIns { count: 0, minutes: 0, unknown }, first);
            item.concern(Some(staff));
            found.put(item);
            run.key = Some(key);
        } else if run.key.is_some() {
            run.traces.drain(..run.traces.len() - 1);
        }
        let Some(item) = run.key.as_ref().and_then(|key| found.get_mut(key)) else { return };
        for (trace, _) in &run.traces {
            item.rest_on(*trace);
        }
        let minutes = u32::try_from(item.last.duration_since(item.first).as_mins().max(0)).unwrap_or(u32::MAX);
        let count = u32::try_from(item.evidence.count).unwrap_or(u32::MAX);
        if let Finding::FailedSignIns { count: known, minutes: lasted, .. } = &mut item.finding {
            (*known, *lasted) = (count, minutes.saturating_add(1));
        }
    }
}
