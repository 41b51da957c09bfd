//! The visit as the desk enforces it, whatever a screen would allow.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use pindesk::{
    desk::{ApprovalDecision, DeskError, IdentityCheck, LookUp, PadEnd, PadReply, PadStage},
    domain::{
        audit,
        card::CardStatus,
        document::{DocumentKind, Expiry},
        pin::{Action, PinKind, PinState, policy::Rule},
        visit::{ApprovalReason, RefusalReason},
    },
};
use support::*;

const E: PinKind = PinKind::Electronic;
const P: PinKind = PinKind::Physical;

fn check(original: bool, photo: bool, name_and_number: bool) -> IdentityCheck {
    let expiry = Expiry::parse("2036-01-01").unwrap();
    IdentityCheck { document: DocumentKind::ResidentCard, expiry, original, photo, name_and_number }
}

fn approve(office: &mut Office, action: Action, kind: PinKind, by: &str, granted: bool) -> Result<(), DeskError> {
    let decision = ApprovalDecision {
        action,
        kind,
        supervisor: by.into(),
        password: password(PASSWORD),
        remark: "人证一致".into(),
        granted,
    };
    office.desk().approve(&decision)
}

#[test]
fn a_whole_visit_resets_a_locked_pin() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let view = office.look_up(ZHANG);
    assert_eq!(view.serial.as_str(), "20261122-03-0001");
    assert_eq!(view.pins[0].state, PinState::Locked);
    assert_eq!(view.id_mask, "1***************3X");
    assert_eq!(view.name, "张三丰");
    let proof = office.pass_check(DocumentKind::ResidentCard);
    assert_eq!(office.desk().open_pad(proof, Action::Reset, E).unwrap(), PadStage::New);
    let receipt = office.key_new("739105");
    assert_eq!(receipt.state, PinState::Active);
    let view = office.desk().holder_view().unwrap();
    assert_eq!(view.pins[0].state, PinState::Active);
    assert_eq!(view.name, "张*丰", "the full name is for the check alone");
    office.desk().close_visit().unwrap();
    let actions: Vec<_> = office.entries().iter().map(|e| e.draft.action).rev().take(4).collect();
    use audit::Action as A;
    assert_eq!(actions, [A::VisitClose, A::PinReset, A::IdentityCheck, A::LookUp]);
}

#[test]
fn refuses_to_pass_a_check_with_a_confirmation_missing_or_an_expired_document() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    for bits in [(false, true, true), (true, false, true), (true, true, false)] {
        let error = office.desk().pass_check(check(bits.0, bits.1, bits.2)).unwrap_err();
        assert!(matches!(error, DeskError::CheckIncomplete));
    }
    let expired = IdentityCheck { expiry: Expiry::parse("2026-11-21").unwrap(), ..check(true, true, true) };
    assert!(matches!(office.desk().pass_check(expired), Err(DeskError::DocumentExpired)));
    let foreign = IdentityCheck { document: DocumentKind::ForeignPermanentCard, ..check(true, true, true) };
    assert!(matches!(office.desk().pass_check(foreign), Err(DeskError::DocumentDoesNotFit)));
    office.desk().pass_check(check(true, true, true)).unwrap();
    assert!(matches!(office.desk().pass_check(check(true, true, true)), Err(DeskError::OutOfOrder)));
}

