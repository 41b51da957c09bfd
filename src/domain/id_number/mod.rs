//! ID numbers: every form a person can bring to the window, read once and then trusted.
//!
//! | form | source |
//! |---|---|
//! | citizen number, 18 characters | GB 11643-1999 |
//! | the 15-digit form before it, offered as 18 | GB 11643-1989 |
//! | HK/Macau/Taiwan residence permit | regions 810000, 820000, 830000 |
//! | foreign permanent resident, since 2023-12-01 | GA 2102-2023 |
//! | foreign permanent resident, 2017 form, 15 characters | card layout of 2017 |
//!
//! A number is valid when its form and check character are right and its birth date exists and is not in the
//! future. The standard sets no earliest year, so neither do we; an age above 120 is a warning. A region that the
//! list does not know is a warning too, because codes are abolished and added every year.
//!
//! ```
//! use jiff::civil::date;
//! use pindesk::domain::id_number::{parse, IdError};
//!
//! let today = date(2026, 11, 22);
//! let parsed = parse("110101 19900307 803x", today)?;
//! assert_eq!(parsed.number.as_str(), "11010119900307803X");
//! assert_eq!(parsed.number.birth(), date(1990, 3, 7));
//! assert_eq!(parse("110101199003078039", today).unwrap_err(), IdError::WrongCheckCharacter);
//! # Ok::<(), IdError>(())
//! ```

mod check;
mod form;
mod parse;
mod region;
#[cfg(test)]
mod tests;

pub use parse::{Parsed, Progress, parse, progress};

use jiff::civil::Date;
use serde::Serialize;

/// A valid ID number in its canonical form: 18 characters, or 15 for the foreign form of 2017.
///
/// It has no `Display`, and `Debug` prints the mask only. Two are equal when their characters are.
#[derive(Clone)]
pub struct IdNumber {
    /// ASCII digits and upper-case letters.
    text: String,
    /// Kept because the two-digit year of the 2017 form can only be read beside today's date.
    birth: Date,
}

impl IdNumber {
    /// The canonical number itself: personal data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The mask of the log, first 1 and last 2: `1***7X`.
    #[must_use]
    pub fn mask(&self) -> String {
        let (first, last) = self.ends();
        format!("{first}***{last}")
    }

    /// The mask of the screen, one `*` for each hidden character: `1***************7X`.
    #[must_use]
    pub fn screen_mask(&self) -> String {
        let (first, last) = self.ends();
        format!("{first}{}{last}", "*".repeat(self.text.len() - 3))
    }

    fn ends(&self) -> (&str, &str) {
        (&self.text[..1], &self.text[self.text.len() - 2..])
    }

    /// The date of birth. The 2017 foreign form has two digits for the year and means the latest such date that
    /// was not in the future when the number was read.
    #[must_use]
    pub fn birth(&self) -> Date {
        self.birth
    }

    /// Whole years of age on a day (周岁), one more from each birthday on. Negative before birth.
    ///
    /// Someone born on 29 February has their birthday on 1 March in other years.
    #[must_use]
    pub fn age_on(&self, day: Date) -> i16 {
        let birthday_to_come = (day.month(), day.day()) < (self.birth.month(), self.birth.day());
        day.year() - self.birth.year() - i16::from(birthday_to_come)
    }

    /// Sex as the sequence says: odd is male.
    #[must_use]
    pub fn sex(&self) -> Sex {
        let at = match self.kind() {
            IdKind::ForeignPermanent2017 => 13,
            _ => 16,
        };
        if (self.text.as_bytes()[at] - b'0') % 2 == 1 { Sex::Male } else { Sex::Female }
    }

    /// The region as written in the number: 6 digits (GB/T 2260), 4 in the 2017 foreign form, and the 2 of the
    /// province in the 2023 one.
    #[must_use]
    pub fn region_code(&self) -> &str {
        match self.kind() {
            IdKind::ForeignPermanent2017 => &self.text[3..7],
            IdKind::ForeignPermanent2023 => &self.text[1..3],
            _ => &self.text[..6],
        }
    }

    /// The region's name as far down as the list knows it, province first, as it was called in the year of birth;
    /// `None` if the code is not listed.
    #[must_use]
    pub fn region_name(&self) -> Option<String> {
        region::name(self.region_code(), self.birth.year())
    }

    /// What kind of number this is. The 15-digit old form has become a citizen number by now; see
    /// [`Parsed::typed_as`].
    #[must_use]
    pub fn kind(&self) -> IdKind {
        match (self.text.len(), self.text.as_bytes()[0]) {
            (15, _) => IdKind::ForeignPermanent2017,
            (_, b'9') => IdKind::ForeignPermanent2023,
            _ => match &self.text[..6] {
                "810000" => IdKind::ResidencePermit(PermitRegion::HongKong),
                "820000" => IdKind::ResidencePermit(PermitRegion::Macau),
                "830000" => IdKind::ResidencePermit(PermitRegion::Taiwan),
                _ => IdKind::Citizen,
            },
        }
    }
}

