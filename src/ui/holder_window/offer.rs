//! 帮我想一个: three PINs that the program drew, for a holder whose own ideas were refused twice.
//!
//! They stay hidden until a card's button is held, by finger, mouse or Space, and hide again when it is let go. No label
//! names a digit: screen readers work on the clerk's own screen, where nothing is offered. egui keeps what it lays out for
//! a frame or two, so each digit is laid out alone and no text of six ever exists; the PINs themselves are wiped with this.

use egui::{
    Align, Align2, CornerRadius, FontFamily, FontId, Id, Layout, Rect, Role, ScrollArea, Sense, Stroke as Line,
    StrokeKind, Ui, UiBuilder, pos2, vec2,
};

use super::{
    HolderWindow,
    keys::{self, Stroke},
    sizes::{Sizes, say},
};
use crate::{
    domain::pin::Pin,
    t,
    ui::{
        fonts::SEMIBOLD,
        theme::{Tokens, text},
        widgets::{Button, focus_ring},
    },
};

/// The offered PINs, and whether they are on the screen.
#[derive(Default)]
pub(super) struct Offer {
    pins: Option<[Pin; 3]>,
    is_open: bool,
    is_allowed: bool,
    is_new: bool,
}

impl Offer {
    pub(super) fn open(&mut self, pins: [Pin; 3]) {
        self.pins = Some(pins);
        self.is_allowed = true;
        self.show();
    }

    pub(super) fn show(&mut self) {
        self.is_open = true;
        self.is_new = true;
    }

    pub(super) fn hide(&mut self) {
        self.is_open = false;
    }

    /// The holder chose: nothing of it is kept.
    pub(super) fn close(&mut self) {
        self.pins = None;
        self.is_open = false;
    }

    pub(super) fn allow(&mut self) {
        self.is_allowed = true;
    }

    pub(super) fn is_allowed(&self) -> bool {
        self.is_allowed
    }

    pub(super) fn is_there(&self) -> bool {
        self.pins.is_some()
    }

    pub(super) fn is_open(&self) -> bool {
        self.is_open && self.pins.is_some()
    }
}

impl HolderWindow {
    /// The whole page while PINs are offered.
    pub(super) fn offered(&mut self, ui: &mut Ui, sizes: Sizes, now: f64) -> Option<Stroke> {
        let gap = 14.0 * sizes.scale;
        let whole = ui.available_rect_before_wrap();
        let (top, foot) = whole.split_top_bottom_at_y(whole.bottom() - 68.0 * sizes.scale * button_share(sizes));
        let chosen = ui.scope_builder(UiBuilder::new().max_rect(top.with_max_y(top.bottom() - gap)), |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(gap, 6.0 * sizes.scale);
                let stroke = self.head(ui, sizes);
                ui.add_space(gap * 0.4);
                self.note(ui, sizes);
                ui.add_space(gap * 0.4);
                super::look::heading(ui, &t!("offer-title"), sizes);
                say(ui, &t!("offer-how"), sizes.body(), false);
                if !sizes.is_large {
                    say(ui, &t!("offer-keep"), sizes.body(), false);
                }
                ui.add_space(gap * 0.6);
                self.cards(ui, sizes);
                stroke
            })
        });
        let row = UiBuilder::new().max_rect(foot).layout(Layout::left_to_right(Align::Center));
        ui.scope_builder(row, |ui| self.offer_buttons(ui, sizes, now)).inner.or(chosen.inner.inner)
    }

    fn offer_buttons(&self, ui: &mut Ui, sizes: Sizes, now: f64) -> Option<Stroke> {
        ui.spacing_mut().item_spacing.x = 14.0 * sizes.scale;
        let sized = |button: Button| button.holder_low(sizes.text, sizes.scale * button_share(sizes) / sizes.text);
        let others = sized(Button::secondary(t!("offer-more"))).show(ui);
        let go = sized(Button::primary(t!("offer-go"))).show(ui);
        let stop = sized(Button::secondary(t!("holder-cancel"))).show(ui);
        match self.seconds_left(now) {
            Some(seconds) => say(ui, &t!("holder-seconds", seconds = seconds), sizes.reason(), true),
            None => say(ui, &t!("offer-private"), sizes.body(), false),
        };
        match (others, go, stop) {
            (true, ..) => Some(Stroke::Offer),
            (_, true, _) => Some(Stroke::Confirm),
            (.., true) => Some(Stroke::Stop),
            _ => None,
        }
    }

    fn cards(&mut self, ui: &mut Ui, sizes: Sizes) {
        let gap = 18.0 * sizes.scale;
        let width = (ui.available_width() - 2.0 * gap) / 3.0;
        let height = 128.0 * sizes.scale * if sizes.is_large { 1.15 } else { 1.0 };
        let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::hover());
        let is_new = std::mem::take(&mut self.offer.is_new);
        let Some(pins) = &self.offer.pins else { return };
        let mut was_seen = false;
        for (place, pin) in (0_u8..).zip(pins) {
            let number: u8 = place + 1;
            let left = row.left() + f32::from(place) * (width + gap);
            let rect = Rect::from_min_size(pos2(left, row.top()), vec2(width, height));
            let name = t!("offer-card", number = number);
            let group = UiBuilder::new().max_rect(rect).accessibility_role(Role::Group).accessibility_label(name);
            was_seen |= card(&ui.new_child(group), rect, place, pin, sizes, is_new && place == 0);
        }
        if was_seen {
            // Looking is doing something.
            self.last_key = ui.input(|input| input.time);
            ui.request_repaint_after(std::time::Duration::from_millis(100));
        }
    }
}

