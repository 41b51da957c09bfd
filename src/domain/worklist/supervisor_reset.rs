//! 主管密码被重置: an administrator gave a supervisor a new password.
//!
//! Whoever can reset a supervisor's password can sign in as one, and then approve and sign off what they like. So every
//! such reset is looked at by a supervisor who had no part in it. There is no threshold, so that nobody sets it aside.

use super::{Detector, Fact, Finding, Found, RECOVERY_CODE, Rule};
use crate::domain::{audit::Action, staff::Role};

pub(super) struct SupervisorReset;

impl Detector for SupervisorReset {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        if !fact.is_done(Action::StaffPasswordReset) || fact.text("role") != Some(Role::Supervisor.code()) {
            return;
        }
        let by_recovery_code = fact.text("consent") == Some(RECOVERY_CODE);
        let key = fact.key(Rule::SupervisorReset);
        let item = found.item(key, fact, Finding::SupervisorReset { by_recovery_code });
        item.rest_on(fact.trace());
        item.concern_all(fact);
    }
}
