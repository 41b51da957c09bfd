//! 核验过快: an identity check passed sooner after the look-up than anybody can compare a document and a face.
//!
//! A check takes a moment: take the document, look at it, look at the person. One that takes less may not have happened.
//! A clock that was set meanwhile makes no check longer. One item a clerk and day.
//! Threshold: seconds.

use jiff::SignedDuration;

use super::{Detector, Fact, Finding, Found, day_tally::DayTally, open_visits::OpenVisits};
use crate::domain::audit::Action;

#[derive(Default)]
pub(super) struct FastChecks {
    looked_up: OpenVisits<SignedDuration>,
    tally: DayTally,
}

impl Detector for FastChecks {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(visit) = fact.visit else { return };
        if fact.is_done(Action::LookUp) {
            self.looked_up.open(visit, fact.passed);
        } else if fact.action == Action::VisitClose {
            self.looked_up.close(visit);
        }
        if !fact.is_done(Action::IdentityCheck) {
            return;
        }
        let (Some(began), Some(staff)) = (self.looked_up.get_mut(visit), fact.staff) else { return };
        let took = fact.passed.saturating_sub(*began);
        let limit = found.thresholds().check_seconds;
        if took >= SignedDuration::from_secs(i64::from(limit)) {
            return;
        }
        let took = u32::try_from(took.as_secs()).unwrap_or(u32::MAX);
        let finding = Finding::FastChecks { count: 0, seconds: took };
        if let Some(item) = self.tally.add(fact, staff, &[fact.trace()], 1, finding, found) {
            let count = item.size();
            if let Finding::FastChecks { count: known, seconds } = &mut item.finding {
                (*known, *seconds) = (count, took.min(*seconds));
            }
        }
    }
}
