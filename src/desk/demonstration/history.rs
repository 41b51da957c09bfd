//! What happened at a made-up window: day after day of visits as the desk would have written them.
//!
//! The generator keeps each holder's PINs beside the entries, so that both tell the same story at the end.

use jiff::{SignedDuration, Timestamp, civil::Date};

use super::{people::Step, random::Random};
use crate::{
    desk::pins::log_action,
    domain::{
        audit::{Action as Log, Draft, Outcome, Subject},
        card::CardStatus,
        document::DocumentKind,
        id_number::IdKind,
        pin::{Action, PinKind, PinState, applicable},
        settings::Settings,
        staff::{Role, StaffNumber},
        time,
        visit::{ApprovalReason, RefusalReason, VisitSerial},
    },
    ledger,
    store::{Credential, VisitRow},
};

/// The window serves at most so many people a day.
const MOST_VISITS: u32 = 300;
/// No visit makes more entries than this.
const LONGEST_VISIT: u64 = 16;
/// What is written after the last visit of a day.
const CLOSING: u64 = 4;

/// A holder as far as the history needs them.
pub(super) struct Person {
    pub(super) row: i64,
    pub(super) subject: Subject,
    pub(super) mask: String,
    pub(super) kind: IdKind,
    pub(super) card: CardStatus,
    pub(super) pins: [Credential; 2],
    /// Whether the history touched the PIN of a kind.
    pub(super) touched: [bool; 2],
    resets: [Vec<Timestamp>; 2],
    unlocks: [Vec<Timestamp>; 2],
    doubtful: Option<Timestamp>,
}

