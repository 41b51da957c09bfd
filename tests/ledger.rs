//! Verification of the log: honest logs are whole, and whatever is done to one is found and called by its name.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

#[path = "support/memory_log.rs"]
mod memory_log;

use std::sync::atomic::{AtomicBool, Ordering};

use memory_log::{MemoryLog, SEED, key};
use pindesk::ledger::{
    self, Anchor, Expected, Finding, FindingKind, Hash, LogId, Origin, Report, TreeHead, Verdict, VerifyError,
    WitnessCode, verification::QUICK_ENTRIES,
};
use proptest::{prelude::*, sample::Index};

/// The log as its office knows it.
struct Office {
    log: MemoryLog,
    anchor: Option<Anchor>,
    witnesses: Vec<WitnessCode>,
}

/// Enough to make it again; a thousand lines would hide it.
impl std::fmt::Debug for Office {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let signed: Vec<_> = self.log.checkpoints.iter().map(|(size, _)| size).collect();
        let anchored = self.anchor.as_ref().map(|anchor| anchor.head.size);
        write!(f, "{} entries, signed at {signed:?}, anchor {anchored:?}", self.log.rows.len())
    }
}

impl Office {
    /// A log of so many entries with checkpoints at these sizes and an anchor at its end.
    fn new(size: u64, signed: impl IntoIterator<Item = u64>) -> Self {
        let mut log = MemoryLog::of(1, size);
        for size in signed {
            log.sign(size);
        }
        let mut office = Self { log, anchor: None, witnesses: Vec::new() };
        office.drop_anchor(size);
        office
    }

    /// Anchors the log at this size, where it is signed as well.
    fn drop_anchor(&mut self, size: u64) {
        self.log.sign(size);
        self.anchor = Some(self.log.anchor(size));
    }

    fn verdict_of(&self, seed: &[u8; 32], origin: &Origin) -> Verdict {
        let key = key(seed);
        let expected = Expected { origin, key: &key, anchor: self.anchor.as_ref(), witnesses: &self.witnesses };
        let never = AtomicBool::new(false);
        ledger::verify(&self.log, &expected, &mut |_, _| (), &never).unwrap()
    }

    fn verdict(&self) -> Verdict {
        self.verdict_of(&SEED, &self.log.origin)
    }

    fn quick(&self) -> Verdict {
        let key = key(&SEED);
        let expected =
            Expected { origin: &self.log.origin, key: &key, anchor: self.anchor.as_ref(), witnesses: &self.witnesses };
        ledger::quick(&self.log, &expected).unwrap()
    }

    fn report(&self) -> Report {
        match self.verdict() {
            Verdict::Whole(report) => report,
            Verdict::Broken(finding) => panic!("{finding:?}"),
        }
    }

    fn finding(&self) -> Finding {
        broken(self.verdict())
    }

    /// Kind and first bad position.
    fn what(&self) -> (FindingKind, Option<u64>) {
        what(self.verdict())
    }
}

fn broken(verdict: Verdict) -> Finding {
    match verdict {
        Verdict::Whole(report) => panic!("nothing found: {report:?}"),
        Verdict::Broken(finding) => finding,
    }
}

fn what(verdict: Verdict) -> (FindingKind, Option<u64>) {
    let finding = broken(verdict);
    (finding.kind, finding.first_bad)
}

/// Small logs mostly, some longer than the stretches verification works in.
fn size() -> impl Strategy<Value = u64> {
    prop_oneof![6 => 2..80_u64, 1 => 1000..2600_u64]
}

/// An office whose log has checkpoints at any sizes, and an anchor or not.
fn office() -> impl Strategy<Value = Office> {
    (size(), proptest::collection::vec(any::<Index>(), 0..6), any::<Option<Index>>()).prop_map(
        |(size, signed, anchored)| {
            let within = |index: Index| index.index(size as usize + 1) as u64;
            let mut office = Office::new(size, signed.into_iter().map(within));
            office.anchor = None;
            if let Some(index) = anchored {
                office.drop_anchor(within(index));
            }
            office
        },
    )
}

