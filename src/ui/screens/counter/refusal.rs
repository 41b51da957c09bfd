//! 核验不通过: the question why, over the check.

use egui::{Align2, CornerRadius, Key, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use crate::{
    domain::visit::RefusalReason,
    t,
    ui::{
        i18n,
        theme::{Tokens, text},
        widgets::{Answer, CapColors, Confirm, Field, focus_ring, key_cap, leave_enter, pressed},
    },
};

/// Longest remark, in characters; the log keeps no more.
pub(super) const REMARK_LIMIT: usize = 200;

/// What is being said about a refusal.
#[derive(Default)]
pub(super) struct Refusal {
    reason: Option<RefusalReason>,
    remark: String,
}

impl Refusal {
    /// The question; once it is answered, reason and remark, or nothing if the check goes on.
    pub(super) fn ui(&mut self, ui: &Ui) -> Option<Option<(RefusalReason, String)>> {
        let missing = self.reason.is_none().then(|| t!("refuse-missing"));
        let (question, body, yes) = (t!("refuse-title"), t!("refuse-body"), t!("refuse-confirm"));
        let dialog = Confirm::new(&question, &body, &yes).danger();
        let answer = dialog.show_with(ui.ctx(), missing, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            let keys = [Key::Num1, Key::Num2, Key::Num3, Key::Num4, Key::Num5, Key::Num6];
            for (key, reason) in keys.into_iter().zip(RefusalReason::ALL) {
                self.reason(ui, key, reason);
            }
            let remark = Field::new(t!("refuse-remark"), &mut self.remark).limit(REMARK_LIMIT);
            remark.help(t!("remark-no-names")).show(ui);
        });
        match answer? {
            Answer::Cancelled => Some(None),
            Answer::Confirmed => Some(self.reason.map(|reason| (reason, std::mem::take(&mut self.remark)))),
        }
    }

    fn reason(&mut self, ui: &mut Ui, key: Key, reason: RefusalReason) {
        let is_chosen = self.reason == Some(reason);
        let name = i18n::text_of("refusal", reason.code());
        let detail = if reason.is_doubtful() { t!("refuse-doubtful") } else { String::new() };
        if choice(ui, key, is_chosen, &name, &detail) {
            self.reason = Some(reason);
        }
    }
}

/// One reason in a row of its own, with the key that picks it.
fn choice(ui: &mut Ui, key: Key, is_chosen: bool, name: &str, detail: &str) -> bool {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 40.0), Sense::click());
    let (fill, width, color) = match (is_chosen, response.hovered()) {
        (true, _) => (tokens.tint, tokens.focus_width, tokens.primary),
        (false, true) => (tokens.surface_hover, 1.0, tokens.line_control),
        (false, false) => (tokens.surface, 1.0, tokens.line_strong),
    };
    let radius = CornerRadius::same(tokens.radius);
    ui.painter().rect(rect, radius, fill, Stroke::new(width, color), StrokeKind::Inside);
    let colors = CapColors::plain(&tokens);
    key_cap(ui, pos2(rect.left() + 12.0, rect.center().y), key.name(), colors);
    let style = if is_chosen { text::strong_style() } else { TextStyle::Body };
    let at = pos2(rect.left() + 48.0, rect.center().y);
    let words = ui.painter().text(at, Align2::LEFT_CENTER, name, style.resolve(ui.style()), tokens.text);
    let small = TextStyle::Small.resolve(ui.style());
    let galley = ui.painter().layout_no_wrap(detail.to_owned(), small, tokens.muted);
    // On a narrow window or in a long language only screen readers get the detail.
    if words.right() + 16.0 + galley.size().x < rect.right() - 12.0 {
        let left = rect.right() - 12.0 - galley.size().x;
        ui.painter().galley(pos2(left, rect.center().y - galley.size().y / 2.0), galley, tokens.muted);
    }
    if response.has_focus() {
        focus_ring(ui, rect, tokens.radius);
    }
    leave_enter(ui, &response, false);
    let by_enter = ui.input(|input| input.key_pressed(Key::Enter) && !input.pointer.any_click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), is_chosen, name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(detail));
    (response.clicked() && !by_enter) || pressed(ui, key, None)
}
