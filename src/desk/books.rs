//! The books: one transaction holds a change and its log entry, or neither.
//!
//! [`Books::write`] is the only way anything is written. The work gets a [`Pen`]; when it returns an error, when the
//! entry cannot be written, or when the commit fails, nothing has happened. After the commit of whatever was sealed the
//! anchor follows; while an anchor is owed, the next piece of work is refused. So it is while an [`End`] is owed: what is
//! over whatever the disk says is written before anything else.

use std::{path::PathBuf, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use super::{
    Clock, DeskError, Moment,
    clock::WALL_SLACK,
    ends::End,
    integrity::StoredLog,
    reckoning::{BACK_FROM, FORWARD_FROM, GAP_FROM, Reckoning, UNEXPLAINED},
};
use crate::{
    domain::{
        audit::{Action, Draft, Entry, Outcome},
        staff::Role,
        time,
        visit::Seat,
    },
    ledger::{self, Anchor, AnchorError, LogId, Origin, TreeError, TreeHead, WitnessCode},
    store::{EntryFilter, LogHead, Store, StoreError, Tx},
    vault::{Key, OfficeId},
};

/// A checkpoint is made at the latest after this many entries.
const CHECKPOINT_ENTRIES: u64 = 100;
/// A checkpoint is made at the latest this long after the first entry that none covers.
const CHECKPOINT_AGE: SignedDuration = SignedDuration::from_secs(60);
/// Where the store keeps the last sight of both hands of the clock.
const SIGHT_KEY: &str = "clock_sight";
/// A sight of the clock is taken anew after this long, so that what two good clocks drift apart stays small.
const SIGHT_LASTS: Duration = Duration::from_secs(24 * 3600);
/// Two hands of one good clock drift apart by less than one part in so many.
const DRIFT: u32 = 5000;

/// Why something could not be written. Nothing was.
#[derive(Debug, thiserror::Error)]
pub enum BooksError {
    /// The store said no.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The anchor cannot be written.
    #[error(transparent)]
    Anchor(#[from] AnchorError),
    /// The tree or its checkpoint could not be made.
    #[error("{0}")]
    Tree(String),
}

/// Who writes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Author {
    /// 工号.
    pub(super) staff: String,
    /// 岗位 at this moment.
    pub(super) role: Role,
}

/// Both hands of the clock when they were last known to agree.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Sight {
    boot: String,
    moment: Moment,
}

impl Sight {
    fn text(&self) -> String {
        format!("{} {} {}", self.boot, self.moment.uptime.as_millis(), self.moment.wall)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let boot = words.next()?.to_owned();
        let uptime = Duration::from_millis(words.next()?.parse().ok()?);
        Some(Self { boot, moment: Moment { wall: words.next()?.parse().ok()?, uptime } })
    }

    /// Where the wall should stand now; `None` in another boot.
    fn expects(&self, now: &Self) -> Option<(Timestamp, Duration)> {
        let passed = now.moment.uptime.checked_sub(self.moment.uptime).filter(|_| self.boot == now.boot)?;
        let by = SignedDuration::try_from(passed).unwrap_or(SignedDuration::MAX);
        Some((time::later(self.moment.wall, by), passed))
    }
}

