//! How the holder's screen looks: what is asked on the left, the pad on the right.

use std::time::Duration;

use egui::{Align, CornerRadius, Frame, Label, Layout, Margin, Rect, Role, ScrollArea, Ui, UiBuilder, pos2, vec2};

use super::{HolderEvent, HolderWindow, Message, keys::Stroke};
use crate::{
    desk::PadStage,
    t,
    ui::{
        i18n, icons,
        theme::{Tokens, text},
        widgets::{Button, PadKey, Pill, Progress, pin_boxes, pin_pad},
    },
};

/// Height below which keys and buttons shrink.
const LOW: f32 = 560.0;

/// How long the desk has had the digits, and how far it is, 0 to 1.
pub type Hashing = Option<(Duration, Option<f32>)>;

impl HolderWindow {
    /// Draws the pad over all there is.
    pub fn ui(&mut self, ui: &mut Ui, hashing: Hashing, now: f64) -> Option<HolderEvent> {
        let tokens = Tokens::of(ui);
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, egui::Sense::hover());
        let pad_width = (whole.width() * 0.41).clamp(280.0, 460.0);
        let (left, right) = whole.split_left_right_at_x(whole.right() - pad_width);
        ui.painter().rect_filled(left, CornerRadius::ZERO, tokens.surface);
        ui.painter().rect_filled(right, CornerRadius::ZERO, tokens.canvas);
        ui.painter().vline(right.left(), right.y_range(), tokens.outlined(tokens.line));
        let roomy = whole.height() >= LOW;
        let margin = if roomy { vec2(56.0, 44.0) } else { vec2(24.0, 20.0) };
        self.left(ui, left.shrink2(margin), hashing);
        let margin = if roomy { vec2(30.0, 34.0) } else { vec2(20.0, 16.0) };
        let stroke = self.right(ui, right.shrink2(margin), roomy)?;
        self.last_key = now;
        self.stroke(stroke)
    }

    fn left(&self, ui: &mut Ui, rect: Rect, hashing: Hashing) {
        const FOOT: f32 = 56.0;
        let top = Rect::from_min_max(rect.min, pos2(rect.right(), rect.bottom() - FOOT));
        let foot = Rect::from_min_max(pos2(rect.left(), rect.bottom() - FOOT), rect.max);
        let name = UiBuilder::new().max_rect(top).accessibility_role(Role::Main);
        ui.scope_builder(name.accessibility_label(t!("holder-window-title")), |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.asked(ui, hashing));
        });
        ui.scope_builder(UiBuilder::new().max_rect(foot).layout(Layout::bottom_up(Align::Min)), |ui| {
            ui.add(Label::new(text::body(t!("holder-warning")).weak()).wrap());
        });
    }

    fn asked(&self, ui: &mut Ui, hashing: Hashing) {
        let kind = i18n::text_of("kind", self.kind.code());
        let action = i18n::text_of("pin-action", self.action.code());
        Pill::info(t!("holder-chip", kind = kind, action = action)).show(ui);
        ui.add_space(14.0);
        let (title, which) = match self.stage {
            PadStage::Current => (t!("holder-title-current"), t!("holder-once")),
            PadStage::New => (t!("holder-title-new"), t!("holder-first")),
            PadStage::Again => (t!("holder-title-again"), t!("holder-second")),
        };
        let narrow = ui.available_width() < 420.0;
        let heading = text::holder_title(&title);
        // One line in Chinese on a small screen, too.
        let heading = ui.add(Label::new(if narrow { heading.size(26.0) } else { heading }).wrap());
        ui.ctx().accesskit_node_builder(heading.id, |node| {
            node.set_role(Role::Heading);
            node.set_label(title);
        });
        ui.add(Label::new(text::holder_body(which).weak()).wrap());
        ui.add_space(16.0);
        pin_boxes(ui, if self.is_waiting { 6 } else { self.entry.count() }, 6);
        ui.add_space(16.0);
        if let Some((elapsed, fraction)) = hashing.filter(|_| self.is_waiting) {
            let _no_cancel = Progress::new(&t!("holder-checking"), elapsed).fraction(fraction).show(ui);
        } else if self.is_paused {
            self.said(ui, &t!("holder-paused"), "");
        } else if let Some(message) = self.message {
            let (what, next) = words(message);
            self.said(ui, &what, &next);
        } else if self.stage != PadStage::Current {
            ui.add(Label::new(text::holder_body(t!("holder-advice")).weak()).wrap());
        }
    }

    /// What the holder should know about the digits before, announced at once.
    fn said(&self, ui: &mut Ui, what: &str, next: &str) {
        let tokens = Tokens::of(ui);
        let alert = UiBuilder::new().accessibility_role(Role::Alert).accessibility_label(format!("{what} {next}"));
        let frame = Frame::new()
            .fill(tokens.bad_tint)
            .stroke(tokens.outlined(tokens.bad))
            .corner_radius(CornerRadius::same(tokens.radius))
            .inner_margin(Margin::symmetric(18, 14));
        ui.scope_builder(alert, |ui| {
            frame.show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.add(Label::new(text::holder_body(what).color(tokens.bad)).wrap());
                if !next.is_empty() {
                    ui.add(Label::new(text::body(next).color(tokens.text)).wrap());
                }
            });
        });
    }

    fn right(&self, ui: &mut Ui, rect: Rect, roomy: bool) -> Option<Stroke> {
        let width = rect.width().min(360.0);
        let rect = Rect::from_min_size(pos2(rect.center().x - width / 2.0, rect.top()), vec2(width, rect.height()));
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            let sized = |button: Button| if roomy { button.holder() } else { button.action() }.full_width();
            if self.is_paused {
                let resume = sized(Button::primary(t!("holder-resume"))).show(ui);
                let leave = sized(Button::secondary(t!("holder-cancel"))).show(ui);
                return match (resume, leave) {
                    (_, true) => Some(Stroke::Leave),
                    (true, _) => Some(Stroke::Confirm),
                    _ => None,
                };
            }
            let buttons = if roomy { 2.0 * 68.0 + 32.0 } else { 2.0 * 44.0 + 24.0 };
            let pad = vec2(width, (ui.available_height() - buttons).clamp(188.0, 316.0));
            let key = ui.allocate_ui(pad, |ui| pin_pad(ui, &self.order, !self.is_waiting)).inner;
            ui.add_space(if roomy { 8.0 } else { 0.0 });
            let missing = (self.is_waiting || self.entry.count() < 6).then(|| t!("holder-six-digits"));
            let next = sized(Button::primary(t!("common-next")).missing(missing)).show(ui);
            let waiting = self.is_waiting.then(|| t!("holder-checking"));
            let leave = sized(Button::secondary(t!("holder-cancel")).missing(waiting)).show(ui);
            match (leave, next, key) {
                (true, ..) => Some(Stroke::Leave),
                (_, true, _) => Some(Stroke::Confirm),
                (.., Some(PadKey::Digit(digit))) => Some(Stroke::Digit(digit)),
                (.., Some(PadKey::Delete)) => Some(Stroke::Delete),
                (.., Some(PadKey::Clear)) => Some(Stroke::Clear),
                _ => None,
            }
        })
        .inner
    }
}

