//! Signing in and out, the locked screen, and who is acting.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::{
    Desk, DeskError, Moment, books::Author, ends::End, reckoning::Reckoning, today::DayCount, worklist::SessionWorklist,
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Subject, Value},
        staff::{Role, StaffNumber},
        time,
    },
    store::{DeferralRow, DeferralState, StaffRow, UnknownStaffRow},
    vault::{OneTimeCode, Password, RecoveryCode, RecoveryHalves},
};

/// Wrong passwords in a row that lock an account (GB/T 22239-2019 8.1.4.1 b).
pub const TRIES_BEFORE_LOCK: u32 = 5;
/// Wrong current passwords in a row, at a change of one's own, that lock the screen: whoever sits at somebody else's
/// unlocked screen tries no further there, and leaves the person tries to come back with.
pub const TRIES_BEFORE_SCREEN_LOCK: u32 = 3;
/// How long a locked account stays locked.
pub const LOCK_MINUTES: i64 = 15;

/// The one person at the program.
#[derive(Debug)]
pub(super) struct Session {
    pub(super) number: StaffNumber,
    pub(super) role: Role,
    pub(super) person: Subject,
    pub(super) one_time: bool,
    pub(super) locked: bool,
    /// What a supervisor's screens share of the worklist; gone with the session.
    pub(super) worklist: Option<SessionWorklist>,
    /// A clerk's visits of the day.
    pub(super) day: DayCount,
    /// Wrong current passwords in a row at a change of one's own.
    wrong_own: u32,
    started: Moment,
}

/// What the screens need to know about the person who signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// 工号.
    pub number: StaffNumber,
    /// Name.
    pub name: String,
    /// 岗位.
    pub role: Role,
    /// The password is a one-time password and must be changed before anything else.
    pub must_change_password: bool,
    /// Who reset this supervisor's password since the last sign-in, if anyone did.
    pub password_was_reset_by: Option<String>,
    /// The office was founded by one person, and this administrator can do nothing before a second one has signed.
    pub needs_second_person: bool,
}

impl Desk {
    /// Signs a person in.
    ///
    /// An unknown number, a wrong password and a number with a wrong password too often get the same words and take
    /// the same time.
    ///
    /// # Errors
    /// [`DeskError::WrongPassword`], [`DeskError::AccountLocked`], [`DeskError::Disabled`], or the log could not be
    /// written.
    pub fn sign_in(&mut self, number: &str, password: &Password) -> Result<SignedIn, DeskError> {
        if self.session.is_some() {
            return Err(DeskError::AlreadySignedIn);
        }
        let staff = self.authenticate(number, password, Action::SignIn)?;
        let signed_in = SignedIn {
            number: staff.number.clone(),
            name: staff.name.clone(),
            role: staff.role,
            must_change_password: staff.one_time,
            password_was_reset_by: staff.notice.clone(),
            needs_second_person: staff.role == Role::Administrator && self.is_one_persons()?,
        };
        let author = Author { staff: staff.number.as_str().to_owned(), role: staff.role };
        self.books.write(self.clock.now(), |pen| {
            if staff.notice.is_some() && !staff.one_time {
                pen.tx().put_staff(&StaffRow { notice: None, ..staff.clone() })?;
            }
            pen.write_as(&author, Draft::new(Action::SignIn, Outcome::Done))
        })?;
        let day = if staff.role == Role::Clerk { self.day_so_far(&author) } else { DayCount::none(self.clock.now()) };
        self.session = Some(Session {
            number: staff.number,
            role: staff.role,
            person: staff.person,
            one_time: staff.one_time,
            locked: false,
            worklist: None,
            day,
            wrong_own: 0,
            started: self.clock.moment(),
        });
        Ok(signed_in)
    }

    /// A count that cannot be read keeps nobody from signing in.
    fn day_so_far(&mut self, author: &Author) -> DayCount {
        self.counted_day(author).unwrap_or_else(|error| {
            tracing::warn!(%error, "the visits of the day could not be counted");
            DayCount::none(self.clock.now())
        })
    }

