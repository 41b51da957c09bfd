//! The password field. Not egui's `TextEdit`, which keeps plaintext in its undo history even in password mode.
//!
//! The text lives on one locked page that is zeroed when it is taken, cleared or dropped; it never grows or moves, so no
//! copy is left behind. Nothing can be copied out, and an input method cannot keep what it does not get.

use egui::{
    Align2, CornerRadius, Event, EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, accesskit, pos2, vec2,
};
use zeroize::Zeroizing;

use super::field;
use crate::{
    memory::Locked,
    t,
    ui::{
        input::{self, Kind},
        theme::{Tokens, text},
    },
};

/// Bytes of UTF-8 a secret may have.
pub const CAPACITY: usize = 128;

/// A secret being typed.
#[derive(Default)]
pub struct SecretText {
    bytes: Locked,
    is_selected: bool,
    note: Option<Note>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Note {
    Ime,
    Full,
}

impl std::fmt::Debug for SecretText {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SecretText(…)")
    }
}

impl SecretText {
    /// Nothing typed yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// How many characters are typed.
    #[must_use]
    pub fn count(&self) -> usize {
        // A character of UTF-8 starts with every byte but 10xxxxxx (RFC 3629).
        self.bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count()
    }

    /// Hands the secret out, the very page it was typed into, and leaves the field empty.
    #[must_use]
    pub fn take(&mut self) -> Locked {
        self.is_selected = false;
        self.bytes.take()
    }

    /// Types a text into the field: the password of a made-up account.
    pub fn fill(&mut self, text: &str) {
        self.push(text);
    }

    /// A copy of the secret, for a check that may send the person back to the field.
    #[must_use]
    pub fn copied(&self) -> Locked {
        Locked::copy_of(&self.bytes)
    }

    /// Whether two fields hold the same, for "type it again".
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.bytes.matches(&other.bytes)
    }

    /// Forgets what was typed.
    pub fn clear(&mut self) {
        self.bytes.clear();
        self.is_selected = false;
    }

    fn push(&mut self, text: &str) {
        if self.is_selected {
            self.clear();
        }
        self.note = None;
        let mut buffer = Zeroizing::new([0_u8; 4]);
        for character in text.chars().filter(|character| !character.is_control()) {
            let encoded = character.encode_utf8(buffer.as_mut_slice()).as_bytes();
            if self.bytes.len() + encoded.len() > CAPACITY || !self.bytes.push(encoded) {
                self.note = Some(Note::Full);
                return;
            }
        }
    }

    fn backspace(&mut self) {
        if self.is_selected {
            self.clear();
        }
        let start = self.bytes.iter().rposition(|byte| byte & 0xC0 != 0x80);
        self.bytes.truncate(start.unwrap_or_default());
    }

    /// Takes in one event; true if it was for a password field.
    fn take_in(&mut self, event: &Event) -> bool {
        match event {
            Event::Text(text) | Event::Paste(text) => self.push(text),
            Event::Ime(egui::ImeEvent::Commit(_)) => self.note = Some(Note::Ime),
            Event::Ime(_) | Event::Copy | Event::Cut => {}
            Event::Key { key: Key::Backspace, pressed: true, modifiers, .. } => {
                if modifiers.command {
                    self.clear();
                } else {
                    self.backspace();
                }
            }
            Event::Key { key: Key::Delete, pressed: true, .. } => {
                if self.is_selected {
                    self.clear();
                }
            }
            Event::Key { key: Key::A, pressed: true, modifiers, .. } if modifiers.matches_exact(Modifiers::COMMAND) => {
                self.is_selected = !self.is_empty()
            }
            Event::Key { key: Key::ArrowLeft | Key::ArrowRight | Key::Home | Key::End, pressed: true, .. } => {
                self.is_selected = false
            }
            _ => return false,
        }
        true
    }
}

/// What a password field said.
pub struct SecretResponse {
    /// Enter was pressed in it.
    pub submitted: bool,
    /// egui's own, for focus and place.
    pub response: Response,
}

