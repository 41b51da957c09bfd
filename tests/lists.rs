//! The worklist against insiders, over the real store and through the real window: thresholds of their time, what an import
//! changed, evidence without an end, and what supervisors see at once.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use std::{fs, sync::atomic::AtomicBool};

use egui::Key;
use flows::{Window, say};
use pindesk::{
    desk::{
        Desk, DeskError, ImportSummary,
        worklist::{ListedItem, lock},
    },
    domain::{
        audit::{Action, Entry, Value},
        pin::{Action as PinAction, PinKind},
        settings::Field,
        staff::Role,
        worklist::{AccountDeed, Finding, Rule, SurgeKind},
    },
    ui::i18n::Language,
};
use support::{
    ADMIN, CHAN, CLERK, LI, LOST, Office, PASSWORD, SMITH, STRANGER, SUPERVISOR, SUPERVISOR_2, ZHANG, consent_of,
    new_staff,
};

const HEADER: &str = "id_number,name,phone,card_number,card_status,electronic_pin,physical_pin\n";
const DAY: u64 = 24 * 3600;

/// Monday at nine.
fn office() -> Office {
    let office = Office::new();
    office.advance(21 * 3600);
    office
}

fn import(office: &mut Office, lines: &str) -> ImportSummary {
    let file = office.home.path().join("holders.csv");
    fs::write(&file, format!("{HEADER}{lines}")).unwrap();
    office.sign_in(ADMIN);
    let summary = office.desk().import(&file, &mut |_, _| {}).unwrap();
    office.sign_out();
    summary
}

fn set(office: &mut Office, field: Field, text: &str) {
    office.sign_in(ADMIN);
    office.weaken(field, text);
    office.sign_out();
}

fn items(desk: &mut Desk) -> Vec<ListedItem> {
    let shared = desk.worklist().unwrap();
    let mut worklist = lock(&shared);
    assert!(worklist.catch_up(&mut |_, _| {}, &AtomicBool::new(false)).unwrap());
    let monday = "2026-11-23T00:00:00Z".parse().unwrap();
    worklist.items().into_iter().filter(|listed| listed.item.last > monday).collect()
}

/// What a supervisor finds of a rule.
fn of(office: &mut Office, rule: Rule) -> Vec<ListedItem> {
    office.sign_in(SUPERVISOR);
    let found = items(office.desk()).into_iter().filter(|listed| listed.item.rule() == rule).collect();
    office.sign_out();
    found
}

fn entries(office: &Office, action: Action) -> Vec<Entry> {
    let first = "2026-11-23T00:00:00Z".parse().unwrap();
    office.entries().into_iter().filter(|entry| entry.draft.action == action && entry.at > first).collect()
}

#[test]
fn each_holder_an_import_changed_has_an_entry_and_no_value_stands_in_it() {
    let mut office = office();
    let lines = "\
11010119900307803X,张三丰,13912349999,A12345678,1,locked,active
440308199901101512,李䶮,13900001111,B12345678,1,unset,unset
810000199408230021,CHAN Tai Wai,,C99999999,4,active,locked
932682198501010017,Alexandria Wilhelmina Featherstonehaugh,,D12345678,1,active,unset
11010519491231002X,吴小燕,13812345678,,1,unset,unset
";
    let summary = import(&mut office, lines);
    assert_eq!((summary.lines, summary.added, summary.updated), (5, 1, 4));
    let changes = summary.changes;
    assert_eq!((changes.holders, changes.names, changes.phones), (2, 1, 1));
    assert_eq!((changes.card_numbers, changes.card_statuses, changes.pins, changes.sharing), (1, 1, 1, 0));
    let written = entries(&office, Action::RegisterChange);
    let fields: Vec<_> = written.iter().map(|entry| entry.draft.detail["fields"].clone()).collect();
    assert_eq!(fields, [Value::from("phone"), Value::from("name card_number card_status physical_pin")]);
    assert_eq!(written[1].draft.detail["card_before"], Value::from(1_u32));
    assert_eq!(written[1].draft.detail["card_after"], Value::from(4_u32));
    for (entry, mask) in written.iter().zip(["1***3X", "8***21"]) {
        assert_eq!((entry.draft.mask.as_deref(), entry.draft.staff.as_deref()), (Some(mask), Some(ADMIN)));
        assert!(entry.draft.subject.is_some() && entry.draft.visit.is_none());
    }
    let all = office.lines().join("\n");
    for value in ["13912349999", "13812341234", "CHAN", "C99999999", "张三丰", "吴小燕", "810000199408230021"] {
        assert!(!all.contains(value), "{value}");
    }
    let [import] = entries(&office, Action::RegisterImport).try_into().unwrap();
    let file = fs::read(office.home.path().join("holders.csv")).unwrap();
    let digest: [u8; 32] = <sha2::Sha256 as sha2::Digest>::digest(file).into();
    assert_eq!(summary.sha256, digest);
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(import.draft.detail["sha256"], Value::from(hex));
    assert_eq!(import.draft.detail["changed"], Value::from(2_u32));
    // The same file again: nothing changed, nothing written of anybody.
    let again = self::import(&mut office, lines);
    assert_eq!((again.updated, again.changes), (5, Default::default()));
    assert_eq!(entries(&office, Action::RegisterChange).len(), 2);
}

