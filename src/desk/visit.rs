//! 办件: look-up, what the screens may see of the holder, and the end of the visit.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use zeroize::Zeroizing;

use super::{
    Desk, DeskError, Moment,
    books::{Author, Pen},
    hold,
    pace::Pace,
    pins::Pad,
    reckoning::Reckoning,
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Subject, Value},
        card::CardStatus,
        document::DocumentKind,
        holder::{self, Name, NameFlaw},
        id_number::{IdKind, IdNumber, Sex},
        pin::{PinKind, PinState, advice},
        settings::Settings,
        staff::Role,
        time,
        visit::VisitSerial,
    },
    ledger,
    store::{Credential, EntryFilter, HolderRow, Tx, VisitRow},
};

/// The visit at the window, as the desk keeps it.
pub(super) struct OpenVisit {
    pub(super) serial: VisitSerial,
    pub(super) holder: HolderRow,
    pub(super) id_number: IdNumber,
    pub(super) subject: Subject,
    pub(super) opened: Duration,
    /// The document of a passed check; `None` before it.
    pub(super) checked: Option<DocumentKind>,
    /// Kinds whose PIN was changed in this visit.
    pub(super) changed: Vec<PinKind>,
    /// Kinds whose lock was lifted in this visit.
    pub(super) unlocked: Vec<PinKind>,
    /// Something was finished: an action, or a refusal.
    pub(super) concluded: bool,
    /// Consents given in this visit, by id, and when.
    pub(super) consents: Vec<(String, Moment)>,
    /// How often the holder was confirmed to be still there since something was finished.
    pub(super) confirms_in_vain: u32,
    pub(super) pad: Option<Pad>,
}

impl OpenVisit {
    /// An entry about this visit and its holder.
    pub(super) fn draft(&self, author: &Author, action: Action, outcome: Outcome) -> Draft {
        Draft {
            staff: Some(author.staff.clone()),
            role: Some(author.role),
            visit: Some(self.serial.clone()),
            subject: Some(self.subject.clone()),
            mask: Some(self.id_number.mask()),
            ..Draft::new(action, outcome)
        }
    }
}

/// What a look-up found.
#[derive(Debug)]
pub enum LookUp {
    /// The holder; the visit goes on with the identity check.
    Found(Box<HolderView>),
    /// The number is not in the register; the visit is over.
    NotFound(VisitSerial),
    /// The holder is the person at the program; the visit is over.
    OwnRecord(VisitSerial),
    /// A supervisor has to be called, and nothing more is said; the visit is over.
    CallSupervisor(VisitSerial),
}

/// What the clerk's screen may show of a holder. `Debug` prints the serial only.
#[derive(Clone, PartialEq, Eq)]
pub struct HolderView {
    /// 业务流水号.
    pub serial: VisitSerial,
    /// The full name until the identity check is passed, its mask afterwards.
    pub name: String,
    /// The name for every other step.
    pub name_mask: String,
    /// The number, first 1 and last 2.
    pub id_mask: String,
    /// What kind of number it is, which decides the resident card that goes with it.
    pub id_kind: IdKind,
    /// Sex as the number says.
    pub sex: Sex,
    /// 0: under 16, 1: 16–25, 2: 26–45, 3: 46 and over, the bands of 居民身份证法 art. 5.
    pub age_band: u8,
    /// AAZ502.
    pub card_status: CardStatus,
    /// Both PINs, electronic first.
    pub pins: [PinView; 2],
    /// What happened to this person's PINs and checks in the last 30 days, newest first.
    pub recent: Vec<RecentEvent>,
    /// Kinds whose PIN was changed in this visit: nothing more is done on them.
    pub changed: Vec<PinKind>,
    /// Kinds whose lock was lifted in this visit: they can be tried, and nothing else.
    pub unlocked: Vec<PinKind>,
    /// What keeps the name from being compared with a document, if anything does.
    pub name_flaw: Option<NameFlaw>,
}

impl std::fmt::Debug for HolderView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HolderView").field("serial", &self.serial).finish_non_exhaustive()
    }
}

