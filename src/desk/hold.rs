//! 暂停密码办理: a supervisor puts a person on hold for suspected fraud, and another one lifts it.
//!
//! Whether a person is on hold stands in the log alone: the newest hold or release of their pseudonym decides, over all
//! logs of the office. So a hold outlives imports, replaced cards, restarts and a log that was closed for damage, and it
//! can be put on somebody whom the register does not have yet. It is asked for in the transaction of everything that could
//! change a PIN, so one that is made while a holder keys stops the change. The counter hears no more than whom to call.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

use super::{Desk, DeskError, books::Author, identity::needed_remark, pace::Pace};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Subject, Typed, Value},
        free_text::FreeText,
        id_number::IdNumber,
        staff::Role,
    },
    ledger,
    store::{EntryFilter, EntryRow, StaffRow, Tx},
    vault::Password,
};

/// The word of entries that a hold refused.
pub(super) const REASON: &str = "on_hold";

/// So long a hold stands before its maker may lift it together with the administrator, where no other supervisor is at
/// hand.
pub const MAKER_WAITS: SignedDuration = SignedDuration::from_hours(24);

/// A hold that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenHold {
    /// Whose PINs: the pseudonym.
    pub subject: Subject,
    /// The number's mask, `1***7X`.
    pub mask: String,
    /// Since when.
    pub since: Timestamp,
    /// Who made it, by name.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Whether the person who is signed in made it: another one has to lift it.
    pub is_own: bool,
    /// Whether it is on the record of the person who is signed in, who may not lift it.
    pub is_own_record: bool,
    /// From when on its maker may lift it together with the administrator.
    pub maker_may_from: Timestamp,
}

/// The administrator's consent to a release by whoever made the hold, given at the supervisor's screen.
#[derive(Debug)]
pub struct AdministratorConsent {
    /// The administrator's number as typed.
    pub number: String,
    /// The administrator's password.
    pub password: Password,
}

/// A hold as its entry has it.
pub(super) struct Standing {
    since: Timestamp,
    by: String,
    /// The maker's own pseudonym: it stays when an account gets another number or role.
    person: Option<Subject>,
    mask: String,
    reason: String,
}

/// The hold on a person, if one stands.
pub(super) fn standing(tx: &dyn Tx, subject: &Subject) -> Result<Option<Standing>, DeskError> {
    let newest = tx.newest_done(subject, &[Action::Hold, Action::Release])?;
    Ok(newest.and_then(|row| read(&row)).and_then(|(_, standing)| standing))
}

/// Refuses what could touch a PIN of a person on hold.
pub(super) fn refuse(tx: &dyn Tx, subject: &Subject) -> Result<(), DeskError> {
    // What cannot be read any more still says that nothing was released.
    let newest = tx.newest_done(subject, &[Action::Hold, Action::Release])?;
    let is_released = newest.is_none_or(|row| matches!(read(&row), Some((_, None))));
    if is_released { Ok(()) } else { Err(DeskError::CallSupervisor) }
}

/// What an entry says: whom it is about, and the hold if it makes one. `None` for anything else.
fn read(row: &EntryRow) -> Option<(Subject, Option<Standing>)> {
    let line = ledger::decode(&row.line).ok()?;
    let subject = line.subject.as_deref().and_then(Subject::parse)?;
    let text = |key: &str| match line.detail.get(key) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    match line.action()? {
        Action::Release => Some((subject, None)),
        Action::Hold => {
            let standing = Standing {
                since: line.at,
                person: text("person").as_deref().and_then(Subject::parse),
                reason: text(Typed::Remark.key()).unwrap_or_default(),
                by: line.staff.unwrap_or_default(),
                mask: line.mask.unwrap_or_default(),
            };
            Some((subject, Some(standing)))
        }
        _ => None,
    }
}

/// Every hold that stands, oldest first.
fn all(tx: &dyn Tx) -> Result<Vec<(Subject, Standing)>, DeskError> {
    let mut standing: HashMap<Subject, (i64, Standing)> = HashMap::new();
    for action in [Action::Hold, Action::Release] {
        let filter = EntryFilter { action: Some(action), outcome: Some(Outcome::Done), ..EntryFilter::default() };
        tx.each_entry(&filter, &mut |row| {
            match read(&row) {
                Some((subject, Some(hold))) => {
                    standing.insert(subject, (row.position, hold));
                }
                Some((subject, None)) if standing.get(&subject).is_some_and(|(at, _)| *at < row.position) => {
                    standing.remove(&subject);
                }
                _ => {}
            }
            std::ops::ControlFlow::Continue(())
        })?;
    }
    let mut all: Vec<_> = standing.into_iter().map(|(subject, (at, hold))| (at, subject, hold)).collect();
    all.sort_by_key(|(at, ..)| *at);
    Ok(all.into_iter().map(|(_, subject, hold)| (subject, hold)).collect())
}

impl Desk {
    /// Refuses what could touch a PIN if the holder of the open visit is on hold by now.
    pub(super) fn not_on_hold(&mut self) -> Result<(), DeskError> {
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        self.books.read(|tx| refuse(tx, &visit.subject))
    }

    /// Every hold that stands, oldest first.
    ///
    /// # Errors
    /// Not a supervisor, or the log could not be read.
    pub fn holds(&mut self) -> Result<Vec<OpenHold>, DeskError> {
        self.acting(Role::Supervisor)?;
        let me = self.session.as_ref().map(|session| session.person.clone()).ok_or(DeskError::NotSignedIn)?;
        self.books.read(|tx| {
            let mut holds = Vec::new();
            for (subject, hold) in all(tx)? {
                let maker = tx.staff(&hold.by)?;
                holds.push(OpenHold {
                    is_own: is_maker(&hold, maker.as_ref(), &me),
                    is_own_record: subject == me,
                    subject,
                    mask: hold.mask,
                    since: hold.since,
                    by: maker.map_or(hold.by, |maker| maker.name),
                    reason: hold.reason,
                    maker_may_from: maker_may_from(hold.since),
                });
            }
            Ok(holds)
        })
    }

