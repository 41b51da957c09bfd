//! The longest sign-in: a warning some minutes before its end, and the end itself.

use std::time::{Duration, Instant};

use egui::Context;

use crate::ui::worker::SessionEnds;

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
    /// When it began here; what the desk said earlier was about the one before.
    begun: Option<Instant>,
}

impl Limit {
    /// A sign-in began, or the same person gave their password again.
    pub(super) fn begin_anew(&mut self) {
        *self = Self { is_warned: false, begun: Some(Instant::now()) };
    }

    /// Looks at the clock, and asks to be called again when something is due.
    pub(super) fn watch(&mut self, ctx: &Context, ends: Option<SessionEnds>) -> Stand {
        let Some(ends) = ends.filter(|ends| self.begun.is_none_or(|begun| ends.told > begun)) else {
            return Stand::Fine;
        };
        let left = ends.at.saturating_duration_since(Instant::now());
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

    fn stand(limit: &mut Limit, left: u64) -> Stand {
        let told = Instant::now();
        limit.watch(&Context::default(), Some(SessionEnds { at: told + Duration::from_secs(left), told }))
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
        let told = Instant::now();
        let mut limit = Limit::default();
        limit.begin_anew();
        assert_eq!(limit.watch(&Context::default(), Some(SessionEnds { at: told, told })), Stand::Fine);
        assert_eq!(stand(&mut limit, 0), Stand::Over);
    }
}
