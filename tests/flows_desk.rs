//! The supervisor's and the administrator's desks by keys alone, and what is never lost unasked, in both languages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests and their helpers")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::fs;

use egui::Key;
use flows::Window;
use pindesk::{
    domain::{
        audit::{Action, Outcome},
        settings::Field,
    },
    t,
    ui::{
        first_steps::FirstSteps,
        i18n::{self, Language},
    },
};
use support::*;

fn open(window: &mut Window, label: &str, screen: &str) {
    window.click(label);
    window.wait_for_screen(screen);
}

fn administrator(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(ADMIN, PASSWORD, "staff");
    window
}

/// The question is shown, and staying leaves the person where they were.
#[track_caller]
fn stays(window: &mut Window, loss: &str, screen: &str) {
    window.wait_for(&i18n::text_of("lose", loss));
    window.press(Key::Escape);
    window.wait_until_gone(&i18n::text_of("lose", loss));
    window.wait_for_screen(screen);
}

#[test]
fn a_supervisor_goes_through_the_worklist_by_keys_alone() {
    for language in Language::ALL {
        let mut office = Office::new();
        office.advance(21 * 3600);
        office.refused_then_passed(SUPERVISOR);
        for _ in 0..6 {
            office.desk().sign_in(CLERK, &password("wrong password!")).unwrap_err();
        }
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR_2, PASSWORD, "audit");
        open(&mut window, &t!("rail-worklist"), "worklist");
        window.settle();
        let mut signed = 0;
        while !window.shows(&t!("worklist-all-signed")) {
            window.press(Key::F8);
            assert_eq!(window.focused(), Some(t!("worklist-remark")), "F8 leads to the remark");
            window.press(Key::F8);
            window.press(Key::Enter);
            assert_eq!(window.focused(), Some(t!("worklist-remark")), "an empty remark signs nothing");
            window.type_text("看过监控");
            window.press(if signed == 0 { Key::Enter } else { Key::F8 });
            window.settle();
            signed += 1;
            let reviewed = match language {
                Language::Chinese => format!("已核查 {signed}／"),
                Language::English => format!("Reviewed {signed} of"),
            };
            window.wait_for(&reviewed);
            window.settle();
            if !window.shows(&t!("worklist-all-signed")) {
                assert_eq!(window.focused(), Some(t!("worklist-list")), "the keyboard is where work goes on");
            }
            assert!(signed < 9, "{}", window.texts().join("\n"));
        }
        assert!(signed >= 2, "there were items to sign");
        window.close(&mut office);
        let entries = office.entries();
        assert_eq!(entries.iter().filter(|entry| entry.draft.action == Action::SignOff).count(), signed);
    }
}

#[test]
fn a_begun_remark_outlives_a_look_at_another_item_and_is_not_lost_unasked() {
    for language in Language::ALL {
        let mut office = Office::new();
        office.advance(21 * 3600);
        office.refused_then_passed(SUPERVISOR);
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR_2, PASSWORD, "audit");
        open(&mut window, &t!("rail-worklist"), "worklist");
        window.settle();
        window.press(Key::F8);
        window.type_text("还没写完");
        open_asks(&mut window, &t!("rail-audit"), "remark", "worklist");
        assert!(!window.ask_to_close());
        stays(&mut window, "remark", "worklist");
        assert_eq!(window.value(&t!("worklist-remark")), "还没写完");
        window.click(&t!("rail-audit"));
        window.wait_for(&t!("lose-stay"));
        window.click(&t!("lose-go-open"));
        window.wait_for_screen("audit");
    }
}

fn open_asks(window: &mut Window, label: &str, loss: &str, screen: &str) {
    window.click(label);
    stays(window, loss, screen);
}

#[test]
fn worklist_lines_say_what_they_rest_on_without_words_of_the_program() {
    for language in Language::ALL {
        let mut office = Office::new();
        office.advance(21 * 3600);
        office.refused_then_passed(SUPERVISOR);
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR_2, PASSWORD, "audit");
        open(&mut window, &t!("rail-worklist"), "worklist");
        window.settle();
        let line = window.label(|text| text.contains("8***21") && text.contains("李明")).expect("a line");
        assert!(line.contains("陈静"), "{line}");
        for text in window.texts() {
            assert!(!text.contains("clerk0") && !text.contains('_'), "{text}");
        }
    }
}

