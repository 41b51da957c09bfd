//! 校验: is the log whole, and if not, what happened to it and where?
//!
//! Three witnesses speak about the lines: the stored hash tree, the signed checkpoints, and the heads known from
//! outside (anchor, witness codes). [`verify`] reads every line once, in order, and compares all three on the way, in
//! log₂ n memory; [`quick`] does the same over the newest entries only, starting from the stored edge of the tree.
//! Which kind a finding is follows from *which* witnesses disagree: see [`FindingKind`].

mod explain;
mod pass;

use std::{
    ops::{ControlFlow, Range, RangeInclusive},
    sync::atomic::AtomicBool,
};

use ed25519_dalek::VerifyingKey;
use thiserror::Error;

use super::{
    anchor::Anchor,
    log_id::Origin,
    tree::{Hash, StoredHashes, TreeHead, stored_hash_index},
    witness::WitnessCode,
};

/// How many of the newest entries [`quick`] reads.
pub const QUICK_ENTRIES: u64 = 1000;

/// Reads one log out of the store. All calls of one verification must see the same state (one read transaction), begun
/// *after* the anchor was read: the anchor then never speaks of entries the transaction cannot see.
pub trait LogReader: StoredHashes {
    /// The highest position of any entry row, 0 if there is none.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn size(&self) -> Result<u64, Self::Error>;

    /// Calls `each` with position column and line of every entry row from `from_seq` on, in ascending order, until it
    /// breaks. `each` may call the other methods. The line is handed over as stored, valid UTF-8 or not.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn lines(&self, from_seq: u64, each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>) -> Result<(), Self::Error>;

    /// A run of stored hashes, as [`StoredHashes::stored_hashes`] gives them; worth one range query.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn stored_range(&self, range: Range<u64>) -> Result<Vec<Option<Hash>>, Self::Error> {
        self.stored_hashes(&range.collect::<Vec<_>>())
    }

    /// Size column and note of the checkpoints of these sizes, ascending. Bytes that are not UTF-8 may be replaced.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn checkpoints(&self, sizes: RangeInclusive<u64>) -> Result<Vec<(u64, String)>, Self::Error>;

    /// The checkpoint of the largest size.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn newest_checkpoint(&self) -> Result<Option<(u64, String)>, Self::Error>;
}

/// What the log should be.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'a> {
    /// Whose log it is.
    pub origin: &'a Origin,
    /// The public key of its checkpoints.
    pub key: &'a VerifyingKey,
    /// What the program last wrote beside the key file. Without one, a cut or a rollback that leaves no trace in the
    /// store goes unseen.
    pub anchor: Option<&'a Anchor>,
    /// Codes from receipts and day summaries of this log.
    pub witnesses: &'a [WitnessCode],
}

/// What a verification says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Verdict {
    /// Nothing contradicts the log.
    Whole(Report),
    /// Something does.
    Broken(Finding),
}

/// A log that nothing contradicts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Report {
    /// Size and root of the log.
    pub head: TreeHead,
    /// What the newest checkpoint signs. Entries after it are held only by the anchor, if that is newer.
    pub checkpoint: Option<TreeHead>,
    /// The largest head that a checkpoint, the anchor or a witness code confirmed.
    pub confirmed: TreeHead,
    /// How many entries were read and hashed.
    pub checked: u64,
}

impl Report {
    /// The witness code of the log as it is now.
    #[must_use]
    pub fn code(&self) -> WitnessCode {
        WitnessCode::new(self.head)
    }
}

/// What is wrong with a log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    /// What happened, as far as the traces tell.
    pub kind: FindingKind,
    /// The first position that is not as it was written, if the traces tell. For [`FindingKind::CutOff`] and
    /// [`FindingKind::RolledBack`] the first one that is gone.
    pub first_bad: Option<u64>,
    /// The largest head before the damage that a checkpoint, the anchor or a witness code confirmed.
    pub last_good: TreeHead,
}

