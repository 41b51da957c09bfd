//! The longest sign-in: a warning some minutes before its end, and the end itself.

use std::time::Duration;

use egui::Context;

use crate::{desk::Moment, ui::worker::SessionEnds};

/// So long before the end somebody is told.
const WARNED_BEFORE: Duration = Duration::from_secs(10 * 60);

/// How a sign-in stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// There is time, or it was said already.
    Fine,
    /// Said once: so many minutes are left.
    Soon(u64),
    /// The password is due.
    Over,
}

/// What was said of this sign-in.
#[derive(Debug, Default)]
pub(super) struct Limit {
    is_warned: bool,
    /// What the desk had said when it began here was about the one before.
    begun: Option<u64>,
}

impl Limit {
    /// A sign-in began, or the same person gave their password again; `told` is the newest the desk said.
    pub(super) fn begin_anew(&mut self, told: u64) {
        *self = Self { is_warned: false, begun: Some(told) };
    }

    /// Looks at the clock, and asks to be called again when something is due.
    pub(super) fn watch(&mut self, ctx: &Context, ends: Option<SessionEnds>, now: Moment) -> Stand {
        let Some(ends) = ends.filter(|ends| self.begun.is_none_or(|begun| ends.told > begun)) else {
            return Stand::Fine;
        };
        let left = ends.at.left(now, ends.left);
        if left.is_zero() {
            return Stand::Over;
        }
        if left > WARNED_BEFORE {
            self.is_warned = false;
            ctx.request_repaint_after(left - WARNED_BEFORE);
            return Stand::Fine;
        }
        ctx.request_repaint_after(left);
        if std::mem::replace(&mut self.is_warned, true) {
            Stand::Fine
        } else {
            Stand::Soon(left.as_secs().div_ceil(60))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Moment = Moment { wall: jiff::Timestamp::UNIX_EPOCH, uptime: Duration::ZERO };

    fn after(seconds: u64) -> Moment {
        let wall = jiff::Timestamp::from_second(i64::try_from(seconds).unwrap()).unwrap();
        Moment { wall, uptime: Duration::from_secs(seconds) }
    }

    fn stand(limit: &mut Limit, left: u64) -> Stand {
        let ends = SessionEnds { left: Duration::from_secs(left), at: NOW, told: 7 };
        limit.watch(&Context::default(), Some(ends), NOW)
    }

    #[test]
    fn a_sign_in_is_warned_of_its_end_once() {
        let mut limit = Limit::default();
        assert_eq!(stand(&mut limit, 3600), Stand::Fine);
        assert_eq!(stand(&mut limit, 595), Stand::Soon(10));
        assert_eq!(stand(&mut limit, 300), Stand::Fine);
        assert_eq!(stand(&mut limit, 0), Stand::Over);
    }

    #[test]
    fn what_was_said_of_the_sign_in_before_does_not_end_this_one() {
        let mut limit = Limit::default();
        limit.begin_anew(7);
        assert_eq!(stand(&mut limit, 0), Stand::Fine);
        limit.begin_anew(6);
        assert_eq!(stand(&mut limit, 0), Stand::Over);
    }

    #[test]
    fn a_night_of_sleep_ends_a_sign_in_although_the_desk_said_nothing_since() {
        let ends = SessionEnds { left: Duration::from_secs(3600), at: NOW, told: 1 };
        let mut limit = Limit::default();
        let context = Context::default();
        assert_eq!(limit.watch(&context, Some(ends), after(1800)), Stand::Fine);
        assert_eq!(limit.watch(&context, Some(ends), after(3600)), Stand::Over);
        let set_back = Moment { uptime: Duration::from_secs(3600), ..NOW };
        assert_eq!(limit.watch(&context, Some(ends), set_back), Stand::Over);
        let set_ahead = Moment { uptime: Duration::ZERO, ..after(3600) };
        assert_eq!(limit.watch(&context, Some(ends), set_ahead), Stand::Over);
    }
}
