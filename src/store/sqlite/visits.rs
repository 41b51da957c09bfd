//! Visits, proofs and approvals.

use jiff::{Timestamp, civil::Date};
use rusqlite::{OptionalExtension as _, Row, params};

use super::{SqliteTx, from_sqlite, read_stamp, required_stamp, stamp, unreadable};
use crate::{
    domain::{
        pin::{Action, PinKind},
        staff::StaffNumber,
        visit::{Seat, VisitSerial},
    },
    store::{Approval, ProofState, Result, VisitRow, Visits},
};

const VISIT: &str = "SELECT serial, staff, holder, opened_at, closed_at, acted FROM visit";
pub(super) const APPROVAL: &str = "SELECT id, visit, action, kind, supervisor, granted_at, spent FROM approval";

pub(super) fn text<T>(
    row: &Row<'_>,
    column: usize,
    what: &'static str,
    read: impl Fn(&str) -> Option<T>,
) -> rusqlite::Result<T> {
    let text: String = row.get(column)?;
    read(&text).ok_or_else(|| unreadable(column, what))
}

pub(super) fn read_visit(row: &Row<'_>) -> rusqlite::Result<VisitRow> {
    Ok(VisitRow {
        serial: text(row, 0, "serial", VisitSerial::parse)?,
        staff: text(row, 1, "staff number", StaffNumber::parse)?,
        holder: row.get(2)?,
        opened_at: required_stamp(row, 3)?,
        closed_at: read_stamp(row, 4)?,
        acted: row.get(5)?,
    })
}

pub(super) fn read_approval(row: &Row<'_>) -> rusqlite::Result<Approval> {
    Ok(Approval {
        id: row.get(0)?,
        visit: text(row, 1, "serial", VisitSerial::parse)?,
        action: text(row, 2, "action", Action::from_code)?,
        kind: text(row, 3, "PIN kind", PinKind::from_code)?,
        supervisor: text(row, 4, "staff number", StaffNumber::parse)?,
        granted_at: required_stamp(row, 5)?,
        spent: row.get(6)?,
    })
}

impl Visits for SqliteTx<'_> {
    fn take_counter(&self, day: Date, seat: &Seat) -> Result<u32> {
        let mut statement = self.0.prepare_cached(
            "INSERT INTO visit_counter VALUES (?1, ?2, 1) ON CONFLICT DO UPDATE SET last = last + 1 RETURNING last",
        )?;
        statement.query_row(params![day.to_string(), seat.as_str()], |row| row.get(0)).map_err(from_sqlite)
    }

    fn open_visit(&self, visit: &VisitRow) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO visit (serial, staff, holder, opened_at, closed_at, acted) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            )?
            .execute(params![
                visit.serial.as_str(),
                visit.staff.as_str(),
                visit.holder,
                stamp(visit.opened_at),
                visit.closed_at.map(stamp),
                visit.acted
            ])
            .map_err(from_sqlite)?;
        Ok(())
    }

    fn visit(&self, serial: &VisitSerial) -> Result<Option<VisitRow>> {
        let mut statement = self.0.prepare_cached(&format!("{VISIT} WHERE serial = ?1"))?;
        Ok(statement.query_row([serial.as_str()], read_visit).optional()?)
    }

    fn open_visits(&self) -> Result<Vec<VisitRow>> {
        let mut statement = self.0.prepare_cached(&format!("{VISIT} WHERE closed_at IS NULL ORDER BY opened_at"))?;
        let rows = statement.query_map([], read_visit)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn mark_acted(&self, serial: &VisitSerial) -> Result<()> {
        self.0.prepare_cached("UPDATE visit SET acted = 1 WHERE serial = ?1")?.execute([serial.as_str()])?;
        Ok(())
    }

    fn close_visit(&self, serial: &VisitSerial, at: Timestamp) -> Result<()> {
        self.0
            .prepare_cached("UPDATE visit SET closed_at = ?2 WHERE serial = ?1 AND closed_at IS NULL")?
            .execute(params![serial.as_str(), stamp(at)])
            .map_err(from_sqlite)?;
        self.0
            .prepare_cached("UPDATE proof SET state = 'void' WHERE visit = ?1 AND state IN ('issued', 'reserved')")?
            .execute([serial.as_str()])?;
        Ok(())
    }

    fn issue_proof(&self, id: &str, visit: &VisitSerial, at: Timestamp) -> Result<()> {
        self.0
            .prepare_cached("INSERT INTO proof (id, visit, state, issued_at) VALUES (?1, ?2, 'issued', ?3)")?
            .execute(params![id, visit.as_str(), stamp(at)])
            .map_err(from_sqlite)?;
        Ok(())
    }

    fn move_proof(&self, id: &str, visit: &VisitSerial, from: ProofState, to: ProofState) -> Result<bool> {
        let moved = self
            .0
            .prepare_cached("UPDATE proof SET state = ?4 WHERE id = ?1 AND visit = ?2 AND state = ?3")?
            .execute(params![id, visit.as_str(), from.code(), to.code()])
            .map_err(from_sqlite)?;
        Ok(moved == 1)
    }

    fn void_proofs(&self) -> Result<u64> {
        let count = self
            .0
            .prepare_cached("UPDATE proof SET state = 'void' WHERE state IN ('issued', 'reserved')")?
            .execute([])?;
        Ok(count as u64)
    }

    fn grant(&self, approval: &Approval) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO approval (id, visit, action, kind, supervisor, granted_at, spent)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            )?
            .execute(params![
                approval.id,
                approval.visit.as_str(),
                approval.action.code(),
                approval.kind.code(),
                approval.supervisor.as_str(),
                stamp(approval.granted_at),
                approval.spent
            ])
            .map_err(from_sqlite)?;
        Ok(())
    }

    fn approvals(&self, visit: &VisitSerial) -> Result<Vec<Approval>> {
        let sql = format!("{APPROVAL} WHERE visit = ?1 ORDER BY granted_at DESC");
        let mut statement = self.0.prepare_cached(&sql)?;
        let rows = statement.query_map([visit.as_str()], read_approval)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn spend_approval(&self, id: &str) -> Result<bool> {
        let spent =
            self.0.prepare_cached("UPDATE approval SET spent = 1 WHERE id = ?1 AND spent = 0")?.execute([id])?;
        Ok(spent == 1)
    }
}
