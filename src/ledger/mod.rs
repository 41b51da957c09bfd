//! 审计日志: the bytes of entries, the Merkle tree over them, signed checkpoints, the anchor, and verification.
//!
//! Pure computing, except that [`Anchor`] reads and writes its own small file. The store keeps the lines, hashes and
//! notes; it writes what [`encode`], [`append`] and [`sign`] return and reads them back through [`LogReader`].
//! docs/log-format.md says every byte, for readers who do not use this program.
//!
//! ```text
//! Entry ─ encode ─▶ line ─ append ─▶ stored hashes ─ root ─▶ TreeHead ─ sign ─▶ checkpoint (note)
//!                    │                    │                     ├─▶ Anchor, beside the key file
//!                    │                    │                     └─▶ WitnessCode, on paper
//!                    └────────────────────┴──── verify, quick ──────▶ Verdict
//! ```
//!
//! # What this proves, and what not
//!
//! - *Someone changes the store without the keys.* Every edit, deletion, swap or insertion up to the newest checkpoint or
//!   the anchor is found, and so is a cut or a rollback behind the anchor.
//! - *Entries after the newest checkpoint and the anchor* are held by the stored hashes alone, and those can be
//!   recomputed by whoever can write the store. The anchor follows every credential change, checkpoints follow within
//!   100 entries or 60 seconds.
//! - *Someone has the signing key, or puts back the store **and** the key folder of an earlier day*: nothing inside the
//!   office can tell. Only what has left it does: witness codes on receipts and day summaries, exported logs.
//! - *Entries were false when they were written.* No log proves that what was written is what happened. It proves that it
//!   has not been changed since.

pub mod anchor;
pub mod checkpoint;
pub mod entry;
pub mod glance;
pub mod log_id;
pub mod pack;
pub mod tree;
pub mod verification;
pub mod witness;

pub use anchor::{Anchor, AnchorError};
pub use checkpoint::{CheckpointError, Fingerprint, key_text, open, sign, verifying_key};
pub use ed25519_dalek::VerifyingKey;
pub use entry::{Line, LineError, decode, encode};
pub use glance::{Glance, OfficeHours};
pub use log_id::{LogId, Origin};
pub use tree::{
    Frontier, Hash, StoredHashes, TreeError, TreeHead, append, includes, leaf_hash, root, stored_hash_index,
};
pub use verification::{Expected, Finding, FindingKind, LogReader, Report, Verdict, VerifyError, quick, verify};
pub use witness::WitnessCode;
