//! 审计: what a supervisor sees of the log. What leaves the house: [`export`](super::export).

use std::path::PathBuf;

use super::{
    Desk, DeskError,
    office::verifying_key,
    worklist::{self, SharedWorklist},
};
use crate::{
    domain::{audit::Subject, id_number::IdNumber, staff::Role},
    ledger::{self, Line},
    store::{EntryFilter, EntryRow, Store, StoreError},
};

/// Reads the log on a connection of its own; a supervisor's screens and exports go through it.
pub struct Reviewer {
    pub(super) store: Box<dyn Store>,
    /// What its checkpoints are held against.
    pub(super) key: ledger::VerifyingKey,
    /// The office's id, which they name.
    pub(super) office_id: String,
    /// No export goes where the office itself lies: it could take the place of the database or the keys.
    pub(super) office: [PathBuf; 2],
    /// What is flagged.
    worklist: SharedWorklist,
}

/// One entry as the audit screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// Order in the store, over all logs.
    pub position: i64,
    /// The log it is in, by its number.
    pub log: i64,
    /// Its place in that log, whatever the line says of itself.
    pub seq: u64,
    /// The line as it is stored.
    pub text: String,
    /// The entry's words; `None` for a line that is no entry, which only damage can bring about.
    pub line: Option<Line>,
}

/// A member of staff as filters and tables name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffName {
    /// 工号.
    pub number: String,
    /// Name.
    pub name: String,
}

impl Reviewer {
    /// Positions of the entries that a filter keeps, newest first: four bytes each, however long the lines are.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn positions(&mut self, filter: &EntryFilter) -> Result<Vec<u32>, StoreError> {
        let mut positions = self.newer(filter, 0)?;
        positions.reverse();
        Ok(positions)
    }

    /// Positions of the entries that a filter keeps and that are newer than `after` (0: all), oldest first, so that a
    /// list that is there already can be added to.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn newer(&mut self, filter: &EntryFilter, after: u32) -> Result<Vec<u32>, StoreError> {
        let filter = self.resolve(filter)?;
        self.store.read()?.positions(&filter, after)
    }

    /// The filter as the store understands it: `flagged` as the positions that items of the worklist rest on. Every
    /// question to the store about what a filter keeps goes through this.
    pub(super) fn resolve(&self, filter: &EntryFilter) -> Result<EntryFilter, StoreError> {
        let only = if filter.flagged { Some(worklist::flagged(&self.worklist)?) } else { None };
        Ok(EntryFilter { only, ..filter.clone() })
    }

    /// The entries at positions.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn rows(&mut self, positions: &[u32]) -> Result<Vec<ReviewRow>, StoreError> {
        let rows = self.store.read()?.entries_at(positions)?;
        Ok(rows.into_iter().map(ReviewRow::from).collect())
    }

    /// Everyone who has or had an account.
    ///
    /// # Errors
    /// The store could not be read.
    pub fn staff(&mut self) -> Result<Vec<StaffName>, StoreError> {
        let all = self.store.read()?.all_staff()?;
        Ok(all.into_iter().map(|s| StaffName { number: s.number.as_str().to_owned(), name: s.name }).collect())
    }
}

impl std::fmt::Debug for Reviewer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reviewer").finish_non_exhaustive()
    }
}

impl From<EntryRow> for ReviewRow {
    fn from(row: EntryRow) -> Self {
        let line = ledger::decode(&row.line).ok();
        Self { position: row.position, log: row.log, seq: row.seq, text: row.line, line }
    }
}

impl Desk {
    /// A reader of the log for the supervisor who is signed in.
    ///
    /// # Errors
    /// Not a supervisor, or the store cannot be opened again.
    pub fn reviewer(&mut self) -> Result<Reviewer, DeskError> {
        self.acting(Role::Supervisor)?;
        let office = [self.folders.data.clone(), self.folders.keys.clone()];
        let (key, office_id) = (verifying_key(&self.keys), self.keys.office().as_str().to_owned());
        Ok(Reviewer { store: self.books.reader()?, key, office_id, office, worklist: self.worklist()? })
    }

    /// The pseudonym that a full ID number has in the log, so that a person's entries can be found.
    ///
    /// # Errors
    /// Not a supervisor.
    pub fn subject_of(&mut self, number: &IdNumber) -> Result<Subject, DeskError> {
        self.acting(Role::Supervisor)?;
        Ok(self.keys.subject(number.as_str()))
    }
}