    /// Signs the person out; an open visit ends as abandoned.
    ///
    /// # Errors
    /// The log could not be written; the person is signed out all the same, and nothing is done before that is written.
    pub fn sign_out(&mut self) -> Result<(), DeskError> {
        let closed = self.leave_visit();
        let Some(session) = self.session.take() else { return closed };
        let author = Author { staff: session.number.as_str().to_owned(), role: session.role };
        let end = End::of(self.clock.now(), &author, Draft::new(Action::SignOut, Outcome::Done));
        closed.and(self.books.end(end))
    }

    /// Locks the screen, by hand or because nobody touched it.
    ///
    /// # Errors
    /// Nobody is signed in, or the log could not be written.
    pub fn lock_screen(&mut self, idle: bool) -> Result<(), DeskError> {
        self.lock_with("idle", idle)
    }

    fn lock_with(&mut self, why: &str, value: impl Into<Value>) -> Result<(), DeskError> {
        let session = self.session.as_mut().ok_or(DeskError::NotSignedIn)?;
        session.locked = true;
        let author = Author { staff: session.number.as_str().to_owned(), role: session.role };
        let draft = Draft::new(Action::ScreenLock, Outcome::Done).with(why, value);
        self.books.end(End::of(self.clock.now(), &author, draft))
    }

    /// Lets the same person back to the locked screen.
    ///
    /// After the longest sign-in this is a new sign-in, and an entry of one; an open visit goes on, so that nobody types
    /// anything twice because a shift was long.
    ///
    /// # Errors
    /// As [`Self::sign_in`]; [`DeskError::SessionOver`] if the account has another role or a one-time password by now.
    pub fn unlock_screen(&mut self, password: &Password) -> Result<(), DeskError> {
        let session = self.session.as_ref().ok_or(DeskError::NotSignedIn)?;
        let (number, role) = (session.number.as_str().to_owned(), session.role);
        let is_over = self.session_is_over();
        let action = if is_over { Action::SignIn } else { Action::ScreenUnlock };
        let staff = self.authenticate(&number, password, action)?;
        if is_over && (staff.role != role || staff.one_time) {
            return Err(DeskError::SessionOver);
        }
        let author = Author { staff: number, role: staff.role };
        self.books.write(self.clock.now(), |pen| pen.write_as(&author, Draft::new(action, Outcome::Done)))?;
        let now = self.clock.moment();
        if let Some(session) = self.session.as_mut() {
            session.locked = false;
            if is_over {
                session.started = now;
            }
            session.wrong_own = 0;
        }
        Ok(())
    }

    /// Changes the password of the person who is signed in.
    ///
    /// A wrong current password counts as at the sign-in; the [third in a row](TRIES_BEFORE_SCREEN_LOCK) locks the
    /// screen.
    ///
    /// # Errors
    /// The current password is wrong, the new one breaks a rule, a holder is keying, the screen is locked (perhaps just
    /// now), or the sign-in has run out.
    pub fn change_own_password(&mut self, current: &Password, new: &Password) -> Result<(), DeskError> {
        let session = self.session.as_ref().ok_or(DeskError::NotSignedIn)?;
        let number = session.number.as_str().to_owned();
        if session.locked {
            return Err(DeskError::ScreenLocked);
        }
        if self.session_is_over() {
            return Err(DeskError::SessionOver);
        }
        if self.pad_stage().is_some() {
            return Err(DeskError::OutOfOrder);
        }
        let staff = match self.authenticate(&number, current, Action::PasswordChange) {
            Err(error @ DeskError::WrongPassword { .. }) => return Err(self.wrong_own_password(error)?),
            other => other?,
        };
        let same_code = staff.one_time && OneTimeCode::typed(current).matches(&OneTimeCode::typed(new));
        if current.matches(new) || same_code {
            return Err(DeskError::PasswordRefused(crate::vault::PasswordRefusal::Unchanged));
        }
        new.acceptable(&number).map_err(DeskError::PasswordRefused)?;
        let hash = self.staff_hasher.hash(new.bytes(), &account_owner(&staff.number))?;
        let author = Author { staff: number, role: staff.role };
        self.books.write(self.clock.now(), |pen| {
            // The notice about a reset was shown at this sign-in, so it ends with the one-time password.
            let changed = StaffRow { password_hash: hash, one_time: false, notice: None, ..staff };
            pen.tx().put_staff(&changed)?;
            pen.write_as(&author, Draft::new(Action::PasswordChange, Outcome::Done))?;
            pen.seal()
        })?;
        if let Some(session) = self.session.as_mut() {
            session.one_time = false;
            session.wrong_own = 0;
        }
        Ok(())
    }