/// A labelled password field.
#[must_use = "call show"]
pub struct SecretField<'a> {
    label: String,
    secret: &'a mut SecretText,
    help: Option<String>,
    error: Option<String>,
    width: f32,
    id: Option<Id>,
    is_missing: Option<Option<bool>>,
    lines: u8,
}

impl<'a> SecretField<'a> {
    /// A field with its label.
    pub fn new(label: impl Into<String>, secret: &'a mut SecretText) -> Self {
        Self {
            label: label.into(),
            secret,
            help: None,
            error: None,
            width: f32::INFINITY,
            id: None,
            is_missing: None,
            lines: 0,
        }
    }

    /// A line below that explains the field; an error takes its place.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What is wrong, shown below in red and announced; `None` if nothing is.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Keeps room for this many lines below it, so that a message moves nothing.
    pub fn room_below(mut self, lines: u8) -> Self {
        self.lines = lines;
        self
    }

    /// Its width; all there is unless said otherwise.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// A fixed id, to give the field the keyboard from outside.
    pub fn id(mut self, id: Id) -> Self {
        self.id = Some(id);
        self
    }

    /// The form cannot go on without it: Enter leads here while it is empty.
    pub fn needed(mut self) -> Self {
        self.is_missing = Some(None);
        self
    }

    /// The form cannot go on while this is so: Enter leads here.
    pub fn missing(mut self, is_missing: bool) -> Self {
        self.is_missing = Some(Some(is_missing));
        self
    }

    /// Draws it and takes in what is typed.
    pub fn show(self, ui: &mut Ui) -> SecretResponse {
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.vertical(|ui| self.show_column(ui)).inner
        })
        .inner
    }

    fn show_column(self, ui: &mut Ui) -> SecretResponse {
        let tokens = Tokens::of(ui);
        let label = ui.label(text::muted(&self.label));
        let id = self.id.unwrap_or_else(|| ui.make_persistent_id(&self.label));
        let size = vec2(self.width.min(ui.available_width()), tokens.control_height);
        let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
        let response = ui.interact(rect, id, Sense::click());
        if response.clicked() {
            response.request_focus();
        }
        input::declare(ui, id, Kind::Secret);
        for _ in 0..input::secret_to_give_back(ui, id) {
            self.secret.backspace();
        }
        let submitted = response.has_focus() && listen(ui, &response, self.secret);
        if let Some(is_missing) = self.is_missing.map(|is_missing| is_missing.unwrap_or(self.secret.is_empty())) {
            input::needed(ui, &response, is_missing);
        }
        if !response.has_focus() {
            self.secret.is_selected = false;
        }
        describe(ui, &response, &label);
        paint(ui, rect, &response, self.secret, &tokens);
        let note = self.secret.note.map(|note| match note {
            Note::Ime => t!("common-secret-ime"),
            Note::Full => t!("common-secret-full", count = CAPACITY),
        });
        let said = (note.or(self.error), self.help);
        field::below(ui, &response, said.0.as_deref(), said.1.as_deref(), self.lines);
        SecretResponse { submitted, response }
    }
}

