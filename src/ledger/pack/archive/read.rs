//! Reads the layout and nothing else. Whatever else a zip file can be gets its own name.

use std::io::{self, Read, Seek, SeekFrom};

use super::{CENTRAL, CENTRAL_LEN, END, END_LEN, LOCAL, LOCAL_LEN, MAX_BYTES, Record, tail};
use crate::ledger::pack::{
    Member,
    fault::{PackFault as Fault, PackFinding, Stop},
};

/// A directory of nine short names fits many times; a longer one is read no further.
const MAX_DIRECTORY: u64 = 16 << 10;

/// The longest comment a zip file can end in.
const MAX_COMMENT: u64 = 0xFFFF;

/// A file that says it grows by more than this when unpacked is made to hurt.
const BOMB_RATIO: u64 = 100;

/// Where the files of an archive are.
#[derive(Debug)]
pub(in super::super) struct Archive {
    records: Vec<Record>,
}

impl Archive {
    /// The record of a file; every file of the list is there.
    pub(in super::super) fn record(&self, member: Member) -> Option<&Record> {
        self.records.iter().find(|record| record.member == member)
    }
}

/// What one entry of a directory claims, in the order of its bytes.
struct Claim {
    flags: u16,
    method: u16,
    crc: u32,
    packed: u32,
    size: u32,
    mode: u32,
    offset: u32,
    name: Vec<u8>,
    /// Its whole length in the directory.
    length: usize,
}

/// Whether the bytes begin or end as zip files do.
pub(in super::super) fn is_zip<R: Read + Seek>(input: &mut R) -> io::Result<bool> {
    let length = input.seek(SeekFrom::End(0))?;
    let mut first = [0; 4];
    let begins = length >= 4 && {
        input.rewind()?;
        input.read_exact(&mut first)?;
        first == LOCAL || first == END
    };
    Ok(begins || (length >= END_LEN as u64 && at(input, length - END_LEN as u64, 4)? == END))
}

/// Reads the directory and compares every byte that is not a file's own.
pub(in super::super) fn read<R: Read + Seek>(input: &mut R) -> Result<Archive, Stop> {
    let length = input.seek(SeekFrom::End(0))?;
    if !is_zip(input)? {
        return Fault::NotAZip.stop();
    }
    let (directory_at, directory_len) = directory_place(input, length)?;
    let bytes = at(input, directory_at, directory_len.min(MAX_DIRECTORY))?;
    let claims = claims(&bytes)?;
    let mut seen = Vec::new();
    for claim in &claims {
        seen.push(judge(claim, &seen)?);
    }
    if let Some(missing) = Member::ALL.into_iter().find(|member| !seen.contains(member)) {
        return Fault::Missing.of(missing).stop();
    }
    let records = claims.iter().zip(seen).map(|(claim, member)| Record {
        member,
        offset: claim.offset,
        size: claim.size,
        crc: claim.crc,
    });
    let archive = Archive { records: records.collect() };
    compare(input, &archive, directory_at, length)?;
    Ok(archive)
}

/// Where the directory is: right before the end record, which is the last thing of all.
fn directory_place<R: Read + Seek>(input: &mut R, length: u64) -> Result<(u64, u64), Stop> {
    let end_at = match length.checked_sub(END_LEN as u64) {
        Some(end_at) if at(input, end_at, 4)? == END => end_at,
        _ => return if ends_before(input, length)? { Fault::Appended.stop() } else { Fault::Truncated.stop() },
    };
    let end = at(input, end_at, END_LEN as u64)?;
    let (directory_len, directory_at) = (u64::from(u32_at(&end, 12)), u64::from(u32_at(&end, 16)));
    if directory_at > MAX_BYTES || directory_len > MAX_BYTES || u16_at(&end, 10) == u16::MAX {
        return Fault::TooLarge.stop();
    }
    match (directory_at + directory_len).cmp(&end_at) {
        std::cmp::Ordering::Equal => Ok((directory_at, directory_len)),
        // Other readers shift everything by what comes first, and find the directory where it says less.
        std::cmp::Ordering::Less if end_at >= directory_len && at(input, end_at - directory_len, 4)? == CENTRAL => {
            Fault::Prepended.stop()
        }
        _ => Fault::Structure.stop(),
    }
}

/// Whether an end record stands before the end, with a comment or something else behind it.
fn ends_before<R: Read + Seek>(input: &mut R, length: u64) -> io::Result<bool> {
    let window = length.min(MAX_COMMENT + END_LEN as u64);
    let bytes = at(input, length - window, window)?;
    Ok(bytes.windows(END_LEN).any(|window| window.starts_with(&END) && u16_at(window, 8) > 0))
}

