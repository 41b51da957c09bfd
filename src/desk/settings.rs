//! 设置: the administrator changes them, one entry a change, with before and after.

use super::{Desk, DeskError};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Value},
        pin::policy::Policy,
        settings::{Field, SettingError, Settings},
        staff::Role,
    },
    store::{StoreError, Tx},
};

impl Desk {
    /// The settings in force.
    #[must_use]
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Changes one setting.
    ///
    /// # Errors
    /// Not an administrator, or the text is not what the field takes.
    pub fn change_setting(&mut self, field: Field, text: &str) -> Result<(), DeskError> {
        let author = self.acting(Role::Administrator)?;
        let mut changed = self.settings.clone();
        changed.set(field, text)?;
        let policy = policy_of(&changed)?;
        let (before, after) = (self.settings.get(field), changed.get(field));
        if before == after {
            return Ok(());
        }
        self.books.write(self.clock.now(), |pen| {
            pen.tx().put_value(&key_of(field), &after)?;
            pen.write_as(&author, change_entry(field, &before, &after))
        })?;
        self.books.set_seat(changed.seat.clone());
        self.policy = policy;
        self.settings = changed;
        Ok(())
    }
}

fn change_entry(field: Field, before: &str, after: &str) -> Draft {
    Draft::new(Action::SettingChange, Outcome::Done)
        .with("setting", field.key())
        .with("before", as_logged(field, before))
        .with("after", as_logged(field, after))
}

/// A setting's value as the log has it.
pub(super) fn as_logged(field: Field, text: &str) -> Value {
    if field.is_loggable() {
        return text.into();
    }
    // No PIN is ever logged, not even one that nobody may choose: only how many there are.
    i64::try_from(text.split_whitespace().count()).unwrap_or(i64::MAX).into()
}

/// A setting as it is written down, if it is.
pub(super) fn stored(tx: &dyn Tx, field: Field) -> Result<Option<String>, StoreError> {
    tx.value(&key_of(field))
}

/// The settings of a store, defaults where nothing is written.
pub(super) fn load(tx: &dyn Tx) -> Result<Settings, DeskError> {
    let mut settings = Settings::default();
    for field in Field::ALL {
        if let Some(text) = stored(tx, field)? {
            settings.set(field, &text)?;
        }
    }
    Ok(settings)
}

/// Writes every setting of a new office.
pub(super) fn save(tx: &dyn Tx, settings: &Settings) -> Result<(), DeskError> {
    for field in Field::ALL {
        tx.put_value(&key_of(field), &settings.get(field))?;
    }
    Ok(())
}

/// The PIN rules that follow from the settings.
pub(super) fn policy_of(settings: &Settings) -> Result<Policy, SettingError> {
    let wrong = SettingError { field: Field::InitialPins, form: Field::InitialPins.form() };
    Policy::new(&settings.initial_pins).map_err(|_| wrong)
}

fn key_of(field: Field) -> String {
    format!("setting.{}", field.key())
}
