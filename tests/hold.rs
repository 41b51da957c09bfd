//! Holds, floods and what remarks may say, as the desk enforces them and as the windows show them.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use egui::Key;
use flows::{Window, say};
use pindesk::{
    desk::{
        AdministratorConsent, ApprovalDecision, DeskError, LookUp, OpenHold, PadStage, VisitEnd,
        export::{ExportFormat, ExportOrder},
    },
    domain::{
        audit::{Action as Log, Outcome, Value},
        document::DocumentKind,
        free_text::{FreeTextError, PersonalNumber},
        pin::{Action, PinKind},
        settings::Field,
        visit::{ApprovalReason, RefusalReason},
    },
    store::{EntryFilter, Store as _, sqlite::SqliteStore},
    ui::i18n::Language,
    vault::OfficeKeys,
};
use support::*;

const E: PinKind = PinKind::Electronic;
/// The ID number of [`SUPERVISOR`] as a person.
const SUPERVISOR_PERSON: &str = "110105194912310070";

fn put_on_hold(office: &mut Office, by: &str, number: &str) -> OpenHold {
    office.sign_in(by);
    office.desk().hold(&id(number), "本人来电，证件被盗").unwrap();
    let hold = office.desk().holds().unwrap().pop().unwrap();
    office.sign_out();
    hold
}

fn consent(number: &str) -> AdministratorConsent {
    AdministratorConsent { number: number.into(), password: password(PASSWORD) }
}

fn last(office: &Office) -> (Log, Outcome, Option<Value>) {
    let draft = office.entries().pop().unwrap().draft;
    (draft.action, draft.outcome, draft.detail.get("reason").cloned())
}

fn calls_a_supervisor(office: &mut Office, number: &str) -> bool {
    matches!(office.desk().look_up(id(number)).unwrap(), LookUp::CallSupervisor(_))
}

#[test]
fn a_person_on_hold_is_not_served_and_the_counter_is_told_no_more_than_whom_to_call() {
    let mut office = Office::new();
    // In the register or not: a hold is on the person.
    for number in [ZHANG, STRANGER] {
        let hold = put_on_hold(&mut office, SUPERVISOR, number);
        assert_eq!((hold.by.as_str(), hold.reason.as_str()), ("王芳", "本人来电，证件被盗"));
        office.sign_in(CLERK);
        assert!(calls_a_supervisor(&mut office, number));
        assert_eq!(last(&office), (Log::LookUp, Outcome::Refused, Some("on_hold".into())));
        assert!(matches!(office.desk().holder_view(), Err(DeskError::NoVisit)), "the visit is over");
        let visit = office.desk().today().unwrap().visits.first().unwrap().clone();
        assert_eq!((visit.end, visit.is_open, visit.name_mask), (VisitEnd::CallSupervisor, false, None));
        office.sign_out();
    }
    // It outlives an import, a restart and a new log.
    office.sign_in(ADMIN);
    let file = office.home.path().join("register.csv");
    office.desk().import(&file, &mut |_, _| {}).unwrap();
    office.sign_out();
    office.stop();
    office.start();
    office.sign_in(CLERK);
    assert!(calls_a_supervisor(&mut office, ZHANG) && calls_a_supervisor(&mut office, STRANGER));
    assert!(!calls_a_supervisor(&mut office, LI));
}

