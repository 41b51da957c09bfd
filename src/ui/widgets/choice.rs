//! Picking: check rows, cards, chips and drop-down lists.

use egui::{
    Align2, Button, ComboBox, CornerRadius, FontId, Frame, Margin, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::prose::prose;
use super::{
    paint::{self, Mark},
    pill::Pill,
};
use crate::ui::{
    i18n, icons,
    input::{self, Shortcut},
    theme::{Tokens, text},
};

/// A row to tick: check box, what it is about, how to do it. Space or a click toggles; true if it changed.
pub fn check_row(ui: &mut Ui, checked: &mut bool, title: &str, explanation: &str) -> bool {
    row(ui, checked, title, explanation, None)
}

/// A confirmation that a form needs, as [`check_row`], with a key of its own that works from every focus.
pub fn confirm_row(ui: &mut Ui, checked: &mut bool, title: &str, explanation: &str, shortcut: Shortcut) -> bool {
    row(ui, checked, title, explanation, Some(shortcut))
}

fn row(ui: &mut Ui, checked: &mut bool, title: &str, explanation: &str, shortcut: Option<Shortcut>) -> bool {
    let tokens = Tokens::of(ui);
    let id = ui.make_persistent_id(title);
    let inner = ui.scope(|ui| {
        ui.spacing_mut().item_spacing = vec2(12.0, 0.0);
        Frame::new().inner_margin(Margin::symmetric(0, 8)).show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let (square, _) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::hover());
                let cap = shortcut.map_or(0.0, |shortcut| paint::key_cap_size(ui, &shortcut.label()).x + 12.0);
                ui.vertical(|ui| {
                    ui.set_max_width((ui.available_width() - cap).max(80.0));
                    prose(ui, text::strong(title));
                    if !explanation.is_empty() {
                        prose(ui, text::muted(explanation));
                    }
                });
                square
            })
            .inner
        })
    });
    let (square, row) = (inner.inner.inner, inner.inner.response.rect);
    let response = ui.interact(row, id, Sense::click());
    input::leave_enter(ui, &response, false);
    // Enter goes on with the visit; only Space, the pointer, its key and a screen reader toggle.
    let by_key = shortcut.is_some_and(|shortcut| input::pressed(ui, shortcut, Some(response.id)));
    let toggled = by_key || (response.clicked() && !input::is_by_enter(ui) && input::is_first_click(ui));
    if toggled {
        *checked = !*checked;
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *checked, title));
    if let Some(shortcut) = shortcut {
        input::needed(ui, &response, !*checked);
        let label = shortcut.label();
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(label.clone()));
        let at = pos2(row.right() - paint::key_cap_size(ui, &label).x - 2.0, row.center().y);
        paint::key_cap(ui, at, &label, paint::CapColors::plain(&tokens));
    }
    if !explanation.is_empty() {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(explanation));
    }
    paint_box(ui, square.translate(vec2(0.0, 1.0)), *checked, &response);
    ui.painter().hline(row.x_range(), row.bottom(), Stroke::new(1.0, tokens.line));
    toggled
}

/// A check box with one line of text; true if it changed.
pub fn check(ui: &mut Ui, checked: &mut bool, label: &str) -> bool {
    let size = Vec2::splat(22.0);
    let font = egui::TextStyle::Body.resolve(ui.style());
    let galley = ui.painter().layout(
        label.to_owned(),
        font,
        Tokens::of(ui).text,
        (ui.available_width() - size.x - 10.0).max(40.0),
    );
    let (rect, response) =
        ui.allocate_exact_size(vec2(size.x + 10.0 + galley.size().x, galley.size().y.max(28.0)), Sense::click());
    input::leave_enter(ui, &response, false);
    let toggled = response.clicked() && !input::is_by_enter(ui);
    if toggled {
        *checked = !*checked;
    }
    response.widget_info(|| WidgetInfo::selected(Role::CheckBox, ui.is_enabled(), *checked, label));
    let square = Rect::from_min_size(pos2(rect.left(), rect.center().y - size.y / 2.0), size);
    paint_box(ui, square, *checked, &response);
    let top = rect.center().y - galley.size().y / 2.0;
    ui.painter().galley(pos2(square.right() + 10.0, top), galley, Tokens::of(ui).text);
    toggled
}

