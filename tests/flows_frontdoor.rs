//! The ways in and back: sign-in, one-time passwords, recovery, the locked screen, first run, an office that cannot be
//! opened, a damaged log, and the end of the program. Through the real window and the real store.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "support/flows.rs"]
mod flows;
#[path = "support/older.rs"]
mod older;
mod support;

use std::{fs, os::unix::fs::PermissionsExt as _, path::Path};

use egui::Key;
use flows::{Window, sign_in_labels};
use pindesk::{
    desk::{Desk, DeskError, Folders, OfficeError},
    domain::{
        audit::{Action, Outcome},
        staff::Role,
    },
    ledger::Anchor,
    store::EntryFilter,
    t,
    ui::{
        app::{DemoAccount, Start},
        errors,
        i18n::{self, Language},
    },
    vault::OfficeKeys,
};
use support::{ADMIN, CLERK, Office, PASSWORD, SUPERVISOR, SUPERVISOR_2, ZHANG, consent_of, folders};

const OWN: &str = "seven quiet rivers";

#[test]
fn signs_in_by_keyboard_alone_in_both_languages() {
    for language in Language::ALL {
        let mut window = Window::open_in(&mut Office::new(), language);
        window.wait_for_screen("sign_in");
        window.type_text(CLERK);
        window.press(Key::Enter);
        window.type_text(PASSWORD);
        window.press(Key::Enter);
        window.press(Key::Enter);
        window.wait_for_screen("look_up");
    }
}

#[test]
fn counts_wrong_passwords_aloud_and_locks_known_and_unknown_numbers_alike() {
    for number in [CLERK, "nobody"] {
        let mut window = Window::open(&mut Office::new());
        for left in (1..=4).rev() {
            window.sign_in(number, "not my password", "sign_in");
            window.wait_for(&format!("工号或登录密码错误。再错 {left} 次，将锁定 15 分钟。"));
            assert_eq!(window.value("工号"), number, "nothing typed is lost");
        }
        window.sign_in(number, "not my password", "sign_in");
        window.wait_for("错误次数太多，12:15 之前不能登录");
        window.sign_in(number, PASSWORD, "sign_in");
        assert!(!window.shows("工号或登录密码错误"));
    }
}

#[test]
fn fills_in_a_demonstration_account() {
    let mut office = Office::new();
    let accounts =
        vec![DemoAccount { number: CLERK.into(), name: "李明".into(), role: Role::Clerk, password: PASSWORD.into() }];
    let desk = office.desk.take().unwrap();
    let mut window = Window::over(office.folders(), Start::Open(Box::new(desk)), accounts, Language::Chinese);
    window.wait_for_screen("sign_in");
    assert!(window.shows("演示数据"));
    window.click("使用");
    window.press(Key::Enter);
    window.wait_for_screen("look_up");
}

/// Gives an account a one-time password, as its administrator would, and returns the code as shown.
fn one_time(office: &mut Office, number: &str) -> String {
    office.sign_in(ADMIN);
    let given = office.desk().reset_staff_password(number, &consent_of(SUPERVISOR_2)).unwrap();
    let code = given.done().unwrap().shown().to_string();
    office.sign_out();
    code
}

#[test]
fn a_one_time_password_is_changed_before_anything_else() {
    let mut office = Office::new();
    let code = one_time(&mut office, CLERK);
    let mut window = Window::open(&mut office);
    window.sign_in(CLERK, &code.to_lowercase(), "sign_in");
    window.wait_for("请设置自己的登录密码");
    let table = [
        ("short", "short", "登录密码太短"),
        ("password1234", "password1234", "太常见"),
        ("clerk01clerk01", "clerk01clerk01", "几乎只有工号"),
        (OWN, "seven quiet river", "两遍不一样，请再输一遍"),
    ];
    for (first, again, words) in table {
        window.fill("新登录密码", first);
        window.fill("再输一遍新登录密码", again);
        window.press(Key::Enter);
        window.wait_for(words);
    }
    window.fill("新登录密码", &code);
    window.fill("再输一遍新登录密码", &code);
    window.press(Key::Enter);
    window.wait_for("新登录密码和现在的一样");
    window.fill("新登录密码", OWN);
    window.fill("再输一遍新登录密码", OWN);
    window.press(Key::Enter);
    window.wait_for_screen("look_up");
    window.click("退出登录");
    window.sign_in(CLERK, OWN, "look_up");
}

