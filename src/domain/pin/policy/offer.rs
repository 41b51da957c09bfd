//! PINs that the program offers: drawn evenly among all that the rules leave this holder.

use zeroize::Zeroizing;

use super::{HolderFacts, Policy};
use crate::domain::pin::Pin;

/// How many PINs are offered at a time.
pub const OFFERED: usize = 3;

/// Draws before giving up. At most a quarter of all PINs is refused, so a sound source needs about four; one that
/// needs this many is broken.
const MOST_DRAWS: usize = 1000;

/// The largest multiple of a million that 32 bits hold: numbers from here on are drawn again, so that every PIN is as
/// likely as any other.
const EVEN: u32 = 4_294_000_000;

impl Policy {
    /// Three different PINs that the rules allow this holder, each as likely as any other that they allow.
    ///
    /// `random` is the source: 32 random bits a call, `None` if it fails. Earlier PINs of the holder are not looked at
    /// ([`Rule::Recent`](super::Rule::Recent) costs a hash each); a draw is one of the six with a chance of eight in a
    /// million, and then the pad refuses it like any other.
    ///
    /// `None` if the source fails, or brings nothing that is allowed.
    pub fn offer(
        &self,
        holder: Option<&HolderFacts<'_>>,
        random: &mut dyn FnMut() -> Option<Zeroizing<u32>>,
    ) -> Option<[Pin; OFFERED]> {
        let mut offered = Vec::with_capacity(OFFERED);
        for _ in 0..MOST_DRAWS {
            let drawn = random()?;
            if *drawn >= EVEN {
                continue;
            }
            let pin = pin_of(&drawn)?;
            if self.check(&pin, holder).is_ok() && !offered.iter().any(|other: &Pin| other.matches(&pin)) {
                offered.push(pin);
            }
            if offered.len() == OFFERED {
                break;
            }
        }
        offered.try_into().ok()
    }
}

/// The last six decimal digits.
fn pin_of(number: &u32) -> Option<Pin> {
    let mut rest = Zeroizing::new(*number);
    let mut digits = Zeroizing::new([0; super::LENGTH]);
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + u8::try_from(*rest % 10).ok()?;
        *rest /= 10;
    }
    Pin::from_digits(digits.as_slice())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::domain::id_number;

    fn policy() -> Policy {
        Policy::new(["123456"]).unwrap()
    }

    /// Numbers in a fixed order, as 32 bits each.
    fn source(numbers: impl IntoIterator<Item = u32>) -> impl FnMut() -> Option<Zeroizing<u32>> {
        let mut numbers = numbers.into_iter();
        move || numbers.next().map(Zeroizing::new)
    }

    /// A small generator (xorshift), the same in every run.
    fn scattered(mut state: u64) -> impl FnMut() -> Option<Zeroizing<u32>> {
        move || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            Some(Zeroizing::new(u32::try_from(state >> 32).unwrap()))
        }
    }

    fn digits(pins: &[Pin; OFFERED]) -> [String; OFFERED] {
        std::array::from_fn(|at| String::from_utf8(pins[at].digits().to_vec()).unwrap())
    }

    #[test]
    fn what_is_refused_repeated_or_uneven_is_drawn_again() {
        // Refused, allowed, the same again, beyond the even range, allowed with digits in front, allowed.
        let mut random = source([123_456, 807_391, 5_807_391, 4_294_640_879, 7_395_028, 47_306]);
        assert_eq!(digits(&policy().offer(None, &mut random).unwrap()), ["807391", "395028", "047306"]);
    }

    #[test]
    fn a_source_that_fails_or_stands_still_offers_nothing() {
        assert!(policy().offer(None, &mut source([807_391, 395_028])).is_none());
        assert!(policy().offer(None, &mut || Some(Zeroizing::new(807_391))).is_none());
        assert!(policy().offer(None, &mut || Some(Zeroizing::new(u32::MAX))).is_none());
    }

    #[test]
    fn offers_are_allowed_for_this_holder_and_unlike_the_old_pin() {
        let today = jiff::civil::date(2026, 11, 22);
        let id_number = id_number::parse("440308199901101512", today).unwrap().number;
        let old = Pin::from_digits(b"740691").unwrap();
        let facts = HolderFacts { id_number: &id_number, card_number: None, phone: None, old_pin: Some(&old) };
        let (policy, mut random) = (policy(), scattered(0x9e37_79b9_7f4a_7c15));
        for _ in 0..2_000 {
            for pin in policy.offer(Some(&facts), &mut random).unwrap() {
                assert_eq!(policy.check(&pin, Some(&facts)), Ok(()));
            }
        }
        // Of the number, of the old PIN; then three that are neither.
        let mut random = source([403_081, 174_069, 807_391, 395_028, 640_879]);
        assert_eq!(digits(&policy.offer(Some(&facts), &mut random).unwrap()), ["807391", "395028", "640879"]);
    }

    /// Pearson's chi-square over the thousand classes of the first three digits, each weighed by how many PINs of it
    /// are allowed: 990 degrees of freedom or so have a standard deviation of about 45.
    #[test]
    fn every_allowed_pin_is_as_likely_as_any_other() {
        let policy = policy();
        let mut allowed: BTreeMap<u32, u32> = BTreeMap::new();
        for number in 0..1_000_000_u32 {
            if policy.check(&pin_of(&number).unwrap(), None).is_ok() {
                *allowed.entry(number / 1000).or_default() += 1;
            }
        }
        let all: u32 = allowed.values().sum();
        let mut random = scattered(0x2545_f491_4f6c_dd1d);
        let (mut drawn, mut draws) = (BTreeMap::<u32, u32>::new(), 0_u32);
        for _ in 0..40_000 {
            for pin in digits(&policy.offer(None, &mut random).unwrap()) {
                *drawn.entry(pin[..3].parse().unwrap()).or_default() += 1;
                draws += 1;
            }
        }
        let chi_square: f64 = allowed
            .iter()
            .map(|(class, count)| {
                let expected = f64::from(draws) * f64::from(*count) / f64::from(all);
                (f64::from(drawn.get(class).copied().unwrap_or_default()) - expected).powi(2) / expected
            })
            .sum();
        let freedom = f64::from(u32::try_from(allowed.len()).unwrap() - 1);
        assert!((chi_square - freedom).abs() < 5.0 * (2.0 * freedom).sqrt(), "{chi_square} of {freedom}");
        assert!(drawn.keys().all(|class| allowed.contains_key(class)));
    }
}
