//! Clocks that somebody moves: nothing lasts longer by it, no lock lifts earlier, the log says so, and a date that
//! cannot be explained waits for a supervisor. Both hands of the manual clock move apart here, as they do when the wall
//! is set, when the machine sleeps, and when it starts anew.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use std::{sync::atomic::AtomicBool, time::Duration};

use jiff::{Timestamp, civil::Date};
use pindesk::{
    desk::{
        APPROVAL_LASTS, ApprovalDecision, Clock as _, DeskError, LOCK_MINUTES, Verifier,
        export::{CodeWords, ExportFormat, ExportOrder},
        worklist::{ListedItem, lock},
    },
    domain::{
        audit::{Action, Entry, Outcome, Value},
        document::DocumentKind,
        pin::{Action as PinAction, PinKind, PinState},
        settings::Field,
        visit::RefusalReason,
        worklist::{Finding, IntegrityEvent},
    },
    store::EntryFilter,
};
use support::*;

const E: PinKind = PinKind::Electronic;
const MINUTE: Duration = Duration::from_secs(60);
const HOUR: Duration = Duration::from_secs(3600);
const DAY: Duration = Duration::from_secs(24 * 3600);
const YEAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// Every way somebody moves the wall: ahead and back, by minutes, days and years.
fn every_move() -> impl Iterator<Item = (bool, Duration)> {
    let far = [20 * MINUTE, DAY, 40 * DAY, YEAR, 30 * YEAR];
    [true, false].into_iter().flat_map(move |ahead| far.into_iter().map(move |by| (ahead, by)))
}

fn set(office: &Office, (ahead, by): (bool, Duration)) {
    if ahead { office.clock.set_wall_forward(by) } else { office.clock.set_wall_back(by) }
}

/// Entries of the clock, with the particular that says what happened.
fn steps(office: &Office) -> Vec<String> {
    let steps = office.entries().into_iter().filter(|entry| entry.draft.action == Action::ClockStep);
    steps.flat_map(|entry| entry.draft.detail.into_keys()).collect()
}

fn confirm(office: &mut Office) {
    office.desk().tick().unwrap();
    if let Some(doubt) = office.desk().date_doubt() {
        office.sign_in(SUPERVISOR);
        office.desk().confirm_date(doubt.today).unwrap();
        office.sign_out();
    }
}

fn is_whole(office: &Office) -> bool {
    let mut verifier = Verifier::open(&office.folders()).unwrap();
    verifier.verify(&[], &mut |_, _| {}, &AtomicBool::new(false)).unwrap().is_ok()
}

fn items(office: &mut Office) -> Vec<ListedItem> {
    let shared = office.desk().worklist().unwrap();
    let mut worklist = lock(&shared);
    worklist.catch_up(&mut |_, _| {}, &AtomicBool::new(false)).unwrap();
    worklist.items()
}

fn happened(office: &mut Office, event: IntegrityEvent) -> usize {
    items(office).iter().filter(|listed| listed.item.finding == Finding::Integrity(event)).count()
}

#[test]
fn no_proof_outlives_a_moved_clock() {
    for moved in every_move() {
        let mut office = Office::new();
        office.sign_in(CLERK);
        let proof = office.checked(ZHANG);
        set(&office, moved);
        let declined = office.desk().open_pad(proof, PinAction::Reset, E).unwrap_err();
        match declined.error {
            DeskError::ProofExpired => assert!(declined.proof.is_none()),
            // The sign-in is over too, by more than its hours or before it began.
            DeskError::SessionOver => assert_ne!(moved, (true, 20 * MINUTE)),
            other => panic!("{moved:?}: {other:?}"),
        }
        assert_eq!(steps(&office).len(), 1, "{moved:?}");
        office.stop();
        assert!(is_whole(&office));
    }
}

