//! Two hundred honest offices, and not one false alarm.

use std::{panic, sync::OnceLock};

use tempfile::TempDir;

use crate::{
    random::{for_each, setting},
    support::{Office, folders},
    work::{Work, copy_office},
};

/// A furnished office that nobody worked at yet.
pub fn furnished() -> &'static TempDir {
    static FURNISHED: OnceLock<TempDir> = OnceLock::new();
    FURNISHED.get_or_init(|| {
        let mut office = Office::new();
        office.stop();
        let kept = tempfile::tempdir().unwrap();
        copy_office(&office.folders(), kept.path());
        kept
    })
}

/// How many offices: `SIEGE_OFFICES`. Which one first: `SIEGE_SEED`.
#[test]
fn two_hundred_honest_offices_raise_no_alarm() {
    let (first, offices) = (setting("SIEGE_SEED", 1), setting("SIEGE_OFFICES", 200));
    let furnished = folders(furnished().path());
    for_each(first..first + offices, |seed| {
        let mut work = Work::at(&furnished, seed);
        let lived = panic::catch_unwind(panic::AssertUnwindSafe(|| {
            for _ in 0..work.random.within(3, 9) {
                work.shift();
                work.is_whole();
            }
        }));
        assert!(lived.is_ok(), "SIEGE_SEED={seed} at {}: {:#?}", work.now(), work.story);
    });
}
