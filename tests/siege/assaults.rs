//! Five hundred assaults on the log, each found and called by its name.
//!
//! [`ASSAULTS`] is the table: what is done, and which name it must get. Almost every assault has one name; where the
//! traces fit two, the reason stands beside it.

use std::fs;

use pindesk::ledger::{self, Anchor, Hash, LogId, Origin, TreeHead, WitnessCode};
use rusqlite::{Connection, params};
use serde_json::Value;

use crate::{
    castle::*,
    random::{Random, for_each, setting},
    support::folders,
};

/// What must be said of an assault.
pub struct Named {
    kinds: &'static [&'static str],
    first_bad: Place,
    witnesses: Vec<WitnessCode>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Place {
    /// The traces tell this position.
    At(u64),
    /// The traces tell none.
    Untold,
    /// Depends on which of two names it gets.
    Either,
}
use Place::{At, Either, Untold};

fn named(kind: &'static [&'static str], first_bad: Place) -> Named {
    Named { kinds: kind, first_bad, witnesses: Vec::new() }
}

type Assault = fn(&Siege, &Castle, &mut Random) -> Named;

const ASSAULTS: [(&str, Assault); 43] = [
    ("a byte of a line is changed", byte),
    ("a field of a line is changed, the JSON stays good", field),
    ("a line is replaced by nothing", emptied),
    ("a line gets bytes that are no text", no_text),
    ("a line and its leaf hash are changed", field_and_leaf),
    ("a line is changed, all hashes are made anew", field_and_tree),
    ("a line is changed, all hashes are made anew, checkpoints are forgotten", field_and_tree_unsigned),
    ("a line is changed, all hashes are made anew and signed with another key", field_and_tree_resigned),
    ("a row is deleted", deleted),
    ("a row is deleted, the rest moves up", moved_up),
    ("a row is deleted, the rest moves up, all hashes are made anew", moved_up_with_tree),
    ("a row is deleted, the rest is numbered anew, all hashes are made anew", rewritten_without),
    ("a row moves beyond the end", moved_away),
    ("two lines are swapped", swapped),
    ("two lines are swapped, all hashes are made anew", swapped_with_tree),
    ("a line is overwritten by another", overwritten),
    ("a line is put in", put_in),
    ("a line is put in, all hashes are made anew", put_in_with_tree),
    ("a line is put in, the rest is numbered anew, all hashes are made anew", rewritten_with),
    ("a line is put behind the end", put_behind),
    ("a line is put far behind the end", put_far_behind),
    ("a line is put before the first", put_before),
    ("the tail is cut, nothing else", cut_lines),
    ("the tail is cut with its checkpoints", cut_with_checkpoints),
    ("the tail is cut with its hashes", cut_with_hashes),
    ("the tail is cut without a trace", cut_cleanly),
    ("the newest lines are cut, before they are signed", cut_unsigned),
    ("an older copy of the data is put back", older_copy),
    ("data and anchor are put back, a receipt is at hand", older_copy_and_anchor),
    ("data and anchor are put back and worked on, a receipt is at hand", forked),
    ("another log of this office is put in", other_log),
    ("lines of another log are put in", other_lines),
    ("the log of another office is put in", other_office),
    ("the log and the anchor of another office are put in", other_office_and_anchor),
    ("all checkpoints are signed anew with another key", resigned),
    ("one checkpoint is signed with another key", one_resigned),
    ("a byte of a checkpoint is changed", checkpoint_byte),
    ("size or root of a checkpoint is changed", checkpoint_statement),
    ("checkpoints are put in another's place, or junk is", checkpoint_misplaced),
    ("the newest checkpoints are deleted", checkpoints_deleted),
    ("a tree hash is changed or lost", tree_hash),
    ("the row of the log is changed", log_row),
    ("the anchor is changed", anchor),
];

/// A position that a checkpoint covers.
fn signed(castle: &Castle, random: &mut Random) -> u64 {
    random.within(1, castle.signed)
}

/// Any position.
fn any(castle: &Castle, random: &mut Random) -> u64 {
    random.within(1, castle.size)
}

/// Any position but the last.
fn inner(castle: &Castle, random: &mut Random) -> u64 {
    random.within(1, castle.size - 1)
}

