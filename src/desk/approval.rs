//! 复核: where a supervisor's consent is due, and how it is given at the clerk's desk.

use std::time::Duration;

use jiff::Timestamp;

use super::{Desk, DeskError, books::Author, deed::Deed, identity::needed_remark, pace::Pace, visit::OpenVisit};
use crate::{
    domain::{
        audit::{self, Outcome, Typed},
        pin::{Action, PinKind},
        staff::Role,
        time,
        visit::{ApprovalReason, RefusalReason},
    },
    store::{Approval, Tx},
    vault::Password,
};

/// How long an approval can be used.
pub const APPROVAL_LASTS: Duration = Duration::from_secs(30 * 60);

/// What a supervisor decides on the sheet over the clerk's screen.
#[derive(Debug)]
pub struct ApprovalDecision {
    /// The action.
    pub action: Action,
    /// On which PIN.
    pub kind: PinKind,
    /// The supervisor's number as typed.
    pub supervisor: String,
    /// The supervisor's password.
    pub password: Password,
    /// Why; without names.
    pub remark: String,
    /// Consent, or its refusal.
    pub granted: bool,
}

impl Desk {
    /// Why approval is due for an action of the open visit and not given yet; empty when nothing is missing.
    ///
    /// # Errors
    /// No visit is open, or the store cannot be read.
    pub fn approval_missing(&mut self, action: Action, kind: PinKind) -> Result<Vec<ApprovalReason>, DeskError> {
        self.acting(Role::Clerk)?;
        let (now, time) = (self.clock.moment(), self.books.reckoning());
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let deed = Deed { visit, action, kind, settings: &self.settings, now, time: &time };
        match self.books.read(|tx| deed.consented(tx)) {
            Err(DeskError::ApprovalDue(reasons)) => Ok(reasons),
            Ok(()) => Ok(Vec::new()),
            Err(other) => Err(other),
        }
    }

    /// Takes a supervisor's consent, or its refusal, for one action on one kind of the open visit.
    ///
    /// # Errors
    /// Wrong password, not a supervisor, the supervisor is the holder, the remark is missing, or nothing is due.
    pub fn approve(&mut self, decision: &ApprovalDecision) -> Result<(), DeskError> {
        self.acting(Role::Clerk)?;
        let remark = needed_remark(&decision.remark)?;
        self.not_on_hold()?;
        let reasons = self.approval_missing(decision.action, decision.kind)?;
        if reasons.is_empty() {
            return Err(DeskError::ApprovalNotDue);
        }
        let staff = self.authenticate(&decision.supervisor, &decision.password, audit::Action::Approval)?;
        let moment = self.clock.moment();
        let now = moment.wall;
        let author = Author { staff: staff.number.as_str().to_owned(), role: staff.role };
        self.keep_pace(&author, Pace::Approvals)?;
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let words: Vec<_> = reasons.iter().map(|reason| reason.code()).collect();
        let draft = |outcome| {
            visit
                .draft_on(decision.kind, &author, audit::Action::Approval, outcome)
                .with("action", decision.action.code())
                .with("reasons", words.join(" "))
        };
        let refusal = match staff.role {
            Role::Supervisor if staff.person == visit.subject => Some((DeskError::OwnApproval, "own_record")),
            Role::Supervisor => self.not_yet_trusted(&staff),
            Role::Clerk | Role::Administrator => Some((DeskError::NotSupervisor, "wrong_role")),
        };
        if let Some((error, reason)) = refusal {
            self.books.write(now, |pen| pen.write(draft(Outcome::Failed).with("reason", reason)))?;
            return Err(error);
        }
        let id = super::random_id()?;
        let consent = (id.clone(), moment);
        self.books.write(now, |pen| {
            if !decision.granted {
                return pen.write(draft(Outcome::Refused).saying(Typed::Remark, &remark));
            }
            pen.tx().grant(&Approval {
                id,
                visit: visit.serial.clone(),
                action: decision.action,
                kind: decision.kind,
                supervisor: staff.number,
                granted_at: now,
                spent: false,
            })?;
            pen.write(draft(Outcome::Done).saying(Typed::Remark, &remark))
        })?;
        if let Some(visit) = self.visit.as_mut().filter(|_| decision.granted) {
            visit.consents.push(consent);
        }
        Ok(())
    }
}

impl Deed<'_> {
    /// Refuses unless nothing is due or an approval that still counts is there.
    pub(super) fn consented(&self, tx: &dyn Tx) -> Result<(), DeskError> {
        let reasons = self.due(tx)?;
        if reasons.is_empty() || self.usable(tx)?.is_some() {
            return Ok(());
        }
        Err(DeskError::ApprovalDue(reasons))
    }

    /// Uses up the approval that is due, inside the transaction of the change; names the supervisor.
    pub(super) fn spend_approval(&self, tx: &dyn Tx) -> Result<Option<String>, DeskError> {
        let reasons = self.due(tx)?;
        if reasons.is_empty() {
            return Ok(None);
        }
        match self.usable(tx)? {
            Some(approval) if tx.spend_approval(&approval.id)? => Ok(Some(approval.supervisor.as_str().to_owned())),
            _ => Err(DeskError::ApprovalDue(reasons)),
        }
    }

    fn usable(&self, tx: &dyn Tx) -> Result<Option<Approval>, DeskError> {
        // A visit does not outlive its program, so each of its consents was given in this one.
        let fresh = |id: &str| {
            let given = self.visit.consents.iter().find(|(known, _)| known == id);
            given.is_some_and(|(_, given)| !given.left_of_right(self.now, APPROVAL_LASTS).is_zero())
        };
        let fits = |a: &Approval| a.action == self.action && a.kind == self.kind && !a.spent && fresh(&a.id);
        Ok(tx.approvals(&self.visit.serial)?.into_iter().find(fits))
    }

    /// The reasons of the design, each with its setting.
    fn due(&self, tx: &dyn Tx) -> Result<Vec<ApprovalReason>, DeskError> {
        let Self { visit, action, kind, settings, now, time } = *self;
        let days_ago = |days: u32| time::days_earlier(time.counted(now.wall), days);
        let mut reasons = Vec::new();
        if action == Action::Reset && settings.repeat_reset_days > 0 {
            let since = days_ago(settings.repeat_reset_days);
            if tx.count_of(&visit.subject, audit::Action::PinReset, kind, since)? > 0 {
                reasons.push(ApprovalReason::RepeatReset);
            }
        }
        if settings.doubtful_check_days > 0 && was_doubtful(tx, visit, days_ago(settings.doubtful_check_days))? {
            reasons.push(ApprovalReason::DoubtfulCheck);
        }
        let other = visit.checked.is_some_and(|document| document.needs_approval(visit.id_number.kind()));
        if settings.other_document_approval && other {
            reasons.push(ApprovalReason::OtherDocument);
        }
        if action == Action::Unlock {
            let unlocks = tx.count_of(&visit.subject, audit::Action::PinUnlock, kind, days_ago(365))?;
            if unlocks >= u64::from(settings.free_unlocks_per_year) {
                reasons.push(ApprovalReason::ManyUnlocks);
            }
        }
        Ok(reasons)
    }
}

/// However much is written after it, a doubtful check counts for its days.
fn was_doubtful(tx: &dyn Tx, visit: &OpenVisit, since: Timestamp) -> Result<bool, DeskError> {
    let doubtful: Vec<_> = RefusalReason::ALL.into_iter().filter(|reason| reason.is_doubtful()).collect();
    let words: Vec<_> = doubtful.into_iter().map(RefusalReason::code).collect();
    Ok(tx.was_refused(&visit.subject, since, &words)?)
}
