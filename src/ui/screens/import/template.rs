//! The template: a file with the column names, for whoever provides the register.

use std::{
    fs::{self, OpenOptions},
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use egui::{Id, Key, Ui};

use crate::{
    desk, t,
    ui::{
        app::Ctx,
        errors, icons,
        screens::place::{self, Look, Place, Purpose},
        theme::{Tone, text},
        widgets::{Button, alert, banner, pressed},
        worker::{Pending, take},
    },
};

/// The button, the place, and how saving went.
#[derive(Debug, Default)]
pub(super) struct Template {
    place: Place,
    is_typing: bool,
    saving: Option<Pending<(PathBuf, io::Result<()>)>>,
    saved: Option<PathBuf>,
    trouble: Option<String>,
}

fn path_id() -> Id {
    Id::unique("import-template-path")
}

impl Template {
    /// Takes in replies, and saves to a place that was chosen.
    pub(super) fn logic(&mut self, cx: &Ctx<'_>) {
        match self.place.logic() {
            Some(true) => self.save(cx),
            Some(false) => self.is_typing = true,
            None => {}
        }
        match take(&mut self.saving) {
            Some((path, Ok(()))) => (self.saved, self.is_typing) = (Some(path), false),
            Some((_, Err(error))) => {
                self.is_typing = true;
                self.place.take_keyboard();
                self.trouble = Some(t!("import-template-failed", detail = errors::file_trouble(&error)));
            }
            None => {}
        }
    }

    /// Whether its path has the keyboard, so that Enter means the template.
    pub(super) fn has_keyboard(ui: &Ui) -> bool {
        ui.memory(|memory| memory.has_focus(path_id()))
    }

    /// Draws it.
    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        ui.label(text::muted(t!("import-template-note")));
        let busy = (self.saving.is_some() || self.place.is_picking()).then(|| t!("common-working"));
        ui.horizontal_wrapped(|ui| {
            let choose = Button::secondary(t!("import-template")).icon(icons::DOWNLOAD).missing(busy.clone());
            if choose.show(ui) {
                self.begin();
                self.place.pick(cx, Purpose::Save, t!("import-template"), (t!("import-files"), vec!["csv"]));
            }
            if !self.is_typing && Button::quiet(t!("receipt-type-path")).missing(busy.clone()).show(ui) {
                self.begin();
                self.is_typing = true;
                self.place.take_keyboard();
            }
        });
        if let Some(path) = &self.saved {
            let words = t!("import-template-saved", path = path.display().to_string());
            banner(ui, Tone::Good, &words, "", None);
        }
        if !self.is_typing {
            return;
        }
        if let Some(trouble) = &self.trouble {
            alert(ui, trouble);
        }
        let is_entered = Self::has_keyboard(ui) && pressed(ui, Key::Enter, Some(path_id()));
        let look = Look { label: t!("import-template-path"), ..Look::default() };
        self.place.field(ui, path_id(), look);
        let missing = busy.or_else(|| self.place.missing());
        let can_save = missing.is_none();
        let is_pressed = Button::secondary(t!("common-save")).icon(icons::SAVE).missing(missing).show_with_reason(ui);
        if is_pressed || (is_entered && can_save) {
            self.save(cx);
        }
    }

    fn begin(&mut self) {
        (self.saved, self.trouble) = (None, None);
        if self.place.text().is_empty() {
            self.place.propose(&place::in_documents("pindesk-template.csv"));
        }
    }

    fn save(&mut self, cx: &Ctx<'_>) {
        if self.saving.is_none() {
            self.trouble = None;
            let (path, may_replace) = (self.place.path(), self.place.is_picked());
            self.saving = Some(cx.worker.page(move |_| {
                let written = write(&path, may_replace);
                (path, written)
            }));
        }
    }
}

/// Writes the file; over another one only where the system's window has asked about it.
fn write(path: &Path, may_replace: bool) -> io::Result<()> {
    let text = desk::import_template();
    if may_replace {
        return fs::write(path, text);
    }
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_path_never_replaces_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("holders.csv");
        fs::write(&path, "kept").unwrap();
        assert_eq!(write(&path, false).unwrap_err().kind(), io::ErrorKind::AlreadyExists);
        assert_eq!(fs::read_to_string(&path).unwrap(), "kept");
        write(&path, true).unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), desk::import_template());
    }
}
