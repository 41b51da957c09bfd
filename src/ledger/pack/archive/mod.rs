//! The one zip layout of a pack (PKWARE APPNOTE 6.3.10): the files of [`Member::ALL`] in their order, stored, without
//! gaps, extra fields, descriptors or comments, all dates 1980-01-01. Given names, sizes and checksums, every other
//! byte of the archive is known; the reader makes those bytes and compares.

mod read;
mod write;

pub(super) use read::{Archive, is_zip, read};
pub(super) use write::{Open, Writer};

use super::Member;

/// The largest archive: its offsets are 32 bits, of which the highest value has a meaning of its own.
pub(super) const MAX_BYTES: u64 = 0xFFFF_FFFE;

const LOCAL: [u8; 4] = *b"PK\x03\x04";
const CENTRAL: [u8; 4] = *b"PK\x01\x02";
const END: [u8; 4] = *b"PK\x05\x06";

const LOCAL_LEN: usize = 30;
const CENTRAL_LEN: usize = 46;
const END_LEN: usize = 22;

/// Version needed to extract: 1.0, a stored file.
const NEEDED: u16 = 10;
/// Made by: Unix, version 2.0.
const MADE_BY: u16 = 3 << 8 | 20;
/// 1980-01-01 in MS-DOS form; the time is 0.
const DATE: u16 = 1 << 5 | 1;
/// A regular file, readable by all, writable by its owner.
const MODE: u32 = 0o100_644;

/// One file of an archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub member: Member,
    /// Where its local header begins.
    pub offset: u32,
    pub size: u32,
    pub crc: u32,
}

impl Record {
    /// Where its bytes begin.
    pub fn data_at(&self) -> u64 {
        u64::from(self.offset) + LOCAL_LEN as u64 + self.member.name().len() as u64
    }

    /// Where its bytes end.
    fn end(&self) -> u64 {
        self.data_at() + u64::from(self.size)
    }

    /// What local and central header have in common: from the version needed to the length of the extra field.
    fn common(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(26);
        for field in [NEEDED, 0, 0, 0, DATE] {
            bytes.extend(field.to_le_bytes());
        }
        for field in [self.crc, self.size, self.size] {
            bytes.extend(field.to_le_bytes());
        }
        // Names are short; the conversion has no way to fail.
        bytes.extend(u16::try_from(self.member.name().len()).unwrap_or_default().to_le_bytes());
        bytes.extend([0; 2]);
        bytes
    }

    /// The local file header (4.3.7).
    fn local(&self) -> Vec<u8> {
        [&LOCAL[..], &self.common(), self.member.name().as_bytes()].concat()
    }

    /// The central directory header (4.3.12).
    fn central(&self) -> Vec<u8> {
        let mut bytes = [&CENTRAL[..], &MADE_BY.to_le_bytes(), &self.common()].concat();
        // Comment length, disk, internal attributes.
        bytes.extend([0; 6]);
        bytes.extend((MODE << 16).to_le_bytes());
        bytes.extend(self.offset.to_le_bytes());
        bytes.extend(self.member.name().as_bytes());
        bytes
    }
}

/// Everything after the last file: the central directory and its end record (4.3.16).
fn tail(records: &[Record], directory_at: u32) -> Vec<u8> {
    let mut bytes: Vec<u8> = records.iter().flat_map(Record::central).collect();
    let count = u16::try_from(records.len()).unwrap_or(u16::MAX).to_le_bytes();
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_le_bytes();
    bytes.extend(END);
    bytes.extend([0; 4]);
    bytes.extend([count, count].concat());
    bytes.extend([length, directory_at.to_le_bytes()].concat());
    bytes.extend([0; 2]);
    bytes
}
