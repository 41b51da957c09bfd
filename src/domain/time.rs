//! The office's calendar: everything a person reads is Beijing time, everything stored is UTC.
//!
//! China has one official time (UTC+8, no daylight saving since 1992), so a fixed offset is exact for every visit
//! this program will ever record, and needs no time-zone database on the machine.

use jiff::{SignedDuration, Timestamp, Zoned, civil::Date, tz};

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

/// The moment so much later (or earlier, if it is negative); the end of the calendar where that lies beyond it.
#[must_use]
pub fn later(at: Timestamp, by: SignedDuration) -> Timestamp {
    let end = if by.is_negative() { Timestamp::MIN } else { Timestamp::MAX };
    at.checked_add(by).unwrap_or(end)
}

/// The moment so much earlier; the end of the calendar where that lies beyond it.
#[must_use]
pub fn earlier(at: Timestamp, by: SignedDuration) -> Timestamp {
    later(at, by.checked_neg().unwrap_or(SignedDuration::MAX))
}

/// The moment so many whole days of 24 hours earlier.
#[must_use]
pub fn days_earlier(at: Timestamp, days: u32) -> Timestamp {
    earlier(at, SignedDuration::from_hours(24 * i64::from(days)))
}

/// Midnight at the beginning of an office day; `None` where the calendar of moments does not reach it.
#[must_use]
pub fn start_of(day: Date) -> Option<Timestamp> {
    day.to_zoned(beijing()).ok().map(|start| start.timestamp())
}

/// Midnight at the end of an office day, the first moment that is not in it; `None` where nothing lies beyond it.
#[must_use]
pub fn end_of(day: Date) -> Option<Timestamp> {
    start_of(day.tomorrow().ok()?)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn moments_stop_at_the_ends_of_the_calendar() {
        let day = SignedDuration::from_hours(24);
        assert_eq!(later(Timestamp::MAX, day), Timestamp::MAX);
        assert_eq!(later(Timestamp::MIN, -day), Timestamp::MIN);
        assert_eq!(earlier(Timestamp::MIN, day), Timestamp::MIN);
        assert_eq!(earlier(Timestamp::MIN, SignedDuration::MAX), Timestamp::MIN);
        assert_eq!(earlier(Timestamp::MAX, SignedDuration::MIN), Timestamp::MAX);
        assert_eq!(days_earlier(Timestamp::UNIX_EPOCH, u32::MAX), Timestamp::MIN);
        for at in [Timestamp::MIN, Timestamp::MAX] {
            assert_eq!(later(earlier(at, SignedDuration::ZERO), SignedDuration::ZERO), at);
            let _ = (local(at), day_bounds(self::day(at)));
        }
    }

    fn day_bounds(day: Date) -> (Option<Timestamp>, Option<Timestamp>) {
        (start_of(day), end_of(day))
    }

    #[test]
    fn a_day_is_from_midnight_to_midnight_in_beijing() {
        let (start, end) = day_bounds(date(2026, 11, 22));
        assert_eq!(start.unwrap().to_string(), "2026-11-21T16:00:00Z");
        assert_eq!(end.unwrap().to_string(), "2026-11-22T16:00:00Z");
        assert_eq!(end_of(Date::MAX), None, "nothing is after it");
        assert_eq!(start_of(Date::MIN), None, "nothing is before it");
    }
}
