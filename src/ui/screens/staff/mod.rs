//! 人员: the accounts, and what the administrator may do with each.
//!
//! The list asks the desk again after every change, so what is shown is what is stored. Arrows pick an account, Enter
//! goes to its actions, F2 makes a new one.

mod act;
mod new_account;
mod steps;
mod table;

use egui::{Key, Ui};
use jiff::civil::Date;

use self::{act::Act, new_account::NewAccount, table::Table};
use super::{
    code_once::CodeOnce,
    consent::{Answer as Decision, ConsentSheet},
};
use crate::{
    desk::{Consent, Consented, DeskError, StaffView},
    domain::{staff::Role, time},
    t,
    ui::{
        app::{Command, Ctx, Loss},
        errors::explain,
        i18n, icons,
        theme::{Tone, text},
        widgets::{
            Answer, Button, Confirm, Progress, alert, banner, card, card_titled, check, chips, divider, ends_row,
            escape_pressed, kv_mono, kv_with, pressed, prose, title, with_side,
        },
        worker::{Pending, take},
    },
    vault::{OneTimeCode, RecoveryCode},
};

/// Width of the column with the chosen account.
const SIDE: f32 = 300.0;

/// The list and how many holders there are, and the day at the office for reading ID numbers.
type Listed = (Result<(Vec<StaffView>, u64), DeskError>, Date);
/// What a change gave back: a one-time password, if it made one.
type Changed = Result<Consented<Given>, DeskError>;

/// What is to be shown once after a change.
enum Given {
    Nothing,
    Password(OneTimeCode),
    Halves(RecoveryCode),
}

/// What lies over the list.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    New,
    Ask(Act),
    Role(Role),
    Consent(Wanted, Box<ConsentSheet>),
    Code(Code),
    Halves(CodeOnce),
}

/// What a consent is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    New,
    Act(Act),
    Role(Role),
    Halves,
}

/// A one-time password, shown once.
struct Code {
    number: String,
    code: OneTimeCode,
    written_down: bool,
    /// The next recovery code, to be shown after it.
    next_code: Option<RecoveryCode>,
}

/// 人员: accounts.
#[derive(Default)]
pub struct StaffScreen {
    staff: Vec<StaffView>,
    /// Holders in the register, once known.
    register: Option<u64>,
    today: Option<Date>,
    refused: Option<DeskError>,
    chosen: Option<String>,
    table: Table,
    to_actions: bool,
    open: Open,
    new: NewAccount,
    /// Why the change in the open dialog did not happen.
    error: Option<DeskError>,
    /// The account that is being changed.
    about: String,
    listing: Option<Pending<Listed>>,
    changing: Option<Pending<Changed>>,
}

