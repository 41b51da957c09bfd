//! A mouse double click on everything that can be pressed: the second click, which was meant for what stood there before, does nothing.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/flows.rs"]
mod flows;
mod support;

use egui::{Event, Key, Modifiers, PointerButton, Pos2, accesskit::Role};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use flows::Window;
use pindesk::{
    domain::audit::Action as LogAction,
    ui::i18n::{Language, text_of},
};
use support::{ADMIN, CLERK, Office, PASSWORD, SUPERVISOR, ZHANG};

/// Entries of the office before the visit.
const START: usize = 20;
/// Width of the rail, points.
const RAIL: f32 = 84.0;

fn at(place: &str) -> (Office, Window) {
    let mut office = Office::new();
    let mut window = Window::open_in(&mut office, Language::Chinese);
    let (who, first) = match place {
        "staff" => (ADMIN, "staff"),
        "audit" => (SUPERVISOR, "audit"),
        _ => (CLERK, "look_up"),
    };
    window.sign_in(who, PASSWORD, first);
    match place {
        "look_up" | "staff" | "audit" => {}
        _ => {
            window.type_text(ZHANG);
            window.press(Key::Enter);
            window.wait_for_screen("check");
            window.pass_secs(0.5);
            window.press(Key::F4);
            for key in [Key::Num1, Key::Num2, Key::Num3] {
                window.press_with(Modifiers::COMMAND, key);
            }
            window.pass_secs(0.5);
        }
    }
    if matches!(place, "act" | "done" | "again") {
        window.press(Key::Enter);
        window.wait_for_screen("act");
        window.pass_secs(0.5);
    }
    match place {
        "refusal" => {
            window.press(Key::F8);
            window.press_with(Modifiers::COMMAND, Key::Num2);
        }
        "done" | "again" => {
            window.press(Key::F6);
            window.press(Key::Enter);
            window.wait_for_screen("pad");
            window.press(Key::Escape);
            window.wait_for_screen("done");
            window.pass_secs(0.5);
        }
        _ => {}
    }
    if place == "again" {
        window.press(Key::F9);
    }
    window.settle();
    window.pass_secs(0.5);
    (office, window)
}

/// Everything with a place that can be pressed, by name.
fn targets(window: &mut Window) -> Vec<(String, Pos2)> {
    let screen = egui::Rect::from_min_size(Pos2::ZERO, egui::vec2(1366.0, 768.0));
    let mut found = Vec::new();
    for role in [Role::Button, Role::CheckBox, Role::RadioButton] {
        for node in window.harness().query_all_by_role(role) {
            let node_data = node.accesskit_node();
            if !node_data.is_disabled() && screen.contains(node.rect().center()) {
                found.push((node_data.label().unwrap_or_default(), node.rect().center()));
            }
        }
    }
    found
}

fn click(window: &mut Window, at: Pos2) {
    let button =
        |pressed| Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    window.frame(vec![Event::PointerMoved(at)], 0.01);
    window.frame(vec![button(true)], 0.04);
    window.frame(vec![button(false)], 0.04);
}

/// What came of it: the screen, the entries, and whether anything lies over the screen.
fn outcome(office: &Office, window: &mut Window) -> (&'static str, Vec<String>, usize) {
    window.settle();
    window.pass_secs(0.6);
    window.settle();
    // Nobody waits for the entry about the locked screen.
    let entries = office.entries().into_iter().filter(|entry| entry.draft.action != LogAction::ScreenLock).skip(START);
    let entries = entries.map(|entry| format!("{:?} {:?}", entry.draft.action, entry.draft.outcome));
    let dialogs = window.harness().query_all_by_role(Role::AlertDialog).count();
    (window.app().showing(), entries.collect(), dialogs)
}

#[test]
fn a_double_click_does_no_more_than_a_click_before_a_visit_and_on_the_other_pages() {
    double_click_at(&[("look_up", true), ("staff", false), ("audit", false)]);
}

#[test]
fn a_double_click_does_no_more_than_a_click_at_the_check_and_in_its_sheet() {
    double_click_at(&[("check", false), ("refusal", true)]);
}

#[test]
fn a_double_click_does_no_more_than_a_click_at_the_action_and_when_it_is_done() {
    double_click_at(&[("act", false), ("done", false), ("again", false)]);
}

/// Everything that can be pressed there, once and twice. The rail is the same everywhere and tried where it is said.
fn double_click_at(places: &[(&str, bool)]) {
    let mut wrong = Vec::new();
    for (place, has_rail) in places.iter().copied() {
        let (office, mut window) = at(place);
        let all = targets(&mut window);
        window.close(&mut { office });
        for (name, pos) in all {
            // What is shown while it is held is shown once more; each time is an entry.
            if name == text_of("check", "reveal") || (pos.x < RAIL && !has_rail) {
                continue;
            }
            let mut came = Vec::new();
            for times in [1, 2] {
                let (office, mut window) = at(place);
                for _ in 0..times {
                    click(&mut window, pos);
                    window.settle();
                }
                came.push(outcome(&office, &mut window));
            }
            if came[0] != came[1] {
                wrong.push(format!("{place}: {name:?}: {:?} became {:?}", came[0], came[1]));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
