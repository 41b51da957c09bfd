//! The id of a log and the origin line of its checkpoints.

use std::fmt;

use data_encoding::HEXLOWER;
use thiserror::Error;

/// The text is not 32 lower-case hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a log id is 32 lower-case hex digits")]
pub struct BadLogId;

/// Names one log: 16 random bytes, written as 32 lower-case hex digits.
///
/// A new log, and with it a new id, begins at first run, after recovery from damage and after a restore.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogId(String);

impl LogId {
    /// The id made of 16 random bytes; drawing them is the caller's business.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 16]) -> Self {
        Self(HEXLOWER.encode(&bytes))
    }

    /// Reads the 32 hex digits.
    ///
    /// # Errors
    /// [`BadLogId`] for any other text, upper case too: an id has one spelling.
    pub fn parse(text: &str) -> Result<Self, BadLogId> {
        if is_log_id(text.as_bytes()) { Ok(Self(text.to_owned())) } else { Err(BadLogId) }
    }

    /// The 32 hex digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LogId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether the bytes are 32 lower-case hex digits.
fn is_log_id(bytes: &[u8]) -> bool {
    bytes.len() == 32 && bytes.iter().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// The office id cannot be part of an origin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("an office id is 1 to 64 of the characters a-z A-Z 0-9 . _ -")]
pub struct BadOfficeId;

/// Whose log a checkpoint speaks of: `pindesk/<office id>/<log id>`.
///
/// It is the origin line of the C2SP tlog-checkpoint and the key name of its signature, so it has neither spaces nor
/// `+` (C2SP signed-note, "Format"), and no `/` within its parts, so that it has one reading.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    text: String,
    office: String,
    log: LogId,
}

impl Origin {
    /// The origin of an office's log.
    ///
    /// # Errors
    /// [`BadOfficeId`] unless the office id is 1 to 64 ASCII letters, digits, `.`, `_` or `-`.
    pub fn new(office: &str, log: &LogId) -> Result<Self, BadOfficeId> {
        let fits = (1..=64).contains(&office.len())
            && office.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'));
        if !fits {
            return Err(BadOfficeId);
        }
        Ok(Self { text: format!("pindesk/{office}/{log}"), office: office.to_owned(), log: log.clone() })
    }

    /// Reads an origin line; `None` if it does not have this form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (office, log) = text.strip_prefix("pindesk/")?.split_once('/')?;
        Self::new(office, &LogId::parse(log).ok()?).ok()
    }

    /// The whole line.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The office id.
    #[must_use]
    pub fn office(&self) -> &str {
        &self.office
    }

    /// The log id.
    #[must_use]
    pub fn log(&self) -> &LogId {
        &self.log
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_id_has_one_spelling() {
        let id = LogId::from_bytes([0xA7; 16]);
        assert_eq!(LogId::parse(id.as_str()), Ok(id));
        for bad in ["", "a7", &"A7".repeat(16), &"g7".repeat(16), &"a7".repeat(17)] {
            assert_eq!(LogId::parse(bad), Err(BadLogId), "{bad:?}");
        }
    }

    #[test]
    fn an_origin_is_a_valid_key_name_and_reads_back() {
        let log = LogId::from_bytes([1; 16]);
        let origin = Origin::new("4403-desk_7.b", &log).unwrap();
        assert!(signed_note::is_key_name_valid(origin.as_str()));
        assert_eq!(Origin::parse(origin.as_str()), Some(origin));
        for bad in ["", "a b", "a+b", "a/b", "深圳", "a\n", &"x".repeat(65)] {
            assert_eq!(Origin::new(bad, &log), Err(BadOfficeId), "{bad:?}");
        }
        for bad in ["pindesk/a", "pindesk//0", "other/a/01010101010101010101010101010101", "pindesk/a/01"] {
            assert_eq!(Origin::parse(bad), None, "{bad:?}");
        }
    }
}
