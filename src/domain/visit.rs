//! 办件: one person at the window. Its serial, why a check was refused, and where approval is due.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The seat label of an installation: two to four letters or digits, as on the sign above the window.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Seat(String);

impl Seat {
    /// Reads a seat label; a single digit gains a leading zero. `None` if it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let text = if text.len() == 1 { format!("0{text}") } else { text };
        let fits = (2..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then_some(Self(text))
    }

    /// The label itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// 业务流水号 `YYYYMMDD-SS-NNNN`: day, seat, daily counter without gaps.
///
/// The counter is at least four digits wide and grows past 9999 rather than wrapping.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct VisitSerial(String);

impl VisitSerial {
    /// The serial of the `counter`th look-up (from 1) of a day at a seat.
    #[must_use]
    pub fn new(day: Date, seat: &Seat, counter: u32) -> Self {
        // A clock before our era has years that a serial has no room for.
        let year = day.year().max(0);
        Self(format!("{year:04}{:02}{:02}-{}-{counter:04}", day.month(), day.day(), seat.as_str()))
    }

    /// Reads a serial back; `None` if the text does not have its form.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut parts = text.split('-');
        let (day, seat, counter) = (parts.next()?, parts.next()?, parts.next()?);
        let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
        let fits = parts.next().is_none()
            && day.len() == 8
            && digits(day)
            && Seat::parse(seat).is_some_and(|s| s.as_str() == seat)
            && (4..=9).contains(&counter.len())
            && digits(counter);
        fits.then(|| Self(text.to_owned()))
    }

    /// The whole serial.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The counter part, as tables show it.
    #[must_use]
    pub fn counter(&self) -> &str {
        self.0.rsplit('-').next().unwrap_or_default()
    }
}

impl std::fmt::Display for VisitSerial {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an identity check was refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusalReason {
    /// The document is past its date.
    Expired,
    /// A copy or a photograph, not the original.
    Copy,
    /// The person is not the one on the photo.
    PhotoMismatch,
    /// Name or number differ from the register.
    NameMismatch,
    /// 疑似伪造.
    SuspectedForgery,
    /// Anything else.
    Other,
}

impl RefusalReason {
    /// Every reason, in the order the screen lists them.
    pub const ALL: [Self; 6] =
        [Self::Expired, Self::Copy, Self::PhotoMismatch, Self::NameMismatch, Self::SuspectedForgery, Self::Other];

    /// The word of the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Copy => "copy",
            Self::PhotoMismatch => "photo_mismatch",
            Self::NameMismatch => "name_mismatch",
            Self::SuspectedForgery => "suspected_forgery",
            Self::Other => "other",
        }
    }

    /// Whether the next 30 days call for a supervisor's approval.
    #[must_use]
    pub fn is_doubtful(self) -> bool {
        matches!(self, Self::Copy | Self::PhotoMismatch | Self::SuspectedForgery)
    }
}

/// Why a supervisor's consent is due for an action.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalReason {
    /// A second reset of the same kind within the window (30 days).
    RepeatReset,
    /// A photo mismatch, copy or suspected forgery within the window (30 days).
    DoubtfulCheck,
    /// A document other than the resident card.
    OtherDocument,
    /// The fourth unlock of a kind in a year.
    ManyUnlocks,
}

impl ApprovalReason {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::RepeatReset, Self::DoubtfulCheck, Self::OtherDocument, Self::ManyUnlocks];

    /// The word of the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::RepeatReset => "repeat_reset",
            Self::DoubtfulCheck => "doubtful_check",
            Self::OtherDocument => "other_document",
            Self::ManyUnlocks => "many_unlocks",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_serial_names_day_seat_and_counter_and_reads_back() {
        let serial = VisitSerial::new(date(2026, 11, 22), &Seat::parse("3").unwrap(), 17);
        assert_eq!(serial.as_str(), "20261122-03-0017");
        assert_eq!(serial.counter(), "0017");
        assert_eq!(VisitSerial::parse(" 20261122-03-0017 "), Some(serial));
        let past = VisitSerial::new(date(2026, 11, 22), &Seat::parse("A1").unwrap(), 12_345);
        assert_eq!(VisitSerial::parse(past.as_str()), Some(past));
        for bad in [
            "",
            "20261122-03",
            "20261122-3-0017",
            "2026112-03-0017",
            "20261122-03-017",
            "20261122-03-0017-1",
            "２0261122-03-0017",
        ] {
            assert!(VisitSerial::parse(bad).is_none(), "{bad}");
        }
    }
}
