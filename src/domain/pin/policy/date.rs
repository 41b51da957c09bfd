//! Rules on dates.

use jiff::civil::Date;

use super::Digits;

/// Years that the forms with a four-digit year cover.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2059;

/// Years that people remember by themselves: of births, weddings, and the near future.
const REMEMBERED: std::ops::RangeInclusive<i16> = 1940..=2035;

/// A year at either end.
pub(super) fn has_year(pin: &Digits) -> bool {
    REMEMBERED.contains(&number(&pin[..4])) || REMEMBERED.contains(&number(&pin[2..]))
}

/// A real date in any of the five forms.
///
/// A two-digit year leaves the century open, so 29 February counts when the day existed in either of the two that
/// holders know: 000229 was a day in 2000, though not in 1900.
pub(super) fn is_date(pin: &Digits) -> bool {
    let two = |at: usize| number(&pin[at..at + 2]);
    let forms = [(two(0), two(2), two(4)), (two(4), two(2), two(0)), (two(4), two(0), two(2))];
    forms.into_iter().any(|(year, month, day)| exists(1900 + year, month, day) || exists(2000 + year, month, day))
        || (YEARS.contains(&number(&pin[..4])) && (1..=12).contains(&two(4)))
        || (YEARS.contains(&number(&pin[2..])) && (1..=12).contains(&two(0)))
}

/// Whether the digits are this very date in any of the five forms.
pub(super) fn is_form_of(pin: &Digits, date: Date) -> bool {
    let (year, month, day) = (date.year(), i16::from(date.month()), i16::from(date.day()));
    let two = |at: usize| number(&pin[at..at + 2]);
    let parts = (two(0), two(2), two(4));
    let short_year = year % 100;
    parts == (short_year, month, day)
        || parts == (day, month, short_year)
        || parts == (month, day, short_year)
        || (number(&pin[..4]), two(4)) == (year, month)
        || (two(0), number(&pin[2..])) == (month, year)
}

fn exists(year: i16, month: i16, day: i16) -> bool {
    let (Ok(month), Ok(day)) = (i8::try_from(month), i8::try_from(day)) else {
        return false;
    };
    Date::new(year, month, day).is_ok()
}

/// The value of up to four ASCII digits.
fn number(digits: &[u8]) -> i16 {
    digits.iter().fold(0, |value, digit| value * 10 + i16::from(digit - b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_counts_if_either_century_had_it() {
        let table: [(&Digits, bool); 14] = [
            (b"000229", true), // 2000 was a leap year, 1900 was not
            (b"360229", true),
            (b"370229", false),
            (b"290237", false),
            (b"022937", false),
            (b"290236", true),
            (b"022936", true),
            (b"850431", false),
            (b"190013", false),
            (b"205912", true),
            (b"206012", false),
            (b"122059", true),
            (b"132059", false),
            (b"189912", false),
        ];
        for (pin, expected) in table {
            assert_eq!(is_date(pin), expected, "{}", String::from_utf8_lossy(pin));
        }
    }
}
