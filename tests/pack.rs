//! Evidence packs: honest ones are whole, and whatever is done to one is found and called by its name.

#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/memory_log.rs"]
mod memory_log;
#[path = "support/packs.rs"]
mod packs;

use std::sync::atomic::AtomicBool;

use memory_log::{MemoryLog, SEED, key};
use packs::{Files, Plan, Raw, archive, fault, make, try_pack, verify};
use pindesk::ledger::{
    self, Fingerprint, TreeHead, WitnessCode,
    pack::{Asked, Member, PackError, PackFault, PackFilter, PackWriter},
};

const SIZE: u64 = 40;
const CHOSEN: [u64; 5] = [3, 8, 17, 18, 31];

fn log() -> MemoryLog {
    MemoryLog::of(1, SIZE + 5)
}

fn plan() -> Plan {
    Plan::of(SIZE, CHOSEN)
}

fn honest() -> Vec<u8> {
    make(&log(), &plan())
}

fn files() -> Files {
    Files::of(&honest())
}

/// Five other entries of the same log, at another checkpoint, by the same office.
fn other_export() -> Files {
    Files::of(&make(&log(), &Plan { purpose: "另一次".to_owned(), ..Plan::of(SIZE + 3, [1, 2, 5, 20, 41]) }))
}

#[test]
fn honest_packs_are_whole() {
    let log = MemoryLog::of(1, 9000);
    let plans = [
        Plan::of(40, []),
        Plan::of(40, [40]),
        Plan::of(40, 1..=40),
        Plan::of(1, [1]),
        Plan::of(0, []),
        Plan::of(9000, 1..=9000),
        Plan::of(9000, [1, 4096, 4097, 8192, 8193, 9000]),
        Plan { purpose: "<b>\"'&\u{202e}\n</b>".to_owned(), ..Plan::of(40, [7]) },
    ];
    for plan in plans {
        let report = verify(&make(&log, &plan), &Asked::default()).unwrap();
        assert_eq!((report.head, report.manifest.entries), (log.head(plan.size), plan.chosen.len() as u64));
        assert_eq!(
            (report.manifest.first, report.manifest.last),
            (plan.chosen.first().copied(), plan.chosen.last().copied())
        );
        assert_eq!((report.signer_confirmed, report.confirmed), (false, None));
        assert_eq!((report.manifest.by.as_str(), report.manifest.purpose.as_str()), ("super01", plan.purpose.as_str()));
    }
}

#[test]
fn entries_behind_the_checkpoint_are_left_out() {
    let report = verify(&make(&log(), &Plan::of(SIZE, 38..=45)), &Asked::default()).unwrap();
    assert_eq!((report.manifest.entries, report.manifest.last), (3, Some(40)));
}

#[test]
fn a_pack_says_who_signed_it_when_the_key_is_known() {
    let (pack, log) = (honest(), log());
    let fingerprint = Fingerprint::of(&key(&SEED));
    let witnesses = [0, 1, 17, SIZE].map(|size| WitnessCode::new(log.head(size)));
    let asked = Asked { key: Some(fingerprint), witnesses: &witnesses };
    let report = verify(&pack, &asked).unwrap();
    assert_eq!((report.fingerprint, report.signer_confirmed, report.confirmed), (fingerprint, true, Some(SIZE)));
    let other = Asked { key: Some(Fingerprint::of(&key(&[8; 32]))), witnesses: &[] };
    assert_eq!(verify(&pack, &other).unwrap_err().fault, PackFault::OtherKey);
}

#[test]
fn a_witness_code_of_another_history_contradicts() {
    let (pack, log) = (honest(), log());
    let mut fork = log.head(17);
    fork.root.0[9] ^= 1;
    for (head, want) in [
        (fork, PackFault::Fork),
        (log.head(SIZE + 1), PackFault::WitnessBeyond),
        (TreeHead { size: 0, ..fork }, PackFault::Fork),
    ] {
        let witnesses = [WitnessCode::new(log.head(5)), WitnessCode::new(head)];
        let finding = verify(&pack, &Asked { key: None, witnesses: &witnesses }).unwrap_err();
        assert_eq!(finding.fault, want, "{head:?}");
    }
}

