//! Whether the log can be trusted: at the start, in the background, and after damage.

use std::{ops::ControlFlow, ops::Range, ops::RangeInclusive, path::PathBuf, sync::atomic::AtomicBool};

use tlog_tiles::Hash;

use super::{
    Desk, DeskError, Folders, OfficeError,
    identity::needed_remark,
    logs::{Examination, LogVerdict},
    office::verifying_key,
    succession,
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Typed},
        free_text::FreeText,
        staff::Role,
    },
    ledger::{
        self, Anchor, AnchorError, Expected, Finding, FindingKind, Fingerprint, LogId, LogReader, Origin, Report,
        StoredHashes, TreeHead, Verdict, VerifyError, WitnessCode,
    },
    store::{Store, StoreError, Tx, sqlite::SqliteStore},
    vault::OfficeKeys,
};

/// What is known of the log.
#[derive(Debug, Clone, PartialEq)]
pub enum Integrity {
    /// Nothing contradicts it, as far as was looked.
    Sound {
        /// Entries when it was last looked at.
        size: u64,
    },
    /// Something does; counter work is stopped.
    Damaged(Damage),
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq)]
pub enum Damage {
    /// The log contradicts a witness.
    Log(Finding),
    /// The anchor beside the key file is gone.
    AnchorMissing,
    /// The anchor beside the key file cannot be read.
    AnchorUnreadable,
}

impl Damage {
    /// The word of the log and of the messages.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::Log(finding) => finding.kind.code(),
            Self::AnchorMissing => "anchor_missing",
            Self::AnchorUnreadable => "anchor_unreadable",
        }
    }

    /// The first bad entry, if the traces tell.
    #[must_use]
    pub fn first_bad(&self) -> Option<u64> {
        match self {
            Self::Log(finding) => finding.first_bad,
            Self::AnchorMissing | Self::AnchorUnreadable => None,
        }
    }
}

/// One log of the store, for the ledger to read inside one transaction.
pub(super) struct StoredLog<'a> {
    pub(super) tx: &'a dyn Tx,
    pub(super) log: i64,
}

impl StoredHashes for StoredLog<'_> {
    type Error = StoreError;

    fn stored_hashes(&self, indexes: &[u64]) -> Result<Vec<Option<Hash>>, StoreError> {
        self.tx.tree_hashes(self.log, indexes)
    }
}

impl LogReader for StoredLog<'_> {
    fn size(&self) -> Result<u64, StoreError> {
        self.tx.last_seq(self.log)
    }

    fn lines(&self, from_seq: u64, each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>) -> Result<(), StoreError> {
        self.tx.lines(self.log, from_seq, each)
    }

    fn stored_range(&self, range: Range<u64>) -> Result<Vec<Option<Hash>>, StoreError> {
        self.tx.tree_range(self.log, range)
    }

    fn checkpoints(&self, sizes: RangeInclusive<u64>) -> Result<Vec<(u64, String)>, StoreError> {
        self.tx.checkpoints(self.log, sizes)
    }

    fn newest_checkpoint(&self) -> Result<Option<(u64, String)>, StoreError> {
        self.tx.newest_checkpoint(self.log)
    }
}

/// Reads one log of an office from end to end, on a connection of its own.
pub struct Verifier {
    pub(super) store: Box<dyn Store>,
    pub(super) key: ledger::VerifyingKey,
    pub(super) office: String,
    pub(super) anchor: PathBuf,
}

/// A checkpoint as it can leave the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedHead {
    /// Entries it covers.
    pub size: u64,
    /// The signed note (C2SP signed-note).
    pub note: String,
    /// The public key as tools for signed notes take it, `NAME+KEYID+KEY`.
    pub public_key: String,
    /// Its fingerprint, which the office publishes.
    pub fingerprint: Fingerprint,
    /// 校验码.
    pub witness: WitnessCode,
}

