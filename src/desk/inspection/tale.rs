//! What the log says, gathered in one pass: of visits, PINs, approvals, accounts and settings.
//!
//! What is kept grows with visits and with holders who came, some 200 bytes each; never with entries.

use std::{
    collections::{HashMap, HashSet},
    rc::Rc,
};

use jiff::Timestamp;

use super::{
    pin_told::{Attempt, PinTold},
    staff_told::{AccountTold, SettingTold},
};
use crate::{
    domain::{
        audit::{Action, Outcome, Value},
        pin::{Action as PinAction, PinKind},
        settings::Field,
    },
    ledger::Line,
};

/// What the log says of one visit.
#[derive(Default)]
pub(super) struct VisitTold {
    pub(super) look_ups: u32,
    pub(super) found: bool,
    pub(super) staff: Option<Rc<str>>,
    pub(super) subject: Option<u128>,
    pub(super) opened: Option<Timestamp>,
    pub(super) closes: u32,
    pub(super) closed: Option<Timestamp>,
    pub(super) deeds: u32,
}

/// An approval, as entry and row both have it.
#[derive(PartialEq, Eq, Hash)]
pub(super) struct Consent {
    pub(super) visit: String,
    pub(super) action: PinAction,
    pub(super) kind: PinKind,
    pub(super) supervisor: String,
    pub(super) at: Timestamp,
}

/// What an approval is for.
pub(super) type Purpose = (String, PinAction, PinKind);

/// One of the logs, as its entries have it.
pub(super) struct LogTold {
    pub(super) id: String,
    pub(super) started: Timestamp,
    last: u64,
}

/// Everything the log says that rows can be held against.
#[derive(Default)]
pub(super) struct Tale {
    pub(super) entries: u64,
    pub(super) logs: Vec<LogTold>,
    pub(super) visits: HashMap<String, VisitTold>,
    /// By pseudonym; electronic first.
    pub(super) pins: HashMap<u128, [Option<PinTold>; 2]>,
    /// Imports that came to an end: the entry's number and moment. They alone change PINs without naming them.
    pub(super) imports: Vec<(u64, Timestamp)>,
    pub(super) consents: HashMap<Consent, u32>,
    /// Visits that have an approval.
    consented: HashSet<String>,
    /// How often entries say that an approval was used.
    pub(super) uses: HashMap<Purpose, u32>,
    pub(super) accounts: HashMap<String, AccountTold>,
    pub(super) settings: HashMap<Field, SettingTold>,
    /// Settings whose entries contradict each other.
    pub(super) broken_settings: Vec<Field>,
    names: HashSet<Rc<str>>,
}

impl Tale {
    /// Takes in the next entry; false if it does not follow the one before it in its log.
    pub(super) fn take_in(&mut self, line: Line) -> bool {
        let follows = self.follow(&line);
        let (Some(action), Some(outcome)) = (line.action(), line.outcome()) else { return follows };
        if outcome == Outcome::Done {
            self.administration(action, &line);
            self.consent(action, &line);
        }
        self.pin(action, outcome, &line);
        self.visit(action, outcome, line);
        follows
    }

    fn follow(&mut self, line: &Line) -> bool {
        match self.logs.last_mut() {
            Some(log) if log.id == line.log => {
                let follows = log.last.checked_add(1) == Some(line.seq);
                log.last = line.seq;
                follows
            }
            _ => {
                let is_new = self.logs.iter().all(|log| log.id != line.log);
                if is_new {
                    self.logs.push(LogTold { id: line.log.clone(), started: line.at, last: line.seq });
                }
                is_new && line.seq == 1
            }
        }
    }

    fn administration(&mut self, action: Action, line: &Line) {
        let text = |key: &str| match line.detail.get(key) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        match action {
            Action::RegisterImport => self.imports.push((self.entries, line.at)),
            Action::StaffCreate => {
                if let (Some(about), Some(role)) = (text("about"), text("role")) {
                    let told = AccountTold { role: role.to_owned(), disabled: false };
                    self.accounts.insert(about.to_owned(), told);
                }
            }
            Action::StaffRoleChange => {
                if let (Some(told), Some(role)) =
                    (text("about").and_then(|about| self.accounts.get_mut(about)), text("role"))
                {
                    role.clone_into(&mut told.role);
                }
            }
            Action::StaffDisable | Action::StaffEnable => {
                if let Some(told) = text("about").and_then(|about| self.accounts.get_mut(about)) {
                    told.disabled = action == Action::StaffDisable;
                }
            }
            // An administrator who comes back with the recovery code is enabled again.
            Action::RecoveryCodeUse => {
                if let Some(told) = line.staff.as_ref().and_then(|staff| self.accounts.get_mut(staff)) {
                    told.disabled = false;
                }
            }
            Action::SettingChange => {
                let field = text("setting").and_then(Field::from_key);
                if let (Some(field), Some(before), Some(after)) =
                    (field, line.detail.get("before"), line.detail.get("after"))
                {
                    self.setting(field, before, after);
                }
            }
            _ => {}
        }
    }

