//! Which new PINs are refused. Strength comes from here, from counting tries, and from keyed hashing.
//!
//! Six digits resist a few guesses only if the guesses people make first are gone (Markert et al., IEEE S&P 2020;
//! Wang et al., AsiaCCS 2017), so whole families of them are refused, and then a published list, and then whatever
//! someone with the holder's card could read off it. The holder hears the reason in words; neither the clerk's
//! window nor the log names the rule, and no rule repeats a digit.
//!
//! The last rule, `recent`, needs stored hashes and is decided at the desk. What each rule costs and buys stands in
//! `docs/pin-rules.md`.

mod date;
mod holder;
mod offer;
mod pad;
#[cfg(test)]
mod reference;
mod sequence;
mod shape;
#[cfg(test)]
mod tests;

pub use holder::HolderFacts;
pub use offer::OFFERED;

use super::Pin;
use super::secret::LENGTH;

/// Six ASCII digits, borrowed from a [`Pin`] so that no copy of them outlives it.
type Digits = [u8; LENGTH];

/// Why a PIN is refused: the rules in the order they are tried, the first that fits wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Rule {
    /// All digits equal.
    Same,
    /// A constant step modulo 10: 123456, 987654, 135791, 246802.
    Run,
    /// ababab or abcabc.
    Repeat,
    /// aabbcc.
    Pairs,
    /// Three equal digits in a row anywhere.
    Triple,
    /// abccba.
    Palindrome,
    /// Two or fewer distinct digits.
    Few,
    /// Four digits in a row that step by one up or down, 9 and 0 being neighbours: 1234, 8901, 2109.
    Four,
    /// One digit, or one swap of two digits, away from a run in steps of one, two or five.
    NearRun,
    /// All six digits rising, or all falling: 124689, 976431.
    Rising,
    /// Three two-digit numbers in equal steps of 1 to 11: 202122, 102030, 122334.
    Steps,
    /// The first or the last four digits are a year, 1940–2035.
    Year,
    /// A real date: YYMMDD, DDMMYY, MMDDYY, or YYYYMM, MMYYYY with years 1900–2059.
    Date,
    /// Each key the same as the last one or its neighbour on the pad.
    Walk,
    /// Two three-key lines of the pad.
    Shape,
    /// Contains 520, 521, 1314, 3344, 584 or 168.
    Lucky,
    /// On the published list, or an initial PIN of the settings.
    Common,
    /// The holder's birth date in any of the date forms.
    Birth,
    /// Six digits in a row of the ID number, the card number or the phone number.
    Number,
    /// Four digits in a row of the PIN that is being changed.
    Near,
    /// The current PIN or one of the five before it; decided at the desk, never by [`Policy::check`].
    Recent,
}

impl Rule {
    /// Every rule, in the order they are tried.
    pub const ALL: [Self; 21] = [
        Self::Same,
        Self::Run,
        Self::Repeat,
        Self::Pairs,
        Self::Triple,
        Self::Palindrome,
        Self::Few,
        Self::Four,
        Self::NearRun,
        Self::Rising,
        Self::Steps,
        Self::Year,
        Self::Date,
        Self::Walk,
        Self::Shape,
        Self::Lucky,
        Self::Common,
        Self::Birth,
        Self::Number,
        Self::Near,
        Self::Recent,
    ];

