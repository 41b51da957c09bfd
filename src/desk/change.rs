//! What an administrator changes about accounts and settings, as a value: it can wait for consent, or for its day.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    DeskError,
    books::{Author, Pen},
    settings,
    staff::{add_account, refuse_taken},
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Subject},
        settings::{Field, Settings},
        staff::{Role, StaffNumber},
    },
    store::{StaffRow, Tx},
};

/// A change of the administrator's.
#[derive(Clone, Serialize, Deserialize)]
#[serde(tag = "change", rename_all = "snake_case")]
pub(super) enum Change {
    /// A new account.
    Create(NewAccount),
    /// 停用.
    Disable { number: String },
    /// 启用.
    Enable { number: String },
    /// Opens an account that wrong passwords locked.
    Unlock { number: String },
    /// A one-time password in place of the old one.
    Password { number: String, hash: String },
    /// Another role.
    Role { number: String, role: Role },
    /// Settings, each as text.
    Settings(Vec<(String, String)>),
    /// New halves of the recovery code.
    RecoveryCode,
}

/// An account as it waits.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct NewAccount {
    pub(super) number: String,
    pub(super) name: String,
    pub(super) role: Role,
    pub(super) person: Subject,
    pub(super) mask: String,
    pub(super) hash: String,
}

impl NewAccount {
    /// The row at the moment it takes effect; its age counts from there.
    fn row(&self, now: Timestamp) -> Result<StaffRow, DeskError> {
        Ok(StaffRow {
            number: StaffNumber::parse(&self.number).ok_or(DeskError::StaffNumber)?,
            name: self.name.clone(),
            role: self.role,
            person: self.person.clone(),
            mask: self.mask.clone(),
            password_hash: self.hash.clone(),
            one_time: true,
            disabled: false,
            wrong_tries: 0,
            locked_until: None,
            notice: None,
            created_at: now,
            known_since: Some(now),
        })
    }
}

impl Change {
    /// The word of the log.
    pub(super) fn action(&self) -> Action {
        match self {
            Self::Create(_) => Action::StaffCreate,
            Self::Disable { .. } => Action::StaffDisable,
            Self::Enable { .. } => Action::StaffEnable,
            Self::Unlock { .. } => Action::StaffUnlock,
            Self::Password { .. } => Action::StaffPasswordReset,
            Self::Role { .. } => Action::StaffRoleChange,
            Self::Settings(_) => Action::SettingChange,
            Self::RecoveryCode => Action::RecoveryCodeReissue,
        }
    }

    /// The account, or the settings, that it is about.
    pub(super) fn about(&self) -> String {
        match self {
            Self::Settings(changes) => changes.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>().join(" "),
            Self::RecoveryCode => "recovery_code".to_owned(),
            _ => self.number().unwrap_or_default().to_owned(),
        }
    }

    fn number(&self) -> Option<&str> {
        match self {
            Self::Create(new) => Some(&new.number),
            Self::Disable { number }
            | Self::Enable { number }
            | Self::Unlock { number }
            | Self::Password { number, .. }
            | Self::Role { number, .. } => Some(number),
            Self::Settings(_) | Self::RecoveryCode => None,
        }
    }

    /// Whether it is about this account.
    pub(super) fn is_about(&self, number: &str) -> bool {
        self.number() == Some(number)
    }

    /// Whether a second person must stand behind it.
    pub(super) fn needs_consent(&self, before: &Settings) -> bool {
        match self {
            Self::Create(_) | Self::Enable { .. } | Self::Password { .. } | Self::Role { .. } | Self::RecoveryCode => {
                true
            }
            Self::Disable { .. } | Self::Unlock { .. } => false,
            // What cannot be read is refused elsewhere; here it is not waved through.
            Self::Settings(changes) => after(before, changes)
                .map_or(true, |after| Field::ALL.into_iter().any(|field| field.is_weaker(before, &after))),
        }
    }

    /// As it waits in the store.
    pub(super) fn stored(&self) -> Result<String, DeskError> {
        serde_json::to_string(self).map_err(|error| DeskError::File(error.into()))
    }

    /// Reads it back.
    pub(super) fn read(stored: &str) -> Option<Self> {
        serde_json::from_str(stored).ok()
    }

    /// Whether it can be done as things stand.
    pub(super) fn possible(&self, tx: &dyn Tx, settings: &Settings) -> Result<(), DeskError> {
        match self {
            Self::Create(new) => refuse_taken(tx, &new.number, &new.person),
            Self::Settings(changes) => settings::policy_of(&after(settings, changes)?).map(|_| ()).map_err(Into::into),
            Self::RecoveryCode => Ok(()),
            _ => self.changed(tx, Timestamp::UNIX_EPOCH).map(|_| ()),
        }
    }

