//! 今日办件: the signed-in clerk's own visits of the office day, and the receipts of them once more.
//!
//! Everything is read from the log, so it says what is recorded and nothing else; only the masked name comes from the
//! register, and only where the look-up showed it. Looking at one's own day is no entry: it tells nothing new.

use std::ops::ControlFlow;

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{Desk, DeskError, books::Author, office::verifying_key, pins::Receipt, review::ReviewRow, timeline};
use crate::{
    domain::{
        audit::{self, Draft, Entry, Outcome, Value},
        holder::Name,
        id_number,
        pin::{Action, PinKind, PinState, advice},
        staff::Role,
        time,
        visit::{RefusalReason, VisitSerial},
    },
    ledger,
    store::{EntryFilter, Tx},
};

/// Most visits that are listed; a clerk has a hundred on a busy day.
pub const MOST_VISITS: usize = 1_000;

/// A clerk's day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Today {
    /// The office day, Beijing time.
    pub day: Date,
    /// Newest first.
    pub visits: Vec<TodayVisit>,
    /// There are more than [`MOST_VISITS`]; these are the newest.
    pub is_cut: bool,
    /// What they come to.
    pub counts: TodayCounts,
}

/// What the visits of a day come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TodayCounts {
    /// Look-ups, found or not: each took a serial.
    pub visits: usize,
    /// PINs that were reset.
    pub resets: usize,
    /// PINs that were unlocked.
    pub unlocks: usize,
    /// Identity checks that were refused.
    pub refused_checks: usize,
    /// Visits that ended without anything done or refused.
    pub left: usize,
}

/// One visit of the day. `Debug` prints the serial only.
#[derive(Clone, PartialEq, Eq)]
pub struct TodayVisit {
    /// 业务流水号.
    pub serial: VisitSerial,
    /// When the number was looked up.
    pub at: Timestamp,
    /// The masked name, where the look-up showed a holder.
    pub name_mask: Option<String>,
    /// The number's mask, `1***7X`.
    pub id_mask: String,
    /// What was done to PINs, in order; if nothing was, the action that was tried last.
    pub deeds: Vec<(Action, PinKind)>,
    /// The identity check was passed or refused.
    pub was_checked: bool,
    /// How it ended.
    pub end: VisitEnd,
    /// The supervisor who consented to what was done, or would not, by name.
    pub approver: Option<String>,
    /// From the look-up to the close; `None` while it is open and where the look-up was all.
    pub lasted: Option<SignedDuration>,
    /// It is not closed yet.
    pub is_open: bool,
    /// It was closed without anything done or refused: the log's own word.
    pub was_left: bool,
}

impl std::fmt::Debug for TodayVisit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TodayVisit").field("serial", &self.serial).finish_non_exhaustive()
    }
}

impl TodayVisit {
    /// Whether something happened that a receipt is given for.
    #[must_use]
    pub fn has_receipt(&self) -> bool {
        matches!(self.end, VisitEnd::Done | VisitEnd::Locked)
    }
}

/// How a visit ended, as a clerk would say it in two words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitEnd {
    /// Something was done.
    Done,
    /// Wrong tries locked the PIN, and nothing else was done.
    Locked,
    /// The number is not in the register.
    NotFound,
    /// The number is the clerk's own.
    OwnRecord,
    /// A supervisor has to be called.
    CallSupervisor,
    /// The identity check was refused; `None` for a reason of a later version.
    CheckRefused(Option<RefusalReason>),
    /// The supervisor did not consent.
    ApprovalRefused,
    /// Too many guessable PINs.
    TooManyRefused,
    /// The pad was cancelled.
    Cancelled,
    /// Nobody keyed.
    TimedOut,
    /// The identity check ran out while the pad was open.
    CheckExpired,
    /// It goes on.
    Open,
    /// Left without an action.
    Left,
}

impl VisitEnd {
    /// Its word for texts: `visit-end-{code}`, or of a refused check `visit-refused-{code}`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Locked => "locked",
            Self::NotFound => "not_found",
            Self::OwnRecord => "own_record",
            Self::CallSupervisor => "call_supervisor",
            Self::CheckRefused(reason) => reason.map_or("other", RefusalReason::code),
            Self::ApprovalRefused => "approval_refused",
            Self::TooManyRefused => "too_many_refused",
            Self::Cancelled => "cancelled",
            Self::TimedOut => "timed_out",
            Self::CheckExpired => "check_expired",
            Self::Open => "open",
            Self::Left => "left",
        }
    }
}

