//! A supervisor's review through the real window: a visit as a timeline, the filters, the proof, damage and the logs after
//! it; without a mouse, in both languages.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::fs;

use egui::{Key, Modifiers};
use flows::{Window, say};
use pindesk::{
    desk::{Folders, Integrity},
    domain::{
        document::DocumentKind,
        pin::{Action as PinAction, PinKind},
        visit::RefusalReason,
    },
    ui::i18n::Language,
    vault::OfficeKeys,
};
use support::{CHAN, CLERK, LI, Office, PASSWORD, SUPERVISOR};

/// An office in which somebody got a new PIN and somebody was turned away.
fn busy_office() -> Office {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.advance(95);
    office.look_up(LI);
    office.advance(103);
    office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::PhotoMismatch, "面部差异明显").unwrap();
    office.desk().close_visit().unwrap();
    office.sign_out();
    office
}

fn open(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(SUPERVISOR, PASSWORD, "audit");
    window.wait_for(say("登录, 成功", "Sign-in, Done"));
    window.settle();
    window
}

/// The office's database, changed as somebody who has stolen the key would.
fn burgle(folders: &Folders, sql: &str) {
    let keys = OfficeKeys::load(&folders.keys).unwrap();
    let connection = rusqlite::Connection::open(folders.database()).unwrap();
    let hex: String = keys.database().bytes().iter().map(|b| format!("{b:02x}")).collect();
    connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    connection.execute_batch(sql).unwrap();
}

const EDIT: &str =
    "DROP TRIGGER entry_stays; UPDATE entry SET line = replace(line, 'done', 'failed') WHERE seq = 20 AND log = 1;";

#[test]
fn the_whole_review_needs_no_mouse() {
    for language in Language::ALL {
        let mut office = busy_office();
        let export = office.home.path().join("visit.csv");
        let mut window = open(&mut office, language);
        // The counter alone finds today's visit; the list's keys work while the field has the keyboard.
        window.press_with(Modifiers::COMMAND, Key::F);
        window.type_text("0002");
        window.press(Key::Enter);
        window.wait_for("20261122-03-0002");
        window.settle();
        window.press(Key::Home);
        window.press(Key::Enter);
        window.wait_for(say("办件经过", "The visit"));
        window.settle();
        assert!(window.shows(say("照片与本人不符", "photo shows someone else")));
        assert!(window.shows(say("1 分 43 秒后", "After 1 min 43 s")), "how long after the step before");
        assert!(window.shows(say("用时 1 分 43 秒", "Took 1 min 43 s")));
        assert!(window.shows("面部差异明显") && window.shows(say("03 号窗口", "Window 03")));
        assert!(window.shows(say("已查明在内", "is included")), "the checkpoint");
        // Down the list with the panel open, and out.
        window.press(Key::ArrowDown);
        window.press(Key::PageDown);
        window.settle();
        window.press(Key::Escape);
        window.wait_until_gone(say("办件经过", "The visit"));
        // Export what is listed, prove it, and go back to everything.
        window.press_with(Modifiers::COMMAND, Key::E);
        window.fill(say("用途", "Purpose"), "季度检查");
        window.fill(say("保存到", "Save as"), &export.display().to_string());
        window.press(Key::Enter);
        window.wait_for(say("导出完成", "Exported"));
        let exported = fs::read_dir(export.parent().unwrap()).unwrap().map(|file| file.unwrap().file_name());
        assert!(exported.into_iter().any(|name| name.to_string_lossy().starts_with("visit.")), "the file is there");
        window.settle();
        window.press_with(Modifiers::COMMAND, Key::F);
        window.press(Key::F5);
        window.wait_for(say("日志校验通过，共", "Log verified"));
        window.settle();
        assert!(window.shows(say("公钥指纹", "Key fingerprint")) && window.shows(say("根散列值", "Root hash")));
    }
}

#[test]
fn a_timeline_narrows_the_list_to_its_visit_and_its_holder() {
    for language in Language::ALL {
        let mut office = busy_office();
        let mut window = open(&mut office, language);
        let reset = window.label(|label| label.contains(say("重置密码", "Reset PIN")) && label.contains("8***21"));
        window.click(&reset.expect("the reset is listed"));
        window.wait_for(say("已确认原件在手", "Original in hand"));
        assert!(window.shows("20261122-03-0001") && window.shows(say("电子社保卡密码", "Electronic card PIN")));
        window.click(say("只看此办件", "This visit only"));
        window.wait_for(say("办件 20261122-03-0001", "Visit 20261122-03-0001"));
        window.settle();
        assert!(window.shows(say("办件经过", "The visit")), "what is open stays open");
        assert!(window.label(|label| label.contains("5***") || label.contains("4***")).is_none());
        window.click(say("只看此持卡人", "This holder only"));
        window.wait_for(say("持卡人 8***21", "Holder 8***21"));
        window.settle();
        window.click(say("清除筛选", "Clear filter"));
        window.settle();
        assert!(window.label(|label| label.contains(say("不通过", "Refused"))).is_some());
    }
}

