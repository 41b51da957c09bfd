//! The real window over a made-up office, worked by label as a person or a screen reader would.
#![allow(dead_code)]

use std::time::{Duration, Instant};

use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{Harness, Node, kittest::Queryable as _};
use pindesk::{
    desk::{Desk, Folders},
    ui::{
        app::{App, Start},
        i18n::{self, Language},
    },
};

use super::Office;

/// A label that has not come by then never will.
const DEADLINE: Duration = Duration::from_secs(20);

struct Stage {
    start: Option<(Folders, Box<Desk>)>,
    app: Option<App>,
}

/// The window.
pub struct Window {
    harness: Harness<'static, Stage>,
    office: Office,
}

impl Window {
    /// Opens the window; whoever is signed in at the desk is at work in it.
    pub fn open(office: Office, language: Language) -> Self {
        Self::open_sized(office, language, [1366.0, 768.0])
    }

    pub fn open_sized(mut office: Office, language: Language, size: [f32; 2]) -> Self {
        i18n::select(language);
        let start = Some((office.folders(), Box::new(office.desk.take().unwrap())));
        let stage = Stage { start, app: None };
        let frame = |ui: &mut egui::Ui, stage: &mut Stage| {
            let ctx = ui.ctx().clone();
            if let Some((folders, desk)) = stage.start.take() {
                // Fonts are there from the next frame on.
                stage.app = Some(App::over(&ctx, folders, Start::Open(desk), Vec::new()).unwrap());
                return;
            }
            let app = stage.app.as_mut().unwrap();
            app.take_in(&ctx);
            app.draw(ui);
        };
        let harness = Harness::builder().with_size(size).with_step_dt(1.0 / 60.0).build_ui_state(frame, stage);
        Self { harness, office }
    }

    /// Closes the window in order and opens the office again.
    pub fn close(mut self) -> Office {
        self.harness.state_mut().app.as_mut().unwrap().finish();
        let Self { harness, mut office } = self;
        drop(harness);
        office.start();
        office
    }

    pub fn office(&self) -> &Office {
        &self.office
    }

    fn until(&mut self, what: &str, mut is_so: impl FnMut(&Harness<'static, Stage>) -> bool) {
        let deadline = Instant::now() + DEADLINE;
        loop {
            self.harness.step();
            if is_so(&self.harness) {
                return;
            }
            assert!(Instant::now() < deadline, "waited in vain for {what:?}; the window says {:#?}", self.texts());
            std::thread::sleep(Duration::from_millis(4));
        }
    }

    /// Waits for a text that contains this.
    pub fn wait_for(&mut self, text: &str) {
        self.until(text, |harness| harness.query_all_by_label_contains(text).next().is_some());
    }

    /// Waits until no text contains this.
    pub fn wait_gone(&mut self, text: &str) {
        self.until(text, |harness| harness.query_all_by_label_contains(text).next().is_none());
    }

    /// Waits until nothing is being waited for.
    pub fn settle(&mut self) {
        self.harness.step();
        self.until("the desk", |harness| !harness.state().app.as_ref().unwrap().is_busy());
        self.harness.step();
    }

    pub fn says(&self, text: &str) -> bool {
        self.harness.query_all_by_label_contains(text).next().is_some()
    }

    /// Every label in the window, for a failing test.
    pub fn texts(&self) -> Vec<String> {
        let nodes = self.harness.query_all_by(|_| true);
        nodes.filter_map(|node| node.accesskit_node().label().filter(|label| !label.is_empty())).collect()
    }

    /// The text of the first label that fits.
    pub fn text(&self, fits: impl Fn(&str) -> bool) -> Option<String> {
        self.texts().into_iter().find(|text| fits(text))
    }

    fn control(&self, label: &str) -> Option<Node<'_>> {
        // What lies on top comes last.
        self.harness.query_all_by_label(label).filter(|node| is_control(node.accesskit_node().role())).last()
    }

    /// Clicks the control of this name, the topmost if there are several.
    pub fn click(&mut self, label: &str) {
        self.until(label, |h| h.query_all_by_label(label).any(|node| is_control(node.accesskit_node().role())));
        let node = self.control(label).unwrap();
        assert!(!node.accesskit_node().is_disabled(), "{label:?} cannot be used");
        node.click_accesskit();
        self.harness.step();
        self.harness.step();
    }

    pub fn is_enabled(&self, label: &str) -> bool {
        self.control(label).is_some_and(|node| !node.accesskit_node().is_disabled())
    }

    /// Gives the field of this name the keyboard, empties it and types.
    pub fn fill(&mut self, label: &str, text: &str) {
        self.until(label, |h| h.query_all_by_label(label).any(|node| is_control(node.accesskit_node().role())));
        self.control(label).unwrap().focus();
        self.harness.step();
        self.harness.step();
        self.harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.harness.step();
        self.harness.key_press(Key::Backspace);
        self.harness.step();
        self.type_text(text);
    }

    /// Types where the keyboard is.
    pub fn type_text(&mut self, text: &str) {
        self.harness.event(egui::Event::Text(text.to_owned()));
        self.harness.step();
        self.harness.step();
    }

    pub fn press(&mut self, key: Key) {
        self.press_with(Modifiers::NONE, key);
    }

    pub fn press_with(&mut self, modifiers: Modifiers, key: Key) {
        self.harness.key_press_modifiers(modifiers, key);
        self.harness.step();
        self.harness.step();
    }

    /// The name of the control that has the keyboard.
    pub fn focused(&self) -> Option<String> {
        let mut nodes = self.harness.query_all_by(|node| node.is_focused());
        nodes.find_map(|node| node.accesskit_node().label())
    }
}

fn is_control(role: Role) -> bool {
    matches!(
        role,
        Role::Button
            | Role::CheckBox
            | Role::RadioButton
            | Role::Row
            | Role::TextInput
            | Role::PasswordInput
            | Role::MultilineTextInput
    )
}
