//! Free text: what people type into the log in their own words (remarks, reasons, purposes).
//!
//! The log keeps no directly identifying data, and what stands in it stays. So a text that holds an ID number, a phone
//! number, a card number or another long number is refused before anything is written, however it is spaced, spelled or
//! set; and so is one that is too long, because a text cut to length says something else than what was typed.
//!
//! What may stand in a remark: visit serials, dates, times, amounts with their currency, witness codes, log ids and
//! hashes, and numbers of up to seven digits (an entry's place in the log). Local landline numbers of seven digits
//! cannot be told from those and pass.
//!
//! ```
//! use pindesk::domain::free_text::{FreeText, FreeTextError, PersonalNumber, REMARK_LIMIT};
//!
//! let text = FreeText::parse("与 20261122-03-0001 是同一人，11 月 22 日已核实", REMARK_LIMIT)?;
//! assert!(!text.is_empty());
//! let phone = FreeText::parse("回电 １３８ ００１３-８０００", REMARK_LIMIT);
//! assert_eq!(phone, Err(FreeTextError::Holds(PersonalNumber::Phone)));
//! # Ok::<(), FreeTextError>(())
//! ```

mod numbers;
mod signs;
#[cfg(test)]
mod tests;
mod tokens;

pub use numbers::personal_number;

/// Most characters of a remark, a reason or a purpose.
pub const REMARK_LIMIT: usize = 200;

/// A text that may stand in the log: one line, no longer than its limit, without a number that names a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FreeText(String);

/// What a number in a text is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PersonalNumber {
    /// An ID number in any of its forms.
    Id,
    /// A phone number.
    Phone,
    /// A card number, or another number so long that it could be one.
    Card,
}

impl PersonalNumber {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Id, Self::Phone, Self::Card];

    /// The word of the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Id => "id",
            Self::Phone => "phone",
            Self::Card => "card",
        }
    }
}

/// Why a text may not stand in the log. Repeats nothing of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FreeTextError {
    /// More characters than the limit.
    #[error("the text has {length} characters, {most} are allowed")]
    TooLong {
        /// The limit.
        most: usize,
        /// What was typed.
        length: usize,
    },
    /// A number that names a person.
    #[error("the text holds a number that names a person: {}", .0.code())]
    Holds(PersonalNumber),
}

impl FreeText {
    /// Reads a text as typed: control characters become spaces, spaces around it are dropped. It may be empty.
    ///
    /// # Errors
    /// [`FreeTextError`] says what is wrong; nothing is cut or taken out.
    pub fn parse(typed: &str, most: usize) -> Result<Self, FreeTextError> {
        let line: String = typed.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let line = line.trim();
        let length = line.chars().count();
        if length > most {
            return Err(FreeTextError::TooLong { most, length });
        }
        match personal_number(line) {
            Some(number) => Err(FreeTextError::Holds(number)),
            None => Ok(Self(line.to_owned())),
        }
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