#[test]
fn another_supervisor_lifts_a_hold_and_its_maker_only_with_the_administrator_after_a_day() {
    let mut office = Office::new();
    let hold = put_on_hold(&mut office, SUPERVISOR, ZHANG);
    office.sign_in(SUPERVISOR);
    let desk = office.desk();
    assert!(matches!(desk.hold(&id(ZHANG), "再来一次"), Err(DeskError::OnHold)));
    assert!(matches!(desk.hold(&id(SUPERVISOR_PERSON), "本人"), Err(DeskError::OwnRecord)));
    assert!(matches!(desk.hold(&id(LI), " "), Err(DeskError::RemarkMissing)));
    assert!(matches!(desk.hold(&id(LI), "电话 13800138000"), Err(DeskError::FreeText(_))));
    assert!(matches!(desk.release(&hold.subject, "误会", None), Err(DeskError::OwnHold)));
    assert!(matches!(desk.release(&hold.subject, "误会", Some(&consent(ADMIN))), Err(DeskError::OwnHold)));
    assert_eq!(last(&office), (Log::Release, Outcome::Refused, Some("own_hold".into())));
    office.advance(24 * 3600);
    office.desk().sign_out().unwrap();
    office.sign_in(SUPERVISOR);
    for other in [SUPERVISOR_2, CLERK, SUPERVISOR] {
        let error = office.desk().release(&hold.subject, "误会", Some(&consent(other))).unwrap_err();
        assert!(matches!(error, DeskError::NotAdministrator), "{other}: {error}");
    }
    let wrong = AdministratorConsent { number: ADMIN.into(), password: password("something else") };
    assert!(office.desk().release(&hold.subject, "误会", Some(&wrong)).is_err());
    assert_eq!(office.desk().holds().unwrap().len(), 1, "it stands through all of this");
    office.desk().release(&hold.subject, "误会", Some(&consent(ADMIN))).unwrap();
    let entry = office.entries().pop().unwrap().draft;
    assert_eq!((entry.action, entry.outcome), (Log::Release, Outcome::Done));
    assert_eq!(entry.detail["consent"], ADMIN.into());
    assert!(matches!(office.desk().release(&hold.subject, "误会", None), Err(DeskError::NotOnHold)));
    office.sign_out();
    // Another supervisor needs nobody and no day.
    let hold = put_on_hold(&mut office, SUPERVISOR, ZHANG);
    office.sign_in(SUPERVISOR_2);
    office.desk().release(&hold.subject, "已核实本人", None).unwrap();
    assert!(office.desk().holds().unwrap().is_empty());
    office.sign_out();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    for error in [office.desk().hold(&id(LI), "x").unwrap_err(), office.desk().holds().unwrap_err()] {
        assert!(matches!(error, DeskError::WrongRole(_)));
    }
}

/// Writes a hold into the log behind the desk's back, as another window of the same office would.
fn hold_from_elsewhere(office: &Office, number: &str) {
    let (folders, keys) = (office.folders(), OfficeKeys::load(&office.folders().keys).unwrap());
    let subject = keys.subject(id(number).as_str());
    let mut store = SqliteStore::open(&folders.database(), keys.database()).unwrap();
    let tx = store.write().unwrap();
    let head = tx.head().unwrap().unwrap();
    let last = office.lines().pop().unwrap();
    let mut line = pindesk::ledger::decode(&last).unwrap();
    line.seq = head.size + 1;
    (line.action, line.outcome) = ("hold".into(), "done".into());
    (line.subject, line.visit, line.kind) = (Some(subject.as_str().to_owned()), None, None);
    line.detail.clear();
    tx.append(head.number, head.size + 1, &line.encode(), &[]).unwrap();
    tx.commit().unwrap();
}

#[test]
fn a_hold_that_is_made_while_the_holder_keys_stops_the_change() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    assert_eq!(office.desk().open_pad(proof, Action::Reset, E).unwrap(), PadStage::New);
    office.submit("739105");
    hold_from_elsewhere(&office, ZHANG);
    let before = office.desk().holds();
    assert!(matches!(before, Err(DeskError::WrongRole(_))));
    let error = office.desk().pad_submit(pin("739105"), &mut |_, _| {}).unwrap_err();
    let resets = office.entries().into_iter().filter(|entry| entry.draft.action == Log::PinReset);
    assert!(resets.filter(|entry| entry.draft.outcome == Outcome::Done).count() == 0, "{error}");
}

