//! 核验: the clerk's in-person comparison, and the proof it yields.
//!
//! **A reset needs a proof.** [`IdentityProof`] is the only key to [`Desk::open_pad`] and [`Desk::unlock`], which take
//! it by value. It has no public constructor, cannot be cloned, and is made in this file alone, after the three
//! confirmations. Its row in the store goes `issued → reserved → spent`, so neither a restart nor a race uses it twice.

use std::time::Duration;

use super::{
    Desk, DeskError, Moment,
    books::{Author, Pen},
    hold,
    pace::{Pace, TOO_OFTEN},
};
use crate::{
    domain::{
        audit::{Action, Outcome, Typed},
        document::{DocumentKind, Expiry, ExpiryWarning, check_expiry},
        free_text::{FreeText, REMARK_LIMIT},
        id_number::IdNumber,
        staff::Role,
        visit::{RefusalReason, VisitSerial},
    },
    store::ProofState,
};

/// How long a passed check lets the clerk act.
pub const PROOF_LASTS: Duration = Duration::from_secs(PROOF_MINUTES * 60);

/// [`PROOF_LASTS`] in minutes, as texts say it.
pub const PROOF_MINUTES: u64 = 10;

/// So often in one visit the holder is confirmed to be still there without an action being finished. Whoever needs it
/// more often begins a new visit, with a new check.
pub const CONFIRMS_IN_VAIN: u32 = 2;

/// The right to one action in one visit: spent by use, worthless after ten minutes.
#[derive(Debug)]
pub struct IdentityProof {
    id: String,
    visit: VisitSerial,
    issued: Moment,
}

/// What the clerk saw and confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityCheck {
    /// The document in hand.
    pub document: DocumentKind,
    /// Its last day.
    pub expiry: Expiry,
    /// 是原件: the original is in hand.
    pub original: bool,
    /// 照片与本人一致.
    pub photo: bool,
    /// 姓名、号码与证件一致.
    pub name_and_number: bool,
}

impl Desk {
    /// Passes the identity check and yields the proof for one action.
    ///
    /// # Errors
    /// A confirmation is missing, the document is expired or cannot be this holder's, or the check was passed already.
    pub fn pass_check(&mut self, check: IdentityCheck) -> Result<IdentityProof, DeskError> {
        let author = self.acting(Role::Clerk)?;
        let (now, today) = (self.clock.moment(), self.today_counted());
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        if visit.checked.is_some() || visit.concluded {
            return Err(DeskError::OutOfOrder);
        }
        self.books.read(|tx| hold::refuse(tx, &visit.subject))?;
        if !(check.original && check.photo && check.name_and_number) {
            return Err(DeskError::CheckIncomplete);
        }
        if !check.document.fits(visit.id_number.kind()) {
            return Err(DeskError::DocumentDoesNotFit);
        }
        let warning = check_expiry(check.document, check.expiry, &visit.id_number, today)
            .map_err(|_| DeskError::DocumentExpired)?;
        let mut draft = visit
            .draft(&author, Action::IdentityCheck, Outcome::Done)
            .with("document", check.document.code())
            .with("expiry", expiry_text(check.expiry));
        if let Some(warning) = warning {
            draft = draft.with("warning", warning.code());
        }
        let serial = visit.serial.clone();
        let proof = self.books.write(now.wall, |pen| {
            pen.write(draft)?;
            IdentityProof::issue(pen, serial, now)
        })?;
        visit.checked = Some(check.document);
        Ok(proof)
    }

    /// Whether a document with this expiry can be this holder's, before the check: a warning sign the clerk should see
    /// while the document is in hand. The birth date it is judged by stays here.
    ///
    /// # Errors
    /// No visit is open, or the document is expired.
    pub fn judge_expiry(&mut self, document: DocumentKind, expiry: Expiry) -> Result<Option<ExpiryWarning>, DeskError> {
        self.acting(Role::Clerk)?;
        let today = self.today_counted();
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        check_expiry(document, expiry, &visit.id_number, today).map_err(|_| DeskError::DocumentExpired)
    }

    /// Whether a number that a reader took from the card in hand is the one that was looked up. A hint for the clerk, and no entry: a
    /// reader reads the chip or the print, and sees no person.
    ///
    /// # Errors
    /// No visit is open.
    pub fn is_same_number(&mut self, read: &IdNumber) -> Result<bool, DeskError> {
        self.acting(Role::Clerk)?;
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        Ok(visit.id_number == *read)
    }

