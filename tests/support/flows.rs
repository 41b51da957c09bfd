//! The real window over a made-up office, used as a person would: found by label, driven by keys, text and clicks.
//! Checks for missing glyphs and nameless inputs stay on.
//!
//! `mod support; #[path = "support/flows.rs"] mod flows;`
#![allow(dead_code, reason = "each test uses its own part")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of tests")]

use std::{
    path::{Path, PathBuf},
    sync::Arc,
    thread,
    time::{Duration, Instant},
};

use egui::{Event, Key, accesskit::Role};
use egui_kittest::{
    Harness, Node,
    kittest::{NodeT as _, Queryable as _},
};
use pindesk::{
    desk::Folders,
    ui::{
        app::{App, DemoAccount, Start},
        i18n::{self, Language},
        preferences::Preferences,
        theme::Tokens,
    },
};

use crate::support::Office;

/// How long a reply of the desk may take here: debug builds on busy machines.
const PATIENCE: Duration = Duration::from_secs(20);

/// The program, made in its first frame, and what it is made from.
pub struct Program {
    app: Option<App>,
    seed: Option<(Folders, Start, Vec<DemoAccount>)>,
    preferences: Option<PathBuf>,
}

/// A window.
pub struct Window {
    harness: Harness<'static, Program>,
    home: Option<Arc<tempfile::TempDir>>,
}

impl Window {
    /// A window over an office, nobody signed in, in Chinese.
    pub fn open(office: &mut Office) -> Self {
        Self::open_in(office, Language::Chinese)
    }

    /// A window over an office in a language.
    pub fn open_in(office: &mut Office, language: Language) -> Self {
        let desk = office.desk.take().expect("the office is open");
        let window = Self::over(office.folders(), Start::Open(Box::new(desk)), Vec::new(), language);
        Self { home: Some(office.home.clone()), ..window }
    }

    /// A window over whatever the program found at its start.
    pub fn over(folders: Folders, start: Start, accounts: Vec<DemoAccount>, language: Language) -> Self {
        i18n::select(language);
        Self::show(Program { app: None, seed: Some((folders, start, accounts)), preferences: None })
    }

    /// A window over an office that keeps its preferences in a file, as the program itself does.
    pub fn open_preferring(office: &mut Office, file: &Path) -> Self {
        let desk = office.desk.take().expect("the office is open");
        let seed = Some((office.folders(), Start::Open(Box::new(desk)), Vec::new()));
        let window = Self::show(Program { app: None, seed, preferences: Some(file.to_owned()) });
        Self { home: Some(office.home.clone()), ..window }
    }

    fn show(program: Program) -> Self {
        let harness = Harness::builder()
            .with_size([1366.0, 768.0])
            // Frames are many here while threads work; the office's minutes must not fly.
            .with_step_dt(1.0 / 240.0)
            .with_context_setup(pindesk::ui::install)
            .build_ui_state(
                |ui, program: &mut Program| {
                    let ctx = ui.ctx().clone();
                    if let Some((folders, start, accounts)) = program.seed.take() {
                        let mut app = App::over(&ctx, folders, start, accounts).expect("threads");
                        if let Some(file) = program.preferences.take() {
                            app = app.preferring(&ctx, Preferences::read(&file), Some(file));
                        }
                        program.app = Some(app);
                    }
                    if let Some(app) = &mut program.app {
                        app.take_in(&ctx);
                        app.draw(ui);
                    }
                },
                program,
            );
        Self { harness, home: None }
    }

    /// The program itself.
    pub fn app(&mut self) -> &mut App {
        self.harness.state_mut().app.as_mut().expect("made in the first frame")
    }

    /// Draws frames until something holds.
    #[track_caller]
    fn wait(&mut self, what: &str, mut holds: impl FnMut(&mut Self) -> bool) {
        let since = Instant::now();
        loop {
            self.harness.step();
            if self.app().showing() == "farewell" {
                // The holder reads for some seconds; what is waited for comes after.
                self.pass_secs(5.0);
            }
            if holds(self) {
                // What the frame asked for, such as the keyboard, is there in the next; behind a dialog two later.
                self.harness.run_steps(3);
                return;
            }
            assert!(
                since.elapsed() < PATIENCE,
                "waited for {what}; on {}:\n{}",
                self.app().showing(),
                self.texts().join("\n")
            );
            thread::sleep(Duration::from_millis(3));
        }
    }

    /// Waits until a screen is open and nothing is being waited for.
    #[track_caller]
    pub fn wait_for_screen(&mut self, name: &str) {
        self.wait(name, |window| window.app().showing() == name && !window.app().is_busy());
    }

    /// Waits until something with this label, or a part of it, is shown.
    #[track_caller]
    pub fn wait_for(&mut self, label: &str) {
        self.wait(label, |window| window.shows(label));
    }

