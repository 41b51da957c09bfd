//! Both halves of the recovery code give an administrator a new password.

use egui::{Id, Key, Ui};

use super::error_banner;
use crate::{
    desk::DeskError,
    t,
    ui::{
        app::Ctx,
        screens::door::{self, NewPassword},
        widgets::{Button, Field, Progress, SecretField, SecretText},
        worker::{Pending, take},
    },
    vault::{Password, RecoveryCode, RecoveryHalves},
};

/// The form.
pub(super) struct Recovery {
    number: String,
    first: SecretText,
    second: SecretText,
    new: NewPassword,
    error: Option<DeskError>,
    slot: Option<Pending<Result<RecoveryCode, DeskError>>>,
    focus: Option<Id>,
}

fn number_id() -> Id {
    Id::unique("recover-number")
}

impl Recovery {
    pub(super) fn new(number: &str) -> Self {
        Self {
            number: number.to_owned(),
            first: SecretText::default(),
            second: SecretText::default(),
            new: NewPassword::default(),
            error: None,
            slot: None,
            focus: Some(number_id()),
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.slot.is_some()
    }

    /// Takes in the reply: whose password is new, and the next recovery code.
    pub(super) fn logic(&mut self) -> Option<(String, RecoveryCode)> {
        match take(&mut self.slot)? {
            Ok(code) => Some((self.number.trim().to_owned(), code)),
            Err(DeskError::PasswordRefused(refusal)) => {
                self.new.refuse(refusal);
                None
            }
            Err(error) => {
                self.error = Some(error);
                None
            }
        }
    }

    /// Draws the form; true if the person goes back.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> bool {
        door::letterhead(ui, &t!("recover-title"), "");
        door::explanation(ui, &t!("recover-why", count = crate::vault::OneTimeCode::LENGTH));
        if let Some(error) = &self.error {
            error_banner(ui, error);
        }
        ui.add_space(4.0);
        ui.add_enabled_ui(self.slot.is_none(), |ui| {
            Field::new(t!("recover-number"), &mut self.number).limit(64).id(number_id()).latin().needed().show(ui);
            SecretField::new(t!("code-first"), &mut self.first).help(t!("recover-code-help")).needed().show(ui);
            SecretField::new(t!("code-second"), &mut self.second).help(t!("recover-old-code")).show(ui);
            self.new.ui(ui);
        });
        door::give_keyboard(ui, &mut self.focus);
        ui.add_space(8.0);
        let missing = self.slot.as_ref().map(|_| t!("common-working")).or_else(|| self.missing());
        let go = Button::primary(t!("recover-go")).key(Key::Enter).missing(missing).action().full_width();
        if go.show(ui) {
            self.send(cx);
        }
        if let Some(pending) = &self.slot {
            let _ = Progress::new(&t!("change-working"), pending.elapsed()).show(ui);
            return false;
        }
        Button::secondary(t!("common-back")).key(Key::Escape).action().full_width().show(ui)
    }

    fn missing(&self) -> Option<String> {
        if self.number.trim().is_empty() {
            Some(t!("door-missing", field = t!("recover-number")))
        } else if self.first.is_empty() {
            Some(t!("door-missing", field = t!("code-first")))
        } else {
            self.new.missing()
        }
    }

    /// What was typed stays, so that one wrong character of the code costs one character.
    fn send(&mut self, cx: &Ctx<'_>) {
        self.error = None;
        let number = self.number.trim().to_lowercase();
        let Some(new) = self.new.checked(&number, None) else { return };
        let halves =
            RecoveryHalves { first: Password::new(&self.first.copied()), second: Password::new(&self.second.copied()) };
        self.slot = Some(cx.worker.ask(move |desk, _| desk.recover_administrator(&number, &halves, &new)));
    }
}
