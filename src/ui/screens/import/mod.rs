//! 导入: the register of holders from a file, all of it or nothing, with a report of what is wrong.

mod problems;
mod template;

use egui::{Id, Key, Ui};

use self::template::Template;

use crate::{
    desk::{IMPORT_COLUMNS, ImportError, ImportSummary},
    t,
    ui::{
        app::{Command, Ctx, Loss},
        errors::{self, explain},
        i18n, icons,
        screens::place::{Look, Place, Purpose},
        theme::{Tone, text},
        widgets::{Button, Progress, banner, card, card_titled, kv, kv_mono, prose, title, with_side},
        worker::{Pending, take},
    },
};

/// Width of the column that explains the file.
const SIDE: f32 = 380.0;

type Imported = Result<ImportSummary, ImportError>;

/// 导入: the register.
#[derive(Default)]
pub struct ImportScreen {
    place: Place,
    outcome: Option<Imported>,
    /// The file of the outcome or of the import that runs.
    file: String,
    stopping: bool,
    importing: Option<Pending<Imported>>,
    template: Template,
}

impl ImportScreen {
    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        self.template.logic(cx);
        if self.place.logic() == Some(true) {
            self.outcome = None;
        }
        if let Some(outcome) = take(&mut self.importing) {
            if matches!(outcome, Err(ImportError::Io { .. })) {
                self.place.take_keyboard();
            }
            self.outcome = Some(outcome);
            self.stopping = false;
        }
    }

    /// What leaving would throw away.
    #[must_use]
    pub fn would_lose(&self) -> Option<Loss> {
        let is_open = matches!(self.outcome, None | Some(Err(ImportError::Io { .. })));
        let is_unused = self.place.is_typed() && is_open;
        if self.importing.is_some() { Some(Loss::Import) } else { is_unused.then_some(Loss::Path) }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.importing.is_some()
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Import);
        with_side(
            ui,
            SIDE,
            &mut (self, cx),
            |ui, (screen, cx)| {
                screen.choose(ui, cx);
                screen.outcome(ui);
            },
            |ui, (screen, cx)| explain_file(ui, cx, &mut screen.template),
        );
    }

    fn choose(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        card_titled(ui, &t!("import-choose"), |ui| {
            ui.spacing_mut().item_spacing.y = 6.0;
            ui.label(text::muted(t!("import-choose-note")));
            ui.add_space(4.0);
            let look = Look {
                label: t!("import-path"),
                help: t!("import-path-help"),
                hint: Some(t!("import-path-hint")),
                error: self.path_error(),
            };
            if self.place.field(ui, Id::unique("import-path"), look).changed() {
                self.outcome = None;
            }
            ui.add_space(4.0);
            let missing = self.missing();
            ui.horizontal_wrapped(|ui| {
                let mut import = Button::primary(t!("import-go")).icon(icons::UPLOAD_FILE).action();
                if !Template::has_keyboard(ui) {
                    import = import.key(Key::Enter);
                }
                if import.missing(missing).show(ui) {
                    self.import(cx);
                }
                let pick = Button::secondary(t!("import-pick")).icon(icons::FOLDER_OPEN).key(Key::F2).action();
                if pick.missing(self.busy()).show(ui) {
                    self.pick(cx);
                }
            });
            if self.place.is_picking() {
                ui.label(text::muted(t!("place-choosing")));
            }
            self.progress(ui);
        });
    }

    fn progress(&mut self, ui: &mut Ui) {
        let Some(running) = &self.importing else { return };
        let label = if self.stopping { t!("import-stopping") } else { t!("import-running") };
        #[allow(clippy::cast_precision_loss, reason = "a share of bytes, for a bar")]
        let fraction = running.progress().map(|(done, all)| done as f32 / all.max(1) as f32);
        let mut progress = Progress::new(&label, running.elapsed()).fraction(fraction);
        if !self.stopping {
            progress = progress.cancellable();
        }
        if progress.show(ui) {
            running.cancel();
            self.stopping = true;
        }
    }

    /// What is wrong with the typed path, as far as the last import found out.
    fn path_error(&self) -> Option<String> {
        match &self.outcome {
            Some(Err(ImportError::Io { source, .. })) => {
                Some(t!("import-unreadable", detail = errors::file_trouble(source)))
            }
            _ => None,
        }
    }

    fn busy(&self) -> Option<String> {
        let is_busy = self.place.is_picking() || self.importing.is_some();
        is_busy.then(|| t!("common-working"))
    }

    fn missing(&self) -> Option<String> {
        self.busy().or_else(|| self.place.text().is_empty().then(|| t!("import-no-path")))
    }

    fn pick(&mut self, cx: &Ctx<'_>) {
        self.place.pick(cx, Purpose::Open, t!("import-pick"), (t!("import-files"), vec!["csv", "CSV", "txt"]));
    }

    fn import(&mut self, cx: &Ctx<'_>) {
        if self.importing.is_some() {
            return;
        }
        let file = self.place.path();
        self.file = file.file_name().map_or_else(|| self.place.text().to_owned(), |name| name.display().to_string());
        self.outcome = None;
        self.importing = Some(cx.worker.ask(move |desk, task| {
            desk.import_until(&file, task.cancelled(), &mut |done, all| task.report(done, all))
        }));
    }

    fn outcome(&self, ui: &mut Ui) {
        match &self.outcome {
            None => {}
            Some(Ok(summary)) => summarize(ui, &self.file, *summary),
            Some(Err(ImportError::Problems { problems, report })) => {
                problems::show(ui, &self.file, problems, &report.display().to_string());
            }
            Some(Err(ImportError::Cancelled)) => {
                banner(ui, Tone::Caution, &t!("import-stopped"), &t!("import-stopped-next"), None);
            }
            Some(Err(ImportError::Io { path, source })) => {
                let what = t!("import-io", path = path.display().to_string(), detail = errors::file_trouble(source));
                banner(ui, Tone::Bad, &what, &t!("import-io-next"), None);
            }
            Some(Err(ImportError::Desk(error))) => {
                let explained = explain(error);
                banner(ui, Tone::Bad, &explained.what, &explained.next, None);
            }
        }
    }
}

