//! 今日办件: a clerk's own visits of the day, what they come to, and their receipts once more.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use pindesk::{
    desk::{ApprovalDecision, DeskError, LookUp, PadEnd, TRIES_BEFORE_SCREEN_LOCK, TodayCounts, TodayVisit, VisitEnd},
    domain::{
        audit::{Action as LogAction, Outcome},
        document::DocumentKind,
        pin::{Action, PinKind, PinState},
        settings::Field,
        visit::{RefusalReason, Seat, VisitSerial},
    },
};
use support::*;

const HOUR: u64 = 3600;

fn visits(office: &mut Office) -> Vec<TodayVisit> {
    office.desk().today().unwrap().visits
}

/// The newest visit of the day.
fn newest(office: &mut Office) -> TodayVisit {
    visits(office).swap_remove(0)
}

fn close(office: &mut Office) {
    office.desk().close_visit().unwrap();
}

/// A visit that ends with a refused check; the holder's masked name.
fn refuse(office: &mut Office, number: &str, reason: RefusalReason) -> String {
    let view = office.look_up(number);
    office.desk().refuse_check(DocumentKind::ResidencePermit, reason, "").unwrap();
    close(office);
    view.name_mask
}

#[test]
fn lists_the_visits_of_the_day_newest_first_with_what_a_look_up_shows() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    assert_eq!(office.desk().today().unwrap().counts, TodayCounts::default());
    let proof = office.checked(ZHANG);
    office.advance(72);
    office.desk().unlock(proof, PinKind::Electronic).unwrap();
    close(&mut office);
    office.advance(60);
    let LookUp::NotFound(stranger) = office.desk().look_up(id(STRANGER)).unwrap() else { panic!("a stranger") };
    office.advance(60);
    let foreign = refuse(&mut office, CHAN, RefusalReason::PhotoMismatch);
    office.advance(60);
    office.look_up(LI);
    close(&mut office);

    let today = office.desk().today().unwrap();
    let counts = TodayCounts { visits: 4, resets: 0, unlocks: 1, refused_checks: 1, left: 1 };
    assert_eq!((today.counts, today.is_cut), (counts, false));
    let told: Vec<_> = today
        .visits
        .iter()
        .map(|v| (v.serial.counter(), v.name_mask.as_deref(), v.id_mask.as_str(), v.end, v.lasted.map(|l| l.as_secs())))
        .collect();
    let refused = VisitEnd::CheckRefused(Some(RefusalReason::PhotoMismatch));
    let expected = [
        ("0004", Some("李*"), "4***12", VisitEnd::Left, Some(0)),
        ("0003", Some(foreign.as_str()), "8***21", refused, Some(0)),
        ("0002", None, "1***2X", VisitEnd::NotFound, None),
        ("0001", Some("张*丰"), "1***3X", VisitEnd::Done, Some(72)),
    ];
    assert_eq!(told, expected);
    assert_eq!(today.visits[2].serial, stranger);
    assert_eq!(today.visits[3].deeds, [(Action::Unlock, PinKind::Electronic)]);
    let whole = [ZHANG, LI, CHAN, STRANGER, "张三丰", "李䶮", "CHAN Tai Man"];
    let everything = format!("{:?}", today.visits.iter().map(|v| (&v.name_mask, &v.id_mask)).collect::<Vec<_>>());
    assert!(whole.iter().all(|secret| !everything.contains(secret)), "{everything}");
    assert!(!format!("{today:?}").contains("张"), "debug text names nobody");
}

