//! What can be done with an account, in words.

use super::{Changed, Given};
use crate::{
    desk::{Consented, StaffView},
    t,
    ui::{app::Ctx, icons, screens::consent::ConsentSheet, worker::Pending},
};

/// What can be done with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Act {
    Disable,
    Enable,
    Unlock,
    Password,
    Role,
}

impl Act {
    pub(super) fn label(self) -> String {
        match self {
            Self::Disable => t!("staff-disable"),
            Self::Enable => t!("staff-enable"),
            Self::Unlock => t!("staff-unlock"),
            Self::Password => t!("staff-password"),
            Self::Role => t!("staff-role-change"),
        }
    }

    pub(super) fn icon(self) -> char {
        match self {
            Self::Disable => icons::PERSON_OFF,
            Self::Enable => icons::HOW_TO_REG,
            Self::Unlock => icons::LOCK_OPEN,
            Self::Password => icons::LOCK_RESET,
            Self::Role => icons::GROUP,
        }
    }

    /// What can be done with an account as it stands; what an administrator does most comes first.
    pub(super) fn of(staff: &StaffView) -> impl Iterator<Item = Self> {
        let unlock = staff.locked_until.is_some().then_some(Self::Unlock);
        let last = if staff.disabled { Self::Enable } else { Self::Disable };
        unlock.into_iter().chain([Self::Password, Self::Role, last])
    }

    pub(super) fn question(self, name: &str, number: &str) -> String {
        match self {
            Self::Unlock => t!("staff-unlock-ask", name = name, number = number),
            _ => t!("staff-disable-ask", name = name, number = number),
        }
    }

    pub(super) fn consequence(self, disabled: bool) -> String {
        match self {
            Self::Disable => t!("staff-disable-body"),
            Self::Enable => t!("staff-enable-body"),
            Self::Unlock => t!("staff-unlock-body"),
            Self::Password if disabled => t!("staff-password-disabled-body"),
            Self::Password => t!("staff-password-body"),
            Self::Role => t!("staff-role-body"),
        }
    }

    /// Asks the desk for what needs nobody's consent.
    pub(super) fn send(self, cx: &Ctx<'_>, number: String) -> Pending<Changed> {
        cx.worker.ask(move |desk, _| {
            match self {
                Self::Unlock => desk.unlock_staff(&number)?,
                _ => desk.disable_staff(&number)?,
            }
            Ok(Consented::Done(Given::Nothing))
        })
    }
}

/// The sheet for consent to an act on an account.
pub(super) fn sheet(act: Act, staff: &StaffView) -> ConsentSheet {
    ConsentSheet::about(facts(act.label(), &[staff.number.as_str(), &staff.name, &staff.mask]))
}

/// What is to be done and to whom, as a consent sheet shows it.
pub(super) fn facts(what: String, account: &[&str]) -> Vec<(String, String)> {
    vec![(t!("consent-what"), what), (t!("consent-account"), account.join(" · "))]
}