fn summarize(ui: &mut Ui, file: &str, summary: ImportSummary) {
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        title(ui, &t!("import-done", file = file));
        ui.add_space(4.0);
        ui.columns(3, |columns| {
            let numbers = [
                (t!("import-lines"), summary.lines),
                (t!("import-added"), summary.added),
                (t!("import-updated"), summary.updated),
            ];
            for (ui, (label, number)) in columns.iter_mut().zip(numbers) {
                ui.label(text::muted(label));
                ui.label(text::number(i18n::grouped(number)).size(24.0));
            }
        });
        ui.add_space(4.0);
        let changes = summary.changes;
        let counts = [
            (t!("import-changed"), changes.holders),
            (t!("import-changed-names"), changes.names),
            (t!("import-changed-phones"), changes.phones),
            (t!("import-changed-card_numbers"), changes.card_numbers),
            (t!("import-changed-card_statuses"), changes.card_statuses),
            (t!("import-changed-pins"), changes.pins),
            (t!("import-sharing"), changes.sharing),
        ];
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 28.0;
            for (label, count) in counts.into_iter().filter(|(_, count)| *count > 0) {
                kv(ui, &label, &i18n::grouped(count));
            }
        });
        kv_mono(ui, &t!("import-sha256"), &data_encoding::HEXLOWER.encode(&summary.sha256));
        ui.add_space(4.0);
        ui.label(text::muted(t!("import-done-note")));
    });
}

/// What the file must look like, with its header line to copy.
fn explain_file(ui: &mut Ui, cx: &mut Ctx<'_>, template: &mut Template) {
    card_titled(ui, &t!("import-format"), |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        prose(ui, text::muted(t!("import-format-note")));
        ui.add_space(4.0);
        let header = IMPORT_COLUMNS.join(",");
        prose(ui, text::mono(&header).size(12.0));
        if Button::secondary(t!("import-copy-header")).icon(icons::CONTENT_COPY).show(ui) {
            ui.copy_text(header);
            cx.send(Command::Say(Tone::Info, t!("import-copied")));
        }
        template.ui(ui, cx);
        ui.add_space(4.0);
        for column in IMPORT_COLUMNS {
            kv(ui, column, &i18n::text_of("import-column", column));
        }
        ui.label(text::muted(t!("import-locks-note")));
    });
}
