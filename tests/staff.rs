//! Accounts: who may make and change them, and how a supervisor's is protected from the administrator.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests and their helpers")]

mod support;

use pindesk::desk::NewStaff;
use pindesk::{
    desk::DeskError,
    domain::{
        audit::{Detail, Value},
        settings::Field,
        staff::Role,
    },
    store::EntryFilter,
};
use support::*;

fn account(number: &str, role: Role, person: &str) -> NewStaff {
    new_staff(number, "吴小燕", role, person)
}

fn at_work() -> Office {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office
}

#[test]
fn nobody_but_an_administrator_does_an_administrators_work() {
    let mut office = Office::new();
    let file = office.home.path().join("register.csv");
    for number in [CLERK, SUPERVISOR] {
        office.sign_in(number);
        let desk = office.desk();
        let refusals = [
            desk.staff().unwrap_err(),
            desk.create_staff(&account("clerk09", Role::Clerk, STRANGER), &consent_of(SUPERVISOR)).unwrap_err(),
            desk.disable_staff(CLERK_2).unwrap_err(),
            desk.enable_staff(CLERK_2, &consent_of(SUPERVISOR)).unwrap_err(),
            desk.unlock_staff(CLERK_2).unwrap_err(),
            desk.change_role(CLERK_2, Role::Supervisor, &consent_of(SUPERVISOR)).unwrap_err(),
            desk.reset_staff_password(CLERK_2, &consent_of(SUPERVISOR)).unwrap_err(),
            desk.reissue_recovery_code(&decision_of(SUPERVISOR, true)).unwrap_err(),
            desk.change_setting(Field::TriesBeforeLock, "4").unwrap_err(),
        ];
        for refusal in refusals {
            assert!(matches!(refusal, DeskError::WrongRole(Role::Administrator)), "{number}: {refusal:?}");
        }
        let refusal = desk.import(&file, &mut |_, _| {}).unwrap_err();
        let is_role = matches!(refusal, pindesk::desk::ImportError::Desk(DeskError::WrongRole(Role::Administrator)));
        assert!(is_role, "{number}: {refusal:?}");
        office.sign_out();
    }
    assert!(matches!(office.desk().staff(), Err(DeskError::NotSignedIn)));
}

#[test]
fn one_person_has_one_account_whatever_is_typed() {
    let mut office = at_work();
    let clerks_own = "440524188001010014";
    let table = [
        ("clerk09", clerks_own, "person_taken"),
        ("CLERK01", STRANGER, "staff_number_taken"),
        ("a", STRANGER, "staff_number"),
        ("李明", STRANGER, "staff_number"),
        ("", STRANGER, "staff_number"),
        ("13812341234", STRANGER, "text_phone"),
        (ZHANG, STRANGER, "text_id"),
    ];
    for (number, person, code) in table {
        let refusal = office
            .desk()
            .create_staff(&account(number, Role::Administrator, person), &consent_of(SUPERVISOR))
            .unwrap_err();
        assert_eq!(refusal.code(), code, "{number}");
    }
    let nameless = NewStaff { name: " ".into(), ..account("clerk09", Role::Clerk, STRANGER) };
    assert!(matches!(office.desk().create_staff(&nameless, &consent_of(SUPERVISOR)), Err(DeskError::Name)));
    assert_eq!(office.desk().staff().unwrap().len(), 5);
    // A disabled account is still the person's one account.
    office.desk().disable_staff(CLERK).unwrap();
    let again = office.desk().create_staff(&account("clerk09", Role::Clerk, clerks_own), &consent_of(SUPERVISOR));
    assert!(matches!(again, Err(DeskError::PersonTaken)));
}

#[test]
fn an_enabled_administrator_always_remains() {
    let mut office = at_work();
    let new = account("admin2", Role::Administrator, STRANGER);
    let code = office.desk().create_staff(&new, &consent_of(SUPERVISOR)).unwrap().done().unwrap();
    office.desk().disable_staff("admin2").unwrap();
    for refusal in [
        office.desk().disable_staff(ADMIN).unwrap_err(),
        office.desk().enable_staff(ADMIN, &consent_of(SUPERVISOR)).unwrap_err(),
        office.desk().unlock_staff(ADMIN).unwrap_err(),
        office.desk().reset_staff_password(ADMIN, &consent_of(SUPERVISOR)).unwrap_err(),
        office.desk().change_role(ADMIN, Role::Supervisor, &consent_of(SUPERVISOR)).unwrap_err(),
    ] {
        assert!(matches!(refusal, DeskError::OwnAccount), "{refusal:?}");
    }
    office.sign_out();
    assert!(matches!(office.desk().sign_in("admin2", &code.secret()), Err(DeskError::Disabled)));
    office.sign_in(ADMIN);
    assert!(matches!(office.desk().disable_staff("nobody"), Err(DeskError::NoSuchStaff)));
}

#[test]
fn disabling_ends_the_work_of_the_next_sign_in_and_enabling_brings_it_back() {
    let mut office = at_work();
    office.desk().disable_staff(CLERK).unwrap();
    office.sign_out();
    assert!(matches!(office.desk().sign_in(CLERK, &password(PASSWORD)), Err(DeskError::Disabled)));
    office.sign_in(ADMIN);
    office.desk().enable_staff(CLERK, &consent_of(SUPERVISOR)).unwrap();
    office.sign_out();
    office.sign_in(CLERK);
}

