//! The temporary file as a form sees it.

use std::{
    io::{self, BufWriter, Seek, SeekFrom, Write},
    sync::atomic::{AtomicBool, Ordering},
};

/// What can be written on: a file, or in tests something that fails.
pub(super) trait Medium: Write + Seek + Send {}

impl<T: Write + Seek + Send> Medium for T {}

/// The temporary file, buffered. Writing fails once the export is cancelled, so that no form has to look.
pub(super) struct Paper<'a> {
    file: BufWriter<Box<dyn Medium + 'a>>,
    cancel: &'a AtomicBool,
}

impl<'a> Paper<'a> {
    /// Paper over a medium; setting `cancel` makes every later write fail.
    pub(super) fn new(medium: impl Medium + 'a, cancel: &'a AtomicBool) -> Self {
        Self { file: BufWriter::with_capacity(1 << 16, Box::new(medium)), cancel }
    }
}

impl Write for Paper<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.cancel.load(Ordering::Relaxed) {
            return Err(io::Error::other("cancelled"));
        }
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Paper<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

/// A medium that takes so many bytes and no more, for the tests of every form.
#[cfg(test)]
pub(super) struct Full {
    bytes: io::Cursor<Vec<u8>>,
    room: usize,
}

#[cfg(test)]
impl Full {
    pub(super) fn after(room: usize) -> Self {
        Self { bytes: io::Cursor::default(), room }
    }
}

#[cfg(test)]
impl Write for Full {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.get_ref().len() + bytes.len() > self.room {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
impl Seek for Full {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}
