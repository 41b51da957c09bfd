//! A log in memory, honest until a test lays hands on its rows.

#![allow(dead_code, reason = "each test and benchmark uses its own part")]
#![allow(missing_docs, clippy::unwrap_used, reason = "a helper of tests")]

use std::{
    convert::Infallible,
    ops::{ControlFlow, Range, RangeInclusive},
};

use ed25519_dalek::{SigningKey, VerifyingKey};
use pindesk::{
    domain::audit::{Action, Draft, Entry, Outcome},
    ledger::{self, Anchor, Hash, LogId, LogReader, Origin, StoredHashes, TreeHead},
};

pub const SEED: [u8; 32] = [7; 32];

#[derive(Clone)]
pub struct MemoryLog {
    pub origin: Origin,
    pub rows: Vec<(u64, Vec<u8>)>,
    pub hashes: Vec<Option<Hash>>,
    pub checkpoints: Vec<(u64, String)>,
}

impl MemoryLog {
    /// A log of office `4403` with the id made of this byte.
    pub fn new(log: u8) -> Self {
        let origin = Origin::new("4403", &LogId::from_bytes([log; 16])).unwrap();
        Self { origin, rows: Vec::new(), hashes: Vec::new(), checkpoints: Vec::new() }
    }

    /// A log of so many entries.
    pub fn of(log: u8, size: u64) -> Self {
        let mut memory = Self::new(log);
        for seq in 1..=size {
            memory.append(memory.line(seq).into_bytes());
        }
        memory
    }

    /// A plausible line of this log.
    pub fn line(&self, seq: u64) -> String {
        let draft = Draft {
            staff: Some("clerk01".to_owned()),
            mask: Some("1***7X".to_owned()),
            ..Draft::new(Action::ALL[seq as usize % Action::ALL.len()], Outcome::Done)
        };
        ledger::encode(&Entry {
            seq,
            at: jiff::Timestamp::from_millisecond(1_790_000_000_000 + 977 * seq as i64).unwrap(),
            log: self.origin.log().as_str().to_owned(),
            seat: "07".to_owned(),
            draft: draft.with("reason", "忘记密码").with("tries", seq % 7),
        })
    }

    /// Adds a line to rows and tree.
    pub fn append(&mut self, line: Vec<u8>) {
        let size = self.rows.len() as u64;
        let made = ledger::append(size, &line, self).unwrap();
        self.hashes.extend(made.into_iter().map(|(_, hash)| Some(hash)));
        self.rows.push((size + 1, line));
    }

    /// Makes the tree anew from the rows, as an attacker who can write the store would.
    pub fn rebuild_tree(&mut self) {
        self.hashes.clear();
        for (_, line) in std::mem::take(&mut self.rows) {
            self.append(line);
        }
    }

    pub fn head(&self, size: u64) -> TreeHead {
        TreeHead { size, root: ledger::root(size, self).unwrap() }
    }

    pub fn sign(&mut self, size: u64) {
        let note = ledger::sign(&SEED, &self.origin, self.head(size)).unwrap();
        match self.checkpoints.binary_search_by_key(&size, |(at, _)| *at) {
            Ok(place) => self.checkpoints[place].1 = note,
            Err(place) => self.checkpoints.insert(place, (size, note)),
        }
    }

    pub fn anchor(&self, size: u64) -> Anchor {
        Anchor::new(&self.origin, self.head(size))
    }

    /// Puts back the state of an earlier size without a trace of the rest.
    pub fn roll_back(&mut self, size: u64) {
        self.rows.truncate(size as usize);
        self.hashes.truncate(ledger::tree::stored_hash_count(size) as usize);
        self.checkpoints.retain(|(at, _)| *at <= size);
    }

    /// Numbers the rows from 1, as an attacker hiding a gap would.
    pub fn renumber(&mut self) {
        for (row, seq) in self.rows.iter_mut().zip(1..) {
            row.0 = seq;
        }
    }
}

pub fn key(seed: &[u8; 32]) -> VerifyingKey {
    SigningKey::from_bytes(seed).verifying_key()
}

impl StoredHashes for MemoryLog {
    type Error = Infallible;

    fn stored_hashes(&self, indexes: &[u64]) -> Result<Vec<Option<Hash>>, Infallible> {
        Ok(indexes.iter().map(|&i| self.hashes.get(i as usize).copied().flatten()).collect())
    }
}

impl LogReader for MemoryLog {
    fn size(&self) -> Result<u64, Infallible> {
        Ok(self.rows.last().map_or(0, |(seq, _)| *seq))
    }

    fn lines(&self, from_seq: u64, each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>) -> Result<(), Infallible> {
        let first = self.rows.partition_point(|(seq, _)| *seq < from_seq);
        for (seq, line) in &self.rows[first..] {
            if each(*seq, line).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn stored_range(&self, range: Range<u64>) -> Result<Vec<Option<Hash>>, Infallible> {
        Ok(range.map(|i| self.hashes.get(i as usize).copied().flatten()).collect())
    }

    fn checkpoints(&self, sizes: RangeInclusive<u64>) -> Result<Vec<(u64, String)>, Infallible> {
        Ok(self.checkpoints.iter().filter(|(size, _)| sizes.contains(size)).cloned().collect())
    }

    fn newest_checkpoint(&self) -> Result<Option<(u64, String)>, Infallible> {
        Ok(self.checkpoints.last().cloned())
    }
}