    /// Waits until nothing of the kind is shown any more.
    #[track_caller]
    pub fn wait_until_gone(&mut self, label: &str) {
        self.wait(label, |window| !window.shows(label));
    }

    /// Waits until no reply is awaited.
    #[track_caller]
    pub fn settle(&mut self) {
        self.wait("a quiet window", |window| !window.app().is_busy());
    }

    /// Whether something is shown whose label holds these words.
    pub fn shows(&self, label: &str) -> bool {
        self.harness.query_all_by_label_contains(label).next().is_some()
    }

    /// Everything that can be read, for messages of failed tests.
    pub fn texts(&self) -> Vec<String> {
        self.harness.query_all_by_label_contains("").filter_map(|node| text_of(&node)).collect()
    }

    #[track_caller]
    fn node<'a>(&'a self, label: &'a str, roles: &[Role]) -> Node<'a> {
        let all: Vec<_> = self.harness.query_all_by_label(label).collect();
        let fits = |node: &&Node<'_>| roles.contains(&node.accesskit_node().role());
        // What lies on top comes last.
        let found = all.iter().rfind(fits).copied();
        found.unwrap_or_else(|| panic!("no {roles:?} {label:?} among:\n{}", self.texts().join("\n")))
    }

    /// Presses a button, box or card.
    #[track_caller]
    pub fn click(&mut self, label: &str) {
        let roles = [Role::Button, Role::CheckBox, Role::RadioButton, Role::MenuItemRadio, Role::Row];
        self.node(label, &roles).scroll_to_me();
        // Scrolling glides; a click while it does lands beside.
        let mut before = None;
        for _ in 0..240 {
            self.harness.run_steps(2);
            let now = self.node(label, &roles).rect();
            if before.replace(now) == Some(now) {
                break;
            }
        }
        // Sooner it would be the second of a double click.
        self.pass_secs(0.35);
        self.node(label, &roles).click();
        self.harness.run_steps(2);
    }

    /// Opens a drop-down list.
    #[track_caller]
    pub fn click_list(&mut self, label: &str) {
        self.node(label, &[Role::ComboBox]).click();
        self.harness.run_steps(4);
    }

    /// Whether a button cannot be used now.
    #[track_caller]
    pub fn is_disabled(&self, label: &str) -> bool {
        self.node(label, &[Role::Button]).accesskit_node().is_disabled()
    }

    /// Types into whatever has the keyboard.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(Event::Text(text.to_owned()));
        self.harness.run_steps(2);
    }

    /// Empties a field and types into it.
    #[track_caller]
    pub fn fill(&mut self, label: &str, text: &str) {
        let roles = [Role::TextInput, Role::PasswordInput, Role::MultilineTextInput];
        self.node(label, &roles).focus();
        self.harness.run_steps(2);
        self.harness.key_press_modifiers(egui::Modifiers::COMMAND, Key::A);
        self.harness.run_steps(1);
        self.press(Key::Backspace);
        self.type_text(text);
    }

    /// What stands in a field.
    #[track_caller]
    pub fn value(&self, label: &str) -> String {
        self.node(label, &[Role::TextInput, Role::MultilineTextInput]).value().unwrap_or_default()
    }

    /// Presses a key once; Enter as people do, a moment after whatever came before, and Space a moment before whatever follows.
    pub fn press(&mut self, key: Key) {
        if key == Key::Enter {
            self.pass_secs(0.35);
        }
        self.harness.key_press(key);
        self.harness.run_steps(2);
        if key == Key::Space {
            self.pass_secs(0.35);
        }
    }

    /// Presses a key with others held.
    pub fn press_with(&mut self, held: egui::Modifiers, key: Key) {
        self.harness.key_press_modifiers(held, key);
        self.harness.run_steps(2);
    }

    /// The name of whatever has the keyboard.
    pub fn focused(&self) -> Option<String> {
        let mut nodes = self.harness.query_all_by_label_contains("");
        nodes.find_map(|node| node.is_focused().then(|| node.accesskit_node().label()).flatten())
    }

    /// The first name or text that fits.
    pub fn label(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        let mut nodes = self.harness.query_all_by_label_contains("");
        nodes.find_map(|node| {
            let node = node.accesskit_node();
            node.label().or_else(|| node.value()).filter(|label| fits(label))
        })
    }

    /// Closes the window in order and opens the office again.
    pub fn close(mut self, office: &mut Office) {
        self.app().finish();
        drop(self);
        office.start();
    }

    /// Signs in on the sign-in screen and waits for a screen.
    #[track_caller]
    pub fn sign_in(&mut self, number: &str, password: &str, screen: &str) {
        self.wait_for_screen("sign_in");
        let (number_label, password_label, _) = sign_in_labels();
        self.fill(number_label, number);
        self.fill(password_label, password);
        self.press(Key::Enter);
        self.wait_for_screen(screen);
    }
}

