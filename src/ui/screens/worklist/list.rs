//! The list of items, grouped by rule, the gravest first; picked with the pointer or the arrows.

use egui::{
    Align, CornerRadius, EventFilter, Id, Key, Layout, Rect, Role, ScrollArea, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, WidgetInfo, vec2,
};
use jiff::civil::Date;

use super::words;
use crate::{
    desk::worklist::ListedItem,
    domain::worklist::Rule,
    t,
    ui::{
        i18n,
        screens::audit::Names,
        theme::{Tokens, text},
        widgets::{Mark, Pill, focus_ring, pressed},
    },
};

const ROW: f32 = 56.0;
/// Height of each of a row's two lines.
const LINE: f32 = 22.0;

/// A line of the list.
enum Line<'a> {
    Heading(Rule, usize),
    Item(&'a ListedItem),
}

/// Draws the items in all the room there is, with the chosen one marked. True if it is to be opened.
pub fn ui(ui: &mut Ui, items: &[&ListedItem], chosen: &mut Option<String>, names: &Names, today: Option<Date>) -> bool {
    let lines = lines(items);
    let area = ui.available_rect_before_wrap();
    let id = list_id();
    let response = ui.interact(area, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::List, true, t!("worklist-list")));
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        focus_ring(ui, area.shrink(4.0), 4);
    }
    let is_moved = step(ui, &lines, chosen, response.has_focus());
    let is_typing = ui.memory(egui::Memory::focused).is_some_and(|focused| focused != id);
    let mut open = chosen.is_some() && !is_typing && pressed(ui, Key::Enter, Some(id));
    ScrollArea::vertical().id_salt("worklist-scroll").auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for (place, line) in lines.iter().enumerate() {
            match line {
                Line::Heading(rule, count) => heading(ui, place, *rule, *count),
                Line::Item(listed) => {
                    let is_chosen = chosen.as_deref() == Some(listed.item.key.as_str());
                    let (rect, clicked) = row(ui, place, listed, is_chosen, names, today);
                    if clicked {
                        *chosen = Some(listed.item.key.clone());
                        open = true;
                    }
                    if is_chosen && is_moved {
                        ui.scroll_to_rect(rect, None);
                    }
                }
            }
        }
    });
    open
}

fn list_id() -> Id {
    Id::unique("worklist")
}

/// Gives the list the keyboard.
pub fn take_keyboard(ui: &Ui) {
    ui.memory_mut(|memory| memory.request_focus(list_id()));
}

/// The items in the order of the list.
#[must_use]
pub fn in_order<'a>(items: &[&'a ListedItem]) -> Vec<&'a ListedItem> {
    let item = |line: Line<'a>| if let Line::Item(listed) = line { Some(listed) } else { None };
    lines(items).into_iter().filter_map(item).collect()
}

fn lines<'a>(items: &[&'a ListedItem]) -> Vec<Line<'a>> {
    let mut lines = Vec::with_capacity(items.len() + Rule::ALL.len());
    for rule in Rule::ALL {
        let of_rule: Vec<_> = items.iter().filter(|listed| listed.item.rule() == rule).collect();
        if !of_rule.is_empty() {
            lines.push(Line::Heading(rule, of_rule.len()));
            lines.extend(of_rule.into_iter().map(|listed| Line::Item(listed)));
        }
    }
    lines
}

/// Moves the choice with the arrows, Home and End; true if it moved.
fn step(ui: &Ui, lines: &[Line<'_>], chosen: &mut Option<String>, has_focus: bool) -> bool {
    let is_elsewhere = ui.memory(egui::Memory::focused).is_some() && !has_focus;
    let keys: Vec<&str> = lines
        .iter()
        .filter_map(|line| if let Line::Item(listed) = line { Some(listed.item.key.as_str()) } else { None })
        .collect();
    let Some(last) = keys.len().checked_sub(1).filter(|_| !is_elsewhere) else { return false };
    let at = keys.iter().position(|key| Some(*key) == chosen.as_deref());
    let steps = [
        (Key::ArrowDown, at.map_or(0, |at| (at + 1).min(last))),
        (Key::ArrowUp, at.map_or(last, |at| at.saturating_sub(1))),
        (Key::Home, 0),
        (Key::End, last),
    ];
    let Some(to) = steps.into_iter().find_map(|(key, to)| pressed(ui, key, None).then_some(to)) else { return false };
    *chosen = keys.get(to).map(|key| (*key).to_owned());
    true
}

fn heading(ui: &mut Ui, place: usize, rule: Rule, count: usize) {
    ui.add_space(8.0);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::hover());
    let inside = UiBuilder::new().id_salt(place).max_rect(rect.shrink2(vec2(12.0, 0.0)));
    let mut ui = ui.new_child(inside.layout(Layout::left_to_right(Align::Center)));
    ui.label(text::strong(words::rule(rule)));
    ui.label(text::muted(i18n::grouped_len(count)));
}

fn row(
    ui: &mut Ui,
    place: usize,
    listed: &ListedItem,
    is_chosen: bool,
    names: &Names,
    today: Option<Date>,
) -> (Rect, bool) {
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    // Sentences are made for what is seen: years of items cost a frame no more than a screen of them.
    if !ui.is_rect_visible(rect) {
        return (rect, false);
    }
    let response = ui.interact(rect, ui.scope_id().with(("row", place)), Sense::CLICK);
    let tokens = Tokens::of(ui);
    if is_chosen || response.hovered() {
        let fill = if is_chosen { tokens.tint } else { tokens.surface_hover };
        let line = if is_chosen { tokens.outlined(tokens.primary) } else { Stroke::NONE };
        ui.painter().rect(rect, CornerRadius::ZERO, fill, line, StrokeKind::Inside);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let sentence = words::sentence(&listed.item, names, today);
    let state = state(listed);
    let rests_on = words::rests_on(&listed.item, names);
    let spoken = format!("{sentence}, {rests_on}, {}", state.text());
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_chosen, &spoken));
    let inside = rect.shrink2(vec2(12.0, (ROW - 2.0 * LINE) / 2.0));
    let (upper, lower) = inside.split_top_bottom_at_y(inside.top() + LINE);
    let child = UiBuilder::new().id_salt(place).max_rect(upper);
    let mut above = ui.new_child(child.layout(Layout::left_to_right(Align::Center)));
    above.add(egui::Label::new(text::body(sentence)).truncate().selectable(false));
    let child = UiBuilder::new().id_salt(("rests-on", place)).max_rect(lower);
    let mut below = ui.new_child(child.layout(Layout::right_to_left(Align::Center)));
    state.show(&mut below);
    below.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.add(egui::Label::new(text::muted(rests_on)).truncate().selectable(false));
    });
    (rect, response.clicked())
}

/// Where an item stands.
pub fn state(listed: &ListedItem) -> Pill {
    match (&listed.signature, listed.is_open) {
        (_, false) => Pill::good(t!("worklist-signed")).mark(Mark::Check),
        (Some(_), true) => Pill::bad(t!("worklist-grown-pill")).mark(Mark::Exclamation),
        (None, true) => Pill::new(words::tone(listed.item.rule()), t!("worklist-open")),
    }
}
