//! The worklist through the real window and the real store, in both languages.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use egui::Key;
use flows::{Window, say};
use pindesk::{domain::audit::Action, ui::i18n::Language};
use support::{Office, PASSWORD, SUPERVISOR, SUPERVISOR_2};

/// A Monday on which one clerk refused somebody, and another served them with a supervisor's approval.
fn odd_office() -> Office {
    let mut office = Office::new();
    office.advance(21 * 3600);
    office.refused_then_passed(SUPERVISOR);
    office
}

fn sentence() -> &'static str {
    say("8***21 核验不通过，11 分钟后由另一位经办人员通过", "8***21 refused, passed by another clerk 11 minutes later")
}

/// From the card on the audit screen to the item, which is opened.
fn open(office: &mut Office, supervisor: &str, language: Language) -> Window {
    let mut window = Window::open_in(office, language);
    window.sign_in(supervisor, PASSWORD, "audit");
    window.wait_for(sentence());
    window.click(say("去核查", "Open the worklist"));
    window.wait_for_screen("worklist");
    window.press(Key::Home);
    window.press(Key::ArrowDown);
    window.press(Key::ArrowUp);
    window.press(Key::Enter);
    window.wait_for(say("为什么列出", "Why it is listed"));
    window.settle();
    window
}

#[test]
fn a_supervisor_signs_an_item_off_with_a_remark() {
    for language in Language::ALL {
        let mut office = odd_office();
        let mut window = open(&mut office, SUPERVISOR_2, language);
        let sign = say("确认核查", "Mark reviewed");
        assert!(window.shows(say("60 分钟内", "within 60 minutes")), "the threshold");
        assert!(window.shows(say("李明", "李明")) && window.shows(say("陈静", "陈静")));
        assert!(window.is_disabled(sign) && window.shows(say("请先写备注", "Enter a remark first")));
        window.fill(say("备注", "Remark"), "看过监控，是本人");
        assert!(!window.is_disabled(sign));
        window.press(Key::F8);
        window.wait_for(say("已确认核查，并记入日志", "Marked reviewed and recorded in the log"));
        window.settle();
        window.wait_until_gone(sentence());
        window.wait_for(say("已核查 1／1", "Reviewed 1 of 1"));
        window.close(&mut office);
        let entry = office.entries().into_iter().rfind(|entry| entry.draft.action == Action::SignOff).unwrap();
        assert_eq!(entry.draft.staff.as_deref(), Some(SUPERVISOR_2));
    }
}

#[test]
fn ones_own_approval_is_left_to_another_supervisor() {
    for language in Language::ALL {
        let mut office = odd_office();
        let mut window = open(&mut office, SUPERVISOR, language);
        window.fill(say("备注", "Remark"), "是我复核的");
        assert!(window.is_disabled(say("确认核查", "Mark reviewed")));
        window.wait_for(say("请另一位主管核查", "another supervisor reviews it"));
        window.press(Key::F8);
        window.settle();
        window.close(&mut office);
        assert!(!office.entries().iter().any(|entry| entry.draft.action == Action::SignOff));
    }
}

#[test]
fn an_entry_leads_to_its_visit_in_the_audit_log() {
    for language in Language::ALL {
        let mut office = odd_office();
        let mut window = open(&mut office, SUPERVISOR_2, language);
        let refused = say("核验证件  不通过", "Identity check  Refused");
        let label = window.label(|text| text.contains(refused)).expect("the refusal is named");
        window.click(&label);
        window.wait_for_screen("audit");
        window.wait_for(say("办件 20261123-03-0001", "Visit 20261123-03-0001"));
    }
}

#[test]
fn the_audit_log_keeps_flagged_entries_only() {
    for language in Language::ALL {
        let mut office = odd_office();
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR_2, PASSWORD, "audit");
        window.wait_for(say("登录, 成功", "Sign-in, Done"));
        window.click(say("只看核查事项", "Only items to review"));
        window.wait_until_gone(say("登录, 成功", "Sign-in, Done"));
        window.settle();
        assert!(window.shows(say("照片与本人不符", "photo shows someone else")));
    }
}
