//! 证据包: one file that a stranger can check, with or without this program.
//!
//! A pack speaks of one log up to one checkpoint. It holds the chosen lines, their positions, the leaf hash of *every*
//! entry up to the checkpoint (so that anyone recomputes the root that the checkpoint signs), the public key, and a
//! signed manifest. docs/log-format.md, "The evidence pack", says every byte.
//!
//! ```text
//! Facts, lines ─ PackWriter ─▶ Unsigned ─ signature ─▶ pack.zip ─ verify ─▶ PackReport | PackFinding
//! ```
//!
//! The archive has one layout, nothing compressed, no field free: every byte of a pack is either fixed, or follows from
//! the files in it, or is covered by a signature or a hash that one covers. So no byte can be changed unseen, nothing
//! of a stranger's file is ever unpacked, and there is no such thing as a zip bomb.

mod about;
mod archive;
mod chosen;
mod fault;
mod key;
mod leaves;
mod manifest;
mod section;
mod verify;
mod write;

pub use fault::{PackFault, PackFinding};
pub use key::public_key_pem;
pub use manifest::{Manifest, ManifestError, PackFilter};
pub use verify::{Asked, PackReport, looks_like_pack, verify};
pub use write::{Facts, PackError, PackWriter, Unsigned};

/// The files of a pack, in the order of the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Member {
    /// The chosen lines, each with its newline, in ascending `seq`.
    Entries,
    /// Their positions in the log, decimal, one a line.
    Positions,
    /// The leaf hash of every entry of the log up to the checkpoint, 32 bytes each.
    LeafHashes,
    /// The checkpoint, a C2SP signed note.
    Checkpoint,
    /// The public key as stock tools read it (RFC 8410, in PEM).
    PublicKey,
    /// A page for people, in both languages.
    About,
    /// What this pack is, who made it, why, and the SHA-256 of every file before it.
    Manifest,
    /// The Ed25519 signature of the manifest's bytes, 64 bytes.
    Signature,
    /// The SHA-256 of every file before it, as `sha256sum -c` reads it.
    Sums,
}

impl Member {
    /// Every file.
    pub const ALL: [Self; 9] = [
        Self::Entries,
        Self::Positions,
        Self::LeafHashes,
        Self::Checkpoint,
        Self::PublicKey,
        Self::About,
        Self::Manifest,
        Self::Signature,
        Self::Sums,
    ];

    /// The files that the manifest names.
    const NAMED: [Self; 6] =
        [Self::Entries, Self::Positions, Self::LeafHashes, Self::Checkpoint, Self::PublicKey, Self::About];

    /// Its name in the archive.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Entries => "entries.jsonl",
            Self::Positions => "positions.txt",
            Self::LeafHashes => "leaf-hashes.bin",
            Self::Checkpoint => "checkpoint.txt",
            Self::PublicKey => "public-key.pem",
            Self::About => "about.html",
            Self::Manifest => "manifest.json",
            Self::Signature => "manifest.sig",
            Self::Sums => "SHA256SUMS",
        }
    }

    fn from_name(name: &[u8]) -> Option<Self> {
        Self::ALL.into_iter().find(|member| member.name().as_bytes() == name)
    }

    /// The longest it may be, in bytes. What is read into memory is short; the rest is read in passing.
    fn limit(self) -> u64 {
        match self {
            Self::Entries | Self::Positions | Self::LeafHashes => archive::MAX_BYTES,
            Self::Checkpoint | Self::Sums => 16 << 10,
            Self::PublicKey => 1 << 10,
            Self::About => 1 << 20,
            Self::Manifest => 64 << 10,
            Self::Signature => 64,
        }
    }
}

/// Length and SHA-256 of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Digest {
    size: u64,
    sha256: [u8; 32],
}

impl Digest {
    /// Of no file: what it is compared with does not look at files.
    const NONE: Self = Self { size: 0, sha256: [0; 32] };
}

/// The bytes of [`Member::Sums`]: `HEX  NAME` a line.
fn sums<'a>(digests: impl Iterator<Item = (Member, &'a [u8; 32])>) -> String {
    digests.map(|(member, sha256)| format!("{}  {}\n", data_encoding::HEXLOWER.encode(sha256), member.name())).collect()
}
