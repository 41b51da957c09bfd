//! 检查点: the signed statement "this log has this size and this root".
//!
//! A C2SP tlog-checkpoint in a C2SP signed-note with an Ed25519 signature (RFC 8032): readable text that the tools of
//! the transparency world read too. Bytes: docs/log-format.md, "The checkpoint".

use std::{fmt, str::FromStr};

use data_encoding::HEXLOWER;
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey, ed25519::signature};
use sha2::{Digest, Sha256};
use signed_note::{Note, NoteError, Signer, Verifier, VerifierList, key_id};
use thiserror::Error;
use tlog_tiles::checkpoint as tlog;

use super::{log_id::Origin, tree::TreeHead};

/// The signature type of Ed25519 in key ids (C2SP signed-note, "Signatures").
const ED25519: u8 = 0x01;

/// Why a note is not a checkpoint of this log.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum CheckpointError {
    /// Not a signed note, or its text not a checkpoint.
    #[error("the checkpoint is malformed")]
    Malformed,
    /// A checkpoint of another office.
    #[error("the checkpoint is of another office")]
    OtherOffice,
    /// A checkpoint of another log of this office.
    #[error("the checkpoint is of another log")]
    OtherLog,
    /// No signature is by this key.
    #[error("the checkpoint is signed by another key")]
    OtherKey,
    /// It says it is signed by this key, and that is false.
    #[error("the signature of the checkpoint is false")]
    BadSignature,
    /// The signature could not be made.
    #[error("the checkpoint could not be signed")]
    Signing,
}

/// The public key that belongs to a signing seed (RFC 8032).
#[must_use]
pub fn verifying_key(seed: &[u8; 32]) -> VerifyingKey {
    SigningKey::from_bytes(seed).verifying_key()
}

/// Signs the head of a log with the Ed25519 key of this seed. Returns the note, ending in a newline.
///
/// # Errors
/// [`CheckpointError::Signing`] if the libraries refuse; with an [`Origin`] there is no known way.
pub fn sign(seed: &[u8; 32], origin: &Origin, head: TreeHead) -> Result<String, CheckpointError> {
    let text = tlog::Checkpoint::new(origin.as_str(), head.size, head.root, "")
        .map_err(|_| CheckpointError::Signing)?
        .to_bytes();
    let mut note = Note::new(&text, &[]).map_err(|_| CheckpointError::Signing)?;
    let key = SigningKey::from_bytes(seed);
    note.add_sigs(&[&NoteSigner { origin, key: &key }]).map_err(|_| CheckpointError::Signing)?;
    String::from_utf8(note.to_bytes()).map_err(|_| CheckpointError::Signing)
}

/// Reads a note and checks that it is a checkpoint of this log with a true signature by this key. Signatures by other
/// keys beside it are ignored, as signed notes allow.
///
/// # Errors
/// [`CheckpointError`] says which of these it is not.
pub fn open(note: &str, key: &VerifyingKey, origin: &Origin) -> Result<TreeHead, CheckpointError> {
    let note = Note::from_bytes(note.as_bytes()).map_err(|_| CheckpointError::Malformed)?;
    let (found, head) = read(note.text())?;
    if found.office() != origin.office() {
        return Err(CheckpointError::OtherOffice);
    }
    if found.log() != origin.log() {
        return Err(CheckpointError::OtherLog);
    }
    let verifier = NoteVerifier { origin: origin.clone(), key: *key };
    match note.verify(&VerifierList::new(vec![Box::new(verifier)])) {
        Ok(_) => Ok(head),
        Err(NoteError::UnverifiedNote) => Err(CheckpointError::OtherKey),
        Err(_) => Err(CheckpointError::BadSignature),
    }
}

/// Reads the text of a note without looking at its signatures.
fn read(text: &[u8]) -> Result<(Origin, TreeHead), CheckpointError> {
    let read = tlog::Checkpoint::from_bytes(text).map_err(|_| CheckpointError::Malformed)?;
    let origin = Origin::parse(read.origin()).ok_or(CheckpointError::Malformed)?;
    // Extension lines have no meaning here; a checkpoint that carries them is not one this program makes.
    if !read.extension().is_empty() || read.to_bytes() != text {
        return Err(CheckpointError::Malformed);
    }
    Ok((origin, TreeHead { size: read.size(), root: *read.hash() }))
}

fn id_of(origin: &Origin, key: &VerifyingKey) -> u32 {
    let mut typed = [ED25519; 33];
    typed[1..].copy_from_slice(key.as_bytes());
    key_id(origin.as_str(), &typed)
}

/// The public key as tools for signed notes take it (C2SP signed-note, "Verifier keys"): `NAME+KEYID+KEY`.
#[must_use]
pub fn key_text(origin: &Origin, key: &VerifyingKey) -> String {
    let mut typed = [ED25519; 33];
    typed[1..].copy_from_slice(key.as_bytes());
    format!("{}+{:08x}+{}", origin.as_str(), id_of(origin, key), data_encoding::BASE64.encode(&typed))
}

struct NoteSigner<'a> {
    origin: &'a Origin,
    key: &'a SigningKey,
}

impl Signer for NoteSigner<'_> {
    fn name(&self) -> &str {
        self.origin.as_str()
    }

    fn key_id(&self) -> u32 {
        id_of(self.origin, &self.key.verifying_key())
    }

    fn sign(&self, msg: &[u8]) -> Result<Vec<u8>, signature::Error> {
        Ok(self.key.try_sign(msg)?.to_bytes().to_vec())
    }
}

struct NoteVerifier {
    origin: Origin,
    key: VerifyingKey,
}