#[test]
fn no_pack_is_made_of_a_damaged_log() {
    let mut edited = log();
    edited.rows[16].1 = edited.line(17).replace("忘记密码", "没有来过").into_bytes();
    let mut rewritten = edited.clone();
    rewritten.rebuild_tree();
    let mut lost = log();
    lost.hashes[0] = None;
    let honest_facts = packs::facts(&log(), &plan());
    let cases = [("edited", &edited, "edited", Some(17)), ("lost", &lost, "tree_damaged", Some(1))];
    for (what, log, kind, at) in cases {
        let refused = try_pack(log, &plan());
        assert!(
            matches!(&refused, Err(PackError::Damaged { kind: found, first_bad }) if found.code() == kind && *first_bad == at),
            "{what}: {refused:?}"
        );
    }
    // Lines and tree rewritten together: the checkpoint tells.
    let refused = packs::pack_of(&rewritten, &plan(), honest_facts);
    assert!(matches!(refused, Err(PackError::Damaged { first_bad: None, .. })), "{refused:?}");
}

#[test]
fn a_cancelled_pack_is_none() {
    let log = MemoryLog::of(1, 5000);
    let facts = packs::facts(&log, &Plan::of(5000, []));
    let writer = PackWriter::begin(std::io::Cursor::new(Vec::new()), log, facts).unwrap();
    assert!(matches!(writer.finish(&AtomicBool::new(true)), Err(PackError::Cancelled)));
}

/// What is done to the files, by someone without the key who also repairs the list of checksums and the archive.
type Change = fn(&mut Files);

