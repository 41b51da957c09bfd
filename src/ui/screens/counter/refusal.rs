//! 核验不通过: the question why, over the check.

use egui::{
    Align2, CornerRadius, EventFilter, Id, Key, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2,
};

use crate::{
    domain::visit::RefusalReason,
    t,
    ui::{
        i18n,
        input::{self, keymap::Scope},
        theme::{Tokens, text},
        widgets::{
            Answer, CapColors, Confirm, Field, Shortcut, focus_ring, free_text_trouble, key_cap, leave_enter, pressed,
        },
    },
};

/// What is being said about a refusal.
#[derive(Clone, Default)]
pub(super) struct Refusal {
    reason: Option<RefusalReason>,
    remark: String,
}

impl Refusal {
    /// The question; once it is answered, reason and remark, or nothing if the check goes on.
    ///
    /// `doubtful_days`: how long a doubtful check asks for approval; 0 = never.
    pub(super) fn ui(&mut self, ui: &Ui, doubtful_days: u32) -> Option<Option<(RefusalReason, String)>> {
        let missing = self.reason.is_none().then(|| t!("refuse-missing"));
        let missing = missing.or_else(|| free_text_trouble(&self.remark).map(|_| t!("text-to-mend")));
        let (question, body, yes) = (t!("refuse-title"), t!("refuse-body"), t!("refuse-confirm"));
        let dialog = Confirm::new(&question, &body, &yes).danger();
        let answer = dialog.show_with(ui.ctx(), missing, |ui| {
            input::set_scope(ui, Scope::Refusal);
            ui.spacing_mut().item_spacing.y = 6.0;
            self.reasons(ui, doubtful_days);
            Field::new(t!("refuse-remark"), &mut self.remark).free_text().show(ui);
        });
        match answer? {
            Answer::Cancelled => Some(None),
            Answer::Confirmed => Some(self.reason.map(|reason| (reason, self.remark.clone()))),
        }
    }

    /// One stop for Tab: the row with the keyboard is the chosen one, and arrows choose the next.
    fn reasons(&mut self, ui: &mut Ui, doubtful_days: u32) {
        let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
        let count = RefusalReason::ALL.len();
        let chosen = self.reason.and_then(|reason| RefusalReason::ALL.iter().position(|other| *other == reason));
        let mut next = None;
        if pressed(ui, Key::ArrowDown, None) {
            next = Some(chosen.map_or(0, |at| (at + 1) % count));
        }
        if pressed(ui, Key::ArrowUp, None) {
            next = Some(chosen.map_or(count - 1, |at| (at + count - 1) % count));
        }
        for (at, (key, reason)) in keys.into_iter().zip(RefusalReason::ALL).enumerate() {
            let is_stop = chosen.map_or(at == 0, |chosen| chosen == at);
            if row(ui, Shortcut::ctrl(key), reason, doubtful_days, chosen == Some(at), is_stop) {
                next = Some(at);
            }
        }
        if let Some(reason) = next.and_then(|at| RefusalReason::ALL.get(at).copied()) {
            self.reason = Some(reason);
            ui.memory_mut(|memory| memory.request_focus(row_id(reason)));
        }
    }
}

fn row_id(reason: RefusalReason) -> Id {
    Id::unique(("refusal-reason", reason.code()))
}

/// One reason with the key that picks it; true if it was picked just now. `days`: how long a doubtful one asks for approval.
fn row(ui: &mut Ui, shortcut: Shortcut, reason: RefusalReason, days: u32, is_chosen: bool, is_stop: bool) -> bool {
    let tokens = Tokens::of(ui);
    let name = i18n::text_of("refusal", reason.code());
    let detail = if reason.is_doubtful() && days > 0 { t!("refuse-doubtful", days = days) } else { String::new() };
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::hover());
    let sense = if is_stop { Sense::click() } else { Sense::CLICK };
    let response = ui.interact(rect, row_id(reason), sense);
    let (fill, width, color) = match (is_chosen, response.hovered()) {
        (true, _) => (tokens.tint, tokens.focus_width, tokens.primary),
        (false, true) => (tokens.surface_hover, 1.0, tokens.line_control),
        (false, false) => (tokens.surface, 1.0, tokens.line_strong),
    };
    let radius = CornerRadius::same(tokens.radius);
    ui.painter().rect(rect, radius, fill, Stroke::new(width, color), StrokeKind::Inside);
    let cap = key_cap(ui, pos2(rect.left() + 12.0, rect.center().y), &shortcut.label(), CapColors::plain(&tokens));
    let style = if is_chosen { text::strong_style() } else { TextStyle::Body };
    let at = pos2(cap.right() + 12.0, rect.center().y);
    let words = ui.painter().text(at, Align2::LEFT_CENTER, &name, style.resolve(ui.style()), tokens.text);
    let small = TextStyle::Small.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(detail.clone(), small, tokens.muted);
    // On a narrow window or in a long language only screen readers get the detail.
    if words.right() + 16.0 + galley.size().x < rect.right() - 12.0 {
        let left = rect.right() - 12.0 - galley.size().x;
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, tokens.muted);
    }
    if response.has_focus() {
        focus_ring(ui, rect, tokens.radius);
        // Otherwise egui would take the arrows to move on to the remark.
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    }
    leave_enter(ui, &response, false);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, &name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description(detail);
        node.set_keyboard_shortcut(shortcut.label());
    });
    let clicked = response.clicked() && !input::is_by_enter(ui);
    clicked || (response.gained_focus() && !is_chosen) || pressed(ui, shortcut, None)
}
