//! Where in the visit we are.

use egui::{Align2, FontId, Rect, Role, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};

use super::paint::{self, Mark};
use crate::{
    t,
    ui::theme::{Tokens, text},
};

const DIAMETER: f32 = 26.0;
const WIDEST_CELL: f32 = 232.0;

/// The steps of a visit: those before `current` are done (`current` = number of steps: all are).
///
/// On a narrow window only the current step keeps its name.
pub fn stepper(ui: &mut Ui, names: &[String], current: usize) {
    let count = names.len().max(1);
    let available = ui.available_width();
    #[allow(clippy::cast_precision_loss, reason = "a handful of steps")]
    let cell = (available / count as f32).min(WIDEST_CELL);
    let widest = names.iter().map(|name| label_width(ui, name)).fold(0.0, f32::max);
    let named = DIAMETER + 10.0 + widest + 24.0 <= cell;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (index, name) in names.iter().enumerate() {
            let is_last = index + 1 == names.len();
            let shows_name = named || index == current;
            let width = match (named, is_last) {
                (true, false) => cell,
                (true, true) => DIAMETER + 10.0 + label_width(ui, name),
                (false, _) => DIAMETER + 34.0 + if shows_name { 10.0 + label_width(ui, name) } else { 0.0 },
            };
            step(ui, &Step { index, name, current, width, shows_name, is_last });
        }
    });
}

struct Step<'a> {
    index: usize,
    name: &'a str,
    current: usize,
    width: f32,
    shows_name: bool,
    is_last: bool,
}

fn label_width(ui: &Ui, name: &str) -> f32 {
    ui.painter()
        .layout_no_wrap(name.to_owned(), text::strong_style().resolve(ui.style()), egui::Color32::PLACEHOLDER)
        .size()
        .x
}

fn step(ui: &mut Ui, step: &Step<'_>) {
    let tokens = Tokens::of(ui);
    let number = step.index + 1;
    let (rect, response) = ui.allocate_exact_size(vec2(step.width, DIAMETER), Sense::hover());
    let center = pos2(rect.left() + DIAMETER / 2.0, rect.center().y);
    let (color, font, spoken) = if step.index < step.current {
        ui.painter().circle_filled(center, DIAMETER / 2.0, tokens.good);
        paint::mark(ui.painter(), Mark::Check, Rect::from_center_size(center, Vec2::splat(14.0)), tokens.on_primary);
        (tokens.good, egui::TextStyle::Body, t!("common-step-done", number = number, name = step.name))
    } else {
        let (fill, on, style, spoken) = if step.index == step.current {
            (
                tokens.primary,
                tokens.on_primary,
                text::strong_style(),
                t!("common-step-now", number = number, name = step.name),
            )
        } else {
            (tokens.disabled, tokens.muted, egui::TextStyle::Body, t!("common-step", number = number, name = step.name))
        };
        ui.painter().circle(center, DIAMETER / 2.0, fill, tokens.outlined(on));
        let digit = FontId { size: 13.0, ..text::small_strong_style().resolve(ui.style()) };
        ui.painter().text(center, Align2::CENTER_CENTER, number, digit, on);
        (if step.index == step.current { tokens.primary } else { tokens.muted }, style, spoken)
    };
    let mut end = rect.left() + DIAMETER;
    if step.shows_name {
        let at = pos2(rect.left() + DIAMETER + 10.0, rect.center().y);
        end = ui.painter().text(at, Align2::LEFT_CENTER, step.name, font.resolve(ui.style()), color).right();
    }
    if !step.is_last {
        ui.painter().hline((end + 10.0)..=(rect.right() - 12.0), rect.center().y, Stroke::new(2.0, tokens.line));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::ListItem, true, &spoken));
    if step.index == step.current {
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_aria_current(egui::accesskit::AriaCurrent::Step));
    }
}
