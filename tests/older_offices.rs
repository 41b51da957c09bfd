//! Offices that earlier versions made keep opening: each is kept as it was written, in `tests/fixtures`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/older.rs"]
mod older;

use older::{ACCOUNTS, copy_of, hours_later};
use pindesk::{
    desk::{Desk, DeskError, Integrity, SecondPerson},
    domain::settings::Field,
    vault::{Password, RecoveryHalves},
};

#[test]
fn an_office_of_the_first_schema_opens_and_everybody_signs_in() {
    let (_home, folders) = copy_of("office-v1");
    for _ in 0..2 {
        let mut desk = Desk::open(&folders, hours_later(48)).unwrap();
        assert!(matches!(desk.integrity(), Integrity::Sound { .. }), "{:?}", desk.integrity());
        for (number, secret) in ACCOUNTS {
            desk.sign_in(number, &Password::new(secret.as_bytes())).unwrap();
            desk.sign_out().unwrap();
        }
        desk.close().unwrap();
    }
}

fn secret(text: &str) -> Password {
    Password::new(text.as_bytes())
}

#[test]
fn an_administrator_of_such_an_office_does_nothing_before_a_supervisor_has_signed_beside_them() {
    let (_home, folders) = copy_of("office-v1");
    // Its accounts are older than a day by now.
    let mut desk = Desk::open(&folders, hours_later(48)).unwrap();
    let [(admin, admin_secret), (supervisor, supervisor_secret), (clerk, clerk_secret)] = ACCOUNTS;
    let signed_in = desk.sign_in(admin, &secret(admin_secret)).unwrap();
    assert!(signed_in.needs_second_person);
    for refusal in [
        desk.staff().unwrap_err(),
        desk.disable_staff(clerk).unwrap_err(),
        desk.change_setting(Field::SessionHours, "8").unwrap_err(),
    ] {
        assert!(matches!(refusal, DeskError::SecondPersonDue), "{refusal:?}");
    }
    let by = |number: &str, text: &str| SecondPerson::Supervisor { number: number.to_owned(), password: secret(text) };
    for (second, code) in [
        (by(admin, admin_secret), "not_supervisor"),
        (by(clerk, clerk_secret), "not_supervisor"),
        (by(supervisor, "quite another one"), "wrong_password"),
    ] {
        assert_eq!(desk.start_two_person(&second).unwrap_err().code(), code);
    }
    let code = desk.start_two_person(&by(supervisor, supervisor_secret)).unwrap();
    assert!(!desk.staff().unwrap().is_empty());
    assert!(matches!(desk.start_two_person(&by(supervisor, supervisor_secret)), Err(DeskError::OutOfOrder)));
    desk.sign_out().unwrap();
    assert!(!desk.sign_in(admin, &secret(admin_secret)).unwrap().needs_second_person);
    desk.sign_out().unwrap();
    let halves = RecoveryHalves { first: code.first.secret(), second: code.second.secret() };
    desk.recover_administrator(admin, &halves, &secret("four green lamps")).unwrap();
    desk.close().unwrap();
    let never = std::sync::atomic::AtomicBool::new(false);
    let inspection = pindesk::desk::Inspection::of(&folders, &mut |_, _| {}, &never).unwrap();
    assert!(inspection.is_sound(), "{:?}", inspection.irregularities);
}

#[test]
fn a_check_before_the_first_opening_says_to_open_it_once() {
    let (_home, folders) = copy_of("office-v1");
    let never = std::sync::atomic::AtomicBool::new(false);
    let check = || pindesk::desk::Inspection::of(&folders, &mut |_, _| {}, &never);
    let refusal = check().unwrap_err();
    assert!(
        matches!(refusal, pindesk::desk::InspectionError::Office(pindesk::desk::OfficeError::Older)),
        "{refusal:?}"
    );
    Desk::open(&folders, hours_later(48)).unwrap().close().unwrap();
    assert!(check().unwrap().is_sound());
}

#[test]
fn such_an_office_opens_after_years_too_once_a_supervisor_has_said_what_day_it_is() {
    let (_home, folders) = copy_of("office-v1");
    let mut desk = Desk::open(&folders, hours_later(24 * 800)).unwrap();
    let [(admin, admin_secret), (supervisor, supervisor_secret), _] = ACCOUNTS;
    desk.sign_in(supervisor, &secret(supervisor_secret)).unwrap();
    let doubt = desk.date_doubt().expect("a gap of years");
    desk.confirm_date(doubt.today).unwrap();
    desk.sign_out().unwrap();
    desk.sign_in(admin, &secret(admin_secret)).unwrap();
    let second = SecondPerson::Supervisor { number: supervisor.to_owned(), password: secret(supervisor_secret) };
    desk.start_two_person(&second).unwrap();
    assert!(!desk.staff().unwrap().is_empty());
}
