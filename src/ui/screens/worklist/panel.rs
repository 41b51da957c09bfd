//! One item: why it is listed, what it rests on, and the signature.

use egui::{Id, Key, ScrollArea, Ui};

use super::{feed::PAGE, list, words};
use crate::{
    desk::{review::ReviewRow, worklist::ListedItem},
    domain::visit::VisitSerial,
    t,
    ui::{
        i18n,
        screens::audit::{Names, describe},
        theme::{Tone, text},
        widgets::{Button, Field, Pill, banner, card, divider, ends_row, kv, kv_with, pressed, prose, title},
    },
};

/// What the panel needs to know.
pub struct Shown<'a> {
    /// The item.
    pub listed: &'a ListedItem,
    /// A page of its entries, once read.
    pub evidence: Option<&'a [ReviewRow]>,
    /// How many come before that page.
    pub from: usize,
    /// Names by staff number.
    pub names: &'a Names,
    /// The sentence of the item.
    pub sentence: String,
    /// What keeps it from being signed.
    pub missing: Option<Missing>,
}

/// What keeps an item from being signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Missing {
    /// The remark, which the person can write.
    Remark,
    /// A remark that the log may not keep.
    OtherRemark,
    /// Anything else, in words.
    Other(String),
}

impl Missing {
    fn words(&self) -> String {
        match self {
            Self::Remark => t!("worklist-no-remark"),
            Self::OtherRemark => t!("text-to-mend"),
            Self::Other(words) => words.clone(),
        }
    }
}

/// What was pressed.
#[derive(Debug, Default)]
pub struct Pressed {
    /// Close the panel.
    pub close: bool,
    /// Sign the item off.
    pub sign: bool,
    /// See a visit in the audit log.
    pub visit: Option<VisitSerial>,
    /// Show the page of entries before which there are so many.
    pub page: Option<usize>,
}

/// The remark's field, to give it the keyboard.
fn remark_id() -> Id {
    Id::unique("worklist-remark")
}

/// Gives the remark the keyboard; true once it has it.
pub fn take_keyboard(ui: &Ui) -> bool {
    ui.memory_mut(|memory| memory.request_focus(remark_id()));
    ui.memory(|memory| memory.has_focus(remark_id()))
}

/// Draws the panel in all the room there is.
pub fn ui(ui: &mut Ui, shown: &Shown<'_>, remark: &mut String) -> Pressed {
    let height = ui.available_height();
    let mut said = Pressed::default();
    card(ui, |ui| {
        ui.set_height(height - 34.0);
        let rule = shown.listed.item.rule();
        ends_row(
            ui,
            &mut said,
            |ui, _| {
                Pill::new(words::tone(rule), words::rule(rule)).show(ui);
                list::state(shown.listed).show(ui);
            },
            |ui, said| said.close = Button::quiet(t!("common-close")).key(Key::Escape).show(ui),
        );
        // What ends by itself is not signed; the sheet of holds ends it.
        let lasts = shown.listed.item.finding.lasts();
        let foot = if lasts {
            64.0
        } else if shown.listed.is_open {
            164.0
        } else {
            0.0
        };
        let room = (ui.available_height() - foot).max(120.0);
        ScrollArea::vertical().auto_shrink([false, true]).max_height(room).show(ui, |ui| body(ui, shown, &mut said));
        if lasts {
            divider(ui);
            prose(ui, text::muted(t!("worklist-hold-stands")));
        } else if shown.listed.is_open {
            divider(ui);
            sign(ui, shown, remark, &mut said);
        }
    });
    said
}

fn body(ui: &mut Ui, shown: &Shown<'_>, said: &mut Pressed) {
    let item = &shown.listed.item;
    title(ui, &shown.sentence);
    if let Some(signature) = &shown.listed.signature {
        if shown.listed.is_open {
            let grown = t!("worklist-grown", before = signature.evidence, now = item.evidence.count);
            banner(ui, Tone::Caution, &grown, "", None);
        }
        let by = words::name(Some(&signature.by), shown.names);
        let when = describe::minute(signature.at);
        let signed = t!("worklist-signed-by", name = by, when = when, remark = signature.remark.as_str());
        prose(ui, text::body(signed));
    }
    kv(ui, &t!("worklist-why"), &words::why(item.rule()));
    kv(ui, &t!("worklist-limit"), &words::limit(item));
    if !item.persons.is_empty() {
        let persons: Vec<_> = item.persons.iter().map(|number| words::name(Some(number), shown.names)).collect();
        kv(ui, &t!("worklist-persons"), &persons.join(" · "));
    }
    kv_with(ui, &t!("worklist-evidence"), |ui| match shown.evidence {
        None => {
            ui.label(text::muted(t!("worklist-evidence-loading")));
        }
        Some(rows) => {
            for row in rows {
                entry(ui, row, shown.names, said);
            }
        }
    });
    pages(ui, shown, said);
}

/// Which of the entries are shown, and the way to the others, if there are more than a page.
fn pages(ui: &mut Ui, shown: &Shown<'_>, said: &mut Pressed) {
    let all = shown.listed.item.evidence.positions.len();
    if all <= PAGE {
        return;
    }
    let to = shown.from.saturating_add(PAGE).min(all);
    let [first, last, count] = [shown.from + 1, to, all].map(i18n::grouped_len);
    ui.horizontal_wrapped(|ui| {
        ui.label(text::muted(t!("worklist-evidence-range", from = first, to = last, all = count)));
        if shown.from > 0 && Button::secondary(t!("worklist-evidence-earlier")).small().show(ui) {
            said.page = Some(shown.from.saturating_sub(PAGE));
        }
        if to < all && Button::secondary(t!("worklist-evidence-later")).small().show(ui) {
            said.page = Some(to);
        }
    });
}

/// One entry, which leads to its visit if it has one.
fn entry(ui: &mut Ui, row: &ReviewRow, names: &Names, said: &mut Pressed) {
    let Some(line) = &row.line else { return };
    let (_, outcome) = describe::outcome(line);
    let words = [describe::moment(line), describe::person(line, names), describe::action(line), outcome].join("  ");
    let visit = line.visit.as_deref().and_then(VisitSerial::parse);
    match visit {
        Some(serial) => {
            let button = Button::quiet(words).show_full(ui);
            button.response.on_hover_text(t!("worklist-see-visit", serial = serial.as_str()));
            if button.pressed {
                said.visit = Some(serial);
            }
        }
        None => {
            prose(ui, text::body(words));
        }
    }
}

/// The remark and the signature. Enter in the remark goes on as F8 does; without a remark F8 leads to it.
fn sign(ui: &mut Ui, shown: &Shown<'_>, remark: &mut String, said: &mut Pressed) {
    let id = remark_id();
    // Asked for before the field is drawn, which gives the keyboard away at Enter.
    let is_entered = ui.memory(|memory| memory.has_focus(id)) && pressed(ui, Key::Enter, Some(id));
    Field::new(t!("worklist-remark"), remark).hint(t!("worklist-remark-hint")).free_text().id(id).show(ui);
    let words = shown.missing.as_ref().map(Missing::words);
    let button = Button::primary(t!("worklist-sign")).key(Key::F8).missing(words).action();
    let button = button.leads_to(matches!(shown.missing, Some(Missing::Remark | Missing::OtherRemark)).then_some(id));
    ui.horizontal_wrapped(|ui| said.sign = button.show_with_reason(ui));
    said.sign |= is_entered && shown.missing.is_none();
}
