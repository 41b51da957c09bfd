//! 人员: accounts, made and kept by the administrator. No account can do another role's work, and no person has two.

use jiff::Timestamp;

use super::{
    Desk, DeskError,
    books::{Author, Pen},
    session::{account_owner, locked_until},
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome},
        holder::Name,
        id_number::IdNumber,
        staff::{Role, StaffNumber},
    },
    store::StaffRow,
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

/// Who consents to a new password for a supervisor.
#[derive(Debug)]
pub enum SupervisorConsent {
    /// Another supervisor, who signs with a password of their own.
    Supervisor {
        /// Number as typed.
        number: String,
        /// Password.
        password: Password,
    },
    /// The office's recovery code, when there is no other supervisor.
    RecoveryCode(Password),
}

impl Desk {
    /// Every account.
    ///
    /// # Errors
    /// Not an administrator.
    pub fn staff(&mut self) -> Result<Vec<StaffView>, DeskError> {
        let author = self.acting(Role::Administrator)?;
        let now = self.clock.now();
        let rows = self.books.read(|tx| Ok(tx.all_staff()?))?;
        let view = |row: StaffRow| StaffView {
            own: row.number.as_str() == author.staff,
            locked_until: locked_until(row.locked_until, now),
            number: row.number,
            name: row.name,
            role: row.role,
            mask: row.mask,
            one_time: row.one_time,
            disabled: row.disabled,
        };
        Ok(rows.into_iter().map(view).collect())
    }

    /// Makes an account and its one-time password, which is shown once.
    ///
    /// # Errors
    /// The number or name cannot be one, or number or person have an account.
    pub fn create_staff(&mut self, new: &NewStaff) -> Result<OneTimeCode, DeskError> {
        let author = self.acting(Role::Administrator)?;
        let code = OneTimeCode::generate()?;
        let row = self.new_account(new, code.secret(), true)?;
        self.books.write(self.clock.now(), |pen| {
            add_account(pen, &row)?;
            pen.write_as(&author, about(&row, Action::StaffCreate, Outcome::Done).with("role", row.role.code()))
        })?;
        Ok(code)
    }

    /// The row of a new account; nothing is written yet.
    pub(super) fn new_account(
        &self,
        new: &NewStaff,
        password: Password,
        one_time: bool,
    ) -> Result<StaffRow, DeskError> {
        let number = StaffNumber::parse(&new.number).ok_or(DeskError::StaffNumber)?;
        let name = Name::parse(&new.name).map_err(|_| DeskError::Name)?;
        Ok(StaffRow {
            password_hash: self.staff_hasher.hash(password.bytes(), &account_owner(&number))?,
            number,
            name: name.as_str().to_owned(),
            role: new.role,
            person: self.keys.subject(new.id_number.as_str()),
            mask: new.id_number.mask(),
            one_time,
            disabled: false,
            wrong_tries: 0,
            locked_until: None,
            notice: None,
            created_at: self.clock.now(),
        })
    }

    /// Disables an account; it takes effect at its next request.
    ///
    /// # Errors
    /// One's own account, or the last enabled administrator.
    pub fn disable_staff(&mut self, number: &str) -> Result<(), DeskError> {
        self.change_account(number, Action::StaffDisable, |row, all| {
            let others = |s: &&StaffRow| s.role == Role::Administrator && !s.disabled && s.number != row.number;
            if row.role == Role::Administrator && all.iter().filter(others).count() == 0 {
                return Err(DeskError::LastAdministrator);
            }
            Ok(StaffRow { disabled: true, ..row.clone() })
        })
    }

    /// Lets a disabled account sign in again.
    ///
    /// # Errors
    /// One's own account.
    pub fn enable_staff(&mut self, number: &str) -> Result<(), DeskError> {
        self.change_account(number, Action::StaffEnable, |row, _| Ok(StaffRow { disabled: false, ..row.clone() }))
    }

    /// Opens an account that wrong passwords locked.
    ///
    /// # Errors
    /// One's own account.
    pub fn unlock_staff(&mut self, number: &str) -> Result<(), DeskError> {
        self.change_account(number, Action::StaffUnlock, |row, _| {
            Ok(StaffRow { wrong_tries: 0, locked_until: None, ..row.clone() })
        })
    }