#[test]
fn a_supervisor_hears_who_reset_the_password_before_going_on() {
    let mut office = Office::new();
    let code = one_time(&mut office, SUPERVISOR);
    let mut window = Window::open(&mut office);
    window.sign_in(SUPERVISOR, &code, "sign_in");
    window.wait_for("登录密码被别人重置过");
    assert!(window.shows(&format!("工号 {ADMIN} ")));
    window.click("不是，退出登录");
    window.wait_for_screen("sign_in");
    window.sign_in(SUPERVISOR, &code, "sign_in");
    window.wait_for("登录密码被别人重置过");
    window.press(Key::Enter);
    window.wait_until_gone("登录密码被别人重置过");
    window.type_text(OWN);
    window.fill("再输一遍新登录密码", OWN);
    window.press(Key::Enter);
    window.wait_for_screen("audit");
}

#[test]
fn a_lost_administrator_password_comes_back_with_the_recovery_code_and_a_new_one() {
    let mut office = Office::new();
    let [first, second] = office.halves.clone();
    let mut window = Window::open_in(&mut office, Language::English);
    window.wait_for_screen("sign_in");
    window.click("Reset a lost administrator password");
    window.fill("Administrator's staff number", ADMIN);
    window.fill("First half of the recovery code", &first);
    window.fill("Second half of the recovery code", "AAAAA-BBBBB-CCCCC-DDDDD");
    window.fill("New password", OWN);
    window.fill("Repeat the new password", OWN);
    window.press(Key::Enter);
    window.wait_for("The recovery code or the staff number is wrong");
    window.fill("Second half of the recovery code", &second);
    window.press(Key::Enter);
    window.wait_for("shown only this once");
    window.press(Key::Enter);
    window.wait_for("I have written it down and checked it");
    assert!(!window.shows(&first), "a new code took its place");
    assert!(window.is_disabled("Hide it and hand over to the supervisor"));
    assert!(!window.ask_to_close(), "the code is shown only this once");
    window.wait_for("The password or code is not written down yet");
    window.press(Key::Escape);
    window.wait_until_gone("The password or code is not written down yet");
    window.write_down_halves();
    window.sign_in(ADMIN, OWN, "staff");
}

#[test]
fn the_locked_screen_opens_for_the_same_person_and_ends_for_another() {
    let mut office = Office::new();
    let clock = office.clock.clone();
    let mut window = Window::open(&mut office);
    window.sign_in(CLERK, PASSWORD, "look_up");
    window.click("锁屏");
    window.wait_for_screen("lock");
    window.type_text("not my password");
    window.press(Key::Enter);
    window.wait_for("再错 4 次");
    window.type_text(PASSWORD);
    window.press(Key::Enter);
    window.wait_for_screen("look_up");

    window.click("锁屏");
    window.wait_for_screen("lock");
    window.click("换人登录：结束本次登录");
    window.wait_for("要结束李明的登录吗？");
    assert!(window.shows("未办理"));
    window.press(Key::Enter);
    window.sign_in(CLERK, PASSWORD, "look_up");

    window.click("锁屏");
    window.wait_for_screen("lock");
    clock.advance(std::time::Duration::from_secs(13 * 3600));
    window.type_text(PASSWORD);
    window.press(Key::Enter);
    window.wait_for_screen("look_up");
}

