//! Argon2id with a pepper (RFC 9106), for PINs and staff passwords.

use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher as _, PasswordVerifier as _, Version,
    password_hash::{self, phc},
};
use serde::{Deserialize, Serialize};

use super::secret::Key;

/// What one hash costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashingCost {
    /// Memory, KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl HashingCost {
    /// What an office uses: 64 MiB, three passes, one lane (RFC 9106, second recommended option, one lane for old
    /// two-core desks).
    pub const PRODUCTION: Self = Self { memory_kib: 64 * 1024, passes: 3, lanes: 1 };
    /// What tests use. A store made with it opens only as a demonstration.
    pub const CHEAP: Self = Self { memory_kib: 64, passes: 1, lanes: 1 };

    /// Whether an office may serve people with these costs.
    #[must_use]
    pub fn is_strong(self) -> bool {
        self.memory_kib >= Self::PRODUCTION.memory_kib && self.passes >= Self::PRODUCTION.passes
    }
}

/// Why hashing failed.
#[derive(Debug, thiserror::Error)]
pub enum HashingError {
    /// Argon2 refused: out of memory, or costs out of range.
    #[error("argon2: {0}")]
    Argon2(#[from] argon2::Error),
    /// The stored hash cannot be read, or was made by another pepper or scheme.
    #[error("stored hash: {0}")]
    Stored(password_hash::Error),
    /// A stored hash whose text is not a PHC string.
    #[error("stored hash is not a PHC string: {0}")]
    Phc(phc::Error),
}

/// Hashes and checks with one pepper.
pub struct Hasher {
    pepper: Key,
    cost: HashingCost,
}

impl Hasher {
    /// A hasher with a pepper and costs.
    #[must_use]
    pub fn new(pepper: Key, cost: HashingCost) -> Self {
        Self { pepper, cost }
    }

    fn argon2(&self) -> Result<Argon2<'_>, HashingError> {
        let params = Params::new(self.cost.memory_kib, self.cost.passes, self.cost.lanes, None)?;
        Ok(Argon2::new_with_secret(self.pepper.bytes(), Algorithm::Argon2id, Version::V0x13, params)?)
    }

    /// The PHC string of a secret, with a salt of its own.
    ///
    /// # Errors
    /// Out of memory, or the random source failed.
    pub fn hash(&self, secret: &[u8]) -> Result<String, HashingError> {
        let hash = self.argon2()?.hash_password(secret).map_err(HashingError::Stored)?;
        Ok(hash.to_string())
    }

    /// Whether the secret belongs to the stored hash. Costs are those of the stored hash.
    ///
    /// # Errors
    /// The stored text is not a hash this program made, or memory ran out.
    pub fn verify(&self, secret: &[u8], stored: &str) -> Result<bool, HashingError> {
        let hash = PasswordHash::new(stored).map_err(HashingError::Phc)?;
        match self.argon2()?.verify_password(secret, &hash) {
            Ok(()) => Ok(true),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(HashingError::Stored(error)),
        }
    }

    /// Spends the time of one check on nothing, so that an unknown account answers no sooner than a known one.
    ///
    /// # Errors
    /// Out of memory.
    pub fn waste(&self, secret: &[u8]) -> Result<(), HashingError> {
        let mut out = [0; 32];
        self.argon2()?.hash_password_into(secret, b"no such account.", &mut out)?;
        Ok(())
    }
}

impl std::fmt::Debug for Hasher {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Hasher").field("cost", &self.cost).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_checks_only_with_its_secret_and_its_pepper() {
        let hasher = Hasher::new(Key::from_bytes(&[1; 32]), HashingCost::CHEAP);
        let other = Hasher::new(Key::from_bytes(&[2; 32]), HashingCost::CHEAP);
        let stored = hasher.hash(b"135792").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1$"));
        assert!(hasher.verify(b"135792", &stored).unwrap());
        assert!(!hasher.verify(b"135793", &stored).unwrap());
        assert!(!other.verify(b"135792", &stored).unwrap());
        assert_ne!(hasher.hash(b"135792").unwrap(), stored, "every hash has its own salt");
        assert!(hasher.verify(b"135792", "not a hash").is_err());
    }

    #[test]
    fn only_the_full_cost_serves_people() {
        assert!(HashingCost::PRODUCTION.is_strong());
        assert!(!HashingCost::CHEAP.is_strong());
    }
}
