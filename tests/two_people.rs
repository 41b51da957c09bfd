//! One person is never an office: what an administrator, a supervisor or a keeper of half a code tries alone.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests and their helpers")]

mod support;

use std::collections::BTreeSet;

use pindesk::{
    desk::{Consent, ConsentDecision, Consented, DeferralState, Desk, DeskError, Notices},
    domain::{
        audit::{Action, Detail, Entry, Outcome, Value},
        settings::{Field, Weaker},
        staff::Role,
    },
    vault::{OneTimeCode, RecoveryCode, RecoveryHalves},
};
use support::*;

const DAY: u64 = 24 * 3600;

fn at_work() -> Office {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office
}

/// Lets time pass; the sign-in has run out by then.
fn later(office: &mut Office, seconds: u64) {
    office.sign_out();
    office.advance(seconds);
    office.sign_in(ADMIN);
}

/// Signs in as somebody else for a moment.
fn as_(office: &mut Office, number: &str, work: impl FnOnce(&mut Desk)) {
    office.sign_out();
    office.sign_in(number);
    work(office.desk());
    office.sign_out();
    office.sign_in(ADMIN);
}

fn text(detail: &Detail, key: &str) -> String {
    match detail.get(key) {
        Some(Value::Text(text)) => text.clone(),
        other => format!("{other:?}"),
    }
}

fn entries(office: &Office, action: Action) -> Vec<Entry> {
    office.entries().into_iter().filter(|entry| entry.draft.action == action).collect()
}

/// An account as it comes out of the store: what an administrator's list shows of it.
fn is_disabled(office: &mut Office, number: &str) -> bool {
    office.desk().staff().unwrap().into_iter().find(|staff| staff.number.as_str() == number).unwrap().disabled
}

/// Everything that needs a second person, tried with some consent; the outcomes by name.
fn try_all(office: &mut Office, consent: &dyn Fn() -> Consent) -> Vec<(&'static str, Result<(), DeskError>)> {
    let done = |result: Result<Consented<()>, DeskError>| result.map(|_| ());
    let given = |result: Result<Consented<OneTimeCode>, DeskError>| result.map(|_| ());
    office.desk().disable_staff(CLERK_2).unwrap();
    let desk = office.desk();
    let new = |role, person: &str| new_staff("person09", "吴小燕", role, person);
    vec![
        ("a clerk", given(desk.create_staff(&new(Role::Clerk, STRANGER), &consent()))),
        ("a supervisor", given(desk.create_staff(&new(Role::Supervisor, STRANGER), &consent()))),
        ("an administrator", given(desk.create_staff(&new(Role::Administrator, STRANGER), &consent()))),
        ("enabling", done(desk.enable_staff(CLERK_2, &consent()))),
        ("a clerk's password", given(desk.reset_staff_password(CLERK, &consent()))),
        ("a supervisor's password", given(desk.reset_staff_password(SUPERVISOR, &consent()))),
        ("a role", done(desk.change_role(CLERK, Role::Supervisor, &consent()))),
        ("a weaker rule", done(desk.change_settings(&[(Field::TriesBeforeLock, "10".into())], Some(&consent())))),
    ]
}

/// How somebody tries to consent, again and again, in an office.
type Attempt = dyn Fn(&Office) -> Box<dyn Fn() -> Consent>;

