//! 审计: the supervisor's log. Find, read, prove, export.
//!
//! The screen holds positions, four bytes an entry, and a few pages of entries near what is visible; both come from a
//! thread of their own, so that nothing here waits for the disk and no frame's work grows with the log.

mod charts;
mod columns;
mod counting;
pub(crate) mod describe;
mod detail;
mod export;
mod filter;
pub mod flags;
mod lists;
mod pages;
mod proof;
mod reviewer;
mod series;
mod table;
mod timeline;
pub(crate) mod words;

use egui::{Margin, Ui, vec2};
use jiff::civil::Date;

pub use self::describe::Names;
use self::{
    charts::Charts,
    detail::{Detail, Said},
    export::{Export, Selection},
    filter::FilterBar,
    pages::Pages,
    proof::Proof,
    reviewer::{Listing, Readers},
    table::Table,
};
use crate::{
    desk::{
        DeskError,
        logs::{LogState, LogSummary},
        review::{ReviewRow, StaffName},
    },
    domain::visit::VisitSerial,
    store::{EntryFilter, StoreError},
    t,
    ui::{
        app::{Ctx, Loss},
        errors::{self, Explained},
        icons,
        screens::worklist::Feed,
        theme::{Tokens, Tone},
        widgets::{Button, Progress, banner, card, empty, surface},
        worker::{Pending, take},
    },
};

/// Width of the detail panel beside the table.
const PANEL: f32 = 440.0;
/// Narrower than this, the panel goes below the table.
const NARROW: f32 = 860.0;
/// From this width on, a proof and an export stand beside each other.
const WIDE: f32 = 1100.0;
/// The table is never lower than this; the page scrolls instead.
const LOWEST_TABLE: f32 = table::EIGHT_ROWS + 4.0;
/// Proof and export are never lower than this; they scroll inside.
const LOWEST_NOTE: f32 = 96.0;

/// The page that is being read, and its reply to come.
type Paging = (usize, Pending<Result<Vec<ReviewRow>, StoreError>>);

/// 审计: the supervisor's log.
#[derive(Default)]
pub struct AuditScreen {
    opening: Option<Pending<Result<Readers, DeskError>>>,
    readers: Option<Readers>,
    listing: Option<Pending<Result<Listing, StoreError>>>,
    paging: Option<Paging>,
    /// The filter of what is listed; `None` before the first list.
    listed: Option<EntryFilter>,
    /// Entries of the log when the list was last asked for.
    known_entries: u64,
    pages: Pages,
    names: Names,
    staff: Vec<StaffName>,
    failed: Option<Explained>,
    bar: FilterBar,
    charts: Charts,
    table: Table,
    is_detail_open: bool,
    detail: Detail,
    logs: Vec<LogSummary>,
    jump: Jump,
    proof: Proof,
    export: Export,
    flags: Feed,
}

impl AuditScreen {
    /// The screen with one visit's entries.
    #[must_use]
    pub fn on_visit(visit: VisitSerial) -> Self {
        let mut screen = Self::default();
        screen.bar.filter.visit = Some(visit);
        screen
    }

