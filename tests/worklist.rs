//! The worklist over the real store: what is found, who may sign it off, and what opens it again.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use std::sync::atomic::AtomicBool;

use pindesk::{
    desk::{
        Desk, DeskError,
        worklist::{ListedItem, Reviewed, lock},
    },
    domain::{
        audit::{Action, Outcome, Value},
        pin::{Action as PinAction, PinKind},
        settings::Field,
        worklist::{Finding, IntegrityEvent, Rule},
    },
    ledger,
    store::EntryFilter,
};
use support::{
    ADMIN, CHAN, CLERK, CLERK_2, LI, Office, SMITH, STRANGER, SUPERVISOR, SUPERVISOR_2, ZHANG, consent_of, id, password,
};

/// Monday morning at nine, twenty-one hours after the office was made.
const TO_MONDAY: u64 = 21 * 3600;
const DAY: u64 = 24 * 3600;

/// An office on a Monday morning.
fn office() -> Office {
    let office = Office::new();
    office.advance(TO_MONDAY);
    office
}

fn items(desk: &mut Desk) -> Vec<ListedItem> {
    let shared = desk.worklist().unwrap();
    let mut worklist = lock(&shared);
    assert!(worklist.catch_up(&mut |_, _| {}, &AtomicBool::new(false)).unwrap());
    let monday = "2026-11-23T00:00:00Z".parse().unwrap();
    // The office was furnished on a Sunday, which is outside its hours.
    worklist.items().into_iter().filter(|listed| listed.item.first > monday).collect()
}

fn of(desk: &mut Desk, rule: Rule) -> Vec<ListedItem> {
    items(desk).into_iter().filter(|listed| listed.item.rule() == rule).collect()
}

#[test]
fn an_item_is_signed_off_once_by_a_supervisor_who_had_no_part_in_it() {
    let mut office = office();
    office.refused_then_passed(SUPERVISOR);
    office.sign_in(SUPERVISOR);
    let found = of(office.desk(), Rule::RefusedThenPassed);
    let [listed] = found.as_slice() else { unreachable!("{found:?}") };
    assert_eq!(listed.item.finding, Finding::RefusedThenPassed { minutes: 11 });
    assert_eq!(listed.item.mask.as_deref(), Some("8***21"));
    let key = listed.item.key.clone();
    assert!(matches!(office.desk().sign_off(&key, "看过"), Err(DeskError::OwnWork)), "their own approval");
    office.sign_out();
    office.sign_in(SUPERVISOR_2);
    assert!(matches!(office.desk().sign_off(&key, " \n"), Err(DeskError::RemarkMissing)));
    assert!(matches!(office.desk().sign_off("no/such", "看过"), Err(DeskError::NoOpenItem)));
    office.desk().sign_off(&key, "已核对监控，是本人").unwrap();
    assert!(matches!(office.desk().sign_off(&key, "再看"), Err(DeskError::NoOpenItem)));
    let all = items(office.desk());
    let listed = all.iter().find(|listed| listed.item.key == key).unwrap();
    let signature = listed.signature.as_ref().unwrap();
    assert!(!listed.is_open && signature.by == SUPERVISOR_2 && signature.remark == "已核对监控，是本人");
    assert_eq!(Reviewed::of([listed].into_iter()), Reviewed { signed: 1, all: 1 });
    let entry = office.entries().pop().unwrap();
    assert_eq!((entry.draft.action, entry.draft.outcome), (Action::SignOff, Outcome::Done));
    let detail = &entry.draft.detail;
    assert_eq!(detail["rule"], Value::from("refused_then_passed"));
    assert_eq!((&detail["item"], &detail["evidence"]), (&Value::from(key), &Value::from(4_u32)));
    assert_eq!(detail["remark"], Value::from("已核对监控，是本人"));
    office.sign_out();
    office.sign_in(SUPERVISOR);
    assert!(!of(office.desk(), Rule::RefusedThenPassed)[0].is_open, "the log says so to everybody");
}

#[test]
fn only_a_supervisor_sees_and_signs_the_worklist() {
    let mut office = office();
    for number in [CLERK, ADMIN] {
        office.sign_in(number);
        assert!(matches!(office.desk().worklist(), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().sign_off("any", "看过"), Err(DeskError::WrongRole(_))));
        office.sign_out();
    }
}

