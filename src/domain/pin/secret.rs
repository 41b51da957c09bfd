//! The six digits, in a fixed buffer that is wiped when dropped.

use zeroize::{Zeroize, ZeroizeOnDrop};

/// Number of digits in every PIN.
pub const LENGTH: usize = 6;

/// Exactly six digits. No `Clone`, no `Display`, no `Serialize`; `Debug` prints nothing of it.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Pin([u8; LENGTH]);

impl Pin {
    /// Reads six ASCII digits; anything else is not a PIN.
    #[must_use]
    pub fn from_digits(digits: &[u8]) -> Option<Self> {
        let digits: [u8; LENGTH] = digits.try_into().ok()?;
        digits.iter().all(u8::is_ascii_digit).then_some(Self(digits))
    }

    /// The six ASCII digits, for hashing and for the rules.
    #[must_use]
    pub fn digits(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// Whether both hold the same digits, in time that does not depend on where they differ.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).fold(0, |difference, (a, b)| difference | (a ^ b)) == 0
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// The digits keyed so far on the holder's pad: zero to six of them.
#[derive(Default, Zeroize, ZeroizeOnDrop)]
pub struct PinEntry {
    digits: [u8; LENGTH],
    count: usize,
}

impl PinEntry {
    /// Adds a digit `0`–`9`; a seventh is ignored.
    pub fn push(&mut self, digit: u8) {
        if self.count < LENGTH && digit <= 9 {
            self.digits[self.count] = b'0' + digit;
            self.count += 1;
        }
    }

    /// Takes the last digit back.
    pub fn delete(&mut self) {
        if self.count > 0 {
            self.count -= 1;
            self.digits[self.count] = 0;
        }
    }

    /// Wipes everything keyed so far.
    pub fn clear(&mut self) {
        self.zeroize();
    }

    /// How many digits are keyed, 0 to 6.
    #[must_use]
    pub fn count(&self) -> usize {
        self.count
    }

    /// Takes the complete PIN out and wipes the entry; `None` while digits are missing.
    pub fn take(&mut self) -> Option<Pin> {
        if self.count < LENGTH {
            return None;
        }
        let pin = Pin::from_digits(&self.digits);
        self.clear();
        pin
    }
}

impl std::fmt::Debug for PinEntry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PinEntry(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_prints_no_digit() {
        let pin = Pin::from_digits(b"135792").unwrap();
        assert!(!format!("{pin:?}").bytes().any(|b| b.is_ascii_digit()));
    }

    #[test]
    fn an_entry_takes_six_digits_and_forgets_them() {
        let mut entry = PinEntry::default();
        for digit in [1, 2, 3, 4, 5, 6, 7] {
            entry.push(digit);
        }
        assert_eq!(entry.count(), 6);
        entry.delete();
        assert!(entry.take().is_none());
        entry.push(9);
        assert_eq!(entry.take().unwrap().digits(), b"123459");
        assert_eq!(entry.count(), 0);
        assert_eq!(entry.digits, [0; LENGTH]);
    }
}
