//! Beyond the log: rows changed in the database by somebody who has its key. `pindesk check` finds and names each that
//! the log contradicts, and what nobody can know stays what its documentation says it is.

use std::sync::{Arc, atomic::AtomicBool};

use pindesk::{
    desk::{
        Inspection, Irregularity, ManualClock, PadReply,
        export::{CodeWords, ExportFormat, ExportOrder},
    },
    domain::{
        audit,
        pin::{Action, PinKind},
    },
    store::EntryFilter,
    ui::i18n,
};
use rusqlite::Connection;

use crate::{
    castle::{Castle, Siege, open_database, rows, set_line},
    support::*,
};

/// What `check` says of an office after this, in alphabetical order.
fn irregularities(burgle: impl FnOnce(&Connection)) -> Vec<&'static str> {
    let siege = Siege::of(&Castle::get().now);
    burgle(&siege.burgle());
    let never = AtomicBool::new(false);
    let inspection = Inspection::of(&siege.folders(), &mut |_, _| {}, &never).unwrap();
    codes(&inspection)
}

fn codes(inspection: &Inspection) -> Vec<&'static str> {
    let mut codes: Vec<_> = inspection.irregularities.iter().map(|found| found.code).collect();
    codes.sort_unstable();
    codes.dedup();
    assert!(codes.iter().all(|code| Irregularity::CODES.contains(code)), "{codes:?}");
    codes
}

/// A statement that changes something.
fn change(burglar: &Connection, sql: &str) {
    assert!(burglar.execute(sql, []).unwrap() > 0, "nothing to change: {sql}");
}

/// A PIN keyed at this office, neither locked nor tried since.
const KEYED: &str = "(holder, kind) = (SELECT holder, kind FROM credential
    WHERE hash IS NOT NULL AND state = 'active' AND tries = 0 ORDER BY holder, kind LIMIT 1)";
/// A visit in which something was done.
const ACTED: &str = "serial = (SELECT serial FROM visit WHERE acted = 1 ORDER BY serial LIMIT 1)";
/// An approval that was used for something that is not a try.
const USED: &str = "id = (SELECT id FROM approval WHERE spent = 1 AND action <> 'verify' ORDER BY id LIMIT 1)";

/// A setting that was changed at this office.
const CHANGED: &str = "key = (SELECT 'setting.' || (line ->> '$.detail.setting') FROM entry
    WHERE action = 'setting_change' AND line ->> '$.detail.setting' <> 'initial_pins' ORDER BY position DESC LIMIT 1)";

#[test]
fn an_office_that_nobody_touched_is_sound() {
    assert_eq!(irregularities(|_| {}), [""; 0]);
}

