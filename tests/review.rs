//! Review as the desk enforces it: what a filter keeps, what is newer, and who may look.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot go on fails")]

mod support;

use pindesk::{
    desk::{DeskError, review::Reviewer},
    domain::{
        audit::Action,
        document::DocumentKind,
        pin::{Action as PinAction, PinKind},
        visit::RefusalReason,
    },
    ledger::Line,
    store::EntryFilter,
};
use support::*;

/// An office with a reset, a refused check and a number that is not in the register; the supervisor signed in.
fn reviewed() -> (Office, Reviewer) {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, PinAction::Reset, PinKind::Electronic, "739105");
    office.look_up(LI);
    office
        .desk()
        .refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, "=HYPERLINK(\"x\"), \"quoted\"")
        .unwrap();
    office.desk().close_visit().unwrap();
    office.sign_out();
    office.sign_in(SUPERVISOR);
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
