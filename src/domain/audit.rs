//! 审计日志: the words of the audit log. One [`Entry`] is one line of JSON; `ledger` makes the bytes.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{free_text::FreeText, pin::PinKind, staff::Role, visit::VisitSerial};

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $code:literal,)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum $name { $($(#[$doc])* #[serde(rename = $code)] $variant,)* }

        impl $name {
            /// Every word, in the order the filters list them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word as it stands in the log.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Reads the word of the log.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|word| word.code() == code)
            }
        }
    };
}

words! {
    /// What was done or tried.
    Action {
        /// 查询: a number was looked up, found or not.
        LookUp = "look_up",
        /// 核验: the in-person comparison of document and person.
        IdentityCheck = "identity_check",
        /// 仍是本人: the confirmation before a second action of the same visit.
        IdentityConfirm = "identity_confirm",
        /// 显示号码: a masked number was shown.
        Reveal = "reveal",
        /// 设置密码.
        PinSet = "pin_set",
        /// 修改密码.
        PinChange = "pin_change",
        /// 试密码.
        PinVerify = "pin_verify",
        /// 重置密码.
        PinReset = "pin_reset",
        /// 解锁密码.
        PinUnlock = "pin_unlock",
        /// 锁定: too many wrong tries.
        PinLock = "pin_lock",
        /// 复核: a supervisor's consent, or its refusal.
        Approval = "approval",
        /// 结束办件.
        VisitClose = "visit_close",
        /// 登录.
        SignIn = "sign_in",
        /// 退出.
        SignOut = "sign_out",
        /// 锁屏.
        ScreenLock = "screen_lock",
        /// 恢复: the same person came back to a locked screen.
        ScreenUnlock = "screen_unlock",
        /// 修改登录密码.
        PasswordChange = "password_change",
        /// 新建人员.
        StaffCreate = "staff_create",
        /// 停用人员.
        StaffDisable = "staff_disable",
        /// 启用人员.
        StaffEnable = "staff_enable",
        /// 解除人员锁定.
        StaffUnlock = "staff_unlock",
        /// 重置人员登录密码: a new one-time password.
        StaffPasswordReset = "staff_password_reset",
        /// 更改岗位.
        StaffRoleChange = "staff_role_change",
        /// 同意: a supervisor's consent to an administrator's change, or its refusal.
        Consent = "consent",
        /// 启用双人控制: an office of earlier versions gets its second founder.
        TwoPersonStart = "two_person_start",
        /// 重新发放恢复码.
        RecoveryCodeReissue = "recovery_code_reissue",
        /// 使用恢复码.
        RecoveryCodeUse = "recovery_code_use",
        /// 修改设置.
        SettingChange = "setting_change",
        /// 导入持卡人.
        RegisterImport = "register_import",
        /// 持卡人信息变更: an import changed what is known of a holder.
        RegisterChange = "register_change",
        /// 多人共用手机号: after an import more holders have one phone number than the settings let pass.
        PhoneShared = "phone_shared",
        /// 导出日志.
        Export = "export",
        /// 校验日志.
        Verification = "verification",
        /// 核查意见: a supervisor's remark on a flagged item.
        SignOff = "sign_off",
        /// 暂停密码办理: a supervisor puts a person on hold for suspected fraud.
        Hold = "hold",
        /// 恢复办理: another supervisor lifts the hold.
        Release = "release",
        /// 启动.
        Start = "start",
        /// 日志建立: the first entry of a log; after damage it names the old log.
        LogStart = "log_start",
        /// 时钟变动: the wall clock was set, or the machine was off for longer than is explained.
        ClockStep = "clock_step",
        /// 确认日期: a supervisor looked at a calendar after that.
        DateConfirm = "date_confirm",
        /// 备份.
        Backup = "backup",
        /// 恢复备份.
        Restore = "restore",
    }
}

words! {
    /// How it ended.
    Outcome {
        /// 成功.
        Done = "done",
        /// 未通过: a rule or a person said no.
        Refused = "refused",
        /// 失败: tried and wrong, or could not be finished.
        Failed = "failed",
        /// 未办理: left without an action.
        Abandoned = "abandoned",
    }
}

