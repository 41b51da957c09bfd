//! Whether the date can be believed, and the supervisor who looks at a calendar when it cannot.

use jiff::{Timestamp, civil::Date};

use super::{Desk, DeskError};
use crate::domain::{
    audit::{Action, Draft, Outcome},
    staff::Role,
    time,
};

/// The computer's date is further from what it should be than anything explains.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateDoubt {
    /// Until when it was certain.
    pub certain_until: Timestamp,
    /// What the computer says now.
    pub today: Date,
    /// The computer is ahead, so work waits. One that is behind counts as standing where it was; who knows that it is right
    /// now may say so, and until then nothing waits.
    pub stops: bool,
}

impl Desk {
    /// What is doubtful about the date; `None` while it can be believed.
    #[must_use]
    pub fn date_doubt(&self) -> Option<DateDoubt> {
        let (reckoning, now) = (self.books.reckoning(), self.clock.now());
        let ahead = reckoning.certain_until();
        let certain_until = ahead.or_else(|| reckoning.is_behind(now))?;
        Some(DateDoubt { certain_until, today: time::day(now), stops: ahead.is_some() })
    }

    /// A supervisor says that today is this day; it is an entry, and work goes on.
    ///
    /// # Errors
    /// Not a supervisor; nothing is doubtful; or the computer says another day by now, so that nobody confirms what they
    /// did not see.
    pub fn confirm_date(&mut self, day: Date) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        let Some(doubt) = self.date_doubt() else { return Err(DeskError::OutOfOrder) };
        self.counter_is_open()?;
        let staff = self.books.read(|tx| Ok(tx.staff(&author.staff)?))?.ok_or(DeskError::NoSuchStaff)?;
        if let Some((error, _)) = self.not_yet_trusted(&staff) {
            return Err(error);
        }
        if doubt.today != day {
            return Err(DeskError::DateUnconfirmed);
        }
        let draft = Draft::new(Action::DateConfirm, Outcome::Done)
            .with("certain_until", format!("{:.3}", doubt.certain_until))
            .with("day", day.to_string());
        self.books.confirm_date(self.clock.now(), &author, draft)
    }

    /// Refuses what depends on the date while nobody can say what it is.
    pub(super) fn date_is_certain(&self) -> Result<(), DeskError> {
        match self.books.reckoning().certain_until() {
            None => Ok(()),
            Some(_) => Err(DeskError::DateUnconfirmed),
        }
    }

    /// Writes it down if the wall was set, before anything is judged by it.
    pub(super) fn mind_the_clock(&mut self) -> Result<(), DeskError> {
        if self.books.clock_was_set() {
            self.books.write(self.clock.now(), |_| Ok(()))?;
        }
        Ok(())
    }

    /// Today by the wall as it counts: never a day before what was written already.
    pub(super) fn today_counted(&self) -> Date {
        time::day(self.books.reckoning().counted(self.clock.now()))
    }
}
