//! 设置: every setting in one form. Beside it stands what would change; Ctrl S saves it, one entry a change.

mod form;
mod monitor;

use egui::{Key, Ui};

use self::{form::GROUPS, monitor::MonitorTest};
use super::{
    code_once::CodeOnce,
    consent::{Answer as Answered, ConsentSheet},
};
use crate::{
    desk::{Consent, Consented, DeskError},
    domain::settings::{Field, SettingError, Settings},
    t,
    ui::{
        app::{Command, Ctx, Loss, Monitor},
        errors::explain,
        i18n, icons,
        theme::{Tone, text},
        widgets::{Answer, Button, Confirm, Progress, Shortcut, banner, card_titled, kv_with, with_side},
        worker::{Pending, take},
    },
};

/// Width of the column with the changes.
const SIDE: f32 = 300.0;

/// What became of the changes.
type Saved = Result<Consented<()>, DeskError>;

/// 设置.
#[derive(Default)]
pub struct SettingsScreen {
    /// What stands in each field, in the order of [`Field::ALL`]; empty before the first look at the settings.
    typed: Vec<(Field, String)>,
    /// The settings that the form was filled from.
    stored: Settings,
    refused: Option<DeskError>,
    discarding: bool,
    saving: Option<Pending<Saved>>,
    /// How many changes are being saved.
    count: usize,
    /// A rule would become weaker: a supervisor is asked.
    consent: Option<Box<ConsentSheet>>,
    /// The next recovery code, after the one that stood in for a supervisor.
    code: Option<CodeOnce>,
    monitor: MonitorTest,
}

