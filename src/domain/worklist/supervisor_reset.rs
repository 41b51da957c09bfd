//! 主管密码被重置: an administrator gave a supervisor a new password.
//!
//! Whoever can reset a supervisor's password can sign in as one, and then approve and sign off what they like. So every
//! such reset is looked at by a supervisor who had no part in it. There is no threshold, so that nobody sets it aside.

use super::{Detector, Fact, Finding, Found, Rule};
use crate::domain::{audit::Action, staff::Role};

/// The word in place of a staff number when the recovery code stood in for consent.
const RECOVERY_CODE: &str = "recovery_code";

pub(super) struct SupervisorReset;

impl Detector for SupervisorReset {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        if !fact.is_done(Action::StaffPasswordReset) || fact.text("role") != Some(Role::Supervisor.code()) {
            return;
        }
        let consent = fact.text("consent");
        let by_recovery_code = consent == Some(RECOVERY_CODE);
        let key = fact.key(Rule::SupervisorReset);
        let item = found.item(key, fact, Finding::SupervisorReset { by_recovery_code });
        item.rest_on(fact.trace());
        item.concern(fact.text("about"));
        item.concern(fact.staff);
        item.concern(consent.filter(|_| !by_recovery_code));
    }
}
