//! The few words of a line that counting needs, read without making anything of the rest.

use std::borrow::Cow;

use jiff::{Timestamp, civil::Date};
use serde::Deserialize;

use crate::domain::{
    audit::{Action, Outcome},
    pin::PinKind,
    time,
};

/// A word of a line, borrowed from it unless it is written with escapes.
#[derive(Debug, Deserialize)]
struct Word<'a>(#[serde(borrow)] Cow<'a, str>);

/// What a line says of when, who, what and how it ended.
///
/// A third of the cost of [`super::decode`]: no field is copied, the particulars are skipped, and the spelling is not
/// checked. For counting only; what is shown, exported or believed is decoded.
#[derive(Debug, Deserialize)]
pub struct Glance<'a> {
    #[serde(borrow)]
    at: Word<'a>,
    staff: Option<Word<'a>>,
    action: Word<'a>,
    outcome: Word<'a>,
    kind: Option<Word<'a>>,
}

impl<'a> Glance<'a> {
    /// Looks at a line; `None` for one that is no entry, which only damage can bring about.
    #[must_use]
    pub fn of(line: &'a [u8]) -> Option<Self> {
        serde_json::from_slice(line).ok()
    }

    /// When, as it is written: UTC in RFC 3339, to the millisecond.
    #[must_use]
    pub fn at(&self) -> &str {
        &self.at.0
    }

    /// Staff number, or `?` and a pseudonym; none for the program itself.
    #[must_use]
    pub fn staff(&self) -> Option<&str> {
        self.staff.as_ref().map(|word| &*word.0)
    }

    /// The action, if this version knows the word.
    #[must_use]
    pub fn action(&self) -> Option<Action> {
        Action::from_code(&self.action.0)
    }

    /// The outcome, if this version knows the word.
    #[must_use]
    pub fn outcome(&self) -> Option<Outcome> {
        Outcome::from_code(&self.outcome.0)
    }

    /// The PIN kind, if there is one and this version knows it.
    #[must_use]
    pub fn kind(&self) -> Option<PinKind> {
        self.kind.as_ref().and_then(|word| PinKind::from_code(&word.0))
    }
}

/// Office days and hours of moments that mostly follow each other.
///
/// Beijing is whole hours from UTC, so day and hour hang on the first 13 characters alone (`2026-11-22T02`), and those
/// change seldom from one entry to the next.
#[derive(Debug, Default)]
pub struct OfficeHours {
    hour: String,
    known: Option<(Date, usize)>,
}

impl OfficeHours {
    /// The office day and its hour, 0–23; `None` for what is no moment.
    pub fn of(&mut self, at: &str) -> Option<(Date, usize)> {
        // `Z` and the length: only the one spelling of the log may be judged by its beginning.
        let hour = at.get(..13).filter(|_| at.len() == 24 && at.ends_with('Z'));
        if self.known.is_none() || hour.is_none_or(|hour| hour != self.hour) {
            let moment = time::local(at.parse::<Timestamp>().ok()?);
            self.hour = hour.unwrap_or_default().to_owned();
            self.known = Some((moment.date(), usize::from(moment.hour().unsigned_abs())));
        }
        self.known
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const LINE: &str = concat!(
        r#"{"seq":1204,"at":"2026-11-22T15:59:59.999Z","log":"00112233445566778899aabbccddeeff","seat":"07","#,
        r#""staff":"clerk01","role":"clerk","action":"pin_reset","outcome":"done","visit":null,"#,
        r#""subject":null,"mask":null,"kind":"physical","detail":{"tries":3}}"#
    );

    #[test]
    fn sees_what_decoding_reads() {
        let line = super::super::decode(LINE).unwrap();
        let glance = Glance::of(LINE.as_bytes()).unwrap();
        assert_eq!(glance.at().parse::<Timestamp>().unwrap(), line.at);
        assert_eq!(glance.staff(), line.staff.as_deref());
        assert_eq!((glance.action(), glance.outcome()), (line.action(), line.outcome()));
        assert_eq!(glance.kind(), Some(PinKind::Physical));
        let escaped = LINE.replace("clerk01", "\\u0063lerk01");
        assert_eq!(Glance::of(escaped.as_bytes()).unwrap().staff(), Some("clerk01"));
        let program = LINE.replace(r#""clerk01""#, "null");
        assert_eq!(Glance::of(program.as_bytes()).unwrap().staff(), None);
        let newer = LINE.replace("pin_reset", "pin_teleport");
        assert_eq!(Glance::of(newer.as_bytes()).unwrap().action(), None);
        assert!(Glance::of(b"{}").is_none() && Glance::of(b"\xff").is_none());
    }

    #[test]
    fn an_office_day_begins_at_midnight_in_beijing() {
        let cases = [
            ("2026-11-22T15:59:59.999Z", date(2026, 11, 22), 23),
            ("2026-11-22T16:00:00.000Z", date(2026, 11, 23), 0),
            ("2026-11-22T16:59:59.000Z", date(2026, 11, 23), 0),
            ("2028-02-28T16:00:00.000Z", date(2028, 2, 29), 0),
            ("2028-02-29T15:59:59.000Z", date(2028, 2, 29), 23),
            ("2028-02-29T16:00:00.000Z", date(2028, 3, 1), 0),
            ("2026-12-31T16:30:00.000Z", date(2027, 1, 1), 0),
            ("2026-12-31T16:30:00+08:00", date(2026, 12, 31), 16),
            ("2026-12-31T15:30:00.000Z", date(2026, 12, 31), 23),
        ];
        let mut hours = OfficeHours::default();
        for (at, day, hour) in cases {
            assert_eq!(hours.of(at), Some((day, hour)), "{at}");
            assert_eq!(hours.of(at), Some((day, hour)), "{at}, again");
        }
        assert_eq!(hours.of("yesterday"), None);
    }
}
