//! The sheet of all keys: those of the screen that is open, and those that work everywhere.

use egui::{Key, Role, TextStyle, Ui, UiBuilder, pos2, vec2};

use super::manual::Manual;
use crate::{
    t,
    ui::{
        i18n,
        input::{
            Shortcut,
            keymap::{self, Entry, Scope},
        },
        theme::{Tokens, text},
        widgets::{CapColors, key_cap, key_cap_size, prose, title},
    },
};

/// Room for the caps before what they do.
const CAPS: f32 = 176.0;
const ROW: f32 = 30.0;

/// A line of the sheet: keys that do the same, and the text that says what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) shortcuts: Vec<Shortcut>,
    pub(super) does: String,
}

/// The parts of the map that belong to a screen: its own, and the sheets that open over it.
pub(super) fn scopes(screen: &str) -> &'static [Scope] {
    match screen {
        "first_run" => &[Scope::FirstRun],
        "missing" => &[Scope::Missing],
        "sign_in" => &[Scope::SignIn],
        "lock" => &[Scope::Lock],
        "damage" | "date" => &[Scope::Damage],
        "look_up" => &[Scope::LookUp],
        "check" => &[Scope::Check, Scope::Refusal],
        "act" => &[Scope::Act, Scope::Approval],
        "pad" => &[Scope::Pad],
        "done" => &[Scope::Done],
        "today" => &[Scope::Today],
        "audit" => &[Scope::Audit],
        "worklist" => &[Scope::Worklist],
        "staff" => &[Scope::Staff],
        "import" => &[Scope::Import],
        "settings" => &[Scope::Settings],
        _ => &[],
    }
}

/// The rows of a part, neighbours that do the same in one.
pub(super) fn rows(scope: Scope) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    for Entry { shortcut, does, .. } in keymap::of(scope) {
        let does = does.split_once('-').map_or_else(|| (*does).to_owned(), |(group, code)| i18n::text_of(group, code));
        match rows.last_mut() {
            Some(last) if last.does == does => last.shortcuts.push(*shortcut),
            _ => rows.push(Row { shortcuts: vec![*shortcut], does }),
        }
    }
    rows
}

/// Draws the sheet for a screen.
pub(super) fn sheet(ui: &mut Ui, screen: &str) {
    let manual = Manual::current();
    for scope in scopes(screen) {
        let heading = match scope {
            Scope::Refusal => t!("help-keys-refusal"),
            Scope::Approval => t!("approval-title"),
            _ => manual.chapter(screen).map(|chapter| chapter.title.clone()).unwrap_or_default(),
        };
        part(ui, &heading, *scope);
    }
    part(ui, &t!("help-keys-dialog"), Scope::Dialog);
    part(ui, &t!("help-keys-everywhere"), Scope::Everywhere);
}

fn part(ui: &mut Ui, heading: &str, scope: Scope) {
    let rows = rows(scope);
    if rows.is_empty() {
        return;
    }
    title(ui, heading);
    ui.add_space(2.0);
    for row in &rows {
        self::row(ui, row);
    }
    ui.add_space(14.0);
}

fn row(ui: &mut Ui, row: &Row) {
    let caps: Vec<_> = caps(&row.shortcuts);
    let spoken = format!("{}: {}", caps.join(" "), row.does);
    let group = UiBuilder::new().accessibility_role(Role::Group).accessibility_label(spoken);
    ui.scope_builder(group, |ui| {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            let (place, _) = ui.allocate_exact_size(vec2(CAPS, ROW), egui::Sense::hover());
            let colors = CapColors::plain(&Tokens::of(ui));
            let mut x = place.left();
            for cap in &caps {
                if cap == "…" {
                    let font = TextStyle::Body.resolve(ui.style());
                    let at = pos2(x + 1.0, place.center().y);
                    let drawn = ui.painter().text(at, egui::Align2::LEFT_CENTER, cap, font, colors.text);
                    x = drawn.right() + 5.0;
                    continue;
                }
                key_cap(ui, pos2(x, place.center().y), cap, colors);
                x += key_cap_size(ui, cap).x + 4.0;
            }
            ui.vertical(|ui| {
                ui.add_space(3.0);
                prose(ui, text::body(&row.does));
            });
        });
    });
}

/// What stands on the caps; a row of more than four is its first and its last key.
fn caps(shortcuts: &[Shortcut]) -> Vec<String> {
    match shortcuts {
        [first, _, _, _, .., last] => vec![cap(*first), "…".to_owned(), cap(*last)],
        _ => shortcuts.iter().map(|shortcut| cap(*shortcut)).collect(),
    }
}

/// What stands on the cap of a key, and what the manual calls it.
pub(super) fn cap(shortcut: Shortcut) -> String {
    let name = match shortcut.key {
        Key::Plus => "+",
        Key::Minus => "−",
        Key::ArrowUp => "↑",
        Key::ArrowDown => "↓",
        Key::ArrowLeft => "←",
        Key::ArrowRight => "→",
        _ => return shortcut.label(),
    };
    if shortcut.modifiers.command { format!("Ctrl {name}") } else { name.to_owned() }
}
