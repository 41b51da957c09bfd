//! Rules on how the digits count up and down.
//!
//! Counting goes round: 9 and 0 are neighbours, as in 890123. Only `rising` looks at the digits as they stand.

use super::{Digits, LENGTH};

/// From one digit to the next, 0 to 9, going round.
fn step(pair: &[u8]) -> u8 {
    (pair[1] + 10 - pair[0]) % 10
}

/// A constant step.
pub(super) fn is_run(pin: &Digits) -> bool {
    pin.windows(2).all(|pair| step(pair) == step(&pin[..2]))
}

/// Four digits in a row that step by one, up or down.
pub(super) fn has_four_of_a_run(pin: &Digits) -> bool {
    pin.windows(4).any(|four| {
        let first = step(&four[..2]);
        matches!(first, 1 | 9) && four.windows(2).all(|pair| step(pair) == first)
    })
}

/// Steps in which people count: by one, two and five, up and down. On public lists of choices, neighbours of the other
/// runs (147037, 159372) are no more frequent than any other PIN, so to refuse those would buy nothing. Those of six
/// equal digits have three in a row.
const COUNTING_STEPS: [u8; 5] = [1, 9, 2, 8, 5];

/// One digit, or one swap of any two digits, away from a run.
pub(super) fn is_near_run(pin: &Digits) -> bool {
    // At least four of the six digits stand where the run has them, so one of the first three does.
    COUNTING_STEPS.iter().any(|step| (0..3).any(|at| is_one_change_away(pin, &run_through(pin, at, *step))))
}

/// The run that has the same digit at this place.
fn run_through(pin: &Digits, at: u8, step: u8) -> Digits {
    let mut next = (pin[usize::from(at)] - b'0' + 20 - at * step) % 10;
    std::array::from_fn(|_| {
        let digit = b'0' + next;
        next = (next + step) % 10;
        digit
    })
}

fn is_one_change_away(pin: &Digits, run: &Digits) -> bool {
    let mut differ = (0..LENGTH).filter(|at| pin[*at] != run[*at]);
    match (differ.next(), differ.next(), differ.next()) {
        (_, None, _) => true,
        (Some(one), Some(other), None) => pin[one] == run[other] && pin[other] == run[one],
        _ => false,
    }
}

/// Each digit larger than the last, or each smaller.
pub(super) fn is_rising(pin: &Digits) -> bool {
    pin.windows(2).all(|pair| pair[0] < pair[1]) || pin.windows(2).all(|pair| pair[0] > pair[1])
}

/// The largest step of [`is_in_steps`]: with 11 both digits move by one (122334), with 10 the first alone (102030).
/// On public lists of choices larger steps are no more frequent than any other PIN.
const LARGEST_STEP: i16 = 11;

/// Three two-digit numbers, each the same small step from the last, up or down; nothing goes round at 99.
pub(super) fn is_in_steps(pin: &Digits) -> bool {
    let pair = |at: usize| i16::from(pin[at] - b'0') * 10 + i16::from(pin[at + 1] - b'0');
    let step = pair(2) - pair(0);
    step == pair(4) - pair(2) && (1..=LARGEST_STEP).contains(&step.abs())
}
