//! The numbers that remarks are full of and that name nobody: serials, dates, times, amounts, witness codes, hashes.

use jiff::civil::Date;

use super::signs::{CURRENCY, Sign};

/// What a run of signs is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A visit's serial, or a date since this program is in use: what stands around it could look like an ID number.
    Recent,
    /// A time of day.
    Time,
    /// An older date, an amount of money, a witness code, a log id or a hash.
    Other,
}

/// For every sign the token it is part of, if it is part of one.
pub(super) fn mark(signs: &[Sign]) -> Vec<Option<Token>> {
    let plain: Vec<u8> = signs.iter().map(|sign| sign.plain()).collect();
    let mut marks = vec![None; signs.len()];
    let mut at = 0;
    let mut last_end = None;
    while at < signs.len() {
        let found = begins(signs, at, last_end).then(|| token_at(signs, &plain, at)).flatten();
        match found {
            Some((end, token)) => {
                marks[at..end].fill(Some(token));
                last_end = Some(end);
                at = end;
            }
            None => at += 1,
        }
    }
    marks
}

/// Whether a token may begin here: after no letter or digit, and after no dash of something else.
fn begins(signs: &[Sign], at: usize, last_end: Option<usize>) -> bool {
    let before = |back: usize| at.checked_sub(back).and_then(|at| signs.get(at)).copied();
    match before(1) {
        Some(sign) if sign.is_alphanumeric() => false,
        Some(Sign::Soft('-' | '.' | '/' | '_')) => {
            last_end == at.checked_sub(1) || !before(2).is_some_and(Sign::is_alphanumeric)
        }
        _ => true,
    }
}

/// Whether a token may end here: before no letter or digit, and before no dash of something else.
fn ends(signs: &[Sign], plain: &[u8], at: usize) -> bool {
    match signs.get(at) {
        Some(sign) if sign.is_alphanumeric() => false,
        Some(Sign::Soft('-' | '.' | '/' | '_')) => {
            !signs.get(at + 1).is_some_and(|sign| sign.is_alphanumeric())
                || date_at(plain, at + 1).is_some()
                || serial_at(plain, at + 1).is_some()
        }
        _ => true,
    }
}

fn token_at(signs: &[Sign], plain: &[u8], at: usize) -> Option<(usize, Token)> {
    let recent = date_at(plain, at).filter(|_| value(plain, at, 4) >= Some(FIRST_YEAR));
    let found = [
        (serial_at(plain, at), Token::Recent),
        (recent, Token::Recent),
        (date_at(plain, at), Token::Other),
        (time_at(plain, at), Token::Time),
        (witness_at(plain, at), Token::Other),
        (hash_at(plain, at), Token::Other),
        (amount_at(plain, at), Token::Other),
    ];
    let found = found.into_iter().find_map(|(end, token)| Some((end.filter(|end| ends(signs, plain, *end))?, token)));
    // Its bracket ends it.
    found.or_else(|| Some((year_at(plain, at)?, Token::Other)))
}

/// No visit of this program is older.
const FIRST_YEAR: i16 = 2020;

fn count(plain: &[u8], at: usize, fits: impl Fn(&u8) -> bool) -> usize {
    plain.get(at..).unwrap_or_default().iter().take_while(|c| fits(c)).count()
}

fn digits(plain: &[u8], at: usize) -> usize {
    count(plain, at, u8::is_ascii_digit)
}

fn value(plain: &[u8], at: usize, length: usize) -> Option<i16> {
    std::str::from_utf8(plain.get(at..at + length)?).ok()?.parse().ok()
}

fn is_day(year: i16, month: i16, day: i16) -> bool {
    let (month, day) = (i8::try_from(month), i8::try_from(day));
    month.is_ok_and(|month| day.is_ok_and(|day| Date::new(year, month, day).is_ok()))
}

/// `20261122-03-0001`, no wider than a serial ever is: a longer counter could be a phone number.
fn serial_at(plain: &[u8], at: usize) -> Option<usize> {
    if digits(plain, at) != 8 || plain.get(at + 8) != Some(&b'-') {
        return None;
    }
    let year = value(plain, at, 4).filter(|year| (FIRST_YEAR..2100).contains(year))?;
    if !is_day(year, value(plain, at + 4, 2)?, value(plain, at + 6, 2)?) {
        return None;
    }
    let seat = count(plain, at + 9, u8::is_ascii_alphanumeric);
    let counter = at + 9 + seat + 1;
    let fits = (2..=4).contains(&seat) && plain.get(counter - 1) == Some(&b'-');
    let wide = digits(plain, counter);
    (fits && (4..=5).contains(&wide)).then_some(counter + wide)
}