    /// Takes in replies, and asks for what the screen lacks.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.opening) {
            Some(Ok(readers)) => self.readers = Some(readers),
            Some(Err(error)) => self.failed = Some(errors::explain(&error)),
            None => {}
        }
        if self.readers.is_none() && self.opening.is_none() && self.failed.is_none() {
            self.opening = Some(Readers::ask(cx));
        }
        self.flags.logic(cx);
        self.take_list();
        self.take_page();
        self.ask_for_list(cx);
        self.bar.logic();
        if let Some(readers) = &self.readers {
            self.charts.counting.logic(cx, readers, &self.bar.filter);
            self.proof.logic(readers.now());
            self.detail.logic(cx, readers, self.table.selected().filter(|_| self.is_detail_open));
        }
        self.jump(cx);
        self.export.logic(cx);
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let reading = self.flags.is_busy() || self.opening.is_some() || self.listing.is_some() || self.paging.is_some();
        let pointing = self.detail.is_busy() || self.jump.is_busy() || self.bar.is_busy();
        reading || pointing || self.charts.counting.is_busy() || self.proof.is_busy() || self.export.is_busy()
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        self.export.is_running().then_some(Loss::Export)
    }

    fn take_list(&mut self) {
        match take(&mut self.listing) {
            Some(Ok(listing)) => {
                self.names = listing.names();
                if listing.after > 0 {
                    self.table.grew(listing.positions.len());
                    self.pages.append(&listing.positions);
                } else if self.listed.as_ref() == Some(&listing.filter) {
                    // The same list again: what somebody is looking at stays where it is.
                    let newest = self.pages.newest();
                    self.table.grew(listing.positions.iter().rev().take_while(|position| **position > newest).count());
                    if self.pages.replace(listing.positions) {
                        self.paging = None;
                    }
                } else {
                    self.pages = Pages::new(listing.positions);
                    self.paging = None;
                    let chosen = self.table.selected().filter(|_| self.is_detail_open);
                    self.table.reset();
                    // What is open stays open while it is listed.
                    self.is_detail_open = chosen.is_some_and(|position| self.table.show(position, &self.pages));
                }
                self.pages.name_logs(listing.logs.len() > 1 && listing.filter.log.is_none());
                self.staff = listing.staff;
                self.logs = listing.logs;
                self.listed = Some(listing.filter);
            }
            Some(Err(error)) => self.failed = Some(errors::explain(&DeskError::from(error))),
            None => {}
        }
    }

    fn take_page(&mut self) {
        let Some(reply) = self.paging.as_ref().and_then(|(_, pending)| pending.poll()) else { return };
        let Some((page, _)) = self.paging.take() else { return };
        match reply {
            Ok(rows) => self.pages.put(page, rows),
            Err(error) => self.failed = Some(errors::explain(&DeskError::from(error))),
        }
    }

    /// Lists anew when the filter changed, and what is newer when the log grew.
    fn ask_for_list(&mut self, cx: &Ctx<'_>) {
        let Some(readers) = &self.readers else { return };
        if self.listing.is_some() || self.failed.is_some() {
            return;
        }
        let after = match &self.listed {
            Some(listed) if *listed == self.bar.filter && self.known_entries == cx.status.entries => return,
            // A new entry can make older ones part of an item, so what is flagged is listed anew.
            Some(listed) if *listed == self.bar.filter && !listed.flagged => self.pages.newest(),
            _ => 0,
        };
        self.known_entries = cx.status.entries;
        self.listing = Some(readers.list(cx, self.bar.filter.clone(), after));
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Audit);
        if let Some(failed) = &self.failed
            && banner(ui, Tone::Bad, &failed.what, &failed.next, Some(&t!("common-retry")))
        {
            self.failed = None;
            self.listed = None;
        }
        let Some(readers) = &self.readers else { return self.waiting(ui) };
        let today = readers.today();
        let all = entries_of_all(&self.logs, cx);
        let pressed = bar_card(ui, |ui| {
            let pressed = self.bar.ui(ui, cx, &self.staff, &self.logs, self.charts.counting.newest(), today);
            ui.spacing_mut().interact_size.y = 28.0;
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 16.0;
                // Before the first list nobody knows how many there are.
                if self.listed.is_some() {
                    filter::count(ui, self.pages.len(), all, self.bar.is_set());
                }
                self.bar.active(ui);
                if self.table.unseen() > 0
                    && Button::quiet(t!("audit-new", count = self.table.unseen())).icon(icons::ARROW_UPWARD).show(ui)
                {
                    self.table.go_to_top();
                }
            });
            pressed
        });
        if pressed.verify {
            self.proof.start(cx);
        }
        if pressed.export {
            let selection = Selection {
                filter: self.bar.filter.clone(),
                words: self.bar.words(&self.names),
                names: self.names.clone(),
                entries: self.pages.len(),
            };
            self.export.open(selection, today);
        }
        let has_notes = self.notes(ui, cx);
        // A visit wants the height more than the pictures do, and so do eight rows below a proof.
        let gap = Tokens::of(ui).gap;
        let left = ui.available_height() - charts::height(ui) - gap;
        let is_crowded = has_notes && left < LOWEST_TABLE;
        if !is_crowded && (!self.is_detail_open || self.table.selected().is_none()) {
            self.overview(ui, cx, today);
        }
        self.entries(ui, cx);
    }

    /// Proof and export, beside each other where there is room and no higher than eight rows leave them: what is longer
    /// scrolls inside. True if there was something to show.
    fn notes(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> bool {
        self.export.dialogs(ui, cx);
        let gap = Tokens::of(ui).gap;
        let highest = (ui.available_height() - LOWEST_TABLE - gap).max(LOWEST_NOTE);
        let (has_proof, has_export) = (self.proof.is_told(), self.export.is_told());
        if has_proof && has_export && ui.available_width() >= WIDE {
            let half = (ui.available_width() - gap) / 2.0;
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                scrolled(ui, "proof", vec2(half, highest), |ui| self.proof_card(ui));
                scrolled(ui, "export", vec2(half, highest), |ui| self.export.ui(ui));
            });
        } else if has_proof || has_export {
            scrolled(ui, "notes", vec2(ui.available_width(), highest), |ui| {
                ui.spacing_mut().item_spacing.y = gap;
                // What came last stands on top.
                if has_export {
                    self.export.ui(ui);
                }
                if has_proof {
                    self.proof_card(ui);
                }
            });
        }
        has_proof || has_export
    }

    fn proof_card(&mut self, ui: &mut Ui) {
        if let Some(jump) = self.proof.ui(ui) {
            self.jump = Jump::To(jump);
        }
    }

    /// The pictures, and 待核查 in the last third beside them; below each other where there is no room. On a low window
    /// both start folded, so that the table has the room.
    fn overview(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, today: Date) {
        let gap = Tokens::of(ui).gap;
        let width = ui.available_width();
        let is_folded = charts::is_folded(ui);
        let mut picked = None;
        if width < NARROW {
            picked = self.charts.ui(ui, &self.bar.filter, self.bar.period(), today);
            flags::card_of(ui, cx, &mut self.flags, is_folded);
        } else {
            let third = ((width - gap) / 3.0).round();
            let layout = egui::Layout::top_down(egui::Align::Min);
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                ui.allocate_ui_with_layout(vec2(width - gap - third, 0.0), layout, |ui| {
                    picked = self.charts.ui(ui, &self.bar.filter, self.bar.period(), today);
                });
                ui.allocate_ui_with_layout(vec2(third, 0.0), layout, |ui| {
                    flags::card_of(ui, cx, &mut self.flags, is_folded);
                });
            });
        }
        if let Some(days) = picked {
            self.bar.set_period(days);
        }
    }

    fn waiting(&self, ui: &mut Ui) {
        if let Some(opening) = &self.opening {
            let label = t!("audit-opening");
            let _ = card(ui, |ui| Progress::new(&label, opening.elapsed()).show(ui));
        }
    }

    /// Table and, when an entry is open, the panel beside or below it.
    fn entries(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let height = ui.available_height().max(LOWEST_TABLE);
        let width = ui.available_width();
        let gap = Tokens::of(ui).gap;
        if !self.is_detail_open || self.table.selected().is_none() {
            return self.table_card(ui, cx, vec2(width, height));
        }
        let said = if width < NARROW {
            self.table_card(ui, cx, vec2(width, height));
            ui.set_min_height(LOWEST_TABLE);
            self.detail.ui(ui, &self.names)
        } else {
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = gap;
                self.table_card(ui, cx, vec2(width - PANEL - gap, height));
                let layout = egui::Layout::top_down(egui::Align::Min);
                ui.allocate_ui_with_layout(vec2(PANEL, height), layout, |ui| self.detail.ui(ui, &self.names)).inner
            })
            .inner
        };
        match said {
            Some(Said::Close) => self.is_detail_open = false,
            Some(Said::Step(direction)) => self.table.step(direction, &self.pages),
            Some(Said::Visit(visit)) => self.bar.keep_visit(visit),
            Some(Said::Holder(subject, mask)) => self.bar.keep_holder(subject, mask),
            None => {}
        }
    }

    fn table_card(&mut self, ui: &mut Ui, cx: &Ctx<'_>, size: egui::Vec2) {
        let layout = egui::Layout::top_down(egui::Align::Min);
        ui.allocate_ui_with_layout(size, layout, |ui| {
            surface(ui, Margin::symmetric(8, 1), |ui| {
                ui.set_min_size(ui.available_size());
                if self.listed.is_none() {
                    self.loading(ui);
                } else if self.pages.is_empty() {
                    let next = if self.bar.is_set() { t!("audit-empty-next") } else { String::new() };
                    empty(ui, icons::SEARCH, &t!("audit-empty"), &next);
                } else {
                    self.rows(ui, cx);
                }
            });
        });
    }

    fn loading(&self, ui: &mut Ui) {
        if let Some(listing) = &self.listing {
            let label = t!("audit-listing");
            ui.add_space(16.0);
            let _ = ui.horizontal(|ui| Progress::new(&label, listing.elapsed()).show(ui));
        }
    }

    fn rows(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let reply = self.table.ui(ui, &mut self.pages, &self.names);
        self.is_detail_open |= reply.open;
        let Some(readers) = &self.readers else { return };
        if self.paging.is_none()
            && self.failed.is_none()
            && let Some((page, positions)) = self.pages.wanted(reply.visible)
        {
            self.paging = Some((page, readers.read(cx, positions)));
        }
    }
}

