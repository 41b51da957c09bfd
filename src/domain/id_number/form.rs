//! From typed characters to the characters of a number, and the dates inside it.

use jiff::civil::Date;

use super::{IdError, IdWarning};

/// Characters of the longest form.
pub(super) const LONGEST: usize = 18;
/// Characters of the 15-digit old form and of the 2017 foreign form.
pub(super) const SHORT: usize = 15;

/// The typed characters without their slips: ASCII digits and capital letters, at most [`LONGEST`].
pub(super) struct Folded {
    pub(super) text: String,
    pub(super) warnings: Vec<IdWarning>,
}

/// Folds typing slips away: small and full-width characters, and spaces anywhere.
///
/// Reads no further than the first character that settles the answer, so its time is linear and its memory fixed.
pub(super) fn fold(typed: &str) -> Result<Folded, IdError> {
    let mut text = String::with_capacity(LONGEST);
    let (mut lower_case, mut full_width, mut spaces) = (false, false, false);
    for c in typed.chars() {
        if is_space(c) {
            spaces = true;
            continue;
        }
        let narrow = narrow(c);
        full_width |= narrow != c;
        lower_case |= narrow.is_ascii_lowercase();
        if !narrow.is_ascii_alphanumeric() {
            return Err(if c.is_control() { IdError::ControlCharacter } else { IdError::UnexpectedCharacter });
        }
        if text.len() == LONGEST {
            return Err(IdError::TooLong);
        }
        text.push(narrow.to_ascii_uppercase());
    }
    let slips = [(lower_case, IdWarning::LowerCase), (full_width, IdWarning::FullWidth), (spaces, IdWarning::Spaces)];
    let warnings = slips.into_iter().filter_map(|(found, warning)| found.then_some(warning)).collect();
    Ok(Folded { text, warnings })
}

/// A space as a keyboard, a Chinese input method (U+3000) or a web page (U+00A0) makes it: general category Zs.
fn is_space(c: char) -> bool {
    c.is_whitespace() && !c.is_control() && !matches!(c, '\u{2028}' | '\u{2029}')
}

/// Full-width forms U+FF01–U+FF5E as their ASCII twins.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// Checks that every character typed so far stands where some form wants it, whatever is still missing.
pub(super) fn check_places(text: &[u8]) -> Result<(), IdError> {
    let foreign_2017 = is_foreign_2017(text);
    let fits = text.iter().enumerate().all(|(at, c)| match (foreign_2017, at) {
        (true, 0..3) => c.is_ascii_uppercase(),
        (false, 17) => c.is_ascii_digit() || *c == b'X',
        _ => c.is_ascii_digit(),
    });
    if fits { Ok(()) } else { Err(IdError::Misplaced) }
}

/// Only the 2017 foreign form begins with a letter.
pub(super) fn is_foreign_2017(text: &[u8]) -> bool {
    text.first().is_some_and(u8::is_ascii_uppercase)
}

/// Birth date of the 18-character forms: `YYYYMMDD` from the seventh character on.
pub(super) fn birth_18(text: &[u8], today: Date) -> Result<Date, IdError> {
    past(number(&text[6..10]), &text[10..14], today)
}

/// Birth date of the 15-digit old form: `YYMMDD` from the seventh digit on, in the 19th century if the sequence is
/// 996–999 (set aside for those over 100 when numbers were given out) and in the 20th otherwise.
pub(super) fn birth_old_15(text: &[u8], today: Date) -> Result<Date, IdError> {
    past(i16::from(century_old_15(text)) * 100 + number(&text[6..8]), &text[8..12], today)
}

/// The two digits that turn a year of the old form into four: 18 or 19. A missing sequence counts as an ordinary one.
pub(super) fn century_old_15(text: &[u8]) -> u8 {
    if matches!(text.get(12..15), Some(b"996" | b"997" | b"998" | b"999")) { 18 } else { 19 }
}

/// Birth date of the 2017 foreign form: `YYMMDD` from the eighth character on, the latest that is not in the future.
pub(super) fn birth_foreign_2017(text: &[u8], today: Date) -> Result<Date, IdError> {
    let short_year = number(&text[7..9]);
    let this_century = past(2000 + short_year, &text[9..13], today);
    this_century.or_else(|_| past(1900 + short_year, &text[9..13], today))
}

/// A date that exists and is not after today. There is no year 0.
fn past(year: i16, month_day: &[u8], today: Date) -> Result<Date, IdError> {
    let (month, day) = (number(&month_day[..2]), number(&month_day[2..4]));
    let date = Some(year)
        .filter(|year| *year > 0)
        .and_then(|year| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())
        .ok_or(IdError::NoSuchDate)?;
    if date > today { Err(IdError::FutureDate) } else { Ok(date) }
}

/// The value of up to four ASCII digits.
fn number(digits: &[u8]) -> i16 {
    digits.iter().fold(0, |value, digit| value * 10 + i16::from(digit - b'0'))
}
