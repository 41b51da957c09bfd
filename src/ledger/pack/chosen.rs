//! The chosen entries against their positions, the log's leaf hashes and the filter; and when they disagree, who is
//! out of place.

use std::{
    cell::RefCell,
    io::{self, BufRead, Read, Seek},
};

use super::{
    Digest, Manifest, Member,
    archive::{Archive, Record},
    fault::{PackFault as Fault, Stop},
    leaves::{Leaves, packed},
    section::{Next, Section, next_line},
};
use crate::ledger::{
    entry::{decode, header},
    tree::{Hash, leaf_hash},
};

/// The longest line that is read; an entry's is a few hundred bytes, and its remarks are limited.
const MAX_LINE: u64 = 1 << 20;

/// The longest position: 20 digits, more than any has.
const MAX_POSITION: u64 = 20;

/// A pack whose tree is already known to be the signed one.
pub(super) struct Chosen<'a, R> {
    pub input: &'a RefCell<R>,
    pub archive: &'a Archive,
    pub manifest: &'a Manifest,
    /// Entries of the log up to the checkpoint.
    pub size: u64,
    /// Length and hash of a file as it is.
    pub digest: &'a dyn Fn(Member) -> Option<Digest>,
}

/// A line and the position given for it.
struct Pair {
    line: Vec<u8>,
    leaf: Hash,
    position: u64,
}

/// The lines and positions that are left, side by side.
struct Rows<I> {
    lines: I,
    positions: I,
    digits: Vec<u8>,
}

impl<I: BufRead> Rows<I> {
    /// The next position; `Err` for something that is none.
    fn position(&mut self) -> io::Result<Result<Option<u64>, ()>> {
        Ok(match next_line(&mut self.positions, MAX_POSITION, &mut self.digits)? {
            Next::End => Ok(None),
            Next::Broken => Err(()),
            Next::Line => decimal(&self.digits).map(Some).ok_or(()),
        })
    }
}

/// Digits without a sign and without leading zeros.
fn decimal(digits: &[u8]) -> Option<u64> {
    let plain = digits.iter().all(u8::is_ascii_digit) && digits.first().is_some_and(|&first| first != b'0');
    std::str::from_utf8(digits).ok().filter(|_| plain)?.parse().ok()
}

