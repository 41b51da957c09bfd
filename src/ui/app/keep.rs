//! What belongs to the window whatever it shows: the help over it, its size, its title.

use egui::Context;

use super::{App, Screen};
use crate::{
    t,
    ui::{
        i18n,
        screens::{damage, date},
        worker::Status,
        zoom,
    },
};

impl App {
    /// The screen the help is about; nothing while the holder keys on this very screen.
    fn helped(&self, status: &Status) -> Option<&'static str> {
        let is_on_pad = matches!(&self.screen, Screen::Counter(counter) if counter.covers_window());
        if is_on_pad && self.lock.is_none() {
            return None;
        }
        let is_stopped = self.lock.is_none()
            && self.session.as_ref().is_some_and(|session| damage::covers(session.role, &status.integrity));
        let is_undated =
            self.lock.is_none() && self.session.as_ref().is_some_and(|session| date::covers(session.role, status.date));
        if is_undated && !is_stopped {
            return Some("date");
        }
        Some(if is_stopped { "damage" } else { self.showing() })
    }

    /// What belongs to the window whatever it shows: help, size, title.
    pub(super) fn keep_window(&mut self, ctx: &Context, status: &Status) {
        zoom::keep(ctx);
        let screen = self.helped(status);
        if self.help.take_keys(ctx, screen) {
            self.touch(ctx, status);
        }
        let language = i18n::current();
        if self.titled.replace(language) != Some(language) {
            ctx.send_viewport_cmd(egui::ViewportCommand::Title(t!("cli-window-title")));
        }
    }
}
