//! 有效期至: reading what a clerk types, and judging it against the document and the holder's age.

use jiff::{Span, civil::Date};

use super::DocumentKind;
use crate::domain::id_number::IdNumber;

/// 有效期至: the last day of validity, or 长期.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Expiry {
    /// Valid through this day.
    Date(Date),
    /// 长期: without end.
    LongTerm,
}

/// Why a typed expiry cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum ExpiryError {
    /// Nothing was typed.
    #[error("no expiry was typed")]
    Empty,
    /// Neither year, month and day nor 长期.
    #[error("the expiry is not year, month, day or long-term")]
    Unreadable,
    /// The day is not in the calendar.
    #[error("the expiry date does not exist")]
    NoSuchDate,
}

impl ExpiryError {
    /// The key of its sentence in the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Unreadable => "unreadable",
            Self::NoSuchDate => "no_such_date",
        }
    }
}

impl Expiry {
    /// Reads what a clerk types from the card: `2030-01-31`, `2030.1.31`, `2030/01/31`, `2030年1月31日`, `20300131`,
    /// `长期`, `long-term`; full-width characters and spaces are slips.
    ///
    /// # Errors
    /// [`ExpiryError`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, ExpiryError> {
        // Longer than any form with room for slips; the bound keeps a pasted book from being copied.
        let text: String = text.chars().filter(|c| !c.is_whitespace()).take(20).map(narrow).collect();
        if text.is_empty() {
            return Err(ExpiryError::Empty);
        }
        if matches!(text.to_lowercase().as_str(), "长期" | "長期" | "长期有效" | "long-term" | "longterm" | "long_term")
        {
            return Ok(Self::LongTerm);
        }
        let (year, month, day) = split(&text).ok_or(ExpiryError::Unreadable)?;
        Date::new(year, month, day).map(Self::Date).map_err(|_| ExpiryError::NoSuchDate)
    }
}

/// `2030-01-31` or `long_term`, as the log writes it and [`Expiry::parse`] reads it back.
impl std::fmt::Display for Expiry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::LongTerm => f.write_str("long_term"),
        }
    }
}

/// Full-width forms as ASCII, and the ideographic full stop as a point.
fn narrow(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '。' => '.',
        _ => c,
    }
}

/// Year, month and day, not yet looked up in the calendar.
fn split(text: &str) -> Option<(i16, i8, i8)> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if text.len() == 8 && digits(text) {
        return Some((text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?));
    }
    let mut parts = text.strip_suffix('日').unwrap_or(text).split(['-', '.', '/', '年', '月']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let fits = parts.next().is_none()
        && year.len() == 4
        && [month, day].iter().all(|part| (1..=2).contains(&part.len()))
        && [year, month, day].iter().all(|part| digits(part));
    fits.then_some(())?;
    Some((year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))
}

/// The document is past its last day: the identity check is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the document has expired")]
pub struct Expired;

/// An expiry that cannot belong to the document or to the holder's age: a warning sign of forgery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ExpiryWarning {
    /// No resident card with this expiry is given to a person of this age (居民身份证法 art. 5).
    NotForThisAge,
    /// Documents of this kind are not valid for so long.
    TooLong,
}

impl ExpiryWarning {
    /// The key of its sentence in the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NotForThisAge => "not_for_this_age",
            Self::TooLong => "too_long",
        }
    }
}

/// Judges the expiry of a holder's document on the day of the visit.
///
/// # Errors
/// [`Expired`] from the day after the last day of validity on.
pub fn check_expiry(
    kind: DocumentKind,
    expiry: Expiry,
    id_number: &IdNumber,
    today: Date,
) -> Result<Option<ExpiryWarning>, Expired> {
    if matches!(expiry, Expiry::Date(last_day) if last_day < today) {
        return Err(Expired);
    }
    let within = |longest: Span| (!ends_within(expiry, longest, today)).then_some(ExpiryWarning::TooLong);
    Ok(match kind {
        DocumentKind::ResidentCard => {
            (!resident_card_fits_age(expiry, id_number, today)).then_some(ExpiryWarning::NotForThisAge)
        }
        // 临时居民身份证管理办法.
        DocumentKind::TemporaryCard => within(Span::new().months(3)),
        // 港澳台居民居住证申领发放办法.
        DocumentKind::ResidencePermit => within(Span::new().years(5)),
        // Five years for minors, ten for adults.
        DocumentKind::ForeignPermanentCard => within(Span::new().years(10)),
        DocumentKind::Other => None,
    })
}

