//! The physical card: its number and its status (AAZ502).

use serde::{Deserialize, Serialize};

use super::pin::{Action, PinKind};

/// Card status, the ministry's field AAZ502.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CardStatus {
    /// 0 封存: made but not yet handed over.
    NotEnabled,
    /// 1 正常.
    Normal,
    /// 2 正式挂失: reported lost, to be replaced.
    Lost,
    /// 3 应用锁定: the social-security application on the chip is locked.
    ApplicationLocked,
    /// 4 临时挂失: reported lost by telephone.
    TemporarilyLost,
    /// 9 注销: cancelled.
    Cancelled,
}

impl CardStatus {
    /// Every status, in the order of its code.
    pub const ALL: [Self; 6] =
        [Self::NotEnabled, Self::Normal, Self::Lost, Self::ApplicationLocked, Self::TemporarilyLost, Self::Cancelled];

    /// The AAZ502 code, 0–9.
    #[must_use]
    pub fn code(self) -> u8 {
        match self {
            Self::NotEnabled => 0,
            Self::Normal => 1,
            Self::Lost => 2,
            Self::ApplicationLocked => 3,
            Self::TemporarilyLost => 4,
            Self::Cancelled => 9,
        }
    }

    /// The status of an AAZ502 code.
    #[must_use]
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.code() == code)
    }

    /// Whether the card lets this action on this PIN kind happen at all; the PIN's own state decides afterwards.
    #[must_use]
    pub fn permits(self, action: Action, kind: PinKind) -> bool {
        match self {
            Self::Normal => true,
            Self::ApplicationLocked => kind == PinKind::Electronic || matches!(action, Action::Unlock | Action::Reset),
            Self::NotEnabled | Self::Lost | Self::TemporarilyLost | Self::Cancelled => false,
        }
    }
}

/// 社保卡卡号: `[A-Z0-9]{8,20}`; the form differs by place.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct CardNumber(String);

impl CardNumber {
    /// Reads a card number as typed: surrounding space and lower case are slips.
    ///
    /// Returns `None` unless 8 to 20 letters and digits remain.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim().to_ascii_uppercase();
        let fits = (8..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_alphanumeric());
        fits.then_some(Self(text))
    }

    /// The number itself.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for CardNumber {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("CardNumber(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn card_status_decides_which_actions_may_be_tried() {
        for action in Action::ALL {
            for kind in PinKind::ALL {
                for status in CardStatus::ALL {
                    let expected = match status.code() {
                        1 => true,
                        3 => kind == PinKind::Electronic || action == Action::Unlock || action == Action::Reset,
                        _ => false,
                    };
                    assert_eq!(status.permits(action, kind), expected, "{status:?} {action:?} {kind:?}");
                }
            }
        }
    }

    #[test]
    fn card_numbers_are_8_to_20_letters_and_digits() {
        assert_eq!(CardNumber::parse(" a1234567 ").map(|c| c.as_str().to_owned()), Some("A1234567".into()));
        for bad in ["", "A123456", "A12345678901234567890", "A12345-7", "卡12345678"] {
            assert!(CardNumber::parse(bad).is_none(), "{bad}");
        }
    }
}
