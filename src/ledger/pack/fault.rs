//! What can be wrong with a pack, each with its own word.

use std::io;

use super::Member;

macro_rules! faults {
    ($($(#[$doc:meta])* $variant:ident = $code:literal,)*) => {
        /// What is wrong with a pack. The checks stop at the first fault, in the order of this list but for the last
        /// two of the archive's, so that the word is the reason and not its consequence.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum PackFault { $($(#[$doc])* $variant,)* }

        impl PackFault {
            /// Every fault.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The word of machine-readable results; its sentence is `pack-fault-{code}`.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }
        }
    };
}

faults! {
    /// Not a zip file.
    NotAZip = "not_a_zip",
    /// The end of the zip file is missing.
    Truncated = "truncated",
    /// Something stands before the zip file.
    Prepended = "prepended",
    /// Something stands behind the zip file, or it has a comment.
    Appended = "appended",
    /// A name that leads out of the folder: `../`, absolute, with backslash, colon or control character.
    UnsafeName = "unsafe_name",
    /// A symbolic link.
    Link = "link",
    /// A file that no pack has.
    Unexpected = "unexpected",
    /// Two files of one name.
    Duplicate = "duplicate",
    /// An encrypted file.
    Encrypted = "encrypted",
    /// A file, or the archive, is longer than a pack's may be.
    TooLarge = "too_large",
    /// A file that would grow more than a hundredfold when unpacked.
    Bomb = "bomb",
    /// A compressed file: nothing in a pack is.
    Compressed = "compressed",
    /// A file of the list is not there.
    Missing = "missing",
    /// The directory and a file's own header contradict each other.
    Directory = "directory",
    /// Any other byte of the archive's frame is not as this program writes it.
    Structure = "structure",
    /// The manifest is not one.
    ManifestMalformed = "manifest_malformed",
    /// The manifest is of a later version of the form.
    ManifestVersion = "manifest_version",
    /// The public key is not one, or a weak one.
    KeyMalformed = "key_malformed",
    /// The public key is not the one asked for.
    OtherKey = "other_key",
    /// The manifest names another public key.
    KeyExchanged = "key_exchanged",
    /// The signature of the manifest is false.
    ManifestSignature = "manifest_signature",
    /// The manifest is true and belongs to another export.
    OtherExport = "other_export",
    /// The checkpoint is not one.
    CheckpointMalformed = "checkpoint_malformed",
    /// The checkpoint is of another office.
    OtherOffice = "other_office",
    /// The checkpoint is of another log.
    OtherLog = "other_log",
    /// The checkpoint is signed by another key.
    CheckpointKey = "checkpoint_key",
    /// The signature of the checkpoint is false.
    CheckpointSignature = "checkpoint_signature",
    /// The checkpoint is true and not the one the manifest names.
    OtherCheckpoint = "other_checkpoint",
    /// There are not as many leaf hashes as the checkpoint says entries.
    LeafCount = "leaf_count",
    /// The leaf hashes do not make the root of the checkpoint.
    Root = "root",
    /// An entry is not the one the log has at its position.
    EntryChanged = "entry_changed",
    /// An entry was taken out.
    EntryRemoved = "entry_removed",
    /// An entry was put in.
    EntryAdded = "entry_added",
    /// The entries are not in the order of the log.
    EntryReordered = "entry_reordered",
    /// An entry of another log.
    EntryForeign = "entry_foreign",
    /// The log holds it, but it is not an entry as this program writes them.
    EntryMalformed = "entry_malformed",
    /// A position is not the one of its entry, or no position.
    Position = "position",
    /// An entry that the filter of the manifest would not keep.
    NotInFilter = "not_in_filter",
    /// The manifest counts other entries than there are.
    Count = "count",
    /// A file is not the one the manifest names.
    FileChanged = "file_changed",
    /// The list of checksums is not the one of these files.
    Sums = "sums",
    /// A file is right and the archive's checksum of it wrong.
    Checksum = "checksum",
    /// A witness code saw another history.
    Fork = "fork",
    /// A witness code speaks of more entries than the checkpoint.
    WitnessBeyond = "witness_beyond",
}

impl PackFault {
    pub(super) fn stop<T>(self) -> Result<T, Stop> {
        PackFinding { fault: self, file: None, first_bad: None }.stop()
    }

    pub(super) fn of(self, member: Member) -> PackFinding {
        PackFinding { fault: self, file: Some(member.name().to_owned()), first_bad: None }
    }

    /// At this position of the log.
    pub(super) fn at<T>(self, first_bad: impl Into<Option<u64>>) -> Result<T, Stop> {
        PackFinding { fault: self, file: None, first_bad: first_bad.into() }.stop()
    }
}

/// What is wrong with a pack, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFinding {
    /// What.
    pub fault: PackFault,
    /// In which file, as far as that says something. Names that no pack has are shortened and escaped.
    pub file: Option<String>,
    /// The position of the first bad entry, if that can be told.
    pub first_bad: Option<u64>,
}

impl PackFinding {
    /// With a name out of the file, which may be anything.
    pub(super) fn named(fault: PackFault, name: &[u8]) -> Self {
        let shown = name[..name.len().min(80)].escape_ascii().to_string();
        Self { fault, file: Some(shown), first_bad: None }
    }

    pub(super) fn stop<T>(self) -> Result<T, Stop> {
        Err(Stop::Found(Box::new(self)))
    }
}

/// Why the checking ended early.
#[derive(Debug)]
pub(super) enum Stop {
    Found(Box<PackFinding>),
    Io(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_fault_has_a_word_of_its_own() {
        let words: HashSet<_> = PackFault::ALL.iter().map(|fault| fault.code()).collect();
        assert_eq!(words.len(), PackFault::ALL.len());
    }

    #[test]
    fn a_name_out_of_the_file_is_shown_without_harm() {
        let finding =
            PackFinding::named(PackFault::UnsafeName, &[b"../\x1b[31m", "甲".as_bytes(), &[b'x'; 200]].concat());
        let shown = finding.file.unwrap();
        assert!(shown.starts_with(r"../\x1b[31m\xe7") && shown.is_ascii() && shown.len() < 200, "{shown}");
    }
}
