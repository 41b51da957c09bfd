//! Changes that no supervisor consented to wait a day, in sight of everybody, so that whoever was ill or away can object.

use jiff::Timestamp;

use super::{
    Desk, DeskError,
    books::Author,
    change::Change,
    consent::{DEFERRED_FOR, consent_entry},
    identity::needed_remark,
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Typed},
        free_text::FreeText,
        staff::Role,
    },
    store::DeferralRow,
};

pub use crate::store::DeferralState;

/// A change that waits, or took effect and nobody has signed off yet: every screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeferralView {
    /// Which.
    pub id: String,
    /// What is done.
    pub action: Action,
    /// To which account, or which settings, by their keys.
    pub about: String,
    /// The administrator.
    pub made_by: String,
    /// When it was arranged.
    pub made_at: Timestamp,
    /// When it takes effect.
    pub effective_at: Timestamp,
    /// Where it stands.
    pub state: DeferralState,
}

/// What everybody in the office should see until it is dealt with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Notices {
    /// Changes without a supervisor's consent, oldest first.
    pub deferrals: Vec<DeferralView>,
    /// Somebody who kept half of the recovery code has left.
    pub keeper_left: bool,
}

impl Desk {
    /// What everybody should see.
    #[must_use]
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// Reads the notices again after something was done. It is done whether or not they can be read; then the old ones stay
    /// until the next [`Self::tick`].
    pub(super) fn notice_anew(&mut self) {
        self.notices_are_old = false;
        if let Err(error) = self.refresh_notices() {
            tracing::warn!(%error, "what everybody should see could not be read");
            self.notices_are_old = true;
        }
    }

    /// Reads the notices again.
    fn refresh_notices(&mut self) -> Result<(), DeskError> {
        self.notices = self.books.read(|tx| {
            let deferrals = tx.open_deferrals()?.into_iter().map(view).collect();
            Ok(Notices { deferrals, keeper_left: super::adoption::has_keeper_left(tx)? })
        })?;
        Ok(())
    }

    /// Makes effective what has waited its day. What has become impossible is withdrawn, which is an entry too.
    pub(super) fn apply_due(&mut self) -> Result<(), DeskError> {
        if self.notices_are_old {
            self.notice_anew();
        }
        // On a day that nobody is sure of nothing has waited long enough.
        if self.books.is_suspended() || self.date_is_certain().is_err() {
            return Ok(());
        }
        // The notices know which: this runs after every request, and there is hardly ever one.
        let now = self.clock.now();
        let is_due = |deferral: &&DeferralView| deferral.state == DeferralState::Waiting && self.is_due(deferral, now);
        let due: Vec<_> = self.notices.deferrals.iter().filter(is_due).map(|deferral| deferral.id.clone()).collect();
        if due.is_empty() {
            return Ok(());
        }
        for row in self.books.read(|tx| Ok(tx.open_deferrals()?))? {
            if due.contains(&row.id) {
                self.take_effect(row, None)?;
            }
        }
        Ok(())
    }

    /// Whether its day has passed, however the clock was set meanwhile.
    fn is_due(&self, deferral: &DeferralView, now: Timestamp) -> bool {
        now >= deferral.effective_at && self.books.reckoning().ends(deferral.made_at, DEFERRED_FOR, now).is_none()
    }

