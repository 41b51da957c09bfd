//! 人员: accounts, made and kept by the administrator. No account can do another role's work, and no person has two.

use jiff::Timestamp;

use super::{
    Consent, Consented, Desk, DeskError,
    books::Pen,
    change::{Change, NewAccount},
    session::{account_lock, account_owner},
};
use crate::{
    domain::{
        audit::Subject,
        free_text::{FreeTextError, personal_number},
        holder::Name,
        id_number::IdNumber,
        staff::{Role, StaffNumber},
    },
    store::{StaffRow, Tx},
    vault::{OneTimeCode, Password},
};

/// An account as the administrator's screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffView {
    /// 工号.
    pub number: StaffNumber,
    /// Name.
    pub name: String,
    /// 岗位.
    pub role: Role,
    /// Mask of the person's ID number.
    pub mask: String,
    /// The password is one-time and waits to be changed.
    pub one_time: bool,
    /// 停用.
    pub disabled: bool,
    /// Locked until then.
    pub locked_until: Option<Timestamp>,
    /// From then on the account may approve and consent; `None` if it may by now.
    pub known_from: Option<Timestamp>,
    /// Whether it is the account of the person who looks.
    pub own: bool,
}

/// A new account.
#[derive(Debug)]
pub struct NewStaff {
    /// 工号 as typed.
    pub number: String,
    /// Name as typed.
    pub name: String,
    /// 岗位.
    pub role: Role,
    /// The person's own ID number.
    pub id_number: IdNumber,
}

/// One of the two who found an office.
#[derive(Debug)]
pub struct Founder {
    /// The account; its role is the founder's.
    pub account: NewStaff,
    /// The founder's own password.
    pub password: Password,
}

impl Desk {
    /// Every account.
    ///
    /// # Errors
    /// Not an administrator.
    pub fn staff(&mut self) -> Result<Vec<StaffView>, DeskError> {
        // Looking needs no date.
        let author = self.ending(Role::Administrator)?;
        let (now, reckoning) = (self.clock.now(), self.books.reckoning());
        let rows = self.books.read(|tx| Ok(tx.all_staff()?))?;
        let view = |row: StaffRow| StaffView {
            known_from: self.known_from(&row),
            own: row.number.as_str() == author.staff,
            locked_until: account_lock(row.locked_until, &reckoning, now),
            number: row.number,
            name: row.name,
            role: row.role,
            mask: row.mask,
            one_time: row.one_time,
            disabled: row.disabled,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Makes an account and its one-time password, which is shown once, with another person's consent.
    ///
    /// # Errors
    /// The number or name cannot be one, number or person have an account, or the consent does not count.
    pub fn create_staff(&mut self, new: &NewStaff, consent: &Consent) -> Result<Consented<OneTimeCode>, DeskError> {
        self.acting(Role::Administrator)?;
        let row = self.new_account(new, new.role)?;
        let code = OneTimeCode::generate()?;
        let hash = self.staff_hasher.hash(code.secret().bytes(), &account_owner(&row.number))?;
        let account = NewAccount {
            number: row.number.as_str().to_owned(),
            name: row.name,
            role: row.role,
            person: row.person,
            mask: row.mask,
            hash,
        };
        Ok(self.carry_out(Change::Create(account), Some(consent))?.map(|()| code))
    }

    /// The row of a new account without a password; nothing is written yet.
    pub(super) fn new_account(&self, new: &NewStaff, role: Role) -> Result<StaffRow, DeskError> {
        let number = StaffNumber::parse(&new.number).ok_or(DeskError::StaffNumber)?;
        // It stands in every entry of the person's.
        if let Some(personal) = personal_number(number.as_str()) {
            return Err(FreeTextError::Holds(personal).into());
        }
        let name = Name::parse(&new.name).map_err(|_| DeskError::Name)?;
        let now = self.clock.now();
        Ok(StaffRow {
            number,
            name: name.as_str().to_owned(),
            role,
            person: self.keys.subject(new.id_number.as_str()),
            mask: new.id_number.mask(),
            password_hash: String::new(),
            one_time: true,
            disabled: false,
            wrong_tries: 0,
            locked_until: None,
            notice: None,
            created_at: now,
            known_since: Some(now),
        })
    }

    /// Disables an account; it takes effect at its next request. Needs nobody's consent.
    ///
    /// # Errors
    /// One's own account, or the last enabled administrator or supervisor.
    pub fn disable_staff(&mut self, number: &str) -> Result<(), DeskError> {
        self.carry_out(Change::Disable { number: number.to_owned() }, None).map(|_| ())
    }

    /// Lets a disabled account sign in again, with another person's consent.
    ///
    /// # Errors
    /// One's own account, or the consent does not count.
    pub fn enable_staff(&mut self, number: &str, consent: &Consent) -> Result<Consented<()>, DeskError> {
        self.carry_out(Change::Enable { number: number.to_owned() }, Some(consent))
    }

    /// Gives an account another role, with another person's consent; it counts as new from then on.
    ///
    /// # Errors
    /// One's own account, the role it has, the last enabled administrator or supervisor, or the consent does not count.
    pub fn change_role(&mut self, number: &str, role: Role, consent: &Consent) -> Result<Consented<()>, DeskError> {
        self.carry_out(Change::Role { number: number.to_owned(), role }, Some(consent))
    }

    /// Opens an account that wrong passwords locked.
    ///
    /// # Errors
    /// One's own account.
    pub fn unlock_staff(&mut self, number: &str) -> Result<(), DeskError> {
        self.carry_out(Change::Unlock { number: number.to_owned() }, None).map(|_| ())
    }

    /// Gives an account a new one-time password, shown once, with another person's consent. A supervisor is told at the
    /// next sign-in.
    ///
    /// # Errors
    /// One's own account, or the consent does not count.
    pub fn reset_staff_password(
        &mut self,
        number: &str,
        consent: &Consent,
    ) -> Result<Consented<OneTimeCode>, DeskError> {
        self.acting(Role::Administrator)?;
        let row = self.books.read(|tx| Ok(tx.staff(number)?))?.ok_or(DeskError::NoSuchStaff)?;
        let code = OneTimeCode::generate()?;
        let hash = self.staff_hasher.hash(code.secret().bytes(), &account_owner(&row.number))?;
        let change = Change::Password { number: number.to_owned(), hash };
        Ok(self.carry_out(change, Some(consent))?.map(|()| code))
    }
}

/// Refuses a number or a person that has an account.
pub(super) fn refuse_taken(tx: &dyn Tx, number: &str, person: &Subject) -> Result<(), DeskError> {
    for other in tx.all_staff()? {
        if other.number.as_str() == number {
            return Err(DeskError::StaffNumberTaken);
        }
        if other.person == *person {
            return Err(DeskError::PersonTaken);
        }
    }
    Ok(())
}

/// Writes an account that must not be there yet.
pub(super) fn add_account(pen: &mut Pen<'_>, row: &StaffRow) -> Result<(), DeskError> {
    refuse_taken(pen.tx(), row.number.as_str(), &row.person)?;
    Ok(pen.tx().put_staff(row)?)
}
