//! The recovery code, in two halves for two people to keep: one half opens nothing.

use zeroize::Zeroizing;

use super::{OneTimeCode, Password};

/// A recovery code as it is made: each half is shown once, to its keeper.
#[derive(Debug)]
pub struct RecoveryCode {
    /// 前半: the administrator's.
    pub first: OneTimeCode,
    /// 后半: the supervisor's.
    pub second: OneTimeCode,
}

impl RecoveryCode {
    /// A fresh random code: 100 bits a half.
    ///
    /// # Errors
    /// The operating system's random source failed.
    pub fn generate() -> Result<Self, getrandom::Error> {
        Ok(Self { first: OneTimeCode::generate()?, second: OneTimeCode::generate()? })
    }

    /// The secret to hash: both halves, one after the other.
    #[must_use]
    pub fn secret(&self) -> Password {
        joined(&self.first.secret(), &self.second.secret())
    }
}

/// Both halves as typed by their keepers. A code of an office that had only one is its first half, and nothing.
#[derive(Debug)]
pub struct RecoveryHalves {
    /// 前半.
    pub first: Password,
    /// 后半.
    pub second: Password,
}

impl RecoveryHalves {
    /// The secret to compare: case, spaces and dashes do not matter.
    #[must_use]
    pub fn secret(&self) -> Password {
        joined(&OneTimeCode::typed(&self.first), &OneTimeCode::typed(&self.second))
    }
}

fn joined(first: &Password, second: &Password) -> Password {
    let both = Zeroizing::new([first.bytes(), second.bytes()].concat());
    Password::new(&both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_halves_in_their_order_and_nothing_less_are_the_code() {
        let code = RecoveryCode::generate().unwrap();
        let halves = |first: &str, second: &str| {
            let typed = |text: &str| Password::new(text.to_lowercase().as_bytes());
            RecoveryHalves { first: typed(first), second: typed(second) }.secret().matches(&code.secret())
        };
        let (first, second) = (code.first.shown(), code.second.shown());
        assert!(halves(&first, &second));
        for (a, b) in [(&first, &first), (&second, &first), (&second, &second)] {
            assert!(!halves(a, b));
        }
        assert!(!halves(&first, "") && !halves("", &second) && !halves("", ""));
    }
}
