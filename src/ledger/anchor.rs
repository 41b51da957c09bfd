//! The anchor: what the log had reached when this program last wrote it, kept beside the key file and away from the
//! database. Without it, a database replaced by its own older copy would look whole.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use data_encoding::BASE64;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{
    log_id::{LogId, Origin},
    tree::{Hash, TreeHead},
};

/// The version in the file's first field.
const VERSION: u32 = 1;

/// An anchor is far shorter; whatever is longer is not one and is not read into memory.
const MAX_BYTES: u64 = 4096;

/// Office, log, size and root. Bytes: docs/log-format.md, "The anchor".
#[derive(Debug, Clone, PartialEq)]
pub struct Anchor {
    /// The office id.
    pub office: String,
    /// The log it speaks of.
    pub log: LogId,
    /// Size and root of that log.
    pub head: TreeHead,
}

/// Why the anchor could not be read or written.
#[derive(Debug, Error)]
pub enum AnchorError {
    /// There is no such file.
    #[error("the anchor file {} is missing", path.display())]
    Missing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The file is not an anchor of this version.
    #[error("the anchor file {} is malformed", path.display())]
    Malformed {
        /// Where it is.
        path: PathBuf,
    },
    /// The disk or the folder refused.
    #[error("the anchor file {} cannot be read or written", path.display())]
    Io {
        /// Where it is or should be.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    anchor: u32,
    office: String,
    log: String,
    size: u64,
    root: String,
}

impl Anchor {
    /// The anchor of a log at this head.
    #[must_use]
    pub fn new(origin: &Origin, head: TreeHead) -> Self {
        Self { office: origin.office().to_owned(), log: origin.log().clone(), head }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// [`AnchorError`] tells a missing file from a malformed one and from one that cannot be read.
    pub fn read(path: &Path) -> Result<Self, AnchorError> {
        let io = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => AnchorError::Missing { path: path.to_owned() },
            _ => AnchorError::Io { path: path.to_owned(), source },
        };
        let malformed = || AnchorError::Malformed { path: path.to_owned() };
        if fs::metadata(path).map_err(io)?.len() > MAX_BYTES {
            return Err(malformed());
        }
        let bytes = fs::read(path).map_err(io)?;
        Self::decode(&bytes).ok_or_else(malformed)
    }

    /// Replaces the file so that a crash leaves the old or the new one, whole, and nothing else: a temporary file in the
    /// same folder, its data forced to disk, renamed over the old, the folder forced to disk. Readable by the owner only.
    ///
    /// # Errors
    /// [`AnchorError::Io`]; the old file then still stands, unless only forcing the folder to disk failed.
    pub fn write(&self, path: &Path) -> Result<(), AnchorError> {
        self.replace(path).map_err(|source| AnchorError::Io { path: path.to_owned(), source })
    }

    fn replace(&self, path: &Path) -> io::Result<()> {
        let mut name = path.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_owned();
        name.push(".new");
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let new = folder.join(name);
        // One fixed name, so that crashes do not litter; made afresh, so that nobody's permissions or link survive.
        match fs::remove_file(&new) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let mut file = private().open(&new)?;
        file.write_all(self.encode().as_bytes())?;
        file.sync_all()?;
        drop(file);
        fs::rename(&new, path)?;
        sync_folder(folder)
    }

    fn encode(&self) -> String {
        let file = File {
            anchor: VERSION,
            office: self.office.clone(),
            log: self.log.as_str().to_owned(),
            size: self.head.size,
            root: BASE64.encode(&self.head.root.0),
        };
        // Writing strings and integers into memory has no way to fail.
        serde_json::to_string(&file).unwrap_or_default() + "\n"
    }

    fn decode(bytes: &[u8]) -> Option<Self> {
        let file: File = serde_json::from_slice(bytes).ok()?;
        let root = BASE64.decode(file.root.as_bytes()).ok()?;
        let log = LogId::parse(&file.log).ok()?;
        Origin::new(&file.office, &log).ok()?;
        let head = TreeHead { size: file.size, root: Hash(root.try_into().ok()?) };
        (file.anchor == VERSION).then_some(Self { office: file.office, log, head })
    }
}

#[cfg(unix)]
fn private() -> fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
}

#[cfg(not(unix))]
fn private() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    options
}

/// A rename is durable only once its folder is (fsync(2)).
#[cfg(unix)]
fn sync_folder(folder: &Path) -> io::Result<()> {
    fs::File::open(folder)?.sync_all()
}

/// Other systems have no such call for folders; their file systems journal the rename.
#[cfg(not(unix))]
fn sync_folder(_folder: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn anchor(size: u64) -> Anchor {
        let origin = Origin::new("4403", &LogId::from_bytes([3; 16])).unwrap();
        Anchor::new(&origin, TreeHead { size, root: Hash([0xEE; 32]) })
    }

    #[test]
    fn replaces_the_old_one_and_leaves_nothing_beside_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchor.json");
        fs::write(folder.path().join("anchor.json.new"), "left by a crash").unwrap();
        for size in [1, 1204] {
            anchor(size).write(&path).unwrap();
            assert_eq!(Anchor::read(&path).unwrap(), anchor(size));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn is_readable_by_its_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchor.json");
        anchor(1).write(&path).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }

    #[test]
    fn tells_missing_from_malformed_from_unreadable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("anchor.json");
        assert!(matches!(Anchor::read(&path), Err(AnchorError::Missing { .. })));
        let good = anchor(7).encode();
        for bad in [
            String::new(),
            good[..good.len() / 2].to_owned(),
            good.replace("\"anchor\":1", "\"anchor\":2"),
            good.replace("4403", "44/03"),
            good.replace("7u7u", "7u7"),
            good.replace("0303", "03"),
            good.replace("{", "{\"more\":1,"),
            " ".repeat(5000) + &good,
        ] {
            fs::write(&path, &bad).unwrap();
            assert!(matches!(Anchor::read(&path), Err(AnchorError::Malformed { .. })), "{bad}");
        }
        assert!(matches!(Anchor::read(folder.path()), Err(AnchorError::Io { .. })));
        assert!(matches!(anchor(1).write(&folder.path().join("gone/anchor.json")), Err(AnchorError::Io { .. })));
    }
}
