//! 需另一人同意: the second person behind what an administrator changes. A supervisor consents on a sheet over the
//! administrator's screen; where none is at hand, both halves of the recovery code arrange the change for a day later.

use jiff::{SignedDuration, Timestamp};

use super::{Desk, DeskError, books::Author, change::Change, identity::needed_remark};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Typed},
        free_text::FreeText,
        staff::{Role, StaffNumber},
    },
    store::{DeferralRow, DeferralState, StaffRow},
    vault::{Password, RecoveryCode, RecoveryHalves},
};

/// How long a change waits that no supervisor consented to.
pub const DEFERRED_FOR: SignedDuration = SignedDuration::from_hours(24);

/// What a supervisor decides on the sheet over the administrator's screen.
#[derive(Debug)]
pub struct ConsentDecision {
    /// The supervisor's number as typed.
    pub supervisor: String,
    /// The supervisor's password.
    pub password: Password,
    /// Why; without names.
    pub remark: String,
    /// Consent, or its refusal.
    pub granted: bool,
}

/// Who stands behind an administrator's change beside the administrator.
#[derive(Debug)]
pub enum Consent {
    /// A supervisor, here and now.
    Supervisor(ConsentDecision),
    /// Nobody at hand: both halves of the recovery code, and a day to object.
    RecoveryCode(RecoveryHalves),
}

/// What came of a change that another person had to consent to.
#[derive(Debug)]
pub enum Consented<T> {
    /// It took effect.
    Done(T),
    /// It takes effect later, unless a supervisor objects. The code that was used is void; the next one is shown once.
    Later {
        /// When.
        at: Timestamp,
        /// What it gave.
        value: T,
        /// The next recovery code.
        next_code: RecoveryCode,
    },
    /// The supervisor said no, which is in the log. Nothing else has changed.
    Refused,
}

impl<T> Consented<T> {
    /// The same, with another value.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Consented<U> {
        match self {
            Self::Done(value) => Consented::Done(with(value)),
            Self::Later { at, value, next_code } => Consented::Later { at, value: with(value), next_code },
            Self::Refused => Consented::Refused,
        }
    }

    /// What it gave, if it took effect at once.
    pub fn done(self) -> Option<T> {
        match self {
            Self::Done(value) => Some(value),
            Self::Later { .. } | Self::Refused => None,
        }
    }
}

impl Desk {
    /// Makes a change of the administrator's take effect, with whatever consent it needs.
    ///
    /// # Errors
    /// Consent is due and was not given, the one who gives it may not, or the change is impossible.
    pub(super) fn carry_out(&mut self, change: Change, consent: Option<&Consent>) -> Result<Consented<()>, DeskError> {
        let author = self.acting(Role::Administrator)?;
        if change.is_about(&author.staff) {
            return Err(DeskError::OwnAccount);
        }
        // Whatever makes it impossible is said before anybody is asked.
        let settings = &self.settings;
        self.books.read(|tx| change.possible(tx, settings))?;
        let needs_consent = change.needs_consent(&self.settings);
        if needs_consent && consent.is_some() {
            // Whoever came by the account yesterday, perhaps with both halves of the code, changes nothing even with another's
            // word before everybody could see it for a day.
            if let Some(error) = self.is_too_new(&author)? {
                return Err(error);
            }
        }
        match consent {
            None if needs_consent => Err(DeskError::ConsentDue),
            None => self.apply(change, &author, None).map(Consented::Done),
            Some(Consent::Supervisor(decision)) => {
                let supervisor = self.decide(&change, &author, decision)?;
                if !decision.granted {
                    return Ok(Consented::Refused);
                }
                self.apply(change, &author, Some(&supervisor)).map(Consented::Done)
            }
            Some(Consent::RecoveryCode(halves)) => self.defer(&change, &author, halves),
        }
    }

    /// The change and its entries, in one transaction.
    fn apply(
        &mut self,
        change: Change,
        author: &Author,
        supervisor: Option<&(StaffNumber, FreeText)>,
    ) -> Result<(), DeskError> {
        let now = self.clock.now();
        let settings = &self.settings;
        let by = supervisor.map(|(number, _)| number.as_str());
        self.books.write(now, |pen| {
            if let Some((number, remark)) = supervisor {
                let by = Author { staff: number.as_str().to_owned(), role: Role::Supervisor };
                pen.write_as(&by, consent_entry(&change, Outcome::Done).saying(Typed::Remark, remark))?;
            }
            change.write(pen, settings, author, by, now)?;
            pen.seal()
        })?;
        self.took_effect(&change)
    }

    /// What the desk itself remembers of a change.
    pub(super) fn took_effect(&mut self, change: &Change) -> Result<(), DeskError> {
        if let Change::Settings(changes) = change {
            self.take_settings(changes)?;
        }
        self.notice_anew();
        Ok(())
    }

    /// A supervisor's word on a change: their number and remark; a refusal is written here.
    fn decide(
        &mut self,
        change: &Change,
        author: &Author,
        decision: &ConsentDecision,
    ) -> Result<(StaffNumber, FreeText), DeskError> {
        let remark = needed_remark(&decision.remark)?;
        let staff = self.authenticate(&decision.supervisor, &decision.password, Action::Consent)?;
        let refusal = match staff.role {
            _ if staff.number.as_str() == author.staff => Some((DeskError::OwnConsent, "own_change")),
            Role::Clerk | Role::Administrator => Some((DeskError::NotSupervisor, "wrong_role")),
            Role::Supervisor if change.is_about(staff.number.as_str()) => Some((DeskError::OwnConsent, "own_account")),
            Role::Supervisor => self.not_yet_trusted(&staff),
        };
        let by = Author { staff: staff.number.as_str().to_owned(), role: staff.role };
        let now = self.clock.now();
        if let Some((error, reason)) = refusal {
            let draft = consent_entry(change, Outcome::Failed).with("reason", reason);
            self.books.write(now, |pen| pen.write_as(&by, draft))?;
            return Err(error);
        }
        if !decision.granted {
            let draft = consent_entry(change, Outcome::Refused).saying(Typed::Remark, &remark);
            self.books.write(now, |pen| {
                pen.write_as(&by, draft)?;
                pen.seal()
            })?;
        }
        Ok((staff.number, remark))
    }

