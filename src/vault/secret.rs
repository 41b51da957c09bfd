//! Secrets, each on a locked page of its own, wiped when dropped. None of them can be cloned, shown or serialised.

use zeroize::Zeroizing;

use crate::memory::Locked;

/// A 32-byte key.
pub struct Key(Locked);

impl Key {
    /// A fresh random key.
    ///
    /// # Errors
    /// The operating system's random source failed.
    pub fn generate() -> Result<Self, getrandom::Error> {
        Ok(Self(Locked::filled(32, getrandom::fill)?))
    }

    /// A key from its bytes.
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        Self(Locked::copy_of(bytes))
    }

    /// The bytes, for the cipher that needs them.
    #[must_use]
    pub fn bytes(&self) -> &[u8; 32] {
        self.0.first_chunk().unwrap_or(&[0; 32])
    }
}

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(…)")
    }
}

/// A staff password as typed: at most 128 bytes of UTF-8, kept in place and wiped.
pub struct Password(Locked);

/// Why a new staff password is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordRefusal {
    /// Fewer than [`Password::SHORTEST`] characters.
    TooShort,
    /// On the list of passwords that everyone tries, or one character over and over.
    Common,
    /// The staff number, alone or repeated.
    StaffNumber,
    /// The same as the one it replaces.
    Unchanged,
}

impl PasswordRefusal {
    /// The word that names the message.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::TooShort => "too_short",
            Self::Common => "common",
            Self::StaffNumber => "staff_number",
            Self::Unchanged => "unchanged",
        }
    }
}

impl Password {
    /// Longest password, in bytes.
    pub const CAPACITY: usize = 128;
    /// Shortest new password, in characters.
    pub const SHORTEST: usize = 12;

    /// A password from its UTF-8 bytes; what goes past [`Self::CAPACITY`] is not a password this program ever set.
    #[must_use]
    pub fn new(text: &[u8]) -> Self {
        Self(Locked::copy_of(text.get(..Self::CAPACITY).unwrap_or(text)))
    }

