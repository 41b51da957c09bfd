//! An office that one person founded gets its second person before the administrator does anything.

use egui::{Id, Key, Ui};

use super::error_banner;
use crate::{
    desk::{DeskError, SecondPerson, SignedIn},
    domain::staff::Role,
    t,
    ui::{
        app::{Command, Ctx},
        screens::{code_once::CodeOnce, door, founder::FounderForm},
        widgets::{Button, Field, Progress, SecretField, SecretText},
        worker::{Pending, take},
    },
    vault::{Password, RecoveryCode},
};

/// Who can be the second person.
enum Who {
    /// Not known yet.
    Asking(Option<Pending<Result<bool, DeskError>>>),
    /// A supervisor of the office.
    Supervisor { number: String, password: SecretText },
    /// There is none: the first one.
    First(Box<FounderForm>),
}

/// The form, then the halves of the recovery code.
pub(super) struct Second {
    signed_in: SignedIn,
    who: Who,
    error: Option<DeskError>,
    slot: Option<Pending<Result<RecoveryCode, DeskError>>>,
    code: Option<CodeOnce>,
    focus: Option<Id>,
}

fn number_id() -> Id {
    Id::unique("second-person-number")
}

impl Second {
    pub(super) fn new(signed_in: SignedIn) -> Self {
        Self { signed_in, who: Who::Asking(None), error: None, slot: None, code: None, focus: None }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.slot.is_some() || matches!(self.who, Who::Asking(Some(_)))
    }

    /// Whether the halves are shown and not written down yet.
    pub(super) fn has_code(&self) -> bool {
        self.code.is_some()
    }

    /// Takes in replies.
    pub(super) fn logic(&mut self, cx: &Ctx<'_>) {
        if let Who::Asking(asked) = &mut self.who {
            match take(asked) {
                Some(Ok(true)) => {
                    self.who = Who::Supervisor { number: String::new(), password: SecretText::default() };
                    self.focus = Some(number_id());
                }
                Some(Ok(false)) => self.who = Who::First(Box::new(FounderForm::new(Role::Supervisor, "super01"))),
                Some(Err(error)) => self.error = Some(error),
                None if asked.is_none() && self.error.is_none() => {
                    *asked = Some(cx.worker.ask(|desk, _| desk.has_supervisor()));
                }
                None => {}
            }
        }
        match take(&mut self.slot) {
            Some(Ok(code)) => self.code = Some(CodeOnce::new(code)),
            Some(Err(DeskError::PasswordRefused(refusal))) => match &mut self.who {
                Who::First(form) => form.refuse_password(refusal),
                _ => self.error = Some(DeskError::PasswordRefused(refusal)),
            },
            Some(Err(error)) => self.error = Some(error),
            None => {}
        }
    }

    /// Draws the form; who is signed in, once both halves are written down.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) -> Option<SignedIn> {
        if let Some(code) = &mut self.code {
            door::letterhead(ui, &t!("second-done-title"), &t!("second-done"));
            return code.ui(ui).then(|| SignedIn { needs_second_person: false, ..self.signed_in.clone() });
        }
        door::letterhead(ui, &t!("second-title"), &t!("change-for", name = self.signed_in.name.as_str()));
        door::explanation(ui, &t!("second-why"));
        if let Some(error) = &self.error {
            error_banner(ui, error);
        }
        ui.add_space(4.0);
        let is_idle = self.slot.is_none();
        ui.add_enabled_ui(is_idle, |ui| match &mut self.who {
            Who::Asking(_) => {}
            Who::Supervisor { number, password } => {
                Field::new(t!("approval-supervisor"), number).limit(32).id(number_id()).latin().needed().show(ui);
                SecretField::new(t!("approval-password"), password).needed().show(ui);
            }
            Who::First(form) => form.ui(ui),
        });
        door::give_keyboard(ui, &mut self.focus);
        ui.add_space(8.0);
        let missing = if is_idle { self.missing() } else { Some(t!("common-working")) };
        if Button::primary(t!("second-go")).key(Key::Enter).missing(missing).action().full_width().show(ui) {
            self.send(cx);
        }
        if let Some(pending) = &self.slot {
            let _ = Progress::new(&t!("change-working"), pending.elapsed()).show(ui);
        } else if Button::secondary(t!("change-leave")).key(Key::Escape).action().full_width().show(ui) {
            cx.send(Command::SignOut);
        }
        None
    }

    fn missing(&self) -> Option<String> {
        match &self.who {
            Who::Asking(_) => Some(t!("common-working")),
            Who::Supervisor { number, .. } if number.trim().is_empty() => {
                Some(t!("door-missing", field = t!("approval-supervisor")))
            }
            Who::Supervisor { password, .. } if password.is_empty() => {
                Some(t!("door-missing", field = t!("approval-password")))
            }
            Who::Supervisor { .. } => None,
            Who::First(form) => form.missing(),
        }
    }

    fn send(&mut self, cx: &Ctx<'_>) {
        self.error = None;
        let second = match &mut self.who {
            Who::Asking(_) => return,
            Who::Supervisor { number, password } => {
                SecondPerson::Supervisor { number: number.trim().to_owned(), password: Password::new(&password.take()) }
            }
            Who::First(form) => match form.filled() {
                Some(founder) => SecondPerson::First(founder),
                None => return,
            },
        };
        self.slot = Some(cx.worker.ask(move |desk, _| desk.start_two_person(&second)));
    }
}
