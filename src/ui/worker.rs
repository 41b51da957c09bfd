//! The threads behind the window: one owns the [`Desk`], one reads long (verifies, exports), one reads what is on screen,
//! one counts, and one runs the worklist's rules over the log.
//!
//! The window never waits. It sends work over a bounded channel and gets a [`Pending`], which the screen that asked
//! keeps and looks into once a frame, in `logic`. A screen that is left drops its `Pending`, and the late reply with it:
//! an identity proof in such a reply is dropped too and void in the store when the visit closes.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
        mpsc::{self, Receiver, RecvTimeoutError, SyncSender},
    },
    thread,
    time::{Duration, Instant},
};

use crate::{
    desk::{
        Clock, DateDoubt, Desk, DeskError, Integrity, Moment, NoVerdict, Notices, Tally,
        export::{ExportError, ExportOrder, Exported, Words},
        logs::Examination,
    },
    domain::settings::Settings,
    memory,
};

/// Requests that may wait; a window asks for one or two at a time.
const QUEUE: usize = 64;
/// How often a desk that nobody asks anything looks after its periodic duties.
const TICK: Duration = Duration::from_secs(5);
/// How often it looks at the clock meanwhile: so long at most the window stands as it was left when a lid is opened.
const LOOK: Duration = Duration::from_secs(1);
/// When so much more passed than it waited for, the machine slept or its clock was set.
const SLEPT: Duration = Duration::from_secs(5);

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
        }
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

    /// Whether somebody asked to stop.
    #[must_use]
    pub fn cancelled(&self) -> &AtomicBool {
        &self.cancel
    }
}

/// A reply that has not come yet.
#[derive(Debug)]
pub struct Pending<T> {
    reply: Receiver<T>,
    task: Arc<Task>,
    since: Instant,
}

impl<T> Pending<T> {
    fn new(task: Arc<Task>) -> (SyncSender<T>, Self) {
        let (sender, reply) = mpsc::sync_channel(1);
        (sender, Self { reply, task, since: Instant::now() })
    }

    /// The reply, once.
    pub fn poll(&self) -> Option<T> {
        self.reply.try_recv().ok()
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
        self.task.cancel.store(true, Ordering::Relaxed);
    }
}