/// What the clock looks like now.
struct Look {
    sight: Sight,
    /// The wall was set: the particular of its entry, and from where.
    step: Option<(&'static str, Timestamp)>,
    /// The sight is one to go by from now on.
    is_new: bool,
}

/// The store, the log it holds, and the anchor beside the keys.
pub(super) struct Books {
    store: Box<dyn Store>,
    clock: Arc<dyn Clock>,
    office: OfficeId,
    seat: Seat,
    signing_seed: Key,
    anchor_path: PathBuf,
    /// An anchor that should be on disk and is not yet.
    owed: Option<Anchor>,
    /// What is over and could not be written yet, in its order.
    ends: Vec<End>,
    sealed_size: u64,
    last_entry_at: Option<Timestamp>,
    sight: Option<Sight>,
    reckoning: Arc<Reckoning>,
    /// When the first entry was written that no checkpoint covers.
    unsigned_since: Option<Timestamp>,
    /// While the log is damaged nothing is appended to it; entries wait for the new one.
    held: Option<Vec<(Timestamp, Draft)>>,
}

fn tree(error: TreeError<StoreError>) -> BooksError {
    match error {
        TreeError::Read(error) => error.into(),
        missing @ TreeError::Missing { .. } => BooksError::Tree(missing.to_string()),
    }
}

impl Books {
    pub(super) fn new(
        store: Box<dyn Store>,
        office: OfficeId,
        seat: Seat,
        signing_seed: Key,
        anchor_path: PathBuf,
        clock: Arc<dyn Clock>,
    ) -> Self {
        Self {
            store,
            clock,
            office,
            seat,
            signing_seed,
            anchor_path,
            owed: None,
            ends: Vec::new(),
            sealed_size: 0,
            last_entry_at: None,
            sight: None,
            reckoning: Arc::default(),
            unsigned_since: None,
            held: None,
        }
    }

    /// The same books over a store that something was put before.
    pub(super) fn over(self, wrap: impl FnOnce(Box<dyn Store>) -> Box<dyn Store>) -> Self {
        Self { store: wrap(self.store), ..self }
    }

    /// Picks up where the log stands.
    pub(super) fn resume(&mut self) -> Result<(), DeskError> {
        let (sealed, last, unsigned) = self.read(|tx| {
            let Some(head) = tx.head()? else { return Ok((0, None, None)) };
            let sealed = tx.newest_checkpoint(head.number)?.map_or(0, |(size, _)| size);
            let last = moment_of(tx, head.number, head.size)?;
            let unsigned = if head.size > sealed { moment_of(tx, head.number, sealed + 1)? } else { None };
            Ok((sealed, last, unsigned))
        })?;
        self.sealed_size = sealed;
        self.last_entry_at = last;
        let (sight, reckoning) = self.read(|tx| Ok((tx.value(SIGHT_KEY)?, reckoned(tx))))?;
        self.sight = sight.as_deref().and_then(Sight::parse);
        self.reckoning = Arc::new(reckoning);
        self.unsigned_since = unsigned;
        Ok(())
    }

    /// What the log says of the wall clock.
    pub(super) fn reckoning(&self) -> Arc<Reckoning> {
        Arc::clone(&self.reckoning)
    }

    /// Whether the wall was set since the last entry that says so: the next [`Self::write`] says it.
    pub(super) fn clock_was_set(&self) -> bool {
        self.look(self.clock.now()).step.is_some()
    }

    /// Looks at both hands of the clock, and at the log where there is nothing to hold them against.
    fn look(&self, now: Timestamp) -> Look {
        let sight = Sight { boot: self.clock.boot(), moment: self.clock.moment() };
        if let Some((expected, passed)) = self.sight.as_ref().and_then(|before| before.expects(&sight)) {
            let slack = SignedDuration::try_from(passed / DRIFT).unwrap_or(SignedDuration::MAX);
            let slack = WALL_SLACK.saturating_add(slack);
            let off = sight.moment.wall.duration_since(expected);
            let step = match off {
                _ if off > slack => Some((FORWARD_FROM, expected)),
                _ if off < -slack => Some((BACK_FROM, expected)),
                _ => None,
            };
            let is_new = step.is_some() || passed > SIGHT_LASTS;
            return Look { sight, step, is_new };
        }
        let step = self.last_entry_at.and_then(|last| match now.duration_since(last) {
            passed if passed < -WALL_SLACK => Some((BACK_FROM, last)),
            passed if passed > UNEXPLAINED => Some((GAP_FROM, last)),
            _ => None,
        });
        Look { sight, step, is_new: true }
    }

    /// The label on every entry from now on.
    pub(super) fn set_seat(&mut self, seat: Seat) {
        self.seat = seat;
    }

    /// Stops appending to a log that is found damaged.
    pub(super) fn suspend(&mut self) {
        self.held.get_or_insert_default();
    }

