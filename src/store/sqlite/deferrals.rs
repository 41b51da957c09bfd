//! Changes that wait their day.

use rusqlite::{Row, Transaction, params};

use super::{from_sqlite, required_stamp, stamp, unreadable};
use crate::{
    domain::{audit::Action, staff::StaffNumber},
    store::{DeferralRow, DeferralState, Result},
};

fn read(row: &Row<'_>) -> rusqlite::Result<DeferralRow> {
    let (action, made_by, state): (String, String, String) = (row.get(1)?, row.get(4)?, row.get(7)?);
    Ok(DeferralRow {
        id: row.get(0)?,
        action: Action::from_code(&action).ok_or_else(|| unreadable(1, "action"))?,
        about: row.get(2)?,
        change: row.get(3)?,
        made_by: StaffNumber::parse(&made_by).ok_or_else(|| unreadable(4, "staff number"))?,
        made_at: required_stamp(row, 5)?,
        effective_at: required_stamp(row, 6)?,
        state: DeferralState::from_code(&state).ok_or_else(|| unreadable(7, "state"))?,
        signed_off: row.get(8)?,
    })
}

pub(super) fn open(tx: &Transaction<'_>) -> Result<Vec<DeferralRow>> {
    let mut statement = tx.prepare_cached(
        "SELECT id, action, about, change, made_by, made_at, effective_at, state, signed_off FROM deferral
         WHERE state = 'waiting' OR NOT signed_off ORDER BY made_at, id",
    )?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

pub(super) fn put(tx: &Transaction<'_>, row: &DeferralRow) -> Result<()> {
    tx.prepare_cached(
        "INSERT INTO deferral VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
         ON CONFLICT (id) DO UPDATE SET state = excluded.state, signed_off = excluded.signed_off,
           change = excluded.change",
    )?
    .execute(params![
        row.id,
        row.action.code(),
        row.about,
        row.change,
        row.made_by.as_str(),
        stamp(row.made_at),
        stamp(row.effective_at),
        row.state.code(),
        row.signed_off
    ])
    .map_err(from_sqlite)?;
    Ok(())
}
