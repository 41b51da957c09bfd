//! The recovery code, shown this once: a half to each of its two keepers, and neither sees the other's.

use egui::{Frame, Margin, Ui};

use crate::{
    t,
    ui::{
        theme::{Tokens, Tone, text},
        widgets::{Button, banner, check},
    },
    vault::RecoveryCode,
};

/// The halves as they are being written down.
#[derive(Debug)]
pub(super) struct CodeOnce {
    code: RecoveryCode,
    is_second: bool,
    is_hidden: bool,
    written: bool,
}

impl CodeOnce {
    pub(super) fn new(code: RecoveryCode) -> Self {
        Self { code, is_second: false, is_hidden: true, written: false }
    }

    /// Draws the half whose turn it is, once its keeper sits there; true when both are written down.
    pub(super) fn ui(&mut self, ui: &mut Ui) -> bool {
        let (whose, name) = if self.is_second {
            (t!("code-second-keeper"), t!("code-second"))
        } else {
            (t!("code-first-keeper"), t!("code-first"))
        };
        banner(ui, Tone::Caution, &whose, &t!("code-once-next"), None);
        ui.add_space(4.0);
        if self.is_hidden {
            let show = Button::primary(t!("code-show", half = name.as_str())).key(egui::Key::Enter);
            if show.action().full_width().show(ui) {
                self.is_hidden = false;
            }
            return false;
        }
        let tokens = Tokens::of(ui);
        Frame::new()
            .fill(tokens.canvas)
            .stroke(tokens.outlined(tokens.line))
            .corner_radius(tokens.radius)
            .inner_margin(Margin::symmetric(16, 14))
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.vertical_centered(|ui| {
                    let half = if self.is_second { &self.code.second } else { &self.code.first };
                    let label = ui.label(text::number(half.shown().as_str()));
                    ui.ctx().accesskit_node_builder(label.id, |node| node.set_description(name));
                });
            });
        ui.add_space(4.0);
        check(ui, &mut self.written, &t!("code-written"));
        ui.add_space(8.0);
        let missing = (!self.written).then(|| t!("code-not-written"));
        let label = if self.is_second { t!("code-done") } else { t!("code-hide") };
        if Button::primary(label).key(egui::Key::Enter).missing(missing).action().full_width().show(ui) {
            if self.is_second {
                return true;
            }
            (self.is_second, self.is_hidden, self.written) = (true, true, false);
        }
        false
    }
}
