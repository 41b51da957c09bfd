//! The threads behind the window: one owns the [`Desk`], one reads long (verifies, exports), one reads what is on screen,
//! one counts, and one runs the worklist's rules over the log.
//!
//! The window never waits. It sends work over a bounded channel and gets a [`Pending`], which the screen that asked
//! keeps and looks into once a frame, in `logic`. A screen that is left drops its `Pending`, and the late reply with it:
//! an identity proof in such a reply is dropped too and void in the store when the visit closes.
//!
//! A reply always comes. Work that a thread cannot take, and work that breaks off in the middle, are replies too; after
//! the latter the desk is opened anew, and the window goes back to the sign-in.

mod leave;
mod pending;
mod threads;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, SyncSender},
    },
    time::Duration,
};

use leave::Threads;
use pending::Replier;
pub use pending::{Lost, LostError, Pending, Reply, Task, take};
use threads::{DeskThread, Unopened};

use crate::{
    desk::{
        Clock, DateDoubt, Desk, DeskError, Integrity, Moment, NoVerdict, Notices, OfficeError, Tally,
        export::{ExportError, ExportOrder, ExportRequest, Exported, PendingExport, Words},
        logs::Examination,
    },
    domain::settings::Settings,
};

/// Requests that may wait; a window asks for one or two at a time.
const QUEUE: usize = 64;

type DeskJob = Box<dyn FnOnce(&mut Option<Desk>) + Send>;
type ReadJob = Box<dyn FnOnce() + Send>;

/// What the top bar and the frame need to know, renewed after each request.
#[derive(Debug, Clone)]
pub struct Status {
    /// An office is open.
    pub open: bool,
    /// It is a made-up one.
    pub demonstration: bool,
    /// Entries of the log.
    pub entries: u64,
    /// What is known of the log.
    pub integrity: Integrity,
    /// A whole verification is running in the background.
    pub verifying: bool,
    /// How far that is, 0–100.
    pub verified_percent: u8,
    /// The settings in force.
    pub settings: Settings,
    /// When the sign-in has lasted its longest, and when that was found out; `None` while nobody is signed in.
    pub session_ends: Option<SessionEnds>,
    /// The office's clock.
    pub clock: Option<Arc<dyn Clock>>,
    /// What is doubtful about the computer's date, if anything is.
    pub date: Option<DateDoubt>,
    /// Goes up each time all this is renewed.
    pub told: u64,
    /// The day of the clerk who is signed in.
    pub tally: Option<Tally>,
    /// What everybody in the office should see.
    pub notices: Notices,
    /// How often the desk broke off and was opened anew, or could not be: whoever was signed in is not any more.
    pub breaks: u64,
}

/// When a sign-in is over.
#[derive(Debug, Clone, Copy)]
pub struct SessionEnds {
    /// What was left of it.
    pub left: Duration,
    /// At this moment.
    pub at: Moment,
    /// The [`Status::told`] that said so.
    pub told: u64,
}

impl Default for Status {
    fn default() -> Self {
        Self {
            open: false,
            demonstration: false,
            entries: 0,
            integrity: Integrity::Sound { size: 0 },
            verifying: false,
            verified_percent: 0,
            settings: Settings::default(),
            session_ends: None,
            clock: None,
            date: None,
            told: 0,
            tally: None,
            notices: Notices::default(),
            breaks: 0,
        }
    }
}

/// The window's end of the threads.
#[derive(Clone)]
pub struct Worker {
    desk: SyncSender<DeskJob>,
    reader: SyncSender<ReadJob>,
    pages: SyncSender<ReadJob>,
    counts: SyncSender<ReadJob>,
    rules: SyncSender<ReadJob>,
    status: Arc<Mutex<Status>>,
    unopened: Unopened,
    repaint: egui::Context,
    /// Last: the senders above are gone when it waits for the threads.
    threads: Arc<Threads>,
}

