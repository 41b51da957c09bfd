//! The office's calendar: everything a person reads is Beijing time, everything stored is UTC.
//!
//! China has one official time (UTC+8, no daylight saving since 1992), so a fixed offset is exact for every visit
//! this program will ever record, and needs no time-zone database on the machine.

use jiff::{Timestamp, Zoned, civil::Date, tz};

/// Beijing time, UTC+8.
#[must_use]
pub fn beijing() -> tz::TimeZone {
    tz::TimeZone::fixed(tz::offset(8))
}

/// The moment as a Beijing wall clock shows it.
#[must_use]
pub fn local(at: Timestamp) -> Zoned {
    at.to_zoned(beijing())
}

/// The office day a moment belongs to.
#[must_use]
pub fn day(at: Timestamp) -> Date {
    local(at).date()
}
