//! 首次设置: the office gets a name, its two founders, a place for its keys, and a recovery code in two halves.

mod form;

use std::sync::Arc;

use egui::{Key, Ui};

use self::form::Form;
use super::{code_once::CodeOnce, door};
use crate::{
    desk::{Desk, DeskError, Folders, NewOffice, OfficeError, SystemClock},
    t,
    ui::{
        app::{Command, Ctx, Loss},
        errors,
        theme::{Tone, text},
        widgets::{Button, Progress, alert, banner, prose},
        worker::{Pending, take},
    },
    vault::{HashingCost, RecoveryCode},
};

/// An office being made, and where.
struct Making {
    folders: Folders,
    reply: Option<Pending<Result<RecoveryCode, OfficeError>>>,
}

/// An office that was made; the halves of the code are still to be written down.
struct Made {
    folders: Folders,
    code: CodeOnce,
}

/// 首次设置: the office gets a name, its two founders, a place for its keys, and a recovery code in two halves.
pub struct FirstRun {
    form: Form,
    usual: Folders,
    error: Option<OfficeError>,
    making: Option<Making>,
    made: Option<Made>,
}

impl FirstRun {
    /// The form, with the folders the program was started with.
    #[must_use]
    pub fn new(folders: &Folders) -> Self {
        Self { form: Form::new(folders), usual: folders.clone(), error: None, making: None, made: None }
    }

    /// Takes in replies.
    pub fn logic(&mut self, _cx: &mut Ctx<'_>) {
        let Some(reply) = self.making.as_mut().and_then(|making| take(&mut making.reply)) else { return };
        let Some(Making { folders, .. }) = self.making.take() else { return };
        match reply {
            Ok(code) => {
                self.form.clear_passwords();
                self.made = Some(Made { folders, code: CodeOnce::new(code) });
            }
            Err(OfficeError::Desk(DeskError::PasswordRefused(refusal))) => self.form.refuse_password(refusal),
            Err(error) => self.error = Some(error),
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.making.is_some()
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        let is_begun = self.making.is_some() || self.form.is_begun();
        if self.made.is_some() { Some(Loss::Code) } else { is_begun.then_some(Loss::FirstRun) }
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::FirstRun);
        if let Some(made) = &mut self.made {
            door::door(ui, "first-run-code", door::NARROW + 60.0, |ui| {
                door::roomy_card(ui, |ui| code_card(ui, cx, made, &self.usual));
            });
            return;
        }
        door::door(ui, "first-run", door::WIDE, |ui| {
            door::letterhead(ui, &t!("first-run-title"), &t!("first-run-why"));
            ui.add_enabled_ui(self.making.is_none(), |ui| self.form.ui(ui));
            self.foot(ui, cx);
        });
    }

    fn foot(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        if let Some(error) = &self.error {
            let said = errors::explain_office(error);
            banner(ui, Tone::Bad, &said.what, &said.next, None);
        }
        if let Some(pending) = self.making.as_ref().and_then(|making| making.reply.as_ref()) {
            let _ = Progress::new(&t!("first-run-working"), pending.elapsed()).show(ui);
            return;
        }
        if self.form.is_wrong() {
            alert(ui, &t!("first-run-look-above"));
        }
        let missing = self.form.missing();
        ui.horizontal(|ui| {
            let go = Button::primary(t!("first-run-go")).key(Key::Enter).missing(missing).action();
            if go.show_with_reason(ui) {
                self.send(cx);
            }
        });
    }

    fn send(&mut self, cx: &Ctx<'_>) {
        if self.making.is_some() {
            return;
        }
        self.error = None;
        let Some(filled) = self.form.filled() else { return };
        let folders = filled.folders.clone();
        let new = NewOffice {
            folders: filled.folders,
            settings: filled.settings,
            administrator: filled.administrator,
            supervisor: filled.supervisor,
            colleagues: Vec::new(),
            demonstration: false,
            hashing: HashingCost::PRODUCTION,
        };
        let reply = Some(cx.worker.open(move || {
            let founded = Desk::create(&new, Arc::new(SystemClock::default()))?;
            Ok((founded.desk, founded.code))
        }));
        self.making = Some(Making { folders, reply });
    }
}

fn code_card(ui: &mut Ui, cx: &mut Ctx<'_>, made: &mut Made, usual: &Folders) {
    door::letterhead(ui, &t!("first-run-made"), &t!("first-run-code"));
    if made.folders.keys != usual.keys {
        banner(ui, Tone::Info, &t!("first-run-keys-elsewhere"), &t!("first-run-keys-start"), None);
        prose(ui, text::mono(made.folders.keys.display().to_string()));
    }
    if made.code.ui(ui) {
        cx.send(Command::OfficeOpened(made.folders.clone()));
    }
}
