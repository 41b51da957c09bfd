//! How long verification takes beside `sha256sum` over the same lines (goal: at most 3×).
//!
//! `cargo bench --bench ledger -- 1000000` for another number of entries. The log is in memory: the store's reading
//! time comes on top and is measured with the store.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints")]

#[path = "../tests/support/memory_log.rs"]
mod memory_log;

use std::{
    io::Write as _,
    process::Command,
    sync::atomic::AtomicBool,
    time::{Duration, Instant},
};

use memory_log::{MemoryLog, SEED, key};
use pindesk::ledger::{self, Expected, Verdict};

/// The best of so many runs counts: the others were disturbed.
const RUNS: usize = 5;

fn main() {
    let size = std::env::args().find_map(|arg| arg.parse().ok()).unwrap_or(300_000);
    let mut log = MemoryLog::of(1, size);
    for at in (0..=size).step_by(100) {
        log.sign(at);
    }
    let mut file = tempfile::NamedTempFile::new().unwrap();
    for (_, line) in &log.rows {
        file.write_all(line).unwrap();
        file.write_all(b"\n").unwrap();
    }
    file.flush().unwrap();
    let bytes = file.as_file().metadata().unwrap().len();

    let verify = best(|| {
        let key = key(&SEED);
        let expected = Expected { origin: &log.origin, key: &key, anchor: None, witnesses: &[] };
        let never = AtomicBool::new(false);
        let verdict = ledger::verify(&log, &expected, &mut |_, _| (), &never).unwrap();
        assert!(matches!(verdict, Verdict::Whole(report) if report.checked == size));
    });
    let sum = best(|| {
        let done = Command::new("sha256sum").arg(file.path()).output().unwrap();
        assert!(done.status.success());
    });
    println!(
        "{size} entries, {bytes} bytes, {} checkpoints: verify {verify:.2?}, sha256sum {sum:.2?}, ratio {:.2}",
        log.checkpoints.len(),
        verify.as_secs_f64() / sum.as_secs_f64(),
    );
}

fn best(mut work: impl FnMut()) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            work();
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}