#[test]
fn a_refused_import_leaves_no_entry_of_a_change_and_changes_nothing() {
    let mut office = office();
    let file = office.home.path().join("holders.csv");
    fs::write(&file, format!("{HEADER}{ZHANG},张三丰,13912349999,,1,unset,unset\n{LI},,,,1,unset,unset\n")).unwrap();
    office.sign_in(ADMIN);
    assert!(office.desk().import(&file, &mut |_, _| {}).is_err());
    office.sign_out();
    assert_eq!(entries(&office, Action::RegisterChange).len(), 0);
    let summary = import(&mut office, &format!("{ZHANG},张三丰,13812341234,A12345678,1,unset,unset\n"));
    assert_eq!(summary.changes.holders, 0, "it is as it was");
}

#[test]
fn a_lost_card_that_two_files_make_usable_is_on_the_list() {
    let mut office = office();
    let line = |status: u8| format!("{LOST},王·买买提,,E12345678,{status},active,active\n");
    import(&mut office, &line(0));
    assert_eq!(of(&mut office, Rule::LostCards).len(), 0);
    office.advance(3 * DAY);
    import(&mut office, &line(1));
    let [listed] = of(&mut office, Rule::LostCards).try_into().unwrap();
    assert_eq!((&listed.item.finding, listed.item.evidence.count), (&Finding::LostCards { count: 1 }, 2));
    assert_eq!(listed.item.persons, [ADMIN]);
}

#[test]
fn a_phone_that_changes_near_a_reset_is_on_the_list() {
    let mut office = office();
    import(&mut office, &format!("{CHAN},CHAN Tai Man,13912345678,C12345678,1,active,active\n"));
    office.advance(DAY);
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    let [listed] = of(&mut office, Rule::PhoneChanges).try_into().unwrap();
    assert_eq!((&listed.item.finding, listed.item.evidence.count), (&Finding::PhoneChange { days: 1 }, 2));
    assert_eq!(
        (listed.item.mask.as_deref(), listed.item.persons.as_slice()),
        (Some("8***21"), [ADMIN.into(), CLERK.into()].as_slice())
    );
}