#[test]
fn rows_that_the_log_contradicts_are_found_and_named() {
    let table: &[(&str, &[&str])] = &[
        // PINs.
        ("DELETE FROM credential WHERE {KEYED}", &["entry_without_its_change"]),
        ("UPDATE credential SET hash = NULL, changed_at = NULL WHERE {KEYED}", &["entry_without_its_change"]),
        ("UPDATE credential SET changed_at = '2020-01-01T00:00:00.000Z' WHERE {KEYED}", &["change_without_its_entry"]),
        ("UPDATE credential SET state = 'unset' WHERE {KEYED}", &["pin_in_another_state"]),
        (
            "UPDATE credential SET state = 'locked', locked_at = '2027-01-01T00:00:00.000Z' WHERE {KEYED}",
            &["pin_in_another_state"],
        ),
        ("UPDATE credential SET state = 'locked' WHERE {KEYED}", &["pin_in_another_state"]),
        ("UPDATE credential SET tries = 5 WHERE {KEYED}", &["pin_tried_otherwise"]),
        ("UPDATE credential SET tries = 1 WHERE hash IS NULL AND changed_at IS NULL", &["pin_tried_otherwise"]),
        ("UPDATE credential SET hash = 'x' WHERE {KEYED}", &["pin_of_another"]),
        (
            "UPDATE credential SET hash = (SELECT o.hash FROM credential o WHERE o.hash IS NOT NULL
               AND (o.holder, o.kind) <> (credential.holder, credential.kind)) WHERE {KEYED}",
            &["pin_of_another"],
        ),
        // Visits and their counters.
        (
            "DELETE FROM visit WHERE {ACTED}",
            &["entry_without_visit", "serials_with_gaps"],
        ),
        ("UPDATE visit SET acted = 0 WHERE {ACTED}", &["visit_without_its_action"]),
        ("UPDATE visit SET closed_at = NULL WHERE {ACTED}", &["visit_without_its_end"]),
        ("UPDATE visit SET closed_at = '2027-01-01T00:00:00.000Z' WHERE {ACTED}", &["visit_at_another_time"]),
        ("UPDATE visit SET opened_at = '2020-01-01T00:00:00.000Z' WHERE {ACTED}", &["visit_at_another_time"]),
        ("UPDATE visit SET staff = 'super01' WHERE {ACTED}", &["visit_of_another_clerk"]),
        ("UPDATE visit SET holder = (SELECT max(id) FROM holder WHERE id <> visit.holder) WHERE {ACTED}", &["visit_of_another_holder"]),
        ("UPDATE visit SET holder = NULL WHERE {ACTED}", &["visit_of_another_holder"]),
        ("UPDATE visit_counter SET last = last + 1", &["serials_with_gaps"]),
        ("DELETE FROM visit_counter", &["visits_without_counter"]),
        ("INSERT INTO proof SELECT 'x', serial, 'issued', opened_at FROM visit WHERE {ACTED}", &["proof_left_open"]),
        // Approvals.
        (
            "INSERT INTO approval SELECT 'x', serial, 'reset', 'electronic', 'super01', opened_at, 0 FROM visit WHERE {ACTED}",
            &["approval_without_its_entry"],
        ),
        ("UPDATE approval SET spent = 0 WHERE {USED}", &["approval_used_otherwise"]),
        ("UPDATE approval SET spent = 1 WHERE spent = 0", &["approval_used_otherwise"]),
        (
            "UPDATE approval SET supervisor = 'admin' WHERE {USED}",
            &["approval_without_its_entry", "entry_without_its_approval"],
        ),
        ("DELETE FROM approval WHERE {USED}", &["approval_used_otherwise", "entry_without_its_approval"]),
        // Accounts.
        ("UPDATE staff SET role = 'supervisor' WHERE number = 'clerk01'", &["account_in_another_role"]),
        ("UPDATE staff SET disabled = 1 WHERE number = 'super02'", &["account_disabled_otherwise"]),
        (
            "INSERT INTO staff SELECT 'ghost', name, role, '0123456789abcdef0123456789abcdef', mask, password_hash, 0, 0, 0,
               NULL, NULL, created_at, known_since FROM staff WHERE number = 'clerk01'",
            &["account_without_its_entry", "password_of_another"],
        ),
        ("DELETE FROM staff WHERE number = 'super02'", &["entry_without_its_account"]),
        (
            "UPDATE staff SET password_hash = (SELECT s.password_hash FROM staff s WHERE s.number = 'clerk01')
             WHERE number = 'admin'",
            &["password_of_another"],
        ),
        (
            "UPDATE setting SET value = (SELECT s.password_hash FROM staff s WHERE s.number = 'clerk01')
             WHERE key = 'recovery_code'",
            &["password_of_another"],
        ),
        // Settings.
        ("UPDATE setting SET value = 'elsewhere' WHERE {CHANGED}", &["setting_without_its_entry"]),
        ("DELETE FROM setting WHERE {CHANGED}", &["setting_without_its_entry"]),
        // The log's own tables.
        ("UPDATE entry SET position = -position WHERE seq = 40", &["entry_out_of_order", "log_without_its_start"]),
        ("UPDATE log SET started_at = '2020-01-01T00:00:00.000Z'", &["log_without_its_start"]),
        ("INSERT INTO tree_hash VALUES ((SELECT max(number) FROM log), 1000000, zeroblob(32))", &["hashes_without_lines"]),
        ("INSERT INTO tree_hash VALUES ((SELECT max(number) FROM log), -1, zeroblob(32))", &["hashes_without_lines"]),
    ];
    let mut wrong = Vec::new();
    for (sql, want) in table {
        let sql = sql.replace("{KEYED}", KEYED).replace("{ACTED}", ACTED).replace("{USED}", USED);
        let sql = sql.replace("{CHANGED}", CHANGED);
        let found = irregularities(|burglar| change(burglar, &sql));
        if found != *want {
            wrong.push((sql, found, want));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_line_that_is_no_text_is_shown_as_damaged_by_everything_that_reads() {
    let siege = Siege::of(&Castle::get().now);
    let burglar = siege.burgle();
    let mut line = rows(&burglar)[49].line.clone();
    let place = line.windows(4).position(|four| four == b"seat").unwrap();
    line[place] = 0xFF;
    set_line(&burglar, 50, &line);
    drop(burglar);
    let inspection = Inspection::of(&siege.folders(), &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!(inspection.log.as_ref().unwrap_err().first_bad(), Some(50));
    assert!(codes(&inspection).contains(&"entry_unreadable"), "{inspection:?}");

    // A supervisor can still take the log out, to have it looked at.
    let clock = Arc::new(ManualClock::at("2028-01-01T00:00:00Z".parse().unwrap()));
    let mut desk = open_desk(&siege.folders(), clock);
    desk.sign_in(SUPERVISOR, &password(PASSWORD)).unwrap();
    for format in [ExportFormat::Csv, ExportFormat::JsonLines] {
        let order = ExportOrder {
            filter: EntryFilter::default(),
            filter_words: "全部".to_owned(),
            format,
            purpose: "送检".to_owned(),
        };
        let (target, never) = (siege.home.path().join(format.code()), AtomicBool::new(false));
        let request = desk.begin_export(order).unwrap();
        let mut reviewer = desk.reviewer().unwrap();
        let written = reviewer.export(&request, &target, &CodeWords, &mut |_| {}, &never);
        let exported = desk.conclude_export(&request, written, &never).unwrap();
        assert!(exported.entries >= Castle::get().size, "{format:?}: every line is in it");
    }
}

/// The counter of wrong tries. A right PIN for a change that nobody finished puts it back without an entry.
#[test]
fn a_counter_put_back_is_found_unless_the_holder_was_there_again() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, PinKind::Electronic, "739105");
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Verify, PinKind::Electronic).unwrap();
    for _ in 0..3 {
        assert!(matches!(office.submit("640281"), PadReply::Wrong { .. }));
    }
    office.desk().close_visit().unwrap();
    let check =
        |office: &Office| codes(&Inspection::of(&office.folders(), &mut |_, _| {}, &AtomicBool::new(false)).unwrap());
    assert_eq!(check(&office), [""; 0]);
    let put = |office: &Office, tries: u32| {
        let sql = format!("UPDATE credential SET tries = {tries} WHERE hash IS NOT NULL");
        change(&open_database(&office.folders()), &sql);
    };
    for tries in [0, 1, 2, 4] {
        put(&office, tries);
        assert_eq!(check(&office), ["pin_tried_otherwise"], "{tries}");
    }
    put(&office, 3);
    // The holder comes for a change, knows the PIN, and leaves.
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Change, PinKind::Electronic).unwrap();
    assert!(matches!(office.submit("739105"), PadReply::Next(_)));
    office.desk().close_visit().unwrap();
    assert_eq!(check(&office), [""; 0], "an honest office is not suspected");
    put(&office, 3);
    assert_eq!(check(&office), [""; 0], "and so neither is this");
    put(&office, 2);
    assert_eq!(check(&office), ["pin_tried_otherwise"]);
}

