//! What the system is asked for the whole process.

use std::sync::{Mutex, PoisonError};

use super::Locked;

/// Dialogs of the desktop that are open.
static SHOWN: Mutex<usize> = Mutex::new(0);

/// No core dump, whatever the system's settings; no other program of the same user may read this one's memory. Once, at the start.
pub fn keep_out_of_dumps() {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let none = Rlimit { current: Some(0), maximum: Some(0) };
        if let Err(error) = setrlimit(Resource::Core, none) {
            tracing::warn!(%error, "the system may write core dumps");
        }
    }
    set_closed(true);
    if let Err(error) = Locked::try_locking() {
        tracing::warn!(%error, "secrets may be swapped out: the system locks no memory");
    }
}

/// Shows a dialog of the desktop, whose service looks at who asks (`/proc/PID/root`) and refuses a process that is closed.
pub fn shown_to_desktop<T>(dialog: impl FnOnce() -> T) -> T {
    let count = |change: fn(usize) -> usize| {
        let mut shown = SHOWN.lock().unwrap_or_else(PoisonError::into_inner);
        *shown = change(*shown);
        set_closed(*shown == 0);
    };
    count(|open| open + 1);
    let answer = dialog();
    count(|open| open.saturating_sub(1));
    answer
}

#[cfg(target_os = "linux")]
fn set_closed(is_closed: bool) {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    let behavior = if is_closed { DumpableBehavior::NotDumpable } else { DumpableBehavior::Dumpable };
    if let Err(error) = set_dumpable_behavior(behavior) {
        tracing::warn!(%error, "other programs of this user may read the memory of this one");
    }
}

#[cfg(not(target_os = "linux"))]
fn set_closed(_is_closed: bool) {}

#[cfg(test)]
#[cfg(target_os = "linux")]
mod tests {
    use rustix::process::{DumpableBehavior, Resource, dumpable_behavior, getrlimit};

    use super::*;

    #[test]
    fn the_process_is_closed_but_for_a_dialog_of_the_desktop() {
        keep_out_of_dumps();
        assert_eq!(getrlimit(Resource::Core).current, Some(0));
        assert_eq!(dumpable_behavior().unwrap(), DumpableBehavior::NotDumpable);
        let inside = shown_to_desktop(|| {
            shown_to_desktop(|| ());
            is_open()
        });
        assert!(inside, "the dialog's service may look");
        assert!(!is_open());
    }

    fn is_open() -> bool {
        dumpable_behavior().unwrap() == DumpableBehavior::Dumpable
    }
}
