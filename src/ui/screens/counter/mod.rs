//! 窗口: the clerk's counter. One visit in four steps: look up, identity check, act, done.
//!
//! Each step owns what it needs, so leaving a step drops it: typed numbers, the revealed number, the identity proof.
//! Steps say where the visit goes next (`Next`); this file alone moves it there.

mod act;
mod approval;
mod check;
mod done;
mod farewell;
mod holder_card;
mod look_up;
mod pad;
pub(super) mod receipt;
mod refusal;
mod side;
mod whole_name;

use std::{sync::Arc, time::Duration};

use egui::{Context, Ui};
use jiff::Timestamp;

use crate::{
    desk::{Clock, DeskError, HolderView, IdentityProof, PadStage},
    domain::pin::{Action, PinKind},
    t,
    ui::{
        app::Ctx,
        errors::{Explained, explain},
        holder_window::{HolderChoice, HolderWindow},
        input::{self, Read, keymap::Scope},
        theme::Tone,
        widgets::{Answer, Confirm, banner, stepper, with_side},
        worker::{Pending, take},
    },
};
use act::ActStep;
use check::CheckStep;
use done::{DoneStep, Ending};
use farewell::Farewell;
use look_up::LookUpStep;
use pad::PadStep;

/// A second press or click this soon after a step appeared was meant for the step before, seconds.
const SETTLES_SECS: f64 = 0.35;

/// 窗口: the clerk's counter, four steps.
pub struct Counter {
    step: Step,
    visit: Option<Visit>,
    clock: Option<Arc<dyn Clock>>,
    asked_clock: Option<Pending<Result<Arc<dyn Clock>, DeskError>>>,
    has_asked_clock: bool,
    is_asking_to_leave: bool,
    closing: Option<Pending<Result<(), DeskError>>>,
    /// The next person's card, read before this visit was closed.
    read: Option<Read>,
    trouble: Option<Explained>,
    /// `egui`'s time when the step was first drawn; `None` before.
    shown_at: Option<f64>,
    /// `egui`'s time of the last input in any window, seconds.
    last_input: f64,
    /// What the holder's screen says after the pad.
    farewell: Option<Farewell>,
    /// How the person at the window likes the pad.
    choice: HolderChoice,
}

/// The step of the visit.
enum Step {
    LookUp(LookUpStep),
    Check(CheckStep),
    Act(ActStep),
    Pad(PadStep),
    Done(DoneStep),
}

/// The open visit, whatever its step.
struct Visit {
    view: HolderView,
    /// The clock's count when it began.
    since: Duration,
    refreshing: Option<Pending<Result<HolderView, DeskError>>>,
}

/// Where a step sends the visit.
enum Next {
    /// A holder was found.
    Check(Box<HolderView>),
    /// There is a proof; perhaps a kind to begin with.
    Act(IdentityProof, Option<PinKind>),
    /// The pad is open.
    Pad(Action, PinKind, PadStage),
    /// Something came to its end.
    Done(Ending),
    /// Close the visit and clear the screen.
    Close,
}

/// The moment a frame is drawn at, by the office's clocks.
struct Moment {
    now: Timestamp,
    /// The clock's count; see [`Clock::uptime`].
    uptime: Duration,
    /// A press counts: the step has been there for a moment.
    is_settled: bool,
}

impl Default for Counter {
    fn default() -> Self {
        Self {
            step: Step::LookUp(LookUpStep::default()),
            visit: None,
            clock: None,
            asked_clock: None,
            has_asked_clock: false,
            is_asking_to_leave: false,
            closing: None,
            read: None,
            trouble: None,
            shown_at: None,
            last_input: 0.0,
            farewell: None,
            choice: HolderChoice::default(),
        }
    }
}

