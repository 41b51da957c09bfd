//! 核查: the worklist of a supervisor, kept up to date with the log, and signing off what is on it.
//!
//! [`Worklist`] reads the log once on a connection of its own and afterwards only what is new. The desk hands out one for
//! the whole session, shared by the screens, the flagged filter and the signing off; it is gone with the session. Nobody
//! signs off what rests on something they did or approved themselves, whatever their screen shows.
//!
//! **Thresholds of their time.** Items are judged by the thresholds that were in force when their entries were written.
//! The log tells every change, and an office's first entry the values it began with; where that does not (offices made
//! before), they are worked out backwards from the changes and the values in force.

use std::{
    ops::ControlFlow,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use jiff::civil::Date;

use super::{Desk, DeskError, identity::needed_remark};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Typed, Value},
        free_text::FreeText,
        pin::PinKind,
        settings::{Field, Settings},
        staff::Role,
        time,
        worklist::{Fact, Item, Signature, Standing, Watch},
    },
    ledger::Line,
    store::{EntryFilter, EntryRow, Store, StoreError, Tx},
};

/// A worklist that more than one thread may use, one at a time. The first reading of a long log takes a while: no thread
/// that draws waits for it.
pub type SharedWorklist = Arc<Mutex<Worklist>>;

/// The worklist of a session.
pub(super) type SessionWorklist = SharedWorklist;

/// `progress` hears of so many entries at once.
const STEP: u32 = 4096;

/// The rules, and how far they have read.
pub struct Worklist {
    store: Box<dyn Store>,
    watch: Watch,
    /// The settings in force, until the first reading has worked out from them what the log began with.
    in_force: Option<Settings>,
    /// Position of the last entry that was read.
    read: u32,
}

impl std::fmt::Debug for Worklist {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worklist").field("watch", &self.watch).field("read", &self.read).finish_non_exhaustive()
    }
}

/// An item with what became of it, as the screens show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedItem {
    /// The item.
    pub item: Item,
    /// The newest signature under it.
    pub signature: Option<Signature>,
    /// Whether somebody has to look at it: never signed, or grown since.
    pub is_open: bool,
}

/// How much of a period is reviewed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// Items signed off.
    pub signed: usize,
    /// Items in all.
    pub all: usize,
}

impl Reviewed {
    /// Counts items.
    #[must_use]
    pub fn of<'a>(items: impl Iterator<Item = &'a ListedItem>) -> Self {
        items.fold(Self::default(), |sum, listed| Self {
            signed: sum.signed + usize::from(!listed.is_open),
            all: sum.all + 1,
        })
    }
}

impl ListedItem {
    fn of((item, standing): (&Item, Standing<'_>)) -> Self {
        let signature = match standing {
            Standing::Open => None,
            Standing::Grown(signature) | Standing::Signed(signature) => Some(signature.clone()),
        };
        Self { item: item.clone(), signature, is_open: standing.is_open() }
    }

    /// Whether its last entry lies in a period, both days included.
    #[must_use]
    pub fn is_within(&self, from: Option<Date>, to: Option<Date>) -> bool {
        let day = time::day(self.item.last);
        from.is_none_or(|from| day >= from) && to.is_none_or(|to| day <= to)
    }
}

impl Worklist {
    pub(super) fn new(store: Box<dyn Store>, in_force: &Settings) -> Self {
        Self { store, watch: Watch::new(in_force), in_force: Some(in_force.clone()), read: 0 }
    }

