//! How often in a minute: look-ups, reveals, refusals and the like are bounded for each person, because a flood of them
//! tries one number after the other, or buries what should be seen.
//!
//! Counted is what stands in the log, so that neither signing out nor a restart begins a new count. One entry a minute says
//! that there were too many: an entry each would be the flood itself.

use jiff::SignedDuration;

use super::{Desk, DeskError, books::Author};
use crate::domain::{
    audit::{Action, Draft, Outcome},
    time,
};

/// What is bounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pace {
    /// 查询.
    LookUps,
    /// 显示号码.
    Reveals,
    /// 核验不通过.
    Refusals,
    /// Consents and refusals of a supervisor at the sheet.
    Approvals,
    /// 导出.
    Exports,
    /// 暂停密码办理.
    Holds,
    /// 恢复办理.
    Releases,
}

/// The word of an entry that says so.
pub(super) const TOO_OFTEN: &str = "too_often";
/// The span that is counted.
const SPAN: SignedDuration = SignedDuration::from_mins(1);
/// Exports, holds and releases a minute: each takes a person longer than this to think of.
const MOST_OTHERS: u32 = 10;

impl Pace {
    fn action(self) -> (Action, Option<Outcome>) {
        match self {
            Self::LookUps => (Action::LookUp, None),
            Self::Reveals => (Action::Reveal, None),
            Self::Refusals => (Action::IdentityCheck, Some(Outcome::Refused)),
            Self::Approvals => (Action::Approval, None),
            Self::Exports => (Action::Export, None),
            Self::Holds => (Action::Hold, None),
            Self::Releases => (Action::Release, None),
        }
    }
}

/// Wrong passwords a minute of everybody at this program together, after which no further one is tried: each is an entry.
const MOST_FAILED: u32 = 30;

impl Desk {
    /// Refuses another password after a minute full of wrong ones. Those are entries already, so this is none.
    ///
    /// # Errors
    /// [`DeskError::TooOften`], or the log could not be read.
    pub(super) fn keep_pace_of_passwords(&mut self, purpose: Action) -> Result<(), DeskError> {
        let since = time::earlier(self.clock.now(), SPAN);
        let failed = self.books.read(|tx| Ok(tx.failed_since(purpose, since)?))?;
        if failed < u64::from(MOST_FAILED) { Ok(()) } else { Err(DeskError::TooOften { most: MOST_FAILED }) }
    }

    /// Refuses what a person does more often in a minute than the office allows.
    ///
    /// # Errors
    /// [`DeskError::TooOften`], or the log could not be read or written.
    pub(super) fn keep_pace(&mut self, author: &Author, pace: Pace) -> Result<(), DeskError> {
        let most = match pace {
            Pace::LookUps => self.settings.look_ups_per_minute,
            Pace::Reveals => self.settings.reveals_per_minute,
            Pace::Refusals | Pace::Approvals => self.settings.refusals_per_minute,
            Pace::Exports | Pace::Holds | Pace::Releases => MOST_OTHERS,
        };
        let (action, outcome) = pace.action();
        let now = self.clock.now();
        let (count, told) =
            self.books.read(|tx| Ok(tx.pace_of(&author.staff, action, outcome, time::earlier(now, SPAN))?))?;
        if count < u64::from(most) {
            return Ok(());
        }
        if told == 0 {
            let draft = Draft::new(action, Outcome::Refused).with("reason", TOO_OFTEN);
            self.books.write(now, |pen| pen.write_as(author, draft))?;
        }
        Err(DeskError::TooOften { most })
    }
}
