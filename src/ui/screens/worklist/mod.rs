//! 核查: what is odd in the log, item by item, and a supervisor's signature under each.

mod feed;
mod holds;
mod list;
mod panel;
mod urgent;
mod words;

use std::collections::HashMap;

use egui::{CornerRadius, Key, Margin, Role, Sense, Ui, WidgetInfo, vec2};

use self::{feed::Evidence, holds::HoldsSheet};
pub use self::{
    feed::Feed,
    urgent::Urgent,
    words::{rule as rule_name, sentence, tone},
};
use crate::{
    desk::{
        DeskError, Integrity,
        worklist::{ListedItem, Reviewed},
    },
    domain::worklist::Rule,
    store::StoreError,
    t,
    ui::{
        app::{Command, Ctx, Loss},
        errors::{self, Explained},
        i18n, icons,
        theme::{Tokens, Tone, text},
        widgets::{Button, PeriodField, banner, card, combo, empty, ends_row, free_text_trouble, pressed, surface},
        worker::{Pending, take},
    },
};

/// Width of the panel beside the list.
const PANEL: f32 = 440.0;
/// Narrower than this, the panel goes below the list.
const NARROW: f32 = 840.0;
/// Width of the panel on a window that is not wide.
const SLIM_PANEL: f32 = 400.0;
/// From this width on, the panel has its whole width.
const ROOMY: f32 = 1000.0;
/// List and panel are never lower than this; the page scrolls instead.
const LOWEST: f32 = 340.0;

/// Which items are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Shown {
    #[default]
    Open,
    Signed,
    All,
}

impl Shown {
    fn keeps(self, listed: &ListedItem) -> bool {
        match self {
            Self::Open => listed.is_open,
            Self::Signed => !listed.is_open,
            Self::All => true,
        }
    }
}

/// Where the keyboard works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    List,
    Remark,
}

/// 核查.
#[derive(Default)]
pub struct WorklistScreen {
    feed: Feed,
    period: PeriodField,
    shown: Shown,
    rule: Option<Rule>,
    chosen: Option<String>,
    is_panel_open: bool,
    reading: Option<Pending<Result<Evidence, StoreError>>>,
    evidence: Option<Evidence>,
    /// How many entries of the chosen item come before those that are shown.
    from: usize,
    /// Remarks that are not signed yet, by the key of their item: looking at another item loses none.
    remarks: HashMap<String, String>,
    /// Where the keyboard goes next.
    keyboard: Option<Place>,
    signing: Option<Pending<(String, Result<(), DeskError>)>>,
    refused: Option<Explained>,
    holds: HoldsSheet,
}

