//! The store: what the office writes down, at the level of its work, inside one transaction.
//!
//! [`Store`] and [`Tx`] say nothing of SQL, so that a server database can take the place of [`sqlite`] without a change
//! in `desk` or `ui`. A [`Tx`] that is dropped without [`Tx::commit`] leaves nothing behind: that is how a change and its
//! log entry become one.

mod records;
pub mod sqlite;

use std::ops::{ControlFlow, Range, RangeInclusive};

use jiff::{Timestamp, civil::Date};

pub use records::{
    Approval, CounterRow, Credential, DeferralRow, DeferralState, EntryFilter, EntryRow, HolderRow, LogHead, LogRow,
    ProofState, StaffRow, UnknownStaffRow, VisitRow,
};
use tlog_tiles::Hash;

use crate::domain::{
    audit::{Action, Outcome, Subject},
    pin::{PinKind, PinState},
    visit::{Seat, VisitSerial},
};

/// Why the store could not do its work.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no. The text names tables and columns, never their contents.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The thread that read has stopped before it was done.
    #[error("the reading was broken off")]
    Stopped,
    /// A row holds what this program never writes.
    #[error("unreadable {0} in the database")]
    Unreadable(&'static str),
}

/// What every method here returns.
pub type Result<T> = std::result::Result<T, StoreError>;

/// A database of one office.
pub trait Store: Send {
    /// A consistent view for reading.
    ///
    /// # Errors
    /// The database cannot be read.
    fn read(&mut self) -> Result<Box<dyn Tx + '_>>;

    /// A transaction for writing; there is one at a time.
    ///
    /// # Errors
    /// The database cannot be written.
    fn write(&mut self) -> Result<Box<dyn Tx + '_>>;

    /// A second, read-only connection for long reads beside the counter work.
    ///
    /// # Errors
    /// The database cannot be opened again.
    fn reader(&self) -> Result<Box<dyn Store>>;

    /// The database's own idea of its health, `None` when sound.
    ///
    /// # Errors
    /// The check itself could not run.
    fn damage(&mut self) -> Result<Option<String>>;
}

/// One transaction.
pub trait Tx: Register + Visits + Staff + Log + Values + Survey {
    /// Makes everything since the beginning durable, at once.
    ///
    /// # Errors
    /// Nothing was written.
    fn commit(self: Box<Self>) -> Result<()>;
}

/// Holders and their PINs.
pub trait Register {
    /// The holder of a canonical ID number.
    fn holder(&self, id_number: &str) -> Result<Option<HolderRow>>;
    /// Holders whose phone number more than so many have, if one of those was added or changed at this moment: the ID
    /// number, which number it is (from 1, in no order that means anything), and how many have it.
    fn each_shared_phone(
        &self,
        more_than: u32,
        changed_at: Timestamp,
        each: &mut dyn FnMut(&str, u64, u64) -> Result<()>,
    ) -> Result<()>;
    /// The holder of a row.
    fn holder_row(&self, id: i64) -> Result<Option<HolderRow>>;
    /// How many holders there are.
    fn holders(&self) -> Result<u64>;
    /// Inserts a holder, or replaces everything but the PINs of one with the same number. Returns the row.
    fn put_holder(&self, holder: &HolderRow, at: Timestamp) -> Result<i64>;
    /// Readies the register for many new holders in a row, all of this moment.
    fn intake(&self, at: Timestamp) -> Result<Box<dyn Intake + '_>>;
    /// The PIN of a kind; unset when nothing is written.
    fn credential(&self, holder: i64, kind: PinKind) -> Result<Credential>;
    /// Replaces the PIN of a kind.
    fn put_credential(&self, holder: i64, kind: PinKind, credential: &Credential) -> Result<()>;
    /// Hashes of the PINs before the current one, newest first, at most five.
    fn past_pins(&self, holder: i64, kind: PinKind) -> Result<Vec<String>>;
    /// Remembers a replaced PIN and forgets all but the newest five.
    fn remember_pin(&self, holder: i64, kind: PinKind, hash: &str) -> Result<()>;
}

