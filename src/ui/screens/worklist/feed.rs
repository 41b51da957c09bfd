//! The worklist as a screen has it: asked of the desk once, read on a thread of its own, and read on when the log grows.

use std::sync::{Arc, Mutex, PoisonError};

use egui::Ui;
use jiff::civil::Date;

use crate::{
    desk::{
        Clock, DeskError,
        review::{ReviewRow, Reviewer},
        worklist::{self, ListedItem, SharedWorklist},
    },
    domain::time,
    store::StoreError,
    t,
    ui::{
        app::Ctx,
        errors::{self, Explained},
        screens::audit::Names,
        theme::Tone,
        widgets::{Button, Progress, banner},
        worker::{Pending, take},
    },
};

/// What the desk gave the signed-in supervisor.
struct Source {
    worklist: SharedWorklist,
    reviewer: Arc<Mutex<Reviewer>>,
    clock: Arc<dyn Clock>,
}

/// What one reading brought; no items if it was cancelled.
struct Reading {
    items: Option<Vec<ListedItem>>,
    names: Names,
}

/// An item's key, and how many of its entries come before those that are shown.
pub type Page = (String, usize);

/// A page of an item's entries.
pub type Evidence = (Page, Vec<ReviewRow>);

/// So many entries are read and shown at once; the rest is a page away.
pub const PAGE: usize = 50;

/// Items and names, kept up to date.
#[derive(Default)]
pub struct Feed {
    opening: Option<Pending<Result<Source, DeskError>>>,
    source: Option<Source>,
    reading: Option<Pending<Result<Reading, StoreError>>>,
    /// Entries of the log when it was last read.
    known: Option<u64>,
    is_paused: bool,
    items: Option<Vec<ListedItem>>,
    names: Names,
    failed: Option<Explained>,
}

impl Feed {
    /// Takes in replies, and reads on when the log has grown. True if there are other items than before.
    pub fn logic(&mut self, cx: &Ctx<'_>) -> bool {
        match take(&mut self.opening) {
            Some(Ok(source)) => self.source = Some(source),
            Some(Err(error)) => self.failed = Some(errors::explain(&error)),
            None => {}
        }
        let mut is_new = false;
        match take(&mut self.reading) {
            Some(Ok(Reading { items, names })) => {
                self.names = names;
                self.is_paused = items.is_none();
                is_new = items.is_some() && items != self.items;
                self.items = items.or_else(|| self.items.take());
            }
            Some(Err(error)) => self.failed = Some(errors::explain(&DeskError::from(error))),
            None => {}
        }
        if self.failed.is_none() && !self.is_paused {
            self.ask(cx);
        }
        is_new
    }

    fn ask(&mut self, cx: &Ctx<'_>) {
        let Some(source) = &self.source else {
            if self.opening.is_none() {
                self.opening = Some(cx.worker.ask(|desk, _| {
                    Ok(Source {
                        worklist: desk.worklist()?,
                        reviewer: Arc::new(Mutex::new(desk.reviewer()?)),
                        clock: Arc::clone(desk.clock()),
                    })
                }));
            }
            return;
        };
        if self.reading.is_some() || self.known == Some(cx.status.entries) {
            return;
        }
        self.known = Some(cx.status.entries);
        let (shared, reviewer) = (Arc::clone(&source.worklist), Arc::clone(&source.reviewer));
        self.reading = Some(cx.worker.sift(move |task| {
            let staff = reviewer.lock().unwrap_or_else(PoisonError::into_inner).staff()?;
            let mut worklist = worklist::lock(&shared);
            let whole = worklist.catch_up(&mut |done, total| task.report(done, total), task.cancelled())?;
            let names = staff.into_iter().map(|one| (one.number, one.name)).collect();
            Ok(Reading { items: whole.then(|| worklist.items()), names })
        }));
    }

    /// Reads a page of the entries an item rests on.
    pub fn evidence(
        &self,
        cx: &Ctx<'_>,
        listed: &ListedItem,
        from: usize,
    ) -> Option<Pending<Result<Evidence, StoreError>>> {
        let reviewer = Arc::clone(&self.source.as_ref()?.reviewer);
        let page = (listed.item.key.clone(), from);
        let positions: Vec<u32> = listed.item.evidence.positions.iter().skip(from).take(PAGE).copied().collect();
        Some(cx.worker.page(move |_| {
            let rows = reviewer.lock().unwrap_or_else(PoisonError::into_inner).rows(&positions)?;
            Ok((page, rows))
        }))
    }

    /// Whether something went wrong, which [`Self::ui`] tells and asks about.
    #[must_use]
    pub fn has_failed(&self) -> bool {
        self.failed.is_some()
    }

    /// Newest first; `None` before the first reading.
    #[must_use]
    pub fn items(&self) -> Option<&[ListedItem]> {
        self.items.as_deref()
    }

    /// Names by staff number.
    #[must_use]
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The office day by the desk's clock.
    #[must_use]
    pub fn today(&self) -> Option<Date> {
        self.source.as_ref().map(|source| time::day(source.clock.now()))
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.opening.is_some() || self.reading.is_some()
    }

    /// Draws the first reading's progress, a stop, or what went wrong; nothing when there is nothing to say.
    pub fn ui(&mut self, ui: &mut Ui) {
        if let Some(failed) = &self.failed
            && banner(ui, Tone::Bad, &failed.what, &failed.next, Some(&t!("common-retry")))
        {
            (self.failed, self.known) = (None, None);
        }
        if self.is_paused && Button::secondary(t!("worklist-go-on")).show(ui) {
            (self.is_paused, self.known) = (false, None);
        }
        let Some(reading) = self.reading.as_ref().filter(|_| self.items.is_none()) else { return };
        #[allow(clippy::cast_precision_loss, reason = "a share of a progress bar")]
        let fraction = reading.progress().map(|(done, total)| done as f32 / total.max(1) as f32);
        let label = t!("worklist-reading");
        if Progress::new(&label, reading.elapsed()).fraction(fraction).cancellable().show(ui) {
            reading.cancel();
        }
    }
}
