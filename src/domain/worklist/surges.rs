//! 一小时突增: far more resets, locks or refusals in an hour than this office usually has.
//!
//! A stolen list of people, a leaked password, a clerk who resets whoever is asked for: it shows within the hour, and so
//! supervisors see it at once. Held against the mean of an hour with visits in the last thirty days; an office that has
//! hardly worked yet counts as one that usually has as many as the threshold. An item goes on as long as the last hour is
//! above it. Threshold: at least so many, and so many times the usual.

use std::collections::{BTreeMap, VecDeque};

use jiff::{SignedDuration, Timestamp};

use super::{Detector, Fact, Finding, Found, Item, Rule, Trace};
use crate::domain::audit::{Action, Outcome};

/// What is counted together.
const HOUR: SignedDuration = SignedDuration::from_hours(1);
/// The usual looks back over so many hours.
const BACK: i64 = 30 * 24;
/// So many hours with visits make a usual.
const KNOWN: u64 = 8;
/// So many of the newest are looked through for those of the hour: more than the highest threshold. What is above it is
/// listed as it comes, so that none of a flood is left out.
const NEWEST: usize = 1024;

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SurgeKind {
    /// PINs reset.
    Resets,
    /// PINs locked by wrong tries.
    Locks,
    /// Checks and approvals refused.
    Refusals,
}

impl SurgeKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Resets, Self::Locks, Self::Refusals];

    /// The word its sentence goes by.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Resets => "resets",
            Self::Locks => "locks",
            Self::Refusals => "refusals",
        }
    }

    fn of(fact: &Fact<'_>) -> Option<Self> {
        match (fact.action, fact.outcome) {
            (Action::PinReset, Outcome::Done) => Some(Self::Resets),
            (Action::PinLock, _) => Some(Self::Locks),
            (Action::IdentityCheck | Action::Approval, Outcome::Refused) => Some(Self::Refusals),
            _ => None,
        }
    }
}

/// An entry of a kind, with who did it and the key of an item that begins there.
struct Recent {
    trace: Trace,
    staff: Option<String>,
    key: String,
    is_listed: bool,
}

/// What is known of one kind.
#[derive(Default)]
struct Run {
    newest: VecDeque<Recent>,
    /// The item that goes on, and its last entry.
    item: Option<(String, Trace)>,
}

#[derive(Default)]
pub(super) struct Surges {
    /// Every hour with visits: how many of each kind.
    hours: BTreeMap<i64, [u32; 3]>,
    runs: [Run; 3],
}

fn hour(at: Timestamp) -> i64 {
    at.as_second().div_euclid(3600)
}

impl Surges {
    /// How many of a kind there were, and in how many hours, before the hour that ends now.
    fn usual(&self, kind: SurgeKind, now: i64) -> (u64, u64) {
        let past = self.hours.range(now.saturating_sub(BACK)..now.saturating_sub(1));
        past.fold((0, 0), |(sum, hours), (_, counts)| (sum + u64::from(counts[kind as usize]), hours + 1))
    }
}

impl Detector for Surges {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let now = hour(fact.at);
        if fact.action == Action::LookUp {
            self.hours.entry(now).or_default();
        }
        let Some(kind) = SurgeKind::of(fact) else { return };
        let known = &mut self.hours.entry(now).or_default()[kind as usize];
        *known = known.saturating_add(1);
        let thresholds = found.thresholds();
        let (least, factor) = (u64::from(thresholds.surge), u64::from(thresholds.surge_factor));
        let is_near = |trace: &Trace| trace.is_within(HOUR, fact);
        let run = &mut self.runs[kind as usize];
        let (staff, key) = (fact.staff.map(str::to_owned), fact.key(Rule::Surges));
        run.newest.push_back(Recent { trace: fact.trace(), staff, key, is_listed: false });
        if run.newest.len() > NEWEST {
            run.newest.pop_front();
        }
        let count = run.newest.iter().filter(|recent| is_near(&recent.trace)).count() as u64;
        if least == 0 || count < least {
            return;
        }
        let (sum, hours) = match self.usual(kind, now) {
            (_, hours) if hours < KNOWN => (least, 1),
            usual => usual,
        };
        if count * hours < factor * sum {
            return;
        }
        let run = &mut self.runs[kind as usize];
        run.item.take_if(|(_, last)| !is_near(last));
        let mean_tenths = u32::try_from((sum * 10 + hours / 2) / hours).unwrap_or(u32::MAX);
        for recent in run.newest.iter_mut().filter(|recent| !recent.is_listed && is_near(&recent.trace)) {
            let (key, last) = run.item.get_or_insert_with(|| (recent.key.clone(), recent.trace));
            if found.get(key).is_none() {
                let finding = Finding::Surge { kind, count: 0, mean_tenths };
                found.put(Item::new(key.clone(), finding, recent.trace));
            }
            let Some(item) = found.get_mut(key) else { continue };
            item.rest_on(recent.trace);
            item.concern(recent.staff.as_deref());
            let size = item.size();
            if let Finding::Surge { count, .. } = &mut item.finding {
                *count = size;
            }
            (*last, recent.is_listed) = (recent.trace, true);
        }
    }
}
