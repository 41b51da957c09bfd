//! What nobody can find from inside, and what finds it. These tests keep docs and claims honest: if one of them begins
//! to find more, say so there.

use pindesk::{domain::pin, ledger::WitnessCode};
use rusqlite::params;

use crate::{
    assaults::other_field,
    castle::*,
    random::Random,
    support::*,
    work::{copy_folder, verify},
};

/// Whole to a start and to a whole verification.
fn is_not_found(siege: &Siege) {
    assert!(siege.verify(&[]).is_ok(), "{:?}", siege.verify(&[]));
}

#[test]
fn lines_behind_the_newest_checkpoint_can_be_rewritten_with_their_hashes() {
    let castle = Castle::get();
    let true_code = WitnessCode::new(head_at(&Siege::of(&castle.now).burgle(), castle.size));
    let assaults: [fn(&rusqlite::Connection, &Castle); 3] = [
        |burglar, castle| {
            let line = rows(burglar)[castle.size as usize - 1].line.clone();
            set_line(burglar, castle.size, &other_field(&line, &mut Random::seeded(1)));
        },
        |burglar, castle| cut(burglar, castle.signed + 1, true, true),
        |burglar, castle| {
            let mut rows = rows(burglar);
            let text = String::from_utf8(rows[castle.size as usize - 1].line.clone()).unwrap();
            let forged = text.replacen(&castle.size.to_string(), &(castle.size + 1).to_string(), 1);
            rows.push(Row { seq: castle.size as i64 + 1, line: forged.into_bytes() });
            set_rows(burglar, &rows);
        },
    ];
    for (number, assault) in assaults.into_iter().enumerate() {
        let siege = Siege::of(&castle.now);
        let burglar = siege.burgle();
        assault(&burglar, castle);
        rehash(&burglar);
        drop(burglar);
        is_not_found(&siege);
        // Somebody who had noted the code of the whole log would know; no receipt has it, so none is printed here. What
        // was only added to leaves even that code true.
        assert_eq!(siege.verify(&[true_code]).is_err(), number < 2, "{number}");
        // Every receipt stays true: what was signed for is there.
        assert!(siege.verify(&castle.receipts).is_ok());
    }
}

#[test]
fn every_receipt_puts_its_lines_out_of_reach() {
    let castle = Castle::get();
    let siege = Siege::of(&castle.now);
    assert!(castle.receipts.len() > 10, "{}", castle.receipts.len());
    assert!(siege.verify(&castle.receipts).is_ok());
    assert!(castle.receipts.iter().all(|code| code.size() <= castle.signed));
}

#[test]
fn an_older_checkpoint_is_not_missed_and_nothing_is_lost_with_it() {
    let castle = Castle::get();
    let siege = Siege::of(&castle.now);
    let gone = siege.burgle().execute("DELETE FROM checkpoint WHERE size < ?1", params![castle.signed as i64]).unwrap();
    assert!(gone > 3);
    is_not_found(&siege);
    // The newest one covers all the lines that those covered.
    let burglar = siege.burgle();
    set_line(&burglar, 7, &other_field(&rows(&burglar)[6].line.clone(), &mut Random::seeded(2)));
    rehash(&burglar);
    assert_eq!(siege.verify(&[]).unwrap_err().code(), "edited");
}

#[test]
fn an_older_anchor_is_what_a_power_cut_leaves_and_lets_a_rollback_to_it_pass() {
    let castle = Castle::get();
    let siege = Siege::of(&castle.now);
    siege.put_anchor_of(&castle.earlier);
    is_not_found(&siege);
    // Data of any moment since then passes, too: a receipt tells.
    let burglar = siege.burgle();
    let newer: Vec<_> = castle.receipts.iter().copied().filter(|code| code.size() > castle.earlier_size).collect();
    cut(&burglar, castle.earlier_size + 3, true, true);
    drop(burglar);
    is_not_found(&siege);
    for code in newer.iter().filter(|code| code.size() > castle.earlier_size + 3) {
        let damage = siege.verify(&[*code]).unwrap_err();
        assert_eq!((damage.code(), damage.first_bad()), ("rolled_back", Some(castle.earlier_size + 4)));
    }
}

#[test]
fn whoever_has_the_keys_can_write_another_history_and_a_receipt_tells() {
    // The office at some moment; then a visit with a receipt.
    let mut office = Office::new();
    let aside = office.home.path().join("aside");
    office.stop();
    copy_folder(&office.folders().data, &aside.join("data"));
    copy_folder(&office.folders().keys, &aside.join("keys"));
    office.start();
    office.sign_in(CLERK);
    let receipt = office.serve(ZHANG, pin::Action::Reset, pin::PinKind::Electronic, "739105");
    office.sign_out();
    office.stop();
    // The same moment again, another visit: every signature is true.
    for (name, now) in [("data", office.folders().data), ("keys", office.folders().keys)] {
        std::fs::remove_dir_all(&now).unwrap();
        copy_folder(&aside.join(name), &now);
    }
    office.start();
    office.sign_in(CLERK);
    office.serve(SMITH, pin::Action::Reset, pin::PinKind::Electronic, "739105");
    office.sign_out();
    office.stop();
    assert!(verify(&office.folders(), &[]).is_ok(), "from inside nothing can tell");
    assert_eq!(verify(&office.folders(), &[receipt.witness]).unwrap_err().code(), "fork");
}
