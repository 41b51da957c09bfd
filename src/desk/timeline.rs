//! 时间线: one visit step by step, and for each step the proof that a signed checkpoint holds it.

use std::ops::ControlFlow;

use jiff::Timestamp;

use super::{
    integrity::{StoredLog, origin_of},
    review::{ReviewRow, Reviewer},
};
use crate::{
    ledger::{self, TreeError, TreeHead, WitnessCode},
    store::{EntryFilter, LogRow, StoreError, Tx},
};

/// Most steps that are read of one visit; real ones have a dozen.
pub const MOST_STEPS: usize = 2_000;

/// The steps of a visit in the order of the log; a single one for an entry outside visits.
#[derive(Debug, Clone, PartialEq)]
pub struct Timeline {
    /// Oldest first; never empty.
    pub steps: Vec<Step>,
    /// The visit has more steps than [`MOST_STEPS`]; these are the first ones.
    pub is_cut: bool,
}

impl Timeline {
    /// The step of an entry.
    #[must_use]
    pub fn step(&self, position: i64) -> Option<&Step> {
        self.steps.iter().find(|step| step.row.position == position)
    }
}

/// One entry and what holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// The entry.
    pub row: ReviewRow,
    /// The checkpoint it is under.
    pub cover: Cover,
}

/// How an entry stands to the signed checkpoints of its log.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cover {
    /// The smallest checkpoint after it is truly signed, and an inclusion proof leads from this very line to its root.
    Proven {
        /// Size and root that are signed.
        head: TreeHead,
        /// When the last entry under it was written; the checkpoint is no older.
        at: Option<Timestamp>,
    },
    /// No checkpoint yet: one comes within a minute of the last entry.
    Waiting,
    /// No checkpoint, and none will come: the log was closed.
    Never,
    /// There is a checkpoint, but its signature is false or the line is not the one it signs.
    Contradicted {
        /// The size it claims.
        size: u64,
    },
}

impl Cover {
    /// 校验码 of the checkpoint that proves the entry.
    #[must_use]
    pub fn code(&self) -> Option<WitnessCode> {
        match self {
            Self::Proven { head, .. } => Some(WitnessCode::new(*head)),
            Self::Waiting | Self::Never | Self::Contradicted { .. } => None,
        }
    }
}

impl Reviewer {
    /// The visit that an entry belongs to, step by step; the entry alone if it belongs to none or cannot be read.
    ///
    /// # Errors
    /// The log could not be read, or there is no entry at this position.
    pub fn timeline(&mut self, position: u32) -> Result<Timeline, StoreError> {
        let Self { store, key, office_id, .. } = self;
        let tx = store.read()?;
        let chosen = tx.entries_at(&[position])?.pop().map(ReviewRow::from);
        let chosen = chosen.ok_or(StoreError::Unreadable("entry"))?;
        let visit = chosen.line.as_ref().and_then(|line| line.entry()).and_then(|entry| entry.draft.visit);
        let mut positions = match visit {
            Some(visit) => tx.positions(&EntryFilter { visit: Some(visit), ..EntryFilter::default() }, 0)?,
            None => vec![position],
        };
        let is_cut = positions.len() > MOST_STEPS;
        positions.truncate(MOST_STEPS);
        if !positions.contains(&position) {
            positions.push(position);
        }
        let logs = tx.logs()?;
        let mut steps = Vec::with_capacity(positions.len());
        for row in tx.entries_at(&positions)? {
            let row = ReviewRow::from(row);
            let log = logs.iter().find(|log| log.number == row.log);
            let cover = match log {
                Some(log) => cover(&*tx, office_id, key, log, &row)?,
                None => None,
            };
            let is_closed = logs.last().is_none_or(|current| current.number != row.log);
            let cover = cover.unwrap_or(if is_closed { Cover::Never } else { Cover::Waiting });
            steps.push(Step { row, cover });
        }
        Ok(Timeline { steps, is_cut })
    }
}

/// Holds an entry against the first checkpoint that should cover it; `None` if there is none.
pub(super) fn cover(
    tx: &dyn Tx,
    office: &str,
    key: &ledger::VerifyingKey,
    log: &LogRow,
    row: &ReviewRow,
) -> Result<Option<Cover>, StoreError> {
    let Some((size, note)) = tx.checkpoint_over(log.number, row.seq)? else { return Ok(None) };
    let contradicted = Ok(Some(Cover::Contradicted { size }));
    let Ok(origin) = origin_of(office, &log.id) else { return contradicted };
    let Some(head) = ledger::open(&note, key, &origin).ok().filter(|head| head.size == size) else {
        return contradicted;
    };
    let stored = StoredLog { tx, log: log.number };
    match ledger::includes(head, row.seq, row.text.as_bytes(), &stored) {
        Ok(true) => Ok(Some(Cover::Proven { head, at: written_at(tx, log.number, size)? })),
        Ok(false) | Err(TreeError::Missing { .. }) => contradicted,
        Err(TreeError::Read(error)) => Err(error),
    }
}

/// When the entry at a position was written, by its own word.
pub(super) fn written_at(tx: &dyn Tx, log: i64, seq: u64) -> Result<Option<Timestamp>, StoreError> {
    let mut at = None;
    tx.lines(log, seq, &mut |found, line| {
        if found == seq {
            at = std::str::from_utf8(line).ok().and_then(|line| ledger::decode(line).ok()).map(|line| line.at);
        }
        ControlFlow::Break(())
    })?;
    Ok(at)
}
