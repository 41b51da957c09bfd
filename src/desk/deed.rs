//! One action on one PIN of the holder at the window, at one moment: whether it may be done, and doing it.
//!
//! Whether a supervisor must consent stands in `approval`; what the holder keys, in [`pins`](super::pins).

use jiff::Timestamp;

use super::{
    DeskError, Moment,
    books::{Author, Books, Pen},
    hold,
    pins::Receipt,
    reckoning::Reckoning,
    visit::{OpenVisit, effective},
};
use crate::{
    domain::{
        audit::{Action as LogAction, Draft, Outcome, Subject},
        pin::{Action, PinKind, PinState, advice, applicable},
        settings::Settings,
        time,
    },
    ledger::WitnessCode,
    store::{Credential, Tx},
};

/// An action on a kind of this visit, at this moment and under these settings.
#[derive(Clone, Copy)]
pub(super) struct Deed<'a> {
    pub(super) visit: &'a OpenVisit,
    pub(super) action: Action,
    pub(super) kind: PinKind,
    pub(super) settings: &'a Settings,
    pub(super) now: Moment,
    pub(super) time: &'a Reckoning,
}

impl Deed<'_> {
    /// The PIN as it counts at this moment.
    pub(super) fn credential(&self, tx: &dyn Tx) -> Result<Credential, DeskError> {
        let credential = tx.credential(self.visit.holder.id, self.kind)?;
        Ok(effective(credential, self.kind, self.settings, self.time, self.now.wall))
    }

    /// Replaces the PIN.
    pub(super) fn put_credential(&self, tx: &dyn Tx, credential: &Credential) -> Result<(), DeskError> {
        Ok(tx.put_credential(self.visit.holder.id, self.kind, credential)?)
    }

    /// Whom a hash of this PIN belongs to.
    pub(super) fn owner(&self) -> String {
        pin_owner(&self.visit.subject, self.kind)
    }

    /// An entry about it.
    pub(super) fn draft(&self, author: &Author, outcome: Outcome) -> Draft {
        self.visit.draft_on(self.kind, author, log_action(self.action), outcome)
    }

    /// Refuses unless card, state and this visit let it happen; the card decides first.
    pub(super) fn permitted(&self, tx: &dyn Tx) -> Result<(), DeskError> {
        hold::refuse(tx, &self.visit.subject)?;
        if self.visit.checked.is_none() {
            return Err(DeskError::OutOfOrder);
        }
        if self.visit.is_done_with(self.kind, self.action) {
            return Err(DeskError::AlreadyActed(self.kind));
        }
        let holder = tx.holder_row(self.visit.holder.id)?.ok_or(DeskError::NoVisit)?;
        if !holder.card_status.permits(self.action, self.kind) {
            return Err(DeskError::CardNotUsable(holder.card_status));
        }
        let credential = self.credential(tx)?;
        applicable(self.action, credential.state).map_err(|mut refusal| {
            // What would be refused in its turn is no advice.
            let is_elsewhere = credential.hash.is_none();
            refusal.instead.retain(|action| {
                holder.card_status.permits(*action, self.kind) && !(action.asks_current() && is_elsewhere)
            });
            DeskError::NotApplicable(refusal)
        })?;
        if self.action.asks_current() && credential.hash.is_none() {
            return Err(DeskError::SetElsewhere);
        }
        Ok(())
    }

    /// Does it: what it makes of the PIN, the approval it uses up, the entry of this draft, and whatever `with` adds, in one
    /// transaction. The PIN is active then.
    pub(super) fn commit(
        &self,
        books: &mut Books,
        draft: Draft,
        with: impl FnOnce(&Pen<'_>, Credential) -> Result<Credential, DeskError>,
    ) -> Result<Receipt, DeskError> {
        let (witness, changed_at) = books.write(self.now.wall, |pen| {
            let tx = pen.tx();
            self.permitted(tx)?;
            let supervisor = self.spend_approval(tx)?;
            let after = with(pen, tx.credential(self.visit.holder.id, self.kind)?)?;
            self.put_credential(
                tx,
                &Credential { state: PinState::Active, tries: 0, locked_at: None, ..after.clone() },
            )?;
            tx.mark_acted(&self.visit.serial)?;
            pen.write(match supervisor {
                Some(supervisor) => draft.with("approved_by", supervisor),
                None => draft,
            })?;
            Ok((pen.witness()?, after.changed_at))
        })?;
        Ok(self.receipt(witness, PinState::Active, changed_at))
    }

    /// What the receipt says, with the state of the PIN now and when it was keyed.
    pub(super) fn receipt(&self, witness: WitnessCode, state: PinState, changed_at: Option<Timestamp>) -> Receipt {
        let changed = changed_at.map(time::day);
        let advice = match state {
            PinState::Active => {
                advice::after(self.action, changed, time::day(self.now.wall), self.settings.pin_advice_months)
            }
            PinState::Unset | PinState::Locked => None,
        };
        let serial = self.visit.serial.clone();
        Receipt { serial, action: self.action, kind: self.kind, at: self.now.wall, witness, state, advice }
    }
}

impl OpenVisit {
    /// Whether this visit has done with a PIN: one that was changed stays as it is, one that was unlocked may be tried,
    /// so that the holder leaves knowing that it is the right one.
    pub(super) fn is_done_with(&self, kind: PinKind, action: Action) -> bool {
        self.changed.contains(&kind) || (self.unlocked.contains(&kind) && action != Action::Verify)
    }

    /// An entry about one PIN of this visit's holder.
    pub(super) fn draft_on(&self, kind: PinKind, author: &Author, action: LogAction, outcome: Outcome) -> Draft {
        Draft { kind: Some(kind), ..self.draft(author, action, outcome) }
    }
}

/// Whom the hash of a PIN belongs to: the holder, by pseudonym, and the kind.
pub(super) fn pin_owner(subject: &Subject, kind: PinKind) -> String {
    format!("pin {} {}", subject.as_str(), kind.code())
}

/// The log's word for a clerk's action.
pub(super) fn log_action(action: Action) -> LogAction {
    match action {
        Action::Set => LogAction::PinSet,
        Action::Change => LogAction::PinChange,
        Action::Verify => LogAction::PinVerify,
        Action::Reset => LogAction::PinReset,
        Action::Unlock => LogAction::PinUnlock,
    }
}