/// Takes the reply out of a slot when it is there, and empties the slot.
pub fn take<T>(slot: &mut Option<Pending<T>>) -> Option<T> {
    let reply = slot.as_ref()?.poll()?;
    *slot = None;
    Some(reply)
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
    repaint: egui::Context,
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
            repaint,
        };
        publish(&status, desk.as_ref());
        let repaint = worker.repaint.clone();
        thread::Builder::new()
            .name("pindesk-desk".to_owned())
            .spawn(move || work(desk, &desk_jobs, &status, &repaint))?;
        let readers = [
            ("pindesk-reader", read_jobs),
            ("pindesk-pages", page_jobs),
            ("pindesk-counts", count_jobs),
            ("pindesk-rules", rule_jobs),
        ];
        for (name, jobs) in readers {
            thread::Builder::new().name(name.to_owned()).spawn(move || {
                while let Ok(job) = jobs.recv() {
                    job();
                }
            })?;
        }
        Ok(worker)
    }

    /// What is known of the office now.
    #[must_use]
    pub fn status(&self) -> Status {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Asks the desk for a piece of work. Without an open office no reply comes.
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
        if let Ok(Err(error)) = pending.reply.recv_timeout(Duration::from_secs(10)) {
            tracing::error!(%error, "the office could not be closed in order");
        }
    }

    fn ask_slot<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Option<Desk>, &Task) -> Option<T> + Send + 'static,
    ) -> Pending<T> {
        let task = Arc::new(Task::default());
        let (reply, pending) = Pending::new(task.clone());
        let repaint = self.repaint.clone();
        let job: DeskJob = Box::new(move |slot| {
            if let Some(result) = work(slot, &task) {
                // Nobody may be waiting any more; then the result is dropped here.
                let _ = reply.try_send(result);
            }
            repaint.request_repaint();
        });
        if self.desk.try_send(job).is_err() {
            tracing::error!("the desk takes no more requests");
        }
        pending
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
        let task = Arc::new(Task::default());
        let (reply, pending) = Pending::new(task.clone());
        let repaint = self.repaint.clone();
        let job: ReadJob = Box::new(move || {
            let _ = reply.try_send(work(&task));
            repaint.request_repaint();
        });
        if thread.try_send(job).is_err() {
            tracing::error!("the reader takes no more requests");
        }
        pending
    }

    /// Verifies the whole log on the second thread and tells the desk what it found. `asked`: a supervisor wants it, so
    /// it becomes an entry, and the older logs of the office are verified too.
    pub fn verify(&self, asked: bool) -> Pending<Verification> {
        let task = Arc::new(Task::default());
        let (reply, pending) = Pending::new(task.clone());
        let worker = self.clone();
        let set = |worker: &Self, verifying: bool| {
            worker.status.lock().unwrap_or_else(PoisonError::into_inner).verifying = verifying;
            worker.repaint.request_repaint();
        };
        set(&worker, true);
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
                set(&after, false);
                let told = after.clone();
                drop(told.ask(move |desk, _| {
                    let verdict = match verdict {
                        Ok(examined) => desk.examined(&examined, asked).map(|()| examined).map_err(Into::into),
                        Err(error) => Err(error),
                    };
                    let _ = reply.try_send(verdict);
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
    /// Exports on the second thread, from the order to the entry, whether or not the screen that asked stays.
    ///
    /// `total` is what the screen knows of the number of entries, for progress.
    pub fn export(
        &self,
        order: ExportOrder,
        target: PathBuf,
        total: u64,
        words: impl Words + Send + 'static,
    ) -> Pending<Result<Exported, ExportError>> {
        let task = Arc::new(Task::default());
        let (reply, pending) = Pending::new(task.clone());
        let (reading, writing) = (self.clone(), self.clone());
        drop(self.ask(move |desk, _| {
            // The reader first: whatever ends an order that was taken is an entry.
            let begun = desk.reviewer().and_then(|reviewer| Ok((desk.begin_export(order)?, reviewer)));
            let (request, mut reviewer) = match begun {
                Ok(begun) => begun,
                Err(error) => return drop(reply.try_send(Err(error.into()))),
            };
            drop(reading.read(move |_| {
                let mut progress = |done| task.report(done, total.max(done));
                let written = reviewer.export(&request, &target, &words, &mut progress, task.cancelled());
                drop(writing.ask(move |desk, _| {
                    let _ = reply.try_send(desk.conclude_export(&request, written, task.cancelled()));
                }));
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

fn work(mut desk: Option<Desk>, jobs: &Receiver<DeskJob>, status: &Mutex<Status>, repaint: &egui::Context) {
    let mut waited = Duration::ZERO;
    loop {
        let before = desk.as_ref().map(|desk| desk.clock().moment());
        let heard = jobs.recv_timeout(LOOK);
        let now = desk.as_ref().map(|desk| desk.clock().moment());
        // However long it waited for a request: nobody sees the window wake up unlocked.
        let slept = before.zip(now).is_some_and(|(before, now)| before.left(now, SLEPT).is_zero());
        waited += LOOK;
        if matches!(heard, Err(RecvTimeoutError::Timeout)) && !slept && waited < TICK {
            continue;
        }
        waited = Duration::ZERO;
        if slept {
            repaint.request_repaint();
        }
        match heard {
            Ok(job) => {
                job(&mut desk);
                // A PIN may have been hashed.
                memory::sweep_stack();
                publish(status, desk.as_ref());
                count(status, desk.as_mut());
                repaint.request_repaint();
            }
            Err(RecvTimeoutError::Timeout) => {
                let before = status.lock().unwrap_or_else(PoisonError::into_inner).tally;
                publish(status, desk.as_ref());
                count(status, desk.as_mut());
                if status.lock().unwrap_or_else(PoisonError::into_inner).tally != before {
                    repaint.request_repaint();
                }
            }
            Err(RecvTimeoutError::Disconnected) => break,
        }
    }
}

fn publish(status: &Mutex<Status>, desk: Option<&Desk>) {
    let mut status = status.lock().unwrap_or_else(PoisonError::into_inner);
    status.open = desk.is_some();
    status.tally = desk.and_then(Desk::tally);
    if let Some(desk) = desk {
        status.demonstration = desk.is_demonstration();
        status.integrity = desk.integrity().clone();
        status.settings = desk.settings().clone();
        status.notices = desk.notices().clone();
        status.told += 1;
        let (at, told) = (desk.clock().moment(), status.told);
        status.session_ends = desk.session_left().map(|left| SessionEnds { left, at, told });
        status.clock = Some(desk.clock().clone());
        status.date = desk.date_doubt();
    }
}

fn count(status: &Mutex<Status>, desk: Option<&mut Desk>) {
    let Some(desk) = desk else { return };
    match desk.tick() {
        Ok(entries) => status.lock().unwrap_or_else(PoisonError::into_inner).entries = entries,
        Err(error) => tracing::warn!(%error, "periodic duties failed"),
    }
}
