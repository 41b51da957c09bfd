//! The consent to a new password for a supervisor. No administrator can become a supervisor by resetting a password.

use egui::{Id, Ui};

use super::Act;
use crate::{
    desk::{DeskError, StaffView, SupervisorConsent},
    domain::staff::Role,
    t,
    ui::{
        errors::explain,
        theme::{Tone, text},
        widgets::{Field, SecretField, SecretText, alert, banner},
    },
    vault::Password,
};

/// Whose consent is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum From {
    #[default]
    Nobody,
    Supervisor,
    RecoveryCode,
}

/// The consent as it is being typed.
#[derive(Default)]
pub(super) struct Consent {
    from: From,
    number: String,
    secret: SecretText,
    takes_keyboard: bool,
}

impl Consent {
    /// What this act on this account needs, given every account.
    pub(super) fn of(act: Act, staff: &StaffView, all: &[StaffView]) -> Self {
        let is_other = |s: &StaffView| s.role == Role::Supervisor && !s.disabled && s.number != staff.number;
        let from = match (act, staff.role) {
            (Act::Password, Role::Supervisor) if all.iter().any(is_other) => From::Supervisor,
            (Act::Password, Role::Supervisor) => From::RecoveryCode,
            _ => From::Nobody,
        };
        Self { from, takes_keyboard: true, ..Self::default() }
    }

    /// What is missing before it can be sent.
    pub(super) fn missing(&self) -> Option<String> {
        match self.from {
            From::Nobody => None,
            From::Supervisor if self.number.trim().is_empty() => Some(t!("staff-consent-number-missing")),
            From::Supervisor if self.secret.is_empty() => Some(t!("staff-consent-password-missing")),
            From::RecoveryCode if self.secret.is_empty() => Some(t!("staff-consent-code-missing")),
            From::Supervisor | From::RecoveryCode => None,
        }
    }

    /// The consent; the secret leaves the field.
    pub(super) fn take(&mut self) -> Option<SupervisorConsent> {
        self.takes_keyboard = true;
        match self.from {
            From::Nobody => None,
            From::Supervisor => Some(SupervisorConsent::Supervisor {
                number: self.number.trim().to_owned(),
                password: Password::new(&self.secret.take()),
            }),
            From::RecoveryCode => Some(SupervisorConsent::RecoveryCode(Password::new(&self.secret.take()))),
        }
    }

    /// Draws the fields and what the desk said last.
    pub(super) fn fields(&mut self, ui: &mut Ui, error: Option<&DeskError>) {
        let said = error.map(|error| explain(error).line());
        if self.from == From::Nobody {
            if let Some(said) = said {
                alert(ui, &said);
            }
            return;
        }
        ui.add_space(4.0);
        let (why, who) = match self.from {
            From::RecoveryCode => (t!("staff-consent-why"), t!("staff-consent-recovery")),
            _ => (t!("staff-consent-why"), t!("staff-consent-supervisor")),
        };
        banner(ui, Tone::Caution, &why, &who, None);
        let (number_id, secret_id) = (Id::unique("consent-number"), Id::unique("consent-secret"));
        if self.takes_keyboard {
            let first = if self.from == From::Supervisor && self.number.is_empty() { number_id } else { secret_id };
            // A dialog that has just opened may not take the keyboard at once.
            self.takes_keyboard = !ui.memory(|memory| memory.has_focus(first));
            ui.memory_mut(|memory| memory.request_focus(first));
        }
        if self.from == From::Supervisor {
            let of_number = matches!(error, Some(DeskError::SupervisorProtected));
            Field::new(t!("staff-consent-number"), &mut self.number)
                .id(number_id)
                .error(said.clone().filter(|_| of_number))
                .limit(32)
                .latin()
                .needed()
                .show(ui);
            SecretField::new(t!("staff-consent-password"), &mut self.secret)
                .id(secret_id)
                .error(said.filter(|_| !of_number))
                .needed()
                .show(ui);
        } else {
            SecretField::new(t!("staff-consent-code"), &mut self.secret).id(secret_id).error(said).needed().show(ui);
        }
        ui.label(text::muted(t!("staff-consent-flagged")));
    }
}
