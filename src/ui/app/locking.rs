//! The locked screen: by hand, after minutes without input, and when a sign-in has lasted its longest time.

use std::time::Duration;

use egui::Context;

use super::{App, Screen, limit};
use crate::{
    t,
    ui::{screens::lock::LockScreen, theme::Tone, worker::Status},
};

impl App {
    /// Warns before the longest sign-in is over, and then asks for the password over what is on screen.
    pub(super) fn mind_the_limit(&mut self, ctx: &Context, status: &Status) {
        if self.session.is_none() || self.lock.is_some() {
            return;
        }
        match self.limit.watch(ctx, status.session_ends) {
            // The holder is not interrupted; the desk waits as well.
            limit::Stand::Over if self.is_pad_open() => ctx.request_repaint_after(Duration::from_secs(1)),
            limit::Stand::Over => {
                self.own_password = None;
                self.lock = Some(LockScreen::at_the_limit());
                drop(self.worker.ask(|desk, _| desk.lock_screen(false)));
                ctx.request_repaint();
            }
            limit::Stand::Soon(minutes) => self.say(ctx, Tone::Caution, &t!("limit-soon", minutes = minutes)),
            limit::Stand::Fine => {}
        }
    }

    pub(super) fn lock_screen(&mut self, idle: bool) {
        if self.lock.is_none() && self.session.is_some() {
            self.cover();
            drop(self.worker.ask(move |desk, _| desk.lock_screen(idle)));
        }
    }

    /// Shows the locked screen. What was typed of a password under it is gone.
    pub(super) fn cover(&mut self) {
        self.own_password = None;
        self.lock.get_or_insert_default();
    }

    /// Locks after minutes without input in either window; sleeps until then.
    pub(super) fn lock_when_idle(&mut self, ctx: &Context, status: &Status) {
        let now = ctx.input(|i| if i.events.is_empty() { None } else { Some(i.time) });
        if let Some(now) = now {
            self.last_input = now;
        }
        if let Screen::Counter(counter) = &self.screen {
            self.last_input = self.last_input.max(counter.last_holder_input());
        }
        if self.session.is_none() || self.lock.is_some() {
            return;
        }
        let limit = f64::from(status.settings.idle_lock_minutes) * 60.0;
        let left = self.last_input + limit - ctx.input(|i| i.time);
        if left <= 0.0 {
            self.lock_screen(true);
            ctx.request_repaint();
        } else {
            ctx.request_repaint_after(Duration::from_secs_f64(left + 0.1));
        }
    }
}
