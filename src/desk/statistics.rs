//! 统计: how many entries of which kind a filter keeps, in one pass over the log.
//!
//! One pass gives everything the audit screen counts: by office day and by hour of day, each action and outcome apart,
//! and for every drop-down list of the filter how many entries each of its options would keep. The conditions that a
//! list sets are judged here, entry by entry, since each list leaves its own one out; all others are the store's.

use std::{
    collections::BTreeMap,
    ops::ControlFlow,
    sync::atomic::{AtomicBool, Ordering},
};

use jiff::civil::Date;

use super::review::Reviewer;
use crate::{
    domain::{
        audit::{Action, Outcome},
        pin::PinKind,
    },
    ledger::{Glance, OfficeHours},
    store::{EntryFilter, StoreError, Tx},
};

const ACTIONS: usize = Action::ALL.len();
const OUTCOMES: usize = Outcome::ALL.len();
const KINDS: usize = PinKind::ALL.len();
/// Entries between two looks at the flag that cancels: about a millisecond.
const GLANCES: u32 = 1024;

/// Counts of entries, each action and outcome apart.
#[derive(Clone, PartialEq, Eq)]
pub struct Tally {
    entries: u64,
    counts: [[u32; OUTCOMES]; ACTIONS],
}

impl Tally {
    /// All entries, also those whose words this version does not know.
    #[must_use]
    pub fn entries(&self) -> u64 {
        self.entries
    }

    /// Entries of an action that ended in a way.
    #[must_use]
    pub fn of(&self, action: Action, outcome: Outcome) -> u64 {
        u64::from(self.counts[action as usize][outcome as usize])
    }

    /// Entries of a kind of work.
    #[must_use]
    pub fn of_work(&self, work: Work) -> u64 {
        work.parts().iter().map(|(action, outcome)| self.of(*action, *outcome)).sum()
    }

    fn count(&mut self, action: Option<Action>, outcome: Option<Outcome>) {
        self.entries += 1;
        if let (Some(action), Some(outcome)) = (action, outcome) {
            self.counts[action as usize][outcome as usize] += 1;
        }
    }

    /// Adds other counts to these.
    pub fn add(&mut self, other: &Self) {
        self.entries += other.entries;
        for (mine, theirs) in self.counts.as_flattened_mut().iter_mut().zip(other.counts.as_flattened()) {
            *mine += theirs;
        }
    }
}

impl Default for Tally {
    fn default() -> Self {
        Self { entries: 0, counts: [[0; OUTCOMES]; ACTIONS] }
    }
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Tally").field("entries", &self.entries).finish_non_exhaustive()
    }
}

/// The work of the counter as the pictures group it: what a day's numbers are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// 重置.
    Reset,
    /// 解锁.
    Unlock,
    /// 设置·修改.
    Change,
    /// 试密码.
    Try,
    /// 未通过: the number, the document, the PIN or the supervisor said no.
    Refused,
}

impl Work {
    /// Every group, in the order in which they are stacked from below.
    pub const ALL: [Self; 5] = [Self::Reset, Self::Unlock, Self::Change, Self::Try, Self::Refused];

    /// The word by which texts name it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Reset => "reset",
            Self::Unlock => "unlock",
            Self::Change => "change",
            Self::Try => "try",
            Self::Refused => "refused",
        }
    }

    /// The actions and outcomes it is made of; none belongs to two groups.
    fn parts(self) -> &'static [(Action, Outcome)] {
        match self {
            Self::Reset => &[(Action::PinReset, Outcome::Done)],
            Self::Unlock => &[(Action::PinUnlock, Outcome::Done)],
            Self::Change => &[(Action::PinSet, Outcome::Done), (Action::PinChange, Outcome::Done)],
            Self::Try => &[(Action::PinVerify, Outcome::Done)],
            Self::Refused => &[
                (Action::LookUp, Outcome::Refused),
                (Action::IdentityCheck, Outcome::Refused),
                (Action::IdentityConfirm, Outcome::Refused),
                (Action::PinSet, Outcome::Refused),
                (Action::PinChange, Outcome::Refused),
                (Action::PinVerify, Outcome::Refused),
                (Action::PinReset, Outcome::Refused),
                (Action::PinUnlock, Outcome::Refused),
                (Action::Approval, Outcome::Refused),
            ],
        }
    }
}