#[test]
fn a_hold_stays_on_the_worklist_until_it_is_lifted() {
    let mut office = Office::new();
    let hold = put_on_hold(&mut office, SUPERVISOR, ZHANG);
    office.sign_in(SUPERVISOR_2);
    let shared = office.desk().worklist().unwrap();
    let items = |shared: &pindesk::desk::worklist::SharedWorklist| {
        let mut worklist = pindesk::desk::worklist::lock(shared);
        worklist.catch_up(&mut |_, _| {}, &std::sync::atomic::AtomicBool::new(false)).unwrap();
        let items = worklist.items().into_iter().filter(|listed| listed.item.rule().code() == "holds");
        items.map(|listed| listed.item.key).collect::<Vec<_>>()
    };
    let [key] = items(&shared).try_into().expect("one item");
    assert!(matches!(office.desk().sign_off(&key, "看过了"), Err(DeskError::HoldStands)));
    office.desk().release(&hold.subject, "已核实", None).unwrap();
    assert!(items(&shared).is_empty());
}

#[test]
fn a_doubtful_check_counts_whatever_is_written_after_it() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::PhotoMismatch, "").unwrap();
    office.desk().close_visit().unwrap();
    for _ in 0..170 {
        office.advance(61);
        office.look_up(ZHANG);
        office.desk().reveal_number().unwrap();
        office.desk().reveal_number().unwrap();
        office.desk().close_visit().unwrap();
    }
    let _proof = office.checked(ZHANG);
    let missing = office.desk().approval_missing(Action::Reset, E).unwrap();
    assert_eq!(missing, [ApprovalReason::DoubtfulCheck], "more than 500 entries of this person are newer");
}

#[test]
fn the_same_person_is_confirmed_twice_in_a_visit_and_no_more_without_an_action() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let _proof = office.checked(ZHANG);
    for _ in 0..2 {
        office.desk().confirm_still_present().unwrap();
    }
    for _ in 0..5 {
        assert!(matches!(office.desk().confirm_still_present(), Err(DeskError::ConfirmedTooOften)));
    }
    let refused = office
        .entries()
        .into_iter()
        .filter(|entry| (entry.draft.action, entry.draft.outcome) == (Log::IdentityConfirm, Outcome::Refused));
    assert_eq!(refused.count(), 1, "one entry says so");
}

#[test]
fn look_ups_reveals_and_refusals_a_minute_are_bounded_and_signing_out_begins_no_new_count() {
    let mut office = Office::new();
    office.sign_in(ADMIN);
    for name in ["110101199003077715 社保中心", "电话 13800138000"] {
        assert!(matches!(office.desk().change_setting(Field::OfficeName, name), Err(DeskError::FreeText(_))));
    }
    for (field, most) in
        [(Field::LookUpsPerMinute, "5"), (Field::RevealsPerMinute, "4"), (Field::RefusalsPerMinute, "3")]
    {
        office.desk().change_setting(field, most).unwrap();
    }
    office.sign_out();
    office.sign_in(CLERK);
    for _ in 0..5 {
        office.desk().look_up(id(STRANGER)).unwrap();
    }
    office.sign_out();
    office.stop();
    office.start();
    office.sign_in(CLERK);
    let before = office.lines().len();
    for _ in 0..10 {
        assert!(matches!(office.desk().look_up(id(ZHANG)), Err(DeskError::TooOften { most: 5 })));
    }
    assert_eq!(office.lines().len(), before + 1, "one entry a minute says so");
    office.sign_out();
    office.sign_in(CLERK_2);
    office.look_up(ZHANG);
    for _ in 0..4 {
        office.desk().reveal_number().unwrap();
    }
    assert!(matches!(office.desk().reveal_number(), Err(DeskError::TooOften { most: 4 })));
    office.desk().close_visit().unwrap();
    for _ in 0..3 {
        office.look_up(ZHANG);
        office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, "").unwrap();
        office.desk().close_visit().unwrap();
    }
    office.look_up(ZHANG);
    let refused = office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, "");
    assert!(matches!(refused, Err(DeskError::TooOften { most: 3 })));
    office.desk().close_visit().unwrap();
    office.advance(61);
    office.look_up(ZHANG);
    office.desk().reveal_number().unwrap();
}