#[test]
fn an_expiry_is_judged_while_the_document_is_in_hand_and_leaves_no_trace() {
    use pindesk::domain::document::ExpiryWarning::{NotForThisAge, TooLong};
    use {DocumentKind as Doc, Ok as Judged};
    let mut office = Office::new();
    let judge = |office: &mut Office, document, expiry: &str| {
        office.desk().judge_expiry(document, Expiry::parse(expiry).unwrap())
    };
    assert!(matches!(judge(&mut office, Doc::ResidentCard, "长期"), Err(DeskError::NotSignedIn)));
    office.sign_in(SUPERVISOR);
    assert!(matches!(judge(&mut office, Doc::ResidentCard, "长期"), Err(DeskError::WrongRole(_))));
    office.sign_out();
    office.sign_in(CLERK);
    assert!(matches!(judge(&mut office, Doc::ResidentCard, "长期"), Err(DeskError::NoVisit)));
    // Born on 7 March 1990: twenty years since the 26th birthday, no card without end.
    office.look_up(ZHANG);
    let before = office.lines().len();
    let table = [
        (Doc::ResidentCard, "2046-11-22", Judged(None)),
        (Doc::ResidentCard, "2046-11-23", Judged(Some(NotForThisAge))),
        (Doc::ResidentCard, "长期", Judged(Some(NotForThisAge))),
        (Doc::ResidentCard, "2026-11-21", Err(())),
        (Doc::TemporaryCard, "2027-02-22", Judged(None)),
        (Doc::TemporaryCard, "2027-02-23", Judged(Some(TooLong))),
        (Doc::TemporaryCard, "2026-11-22", Judged(None)),
        (Doc::Other, "长期", Judged(None)),
    ];
    for (document, expiry, want) in table {
        let judged = judge(&mut office, document, expiry);
        assert!(matches!(judged, Ok(_) | Err(DeskError::DocumentExpired)), "{judged:?}");
        assert_eq!(judged.map_err(|_| ()), want, "{document:?} {expiry}");
    }
    assert_eq!(office.lines().len(), before);
    // The day is the one at the window: past midnight in Beijing, the last day is over.
    office.advance(12 * 3600 - 1);
    assert!(judge(&mut office, Doc::TemporaryCard, "2026-11-22").is_ok());
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.advance(1);
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    assert!(matches!(judge(&mut office, Doc::TemporaryCard, "2026-11-22"), Err(DeskError::DocumentExpired)));
    // What was judged is what the check writes down.
    let card = IdentityCheck { expiry: Expiry::LongTerm, ..check(true, true, true) };
    office.desk().pass_check(card).unwrap();
    let entry = office.entries().pop().unwrap().draft;
    assert_eq!(entry.detail["warning"], audit::Value::from(NotForThisAge.code()));
}

#[test]
fn a_refused_check_ends_the_visit_without_a_proof() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::PhotoMismatch, "").unwrap();
    assert!(matches!(office.desk().pass_check(check(true, true, true)), Err(DeskError::OutOfOrder)));
    assert!(matches!(office.desk().confirm_still_present(), Err(DeskError::OutOfOrder)));
    office.desk().close_visit().unwrap();
}

#[test]
fn a_proof_is_of_one_visit_and_one_action() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let stale = office.checked(CHAN);
    office.desk().close_visit().unwrap();
    office.checked(ZHANG);
    let declined = office.desk().open_pad(stale, Action::Reset, E).unwrap_err();
    assert!(matches!(declined.error, DeskError::ProofUsed));
    assert!(declined.proof.is_none());
}

#[test]
fn a_proof_is_worthless_after_ten_minutes_by_either_clock() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    office.advance(601);
    // Setting the wall back does not make it younger.
    office.clock.set_wall_back(std::time::Duration::from_secs(600));
    let declined = office.desk().open_pad(proof, Action::Reset, E).unwrap_err();
    assert!(matches!(declined.error, DeskError::ProofExpired));
    let proof = office.desk().confirm_still_present().unwrap();
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    office.advance(601);
    let late = office.desk().pad_submit(pin("739105"), &mut |_, _| {});
    assert!(matches!(late, Err(DeskError::ProofExpired)));
    assert_eq!(office.desk().pad_stage(), None);
}

#[test]
fn a_proof_does_not_survive_a_restart() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    office.stop();
    office.start();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    office.desk().pass_check(check(true, true, true)).unwrap();
    let declined = office.desk().open_pad(proof, Action::Reset, E).unwrap_err();
    assert!(matches!(declined.error, DeskError::ProofUsed));
    let closed: Vec<_> = office.entries().into_iter().filter(|e| e.draft.action == audit::Action::VisitClose).collect();
    assert_eq!(closed.len(), 1, "the visit that was left open is closed at the start");
    assert_eq!(closed[0].draft.outcome, audit::Outcome::Abandoned);
}

