//! Makes a pack in two steps: everything long, where the log is read; the signature, where the key is.

use std::{
    io::{self, Seek, Write},
    sync::atomic::{AtomicBool, Ordering},
};

use ed25519_dalek::VerifyingKey;
use jiff::Timestamp;
use thiserror::Error;

use super::{
    Digest, Member, about,
    archive::{Open, Writer},
    key::public_key_pem,
    leaves::{Leaves, stored},
    manifest::{Manifest, PackFilter},
    sums,
};
use crate::ledger::{
    checkpoint::Fingerprint,
    entry::header,
    log_id::Origin,
    tree::{Frontier, Hash, TreeHead, leaf_hash},
    verification::{FindingKind, LogReader},
};

/// How many leaves lie between two looks at `cancel`.
const STRIDE: u64 = 4096;

/// What a pack says besides the log's own bytes.
#[derive(Debug, Clone)]
pub struct Facts {
    /// Whose log.
    pub origin: Origin,
    /// The checkpoint, a signed note of `head` that `key` has signed; the caller has checked it.
    pub note: String,
    /// What it signs.
    pub head: TreeHead,
    /// The office's public key.
    pub key: VerifyingKey,
    /// The seat's label.
    pub seat: String,
    /// Which entries.
    pub filter: PackFilter,
    /// Why.
    pub purpose: String,
    /// Who: the staff number.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The program and its version.
    pub program: String,
}