    /// The rule's word, the key of its sentence in the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Run => "run",
            Self::Repeat => "repeat",
            Self::Pairs => "pairs",
            Self::Triple => "triple",
            Self::Palindrome => "palindrome",
            Self::Few => "few",
            Self::Four => "four",
            Self::NearRun => "near_run",
            Self::Rising => "rising",
            Self::Steps => "steps",
            Self::Year => "year",
            Self::Date => "date",
            Self::Walk => "walk",
            Self::Shape => "shape",
            Self::Lucky => "lucky",
            Self::Common => "common",
            Self::Birth => "birth",
            Self::Number => "number",
            Self::Near => "near",
            Self::Recent => "recent",
        }
    }

    /// Whether the rule fits the digits, whatever the others say.
    fn refuses(self, pin: &Digits, policy: &Policy, holder: Option<&HolderFacts<'_>>) -> bool {
        match self {
            Self::Same => shape::is_same(pin),
            Self::Run => sequence::is_run(pin),
            Self::Repeat => shape::is_repeat(pin),
            Self::Pairs => shape::is_pairs(pin),
            Self::Triple => shape::has_triple(pin),
            Self::Palindrome => shape::is_palindrome(pin),
            Self::Few => shape::has_few_digits(pin),
            Self::Four => sequence::has_four_of_a_run(pin),
            Self::NearRun => sequence::is_near_run(pin),
            Self::Rising => sequence::is_rising(pin),
            Self::Steps => sequence::is_in_steps(pin),
            Self::Year => date::has_year(pin),
            Self::Date => date::is_date(pin),
            Self::Walk => pad::is_walk(pin),
            Self::Shape => pad::is_two_lines(pin),
            Self::Lucky => shape::is_lucky(pin),
            Self::Common => policy.common.binary_search(pin).is_ok(),
            Self::Birth => holder.is_some_and(|holder| holder.has_birth_date(pin)),
            Self::Number => holder.is_some_and(|holder| holder.has_in_a_row(pin)),
            Self::Near => holder.is_some_and(|holder| holder.shares_four_with_old(pin)),
            Self::Recent => false,
        }
    }
}

/// An initial PIN of the settings that is not six digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an initial PIN has exactly six digits")]
pub struct NotSixDigits;

/// The rules with their lists, built once for a set of settings.
pub struct Policy {
    /// Sorted, so that a look-up needs no copy of the PIN.
    common: Vec<Digits>,
}

impl Policy {
    /// The rules with the published list of `assets/common-pins.txt` and the initial PINs of the settings, which are
    /// known to everyone and therefore no secrets.
    ///
    /// # Errors
    /// [`NotSixDigits`] if an initial PIN is something else.
    pub fn new<I>(initial_pins: I) -> Result<Self, NotSixDigits>
    where
        I: IntoIterator<Item: AsRef<str>>,
    {
        let mut common: Vec<Digits> =
            include_str!("../../../../assets/common-pins.txt").lines().filter_map(|line| digits(line.trim())).collect();
        for initial in initial_pins {
            common.push(digits(initial.as_ref()).ok_or(NotSixDigits)?);
        }
        common.sort_unstable();
        common.dedup();
        Ok(Self { common })
    }

    /// Says whether a new PIN may be used by this holder, or by anyone if there is no holder.
    ///
    /// # Errors
    /// The first [`Rule`] that refuses it. Never [`Rule::Recent`].
    pub fn check(&self, pin: &Pin, holder: Option<&HolderFacts<'_>>) -> Result<(), Rule> {
        match Rule::ALL.into_iter().find(|rule| rule.refuses(pin.digits(), self, holder)) {
            Some(rule) => Err(rule),
            None => Ok(()),
        }
    }
}

impl Policy {
    /// Whether one rule by itself would refuse the PIN, whatever the rules before it say: for counting what each one
    /// costs. Never [`Rule::Recent`].
    #[must_use]
    pub fn would_refuse(&self, rule: Rule, pin: &Pin, holder: Option<&HolderFacts<'_>>) -> bool {
        rule.refuses(pin.digits(), self, holder)
    }
}

impl std::fmt::Debug for Policy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Policy({} common PINs)", self.common.len())
    }
}

/// Six ASCII digits; a comment or anything else is `None`.
fn digits(text: &str) -> Option<Digits> {
    Digits::try_from(text.as_bytes()).ok().filter(|digits| digits.iter().all(u8::is_ascii_digit))
}
