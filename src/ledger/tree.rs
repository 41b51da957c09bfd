//! The Merkle tree of RFC 6962 section 2.1 over the lines of a log.
//!
//! Hashes are stored in the order of `tlog_tiles` (section 3.3 of Crosby and Wallach, "Efficient Data Structures for
//! Tamper-Evident Logging"): after each leaf come the hashes of the subtrees it completes. Appending reads at most
//! log₂ n of them, and so does the root of any earlier size.

use std::cell::RefCell;

use sha2::{Digest, Sha256};
use thiserror::Error;
use tlog_tiles::tlog;

pub use tlog_tiles::tlog::{EMPTY_HASH, Hash, stored_hash_count, stored_hash_index};

/// A log's size and the root of its tree at that size.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TreeHead {
    /// How many entries.
    pub size: u64,
    /// The root over them; the hash of nothing when there are none.
    pub root: Hash,
}

impl TreeHead {
    /// The head of a log without entries (RFC 6962 section 2.1: the hash of an empty string).
    pub const EMPTY: Self = Self { size: 0, root: EMPTY_HASH };
}

/// Where the hashes of a tree are kept.
pub trait StoredHashes {
    /// What can go wrong in reading.
    type Error: std::error::Error;

    /// The hashes at these places of the storage order, `None` where there is none or it is not 32 bytes long.
    /// The answer is as long as the question.
    ///
    /// # Errors
    /// Whatever the storage reports.
    fn stored_hashes(&self, indexes: &[u64]) -> Result<Vec<Option<Hash>>, Self::Error>;
}

/// Why a tree could not be read.
#[derive(Debug, Error)]
pub enum TreeError<E: std::error::Error> {
    /// The storage failed.
    #[error(transparent)]
    Read(E),
    /// A hash the tree needs is not stored.
    #[error("the hash tree lacks the hash at place {index}")]
    Missing {
        /// Its place in the storage order.
        index: u64,
    },
}

/// The hash of a line: `SHA-256(0x00 ‖ line)` (RFC 6962 section 2.1), without its newline.
#[must_use]
pub fn leaf_hash(line: &[u8]) -> Hash {
    Hash(Sha256::new().chain_update([0x00]).chain_update(line).finalize().into())
}

/// The hash of two subtrees: `SHA-256(0x01 ‖ left ‖ right)` (RFC 6962 section 2.1).
fn node_hash(left: Hash, right: Hash) -> Hash {
    let mut bytes = [0x01; 65];
    bytes[1..33].copy_from_slice(&left.0);
    bytes[33..].copy_from_slice(&right.0);
    Hash(Sha256::digest(bytes).into())
}

/// The hashes to store, with their places, when `line` follows a log of `size` entries.
///
/// # Errors
/// [`TreeError`] if a hash of the existing tree cannot be read.
pub fn append<S: StoredHashes>(size: u64, line: &[u8], stored: &S) -> Result<Vec<(u64, Hash)>, TreeError<S::Error>> {
    let adapter = Adapter::new(stored);
    let hashes = adapter.finish(tlog::stored_hashes(size, line, &adapter))?;
    Ok((stored_hash_index(0, size)..).zip(hashes).collect())
}

/// The root of the tree over the first `size` entries.
///
/// # Errors
/// [`TreeError`] if a hash of the tree cannot be read.
pub fn root<S: StoredHashes>(size: u64, stored: &S) -> Result<Hash, TreeError<S::Error>> {
    let adapter = Adapter::new(stored);
    adapter.finish(tlog::tree_hash(size, &adapter))
}

/// Whether the tree with this head has `line` as its entry `seq`, by the inclusion proof of RFC 6962 section 2.1.1 made
/// from the stored hashes. Nothing stored is taken on trust: a wrong hash makes a wrong root.
///
/// # Errors
/// [`TreeError`] if a hash of the tree cannot be read.
pub fn includes<S: StoredHashes>(
    head: TreeHead,
    seq: u64,
    line: &[u8],
    stored: &S,
) -> Result<bool, TreeError<S::Error>> {
    let Some(leaf) = seq.checked_sub(1).filter(|leaf| *leaf < head.size) else { return Ok(false) };
    let adapter = Adapter::new(stored);
    let proof = adapter.finish(tlog::prove_record(head.size, leaf, &adapter))?;
    Ok(tlog::check_record(&proof, head.size, head.root, leaf, leaf_hash(line)).is_ok())
}

/// Hands stored hashes to `tlog_tiles` and keeps the real reason when there are none: its own errors cannot carry it.
struct Adapter<'a, S: StoredHashes> {
    stored: &'a S,
    error: RefCell<Option<TreeError<S::Error>>>,
}

impl<'a, S: StoredHashes> Adapter<'a, S> {
    fn new(stored: &'a S) -> Self {
        Self { stored, error: RefCell::new(None) }
    }

    fn finish<T>(&self, result: Result<T, tlog::Error>) -> Result<T, TreeError<S::Error>> {
        result.map_err(|_| self.error.take().unwrap_or(TreeError::Missing { index: 0 }))
    }
}

impl<S: StoredHashes> tlog::HashReader for Adapter<'_, S> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<Hash>, tlog::Error> {
        load(indexes, self.stored).map_err(|error| {
            *self.error.borrow_mut() = Some(error);
            tlog::Error::IndexesNotInTree
        })
    }
}