#[test]
fn eight_rows_stay_in_sight_whatever_else_is_open() {
    for language in Language::ALL {
        let mut office = Office::reviewed();
        office.sign_out();
        for _ in 0..4 {
            office.sign_in(CLERK);
            office.look_up(LI);
            office.desk().close_visit().unwrap();
            office.sign_out();
        }
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR, PASSWORD, "audit");
        window.settle();
        assert!(window.rows_in_sight() >= 8, "{} at first", window.rows_in_sight());
        window.press(Key::F5);
        window.wait_for(&t!("audit-took"));
        window.settle();
        assert!(window.rows_in_sight() >= 8, "{} below a proof", window.rows_in_sight());
        let folder = tempfile::tempdir().unwrap();
        window.press_with(egui::Modifiers::COMMAND, Key::E);
        window.wait_for(&t!("audit-export-title"));
        window.fill(&t!("export-purpose"), "季度检查");
        window.fill(&t!("audit-export-path"), &folder.path().join("a.xlsx").display().to_string());
        window.press(Key::Enter);
        window.wait_for(&t!("audit-exported"));
        window.settle();
        assert!(window.shows(&t!("audit-took")), "the proof is still there");
        assert!(window.rows_in_sight() >= 8, "{} below both", window.rows_in_sight());
        assert!(window.rightmost() <= 1366.5, "{} wide", window.rightmost());
    }
}

#[test]
fn no_page_is_wider_than_its_window() {
    for language in Language::ALL {
        for (number, pages) in [(SUPERVISOR, &["audit", "worklist"][..]), (ADMIN, &["staff", "import", "settings"][..])]
        {
            let mut office = Office::new();
            let mut window = Window::open_in(&mut office, language);
            window.sign_in(number, PASSWORD, pages[0]);
            for (width, height) in [(1366.0, 768.0), (1024.0, 640.0)] {
                window.resize(width, height);
                for screen in pages {
                    let label = i18n::text_of("rail", screen);
                    if window.app().showing() != *screen {
                        open(&mut window, &label, screen);
                    }
                    window.settle();
                    let right = window.rightmost();
                    assert!(right <= width + 0.5, "{screen} reaches {right} of {width} in {}", language.tag());
                }
            }
        }
    }
}

#[test]
fn the_calendar_opens_at_today() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR, PASSWORD, "audit");
        window.settle();
        let today = t!("calendar-days", month = t!("calendar-month", year = "2026", month = "11"));
        window.click(&t!("audit-all-days"));
        window.wait_for(&today);
        window.click(&t!("calendar-last-month"));
        window.wait_until_gone(&today);
        window.press(Key::Escape);
        window.click("2026-10-01 — 2026-10-31");
        window.wait_for(&today);
    }
}

#[test]
fn edited_settings_are_not_lost_unasked() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = administrator(&mut office, language);
        open(&mut window, &t!("rail-settings"), "settings");
        window.fill(&t!("setting-office_name"), "东湖街道服务中心");
        open_asks(&mut window, &t!("rail-staff"), "settings", "settings");
        open_asks(&mut window, &t!("rail-sign-out"), "settings", "settings");
        assert!(!window.ask_to_close(), "the window stays and asks");
        stays(&mut window, "settings", "settings");
        assert_eq!(window.value(&t!("setting-office_name")), "东湖街道服务中心");
        // Locking keeps what is typed.
        window.click(&t!("rail-lock"));
        window.wait_for_screen("lock");
        window.fill(&t!("sign-in-password"), PASSWORD);
        window.press(Key::Enter);
        window.wait_for_screen("settings");
        assert_eq!(window.value(&t!("setting-office_name")), "东湖街道服务中心");
        window.click(&t!("rail-staff"));
        window.wait_for(&t!("lose-stay"));
        window.click(&t!("lose-go-open"));
        window.wait_for_screen("staff");
        open(&mut window, &t!("rail-settings"), "settings");
        assert_ne!(window.value(&t!("setting-office_name")), "东湖街道服务中心");
        assert!(window.ask_to_close(), "nothing would be lost");
    }
}