#[test]
fn an_open_pad_ends_when_the_clock_is_moved() {
    for back in [false, true] {
        let mut office = Office::new();
        office.sign_in(CLERK);
        let proof = office.checked(ZHANG);
        office.desk().open_pad(proof, PinAction::Reset, E).unwrap();
        set(&office, (!back, 30 * YEAR));
        let refused = office.desk().pad_submit(pin("739105"), &mut |_, _| {});
        assert!(matches!(refused, Err(DeskError::ProofExpired | DeskError::SessionOver)), "{refused:?}");
        office.sign_out();
        let resets = office.entries().into_iter().filter(|entry| entry.draft.action == Action::PinReset);
        assert!(resets.into_iter().all(|entry| entry.draft.outcome != Outcome::Done));
    }
}

fn decision(kind: PinKind) -> ApprovalDecision {
    ApprovalDecision {
        action: PinAction::Reset,
        kind,
        supervisor: SUPERVISOR.to_owned(),
        password: password(PASSWORD),
        remark: "本人在场".to_owned(),
        granted: true,
    }
}

#[test]
fn no_approval_outlives_a_moved_clock() {
    for (moves, holds) in [
        (vec![(true, 29 * MINUTE)], true),
        (vec![(true, 31 * MINUTE)], false),
        (vec![(false, MINUTE)], false),
        // The wall says that it is young; the other hand does not.
        (vec![(true, APPROVAL_LASTS), (false, APPROVAL_LASTS)], true),
    ] {
        let mut office = Office::new();
        office.sign_in(CLERK);
        office.clock.advance(5 * MINUTE);
        office.serve(ZHANG, PinAction::Reset, E, "739105");
        office.checked(ZHANG);
        office.desk().approve(&decision(E)).unwrap();
        assert!(office.desk().approval_missing(PinAction::Reset, E).unwrap().is_empty());
        moves.iter().for_each(|moved| set(&office, *moved));
        let missing = office.desk().approval_missing(PinAction::Reset, E).unwrap();
        assert_eq!(missing.is_empty(), holds, "{moves:?}");
    }
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, PinAction::Reset, E, "739105");
    office.checked(ZHANG);
    office.desk().approve(&decision(E)).unwrap();
    office.clock.advance(31 * MINUTE);
    office.clock.set_wall_back(31 * MINUTE);
    assert!(!office.desk().approval_missing(PinAction::Reset, E).unwrap().is_empty(), "slept through, set back");
}

#[test]
fn no_sign_in_outlives_a_night_of_sleep_or_a_moved_clock() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.clock.advance(13 * HOUR);
    office.clock.set_wall_back(13 * HOUR);
    assert!(matches!(office.desk().look_up(id(LI)), Err(DeskError::SessionOver)));
    office.desk().unlock_screen(&password(PASSWORD)).unwrap();
    office.look_up(LI);
    office.clock.set_wall_forward(13 * HOUR);
    assert!(matches!(office.desk().close_visit(), Err(DeskError::SessionOver)));
    office.desk().unlock_screen(&password(PASSWORD)).unwrap();
    office.desk().close_visit().unwrap();
    office.clock.set_wall_back(HOUR);
    office.look_up(LI);
    office.clock.advance(13 * HOUR);
    assert!(matches!(office.desk().close_visit(), Err(DeskError::SessionOver)), "a clock set back keeps none alive");
}

fn lock_account(office: &mut Office, number: &str) {
    while !matches!(office.desk().sign_in(number, &password("not the password")), Err(DeskError::AccountLocked { .. }))
    {
    }
}

#[test]
fn no_account_is_unlocked_early_whatever_the_clock_is_set_to() {
    for number in [CLERK, "nobody99"] {
        for moved in every_move() {
            for restarts in [false, true] {
                let mut office = Office::new();
                lock_account(&mut office, number);
                set(&office, moved);
                if restarts {
                    office.stop();
                    office.start();
                }
                confirm(&mut office);
                let again = |office: &mut Office| office.desk().sign_in(number, &password(PASSWORD));
                assert!(matches!(again(&mut office), Err(DeskError::AccountLocked { .. })), "{number} {moved:?}");
                // Setting it right again helps nobody either.
                set(&office, (!moved.0, moved.1));
                confirm(&mut office);
                assert!(matches!(again(&mut office), Err(DeskError::AccountLocked { .. })), "{number} {moved:?}");
                office.clock.advance(Duration::from_secs(LOCK_MINUTES.unsigned_abs() * 60) - MINUTE);
                assert!(matches!(again(&mut office), Err(DeskError::AccountLocked { .. })), "{number} {moved:?}");
                office.clock.advance(2 * MINUTE);
                let after = again(&mut office);
                assert_eq!(after.is_ok(), number == CLERK, "{number} {moved:?}: {after:?}");
            }
        }
    }
}