/// The receipts of a visit once more, and whose they are. `Debug` prints how many.
#[derive(Clone, PartialEq, Eq)]
pub struct ReceiptsAgain {
    /// The holder's masked name.
    pub name_mask: String,
    /// The number's mask as the screens show it.
    pub id_mask: String,
    /// In the order of what was done. A receipt that no signed checkpoint vouches for is not among them.
    pub receipts: Vec<Receipt>,
}

impl std::fmt::Debug for ReceiptsAgain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceiptsAgain({})", self.receipts.len())
    }
}

/// What the frame around a clerk's screens shows of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// Visits today, the open one among them.
    pub visits: u32,
    /// A visit is open.
    pub is_open: bool,
    /// Whole minutes since the last visit ended; `None` while one is open and before the first.
    pub minutes: Option<u32>,
}

/// The count that a session keeps, so that nobody has to read the log for it.
#[derive(Debug, Clone, Copy)]
pub(super) struct DayCount {
    day: Date,
    visits: u32,
    last: Option<Timestamp>,
}

impl DayCount {
    /// Nothing yet on the day of this moment.
    pub(super) fn none(now: Timestamp) -> Self {
        Self { day: time::day(now), visits: 0, last: None }
    }

    /// One more visit began.
    pub(super) fn begin(&mut self, now: Timestamp) {
        if self.day != time::day(now) {
            *self = Self::none(now);
        }
        self.visits = self.visits.saturating_add(1);
        self.last = Some(now);
    }

    /// The open visit ended.
    pub(super) fn end(&mut self, now: Timestamp) {
        if self.day == time::day(now) {
            self.last = Some(now);
        }
    }
}

impl Desk {
    /// The visits of the day that the signed-in clerk began, at whatever seat.
    ///
    /// # Errors
    /// Not a clerk, the log is damaged, or the store cannot be read.
    pub fn today(&mut self) -> Result<Today, DeskError> {
        let author = self.acting(Role::Clerk)?;
        let day = time::day(self.clock.now());
        self.books.read(|tx| {
            let mut look_ups = tx.positions(&own(&author, day, Some(audit::Action::LookUp)), 0)?;
            look_ups.reverse();
            let is_cut = look_ups.len() > MOST_VISITS;
            let count = look_ups.len();
            look_ups.truncate(MOST_VISITS);
            let mut visits = Vec::with_capacity(look_ups.len());
            let mut counts = TodayCounts { visits: count, ..TodayCounts::default() };
            for row in tx.entries_at(&look_ups)? {
                let Some(serial) = entry_of(&row.line).and_then(|entry| entry.draft.visit) else { continue };
                let told = Told::read(tx, &serial)?;
                told.count(&mut counts);
                visits.extend(told.visit(tx, serial)?);
            }
            Ok(Today { day, visits, is_cut, counts })
        })
    }

    /// The receipts of one of the clerk's own visits of the day, made again from the log: the same words and the same
    /// witness code. `None` if the visit is somebody else's or of another day, or nothing in it has a receipt.
    ///
    /// # Errors
    /// As [`Self::today`].
    pub fn receipts_again(&mut self, serial: &VisitSerial) -> Result<Option<ReceiptsAgain>, DeskError> {
        let author = self.acting(Role::Clerk)?;
        let now = self.clock.now();
        let months = self.settings.pin_advice_months;
        let (key, office) = (verifying_key(&self.keys), self.keys.office().as_str().to_owned());
        self.books.read(|tx| {
            let filter = EntryFilter { visit: Some(serial.clone()), ..own(&author, time::day(now), None) };
            let mut rows = Vec::new();
            tx.each_entry(&filter, &mut |row| {
                rows.push(row);
                ControlFlow::Continue(())
            })?;
            let is_own = rows
                .iter()
                .filter_map(|row| entry_of(&row.line))
                .any(|entry| entry.draft.action == audit::Action::LookUp && entry.draft.outcome == Outcome::Done);
            let holder = tx.visit(serial)?.and_then(|visit| visit.holder);
            let holder = holder.filter(|_| is_own).map(|id| tx.holder_row(id)).transpose()?.flatten();
            let Some(holder) = holder else { return Ok(None) };
            let logs = tx.logs()?;
            let mut receipts = Vec::new();
            for row in rows {
                let Some((entry, action, kind, state)) = entry_of(&row.line).and_then(with_receipt) else { continue };
                let row = ReviewRow::from(row);
                let Some(log) = logs.iter().find(|log| log.number == row.log) else { continue };
                let cover = timeline::cover(tx, &office, &key, log, &row)?;
                let Some(witness) = cover.and_then(|cover| cover.code()) else { continue };
                // A PIN that was keyed again since was another one then; how old that was is not known any more.
                let keyed = tx.credential(holder.id, kind)?.changed_at.filter(|keyed| *keyed <= entry.at);
                let advice = (state == PinState::Active)
                    .then(|| advice::after(action, keyed.map(time::day), time::day(entry.at), months))
                    .flatten();
                receipts.push(Receipt { serial: serial.clone(), action, kind, at: entry.at, witness, state, advice });
            }
            let number = id_number::parse(&holder.id_number, time::day(now)).ok();
            Ok(Some(ReceiptsAgain {
                name_mask: masked(&holder.name),
                id_mask: number.map(|parsed| parsed.number.screen_mask()).unwrap_or_default(),
                receipts,
            }))
        })
    }