#[test]
fn more_than_three_people_with_one_phone_are_counted_at_the_import() {
    let mut office = office();
    let one = |number: &str, name: &str, card: &str| format!("{number},{name},13700001111,{card},1,unset,unset\n");
    let three =
        [one(ZHANG, "张三丰", "A12345678"), one(LI, "李䶮", "B12345678"), one(CHAN, "CHAN Tai Man", "C12345678")];
    assert_eq!(import(&mut office, &three.concat()).changes.sharing, 0);
    // The fourth is new: it is not a change, and still the one too many.
    office.advance(60);
    let summary = import(&mut office, &one(STRANGER, "吴小燕", ""));
    assert_eq!((summary.changes.sharing, summary.changes.holders), (4, 0));
    let written = entries(&office, Action::PhoneShared);
    assert_eq!(written.len(), 4);
    assert!(written.iter().all(|entry| entry.draft.detail["people"] == Value::from(4_u32)));
    assert!(!office.lines().join("\n").contains("13700001111"));
    let [listed] = of(&mut office, Rule::SharedPhones).try_into().unwrap();
    assert_eq!(listed.item.finding, Finding::SharedPhones { count: 4 });
    // An import that has nothing to do with them does not tell it again.
    office.advance(60);
    let lines = format!("{SMITH},Alexandria Wilhelmina Featherstonehaugh,13700002222,D12345678,1,active,unset\n");
    assert_eq!(import(&mut office, &lines).changes.sharing, 0);
}

#[test]
fn a_loosened_threshold_hides_nothing_that_was_listed_and_a_tightened_one_finds_nothing_old() {
    let mut office = office();
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    office.advance(DAY);
    office.sign_in(CLERK);
    office.serve(SMITH, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    set(&mut office, Field::FlagConfirms, "1");
    office.sign_in(CLERK);
    office.checked(LI);
    office.desk().confirm_still_present().unwrap();
    office.desk().close_visit().unwrap();
    office.sign_out();
    let [before] = of(&mut office, Rule::Confirms).try_into().unwrap();
    assert_eq!(before.item.thresholds.confirms, 1, "the threshold of its time");
    set(&mut office, Field::FlagConfirms, "0");
    set(&mut office, Field::FlagConfirms, "50");
    assert_eq!(
        of(&mut office, Rule::Confirms),
        std::slice::from_ref(&before),
        "switched off and raised, what was listed stays"
    );
    // A new start works it all out again, from the log alone.
    office.stop();
    office.start();
    assert_eq!(of(&mut office, Rule::Confirms), [before]);
    let weakened = of(&mut office, Rule::RulesWeakened);
    let fields: Vec<_> = weakened.iter().map(|listed| listed.item.finding.clone()).collect();
    assert_eq!(fields, [Finding::RuleWeakened { field: Field::FlagConfirms }], "from 0 to 50 the rule got stronger");
}

#[test]
fn an_account_is_reviewed_by_a_supervisor_who_has_no_part_in_it() {
    let mut office = office();
    office.sign_in(ADMIN);
    let new = new_staff("clerk09", "孙立", Role::Clerk, "440524188001010030");
    let consent = consent_of(SUPERVISOR);
    office.desk().create_staff(&new, &consent).unwrap();
    office.desk().disable_staff("clerk09").unwrap();
    office.desk().enable_staff("clerk09", &consent).unwrap();
    office.desk().reset_staff_password("clerk09", &consent).unwrap();
    office.desk().change_role("clerk09", Role::Supervisor, &consent).unwrap();
    office.sign_out();
    let found = of(&mut office, Rule::Accounts);
    let mut deeds: Vec<_> = found.iter().map(|listed| listed.item.finding.clone()).collect();
    deeds.sort_by_key(|finding| format!("{finding:?}"));
    let mut wanted = AccountDeed::ALL.map(|deed| Finding::Account { deed });
    wanted.sort_by_key(|finding| format!("{finding:?}"));
    assert_eq!(deeds, wanted);
    for ListedItem { item, .. } in &found {
        assert_eq!(item.persons[..2], ["clerk09", ADMIN]);
        let is_disabled = item.finding == Finding::Account { deed: AccountDeed::Disable };
        assert_eq!(item.is_own(SUPERVISOR), !is_disabled, "whoever consented: {item:?}");
        office.sign_in(SUPERVISOR);
        let signed = office.desk().sign_off(&item.key, "看过");
        assert!(is_disabled || matches!(signed, Err(DeskError::OwnWork)), "{signed:?}");
        office.sign_out();
    }
    office.sign_in(SUPERVISOR_2);
    for listed in found.iter().filter(|listed| listed.item.is_own(SUPERVISOR)) {
        office.desk().sign_off(&listed.item.key, "已对照登记").unwrap();
    }
    assert!(items(office.desk()).iter().all(|listed| listed.item.rule() != Rule::Accounts || !listed.is_open));
}

/// Many numbers shown: a long item, and resets far above the threshold.
fn flooded() -> Office {
    let mut office = office();
    set(&mut office, Field::FlagSurge, "1");
    set(&mut office, Field::FlagSurgeFactor, "1");
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.look_up(SMITH);
    for _ in 0..120 {
        // A look-up, its number and the rest of it in one minute after the other.
        office.advance(61);
        office.desk().reveal_number().unwrap();
    }
    office.desk().close_visit().unwrap();
    office.sign_out();
    office
}

#[test]
fn a_sudden_rise_stands_above_every_page_of_a_supervisor_until_it_is_reviewed() {
    for language in Language::ALL {
        let mut office = flooded();
        let [surge] = of(&mut office, Rule::Surges).try_into().unwrap();
        assert!(matches!(surge.item.finding, Finding::Surge { kind: SurgeKind::Resets, count: 1, .. }));
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR_2, PASSWORD, "audit");
        let now = say("请马上看", "Please look now");
        window.wait_for(now);
        window.click(say("现在核查", "Show the item"));
        window.wait_for_screen("worklist");
        window.wait_for(now);
        window.settle();
        window.close(&mut office);
        office.sign_in(SUPERVISOR_2);
        office.desk().sign_off(&surge.item.key, "集中办理日").unwrap();
        office.sign_out();
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR_2, PASSWORD, "audit");
        window.wait_for(say("登录, 成功", "Sign-in, Done"));
        window.settle();
        assert!(!window.shows(now));
    }
}