#[test]
fn each_change_to_the_files_has_its_own_name() {
    let table: &[(&str, Change, &str, Option<u64>)] = &[
        (
            "byte of an entry",
            |f| f.edit(Member::Entries, |t| t.replacen("\"tries\":3", "\"tries\":4", 1)),
            "entry_changed",
            Some(3),
        ),
        (
            "a word in the second entry",
            |f| f.edit_lines(Member::Entries, |l| l[1] = l[1].replace("忘记", "记得")),
            "entry_changed",
            Some(8),
        ),
        ("not JSON any more", |f| f.edit_lines(Member::Entries, |l| l[2].truncate(9)), "entry_changed", Some(17)),
        ("last newline gone", |f| f.edit(Member::Entries, |t| t.trim_end().to_owned()), "entry_changed", Some(31)),
        ("first entry removed", |f| f.edit_lines(Member::Entries, |l| drop(l.remove(0))), "entry_removed", Some(3)),
        ("entry removed", |f| f.edit_lines(Member::Entries, |l| drop(l.remove(2))), "entry_removed", Some(17)),
        ("last entry removed", |f| f.edit_lines(Member::Entries, |l| drop(l.pop())), "entry_removed", Some(31)),
        ("two entries removed", |f| f.edit_lines(Member::Entries, |l| drop(l.drain(1..3))), "entry_removed", Some(8)),
        ("all entries removed", |f| f.set(Member::Entries, ""), "entry_removed", Some(3)),
        (
            "entry and position removed",
            |f| {
                f.edit_lines(Member::Entries, |l| drop(l.remove(2)));
                f.edit_lines(Member::Positions, |l| drop(l.remove(2)));
            },
            "entry_removed",
            None,
        ),
        ("true entry added", |f| f.edit_lines(Member::Entries, |l| l.insert(1, log().line(5))), "entry_added", Some(5)),
        (
            "true entry added at the end",
            |f| f.edit_lines(Member::Entries, |l| l.push(log().line(33))),
            "entry_added",
            Some(33),
        ),
        (
            "true entry and position added",
            |f| {
                f.edit_lines(Member::Entries, |l| l.insert(1, log().line(5)));
                f.edit_lines(Member::Positions, |l| l.insert(1, "5".to_owned()));
            },
            "entry_added",
            None,
        ),
        ("entry doubled", |f| f.edit_lines(Member::Entries, |l| l.insert(3, l[2].clone())), "entry_added", Some(17)),
        (
            "made-up entry added",
            |f| f.edit_lines(Member::Entries, |l| l.insert(1, log().line(5).replace("忘记", "记得"))),
            "entry_added",
            Some(8),
        ),
        (
            "made-up entry at the end",
            |f| f.edit_lines(Member::Entries, |l| l.push("x".to_owned())),
            "entry_added",
            None,
        ),
        (
            "entry of another log",
            |f| f.edit_lines(Member::Entries, |l| l[1] = MemoryLog::new(2).line(8)),
            "entry_foreign",
            Some(8),
        ),
        (
            "entry exchanged for another true one, with its position",
            |f| {
                f.edit_lines(Member::Entries, |l| l[2] = log().line(12));
                f.edit_lines(Member::Positions, |l| l[2] = "12".to_owned());
            },
            "entry_changed",
            None,
        ),
        ("entries swapped", |f| f.edit_lines(Member::Entries, |l| l.swap(1, 3)), "entry_reordered", Some(8)),
        (
            "neighbours swapped with their positions",
            |f| {
                f.edit_lines(Member::Entries, |l| l.swap(2, 3));
                f.edit_lines(Member::Positions, |l| l.swap(2, 3));
            },
            "entry_reordered",
            Some(17),
        ),
        ("position wrong", |f| f.edit_lines(Member::Positions, |l| l[1] = "9".to_owned()), "position", Some(8)),
        ("position removed", |f| f.edit_lines(Member::Positions, |l| drop(l.remove(1))), "position", Some(8)),
        ("position added", |f| f.edit_lines(Member::Positions, |l| l.push("40".to_owned())), "position", Some(40)),
        ("positions swapped", |f| f.edit_lines(Member::Positions, |l| l.swap(0, 1)), "position", Some(8)),
        ("position beyond", |f| f.edit_lines(Member::Positions, |l| l[4] = "41".to_owned()), "position", Some(41)),
        ("no position", |f| f.edit_lines(Member::Positions, |l| l[0] = "03".to_owned()), "position", None),
        ("endless position", |f| f.edit_lines(Member::Positions, |l| l[0] = "3".repeat(99)), "position", None),
        ("leaf hash changed", |f| flip(f, Member::LeafHashes, 5 * 32), "root", None),
        ("leaf hash of a chosen entry changed", |f| flip(f, Member::LeafHashes, 2 * 32), "root", None),
        (
            "leaf hashes swapped",
            |f| {
                let mut leaves = f.get(Member::LeafHashes).to_vec();
                leaves.rotate_left(32);
                f.set(Member::LeafHashes, leaves);
            },
            "root",
            None,
        ),
        (
            "leaf hash removed",
            |f| f.set(Member::LeafHashes, f.get(Member::LeafHashes)[32..].to_vec()),
            "leaf_count",
            None,
        ),
        (
            "leaf hashes not whole",
            |f| f.set(Member::LeafHashes, f.get(Member::LeafHashes)[..40 * 32 - 1].to_vec()),
            "leaf_count",
            None,
        ),
        (
            "checkpoint's signature changed",
            |f| f.edit(Member::Checkpoint, |t| t.replace(&t[t.len() - 20..t.len() - 16], "AAAA")),
            "checkpoint_signature",
            None,
        ),
        (
            "checkpoint's size changed",
            |f| f.edit(Member::Checkpoint, |t| t.replacen("\n40\n", "\n41\n", 1)),
            "checkpoint_signature",
            None,
        ),
        (
            "checkpoint of an earlier size",
            |f| f.set(Member::Checkpoint, note(&SEED, &log(), 30)),
            "other_checkpoint",
            None,
        ),
        (
            "checkpoint of another log",
            |f| f.set(Member::Checkpoint, note(&SEED, &MemoryLog::of(2, SIZE), SIZE)),
            "other_log",
            None,
        ),
        (
            "checkpoint by another key",
            |f| f.set(Member::Checkpoint, note(&[8; 32], &log(), SIZE)),
            "checkpoint_key",
            None,
        ),
        ("no checkpoint", |f| f.set(Member::Checkpoint, "nothing\n"), "checkpoint_malformed", None),
        ("checkpoint with a remark", |f| f.edit(Member::Checkpoint, |t| t + "\n"), "checkpoint_malformed", None),
        (
            "another public key",
            |f| f.set(Member::PublicKey, ledger::pack::public_key_pem(&key(&[8; 32]))),
            "key_exchanged",
            None,
        ),
        ("no public key", |f| f.edit(Member::PublicKey, |t| t.replace("PUBLIC", "PRIVATE")), "key_malformed", None),
        ("page changed", |f| f.edit(Member::About, |t| t.replace("不证明", "也证明")), "file_changed", None),
        (
            "manifest changed",
            |f| f.edit(Member::Manifest, |t| t.replace("super01", "super02")),
            "manifest_signature",
            None,
        ),
        (
            "manifest unreadable",
            |f| f.edit(Member::Manifest, |t| t.replace("\"filter\"", "\"filters\"")),
            "manifest_malformed",
            None,
        ),
        (
            "manifest spelled otherwise",
            |f| f.edit(Member::Manifest, |t| t.replace("  ", " ")),
            "manifest_malformed",
            None,
        ),
        (
            "manifest of a later version",
            |f| f.edit(Member::Manifest, |t| t.replacen("pack\": 1,", "pack\": 2,", 1)),
            "manifest_version",
            None,
        ),
        ("signature changed", |f| flip(f, Member::Signature, 7), "manifest_signature", None),
        (
            "signature of another export",
            |f| f.set(Member::Signature, other_export().get(Member::Signature)),
            "manifest_signature",
            None,
        ),
        (
            "manifest of another export",
            |f| {
                let other = other_export();
                f.set(Member::Manifest, other.get(Member::Manifest));
                f.set(Member::Signature, other.get(Member::Signature));
            },
            "other_export",
            None,
        ),
        (
            "manifest of another export of an old log, at the same checkpoint",
            |f| {
                let other = Files::of(&make(&log(), &Plan { purpose: "另一次".to_owned(), ..Plan::of(SIZE, [4, 5]) }));
                f.set(Member::Manifest, other.get(Member::Manifest));
                f.set(Member::Signature, other.get(Member::Signature));
            },
            "other_export",
            None,
        ),
        (
            "manifest of another log's export",
            |f| {
                let other = Files::of(&make(&MemoryLog::of(2, 9), &Plan::of(9, [4])));
                f.set(Member::Manifest, other.get(Member::Manifest));
                f.set(Member::Signature, other.get(Member::Signature));
            },
            "other_export",
            None,
        ),
    ];
    for (what, change, want, first_bad) in table {
        let mut files = files();
        change(&mut files);
        files.sum();
        assert_eq!(fault(&files.zip()), (*want, *first_bad), "{what}");
    }
    let mut files = files();
    files.edit(Member::Sums, |sums| sums.replacen('a', "b", 1));
    assert_eq!(fault(&files.zip()).0, "sums");
}

