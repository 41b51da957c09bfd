//! 导出: what is shown, to a file. First the entry, then the file.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use egui::{Id, Ui};

use super::{describe::Names, words::ScreenWords};
use crate::{
    desk::export::{ExportError, ExportFormat, ExportOrder, Exported},
    store::EntryFilter,
    t,
    ui::{
        app::Ctx,
        errors::{self, Explained},
        i18n, icons,
        theme::{Tone, text},
        widgets::{Answer, Button, Confirm, Field, Progress, banner, card, chips},
        worker::{Pending, take},
    },
};

/// Longest purpose, in characters; the log keeps no more.
const LONGEST_PURPOSE: usize = 200;

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
    Looking(Pending<bool>),
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
    path: String,
    /// What the system's dialog gave; it has asked about an existing file itself.
    picked: Option<PathBuf>,
    picking: Option<Pending<Option<PathBuf>>>,
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
            if self.path.is_empty() {
                self.path = proposed(self.format(), today).display().to_string();
            }
        }
    }

    fn format(&self) -> ExportFormat {
        self.format.unwrap_or(ExportFormat::Xlsx)
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.picking.is_some() || matches!(self.step, Step::Looking(_) | Step::Running(_))
    }

    /// Takes in replies and goes on.
    pub fn logic(&mut self, cx: &Ctx<'_>) {
        if let Some(Some(path)) = take(&mut self.picking) {
            self.path = path.display().to_string();
            self.picked = Some(path);
        }
        match &self.step {
            Step::Looking(pending) => match pending.poll() {
                Some(true) => self.step = Step::Overwriting,
                Some(false) => self.start(cx),
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
        PathBuf::from(self.path.trim())
    }

    /// Draws progress, success or failure as a strip, and the dialog over the window.
    pub fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        match &self.step {
            Step::Choosing => self.dialog(ui, cx),
            Step::Overwriting => self.ask_to_overwrite(ui, cx),
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
            Step::Idle | Step::Looking(_) => {}
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
                let (target, asked) = (self.target(), self.picked.clone());
                self.step = Step::Looking(cx.worker.page(move |_| asked.as_ref() != Some(&target) && target.exists()));
            }
            Some(Answer::Cancelled) => self.step = Step::Idle,
            None => {}
        }
    }

    fn missing(&self, entries: usize) -> Option<String> {
        let target = self.target();
        if self.picking.is_some() {
            Some(t!("audit-export-picking"))
        } else if entries == 0 {
            Some(t!("audit-export-nothing"))
        } else if self.purpose.trim().is_empty() {
            Some(t!("export-purpose-missing"))
        } else if !target.is_absolute() || target.file_name().is_none() {
            Some(t!("audit-export-path-missing"))
        } else {
            None
        }
    }

    fn fields(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        ui.add_space(8.0);
        ui.label(text::muted(t!("audit-export-format")));
        let before = self.format();
        let mut format = before;
        let names = ExportFormat::ALL.map(|format| (format, i18n::text_of("audit-word", format.code())));
        if chips(ui, &t!("audit-export-format"), &mut format, &names) {
            self.path = with_ending(&self.path, before, format);
            self.picked = None;
            self.format = Some(format);
        }
        ui.label(text::muted(i18n::text_of("export-for", self.format().code())));
        ui.add_space(4.0);
        let purpose = Field::new(t!("export-purpose"), &mut self.purpose)
            .id(Id::unique("export-purpose"))
            .limit(LONGEST_PURPOSE)
            .help(t!("remark-no-names"))
            .show(ui);
        if std::mem::take(&mut self.is_fresh) {
            purpose.request_focus();
        }
        ui.add_space(4.0);
        Field::new(t!("audit-export-path"), &mut self.path)
            .id(Id::unique("audit-export-path"))
            .limit(1000)
            .help(t!("audit-export-help"))
            .show(ui);
        let busy = self.picking.is_some().then(|| t!("audit-export-picking"));
        if Button::secondary(t!("audit-export-pick")).icon(icons::FOLDER_OPEN).missing(busy).show(ui) {
            let (proposed, title) = (self.target(), t!("audit-export-title"));
            self.picking = Some(cx.worker.read(move |_| pick(&proposed, &title)));
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

/// The system's own dialog; `None` if it was left or there is none.
fn pick(proposed: &Path, title: &str) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(title);
    if let Some(folder) = proposed.parent() {
        dialog = dialog.set_directory(folder);
    }
    if let Some(name) = proposed.file_name() {
        dialog = dialog.set_file_name(name.to_string_lossy());
    }
    dialog.save_file()
}

/// A file in the person's documents folder, named after the day.
fn proposed(format: ExportFormat, today: jiff::civil::Date) -> PathBuf {
    let folders = directories::UserDirs::new();
    let folder = folders.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned());
    folder.unwrap_or_default().join(format!("pindesk-audit-{}.{}", today.strftime("%Y%m%d"), format.ending()))
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