#[test]
fn says_how_each_visit_ended() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office.desk().change_setting(Field::TriesBeforeLock, "3").unwrap();
    office.sign_out();
    office.register_person_of(CLERK);
    office.sign_in(CLERK);
    assert!(matches!(office.desk().look_up(id(CLERK_PERSON)).unwrap(), LookUp::OwnRecord(_)));
    let own = newest(&mut office);
    assert_eq!((own.end, own.name_mask, own.lasted), (VisitEnd::OwnRecord, None, None));

    office.serve(LI, Action::Set, PinKind::Electronic, "739105");
    office.lock_pin(LI, PinKind::Electronic);
    let locked = newest(&mut office);
    assert_eq!((locked.end, locked.deeds), (VisitEnd::Locked, vec![(Action::Verify, PinKind::Electronic)]));

    for (end, expected) in [(PadEnd::Cancelled, VisitEnd::Cancelled), (PadEnd::TimedOut, VisitEnd::TimedOut)] {
        let proof = office.checked(LI);
        office.desk().open_pad(proof, Action::Set, PinKind::Physical).unwrap();
        office.desk().pad_cancel(end).unwrap();
        assert_eq!(newest(&mut office).end, VisitEnd::Open);
        close(&mut office);
        let left = newest(&mut office);
        assert_eq!((left.end, left.was_left), (expected, true));
        assert_eq!(left.deeds, [(Action::Set, PinKind::Physical)]);
    }

    let proof = office.checked(LI);
    office.desk().open_pad(proof, Action::Set, PinKind::Physical).unwrap();
    for _ in 0..5 {
        office.submit("123456");
    }
    close(&mut office);
    assert_eq!(newest(&mut office).end, VisitEnd::TooManyRefused);

    let proof = office.checked(LI);
    office.desk().open_pad(proof, Action::Set, PinKind::Physical).unwrap();
    office.advance(11 * 60);
    assert!(office.desk().pad_submit(pin("739105"), &mut |_, _| {}).is_err());
    close(&mut office);
    assert_eq!(newest(&mut office).end, VisitEnd::CheckExpired);

    office.look_up(LI);
    assert!(newest(&mut office).is_open);
    office.stop();
    office.start();
    office.sign_in(CLERK);
    let stopped = newest(&mut office);
    assert_eq!((stopped.end, stopped.is_open, stopped.was_left), (VisitEnd::Left, false, true));
}

#[test]
fn names_the_supervisor_who_consented_or_would_not() {
    for granted in [true, false] {
        let mut office = Office::new();
        office.sign_in(CLERK);
        refuse(&mut office, CHAN, RefusalReason::PhotoMismatch);
        let proof = office.checked(CHAN);
        let decision = ApprovalDecision {
            action: Action::Reset,
            kind: PinKind::Electronic,
            supervisor: SUPERVISOR.to_owned(),
            password: password(PASSWORD),
            remark: "本人在场".to_owned(),
            granted,
        };
        office.desk().approve(&decision).unwrap();
        if granted {
            office.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
            office.key_new("739105");
        }
        close(&mut office);
        let visit = newest(&mut office);
        let expected = if granted { VisitEnd::Done } else { VisitEnd::ApprovalRefused };
        assert_eq!((visit.end, visit.approver.as_deref()), (expected, Some("王芳")));
        assert_eq!(visit.deeds, [(Action::Reset, PinKind::Electronic)]);
    }
}

#[test]
fn a_receipt_is_made_again_word_for_word_with_the_same_witness_code() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
    let first = office.key_new("739105");
    let proof = office.desk().confirm_still_present().unwrap();
    office.desk().open_pad(proof, Action::Reset, PinKind::Physical).unwrap();
    let second = office.key_new("640281");
    let view = office.desk().holder_view().unwrap();
    let before = office.lines().len();
    let again = office.desk().receipts_again(&first.serial).unwrap().unwrap();
    assert_eq!(again.receipts, [first.clone(), second.clone()]);
    assert_eq!((again.name_mask, again.id_mask), (view.name_mask, view.id_mask));
    assert_eq!(office.lines().len(), before, "looking at one's own receipts is no entry");
    close(&mut office);
    for _ in 0..3 {
        office.look_up(LI);
        close(&mut office);
    }
    office.advance(HOUR);
    office.stop();
    office.start();
    office.sign_in(CLERK);
    let again = office.desk().receipts_again(&first.serial).unwrap().unwrap();
    assert_eq!(again.receipts, [first, second], "also when the log has grown and the program was started again");

    office.serve(LI, Action::Set, PinKind::Electronic, "739105");
    office.lock_pin(LI, PinKind::Electronic);
    let locked = newest(&mut office);
    assert!(locked.has_receipt());
    let again = office.desk().receipts_again(&locked.serial).unwrap().unwrap();
    let told: Vec<_> = again.receipts.iter().map(|r| (r.action, r.kind, r.state)).collect();
    assert_eq!(told, [(Action::Verify, PinKind::Electronic, PinState::Locked)]);
}

