//! The document a holder brings: its kind, its expiry, and what does not fit together.
//!
//! First-generation cards have been void since 2013-01-01 (居民身份证法 art. 23) and are not offered at all.

mod expiry;

pub use expiry::{Expired, Expiry, ExpiryError, ExpiryWarning, check_expiry};

use serde::{Deserialize, Serialize};

use super::id_number::IdKind;

/// 证件种类: what the clerk holds in hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// 居民身份证.
    ResidentCard,
    /// 临时居民身份证: three months, no chip.
    TemporaryCard,
    /// 港澳台居民居住证.
    ResidencePermit,
    /// 外国人永久居留身份证.
    ForeignPermanentCard,
    /// Any other: passport, household register, the social-security card itself.
    Other,
}

impl DocumentKind {
    /// Every kind, in the order the screen lists them.
    pub const ALL: [Self; 5] =
        [Self::ResidentCard, Self::TemporaryCard, Self::ResidencePermit, Self::ForeignPermanentCard, Self::Other];

    /// The word of the log and the store.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::ResidentCard => "resident_card",
            Self::TemporaryCard => "temporary_card",
            Self::ResidencePermit => "residence_permit",
            Self::ForeignPermanentCard => "foreign_permanent_card",
            Self::Other => "other",
        }
    }

    /// Reads the word of the log and the store.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The resident card of a holder with this kind of ID number: the document the screen offers first.
    ///
    /// The permit and the foreign card *are* the resident card of their holders: each is the one card with a chip
    /// that carries the holder's own number and is made to be used as one (港澳台居民居住证申领发放办法; GA 2102-2023).
    #[must_use]
    pub fn resident_card_of(kind: IdKind) -> Self {
        match kind {
            IdKind::Citizen | IdKind::CitizenOld15 => Self::ResidentCard,
            IdKind::ResidencePermit(_) => Self::ResidencePermit,
            IdKind::ForeignPermanent2023 | IdKind::ForeignPermanent2017 => Self::ForeignPermanentCard,
        }
    }

    /// Whether a holder with this kind of ID number can have such a document at all.
    #[must_use]
    pub fn fits(self, kind: IdKind) -> bool {
        match self {
            Self::Other => true,
            Self::TemporaryCard => Self::resident_card_of(kind) == Self::ResidentCard,
            _ => self == Self::resident_card_of(kind),
        }
    }

    /// Whether a supervisor's approval is due because it is not the holder's resident card.
    #[must_use]
    pub fn needs_approval(self, kind: IdKind) -> bool {
        self != Self::resident_card_of(kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_holders_own_resident_card_needs_no_approval() {
        for kind in IdKind::ALL {
            let free: Vec<_> = DocumentKind::ALL.into_iter().filter(|d| !d.needs_approval(kind)).collect();
            assert_eq!(free, [DocumentKind::resident_card_of(kind)], "{kind:?}");
            assert!(free[0].fits(kind));
            assert!(DocumentKind::Other.fits(kind));
        }
        assert!(DocumentKind::TemporaryCard.fits(IdKind::Citizen));
        assert!(!DocumentKind::TemporaryCard.fits(IdKind::ForeignPermanent2023));
        assert!(!DocumentKind::ResidentCard.fits(IdKind::ForeignPermanent2017));
        for kind in DocumentKind::ALL {
            assert_eq!(DocumentKind::from_code(kind.code()), Some(kind));
        }
    }
}