/// One value of an entry's `detail`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// Text, never a name, a number of a person or a secret.
    Text(String),
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Flag(value)
    }
}
impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value)
    }
}
impl From<u32> for Value {
    fn from(value: u32) -> Self {
        Self::Number(i64::from(value))
    }
}
impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Number(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

/// The particulars of an entry: a flat map, keys in byte order.
pub type Detail = BTreeMap<String, Value>;

/// Keys of an entry's `detail` under which stands what a person typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Typed {
    /// 备注.
    Remark,
    /// What an export is for.
    Purpose,
    /// Why a new log is begun. Other entries have a word of the program's own under this key.
    Reason,
}

impl Typed {
    /// Every key.
    pub const ALL: [Self; 3] = [Self::Remark, Self::Purpose, Self::Reason];

    /// The key.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Remark => "remark",
            Self::Purpose => "purpose",
            Self::Reason => "reason",
        }
    }

    fn is_only_typed(self) -> bool {
        self != Self::Reason
    }
}

/// A pseudonym: HMAC-SHA-256(subject key, ID number) cut to 128 bits, 32 hex digits.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject(String);

impl Subject {
    /// The pseudonym of 128 bits.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        use std::fmt::Write as _;
        let mut text = String::with_capacity(32);
        for byte in bytes {
            let _ = write!(text, "{byte:02x}");
        }
        Self(text)
    }

    /// Reads 32 lower-case hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        fits.then(|| Self(text.to_owned()))
    }

    /// The 32 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Subject({})", self.0)
    }
}

/// What a piece of work wants written; the ledger adds `seq`, `at`, `log` and `seat`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Staff number, or `?` and a pseudonym for a number that no account has; `None` for the program itself.
    pub staff: Option<String>,
    /// The role the account had at that moment.
    pub role: Option<Role>,
    /// What was done.
    pub action: Action,
    /// How it ended.
    pub outcome: Outcome,
    /// The visit it belongs to.
    pub visit: Option<VisitSerial>,
    /// Pseudonym of the holder.
    pub subject: Option<Subject>,
    /// First and last two characters of the ID number, `1***7X`.
    pub mask: Option<String>,
    /// The PIN kind.
    pub kind: Option<PinKind>,
    /// Particulars.
    pub detail: Detail,
}

impl Draft {
    /// An entry of the program itself, with nothing but action and outcome.
    #[must_use]
    pub fn new(action: Action, outcome: Outcome) -> Self {
        Self {
            staff: None,
            role: None,
            action,
            outcome,
            visit: None,
            subject: None,
            mask: None,
            kind: None,
            detail: Detail::new(),
        }
    }

    /// Adds what a person typed, under its key; nothing if they typed nothing. The only way for it into an entry:
    /// [`Self::with`] is for what the program itself says.
    #[must_use]
    pub fn saying(mut self, said: Typed, text: &FreeText) -> Self {
        if !text.is_empty() {
            self.detail.insert(said.key().to_owned(), Value::Text(text.as_str().to_owned()));
        }
        self
    }

    /// Adds one particular that the program itself says.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        debug_assert!(Typed::ALL.iter().all(|typed| !typed.is_only_typed() || typed.key() != key), "typed: {key}");
        self.detail.insert(key.to_owned(), value.into());
        self
    }
}

/// One entry of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Position in its log, from 1.
    pub seq: u64,
    /// When, UTC, whole milliseconds. Order never depends on it.
    pub at: Timestamp,
    /// The log's id: 32 hex digits.
    pub log: String,
    /// The seat label.
    pub seat: String,
    /// Everything else.
    pub draft: Draft,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_of_the_log_reads_back() {
        for action in Action::ALL {
            assert_eq!(Action::from_code(action.code()), Some(*action));
        }
        for outcome in Outcome::ALL {
            assert_eq!(Outcome::from_code(outcome.code()), Some(*outcome));
        }
        assert_eq!(Action::from_code("paint"), None);
    }
}
