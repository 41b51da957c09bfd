//! How the holder's screen looks: what is asked on the left, the pad on the right.

use std::time::Duration;

use egui::{Align, CornerRadius, Frame, Layout, Margin, Rect, Role, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2};

use super::{
    HolderEvent, HolderWindow, Message, Pause, Standing,
    keys::Stroke,
    sizes::{Sizes, say, say_in, say_title},
};
use crate::{
    desk::PadStage,
    t,
    ui::{
        i18n,
        theme::Tokens,
        widgets::{Button, PadKey, pin_boxes, pin_pad},
    },
};

/// How long the desk has had the digits, and how far it is, 0 to 1.
pub type Hashing = Option<(Duration, Option<f32>)>;

impl HolderWindow {
    /// Draws the pad over all there is, in the holder's language.
    pub fn ui(&mut self, ui: &mut Ui, hashing: Hashing, now: f64) -> Option<HolderEvent> {
        let stroke = i18n::in_language(self.choice.language(), || self.draw(ui, hashing, now))?;
        self.last_key = now;
        self.stroke(stroke)
    }

    fn draw(&mut self, ui: &mut Ui, hashing: Hashing, now: f64) -> Option<Stroke> {
        let tokens = Tokens::of(ui);
        let whole = ui.available_rect_before_wrap();
        ui.allocate_rect(whole, Sense::hover());
        let sizes = Sizes::of(ui, whole.size(), self.choice.is_large);
        if self.standing() == Standing::Choosing {
            ui.painter().rect_filled(whole, CornerRadius::ZERO, tokens.canvas);
            let name = UiBuilder::new().max_rect(whole.shrink2(vec2(56.0, 30.0) * sizes.scale));
            let name = name.accessibility_role(Role::Main).accessibility_label(t!("holder-window-title"));
            return ui.scope_builder(name, |ui| self.offered(ui, sizes, now)).inner;
        }
        let share = if sizes.is_large { 0.43 } else { 0.41 };
        let pad_width = (whole.width() * share).min(if sizes.is_large { 560.0 } else { 460.0 } * sizes.scale);
        let (left, right) = whole.split_left_right_at_x(whole.right() - pad_width);
        ui.painter().rect_filled(left, CornerRadius::ZERO, tokens.surface);
        ui.painter().rect_filled(right, CornerRadius::ZERO, tokens.canvas);
        ui.painter().vline(right.left(), right.y_range(), tokens.outlined(tokens.line));
        let margin = if sizes.is_large { vec2(36.0, 26.0) } else { vec2(56.0, 36.0) } * sizes.scale;
        let clicked = self.left(ui, left.shrink2(margin), sizes, hashing, now);
        let keyed = self.right(ui, right.shrink2(vec2(30.0, 30.0) * sizes.scale), sizes);
        clicked.or(keyed)
    }

    fn left(&mut self, ui: &mut Ui, rect: Rect, sizes: Sizes, hashing: Hashing, now: f64) -> Option<Stroke> {
        let foot = 56.0 * sizes.scale;
        let split = rect.bottom() - foot;
        let (top, foot) = rect.split_top_bottom_at_y(split);
        let name = UiBuilder::new().max_rect(top).accessibility_role(Role::Main);
        let offer = ui
            .scope_builder(name.accessibility_label(t!("holder-window-title")), |ui| {
                ui.spacing_mut().item_spacing.y = 6.0 * sizes.scale;
                ScrollArea::vertical().auto_shrink(false).show(ui, |ui| self.asked(ui, sizes, hashing, now)).inner
            })
            .inner;
        let row = UiBuilder::new().max_rect(foot).layout(Layout::left_to_right(Align::Max));
        ui.scope_builder(row, |ui| self.choices(ui, sizes)).inner.or(offer)
    }

