//! What an export that was killed leaves beside its target, and how the next one into that folder takes it away.
//!
//! An export holds a lock on its unfinished file for as long as it lives. Whoever gets that lock therefore holds a file
//! that nobody writes to any more. Where the file system has no locks nothing is taken away.

use std::{fs, io, path::Path};

use tempfile::NamedTempFile;

/// How the names of unfinished files begin.
const PREFIX: &str = ".pindesk-export-";

/// A new unfinished file in a folder, locked.
pub(super) fn unfinished(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let file = tempfile::Builder::new().prefix(PREFIX).tempfile_in(folder)?;
        match file.as_file().lock() {
            Err(error) if error.kind() == io::ErrorKind::Unsupported => return Ok(file),
            locked => locked?,
        }
        // Another export may have taken it away before it was locked.
        if file.path().try_exists()? {
            return Ok(file);
        }
    }
}

/// Takes away the unfinished files of a folder that no program holds. What cannot be taken away stays; the export that
/// is about to begin does not depend on it.
pub(super) fn sweep(folder: &Path) {
    let Ok(files) = fs::read_dir(folder) else { return };
    for file in files.flatten() {
        let is_ours = file.file_name().to_str().is_some_and(|name| name.starts_with(PREFIX));
        if !is_ours || !file.file_type().is_ok_and(|kind| kind.is_file()) {
            continue;
        }
        match take_away(&file.path()) {
            Ok(true) => tracing::info!("an export that was broken off left a file; it is gone now"),
            Ok(false) => {}
            Err(error) => tracing::warn!(%error, "what a broken export left cannot be taken away"),
        }
    }
}

/// Removes a file unless somebody holds it; the lock is kept until it is gone.
fn take_away(path: &Path) -> io::Result<bool> {
    let file = fs::OpenOptions::new().write(true).open(path)?;
    match file.try_lock() {
        Ok(()) => fs::remove_file(path).map(|()| true),
        Err(fs::TryLockError::WouldBlock) => Ok(false),
        Err(fs::TryLockError::Error(error)) => Err(error),
    }
}
