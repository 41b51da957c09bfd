//! Keeps docs/log-format.md true: its worked example against the program, and a checker in another language, written
//! from the page, against honest and edited exports.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "tests")]

#[path = "support/memory_log.rs"]
mod memory_log;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use data_encoding::{BASE64, HEXLOWER};
use memory_log::MemoryLog;
use pindesk::{
    domain::audit::{Action, Outcome},
    ledger::{self, Anchor, FindingKind, Fingerprint, Frontier, Origin, TreeHead, WitnessCode, leaf_hash},
};
use proptest::{prelude::*, sample::Index};

const PAGE: &str = include_str!("../docs/log-format.md");

/// The block of the page that follows this mark, with its last newline.
fn block(name: &str) -> &'static str {
    let (_, after) = PAGE.split_once(&format!("<!-- example: {name} -->\n```")).unwrap();
    let (_, body) = after.split_once('\n').unwrap();
    let (body, _) = body.split_once("```").unwrap();
    body
}

fn hex(hash: ledger::Hash) -> String {
    HEXLOWER.encode(&hash.0)
}

fn example() -> Frontier {
    let mut frontier = Frontier::default();
    for line in block("lines").lines() {
        frontier.push(leaf_hash(line.as_bytes()), |_| ());
    }
    frontier
}

fn example_key() -> [u8; 32] {
    let seed = block("key").lines().next().unwrap();
    HEXLOWER.decode(seed.as_bytes()).unwrap().try_into().unwrap()
}

#[test]
fn the_lines_of_the_page_are_entries_of_this_program() {
    let lines: Vec<_> = block("lines").lines().collect();
    for (line, seq) in lines.iter().zip(1..) {
        let entry = ledger::decode(line).unwrap().entry().unwrap();
        assert_eq!((entry.seq, ledger::encode(&entry).as_str()), (seq, *line));
    }
    let [a, b, c] = lines.try_into().unwrap();
    let lengths = format!("They are {}, {} and {} bytes long.", a.len(), b.len(), c.len());
    assert!(PAGE.contains(&lengths), "{lengths}");
}

#[test]
fn the_hashes_of_the_page_are_those_of_its_lines() {
    let (mut frontier, mut stored) = (Frontier::default(), Vec::new());
    for line in block("lines").lines() {
        frontier.push(leaf_hash(line.as_bytes()), |hash| stored.push(hex(hash)));
    }
    let leaves: Vec<_> = block("leaves").lines().collect();
    let node_and_root: Vec<_> = block("node and root").lines().collect();
    assert_eq!(stored, [leaves[0], leaves[1], node_and_root[0], leaves[2]]);
    assert_eq!(hex(frontier.root()), node_and_root[1]);
}

#[test]
fn the_checkpoint_of_the_page_is_the_one_this_program_signs() {
    let note = block("checkpoint");
    let origin = Origin::parse(note.lines().next().unwrap()).unwrap();
    let (seed, head) = (example_key(), example().head());
    let public = memory_log::key(&seed);
    assert_eq!(ledger::sign(&seed, &origin, head).unwrap(), note);
    assert_eq!(ledger::open(note, &public, &origin), Ok(head));
    let key: Vec<_> = block("key").lines().collect();
    assert_eq!(key[1..], [HEXLOWER.encode(public.as_bytes()), Fingerprint::of(&public).to_string()]);
    let blob = BASE64.decode(note.trim_end().rsplit(' ').next().unwrap().as_bytes()).unwrap();
    assert!(PAGE.contains(&format!("Its key id is `{}`.", HEXLOWER.encode(&blob[..4]))));
}

#[test]
fn code_and_anchor_of_the_page_are_those_of_its_log() {
    let head = example().head();
    assert_eq!(block("witness code").trim_end(), WitnessCode::new(head).to_string());
    let origin = Origin::parse(block("checkpoint").lines().next().unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("anchor.json");
    Anchor::new(&origin, head).write(&path).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), block("anchor"));
}

#[test]
fn the_page_names_every_word_of_the_log_and_every_finding() {
    let actions = Action::ALL.iter().map(|word| word.code());
    let outcomes = Outcome::ALL.iter().map(|word| word.code());
    let kinds = FindingKind::ALL.iter().map(|kind| kind.code());
    for word in actions.chain(outcomes).chain(kinds) {
        assert!(PAGE.contains(&format!("`{word}`")), "{word}");
    }
}

/// The checker in another language, with an export to check; `None` where there is no Python.
struct Checker {
    folder: tempfile::TempDir,
}