#[test]
fn an_item_that_grew_is_open_again() {
    let mut office = office();
    office.advance(11 * 3600);
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    office.sign_in(SUPERVISOR);
    let [listed] = of(office.desk(), Rule::OutsideHours).try_into().unwrap();
    assert_eq!(listed.item.finding, Finding::OutsideHours { action: Action::PinReset, count: 1 });
    let ListedItem { item, .. } = listed;
    office.desk().sign_off(&item.key, "加班办理，有登记").unwrap();
    assert!(!of(office.desk(), Rule::OutsideHours)[0].is_open);
    office.sign_out();
    office.sign_in(CLERK);
    office.serve(SMITH, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    office.sign_in(SUPERVISOR);
    let [listed] = of(office.desk(), Rule::OutsideHours).try_into().unwrap();
    assert!(listed.is_open && listed.signature.is_some(), "{listed:?}");
    assert!(listed.item.evidence.count > item.evidence.count);
    office.desk().sign_off(&item.key, "同一次加班").unwrap();
    assert!(!of(office.desk(), Rule::OutsideHours)[0].is_open);
}

#[test]
fn a_changed_threshold_is_an_item_and_judges_only_what_comes_after_it() {
    let mut office = office();
    let three_for_nothing = |office: &mut Office| {
        office.sign_in(CLERK);
        for number in [CHAN, LI, ZHANG] {
            office.look_up(number);
            office.desk().close_visit().unwrap();
        }
        office.sign_out();
    };
    three_for_nothing(&mut office);
    office.sign_in(CLERK_2);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.sign_out();
    office.sign_in(ADMIN);
    office.desk().change_setting(Field::FlagLookUps, "3").unwrap();
    office.sign_out();
    office.sign_in(SUPERVISOR);
    assert_eq!(of(office.desk(), Rule::LookUps).len(), 0, "three were not many when they were made");
    let [event] = of(office.desk(), Rule::Integrity).try_into().unwrap();
    assert_eq!(event.item.finding, Finding::Integrity(IntegrityEvent::ThresholdChange));
    assert_eq!(event.item.persons, [ADMIN]);
    office.sign_out();
    office.advance(DAY);
    three_for_nothing(&mut office);
    office.sign_in(SUPERVISOR);
    let [listed] = of(office.desk(), Rule::LookUps).try_into().unwrap();
    assert_eq!((listed.item.persons.as_slice(), listed.item.evidence.count), ([CLERK.to_owned()].as_slice(), 3));
    assert_eq!(listed.item.thresholds.look_ups, 3);
}

#[test]
fn a_supervisors_new_password_waits_for_somebody_who_had_no_part_in_it() {
    let mut office = office();
    office.sign_in(ADMIN);
    let given = office.desk().reset_staff_password(SUPERVISOR, &consent_of(SUPERVISOR_2)).unwrap();
    let code = given.done().unwrap().shown().to_string();
    office.sign_out();
    let first = password(&code.replace('-', ""));
    office.desk().sign_in(SUPERVISOR, &first).unwrap();
    office.desk().change_own_password(&first, &password("four green lamps")).unwrap();
    let [listed] = of(office.desk(), Rule::SupervisorReset).try_into().unwrap();
    assert_eq!(listed.item.persons, [SUPERVISOR, ADMIN, SUPERVISOR_2]);
    assert!(matches!(office.desk().sign_off(&listed.item.key, "是我要求的"), Err(DeskError::OwnWork)));
    office.sign_out();
    office.sign_in(SUPERVISOR_2);
    assert!(matches!(office.desk().sign_off(&listed.item.key, "我同意的"), Err(DeskError::OwnWork)));
}

#[test]
fn five_wrong_passwords_are_an_item_also_for_a_number_that_nobody_has() {
    let mut office = office();
    for number in [CLERK, "nobody"] {
        for _ in 0..5 {
            assert!(office.desk().sign_in(number, &password("wrong wrong wrong")).is_err());
        }
    }
    office.sign_in(SUPERVISOR);
    let found = of(office.desk(), Rule::FailedSignIns);
    let unknown: Vec<_> = found
        .iter()
        .map(|listed| matches!(listed.item.finding, Finding::FailedSignIns { count: 5, unknown: true, .. }))
        .collect();
    assert_eq!(unknown, [true, false], "newest first");
}

#[test]
fn the_flagged_entries_are_those_that_items_rest_on() {
    let mut office = office();
    office.refused_then_passed(SUPERVISOR);
    office.sign_in(SUPERVISOR_2);
    let [listed] = of(office.desk(), Rule::RefusedThenPassed).try_into().unwrap();
    let mut reviewer = office.desk().reviewer().unwrap();
    let monday = "2026-11-23T00:00:00Z".parse().unwrap();
    let flagged = EntryFilter { flagged: true, from: Some(monday), ..EntryFilter::default() };
    assert_eq!(reviewer.newer(&flagged, 0).unwrap(), listed.item.evidence.positions);
    let approvals = EntryFilter { action: Some(Action::Approval), ..flagged.clone() };
    assert_eq!(reviewer.newer(&approvals, 0).unwrap().len(), 1, "beside the other filters");
    office.desk().sign_off(&listed.item.key, "看过").unwrap();
    assert_eq!(reviewer.newer(&flagged, 0).unwrap(), listed.item.evidence.positions, "signed items are still items");
    let positions = reviewer.newer(&flagged, 0).unwrap();
    for row in reviewer.rows(&positions).unwrap() {
        assert!(ledger::decode(&row.text).unwrap().subject.is_some());
    }
}

#[test]
fn an_honest_week_has_nothing_to_look_at() {
    let mut office = office();
    let holders = [(CHAN, PinKind::Electronic), (CHAN, PinKind::Physical), (LI, PinKind::Electronic)];
    let more = [(SMITH, PinKind::Electronic), (LI, PinKind::Physical)];
    for (day, (holder, kind)) in holders.into_iter().chain(more).enumerate() {
        let clerk = if day % 2 == 0 { CLERK } else { CLERK_2 };
        assert!(office.desk().sign_in(clerk, &password("a slip of the hand")).is_err());
        office.sign_in(clerk);
        office.desk().look_up(id(STRANGER)).unwrap();
        let action = if holder == LI { PinAction::Set } else { PinAction::Reset };
        office.serve(holder, action, kind, "739105");
        office.look_up(ZHANG);
        office.desk().close_visit().unwrap();
        office.sign_out();
        office.sign_in(SUPERVISOR);
        office.sign_out();
        office.advance(DAY);
    }
    office.sign_in(SUPERVISOR);
    assert_eq!(items(office.desk()), []);
}

#[test]
fn the_worklist_is_shared_within_a_session_and_gone_with_it() {
    let mut office = office();
    office.refused_then_passed(SUPERVISOR);
    office.sign_in(SUPERVISOR_2);
    let shared = office.desk().worklist().unwrap();
    assert!(std::sync::Arc::ptr_eq(&shared, &office.desk().worklist().unwrap()), "one for the whole session");
    office.sign_out();
    office.sign_in(SUPERVISOR_2);
    assert!(!std::sync::Arc::ptr_eq(&shared, &office.desk().worklist().unwrap()), "gone with the session");
}