#[test]
fn only_the_action_that_fits_state_and_card_opens_a_pad() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    // (holder, kind, action, the refusal's word, or "" where it fits)
    let table = [
        (ZHANG, E, Action::Change, "not_applicable"),
        (ZHANG, E, Action::Set, "not_applicable"),
        (ZHANG, E, Action::Reset, ""),
        (ZHANG, P, Action::Verify, "set_elsewhere"),
        (ZHANG, P, Action::Change, "set_elsewhere"),
        (ZHANG, P, Action::Reset, ""),
        (LI, E, Action::Set, ""),
        (LI, E, Action::Reset, "not_applicable"),
        (LOST, E, Action::Reset, "card_not_usable"),
        (LOST, P, Action::Reset, "card_not_usable"),
    ];
    for (holder, kind, action, word) in table {
        let proof = office.checked(holder);
        match office.desk().open_pad(proof, action, kind) {
            Ok(_) => assert_eq!(word, "", "{holder} {action:?}"),
            Err(declined) => {
                assert_eq!(declined.error.code(), word, "{action:?}");
                assert!(declined.proof.is_some(), "a declined request leaves the proof unspent");
            }
        }
        office.desk().close_visit().unwrap();
    }
}

#[test]
fn an_application_locked_card_still_lets_the_physical_pin_be_reset() {
    assert!(CardStatus::ApplicationLocked.permits(Action::Reset, P));
    assert!(!CardStatus::ApplicationLocked.permits(Action::Change, P));
}

#[test]
fn unlocking_keeps_the_pin_and_spends_the_proof() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, E, "739105");
    office.lock_pin(ZHANG, E);
    let proof = office.checked(ZHANG);
    let receipt = office.desk().unlock(proof, E).unwrap();
    assert_eq!(receipt.state, PinState::Active);
    office.desk().close_visit().unwrap();
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Verify, E).unwrap();
    assert!(matches!(office.submit("739105"), PadReply::Done(_)), "the PIN is the same as before");
}

#[test]
fn wrong_tries_are_counted_across_visits_and_the_sixth_locks() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, Action::Reset, E, "739105");
    for tries in 1..=5 {
        let proof = office.checked(CHAN);
        office.desk().open_pad(proof, Action::Verify, E).unwrap();
        assert!(matches!(office.submit("640281"), PadReply::Wrong { left } if left == 6 - tries));
        // Neither leaving nor a power cut gives a try back.
        if tries % 2 == 0 {
            office.stop();
            office.start();
            office.sign_in(CLERK);
        } else {
            office.desk().pad_cancel(PadEnd::Cancelled).unwrap();
            office.desk().close_visit().unwrap();
        }
    }
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Change, E).unwrap();
    assert!(matches!(office.submit("640281"), PadReply::Locked(_)));
    let view = office.desk().holder_view().unwrap();
    assert_eq!(view.pins[0].state, PinState::Locked);
    assert_eq!(view.pins[1].state, PinState::Active, "the kinds are independent");
}

#[test]
fn an_electronic_lock_lifts_itself_after_a_day_and_a_physical_one_does_not() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    for kind in [E, P] {
        office.serve(CHAN, Action::Reset, kind, "739105");
        office.lock_pin(CHAN, kind);
    }
    office.sign_out();
    office.advance(24 * 3600 - 10);
    office.sign_in(CLERK);
    let states = |office: &mut Office| {
        let view = office.look_up(CHAN);
        office.desk().close_visit().unwrap();
        [view.pins[0].state, view.pins[1].state]
    };
    assert_eq!(states(&mut office), [PinState::Locked, PinState::Locked]);
    office.advance(20);
    assert_eq!(states(&mut office), [PinState::Active, PinState::Locked]);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Verify, E).unwrap();
    assert!(matches!(office.submit("640281"), PadReply::Wrong { left: 5 }), "the counter starts again");
}

#[test]
fn a_right_try_sets_the_counter_back_and_changes_nothing() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, Action::Reset, E, "739105");
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Verify, E).unwrap();
    assert!(matches!(office.submit("640281"), PadReply::Wrong { left: 5 }));
    assert!(matches!(office.submit("739105"), PadReply::Done(_)));
    assert_eq!(office.desk().holder_view().unwrap().pins[0].tries, 0);
    // Trying changed nothing, so a reset of the same kind may follow after one more confirmation, with approval.
    let proof = office.desk().confirm_still_present().unwrap();
    let declined = office.desk().open_pad(proof, Action::Reset, E).unwrap_err();
    assert!(matches!(declined.error, DeskError::ApprovalDue(_)));
}

