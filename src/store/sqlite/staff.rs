//! Staff accounts.

use rusqlite::{OptionalExtension as _, Row, params};

use super::{SqliteTx, deferrals, from_sqlite, read_stamp, required_stamp, stamp, unreadable};
use crate::{
    domain::{
        audit::Subject,
        staff::{Role, StaffNumber},
    },
    store::{DeferralRow, Result, Staff, StaffRow, UnknownStaffRow},
};

const STAFF: &str = "SELECT number, name, role, person, mask, password_hash, one_time, disabled, wrong_tries,
                            locked_until, notice, created_at, known_since FROM staff";

fn read_staff(row: &Row<'_>) -> rusqlite::Result<StaffRow> {
    let number: String = row.get(0)?;
    let role: String = row.get(2)?;
    let person: String = row.get(3)?;
    Ok(StaffRow {
        number: StaffNumber::parse(&number).ok_or_else(|| unreadable(0, "staff number"))?,
        name: row.get(1)?,
        role: Role::from_code(&role).ok_or_else(|| unreadable(2, "role"))?,
        person: Subject::parse(&person).ok_or_else(|| unreadable(3, "pseudonym"))?,
        mask: row.get(4)?,
        password_hash: row.get(5)?,
        one_time: row.get(6)?,
        disabled: row.get(7)?,
        wrong_tries: row.get(8)?,
        locked_until: read_stamp(row, 9)?,
        notice: row.get(10)?,
        created_at: required_stamp(row, 11)?,
        known_since: read_stamp(row, 12)?,
    })
}

impl Staff for SqliteTx<'_> {
    fn staff(&self, number: &str) -> Result<Option<StaffRow>> {
        let mut statement = self.0.prepare_cached(&format!("{STAFF} WHERE number = ?1"))?;
        Ok(statement.query_row([number], read_staff).optional()?)
    }

    fn all_staff(&self) -> Result<Vec<StaffRow>> {
        let mut statement = self.0.prepare_cached(&format!("{STAFF} ORDER BY number"))?;
        let rows = statement.query_map([], read_staff)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn put_staff(&self, staff: &StaffRow) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO staff (number, name, role, person, mask, password_hash, one_time, disabled, wrong_tries,
                                    locked_until, notice, created_at, known_since)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
                 ON CONFLICT (number) DO UPDATE SET name = excluded.name, role = excluded.role,
                   password_hash = excluded.password_hash,
                   one_time = excluded.one_time, disabled = excluded.disabled, wrong_tries = excluded.wrong_tries,
                   locked_until = excluded.locked_until, notice = excluded.notice,
                   known_since = excluded.known_since",
            )?
            .execute(params![
                staff.number.as_str(),
                staff.name,
                staff.role.code(),
                staff.person.as_str(),
                staff.mask,
                staff.password_hash,
                staff.one_time,
                staff.disabled,
                staff.wrong_tries,
                staff.locked_until.map(stamp),
                staff.notice,
                stamp(staff.created_at),
                staff.known_since.map(stamp)
            ])
            .map_err(from_sqlite)?;
        Ok(())
    }

    fn open_deferrals(&self) -> Result<Vec<DeferralRow>> {
        deferrals::open(&self.0)
    }

    fn put_deferral(&self, row: &DeferralRow) -> Result<()> {
        deferrals::put(&self.0, row)
    }

    fn unknown_staff(&self, pseudonym: &str) -> Result<UnknownStaffRow> {
        let mut statement =
            self.0.prepare_cached("SELECT wrong_tries, locked_until FROM unknown_staff WHERE pseudonym = ?1")?;
        let found = statement
            .query_row([pseudonym], |row| {
                Ok(UnknownStaffRow { wrong_tries: row.get(0)?, locked_until: read_stamp(row, 1)? })
            })
            .optional()?;
        Ok(found.unwrap_or_default())
    }

    fn put_unknown_staff(&self, pseudonym: &str, row: &UnknownStaffRow) -> Result<()> {
        self.0
            .prepare_cached(
                "INSERT INTO unknown_staff VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET
                   wrong_tries = excluded.wrong_tries, locked_until = excluded.locked_until",
            )?
            .execute(params![pseudonym, row.wrong_tries, row.locked_until.map(stamp)])
            .map_err(from_sqlite)?;
        Ok(())
    }
}
