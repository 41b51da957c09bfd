//! What a holder meets at the pad beyond the rules by themselves: a new PIN like the old one, PINs that are offered, a
//! try after an unlock, and advice on the age of the PIN.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod support;

use pindesk::{
    desk::{Desk, DeskError, PadEnd, PadReply, PadStage},
    domain::{
        audit::{Action as LogAction, Outcome, Value},
        card::CardNumber,
        holder::Phone,
        pin::{
            Action, Pin, PinKind, PinState,
            advice::PinAdvice,
            policy::{HolderFacts, Policy, Rule},
        },
        settings::Field,
    },
};
use support::*;

const E: PinKind = PinKind::Electronic;
const P: PinKind = PinKind::Physical;

/// An office at whose counter ZHANG's physical PIN is known.
fn with_known_pin(digits: &str) -> Office {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, P, digits);
    office
}

fn refused(reply: &PadReply) -> Option<Rule> {
    match reply {
        PadReply::Refused { rule, .. } => Some(*rule),
        _ => None,
    }
}

/// Keys guessable PINs until this many are refused.
fn be_refused(office: &mut Office, times: usize) {
    for digits in ["111111", "123456", "112233", "123123"].into_iter().take(times) {
        assert!(refused(&office.submit(digits)).is_some());
    }
}

fn offered_in_log(office: &Office) -> Option<Value> {
    office.entries().pop().unwrap().draft.detail.get("offered").cloned()
}

fn offers(desk: &mut Desk) -> Vec<Pin> {
    desk.offer_pins().unwrap().into()
}

#[test]
fn a_changed_pin_may_not_share_four_digits_in_a_row_with_the_old_one() {
    let mut office = with_known_pin("395028");
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Change, P).unwrap();
    assert!(matches!(office.submit("640281"), PadReply::Wrong { .. }));
    assert!(matches!(office.submit("395028"), PadReply::Next(PadStage::New)));
    let mut hashes = 0;
    let reply = office.desk().pad_submit(pin("395017"), &mut |_, _| hashes += 1).unwrap();
    assert_eq!((refused(&reply), hashes), (Some(Rule::Near), 0));
    assert_eq!(refused(&office.submit("395028")), Some(Rule::Near), "the old one itself");
    // After two different ones the old PIN is still known.
    assert!(matches!(office.submit("806413"), PadReply::Next(PadStage::Again)));
    assert!(matches!(office.submit("806431"), PadReply::Mismatch));
    assert_eq!(refused(&office.submit("739502")), Some(Rule::Near));
    assert_eq!(office.key_new("806413").state, PinState::Active);
}

#[test]
fn a_wrong_try_leaves_nothing_to_compare_and_neither_does_a_reset() {
    let mut office = with_known_pin("395028");
    // Its digits were keyed, but it was not the PIN.
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Change, P).unwrap();
    assert!(matches!(office.submit("640281"), PadReply::Wrong { .. }));
    assert!(matches!(office.submit("395028"), PadReply::Next(PadStage::New)));
    assert!(matches!(office.submit("640287"), PadReply::Next(PadStage::Again)));
    office.desk().pad_cancel(PadEnd::Cancelled).unwrap();
    office.desk().close_visit().unwrap();
    // Who forgot the PIN is told nothing about it.
    office.sign_out();
    office.advance(31 * 24 * 3600);
    office.sign_in(CLERK);
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Reset, P).unwrap();
    assert!(matches!(office.submit("395017"), PadReply::Next(PadStage::Again)));
}

