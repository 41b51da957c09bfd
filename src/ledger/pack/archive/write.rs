//! Writes the layout: long files in passing, short ones at once. What is written on comes with every call, so that the
//! beginning and the end of an archive can be written by different hands.

use std::io::{self, Seek, SeekFrom, Write};

use sha2::{Digest as _, Sha256};

use super::{MAX_BYTES, Record, tail};
use crate::ledger::pack::{Digest, Member};

/// Where the checksum stands in a local header; both sizes follow it.
const CRC_AT: u64 = 14;

/// A place or length in the archive as its headers write it.
fn small(value: u64) -> io::Result<u32> {
    let fits = value <= MAX_BYTES;
    u32::try_from(value).ok().filter(|_| fits).ok_or_else(|| io::ErrorKind::FileTooLarge.into())
}

/// How far an archive is.
#[derive(Debug, Default)]
pub(in super::super) struct Writer {
    at: u64,
    records: Vec<Record>,
}

/// A file whose length is not known before it ends.
pub(in super::super) struct Open {
    member: Member,
    start: u64,
    size: u64,
    crc: crc32fast::Hasher,
    sha256: Sha256,
}

impl Writer {
    /// Begins the next file; the header is completed when it ends.
    pub(in super::super) fn begin(&mut self, out: &mut impl Write, member: Member) -> io::Result<Open> {
        let start = self.at;
        let header = Record { member, offset: small(start)?, size: 0, crc: 0 }.local();
        self.put(out, &header)?;
        Ok(Open { member, start, size: 0, crc: crc32fast::Hasher::new(), sha256: Sha256::new() })
    }

    /// Adds bytes to a file that was begun.
    pub(in super::super) fn write(&mut self, out: &mut impl Write, open: &mut Open, bytes: &[u8]) -> io::Result<()> {
        open.size += bytes.len() as u64;
        open.crc.update(bytes);
        open.sha256.update(bytes);
        self.put(out, bytes)
    }

    /// Ends a file and completes its header.
    pub(in super::super) fn end(&mut self, out: &mut (impl Write + Seek), open: Open) -> io::Result<Digest> {
        let record = Record {
            member: open.member,
            offset: small(open.start)?,
            size: small(open.size)?,
            crc: open.crc.finalize(),
        };
        out.seek(SeekFrom::Start(open.start + CRC_AT))?;
        for field in [record.crc, record.size, record.size] {
            out.write_all(&field.to_le_bytes())?;
        }
        out.seek(SeekFrom::Start(self.at))?;
        self.records.push(record);
        Ok(Digest { size: open.size, sha256: open.sha256.finalize().into() })
    }

    /// Adds a whole file.
    pub(in super::super) fn member(
        &mut self,
        out: &mut impl Write,
        member: Member,
        bytes: &[u8],
    ) -> io::Result<Digest> {
        let size = bytes.len() as u64;
        let record = Record { member, offset: small(self.at)?, size: small(size)?, crc: crc32fast::hash(bytes) };
        self.put(out, &record.local())?;
        self.put(out, bytes)?;
        self.records.push(record);
        Ok(Digest { size, sha256: Sha256::digest(bytes).into() })
    }

    /// Writes the directory.
    pub(in super::super) fn finish(mut self, out: &mut impl Write) -> io::Result<()> {
        let tail = tail(&self.records, small(self.at)?);
        self.put(out, &tail)
    }

    fn put(&mut self, out: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
        self.at += bytes.len() as u64;
        small(self.at)?;
        out.write_all(bytes)
    }
}
