//! What a screen sees of the window, and what it may ask of it.

use super::DemoAccount;
use crate::{
    desk::{Folders, SignedIn},
    domain::{staff::Role, visit::VisitSerial},
    ui::{
        first_steps::FirstSteps,
        theme::Tone,
        worker::{Status, Worker},
    },
};

/// A page of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Page {
    /// 窗口: the clerk's counter.
    Counter,
    /// 审计: the supervisor's log.
    Audit,
    /// 核查: what is odd in it.
    Worklist,
    /// 人员.
    Staff,
    /// 导入.
    Import,
    /// 设置.
    Settings,
}

impl Page {
    /// The pages of a role, in the order of the rail; the first one opens at sign-in.
    #[must_use]
    pub fn of(role: Role) -> &'static [Self] {
        match role {
            Role::Clerk => &[Self::Counter],
            Role::Supervisor => &[Self::Audit, Self::Worklist],
            Role::Administrator => &[Self::Staff, Self::Import, Self::Settings],
        }
    }
}

/// What a screen asks the window for.
#[derive(Debug)]
pub enum Command {
    /// A person signed in.
    SignedIn(SignedIn),
    /// Sign out and go to the sign-in.
    SignOut,
    /// Open another page of the rail.
    Open(Page),
    /// Open the audit log on one visit.
    Review(VisitSerial),
    /// Open the help for the screen that is shown.
    Help,
    /// Lock the screen.
    Lock,
    /// The right person came back to the locked screen.
    Resume,
    /// The office in these folders is open now: go to the sign-in.
    OfficeOpened(Folders),
    /// Try to open the office again, in these folders.
    Retry(Folders),
    /// Verify the log in the background.
    Verify,
    /// Say something in passing.
    Say(Tone, String),
}

/// What a screen may use while it takes in replies and draws.
pub struct Ctx<'a> {
    /// The desk's and the reader's threads.
    pub worker: &'a Worker,
    /// What is known of the office.
    pub status: &'a Status,
    /// Who is signed in.
    pub session: Option<&'a SignedIn>,
    /// Accounts to show at the sign-in of a made-up office.
    pub accounts: &'a [DemoAccount],
    /// The office is being opened.
    pub opening: bool,
    /// The locked screen is shown, so keys are for it.
    pub is_locked: bool,
    /// Where the office lies.
    pub folders: &'a Folders,
    /// What administrators ticked off before the first visit.
    pub steps: &'a mut FirstSteps,
    /// Monitors of this machine.
    pub monitors: usize,
    pub(super) commands: &'a mut Vec<Command>,
}

impl Ctx<'_> {
    /// Asks the window for something; it happens after this frame's `logic`.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }
}
