//! Everything there is, one row after the other.

use super::{
    SqliteTx,
    register::read_credential,
    unreadable,
    visits::{VISIT, read_visit, text},
};
use crate::{
    domain::{pin::PinKind, visit::VisitSerial},
    store::{CounterRow, Credential, Result, Survey, VisitRow},
};

impl Survey for SqliteTx<'_> {
    fn counters(&self) -> Result<Vec<CounterRow>> {
        let mut statement = self.0.prepare("SELECT day, seat, last FROM visit_counter ORDER BY day, seat")?;
        let rows =
            statement.query_map([], |row| Ok(CounterRow { day: row.get(0)?, seat: row.get(1)?, last: row.get(2)? }))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn each_visit(&self, each: &mut dyn FnMut(VisitRow)) -> Result<()> {
        let mut statement = self.0.prepare(&format!("{VISIT} ORDER BY serial"))?;
        for visit in statement.query_map([], read_visit)? {
            each(visit?);
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
}