impl Verifier for NoteVerifier {
    fn name(&self) -> &str {
        self.origin.as_str()
    }

    fn key_id(&self) -> u32 {
        id_of(&self.origin, &self.key)
    }

    fn verify(&self, msg: &[u8], sig: &[u8]) -> bool {
        // Strict: weak keys and the signatures they would accept for any message are refused.
        Signature::from_slice(sig).is_ok_and(|sig| self.key.verify_strict(msg, &sig).is_ok())
    }
}

/// Names a log signing key: the first 128 bits of the SHA-256 of the 32-byte Ed25519 public key, in hex.
///
/// The office publishes it, so that a reader of a checkpoint knows whose key it should be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Fingerprint([u8; 16]);

/// The text is not a key fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a key fingerprint is 32 hex digits")]
pub struct BadFingerprint;

impl Fingerprint {
    /// The fingerprint of a public key.
    #[must_use]
    pub fn of(key: &VerifyingKey) -> Self {
        let mut first = [0; 16];
        first.copy_from_slice(&Sha256::digest(key.as_bytes())[..16]);
        Self(first)
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, pair) in self.0.chunks(2).enumerate() {
            let dash = if place == 0 { "" } else { "-" };
            write!(f, "{dash}{}", HEXLOWER.encode(pair))?;
        }
        Ok(())
    }
}

impl FromStr for Fingerprint {
    type Err = BadFingerprint;

    /// Reads 32 hex digits in any case, with spaces, dashes or colons anywhere.
    fn from_str(text: &str) -> Result<Self, BadFingerprint> {
        let digits: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | ':')).collect();
        let bytes = HEXLOWER.decode(digits.to_ascii_lowercase().as_bytes()).map_err(|_| BadFingerprint)?;
        bytes.try_into().map(Self).map_err(|_| BadFingerprint)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ledger::{LogId, tree::Hash};

    const SEED: [u8; 32] = [7; 32];

    fn key(seed: &[u8; 32]) -> VerifyingKey {
        SigningKey::from_bytes(seed).verifying_key()
    }

    fn origin(office: &str, log: u8) -> Origin {
        Origin::new(office, &LogId::from_bytes([log; 16])).unwrap()
    }

    fn head(size: u64) -> TreeHead {
        TreeHead { size, root: Hash([9; 32]) }
    }

    #[test]
    fn says_what_is_wrong_with_a_note() {
        let ours = origin("4403", 1);
        let note = sign(&SEED, &ours, head(100)).unwrap();
        let root = "CQkJ";
        let cases = [
            (note.clone(), Ok(head(100))),
            (note.replace("\n100\n", "\n101\n"), Err(CheckpointError::BadSignature)),
            (note.replacen(root, "CQkK", 1), Err(CheckpointError::BadSignature)),
            (sign(&[8; 32], &ours, head(100)).unwrap(), Err(CheckpointError::OtherKey)),
            (sign(&SEED, &origin("4404", 1), head(100)).unwrap(), Err(CheckpointError::OtherOffice)),
            (sign(&SEED, &origin("4403", 2), head(100)).unwrap(), Err(CheckpointError::OtherLog)),
            (note.replace("\n100\n", "\n0100\n"), Err(CheckpointError::Malformed)),
            (note.replacen("\n\n", "\nextension\n\n", 1), Err(CheckpointError::Malformed)),
            (note.replace("pindesk/", "other/"), Err(CheckpointError::Malformed)),
            (note.trim_end().to_owned(), Err(CheckpointError::Malformed)),
            (String::new(), Err(CheckpointError::Malformed)),
        ];
        for (note, want) in cases {
            assert_eq!(open(&note, &key(&SEED), &ours), want, "{note}");
        }
    }

    #[test]
    fn a_signature_by_a_witness_beside_ours_does_not_matter() {
        let ours = origin("4403", 1);
        let note = sign(&SEED, &ours, head(5)).unwrap();
        let other = sign(&[8; 32], &ours, head(5)).unwrap();
        let both = note.clone() + other.lines().last().unwrap() + "\n";
        assert_eq!(open(&both, &key(&SEED), &ours), Ok(head(5)));
    }

    #[test]
    fn a_fingerprint_reads_back_however_it_is_written() {
        let print = Fingerprint::of(&key(&SEED));
        let text = print.to_string();
        assert_eq!(text.len(), 39);
        for typed in [text.clone(), text.to_uppercase(), text.replace('-', ""), text.replace('-', " : ")] {
            assert_eq!(typed.parse(), Ok(print), "{typed}");
        }
        for bad in ["", "12", &text[1..], "zz"] {
            assert_eq!(bad.parse::<Fingerprint>(), Err(BadFingerprint), "{bad:?}");
        }
        assert_ne!(print, Fingerprint::of(&key(&[8; 32])));
    }

    proptest! {
        #[test]
        fn every_head_reads_back(size in any::<u64>(), root in any::<[u8; 32]>(), seed in any::<[u8; 32]>()) {
            let head = TreeHead { size, root: Hash(root) };
            let note = sign(&seed, &origin("4403", 1), head).unwrap();
            prop_assert_eq!(open(&note, &key(&seed), &origin("4403", 1)), Ok(head));
        }

        #[test]
        fn no_changed_byte_makes_another_statement(at in any::<proptest::sample::Index>(), byte in 0x20_u8..0x7f) {
            let note = sign(&SEED, &origin("4403", 1), head(100)).unwrap();
            let mut bytes = note.clone().into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(changed) = String::from_utf8(bytes) && changed != note {
                prop_assert!(open(&changed, &key(&SEED), &origin("4403", 1)).is_err());
            }
        }
    }
}