    /// The bytes typed.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Whether both are the same, in constant time for equal lengths.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.0.matches(&other.0)
    }

    /// Whether the password may become that of `staff_number`.
    ///
    /// # Errors
    /// The first rule it breaks (DESIGN: at least 12 characters, not on a list, not the staff number).
    pub fn acceptable(&self, staff_number: &str) -> Result<(), PasswordRefusal> {
        let text = Zeroizing::new(String::from_utf8_lossy(self.bytes()).to_lowercase());
        if text.chars().count() < Self::SHORTEST {
            return Err(PasswordRefusal::TooShort);
        }
        if weak_password(&text) {
            return Err(PasswordRefusal::Common);
        }
        let rest = Zeroizing::new(text.replace(&staff_number.to_lowercase(), ""));
        if rest.chars().filter(|c| c.is_alphanumeric()).count() < 6 && rest.len() < text.len() {
            return Err(PasswordRefusal::StaffNumber);
        }
        Ok(())
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// Words of twelve letters and more are rare on lists; what people do is repeat and pad a short one.
const COMMON_STEMS: &[&str] = &[
    "password",
    "passw0rd",
    "p@ssw0rd",
    "qwertyuiop",
    "qwerty",
    "asdfghjkl",
    "zxcvbnm",
    "1q2w3e4r5t",
    "1qaz2wsx",
    "abcdefghijkl",
    "administrator",
    "admin",
    "letmein",
    "welcome",
    "iloveyou",
    "woaini",
    "shebao",
    "mima",
    "pindesk",
    "changeme",
    "1234567890",
    "0987654321",
    "123456789",
    "12345678",
    "123456",
    "88888888",
    "66666666",
    "5201314",
];

/// Whether a lower-case password is built from what everyone tries: one short piece repeated, or a stem of the list
/// with fewer than six other characters.
#[must_use]
pub fn weak_password(lower: &str) -> bool {
    let chars = Zeroizing::new(lower.chars().collect::<Vec<_>>());
    let repeats = (1..=4).any(|period| chars.iter().zip(chars.iter().skip(period)).all(|(a, b)| a == b));
    let steps = chars.windows(2).all(|pair| (pair[1] as i64 - pair[0] as i64).abs() == 1);
    let mut rest = Zeroizing::new(lower.to_owned());
    for stem in COMMON_STEMS {
        let without = rest.replace(stem, "");
        *rest = without;
    }
    let padded = rest.len() < lower.len() && rest.chars().count() < 6;
    repeats || steps || padded
}

/// A code shown once and typed by hand: 20 characters in groups of five, 100 bits, no look-alike letters.
pub struct OneTimeCode(Locked);

impl OneTimeCode {
    /// Characters, without the dashes between groups.
    pub const LENGTH: usize = 20;
    const ALPHABET: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// A fresh random code.
    ///
    /// # Errors
    /// The operating system's random source failed.
    pub fn generate() -> Result<Self, getrandom::Error> {
        let code = Locked::filled(Self::LENGTH, |code| {
            getrandom::fill(code)?;
            for byte in code {
                *byte = Self::ALPHABET[usize::from(*byte & 31)];
            }
            Ok(())
        });
        code.map(Self)
    }

    /// The code as shown, `ABCDE-FGHJK-…`; wiped when dropped.
    #[must_use]
    pub fn shown(&self) -> Zeroizing<String> {
        let mut text = Zeroizing::new(String::with_capacity(Self::LENGTH + 3));
        for (i, byte) in self.0.iter().enumerate() {
            if i > 0 && i % 5 == 0 {
                text.push('-');
            }
            text.push(char::from(*byte));
        }
        text
    }

    /// The secret to hash for a code as shown.
    #[must_use]
    pub fn secret(&self) -> Password {
        Password::new(&self.0)
    }

    /// Reads a code as typed: case, spaces and dashes do not matter. What is not a code hashes to nothing known.
    #[must_use]
    pub fn typed(password: &Password) -> Password {
        let mut text = Locked::new();
        for byte in password.bytes().iter().filter(|b| b.is_ascii_alphanumeric()) {
            text.push(&[byte.to_ascii_uppercase()]);
        }
        Password(text)
    }
}

impl std::fmt::Debug for OneTimeCode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("OneTimeCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weak_staff_passwords_are_refused_with_the_reason() {
        let table = [
            ("short", PasswordRefusal::TooShort),
            ("eleven-char", PasswordRefusal::TooShort),
            ("aaaaaaaaaaaa", PasswordRefusal::Common),
            ("abcabcabcabc", PasswordRefusal::Common),
            ("123456789012", PasswordRefusal::Common),
            ("Password1234", PasswordRefusal::Common),
            ("abcdefghijkl", PasswordRefusal::Common),
            ("clerk01clerk01", PasswordRefusal::StaffNumber),
            ("clerk01-2026", PasswordRefusal::StaffNumber),
        ];
        for (text, refusal) in table {
            assert_eq!(Password::new(text.as_bytes()).acceptable("clerk01"), Err(refusal), "{text}");
        }
        for text in ["three green lamps", "窗口前的三盏绿灯照着石阶上", "Tk9-umbra-lint-47"] {
            assert_eq!(Password::new(text.as_bytes()).acceptable("clerk01"), Ok(()), "{text}");
        }
    }

    #[test]
    fn a_one_time_code_reads_back_however_it_is_typed() {
        let code = OneTimeCode::generate().unwrap();
        let shown = code.shown();
        assert_eq!(shown.len(), 23);
        let slips = format!(" {} ", shown.to_lowercase().replace('-', " "));
        assert!(OneTimeCode::typed(&Password::new(slips.as_bytes())).matches(&code.secret()));
    }

    #[test]
    fn debug_prints_no_secret() {
        assert_eq!(format!("{:?}", Password::new(b"three green lamps")), "Password(…)");
        assert_eq!(format!("{:?}", Key::from_bytes(&[7; 32])), "Key(…)");
    }
}
