//! 登录: who is there? With the forced change of a one-time password, the notice of a reset, and the way back for an
//! administrator who lost the password.

mod change;
mod recover;
mod second_person;

use egui::{Id, Key, Layout, Ui, vec2};

use self::{change::Change, recover::Recovery, second_person::Second};
use super::{code_once::CodeOnce, door};
use crate::{
    desk::{DeskError, SignedIn},
    t,
    ui::{
        app::{Command, Ctx, DemoAccount, Loss},
        errors, i18n,
        input::{self, keymap::Scope},
        theme::{Tokens, Tone, text},
        widgets::{
            Answer, Button, Confirm, Field, Pill, Progress, SecretField, SecretText, banner, card, divider, title,
            with_side,
        },
        worker::{Pending, take},
    },
    vault::Password,
};

/// What the desk is being asked.
struct Asked {
    /// Kept for the change of a one-time password, which asks for the current one.
    password: Password,
    reply: Option<Pending<Result<SignedIn, DeskError>>>,
}

/// The form in the middle of the window.
enum Step {
    Credentials,
    Change(Box<Change>),
    Recover(Box<Recovery>),
    NewCode(CodeOnce),
    /// Signed in, and a second person is due beside them.
    Second(Box<Second>),
}

/// 登录: who is there?
pub struct SignIn {
    step: Step,
    number: String,
    password: SecretText,
    error: Option<DeskError>,
    asked: Option<Asked>,
    /// Signed in, but somebody else reset the password: said before anything else.
    notice: Option<SignedIn>,
    focus: Option<Id>,
}

impl Default for SignIn {
    fn default() -> Self {
        Self {
            step: Step::Credentials,
            number: String::new(),
            password: SecretText::default(),
            error: None,
            asked: None,
            notice: None,
            focus: Some(number_id()),
        }
    }
}

/// Width of the card with the accounts of a made-up office.
const ACCOUNTS_WIDTH: f32 = 360.0;

fn number_id() -> Id {
    Id::unique("sign-in-number")
}

fn password_id() -> Id {
    Id::unique("sign-in-password")
}