impl Counter {
    /// Takes in replies, and the keys that belong to no widget: those of a reader and, while the pad is open, all.
    pub fn logic(&mut self, ctx: &Context, cx: &mut Ctx<'_>) {
        self.take_clock(cx);
        let now = ctx.input(|input| input.time);
        self.end_farewell(ctx, now);
        if !cx.is_locked {
            self.take_keys(ctx, now);
        }
        let uptime = self.clock.as_ref().map_or(Duration::ZERO, |clock| clock.uptime());
        let next = match &mut self.step {
            Step::LookUp(step) => step.logic(ctx),
            Step::Check(step) => step.logic(),
            Step::Act(step) => step.logic(uptime),
            Step::Pad(step) => step.logic(ctx, cx, now),
            Step::Done(step) => step.logic(),
        };
        if let Some(next) = next {
            self.go(ctx, cx, next, now);
        }
        self.take_view();
        if let Some(closed) = take(&mut self.closing) {
            self.take_closed(ctx, closed);
        }
    }

    fn take_clock(&mut self, cx: &Ctx<'_>) {
        match take(&mut self.asked_clock) {
            Some(Ok(clock)) => self.clock = Some(clock),
            Some(Err(error)) => self.trouble = Some(explain(&error)),
            None => {}
        }
        // Once a visit: a desk that cannot say is not asked again each frame.
        if self.clock.is_none() && !self.has_asked_clock {
            self.has_asked_clock = true;
            self.asked_clock = Some(cx.worker.ask(|desk, _| Ok(desk.clock().clone())));
        }
    }

    fn take_keys(&mut self, ctx: &Context, now: f64) {
        if ctx.input(|input| !input.events.is_empty()) {
            self.last_input = now;
        }
        if let Step::Pad(step) = &mut self.step {
            step.take_keys(ctx, now);
        }
    }

    /// Characters that no field had the keyboard for.
    pub fn stray(&mut self, ctx: &Context, text: &str) {
        if let Step::LookUp(step) = &mut self.step {
            step.stray(ctx, text);
        }
    }

    /// A card was read. At the look-up it is looked up, at the check it is compared, when all is done the next visit begins with it;
    /// elsewhere it is for nobody. It never presses anything.
    pub fn hear(&mut self, ctx: &Context, cx: &Ctx<'_>, read: &Read) {
        if self.is_asking_to_leave {
            return input::say(ctx, t!("input-read-unused"));
        }
        match &mut self.step {
            Step::LookUp(step) => step.hear(ctx, read),
            Step::Check(step) => step.hear(ctx, cx, read),
            // One that only silence ended, slowly, waits in the next look-up for the clerk's Enter.
            Step::Done(step) if step.may_go_on() && self.closing.is_none() && read.is_whole => {
                self.read = Some(read.clone());
                self.close(ctx, cx);
            }
            Step::Act(_) | Step::Pad(_) | Step::Done(_) => input::say(ctx, t!("input-read-unused")),
        }
    }

    fn take_view(&mut self) {
        let Some(visit) = &mut self.visit else { return };
        match take(&mut visit.refreshing) {
            Some(Ok(view)) => visit.view = view,
            Some(Err(error)) => self.trouble = Some(explain(&error)),
            None => {}
        }
    }

    fn take_closed(&mut self, ctx: &Context, closed: Result<(), DeskError>) {
        match closed {
            // A visit that is over already needs no other end.
            Ok(()) | Err(DeskError::NoVisit) => self.clear(ctx),
            Err(error) => {
                self.read = None;
                self.trouble = Some(explain(&error));
            }
        }
    }

    /// The screen as the next person finds it.
    fn clear(&mut self, ctx: &Context) {
        look_up::forget_typing(ctx);
        let (clock, last_input, farewell) = (self.clock.take(), self.last_input, self.farewell.take());
        let step = Step::LookUp(self.read.take().map(|read| LookUpStep::with_read(&read)).unwrap_or_default());
        *self = Self { clock, last_input, farewell, step, ..Self::default() };
    }

