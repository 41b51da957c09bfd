//! Who works in the made-up office.

use super::people;
use crate::{
    desk::{DeskError, Founder, NewStaff, books::Author},
    domain::staff::Role,
    vault::Password,
};

/// An account of every demonstration. Its password is no secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemonstrationAccount {
    /// 工号.
    pub number: &'static str,
    /// Name.
    pub name: &'static str,
    /// 岗位.
    pub role: Role,
    /// Password.
    pub password: &'static str,
    /// The person's own ID number, without its check character.
    person: &'static str,
}

/// The accounts, the first of each role first.
pub const DEMONSTRATION_ACCOUNTS: [DemonstrationAccount; 6] = [
    account("clerk01", "李明", Role::Clerk, "clerk-plum-tea", people::CLERK_BEGINS),
    account("super01", "王芳", Role::Supervisor, "super-plum-tea", "44030119820305902"),
    account("admin", "赵安", Role::Administrator, "office-plum-tea", "44030119790918903"),
    account("clerk02", "陈静", Role::Clerk, "clerk-pine-tea", "44030119951123904"),
    account("super02", "周正", Role::Supervisor, "super-pine-tea", "44030119750627905"),
    account("clerk03", "赵强", Role::Clerk, "clerk-fern-tea", "44030119880214906"),
];

const fn account(
    number: &'static str,
    name: &'static str,
    role: Role,
    password: &'static str,
    person: &'static str,
) -> DemonstrationAccount {
    DemonstrationAccount { number, name, role, password, person }
}

impl DemonstrationAccount {
    /// What the administrator would have typed.
    pub(super) fn as_new_staff(&self) -> Result<NewStaff, DeskError> {
        Ok(NewStaff {
            number: self.number.to_owned(),
            name: self.name.to_owned(),
            role: self.role,
            id_number: people::complete(self.person)?,
        })
    }

    /// The account with its password, known from the start.
    pub(super) fn as_founder(&self) -> Result<Founder, DeskError> {
        Ok(Founder { account: self.as_new_staff()?, password: Password::new(self.password.as_bytes()) })
    }
}

/// The author of what an administrator did.
pub(super) fn administrator() -> Author {
    Author { staff: DEMONSTRATION_ACCOUNTS[2].number.to_owned(), role: Role::Administrator }
}
