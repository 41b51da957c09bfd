//! The administrator's screens, worked by label through the real window and the real store.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests and their helpers")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use egui::{Key, Modifiers};
use flows::Window;
use pindesk::{
    desk::DeskError,
    domain::settings::Field,
    t,
    ui::i18n::{self, Language},
};
use support::*;

fn at_work(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(ADMIN, PASSWORD, "staff");
    window
}

/// Opens a page of the rail.
fn open(window: &mut Window, label: &str, screen: &str) {
    window.click(label);
    window.wait_for_screen(screen);
}

/// The row of an account, as it is read out.
fn row(window: &mut Window, number: &str) -> String {
    window.wait_for(&format!("{number}, "));
    window.label(|text| text.starts_with(&format!("{number}, "))).unwrap()
}

fn one_time_code(window: &Window) -> String {
    let is_code = |text: &str| text.len() == 23 && text.split('-').all(|part| part.len() == 5);
    window.label(is_code).expect("a one-time password on the screen")
}

/// Enter after a number, typed or read, leads on; the next one submits.
fn submit(window: &mut Window) {
    window.press(Key::Enter);
    window.press(Key::Enter);
}

#[test]
fn a_new_account_signs_in_with_the_one_time_password() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = at_work(&mut office, language);
        window.press(Key::F2);
        window.wait_for(&t!("staff-new-body"));
        assert!(window.is_disabled(&t!("staff-create")));
        window.fill(&t!("staff-number"), "Clerk03");
        window.fill(&t!("staff-name"), "吴小燕");
        window.fill(&t!("staff-id-number"), "44052418800101001");
        window.wait_for(&t!("staff-id-typed", typed = 17, wanted = 18));
        window.fill(&t!("staff-id-number"), "440524188001010021");
        assert!(window.is_disabled(&t!("staff-create")), "a wrong check digit");
        window.fill(&t!("staff-id-number"), STRANGER);
        window.wait_for(&t!("staff-id-valid"));
        submit(&mut window);
        // A supervisor says no first: nothing is made, and nothing typed is lost.
        window.consent(SUPERVISOR, PASSWORD, Key::F8);
        window.wait_for(&t!("consent-refused"));
        window.press(Key::F2);
        window.wait_for(&t!("staff-id-valid"));
        window.click(&t!("staff-create"));
        window.consent(SUPERVISOR, PASSWORD, Key::Enter);
        window.wait_for(&t!("staff-code-body"));
        let code = one_time_code(&window);
        window.press(Key::Escape);
        assert!(window.shows(&code), "Esc must not lose the password");
        assert!(window.is_disabled(&t!("staff-code-done")));
        window.click(&t!("staff-code-written"));
        window.click(&t!("staff-code-done"));
        window.wait_until_gone(&code);
        let shown = row(&mut window, "clerk03");
        assert!(shown.contains(&t!("staff-state-one-time")), "{shown}");

        window.close(&mut office);
        let signed_in = office.desk().sign_in("clerk03", &password(&code.to_lowercase())).unwrap();
        assert!(signed_in.must_change_password);
    }
}

#[test]
fn a_number_that_is_taken_is_said_beside_the_field_and_nothing_typed_is_lost() {
    let mut office = Office::new();
    let mut window = at_work(&mut office, Language::English);
    window.click(&t!("staff-new"));
    window.fill(&t!("staff-number"), CLERK);
    window.fill(&t!("staff-name"), "吴小燕");
    window.fill(&t!("staff-id-number"), STRANGER);
    submit(&mut window);
    window.consent(SUPERVISOR, PASSWORD, Key::Enter);
    window.wait_for(&pindesk::ui::errors::explain(&DeskError::StaffNumberTaken).line());
    window.press(Key::Escape);
    window.wait_until_gone(&t!("staff-new-body"));
    window.press(Key::F2);
    window.wait_for(&t!("staff-id-valid"));
}

#[test]
fn accounts_are_disabled_and_enabled_by_keyboard() {
    let mut office = Office::new();
    let mut window = at_work(&mut office, Language::Chinese);
    while !window.focused().is_some_and(|label| label.starts_with(CLERK_2)) {
        window.press(Key::ArrowDown);
        assert!(!window.focused().is_some_and(|label| label.starts_with(SUPERVISOR_2)), "{:?}", window.focused());
    }
    window.press(Key::Enter);
    assert_eq!(window.focused(), Some(t!("staff-password")));
    window.click(&t!("staff-disable"));
    window.wait_for(&t!("staff-disable-body"));
    window.press(Key::Escape);
    window.wait_until_gone(&t!("staff-disable-body"));
    assert!(row(&mut window, CLERK_2).contains(&t!("staff-state-normal")));
    window.click(&t!("staff-disable"));
    window.press(Key::Enter);
    window.wait_until_gone(&t!("staff-disable-body"));
    window.settle();
    assert!(row(&mut window, CLERK_2).contains(&t!("staff-state-disabled")));

    window.close(&mut office);
    assert!(matches!(office.desk().sign_in(CLERK_2, &password(PASSWORD)), Err(DeskError::Disabled)));
    let mut window = at_work(&mut office, Language::Chinese);
    let disabled = row(&mut window, CLERK_2);
    window.click(&disabled);
    window.click(&t!("staff-enable"));
    window.wait_for(&t!("staff-enable-body"));
    window.consent(SUPERVISOR, PASSWORD, Key::Enter);
    window.wait_until_gone(&t!("staff-enable-body"));
    window.close(&mut office);
    office.sign_in(CLERK_2);
}

