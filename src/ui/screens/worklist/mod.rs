//! 核查: what is odd in the log, item by item, and a supervisor's signature under each.

mod feed;
mod list;
mod panel;
mod words;

use egui::{CornerRadius, Margin, Role, Sense, Ui, WidgetInfo, vec2};

use self::feed::Evidence;
pub use self::{
    feed::Feed,
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
        app::{Command, Ctx},
        errors::{self, Explained},
        i18n, icons,
        theme::{Tokens, Tone, text},
        widgets::{PeriodField, banner, card, combo, empty, ends_row, surface},
        worker::{Pending, take},
    },
};

/// Width of the panel beside the list.
const PANEL: f32 = 440.0;
/// Narrower than this, the panel goes below the list.
const NARROW: f32 = 900.0;
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
    remark: String,
    signing: Option<Pending<(String, Result<(), DeskError>)>>,
    refused: Option<Explained>,
}

impl WorklistScreen {
    /// Takes in replies, and asks for what the screen lacks.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        if self.feed.logic(cx) {
            // The chosen item may have grown, also since what is being read was asked for.
            (self.evidence, self.reading) = (None, None);
        }
        match take(&mut self.signing) {
            Some((signed, Ok(()))) => {
                // Somebody may write under another item by now.
                if self.chosen.as_ref() == Some(&signed) {
                    self.remark.clear();
                    self.is_panel_open = false;
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

    fn ask_for_evidence(&mut self, cx: &Ctx<'_>) {
        let has_it = self.evidence.as_ref().is_some_and(|(key, _)| Some(key) == self.chosen.as_ref());
        if !self.is_panel_open || has_it || self.reading.is_some() || self.refused.is_some() {
            return;
        }
        self.reading = self.chosen().and_then(|listed| self.feed.evidence(cx, listed));
    }

    fn chosen(&self) -> Option<&ListedItem> {
        let key = self.chosen.as_deref()?;
        self.feed.items()?.iter().find(|listed| listed.item.key == key)
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.feed.is_busy() || self.reading.is_some() || self.signing.is_some()
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Worklist);
        if let Some(refused) = &self.refused
            && banner(ui, Tone::Bad, &refused.what, &refused.next, Some(&t!("common-dismiss")))
        {
            self.refused = None;
        }
        self.feed.ui(ui);
        if self.feed.items().is_none() {
            return;
        }
        self.bar(ui);
        let height = ui.available_height().max(LOWEST);
        let width = ui.available_width();
        let gap = Tokens::of(ui).gap;
        let opened = self.chosen().filter(|_| self.is_panel_open).cloned();
        let Some(listed) = opened else { return self.list(ui, vec2(width, height)) };
        if width < NARROW {
            self.list(ui, vec2(width, LOWEST));
            self.panel(ui, cx, &listed, vec2(width, height));
            return;
        }
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            self.list(ui, vec2(width - PANEL - gap, height));
            self.panel(ui, cx, &listed, vec2(PANEL, height));
        });
    }

    /// Period, filters, and how much of the period is reviewed.
    fn bar(&mut self, ui: &mut Ui) {
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
                |ui, _| share(ui, reviewed),
            );
        });
    }

    /// Items of the period.
    fn within(&self) -> Vec<&ListedItem> {
        let period = self.period.period();
        let items = self.feed.items().unwrap_or_default();
        items.iter().filter(|listed| listed.is_within(period.from, period.to)).collect()
    }

    fn list(&mut self, ui: &mut Ui, size: egui::Vec2) {
        let within = self.within();
        let is_reviewed = self.shown == Shown::Open && within.iter().any(|listed| !listed.is_open);
        let items: Vec<&ListedItem> = within
            .into_iter()
            .filter(|listed| self.shown.keeps(listed) && self.rule.is_none_or(|rule| listed.item.rule() == rule))
            .collect();
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
        if self.chosen != chosen {
            self.chosen = chosen;
            self.remark.clear();
        }
    }

    fn panel(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, listed: &ListedItem, size: egui::Vec2) {
        let missing = self.missing(cx, listed);
        let evidence = self.evidence.as_ref().filter(|(key, _)| *key == listed.item.key);
        let names = self.feed.names();
        let shown = panel::Shown {
            listed,
            evidence: evidence.map(|(_, rows)| rows.as_slice()),
            names,
            thresholds: &cx.status.settings.worklist,
            sentence: words::sentence(&listed.item, names, self.feed.today()),
            missing,
        };
        let remark = &mut self.remark;
        let layout = egui::Layout::top_down(egui::Align::Min);
        let said = ui.allocate_ui_with_layout(size, layout, |ui| panel::ui(ui, &shown, remark)).inner;
        if said.close {
            self.is_panel_open = false;
        }
        if let Some(visit) = said.visit {
            cx.send(Command::Review(visit));
        }
        if said.sign {
            self.refused = None;
            let (key, remark) = (listed.item.key.clone(), self.remark.clone());
            self.signing = Some(cx.worker.ask(move |desk, _| {
                let signed = desk.sign_off(&key, &remark);
                (key, signed)
            }));
        }
    }

    /// What keeps the item from being signed. The desk has the last word.
    fn missing(&self, cx: &Ctx<'_>, listed: &ListedItem) -> Option<String> {
        let own = cx.session.is_some_and(|session| listed.item.is_own(session.number.as_str()));
        if self.signing.is_some() {
            Some(t!("worklist-signing"))
        } else if matches!(cx.status.integrity, Integrity::Damaged(_)) {
            Some(t!("worklist-damaged"))
        } else if own {
            Some(t!("worklist-own"))
        } else {
            self.remark.trim().is_empty().then(|| t!("worklist-no-remark"))
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