#[test]
fn an_administrator_alone_brings_nothing_about() {
    let own_sign = |number: &'static str, secret: &'static str| {
        move || {
            Consent::Supervisor(ConsentDecision {
                supervisor: number.into(),
                password: password(secret),
                remark: "同意".into(),
                granted: true,
            })
        }
    };
    let halves = |first: &str, second: &str| {
        let (first, second) = (first.to_owned(), second.to_owned());
        move || Consent::RecoveryCode(RecoveryHalves { first: password(&first), second: password(&second) })
    };
    let table: [(&str, Box<Attempt>, &[&str]); 6] = [
        ("their own word", Box::new(move |_| Box::new(own_sign(ADMIN, PASSWORD))), &["own_consent"]),
        ("a clerk's word", Box::new(move |_| Box::new(own_sign(CLERK_2, PASSWORD))), &["disabled", "not_supervisor"]),
        (
            "nobody's word",
            Box::new(move |_| Box::new(own_sign("nobody", PASSWORD))),
            &["wrong_password", "account_locked"],
        ),
        (
            "a guessed password",
            Box::new(move |_| Box::new(own_sign(SUPERVISOR_2, "quite another one"))),
            &["wrong_password", "account_locked"],
        ),
        (
            "their own half",
            Box::new(move |office| Box::new(halves(&office.halves[0], ""))),
            &["wrong_recovery_code", "account_locked"],
        ),
        (
            "their own half twice",
            Box::new(move |office| Box::new(halves(&office.halves[0], &office.halves[0]))),
            &["wrong_recovery_code", "account_locked"],
        ),
    ];
    for (name, consent, refusals) in table {
        let mut office = at_work();
        let before = office.desk().settings().clone();
        let consent = consent(&office);
        for (what, outcome) in try_all(&mut office, &*consent) {
            let refusal = outcome.expect_err(&format!("{name} brought about {what}"));
            assert!(refusals.contains(&refusal.code()), "{name}, {what}: {refusal:?}");
        }
        assert_eq!(*office.desk().settings(), before, "{name}");
        assert_eq!(office.desk().staff().unwrap().len(), 5, "{name}");
        assert!(is_disabled(&mut office, CLERK_2), "{name}");
        office.advance(3 * DAY);
        office.desk().tick().unwrap();
        assert_eq!(office.desk().notices().deferrals, [], "{name}");
        let done: Vec<_> = entries(&office, Action::StaffPasswordReset);
        assert!(done.iter().all(|entry| entry.draft.outcome != Outcome::Done), "{name}");
    }
    let mut office = at_work();
    let refusal = office.desk().change_setting(Field::TriesBeforeLock, "10").unwrap_err();
    assert!(matches!(refusal, DeskError::ConsentDue));
}

#[test]
fn every_rule_that_becomes_weaker_needs_a_supervisor_and_none_that_becomes_stronger() {
    let weaker = |field: Field| match field.weaker() {
        Weaker::Never => None,
        Weaker::Larger => Some("max"),
        Weaker::LargerOrZero | Weaker::Smaller | Weaker::SmallerButZero => Some("small"),
        Weaker::Off => Some("false"),
        Weaker::Fewer => Some(""),
        Weaker::WiderHours => Some(if field == Field::FlagHoursFrom { "00:00" } else { "23:59" }),
        Weaker::MoreDays => Some("1234567"),
    };
    let mut tried = 0;
    for field in Field::ALL {
        let Some(value) = weaker(field) else { continue };
        let mut office = at_work();
        let value = match (value, field.form()) {
            ("max", pindesk::domain::settings::Form::Number { max, .. }) => max.to_string(),
            ("small", pindesk::domain::settings::Form::Number { min, .. })
                if field.weaker() != Weaker::SmallerButZero =>
            {
                min.to_string()
            }
            ("small", _) => "1".to_owned(),
            (value, _) => value.to_owned(),
        };
        if office.desk().settings().get(field) == value {
            // The tests' office has it at its weakest; stronger needs nobody.
            office.desk().change_setting(field, "20").unwrap();
        }
        let strong = office.desk().settings().get(field);
        let refusal = office.desk().change_setting(field, &value).unwrap_err();
        assert!(matches!(refusal, DeskError::ConsentDue), "{field:?} to {value:?}: {refusal:?}");
        assert_eq!(office.desk().settings().get(field), strong, "{field:?}");
        office.weaken(field, &value);
        let entry = entries(&office, Action::SettingChange).pop().unwrap();
        assert_eq!(text(&entry.draft.detail, "consent"), SUPERVISOR, "{field:?}");
        assert_eq!(entry.draft.detail.get("weaker"), Some(&Value::Flag(true)), "{field:?}");
        office.desk().change_setting(field, &strong).unwrap_or_else(|e| panic!("{field:?} back: {e}"));
        tried += 1;
    }
    assert!(tried > 20, "{tried}");
}

#[test]
fn a_weaker_rule_does_not_hide_among_stronger_ones() {
    let mut office = at_work();
    let changes = [(Field::SessionHours, "8".to_owned()), (Field::TriesBeforeLock, "7".to_owned())];
    let refusal = office.desk().change_settings(&changes, None).unwrap_err();
    assert!(matches!(refusal, DeskError::ConsentDue));
    assert_eq!(office.desk().settings().session_hours, 12, "all or none");
}

