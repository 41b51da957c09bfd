//! From page to page and out of the window: nothing is left before somebody was asked about what would be lost.

use std::time::Duration;

use egui::{Context, ViewportCommand};

use super::{
    App, Page, Screen,
    leaving::{self, Goal, Loss},
};
use crate::{
    desk::{DeskError, Integrity},
    domain::staff::Role,
    t,
    ui::{
        errors::explain,
        screens::{
            audit::AuditScreen, damage::DamageCard, date::DateCard, import::ImportScreen, missing::MissingOffice,
            settings::SettingsScreen, sign_in::SignIn, staff::StaffScreen,
        },
        theme::Tone,
        widgets::Answer,
        worker::{Status, take},
    },
};

/// A desk that has not answered for so long may never answer.
const OVERDUE: Duration = Duration::from_secs(30);

impl App {
    /// Opens the page somebody asked for while a reply was on its way to the counter, which must be there to take it.
    pub(super) fn grant_wish(&mut self, ctx: &Context) {
        if self.is_pad_open() {
            // The holder is keying: the wish is void, and so is the change of a password.
            (self.wish, self.own_password) = (None, None);
        }
        let is_waiting = matches!(&self.screen, Screen::Counter(counter) if counter.is_busy());
        if !is_waiting && let Some(page) = self.wish.take() {
            match (page, &self.screen) {
                // The counter comes back as it was; what is typed beside a receipt would go.
                (Page::Counter, Screen::Today(screen)) => match screen.would_lose() {
                    Some(loss) => self.leaving = Some((Goal::Open(page), loss)),
                    None => self.open(page),
                },
                // The counter is kept aside for it: nothing is lost.
                (Page::Today | Page::Counter, _) => self.open(page),
                _ => self.leave_for(ctx, Goal::Open(page)),
            }
        }
    }

    /// What leaving the open screen would throw away.
    pub(super) fn loss(&self) -> Option<Loss> {
        match &self.screen {
            // A damaged log stops all work: what is underneath cannot be gone on with.
            _ if self.is_stopped() => None,
            Screen::FirstRun(screen) => screen.would_lose(),
            Screen::Counter(counter) => (counter.step_name() != "look_up").then_some(Loss::Visit),
            Screen::Audit(screen) => screen.would_lose(),
            Screen::Worklist(screen) => screen.would_lose(),
            Screen::Staff(screen) => screen.would_lose(),
            Screen::Import(screen) => screen.would_lose(),
            Screen::Settings(screen) => screen.would_lose(),
            Screen::Today(screen) => {
                let has_visit = self.aside.as_ref().is_some_and(|counter| counter.has_visit());
                has_visit.then_some(Loss::Visit).or_else(|| screen.would_lose())
            }
            Screen::SignIn(screen) => screen.would_lose(),
            Screen::Missing(_) => None,
        }
    }

    /// Whether this person's page gives way to what was found in the log, or to a date that nobody is sure of.
    pub(super) fn is_stopped(&self) -> bool {
        let status = self.worker.status();
        let is_stopped =
            matches!(status.integrity, Integrity::Damaged(_)) || status.date.is_some_and(|doubt| doubt.stops);
        is_stopped && self.session.as_ref().is_some_and(|session| session.role != Role::Supervisor)
    }

    pub(super) fn is_pad_open(&self) -> bool {
        matches!(&self.screen, Screen::Counter(counter) if counter.is_pad_open())
    }

