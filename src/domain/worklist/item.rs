//! What the rules find: one item for each thing a supervisor has to look at.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};

use super::{Fact, Rule};
use crate::domain::{audit::Action, pin::PinKind};

/// An item names at most so many entries; how many there are it counts beyond that.
pub const MOST_POSITIONS: usize = 1000;

/// How grave an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Somebody may have got round a rule.
    Grave,
    /// Worth a look.
    Notable,
}

/// With what a clerk's count is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Baseline {
    /// Colleagues of the same role.
    Colleagues,
    /// The clerk's own other days, where there is no colleague.
    OwnDays,
}

/// What happened to the log itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntegrityEvent {
    /// A verification found damage.
    VerificationFailed,
    /// A new log was started in place of a damaged one.
    NewLog,
    /// The wall clock was set back.
    ClockStep,
    /// The wall clock was set ahead.
    ClockForward,
    /// A supervisor said that a doubtful date is right.
    DateConfirmed,
    /// A backup was restored.
    Restore,
    /// The recovery code was used.
    RecoveryCode,
    /// Somebody changed what these rules look for.
    ThresholdChange,
}

impl IntegrityEvent {
    /// Every event.
    pub const ALL: [Self; 8] = [
        Self::VerificationFailed,
        Self::NewLog,
        Self::ClockStep,
        Self::ClockForward,
        Self::DateConfirmed,
        Self::Restore,
        Self::RecoveryCode,
        Self::ThresholdChange,
    ];

    /// The word its sentence goes by.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::VerificationFailed => "verification_failed",
            Self::NewLog => "new_log",
            Self::ClockStep => "clock_step",
            Self::ClockForward => "clock_forward",
            Self::DateConfirmed => "date_confirmed",
            Self::Restore => "restore",
            Self::RecoveryCode => "recovery_code",
            Self::ThresholdChange => "threshold_change",
        }
    }
}

/// What happened to a hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldEvent {
    /// It stands.
    Stands,
    /// Its maker lifted it with the administrator.
    LiftedByMaker,
}

impl HoldEvent {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Stands, Self::LiftedByMaker];

    /// The word its sentence goes by.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Stands => "stands",
            Self::LiftedByMaker => "lifted_by_maker",
        }
    }
}

/// What was found, with the numbers of its sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// So many look-ups without action on a day.
    LookUps {
        /// Look-ups of the day that led to nothing.
        count: u32,
        /// The mean of a day, in tenths.
        mean_tenths: u32,
        /// Whose mean.
        baseline: Baseline,
    },
    /// Refused, then passed.
    RefusedThenPassed {
        /// Minutes between the two.
        minutes: u32,
    },
    /// Work outside the hours.
    OutsideHours {
        /// The weightiest thing that was done.
        action: Action,
        /// How often.
        count: u32,
    },
    /// The same PIN reset again.
    RepeatResets {
        /// Which PIN.
        kind: PinKind,
        /// Resets, each within the days of the one before.
        count: u32,
    },
    /// Wrong passwords for one number.
    FailedSignIns {
        /// How many.
        count: u32,
        /// From the first to the last, minutes.
        minutes: u32,
        /// Whether no account has the number.
        unknown: bool,
    },
    /// A supervisor's password reset.
    SupervisorReset {
        /// Whether the recovery code stood in for another supervisor's consent.
        by_recovery_code: bool,
    },
    /// Approvals always by the same supervisor.
    SamePair {
        /// Approvals of the clerk, all by that supervisor.
        count: u32,
        /// Approvals by others meanwhile.
        others: u32,
    },
    /// A person is, or was, on hold.
    Hold(HoldEvent),
    /// Something happened to the log itself.
    Integrity(IntegrityEvent),
}

