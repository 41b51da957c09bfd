//! Why an office cannot be opened or made.

use std::{
    io,
    path::{Path, PathBuf},
};

use crate::{
    desk::DeskError,
    store::sqlite::{OpenError as DatabaseError, SCHEMA_VERSION},
    vault::KeyFileError,
};

/// Why an office cannot be opened or made. Nothing was touched.
#[derive(Debug, thiserror::Error)]
pub enum OfficeError {
    /// Data without keys.
    #[error("the key folder {0} is empty")]
    KeysMissing(PathBuf),
    /// Keys without data.
    #[error("the data folder {0} is empty")]
    DataMissing(PathBuf),
    /// There is no office.
    #[error("there is no office in {0}")]
    NoOffice(PathBuf),
    /// There is an office, or something else, where a new one should go.
    #[error("{0} is not empty")]
    Occupied(PathBuf),
    /// A file, or a link that leads nowhere, where a folder should be.
    #[error("{0} is not a folder")]
    NotAFolder(PathBuf),
    /// Data and key folder are the same, or one holds the other.
    #[error("data and keys must be in different folders")]
    SameFolder,
    /// The key file cannot be used.
    #[error(transparent)]
    Keys(#[from] KeyFileError),
    /// `office.json` is missing or unreadable.
    #[error("{0} is not the description of an office")]
    Description(PathBuf),
    /// The keys are of another office.
    #[error("the key file belongs to another office")]
    OtherOffice,
    /// The key file is of this office, but its keys are not the ones of the data.
    #[error("the key file is not the one this data was made with")]
    WrongKeys,
    /// A newer program made the data.
    #[error("the data has schema {0}; this program knows {SCHEMA_VERSION}")]
    Newer(i64),
    /// The data is of an earlier version, and has not been opened for work since.
    #[error("the data is of an earlier version and has to be opened once")]
    Older,
    /// The database cannot be used.
    #[error(transparent)]
    Database(DatabaseError),
    /// The folder cannot be written.
    #[error("{0} is read-only")]
    ReadOnly(PathBuf),
    /// Another program has the office open.
    #[error("the office is open in another program")]
    SecondInstance,
    /// Hashing settings too weak for real people.
    #[error("the store was made with weak hashing")]
    WeakHashing,
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A value of the first run breaks a rule, or the store failed.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl OfficeError {
    /// The word that names the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::KeysMissing(_) => "keys_missing",
            Self::DataMissing(_) => "data_missing",
            Self::NoOffice(_) => "no_office",
            Self::Occupied(_) => "occupied",
            Self::NotAFolder(_) | Self::Keys(KeyFileError::NotAFolder(_)) => "not_a_folder",
            Self::SameFolder => "same_folder",
            Self::Keys(KeyFileError::Missing(_)) => "key_file_missing",
            Self::Keys(KeyFileError::TooOpen { .. }) => "key_file_too_open",
            Self::Keys(KeyFileError::Malformed(_)) => "key_file_malformed",
            Self::Keys(KeyFileError::NoModes(_)) => "key_folder_no_modes",
            Self::Keys(KeyFileError::NotOurs(_)) => "key_folder_not_ours",
            Self::Keys(_) | Self::Io { .. } => "office_io",
            Self::Description(_) => "office_description",
            Self::OtherOffice => "other_office",
            Self::WrongKeys => "wrong_keys",
            Self::Newer(_) | Self::Database(DatabaseError::Newer { .. }) => "newer",
            Self::Older => "older",
            Self::Database(DatabaseError::Missing(_)) => "database_missing",
            Self::Database(DatabaseError::NotOurs(_)) => "database_not_ours",
            Self::Database(DatabaseError::ReadOnly(_)) | Self::ReadOnly(_) => "read_only",
            Self::Database(_) => "database",
            Self::SecondInstance => "second_instance",
            Self::WeakHashing => "weak_hashing",
            Self::Desk(error) => error.code(),
        }
    }

    /// Every word of this type alone, so that a test can see that each has its messages in both languages.
    pub const CODES: &[&str] = &[
        "keys_missing",
        "data_missing",
        "no_office",
        "occupied",
        "not_a_folder",
        "same_folder",
        "key_file_missing",
        "key_file_too_open",
        "key_file_malformed",
        "key_folder_no_modes",
        "key_folder_not_ours",
        "office_io",
        "office_description",
        "other_office",
        "wrong_keys",
        "newer",
        "older",
        "database_missing",
        "database_not_ours",
        "read_only",
        "database",
        "second_instance",
        "weak_hashing",
    ];

    /// The file or folder it is about.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        match self {
            Self::KeysMissing(path)
            | Self::DataMissing(path)
            | Self::NoOffice(path)
            | Self::Occupied(path)
            | Self::NotAFolder(path)
            | Self::Description(path)
            | Self::ReadOnly(path)
            | Self::Io { path, .. }
            | Self::Keys(
                KeyFileError::Missing(path)
                | KeyFileError::Malformed(path)
                | KeyFileError::Exists(path)
                | KeyFileError::NotAFolder(path)
                | KeyFileError::NoModes(path)
                | KeyFileError::NotOurs(path)
                | KeyFileError::TooOpen { path, .. }
                | KeyFileError::Io { path, .. },
            )
            | Self::Database(
                DatabaseError::Missing(path)
                | DatabaseError::NotOurs(path)
                | DatabaseError::ReadOnly(path)
                | DatabaseError::Newer { path, .. }
                | DatabaseError::Io { path, .. },
            ) => Some(path),
            _ => None,
        }
    }
}

impl From<DatabaseError> for OfficeError {
    fn from(error: DatabaseError) -> Self {
        match error {
            DatabaseError::Newer { found, .. } => Self::Newer(found),
            full if full.is_disk_full() => Self::Desk(DeskError::DiskFull),
            other => Self::Database(other),
        }
    }
}