    /// Carries a waiting change out; `supervisor`: one came back and consented, with a remark.
    fn take_effect(&mut self, row: DeferralRow, supervisor: Option<(&str, &FreeText)>) -> Result<(), DeskError> {
        let author = Author { staff: row.made_by.as_str().to_owned(), role: Role::Administrator };
        let now = self.clock.now();
        let settings = &self.settings;
        let Some(change) = Change::read(&row.change) else {
            return Err(crate::store::StoreError::Unreadable("deferred change").into());
        };
        let possible = self.books.read(|tx| {
            // Who arranged it must still be one who may.
            match tx.staff(&author.staff)? {
                Some(maker) if !maker.disabled && maker.role == Role::Administrator => change.possible(tx, settings),
                _ => Err(DeskError::WrongRole(Role::Administrator)),
            }
        });
        if let Err(error @ (DeskError::Store(_) | DeskError::DiskFull)) = possible {
            return Err(error);
        }
        let done = possible.is_ok();
        // What was kept for the change may hold a password's hash; nobody needs it any longer.
        let state = if done { DeferralState::Done } else { DeferralState::Withdrawn };
        let signed_off = supervisor.is_some() || !done;
        let settled = DeferralRow { state, signed_off, change: String::new(), ..row.clone() };
        self.books.write(now, |pen| {
            if let Some((number, remark)) = supervisor {
                let by = Author { staff: number.to_owned(), role: Role::Supervisor };
                let draft = consent_entry(&change, Outcome::Done).saying(Typed::Remark, remark);
                pen.write_as(&by, draft.with("deferral", row.id.as_str()))?;
            }
            pen.tx().put_deferral(&settled)?;
            match &possible {
                Ok(()) => {
                    let by = supervisor.map_or("recovery_code", |(number, _)| number);
                    change.write(pen, settings, &author, Some(by), now)?;
                }
                Err(error) => {
                    let draft = Draft::new(change.action(), Outcome::Failed)
                        .with("about", change.about())
                        .with("reason", error.code())
                        .with("deferral", row.id.as_str());
                    pen.write_as(&author, draft)?;
                }
            }
            pen.seal()
        })?;
        if done {
            return self.took_effect(&change);
        }
        self.notice_anew();
        match possible {
            // Whoever consented hears that nothing came of it.
            Err(error) if supervisor.is_some() => Err(error),
            _ => Ok(()),
        }
    }

    /// A supervisor deals with a deferred change: consents to one that waits, which takes effect at once, or objects to it,
    /// which ends it; signs off one that took effect.
    ///
    /// # Errors
    /// Not a supervisor, or one whose own account it is about or whose account is too new; no remark; nothing open of
    /// that id. One that took effect cannot be objected to any more.
    pub fn settle_deferral(&mut self, id: &str, remark: &str, granted: bool) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        self.counter_is_open()?;
        let remark = needed_remark(remark)?;
        let (staff, row) = self.books.read(|tx| {
            let row = tx.open_deferrals()?.into_iter().find(|row| row.id == id);
            Ok((tx.staff(&author.staff)?, row))
        })?;
        let (staff, row) = (staff.ok_or(DeskError::NoSuchStaff)?, row.ok_or(DeskError::NoOpenItem)?);
        let waits = row.state == DeferralState::Waiting;
        // Objecting only protects: also whom it is about, and whoever is new, may.
        if granted || !waits {
            let kept_a_half = row.action == Action::RecoveryCodeUse
                && row.change.split_whitespace().any(|keeper| keeper == author.staff);
            if row.about == author.staff || row.made_by.as_str() == author.staff || kept_a_half {
                return Err(DeskError::OwnWork);
            }
            if let Some((error, _)) = self.not_yet_trusted(&staff) {
                return Err(error);
            }
        }
        match (waits, granted) {
            (true, true) => self.take_effect(row, Some((&author.staff, &remark))),
            (false, false) => Err(DeskError::NoOpenItem),
            (waits, _) => {
                let state = if waits { DeferralState::Withdrawn } else { row.state };
                let settled = DeferralRow { state, signed_off: true, change: String::new(), ..row };
                let outcome = if waits { Outcome::Refused } else { Outcome::Done };
                let draft = Draft::new(Action::Consent, outcome)
                    .with("change", settled.action.code())
                    .with("about", settled.about.as_str())
                    .with("deferral", settled.id.as_str())
                    .saying(Typed::Remark, &remark);
                self.books.write(self.clock.now(), |pen| {
                    pen.tx().put_deferral(&settled)?;
                    pen.write_as(&author, draft)?;
                    pen.seal()
                })?;
                self.notice_anew();
                Ok(())
            }
        }
    }
}

fn view(row: DeferralRow) -> DeferralView {
    DeferralView {
        id: row.id,
        action: row.action,
        about: row.about,
        made_by: row.made_by.as_str().to_owned(),
        made_at: row.made_at,
        effective_at: row.effective_at,
        state: row.state,
    }
}
