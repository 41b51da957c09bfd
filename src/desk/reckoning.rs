//! What the log says of the wall clock, and what may be believed of it.
//!
//! Every time the wall is set, the [books](super::books) find out by the other hand of the [clock](super::clock) and
//! write an entry that says from where. From these entries alone follows how long something has really lasted, whether
//! the wall stands behind what was written already, and whether it stands so far from what it should show that a
//! supervisor must look at a calendar. So neither a restart nor another clock forgets any of it.

use jiff::{SignedDuration, Timestamp};

use crate::domain::{
    audit::{Action, Detail, Value},
    time,
};

/// A wall that stands further than this ahead of where it should is no small matter: the date waits for a supervisor.
/// Longer than a weekend, shorter than anything worth gaining by it. One that stands behind gains nobody anything: it counts
/// as standing at the last entry.
pub(super) const UNEXPLAINED: SignedDuration = SignedDuration::from_hours(72);

/// The wall was set back; the particular says from where.
pub(super) const BACK_FROM: &str = "back_from";
/// The wall was set ahead; the particular says from where.
pub(super) const FORWARD_FROM: &str = "forward_from";
/// The machine was off, or another one, for longer than is explained; the particular says since when.
pub(super) const GAP_FROM: &str = "gap_from";

/// The wall was set: where it stood, and where it stood then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    from: Timestamp,
    to: Timestamp,
}

/// What the entries on the wall clock come to. Without any, the wall is believed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Reckoning {
    /// In the order of the log.
    steps: Vec<Step>,
    /// The wall counts as standing here at least.
    floor: Option<Timestamp>,
    /// How far the wall is ahead of where time alone would have brought it since the date was last certain.
    off: SignedDuration,
    /// Until when the date was certain; `None` while it is.
    certain_until: Option<Timestamp>,
}

impl Reckoning {
    /// Takes in an entry of [`Action::ClockStep`] or [`Action::DateConfirm`]; others say nothing of the wall.
    pub(super) fn take(&mut self, at: Timestamp, action: Action, detail: &Detail) {
        let moment = |key: &str| match detail.get(key) {
            Some(Value::Text(text)) => text.parse::<Timestamp>().ok(),
            _ => None,
        };
        match action {
            Action::DateConfirm => {
                (self.floor, self.off, self.certain_until) = (None, SignedDuration::ZERO, None);
            }
            Action::ClockStep => {
                if let Some(from) = moment(GAP_FROM) {
                    self.moved(from, at);
                } else if let Some(from) = moment(BACK_FROM).or_else(|| moment(FORWARD_FROM)) {
                    self.steps.push(Step { from, to: at });
                    self.moved(from, at);
                }
            }
            _ => {}
        }
    }

    fn moved(&mut self, from: Timestamp, to: Timestamp) {
        let by = to.duration_since(from);
        if by.is_negative() {
            // What only undoes an earlier leap ahead takes nothing back that time had brought.
            let undone = self.off.max(SignedDuration::ZERO).min(-by);
            let floor = time::earlier(from, undone);
            self.floor = Some(self.floor.map_or(floor, |known| known.max(floor)));
        }
        self.off = self.off.saturating_add(by);
        self.certain_until = match self.certain_until {
            _ if self.off <= UNEXPLAINED => None,
            Some(known) => Some(known),
            None => Some(from),
        };
    }

    /// Until when the date was certain, while it is not.
    pub(super) fn certain_until(&self) -> Option<Timestamp> {
        self.certain_until
    }

    /// Where the wall counts as standing, while that is so far ahead of it that a supervisor should look.
    pub(super) fn is_behind(&self, wall: Timestamp) -> Option<Timestamp> {
        self.floor.filter(|floor| floor.duration_since(wall) > UNEXPLAINED)
    }

    /// The wall as it counts: never earlier than what was written, unless a supervisor said that it is.
    pub(super) fn counted(&self, wall: Timestamp) -> Timestamp {
        self.floor.map_or(wall, |floor| wall.max(floor))
    }

    /// The time that really passed from a moment of the wall until now, however the wall was set in between. A moment that
    /// the wall showed twice is the later one, and one that it leapt over is where it landed: the less is counted.
    fn passed(&self, since: Timestamp, now: Timestamp) -> SignedDuration {
        let mut passed = SignedDuration::ZERO;
        let mut until = now;
        for step in self.steps.iter().rev() {
            if (step.to..=until).contains(&since) {
                return passed.saturating_add(until.duration_since(since));
            }
            passed = passed.saturating_add(until.duration_since(step.to).max(SignedDuration::ZERO));
            if (step.from..step.to).contains(&since) && since != step.from {
                return passed;
            }
            until = step.from;
        }
        passed.saturating_add(until.duration_since(since).max(SignedDuration::ZERO))
    }

