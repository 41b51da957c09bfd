//! The making of an office's folders and files: what a first run may use, one first run at a time, and nothing of one
//! that failed left behind.

use std::{
    fs::{self, File, TryLockError},
    io,
    path::{Path, PathBuf},
};

use super::{Folders, OfficeError, is_occupied, unwritable};
use crate::{
    desk::DeskError,
    store::sqlite::{OpenError, SqliteStore},
    vault::{KeyFileError, OfficeKeys},
};

/// A disk with less room than this has none for a database, bytes.
const ROOM: usize = 256 * 1024;

/// Refuses folders that no office can be made in, before anything is made.
pub(super) fn refuse(folders: &Folders) -> Result<(), OfficeError> {
    for folder in [&folders.data, &folders.keys] {
        // A link that leads nowhere is no folder either, and none can be made in its place.
        if fs::symlink_metadata(folder).is_ok() && !folder.is_dir() {
            return Err(OfficeError::NotAFolder(folder.clone()));
        }
        if is_occupied(folder) {
            return Err(OfficeError::Occupied(folder.clone()));
        }
    }
    let (data, keys) = (resolved(&folders.data), resolved(&folders.keys));
    if data.starts_with(&keys) || keys.starts_with(&data) { Err(OfficeError::SameFolder) } else { Ok(()) }
}

/// A path with every link of what is there already followed.
fn resolved(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for there in path.ancestors() {
        if let Ok(real) = there.canonicalize() {
            return path.strip_prefix(there).map_or(real.clone(), |rest| real.join(rest));
        }
    }
    path
}

/// What a first run makes, taken away again unless it is kept: a first run that fails can be tried again. It takes away
/// nothing that it did not make.
pub(super) struct Made<'a> {
    folders: &'a Folders,
    /// Holds the lock until the last file is gone, so that another first run meets all of this one or nothing.
    lock: Option<File>,
    made_lock: bool,
    owns_data: bool,
    owns_keys: bool,
}

impl<'a> Made<'a> {
    /// Makes the folders and takes the lock. From then on no other first run makes anything in the data folder.
    pub(super) fn begin(folders: &'a Folders) -> Result<(Self, File), OfficeError> {
        refuse(folders)?;
        fs::create_dir_all(&folders.data).map_err(|source| unusable(&folders.data, source))?;
        let (lock, is_new) = lock(&folders.data)?;
        let kept = lock.try_clone().map_err(|source| unusable(&folders.data, source))?;
        let mut made = Self { folders, lock: Some(kept), made_lock: is_new, owns_data: false, owns_keys: false };
        // Another first run may have come and gone between the first look and the lock.
        refuse(folders)?;
        made.owns_data = true;
        OfficeKeys::make_folder(&folders.keys).map_err(|error| keys_error(&folders.keys, error))?;
        // Both are there now, so the links of both are known.
        refuse(folders)?;
        Ok((made, lock))
    }

    /// Writes the keys, and reads them as the next start will.
    pub(super) fn put_keys(&mut self, keys: &OfficeKeys) -> Result<(), OfficeError> {
        let folder = &self.folders.keys;
        keys.create(folder).map_err(|error| keys_error(folder, error))?;
        self.owns_keys = true;
        OfficeKeys::load(folder).map_err(|error| keys_error(folder, error))?;
        Ok(())
    }

    /// Why the database could not be made: it has many words for a disk without room.
    pub(super) fn why(&self, error: OpenError) -> OfficeError {
        let probe = self.folders.data.join("office.room");
        let room = fs::write(&probe, vec![0; ROOM]);
        let _ = fs::remove_file(probe);
        match room {
            Err(full) if full.kind() == io::ErrorKind::StorageFull => OfficeError::Desk(DeskError::DiskFull),
            _ => error.into(),
        }
    }

    /// The office is made: what is there stays.
    pub(super) fn keep(mut self) {
        (self.made_lock, self.owns_data, self.owns_keys) = (false, false, false);
    }
}

impl Drop for Made<'_> {
    fn drop(&mut self) {
        let folders = self.folders;
        let with = |path: PathBuf, ending: &str| {
            let mut name = path.into_os_string();
            name.push(ending);
            PathBuf::from(name)
        };
        // What cannot be removed stays.
        if self.owns_keys {
            for file in [folders.anchor(), with(folders.anchor(), ".new"), folders.keys.join(OfficeKeys::FILE)] {
                let _ = fs::remove_file(file);
            }
        }
        if self.owns_data {
            for ending in ["-wal", "-shm", "-journal", ""] {
                let _ = fs::remove_file(with(folders.data.join(SqliteStore::FILE), ending));
            }
            let _ = fs::remove_file(folders.data.join(Folders::OFFICE));
        }
        if self.made_lock {
            let _ = fs::remove_file(folders.data.join(Folders::LOCK));
        }
        drop(self.lock.take());
    }
}

/// Takes the lock of a data folder; whether its file was made just now.
fn lock(data: &Path) -> Result<(File, bool), OfficeError> {
    let path = data.join(Folders::LOCK);
    let new = fs::OpenOptions::new().write(true).create_new(true).open(&path);
    let (file, is_new) = match new {
        Ok(file) => (file, true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            let there = fs::OpenOptions::new().write(true).open(&path);
            (there.map_err(|source| unwritable(data, source))?, false)
        }
        Err(source) => return Err(unusable(data, source)),
    };
    match file.try_lock() {
        // A first run that failed takes its lock's file with it: a lock on that file keeps nobody out.
        Ok(()) if is_the_file_at(&file, &path) => Ok((file, is_new)),
        Ok(()) | Err(TryLockError::WouldBlock) => Err(OfficeError::SecondInstance),
        Err(TryLockError::Error(source)) => Err(OfficeError::Io { path, source }),
    }
}

/// Takes the lock of an office.
pub(super) fn take_lock(data: &Path) -> Result<File, OfficeError> {
    lock(data).map(|(file, _)| file)
}

#[cfg(unix)]
fn is_the_file_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let same = |a: fs::Metadata, b: fs::Metadata| a.dev() == b.dev() && a.ino() == b.ino();
    file.metadata().and_then(|here| Ok(same(here, fs::metadata(path)?))).unwrap_or(false)
}

#[cfg(not(unix))]
fn is_the_file_at(_file: &File, _path: &Path) -> bool {
    // An open file cannot be removed there.
    true
}

fn unusable(path: &Path, source: io::Error) -> OfficeError {
    match source.kind() {
        io::ErrorKind::StorageFull => OfficeError::Desk(DeskError::DiskFull),
        io::ErrorKind::AlreadyExists | io::ErrorKind::NotADirectory => OfficeError::NotAFolder(path.to_owned()),
        _ => unwritable(path, source),
    }
}

fn keys_error(folder: &Path, error: KeyFileError) -> OfficeError {
    match error {
        KeyFileError::Exists(_) => OfficeError::Occupied(folder.to_owned()),
        KeyFileError::NotAFolder(path) => OfficeError::NotAFolder(path),
        KeyFileError::Io { path, source } => unusable(&path, source),
        other => OfficeError::Keys(other),
    }
}
