//! Every screen, sheet and step in both languages with the real fonts and the longest data, at the sizes that windows
//! have: nothing cut, nothing beside the window, nothing out of reach, no unit away from its number; and what is
//! pressed stays where it is while messages come and go.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
#[path = "support/sight.rs"]
mod sight;
mod support;

use egui::{Key, Modifiers};
use flows::Window;
use pindesk::{
    desk::{Consent, Desk, NewStaff, OfficeError},
    domain::{
        pin::{Action, PinKind},
        settings::Field,
        staff::Role,
    },
    t,
    ui::{
        app::Start,
        i18n::{self, Language},
    },
};
use sight::{Meant, Survey};
use support::*;

/// 60 characters.
const OFFICE: &str = "克孜勒苏柯尔克孜自治州阿合奇县哈拉奇乡人力资源和社会保障服务中心城乡居民基本养老保险与社会保障卡综合受理大厅第二服务区";
const LONG_NAME: &str = "阿卜杜热合曼·麦麦提图尔荪尼亚孜·阿布都克热木";
const LONG_NUMBER: &str = "counter.clerk-of-the-north-hall1";
const LONG_NUMBER_2: &str = "supervisor-of-the-north-hall-no2";

/// Holders with the longest names the register takes, and every status that changes a page.
const UYGHUR: &str = "110105194912310409";
const LATIN: &str = "110105194912310417";
const RARE: &str = "110105194912310425";

const MORE: &str = "\
id_number,name,phone,card_number,card_status,electronic_pin,physical_pin
UYGHUR,阿卜杜热合曼·麦麦提图尔荪尼亚孜·阿布都克热木·吾买尔江·玉素甫艾力·买买提吐尔逊·阿迪力江·伊敏尼亚孜·库尔班,13812341234,A12345679,1,locked,locked
LATIN,Wolfeschlegelsteinhausenbergerdorff Maximiliana Konstantinopolitanska,13812341235,A12345680,1,locked,active
RARE,㛃䶮𠮷𬭳,13812341236,A12345681,3,unset,unset
";

const MEANT: &[Meant] = &[
    Meant {
        place: "",
        texts: &["阿布都克热木 · "],
        why: "the longest name in a small window's bar: what moves the work on has the room, and hovering shows it whole",
    },
    Meant {
        place: "staff",
        texts: &[LONG_NUMBER, LONG_NUMBER_2, LONG_NAME],
        why: "one line a row; the card beside the list and hovering show them whole",
    },
    Meant {
        place: "today",
        texts: &["*** "],
        why: "a long Latin name in a window at 200 %: the number stands below it, and hovering shows it whole",
    },
    Meant {
        place: "audit",
        texts: &[
            " · ",
            "card PIN",
            "电子社保卡密码",
            "Tries left",
            "还可再试",
            "61 ",
            "62 ",
            "Password changed",
            "Recovery code used",
            "The office was set up",
            "The account is locked",
            "账号已锁定",
            LONG_NAME,
        ],
        why: "notes and names in a list of one line an entry: the entry's panel shows them whole",
    },
    Meant {
        place: "worklist",
        texts: &[LONG_NAME, "Log entries: ", "依据日志 "],
        why: "a list of one line an item: its panel shows the sentence and what it rests on whole",
    },
    Meant {
        place: "new account",
        texts: &[LONG_NUMBER, LONG_NUMBER_2, LONG_NAME, "counter.clerk-of-the-south"],
        why: "the list behind the dialog, as above",
    },
];

