//! The office that is besieged, and what an attacker with the database key, but not the signing key, can do to it.

use std::{
    fs,
    path::Path,
    sync::{Arc, OnceLock, atomic::AtomicBool},
};

use ed25519_dalek::SigningKey;
use pindesk::{
    desk::{Clock, Damage, Folders, Integrity, ManualClock, NoVerdict, Verifier},
    ledger::{self, Anchor, LogId, Origin, TreeHead, WitnessCode},
    vault::OfficeKeys,
};
use rusqlite::{Connection, params};
use tempfile::TempDir;

use crate::{
    honest::furnished,
    support::{CLERK, Office, PASSWORD, folders, open_desk, password},
    work::{Work, copy_office},
};

/// Files of offices as they were at some moment. Nobody works there any more.
pub struct Castle {
    /// The office to be attacked. Its newest entries are behind the newest checkpoint.
    pub now: TempDir,
    /// The same office, two thirds of its life earlier and cleanly closed.
    pub earlier: TempDir,
    /// The same office after a supervisor started a new log: other log, same keys.
    pub other_log: TempDir,
    /// Another office with other keys.
    pub other_office: TempDir,
    /// Codes on receipts that people took home.
    pub receipts: Vec<WitnessCode>,
    /// Entries of the log.
    pub size: u64,
    /// Entries that the newest checkpoint and the anchor cover.
    pub signed: u64,
    /// Entries of the earlier copy.
    pub earlier_size: u64,
}

fn kept(office: &Office) -> TempDir {
    let home = tempfile::tempdir().unwrap();
    copy_office(&office.folders(), home.path());
    home
}

impl Castle {
    /// Some hundred entries of real work.
    pub fn get() -> &'static Self {
        static CASTLE: OnceLock<Castle> = OnceLock::new();
        CASTLE.get_or_init(Self::build)
    }

    fn build() -> Self {
        let mut work = Work::at(&folders(furnished().path()), 20_261_122);
        let mut earlier = None;
        while work.office.lines().len() < 330 {
            work.quiet_shift();
            if earlier.is_none() && work.office.lines().len() > 210 {
                work.office.stop();
                earlier = Some((kept(&work.office), work.office.lines().len() as u64));
                work.office.start();
            }
        }
        // The last who came is not under a checkpoint yet.
        work.office.sign_in(crate::support::CLERK);
        for number in [crate::support::LI, crate::support::CHAN, crate::support::SMITH] {
            work.office.look_up(number);
            work.office.desk().close_visit().unwrap();
        }
        work.office.stop();
        let now = kept(&work.office);
        let size = work.office.lines().len() as u64;
        let signed = Anchor::read(&folders(now.path()).anchor()).unwrap().head.size;
        assert!(signed + 5 < size, "{signed} of {size} are signed");

        // Two new logs in a row: the second does not follow the one that is attacked.
        work.office.start();
        for _ in 0..2 {
            work.office.desk().verified(&Err(Damage::AnchorMissing), false).unwrap();
            work.office.sign_in(crate::support::SUPERVISOR);
            work.office.desk().start_new_log("演练").unwrap();
            work.office.sign_out();
        }
        work.office.stop();
        let other_log = kept(&work.office);

        let mut stranger = Office::new();
        stranger.stop();
        let (earlier, earlier_size) = earlier.unwrap();
        Self {
            now,
            earlier,
            other_log,
            other_office: kept(&stranger),
            receipts: work.receipts,
            size,
            signed,
            earlier_size,
        }
    }
}

/// One copy of the castle, to be broken into.
pub struct Siege {
    pub home: TempDir,
}

/// A row of the log.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub seq: i64,
    pub line: Vec<u8>,
}

impl Siege {
    pub fn of(home: &TempDir) -> Self {
        let copy = tempfile::tempdir().unwrap();
        copy_office(&folders(home.path()), copy.path());
        Self { home: copy }
    }

    pub fn folders(&self) -> Folders {
        folders(self.home.path())
    }

    pub fn keys(&self) -> OfficeKeys {
        OfficeKeys::load(&self.folders().keys).unwrap()
    }

    /// The database as somebody opens it who has its key: no triggers, no constraints.
    pub fn burgle(&self) -> Connection {
        let connection = open_database(&self.folders());
        connection.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON;").unwrap();
        for name in ["entry_stays", "entry_kept", "tree_hash_stays", "checkpoint_stays"] {
            connection.execute_batch(&format!("DROP TRIGGER IF EXISTS {name}")).unwrap();
        }
        connection
    }