fn flip(files: &mut Files, member: Member, at: usize) {
    let mut bytes = files.get(member).to_vec();
    bytes[at] ^= 1;
    files.set(member, bytes);
}

fn note(seed: &[u8; 32], log: &MemoryLog, size: u64) -> String {
    ledger::sign(seed, &log.origin, log.head(size)).unwrap()
}

#[test]
fn not_even_the_signer_can_pack_what_does_not_hold() {
    let staff = |name: &str| PackFilter { staff: Some(name.to_owned()), ..PackFilter::default() };
    let table: &[(&str, Change, &str, Option<u64>)] = &[
        (
            "entry changed",
            |f| f.edit(Member::Entries, |t| t.replacen("\"tries\":3", "\"tries\":4", 1)),
            "entry_changed",
            Some(3),
        ),
        ("entry removed", |f| f.edit_lines(Member::Entries, |l| drop(l.remove(1))), "position", Some(8)),
        ("counts", |f| f.edit(Member::Manifest, |t| t.replace("\"entries\": 5", "\"entries\": 6")), "count", None),
        ("root", |f| flip(f, Member::LeafHashes, 9), "root", None),
        (
            "office",
            |f| f.edit(Member::Manifest, |t| t.replace("\"office\": \"4403\"", "\"office\": \"4404\"")),
            "other_office",
            None,
        ),
        (
            "filter",
            |f| {
                f.edit(Member::Manifest, |t| {
                    t.replace("\"filter\": {}", "\"filter\": {\n    \"action\": \"reveal\"\n  }")
                })
            },
            "not_in_filter",
            Some(8),
        ),
    ];
    for (what, change, want, first_bad) in table {
        let mut files = files();
        change(&mut files);
        files.sign(&SEED);
        files.sum();
        assert_eq!(fault(&files.zip()), (*want, *first_bad), "{what}");
    }
    for (filter, whole) in [(staff("clerk01"), true), (staff("clerk02"), false)] {
        let pack = make(&log(), &Plan { filter, ..plan() });
        assert_eq!(fault(&pack).0 == "whole", whole);
    }
}