/// Takes the typed events out of this frame; true if Enter was among them.
fn listen(ui: &Ui, response: &Response, secret: &mut SecretText) -> bool {
    let filter = EventFilter { horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    input::leave_enter(ui, response, true);
    ui.input_mut(|input| {
        input.events.retain(|event| !secret.take_in(event));
        input
            .events
            .iter()
            .any(|event| matches!(event, Event::Key { key: Key::Enter, pressed: true, repeat: false, .. }))
    })
}

fn describe(ui: &Ui, response: &Response, label: &Response) {
    let enabled = ui.is_enabled();
    response.widget_info(|| {
        let mut info = WidgetInfo::new(Role::PasswordInput);
        info.enabled = enabled;
        info
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.push_labelled_by(label.id.accesskit_id());
        // A password field has nothing to press; screen readers focus it.
        node.remove_action(accesskit::Action::Click);
    });
}

fn paint(ui: &Ui, rect: Rect, response: &Response, secret: &SecretText, tokens: &Tokens) {
    let focused = response.has_focus();
    let stroke = match (focused, response.hovered()) {
        (true, _) => Stroke::new(tokens.focus_width, tokens.focus),
        (false, true) => Stroke::new(1.0, tokens.muted),
        (false, false) => Stroke::new(1.0, tokens.line_control),
    };
    let painter = ui.painter_at(rect);
    painter.rect(rect, CornerRadius::same(tokens.radius), tokens.surface, stroke, StrokeKind::Inside);
    let (step, radius, left) = (12.0_f32, 4.0, rect.left() + 12.0);
    let room = ((rect.width() - 28.0) / step).max(1.0);
    let fits =
        (0..secret.count()).take_while(|index| f32::from(u16::try_from(*index).unwrap_or(u16::MAX)) < room).count();
    let width = step * f32::from(u16::try_from(fits).unwrap_or(u16::MAX));
    if secret.is_selected && focused {
        let selected = Rect::from_min_max(pos2(left - 2.0, rect.top() + 8.0), pos2(left + width, rect.bottom() - 8.0));
        painter.rect_filled(selected, CornerRadius::same(2), tokens.tint);
    }
    for index in 0..fits {
        let x = left + step * f32::from(u16::try_from(index).unwrap_or(u16::MAX)) + radius;
        painter.circle_filled(pos2(x, rect.center().y), radius, tokens.text);
    }
    if focused && !secret.is_selected {
        let x = left + width;
        painter.vline(x, (rect.top() + 9.0)..=(rect.bottom() - 9.0), Stroke::new(2.0, tokens.primary));
    }
    if fits < secret.count() {
        painter.text(
            pos2(rect.right() - 12.0, rect.center().y),
            Align2::RIGHT_CENTER,
            "…",
            egui::FontId::proportional(15.0),
            tokens.muted,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(parts: &[&str]) -> SecretText {
        let mut secret = SecretText::default();
        parts.iter().for_each(|part| secret.push(part));
        secret
    }

    #[test]
    fn hands_out_what_was_typed_and_keeps_nothing() {
        let mut secret = typed(&["correct horse ", "电池"]);
        assert_eq!(secret.count(), 16);
        assert_eq!(&*secret.take(), "correct horse 电池".as_bytes());
        assert!(secret.is_empty());
    }

    #[test]
    fn backspace_takes_whole_characters_and_leaves_no_bytes() {
        let mut secret = typed(&["a电"]);
        secret.backspace();
        assert_eq!((&*secret.bytes, secret.count()), (b"a".as_slice(), 1));
        secret.backspace();
        secret.backspace();
        assert!(secret.is_empty());
    }

    #[test]
    fn refuses_what_does_not_fit_whole_and_says_so() {
        let mut secret = typed(&["x".repeat(CAPACITY - 1).as_str()]);
        secret.push("电");
        assert_eq!((secret.bytes.len(), secret.note), (CAPACITY - 1, Some(Note::Full)));
        secret.push("y");
        assert_eq!((secret.bytes.len(), secret.note), (CAPACITY, None));
    }

    #[test]
    fn drops_line_ends_of_a_pasted_password() {
        assert_eq!(&*typed(&["secret\r\n"]).bytes, b"secret");
    }

    #[test]
    fn takes_no_input_method_text() {
        let mut secret = typed(&["ab"]);
        assert!(secret.take_in(&Event::Ime(egui::ImeEvent::Commit("密码".to_owned()))));
        assert_eq!((&*secret.bytes, secret.note), (b"ab".as_slice(), Some(Note::Ime)));
    }

    #[test]
    fn prints_nothing_of_the_secret() {
        assert_eq!(format!("{:?}", typed(&["hunter2"])), "SecretText(…)");
    }

    #[test]
    fn compares_two_entries() {
        assert!(typed(&["same"]).matches(&typed(&["sa", "me"])));
        assert!(!typed(&["same"]).matches(&typed(&["Same"])));
    }
}
