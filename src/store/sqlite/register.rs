//! Holders and their PINs.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, Statement, params};
use zeroize::Zeroizing;

use super::{SqliteTx, from_sqlite, read_stamp, stamp, unreadable};
use crate::{
    domain::{
        card::CardStatus,
        pin::{PinKind, PinState},
    },
    store::{Credential, HolderRow, Intake, Register, Result},
};

const HOLDER: &str = "SELECT id, id_number, name, phone, card_number, card_status FROM holder";

/// How many replaced PINs of a kind are remembered.
const PAST_PINS: i64 = 5;

fn read_holder(row: &Row<'_>) -> rusqlite::Result<HolderRow> {
    Ok(HolderRow {
        id: row.get(0)?,
        id_number: row.get(1)?,
        name: row.get(2)?,
        phone: row.get(3)?,
        card_number: row.get(4)?,
        card_status: CardStatus::from_code(row.get(5)?).ok_or_else(|| unreadable(5, "card status"))?,
    })
}

/// The first five columns as a PIN: state, hash, tries, locked and changed.
pub(super) fn read_credential(row: &Row<'_>) -> rusqlite::Result<Credential> {
    let state: String = row.get(0)?;
    Ok(Credential {
        state: PinState::from_code(&state).ok_or_else(|| unreadable(0, "PIN state"))?,
        hash: row.get(1)?,
        tries: row.get(2)?,
        locked_at: read_stamp(row, 3)?,
        changed_at: read_stamp(row, 4)?,
    })
}

/// A connection whose `CHECK`s rest until this is dropped.
///
/// Those of `holder` and `credential` list the words of an enumeration, which only its own type can bring here. To look
/// a word up in such a list the database builds a table of it for every row, which takes longer than the row itself.
struct ChecksOff<'a>(&'a Connection);

impl<'a> ChecksOff<'a> {
    fn new(connection: &'a Connection) -> Result<Self> {
        connection.pragma_update(None, "ignore_check_constraints", true)?;
        Ok(Self(connection))
    }
}

impl Drop for ChecksOff<'_> {
    fn drop(&mut self) {
        if let Err(error) = self.0.pragma_update(None, "ignore_check_constraints", false) {
            tracing::warn!(%error, "the database's own checks stay off until the next start");
        }
    }
}

/// The two statements of an intake, prepared once.
struct SqliteIntake<'a> {
    checks: ChecksOff<'a>,
    holder: Statement<'a>,
    pin: Statement<'a>,
    at: String,
}

impl Intake for SqliteIntake<'_> {
    fn add(&mut self, holder: &HolderRow, electronic: PinState, physical: PinState) -> Result<Option<i64>> {
        let values = params![
            holder.id_number,
            holder.name,
            holder.phone,
            holder.card_number,
            holder.card_status.code(),
            self.at,
        ];
        if self.holder.execute(values).map_err(from_sqlite)? == 0 {
            return Ok(None);
        }
        let row = self.checks.0.last_insert_rowid();
        for (kind, state) in [(PinKind::Electronic, electronic), (PinKind::Physical, physical)] {
            if state != PinState::Unset {
                let locked_at = (state == PinState::Locked).then_some(&self.at);
                self.pin.execute(params![row, kind.code(), state.code(), locked_at]).map_err(from_sqlite)?;
            }
        }
        Ok(Some(row))
    }
}