    /// The window closes at once only when nobody is keying and nothing would be lost.
    pub(super) fn mind_the_close(&mut self, ctx: &Context) {
        if self.may_close || !ctx.input(|input| input.viewport().close_requested()) {
            return;
        }
        if self.awaited().is_some_and(|awaited| awaited >= OVERDUE) {
            // A desk that hangs keeps nobody in the program.
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.leaving = Some((Goal::Close, Loss::Verdict));
        } else if self.is_pad_open() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.say(ctx, Tone::Caution, &t!("close-pad-open"));
        } else if let Some(loss) = self.loss() {
            ctx.send_viewport_cmd(ViewportCommand::CancelClose);
            self.leaving = Some((Goal::Close, loss));
        }
    }

    /// Goes there, or asks first.
    pub(super) fn leave_for(&mut self, ctx: &Context, goal: Goal) {
        match self.loss() {
            // An export goes on behind another page; only the end of the program ends it.
            None | Some(Loss::Export) => self.go(ctx, goal),
            Some(loss) => self.leaving = Some((goal, loss)),
        }
    }

    /// Since when the desk is at something that may change a PIN, if it is.
    fn awaited(&self) -> Option<Duration> {
        match &self.screen {
            Screen::Counter(counter) => counter.awaited(),
            _ => None,
        }
    }

    /// Goes where somebody wanted to go when the desk still had to say whether a change was made. If it was, the person
    /// sees that first; behind the locked screen, where nobody may be, it is said on the way out.
    pub(super) fn mind_the_verdict(&mut self, ctx: &Context) {
        if self.after_verdict.is_none() || self.awaited().is_some() {
            return;
        }
        let Some(goal) = self.after_verdict.take() else { return };
        let was_made = matches!(&self.screen, Screen::Counter(counter) if counter.shows_receipt());
        match (was_made, self.lock.is_some()) {
            (true, false) => self.say(ctx, Tone::Caution, &t!("leave-verdict-first")),
            (true, true) => {
                self.say(ctx, Tone::Caution, &t!("leave-verdict-done"));
                self.go(ctx, goal);
            }
            (false, _) => self.go(ctx, goal),
        }
    }

    pub(super) fn go(&mut self, ctx: &Context, goal: Goal) {
        self.leaving = None;
        if matches!(goal, Goal::SignOut | Goal::Close) && self.awaited().is_some_and(|awaited| awaited < OVERDUE) {
            self.after_verdict = Some(goal);
            return;
        }
        match goal {
            Goal::Open(page) => {
                self.end_visit();
                self.open(page);
            }
            Goal::Review(visit) => self.screen = Screen::Audit(Box::new(AuditScreen::on_visit(visit))),
            Goal::SignOut => self.sign_out(ctx),
            Goal::Close => {
                self.may_close = true;
                ctx.send_viewport_cmd(ViewportCommand::Close);
            }
        }
    }

    /// A visit does not stay open behind another page.
    pub(super) fn end_visit(&self) {
        if matches!(&self.screen, Screen::Counter(counter) if counter.step_name() != "look_up") {
            drop(self.worker.ask(|desk, _| desk.leave_visit()));
        }
    }

    /// The desk broke off and was opened anew, or could not be: nobody is signed in, and somebody must be told.
    pub(super) fn mind_the_desk(&mut self, ctx: &Context, status: &Status) {
        if status.breaks == self.breaks {
            return;
        }
        self.breaks = status.breaks;
        self.forget_session(ctx);
        self.signing_out = None;
        match self.worker.unopened() {
            Some(error) => self.screen = Screen::Missing(MissingOffice::new(&self.folders, error)),
            None => {
                self.screen = Screen::SignIn(SignIn::told(DeskError::OutcomeUnknown));
                self.verification = Some(self.worker.verify(false));
            }
        }
        ctx.request_repaint();
    }

    /// Everything of the person who was signed in goes from the window.
    fn forget_session(&mut self, ctx: &Context) {
        if matches!(&self.screen, Screen::Counter(counter) if counter.covers_window()) {
            ctx.send_viewport_cmd(ViewportCommand::Fullscreen(false));
        }
        self.session = None;
        self.preferences.signed_out(ctx);
        (self.lock, self.own_password, self.wish, self.aside) = (None, None, None, None);
        self.damage = DamageCard::default();
        self.date = DateCard::default();
        (self.leaving, self.after_verdict) = (None, None);
    }

    pub(super) fn sign_out(&mut self, ctx: &Context) {
        self.forget_session(ctx);
        self.screen = Screen::SignIn(SignIn::default());
        self.signing_out = Some(self.worker.ask(|desk, _| desk.sign_out()));
    }

    /// Takes in how the sign-out went. A desk that was too busy to hear it still has somebody signed in: it is told again.
    pub(super) fn take_signed_out(&mut self, ctx: &Context) {
        let now = ctx.input(|input| input.time);
        match take(&mut self.signing_out) {
            Some(Err(DeskError::NotBegun)) if self.session.is_none() && self.worker.status().open => {
                self.sign_out_again = Some(now + 1.0);
                ctx.request_repaint_after_secs(1.0);
            }
            Some(Err(error)) => {
                // The person has left all the same; the desk writes it before anything else.
                let next = explain(&error).next;
                self.say(ctx, Tone::Bad, &t!("sign-out-unwritten", next = next));
            }
            Some(Ok(())) | None => {}
        }
        if self.sign_out_again.take_if(|at| *at <= now).is_some() {
            self.signing_out = Some(self.worker.ask(|desk, _| desk.sign_out()));
        }
    }

    pub(super) fn open(&mut self, page: Page) {
        let next = match page {
            Page::Counter => Screen::Counter(self.aside.take().unwrap_or_default()),
            Page::Today => Screen::Today(Box::default()),
            Page::Audit => Screen::Audit(Box::default()),
            Page::Worklist => Screen::Worklist(Box::default()),
            Page::Staff => Screen::Staff(StaffScreen::default()),
            Page::Import => Screen::Import(ImportScreen::default()),
            Page::Settings => Screen::Settings(SettingsScreen::default()),
        };
        let left = std::mem::replace(&mut self.screen, next);
        if let (Screen::Counter(mut counter), Page::Today) = (left, page) {
            counter.set_aside();
            self.aside = Some(counter);
        }
    }

    /// Asks before something is lost. Behind the locked screen only the closing of the window is asked about.
    pub(super) fn ask_to_leave(&mut self, ctx: &Context) {
        let Some((goal, loss)) = self.leaving.clone() else { return };
        if self.lock.is_some() && goal != Goal::Close {
            return;
        }
        match leaving::ask(ctx, &goal, loss) {
            Some(Answer::Confirmed) => self.go(ctx, goal),
            Some(Answer::Cancelled) => self.leaving = None,
            None => {}
        }
    }
}
