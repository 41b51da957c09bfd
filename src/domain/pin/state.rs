//! The state of one PIN kind and which action fits it.

use serde::{Deserialize, Serialize};

/// 密码种类: the two PINs this office can touch. The bank PIN of the same card is a third, and the bank's business.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinKind {
    /// 电子社保卡密码.
    Electronic,
    /// 实体卡社保密码.
    Physical,
}

impl PinKind {
    /// Both kinds, in the order the screens show them.
    pub const ALL: [Self; 2] = [Self::Electronic, Self::Physical];

    /// The word of the log and the store.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Electronic => "electronic",
            Self::Physical => "physical",
        }
    }

    /// Reads the word of the log and the store.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The other kind.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Electronic => Self::Physical,
            Self::Physical => Self::Electronic,
        }
    }
}

/// What a clerk can do on one PIN kind (LD/T 6001.5-2023 names verify, change, reload and unblock).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// 设置: the first PIN.
    Set,
    /// 修改: the holder knows the current PIN and wants another.
    Change,
    /// 试密码: the holder tries the PIN; nothing changes but the counter.
    Verify,
    /// 重置: the holder forgot the PIN and keys a new one.
    Reset,
    /// 解锁: the lock is lifted, the PIN stays.
    Unlock,
}

impl Action {
    /// Every action, in the order the screens show them.
    pub const ALL: [Self; 5] = [Self::Set, Self::Change, Self::Verify, Self::Reset, Self::Unlock];

    /// The word of the store.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Change => "change",
            Self::Verify => "verify",
            Self::Reset => "reset",
            Self::Unlock => "unlock",
        }
    }

    /// Reads the word of the store.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.code() == code)
    }

    /// Whether the holder keys the current PIN on the pad.
    #[must_use]
    pub fn asks_current(self) -> bool {
        matches!(self, Self::Change | Self::Verify)
    }

    /// Whether the holder keys a new PIN, twice.
    #[must_use]
    pub fn asks_new(self) -> bool {
        matches!(self, Self::Set | Self::Change | Self::Reset)
    }
}

/// State per kind: `Unset → Active → Locked`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PinState {
    /// No PIN yet.
    Unset,
    /// A PIN is set and can be tried.
    Active,
    /// Too many wrong tries in a row.
    Locked,
}

impl PinState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Unset, Self::Active, Self::Locked];

    /// The word of the store and of the register.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unset => "unset",
            Self::Active => "active",
            Self::Locked => "locked",
        }
    }

    /// Reads the word of the store and of the register.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The actions that fit this state.
    #[must_use]
    pub fn actions(self) -> &'static [Action] {
        match self {
            Self::Unset => &[Action::Set],
            Self::Active => &[Action::Change, Action::Verify, Action::Reset],
            Self::Locked => &[Action::Unlock, Action::Reset],
        }
    }
}

/// An action that does not fit the state, and the ones that do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotApplicable {
    /// What was asked for.
    pub action: Action,
    /// The state it does not fit.
    pub state: PinState,
    /// The right ones, best first.
    pub instead: Vec<Action>,
}

/// Whether the action fits the state.
///
/// # Errors
/// [`NotApplicable`] names the actions that fit instead.
pub fn applicable(action: Action, state: PinState) -> Result<(), NotApplicable> {
    let instead = state.actions();
    if instead.contains(&action) { Ok(()) } else { Err(NotApplicable { action, state, instead: instead.to_vec() }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_fitting_actions_apply_and_a_refusal_names_them() {
        let table =
            [(PinState::Unset, "set"), (PinState::Active, "change verify reset"), (PinState::Locked, "unlock reset")];
        for (state, allowed) in table {
            for action in Action::ALL {
                let fits = allowed.split(' ').any(|word| word == action.code());
                match applicable(action, state) {
                    Ok(()) => assert!(fits),
                    Err(refusal) => {
                        assert!(!fits);
                        assert!(refusal.instead.iter().all(|a| applicable(*a, state).is_ok()));
                    }
                }
            }
        }
    }
}
