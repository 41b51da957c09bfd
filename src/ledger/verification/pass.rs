//! One pass over the lines, comparing them with every witness on the way.

use std::{
    ops::ControlFlow,
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    Expected, Finding, FindingKind, LogReader, Report, Verdict, VerifyError,
    explain::{Explained, explain},
};
use crate::ledger::{
    checkpoint::{self, CheckpointError},
    entry::header,
    tree::{self, Frontier, Hash, TreeError, TreeHead, leaf_hash, stored_hash_index},
    witness::WitnessCode,
};

/// Rows hashed before stored hashes and checkpoints of the same stretch are read: few enough to stay in the cache,
/// many enough that the queries do not count.
const BATCH: usize = 1024;

/// Why the pass ended early.
pub(super) enum Stop<E> {
    Found(Finding),
    Read(E),
    Cancelled,
}

impl<E: std::error::Error> From<TreeError<E>> for Stop<E> {
    fn from(error: TreeError<E>) -> Self {
        match error {
            TreeError::Read(error) => Self::Read(error),
            TreeError::Missing { .. } => {
                Self::Found(Finding { kind: FindingKind::TreeDamaged, first_bad: None, last_good: TreeHead::EMPTY })
            }
        }
    }
}

/// A row, as far as verification needs it.
struct Row {
    seq: u64,
    leaf: Hash,
    /// Whether the line says of itself that it is of this log and at this position.
    in_place: bool,
}

/// Somebody who knows the log at some size.
#[derive(Clone, Copy)]
enum Witness {
    Checkpoint(TreeHead),
    Anchor(TreeHead),
    Code(WitnessCode),
}

impl Witness {
    fn size(self) -> u64 {
        match self {
            Self::Checkpoint(head) | Self::Anchor(head) => head.size,
            Self::Code(code) => code.size(),
        }
    }

    fn confirms(self, head: TreeHead) -> bool {
        match self {
            Self::Checkpoint(known) | Self::Anchor(known) => known == head,
            Self::Code(code) => code.matches(head),
        }
    }
}

/// A stored hash that is not the one of the lines; whose fault it is shows at the next witness.
#[derive(Clone, Copy)]
struct Suspect {
    seq: u64,
    is_leaf: bool,
}

/// A witness that knows another root.
struct Contradiction {
    by: Witness,
    last_good: TreeHead,
}

/// What is wrong with a checkpoint.
enum BadCheckpoint {
    Note(CheckpointError),
    /// The note speaks of another size than its row says.
    Misplaced,
}

struct Pass<'a, R: LogReader> {
    reader: &'a R,
    expected: &'a Expected<'a>,
    start: u64,
    total: u64,
    frontier: Frontier,
    pending: Vec<Row>,
    /// Anchor and witness codes not reached yet, largest size first.
    outside: Vec<Witness>,
    /// Checkpoints from this size on have not been read.
    next_checkpoint: u64,
    confirmed: TreeHead,
    newest: Option<TreeHead>,
    suspect: Option<Suspect>,
    contradiction: Option<Contradiction>,
    bad_checkpoint: Option<BadCheckpoint>,
    progress: &'a mut dyn FnMut(u64, u64),
    cancel: &'a AtomicBool,
}

