//! 办理: set, change, verify, reset and unlock one PIN. Each takes the identity proof by value.
//!
//! What the holder keys goes through a `Pad`: the proof is reserved when it opens and spent in the transaction of the
//! change. Wrong tries are counted durably before the verdict leaves this file.

use std::time::Duration;

use jiff::Timestamp;

use super::{
    Desk, DeskError, Moment,
    books::Author,
    deed::{Deed, log_action, pin_owner},
    hold,
    identity::IdentityProof,
    reckoning::Reckoning,
    visit::OpenVisit,
};
use crate::{
    domain::{
        audit::{Action as LogAction, Draft, Outcome},
        card::CardNumber,
        holder::Phone,
        pin::{
            Action, Pin, PinKind, PinState,
            advice::PinAdvice,
            policy::{HolderFacts, Rule},
        },
        settings::Settings,
        staff::Role,
        visit::VisitSerial,
    },
    ledger::WitnessCode,
    store::{Credential, ProofState},
};

/// New PINs refused in a row that end an action.
pub const REFUSALS_BEFORE_END: u32 = 5;

/// New PINs refused in a row after which the program offers some.
pub const REFUSALS_BEFORE_OFFER: u32 = 2;

/// What the holder is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadStage {
    /// The current PIN.
    Current,
    /// A new PIN.
    New,
    /// The new PIN once more.
    Again,
}

/// An open pad: what is being done, and how far it has come.
pub(super) struct Pad {
    pub(super) proof: IdentityProof,
    pub(super) action: Action,
    pub(super) kind: PinKind,
    pub(super) stage: PadStage,
    /// The right current PIN, in a change alone, so that the new one can be held against it.
    old: Option<Pin>,
    first: Option<Pin>,
    pub(super) refusals: u32,
    /// PINs were offered: the one exception to "PINs are never shown" stands in the log.
    pub(super) offered: bool,
}

/// The desk's answer to six digits.
#[derive(Debug)]
pub enum PadReply {
    /// Good; the holder is asked for this now.
    Next(PadStage),
    /// Not the current PIN.
    Wrong {
        /// Tries left before the lock.
        left: u32,
    },
    /// Not the current PIN, and that was the last try: the PIN is locked and the action over.
    Locked(Receipt),
    /// The new PIN breaks a rule. The rule is for the holder's window alone.
    Refused {
        /// Which.
        rule: Rule,
        /// Refusals left before the action ends.
        left: u32,
    },
    /// The new PIN broke a rule once too often; the action is over.
    Ended,
    /// The second time differed from the first; the holder starts with the new PIN again.
    Mismatch,
    /// The action is done.
    Done(Receipt),
}

/// What the receipt says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// 业务流水号.
    pub serial: VisitSerial,
    /// What was done.
    pub action: Action,
    /// On which PIN.
    pub kind: PinKind,
    /// When.
    pub at: Timestamp,
    /// 校验码 of the checkpoint that covers the entry.
    pub witness: WitnessCode,
    /// The state of the PIN now.
    pub state: PinState,
    /// What to tell the holder about the age of the PIN.
    pub advice: Option<PinAdvice>,
}

/// Why a pad was left before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PadEnd {
    /// Somebody pressed Cancel.
    Cancelled,
    /// A minute without a key.
    TimedOut,
}

/// A request that was declined, with the proof unless that is what was wrong with it.
#[derive(Debug)]
pub struct Declined {
    /// Why.
    pub error: DeskError,
    /// The proof, unspent.
    pub proof: Option<IdentityProof>,
}

/// How far a check against the PIN history is: hashes done, and how many there are.
pub type HashProgress<'a> = &'a mut dyn FnMut(u32, u32);

impl Desk {
    /// Opens the holder's pad for an action: reserves the proof.
    ///
    /// # Errors
    /// [`Declined`]: the card or the PIN's state rules it out, approval is due, or the proof is used or too old.
    pub fn open_pad(&mut self, proof: IdentityProof, action: Action, kind: PinKind) -> Result<PadStage, Declined> {
        match self.reserve(&proof, action, kind) {
            Ok(stage) => {
                if let Some(visit) = self.visit.as_mut() {
                    let (old, first) = (None, None);
                    visit.pad = Some(Pad { proof, action, kind, stage, old, first, refusals: 0, offered: false });
                }
                Ok(stage)
            }
            Err(error) => Err(declined(error, proof)),
        }
    }

