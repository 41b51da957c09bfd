//! The audit log's tables.

use std::ops::{ControlFlow, Range, RangeInclusive};

use jiff::Timestamp;
use rusqlite::{OptionalExtension as _, Row, ToSql, params};
use tlog_tiles::Hash;

use super::{SqliteTx, from_sqlite, required_stamp, stamp};
use crate::{
    domain::{
        audit::{Action, Outcome, Subject},
        pin::PinKind,
    },
    store::{EntryFilter, EntryRow, Log, LogHead, LogRow, Result, StoreError},
};

/// The WHERE clause of a filter and its values.
fn conditions(filter: &EntryFilter) -> (String, Vec<Box<dyn ToSql>>) {
    let mut clauses: Vec<&str> = Vec::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut keep = |clause: &'static str, value: Option<String>| {
        if let Some(value) = value {
            clauses.push(clause);
            values.push(Box::new(value));
        }
    };
    keep("log = (SELECT number FROM log WHERE id = ?)", filter.log.clone());
    keep("at >= ?", filter.from.map(stamp));
    keep("at < ?", filter.before.map(stamp));
    keep("staff = ?", filter.staff.clone());
    keep("action = ?", filter.action.map(|a| a.code().to_owned()));
    keep("outcome = ?", filter.outcome.map(|o| o.code().to_owned()));
    keep("kind = ?", filter.kind.map(|k| k.code().to_owned()));
    keep("subject = ?", filter.subject.as_ref().map(|s| s.as_str().to_owned()));
    keep("visit = ?", filter.visit.as_ref().map(|v| v.as_str().to_owned()));
    // What is flagged the desk alone knows. A filter that it did not resolve keeps nothing rather than everything.
    let unresolved: Option<&[u32]> = filter.flagged.then_some(&[]);
    keep("position IN (SELECT value FROM json_each(?))", filter.only.as_deref().or(unresolved).map(json_array));
    let clause = if clauses.is_empty() { String::new() } else { format!(" WHERE {}", clauses.join(" AND ")) };
    (clause, values)
}