/// Why there is no verdict.
#[derive(Debug, thiserror::Error)]
pub enum NoVerdict {
    /// It was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The store could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The database names no log, or one whose id no program writes.
    #[error("the database names no log")]
    NoLog,
}

impl Verifier {
    /// A verifier over an office in folders, read-only, beside a program that may have it open.
    ///
    /// # Errors
    /// See [`OfficeError`].
    pub fn open(folders: &Folders) -> Result<Self, OfficeError> {
        let (keys, _) = Desk::inspect(folders)?;
        let store = SqliteStore::open_reader(&folders.database(), keys.database())?;
        Ok(Self::over(Box::new(store), &keys, folders))
    }

    pub(super) fn over(store: Box<dyn Store>, keys: &OfficeKeys, folders: &Folders) -> Self {
        Self { store, key: verifying_key(keys), office: keys.office().as_str().to_owned(), anchor: folders.anchor() }
    }

    /// The fingerprint of the key that checkpoints of this office are signed with.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(&self.key)
    }

    /// The newest checkpoint of the log that is being written, with what is needed to check it elsewhere; `None` if there
    /// is none yet.
    ///
    /// # Errors
    /// [`NoVerdict`].
    pub fn newest_checkpoint(&mut self) -> Result<Option<SignedHead>, NoVerdict> {
        let fingerprint = self.fingerprint();
        let tx = self.store.read()?;
        let head = tx.head()?.ok_or(NoVerdict::NoLog)?;
        let origin = origin_of(&self.office, &head.id)?;
        let Some((_, note)) = tx.newest_checkpoint(head.number)? else { return Ok(None) };
        let Ok(signed) = ledger::open(&note, &self.key, &origin) else { return Ok(None) };
        Ok(Some(SignedHead {
            size: signed.size,
            witness: WitnessCode::new(signed),
            public_key: ledger::key_text(&origin, &self.key),
            fingerprint,
            note,
        }))
    }

    /// Verifies the log that is being written, with its anchor and codes from outside.
    ///
    /// `progress` hears entries done and entries in all; setting `cancel` ends it early.
    ///
    /// # Errors
    /// [`NoVerdict`].
    pub fn verify(
        &mut self,
        witnesses: &[WitnessCode],
        progress: &mut dyn FnMut(u64, u64),
        cancel: &AtomicBool,
    ) -> Result<Result<Report, Damage>, NoVerdict> {
        let anchor = match Anchor::read(&self.anchor) {
            Ok(anchor) => anchor,
            Err(error) => return Ok(Err(anchor_damage(&error))),
        };
        let tx = self.store.read()?;
        verify_current(&*tx, &self.office, &self.key, anchor, witnesses, progress, cancel)
    }
}