impl<R: Read + Seek> Chosen<'_, R> {
    /// Reads every chosen entry once.
    pub(super) fn check(&self) -> Result<(), Stop> {
        let mut rows = self.rows()?;
        let mut leaves = Leaves::new(self.size);
        let (mut line, mut count, mut first, mut last) = (Vec::new(), 0, None, 0);
        loop {
            let next = next_line(&mut rows.lines, MAX_LINE, &mut line)?;
            let Ok(position) = rows.position()? else { return Fault::Position.at(None) };
            let (next, position) = match (next, position) {
                (Next::End, None) => break,
                (Next::End, Some(position)) => return self.blame(Fault::EntryRemoved, position),
                (_, None) => return self.blame(Fault::EntryAdded, self.home(&line, &mut leaves)?),
                (next, Some(position)) => (next, position),
            };
            let Some(own) = self.leaf(&mut leaves, position)? else { return Fault::Position.at(position) };
            let pair = Pair { leaf: leaf_hash(&line), line, position };
            if next == Next::Broken {
                return Fault::EntryChanged.at(position);
            }
            if pair.leaf != own {
                return self.explain(&pair, own, &mut rows, &mut leaves);
            }
            if position <= last {
                return self.blame(Fault::EntryReordered, position);
            }
            self.judge(&pair)?;
            (last, count) = (position, count + 1);
            first.get_or_insert(position);
            line = pair.line;
        }
        self.count(count, first, Some(last).filter(|last| *last > 0))
    }

    fn rows(&self) -> Result<Rows<impl BufRead>, Stop> {
        let buffered = |member| Ok::<_, Stop>(Section::buffered(self.input, self.record(member)?));
        Ok(Rows { lines: buffered(Member::Entries)?, positions: buffered(Member::Positions)?, digits: Vec::new() })
    }

    fn record(&self, member: Member) -> Result<&Record, Stop> {
        self.archive.record(member).map_or_else(|| Fault::Missing.of(member).stop(), Ok)
    }

    /// The leaf hash of a position.
    fn leaf(&self, leaves: &mut Leaves, position: u64) -> Result<Option<Hash>, Stop> {
        let record = self.record(Member::LeafHashes)?;
        Ok(leaves.of(position, |first, count| packed(self.input, record, first, count))?)
    }

    /// A line that the log has at this position: is it an entry, of this log, here, and asked for?
    fn judge(&self, pair: &Pair) -> Result<(), Stop> {
        let line = std::str::from_utf8(&pair.line).ok().and_then(|line| decode(line).ok());
        let Some(line) = line else { return Fault::EntryMalformed.at(pair.position) };
        if line.log != self.manifest.log {
            return Fault::EntryForeign.at(pair.position);
        }
        if line.seq != pair.position {
            return Fault::Position.at(pair.position);
        }
        if !self.manifest.filter.keeps(&line) {
            return Fault::NotInFilter.at(pair.position);
        }
        Ok(())
    }

    /// The signed manifest's counts, all entries being true ones of the log.
    fn count(&self, count: u64, first: Option<u64>, last: Option<u64>) -> Result<(), Stop> {
        let manifest = self.manifest;
        if (count, first, last) == (manifest.entries, manifest.first, manifest.last) {
            return Ok(());
        }
        if self.is_as_signed(Member::Entries) {
            return Fault::Count.at(None);
        }
        match count.cmp(&manifest.entries) {
            std::cmp::Ordering::Less => Fault::EntryRemoved.at(None),
            std::cmp::Ordering::Greater => Fault::EntryAdded.at(None),
            std::cmp::Ordering::Equal => Fault::EntryChanged.at(None),
        }
    }

    /// A fault of the entries, unless they are those of the manifest: then it is the positions that were changed.
    fn blame(&self, fault: Fault, position: impl Into<Option<u64>>) -> Result<(), Stop> {
        let fault = if self.is_as_signed(Member::Entries) { Fault::Position } else { fault };
        fault.at(position)
    }

    fn is_as_signed(&self, member: Member) -> bool {
        (self.digest)(member).is_some() && (self.digest)(member) == self.manifest.file(member)
    }

    /// The position that a line has in the log, if it is one of its lines.
    fn home(&self, line: &[u8], leaves: &mut Leaves) -> Result<Option<u64>, Stop> {
        let Some(claim) = header(line).filter(|claim| claim.log == self.manifest.log.as_bytes()) else {
            return Ok(None);
        };
        Ok((self.leaf(leaves, claim.seq)? == Some(leaf_hash(line))).then_some(claim.seq))
    }

    /// The log has another line at this position. The rest of both files tells why this one stands here.
    fn explain(&self, pair: &Pair, own: Hash, rows: &mut Rows<impl BufRead>, leaves: &mut Leaves) -> Result<(), Stop> {
        let home = self.home(&pair.line, leaves)?;
        let (mut own_later, mut home_later) = (false, false);
        let mut line = Vec::new();
        while !own_later && next_line(&mut rows.lines, MAX_LINE, &mut line)? == Next::Line {
            own_later = leaf_hash(&line) == own;
        }
        while let (false, Some(home), Ok(Some(position))) = (home_later, home, rows.position()?) {
            home_later = position == home;
        }
        match (home, own_later, home_later) {
            (Some(_), true, true) => self.blame(Fault::EntryReordered, pair.position),
            (Some(_), false, true) => self.blame(Fault::EntryRemoved, pair.position),
            (Some(home), true, false) => self.blame(Fault::EntryAdded, home),
            (Some(home), false, false) => Fault::Position.at(home),
            // No position in the log has such a line: it is not the positions that were changed.
            (None, true, _) => Fault::EntryAdded.at(pair.position),
            (None, false, _) => self.stranger(&pair.line).at(pair.position),
        }
    }

    /// What a line is that the log does not have.
    fn stranger(&self, line: &[u8]) -> Fault {
        let line = std::str::from_utf8(line).ok().and_then(|line| decode(line).ok());
        let foreign = line.is_some_and(|line| line.log != self.manifest.log);
        if foreign { Fault::EntryForeign } else { Fault::EntryChanged }
    }
}
