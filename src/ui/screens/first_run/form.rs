//! The fields of the first run, each with its reason beside it.

use std::path::PathBuf;

use egui::{Id, Ui};

use crate::{
    desk::{Folders, Founder},
    domain::{
        settings::{Field as SettingField, Settings},
        staff::Role,
    },
    t,
    ui::{
        screens::{door, founder::FounderForm},
        theme::Tone,
        widgets::{Field, alert, banner, card_titled, kv_mono},
    },
    vault::PasswordRefusal,
};

/// Everything typed so far.
pub(super) struct Form {
    office: String,
    seat: String,
    administrator: FounderForm,
    supervisor: FounderForm,
    data: PathBuf,
    keys: String,
    /// Somebody tried to go on: from now on empty fields are wrong fields.
    tried: bool,
    /// The last try found a mistake, which may stand further up than the window shows.
    is_wrong: bool,
    /// The last try named one person twice.
    is_same_person: bool,
    /// The first field gets the keyboard when the page opens.
    focus: Option<Id>,
}

/// A form without a mistake.
pub(super) struct Filled {
    pub(super) folders: Folders,
    pub(super) settings: Settings,
    pub(super) administrator: Founder,
    pub(super) supervisor: Founder,
}

fn office_id() -> Id {
    Id::unique("first-run-office")
}

impl Form {
    pub(super) fn new(folders: &Folders) -> Self {
        Self {
            office: String::new(),
            seat: "01".to_owned(),
            administrator: FounderForm::new(Role::Administrator, "admin"),
            supervisor: FounderForm::new(Role::Supervisor, "super01"),
            data: folders.data.clone(),
            keys: folders.keys.display().to_string(),
            tried: false,
            is_wrong: false,
            is_same_person: false,
            focus: Some(office_id()),
        }
    }

    /// Whether something was typed that stood in no field at first.
    pub(super) fn is_begun(&self) -> bool {
        !self.office.trim().is_empty() || self.administrator.is_begun() || self.supervisor.is_begun()
    }

    pub(super) fn clear_passwords(&mut self) {
        self.administrator.password.clear();
        self.supervisor.password.clear();
    }

    /// The desk refused one of the passwords; it says not whose, and the rules are the same for both.
    pub(super) fn refuse_password(&mut self, refusal: PasswordRefusal) {
        self.administrator.refuse_password(refusal);
    }

    /// The first empty field.
    pub(super) fn missing(&self) -> Option<String> {
        let fields = [(&self.office, t!("setting-office_name")), (&self.seat, t!("setting-seat"))];
        let empty = fields.into_iter().find(|(value, _)| value.trim().is_empty()).map(|(_, name)| name);
        let keys = || self.keys.trim().is_empty().then(|| t!("first-run-keys"));
        empty
            .map(|field| t!("door-missing", field = field))
            .or_else(|| self.administrator.missing())
            .or_else(|| self.supervisor.missing())
            .or_else(|| keys().map(|field| t!("door-missing", field = field)))
    }

    /// What was typed, if every field is right; otherwise each wrong one says why from now on.
    pub(super) fn filled(&mut self) -> Option<Filled> {
        self.tried = true;
        let filled = self.read();
        self.is_wrong = filled.is_none();
        filled
    }

    /// Whether the last try found a mistake.
    pub(super) fn is_wrong(&self) -> bool {
        self.is_wrong
    }

    fn read(&mut self) -> Option<Filled> {
        let (administrator, supervisor) = (self.administrator.filled(), self.supervisor.filled());
        self.is_same_person = match (&administrator, &supervisor) {
            (Some(one), Some(other)) => one.account.id_number.as_str() == other.account.id_number.as_str(),
            _ => false,
        };
        let (settings, folders) = (self.settings(), self.folders());
        Some(Filled {
            settings: settings.ok()?,
            administrator: administrator?,
            supervisor: supervisor.filter(|_| !self.is_same_person)?,
            folders: folders.ok()?,
        })
    }

    fn settings(&self) -> Result<Settings, SettingField> {
        let mut settings = Settings::default();
        settings.set(SettingField::OfficeName, &self.office).map_err(|error| error.field)?;
        settings.set(SettingField::Seat, &self.seat).map_err(|error| error.field)?;
        Ok(settings)
    }

    /// Where the office goes, or why it cannot go there.
    fn folders(&self) -> Result<Folders, String> {
        let folders = Folders { data: self.data.clone(), keys: PathBuf::from(self.keys.trim()) };
        if !folders.keys.is_absolute() {
            Err(t!("first-run-keys-absolute"))
        } else if folders.data.starts_with(&folders.keys) || folders.keys.starts_with(&folders.data) {
            Err(t!("first-run-keys-apart"))
        } else {
            Ok(folders)
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui) {
        card_titled(ui, &t!("first-run-office"), |ui| self.office_fields(ui));
        door::give_keyboard(ui, &mut self.focus);
        card_titled(ui, &t!("first-run-administrator"), |ui| self.administrator.ui(ui));
        card_titled(ui, &t!("first-run-supervisor"), |ui| {
            self.supervisor.ui(ui);
            if self.is_same_person {
                alert(ui, &t!("first-run-same-person"));
            }
        });
        card_titled(ui, &t!("first-run-places"), |ui| self.places(ui));
    }

    fn office_fields(&mut self, ui: &mut Ui) {
        let wrong = if self.tried { self.settings().err() } else { None };
        let error = |field, words: String| (wrong == Some(field)).then_some(words);
        let (name_error, seat_error) = (
            error(SettingField::OfficeName, t!("first-run-office-name-rule")),
            error(SettingField::Seat, t!("first-run-seat-rule")),
        );
        let (office, seat) = (&mut self.office, &mut self.seat);
        ui.columns(2, |columns| {
            Field::new(t!("setting-office_name"), office)
                .id(office_id())
                .hint(t!("first-run-office-hint"))
                .error(name_error)
                .limit(60)
                .needed()
                .show(&mut columns[0]);
            Field::new(t!("setting-seat"), seat)
                .help(t!("first-run-seat-help"))
                .error(seat_error)
                .limit(8)
                .latin()
                .needed()
                .show(&mut columns[1]);
        });
    }

    fn places(&mut self, ui: &mut Ui) {
        kv_mono(ui, &t!("first-run-data"), &self.data.display().to_string());
        let error = if self.keys.trim().is_empty() { None } else { self.folders().err() };
        Field::new(t!("first-run-keys"), &mut self.keys)
            .help(t!("first-run-keys-help"))
            .error(error)
            .limit(1000)
            .needed()
            .show(ui);
        banner(ui, Tone::Caution, &t!("first-run-keys-warning"), &t!("first-run-keys-advice"), None);
    }
}