impl Checker {
    fn find() -> Option<Self> {
        let python = Command::new("python3").arg("--version").output();
        if !python.is_ok_and(|output| output.status.success()) {
            println!("skipped: no python3 to run tests/checker/verify_log.py with");
            return None;
        }
        Some(Self { folder: tempfile::tempdir().unwrap() })
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    /// Exit code and output.
    fn run(&self, export: &[u8], arguments: &[&str]) -> (Option<i32>, String) {
        let export = self.file("log.jsonl", export);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/checker/verify_log.py");
        let output = Command::new("python3").arg(script).arg(export).args(arguments).output().unwrap();
        let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
        (output.status.code(), text)
    }
}

fn export(log: &MemoryLog) -> Vec<u8> {
    log.rows.iter().flat_map(|(_, line)| [line.as_slice(), b"\n"].concat()).collect()
}

#[test]
fn a_checker_in_another_language_agrees_on_the_example() {
    let Some(checker) = Checker::find() else {
        return;
    };
    let key: Vec<_> = block("key").lines().collect();
    let code = block("witness code").trim_end().to_lowercase();
    let note = checker.file("checkpoint", block("checkpoint").as_bytes());
    let note = note.to_str().unwrap();
    let root = BASE64.encode(&example().root().0);
    let arguments =
        ["--witness", &code, "--root", &root, "--checkpoint", note, "--public-key", key[1], "--key", key[2]];
    let (exit, text) = checker.run(block("lines").as_bytes(), &arguments);
    assert_eq!(exit, Some(0), "{text}");
    assert!(text.contains("checkpoint true for 3 entries"), "{text}");

    let forged = block("checkpoint").replacen("h2ChxO5k", "h2ChxO5l", 1);
    fs::write(note, forged).unwrap();
    let (exit, text) = checker.run(block("lines").as_bytes(), &arguments);
    assert_eq!((exit, text.contains("signature is false")), (Some(1), true), "{text}");
}

#[test]
fn a_checker_in_another_language_agrees_on_logs_of_any_size() {
    let Some(checker) = Checker::find() else {
        return;
    };
    for size in [0, 1, 2, 7, 8, 9, 300] {
        let log = MemoryLog::of(1, size);
        let code = WitnessCode::new(log.head(size));
        let past = WitnessCode::new(log.head(size / 2)).to_string();
        let (exit, text) = checker.run(&export(&log), &["--witness", &past]);
        assert_eq!(exit, Some(0), "{text}");
        assert!(text.contains(&format!("witness {code}\n")), "{size}: {text}");
        let TreeHead { root, .. } = log.head(size);
        assert!(text.contains(&format!("root {}\n", BASE64.encode(&root.0))), "{size}: {text}");
    }
}

#[test]
fn a_checker_in_another_language_spells_every_character_alike() {
    let Some(checker) = Checker::find() else {
        return;
    };
    let mut log = MemoryLog::new(1);
    let special = ['\u{7f}', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}', '\u{ffff}', '䶮', '𬱖', '👩'];
    for symbol in (0..0x80).filter_map(char::from_u32).chain(special) {
        let seq = log.rows.len() as u64 + 1;
        let mut entry = ledger::decode(&log.line(seq)).unwrap().entry().unwrap();
        entry.draft = entry
            .draft
            .with(&format!("{symbol}key"), symbol.to_string())
            .with("least", i64::MIN)
            .with("most", i64::MAX);
        log.append(ledger::encode(&entry).into_bytes());
    }
    let (exit, text) = checker.run(&export(&log), &[]);
    assert_eq!(exit, Some(0), "{text}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_checker_in_another_language_finds_edits(
        size in 2..20_u64, row in any::<Index>(), at in any::<Index>(), how in 0..4_u8,
    ) {
        let Some(checker) = Checker::find() else { return Ok(()) };
        let mut log = MemoryLog::of(1, size);
        let code = WitnessCode::new(log.head(size)).to_string();
        let row = row.index(size as usize - 1);
        match how {
            0 => {
                let line = &mut log.rows[row].1;
                let at = at.index(line.len());
                line[at] ^= 1;
            }
            1 => drop(log.rows.remove(row)),
            2 => log.rows.swap(row, row + 1),
            _ => drop(log.rows.pop()),
        }
        let (exit, text) = checker.run(&export(&log), &["--witness", &code]);
        prop_assert_eq!(exit, Some(1), "{}", text);
    }
}
