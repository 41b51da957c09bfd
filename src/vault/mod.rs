//! Key file, peppers, Argon2 and the types that hold secrets.
//!
//! A six-digit PIN has no strength of its own, so everything here serves one sentence: a stolen database without the
//! key file must be worthless. Hashes are keyed with a pepper that only `office.keys` holds, the database is encrypted
//! with a key from the same file, and people appear in the log under pseudonyms made with a third.

mod hashing;
mod keys;
mod recovery;
mod secret;

pub use hashing::{Hasher, HashingCost, HashingError, is_marked_as};
pub use keys::{KeyFileError, LABELS, OfficeId, OfficeKeys};
pub use recovery::{RecoveryCode, RecoveryHalves};
pub use secret::{Key, OneTimeCode, Password, PasswordRefusal, weak_password};