#[test]
fn the_neighbours_are_reached_from_the_panel() {
    let mut office = busy_office();
    let mut window = open(&mut office, Language::Chinese);
    window.press(Key::Home);
    window.press(Key::Enter);
    window.settle();
    let first = window.label(|label| label.starts_with("第 ") && label.contains(" 条")).expect("an entry's number");
    window.click("下一条");
    window.settle();
    let second = window.label(|label| label.starts_with("第 ") && label.contains(" 条"));
    assert_ne!(second, Some(first.clone()));
    window.click("上一条");
    window.settle();
    assert_eq!(window.label(|label| label.starts_with("第 ") && label.contains(" 条")), Some(first));
}

#[test]
fn a_wrong_number_is_told_what_is_wrong_with_it() {
    for language in Language::ALL {
        let mut office = busy_office();
        let mut window = open(&mut office, language);
        let field = say("证件号码或业务流水号", "ID number or serial number");
        for (typed, told) in [
            ("810000199408230022", say("末位校验码不对", "check character is wrong")),
            ("810000199413230021", say("出生日期不存在", "birth date does not exist")),
            ("张三", say("请输入完整的证件号码", "Enter a complete ID number")),
        ] {
            window.fill(field, typed);
            window.press(Key::Enter);
            window.wait_for(told);
            assert_eq!(window.value(field), typed, "nothing typed is lost");
        }
        window.press_with(Modifiers::COMMAND, Key::F);
        window.press(Key::Escape);
        assert_eq!(window.value(field), "", "Esc empties it");
    }
}

#[test]
fn the_calendar_picks_a_period_by_keyboard() {
    for language in Language::ALL {
        let mut office = busy_office();
        let mut window = open(&mut office, language);
        window.click(say("全部日期", "All dates"));
        window.settle();
        let month = say("2026 年 11 月", "2026-11");
        window.wait_for(month);
        // From Sunday, 22 November, to the Monday of the week before, and from there to the last day of the month.
        for key in [Key::ArrowUp, Key::Home, Key::Enter, Key::PageDown, Key::PageUp, Key::ArrowDown, Key::End] {
            window.press(key);
        }
        window.press(Key::Enter);
        window.settle();
        window.wait_for("2026-11-09 — 2026-11-22");
        window.press_with(Modifiers::SHIFT, Key::PageUp);
        assert!(window.shows(say("2025 年 11 月", "2025-11")), "a year back");
        window.press(Key::Escape);
        window.settle();
        assert!(!window.shows(say("2025 年 11 月", "2025-11")), "Esc closes it");
        window.click("2026-11-09 — 2026-11-22");
        window.click(say("上月", "Last month"));
        window.wait_for("2026-10-01 — 2026-10-31");
        window.fill(say("开始日期", "First day"), "2026-11-30");
        window.wait_for(say("结束日期早于开始日期", "before"));
        assert!(!window.shows("2026-11-30 — 2026-10-31"), "a reversed range is told and not used");
        window.fill(say("开始日期", "First day"), "2024-02-29");
        window.wait_for("2024-02-29 — 2026-10-31");
    }
}

#[test]
fn damage_is_shown_answered_and_both_logs_stay_open_to_review() {
    for language in Language::ALL {
        let mut office = busy_office();
        office.stop();
        burgle(&office.folders(), EDIT);
        office.start();
        assert!(matches!(office.desk().integrity(), Integrity::Damaged(_)));
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR, PASSWORD, "audit");
        window.wait_for(say("有记录被改动过", "An entry was changed"));
        assert!(window.shows(say("第 20 条", "Entry 20")), "the first bad entry");
        assert!(window.shows(say("留作证据", "as evidence")), "what to do next");
        window.press(Key::F8);
        window.settle();
        window.type_text("已查明，磁盘已更换");
        window.press(Key::Enter);
        window.wait_for(say("已新建日志", "A new audit log"));
        window.settle();
        // Places repeat between the logs: each row says which log it is of.
        window.wait_for(say("按日志筛选", "Filter by log"));
        window.settle();
        assert!(window.label(|label| label.starts_with("2·1, ")).is_some(), "the first entry of the new log");
        window.press(Key::F5);
        window.wait_for(say("旧日志", "Older logs"));
        window.settle();
        assert!(window.shows(say("日志校验通过，共", "Log verified")));
        assert!(
            window.shows(say("结束时已发现：有记录被改动过", "Found when the log was closed: An entry was changed"))
        );
        // To the bad entry itself, which contradicts its checkpoint.
        window.click(say("查看第 20 条", "Show entry 20"));
        window.wait_for(say("与检查点对不上", "does not match the checkpoint"));
        window.settle();
        window.close(&mut office);
    }
}