#[test]
fn change_asks_for_the_current_pin_first_and_a_mismatch_starts_the_new_one_again() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, Action::Reset, P, "739105");
    let proof = office.checked(CHAN);
    assert_eq!(office.desk().open_pad(proof, Action::Change, P).unwrap(), PadStage::Current);
    assert!(matches!(office.submit("739105"), PadReply::Next(PadStage::New)));
    assert!(matches!(office.submit("806413"), PadReply::Next(PadStage::Again)));
    assert!(matches!(office.submit("806414"), PadReply::Mismatch));
    assert_eq!(office.desk().pad_stage(), Some(PadStage::New));
    office.key_new("806413");
}

#[test]
fn a_guessable_pin_is_refused_with_its_reason_and_five_refusals_end_the_action() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Reset, P).unwrap();
    let table = [("111111", Rule::Same), ("123456", Rule::Run), ("900307", Rule::Date), ("990030", Rule::Number)];
    for (left, (digits, expected)) in (1..=4).rev().zip(table) {
        match office.submit(digits) {
            PadReply::Refused { rule, left: told } => assert_eq!((rule, told), (expected, left)),
            other => panic!("{digits}: {other:?}"),
        }
    }
    assert!(matches!(office.submit("888888"), PadReply::Ended));
    assert!(matches!(office.desk().pad_submit(pin("739105"), &mut |_, _| {}), Err(DeskError::NoPad)));
    // Neither the digits nor the rule are in the log.
    let refusals: Vec<_> = office.lines().into_iter().filter(|line| line.contains("pin_reset")).collect();
    assert_eq!(refusals.len(), 5);
    for line in refusals {
        let (_, detail) = line.split_once("\"detail\":").unwrap();
        assert!(["1", "2", "3", "4", "5"].iter().any(|n| detail.contains(&format!("\"refusals\":{n}}}"))), "{detail}");
        assert!(!detail.contains("rule") && detail.len() < 40, "{detail}");
    }
}

#[test]
fn the_current_pin_and_the_five_before_it_are_refused_alike() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let pins = ["739105", "806413", "275084", "618302", "497263", "351870", "924063"];
    office.serve(CHAN, Action::Reset, P, pins[0]);
    for pair in pins.windows(2) {
        let proof = office.checked(CHAN);
        office.desk().open_pad(proof, Action::Change, P).unwrap();
        office.submit(pair[0]);
        office.key_new(pair[1]);
        office.desk().close_visit().unwrap();
    }
    let mut seen = Vec::new();
    for digits in pins[..6].iter().rev() {
        let proof = office.checked(CHAN);
        office.desk().open_pad(proof, Action::Change, P).unwrap();
        office.submit(pins[6]);
        let mut steps = 0;
        let reply = office.desk().pad_submit(pin(digits), &mut |_, total| {
            assert_eq!(total, 6);
            steps += 1;
        });
        assert_eq!(steps, 6, "the time does not tell which one it was");
        seen.push(matches!(reply.unwrap(), PadReply::Refused { rule: Rule::Recent, .. }));
        office.desk().close_visit().unwrap();
    }
    assert_eq!(seen, [true, true, true, true, true, false]);
    // The current one was keyed a moment ago: nothing need be compared with hashes. Its holder hears the same.
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Change, P).unwrap();
    office.submit(pins[6]);
    assert!(matches!(office.submit(pins[6]), PadReply::Refused { rule: Rule::Near, .. }));
    // Who resets it has not keyed it, and it is one of those before.
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.advance(31 * 24 * 3600);
    office.sign_in(CLERK);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Reset, P).unwrap();
    assert!(matches!(office.submit(pins[6]), PadReply::Refused { rule: Rule::Recent, .. }));
}

#[test]
fn a_second_action_needs_the_other_kind_and_one_more_confirmation() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    office.key_new("739105");
    let proof = office.desk().confirm_still_present().unwrap();
    let declined = office.desk().open_pad(proof, Action::Reset, E).unwrap_err();
    assert!(matches!(declined.error, DeskError::AlreadyActed(PinKind::Electronic)));
    office.desk().open_pad(declined.proof.unwrap(), Action::Reset, P).unwrap();
    office.key_new("806413");
}

#[test]
fn cancelling_voids_the_proof_and_leaves_everything_as_it_was() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    office.submit("739105");
    office.desk().pad_cancel(PadEnd::TimedOut).unwrap();
    assert_eq!(office.desk().holder_view().unwrap().pins[0].state, PinState::Locked);
    let last = office.entries().pop().unwrap();
    assert_eq!((last.draft.action, last.draft.outcome), (audit::Action::PinReset, audit::Outcome::Abandoned));
}

