//! What keeps the library in bounds: where it panics or complains on standard error, there is an error instead.

use std::{
    cell::Cell,
    io::{self, Seek, SeekFrom, Write},
    panic::{self, AssertUnwindSafe, catch_unwind},
    path::Path,
    sync::Once,
};

use rust_xlsxwriter::XlsxError;

thread_local! {
    /// This thread does the library's work; what it panics with is told as an error.
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

/// Does a piece of the library's work, in which it panics when its temporary file cannot be written to: a full disk, a
/// pulled stick. What the folder then says to a trial is the reason.
pub(super) fn guarded<T, E: Into<Told>>(folder: &Path, work: impl FnOnce() -> Result<T, E>) -> io::Result<T> {
    keep_expected_panics_quiet();
    IS_GUARDED.set(true);
    let done = catch_unwind(AssertUnwindSafe(work));
    IS_GUARDED.set(false);
    match done {
        Ok(done) => done.map_err(|error| error.into().0),
        Err(_) => Err(trial(folder).err().unwrap_or_else(|| io::Error::other("the rows could not be kept"))),
    }
}

/// A full disk is told once, in the person's words, and not before that as a panic on standard error.
fn keep_expected_panics_quiet() {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let usual = panic::take_hook();
        panic::set_hook(Box::new(move |panic| {
            if !IS_GUARDED.get() {
                usual(panic);
            }
        }));
    });
}

/// Writes something of the size of the library's buffer and throws it away.
fn trial(folder: &Path) -> io::Result<()> {
    let mut file = tempfile::tempfile_in(folder)?;
    file.write_all(&[0; 1 << 16])?;
    file.sync_all()
}

/// A writer that fails once. From then on it takes everything and keeps nothing: a failed archive that is dropped tries
/// to end its file, and would complain on standard error.
pub(super) struct FirstError<W> {
    inner: W,
    /// Where the library believes to be, once nothing is written any more.
    lost: Option<u64>,
}

impl<W: Write + Seek> FirstError<W> {
    /// Over a writer.
    pub(super) fn over(inner: W) -> Self {
        Self { inner, lost: None }
    }

    fn noted<T>(&mut self, done: io::Result<T>) -> io::Result<T> {
        // The library takes up what was interrupted.
        if done.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted) {
            self.lost = Some(self.inner.stream_position().unwrap_or(0));
        }
        done
    }
}

impl<W: Write + Seek> Write for FirstError<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if let Some(at) = &mut self.lost {
            *at += bytes.len() as u64;
            return Ok(bytes.len());
        }
        let done = self.inner.write(bytes);
        self.noted(done)
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.lost.is_some() {
            return Ok(());
        }
        let done = self.inner.flush();
        self.noted(done)
    }
}

impl<W: Write + Seek> Seek for FirstError<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        if let Some(at) = &mut self.lost {
            *at = match to {
                SeekFrom::Start(at) => at,
                SeekFrom::Current(by) | SeekFrom::End(by) => at.saturating_add_signed(by),
            };
            return Ok(*at);
        }
        let done = self.inner.seek(to);
        self.noted(done)
    }
}

/// An error of the system, wherever it was wrapped.
pub(super) struct Told(io::Error);

impl From<io::Error> for Told {
    fn from(error: io::Error) -> Self {
        Self(error)
    }
}

impl From<XlsxError> for Told {
    fn from(error: XlsxError) -> Self {
        Self(told(error))
    }
}

pub(super) fn told(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) | XlsxError::TempFileError(_, error) => error,
        XlsxError::ZipError(zip::result::ZipError::Io(error)) => error,
        other => io::Error::other(other),
    }
}