    /// Counts a wrong current password at a change of one's own; what is to be said of it.
    fn wrong_own_password(&mut self, error: DeskError) -> Result<DeskError, DeskError> {
        let Some(session) = self.session.as_mut() else { return Ok(error) };
        session.wrong_own += 1;
        if session.wrong_own < TRIES_BEFORE_SCREEN_LOCK {
            return Ok(error);
        }
        self.lock_with("reason", "wrong_password")?;
        Ok(DeskError::ScreenLocked)
    }

    /// Gives an administrator a new password against both halves of the office's recovery code. The code is used up and a
    /// new one comes back, each half to be shown once to its keeper.
    ///
    /// # Errors
    /// [`DeskError::WrongRecoveryCode`] counts as a wrong password would; the new password may break a rule.
    pub fn recover_administrator(
        &mut self,
        number: &str,
        halves: &RecoveryHalves,
        new: &Password,
    ) -> Result<RecoveryCode, DeskError> {
        self.counter_is_open()?;
        let staff = self.known_staff(number)?.filter(|staff| staff.role == Role::Administrator);
        let right = self.recovery_code_is_right(halves)?;
        let Some(staff) = staff.filter(|_| right) else {
            let error = self.count_wrong_try(number, Action::RecoveryCodeUse)?;
            return Err(match error {
                DeskError::WrongPassword { .. } => DeskError::WrongRecoveryCode,
                other => other,
            });
        };
        if let Some(until) = self.account_lock(staff.locked_until) {
            return Err(DeskError::AccountLocked { until });
        }
        if staff.disabled {
            return Err(DeskError::Disabled);
        }
        new.acceptable(staff.number.as_str()).map_err(DeskError::PasswordRefused)?;
        let hash = self.staff_hasher.hash(new.bytes(), &account_owner(&staff.number))?;
        let next = RecoveryCode::generate()?;
        let next_hash = self.recovery_hash(&next)?;
        let author = Author { staff: staff.number.as_str().to_owned(), role: staff.role };
        let now = self.clock.now();
        let keepers = self.books.read(super::adoption::keepers)?;
        // Every screen shows it until a supervisor who kept no half of it has looked.
        let shown = DeferralRow {
            id: super::random_id()?,
            action: Action::RecoveryCodeUse,
            about: author.staff.clone(),
            change: keepers.clone(),
            made_by: staff.number.clone(),
            made_at: now,
            effective_at: now,
            state: DeferralState::Done,
            signed_off: false,
        };
        self.books.write(now, |pen| {
            let changed = StaffRow {
                password_hash: hash,
                one_time: false,
                wrong_tries: 0,
                locked_until: None,
                known_since: Some(pen.now()),
                ..staff
            };
            pen.tx().put_staff(&changed)?;
            pen.tx().put_value(RECOVERY_KEY, &next_hash)?;
            pen.tx().put_deferral(&shown)?;
            let mut draft = Draft::new(Action::RecoveryCodeUse, Outcome::Done).with("for", "administrator");
            // Both gave their half away: neither looks at it alone afterwards.
            for (key, keeper) in ["first_keeper", "second_keeper"].into_iter().zip(keepers.split_whitespace()) {
                draft = draft.with(key, keeper);
            }
            pen.write_as(&author, draft)?;
            pen.seal()
        })?;
        self.notice_anew();
        Ok(next)
    }

    pub(super) fn recovery_code_is_right(&mut self, halves: &RecoveryHalves) -> Result<bool, DeskError> {
        let stored = self.books.read(|tx| Ok(tx.value(RECOVERY_KEY)?))?;
        let typed = halves.secret();
        Ok(match stored {
            Some(stored) => self.staff_hasher.verify(typed.bytes(), RECOVERY_KEY, &stored)?,
            None => false,
        })
    }