/// What happened to a log. The kinds are told apart by what agrees with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FindingKind {
    /// A line is not the one that was hashed and signed. Also when the stored hashes were changed with it: the
    /// checkpoints then disagree, but nothing says which line it is.
    Edited,
    /// A row is gone from the middle: a position is skipped, or the lines after it have moved up. Also when the
    /// checkpoint that was written with the anchor is gone, though every line is there.
    Deleted,
    /// A line stands at another line's position, and that one elsewhere.
    Reordered,
    /// Something was put in that this program did not write: a row between others or beyond the hash tree, a line or
    /// checkpoint of another log, a checkpoint with a false signature.
    Forged,
    /// Entries at the end are gone, and checkpoints or stored hashes beyond them are still there.
    CutOff,
    /// The store agrees with itself in everything, but the anchor or a witness code has seen more: it is an older copy,
    /// or was made to look like one.
    RolledBack,
    /// It is another log than the anchor speaks of, or than the lines and checkpoints say.
    SwappedLog,
    /// It is the log of another office.
    OtherOffice,
    /// The checkpoints are signed, every one, by another key than the office's.
    WrongKey,
    /// Two histories: the anchor, a witness code or a true checkpoint saw another log of the same size. The key has
    /// signed both, or the lines were rewritten where no checkpoint covers them.
    Fork,
    /// An entry, a checkpoint or a log's id that no version of this program writes.
    Malformed,
    /// The lines are what was signed, but the stored hashes are not theirs. No entry is lost.
    TreeDamaged,
}

impl FindingKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::Edited,
        Self::Deleted,
        Self::Reordered,
        Self::Forged,
        Self::CutOff,
        Self::RolledBack,
        Self::SwappedLog,
        Self::OtherOffice,
        Self::WrongKey,
        Self::Fork,
        Self::Malformed,
        Self::TreeDamaged,
    ];

    /// The word of machine-readable results, of the log and of the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Edited => "edited",
            Self::Deleted => "deleted",
            Self::Reordered => "reordered",
            Self::Forged => "forged",
            Self::CutOff => "cut_off",
            Self::RolledBack => "rolled_back",
            Self::SwappedLog => "swapped_log",
            Self::OtherOffice => "other_office",
            Self::WrongKey => "wrong_key",
            Self::Fork => "fork",
            Self::Malformed => "malformed",
            Self::TreeDamaged => "tree_damaged",
        }
    }
}

/// Why a verification has no verdict.
#[derive(Debug, Error)]
pub enum VerifyError<E: std::error::Error> {
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[source] E),
    /// It was cancelled.
    #[error("the verification was cancelled")]
    Cancelled,
}

/// Verifies the whole log: every line, every stored hash, every checkpoint, the anchor and the witness codes.
///
/// `progress` is called now and then with entries done and entries in all; `cancel` is looked at as often.
///
/// # Errors
/// [`VerifyError`] if there is no verdict. A log that is not whole is a verdict.
pub fn verify<R: LogReader>(
    reader: &R,
    expected: &Expected<'_>,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Verdict, VerifyError<R::Error>> {
    pass::run(reader, expected, 0, progress, cancel)
}

/// The check at start: the newest [`QUICK_ENTRIES`] entries against the stored tree, and the newest checkpoint, the
/// anchor and the witness codes against lines or, where they speak of older sizes, against the stored tree. Reads
/// O(log n) hashes besides.
///
/// It finds what the start must not miss (rollback, cut tail, swapped log, damage at the end where writing goes on).
/// It takes older entries and stored hashes on trust, so damage among them may look like another kind here, or not show
/// at all; [`verify`] has the last word.
///
/// # Errors
/// [`VerifyError::Read`] if the log could not be read.
pub fn quick<R: LogReader>(reader: &R, expected: &Expected<'_>) -> Result<Verdict, VerifyError<R::Error>> {
    let size = reader.size().map_err(VerifyError::Read)?;
    let mut start = size.saturating_sub(QUICK_ENTRIES);
    // A row with a number far beyond the tree says nothing about where the newest entries are.
    if start > 0 && !is_stored(reader, start).map_err(VerifyError::Read)? {
        start = 0;
    }
    pass::run(reader, expected, start, &mut |_, _| (), &AtomicBool::new(false))
}

/// Whether the tree has a leaf for the entry at this position.
fn is_stored<R: LogReader>(reader: &R, seq: u64) -> Result<bool, R::Error> {
    // The place in storage is below twice the position; no storage holds what would overflow it.
    let Some(leaf) = seq.checked_sub(1).filter(|&leaf| leaf < u64::MAX / 4) else {
        return Ok(false);
    };
    Ok(reader.stored_hashes(&[stored_hash_index(0, leaf)])?.into_iter().flatten().next().is_some())
}
