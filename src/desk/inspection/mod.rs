//! 检查: whether store and log agree in everything, looked at from outside the counter work and without writing.
//!
//! The log is verified first. Then it is read once, and rows are held against what it says: every visit, PIN, approval,
//! account and setting, every day's counter, the order of entries and the stored hashes beyond them.
//!
//! # What cannot be known
//!
//! - *Who is in the register, and the PIN states that an import brings*: an import is one entry, whatever is in the
//!   file. A PIN that no entry names may be active or, at the moment of an import, locked.
//! - *Which PIN or password a hash is of.* A hash says whom it belongs to, and spoils if that is rewritten, so another's
//!   is found and never right; without the pepper nobody makes one. An older hash of the same owner put back looks like
//!   the newest, and so does none at all, as if the PIN had been set elsewhere.
//! - *A counter of wrong tries put back to zero after the holder was checked again* (or while a change was under way):
//!   the right PIN for a change that nobody finished does the same and has no entry of its own.
//! - *Wrong passwords and locks of accounts, names, and settings that nobody ever changed*: the log does not have them.
//! - *Whether a proof of identity was used up*, except that none outlives its visit.

mod pin_told;
mod rows;
mod staff_told;
mod tale;

use std::sync::atomic::AtomicBool;

use super::{Damage, Desk, Folders, NoVerdict, OfficeError, Verifier};
use crate::{
    ledger::Report,
    store::{Store, sqlite::SqliteStore},
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
    /// The word for it, one of [`Self::CODES`].
    pub code: &'static str,
    /// Where: a serial, a day and seat, a pseudonym and kind, a staff number, a setting, a log, or an entry's position.
    pub place: String,
}

impl Irregularity {
    /// Every word there is; each has a sentence in the translations, `irregularity-WORD`.
    pub const CODES: [&str; 28] = [
        "entry_unreadable",
        "entry_out_of_order",
        "log_without_its_start",
        "hashes_without_lines",
        "entry_without_visit",
        "visit_without_its_look_up",
        "visit_of_another_clerk",
        "visit_of_another_holder",
        "visit_at_another_time",
        "visit_without_its_end",
        "visit_without_its_action",
        "serials_with_gaps",
        "visits_without_counter",
        "proof_left_open",
        "approval_without_its_entry",
        "entry_without_its_approval",
        "approval_used_otherwise",
        "change_without_its_entry",
        "entry_without_its_change",
        "pin_of_another",
        "pin_in_another_state",
        "pin_tried_otherwise",
        "account_without_its_entry",
        "entry_without_its_account",
        "account_in_another_role",
        "account_disabled_otherwise",
        "password_of_another",
        "setting_without_its_entry",
    ];
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
        if store.is_of_earlier_version().map_err(NoVerdict::from)? {
            return Err(OfficeError::Older.into());
        }
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

    fn note(&mut self, code: &'static str, place: String) {
        if self.irregularities.len() < Self::MOST {
            self.irregularities.push(Irregularity { code, place });
        }
    }
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
