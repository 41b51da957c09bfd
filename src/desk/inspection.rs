//! 检查: whether store and log agree in everything, looked at from outside the counter work and without writing.
//!
//! The log is verified first. Then every visit is held against its entries, every keyed PIN against the entry of its
//! change, and every day's counter against its visits.

use std::{collections::HashMap, ops::ControlFlow, sync::atomic::AtomicBool};

use jiff::Timestamp;

use super::{Damage, Desk, Folders, NoVerdict, OfficeError, Verifier};
use crate::{
    domain::{
        audit::{Action, Outcome},
        pin::PinKind,
    },
    ledger::{self, Line, Report},
    store::{EntryFilter, Store, Tx, VisitRow, sqlite::SqliteStore},
    vault::OfficeKeys,
};

/// What a check of the whole office found.
#[derive(Debug)]
pub struct Inspection {
    /// Holders of the register.
    pub holders: u64,
    /// Visits.
    pub visits: u64,
    /// Entries of every log together.
    pub entries: u64,
    /// What the database says of its own health; `None` when sound.
    pub store: Option<String>,
    /// The verdict on the log that is being written.
    pub log: Result<Report, Damage>,
    /// What does not agree; at most [`Inspection::MOST`], in no order.
    pub irregularities: Vec<Irregularity>,
}

/// One thing that does not agree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Irregularity {
    /// The word for it.
    pub code: &'static str,
    /// Where: a serial, a day and seat, a pseudonym and kind, or an entry's position.
    pub place: String,
}

/// What the log says of one visit.
#[derive(Default)]
struct Told {
    look_ups: u32,
    found: bool,
    closes: u32,
    deeds: u32,
}

/// What the log says, gathered in one pass.
#[derive(Default)]
struct Tale {
    entries: u64,
    visits: HashMap<String, Told>,
    /// The newest change of a holder's PIN, by pseudonym and kind.
    changes: HashMap<(String, PinKind), Timestamp>,
}

impl Inspection {
    /// A list of findings is no longer than this: more of them say no more.
    pub const MOST: usize = 1000;

    /// Looks at an office in folders, beside a program that may have it open.
    ///
    /// `progress` hears entries verified and entries in all; setting `cancel` ends it early.
    ///
    /// # Errors
    /// The office cannot be opened, or there is no verdict.
    pub fn of(
        folders: &Folders,
        progress: &mut dyn FnMut(u64, u64),
        cancel: &AtomicBool,
    ) -> Result<Self, InspectionError> {
        let (keys, _) = Desk::inspect(folders)?;
        let mut store = SqliteStore::open_reader(&folders.database(), keys.database()).map_err(OfficeError::from)?;
        let damage = store.damage().map_err(NoVerdict::from)?;
        let second = store.reader().map_err(NoVerdict::from)?;
        let log = Verifier::over(second, &keys, folders).verify(&[], progress, cancel)?;
        let tx = store.read().map_err(NoVerdict::from)?;
        let mut inspection = Self {
            holders: tx.holders().map_err(NoVerdict::from)?,
            visits: 0,
            entries: 0,
            store: damage,
            log,
            irregularities: Vec::new(),
        };
        inspection.compare(&*tx, &keys).map_err(NoVerdict::from)?;
        Ok(inspection)
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.store.is_none() && self.log.is_ok() && self.irregularities.is_empty()
    }

    fn compare(&mut self, tx: &dyn Tx, keys: &OfficeKeys) -> crate::store::Result<()> {
        let mut tale = self.read_log(tx)?;
        self.entries = tale.entries;
        let mut days: HashMap<(String, String), (u32, u32)> = HashMap::new();
        let mut open = Vec::new();
        tx.each_visit(&mut |visit| {
            self.visits += 1;
            count(&mut days, &visit);
            let told = tale.visits.remove(visit.serial.as_str()).unwrap_or_default();
            self.hold_against(&visit, &told);
            if visit.closed_at.is_none() {
                open.push(visit.serial);
            }
        })?;
        for serial in tale.visits.into_keys() {
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
        self.hold_pins_against(tx, keys, tale.changes)?;
        for serial in tx.live_proofs()?.into_iter().filter(|serial| !open.contains(serial)) {
            self.note("proof_left_open", serial.as_str().to_owned());
        }
        Ok(())
    }

    fn read_log(&mut self, tx: &dyn Tx) -> crate::store::Result<Tale> {
        let mut tale = Tale::default();
        tx.each_entry(&EntryFilter::default(), &mut |row| {
            tale.entries += 1;
            match ledger::decode(&row.line) {
                Ok(line) => tale.take_in(line),
                Err(_) => self.note("entry_unreadable", row.position.to_string()),
            }
            ControlFlow::Continue(())
        })?;
        Ok(tale)
    }

    /// A visit has one look-up, one end if it had a beginning, and is marked exactly if something was done in it.
    fn hold_against(&mut self, visit: &VisitRow, told: &Told) {
        let place = || visit.serial.as_str().to_owned();
        if told.look_ups != 1 {
            self.note("visit_without_its_look_up", place());
        }
        if told.closes != u32::from(told.found && visit.closed_at.is_some()) {
            self.note("visit_without_its_end", place());
        }
        if visit.acted != (told.deeds > 0) {
            self.note("visit_without_its_action", place());
        }
    }

    /// A PIN keyed here has the time of the newest entry about it, and no entry is without its PIN.
    fn hold_pins_against(
        &mut self,
        tx: &dyn Tx,
        keys: &OfficeKeys,
        mut changes: HashMap<(String, PinKind), Timestamp>,
    ) -> crate::store::Result<()> {
        tx.each_credential(&mut |number, kind, credential| {
            let subject = keys.subject(number).as_str().to_owned();
            let told = changes.remove(&(subject.clone(), kind));
            let place = || format!("{subject} {}", kind.code());
            match (credential.changed_at, told) {
                (Some(changed), Some(told)) if changed == told => {}
                (None, None) if credential.hash.is_none() => {}
                (None, Some(_)) => self.note("entry_without_its_change", place()),
                _ => self.note("change_without_its_entry", place()),
            }
        })?;
        for (subject, kind) in changes.into_keys() {
            self.note("entry_without_its_change", format!("{subject} {}", kind.code()));
        }
        Ok(())
    }

    fn note(&mut self, code: &'static str, place: String) {
        if self.irregularities.len() < Self::MOST {
            self.irregularities.push(Irregularity { code, place });
        }
    }
}

impl Tale {
    fn take_in(&mut self, line: Line) {
        let (Some(action), Some(outcome)) = (line.action(), line.outcome()) else { return };
        let done = outcome == Outcome::Done;
        let change = matches!(action, Action::PinSet | Action::PinChange | Action::PinReset) && done;
        if let (true, Some(subject), Some(kind)) =
            (change, line.subject, line.kind.as_deref().and_then(PinKind::from_code))
        {
            self.changes.insert((subject, kind), line.at);
        }
        let Some(visit) = line.visit else { return };
        let told = self.visits.entry(visit).or_default();
        match action {
            Action::LookUp => {
                told.look_ups += 1;
                told.found |= done;
            }
            Action::VisitClose => told.closes += 1,
            Action::PinUnlock | Action::PinVerify if done => told.deeds += 1,
            _ if change => told.deeds += 1,
            _ => {}
        }
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

/// Why an office could not be checked.
#[derive(Debug, thiserror::Error)]
pub enum InspectionError {
    /// It cannot be opened.
    #[error(transparent)]
    Office(#[from] OfficeError),
    /// There is no verdict.
    #[error(transparent)]
    NoVerdict(#[from] NoVerdict),
}