impl Window {
    /// Fills in both founders of a first run in the language of this thread, right in every field.
    #[track_caller]
    pub fn fill_founders(&mut self, secret: &str) {
        for (role, person) in [("administrator", "110105194912310038"), ("supervisor", "110105194912310070")] {
            let label = |what: &str| i18n::text_of("founder", &format!("{role}-{what}"));
            self.fill(&label("name"), "赵安");
            self.fill(&label("id"), person);
            self.fill(&label("password"), secret);
            self.fill(&label("again"), secret);
        }
    }

    /// Both keepers write their half of the recovery code down, one after the other; the halves.
    #[track_caller]
    pub fn write_down_halves(&mut self) -> [String; 2] {
        [pindesk::t!("code-hide"), pindesk::t!("code-done")].map(|go_on| {
            if !self.shows(&pindesk::t!("code-written")) {
                self.press(Key::Enter);
                self.wait_for(&pindesk::t!("code-written"));
            }
            let is_half = |text: &str| text.len() == 23 && text.split('-').all(|part| part.len() == 5);
            let half = self.label(is_half).expect("a half of the code");
            self.click(&pindesk::t!("code-written"));
            self.click(&go_on);
            self.wait_until_gone(&half);
            half
        })
    }

    /// A supervisor consents on the sheet, or does not.
    #[track_caller]
    pub fn consent(&mut self, supervisor: &str, secret: &str, key: Key) {
        self.wait_for(&pindesk::t!("consent-how"));
        self.fill(&pindesk::t!("approval-supervisor"), supervisor);
        self.fill(&pindesk::t!("approval-password"), secret);
        self.fill(&pindesk::t!("approval-remark"), "新到岗，证件已看");
        self.press(key);
        self.settle();
    }
}

/// Labels of the sign-in in the language of this thread: number, password, button.
pub fn sign_in_labels() -> (&'static str, &'static str, &'static str) {
    match i18n::current() {
        Language::Chinese => ("工号", "登录密码", "登录"),
        Language::English => ("Staff number", "Password", "Sign in"),
    }
}

fn collect(shape: &egui::Shape, drawn: &mut String) {
    match shape {
        egui::Shape::Text(text) => drawn.push_str(text.galley.text()),
        egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, drawn)),
        _ => {}
    }
}

fn text_of(node: &Node<'_>) -> Option<String> {
    let node = node.accesskit_node();
    let text = node.label().or_else(|| node.value())?;
    (!text.is_empty()).then(|| format!("  {:?}: {text}", node.role()))
}

impl Window {
    /// Sends one event as it is.
    pub fn send(&mut self, event: Event) {
        self.harness.event(event);
        self.harness.run_steps(1);
    }

    /// Two presses of a key, one right after the other.
    pub fn send_twice(&mut self, key: Key) {
        self.harness.key_press(key);
        self.harness.key_press(key);
        self.harness.run_steps(2);
    }

    /// Presses a key and keeps it down.
    pub fn hold(&mut self, key: Key) {
        self.harness.key_down(key);
        self.harness.run_steps(2);
    }

    /// Lets a key go.
    pub fn release(&mut self, key: Key) {
        self.harness.key_up(key);
        self.harness.run_steps(2);
    }

    /// Lets time pass for the window; the office's clock stands.
    pub fn pass_secs(&mut self, secs: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + secs);
        self.harness.run_steps(1);
        self.harness.input_mut().time = None;
        self.harness.run_steps(2);
    }

    /// Puts the window away, or shows it again.
    pub fn set_minimised(&mut self, is_minimised: bool) {
        let input = self.harness.input_mut();
        input.viewports.entry(egui::ViewportId::ROOT).or_default().minimized = Some(is_minimised);
        self.harness.run_steps(2);
    }

    /// Puts the pointer down on a button and keeps it there.
    #[track_caller]
    pub fn hold_pointer(&mut self, label: &str) {
        self.node(label, &[Role::Button]).scroll_to_me();
        self.harness.run_steps(240);
        let at = self.node(label, &[Role::Button]).rect().center();
        self.harness.event(Event::PointerMoved(at));
        self.harness.run_steps(2);
        self.point(at, true);
    }

    /// Lets the pointer go where it is.
    pub fn release_pointer(&mut self) {
        let at = self.harness.ctx.input(|input| input.pointer.latest_pos()).unwrap_or_default();
        self.point(at, false);
    }

    fn point(&mut self, at: egui::Pos2, pressed: bool) {
        let (button, modifiers) = (egui::PointerButton::Primary, egui::Modifiers::NONE);
        self.harness.event(Event::PointerButton { pos: at, button, pressed, modifiers });
        self.harness.run_steps(4);
    }

    /// Every character that is drawn, without those who read only names: for what must not be drawn at all.
    pub fn drawn(&self) -> String {
        let mut drawn = String::new();
        for shape in &self.harness.output().shapes {
            collect(&shape.shape, &mut drawn);
        }
        drawn
    }

    /// Gives the window the keyboard, or takes it away.
    pub fn set_focus(&mut self, has_focus: bool) {
        self.harness.input_mut().focused = has_focus;
        self.harness.run_steps(2);
    }
}

