//! Speeds of the office's work, each as a ratio beside a reference in the same run on the same machine.
//!
//! `cargo bench --bench office -- [HOLDERS] [LOOK_UPS]` (defaults 100,000 and 500). The references: the same SQL by
//! hand on the same encrypted file, `sqlite3 .import` into a plain file, `sha256sum` over the same lines, and
//! `sqlite3 -json` over a plain copy. What is not installed is left out and said.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a measurement that cannot go on has nobody to tell")]

use std::{
    fmt::Write as _,
    fs,
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, atomic::AtomicBool},
    time::{Duration, Instant},
};

use pindesk::{
    desk::{
        Clock, Desk, Folders, Founder, LookUp, NewOffice, NewStaff, SystemClock, Verifier,
        export::{CodeWords, ExportFormat, ExportOrder},
    },
    domain::{id_number, settings::Settings, staff::Role, time},
    store::EntryFilter,
    vault::{HashingCost, OfficeKeys, Password},
};

const PASSWORD: &str = "three green lamps";

fn main() {
    let mut arguments = std::env::args().skip(1).filter_map(|text| text.parse::<u32>().ok());
    let holders = arguments.next().unwrap_or(100_000);
    let look_ups = arguments.next().unwrap_or(500);
    let home = tempfile::tempdir().expect("a temporary folder");
    let mut office = Office::new(home.path());
    println!("{holders} holders, {look_ups} look-ups");
    import(&mut office, holders);
    look_up(&mut office, holders, look_ups);
    fill(&mut office);
    verify(&mut office);
    export(&mut office);
}

struct Office {
    folders: Folders,
    desk: Desk,
    home: std::path::PathBuf,
}

impl Office {
    fn new(home: &Path) -> Self {
        let folders = Folders { data: home.join("data"), keys: home.join("keys") };
        let new = NewOffice {
            folders: folders.clone(),
            settings: Settings::default(),
            administrator: Founder { account: staff("admin", Role::Administrator, 1), password: password() },
            supervisor: Founder { account: staff("super01", Role::Supervisor, 3), password: password() },
            colleagues: vec![staff("clerk01", Role::Clerk, 2)],
            demonstration: true,
            hashing: HashingCost::CHEAP,
        };
        let clock = Arc::new(SystemClock::default()) as Arc<dyn Clock>;
        let founded = Desk::create(&new, clock).expect("an office");
        let mut desk = founded.desk;
        for (number, code) in ["clerk01"].into_iter().zip(founded.passwords) {
            desk.sign_in(number, &code.secret()).expect("the one-time password");
            desk.change_own_password(&code.secret(), &password()).expect("a password");
            desk.sign_out().expect("the log");
        }
        Self { folders, desk, home: home.to_owned() }
    }

    /// The encrypted file, opened by hand.
    fn by_hand(&self) -> rusqlite::Connection {
        let keys = OfficeKeys::load(&self.folders.keys).expect("the keys");
        let connection = rusqlite::Connection::open(self.folders.database()).expect("the database");
        let hex: String = keys.database().bytes().iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        });
        connection
            .execute_batch(&format!(
                "PRAGMA key = \"x'{hex}'\"; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;
                 PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000;"
            ))
            .expect("the key");
        connection
    }
}

fn password() -> Password {
    Password::new(PASSWORD.as_bytes())
}

fn staff(number: &str, role: Role, n: u32) -> NewStaff {
    NewStaff { number: number.into(), name: "某人".into(), role, id_number: parsed(&made_up(9_000_000 + n)) }
}

fn parsed(text: &str) -> id_number::IdNumber {
    id_number::parse(text, time::day(jiff::Timestamp::now())).expect("a valid number").number
}