/// An office with the longest names that it takes.
fn long_office() -> Office {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    office.desk().change_setting(Field::OfficeName, &OFFICE.chars().take(60).collect::<String>()).unwrap();
    office.desk().change_setting(Field::Seat, "WNW8").unwrap();
    let people =
        [(LONG_NUMBER, Role::Clerk, "110105194912310433"), (LONG_NUMBER_2, Role::Supervisor, "110105194912310441")];
    let mut codes = Vec::new();
    for (number, role, person) in people {
        let new = NewStaff { number: number.into(), name: LONG_NAME.into(), role, id_number: id(person) };
        let given = office.desk().create_staff(&new, &consent_of(SUPERVISOR)).unwrap();
        codes.push((number, given.done().unwrap().shown().to_string()));
    }
    let more = MORE.replace("UYGHUR", UYGHUR).replace("LATIN", LATIN).replace("RARE", RARE);
    let file = office.home.path().join("more.csv");
    std::fs::write(&file, more).unwrap();
    office.desk().import(&file, &mut |_, _| {}).unwrap();
    office.sign_out();
    for (number, code) in codes {
        let first = password(&code);
        office.desk().sign_in(number, &first).unwrap();
        office.desk().change_own_password(&first, &password(PASSWORD)).unwrap();
        office.sign_out();
    }
    office
}

/// A window, what it was seen to do wrong, and the names of the places.
struct Walk {
    survey: Survey,
    window: Window,
    language: Language,
}

impl Walk {
    fn over(office: &mut Office, language: Language) -> Self {
        Self { survey: Survey::new(MEANT), window: Window::open_in(office, language), language }
    }

    fn look(&mut self, place: &str) {
        let place = format!("{} {place}", self.language.tag());
        self.survey.look(&mut self.window, &place);
    }

    #[track_caller]
    fn at(&mut self, screen: &str) {
        self.window.wait_for_screen(screen);
        self.window.pass_secs(0.5);
        self.window.settle();
    }

    fn look_up(&mut self, number: &str) {
        self.window.type_text(number);
        self.window.press(Key::Enter);
        self.at("check");
    }

    fn tick(&mut self) {
        self.window.press(Key::F4);
        for key in [Key::Num1, Key::Num2, Key::Num3] {
            self.window.press_with(Modifiers::COMMAND, key);
        }
        self.window.pass_secs(0.5);
    }

    fn pass_check(&mut self) {
        self.tick();
        self.window.press(Key::Enter);
        self.at("act");
    }

    fn key(&mut self, pin: &str) {
        for digit in pin.chars() {
            self.window.press(Key::from_name(&digit.to_string()).unwrap());
        }
        self.window.press(Key::Enter);
        self.window.settle();
    }

    fn next_person(&mut self) {
        self.at("done");
        self.window.press(Key::Enter);
        self.at("look_up");
    }

    fn open(&mut self, label: &str, screen: &str) {
        self.window.click(label);
        self.at(screen);
    }
}

#[test]
fn nothing_is_cut_at_the_doors() {
    let mut faults = Survey::new(MEANT);
    for language in Language::ALL {
        let mut office = long_office();
        let [first, second] = office.halves.clone();
        office.sign_in(ADMIN);
        let code = office.desk().reset_staff_password(CLERK_2, &consent_of(SUPERVISOR)).unwrap();
        let code = code.done().unwrap().shown().to_string();
        office.sign_out();
        let mut walk = Walk::over(&mut office, language);
        walk.at("sign_in");
        walk.look("sign-in");
        walk.window.press(Key::Enter);
        walk.look("sign-in, empty");
        for _ in 0..6 {
            let (number, secret, _) = flows::sign_in_labels();
            walk.window.fill(number, LONG_NUMBER);
            walk.window.fill(secret, "not this one");
            walk.window.press(Key::Enter);
            walk.window.settle();
            walk.look("sign-in, refused");
        }
        walk.window.click(&t!("sign-in-lost-password"));
        walk.look("recovery");
        walk.window.fill(&t!("recover-number"), ADMIN);
        walk.window.fill(&t!("code-first"), "AAAAA-BBBBB-CCCCC-DDDDD");
        walk.window.fill(&t!("password-new"), "short");
        walk.window.fill(&t!("password-again"), "shirt");
        walk.look("recovery, wrong");
        walk.window.fill(&t!("password-new"), "four green lamps");
        walk.window.fill(&t!("password-again"), "four green lamps");
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("recovery, refused");
        walk.window.fill(&t!("code-first"), &first);
        walk.window.fill(&t!("code-second"), &second);
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("recovery, new code");
        faults.take_in(std::mem::take(&mut walk.survey));
        walk.window.close(&mut office);

        let mut walk = Walk::over(&mut office, language);
        walk.window.sign_in(CLERK_2, &code, "sign_in");
        walk.look("first password");
        walk.window.fill(&t!("password-new"), "clerk02");
        walk.window.fill(&t!("password-again"), "clerk03");
        walk.look("first password, wrong");
        faults.take_in(std::mem::take(&mut walk.survey));
        walk.window.close(&mut office);

        let mut walk = Walk::over(&mut office, language);
        walk.window.sign_in(SUPERVISOR, PASSWORD, "audit");
        walk.window.click(&t!("rail-lock"));
        walk.at("lock");
        walk.look("lock");
        walk.window.fill(&t!("sign-in-password"), "not this one");
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("lock, refused");
        walk.window.click(&t!("lock-other"));
        walk.look("lock, someone else");
        faults.take_in(std::mem::take(&mut walk.survey));
    }
    faults.end(30);
}

