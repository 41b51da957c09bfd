//! Review as the desk enforces it: what a filter keeps, what is newer, and who may look.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod support;

use pindesk::{
    desk::{DeskError, logs::LogState, review::Reviewer, timeline::Cover},
    domain::audit::Action,
    ledger::Line,
    store::EntryFilter,
};
use support::*;

/// An office with a reset, a refused check and a number that is not in the register; the supervisor signed in.
fn reviewed() -> (Office, Reviewer) {
    let mut office = Office::reviewed();
    let reviewer = office.desk().reviewer().unwrap();
    (office, reviewer)
}

fn lines(reviewer: &mut Reviewer, filter: &EntryFilter) -> Vec<(String, Line)> {
    let positions = reviewer.newer(filter, 0).unwrap();
    let rows = reviewer.rows(&positions).unwrap();
    rows.into_iter().map(|row| (row.text, row.line.unwrap())).collect()
}

#[test]
fn positions_are_those_of_the_filter_and_of_what_is_newer() {
    let (mut office, mut reviewer) = reviewed();
    let all = reviewer.newer(&EntryFilter::default(), 0).unwrap();
    assert!(all.windows(2).all(|pair| pair[0] < pair[1]));
    let newest = *all.last().unwrap();
    assert!(reviewer.newer(&EntryFilter::default(), newest).unwrap().is_empty());
    office.desk().lock_screen(false).unwrap();
    office.desk().unlock_screen(&password(PASSWORD)).unwrap();
    let newer = reviewer.newer(&EntryFilter::default(), newest).unwrap();
    assert_eq!(newer.len(), 2);
    let locks = EntryFilter { action: Some(Action::ScreenLock), ..EntryFilter::default() };
    assert_eq!(reviewer.newer(&locks, newest).unwrap(), newer[..1]);

    office
        .desk()
        .subject_of(&id(CHAN))
        .map(|subject| {
            let filter = EntryFilter { subject: Some(subject), ..EntryFilter::default() };
            let found = lines(&mut reviewer, &filter);
            assert!(
                found.len() >= 4
                    && found.iter().all(|(text, line)| line.mask.as_deref() == Some("8***21") && !text.contains(CHAN))
            );
        })
        .unwrap();
}

#[test]
fn only_a_supervisor_reviews_and_searches() {
    let (mut office, _) = reviewed();
    for number in [CLERK, ADMIN] {
        office.sign_out();
        office.sign_in(number);
        assert!(matches!(office.desk().reviewer(), Err(DeskError::WrongRole(_))));
        assert!(matches!(office.desk().subject_of(&id(CHAN)), Err(DeskError::WrongRole(_))));
    }
}

#[test]
fn a_visit_opens_as_its_steps_each_proven_by_a_checkpoint() {
    let (mut office, mut reviewer) = reviewed();
    let resets = EntryFilter { action: Some(Action::PinReset), ..EntryFilter::default() };
    let position = reviewer.newer(&resets, 0).unwrap()[0];
    let timeline = reviewer.timeline(position).unwrap();
    let actions: Vec<_> = timeline.steps.iter().map(|step| step.row.line.as_ref().unwrap().action().unwrap()).collect();
    assert_eq!(actions, [Action::LookUp, Action::IdentityCheck, Action::PinReset, Action::VisitClose]);
    assert!(timeline.step(i64::from(position)).is_some() && !timeline.is_cut);
    let witness = office.entries().len() as u64;
    for step in &timeline.steps {
        let Cover::Proven { head, at } = step.cover else { panic!("{step:?}") };
        assert!(head.size >= step.row.seq && head.size <= witness && at.is_some());
        assert!(step.cover.code().is_some());
    }
    // What follows the last checkpoint waits for the next one.
    let position = *reviewer.newer(&EntryFilter::default(), 0).unwrap().last().unwrap();
    let alone = reviewer.timeline(position).unwrap();
    assert_eq!(alone.steps.len(), 1);
    assert_eq!(alone.steps[0].cover, Cover::Waiting);
    assert!(alone.steps[0].cover.code().is_none());
    office.advance(61);
    office.desk().tick().unwrap();
    assert!(matches!(reviewer.timeline(position).unwrap().steps[0].cover, Cover::Proven { .. }));
    assert!(reviewer.timeline(u32::MAX).is_err());
}

#[test]
fn a_visit_of_a_hundred_steps_is_shown_whole() {
    let (mut office, mut reviewer) = reviewed();
    office.sign_out();
    office.sign_in(CLERK);
    office.look_up(LI);
    for _ in 0..120 {
        // No faster than a person may.
        office.advance(4);
        office.desk().reveal_number().unwrap();
    }
    office.desk().close_visit().unwrap();
    let reveals = EntryFilter { action: Some(Action::Reveal), ..EntryFilter::default() };
    let position = reviewer.newer(&reveals, 0).unwrap()[60];
    let timeline = reviewer.timeline(position).unwrap();
    assert_eq!(timeline.steps.len(), 122);
    let proven = timeline.steps.iter().filter(|step| matches!(step.cover, Cover::Proven { .. })).count();
    assert!(proven > 0, "a checkpoint came on the way");
}

#[test]
fn a_single_log_is_the_current_one() {
    let (office, mut reviewer) = reviewed();
    let logs = reviewer.logs().unwrap();
    assert_eq!(logs.len(), 1);
    assert_eq!((logs[0].number, logs[0].size), (1, office.entries().len() as u64));
    assert_eq!(logs[0].state, LogState::Current);
    assert_eq!(reviewer.position_of(1, 1).unwrap(), Some(1));
    assert_eq!(reviewer.position_of(1, 100_000).unwrap(), None);
    assert_eq!(reviewer.position_of(2, 1).unwrap(), None);
}