#[test]
fn a_lock_opens_by_the_administrator_or_after_fifteen_minutes() {
    let mut office = Office::new();
    let lock = |office: &mut Office| {
        for _ in 0..5 {
            let _ = office.desk().sign_in(CLERK, &password("quite another one")).unwrap_err();
        }
        let refusal = office.desk().sign_in(CLERK, &password(PASSWORD)).unwrap_err();
        assert!(matches!(refusal, DeskError::AccountLocked { .. }), "{refusal:?}");
    };
    lock(&mut office);
    office.advance(15 * 60);
    office.sign_in(CLERK);
    office.sign_out();
    lock(&mut office);
    office.sign_in(ADMIN);
    let is_locked = |office: &mut Office| {
        office.desk().staff().unwrap().iter().any(|s| s.number.as_str() == CLERK && s.locked_until.is_some())
    };
    assert!(is_locked(&mut office));
    office.desk().unlock_staff(CLERK).unwrap();
    assert!(!is_locked(&mut office));
    office.sign_out();
    office.sign_in(CLERK);
}

#[test]
fn a_one_time_password_replaces_the_old_one_and_must_be_changed() {
    let mut office = at_work();
    let code = office.desk().reset_staff_password(CLERK, &consent_of(SUPERVISOR)).unwrap().done().unwrap();
    office.sign_out();
    assert!(matches!(office.desk().sign_in(CLERK, &password(PASSWORD)), Err(DeskError::WrongPassword { .. })));
    let as_read_out = password(&format!(" {} ", code.shown().to_lowercase()));
    assert!(office.desk().sign_in(CLERK, &as_read_out).unwrap().must_change_password);
    assert!(matches!(office.desk().look_up(id(ZHANG)), Err(DeskError::MustChangePassword)));
    let same = office.desk().change_own_password(&as_read_out, &code.secret()).unwrap_err();
    assert_eq!(same.code(), "password_unchanged");
    office.desk().change_own_password(&as_read_out, &password(PASSWORD)).unwrap();
    office.look_up(ZHANG);
}

#[test]
fn a_supervisor_with_a_new_password_is_told_who_had_a_hand_in_it() {
    let mut office = at_work();
    let code = office.desk().reset_staff_password(SUPERVISOR, &consent_of(SUPERVISOR_2)).unwrap().done().unwrap();
    office.sign_out();
    let signed_in = office.desk().sign_in(SUPERVISOR, &code.secret()).unwrap();
    assert_eq!(signed_in.password_was_reset_by.as_deref(), Some(ADMIN));
    office.desk().change_own_password(&code.secret(), &password("another green lamp")).unwrap();
    office.sign_out();
    let signed_in = office.desk().sign_in(SUPERVISOR, &password("another green lamp")).unwrap();
    assert_eq!(signed_in.password_was_reset_by, None, "told once");
}

#[test]
fn a_setting_out_of_range_changes_nothing_and_one_in_range_outlives_the_program() {
    let mut office = at_work();
    for (field, text) in [(Field::TriesBeforeLock, "11"), (Field::Seat, ""), (Field::InitialPins, "12345")] {
        let refusal = office.desk().change_setting(field, text).unwrap_err();
        assert!(matches!(refusal, DeskError::Setting(error) if error.field == field), "{refusal:?}");
    }
    assert_eq!(office.desk().settings().tries_before_lock, 6);
    office.desk().change_setting(Field::TriesBeforeLock, " 4 ").unwrap();
    office.desk().change_setting(Field::InitialPins, "123456,739105").unwrap();
    office.stop();
    office.start();
    assert_eq!(office.desk().settings().tries_before_lock, 4);
    assert_eq!(office.desk().settings().initial_pins, ["123456", "739105"]);
}

#[test]
fn the_log_keeps_before_and_after_of_a_setting_but_no_pin() {
    let mut office = at_work();
    office.desk().change_setting(Field::TriesBeforeLock, "4").unwrap();
    office.weaken(Field::InitialPins, "739105");
    let size = office.desk().tick().unwrap();
    // What means the same is no change, and no entry.
    office.desk().change_setting(Field::TriesBeforeLock, "04").unwrap();
    assert_eq!(office.desk().tick().unwrap(), size);
    office.sign_out();
    office.sign_in(SUPERVISOR);
    let mut reviewer = office.desk().reviewer().unwrap();
    let positions = reviewer.positions(&EntryFilter::default()).unwrap();
    let lines = reviewer.rows(&positions).unwrap().into_iter().filter_map(|row| row.line);
    let details: Vec<_> = lines.filter(|line| line.action == "setting_change").map(|line| line.detail).collect();
    let of = |setting: &str| {
        let is_it = |detail: &&Detail| detail.get("setting") == Some(&Value::Text(setting.to_owned()));
        details.iter().find(is_it).unwrap()
    };
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let tries = of("tries_before_lock");
    assert_eq!((tries.get("before").cloned(), tries.get("after").cloned()), (text("6"), text("4")));
    let pins = of("initial_pins");
    assert_eq!(pins.get("after"), Some(&Value::Number(1)));
    assert!(!format!("{pins:?}").contains("739105"), "{pins:?}");
}
