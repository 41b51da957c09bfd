//! The counts of what the filter keeps: counted anew when the filter changes, added to when the log grows.

use std::time::Duration;

use super::reviewer::Readers;
use crate::{
    desk::{
        DeskError,
        statistics::{CountError, Statistics},
    },
    store::EntryFilter,
    ui::{
        app::Ctx,
        errors::{self, Explained},
        worker::Pending,
    },
};

/// The counts of the filter before are shown no longer than this.
const LAST_COUNTS_STAY: Duration = Duration::from_millis(300);

/// A pass over the log that is under way.
struct Pass {
    filter: EntryFilter,
    /// Only what is newer than the counts that are here.
    adds: bool,
    reply: Pending<Result<Statistics, CountError>>,
}

/// The counts and how they come.
#[derive(Default)]
pub struct Counting {
    pass: Option<Pass>,
    counts: Option<Statistics>,
    /// Entries of the log when they were last asked for.
    known_entries: u64,
    /// The filter whose counting somebody stopped.
    stopped: Option<EntryFilter>,
    failed: Option<Explained>,
}

/// Where the counts are.
#[derive(Debug)]
pub enum Stand<'a> {
    /// Here.
    Known(&'a Statistics),
    /// Under way for longer than a blink: for how long, and which share is done.
    Running(Duration, Option<f32>),
    /// Stopped by somebody.
    Stopped,
    /// The log could not be read.
    Failed(&'a Explained),
    /// Not here yet, and nothing worth saying.
    Soon,
}

impl Counting {
    /// Takes in counts and asks for what is missing for a filter.
    pub fn logic(&mut self, cx: &Ctx<'_>, readers: &Readers, filter: &EntryFilter) {
        self.take();
        if let Some(pass) = &self.pass {
            if pass.filter != *filter {
                pass.reply.cancel();
            }
            return;
        }
        if self.failed.is_some() || self.stopped.as_ref() == Some(filter) {
            return;
        }
        self.stopped = None;
        let here = self.counts.as_ref().filter(|counts| counts.filter == *filter);
        if here.is_some() && self.known_entries == cx.status.entries {
            return;
        }
        // A new entry can make older ones part of an item, so what is flagged is counted anew.
        let here = here.filter(|_| !filter.flagged);
        let after = here.map_or(0, |counts| counts.newest);
        let adds = here.is_some();
        self.known_entries = cx.status.entries;
        self.pass = Some(Pass { filter: filter.clone(), adds, reply: readers.count(cx, filter.clone(), after) });
    }

    fn take(&mut self) {
        let Some(reply) = self.pass.as_ref().and_then(|pass| pass.reply.poll()) else { return };
        let Some(pass) = self.pass.take() else { return };
        match (reply, &mut self.counts) {
            (Ok(newer), Some(counts)) if pass.adds => counts.add(newer),
            (Ok(all), _) => self.counts = Some(all),
            // Another filter is asked for, or nobody wants it: `stopped` says which.
            (Err(CountError::Cancelled), _) => {}
            (Err(CountError::Store(error)), _) => self.failed = Some(errors::explain(&DeskError::from(error))),
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.pass.is_some()
    }

    /// The newest counts, also while those of a filter just changed are on their way.
    #[must_use]
    pub fn newest(&self) -> Option<&Statistics> {
        self.counts.as_ref()
    }

    /// Where the counts of a filter are.
    #[must_use]
    pub fn stand(&self, filter: &EntryFilter) -> Stand<'_> {
        if let Some(failed) = &self.failed {
            return Stand::Failed(failed);
        }
        let here = self.counts.as_ref().filter(|counts| counts.filter == *filter);
        match (&self.pass, here, &self.counts) {
            (_, Some(counts), _) => Stand::Known(counts),
            (Some(pass), None, _) if pass.reply.elapsed() > LAST_COUNTS_STAY => {
                #[allow(clippy::cast_precision_loss, reason = "a share of a progress bar")]
                let share = pass.reply.progress().map(|(done, total)| done as f32 / total as f32);
                Stand::Running(pass.reply.elapsed(), share)
            }
            (_, None, _) if self.stopped.as_ref() == Some(filter) => Stand::Stopped,
            (_, None, Some(last)) => Stand::Known(last),
            (_, None, None) => Stand::Soon,
        }
    }

    /// Stops counting this filter.
    pub fn stop(&mut self) {
        if let Some(pass) = &self.pass {
            pass.reply.cancel();
            self.stopped = Some(pass.filter.clone());
        }
    }

    /// Counts again after it was stopped or failed.
    pub fn again(&mut self) {
        self.stopped = None;
        self.failed = None;
    }
}

impl std::fmt::Debug for Counting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Counting").field("counts", &self.counts).finish_non_exhaustive()
    }
}