#[test]
fn no_electronic_lock_lifts_early_within_a_boot() {
    for restarts in [false, true] {
        let mut office = Office::new();
        office.sign_in(CLERK);
        office.serve(CHAN, PinAction::Reset, E, "739105");
        office.lock_pin(CHAN, E);
        office.sign_out();
        office.clock.set_wall_forward(25 * HOUR);
        if restarts {
            office.stop();
            office.start();
        }
        let state = |office: &mut Office| {
            office.sign_in(CLERK);
            let view = office.look_up(CHAN);
            office.sign_out();
            (view.pins[0].state, view.pins[0].lifts_at)
        };
        let (locked, lifts_at) = state(&mut office);
        assert_eq!(locked, PinState::Locked);
        assert_eq!(
            lifts_at.unwrap(),
            office.clock.now() + jiff::SignedDuration::from_hours(24),
            "what the screen says"
        );
        office.clock.advance(24 * HOUR - MINUTE);
        assert_eq!(state(&mut office).0, PinState::Locked);
        office.clock.advance(2 * MINUTE);
        assert_eq!(state(&mut office).0, PinState::Active);
        assert_eq!(steps(&office), ["forward_from"]);
    }
}

#[test]
fn sleep_and_a_machine_that_was_off_are_time_that_passed() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, E, "739105");
    office.lock_pin(CHAN, E);
    office.sign_out();
    office.stop();
    office.clock.reboot(25 * HOUR);
    office.start();
    office.sign_in(CLERK);
    assert_eq!(office.look_up(CHAN).pins[0].state, PinState::Active);
    assert!(steps(&office).is_empty() && office.desk().date_doubt().is_none());
    office.clock.advance(6 * DAY);
    office.desk().tick().unwrap();
    assert!(
        steps(&office).is_empty() && office.desk().date_doubt().is_none(),
        "the machine slept through the holidays"
    );
}

#[test]
fn an_expired_document_stays_expired_when_the_clock_goes_back() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(LI);
    office.desk().close_visit().unwrap();
    office.clock.set_wall_back(30 * HOUR);
    office.sign_out();
    office.sign_in(CLERK);
    office.look_up(LI);
    // It was good until yesterday, and yesterday is what the wall shows now.
    let expiry = pindesk::domain::document::Expiry::parse("2026-11-21").unwrap();
    let judged = office.desk().judge_expiry(DocumentKind::ResidentCard, expiry);
    assert!(matches!(judged, Err(DeskError::DocumentExpired)), "{judged:?}");
}

#[test]
fn a_clock_that_was_set_is_an_entry_and_an_item_either_way() {
    let mut office = Office::new();
    office.clock.set_wall_forward(5 * MINUTE);
    office.desk().tick().unwrap();
    office.clock.set_wall_back(HOUR);
    office.desk().tick().unwrap();
    assert_eq!(steps(&office), ["forward_from", "back_from"]);
    office.desk().tick().unwrap();
    office.clock.advance(8 * HOUR);
    office.desk().tick().unwrap();
    assert_eq!(steps(&office).len(), 2, "said once");
    let forward = office.entries().into_iter().find(|entry| entry.draft.action == Action::ClockStep).unwrap();
    assert_eq!(forward.draft.detail["forward_from"], Value::Text("2026-11-22T04:00:00.000Z".to_owned()));
    assert_eq!(forward.at, NOON.parse::<Timestamp>().unwrap() + jiff::SignedDuration::from_mins(5));
    office.sign_in(SUPERVISOR);
    assert_eq!(happened(&mut office, IntegrityEvent::ClockForward), 1);
    assert_eq!(happened(&mut office, IntegrityEvent::ClockStep), 1);
}