#[test]
fn a_pack_by_a_stranger_is_consistent_and_not_the_offices() {
    let seed = [8; 32];
    let mut files = files();
    files.set(Member::Checkpoint, note(&seed, &log(), SIZE));
    files.set(Member::PublicKey, ledger::pack::public_key_pem(&key(&seed)));
    files.sign(&seed);
    files.sum();
    let pack = files.zip();
    let report = verify(&pack, &Asked::default()).unwrap();
    assert!(!report.signer_confirmed, "whoever signed it is not known");
    let asked = Asked { key: Some(Fingerprint::of(&key(&SEED))), witnesses: &[] };
    assert_eq!(verify(&pack, &asked).unwrap_err().fault, PackFault::OtherKey);
}

#[test]
fn the_archive_is_the_one_its_description_gives() {
    assert_eq!(files().zip(), honest(), "written anew from the page");
    let names: Vec<_> = files().0.into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, Member::ALL.map(Member::name));
}

#[test]
fn each_kind_of_bad_archive_has_its_own_name() {
    let with = |change: fn(&mut Vec<Raw>)| {
        let mut members: Vec<_> = files().0.iter().map(|(name, bytes)| Raw::stored(name, bytes)).collect();
        change(&mut members);
        archive(&members)
    };
    let named = |name: &str| {
        let mut members: Vec<_> = files().0.iter().map(|(name, bytes)| Raw::stored(name, bytes)).collect();
        members.push(Raw::stored(name, b"x"));
        archive(&members)
    };
    let end = honest().len() - 22;
    let cut = |length: usize| honest()[..length].to_vec();
    let extended = |comment: bool| {
        let mut bytes = honest();
        if comment {
            bytes[end + 20] = 5;
        }
        [bytes, b"hello".to_vec()].concat()
    };
    let table = [
        ("nothing", Vec::new(), "not_a_zip"),
        ("text", b"{\"seq\":1}".to_vec(), "not_a_zip"),
        ("first bytes only", cut(4), "truncated"),
        ("half", cut(honest().len() / 2), "truncated"),
        ("last byte missing", cut(honest().len() - 1), "truncated"),
        ("directory missing", cut(end - 300), "truncated"),
        ("empty archive", archive(&[]), "missing"),
        ("data behind", extended(false), "appended"),
        ("a comment", extended(true), "appended"),
        ("data before", [b"#!/bin/sh\n".to_vec(), honest()].concat(), "prepended"),
        ("two archives", [honest(), honest()].concat(), "prepended"),
        ("../", named("../entries.jsonl"), "unsafe_name"),
        ("../ deep", named("a/../../b"), "unsafe_name"),
        ("absolute", named("/etc/passwd"), "unsafe_name"),
        ("drive", named("C:\\x"), "unsafe_name"),
        ("backslash", named("..\\x"), "unsafe_name"),
        ("control character", named("a\nb"), "unsafe_name"),
        ("../ in place of a file", with(|m| m[0].name = b"../entries.jsonl".to_vec()), "unsafe_name"),
        ("../ in the local header", with(|m| m[0].local_name = b"..//tries.jsonl".to_vec()), "unsafe_name"),
        ("another name in the local header", with(|m| m[0].local_name = b"Entries.jsonl".to_vec()), "directory"),
        ("another file", named("readme.txt"), "unexpected"),
        ("a folder", named("folder/"), "unexpected"),
        ("another case", with(|m| m[0].name = b"ENTRIES.jsonl".to_vec()), "unexpected"),
        ("twice", named("entries.jsonl"), "duplicate"),
        ("missing", with(|m| drop(m.remove(3))), "missing"),
        ("another order", with(|m| m.swap(0, 1)), "structure"),
        ("symbolic link", with(|m| m[5].mode = 0o120_777), "link"),
        ("executable", with(|m| m[5].mode = 0o100_755), "structure"),
        ("encrypted", with(|m| m[0].flags = 1), "encrypted"),
        ("encrypted by AES", with(|m| m[0].method = 99), "encrypted"),
        ("compressed", with(|m| m[0].method = 8), "compressed"),
        ("a size that is not its length", with(|m| m[0].size += 1), "compressed"),
        ("a size beyond reason", with(|m| m[0].size = 4_000_000_000), "bomb"),
        ("a page of megabytes", with(|m| m[5] = Raw::stored("about.html", &vec![b' '; 2 << 20])), "too_large"),
        ("a descriptor's flag", with(|m| m[0].flags = 8), "structure"),
        ("a false checksum", with(|m| m[0].crc ^= 1), "checksum"),
    ];
    for (what, bytes, want) in table {
        assert_eq!(fault(&bytes).0, want, "{what}");
    }
}