fn claims(bytes: &[u8]) -> Result<Vec<Claim>, Stop> {
    let mut rest = bytes;
    let mut claims = Vec::new();
    while !rest.is_empty() {
        let Some(claim) = claim(rest) else { return Fault::Structure.stop() };
        rest = &rest[claim.length..];
        claims.push(claim);
        // One more than there are names: some name is then unexpected or there twice.
        if claims.len() > Member::ALL.len() {
            break;
        }
    }
    Ok(claims)
}

fn claim(bytes: &[u8]) -> Option<Claim> {
    let head = bytes.get(..CENTRAL_LEN).filter(|head| head.starts_with(&CENTRAL))?;
    let name_len = usize::from(u16_at(head, 28));
    let length = CENTRAL_LEN + name_len + usize::from(u16_at(head, 30)) + usize::from(u16_at(head, 32));
    let whole = bytes.get(..length)?;
    Some(Claim {
        flags: u16_at(head, 8),
        method: u16_at(head, 10),
        crc: u32_at(head, 16),
        packed: u32_at(head, 20),
        size: u32_at(head, 24),
        mode: u32_at(head, 38) >> 16,
        offset: u32_at(head, 42),
        name: whole.get(CENTRAL_LEN..CENTRAL_LEN + name_len)?.to_vec(),
        length,
    })
}

/// Whether one entry of the directory can be of a pack at all.
fn judge(claim: &Claim, seen: &[Member]) -> Result<Member, Stop> {
    let named = |fault: Fault| PackFinding::named(fault, &claim.name).stop();
    if !is_harmless(&claim.name) {
        return named(Fault::UnsafeName);
    }
    if claim.mode & 0o170_000 == 0o120_000 {
        return named(Fault::Link);
    }
    let Some(member) = Member::from_name(&claim.name) else { return named(Fault::Unexpected) };
    if seen.contains(&member) {
        return named(Fault::Duplicate);
    }
    // Bits 0, 6 and 13 (4.4.4); AES hides behind a method of its own.
    if claim.flags & 0b0010_0000_0100_0001 != 0 || claim.method == 99 {
        return named(Fault::Encrypted);
    }
    let (packed, size) = (u64::from(claim.packed), u64::from(claim.size));
    if claim.packed == u32::MAX || claim.size == u32::MAX || claim.offset == u32::MAX {
        return named(Fault::TooLarge);
    }
    if size > packed.max(1) * BOMB_RATIO {
        return named(Fault::Bomb);
    }
    if claim.method != 0 || packed != size {
        return named(Fault::Compressed);
    }
    if claim.flags != 0 {
        return named(Fault::Structure);
    }
    if size > member.limit() {
        return named(Fault::TooLarge);
    }
    Ok(member)
}

/// A name that no system takes for a way out of the folder it is unpacked into.
fn is_harmless(name: &[u8]) -> bool {
    let dangerous = |byte: &u8| byte.is_ascii_control() || matches!(byte, b'\\' | b':');
    let leads_up = |part: &[u8]| matches!(part, b"." | b"..");
    !name.is_empty() && name[0] != b'/' && !name.iter().any(dangerous) && !name.split(|&b| b == b'/').any(leads_up)
}

/// Makes the bytes that an archive of these files has, and compares.
fn compare<R: Read + Seek>(input: &mut R, archive: &Archive, directory_at: u64, length: u64) -> Result<(), Stop> {
    let mut place = 0;
    for (record, member) in archive.records.iter().zip(Member::ALL) {
        let here = |fault: Fault| fault.of(record.member).stop();
        if record.member != member || u64::from(record.offset) != place || record.end() > directory_at {
            return here(Fault::Structure);
        }
        let expected = record.local();
        let found = at(input, place, expected.len() as u64)?;
        if found != expected {
            return unlike_this(&found, record);
        }
        place = record.end();
    }
    let expected = tail(&archive.records, u32::try_from(place).unwrap_or(u32::MAX));
    if place != directory_at || at(input, place, length - place)? != expected {
        return Fault::Structure.stop();
    }
    Ok(())
}

/// What is wrong with a file's own header.
fn unlike_this(found: &[u8], record: &Record) -> Result<(), Stop> {
    let expected = record.local();
    let contradicts = |range: std::ops::Range<usize>| found.get(range.clone()) != expected.get(range);
    let name = found.get(LOCAL_LEN..).unwrap_or_default();
    if contradicts(26..28) || name != &expected[LOCAL_LEN..] {
        let unsafe_name = !is_harmless(name);
        return PackFinding::named(if unsafe_name { Fault::UnsafeName } else { Fault::Directory }, name).stop();
    }
    let fault = if contradicts(6..10) || contradicts(14..26) { Fault::Directory } else { Fault::Structure };
    fault.of(record.member).stop()
}

/// Some bytes of the file; as many as there are.
fn at<R: Read + Seek>(input: &mut R, place: u64, length: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.seek(SeekFrom::Start(place))?;
    input.take(length).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn u16_at(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|two| two.try_into().ok()).map_or(0, u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}
