//! 今日办件: the clerk's own visits of the day, and the receipt of each shown and saved again.
//!
//! The counter is kept aside while this page is open, so an open visit goes on where it was. Arrows pick a visit, Enter
//! goes to its receipt.

mod side;
mod table;
mod words;

use std::collections::BTreeMap;

use egui::{Role, Ui, UiBuilder};

use self::{side::Receipts, table::Table};
use crate::{
    desk::{DeskError, MOST_VISITS, Today, TodayCounts, TodayVisit},
    domain::visit::VisitSerial,
    t,
    ui::{
        app::{Ctx, Loss},
        errors::explain,
        i18n, icons,
        theme::{Tone, text},
        widgets::{Progress, banner, card, empty, with_side},
        worker::{Pending, take},
    },
};

/// Width of the column with the chosen visit.
const SIDE: f32 = 286.0;
/// The same on a narrow page: as wide as a serial, a witness code and a button are.
const NARROW_SIDE: f32 = 280.0;
/// Width of a page that is narrow.
const NARROW: f32 = 1000.0;

/// 今日办件.
#[derive(Default)]
pub struct TodayScreen {
    today: Option<Today>,
    refused: Option<DeskError>,
    reading: Option<Pending<Result<Today, DeskError>>>,
    chosen: Option<VisitSerial>,
    table: Table,
    /// Receipts that were asked for: a path that is typed, or a dialog of the system that is open, stays with its visit.
    receipts: BTreeMap<VisitSerial, Receipts>,
}

impl TodayScreen {
    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.reading) {
            Some(Ok(today)) => {
                self.refused = None;
                self.chosen = today.visits.first().map(|visit| visit.serial.clone());
                self.table.take_keyboard();
                self.today = Some(today);
            }
            Some(Err(error)) => self.refused = Some(error),
            None => {}
        }
        if self.today.is_none() && self.refused.is_none() && self.reading.is_none() {
            self.read(cx);
        }
        self.receipts.values_mut().for_each(Receipts::logic);
        let wanted = self.chosen().filter(|visit| visit.has_receipt()).map(|visit| visit.serial.clone());
        if let Some(serial) = wanted
            && !self.receipts.contains_key(&serial)
        {
            let receipts = Receipts::ask(&serial, cx.worker);
            self.receipts.insert(serial, receipts);
        }
    }

    fn read(&mut self, cx: &Ctx<'_>) {
        self.refused = None;
        self.reading = Some(cx.worker.ask(|desk, _| desk.today()));
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.reading.is_some() || self.receipts.values().any(Receipts::is_busy)
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        self.receipts.values().any(Receipts::would_lose_something).then_some(Loss::Path)
    }

    fn chosen(&self) -> Option<&TodayVisit> {
        let chosen = self.chosen.as_ref()?;
        self.today.as_ref()?.visits.iter().find(|visit| visit.serial == *chosen)
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if let Some(error) = &self.refused {
            let said = explain(error);
            if banner(ui, Tone::Bad, &said.what, &said.next, Some(&t!("common-retry"))) {
                self.read(cx);
            }
        }
        let open = self.today.as_ref().and_then(|today| today.visits.iter().find(|visit| visit.is_open));
        if let Some(open) = open {
            let what = t!("today-open", counter = open.serial.counter());
            banner(ui, Tone::Info, &what, &t!("today-open-next"), None);
        }
        let mut state = (self, cx);
        let side = if ui.available_width() < NARROW { NARROW_SIDE } else { SIDE };
        with_side(ui, side, &mut state, |ui, (screen, _)| screen.main(ui), |ui, (screen, cx)| screen.side(ui, cx));
    }

    fn main(&mut self, ui: &mut Ui) {
        let Some(today) = &self.today else {
            card(ui, |ui| {
                if let Some(reading) = &self.reading {
                    let _ = Progress::new(&t!("common-working"), reading.elapsed()).show(ui);
                }
            });
            return;
        };
        card(ui, |ui| counts(ui, &today.counts));
        if today.visits.is_empty() {
            card(ui, |ui| empty(ui, icons::ASSIGNMENT, &t!("today-empty"), &t!("today-empty-next")));
            return;
        }
        let to_receipt = card(ui, |ui| {
            let to_receipt = self.table.show(ui, &today.visits, &mut self.chosen);
            if today.is_cut {
                ui.label(text::muted(t!("today-cut", count = i18n::grouped_len(MOST_VISITS))));
            }
            to_receipt
        })
        .inner;
        let receipts = self.chosen.as_ref().and_then(|chosen| self.receipts.get_mut(chosen));
        if let Some(receipts) = receipts.filter(|_| to_receipt) {
            receipts.take_keyboard();
        }
    }

    fn side(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let Some(visit) = self.chosen().cloned() else { return };
        side::visit(ui, &visit);
        if let Some(receipts) = self.receipts.get_mut(&visit.serial) {
            receipts.ui(ui, cx);
        }
    }
}

/// What the day comes to, in a row.
fn counts(ui: &mut Ui, counts: &TodayCounts) {
    let figures = [
        (t!("today-count-visits"), counts.visits),
        (t!("today-count-resets"), counts.resets),
        (t!("today-count-unlocks"), counts.unlocks),
        (t!("today-count-refused"), counts.refused_checks),
        (t!("today-count-left"), counts.left),
    ];
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 36.0;
        for (name, count) in figures {
            let count = i18n::grouped_len(count);
            let group = UiBuilder::new().accessibility_role(Role::Group).accessibility_label(format!("{name} {count}"));
            ui.scope_builder(group, |ui| {
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    ui.label(text::muted(&name));
                    ui.label(text::name(count));
                });
            });
        }
    });
}
