//! The logs of an office: the one that is being written, and the older ones that damage or a restore has closed.
//!
//! Nothing is ever added to an older log, and the anchor speaks of the newest one only. What speaks for an older log are
//! its own checkpoints, and the first entry of the log after it, which names its last good head: [`Verifier::verify_all`]
//! holds it against both.

use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use super::{
    Damage, NoVerdict, Verifier,
    integrity::{StoredLog, anchor_damage, nameless, origin_of, verify_current, verify_stored},
    review::Reviewer,
    timeline::written_at,
};
use crate::{
    domain::audit::Value,
    ledger::{self, Anchor, Expected, FindingKind, Fingerprint, Hash, Report, TreeHead, WitnessCode},
    store::{LogRow, StoreError, Tx},
};

/// One log of the office, as a list of them names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogSummary {
    /// Order, from 1.
    pub number: i64,
    /// Its id, 32 hex digits.
    pub id: String,
    /// When it was started.
    pub started_at: Timestamp,
    /// Entries in it.
    pub size: u64,
    /// How it stands.
    pub state: LogState,
}

/// How a log stands, as far as the office's own words tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LogState {
    /// It is being written.
    Current,
    /// Another log took its place, and nothing was found wrong with it then.
    Closed,
    /// Another log took its place because of a finding, whose word this is.
    Damaged(String),
}

/// What a verification says of every log.
#[derive(Debug, Clone, PartialEq)]
pub struct Examination {
    /// The fingerprint of the key that the checkpoints of this office are signed with.
    pub fingerprint: Fingerprint,
    /// The log that is being written.
    pub current: LogVerdict,
    /// The others that were looked at, newest first.
    pub older: Vec<LogVerdict>,
}

impl Examination {
    /// Every log that was looked at, newest first.
    pub fn all(&self) -> impl Iterator<Item = &LogVerdict> {
        std::iter::once(&self.current).chain(&self.older)
    }

    /// Whether nothing was found that the office does not know and has not answered by starting a new log.
    #[must_use]
    pub fn is_as_known(&self) -> bool {
        self.current.said.is_ok() && self.older.iter().all(|log| !log.is_news())
    }
}

/// What a verification says of one log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogVerdict {
    /// Which.
    pub log: LogRow,
    /// Whole, or what is wrong.
    pub said: Result<Report, Damage>,
    /// When the last entry under its newest checkpoint was written; the checkpoint is no older.
    pub checkpoint_at: Option<Timestamp>,
    /// What was found when it was closed, by the first entry of the log after it.
    pub closed_for: Option<ClosedFor>,
}

impl LogVerdict {
    /// Whether it is damaged in a way that was not known when it was closed: there was no finding then, or less of the
    /// log can be confirmed now.
    #[must_use]
    pub fn is_news(&self) -> bool {
        match (&self.said, &self.closed_for) {
            (Ok(_), _) => false,
            (Err(_), None) => true,
            (Err(Damage::Log(found)), Some(known)) => {
                found.last_good.size < known.last_good.map_or(0, |head| head.size)
            }
            (Err(_), Some(_)) => false,
        }
    }
}

/// Why a log was closed.
#[derive(Debug, Clone, PartialEq)]
pub struct ClosedFor {
    /// The word of the finding.
    pub finding: String,
    /// The last head that could be confirmed then, if one could.
    pub last_good: Option<TreeHead>,
}

impl ClosedFor {
    /// Reads the first entry of the log after it; `None` if that tells of no finding, or of another log.
    fn read(tx: &dyn Tx, log: &LogRow, next: &LogRow) -> Result<Option<Self>, StoreError> {
        let mut told = None;
        tx.lines(next.number, 1, &mut |_, line| {
            told = std::str::from_utf8(line).ok().and_then(|line| ledger::decode(line).ok());
            std::ops::ControlFlow::Break(())
        })?;
        let Some(line) = told else { return Ok(None) };
        let text = |key: &str| match line.detail.get(key) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        };
        if text("old_log") != Some(&log.id) {
            return Ok(None);
        }
        let size = match line.detail.get("last_good_size") {
            Some(Value::Number(size)) => u64::try_from(*size).ok(),
            _ => None,
        };
        let root = text("last_good_root").and_then(|hex| data_encoding::HEXLOWER.decode(hex.as_bytes()).ok());
        let root = root.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).map(Hash);
        let last_good = size.zip(root).map(|(size, root)| TreeHead { size, root }).filter(|head| head.size > 0);
        Ok(text("finding").map(|finding| Self { finding: finding.to_owned(), last_good }))
    }
}

impl Reviewer {
    /// Every log of the office, oldest first.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn logs(&mut self) -> Result<Vec<LogSummary>, StoreError> {
        let tx = self.store.read()?;
        let rows = tx.logs()?;
        let mut logs = Vec::with_capacity(rows.len());
        for (at, row) in rows.iter().enumerate() {
            let state = match rows.get(at + 1) {
                None => LogState::Current,
                Some(next) => ClosedFor::read(&*tx, row, next)?
                    .map_or(LogState::Closed, |closed| LogState::Damaged(closed.finding)),
            };
            let size = tx.last_seq(row.number)?;
            let LogRow { number, id, started_at } = row.clone();
            logs.push(LogSummary { number, id, started_at, size, state });
        }
        Ok(logs)
    }

    /// The position of an entry by its place in a log; `None` if it is not there.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn position_of(&mut self, log: i64, seq: u64) -> Result<Option<u32>, StoreError> {
        self.store.read()?.position_of(log, seq)
    }
}

