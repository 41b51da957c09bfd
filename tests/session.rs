//! Signing in: wrong passwords, locks, one-time passwords, the recovery code.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use pindesk::vault::RecoveryHalves;
use pindesk::{
    desk::{DeskError, LOCK_MINUTES, TRIES_BEFORE_LOCK},
    domain::audit::{Action, Outcome},
};
use support::*;

fn try_in(office: &mut Office, number: &str, text: &str) -> Result<(), DeskError> {
    office.desk().sign_in(number, &password(text)).map(|_| ())
}

#[test]
fn an_unknown_number_and_a_wrong_password_read_the_same_until_the_lock_and_after() {
    let mut office = Office::new();
    for number in [CLERK, "nobody99", "工号 with spaces", ""] {
        for left in (1..TRIES_BEFORE_LOCK).rev() {
            let error = try_in(&mut office, number, "wrong password!").unwrap_err();
            assert!(matches!(error, DeskError::WrongPassword { left: told } if told == left), "{number:?}");
        }
        assert!(matches!(try_in(&mut office, number, "wrong password!"), Err(DeskError::AccountLocked { .. })));
        assert!(matches!(try_in(&mut office, number, PASSWORD), Err(DeskError::AccountLocked { .. })));
    }
    office.advance(LOCK_MINUTES.unsigned_abs() * 60 + 1);
    assert!(matches!(try_in(&mut office, CLERK, "wrong password!"), Err(DeskError::WrongPassword { left: 4 })));
    try_in(&mut office, CLERK, PASSWORD).unwrap();
}

#[test]
fn wrong_tries_outlive_a_restart() {
    let mut office = Office::new();
    for _ in 0..4 {
        try_in(&mut office, CLERK, "wrong password!").unwrap_err();
    }
    office.stop();
    office.start();
    assert!(matches!(try_in(&mut office, CLERK, "wrong password!"), Err(DeskError::AccountLocked { .. })));
}

#[test]
fn a_number_typed_by_mistake_is_not_in_the_log() {
    let mut office = Office::new();
    try_in(&mut office, "my-secret-password", "x").unwrap_err();
    let lines = office.lines();
    assert!(lines.iter().all(|line| !line.contains("my-secret-password")));
    let last = office.entries().pop().unwrap().draft;
    assert_eq!((last.action, last.outcome, last.role), (Action::SignIn, Outcome::Failed, None));
    assert!(last.staff.unwrap().starts_with('?'));
}

#[test]
fn a_one_time_password_lets_nothing_be_done_before_it_is_changed() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    let code =
        office.desk().reset_staff_password(CLERK, &consent_of(SUPERVISOR)).unwrap().done().unwrap().shown().to_string();
    office.sign_out();
    assert!(try_in(&mut office, CLERK, PASSWORD).is_err());
    // The code is shown in groups; typed as shown it must work.
    let signed_in = office.desk().sign_in(CLERK, &password(&code)).unwrap();
    assert!(signed_in.must_change_password);
    assert!(matches!(office.desk().look_up(id(ZHANG)), Err(DeskError::MustChangePassword)));
    for (new, word) in [
        ("short", "password_too_short"),
        ("password1234", "password_common"),
        ("clerk01-clerk01", "password_staff_number"),
    ] {
        let error = office.desk().change_own_password(&password(&code), &password(new)).unwrap_err();
        assert_eq!(error.code(), word);
    }
    office.desk().change_own_password(&password(&code), &password("quiet river stones")).unwrap();
    office.look_up(ZHANG);
}

#[test]
fn a_disabled_account_is_out_at_the_next_request() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office.desk().disable_staff(CLERK).unwrap();
    office.sign_out();
    assert!(matches!(try_in(&mut office, CLERK, PASSWORD), Err(DeskError::Disabled)));
    assert!(matches!(try_in(&mut office, CLERK, "wrong password!"), Err(DeskError::WrongPassword { .. })));
    office.sign_in(ADMIN);
    office.desk().enable_staff(CLERK, &consent_of(SUPERVISOR)).unwrap();
    office.sign_out();
    office.sign_in(CLERK);
}

#[test]
fn the_recovery_code_works_once_and_gives_the_next_one() {
    let mut office = Office::new();
    let halves = office.typed_halves();
    let new = password("quiet river stones");
    let [first, second] = office.halves.clone();
    for (one, other) in [("ABCDE-FGHJK", ""), (&first, ""), (&second, &first), (&first, "ABCDE-FGHJK-LMNPQ-RSTUV")] {
        let halves = RecoveryHalves { first: password(one), second: password(other) };
        let wrong = office.desk().recover_administrator(ADMIN, &halves, &new);
        assert!(matches!(wrong, Err(DeskError::WrongRecoveryCode)), "{one} {other}");
    }
    let not_his = office.desk().recover_administrator(CLERK, &halves, &new);
    assert!(matches!(not_his, Err(DeskError::WrongRecoveryCode)));
    let next = office.desk().recover_administrator(ADMIN, &halves, &new).unwrap();
    assert_ne!(*next.first.shown(), first);
    assert_ne!(*next.second.shown(), second);
    assert!(
        office.entries().iter().any(|e| e.draft.action == Action::RecoveryCodeUse && e.draft.outcome == Outcome::Done)
    );
    try_in(&mut office, ADMIN, "quiet river stones").unwrap();
    office.sign_out();
    let newer = password("three more lamps");
    assert!(office.desk().recover_administrator(ADMIN, &halves, &newer).is_err());
    let next = RecoveryHalves { first: next.first.secret(), second: next.second.secret() };
    office.desk().recover_administrator(ADMIN, &next, &newer).unwrap();
}

#[test]
fn a_second_person_cannot_sign_in_over_the_first() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    assert!(matches!(try_in(&mut office, SUPERVISOR, PASSWORD), Err(DeskError::AlreadySignedIn)));
}