    /// The clerk's day in numbers; `None` unless a clerk is signed in. Reads nothing.
    #[must_use]
    pub fn tally(&self) -> Option<Tally> {
        let session = self.session.as_ref().filter(|session| session.role == Role::Clerk)?;
        let now = self.clock.now();
        let count = if session.day.day == time::day(now) { session.day } else { DayCount::none(now) };
        let is_open = self.visit.is_some();
        let minutes = count.last.filter(|_| !is_open).map(|last| now.duration_since(last).as_mins().max(0));
        Some(Tally { visits: count.visits, is_open, minutes: minutes.and_then(|m| u32::try_from(m).ok()) })
    }

    /// What the log knows of the clerk's day so far, when they sign in.
    pub(super) fn counted_day(&mut self, author: &Author) -> Result<DayCount, DeskError> {
        let now = self.clock.now();
        let day = time::day(now);
        self.books.read(|tx| {
            let look_ups = tx.positions(&own(author, day, Some(audit::Action::LookUp)), 0)?;
            let closes = tx.positions(&own(author, day, Some(audit::Action::VisitClose)), 0)?;
            let newest: Vec<u32> = look_ups.last().into_iter().chain(closes.last()).copied().collect();
            let newest = tx.entries_at(&newest)?;
            let last = newest.iter().filter_map(|row| entry_of(&row.line)).map(|entry| entry.at).max();
            Ok(DayCount { day, visits: u32::try_from(look_ups.len()).unwrap_or(u32::MAX), last })
        })
    }
}

/// What a person wrote into the log on an office day. The store has an index by staff and time.
fn own(author: &Author, day: Date, action: Option<audit::Action>) -> EntryFilter {
    EntryFilter {
        staff: Some(author.staff.clone()),
        from: time::start_of(day),
        before: time::end_of(day),
        action,
        ..EntryFilter::default()
    }
}

fn entry_of(line: &str) -> Option<Entry> {
    ledger::decode(line).ok().and_then(|line| line.entry())
}

fn masked(name: &str) -> String {
    Name::parse(name).map_or_else(|_| "*".to_owned(), |name| name.mask())
}

fn text<'a>(draft: &'a Draft, key: &str) -> Option<&'a str> {
    match draft.detail.get(key) {
        Some(Value::Text(word)) => Some(word),
        _ => None,
    }
}

/// A clerk's action by the log's word for it.
fn pin_action(action: audit::Action) -> Option<Action> {
    Action::ALL.into_iter().find(|pin| super::deed::log_action(*pin) == action)
}

/// Action, kind and state that a receipt of this entry names; `None` if it has none.
fn with_receipt(entry: Entry) -> Option<(Entry, Action, PinKind, PinState)> {
    if entry.draft.outcome != Outcome::Done {
        return None;
    }
    let kind = entry.draft.kind?;
    if entry.draft.action == audit::Action::PinLock {
        let during = text(&entry.draft, "during").and_then(action_named)?;
        return Some((entry, during, kind, PinState::Locked));
    }
    let action = pin_action(entry.draft.action)?;
    Some((entry, action, kind, PinState::Active))
}

fn action_named(code: &str) -> Option<Action> {
    Action::ALL.into_iter().find(|action| action.code() == code)
}

/// What the entries of a visit tell, taken in one by one.
#[derive(Default)]
struct Told {
    look_up: Option<(Timestamp, String)>,
    was_found: bool,
    not_found: Option<VisitEnd>,
    was_checked: bool,
    refused: Option<VisitEnd>,
    done: Vec<(Action, PinKind)>,
    tried: Option<(Action, PinKind)>,
    locked: bool,
    stopped: Option<VisitEnd>,
    approver: Option<String>,
    closed: Option<Timestamp>,
    was_left: bool,
}

impl Told {
    /// Reads a visit by its index.
    fn read(tx: &dyn Tx, serial: &VisitSerial) -> Result<Self, DeskError> {
        let mut told = Self::default();
        tx.each_entry(&EntryFilter { visit: Some(serial.clone()), ..EntryFilter::default() }, &mut |row| {
            if let Some(entry) = entry_of(&row.line) {
                told.hear(&entry);
            }
            ControlFlow::Continue(())
        })?;
        Ok(told)
    }