fn line(burglar: &Connection, seq: u64) -> Vec<u8> {
    rows(burglar)[seq as usize - 1].line.clone()
}

/// A line with something else in it that a line may have.
pub fn other_field(line: &[u8], random: &mut Random) -> Vec<u8> {
    let text = std::str::from_utf8(line).unwrap();
    let parsed: Value = serde_json::from_str(text).unwrap();
    loop {
        let (name, new) = random.of(&[
            ("outcome", "\"done\""),
            ("outcome", "\"refused\""),
            ("outcome", "\"failed\""),
            ("staff", "\"clerk07\""),
            ("staff", "null"),
            ("action", "\"look_up\""),
            ("at", "\"2026-12-24T08:00:00.000Z\""),
            ("seat", "\"99\""),
            ("mask", "\"4***7X\""),
            ("kind", "\"physical\""),
        ]);
        let old = format!("\"{name}\":{}", parsed[name]);
        let changed = text.replacen(&old, &format!("\"{name}\":{new}"), 1);
        if changed != text {
            return changed.into_bytes();
        }
    }
}

/// A true line with another number.
fn with_seq(line: &[u8], seq: u64) -> Vec<u8> {
    let mut read = ledger::decode(std::str::from_utf8(line).unwrap()).unwrap();
    read.seq = seq;
    read.encode().into_bytes()
}

fn byte(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), any(castle, random));
    let mut line = line(&burglar, seq);
    let at = random.below(line.len() as u64) as usize;
    line[at] ^= random.within(1, 255) as u8;
    set_line(&burglar, seq, &line);
    named(&["edited"], At(seq))
}

fn field(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), any(castle, random));
    set_line(&burglar, seq, &other_field(&line(&burglar, seq), random));
    named(&["edited"], At(seq))
}

fn emptied(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let seq = any(castle, random);
    set_line(&siege.burgle(), seq, b"");
    named(&["edited"], At(seq))
}

fn no_text(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let seq = any(castle, random);
    set_line(&siege.burgle(), seq, &[0xff, 0xfe, b'{']);
    named(&["edited"], At(seq))
}

fn set_hash(burglar: &Connection, position: u64, hash: Hash) {
    let log = log_of(burglar);
    burglar
        .execute(
            "INSERT OR REPLACE INTO tree_hash (log, position, hash) VALUES (?1, ?2, ?3)",
            params![log, position as i64, hash.0.as_slice()],
        )
        .unwrap();
}

fn field_and_leaf(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), signed(castle, random));
    let line = other_field(&line(&burglar, seq), random);
    set_line(&burglar, seq, &line);
    set_hash(&burglar, ledger::stored_hash_index(0, seq - 1), ledger::leaf_hash(&line));
    named(&["edited"], Untold)
}

fn field_and_tree(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), signed(castle, random));
    set_line(&burglar, seq, &other_field(&line(&burglar, seq), random));
    rehash(&burglar);
    named(&["edited"], Untold)
}

fn field_and_tree_unsigned(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    field_and_tree(siege, castle, random);
    siege.burgle().execute_batch("DELETE FROM checkpoint").unwrap();
    named(&["fork"], Untold)
}

fn field_and_tree_resigned(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    field_and_tree(siege, castle, random);
    sign_all(siege);
    // The anchor saw other lines; that the signatures are another's matters less.
    named(&["fork"], Untold)
}

fn sign_all(siege: &Siege) {
    let burglar = siege.burgle();
    for size in checkpoint_sizes(&burglar) {
        let note = foreign_note(siege, &burglar, head_at(&burglar, size));
        set_note(&burglar, size, note.as_bytes());
    }
}

fn deleted(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let seq = any(castle, random);
    siege.burgle().execute("DELETE FROM entry WHERE seq = ?1", [seq as i64]).unwrap();
    if seq == castle.size { named(&["cut_off"], At(seq)) } else { named(&["deleted"], At(seq)) }
}

fn without(burglar: &Connection, seq: u64) -> Vec<Row> {
    let mut rows = rows(burglar);
    rows.remove(seq as usize - 1);
    renumber(&mut rows);
    rows
}

fn moved_up(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), inner(castle, random));
    set_rows(&burglar, &without(&burglar, seq));
    named(&["deleted"], At(seq))
}

