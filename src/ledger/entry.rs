//! The bytes of an entry. They are the Merkle leaf, so an entry has exactly one spelling: docs/log-format.md, "The line".

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use thiserror::Error;

use super::log_id::LogId;
use crate::domain::{
    audit::{Action, Detail, Draft, Entry, Outcome, Subject},
    pin::PinKind,
    staff::Role,
    visit::VisitSerial,
};

/// Why a line is not an entry.
#[derive(Debug, Error)]
pub enum LineError {
    /// Not JSON, or not the fields of an entry. Carries no content of the line, which may be anything.
    #[error("not the JSON of a log entry (column {column})")]
    Json {
        /// Where reading stopped, in bytes from 1; 0 if the line was read to its end.
        column: usize,
    },
    /// A field has a value no entry can have.
    #[error("the field `{field}` of the log entry is malformed")]
    Field {
        /// The field's name.
        field: &'static str,
    },
    /// It reads as an entry, but the entry's own line has other bytes (order, spaces, escapes, repeated keys …).
    #[error("the log entry is not spelled as entries are")]
    Spelling,
}

/// One line, read: the words as they stand, known to this version of the program or not.
///
/// An entry of a newer version stays readable and verifiable; the methods give the typed words, `None` if unknown.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Line {
    /// Position in its log, from 1.
    pub seq: u64,
    /// When, UTC, whole milliseconds.
    #[serde(deserialize_with = "moment")]
    pub at: Timestamp,
    /// The log's id.
    pub log: String,
    /// The seat label.
    pub seat: String,
    /// Staff number, `?` and a pseudonym, or none for the program itself.
    pub staff: Option<String>,
    /// The word of the role.
    pub role: Option<String>,
    /// The word of the action.
    pub action: String,
    /// The word of the outcome.
    pub outcome: String,
    /// The visit's serial.
    pub visit: Option<String>,
    /// The holder's pseudonym.
    pub subject: Option<String>,
    /// First and last characters of the ID number.
    pub mask: Option<String>,
    /// The word of the PIN kind.
    pub kind: Option<String>,
    /// Particulars.
    pub detail: Detail,
}

impl Line {
    /// The action, if this version knows the word.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        Action::from_code(&self.action)
    }

    /// The outcome, if this version knows the word.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        Outcome::from_code(&self.outcome)
    }

    /// The entry, if this version knows every word in it.
    #[must_use]
    pub fn entry(&self) -> Option<Entry> {
        Some(Entry {
            seq: self.seq,
            at: self.at,
            log: self.log.clone(),
            seat: self.seat.clone(),
            draft: Draft {
                staff: self.staff.clone(),
                role: known(self.role.as_deref(), Role::from_code)?,
                action: self.action()?,
                outcome: self.outcome()?,
                visit: known(self.visit.as_deref(), VisitSerial::parse)?,
                subject: known(self.subject.as_deref(), Subject::parse)?,
                mask: self.mask.clone(),
                kind: known(self.kind.as_deref(), PinKind::from_code)?,
                detail: self.detail.clone(),
            },
        })
    }

    /// The bytes this line was read from.
    #[must_use]
    pub fn encode(&self) -> String {
        Fields {
            seq: self.seq,
            at: stamp(self.at),
            log: &self.log,
            seat: &self.seat,
            staff: self.staff.as_deref(),
            role: self.role.as_deref(),
            action: &self.action,
            outcome: &self.outcome,
            visit: self.visit.as_deref(),
            subject: self.subject.as_deref(),
            mask: self.mask.as_deref(),
            kind: self.kind.as_deref(),
            detail: &self.detail,
        }
        .line()
    }
}

/// `Some(None)` for an absent word, `None` for an unknown one.
fn known<T>(word: Option<&str>, read: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
    match word {
        None => Some(None),
        Some(word) => read(word).map(Some),
    }
}

/// The line of an entry: compact JSON in UTF-8, no newline. A moment finer than a millisecond is cut to it.
#[must_use]
pub fn encode(entry: &Entry) -> String {
    let draft = &entry.draft;
    Fields {
        seq: entry.seq,
        at: stamp(entry.at),
        log: &entry.log,
        seat: &entry.seat,
        staff: draft.staff.as_deref(),
        role: draft.role.map(Role::code),
        action: draft.action.code(),
        outcome: draft.outcome.code(),
        visit: draft.visit.as_ref().map(VisitSerial::as_str),
        subject: draft.subject.as_ref().map(Subject::as_str),
        mask: draft.mask.as_deref(),
        kind: draft.kind.map(PinKind::code),
        detail: &draft.detail,
    }
    .line()
}