    fn setting(&mut self, field: Field, before: &Value, after: &Value) {
        let told =
            self.settings.entry(field).or_insert_with(|| SettingTold { first: before.clone(), last: before.clone() });
        let agrees = told.last == *before;
        told.last = after.clone();
        if !agrees {
            self.broken_settings.push(field);
        }
    }

    fn consent(&mut self, action: Action, line: &Line) {
        let (Some(visit), Some(kind)) = (&line.visit, line.kind.as_deref().and_then(PinKind::from_code)) else {
            return;
        };
        if action == Action::Approval {
            let of = match line.detail.get("action") {
                Some(Value::Text(code)) => PinAction::from_code(code),
                _ => None,
            };
            if let (Some(of), Some(supervisor)) = (of, &line.staff) {
                let (visit, supervisor) = (visit.clone(), supervisor.clone());
                self.consented.insert(visit.clone());
                *self.consents.entry(Consent { visit, action: of, kind, supervisor, at: line.at }).or_default() += 1;
            }
            return;
        }
        // A tried PIN uses its approval up, too, but its entry does not name it.
        let uses =
            line.detail.contains_key("approved_by") || (action == Action::PinVerify && self.consented.contains(visit));
        if let (true, Some(of)) = (uses, pin_action(action)) {
            *self.uses.entry((visit.clone(), of, kind)).or_default() += 1;
        }
    }

    fn pin(&mut self, action: Action, outcome: Outcome, line: &Line) {
        let Some(subject) = line.subject.as_deref().and_then(short) else { return };
        let checked = matches!(action, Action::IdentityCheck | Action::IdentityConfirm);
        if checked && outcome == Outcome::Done {
            // From here on the right PIN may be keyed for a change that nobody finishes.
            self.pins.entry(subject).and_modify(|pins| pins.iter_mut().flatten().for_each(|pin| pin.rechecked = true));
        }
        let Some(kind) = line.kind.as_deref().and_then(PinKind::from_code) else { return };
        let number = |key: &str| match line.detail.get(key) {
            Some(Value::Number(number)) => u32::try_from(*number).ok(),
            _ => None,
        };
        let attempt = match (action, outcome) {
            (Action::PinSet | Action::PinChange | Action::PinReset, Outcome::Done) => Attempt::Changed,
            (Action::PinUnlock | Action::PinVerify, Outcome::Done) => Attempt::Right,
            (Action::PinLock, Outcome::Done) => Attempt::Locked { tries: number("tries") },
            (Action::PinVerify | Action::PinChange, Outcome::Failed) => {
                let limit = self.settings.get(&Field::TriesBeforeLock).and_then(SettingTold::number);
                Attempt::Wrong { left: number("left"), limit, in_change: action == Action::PinChange }
            }
            _ => return,
        };
        let slot = &mut self.pins.entry(subject).or_default()[kind as usize];
        slot.get_or_insert_default().take_in(attempt, self.entries, line.at);
    }

    fn visit(&mut self, action: Action, outcome: Outcome, line: Line) {
        let Some(visit) = line.visit else { return };
        let done = outcome == Outcome::Done;
        let staff = line.staff.map(|name| self.named(&name));
        let told = self.visits.entry(visit).or_default();
        match action {
            Action::LookUp => {
                told.look_ups += 1;
                told.found |= done;
                told.staff = staff;
                told.subject = line.subject.as_deref().and_then(short);
                told.opened = Some(line.at);
            }
            Action::VisitClose => {
                told.closes += 1;
                told.closed = Some(line.at);
            }
            _ if done && pin_action(action).is_some() => told.deeds += 1,
            _ => {}
        }
    }

    /// A staff number, kept once however often it stands in the log.
    fn named(&mut self, name: &str) -> Rc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let new: Rc<str> = name.into();
        self.names.insert(new.clone());
        new
    }
}

/// The clerk's action behind a word of the log.
fn pin_action(action: Action) -> Option<PinAction> {
    PinAction::ALL.into_iter().find(|of| super::super::deed::log_action(*of) == action)
}

/// A pseudonym in half its room.
pub(super) fn short(subject: &str) -> Option<u128> {
    u128::from_str_radix(subject, 16).ok()
}
