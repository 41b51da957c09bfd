//! Rules on what someone with the holder's card or papers could read.

use crate::domain::card::CardNumber;
use crate::domain::holder::{Holder, Phone};
use crate::domain::id_number::IdNumber;

use super::{Digits, date};

/// What is known of the holder, borrowed for one check.
#[derive(Debug, Clone, Copy)]
pub struct HolderFacts<'a> {
    /// The ID number; its birth date counts too.
    pub id_number: &'a IdNumber,
    /// The card number, if the register has it.
    pub card_number: Option<&'a CardNumber>,
    /// The phone number, if the register has it.
    pub phone: Option<&'a Phone>,
}

impl<'a> From<&'a Holder> for HolderFacts<'a> {
    fn from(holder: &'a Holder) -> Self {
        Self { id_number: &holder.id_number, card_number: holder.card_number.as_ref(), phone: holder.phone.as_ref() }
    }
}

impl HolderFacts<'_> {
    /// The birth date in any of the date forms. The rule `date` comes first and leaves only births before 1900.
    pub(super) fn has_birth_date(&self, pin: &Digits) -> bool {
        date::is_form_of(pin, self.id_number.birth())
    }

    /// Six digits in a row of one of the numbers; a letter between them breaks the row.
    pub(super) fn has_in_a_row(&self, pin: &Digits) -> bool {
        let numbers =
            [Some(self.id_number.as_str()), self.card_number.map(CardNumber::as_str), self.phone.map(Phone::as_str)];
        numbers.into_iter().flatten().any(|number| number.as_bytes().windows(pin.len()).any(|row| row == pin))
    }
}