/// Verifies the log that is being written, with the anchor that was read before the transaction began.
pub(super) fn verify_current(
    tx: &dyn Tx,
    office: &str,
    key: &ledger::VerifyingKey,
    anchor: Anchor,
    witnesses: &[WitnessCode],
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Result<Report, Damage>, NoVerdict> {
    let Some(head) = tx.head()? else { return Ok(Err(nameless(FindingKind::Deleted))) };
    let Ok(origin) = origin_of(office, &head.id) else { return Ok(Err(nameless(FindingKind::Malformed))) };
    let anchor = succession::counting(tx, &head, &origin, key, anchor)?;
    let expected = Expected { origin: &origin, key, anchor: anchor.as_ref(), witnesses };
    verify_stored(tx, head.number, &expected, progress, cancel)
}

/// Verifies one log of the store.
pub(super) fn verify_stored(
    tx: &dyn Tx,
    log: i64,
    expected: &Expected<'_>,
    progress: &mut dyn FnMut(u64, u64),
    cancel: &AtomicBool,
) -> Result<Result<Report, Damage>, NoVerdict> {
    match ledger::verify(&StoredLog { tx, log }, expected, progress, cancel) {
        Ok(Verdict::Whole(report)) => Ok(Ok(report)),
        Ok(Verdict::Broken(finding)) => Ok(Err(Damage::Log(finding))),
        Err(VerifyError::Cancelled) => Err(NoVerdict::Cancelled),
        Err(VerifyError::Read(error)) => Err(error.into()),
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier").finish_non_exhaustive()
    }
}

/// The origin that checkpoints of an office's log name.
pub(super) fn origin_of(office: &str, log: &str) -> Result<Origin, NoVerdict> {
    let origin = LogId::parse(log).ok().and_then(|log| Origin::new(office, &log).ok());
    origin.ok_or(NoVerdict::NoLog)
}

/// Database against anchor, and the newest entries: what must be known before counter work opens.
pub(super) fn at_start(tx: &dyn Tx, keys: &OfficeKeys, folders: &Folders) -> Result<Option<Damage>, DeskError> {
    let anchor = match Anchor::read(&folders.anchor()) {
        Ok(anchor) => anchor,
        Err(error) => return Ok(Some(anchor_damage(&error))),
    };
    let Some(head) = tx.head()? else { return Ok(Some(nameless(FindingKind::Deleted))) };
    let Ok(origin) = origin_of(keys.office().as_str(), &head.id) else {
        return Ok(Some(nameless(FindingKind::Malformed)));
    };
    let key = verifying_key(keys);
    let anchor = succession::counting(tx, &head, &origin, &key, anchor)?;
    let expected = Expected { origin: &origin, key: &key, anchor: anchor.as_ref(), witnesses: &[] };
    match ledger::quick(&StoredLog { tx, log: head.number }, &expected) {
        Ok(Verdict::Whole(_)) => Ok(None),
        Ok(Verdict::Broken(finding)) => Ok(Some(Damage::Log(finding))),
        Err(VerifyError::Read(error)) => Err(error.into()),
        Err(VerifyError::Cancelled) => Ok(None),
    }
}

/// The store no longer says which log it holds.
pub(super) fn nameless(kind: FindingKind) -> Damage {
    Damage::Log(Finding { kind, first_bad: None, last_good: TreeHead::EMPTY })
}

pub(super) fn anchor_damage(error: &AnchorError) -> Damage {
    match error {
        AnchorError::Missing { .. } => Damage::AnchorMissing,
        _ => Damage::AnchorUnreadable,
    }
}

impl Desk {
    /// What is known of the log.
    #[must_use]
    pub fn integrity(&self) -> &Integrity {
        &self.integrity
    }

    /// A verifier on a connection of its own, for the second thread.
    ///
    /// # Errors
    /// The store cannot be opened again.
    pub fn verifier(&self) -> Result<Verifier, DeskError> {
        Ok(Verifier::over(self.books.reader()?, &self.keys, &self.folders))
    }

    /// Takes in what a verification found. One that a supervisor asked for is an entry. Damage of the log that is being
    /// written stops the counter; an older log can no longer be mended and is only named.
    ///
    /// # Errors
    /// The log could not be written.
    pub fn examined(&mut self, examined: &Examination, asked: bool) -> Result<(), DeskError> {
        let Examination { current, older, .. } = examined;
        if !self.is_overtaken(current.log.number) {
            self.take_in(&current.said);
        }
        if asked { self.verification_entry(&current.said, older) } else { Ok(()) }
    }

    /// Whether a new log was started while this one was verified: what is wrong with the old one is answered then, and
    /// says nothing of the new one. A store that names no log is not overtaken but damaged.
    fn is_overtaken(&mut self, log: i64) -> bool {
        let newest = self.books.read(|tx| Ok(tx.head()?)).ok().flatten();
        log > 0 && newest.is_some_and(|head| head.number > log)
    }

    /// Takes in what a verification of the log that is being written found, as [`Desk::examined`] does.
    ///
    /// # Errors
    /// The log could not be written.
    pub fn verified(&mut self, verdict: &Result<Report, Damage>, asked: bool) -> Result<(), DeskError> {
        self.take_in(verdict);
        if asked { self.verification_entry(verdict, &[]) } else { Ok(()) }
    }

    fn take_in(&mut self, verdict: &Result<Report, Damage>) {
        match (verdict, &mut self.integrity) {
            (Err(damage), _) => self.damaged(damage.clone()),
            (Ok(report), Integrity::Sound { size: known }) => *known = report.head.size.max(*known),
            (Ok(_), Integrity::Damaged(_)) => {}
        }
    }

    /// What a supervisor asked for is an entry.
    fn verification_entry(&mut self, verdict: &Result<Report, Damage>, older: &[LogVerdict]) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        let mut draft = match verdict {
            Ok(report) => Draft::new(Action::Verification, Outcome::Done).with("size", report.head.size),
            Err(damage) => {
                Draft::new(Action::Verification, Outcome::Failed).with("size", 0_u64).with("finding", damage.code())
            }
        };
        if !older.is_empty() {
            let damaged = older.iter().filter(|log| log.said.is_err()).count();
            draft = draft.with("older", older.len() as u64).with("older_damaged", damaged as u64);
        }
        self.books.write(self.clock.now(), |pen| pen.write_as(&author, draft))
    }

    /// Starts a new log after damage. Its first entry names the old log, its last good head, the anchor and the
    /// finding; the old log stays as it is.
    ///
    /// # Errors
    /// Not a supervisor, no reason given, or the log is sound.
    pub fn start_new_log(&mut self, reason: &str) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        let Integrity::Damaged(damage) = self.integrity.clone() else { return Err(DeskError::LogSound) };
        let reason = needed_remark(reason)?;
        let old = self.origin().map_or_else(|_| "unreadable".to_owned(), |origin| origin.log().as_str().to_owned());
        let anchor = Anchor::read(&self.folders.anchor()).ok();
        let draft = recovery_entry(&old, &damage, anchor.as_ref(), &reason);
        let now = self.clock.now();
        let keys = &self.keys;
        let size = self.books.begin_log(now, |pen, waited| {
            pen.write_as(&author, draft)?;
            for (at, draft) in waited {
                if let (Action::VisitClose, Some(visit)) = (draft.action, &draft.visit) {
                    pen.tx().close_visit(visit, at)?;
                }
                pen.write_at(at, draft)?;
            }
            Self::close_left_visits(pen, keys, now)?;
            pen.seal()?;
            Ok(pen.size())
        })?;
        self.integrity = Integrity::Sound { size };
        Ok(())
    }

    /// Stops counter work and stops writing to the damaged log.
    pub(super) fn damaged(&mut self, damage: Damage) {
        tracing::error!(finding = damage.code(), "the log is damaged");
        self.books.suspend();
        self.integrity = Integrity::Damaged(damage);
    }

    /// Refuses work on holders, accounts and settings while the log is damaged.
    pub(super) fn counter_is_open(&self) -> Result<(), DeskError> {
        match &self.integrity {
            Integrity::Sound { .. } => Ok(()),
            Integrity::Damaged(damage) => Err(DeskError::LogDamaged(Box::new(damage.clone()))),
        }
    }
}

fn recovery_entry(old: &str, damage: &Damage, anchor: Option<&Anchor>, reason: &FreeText) -> Draft {
    let mut draft = Draft::new(Action::LogStart, Outcome::Done)
        .saying(Typed::Reason, reason)
        .with("old_log", old)
        .with("finding", damage.code());
    if let Some(first_bad) = damage.first_bad() {
        draft = draft.with("first_bad", first_bad);
    }
    if let Damage::Log(finding) = damage {
        draft = with_head(draft, "last_good", finding.last_good);
    }
    match anchor {
        Some(anchor) => with_head(draft, "anchor", anchor.head),
        None => draft,
    }
}

fn with_head(draft: Draft, name: &str, head: TreeHead) -> Draft {
    draft
        .with(&format!("{name}_size"), head.size)
        .with(&format!("{name}_root"), data_encoding::HEXLOWER.encode(&head.root.0))
}