fn config() -> ProptestConfig {
    ProptestConfig::with_cases(96)
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn honest_logs_are_whole(mut office in office(), witnessed in any::<[Index; 3]>()) {
        let size = office.log.rows.len() as u64;
        office.witnesses = witnessed
            .map(|index| WitnessCode::new(office.log.head(index.index(size as usize + 1) as u64)))
            .to_vec();
        let report = office.report();
        prop_assert_eq!(report.head, office.log.head(size));
        prop_assert_eq!(report.checked, size);
        prop_assert_eq!(report.checkpoint.map(|head| head.size), office.log.checkpoints.last().map(|c| c.0));
        let heard = [report.checkpoint, office.anchor.as_ref().map(|anchor| anchor.head)];
        let heard = heard.into_iter().flatten().map(|head| head.size);
        let heard = heard.chain(office.witnesses.iter().map(WitnessCode::size)).max().unwrap_or(0);
        prop_assert_eq!(report.confirmed, office.log.head(heard));
        let whole = matches!(office.quick(), Verdict::Whole(quick) if quick.head == report.head);
        prop_assert!(whole, "{:?}", office.quick());
    }

    #[test]
    fn an_edited_byte_is_found_where_it_is(
        mut office in office(), row in any::<Index>(), at in any::<Index>(), flip in 1..=255_u8,
    ) {
        let row = row.index(office.log.rows.len());
        let line = &mut office.log.rows[row].1;
        let at = at.index(line.len());
        line[at] ^= flip;
        prop_assert_eq!(office.what(), (FindingKind::Edited, Some(row as u64 + 1)));
    }

    #[test]
    fn a_deleted_row_is_found_where_it_was(
        mut office in office(), row in any::<Index>(), hidden in any::<bool>(),
    ) {
        let row = row.index(office.log.rows.len());
        let is_last = row + 1 == office.log.rows.len();
        office.log.rows.remove(row);
        if hidden {
            office.log.renumber();
        }
        let kind = if is_last { FindingKind::CutOff } else { FindingKind::Deleted };
        prop_assert_eq!(office.what(), (kind, Some(row as u64 + 1)));
    }

    #[test]
    fn swapped_lines_are_found_at_the_first(mut office in office(), two in any::<[Index; 2]>()) {
        let [a, b] = two.map(|index| index.index(office.log.rows.len()));
        prop_assume!(a != b);
        let line = std::mem::take(&mut office.log.rows[a].1);
        office.log.rows[a].1 = std::mem::replace(&mut office.log.rows[b].1, line);
        prop_assert_eq!(office.what(), (FindingKind::Reordered, Some(a.min(b) as u64 + 1)));
    }

    #[test]
    fn an_inserted_row_is_found_where_it_is(
        mut office in office(), row in any::<Index>(), copied in any::<Option<Index>>(),
    ) {
        let size = office.log.rows.len();
        let row = row.index(size + 1);
        let line = match copied {
            Some(from) => office.log.rows[from.index(size)].1.clone(),
            None => office.log.line(row as u64 + 1).replace("忘记密码", "没有来过").into_bytes(),
        };
        // A copy right before the line itself shows one position later.
        let own = office.log.rows.get(row).is_some_and(|(_, own)| *own == line);
        office.log.rows.insert(row, (0, line));
        office.log.renumber();
        let at = row as u64 + 1 + u64::from(own);
        prop_assert_eq!(office.what(), (FindingKind::Forged, Some(at)));
    }

    #[test]
    fn a_line_overwritten_by_another_is_an_edit(mut office in office(), two in any::<[Index; 2]>()) {
        let [a, b] = two.map(|index| index.index(office.log.rows.len()));
        prop_assume!(a != b);
        office.log.rows[a].1 = office.log.rows[b].1.clone();
        prop_assert_eq!(office.what(), (FindingKind::Edited, Some(a as u64 + 1)));
    }

    #[test]
    fn a_cut_tail_is_found_at_the_first_entry_gone(mut office in office(), left in any::<Index>()) {
        let left = left.index(office.log.rows.len());
        office.log.rows.truncate(left);
        prop_assert_eq!(office.what(), (FindingKind::CutOff, Some(left as u64 + 1)));
        prop_assert_eq!(what(office.quick()), (FindingKind::CutOff, Some(left as u64 + 1)));
        // The hashes are cut as well, the checkpoints forgotten.
        office.log.hashes.truncate(ledger::tree::stored_hash_count(left as u64) as usize);
        office.log.sign(0);
        let signed_beyond = office.log.checkpoints.last().unwrap().0 > left as u64;
        if signed_beyond {
            prop_assert_eq!(office.what(), (FindingKind::CutOff, Some(left as u64 + 1)));
        }
    }

    #[test]
    fn an_older_copy_is_found_by_anchor_or_witness(
        mut office in office(), back in any::<Index>(), by_anchor in any::<bool>(),
    ) {
        let size = office.log.rows.len() as u64;
        let back = back.index(size as usize) as u64;
        office.anchor = by_anchor.then(|| office.log.anchor(size));
        let code = WitnessCode::new(office.log.head(size));
        office.log.roll_back(back);
        if !by_anchor {
            // Honest limit: a store put back together with its anchor looks whole from inside.
            prop_assert_eq!(office.report().head.size, back);
            office.witnesses.push(code);
        }
        prop_assert_eq!(office.what(), (FindingKind::RolledBack, Some(back + 1)));
        prop_assert_eq!(what(office.quick()), (FindingKind::RolledBack, Some(back + 1)));
    }

    #[test]
    fn a_lost_or_changed_hash_is_not_blamed_on_the_lines(
        size in size(), at in any::<Index>(), lost in any::<bool>(),
    ) {
        let mut office = Office::new(size, [size]);
        let at = at.index(office.log.hashes.len());
        office.log.hashes[at] = if lost { None } else { Some(Hash([0; 32])) };
        prop_assert_eq!(office.finding().kind, FindingKind::TreeDamaged);
    }

    #[test]
    fn lines_rewritten_with_their_tree_contradict_the_checkpoints(
        size in size(), row in any::<Index>(), signed in any::<Index>(), kept in any::<bool>(),
    ) {
        let signed = signed.index(size as usize) as u64 + 1;
        let row = row.index(signed as usize);
        let mut office = Office::new(size, [signed]);
        office.anchor = Some(office.log.anchor(signed));
        let line = String::from_utf8(office.log.rows[row].1.clone()).unwrap();
        office.log.rows[row].1 = line.replace("忘记密码", "没有来过").into_bytes();
        office.log.rebuild_tree();
        if kept {
            prop_assert_eq!(office.what(), (FindingKind::Edited, None));
        } else {
            office.log.checkpoints.clear();
            prop_assert_eq!(office.what(), (FindingKind::Fork, None));
        }
    }
}

