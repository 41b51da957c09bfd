//! Writing the file: beside its target under a name of its own, whole or not at all.

use std::{
    fs::File,
    io::{self, Read as _, Seek as _, Write as _},
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use sha2::{Digest as _, Sha256};
use tempfile::NamedTempFile;

use super::{ExportError, ExportRequest, Job, Paper, Words, leftover};
use crate::{
    desk::review::Reviewer,
    store::{EntryFilter, Tx},
};

/// Entries between two reports of progress and two looks at the cancel flag.
const STRIDE: u64 = 4096;

/// An export that is written and synced beside its target, and not yet in its place.
#[derive(Debug)]
pub struct PendingExport {
    file: NamedTempFile,
    pub(super) target: PathBuf,
    pub(super) request: ExportRequest,
    /// Entries in it.
    pub entries: u64,
    /// SHA-256 of the file, hex.
    pub sha256: String,
}

impl Reviewer {
    /// Writes the entries that a request keeps, oldest first, to a file beside `target`.
    ///
    /// `progress` hears entries done; setting `cancel` ends it and leaves nothing behind. What an export that was killed
    /// left in that folder is taken away first.
    ///
    /// # Errors
    /// [`ExportError`]; [`Desk::conclude_export`](crate::desk::Desk::conclude_export) records it.
    pub fn export(
        &mut self,
        request: &ExportRequest,
        target: &Path,
        words: &dyn Words,
        progress: &mut dyn FnMut(u64),
        cancel: &AtomicBool,
    ) -> Result<PendingExport, ExportError> {
        let folder = folder_of(target);
        self.may_hold(folder, target)?;
        let failed = |source| {
            if cancel.load(Ordering::Relaxed) { ExportError::Cancelled } else { ExportError::of(target, source) }
        };
        leftover::sweep(folder);
        let mut file = leftover::unfinished(folder).map_err(failed)?;
        let filter = self.resolve(&request.order.filter)?;
        let log = self.store.read()?;
        let job = Job { request, words, log: &*log, cancel, folder };
        let mut watch = Watch { entries: 0, progress, cancel };
        let mut paper = Paper::new(file.as_file_mut(), cancel);
        fill(&mut paper, &job, &filter, &mut watch, &failed)?;
        paper.flush().map_err(failed)?;
        drop(paper);
        file.as_file().sync_all().map_err(failed)?;
        let sha256 = hash(file.as_file_mut(), cancel).map_err(failed)?;
        let entries = watch.entries;
        Ok(PendingExport { file, target: target.to_owned(), request: request.clone(), entries, sha256 })
    }

    /// Whether a target is one at all, before a million entries are written for it.
    fn may_hold(&self, folder: &Path, target: &Path) -> Result<(), ExportError> {
        let failed = |source| ExportError::Io { path: target.to_owned(), source };
        let real = folder.canonicalize().map_err(failed)?;
        if self.office.iter().filter_map(|own| own.canonicalize().ok()).any(|own| real.starts_with(own)) {
            return Err(ExportError::InOffice);
        }
        if target.is_dir() {
            return Err(failed(io::ErrorKind::IsADirectory.into()));
        }
        Ok(())
    }
}

/// Who hears how far it is and may end it.
struct Watch<'a> {
    entries: u64,
    progress: &'a mut dyn FnMut(u64),
    cancel: &'a AtomicBool,
}

impl Watch<'_> {
    /// Counts an entry; true if the export is to end.
    fn counted(&mut self) -> bool {
        self.entries += 1;
        if self.entries % STRIDE != 1 {
            return false;
        }
        (self.progress)(self.entries);
        self.cancel.load(Ordering::Relaxed)
    }
}

/// Writes every entry in the request's form.
fn fill(
    paper: &mut Paper<'_>,
    job: &Job<'_>,
    filter: &EntryFilter,
    watch: &mut Watch<'_>,
    failed: &dyn Fn(io::Error) -> ExportError,
) -> Result<(), ExportError> {
    let mut form = job.request.order.format.open(paper, job).map_err(failed)?;
    let mut wrong = None;
    each(job.log, filter, &mut |row| {
        if let Err(source) = form.entry(row) {
            wrong = Some(failed(source));
        } else if watch.counted() {
            wrong = Some(ExportError::Cancelled);
        }
        wrong.is_some()
    })?;
    if let Some(error) = wrong {
        return Err(error);
    }
    watch.entries -= form.left_out();
    (watch.progress)(watch.entries);
    form.finish().map_err(failed)
}

fn each(
    log: &dyn Tx,
    filter: &EntryFilter,
    ends: &mut dyn FnMut(&crate::store::EntryRow) -> bool,
) -> Result<(), ExportError> {
    log.each_entry(filter, &mut |row| if ends(&row) { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })?;
    Ok(())
}

/// The folder a file is in; `.` if it has none.
fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}

/// SHA-256 of a file, read back: not every form is written front to back, and what was read is what is there.
fn hash(file: &mut File, cancel: &AtomicBool) -> io::Result<String> {
    file.rewind()?;
    let mut sha256 = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        if cancel.load(Ordering::Relaxed) {
            return Err(io::Error::other("cancelled"));
        }
        match file.read(&mut buffer) {
            Ok(0) => return Ok(data_encoding::HEXLOWER.encode(&sha256.finalize())),
            Ok(read) => sha256.update(&buffer[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

impl PendingExport {
    /// Moves the file to its place, in one step.
    ///
    /// # Errors
    /// The folder does not take it; nothing is left behind.
    pub(super) fn publish(self) -> Result<PathBuf, ExportError> {
        let failed = |source| ExportError::Io { path: self.target.clone(), source };
        self.file.persist(&self.target).map_err(|error| failed(error.error))?;
        // Some sticks and network folders cannot sync a folder; the file itself is synced and in its place.
        if let Err(error) = File::open(folder_of(&self.target)).and_then(|folder| folder.sync_all()) {
            tracing::warn!(%error, "the folder of an export could not be synced");
        }
        Ok(self.target)
    }
}
