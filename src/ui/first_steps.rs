//! What an administrator ticked off before the first visit, where the office itself cannot tell.
//!
//! Whether the keys were copied, nobody but the person knows. So it is a note of this machine's user, like the look of the
//! window, and neither a setting of the office nor an entry of its log; one note for each office, by its data folder.

use std::{
    collections::BTreeMap,
    fs,
    io::{self, Write as _},
    path::{Path, PathBuf},
};

use serde::{Deserialize, Serialize};

use super::worker::{Pending, Worker, take};

/// What was ticked for one office.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Ticks {
    /// A copy of the keys lies somewhere else.
    pub keys_copied: bool,
    /// The window has no monitor for the holder, on purpose.
    pub one_screen: bool,
    /// The list is not to be shown again.
    pub is_hidden: bool,
}

/// The ticks of every office of this machine's user.
#[derive(Debug, Default)]
pub struct FirstSteps {
    file: Option<PathBuf>,
    offices: BTreeMap<String, Ticks>,
    is_changed: bool,
    saving: Option<Pending<io::Result<()>>>,
}

impl FirstSteps {
    /// Name of the file, beside the preferences.
    pub const FILE: &'static str = "first-steps.json";

    /// The ticks of a file, to be kept there from now on; none if it cannot be read.
    #[must_use]
    pub fn over(file: PathBuf) -> Self {
        let offices = fs::read(&file).ok().and_then(|text| serde_json::from_slice(&text).ok()).unwrap_or_default();
        Self { file: Some(file), offices, ..Self::default() }
    }

    /// The ticks of the office in this data folder.
    #[must_use]
    pub fn of(&self, data: &Path) -> Ticks {
        self.offices.get(&name(data)).copied().unwrap_or_default()
    }

    /// Changes them.
    pub fn set(&mut self, data: &Path, ticks: Ticks) {
        if self.of(data) != ticks {
            self.offices.insert(name(data), ticks);
            self.is_changed = true;
        }
    }

    /// Has a change written off this thread.
    pub(super) fn keep(&mut self, worker: &Worker) {
        if let Some(Err(error)) = take(&mut self.saving) {
            tracing::warn!(%error, "the first steps could not be kept");
        }
        let Some(file) = self.file.clone().filter(|_| self.is_changed && self.saving.is_none()) else { return };
        self.is_changed = false;
        let offices = self.offices.clone();
        self.saving = Some(worker.page(move |_| write(&file, &offices)));
    }

    /// Writes what is still on its way; the window is gone and nobody waits.
    pub(super) fn finish(&mut self) {
        if let Some(file) = self.file.as_ref().filter(|_| self.is_changed || self.saving.is_some())
            && let Err(error) = write(file, &self.offices)
        {
            tracing::warn!(%error, "the first steps could not be kept");
        }
    }
}

fn name(data: &Path) -> String {
    data.display().to_string()
}

/// Whole or not at all.
fn write(file: &Path, offices: &BTreeMap<String, Ticks>) -> io::Result<()> {
    let folder = file.parent().ok_or(io::ErrorKind::InvalidInput)?;
    fs::create_dir_all(folder)?;
    let mut fresh = tempfile::NamedTempFile::new_in(folder)?;
    serde_json::to_writer_pretty(&mut fresh, offices)?;
    fresh.write_all(b"\n")?;
    fresh.persist(file)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_office_keeps_its_own_ticks() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("pindesk").join(FirstSteps::FILE);
        let (one, other) = (Path::new("/offices/one"), Path::new("/offices/other"));
        let mut steps = FirstSteps::over(file.clone());
        assert_eq!(steps.of(one), Ticks::default(), "no file yet");
        steps.set(one, Ticks { keys_copied: true, ..Ticks::default() });
        steps.finish();
        let read = FirstSteps::over(file.clone());
        assert!(read.of(one).keys_copied && !read.of(other).keys_copied);
        fs::write(&file, "not json").unwrap();
        assert_eq!(FirstSteps::over(file).of(one), Ticks::default());
    }
}