    /// Checks a password and counts a wrong one, durably, before the verdict.
    pub(super) fn authenticate(
        &mut self,
        number: &str,
        password: &Password,
        purpose: Action,
    ) -> Result<StaffRow, DeskError> {
        self.mind_the_clock()?;
        self.keep_pace_of_passwords(purpose)?;
        let now = self.clock.now();
        let staff = self.known_staff(number)?;
        let right = match &staff {
            Some(staff) => {
                // A one-time password is a code read from paper: dashes and case do not matter.
                let code = staff.one_time.then(|| OneTimeCode::typed(password));
                let typed = code.as_ref().unwrap_or(password);
                self.staff_hasher.verify(typed.bytes(), &account_owner(&staff.number), &staff.password_hash)?
            }
            None => self.staff_hasher.waste(password.bytes()).map(|()| false)?,
        };
        let Some(staff) = staff.filter(|_| right) else {
            return Err(self.count_wrong_try(number, purpose)?);
        };
        let author = Author { staff: staff.number.as_str().to_owned(), role: staff.role };
        let refusal = match self.account_lock(staff.locked_until) {
            Some(until) => Some((DeskError::AccountLocked { until }, "locked")),
            None if staff.disabled => Some((DeskError::Disabled, "disabled")),
            None => None,
        };
        if let Some((error, reason)) = refusal {
            self.books.write(now, |pen| {
                pen.write_as(&author, Draft::new(purpose, Outcome::Refused).with("reason", reason))
            })?;
            return Err(error);
        }
        let staff = StaffRow { wrong_tries: 0, locked_until: None, ..staff };
        self.books.write(now, |pen| Ok(pen.tx().put_staff(&staff)?))?;
        Ok(staff)
    }

    fn known_staff(&mut self, number: &str) -> Result<Option<StaffRow>, DeskError> {
        match StaffNumber::parse(number) {
            Some(number) => self.books.read(|tx| Ok(tx.staff(number.as_str())?)),
            None => Ok(None),
        }
    }

    /// Counts a wrong try and says how it looks to the person: the same for an account and for none.
    pub(super) fn count_wrong_try(&mut self, number: &str, purpose: Action) -> Result<DeskError, DeskError> {
        self.mind_the_clock()?;
        let now = self.clock.now();
        let reckoning = self.books.reckoning();
        let known = self.known_staff(number)?;
        let typed = number.trim().to_lowercase();
        let pseudonym = self.keys.unknown_staff(&typed);
        let (error, draft) = self.books.write(now, |pen| {
            let before = match &known {
                Some(staff) => UnknownStaffRow { wrong_tries: staff.wrong_tries, locked_until: staff.locked_until },
                None => pen.tx().unknown_staff(&pseudonym)?,
            };
            let (after, error) = after_wrong_try(&before, &reckoning, now);
            let draft = match &error {
                DeskError::WrongPassword { left } => Draft::new(purpose, Outcome::Failed).with("left", *left),
                _ => Draft::new(purpose, Outcome::Failed).with("locked", true),
            };
            match &known {
                Some(staff) => pen.tx().put_staff(&StaffRow {
                    wrong_tries: after.wrong_tries,
                    locked_until: after.locked_until,
                    ..staff.clone()
                })?,
                None => pen.tx().put_unknown_staff(&pseudonym, &after)?,
            }
            let staff = known.as_ref().map_or_else(|| pseudonym.clone(), |s| s.number.as_str().to_owned());
            let draft = Draft { staff: Some(staff), role: known.as_ref().map(|s| s.role), ..draft };
            pen.write(draft.clone())?;
            Ok((error, draft))
        })?;
        tracing::info!(outcome = draft.outcome.code(), "sign-in failed");
        Ok(error)
    }

    /// How long the sign-in still lasts; `None` if nobody is signed in.
    #[must_use]
    pub fn session_left(&self) -> Option<Duration> {
        let longest = Duration::from_secs(u64::from(self.settings.session_hours) * 3600);
        let session = self.session.as_ref()?;
        Some(session.started.left(self.clock.moment(), longest))
    }

