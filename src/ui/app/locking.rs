//! The locked screen: by hand, after minutes without input, and when a sign-in has lasted its longest time.

use std::time::Duration;

use egui::Context;

use super::{App, Screen, limit};
use crate::{
    desk::Moment,
    t,
    ui::{screens::lock::LockScreen, theme::Tone, worker::Status},
};

impl App {
    /// Warns before the longest sign-in is over, and then asks for the password over what is on screen.
    pub(super) fn mind_the_limit(&mut self, ctx: &Context, status: &Status) {
        if self.session.is_none() || self.lock.is_some() {
            return;
        }
        match self.limit.watch(ctx, status.session_ends, now(status)) {
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

    /// Locks a window that nobody touched for minutes, before whatever woke it is taken for a touch: a lid that is opened
    /// the next morning finds a locked screen, and the first key goes into its password. The window's own time may stand
    /// still while the machine sleeps; the office's clock does not.
    pub(super) fn lock_if_left_alone(&mut self, ctx: &Context, status: &Status) {
        let time = ctx.input(|input| input.time);
        if let Screen::Counter(counter) = &self.screen
            && counter.last_holder_input() > self.last_input
        {
            self.last_input = counter.last_holder_input();
            self.touched = now(status);
        }
        if self.session.is_none() || self.lock.is_some() {
            return;
        }
        let left = self.last_input + idle_limit(status).as_secs_f64() - time;
        if left <= 0.0 || self.touched.left(now(status), idle_limit(status)).is_zero() {
            self.lock_screen(true);
            ctx.request_repaint();
        }
    }

    /// Takes what happened in either window for a touch, and sleeps until nothing has for minutes.
    pub(super) fn lock_when_idle(&mut self, ctx: &Context, status: &Status) {
        if ctx.input(|input| !input.events.is_empty()) {
            self.touch(ctx, status);
        }
        if self.session.is_none() || self.lock.is_some() {
            return;
        }
        let left = self.last_input + idle_limit(status).as_secs_f64() - ctx.input(|input| input.time);
        let by_clock = self.touched.left(now(status), idle_limit(status)).as_secs_f64();
        ctx.request_repaint_after(Duration::from_secs_f64(left.min(by_clock).max(0.0) + 0.1));
    }

    /// Somebody is there.
    pub(super) fn touch(&mut self, ctx: &Context, status: &Status) {
        self.last_input = ctx.input(|input| input.time);
        self.touched = now(status);
    }
}

fn idle_limit(status: &Status) -> Duration {
    Duration::from_secs(u64::from(status.settings.idle_lock_minutes) * 60)
}

/// This moment by the office's clock; without an office there is nothing to lock.
fn now(status: &Status) -> Moment {
    status.clock.as_ref().map_or(NEVER, |clock| clock.moment())
}

/// No moment of any clock.
pub(super) const NEVER: Moment = Moment { wall: jiff::Timestamp::UNIX_EPOCH, uptime: Duration::ZERO };
