//! Opening, creating and upgrading the database file.

use std::{
    io,
    path::{Path, PathBuf},
    sync::{LazyLock, Mutex, PoisonError},
    time::Duration,
};

use data_encoding::HEXLOWER;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use zeroize::Zeroizing;

use super::{Result, SqliteStore};
use crate::vault::Key;

/// `PIND`, so that `file` and others can tell whose database it is.
const APPLICATION_ID: i32 = 0x5049_4e44;

/// Newest schema this program knows: the number of its last migration.
pub const SCHEMA_VERSION: i64 = 2;

/// A connection belongs to one thread at a time, so the database need not guard each call with a lock of its own.
const WRITER: OpenFlags = OpenFlags::SQLITE_OPEN_READ_WRITE.union(OpenFlags::SQLITE_OPEN_NO_MUTEX);

mod migrations {
    // The macro's generated module has no documentation of its own.
    #![allow(missing_docs)]
    refinery::embed_migrations!("src/store/sqlite/migrations");
}

/// Why a database file could not be opened. Nothing was touched.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no file.
    #[error("no database at {0}")]
    Missing(PathBuf),
    /// It does not open with this key: not a database of this office, or damaged.
    #[error("{0} does not open with this key file")]
    NotOurs(PathBuf),
    /// A newer program made it.
    #[error("{path} has schema {found}, this program knows {SCHEMA_VERSION}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema version.
        found: i64,
    },
    /// The folder or file cannot be written.
    #[error("{0} is read-only")]
    ReadOnly(PathBuf),
    /// The upgrade to this program's schema failed and was taken back.
    #[error("upgrade: {0}")]
    Upgrade(#[from] refinery::Error),
    /// The database said something else.
    #[error("database: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// The file could not be made.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl OpenError {
    /// Whether there was no room.
    #[must_use]
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::Sqlite(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull))
    }
}

impl SqliteStore {
    /// Makes a new database; never over another file.
    ///
    /// # Errors
    /// The file exists or cannot be made.
    pub fn create(path: &Path, key: &Key) -> std::result::Result<Self, OpenError> {
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.mode(0o600);
        }
        options.open(path).map_err(|source| OpenError::Io { path: path.to_owned(), source })?;
        let connection = connect(path, WRITER)?;
        unlock(&connection, key)?;
        connection.pragma_update(None, "application_id", APPLICATION_ID)?;
        Self::finish(connection, path, key)
    }

    /// Opens the database of an office for its work, upgrading an older schema in one transaction.
    ///
    /// # Errors
    /// See [`OpenError`]; a file that cannot be used is not touched.
    pub fn open(path: &Path, key: &Key) -> std::result::Result<Self, OpenError> {
        if !path.is_file() {
            return Err(OpenError::Missing(path.to_owned()));
        }
        first_look(path, key)?;
        if std::fs::OpenOptions::new().append(true).open(path).is_err() {
            return Err(OpenError::ReadOnly(path.to_owned()));
        }
        let connection = connect(path, WRITER)?;
        // A file that is not ours after all must not get a checkpoint when the connection goes.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        unlock(&connection, key)?;
        refuse_foreign(&connection, path)?;
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        Self::finish(connection, path, key)
    }

    /// Whether it was made by an earlier version and not opened for work since, so that it lacks columns of today.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn is_of_earlier_version(&self) -> super::Result<bool> {
        let found: i64 = self.connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        Ok(found < SCHEMA_VERSION)
    }

    /// Opens the database read-only, beside a program that may be writing it.
    ///
    /// # Errors
    /// See [`OpenError`].
    pub fn open_reader(path: &Path, key: &Key) -> std::result::Result<Self, OpenError> {
        if !path.is_file() {
            return Err(OpenError::Missing(path.to_owned()));
        }
        first_look(path, key)?;
        let store = reader(path, key).map_err(|error| match error {
            super::StoreError::Sqlite(error) => OpenError::Sqlite(error),
            _ => OpenError::NotOurs(path.to_owned()),
        });
        match store.and_then(|store| refuse_foreign(&store.connection, path).map(|()| store)) {
            Ok(store) => Ok(store),
            // A write-ahead log cannot be read on a read-only medium; without one the file alone is the whole truth.
            Err(_) if !wal_of(path).is_file() => {
                let connection = immutable(path, key)?;
                read_pragmas(&connection)?;
                Ok(Self { connection, path: path.to_owned(), key: Key::from_bytes(key.bytes()) })
            }
            Err(error) => Err(error),
        }
    }

    fn finish(mut connection: Connection, path: &Path, key: &Key) -> std::result::Result<Self, OpenError> {
        let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
        if mode != "wal" {
            return Err(OpenError::ReadOnly(path.to_owned()));
        }
        connection.execute_batch(
            "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON;
             PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;",
        )?;
        connection.set_prepared_statement_cache_capacity(96);
        migrations::migrations::runner().set_grouped(true).run(&mut connection)?;
        Ok(Self { connection, path: path.to_owned(), key: Key::from_bytes(key.bytes()) })
    }
}

