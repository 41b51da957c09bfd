//! 开始使用前: what an office needs before its first visit, each with what there is of it and the way there.
//!
//! What the office itself can tell is read from it; the rest is the administrator's own tick.

use egui::Ui;

use crate::{
    desk::{Folders, StaffView},
    domain::staff::Role,
    t,
    ui::{
        app::{Command, Ctx, Page},
        first_steps::Ticks,
        i18n,
        theme::{Tone, text},
        widgets::{Button, Mark, Pill, card, check, ends_row, prose, title},
    },
    vault::OfficeKeys,
};

/// What the office says about its beginnings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Done {
    supervisor: bool,
    clerk: bool,
    /// Holders in the register.
    register: u64,
    /// 1 and up; 0 for the window's own screen.
    monitor: u32,
    ticks: Ticks,
}

impl Done {
    fn of(staff: &[StaffView], register: u64, monitor: u32, ticks: Ticks) -> Self {
        let has = |role| staff.iter().filter(|one| one.role == role && !one.disabled).count();
        // The first one founded the office; alone, nobody can stand in.
        Self { supervisor: has(Role::Supervisor) > 1, clerk: has(Role::Clerk) > 0, register, monitor, ticks }
    }

    fn all(self) -> [bool; 5] {
        let monitor = self.monitor > 0 || self.ticks.one_screen;
        [self.supervisor, self.clerk, self.register > 0, self.ticks.keys_copied, monitor]
    }
}

/// Draws the card while something is left to do and nobody has put it away. The role of a new account, if one is to be
/// made.
pub(super) fn card_of(ui: &mut Ui, cx: &mut Ctx<'_>, staff: &[StaffView], register: Option<u64>) -> Option<Role> {
    // An office to try the program out has all it needs, and says its accounts at the sign-in.
    let (Some(register), false) = (register, !cx.accounts.is_empty() || staff.is_empty()) else { return None };
    let before = cx.steps.of(&cx.folders.data);
    let done = Done::of(staff, register, cx.status.settings.holder_monitor, before);
    if before.is_hidden || done.all().iter().all(|done| *done) {
        return None;
    }
    let mut said = Said { ticks: before, role: None, page: None };
    card(ui, |ui| steps(ui, cx.folders, done, &mut said));
    cx.steps.set(&cx.folders.data, said.ticks);
    if let Some(page) = said.page {
        cx.send(Command::Open(page));
    }
    said.role
}

/// What was pressed.
struct Said {
    ticks: Ticks,
    role: Option<Role>,
    page: Option<Page>,
}

fn steps(ui: &mut Ui, folders: &Folders, done: Done, said: &mut Said) {
    ui.spacing_mut().item_spacing.y = 2.0;
    let [supervisor, clerk, register, keys, monitor] = done.all();
    let count = done.all().into_iter().filter(|done| *done).count();
    ends_row(
        ui,
        said,
        |ui, _| {
            title(ui, &t!("steps-title"));
            ui.label(text::muted(t!("steps-done", done = count, all = done.all().len())));
        },
        |ui, said| said.ticks.is_hidden = Button::quiet(t!("steps-hide")).show(ui),
    );
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let holders = t!("steps-register-count", count = i18n::grouped(done.register));
        let screen = t!("steps-monitor-number", number = done.monitor);
        for (is_done, name, note) in [
            (supervisor, t!("steps-supervisor"), None),
            (clerk, t!("steps-clerk"), None),
            (register, t!("steps-register"), Some(holders)),
            (monitor, t!("steps-monitor"), (done.monitor > 0).then_some(screen)),
            (keys, t!("steps-keys"), None),
        ] {
            if is_done {
                let words = note.map_or_else(|| name.clone(), |note| format!("{name} · {note}"));
                Pill::good(words).mark(Mark::Check).show(ui);
            }
        }
    });
    for (is_done, role, name, why, go) in [
        (supervisor, Role::Supervisor, t!("steps-supervisor"), t!("steps-supervisor-why"), t!("steps-supervisor-go")),
        (clerk, Role::Clerk, t!("steps-clerk"), t!("steps-clerk-why"), t!("steps-clerk-go")),
    ] {
        if !is_done && row(ui, &name, &why, Some(go)) {
            said.role = Some(role);
        }
    }
    if !register && row(ui, &t!("steps-register"), &t!("steps-register-why"), Some(t!("steps-register-go"))) {
        said.page = Some(Page::Import);
    }
    if !monitor {
        if row(ui, &t!("steps-monitor"), &t!("steps-monitor-why"), Some(t!("steps-monitor-go"))) {
            said.page = Some(Page::Settings);
        }
        tick(ui, &mut said.ticks.one_screen, &t!("steps-monitor-none"));
    }
    if !keys {
        let file = folders.keys.join(OfficeKeys::FILE).display().to_string();
        let _ = row(ui, &t!("steps-keys"), "", None);
        ui.indent("keys", |ui| prose(ui, text::muted(t!("steps-keys-why", path = file))));
        tick(ui, &mut said.ticks.keys_copied, &t!("steps-keys-done"));
    }
}

/// What the person says themselves, below its step.
fn tick(ui: &mut Ui, ticked: &mut bool, words: &str) {
    ui.indent(words, |ui| check(ui, ticked, words));
}

/// A step that is left: its name, why, and the button that leads there; true if it was pressed.
fn row(ui: &mut Ui, name: &str, why: &str, go: Option<String>) -> bool {
    let mut is_pressed = false;
    ends_row(
        ui,
        &mut is_pressed,
        |ui, _| {
            Pill::new(Tone::Neutral, name).mark(Mark::Dot).show(ui);
            ui.label(text::muted(why));
        },
        |ui, is_pressed| *is_pressed = go.is_some_and(|go| Button::secondary(go).small().show(ui)),
    );
    is_pressed
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_office_says_what_is_done_and_a_tick_what_it_cannot_know() {
        let done = |register, monitor, ticks| Done::of(&[], register, monitor, ticks).all();
        let none = Ticks::default();
        assert_eq!(done(0, 0, none), [false; 5]);
        assert_eq!(done(12, 2, none), [false, false, true, false, true]);
        let ticked = Ticks { keys_copied: true, one_screen: true, is_hidden: false };
        assert_eq!(done(0, 0, ticked), [false, false, false, true, true]);
    }
}