#[test]
fn nothing_is_cut_where_an_office_begins_or_is_missing() {
    let mut faults = Survey::new(MEANT);
    for language in Language::ALL {
        let home = tempfile::tempdir().unwrap();
        let deep = home.path().join("a folder with a long name for the data of the office").join("资料");
        let usual = support::folders(&deep);
        let window = Window::over(usual.clone(), Start::FirstRun, Vec::new(), language);
        let mut walk = Walk { survey: Survey::new(MEANT), window, language };
        walk.at("first_run");
        walk.look("first run");
        walk.window.fill_founders("short");
        walk.window.fill(&t!("founder-administrator-name"), LONG_NAME);
        walk.window.fill(&t!("founder-supervisor-id"), "110105194912310039");
        walk.window.fill(&t!("founder-supervisor-again"), "shirt");
        walk.window.fill(&t!("first-run-keys"), &usual.data.join("keys").display().to_string());
        walk.look("first run, wrong");
        walk.window.fill(&i18n::text_of("setting", Field::OfficeName.key()), OFFICE);
        walk.window.fill_founders("four green lamps");
        walk.window.fill(&t!("first-run-keys"), &home.path().join("stick").display().to_string());
        walk.window.press(Key::Enter);
        walk.window.wait_for(&t!("first-run-code"));
        walk.window.settle();
        walk.look("first run, code");
        faults.take_in(std::mem::take(&mut walk.survey));

        let mut office = Office::new();
        let second = Desk::open_now(&office.folders()).unwrap_err();
        office.stop();
        let rest = [OfficeError::Newer(99), OfficeError::WeakHashing, OfficeError::SameFolder, OfficeError::WrongKeys];
        for error in [second].into_iter().chain(rest) {
            let place = format!("missing, {}", error.code());
            let window = Window::over(office.folders(), Start::Failed(error), Vec::new(), language);
            let mut walk = Walk { survey: Survey::new(MEANT), window, language };
            walk.at("missing");
            walk.look(&place);
            faults.take_in(std::mem::take(&mut walk.survey));
        }
    }
    faults.end(10);
}