#[test]
fn consent_is_an_entry_before_the_change_and_so_is_its_refusal() {
    let mut office = at_work();
    let refused = office.desk().reset_staff_password(CLERK, &Consent::Supervisor(decision_of(SUPERVISOR, false)));
    assert!(matches!(refused, Ok(Consented::Refused)));
    let given = office.desk().reset_staff_password(CLERK, &consent_of(SUPERVISOR_2)).unwrap();
    assert!(given.done().is_some());
    let told: Vec<_> = office
        .entries()
        .into_iter()
        .filter(|entry| matches!(entry.draft.action, Action::Consent | Action::StaffPasswordReset))
        .map(|entry| (entry.draft.staff.unwrap(), entry.draft.action, entry.draft.outcome, entry.draft.detail))
        .collect();
    let seen: Vec<_> = told.iter().map(|(staff, action, outcome, _)| (staff.as_str(), *action, *outcome)).collect();
    assert_eq!(
        seen,
        [
            (SUPERVISOR, Action::Consent, Outcome::Refused),
            (SUPERVISOR_2, Action::Consent, Outcome::Done),
            (ADMIN, Action::StaffPasswordReset, Outcome::Done),
        ]
    );
    for (_, _, _, detail) in &told {
        assert_eq!(text(detail, "about"), CLERK);
    }
    assert_eq!(text(&told[1].3, "remark"), "已当面核实");
    assert_eq!(text(&told[2].3, "consent"), SUPERVISOR_2);
    let silent = ConsentDecision { remark: " ".into(), ..decision_of(SUPERVISOR, true) };
    let refusal = office.desk().reset_staff_password(CLERK, &Consent::Supervisor(silent)).unwrap_err();
    assert!(matches!(refusal, DeskError::RemarkMissing));
}

#[test]
fn nobody_consents_for_their_own_account() {
    let mut office = at_work();
    for refusal in [
        office.desk().reset_staff_password(SUPERVISOR, &consent_of(SUPERVISOR)).unwrap_err(),
        office.desk().change_role(SUPERVISOR, Role::Clerk, &consent_of(SUPERVISOR)).unwrap_err(),
        office.desk().enable_staff(SUPERVISOR, &consent_of(SUPERVISOR)).unwrap_err(),
    ] {
        assert!(matches!(refusal, DeskError::OwnConsent), "{refusal:?}");
    }
    let failed = entries(&office, Action::Consent);
    assert!(failed.iter().all(|entry| entry.draft.outcome == Outcome::Failed) && failed.len() == 3);
}

/// A supervisor whose account begins anew, in some way.
type Renewal = fn(&mut Office);

#[test]
fn an_account_consents_and_approves_only_a_day_after_it_began_anew() {
    const NEW: &str = "super09";
    let made: Renewal = |office| {
        let new = new_staff(NEW, "吴小燕", Role::Supervisor, STRANGER);
        let code = office.desk().create_staff(&new, &consent_of(SUPERVISOR)).unwrap().done().unwrap();
        let code = code.shown().to_string();
        office.sign_out();
        office.settle_in(NEW, &code);
        office.sign_in(ADMIN);
    };
    let enabled: Renewal = |office| {
        later(office, 2 * DAY);
        office.desk().disable_staff(NEW).unwrap();
        office.desk().enable_staff(NEW, &consent_of(SUPERVISOR)).unwrap();
    };
    let given: Renewal = |office| {
        later(office, 2 * DAY);
        let code = office.desk().reset_staff_password(NEW, &consent_of(SUPERVISOR)).unwrap().done().unwrap();
        let code = code.shown().to_string();
        office.sign_out();
        office.settle_in(NEW, &code);
        office.sign_in(ADMIN);
    };
    let moved: Renewal = |office| {
        later(office, 2 * DAY);
        office.desk().change_role(NEW, Role::Clerk, &consent_of(SUPERVISOR)).unwrap();
        later(office, 2 * DAY);
        office.desk().change_role(NEW, Role::Supervisor, &consent_of(SUPERVISOR)).unwrap();
    };
    for (name, renewals) in [
        ("made", vec![made]),
        ("enabled", vec![made, enabled]),
        ("given a password", vec![made, given]),
        ("moved", vec![made, moved]),
    ] {
        let mut office = at_work();
        for renewal in renewals {
            renewal(&mut office);
        }
        let tries = |office: &mut Office| office.desk().reset_staff_password(CLERK, &consent_of(NEW)).map(|_| ());
        let refusal = tries(&mut office).unwrap_err();
        assert!(matches!(refusal, DeskError::AccountTooNew { .. }), "{name}: {refusal:?}");
        // Setting the wall alone does not make it older; nor does starting the program again within the day.
        later(&mut office, DAY - 60);
        assert!(matches!(tries(&mut office), Err(DeskError::AccountTooNew { .. })), "{name}, nearly a day later");
        office.stop();
        office.start();
        office.sign_in(ADMIN);
        assert!(matches!(tries(&mut office), Err(DeskError::AccountTooNew { .. })), "{name}, after a restart");
        later(&mut office, 61);
        tries(&mut office).unwrap_or_else(|error| panic!("{name}, a day later: {error}"));
    }
}

