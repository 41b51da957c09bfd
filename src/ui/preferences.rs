//! What the person at this machine likes to read: the language, the look and the size of the window.
//!
//! They belong to the machine's user, not to the office, so they are not in its database: they must hold before anybody
//! has signed in, and when the office cannot be opened. The file is not secret and nothing depends on it.

use std::{
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use egui::Context;
use serde::{Deserialize, Serialize};

use super::{
    i18n::{self, Language},
    theme::{self, Look},
    worker::{Pending, Worker, take},
    zoom::{self, Zoom},
};

/// Language, look and size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Preferences {
    /// Language of the window.
    pub language: Language,
    /// 外观.
    pub look: Look,
    /// 显示比例.
    pub zoom: Zoom,
}

/// The file: codes, so that one word this version does not know leaves the other in force.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(default)]
    language: String,
    #[serde(default)]
    look: String,
    /// Percent.
    #[serde(default = "usual_zoom")]
    zoom: u16,
}

fn usual_zoom() -> u16 {
    Zoom::default().percent()
}

impl Preferences {
    /// Name of the file in the configuration folder.
    pub const FILE: &'static str = "preferences.json";

    /// The file of this user, or none where the system knows no home.
    #[must_use]
    pub fn usual_file() -> Option<PathBuf> {
        directories::ProjectDirs::from("", "", "pindesk").map(|home| home.config_dir().join(Self::FILE))
    }

    /// What a file says; the defaults for whatever it does not, and for all of it if it cannot be read.
    #[must_use]
    pub fn read(file: &Path) -> Self {
        let Ok(text) = fs::read(file) else { return Self::default() };
        let Ok(written) = serde_json::from_slice::<Written>(&text) else {
            tracing::warn!(file = %file.display(), "the preferences cannot be read; the usual ones are taken");
            return Self::default();
        };
        Self {
            language: Language::from_tag(&written.language).unwrap_or_default(),
            look: Look::from_code(&written.look).unwrap_or_default(),
            zoom: Zoom::of_percent(written.zoom),
        }
    }

    /// Writes the file, whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn write(self, file: &Path) -> io::Result<()> {
        let folder = file.parent().ok_or(io::ErrorKind::InvalidInput)?;
        fs::create_dir_all(folder)?;
        let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
        let written = Written {
            language: self.language.tag().to_owned(),
            look: self.look.code().to_owned(),
            zoom: self.zoom.percent(),
        };
        serde_json::to_writer_pretty(&mut fresh, &written)?;
        fresh.write_all(b"\n")?;
        fresh.persist(file)?;
        Ok(())
    }

    /// What is in force in this thread and window.
    #[must_use]
    pub fn in_force(ctx: &Context) -> Self {
        Self { language: i18n::current(), look: theme::choice(ctx), zoom: zoom::chosen(ctx) }
    }

    /// Puts them into force.
    pub fn apply(self, ctx: &Context) {
        i18n::select(self.language);
        theme::choose(ctx, self.look);
        zoom::choose(ctx, self.zoom);
    }
}

/// Watches what the person chooses and keeps it in the file, if there is one.
///
/// What came from the command line counts for this run; only what is chosen in the window is written.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    file: Option<PathBuf>,
    kept: Preferences,
    seen: Option<Preferences>,
    saving: Option<Pending<io::Result<()>>>,
}

impl Keeper {
    /// Keeps choices in this file from now on.
    pub(super) fn over(file: PathBuf) -> Self {
        let kept = Preferences::read(&file);
        Self { file: Some(file), kept, seen: None, saving: None }
    }

    /// Compares what is in force with the frame before; has a change written off this thread.
    pub(super) fn watch(&mut self, ctx: &Context, worker: &Worker) {
        if let Some(Err(error)) = take(&mut self.saving) {
            tracing::warn!(%error, "the preferences could not be kept");
        }
        let Some(file) = &self.file else { return };
        let now = Preferences::in_force(ctx);
        let before = *self.seen.get_or_insert(now);
        if now == before || self.saving.is_some() {
            return;
        }
        self.seen = Some(now);
        if now.language != before.language {
            self.kept.language = now.language;
        }
        if now.look != before.look {
            self.kept.look = now.look;
        }
        if now.zoom != before.zoom {
            self.kept.zoom = now.zoom;
        }
        let (kept, file) = (self.kept, file.clone());
        self.saving = Some(worker.page(move |_| kept.write(&file)));
    }

    /// Writes what is still on its way; the window is gone and nobody waits.
    pub(super) fn finish(&mut self) {
        if let (Some(_), Some(file)) = (self.saving.take(), &self.file)
            && let Err(error) = self.kept.write(file)
        {
            tracing::warn!(%error, "the preferences could not be kept");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("pindesk").join(Preferences::FILE);
        for language in Language::ALL {
            for look in Look::ALL {
                let preferences = Preferences { language, look, zoom: Zoom::of_percent(140) };
                preferences.write(&file).unwrap();
                assert_eq!(Preferences::read(&file), preferences);
            }
        }
        assert_eq!(fs::read_dir(file.parent().unwrap()).unwrap().count(), 1, "nothing temporary is left");
    }

    #[test]
    fn a_missing_or_broken_file_leaves_the_usual_preferences() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(Preferences::FILE);
        assert_eq!(Preferences::read(&file), Preferences::default());
        let dark = Preferences { look: Look::Dark, ..Preferences::default() };
        let cases = [
            ("", Preferences::default()),
            ("{\"look\": \"dark\"", Preferences::default()),
            ("[1, 2]", Preferences::default()),
            ("{\"look\": 7}", Preferences::default()),
            ("{}", Preferences::default()),
            ("{\"look\": \"sepia\", \"language\": \"tlh\"}", Preferences::default()),
            ("{\"look\": \"dark\", \"language\": \"tlh\", \"size\": 3}", dark),
            ("{\"look\": \"dark\", \"zoom\": 7}", Preferences { zoom: Zoom::SMALLEST, ..dark }),
            ("{\"look\": \"dark\", \"zoom\": -1}", Preferences::default()),
        ];
        for (text, expected) in cases {
            fs::write(&file, text).unwrap();
            assert_eq!(Preferences::read(&file), expected, "{text}");
        }
    }
}