/// Reads a line strictly: the line it would be written as must be the line it was read from.
///
/// # Errors
/// [`LineError`] says whether JSON, a field or only the spelling is wrong; it never repeats the line's content.
pub fn decode(text: &str) -> Result<Line, LineError> {
    let line: Line = serde_json::from_str(text).map_err(|error| LineError::Json { column: error.column() })?;
    if line.seq == 0 || i64::try_from(line.seq).is_err() {
        return Err(LineError::Field { field: "seq" });
    }
    if LogId::parse(&line.log).is_err() {
        return Err(LineError::Field { field: "log" });
    }
    if line.encode() == text { Ok(line) } else { Err(LineError::Spelling) }
}

/// Reads a moment in any spelling; that it is the one spelling is checked on the whole line.
fn moment<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    String::deserialize(from)?.parse().map_err(|_| D::Error::custom("not a moment"))
}

/// `2026-11-22T02:02:41.123Z`.
fn stamp(at: Timestamp) -> String {
    format!("{at:.3}")
}

/// The fields in the order of the line.
#[derive(Serialize)]
struct Fields<'a> {
    seq: u64,
    at: String,
    log: &'a str,
    seat: &'a str,
    staff: Option<&'a str>,
    role: Option<&'a str>,
    action: &'a str,
    outcome: &'a str,
    visit: Option<&'a str>,
    subject: Option<&'a str>,
    mask: Option<&'a str>,
    kind: Option<&'a str>,
    detail: &'a Detail,
}

impl Fields<'_> {
    fn line(&self) -> String {
        // Writing strings, integers and maps with string keys into memory has no way to fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What the first fields of a line claim, read without reading the rest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Header<'a> {
    /// The claimed position.
    pub seq: u64,
    /// The claimed log id.
    pub log: &'a [u8],
}

