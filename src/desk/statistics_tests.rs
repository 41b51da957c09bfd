//! The counts against the store's own answers and against entries decoded one by one.

use std::{
    cell::RefCell,
    collections::HashMap,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
};

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    domain::{
        audit::{Draft, Entry, Subject},
        time,
        visit::VisitSerial,
    },
    ledger,
    store::{Store, sqlite::SqliteStore},
    vault::Key,
};

const LOGS: [&str; 2] = ["00112233445566778899aabbccddeeff", "ffeeddccbbaa99887766554433221100"];
const STAFF: [&str; 3] = ["clerk01", "clerk02", "?0123456789abcdef"];
const ACTIONS_TRIED: [Action; 4] = [Action::LookUp, Action::PinReset, Action::PinVerify, Action::SignIn];
const SERIALS: [&str; 2] = ["20261122-03-0001", "20280229-03-0001"];
/// Midnights in Beijing: of an ordinary day, around a leap day, of a year.
const MIDNIGHTS: [&str; 5] = [
    "2026-11-21T16:00:00Z",
    "2026-11-22T16:00:00Z",
    "2028-02-28T16:00:00Z",
    "2028-02-29T16:00:00Z",
    "2028-12-31T16:00:00Z",
];

fn midnight(n: usize) -> Timestamp {
    MIDNIGHTS[n].parse().unwrap()
}

fn entry() -> impl Strategy<Value = (usize, Entry)> {
    let when = (0..MIDNIGHTS.len(), prop_oneof![Just(-1), Just(0), -9_000_000..9_000_000_i64]);
    let about = (proptest::option::of(0..2_usize), proptest::option::of(0..2_usize));
    let who = proptest::option::of(proptest::sample::select(&STAFF[..]));
    let what = (proptest::sample::select(&ACTIONS_TRIED[..]), proptest::sample::select(Outcome::ALL));
    let kind = proptest::option::of(proptest::sample::select(&PinKind::ALL[..]));
    (0..LOGS.len(), when, who, what, kind, about).prop_map(|(log, when, who, what, kind, (subject, visit))| {
        let at = midnight(when.0).as_millisecond() + when.1;
        let draft = Draft {
            staff: who.map(str::to_owned),
            kind,
            subject: subject.map(holder),
            visit: visit.and_then(|n| VisitSerial::parse(SERIALS[n])),
            ..Draft::new(what.0, what.1)
        };
        let at = Timestamp::from_millisecond(at).unwrap();
        (
            log,
            Entry { seq: 1, at, log: LOGS[log].to_owned(), seat: "03".to_owned(), draft: draft.with("entries", 1_u32) },
        )
    })
}

fn holder(n: usize) -> Subject {
    Subject::from_bytes([u8::try_from(n).unwrap(); 16])
}

fn filter() -> impl Strategy<Value = EntryFilter> {
    use proptest::{option::weighted, sample::select};
    let period = (weighted(0.3, 0..MIDNIGHTS.len()), weighted(0.3, 0..MIDNIGHTS.len()));
    let lists = (
        weighted(0.4, select(&STAFF[..])),
        weighted(0.4, select(&ACTIONS_TRIED[..])),
        weighted(0.4, select(Outcome::ALL)),
        weighted(0.4, select(&PinKind::ALL[..])),
    );
    let others = (weighted(0.2, 0..LOGS.len()), weighted(0.2, 0..2_usize), weighted(0.2, 0..2_usize));
    (period, lists, others).prop_map(|((from, before), (staff, action, outcome, kind), (log, subject, visit))| {
        EntryFilter {
            log: log.map(|n| LOGS[n].to_owned()),
            from: from.map(midnight),
            before: before.map(midnight),
            staff: staff.map(str::to_owned),
            action,
            outcome,
            kind,
            subject: subject.map(holder),
            visit: visit.and_then(|n| VisitSerial::parse(SERIALS[n])),
            ..EntryFilter::default()
        }
    })
}