/// New holders, one after the other: what [`Register::put_holder`] does, without asking first what is there.
pub trait Intake {
    /// Inserts a holder with the PINs that are not unset; a locked one is locked since the moment of the intake. Rows
    /// only ever grow. `None` if the number is in the register already: then nothing was written.
    fn add(&mut self, holder: &HolderRow, electronic: PinState, physical: PinState) -> Result<Option<i64>>;
}

/// Visits, proofs and approvals.
pub trait Visits {
    /// Takes the next number of a day at a seat, from 1, without gaps.
    fn take_counter(&self, day: Date, seat: &Seat) -> Result<u32>;
    /// Writes a new visit.
    fn open_visit(&self, visit: &VisitRow) -> Result<()>;
    /// The visit of a serial.
    fn visit(&self, serial: &VisitSerial) -> Result<Option<VisitRow>>;
    /// Visits that nobody closed.
    fn open_visits(&self) -> Result<Vec<VisitRow>>;
    /// Marks that an action was finished in the visit.
    fn mark_acted(&self, serial: &VisitSerial) -> Result<()>;
    /// Closes a visit and voids its unused proofs.
    fn close_visit(&self, serial: &VisitSerial, at: Timestamp) -> Result<()>;
    /// Writes a fresh proof, `issued`.
    fn issue_proof(&self, id: &str, visit: &VisitSerial, at: Timestamp) -> Result<()>;
    /// Moves a proof of a visit from one state to another; false if it was not in the first one.
    fn move_proof(&self, id: &str, visit: &VisitSerial, from: ProofState, to: ProofState) -> Result<bool>;
    /// Voids whatever is still `issued` or `reserved`; returns how many.
    fn void_proofs(&self) -> Result<u64>;
    /// Writes a fresh approval.
    fn grant(&self, approval: &Approval) -> Result<()>;
    /// Approvals of a visit, newest first.
    fn approvals(&self, visit: &VisitSerial) -> Result<Vec<Approval>>;
    /// Uses an approval up; false if it was used before.
    fn spend_approval(&self, id: &str) -> Result<bool>;
}

/// Staff accounts.
pub trait Staff {
    /// The account of a staff number.
    fn staff(&self, number: &str) -> Result<Option<StaffRow>>;
    /// Every account, by number.
    fn all_staff(&self) -> Result<Vec<StaffRow>>;
    /// Inserts or replaces an account.
    fn put_staff(&self, staff: &StaffRow) -> Result<()>;
    /// Deferred changes that wait or that no supervisor has signed off, oldest first.
    fn open_deferrals(&self) -> Result<Vec<DeferralRow>>;
    /// Inserts a deferred change, or moves its state on.
    fn put_deferral(&self, row: &DeferralRow) -> Result<()>;
    /// Wrong tries for a number that no account has.
    fn unknown_staff(&self, pseudonym: &str) -> Result<UnknownStaffRow>;
    /// Replaces them.
    fn put_unknown_staff(&self, pseudonym: &str, row: &UnknownStaffRow) -> Result<()>;
}

