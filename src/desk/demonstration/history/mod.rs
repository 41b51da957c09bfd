//! What happened at a made-up window: day after day of visits as the desk would have written them.
//!
//! The generator keeps each holder's PINs beside the entries, so that both tell the same story at the end.

use jiff::{SignedDuration, Timestamp, civil::Date};

mod oddities;
mod person;
mod visits;

pub(super) use self::{oddities::Oddity, person::Person};
use super::{people::Step, random::Random};
use crate::{
    domain::{
        audit::{Action as Log, Draft, Outcome, Subject},
        settings::Settings,
        staff::{Role, StaffNumber},
        time,
        visit::VisitSerial,
    },
    ledger,
    store::{Approval, VisitRow},
};

/// The window serves at most so many people a day.
const MOST_VISITS: u32 = 300;
/// No visit makes more entries than this.
const LONGEST_VISIT: u64 = 16;
/// What is written after the last visit of a day.
const CLOSING: u64 = 4;
/// Clerks who take turns at the window, each day in another order.
const CLERKS: usize = 3;
/// What a change of clerks writes.
const CHANGE: u64 = 2;
/// What [`History::plain_visit`] writes.
const PLAIN_VISIT: u64 = 4;

/// One day, ready to be written.
#[derive(Default)]
pub(super) struct Day {
    pub(super) entries: Vec<(Timestamp, Draft)>,
    pub(super) visits: Vec<VisitRow>,
    pub(super) approvals: Vec<Approval>,
}

/// Writes days, one after the other.
pub(super) struct History<'a> {
    random: Random,
    people: &'a mut [Person],
    /// The first so many people have stories of their own and are left alone otherwise.
    specials: usize,
    settings: &'a Settings,
    clerks: [StaffNumber; CLERKS],
    supervisors: [StaffNumber; 2],
    administrator: StaffNumber,
    /// Pseudonyms and masks of numbers that are not in the register.
    strangers: &'a [(Subject, String)],
    /// Pseudonym of a staff number that nobody has.
    unknown_staff: String,
    /// Entries before this day.
    size: u64,
    day: Day,
    date: Date,
    now: Timestamp,
    step: SignedDuration,
    clerk: usize,
    /// Which supervisor is there.
    approver: usize,
    visit: Option<VisitSerial>,
    /// No approval is refused.
    is_lenient: bool,
    /// Who was turned away today; they do not come back the same day.
    refused: Vec<usize>,
}

impl<'a> History<'a> {
    pub(super) fn new(
        people: &'a mut [Person],
        specials: usize,
        settings: &'a Settings,
        staff: [StaffNumber; CLERKS + 3],
        strangers: &'a [(Subject, String)],
        unknown_staff: String,
    ) -> Self {
        let [first, second, third, supervisor, other, administrator] = staff;
        Self {
            random: Random::seeded(2026),
            people,
            specials,
            settings,
            clerks: [first, second, third],
            supervisors: [supervisor, other],
            administrator,
            strangers,
            unknown_staff,
            size: 0,
            day: Day::default(),
            date: Date::constant(2026, 1, 1),
            now: Timestamp::UNIX_EPOCH,
            step: SignedDuration::ZERO,
            clerk: 0,
            approver: 0,
            visit: None,
            is_lenient: false,
            refused: Vec::new(),
        }
    }

    /// One day of about `target` entries, with what special holders came for and what is odd about it; on the `last` day
    /// exactly so many.
    pub(super) fn day(
        &mut self,
        date: Date,
        size: u64,
        target: u64,
        stories: &[(usize, Step)],
        oddities: &[Oddity],
        last: bool,
    ) -> Day {
        self.date = date;
        self.size = size;
        self.now = at(date, 8, 50);
        // An hour less than the day has: checks take time of their own.
        let pace = 7 * 3600 * 1000 / i64::try_from(target.max(1)).unwrap_or(i64::MAX);
        self.step = SignedDuration::from_millis(pace.clamp(500, 40_000));
        let first = usize::from(date.day().unsigned_abs()) % CLERKS;
        self.clerk = first;
        self.refused.clear();
        let evening: u64 = oddities.iter().map(|odd| odd.evening_entries()).sum();
        let target = target.saturating_sub(evening);
        self.open_day(oddities);
        let mut waiting = stories.iter();
        for shift in 0..CLERKS as u64 {
            if shift > 0 {
                self.change_clerks((first + usize::try_from(shift).unwrap_or_default()) % CLERKS);
            }
            let end = if shift + 1 == CLERKS as u64 { target } else { target * (shift + 1) / CLERKS as u64 };
            let is_over = |history: &Self| history.count() + LONGEST_VISIT + CLOSING + CHANGE > end;
            if shift == 1 {
                // Hardly a day without a number that the register does not have.
                self.stranger();
            }
            self.within_shift(shift, oddities);
            for (who, step) in waiting.by_ref().take(stories.len().div_ceil(CLERKS)) {
                self.tell(*who, *step);
            }
            while !is_over(self) && self.day.visits.len() < MOST_VISITS as usize {
                self.anyone();
            }
        }
        if last {
            self.fill(target.saturating_sub(CLOSING));
        }
        self.close_day();
        self.after_hours(oddities);
        std::mem::take(&mut self.day)
    }

