//! Finding numbers that name a person in a row of signs.

use jiff::civil::{Date, date};

use super::{
    PersonalNumber,
    signs::{self, Numerals, Sign},
    tokens::{self, Token},
};
use crate::domain::id_number::{self, IdKind, IdWarning};

/// So many digits in a row, separated by nothing but spaces, dashes and the like, are a number that names somebody.
const LONG: usize = 8;
/// A card number has letters and at least so many digits.
const CARD_DIGITS: usize = 6;
/// Digits of a mobile phone number in China.
const MOBILE: usize = 11;
/// The last day that a birth date in a text can name: no clock is read here, and a later date is a typing error.
const LAST_DAY: Date = date(2099, 12, 31);

/// The number in a text that names a person, if there is one, in any spacing, width and script.
#[must_use]
pub fn personal_number(text: &str) -> Option<PersonalNumber> {
    [Numerals::Digits, Numerals::Words].into_iter().find_map(|numerals| {
        let signs = signs::read(text, numerals);
        let marks = tokens::mark(&signs);
        let row = Row { signs: &signs, marks: &marks };
        row.modern_id().or_else(|| row.in_lists()).or_else(|| row.foreign_2017()).or_else(|| row.long())
    })
}

/// Signs with the tokens they are part of.
struct Row<'a> {
    signs: &'a [Sign],
    marks: &'a [Option<Token>],
}

/// Digits or letters side by side.
struct Group {
    digits: Vec<u8>,
    letters: usize,
    has_small_letters: bool,
    token: Option<Token>,
}

impl Group {
    fn value(&self) -> u64 {
        self.digits.iter().fold(0_u64, |value, digit| value.saturating_mul(10).saturating_add(u64::from(*digit)))
    }
}

impl Row<'_> {
    /// Every digit of the text, and where it stands.
    fn digits(&self) -> Vec<(usize, u8)> {
        self.signs.iter().enumerate().filter_map(|(at, sign)| Some((at, sign.digit()?))).collect()
    }

    /// The 18-character forms. Their check character makes them findable wherever they are: in one piece, in any
    /// pieces, with words between. Where words or a date of the text's own are between the digits, chance could make a
    /// number of them one time in eleven; there it must also be of a place that exists.
    fn modern_id(&self) -> Option<PersonalNumber> {
        let digits = self.digits();
        (0..digits.len().saturating_sub(16)).find_map(|first| {
            let window = digits.get(first..first + 17)?;
            let mut text: String = window.iter().map(|(_, digit)| char::from(b'0' + digit)).collect();
            let (start, end) = (window.first()?.0, window.last()?.0);
            let next = digits.get(first + 17);
            let until = next.map_or(self.signs.len(), |(at, _)| *at);
            let x = self.signs.get(end..until)?.iter().position(|sign| matches!(sign, Sign::Letter(b'X', _)));
            let last = [next.map(|(at, digit)| (*at, char::from(b'0' + digit))), x.map(|x| (end + x, 'X'))];
            last.into_iter().flatten().find_map(|(last, check)| {
                text.truncate(17);
                text.push(check);
                let parsed = id_number::parse(&text, LAST_DAY).ok().filter(|id| id.number.birth().year() >= 1850)?;
                let between = self.signs.get(start..last)?;
                let is_dated = self.marks.get(start..=last)?.contains(&Some(Token::Recent));
                let has_words = between.iter().any(|sign| matches!(sign, Sign::Wall | Sign::Letter(..)));
                let is_scattered = is_dated || has_words;
                // Of the foreign form only the province is known, which every third number has by chance.
                let is_foreign = parsed.number.kind() == IdKind::ForeignPermanent2023;
                let is_unknown = parsed.warnings.contains(&IdWarning::UnknownRegion) || (is_foreign && is_dated);
                // 2036-07-04 20250326-…: the end of one date as a place, the next as a birth date.
                let birth = window.get(6).map_or(start, |(at, _)| *at);
                let is_chance = self.begins_recent(birth) && (has_words || self.is_inside_recent(start));
                (!(is_chance || is_unknown && is_scattered)).then_some(PersonalNumber::Id)
            })
        })
    }

    fn is_recent(&self, at: usize) -> bool {
        self.marks.get(at) == Some(&Some(Token::Recent))
    }

    /// Whether a recent date or serial goes on here.
    fn is_inside_recent(&self, at: usize) -> bool {
        self.is_recent(at) && at.checked_sub(1).is_some_and(|before| self.is_recent(before))
    }

    /// Whether a recent date or serial begins here.
    fn begins_recent(&self, at: usize) -> bool {
        self.is_recent(at) && !self.is_inside_recent(at)
    }

    /// The foreign form of 2017: three letters and twelve digits with a birth date.
    fn foreign_2017(&self) -> Option<PersonalNumber> {
        let mut row = Vec::new();
        for (sign, mark) in self.signs.iter().zip(self.marks) {
            match (sign, mark) {
                (Sign::Wall | Sign::Currency, _) | (_, Some(_)) => row.push(b' '),
                (Sign::Digit(_) | Sign::Letter(..), None) => row.push(sign.plain()),
                (Sign::Soft(_) | Sign::Hard(_), None) => {}
            }
        }
        let text = String::from_utf8(row).ok()?;
        let is_one = |at| text.get(at..at + 15).is_some_and(|part| id_number::parse(part, LAST_DAY).is_ok());
        let begins = |at: &usize| text.as_bytes().get(*at).is_some_and(u8::is_ascii_uppercase);
        (0..text.len()).filter(begins).any(is_one).then_some(PersonalNumber::Id)
    }

    /// Phone numbers and 15-digit ID numbers in whole groups, whatever separates the groups, words excepted; and cards
    /// typed one digit at a time.
    fn in_lists(&self) -> Option<PersonalNumber> {
        let may_be = |sign: Sign| matches!(sign, Sign::Digit(_) | Sign::Soft(_) | Sign::Hard(_));
        self.runs(may_be).into_iter().find_map(|groups| {
            let all: Vec<u8> = groups.iter().flat_map(|group| group.digits.iter().copied()).collect();
            // A phone number whose end reads as a date is still one when there is nothing else.
            if groups.iter().any(|group| group.token.is_some()) && is_mobile(&all) {
                return Some(PersonalNumber::Phone);
            }
            groups.split(|group| group.token.is_some_and(|token| token != Token::Time)).find_map(listed)
        })
    }

    /// Rows of many digits, and of letters with digits.
    fn long(&self) -> Option<PersonalNumber> {
        let may_be = |sign: Sign| matches!(sign, Sign::Digit(_) | Sign::Soft(_));
        for groups in self.runs(may_be) {
            for piece in groups.split(|group| group.token.is_some()) {
                let digits: Vec<u8> = piece.iter().flat_map(|group| group.digits.iter().copied()).collect();
                if digits.len() >= LONG {
                    return Some(kind_of(&digits));
                }
            }
        }
        let may_be = |sign: Sign| matches!(sign, Sign::Digit(_) | Sign::Letter(..) | Sign::Soft(_));
        self.runs(may_be).iter().flat_map(|groups| groups.split(|group| !is_of_card(group))).find_map(|piece| {
            let digits: usize = piece.iter().map(|group| group.digits.len()).sum();
            let letters: usize = piece.iter().map(|group| group.letters).sum();
            let fits = digits >= CARD_DIGITS && letters > 0 && (LONG..=20).contains(&(digits + letters));
            fits.then_some(PersonalNumber::Card)
        })
    }

    /// The groups of every stretch in which there is nothing but signs of one sort.
    fn runs(&self, may_be: impl Fn(Sign) -> bool) -> Vec<Vec<Group>> {
        let mut runs = vec![Vec::new()];
        let mut joins = false;
        for (sign, mark) in self.signs.iter().zip(self.marks) {
            if !may_be(*sign) {
                runs.push(Vec::new());
                joins = false;
                continue;
            }
            if !sign.is_alphanumeric() {
                joins = false;
                continue;
            }
            let Some(groups) = runs.last_mut() else { continue };
            if !joins {
                groups.push(Group { digits: Vec::new(), letters: 0, has_small_letters: false, token: *mark });
            }
            joins = true;
            let Some(group) = groups.last_mut() else { continue };
            match sign {
                Sign::Digit(digit) => group.digits.push(*digit),
                Sign::Letter(_, is_capital) => {
                    group.letters += 1;
                    group.has_small_letters |= !is_capital;
                }
                _ => {}
            }
        }
        runs
    }
}

