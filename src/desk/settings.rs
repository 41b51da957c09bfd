//! 设置: the administrator changes them, one entry a change, with before and after.

use super::{
    Consent, Consented, Desk, DeskError,
    change::{Change, after},
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Value},
        free_text::{FreeText, REMARK_LIMIT},
        pin::policy::Policy,
        settings::{Field, Form, SettingError, Settings},
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

    /// Changes one setting that weakens no rule.
    ///
    /// # Errors
    /// As [`Self::change_settings`].
    pub fn change_setting(&mut self, field: Field, text: &str) -> Result<(), DeskError> {
        self.change_settings(&[(field, text.to_owned())], None).map(|_| ())
    }

    /// Changes settings, all of them or none. What makes a rule weaker needs another person's consent.
    ///
    /// # Errors
    /// Not an administrator, a text is not what its field takes or may not stand in the log, or consent is due and was not given.
    pub fn change_settings(
        &mut self,
        changes: &[(Field, String)],
        consent: Option<&Consent>,
    ) -> Result<Consented<()>, DeskError> {
        for (_, text) in changes.iter().filter(|(field, _)| field.form() == Form::Text) {
            FreeText::parse(text, REMARK_LIMIT)?;
        }
        let changes: Vec<_> = changes.iter().map(|(field, text)| (field.key().to_owned(), text.clone())).collect();
        self.acting(Role::Administrator)?;
        if after(&self.settings, &changes)? == self.settings {
            return Ok(Consented::Done(()));
        }
        self.carry_out(Change::Settings(changes), consent)
    }

    /// Goes by changed settings from now on.
    pub(super) fn take_settings(&mut self, changes: &[(String, String)]) -> Result<(), DeskError> {
        let changed = after(&self.settings, changes)?;
        self.policy = policy_of(&changed)?;
        self.books.set_seat(changed.seat.clone());
        self.settings = changed;
        Ok(())
    }
}

/// The entry of one change.
pub(super) fn change_entry(field: Field, before: &str, after: &str) -> Draft {
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

/// Where a setting lies in the store, and its first value in the log.
pub(super) fn key_of(field: Field) -> String {
    format!("setting.{}", field.key())
}