fn paint_box(ui: &Ui, square: Rect, checked: bool, response: &Response) {
    let tokens = Tokens::of(ui);
    let radius = CornerRadius::same(5);
    if checked {
        ui.painter().rect_filled(square, radius, tokens.primary);
        paint::mark(ui.painter(), Mark::Check, square.shrink(4.0), tokens.on_primary);
    } else {
        let color = if response.hovered() { tokens.primary } else { tokens.line_control };
        ui.painter().rect(square, radius, tokens.surface, Stroke::new(1.5, color), StrokeKind::Inside);
    }
    if response.has_focus() {
        paint::focus_ring(ui, square, 5);
    }
}

/// A card to pick, one of several: title, pill, detail. True if picked just now.
///
/// Give each its share of the row: `ui.columns(2, …)`.
pub fn radio_card(ui: &mut Ui, selected: bool, title: &str, pill: Option<Pill>, detail: &str) -> bool {
    let tokens = Tokens::of(ui);
    let id = ui.make_persistent_id(title);
    let frame = Frame::new()
        .inner_margin(Margin::symmetric(16, 12))
        .corner_radius(CornerRadius::same(tokens.radius))
        .fill(tokens.surface);
    let spoken = pill.as_ref().map(|pill| pill.text().to_owned());
    let row = frame
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            super::layout::inside(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 4.0;
                let mut pill = pill;
                // The state at the right; below the name where both do not fit beside each other.
                super::layout::ends_row(
                    ui,
                    &mut pill,
                    |ui, _| _ = ui.add(egui::Label::new(text::strong(title)).wrap()),
                    |ui, pill| _ = pill.take().map(|pill| pill.show(ui)),
                );
                prose(ui, text::muted(detail));
            });
        })
        .response
        .rect;
    let response = ui.interact(row, id, Sense::click());
    input::leave_enter(ui, &response, false);
    let by_enter = ui.input(|input| input.key_pressed(egui::Key::Enter) && !input.pointer.any_click());
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), selected, title));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_description([spoken.unwrap_or_default(), detail.to_owned()].join(" "))
    });
    let (width, color) = match (selected, response.hovered()) {
        (true, _) => (2.0, tokens.primary),
        (false, true) => (1.0, tokens.line_control),
        (false, false) => (1.0, tokens.line),
    };
    ui.painter().rect_stroke(row, CornerRadius::same(tokens.radius), Stroke::new(width, color), StrokeKind::Inside);
    if response.has_focus() {
        paint::focus_ring(ui, row, tokens.radius);
    }
    response.clicked() && !by_enter && !selected
}

/// A row of chips to pick one of; true if it changed. For up to about six short words.
pub fn chips<T: Copy + PartialEq>(ui: &mut Ui, label: &str, value: &mut T, options: &[(T, String)]) -> bool {
    let before = *value;
    let group = UiBuilder::new().accessibility_role(Role::RadioGroup).accessibility_label(label);
    ui.scope_builder(group, |ui| {
        ui.horizontal_wrapped(|ui| {
            for (option, name) in options {
                if chip(ui, *value == *option, name) {
                    *value = *option;
                }
            }
        });
    });
    *value != before
}

fn chip(ui: &mut Ui, selected: bool, name: &str) -> bool {
    let tokens = Tokens::of(ui);
    let color = if selected { tokens.primary } else { tokens.text };
    let style = if selected { text::strong_style() } else { egui::TextStyle::Button };
    // Measured semibold in both states, so that picking moves nothing.
    let wide = ui.painter().layout_no_wrap(name.to_owned(), text::strong_style().resolve(ui.style()), color);
    let galley = ui.painter().layout_no_wrap(name.to_owned(), style.resolve(ui.style()), color);
    let (rect, response) = ui.allocate_exact_size(vec2(wide.size().x + 28.0, tokens.control_height), Sense::click());
    let fill = if selected {
        tokens.tint
    } else if response.hovered() {
        tokens.surface_hover
    } else {
        tokens.surface
    };
    let stroke = if selected { Stroke::new(1.5, tokens.primary) } else { Stroke::new(1.0, tokens.line_strong) };
    let radius = CornerRadius::same(18);
    ui.painter().rect(rect, radius, fill, stroke, StrokeKind::Inside);
    ui.painter().galley(rect.center() - galley.size() / 2.0, galley, color);
    if response.has_focus() {
        paint::focus_ring(ui, rect, 18);
    }
    input::leave_enter(ui, &response, false);
    response.widget_info(|| WidgetInfo::selected(Role::RadioButton, ui.is_enabled(), selected, name));
    response.clicked() && !input::is_by_enter(ui)
}

