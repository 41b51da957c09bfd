//! 本人密码: everyone changes their own password, over whatever page is open. What lies under it stays as it is.

use egui::{Id, Ui};

use super::door::{self, NewPassword};
use crate::{
    desk::{DeskError, TRIES_BEFORE_SCREEN_LOCK},
    t,
    ui::{
        app::{Command, Ctx},
        errors::explain,
        theme::Tone,
        widgets::{Answer, Confirm, Progress, SecretField, SecretText, banner},
        worker::{Pending, take},
    },
    vault::Password,
};

/// The form: the current password, and a new one twice.
pub struct OwnPassword {
    current: SecretText,
    new: NewPassword,
    error: Option<DeskError>,
    slot: Option<Pending<Result<(), DeskError>>>,
    focus: Option<Id>,
}

impl Default for OwnPassword {
    fn default() -> Self {
        Self {
            current: SecretText::default(),
            new: NewPassword::default(),
            error: None,
            slot: None,
            focus: Some(current_id()),
        }
    }
}

fn current_id() -> Id {
    Id::unique("own-password-current")
}

impl OwnPassword {
    /// Takes in the reply.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.slot) {
            Some(Ok(())) => {
                cx.send(Command::Say(Tone::Good, t!("own-password-done")));
                cx.send(Command::PasswordDone);
            }
            Some(Err(DeskError::PasswordRefused(refusal))) => {
                self.new.refuse(refusal);
                self.focus = Some(door::first_id());
            }
            Some(Err(DeskError::ScreenLocked)) => {
                cx.send(Command::Say(Tone::Caution, t!("own-password-locked", count = TRIES_BEFORE_SCREEN_LOCK)));
                cx.send(Command::Locked);
            }
            Some(Err(error)) => {
                if matches!(error, DeskError::WrongPassword { .. }) {
                    self.current.clear();
                }
                self.error = Some(error);
                self.focus = Some(current_id());
            }
            None => {}
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.slot.is_some()
    }

    /// Draws the form over the page.
    pub fn ui(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        let (heading, why, go) = (t!("own-password-title"), t!("own-password-why"), t!("own-password-go"));
        let missing = self.missing();
        match Confirm::new(&heading, &why, &go).show_with(ui, missing, |ui| self.fields(ui)) {
            Some(Answer::Confirmed) => self.send(cx),
            // What is on its way is waited for: nobody should wonder which password holds.
            Some(Answer::Cancelled) if self.slot.is_none() => cx.send(Command::PasswordDone),
            Some(Answer::Cancelled) | None => {}
        }
    }

    fn missing(&self) -> Option<String> {
        if self.slot.is_some() {
            return Some(t!("common-working"));
        }
        let current = self.current.is_empty().then(|| t!("door-missing", field = t!("own-password-current")));
        current.or_else(|| self.new.missing())
    }

    fn fields(&mut self, ui: &mut Ui) {
        ui.add_space(4.0);
        let wrong = match &self.error {
            Some(DeskError::WrongPassword { .. }) => Some(t!("own-password-wrong", count = TRIES_BEFORE_SCREEN_LOCK)),
            Some(error) => {
                let said = explain(error);
                banner(ui, Tone::Bad, &said.what, &said.next, None);
                None
            }
            None => None,
        };
        let is_idle = self.slot.is_none();
        let has_enter = ui
            .add_enabled_ui(is_idle, |ui| {
                let current = SecretField::new(t!("own-password-current"), &mut self.current);
                let current = current.id(current_id()).error(wrong).needed().show(ui);
                let new = self.new.ui(ui);
                current.submitted || new
            })
            .inner;
        if !self.current.is_empty() {
            self.error = None;
        }
        if has_enter {
            let current = self.current.is_empty().then(current_id);
            self.focus = current.or_else(|| self.new.next_missing());
        }
        if is_idle {
            door::give_keyboard(ui, &mut self.focus);
        }
        if let Some(pending) = &self.slot {
            let _ = Progress::new(&t!("change-working"), pending.elapsed()).show(ui);
        }
    }

    fn send(&mut self, cx: &Ctx<'_>) {
        let Some(session) = cx.session.filter(|_| self.slot.is_none()) else { return };
        self.error = None;
        let current = Password::new(&self.current.copied());
        let Some(new) = self.new.checked(session.number.as_str(), Some(&current)) else {
            self.focus = Some(self.new.wrong_field());
            return;
        };
        self.slot = Some(cx.worker.ask(move |desk, _| desk.change_own_password(&current, &new)));
    }
}
