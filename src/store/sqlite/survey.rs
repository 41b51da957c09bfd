//! Everything there is, one row after the other.

use rusqlite::params;

use super::{
    SqliteTx,
    register::read_credential,
    unreadable,
    visits::{APPROVAL, read_approval, read_visit, text},
};
use crate::{
    domain::{pin::PinKind, visit::VisitSerial},
    store::{Approval, CounterRow, Credential, Result, Survey, VisitRow},
};

impl Survey for SqliteTx<'_> {
    fn counters(&self) -> Result<Vec<CounterRow>> {
        let mut statement = self.0.prepare("SELECT day, seat, last FROM visit_counter ORDER BY day, seat")?;
        let rows =
            statement.query_map([], |row| Ok(CounterRow { day: row.get(0)?, seat: row.get(1)?, last: row.get(2)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn each_visit(&self, each: &mut dyn FnMut(VisitRow, Option<&str>)) -> Result<()> {
        let mut statement = self.0.prepare(
            "SELECT serial, staff, holder, opened_at, closed_at, acted, id_number
             FROM visit LEFT JOIN holder ON holder.id = visit.holder ORDER BY serial",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let number = row.get_ref(6)?.as_str_or_null().map_err(|_| unreadable(6, "ID number"))?;
            each(read_visit(row)?, number);
        }
        Ok(())
    }

    fn each_approval(&self, each: &mut dyn FnMut(Approval)) -> Result<()> {
        let mut statement = self.0.prepare(&format!("{APPROVAL} ORDER BY visit, granted_at"))?;
        for approval in statement.query_map([], read_approval)? {
            each(approval?);
        }
        Ok(())
    }

    fn each_credential(&self, each: &mut dyn FnMut(&str, PinKind, Credential)) -> Result<()> {
        let mut statement = self.0.prepare(
            "SELECT state, hash, tries, locked_at, changed_at, kind, id_number
             FROM credential JOIN holder ON holder.id = credential.holder",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let kind = text(row, 5, "PIN kind", PinKind::from_code)?;
            let number = row.get_ref(6)?.as_str().map_err(|_| unreadable(6, "ID number"))?;
            each(number, kind, read_credential(row)?);
        }
        Ok(())
    }

    fn live_proofs(&self) -> Result<Vec<VisitSerial>> {
        let mut statement = self.0.prepare("SELECT visit FROM proof WHERE state IN ('issued', 'reserved')")?;
        let rows = statement.query_map([], |row| text(row, 0, "serial", VisitSerial::parse))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn has_hashes_beyond(&self, log: i64, position: u64) -> Result<bool> {
        let position = i64::try_from(position).unwrap_or(i64::MAX);
        let mut statement =
            self.0.prepare("SELECT 1 FROM tree_hash WHERE log = ?1 AND (position >= ?2 OR position < 0) LIMIT 1")?;
        Ok(statement.exists(params![log, position])?)
    }
}
