//! A one-time password becomes the person's own before anything else.

use egui::{Id, Key, Ui};

use super::error_banner;
use crate::{
    desk::{DeskError, SignedIn},
    t,
    ui::{
        app::{Command, Ctx},
        screens::door::{self, NewPassword},
        widgets::{Button, Progress},
        worker::{Pending, take},
    },
    vault::Password,
};

/// The form, and the one-time password it was opened with.
pub(super) struct Change {
    signed_in: SignedIn,
    current: Password,
    new: NewPassword,
    error: Option<DeskError>,
    slot: Option<Pending<Result<(), DeskError>>>,
    focus: Option<Id>,
}

impl Change {
    pub(super) fn new(signed_in: SignedIn, current: Password) -> Self {
        Self { signed_in, current, new: NewPassword::default(), error: None, slot: None, focus: Some(door::first_id()) }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.slot.is_some()
    }

    /// Takes in the reply: who is signed in now, once the password is changed.
    pub(super) fn logic(&mut self) -> Option<SignedIn> {
        match take(&mut self.slot)? {
            Ok(()) => {
                self.new.clear();
                Some(SignedIn { must_change_password: false, ..self.signed_in.clone() })
            }
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

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        door::letterhead(ui, &t!("change-title"), &t!("change-for", name = self.signed_in.name.as_str()));
        door::explanation(ui, &t!("change-why"));
        if let Some(error) = &self.error {
            error_banner(ui, error);
        }
        ui.add_space(4.0);
        ui.add_enabled_ui(self.slot.is_none(), |ui| self.new.ui(ui));
        door::give_keyboard(ui, &mut self.focus);
        ui.add_space(8.0);
        let missing = self.slot.as_ref().map(|_| t!("common-working")).or_else(|| self.new.missing());
        let save = Button::primary(t!("change-go")).key(Key::Enter).missing(missing).action().full_width();
        if save.show(ui) {
            self.send(cx);
        }
        if let Some(pending) = &self.slot {
            let _ = Progress::new(&t!("change-working"), pending.elapsed()).show(ui);
        } else if Button::secondary(t!("change-leave")).key(Key::Escape).action().full_width().show(ui) {
            cx.send(Command::SignOut);
        }
    }

    fn send(&mut self, cx: &Ctx<'_>) {
        self.error = None;
        let Some(new) = self.new.checked(self.signed_in.number.as_str(), Some(&self.current)) else { return };
        let current = Password::new(self.current.bytes());
        self.slot = Some(cx.worker.ask(move |desk, _| desk.change_own_password(&current, &new)));
    }
}
