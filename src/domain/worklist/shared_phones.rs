//! 多人同号: one phone number belongs to more people than the settings let pass.
//!
//! A family may share a phone. So may people whose notices somebody wants to receive. Counted at an import, which writes
//! an entry for each of them; the threshold is the one of that moment. One item for each day and whoever imported.

use super::{Detector, Fact, Finding, Found, day_tally::DayTally};
use crate::domain::audit::Action;

#[derive(Default)]
pub(super) struct SharedPhones {
    tally: DayTally,
}

impl Detector for SharedPhones {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(staff) = fact.staff.filter(|_| fact.is_done(Action::PhoneShared)) else { return };
        let finding = Finding::SharedPhones { count: 0 };
        // Of a number that very many have, one entry speaks for all of them.
        let people = if fact.detail.contains_key("speaks_for_all") { fact.number("people").unwrap_or(1) } else { 1 };
        if let Some(item) = self.tally.add(fact, staff, &[fact.trace()], 1, finding, found)
            && let Finding::SharedPhones { count } = &mut item.finding
        {
            *count = count.saturating_add(u32::try_from(people).unwrap_or(u32::MAX));
        }
    }
}