    /// Puts a person on hold: from now on no action on either of their PINs. They need not be in the register.
    ///
    /// # Errors
    /// Not a supervisor, no reason or one that may not stand in the log, the supervisor's own record, or on hold already.
    pub fn hold(&mut self, number: &IdNumber, reason: &str) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        self.counter_is_open()?;
        let reason = needed_remark(reason)?;
        self.keep_pace(&author, Pace::Holds)?;
        let subject = self.keys.subject(number.as_str());
        let me = self.session.as_ref().map(|session| session.person.clone()).ok_or(DeskError::NotSignedIn)?;
        let draft = |outcome| about(Action::Hold, outcome, &subject, number.mask(), &reason);
        self.write_decision(&author, |tx| {
            if me == subject {
                return Ok(Err((DeskError::OwnRecord, draft(Outcome::Refused).with("reason", "own_record"))));
            }
            if standing(tx, &subject)?.is_some() {
                return Ok(Err((DeskError::OnHold, draft(Outcome::Failed).with("reason", "on_hold_already"))));
            }
            Ok(Ok(draft(Outcome::Done).with("person", me.as_str())))
        })
    }

    /// Lifts a hold. Whoever made it cannot; after a [day](MAKER_WAITS) they can together with the administrator.
    ///
    /// # Errors
    /// Not a supervisor, no reason or one that may not stand in the log, the supervisor's own record,
    /// [`DeskError::NotOnHold`], [`DeskError::OwnHold`], or the administrator's number or password is wrong.
    pub fn release(
        &mut self,
        subject: &Subject,
        reason: &str,
        administrator: Option<&AdministratorConsent>,
    ) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        self.counter_is_open()?;
        let reason = needed_remark(reason)?;
        self.keep_pace(&author, Pace::Releases)?;
        let now = self.clock.now();
        let me = self.session.as_ref().map(|session| session.person.clone()).ok_or(DeskError::NotSignedIn)?;
        let consent = match administrator {
            Some(consent) => Some(self.authenticate(&consent.number, &consent.password, Action::Release)?),
            None => None,
        };
        let mine = self.books.read(|tx| Ok(tx.staff(&author.staff)?))?.ok_or(DeskError::NoSuchStaff)?;
        // An account that was made or changed today lifts nothing, as it consents to nothing.
        let too_new = self.not_yet_trusted(&mine);
        let reckoning = self.books.reckoning();
        let administrator_too_new = consent.as_ref().and_then(|staff| self.not_yet_trusted(staff));
        self.write_decision(&author, |tx| {
            let Some(hold) = standing(tx, subject)? else {
                let draft = about(Action::Release, Outcome::Failed, subject, String::new(), &reason);
                return Ok(Err((DeskError::NotOnHold, draft.with("reason", "not_on_hold"))));
            };
            let draft = |outcome| about(Action::Release, outcome, subject, hold.mask.clone(), &reason);
            let refused = |error, word| Ok(Err((error, draft(Outcome::Refused).with("reason", word))));
            if me == *subject {
                return refused(DeskError::OwnRecord, "own_record");
            }
            if let Some((error, word)) = too_new {
                return refused(error, word);
            }
            if !is_maker(&hold, tx.staff(&hold.by)?.as_ref(), &me) {
                return Ok(Ok(draft(Outcome::Done)));
            }
            let Some(staff) = consent.as_ref().filter(|_| reckoning.ends(hold.since, MAKER_WAITS, now).is_none())
            else {
                return refused(DeskError::OwnHold, "own_hold");
            };
            match administrator_too_new {
                _ if staff.role != Role::Administrator => refused(DeskError::NotAdministrator, "wrong_role"),
                Some((error, word)) => refused(error, word),
                None if staff.person == *subject => refused(DeskError::OwnRecord, "own_record"),
                None => Ok(Ok(draft(Outcome::Done).with("consent", staff.number.as_str()))),
            }
        })
    }

    /// Writes what was decided in the transaction that decides it: the hold or release, or that it was refused.
    fn write_decision(
        &mut self,
        author: &Author,
        judge: impl FnOnce(&dyn Tx) -> Result<Result<Draft, (DeskError, Draft)>, DeskError>,
    ) -> Result<(), DeskError> {
        let refused = self.books.write(self.clock.now(), |pen| {
            let (refused, draft) = match judge(pen.tx())? {
                Ok(draft) => (None, draft),
                Err((error, draft)) => (Some(error), draft),
            };
            pen.write_as(author, draft)?;
            pen.seal()?;
            Ok(refused)
        })?;
        refused.map_or(Ok(()), Err)
    }
}

fn about(action: Action, outcome: Outcome, subject: &Subject, mask: String, reason: &FreeText) -> Draft {
    let mask = Some(mask).filter(|mask| !mask.is_empty());
    Draft { subject: Some(subject.clone()), mask, ..Draft::new(action, outcome) }.saying(Typed::Remark, reason)
}

/// Whether a person made the hold, whatever their account is called by now.
fn is_maker(hold: &Standing, maker: Option<&StaffRow>, me: &Subject) -> bool {
    hold.person.as_ref() == Some(me) || maker.is_some_and(|maker| maker.person == *me)
}

fn maker_may_from(since: Timestamp) -> Timestamp {
    since.checked_add(MAKER_WAITS).unwrap_or(Timestamp::MAX)
}
