//! The form of a new account. What is typed stays until the account is made or the screen is left.

use egui::{Id, Ui};
use jiff::civil::Date;

use crate::{
    desk::{DeskError, NewStaff},
    domain::{
        holder::Name,
        id_number::{self, Progress},
        staff::{Role, StaffNumber},
    },
    t,
    ui::{
        errors::explain,
        i18n,
        theme::text,
        widgets::{Field, alert, chips},
    },
};

/// What is typed so far.
pub(super) struct NewAccount {
    number: String,
    name: String,
    role: Role,
    id_number: String,
    /// The field that gets the keyboard.
    wanted: Option<Id>,
}

fn number_id() -> Id {
    Id::unique("new-staff-number")
}

fn name_id() -> Id {
    Id::unique("new-staff-name")
}

fn person_id() -> Id {
    Id::unique("new-staff-person")
}

impl Default for NewAccount {
    fn default() -> Self {
        Self {
            number: String::new(),
            name: String::new(),
            role: Role::Clerk,
            id_number: String::new(),
            wanted: Some(number_id()),
        }
    }
}

impl NewAccount {
    /// A form that begins with this role.
    pub(super) fn of(role: Role) -> Self {
        Self { role, ..Self::default() }
    }

    /// Whether something is typed.
    pub(super) fn is_begun(&self) -> bool {
        [&self.number, &self.name, &self.id_number].iter().any(|typed| !typed.trim().is_empty())
    }

    /// Puts a role into the form and leaves what is typed; the first field gets the keyboard.
    pub(super) fn prefer(&mut self, role: Role) {
        if self.is_begun() {
            (self.role, self.wanted) = (role, Some(number_id()));
        } else {
            *self = Self::of(role);
        }
    }

    /// The first field gets the keyboard when the form opens again.
    pub(super) fn take_keyboard(&mut self) {
        self.wanted = Some(number_id());
    }

    /// Gives the keyboard to the field that the desk refused.
    pub(super) fn point_at(&mut self, error: &DeskError) {
        self.wanted = Some(match error {
            DeskError::Name => name_id(),
            DeskError::PersonTaken | DeskError::OwnRecord | DeskError::IdNumber(_) => person_id(),
            _ => number_id(),
        });
    }

    /// What is missing before the account can be made.
    pub(super) fn missing(&self, today: Option<Date>) -> Option<String> {
        let open = [
            StaffNumber::parse(&self.number).is_none(),
            Name::parse(&self.name).is_err(),
            today.is_none_or(|today| id_number::parse(&self.id_number, today).is_err()),
        ];
        let count = open.into_iter().filter(|open| *open).count();
        (count > 0).then(|| t!("common-still-missing", count = count))
    }

    /// The account, if everything can be read.
    pub(super) fn read(&self, today: Option<Date>) -> Option<NewStaff> {
        let id_number = id_number::parse(&self.id_number, today?).ok()?.number;
        Some(NewStaff { number: self.number.clone(), name: self.name.clone(), role: self.role, id_number })
    }

    /// Draws the fields, each with what is wrong with it. `error` is what the desk said last.
    pub(super) fn fields(&mut self, ui: &mut Ui, today: Option<Date>, error: Option<&DeskError>) {
        let first = number_id();
        if let Some(wanted) = self.wanted {
            // A dialog that has just opened may not take the keyboard at once.
            self.wanted = self.wanted.filter(|_| !ui.memory(|memory| memory.has_focus(wanted)));
            ui.memory_mut(|memory| memory.request_focus(wanted));
        }
        let typing = |id| ui.memory(|memory| memory.has_focus(id));
        let number_error = match error {
            Some(error @ (DeskError::StaffNumber | DeskError::StaffNumberTaken)) => Some(explain(error).line()),
            _ if self.number.is_empty() || typing(first) || StaffNumber::parse(&self.number).is_some() => None,
            _ => Some(explain(&DeskError::StaffNumber).line()),
        };
        let name_id = name_id();
        let name_error = match error {
            Some(error @ DeskError::Name) => Some(explain(error).line()),
            _ if self.name.is_empty() || typing(name_id) || Name::parse(&self.name).is_ok() => None,
            _ => Some(explain(&DeskError::Name).line()),
        };
        Field::new(t!("staff-number"), &mut self.number)
            .id(first)
            .hint("clerk03")
            .help(t!("staff-number-help"))
            .error(number_error)
            .limit(32)
            .latin()
            .needed()
            .show(ui);
        Field::new(t!("staff-name"), &mut self.name).id(name_id).error(name_error).limit(60).needed().show(ui);
        ui.label(text::muted(t!("staff-role")));
        let roles = Role::ALL.map(|role| (role, i18n::text_of("role", role.code())));
        chips(ui, &t!("staff-role"), &mut self.role, &roles);
        ui.label(text::muted(i18n::text_of("staff-role-note", self.role.code())));
        self.id_field(ui, today, error);
        if let Some(error) = error.filter(|error| !is_beside_a_field(error)) {
            alert(ui, &explain(error).line());
        }
    }

    fn id_field(&mut self, ui: &mut Ui, today: Option<Date>, error: Option<&DeskError>) {
        let progress = today.map_or(Progress::Empty, |today| id_number::progress(&self.id_number, today));
        let wrong = match (error, &progress) {
            (Some(error @ (DeskError::PersonTaken | DeskError::OwnRecord)), _) => Some(explain(error).line()),
            (_, Progress::Invalid(error)) => Some(explain(&DeskError::IdNumber(*error)).line()),
            _ => None,
        };
        let is_wrong = wrong.is_some();
        let is_missing = is_wrong || !matches!(progress, Progress::Complete(_));
        // One line says how far it is, what is wrong, or that it is right: the buttons below never move.
        let help = match progress {
            Progress::Complete(_) => t!("staff-id-valid"),
            Progress::Incomplete { typed, wanted } => t!("staff-id-typed", typed = typed, wanted = wanted),
            _ => t!("staff-id-number-help"),
        };
        Field::new(t!("staff-id-number"), &mut self.id_number)
            .id(person_id())
            .help(help)
            .error(wrong)
            .room_below(2)
            .limit(40)
            .id_number()
            .missing(is_missing)
            .show(ui);
    }
}

pub(super) fn is_beside_a_field(error: &DeskError) -> bool {
    matches!(
        error,
        DeskError::StaffNumber
            | DeskError::StaffNumberTaken
            | DeskError::Name
            | DeskError::PersonTaken
            | DeskError::OwnRecord
    )
}