impl StaffScreen {
    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        if let Some(changed) = take(&mut self.changing) {
            self.changed(changed, cx);
        }
        if let Some((listed, today)) = take(&mut self.listing) {
            self.today = Some(today);
            match listed {
                Ok((staff, holders)) => {
                    (self.staff, self.register) = (staff, Some(holders));
                    self.refused = None;
                }
                Err(error) => self.refused = Some(error),
            }
        }
        if self.today.is_none() && self.listing.is_none() {
            self.list(cx);
        }
    }

    fn list(&mut self, cx: &Ctx<'_>) {
        self.listing = Some(cx.worker.ask(|desk, _| {
            let listed = desk.staff().and_then(|staff| Ok((staff, desk.register_size()?)));
            (listed, time::day(desk.clock().now()))
        }));
    }

    fn changed(&mut self, changed: Changed, cx: &mut Ctx<'_>) {
        match changed {
            Err(error) => {
                self.refuse(error);
                return;
            }
            Ok(Consented::Refused) => {
                self.open = Open::Nothing;
                cx.send(Command::Say(Tone::Caution, t!("consent-refused")));
            }
            Ok(Consented::Done(given)) => {
                if matches!(given, Given::Nothing) {
                    cx.send(Command::Say(Tone::Good, t!("staff-changed", number = self.about.as_str())));
                }
                self.show_once(given, None);
            }
            Ok(Consented::Later { value, next_code, .. }) => {
                cx.send(Command::Say(Tone::Caution, t!("consent-arranged")));
                self.show_once(value, Some(next_code));
            }
        }
        self.chosen = Some(self.about.clone());
        self.error = None;
        self.list(cx);
    }

    /// The desk said no: beside the field that is wrong, on the sheet, or in the question.
    fn refuse(&mut self, error: DeskError) {
        let is_of_form = new_account::is_beside_a_field(&error);
        match std::mem::take(&mut self.open) {
            Open::Consent(Wanted::New, _) if is_of_form => {
                self.new.point_at(&error);
                self.error = Some(error);
                self.open = Open::New;
            }
            Open::Consent(wanted, mut sheet) => {
                sheet.refuse(&error);
                self.open = Open::Consent(wanted, sheet);
            }
            open => {
                self.error = Some(error);
                self.open = open;
            }
        }
    }

    /// Shows what is shown once, one after the other.
    fn show_once(&mut self, given: Given, next_code: Option<RecoveryCode>) {
        self.open = match given {
            Given::Password(code) => {
                self.new = NewAccount::default();
                Open::Code(Code { number: self.about.clone(), code, written_down: false, next_code })
            }
            Given::Halves(code) => Open::Halves(CodeOnce::new(code)),
            Given::Nothing => next_code.map_or(Open::Nothing, |code| Open::Halves(CodeOnce::new(code))),
        };
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.listing.is_some() || self.changing.is_some()
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        match self.open {
            Open::Code(_) | Open::Halves(_) => Some(Loss::Code),
            // A password or code that is shown once may be on its way.
            Open::Consent(..) if self.changing.is_some() => Some(Loss::Code),
            _ => self.new.is_begun().then_some(Loss::NewAccount),
        }
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Staff);
        if let Some(error) = &self.refused {
            let explained = explain(error);
            if banner(ui, Tone::Bad, &explained.what, &explained.next, Some(&t!("common-retry"))) {
                self.list(cx);
            }
        }
        if let Some(role) = steps::card_of(ui, cx, &self.staff, self.register) {
            self.new.prefer(role);
            self.open(Open::New);
        }
        if cx.status.notices.keeper_left
            && banner(ui, Tone::Caution, &t!("keeper-left"), &t!("keeper-left-next"), Some(&t!("keeper-reissue")))
        {
            self.reissue();
        }
        with_side(ui, SIDE, self, |ui, screen| screen.main(ui), |ui, screen| screen.side(ui));
        self.dialogs(ui, cx);
    }

    fn main(&mut self, ui: &mut Ui) {
        card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ends_row(
                ui,
                self,
                |ui, _| {
                    title(ui, &t!("staff-accounts"));
                },
                |ui, screen| {
                    let new = Button::primary(t!("staff-new")).icon(icons::PERSON_ADD).key(Key::F2);
                    if new.missing(screen.refused.as_ref().map(|e| explain(e).what)).show(ui) {
                        screen.new.take_keyboard();
                        screen.open(Open::New);
                    }
                },
            );
            ui.label(text::muted(t!("staff-keys")));
            ui.add_space(4.0);
            if self.staff.is_empty() {
                if let Some(listing) = &self.listing {
                    let _ = Progress::new(&t!("common-working"), listing.elapsed()).show(ui);
                }
                return;
            }
            self.to_actions |= self.table.show(ui, &self.staff, &mut self.chosen);
            ui.add_space(4.0);
            // Also for a half that was lost before it was written down.
            if Button::quiet(t!("keeper-reissue")).show(ui) {
                self.reissue();
            }
        });
    }

    /// Asks a supervisor for consent to new halves of the recovery code.
    fn reissue(&mut self) {
        self.about = String::new();
        let facts = vec![(t!("consent-what"), t!("keeper-reissue-what"))];
        let sheet = ConsentSheet::about(facts).consequence(t!("keeper-reissue-then")).supervisor_only();
        self.open(Open::Consent(Wanted::Halves, Box::new(sheet)));
    }

    fn open(&mut self, what: Open) {
        self.error = None;
        self.open = what;
    }

    fn chosen(&self) -> Option<&StaffView> {
        let chosen = self.chosen.as_deref()?;
        self.staff.iter().find(|staff| staff.number.as_str() == chosen)
    }

    /// The chosen account and its actions.
    fn side(&mut self, ui: &mut Ui) {
        let Some(staff) = self.chosen().cloned() else {
            card_titled(ui, &t!("staff-chosen"), |ui| prose(ui, text::muted(t!("staff-choose"))));
            return;
        };
        let act = card(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            title(ui, &staff.name);
            kv_mono(ui, &t!("staff-number"), staff.number.as_str());
            kv_with(ui, &t!("staff-role"), |ui| ui.label(i18n::text_of("role", staff.role.code())));
            kv_mono(ui, &t!("staff-person"), &staff.mask);
            kv_with(ui, &t!("staff-state"), |ui| table::state(&staff).show(ui));
            if let Some(until) = staff.known_from.filter(|_| staff.role == Role::Supervisor) {
                let until = time::local(until).strftime("%m-%d %H:%M").to_string();
                prose(ui, text::muted(t!("staff-known-from", until = until)));
            }
            divider(ui);
            self.actions(ui, &staff)
        });
        if let Some(act) = act.inner {
            self.about = staff.number.as_str().to_owned();
            self.open(match act {
                Act::Disable | Act::Unlock => Open::Ask(act),
                Act::Role => Open::Role(staff.role),
                Act::Enable | Act::Password => {
                    let sheet = act::sheet(act, &staff).consequence(act.consequence(staff.disabled));
                    Open::Consent(Wanted::Act(act), Box::new(sheet))
                }
            });
        }
        if escape_pressed(ui) {
            self.table.take_keyboard();
        }
    }

    fn actions(&mut self, ui: &mut Ui, staff: &StaffView) -> Option<Act> {
        let mut to_first = std::mem::take(&mut self.to_actions);
        if staff.own {
            ui.label(text::muted(t!("staff-own")));
            return None;
        }
        let mut chosen = None;
        for act in Act::of(staff) {
            let label = act.label();
            let button = if act == Act::Disable { Button::danger(label) } else { Button::secondary(label) };
            let button = button.icon(act.icon()).full_width().show_full(ui);
            if std::mem::take(&mut to_first) {
                button.response.request_focus();
            }
            if button.pressed {
                chosen = Some(act);
            }
        }
        ui.label(text::muted(t!("staff-two-people")));
        chosen
    }

    fn dialogs(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        match std::mem::take(&mut self.open) {
            Open::Nothing => {
                if pressed(ui, Key::F5, None) && self.listing.is_none() {
                    self.list(cx);
                }
            }
            Open::New => self.new_account(ui),
            Open::Ask(act) => self.ask(ui, cx, act),
            Open::Role(role) => self.ask_role(ui, role),
            Open::Consent(wanted, sheet) => self.ask_consent(ui, cx, wanted, sheet),
            Open::Code(code) => self.show_code(ui, code),
            Open::Halves(code) => self.show_halves(ui, code),
        }
    }

    fn new_account(&mut self, ui: &Ui) {
        let missing = self.missing_while(self.new.missing(self.today));
        let (today, error) = (self.today, self.error.as_ref());
        let new = &mut self.new;
        let dialog = t!("staff-new-title");
        let answer = Confirm::new(&dialog, &t!("staff-new-body"), &t!("staff-create"))
            .show_with(ui, missing, |ui| new.fields(ui, today, error));
        match answer {
            Some(Answer::Confirmed) => match self.new.read(self.today) {
                Some(new) => {
                    self.about = new.number.trim().to_lowercase();
                    self.error = None;
                    let facts = act::facts(
                        t!("staff-new-what", role = i18n::text_of("role", new.role.code())),
                        &[&self.about, new.name.trim(), &new.id_number.mask()],
                    );
                    let sheet = ConsentSheet::about(facts).consequence(t!("consent-young"));
                    self.open = Open::Consent(Wanted::New, Box::new(sheet));
                }
                None => self.open = Open::New,
            },
            // What was typed stays for the next F2.
            Some(Answer::Cancelled) => self.error = None,
            None => self.open = Open::New,
        }
    }

    fn ask(&mut self, ui: &Ui, cx: &Ctx<'_>, act: Act) {
        let Some(staff) = self.chosen() else { return };
        let (name, number, disabled) = (staff.name.clone(), staff.number.as_str().to_owned(), staff.disabled);
        let missing = self.missing_while(None);
        let (error, running) = (self.error.as_ref(), self.changing.as_ref());
        let (question, body) = (act.question(&name, &number), act.consequence(disabled));
        let label = act.label();
        let mut dialog = Confirm::new(&question, &body, &label);
        if act == Act::Disable {
            dialog = dialog.danger();
        }
        let answer = dialog.show_with(ui, missing, |ui| {
            if let Some(error) = error {
                alert(ui, &explain(error).line());
            }
            if let Some(running) = running {
                let _ = Progress::new(&t!("common-working"), running.elapsed()).show(ui);
            }
        });
        match answer {
            Some(Answer::Confirmed) => {
                if self.changing.is_none() {
                    self.error = None;
                    self.changing = Some(act.send(cx, number));
                }
                self.open = Open::Ask(act);
            }
            Some(Answer::Cancelled) if self.changing.is_none() => self.error = None,
            _ => self.open = Open::Ask(act),
        }
    }

    /// Which role, before anybody is asked to consent.
    fn ask_role(&mut self, ui: &Ui, mut role: Role) {
        let Some(staff) = self.chosen().cloned() else { return };
        let question = t!("staff-role-ask", name = staff.name.as_str(), number = staff.number.as_str());
        let missing = (role == staff.role).then(|| t!("staff-role-same"));
        let (body, go) = (t!("staff-role-body"), t!("staff-role-go"));
        let answer = Confirm::new(&question, &body, &go).show_with(ui, missing, |ui| {
            let roles = Role::ALL.map(|role| (role, i18n::text_of("role", role.code())));
            chips(ui, &t!("staff-role"), &mut role, &roles);
            ui.label(text::muted(i18n::text_of("staff-role-note", role.code())));
        });
        self.open = match answer {
            Some(Answer::Confirmed) => {
                let facts = act::facts(
                    t!("staff-role-what", role = i18n::text_of("role", role.code())),
                    &[staff.number.as_str(), &staff.name, &staff.mask],
                );
                let sheet = ConsentSheet::about(facts).consequence(t!("consent-young"));
                Open::Consent(Wanted::Role(role), Box::new(sheet))
            }
            Some(Answer::Cancelled) => Open::Nothing,
            None => Open::Role(role),
        };
    }

    fn ask_consent(&mut self, ui: &Ui, cx: &Ctx<'_>, wanted: Wanted, mut sheet: Box<ConsentSheet>) {
        let busy = self.changing.as_ref().map(Pending::elapsed);
        match sheet.ui(ui, busy) {
            Some(Decision::Decided(consent)) if self.changing.is_none() => {
                self.changing = self.send(cx, wanted, *consent);
                self.open = Open::Consent(wanted, sheet);
            }
            // What was typed of an account stays.
            Some(Decision::Left) if wanted == Wanted::New => self.open = Open::New,
            Some(Decision::Left) => self.open = Open::Nothing,
            _ => self.open = Open::Consent(wanted, sheet),
        }
    }

    fn send(&self, cx: &Ctx<'_>, wanted: Wanted, consent: Consent) -> Option<Pending<Changed>> {
        let number = self.about.clone();
        Some(match (wanted, consent) {
            (Wanted::New, consent) => {
                let new = self.new.read(self.today)?;
                cx.worker.ask(move |desk, _| Ok(desk.create_staff(&new, &consent)?.map(Given::Password)))
            }
            (Wanted::Act(Act::Password), consent) => {
                cx.worker.ask(move |desk, _| Ok(desk.reset_staff_password(&number, &consent)?.map(Given::Password)))
            }
            (Wanted::Act(_), consent) => {
                cx.worker.ask(move |desk, _| Ok(desk.enable_staff(&number, &consent)?.map(|()| Given::Nothing)))
            }
            (Wanted::Role(role), consent) => {
                cx.worker.ask(move |desk, _| Ok(desk.change_role(&number, role, &consent)?.map(|()| Given::Nothing)))
            }
            (Wanted::Halves, Consent::Supervisor(decision)) => {
                cx.worker.ask(move |desk, _| Ok(desk.reissue_recovery_code(&decision)?.map(Given::Halves)))
            }
            (Wanted::Halves, Consent::RecoveryCode(_)) => return None,
        })
    }

    fn show_halves(&mut self, ui: &Ui, mut code: CodeOnce) {
        let heading = t!("code-name");
        let mut is_done = false;
        let _ = Confirm::new(&heading, "", "").without_buttons().show_with(ui, None, |ui| is_done = code.ui(ui));
        if !is_done {
            self.open = Open::Halves(code);
        }
    }

    fn show_code(&mut self, ui: &Ui, mut code: Code) {
        let missing = (!code.written_down).then(|| t!("staff-code-missing"));
        let heading = t!("staff-code-title", number = code.number.as_str());
        let (body, done) = (t!("staff-code-body"), t!("staff-code-done"));
        let answer = Confirm::new(&heading, &body, &done).only_way().show_with(ui, missing, |ui| {
            ui.add_space(4.0);
            kv_with(ui, &t!("staff-code"), |ui| ui.label(text::number(code.code.shown().as_str()).size(24.0)));
            check(ui, &mut code.written_down, &t!("staff-code-written"));
        });
        if answer.is_none() {
            self.open = Open::Code(code);
        } else if let Some(next) = code.next_code {
            self.open = Open::Halves(CodeOnce::new(next));
        }
    }

    /// While a change runs, that is what the button waits for.
    fn missing_while(&self, missing: Option<String>) -> Option<String> {
        if self.changing.is_some() { Some(t!("common-working")) } else { missing }
    }
}
