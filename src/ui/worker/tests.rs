use std::{
    io,
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use super::*;
use crate::store::StoreError;

/// A made-up office in a folder, open.
fn office() -> (tempfile::TempDir, Desk) {
    use crate::{
        desk::{DemonstrationPlan, Folders, SystemClock},
        vault::HashingCost,
    };
    let home = tempfile::tempdir().unwrap();
    let folders = Folders { data: home.path().join("data"), keys: home.path().join("keys") };
    let plan = DemonstrationPlan { holders: 0, entries: Some(0), hashing: HashingCost::CHEAP };
    drop(Desk::demonstrate(&folders, &plan, jiff::Timestamp::now()).unwrap());
    let desk = loop {
        match Desk::open(&folders, Arc::new(SystemClock::default())) {
            // Another test is just starting a program.
            Err(OfficeError::SecondInstance) => thread::sleep(Duration::from_millis(20)),
            other => break other.unwrap(),
        }
    };
    (home, desk)
}

fn worker(desk: Option<Desk>) -> Worker {
    Worker::start(desk, egui::Context::default()).unwrap()
}

#[track_caller]
fn wait<T: Reply>(pending: &Pending<T>) -> T {
    let since = Instant::now();
    loop {
        if let Some(reply) = pending.poll() {
            assert!(pending.poll().is_none(), "a reply comes once");
            return reply;
        }
        assert!(since.elapsed() < Duration::from_secs(60), "waited without end");
        thread::sleep(Duration::from_millis(2));
    }
}

type Asked = Result<u32, DeskError>;

#[test]
fn a_desk_that_breaks_off_is_an_answer_and_is_open_again_with_nobody_signed_in() {
    let (_home, desk) = office();
    let worker = worker(Some(desk));
    let signed_in = worker.ask(|desk, _| {
        let [_, _, account, ..] = crate::desk::DEMONSTRATION_ACCOUNTS;
        let password = crate::vault::Password::new(account.password.as_bytes());
        desk.sign_in(account.number, &password).map(|_| 1)
    });
    assert!(matches!(wait::<Asked>(&signed_in), Ok(1)));
    assert!(worker.status().session_ends.is_some());
    let broken = worker.ask(|_, _| -> Asked { panic!("a trial") });
    // Asked before anybody could see the break: it is served by the desk that is open again.
    let behind = worker.ask(|desk, _| -> Asked { desk.staff().map(|_| 2) });
    assert!(matches!(wait(&broken), Err(DeskError::OutcomeUnknown)));
    assert!(matches!(wait(&behind), Err(DeskError::NotSignedIn)));
    let status = worker.status();
    assert!(status.open && status.breaks == 1 && status.session_ends.is_none());
    assert!(worker.unopened().is_none());
}

#[test]
fn a_desk_that_keeps_breaking_off_is_given_up_and_says_so() {
    let (_home, desk) = office();
    let worker = worker(Some(desk));
    for _ in 0..4 {
        let broken = worker.ask(|_, _| -> Asked { panic!("a trial") });
        assert!(matches!(wait(&broken), Err(DeskError::OutcomeUnknown)));
    }
    let asked = worker.ask(|_, _| -> Asked { Ok(1) });
    assert!(matches!(wait(&asked), Err(DeskError::NotBegun)));
    assert!(!worker.status().open);
    assert!(worker.unopened().is_some());
}

#[test]
fn without_an_office_nothing_is_begun_and_a_broken_opening_is_an_answer() {
    let worker = worker(None);
    assert!(matches!(wait(&worker.ask(|_, _| -> Asked { Ok(1) })), Err(DeskError::NotBegun)));
    let opening = worker.open(|| -> Result<(Desk, ()), OfficeError> { panic!("a trial") });
    assert!(matches!(wait(&opening), Err(OfficeError::Desk(DeskError::OutcomeUnknown))));
    assert_eq!(worker.status().breaks, 0, "there was nothing to open anew");
    assert!(matches!(wait(&worker.ask(|_, _| -> Asked { Ok(1) })), Err(DeskError::NotBegun)));
}

#[test]
fn a_thread_that_reads_goes_on_after_work_that_broke_off() {
    let worker = worker(None);
    type Read = Result<u32, StoreError>;
    let broken: [fn(&Worker) -> Pending<Read>; 4] = [
        |worker| worker.read(|_| panic!("a trial")),
        |worker| worker.page(|_| panic!("a trial")),
        |worker| worker.count(|_| panic!("a trial")),
        |worker| worker.sift(|_| panic!("a trial")),
    ];
    let whole: [fn(&Worker) -> Pending<Read>; 4] = [
        |worker| worker.read(|_| Ok(1)),
        |worker| worker.page(|_| Ok(1)),
        |worker| worker.count(|_| Ok(1)),
        |worker| worker.sift(|_| Ok(1)),
    ];
    for (broken, whole) in broken.into_iter().zip(whole) {
        assert!(matches!(wait(&broken(&worker)), Err(StoreError::Stopped)));
        assert!(matches!(wait(&whole(&worker)), Ok(1)));
    }
    let saved: io::Error = wait::<io::Result<()>>(&worker.page(|_| panic!("a trial"))).unwrap_err();
    assert!(!saved.to_string().contains("trial"));
}

#[test]
fn a_full_queue_is_an_answer_at_once() {
    let (_home, desk) = office();
    let worker = worker(Some(desk));
    let (go, gate) = mpsc::sync_channel::<()>(1);
    let (on, reading) = mpsc::sync_channel::<()>(1);
    let parked = worker.ask(move |_, _| -> Asked {
        let _ = gate.recv();
        Ok(0)
    });
    let _parked_reader = worker.page(move |_| -> Result<u32, StoreError> {
        let _ = reading.recv();
        Ok(0)
    });
    let asked: Vec<_> = (0..QUEUE + 8).map(|_| worker.ask(|_, _| -> Asked { Ok(1) })).collect();
    let read: Vec<_> = (0..QUEUE + 8).map(|_| worker.page(|_| -> Result<u32, StoreError> { Ok(1) })).collect();
    let refused = asked.iter().filter(|pending| matches!(pending.poll(), Some(Err(DeskError::NotBegun)))).count();
    let unread = read.iter().filter(|pending| matches!(pending.poll(), Some(Err(StoreError::Stopped)))).count();
    assert!((8..=9).contains(&refused) && (8..=9).contains(&unread), "{refused}, {unread}");
    go.send(()).unwrap();
    on.send(()).unwrap();
    assert!(matches!(wait(&parked), Ok(0)));
    let served = asked[..QUEUE - 1].iter().filter(|pending| matches!(wait(pending), Ok(1))).count();
    assert_eq!(served, QUEUE - 1, "whoever was taken is served");
}

#[test]
fn a_verification_that_breaks_off_is_no_verdict_and_runs_no_more() {
    let worker = worker(None);
    // Without an office there is nothing to verify.
    assert!(matches!(wait(&worker.verify(false)), Err(VerificationError::NoVerdict(_))));
    assert!(!worker.status().verifying);
}