/// How high the buttons below are beside those of the pad.
fn button_share(sizes: Sizes) -> f32 {
    if sizes.is_large { 1.1 } else { 1.0 }
}

/// One card; true while its digits show.
fn card(ui: &Ui, rect: Rect, place: u8, pin: &Pin, sizes: Sizes, takes_keyboard: bool) -> bool {
    let tokens = Tokens::of(ui);
    // The id names the place, never the digits.
    let id: Id = ui.scope_id().with(("offer", place));
    let peek = Rect::from_min_size(
        pos2(rect.left() + rect.width() * 0.2, rect.bottom() - rect.height() * 0.46),
        vec2(rect.width() * 0.6, rect.height() * 0.36),
    );
    let response = ui.interact(peek, id, Sense::click_and_drag());
    if takes_keyboard {
        response.request_focus();
    }
    let by_key = response.has_focus() && ui.input(keys::is_peeking);
    let shows = ui.is_enabled() && (by_key || response.is_pointer_button_down_on());
    let line = if shows { tokens.primary } else { tokens.line_strong };
    let painter = ui.painter();
    painter.rect(
        rect,
        CornerRadius::same(tokens.radius_card),
        tokens.surface,
        Line::new(2.0, line),
        StrokeKind::Inside,
    );
    let step = rect.width() * 0.8 / 7.0;
    let middle = rect.top() + rect.height() * 0.28;
    for (index, digit) in (0_u8..).zip(pin.digits()) {
        // Three and three, as people say them.
        let at = f32::from(index) - 2.5 + if index < 3 { -0.3 } else { 0.3 };
        let center = pos2(rect.center().x + at * step, middle);
        if shows {
            let font = FontId::new((40.0 * sizes.text).min(step * 1.4), FontFamily::Name(SEMIBOLD.into()));
            painter.text(center, Align2::CENTER_CENTER, char::from(*digit), font, tokens.text);
        } else {
            painter.circle_filled(center, 6.0 * sizes.scale, tokens.text);
        }
    }
    let (fill, color) = if shows { (tokens.primary, tokens.on_primary) } else { (tokens.surface, tokens.text) };
    painter.rect(peek, CornerRadius::same(tokens.radius), fill, Line::new(1.0, tokens.line_strong), StrokeKind::Inside);
    let label = if shows { t!("offer-shown") } else { t!("offer-peek") };
    let mut font = text::holder_button_style().resolve(ui.style());
    font.size = sizes.body();
    let mut galley = painter.layout_no_wrap(label.clone(), font.clone(), color);
    if galley.size().x > peek.width() - 8.0 {
        font.size *= (peek.width() - 8.0) / galley.size().x;
        galley = painter.layout_no_wrap(label, font, color);
    }
    painter.galley(peek.center() - galley.size() / 2.0, galley, color);
    if response.has_focus() {
        focus_ring(ui, peek, tokens.radius);
    }
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, ui.is_enabled(), t!("offer-peek")));
    shows
}
