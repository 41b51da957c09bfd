//! The supervisor's screen: find, scroll, read, prove and export, through the real window and the real store.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::fs;

use egui::{Key, Modifiers};
use flows::{Window, say};
use pindesk::{
    domain::{
        audit::{Action, Outcome},
        document::DocumentKind,
        pin::{Action as PinAction, PinKind},
        visit::RefusalReason,
    },
    ledger::{
        WitnessCode,
        pack::{self, Asked},
    },
    store::EntryFilter,
    ui::i18n::Language,
};
use support::{CHAN, CLERK, LI, Office, PASSWORD, SUPERVISOR, password};

/// An office in which somebody got a new PIN and somebody was turned away.
fn busy_office() -> Office {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.look_up(LI);
    office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::PhotoMismatch, "").unwrap();
    office.desk().close_visit().unwrap();
    office.sign_out();
    office
}

fn open(office: &mut Office, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(SUPERVISOR, PASSWORD, "audit");
    window.wait_for(say("登录, 成功", "Sign-in, Done"));
    window
}

/// Lines of the log in their order, read anew.
fn lines(office: &mut Office, filter: &EntryFilter) -> Vec<String> {
    office.sign_in(SUPERVISOR);
    let mut reviewer = office.desk().reviewer().unwrap();
    let positions = reviewer.newer(filter, 0).unwrap();
    let rows = reviewer.rows(&positions).unwrap();
    office.sign_out();
    rows.into_iter().map(|row| row.text).collect()
}

#[test]
fn a_number_finds_its_holder_and_does_not_stay_on_screen() {
    for language in Language::ALL {
        let mut office = busy_office();
        let mut window = open(&mut office, language);
        window.press_with(Modifiers::COMMAND, Key::F);
        window.type_text(CHAN);
        window.wait_for(say("持卡人 8***21", "Holder 8***21"));
        window.settle();
        assert!(window.shows(say("重置密码", "Reset PIN")));
        assert!(!window.shows(say("照片与本人不符", "The photo shows someone else")), "another holder's entry");
        assert!(!window.texts().iter().any(|text| text.contains(CHAN)), "the number is wiped");
        assert_eq!(window.value(say("证件号码或业务流水号", "ID number or serial number")), "");
        window.click(say("清除筛选", "Clear filter"));
        window.wait_for(say("照片与本人不符", "The photo shows someone else"));
    }
}

#[test]
fn a_serial_finds_its_visit_and_nonsense_is_told() {
    let mut office = busy_office();
    let mut window = open(&mut office, Language::Chinese);
    window.fill("证件号码或业务流水号", "1101011990");
    window.press(Key::Enter);
    window.wait_for("请输入完整的证件号码");
    assert_eq!(window.value("证件号码或业务流水号"), "1101011990", "nothing typed is lost");
    window.fill("证件号码或业务流水号", "20261122-03-0002");
    window.press(Key::Enter);
    window.wait_for("办件 20261122-03-0002");
    window.settle();
    assert!(window.shows("照片与本人不符") && !window.shows("8***21"));
    window.fill("证件号码或业务流水号", "20200101-03-0001");
    window.press(Key::Enter);
    window.wait_for("没有符合条件的记录");
}

#[test]
fn the_oldest_of_thousands_of_entries_is_reached_by_keyboard() {
    let mut office = busy_office();
    office.sign_in(CLERK);
    for _ in 0..1_500 {
        office.desk().lock_screen(false).unwrap();
        office.desk().unlock_screen(&password(PASSWORD)).unwrap();
    }
    office.sign_out();
    let all = lines(&mut office, &EntryFilter::default());
    assert!(all.len() > 3_000);
    let mut window = open(&mut office, Language::Chinese);
    assert!(window.label(|label| label.starts_with("1, 11-22")).is_none());
    window.press(Key::End);
    window.settle();
    let first = window.label(|label| label.starts_with("1, 11-22")).expect("the first entry");
    assert!(first.contains("新建日志") && first.contains("机构启用"), "{first}");
    window.press(Key::PageUp);
    window.press(Key::ArrowDown);
    window.press(Key::Home);
    window.settle();
    assert!(window.label(|label| label.starts_with(&format!("{}, ", all.len() + 1))).is_some(), "the newest");
}

