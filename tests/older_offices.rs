//! Offices that earlier versions made keep opening: each is kept as it was written, in `tests/fixtures`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

use std::{fs, path::Path};

use pindesk::{
    desk::{Desk, Folders, Integrity},
    vault::Password,
};

/// Accounts of the made-up office of the first schema.
const ACCOUNTS: [(&str, &str); 3] =
    [("admin", "office-plum-tea"), ("super01", "super-plum-tea"), ("clerk01", "clerk-plum-tea")];

/// A copy that may be written to, with the permissions that a repository does not keep.
fn copy_of(fixture: &str) -> (tempfile::TempDir, Folders) {
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

#[test]
fn an_office_of_the_first_schema_opens_and_everybody_signs_in() {
    let (_home, folders) = copy_of("office-v1");
    for _ in 0..2 {
        let mut desk = Desk::open_now(&folders).unwrap();
        assert!(matches!(desk.integrity(), Integrity::Sound { .. }), "{:?}", desk.integrity());
        for (number, secret) in ACCOUNTS {
            desk.sign_in(number, &Password::new(secret.as_bytes())).unwrap();
            desk.sign_out().unwrap();
        }
        desk.close().unwrap();
    }
}
