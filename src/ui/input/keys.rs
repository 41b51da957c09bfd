//! Keyboard shortcuts that never fire twice, never reach past a dialog, and are known to the [`keymap`](super::keymap).

use std::panic::Location;

use egui::{Context, Event, Id, Key, LayerId, Modifiers, Response, Ui};

use super::{keymap::Scope, plugin::slot, router::is_character};

/// A key, alone or with modifiers, as a button shows and obeys it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Shortcut {
    /// Held keys; exactly these.
    pub modifiers: Modifiers,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    /// A key alone.
    #[must_use]
    pub const fn key(key: Key) -> Self {
        Self { modifiers: Modifiers::NONE, key }
    }

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
            Key::ArrowLeft => "←",
            Key::ArrowRight => "→",
            Key::ArrowUp => "↑",
            Key::ArrowDown => "↓",
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

    /// Whether pressing it also types a character: such a key is no shortcut anywhere.
    #[must_use]
    pub fn types(self) -> bool {
        is_character(self.key, self.modifiers)
    }
}

impl From<Key> for Shortcut {
    fn from(key: Key) -> Self {
        Self::key(key)
    }
}

/// What the widget with the keyboard leaves to others.
#[derive(Debug, Clone, Copy)]
struct Leaves {
    id: Id,
    typing: bool,
}

/// Says that this widget, while it has the keyboard, leaves Enter to the screen's main button.
///
/// `typing`: it takes characters, so that shortcuts which are characters do not fire.
pub fn leave_enter(ui: &Ui, response: &Response, typing: bool) {
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(slot("leaves-enter"), Leaves { id: response.id, typing }));
    }
}

/// Whether a click in this frame came from Enter, which a widget that leaves Enter to the main button does not take.
pub(crate) fn is_by_enter(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Enter) && !input.key_pressed(Key::Space) && !input.pointer.any_click())
}

/// Whether a click in this frame came from Space, which is a character: it ticks and picks, and confirms nothing.
pub(crate) fn is_by_space(ui: &Ui) -> bool {
    ui.input(|input| input.key_pressed(Key::Space) && !input.key_pressed(Key::Enter) && !input.pointer.any_click())
}

/// Whether a click is not the second one of a double click, which may have been meant for what stood there before.
pub(crate) fn is_first_click(ui: &Ui) -> bool {
    !ui.input(|input| input.pointer.button_double_clicked(egui::PointerButton::Primary))
}

/// Whether the shortcut was pressed for this part of the screen just now. Takes the key press away, and ignores the
/// repeats of a key held down, so that one press is one action.
///
/// Says no behind an open dialog or menu, and for Enter while another button has the keyboard.
#[track_caller]
pub fn pressed(ui: &Ui, shortcut: impl Into<Shortcut>, own: Option<Id>) -> bool {
    let shortcut = shortcut.into();
    let reachable = ui.is_enabled()
        && ui.memory(|memory| memory.allows_interaction(ui.layer_id()))
        && !egui::Popup::is_any_open(ui.ctx());
    if !reachable {
        return false;
    }
    if !is_free(ui, shortcut, own) {
        return false;
    }
    record(ui, shortcut, own.unwrap_or_else(|| here(Location::caller())));
    ui.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| !is_first_press(event, shortcut));
        input.events.len() < before
    })
}

/// Whether a key is held down for this part of the screen.
#[track_caller]
pub fn held(ui: &Ui, key: Key) -> bool {
    record(ui, Shortcut::key(key), here(Location::caller()));
    ui.input(|input| input.key_down(key))
}

/// How often a key was pressed for this part of the screen, a held key again and again; takes the presses away. For keys that move.
#[track_caller]
pub fn presses(ui: &Ui, key: Key) -> usize {
    record(ui, Shortcut::key(key), here(Location::caller()));
    ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key))
}

/// Whether Esc was pressed in this field, which leaves it; takes the press away.
pub fn escaped(ui: &Ui, field: &Response) -> bool {
    (field.has_focus() || field.lost_focus()) && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
}

/// Whether one of these keys was pressed in this field, which has no use for it; the press stays for whatever has.
pub fn passed_on(ui: &Ui, field: &Response, keys: &[Key]) -> bool {
    field.has_focus() && ui.input(|input| keys.iter().any(|key| input.key_pressed(*key)))
}

fn here(location: &Location<'_>) -> Id {
    Id::unique((location.file(), location.line(), location.column()))
}

/// Whether the widget with the keyboard has no use of its own for this key.
fn is_free(ui: &Ui, shortcut: Shortcut, own: Option<Id>) -> bool {
    let Some(focused) = ui.memory(|memory| memory.focused()) else {
        return true;
    };
    let leaves: Option<Leaves> = ui.data(|data| data.get_temp(slot("leaves-enter")));
    let leaves = leaves.filter(|leaves| leaves.id == focused);
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
pub(crate) fn is_held_down(ui: &Ui) -> bool {
    ui.input(|input| {
        let activating = |event: &Event, wanted: bool| matches!(event, Event::Key { key: Key::Enter | Key::Space, pressed: true, repeat, .. } if *repeat == wanted);
        input.events.iter().any(|event| activating(event, true))
            && !input.events.iter().any(|event| activating(event, false))
            && !input.pointer.any_click()
    })
}

/// A shortcut that a screen asked for, for the test that holds the [`keymap`](super::keymap) against the screens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Asked {
    /// Where.
    pub scope: Scope,
    /// What.
    pub shortcut: Shortcut,
    /// Two receivers asked for it in one frame.
    pub is_contested: bool,
}

#[derive(Clone, Default)]
struct Record {
    pass: u64,
    receivers: Vec<(LayerId, Shortcut, Id)>,
    asked: Vec<Asked>,
    scopes: Vec<(LayerId, Scope)>,
}

/// Says what this layer of the window is: a screen, or a sheet or dialog over it.
pub fn set_scope(ui: &Ui, scope: Scope) {
    let layer = ui.layer_id();
    ui.data_mut(|data| {
        let record: &mut Record = data.get_temp_mut_or_default(slot("record"));
        record.scopes.retain(|(other, _)| *other != layer);
        record.scopes.push((layer, scope));
    });
}

/// Every shortcut that was asked for so far.
#[must_use]
pub fn asked(ctx: &Context) -> Vec<Asked> {
    ctx.data(|data| data.get_temp::<Record>(slot("record"))).unwrap_or_default().asked
}

/// Debug builds only: a release has no use for it.
fn record(ui: &Ui, shortcut: Shortcut, receiver: Id) {
    if !cfg!(debug_assertions) {
        return;
    }
    let (pass, layer) = (ui.ctx().cumulative_pass_nr(), ui.layer_id());
    ui.data_mut(|data| {
        let record: &mut Record = data.get_temp_mut_or_default(slot("record"));
        if record.pass != pass {
            record.pass = pass;
            record.receivers.clear();
        }
        let same = |other: &&(LayerId, Shortcut, Id)| (other.0, other.1) == (layer, shortcut);
        let is_contested = record.receivers.iter().find(same).is_some_and(|(.., other)| *other != receiver);
        record.receivers.push((layer, shortcut, receiver));
        let scope = record.scopes.iter().find(|(other, _)| *other == layer).map_or(Scope::Dialog, |(_, scope)| *scope);
        let asked = Asked { scope, shortcut, is_contested };
        if !record.asked.contains(&asked) {
            record.asked.push(asked);
        }
    });
}
