//! What people at this machine like to read: the language, the look and the size of the window.
//!
//! They belong to the machine's user, not to the office, so they are not in its database: they must hold before anybody
//! has signed in, and when the office cannot be opened. The file is not secret and nothing depends on it.
//!
//! Look and language of the machine hold for everyone. A language chosen while somebody is signed in is that person's
//! own, kept by staff number: it comes with them at the next sign-in and leaves with them at the sign-out.

use std::{
    collections::BTreeMap,
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

/// Most people whose language a machine remembers; an office has a dozen.
const MOST_PEOPLE: usize = 500;

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

/// All that the file holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Kept {
    machine: Preferences,
    /// By staff number.
    people: BTreeMap<String, Language>,
}

/// The file: codes, so that one word this version does not know leaves the others in force.
#[derive(Serialize, Deserialize)]
struct Written {
    #[serde(default)]
    language: String,
    #[serde(default)]
    look: String,
    /// Percent.
    #[serde(default = "usual_zoom")]
    zoom: u16,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    people: BTreeMap<String, String>,
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

    /// What a file says for the machine; the defaults for whatever it does not, and for all of it if it cannot be read.
    #[must_use]
    pub fn read(file: &Path) -> Self {
        Kept::read(file).machine
    }

    /// Writes a file that says this for the machine and nothing of people; whole or not at all.
    ///
    /// # Errors
    /// The folder cannot be made or written to.
    pub fn write(self, file: &Path) -> io::Result<()> {
        Kept { machine: self, people: BTreeMap::new() }.write(file)
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

impl Kept {
    fn read(file: &Path) -> Self {
        let Ok(text) = fs::read(file) else { return Self::default() };
        let Ok(written) = serde_json::from_slice::<Written>(&text) else {
            tracing::warn!(file = %file.display(), "the preferences cannot be read; the usual ones are taken");
            return Self::default();
        };
        let known = |(number, tag): (String, String)| Some((number, Language::from_tag(&tag)?));
        Self {
            machine: Preferences {
                language: Language::from_tag(&written.language).unwrap_or_default(),
                look: Look::from_code(&written.look).unwrap_or_default(),
                zoom: Zoom::of_percent(written.zoom),
            },
            people: written.people.into_iter().filter_map(known).take(MOST_PEOPLE).collect(),
        }
    }

    fn write(&self, file: &Path) -> io::Result<()> {
        let folder = file.parent().ok_or(io::ErrorKind::InvalidInput)?;
        fs::create_dir_all(folder)?;
        let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
        let Preferences { language, look, zoom } = self.machine;
        let written = Written {
            language: language.tag().to_owned(),
            look: look.code().to_owned(),
            zoom: zoom.percent(),
            people: self.people.iter().map(|(number, own)| (number.clone(), own.tag().to_owned())).collect(),
        };
        serde_json::to_writer_pretty(&mut fresh, &written)?;
        fresh.write_all(b"\n")?;
        fresh.persist(file)?;
        Ok(())
    }

    /// A person's own language from now on. A machine that has seen too many people forgets one of the others.
    fn remember(&mut self, number: &str, language: Language) {
        if self.people.len() >= MOST_PEOPLE && !self.people.contains_key(number) {
            self.people.pop_first();
        }
        self.people.insert(number.to_owned(), language);
    }
}

/// Watches what people choose and keeps it in the file, if there is one; without one, until the end.
///
/// What came from the command line counts for this run; only what is chosen in the window is written.
#[derive(Debug, Default)]
pub(super) struct Keeper {
    file: Option<PathBuf>,
    kept: Kept,
    /// The language of the command line, which wins over what people chose earlier.
    is_language_given: bool,
    seen: Option<Preferences>,
    /// Something was chosen that is not in the file yet.
    is_unsaved: bool,
    /// Who is signed in, and the machine's language, which comes back when they leave.
    person: Option<(String, Language)>,
    saving: Option<Pending<io::Result<()>>>,
}

impl Keeper {
    /// Keeps choices in this file from now on.
    pub(super) fn over(file: PathBuf) -> Self {
        let kept = Kept::read(&file);
        Self { file: Some(file), kept, ..Self::default() }
    }

    /// The language of this run came from the command line.
    pub(super) fn give_language(&mut self) {
        self.is_language_given = true;
    }

    /// Somebody signed in: their own language, if they have one, from now on.
    pub(super) fn signed_in(&mut self, ctx: &Context, number: &str) {
        // Whatever was chosen in this very frame was chosen before.
        self.notice(ctx);
        self.person = Some((number.to_owned(), i18n::current()));
        if let Some(own) = self.kept.people.get(number).filter(|_| !self.is_language_given) {
            self.bring_about(ctx, *own);
        }
    }

    /// They signed out: the machine's language again.
    pub(super) fn signed_out(&mut self, ctx: &Context) {
        self.notice(ctx);
        if let Some((_, machine)) = self.person.take() {
            self.bring_about(ctx, machine);
        }
    }

    /// Puts a language into force that nobody chose just now.
    fn bring_about(&mut self, ctx: &Context, language: Language) {
        i18n::select(language);
        self.seen = Some(Preferences::in_force(ctx));
    }

    /// Compares what is in force with the frame before; has a change written off this thread.
    pub(super) fn watch(&mut self, ctx: &Context, worker: &Worker) {
        if let Some(Err(error)) = take(&mut self.saving) {
            tracing::warn!(%error, "the preferences could not be kept");
        }
        self.notice(ctx);
        if !self.is_unsaved || self.saving.is_some() {
            return;
        }
        if let Some(file) = self.file.clone() {
            let kept = self.kept.clone();
            self.is_unsaved = false;
            self.saving = Some(worker.page(move |_| kept.write(&file)));
        }
    }

    /// Takes in what was chosen since the last time.
    fn notice(&mut self, ctx: &Context) {
        let now = Preferences::in_force(ctx);
        let before = *self.seen.get_or_insert(now);
        self.seen = Some(now);
        self.is_unsaved |= now != before;
        if now.language != before.language {
            match &self.person {
                Some((number, _)) => self.kept.remember(number, now.language),
                None => self.kept.machine.language = now.language,
            }
        }
        if now.look != before.look {
            self.kept.machine.look = now.look;
        }
        if now.zoom != before.zoom {
            self.kept.machine.zoom = now.zoom;
        }
    }

    /// Writes what is still on its way; the window is gone and nobody waits.
    pub(super) fn finish(&mut self) {
        let is_owed = self.saving.take().is_some() || self.is_unsaved;
        if let Some(file) = self.file.as_ref().filter(|_| is_owed)
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
    fn each_persons_own_language_comes_and_goes_with_them_and_the_machines_stays() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(Preferences::FILE);
        let ctx = Context::default();
        i18n::select(Language::Chinese);
        let mut keeper = Keeper::over(file.clone());
        keeper.notice(&ctx);
        keeper.signed_in(&ctx, "clerk01");
        i18n::select(Language::English);
        keeper.notice(&ctx);
        keeper.signed_out(&ctx);
        assert_eq!(i18n::current(), Language::Chinese);
        keeper.signed_in(&ctx, "clerk02");
        assert_eq!(i18n::current(), Language::Chinese);
        keeper.signed_out(&ctx);
        keeper.finish();
        assert_eq!(Preferences::read(&file), Preferences::default());

        let mut keeper = Keeper::over(file.clone());
        keeper.signed_in(&ctx, "clerk01");
        assert_eq!(i18n::current(), Language::English);
        keeper.signed_out(&ctx);
        assert_eq!(i18n::current(), Language::Chinese);
        keeper.give_language();
        keeper.signed_in(&ctx, "clerk01");
        assert_eq!(i18n::current(), Language::Chinese, "the command line wins for one run");
    }

    #[test]
    fn a_word_that_is_not_known_costs_one_person_their_language_and_nobody_else() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join(Preferences::FILE);
        fs::write(&file, "{\"look\": \"dark\", \"people\": {\"a1\": \"tlh\", \"b2\": \"en\"}}").unwrap();
        let kept = Kept::read(&file);
        assert_eq!(kept.machine.look, Look::Dark);
        assert_eq!(kept.people, BTreeMap::from([("b2".to_owned(), Language::English)]));
    }

    #[test]
    fn a_machine_remembers_so_many_people_and_no_more() {
        let mut kept = Kept::default();
        for person in 0..MOST_PEOPLE + 20 {
            kept.remember(&format!("clerk{person:04}"), Language::English);
        }
        assert_eq!(kept.people.len(), MOST_PEOPLE);
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