    fn reserve(&mut self, proof: &IdentityProof, action: Action, kind: PinKind) -> Result<PadStage, DeskError> {
        self.acting(Role::Clerk)?;
        self.books.ready()?;
        let (moment, time) = (self.clock.moment(), self.books.reckoning());
        let now = moment.wall;
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        proof.fits(&visit.serial, moment)?;
        if visit.pad.is_some() || action == Action::Unlock {
            return Err(DeskError::OutOfOrder);
        }
        let deed = Deed { visit, action, kind, settings: &self.settings, now: moment, time: &time };
        self.books.write(now, |pen| {
            deed.permitted(pen.tx())?;
            deed.consented(pen.tx())?;
            proof.advance(pen, ProofState::Issued, ProofState::Reserved)
        })?;
        Ok(if action.asks_current() { PadStage::Current } else { PadStage::New })
    }

    /// What the open pad asks for.
    #[must_use]
    pub fn pad_stage(&self) -> Option<PadStage> {
        self.visit.as_ref().and_then(|visit| visit.pad.as_ref()).map(|pad| pad.stage)
    }

    /// Takes six digits from the holder.
    ///
    /// `progress` hears how far the comparison with earlier PINs is: each takes as long as a hash.
    ///
    /// # Errors
    /// No pad is open, the proof has run out, or nothing could be written; a pad whose change could not be written
    /// stays open.
    pub fn pad_submit(&mut self, pin: Pin, progress: HashProgress<'_>) -> Result<PadReply, DeskError> {
        let author = self.ending(Role::Clerk)?;
        let now = self.clock.moment();
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let pad = visit.pad.as_ref().ok_or(DeskError::NoPad)?;
        let stage = pad.stage;
        // A clock that was moved for days ends the pad like one that ran on.
        if let Err(error) = pad.proof.fits(&visit.serial, now) {
            self.end_pad(&author, "check_expired")?;
            return Err(error);
        }
        self.date_is_certain()?;
        match self.not_on_hold() {
            Err(error @ DeskError::CallSupervisor) => {
                self.end_pad(&author, hold::REASON)?;
                return Err(error);
            }
            // A disk that fails for a moment ends no pad.
            other => other?,
        }
        match stage {
            PadStage::Current => self.try_current(&author, pin),
            PadStage::New => self.propose(&author, pin, progress),
            PadStage::Again => self.confirm(&author, &pin),
        }
    }

    /// Leaves the pad without a change. The proof is void; another action needs another confirmation. Stopping needs no
    /// right that might have run out: a locked screen, an account that was just disabled, a damaged log keep nobody there.
    ///
    /// # Errors
    /// No pad is open; or the log could not be written, and the pad stays open.
    pub fn pad_cancel(&mut self, end: PadEnd) -> Result<(), DeskError> {
        let session = self.session.as_ref().ok_or(DeskError::NotSignedIn)?;
        let author = Author { staff: session.number.as_str().to_owned(), role: session.role };
        let reason = match end {
            PadEnd::Cancelled => "cancelled",
            PadEnd::TimedOut => "timed_out",
        };
        self.end_pad(&author, reason)
    }

    fn end_pad(&mut self, author: &Author, reason: &str) -> Result<(), DeskError> {
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        let pad = visit.pad.as_ref().ok_or(DeskError::NoPad)?;
        let draft = visit.draft_on(pad.kind, author, log_action(pad.action), Outcome::Abandoned).with("reason", reason);
        let draft = pad.noted(draft);
        self.books.write(self.clock.now(), |pen| {
            pen.write(draft)?;
            pad.proof.advance(pen, ProofState::Reserved, ProofState::Void)
        })?;
        // Only now: an end that could not be written is none.
        visit.pad = None;
        Ok(())
    }