    /// When a lock that began at a moment of the wall and lasts so long will be over; `None` if it is over by both hands.
    pub(super) fn ends(&self, began: Timestamp, lasts: SignedDuration, now: Timestamp) -> Option<Timestamp> {
        let by_wall = time::later(began, lasts);
        let passed = self.passed(began, now);
        if self.counted(now) >= by_wall && passed >= lasts {
            return None;
        }
        Some(by_wall.max(time::later(now, lasts.saturating_sub(passed))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::{Draft, Outcome};

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn set(reckoning: &mut Reckoning, key: &str, from: &str, to: &str) {
        let draft = Draft::new(Action::ClockStep, Outcome::Done).with(key, from);
        reckoning.take(at(to), Action::ClockStep, &draft.detail);
    }

    const QUARTER: SignedDuration = SignedDuration::from_mins(15);

    #[test]
    fn a_leap_ahead_lifts_no_lock() {
        let mut reckoning = Reckoning::default();
        let locked = at("2026-11-22T04:00:00Z");
        assert_eq!(reckoning.ends(locked, QUARTER, at("2026-11-22T04:14:59Z")), Some(at("2026-11-22T04:15:00Z")));
        assert_eq!(reckoning.ends(locked, QUARTER, at("2026-11-22T04:15:00Z")), None);
        set(&mut reckoning, FORWARD_FROM, "2026-11-22T04:01:00Z", "2026-11-23T04:01:00Z");
        assert_eq!(reckoning.ends(locked, QUARTER, at("2026-11-23T04:01:00Z")), Some(at("2026-11-23T04:15:00Z")));
        assert_eq!(reckoning.ends(locked, QUARTER, at("2026-11-23T04:15:00Z")), None);
        let after = at("2026-11-23T04:02:00Z");
        assert_eq!(reckoning.ends(after, QUARTER, at("2026-11-23T04:17:00Z")), None, "what began since is not held up");
    }

    #[test]
    fn a_clock_set_back_holds_a_lock_until_the_wall_has_caught_up() {
        let mut reckoning = Reckoning::default();
        let locked = at("2026-11-22T04:00:00Z");
        set(&mut reckoning, BACK_FROM, "2026-11-22T04:05:00Z", "2026-11-22T03:05:00Z");
        assert_eq!(reckoning.counted(at("2026-11-22T03:05:00Z")), at("2026-11-22T04:05:00Z"));
        assert!(reckoning.ends(locked, QUARTER, at("2026-11-22T03:16:00Z")).is_some());
        assert_eq!(reckoning.ends(locked, QUARTER, at("2026-11-22T04:15:00Z")), None);
    }

    #[test]
    fn back_and_ahead_again_counts_what_passed_since_it_landed() {
        let mut reckoning = Reckoning::default();
        let locked = at("2026-11-22T04:00:00Z");
        set(&mut reckoning, BACK_FROM, "2026-11-22T04:01:00Z", "2026-11-22T02:00:00Z");
        set(&mut reckoning, FORWARD_FROM, "2026-11-22T02:01:00Z", "2026-11-22T04:14:00Z");
        assert_eq!(reckoning.ends(locked, QUARTER, at("2026-11-22T04:26:00Z")), Some(at("2026-11-22T04:29:00Z")));
        assert_eq!(reckoning.ends(locked, QUARTER, at("2026-11-22T04:29:00Z")), None, "from where it landed");
    }

    #[test]
    fn the_date_is_doubted_three_days_ahead_and_certain_again_when_the_clock_is_put_right() {
        let mut reckoning = Reckoning::default();
        set(&mut reckoning, FORWARD_FROM, "2026-11-22T04:00:00Z", "2026-11-25T04:00:00Z");
        assert_eq!(reckoning.certain_until(), None, "three days are not more than three days");
        set(&mut reckoning, FORWARD_FROM, "2026-11-25T05:00:00Z", "2026-11-25T05:00:03Z");
        assert_eq!(reckoning.certain_until(), Some(at("2026-11-25T05:00:00Z")), "small steps add up");
        set(&mut reckoning, BACK_FROM, "2026-11-25T06:00:00Z", "2026-11-22T06:00:00Z");
        assert_eq!(reckoning.certain_until(), None);
        assert_eq!(
            reckoning.counted(at("2026-11-22T06:00:00Z")),
            at("2026-11-22T06:00:00Z"),
            "put right, not set back"
        );
        set(&mut reckoning, GAP_FROM, "2026-11-22T06:00:00Z", "2027-11-22T06:00:00Z");
        assert!(reckoning.certain_until().is_some());
        reckoning.take(at("2027-11-22T06:01:00Z"), Action::DateConfirm, &Detail::new());
        assert_eq!(reckoning.certain_until(), None);
    }

    #[test]
    fn entries_at_the_ends_of_the_calendar_are_survived() {
        let ends = [Timestamp::MIN, at("2026-11-22T04:00:00Z"), Timestamp::MAX];
        for (from, to) in ends.iter().flat_map(|from| ends.iter().map(move |to| (*from, *to))) {
            for key in [BACK_FROM, FORWARD_FROM, GAP_FROM] {
                let mut reckoning = Reckoning::default();
                for _ in 0..3 {
                    set(&mut reckoning, key, &from.to_string(), &to.to_string());
                    set(&mut reckoning, key, "not a moment", &to.to_string());
                }
                for (began, now) in ends.iter().flat_map(|from| ends.iter().map(move |to| (*from, *to))) {
                    let _ = (reckoning.ends(began, QUARTER, now), reckoning.counted(now));
                    let _ = reckoning.ends(began, SignedDuration::MAX, now);
                }
            }
        }
    }
}