#[test]
fn nothing_is_cut_under_what_everybody_should_see() {
    let mut faults = Survey::new(MEANT);
    for language in Language::ALL {
        let mut office = long_office();
        office.sign_in(ADMIN);
        let halves = Consent::RecoveryCode(office.typed_halves());
        office.desk().change_role(LONG_NUMBER, Role::Supervisor, &halves).unwrap();
        office.sign_out();
        let mut walk = Walk::over(&mut office, language);
        walk.at("sign_in");
        walk.look("sign-in, notice");
        walk.window.sign_in(CLERK_2, PASSWORD, "look_up");
        walk.look("look-up, notice");
        walk.window.click(&t!("rail-sign-out"));
        walk.window.sign_in(SUPERVISOR, PASSWORD, "audit");
        walk.window.settle();
        walk.look("audit, notice");
        walk.window.click(&t!("notice-open"));
        walk.window.wait_for(&t!("notice-waits"));
        walk.look("audit, notice, sheet");
        faults.take_in(std::mem::take(&mut walk.survey));
    }
    faults.end(8);
}

#[test]
fn nothing_is_cut_in_a_visit() {
    let mut faults = Survey::new(MEANT);
    for language in Language::ALL {
        let mut office = long_office();
        let mut walk = Walk::over(&mut office, language);
        walk.window.sign_in(LONG_NUMBER, PASSWORD, "look_up");
        walk.look("look-up");
        walk.window.press(Key::Enter);
        walk.look("look-up, empty");
        for (typed, place) in [("1101051", "typing"), ("110105194912310039", "wrong"), ("110105491231002", "old form")]
        {
            walk.window.fill(&t!("lookup-field"), typed);
            walk.look(&format!("look-up, {place}"));
        }
        walk.window.fill(&t!("lookup-field"), STRANGER);
        walk.window.press(Key::Enter);
        walk.window.wait_for(&t!("lookup-not-found"));
        walk.look("not found");
        walk.window.press(Key::Enter);
        walk.at("look_up");
        for (number, place) in [(RARE, "rare"), (LOST, "lost card"), (UYGHUR, "long name")] {
            walk.look_up(number);
            walk.look(&format!("check, {place}"));
            if number != UYGHUR {
                walk.window.press(Key::Escape);
                walk.window.settle();
                walk.look(&format!("check, {place}, leaving"));
                walk.window.press(Key::Enter);
                walk.window.settle();
                if walk.window.app().showing() != "look_up" {
                    walk.next_person();
                }
            }
        }
        walk.window.fill(&t!("check-expiry"), "2020-01-01");
        walk.look("check, expired");
        walk.window.press(Key::F8);
        walk.window.wait_for(&t!("refuse-title"));
        walk.look("refusal");
        walk.window.press_with(Modifiers::COMMAND, Key::Num5);
        walk.look("refusal, doubtful");
        walk.window.press(Key::Enter);
        walk.at("done");
        walk.look("done, refused");
        walk.next_person();
        walk.look("look-up, after a visit");
        walk.look_up(UYGHUR);
        walk.look("check, warned");
        walk.tick();
        walk.look("check, all there");
        walk.window.press(Key::Enter);
        walk.at("act");
        walk.look("act");
        walk.window.press(Key::F6);
        walk.look("act, chosen");
        walk.window.press(Key::Enter);
        walk.window.wait_for(&t!("approval-title"));
        walk.look("approval");
        walk.window.fill(&t!("approval-supervisor"), SUPERVISOR);
        walk.window.fill(&t!("approval-password"), "not this one");
        walk.window.fill(&t!("approval-remark"), "已当面询问原因");
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("approval, refused");
        walk.window.fill(&t!("approval-password"), PASSWORD);
        walk.window.press(Key::Enter);
        walk.at("pad");
        walk.look("pad");
        walk.key("123456");
        walk.look("pad, refused");
        walk.key("739105");
        walk.look("pad, again");
        walk.key("739106");
        walk.look("pad, different");
        walk.key("739105");
        walk.key("739105");
        walk.at("done");
        walk.look("done");
        walk.window.click(&t!("receipt-type-path"));
        walk.window.fill(&t!("receipt-path"), "/a/folder/that/is/not/there/and/has/a/very/long/name/receipt.txt");
        walk.look("done, path");
        walk.window.press_with(Modifiers::COMMAND, Key::S);
        walk.window.settle();
        walk.look("done, not saved");
        faults.take_in(std::mem::take(&mut walk.survey));
    }
    faults.end(50);
}

