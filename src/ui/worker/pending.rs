//! A reply that has not come yet. It always comes: the thread that was asked may be too busy, may have no office, or may
//! stop in the middle, and each of these is a reply too.

use std::{
    cell::Cell,
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{self, Receiver, SyncSender, TryRecvError},
    },
    time::{Duration, Instant},
};

use jiff::{Timestamp, civil::Date};

use crate::{
    desk::{Declined, DeskError, ImportError, NoVerdict, OfficeError, export::ExportError, statistics::CountError},
    domain::{settings::Field, time},
    store::StoreError,
};

use super::VerificationError;

/// Why no other reply comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// The thread took nothing more, or has no office: nothing was begun.
    NotTaken,
    /// The thread stopped in the middle: what became of the work is not known.
    Broken,
}

/// What a screen waits for. It says how it looks when the thread that was asked cannot answer, so that no screen waits
/// without end.
pub trait Reply: Sized {
    /// The reply in the place of the one that was lost.
    fn lost(why: Lost) -> Self;
}

/// An error that can say that the answer was lost.
pub trait LostError {
    /// The error in the place of the answer.
    fn lost(why: Lost) -> Self;
}

impl<T, E: LostError> Reply for Result<T, E> {
    fn lost(why: Lost) -> Self {
        Err(E::lost(why))
    }
}

impl LostError for DeskError {
    fn lost(why: Lost) -> Self {
        match why {
            Lost::NotTaken => Self::NotBegun,
            Lost::Broken => Self::OutcomeUnknown,
        }
    }
}

impl LostError for StoreError {
    fn lost(_: Lost) -> Self {
        // Those who read alone change nothing: there is no outcome to doubt.
        Self::Stopped
    }
}

impl LostError for CountError {
    fn lost(why: Lost) -> Self {
        Self::Store(StoreError::lost(why))
    }
}

impl LostError for OfficeError {
    fn lost(why: Lost) -> Self {
        Self::Desk(DeskError::lost(why))
    }
}

impl LostError for ExportError {
    fn lost(why: Lost) -> Self {
        Self::Desk(DeskError::lost(why))
    }
}

impl LostError for ImportError {
    fn lost(why: Lost) -> Self {
        Self::Desk(DeskError::lost(why))
    }
}

impl LostError for VerificationError {
    fn lost(why: Lost) -> Self {
        Self::NoVerdict(NoVerdict::Store(StoreError::lost(why)))
    }
}

impl LostError for io::Error {
    fn lost(_: Lost) -> Self {
        Self::other("the thread that was asked has stopped")
    }
}

impl LostError for Declined {
    fn lost(why: Lost) -> Self {
        // The proof went with the request.
        Self { error: DeskError::lost(why), proof: None }
    }
}

/// A dialog of the system that gave no path.
impl Reply for Option<PathBuf> {
    fn lost(_: Lost) -> Self {
        None
    }
}

impl<T, E: LostError> Reply for (Result<T, E>, String) {
    fn lost(why: Lost) -> Self {
        (Err(E::lost(why)), String::new())
    }
}

impl<T, E: LostError> Reply for (String, Result<T, E>) {
    fn lost(why: Lost) -> Self {
        (String::new(), Err(E::lost(why)))
    }
}

impl<T, E: LostError> Reply for (PathBuf, Result<T, E>) {
    fn lost(why: Lost) -> Self {
        (PathBuf::new(), Err(E::lost(why)))
    }
}

impl<T, E: LostError> Reply for (Result<T, E>, Date) {
    fn lost(why: Lost) -> Self {
        (Err(E::lost(why)), time::day(Timestamp::now()))
    }
}

/// One reply a setting; the first stands for all.
impl<E: LostError> Reply for Vec<(Field, Result<(), E>)> {
    fn lost(why: Lost) -> Self {
        Field::ALL.first().map(|field| (*field, Err(E::lost(why)))).into_iter().collect()
    }
}

/// How far a request is, shared between the thread that works and the screen that waits.
#[derive(Debug, Default)]
pub struct Task {
    done: AtomicU64,
    total: AtomicU64,
    cancel: AtomicBool,
}

impl Task {
    /// Says how far the work is.
    pub fn report(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// Asks the work to stop.
    pub(super) fn stop(&self) {
        self.cancel.store(true, Ordering::Relaxed);
    }

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn cancelled(&self) -> &AtomicBool {
        &self.cancel
    }
}

/// The end of the thread that works. Dropped without a word, it says that the work broke off.
#[derive(Debug)]
pub(super) struct Replier<T>(SyncSender<Result<T, Lost>>);

impl<T> Replier<T> {
    /// Gives the reply; nobody may be waiting any more, then it is dropped here.
    pub(super) fn give(self, reply: T) {
        let _ = self.0.try_send(Ok(reply));
    }

    /// Says that the work was not begun.
    pub(super) fn decline(self) {
        let _ = self.0.try_send(Err(Lost::NotTaken));
    }
}

/// A reply that has not come yet.
#[derive(Debug)]
pub struct Pending<T> {
    reply: Receiver<Result<T, Lost>>,
    /// Nothing more comes.
    is_over: Cell<bool>,
    was_taken: bool,
    task: Arc<Task>,
    since: Instant,
}

impl<T> Pending<T> {
    pub(super) fn new(task: Arc<Task>) -> (Replier<T>, Self) {
        let (sender, reply) = mpsc::sync_channel(1);
        let pending = Self { reply, is_over: Cell::new(false), was_taken: true, task, since: Instant::now() };
        (Replier(sender), pending)
    }

    /// The request never reached the thread.
    pub(super) fn not_taken(mut self) -> Self {
        self.was_taken = false;
        self
    }

    /// Waits for the reply on the spot, at most so long.
    pub(super) fn wait(&self, longest: Duration) -> Option<T> {
        self.reply.recv_timeout(longest).ok()?.ok()
    }

    /// How long it has been waited for.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        self.since.elapsed()
    }

    /// Done and total, as far as the work says; `None` before it does.
    #[must_use]
    pub fn progress(&self) -> Option<(u64, u64)> {
        let total = self.task.total.load(Ordering::Relaxed);
        (total > 0).then(|| (self.task.done.load(Ordering::Relaxed), total))
    }

    /// Asks the work to stop. A reply still comes.
    pub fn cancel(&self) {
        self.task.stop();
    }
}

impl<T: Reply> Pending<T> {
    /// The reply, once: the one that was asked for, or what stands for it when the thread cannot answer.
    pub fn poll(&self) -> Option<T> {
        if self.is_over.get() {
            return None;
        }
        let reply = match self.reply.try_recv() {
            Ok(Ok(reply)) => reply,
            Ok(Err(why)) => T::lost(why),
            Err(TryRecvError::Empty) => return None,
            Err(TryRecvError::Disconnected) => T::lost(if self.was_taken { Lost::Broken } else { Lost::NotTaken }),
        };
        self.is_over.set(true);
        Some(reply)
    }
}

/// Takes the reply out of a slot when it is there, and empties the slot.
pub fn take<T: Reply>(slot: &mut Option<Pending<T>>) -> Option<T> {
    let reply = slot.as_ref()?.poll()?;
    *slot = None;
    Some(reply)
}
