//! One visit after the other, as the desk would have written them.

use jiff::SignedDuration;

use super::{History, stamp};
use crate::{
    desk::{deed::log_action, demonstration::people::Step, reckoning::Reckoning},
    domain::{
        audit::{Action as Log, Draft, Outcome, Typed},
        document::DocumentKind,
        free_text::{FreeText, REMARK_LIMIT},
        pin::{Action, PinKind, PinState, applicable},
        staff::Role,
        visit::{ApprovalReason, RefusalReason, VisitSerial},
    },
    store::{Approval, Credential, VisitRow},
};

impl History<'_> {
    /// A visit of somebody ordinary; now and then of somebody the register does not have, or who leaves at once.
    pub(super) fn anyone(&mut self) {
        if self.random.below(250) == 0 {
            return self.stranger();
        }
        let Some((who, kind, action)) = self.visitor() else { return self.stranger() };
        self.look_up(who);
        match self.random.below(200) {
            0 => return self.close(who, false),
            1..10 => {
                let reason = self.random.of(&RefusalReason::ALL);
                self.refuse(who, reason);
                return self.close(who, true);
            }
            10..16 => self.write_about(who, Draft::new(Log::Reveal, Outcome::Done)),
            _ => {}
        }
        self.check(who);
        let concluded = self.something(who, kind, action);
        if concluded && self.random.percent(8) && self.wish(who, kind.other()).is_some() {
            self.write_about(who, Draft::new(Log::IdentityConfirm, Outcome::Done));
            if let Some(action) = self.wish(who, kind.other()) {
                self.something(who, kind.other(), action);
            }
        }
        self.close(who, concluded);
    }

    /// An ordinary person with something to do at the window: they came for a reason.
    pub(super) fn visitor(&mut self) -> Option<(usize, PinKind, Action)> {
        let ordinary = self.people.len().checked_sub(self.specials).filter(|ordinary| *ordinary > 0)?;
        for _ in 0..200 {
            let who = self.specials + self.random.below(ordinary);
            let kind = self.random.of(&PinKind::ALL);
            if self.refused.contains(&who) {
                continue;
            }
            if let Some(action) = self.wish(who, kind) {
                return Some((who, kind, action));
            }
        }
        None
    }

    /// What somebody comes for, if card and state of the PIN let them have anything. Hardly anybody forgets a PIN twice
    /// in a month.
    fn wish(&mut self, who: usize, kind: PinKind) -> Option<Action> {
        let state = self.state(who, kind);
        let person = &self.people[who];
        let days = self.settings.worklist.reset_days.max(self.settings.repeat_reset_days);
        let lately = person.resets[kind as usize]
            .last()
            .is_some_and(|at| self.now.duration_since(*at) <= SignedDuration::from_hours(24 * (i64::from(days) + 1)));
        let known = person.pins[kind as usize].changed_at.is_some();
        let action = match state {
            PinState::Unset => Action::Set,
            PinState::Locked if lately => Action::Unlock,
            PinState::Locked => self.random.of(&[Action::Unlock, Action::Reset]),
            PinState::Active if !known => Action::Reset,
            PinState::Active if lately => self.random.of(&[Action::Change, Action::Verify]),
            PinState::Active => self.random.of(&[Action::Reset, Action::Change, Action::Change, Action::Verify]),
        };
        let person = &self.people[who];
        let fits = person.card.permits(action, kind) && applicable(action, state).is_ok();
        fits.then_some(action)
    }

    /// Does what somebody came for, with its mishaps; true when something was finished.
    fn something(&mut self, who: usize, kind: PinKind, action: Action) -> bool {
        match self.random.below(200) {
            0 => {
                self.write_kind(who, action, kind, Outcome::Abandoned, |draft| draft.with("reason", "cancelled"));
                false
            }
            6..18 if action == Action::Verify => {
                self.wrong(who, kind, 1);
                self.right(who, kind);
                true
            }
            18..34 if action == Action::Verify => {
                self.lock(who, kind);
                true
            }
            _ => self.act(who, action, kind),
        }
    }

    /// A visit of exactly [`PLAIN_VISIT`](super::PLAIN_VISIT) entries: somebody tries a PIN and it is right, or has it
    /// unlocked.
    pub(super) fn plain_visit(&mut self) {
        let plain = (0..200).find_map(|_| {
            let (who, kind, action) = self.visitor()?;
            let person = &self.people[who];
            let due = person.approval_due(action, kind, self.settings, self.now);
            (matches!(action, Action::Verify | Action::Unlock) && due.is_empty()).then_some((who, kind, action))
        });
        let Some((who, kind, action)) = plain else {
            for _ in 0..super::PLAIN_VISIT {
                self.stranger();
            }
            return;
        };
        self.look_up(who);
        self.check(who);
        self.act(who, action, kind);
        self.close(who, true);
    }

    /// What a special holder came for.
    pub(super) fn tell(&mut self, who: usize, step: Step) {
        self.look_up(who);
        match step {
            Step::Doubtful => self.refuse(who, RefusalReason::PhotoMismatch),
            Step::New(kind, _) => {
                self.check(who);
                let action = if self.state(who, kind) == PinState::Unset { Action::Set } else { Action::Reset };
                self.act(who, action, kind);
            }
            Step::Unlock(kind) => {
                self.check(who);
                self.act(who, Action::Unlock, kind);
            }
            Step::Lock(kind) => {
                self.check(who);
                self.lock(who, kind);
            }
            Step::Wrong(kind, tries) => {
                self.check(who);
                self.wrong(who, kind, tries);
                self.write_kind(who, Action::Verify, kind, Outcome::Abandoned, |draft| {
                    draft.with("reason", "cancelled")
                });
            }
            Step::LockedByRegister(_) => {}
        }
        let concluded = !matches!(step, Step::Wrong(..) | Step::LockedByRegister(_));
        self.close(who, concluded);
    }

    pub(super) fn stranger(&mut self) {
        let serial = self.open(None);
        let (subject, mask) = self.strangers[self.random.below(self.strangers.len())].clone();
        let draft = Draft::new(Log::LookUp, Outcome::Failed).with("reason", "not_found");
        self.write_as(Role::Clerk, Draft { visit: Some(serial), subject: Some(subject), mask: Some(mask), ..draft });
        let now = self.now;
        if let Some(visit) = self.day.visits.last_mut() {
            (visit.opened_at, visit.closed_at) = (now, Some(now));
        }
        self.visit = None;
    }

    pub(super) fn open(&mut self, holder: Option<i64>) -> VisitSerial {
        let counter = u32::try_from(self.day.visits.len() + 1).unwrap_or(u32::MAX);
        let serial = VisitSerial::new(self.date, &self.settings.seat, counter);
        self.day.visits.push(VisitRow {
            serial: serial.clone(),
            staff: self.clerks[self.clerk].clone(),
            holder,
            opened_at: self.now,
            closed_at: None,
            acted: false,
        });
        self.visit = Some(serial.clone());
        serial
    }

    pub(super) fn look_up(&mut self, who: usize) {
        self.open(Some(self.people[who].row));
        self.write_about(who, Draft::new(Log::LookUp, Outcome::Done));
        let now = self.now;
        if let Some(visit) = self.day.visits.last_mut() {
            visit.opened_at = now;
        }
    }

    pub(super) fn check(&mut self, who: usize) {
        let document = DocumentKind::resident_card_of(self.people[who].kind);
        let expiry =
            format!("20{}-0{}-1{}", 28 + self.random.below(18), 1 + self.random.below(9), self.random.below(9));
        let check = Draft::new(Log::IdentityCheck, Outcome::Done);
        // Nobody here is quicker than a check can be; an entry comes after some time of its own.
        let opened = self.day.visits.last().map(|visit| visit.opened_at);
        let seconds = i64::from(self.settings.worklist.check_seconds);
        if let Some(earliest) = opened.and_then(|at| at.checked_add(SignedDuration::from_secs(seconds)).ok()) {
            self.now = self.now.max(earliest);
        }
        self.write_about(who, check.with("document", document.code()).with("expiry", expiry));
    }

    pub(super) fn refuse(&mut self, who: usize, reason: RefusalReason) {
        let document = DocumentKind::resident_card_of(self.people[who].kind);
        let check = Draft::new(Log::IdentityCheck, Outcome::Refused);
        self.write_about(who, check.with("document", document.code()).with("reason", reason.code()));
        self.refused.push(who);
        if reason.is_doubtful() {
            self.people[who].doubtful = Some(self.now);
        }
    }

    /// Approval where it is due, rejected PINs, and the action itself; false when the supervisor refused.
    pub(super) fn act(&mut self, who: usize, action: Action, kind: PinKind) -> bool {
        let reasons = self.people[who].approval_due(action, kind, self.settings, self.now);
        self.approver = self.random.below(self.supervisors.len());
        if !reasons.is_empty() && !self.approved(who, action, kind, &reasons) {
            return false;
        }
        if action.asks_new() {
            for refusals in 1..=u32::from(self.random.percent(15)) + u32::from(self.random.percent(5)) {
                self.write_kind(who, action, kind, Outcome::Refused, |draft| {
                    draft.with("refusals", refusals).with("ended", false)
                });
            }
        }
        if action == Action::Verify {
            self.right(who, kind);
            return true;
        }
        let supervisor = self.supervisors[self.approver].as_str().to_owned();
        self.write_kind(who, action, kind, Outcome::Done, |draft| {
            if reasons.is_empty() { draft } else { draft.with("approved_by", supervisor) }
        });
        let now = stamp(self.now);
        let person = &mut self.people[who];
        person.pin(kind, |pin| {
            (pin.state, pin.tries, pin.locked_at) = (PinState::Active, 0, None);
            if action.asks_new() {
                pin.changed_at = Some(now);
            }
        });
        match action {
            Action::Reset => person.resets[kind as usize].push(now),
            Action::Unlock => person.unlocks[kind as usize].push(now),
            _ => {}
        }
        self.acted();
        true
    }

    pub(super) fn approved(&mut self, who: usize, action: Action, kind: PinKind, reasons: &[ApprovalReason]) -> bool {
        let granted = self.random.percent(90) || self.is_lenient;
        let words: Vec<_> = reasons.iter().map(|reason| reason.code()).collect();
        let remark = if granted { "本人在场，证件核对无误" } else { "理由不足" };
        let remark = FreeText::parse(remark, REMARK_LIMIT).unwrap_or_default();
        let outcome = if granted { Outcome::Done } else { Outcome::Refused };
        let draft = Draft { kind: Some(kind), ..Draft::new(Log::Approval, outcome) }
            .with("action", action.code())
            .with("reasons", words.join(" "))
            .saying(Typed::Remark, &remark);
        let draft = self.about(who, draft);
        self.write_as(Role::Supervisor, draft);
        if let Some(visit) = self.visit.clone().filter(|_| granted) {
            let id = format!("{}-{}", self.date, self.day.approvals.len());
            let (supervisor, granted_at) = (self.supervisors[self.approver].clone(), stamp(self.now));
            // Whoever gets it uses it.
            self.day.approvals.push(Approval { id, visit, action, kind, supervisor, granted_at, spent: true });
        }
        granted
    }

    pub(super) fn wrong(&mut self, who: usize, kind: PinKind, tries: u32) {
        let before = self.effective(who, kind);
        for tries in before.tries + 1..=before.tries + tries {
            let left = self.settings.tries_before_lock.saturating_sub(tries);
            self.write_kind(who, Action::Verify, kind, Outcome::Failed, |draft| draft.with("left", left));
            self.people[who].pin(kind, |pin| *pin = Credential { tries, ..before.clone() });
        }
    }

    pub(super) fn right(&mut self, who: usize, kind: PinKind) {
        self.write_kind(who, Action::Verify, kind, Outcome::Done, |draft| draft);
        let before = self.effective(who, kind);
        self.people[who].pin(kind, |pin| *pin = Credential { tries: 0, ..before });
        self.acted();
    }

    pub(super) fn lock(&mut self, who: usize, kind: PinKind) {
        let limit = self.settings.tries_before_lock;
        let before = self.effective(who, kind).tries;
        self.wrong(who, kind, limit.saturating_sub(before + 1));
        let draft = Draft { kind: Some(kind), ..Draft::new(Log::PinLock, Outcome::Done) };
        self.write_about(who, draft.with("tries", limit).with("during", Action::Verify.code()));
        let now = stamp(self.now);
        self.people[who].pin(kind, |pin| {
            (pin.state, pin.tries, pin.locked_at) = (PinState::Locked, limit, Some(now));
        });
    }

    pub(super) fn state(&self, who: usize, kind: PinKind) -> PinState {
        self.effective(who, kind).state
    }

    /// The PIN as it counts now: an electronic lock lifts itself.
    pub(super) fn effective(&self, who: usize, kind: PinKind) -> Credential {
        let pin = self.people[who].pins[kind as usize].clone();
        crate::desk::visit::effective(pin, kind, self.settings, &Reckoning::default(), self.now)
    }

    pub(super) fn acted(&mut self) {
        if let Some(visit) = self.day.visits.last_mut() {
            visit.acted = true;
        }
    }

    pub(super) fn close(&mut self, who: usize, concluded: bool) {
        let outcome = if concluded { Outcome::Done } else { Outcome::Abandoned };
        self.write_about(who, Draft::new(Log::VisitClose, outcome));
        let now = self.now;
        if let Some(visit) = self.day.visits.last_mut() {
            visit.closed_at = Some(now);
        }
        self.visit = None;
    }

    pub(super) fn write_kind(
        &mut self,
        who: usize,
        action: Action,
        kind: PinKind,
        outcome: Outcome,
        with: impl FnOnce(Draft) -> Draft,
    ) {
        self.write_about(who, with(Draft { kind: Some(kind), ..Draft::new(log_action(action), outcome) }));
    }

    pub(super) fn write_about(&mut self, who: usize, draft: Draft) {
        let draft = self.about(who, draft);
        self.write_as(Role::Clerk, draft);
    }

    pub(super) fn about(&self, who: usize, draft: Draft) -> Draft {
        let person = &self.people[who];
        Draft {
            visit: self.visit.clone(),
            subject: Some(person.subject.clone()),
            mask: Some(person.mask.clone()),
            ..draft
        }
    }
}