#[test]
fn nothing_is_cut_at_every_end_of_a_visit() {
    let mut faults = Survey::new(MEANT);
    for language in Language::ALL {
        let mut office = long_office();
        office.sign_in(CLERK);
        office.serve(LI, Action::Set, PinKind::Electronic, "739105");
        office.sign_out();
        let mut walk = Walk::over(&mut office, language);
        walk.window.sign_in(LONG_NUMBER, PASSWORD, "look_up");
        walk.look_up(LATIN);
        walk.pass_check();
        walk.window.press(Key::F7);
        walk.window.press(Key::Enter);
        walk.at("done");
        walk.look("done, unlocked");
        walk.window.press(Key::F9);
        walk.window.settle();
        walk.look("done, once more");
        walk.window.press(Key::Escape);
        walk.next_person();
        walk.look_up(LI);
        walk.pass_check();
        walk.window.press(Key::F5);
        walk.window.press(Key::Enter);
        walk.at("pad");
        walk.look("pad, change");
        for _ in 0..6 {
            if walk.window.app().showing() == "pad" {
                walk.key("640281");
                walk.look("pad, wrong");
            }
        }
        walk.at("done");
        walk.look("done, locked");
        walk.next_person();
        walk.look_up(SMITH);
        walk.pass_check();
        walk.look("act, other document");
        walk.window.press(Key::Escape);
        walk.window.settle();
        walk.look("act, leaving");
        walk.window.press(Key::Escape);
        walk.window.press(Key::F12);
        walk.window.settle();
        walk.look("today, in a visit");
        faults.take_in(std::mem::take(&mut walk.survey));
    }
    faults.end(10);
}

#[test]
fn nothing_is_cut_at_the_supervisors_desk() {
    let mut faults = Survey::new(MEANT);
    for language in Language::ALL {
        let mut office = long_office();
        office.advance(21 * 3600);
        office.refused_then_passed(SUPERVISOR);
        for _ in 0..6 {
            office.desk().sign_in(LONG_NUMBER, &password("wrong password!")).unwrap_err();
        }
        office.sign_in(CLERK_2);
        office.serve(LI, Action::Set, PinKind::Electronic, "739105");
        office.look_up(UYGHUR);
        office.desk().close_visit().unwrap();
        office.sign_out();
        let mut walk = Walk::over(&mut office, language);
        walk.window.sign_in(LONG_NUMBER_2, PASSWORD, "audit");
        walk.look("audit");
        walk.window.press(Key::F5);
        walk.window.wait_for(&t!("audit-took"));
        walk.look("audit, proof");
        walk.window.fill(&t!("audit-search"), "20261123-WNW8-000");
        walk.window.press(Key::Enter);
        walk.look("audit, unclear");
        walk.window.fill(&t!("audit-search"), CHAN);
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("audit, holder");
        walk.window.fill(&t!("audit-search"), STRANGER);
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("audit, nothing");
        walk.window.click(&t!("audit-clear"));
        walk.window.settle();
        walk.window.click(&t!("audit-all-days"));
        walk.look("audit, calendar");
        walk.window.press(Key::Escape);
        walk.window.press(Key::ArrowDown);
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("audit, entry");
        walk.window.press(Key::Escape);
        walk.window.press_with(Modifiers::COMMAND, Key::E);
        walk.window.wait_for(&t!("audit-export-title"));
        walk.look("audit, export");
        walk.window.fill(&t!("export-purpose"), "季度检查");
        walk.window.fill(&t!("audit-export-path"), "/a/folder/that/is/not/there/and/has/a/long/name/log.csv");
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("audit, not exported");
        walk.window.press(Key::Escape);
        walk.window.settle();
        walk.open(&t!("rail-worklist"), "worklist");
        walk.look("worklist");
        walk.window.press(Key::F8);
        walk.window.settle();
        walk.look("worklist, item");
        walk.window.type_text("看过监控");
        walk.look("worklist, remark");
        walk.window.press(Key::F8);
        walk.window.settle();
        walk.look("worklist, signed");
        walk.window.click(&t!("rail-password-name"));
        walk.window.settle();
        walk.look("worklist, own password");
        walk.window.press(Key::Escape);
        walk.window.settle();
        walk.window.press(Key::F1);
        walk.window.settle();
        walk.look("worklist, help");
        faults.take_in(std::mem::take(&mut walk.survey));
    }
    faults.end(30);
}