fn moved_up_with_tree(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), inner(castle, random));
    set_rows(&burglar, &without(&burglar, seq));
    rehash(&burglar);
    named(&["deleted"], At(seq))
}

/// Gives every line the number of its row.
fn number_lines(rows: &mut [Row]) {
    for row in rows {
        row.line = with_seq(&row.line, row.seq as u64);
    }
}

fn rewritten_without(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), signed(castle, random));
    let mut rows = without(&burglar, seq);
    number_lines(&mut rows);
    set_rows(&burglar, &rows);
    rehash(&burglar);
    // Every line from there on is another; only that the signed root is not theirs can be known.
    named(&["edited"], Untold)
}

fn moved_away(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let seq = inner(castle, random);
    let beyond = castle.size + random.within(1, 1_000_000);
    let burglar = siege.burgle();
    burglar.execute("UPDATE entry SET seq = ?2 WHERE seq = ?1", params![seq as i64, beyond as i64]).unwrap();
    named(&["deleted"], At(seq))
}

fn exchange(burglar: &Connection, castle: &Castle, random: &mut Random) -> u64 {
    let mut rows = rows(burglar);
    let (a, b) = (random.below(castle.signed), random.below(castle.signed));
    let (a, b) = if a == b { (a, castle.signed) } else { (a.min(b), a.max(b)) };
    let line = std::mem::take(&mut rows[a as usize].line);
    rows[a as usize].line = std::mem::replace(&mut rows[b as usize].line, line);
    set_rows(burglar, &rows);
    a + 1
}

fn swapped(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let first = exchange(&siege.burgle(), castle, random);
    named(&["reordered"], At(first))
}

fn swapped_with_tree(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let first = exchange(&burglar, castle, random);
    rehash(&burglar);
    named(&["reordered"], At(first))
}

fn overwritten(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let (from, seq) = (any(castle, random), inner(castle, random));
    let from = if from == seq { castle.size } else { from };
    set_line(&burglar, seq, &line(&burglar, from));
    named(&["edited"], At(seq))
}

/// The rows with one more at a position, which says of itself that it belongs there.
fn with(burglar: &Connection, seq: u64, random: &mut Random) -> Vec<Row> {
    let mut rows = rows(burglar);
    let model = rows[random.below(rows.len() as u64) as usize].line.clone();
    let forged = with_seq(&other_field(&model, random), seq);
    rows.insert(seq as usize - 1, Row { seq: 0, line: forged });
    renumber(&mut rows);
    rows
}

fn put_in(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), any(castle, random));
    set_rows(&burglar, &with(&burglar, seq, random));
    named(&["forged"], At(seq))
}

fn put_in_with_tree(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), any(castle, random));
    set_rows(&burglar, &with(&burglar, seq, random));
    rehash(&burglar);
    // Two lines bear this number; the second one shows it.
    named(&["forged"], At(seq + 1))
}

fn rewritten_with(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let (burglar, seq) = (siege.burgle(), signed(castle, random));
    let mut rows = with(&burglar, seq, random);
    number_lines(&mut rows);
    set_rows(&burglar, &rows);
    rehash(&burglar);
    named(&["edited"], Untold)
}

fn append(siege: &Siege, seq: i64, random: &mut Random) {
    let burglar = siege.burgle();
    let rows = rows(&burglar);
    let model = &rows[random.below(rows.len() as u64) as usize].line;
    let forged = with_seq(&other_field(model, random), seq.unsigned_abs().max(1));
    burglar
        .execute(
            "INSERT INTO entry (log, seq, line) VALUES (?1, ?2, CAST(?3 AS TEXT))",
            params![log_of(&burglar), seq, forged],
        )
        .unwrap();
}

fn put_behind(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    append(siege, castle.size as i64 + 1, random);
    named(&["forged"], At(castle.size + 1))
}

fn put_far_behind(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let next = castle.size as i64 + 1;
    let seq = random.of(&[next + 1, next + 1500, next + 1_000_000_000, i64::MAX]);
    append(siege, seq, random);
    named(&["forged"], At(seq as u64))
}

fn put_before(siege: &Siege, _: &Castle, random: &mut Random) -> Named {
    let seq = random.of(&[0, -1, -300, i64::MIN]);
    append(siege, seq, random);
    named(&["forged"], Untold)
}