impl Register for SqliteTx<'_> {
    fn holder(&self, id_number: &str) -> Result<Option<HolderRow>> {
        let mut statement = self.0.prepare_cached(&format!("{HOLDER} WHERE id_number = ?1"))?;
        Ok(statement.query_row([id_number], read_holder).optional()?)
    }

    fn each_shared_phone(
        &self,
        more_than: u32,
        changed_at: Timestamp,
        each: &mut dyn FnMut(&str, u64, u64) -> Result<()>,
    ) -> Result<()> {
        let mut statement = self.0.prepare_cached(
            "WITH shared AS MATERIALIZED (
               SELECT phone, count(*) AS people FROM holder WHERE phone IS NOT NULL
               GROUP BY phone HAVING count(*) > ?1 AND max(updated_at) = ?2)
             SELECT holder.id_number, holder.phone, shared.people FROM holder JOIN shared ON shared.phone = holder.phone
             ORDER BY holder.phone, holder.id",
        )?;
        let mut rows = statement.query(params![more_than, stamp(changed_at)])?;
        let (mut group, mut last) = (0, Zeroizing::new(String::new()));
        while let Some(row) = rows.next()? {
            let phone: String = row.get(1)?;
            if *last != phone {
                (group, last) = (group + 1, Zeroizing::new(phone));
            }
            let (id_number, people): (String, i64) = (row.get(0)?, row.get(2)?);
            each(&id_number, group, people.unsigned_abs())?;
        }
        Ok(())
    }

    fn holder_row(&self, id: i64) -> Result<Option<HolderRow>> {
        let mut statement = self.0.prepare_cached(&format!("{HOLDER} WHERE id = ?1"))?;
        Ok(statement.query_row([id], read_holder).optional()?)
    }

    fn holders(&self) -> Result<u64> {
        let count: i64 = self.0.query_row("SELECT count(*) FROM holder", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    fn put_holder(&self, holder: &HolderRow, at: Timestamp) -> Result<i64> {
        self.0
            .prepare_cached(
                "INSERT INTO holder (id_number, name, phone, card_number, card_status, updated_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                 ON CONFLICT (id_number) DO UPDATE SET name = excluded.name, phone = excluded.phone,
                   card_number = excluded.card_number, card_status = excluded.card_status,
                   updated_at = excluded.updated_at",
            )?
            .execute(params![
                holder.id_number,
                holder.name,
                holder.phone,
                holder.card_number,
                holder.card_status.code(),
                stamp(at),
            ])
            .map_err(from_sqlite)?;
        // Asking is cheaper than RETURNING, which makes a table of its own every time.
        let mut row = self.0.prepare_cached("SELECT id FROM holder WHERE id_number = ?1")?;
        Ok(row.query_row([&holder.id_number], |row| row.get(0))?)
    }

    fn intake(&self, at: Timestamp) -> Result<Box<dyn Intake + '_>> {
        let checks = ChecksOff::new(&self.0)?;
        let holder = self.0.prepare(
            "INSERT INTO holder (id_number, name, phone, card_number, card_status, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id_number) DO NOTHING",
        )?;
        let pin = self.0.prepare("INSERT INTO credential (holder, kind, state, locked_at) VALUES (?1, ?2, ?3, ?4)")?;
        Ok(Box::new(SqliteIntake { checks, holder, pin, at: stamp(at) }))
    }

    fn credential(&self, holder: i64, kind: PinKind) -> Result<Credential> {
        let mut statement = self.0.prepare_cached(
            "SELECT state, hash, tries, locked_at, changed_at FROM credential WHERE holder = ?1 AND kind = ?2",
        )?;
        let found = statement.query_row(params![holder, kind.code()], read_credential).optional()?;
        Ok(found.unwrap_or(Credential::UNSET))
    }

    fn put_credential(&self, holder: i64, kind: PinKind, credential: &Credential) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO credential (holder, kind, state, hash, tries, locked_at, changed_at)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                 ON CONFLICT (holder, kind) DO UPDATE SET state = excluded.state, hash = excluded.hash,
                   tries = excluded.tries, locked_at = excluded.locked_at, changed_at = excluded.changed_at",
            )?
            .execute(params![
                holder,
                kind.code(),
                credential.state.code(),
                credential.hash,
                credential.tries,
                credential.locked_at.map(stamp),
                credential.changed_at.map(stamp),
            ])
            .map_err(from_sqlite)?;
        Ok(())
    }

    fn past_pins(&self, holder: i64, kind: PinKind) -> Result<Vec<String>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT hash FROM past_pin WHERE holder = ?1 AND kind = ?2 ORDER BY id DESC LIMIT ?3")?;
        let rows = statement.query_map(params![holder, kind.code(), PAST_PINS], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn remember_pin(&self, holder: i64, kind: PinKind, hash: &str) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO past_pin (holder, kind, hash) VALUES (?1, ?2, ?3)")?
            .execute(params![holder, kind.code(), hash])
            .map_err(from_sqlite)?;
        self.0
            .prepare_cached(
                "DELETE FROM past_pin WHERE holder = ?1 AND kind = ?2 AND id NOT IN
                   (SELECT id FROM past_pin WHERE holder = ?1 AND kind = ?2 ORDER BY id DESC LIMIT ?3)",
            )?
            .execute(params![holder, kind.code(), PAST_PINS])?;
        Ok(())
    }
}