    /// What is being done, and how long there still is when it is not long; with the two choices in front on the page
    /// that has no foot.
    pub(super) fn head(&self, ui: &mut Ui, sizes: Sizes) -> Option<Stroke> {
        let mut stroke = None;
        ui.horizontal_wrapped(|ui| {
            self.chip(ui, sizes);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| stroke = self.choices(ui, sizes));
        });
        stroke
    }

    fn chip(&self, ui: &mut Ui, sizes: Sizes) {
        let tokens = Tokens::of(ui);
        let kind = i18n::text_of("kind", self.kind.code());
        let action = i18n::text_of("pin-action", self.action.code());
        #[allow(clippy::cast_possible_truncation, reason = "a few points")]
        let margin = Margin::symmetric((14.0 * sizes.scale) as i8, (5.0 * sizes.scale) as i8);
        let frame = Frame::new().fill(tokens.tint).corner_radius(CornerRadius::same(16)).inner_margin(margin);
        frame.show(ui, |ui| {
            say_in(ui, &t!("holder-chip", kind = kind, action = action), sizes.body(), false, tokens.primary);
        });
    }

    /// Large print, and the other language by its own name.
    fn choices(&self, ui: &mut Ui, sizes: Sizes) -> Option<Stroke> {
        let low = |button: Button| button.holder_low(sizes.text, 0.7 * sizes.scale / sizes.text);
        ui.spacing_mut().item_spacing.x = 12.0 * sizes.scale;
        let print = if self.choice.is_large { t!("holder-print-normal") } else { t!("holder-print-large") };
        let other = self.choice.language().other().name();
        let mut pressed = [false; 2];
        // Large print first to the eye, whichever way the row runs.
        let order = if ui.layout().prefer_right_to_left() { [1, 0] } else { [0, 1] };
        for button in order {
            let label = if button == 0 { print.as_str() } else { other };
            pressed[button] = low(Button::secondary(label)).show(ui);
        }
        match (pressed[0], pressed[1]) {
            (true, _) => Some(Stroke::Print),
            (_, true) => Some(Stroke::Language),
            _ => None,
        }
    }

    fn asked(&self, ui: &mut Ui, sizes: Sizes, hashing: Hashing, now: f64) -> Option<Stroke> {
        let gap = 12.0 * sizes.scale;
        self.chip(ui, sizes);
        ui.add_space(gap * 0.5);
        let (title, which) = match self.stage {
            PadStage::Current => (t!("holder-title-current"), t!("holder-once")),
            PadStage::New => (t!("holder-title-new"), t!("holder-first")),
            PadStage::Again => (t!("holder-title-again"), t!("holder-second")),
        };
        heading(ui, &title, sizes);
        say(ui, &which, sizes.body(), false);
        ui.add_space(gap);
        let filled = if self.is_waiting && hashing.is_some() { 6 } else { self.entry.count() };
        pin_boxes(ui, filled, 6, sizes.scale);
        ui.add_space(gap);
        if let Some((_, fraction)) = hashing.filter(|_| self.is_waiting) {
            checking(ui, sizes, fraction);
            return None;
        }
        let seconds = self.seconds_left(now);
        if let Some(seconds) = seconds {
            self.said(ui, &[t!("holder-seconds", seconds = seconds)], sizes);
        }
        // The seconds take the place of the advice: nothing else moves.
        let has_said = self.note(ui, sizes) || seconds.is_some();
        if !has_said && self.stage == PadStage::New && !sizes.is_large {
            for line in [t!("holder-advice"), t!("holder-advice-old")] {
                say(ui, &line, sizes.body(), false);
            }
        }
        if !has_said {
            ui.add_space(gap * 0.5);
            say(ui, &t!("holder-warning"), sizes.body(), false);
        }
        let offers = self.offer.is_allowed() && self.stage == PadStage::New && self.standing() == Standing::Keying;
        let open = Button::secondary(t!("offer-open")).holder_low(sizes.text, 0.75 * sizes.scale / sizes.text);
        (offers && open.show(ui)).then_some(Stroke::Offer)
    }

    /// What there is to say, if anything.
    pub(super) fn note(&self, ui: &mut Ui, sizes: Sizes) -> bool {
        let sentences = match (self.standing(), self.message) {
            (Standing::Paused(Pause::Away), _) => vec![t!("holder-paused")],
            (Standing::Paused(Pause::MonitorGone), _) => vec![t!("holder-ask-staff")],
            (Standing::Asking, _) => vec![t!("holder-stop-title"), t!("holder-stop-note")],
            (Standing::Keying | Standing::Choosing, Some(message)) => words(message),
            (Standing::Keying | Standing::Choosing, None) => return false,
        };
        self.said(ui, &sentences, sizes);
        true
    }

    /// What the holder should know, announced at once.
    fn said(&self, ui: &mut Ui, sentences: &[String], sizes: Sizes) {
        let tokens = Tokens::of(ui);
        let alert = UiBuilder::new().accessibility_role(Role::Alert).accessibility_label(sentences.join(" "));
        #[allow(clippy::cast_possible_truncation, reason = "a few points")]
        let margin = Margin::symmetric((16.0 * sizes.scale) as i8, (9.0 * sizes.scale) as i8);
        let frame = Frame::new()
            .fill(tokens.caution_tint)
            .stroke(tokens.outlined(tokens.caution))
            .corner_radius(CornerRadius::same(tokens.radius))
            .inner_margin(margin);
        ui.scope_builder(alert, |ui| {
            frame.show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                for sentence in sentences {
                    say(ui, sentence, sizes.reason(), true);
                }
            });
        });
    }

    fn right(&self, ui: &mut Ui, rect: Rect, sizes: Sizes) -> Option<Stroke> {
        let large = if sizes.is_large { 1.25 } else { 1.0 };
        let width = rect.width().min(360.0 * sizes.scale * large);
        let rect = Rect::from_min_size(pos2(rect.center().x - width / 2.0, rect.top()), vec2(width, rect.height()));
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            let gap = 12.0 * sizes.scale;
            ui.spacing_mut().item_spacing.y = gap;
            let scale = sizes.scale * if sizes.is_large { 1.1 } else { 1.0 };
            let sized = |button: Button| button.holder_low(sizes.text, scale / sizes.text).full_width();
            match self.standing() {
                Standing::Paused(pause) => {
                    let missing = (pause == Pause::MonitorGone).then(|| t!("holder-ask-staff"));
                    let resume = sized(Button::primary(t!("holder-resume")).missing(missing)).show(ui);
                    let leave = sized(Button::secondary(t!("holder-cancel"))).show(ui);
                    return if leave { Some(Stroke::Leave) } else { resume.then_some(Stroke::Confirm) };
                }
                Standing::Asking => {
                    let stay = sized(Button::primary(t!("holder-stay"))).show(ui);
                    let stop = sized(Button::danger(t!("holder-cancel"))).show(ui);
                    return if stop { Some(Stroke::Stop) } else { stay.then_some(Stroke::Confirm) };
                }
                Standing::Keying | Standing::Choosing => {}
            }
            let buttons = 2.0 * 68.0 * scale + 2.5 * gap;
            let pad = vec2(width, ui.available_height() - buttons);
            let key = ui.allocate_ui(pad, |ui| pin_pad(ui, &self.order, !self.is_waiting, sizes.scale * large)).inner;
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

/// The one sentence of a page, a heading to screen readers: on one line where a little smaller does it.
pub(super) fn heading(ui: &mut Ui, title: &str, sizes: Sizes) {
    let Some(first) = say_title(ui, title, sizes.title()) else { return };
    ui.ctx().accesskit_node_builder(first.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(title);
    });
}