#[test]
fn a_log_without_entries_is_whole() {
    let mut office = Office::new(0, []);
    assert_eq!(office.report().head, TreeHead::EMPTY);
    office.log.sign(0);
    assert_eq!(office.report().checkpoint, Some(TreeHead::EMPTY));
}

#[test]
fn checkpoints_that_are_not_true_are_found() {
    let other_log = MemoryLog::of(2, 40);
    let origin = MemoryLog::new(1).origin;
    let stranger = Origin::new("4404", origin.log()).unwrap();
    let note = |seed: &[u8; 32], origin: &Origin, head| ledger::sign(seed, origin, head).unwrap();
    let head = MemoryLog::of(1, 40).head(40);
    let good = note(&SEED, &origin, head);
    // What is put in, its name among true checkpoints, its name when it is the only one.
    let cases = [
        (good.replacen("\n40\n", "\n41\n", 1), FindingKind::Forged, FindingKind::Forged),
        (note(&[8; 32], &origin, head), FindingKind::Forged, FindingKind::WrongKey),
        (note(&SEED, &other_log.origin, head), FindingKind::Forged, FindingKind::SwappedLog),
        (note(&SEED, &stranger, head), FindingKind::Forged, FindingKind::OtherOffice),
        (note(&SEED, &origin, TreeHead { size: 39, ..head }), FindingKind::Forged, FindingKind::Forged),
        ("junk".to_owned(), FindingKind::Malformed, FindingKind::Malformed),
    ];
    for (note, among, alone) in cases {
        let mut office = Office::new(50, [20, 40, 50]);
        office.log.checkpoints[1].1.clone_from(&note);
        assert_eq!(office.what(), (among, None), "{note}");
        assert_eq!(office.finding().last_good, office.log.head(50));
        let mut office = Office::new(50, []);
        office.anchor = None;
        office.log.checkpoints = vec![(40, note.clone())];
        assert_eq!(office.what(), (alone, None), "{note}");
    }
}

