//! 需另一人同意: the sheet on which a supervisor consents to what an administrator wants to change, or does not. Where no
//! supervisor is at hand, both halves of the recovery code arrange the change for a day later.

use egui::{Id, Key, Ui};

use crate::{
    desk::{Consent, ConsentDecision, DeskError},
    t,
    ui::{
        errors::{Explained, explain},
        input::{self, keymap::Scope},
        theme::{Tone, text},
        widgets::{
            Button, Field, Progress, SecretField, SecretText, banner, divider, ends_row, free_text_trouble, kv, prose,
            sheet, title,
        },
    },
    vault::{Password, RecoveryHalves},
};

/// The sheet as it is being filled in.
pub(super) struct ConsentSheet {
    /// What is to be done, as name and value.
    facts: Vec<(String, String)>,
    /// What follows from it.
    consequence: Option<String>,
    /// The recovery code can stand in for a supervisor.
    takes_code: bool,
    by_code: bool,
    supervisor: String,
    password: SecretText,
    remark: String,
    first: SecretText,
    second: SecretText,
    trouble: Option<Explained>,
    wanted: Option<Id>,
}

/// How the sheet was left.
pub(super) enum Answer {
    /// Somebody decided; the desk is to be asked.
    Decided(Box<Consent>),
    /// Nobody did.
    Left,
}

fn number_id() -> Id {
    Id::unique("consent-number")
}

fn password_id() -> Id {
    Id::unique("consent-password")
}

fn first_id() -> Id {
    Id::unique("consent-first-half")
}

impl ConsentSheet {
    /// A sheet about these facts.
    pub(super) fn about(facts: Vec<(String, String)>) -> Self {
        Self {
            facts,
            consequence: None,
            takes_code: true,
            by_code: false,
            supervisor: String::new(),
            password: SecretText::default(),
            remark: String::new(),
            first: SecretText::default(),
            second: SecretText::default(),
            trouble: None,
            wanted: Some(number_id()),
        }
    }

    /// Says what follows from the change.
    pub(super) fn consequence(mut self, words: String) -> Self {
        self.consequence = Some(words);
        self
    }

    /// Only a supervisor can consent to this.
    pub(super) fn supervisor_only(mut self) -> Self {
        self.takes_code = false;
        self
    }

    /// The desk did not take it; what was typed stays but for the secrets.
    pub(super) fn refuse(&mut self, error: &DeskError) {
        self.trouble = Some(explain(error));
        self.wanted = Some(if self.by_code { first_id() } else { password_id() });
    }

    /// Draws the sheet; how it was left, once it was. `busy`: the desk is being asked, since then.
    pub(super) fn ui(&mut self, ui: &Ui, busy: Option<std::time::Duration>) -> Option<Answer> {
        sheet(ui.ctx(), Id::unique("consent-sheet"), t!("consent-title"), 520.0, |ui| self.sheet(ui, busy))
    }

    fn sheet(&mut self, ui: &mut Ui, busy: Option<std::time::Duration>) -> Option<Answer> {
        input::set_scope(ui, Scope::Consent);
        title(ui, &t!("consent-title"));
        prose(ui, text::muted(if self.by_code { t!("consent-how-code") } else { t!("consent-how") }));
        for facts in self.facts.chunks(2) {
            ui.columns(2, |columns| {
                for (ui, (name, value)) in columns.iter_mut().zip(facts) {
                    kv(ui, name, value);
                }
            });
        }
        if let Some(consequence) = &self.consequence {
            banner(ui, Tone::Caution, consequence, "", None);
        }
        if self.by_code {
            banner(ui, Tone::Caution, &t!("consent-later"), &t!("consent-later-next"), None);
        }
        divider(ui);
        if let Some(trouble) = &self.trouble {
            banner(ui, Tone::Bad, &trouble.what, &trouble.next, None);
        }
        ui.add_enabled_ui(busy.is_none(), |ui| self.fields(ui));
        ui.add_space(8.0);
        if let Some(elapsed) = busy {
            let _no_cancel = Progress::new(&t!("consent-checking"), elapsed).show(ui);
            return None;
        }
        self.buttons(ui)
    }

    fn fields(&mut self, ui: &mut Ui) {
        if let Some(wanted) = self.wanted {
            // A dialog that has just opened may not take the keyboard at once.
            self.wanted = self.wanted.filter(|_| !ui.memory(|memory| memory.has_focus(wanted)));
            ui.memory_mut(|memory| memory.request_focus(wanted));
        }
        if self.by_code {
            let first = SecretField::new(t!("code-first"), &mut self.first).id(first_id()).needed();
            first.help(t!("recover-code-help")).show(ui);
            SecretField::new(t!("code-second"), &mut self.second)
                .id(Id::unique("consent-second-half"))
                .needed()
                .show(ui);
        } else {
            let number = Field::new(t!("approval-supervisor"), &mut self.supervisor).limit(32).id(number_id());
            number.latin().needed().show(ui);
            SecretField::new(t!("approval-password"), &mut self.password).id(password_id()).needed().show(ui);
            Field::new(t!("approval-remark"), &mut self.remark).free_text().needed().show(ui);
        }
        if self.takes_code {
            let words = if self.by_code { t!("consent-by-supervisor") } else { t!("consent-by-code") };
            if Button::quiet(words).show(ui) {
                self.by_code = !self.by_code;
                self.trouble = None;
                self.wanted = Some(if self.by_code { first_id() } else { number_id() });
            }
        }
    }

    fn missing(&self) -> Option<String> {
        let open = if self.by_code {
            [self.first.is_empty(), self.second.is_empty(), false]
        } else {
            [self.supervisor.trim().is_empty(), self.password.is_empty(), self.remark.trim().is_empty()]
        };
        let open = open.into_iter().filter(|is_open| *is_open).count();
        let missing = (open > 0).then(|| t!("common-still-missing", count = open));
        missing.or_else(|| free_text_trouble(&self.remark).filter(|_| !self.by_code).map(|_| t!("text-to-mend")))
    }

    fn buttons(&mut self, ui: &mut Ui) -> Option<Answer> {
        let missing = self.missing();
        let mut pressed = (false, false, false);
        ends_row(
            ui,
            &mut pressed,
            |ui, pressed| {
                if !self.by_code {
                    let refuse = Button::danger(t!("approval-refuse")).key(Key::F8).action();
                    pressed.1 = refuse.missing(missing.as_ref()).show(ui);
                }
            },
            |ui, pressed| {
                let words = if self.by_code { t!("consent-arrange") } else { t!("approval-grant") };
                let grant = Button::primary(words).key(Key::Enter).action().missing(missing.as_ref());
                pressed.0 = grant.show(ui);
                pressed.2 = Button::secondary(t!("common-cancel")).key(Key::Escape).action().show(ui);
                if let Some(missing) = &missing {
                    ui.label(text::muted(missing));
                }
            },
        );
        match pressed {
            (.., true) => Some(Answer::Left),
            (true, ..) => Some(Answer::Decided(Box::new(self.take(true)))),
            (_, true, _) => Some(Answer::Decided(Box::new(self.take(false)))),
            _ => None,
        }
    }

    /// The decision; secrets leave the fields.
    fn take(&mut self, granted: bool) -> Consent {
        self.trouble = None;
        if self.by_code {
            return Consent::RecoveryCode(RecoveryHalves {
                first: Password::new(&self.first.take()),
                second: Password::new(&self.second.take()),
            });
        }
        Consent::Supervisor(ConsentDecision {
            supervisor: self.supervisor.trim().to_owned(),
            password: Password::new(&self.password.take()),
            remark: self.remark.clone(),
            granted,
        })
    }
}
