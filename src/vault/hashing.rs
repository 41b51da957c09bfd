//! Argon2id with a pepper (RFC 9106), for PINs and staff passwords.
//!
//! Every hash says, as Argon2's associated data, whom it belongs to. Somebody who can write to the database but does
//! not have the pepper can neither make a hash of a secret they know nor put one they own in another's place.

use argon2::{
    Algorithm, Argon2, AssociatedData, Params, ParamsBuilder, PasswordHash, PasswordHasher as _, PasswordVerifier as _,
    Version,
    password_hash::{self, phc},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

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

    fn argon2(&self, owner: &str) -> Result<Argon2<'_>, HashingError> {
        let params = ParamsBuilder::new()
            .m_cost(self.cost.memory_kib)
            .t_cost(self.cost.passes)
            .p_cost(self.cost.lanes)
            .data(AssociatedData::new(&mark_of(owner))?)
            .build()?;
        Ok(Argon2::new_with_secret(self.pepper.bytes(), Algorithm::Argon2id, Version::V0x13, params)?)
    }

    /// The PHC string of an owner's secret, with a salt of its own. It is good for nobody else.
    ///
    /// # Errors
    /// Out of memory, or the random source failed.
    pub fn hash(&self, secret: &[u8], owner: &str) -> Result<String, HashingError> {
        let hash = self.argon2(owner)?.hash_password(secret).map_err(HashingError::Stored)?;
        Ok(hash.to_string())
    }

    /// Whether the secret belongs to the stored hash, and the stored hash to the owner. Costs are those of the stored
    /// hash; a hash of somebody else's takes as long and is never right.
    ///
    /// # Errors
    /// The stored text is not a hash this program made, or memory ran out.
    pub fn verify(&self, secret: &[u8], owner: &str, stored: &str) -> Result<bool, HashingError> {
        let hash = PasswordHash::new(stored).map_err(HashingError::Phc)?;
        match self.argon2(owner)?.verify_password(secret, &hash) {
            Ok(()) => Ok(belongs(&hash, owner)),
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
        self.argon2("")?.hash_password_into(secret, b"no such account.", &mut out)?;
        Ok(())
    }
}

/// Whether a stored hash says that it belongs to an owner. It may lie: a mark that was rewritten spoils the hash, which
/// only [`Hasher::verify`] with the secret can tell.
#[must_use]
pub fn is_marked_as(stored: &str, owner: &str) -> bool {
    PasswordHash::new(stored).is_ok_and(|hash| belongs(&hash, owner))
}

fn belongs(hash: &PasswordHash, owner: &str) -> bool {
    Params::try_from(hash).is_ok_and(|params| params.data() == mark_of(owner))
}

/// Argon2 takes at most 32 bytes of associated data.
fn mark_of(owner: &str) -> [u8; 32] {
    Sha256::digest(owner).into()
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
        let stored = hasher.hash(b"135792", "Ann").unwrap();
        assert!(stored.starts_with("$argon2id$v=19$m=64,t=1,p=1,data="));
        assert!(hasher.verify(b"135792", "Ann", &stored).unwrap());
        assert!(!hasher.verify(b"135793", "Ann", &stored).unwrap());
        assert!(!other.verify(b"135792", "Ann", &stored).unwrap());
        assert_ne!(hasher.hash(b"135792", "Ann").unwrap(), stored, "every hash has its own salt");
        assert!(hasher.verify(b"135792", "Ann", "not a hash").is_err());
    }

    #[test]
    fn a_hash_is_good_for_its_owner_alone_whatever_is_written_on_it() {
        let hasher = Hasher::new(Key::from_bytes(&[1; 32]), HashingCost::CHEAP);
        let anns = hasher.hash(b"135792", "Ann").unwrap();
        assert!(is_marked_as(&anns, "Ann") && !is_marked_as(&anns, "Bea"));
        assert!(!hasher.verify(b"135792", "Bea", &anns).unwrap());
        let beas = hasher.hash(b"864209", "Bea").unwrap();
        let mark = |hash: &str| hash.split_once("data=").unwrap().1.split('$').next().unwrap().to_owned();
        let relabelled = anns.replace(&mark(&anns), &mark(&beas));
        assert!(is_marked_as(&relabelled, "Bea"), "{relabelled}");
        for (secret, owner) in [(b"135792", "Ann"), (b"135792", "Bea"), (b"864209", "Bea")] {
            assert!(!hasher.verify(secret, owner, &relabelled).unwrap());
        }
        let unmarked = anns.replace(&format!(",data={}", mark(&anns)), "");
        assert!(!is_marked_as(&unmarked, "Ann") && !hasher.verify(b"135792", "Ann", &unmarked).unwrap());
    }

    #[test]
    fn only_the_full_cost_serves_people() {
        assert!(HashingCost::PRODUCTION.is_strong());
        assert!(!HashingCost::CHEAP.is_strong());
    }
}
