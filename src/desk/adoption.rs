//! An office that one person founded, as earlier versions allowed, gets its second person: at the next sign-in of an
//! administrator a supervisor signs beside them, both get their half of a recovery code, and what was so until then is
//! written down.

use super::{
    Desk, DeskError,
    books::{Author, Pen},
    session::{RECOVERY_KEY, account_owner},
    staff::{Founder, add_account},
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome},
        settings::Field,
        staff::Role,
    },
    store::{StaffRow, Tx},
    vault::{Password, RecoveryCode},
};

/// Whose halves of the recovery code they are, by staff number; there since the office has two people.
const KEEPERS_KEY: &str = "recovery_keepers";

/// The person beside the administrator.
#[derive(Debug)]
pub enum SecondPerson {
    /// A supervisor of the office.
    Supervisor {
        /// Number as typed.
        number: String,
        /// Password.
        password: Password,
    },
    /// The office has no supervisor yet: its first one, who keys a password of their own.
    First(Founder),
}

impl Desk {
    /// Whether an administrator can do nothing before a second person has signed.
    pub(super) fn is_one_persons(&mut self) -> Result<bool, DeskError> {
        self.books.read(|tx| Ok(tx.value(KEEPERS_KEY)?.is_none()))
    }

    /// Whether the office has a supervisor who can sign beside the administrator: enabled, with a password of their own.
    ///
    /// # Errors
    /// The store cannot be read.
    pub fn has_supervisor(&mut self) -> Result<bool, DeskError> {
        let all = self.books.read(|tx| Ok(tx.all_staff()?))?;
        Ok(all.iter().any(is_usable_supervisor))
    }

    /// Brings an office of earlier versions under two people. Returns the recovery code, a half for each.
    ///
    /// # Errors
    /// Not an administrator, the office has its two people already, or the second person may not be one.
    pub fn start_two_person(&mut self, second: &SecondPerson) -> Result<RecoveryCode, DeskError> {
        let author = self.acting_as_anyone()?;
        if author.role != Role::Administrator {
            return Err(DeskError::WrongRole(Role::Administrator));
        }
        self.counter_is_open()?;
        if !self.is_one_persons()? {
            return Err(DeskError::OutOfOrder);
        }
        let (staff, is_new) = match second {
            SecondPerson::Supervisor { number, password } => (self.vouching(number, password)?, false),
            SecondPerson::First(founder) => {
                if self.has_supervisor()? {
                    return Err(DeskError::NotSupervisor);
                }
                let row = self.founder_row(founder, Role::Supervisor)?;
                // In an office that ever had one, a supervisor who comes now is new like any other.
                let had_one = self.books.read(|tx| Ok(tx.all_staff()?))?.iter().any(|row| row.role == Role::Supervisor);
                let known_since = had_one.then(|| self.clock.now());
                (StaffRow { known_since, ..row }, true)
            }
        };
        let code = RecoveryCode::generate()?;
        let hash = self.recovery_hash(&code)?;
        let settings = self.settings.clone();
        self.books.write(self.clock.now(), |pen| {
            let mut draft = Draft::new(Action::TwoPersonStart, Outcome::Done).with("second", staff.number.as_str());
            for row in pen.tx().all_staff()? {
                let state = if row.disabled { "disabled" } else { "enabled" };
                draft = draft.with(&format!("account.{}", row.number), format!("{} {state}", row.role.code()));
            }
            pen.write_as(&author, with_settings(draft, &settings))?;
            if is_new {
                add_account(pen, &staff)?;
                let by = Author { staff: staff.number.as_str().to_owned(), role: Role::Supervisor };
                let mut draft = founder_entry(&staff, &author.staff);
                if staff.known_since.is_some() {
                    draft.detail.remove("founder");
                }
                pen.write_as(&by, draft)?;
            }
            keep_code(pen, &hash, &author.staff, staff.number.as_str())?;
            pen.seal()
        })?;
        self.notice_anew();
        Ok(code)
    }

    /// A supervisor who may sign beside the administrator.
    fn vouching(&mut self, number: &str, password: &Password) -> Result<StaffRow, DeskError> {
        let staff = self.authenticate(number, password, Action::TwoPersonStart)?;
        let refusal = match staff.role {
            Role::Clerk | Role::Administrator => Some((DeskError::NotSupervisor, "wrong_role")),
            Role::Supervisor => self.not_yet_trusted(&staff),
        };
        let Some((error, reason)) = refusal else { return Ok(staff) };
        let by = Author { staff: staff.number.as_str().to_owned(), role: staff.role };
        let draft = Draft::new(Action::TwoPersonStart, Outcome::Failed).with("reason", reason);
        self.books.write(self.clock.now(), |pen| pen.write_as(&by, draft))?;
        Err(error)
    }

    /// The row of a founder, who keys a password of their own and counts as known from the start.
    pub(super) fn founder_row(&self, founder: &Founder, role: Role) -> Result<StaffRow, DeskError> {
        let row = self.new_account(&founder.account, role)?;
        founder.password.acceptable(row.number.as_str()).map_err(DeskError::PasswordRefused)?;
        let password_hash = self.staff_hasher.hash(founder.password.bytes(), &account_owner(&row.number))?;
        Ok(StaffRow { password_hash, one_time: false, known_since: None, ..row })
    }

    pub(super) fn recovery_hash(&self, code: &RecoveryCode) -> Result<String, DeskError> {
        Ok(self.staff_hasher.hash(code.secret().bytes(), RECOVERY_KEY)?)
    }
}

fn is_usable_supervisor(row: &StaffRow) -> bool {
    row.role == Role::Supervisor && !row.disabled && !row.one_time
}

/// The hash of a recovery code and who keeps its halves.
pub(super) fn keep_code(pen: &Pen<'_>, hash: &str, first: &str, second: &str) -> Result<(), DeskError> {
    pen.tx().put_value(RECOVERY_KEY, hash)?;
    Ok(pen.tx().put_value(KEEPERS_KEY, &format!("{first} {second}"))?)
}

/// Who keeps the halves, by staff number, the first half's keeper first; empty in an office of one founder.
pub(super) fn keepers(tx: &dyn Tx) -> Result<String, DeskError> {
    Ok(tx.value(KEEPERS_KEY)?.unwrap_or_default())
}

/// Whether one who keeps a half cannot be asked for it any more.
pub(super) fn has_keeper_left(tx: &dyn Tx) -> Result<bool, DeskError> {
    for number in keepers(tx)?.split_whitespace() {
        if tx.staff(number)?.is_none_or(|row| row.disabled) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The entry of a founder's account; the other founder is the consent.
pub(super) fn founder_entry(row: &StaffRow, other: &str) -> Draft {
    Draft::new(Action::StaffCreate, Outcome::Done)
        .with("about", row.number.as_str())
        .with("role", row.role.code())
        .with("founder", true)
        .with("consent", other)
}

/// Every setting's value, so that the log knows them from the beginning.
pub(super) fn with_settings(draft: Draft, settings: &crate::domain::settings::Settings) -> Draft {
    Field::ALL.into_iter().fold(draft, |draft, field| {
        let value = super::settings::as_logged(field, &settings.get(field));
        draft.with(&super::settings::key_of(field), value)
    })
}