    fn go(&mut self, ctx: &Context, cx: &mut Ctx<'_>, next: Next, now: f64) {
        self.trouble = None;
        self.is_asking_to_leave = false;
        self.shown_at = None;
        let uptime = self.clock.as_ref().map_or(Duration::ZERO, |clock| clock.uptime());
        match next {
            Next::Check(view) => {
                look_up::forget_typing(ctx);
                self.step = Step::Check(CheckStep::new(&view));
                self.visit = Some(Visit { view: *view, since: uptime, refreshing: None });
            }
            Next::Act(proof, kind) => {
                let Some(visit) = &mut self.visit else { return };
                self.step = Step::Act(ActStep::new(proof, uptime, &visit.view, kind, cx.worker));
                visit.refresh(cx);
            }
            Next::Pad(action, kind, stage) => {
                let tries = self.visit.as_ref().map_or(0, |visit| holder_card::pin_of(&visit.view, kind).tries);
                let left = (tries > 0).then(|| cx.status.settings.tries_before_lock.saturating_sub(tries));
                let window = HolderWindow::new(kind, action, stage, cx.status.settings.shuffled_pad, now)
                    .choosing(self.choice)
                    .with_tries_left(left);
                self.farewell = None;
                self.step = Step::Pad(PadStep::new(action, kind, window, has_own_window(cx)));
                enter_full_screen(ctx, self.covers_window());
            }
            Next::Done(ending) => {
                if let Step::Pad(step) = &self.step {
                    let is_own = step.has_own_window();
                    if step.has_own_focus() {
                        // The clerk goes on without reaching for the mouse.
                        ctx.send_viewport_cmd_to(egui::ViewportId::ROOT, egui::ViewportCommand::Focus);
                    }
                    let words = ending.goodbye(self.visit.as_ref().map(|visit| &visit.view));
                    self.choice = step.choice();
                    self.farewell = Some(Farewell::new(words, now, is_own, self.choice));
                }
                self.step = Step::Done(DoneStep::new(ending));
                if let Some(visit) = &mut self.visit {
                    visit.refresh(cx);
                }
            }
            Next::Close => self.close(ctx, cx),
        }
        ctx.request_repaint();
    }

    fn close(&mut self, ctx: &Context, cx: &Ctx<'_>) {
        if self.awaited().is_some() {
            // The desk may have made a change: its verdict comes first, and the receipt with it.
            return;
        }
        if self.visit.is_none() {
            self.clear(ctx);
        } else if self.closing.is_none() {
            self.closing = Some(cx.worker.ask(|desk, _| desk.close_visit()));
        }
    }

    /// Since when the desk is at something that may change a PIN, if it is.
    #[must_use]
    pub fn awaited(&self) -> Option<Duration> {
        match &self.step {
            Step::Act(step) => step.awaited(),
            Step::Pad(step) => step.awaited(),
            Step::LookUp(_) | Step::Check(_) | Step::Done(_) => None,
        }
    }

    /// Whether a change was made or a PIN locked, and the receipt is shown.
    #[must_use]
    pub fn shows_receipt(&self) -> bool {
        matches!(&self.step, Step::Done(step) if step.has_receipt())
    }

    /// Another page opens over the counter. What is shown when it comes back has just appeared.
    pub fn set_aside(&mut self) {
        self.shown_at = None;
        if let Step::LookUp(step) = &mut self.step {
            step.ask_focus();
        }
    }

    /// Whether a visit is open.
    #[must_use]
    pub fn has_visit(&self) -> bool {
        self.visit.is_some()
    }

    /// The part of the keymap that the step belongs to.
    #[must_use]
    pub fn scope(&self) -> Scope {
        match &self.step {
            Step::LookUp(_) => Scope::LookUp,
            Step::Check(_) => Scope::Check,
            Step::Act(_) => Scope::Act,
            Step::Pad(_) => Scope::Pad,
            Step::Done(_) => Scope::Done,
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let step = match &self.step {
            Step::LookUp(step) => step.is_busy(),
            Step::Check(step) => step.is_busy(),
            Step::Act(step) => step.is_busy(),
            Step::Pad(step) => step.is_busy(),
            Step::Done(step) => step.is_busy(),
        };
        step || self.closing.is_some() || self.visit.as_ref().is_some_and(|visit| visit.refreshing.is_some())
    }

    /// The step that is shown.
    #[must_use]
    pub fn step_name(&self) -> &'static str {
        if self.farewell.as_ref().is_some_and(|farewell| !farewell.is_own()) {
            return "farewell";
        }
        match &self.step {
            Step::LookUp(_) => "look_up",
            Step::Check(_) => "check",
            Step::Act(_) => "act",
            Step::Pad(_) => "pad",
            Step::Done(_) => "done",
        }
    }