#[test]
fn another_key_is_not_a_forgery() {
    let office = Office::new(50, [10, 20, 50]);
    let verdict = office.verdict_of(&[8; 32], &office.log.origin);
    assert_eq!(what(verdict), (FindingKind::WrongKey, None));
}

#[test]
fn two_true_checkpoints_of_two_histories_are_a_fork() {
    let mut office = Office::new(50, [20, 50]);
    let mut other = MemoryLog::of(1, 30);
    other.rows[5].1 = other.line(6).replace("忘记密码", "没有来过").into_bytes();
    other.rebuild_tree();
    other.sign(30);
    office.log.checkpoints.insert(1, other.checkpoints[0].clone());
    assert_eq!(office.what(), (FindingKind::Fork, None));
    assert_eq!(office.finding().last_good, office.log.head(20));
}

#[test]
fn a_witness_of_another_history_is_a_fork() {
    let mut office = Office::new(50, [20, 50]);
    let mut other = office.log.head(30);
    other.root.0[0] ^= 1;
    office.witnesses.push(WitnessCode::new(other));
    assert_eq!(office.what(), (FindingKind::Fork, None));
    office.witnesses.clear();
    office.anchor = Some(Anchor::new(&office.log.origin, other));
    assert_eq!(office.what(), (FindingKind::Fork, None));
    assert_eq!(what(office.quick()), (FindingKind::Fork, None));
}

#[test]
fn an_anchor_of_another_log_or_office_is_told_apart() {
    let mut office = Office::new(10, [10]);
    office.anchor = Some(MemoryLog::of(2, 10).anchor(10));
    assert_eq!(office.what(), (FindingKind::SwappedLog, None));
    let mut anchor = office.log.anchor(10);
    anchor.office = "4404".to_owned();
    office.anchor = Some(anchor);
    assert_eq!(office.what(), (FindingKind::OtherOffice, None));
}

#[test]
fn another_log_in_the_place_of_this_one_is_found_without_an_anchor() {
    for size in [1, 2, 1500] {
        let mut office = Office::new(size, [size]);
        office.anchor = None;
        let ours = Origin::new("4403", &LogId::from_bytes([2; 16])).unwrap();
        let verdict = office.verdict_of(&SEED, &ours);
        assert_eq!(what(verdict), (FindingKind::SwappedLog, Some(1)), "{size}");
    }
}

#[test]
fn a_line_no_version_writes_is_malformed_although_it_is_hashed() {
    let mut office = Office::new(10, []);
    office.log.append(b"{}".to_vec());
    office.anchor = None;
    assert_eq!(office.what(), (FindingKind::Malformed, Some(11)));
}

#[test]
fn a_line_of_another_log_in_the_tree_is_forged() {
    let mut office = Office::new(10, []);
    office.log.append(MemoryLog::new(2).line(11).into_bytes());
    assert_eq!(office.what(), (FindingKind::Forged, Some(11)));
}

#[test]
fn lines_swapped_with_their_hashes_are_reordered_although_the_tree_is_theirs() {
    let mut office = Office::new(10, []);
    office.anchor = None;
    let line = office.log.rows[3].1.clone();
    office.log.rows[3].1 = std::mem::replace(&mut office.log.rows[4].1, line);
    office.log.rebuild_tree();
    assert_eq!(office.what(), (FindingKind::Reordered, Some(4)));
}

#[test]
fn a_line_rewritten_with_its_leaf_hash_contradicts_the_hashes_above() {
    for signed in [None, Some(10)] {
        let mut office = Office::new(10, signed);
        office.anchor = None;
        let line = office.log.line(3).replace("忘记密码", "没有来过").into_bytes();
        let place = ledger::tree::stored_hash_index(0, 2) as usize;
        office.log.hashes[place] = Some(ledger::leaf_hash(&line));
        office.log.rows[2].1 = line;
        assert_eq!(office.what(), (FindingKind::Edited, None));
    }
}

#[test]
fn a_lost_leaf_hash_is_damage_of_the_tree_even_where_nothing_is_signed() {
    let mut office = Office::new(10, []);
    office.anchor = None;
    office.log.hashes[ledger::tree::stored_hash_index(0, 4) as usize] = None;
    assert_eq!(office.what(), (FindingKind::TreeDamaged, Some(5)));
}