/// For each option of a drop-down list, how many entries it would keep while the other conditions stay as they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet<K: Ord> {
    /// Without a condition of this list.
    pub all: u64,
    counts: BTreeMap<K, u64>,
}

impl<K: Ord> Facet<K> {
    /// Entries that an option would keep.
    #[must_use]
    pub fn of<Q: Ord + ?Sized>(&self, option: &Q) -> u64
    where
        K: std::borrow::Borrow<Q>,
    {
        self.counts.get(option).copied().unwrap_or(0)
    }

    fn add(&mut self, other: Self) {
        self.all += other.all;
        for (option, count) in other.counts {
            *self.counts.entry(option).or_default() += count;
        }
    }
}

impl<K: Ord> Default for Facet<K> {
    fn default() -> Self {
        Self { all: 0, counts: BTreeMap::new() }
    }
}

/// What a filter keeps, counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Statistics {
    /// The filter.
    pub filter: EntryFilter,
    /// Newest position of the store when it was counted: what is newer can be counted alone and added.
    pub newest: u32,
    /// Entries it keeps.
    pub entries: u64,
    /// Lines that are no entries, which only damage can bring about. They are in no other count.
    pub unreadable: u64,
    /// By office day; days without entries are absent.
    pub days: BTreeMap<Date, Tally>,
    /// By hour of the office day, 0–23.
    pub hours: [Tally; 24],
    /// Options of 人员, by staff number.
    pub staff: Facet<String>,
    /// Options of 操作.
    pub actions: Facet<Action>,
    /// Options of 结果.
    pub outcomes: Facet<Outcome>,
    /// Options of 密码种类.
    pub kinds: Facet<PinKind>,
}

impl Statistics {
    /// All days together.
    #[must_use]
    pub fn total(&self) -> Tally {
        let mut total = Tally::default();
        self.hours.iter().for_each(|hour| total.add(hour));
        total
    }

    /// Adds what was counted after [`Statistics::newest`] with the same filter.
    pub fn add(&mut self, newer: Self) {
        self.newest = self.newest.max(newer.newest);
        self.entries += newer.entries;
        self.unreadable += newer.unreadable;
        for (day, tally) in newer.days {
            self.days.entry(day).or_default().add(&tally);
        }
        for (mine, theirs) in self.hours.iter_mut().zip(&newer.hours) {
            mine.add(theirs);
        }
        self.staff.add(newer.staff);
        self.actions.add(newer.actions);
        self.outcomes.add(newer.outcomes);
        self.kinds.add(newer.kinds);
    }
}

/// The conditions of a filter's lists that an entry does not meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misses {
    staff: bool,
    action: bool,
    outcome: bool,
    kind: bool,
}

impl Misses {
    /// Whether it meets them all.
    #[must_use]
    pub fn none(self) -> bool {
        !(self.staff || self.action || self.outcome || self.kind)
    }
}

impl EntryFilter {
    /// Which conditions on staff, action, outcome and PIN kind an entry does not meet.
    #[must_use]
    pub fn misses(&self, entry: &Glance<'_>) -> Misses {
        Misses {
            staff: self.staff.is_some() && self.staff.as_deref() != entry.staff(),
            action: self.action.is_some() && self.action != entry.action(),
            outcome: self.outcome.is_some() && self.outcome != entry.outcome(),
            kind: self.kind.is_some() && self.kind != entry.kind(),
        }
    }

    /// The filter without its conditions on staff, action, outcome and PIN kind.
    fn without_lists(&self) -> Self {
        Self { staff: None, action: None, outcome: None, kind: None, ..self.clone() }
    }
}

/// Counts entry after entry.
struct Counter {
    made: Statistics,
    hours: OfficeHours,
    actions: [u64; ACTIONS],
    outcomes: [u64; OUTCOMES],
    kinds: [u64; KINDS],
}

