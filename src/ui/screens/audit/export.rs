//! 导出: what is shown, to a file. First the entry, then the file.

use std::{path::PathBuf, time::Duration};

use egui::{Id, Ui};

use super::{describe::Names, words::ScreenWords};
use crate::{
    desk::export::{ExportError, ExportFormat, ExportOrder, Exported},
    store::EntryFilter,
    store::StoreError,
    t,
    ui::{
        app::Ctx,
        errors::{self, Explained},
        i18n, icons,
        screens::place::{self, Look, Place, Purpose},
        theme::{Tone, text},
        widgets::{Answer, Button, Confirm, Field, Progress, banner, card, chips, free_text_trouble},
        worker::Pending,
    },
};

/// What is exported, as it was when the dialog opened.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The filter.
    pub filter: EntryFilter,
    /// The filter in words.
    pub words: String,
    /// Names by staff number.
    pub names: Names,
    /// How many entries it kept on screen.
    pub entries: usize,
}

/// Where an export stands.
#[derive(Default)]
enum Step {
    #[default]
    Idle,
    Choosing,
    /// Is a file there already?
    Looking(Pending<Result<bool, StoreError>>),
    Overwriting,
    Running(Pending<Result<Exported, ExportError>>),
    Done(Exported),
    Failed(Explained),
}

/// The dialog and the export behind it.
#[derive(Default)]
pub struct Export {
    step: Step,
    selection: Option<Selection>,
    format: Option<ExportFormat>,
    purpose: String,
    place: Place,
    /// The dialog has just opened: what is to be typed first gets the keyboard.
    is_fresh: bool,
}

impl Export {
    /// Opens the dialog, unless an export runs.
    pub fn open(&mut self, selection: Selection, today: jiff::civil::Date) {
        if matches!(self.step, Step::Idle | Step::Done(_) | Step::Failed(_)) {
            self.selection = Some(selection);
            self.step = Step::Choosing;
            self.is_fresh = true;
            if self.place.text().is_empty() {
                self.place.propose(&proposed(self.format(), today));
            }
        }
    }

    fn format(&self) -> ExportFormat {
        self.format.unwrap_or(ExportFormat::Xlsx)
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.place.is_picking() || matches!(self.step, Step::Looking(_) | Step::Running(_))
    }