fn cut_lines(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let left = random.below(castle.size);
    cut(&siege.burgle(), left, false, false);
    named(&["cut_off"], At(left + 1))
}

fn cut_with_checkpoints(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let left = random.below(castle.size);
    cut(&siege.burgle(), left, false, true);
    named(&["cut_off"], At(left + 1))
}

fn cut_with_hashes(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let left = random.below(castle.signed);
    cut(&siege.burgle(), left, true, false);
    named(&["cut_off"], At(left + 1))
}

fn cut_cleanly(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let left = random.below(castle.signed);
    cut(&siege.burgle(), left, true, true);
    named(&["rolled_back"], At(left + 1))
}

fn cut_unsigned(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let left = random.within(castle.signed, castle.size - 1);
    cut(&siege.burgle(), left, false, true);
    named(&["cut_off"], At(left + 1))
}

fn older_copy(siege: &Siege, castle: &Castle, _: &mut Random) -> Named {
    siege.put_data_of(&castle.earlier);
    named(&["rolled_back"], At(castle.earlier_size + 1))
}

fn newer_receipt(castle: &Castle, random: &mut Random) -> WitnessCode {
    let newer: Vec<_> = castle.receipts.iter().filter(|code| code.size() > castle.earlier_size).copied().collect();
    random.of(&newer)
}

fn older_copy_and_anchor(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    siege.put_data_of(&castle.earlier);
    siege.put_anchor_of(&castle.earlier);
    assert!(siege.verify(&[]).is_ok(), "from inside nothing can tell");
    let witnesses = vec![newer_receipt(castle, random)];
    Named { witnesses, ..named(&["rolled_back"], At(castle.earlier_size + 1)) }
}

fn forked(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    siege.put_data_of(&castle.earlier);
    siege.put_anchor_of(&castle.earlier);
    let receipt = newer_receipt(castle, random);
    siege.work_on_until(receipt.size());
    assert!(siege.verify(&[]).is_ok(), "from inside nothing can tell");
    Named { witnesses: vec![receipt], ..named(&["fork"], Untold) }
}

fn other_log(siege: &Siege, castle: &Castle, _: &mut Random) -> Named {
    siege.put_data_of(&castle.other_log);
    named(&["swapped_log"], Untold)
}

/// Lays the log of another database into this one.
fn lay_in(siege: &Siege, other: &Connection, id_too: bool) {
    let burglar = siege.burgle();
    let (log, theirs) = (log_of(&burglar), rows(other));
    set_rows(&burglar, &theirs);
    rehash(&burglar);
    burglar.execute("DELETE FROM checkpoint WHERE log = ?1", [log]).unwrap();
    for size in checkpoint_sizes(other) {
        set_note(&burglar, size, note(other, size).as_bytes());
    }
    if id_too {
        burglar.execute("UPDATE log SET id = ?1 WHERE number = ?2", params![log_id(other).as_str(), log]).unwrap();
    }
}

fn other_lines(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let from = random.of(&[&castle.other_log, &castle.other_office]);
    lay_in(siege, &open_database(&folders(from.path())), false);
    named(&["swapped_log"], At(1))
}

fn other_office(siege: &Siege, castle: &Castle, _: &mut Random) -> Named {
    lay_in(siege, &open_database(&folders(castle.other_office.path())), true);
    named(&["swapped_log"], Untold)
}

fn other_office_and_anchor(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    lay_in(siege, &open_database(&folders(castle.other_office.path())), true);
    siege.put_anchor_of(&castle.other_office);
    if random.percent(50) {
        // The anchor says it is of this office; the checkpoints do not.
        let anchor = siege.anchor();
        siege.write_anchor(&Anchor { office: siege.keys().office().as_str().to_owned(), ..anchor });
    }
    named(&["other_office"], Untold)
}

fn resigned(siege: &Siege, _: &Castle, _: &mut Random) -> Named {
    sign_all(siege);
    named(&["wrong_key"], Untold)
}

fn a_checkpoint(burglar: &Connection, random: &mut Random) -> u64 {
    random.of(&checkpoint_sizes(burglar))
}

fn one_resigned(siege: &Siege, _: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let size = a_checkpoint(&burglar, random);
    set_note(&burglar, size, foreign_note(siege, &burglar, head_at(&burglar, size)).as_bytes());
    named(&["forged"], Untold)
}