/// The `n`th made-up number: region 110101, a birth date of the last century, a sequence, the check character.
fn made_up(n: u32) -> String {
    let (sequence, day) = (n % 1000, n / 1000);
    let (year, month, day) = (1900 + day / 336, day / 28 % 12 + 1, day % 28 + 1);
    let body = format!("110101{year:04}{month:02}{day:02}{sequence:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
    let check = b"10X98765432"[(sum % 11) as usize];
    format!("{body}{}", char::from(check))
}

fn ratio(what: &str, ours: Duration, reference: &str, theirs: Option<Duration>, goal: f64) {
    match theirs {
        Some(theirs) => {
            let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
            println!(
                "{what:<28} {ours:>10.3?}   {reference:<34} {theirs:>10.3?}   ratio {ratio:>5.2}  (goal ≤ {goal})"
            );
        }
        None => println!("{what:<28} {ours:>10.3?}   {reference}: not installed"),
    }
}

fn timed(command: &mut Command) -> Option<Duration> {
    let start = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().ok().filter(|s| s.success()).map(|_| start.elapsed())
}

fn import(office: &mut Office, holders: u32) {
    let file = office.home.join("register.csv");
    let mut text = String::from("id_number,name,phone,card_number,card_status,electronic_pin,physical_pin\n");
    for n in 0..holders {
        let _ = writeln!(text, "{},张三丰,138{:08},A{n:08},1,active,unset", made_up(n), n);
    }
    fs::write(&file, &text).expect("the register");
    office.desk.sign_in("admin", &password()).expect("the administrator");
    let start = Instant::now();
    office.desk.import(&file, &mut |_, _| {}).expect("the import");
    let ours = start.elapsed();
    office.desk.sign_out().expect("the log");
    let plain = office.home.join("plain.db");
    let theirs =
        timed(Command::new("sqlite3").arg(&plain).args([".mode csv", &format!(".import {} register", file.display())]));
    ratio("import", ours, "sqlite3 .import, plain file", theirs, 2.0);
}

fn look_up(office: &mut Office, holders: u32, look_ups: u32) {
    office.desk.sign_in("clerk01", &password()).expect("the clerk");
    let mut ours = Duration::ZERO;
    for i in 0..look_ups {
        let number = parsed(&made_up(i * 7919 % holders));
        let start = Instant::now();
        let found = office.desk.look_up(number).expect("a look-up");
        ours += start.elapsed();
        assert!(matches!(found, LookUp::Found(_)));
        office.desk.close_visit().expect("the log");
    }
    office.desk.sign_out().expect("the log");
    let theirs = look_up_by_hand(office, holders, look_ups);
    ratio("look-up with its entry", ours / look_ups, "the same SQL by hand", Some(theirs / look_ups), 1.3);
}

/// What a look-up reads and writes, with nothing around it: a transaction of the same rows in a copy of the tables.
fn look_up_by_hand(office: &Office, holders: u32, look_ups: u32) -> Duration {
    let connection = office.by_hand();
    let (position, line): (i64, String) = connection
        .query_row("SELECT max(position), line FROM entry WHERE action = 'look_up'", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .expect("an entry");
    connection
        .execute_batch(
            "CREATE TABLE hand_visit AS SELECT * FROM visit WHERE 0; CREATE UNIQUE INDEX hand_serial ON hand_visit (serial);
             CREATE INDEX hand_open ON hand_visit (opened_at) WHERE closed_at IS NULL;",
        )
        .expect("a table");
    let mut spent = Duration::ZERO;
    for i in 0..look_ups {
        let number = made_up(i * 7919 % holders);
        let start = Instant::now();
        connection.execute_batch("BEGIN IMMEDIATE").expect("a transaction");
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
            connection.prepare_cached(sql).and_then(|mut s| s.execute(values)).expect("a statement");
        };
        run("INSERT INTO visit_counter VALUES ('2000-01-01', '01', 1) ON CONFLICT DO UPDATE SET last = last + 1", &[]);
        let holder: i64 = connection
            .prepare_cached("SELECT id, name, phone, card_number, card_status FROM holder WHERE id_number = ?1")
            .and_then(|mut s| s.query_row([&number], |row| row.get(0)))
            .expect("a holder");
        let serial = format!("20000101-01-{i:04}");
        run("INSERT INTO hand_visit VALUES (?1, 'clerk01', ?2, '2000', NULL, 0)", &[&serial, &holder]);
        let seq = 1_000_000_000 + i64::from(i);
        run("INSERT INTO entry (log, seq, line) VALUES (1, ?1, ?2)", &[&seq, &line]);
        for hash in 0..2 {
            run("INSERT INTO tree_hash VALUES (1, ?1, randomblob(32))", &[&(2_000_000_000 + 2 * seq + hash)]);
        }
        connection.execute_batch("COMMIT").expect("a commit");
        spent += start.elapsed();
    }
    // Everything written by hand goes again, so that the log stays what the desk wrote.
    connection
        .execute_batch(&format!(
            "DROP TRIGGER entry_kept; DELETE FROM entry WHERE position > {position} AND seq >= 1000000000;
             DELETE FROM tree_hash WHERE position >= 2000000000; DROP TABLE hand_visit;
             DELETE FROM visit_counter WHERE day = '2000-01-01';
             CREATE TRIGGER entry_kept BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;"
        ))
        .expect("the old state");
    spent
}

/// Makes the log long enough to be measured: look-ups of numbers that nobody has are the shortest honest entries.
fn fill(office: &mut Office) {
    office.desk.sign_in("clerk01", &password()).expect("the clerk");
    for n in 0..3000 {
        let found = office.desk.look_up(parsed(&made_up(8_000_000 + n))).expect("a look-up");
        assert!(matches!(found, LookUp::NotFound(_)));
    }
    office.desk.sign_out().expect("the log");
}

fn verify(office: &mut Office) {
    let lines = office.home.join("lines");
    let connection = office.by_hand();
    let mut text = String::new();
    let mut statement = connection.prepare("SELECT line FROM entry ORDER BY position").expect("the log");
    let mut rows = statement.query([]).expect("the log");
    while let Some(row) = rows.next().expect("a row") {
        text.push_str(&row.get::<_, String>(0).expect("a line"));
        text.push('\n');
    }
    fs::write(&lines, &text).expect("the lines");
    let mut verifier = Verifier::open(&office.folders).expect("a verifier");
    let start = Instant::now();
    let report =
        verifier.verify(&[], &mut |_, _| {}, &AtomicBool::new(false)).expect("a verdict").expect("a whole log");
    let ours = start.elapsed();
    let theirs = timed(Command::new("sha256sum").arg(&lines));
    ratio(&format!("verify {} entries", report.head.size), ours, "sha256sum over the same lines", theirs, 3.0);
}

fn export(office: &mut Office) {
    let plain = office.home.join("log.db");
    {
        let connection = office.by_hand();
        connection
            .execute_batch(&format!(
                "ATTACH '{}' AS plain KEY ''; CREATE TABLE plain.entry (position INTEGER PRIMARY KEY, line TEXT);
                 INSERT INTO plain.entry SELECT position, line FROM main.entry; DETACH plain;",
                plain.display()
            ))
            .expect("a plain copy");
    }
    office.desk.sign_in("super01", &password()).expect("the supervisor");
    let mut reviewer = office.desk.reviewer().expect("a reviewer");
    let order = ExportOrder {
        filter: EntryFilter::default(),
        filter_words: String::new(),
        format: ExportFormat::JsonLines,
        purpose: "measuring".to_owned(),
    };
    let target = office.home.join("export.jsonl");
    let never = AtomicBool::new(false);
    let start = Instant::now();
    let request = office.desk.begin_export(order).expect("an order");
    let written = reviewer.export(&request, &target, &CodeWords, &mut |_| {}, &never);
    office.desk.conclude_export(&request, written, &never).expect("the file");
    let ours = start.elapsed();
    let theirs = timed(Command::new("sqlite3").args(["-json"]).arg(&plain).arg("SELECT * FROM entry"));
    ratio("export, JSON Lines", ours, "sqlite3 -json of a plain copy", theirs, 1.0);
}
