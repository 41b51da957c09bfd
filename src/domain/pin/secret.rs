//! The six digits, on a page of their own that is wiped when dropped.

use crate::memory::Locked;

/// Number of digits in every PIN.
pub const LENGTH: usize = 6;

/// Exactly six digits. No `Clone`, no `Display`, no `Serialize`; `Debug` prints nothing of it. Moving it copies no digit.
pub struct Pin(Locked);

impl Pin {
    /// Reads six ASCII digits; anything else is not a PIN.
    #[must_use]
    pub fn from_digits(digits: &[u8]) -> Option<Self> {
        let is_pin = digits.len() == LENGTH && digits.iter().all(u8::is_ascii_digit);
        is_pin.then(|| Self(Locked::copy_of(digits)))
    }

    /// The six ASCII digits, for hashing and for the rules.
    #[must_use]
    pub fn digits(&self) -> &[u8; LENGTH] {
        self.0.first_chunk().unwrap_or(&[0; LENGTH])
    }

    /// Whether both hold the same digits, in time that does not depend on where they differ.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }
}

impl std::fmt::Debug for Pin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// The digits keyed so far on the holder's pad: zero to six of them.
#[derive(Default)]
pub struct PinEntry(Locked);

impl PinEntry {
    /// Adds a digit `0`–`9`; a seventh is ignored.
    pub fn push(&mut self, digit: u8) {
        if self.0.len() < LENGTH && digit <= 9 {
            self.0.push(&[b'0' + digit]);
        }
    }

    /// Takes the last digit back.
    pub fn delete(&mut self) {
        self.0.truncate(self.0.len().saturating_sub(1));
    }

    /// Wipes everything keyed so far.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// How many digits are keyed, 0 to 6.
    #[must_use]
    pub fn count(&self) -> usize {
        self.0.len()
    }

    /// Hands the complete PIN out, the very page it was keyed into, and begins anew; `None` while digits are missing.
    pub fn take(&mut self) -> Option<Pin> {
        (self.count() == LENGTH).then(|| Pin(self.0.take()))
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
        assert!(entry.0.is_empty());
    }
}
