//! `office.keys`: the five keys of an office, in one file that lives apart from the database.

use std::{
    fs, io,
    io::Write as _,
    path::{Path, PathBuf},
};

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac as _};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use zeroize::{Zeroize as _, Zeroizing};

use super::secret::Key;
use crate::domain::audit::Subject;

/// The office's id: 16 random bytes as 32 hex digits, in the key file, in `office.json`, and in the database.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfficeId(String);

impl OfficeId {
    /// A fresh random id.
    ///
    /// # Errors
    /// The operating system's random source failed.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        Ok(Self(HEXLOWER.encode(&bytes)))
    }

    /// Reads 32 hex digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == 32 && HEXLOWER.decode(text.as_bytes()).is_ok();
        fits.then(|| Self(text.to_owned()))
    }

    /// The 32 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The names of the five keys, in the order of the file.
pub const LABELS: [&str; 5] = ["database", "pin-pepper", "staff-pepper", "subject", "log-signing"];

/// The five keys of one office.
pub struct OfficeKeys {
    office: OfficeId,
    keys: [Key; 5],
}

/// Why the key file cannot be used. Texts name paths, never contents.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    /// There is no key file.
    #[error("no key file at {0}")]
    Missing(PathBuf),
    /// Other users of the machine can read the file or its folder.
    #[error("{path} is open to others (mode {mode:o})")]
    TooOpen {
        /// The file or folder.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The file is not a key file of this program.
    #[error("{0} is not a key file")]
    Malformed(PathBuf),
    /// A file, or a link that leads nowhere, where the folder should be.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// The medium keeps no permissions (FAT, exFAT): whoever plugs it in could read the keys.
    #[error("{0} lies on a medium that keeps no permissions")]
    NoModes(PathBuf),
    /// The folder is another user's, who could change or read what is in it.
    #[error("{0} belongs to another user")]
    NotOurs(PathBuf),
    /// A key file is already there.
    #[error("a key file is already at {0}")]
    Exists(PathBuf),
    /// The file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// No random numbers.
    #[error("random source: {0}")]
    Random(#[from] getrandom::Error),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyLine {
    name: String,
    id: String,
    key: String,
}

impl Drop for KeyLine {
    fn drop(&mut self) {
        self.key.zeroize();
    }
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    format: u32,
    office: OfficeId,
    keys: Vec<KeyLine>,
}

impl OfficeKeys {
    /// Name of the key file inside the key folder.
    pub const FILE: &str = "office.keys";

    /// Five fresh keys for a new office.
    ///
    /// # Errors
    /// The operating system's random source failed.
    pub fn generate() -> Result<Self, KeyFileError> {
        let keys = [Key::generate()?, Key::generate()?, Key::generate()?, Key::generate()?, Key::generate()?];
        Ok(Self { office: OfficeId::generate()?, keys })
    }

    /// Makes the key folder, or makes one that is there already private: what [`Self::load`] would refuse is mended or
    /// refused now.
    ///
    /// # Errors
    /// It is no folder, another user's, on a medium that keeps no permissions, or cannot be made.
    pub fn make_folder(folder: &Path) -> Result<(), KeyFileError> {
        let io = |source| KeyFileError::Io { path: folder.to_owned(), source };
        if fs::symlink_metadata(folder).is_ok() && !folder.is_dir() {
            return Err(KeyFileError::NotAFolder(folder.to_owned()));
        }
        private_folder(folder).map_err(io)?;
        make_private(folder, &set_mode)
    }

    /// Writes the key file, 0600 in a 0700 folder; never over another one. One that cannot be written whole is taken away.
    ///
    /// # Errors
    /// The folder cannot be made, or a key file is there already.
    pub fn create(&self, folder: &Path) -> Result<(), KeyFileError> {
        let path = folder.join(Self::FILE);
        let io = |source| KeyFileError::Io { path: path.clone(), source };
        private_folder(folder).map_err(io)?;
        let file = KeyFile {
            format: 1,
            office: self.office.clone(),
            keys: LABELS
                .iter()
                .zip(&self.keys)
                .map(|(name, key)| KeyLine {
                    name: (*name).to_owned(),
                    id: key_id(key),
                    key: HEXLOWER.encode(key.bytes()),
                })
                .collect(),
        };
        let text = Zeroizing::new(serde_json::to_string_pretty(&file).map_err(|e| io(e.into()))?);
        let mut handle = match private_file().open(&path) {
            Ok(handle) => handle,
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                return Err(KeyFileError::Exists(path));
            }
            Err(error) => return Err(io(error)),
        };
        let written = handle
            .write_all(text.as_bytes())
            .and_then(|()| handle.write_all(b"\n"))
            .and_then(|()| handle.sync_all())
            .and_then(|()| fs::File::open(folder)?.sync_all());
        written.map_err(|source| {
            // Only this call can have made it. What cannot be removed stays.
            let _ = fs::remove_file(&path);
            io(source)
        })
    }

    /// Reads the key file of a folder.
    ///
    /// # Errors
    /// Missing, open to others, or not a key file.
    pub fn load(folder: &Path) -> Result<Self, KeyFileError> {
        let path = folder.join(Self::FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => Zeroizing::new(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                return Err(KeyFileError::Missing(path));
            }
            Err(error) if error.kind() == io::ErrorKind::InvalidData => {
                return Err(KeyFileError::Malformed(path));
            }
            Err(source) => return Err(KeyFileError::Io { path, source }),
        };
        refuse_open(folder, 0o077)?;
        refuse_open(&path, 0o077)?;
        let malformed = || KeyFileError::Malformed(path.clone());
        let file: KeyFile = serde_json::from_str(&text).map_err(|_| malformed())?;
        if file.format != 1 || file.keys.len() != LABELS.len() || OfficeId::parse(&file.office.0).is_none() {
            return Err(malformed());
        }
        let mut keys = Vec::with_capacity(LABELS.len());
        for (line, name) in file.keys.iter().zip(LABELS) {
            let mut bytes = Zeroizing::new([0; 32]);
            let decoded = Zeroizing::new(HEXLOWER.decode(line.key.as_bytes()).map_err(|_| malformed())?);
            if decoded.len() != 32 {
                return Err(malformed());
            }
            bytes.copy_from_slice(&decoded);
            let key = Key::from_bytes(&bytes);
            if line.name != name || line.id != key_id(&key) {
                return Err(malformed());
            }
            keys.push(key);
        }
        let keys = keys.try_into().map_err(|_| malformed())?;
        Ok(Self { office: file.office, keys })
    }

    /// The office these keys belong to.
    #[must_use]
    pub fn office(&self) -> &OfficeId {
        &self.office
    }

    /// Short ids of the keys, by label: they may stand beside the database and tell a wrong key file from a broken one.
    #[must_use]
    pub fn ids(&self) -> [(&'static str, String); 5] {
        let [a, b, c, d, e] = &self.keys;
        let [la, lb, lc, ld, le] = LABELS;
        [(la, key_id(a)), (lb, key_id(b)), (lc, key_id(c)), (ld, key_id(d)), (le, key_id(e))]
    }

    /// SQLCipher's raw key.
    #[must_use]
    pub fn database(&self) -> &Key {
        &self.keys[0]
    }

    /// A copy of the PIN pepper for the hasher.
    #[must_use]
    pub fn pin_pepper(&self) -> Key {
        Key::from_bytes(self.keys[1].bytes())
    }

    /// A copy of the staff pepper for the hasher.
    #[must_use]
    pub fn staff_pepper(&self) -> Key {
        Key::from_bytes(self.keys[2].bytes())
    }

    /// Seed of the Ed25519 key that signs checkpoints (RFC 8032).
    #[must_use]
    pub fn log_signing(&self) -> &Key {
        &self.keys[4]
    }

    /// Pseudonym of an ID number: HMAC-SHA-256 with the subject key, cut to 128 bits (RFC 2104 section 5).
    #[must_use]
    pub fn subject(&self, id_number: &str) -> Subject {
        Subject::from_bytes(self.pseudonym(b"subject", id_number))
    }

    /// Pseudonym of a staff number that no account has, so that a password typed into the wrong field is not logged.
    #[must_use]
    pub fn unknown_staff(&self, typed: &str) -> String {
        format!("?{}", HEXLOWER.encode(&self.pseudonym(b"staff", typed)[..8]))
    }

    fn pseudonym(&self, purpose: &[u8], text: &str) -> [u8; 16] {
        let mut out = [0; 16];
        // HMAC takes keys of any length, so this cannot fail.
        if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(self.keys[3].bytes()) {
            mac.update(purpose);
            mac.update(&[0]);
            mac.update(text.as_bytes());
            out.copy_from_slice(&mac.finalize().into_bytes()[..16]);
        }
        out
    }
}

impl std::fmt::Debug for OfficeKeys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OfficeKeys").field("office", &self.office).finish_non_exhaustive()
    }
}

