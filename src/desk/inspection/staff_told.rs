//! What the log says of accounts and settings.

use crate::domain::audit::Value;

/// What the log says of one account.
pub(super) struct AccountTold {
    /// The word of the role it was made with; no role ever changes.
    pub(super) role: String,
    pub(super) disabled: bool,
}

/// What the log says of one setting.
pub(super) struct SettingTold {
    /// Before its first change.
    pub(super) first: Value,
    /// After its newest change.
    pub(super) last: Value,
}

impl SettingTold {
    /// The newest value, if it is a number.
    pub(super) fn number(&self) -> Option<u32> {
        as_number(&self.last)
    }
}

/// A number, as settings are logged: in words.
pub(super) fn as_number(value: &Value) -> Option<u32> {
    match value {
        Value::Text(text) => text.parse().ok(),
        _ => None,
    }
}
