//! 设置: every setting in one form. Beside it stands what would change; Ctrl S saves it, one entry a change.

mod form;
mod monitor;

use egui::{Key, Ui};

use self::{form::GROUPS, monitor::MonitorTest};
use crate::{
    desk::DeskError,
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

/// What became of each change, in the order of the screen.
type Saved = Vec<(Field, Result<(), DeskError>)>;

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

    fn saved(&mut self, saved: Saved, cx: &mut Ctx<'_>) {
        let mut count = 0_usize;
        for (field, result) in saved {
            match result {
                Ok(()) => {
                    count += 1;
                    if let Some((_, text)) = self.typed.iter().find(|(f, _)| *f == field) {
                        // The desk took this very text.
                        let _ = self.stored.set(field, text);
                    }
                }
                Err(error) => self.refused = Some(error),
            }
        }
        for (field, text) in &mut self.typed {
            if is_same(&self.stored, *field, text) {
                *text = self.stored.get(*field);
            }
        }
        if count > 0 {
            cx.send(Command::Say(Tone::Good, t!("settings-saved", count = count)));
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.saving.is_some()
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        (self.saving.is_none() && !self.changed().is_empty()).then_some(Loss::Settings)
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
        let changed = self.changed();
        self.saving = Some(cx.worker.ask(move |desk, _| {
            let change = |(field, text): (Field, String)| (field, desk.change_setting(field, &text));
            changed.into_iter().map(change).collect()
        }));
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