/// One PIN as a clerk may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PinView {
    /// Which.
    pub kind: PinKind,
    /// Its state at this moment.
    pub state: PinState,
    /// Wrong tries in a row.
    pub tries: u32,
    /// When it was locked.
    pub locked_at: Option<Timestamp>,
    /// When the lock lifts itself.
    pub lifts_at: Option<Timestamp>,
    /// When the holder last keyed a new one here.
    pub changed_at: Option<Timestamp>,
    /// The months of the setting, if the PIN is older than that and better changed.
    pub older_than_months: Option<u32>,
    /// Set before this office kept PINs: it can be reset, not tried.
    pub set_elsewhere: bool,
}

/// One line of the holder's last 30 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecentEvent {
    /// When.
    pub at: Timestamp,
    /// What.
    pub action: Action,
    /// How it ended.
    pub outcome: Outcome,
    /// On which PIN.
    pub kind: Option<PinKind>,
    /// In which visit.
    pub visit: Option<VisitSerial>,
    /// Why a check was refused.
    pub reason: Option<String>,
}

impl Desk {
    /// Opens a visit: takes a serial, finds the holder by exact number, and writes both down, found or not.
    ///
    /// # Errors
    /// Not a clerk, another visit is open, the log is damaged, or it could not be read or written; then no visit is open.
    pub fn look_up(&mut self, id_number: IdNumber) -> Result<LookUp, DeskError> {
        let author = self.acting(Role::Clerk)?;
        if self.visit.is_some() {
            return Err(DeskError::VisitOpen);
        }
        self.keep_pace(&author, Pace::LookUps)?;
        let now = self.clock.now();
        let subject = self.keys.subject(id_number.as_str());
        let own = self.session.as_ref().is_some_and(|session| session.person == subject);
        let seat = self.settings.seat.clone();
        let (settings, opened) = (&self.settings, self.clock.uptime());
        let time = self.books.reckoning();
        let (serial, found, is_held) = self.books.write(now, |pen| {
            let tx = pen.tx();
            let is_held = hold::standing(tx, &subject)?.is_some();
            let serial = VisitSerial::new(time::day(now), &seat, tx.take_counter(time::day(now), &seat)?);
            let holder = tx.holder(id_number.as_str())?;
            let ends_here = own || is_held || holder.is_none();
            tx.open_visit(&VisitRow {
                serial: serial.clone(),
                staff: author.number()?,
                holder: holder.as_ref().map(|h| h.id),
                opened_at: now,
                closed_at: ends_here.then_some(now),
                acted: false,
            })?;
            let (outcome, reason) = match &holder {
                _ if own => (Outcome::Refused, Some("own_record")),
                _ if is_held => (Outcome::Refused, Some(hold::REASON)),
                None => (Outcome::Failed, Some("not_found")),
                Some(_) => (Outcome::Done, None),
            };
            let mut draft = Draft {
                visit: Some(serial.clone()),
                subject: Some(subject.clone()),
                mask: Some(id_number.mask()),
                ..Draft::new(Action::LookUp, outcome)
            };
            if let Some(reason) = reason {
                draft = draft.with("reason", reason);
            }
            pen.write_as(&author, draft)?;
            let Some(holder) = holder.filter(|_| !own && !is_held) else { return Ok((serial, None, is_held)) };
            let visit = OpenVisit {
                serial: serial.clone(),
                holder,
                id_number,
                subject,
                opened,
                checked: None,
                changed: Vec::new(),
                unlocked: Vec::new(),
                concluded: false,
                consents: Vec::new(),
                confirms_in_vain: 0,
                pad: None,
            };
            // Read back before anything is kept: a visit that nobody can be shown would stand in everybody's way.
            let view = view(tx, &visit, settings, &time, now)?;
            Ok((serial, Some((visit, view)), false))
        })?;
        if let Some(session) = self.session.as_mut() {
            session.day.begin(now);
        }
        let Some((visit, view)) = found else {
            return Ok(match (own, is_held) {
                (true, _) => LookUp::OwnRecord(serial),
                (false, true) => LookUp::CallSupervisor(serial),
                (false, false) => LookUp::NotFound(serial),
            });
        };
        self.visit = Some(visit);
        Ok(LookUp::Found(Box::new(view)))
    }

    /// The holder of the open visit as of now.
    ///
    /// # Errors
    /// No visit is open, or the store cannot be read.
    pub fn holder_view(&mut self) -> Result<HolderView, DeskError> {
        self.acting(Role::Clerk)?;
        let now = self.clock.now();
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let (settings, time) = (&self.settings, self.books.reckoning());
        self.books.read(|tx| view(tx, visit, settings, &time, now))
    }