    /// Brings the day to exactly so many entries: whole visits, then a locked screen, and at most one number that the
    /// register does not have.
    fn fill(&mut self, entries: u64) {
        while self.count() + PLAIN_VISIT <= entries {
            self.plain_visit();
        }
        if self.count() + 2 <= entries {
            self.write_as(Role::Clerk, Draft::new(Log::ScreenLock, Outcome::Done).with("idle", true));
            self.write_as(Role::Clerk, Draft::new(Log::ScreenUnlock, Outcome::Done));
        }
        while self.count() < entries {
            self.stranger();
        }
    }

    /// Another clerk takes the window over.
    fn change_clerks(&mut self, clerk: usize) {
        self.write_as(Role::Clerk, Draft::new(Log::SignOut, Outcome::Done));
        self.clerk = clerk;
        self.write_as(Role::Clerk, Draft::new(Log::SignIn, Outcome::Done));
    }

    fn count(&self) -> u64 {
        self.day.entries.len() as u64
    }

    fn open_day(&mut self, oddities: &[Oddity]) {
        self.write(Draft::new(Log::Start, Outcome::Done).with("version", env!("CARGO_PKG_VERSION")));
        self.before_hours(oddities);
        match self.random.below(6) {
            0 => self.write_as(Role::Clerk, Draft::new(Log::SignIn, Outcome::Failed).with("left", 4_u32)),
            1 => {
                let unknown = Draft::new(Log::SignIn, Outcome::Failed).with("left", 4_u32);
                self.write(Draft { staff: Some(self.unknown_staff.clone()), ..unknown });
            }
            _ => {}
        }
        self.write_as(Role::Clerk, Draft::new(Log::SignIn, Outcome::Done));
        self.now = self.now.max(at(self.date, 9, 0));
    }

    fn close_day(&mut self) {
        self.write_as(Role::Clerk, Draft::new(Log::SignOut, Outcome::Done));
        self.write_as(Role::Supervisor, Draft::new(Log::SignIn, Outcome::Done));
        let size = self.size + self.count();
        if self.random.percent(20) {
            let export = Draft::new(Log::Export, Outcome::Done)
                .with("format", "csv")
                .with("from", self.date.to_string())
                .with("entries", self.count())
                .with("sha256", data_encoding::HEXLOWER.encode(&ledger::leaf_hash(self.date.to_string().as_bytes()).0));
            self.write_as(Role::Supervisor, export);
        } else {
            self.write_as(Role::Supervisor, Draft::new(Log::Verification, Outcome::Done).with("size", size));
        }
        self.write_as(Role::Supervisor, Draft::new(Log::SignOut, Outcome::Done));
    }

    fn write_as(&mut self, role: Role, draft: Draft) {
        let staff = match role {
            Role::Supervisor => &self.supervisors[self.approver],
            Role::Administrator => &self.administrator,
            Role::Clerk => &self.clerks[self.clerk],
        };
        let draft = Draft { staff: Some(staff.as_str().to_owned()), role: Some(role), ..draft };
        self.write(draft);
    }

    fn write(&mut self, draft: Draft) {
        let jitter = i32::try_from(self.random.below(1200)).unwrap_or_default() + 400;
        self.now = stamp(time::later(self.now, self.step * jitter / 1000));
        self.day.entries.push((self.now, draft));
    }
}

/// Whole milliseconds, as the store and the log keep them.
fn stamp(at: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

/// A moment of a day by the office's clock.
pub(super) fn at(day: Date, hour: i8, minute: i8) -> Timestamp {
    time::beijing().to_timestamp(day.at(hour, minute, 0, 0)).unwrap_or(Timestamp::UNIX_EPOCH)
}