    /// Writes it, with its entries.
    pub(super) fn write(
        &self,
        pen: &mut Pen<'_>,
        settings: &Settings,
        author: &Author,
        consent: Option<&str>,
        now: Timestamp,
    ) -> Result<(), DeskError> {
        let signed = |draft: Draft| match consent {
            Some(by) => draft.with("consent", by),
            None => draft,
        };
        match self {
            Self::Create(new) => {
                let row = new.row(now)?;
                add_account(pen, &row)?;
                pen.write_as(author, signed(about(&row, Action::StaffCreate).with("role", row.role.code())))
            }
            Self::Settings(changes) => {
                let after = after(settings, changes)?;
                for field in Field::ALL {
                    let (old, new) = (settings.get(field), after.get(field));
                    if old != new {
                        pen.tx().put_value(&settings::key_of(field), &new)?;
                        let mut draft = settings::change_entry(field, &old, &new);
                        if field.is_weaker(settings, &after) {
                            draft = draft.with("weaker", true);
                        }
                        pen.write_as(author, signed(draft))?;
                    }
                }
                Ok(())
            }
            // Written where the halves are made.
            Self::RecoveryCode => Ok(()),
            _ => {
                let (before, row) = self.changed(pen.tx(), now)?;
                // The person is told at the next sign-in who had a hand in it.
                let notice = matches!(self, Self::Password { .. }) && row.role == Role::Supervisor;
                let row =
                    StaffRow { notice: if notice { Some(author.staff.clone()) } else { row.notice.clone() }, ..row };
                pen.tx().put_staff(&row)?;
                let mut draft = about(&row, self.action());
                match self {
                    Self::Password { .. } => {
                        draft = draft.with("role", row.role.code());
                        if row.role == Role::Supervisor {
                            draft = draft.with("flagged", true);
                        }
                    }
                    Self::Role { .. } => draft = draft.with("before", before.role.code()).with("role", row.role.code()),
                    _ => {}
                }
                pen.write_as(author, signed(draft))
            }
        }
    }

    /// The account before and after.
    fn changed(&self, tx: &dyn Tx, now: Timestamp) -> Result<(StaffRow, StaffRow), DeskError> {
        let all = tx.all_staff()?;
        let is_it = |row: &&StaffRow| Some(row.number.as_str()) == self.number();
        let row = all.iter().find(is_it).ok_or(DeskError::NoSuchStaff)?.clone();
        let stays = |role: Role| {
            all.iter().any(|other| {
                // A successor who has not yet shown who they are is none.
                other.role == role && !other.disabled && !other.one_time && other.number != row.number
            })
        };
        let last = match row.role {
            Role::Administrator if !stays(Role::Administrator) => Some(DeskError::LastAdministrator),
            Role::Supervisor if !stays(Role::Supervisor) => Some(DeskError::LastSupervisor),
            _ => None,
        };
        let known_since = Some(now);
        let changed = match self {
            Self::Disable { .. } if !row.disabled => match last {
                Some(error) => return Err(error),
                None => StaffRow { disabled: true, ..row.clone() },
            },
            Self::Disable { .. } => row.clone(),
            Self::Enable { .. } => StaffRow { disabled: false, known_since, ..row.clone() },
            Self::Unlock { .. } => StaffRow { wrong_tries: 0, locked_until: None, ..row.clone() },
            Self::Password { hash, .. } => StaffRow {
                password_hash: hash.clone(),
                one_time: true,
                wrong_tries: 0,
                locked_until: None,
                known_since,
                ..row.clone()
            },
            Self::Role { role, .. } if *role == row.role => return Err(DeskError::SameRole),
            Self::Role { role, .. } => match last {
                Some(error) if !row.disabled => return Err(error),
                _ => StaffRow { role: *role, known_since, ..row.clone() },
            },
            Self::Create(_) | Self::Settings(_) | Self::RecoveryCode => row.clone(),
        };
        Ok((row, changed))
    }
}

/// The settings as they would be.
pub(super) fn after(before: &Settings, changes: &[(String, String)]) -> Result<Settings, DeskError> {
    let mut changed = before.clone();
    for (key, text) in changes {
        let field = Field::from_key(key).ok_or_else(|| DeskError::Log("setting".to_owned()))?;
        changed.set(field, text)?;
    }
    Ok(changed)
}

fn about(row: &StaffRow, action: Action) -> Draft {
    Draft::new(action, Outcome::Done).with("about", row.number.as_str())
}