#[test]
fn a_supervisor_is_never_the_last_to_go() {
    let mut office = at_work();
    office.desk().disable_staff(SUPERVISOR_2).unwrap();
    assert!(matches!(office.desk().disable_staff(SUPERVISOR), Err(DeskError::LastSupervisor)));
    // One who has not yet signed in with a password of their own is no successor.
    let new = new_staff("super09", "吴小燕", Role::Supervisor, STRANGER);
    let code = office.desk().create_staff(&new, &consent_of(SUPERVISOR)).unwrap().done().unwrap().shown().to_string();
    assert!(matches!(office.desk().disable_staff(SUPERVISOR), Err(DeskError::LastSupervisor)));
    office.sign_out();
    office.settle_in("super09", &code);
    office.sign_in(ADMIN);
    office.desk().disable_staff(SUPERVISOR).unwrap();
    assert!(office.desk().notices().keeper_left, "who kept half of the recovery code is gone");
    later(&mut office, 2 * DAY);
    let reissued = office.desk().reissue_recovery_code(&decision_of("super09", true)).unwrap();
    assert!(matches!(reissued, Consented::Done(_)));
    assert!(!office.desk().notices().keeper_left);
}

fn by_halves(office: &Office) -> Consent {
    Consent::RecoveryCode(office.typed_halves())
}

fn arranged(office: &mut Office) -> (OneTimeCode, RecoveryCode) {
    let consent = by_halves(office);
    let new = new_staff("super09", "吴小燕", Role::Supervisor, STRANGER);
    match office.desk().create_staff(&new, &consent).unwrap() {
        Consented::Later { value, next_code, .. } => (value, next_code),
        other => panic!("{other:?}"),
    }
}

#[test]
fn without_a_supervisor_both_halves_arrange_a_change_for_a_day_later_in_sight_of_everybody() {
    let mut office = at_work();
    let (code, next) = arranged(&mut office);
    let again = by_halves(&office);
    let refusal = office.desk().enable_staff(CLERK_2, &again).unwrap_err();
    assert!(matches!(refusal, DeskError::WrongRecoveryCode), "a code works once: {refusal:?}");
    office.halves = [next.first.shown().to_string(), next.second.shown().to_string()];
    office.sign_out();
    assert!(office.desk().sign_in("super09", &code.secret()).is_err(), "the account is not there yet");
    let [waiting] = office.desk().notices().deferrals.clone().try_into().unwrap();
    assert_eq!((waiting.state, waiting.about.as_str()), (DeferralState::Waiting, "super09"));
    office.stop();
    office.start();
    assert_eq!(office.desk().notices().deferrals.len(), 1, "a restart does not hide it");
    office.advance(DAY - 1);
    office.desk().tick().unwrap();
    assert!(office.desk().sign_in("super09", &code.secret()).is_err());
    office.advance(2);
    office.desk().tick().unwrap();
    let [done] = office.desk().notices().deferrals.clone().try_into().unwrap();
    assert_eq!(done.state, DeferralState::Done, "it stays in sight");
    office.settle_in("super09", &code.shown());
    let entry = entries(&office, Action::StaffCreate).pop().unwrap();
    assert_eq!(text(&entry.draft.detail, "consent"), "recovery_code");

    // The account opened so consents to nothing for a day, and its person cannot sign the matter off.
    office.sign_in("super09");
    let refusal = office.desk().settle_deferral(&done.id, "是我", true).unwrap_err();
    assert!(matches!(refusal, DeskError::OwnWork), "{refusal:?}");
    office.sign_out();
    office.sign_in(ADMIN);
    let refusal = office.desk().reset_staff_password(CLERK, &consent_of("super09")).unwrap_err();
    assert!(matches!(refusal, DeskError::AccountTooNew { .. }), "{refusal:?}");
    let refusal = office.desk().settle_deferral(&done.id, "没事", true).unwrap_err();
    assert!(matches!(refusal, DeskError::WrongRole(Role::Supervisor)), "{refusal:?}");
    as_(&mut office, SUPERVISOR_2, |desk| desk.settle_deferral(&done.id, "已问过，属实", true).unwrap());
    assert_eq!(*office.desk().notices(), Notices::default());
}

