//! One file of the archive, read in passing.

use std::{
    cell::RefCell,
    io::{self, BufRead, BufReader, Read, Seek, SeekFrom},
};

use sha2::{Digest as _, Sha256};

use super::{Digest, archive::Record};

/// How much is read at once.
const BUFFER: usize = 1 << 16;

/// Reads one file of an archive that others read too.
pub(super) struct Section<'a, R> {
    input: &'a RefCell<R>,
    at: u64,
    left: u64,
}

impl<'a, R: Read + Seek> Section<'a, R> {
    pub(super) fn new(input: &'a RefCell<R>, record: &Record) -> Self {
        Self { input, at: record.data_at(), left: u64::from(record.size) }
    }

    /// Goes on so many bytes further on.
    pub(super) fn skip(&mut self, bytes: u64) {
        let bytes = bytes.min(self.left);
        self.at += bytes;
        self.left -= bytes;
    }

    /// The same, buffered.
    pub(super) fn buffered(input: &'a RefCell<R>, record: &Record) -> BufReader<Self> {
        BufReader::with_capacity(BUFFER, Self::new(input, record))
    }

    /// All of it; only for files whose length is limited.
    pub(super) fn all(input: &'a RefCell<R>, record: &Record) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        Self::new(input, record).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Length and SHA-256, and the archive's checksum.
    pub(super) fn digest(input: &'a RefCell<R>, record: &Record) -> io::Result<(Digest, u32)> {
        let mut section = Self::new(input, record);
        let (mut sha256, mut crc) = (Sha256::new(), crc32fast::Hasher::new());
        let mut buffer = vec![0; BUFFER];
        let mut size = 0;
        loop {
            let read = section.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            sha256.update(&buffer[..read]);
            crc.update(&buffer[..read]);
            size += read as u64;
        }
        Ok((Digest { size, sha256: sha256.finalize().into() }, crc.finalize()))
    }
}

impl<R: Read + Seek> Read for Section<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let wanted = buffer.len().min(usize::try_from(self.left).unwrap_or(usize::MAX));
        if wanted == 0 {
            return Ok(0);
        }
        let mut input = self.input.borrow_mut();
        input.seek(SeekFrom::Start(self.at))?;
        let read = input.read(&mut buffer[..wanted])?;
        if read == 0 {
            // The frame was compared to the end of the file; it is shorter now.
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.at += read as u64;
        self.left -= read as u64;
        Ok(read)
    }
}

/// What comes next in a file of lines.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Next {
    /// A line, without its newline, in the buffer.
    Line,
    /// Something that no newline ends, or longer than a line may be.
    Broken,
    /// Nothing.
    End,
}

/// Reads the next line of at most `most` bytes into `line`.
pub(super) fn next_line(input: &mut impl BufRead, most: u64, line: &mut Vec<u8>) -> io::Result<Next> {
    line.clear();
    input.take(most + 1).read_until(b'\n', line)?;
    Ok(match line.pop() {
        None => Next::End,
        Some(b'\n') => Next::Line,
        Some(other) => {
            line.push(other);
            Next::Broken
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_ends_in_a_newline_and_has_a_limit() {
        let mut input = &b"abc\n\n1234\n12345\nx"[..];
        let mut line = Vec::new();
        let mut next = || (next_line(&mut input, 4, &mut line).unwrap(), String::from_utf8(line.clone()).unwrap());
        assert_eq!(next(), (Next::Line, "abc".to_owned()));
        assert_eq!(next(), (Next::Line, String::new()));
        assert_eq!(next(), (Next::Line, "1234".to_owned()));
        assert_eq!(next().0, Next::Broken);
        assert_eq!(next_line(&mut &b"x"[..], 4, &mut Vec::new()).unwrap(), Next::Broken);
        assert_eq!(next_line(&mut &b""[..], 4, &mut Vec::new()).unwrap(), Next::End);
    }
}