#[test]
fn the_first_run_leads_to_an_office_of_two_people() {
    let home = tempfile::tempdir().unwrap();
    let usual = folders(home.path());
    let mut window = Window::over(usual.clone(), Start::FirstRun, Vec::new(), Language::Chinese);
    window.wait_for_screen("first_run");
    assert!(window.is_disabled("建立机构"));
    window.fill("机构名称", "示范区社保中心");
    window.fill("窗口号", "3");
    window.fill("系统管理员姓名", "赵管理");
    window.fill("系统管理员本人的证件号码", "110105194912310039");
    window.wait_for("末位校验码不对");
    window.fill("系统管理员本人的证件号码", "110105194912310038");
    window.wait_for("号码格式正确");
    window.fill("系统管理员登录密码", "admin-admin-1");
    window.fill("再输一遍系统管理员登录密码", "admin-admin-1");
    window.fill("首任主管姓名", "王芳");
    window.fill("首任主管本人的证件号码", "110105194912310038");
    window.fill("首任主管登录密码", "eight quiet rivers");
    window.fill("再输一遍首任主管登录密码", "eight quiet rivers");
    window.fill("密钥文件夹", &usual.data.join("keys").display().to_string());
    window.wait_for("密钥要和数据分开放");
    window.press(Key::Enter);
    window.wait_for("登录密码");
    assert!(!usual.data.exists(), "nothing is made while a field is wrong");
    let stick = home.path().join("stick");
    window.fill("密钥文件夹", &stick.display().to_string());
    window.fill("系统管理员登录密码", OWN);
    window.fill("再输一遍系统管理员登录密码", OWN);
    window.press(Key::Enter);
    window.wait_for("两位不能是同一人");
    assert!(!usual.data.exists(), "one person is never an office");
    window.fill("首任主管本人的证件号码", "110105194912310070");
    window.press(Key::Enter);
    window.press(Key::Enter);
    window.wait_for("前半由系统管理员保管");
    assert!(window.shows(&stick.display().to_string()), "where the keys are now");
    assert!(stick.join(OfficeKeys::FILE).is_file() && !usual.keys.exists());
    let halves = window.write_down_halves();
    assert_ne!(halves[0], halves[1]);
    window.wait_for_screen("sign_in");
    assert!(window.shows("示范区社保中心 · 03 号窗口"));
    assert!(!window.shows("演示数据"));
    window.sign_in(ADMIN, OWN, "staff");
    window.click("退出登录");
    window.sign_in("super01", "eight quiet rivers", "audit");
}

#[test]
fn a_folder_that_is_not_empty_is_refused_at_the_first_run_and_nothing_typed_is_lost() {
    let home = tempfile::tempdir().unwrap();
    let usual = folders(home.path());
    fs::create_dir_all(&usual.keys).unwrap();
    let mut window = Window::over(usual.clone(), Start::FirstRun, Vec::new(), Language::English);
    window.wait_for_screen("first_run");
    fs::write(usual.keys.join("diary.txt"), "mine").unwrap();
    window.fill("Office name", "Demo Office");
    window.fill_founders(OWN);
    window.press(Key::Enter);
    window.wait_for("The folder is not empty");
    assert_eq!(window.value("Office name"), "Demo Office");
    assert!(!window.is_disabled("Set up the office"), "the password is still there too");
    assert!(!usual.data.exists());
}

#[test]
fn an_office_that_one_person_founded_asks_for_a_second_one_beside_the_administrator() {
    for language in Language::ALL {
        let (_home, folders) = older::copy_of("office-v1");
        let [(admin, admin_secret), (supervisor, supervisor_secret), (clerk, clerk_secret)] = older::ACCOUNTS;
        // Its accounts are older than a day by now.
        let desk = Desk::open(&folders, older::hours_later(48)).unwrap();
        let mut window = Window::over(folders, Start::Open(Box::new(desk)), Vec::new(), language);
        window.sign_in(clerk, clerk_secret, "look_up");
        window.click(&t!("rail-sign-out"));
        window.sign_in(admin, admin_secret, "sign_in");
        window.wait_for(&t!("second-why"));
        window.settle();
        assert!(window.is_disabled(&t!("second-go")));
        window.fill(&t!("approval-supervisor"), clerk);
        window.fill(&t!("approval-password"), clerk_secret);
        window.press(Key::Enter);
        window.wait_for(&pindesk::ui::errors::explain(&DeskError::NotSupervisor).what);
        window.fill(&t!("approval-supervisor"), supervisor);
        window.fill(&t!("approval-password"), supervisor_secret);
        window.press(Key::Enter);
        window.wait_for(&t!("second-done"));
        let halves = window.write_down_halves();
        assert_ne!(halves[0], halves[1]);
        window.wait_for_screen("staff");
        window.click(&t!("rail-sign-out"));
        window.sign_in(admin, admin_secret, "staff");
    }
}