#[test]
fn a_half_made_account_and_an_unused_path_are_not_lost_unasked() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = administrator(&mut office, language);
        window.press(Key::F2);
        window.wait_for(&t!("staff-new-body"));
        window.fill(&t!("staff-name"), "吴小燕");
        window.press(Key::Escape);
        open_asks(&mut window, &t!("rail-import"), "new_account", "staff");
        window.click(&t!("rail-import"));
        window.wait_for(&t!("lose-stay"));
        window.click(&t!("lose-go-open"));
        window.wait_for_screen("import");
        window.fill(&t!("import-path"), "/media/usb/holders.csv");
        open_asks(&mut window, &t!("rail-staff"), "path", "import");
        assert_eq!(window.value(&t!("import-path")), "/media/usb/holders.csv");
    }
}

#[test]
fn closing_the_window_in_a_visit_asks_and_ends_it_with_an_entry() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.fill(&t!("lookup-field"), ZHANG);
        window.press(Key::Enter);
        window.wait_for_screen("check");
        assert!(!window.ask_to_close());
        stays(&mut window, "visit", "check");
        assert!(!window.ask_to_close());
        window.wait_for(&t!("lose-visit"));
        window.press(Key::Enter);
        assert!(window.ask_to_close(), "after the answer the request goes through");
        window.close(&mut office);
        let closed = office.entries().into_iter().rfind(|entry| entry.draft.action == Action::VisitClose).unwrap();
        assert_eq!(closed.draft.outcome, Outcome::Abandoned);
    }
}

/// A sign-in of an hour, which is over before a window that nobody touches is locked.
fn short_days(office: &mut Office) {
    office.sign_in(ADMIN);
    office.weaken(Field::IdleLockMinutes, "60");
    office.desk().change_setting(Field::SessionHours, "1").unwrap();
    office.sign_out();
}

#[test]
fn a_lid_that_is_opened_the_next_morning_finds_a_locked_screen() {
    for wakes_with in [None, Some(Key::Enter), Some(Key::F11)] {
        let mut office = Office::new();
        let mut window = Window::open(&mut office);
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.fill(&t!("lookup-field"), ZHANG);
        // Within the longest sign-in; the window's own time stands still while the machine sleeps.
        office.advance(11 * 3600);
        match wakes_with {
            Some(key) => window.press(key),
            None => window.settle(),
        }
        window.wait_for_screen("lock");
        window.close(&mut office);
        let entries = office.entries();
        assert!(entries.iter().all(|entry| entry.draft.action != Action::LookUp), "what woke it did nothing else");
        let locked = entries.iter().find(|entry| entry.draft.action == Action::ScreenLock).unwrap();
        assert_eq!(locked.draft.detail["idle"], true.into());
    }
}

#[test]
fn a_doubtful_date_stops_the_window_until_a_supervisor_says_what_day_it_is() {
    for language in Language::ALL {
        let mut office = Office::new();
        office.stop();
        office.clock.reboot(std::time::Duration::from_secs(8 * 24 * 3600));
        office.start();
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.wait_for(&t!("date-stopped"));
        assert!(window.shows("2026-11-30"), "{}", window.texts().join("\n"));
        window.press(Key::Enter);
        window.sign_in(SUPERVISOR, PASSWORD, "audit");
        window.wait_for(&t!("date-ask", day = "2026-11-30"));
        window.click(&t!("date-yes", day = "2026-11-30"));
        window.wait_for(&t!("date-confirmed"));
        window.wait_until_gone(&t!("date-ask", day = "2026-11-30"));
        window.click(&t!("rail-sign-out"));
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.settle();
        assert!(!window.shows(&t!("date-stopped")));
        window.close(&mut office);
        assert!(office.entries().iter().any(|entry| entry.draft.action == Action::DateConfirm));
    }
}