    /// Why a supervisor's word does not count yet, with the word of the log; `None` if it does.
    pub(super) fn not_yet_trusted(&self, staff: &StaffRow) -> Option<(DeskError, &'static str)> {
        if staff.one_time {
            return Some((DeskError::MustChangePassword, "one_time_password"));
        }
        let until = self.known_from(staff)?;
        Some((DeskError::AccountTooNew { until }, "too_new"))
    }

    /// Why the one who acts is too new for what needs consent; `None` if they are not.
    fn is_too_new(&mut self, author: &Author) -> Result<Option<DeskError>, DeskError> {
        let staff = self.books.read(|tx| Ok(tx.staff(&author.staff)?))?.ok_or(DeskError::NoSuchStaff)?;
        Ok(self.known_from(&staff).map(|until| DeskError::AccountTooNew { until }))
    }

    /// From when on an account counts as known; `None` if it does by now, however the clock was set meanwhile.
    pub(super) fn known_from(&self, staff: &StaffRow) -> Option<Timestamp> {
        let wanted = SignedDuration::from_hours(i64::from(self.settings.known_after_hours));
        self.books.reckoning().ends(staff.known_since?, wanted, self.clock.now())
    }

    /// Arranges a change for a day later.
    fn defer(&mut self, change: &Change, author: &Author, halves: &RecoveryHalves) -> Result<Consented<()>, DeskError> {
        let made_by = StaffNumber::parse(&author.staff).ok_or(DeskError::NoSuchStaff)?;
        self.spend_recovery_code(author, change, halves)?;
        let now = self.clock.now();
        let at = now.checked_add(DEFERRED_FOR).unwrap_or(Timestamp::MAX);
        let row = DeferralRow {
            id: super::random_id()?,
            action: change.action(),
            about: change.about(),
            change: change.stored()?,
            made_by,
            made_at: now,
            effective_at: at,
            state: DeferralState::Waiting,
            signed_off: false,
        };
        let next_code = RecoveryCode::generate()?;
        let hash = self.recovery_hash(&next_code)?;
        self.books.write(now, |pen| {
            pen.tx().put_deferral(&row)?;
            pen.tx().put_value(super::session::RECOVERY_KEY, &hash)?;
            let draft = Draft::new(Action::RecoveryCodeUse, Outcome::Done)
                .with("change", row.action.code())
                .with("about", row.about.as_str())
                .with("deferral", row.id.as_str())
                .with("effective_at", at.to_string());
            pen.write_as(author, draft)?;
            pen.seal()
        })?;
        self.notice_anew();
        Ok(Consented::Later { at, value: (), next_code })
    }

    /// Compares both halves; a wrong one counts like a wrong password of whoever typed it.
    fn spend_recovery_code(
        &mut self,
        author: &Author,
        change: &Change,
        halves: &RecoveryHalves,
    ) -> Result<(), DeskError> {
        let own = self.books.read(|tx| Ok(tx.staff(&author.staff)?))?.ok_or(DeskError::NoSuchStaff)?;
        if let Some(until) = self.account_lock(own.locked_until) {
            return Err(DeskError::AccountLocked { until });
        }
        if self.recovery_code_is_right(halves)? {
            return Ok(());
        }
        tracing::info!(action = change.action().code(), "a wrong recovery code");
        Err(match self.count_wrong_try(&author.staff, Action::RecoveryCodeUse)? {
            DeskError::WrongPassword { .. } => DeskError::WrongRecoveryCode,
            other => other,
        })
    }

    /// New halves for new keepers: the administrator's and the consenting supervisor's. The code before is void.
    ///
    /// # Errors
    /// As for any change that needs consent; the recovery code cannot vouch for its own successor.
    pub fn reissue_recovery_code(&mut self, decision: &ConsentDecision) -> Result<Consented<RecoveryCode>, DeskError> {
        let author = self.acting(Role::Administrator)?;
        if let Some(error) = self.is_too_new(&author)? {
            return Err(error);
        }
        let change = Change::RecoveryCode;
        let (supervisor, remark) = self.decide(&change, &author, decision)?;
        if !decision.granted {
            return Ok(Consented::Refused);
        }
        let code = RecoveryCode::generate()?;
        let hash = self.recovery_hash(&code)?;
        self.books.write(self.clock.now(), |pen| {
            let by = Author { staff: supervisor.as_str().to_owned(), role: Role::Supervisor };
            pen.write_as(&by, consent_entry(&change, Outcome::Done).saying(Typed::Remark, &remark))?;
            super::adoption::keep_code(pen, &hash, &author.staff, supervisor.as_str())?;
            let draft = Draft::new(Action::RecoveryCodeReissue, Outcome::Done)
                .with("first_keeper", author.staff.as_str())
                .with("second_keeper", supervisor.as_str());
            pen.write_as(&author, draft.with("consent", supervisor.as_str()))?;
            pen.seal()
        })?;
        self.notice_anew();
        Ok(Consented::Done(code))
    }
}

/// A supervisor's entry about a change.
pub(super) fn consent_entry(change: &Change, outcome: Outcome) -> Draft {
    Draft::new(Action::Consent, outcome).with("change", change.action().code()).with("about", change.about())
}
