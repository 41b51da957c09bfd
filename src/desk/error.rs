//! Why the desk said no, or could not. Every variant has a word that names its message in both languages: `err-…` says
//! what happened, `rec-…` what to do next.

use jiff::Timestamp;

use super::{books::BooksError, integrity::Damage, register::ImportProblem};
use crate::{
    domain::{
        card::CardStatus,
        free_text::{FreeTextError, PersonalNumber},
        id_number::IdError,
        pin::{NotApplicable, PinKind},
        settings::SettingError,
        staff::Role,
        visit::ApprovalReason,
    },
    store::StoreError,
    vault::{HashingError, PasswordRefusal},
};

/// Why the desk said no, or could not.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The screen is locked.
    #[error("the screen is locked")]
    ScreenLocked,
    /// Somebody else is signed in already.
    #[error("somebody is signed in")]
    AlreadySignedIn,
    /// The work belongs to another role.
    #[error("this is the work of {}", .0.code())]
    WrongRole(Role),
    /// The sign-in is older than the office allows.
    #[error("the sign-in has run out")]
    SessionOver,
    /// The account was disabled.
    #[error("the account is disabled")]
    Disabled,
    /// A one-time password must be changed first.
    #[error("the one-time password must be changed first")]
    MustChangePassword,
    /// Wrong staff number or password; the same for both.
    #[error("wrong staff number or password")]
    WrongPassword {
        /// Tries left before the account locks.
        left: u32,
    },
    /// Too many wrong tries.
    #[error("locked until {until}")]
    AccountLocked {
        /// When it opens by itself.
        until: Timestamp,
    },
    /// A new staff password breaks a rule.
    #[error("the new password is refused: {}", .0.code())]
    PasswordRefused(PasswordRefusal),
    /// The recovery code is wrong.
    #[error("the recovery code is wrong")]
    WrongRecoveryCode,

    /// A visit is open.
    #[error("a visit is open")]
    VisitOpen,
    /// No visit is open.
    #[error("no visit is open")]
    NoVisit,
    /// This step does not follow from the last one.
    #[error("not at this step")]
    OutOfOrder,
    /// The holder is the clerk.
    #[error("nobody acts on their own record")]
    OwnRecord,
    /// A number that cannot be one.
    #[error("not an ID number: {}", .0.code())]
    IdNumber(IdError),
    /// The card's status rules the action out.
    #[error("card status {} rules this out", .0.code())]
    CardNotUsable(CardStatus),
    /// Another action is the right one.
    #[error("{:?} does not fit {:?}", .0.action, .0.state)]
    NotApplicable(NotApplicable),
    /// The PIN was set before this office kept them, so it can be reset but not tried.
    #[error("the PIN was set elsewhere")]
    SetElsewhere,
    /// One of the three confirmations is missing.
    #[error("a confirmation is missing")]
    CheckIncomplete,
    /// The document is past its date.
    #[error("the document has expired")]
    DocumentExpired,
    /// The kind of document cannot be this holder's.
    #[error("the document does not fit the number")]
    DocumentDoesNotFit,
    /// The proof was used, or is of another visit.
    #[error("the identity check was used already")]
    ProofUsed,
    /// More than ten minutes passed since the check.
    #[error("the identity check is too old")]
    ProofExpired,
    /// The kind was already dealt with in this visit.
    #[error("{} was dealt with in this visit", .0.code())]
    AlreadyActed(PinKind),
    /// A supervisor's consent is missing.
    #[error("approval is due")]
    ApprovalDue(Vec<ApprovalReason>),
    /// No consent is due for this action.
    #[error("no approval is due")]
    ApprovalNotDue,
    /// The one who approves is not a supervisor.
    #[error("only a supervisor approves")]
    NotSupervisor,
    /// The one who approves is the holder.
    #[error("nobody approves for their own record")]
    OwnApproval,
    /// The item is not there, or is signed off as it stands.
    #[error("no such open item")]
    NoOpenItem,
    /// The item rests on something the supervisor did or approved.
    #[error("nobody signs off their own work")]
    OwnWork,
    /// An approval needs a remark.
    #[error("a remark is missing")]
    RemarkMissing,
    /// An export needs a purpose.
    #[error("a purpose is missing")]
    PurposeMissing,
    /// The person is on hold. The counter is told no more than whom to call.
    #[error("a supervisor has to be called")]
    CallSupervisor,
    /// The person is on hold already.
    #[error("on hold already")]
    OnHold,
    /// The person is not on hold.
    #[error("not on hold")]
    NotOnHold,
    /// Whoever made a hold does not lift it, or not yet, or not alone.
    #[error("a hold is lifted by another supervisor")]
    OwnHold,
    /// The one who consents is not an administrator.
    #[error("only an administrator consents here")]
    NotAdministrator,
    /// A worklist item of a hold ends with the release.
    #[error("the hold still stands")]
    HoldStands,
    /// The holder was confirmed to be still there too often without anything finished.
    #[error("confirmed too often in one visit")]
    ConfirmedTooOften,
    /// More in a minute than honest work has.
    #[error("too often in a minute")]
    TooOften {
        /// How many a minute are allowed.
        most: u32,
    },
    /// A remark, reason or purpose that may not stand in the log.
    #[error(transparent)]
    FreeText(#[from] FreeTextError),
    /// The office has no log of that id.
    #[error("no such log")]
    NoSuchLog,
    /// No checkpoint of the log is truly signed: there is nothing a pack could rest on.
    #[error("the log has no checkpoint")]
    NoCheckpoint,
    /// No pad is open.
    #[error("no pad is open")]
    NoPad,

    /// A staff number that cannot be one.
    #[error("not a staff number")]
    StaffNumber,
    /// The staff number is taken.
    #[error("the staff number is taken")]
    StaffNumberTaken,
    /// The person has an account.
    #[error("the person has an account")]
    PersonTaken,
    /// A name that cannot be one.
    #[error("not a name")]
    Name,
    /// No such account.
    #[error("no such account")]
    NoSuchStaff,
    /// Nobody disables or resets their own account.
    #[error("not on one's own account")]
    OwnAccount,
    /// The last enabled administrator stays.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// The last enabled supervisor stays.
    #[error("the last supervisor stays")]
    LastSupervisor,
    /// The account has this role already.
    #[error("the account has this role")]
    SameRole,
    /// The change needs another person's consent.
    #[error("another person's consent is due")]
    ConsentDue,
    /// Nobody consents to what they change themselves, or to a change of their own account.
    #[error("nobody consents for themselves")]
    OwnConsent,
    /// The account is too new to approve or consent.
    #[error("the account is too new until {until}")]
    AccountTooNew {
        /// From then on it may.
        until: Timestamp,
    },
    /// The office was founded by one person; a second one must sign first.
    #[error("a second person must sign first")]
    SecondPersonDue,
    /// Lines of an import file break rules.
    #[error("{} lines break rules", .0.len())]
    ImportProblems(Vec<ImportProblem>),
    /// A setting out of its range.
    #[error(transparent)]
    Setting(#[from] SettingError),

    /// The log is damaged; counter work is stopped.
    #[error("the log is damaged: {}", .0.code())]
    LogDamaged(Box<Damage>),
    /// The computer's date is not certain; a supervisor must confirm it.
    #[error("the date waits for a supervisor")]
    DateUnconfirmed,
    /// The log is sound: there is nothing to recover from.
    #[error("the log is not damaged")]
    LogSound,
    /// The anchor cannot be written, so nothing is done.
    #[error("the anchor cannot be written: {0}")]
    Anchor(String),
    /// The disk is full; nothing was changed.
    #[error("the disk is full")]
    DiskFull,
    /// The store could not do it; nothing was changed.
    #[error(transparent)]
    Store(StoreError),
    /// Hashing failed; nothing was changed.
    #[error(transparent)]
    Hashing(#[from] HashingError),
    /// The log could not be written; nothing was changed.
    #[error("log: {0}")]
    Log(String),
    /// The program could not take the work on; nothing was begun.
    #[error("nothing was begun")]
    NotBegun,
    /// The program broke off in the middle: whether something was changed is not known here, and stands in the log.
    #[error("broken off; the outcome is not known yet")]
    OutcomeUnknown,
    /// A file could not be read or written.
    #[error("file: {0}")]
    File(#[from] std::io::Error),
    /// No random numbers.
    #[error("random source: {0}")]
    Random(#[from] getrandom::Error),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::DiskFull => Self::DiskFull,
            other => Self::Store(other),
        }
    }
}

impl From<BooksError> for DeskError {
    fn from(error: BooksError) -> Self {
        // The screens say what to do in their own words; what the system said is for whoever mends it.
        tracing::error!(%error, "the log or the database could not be written");
        match error {
            BooksError::Store(error) => error.into(),
            BooksError::Anchor(error) => Self::Anchor(error.to_string()),
            BooksError::Tree(text) => Self::Log(text),
        }
    }
}

impl DeskError {
    /// The word that names the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotSignedIn => "not_signed_in",
            Self::ScreenLocked => "screen_locked",
            Self::AlreadySignedIn => "already_signed_in",
            Self::WrongRole(_) => "wrong_role",
            Self::SessionOver => "session_over",
            Self::Disabled => "disabled",
            Self::MustChangePassword => "must_change_password",
            Self::WrongPassword { .. } => "wrong_password",
            Self::AccountLocked { .. } => "account_locked",
            Self::PasswordRefused(refusal) => match refusal {
                PasswordRefusal::TooShort => "password_too_short",
                PasswordRefusal::Common => "password_common",
                PasswordRefusal::StaffNumber => "password_staff_number",
                PasswordRefusal::Unchanged => "password_unchanged",
            },
            Self::WrongRecoveryCode => "wrong_recovery_code",
            Self::VisitOpen => "visit_open",
            Self::NoVisit => "no_visit",
            Self::OutOfOrder => "out_of_order",
            Self::OwnRecord => "own_record",
            Self::IdNumber(_) => "id_number",
            Self::CardNotUsable(_) => "card_not_usable",
            Self::NotApplicable(_) => "not_applicable",
            Self::SetElsewhere => "set_elsewhere",
            Self::CheckIncomplete => "check_incomplete",
            Self::DocumentExpired => "document_expired",
            Self::DocumentDoesNotFit => "document_does_not_fit",
            Self::ProofUsed => "proof_used",
            Self::ProofExpired => "proof_expired",
            Self::AlreadyActed(_) => "already_acted",
            Self::ApprovalDue(_) => "approval_due",
            Self::ApprovalNotDue => "approval_not_due",
            Self::NotSupervisor => "not_supervisor",
            Self::OwnApproval => "own_approval",
            Self::NoOpenItem => "no_open_item",
            Self::OwnWork => "own_work",
            Self::RemarkMissing => "remark_missing",
            Self::PurposeMissing => "purpose_missing",
            Self::CallSupervisor => "call_supervisor",
            Self::OnHold => "on_hold",
            Self::NotOnHold => "not_on_hold",
            Self::OwnHold => "own_hold",
            Self::NotAdministrator => "not_administrator",
            Self::HoldStands => "hold_stands",
            Self::ConfirmedTooOften => "confirmed_too_often",
            Self::TooOften { .. } => "too_often",
            Self::FreeText(error) => match error {
                FreeTextError::TooLong { .. } => "text_too_long",
                FreeTextError::Holds(PersonalNumber::Id) => "text_id",
                FreeTextError::Holds(PersonalNumber::Phone) => "text_phone",
                FreeTextError::Holds(PersonalNumber::Card) => "text_card",
            },
            Self::NoSuchLog => "no_such_log",
            Self::NoCheckpoint => "no_checkpoint",
            Self::NoPad => "no_pad",
            Self::StaffNumber => "staff_number",
            Self::StaffNumberTaken => "staff_number_taken",
            Self::PersonTaken => "person_taken",
            Self::Name => "name",
            Self::NoSuchStaff => "no_such_staff",
            Self::OwnAccount => "own_account",
            Self::LastAdministrator => "last_administrator",
            Self::LastSupervisor => "last_supervisor",
            Self::SameRole => "same_role",
            Self::ConsentDue => "consent_due",
            Self::OwnConsent => "own_consent",
            Self::AccountTooNew { .. } => "account_too_new",
            Self::SecondPersonDue => "second_person_due",
            Self::ImportProblems(_) => "import_problems",
            Self::Setting(_) => "setting",
            Self::LogDamaged(_) => "log_damaged",
            Self::DateUnconfirmed => "date_unconfirmed",
            Self::LogSound => "log_sound",
            Self::Anchor(_) => "anchor",
            Self::DiskFull => "disk_full",
            Self::Store(_) => "store",
            Self::Hashing(_) => "hashing",
            Self::Log(_) => "log",
            Self::NotBegun => "not_begun",
            Self::OutcomeUnknown => "outcome_unknown",
            Self::File(_) => "file",
            Self::Random(_) => "random",
        }
    }

    /// Every word, so that a test can see that each has its two messages in both languages.
    pub const CODES: &[&str] = &[
        "not_signed_in",
        "screen_locked",
        "already_signed_in",
        "wrong_role",
        "session_over",
        "disabled",
        "must_change_password",
        "wrong_password",
        "account_locked",
        "password_too_short",
        "password_common",
        "password_staff_number",
        "password_unchanged",
        "wrong_recovery_code",
        "visit_open",
        "no_visit",
        "out_of_order",
        "own_record",
        "id_number",
        "card_not_usable",
        "not_applicable",
        "set_elsewhere",
        "check_incomplete",
        "document_expired",
        "document_does_not_fit",
        "proof_used",
        "proof_expired",
        "already_acted",
        "approval_due",
        "approval_not_due",
        "not_supervisor",
        "own_approval",
        "no_open_item",
        "own_work",
        "remark_missing",
        "purpose_missing",
        "call_supervisor",
        "on_hold",
        "not_on_hold",
        "own_hold",
        "not_administrator",
        "hold_stands",
        "confirmed_too_often",
        "too_often",
        "text_too_long",
        "text_id",
        "text_phone",
        "text_card",
        "no_such_log",
        "no_checkpoint",
        "no_pad",
        "staff_number",
        "staff_number_taken",
        "person_taken",
        "name",
        "no_such_staff",
        "own_account",
        "last_administrator",
        "last_supervisor",
        "same_role",
        "consent_due",
        "own_consent",
        "account_too_new",
        "second_person_due",
        "import_problems",
        "setting",
        "log_damaged",
        "date_unconfirmed",
        "log_sound",
        "anchor",
        "disk_full",
        "store",
        "hashing",
        "log",
        "not_begun",
        "outcome_unknown",
        "file",
        "random",
    ];
}