#[test]
fn every_look_up_takes_the_next_serial_found_or_not() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    assert!(matches!(office.desk().look_up(id(STRANGER)).unwrap(), LookUp::NotFound(s) if s.counter() == "0001"));
    office.look_up(ZHANG);
    assert!(matches!(office.desk().look_up(id(LI)), Err(DeskError::VisitOpen)));
    office.desk().close_visit().unwrap();
    office.stop();
    office.start();
    office.sign_in(CLERK);
    assert_eq!(office.look_up(LI).serial.counter(), "0003");
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.advance(24 * 3600);
    office.sign_in(CLERK);
    assert_eq!(office.look_up(LI).serial.as_str(), "20261123-03-0001");
}

#[test]
fn nobody_acts_on_their_own_record() {
    let mut office = Office::new();
    office.register_person_of(CLERK);
    office.sign_in(CLERK);
    assert!(matches!(office.desk().look_up(id(CLERK_PERSON)).unwrap(), LookUp::OwnRecord(_)));
    assert!(matches!(office.desk().holder_view(), Err(DeskError::NoVisit)));
    office.sign_out();
    office.sign_in(CLERK_2);
    office.look_up(CLERK_PERSON);
}

#[test]
fn a_second_reset_within_thirty_days_needs_a_supervisor_each_time() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, E, "739105");
    let proof = office.checked(ZHANG);
    assert_eq!(office.desk().approval_missing(Action::Reset, E).unwrap(), [ApprovalReason::RepeatReset]);
    assert!(office.desk().approval_missing(Action::Reset, P).unwrap().is_empty());
    let declined = office.desk().open_pad(proof, Action::Reset, E).unwrap_err();
    assert!(matches!(declined.error, DeskError::ApprovalDue(_)));
    let proof = declined.proof.unwrap();
    for (by, word) in [(CLERK_2, "not_supervisor"), (ADMIN, "not_supervisor"), (CLERK, "not_supervisor")] {
        assert_eq!(approve(&mut office, Action::Reset, E, by, true).unwrap_err().code(), word);
    }
    approve(&mut office, Action::Reset, E, SUPERVISOR, true).unwrap();
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    office.key_new("806413");
    office.desk().close_visit().unwrap();
    // It was for that visit alone.
    let proof = office.checked(ZHANG);
    assert!(office.desk().open_pad(proof, Action::Reset, E).is_err());
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.advance(31 * 24 * 3600);
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, E, "275084");
}

#[test]
fn an_approval_is_bound_to_action_and_kind_and_runs_out_after_half_an_hour() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let view = office.look_up(CHAN);
    let proof = office.pass_check(DocumentKind::Other);
    assert_eq!(view.pins[0].state, PinState::Active);
    approve(&mut office, Action::Reset, E, SUPERVISOR, true).unwrap();
    let declined = office.desk().open_pad(proof, Action::Reset, P).unwrap_err();
    assert!(
        matches!(declined.error, DeskError::ApprovalDue(ref reasons) if *reasons == [ApprovalReason::OtherDocument])
    );
    office.advance(31 * 60);
    let proof = office.desk().confirm_still_present().unwrap();
    let declined = office.desk().open_pad(proof, Action::Reset, E).unwrap_err();
    assert!(matches!(declined.error, DeskError::ApprovalDue(_)));
    approve(&mut office, Action::Reset, E, SUPERVISOR, true).unwrap();
    office.desk().open_pad(declined.proof.unwrap(), Action::Reset, E).unwrap();
    office.key_new("739105");
}

#[test]
fn a_refused_approval_lets_nothing_through() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(CHAN);
    let proof = office.pass_check(DocumentKind::Other);
    let empty = ApprovalDecision {
        action: Action::Reset,
        kind: E,
        supervisor: SUPERVISOR.into(),
        password: password(PASSWORD),
        remark: " ".into(),
        granted: true,
    };
    assert!(matches!(office.desk().approve(&empty), Err(DeskError::RemarkMissing)));
    approve(&mut office, Action::Reset, E, SUPERVISOR, false).unwrap();
    assert!(office.desk().open_pad(proof, Action::Reset, E).is_err());
}