    /// Reads what is new in the log; false if it was cancelled, and then the next call goes on from there.
    ///
    /// `progress` hears which position was read, and the newest one.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn catch_up(&mut self, progress: &mut dyn FnMut(u64, u64), cancel: &AtomicBool) -> Result<bool, StoreError> {
        let tx = self.store.read()?;
        let newest = tx.newest_position()?;
        if let Some(in_force) = self.in_force.take() {
            match first_settings(&*tx, &in_force) {
                Ok(first) => self.watch = Watch::new(&first),
                Err(error) => {
                    self.in_force = Some(in_force);
                    return Err(error);
                }
            }
        }
        let (mut until_look, mut whole) = (STEP, true);
        let (watch, read) = (&mut self.watch, &mut self.read);
        tx.each_entry_after(*read, &mut |row| {
            take(watch, &row);
            *read = u32::try_from(row.position).unwrap_or(u32::MAX);
            until_look -= 1;
            if until_look == 0 {
                until_look = STEP;
                progress(u64::from(*read), u64::from(newest));
                whole = !cancel.load(Ordering::Relaxed);
            }
            if whole { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(whole)
    }

    /// Every item, newest first.
    #[must_use]
    pub fn items(&self) -> Vec<ListedItem> {
        let mut items: Vec<_> = self.watch.items().map(ListedItem::of).collect();
        items.sort_by(|a, b| (b.item.last, &b.item.key).cmp(&(a.item.last, &a.item.key)));
        items
    }

    /// Positions of every entry that an item rests on, in order, each once.
    fn flagged(&self) -> Arc<[u32]> {
        let mut positions: Vec<u32> =
            self.watch.items().flat_map(|(item, _)| item.evidence.positions.iter().copied()).collect();
        positions.sort_unstable();
        positions.dedup();
        positions.into()
    }
}

/// The settings that the first log began with, as far as changes tell: what the first change of each found, and for one
/// that never changed the value in force.
fn first_settings(tx: &dyn Tx, in_force: &Settings) -> Result<Settings, StoreError> {
    let changes =
        EntryFilter { action: Some(Action::SettingChange), outcome: Some(Outcome::Done), ..EntryFilter::default() };
    let mut first = in_force.clone();
    let mut told = Vec::new();
    tx.each_entry(&changes, &mut |row| {
        let change = serde_json::from_str::<Line>(&row.line).ok().and_then(|line| {
            let text = |key: &str| match line.detail.get(key) {
                Some(Value::Text(text)) => Some(text.clone()),
                _ => None,
            };
            Some((Field::from_key(&text("setting")?)?, text("before")?))
        });
        if let Some((field, before)) = change
            && !told.contains(&field)
        {
            told.push(field);
            // A value that this version does not take was none of its thresholds.
            let _ = first.set(field, &before);
        }
        ControlFlow::Continue(())
    })?;
    Ok(first)
}

/// Hands an entry to the rules. What this version cannot read is the verification's business.
fn take(watch: &mut Watch, row: &EntryRow) {
    let Ok(line) = serde_json::from_str::<Line>(&row.line) else { return };
    let (Some(action), Some(outcome)) = (line.action(), line.outcome()) else { return };
    watch.take(&Fact {
        position: u32::try_from(row.position).unwrap_or(u32::MAX),
        log: &line.log,
        seq: line.seq,
        at: line.at,
        passed: jiff::SignedDuration::ZERO,
        staff: line.staff.as_deref(),
        role: line.role.as_deref().and_then(Role::from_code),
        action,
        outcome,
        visit: line.visit.as_deref(),
        subject: line.subject.as_deref(),
        mask: line.mask.as_deref(),
        kind: line.kind.as_deref().and_then(PinKind::from_code),
        detail: &line.detail,
    });
}

/// Takes the lock; a thread that panicked while it held it left a worklist that is read on.
pub fn lock(shared: &SharedWorklist) -> MutexGuard<'_, Worklist> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Positions of every flagged entry, with the newest entries taken in.
pub(super) fn flagged(shared: &SharedWorklist) -> Result<Arc<[u32]>, StoreError> {
    let mut worklist = lock(shared);
    worklist.catch_up(&mut |_, _| {}, &AtomicBool::new(false))?;
    Ok(worklist.flagged())
}

impl Desk {
    /// The worklist of the supervisor who is signed in: the same one until sign-out. It has read nothing yet when it is
    /// new.
    ///
    /// # Errors
    /// Not a supervisor, or the store cannot be opened again.
    pub fn worklist(&mut self) -> Result<SharedWorklist, DeskError> {
        self.acting(Role::Supervisor)?;
        let session = self.session.as_mut().ok_or(DeskError::NotSignedIn)?;
        if let Some(shared) = &session.worklist {
            return Ok(Arc::clone(shared));
        }
        let shared = Arc::new(Mutex::new(Worklist::new(self.books.reader()?, &self.settings)));
        session.worklist = Some(Arc::clone(&shared));
        Ok(shared)
    }

    /// Signs an item off with a remark; it is an entry, and the item is open again when it grows.
    ///
    /// # Errors
    /// Not a supervisor, no remark, a damaged log, [`DeskError::NoOpenItem`], or [`DeskError::OwnWork`] for an item that
    /// rests on something this supervisor did or approved.
    pub fn sign_off(&mut self, key: &str, remark: &str) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        self.counter_is_open()?;
        let remark = needed_remark(remark)?;
        let shared = self.worklist()?;
        let mut worklist = lock(&shared);
        worklist.catch_up(&mut |_, _| {}, &AtomicBool::new(false))?;
        let (item, standing) = worklist.watch.item(key).ok_or(DeskError::NoOpenItem)?;
        if item.finding.lasts() {
            return Err(DeskError::HoldStands);
        }
        if !standing.is_open() {
            return Err(DeskError::NoOpenItem);
        }
        if item.is_own(&author.staff) {
            return Err(DeskError::OwnWork);
        }
        let draft = sign_off_entry(item, &remark);
        drop(worklist);
        let staff = self.books.read(|tx| Ok(tx.staff(&author.staff)?))?.ok_or(DeskError::NoSuchStaff)?;
        if let Some((error, _)) = self.not_yet_trusted(&staff) {
            return Err(error);
        }
        self.books.write(self.clock.now(), |pen| {
            pen.write_as(&author, draft)?;
            pen.seal()
        })
    }
}

/// The entry of a signature. The item's numbers say what was signed: more of them later, and it is open again.
pub(super) fn sign_off_entry(item: &Item, remark: &FreeText) -> Draft {
    Draft::new(Action::SignOff, Outcome::Done)
        .with("rule", item.rule().code())
        .with("item", item.key.as_str())
        .with("evidence", item.evidence.count)
        .saying(Typed::Remark, remark)
}