/// A database with these entries, each in its log.
fn store_of(entries: &[(usize, Entry)]) -> (tempfile::TempDir, SqliteStore) {
    let home = tempfile::tempdir().unwrap();
    let mut store = SqliteStore::create(&home.path().join("log.db"), &Key::generate().unwrap()).unwrap();
    let tx = store.write().unwrap();
    let logs = LOGS.map(|id| tx.start_log(id, midnight(0)).unwrap());
    let mut sizes = [0; 2];
    for (log, entry) in entries {
        sizes[*log] += 1;
        let line = ledger::encode(&Entry { seq: sizes[*log], ..entry.clone() });
        tx.append(logs[*log], sizes[*log], &line, &[]).unwrap();
    }
    tx.commit().unwrap();
    (home, store)
}

fn counted(store: &mut SqliteStore, filter: &EntryFilter, after: u32) -> Statistics {
    count(&*store.read().unwrap(), filter, after, &mut |_, _| (), &AtomicBool::new(false)).unwrap()
}

/// What counting one by one finds, with nothing of the code under test.
fn by_hand(store: &mut SqliteStore, filter: &EntryFilter) -> HashMap<(Date, usize, Action, Outcome), u64> {
    let found = RefCell::new(HashMap::new());
    let tx = store.read().unwrap();
    tx.each_entry(filter, &mut |row| {
        let line = ledger::decode(&row.line).unwrap();
        let local = time::local(line.at);
        let key =
            (local.date(), usize::try_from(local.hour()).unwrap(), line.action().unwrap(), line.outcome().unwrap());
        *found.borrow_mut().entry(key).or_default() += 1;
        ControlFlow::Continue(())
    })
    .unwrap();
    found.into_inner()
}

fn kept(store: &mut SqliteStore, filter: EntryFilter) -> u64 {
    store.read().unwrap().positions(&filter, 0).unwrap().len() as u64
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_those_of_the_store(
        entries in proptest::collection::vec(entry(), 0..40),
        filters in proptest::collection::vec(filter(), 8),
    ) {
        let (_home, mut store) = store_of(&entries);
        for filter in filters {
            let made = counted(&mut store, &filter, 0);
            prop_assert_eq!(made.entries, kept(&mut store, filter.clone()));
            let hand = by_hand(&mut store, &filter);
            let mut found = 0;
            for ((day, hour, action, outcome), count) in &hand {
                let of_day: u64 = (0..24).filter_map(|hour| hand.get(&(*day, hour, *action, *outcome))).sum();
                prop_assert_eq!(made.days[day].of(*action, *outcome), of_day);
                prop_assert!(made.hours[*hour].of(*action, *outcome) >= *count);
                found += count;
            }
            prop_assert_eq!(made.days.values().map(Tally::entries).sum::<u64>(), found);
            prop_assert_eq!(made.total().entries(), found);
            // Every option of every list: what choosing it would keep.
            for staff in STAFF {
                let chosen = EntryFilter { staff: Some(staff.to_owned()), ..filter.clone() };
                prop_assert_eq!(made.staff.of(staff), kept(&mut store, chosen), "{}", staff);
            }
            for action in Action::ALL {
                let chosen = EntryFilter { action: Some(*action), ..filter.clone() };
                prop_assert_eq!(made.actions.of(action), kept(&mut store, chosen), "{:?}", action);
            }
            for outcome in Outcome::ALL {
                let chosen = EntryFilter { outcome: Some(*outcome), ..filter.clone() };
                prop_assert_eq!(made.outcomes.of(outcome), kept(&mut store, chosen), "{:?}", outcome);
            }
            for kind in &PinKind::ALL {
                let chosen = EntryFilter { kind: Some(*kind), ..filter.clone() };
                prop_assert_eq!(made.kinds.of(kind), kept(&mut store, chosen), "{:?}", kind);
            }
            prop_assert_eq!(made.staff.all, kept(&mut store, EntryFilter { staff: None, ..filter.clone() }));
            prop_assert_eq!(made.actions.all, kept(&mut store, EntryFilter { action: None, ..filter.clone() }));
            prop_assert_eq!(made.outcomes.all, kept(&mut store, EntryFilter { outcome: None, ..filter.clone() }));
            prop_assert_eq!(made.kinds.all, kept(&mut store, EntryFilter { kind: None, ..filter }));
        }
    }

    #[test]
    fn what_is_newer_can_be_added(
        entries in proptest::collection::vec(entry(), 1..40), filter in filter(), cut in any::<proptest::sample::Index>(),
    ) {
        let cut = cut.index(entries.len());
        let (_old_home, mut old) = store_of(&entries[..cut]);
        let (_home, mut whole) = store_of(&entries);
        let mut made = counted(&mut old, &filter, 0);
        // The same positions in both: what was written since stands behind them.
        let newer = counted(&mut whole, &filter, u32::try_from(cut).unwrap());
        made.add(newer);
        prop_assert_eq!(made, counted(&mut whole, &filter, 0));
    }
}

