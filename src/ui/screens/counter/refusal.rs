//! 核验不通过: the question why, over the check.

use egui::Ui;

use crate::{
    domain::visit::RefusalReason,
    t,
    ui::{
        i18n,
        widgets::{Answer, Confirm, Field, radio_card},
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
            for (number, reason) in (1..).zip(RefusalReason::ALL) {
                self.reason(ui, number, reason);
            }
            let remark = Field::new(t!("refuse-remark"), &mut self.remark).limit(REMARK_LIMIT);
            remark.help(t!("remark-no-names")).show(ui);
        });
        match answer? {
            Answer::Cancelled => Some(None),
            Answer::Confirmed => Some(self.reason.map(|reason| (reason, std::mem::take(&mut self.remark)))),
        }
    }

    fn reason(&mut self, ui: &mut Ui, number: usize, reason: RefusalReason) {
        let keys =
            [egui::Key::Num1, egui::Key::Num2, egui::Key::Num3, egui::Key::Num4, egui::Key::Num5, egui::Key::Num6];
        let name = i18n::text_of("refusal", reason.code());
        let is_chosen = self.reason == Some(reason);
        let by_key = keys.get(number - 1).is_some_and(|key| crate::ui::widgets::pressed(ui, *key, None));
        let detail = if reason.is_doubtful() { t!("refuse-doubtful") } else { String::new() };
        if radio_card(ui, is_chosen, &format!("{number}  {name}"), None, &detail) || by_key {
            self.reason = Some(reason);
        }
    }
}