/// `[1,2,3]`: a list as one value, however long it is.
fn json_array(positions: &[u32]) -> String {
    let numbers: Vec<String> = positions.iter().map(u32::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// The words of actions as one value.
fn codes(actions: &[Action]) -> String {
    let words: Vec<String> = actions.iter().map(|action| format!("\"{}\"", action.code())).collect();
    format!("[{}]", words.join(","))
}

/// The WHERE clause of a filter, for entries newer than a position (0: all).
fn newer(filter: &EntryFilter, after: u32) -> (String, Vec<Box<dyn ToSql>>) {
    let (mut clause, mut values) = conditions(filter);
    if after > 0 {
        clause.push_str(if clause.is_empty() { " WHERE position > ?" } else { " AND position > ?" });
        values.push(Box::new(after));
    }
    (clause, values)
}

/// Reads the columns `position, log, seq, line`. A line that is no text at all is shown as damaged, not left out.
fn read_entry(row: &Row<'_>) -> rusqlite::Result<EntryRow> {
    let seq: i64 = row.get(2)?;
    let line = row.get_ref(3)?.as_bytes().unwrap_or_default();
    let line = String::from_utf8_lossy(line).into_owned();
    Ok(EntryRow { position: row.get(0)?, log: row.get(1)?, seq: seq.unsigned_abs(), line })
}

/// Size and note. A note that is no text is one to be judged; it opens as no checkpoint.
fn read_checkpoint(row: &Row<'_>) -> rusqlite::Result<(u64, String)> {
    let size: i64 = row.get(0)?;
    let note = row.get_ref(1)?.as_bytes().unwrap_or_default();
    Ok((size.unsigned_abs(), String::from_utf8_lossy(note).into_owned()))
}

fn to_i64(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

impl Log for SqliteTx<'_> {
    fn logs(&self) -> Result<Vec<LogRow>> {
        let mut statement = self.0.prepare_cached("SELECT number, id, started_at FROM log ORDER BY number")?;
        let rows = statement.query_map([], |row| {
            Ok(LogRow { number: row.get(0)?, id: row.get(1)?, started_at: required_stamp(row, 2)? })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn head(&self) -> Result<Option<LogHead>> {
        let mut statement = self.0.prepare_cached(
            "SELECT number, id, coalesce((SELECT max(seq) FROM entry WHERE log = number), 0)
             FROM log ORDER BY number DESC LIMIT 1",
        )?;
        let head = statement
            .query_row([], |row| {
                let size: i64 = row.get(2)?;
                Ok(LogHead { number: row.get(0)?, id: row.get(1)?, size: u64::try_from(size).unwrap_or(0) })
            })
            .optional()?;
        Ok(head)
    }

    fn start_log(&self, id: &str, at: Timestamp) -> Result<i64> {
        let mut statement =
            self.0.prepare_cached("INSERT INTO log (id, started_at) VALUES (?1, ?2) RETURNING number")?;
        statement.query_row([id, &stamp(at)], |row| row.get(0)).map_err(from_sqlite)
    }

    fn append(&self, log: i64, seq: u64, line: &str, hashes: &[(u64, Hash)]) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO entry (log, seq, line) VALUES (?1, ?2, ?3)")?
            .execute(params![log, to_i64(seq), line])
            .map_err(from_sqlite)?;
        let mut statement = self.0.prepare_cached("INSERT INTO tree_hash (log, position, hash) VALUES (?1, ?2, ?3)")?;
        for (position, hash) in hashes {
            statement.execute(params![log, to_i64(*position), hash.0.as_slice()]).map_err(from_sqlite)?;
        }
        Ok(())
    }

    fn tree_hashes(&self, log: i64, positions: &[u64]) -> Result<Vec<Option<Hash>>> {
        let mut statement = self.0.prepare_cached("SELECT hash FROM tree_hash WHERE log = ?1 AND position = ?2")?;
        let mut hashes = Vec::with_capacity(positions.len());
        for position in positions {
            let read = |row: &Row<'_>| Ok(row.get_ref(0)?.as_blob().ok().and_then(|blob| blob.try_into().ok()));
            let bytes = statement.query_row(params![log, to_i64(*position)], read).optional()?.flatten();
            hashes.push(bytes.map(Hash));
        }
        Ok(hashes)
    }

    fn tree_range(&self, log: i64, positions: Range<u64>) -> Result<Vec<Option<Hash>>> {
        let mut hashes = vec![None; usize::try_from(positions.end.saturating_sub(positions.start)).unwrap_or(0)];
        let mut statement = self.0.prepare_cached(
            "SELECT position, hash FROM tree_hash WHERE log = ?1 AND position >= ?2 AND position < ?3",
        )?;
        let mut rows = statement.query(params![log, to_i64(positions.start), to_i64(positions.end)])?;
        while let Some(row) = rows.next()? {
            let position: i64 = row.get(0)?;
            let place = position.unsigned_abs().saturating_sub(positions.start);
            let bytes = row.get_ref(1)?.as_blob().ok().and_then(|blob| blob.try_into().ok());
            if let Some(slot) = usize::try_from(place).ok().and_then(|place| hashes.get_mut(place)) {
                *slot = bytes.map(Hash);
            }
        }
        Ok(hashes)
    }

    fn last_seq(&self, log: i64) -> Result<u64> {
        let mut statement = self.0.prepare_cached("SELECT coalesce(max(seq), 0) FROM entry WHERE log = ?1")?;
        let last: i64 = statement.query_row([log], |row| row.get(0))?;
        Ok(u64::try_from(last).unwrap_or(0))
    }

    fn lines(&self, log: i64, from_seq: u64, each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>) -> Result<()> {
        let mut statement =
            self.0.prepare_cached("SELECT seq, line FROM entry WHERE log = ?1 AND seq >= ?2 ORDER BY seq")?;
        // Numbers no entry has, put in before the first one, are rows to be judged too.
        let from = if from_seq <= 1 { i64::MIN } else { to_i64(from_seq) };
        let mut rows = statement.query(params![log, from])?;
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            // A line that is no text at all is still a line to be judged: it reads as empty and fails its hash.
            let line = row.get_ref(1)?.as_bytes().unwrap_or_default();
            if each(u64::try_from(seq).unwrap_or(0), line).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn checkpoints(&self, log: i64, sizes: RangeInclusive<u64>) -> Result<Vec<(u64, String)>> {
        let mut statement = self.0.prepare_cached(
            "SELECT size, note FROM checkpoint WHERE log = ?1 AND size BETWEEN ?2 AND ?3 ORDER BY size",
        )?;
        let sizes = params![log, to_i64(*sizes.start()), to_i64(*sizes.end())];
        let rows = statement.query_map(sizes, read_checkpoint)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn newest_checkpoint(&self, log: i64) -> Result<Option<(u64, String)>> {
        let mut statement =
            self.0.prepare_cached("SELECT size, note FROM checkpoint WHERE log = ?1 ORDER BY size DESC LIMIT 1")?;
        Ok(statement.query_row([log], read_checkpoint).optional()?)
    }

    fn checkpoint_over(&self, log: i64, seq: u64) -> Result<Option<(u64, String)>> {
        let mut statement = self
            .0
            .prepare_cached("SELECT size, note FROM checkpoint WHERE log = ?1 AND size >= ?2 ORDER BY size LIMIT 1")?;
        Ok(statement.query_row(params![log, to_i64(seq)], read_checkpoint).optional()?)
    }

    fn put_checkpoint(&self, log: i64, size: u64, note: &str) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO checkpoint (log, size, note) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING")?
            .execute(params![log, to_i64(size), note])
            .map_err(from_sqlite)?;
        Ok(())
    }

    fn positions(&self, filter: &EntryFilter, after: u32) -> Result<Vec<u32>> {
        let (clause, values) = newer(filter, after);
        let sql = format!("SELECT position FROM entry{clause} ORDER BY position");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map(rusqlite::params_from_iter(values.iter()), |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn position_of(&self, log: i64, seq: u64) -> Result<Option<u32>> {
        let mut statement = self.0.prepare_cached("SELECT position FROM entry WHERE log = ?1 AND seq = ?2")?;
        Ok(statement.query_row(params![log, to_i64(seq)], |row| row.get(0)).optional()?)
    }

    fn entries_at(&self, positions: &[u32]) -> Result<Vec<EntryRow>> {
        let mut statement = self.0.prepare_cached("SELECT position, log, seq, line FROM entry WHERE position = ?1")?;
        let mut entries = Vec::with_capacity(positions.len());
        for position in positions {
            let entry = statement.query_row([position], read_entry).optional()?;
            entries.push(entry.ok_or(StoreError::Unreadable("entry"))?);
        }
        Ok(entries)
    }

    fn each_entry(&self, filter: &EntryFilter, each: &mut dyn FnMut(EntryRow) -> ControlFlow<()>) -> Result<()> {
        let (clause, values) = conditions(filter);
        // Positions are chosen first: what an index finds would else be sorted with the lines in memory, all of them.
        let chosen = if clause.is_empty() {
            String::new()
        } else {
            format!(" WHERE position IN (SELECT position FROM entry{clause})")
        };
        let mut statement =
            self.0.prepare_cached(&format!("SELECT position, log, seq, line FROM entry{chosen} ORDER BY position"))?;
        let mut rows = statement.query(rusqlite::params_from_iter(values.iter()))?;
        while let Some(row) = rows.next()? {
            if each(read_entry(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn each_entry_after(&self, position: u32, each: &mut dyn FnMut(EntryRow) -> ControlFlow<()>) -> Result<()> {
        let mut statement = self
            .0
            .prepare_cached("SELECT position, log, seq, line FROM entry WHERE position > ?1 ORDER BY position")?;
        let mut rows = statement.query([position])?;
        while let Some(row) = rows.next()? {
            if each(read_entry(row)?).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn each_line(
        &self,
        filter: &EntryFilter,
        after: u32,
        each: &mut dyn FnMut(u32, &[u8]) -> ControlFlow<()>,
    ) -> Result<()> {
        let (clause, values) = newer(filter, after);
        let mut statement = self.0.prepare_cached(&format!("SELECT position, line FROM entry{clause}"))?;
        let mut rows = statement.query(rusqlite::params_from_iter(values.iter()))?;
        while let Some(row) = rows.next()? {
            // A line that is no text at all is a line all the same; whoever looks at it will find no entry in it.
            if each(row.get(0)?, row.get_ref(1)?.as_bytes().unwrap_or_default()).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn newest_position(&self) -> Result<u32> {
        let mut statement = self.0.prepare_cached("SELECT coalesce(max(position), 0) FROM entry")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    fn entries_of(&self, subject: &Subject, actions: &[Action], since: Timestamp, most: u32) -> Result<Vec<EntryRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT position, log, seq, line FROM entry WHERE subject = ?1 AND at >= ?2
               AND action IN (SELECT value FROM json_each(?3)) ORDER BY position DESC LIMIT ?4",
        )?;
        let values = params![subject.as_str(), stamp(since), codes(actions), most];
        let rows = statement.query_map(values, read_entry)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn newest_done(&self, subject: &Subject, actions: &[Action]) -> Result<Option<EntryRow>> {
        let mut statement = self.0.prepare_cached(
            "SELECT position, log, seq, line FROM entry WHERE subject = ?1 AND outcome = 'done'
               AND action IN (SELECT value FROM json_each(?2)) ORDER BY position DESC LIMIT 1",
        )?;
        Ok(statement.query_row([subject.as_str(), &codes(actions)], read_entry).optional()?)
    }

    fn was_refused(&self, subject: &Subject, since: Timestamp, reasons: &[&str]) -> Result<bool> {
        let reasons: Vec<String> = reasons.iter().map(|reason| format!("\"{reason}\"")).collect();
        let mut statement = self.0.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM entry WHERE subject = ?1 AND at >= ?2 AND action = 'identity_check'
               AND outcome = 'refused' AND line ->> '$.detail.reason' IN (SELECT value FROM json_each(?3)))",
        )?;
        let values = params![subject.as_str(), stamp(since), format!("[{}]", reasons.join(","))];
        Ok(statement.query_row(values, |row| row.get(0))?)
    }

    fn failed_since(&self, action: Action, since: Timestamp) -> Result<u64> {
        let mut statement = self
            .0
            .prepare_cached("SELECT count(*) FROM entry WHERE action = ?1 AND outcome = 'failed' AND at >= ?2")?;
        let count: i64 = statement.query_row([action.code(), &stamp(since)], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    fn pace_of(&self, staff: &str, action: Action, outcome: Option<Outcome>, since: Timestamp) -> Result<(u64, u64)> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(*) FILTER (WHERE NOT told AND (?4 IS NULL OR outcome = ?4)), count(*) FILTER (WHERE told) FROM
               (SELECT outcome, line ->> '$.detail.reason' IS 'too_often' AS told
                FROM entry WHERE staff = ?1 AND at >= ?2 AND action = ?3)",
        )?;
        let values = params![staff, stamp(since), action.code(), outcome.map(Outcome::code)];
        let pace: (i64, i64) = statement.query_row(values, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((pace.0.unsigned_abs(), pace.1.unsigned_abs()))
    }

    fn count_of(&self, subject: &Subject, action: Action, kind: PinKind, since: Timestamp) -> Result<u64> {
        let mut statement = self.0.prepare_cached(
            "SELECT count(*) FROM entry WHERE subject = ?1 AND at >= ?2 AND action = ?3 AND kind = ?4
               AND outcome = 'done'",
        )?;
        let count: i64 =
            statement.query_row([subject.as_str(), &stamp(since), action.code(), kind.code()], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::types::ToSqlOutput;

    use super::*;

    #[test]
    fn what_is_flagged_is_kept_only_where_the_desk_says_what_that_is() {
        for (only, list) in [(None, "[]"), (Some([3, 5].as_slice().into()), "[3,5]")] {
            let (clause, values) = conditions(&EntryFilter { flagged: true, only, ..EntryFilter::default() });
            assert_eq!(clause, " WHERE position IN (SELECT value FROM json_each(?))");
            let [value] = values.as_slice() else { panic!("one value") };
            assert_eq!(value.to_sql().unwrap(), ToSqlOutput::from(list));
        }
    }
}