impl Worker {
    /// Starts the threads. `desk` is an office that is open already, if any.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn start(desk: Option<Desk>, repaint: egui::Context) -> std::io::Result<Self> {
        let (desk_sender, desk_jobs) = mpsc::sync_channel::<DeskJob>(QUEUE);
        let (read_sender, read_jobs) = mpsc::sync_channel::<ReadJob>(QUEUE);
        let (page_sender, page_jobs) = mpsc::sync_channel::<ReadJob>(QUEUE);
        let (count_sender, count_jobs) = mpsc::sync_channel::<ReadJob>(QUEUE);
        let (rule_sender, rule_jobs) = mpsc::sync_channel::<ReadJob>(QUEUE);
        let status = Arc::new(Mutex::new(Status::default()));
        let worker = Self {
            desk: desk_sender,
            reader: read_sender,
            pages: page_sender,
            counts: count_sender,
            rules: rule_sender,
            status: status.clone(),
            unopened: Unopened::default(),
            repaint: repaint.clone(),
            threads: Arc::default(),
        };
        threads::publish(&status, desk.as_ref());
        let desk = DeskThread {
            desk,
            status,
            unopened: Arc::clone(&worker.unopened),
            repaint: repaint.clone(),
            breaks: Vec::new(),
        };
        worker.threads.start("pindesk-desk", move || desk.work(&desk_jobs))?;
        let readers = [
            ("pindesk-reader", read_jobs),
            ("pindesk-pages", page_jobs),
            ("pindesk-counts", count_jobs),
            ("pindesk-rules", rule_jobs),
        ];
        for (name, jobs) in readers {
            let repaint = repaint.clone();
            worker.threads.start(name, move || threads::read(&jobs, &repaint))?;
        }
        Ok(worker)
    }

    /// What is known of the office now.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Why the office is not open any more, once, after it broke off and could not be opened again.
    #[must_use]
    pub fn unopened(&self) -> Option<OfficeError> {
        self.unopened.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// Asks the desk for a piece of work. Without an open office nothing is begun.
    pub fn ask<T: Send + 'static>(&self, work: impl FnOnce(&mut Desk, &Task) -> T + Send + 'static) -> Pending<T> {
        self.ask_slot(|slot, task| slot.as_mut().map(|desk| work(desk, task)))
    }

    /// Opens or makes an office, which the desk's thread then owns.
    pub fn open<E: Send + 'static, T: Send + 'static>(
        &self,
        work: impl FnOnce() -> Result<(Desk, T), E> + Send + 'static,
    ) -> Pending<Result<T, E>> {
        self.ask_slot(|slot, _| {
            Some(work().map(|(desk, extra)| {
                *slot = Some(desk);
                extra
            }))
        })
    }

    /// Closes the office: what is open ends, the log is signed. Waits for it.
    pub fn close(&self) {
        let pending = self.ask_slot(|slot, _| slot.take().map(Desk::close));
        // The window is gone; nothing else is left to do but let the last entry be written.
        if let Some(Err(error)) = pending.wait(Duration::from_secs(10)) {
            tracing::error!(%error, "the office could not be closed in order");
        }
    }

    fn ask_slot<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Option<Desk>, &Task) -> Option<T> + Send + 'static,
    ) -> Pending<T> {
        let task = self.threads.task();
        let (reply, pending) = Pending::new(task.clone());
        let repaint = self.repaint.clone();
        let job: DeskJob = Box::new(move |slot| {
            match work(slot, &task) {
                Some(result) => reply.give(result),
                None => reply.decline(),
            }
            repaint.request_repaint();
        });
        if self.desk.try_send(job).is_ok() {
            return pending;
        }
        tracing::error!("the desk takes no more requests");
        // Nobody else will: whoever waits is to look.
        self.repaint.request_repaint();
        pending.not_taken()
    }

    /// Does a long read on the second thread: a verification, an export, a file dialog of the system.
    pub fn read<T: Send + 'static>(&self, work: impl FnOnce(&Task) -> T + Send + 'static) -> Pending<T> {
        self.read_on(&self.reader, work)
    }

    /// Does a short read for what is on screen, on a thread that never waits behind a long one.
    pub fn page<T: Send + 'static>(&self, work: impl FnOnce(&Task) -> T + Send + 'static) -> Pending<T> {
        self.read_on(&self.pages, work)
    }

    /// Counts what is on screen, on a thread of its own: neither rows nor a verification wait for it, nor it for them.
    pub fn count<T: Send + 'static>(&self, work: impl FnOnce(&Task) -> T + Send + 'static) -> Pending<T> {
        self.read_on(&self.counts, work)
    }

    /// Runs the worklist's rules over the log, on a thread of its own: the worklist is there while the log is verified in
    /// the background or a file dialog of the system is open.
    pub fn sift<T: Send + 'static>(&self, work: impl FnOnce(&Task) -> T + Send + 'static) -> Pending<T> {
        self.read_on(&self.rules, work)
    }

    fn read_on<T: Send + 'static>(
        &self,
        thread: &SyncSender<ReadJob>,
        work: impl FnOnce(&Task) -> T + Send + 'static,
    ) -> Pending<T> {
        let task = self.threads.task();
        let (reply, pending) = Pending::new(task.clone());
        let repaint = self.repaint.clone();
        let job: ReadJob = Box::new(move || {
            reply.give(work(&task));
            repaint.request_repaint();
        });
        if thread.try_send(job).is_ok() {
            return pending;
        }
        tracing::error!("the reader takes no more requests");
        self.repaint.request_repaint();
        pending.not_taken()
    }

    /// Verifies the whole log on the second thread and tells the desk what it found. `asked`: a supervisor wants it, so
    /// it becomes an entry, and the older logs of the office are verified too.
    pub fn verify(&self, asked: bool) -> Pending<Verification> {
        let task = self.threads.task();
        let (reply, pending) = Pending::new(task.clone());
        let worker = self.clone();
        let running = Verifying::begin(self);
        let started = self.ask(move |desk, _| {
            let verifier = desk.verifier();
            let after = worker.clone();
            let job: ReadJob = Box::new(move || {
                let verdict = verifier.map_err(VerificationError::from).and_then(|mut verifier| {
                    let mut progress = |done, total| {
                        task.report(done, total);
                        after.verified(done, total);
                    };
                    // The others only when somebody waits for it: the counter depends on the current one alone.
                    Ok(verifier.verify_all(asked, &[], &mut progress, task.cancelled())?)
                });
                drop(running);
                let told = after.clone();
                drop(told.ask(move |desk, _| {
                    let verdict = match verdict {
                        Ok(examined) => desk.examined(&examined, asked).map(|()| examined).map_err(Into::into),
                        Err(error) => Err(error),
                    };
                    reply.give(verdict);
                }));
            });
            if worker.reader.try_send(job).is_err() {
                tracing::error!("the reader takes no more requests");
            }
        });
        drop(started);
        pending
    }
}

