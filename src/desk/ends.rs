//! Ends: what is over whatever the disk says. A person who leaves has left and a screen that is locked is locked, also
//! when that cannot be written; it is written as soon as writing works again, and nothing else before it.

use jiff::Timestamp;

use super::{
    DeskError,
    books::{Author, Pen},
    deed::log_action,
    visit::OpenVisit,
};
use crate::domain::{
    audit::{Action, Draft, Outcome},
    visit::VisitSerial,
};

/// Something that is over, and its entries.
#[derive(Debug, Clone)]
pub(super) struct End {
    pub(super) at: Timestamp,
    drafts: Vec<Draft>,
    /// The visit that ends with it.
    visit: Option<VisitSerial>,
}

impl End {
    /// The end of something that only has an entry.
    pub(super) fn of(at: Timestamp, author: &Author, draft: Draft) -> Self {
        let draft = Draft { staff: Some(author.staff.clone()), role: Some(author.role), ..draft };
        Self { at, drafts: vec![draft], visit: None }
    }

    /// Writes it, in the transaction of the pen.
    pub(super) fn write(&self, pen: &mut Pen<'_>) -> Result<(), DeskError> {
        // An end whose entry only waits in memory is none yet: the new log closes the visit.
        if let Some(visit) = self.visit.as_ref().filter(|_| !pen.waits()) {
            pen.tx().close_visit(visit, self.at)?;
        }
        self.drafts.iter().try_for_each(|draft| pen.write_at(self.at, draft.clone()))
    }
}

impl OpenVisit {
    /// The end of this visit at a moment: `done` if something was finished, `abandoned` if the person left without. A pad
    /// that is open ends with it.
    pub(super) fn end(&self, author: &Author, at: Timestamp) -> End {
        let pad = self.pad.as_ref().map(|pad| {
            let draft = self.draft_on(pad.kind, author, log_action(pad.action), Outcome::Abandoned);
            pad.noted(draft.with("reason", "visit_ended"))
        });
        let outcome = if self.concluded { Outcome::Done } else { Outcome::Abandoned };
        let close = self.draft(author, Action::VisitClose, outcome);
        End { at, drafts: pad.into_iter().chain([close]).collect(), visit: Some(self.serial.clone()) }
    }
}
