//! What the threads do all day. None of them ends because a piece of work does: work that breaks off is a reply that was
//! lost, and the desk, whose state nobody can vouch for then, is opened anew from what is on disk.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{Receiver, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use super::{DeskJob, ReadJob, SessionEnds, Status};
use crate::{
    desk::{Clock, Desk, DeskError, Folders, Moment, OfficeError},
    memory,
};

/// How often a desk that nobody asks anything looks after its periodic duties.
const TICK: Duration = Duration::from_secs(5);
/// How often it looks at the clock meanwhile: so long at most the window stands as it was left when a lid is opened.
const LOOK: Duration = Duration::from_secs(1);
/// When so much more passed than it waited for, the machine slept or its clock was set.
const SLEPT: Duration = Duration::from_secs(5);
/// A desk that breaks off so often within [`CALM`] is not opened again by itself.
const MOST_BREAKS: usize = 3;
/// See [`MOST_BREAKS`].
const CALM: Duration = Duration::from_secs(60);
/// The lock of an office may seem taken for a moment while this program starts another one.
const LOCK_TRIES: u32 = 50;

/// Where the desk's thread says why the office is not open any more.
pub(super) type Unopened = Arc<Mutex<Option<OfficeError>>>;

/// The desk's thread.
pub(super) struct DeskThread {
    pub(super) desk: Option<Desk>,
    pub(super) status: Arc<Mutex<Status>>,
    pub(super) unopened: Unopened,
    pub(super) repaint: egui::Context,
    /// When the desk broke off lately.
    pub(super) breaks: Vec<Instant>,
}

impl DeskThread {
    pub(super) fn work(mut self, jobs: &Receiver<DeskJob>) {
        let mut waited = Duration::ZERO;
        loop {
            let before = self.moment();
            let heard = jobs.recv_timeout(LOOK);
            // However long it waited for a request: nobody sees the window wake up unlocked.
            let slept = before.zip(self.moment()).is_some_and(|(before, now)| before.left(now, SLEPT).is_zero());
            waited += LOOK;
            let job = match heard {
                Ok(job) => Some(job),
                Err(RecvTimeoutError::Timeout) if !slept && waited < TICK => continue,
                Err(RecvTimeoutError::Timeout) => None,
                Err(RecvTimeoutError::Disconnected) => break,
            };
            waited = Duration::ZERO;
            if slept {
                self.repaint.request_repaint();
            }
            let is_asked = job.is_some();
            let before = self.tally();
            let home = self.home();
            let done = catch_unwind(AssertUnwindSafe(|| {
                if let Some(job) = job {
                    job(&mut self.desk);
                }
                publish(&self.status, self.desk.as_ref());
                count(&self.status, self.desk.as_mut());
            }));
            // A PIN may have been hashed.
            memory::sweep_stack();
            let has_broken = done.is_err();
            if has_broken {
                let home = home.or_else(|| self.home());
                self.reopen(home);
            }
            if is_asked || has_broken || self.tally() != before {
                self.repaint.request_repaint();
            }
        }
    }

    fn moment(&self) -> Option<Moment> {
        self.desk.as_ref().map(|desk| desk.clock().moment())
    }

    fn tally(&self) -> Option<crate::desk::Tally> {
        self.status.lock().unwrap_or_else(PoisonError::into_inner).tally
    }

    fn home(&self) -> Option<(Folders, Arc<dyn Clock>)> {
        self.desk.as_ref().map(|desk| (desk.folders().clone(), Arc::clone(desk.clock())))
    }

    /// Opens the office anew as a start of the program would: lock, keys, log against anchor, visits that were left open.
    /// Nobody is signed in then.
    fn reopen(&mut self, home: Option<(Folders, Arc<dyn Clock>)>) {
        let broken = self.desk.take();
        // Whatever its end does, the lock goes with it.
        let _ = catch_unwind(AssertUnwindSafe(move || drop(broken)));
        // Without an office there is nothing that could be in disorder.
        let Some((folders, clock)) = home else { return publish(&self.status, None) };
        self.breaks.retain(|at| at.elapsed() < CALM);
        self.breaks.push(Instant::now());
        let opened = if self.breaks.len() > MOST_BREAKS {
            Err(DeskError::OutcomeUnknown.into())
        } else {
            let open = AssertUnwindSafe(|| open_again(&folders, &clock));
            catch_unwind(open).unwrap_or_else(|_| Err(DeskError::OutcomeUnknown.into()))
        };
        match opened {
            Ok(desk) => self.desk = Some(desk),
            Err(error) => {
                tracing::error!(%error, "the office could not be opened again");
                *self.unopened.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
            }
        }
        publish(&self.status, self.desk.as_ref());
        let mut status = self.status.lock().unwrap_or_else(PoisonError::into_inner);
        (status.session_ends, status.tally) = (None, None);
        // Last: whoever sees it sees the rest.
        status.breaks += 1;
    }
}

fn open_again(folders: &Folders, clock: &Arc<dyn Clock>) -> Result<Desk, OfficeError> {
    for _ in 0..LOCK_TRIES {
        match Desk::open(folders, Arc::clone(clock)) {
            Err(OfficeError::SecondInstance) => thread::sleep(Duration::from_millis(20)),
            other => return other,
        }
    }
    Desk::open(folders, Arc::clone(clock))
}

/// A thread that reads. Work that breaks off takes nothing else with it.
pub(super) fn read(jobs: &Receiver<ReadJob>, repaint: &egui::Context) {
    while let Ok(job) = jobs.recv() {
        let _ = catch_unwind(AssertUnwindSafe(job));
        repaint.request_repaint();
    }
}

pub(super) fn publish(status: &Mutex<Status>, desk: Option<&Desk>) {
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