/// `2026-11-22`, `2026/1/2`, `2026.11.22`, `20261122`.
fn date_at(plain: &[u8], at: usize) -> Option<usize> {
    let year = |at| value(plain, at, 4).filter(|year| (1900..2100).contains(year));
    match digits(plain, at) {
        8 => is_day(year(at)?, value(plain, at + 4, 2)?, value(plain, at + 6, 2)?).then_some(at + 8),
        4 => {
            let separator = *plain.get(at + 4).filter(|c| matches!(c, b'-' | b'/' | b'.'))?;
            let month = digits(plain, at + 5);
            let day_at = at + 5 + month + 1;
            let day = digits(plain, day_at);
            let fits = (1..=2).contains(&month) && (1..=2).contains(&day) && plain.get(day_at - 1) == Some(&separator);
            let is_day = fits && is_day(year(at)?, value(plain, at + 5, month)?, value(plain, day_at, day)?);
            is_day.then_some(day_at + day)
        }
        _ => None,
    }
}

/// `9:05`, `10:30:15`.
fn time_at(plain: &[u8], at: usize) -> Option<usize> {
    let hours = digits(plain, at);
    if !(1..=2).contains(&hours) || value(plain, at, hours)? > 24 {
        return None;
    }
    let part = |at: usize| {
        let fits = plain.get(at) == Some(&b':') && digits(plain, at + 1) == 2 && value(plain, at + 1, 2)? < 60;
        fits.then_some(at + 3)
    };
    let minutes = part(at + hours)?;
    Some(part(minutes).unwrap_or(minutes))
}

/// `(2026)` of an official letter's number.
fn year_at(plain: &[u8], at: usize) -> Option<usize> {
    let fits = plain.get(at) == Some(&b'(')
        && digits(plain, at + 1) == 4
        && plain.get(at + 5) == Some(&b')')
        && (2000..2100).contains(&value(plain, at + 1, 4)?);
    fits.then_some(at + 6)
}

/// `1204-7K2M-Q4XD-0ZTE-9HVB`, with dashes or single spaces. Few codes have less than three letters, and a bank's
/// card number has none.
fn witness_at(plain: &[u8], at: usize) -> Option<usize> {
    let size = digits(plain, at);
    let separator = *plain.get(at + size).filter(|c| matches!(c, b'-' | b' '))?;
    let mut end = at + size;
    let mut letters = 0;
    for _ in 0..4 {
        if plain.get(end) != Some(&separator) || count(plain, end + 1, u8::is_ascii_alphanumeric) != 4 {
            return None;
        }
        letters += plain.get(end + 1..end + 5)?.iter().filter(|c| c.is_ascii_alphabetic()).count();
        end += 5;
    }
    ((1..=9).contains(&size) && letters >= 3).then_some(end)
}

/// A log's id or a hash in hexadecimal digits; one without a letter is a number.
fn hash_at(plain: &[u8], at: usize) -> Option<usize> {
    let length = count(plain, at, |c| c.is_ascii_digit() || matches!(c, b'A'..=b'F'));
    let letters = plain.get(at..at + length)?.iter().filter(|c| c.is_ascii_alphabetic()).count();
    (matches!(length, 32 | 40 | 64) && letters >= 5).then_some(at + length)
}

/// `¥1,234,567.89`, `123456.78 元`: at most seven digits before the point, and a currency before or after.
fn amount_at(plain: &[u8], at: usize) -> Option<usize> {
    let spaces = |at: usize| count(plain, at, |c| *c == b' ');
    let has_sign = plain.get(at) == Some(&CURRENCY);
    let start = if has_sign { at + 1 + spaces(at + 1) } else { at };
    let whole = count(plain, start, |c| c.is_ascii_digit() || *c == b',');
    let digits_of_it = plain.get(start..start + whole)?.iter().filter(|c| c.is_ascii_digit()).count();
    let cents = if plain.get(start + whole) == Some(&b'.') { digits(plain, start + whole + 1) } else { 0 };
    let end = start + whole + if (1..=2).contains(&cents) { cents + 1 } else { 0 };
    let has_word = plain.get(end + spaces(end)) == Some(&CURRENCY);
    ((1..=7).contains(&digits_of_it) && (has_sign || has_word)).then_some(end)
}
