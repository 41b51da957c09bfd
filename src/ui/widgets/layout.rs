//! Cards, headings, label-and-value lists and the two-column page.

use egui::{
    Align, CornerRadius, Frame, Id, InnerResponse, Layout, Margin, Response, Role, Stroke, Ui, UiBuilder, vec2,
};

use super::prose::prose;
use crate::ui::theme::{Tokens, text};

/// Width below which a page's side column goes under its main column.
const NARROW: f32 = 720.0;

/// A white card as wide as there is room.
pub fn card<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(tokens.radius_card))
        .inner_margin(Margin::symmetric(20, 16))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            inside(ui, contents)
        })
}

/// A white surface with an edge and a margin of one's own: for lists, which want the room.
pub fn surface<R>(ui: &mut Ui, margin: Margin, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.surface)
        .stroke(Stroke::new(1.0, tokens.line))
        .corner_radius(CornerRadius::same(tokens.radius_card))
        .inner_margin(margin)
        .show(ui, contents)
        .inner
}

/// The distances inside a card, whatever they are around it, and text that is never stretched to both edges.
pub(super) fn inside<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
    if !ui.layout().horizontal_justify() {
        return contents(ui);
    }
    ui.with_layout(Layout::top_down(Align::Min), contents).inner
}

/// A card with a heading.
pub fn card_titled<R>(ui: &mut Ui, heading: &str, contents: impl FnOnce(&mut Ui) -> R) -> InnerResponse<R> {
    card(ui, |ui| {
        title(ui, heading);
        ui.add_space(4.0);
        contents(ui)
    })
}

/// A heading, 17 semibold; screen readers jump to it.
pub fn title(ui: &mut Ui, heading: &str) -> Response {
    let response = prose(ui, text::title(heading));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(heading);
        node.set_level(2);
    });
    response
}

/// A label above a value.
pub fn kv(ui: &mut Ui, label: &str, value: &str) {
    kv_with(ui, label, |ui| {
        prose(ui, text::body(value));
    });
}

/// A label above a serial, code or number.
pub fn kv_mono(ui: &mut Ui, label: &str, value: &str) {
    kv_with(ui, label, |ui| {
        prose(ui, text::mono(value));
    });
}

/// A label above anything.
pub fn kv_with<R>(ui: &mut Ui, label: &str, value: impl FnOnce(&mut Ui) -> R) -> R {
    let group = UiBuilder::new().accessibility_role(Role::Group).accessibility_label(label);
    let inner = ui.scope_builder(group, |ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        ui.vertical(|ui| {
            ui.label(text::muted(label));
            value(ui)
        })
        .inner
    });
    ui.add_space(2.0);
    inner.inner
}

/// A thin line across.
pub fn divider(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 9.0), egui::Sense::hover());
    ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, tokens.line));
}

/// A line of text and pills, closer to the next one than egui's `horizontal`, which leaves room for buttons.
pub fn line<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.allocate_ui_with_layout(vec2(ui.available_width(), 24.0), Layout::left_to_right(Align::Center), contents).inner
}

/// A row whose contents end at the right edge, first one rightmost: the buttons at the foot of a card.
pub fn right_row<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let height = Tokens::of(ui).action_height;
    ui.allocate_ui_with_layout(vec2(ui.available_width(), height), Layout::right_to_left(Align::Center), contents).inner
}