#[test]
fn shows_no_visit_of_another_clerk_another_day_or_another_role() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let mine = office.serve(CHAN, Action::Reset, PinKind::Electronic, "739105").serial;
    office.sign_out();
    office.sign_in(CLERK_2);
    assert!(visits(&mut office).is_empty());
    assert_eq!(office.desk().receipts_again(&mine).unwrap(), None);
    office.sign_out();
    for other in [SUPERVISOR, ADMIN] {
        office.sign_in(other);
        assert!(matches!(office.desk().today(), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().receipts_again(&mine), Err(DeskError::WrongRole(_))));
        assert_eq!(office.desk().tally(), None);
        office.sign_out();
    }
    // Noon in Beijing; the day ends twelve hours later, in the middle of a UTC day.
    office.advance(12 * HOUR - 2);
    office.sign_in(CLERK);
    assert_eq!(visits(&mut office).len(), 1);
    assert_eq!(office.desk().tally().map(|tally| tally.visits), Some(1));
    office.look_up(LI);
    office.advance(3);
    assert!(visits(&mut office).is_empty());
    close(&mut office);
    assert!(visits(&mut office).is_empty(), "a visit belongs to the day of its serial");
    assert_eq!(office.desk().receipts_again(&mine).unwrap(), None);
    assert_eq!(office.desk().tally().map(|tally| (tally.visits, tally.minutes)), Some((0, None)));
    office.desk().sign_out().unwrap();
    assert!(matches!(office.desk().today(), Err(DeskError::NotSignedIn)));
    let nobody = VisitSerial::new(jiff::civil::date(2026, 11, 22), &Seat::parse("03").unwrap(), 99);
    office.sign_in(CLERK);
    assert_eq!(office.desk().receipts_again(&nobody).unwrap(), None);
}

#[test]
fn the_tally_counts_visits_and_minutes_since_the_last_and_outlives_a_sign_out() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let tally = |office: &mut Office| {
        let tally = office.desk().tally().unwrap();
        (tally.visits, tally.is_open, tally.minutes)
    };
    assert_eq!(tally(&mut office), (0, false, None));
    office.look_up(LI);
    assert_eq!(tally(&mut office), (1, true, None));
    office.advance(90);
    close(&mut office);
    assert_eq!(tally(&mut office), (1, false, Some(0)));
    office.advance(5 * 60 + 30);
    assert_eq!(tally(&mut office), (1, false, Some(5)));
    office.sign_out();
    office.sign_in(CLERK);
    assert_eq!(tally(&mut office), (1, false, Some(5)));
    office.desk().look_up(id(STRANGER)).unwrap();
    assert_eq!(tally(&mut office), (2, false, Some(0)), "a number that is not found is a visit that is over");
    office.clock.set_wall_back(std::time::Duration::from_secs(600));
    assert_eq!(tally(&mut office), (2, false, Some(0)));
}

#[test]
fn the_third_wrong_current_password_locks_the_screen_and_leaves_tries_to_come_back() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(LI);
    let (wrong, new) = (password("not my password"), password("four blue lamps"));
    for _ in 1..TRIES_BEFORE_SCREEN_LOCK {
        let error = office.desk().change_own_password(&wrong, &new).unwrap_err();
        assert!(matches!(error, DeskError::WrongPassword { .. }), "{error}");
    }
    assert!(matches!(office.desk().change_own_password(&wrong, &new), Err(DeskError::ScreenLocked)));
    let before = office.lines().len();
    let right = password(PASSWORD);
    assert!(matches!(office.desk().change_own_password(&right, &new), Err(DeskError::ScreenLocked)));
    assert_eq!(office.lines().len(), before, "at a locked screen nothing is tried any more");
    let entries = office.entries();
    let failed = entries
        .iter()
        .filter(|entry| (entry.draft.action, entry.draft.outcome) == (LogAction::PasswordChange, Outcome::Failed));
    assert_eq!(failed.count(), 3);
    assert_eq!(entries.last().unwrap().draft.action, LogAction::ScreenLock);
    office.desk().unlock_screen(&right).unwrap();
    assert!(office.desk().holder_view().is_ok(), "the visit is still there");
    office.desk().change_own_password(&right, &new).unwrap();
    office.sign_out();
    office.desk().sign_in(CLERK, &new).unwrap();
}

#[test]
fn nobody_changes_a_password_while_a_holder_is_keying() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
    let (right, new) = (password(PASSWORD), password("four blue lamps"));
    assert!(matches!(office.desk().change_own_password(&right, &new), Err(DeskError::OutOfOrder)));
    office.key_new("739105");
    office.desk().change_own_password(&right, &new).unwrap();
    close(&mut office);
}