    fn change_account(
        &mut self,
        number: &str,
        action: Action,
        change: impl FnOnce(&StaffRow, &[StaffRow]) -> Result<StaffRow, DeskError>,
    ) -> Result<(), DeskError> {
        let author = self.acting(Role::Administrator)?;
        if author.staff == number {
            return Err(DeskError::OwnAccount);
        }
        self.books.write(self.clock.now(), |pen| {
            let all = pen.tx().all_staff()?;
            let row = all.iter().find(|s| s.number.as_str() == number).ok_or(DeskError::NoSuchStaff)?;
            let changed = change(row, &all)?;
            pen.tx().put_staff(&changed)?;
            pen.write_as(&author, about(row, action, Outcome::Done))?;
            pen.seal()
        })
    }

    /// Gives an account a new one-time password, shown once. A supervisor's needs another supervisor, or the recovery
    /// code when there is none; it is flagged, and the supervisor is told at the next sign-in.
    ///
    /// # Errors
    /// One's own account, or the consent is missing or wrong.
    pub fn reset_staff_password(
        &mut self,
        number: &str,
        consent: Option<&SupervisorConsent>,
    ) -> Result<OneTimeCode, DeskError> {
        let author = self.acting(Role::Administrator)?;
        if author.staff == number {
            return Err(DeskError::OwnAccount);
        }
        let all = self.books.read(|tx| Ok(tx.all_staff()?))?;
        let row = all.iter().find(|s| s.number.as_str() == number).ok_or(DeskError::NoSuchStaff)?.clone();
        let consented = if row.role == Role::Supervisor {
            let consent = consent.ok_or(DeskError::SupervisorProtected)?;
            Some(self.consent_to(&row, &all, consent, &author)?)
        } else {
            None
        };
        let code = OneTimeCode::generate()?;
        let hash = self.staff_hasher.hash(code.secret().bytes(), &account_owner(&row.number))?;
        let notice = (row.role == Role::Supervisor).then(|| author.staff.clone());
        self.books.write(self.clock.now(), |pen| {
            let mut draft = about(&row, Action::StaffPasswordReset, Outcome::Done).with("role", row.role.code());
            if let Some(by) = consented {
                draft = draft.with("flagged", true).with("consent", by);
            }
            let changed = StaffRow {
                password_hash: hash,
                one_time: true,
                wrong_tries: 0,
                locked_until: None,
                notice,
                ..row.clone()
            };
            pen.tx().put_staff(&changed)?;
            pen.write_as(&author, draft)?;
            pen.seal()
        })?;
        Ok(code)
    }

    fn consent_to(
        &mut self,
        row: &StaffRow,
        all: &[StaffRow],
        consent: &SupervisorConsent,
        author: &Author,
    ) -> Result<String, DeskError> {
        let is_other = |s: &StaffRow| s.role == Role::Supervisor && !s.disabled && s.number != row.number;
        match consent {
            SupervisorConsent::Supervisor { number, password } => {
                let staff = self.authenticate(number, password, Action::StaffPasswordReset)?;
                let fits = is_other(&staff) && !staff.one_time;
                fits.then(|| staff.number.as_str().to_owned()).ok_or(DeskError::SupervisorProtected)
            }
            SupervisorConsent::RecoveryCode(code) => {
                if all.iter().any(is_other) {
                    return Err(DeskError::SupervisorProtected);
                }
                if self.recovery_code_is_right(code)? {
                    return Ok("recovery_code".to_owned());
                }
                self.books.write(self.clock.now(), |pen| {
                    pen.write_as(author, about(row, Action::RecoveryCodeUse, Outcome::Failed))
                })?;
                Err(DeskError::WrongRecoveryCode)
            }
        }
    }
}

/// Writes an account that must not be there yet.
pub(super) fn add_account(pen: &mut Pen<'_>, row: &StaffRow) -> Result<(), DeskError> {
    for other in pen.tx().all_staff()? {
        if other.number == row.number {
            return Err(DeskError::StaffNumberTaken);
        }
        if other.person == row.person {
            return Err(DeskError::PersonTaken);
        }
    }
    Ok(pen.tx().put_staff(row)?)
}

fn about(row: &StaffRow, action: Action, outcome: Outcome) -> Draft {
    Draft::new(action, outcome).with("about", row.number.as_str())
}