/// A row with something at both ends: `left` from the left, `right` from the right (first one rightmost). Where both do
/// not fit beside each other, `right` goes below.
///
/// Both get the same `state`, since two closures cannot borrow a screen at once.
pub fn ends_row<S>(
    ui: &mut Ui,
    state: &mut S,
    left: impl FnOnce(&mut Ui, &mut S),
    right: impl FnOnce(&mut Ui, &mut S),
) {
    let id = ui.next_auto_id().with("right-end");
    let size = vec2(ui.available_width(), Tokens::of(ui).control_height);
    let known = ui.data(|data| data.get_temp::<f32>(id));
    let mut is_below = false;
    let start = ui.cursor().left();
    let mut measured = 0.0;
    let rows = Layout::left_to_right(Align::Center);
    ui.allocate_ui_with_layout(size, rows, |ui| {
        left(ui, state);
        let room = size.x - (ui.min_rect().right() - start) - ui.spacing().item_spacing.x;
        is_below = known.is_some_and(|width| width > room);
        if !is_below {
            measured = ends_right(ui, state, false, right);
            return None;
        }
        Some(right)
    })
    .inner
    .map(|right| ui.allocate_ui_with_layout(size, rows, |ui| measured = ends_right(ui, state, true, right)));
    if known.is_none_or(|width| (width - measured).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, measured));
        ui.ctx().request_discard("the right end of a row was measured");
    }
}

/// The width that the right end takes, endless where it needs more than one row of its own.
fn ends_right<S>(ui: &mut Ui, state: &mut S, wraps: bool, right: impl FnOnce(&mut Ui, &mut S)) -> f32 {
    let one_row = 1.5 * Tokens::of(ui).action_height;
    ui.with_layout(Layout::right_to_left(Align::Center).with_main_wrap(wraps), |ui| {
        right(ui, state);
        let taken = ui.min_rect().size();
        if wraps && taken.y > one_row { f32::MAX } else { taken.x }
    })
    .inner
}

/// A page of a main column and a side column of this width; on a narrow window the side goes below.
pub fn with_side<S>(
    ui: &mut Ui,
    side_width: f32,
    state: &mut S,
    main: impl FnOnce(&mut Ui, &mut S),
    side: impl FnOnce(&mut Ui, &mut S),
) {
    let gap = Tokens::of(ui).gap + 4.0;
    let width = ui.available_width();
    if width < NARROW {
        page(ui, |ui| main(ui, state));
        ui.add_space(gap);
        page(ui, |ui| side(ui, state));
        return;
    }
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        column(ui, width - side_width - gap, |ui| main(ui, state));
        column(ui, side_width, |ui| side(ui, state));
    });
}

fn column(ui: &mut Ui, width: f32, contents: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(vec2(width, 0.0), Layout::top_down(Align::Min), |ui| {
        ui.set_width(width);
        page(ui, contents);
    });
}

/// Cards below each other with the page's gap between them.
pub fn page<R>(ui: &mut Ui, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let gap = Tokens::of(ui).gap;
    ui.scope(|ui| {
        ui.spacing_mut().item_spacing.y = gap;
        contents(ui)
    })
    .inner
}

/// Scrolls to the widget that has just got the keyboard, so that Tab never leads out of sight; call inside the scroll area.
pub fn follow_focus(ui: &Ui) {
    let id = Id::unique("follow-focus");
    let focused = ui.memory(|memory| memory.focused());
    let before = ui.data(|data| data.get_temp::<Option<Id>>(id)).flatten();
    if focused == before {
        return;
    }
    ui.data_mut(|data| data.insert_temp(id, focused));
    let response = focused.and_then(|id| ui.read_response(id));
    if let Some(response) = response.filter(|response| response.layer_id == ui.layer_id()) {
        ui.scroll_to_rect(response.rect.expand(12.0), None);
    }
}

/// What stands where nothing is yet: an icon of `ui::icons`, what is empty, what to do about it.
pub fn empty(ui: &mut Ui, icon: char, what: &str, next: &str) {
    ui.vertical_centered(|ui| {
        ui.add_space(32.0);
        let muted = Tokens::of(ui).muted;
        let (rect, _) = ui.allocate_exact_size(vec2(40.0, 40.0), egui::Sense::hover());
        ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, egui::FontId::proportional(36.0), muted);
        ui.label(text::strong(what));
        if !next.is_empty() {
            prose(ui, text::muted(next));
        }
        ui.add_space(32.0);
    });
}