/// Verifies the entries after the first `start`, which the stored tree stands for.
pub(super) fn run<R: LogReader>(
    reader: &R,
    expected: &Expected<'_>,
    start: u64,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Verdict, VerifyError<R::Error>> {
    let verdict = Pass::begin(reader, expected, start, progress, cancel).and_then(|mut pass| {
        pass.read_lines()?;
        pass.finish()
    });
    match verdict {
        Ok(report) => Ok(Verdict::Whole(report)),
        Err(Stop::Found(finding)) => Ok(Verdict::Broken(finding)),
        Err(Stop::Read(error)) => Err(VerifyError::Read(error)),
        Err(Stop::Cancelled) => Err(VerifyError::Cancelled),
    }
}

impl<'a, R: LogReader> Pass<'a, R> {
    fn begin(
        reader: &'a R,
        expected: &'a Expected<'a>,
        start: u64,
        progress: &'a mut dyn FnMut(u64, u64),
        cancel: &'a AtomicBool,
    ) -> Result<Self, Stop<R::Error>> {
        let mut outside: Vec<_> = expected.witnesses.iter().copied().map(Witness::Code).collect();
        if let Some(anchor) = expected.anchor {
            let kind = if anchor.office != expected.origin.office() {
                Some(FindingKind::OtherOffice)
            } else if anchor.log != *expected.origin.log() {
                Some(FindingKind::SwappedLog)
            } else {
                None
            };
            if let Some(kind) = kind {
                let last_good = TreeHead::EMPTY;
                return Err(Stop::Found(Finding { kind, first_bad: None, last_good }));
            }
            outside.push(Witness::Anchor(anchor.head));
        }
        outside.sort_by_key(|witness| std::cmp::Reverse(witness.size()));
        let mut pass = Self {
            reader,
            expected,
            start,
            total: reader.size().map_err(Stop::Read)?.saturating_sub(start),
            frontier: Frontier::load(start, reader)?,
            pending: Vec::with_capacity(BATCH),
            outside,
            next_checkpoint: start,
            confirmed: TreeHead::EMPTY,
            newest: None,
            suspect: None,
            contradiction: None,
            bad_checkpoint: None,
            progress,
            cancel,
        };
        if start > 0 {
            pass.ask_about_the_past()?;
        }
        Ok(pass)
    }

    /// Compares the witnesses of sizes before the start with the stored tree.
    fn ask_about_the_past(&mut self) -> Result<(), Stop<R::Error>> {
        if let Some((size, note)) = self.reader.newest_checkpoint().map_err(Stop::Read)?
            && size < self.start
            && let Some(head) = self.open(size, &note)
        {
            let root = tree::root(size, self.reader)?;
            self.hear(Witness::Checkpoint(head), TreeHead { size, root })?;
        }
        while let Some(witness) = self.outside.pop_if(|witness| witness.size() < self.start) {
            let size = witness.size();
            let root = tree::root(size, self.reader)?;
            self.hear(witness, TreeHead { size, root })?;
        }
        Ok(())
    }

    fn read_lines(&mut self) -> Result<(), Stop<R::Error>> {
        let (reader, log) = (self.reader, self.expected.origin.log().as_str().as_bytes());
        let mut result = Ok(());
        let read = reader.lines(self.start + 1, &mut |seq, line| {
            let in_place = header(line).is_some_and(|claim| claim.seq == seq && claim.log == log);
            self.pending.push(Row { seq, leaf: leaf_hash(line), in_place });
            if self.pending.len() == BATCH {
                result = self.batch();
            }
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        });
        result?;
        read.map_err(Stop::Read)?;
        self.batch()
    }

    /// Takes in the pending rows with the stored hashes and checkpoints of the same stretch.
    fn batch(&mut self) -> Result<(), Stop<R::Error>> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(Stop::Cancelled);
        }
        let rows = std::mem::take(&mut self.pending);
        let from = self.frontier.size();
        let to = from + u64::try_from(rows.len()).unwrap_or(u64::MAX);
        let places = stored_hash_index(0, from)..stored_hash_index(0, to);
        let mut stored = self.reader.stored_range(places).map_err(Stop::Read)?.into_iter();
        let mut checkpoints = self.checkpoints_up_to(to)?.into_iter().peekable();
        for row in &rows {
            while let Some(head) = checkpoints.next_if(|head| head.size == self.frontier.size()) {
                self.hear_now(Witness::Checkpoint(head))?;
            }
            self.take_in(row, &mut stored)?;
        }
        for head in checkpoints {
            self.hear_now(Witness::Checkpoint(head))?;
        }
        self.hear_outside()?;
        self.pending = rows;
        self.pending.clear();
        (self.progress)(to - self.start, self.total.max(to - self.start));
        Ok(())
    }

    /// Opens the checkpoints not read yet up to this size. Bad ones are kept for the end: what happened to the lines
    /// says more.
    fn checkpoints_up_to(&mut self, size: u64) -> Result<Vec<TreeHead>, Stop<R::Error>> {
        if self.next_checkpoint > size {
            return Ok(Vec::new());
        }
        let notes = self.reader.checkpoints(self.next_checkpoint..=size).map_err(Stop::Read)?;
        self.next_checkpoint = size + 1;
        Ok(notes.iter().filter_map(|(size, note)| self.open(*size, note)).collect())
    }

    fn open(&mut self, size: u64, note: &str) -> Option<TreeHead> {
        let bad = match checkpoint::open(note, self.expected.key, self.expected.origin) {
            Ok(head) if head.size == size => {
                self.newest = Some(head);
                return Some(head);
            }
            Ok(_) => BadCheckpoint::Misplaced,
            Err(error) => BadCheckpoint::Note(error),
        };
        self.bad_checkpoint.get_or_insert(bad);
        None
    }

    fn take_in(&mut self, row: &Row, stored: &mut impl Iterator<Item = Option<Hash>>) -> Result<(), Stop<R::Error>> {
        self.hear_outside()?;
        let seq = self.frontier.size() + 1;
        if row.seq < seq {
            return Err(self.found(FindingKind::Forged, Some(row.seq).filter(|&seq| seq > 0)));
        }
        if row.seq != seq || !row.in_place {
            return Err(self.blame(self.suspect.unwrap_or(Suspect { seq, is_leaf: true })));
        }
        let (mut made, mut first_off) = (0_u32, None);
        self.frontier.push(row.leaf, |hash| {
            if stored.next().flatten() != Some(hash) {
                first_off.get_or_insert(made);
            }
            made += 1;
        });
        if self.suspect.is_none() {
            self.suspect = first_off.map(|place| Suspect { seq, is_leaf: place == 0 });
        }
        Ok(())
    }

    /// Hears anchor and witness codes that speak of the size reached.
    fn hear_outside(&mut self) -> Result<(), Stop<R::Error>> {
        let size = self.frontier.size();
        while let Some(witness) = self.outside.pop_if(|witness| witness.size() == size) {
            self.hear_now(witness)?;
        }
        Ok(())
    }

    fn hear_now(&mut self, witness: Witness) -> Result<(), Stop<R::Error>> {
        self.hear(witness, self.frontier.head())
    }

    fn hear(&mut self, witness: Witness, head: TreeHead) -> Result<(), Stop<R::Error>> {
        match (witness.confirms(head), self.suspect) {
            (true, None) if head.size >= self.confirmed.size => self.confirmed = head,
            (true, None) => {}
            (true, Some(suspect)) => {
                return Err(self.found(FindingKind::TreeDamaged, Some(suspect.seq)));
            }
            (false, Some(suspect)) => return Err(self.blame(suspect)),
            (false, None) => {
                let last_good = self.confirmed;
                self.contradiction.get_or_insert(Contradiction { by: witness, last_good });
            }
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Report, Stop<R::Error>> {
        if let Some(suspect) = self.suspect {
            return Err(self.blame(suspect));
        }
        if let Some(Contradiction { by, last_good }) = &self.contradiction {
            // Lines that a witness at least as new knows are what this office signed: so the other was signed as well.
            let both_true = self.confirmed.size >= by.size();
            let kind = match by {
                Witness::Checkpoint(_) if !both_true => FindingKind::Edited,
                _ => FindingKind::Fork,
            };
            return Err(Stop::Found(Finding { kind, first_bad: None, last_good: *last_good }));
        }
        let size = self.frontier.size();
        let newest = self.reader.newest_checkpoint().map_err(Stop::Read)?;
        let beyond = newest.filter(|(at, _)| *at > size);
        let known = self.newest;
        let signed_beyond = beyond.is_some_and(|(at, note)| self.open(at, &note).is_some());
        if let Some(bad) = &self.bad_checkpoint {
            return Err(self.found(bad_kind(bad, self.newest.is_some()), None));
        }
        let next = self.reader.stored_hashes(&[stored_hash_index(0, size)]).map_err(Stop::Read)?;
        if signed_beyond || next.into_iter().flatten().next().is_some() {
            return Err(self.found(FindingKind::CutOff, Some(size + 1)));
        }
        if !self.outside.is_empty() {
            return Err(self.found(FindingKind::RolledBack, Some(size + 1)));
        }
        if self.anchored_checkpoint_is_gone()? {
            return Err(self.found(FindingKind::Deleted, None));
        }
        Ok(Report {
            head: self.frontier.head(),
            checkpoint: known,
            confirmed: self.confirmed,
            checked: size - self.start,
        })
    }

    /// The anchor follows a checkpoint of the same size, so the store has that one.
    fn anchored_checkpoint_is_gone(&self) -> Result<bool, Stop<R::Error>> {
        let Some(size) = self.expected.anchor.map(|anchor| anchor.head.size).filter(|&size| size > 0) else {
            return Ok(false);
        };
        Ok(self.reader.checkpoints(size..=size).map_err(Stop::Read)?.is_empty())
    }

    fn found(&self, kind: FindingKind, first_bad: Option<u64>) -> Stop<R::Error> {
        Stop::Found(Finding { kind, first_bad, last_good: self.confirmed })
    }

    /// The line, not the stored hash, is wrong: finds out how.
    fn blame(&self, suspect: Suspect) -> Stop<R::Error> {
        if !suspect.is_leaf {
            // Lines and leaf hashes were changed together, the hashes above them not.
            return self.found(FindingKind::Edited, None);
        }
        match explain(self.reader, self.expected.origin.log(), suspect.seq) {
            Ok(Explained { kind, first_bad }) => self.found(kind, Some(first_bad)),
            Err(error) => Stop::Read(error),
        }
    }
}

/// One checkpoint that does not open among others that do was put in; if none opens, the log is not what we expect.
fn bad_kind(bad: &BadCheckpoint, others_open: bool) -> FindingKind {
    match bad {
        BadCheckpoint::Note(CheckpointError::Malformed | CheckpointError::Signing) => FindingKind::Malformed,
        BadCheckpoint::Note(CheckpointError::OtherOffice) if !others_open => FindingKind::OtherOffice,
        BadCheckpoint::Note(CheckpointError::OtherLog) if !others_open => FindingKind::SwappedLog,
        BadCheckpoint::Note(CheckpointError::OtherKey) if !others_open => FindingKind::WrongKey,
        BadCheckpoint::Note(_) | BadCheckpoint::Misplaced => FindingKind::Forged,
    }
}
