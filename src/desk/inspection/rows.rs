//! Rows held against what the log says of them.

use std::{collections::HashMap, ops::ControlFlow};

use super::{
    Inspection,
    pin_told::Circumstances,
    staff_told::as_number,
    tale::{Consent, Purpose, Tale, VisitTold, short},
};
use crate::{
    desk::{
        deed::pin_owner,
        session::{RECOVERY_KEY, account_owner},
        settings,
    },
    domain::{
        pin::{Action, PinKind},
        settings::Field,
    },
    ledger,
    store::{EntryFilter, Result, Tx, VisitRow},
    vault::{OfficeKeys, is_marked_as},
};

impl Inspection {
    pub(super) fn compare(&mut self, tx: &dyn Tx, keys: &OfficeKeys) -> Result<()> {
        let mut tale = self.read_log(tx)?;
        self.entries = tale.entries;
        self.hold_logs(tx, &tale)?;
        self.hold_visits(tx, keys, &mut tale)?;
        self.hold_approvals(tx, &mut tale)?;
        self.hold_pins(tx, keys, &mut tale)?;
        self.hold_accounts(tx, &mut tale)?;
        self.hold_settings(tx, &tale)
    }

    fn read_log(&mut self, tx: &dyn Tx) -> Result<Tale> {
        let mut tale = Tale::default();
        tx.each_entry(&EntryFilter::default(), &mut |row| {
            tale.entries += 1;
            match ledger::decode(&row.line).map(|line| tale.take_in(line)) {
                Ok(true) => {}
                Ok(false) => self.note("entry_out_of_order", row.position.to_string()),
                Err(_) => self.note("entry_unreadable", row.position.to_string()),
            }
            ControlFlow::Continue(())
        })?;
        Ok(tale)
    }

    /// A log begins with its first entry, and has no hashes but those of its lines.
    fn hold_logs(&mut self, tx: &dyn Tx, tale: &Tale) -> Result<()> {
        for log in tx.logs()? {
            let told = tale.logs.iter().find(|told| told.id == log.id);
            if told.is_none_or(|told| told.started != log.started_at) {
                self.note("log_without_its_start", log.id);
            }
            let size = tx.last_seq(log.number)?;
            if tx.has_hashes_beyond(log.number, ledger::tree::stored_hash_count(size))? {
                self.note("hashes_without_lines", log.number.to_string());
            }
        }
        Ok(())
    }

    fn hold_visits(&mut self, tx: &dyn Tx, keys: &OfficeKeys, tale: &mut Tale) -> Result<()> {
        let mut days: HashMap<(String, String), (u32, u32)> = HashMap::new();
        let mut open = Vec::new();
        tx.each_visit(&mut |visit, number| {
            self.visits += 1;
            count(&mut days, &visit);
            let told = tale.visits.remove(visit.serial.as_str()).unwrap_or_default();
            let subject = number.and_then(|number| short(keys.subject(number).as_str()));
            self.hold_visit(&visit, subject, &told);
            if visit.closed_at.is_none() {
                open.push(visit.serial);
            }
        })?;
        for serial in tale.visits.drain().map(|(serial, _)| serial) {
            self.note("entry_without_visit", serial);
        }
        for counter in tx.counters()? {
            let key = (counter.day.replace('-', ""), counter.seat);
            let (visits, highest) = days.remove(&key).unwrap_or_default();
            if visits != counter.last || highest != counter.last {
                self.note("serials_with_gaps", format!("{}-{}", key.0, key.1));
            }
        }
        for (day, seat) in days.into_keys() {
            self.note("visits_without_counter", format!("{day}-{seat}"));
        }
        for serial in tx.live_proofs()?.into_iter().filter(|serial| !open.contains(serial)) {
            self.note("proof_left_open", serial.as_str().to_owned());
        }
        Ok(())
    }

    /// A visit has one look-up, by its clerk, of its holder and at its moment; one end if it had a beginning; and is
    /// marked exactly if something was done in it.
    fn hold_visit(&mut self, visit: &VisitRow, subject: Option<u128>, told: &VisitTold) {
        let place = || visit.serial.as_str().to_owned();
        if told.look_ups != 1 {
            self.note("visit_without_its_look_up", place());
            return;
        }
        if told.staff.as_deref() != Some(visit.staff.as_str()) {
            self.note("visit_of_another_clerk", place());
        }
        if (subject.is_some() || told.found) && subject != told.subject {
            self.note("visit_of_another_holder", place());
        }
        let ended = if told.found { told.closed } else { told.opened };
        if told.closes != u32::from(told.found && visit.closed_at.is_some()) {
            self.note("visit_without_its_end", place());
        } else if told.opened != Some(visit.opened_at) || visit.closed_at != ended {
            self.note("visit_at_another_time", place());
        }
        if visit.acted != (told.deeds > 0) {
            self.note("visit_without_its_action", place());
        }
    }