impl Counter {
    fn new(filter: &EntryFilter, newest: u32) -> Self {
        let made = Statistics { filter: filter.clone(), newest, ..Statistics::default() };
        Self { made, hours: OfficeHours::default(), actions: [0; ACTIONS], outcomes: [0; OUTCOMES], kinds: [0; KINDS] }
    }

    fn count(&mut self, line: &[u8]) {
        let Some(entry) = Glance::of(line) else {
            self.made.unreadable += 1;
            return;
        };
        let Some((day, hour)) = self.hours.of(entry.at()) else {
            self.made.unreadable += 1;
            return;
        };
        let misses = self.made.filter.misses(&entry);
        self.count_options(&entry, misses);
        if misses.none() {
            let (action, outcome) = (entry.action(), entry.outcome());
            self.made.entries += 1;
            self.made.days.entry(day).or_default().count(action, outcome);
            self.made.hours[hour].count(action, outcome);
        }
    }

    /// An entry counts for a list if no *other* list keeps it away.
    fn count_options(&mut self, entry: &Glance<'_>, misses: Misses) {
        if (Misses { staff: false, ..misses }).none() {
            let facet = &mut self.made.staff;
            facet.all += 1;
            if let Some(staff) = entry.staff() {
                match facet.counts.get_mut(staff) {
                    Some(count) => *count += 1,
                    None => drop(facet.counts.insert(staff.to_owned(), 1)),
                }
            }
        }
        if (Misses { action: false, ..misses }).none() {
            self.made.actions.all += 1;
            entry.action().into_iter().for_each(|action| self.actions[action as usize] += 1);
        }
        if (Misses { outcome: false, ..misses }).none() {
            self.made.outcomes.all += 1;
            entry.outcome().into_iter().for_each(|outcome| self.outcomes[outcome as usize] += 1);
        }
        if (Misses { kind: false, ..misses }).none() {
            self.made.kinds.all += 1;
            entry.kind().into_iter().for_each(|kind| self.kinds[kind as usize] += 1);
        }
    }

    fn finish(self) -> Statistics {
        let mut made = self.made;
        made.actions.counts = found(Action::ALL, self.actions);
        made.outcomes.counts = found(Outcome::ALL, self.outcomes);
        made.kinds.counts = found(&PinKind::ALL, self.kinds);
        made
    }
}

fn found<K: Ord + Copy>(options: &[K], counts: impl IntoIterator<Item = u64>) -> BTreeMap<K, u64> {
    options.iter().copied().zip(counts).filter(|(_, count)| *count > 0).collect()
}

/// Why nothing was counted.
#[derive(Debug, thiserror::Error)]
pub enum CountError {
    /// It was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The log could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Reviewer {
    /// Counts the entries that a filter keeps and that are newer than `after` (0: all).
    ///
    /// `progress` hears positions done and in all; setting `cancel` ends it within a millisecond or two.
    ///
    /// # Errors
    /// [`CountError`].
    pub fn statistics(
        &mut self,
        filter: &EntryFilter,
        after: u32,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &AtomicBool,
    ) -> Result<Statistics, CountError> {
        let resolved = self.resolve(filter)?;
        let counted = count(&*self.store.read()?, &resolved, after, progress, cancel)?;
        Ok(Statistics { filter: filter.clone(), ..counted })
    }
}

fn count(
    tx: &dyn Tx,
    filter: &EntryFilter,
    after: u32,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Statistics, CountError> {
    let newest = tx.newest_position()?;
    let mut counter = Counter::new(filter, newest);
    let mut until_look = 0;
    let mut is_cancelled = false;
    tx.each_line(&filter.without_lists(), after, &mut |position, line| {
        if until_look == 0 {
            until_look = GLANCES;
            progress(u64::from(position), u64::from(newest));
            is_cancelled = cancel.load(Ordering::Relaxed);
            if is_cancelled {
                return ControlFlow::Break(());
            }
        }
        until_look -= 1;
        counter.count(line);
        ControlFlow::Continue(())
    })?;
    if is_cancelled { Err(CountError::Cancelled) } else { Ok(counter.finish()) }
}

#[cfg(test)]
#[path = "statistics_tests.rs"]
mod tests;