/// The audit log's tables. What the bytes mean is `ledger`'s.
pub trait Log {
    /// Every log of the office, oldest first.
    fn logs(&self) -> Result<Vec<LogRow>>;
    /// The log that is being written and its size.
    fn head(&self) -> Result<Option<LogHead>>;
    /// Starts a log; it becomes the one that is being written.
    fn start_log(&self, id: &str, at: Timestamp) -> Result<i64>;
    /// Appends a line and the tree hashes it completes.
    fn append(&self, log: i64, seq: u64, line: &str, hashes: &[(u64, Hash)]) -> Result<()>;
    /// Tree hashes at stored-hash indexes; `None` where there is none.
    fn tree_hashes(&self, log: i64, positions: &[u64]) -> Result<Vec<Option<Hash>>>;
    /// A run of tree hashes; `None` where there is none.
    fn tree_range(&self, log: i64, positions: Range<u64>) -> Result<Vec<Option<Hash>>>;
    /// The highest seq of any line of a log, 0 if it has none.
    fn last_seq(&self, log: i64) -> Result<u64>;
    /// Lines of a log in the order of the file, from a seq on.
    fn lines(&self, log: i64, from_seq: u64, each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>) -> Result<()>;
    /// Checkpoint notes of a log whose size is in a range, by size.
    fn checkpoints(&self, log: i64, sizes: RangeInclusive<u64>) -> Result<Vec<(u64, String)>>;
    /// The newest checkpoint note of a log.
    fn newest_checkpoint(&self, log: i64) -> Result<Option<(u64, String)>>;
    /// The smallest checkpoint of a log that covers an entry: its size and note.
    fn checkpoint_over(&self, log: i64, seq: u64) -> Result<Option<(u64, String)>>;
    /// Keeps a checkpoint note.
    fn put_checkpoint(&self, log: i64, size: u64, note: &str) -> Result<()>;
    /// Positions of the entries that a filter keeps and that are newer than `after` (0: all), oldest first.
    fn positions(&self, filter: &EntryFilter, after: u32) -> Result<Vec<u32>>;
    /// The position of an entry by its place in a log.
    fn position_of(&self, log: i64, seq: u64) -> Result<Option<u32>>;
    /// The entries at positions, in the order asked for.
    fn entries_at(&self, positions: &[u32]) -> Result<Vec<EntryRow>>;
    /// The entries that a filter keeps, oldest first, one at a time.
    fn each_entry(&self, filter: &EntryFilter, each: &mut dyn FnMut(EntryRow) -> ControlFlow<()>) -> Result<()>;
    /// The entries after a position (0: all), oldest first, one at a time.
    fn each_entry_after(&self, position: u32, each: &mut dyn FnMut(EntryRow) -> ControlFlow<()>) -> Result<()>;
    /// The bytes of the entries that a filter keeps and that are newer than `after` (0: all), in no order.
    fn each_line(
        &self,
        filter: &EntryFilter,
        after: u32,
        each: &mut dyn FnMut(u32, &[u8]) -> ControlFlow<()>,
    ) -> Result<()>;
    /// The newest position, 0 if there is none.
    fn newest_position(&self) -> Result<u32>;
    /// Entries of a holder since a moment, of these actions alone, newest first and at most so many: for showing. What a
    /// rule rests on must not depend on how much is written after it.
    fn entries_of(&self, subject: &Subject, actions: &[Action], since: Timestamp, most: u32) -> Result<Vec<EntryRow>>;
    /// The newest successful entry of a holder that is one of these actions, over all logs of the office.
    fn newest_done(&self, subject: &Subject, actions: &[Action]) -> Result<Option<EntryRow>>;
    /// Whether an identity check of a holder was refused for one of these reasons since a moment.
    fn was_refused(&self, subject: &Subject, since: Timestamp, reasons: &[&str]) -> Result<bool>;
    /// How many entries of an action failed since a moment, whoever tried.
    fn failed_since(&self, action: Action, since: Timestamp) -> Result<u64>;
    /// How many entries of an action a person of the staff has since a moment, with this outcome or with any, and how
    /// many of the same say that there were too many.
    fn pace_of(&self, staff: &str, action: Action, outcome: Option<Outcome>, since: Timestamp) -> Result<(u64, u64)>;
    /// How many successful entries of an action and kind a holder has since a moment.
    fn count_of(&self, subject: &Subject, action: Action, kind: PinKind, since: Timestamp) -> Result<u64>;
}

/// Everything there is, one row after the other, for a check of the whole.
pub trait Survey {
    /// The last number of every day and seat.
    fn counters(&self) -> Result<Vec<CounterRow>>;
    /// Every visit, with the holder's canonical ID number if there is one.
    fn each_visit(&self, each: &mut dyn FnMut(VisitRow, Option<&str>)) -> Result<()>;
    /// Every approval.
    fn each_approval(&self, each: &mut dyn FnMut(Approval)) -> Result<()>;
    /// Every PIN that is not simply unset, with the holder's canonical ID number.
    fn each_credential(&self, each: &mut dyn FnMut(&str, PinKind, Credential)) -> Result<()>;
    /// The visits of proofs that are `issued` or `reserved`.
    fn live_proofs(&self) -> Result<Vec<VisitSerial>>;
    /// Whether a log has tree hashes at a position or after it, or before the first.
    fn has_hashes_beyond(&self, log: i64, position: u64) -> Result<bool>;
}

/// Single values: settings and facts of the office.
pub trait Values {
    /// A value by key.
    fn value(&self, key: &str) -> Result<Option<String>>;
    /// Writes a value.
    fn put_value(&self, key: &str, value: &str) -> Result<()>;
}