impl Person {
    pub(super) fn new(
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

    fn pin(&mut self, kind: PinKind, change: impl FnOnce(&mut Credential)) {
        change(&mut self.pins[kind as usize]);
        self.touched[kind as usize] = true;
    }

    fn approval_due(&self, action: Action, kind: PinKind, settings: &Settings, now: Timestamp) -> Vec<ApprovalReason> {
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

/// One day, ready to be written.
#[derive(Default)]
pub(super) struct Day {
    pub(super) entries: Vec<(Timestamp, Draft)>,
    pub(super) visits: Vec<VisitRow>,
}

/// Writes days, one after the other.
pub(super) struct History<'a> {
    random: Random,
    people: &'a mut [Person],
    /// The first so many people have stories of their own and are left alone otherwise.
    specials: usize,
    settings: &'a Settings,
    clerks: [StaffNumber; 2],
    supervisor: StaffNumber,
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
    visit: Option<VisitSerial>,
}

impl<'a> History<'a> {
    pub(super) fn new(
        people: &'a mut [Person],
        specials: usize,
        settings: &'a Settings,
        staff: [StaffNumber; 3],
        strangers: &'a [(Subject, String)],
        unknown_staff: String,
    ) -> Self {
        let [first, second, supervisor] = staff;
        Self {
            random: Random::seeded(2026),
            people,
            specials,
            settings,
            clerks: [first, second],
            supervisor,
            strangers,
            unknown_staff,
            size: 0,
            day: Day::default(),
            date: Date::constant(2026, 1, 1),
            now: Timestamp::UNIX_EPOCH,
            step: SignedDuration::ZERO,
            clerk: 0,
            visit: None,
        }
    }

    /// One day of about `target` entries, with what special holders came for; on the `last` day exactly so many.
    pub(super) fn day(&mut self, date: Date, size: u64, target: u64, stories: &[(usize, Step)], last: bool) -> Day {
        self.date = date;
        self.size = size;
        self.now = at(date, 8, 50);
        let pace = 8 * 3600 * 1000 / i64::try_from(target.max(1)).unwrap_or(i64::MAX);
        self.step = SignedDuration::from_millis(pace.clamp(500, 40_000));
        self.clerk = usize::from(date.day() % 2 == 0);
        self.open_day();
        for (who, step) in stories {
            self.tell(*who, *step);
        }
        while self.count() + LONGEST_VISIT + CLOSING <= target && self.day.visits.len() < MOST_VISITS as usize {
            self.anyone();
        }
        while last && self.count() + CLOSING < target && self.day.visits.len() < MOST_VISITS as usize {
            self.stranger();
        }
        self.close_day();
        std::mem::take(&mut self.day)
    }

    fn count(&self) -> u64 {
        self.day.entries.len() as u64
    }

    fn open_day(&mut self) {
        self.write(Draft::new(Log::Start, Outcome::Done).with("version", env!("CARGO_PKG_VERSION")));
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

    /// A visit of somebody ordinary, or of somebody the register does not have.
    fn anyone(&mut self) {
        let ordinary = self.people.len().saturating_sub(self.specials);
        if ordinary == 0 || self.random.percent(4) {
            return self.stranger();
        }
        let who = self.specials + self.random.below(ordinary);
        self.look_up(who);
        match self.random.below(100) {
            0..6 => return self.close(who, false),
            6..10 => {
                let reason = self.random.of(&RefusalReason::ALL);
                self.refuse(who, reason);
                return self.close(who, true);
            }
            10..13 => self.write_about(who, Draft::new(Log::Reveal, Outcome::Done)),
            _ => {}
        }
        self.check(who);
        let kind = self.random.of(&PinKind::ALL);
        let concluded = self.something(who, kind);
        if concluded && self.random.percent(8) {
            self.write_about(who, Draft::new(Log::IdentityConfirm, Outcome::Done));
            self.something(who, kind.other());
        }
        self.close(who, concluded);
    }

    /// An action that fits the card and the PIN's state, if any does; true when something was finished.
    fn something(&mut self, who: usize, kind: PinKind) -> bool {
        let person = &self.people[who];
        let credential = &person.pins[kind as usize];
        let known = credential.changed_at.is_some();
        let wish = match self.state(who, kind) {
            PinState::Unset => Action::Set,
            PinState::Locked => self.random.of(&[Action::Unlock, Action::Reset]),
            PinState::Active if !known => Action::Reset,
            PinState::Active => self.random.of(&[Action::Reset, Action::Change, Action::Change, Action::Verify]),
        };
        if !person.card.permits(wish, kind) || applicable(wish, self.state(who, kind)).is_err() {
            return false;
        }
        match self.random.below(100) {
            0..3 => {
                self.write_kind(who, wish, kind, Outcome::Abandoned, |draft| draft.with("reason", "cancelled"));
                false
            }
            3..9 if wish == Action::Verify => {
                self.wrong(who, kind, 1);
                self.right(who, kind);
                true
            }
            9..17 if wish == Action::Verify => {
                self.lock(who, kind);
                true
            }
            _ => self.act(who, wish, kind),
        }
    }

    /// What a special holder came for.
    fn tell(&mut self, who: usize, step: Step) {
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

    fn stranger(&mut self) {
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

    fn open(&mut self, holder: Option<i64>) -> VisitSerial {
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

    fn look_up(&mut self, who: usize) {
        self.open(Some(self.people[who].row));
        self.write_about(who, Draft::new(Log::LookUp, Outcome::Done));
        let now = self.now;
        if let Some(visit) = self.day.visits.last_mut() {
            visit.opened_at = now;
        }
    }

    fn check(&mut self, who: usize) {
        let document = DocumentKind::resident_card_of(self.people[who].kind);
        let expiry =
            format!("20{}-0{}-1{}", 28 + self.random.below(18), 1 + self.random.below(9), self.random.below(9));
        let check = Draft::new(Log::IdentityCheck, Outcome::Done);
        self.write_about(who, check.with("document", document.code()).with("expiry", expiry));
    }

    fn refuse(&mut self, who: usize, reason: RefusalReason) {
        let document = DocumentKind::resident_card_of(self.people[who].kind);
        let check = Draft::new(Log::IdentityCheck, Outcome::Refused);
        self.write_about(who, check.with("document", document.code()).with("reason", reason.code()));
        if reason.is_doubtful() {
            self.people[who].doubtful = Some(self.now);
        }
    }

    /// Approval where it is due, rejected PINs, and the action itself; false when the supervisor refused.
    fn act(&mut self, who: usize, action: Action, kind: PinKind) -> bool {
        let reasons = self.people[who].approval_due(action, kind, self.settings, self.now);
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
        let supervisor = self.supervisor.as_str().to_owned();
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

    fn approved(&mut self, who: usize, action: Action, kind: PinKind, reasons: &[ApprovalReason]) -> bool {
        let granted = self.random.percent(90);
        let words: Vec<_> = reasons.iter().map(|reason| reason.code()).collect();
        let remark = if granted { "本人在场，证件核对无误" } else { "理由不足" };
        let outcome = if granted { Outcome::Done } else { Outcome::Refused };
        let draft = Draft { kind: Some(kind), ..Draft::new(Log::Approval, outcome) }
            .with("action", action.code())
            .with("reasons", words.join(" "))
            .with("remark", remark);
        let draft = self.about(who, draft);
        self.write_as(Role::Supervisor, draft);
        granted
    }

    fn wrong(&mut self, who: usize, kind: PinKind, tries: u32) {
        let before = self.effective(who, kind);
        for tries in before.tries + 1..=before.tries + tries {
            let left = self.settings.tries_before_lock.saturating_sub(tries);
            self.write_kind(who, Action::Verify, kind, Outcome::Failed, |draft| draft.with("left", left));
            self.people[who].pin(kind, |pin| *pin = Credential { tries, ..before.clone() });
        }
    }

    fn right(&mut self, who: usize, kind: PinKind) {
        self.write_kind(who, Action::Verify, kind, Outcome::Done, |draft| draft);
        let before = self.effective(who, kind);
        self.people[who].pin(kind, |pin| *pin = Credential { tries: 0, ..before });
        self.acted();
    }

    fn lock(&mut self, who: usize, kind: PinKind) {
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

    fn state(&self, who: usize, kind: PinKind) -> PinState {
        self.effective(who, kind).state
    }

    /// The PIN as it counts now: an electronic lock lifts itself.
    fn effective(&self, who: usize, kind: PinKind) -> Credential {
        let pin = self.people[who].pins[kind as usize].clone();
        crate::desk::visit::effective(pin, kind, self.settings, self.now)
    }

    fn acted(&mut self) {
        if let Some(visit) = self.day.visits.last_mut() {
            visit.acted = true;
        }
    }

    fn close(&mut self, who: usize, concluded: bool) {
        let outcome = if concluded { Outcome::Done } else { Outcome::Abandoned };
        self.write_about(who, Draft::new(Log::VisitClose, outcome));
        let now = self.now;
        if let Some(visit) = self.day.visits.last_mut() {
            visit.closed_at = Some(now);
        }
        self.visit = None;
    }

    fn write_kind(
        &mut self,
        who: usize,
        action: Action,
        kind: PinKind,
        outcome: Outcome,
        with: impl FnOnce(Draft) -> Draft,
    ) {
        self.write_about(who, with(Draft { kind: Some(kind), ..Draft::new(log_action(action), outcome) }));
    }

    fn write_about(&mut self, who: usize, draft: Draft) {
        let draft = self.about(who, draft);
        self.write_as(Role::Clerk, draft);
    }

    fn about(&self, who: usize, draft: Draft) -> Draft {
        let person = &self.people[who];
        Draft {
            visit: self.visit.clone(),
            subject: Some(person.subject.clone()),
            mask: Some(person.mask.clone()),
            ..draft
        }
    }

    fn write_as(&mut self, role: Role, draft: Draft) {
        let staff = match role {
            Role::Supervisor => &self.supervisor,
            Role::Clerk | Role::Administrator => &self.clerks[self.clerk],
        };
        let draft = Draft { staff: Some(staff.as_str().to_owned()), role: Some(role), ..draft };
        self.write(draft);
    }

    fn write(&mut self, draft: Draft) {
        let jitter = i32::try_from(self.random.below(1200)).unwrap_or_default() + 400;
        self.now = stamp(self.now + self.step * jitter / 1000);
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