impl SignIn {
    /// The sign-in after something that whoever comes must be told.
    #[must_use]
    pub fn told(error: DeskError) -> Self {
        Self { error: Some(error), ..Self::default() }
    }

    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        if let Some(asked) = &mut self.asked
            && let Some(reply) = take(&mut asked.reply)
        {
            let current = self.asked.take().map(|asked| asked.password);
            self.answered(reply, current, cx);
        }
        match &mut self.step {
            Step::Change(change) => {
                if let Some(signed_in) = change.logic() {
                    self.enter(signed_in, cx);
                }
            }
            Step::Recover(recovery) => {
                if let Some((number, code)) = recovery.logic() {
                    self.number = number;
                    self.step = Step::NewCode(CodeOnce::new(code));
                }
            }
            Step::Second(second) => second.logic(cx),
            Step::Credentials | Step::NewCode(_) => {}
        }
    }

    /// Goes on, with a second person first where one is due.
    fn enter(&mut self, signed_in: SignedIn, cx: &mut Ctx<'_>) {
        if signed_in.needs_second_person {
            self.step = Step::Second(Box::new(Second::new(signed_in)));
        } else {
            cx.send(Command::SignedIn(signed_in));
        }
    }

    fn answered(&mut self, reply: Result<SignedIn, DeskError>, current: Option<Password>, cx: &mut Ctx<'_>) {
        match (reply, current) {
            (Ok(signed_in), current) => {
                self.error = None;
                let notice = signed_in.password_was_reset_by.is_some().then(|| signed_in.clone());
                match current {
                    Some(current) if signed_in.must_change_password => {
                        self.step = Step::Change(Box::new(Change::new(signed_in, current)));
                    }
                    _ if notice.is_none() => self.enter(signed_in, cx),
                    _ => {}
                }
                self.notice = notice;
            }
            (Err(error), _) => {
                self.error = Some(error);
                self.focus = Some(password_id());
            }
        }
    }

    /// What leaving would throw away: the next recovery code, which nobody has written down yet.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        let has_code = match &self.step {
            Step::NewCode(_) => true,
            Step::Second(second) => second.has_code() || second.is_busy(),
            Step::Recover(recovery) => recovery.is_busy(),
            _ => false,
        };
        has_code.then_some(Loss::Code)
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.asked.is_some()
            || match &self.step {
                Step::Change(change) => change.is_busy(),
                Step::Recover(recovery) => recovery.is_busy(),
                Step::Second(second) => second.is_busy(),
                Step::Credentials | Step::NewCode(_) => false,
            }
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        if matches!(self.step, Step::Credentials) && !cx.accounts.is_empty() {
            let width = door::NARROW + ACCOUNTS_WIDTH + 20.0;
            door::door(ui, "sign-in-demo", width, |ui| {
                with_side(
                    ui,
                    ACCOUNTS_WIDTH,
                    &mut (&mut *self, &mut *cx),
                    |ui, (screen, cx)| door::roomy_card(ui, |ui| screen.form(ui, cx)),
                    |ui, (screen, cx)| {
                        card(ui, |ui| screen.accounts(ui, cx));
                    },
                );
            });
        } else {
            door::door(ui, "sign-in", door::NARROW, |ui| door::roomy_card(ui, |ui| self.form(ui, cx)));
        }
        self.show_notice(ui, cx);
        door::give_keyboard(ui, &mut self.focus);
    }

    fn form(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        input::set_scope(ui, Scope::SignIn);
        match &mut self.step {
            Step::Credentials => self.credentials(ui, cx),
            Step::Change(change) => change.ui(ui, cx),
            Step::Recover(recovery) => {
                if recovery.ui(ui, cx) {
                    self.back();
                }
            }
            Step::Second(second) => {
                if let Some(signed_in) = second.ui(ui, cx) {
                    cx.send(Command::SignedIn(signed_in));
                }
            }
            Step::NewCode(code) => {
                door::letterhead(ui, &t!("recover-done-title"), &t!("recover-done"));
                if code.ui(ui) {
                    self.back();
                    self.focus = Some(password_id());
                }
            }
        }
    }

    fn back(&mut self) {
        self.step = Step::Credentials;
        self.error = None;
        self.focus = Some(number_id());
    }

    fn credentials(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let settings = &cx.status.settings;
        let below = [settings.office_name.as_str(), &t!("rail-seat", seat = settings.seat.as_str())]
            .iter()
            .filter(|words| !words.is_empty())
            .copied()
            .collect::<Vec<_>>()
            .join(" · ");
        door::letterhead(ui, &t!("app-name"), &below);
        if cx.status.demonstration {
            Pill::caution(t!("rail-demo")).show(ui);
            ui.add_space(4.0);
        }
        let idle = self.asked.is_none();
        ui.add_enabled_ui(idle, |ui| self.fields(ui));
        ui.add_space(8.0);
        let missing = if self.number.trim().is_empty() {
            Some(t!("door-missing", field = t!("sign-in-number")))
        } else if self.password.is_empty() && idle {
            Some(t!("door-missing", field = t!("sign-in-password")))
        } else {
            (!idle).then(|| t!("common-working"))
        };
        let button = Button::primary(t!("sign-in-go")).key(Key::Enter).missing(missing).action().full_width();
        if button.show(ui) {
            self.send(cx);
        }
        self.foot(ui);
    }

    fn fields(&mut self, ui: &mut Ui) {
        Field::new(t!("sign-in-number"), &mut self.number).limit(64).id(number_id()).latin().needed().show(ui);
        ui.add_space(4.0);
        let error = self.error.as_ref().map(|error| errors::explain(error).line());
        SecretField::new(t!("sign-in-password"), &mut self.password)
            .id(password_id())
            .error(error)
            .needed()
            .room_below(2)
            .show(ui);
    }

    fn foot(&mut self, ui: &mut Ui) {
        if let Some(reply) = self.asked.as_ref().and_then(|asked| asked.reply.as_ref()) {
            let _ = Progress::new(&t!("sign-in-checking"), reply.elapsed()).show(ui);
            return;
        }
        ui.add_space(4.0);
        ui.vertical_centered(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(text::muted(t!("sign-in-staff-only")));
            if Button::quiet(t!("sign-in-lost-password")).show(ui) {
                self.step = Step::Recover(Box::new(Recovery::new(&self.number)));
                self.password.clear();
            }
        });
    }

    /// Asks once; a second Enter finds the slot full.
    fn send(&mut self, cx: &mut Ctx<'_>) {
        if self.asked.is_some() {
            return;
        }
        let password = Password::new(&self.password.take());
        let for_desk = Password::new(password.bytes());
        let number = self.number.trim().to_owned();
        self.error = None;
        let reply = Some(cx.worker.ask(move |desk, _| desk.sign_in(&number, &for_desk)));
        self.asked = Some(Asked { password, reply });
    }

    fn show_notice(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let Some(signed_in) = &self.notice else { return };
        let who = signed_in.password_was_reset_by.as_deref().unwrap_or_default();
        let (heading, body) = (t!("notice-reset-title"), t!("notice-reset", who = who));
        let (go_on, leave) = (t!("notice-reset-known"), t!("notice-reset-unknown"));
        match Confirm::new(&heading, &body, &go_on).cancel(&leave).show(ui) {
            Some(Answer::Confirmed) => {
                let signed_in = self.notice.take();
                match (&self.step, signed_in) {
                    (Step::Credentials, Some(signed_in)) => self.enter(signed_in, cx),
                    _ => self.focus = Some(door::first_id()),
                }
            }
            Some(Answer::Cancelled) => cx.send(Command::SignOut),
            None => {}
        }
    }

    fn accounts(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        title(ui, &t!("demo-accounts"));
        door::explanation(ui, &t!("demo-accounts-note"));
        for account in cx.accounts {
            divider(ui);
            if account_row(ui, account) {
                self.number = account.number.clone();
                self.password.clear();
                self.password.fill(&account.password);
                self.error = None;
                self.focus = Some(password_id());
            }
        }
    }
}

/// One made-up account; true if it is to be used.
fn account_row(ui: &mut Ui, account: &DemoAccount) -> bool {
    let height = Tokens::of(ui).action_height;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), height), Layout::left_to_right(egui::Align::Center), |ui| {
        ui.allocate_ui_with_layout(
            vec2(ui.available_width() - 84.0, height),
            Layout::top_down(egui::Align::Min),
            |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let role = i18n::text_of("role", account.role.code());
                ui.horizontal(|ui| {
                    ui.label(text::strong(&account.number));
                    ui.label(text::muted(t!("rail-person", name = account.name.as_str(), role = role)));
                });
                ui.label(text::mono(&account.password));
            },
        );
        ui.with_layout(Layout::right_to_left(egui::Align::Center), |ui| {
            let button = Button::secondary(t!("demo-use")).show_full(ui);
            let spoken = t!("demo-use-of", number = account.number.as_str());
            ui.ctx().accesskit_node_builder(button.response.id, |node| node.set_description(spoken));
            button.pressed
        })
        .inner
    })
    .inner
}

/// An error that belongs to no field.
fn error_banner(ui: &mut Ui, error: &DeskError) {
    let said = errors::explain(error);
    banner(ui, Tone::Bad, &said.what, &said.next, None);
}
