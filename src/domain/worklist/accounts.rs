//! 账号变动: an account was made, enabled, disabled, given another role or a new password.
//!
//! Whoever makes accounts can make one for themselves. So each deed is looked at by a supervisor who had no part in it:
//! neither the account it is about nor whoever consented may sign it off. A supervisor's new password has a rule of its
//! own. What was made at founding is exempt. There is no threshold.

use super::{Detector, Fact, Finding, Found, Rule};
use crate::domain::{
    audit::{Action, Outcome},
    staff::Role,
};

/// What was done to an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AccountDeed {
    /// Made.
    Create,
    /// Enabled.
    Enable,
    /// Disabled.
    Disable,
    /// Given a new password.
    Password,
    /// Given another role.
    Role,
}

impl AccountDeed {
    /// Every deed.
    pub const ALL: [Self; 5] = [Self::Create, Self::Enable, Self::Disable, Self::Password, Self::Role];

    /// The word its sentence goes by.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Enable => "enable",
            Self::Disable => "disable",
            Self::Password => "password",
            Self::Role => "role",
        }
    }

    /// The deed of an entry, if it was done.
    pub(super) fn of(fact: &Fact<'_>) -> Option<Self> {
        if fact.outcome != Outcome::Done {
            return None;
        }
        match fact.action.code() {
            "staff_create" => Some(Self::Create),
            "staff_enable" => Some(Self::Enable),
            "staff_disable" => Some(Self::Disable),
            "staff_password_reset" => Some(Self::Password),
            "staff_role_change" => Some(Self::Role),
            _ => None,
        }
    }
}

/// The particular of accounts that both founders made.
pub(super) const FOUNDER: &str = "founder";

/// Whether the office has been founded: before anybody signed in, and before the program was started again, accounts are
/// those of the founding.
#[derive(Debug, Default)]
pub(super) struct Founding {
    is_over: bool,
}

impl Founding {
    /// Takes the next entry; true if it no longer belongs to the founding.
    pub(super) fn is_over(&mut self, fact: &Fact<'_>) -> bool {
        self.is_over |= matches!(fact.action, Action::SignIn | Action::Start | Action::LookUp);
        self.is_over
    }
}

#[derive(Default)]
pub(super) struct Accounts {
    founding: Founding,
}

impl Detector for Accounts {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        if !self.founding.is_over(fact) || fact.detail.contains_key(FOUNDER) {
            return;
        }
        let Some(deed) = AccountDeed::of(fact) else { return };
        if deed == AccountDeed::Password && fact.text("role") == Some(Role::Supervisor.code()) {
            return;
        }
        let item = found.item(fact.key(Rule::Accounts), fact, Finding::Account { deed });
        item.rest_on(fact.trace());
        item.concern_all(fact);
    }
}
