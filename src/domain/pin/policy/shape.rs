//! Rules on the digits alone: how they repeat and mirror, and the lucky numbers.

use super::Digits;

/// Numbers that sound like words: I love you (520, 521), for a lifetime (1314, 3344), I swear (584), to the top (168).
const LUCKY: [&[u8]; 6] = [b"520", b"521", b"1314", b"3344", b"584", b"168"];

pub(super) fn is_same(pin: &Digits) -> bool {
    pin.iter().all(|digit| *digit == pin[0])
}

pub(super) fn is_repeat(pin: &Digits) -> bool {
    let has_period = |period: usize| pin[period..] == pin[..pin.len() - period];
    has_period(2) || has_period(3)
}

pub(super) fn is_pairs(pin: &Digits) -> bool {
    pin.chunks(2).all(|pair| pair[0] == pair[1])
}

pub(super) fn has_triple(pin: &Digits) -> bool {
    pin.windows(3).any(|three| three[0] == three[1] && three[1] == three[2])
}

pub(super) fn is_palindrome(pin: &Digits) -> bool {
    pin.iter().eq(pin.iter().rev())
}

/// Two or fewer distinct digits.
pub(super) fn has_few_digits(pin: &Digits) -> bool {
    let other = pin.iter().find(|digit| **digit != pin[0]).unwrap_or(&pin[0]);
    pin.iter().all(|digit| *digit == pin[0] || digit == other)
}

pub(super) fn is_lucky(pin: &Digits) -> bool {
    LUCKY.iter().any(|lucky| pin.windows(lucky.len()).any(|part| part == *lucky))
}