/// That the desk has the digits, and how far it is.
fn checking(ui: &mut Ui, sizes: Sizes, fraction: Option<f32>) {
    let tokens = Tokens::of(ui);
    let status = UiBuilder::new().accessibility_role(Role::Status).accessibility_label(t!("holder-checking"));
    ui.scope_builder(status, |ui| {
        say(ui, &t!("holder-checking"), sizes.reason(), true);
        let size = vec2(ui.available_width().min(360.0 * sizes.scale), 8.0 * sizes.scale);
        let (bar, _) = ui.allocate_exact_size(size, Sense::hover());
        ui.painter().rect_filled(bar, CornerRadius::same(4), tokens.line);
        let done = Rect::from_min_size(bar.min, vec2(bar.width() * fraction.unwrap_or(0.0).max(0.05), bar.height()));
        ui.painter().rect_filled(done, CornerRadius::same(4), tokens.primary);
    });
}

/// What a message says. A rule is named in words; no digit of the entry is repeated.
fn words(message: Message) -> Vec<String> {
    match message {
        Message::TriesUsed { left } => vec![t!("holder-wrong-left", left = left)],
        Message::Wrong { left } => vec![t!("holder-wrong"), t!("holder-wrong-left", left = left)],
        Message::Refused { rule, left } => {
            vec![i18n::text_of("rule", rule.code()), t!("holder-refused-left", left = left)]
        }
        Message::Mismatch => vec![t!("holder-mismatch"), t!("holder-mismatch-next")],
        Message::Trouble => vec![t!("holder-trouble"), t!("holder-trouble-next")],
        Message::TooMany => vec![t!("holder-too-many")],
    }
}