/// Why there is no pack.
#[derive(Debug, Error)]
pub enum PackError<E: std::error::Error> {
    /// The file could not be written; [`io::ErrorKind::FileTooLarge`] if it would pass 4 GiB.
    #[error("the pack could not be written")]
    Io(#[source] io::Error),
    /// The log could not be read.
    #[error("the log could not be read")]
    Read(#[source] E),
    /// The log is not the one that the checkpoint signs: a pack of it would not hold.
    #[error("the log does not agree with its checkpoint ({})", kind.code())]
    Damaged {
        /// What was found.
        kind: FindingKind,
        /// The first position that is not as it was signed, if that can be told.
        first_bad: Option<u64>,
    },
    /// It was cancelled.
    #[error("cancelled")]
    Cancelled,
}

impl<E: std::error::Error> From<io::Error> for PackError<E> {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Which entries were written: one bit for each of the log.
#[derive(Default)]
struct Positions {
    bits: Vec<u64>,
    count: u64,
    first: Option<u64>,
    last: u64,
}

impl Positions {
    /// Takes a position in; false unless it follows the last one.
    fn add(&mut self, position: u64) -> bool {
        let Ok(word) = usize::try_from(position / 64) else { return false };
        if position <= self.last {
            return false;
        }
        if word >= self.bits.len() {
            self.bits.resize(word + 1, 0);
        }
        self.bits[word] |= 1 << (position % 64);
        self.first.get_or_insert(position);
        (self.last, self.count) = (position, self.count + 1);
        true
    }

    fn iter(&self) -> impl Iterator<Item = u64> {
        let of_word = |(word, bits): (u64, &u64)| {
            let bits = *bits;
            (0..64).filter(move |bit| bits >> bit & 1 == 1).map(move |bit| word * 64 + bit)
        };
        (0..).zip(&self.bits).flat_map(of_word)
    }
}

/// A pack that is being written.
///
/// Each chosen line is held against the stored leaf hash of its position, and all leaf hashes against the checkpoint's
/// root, so that a pack of a damaged log is refused rather than made. After an error what was written is worthless.
pub struct PackWriter<W, R> {
    out: W,
    log: R,
    facts: Facts,
    archive: Writer,
    entries: Open,
    positions: Positions,
    leaves: Leaves,
}

impl<W: Write + Seek, R: LogReader> PackWriter<W, R> {
    /// Begins a pack of a log at the beginning of `out`, which should be buffered.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn begin(mut out: W, log: R, facts: Facts) -> io::Result<Self> {
        let mut archive = Writer::default();
        let entries = archive.begin(&mut out, Member::Entries)?;
        let leaves = Leaves::new(facts.head.size);
        Ok(Self { out, log, facts, archive, entries, positions: Positions::default(), leaves })
    }

    /// Adds a chosen line, in ascending order. One behind the checkpoint is left out: the answer is false then.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn entry(&mut self, line: &str) -> Result<bool, PackError<R::Error>> {
        let damaged = |kind, first_bad| Err(PackError::Damaged { kind, first_bad });
        let Some(claim) = header(line.as_bytes()) else { return damaged(FindingKind::Malformed, None) };
        let seq = claim.seq;
        if claim.log != self.facts.origin.log().as_str().as_bytes() {
            return damaged(FindingKind::Forged, Some(seq));
        }
        if seq > self.facts.head.size {
            return Ok(false);
        }
        let log = &self.log;
        match self.leaves.of(seq, |first, count| stored(log, first, count)).map_err(PackError::Read)? {
            None => return damaged(FindingKind::TreeDamaged, Some(seq)),
            Some(leaf) if leaf != leaf_hash(line.as_bytes()) => return damaged(FindingKind::Edited, Some(seq)),
            Some(_) if !self.positions.add(seq) => return damaged(FindingKind::Reordered, Some(seq)),
            Some(_) => {}
        }
        self.archive.write(&mut self.out, &mut self.entries, line.as_bytes())?;
        self.archive.write(&mut self.out, &mut self.entries, b"\n")?;
        Ok(true)
    }

    /// Writes everything else but the manifest, its signature and the directory. Reads the stored hashes of the whole
    /// log; setting `cancel` ends it.
    ///
    /// # Errors
    /// [`PackError`].
    pub fn finish(mut self, cancel: &AtomicBool) -> Result<Unsigned<W>, PackError<R::Error>> {
        let (mut out, mut archive, facts) = (self.out, self.archive, self.facts);
        let entries = archive.end(&mut out, self.entries)?;
        let mut open = archive.begin(&mut out, Member::Positions)?;
        for position in self.positions.iter() {
            archive.write(&mut out, &mut open, format!("{position}\n").as_bytes())?;
        }
        let listed = archive.end(&mut out, open)?;

        let mut open = archive.begin(&mut out, Member::LeafHashes)?;
        each_leaf(&self.log, facts.head, &mut self.leaves, cancel, |leaf| archive.write(&mut out, &mut open, &leaf.0))?;
        let leaves = archive.end(&mut out, open)?;

        let ends = (self.positions.first, self.positions.first.map(|_| self.positions.last));
        let page = about::page(&facts, self.positions.count, ends);
        let digests = [
            entries,
            listed,
            leaves,
            archive.member(&mut out, Member::Checkpoint, facts.note.as_bytes())?,
            archive.member(&mut out, Member::PublicKey, public_key_pem(&facts.key).as_bytes())?,
            archive.member(&mut out, Member::About, page.as_bytes())?,
        ];
        let manifest = Manifest::new(&facts, self.positions.count, ends, &digests);
        Ok(Unsigned { out, archive, manifest, digests })
    }
}

/// Hands on the leaf hash of every entry, and holds their root against the checkpoint's.
fn each_leaf<R: LogReader>(
    log: &R,
    head: TreeHead,
    leaves: &mut Leaves,
    cancel: &AtomicBool,
    mut each: impl FnMut(Hash) -> io::Result<()>,
) -> Result<(), PackError<R::Error>> {
    let damaged = |first_bad| PackError::Damaged { kind: FindingKind::TreeDamaged, first_bad };
    let mut frontier = Frontier::default();
    for position in 1..=head.size {
        let leaf = leaves.of(position, |first, count| stored(log, first, count)).map_err(PackError::Read)?;
        let leaf = leaf.ok_or_else(|| damaged(Some(position)))?;
        frontier.push(leaf, |_| ());
        each(leaf)?;
        if position % STRIDE == 0 && cancel.load(Ordering::Relaxed) {
            return Err(PackError::Cancelled);
        }
    }
    if frontier.head() == head { Ok(()) } else { Err(damaged(None)) }
}

/// A pack that waits for its signature.
#[derive(Debug)]
pub struct Unsigned<W> {
    out: W,
    archive: Writer,
    manifest: Manifest,
    digests: [Digest; Member::NAMED.len()],
}

impl<W: Write> Unsigned<W> {
    /// What would be signed. Whoever has the key looks at it first.
    #[must_use]
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// Adds the manifest with this signature of it ([`Manifest::sign`]), the checksums and the directory. Nothing long.
    /// The file is then flushed and not yet synced.
    ///
    /// # Errors
    /// The file could not be written.
    pub fn finish(mut self, signature: &[u8; 64]) -> io::Result<W> {
        let (archive, out) = (&mut self.archive, &mut self.out);
        let manifest = archive.member(out, Member::Manifest, self.manifest.encode().as_bytes())?;
        let signed = archive.member(out, Member::Signature, signature)?;
        let digests = self.digests.iter().chain([&manifest, &signed]).map(|digest| &digest.sha256);
        archive.member(out, Member::Sums, sums(Member::ALL.into_iter().zip(digests)).as_bytes())?;
        self.archive.finish(&mut self.out)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

impl Facts {
    /// The fingerprint of the office's key.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.key)
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ledger::{LogId, sign, verifying_key};

    /// The facts of an empty log's pack, exported for this purpose.
    pub(in super::super) fn facts(purpose: &str) -> Facts {
        let origin = Origin::new("4403-07", &LogId::from_bytes([3; 16])).unwrap();
        Facts {
            note: sign(&[7; 32], &origin, TreeHead::EMPTY).unwrap(),
            origin,
            head: TreeHead::EMPTY,
            key: verifying_key(&[7; 32]),
            seat: "07".to_owned(),
            filter: PackFilter::default(),
            purpose: purpose.to_owned(),
            by: "super01".to_owned(),
            at: "2026-11-22T04:00:00Z".parse().unwrap(),
            program: "pindesk test".to_owned(),
        }
    }

    #[test]
    fn positions_ascend_and_come_back() {
        let mut positions = Positions::default();
        for position in [1, 2, 63, 64, 65, 700] {
            assert!(positions.add(position));
            assert!(!positions.add(position), "twice");
        }
        assert!(!positions.add(5), "back");
        assert_eq!(positions.iter().collect::<Vec<_>>(), [1, 2, 63, 64, 65, 700]);
        assert_eq!((positions.count, positions.first, positions.last), (6, Some(1), 700));
    }
}