/// A way to break an office.
type Damage = fn(&Folders);

#[test]
fn says_which_part_of_the_office_is_missing_or_wrong_and_touches_nothing() {
    let damages: [(&str, Damage, &str); 10] = [
        ("keys_missing", |f| clear(&f.keys), "找不到"),
        ("data_missing", |f| clear(&f.data), "找不到"),
        ("key_file_missing", |f| fs::remove_file(f.keys.join(OfficeKeys::FILE)).unwrap(), "找不到"),
        ("key_file_too_open", |f| open_to_all(&f.keys.join(OfficeKeys::FILE)), "有问题"),
        ("key_file_malformed", |f| overwrite(&f.keys.join(OfficeKeys::FILE)), "有问题"),
        ("office_description", |f| overwrite(&f.data.join(Folders::OFFICE)), "有问题"),
        ("database_missing", |f| fs::remove_file(f.database()).unwrap(), "找不到"),
        ("database_not_ours", |f| overwrite(&f.database()), "有问题"),
        ("other_office", other_keys, "有问题"),
        ("no_office", |f| [&f.data, &f.keys].into_iter().for_each(|folder| clear(folder)), "找不到"),
    ];
    for (code, damage, pill) in damages {
        let mut office = Office::new();
        office.stop();
        damage(&office.folders());
        let before = listing(office.home.path());
        let error = Desk::open_now(&office.folders()).unwrap_err();
        assert_eq!(error.code(), code);
        let mut window = failed(&office, error, Language::Chinese, |said| [said.what, said.next]);
        assert!(window.shows("打不开本机构数据") && window.shows(pill), "{code}");
        window.press(Key::Enter);
        window.wait_for_screen("missing");
        assert_eq!(listing(office.home.path()), before, "{code}");
    }
}

/// A window over an office that cannot be opened; sees that both sentences are there.
fn failed(
    office: &Office,
    error: OfficeError,
    language: Language,
    sentences: fn(errors::Explained) -> [String; 2],
) -> Window {
    i18n::select(language);
    let said = sentences(errors::explain_office(&error));
    let mut window = Window::over(office.folders(), Start::Failed(error), Vec::new(), language);
    window.wait_for_screen("missing");
    for sentence in said {
        assert!(window.shows(&sentence), "{sentence}");
    }
    window
}

#[test]
fn errors_without_a_broken_file_have_their_screen_too() {
    for language in Language::ALL {
        let mut office = Office::new();
        let second = Desk::open_now(&office.folders()).unwrap_err();
        assert_eq!(second.code(), "second_instance");
        let rest = [OfficeError::Newer(99), OfficeError::WeakHashing, OfficeError::SameFolder, OfficeError::WrongKeys];
        for error in [second].into_iter().chain(rest) {
            failed(&office, error, language, |said| [said.what, said.next]);
        }
        office.stop();
    }
}

#[test]
fn opens_again_once_the_keys_are_back_or_found_elsewhere() {
    let mut office = Office::new();
    office.stop();
    let (usual, stick) = (office.folders().keys, office.home.path().join("stick"));
    fs::rename(&usual, &stick).unwrap();
    let error = Desk::open_now(&office.folders()).unwrap_err();
    let mut window = failed(&office, error, Language::English, |said| [said.what, said.next]);
    window.press(Key::Enter);
    window.wait_for_screen("missing");
    window.fill("Key folder to look in", &stick.display().to_string());
    window.press(Key::Enter);
    window.wait_for_screen("sign_in");
    window.sign_in(CLERK, PASSWORD, "look_up");
}