/// Reads hashes that all have to be there.
fn load<S: StoredHashes>(indexes: &[u64], stored: &S) -> Result<Vec<Hash>, TreeError<S::Error>> {
    if indexes.is_empty() {
        return Ok(Vec::new());
    }
    let found = stored.stored_hashes(indexes).map_err(TreeError::Read)?;
    let mut found = found.into_iter();
    indexes.iter().map(|&index| found.next().flatten().ok_or(TreeError::Missing { index })).collect()
}

/// The right edge of a growing tree: the hashes of its complete subtrees, largest first. Takes log₂ n memory and
/// gives the root at every size it passes.
#[derive(Debug, Clone, Default)]
pub struct Frontier {
    size: u64,
    edge: Vec<Hash>,
}

impl Frontier {
    /// The edge of a tree that has `size` entries in storage.
    ///
    /// # Errors
    /// [`TreeError`] if a hash of the tree cannot be read.
    pub fn load<S: StoredHashes>(size: u64, stored: &S) -> Result<Self, TreeError<S::Error>> {
        let edge = load(&tlog::sub_tree_index(0, size, Vec::new()), stored)?;
        Ok(Self { size, edge })
    }

    /// How many leaves.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Adds a leaf. Calls `made` with each hash that storage holds for it, in storage order: the leaf itself, then the
    /// subtrees it completes.
    pub fn push(&mut self, leaf: Hash, mut made: impl FnMut(Hash)) {
        made(leaf);
        let mut hash = leaf;
        // As many subtrees are completed as the old size has trailing one bits.
        for _ in 0..self.size.trailing_ones() {
            let Some(left) = self.edge.pop() else { break };
            hash = node_hash(left, hash);
            made(hash);
        }
        self.edge.push(hash);
        self.size += 1;
    }

    /// The root over all leaves so far.
    #[must_use]
    pub fn root(&self) -> Hash {
        self.edge.iter().rev().copied().reduce(|right, left| node_hash(left, right)).unwrap_or(EMPTY_HASH)
    }

    /// Size and root together.
    #[must_use]
    pub fn head(&self) -> TreeHead {
        TreeHead { size: self.size, root: self.root() }
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use data_encoding::HEXLOWER;
    use proptest::prelude::*;

    use super::*;

    impl StoredHashes for Vec<Hash> {
        type Error = Infallible;

        fn stored_hashes(&self, indexes: &[u64]) -> Result<Vec<Option<Hash>>, Infallible> {
            Ok(indexes.iter().map(|&i| self.get(usize::try_from(i).unwrap()).copied()).collect())
        }
    }

    fn stored(lines: &[Vec<u8>]) -> Vec<Hash> {
        let mut stored = Vec::new();
        for (size, line) in (0..).zip(lines) {
            for (index, hash) in append(size, line, &stored).unwrap() {
                assert_eq!(index, stored.len() as u64);
                stored.push(hash);
            }
        }
        stored
    }

    /// Leaves and roots published with the Certificate Transparency reference implementation (merkle_tree_test.cc).
    #[test]
    fn agrees_with_the_published_tree_of_certificate_transparency() {
        let leaves =
            ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];
        let roots = [
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
        ];
        let mut frontier = Frontier::default();
        for (leaf, want) in leaves.iter().zip(roots) {
            frontier.push(leaf_hash(&HEXLOWER.decode(leaf.as_bytes()).unwrap()), |_| ());
            assert_eq!(HEXLOWER.encode(&frontier.root().0), want);
        }
    }

    #[test]
    fn a_head_includes_each_of_its_lines_at_its_place_and_nothing_else() {
        let lines: Vec<Vec<u8>> = (0..13_u8).map(|i| vec![i]).collect();
        let mut hashes = stored(&lines);
        let head = TreeHead { size: 11, root: root(11, &hashes).unwrap() };
        for (seq, line) in (1..).zip(&lines) {
            assert_eq!(includes(head, seq, line, &hashes).unwrap(), seq <= 11, "{seq}");
            assert!(!includes(head, seq, b"another line", &hashes).unwrap());
            assert!(!includes(head, seq % 11 + 1, line, &hashes).unwrap());
        }
        assert!(!includes(head, 0, &lines[0], &hashes).unwrap());
        hashes[0] = leaf_hash(b"another line");
        assert!(!includes(head, 2, &lines[1], &hashes).unwrap(), "a changed hash proves nothing");
    }

    #[test]
    fn names_the_hash_that_is_missing() {
        let mut hashes = stored(&vec![b"x".to_vec(); 8]);
        hashes.truncate(14);
        assert!(matches!(root(8, &hashes), Err(TreeError::Missing { index: 14 })));
        assert!(matches!(Frontier::load(8, &hashes), Err(TreeError::Missing { index: 14 })));
        assert!(root(7, &hashes).is_ok());
    }

    proptest! {
        #[test]
        fn the_edge_gives_the_root_of_the_whole_tree_at_every_size(
            lines in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 0..80), 0..200),
        ) {
            let hashes = stored(&lines);
            prop_assert_eq!(hashes.len() as u64, stored_hash_count(lines.len() as u64));
            let (mut frontier, mut made) = (Frontier::default(), Vec::new());
            prop_assert_eq!(frontier.head(), TreeHead::EMPTY);
            for line in &lines {
                frontier.push(leaf_hash(line), |hash| made.push(hash));
                let size = frontier.size();
                prop_assert_eq!(frontier.root(), root(size, &hashes).unwrap());
                prop_assert_eq!(frontier.root(), Frontier::load(size, &hashes).unwrap().root());
            }
            prop_assert_eq!(made, hashes);
        }
    }
}