    /// Shows the whole number while F2 is held; each time is an entry.
    ///
    /// # Errors
    /// No visit is open, or the log could not be written.
    pub fn reveal_number(&mut self) -> Result<Zeroizing<String>, DeskError> {
        let author = self.acting(Role::Clerk)?;
        self.keep_pace(&author, Pace::Reveals)?;
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let draft = visit.draft(&author, Action::Reveal, Outcome::Done);
        let number = Zeroizing::new(visit.id_number.as_str().to_owned());
        self.books.write(self.clock.now(), |pen| pen.write(draft))?;
        Ok(number)
    }

    /// How long the open visit has lasted.
    #[must_use]
    pub fn visit_age(&self) -> Option<Duration> {
        self.visit.as_ref().map(|visit| self.clock.uptime().saturating_sub(visit.opened))
    }

    /// Ends the visit: `done` if something was finished, `abandoned` if the person left without.
    ///
    /// # Errors
    /// No visit is open, or the log could not be written; the visit stays open then.
    pub fn close_visit(&mut self) -> Result<(), DeskError> {
        let author = self.ending(Role::Clerk)?;
        self.end_visit(&author)
    }

    /// Ends whatever visit is open when the person leaves it without a word. It is over whatever happens.
    ///
    /// # Errors
    /// The end could not be written; it is kept, and nothing is done before it is written.
    pub fn leave_visit(&mut self) -> Result<(), DeskError> {
        let Some(session) = self.session.as_mut() else { return Ok(()) };
        let Some(visit) = self.visit.take() else { return Ok(()) };
        let author = Author { staff: session.number.as_str().to_owned(), role: session.role };
        let now = self.clock.now();
        session.day.end(now);
        self.books.end(visit.end(&author, now))
    }

    fn end_visit(&mut self, author: &Author) -> Result<(), DeskError> {
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let now = self.clock.now();
        let end = visit.end(author, now);
        self.books.write(now, |pen| end.write(pen))?;
        self.visit = None;
        if let Some(session) = self.session.as_mut() {
            session.day.end(now);
        }
        Ok(())
    }

    /// Closes what a stopped program left open. Their proofs are void: none survives a restart.
    pub(super) fn close_left_visits(
        pen: &mut Pen<'_>,
        keys: &crate::vault::OfficeKeys,
        now: Timestamp,
    ) -> Result<(), DeskError> {
        pen.tx().void_proofs()?;
        for left in pen.tx().open_visits()? {
            pen.tx().close_visit(&left.serial, now)?;
            let holder = left.holder.map(|id| pen.tx().holder_row(id)).transpose()?.flatten();
            let number = holder.and_then(|h| crate::domain::id_number::parse(&h.id_number, time::day(now)).ok());
            let is_done = left.acted || is_concluded(pen.tx(), &left.serial)?;
            let outcome = if is_done { Outcome::Done } else { Outcome::Abandoned };
            pen.write(Draft {
                visit: Some(left.serial),
                subject: number.as_ref().map(|n| keys.subject(n.number.as_str())),
                mask: number.as_ref().map(|n| n.number.mask()),
                ..Draft::new(Action::VisitClose, outcome).with("reason", "program_stopped")
            })?;
        }
        Ok(())
    }
}

/// Whether the log has the end of what a visit was for, other than a finished action: a refused check, or a lock.
fn is_concluded(tx: &dyn Tx, visit: &VisitSerial) -> Result<bool, DeskError> {
    let filter = EntryFilter { visit: Some(visit.clone()), ..EntryFilter::default() };
    let mut is_concluded = false;
    tx.each_entry(&filter, &mut |row| {
        let told = ledger::decode(&row.line).ok().and_then(|line| line.entry());
        is_concluded |= told.is_some_and(|entry| {
            matches!(
                (entry.draft.action, entry.draft.outcome),
                (Action::IdentityCheck, Outcome::Refused) | (Action::PinLock, Outcome::Done)
            )
        });
        std::ops::ControlFlow::Continue(())
    })?;
    Ok(is_concluded)
}

/// The PIN as it counts at a moment: an electronic lock that has run its hours is no lock any more.
pub(super) fn effective(
    credential: Credential,
    kind: PinKind,
    settings: &Settings,
    time: &Reckoning,
    now: Timestamp,
) -> Credential {
    let lock = lifting_lock(&credential, kind, settings);
    if lock.is_none_or(|(locked_at, lasts)| time.ends(locked_at, lasts, now).is_some()) {
        return credential;
    }
    let mut lifted = credential;
    lifted.state = PinState::Active;
    lifted.tries = 0;
    lifted.locked_at = None;
    lifted
}