#[test]
fn a_doubtful_check_calls_for_approval_for_thirty_days() {
    for (reason, doubtful) in [
        (RefusalReason::PhotoMismatch, true),
        (RefusalReason::Copy, true),
        (RefusalReason::SuspectedForgery, true),
        (RefusalReason::Expired, false),
        (RefusalReason::NameMismatch, false),
        (RefusalReason::Other, false),
    ] {
        let mut office = Office::new();
        office.sign_in(CLERK);
        office.look_up(CHAN);
        office.desk().refuse_check(DocumentKind::ResidencePermit, reason, "").unwrap();
        office.desk().close_visit().unwrap();
        office.checked(CHAN);
        let missing = office.desk().approval_missing(Action::Reset, E).unwrap();
        assert_eq!(missing == [ApprovalReason::DoubtfulCheck], doubtful, "{reason:?}");
    }
}

#[test]
fn the_fourth_unlock_of_a_year_needs_a_supervisor() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, Action::Reset, P, "739105");
    for unlock in 1..=4 {
        office.lock_pin(CHAN, P);
        let proof = office.checked(CHAN);
        let missing = office.desk().approval_missing(Action::Unlock, P).unwrap();
        assert_eq!(missing == [ApprovalReason::ManyUnlocks], unlock == 4, "{unlock}");
        if unlock < 4 {
            office.desk().unlock(proof, P).unwrap();
        } else {
            assert!(matches!(office.desk().unlock(proof, P).unwrap_err().error, DeskError::ApprovalDue(_)));
        }
        office.desk().close_visit().unwrap();
    }
}

#[test]
fn no_role_does_another_roles_work() {
    let mut office = Office::new();
    for other in [ADMIN, SUPERVISOR] {
        office.sign_in(other);
        assert!(matches!(office.desk().look_up(id(ZHANG)), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().holder_view(), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().reveal_number(), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().pass_check(check(true, true, true)), Err(DeskError::WrongRole(_))));
        office.sign_out();
    }
    assert!(matches!(office.desk().look_up(id(ZHANG)), Err(DeskError::NotSignedIn)));
    for other in [ADMIN, CLERK] {
        office.sign_in(other);
        assert!(matches!(office.desk().reviewer(), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().subject_of(&id(ZHANG)), Err(DeskError::WrongRole(_))));
        office.sign_out();
    }
}

#[test]
fn a_locked_screen_and_a_long_day_refuse_everything() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    office.desk().lock_screen(true).unwrap();
    assert!(matches!(office.desk().holder_view(), Err(DeskError::ScreenLocked)));
    assert!(office.desk().unlock_screen(&password("not the password")).is_err());
    office.desk().unlock_screen(&password(PASSWORD)).unwrap();
    office.desk().holder_view().unwrap();
    office.advance(12 * 3600);
    assert!(matches!(office.desk().holder_view(), Err(DeskError::SessionOver)));
    office.desk().lock_screen(false).unwrap();
    office.desk().unlock_screen(&password(PASSWORD)).unwrap();
    assert_eq!(office.entries().last().unwrap().draft.action, audit::Action::SignIn, "the password signs in anew");
    office.desk().holder_view().unwrap();
    office.sign_out();
    let last_two: Vec<_> = office.entries().iter().rev().take(2).map(|e| e.draft.action).collect();
    assert_eq!(last_two, [audit::Action::SignOut, audit::Action::VisitClose]);
}

#[test]
fn a_reveal_is_an_entry() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.look_up(ZHANG);
    let before = office.entries().len();
    assert_eq!(office.desk().reveal_number().unwrap().as_str(), ZHANG);
    let entries = office.entries();
    assert_eq!(entries.len(), before + 1);
    assert_eq!(entries[before].draft.action, audit::Action::Reveal);
}

#[test]
fn no_name_number_or_phone_is_in_the_log() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, E, "739105");
    office.look_up(ZHANG);
    office.desk().reveal_number().unwrap();
    for line in office.lines() {
        for secret in [ZHANG, "19900307", "张三丰", "13812341234", "A12345678", "739105", "argon2"] {
            assert!(!line.contains(secret), "{secret} in {line}");
        }
    }
}

#[test]
fn a_holder_who_is_keying_at_the_end_of_a_long_day_is_let_finish() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.advance(12 * 3600 - 60);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    office.advance(90);
    assert!(office.desk().session_left().unwrap().is_zero());
    office.key_new("739105");
    assert!(matches!(office.desk().holder_view(), Err(DeskError::SessionOver)), "and then the password is due");
}
