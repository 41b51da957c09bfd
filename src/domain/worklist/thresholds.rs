//! From where on something is odd: the administrator's settings of the rules.

use jiff::civil::{Time, Weekday};

/// The weekdays on which the office works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WorkingDays([bool; 7]);

impl WorkingDays {
    /// Monday to Friday.
    pub const WEEK: Self = Self([true, true, true, true, true, false, false]);

    /// Reads the digits of the days, 1 for Monday to 7 for Sunday, in any order; empty for none. `None` if it is
    /// anything else, or names a day twice.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut days = [false; 7];
        for digit in text.chars() {
            let day = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1))?;
            let day = days.get_mut(day)?;
            if std::mem::replace(day, true) {
                return None;
            }
        }
        Some(Self(days))
    }

    /// The digits, in order.
    #[must_use]
    pub fn text(self) -> String {
        (1..=7).zip(self.0).filter(|(_, works)| *works).map(|(digit, _)| digit.to_string()).collect()
    }

    /// Whether the office works on this day.
    #[must_use]
    pub fn includes(self, day: Weekday) -> bool {
        usize::try_from(day.to_monday_zero_offset()).ok().and_then(|day| self.0.get(day)).is_some_and(|works| *works)
    }

    /// Whether no day is chosen.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == [false; 7]
    }
}

/// Reads a time of day as `HH:MM`.
#[must_use]
pub fn parse_time(text: &str) -> Option<Time> {
    let (hour, minute) = text.split_once(':')?;
    let two = |digits: &str| {
        (digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok()).flatten()
    };
    Time::new(two(hour)?, two(minute)?, 0, 0).ok()
}

/// A time of day as `HH:MM`.
#[must_use]
pub fn time_text(time: Time) -> String {
    time.strftime("%H:%M").to_string()
}

/// From where on the rules flag. A count or span of 0, and no working day at all, switch a rule off; the rules on
/// supervisors' passwords and on the log itself have no threshold and are always on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thresholds {
    /// Look-ups without action a day that are too many, if also above the colleagues' mean; 0 = off.
    pub look_ups: u32,
    /// How many times the colleagues' mean they must be.
    pub look_ups_factor: u32,
    /// Minutes within which a pass by another clerk follows a refusal; 0 = off.
    pub refused_minutes: u32,
    /// Beginning of the working hours, Beijing time.
    pub hours_from: Time,
    /// End of the working hours, which is outside them. Before the beginning: the hours run past midnight.
    pub hours_to: Time,
    /// Working days; none = off.
    pub days: WorkingDays,
    /// Days within which a second reset of a PIN is a repeat; 0 = off.
    pub reset_days: u32,
    /// Wrong passwords that are too many; 0 = off.
    pub failed_sign_ins: u32,
    /// Minutes within which they are counted.
    pub failed_minutes: u32,
    /// Approvals of a clerk that make a pattern if all are by one supervisor; 0 = off.
    pub same_pair: u32,
    /// Days within which they are counted.
    pub same_pair_days: u32,
    /// Wrong passwords for one number within a week that are too many, however slowly they come; 0 = off.
    pub failed_week: u32,
    /// Numbers that one person showed on a day that are too many; 0 = off.
    pub reveals: u32,
    /// Confirmations that the same person is still there, on a day and by one clerk, that led to no change; 0 = off.
    pub confirms: u32,
    /// Days for which what an account approves is listed after it was made, enabled or given a password; 0 = off.
    pub young_days: u32,
    /// Days between a reset and a change of that holder's phone number that are too few; 0 = off.
    pub phone_days: u32,
    /// Holders that one phone number may have; more are listed at an import. 0 = off.
    pub phone_people: u32,
    /// Seconds from look-up to passed check that are too few for a check; 0 = off.
    pub check_seconds: u32,
    /// Resets, locks or refusals in an hour that are too many, if also above the office's usual; 0 = off.
    pub surge: u32,
    /// How many times the office's usual they must be.
    pub surge_factor: u32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self {
            look_ups: 5,
            look_ups_factor: 3,
            refused_minutes: 60,
            hours_from: Time::constant(8, 0, 0, 0),
            hours_to: Time::constant(18, 0, 0, 0),
            days: WorkingDays::WEEK,
            reset_days: 30,
            failed_sign_ins: 5,
            failed_minutes: 60,
            same_pair: 5,
            same_pair_days: 30,
            failed_week: 10,
            reveals: 30,
            confirms: 2,
            young_days: 7,
            phone_days: 30,
            phone_people: 3,
            check_seconds: 20,
            surge: 10,
            surge_factor: 3,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_read_back_and_refuse_the_rest() {
        for text in ["", "12345", "1234567", "67"] {
            assert_eq!(WorkingDays::parse(text).unwrap().text(), text);
        }
        assert_eq!(WorkingDays::parse("531").unwrap().text(), "135");
        assert!(WorkingDays::WEEK.includes(Weekday::Friday) && !WorkingDays::WEEK.includes(Weekday::Saturday));
        for bad in ["0", "8", "11", "1-5", "一", "1 2"] {
            assert_eq!(WorkingDays::parse(bad), None, "{bad}");
        }
        for text in ["00:00", "08:30", "23:59"] {
            assert_eq!(time_text(parse_time(text).unwrap()), text);
        }
        for bad in ["", "8:00", "24:00", "08:60", "0830", "08:00:00", "+8:00", "-1:00"] {
            assert_eq!(parse_time(bad), None, "{bad}");
        }
    }
}