impl Verifier {
    /// Verifies the log that is being written as [`Verifier::verify`] does and, if `older` are wanted, each of the others
    /// against its own checkpoints and what the log after it says of it.
    ///
    /// A code from outside speaks of the log whose stored tree agrees with it, and of the current one if none does.
    /// `progress` hears entries done and entries in all, over all logs; setting `cancel` ends it early.
    ///
    /// # Errors
    /// [`NoVerdict`].
    pub fn verify_all(
        &mut self,
        older: bool,
        witnesses: &[WitnessCode],
        progress: &mut dyn FnMut(u64, u64),
        cancel: &AtomicBool,
    ) -> Result<Examination, NoVerdict> {
        let fingerprint = self.fingerprint();
        // Read before the transaction begins: it then never speaks of entries the transaction cannot see.
        let anchor = Anchor::read(&self.anchor);
        let tx = self.store.read()?;
        let logs = tx.logs()?;
        // A store that names no log any more is damage too; there is no row to name it by.
        let nowhere = LogRow { number: 0, id: String::new(), started_at: Timestamp::UNIX_EPOCH };
        let current = logs.last().cloned().unwrap_or(nowhere);
        let mut round = Round { tx: &*tx, key: &self.key, office: &self.office, done: 0, all: 0, progress, cancel };
        let looked_at = if older { logs.as_slice() } else { std::slice::from_ref(&current) };
        for log in looked_at {
            round.all += tx.last_seq(log.number)?;
        }
        let mut left = witnesses.to_vec();
        let mut verdicts = Vec::with_capacity(logs.len());
        for pair in logs.windows(2).filter(|_| older) {
            let [log, next] = pair else { continue };
            let closed_for = ClosedFor::read(&*tx, log, next)?;
            let stored = StoredLog { tx: &*tx, log: log.number };
            let (mut own, others) = left.into_iter().partition::<Vec<_>, _>(|code| fits(code, &stored));
            left = others;
            own.extend(closed_for.as_ref().and_then(|closed| closed.last_good).map(WitnessCode::new));
            verdicts.push(round.older(log, &own, closed_for)?);
        }
        verdicts.reverse();
        let current = match anchor {
            Ok(anchor) => round.current(current, anchor, &left)?,
            Err(error) => {
                LogVerdict { log: current, said: Err(anchor_damage(&error)), checkpoint_at: None, closed_for: None }
            }
        };
        Ok(Examination { fingerprint, current, older: verdicts })
    }
}

/// Whether the stored tree of a log has this code at its size.
fn fits(code: &WitnessCode, stored: &StoredLog<'_>) -> bool {
    let root = ledger::root(code.size(), stored);
    root.is_ok_and(|root| code.matches(TreeHead { size: code.size(), root }))
}

/// Several logs verified one after the other, with one progress.
struct Round<'a> {
    tx: &'a dyn Tx,
    key: &'a ledger::VerifyingKey,
    office: &'a str,
    done: u64,
    all: u64,
    progress: &'a mut dyn FnMut(u64, u64),
    cancel: &'a AtomicBool,
}

impl Round<'_> {
    fn current(&mut self, log: LogRow, anchor: Anchor, witnesses: &[WitnessCode]) -> Result<LogVerdict, NoVerdict> {
        let (done, all) = (self.done, self.all);
        let progress = &mut *self.progress;
        let mut told = |so_far, _| progress(done + so_far, all);
        let said = verify_current(self.tx, self.office, self.key, anchor, witnesses, &mut told, self.cancel)?;
        self.verdict(log, said, None)
    }

    fn older(
        &mut self,
        log: &LogRow,
        witnesses: &[WitnessCode],
        closed_for: Option<ClosedFor>,
    ) -> Result<LogVerdict, NoVerdict> {
        let (done, all) = (self.done, self.all);
        let progress = &mut *self.progress;
        let mut told = |so_far, _| progress(done + so_far, all);
        let said = match origin_of(self.office, &log.id) {
            Ok(origin) => {
                let expected = Expected { origin: &origin, key: self.key, anchor: None, witnesses };
                verify_stored(self.tx, log.number, &expected, &mut told, self.cancel)?
            }
            Err(_) => Err(nameless(FindingKind::Malformed)),
        };
        self.verdict(log.clone(), said, closed_for)
    }

    fn verdict(
        &mut self,
        log: LogRow,
        said: Result<Report, Damage>,
        closed_for: Option<ClosedFor>,
    ) -> Result<LogVerdict, NoVerdict> {
        self.done += self.tx.last_seq(log.number)?;
        let checkpoint_at = match said.as_ref().ok().and_then(|report| report.checkpoint) {
            Some(head) => written_at(self.tx, log.number, head.size)?,
            None => None,
        };
        Ok(LogVerdict { log, said, checkpoint_at, closed_for })
    }
}