#[test]
fn a_supervisor_who_comes_back_objects_or_consents_at_once() {
    for granted in [false, true] {
        let mut office = at_work();
        let (code, _) = arranged(&mut office);
        let id = office.desk().notices().deferrals[0].id.clone();
        as_(&mut office, SUPERVISOR, |desk| {
            assert!(matches!(desk.settle_deferral(&id, " ", granted), Err(DeskError::RemarkMissing)));
            desk.settle_deferral(&id, "已核实", granted).unwrap();
            assert!(matches!(desk.settle_deferral(&id, "已核实", granted), Err(DeskError::NoOpenItem)));
        });
        assert_eq!(office.desk().notices().deferrals, []);
        office.advance(2 * DAY);
        office.desk().tick().unwrap();
        office.sign_out();
        assert_eq!(office.desk().sign_in("super09", &code.secret()).is_ok(), granted);
        let created: BTreeSet<_> = entries(&office, Action::StaffCreate)
            .iter()
            .filter(|entry| text(&entry.draft.detail, "about") == "super09")
            .map(|entry| text(&entry.draft.detail, "consent"))
            .collect();
        assert_eq!(created, granted.then(|| SUPERVISOR.to_owned()).into_iter().collect());
    }
}

#[test]
fn a_wall_clock_that_is_set_forward_does_not_shorten_the_day() {
    let mut office = at_work();
    arranged(&mut office);
    office.clock.set_wall_forward(std::time::Duration::from_secs(2 * DAY));
    office.desk().tick().unwrap();
    assert_eq!(office.desk().notices().deferrals[0].state, DeferralState::Waiting);
}

#[test]
fn what_has_become_impossible_meanwhile_is_withdrawn_and_said() {
    let mut office = at_work();
    arranged(&mut office);
    let twin = new_staff("super10", "吴小燕", Role::Supervisor, STRANGER);
    office.desk().create_staff(&twin, &consent_of(SUPERVISOR)).unwrap();
    office.advance(DAY + 1);
    office.desk().tick().unwrap();
    assert_eq!(office.desk().notices().deferrals, []);
    let failed: Vec<_> =
        entries(&office, Action::StaffCreate).into_iter().filter(|e| e.draft.outcome == Outcome::Failed).collect();
    assert_eq!(text(&failed[0].draft.detail, "reason"), "person_taken");
}

#[test]
fn wrong_halves_lock_the_account_that_typed_them() {
    let mut office = at_work();
    for _ in 0..5 {
        let wrong = RecoveryHalves { first: password(&office.halves[0].clone()), second: password("ABCDE") };
        assert!(office.desk().enable_staff(CLERK_2, &Consent::RecoveryCode(wrong)).is_err());
    }
    let right = by_halves(&office);
    let refusal = office.desk().enable_staff(CLERK_2, &right).unwrap_err();
    assert!(matches!(refusal, DeskError::AccountLocked { .. }), "{refusal:?}");
    office.sign_out();
    assert!(matches!(office.desk().sign_in(ADMIN, &password(PASSWORD)), Err(DeskError::AccountLocked { .. })));
}

#[test]
fn an_office_is_founded_by_two() {
    let office = Office::new();
    let founders: Vec<_> = entries(&office, Action::StaffCreate);
    let told: Vec<_> = founders
        .iter()
        .take(2)
        .map(|entry| (entry.draft.staff.clone().unwrap(), text(&entry.draft.detail, "consent")))
        .collect();
    assert_eq!(told, [(ADMIN.to_owned(), SUPERVISOR.to_owned()), (SUPERVISOR.to_owned(), ADMIN.to_owned())]);
    let start = entries(&office, Action::LogStart).pop().unwrap();
    for field in Field::ALL {
        assert!(start.draft.detail.contains_key(&format!("setting.{}", field.key())), "{field:?} has its first value");
    }
    assert_eq!(start.draft.detail.get("setting.initial_pins"), Some(&Value::Number(1)), "no PIN is ever logged");
}