#[test]
fn the_longest_sign_in_takes_nothing_away() {
    for language in Language::ALL {
        let mut office = Office::new();
        let sign_ins =
            |office: &Office| office.entries().iter().filter(|entry| entry.draft.action == Action::SignIn).count();
        short_days(&mut office);
        let before = sign_ins(&office);
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(CLERK, PASSWORD, "look_up");
        office.advance(3600 - 5 * 60);
        window.wait_for(&t!("limit-soon", minutes = "5"));
        window.fill(&t!("lookup-field"), "1101011990");
        office.advance(5 * 60);
        window.wait_for_screen("lock");
        assert!(window.shows(&t!("limit-over", hours = "1")));
        window.fill(&t!("sign-in-password"), PASSWORD);
        window.press(Key::Enter);
        window.wait_for_screen("look_up");
        assert_eq!(window.value(&t!("lookup-field")), "1101011990");
        window.close(&mut office);
        assert_eq!(sign_ins(&office), before + 2, "the password is a sign-in of its own");
    }
}

#[test]
fn the_first_steps_lead_there_and_remember_what_the_office_cannot_know() {
    for language in Language::ALL {
        let mut office = Office::new();
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("preferences.json");
        let mut window = Window::open_preferring(&mut office, &file);
        i18n::select(language);
        window.sign_in(ADMIN, PASSWORD, "staff");
        window.wait_for(&t!("steps-title"));
        assert!(window.shows(&t!("steps-done", done = "3", all = "5")), "{}", window.texts().join("\n"));
        assert!(window.shows("office.keys"), "where the keys lie");
        window.click(&t!("steps-monitor-go"));
        window.wait_for_screen("settings");
        open(&mut window, &t!("rail-staff"), "staff");
        window.click(&t!("steps-keys-done"));
        window.wait_for(&t!("steps-done", done = "4", all = "5"));
        window.click(&t!("steps-monitor-none"));
        window.wait_until_gone(&t!("steps-title"));
        window.close(&mut office);
        let kept = FirstSteps::over(file.with_file_name(FirstSteps::FILE)).of(&office.folders().data);
        assert!(kept.keys_copied && kept.one_screen && !kept.is_hidden);
    }
}

#[test]
fn the_template_is_a_file_that_import_takes() {
    for language in Language::ALL {
        let mut office = Office::new();
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("template.csv");
        let mut window = administrator(&mut office, language);
        open(&mut window, &t!("rail-import"), "import");
        window.click(&t!("receipt-type-path"));
        assert_eq!(window.focused(), Some(t!("import-template-path")));
        window.fill(&t!("import-template-path"), &folder.path().join("none/template.csv").display().to_string());
        window.press(Key::Enter);
        window.wait_for(&t!("import-template-failed", detail = t!("file-trouble-no_folder")));
        assert_eq!(window.focused(), Some(t!("import-template-path")), "an error keeps the keyboard");
        window.fill(&t!("import-template-path"), &file.display().to_string());
        window.press(Key::Enter);
        window.wait_for(&t!("import-template-saved", path = file.display().to_string()));
        assert!(fs::read(&file).unwrap().starts_with(b"\xef\xbb\xbfid_number,name,"));
        window.fill(&t!("import-path"), &file.display().to_string());
        window.press(Key::Enter);
        window.wait_for(&t!("import-done", file = "template.csv"));
    }
}