#[test]
fn no_entrance_lets_a_persons_number_or_a_text_that_is_too_long_into_the_log() {
    let long = "长".repeat(201);
    let bad = ["李某 1101 0119 9003 0778 03X", "回电 １３８００１３８０００", "卡号 A12345678", &long];
    let is_refused = |result: Result<(), DeskError>| {
        use FreeTextError::{Holds, TooLong};
        let error = result.unwrap_err();
        assert!(matches!(error, DeskError::FreeText(TooLong { most: 200, length: 201 } | Holds(_))), "{error}");
        assert!(!matches!(error, DeskError::FreeText(Holds(PersonalNumber::Card))) || !error.to_string().contains('A'));
    };
    let mut office = Office::reviewed();
    let size = office.lines().len();
    for text in bad {
        let order = ExportOrder {
            filter: EntryFilter::default(),
            filter_words: String::new(),
            format: ExportFormat::Csv,
            purpose: text.into(),
        };
        is_refused(office.desk().begin_export(order).map(drop));
        is_refused(office.desk().hold(&id(LI), text));
    }
    // On the command line a filter can be anything.
    let filter = EntryFilter { staff: Some("110101199003077715".into()), ..EntryFilter::default() };
    let order =
        ExportOrder { filter, filter_words: String::new(), format: ExportFormat::Csv, purpose: "季度抽查".into() };
    is_refused(office.desk().begin_export(order).map(drop));
    assert_eq!(office.lines().len(), size, "nothing was written");
    office.sign_out();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    let size = office.lines().len();
    for text in bad {
        is_refused(office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, text));
        let decision = ApprovalDecision {
            action: Action::Reset,
            kind: E,
            supervisor: SUPERVISOR.into(),
            password: password(PASSWORD),
            remark: text.into(),
            granted: true,
        };
        is_refused(office.desk().approve(&decision));
    }
    assert_eq!(office.lines().len(), size, "nothing was written");
    let fine = "与 20261122-03-0001 是同一人，11 月 22 日 10:30 已核实";
    office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, fine).unwrap();
    assert_eq!(office.entries().pop().unwrap().draft.detail["remark"], fine.into());
}

#[test]
fn a_supervisor_makes_a_hold_in_the_window_and_what_is_typed_stays_while_it_is_wrong() {
    for language in Language::ALL {
        let mut office = Office::new();
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(SUPERVISOR, PASSWORD, "audit");
        window.click(say("核查", "Worklist"));
        window.wait_for_screen("worklist");
        window.settle();
        window.press(Key::F4);
        window.wait_for(say("现在没有暂停的", "Nobody is on hold"));
        window.fill(say("证件号码", "ID number"), ZHANG);
        let reason = say("原因", "Reason");
        window.fill(reason, "回电 13800138000");
        let go = say("暂停办理", "Put on hold");
        assert!(window.is_disabled(go));
        window.press(Key::Enter);
        window.settle();
        assert_eq!(window.value(reason), "回电 13800138000", "nothing typed is lost");
        window.fill(reason, "本人来电，证件被盗");
        window.press(Key::Enter);
        window.wait_for(say("正在暂停：1", "On hold: 1"));
        window.settle();
        window.close(&mut office);
        let held = office.entries().into_iter().filter(|entry| entry.draft.action == Log::Hold);
        assert_eq!(held.count(), 1);
    }
}

#[test]
fn the_counter_says_to_call_a_supervisor_and_nothing_else() {
    for language in Language::ALL {
        let mut office = Office::new();
        put_on_hold(&mut office, SUPERVISOR, ZHANG);
        let mut window = Window::open_in(&mut office, language);
        window.sign_in(CLERK, PASSWORD, "look_up");
        window.type_text(ZHANG);
        window.press(Key::Enter);
        window.wait_for(say("请叫主管", "Please call a supervisor"));
        let texts = window.texts().join("\n");
        for told in ["暂停", "hold", "被盗", "王芳", "张三丰"] {
            assert!(!texts.contains(told), "{told}: {texts}");
        }
        window.close(&mut office);
    }
}
