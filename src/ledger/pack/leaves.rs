//! Leaf hashes by position, a block at a time: positions that ascend are read once.

use std::{
    cell::RefCell,
    io::{self, Read, Seek},
};

use super::{archive::Record, section::Section};
use crate::ledger::{tree::Hash, tree::stored_hash_index, verification::LogReader};

/// How many leaf hashes a block has: 128 KiB of them, twice that of stored hashes.
const BLOCK: u64 = 4096;

/// The block that was read last.
#[derive(Debug)]
pub(super) struct Leaves {
    size: u64,
    first: u64,
    block: Vec<Option<Hash>>,
}

impl Leaves {
    /// Of a log of so many entries.
    pub(super) fn new(size: u64) -> Self {
        Self { size, first: 0, block: Vec::new() }
    }

    /// The leaf hash of the entry at a position, from 1; `None` if there is none. `read` gives the hashes of so many
    /// entries after the first so many.
    pub(super) fn of<E>(
        &mut self,
        position: u64,
        read: impl FnOnce(u64, u64) -> Result<Vec<Option<Hash>>, E>,
    ) -> Result<Option<Hash>, E> {
        if !(1..=self.size).contains(&position) {
            return Ok(None);
        }
        let leaf = position - 1;
        if self.block.is_empty() || leaf / BLOCK != self.first / BLOCK {
            self.first = leaf / BLOCK * BLOCK;
            self.block = read(self.first, BLOCK.min(self.size - self.first))?;
        }
        let place = usize::try_from(leaf - self.first).unwrap_or(usize::MAX);
        Ok(self.block.get(place).copied().flatten())
    }
}

/// Leaf hashes that a log's storage keeps.
pub(super) fn stored<R: LogReader>(log: &R, first: u64, count: u64) -> Result<Vec<Option<Hash>>, R::Error> {
    let start = stored_hash_index(0, first);
    let all = log.stored_range(start..stored_hash_index(0, first + count - 1) + 1)?;
    let at = |leaf: u64| usize::try_from(stored_hash_index(0, leaf) - start).unwrap_or(usize::MAX);
    Ok((first..first + count).map(|leaf| all.get(at(leaf)).copied().flatten()).collect())
}

/// Leaf hashes of a pack's file.
pub(super) fn packed<R: Read + Seek>(
    input: &RefCell<R>,
    record: &Record,
    first: u64,
    count: u64,
) -> io::Result<Vec<Option<Hash>>> {
    let mut section = Section::new(input, record);
    section.skip(first * 32);
    let mut bytes = Vec::new();
    section.take(count * 32).read_to_end(&mut bytes)?;
    Ok(bytes.chunks(32).map(|bytes| bytes.try_into().ok().map(Hash)).collect())
}