/// Whether a group can be part of a card number: digits, a few letters with digits, or a few capitals. Words are not.
fn is_of_card(group: &Group) -> bool {
    let stands_alone = group.digits.len() + group.letters >= LONG && group.digits.len() >= CARD_DIGITS;
    let few = group.letters <= 4 && (!group.digits.is_empty() || !group.has_small_letters || group.letters == 1);
    group.token.is_none() && (few || stands_alone)
}

/// A list of numbers that holds a phone number or an ID number of 15 digits in whole groups.
fn listed(groups: &[Group]) -> Option<PersonalNumber> {
    let mut card = None;
    for first in 0..groups.len() {
        let mut digits = Vec::new();
        for last in first..groups.len() {
            let Some(part) = groups.get(first..=last) else { break };
            digits.extend(part.last()?.digits.iter().copied());
            // 13、14、15、16 counts up; a number cut into pieces does not.
            let follows = |one: &Group, next: &Group| (1..=20).contains(&next.value().saturating_sub(one.value()));
            let counts_up = part.len() >= 4 && part.is_sorted_by(follows);
            if counts_up || part.iter().all(|group| group.token.is_some()) {
                continue;
            }
            if is_mobile(&digits) {
                return Some(PersonalNumber::Phone);
            }
            if is_old_id(&digits) {
                return Some(PersonalNumber::Id);
            }
            if part.len() >= LONG && part.iter().all(|group| group.digits.len() == 1) {
                card = Some(PersonalNumber::Card);
            }
            if digits.len() > 16 {
                break;
            }
        }
    }
    card
}

/// 1[3-9] and nine digits more, with or without the country's code.
fn is_mobile(digits: &[u8]) -> bool {
    let national = [&[8, 6][..], &[0, 0, 8, 6]].into_iter().find_map(|code| digits.strip_prefix(code));
    let fits = |digits: &[u8]| digits.len() == MOBILE && matches!(digits, [1, 3..=9, ..]);
    fits(digits) || national.is_some_and(fits)
}

/// The 15-digit form has no check character: a birth date is all that tells it.
fn is_old_id(digits: &[u8]) -> bool {
    let text: String = digits.iter().map(|digit| char::from(b'0' + digit)).collect();
    digits.len() == 15 && id_number::parse(&text, LAST_DAY).is_ok()
}

/// What a long number is most likely to be.
fn kind_of(digits: &[u8]) -> PersonalNumber {
    let has_mobile = digits.windows(MOBILE).any(is_mobile) && digits.len() <= 15;
    let is_landline = matches!(digits, [0, 1..=9, ..]) && (10..=12).contains(&digits.len());
    if is_old_id(digits) {
        PersonalNumber::Id
    } else if is_landline || has_mobile {
        PersonalNumber::Phone
    } else {
        PersonalNumber::Card
    }
}