impl PartialEq for IdNumber {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl Eq for IdNumber {}

impl std::hash::Hash for IdNumber {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl std::fmt::Debug for IdNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IdNumber({})", self.mask())
    }
}

/// The kinds of ID number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdKind {
    /// 公民身份号码.
    Citizen,
    /// The 15-digit form of first-generation cards; only ever a way of typing a citizen number.
    CitizenOld15,
    /// 港澳台居民居住证.
    ResidencePermit(PermitRegion),
    /// 外国人永久居留身份证, 18 digits beginning with 9 (GA 2102-2023).
    ForeignPermanent2023,
    /// 外国人永久居留身份证 of 2017: 3 letters and 12 digits.
    ForeignPermanent2017,
}

impl IdKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Citizen,
        Self::CitizenOld15,
        Self::ResidencePermit(PermitRegion::HongKong),
        Self::ResidencePermit(PermitRegion::Macau),
        Self::ResidencePermit(PermitRegion::Taiwan),
        Self::ForeignPermanent2023,
        Self::ForeignPermanent2017,
    ];

    /// The word of the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Citizen => "citizen",
            Self::CitizenOld15 => "citizen_old_15",
            Self::ResidencePermit(PermitRegion::HongKong) => "permit_hong_kong",
            Self::ResidencePermit(PermitRegion::Macau) => "permit_macau",
            Self::ResidencePermit(PermitRegion::Taiwan) => "permit_taiwan",
            Self::ForeignPermanent2023 => "foreign_2023",
            Self::ForeignPermanent2017 => "foreign_2017",
        }
    }
}

/// Where the holder of a residence permit comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PermitRegion {
    /// 香港, 810000.
    HongKong,
    /// 澳门, 820000.
    Macau,
    /// 台湾, 830000.
    Taiwan,
}

/// Sex as the number says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Sex {
    /// 男.
    Male,
    /// 女.
    Female,
}

impl Sex {
    /// The word of the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Male => "male",
            Self::Female => "female",
        }
    }
}

/// Why a text is not an ID number. None of these repeats a character of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum IdError {
    /// Nothing, or nothing but spaces.
    #[error("no number was typed")]
    Empty,
    /// A control character: a line break, a tab, NUL.
    #[error("the number holds a control character")]
    ControlCharacter,
    /// A character that no ID number has.
    #[error("the number holds a character that no ID number has")]
    UnexpectedCharacter,
    /// A letter where a digit belongs, or a digit where a letter does.
    #[error("a letter or digit is in the wrong place")]
    Misplaced,
    /// Fewer characters than the form has.
    #[error("the number is too short")]
    TooShort,
    /// More characters than the form has.
    #[error("the number is too long")]
    TooLong,
    /// The birth date is not in the calendar.
    #[error("the birth date does not exist")]
    NoSuchDate,
    /// The birth date has not come yet.
    #[error("the birth date is in the future")]
    FutureDate,
    /// The last character does not fit the others (ISO 7064 MOD 11-2).
    #[error("the check character is wrong")]
    WrongCheckCharacter,
}

impl IdError {
    /// Every reason.
    pub const ALL: [Self; 9] = [
        Self::Empty,
        Self::ControlCharacter,
        Self::UnexpectedCharacter,
        Self::Misplaced,
        Self::TooShort,
        Self::TooLong,
        Self::NoSuchDate,
        Self::FutureDate,
        Self::WrongCheckCharacter,
    ];

    /// The word of the command line, the import report and the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::ControlCharacter => "control_character",
            Self::UnexpectedCharacter => "unexpected_character",
            Self::Misplaced => "misplaced",
            Self::TooShort => "too_short",
            Self::TooLong => "too_long",
            Self::NoSuchDate => "no_such_date",
            Self::FutureDate => "future_date",
            Self::WrongCheckCharacter => "wrong_check_character",
        }
    }
}

/// Something odd about a number that is valid all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum IdWarning {
    /// Typed with a small letter.
    LowerCase,
    /// Typed with full-width digits or letters.
    FullWidth,
    /// Typed with spaces.
    Spaces,
    /// The region is not on the list.
    UnknownRegion,
    /// The birth date makes the person older than 120.
    UnlikelyAge,
    /// The check digit of the 2017 foreign form does not fit; that form's rule is not published, so this is no
    /// refusal.
    CheckDigit,
}

impl IdWarning {
    /// Every warning, in the order they are reported.
    pub const ALL: [Self; 6] =
        [Self::LowerCase, Self::FullWidth, Self::Spaces, Self::UnknownRegion, Self::UnlikelyAge, Self::CheckDigit];

    /// The word of the command line and the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::LowerCase => "lower_case",
            Self::FullWidth => "full_width",
            Self::Spaces => "spaces",
            Self::UnknownRegion => "unknown_region",
            Self::UnlikelyAge => "unlikely_age",
            Self::CheckDigit => "check_digit",
        }
    }
}
