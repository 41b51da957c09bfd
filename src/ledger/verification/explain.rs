//! What happened to the row at a position whose line is not the one that was hashed there.

use std::{cmp::Ordering, ops::ControlFlow};

use super::{FindingKind, LogReader};
use crate::ledger::{
    entry::header,
    log_id::LogId,
    tree::{Hash, leaf_hash, stored_hash_index},
};

/// What happened, and at which position first.
pub(super) struct Explained {
    pub kind: FindingKind,
    pub first_bad: u64,
}

/// A row, read again.
struct Found {
    seq: u64,
    leaf: Hash,
    claim: Option<Claim>,
}

impl Found {
    fn is_foreign(&self) -> bool {
        self.claim.as_ref().is_some_and(|claim| !claim.of_this_log)
    }
}

/// What the line says of itself.
struct Claim {
    seq: u64,
    of_this_log: bool,
}

/// Explains the row at `seq`, every row before it being in order.
pub(super) fn explain<R: LogReader>(reader: &R, log: &LogId, seq: u64) -> Result<Explained, R::Error> {
    let rows = rows_from(reader, log, seq, 2)?;
    let (stored, next_stored) = (stored_leaf(reader, seq)?, stored_leaf(reader, seq + 1)?);
    let explained = |kind| Ok(Explained { kind, first_bad: seq });
    let Some(row) = rows.first() else {
        return explained(FindingKind::CutOff);
    };
    if row.seq != seq {
        // A gap in front of a row that the tree never knew is no loss.
        let never_known = stored.is_none() && stored_leaf(reader, row.seq)?.is_none();
        let (kind, first_bad) = if never_known { (FindingKind::Forged, row.seq) } else { (FindingKind::Deleted, seq) };
        return Ok(Explained { kind, first_bad });
    }
    // One changed byte of the id in the first line is an edit; its neighbour or the tree tells.
    let of_a_piece = rows.len() > 1 || stored.is_none_or(|stored| stored == row.leaf);
    if seq == 1 && of_a_piece && rows.iter().all(Found::is_foreign) {
        return explained(FindingKind::SwappedLog);
    }
    match stored {
        Some(stored) if stored == row.leaf => explained(hashed_as_it_stands(row, rows.get(1))),
        Some(stored) => explained(changed(reader, row, rows.get(1), stored)?),
        // The tree goes on after it: its own hash was lost. Otherwise the row is one the tree never knew.
        None if next_stored.is_some() => explained(FindingKind::TreeDamaged),
        None => explained(FindingKind::Forged),
    }
}

/// The tree was made for this line, but the line does not belong here.
fn hashed_as_it_stands(row: &Found, next: Option<&Found>) -> FindingKind {
    let Some(claim) = &row.claim else { return FindingKind::Malformed };
    if row.is_foreign() {
        return FindingKind::Forged;
    }
    let goes_on = next.is_none_or(|next| next.claim.as_ref().is_some_and(|next| next.seq == claim.seq.wrapping_add(1)));
    match claim.seq.cmp(&row.seq) {
        // Every row before is in its place, so there are two of this number now.
        Ordering::Less => FindingKind::Forged,
        Ordering::Equal => FindingKind::Edited,
        Ordering::Greater if goes_on => FindingKind::Deleted,
        Ordering::Greater => FindingKind::Reordered,
    }
}

/// The tree was made for another line.
fn changed<R: LogReader>(reader: &R, row: &Found, next: Option<&Found>, stored: Hash) -> Result<FindingKind, R::Error> {
    if let Some(claim) = &row.claim
        && claim.seq != row.seq
        && stored_leaf(reader, claim.seq)? == Some(row.leaf)
    {
        return displaced(reader, row, claim.seq, stored);
    }
    let pushed_down = next.is_some_and(|next| next.leaf == stored);
    Ok(if pushed_down { FindingKind::Forged } else { FindingKind::Edited })
}

/// The line is a true one of another position. Is the line of this position elsewhere, and does this one also stand
/// where it belongs?
fn displaced<R: LogReader>(reader: &R, row: &Found, home: u64, stored: Hash) -> Result<FindingKind, R::Error> {
    let (mut own_elsewhere, mut at_home_too) = (false, home < row.seq);
    reader.lines(row.seq + 1, &mut |_, line| {
        let leaf = leaf_hash(line);
        own_elsewhere |= leaf == stored;
        at_home_too |= leaf == row.leaf;
        if own_elsewhere && at_home_too { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(match (own_elsewhere, at_home_too) {
        (true, false) => FindingKind::Reordered,
        (true, true) => FindingKind::Forged,
        (false, true) => FindingKind::Edited,
        (false, false) => FindingKind::Deleted,
    })
}

/// The stored leaf hash of a position; `None` for 0, which no entry has.
fn stored_leaf<R: LogReader>(reader: &R, seq: u64) -> Result<Option<Hash>, R::Error> {
    // The place in storage is below twice the position; no storage holds what would overflow it.
    let Some(leaf) = seq.checked_sub(1).filter(|&leaf| leaf < u64::MAX / 4) else {
        return Ok(None);
    };
    Ok(reader.stored_hashes(&[stored_hash_index(0, leaf)])?.into_iter().flatten().next())
}

fn rows_from<R: LogReader>(reader: &R, log: &LogId, seq: u64, count: usize) -> Result<Vec<Found>, R::Error> {
    let mut rows = Vec::with_capacity(count);
    reader.lines(seq, &mut |seq, line| {
        let claim =
            header(line).map(|claim| Claim { seq: claim.seq, of_this_log: claim.log == log.as_str().as_bytes() });
        rows.push(Found { seq, leaf: leaf_hash(line), claim });
        if rows.len() == count { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })?;
    Ok(rows)
}