impl Worker {
    /// Exports on the second thread, from the order to the entry, whether or not the screen that asked stays. An order
    /// that was taken ends in an entry, also when the writing breaks off or is never begun.
    ///
    /// `total` is what the screen knows of the number of entries, for progress.
    pub fn export(
        &self,
        order: ExportOrder,
        target: PathBuf,
        total: u64,
        words: impl Words + Send + 'static,
    ) -> Pending<Result<Exported, ExportError>> {
        let task = self.threads.task();
        let (reply, pending) = Pending::new(task.clone());
        let (reading, writing) = (self.clone(), self.clone());
        drop(self.ask(move |desk, _| {
            // The reader first: whatever ends an order that was taken is an entry.
            let begun = desk.reviewer().and_then(|reviewer| Ok((desk.begin_export(order)?, reviewer)));
            let (request, mut reviewer) = match begun {
                Ok(begun) => begun,
                Err(error) => return reply.give(Err(error.into())),
            };
            let begun = ExportBegun { writing, reply: Some(reply), request: Some(request), task: Arc::clone(&task) };
            drop(reading.read(move |_| {
                let mut begun = begun;
                let Some(request) = &begun.request else { return };
                let mut progress = |done| task.report(done, total.max(done));
                let write = || reviewer.export(request, &target, &words, &mut progress, task.cancelled());
                let written = catch_unwind(AssertUnwindSafe(write)).unwrap_or_else(|_| Err(lost_export()));
                begun.conclude(written);
            }));
        }));
        pending
    }

    /// Shows in the top bar how far a verification is; repaints for each whole percent only.
    fn verified(&self, done: u64, total: u64) {
        let percent = u8::try_from(done * 100 / total.max(1)).unwrap_or(100);
        let mut status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        if status.verified_percent != percent {
            status.verified_percent = percent;
            self.repaint.request_repaint();
        }
    }
}

/// What a verification says, or why it says nothing.
pub type Verification = Result<Examination, VerificationError>;

/// Why there is no verdict.
#[derive(Debug, thiserror::Error)]
pub enum VerificationError {
    /// It was cancelled, or the log could not be read.
    #[error(transparent)]
    NoVerdict(#[from] NoVerdict),
    /// The desk said no.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl std::fmt::Debug for Worker {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Worker").finish_non_exhaustive()
    }
}

/// An order that was taken and has no entry yet.
struct ExportBegun {
    writing: Worker,
    reply: Option<Replier<Result<Exported, ExportError>>>,
    request: Option<ExportRequest>,
    task: Arc<Task>,
}

impl ExportBegun {
    fn conclude(&mut self, written: Result<PendingExport, ExportError>) {
        let (Some(reply), Some(request)) = (self.reply.take(), self.request.take()) else { return };
        let task = Arc::clone(&self.task);
        drop(self.writing.ask(move |desk, _| reply.give(desk.conclude_export(&request, written, task.cancelled()))));
    }
}

impl Drop for ExportBegun {
    fn drop(&mut self) {
        self.conclude(Err(lost_export()));
    }
}

fn lost_export() -> ExportError {
    ExportError::Desk(DeskError::NotBegun)
}

/// The top bar says that a verification runs for as long as this is there, whatever becomes of it.
struct Verifying(Worker);

impl Verifying {
    fn begin(worker: &Worker) -> Self {
        let running = Self(worker.clone());
        running.say(true);
        running
    }

    fn say(&self, is_running: bool) {
        self.0.status.lock().unwrap_or_else(PoisonError::into_inner).verifying = is_running;
        self.0.repaint.request_repaint();
    }
}

impl Drop for Verifying {
    fn drop(&mut self) {
        self.say(false);
    }
}

#[cfg(test)]
mod tests;