#[test]
fn pins_are_offered_after_the_second_refusal_and_only_while_a_new_one_is_asked_for() {
    let mut office = with_known_pin("395028");
    assert!(matches!(office.desk().offer_pins(), Err(DeskError::NoVisit)));
    let proof = office.checked(ZHANG);
    assert!(matches!(office.desk().offer_pins(), Err(DeskError::NoPad)));
    office.desk().open_pad(proof, Action::Change, P).unwrap();
    assert!(matches!(office.desk().offer_pins(), Err(DeskError::OutOfOrder)), "the current PIN comes first");
    office.submit("395028");
    for refusals in 0..2 {
        assert!(!office.desk().offers_pins());
        assert!(matches!(office.desk().offer_pins(), Err(DeskError::OutOfOrder)), "{refusals} refusals");
        assert!(refused(&office.submit("111111")).is_some());
    }
    assert!(office.desk().offers_pins());
    let pins = offers(office.desk());
    assert!(matches!(
        office.desk().pad_submit(Pin::from_digits(pins[0].digits()).unwrap(), &mut |_, _| {}),
        Ok(PadReply::Next(PadStage::Again))
    ));
    assert!(matches!(office.desk().offer_pins(), Err(DeskError::OutOfOrder)), "while it is keyed again");
    // Keyed differently the second time, the holder may look once more.
    let other = if pins[0].digits() == b"806413" { "395071" } else { "806413" };
    assert!(matches!(office.submit(other), PadReply::Mismatch));
    let pins = offers(office.desk());
    for stage in [PadStage::Again, PadStage::New] {
        let reply = office.desk().pad_submit(Pin::from_digits(pins[1].digits()).unwrap(), &mut |_, _| {}).unwrap();
        assert!(matches!((stage, reply), (PadStage::Again, PadReply::Next(_)) | (PadStage::New, PadReply::Done(_))));
    }
    assert!(matches!(office.desk().offer_pins(), Err(DeskError::NoPad)), "the action is over");
    assert_eq!(offered_in_log(&office), Some(Value::Flag(true)));
}

#[test]
fn offers_fit_the_holder_at_the_pad_and_differ_each_time() {
    let mut office = with_known_pin("395028");
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Change, P).unwrap();
    office.submit("395028");
    be_refused(&mut office, 2);
    let (number, old) = (id(ZHANG), pin("395028"));
    let (card, phone) = (CardNumber::parse("A12345678"), Phone::parse("13812341234"));
    let facts =
        HolderFacts { id_number: &number, card_number: card.as_ref(), phone: phone.as_ref(), old_pin: Some(&old) };
    let policy = Policy::new(["123456"]).unwrap();
    let mut seen = std::collections::HashSet::new();
    for _ in 0..300 {
        for offered in offers(office.desk()) {
            assert_eq!(policy.check(&offered, Some(&facts)), Ok(()));
            seen.insert(*offered.digits());
        }
    }
    assert!(seen.len() > 890, "900 draws of 777,000: {}", seen.len());
}

#[test]
fn the_log_tells_that_pins_were_offered_and_never_which() {
    let mut office = with_known_pin("395028");
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    be_refused(&mut office, 2);
    assert_eq!(offered_in_log(&office), None, "before they were");
    let before = office.lines().len();
    let pins = offers(office.desk());
    assert_eq!(office.lines().len(), before, "to look is no entry of its own");
    assert!(refused(&office.submit("112233")).is_some());
    assert_eq!(offered_in_log(&office), Some(Value::Flag(true)), "the next refusal says so");
    office.desk().pad_cancel(PadEnd::TimedOut).unwrap();
    assert_eq!(offered_in_log(&office), Some(Value::Flag(true)), "and so does leaving");
    for entry in &office.entries()[before..] {
        for (key, value) in &entry.draft.detail {
            let text = format!("{value:?}");
            assert!(pins.iter().all(|pin| !text.contains(std::str::from_utf8(pin.digits()).unwrap())), "{key}");
        }
    }
    assert!(!format!("{pins:?}").contains(std::str::from_utf8(pins[0].digits()).unwrap()));
}

#[test]
fn nothing_is_offered_past_the_ten_minutes_of_the_check() {
    let mut office = with_known_pin("395028");
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    be_refused(&mut office, 2);
    office.advance(601);
    assert!(matches!(office.desk().offer_pins(), Err(DeskError::ProofExpired)));
}

#[test]
fn an_unlocked_pin_may_be_tried_in_the_same_visit_after_one_more_confirmation() {
    let mut office = with_known_pin("395028");
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Verify, P).unwrap();
    while !matches!(office.submit("640281"), PadReply::Locked(_)) {}
    office.desk().close_visit().unwrap();

    let proof = office.checked(ZHANG);
    assert_eq!(office.desk().unlock(proof, P).unwrap().state, PinState::Active);
    assert_eq!(office.desk().holder_view().unwrap().unlocked, [P]);
    assert_eq!(office.desk().holder_view().unwrap().changed, []);
    let mut proof = office.desk().confirm_still_present().unwrap();
    for action in [Action::Change, Action::Reset] {
        let declined = office.desk().open_pad(proof, action, P).unwrap_err();
        assert!(matches!(declined.error, DeskError::AlreadyActed(PinKind::Physical)), "{action:?}");
        proof = declined.proof.unwrap();
    }
    assert_eq!(office.desk().open_pad(proof, Action::Verify, P).unwrap(), PadStage::Current);
    assert!(matches!(office.submit("395028"), PadReply::Done(_)));

    let actions: Vec<_> = office.entries().iter().map(|e| (e.draft.action, e.draft.outcome)).rev().take(3).collect();
    let done = |action| (action, Outcome::Done);
    assert_eq!(actions, [done(LogAction::PinVerify), done(LogAction::IdentityConfirm), done(LogAction::PinUnlock)]);
    // The other kind is open as ever.
    let proof = office.desk().confirm_still_present().unwrap();
    office.desk().open_pad(proof, Action::Reset, E).unwrap();
    office.key_new("806413");
}