#[test]
fn a_locked_account_is_opened_and_the_own_one_cannot_be_changed() {
    let mut office = Office::new();
    for _ in 0..5 {
        let _ = office.desk().sign_in(CLERK, &password("quite another one")).unwrap_err();
    }
    let mut window = at_work(&mut office, Language::English);
    let own = row(&mut window, ADMIN);
    window.click(&own);
    window.wait_for(&t!("staff-own"));
    assert!(!window.shows(&t!("staff-disable")));
    let locked = row(&mut window, CLERK);
    assert!(locked.contains(&t!("staff-state-locked", until = "12:15")), "{locked}");
    window.click(&locked);
    window.click(&t!("staff-unlock"));
    window.press(Key::Enter);
    window.wait_until_gone(&t!("staff-unlock-body"));
    window.settle();
    assert!(row(&mut window, CLERK).contains(&t!("staff-state-normal")));
    window.close(&mut office);
    office.sign_in(CLERK);
}

#[test]
fn a_password_given_by_another_needs_a_supervisor_who_is_someone_else() {
    let mut office = Office::new();
    let mut window = at_work(&mut office, Language::Chinese);
    let supervisor = row(&mut window, SUPERVISOR);
    window.click(&supervisor);
    window.click(&t!("staff-password"));
    window.wait_for(&t!("consent-how"));
    assert!(window.is_disabled(&t!("approval-grant")));
    for (number, typed, error) in [
        (SUPERVISOR_2, "quite another one", DeskError::WrongPassword { left: 4 }),
        (CLERK, PASSWORD, DeskError::NotSupervisor),
        (SUPERVISOR, PASSWORD, DeskError::OwnConsent),
        (ADMIN, PASSWORD, DeskError::OwnConsent),
    ] {
        window.consent(number, typed, Key::Enter);
        window.wait_for(&pindesk::ui::errors::explain(&error).what);
        assert_eq!(window.value(&t!("approval-remark")), "新到岗，证件已看", "nothing typed is lost");
    }
    window.consent(SUPERVISOR_2, PASSWORD, Key::Enter);
    window.wait_for(&t!("staff-code-body"));
    let code = one_time_code(&window);
    window.close(&mut office);
    let signed_in = office.desk().sign_in(SUPERVISOR, &password(&code)).unwrap();
    assert!(signed_in.must_change_password);
    assert_eq!(signed_in.password_was_reset_by.as_deref(), Some(ADMIN));
}

#[test]
fn both_halves_arrange_a_new_role_and_every_screen_shows_it_until_a_supervisor_objects() {
    for language in Language::ALL {
        let mut office = Office::new();
        let [first, second] = office.halves.clone();
        let mut window = at_work(&mut office, language);
        let clerk = row(&mut window, CLERK_2);
        window.click(&clerk);
        window.click(&t!("staff-role-change"));
        window.wait_for(&t!("staff-role-body"));
        assert!(window.is_disabled(&t!("staff-role-go")), "the role they have");
        window.click(&i18n::text_of("role", "supervisor"));
        window.click(&t!("staff-role-go"));
        window.wait_for(&t!("consent-how"));
        window.click(&t!("consent-by-code"));
        window.wait_for(&t!("consent-later"));
        window.fill(&t!("code-first"), &first);
        window.fill(&t!("code-second"), &first);
        window.press(Key::Enter);
        window.wait_for(&pindesk::ui::errors::explain(&DeskError::WrongRecoveryCode).what);
        window.fill(&t!("code-first"), &first);
        window.fill(&t!("code-second"), &second);
        window.press(Key::Enter);
        window.wait_for(&t!("code-first-keeper"));
        window.write_down_halves();
        let action = i18n::text_of("action", "staff_role_change");
        let is_shown = |window: &Window| {
            window.shows(&format!("{action} ({CLERK_2})")) || window.shows(&format!("{action}（{CLERK_2}）"))
        };
        window.settle();
        assert!(is_shown(&window));
        window.click(&t!("rail-sign-out"));
        window.wait_for_screen("sign_in");
        assert!(is_shown(&window), "also where nobody is signed in");
        window.sign_in(CLERK, PASSWORD, "look_up");
        assert!(is_shown(&window) && !window.shows(&t!("notice-open")), "a clerk sees it and can do nothing about it");
        window.click(&t!("rail-sign-out"));
        window.sign_in(SUPERVISOR, PASSWORD, "audit");
        window.click(&t!("notice-open"));
        window.wait_for(&t!("notice-waits"));
        window.fill(&t!("approval-remark"), "没有问过我");
        window.press(Key::F8);
        window.wait_for(&t!("notice-settled"));
        window.settle();
        assert!(!is_shown(&window));
        window.close(&mut office);
        office.sign_in(CLERK_2);
    }
}