#[test]
fn a_dialog_gives_the_keyboard_back_and_an_error_keeps_it() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = administrator(&mut office, language);
        open(&mut window, &t!("rail-settings"), "settings");
        window.fill(&t!("setting-office_name"), "东湖街道服务中心");
        assert!(!window.ask_to_close());
        stays(&mut window, "settings", "settings");
        assert_eq!(window.focused(), Some(t!("setting-office_name")));
        window.click(&t!("rail-staff"));
        window.wait_for(&t!("lose-stay"));
        window.click(&t!("lose-go-open"));
        window.wait_for_screen("staff");
        window.press(Key::F2);
        window.wait_for(&t!("staff-new-body"));
        assert_eq!(window.focused(), Some(t!("staff-number")));
        window.fill(&t!("staff-name"), "吴小燕");
        window.fill(&t!("staff-id-number"), STRANGER);
        window.fill(&t!("staff-number"), CLERK);
        window.press(Key::Enter);
        window.consent(SUPERVISOR, PASSWORD, Key::Enter);
        window.wait_for(&t!("err-staff_number_taken"));
        assert_eq!(window.focused(), Some(t!("staff-number")), "where the mistake is");
        assert_eq!(window.value(&t!("staff-name")), "吴小燕");
    }
}

#[test]
fn progress_never_widens_the_card_it_stands_in() {
    use std::time::Duration;
    let mut harness = egui_kittest::Harness::builder()
        .with_size([300.0, 300.0])
        .with_context_setup(pindesk::ui::install)
        .build_ui_state(
            |ui, width: &mut f32| {
                let label = t!("worklist-reading");
                let progress = pindesk::ui::widgets::Progress::new(&label, Duration::from_secs(5));
                let _ = progress.fraction(Some(0.4)).cancellable().show(ui);
                *width = ui.min_rect().width();
            },
            0.0,
        );
    harness.run_steps(2);
    assert!(*harness.state() <= 300.0, "{}", harness.state());
}

/// A visit of a clerk up to the open pad.
fn at_the_pad(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.type_text(CHAN);
    window.press(Key::Enter);
    window.wait_for_screen("check");
    window.pass_secs(0.5);
    window.press(Key::F4);
    for key in [Key::Num1, Key::Num2, Key::Num3] {
        window.press_with(egui::Modifiers::COMMAND, key);
    }
    window.press(Key::Enter);
    window.wait_for_screen("act");
    window.pass_secs(0.5);
    window.press(Key::F6);
    window.press(Key::Enter);
    window.wait_for_screen("pad");
    window
}

#[test]
fn nobody_closes_the_window_while_a_holder_is_keying() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = at_the_pad(&mut office, language);
        assert!(!window.ask_to_close(), "the window stays");
        window.wait_for(&t!("close-pad-open"));
        assert_eq!(window.app().showing(), "pad");
        assert!(!window.ask_to_close(), "however often it is asked");
        window.close(&mut office);
        let closed = office.entries().into_iter().rfind(|entry| entry.draft.action == Action::VisitClose).unwrap();
        assert_eq!(closed.draft.outcome, Outcome::Abandoned);
    }
}

#[test]
fn the_end_of_a_long_day_waits_for_a_holder_who_is_keying() {
    let mut office = Office::new();
    short_days(&mut office);
    office.advance(1);
    let mut window = at_the_pad(&mut office, Language::Chinese);
    office.advance(50 * 60);
    window.press(Key::Num1);
    window.press(Key::Backspace);
    office.advance(20 * 60);
    std::thread::sleep(std::time::Duration::from_secs(6));
    window.pass_secs(0.1);
    assert_eq!(window.app().showing(), "pad", "not locked in the middle of a PIN");
    window.press(Key::Escape);
    window.wait_for_screen("lock");
}

#[test]
fn a_begun_first_set_up_is_not_lost_unasked() {
    for language in Language::ALL {
        let home = tempfile::tempdir().unwrap();
        let start = pindesk::ui::app::Start::FirstRun;
        let mut window = Window::over(folders(home.path()), start, Vec::new(), language);
        window.wait_for_screen("first_run");
        assert_eq!(window.focused(), Some(t!("setting-office_name")), "typing begins at once");
        assert!(window.ask_to_close(), "nothing is typed");
        window.type_text("东湖街道服务中心");
        assert!(!window.ask_to_close());
        stays(&mut window, "first_run", "first_run");
        assert_eq!(window.value(&t!("setting-office_name")), "东湖街道服务中心");
        assert_eq!(window.focused(), Some(t!("setting-office_name")));
    }
}
