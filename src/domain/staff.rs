//! Staff accounts: roles, staff numbers, and what each role may do.

use serde::{Deserialize, Serialize};

/// 岗位. No role can do another's work (社会保险经办条例 36–37; GB/T 22239-2019 8.1.4).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 经办: serves holders at the window.
    Clerk,
    /// 主管: reviews, verifies and exports the log, gives approvals; never acts on a PIN.
    Supervisor,
    /// 系统管理员: accounts, register import, settings; sees no holder unmasked and no PIN.
    Administrator,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Clerk, Self::Supervisor, Self::Administrator];

    /// The word of the log and the store.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Supervisor => "supervisor",
            Self::Administrator => "administrator",
        }
    }

    /// Reads the word of the log and the store.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

/// 工号: 2 to 32 letters, digits, `-`, `_` or `.`, kept in lower case so that `Clerk01` and `clerk01` are one account.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct StaffNumber(String);

impl StaffNumber {
    /// Reads a staff number as typed; `None` if it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_lowercase();
        let fits = (2..=32).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            // The log says this where the recovery code stood in for a supervisor.
            && text != "recovery_code";
        fits.then_some(Self(text))
    }

    /// The number itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for StaffNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn staff_numbers_fold_case_and_refuse_the_rest() {
        assert_eq!(StaffNumber::parse(" Clerk01 ").unwrap().as_str(), "clerk01");
        for bad in ["", "a", "recovery_code", "李明", "a b", "a/b", &"x".repeat(33)] {
            assert!(StaffNumber::parse(bad).is_none(), "{bad:?}");
        }
    }
}
