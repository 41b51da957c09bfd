//! Why nothing was exported, in words that the log keeps and the screen explains.

use std::{
    io::{self, ErrorKind},
    path::{Path, PathBuf},
};

use super::pack::Disagrees;
use crate::{desk::DeskError, ledger::FindingKind, store::StoreError};

/// Why nothing was exported. Nothing is left behind.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The file could not be written.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The target lies in the office's own data or key folder.
    #[error("exports may not go into the office's own folders")]
    InOffice,
    /// The log is not what its checkpoint signed: a pack of it would prove nothing.
    #[error("the log does not agree with its checkpoint ({})", kind.code())]
    Disagrees {
        /// What was found.
        kind: FindingKind,
        /// The first entry that is not as it was signed, if that can be told.
        first_bad: Option<u64>,
    },
    /// The log could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The desk said no: not a supervisor any more, or the entry could not be written.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl ExportError {
    /// What a form's error means.
    pub(super) fn of(target: &Path, source: io::Error) -> Self {
        match source.downcast::<Disagrees>() {
            Ok(Disagrees { kind, first_bad }) => Self::Disagrees { kind, first_bad },
            Err(source) => match source.downcast::<StoreError>() {
                Ok(error) => Self::Store(error),
                Err(source) => Self::Io { path: target.to_owned(), source },
            },
        }
    }

    /// The word of the entry's `reason` and of the message.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cancelled => "cancelled",
            Self::Io { source, .. } => Trouble::of(source).code(),
            Self::InOffice => "in_office",
            Self::Disagrees { .. } => "disagrees",
            Self::Store(_) => "log_unreadable",
            Self::Desk(error) => error.code(),
        }
    }
}

/// What is wrong with a place that cannot be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// No room left, or a quota is used up.
    DiskFull,
    /// The file would be larger than the stick's file system allows.
    TooLarge,
    /// Mounted or switched read-only.
    ReadOnly,
    /// The person may not write there.
    NoPermission,
    /// There is no such folder.
    NoFolder,
    /// The name is a folder's.
    IsFolder,
    /// Another program has the file open (Windows keeps it from being replaced).
    InUse,
    /// The stick or network folder went away.
    Removed,
    /// The system does not take such a name.
    BadName,
    /// Anything else.
    Other,
}

impl Trouble {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::DiskFull,
        Self::TooLarge,
        Self::ReadOnly,
        Self::NoPermission,
        Self::NoFolder,
        Self::IsFolder,
        Self::InUse,
        Self::Removed,
        Self::BadName,
        Self::Other,
    ];

    /// The word of the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::DiskFull => "disk_full",
            Self::TooLarge => "too_large",
            Self::ReadOnly => "read_only",
            Self::NoPermission => "no_permission",
            Self::NoFolder => "no_folder",
            Self::IsFolder => "is_folder",
            Self::InUse => "in_use",
            Self::Removed => "removed",
            Self::BadName => "bad_name",
            Self::Other => "other",
        }
    }

    /// What the system meant.
    #[must_use]
    pub fn of(error: &io::Error) -> Self {
        match error.kind() {
            ErrorKind::StorageFull | ErrorKind::QuotaExceeded => Self::DiskFull,
            ErrorKind::FileTooLarge => Self::TooLarge,
            ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            ErrorKind::NotFound | ErrorKind::NotADirectory => Self::NoFolder,
            ErrorKind::IsADirectory => Self::IsFolder,
            ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => Self::InUse,
            ErrorKind::StaleNetworkFileHandle | ErrorKind::HostUnreachable | ErrorKind::NetworkDown => Self::Removed,
            ErrorKind::InvalidFilename | ErrorKind::InvalidInput => Self::BadName,
            kind => error.raw_os_error().and_then(Self::of_code).unwrap_or(if kind == ErrorKind::PermissionDenied {
                Self::NoPermission
            } else {
                Self::Other
            }),
        }
    }

    /// Codes that the standard library has no word for.
    #[cfg(not(windows))]
    fn of_code(code: i32) -> Option<Self> {
        // EIO, ENXIO, ENODEV: a stick pulled out while it was written to.
        matches!(code, 5 | 6 | 19).then_some(Self::Removed)
    }

    /// Codes that the standard library has no word for.
    #[cfg(windows)]
    fn of_code(code: i32) -> Option<Self> {
        match code {
            // ERROR_WRITE_PROTECT
            19 => Some(Self::ReadOnly),
            // ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION, ERROR_USER_MAPPED_FILE
            32 | 33 | 1224 => Some(Self::InUse),
            // ERROR_BAD_UNIT, ERROR_NOT_READY, ERROR_GEN_FAILURE, ERROR_DEV_NOT_EXIST, ERROR_NO_SUCH_DEVICE,
            // ERROR_DEVICE_NOT_CONNECTED
            20 | 21 | 31 | 55 | 433 | 1167 => Some(Self::Removed),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_becomes_a_reason() {
        let cases = [
            (ErrorKind::StorageFull, Trouble::DiskFull),
            (ErrorKind::FileTooLarge, Trouble::TooLarge),
            (ErrorKind::ReadOnlyFilesystem, Trouble::ReadOnly),
            (ErrorKind::PermissionDenied, Trouble::NoPermission),
            (ErrorKind::NotFound, Trouble::NoFolder),
            (ErrorKind::IsADirectory, Trouble::IsFolder),
            (ErrorKind::ResourceBusy, Trouble::InUse),
            (ErrorKind::InvalidFilename, Trouble::BadName),
            (ErrorKind::UnexpectedEof, Trouble::Other),
        ];
        for (kind, trouble) in cases {
            assert_eq!(Trouble::of(&kind.into()), trouble, "{kind}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_pulled_stick_is_told_from_other_trouble() {
        for (code, trouble) in [(5, Trouble::Removed), (19, Trouble::Removed), (28, Trouble::DiskFull)] {
            assert_eq!(Trouble::of(&io::Error::from_raw_os_error(code)), trouble, "{code}");
        }
    }
}