    /// An approval has its entry, and is used as often as entries say.
    fn hold_approvals(&mut self, tx: &dyn Tx, tale: &mut Tale) -> Result<()> {
        let mut spent: HashMap<Purpose, u32> = HashMap::new();
        tx.each_approval(&mut |row| {
            let visit = row.visit.as_str().to_owned();
            let place = format!("{visit} {} {}", row.action.code(), row.kind.code());
            if row.spent {
                *spent.entry((visit.clone(), row.action, row.kind)).or_default() += 1;
            }
            let supervisor = row.supervisor.as_str().to_owned();
            let consent = Consent { visit, action: row.action, kind: row.kind, supervisor, at: row.granted_at };
            match tale.consents.get_mut(&consent) {
                Some(left) if *left > 0 => *left -= 1,
                _ => self.note("approval_without_its_entry", place),
            }
        })?;
        for consent in tale.consents.iter().filter(|(_, left)| **left > 0).map(|(consent, _)| consent) {
            let (action, kind) = (consent.action.code(), consent.kind.code());
            self.note("entry_without_its_approval", format!("{} {action} {kind}", consent.visit));
        }
        for purpose in tale.uses.keys() {
            spent.entry(purpose.clone()).or_default();
        }
        for (purpose, spent) in spent {
            let used = tale.uses.get(&purpose).copied().unwrap_or_default();
            // Not every try that was right needed the approval that was there.
            let agrees = if purpose.1 == Action::Verify { spent <= used } else { spent == used };
            if !agrees {
                self.note(
                    "approval_used_otherwise",
                    format!("{} {} {}", purpose.0, purpose.1.code(), purpose.2.code()),
                );
            }
        }
        Ok(())
    }

    /// A PIN is as the entries about it leave it: keyed at their moment, in their state, tried as often, and nobody
    /// else's. No entry is without its PIN.
    fn hold_pins(&mut self, tx: &dyn Tx, keys: &OfficeKeys, tale: &mut Tale) -> Result<()> {
        let first_limit = match tale.settings.get(&Field::TriesBeforeLock) {
            Some(told) => as_number(&told.first),
            None => settings::stored(tx, Field::TriesBeforeLock)?.and_then(|text| text.parse().ok()),
        };
        let around = Circumstances { imports: &tale.imports, first_limit };
        tx.each_credential(&mut |number, kind, row| {
            let subject = keys.subject(number);
            let place = || format!("{} {}", subject.as_str(), kind.code());
            let pins = short(subject.as_str()).and_then(|subject| tale.pins.get_mut(&subject));
            let told = pins.and_then(|pins| pins[kind as usize].take());
            match (row.changed_at, told.as_ref().and_then(|told| told.changed)) {
                (Some(changed), Some(told)) if changed == told => {}
                (None, None) if row.hash.is_none() => {}
                (None, Some(_)) => self.note("entry_without_its_change", place()),
                _ => self.note("change_without_its_entry", place()),
            }
            if row.hash.as_ref().is_some_and(|hash| !is_marked_as(hash, &pin_owner(&subject, kind))) {
                self.note("pin_of_another", place());
            }
            let (state, tries) = match &told {
                Some(told) => (told.explains_state(&row, kind, &around), told.explains_tries(&row, &around)),
                None => (around.explain(&row), row.tries == 0),
            };
            if !state {
                self.note("pin_in_another_state", place());
            }
            if !tries {
                self.note("pin_tried_otherwise", place());
            }
        })?;
        for (subject, pins) in &tale.pins {
            for (kind, _) in PinKind::ALL.into_iter().zip(pins).filter(|(_, told)| told.is_some()) {
                self.note("entry_without_its_change", format!("{subject:032x} {}", kind.code()));
            }
        }
        Ok(())
    }

    /// An account has the role it was made with, is enabled or disabled as the newest entry says, and has a password
    /// of its own.
    fn hold_accounts(&mut self, tx: &dyn Tx, tale: &mut Tale) -> Result<()> {
        for row in tx.all_staff()? {
            let number = row.number.as_str();
            match tale.accounts.remove(number) {
                None => self.note("account_without_its_entry", number.to_owned()),
                Some(told) => {
                    if told.role != row.role.code() {
                        self.note("account_in_another_role", number.to_owned());
                    }
                    if told.disabled != row.disabled {
                        self.note("account_disabled_otherwise", number.to_owned());
                    }
                }
            }
            if !is_marked_as(&row.password_hash, &account_owner(&row.number)) {
                self.note("password_of_another", number.to_owned());
            }
        }
        for number in tale.accounts.drain().map(|(number, _)| number) {
            self.note("entry_without_its_account", number);
        }
        if tx.value(RECOVERY_KEY)?.is_none_or(|hash| !is_marked_as(&hash, RECOVERY_KEY)) {
            self.note("password_of_another", RECOVERY_KEY.to_owned());
        }
        Ok(())
    }

    /// A setting that was ever changed has the value of the newest change, and each change began where the one before
    /// it ended.
    fn hold_settings(&mut self, tx: &dyn Tx, tale: &Tale) -> Result<()> {
        for field in Field::ALL {
            let stored = settings::stored(tx, field)?;
            let told = tale.settings.get(&field).map(|told| &told.last);
            let agrees = told.is_none_or(|told| stored.is_some_and(|text| settings::as_logged(field, &text) == *told));
            if !agrees || tale.broken_settings.contains(&field) {
                self.note("setting_without_its_entry", field.key().to_owned());
            }
        }
        Ok(())
    }
}

/// Visits and highest number of each day and seat, as the serials say.
fn count(days: &mut HashMap<(String, String), (u32, u32)>, visit: &VisitRow) {
    let mut parts = visit.serial.as_str().split('-');
    let (Some(day), Some(seat)) = (parts.next(), parts.next()) else { return };
    let (visits, highest) = days.entry((day.to_owned(), seat.to_owned())).or_default();
    *visits += 1;
    *highest = (*highest).max(visit.serial.counter().parse().unwrap_or(u32::MAX));
}