#[test]
fn nothing_is_cut_at_the_administrators_desk() {
    let mut faults = Survey::new(MEANT);
    for language in Language::ALL {
        let mut office = long_office();
        for _ in 0..6 {
            office.desk().sign_in(LONG_NUMBER, &password("wrong password!")).unwrap_err();
        }
        let bad = office.home.path().join("a-register-with-a-name-that-goes-on-and-on-and-on.csv");
        let header = "id_number,name,phone,card_number,card_status,electronic_pin,physical_pin\n";
        let lines: String =
            (0..12).map(|_| format!("{LI},李䶮,,B12345678,7,unset,unset\n{STRANGER},?,,,1,broken,unset\n")).collect();
        std::fs::write(&bad, format!("{header}{lines}")).unwrap();
        let mut walk = Walk::over(&mut office, language);
        walk.window.sign_in(ADMIN, PASSWORD, "staff");
        walk.look("staff");
        for number in [LONG_NUMBER, LONG_NUMBER_2] {
            let row = walk.window.label(|label| label.starts_with(&format!("{number}, "))).unwrap();
            walk.window.click(&row);
            walk.look(&format!("staff, {number}"));
            walk.window.click(&t!("staff-password"));
            walk.window.settle();
            walk.look(&format!("staff, password of {number}"));
            walk.window.press(Key::Escape);
            walk.window.click(&t!("staff-disable"));
            walk.window.settle();
            walk.look(&format!("staff, disabling {number}"));
            walk.window.press(Key::Escape);
        }
        walk.window.press(Key::F2);
        walk.window.wait_for(&t!("staff-new-body"));
        walk.look("new account");
        walk.window.fill(&t!("staff-number"), "a b");
        walk.window.fill(&t!("staff-id-number"), "110105194912310039");
        walk.look("new account, wrong");
        walk.window.fill(&t!("staff-number"), "counter.clerk-of-the-south-hall1");
        walk.window.fill(&t!("staff-name"), LONG_NAME);
        walk.window.fill(&t!("staff-id-number"), STRANGER);
        walk.window.press(Key::Enter);
        walk.window.press(Key::Enter);
        walk.window.wait_for(&t!("consent-how"));
        walk.look("new account, consent");
        walk.window.click(&t!("consent-by-code"));
        walk.look("new account, by recovery code");
        walk.window.click(&t!("consent-by-supervisor"));
        walk.window.consent(CLERK, PASSWORD, Key::Enter);
        walk.look("new account, consent refused");
        walk.window.consent(SUPERVISOR, PASSWORD, Key::Enter);
        walk.window.wait_for(&t!("staff-code-body"));
        walk.look("new account, code");
        walk.window.click(&t!("staff-code-written"));
        walk.window.click(&t!("staff-code-done"));
        walk.window.settle();
        walk.open(&t!("rail-import"), "import");
        walk.look("import");
        walk.window.fill(&t!("import-path"), bad.to_str().unwrap());
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.window.settle();
        walk.look("import, refused");
        walk.window.fill(&t!("import-path"), "/a/folder/that/is/not/there/and/has/a/very/long/name/register.csv");
        walk.window.press(Key::Enter);
        walk.window.settle();
        walk.look("import, no file");
        walk.window.fill(&t!("import-path"), "");
        walk.open(&t!("rail-settings"), "settings");
        walk.look("settings");
        walk.window.fill(&i18n::text_of("setting", Field::TriesBeforeLock.key()), "11");
        walk.window.fill(&i18n::text_of("setting", Field::SessionHours.key()), "8");
        walk.look("settings, wrong");
        walk.window.fill(&i18n::text_of("setting", Field::TriesBeforeLock.key()), "4");
        walk.look("settings, changed");
        walk.window.click(&t!("settings-discard"));
        walk.window.settle();
        walk.look("settings, discarding");
        faults.take_in(std::mem::take(&mut walk.survey));
    }
    faults.end(30);
}