    /// Whether the holder is keying, so that everything but Cancel is out of reach.
    #[must_use]
    pub fn is_pad_open(&self) -> bool {
        matches!(self.step, Step::Pad(_))
    }

    /// Whether the holder keys on this very screen, or reads what became of it.
    #[must_use]
    pub fn covers_window(&self) -> bool {
        matches!(&self.step, Step::Pad(step) if !step.has_own_window())
            || self.farewell.as_ref().is_some_and(|farewell| !farewell.is_own())
    }

    /// Whether the holder's own monitor shows this visit's pad or goodbye.
    #[must_use]
    pub fn uses_holder_screen(&self) -> bool {
        matches!(&self.step, Step::Pad(step) if step.shows_own_window())
            || self.farewell.as_ref().is_some_and(|farewell| farewell.is_own())
    }

    /// `egui`'s time of the last input in the holder window, seconds.
    #[must_use]
    pub fn last_holder_input(&self) -> f64 {
        self.last_input
    }

    /// Draws the holder's pad over the whole window.
    pub fn cover(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let now = ui.input(|input| input.time);
        if let Step::Pad(step) = &mut self.step {
            let event = step.holder_ui(ui, now);
            step.obey(event, cx);
        } else if self.farewell.as_ref().is_some_and(|farewell| farewell.cover(ui, now)) {
            self.farewell = None;
            self.shown_at = None;
            enter_full_screen(ui.ctx(), false);
        }
    }

    /// The goodbye stays for some seconds.
    fn end_farewell(&mut self, ctx: &Context, now: f64) {
        let Some(farewell) = &self.farewell else { return };
        if farewell.lasts(ctx, now) {
            return;
        }
        if !farewell.is_own() {
            self.shown_at = None;
            enter_full_screen(ctx, false);
        }
        self.farewell = None;
        ctx.request_repaint();
    }

    /// Draws the screen.
    pub fn ui(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>) {
        let now = ui.input(|input| input.time);
        let shown_at = *self.shown_at.get_or_insert(now);
        self.own_window(ui, cx, now);
        let clock = self.clock.as_ref();
        let moment = Moment {
            now: clock.map_or_else(crate::desk::wall, |clock| clock.now()),
            uptime: clock.map_or(Duration::ZERO, |clock| clock.uptime()),
            is_settled: now - shown_at >= SETTLES_SECS,
        };
        let mut next = None;
        let mut state = (&mut *self, &mut *cx, &mut next);
        with_side(
            ui,
            286.0,
            &mut state,
            |ui, (counter, cx, next)| **next = counter.main(ui, cx, &moment),
            |ui, (counter, cx, next)| {
                if counter.side(ui, cx, &moment) {
                    **next = Some(Next::Close);
                }
            },
        );
        if self.ask_to_leave(ui) {
            next = Some(Next::Close);
        }
        if let Some(next) = next {
            let ctx = ui.ctx().clone();
            match next {
                Next::Close => self.close(&ctx, cx),
                next => self.go(&ctx, cx, next, now),
            }
        }
    }