    /// Refuses the identity check. The visit stays open to be read, and can only be closed.
    ///
    /// # Errors
    /// No visit is open, it is past the check, the remark may not stand in the log, or it could not be written.
    pub fn refuse_check(
        &mut self,
        document: DocumentKind,
        reason: RefusalReason,
        remark: &str,
    ) -> Result<(), DeskError> {
        let author = self.acting(Role::Clerk)?;
        let remark = FreeText::parse(remark, REMARK_LIMIT)?;
        self.keep_pace(&author, Pace::Refusals)?;
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        if visit.checked.is_some() || visit.concluded {
            return Err(DeskError::OutOfOrder);
        }
        let draft = visit
            .draft(&author, Action::IdentityCheck, Outcome::Refused)
            .with("document", document.code())
            .with("reason", reason.code())
            .saying(Typed::Remark, &remark);
        self.books.write(self.clock.now(), |pen| {
            pen.write(draft)?;
            pen.seal()
        })?;
        visit.concluded = true;
        Ok(())
    }

    /// 仍是本人，证件在手: one more confirmation, for a second action in the same visit, and a fresh proof for it.
    ///
    /// # Errors
    /// The check was never passed, a pad is open, it was confirmed [twice](CONFIRMS_IN_VAIN) without anything finished, or
    /// the log could not be written.
    pub fn confirm_still_present(&mut self) -> Result<IdentityProof, DeskError> {
        let author = self.acting(Role::Clerk)?;
        let now = self.clock.moment();
        self.not_on_hold()?;
        let visit = self.visit.as_mut().ok_or(DeskError::NoVisit)?;
        if visit.checked.is_none() || visit.pad.is_some() {
            return Err(DeskError::OutOfOrder);
        }
        if visit.confirms_in_vain >= CONFIRMS_IN_VAIN {
            // One entry says so; a second would be what the limit is against.
            if visit.confirms_in_vain == CONFIRMS_IN_VAIN {
                let draft = visit.draft(&author, Action::IdentityConfirm, Outcome::Refused);
                self.books.write(now.wall, |pen| pen.write(draft.with("reason", TOO_OFTEN)))?;
                visit.confirms_in_vain += 1;
            }
            return Err(DeskError::ConfirmedTooOften);
        }
        let draft = visit.draft(&author, Action::IdentityConfirm, Outcome::Done);
        let serial = visit.serial.clone();
        let proof = self.books.write(now.wall, |pen| {
            // At most one proof of a visit is alive.
            pen.tx().void_proofs()?;
            pen.write(draft)?;
            IdentityProof::issue(pen, serial, now)
        })?;
        visit.confirms_in_vain += 1;
        Ok(proof)
    }
}

impl IdentityProof {
    fn issue(pen: &mut Pen<'_>, visit: VisitSerial, issued: Moment) -> Result<Self, DeskError> {
        let id = super::random_id()?;
        pen.tx().issue_proof(&id, &visit, issued.wall)?;
        Ok(Self { id, visit, issued })
    }

    /// Whether the proof is of this visit and still fresh, by both clocks.
    pub(super) fn fits(&self, visit: &VisitSerial, now: Moment) -> Result<(), DeskError> {
        if self.visit != *visit {
            return Err(DeskError::ProofUsed);
        }
        if self.issued.left_of_right(now, PROOF_LASTS).is_zero() { Err(DeskError::ProofExpired) } else { Ok(()) }
    }

    /// Moves the proof's row on; a row that is not where it should be was used before.
    pub(super) fn advance(&self, pen: &Pen<'_>, from: ProofState, to: ProofState) -> Result<(), DeskError> {
        if pen.tx().move_proof(&self.id, &self.visit, from, to)? { Ok(()) } else { Err(DeskError::ProofUsed) }
    }
}

/// A remark that must be given.
pub(super) fn needed_remark(typed: &str) -> Result<FreeText, DeskError> {
    let remark = FreeText::parse(typed, REMARK_LIMIT)?;
    if remark.is_empty() { Err(DeskError::RemarkMissing) } else { Ok(remark) }
}

fn expiry_text(expiry: Expiry) -> String {
    match expiry {
        Expiry::Date(date) => date.to_string(),
        Expiry::LongTerm => "long_term".to_owned(),
    }
}

impl Author {
    /// The author's staff number.
    pub(super) fn number(&self) -> Result<crate::domain::staff::StaffNumber, DeskError> {
        crate::domain::staff::StaffNumber::parse(&self.staff).ok_or(DeskError::StaffNumber)
    }
}