impl WorklistScreen {
    /// Takes in replies, and asks for what the screen lacks.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        if self.feed.logic(cx) {
            // The chosen item may have grown, also since what is being read was asked for.
            (self.evidence, self.reading) = (None, None);
        }
        self.holds.logic(cx);
        match take(&mut self.signing) {
            Some((signed, Ok(()))) => {
                self.remarks.remove(&signed);
                // Somebody may look at another item by now.
                if self.chosen.as_ref() == Some(&signed) {
                    self.go_on_after(cx, &signed);
                }
                cx.send(Command::Say(Tone::Good, t!("worklist-done")));
            }
            Some((_, Err(error))) => self.refused = Some(errors::explain(&error)),
            None => {}
        }
        match take(&mut self.reading) {
            Some(Ok(evidence)) => self.evidence = Some(evidence),
            Some(Err(error)) => self.refused = Some(errors::explain(&DeskError::from(error))),
            None => {}
        }
        self.ask_for_evidence(cx);
    }

    /// The next open item that this person may sign, from the top again after the last; the list alone if there is none.
    fn go_on_after(&mut self, cx: &Ctx<'_>, signed: &str) {
        let own = cx.session.map(|session| session.number.as_str()).unwrap_or_default();
        let items = self.listed();
        let keys = list::in_order(&items);
        let at = keys.iter().position(|item| item.item.key == signed).map_or(0, |at| at + 1);
        let (before, after) = keys.split_at(at.min(keys.len()));
        let can_sign = |item: &&&ListedItem| {
            item.is_open && item.item.key != signed && !item.item.is_own(own) && !item.item.finding.lasts()
        };
        let next = after.iter().chain(before).find(can_sign).map(|item| item.item.key.clone());
        self.is_panel_open = next.is_some();
        self.chosen = next.or_else(|| self.chosen.take());
        self.keyboard = Some(Place::List);
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        let is_typed = self.remarks.values().any(|remark| !remark.trim().is_empty()) || self.holds.has_text();
        is_typed.then_some(Loss::Remark)
    }

    fn ask_for_evidence(&mut self, cx: &Ctx<'_>) {
        if self.evidence.as_ref().is_some_and(|((key, _), _)| Some(key) != self.chosen.as_ref()) {
            // Another item, from its first entry on.
            (self.evidence, self.from) = (None, 0);
        }
        let has_it = self.evidence.as_ref().is_some_and(|((_, from), _)| *from == self.from);
        if !self.is_panel_open || has_it || self.reading.is_some() || self.refused.is_some() {
            return;
        }
        self.reading = self.chosen().and_then(|listed| self.feed.evidence(cx, listed, self.from));
    }

    fn chosen(&self) -> Option<&ListedItem> {
        let key = self.chosen.as_deref()?;
        self.feed.items()?.iter().find(|listed| listed.item.key == key)
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.feed.is_busy() || self.reading.is_some() || self.signing.is_some() || self.holds.is_busy()
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Worklist);
        if let Some(refused) = &self.refused
            && banner(ui, Tone::Bad, &refused.what, &refused.next, Some(&t!("common-dismiss")))
        {
            self.refused = None;
        }
        self.holds.ui(ui, cx);
        self.feed.ui(ui);
        if self.feed.items().is_none() {
            return;
        }
        self.bar(ui, cx);
        let height = ui.available_height().max(LOWEST);
        let width = ui.available_width();
        let gap = Tokens::of(ui).gap;
        self.open_by_key(ui);
        let opened = self.chosen().filter(|_| self.is_panel_open).cloned();
        let Some(listed) = opened else { return self.list(ui, vec2(width, height)) };
        if width < NARROW {
            self.list(ui, vec2(width, LOWEST));
            self.panel(ui, cx, &listed, vec2(width, height));
            return;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            let panel = if width < ROOMY { SLIM_PANEL } else { PANEL };
            self.list(ui, vec2(width - panel - gap, height));
            self.panel(ui, cx, &listed, vec2(panel, height));
        });
    }

    /// F8 in the list: the chosen item, or the first open one, and the keyboard in its remark.
    fn open_by_key(&mut self, ui: &Ui) {
        let items = self.listed();
        let ordered = list::in_order(&items);
        let is_listed = self.chosen.as_ref().is_some_and(|key| ordered.iter().any(|item| item.item.key == *key));
        let first = ordered.iter().find(|item| item.is_open).map(|item| item.item.key.clone());
        if (self.is_panel_open && self.chosen().is_some()) || !(is_listed || first.is_some()) {
            return;
        }
        if pressed(ui, Key::F8, None) {
            if !is_listed {
                self.chosen = first;
            }
            self.is_panel_open = true;
            self.keyboard = Some(Place::Remark);
        }
    }

    /// Period, filters, and how much of the period is reviewed.
    fn bar(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        let reviewed = Reviewed::of(self.within().into_iter());
        card(ui, |ui| {
            ends_row(
                ui,
                self,
                |ui, screen| {
                    if let Some(today) = screen.feed.today() {
                        screen.period.show(ui, today);
                    }
                    let states = [
                        (Shown::Open, t!("worklist-open")),
                        (Shown::Signed, t!("worklist-signed")),
                        (Shown::All, t!("common-all")),
                    ];
                    combo(ui, &t!("worklist-state"), &mut screen.shown, &states);
                    let rules = Rule::ALL.into_iter().map(|rule| (Some(rule), words::rule(rule)));
                    let rules: Vec<_> = std::iter::once((None, t!("worklist-all-rules"))).chain(rules).collect();
                    combo(ui, &t!("worklist-rule"), &mut screen.rule, &rules);
                },
                |ui, screen| {
                    let damaged = matches!(cx.status.integrity, Integrity::Damaged(_)).then(|| t!("worklist-damaged"));
                    if Button::secondary(t!("hold-button")).key(Key::F4).missing(damaged).show(ui) {
                        screen.holds.open(cx);
                    }
                    share(ui, reviewed);
                },
            );
        });
    }

    /// Items of the period.
    fn within(&self) -> Vec<&ListedItem> {
        let period = self.period.period();
        let items = self.feed.items().unwrap_or_default();
        items.iter().filter(|listed| listed.is_within(period.from, period.to)).collect()
    }

    /// Items of the period that the filters keep.
    fn listed(&self) -> Vec<&ListedItem> {
        let is_kept =
            |listed: &&ListedItem| self.shown.keeps(listed) && self.rule.is_none_or(|rule| listed.item.rule() == rule);
        self.within().into_iter().filter(is_kept).collect()
    }

    fn list(&mut self, ui: &mut Ui, size: egui::Vec2) {
        let is_reviewed = self.shown == Shown::Open && self.within().iter().any(|listed| !listed.is_open);
        let items = self.listed();
        let takes_keyboard = self.keyboard == Some(Place::List);
        let mut chosen = self.chosen.clone();
        let mut is_opened = false;
        let layout = egui::Layout::top_down(egui::Align::Min);
        // Beside the panel or alone, the list is the same one.
        let room = egui::Rect::from_min_size(ui.cursor().min, size);
        let scope = egui::UiBuilder::new().scope_id(egui::Id::unique("worklist-list")).max_rect(room).layout(layout);
        ui.scope_builder(scope, |ui| {
            surface(ui, Margin::symmetric(1, 4), |ui| {
                ui.set_min_size(ui.available_size());
                if items.is_empty() {
                    let what = if is_reviewed { t!("worklist-all-signed") } else { t!("worklist-empty") };
                    empty(ui, icons::FACT_CHECK, &what, &t!("worklist-empty-next"));
                } else {
                    let (names, today) = (self.feed.names(), self.feed.today());
                    is_opened = list::ui(ui, &items, &mut chosen, names, today);
                }
            });
        });
        self.is_panel_open |= is_opened;
        self.chosen = chosen;
        if takes_keyboard {
            list::take_keyboard(ui);
            self.keyboard = None;
        }
    }

    fn panel(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, listed: &ListedItem, size: egui::Vec2) {
        let missing = self.missing(cx, listed);
        let wanted = (&listed.item.key, self.from);
        let evidence = self.evidence.as_ref().filter(|((key, from), _)| (key, *from) == wanted);
        let names = self.feed.names();
        let shown = panel::Shown {
            listed,
            evidence: evidence.map(|(_, rows)| rows.as_slice()),
            from: self.from,
            names,
            sentence: words::sentence(&listed.item, names, self.feed.today()),
            missing,
        };
        let key = listed.item.key.clone();
        let remark = self.remarks.entry(key.clone()).or_default();
        let layout = egui::Layout::top_down(egui::Align::Min);
        let said = ui.allocate_ui_with_layout(size, layout, |ui| panel::ui(ui, &shown, remark)).inner;
        let remark = remark.clone();
        let has_no_remark = listed.item.finding.lasts();
        if self.keyboard == Some(Place::Remark) && (has_no_remark || panel::take_keyboard(ui)) {
            self.keyboard = None;
        }
        if said.close {
            self.is_panel_open = false;
            self.keyboard = Some(Place::List);
        }
        self.from = said.page.unwrap_or(self.from);
        if let Some(visit) = said.visit {
            cx.send(Command::Review(visit));
        }
        if said.sign {
            self.refused = None;
            self.signing = Some(cx.worker.ask(move |desk, _| {
                let signed = desk.sign_off(&key, &remark);
                (key, signed)
            }));
        }
    }

    /// What keeps the item from being signed. The desk has the last word.
    fn missing(&self, cx: &Ctx<'_>, listed: &ListedItem) -> Option<panel::Missing> {
        let own = cx.session.is_some_and(|session| listed.item.is_own(session.number.as_str()));
        let remark = self.remarks.get(&listed.item.key).map_or("", |remark| remark.trim());
        if self.signing.is_some() {
            Some(panel::Missing::Other(t!("worklist-signing")))
        } else if matches!(cx.status.integrity, Integrity::Damaged(_)) {
            Some(panel::Missing::Other(t!("worklist-damaged")))
        } else if listed.item.finding.lasts() {
            Some(panel::Missing::Other(t!("worklist-hold-stands")))
        } else if own {
            Some(panel::Missing::Other(t!("worklist-own")))
        } else {
            let is_to_mend = || free_text_trouble(remark).map(|_| panel::Missing::OtherRemark);
            remark.is_empty().then_some(panel::Missing::Remark).or_else(is_to_mend)
        }
    }
}

/// A bar and words: how much is reviewed.
fn share(ui: &mut Ui, reviewed: Reviewed) {
    let (signed, all) = (i18n::grouped_len(reviewed.signed), i18n::grouped_len(reviewed.all));
    let words = t!("worklist-reviewed", signed = signed, all = all);
    ui.label(text::strong(&words));
    let (rect, response) = ui.allocate_exact_size(vec2(120.0, 8.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Meter, true, &words));
    let tokens = Tokens::of(ui);
    #[allow(clippy::cast_precision_loss, reason = "a bar on screen")]
    let share = reviewed.signed as f32 / reviewed.all.max(1) as f32;
    let line = tokens.outlined(tokens.line);
    ui.painter().rect(rect, CornerRadius::same(4), tokens.disabled, line, egui::StrokeKind::Outside);
    let done = egui::Rect::from_min_size(rect.min, vec2(rect.width() * share, rect.height()));
    ui.painter().rect_filled(done, CornerRadius::same(4), tokens.good);
}

impl std::fmt::Debug for WorklistScreen {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("WorklistScreen").field("chosen", &self.chosen).finish_non_exhaustive()
    }
}
