//! 人员: the accounts, and what the administrator may do with each.
//!
//! The list asks the desk again after every change, so what is shown is what is stored. Arrows pick an account, Enter
//! goes to its actions, F2 makes a new one.

mod consent;
mod new_account;
mod steps;
mod table;

use egui::{Key, Ui};
use jiff::civil::Date;

use self::{consent::Consent, new_account::NewAccount, table::Table};
use crate::{
    desk::{DeskError, StaffView},
    domain::{staff::Role, time},
    t,
    ui::{
        app::{Command, Ctx, Loss},
        errors::explain,
        i18n, icons,
        theme::{Tone, text},
        widgets::{
            Answer, Button, Confirm, Progress, banner, card, card_titled, check, divider, ends_row, escape_pressed,
            kv_mono, kv_with, pressed, prose, title, with_side,
        },
        worker::{Pending, take},
    },
    vault::OneTimeCode,
};

/// Width of the column with the chosen account.
const SIDE: f32 = 300.0;

/// What can be done with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Disable,
    Enable,
    Unlock,
    Password,
}

/// The list and how many holders there are, and the day at the office for reading ID numbers.
type Listed = (Result<(Vec<StaffView>, u64), DeskError>, Date);
/// What a change gave back: a one-time password, if it made one.
type Changed = Result<Option<OneTimeCode>, DeskError>;

/// What lies over the list.
#[derive(Default)]
enum Open {
    #[default]
    Nothing,
    New,
    Ask(Act, Consent),
    Code(Code),
}

/// A one-time password, shown once.
struct Code {
    number: String,
    code: OneTimeCode,
    written_down: bool,
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
                self.new.point_at(&error);
                self.error = Some(error);
                return;
            }
            Ok(Some(code)) => {
                self.new = NewAccount::default();
                self.open = Open::Code(Code { number: self.about.clone(), code, written_down: false });
            }
            Ok(None) => {
                self.open = Open::Nothing;
                cx.send(Command::Say(Tone::Good, t!("staff-changed", number = self.about.as_str())));
            }
        }
        self.chosen = Some(self.about.clone());
        self.error = None;
        self.list(cx);
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
            Open::Code(_) => Some(Loss::Code),
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
        });
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
            divider(ui);
            self.actions(ui, &staff)
        });
        if let Some(act) = act.inner {
            let consent = Consent::of(act, &staff, &self.staff);
            self.open(Open::Ask(act, consent));
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
        if staff.role == Role::Supervisor {
            ui.label(text::muted(t!("staff-supervisor-protected")));
        }
        chosen
    }

    fn dialogs(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        match std::mem::take(&mut self.open) {
            Open::Nothing => {
                if pressed(ui, Key::F5, None) && self.listing.is_none() {
                    self.list(cx);
                }
            }
            Open::New => self.new_account(ui, cx),
            Open::Ask(act, consent) => self.ask(ui, cx, act, consent),
            Open::Code(code) => self.show_code(ui, code),
        }
    }

    fn new_account(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        let missing = self.missing_while(self.new.missing(self.today));
        let (today, error, running) = (self.today, self.error.as_ref(), self.changing.as_ref());
        let new = &mut self.new;
        let dialog = t!("staff-new-title");
        let answer = Confirm::new(&dialog, &t!("staff-new-body"), &t!("staff-create")).show_with(ui, missing, |ui| {
            new.fields(ui, today, error);
            if let Some(running) = running {
                let _ = Progress::new(&t!("staff-hashing"), running.elapsed()).show(ui);
            }
        });
        match answer {
            Some(Answer::Confirmed) => {
                if let (None, Some(new)) = (&self.changing, self.new.read(self.today)) {
                    self.about = new.number.trim().to_lowercase();
                    self.changing = Some(cx.worker.ask(move |desk, _| desk.create_staff(&new).map(Some)));
                }
                self.open = Open::New;
            }
            // What was typed stays for the next F2.
            Some(Answer::Cancelled) if self.changing.is_none() => self.error = None,
            _ => self.open = Open::New,
        }
    }

    fn ask(&mut self, ui: &Ui, cx: &Ctx<'_>, act: Act, mut consent: Consent) {
        let Some(staff) = self.chosen() else { return };
        let (name, number, disabled) = (staff.name.clone(), staff.number.as_str().to_owned(), staff.disabled);
        let missing = self.missing_while(consent.missing());
        let (error, running) = (self.error.as_ref(), self.changing.as_ref());
        let (question, body) = (act.question(&name, &number), act.consequence(disabled));
        let label = act.label();
        let mut dialog = Confirm::new(&question, &body, &label);
        if act == Act::Disable {
            dialog = dialog.danger();
        }
        let answer = dialog.show_with(ui, missing, |ui| {
            consent.fields(ui, error);
            if let Some(running) = running {
                let _ = Progress::new(&t!("common-working"), running.elapsed()).show(ui);
            }
        });
        match answer {
            Some(Answer::Confirmed) => {
                if self.changing.is_none() {
                    self.error = None;
                    self.about.clone_from(&number);
                    self.changing = Some(act.send(cx, number, &mut consent));
                }
                self.open = Open::Ask(act, consent);
            }
            Some(Answer::Cancelled) if self.changing.is_none() => self.error = None,
            _ => self.open = Open::Ask(act, consent),
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
        }
    }

    /// While a change runs, that is what the button waits for.
    fn missing_while(&self, missing: Option<String>) -> Option<String> {
        if self.changing.is_some() { Some(t!("common-working")) } else { missing }
    }
}

impl Act {
    fn label(self) -> String {
        match self {
            Self::Disable => t!("staff-disable"),
            Self::Enable => t!("staff-enable"),
            Self::Unlock => t!("staff-unlock"),
            Self::Password => t!("staff-password"),
        }
    }

    fn icon(self) -> char {
        match self {
            Self::Disable => icons::PERSON_OFF,
            Self::Enable => icons::HOW_TO_REG,
            Self::Unlock => icons::LOCK_OPEN,
            Self::Password => icons::LOCK_RESET,
        }
    }

    /// What can be done with an account as it stands; what an administrator does most comes first.
    fn of(staff: &StaffView) -> impl Iterator<Item = Self> {
        let unlock = staff.locked_until.is_some().then_some(Self::Unlock);
        let last = if staff.disabled { Self::Enable } else { Self::Disable };
        unlock.into_iter().chain([Self::Password, last])
    }

    fn question(self, name: &str, number: &str) -> String {
        match self {
            Self::Disable => t!("staff-disable-ask", name = name, number = number),
            Self::Enable => t!("staff-enable-ask", name = name, number = number),
            Self::Unlock => t!("staff-unlock-ask", name = name, number = number),
            Self::Password => t!("staff-password-ask", name = name, number = number),
        }
    }

    fn consequence(self, disabled: bool) -> String {
        match self {
            Self::Disable => t!("staff-disable-body"),
            Self::Enable => t!("staff-enable-body"),
            Self::Unlock => t!("staff-unlock-body"),
            Self::Password if disabled => t!("staff-password-disabled-body"),
            Self::Password => t!("staff-password-body"),
        }
    }

    fn send(self, cx: &Ctx<'_>, number: String, consent: &mut Consent) -> Pending<Changed> {
        let consent = consent.take();
        cx.worker.ask(move |desk, _| match self {
            Self::Disable => desk.disable_staff(&number).map(|()| None),
            Self::Enable => desk.enable_staff(&number).map(|()| None),
            Self::Unlock => desk.unlock_staff(&number).map(|()| None),
            Self::Password => desk.reset_staff_password(&number, consent.as_ref()).map(Some),
        })
    }
}