#[test]
fn lines_of_another_log_over_the_tree_of_this_one_are_a_swapped_log() {
    let mut office = Office::new(10, [10]);
    office.log.rows = MemoryLog::of(2, 10).rows;
    assert_eq!(office.what(), (FindingKind::SwappedLog, Some(1)));
}

#[test]
fn the_start_finds_damage_among_the_newest_and_leaves_the_rest_to_the_whole_check() {
    let size = QUICK_ENTRIES + 1500;
    let honest = Office::new(size, [100, size - 3]);
    let Verdict::Whole(quick) = honest.quick() else { panic!("{:?}", honest.quick()) };
    assert_eq!((quick.head, quick.checked), (honest.report().head, QUICK_ENTRIES));

    let edited = |row: usize| {
        let mut office = Office::new(size, [100, size - 3]);
        office.log.rows[row].1[200] ^= 1;
        office
    };
    let newest = edited(size as usize - 5);
    assert_eq!(what(newest.quick()), (FindingKind::Edited, Some(size - 4)));
    let old = edited(50);
    assert!(matches!(old.quick(), Verdict::Whole(_)));
    assert_eq!(old.what(), (FindingKind::Edited, Some(51)));
}

#[test]
fn the_start_asks_witnesses_older_than_what_it_reads() {
    let size = QUICK_ENTRIES + 500;
    let mut office = Office::new(size, [100]);
    office.log.checkpoints.truncate(1);
    office.drop_anchor(50);
    assert!(matches!(office.quick(), Verdict::Whole(report) if report.confirmed.size == 100));
    let mut head = office.log.head(50);
    head.root.0[31] ^= 1;
    office.anchor = Some(Anchor::new(&office.log.origin, head));
    assert_eq!(what(office.quick()), (FindingKind::Fork, None));
}

#[test]
fn tells_how_far_it_is_and_stops_when_told() {
    let office = Office::new(5000, []);
    let key = key(&SEED);
    let expected = Expected { origin: &office.log.origin, key: &key, anchor: None, witnesses: &[] };
    let (cancel, mut seen) = (AtomicBool::new(false), Vec::new());
    let verdict = ledger::verify(
        &office.log,
        &expected,
        &mut |done, total| {
            seen.push((done, total));
            cancel.store(done > 2000, Ordering::Relaxed);
        },
        &cancel,
    );
    assert!(matches!(verdict, Err(VerifyError::Cancelled)));
    assert!(seen.len() > 1 && seen.is_sorted() && seen.iter().all(|&(_, total)| total == 5000));
}

#[test]
fn a_checkpoint_that_the_anchor_knows_is_missed() {
    let mut office = Office::new(50, [20, 50]);
    office.log.checkpoints.pop();
    assert_eq!(office.what(), (FindingKind::Deleted, None));
    assert_eq!(what(office.quick()), (FindingKind::Deleted, None));
}

#[test]
fn a_row_numbered_far_beyond_the_end_or_before_the_first_was_put_in() {
    for beyond in [53, 2000, i64::MAX as u64] {
        let mut office = Office::new(50, []);
        office.log.rows.push((beyond, office.log.line(51).into_bytes()));
        assert_eq!(office.what(), (FindingKind::Forged, Some(beyond)));
        assert_eq!(what(office.quick()), (FindingKind::Forged, Some(beyond)));
    }
}

#[test]
fn a_row_taken_out_or_put_in_shows_in_the_numbers_although_the_tree_is_theirs() {
    let mut office = Office::new(10, []);
    office.anchor = None;
    office.log.checkpoints.clear();
    let whole = office.log.clone();
    office.log.rows.remove(3);
    office.log.renumber();
    office.log.rebuild_tree();
    assert_eq!(office.what(), (FindingKind::Deleted, Some(4)));
    office.log = whole;
    office.log.rows.insert(3, (0, office.log.line(4).into_bytes()));
    office.log.renumber();
    office.log.rebuild_tree();
    assert_eq!(office.what(), (FindingKind::Forged, Some(5)));
}

#[test]
fn every_kind_has_its_own_word() {
    let mut words: Vec<_> = FindingKind::ALL.iter().map(|kind| kind.code()).collect();
    words.sort_unstable();
    words.dedup();
    assert_eq!(words.len(), FindingKind::ALL.len());
}