#[test]
fn both_halves_in_one_hand_change_nothing_before_everybody_could_see_it_for_a_day() {
    let mut office = Office::new();
    let halves = office.typed_halves();
    office.desk().recover_administrator(ADMIN, &halves, &password("four green lamps")).unwrap();
    let [seen] = office.desk().notices().deferrals.clone().try_into().unwrap();
    assert_eq!((seen.action, seen.state), (Action::RecoveryCodeUse, DeferralState::Done), "in sight of everybody");
    office.desk().sign_in(ADMIN, &password("four green lamps")).unwrap();
    for (what, outcome) in try_all(&mut office, &|| consent_of(SUPERVISOR_2)) {
        let refusal = outcome.expect_err(what);
        assert!(matches!(refusal, DeskError::AccountTooNew { .. }), "{what}: {refusal:?}");
    }
    office.sign_out();
    // Who kept a half looks at it alone no more than who used it; another supervisor does.
    office.sign_in(SUPERVISOR);
    assert!(matches!(office.desk().settle_deferral(&seen.id, "没事", true), Err(DeskError::OwnWork)));
    office.sign_out();
    office.sign_in(SUPERVISOR_2);
    office.desk().settle_deferral(&seen.id, "已问过两位保管人", true).unwrap();
    assert_eq!(office.desk().notices().deferrals, []);
    let entry = entries(&office, Action::RecoveryCodeUse).pop().unwrap();
    assert_eq!(text(&entry.draft.detail, "first_keeper"), ADMIN);
    assert_eq!(text(&entry.draft.detail, "second_keeper"), SUPERVISOR);
}

#[test]
fn a_disabled_administrator_does_not_come_back_with_the_code() {
    let mut office = at_work();
    let new = new_staff("admin2", "吴小燕", Role::Administrator, STRANGER);
    office.desk().create_staff(&new, &consent_of(SUPERVISOR)).unwrap();
    office.desk().disable_staff("admin2").unwrap();
    office.sign_out();
    let halves = office.typed_halves();
    let refusal = office.desk().recover_administrator("admin2", &halves, &password("four green lamps")).unwrap_err();
    assert!(matches!(refusal, DeskError::Disabled), "{refusal:?}");
}

#[test]
fn whom_a_deferred_change_is_about_may_object_to_it() {
    let mut office = at_work();
    let consent = by_halves(&office);
    assert!(matches!(office.desk().reset_staff_password(SUPERVISOR, &consent).unwrap(), Consented::Later { .. }));
    let id = office.desk().notices().deferrals[0].id.clone();
    as_(&mut office, SUPERVISOR, |desk| {
        assert!(matches!(desk.settle_deferral(&id, "我同意", true), Err(DeskError::OwnWork)));
        desk.settle_deferral(&id, "没有人问过我", false).unwrap();
    });
    office.advance(2 * DAY);
    office.desk().tick().unwrap();
    office.sign_out();
    office.sign_in(SUPERVISOR);
}

#[test]
fn an_administrator_who_left_meanwhile_brings_nothing_about() {
    let mut office = at_work();
    let new = new_staff("admin2", "吴小燕", Role::Administrator, "110105194912310433");
    let code = office.desk().create_staff(&new, &consent_of(SUPERVISOR)).unwrap().done().unwrap().shown().to_string();
    office.sign_out();
    office.settle_in("admin2", &code);
    office.sign_in(ADMIN);
    arranged(&mut office);
    office.sign_out();
    office.advance(3600);
    office.sign_in("admin2");
    office.desk().disable_staff(ADMIN).unwrap();
    office.sign_out();
    office.advance(DAY);
    office.desk().tick().unwrap();
    let failed = entries(&office, Action::StaffCreate).pop().unwrap();
    assert_eq!((failed.draft.outcome, text(&failed.draft.detail, "reason").as_str()), (Outcome::Failed, "wrong_role"));
    assert_eq!(office.desk().notices().deferrals, []);
}

#[test]
fn nothing_takes_effect_on_a_day_that_nobody_is_sure_of() {
    let mut office = at_work();
    arranged(&mut office);
    office.stop();
    // The machine was off, and its clock stands four days later.
    office.clock.reboot(std::time::Duration::from_secs(4 * DAY));
    office.start();
    office.desk().tick().unwrap();
    assert_eq!(office.desk().notices().deferrals[0].state, DeferralState::Waiting);
}
