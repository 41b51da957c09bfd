//! The window as a whole: which screen is shown, who is signed in, the idle lock, and the frame around every page.
//!
//! `logic` takes in what the desk replied and applies what the screens asked for; `ui` only draws. Screens never change
//! anything outside themselves: they send a [`Command`].

mod command;
mod frame;
mod going;
mod keep;
mod keyboard;
mod leaving;
mod limit;
mod locking;
mod notices;
mod place;
mod start;

use std::path::PathBuf;

use eframe::CreationContext;
use egui::{Context, Ui};

use self::{leaving::Goal, limit::Limit, notices::NoticeSheet};

use super::{
    first_steps::FirstSteps,
    help::{self, Help},
    holder_window::{HolderWindow, IdlePage},
    i18n::{self, Language},
    input,
    preferences::{Keeper, Preferences},
    screens::{
        audit::AuditScreen,
        counter::Counter,
        damage::DamageCard,
        date::DateCard,
        first_run::FirstRun,
        import::ImportScreen,
        lock::LockScreen,
        missing::MissingOffice,
        own_password::OwnPassword,
        settings::SettingsScreen,
        sign_in::SignIn,
        staff::StaffScreen,
        today::TodayScreen,
        worklist::{Urgent, WorklistScreen},
    },
    theme::Tone,
    widgets::Toasts,
    worker::{Pending, Status, Verification, Worker, take},
};
use crate::{
    desk::{DeskError, Folders, Moment, OfficeError, SignedIn},
    memory,
};

pub use command::{Command, Ctx, Monitor, Page};
pub use leaving::Loss;
pub use start::{DemoAccount, Start};

use place::Place;

/// The screen that is open; it owns its state, so leaving it drops what it held.
enum Screen {
    FirstRun(Box<FirstRun>),
    Missing(MissingOffice),
    SignIn(SignIn),
    Counter(Box<Counter>),
    Today(Box<TodayScreen>),
    Audit(Box<AuditScreen>),
    Worklist(Box<WorklistScreen>),
    Staff(StaffScreen),
    Import(ImportScreen),
    Settings(SettingsScreen),
}

/// Pindesk's window.
pub struct App {
    worker: Worker,
    folders: Folders,
    accounts: Vec<DemoAccount>,
    screen: Screen,
    /// The counter, its visit and all, while another of the clerk's pages is open.
    aside: Option<Box<Counter>>,
    /// The page to open as soon as no reply is on its way to the counter.
    wish: Option<Page>,
    /// The change of one's own password over whatever page is open.
    own_password: Option<OwnPassword>,
    lock: Option<LockScreen>,
    damage: DamageCard,
    date: DateCard,
    urgent: Urgent,
    /// Where somebody wants to go although something would be lost; asked until it is answered.
    leaving: Option<(Goal, Loss)>,
    /// Where somebody wants to go as soon as the desk has said whether a change was made.
    after_verdict: Option<Goal>,
    /// How often the desk broke off, as far as the window has said so.
    breaks: u64,
    /// The window may close: nothing is lost, or somebody said so.
    may_close: bool,
    limit: Limit,
    session: Option<SignedIn>,
    toasts: Toasts,
    commands: Vec<Command>,
    opening: Option<Pending<Result<(), OfficeError>>>,
    signing_out: Option<Pending<Result<(), DeskError>>>,
    /// `egui`'s time at which a desk that took nothing is told again, seconds.
    sign_out_again: Option<f64>,
    verification: Option<Pending<Verification>>,
    /// `egui`'s time of the last input in any window, seconds.
    last_input: f64,
    /// The same by the office's clock.
    touched: Moment,
    monitors: Vec<Monitor>,
    /// What the holder's monitor shows while no pad is open there.
    idle_page: Option<IdlePage>,
    preferences: Keeper,
    steps: FirstSteps,
    help: Help,
    notices: NoticeSheet,
    /// The language the window's title was last said in.
    titled: Option<Language>,
    place: Place,
}

