//! Copies of the offices that earlier versions made, kept in `tests/fixtures`.
//!
//! `#[path = "support/older.rs"] mod older;`
#![allow(missing_docs, clippy::unwrap_used, reason = "a helper of tests")]

use std::{fs, path::Path, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use pindesk::desk::{Folders, ManualClock};

/// When it was made.
pub const MADE: &str = "2026-11-27T20:07:00Z";

/// A clock that stands so many hours after the office was made, whatever the day is today.
pub fn hours_later(hours: i64) -> Arc<ManualClock> {
    let made: Timestamp = MADE.parse().unwrap();
    Arc::new(ManualClock::at(made + SignedDuration::from_hours(hours)))
}

/// Accounts of the made-up office of the first schema.
pub const ACCOUNTS: [(&str, &str); 3] =
    [("admin", "office-plum-tea"), ("super01", "super-plum-tea"), ("clerk01", "clerk-plum-tea")];

/// A copy that may be written to, with the permissions that a repository does not keep.
pub fn copy_of(fixture: &str) -> (tempfile::TempDir, Folders) {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(fixture);
    let home = tempfile::tempdir().unwrap();
    for part in ["data", "keys"] {
        let to = home.path().join(part);
        fs::create_dir(&to).unwrap();
        for file in fs::read_dir(from.join(part)).unwrap() {
            let file = file.unwrap();
            let copy = to.join(file.file_name());
            fs::copy(file.path(), &copy).unwrap();
            restrict(&copy, 0o600);
        }
        restrict(&to, 0o700);
    }
    let folders = Folders { data: home.path().join("data"), keys: home.path().join("keys") };
    (home, folders)
}

#[cfg(unix)]
fn restrict(path: &Path, mode: u32) {
    use std::os::unix::fs::PermissionsExt as _;
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[cfg(not(unix))]
fn restrict(_: &Path, _: u32) {}