impl Finding {
    /// The rule it belongs to.
    #[must_use]
    pub fn rule(&self) -> Rule {
        match self {
            Self::LookUps { .. } => Rule::LookUps,
            Self::RefusedThenPassed { .. } => Rule::RefusedThenPassed,
            Self::OutsideHours { .. } => Rule::OutsideHours,
            Self::RepeatResets { .. } => Rule::RepeatResets,
            Self::FailedSignIns { .. } => Rule::FailedSignIns,
            Self::SupervisorReset { .. } => Rule::SupervisorReset,
            Self::SamePair { .. } => Rule::SamePair,
            Self::Hold(_) => Rule::Holds,
            Self::Integrity(_) => Rule::Integrity,
        }
    }

    /// Whether it stays until what it is about has ended, signed or not.
    #[must_use]
    pub fn lasts(&self) -> bool {
        *self == Self::Hold(HoldEvent::Stands)
    }
}

/// The entries an item rests on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    /// Positions in the store, the first [`MOST_POSITIONS`] of them, in the order they came.
    pub positions: Vec<u32>,
    /// How many there are.
    pub count: u64,
}

/// One thing for a supervisor to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Rule and what it is about: the same whenever the log is read.
    pub key: String,
    /// What was found.
    pub finding: Finding,
    /// The moment of its first entry.
    pub first: Timestamp,
    /// The moment of its last entry.
    pub last: Timestamp,
    /// Staff numbers of those whose own acts or approvals it rests on, the main one first. They may not sign it off.
    pub persons: Vec<String>,
    /// The holder's mask, if it is about one.
    pub mask: Option<String>,
    /// What it rests on.
    pub evidence: Evidence,
}

impl Item {
    /// An item that rests on nothing yet.
    pub(super) fn new(key: String, finding: Finding, first: Trace) -> Self {
        Self {
            key,
            finding,
            first: first.at,
            last: first.at,
            persons: Vec::new(),
            mask: None,
            evidence: Evidence::default(),
        }
    }

    /// The rule that found it.
    #[must_use]
    pub fn rule(&self) -> Rule {
        self.finding.rule()
    }

    /// Whether it rests on something this person did or approved.
    #[must_use]
    pub fn is_own(&self, staff: &str) -> bool {
        self.persons.iter().any(|person| person == staff)
    }

    /// Adds an entry.
    pub(super) fn rest_on(&mut self, trace: Trace) {
        if self.evidence.positions.len() < MOST_POSITIONS {
            self.evidence.positions.push(trace.position);
        }
        self.evidence.count += 1;
        self.last = trace.at;
    }

    /// Adds a person, once. Pseudonyms of numbers that nobody has are no persons.
    pub(super) fn concern(&mut self, staff: Option<&str>) {
        if let Some(staff) = staff.filter(|staff| !staff.starts_with('?'))
            && !self.is_own(staff)
        {
            self.persons.push(staff.to_owned());
        }
    }
}

/// What an item remembers of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trace {
    pub(super) position: u32,
    pub(super) at: Timestamp,
    /// [`Fact::passed`] of it.
    pub(super) passed: SignedDuration,
}

impl Trace {
    /// Whether it lies no further back than this from another entry of the log.
    pub(super) fn is_within(&self, lasts: SignedDuration, now: &Fact<'_>) -> bool {
        now.passed.saturating_sub(self.passed) <= lasts
    }
}

/// The items, by key.
#[derive(Debug, Default)]
pub(super) struct Found {
    items: BTreeMap<String, Item>,
}

impl Found {
    pub(super) fn items(&self) -> impl Iterator<Item = &Item> {
        self.items.values()
    }

    pub(super) fn get(&self, key: &str) -> Option<&Item> {
        self.items.get(key)
    }

    pub(super) fn get_mut(&mut self, key: &str) -> Option<&mut Item> {
        self.items.get_mut(key)
    }

    /// Adds an item, in place of the one with the same key.
    pub(super) fn put(&mut self, item: Item) {
        self.items.insert(item.key.clone(), item);
    }

    /// The item of a key, made from this entry if it is new.
    pub(super) fn item(&mut self, key: String, fact: &Fact<'_>, finding: Finding) -> &mut Item {
        self.items.entry(key).or_insert_with_key(|key| Item::new(key.clone(), finding, fact.trace()))
    }

    pub(super) fn remove(&mut self, key: &str) {
        self.items.remove(key);
    }
}
