//! 显示号码: one person had many masked numbers shown in full on a day.
//!
//! A full number is needed now and then, to tell two people apart. Whoever shows many of them may be writing them down.
//! Threshold: so many on a day.

use super::{Detector, Fact, Finding, Found, day_tally::DayTally};
use crate::domain::audit::Action;

#[derive(Default)]
pub(super) struct Reveals {
    tally: DayTally,
}

impl Detector for Reveals {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(staff) = fact.staff.filter(|_| fact.is_done(Action::Reveal)) else { return };
        let least = found.thresholds().reveals;
        let finding = Finding::Reveals { count: 0 };
        if let Some(item) = self.tally.add(fact, staff, &[fact.trace()], least, finding, found) {
            item.finding = Finding::Reveals { count: item.size() };
        }
    }
}