    /// What a start says of it, and what a whole verification.
    pub fn verdicts(&self, witnesses: &[WitnessCode]) -> [Option<Damage>; 2] {
        let whole = self.verify(witnesses).err();
        // Later than anything in its log.
        let clock = Arc::new(ManualClock::at("2028-01-01T00:00:00Z".parse().unwrap())) as Arc<dyn Clock>;
        let desk = open_desk(&self.folders(), clock);
        let start = match desk.integrity() {
            Integrity::Sound { .. } => None,
            Integrity::Damaged(damage) => Some(damage.clone()),
        };
        [start, whole]
    }

    pub fn verify(&self, witnesses: &[WitnessCode]) -> Result<ledger::Report, Damage> {
        let mut verifier = Verifier::open(&self.folders()).unwrap();
        let verdict: Result<_, NoVerdict> = verifier.verify(witnesses, &mut |_, _| {}, &AtomicBool::new(false));
        verdict.unwrap()
    }

    /// The office goes on as if nothing were, until its log is of that size at least.
    pub fn work_on_until(&self, size: u64) {
        let clock = Arc::new(ManualClock::at("2027-12-01T00:00:00Z".parse().unwrap())) as Arc<dyn Clock>;
        let mut desk = open_desk(&self.folders(), clock);
        while desk.tick().unwrap() < size {
            desk.sign_in(CLERK, &password(PASSWORD)).unwrap();
            desk.sign_out().unwrap();
        }
    }

    pub fn write_anchor(&self, anchor: &Anchor) {
        anchor.write(&self.folders().anchor()).unwrap();
    }

    pub fn anchor(&self) -> Anchor {
        Anchor::read(&self.folders().anchor()).unwrap()
    }

    /// Puts the data of another moment or office in, but leaves the keys and the anchor.
    pub fn put_data_of(&self, home: &TempDir) {
        self.put(&folders(home.path()).data, &self.folders().data);
    }

    /// Puts the anchor of another moment or office in.
    pub fn put_anchor_of(&self, home: &TempDir) {
        fs::copy(folders(home.path()).anchor(), self.folders().anchor()).unwrap();
    }

    fn put(&self, from: &Path, to: &Path) {
        fs::remove_dir_all(to).unwrap();
        crate::work::copy_folder(from, to);
    }
}

/// The database of an office, with its key.
pub fn open_database(folders: &Folders) -> Connection {
    let keys = OfficeKeys::load(&folders.keys).unwrap();
    let connection = Connection::open(folders.database()).unwrap();
    let hex: String = keys.database().bytes().iter().map(|b| format!("{b:02x}")).collect();
    connection.execute_batch(&format!("PRAGMA key = \"x'{hex}'\"")).unwrap();
    connection
}

/// The number of the log that is being written.
pub fn log_of(burglar: &Connection) -> i64 {
    burglar.query_row("SELECT max(number) FROM log", [], |row| row.get(0)).unwrap()
}

pub fn log_id(burglar: &Connection) -> LogId {
    let id: String =
        burglar.query_row("SELECT id FROM log ORDER BY number DESC LIMIT 1", [], |row| row.get(0)).unwrap();
    LogId::parse(&id).unwrap()
}

pub fn rows(burglar: &Connection) -> Vec<Row> {
    let mut statement =
        burglar.prepare("SELECT seq, CAST(line AS BLOB) FROM entry WHERE log = ?1 ORDER BY seq").unwrap();
    let rows = statement.query_map([log_of(burglar)], |row| Ok(Row { seq: row.get(0)?, line: row.get(1)? })).unwrap();
    rows.collect::<Result<_, _>>().unwrap()
}

pub fn set_line(burglar: &Connection, seq: u64, line: &[u8]) {
    let write = || {
        let sql = "UPDATE entry SET line = CAST(?2 AS TEXT) WHERE log = ?3 AND seq = ?1";
        assert_eq!(burglar.execute(sql, params![seq as i64, line, log_of(burglar)]).unwrap(), 1);
    };
    if serde_json::from_slice::<serde_json::Value>(line).is_ok() { write() } else { past_the_schema(burglar, write) }
}

/// Somebody who writes lines that are no JSON goes past the columns that are read out of them.
fn past_the_schema(burglar: &Connection, write: impl FnOnce()) {
    for name in ["at", "staff", "action", "outcome", "visit", "subject"] {
        burglar.execute_batch(&format!("DROP INDEX IF EXISTS entry_{name}")).unwrap();
    }
    let sql: String =
        burglar.query_row("SELECT sql FROM sqlite_schema WHERE name = 'entry'", [], |row| row.get(0)).unwrap();
    let mut bare = sql.clone();
    for name in ["at", "staff", "action", "outcome", "visit", "subject", "kind"] {
        bare = bare.replace(&format!("line ->> '$.{name}'"), "NULL");
    }
    let put = |sql: &str| {
        burglar.execute_batch("PRAGMA writable_schema = ON").unwrap();
        burglar.execute("UPDATE sqlite_schema SET sql = ?1 WHERE name = 'entry'", [sql]).unwrap();
        burglar.execute_batch("PRAGMA writable_schema = RESET").unwrap();
    };
    put(&bare);
    write();
    put(&sql);
}