#[test]
fn an_entry_opens_with_its_exact_line_and_closes() {
    for language in Language::ALL {
        let mut office = busy_office();
        let line = lines(&mut office, &EntryFilter::default()).into_iter().find(|line| line.contains("pin_reset"));
        let mut window = open(&mut office, language);
        let row = window.label(|label| label.contains(say("重置密码", "Reset PIN")) && label.contains("8***21"));
        window.click(&row.expect("the reset is on screen"));
        window.wait_for(say("日志原文", "Original line"));
        window.settle();
        let line = line.expect("a reset");
        assert!(!window.shows(&line), "folded");
        window.click(say("日志原文", "Original line"));
        window.wait_for(&line);
        assert!(window.shows(say("电子社保卡密码", "Electronic card PIN")));
        window.press(Key::Escape);
        window.wait_until_gone(say("日志原文", "Original line"));
        window.press(Key::ArrowUp);
        window.press(Key::Enter);
        window.wait_for(say("日志原文", "Original line"));
    }
}

#[test]
fn verifying_shows_size_root_and_code_and_becomes_an_entry() {
    for language in Language::ALL {
        let mut office = busy_office();
        let mut window = open(&mut office, language);
        window.press(Key::F5);
        window.wait_for(say("日志校验通过，共", "Log verified"));
        // The top bar says that the log is verified before the card is there.
        window.wait_for(say("见证码", "Witness code"));
        assert!(window.shows(say("根散列值", "Root hash")));
        window.wait_for(say("校验日志, 成功", "Log verification, Done"));
    }
}

#[test]
fn exports_what_is_shown_as_json_lines_and_as_csv() {
    for language in Language::ALL {
        let mut office = busy_office();
        let before = lines(&mut office, &EntryFilter::default());
        let json = office.home.path().join("log.jsonl");
        let csv = office.home.path().join("log.csv");
        let mut window = open(&mut office, language);
        window.press_with(Modifiers::COMMAND, Key::E);
        window.click(say("JSON 原文（每行一条）", "JSON Lines (exact entries)"));
        window.fill(say("用途", "Purpose"), "季度检查");
        window.fill(say("保存到", "Save as"), &json.display().to_string());
        window.press(Key::Enter);
        window.wait_for(say("导出完成", "Exported"));
        let written = fs::read_to_string(&json).unwrap();
        let written: Vec<&str> = written.lines().collect();
        assert_eq!(written[..before.len()], before, "the stored lines");
        assert_eq!(written.len(), before.len() + 2, "and the supervisor's sign-out and sign-in");
        window.settle();
        window.press_with(Modifiers::COMMAND, Key::E);
        window.click(say("CSV 表格", "CSV table"));
        window.fill(say("用途", "Purpose"), "季度检查");
        window.fill(say("保存到", "Save as"), &csv.display().to_string());
        window.press(Key::Enter);
        window.wait_for(&csv.display().to_string());
        let bytes = fs::read(&csv).unwrap();
        let mut reader = csv::Reader::from_reader(&bytes[3..]);
        assert_eq!(reader.headers().unwrap().get(0), Some(say("序号", "No.")));
        assert!(reader.records().all(|record| record.is_ok()));
    }
}

#[test]
fn an_evidence_pack_from_the_window_holds_and_its_code_is_shown() {
    for language in Language::ALL {
        let mut office = busy_office();
        let before = lines(&mut office, &EntryFilter::default()).len() as u64;
        let target = office.home.path().join("evidence.zip");
        let mut window = open(&mut office, language);
        window.press_with(Modifiers::COMMAND, Key::E);
        window.click(say("证据包（可离线校验）", "Evidence pack (checked offline)"));
        window.fill(say("保存到", "Save as"), &target.display().to_string());
        window.press(Key::Enter);
        assert!(!target.exists() && window.shows(say("还没有填写用途", "Enter a purpose")));
        window.fill(say("用途", "Purpose"), "外部审计");
        window.press(Key::Enter);
        window.wait_for(say("导出完成", "Exported"));
        let pack = fs::File::open(&target).unwrap();
        let report = pack::verify(pack, &Asked { key: None, witnesses: &[] }).unwrap().unwrap();
        assert_eq!(report.manifest.entries, before + 2, "and the supervisor's sign-out and sign-in");
        assert_eq!(report.manifest.purpose, "外部审计");
        let code = WitnessCode::new(report.head).to_string();
        assert!(window.shows(&code), "{code} among:\n{}", window.texts().join("\n"));
    }
}