#[test]
fn a_damaged_log_stops_the_counter_until_a_supervisor_starts_a_new_one() {
    let mut office = Office::new();
    office.stop();
    fs::remove_file(office.folders().anchor()).unwrap();
    office.start();
    let mut window = Window::open(&mut office);
    for (number, screen) in [(CLERK, "look_up"), (ADMIN, "staff")] {
        window.sign_in(number, PASSWORD, screen);
        window.wait_for("窗口业务已停办");
        assert!(window.shows("密钥旁边的日志留底不见了"));
        assert!(!window.shows("新建日志…"), "{number} cannot mend it");
        window.press(Key::Enter);
        window.wait_for_screen("sign_in");
    }
    window.sign_in(SUPERVISOR, PASSWORD, "audit");
    window.wait_for("密钥旁边的日志留底不见了");
    window.click("新建日志…");
    window.wait_for("新建日志？");
    assert!(window.is_disabled("新建日志"), "a reason is missing");
    window.fill("理由", "介质损坏，已换新并留存副本");
    window.click("新建日志");
    // The list of entries names the finding too.
    window.wait_for("日志校验通过");
    window.settle();
    assert!(Anchor::read(&office.folders().anchor()).is_ok());
    window.click("退出登录");
    window.sign_in(CLERK, PASSWORD, "look_up");
    assert!(!window.shows("窗口业务已停办"));
}

#[test]
fn closing_the_window_ends_an_open_visit_in_the_log() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    let mut window = Window::open(&mut office);
    window.wait_for_screen("sign_in");
    window.app().finish();
    drop(window);

    office.start();
    office.sign_in(SUPERVISOR);
    let mut reviewer = office.desk().reviewer().unwrap();
    let newest = reviewer.positions(&EntryFilter::default()).unwrap();
    let lines: Vec<_> = reviewer.rows(&newest).unwrap().into_iter().filter_map(|row| row.line).collect();
    let place = |action: Action| lines.iter().position(|line| line.action == action.code()).unwrap();
    let (start, close) = (place(Action::Start), place(Action::VisitClose));
    assert_eq!(lines[close].outcome, Outcome::Abandoned.code());
    assert_eq!(lines[close].staff.as_deref(), Some(CLERK));
    assert!(close > start, "the visit ended before the program was started again");
}

#[test]
fn nobody_is_signed_in_twice() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let mut window = Window::open(&mut office);
    window.wait_for_screen("sign_in");
    window.sign_in(CLERK, PASSWORD, "sign_in");
    window.wait_for("已经有人登录");
    let (_, _, button) = sign_in_labels();
    assert!(window.is_disabled(button), "the password field is empty again");
}

fn clear(folder: &Path) {
    fs::remove_dir_all(folder).unwrap();
}

fn overwrite(file: &Path) {
    let length = fs::metadata(file).unwrap().len();
    fs::write(file, vec![b'x'; usize::try_from(length).unwrap()]).unwrap();
}

fn open_to_all(file: &Path) {
    fs::set_permissions(file, fs::Permissions::from_mode(0o644)).unwrap();
}

fn other_keys(folders: &Folders) {
    let other = tempfile::tempdir().unwrap();
    let keys = other.path().join("keys");
    OfficeKeys::generate().unwrap().create(&keys).unwrap();
    fs::copy(keys.join(OfficeKeys::FILE), folders.keys.join(OfficeKeys::FILE)).unwrap();
}

/// Every file under a folder with its length.
fn listing(folder: &Path) -> Vec<(String, u64)> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(listing(&path));
        } else {
            all.push((path.display().to_string(), fs::metadata(&path).unwrap().len()));
        }
    }
    all.sort();
    all
}