/// First 64 bits of SHA-256 over a label and the key: enough to tell keys apart, useless for finding one.
fn key_id(key: &Key) -> String {
    let digest = Sha256::new().chain_update(b"pindesk key id\0").chain_update(key.bytes()).finalize();
    HEXLOWER.encode(&digest[..8])
}

#[cfg(unix)]
fn private_file() -> fs::OpenOptions {
    use std::os::unix::fs::OpenOptionsExt as _;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    options
}

#[cfg(not(unix))]
fn private_file() -> fs::OpenOptions {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    options
}

/// Makes a folder that only its owner can enter; a folder that is already there keeps its mode.
fn private_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(folder)
}

#[cfg(unix)]
fn mode_of(path: &Path) -> io::Result<u32> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(path)?.permissions().mode() & 0o7777)
}

#[cfg(unix)]
fn set_mode(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}

/// Who runs this program, where the system says so.
#[cfg(unix)]
fn own_user() -> Option<u32> {
    use std::os::unix::fs::MetadataExt as _;
    fs::metadata("/proc/self").ok().map(|own| own.uid())
}

/// Makes a folder that is there 0700 and sees that it stays so. A medium without permissions shows whatever it was
/// mounted with, so the folder is given another mode first (the sticky bit, which opens it to nobody).
#[cfg(unix)]
fn make_private(folder: &Path, set: &dyn Fn(&Path, u32) -> io::Result<()>) -> Result<(), KeyFileError> {
    use std::os::unix::fs::MetadataExt as _;
    let io = |source| KeyFileError::Io { path: folder.to_owned(), source };
    let (mut has_changed, mut is_private) = (false, false);
    let owner = fs::metadata(folder).map_err(io)?.uid();
    if own_user().is_some_and(|own| own != owner) {
        return Err(KeyFileError::NotOurs(folder.to_owned()));
    }
    // Another first run may be at the same folder; it gives it the same modes, and is soon done.
    for mode in [0o1700, 0o700, 0o1700, 0o700, 0o1700, 0o700] {
        match set(folder, mode) {
            Ok(()) => {}
            Err(error) if error.kind() == io::ErrorKind::ReadOnlyFilesystem => return Err(io(error)),
            Err(_) => return Err(KeyFileError::NoModes(folder.to_owned())),
        }
        let is = mode_of(folder).map_err(io)?;
        has_changed |= is == mode && mode == 0o1700;
        is_private = is & 0o777 == 0o700;
        if has_changed && is == 0o700 {
            return Ok(());
        }
    }
    if has_changed && is_private { Ok(()) } else { Err(KeyFileError::NoModes(folder.to_owned())) }
}

