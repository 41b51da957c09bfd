//! Rules on what someone with the holder's card or papers could read.

use crate::domain::card::CardNumber;
use crate::domain::holder::{Holder, Phone};
use crate::domain::id_number::IdNumber;
use crate::domain::pin::Pin;

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
    /// The PIN that is being changed, while it is in memory anyway: who knows an old PIN guesses its like first.
    pub old_pin: Option<&'a Pin>,
}

impl<'a> From<&'a Holder> for HolderFacts<'a> {
    fn from(holder: &'a Holder) -> Self {
        Self {
            id_number: &holder.id_number,
            card_number: holder.card_number.as_ref(),
            phone: holder.phone.as_ref(),
            old_pin: None,
        }
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

    /// Four digits in a row of the old PIN, in the same order, wherever they stand in either.
    pub(super) fn shares_four_with_old(&self, pin: &Digits) -> bool {
        let shares = |old: &Pin| old.digits().windows(4).any(|four| pin.windows(4).any(|part| part == four));
        self.old_pin.is_some_and(shares)
    }
}
