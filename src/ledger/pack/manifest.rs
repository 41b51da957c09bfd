//! What a pack says of itself, signed: whose log, which entries, who, when, why, and the SHA-256 of every file.
//!
//! The same key signs checkpoints. Their text begins with `pindesk/`, a manifest with `{`, so no signature of one is
//! ever a signature of the other.

use data_encoding::{BASE64, HEXLOWER};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Digest, Facts, Member};
use crate::ledger::{
    entry::Line,
    log_id::{LogId, Origin},
    tree::{Hash, TreeHead},
    witness::WitnessCode,
};

/// The version of the form, the manifest's first field.
const VERSION: u32 = 1;

/// Why bytes are not a manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum ManifestError {
    /// Not a manifest, or not spelled as manifests are.
    #[error("the manifest is malformed")]
    Malformed,
    /// A manifest of a later version of the form.
    #[error("the manifest is of a later version")]
    Version,
}

/// Which entries were chosen; what is absent keeps all. The words are those of the log.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PackFilter {
    /// From this moment on.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "moment")]
    pub from: Option<Timestamp>,
    /// Before this moment.
    #[serde(default, skip_serializing_if = "Option::is_none", with = "moment")]
    pub before: Option<Timestamp>,
    /// By this staff number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<String>,
    /// This action.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub action: Option<String>,
    /// This outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    /// On this PIN kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// About the holder of this pseudonym.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// In this visit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub visit: Option<String>,
    /// Only what the worklist flags. The rules look at more than one entry, so a pack cannot show that they kept it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub flagged: Option<bool>,
}

impl PackFilter {
    /// Whether the filter keeps an entry, as far as the entry alone can tell.
    #[must_use]
    pub fn keeps(&self, line: &Line) -> bool {
        let is = |wanted: &Option<String>, found: Option<&str>| wanted.is_none() || wanted.as_deref() == found;
        self.from.is_none_or(|from| line.at >= from)
            && self.before.is_none_or(|before| line.at < before)
            && is(&self.staff, line.staff.as_deref())
            && is(&self.action, Some(&line.action))
            && is(&self.outcome, Some(&line.outcome))
            && is(&self.kind, line.kind.as_deref())
            && is(&self.subject, line.subject.as_deref())
            && is(&self.visit, line.visit.as_deref())
    }
}

/// A checkpoint in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    size: u64,
    root: String,
    witness: String,
}

/// A file in the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FileLine {
    name: String,
    size: u64,
    sha256: String,
}

/// The manifest of a pack.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    #[serde(rename = "pindesk_evidence_pack")]
    version: u32,
    /// The office id.
    pub office: String,
    /// The log's id.
    pub log: String,
    /// The seat it was exported at.
    pub seat: String,
    checkpoint: Head,
    /// Which entries were asked for.
    pub filter: PackFilter,
    /// How many there are.
    pub entries: u64,
    /// Position of the first one; `None` if there are none.
    pub first: Option<u64>,
    /// Position of the last one.
    pub last: Option<u64>,
    /// Why it was exported, in the words of whoever did.
    pub purpose: String,
    /// Who: the staff number.
    pub by: String,
    /// When, UTC, by the office's clock.
    #[serde(with = "moment")]
    pub at: Option<Timestamp>,
    /// The program and its version.
    pub program: String,
    files: Vec<FileLine>,
}

impl Manifest {
    /// The manifest of these files, which are those it names, in their order; so many entries, from the first to the
    /// last position.
    pub(super) fn new(
        facts: &Facts,
        entries: u64,
        (first, last): (Option<u64>, Option<u64>),
        digests: &[Digest; Member::NAMED.len()],
    ) -> Self {
        let file = |(member, digest): (Member, &Digest)| FileLine {
            name: member.name().to_owned(),
            size: digest.size,
            sha256: HEXLOWER.encode(&digest.sha256),
        };
        Self {
            version: VERSION,
            office: facts.origin.office().to_owned(),
            log: facts.origin.log().as_str().to_owned(),
            seat: facts.seat.clone(),
            checkpoint: Head {
                size: facts.head.size,
                root: BASE64.encode(&facts.head.root.0),
                witness: WitnessCode::new(facts.head).to_string(),
            },
            filter: facts.filter.clone(),
            entries,
            first,
            last,
            purpose: facts.purpose.clone(),
            by: facts.by.clone(),
            at: Some(facts.at),
            program: facts.program.clone(),
            files: Member::NAMED.into_iter().zip(digests).map(file).collect(),
        }
    }

