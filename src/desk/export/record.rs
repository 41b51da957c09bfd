//! What the desk has to say about an export: who may, why, and the entry that tells of it.

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use super::{ExportError, ExportFormat, ExportOrder, ExportRequest, Exported, PendingExport};
use crate::{
    desk::{Desk, DeskError, pace::Pace},
    domain::{
        audit::{Action, Draft, Outcome, Subject, Typed},
        free_text::{FreeText, REMARK_LIMIT},
        staff::Role,
        time,
        visit::VisitSerial,
    },
    store::EntryFilter,
};

impl Desk {
    /// Takes an order: the first step of every export.
    ///
    /// # Errors
    /// Not a supervisor, the purpose is missing or may not stand in the log, a filter names what may not, or a pack is asked for of a log that has no true checkpoint.
    pub fn begin_export(&mut self, mut order: ExportOrder) -> Result<ExportRequest, DeskError> {
        let author = self.acting(Role::Supervisor)?;
        self.keep_pace(&author, Pace::Exports)?;
        let purpose = FreeText::parse(&order.purpose, REMARK_LIMIT)?;
        if purpose.is_empty() {
            return Err(DeskError::PurposeMissing);
        }
        order.purpose = purpose.as_str().to_owned();
        self.filter_may_be_logged(&order.filter)?;
        let staff = self.books.read(|tx| Ok(tx.staff(&author.staff)?))?;
        let name = staff.map(|staff| staff.name).unwrap_or_default();
        let office = self.settings.office_name.clone();
        let at = self.clock.now();
        let permit = if order.format == ExportFormat::Pack {
            let permit = self.permit_pack(&order, &author, at)?;
            order.filter.log = Some(permit.log_id().to_owned());
            Some(Arc::new(permit))
        } else {
            None
        };
        Ok(ExportRequest { order, purpose, author, name, office, at, permit })
    }

    /// What is typed as a filter stands in the entry too: on the command line anything can be.
    fn filter_may_be_logged(&mut self, filter: &EntryFilter) -> Result<(), DeskError> {
        if let Some(staff) = &filter.staff {
            let is_account = self.books.read(|tx| Ok(tx.staff(staff)?.is_some()))?;
            let is_pseudonym = staff.strip_prefix('?').is_some_and(|rest| Subject::parse(rest).is_some());
            if !(is_account || is_pseudonym) {
                FreeText::parse(staff, REMARK_LIMIT)?;
            }
        }
        let visit = filter.visit.as_ref().map(VisitSerial::as_str);
        for typed in [filter.log.as_deref(), visit].into_iter().flatten() {
            FreeText::parse(typed, REMARK_LIMIT)?;
        }
        Ok(())
    }

    /// Ends an export, however the writing went: with the file in its place, or with an entry that says that it came to
    /// nothing. `cancel` set after the last look at it still keeps the file from its place.
    ///
    /// # Errors
    /// Why there is no file.
    pub fn conclude_export(
        &mut self,
        request: &ExportRequest,
        written: Result<PendingExport, ExportError>,
        cancel: &AtomicBool,
    ) -> Result<Exported, ExportError> {
        let concluded = match written {
            Ok(_) if cancel.load(Ordering::Relaxed) => Err(ExportError::Cancelled),
            Ok(export) => self.publish_export(export),
            Err(error) => Err(error),
        };
        if let Err(error) = &concluded {
            self.export_failed(request, error)?;
        }
        concluded
    }

    /// First the entry, then the file.
    fn publish_export(&mut self, export: PendingExport) -> Result<Exported, ExportError> {
        let (format, entries, sha256) = (export.request.order.format, export.entries, export.sha256.clone());
        let witness = export.request.permit.as_ref().map(|permit| permit.witness());
        self.sign_for(&export)?;
        Ok(Exported { path: export.publish()?, format, entries, sha256, witness })
    }

    fn sign_for(&mut self, export: &PendingExport) -> Result<(), DeskError> {
        let author = export.request.author.clone();
        let staff = self.session.as_ref().map(|session| session.number.as_str().to_owned());
        match self.acting(Role::Supervisor) {
            Ok(_) if staff.as_ref() == Some(&author.staff) => {}
            // Locking the screen stops nobody's export; signing out does.
            Err(DeskError::ScreenLocked) if staff.as_ref() == Some(&author.staff) => {}
            Ok(_) => return Err(DeskError::NotSignedIn),
            Err(error) => return Err(error),
        }
        let draft = entry(&export.request, Outcome::Done)
            .with("entries", export.entries)
            .with("sha256", export.sha256.as_str());
        self.books.write(self.clock.now(), |pen| {
            pen.write_as(&author, draft)?;
            pen.seal()
        })
    }

    /// Writes that an export came to nothing, in the name of whoever began it: that person may have left by now.
    fn export_failed(&mut self, request: &ExportRequest, error: &ExportError) -> Result<(), DeskError> {
        let outcome = if matches!(error, ExportError::Cancelled) { Outcome::Abandoned } else { Outcome::Failed };
        let draft = entry(request, outcome).with("reason", error.code());
        self.books.write(self.clock.now(), |pen| pen.write_as(&request.author, draft))
    }
}

fn entry(request: &ExportRequest, outcome: Outcome) -> Draft {
    let ExportOrder { filter, format, .. } = &request.order;
    let draft = Draft::new(Action::Export, outcome).with("format", format.code());
    let mut draft = draft.saying(Typed::Purpose, &request.purpose);
    for (key, value) in kept(filter) {
        draft.detail.insert(key.to_owned(), value.into());
    }
    if let Some(permit) = &request.permit {
        draft = draft.with("checkpoint_size", permit.witness().size());
    }
    if filter.flagged { draft.with("flagged", true) } else { draft }
}

/// What a filter keeps, as the log says it.
fn kept(filter: &EntryFilter) -> impl Iterator<Item = (&'static str, String)> {
    let day = |at| time::local(at).date().to_string();
    [
        ("log", filter.log.clone()),
        ("from", filter.from.map(day)),
        ("before", filter.before.map(day)),
        ("staff", filter.staff.clone()),
        ("action", filter.action.map(|a| a.code().to_owned())),
        ("outcome", filter.outcome.map(|o| o.code().to_owned())),
        ("kind", filter.kind.map(|k| k.code().to_owned())),
        ("subject", filter.subject.as_ref().map(|s| s.as_str().to_owned())),
        ("visit", filter.visit.as_ref().map(|v| v.as_str().to_owned())),
    ]
    .into_iter()
    .filter_map(|(key, value)| Some((key, value?)))
}