fn checkpoint_byte(siege: &Siege, _: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let size = a_checkpoint(&burglar, random);
    let mut note = note(&burglar, size).into_bytes();
    let at = random.below(note.len() as u64) as usize;
    note[at] ^= random.within(1, 255) as u8;
    set_note(&burglar, size, &note);
    // The byte decides whether it still reads as a checkpoint.
    named(&["forged", "malformed"], Untold)
}

fn checkpoint_statement(siege: &Siege, _: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let size = a_checkpoint(&burglar, random);
    let note = note(&burglar, size);
    let mut lines: Vec<String> = note.lines().map(str::to_owned).collect();
    if random.percent(50) {
        lines[1] = (size + random.within(1, 9)).to_string();
    } else {
        lines[2] = data_encoding_of(random);
    }
    set_note(&burglar, size, (lines.join("\n") + "\n").as_bytes());
    named(&["forged"], Untold)
}

/// The text of some root.
fn data_encoding_of(random: &mut Random) -> String {
    let mut root = [0; 32];
    root.fill_with(|| random.next() as u8);
    Hash(root).to_string()
}

fn checkpoint_misplaced(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let size = a_checkpoint(&burglar, random);
    match random.below(4) {
        0 => set_note(&burglar, size, random.of(&[&b"junk"[..], b"", &[0xff, 0xfe]])),
        1 => {
            let other = open_database(&folders(random.of(&[&castle.other_log, &castle.other_office]).path()));
            let foreign = a_checkpoint(&other, random);
            set_note(&burglar, size, note(&other, foreign).as_bytes());
            return named(&["forged"], Untold);
        }
        2 => {
            // Under a size that nothing has.
            set_note(&burglar, castle.size + random.within(1, 1000), note(&burglar, size).as_bytes());
            return named(&["forged"], Untold);
        }
        _ => {
            let place = (1..castle.size).rev().find(|at| !checkpoint_sizes(&burglar).contains(at)).unwrap();
            set_note(&burglar, place, note(&burglar, size).as_bytes());
            return named(&["forged"], Untold);
        }
    }
    named(&["malformed"], Untold)
}

fn checkpoints_deleted(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let from = random.of(&[0, castle.signed, castle.signed / 2]);
    siege.burgle().execute("DELETE FROM checkpoint WHERE size >= ?1", [from as i64]).unwrap();
    named(&["deleted"], Untold)
}

fn tree_hash(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let place = random.below(ledger::tree::stored_hash_count(castle.size));
    // The entry that made this hash.
    let seq = (1..=castle.size).find(|&seq| ledger::tree::stored_hash_count(seq) > place).unwrap();
    let sql = match random.below(3) {
        0 => "UPDATE tree_hash SET hash = randomblob(32) WHERE position = ?1",
        1 => "UPDATE tree_hash SET hash = x'00' WHERE position = ?1",
        _ => "DELETE FROM tree_hash WHERE position = ?1",
    };
    burglar.execute(sql, [place as i64]).unwrap();
    if seq <= castle.signed {
        return named(&["tree_damaged"], At(seq));
    }
    // No checkpoint covers this line, so it may as well be the line that is not the one that was hashed.
    named(&["tree_damaged", "edited", "forged"], Either)
}

fn log_row(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let burglar = siege.burgle();
    let (sql, expected) = match random.below(6) {
        0 => ("UPDATE log SET id = lower(hex(randomblob(16)))", named(&["swapped_log"], Untold)),
        1 => ("UPDATE log SET id = 'FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF'", named(&["malformed"], Untold)),
        2 => ("UPDATE log SET id = ''", named(&["malformed"], Untold)),
        3 => ("DELETE FROM log", named(&["deleted"], Untold)),
        4 => (
            "INSERT INTO log (id, started_at) VALUES (lower(hex(randomblob(16))), '2027-01-01T00:00:00.000Z')",
            named(&["swapped_log"], Untold),
        ),
        // The lines are of no log any more: this one is empty.
        _ => ("UPDATE log SET number = number + 1", named(&["rolled_back"], At(1))),
    };
    burglar.execute_batch(sql).unwrap();
    assert!(castle.size > 0);
    expected
}