/// A read-only connection; `PRAGMA query_only` keeps even a mistaken statement from writing.
pub(super) fn reader(path: &Path, key: &Key) -> Result<SqliteStore> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, flags)?;
    unlock(&connection, key)?;
    read_pragmas(&connection)?;
    Ok(SqliteStore { connection, path: path.to_owned(), key: Key::from_bytes(key.bytes()) })
}

fn read_pragmas(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(
        "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -16384;",
    )
}

fn immutable(path: &Path, key: &Key) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let name = path.to_string_lossy().replace('%', "%25").replace('?', "%3f").replace('#', "%23");
    let connection = connect(Path::new(&format!("file:{name}?immutable=1")), flags)?;
    unlock(&connection, key)?;
    Ok(connection)
}

/// Refuses what is not ours through an immutable view, which creates no `-wal` or `-shm` beside a foreign file.
///
/// Where a write-ahead log lies beside it, the file alone proves nothing bad: a checkpoint that a power cut or a full disk
/// stopped may have left a page half written, and the log has it whole.
fn first_look(path: &Path, key: &Key) -> std::result::Result<(), OpenError> {
    match refuse_foreign(&immutable(path, key)?, path) {
        Err(OpenError::NotOurs(_)) if has_wal(path) => Ok(()),
        other => other,
    }
}

/// Whether part of the database lies in a write-ahead log.
pub(super) fn has_wal(path: &Path) -> bool {
    std::fs::metadata(wal_of(path)).is_ok_and(|wal| wal.len() > 0)
}

fn wal_of(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push("-wal");
    PathBuf::from(name)
}

/// A connection that is never closed. SQLCipher sets its cipher up with the first keyed connection and takes it down
/// with the last; a connection keyed at that very moment on another thread would find no cipher.
static CIPHER: LazyLock<Mutex<Option<Connection>>> = LazyLock::new(|| {
    let first = Connection::open_in_memory().and_then(|connection| {
        connection.execute_batch("PRAGMA cipher_log_level = NONE; PRAGMA key = 'kept open'")?;
        Ok(connection)
    });
    Mutex::new(first.ok())
});

/// Opens a file once the cipher is there. SQLite calls itself ready before it has run SQLCipher's own start, so that of two threads
/// that open their first databases at once, one would find no cipher; here the first waits for [`CIPHER`].
fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    LazyLock::force(&CIPHER);
    Connection::open_with_flags(path, flags)
}

fn unlock(connection: &Connection, key: &Key) -> rusqlite::Result<()> {
    // Keys are set one at a time, for the same reason.
    let _one_at_a_time = CIPHER.lock().unwrap_or_else(PoisonError::into_inner);
    // A wrong key is told in our words; the cipher's own go straight to standard error.
    connection.execute_batch("PRAGMA cipher_log_level = NONE")?;
    let hex = Zeroizing::new(HEXLOWER.encode(key.bytes()));
    // SQLCipher writes to standard error of its own accord; what is wrong is told by this program.
    let sql = Zeroizing::new(format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\"", hex.as_str()));
    connection.execute_batch(&sql)?;
    connection.busy_timeout(Duration::from_secs(5))
}

fn refuse_foreign(connection: &Connection, path: &Path) -> std::result::Result<(), OpenError> {
    let number = |pragma| connection.query_row(pragma, [], |row| row.get(0)).map_err(|error| unreadable(error, path));
    let application: i64 = number("PRAGMA application_id")?;
    let found = number("PRAGMA user_version")?;
    if application != i64::from(APPLICATION_ID) {
        return Err(OpenError::NotOurs(path.to_owned()));
    }
    if found > SCHEMA_VERSION {
        return Err(OpenError::Newer { path: path.to_owned(), found });
    }
    Ok(())
}

/// A file that makes no sense with this key is not ours; a disk or a folder that refuses is another matter.
fn unreadable(error: rusqlite::Error, path: &Path) -> OpenError {
    use rusqlite::ErrorCode::{CannotOpen, DiskFull, OutOfMemory, ReadOnly, SystemIoFailure};
    match error.sqlite_error_code() {
        Some(CannotOpen | DiskFull | OutOfMemory | ReadOnly | SystemIoFailure) => OpenError::Sqlite(error),
        _ => OpenError::NotOurs(path.to_owned()),
    }
}