#[test]
fn a_day_is_a_day_in_beijing_and_a_leap_day_is_one() {
    let at = |at: &str| (0, Entry { at: at.parse().unwrap(), ..sample() });
    let (_home, mut store) = store_of(&[
        at("2026-11-22T15:59:59.999Z"),
        at("2026-11-22T16:00:00Z"),
        at("2028-02-28T16:00:00Z"),
        at("2028-02-29T15:59:59Z"),
        at("2028-02-29T16:00:00Z"),
    ]);
    let made = counted(&mut store, &EntryFilter::default(), 0);
    let days: Vec<_> = made.days.iter().map(|(day, tally)| (day.to_string(), tally.entries())).collect();
    let want = [("2026-11-22", 1), ("2026-11-23", 1), ("2028-02-29", 2), ("2028-03-01", 1)];
    assert_eq!(days, want.map(|(day, count)| (day.to_owned(), count)));
    assert_eq!((made.hours[23].entries(), made.hours[0].entries()), (2, 3));
}

fn sample() -> Entry {
    let draft = Draft::new(Action::PinReset, Outcome::Done);
    Entry { seq: 1, at: midnight(0), log: LOGS[0].to_owned(), seat: "03".to_owned(), draft }
}

#[test]
fn an_empty_log_counts_nothing() {
    let (_home, mut store) = store_of(&[]);
    assert_eq!(counted(&mut store, &EntryFilter::default(), 0), Statistics::default());
}

#[test]
fn a_cancelled_count_says_so_and_tells_how_far_it_is() {
    let (_home, mut store) = store_of(&vec![(0, sample()); 3000]);
    let cancel = AtomicBool::new(false);
    let calls = AtomicU64::new(0);
    let tx = store.read().unwrap();
    let mut progress = |done, total| {
        assert!(done <= total && total == 3000, "{done} of {total}");
        calls.fetch_add(1, Ordering::Relaxed);
        cancel.store(done > 1, Ordering::Relaxed);
    };
    let said = count(&*tx, &EntryFilter::default(), 0, &mut progress, &cancel);
    assert!(matches!(said, Err(CountError::Cancelled)), "{said:?}");
    assert_eq!(calls.load(Ordering::Relaxed), 2, "it stops at the second look");
}

#[test]
fn no_entry_is_two_kinds_of_work() {
    let parts: Vec<_> = Work::ALL.iter().flat_map(|work| work.parts()).collect();
    for (n, part) in parts.iter().enumerate() {
        assert!(!parts[..n].contains(part), "{part:?}");
    }
    let mut tally = Tally::default();
    for action in Action::ALL {
        Outcome::ALL.iter().for_each(|outcome| tally.count(Some(*action), Some(*outcome)));
    }
    tally.count(None, None);
    assert_eq!(Work::ALL.map(|work| tally.of_work(work)), [1, 1, 2, 1, 9]);
    assert_eq!(tally.entries(), (ACTIONS * OUTCOMES + 1) as u64);
}