    /// The current PIN, for change and verify. The counter is on disk before the verdict.
    fn try_current(&mut self, author: &Author, pin: Pin) -> Result<PadReply, DeskError> {
        let (moment, time) = (self.clock.moment(), self.books.reckoning());
        let now = moment.wall;
        let limit = self.settings.tries_before_lock;
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        let pad = visit.pad.as_ref().ok_or(DeskError::NoPad)?;
        let deed = pad.deed(visit, &self.settings, moment, &time);
        let before = self.books.read(|tx| deed.credential(tx))?;
        let hash = before.hash.as_deref().ok_or(DeskError::SetElsewhere)?;
        let right = self.pin_hasher.verify(pin.digits(), &deed.owner(), hash)?;
        if right && deed.action == Action::Change {
            // The entry of the change will tell; the counter goes back now, as after any right try.
            self.books.write(now, |pen| {
                hold::refuse(pen.tx(), &visit.subject)?;
                deed.put_credential(pen.tx(), &Credential { tries: 0, ..before })
            })?;
            if let Some(pad) = visit.pad.as_mut() {
                pad.old = Some(pin);
            }
            return Ok(self.next_stage(PadStage::New));
        }
        let tries = if right { 0 } else { before.tries + 1 };
        let locks = tries >= limit;
        let (draft, after) = match (right, locks) {
            (true, _) => (deed.draft(author, Outcome::Done), Credential { tries, ..before }),
            (false, false) => {
                (deed.draft(author, Outcome::Failed).with("left", limit - tries), Credential { tries, ..before })
            }
            (false, true) => {
                let draft = visit.draft_on(deed.kind, author, LogAction::PinLock, Outcome::Done);
                let draft = draft.with("tries", tries).with("during", deed.action.code());
                (draft, Credential { state: PinState::Locked, tries, locked_at: Some(now), ..before })
            }
        };
        let witness = self.books.write(now, |pen| {
            hold::refuse(pen.tx(), &visit.subject)?;
            deed.put_credential(pen.tx(), &after)?;
            // A right try finishes the action and uses the approval up; a lock only ends it.
            let supervisor = if right { deed.spend_approval(pen.tx())? } else { None };
            pen.write(match supervisor {
                Some(supervisor) => draft.with("approved_by", supervisor),
                None => draft,
            })?;
            if !(right || locks) {
                return Ok(None);
            }
            pad.proof.advance(pen, ProofState::Reserved, ProofState::Spent)?;
            if right {
                pen.tx().mark_acted(&visit.serial)?;
            }
            Ok(Some(pen.witness()?))
        })?;
        let Some(witness) = witness else { return Ok(PadReply::Wrong { left: limit - tries }) };
        let receipt = deed.receipt(witness, if locks { PinState::Locked } else { PinState::Active }, after.changed_at);
        visit.pad = None;
        visit.concluded = true;
        if right {
            visit.confirms_in_vain = 0;
        }
        Ok(if locks { PadReply::Locked(receipt) } else { PadReply::Done(receipt) })
    }

    fn next_stage(&mut self, stage: PadStage) -> PadReply {
        if let Some(pad) = self.visit.as_mut().and_then(|visit| visit.pad.as_mut()) {
            pad.stage = stage;
        }
        PadReply::Next(stage)
    }

    /// A new PIN, first time: the rules, then the PINs before it.
    fn propose(&mut self, author: &Author, pin: Pin, progress: HashProgress<'_>) -> Result<PadReply, DeskError> {
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let pad = visit.pad.as_ref().ok_or(DeskError::NoPad)?;
        let rule = match visit.with_facts(pad, |facts| self.policy.check(&pin, Some(facts))) {
            Err(rule) => Some(rule),
            Ok(()) => {
                let (row, kind) = (visit.holder.id, pad.kind);
                let hashes = self.books.read(|tx| {
                    let mut hashes: Vec<String> = tx.credential(row, kind)?.hash.clone().into_iter().collect();
                    hashes.extend(tx.past_pins(row, kind)?);
                    Ok(hashes)
                })?;
                let owner = pin_owner(&visit.subject, kind);
                self.is_recent(&pin, &owner, &hashes, progress)?.then_some(Rule::Recent)
            }
        };
        let Some(rule) = rule else {
            if let Some(pad) = self.visit.as_mut().and_then(|visit| visit.pad.as_mut()) {
                pad.first = Some(pin);
            }
            return Ok(self.next_stage(PadStage::Again));
        };
        self.count_refusal(author, rule)
    }

    fn is_recent(
        &self,
        pin: &Pin,
        owner: &str,
        hashes: &[String],
        progress: HashProgress<'_>,
    ) -> Result<bool, DeskError> {
        let total = u32::try_from(hashes.len()).unwrap_or(u32::MAX);
        let mut found = false;
        for (done, hash) in (0..).zip(hashes) {
            progress(done, total);
            // Every hash is tried whatever the one before said: the time tells nothing.
            found |= self.pin_hasher.verify(pin.digits(), owner, hash)?;
        }
        Ok(found)
    }

    fn count_refusal(&mut self, author: &Author, rule: Rule) -> Result<PadReply, DeskError> {
        let now = self.clock.now();
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        let pad = visit.pad.as_ref().ok_or(DeskError::NoPad)?;
        let refusals = pad.refusals + 1;
        let ends = refusals >= REFUSALS_BEFORE_END;
        let draft = visit
            .draft_on(pad.kind, author, log_action(pad.action), Outcome::Refused)
            .with("refusals", refusals)
            .with("ended", ends);
        let draft = pad.noted(draft);
        self.books.write(now, |pen| {
            pen.write(draft)?;
            if ends {
                pad.proof.advance(pen, ProofState::Reserved, ProofState::Void)?;
            }
            Ok(())
        })?;
        if ends {
            visit.pad = None;
            return Ok(PadReply::Ended);
        }
        if let Some(pad) = visit.pad.as_mut() {
            pad.refusals = refusals;
        }
        Ok(PadReply::Refused { rule, left: REFUSALS_BEFORE_END - refusals })
    }