impl AuditScreen {
    /// Goes on with a jump to an entry: everything is listed, the entry looked for, chosen and opened.
    fn jump(&mut self, cx: &Ctx<'_>) {
        let Some(readers) = &self.readers else { return };
        match &mut self.jump {
            Jump::Nowhere => {}
            Jump::To((log, seq)) => {
                self.bar.clear();
                self.jump = Jump::Finding(readers.find(cx, *log, *seq));
            }
            Jump::Finding(pending) => match pending.poll() {
                Some(Ok(Some(position))) => self.jump = Jump::Found(position),
                Some(Ok(None)) => self.jump = Jump::Nowhere,
                Some(Err(error)) => {
                    self.failed = Some(errors::explain(&DeskError::from(error)));
                    self.jump = Jump::Nowhere;
                }
                None => {}
            },
            Jump::Found(position) => {
                let is_listed = self.listing.is_none() && self.listed.as_ref() == Some(&self.bar.filter);
                if is_listed {
                    self.is_detail_open = self.table.show(*position, &self.pages);
                    self.jump = Jump::Nowhere;
                }
            }
        }
    }
}

/// A column of this width, no higher than this; what is longer scrolls inside.
fn scrolled(ui: &mut Ui, name: &str, size: egui::Vec2, contents: impl FnOnce(&mut Ui)) {
    let layout = egui::Layout::top_down(egui::Align::Min);
    ui.allocate_ui_with_layout(size, layout, |ui| {
        ui.set_width(size.x);
        let area = egui::ScrollArea::vertical().id_salt(name).max_height(size.y).auto_shrink([false, true]);
        area.show(ui, contents);
    });
}

/// Entries of the log that is being written, and of the older ones.
fn entries_of_all(logs: &[LogSummary], cx: &Ctx<'_>) -> u64 {
    let older = logs.iter().filter(|log| log.state != LogState::Current);
    cx.status.entries + older.map(|log| log.size).sum::<u64>()
}

/// The way to an entry that was pointed at from elsewhere, by the number of its log and its place in it.
#[derive(Debug, Default)]
enum Jump {
    #[default]
    Nowhere,
    To((i64, u64)),
    Finding(Pending<Result<Option<u32>, StoreError>>),
    Found(u32),
}

impl Jump {
    fn is_busy(&self) -> bool {
        !matches!(self, Self::Nowhere)
    }
}

/// The card of the filter bar: tighter than others, the table wants the room.
fn bar_card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    surface(ui, Margin::symmetric(16, 12), |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 8.0;
        contents(ui)
    })
}