#[test]
fn steps_too_small_for_an_entry_add_up_to_one() {
    let mut office = Office::new();
    for _ in 0..4 {
        office.clock.set_wall_forward(Duration::from_secs(1));
        office.desk().tick().unwrap();
    }
    assert_eq!(steps(&office), ["forward_from"]);
}

type Happening<'a> = &'a dyn Fn(&mut Office);

#[test]
fn a_date_that_nothing_explains_stops_the_work_until_a_supervisor_confirms_it() {
    let gap = |office: &mut Office| {
        office.stop();
        office.clock.reboot(73 * HOUR);
        office.start();
    };
    let ahead = |office: &mut Office| office.clock.set_wall_forward(73 * HOUR);
    let doubts: [(Happening<'_>, _); 2] = [(&gap, None), (&ahead, Some(IntegrityEvent::ClockForward))];
    for (doubt, event) in doubts {
        let mut office = Office::new();
        doubt(&mut office);
        for restarts in [false, true] {
            if restarts {
                office.stop();
                office.start();
            }
            office.sign_in(CLERK);
            assert!(matches!(office.desk().look_up(id(LI)), Err(DeskError::DateUnconfirmed)));
            assert!(matches!(office.desk().confirm_date(Date::MIN), Err(DeskError::WrongRole(_))));
            office.sign_out();
            office.sign_in(ADMIN);
            assert!(matches!(office.desk().change_setting(Field::Seat, "04"), Err(DeskError::DateUnconfirmed)));
            office.sign_out();
        }
        office.sign_in(SUPERVISOR);
        let today = office.desk().date_doubt().unwrap().today;
        let wrong = office.desk().confirm_date(today.tomorrow().unwrap());
        assert!(matches!(wrong, Err(DeskError::DateUnconfirmed)), "nobody confirms what the computer does not say");
        office.desk().confirm_date(today).unwrap();
        assert!(matches!(office.desk().confirm_date(today), Err(DeskError::OutOfOrder)), "once");
        let confirmed = |entry: &Entry| entry.draft.action == Action::DateConfirm;
        let entry = office.entries().into_iter().find(confirmed).unwrap();
        assert_eq!(entry.draft.staff.as_deref(), Some(SUPERVISOR));
        assert_eq!(entry.draft.detail["day"], Value::Text(today.to_string()));
        assert_eq!(happened(&mut office, IntegrityEvent::DateConfirmed), 1);
        let own = items(&mut office).into_iter().find(|listed| listed.item.is_own(SUPERVISOR)).unwrap();
        assert!(matches!(office.desk().sign_off(&own.item.key, "已看"), Err(DeskError::OwnWork)));
        if let Some(event) = event {
            assert_eq!(happened(&mut office, event), 1);
        }
        office.sign_out();
        office.stop();
        office.start();
        office.sign_in(CLERK);
        office.look_up(LI);
        office.desk().close_visit().unwrap();
        office.stop();
        assert!(is_whole(&office));
    }
}

#[test]
fn a_clock_set_far_back_counts_as_standing_still_until_a_supervisor_says_that_it_is_right() {
    let mut office = Office::new();
    office.clock.set_wall_back(30 * DAY);
    office.sign_in(CLERK);
    office.look_up(LI);
    let expired = pindesk::domain::document::Expiry::parse("2026-11-21").unwrap();
    let judge = |office: &mut Office| office.desk().judge_expiry(DocumentKind::ResidentCard, expired);
    assert!(matches!(judge(&mut office), Err(DeskError::DocumentExpired)), "it goes on, by the later date");
    let doubt = office.desk().date_doubt().unwrap();
    assert!(!doubt.stops && doubt.certain_until == NOON.parse::<Timestamp>().unwrap());
    office.sign_out();
    confirm(&mut office);
    assert_eq!(office.desk().date_doubt(), None);
    office.sign_in(CLERK);
    office.look_up(LI);
    assert!(judge(&mut office).is_ok(), "the clock had been ahead; now it is believed");
}

#[test]
fn a_clock_that_is_put_right_needs_nobody() {
    let mut office = Office::new();
    office.clock.set_wall_forward(YEAR);
    office.desk().tick().unwrap();
    assert!(office.desk().date_doubt().is_some());
    office.clock.set_wall_back(YEAR);
    office.desk().tick().unwrap();
    assert_eq!(office.desk().date_doubt(), None);
    office.sign_in(CLERK);
    office.look_up(LI);
}

#[test]
fn a_weekend_is_no_gap() {
    let mut office = Office::new();
    office.stop();
    // Friday six to Monday nine.
    office.clock.reboot(63 * HOUR);
    office.start();
    assert_eq!(office.desk().date_doubt(), None);
    assert!(steps(&office).is_empty());
}

/// Everything a supervisor reads, over entries from the ends of the calendar, the future and the past, out of order.
#[test]
fn what_supervisors_read_survives_entries_of_every_date() {
    let mut office = Office::new();
    let dates = [
        "9999-12-30T22:00:00.999Z", // the last moment there is
        "0000-01-01T00:00:00Z",
        "2026-11-22T04:00:00Z",
        "2099-02-28T15:59:59.999Z",
        "1970-01-01T00:00:00Z",
        "2026-11-22T05:00:00Z",
        "9999-12-30T15:00:00Z",
        "2026-11-22T06:00:00Z",
    ];
    for date in dates {
        office.clock.set_wall(date.parse().unwrap());
        confirm(&mut office);
        office.sign_in(CLERK);
        office.look_up(CHAN);
        office.desk().reveal_number().unwrap();
        office.desk().refuse_check(DocumentKind::ResidencePermit, RefusalReason::PhotoMismatch, "").unwrap();
        office.desk().close_visit().unwrap();
        office.desk().look_up(id(STRANGER)).unwrap();
        office.desk().today().unwrap();
        office.sign_out();
        office.desk().sign_in(CLERK_2, &password("not the password")).unwrap_err();
        office.sign_in(CLERK_2);
        office.desk().tally().unwrap();
        office.look_up(CHAN);
        office.desk().holder_view().unwrap();
        office.desk().close_visit().unwrap();
        office.sign_out();
        office.desk().tick().unwrap();
        office.stop();
        office.start();
        confirm(&mut office);
    }
    office.sign_in(SUPERVISOR_2);
    for listed in items(&mut office) {
        assert!(listed.is_within(None, None));
        let _ =
            (listed.is_within(Some(Date::MIN), Some(Date::MAX)), listed.is_within(Some(Date::MAX), Some(Date::MIN)));
    }
    let mut reviewer = office.desk().reviewer().unwrap();
    let all = reviewer.newer(&EntryFilter::default(), 0).unwrap();
    assert_eq!(all.len(), office.lines().len());
    for position in &all {
        reviewer.timeline(*position).unwrap();
    }
    let never = AtomicBool::new(false);
    for from in [None, Some(Timestamp::MIN), Some(NOON.parse().unwrap()), Some(Timestamp::MAX)] {
        for before in [None, Some(Timestamp::MIN), Some(NOON.parse().unwrap()), Some(Timestamp::MAX)] {
            let filter = EntryFilter { from, before, ..EntryFilter::default() };
            let kept = reviewer.newer(&filter, 0).unwrap();
            let counted = reviewer.statistics(&filter, 0, &mut |_, _| {}, &never).unwrap();
            assert_eq!(counted.entries, kept.len() as u64, "{from:?} {before:?}");
            assert_eq!(counted.unreadable, 0);
        }
    }
    for format in ExportFormat::ALL {
        let target = office.home.path().join(format!("all.{}", format.ending()));
        let order = ExportOrder {
            filter: EntryFilter::default(),
            filter_words: "全部".to_owned(),
            format,
            purpose: "季度检查".to_owned(),
        };
        let request = office.desk().begin_export(order).unwrap();
        let written = reviewer.export(&request, &target, &CodeWords, &mut |_| {}, &never);
        let done = office.desk().conclude_export(&request, written, &never).unwrap();
        assert!(done.entries > 0 && target.metadata().unwrap().len() > 0);
    }
    office.sign_out();
    office.stop();
    assert!(is_whole(&office));
}