/// An attacker who can write to the database but has no pepper moves hashes about.
#[test]
fn a_hash_is_no_use_to_anyone_but_its_owner() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(ZHANG, Action::Reset, PinKind::Electronic, "739105");
    office.serve(CHAN, Action::Reset, PinKind::Electronic, "275084");
    office.serve(CHAN, Action::Reset, PinKind::Physical, "395071");
    office.sign_out();
    let moved = |office: &Office, sql: &str| change(&open_database(&office.folders()), sql);
    moved(
        &office,
        "UPDATE credential SET hash = (SELECT o.hash FROM credential o JOIN holder h ON h.id = o.holder
           WHERE h.id_number = '11010119900307803X' AND o.kind = 'electronic')
         WHERE holder = (SELECT id FROM holder WHERE id_number = '810000199408230021')",
    );
    office.sign_in(CLERK);
    for kind in PinKind::ALL {
        let proof = office.checked(CHAN);
        office.desk().open_pad(proof, Action::Verify, kind).unwrap();
        for digits in ["739105", "275084", "395071"] {
            assert!(matches!(office.submit(digits), PadReply::Wrong { .. }), "{kind:?} {digits}");
        }
        office.desk().close_visit().unwrap();
    }
    // The one it was copied from is as good as before.
    let proof = office.checked(ZHANG);
    office.desk().open_pad(proof, Action::Verify, PinKind::Electronic).unwrap();
    assert!(matches!(office.submit("739105"), PadReply::Done(_)));
    office.desk().close_visit().unwrap();
    office.sign_out();

    // A clerk's own password does not open the administrator's account.
    office.desk().sign_in(CLERK_2, &password(PASSWORD)).unwrap();
    office.desk().change_own_password(&password(PASSWORD), &password("a lamp of my own")).unwrap();
    office.sign_out();
    moved(
        &office,
        "UPDATE staff SET password_hash = (SELECT s.password_hash FROM staff s WHERE s.number = 'clerk02')
         WHERE number = 'admin'",
    );
    for text in ["a lamp of my own", PASSWORD] {
        office.desk().sign_in(ADMIN, &password(text)).unwrap_err();
    }
    let failed = office.entries().pop().unwrap().draft;
    assert_eq!((failed.action, failed.outcome), (audit::Action::SignIn, audit::Outcome::Failed));
    let inspection = Inspection::of(&office.folders(), &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
    assert_eq!(codes(&inspection), ["password_of_another", "pin_of_another"]);
}

#[test]
fn every_irregularity_has_a_sentence_in_both_languages() {
    for language in i18n::Language::ALL {
        i18n::select(language);
        for code in Irregularity::CODES {
            assert_ne!(i18n::text_of("irregularity", code), code, "{}", language.tag());
        }
    }
}