#[test]
fn every_entry_of_a_long_item_is_a_page_away() {
    for language in Language::ALL {
        let mut office = flooded();
        let [reveals] = of(&mut office, Rule::Reveals).try_into().unwrap();
        assert_eq!((reveals.item.evidence.count, reveals.item.evidence.positions.len()), (120, 120));
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR_2, PASSWORD, "audit");
        window.wait_for(say("去核查", "Open the worklist"));
        window.click(say("去核查", "Open the worklist"));
        window.wait_for_screen("worklist");
        window.settle();
        // The rule is the last that has something.
        window.press(Key::End);
        window.press(Key::Enter);
        window.wait_for(say("第 1–50 条，共 120 条", "1–50 of 120"));
        window.click(say("下一页", "Later"));
        window.wait_for(say("第 51–100 条，共 120 条", "51–100 of 120"));
        window.click(say("下一页", "Later"));
        window.wait_for(say("第 101–120 条，共 120 条", "101–120 of 120"));
        assert!(!window.shows(say("下一页", "Later")));
        window.click(say("上一页", "Earlier"));
        window.wait_for(say("第 51–100 条，共 120 条", "51–100 of 120"));
        window.press(Key::Escape);
    }
}

/// So many holders with valid numbers and one telephone.
fn with_one_phone(count: u32) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let line = |i: u32| {
        let body = format!("11010519{:02}0101{:03}", 50 + i / 900, i % 900);
        let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
        let check = b"10X98765432"[(sum % 11) as usize] as char;
        format!("{body}{check},持卡人,13700000000,,1,unset,unset\n")
    };
    (0..count).map(line).collect()
}

#[test]
fn a_placeholder_for_a_phone_does_not_fill_the_log_and_is_told_all_the_same() {
    let mut office = office();
    let summary = import(&mut office, &with_one_phone(2000));
    assert_eq!((summary.added, summary.changes.sharing), (2000, 2000));
    assert_eq!(entries(&office, Action::PhoneShared).len(), 1);
    let [listed] = of(&mut office, Rule::SharedPhones).try_into().unwrap();
    assert_eq!(listed.item.finding, Finding::SharedPhones { count: 2000 });
}
