//! The fields of the first run, each with its reason beside it.

use std::path::PathBuf;

use egui::{Id, Ui};
use jiff::{Timestamp, civil::Date};

use crate::{
    desk::{DeskError, Folders, NewStaff},
    domain::{
        holder::Name,
        id_number::{self, IdNumber, Progress},
        settings::{Field as SettingField, Settings},
        staff::{Role, StaffNumber},
        time,
    },
    t,
    ui::{
        errors, i18n,
        screens::door::{self, NewPassword},
        theme::Tone,
        widgets::{Field, banner, card_titled, kv_mono},
    },
    vault::{Password, PasswordRefusal},
};

/// Everything typed so far.
pub(super) struct Form {
    office: String,
    seat: String,
    number: String,
    name: String,
    id_number: String,
    password: NewPassword,
    data: PathBuf,
    keys: String,
    /// Somebody tried to go on: from now on empty fields are wrong fields.
    tried: bool,
    /// The last try found a mistake, which may stand further up than the window shows.
    is_wrong: bool,
    /// The first field gets the keyboard when the page opens.
    focus: Option<Id>,
}

/// A form without a mistake.
pub(super) struct Filled {
    pub(super) folders: Folders,
    pub(super) settings: Settings,
    pub(super) administrator: NewStaff,
    pub(super) password: Password,
}

fn office_id() -> Id {
    Id::unique("first-run-office")
}

impl Form {
    pub(super) fn new(folders: &Folders) -> Self {
        Self {
            office: String::new(),
            seat: "01".to_owned(),
            number: "admin".to_owned(),
            name: String::new(),
            id_number: String::new(),
            password: NewPassword::default(),
            data: folders.data.clone(),
            keys: folders.keys.display().to_string(),
            tried: false,
            is_wrong: false,
            focus: Some(office_id()),
        }
    }

    /// Whether something was typed that stood in no field at first.
    pub(super) fn is_begun(&self) -> bool {
        [&self.office, &self.name, &self.id_number].iter().any(|typed| !typed.trim().is_empty())
    }

    pub(super) fn clear_password(&mut self) {
        self.password.clear();
    }

    pub(super) fn refuse_password(&mut self, refusal: PasswordRefusal) {
        self.password.refuse(refusal);
    }

    /// The first empty field.
    pub(super) fn missing(&self) -> Option<String> {
        let fields = [
            (&self.office, t!("setting-office_name")),
            (&self.seat, t!("setting-seat")),
            (&self.number, t!("sign-in-number")),
            (&self.name, t!("first-run-name")),
            (&self.id_number, t!("first-run-id-number")),
        ];
        let empty = fields.into_iter().find(|(value, _)| value.trim().is_empty()).map(|(_, name)| name);
        let keys = || self.keys.trim().is_empty().then(|| t!("first-run-keys"));
        empty
            .map(|field| t!("door-missing", field = field))
            .or_else(|| self.password.missing())
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
        let password = self.password.checked(self.number.trim(), None);
        let (settings, number, name) = (self.settings(), StaffNumber::parse(&self.number), Name::parse(&self.name));
        let folders = self.folders();
        Some(Filled {
            settings: settings.ok()?,
            administrator: NewStaff {
                number: number?.as_str().to_owned(),
                name: name.ok()?.as_str().to_owned(),
                role: Role::Administrator,
                id_number: self.parsed_id_number()?,
            },
            folders: folders.ok()?,
            password: password?,
        })
    }

    fn settings(&self) -> Result<Settings, SettingField> {
        let mut settings = Settings::default();
        settings.set(SettingField::OfficeName, &self.office).map_err(|error| error.field)?;
        settings.set(SettingField::Seat, &self.seat).map_err(|error| error.field)?;
        Ok(settings)
    }

    fn parsed_id_number(&self) -> Option<IdNumber> {
        id_number::parse(&self.id_number, today()).ok().map(|parsed| parsed.number)
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
        card_titled(ui, &t!("first-run-administrator"), |ui| self.administrator_fields(ui));
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

    fn administrator_fields(&mut self, ui: &mut Ui) {
        door::explanation(ui, &t!("first-run-administrator-why"));
        let rule = |error: DeskError| errors::explain(&error).line();
        let is_number = StaffNumber::parse(&self.number).is_some();
        let number_error = (self.tried && !is_number).then(|| rule(DeskError::StaffNumber));
        let name_error = Name::parse(&self.name).err().filter(|_| self.tried);
        let name_error = name_error.map(|error| i18n::text_of("name-error", error.code()));
        let (number, name) = (&mut self.number, &mut self.name);
        ui.columns(2, |columns| {
            let staff = Field::new(t!("sign-in-number"), number).error(number_error).limit(64).latin();
            staff.needed().show(&mut columns[0]);
            Field::new(t!("first-run-name"), name).error(name_error).limit(120).needed().show(&mut columns[1]);
        });
        self.id_field(ui);
        self.password.ui(ui);
    }

    /// Says how the number is coming along while it is typed.
    fn id_field(&mut self, ui: &mut Ui) {
        let (error, help) = match id_number::progress(&self.id_number, today()) {
            Progress::Empty => (None, t!("first-run-id-why")),
            Progress::Incomplete { typed, wanted } => {
                let error = self.tried.then(|| i18n::text_of("id-error", "too_short"));
                (error, t!("first-run-id-progress", typed = typed, wanted = wanted))
            }
            Progress::Invalid(error) => (Some(i18n::text_of("id-error", error.code())), String::new()),
            Progress::Complete(parsed) => {
                let warnings: Vec<_> = parsed.warnings.iter().map(|w| i18n::text_of("id-warning", w.code())).collect();
                (None, [vec![t!("first-run-id-right")], warnings].concat().join(" · "))
            }
        };
        let is_missing = !matches!(id_number::progress(&self.id_number, today()), Progress::Complete(_));
        let field = Field::new(t!("first-run-id-number"), &mut self.id_number).id_number().help(help).error(error);
        field.limit(40).missing(is_missing).show(ui);
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

/// The day at the office.
fn today() -> Date {
    time::day(Timestamp::now())
}