#[test]
fn the_purpose_is_typed_first_and_enter_does_not_pick_another_format() {
    let mut office = busy_office();
    let mut window = open(&mut office, Language::Chinese);
    window.press_with(Modifiers::COMMAND, Key::E);
    window.settle();
    window.type_text("季度检查");
    assert_eq!(window.value("用途"), "季度检查");
    let target = office.home.path().join("log.xlsx");
    window.fill("保存到", &target.display().to_string());
    while window.focused().as_deref() != Some("CSV 表格") {
        window.press(Key::Tab);
    }
    window.press(Key::Enter);
    window.wait_for("导出完成");
    assert!(target.exists(), "the format that was chosen");
}

#[test]
fn asks_before_it_replaces_a_file_and_says_why_it_failed() {
    let mut office = busy_office();
    let there = office.home.path().join("there.csv");
    fs::write(&there, "mine").unwrap();
    let nowhere = office.home.path().join("gone/log.csv");
    let mut window = open(&mut office, Language::Chinese);
    window.press_with(Modifiers::COMMAND, Key::E);
    window.fill("用途", "季度检查");
    window.click("CSV 表格");
    window.fill("保存到", &there.display().to_string());
    window.press(Key::Enter);
    window.wait_for("文件已存在，要替换吗？");
    window.press(Key::Escape);
    window.wait_for("导出日志");
    assert_eq!(fs::read_to_string(&there).unwrap(), "mine");
    window.fill("保存到", &nowhere.display().to_string());
    window.press(Key::Enter);
    window.wait_for("没有这个文件夹");
    window.settle();
    window.close(&mut office);
    let failed = EntryFilter { action: Some(Action::Export), outcome: Some(Outcome::Failed), ..EntryFilter::default() };
    assert_eq!(lines(&mut office, &failed).len(), 1);
}

#[test]
fn a_clerk_does_not_find_the_screen() {
    let mut office = busy_office();
    let mut window = Window::open(&mut office);
    window.sign_in(CLERK, PASSWORD, "look_up");
    assert!(!window.shows("日志列表") && !window.texts().iter().any(|text| text == "  Button: 日志"));
    window.press_with(Modifiers::COMMAND, Key::E);
    assert_eq!(window.app().showing(), "look_up");
}

#[test]
fn the_chart_says_what_the_table_counts_and_follows_the_filter() {
    for language in Language::ALL {
        let mut office = busy_office();
        let mut window = open(&mut office, language);
        window.settle();
        // One PIN was reset, one person was turned away.
        assert!(window.shows(say("重置 1", "Reset 1")) && window.shows(say("不通过 1", "Refused 1")));
        window.click_list(say("按操作筛选", "Filter by action"));
        let resets = say("重置密码，1 条", "Reset PIN, 1 entries");
        assert!(window.shows(resets), "{}", window.texts().join("\n"));
        assert!(window.shows(say("备份，0 条", "Backup, 0 entries")), "nothing of a kind is said too");
        window.click(resets);
        window.settle();
        assert!(window.shows(say("重置 1", "Reset 1")) && !window.shows(say("不通过 1", "Refused 1")));
        window.click_list(say("按结果筛选", "Filter by outcome"));
        let all = say("全部结果，1 条", "All outcomes, 1 entries");
        assert!(window.shows(all), "the other lists follow: {}", window.texts().join("\n"));
        window.press(Key::Escape);
        window.click(say("清除筛选", "Clear filter"));
        window.settle();
        window.click(say("查看数字", "Show numbers"));
        window.wait_for(say("2026-11-22 周日", "Su 2026-11-22"));
    }
}

#[test]
fn pictures_fold_and_unfold() {
    let mut office = busy_office();
    let mut window = open(&mut office, Language::Chinese);
    window.settle();
    assert!(window.shows("柱形图"));
    window.click("收起图表");
    window.wait_until_gone("柱形图");
    assert!(window.shows("重置 1"), "the numbers stay");
    window.click("展开图表");
    window.wait_for("柱形图");
    window.click("按时段");
    window.click("查看数字");
    window.wait_for("12 时");
}
