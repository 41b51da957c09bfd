//! The encrypted SQLite file.

mod deferrals;
mod log;
mod open;
mod register;
mod staff;
mod survey;
mod visits;

use std::path::PathBuf;

use jiff::Timestamp;
pub use open::{OpenError, SCHEMA_VERSION};
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior, types::Type};

use super::{Result, Store, StoreError, Tx, Values};
use crate::vault::Key;

/// One open database file.
pub struct SqliteStore {
    connection: Connection,
    path: PathBuf,
    key: Key,
}

impl SqliteStore {
    /// Name of the database inside the data folder.
    pub const FILE: &str = "pindesk.db";
}

impl std::fmt::Debug for SqliteStore {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SqliteStore").finish_non_exhaustive()
    }
}

impl Store for SqliteStore {
    fn read(&mut self) -> Result<Box<dyn Tx + '_>> {
        Ok(Box::new(SqliteTx(self.connection.transaction_with_behavior(TransactionBehavior::Deferred)?)))
    }

    fn write(&mut self) -> Result<Box<dyn Tx + '_>> {
        Ok(Box::new(SqliteTx(self.connection.transaction_with_behavior(TransactionBehavior::Immediate)?)))
    }

    fn reader(&self) -> Result<Box<dyn Store>> {
        Ok(Box::new(open::reader(&self.path, &self.key)?))
    }

    fn damage(&mut self) -> Result<Option<String>> {
        // The cipher's check reads the bare file; pages that lie newer in the write-ahead log are no damage. The database's
        // own check reads through both, and every page it reads is authenticated.
        let has_wal = open::has_wal(&self.path);
        let cipher = (!has_wal).then_some("cipher_integrity_check");
        for pragma in cipher.into_iter().chain(["integrity_check(1)", "foreign_key_check"]) {
            let mut statement = self.connection.prepare(&format!("PRAGMA {pragma}"))?;
            let mut rows = statement.query([])?;
            if let Some(row) = rows.next()? {
                let first: String = row.get_ref(0)?.as_str().unwrap_or("row").to_owned();
                if first != "ok" {
                    return Ok(Some(format!("{pragma}: {first}")));
                }
            }
        }
        Ok(None)
    }
}

/// One transaction; dropping it rolls back.
struct SqliteTx<'a>(Transaction<'a>);

impl Tx for SqliteTx<'_> {
    fn commit(self: Box<Self>) -> Result<()> {
        self.0.commit().map_err(from_sqlite)
    }
}

impl Values for SqliteTx<'_> {
    fn value(&self, key: &str) -> Result<Option<String>> {
        let mut statement = self.0.prepare_cached("SELECT value FROM setting WHERE key = ?1")?;
        Ok(statement.query_row([key], |row| row.get(0)).optional()?)
    }

    fn put_value(&self, key: &str, value: &str) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO setting VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value")?
            .execute([key, value])?;
        Ok(())
    }
}

/// A full disk is something a clerk can act on; everything else stays the database's own word.
fn from_sqlite(error: rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::DiskFull) => StoreError::DiskFull,
        _ => StoreError::Sqlite(error),
    }
}

/// UTC with exactly three decimals, so that text order is time order.
fn stamp(at: Timestamp) -> String {
    format!("{at:.3}")
}

fn read_stamp(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Timestamp>> {
    let text: Option<String> = row.get(column)?;
    text.map(|t| t.parse().map_err(|_| unreadable(column, "time"))).transpose()
}

fn required_stamp(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Timestamp> {
    read_stamp(row, column)?.ok_or_else(|| unreadable(column, "time"))
}

/// A column whose text is not one of ours.
fn unreadable(column: usize, what: &'static str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, Type::Text, what.into())
}
