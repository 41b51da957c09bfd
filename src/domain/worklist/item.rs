//! What the rules find: one item for each thing a supervisor has to look at.

use std::{collections::BTreeMap, sync::Arc};

use jiff::{SignedDuration, Timestamp};

use super::{AccountDeed, Fact, RECOVERY_CODE, Rule, SurgeKind, Thresholds};
use crate::domain::{audit::Action, pin::PinKind, settings::Field};

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
    /// An office that one person founded got its second one.
    TwoPersonStart,
    /// A backup was restored.
    Restore,
    /// The recovery code was used.
    RecoveryCode,
    /// Somebody changed what these rules look for.
    ThresholdChange,
}

impl IntegrityEvent {
    /// Every event.
    pub const ALL: [Self; 9] = [
        Self::VerificationFailed,
        Self::NewLog,
        Self::ClockStep,
        Self::ClockForward,
        Self::DateConfirmed,
        Self::TwoPersonStart,
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
            Self::TwoPersonStart => "two_person_start",
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
    /// A setting was changed, and a rule is weaker.
    RuleWeakened {
        /// Which setting.
        field: Field,
    },
    /// An account was made or changed.
    Account {
        /// What was done to it.
        deed: AccountDeed,
    },
    /// Approvals and consents by an account that is new, or new to its password.
    YoungApprovals {
        /// How many.
        count: u32,
    },
    /// Cards that were reported lost and are usable again after an import.
    LostCards {
        /// How many.
        count: u32,
    },
    /// A phone number changed near a reset.
    PhoneChange {
        /// Days between the two, at the nearest.
        days: u32,
    },
    /// Holders whose phone number many have.
    SharedPhones {
        /// How many holders.
        count: u32,
    },
    /// Checks that passed too soon after the look-up.
    FastChecks {
        /// How many.
        count: u32,
        /// The shortest, seconds.
        seconds: u32,
    },
    /// Numbers shown in full on a day.
    Reveals {
        /// How many.
        count: u32,
    },
    /// Confirmations of a day that led to no change.
    Confirms {
        /// How many.
        count: u32,
    },
    /// Wrong passwords for one number over days.
    SlowSignIns {
        /// How many.
        count: u32,
        /// On how many days.
        days: u32,
        /// Whether no account has the number.
        unknown: bool,
    },
    /// Far more in an hour than usual.
    Surge {
        /// What of.
        kind: SurgeKind,
        /// How many.
        count: u32,
        /// The office's mean of an hour, in tenths.
        mean_tenths: u32,
    },
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
            Self::FailedSignIns { .. } | Self::SlowSignIns { .. } => Rule::FailedSignIns,
            Self::SupervisorReset { .. } => Rule::SupervisorReset,
            Self::SamePair { .. } => Rule::SamePair,
            Self::Hold(_) => Rule::Holds,
            Self::Integrity(_) => Rule::Integrity,
            Self::RuleWeakened { .. } => Rule::RulesWeakened,
            Self::Account { .. } => Rule::Accounts,
            Self::YoungApprovals { .. } => Rule::YoungApprovals,
            Self::LostCards { .. } => Rule::LostCards,
            Self::PhoneChange { .. } => Rule::PhoneChanges,
            Self::SharedPhones { .. } => Rule::SharedPhones,
            Self::FastChecks { .. } => Rule::FastChecks,
            Self::Reveals { .. } => Rule::Reveals,
            Self::Confirms { .. } => Rule::Confirms,
            Self::Surge { .. } => Rule::Surges,
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
    /// Positions in the store, all of them, in the order they came.
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
    /// The thresholds that were in force when it was found.
    pub thresholds: Arc<Thresholds>,
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
            thresholds: Arc::default(),
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

    /// Whether supervisors see it at once, on whatever page they are.
    #[must_use]
    pub fn is_urgent(&self) -> bool {
        matches!(self.finding, Finding::Surge { .. } | Finding::Integrity(IntegrityEvent::RecoveryCode))
    }

    /// Adds an entry.
    pub(super) fn rest_on(&mut self, trace: Trace) {
        self.evidence.positions.push(trace.position);
        self.evidence.count += 1;
        self.last = trace.at;
    }

    /// How many entries it rests on, as the numbers of a finding are.
    pub(super) fn size(&self) -> u32 {
        u32::try_from(self.evidence.count).unwrap_or(u32::MAX)
    }

    /// Adds everybody an entry names: whom it is about, who wrote it, and who consented or approved.
    pub(super) fn concern_all(&mut self, fact: &Fact<'_>) {
        // What the recovery code stood in for may be settings or the code itself: those are no persons.
        let of = fact.text("for").or_else(|| fact.text("change"));
        let is_account = of.is_none_or(|of| of.starts_with("staff_"));
        self.concern(fact.text("about").filter(|_| is_account));
        self.concern(fact.staff);
        for key in ["consent", "by", "approved_by", "first_keeper", "second_keeper", "second"] {
            self.concern(fact.text(key));
        }
    }

    /// Adds a person, once. Pseudonyms of numbers that nobody has, and the recovery code, are no persons.
    pub(super) fn concern(&mut self, staff: Option<&str>) {
        if let Some(staff) =
            staff.filter(|staff| !staff.is_empty() && !staff.starts_with('?') && *staff != RECOVERY_CODE)
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
    /// Whether it lies no further than this from another, later entry of the log: by the time that passed, so that setting
    /// a clock takes nothing out of a window, or by what both say of themselves, so that an entry from the future between
    /// them does not either.
    pub(super) fn is_within(&self, lasts: SignedDuration, now: &Fact<'_>) -> bool {
        now.passed.saturating_sub(self.passed) <= lasts || now.at.duration_since(self.at).abs() <= lasts
    }
}

/// The items, by key, and the thresholds they are found by.
#[derive(Debug)]
pub(super) struct Found {
    items: BTreeMap<String, Item>,
    thresholds: Arc<Thresholds>,
}

impl Found {
    pub(super) fn new(thresholds: &Thresholds) -> Self {
        Self { items: BTreeMap::new(), thresholds: Arc::new(thresholds.clone()) }
    }

    /// The thresholds in force.
    pub(super) fn thresholds(&self) -> Arc<Thresholds> {
        Arc::clone(&self.thresholds)
    }

    /// From now on these thresholds are in force.
    pub(super) fn go_by(&mut self, thresholds: &Thresholds) {
        if *self.thresholds != *thresholds {
            self.thresholds = Arc::new(thresholds.clone());
        }
    }

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
    pub(super) fn put(&mut self, item: Item) -> &mut Item {
        let item = Item { thresholds: Arc::clone(&self.thresholds), ..item };
        let key = item.key.clone();
        self.items.remove(&key);
        self.items.entry(key).or_insert(item)
    }

    /// The item of a key, made from this entry if it is new.
    pub(super) fn item(&mut self, key: String, fact: &Fact<'_>, finding: Finding) -> &mut Item {
        let thresholds = Arc::clone(&self.thresholds);
        let new = |key: &String| Item { thresholds, ..Item::new(key.clone(), finding, fact.trace()) };
        self.items.entry(key).or_insert_with_key(new)
    }

    pub(super) fn remove(&mut self, key: &str) {
        self.items.remove(key);
    }
}