/// The two sentences of a message. A rule is named in words; no digit of the entry is repeated.
fn words(message: Message) -> (String, String) {
    match message {
        Message::Wrong { left } => (t!("holder-wrong"), t!("holder-wrong-left", left = left)),
        Message::Refused { rule, left } => (i18n::text_of("rule", rule.code()), t!("holder-refused-left", left = left)),
        Message::Mismatch => (t!("holder-mismatch"), t!("holder-mismatch-next")),
        Message::Trouble => (t!("holder-trouble"), t!("holder-trouble-next")),
    }
}

/// What the holder's own window says for a moment after the pad has closed.
pub fn farewell(ui: &mut Ui, was_done: bool) {
    let tokens = Tokens::of(ui);
    let whole = ui.available_rect_before_wrap();
    ui.allocate_rect(whole, egui::Sense::hover());
    ui.painter().rect_filled(whole, CornerRadius::ZERO, tokens.surface);
    let (icon, color, title, next) = if was_done {
        (icons::CHECK_CIRCLE, tokens.good, t!("holder-done"), t!("holder-done-next"))
    } else {
        (icons::INFO, tokens.muted, t!("holder-left"), t!("holder-left-next"))
    };
    let middle = Rect::from_min_max(pos2(whole.left(), whole.center().y - 110.0), whole.max);
    ui.scope_builder(UiBuilder::new().max_rect(middle).accessibility_role(Role::Status), |ui| {
        ui.vertical_centered(|ui| {
            ui.label(egui::RichText::new(icon).size(64.0).color(color));
            ui.label(text::holder_title(title));
            ui.label(text::holder_body(next).weak());
        });
    });
}
