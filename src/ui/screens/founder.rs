//! One of the two founders of an office: number, name, ID number, and a password that they key themselves.

use egui::Ui;
use jiff::civil::Date;

use super::door::{self, NewPassword};
use crate::{
    desk::{DeskError, Founder, NewStaff},
    domain::{
        holder::Name,
        id_number::{self, Progress},
        staff::{Role, StaffNumber},
        time,
    },
    t,
    ui::{errors, i18n, widgets::Field},
    vault::PasswordRefusal,
};

/// What is typed so far.
pub(super) struct FounderForm {
    role: Role,
    number: String,
    name: String,
    id_number: String,
    pub(super) password: NewPassword,
    /// Somebody tried to go on: from now on empty fields are wrong fields.
    tried: bool,
}

impl FounderForm {
    /// An empty form with a number that most offices use.
    pub(super) fn new(role: Role, number: &str) -> Self {
        Self {
            role,
            number: number.to_owned(),
            name: String::new(),
            id_number: String::new(),
            password: NewPassword::of(role),
            tried: false,
        }
    }

    /// Whether something was typed that stood in no field at first.
    pub(super) fn is_begun(&self) -> bool {
        [&self.name, &self.id_number].iter().any(|typed| !typed.trim().is_empty())
    }

    fn label(&self, what: &str) -> String {
        i18n::text_of("founder", &format!("{}-{what}", self.role.code()))
    }

    /// The first field that is still empty.
    pub(super) fn missing(&self) -> Option<String> {
        let fields = [(&self.number, "number"), (&self.name, "name"), (&self.id_number, "id")];
        let empty = fields.into_iter().find(|(value, _)| value.trim().is_empty());
        empty.map(|(_, what)| t!("door-missing", field = self.label(what))).or_else(|| self.password.missing())
    }

    /// The founder, if every field is right; otherwise each wrong one says why from now on.
    pub(super) fn filled(&mut self) -> Option<Founder> {
        self.tried = true;
        let password = self.password.checked(self.number.trim(), None);
        let (number, name) = (StaffNumber::parse(&self.number), Name::parse(&self.name));
        let id_number = id_number::parse(&self.id_number, today()).ok().map(|parsed| parsed.number);
        let account = NewStaff {
            number: number?.as_str().to_owned(),
            name: name.ok()?.as_str().to_owned(),
            role: self.role,
            id_number: id_number?,
        };
        Some(Founder { account, password: password? })
    }

    /// The desk refused the password after all.
    pub(super) fn refuse_password(&mut self, refusal: PasswordRefusal) {
        self.password.refuse(refusal);
    }

    /// Draws the fields.
    pub(super) fn ui(&mut self, ui: &mut Ui) {
        door::explanation(ui, &self.label("why"));
        let rule = |error: DeskError| errors::explain(&error).line();
        let is_number = StaffNumber::parse(&self.number).is_some();
        let number_error = (self.tried && !is_number).then(|| rule(DeskError::StaffNumber));
        let name_error = Name::parse(&self.name).err().filter(|_| self.tried);
        let name_error = name_error.map(|error| i18n::text_of("name-error", error.code()));
        let (number_label, name_label) = (self.label("number"), self.label("name"));
        let (number, name) = (&mut self.number, &mut self.name);
        ui.columns(2, |columns| {
            let staff = Field::new(number_label, number).error(number_error).limit(64).latin();
            staff.needed().show(&mut columns[0]);
            Field::new(name_label, name).error(name_error).limit(120).needed().show(&mut columns[1]);
        });
        self.id_field(ui);
        self.password.ui(ui);
    }

    /// Says how the number is coming along while it is typed.
    fn id_field(&mut self, ui: &mut Ui) {
        let progress = id_number::progress(&self.id_number, today());
        let is_missing = !matches!(progress, Progress::Complete(_));
        let (error, help) = match progress {
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
        let label = self.label("id");
        let field = Field::new(label, &mut self.id_number).id_number().help(help).error(error);
        field.limit(40).missing(is_missing).show(ui);
    }
}

/// The day at the office.
fn today() -> Date {
    time::day(crate::desk::wall())
}
