//! The office cannot be opened: which part of it is missing or wrong, and what to do. Nothing is touched.

use std::path::PathBuf;

use egui::{Align, FontId, Key, Label, Layout, Ui, Vec2, ViewportCommand, vec2};

use super::door;
use crate::{
    desk::{Folders, OfficeError},
    t,
    ui::{
        app::{Command, Ctx},
        errors, icons,
        theme::{Tokens, Tone, text},
        widgets::{Button, Field, Pill, banner, divider, title},
    },
    vault::OfficeKeys,
};

/// A part of an office on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    DataFolder,
    Description,
    Database,
    KeyFolder,
    KeyFile,
}

/// How a part was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    There,
    Missing,
    Wrong,
    Busy,
}

impl Part {
    const ALL: [Self; 5] = [Self::DataFolder, Self::Description, Self::Database, Self::KeyFolder, Self::KeyFile];

    fn name(self) -> String {
        match self {
            Self::DataFolder => t!("missing-data-folder"),
            Self::Description => t!("missing-description"),
            Self::Database => t!("missing-database"),
            Self::KeyFolder => t!("missing-key-folder"),
            Self::KeyFile => t!("missing-key-file"),
        }
    }

    fn icon(self) -> char {
        match self {
            Self::DataFolder | Self::KeyFolder => icons::FOLDER,
            Self::Description => icons::BADGE,
            Self::Database => icons::DATABASE,
            Self::KeyFile => icons::KEY,
        }
    }

    fn path(self, folders: &Folders) -> PathBuf {
        match self {
            Self::DataFolder => folders.data.clone(),
            Self::Description => folders.data.join(Folders::OFFICE),
            Self::Database => folders.database(),
            Self::KeyFolder => folders.keys.clone(),
            Self::KeyFile => folders.keys.join(OfficeKeys::FILE),
        }
    }

    /// Whether the error is about this part although it is there.
    fn is_wrong(self, error: &OfficeError, folders: &Folders) -> bool {
        match error {
            OfficeError::OtherOffice | OfficeError::WrongKeys => self == Self::KeyFile,
            OfficeError::SameFolder => matches!(self, Self::DataFolder | Self::KeyFolder),
            OfficeError::Newer(_) | OfficeError::WeakHashing | OfficeError::Desk(_) => self == Self::Database,
            error => match error.path() {
                Some(path) => path == self.path(folders),
                None => matches!(error, OfficeError::Database(_)) && self == Self::Database,
            },
        }
    }

    /// Looks at the disk, once, without touching anything.
    fn look(self, error: &OfficeError, folders: &Folders) -> Found {
        let path = self.path(folders);
        let is_there = match self {
            Self::DataFolder | Self::KeyFolder => path.read_dir().is_ok_and(|mut entries| entries.next().is_some()),
            _ => path.is_file(),
        };
        if !is_there {
            Found::Missing
        } else if matches!(error, OfficeError::SecondInstance) && self == Self::DataFolder {
            Found::Busy
        } else if self.is_wrong(error, folders) {
            Found::Wrong
        } else {
            Found::There
        }
    }
}

/// The office cannot be opened: which part of it is missing, and what to do.
pub struct MissingOffice {
    folders: Folders,
    error: OfficeError,
    parts: [(Part, Found); 5],
    key_folder: String,
}

impl MissingOffice {
    /// The screen for an error.
    #[must_use]
    pub fn new(folders: &Folders, error: OfficeError) -> Self {
        tracing::warn!(%error, "the office cannot be opened");
        Self {
            parts: Part::ALL.map(|part| (part, part.look(&error, folders))),
            key_folder: folders.keys.display().to_string(),
            folders: folders.clone(),
            error,
        }
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Missing);
        door::door(ui, "missing", door::WIDE, |ui| door::roomy_card(ui, |ui| self.card(ui, cx)));
    }

    fn card(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        door::letterhead(ui, &t!("missing-title"), &t!("missing-untouched"));
        let said = errors::explain_office(&self.error);
        banner(ui, Tone::Bad, &said.what, &said.next, None);
        title(ui, &t!("missing-parts"));
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            for (part, found) in self.parts {
                row(ui, part, found, &part.path(&self.folders).display().to_string());
                divider(ui);
            }
        });
        if self.keys_may_be_elsewhere() {
            Field::new(t!("missing-look-for-keys"), &mut self.key_folder)
                .help(t!("missing-look-for-keys-help"))
                .limit(1000)
                .needed()
                .show(ui);
        }
        door::explanation(ui, &t!("missing-for-support", detail = self.error.code()));
        self.buttons(ui, cx);
    }

    /// The keys are what lies on a medium that comes and goes.
    fn keys_may_be_elsewhere(&self) -> bool {
        use crate::vault::KeyFileError;
        matches!(
            self.error,
            OfficeError::KeysMissing(_)
                | OfficeError::OtherOffice
                | OfficeError::WrongKeys
                | OfficeError::SameFolder
                | OfficeError::Keys(KeyFileError::Missing(_) | KeyFileError::Malformed(_))
        )
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let working = cx.opening.then(|| t!("common-working"));
        let missing = working.or_else(|| {
            self.key_folder.trim().is_empty().then(|| t!("door-missing", field = t!("missing-key-folder")))
        });
        ui.horizontal(|ui| {
            let retry = Button::primary(t!("common-retry")).icon(icons::REFRESH).key(Key::Enter).missing(missing);
            if retry.action().show(ui) {
                let keys = PathBuf::from(self.key_folder.trim());
                cx.send(Command::Retry(Folders { keys, ..self.folders.clone() }));
            }
            if Button::secondary(t!("missing-quit")).key(Key::Escape).action().show(ui) {
                ui.ctx().send_viewport_cmd(ViewportCommand::Close);
            }
        });
    }
}

/// Height of a line in semibold and one in small print.
const ROW: f32 = 42.0;

/// One part: sign, name and path, how it was found.
fn row(ui: &mut Ui, part: Part, found: Found, path: &str) {
    let tokens = Tokens::of(ui);
    let (color, pill) = match found {
        Found::There => (tokens.good, Pill::good(t!("missing-there"))),
        Found::Missing => (tokens.bad, Pill::bad(t!("missing-missing"))),
        Found::Wrong => (tokens.bad, Pill::bad(t!("missing-wrong"))),
        Found::Busy => (tokens.caution, Pill::caution(t!("missing-busy"))),
    };
    ui.allocate_ui_with_layout(vec2(ui.available_width(), ROW), Layout::right_to_left(Align::Center), |ui| {
        pill.show(ui);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let (square, _) = ui.allocate_exact_size(Vec2::splat(28.0), egui::Sense::hover());
            let font = FontId::proportional(22.0);
            ui.painter().text(square.center(), egui::Align2::CENTER_CENTER, part.icon(), font, color);
            let room = vec2(ui.available_width(), ROW);
            ui.allocate_ui_with_layout(room, Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(text::strong(part.name()));
                ui.add(Label::new(text::muted(path)).truncate());
            });
        });
    });
}