    /// Whether a file is being written.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self.step, Step::Running(_))
    }

    /// Whether there is something to show on the page: progress, success or failure.
    #[must_use]
    pub fn is_told(&self) -> bool {
        matches!(self.step, Step::Running(_) | Step::Done(_) | Step::Failed(_))
    }

    /// Takes in replies and goes on.
    pub fn logic(&mut self, cx: &Ctx<'_>) {
        self.place.logic();
        match &self.step {
            Step::Looking(pending) => match pending.poll() {
                Some(Ok(true)) => self.step = Step::Overwriting,
                Some(Ok(false)) => self.start(cx),
                Some(Err(error)) => self.step = Step::Failed(errors::explain(&error.into())),
                None => {}
            },
            Step::Running(pending) => match pending.poll() {
                Some(Ok(exported)) => {
                    self.purpose.clear();
                    self.step = Step::Done(exported);
                }
                Some(Err(ExportError::Cancelled)) => self.step = Step::Idle,
                Some(Err(error)) => self.step = Step::Failed(errors::explain_export(&error)),
                None => {}
            },
            Step::Idle | Step::Choosing | Step::Overwriting | Step::Done(_) | Step::Failed(_) => {}
        }
    }

    fn start(&mut self, cx: &Ctx<'_>) {
        let Some(selection) = self.selection.clone() else { return };
        let order = ExportOrder {
            filter: selection.filter,
            filter_words: selection.words,
            format: self.format(),
            purpose: self.purpose.clone(),
        };
        let total = u64::try_from(selection.entries).unwrap_or(0);
        let words = ScreenWords::new(selection.names);
        self.step = Step::Running(cx.worker.export(order, self.target(), total, words));
    }

    fn target(&self) -> PathBuf {
        self.place.path()
    }

    /// Draws the dialogs over the window.
    pub fn dialogs(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        match &self.step {
            Step::Choosing => self.dialog(ui, cx),
            Step::Overwriting => self.ask_to_overwrite(ui, cx),
            _ => {}
        }
    }

    /// Draws progress, success or failure as a strip.
    pub fn ui(&mut self, ui: &mut Ui) {
        match &self.step {
            Step::Running(pending) => {
                #[allow(clippy::cast_precision_loss, reason = "a share of a progress bar")]
                let fraction = pending.progress().map(|(done, total)| done as f32 / total as f32);
                if strip(ui, pending.elapsed(), fraction) {
                    pending.cancel();
                }
            }
            Step::Done(exported) => {
                let done = t!(
                    "export-done",
                    path = exported.path.display().to_string(),
                    count = i18n::grouped(exported.entries),
                    sha256 = exported.sha256.as_str()
                );
                let next = i18n::text_of("export-next", exported.format.code());
                let code = exported.witness.map(|code| t!("export-pack-code", code = code.to_string()));
                let told = [Some(done), Some(next), code].into_iter().flatten().collect::<Vec<_>>().join("\n");
                if banner(ui, Tone::Good, &t!("audit-exported"), &told, Some(&t!("common-close"))) {
                    self.step = Step::Idle;
                }
            }
            Step::Failed(explained) => {
                if banner(ui, Tone::Bad, &explained.what, &explained.next, Some(&t!("common-close"))) {
                    self.step = Step::Idle;
                }
            }
            Step::Idle | Step::Looking(_) | Step::Choosing | Step::Overwriting => {}
        }
    }

    fn dialog(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        let Some(selection) = self.selection.clone() else { return };
        let count = u64::try_from(selection.entries).unwrap_or(u64::MAX);
        let body = t!("audit-export-what", count = i18n::grouped(count), filter = selection.words.as_str());
        let (title, confirm) = (t!("audit-export-title"), t!("audit-export-confirm"));
        let missing = self.missing(selection.entries);
        let answer = Confirm::new(&title, &body, &confirm).show_with(ui.ctx(), missing, |ui| self.fields(ui, cx));
        match answer {
            Some(Answer::Confirmed) => {
                let (target, is_asked) = (self.target(), self.place.is_picked());
                self.step = Step::Looking(cx.worker.page(move |_| Ok(!is_asked && target.exists())));
            }
            Some(Answer::Cancelled) => self.step = Step::Idle,
            None => {}
        }
    }

    fn missing(&self, entries: usize) -> Option<String> {
        if self.place.is_picking() {
            self.place.missing()
        } else if entries == 0 {
            Some(t!("audit-export-nothing"))
        } else if self.purpose.trim().is_empty() {
            Some(t!("export-purpose-missing"))
        } else {
            free_text_trouble(&self.purpose).map(|_| t!("text-to-mend")).or_else(|| self.place.missing())
        }
    }

    fn fields(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        ui.add_space(8.0);
        ui.label(text::muted(t!("audit-export-format")));
        let before = self.format();
        let mut format = before;
        let names = ExportFormat::ALL.map(|format| (format, i18n::text_of("audit-word", format.code())));
        if chips(ui, &t!("audit-export-format"), &mut format, &names) {
            self.place.set_text(with_ending(self.place.text(), before, format));
            self.format = Some(format);
        }
        ui.label(text::muted(i18n::text_of("export-for", self.format().code())));
        ui.add_space(4.0);
        let purpose = Field::new(t!("export-purpose"), &mut self.purpose)
            .id(Id::unique("export-purpose"))
            .free_text()
            .needed()
            .show(ui);
        if std::mem::take(&mut self.is_fresh) {
            purpose.request_focus();
        }
        ui.add_space(4.0);
        let look = Look { label: t!("audit-export-path"), help: t!("audit-export-help"), ..Look::default() };
        self.place.field(ui, Id::unique("audit-export-path"), look);
        let busy = self.place.is_picking().then(|| t!("place-choosing"));
        if Button::secondary(t!("audit-export-pick")).icon(icons::FOLDER_OPEN).missing(busy).show(ui) {
            let format = self.format();
            let kind = (i18n::text_of("audit-word", format.code()), vec![format.ending()]);
            self.place.pick(cx, Purpose::Save, t!("audit-export-title"), kind);
        }
    }

    fn ask_to_overwrite(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        let (title, confirm) = (t!("audit-overwrite"), t!("audit-overwrite-confirm"));
        let body = self.target().display().to_string();
        match Confirm::new(&title, &body, &confirm).danger().show(ui.ctx()) {
            Some(Answer::Confirmed) => self.start(cx),
            Some(Answer::Cancelled) => self.step = Step::Choosing,
            None => {}
        }
    }
}

fn strip(ui: &mut Ui, elapsed: Duration, fraction: Option<f32>) -> bool {
    let label = t!("audit-exporting");
    card(ui, |ui| Progress::new(&label, elapsed).fraction(fraction).cancellable().show(ui)).inner
}

/// A file in the person's documents folder, named after the day.
fn proposed(format: ExportFormat, today: jiff::civil::Date) -> PathBuf {
    place::in_documents(&format!("pindesk-audit-{}.{}", today.strftime("%Y%m%d"), format.ending()))
}

/// The path with the other format's ending, if it has the usual one.
fn with_ending(path: &str, from: ExportFormat, to: ExportFormat) -> String {
    let stem = path.trim().strip_suffix(from.ending()).and_then(|rest| rest.strip_suffix('.'));
    stem.map_or_else(|| path.to_owned(), |stem| format!("{stem}.{}", to.ending()))
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("selection", &self.selection).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_format_changes_only_the_usual_ending() {
        let change = |path| with_ending(path, ExportFormat::Csv, ExportFormat::JsonLines);
        assert_eq!(change("/tmp/a.csv"), "/tmp/a.jsonl");
        assert_eq!(change("/tmp/csv"), "/tmp/csv");
        assert_eq!(change("/tmp/a.txt"), "/tmp/a.txt");
    }
}
