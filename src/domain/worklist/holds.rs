//! 暂停密码办理: every hold is listed until it is lifted, and no signature takes it off.
//!
//! One that its maker lifted with the administrator, and not another supervisor, is listed for another supervisor to look
//! at afterwards.

use std::collections::HashMap;

use super::{Detector, Fact, Finding, Found, HoldEvent, Rule};
use crate::domain::audit::Action;

#[derive(Default)]
pub(super) struct Holds {
    /// The item of each person on hold.
    standing: HashMap<String, String>,
}

impl Detector for Holds {
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found) {
        let Some(subject) = fact.subject else { return };
        let event = if fact.is_done(Action::Hold) {
            HoldEvent::Stands
        } else if fact.is_done(Action::Release) {
            if let Some(key) = self.standing.remove(subject) {
                found.remove(&key);
            }
            if fact.text("consent").is_none() {
                return;
            }
            HoldEvent::LiftedByMaker
        } else {
            return;
        };
        let key = fact.key(Rule::Holds);
        if event == HoldEvent::Stands {
            self.standing.insert(subject.to_owned(), key.clone());
        }
        let item = found.item(key, fact, Finding::Hold(event));
        item.rest_on(fact.trace());
        item.mask = fact.mask.map(str::to_owned);
        item.concern(fact.staff);
        item.concern(fact.text("consent"));
    }
}
