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
    /// 今日办件: the clerk's own visits of the day.
    Today,
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
            Role::Clerk => &[Self::Counter, Self::Today],
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
    /// The desk has locked the screen: show that it is.
    Locked,
    /// Change one's own password, over the page that is open.
    ChangePassword,
    /// That is over, changed or not.
    PasswordDone,
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

/// A monitor of this machine.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Monitor {
    /// As the system calls it, such as `HDMI-1`; empty if it does not say.
    pub name: String,
    /// Width in pixels; 0 if unknown.
    pub width: u32,
    /// Height in pixels; 0 if unknown.
    pub height: u32,
    /// Its left edge on the desktop, in pixels.
    pub left: i32,
    /// Its upper edge on the desktop, in pixels.
    pub top: i32,
    /// The clerk's window stands on it.
    pub is_own: bool,
}

/// Size in pixels of a monitor counted from 1, zero if unknown.
pub(super) fn pixels(monitors: &[Monitor], number: u32) -> [u32; 2] {
    let index = usize::try_from(number).unwrap_or_default().wrapping_sub(1);
    monitors.get(index).map_or([0, 0], |monitor| [monitor.width, monitor.height])
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
    /// The locked screen is shown, or a password is typed over the page: keys are for that, whoever has the keyboard.
    pub is_locked: bool,
    /// Where the office lies.
    pub folders: &'a Folders,
    /// What administrators ticked off before the first visit.
    pub steps: &'a mut FirstSteps,
    /// Monitors of this machine, in the order the settings count them.
    pub monitors: &'a [Monitor],
    pub(super) commands: &'a mut Vec<Command>,
}

impl Ctx<'_> {
    /// The holder's monitor, where the settings name one that is there.
    #[must_use]
    pub fn holder_monitor(&self) -> Option<&Monitor> {
        let number = usize::try_from(self.status.settings.holder_monitor).ok()?;
        self.monitors.get(number.checked_sub(1)?)
    }

    /// Size in pixels of the holder's monitor, zero if unknown.
    #[must_use]
    pub fn holder_pixels(&self) -> [u32; 2] {
        pixels(self.monitors, self.status.settings.holder_monitor)
    }

    /// Asks the window for something; it happens after this frame's `logic`.
    pub fn send(&mut self, command: Command) {
        self.commands.push(command);
    }
}