fn anchor(siege: &Siege, castle: &Castle, random: &mut Random) -> Named {
    let path = siege.folders().anchor();
    let anchor = siege.anchor();
    match random.below(7) {
        0 => {
            let mut text = fs::read(&path).unwrap();
            text.truncate(random.below(text.len() as u64 - 1) as usize);
            fs::write(&path, text).unwrap();
            named(&["anchor_unreadable"], Untold)
        }
        1 => {
            fs::write(&path, random.of(&["", "{}", "\u{0}", "null\n"])).unwrap();
            named(&["anchor_unreadable"], Untold)
        }
        2 => {
            fs::remove_file(&path).unwrap();
            named(&["anchor_missing"], Untold)
        }
        3 => {
            let home = random.of(&[&castle.other_log, &castle.other_office]);
            let other_office = std::ptr::eq(home, &castle.other_office);
            siege.put_anchor_of(home);
            named(if other_office { &["other_office"] } else { &["swapped_log"] }, Untold)
        }
        4 => {
            let log = LogId::from_bytes([random.below(256) as u8; 16]);
            let origin = Origin::new(&anchor.office, &log).unwrap();
            siege.write_anchor(&Anchor::new(&origin, anchor.head));
            named(&["swapped_log"], Untold)
        }
        5 => {
            let mut head = anchor.head;
            head.root.0[random.below(32) as usize] ^= 1 << random.below(8);
            siege.write_anchor(&Anchor { head, ..anchor });
            named(&["fork"], Untold)
        }
        _ => {
            let head = TreeHead { size: castle.size + random.within(1, 1000), ..anchor.head };
            siege.write_anchor(&Anchor { head, ..anchor });
            named(&["rolled_back"], At(castle.size + 1))
        }
    }
}

/// How many assaults: `SIEGE_ASSAULTS`, 10,000 for a long night. Which one first: `SIEGE_SEED`.
#[test]
fn every_assault_on_the_log_is_found_and_named() {
    let (first, assaults) = (setting("SIEGE_SEED", 0), setting("SIEGE_ASSAULTS", 645));
    let castle = Castle::get();
    for_each(first..first + assaults, |seed| {
        let mut random = Random::seeded(seed);
        let (name, assault) = ASSAULTS[seed as usize % ASSAULTS.len()];
        let siege = Siege::of(&castle.now);
        let expected = assault(&siege, castle, &mut random);
        // Before the start, which goes on with a log that only a witness knows to be cut.
        if seed.is_multiple_of(7) {
            told_by_the_program(&siege, &expected, name);
        }
        let [start, whole] = siege.verdicts(&expected.witnesses);
        // A start knows of no witness codes.
        let heard = if expected.witnesses.is_empty() { vec![start, whole] } else { vec![whole] };
        for damage in heard {
            let damage = damage.unwrap_or_else(|| panic!("not found: {name} (SIEGE_SEED={seed})"));
            assert!(expected.kinds.contains(&damage.code()), "{name}: {damage:?} (SIEGE_SEED={seed})");
            let place = damage.first_bad().map_or(Untold, At);
            assert!(
                expected.first_bad == Either || expected.first_bad == place,
                "{name}: {damage:?} (SIEGE_SEED={seed})"
            );
        }
    });
}

/// `pindesk verify` says the same.
fn told_by_the_program(siege: &Siege, expected: &Named, name: &str) {
    let mut program = std::process::Command::new(env!("CARGO_BIN_EXE_pindesk"));
    program.args(["verify", "--json", "--data"]).arg(siege.folders().data).arg("--keys").arg(siege.folders().keys);
    for code in &expected.witnesses {
        program.arg("--witness").arg(code.to_string());
    }
    let out = program.output().unwrap();
    assert_eq!(out.status.code(), Some(1), "{name}: {}", String::from_utf8_lossy(&out.stderr));
    let said: Value = serde_json::from_slice(&out.stdout).unwrap();
    assert_eq!(said["whole"], false);
    assert!(expected.kinds.contains(&said["finding"].as_str().unwrap()), "{name}: {said}");
    match expected.first_bad {
        At(place) => assert_eq!(said["first_bad"], place, "{name}"),
        Untold => assert!(said["first_bad"].is_null(), "{name}"),
        Either => {}
    }
}