    /// Whether it says what is true: these facts, and nothing else besides the files. Looked at before it is signed.
    #[must_use]
    pub fn says(&self, facts: &Facts) -> bool {
        let own = Self::new(facts, self.entries, (self.first, self.last), &[Digest::NONE; Member::NAMED.len()]);
        *self == Self { files: self.files.clone(), ..own }
    }

    /// The bytes that are signed: JSON with two spaces of indentation, and a newline.
    #[must_use]
    pub fn encode(&self) -> String {
        // Writing strings, integers and lists into memory has no way to fail.
        serde_json::to_string_pretty(self).unwrap_or_default() + "\n"
    }

    /// Reads a manifest strictly: what it would be written as must be what it was read from.
    ///
    /// # Errors
    /// [`ManifestError`].
    pub fn decode(bytes: &[u8]) -> Result<Self, ManifestError> {
        #[derive(Deserialize)]
        struct Version {
            #[serde(rename = "pindesk_evidence_pack")]
            version: u32,
        }
        let malformed = |_| ManifestError::Malformed;
        if serde_json::from_slice::<Version>(bytes).map_err(malformed)?.version > VERSION {
            return Err(ManifestError::Version);
        }
        let manifest: Self = serde_json::from_slice(bytes).map_err(malformed)?;
        if manifest.is_sound() && manifest.encode().as_bytes() == bytes {
            Ok(manifest)
        } else {
            Err(ManifestError::Malformed)
        }
    }

    fn is_sound(&self) -> bool {
        let head = self.head();
        self.version == VERSION
            && self.origin().is_some()
            && self.at.is_some()
            && head.is_some_and(|head| WitnessCode::new(head).to_string() == self.checkpoint.witness)
            && self.files.len() == Member::NAMED.len()
            && self.files.iter().zip(Member::NAMED).all(|(file, member)| file.name == member.name())
            && self.files.iter().all(|file| digest(file).is_some())
            && (self.entries > 0) == self.first.is_some()
            && self.first.is_some() == self.last.is_some()
    }

    /// Whose log it speaks of; `None` for none that can be.
    #[must_use]
    pub fn origin(&self) -> Option<Origin> {
        Origin::new(&self.office, &LogId::parse(&self.log).ok()?).ok()
    }

    /// Size and root of the log it speaks of.
    #[must_use]
    pub fn head(&self) -> Option<TreeHead> {
        let root = BASE64.decode(self.checkpoint.root.as_bytes()).ok()?;
        Some(TreeHead { size: self.checkpoint.size, root: Hash(root.try_into().ok()?) })
    }

    /// What it says of a file.
    pub(super) fn file(&self, member: Member) -> Option<Digest> {
        self.files.iter().find(|file| file.name == member.name()).and_then(digest)
    }

    /// Signs the manifest with the Ed25519 key of this seed (RFC 8032, no prehash). Returns the 64 bytes.
    #[must_use]
    pub fn sign(&self, seed: &[u8; 32]) -> [u8; 64] {
        SigningKey::from_bytes(seed).sign(self.encode().as_bytes()).to_bytes()
    }
}

/// Whether a signature of a manifest's bytes is true.
pub(super) fn is_signed(bytes: &[u8], signature: &[u8], key: &VerifyingKey) -> bool {
    Signature::from_slice(signature).is_ok_and(|signature| key.verify_strict(bytes, &signature).is_ok())
}

fn digest(file: &FileLine) -> Option<Digest> {
    let sha256 = HEXLOWER.decode(file.sha256.as_bytes()).ok()?.try_into().ok()?;
    Some(Digest { size: file.size, sha256 })
}

/// Moments as the log writes them.
mod moment {
    use jiff::Timestamp;
    use serde::{Deserialize as _, Deserializer, Serializer, de::Error as _};

    pub(super) fn serialize<S: Serializer>(at: &Option<Timestamp>, to: S) -> Result<S::Ok, S::Error> {
        match at {
            Some(at) => to.serialize_str(&format!("{at:.3}")),
            None => to.serialize_none(),
        }
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Timestamp>, D::Error> {
        let text = String::deserialize(from)?;
        text.parse().map(Some).map_err(|_| D::Error::custom("not a moment"))
    }
}

#[cfg(test)]
#[path = "manifest_tests.rs"]
mod tests;
