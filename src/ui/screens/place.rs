//! The place of a file: chosen in the system's own window, or typed.
//!
//! Not every desktop has such a window, and one that fails looks to us like one that was closed. So whenever none brought
//! a place, the typed path takes over, with the keyboard in it.

use std::path::{Path, PathBuf};

use egui::{Id, Response, Ui};

use crate::{
    memory::shown_to_desktop,
    t,
    ui::{
        app::Ctx,
        widgets::Field,
        worker::{Pending, take},
    },
};

/// What the system's window is opened for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A file that is there.
    Open,
    /// A file that is to be written; the system itself asks before one is replaced.
    Save,
}

/// A path and how it came about.
#[derive(Debug, Default)]
pub(super) struct Place {
    path: String,
    picked: Option<PathBuf>,
    picking: Option<Pending<Option<PathBuf>>>,
    /// The last window brought nothing.
    is_empty_handed: bool,
    is_typed: bool,
    takes_keyboard: bool,
}

impl Place {
    /// The path as it stands in the field.
    pub(super) fn text(&self) -> &str {
        self.path.trim()
    }

    /// The path.
    pub(super) fn path(&self) -> PathBuf {
        PathBuf::from(self.text())
    }

    /// Puts a proposal into the field.
    pub(super) fn propose(&mut self, path: &Path) {
        *self = Self { path: path.display().to_string(), ..Self::default() };
    }

    /// Changes the path by rule, not by hand.
    pub(super) fn set_text(&mut self, path: String) {
        (self.path, self.picked) = (path, None);
    }

    /// Whether the path was chosen in the system's window.
    pub(super) fn is_picked(&self) -> bool {
        self.picked.as_ref().is_some_and(|picked| *picked == self.path())
    }

    /// Whether somebody typed the path.
    pub(super) fn is_typed(&self) -> bool {
        self.is_typed && !self.text().is_empty()
    }

    /// Whether the system's window is open.
    pub(super) fn is_picking(&self) -> bool {
        self.picking.is_some()
    }

    /// The typed path gets the keyboard.
    pub(super) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// What keeps the path from being used.
    pub(super) fn missing(&self) -> Option<String> {
        let path = self.path();
        if self.is_picking() {
            Some(t!("place-choosing"))
        } else {
            (!path.is_absolute() || path.file_name().is_none()).then(|| t!("place-relative"))
        }
    }

    /// Takes in the system's answer; whether a place was chosen, once it is known.
    pub(super) fn logic(&mut self) -> Option<bool> {
        let answer = take(&mut self.picking)?;
        self.is_empty_handed = answer.is_none();
        self.takes_keyboard |= answer.is_none();
        if let Some(path) = answer {
            self.path = path.display().to_string();
            self.picked = Some(path);
            self.is_typed = false;
        }
        Some(!self.is_empty_handed)
    }

    /// Opens the system's window, on a thread of its own: it may stay as long as the person does.
    pub(super) fn pick(&mut self, cx: &Ctx<'_>, purpose: Purpose, title: String, kind: (String, Vec<&'static str>)) {
        if self.picking.is_some() {
            return;
        }
        let proposed = self.path();
        self.picking = Some(cx.worker.read(move |_| ask_system(purpose, &proposed, title, kind)));
    }

    /// Draws the path's field.
    pub(super) fn field(&mut self, ui: &mut Ui, id: Id, look: Look) -> Response {
        let help = if self.is_empty_handed { t!("place-none") } else { look.help };
        let mut field = Field::new(look.label, &mut self.path).id(id).limit(4096).help(help).error(look.error);
        if let Some(hint) = look.hint {
            field = field.hint(hint);
        }
        let response = field.needed().show(ui);
        if response.changed() {
            (self.is_typed, self.is_empty_handed) = (true, false);
        }
        if self.takes_keyboard {
            // A dialog that has just opened may not take the keyboard at once.
            self.takes_keyboard = !response.has_focus();
            response.request_focus();
        }
        response
    }
}

/// The words of the path's field.
#[derive(Debug, Default)]
pub(super) struct Look {
    pub(super) label: String,
    pub(super) help: String,
    pub(super) hint: Option<String>,
    pub(super) error: Option<String>,
}

/// The system's window; `None` if it was closed, or there is none.
fn ask_system(
    purpose: Purpose,
    proposed: &Path,
    title: String,
    (kind, endings): (String, Vec<&str>),
) -> Option<PathBuf> {
    let mut dialog = rfd::FileDialog::new().set_title(title).add_filter(kind, &endings);
    if let Some(folder) = proposed.parent().filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    match purpose {
        Purpose::Open => shown_to_desktop(|| dialog.pick_file()),
        Purpose::Save => {
            if let Some(name) = proposed.file_name() {
                dialog = dialog.set_file_name(name.to_string_lossy());
            }
            shown_to_desktop(|| dialog.save_file())
        }
    }
}

/// A file of this name in the person's documents, or in their home.
pub(super) fn in_documents(name: &str) -> PathBuf {
    let folders = directories::UserDirs::new();
    let folder = folders.as_ref().map(|dirs| dirs.document_dir().unwrap_or_else(|| dirs.home_dir()).to_owned());
    folder.unwrap_or_default().join(name)
}

#[cfg(test)]
mod tests {
    use std::{thread, time::Duration};

    use super::*;
    use crate::ui::worker::Worker;

    fn after(answer: Option<PathBuf>) -> Place {
        let worker = Worker::start(None, egui::Context::default()).unwrap();
        let mut place = Place { path: "/home/a.csv".to_owned(), is_typed: true, ..Place::default() };
        place.picking = Some(worker.read(move |_| answer));
        while place.is_picking() {
            place.logic();
            thread::sleep(Duration::from_millis(1));
        }
        place
    }

    #[test]
    fn a_window_that_brings_nothing_leaves_what_is_typed_and_hands_it_the_keyboard() {
        let place = after(None);
        assert!(place.takes_keyboard && place.is_empty_handed && place.is_typed());
        assert_eq!(place.text(), "/home/a.csv");
    }

    #[test]
    fn a_chosen_place_counts_as_chosen_until_it_is_changed() {
        let mut place = after(Some("/home/b.csv".into()));
        assert!(place.is_picked() && !place.is_typed() && !place.takes_keyboard);
        place.path.push('x');
        assert!(!place.is_picked());
    }

    #[test]
    fn only_a_whole_path_can_be_used() {
        i18n_select();
        for (path, fits) in [("", false), ("a.csv", false), ("/", false), ("/home/a.csv", true)] {
            let place = Place { path: path.to_owned(), ..Place::default() };
            assert_eq!(place.missing().is_none(), fits, "{path}");
        }
    }

    fn i18n_select() {
        crate::ui::i18n::select(crate::ui::i18n::Language::English);
    }
}