    /// The new PIN once more, and the change: PIN, history, proof, approval and entry in one transaction.
    fn confirm(&mut self, author: &Author, pin: &Pin) -> Result<PadReply, DeskError> {
        let (moment, time) = (self.clock.moment(), self.books.reckoning());
        let now = moment.wall;
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        let pad = visit.pad.as_mut().ok_or(DeskError::NoPad)?;
        if !pad.first.as_ref().is_some_and(|first| first.matches(pin)) {
            pad.first = None;
            pad.stage = PadStage::New;
            return Ok(PadReply::Mismatch);
        }
        let pad = visit.pad.as_ref().ok_or(DeskError::NoPad)?;
        let deed = pad.deed(visit, &self.settings, moment, &time);
        let hash = self.pin_hasher.hash(pin.digits(), &deed.owner())?;
        let draft = pad.noted(deed.draft(author, Outcome::Done));
        let receipt = deed.commit(&mut self.books, draft, |pen, before| {
            pad.proof.advance(pen, ProofState::Reserved, ProofState::Spent)?;
            if let Some(old) = &before.hash {
                pen.tx().remember_pin(visit.holder.id, deed.kind, old)?;
            }
            Ok(Credential { hash: Some(hash), changed_at: Some(now), ..before })
        })?;
        visit.conclude(receipt.kind);
        Ok(PadReply::Done(receipt))
    }

    /// Lifts a lock; the PIN stays as it is.
    ///
    /// # Errors
    /// [`Declined`], as [`Self::open_pad`].
    pub fn unlock(&mut self, proof: IdentityProof, kind: PinKind) -> Result<Receipt, Declined> {
        self.lift(&proof, kind).map_err(|error| declined(error, proof))
    }

    fn lift(&mut self, proof: &IdentityProof, kind: PinKind) -> Result<Receipt, DeskError> {
        let author = self.acting(Role::Clerk)?;
        let (now, time) = (self.clock.moment(), self.books.reckoning());
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        proof.fits(&visit.serial, now)?;
        if visit.pad.is_some() {
            return Err(DeskError::OutOfOrder);
        }
        let deed = Deed { visit, action: Action::Unlock, kind, settings: &self.settings, now, time: &time };
        let draft = deed.draft(&author, Outcome::Done);
        let receipt = deed.commit(&mut self.books, draft, |pen, before| {
            proof.advance(pen, ProofState::Issued, ProofState::Spent)?;
            Ok(before)
        })?;
        visit.concluded = true;
        visit.confirms_in_vain = 0;
        visit.unlocked.push(kind);
        Ok(receipt)
    }
}

impl Pad {
    /// The entry, with the fact that PINs were offered.
    pub(super) fn noted(&self, draft: Draft) -> Draft {
        if self.offered { draft.with("offered", true) } else { draft }
    }

    /// What the holder is at the pad for.
    fn deed<'a>(&self, visit: &'a OpenVisit, settings: &'a Settings, now: Moment, time: &'a Reckoning) -> Deed<'a> {
        Deed { visit, action: self.action, kind: self.kind, settings, now, time }
    }
}

impl OpenVisit {
    /// Looks at what the rules know of the holder at this pad, the PIN that is being changed included.
    pub(super) fn with_facts<T>(&self, pad: &Pad, look: impl FnOnce(&HolderFacts<'_>) -> T) -> T {
        let card = self.holder.card_number.as_deref().and_then(CardNumber::parse);
        let phone = self.holder.phone.as_deref().and_then(Phone::parse);
        look(&HolderFacts {
            id_number: &self.id_number,
            card_number: card.as_ref(),
            phone: phone.as_ref(),
            old_pin: pad.old.as_ref(),
        })
    }

    fn conclude(&mut self, kind: PinKind) {
        self.pad = None;
        self.concluded = true;
        self.confirms_in_vain = 0;
        self.changed.push(kind);
    }
}

/// A proof that is used or too old is gone; any other is handed back.
fn declined(error: DeskError, proof: IdentityProof) -> Declined {
    let lost = matches!(error, DeskError::ProofUsed | DeskError::ProofExpired);
    Declined { error, proof: (!lost).then_some(proof) }
}

/// How long the holder may leave the pad alone.
pub const PAD_IDLE: Duration = Duration::from_secs(60);