/// Reads `{"seq":N,"at":"2026-11-22T02:02:41.123Z","log":"<id>",` and nothing more: all that verification needs of a
/// line besides its hash, at a fraction of the cost of reading the JSON.
pub(super) fn header(line: &[u8]) -> Option<Header<'_>> {
    let rest = line.strip_prefix(br#"{"seq":"#)?;
    let digits = rest.iter().take_while(|b| b.is_ascii_digit()).count();
    let (number, rest) = rest.split_at(digits);
    if number.first().is_none_or(|&b| b == b'0') {
        return None;
    }
    let seq = number.iter().try_fold(0_u64, |n, b| n.checked_mul(10)?.checked_add(u64::from(b - b'0')))?;
    let (_, rest) = rest.strip_prefix(br#","at":""#)?.split_at_checked(24)?;
    let (log, rest) = rest.strip_prefix(br#"","log":""#)?.split_at_checked(32)?;
    rest.starts_with(br#"","#).then_some(Header { seq, log })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::audit::Value;

    const LOG: &str = "00112233445566778899aabbccddeeff";

    fn full() -> Entry {
        Entry {
            seq: 1204,
            at: "2026-11-22T02:02:41.12Z".parse().unwrap(),
            log: LOG.to_owned(),
            seat: "07".to_owned(),
            draft: Draft {
                staff: Some("clerk01".to_owned()),
                role: Some(Role::Clerk),
                visit: VisitSerial::parse("20261122-07-0031"),
                subject: Some(Subject::from_bytes([0xAB; 16])),
                mask: Some("1***7X".to_owned()),
                kind: Some(PinKind::Physical),
                ..Draft::new(Action::PinReset, Outcome::Done)
            }
            .with("reason", "忘记\"密码\"\n")
            .with("approved", true)
            .with("tries", 3_u32),
        }
    }

    #[test]
    fn writes_fields_in_order_without_spaces_and_keys_in_byte_order() {
        let want = concat!(
            r#"{"seq":1204,"at":"2026-11-22T02:02:41.120Z","log":"00112233445566778899aabbccddeeff","seat":"07","#,
            r#""staff":"clerk01","role":"clerk","action":"pin_reset","outcome":"done","visit":"20261122-07-0031","#,
            r#""subject":"abababababababababababababababab","mask":"1***7X","kind":"physical","#,
            r#""detail":{"approved":true,"reason":"忘记\"密码\"\n","tries":3}}"#
        );
        assert_eq!(encode(&full()), want);
        assert_eq!(decode(want).unwrap().entry(), Some(full()));
    }

    #[test]
    fn refuses_every_other_spelling_of_an_entry() {
        let line = encode(&full());
        let cases = [
            ("space", line.replace("\"seq\":", "\"seq\": ")),
            ("newline", format!("{line}\n")),
            ("order", line.replace(r#""mask":"1***7X","kind":"physical""#, r#""kind":"physical","mask":"1***7X""#)),
            (
                "key order",
                line.replace(r#""approved":true,"#, "").replace(r#""tries":3"#, r#""tries":3,"approved":true"#),
            ),
            ("repeated key", line.replace(r#""tries":3"#, r#""tries":4,"tries":3"#)),
            ("escape", line.replace('忘', "\\u5fd8")),
            ("missing null", line.replace(r#""kind":"physical","#, "")),
            ("unknown field", line.replace(r#""detail""#, r#""more":1,"detail""#)),
            ("nested detail", line.replace(r#""tries":3"#, r#""tries":{}"#)),
            ("fraction", line.replace(r#""tries":3"#, r#""tries":3.0"#)),
            ("null detail", line.replace(r#""tries":3"#, r#""tries":null"#)),
            ("no millis", line.replace("41.120Z", "41Z")),
            ("offset", line.replace("41.120Z", "41.120+00:00")),
            ("seq 0", line.replace("1204", "0")),
            ("seq sign", line.replace("1204", "-1204")),
            ("seq zero", line.replace("1204", "01204")),
            ("log id", line.replace("00112233", "0011223G")),
            ("empty", String::new()),
        ];
        for (what, bad) in cases {
            assert_ne!(bad, line, "{what} changes nothing");
            assert!(decode(&bad).is_err(), "{what}: {bad}");
        }
    }

    #[test]
    fn reads_words_of_a_newer_version() {
        let line = encode(&full()).replace("pin_reset", "pin_teleport");
        let read = decode(&line).unwrap();
        assert_eq!((read.action(), read.entry()), (None, None));
        assert_eq!((read.action.as_str(), read.outcome()), ("pin_teleport", Some(Outcome::Done)));
        assert_eq!(read.encode(), line);
    }

    #[test]
    fn errors_do_not_repeat_the_line() {
        let error = decode(r#"{"seq":"李明 110101199003077715"}"#).unwrap_err().to_string();
        assert!(!error.contains("李明") && !error.contains("1101"), "{error}");
    }

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            any::<bool>().prop_map(Value::Flag),
            any::<i64>().prop_map(Value::Number),
            any::<String>().prop_map(Value::Text),
        ]
    }

    prop_compose! {
        fn entry()(
            seq in 1..=i64::MAX as u64,
            ms in 0..=253_402_207_200_999_i64,
            seat in any::<String>(),
            staff in any::<Option<String>>(),
            mask in any::<Option<String>>(),
            action in proptest::sample::select(Action::ALL),
            outcome in proptest::sample::select(Outcome::ALL),
            role in proptest::option::of(proptest::sample::select(&Role::ALL)),
            kind in proptest::option::of(proptest::sample::select(&PinKind::ALL)),
            subject in any::<Option<[u8; 16]>>(),
            detail in proptest::collection::btree_map(any::<String>(), value(), 0..5),
        ) -> Entry {
            Entry {
                seq,
                at: Timestamp::from_millisecond(ms).unwrap(),
                log: LOG.to_owned(),
                seat,
                draft: Draft {
                    staff, role, mask, kind, detail,
                    subject: subject.map(Subject::from_bytes),
                    ..Draft::new(action, outcome)
                },
            }
        }
    }

    proptest! {
        #[test]
        fn every_entry_reads_back(entry in entry()) {
            let line = encode(&entry);
            prop_assert!(!line.bytes().any(|b| b < 0x20));
            prop_assert_eq!(decode(&line).unwrap().entry(), Some(entry.clone()));
            prop_assert_eq!(header(line.as_bytes()), Some(Header { seq: entry.seq, log: LOG.as_bytes() }));
        }

        #[test]
        fn a_line_with_a_changed_byte_is_refused_or_is_spelled_as_it_stands(
            entry in entry(), at in any::<proptest::sample::Index>(), byte in 0x20_u8..0x7f,
        ) {
            let mut bytes = encode(&entry).into_bytes();
            let at = at.index(bytes.len());
            bytes[at] = byte;
            if let Ok(text) = std::str::from_utf8(&bytes) && let Ok(line) = decode(text) {
                prop_assert_eq!(line.encode(), text);
                prop_assert_eq!(header(&bytes).map(|h| h.seq), Some(line.seq));
            }
        }
    }
}
