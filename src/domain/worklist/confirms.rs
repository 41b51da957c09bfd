//! 反复确认: "still the same person" confirmed again and again, and no change came of it.
//!
//! The confirmation makes a fresh proof for a second action. Confirmed without an action it may be a way to look up, or to
//! wait, with a proof at hand. A confirmation came to nothing when the next one, or the end of the visit, finds no PIN
//! set, changed, reset or unlocked since. One after which the holder only tried a PIN, once in a visit, is everyday and does
//! not count. One item a clerk and day. Threshold: so many on a day.

use super::{Detector, Fact, Finding, Found, Trace, day_tally::DayTally, open_visits::OpenVisits};
use crate::domain::audit::{Action, Outcome};

/// A confirmation: by whom, and where it stands in the log.
type Confirmation = (String, Trace);

/// The confirmations of a visit.
#[derive(Default)]
struct Visit {
    /// The last one, as long as nothing came of it.
    pending: Option<Confirmation>,
    /// Whether a PIN was tried since.
    is_tried: bool,
    /// How many came to nothing.
    idle: u32,
    /// Those of them that are not counted yet.
    waiting: Vec<Confirmation>,
}

impl Visit {
    /// The last confirmation came to nothing, if there is one; what is to be counted now.
    fn end_pending(&mut self) -> Vec<Confirmation> {
        let Some(pending) = self.pending.take() else { return Vec::new() };
        self.idle = self.idle.saturating_add(1);
        self.waiting.push(pending);
        let counts = self.idle > 1 || !self.is_tried;
        if counts { std::mem::take(&mut self.waiting) } else { Vec::new() }
    }
}

#[derive(Default)]
pub(super) struct Confirms {
    open: OpenVisits<Visit>,
    tally: DayTally,
}

impl Detector for Confirms {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(visit) = fact.visit else { return };
        let ended = match (fact.action, fact.outcome) {
            (Action::LookUp, Outcome::Done) => {
                self.open.open(visit, Visit::default()).map(|mut left| left.end_pending())
            }
            (Action::VisitClose, _) => self.open.close(visit).map(|mut closed| closed.end_pending()),
            (Action::IdentityConfirm, Outcome::Done) => {
                if self.open.get_mut(visit).is_none() {
                    self.open.open(visit, Visit::default());
                }
                self.open.get_mut(visit).map(|open| {
                    let ended = open.end_pending();
                    open.pending = fact.staff.map(|staff| (staff.to_owned(), fact.trace()));
                    open.is_tried = false;
                    ended
                })
            }
            (Action::PinVerify, Outcome::Done) => {
                self.open.get_mut(visit).into_iter().for_each(|open| open.is_tried = true);
                None
            }
            (Action::PinSet | Action::PinChange | Action::PinReset | Action::PinUnlock, Outcome::Done) => {
                self.open.get_mut(visit).into_iter().for_each(|open| open.pending = None);
                None
            }
            _ => None,
        };
        for (staff, trace) in ended.unwrap_or_default() {
            let least = found.thresholds().confirms;
            let finding = Finding::Confirms { count: 0 };
            if let Some(item) = self.tally.add(fact, &staff, &[trace], least, finding, found) {
                item.finding = Finding::Confirms { count: item.size() };
            }
        }
    }
}
