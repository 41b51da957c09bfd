//! Keyboard shortcuts that never fire twice and never reach past a dialog.

use egui::{Event, Id, Key, Modifiers, Response, Ui};

/// A key, alone or with modifiers, as a button shows and obeys it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// Held keys; exactly these.
    pub modifiers: Modifiers,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    /// Ctrl and a key.
    #[must_use]
    pub const fn ctrl(key: Key) -> Self {
        Self { modifiers: Modifiers::COMMAND, key }
    }

    /// As printed on a key cap: `Enter`, `F8`, `Ctrl E`.
    #[must_use]
    pub fn label(self) -> String {
        let key = match self.key {
            Key::Escape => "Esc",
            key => key.name(),
        };
        let mut label = String::new();
        for (held, name) in [
            (self.modifiers.command || self.modifiers.ctrl, "Ctrl "),
            (self.modifiers.alt, "Alt "),
            (self.modifiers.shift, "Shift "),
        ] {
            if held {
                label.push_str(name);
            }
        }
        label + key
    }

    /// Whether pressing it also types a character.
    fn types(self) -> bool {
        self.modifiers.is_none() && (self.key == Key::Space || self.key.name().chars().count() == 1)
    }
}

impl From<Key> for Shortcut {
    fn from(key: Key) -> Self {
        Self { modifiers: Modifiers::NONE, key }
    }
}

/// What the widget with the keyboard leaves to others.
#[derive(Debug, Clone, Copy)]
struct Leaves {
    id: Id,
    typing: bool,
}

fn leaves_id() -> Id {
    Id::unique("pindesk-leaves-enter")
}

/// Says that this widget, while it has the keyboard, leaves Enter to the screen's main button.
///
/// `typing`: it takes characters, so that shortcuts which are characters do not fire.
pub fn leave_enter(ui: &Ui, response: &Response, typing: bool) {
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(leaves_id(), Leaves { id: response.id, typing }));
    }
}

/// Whether a click in this frame came from Enter, which a widget that leaves Enter to the main button does not take.
pub fn is_by_enter(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter) && !input.key_pressed(Key::Space) && !input.pointer.any_click())
}

/// Whether the shortcut was pressed for this part of the screen just now. Takes the key press away, and ignores the
/// repeats of a key held down, so that one press is one action.
///
/// Says no behind an open dialog or menu, and for Enter while another button has the keyboard.
pub fn pressed(ui: &Ui, shortcut: impl Into<Shortcut>, own: Option<Id>) -> bool {
    let shortcut = shortcut.into();
    let reachable = ui.is_enabled()
        && ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
        && !egui::Popup::is_any_open(ui.ctx());
    if !reachable || !is_free(ui, shortcut, own) {
        return false;
    }
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !is_first_press(event, shortcut));
        input.events.len() < before
    })
}

/// Whether the widget with the keyboard has no use of its own for this key.
fn is_free(ui: &Ui, shortcut: Shortcut, own: Option<Id>) -> bool {
    let Some(focused) = ui.memory(|memory| memory.focused()) else {
        return true;
    };
    let leaves = ui.data(|data| data.get_temp::<Leaves>(leaves_id())).filter(|leaves| leaves.id == focused);
    if shortcut.types() && (leaves.is_some_and(|leaves| leaves.typing) || ui.text_edit_focused()) {
        return false;
    }
    let activates = matches!(shortcut.key, Key::Enter | Key::Space) && shortcut.modifiers.is_none();
    !activates || Some(focused) == own || leaves.is_some()
}

fn is_first_press(event: &Event, shortcut: Shortcut) -> bool {
    matches!(event, Event::Key { key, pressed: true, repeat: false, modifiers, .. }
        if *key == shortcut.key && modifiers.matches_exact(shortcut.modifiers))
}

/// A click that is only the repeat of a held Enter or Space.
pub(super) fn is_held_down(ui: &Ui) -> bool {
    ui.input(|input| {
        let activating = |event: &Event, wanted: bool| matches!(event, Event::Key { key: Key::Enter | Key::Space, pressed: true, repeat, .. } if *repeat == wanted);
        input.events.iter().any(|event| activating(event, true))
            && !input.events.iter().any(|event| activating(event, false))
            && !input.pointer.any_click()
    })
}