impl App {
    /// The window over an office, or over none yet.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn new(
        cc: &CreationContext<'_>,
        folders: Folders,
        start: Start,
        accounts: Vec<DemoAccount>,
    ) -> std::io::Result<Self> {
        Self::over(&cc.egui_ctx, folders, start, accounts)
    }

    /// The window in a context that is there already: for tests and tours.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn over(ctx: &Context, folders: Folders, start: Start, accounts: Vec<DemoAccount>) -> std::io::Result<Self> {
        super::install(ctx);
        // Ctrl-Q must not end a visit without an entry.
        ctx.options_mut(|options| options.quit_shortcuts.clear());
        let (desk, screen) = match start {
            Start::FirstRun => (None, Screen::FirstRun(Box::new(FirstRun::new(&folders)))),
            Start::Failed(error) => (None, Screen::Missing(MissingOffice::new(&folders, error))),
            Start::Open(desk) => (Some(*desk), Screen::SignIn(SignIn::default())),
        };
        let is_open = desk.is_some();
        let worker = Worker::start(desk, ctx.clone())?;
        let verification = is_open.then(|| worker.verify(false));
        Ok(Self {
            worker,
            folders,
            accounts,
            screen,
            aside: None,
            wish: None,
            own_password: None,
            lock: None,
            damage: DamageCard::default(),
            date: DateCard::default(),
            urgent: Urgent::default(),
            leaving: None,
            after_verdict: None,
            breaks: 0,
            may_close: false,
            limit: Limit::default(),
            session: None,
            toasts: Toasts::default(),
            commands: Vec::new(),
            opening: None,
            signing_out: None,
            sign_out_again: None,
            verification,
            last_input: 0.0,
            touched: locking::NEVER,
            monitors: vec![Monitor::default()],
            idle_page: None,
            preferences: Keeper::default(),
            steps: FirstSteps::default(),
            help: Help::default(),
            notices: NoticeSheet::default(),
            titled: None,
            place: Place::default(),
        })
    }

    /// Starts with these preferences, and keeps what is chosen in the window in this file; without one, until the end.
    #[must_use]
    pub fn preferring(mut self, ctx: &Context, preferences: Preferences, file: Option<PathBuf>) -> Self {
        preferences.apply(ctx);
        self.steps =
            file.as_ref().map(|file| FirstSteps::over(file.with_file_name(FirstSteps::FILE))).unwrap_or_default();
        self.preferences = file.map(Keeper::over).unwrap_or_default();
        self
    }

    /// The language of this run came from the command line: it wins over what people chose earlier.
    #[must_use]
    pub fn in_given_language(mut self) -> Self {
        self.preferences.give_language();
        self
    }

    /// How many monitors there are; the window itself finds out, a test says so.
    pub fn set_monitors(&mut self, monitors: usize) {
        self.set_monitor_list(vec![Monitor::default(); monitors]);
    }

    /// Which monitors there are, in the order the settings count them.
    pub fn set_monitor_list(&mut self, monitors: Vec<Monitor>) {
        // A window without any is still somewhere.
        self.monitors = if monitors.is_empty() { vec![Monitor::default()] } else { monitors };
    }

    /// Every name of [`Self::showing`], and `damage` and `date` for the pages that take the place of others: each has its
    /// chapter in the manual.
    pub const SCREENS: [&str; 17] = [
        "first_run",
        "missing",
        "sign_in",
        "lock",
        "damage",
        "date",
        "look_up",
        "check",
        "act",
        "pad",
        "done",
        "today",
        "audit",
        "worklist",
        "staff",
        "import",
        "settings",
    ];

    /// The name of what is shown, one of [`Self::SCREENS`]: for the help, and for tours, which wait for it.
    #[must_use]
    pub fn showing(&self) -> &'static str {
        if self.lock.is_some() {
            return "lock";
        }
        match &self.screen {
            Screen::FirstRun(_) => "first_run",
            Screen::Missing(_) => "missing",
            Screen::SignIn(_) => "sign_in",
            Screen::Counter(counter) => counter.step_name(),
            Screen::Today(_) => "today",
            Screen::Audit(_) => "audit",
            Screen::Worklist(_) => "worklist",
            Screen::Staff(_) => "staff",
            Screen::Import(_) => "import",
            Screen::Settings(_) => "settings",
        }
    }

    /// Whether a reply is being waited for: for tours.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        let screen = match &self.screen {
            Screen::FirstRun(screen) => screen.is_busy(),
            Screen::SignIn(screen) => screen.is_busy(),
            Screen::Counter(screen) => screen.is_busy(),
            Screen::Today(screen) => screen.is_busy(),
            Screen::Audit(screen) => screen.is_busy(),
            Screen::Worklist(screen) => screen.is_busy(),
            Screen::Staff(screen) => screen.is_busy(),
            Screen::Import(screen) => screen.is_busy(),
            Screen::Settings(screen) => screen.is_busy(),
            Screen::Missing(_) => false,
        };
        let lock = self.lock.as_ref().is_some_and(LockScreen::is_busy);
        let own_password = self.own_password.as_ref().is_some_and(OwnPassword::is_busy);
        screen
            || lock
            || own_password
            || self.notices.is_busy()
            || self.damage.is_busy()
            || self.date.is_busy()
            || self.opening.is_some()
            || self.signing_out.is_some()
    }

    /// Asks the window for something, as a screen would: for tours.
    pub fn request(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Takes in replies and applies commands; draws nothing.
    pub fn take_in(&mut self, ctx: &Context) {
        self.preferences.watch(ctx, &self.worker);
        self.steps.keep(&self.worker);
        let status = self.worker.status();
        self.lock_if_left_alone(ctx, &status);
        self.keep_window(ctx, &status);
        self.mind_the_desk(ctx, &status);
        let is_busy = self.is_busy();
        let mut cx = Ctx {
            worker: &self.worker,
            status: &status,
            session: self.session.as_ref(),
            accounts: &self.accounts,
            opening: self.opening.is_some(),
            is_locked: self.lock.is_some() || self.own_password.is_some(),
            folders: &self.folders,
            steps: &mut self.steps,
            monitors: &self.monitors,
            commands: &mut self.commands,
        };
        keyboard::hear(
            ctx,
            &mut self.screen,
            self.leaving.is_some() || self.own_password.is_some() || self.help.is_open(),
            is_busy,
            &mut cx,
        );
        match &mut self.screen {
            Screen::FirstRun(screen) => screen.logic(&mut cx),
            Screen::Missing(_) => {}
            Screen::SignIn(screen) => screen.logic(&mut cx),
            Screen::Counter(screen) => screen.logic(ctx, &mut cx),
            Screen::Today(screen) => screen.logic(&mut cx),
            Screen::Audit(screen) => screen.logic(&mut cx),
            Screen::Worklist(screen) => screen.logic(&mut cx),
            Screen::Staff(screen) => screen.logic(&mut cx),
            Screen::Import(screen) => screen.logic(&mut cx),
            Screen::Settings(screen) => screen.logic(&mut cx),
        }
        if let Some(lock) = &mut self.lock {
            lock.logic(&mut cx);
        }
        if let Some(form) = &mut self.own_password {
            form.logic(&mut cx);
        }
        self.damage.logic(&mut cx);
        self.notices.logic(&mut cx);
        self.date.logic(&mut cx);
        self.urgent.logic(&cx);
        self.take_replies(ctx);
        for command in std::mem::take(&mut self.commands) {
            self.apply(ctx, command);
        }
        self.mind_the_verdict(ctx);
        self.grant_wish(ctx);
        self.mind_the_close(ctx);
        self.mind_the_limit(ctx, &status);
        for sentence in input::said(ctx) {
            self.toasts.mention(ctx, &sentence);
        }
        let is_pad = matches!(&self.screen, Screen::Counter(counter) if counter.is_pad_open()) && self.lock.is_none();
        input::receive(ctx, input::Receiver { is_pad, affixes: keyboard::affixes(&status), today: None });
        self.lock_when_idle(ctx, &status);
    }

    fn take_replies(&mut self, ctx: &Context) {
        match take(&mut self.opening) {
            Some(Ok(())) => self.apply(ctx, Command::OfficeOpened(self.folders.clone())),
            Some(Err(error)) => self.screen = Screen::Missing(MissingOffice::new(&self.folders, error)),
            None => {}
        }
        self.take_signed_out(ctx);
        if let Some(Err(error)) = take(&mut self.verification) {
            tracing::warn!(%error, "the background verification gave no verdict");
        }
    }

    fn say(&mut self, ctx: &Context, tone: Tone, text: &str) {
        self.toasts.push(ctx, tone, text);
    }

    fn apply(&mut self, ctx: &Context, command: Command) {
        match command {
            Command::SignedIn(session) => {
                let page = Page::of(session.role)[0];
                self.preferences.signed_in(ctx, session.number.as_str());
                self.session = Some(session);
                let status = self.worker.status();
                self.limit.begin_anew(status.told);
                self.open(page);
                self.touch(ctx, &status);
            }
            // The locked screen has asked in words of its own.
            Command::SignOut if self.lock.is_some() => self.go(ctx, Goal::SignOut),
            Command::SignOut => self.leave_for(ctx, Goal::SignOut),
            Command::Open(page) => self.wish = Some(page),
            Command::Review(visit) => self.leave_for(ctx, Goal::Review(visit)),
            Command::Help => help::ask(ctx),
            Command::Lock => self.lock_screen(false),
            Command::ChangePassword => self.own_password = Some(OwnPassword::default()),
            Command::PasswordDone => self.own_password = None,
            Command::Locked => self.cover(),
            Command::Resume => {
                self.lock = None;
                let status = self.worker.status();
                self.limit.begin_anew(status.told);
                self.touch(ctx, &status);
            }
            Command::OfficeOpened(folders) => {
                self.folders = folders;
                self.screen = Screen::SignIn(SignIn::default());
                self.verification = Some(self.worker.verify(false));
            }
            Command::Retry(folders) if self.opening.is_none() => {
                self.folders = folders.clone();
                self.opening =
                    Some(self.worker.open(move || crate::desk::Desk::open_now(&folders).map(|desk| (desk, ()))));
            }
            Command::Retry(_) => {}
            Command::Verify => self.verification = Some(self.worker.verify(false)),
            Command::Say(tone, text) => self.say(ctx, tone, &text),
        }
        ctx.request_repaint();
    }

    /// Draws the window.
    pub fn draw(&mut self, ui: &mut Ui) {
        let status = self.worker.status();
        let mut cx = Ctx {
            worker: &self.worker,
            status: &status,
            session: self.session.as_ref(),
            accounts: &self.accounts,
            opening: self.opening.is_some(),
            is_locked: self.lock.is_some() || self.own_password.is_some(),
            folders: &self.folders,
            steps: &mut self.steps,
            monitors: &self.monitors,
            commands: &mut self.commands,
        };
        // Everybody sees it, but the holder, for whom the window is covered.
        let is_covered = matches!(&self.screen, Screen::Counter(screen) if screen.covers_window());
        if self.lock.is_some() || !is_covered {
            self.notices.strip(ui, &mut cx, self.lock.is_some());
        }
        if let Some(lock) = &mut self.lock {
            lock.ui(ui, &mut cx);
        } else {
            match &mut self.screen {
                Screen::FirstRun(screen) => screen.ui(ui, &mut cx),
                Screen::Missing(screen) => screen.ui(ui, &mut cx),
                Screen::SignIn(screen) => screen.ui(ui, &mut cx),
                // While the holder keys on this very screen, nothing of the clerk's is shown.
                Screen::Counter(screen) if screen.covers_window() => screen.cover(ui, &mut cx),
                screen => {
                    frame::framed(ui, screen, (&mut self.damage, &mut self.date), &self.urgent, &mut cx);
                    if let Some(form) = &mut self.own_password {
                        form.ui(ui, &mut cx);
                    }
                }
            }
        }
        self.ask_to_leave(ui);
        self.help.show(ui);
        self.toasts.show(ui);
        self.holder_screen(ui, &status);
    }

    /// The holder's own monitor while no pad is open there: the office's page, not the system's desktop. It says when
    /// nobody serves here: signed out, locked, or somebody else's work.
    fn holder_screen(&mut self, ctx: &Context, status: &Status) {
        let settings = &status.settings;
        let is_there = usize::try_from(settings.holder_monitor)
            .is_ok_and(|monitor| monitor > 0 && monitor <= self.monitors.len() && self.monitors.len() > 1);
        let is_used = self.lock.is_none()
            && match &self.screen {
                Screen::Counter(counter) => counter.uses_holder_screen(),
                Screen::Settings(settings) => settings.tests_monitor(),
                Screen::FirstRun(_) | Screen::Missing(_) => true,
                _ => false,
            };
        if !is_there || is_used {
            self.idle_page = None;
            return;
        }
        let page = IdlePage {
            office: settings.office_name.clone(),
            seat: settings.seat.as_str().to_owned(),
            is_served: self.lock.is_none() && matches!(self.screen, Screen::Counter(_)),
            language: i18n::current(),
        };
        page.show(ctx, settings.holder_monitor, command::pixels(&self.monitors, settings.holder_monitor));
        if self.idle_page.as_ref() != Some(&page) {
            ctx.request_repaint_of(HolderWindow::viewport());
            self.idle_page = Some(page);
        }
    }

    /// Ends what is open before the window closes.
    pub fn finish(&mut self) {
        // Nobody is left to be asked.
        self.may_close = true;
        self.preferences.finish();
        self.steps.finish();
        self.worker.close();
    }
}

impl eframe::App for App {
    fn logic(&mut self, ctx: &Context, frame: &mut eframe::Frame) {
        if let Some(window) = frame.winit_window() {
            self.place.keep(ctx);
            let own = window.current_monitor();
            let monitors = window.available_monitors().map(|monitor| Monitor {
                name: monitor.name().unwrap_or_default(),
                width: monitor.size().width,
                height: monitor.size().height,
                left: monitor.position().x,
                top: monitor.position().y,
                is_own: own.as_ref() == Some(&monitor),
            });
            self.set_monitor_list(monitors.collect());
        }
        self.take_in(ctx);
        memory::sweep_stack();
    }

    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.draw(ui);
        // Keys were on their way to their buffers.
        memory::sweep_stack();
    }

    fn on_exit(&mut self, _gl: Option<&eframe::glow::Context>) {
        self.finish();
    }
}