/// An option of a drop-down list that says how much it stands for.
#[derive(Debug, Clone)]
pub struct Choice<T> {
    /// What is picked.
    pub value: T,
    /// Its name.
    pub name: String,
    /// How much it stands for, if that is known; nothing at all is dimmed, and can still be picked.
    pub count: Option<u64>,
}

/// A drop-down list; its label is for screen readers only, show it beside when the value does not say it. True if changed.
pub fn combo<T: Clone + PartialEq>(ui: &mut Ui, label: &str, value: &mut T, options: &[(T, String)]) -> bool {
    let plain = |(value, name): &(T, String)| Choice { value: value.clone(), name: name.clone(), count: None };
    let options: Vec<_> = options.iter().map(plain).collect();
    combo_counted(ui, label, value, &options)
}

/// A drop-down list with counts at the right of its options; true if changed.
pub fn combo_counted<T: Clone + PartialEq>(ui: &mut Ui, label: &str, value: &mut T, options: &[Choice<T>]) -> bool {
    let mut changed = false;
    let shown = options
        .iter()
        .find(|option| option.value == *value)
        .map_or_else(|| crate::t!("common-choose"), |option| option.name.clone());
    let open_id = ui.make_persistent_id(("combo-open", label));
    let pass = ui.ctx().cumulative_pass_nr();
    let opened_at: Option<u64> = ui.data(|data| data.get_temp(open_id));
    let is_new = opened_at.is_none_or(|at| at + 1 < pass);
    let mut is_open = false;
    let response = ComboBox::from_id_salt(label)
        .selected_text(shown)
        .icon(|ui, rect, visuals, _is_open| {
            let icon = icons::KEYBOARD_ARROW_DOWN;
            ui.painter().text(
                rect.center(),
                Align2::CENTER_CENTER,
                icon,
                FontId::proportional(18.0),
                visuals.text_color(),
            );
        })
        .show_ui(ui, |ui| {
            is_open = true;
            for option in options {
                let is_chosen = option.value == *value;
                let response = choice(ui, option, is_chosen);
                // The keyboard begins where the choice stands; a list that is only being measured cannot hold it.
                if is_chosen && is_new {
                    response.request_focus();
                    response.scroll_to_me(None);
                }
                if response.clicked() {
                    changed = !is_chosen;
                    *value = option.value.clone();
                    // A click closes it anyway; Enter has to say so.
                    ui.close();
                }
            }
            ui.is_sizing_pass()
        });
    let was_measured = response.inner.is_some_and(|is_sizing| is_sizing);
    let response = response.response;
    if is_open && !was_measured {
        ui.data_mut(|data| data.insert_temp(open_id, pass));
    } else if !is_open && opened_at.is_some_and(|at| at + 1 >= pass) {
        // Whoever chose goes on from the list, not from the top of the page.
        input::give_back(ui.ctx(), response.id);
    }
    let _named = response.accessible_name(label);
    changed
}

fn choice<T>(ui: &mut Ui, option: &Choice<T>, is_chosen: bool) -> Response {
    let Some(count) = option.count else { return ui.selectable_label(is_chosen, &option.name) };
    let name = if count == 0 { text::body(&option.name).weak() } else { text::body(&option.name) };
    let button = Button::selectable(is_chosen, name).right_text(text::muted(i18n::grouped(count)));
    let spoken = crate::t!("common-choice", name = option.name.as_str(), count = i18n::grouped(count));
    ui.add(button).accessible_name(spoken)
}

/// A drop-down list with its label before it; true if it changed.
pub fn labelled_combo<T: Clone + PartialEq>(ui: &mut Ui, label: &str, value: &mut T, options: &[(T, String)]) -> bool {
    ui.horizontal(|ui| {
        ui.label(text::muted(label));
        combo(ui, label, value, options)
    })
    .inner
}