    fn hear(&mut self, entry: &Entry) {
        let draft = &entry.draft;
        match (draft.action, draft.outcome) {
            (audit::Action::LookUp, outcome) => {
                self.look_up = Some((entry.at, draft.mask.clone().unwrap_or_default()));
                self.was_found = outcome == Outcome::Done;
                self.not_found = match text(draft, "reason") {
                    Some("own_record") => Some(VisitEnd::OwnRecord),
                    Some(super::hold::REASON) => Some(VisitEnd::CallSupervisor),
                    _ => (!self.was_found).then_some(VisitEnd::NotFound),
                };
            }
            (audit::Action::IdentityCheck, outcome) => {
                self.was_checked = true;
                let reason = |code| RefusalReason::ALL.into_iter().find(|reason| reason.code() == code);
                self.refused = (outcome == Outcome::Refused)
                    .then(|| VisitEnd::CheckRefused(text(draft, "reason").and_then(reason)));
            }
            (audit::Action::Approval, Outcome::Refused) => {
                self.approver.clone_from(&draft.staff);
                self.tried = text(draft, "action").and_then(action_named).zip(draft.kind).or(self.tried);
                self.stopped = Some(VisitEnd::ApprovalRefused);
            }
            (audit::Action::PinLock, _) => {
                self.locked = true;
                self.tried = text(draft, "during").and_then(action_named).zip(draft.kind).or(self.tried);
            }
            (audit::Action::VisitClose, outcome) => {
                self.closed = Some(entry.at);
                self.was_left = outcome == Outcome::Abandoned;
            }
            (action, outcome) => {
                if let Some(deed) = pin_action(action).zip(draft.kind) {
                    self.hear_deed(draft, deed, outcome);
                }
            }
        }
    }

    fn hear_deed(&mut self, draft: &Draft, deed: (Action, PinKind), outcome: Outcome) {
        self.tried = Some(deed);
        match outcome {
            Outcome::Done => {
                self.done.push(deed);
                if let Some(supervisor) = text(draft, "approved_by") {
                    self.approver = Some(supervisor.to_owned());
                }
            }
            Outcome::Abandoned => {
                self.stopped = match text(draft, "reason") {
                    Some("timed_out") => Some(VisitEnd::TimedOut),
                    Some("check_expired") => Some(VisitEnd::CheckExpired),
                    Some(super::hold::REASON) => Some(VisitEnd::CallSupervisor),
                    _ => Some(VisitEnd::Cancelled),
                };
            }
            Outcome::Refused if draft.detail.get("ended") == Some(&Value::Flag(true)) => {
                self.stopped = Some(VisitEnd::TooManyRefused);
            }
            Outcome::Refused | Outcome::Failed => {}
        }
    }

    fn count(&self, counts: &mut TodayCounts) {
        let done = |wanted| self.done.iter().filter(|(action, _)| *action == wanted).count();
        counts.resets += done(Action::Reset);
        counts.unlocks += done(Action::Unlock);
        counts.refused_checks += usize::from(self.refused.is_some());
        counts.left += usize::from(self.was_left);
    }

    /// The visit; `None` without a look-up that can be read.
    fn visit(self, tx: &dyn Tx, serial: VisitSerial) -> Result<Option<TodayVisit>, DeskError> {
        let Some((at, id_mask)) = self.look_up else { return Ok(None) };
        let holder = if self.was_found { tx.visit(&serial)?.and_then(|visit| visit.holder) } else { None };
        let holder = holder.map(|id| tx.holder_row(id)).transpose()?.flatten();
        let approver = self.approver.map(|number| tx.staff(&number).map(|staff| (number, staff))).transpose()?;
        let is_open = self.closed.is_none() && self.not_found.is_none();
        let end = match (self.not_found, self.refused) {
            (Some(end), _) => end,
            _ if !self.done.is_empty() => VisitEnd::Done,
            _ if self.locked => VisitEnd::Locked,
            (None, Some(end)) => end,
            _ if is_open => VisitEnd::Open,
            _ => self.stopped.unwrap_or(VisitEnd::Left),
        };
        Ok(Some(TodayVisit {
            at,
            name_mask: holder.map(|holder| masked(&holder.name)),
            id_mask,
            deeds: if self.done.is_empty() { self.tried.into_iter().collect() } else { self.done },
            was_checked: self.was_checked,
            end,
            approver: approver.map(|(number, staff)| staff.map_or(number, |staff| staff.name)),
            lasted: self.closed.map(|closed| closed.duration_since(at)),
            is_open,
            was_left: self.was_left,
            serial,
        }))
    }
}
