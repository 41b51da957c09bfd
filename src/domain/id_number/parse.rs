//! Reading a whole number, and live feedback on one that is still being typed.

use jiff::civil::Date;

use super::form::{self, Folded, LONGEST, SHORT};
use super::{IdError, IdKind, IdNumber, IdWarning, check, region};

/// Years of age above which a birth date draws a warning.
const OLDEST_YEARS: i16 = 120;

/// A number that was read, and how it was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed {
    /// The canonical number.
    pub number: IdNumber,
    /// What was odd, in the order of [`IdWarning::ALL`]; usually nothing.
    pub warnings: Vec<IdWarning>,
    /// The form it was typed in: the number's own kind, or [`IdKind::CitizenOld15`] when 15 digits became 18.
    pub typed_as: IdKind,
}

/// Live feedback on what has been typed so far.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// Nothing yet.
    Empty,
    /// Right so far. The check character that would complete a number is never told: it must come from the card.
    Incomplete {
        /// Characters so far, slips taken away.
        typed: usize,
        /// Characters of the form that is being typed: 15 or 18.
        wanted: usize,
    },
    /// More typing cannot help.
    Invalid(IdError),
    /// A valid number. Fifteen digits that are a valid old form arrive here too, although they may be the beginning
    /// of an 18-digit number that is still being typed: [`Parsed::typed_as`] tells, and only Enter should go on.
    Complete(Parsed),
}

/// Reads an ID number in any form of the module's table. `today` is the day at the office.
///
/// Accepted as slips, with a warning: small letters, full-width digits and letters, spaces anywhere.
///
/// # Errors
/// [`IdError`] says the first thing that is wrong, reading from left to right: characters, their places, length,
/// birth date, check character.
pub fn parse(text: &str, today: Date) -> Result<Parsed, IdError> {
    let Folded { text, warnings } = form::fold(text)?;
    if text.is_empty() {
        return Err(IdError::Empty);
    }
    form::check_places(text.as_bytes())?;
    let (number, typed_as) = match (form::is_foreign_2017(text.as_bytes()), text.len()) {
        (true, SHORT) => foreign_2017(text, today)?,
        (true, 16..) => return Err(IdError::TooLong),
        (false, SHORT) => old_15(&text, today)?,
        (false, LONGEST) => modern(text, today)?,
        _ => return Err(IdError::TooShort),
    };
    Ok(finish(number, typed_as, warnings, today))
}

/// Says how a number that is being typed is coming along.
///
/// An error is told as soon as no further typing could make a valid number of it, and no sooner.
#[must_use]
pub fn progress(text: &str, today: Date) -> Progress {
    let folded = match form::fold(text) {
        Ok(folded) => folded.text,
        Err(error) => return Progress::Invalid(error),
    };
    if folded.is_empty() {
        return Progress::Empty;
    }
    match parse(text, today) {
        Ok(parsed) => Progress::Complete(parsed),
        Err(error) => match hopeless(folded.as_bytes(), error, today) {
            Some(error) => Progress::Invalid(error),
            None => Progress::Incomplete {
                typed: folded.len(),
                wanted: if form::is_foreign_2017(folded.as_bytes()) { SHORT } else { LONGEST },
            },
        },
    }
}

/// The error that no further typing can mend, if there is one. `error` is what `parse` says of the text as it is.
fn hopeless(text: &[u8], error: IdError, today: Date) -> Option<IdError> {
    let unfinished_old_15 = !form::is_foreign_2017(text) && text.len() == SHORT;
    if error != IdError::TooShort && !unfinished_old_15 {
        return Some(error);
    }
    if form::is_foreign_2017(text) {
        return if text.len() >= 13 { form::birth_foreign_2017(text, today).err() } else { None };
    }
    if text.len() < 14 {
        return None;
    }
    let as_18 = form::birth_18(text, today).err()?;
    let may_be_old = text.len() < SHORT && form::birth_old_15(text, today).is_ok();
    (!may_be_old).then_some(as_18)
}

/// The 18-character forms: citizen, permit, and foreign since 2023.
fn modern(text: String, today: Date) -> Result<(IdNumber, IdKind), IdError> {
    let birth = form::birth_18(text.as_bytes(), today)?;
    let (body, last) = text.as_bytes().split_at(LONGEST - 1);
    if last != [check::mod_11_2(body)] {
        return Err(IdError::WrongCheckCharacter);
    }
    let number = IdNumber { text, birth };
    let kind = number.kind();
    Ok((number, kind))
}

/// The old form as the 18-character number of the same person: century inserted, check character appended.
fn old_15(text: &str, today: Date) -> Result<(IdNumber, IdKind), IdError> {
    let birth = form::birth_old_15(text.as_bytes(), today)?;
    let century = form::century_old_15(text.as_bytes());
    let mut long = format!("{}{century}{}", &text[..6], &text[6..]);
    long.push(char::from(check::mod_11_2(long.as_bytes())));
    Ok((IdNumber { text: long, birth }, IdKind::CitizenOld15))
}

/// The 2017 foreign form. Its check digit is judged in `finish`, where warnings are.
fn foreign_2017(text: String, today: Date) -> Result<(IdNumber, IdKind), IdError> {
    let birth = form::birth_foreign_2017(text.as_bytes(), today)?;
    Ok((IdNumber { text, birth }, IdKind::ForeignPermanent2017))
}

/// Adds the warnings that concern the number rather than its typing.
fn finish(number: IdNumber, typed_as: IdKind, mut warnings: Vec<IdWarning>, today: Date) -> Parsed {
    if !region::is_known(number.region_code()) {
        warnings.push(IdWarning::UnknownRegion);
    }
    if number.age_on(today) > OLDEST_YEARS {
        warnings.push(IdWarning::UnlikelyAge);
    }
    if typed_as == IdKind::ForeignPermanent2017 {
        let (body, last) = number.text.as_bytes().split_at(SHORT - 1);
        if last != [check::icao_9303(body)] {
            warnings.push(IdWarning::CheckDigit);
        }
    }
    Parsed { number, warnings, typed_as }
}
