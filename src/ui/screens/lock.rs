//! 锁屏: the same person comes back, or the sign-in and its visit end.

use egui::{Id, Key, Ui};

use super::door;
use crate::{
    desk::DeskError,
    t,
    ui::{
        app::{Command, Ctx},
        errors, i18n,
        theme::Tone,
        widgets::{Answer, Button, Confirm, Progress, SecretField, SecretText, banner},
        worker::{Pending, take},
    },
    vault::Password,
};

/// 锁屏: the same person comes back, or the sign-in and its visit end.
pub struct LockScreen {
    password: SecretText,
    error: Option<DeskError>,
    slot: Option<Pending<Result<(), DeskError>>>,
    asks_to_end: bool,
    /// The longest sign-in is over, which is why the screen is locked.
    is_at_the_limit: bool,
    focus: Option<Id>,
}

impl Default for LockScreen {
    fn default() -> Self {
        Self {
            password: SecretText::default(),
            error: None,
            slot: None,
            asks_to_end: false,
            is_at_the_limit: false,
            focus: Some(password_id()),
        }
    }
}

fn password_id() -> Id {
    Id::unique("lock-password")
}

impl LockScreen {
    /// The screen that asks for the password after the longest sign-in; what lies below stays.
    #[must_use]
    pub fn at_the_limit() -> Self {
        Self { is_at_the_limit: true, ..Self::default() }
    }

    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.slot) {
            Some(Ok(())) => cx.send(Command::Resume),
            Some(Err(error)) => {
                self.error = Some(error);
                self.focus = Some(password_id());
            }
            None => {}
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.slot.is_some()
    }

    /// The sign-in is over whatever is typed here.
    fn is_over(&self) -> bool {
        matches!(self.error, Some(DeskError::SessionOver | DeskError::NotSignedIn | DeskError::Disabled))
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Lock);
        door::door(ui, "lock", door::NARROW, |ui| door::roomy_card(ui, |ui| self.form(ui, cx)));
        self.show_question(ui, cx);
    }

    fn form(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let who = cx.session.map(|session| {
            t!("rail-person", name = session.name.as_str(), role = i18n::text_of("role", session.role.code()))
        });
        let number = cx.session.map(|session| session.number.as_str()).unwrap_or_default();
        door::letterhead(ui, &t!("lock-title"), &[who.as_deref().unwrap_or_default(), number].join(" · "));
        if self.is_over() {
            self.over(ui, cx);
            return;
        }
        let why = if self.is_at_the_limit {
            t!("limit-over", hours = cx.status.settings.session_hours)
        } else {
            t!("lock-why")
        };
        door::explanation(ui, &why);
        ui.add_space(4.0);
        let error = self.error.as_ref().map(|error| errors::explain(error).line());
        let idle = self.slot.is_none();
        ui.add_enabled_ui(idle, |ui| {
            SecretField::new(t!("sign-in-password"), &mut self.password)
                .id(password_id())
                .error(error)
                .needed()
                .room_below(2)
                .show(ui)
        });
        if idle {
            door::give_keyboard(ui, &mut self.focus);
        }
        ui.add_space(8.0);
        let missing = match (idle, self.password.is_empty()) {
            (false, _) => Some(t!("common-working")),
            (true, true) => Some(t!("door-missing", field = t!("sign-in-password"))),
            (true, false) => None,
        };
        if Button::primary(t!("lock-go")).key(Key::Enter).missing(missing).action().full_width().show(ui) {
            self.send(cx);
        }
        match &self.slot {
            Some(pending) => {
                let _ = Progress::new(&t!("sign-in-checking"), pending.elapsed()).show(ui);
            }
            None => {
                self.asks_to_end |= Button::secondary(t!("lock-other")).action().full_width().show(ui);
            }
        }
    }

    fn over(&self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if let Some(error) = &self.error {
            let said = errors::explain(error);
            banner(ui, Tone::Bad, &said.what, &said.next, None);
        }
        ui.add_space(8.0);
        if Button::primary(t!("lock-sign-in-again")).key(Key::Enter).action().full_width().show(ui) {
            cx.send(Command::SignOut);
        }
    }

    fn send(&mut self, cx: &Ctx<'_>) {
        if self.slot.is_none() {
            self.error = None;
            let password = Password::new(&self.password.take());
            self.slot = Some(cx.worker.ask(move |desk, _| desk.unlock_screen(&password)));
        }
    }

    fn show_question(&mut self, ui: &Ui, cx: &mut Ctx<'_>) {
        if !self.asks_to_end {
            return;
        }
        let name = cx.session.map(|session| session.name.as_str()).unwrap_or_default();
        let (heading, body, end) = (t!("lock-end-title", name = name), t!("lock-end"), t!("lock-end-go"));
        match Confirm::new(&heading, &body, &end).danger().show(ui) {
            Some(Answer::Confirmed) => cx.send(Command::SignOut),
            Some(Answer::Cancelled) => {
                self.asks_to_end = false;
                self.focus = Some(password_id());
            }
            None => {}
        }
    }
}
