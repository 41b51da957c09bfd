//! The end of the threads: whoever drops the last [`Worker`](super::Worker) waits for them a moment.
//!
//! A thread that still reads the store while the process takes down its libraries would fall into the void: the cipher's
//! own clean-up runs at exit, whatever threads are there.

use std::{
    sync::{Arc, Mutex, PoisonError, Weak},
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use super::Task;

/// So long at most: a file dialog of the system may stay open on a thread.
const PATIENCE: Duration = Duration::from_secs(5);

/// The threads, and what they may be working at.
#[derive(Default)]
pub(super) struct Threads {
    handles: Mutex<Vec<JoinHandle<()>>>,
    tasks: Mutex<Vec<Weak<Task>>>,
}

impl Threads {
    /// Starts a thread that is waited for at the end.
    pub(super) fn start(&self, name: &str, work: impl FnOnce() + Send + 'static) -> std::io::Result<()> {
        let handle = thread::Builder::new().name(name.to_owned()).spawn(work)?;
        self.handles.lock().unwrap_or_else(PoisonError::into_inner).push(handle);
        Ok(())
    }

    /// A piece of work that is asked to stop at the end.
    pub(super) fn task(&self) -> Arc<Task> {
        let task = Arc::new(Task::default());
        let mut tasks = self.tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.retain(|known| known.strong_count() > 0);
        tasks.push(Arc::downgrade(&task));
        task
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        let tasks = self.tasks.get_mut().unwrap_or_else(PoisonError::into_inner);
        tasks.iter().filter_map(Weak::upgrade).for_each(|task| task.stop());
        let deadline = Instant::now() + PATIENCE;
        let me = thread::current().id();
        for handle in self.handles.get_mut().unwrap_or_else(PoisonError::into_inner).drain(..) {
            // The last one to go may be one of them.
            if handle.thread().id() == me {
                continue;
            }
            while !handle.is_finished() && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(1));
            }
            if handle.is_finished() {
                // What broke off was said where it was.
                let _ = handle.join();
            }
        }
    }
}