#[test]
fn a_pin_that_locks_again_at_the_try_is_not_unlocked_twice_in_a_visit() {
    let mut office = with_known_pin("395028");
    office.lock_pin_again(P);
    let proof = office.checked(ZHANG);
    office.desk().unlock(proof, P).unwrap();
    let proof = office.desk().confirm_still_present().unwrap();
    office.desk().open_pad(proof, Action::Verify, P).unwrap();
    while !matches!(office.submit("640281"), PadReply::Locked(_)) {}
    let proof = office.desk().confirm_still_present().unwrap();
    let declined = office.desk().unlock(proof, P).unwrap_err();
    assert!(matches!(declined.error, DeskError::AlreadyActed(PinKind::Physical)));
    let declined = office.desk().open_pad(declined.proof.unwrap(), Action::Verify, P).unwrap_err();
    assert!(matches!(declined.error, DeskError::NotApplicable(_)), "it is locked");
}

impl Office {
    /// Wrong tries until ZHANG's PIN locks.
    fn lock_pin_again(&mut self, kind: PinKind) {
        let proof = self.checked(ZHANG);
        self.desk().open_pad(proof, Action::Verify, kind).unwrap();
        while !matches!(self.submit("640281"), PadReply::Locked(_)) {}
        self.desk().close_visit().unwrap();
    }
}

#[test]
fn an_old_pin_is_better_changed_and_a_new_one_gets_its_term() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let receipt = office.serve(ZHANG, Action::Reset, P, "395028");
    assert_eq!(receipt.advice, Some(PinAdvice::ChangeAfter(12)));
    assert_eq!(office.look_up(ZHANG).pins[1].older_than_months, None);
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.advance(365 * 24 * 3600);
    office.sign_in(CLERK);
    assert_eq!(office.look_up(ZHANG).pins[1].older_than_months, None, "twelve months to the day");
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.advance(24 * 3600);
    office.sign_in(CLERK);
    let view = office.look_up(ZHANG);
    assert_eq!(view.pins[1].older_than_months, Some(12));
    assert_eq!(view.pins[0].older_than_months, None, "nobody knows how old a PIN from elsewhere is");
    office.desk().close_visit().unwrap();
    office.lock_pin_again(P);
    let proof = office.checked(ZHANG);
    let receipt = office.desk().unlock(proof, P).unwrap();
    assert_eq!(receipt.advice, Some(PinAdvice::OlderThan(12)));
    let proof = office.desk().confirm_still_present().unwrap();
    office.desk().open_pad(proof, Action::Verify, P).unwrap();
    match office.submit("395028") {
        PadReply::Done(receipt) => assert_eq!(receipt.advice, Some(PinAdvice::OlderThan(12))),
        other => panic!("{other:?}"),
    }
    office.desk().close_visit().unwrap();
    office.sign_out();

    office.sign_in(ADMIN);
    office.weaken(Field::PinAdviceMonths, "0");
    assert!(office.desk().change_setting(Field::PinAdviceMonths, "121").is_err());
    office.sign_out();
    office.sign_in(CLERK);
    assert_eq!(office.look_up(ZHANG).pins[1].older_than_months, None);
    office.desk().close_visit().unwrap();
    assert_eq!(office.serve(ZHANG, Action::Reset, E, "806413").advice, None);
}

#[test]
fn a_lock_gives_no_advice() {
    let mut office = with_known_pin("395028");
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Verify, P).unwrap();
    loop {
        if let PadReply::Locked(receipt) = office.submit("640281") {
            assert_eq!(receipt.advice, None);
            break;
        }
    }
}