    fn main(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, moment: &Moment) -> Option<Next> {
        let names = [t!("counter-step-1"), t!("counter-step-2"), t!("counter-step-3"), t!("counter-step-4")];
        let current = match &self.step {
            Step::LookUp(_) => 0,
            Step::Check(_) => 1,
            Step::Act(_) | Step::Pad(_) => 2,
            Step::Done(step) => step.stepper_place(),
        };
        stepper(ui, &names, current);
        if let Some(trouble) = &self.trouble
            && banner(ui, Tone::Bad, &trouble.what, &trouble.next, Some(&t!("common-ok")))
        {
            self.trouble = None;
        }
        match (&mut self.step, &mut self.visit) {
            (Step::LookUp(step), _) => step.ui(ui, cx, moment),
            (Step::Check(step), Some(visit)) => step.ui(ui, cx, &visit.view, moment),
            (Step::Act(step), Some(visit)) => step.ui(ui, cx, &visit.view, moment),
            (Step::Pad(step), Some(visit)) => {
                step.clerk_ui(ui, cx, &visit.view);
                None
            }
            (Step::Done(step), Some(visit)) => step.ui(ui, cx, &visit.view, moment, self.closing.is_some()),
            _ => None,
        }
    }

    /// The right column; true if the visit is to be closed.
    fn side(&mut self, ui: &mut Ui, cx: &Ctx<'_>, moment: &Moment) -> bool {
        let Some(visit) = &self.visit else {
            side::hints(ui);
            return false;
        };
        let is_closing = self.closing.is_some() || self.awaited().is_some();
        let has_end = !matches!(self.step, Step::Pad(_) | Step::Done(_));
        let choice = has_end.then_some(&mut self.choice);
        let leave = side::visit(
            ui,
            visit,
            moment,
            has_own_window(cx),
            choice,
            has_end.then_some(is_closing),
            cx.status.settings.repeat_reset_days,
        );
        if !leave || is_closing {
            return false;
        }
        self.is_asking_to_leave = self.would_lose_something();
        !self.is_asking_to_leave
    }

    fn would_lose_something(&self) -> bool {
        match &self.step {
            Step::Check(step) => step.would_lose_something(),
            Step::Act(_) | Step::Pad(_) => true,
            Step::LookUp(_) | Step::Done(_) => false,
        }
    }

    fn ask_to_leave(&mut self, ui: &Ui) -> bool {
        if !self.is_asking_to_leave {
            return false;
        }
        let (title, body, yes, no) =
            (t!("visit-leave-title"), t!("visit-leave-body"), t!("visit-leave-confirm"), t!("visit-leave-stay"));
        let answer = Confirm::new(&title, &body, &yes).danger().cancel(&no).show(ui.ctx());
        if answer.is_some() {
            self.is_asking_to_leave = false;
        }
        answer == Some(Answer::Confirmed)
    }

    /// The holder's own window while the pad is open there, and for a moment after.
    fn own_window(&mut self, ui: &mut Ui, cx: &Ctx<'_>, now: f64) {
        let builder = HolderWindow::builder(ui.ctx(), cx.status.settings.holder_monitor, cx.holder_pixels());
        if let Step::Pad(step) = &mut self.step {
            if step.shows_own_window() {
                let event = step.own_window(ui, builder, cx.holder_monitor(), now);
                step.obey(event, cx);
                self.last_input = self.last_input.max(step.last_key());
            }
            self.choice = step.choice();
            return;
        }
        if let Some(farewell) = self.farewell.as_ref().filter(|farewell| farewell.is_own()) {
            ui.ctx().show_viewport_immediate(HolderWindow::viewport(), builder, |ui, _class| farewell.show(ui));
        }
    }
}

impl Visit {
    fn refresh(&mut self, cx: &Ctx<'_>) {
        self.refreshing = Some(cx.worker.ask(|desk, _| desk.holder_view()));
    }
}

/// Whether the settings name a monitor for the holder that is there beside the clerk's own.
fn has_own_window(cx: &Ctx<'_>) -> bool {
    let wanted = usize::try_from(cx.status.settings.holder_monitor).unwrap_or_default();
    wanted > 0 && wanted <= cx.monitors.len() && cx.monitors.len() > 1
}

/// The clerk's window fills the monitor while the holder keys on it.
fn enter_full_screen(ctx: &Context, wanted: bool) {
    let is_full = ctx.input(|input| input.viewport().fullscreen.unwrap_or_default());
    if wanted != is_full {
        ctx.send_viewport_cmd(egui::ViewportCommand::Fullscreen(wanted));
    }
}