impl Window {
    /// How large everything is; 1 is the usual size.
    pub fn zoom(&self) -> f32 {
        self.harness.ctx.zoom_factor()
    }

    /// Gives the window another size, in points.
    pub fn resize(&mut self, width: f32, height: f32) {
        self.harness.set_size(egui::vec2(width, height));
        self.harness.run_steps(4);
    }

    /// The tokens in force.
    pub fn tokens(&self) -> Tokens {
        Tokens::of(&self.harness.ctx).as_ref().clone()
    }

    /// The system turns to light or dark while the window is open.
    pub fn turn_system(&mut self, theme: Option<egui::Theme>) {
        self.harness.input_mut().system_theme = theme;
        self.harness.run_steps(2);
    }

    /// Whether an entry of a menu is the picked one.
    #[track_caller]
    pub fn is_picked(&self, label: &str) -> bool {
        self.node(label, &[Role::MenuItemRadio]).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    }
}

/// Words in the language of this thread.
pub fn say(chinese: &'static str, english: &'static str) -> &'static str {
    match i18n::current() {
        Language::Chinese => chinese,
        Language::English => english,
    }
}

impl Window {
    /// The desktop asks the window to close. True if the window goes, false if it stays for now.
    pub fn ask_to_close(&mut self) -> bool {
        let root = self.harness.input_mut().viewports.entry(egui::ViewportId::ROOT).or_default();
        root.events.push(egui::ViewportEvent::Close);
        self.harness.step();
        let commands = &self.harness.output().viewport_output[&egui::ViewportId::ROOT].commands;
        let stays = commands.contains(&egui::ViewportCommand::CancelClose);
        self.harness.run_steps(2);
        !stays
    }

    /// How far to the right the page reaches, points.
    pub fn rightmost(&self) -> f32 {
        let nodes = self.harness.query_all_by_label_contains("");
        let boxes = nodes.filter_map(|node| node.accesskit_node().bounding_box());
        boxes.map(|bounds| bounds.x1 as f32).filter(|right| right.is_finite()).fold(0.0, f32::max)
    }

    /// How many rows of a table are in sight as a whole.
    pub fn rows_in_sight(&self) -> usize {
        let room = self.harness.ctx.content_rect();
        let nodes = self.harness.query_all_by_label_contains("");
        let rows = nodes.filter(|node| node.accesskit_node().role() == Role::Row);
        let boxes = rows.filter_map(|node| node.accesskit_node().bounding_box());
        boxes.filter(|bounds| bounds.y0 >= 0.0 && bounds.y1 <= f64::from(room.bottom())).count()
    }
}

impl Window {
    /// Draws one frame that takes so long and brings these events.
    pub fn frame(&mut self, events: Vec<Event>, secs: f64) {
        let now = self.harness.ctx.input(|input| input.time);
        self.harness.input_mut().time = Some(now + secs);
        self.harness.input_mut().events.extend(events);
        self.harness.step();
        self.harness.input_mut().time = None;
    }

    /// Gives a field, box or button the keyboard.
    #[track_caller]
    pub fn focus_on(&mut self, label: &str) {
        let fields = [Role::TextInput, Role::PasswordInput, Role::MultilineTextInput, Role::CheckBox, Role::Button];
        self.node(label, &fields).focus();
        self.harness.run_steps(2);
    }

    /// Whether a box is ticked.
    #[track_caller]
    pub fn is_ticked(&self, label: &str) -> bool {
        self.node(label, &[Role::CheckBox]).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    }

    /// Whether one of several is the chosen one.
    #[track_caller]
    pub fn is_chosen(&self, label: &str) -> bool {
        self.node(label, &[Role::RadioButton]).accesskit_node().toggled() == Some(egui::accesskit::Toggled::True)
    }
}

impl Window {
    /// Every shortcut that the screens asked for so far.
    pub fn asked(&self) -> Vec<pindesk::ui::input::Asked> {
        pindesk::ui::input::asked(&self.harness.ctx)
    }
}

impl Window {
    /// The harness itself, for tests that look at what is painted and where.
    pub fn harness(&mut self) -> &mut Harness<'static, Program> {
        &mut self.harness
    }

    /// Where a button stands.
    #[track_caller]
    pub fn place_of(&self, button: &str) -> egui::Rect {
        self.node(button, &[Role::Button]).rect()
    }
}
