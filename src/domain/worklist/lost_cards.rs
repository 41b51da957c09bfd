//! 挂失卡恢复: an import made a card usable that had been reported lost, or was cancelled.
//!
//! A found card may be lifted, and a lost one replaced; but whoever holds a stolen card wants just that. What an import
//! changed stands in the log for each holder, so it does not matter whether one file takes the report away and another
//! makes the card usable. One item for each day and whoever imported. There is no threshold.

use std::collections::HashMap;

use super::{Detector, Fact, Finding, Found, Trace, day_tally::DayTally};
use crate::domain::{audit::Action, card::CardStatus};

#[derive(Default)]
pub(super) struct LostCards {
    /// Holders whose card was last seen lost and has not been usable since.
    lost: HashMap<u128, Trace>,
    tally: DayTally,
}

/// A status that a particular names by its code.
fn status(fact: &Fact<'_>, key: &str) -> Option<CardStatus> {
    fact.number(key).and_then(|code| u8::try_from(code).ok()).and_then(CardStatus::from_code)
}

impl Detector for LostCards {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        if !fact.is_done(Action::RegisterChange) {
            return;
        }
        let (Some(holder), Some(staff)) = (fact.holder(), fact.staff) else { return };
        let (Some(before), Some(after)) = (status(fact, "card_before"), status(fact, "card_after")) else { return };
        let is_lost = |status| matches!(status, CardStatus::Lost | CardStatus::TemporarilyLost | CardStatus::Cancelled);
        if matches!(after, CardStatus::Normal | CardStatus::ApplicationLocked) {
            let earlier = self.lost.remove(&holder);
            if earlier.is_none() && !is_lost(before) {
                return;
            }
            let traces: Vec<Trace> = earlier.into_iter().chain([fact.trace()]).collect();
            let finding = Finding::LostCards { count: 0 };
            if let Some(item) = self.tally.add(fact, staff, &traces, 1, finding, found)
                && let Finding::LostCards { count } = &mut item.finding
            {
                *count = count.saturating_add(1);
            }
        } else if is_lost(before) || is_lost(after) {
            self.lost.insert(holder, fact.trace());
        }
    }
}
