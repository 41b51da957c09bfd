//! One entry in full, with the exact line that is hashed.

use egui::{Key, Label, ScrollArea, Ui};

use super::describe::{self, Names};
use crate::{
    desk::review::ReviewRow,
    ledger::Line,
    t,
    ui::{
        i18n, icons,
        theme::{Tone, text},
        widgets::{Button, Pill, banner, card, divider, ends_row, kv, kv_mono, kv_with, title},
    },
};

/// Draws the panel in all the room there is; true if it is to be closed.
pub fn ui(ui: &mut Ui, row: &ReviewRow, names: &Names) -> bool {
    let height = ui.available_height();
    let mut close = false;
    card(ui, |ui| {
        ui.set_height(height - 34.0);
        let heading = row
            .line
            .as_ref()
            .map_or_else(|| t!("audit-damaged-title"), |line| t!("audit-entry", seq = i18n::grouped(line.seq)));
        ends_row(
            ui,
            &mut close,
            |ui, _| {
                title(ui, &heading);
            },
            |ui, close| *close = Button::quiet(t!("common-close")).key(Key::Escape).show(ui),
        );
        divider(ui);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            match &row.line {
                Some(line) => fields(ui, line, names),
                None => {
                    banner(ui, Tone::Bad, &t!("audit-damaged-line"), &t!("audit-damaged-next"), None);
                }
            }
            exact(ui, &row.text);
        });
    });
    close
}

fn fields(ui: &mut Ui, line: &Line, names: &Names) {
    let (tone, outcome) = describe::outcome(line);
    ui.horizontal(|ui| {
        ui.label(text::strong(describe::action(line)));
        Pill::new(tone, outcome).show(ui);
    });
    kv_mono(ui, &t!("audit-col-time"), &describe::full_moment(line));
    let role = line.role.as_deref().map(|role| i18n::text_of("role", role));
    let number = line.staff.as_deref().filter(|number| !number.starts_with('?'));
    let who: Vec<_> =
        [Some(describe::person(line, names)), number.map(str::to_owned), role].into_iter().flatten().collect();
    kv(ui, &t!("audit-col-staff"), &who.join(" · "));
    kv(ui, &t!("audit-seat"), &line.seat);
    if let Some(visit) = &line.visit {
        kv_mono(ui, &t!("audit-serial"), visit);
    }
    if let Some(mask) = &line.mask {
        kv_mono(ui, &t!("audit-col-holder"), mask);
    }
    if let Some(kind) = &line.kind {
        kv(ui, &t!("audit-kind"), &i18n::text_of("kind", kind));
    }
    let particulars = describe::particulars(line, names);
    if !particulars.is_empty() {
        kv_with(ui, &t!("audit-col-note"), |ui| {
            for (_, phrase) in particulars {
                ui.add(Label::new(text::body(phrase)).wrap());
            }
        });
    }
    if let Some(subject) = &line.subject {
        kv_mono(ui, &t!("audit-subject"), subject);
    }
    kv_mono(ui, &t!("audit-log-id"), &line.log);
}

/// The line as it stands in the log, to be read and copied.
fn exact(ui: &mut Ui, line: &str) {
    divider(ui);
    ui.horizontal(|ui| {
        ui.label(text::muted(t!("audit-exact-line")));
        if Button::quiet(t!("audit-copy")).icon(icons::CONTENT_COPY).show(ui) {
            ui.copy_text(line.to_owned());
        }
    });
    let mono = egui::RichText::new(line).monospace().size(12.0);
    ui.add(Label::new(mono).wrap().selectable(true));
}