/// When a lock that lifts itself began, and how long it lasts.
fn lifting_lock(credential: &Credential, kind: PinKind, settings: &Settings) -> Option<(Timestamp, SignedDuration)> {
    let hours = i64::from(settings.electronic_lock_hours);
    let lifts_itself = kind == PinKind::Electronic && hours > 0 && credential.state == PinState::Locked;
    let locked_at = credential.locked_at.filter(|_| lifts_itself)?;
    Some((locked_at, SignedDuration::from_hours(hours)))
}

fn view(
    tx: &dyn Tx,
    visit: &OpenVisit,
    settings: &Settings,
    reckoning: &Reckoning,
    now: Timestamp,
) -> Result<HolderView, DeskError> {
    let today = time::day(now);
    let pin = |kind| -> Result<PinView, DeskError> {
        let credential = effective(tx.credential(visit.holder.id, kind)?, kind, settings, reckoning, now);
        let lock = lifting_lock(&credential, kind, settings);
        Ok(PinView {
            kind,
            state: credential.state,
            tries: credential.tries,
            locked_at: credential.locked_at,
            lifts_at: lock.and_then(|(began, lasts)| reckoning.ends(began, lasts, now)),
            changed_at: credential.changed_at,
            older_than_months: advice::older_than(
                credential.changed_at.map(time::day),
                today,
                settings.pin_advice_months,
            ),
            set_elsewhere: credential.state != PinState::Unset && credential.hash.is_none(),
        })
    };
    let age_band = match visit.id_number.age_on(today) {
        ..16 => 0,
        16..=25 => 1,
        26..=45 => 2,
        _ => 3,
    };
    let name_mask = Name::parse(&visit.holder.name).map_or_else(|_| "*".to_owned(), |name| name.mask());
    Ok(HolderView {
        serial: visit.serial.clone(),
        name: if visit.checked.is_none() { visit.holder.name.clone() } else { name_mask.clone() },
        name_mask,
        id_mask: visit.id_number.screen_mask(),
        id_kind: visit.id_number.kind(),
        sex: visit.id_number.sex(),
        age_band,
        card_status: visit.holder.card_status,
        pins: [pin(PinKind::Electronic)?, pin(PinKind::Physical)?],
        recent: recent(tx, &visit.subject, reckoning.counted(now))?,
        changed: visit.changed.clone(),
        unlocked: visit.unlocked.clone(),
        name_flaw: holder::name_flaw(&visit.holder.name),
    })
}

/// How far back the holder's card on the clerk's screen looks.
const RECENT: SignedDuration = SignedDuration::from_hours(30 * 24);
/// What it shows; holds are not for the counter.
const SHOWN: &[Action] = &[
    Action::PinSet,
    Action::PinChange,
    Action::PinReset,
    Action::PinUnlock,
    Action::PinLock,
    Action::IdentityCheck,
    Action::Approval,
];
/// The newest of them; nobody reads more on a card.
const MOST_SHOWN: u32 = 500;

fn recent(tx: &dyn Tx, subject: &Subject, now: Timestamp) -> Result<Vec<RecentEvent>, DeskError> {
    let mut events = Vec::new();
    for row in tx.entries_of(subject, SHOWN, time::earlier(now, RECENT), MOST_SHOWN)? {
        let Some(entry) = ledger::decode(&row.line).ok().and_then(|line| line.entry()) else { continue };
        let draft = entry.draft;
        let worth_showing = match draft.action {
            Action::PinSet | Action::PinChange | Action::PinReset | Action::PinUnlock | Action::PinLock => {
                draft.outcome == Outcome::Done
            }
            Action::IdentityCheck | Action::Approval => draft.outcome == Outcome::Refused,
            _ => false,
        };
        if worth_showing {
            let reason = match draft.detail.get("reason") {
                Some(Value::Text(reason)) => Some(reason.clone()),
                _ => None,
            };
            events.push(RecentEvent {
                at: entry.at,
                action: draft.action,
                outcome: draft.outcome,
                kind: draft.kind,
                visit: draft.visit,
                reason,
            });
        }
    }
    Ok(events)
}