/// Replaces every row of the log.
pub fn set_rows(burglar: &Connection, rows: &[Row]) {
    let log = log_of(burglar);
    burglar.execute_batch("BEGIN").unwrap();
    burglar.execute("DELETE FROM entry WHERE log = ?1", [log]).unwrap();
    for row in rows {
        burglar
            .execute(
                "INSERT INTO entry (log, seq, line) VALUES (?1, ?2, CAST(?3 AS TEXT))",
                params![log, row.seq, row.line],
            )
            .unwrap();
    }
    burglar.execute_batch("COMMIT").unwrap();
}

pub fn renumber(rows: &mut [Row]) {
    for (row, seq) in rows.iter_mut().zip(1..) {
        row.seq = seq;
    }
}

/// Makes every tree hash anew from the lines as they stand now. Returns the head.
pub fn rehash(burglar: &Connection) -> TreeHead {
    let log = log_of(burglar);
    burglar.execute_batch("BEGIN").unwrap();
    burglar.execute("DELETE FROM tree_hash WHERE log = ?1", [log]).unwrap();
    let (mut frontier, mut position) = (ledger::Frontier::default(), 0_i64);
    for row in rows(burglar) {
        frontier.push(ledger::leaf_hash(&row.line), |hash| {
            burglar
                .execute(
                    "INSERT INTO tree_hash (log, position, hash) VALUES (?1, ?2, ?3)",
                    params![log, position, hash.0.as_slice()],
                )
                .unwrap();
            position += 1;
        });
    }
    burglar.execute_batch("COMMIT").unwrap();
    frontier.head()
}

/// The head of the first entries, from the lines.
pub fn head_at(burglar: &Connection, size: u64) -> TreeHead {
    let mut frontier = ledger::Frontier::default();
    for row in rows(burglar).iter().take(size as usize) {
        frontier.push(ledger::leaf_hash(&row.line), |_| {});
    }
    frontier.head()
}

/// Forgets everything after an entry: lines, hashes, checkpoints.
pub fn cut(burglar: &Connection, left: u64, hashes: bool, checkpoints: bool) {
    let log = log_of(burglar);
    burglar.execute("DELETE FROM entry WHERE log = ?1 AND seq > ?2", params![log, left as i64]).unwrap();
    if hashes {
        let count = ledger::tree::stored_hash_count(left) as i64;
        burglar.execute("DELETE FROM tree_hash WHERE log = ?1 AND position >= ?2", params![log, count]).unwrap();
    }
    if checkpoints {
        burglar.execute("DELETE FROM checkpoint WHERE log = ?1 AND size > ?2", params![log, left as i64]).unwrap();
    }
}

pub fn checkpoint_sizes(burglar: &Connection) -> Vec<u64> {
    let mut statement = burglar.prepare("SELECT size FROM checkpoint WHERE log = ?1 ORDER BY size").unwrap();
    let sizes = statement.query_map([log_of(burglar)], |row| row.get::<_, i64>(0)).unwrap();
    sizes.map(|size| size.unwrap() as u64).collect()
}

pub fn note(burglar: &Connection, size: u64) -> String {
    burglar
        .query_row(
            "SELECT note FROM checkpoint WHERE log = ?1 AND size = ?2",
            params![log_of(burglar), size as i64],
            |row| row.get(0),
        )
        .unwrap()
}

pub fn set_note(burglar: &Connection, size: u64, note: &[u8]) {
    burglar
        .execute(
            "INSERT OR REPLACE INTO checkpoint (log, size, note) VALUES (?1, ?2, CAST(?3 AS TEXT))",
            params![log_of(burglar), size as i64, note],
        )
        .unwrap();
}

/// A checkpoint of this log by a key that is not the office's.
pub fn foreign_note(siege: &Siege, burglar: &Connection, head: TreeHead) -> String {
    let origin = Origin::new(siege.keys().office().as_str(), &log_id(burglar)).unwrap();
    let seed = SigningKey::from_bytes(&[9; 32]).to_bytes();
    ledger::sign(&seed, &origin, head).unwrap()
}