    /// Whether entries wait for a new log.
    pub(super) fn is_suspended(&self) -> bool {
        self.held.is_some()
    }

    /// A second connection for long reads.
    pub(super) fn reader(&self) -> Result<Box<dyn Store>, DeskError> {
        Ok(self.store.reader()?)
    }

    /// Reads without writing.
    pub(super) fn read<T>(&mut self, work: impl FnOnce(&dyn Tx) -> Result<T, DeskError>) -> Result<T, DeskError> {
        let tx = self.store.read()?;
        work(&*tx)
    }

    /// One piece of work and its entries, or nothing.
    ///
    /// # Errors
    /// What the work returns, or why it could not be made durable.
    pub(super) fn write<T>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&mut Pen<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        self.transact(now, None, work)
    }

    /// Starts a log of its own and makes it the one that is written; `work` gets the entries that waited for it. The log
    /// and all that is written into it, or nothing: entries that waited wait on then.
    ///
    /// # Errors
    /// As [`Self::write`].
    pub(super) fn begin_log<T>(
        &mut self,
        now: Timestamp,
        work: impl FnOnce(&mut Pen<'_>, Vec<(Timestamp, Draft)>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let mut bytes = [0; 16];
        getrandom::fill(&mut bytes)?;
        let held = self.held.take();
        let waited = held.clone().unwrap_or_default();
        let result = self.transact(now, Some(&LogId::from_bytes(bytes)), |pen| work(pen, waited));
        if result.is_err() {
            self.held = held;
        }
        result
    }

    fn transact<T>(
        &mut self,
        now: Timestamp,
        new_log: Option<&LogId>,
        work: impl FnOnce(&mut Pen<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        self.settle()?;
        self.pay()?;
        self.commit(now, new_log, work)
    }

    /// Writes what is over and could not be written yet; while it cannot be, nothing else is done.
    fn pay(&mut self) -> Result<(), DeskError> {
        let Some(last) = self.ends.last() else { return Ok(()) };
        let (at, ends) = (last.at, std::mem::take(&mut self.ends));
        let paid = self.commit(at, None, |pen| ends.iter().try_for_each(|end| end.write(pen)));
        if paid.is_err() {
            self.ends = ends;
        }
        paid
    }

    /// Writes an end, now or as soon as writing works again.
    ///
    /// # Errors
    /// It could not be written yet; it is kept, and nothing else is written before it.
    pub(super) fn end(&mut self, end: End) -> Result<(), DeskError> {
        self.ends.push(end);
        self.settle()?;
        self.pay()
    }

    fn commit<T>(
        &mut self,
        now: Timestamp,
        new_log: Option<&LogId>,
        work: impl FnOnce(&mut Pen<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        // Entries that wait in memory go with the transaction that told of them.
        let waiting = self.held.as_ref().map(Vec::len);
        let result = self.commit_or_nothing(now, new_log, work);
        if let (Err(_), Some(held), Some(waiting)) = (&result, &mut self.held, waiting) {
            held.truncate(waiting);
        }
        result
    }

    fn commit_or_nothing<T>(
        &mut self,
        now: Timestamp,
        new_log: Option<&LogId>,
        work: impl FnOnce(&mut Pen<'_>) -> Result<T, DeskError>,
    ) -> Result<T, DeskError> {
        let look = self.look(now);
        let tx = self.store.write()?;
        let mut unsigned_since = self.unsigned_since;
        let (mut sealed_size, mut last_entry_at) = (self.sealed_size, self.last_entry_at);
        if let Some(id) = new_log {
            tx.start_log(id.as_str(), now)?;
            (sealed_size, last_entry_at, unsigned_since) = (0, None, None);
        }
        let head = match tx.head()? {
            Some(head) => head,
            // Nothing is appended while entries wait, so a log that is gone keeps nobody from mending that.
            None if self.held.is_some() => LogHead { number: 0, id: String::new(), size: 0 },
            None => return Err(StoreError::Unreadable("log").into()),
        };
        let mut pen = Pen {
            tx: &*tx,
            now,
            size_before: head.size,
            head,
            office: &self.office,
            seat: &self.seat,
            seed: &self.signing_seed,
            held: self.held.as_mut(),
            sealed: None,
            signs: false,
        };
        let mut reckoning = None;
        if let Some((key, from)) = look.step {
            let draft = Draft::new(Action::ClockStep, Outcome::Done).with(key, format!("{from:.3}"));
            let at = look.sight.moment.wall;
            let mut reckoned = Reckoning::clone(&self.reckoning);
            reckoned.take(at, draft.action, &draft.detail);
            reckoning = Some(reckoned);
            pen.write_at(at, draft)?;
        }
        if look.is_new {
            pen.tx.put_value(SIGHT_KEY, &look.sight.text())?;
        }
        let result = work(&mut pen)?;
        let wrote = pen.head.size > pen.size_before;
        let is_many = pen.head.size >= sealed_size + CHECKPOINT_ENTRIES;
        if !pen.is_sealed() && (is_many || wrote && (pen.signs || is_due(unsigned_since, now))) {
            pen.seal()?;
        }
        let is_covered = pen.is_sealed();
        let sealed = pen.sealed.take();
        tx.commit()?;
        if look.is_new {
            self.sight = Some(look.sight);
        }
        if let Some(reckoned) = reckoning {
            self.reckoning = Arc::new(reckoned);
        }
        self.sealed_size = sealed_size;
        self.last_entry_at = if wrote { Some(now) } else { last_entry_at };
        self.unsigned_since = if is_covered { None } else { unsigned_since.or(wrote.then_some(now)) };
        if let Some((origin, head)) = sealed {
            self.sealed_size = head.size;
            self.owed = Some(Anchor::new(&origin, head));
            if let Err(error) = self.settle() {
                // The change stands and is in the log; what is refused is the next one.
                tracing::error!(%error, "the anchor could not be written");
            }
        }
        Ok(result)
    }

    /// Writes that the date is right, which a supervisor said; the wall is believed again.
    pub(super) fn confirm_date(&mut self, now: Timestamp, author: &Author, draft: Draft) -> Result<(), DeskError> {
        let (action, detail) = (draft.action, draft.detail.clone());
        self.write(now, |pen| {
            pen.write_as(author, draft)?;
            pen.seal()
        })?;
        Arc::make_mut(&mut self.reckoning).take(now, action, &detail);
        Ok(())
    }

    /// What is owed, and a checkpoint when the first entry without one is a minute old.
    pub(super) fn checkpoint_if_due(&mut self, now: Timestamp) -> Result<(), DeskError> {
        if !self.ends.is_empty() {
            self.settle()?;
            self.pay()?;
        }
        if is_due(self.unsigned_since, now) { self.checkpoint(now) } else { Ok(()) }
    }

    /// A checkpoint over whatever has none, before the program stops.
    pub(super) fn checkpoint(&mut self, now: Timestamp) -> Result<(), DeskError> {
        if self.held.is_none() && self.unsigned_since.is_some() {
            self.write(now, |pen| pen.seal())?;
        }
        Ok(())
    }

    /// Entries of the log that is being written.
    pub(super) fn size(&mut self) -> Result<u64, DeskError> {
        self.read(|tx| Ok(tx.head()?.map_or(0, |head| head.size)))
    }

    /// Writes an anchor that is owed.
    fn settle(&mut self) -> Result<(), BooksError> {
        if let Some(anchor) = &self.owed {
            anchor.write(&self.anchor_path)?;
            self.owed = None;
        }
        Ok(())
    }

    /// Whether the anchor can be written now.
    pub(super) fn ready(&mut self) -> Result<(), DeskError> {
        Ok(self.settle()?)
    }
}

/// What every log of the office says of the wall clock, in the order in which it was written. A log that is damaged opens
/// all the same: then all lines are read, and those that are no entries say nothing.
fn reckoned(tx: &dyn Tx) -> Reckoning {
    let lines = clock_lines(tx).or_else(|error| {
        tracing::warn!(%error, "the entries of the clock are not found by their index");
        let mut lines = Vec::new();
        tx.each_entry_after(0, &mut |row| {
            lines.extend(
                CLOCK_WORDS.iter().any(|word| row.line.contains(word.code())).then_some((row.position, row.line)),
            );
            std::ops::ControlFlow::Continue(())
        })?;
        Ok::<_, StoreError>(lines)
    });
    let mut lines = lines.unwrap_or_else(|error| {
        tracing::warn!(%error, "the entries of the clock could not be read");
        Vec::new()
    });
    lines.sort_unstable();
    let mut reckoning = Reckoning::default();
    for (_, line) in lines {
        if let Some(entry) = ledger::decode(&line).ok().and_then(|line| line.entry()) {
            reckoning.take(entry.at, entry.draft.action, &entry.draft.detail);
        }
    }
    reckoning
}

/// What is written of the wall clock.
const CLOCK_WORDS: [Action; 2] = [Action::ClockStep, Action::DateConfirm];

fn clock_lines(tx: &dyn Tx) -> Result<Vec<(i64, String)>, StoreError> {
    let mut lines = Vec::new();
    for action in CLOCK_WORDS {
        let filter = EntryFilter { action: Some(action), ..EntryFilter::default() };
        tx.each_entry(&filter, &mut |row| {
            lines.push((row.position, row.line));
            std::ops::ControlFlow::Continue(())
        })?;
    }
    Ok(lines)
}

/// The hand that writes inside one transaction.
pub(super) struct Pen<'a> {
    tx: &'a dyn Tx,
    now: Timestamp,
    size_before: u64,
    head: LogHead,
    office: &'a OfficeId,
    seat: &'a Seat,
    seed: &'a Key,
    held: Option<&'a mut Vec<(Timestamp, Draft)>>,
    sealed: Option<(Origin, TreeHead)>,
    /// An entry that is not left unsigned for a minute was written.
    signs: bool,
}

impl<'a> Pen<'a> {
    /// The transaction.
    pub(super) fn tx(&self) -> &'a dyn Tx {
        self.tx
    }

    /// The moment of this transaction.
    pub(super) fn now(&self) -> Timestamp {
        self.now
    }

    /// Entries of the log as they stand in this transaction.
    pub(super) fn size(&self) -> u64 {
        self.head.size
    }

    /// Whether entries wait in memory for a new log. What they tell of must wait with them.
    pub(super) fn waits(&self) -> bool {
        self.held.is_some()
    }

    /// Writes an entry at this moment.
    pub(super) fn write(&mut self, draft: Draft) -> Result<(), DeskError> {
        self.write_at(self.now, draft)
    }

    /// Writes an entry of a person.
    pub(super) fn write_as(&mut self, author: &Author, draft: Draft) -> Result<(), DeskError> {
        self.write(Draft { staff: Some(author.staff.clone()), role: Some(author.role), ..draft })
    }

    /// Writes an entry of another moment: one that waited, or a made-up one.
    pub(super) fn write_at(&mut self, at: Timestamp, draft: Draft) -> Result<(), DeskError> {
        if let Some(held) = self.held.as_mut() {
            held.push((at, draft));
            return Ok(());
        }
        self.signs |= is_signed_at_once(&draft);
        let line = self.line(at, draft);
        let hashes = StoredLog { tx: self.tx, log: self.head.number };
        let hashes = ledger::append(self.head.size, line.as_bytes(), &hashes).map_err(tree)?;
        self.head.size += 1;
        self.tx.append(self.head.number, self.head.size, &line, &hashes)?;
        Ok(())
    }

    /// Writes many entries through one running tree: the same bytes and hashes as one by one, without reading back.
    pub(super) fn write_many(&mut self, drafts: impl Iterator<Item = (Timestamp, Draft)>) -> Result<(), DeskError> {
        let stored = StoredLog { tx: self.tx, log: self.head.number };
        let mut frontier = ledger::Frontier::load(self.head.size, &stored).map_err(tree)?;
        for (at, draft) in drafts {
            let line = self.line(at, draft);
            let mut position = ledger::stored_hash_index(0, self.head.size);
            let mut hashes = Vec::with_capacity(4);
            frontier.push(ledger::leaf_hash(line.as_bytes()), |hash| {
                hashes.push((position, hash));
                position += 1;
            });
            self.head.size += 1;
            self.tx.append(self.head.number, self.head.size, &line, &hashes)?;
        }
        Ok(())
    }

    fn line(&self, at: Timestamp, draft: Draft) -> String {
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        ledger::encode(&Entry {
            seq: self.head.size + 1,
            at,
            log: self.head.id.clone(),
            seat: self.seat.as_str().to_owned(),
            draft,
        })
    }

    /// Signs the log as it stands, inside the transaction; the anchor follows its commit.
    pub(super) fn seal(&mut self) -> Result<(), DeskError> {
        if self.held.is_some() || self.head.size == 0 {
            return Ok(());
        }
        let origin = self.origin()?;
        let stored = StoredLog { tx: self.tx, log: self.head.number };
        let root = ledger::root(self.head.size, &stored).map_err(tree)?;
        let head = TreeHead { size: self.head.size, root };
        let note = ledger::sign(self.seed.bytes(), &origin, head).map_err(|e| BooksError::Tree(e.to_string()))?;
        self.tx.put_checkpoint(self.head.number, head.size, &note)?;
        self.sealed = Some((origin, head));
        Ok(())
    }

    /// Whether a checkpoint of this transaction covers all that it wrote.
    fn is_sealed(&self) -> bool {
        self.sealed.as_ref().is_some_and(|(_, head)| head.size == self.head.size)
    }

    /// Signs the log and gives the code for the receipt.
    pub(super) fn witness(&mut self) -> Result<WitnessCode, DeskError> {
        self.seal()?;
        let head = self.sealed.as_ref().map_or(TreeHead::EMPTY, |(_, head)| *head);
        Ok(WitnessCode::new(head))
    }

    fn origin(&self) -> Result<Origin, BooksError> {
        let log = LogId::parse(&self.head.id).map_err(|e| BooksError::Tree(e.to_string()))?;
        Origin::new(self.office.as_str(), &log).map_err(|e| BooksError::Tree(e.to_string()))
    }
}

/// The moment of a line; `None` if there is no such line, or none that can be read.
fn moment_of(tx: &dyn Tx, log: i64, seq: u64) -> Result<Option<Timestamp>, DeskError> {
    let mut at = None;
    tx.lines(log, seq, &mut |_, line| {
        at = std::str::from_utf8(line).ok().and_then(|line| ledger::decode(line).ok()).map(|line| line.at);
        std::ops::ControlFlow::Break(())
    })?;
    Ok(at)
}

/// Whether entries have waited long enough for their checkpoint. A wall clock that was put back waits for nobody.
fn is_due(unsigned_since: Option<Timestamp>, now: Timestamp) -> bool {
    unsigned_since.is_some_and(|since| {
        let age = now.duration_since(since);
        age >= CHECKPOINT_AGE || age < -WALL_SLACK
    })
}

/// Whether an entry gets its checkpoint with it: every change of a PIN, an account or a rule, and every wrong try. What
/// happens all day waits for the minute or the hundredth entry.
fn is_signed_at_once(draft: &Draft) -> bool {
    match (draft.action, draft.outcome) {
        (Action::LookUp | Action::Reveal | Action::IdentityConfirm | Action::VisitClose, _)
        | (Action::ScreenLock | Action::Start | Action::ClockStep | Action::Verification, _)
        | (Action::SignIn | Action::ScreenUnlock | Action::IdentityCheck | Action::Approval, Outcome::Done) => false,
        (
            Action::PinSet
            | Action::PinChange
            | Action::PinVerify
            | Action::PinReset
            | Action::PinUnlock
            | Action::RegisterImport,
            outcome,
        ) => matches!(outcome, Outcome::Done | Outcome::Failed),
        _ => true,
    }
}