impl SettingsScreen {
    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        if let Some(saved) = take(&mut self.saving) {
            self.saved(saved, cx);
        } else if self.saving.is_none() && self.stored != cx.status.settings {
            // The status is renewed right after a reply; what is typed and not saved stays.
            self.stored = cx.status.settings.clone();
        }
        if self.typed.is_empty() {
            self.stored = cx.status.settings.clone();
            self.fill();
        }
    }

    fn fill(&mut self) {
        self.typed = Field::ALL.map(|field| (field, self.stored.get(field))).to_vec();
    }

    fn saved(&mut self, result: Saved, cx: &mut Ctx<'_>) {
        match result {
            Err(error) => match &mut self.consent {
                Some(sheet) => return sheet.refuse(&error),
                None => self.refused = Some(error),
            },
            Ok(Consented::Done(())) => {
                for (field, text) in &mut self.typed {
                    if self.stored.set(*field, text).is_ok() {
                        *text = self.stored.get(*field);
                    }
                }
                cx.send(Command::Say(Tone::Good, t!("settings-saved", count = self.count)));
            }
            Ok(Consented::Refused) => cx.send(Command::Say(Tone::Caution, t!("consent-refused"))),
            Ok(Consented::Later { next_code, .. }) => {
                self.fill();
                self.code = Some(CodeOnce::new(next_code));
                cx.send(Command::Say(Tone::Caution, t!("consent-arranged")));
            }
        }
        self.consent = None;
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.saving.is_some()
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        let has_changes = self.saving.is_none() && !self.changed().is_empty();
        // A code that is shown once may be on its way.
        let has_code = self.code.is_some() || (self.saving.is_some() && self.consent.is_some());
        if has_code { Some(Loss::Code) } else { has_changes.then_some(Loss::Settings) }
    }

    /// Whether the test of a monitor shows its window.
    #[must_use]
    pub fn tests_monitor(&self) -> bool {
        self.monitor.is_running()
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Settings);
        if let Some(error) = &self.refused {
            let explained = explain(error);
            if banner(ui, Tone::Bad, &explained.what, &explained.next, Some(&t!("common-dismiss"))) {
                self.refused = None;
            }
        }
        let mut save = false;
        with_side(
            ui,
            SIDE,
            &mut (&mut *self, &mut save),
            |ui, (screen, _)| screen.groups(ui, cx.monitors),
            |ui, (screen, save)| **save = screen.changes(ui),
        );
        if save {
            self.save(cx);
        }
        if self.discarding {
            self.ask_discard(ui);
        }
        self.ask_consent(ui, cx);
        self.show_code(ui);
        self.monitor.ui(ui);
    }

    fn groups(&mut self, ui: &mut Ui, monitors: &[Monitor]) {
        for group in &GROUPS {
            card_titled(ui, &i18n::text_of("settings-group", group.code), |ui| {
                ui.spacing_mut().item_spacing.y = 6.0;
                ui.label(text::muted(i18n::text_of("settings-group-note", group.code)));
                ui.add_space(4.0);
                form::grid(ui, group.fields, |ui, field| self.field(ui, field, monitors));
            });
        }
    }

    fn field(&mut self, ui: &mut Ui, field: Field, monitors: &[Monitor]) {
        let is_wrong = self.error_of(field).map(form::reason);
        let Some((_, text)) = self.typed.iter_mut().find(|(f, _)| *f == field) else { return };
        form::input(ui, field, text, is_wrong);
        if field == Field::HolderMonitor {
            let wanted = text.trim().parse().ok().filter(|_| self.error_of(field).is_none());
            let chosen = self.monitor.list(ui, monitors, wanted);
            if let Some((chosen, text)) = chosen.zip(self.typed.iter_mut().find(|(f, _)| *f == field)) {
                text.1 = chosen.to_string();
            }
        }
    }

    fn error_of(&self, field: Field) -> Option<SettingError> {
        let (_, text) = self.typed.iter().find(|(f, _)| *f == field)?;
        self.stored.clone().set(field, text).err()
    }

    /// Fields whose text means something else than what is stored, or nothing.
    fn changed(&self) -> Vec<(Field, String)> {
        let differs = |(field, text): &&(Field, String)| !is_same(&self.stored, *field, text);
        self.typed.iter().filter(differs).cloned().collect()
    }

    /// The changes and their buttons; true if they are to be saved.
    fn changes(&mut self, ui: &mut Ui) -> bool {
        // The column stays in sight while the form scrolls.
        let behind = ui.clip_rect().top() + 20.0 - ui.cursor().top();
        ui.add_space(behind.max(0.0));
        let changed = self.changed();
        card_titled(ui, &t!("settings-changes"), |ui| {
            ui.spacing_mut().item_spacing.y = 8.0;
            for (field, text) in &changed {
                kv_with(ui, &form::label(*field), |ui| {
                    let (before, after) = (form::shown(*field, &self.stored.get(*field)), form::shown(*field, text));
                    ui.add(
                        egui::Label::new(text::body(t!("settings-before-after", before = before, after = after)))
                            .wrap(),
                    );
                });
            }
            if let Some(saving) = &self.saving {
                let _ = Progress::new(&t!("common-working"), saving.elapsed()).show(ui);
            }
            let save = Button::primary(t!("settings-save")).icon(icons::SAVE).key(Shortcut::ctrl(Key::S));
            let save = save.missing(self.missing(&changed)).action().full_width().show_with_reason(ui);
            if !changed.is_empty() && Button::secondary(t!("settings-discard")).full_width().show(ui) {
                self.discarding = true;
            }
            ui.label(text::muted(t!("settings-entry-note")));
            save
        })
        .inner
    }

    fn missing(&self, changed: &[(Field, String)]) -> Option<String> {
        if self.saving.is_some() {
            return Some(t!("common-working"));
        }
        let wrong = changed.iter().filter(|(field, _)| self.error_of(*field).is_some()).count();
        match (changed.len(), wrong) {
            (0, _) => Some(t!("settings-no-changes")),
            (_, 0) => None,
            (_, wrong) => Some(t!("settings-wrong-fields", count = wrong)),
        }
    }

    fn save(&mut self, cx: &Ctx<'_>) {
        if self.saving.is_some() {
            return;
        }
        self.refused = None;
        let weaker = self.weaker();
        if weaker.is_empty() {
            self.send(cx, None);
        } else {
            let facts = weaker.into_iter().map(|(field, before, after)| {
                let (before, after) = (form::shown(field, &before), form::shown(field, &after));
                (form::label(field), t!("settings-before-after", before = before, after = after))
            });
            let sheet = ConsentSheet::about(facts.collect()).consequence(t!("settings-weaker"));
            self.consent = Some(Box::new(sheet));
        }
    }

    /// The changes that make a rule weaker, with before and after.
    fn weaker(&self) -> Vec<(Field, String, String)> {
        let mut after = self.stored.clone();
        for (field, text) in self.changed() {
            // Wrong fields keep the button shut.
            let _ = after.set(field, &text);
        }
        let is_weaker = |field: &Field| field.is_weaker(&self.stored, &after);
        let both = |field: Field| (field, self.stored.get(field), after.get(field));
        Field::ALL.into_iter().filter(is_weaker).map(both).collect()
    }

    fn send(&mut self, cx: &Ctx<'_>, consent: Option<Consent>) {
        let changed = self.changed();
        self.count = changed.len();
        self.saving = Some(cx.worker.ask(move |desk, _| desk.change_settings(&changed, consent.as_ref())));
    }

    fn ask_consent(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        let Some(mut sheet) = self.consent.take() else { return };
        match sheet.ui(ui, self.saving.as_ref().map(Pending::elapsed)) {
            Some(Answered::Decided(consent)) if self.saving.is_none() => {
                self.send(cx, Some(*consent));
                self.consent = Some(sheet);
            }
            // What was typed stays in the form.
            Some(Answered::Left) => {}
            _ => self.consent = Some(sheet),
        }
    }

    fn show_code(&mut self, ui: &Ui) {
        let Some(code) = &mut self.code else { return };
        let mut is_done = false;
        let _ =
            Confirm::new(&t!("code-name"), "", "").without_buttons().show_with(ui, None, |ui| is_done = code.ui(ui));
        if is_done {
            self.code = None;
        }
    }

    fn ask_discard(&mut self, ui: &Ui) {
        let (question, go) = (t!("settings-discard-ask"), t!("settings-discard"));
        match Confirm::new(&question, &t!("settings-discard-body"), &go).danger().show(ui) {
            Some(Answer::Confirmed) => {
                self.fill();
                self.discarding = false;
            }
            Some(Answer::Cancelled) => self.discarding = false,
            None => {}
        }
    }
}

/// Whether the text means what is stored; spaces and leading zeros do not matter.
fn is_same(stored: &Settings, field: Field, text: &str) -> bool {
    let mut changed = stored.clone();
    changed.set(field, text).is_ok() && changed.get(field) == stored.get(field)
}