#[cfg(not(unix))]
fn set_mode(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}

#[cfg(not(unix))]
fn make_private(_folder: &Path, _set: &dyn Fn(&Path, u32) -> io::Result<()>) -> Result<(), KeyFileError> {
    Ok(())
}

#[cfg(unix)]
fn refuse_open(path: &Path, forbidden: u32) -> Result<(), KeyFileError> {
    use std::os::unix::fs::PermissionsExt as _;
    let metadata = fs::metadata(path).map_err(|source| KeyFileError::Io { path: path.to_owned(), source })?;
    let mode = metadata.permissions().mode() & 0o777;
    if mode & forbidden == 0 { Ok(()) } else { Err(KeyFileError::TooOpen { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn refuse_open(_path: &Path, _forbidden: u32) -> Result<(), KeyFileError> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_key_file_reads_back_and_is_never_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("keys");
        let keys = OfficeKeys::generate().unwrap();
        keys.create(&home).unwrap();
        let again = OfficeKeys::load(&home).unwrap();
        assert_eq!(again.ids(), keys.ids());
        assert_eq!(again.subject("11010119900307803X"), keys.subject("11010119900307803X"));
        assert!(matches!(keys.create(&home), Err(KeyFileError::Exists(_))));
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_is_there_is_made_private_or_refused_before_the_keys_are_in_it() {
        let home = tempfile::tempdir().unwrap();
        for mode in [0o755, 0o777, 0o2775, 0o700] {
            let folder = home.path().join(format!("{mode:o}"));
            fs::create_dir(&folder).unwrap();
            set_mode(&folder, mode).unwrap();
            OfficeKeys::make_folder(&folder).unwrap();
            OfficeKeys::generate().unwrap().create(&folder).unwrap();
            OfficeKeys::load(&folder).unwrap();
        }
        // A stick that knows no modes shows those it was mounted with, and either ignores or refuses others.
        let stick = home.path().join("stick");
        fs::create_dir(&stick).unwrap();
        set_mode(&stick, 0o700).unwrap();
        let refuses = |_: &Path, _| Err(io::ErrorKind::PermissionDenied.into());
        let ignores = |_: &Path, _| Ok(());
        assert!(matches!(make_private(&stick, &refuses), Err(KeyFileError::NoModes(_))));
        assert!(matches!(make_private(&stick, &ignores), Err(KeyFileError::NoModes(_))));
        let file = home.path().join("file");
        fs::write(&file, "").unwrap();
        let nowhere = home.path().join("nowhere");
        std::os::unix::fs::symlink(home.path().join("gone"), &nowhere).unwrap();
        for path in [file, nowhere] {
            assert!(matches!(OfficeKeys::make_folder(&path), Err(KeyFileError::NotAFolder(_))), "{path:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_key_file_open_to_others_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("keys");
        OfficeKeys::generate().unwrap().create(&home).unwrap();
        for (path, mode) in [(home.join(OfficeKeys::FILE), 0o640), (home.clone(), 0o755)] {
            let before = fs::metadata(&path).unwrap().permissions();
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(OfficeKeys::load(&home), Err(KeyFileError::TooOpen { .. })), "{path:?}");
            fs::set_permissions(&path, before).unwrap();
        }
        OfficeKeys::load(&home).unwrap();
    }

    #[test]
    fn a_damaged_key_file_is_told_from_a_missing_one() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("keys");
        assert!(matches!(OfficeKeys::load(&home), Err(KeyFileError::Missing(_))));
        OfficeKeys::generate().unwrap().create(&home).unwrap();
        let path = home.join(OfficeKeys::FILE);
        let text = fs::read_to_string(&path).unwrap();
        let flipped = if text.contains("\"key\": \"0") {
            text.replacen("\"key\": \"0", "\"key\": \"1", 1)
        } else {
            let at = text.find("\"key\": \"").unwrap() + 8;
            format!("{}0{}", &text[..at], &text[at + 1..])
        };
        for broken in ["", "{}", &text[..text.len() / 2], &flipped] {
            fs::write(&path, broken).unwrap();
            assert!(matches!(OfficeKeys::load(&home), Err(KeyFileError::Malformed(_))));
        }
    }
}
