//! What the window opens with.

use crate::{desk::OfficeError, domain::staff::Role};

/// An account of a made-up office, to be shown with its password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DemoAccount {
    /// 工号.
    pub number: String,
    /// Name.
    pub name: String,
    /// 岗位.
    pub role: Role,
    /// Its password. Made up, like everything in a demonstration.
    pub password: String,
}

/// What the program found when it started.
#[derive(Debug)]
pub enum Start {
    /// Nothing: first run.
    FirstRun,
    /// An office that cannot be opened.
    Failed(OfficeError),
    /// An open office.
    Open(Box<crate::desk::Desk>),
}
