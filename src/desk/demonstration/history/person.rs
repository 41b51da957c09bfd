//! A holder as far as the history needs them.

use jiff::{SignedDuration, Timestamp};

use crate::{
    domain::{
        audit::Subject,
        card::CardStatus,
        id_number::IdKind,
        pin::{Action, PinKind},
        settings::Settings,
        visit::ApprovalReason,
    },
    store::Credential,
};

/// A holder as far as the history needs them.
pub(in crate::desk::demonstration) struct Person {
    pub(in crate::desk::demonstration) row: i64,
    pub(in crate::desk::demonstration) subject: Subject,
    pub(in crate::desk::demonstration) mask: String,
    pub(in crate::desk::demonstration) kind: IdKind,
    pub(in crate::desk::demonstration) card: CardStatus,
    pub(in crate::desk::demonstration) pins: [Credential; 2],
    /// Whether the history touched the PIN of a kind.
    pub(in crate::desk::demonstration) touched: [bool; 2],
    pub(super) resets: [Vec<Timestamp>; 2],
    pub(super) unlocks: [Vec<Timestamp>; 2],
    pub(super) doubtful: Option<Timestamp>,
}

impl Person {
    pub(in crate::desk::demonstration) fn new(
        row: i64,
        subject: Subject,
        mask: String,
        kind: IdKind,
        card: CardStatus,
        pins: [Credential; 2],
    ) -> Self {
        let none = || [Vec::new(), Vec::new()];
        Self {
            row,
            subject,
            mask,
            kind,
            card,
            pins,
            touched: [false; 2],
            resets: none(),
            unlocks: none(),
            doubtful: None,
        }
    }

    pub(super) fn pin(&mut self, kind: PinKind, change: impl FnOnce(&mut Credential)) {
        change(&mut self.pins[kind as usize]);
        self.touched[kind as usize] = true;
    }

    /// Why a supervisor must consent now.
    pub(super) fn approval_due(
        &self,
        action: Action,
        kind: PinKind,
        settings: &Settings,
        now: Timestamp,
    ) -> Vec<ApprovalReason> {
        let within =
            |at: &Timestamp, days: u32| now.duration_since(*at) <= SignedDuration::from_hours(24 * i64::from(days));
        let mut reasons = Vec::new();
        let lately = |at: &Timestamp| within(at, settings.repeat_reset_days);
        if action == Action::Reset && self.resets[kind as usize].iter().rev().any(lately) {
            reasons.push(ApprovalReason::RepeatReset);
        }
        if self.doubtful.is_some_and(|at| within(&at, settings.doubtful_check_days)) {
            reasons.push(ApprovalReason::DoubtfulCheck);
        }
        let unlocks = self.unlocks[kind as usize].iter().filter(|at| within(at, 365)).count();
        if action == Action::Unlock && unlocks >= settings.free_unlocks_per_year as usize {
            reasons.push(ApprovalReason::ManyUnlocks);
        }
        reasons
    }
}