/// Buttons that moved.
#[derive(Default)]
struct Moves(Vec<String>);

impl Moves {
    /// Sees where a button stands before and after something happened.
    #[track_caller]
    fn note(&mut self, window: &mut Window, button: &str, what: &str, happens: impl FnOnce(&mut Window)) {
        let before = window.place_of(button);
        happens(window);
        window.pass_secs(0.3);
        window.settle();
        let after = window.place_of(button);
        if (before.min - after.min).length() >= 1.0 {
            self.0.push(format!("{button} moved from {before:?} to {after:?}: {what}"));
        }
    }
}

#[test]
fn what_is_pressed_stays_where_it_is_when_a_message_comes() {
    let mut moves = Moves::default();
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = Window::open_in(&mut office, language);
        window.wait_for_screen("sign_in");
        let (number, secret, go) = flows::sign_in_labels();
        window.fill(number, CLERK);
        window.fill(secret, "not this one");
        moves.note(&mut window, go, "a password was wrong", |window| {
            window.press(Key::Enter);
            window.settle();
        });
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.pass_secs(0.5);
        let button = t!("lookup-button");
        for (before, after) in
            [("", "1"), ("11010519491231003", "110105194912310039"), ("110105194912310039", STRANGER)]
        {
            window.fill(&t!("lookup-field"), before);
            moves.note(&mut window, &button, "a number was typed", |window| window.fill(&t!("lookup-field"), after));
        }
        window.fill(&t!("lookup-field"), ZHANG);
        window.press(Key::Enter);
        window.wait_for_screen("check");
        window.pass_secs(0.5);
        for text in ["20", "2020-13", "2020-01-01", "2036-01-01"] {
            moves.note(&mut window, &t!("check-pass"), "a date was typed", |window| {
                window.fill(&t!("check-expiry"), text)
            });
        }
        for key in [Key::Num1, Key::Num2, Key::Num3] {
            moves.note(&mut window, &t!("check-pass"), "a box was ticked", |window| {
                window.press_with(Modifiers::COMMAND, key);
            });
        }
        window.pass_secs(0.5);
        window.press(Key::Enter);
        window.wait_for_screen("act");
        window.pass_secs(0.5);
        window.click(&t!("rail-lock"));
        window.wait_for_screen("lock");
        window.fill(&t!("sign-in-password"), "not this one");
        moves.note(&mut window, &t!("lock-go"), "a password was wrong", |window| {
            window.press(Key::Enter);
            window.settle();
        });
        window.close(&mut office);

        let mut window = Window::open_in(&mut office, language);
        window.sign_in(ADMIN, PASSWORD, "staff");
        window.press(Key::F2);
        window.wait_for(&t!("staff-new-body"));
        for (field, text) in [
            (t!("staff-number"), "a b"),
            (t!("staff-number"), "clerk09"),
            (t!("staff-name"), "吴小燕"),
            (t!("staff-id-number"), "11010519491231003"),
            (t!("staff-id-number"), "110105194912310039"),
            (t!("staff-id-number"), STRANGER),
        ] {
            moves.note(&mut window, &t!("staff-create"), text, |window| window.fill(&field, text));
        }
    }
    assert!(moves.0.is_empty(), "{}", moves.0.join("\n"));
}
