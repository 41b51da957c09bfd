//! What a supervisor would find on the worklist of this office: a few things a month, each of them plausible.

use jiff::{SignedDuration, Timestamp};

use super::{History, at};
use crate::{
    desk::session::TRIES_BEFORE_LOCK,
    domain::{
        audit::{Action as Log, Draft, Outcome},
        pin::Action,
        staff::Role,
        visit::RefusalReason,
    },
};

/// One odd thing about a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::desk::demonstration) enum Oddity {
    /// The third clerk looks up six people who are not there.
    Curious,
    /// One clerk turns somebody away, the next one lets them pass eleven minutes later.
    SecondWindow,
    /// The first clerk comes back in the evening for one reset.
    Evening,
    /// Somebody has the same PIN reset for a second time.
    Again,
    /// A clerk cannot remember the password in the morning.
    Forgotten,
}

/// Entries of an evening: signing in and out, and a visit of four.
const EVENING: u64 = 6;
/// Look-ups of a curious day.
const CURIOUS: usize = 6;

impl Oddity {
    /// How many days before the last one each happens.
    pub(in crate::desk::demonstration) const CALENDAR: [(usize, Self); 8] = [
        (0, Self::Curious),
        (0, Self::SecondWindow),
        (1, Self::Evening),
        (2, Self::Again),
        (4, Self::Forgotten),
        (6, Self::Curious),
        (8, Self::Evening),
        (10, Self::SecondWindow),
    ];

    /// Entries it needs after the day is closed.
    pub(super) fn evening_entries(self) -> u64 {
        if self == Self::Evening { EVENING } else { 0 }
    }
}

impl History<'_> {
    /// Wrong passwords until the account locks, and the administrator who opens it.
    pub(super) fn before_hours(&mut self, oddities: &[Oddity]) {
        if !oddities.contains(&Oddity::Forgotten) {
            return;
        }
        for left in (0..TRIES_BEFORE_LOCK).rev() {
            let failed = Draft::new(Log::SignIn, Outcome::Failed);
            let failed = if left > 0 { failed.with("left", left) } else { failed.with("locked", true) };
            self.write_as(Role::Clerk, failed);
        }
        self.write_as(Role::Administrator, Draft::new(Log::SignIn, Outcome::Done));
        let about = self.clerks[self.clerk].as_str().to_owned();
        self.write_as(Role::Administrator, Draft::new(Log::StaffUnlock, Outcome::Done).with("about", about));
        self.write_as(Role::Administrator, Draft::new(Log::SignOut, Outcome::Done));
    }

    /// What is odd about one clerk's turn at the window, counted from 0.
    pub(super) fn within_shift(&mut self, shift: u64, oddities: &[Oddity]) {
        let is_third = self.clerk == 2;
        if oddities.contains(&Oddity::Curious) && is_third {
            for _ in 0..CURIOUS {
                self.for_nothing();
            }
        }
        if oddities.contains(&Oddity::SecondWindow) && shift == 0 {
            self.second_window();
        }
        if oddities.contains(&Oddity::Again) && shift == 1 {
            self.again();
        }
    }

    /// Somebody is looked up, and nothing comes of it; then an ordinary visit.
    fn for_nothing(&mut self) {
        if let Some((who, ..)) = self.visitor() {
            self.look_up(who);
            self.close(who, false);
        }
        self.anyone();
    }

    fn second_window(&mut self) {
        let Some((who, kind, action)) = self.visitor() else { return };
        self.look_up(who);
        self.refuse(who, RefusalReason::PhotoMismatch);
        self.close(who, true);
        let refused = self.now;
        self.change_clerks((self.clerk + 1) % super::CLERKS);
        self.now = self.now.max(crate::domain::time::later(refused, SignedDuration::from_mins(9)));
        self.look_up(who);
        self.now = self.now.max(crate::domain::time::later(refused, SignedDuration::from_mins(11)));
        self.check(who);
        self.is_lenient = true;
        let concluded = self.act(who, action, kind);
        self.is_lenient = false;
        self.close(who, concluded);
    }

    /// Whoever had a PIN reset last before this day comes again.
    fn again(&mut self) {
        let morning = at(self.date, 0, 0);
        let newest = (self.specials..self.people.len()).filter_map(|who| {
            let resets = self.people[who].resets.iter().enumerate();
            let last = |resets: &[Timestamp]| resets.last().copied().filter(|last| *last < morning);
            resets.filter_map(|(kind, resets)| last(resets).map(|at| (at, kind))).max().map(|last| (last, who))
        });
        let Some(((_, kind), who)) = newest.max() else { return };
        let kind = crate::domain::pin::PinKind::ALL[kind];
        self.look_up(who);
        self.check(who);
        self.is_lenient = true;
        let concluded = self.act(who, Action::Reset, kind);
        self.is_lenient = false;
        self.close(who, concluded);
    }

    /// One reset at a quarter to ten in the evening.
    pub(super) fn after_hours(&mut self, oddities: &[Oddity]) {
        if !oddities.contains(&Oddity::Evening) {
            return;
        }
        self.clerk = 0;
        self.now = self.now.max(at(self.date, 21, 44));
        self.write_as(Role::Clerk, Draft::new(Log::SignIn, Outcome::Done));
        let reset = (0..200).find_map(|_| self.visitor().filter(|(.., action)| *action == Action::Reset));
        if let Some((who, kind, action)) = reset {
            self.look_up(who);
            self.check(who);
            let concluded = self.act(who, action, kind);
            self.close(who, concluded);
        }
        self.write_as(Role::Clerk, Draft::new(Log::SignOut, Outcome::Done));
    }
}