#[test]
fn a_keeper_who_leaves_is_said_and_the_code_is_issued_again_with_a_supervisor() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office.desk().disable_staff(SUPERVISOR).unwrap();
    office.sign_out();
    let mut window = at_work(&mut office, Language::Chinese);
    window.wait_for(&t!("keeper-left"));
    window.click(&t!("keeper-reissue"));
    window.consent(SUPERVISOR_2, PASSWORD, Key::Enter);
    window.wait_for(&t!("code-first-keeper"));
    assert!(!window.ask_to_close(), "the code is shown only this once");
    window.press(Key::Escape);
    window.write_down_halves();
    window.settle();
    assert!(!window.shows(&t!("keeper-left")));
}

#[test]
fn settings_refuse_what_is_out_of_range_and_keep_what_is_not() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = at_work(&mut office, language);
        open(&mut window, &t!("rail-settings"), "settings");
        let tries = i18n::text_of("setting", Field::TriesBeforeLock.key());
        window.fill(&tries, "11");
        window.wait_for(&t!("settings-wrong-number", min = 3, max = 10));
        assert!(window.is_disabled(&t!("settings-save")));
        window.fill(&tries, "4");
        window.click(&i18n::text_of("setting", Field::ShuffledPad.key()));
        window.wait_for(&t!("settings-before-after", before = "6", after = "4"));
        window.press_with(Modifiers::COMMAND, Key::S);
        // A pad that is not shuffled can be watched: a weaker rule.
        window.consent(SUPERVISOR, PASSWORD, Key::Enter);
        window.wait_for(&t!("settings-saved", count = 2));
        assert!(window.is_disabled(&t!("settings-save")), "nothing is left to save");
        window.close(&mut office);
        assert_eq!(office.desk().settings().tries_before_lock, 4);
        assert!(!office.desk().settings().shuffled_pad);
    }
}

#[test]
fn discarded_changes_are_asked_about_first() {
    let mut office = Office::new();
    let mut window = at_work(&mut office, Language::English);
    open(&mut window, &t!("rail-settings"), "settings");
    let hours = i18n::text_of("setting", Field::SessionHours.key());
    window.fill(&hours, "8");
    window.click(&t!("settings-discard"));
    window.wait_for(&t!("settings-discard-body"));
    window.press(Key::Escape);
    window.wait_until_gone(&t!("settings-discard-body"));
    assert!(window.shows(&t!("settings-before-after", before = "12", after = "8")));
    window.click(&t!("settings-discard"));
    window.press(Key::Enter);
    window.wait_for(&t!("settings-no-changes"));
    window.close(&mut office);
    assert_eq!(office.desk().settings().session_hours, 12);
}

#[test]
fn a_good_file_is_imported_and_a_bad_one_is_explained() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = at_work(&mut office, language);
        let home = office.home.path().to_owned();
        let header = "id_number,name,phone,card_number,card_status,electronic_pin,physical_pin\n";
        let (good, bad) = (home.join("good.csv"), home.join("bad.csv"));
        let line = format!("{STRANGER},吴小燕,,E12345699,1,unset,unset\n");
        std::fs::write(&good, format!("{header}{line}{ZHANG},张三丰,,A12345678,1,locked,active\n")).unwrap();
        std::fs::write(&bad, format!("{header}{line}{LI},李䶮,,B12345678,7,unset,unset\n")).unwrap();
        open(&mut window, &t!("rail-import"), "import");
        assert!(window.is_disabled(&t!("import-go")));

        window.fill(&t!("import-path"), bad.to_str().unwrap());
        window.press(Key::Enter);
        window.wait_for(&t!("import-refused", file = "bad.csv", count = "1"));
        window.wait_for(&i18n::text_of("import-reason", "not_a_card_status"));
        let report = home.join("bad.csv.report.csv");
        window.wait_for(report.to_str().unwrap());
        assert_eq!(std::fs::read_to_string(&report).unwrap(), "line,column,reason\n3,card_status,not_a_card_status\n");

        window.fill(&t!("import-path"), home.join("none.csv").to_str().unwrap());
        window.press(Key::Enter);
        window.wait_for(&t!("import-io-next"));

        window.fill(&t!("import-path"), good.to_str().unwrap());
        window.press(Key::Enter);
        window.wait_for(&t!("import-done", file = "good.csv"));
        window.close(&mut office);
        office.sign_in(CLERK);
        office.look_up(STRANGER);
    }
}
