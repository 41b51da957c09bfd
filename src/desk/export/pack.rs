//! 证据包: the chosen entries with everything a stranger needs to check them. The form of the file is
//! [`crate::ledger::pack`]'s; here are the checkpoint it rests on, and the hand that signs it.

use std::{io, sync::atomic::AtomicBool};

use jiff::Timestamp;

use super::{ExportOrder, Exporter, Job, paper::Paper};
use crate::{
    desk::{Desk, DeskError, books::Author, integrity::Integrity, integrity::StoredLog},
    ledger::{
        self, FindingKind, LogId, Origin, TreeHead, VerifyingKey, WitnessCode,
        pack::{Facts, Manifest, PackError, PackFilter, PackWriter},
    },
    store::{EntryFilter, EntryRow, LogRow, StoreError, Tx},
    vault::Key,
};

/// What a pack calls its maker.
const PROGRAM: &str = concat!("pindesk ", env!("CARGO_PKG_VERSION"));

/// Leave to make one pack: what it will say, settled by the desk, and a signature for exactly that.
///
/// The key goes no further than this object. It signs manifests and nothing else, and only one that says the same of
/// log, checkpoint, filter, person, purpose and moment.
pub(super) struct Permit {
    facts: Facts,
    /// The log's row.
    log: i64,
    key: Key,
}

impl Permit {
    fn sign(&self, manifest: &Manifest) -> Option<[u8; 64]> {
        manifest.says(&self.facts).then(|| manifest.sign(self.key.bytes()))
    }

    /// The log the pack is of.
    pub(super) fn log_id(&self) -> &str {
        self.facts.origin.log().as_str()
    }

    /// The witness code of its checkpoint.
    pub(super) fn witness(&self) -> WitnessCode {
        WitnessCode::new(self.facts.head)
    }
}

impl std::fmt::Debug for Permit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Permit").field("head", &self.facts.head).finish_non_exhaustive()
    }
}

/// The log is not what its checkpoint signed; carried through [`io::Error`], as every error of a form is.
#[derive(Debug, thiserror::Error)]
#[error("the log does not agree with its checkpoint ({})", kind.code())]
pub(super) struct Disagrees {
    pub(super) kind: FindingKind,
    pub(super) first_bad: Option<u64>,
}

fn io_error(error: PackError<StoreError>) -> io::Error {
    match error {
        PackError::Io(error) => error,
        PackError::Read(error) => io::Error::other(error),
        PackError::Damaged { kind, first_bad } => io::Error::other(Disagrees { kind, first_bad }),
        PackError::Cancelled => io::Error::other("cancelled"),
    }
}

/// A pack on paper.
pub(super) struct Pack<'a, 'm> {
    writer: PackWriter<&'a mut Paper<'m>, StoredLog<'a>>,
    permit: &'a Permit,
    cancel: &'a AtomicBool,
    behind: u64,
}

impl<'a, 'm> Pack<'a, 'm> {
    /// Begins the archive.
    pub(super) fn begin(paper: &'a mut Paper<'m>, job: &Job<'a>) -> io::Result<Self> {
        let permit = job.request.permit.as_deref().ok_or_else(|| io::Error::other("no permit"))?;
        let log = StoredLog { tx: job.log, log: permit.log };
        let writer = PackWriter::begin(paper, log, permit.facts.clone())?;
        Ok(Self { writer, permit, cancel: job.cancel, behind: 0 })
    }
}

impl Exporter for Pack<'_, '_> {
    fn entry(&mut self, row: &EntryRow) -> io::Result<()> {
        let within = self.writer.entry(&row.line).map_err(io_error)?;
        self.behind += u64::from(!within);
        Ok(())
    }

    fn left_out(&self) -> u64 {
        self.behind
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let unsigned = self.writer.finish(self.cancel).map_err(io_error)?;
        let signature = self.permit.sign(unsigned.manifest());
        let signature = signature.ok_or_else(|| io::Error::other("the manifest does not say what was permitted"))?;
        unsigned.finish(&signature).map(drop)
    }
}

impl Desk {
    /// Settles what a pack will say. The log that is being written is signed afresh; an old one stands under its newest
    /// true checkpoint.
    pub(super) fn permit_pack(
        &mut self,
        order: &ExportOrder,
        author: &Author,
        at: Timestamp,
    ) -> Result<Permit, DeskError> {
        let (log, is_current) = self.books.read(|tx| log_of(tx, &order.filter))?;
        if is_current && matches!(self.integrity, Integrity::Sound { .. }) {
            self.books.write(at, |pen| pen.seal())?;
        }
        let unreadable = |_| DeskError::from(StoreError::Unreadable("log"));
        let origin = LogId::parse(&log.id).map_err(unreadable)?;
        let origin = Origin::new(self.keys.office().as_str(), &origin).map_err(|e| DeskError::Log(e.to_string()))?;
        let key = ledger::verifying_key(self.keys.log_signing().bytes());
        let (note, head) = self.books.read(|tx| newest_true(tx, log.number, &key, &origin))?;
        let facts = Facts {
            origin,
            note,
            head,
            key,
            seat: self.settings.seat.as_str().to_owned(),
            filter: pack_filter(&order.filter),
            purpose: order.purpose.clone(),
            by: author.staff.clone(),
            at,
            program: PROGRAM.to_owned(),
        };
        Ok(Permit { facts, log: log.number, key: Key::from_bytes(self.keys.log_signing().bytes()) })
    }
}

/// The log that a filter names, or the one being written; and whether it is that.
fn log_of(tx: &dyn Tx, filter: &EntryFilter) -> Result<(LogRow, bool), DeskError> {
    let mut logs = tx.logs()?;
    let current = logs.len().checked_sub(1);
    let place = match &filter.log {
        Some(id) => logs.iter().position(|log| log.id == *id),
        None => current,
    };
    let place = place.ok_or(DeskError::NoSuchLog)?;
    Ok((logs.swap_remove(place), Some(place) == current))
}

/// The newest checkpoint of a log that this office's key has signed.
fn newest_true(tx: &dyn Tx, log: i64, key: &VerifyingKey, origin: &Origin) -> Result<(String, TreeHead), DeskError> {
    let notes = tx.checkpoints(log, 0..=u64::MAX)?;
    let held = |(_, note): (u64, String)| ledger::open(&note, key, origin).ok().map(|head| (note, head));
    notes.into_iter().rev().find_map(held).ok_or(DeskError::NoCheckpoint)
}

fn pack_filter(filter: &EntryFilter) -> PackFilter {
    PackFilter {
        from: filter.from,
        before: filter.before,
        staff: filter.staff.clone(),
        action: filter.action.map(|word| word.code().to_owned()),
        outcome: filter.outcome.map(|word| word.code().to_owned()),
        kind: filter.kind.map(|word| word.code().to_owned()),
        subject: filter.subject.as_ref().map(|subject| subject.as_str().to_owned()),
        visit: filter.visit.as_ref().map(|visit| visit.as_str().to_owned()),
        flagged: filter.flagged.then_some(true),
    }
}