    /// Whether the longest sign-in is over. A holder who is keying is let finish: their pad ends by itself soon enough.
    fn session_is_over(&self) -> bool {
        self.session_left().is_some_and(|left| left.is_zero()) && self.pad_stage().is_none()
    }

    /// The person who is acting, if the work is theirs to do. Every piece of work begins here.
    pub(super) fn acting(&mut self, role: Role) -> Result<Author, DeskError> {
        let author = self.ending(role)?;
        // While the date is in doubt only the one who can settle that may act.
        if role != Role::Supervisor {
            self.date_is_certain()?;
        }
        Ok(author)
    }

    /// As [`Self::acting`], for what only brings something to its end: that is done on a doubtful day, too.
    pub(super) fn ending(&mut self, role: Role) -> Result<Author, DeskError> {
        let author = self.acting_as_anyone()?;
        if author.role != role {
            return Err(DeskError::WrongRole(role));
        }
        if role == Role::Administrator && self.is_one_persons()? {
            return Err(DeskError::SecondPersonDue);
        }
        // A damaged log takes no entries, so only the one who can mend that may act.
        if role != Role::Supervisor {
            self.counter_is_open()?;
        }
        Ok(author)
    }

    /// The person who is acting, whatever their role.
    pub(super) fn acting_as_anyone(&mut self) -> Result<Author, DeskError> {
        self.mind_the_clock()?;
        let session = self.session.as_ref().ok_or(DeskError::NotSignedIn)?;
        if session.locked {
            return Err(DeskError::ScreenLocked);
        }
        if self.session_is_over() {
            return Err(DeskError::SessionOver);
        }
        if session.one_time {
            return Err(DeskError::MustChangePassword);
        }
        let author = Author { staff: session.number.as_str().to_owned(), role: session.role };
        // Disabling takes effect at the next request.
        let staff = self.books.read(|tx| Ok(tx.staff(&author.staff)?))?;
        match staff {
            Some(staff) if !staff.disabled && staff.role == author.role => Ok(author),
            _ => Err(DeskError::Disabled),
        }
    }
}

/// Where the hash of the recovery code lies.
pub(super) const RECOVERY_KEY: &str = "recovery_code";

/// Whom the hash of a password belongs to.
pub(super) fn account_owner(number: &StaffNumber) -> String {
    format!("staff {}", number.as_str())
}

/// How long a locked account stays locked.
const LOCK_LASTS: SignedDuration = SignedDuration::from_mins(LOCK_MINUTES);

/// The end of a lock that has not run out, by either hand of the clock. The store keeps when the lock should end.
pub(super) fn account_lock(until: Option<Timestamp>, reckoning: &Reckoning, now: Timestamp) -> Option<Timestamp> {
    reckoning.ends(time::earlier(until?, LOCK_LASTS), LOCK_LASTS, now)
}

impl Desk {
    /// The end of an account's lock that has not run out.
    pub(super) fn account_lock(&self, until: Option<Timestamp>) -> Option<Timestamp> {
        account_lock(until, &self.books.reckoning(), self.clock.now())
    }
}

/// What one more wrong try does to an account, or to a number that has none.
fn after_wrong_try(before: &UnknownStaffRow, reckoning: &Reckoning, now: Timestamp) -> (UnknownStaffRow, DeskError) {
    if let Some(until) = account_lock(before.locked_until, reckoning, now) {
        return (before.clone(), DeskError::AccountLocked { until });
    }
    let tries = if before.locked_until.is_some() { 1 } else { before.wrong_tries + 1 };
    if tries >= TRIES_BEFORE_LOCK {
        let until = time::later(now, LOCK_LASTS);
        return (UnknownStaffRow { wrong_tries: 0, locked_until: Some(until) }, DeskError::AccountLocked { until });
    }
    let after = UnknownStaffRow { wrong_tries: tries, locked_until: None };
    (after, DeskError::WrongPassword { left: TRIES_BEFORE_LOCK - tries })
}
