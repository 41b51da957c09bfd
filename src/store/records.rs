//! Rows as plain values.

use std::sync::Arc;

use jiff::Timestamp;
use zeroize::ZeroizeOnDrop;

use crate::domain::{
    audit::{Action, Outcome, Subject},
    card::CardStatus,
    pin::{Action as PinAction, PinKind, PinState},
    staff::{Role, StaffNumber},
    visit::VisitSerial,
};

/// A holder as the register has them. Wiped when dropped; `Debug` prints the row number only.
#[derive(Clone, ZeroizeOnDrop)]
pub struct HolderRow {
    /// Row; 0 before it is written.
    pub id: i64,
    /// Canonical ID number.
    pub id_number: String,
    /// Name as in the register.
    pub name: String,
    /// Telephone, digits.
    pub phone: Option<String>,
    /// 社保卡卡号.
    pub card_number: Option<String>,
    /// AAZ502.
    #[zeroize(skip)]
    pub card_status: CardStatus,
}

impl std::fmt::Debug for HolderRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "HolderRow({})", self.id)
    }
}

/// The PIN of one kind.
#[derive(Clone, PartialEq, Eq)]
pub struct Credential {
    /// Its state.
    pub state: PinState,
    /// PHC string; `None` for a PIN that was set before this office kept them.
    pub hash: Option<String>,
    /// Wrong tries in a row.
    pub tries: u32,
    /// When it was locked, if it is.
    pub locked_at: Option<Timestamp>,
    /// When the holder last keyed a new one here.
    pub changed_at: Option<Timestamp>,
}

impl Credential {
    /// No PIN yet.
    pub const UNSET: Self = Self { state: PinState::Unset, hash: None, tries: 0, locked_at: None, changed_at: None };
}

impl std::fmt::Debug for Credential {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credential").field("state", &self.state).field("tries", &self.tries).finish_non_exhaustive()
    }
}

/// A visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitRow {
    /// 业务流水号.
    pub serial: VisitSerial,
    /// Who looked up.
    pub staff: StaffNumber,
    /// Whom; `None` if the number is not in the register.
    pub holder: Option<i64>,
    /// When.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// Whether an action was finished.
    pub acted: bool,
}

/// The last visit number of a day at a seat.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterRow {
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// The seat's label.
    pub seat: String,
    /// The number, from 1.
    pub last: u32,
}

/// Where a proof stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofState {
    /// Passed, not used.
    Issued,
    /// The pad is open.
    Reserved,
    /// Used up in the transaction of a change.
    Spent,
    /// Worthless.
    Void,
}

impl ProofState {
    /// The word of the store.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Reserved => "reserved",
            Self::Spent => "spent",
            Self::Void => "void",
        }
    }
}

/// A supervisor's consent to one action on one kind of one visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Random id.
    pub id: String,
    /// The visit.
    pub visit: VisitSerial,
    /// The action.
    pub action: PinAction,
    /// The kind.
    pub kind: PinKind,
    /// Who consented.
    pub supervisor: StaffNumber,
    /// When.
    pub granted_at: Timestamp,
    /// Whether it was used.
    pub spent: bool,
}

/// A staff account.
#[derive(Clone, PartialEq, Eq)]
pub struct StaffRow {
    /// 工号.
    pub number: StaffNumber,
    /// Name as shown on screens.
    pub name: String,
    /// 岗位.
    pub role: Role,
    /// Pseudonym of the person's own ID number, unique across accounts.
    pub person: Subject,
    /// Mask of that number.
    pub mask: String,
    /// PHC string.
    pub password_hash: String,
    /// Whether the password must be changed at the next sign-in.
    pub one_time: bool,
    /// 停用.
    pub disabled: bool,
    /// Wrong passwords in a row.
    pub wrong_tries: u32,
    /// Locked until then.
    pub locked_until: Option<Timestamp>,
    /// A word to show at the next sign-in.
    pub notice: Option<String>,
    /// When the account was made.
    pub created_at: Timestamp,
    /// Since when it counts as known: its making, enabling, change of role, or a password given by another; `None` for
    /// those who founded the office.
    pub known_since: Option<Timestamp>,
}

impl std::fmt::Debug for StaffRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StaffRow").field("number", &self.number).field("role", &self.role).finish_non_exhaustive()
    }
}

/// Wrong tries for a staff number that no account has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnknownStaffRow {
    /// In a row.
    pub wrong_tries: u32,
    /// Locked until then.
    pub locked_until: Option<Timestamp>,
}

/// One of the office's logs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogRow {
    /// Order, from 1.
    pub number: i64,
    /// Its id, 32 hex digits.
    pub id: String,
    /// When it was started.
    pub started_at: Timestamp,
}

/// The log that is being written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogHead {
    /// Its row.
    pub number: i64,
    /// Its id.
    pub id: String,
    /// How many entries it has.
    pub size: u64,
}

/// Which entries to keep; everything that is `None` keeps all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// In the log of this id; an office has several after damage or a restore.
    pub log: Option<String>,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Before this moment.
    pub before: Option<Timestamp>,
    /// By this staff number.
    pub staff: Option<String>,
    /// This action.
    pub action: Option<Action>,
    /// This outcome.
    pub outcome: Option<Outcome>,
    /// On this PIN kind.
    pub kind: Option<PinKind>,
    /// About this holder.
    pub subject: Option<Subject>,
    /// In this visit.
    pub visit: Option<VisitSerial>,
    /// Only entries that an item of the worklist rests on, open or signed off. Which these are the store does not know:
    /// the desk says so in `only` before it asks, and without that nothing is kept.
    pub flagged: bool,
    /// Only these positions; nothing a person chooses.
    pub only: Option<Arc<[u32]>>,
}

/// An entry as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Order in the store, over all logs.
    pub position: i64,
    /// The log it is in, by its number.
    pub log: i64,
    /// Its place in that log, from 1.
    pub seq: u64,
    /// The exact bytes.
    pub line: String,
}

/// Where a deferred change stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeferralState {
    /// Its day has not passed.
    Waiting,
    /// It took effect.
    Done,
    /// It will not: a supervisor said no, or it had become impossible.
    Withdrawn,
}

impl DeferralState {
    /// The word of the store.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// Reads the word of the store.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Waiting, Self::Done, Self::Withdrawn].into_iter().find(|state| state.code() == code)
    }
}

/// A change that administrator and recovery code arranged, and that waits its day.
#[derive(Clone, PartialEq, Eq)]
pub struct DeferralRow {
    /// 32 hex digits.
    pub id: String,
    /// What is done.
    pub action: Action,
    /// To which account or setting.
    pub about: String,
    /// The change itself; may hold the hash of a password.
    pub change: String,
    /// The administrator.
    pub made_by: StaffNumber,
    /// When.
    pub made_at: Timestamp,
    /// When it takes effect.
    pub effective_at: Timestamp,
    /// Where it stands.
    pub state: DeferralState,
    /// A supervisor has reviewed it.
    pub signed_off: bool,
}

impl std::fmt::Debug for DeferralRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DeferralRow").field("id", &self.id).field("state", &self.state).finish_non_exhaustive()
    }
}
