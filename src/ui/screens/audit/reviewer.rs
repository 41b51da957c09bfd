//! The screen's readers of the log, and the clock it goes by.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::describe::Names;
use crate::{
    desk::{
        Clock, DeskError,
        logs::LogSummary,
        review::{ReviewRow, Reviewer, StaffName},
        statistics::{CountError, Statistics},
        timeline::Timeline,
    },
    domain::time,
    store::{EntryFilter, StoreError},
    ui::{app::Ctx, worker::Pending},
};

/// A reader that more than one thread may use, one at a time.
pub type SharedReviewer = Arc<Mutex<Reviewer>>;

/// What the desk gave the signed-in supervisor.
pub struct Readers {
    /// For what is on screen.
    pub pages: SharedReviewer,
    /// For counting, so that rows never wait for it.
    counts: SharedReviewer,
    clock: Arc<dyn Clock>,
}

impl Readers {
    /// Asks the desk for them.
    pub fn ask(cx: &Ctx<'_>) -> Pending<Result<Self, DeskError>> {
        cx.worker.ask(|desk, _| {
            let shared = |reviewer| Arc::new(Mutex::new(reviewer));
            let (pages, counts) = (shared(desk.reviewer()?), shared(desk.reviewer()?));
            Ok(Self { pages, counts, clock: Arc::clone(desk.clock()) })
        })
    }

    /// The moment by the desk's clock.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.clock.now()
    }

    /// The office day.
    #[must_use]
    pub fn today(&self) -> Date {
        time::day(self.now())
    }

    /// Reads which entries a filter keeps, all of them or those newer than a position.
    pub fn list(&self, cx: &Ctx<'_>, filter: EntryFilter, after: u32) -> Pending<Result<Listing, StoreError>> {
        let reviewer = Arc::clone(&self.pages);
        cx.worker.page(move |_| {
            let mut reviewer = reviewer.lock().unwrap_or_else(PoisonError::into_inner);
            let staff = reviewer.staff()?;
            let positions = reviewer.newer(&filter, after)?;
            let logs = reviewer.logs()?;
            Ok(Listing { filter, after, staff, logs, positions })
        })
    }

    /// Counts what a filter keeps, all of it or what is newer than a position.
    pub fn count(&self, cx: &Ctx<'_>, filter: EntryFilter, after: u32) -> Pending<Result<Statistics, CountError>> {
        let reviewer = Arc::clone(&self.counts);
        cx.worker.count(move |task| {
            let mut reviewer = reviewer.lock().unwrap_or_else(PoisonError::into_inner);
            reviewer.statistics(&filter, after, &mut |done, total| task.report(done, total), task.cancelled())
        })
    }

    /// Reads the visit of an entry, step by step.
    pub fn timeline(&self, cx: &Ctx<'_>, position: u32) -> Pending<Result<Timeline, StoreError>> {
        let reviewer = Arc::clone(&self.pages);
        cx.worker.page(move |_| reviewer.lock().unwrap_or_else(PoisonError::into_inner).timeline(position))
    }

    /// Finds where an entry is.
    pub fn find(&self, cx: &Ctx<'_>, log: i64, seq: u64) -> Pending<Result<Option<u32>, StoreError>> {
        let reviewer = Arc::clone(&self.pages);
        cx.worker.page(move |_| reviewer.lock().unwrap_or_else(PoisonError::into_inner).position_of(log, seq))
    }

    /// Reads a page of entries.
    pub fn read(&self, cx: &Ctx<'_>, positions: Vec<u32>) -> Pending<Result<Vec<ReviewRow>, StoreError>> {
        let reviewer = Arc::clone(&self.pages);
        cx.worker.page(move |_| reviewer.lock().unwrap_or_else(PoisonError::into_inner).rows(&positions))
    }
}

/// Which entries a filter keeps.
#[derive(Debug)]
pub struct Listing {
    /// The filter.
    pub filter: EntryFilter,
    /// Only entries newer than this position; 0: all.
    pub after: u32,
    /// Everyone who has or had an account.
    pub staff: Vec<StaffName>,
    /// Every log of the office, oldest first.
    pub logs: Vec<LogSummary>,
    /// Positions, oldest first.
    pub positions: Vec<u32>,
}

impl Listing {
    /// Names by staff number.
    #[must_use]
    pub fn names(&self) -> Names {
        self.staff.iter().map(|one| (one.number.clone(), one.name.clone())).collect()
    }
}