/// Whether a document given out today at the latest, valid for at most `longest`, can have this expiry.
fn ends_within(expiry: Expiry, longest: Span, today: Date) -> bool {
    match expiry {
        Expiry::Date(last_day) => today.checked_add(longest).is_ok_and(|latest| last_day <= latest),
        Expiry::LongTerm => false,
    }
}

/// 居民身份证法 art. 5: years of validity, and the ages at application that get them.
const TERMS: [(i16, std::ops::RangeInclusive<i16>); 3] = [(5, 0..=15), (10, 16..=25), (20, 26..=45)];

/// Age from which a resident card is valid without end (居民身份证法 art. 5).
const LONG_TERM_AGE: i16 = 46;

/// Days that may pass between application, which decides the term, and issue: 60 and 30 more in remote places
/// (居民身份证法 art. 12).
const DAYS_TO_ISSUE: i32 = 90;

/// Whether some resident card with this expiry could have been given out to the holder until today.
fn resident_card_fits_age(expiry: Expiry, id_number: &IdNumber, today: Date) -> bool {
    let Expiry::Date(last_day) = expiry else {
        return id_number.age_on(today) >= LONG_TERM_AGE;
    };
    TERMS.into_iter().any(|(years, ages)| {
        let Ok(issued) = last_day.checked_sub(Span::new().years(years)) else {
            return false;
        };
        let Ok(applied) = issued.checked_sub(Span::new().days(DAYS_TO_ISSUE)) else {
            return false;
        };
        let (youngest, oldest) = (id_number.age_on(applied), id_number.age_on(issued));
        issued <= today && youngest <= *ages.end() && oldest >= *ages.start()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::id_number::parse;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 22);

    fn born_1990_03_07() -> IdNumber {
        parse("11010119900307803X", TODAY).unwrap().number
    }

    #[test]
    fn reads_an_expiry_the_ways_clerks_type_it() {
        let expected = Ok(Expiry::Date(date(2030, 1, 31)));
        for typed in [
            "2030-01-31",
            "20300131",
            "2030.01.31",
            "2030/1/31",
            "2030年1月31日",
            " 2030 01 31 ",
            "２０３０．０１．３１",
            "２０３００１３１",
            "2030。1。31",
            "2030－01－31",
        ] {
            assert_eq!(Expiry::parse(typed), expected, "{typed}");
        }
        for typed in ["长期", "長期", "长 期", "长期有效", "Long-term", "ｌｏｎｇ－ｔｅｒｍ"] {
            assert_eq!(Expiry::parse(typed), Ok(Expiry::LongTerm), "{typed}");
        }
    }

    #[test]
    fn refuses_an_expiry_that_is_none_with_its_reason() {
        let table = [
            ("", ExpiryError::Empty),
            ("\u{3000} ", ExpiryError::Empty),
            ("2030", ExpiryError::Unreadable),
            ("31-01-2030", ExpiryError::Unreadable),
            ("2030-01", ExpiryError::Unreadable),
            ("2030-01-31-1", ExpiryError::Unreadable),
            ("203001310", ExpiryError::Unreadable),
            ("2030-+1-31", ExpiryError::Unreadable),
            ("永久", ExpiryError::Unreadable),
            ("2030-02-30", ExpiryError::NoSuchDate),
            ("20301301", ExpiryError::NoSuchDate),
        ];
        for (typed, error) in table {
            assert_eq!(Expiry::parse(typed), Err(error), "{typed:?}");
        }
    }

    #[test]
    fn refuses_a_document_from_the_day_after_its_last() {
        let number = born_1990_03_07();
        for kind in DocumentKind::ALL {
            assert_eq!(check_expiry(kind, Expiry::Date(date(2026, 11, 21)), &number, TODAY), Err(Expired));
            assert!(check_expiry(kind, Expiry::Date(TODAY), &number, TODAY).is_ok());
        }
    }

    #[test]
    fn warns_of_a_resident_card_that_no_one_of_this_age_was_given() {
        // Born 1990-03-07: 16 in 2006, 26 on 2016-03-07, 46 in 2036.
        let table = [
            (Expiry::Date(date(2036, 5, 1)), true),   // 20 years from 2016-05-01, at 26
            (Expiry::Date(date(2036, 3, 1)), false),  // 20 years from 2016-03-01, at 25
            (Expiry::Date(date(2046, 11, 22)), true), // 20 years, given out today
            (Expiry::Date(date(2046, 11, 23)), false),
            (Expiry::Date(date(2026, 12, 1)), false), // 10 years from 2016-12-01 means 26 by then
            (Expiry::Date(date(2029, 6, 1)), false),
            (Expiry::LongTerm, false),
        ];
        for (expiry, fits) in table {
            let expected = if fits { None } else { Some(ExpiryWarning::NotForThisAge) };
            let got = check_expiry(DocumentKind::ResidentCard, expiry, &born_1990_03_07(), TODAY);
            assert_eq!(got, Ok(expected), "{expiry}");
        }
        let on_the_day_in_2016 = date(2016, 3, 10);
        let ten_years = Expiry::Date(date(2026, 3, 10));
        let got = check_expiry(DocumentKind::ResidentCard, ten_years, &born_1990_03_07(), on_the_day_in_2016);
        assert_eq!(got, Ok(None), "applied for at 25, given out at 26");
        let old = parse("11010519491231002X", TODAY).unwrap().number;
        assert_eq!(check_expiry(DocumentKind::ResidentCard, Expiry::LongTerm, &old, TODAY), Ok(None));
    }

    #[test]
    fn warns_of_documents_valid_for_longer_than_their_kind() {
        let table = [
            (DocumentKind::TemporaryCard, date(2027, 2, 22), date(2027, 2, 23)),
            (DocumentKind::ResidencePermit, date(2031, 11, 22), date(2031, 11, 23)),
            (DocumentKind::ForeignPermanentCard, date(2036, 11, 22), date(2036, 11, 23)),
        ];
        let judge = |kind, expiry| check_expiry(kind, expiry, &born_1990_03_07(), TODAY);
        for (kind, longest, longer) in table {
            assert_eq!(judge(kind, Expiry::Date(longest)), Ok(None), "{kind:?}");
            assert_eq!(judge(kind, Expiry::Date(longer)), Ok(Some(ExpiryWarning::TooLong)), "{kind:?}");
            assert_eq!(judge(kind, Expiry::LongTerm), Ok(Some(ExpiryWarning::TooLong)), "{kind:?}");
        }
        assert_eq!(judge(DocumentKind::Other, Expiry::LongTerm), Ok(None));
    }

    proptest! {
        #[test]
        fn any_text_gets_an_answer_and_what_is_read_reads_back(text in ".{0,24}") {
            if let Ok(expiry) = Expiry::parse(&text) {
                prop_assert_eq!(Expiry::parse(&expiry.to_string()), Ok(expiry));
            }
        }

        #[test]
        fn a_card_given_out_by_the_law_draws_no_warning(days_ago in 0_i32..7000) {
            let number = born_1990_03_07();
            let issued = TODAY.checked_sub(Span::new().days(days_ago)).unwrap();
            let expiry = match number.age_on(issued) {
                ..16 => issued.checked_add(Span::new().years(5)),
                16..26 => issued.checked_add(Span::new().years(10)),
                _ => issued.checked_add(Span::new().years(20)),
            };
            let expiry = Expiry::Date(expiry.unwrap());
            if let Ok(warning) = check_expiry(DocumentKind::ResidentCard, expiry, &number, TODAY) {
                prop_assert_eq!(warning, None);
            }
        }
    }
}