#[test]
fn a_bomb_is_refused_before_anything_is_unpacked() {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    let zeros = vec![0; 1 << 20];
    for member in Member::ALL {
        writer.start_file(member.name(), options).unwrap();
        for _ in 0..64 {
            writer.write_all(&zeros).unwrap();
        }
    }
    let bytes = writer.finish().unwrap().into_inner();
    let begun = std::time::Instant::now();
    assert_eq!(fault(&bytes).0, "bomb");
    assert!(begun.elapsed().as_millis() < 500, "{:?}", begun.elapsed());
}

/// A small generator of its own (Marsaglia, xorshift64), so that a failure can be made again from its number.
struct Random(u64);

impl Random {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % end as u64) as usize
    }
}

/// Every byte of a pack counts: flipped bits, cut, put in, doubled and swapped stretches.
#[test]
fn two_thousand_mutations_are_all_found() {
    let packs = [honest(), make(&log(), &Plan::of(SIZE, 1..=SIZE)), make(&log(), &Plan::of(7, []))];
    let mut random = Random(0x5EED_0BAD_CAFE);
    let mut kinds = std::collections::BTreeMap::new();
    for round in 0..2000 {
        let pack = &packs[round % packs.len()];
        let mut bytes = pack.clone();
        let at = random.below(bytes.len());
        let length = 1 + random.below(64).min(bytes.len() - at - 1);
        match random.below(6) {
            0 | 1 => bytes[at] ^= 1 << random.below(8),
            2 => drop(bytes.drain(at..at + length)),
            3 => drop(bytes.splice(at..at, (0..length).map(|_| random.below(256) as u8).collect::<Vec<_>>())),
            4 => drop(bytes.splice(at..at, bytes[at..at + length].to_vec())),
            _ => {
                let other = random.below(bytes.len() - length);
                let stretch = bytes[at..at + length].to_vec();
                bytes[other..other + length].copy_from_slice(&stretch);
            }
        }
        let (code, _) = fault(&bytes);
        assert_eq!(code == "whole", bytes == *pack, "round {round}, byte {at}, {length} long");
        *kinds.entry(code).or_insert(0) += 1;
    }
    assert!(kinds.len() > 12, "{kinds:?}");
}

#[test]
fn every_single_byte_of_a_pack_counts() {
    let pack = make(&MemoryLog::of(1, 3), &Plan::of(3, [2]));
    let mut bytes = pack.clone();
    for at in 0..bytes.len() {
        bytes[at] ^= 0x01;
        assert_ne!(fault(&bytes).0, "whole", "byte {at}");
        bytes[at] = pack[at];
    }
}
