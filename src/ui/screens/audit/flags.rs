//! 待核查 on the audit screen: the newest open items, and the way to all of them.

use egui::{Margin, Ui, vec2};

use super::charts;

use crate::{
    desk::worklist::ListedItem,
    t,
    ui::{
        app::{Command, Ctx, Page},
        i18n,
        screens::worklist::{Feed, rule_name, sentence, tone},
        theme::{Tone, text},
        widgets::{Button, Pill, ends_row, line, prose, surface, title},
    },
};

/// So many items are named.
const NAMED: usize = 3;

/// Draws the card in all the width there is; folded, its heading and count alone.
pub fn card_of(ui: &mut Ui, cx: &mut Ctx<'_>, feed: &mut Feed, is_folded: bool) {
    let open = || feed.items().into_iter().flatten().filter(|listed| listed.is_open);
    let (count, newest): (_, Vec<ListedItem>) = (open().count(), open().take(NAMED).cloned().collect());
    let mut go = false;
    surface(ui, Margin::symmetric(16, 10), |ui| {
        ui.set_min_size(vec2(ui.available_width(), if is_folded { charts::HEADER } else { charts::OPEN }));
        ui.spacing_mut().item_spacing.y = 4.0;
        ends_row(
            ui,
            &mut go,
            |ui, _| {
                title(ui, &t!("worklist-card"));
            },
            |ui, go| {
                if feed.items().is_some() {
                    let tone = if count == 0 { Tone::Good } else { Tone::Caution };
                    Pill::new(tone, t!("worklist-card-count", count = i18n::grouped_len(count))).show(ui);
                    *go = Button::quiet(t!("worklist-open-list")).small().show(ui);
                }
            },
        );
        if is_folded {
            return;
        }
        feed.ui(ui);
        if feed.items().is_some() && count == 0 {
            ui.label(text::muted(t!("worklist-card-none")));
        }
        for listed in &newest {
            line(ui, |ui| {
                Pill::new(tone(listed.item.rule()), rule_name(listed.item.rule())).show(ui);
                let words = sentence(&listed.item, feed.names(), feed.today());
                prose(ui, text::body(words));
            });
        }
    });
    if go {
        cx.send(Command::Open(Page::Worklist));
    }
}
