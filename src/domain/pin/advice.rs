//! The age of a PIN, and when the holder is advised to change it. Advice alone: an old PIN works like any other.

use jiff::{ToSpan as _, civil::Date};

use super::Action;

/// What a receipt says about the age of the PIN.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PinAdvice {
    /// It is new: to be changed again after this many months.
    ChangeAfter(u32),
    /// It is older than this many months, and better changed.
    OlderThan(u32),
}

/// The months themselves, if a PIN keyed on a day is older than that today. `None` if it is not, if the day is not
/// known, or if nobody is advised (0 months).
#[must_use]
pub fn older_than(keyed: Option<Date>, today: Date, months: u32) -> Option<u32> {
    let keyed = keyed.filter(|_| months > 0)?;
    // A day that the calendar cannot reach is not reached.
    let due = keyed.checked_add(i64::from(months).months()).ok()?;
    (today > due).then_some(months)
}

/// What the receipt of an action that is done says.
#[must_use]
pub fn after(action: Action, keyed: Option<Date>, today: Date, months: u32) -> Option<PinAdvice> {
    if action.asks_new() {
        return (months > 0).then_some(PinAdvice::ChangeAfter(months));
    }
    older_than(keyed, today, months).map(PinAdvice::OlderThan)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_pin_is_old_the_day_after_its_months_are_full() {
        let table = [
            (date(2025, 11, 22), 12, None), // the very day
            (date(2025, 11, 21), 12, Some(12)),
            (date(2026, 11, 22), 1, None),
            (date(2026, 10, 21), 1, Some(1)),
            (date(2019, 1, 1), 0, None),
            (date(2024, 2, 29), 33, None), // 29 November 2026
            (date(2026, 12, 1), 12, None), // a clock that was ahead
            (date(2016, 11, 21), 120, Some(120)),
        ];
        for (keyed, months, expected) in table {
            assert_eq!(older_than(Some(keyed), date(2026, 11, 22), months), expected, "{keyed} {months}");
        }
        // The last day of a short month stands for the missing ones.
        assert_eq!(older_than(Some(date(2026, 1, 31)), date(2026, 2, 28), 1), None);
        assert_eq!(older_than(Some(date(2026, 1, 31)), date(2026, 3, 1), 1), Some(1));
        assert_eq!(older_than(None, date(2026, 11, 22), 12), None);
    }

    #[test]
    fn a_new_pin_is_told_its_term_and_an_old_one_its_age() {
        let (old, today) = (Some(date(2020, 1, 1)), date(2026, 11, 22));
        for action in Action::ALL {
            let expected = if action.asks_new() { PinAdvice::ChangeAfter(12) } else { PinAdvice::OlderThan(12) };
            assert_eq!(after(action, old, today, 12), Some(expected), "{action:?}");
            assert_eq!(after(action, old, today, 0), None, "{action:?}");
        }
        assert_eq!(after(Action::Unlock, Some(today), today, 12), None);
        assert_eq!(after(Action::Verify, None, today, 12), None);
    }
}
