//! Buttons: what goes on, what leaves, what refuses, each with its key and, when it cannot be used, with what is missing.

use egui::{
    Color32, CornerRadius, FontId, Id, Key, Rect, Response, Role, Sense, Stroke, StrokeKind, TextStyle, Ui, Vec2,
    WidgetInfo, pos2, vec2,
};

use super::paint::{self, CapColors};
use crate::{
    t,
    ui::{
        input::{self, Shortcut},
        theme::{Tokens, text},
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emphasis {
    Primary,
    Secondary,
    Danger,
    Quiet,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Size {
    Small,
    Control,
    Action,
    /// How many times as large the letters are as on the smallest screen a holder has, and how high it is beside them.
    Holder(f32, f32),
}

/// A button. `show` says whether it was pressed, by pointer, keyboard, its own shortcut or a screen reader.
#[must_use = "call show"]
pub struct Button {
    label: String,
    emphasis: Emphasis,
    size: Size,
    icon: Option<char>,
    shortcut: Option<Shortcut>,
    missing: Option<String>,
    leads_to: Option<Id>,
    width: Option<f32>,
}

/// What a button said.
pub struct ButtonResponse {
    /// Pressed just now; one press counts once.
    pub pressed: bool,
    /// egui's own, for focus and place.
    pub response: Response,
}

impl Button {
    fn new(label: impl Into<String>, emphasis: Emphasis) -> Self {
        Self {
            label: label.into(),
            emphasis,
            size: Size::Control,
            icon: None,
            shortcut: None,
            missing: None,
            leads_to: None,
            width: None,
        }
    }

    /// The one that goes on; at most one on a screen.
    pub fn primary(label: impl Into<String>) -> Self {
        Self::new(label, Emphasis::Primary)
    }

    /// Any other.
    pub fn secondary(label: impl Into<String>) -> Self {
        Self::new(label, Emphasis::Secondary)
    }

    /// One that refuses, stops or takes away.
    pub fn danger(label: impl Into<String>) -> Self {
        Self::new(label, Emphasis::Danger)
    }

    /// One without a frame, inside text or a list.
    pub fn quiet(label: impl Into<String>) -> Self {
        Self::new(label, Emphasis::Quiet)
    }

    /// A sign of `ui::icons` before the label.
    pub fn icon(mut self, icon: char) -> Self {
        self.icon = Some(icon);
        self
    }

    /// Obeys this key and shows it: `.key(Key::Enter)`, `.key(Shortcut::ctrl(Key::E))`.
    pub fn key(mut self, shortcut: impl Into<Shortcut>) -> Self {
        self.shortcut = Some(shortcut.into());
        self
    }

    /// With a reason, the button cannot be used and says why; with `None` it can.
    pub fn missing(mut self, reason: Option<impl Into<String>>) -> Self {
        self.missing = reason.map(Into::into);
        self
    }

    /// While something is missing, its key gives the keyboard to this field, where it is to be written.
    pub fn leads_to(mut self, field: Option<Id>) -> Self {
        self.leads_to = field;
        self
    }

    /// 28 points high with small text: beside a value.
    pub fn small(mut self) -> Self {
        self.size = Size::Small;
        self
    }

    /// 44 points high: the buttons that move a visit on.
    pub fn action(mut self) -> Self {
        self.size = Size::Action;
        self
    }

    /// 68 points high with large text: the holder window.
    pub fn holder(mut self) -> Self {
        self.size = Size::Holder(1.0, 1.0);
        self
    }

    /// As [`Self::holder`], this many times as large, for screens larger than the smallest and for large print.
    pub fn holder_scaled(mut self, scale: f32) -> Self {
        self.size = Size::Holder(scale, 1.0);
        self
    }

    /// As [`Self::holder_scaled`], this share of its height.
    pub fn holder_low(mut self, scale: f32, height: f32) -> Self {
        self.size = Size::Holder(scale, height);
        self
    }

    /// As wide as there is room.
    pub fn full_width(mut self) -> Self {
        self.width = Some(f32::INFINITY);
        self
    }

    /// At least this wide.
    pub fn min_width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Draws it; true if pressed.
    pub fn show(self, ui: &mut Ui) -> bool {
        self.show_full(ui).pressed
    }

    /// Draws it with what is missing beside it, in the direction of the layout; true if pressed.
    pub fn show_with_reason(self, ui: &mut Ui) -> bool {
        let reason = self.missing.clone();
        let pressed = self.show(ui);
        if let Some(reason) = reason {
            // In lines of its own height beside the button, as long as they are no stack of single words.
            let reason = egui::Label::new(text::muted(reason));
            ui.add(if ui.available_width() >= NARROWEST_REASON { reason.wrap() } else { reason });
        }
        pressed
    }

    /// Draws it and hands out egui's response too.
    pub fn show_full(self, ui: &mut Ui) -> ButtonResponse {
        let enabled = self.missing.is_none() && ui.is_enabled();
        let response = self.draw(ui, enabled);
        let response = match &self.missing {
            Some(reason) => response.on_hover_text(reason),
            None => response,
        };
        let by_key = ui.is_enabled() && self.shortcut.is_some_and(|shortcut| self.obeys(ui, shortcut, &response));
        // The second click of a double click may have been meant for what stood here before.
        let mut clicked = response.clicked() && !input::is_held_down(ui) && input::is_first_click(ui);
        // Space is a character: a card reader may send it. On the holder's pad Enter is taken, and only Space is left.
        if clicked && !matches!(self.size, Size::Holder(..)) && input::is_by_space(ui) {
            input::say(ui, t!("input-space"));
            clicked = false;
        }
        ButtonResponse { pressed: by_key || clicked, response }
    }

    /// Whether its key was pressed and counts. What a button that lacks something says by hovering it says aloud to its key; Enter leads
    /// to the next thing that is missing.
    fn obeys(&self, ui: &Ui, shortcut: Shortcut, response: &Response) -> bool {
        if !input::pressed(ui, shortcut, Some(response.id)) {
            return false;
        }
        let Some(missing) = &self.missing else { return true };
        if let Some(field) = self.leads_to {
            ui.memory_mut(|memory| memory.request_focus(field));
            return false;
        }
        if shortcut != Shortcut::key(Key::Enter) || !input::to_next_missing(ui) {
            input::say(ui, missing.clone());
        }
        false
    }

    fn draw(&self, ui: &mut Ui, enabled: bool) -> Response {
        let layout = Layout::of(self, ui);
        // Not `ui.disable()` in a scope: a scope does not wrap to the next line.
        let sense = if self.missing.is_some() { Sense::hover() } else { Sense::click() };
        let (rect, response) = ui.allocate_exact_size(layout.size, sense);
        response.widget_info(|| WidgetInfo::labeled(Role::Button, enabled, &self.label));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            if let Some(shortcut) = self.shortcut {
                node.set_keyboard_shortcut(shortcut.label());
            }
            if let Some(reason) = &self.missing {
                node.set_description(reason.clone());
            }
        });
        if ui.is_rect_visible(rect) {
            self.paint(ui, rect, &response, &layout, enabled);
        }
        response
    }

    fn font(&self, ui: &Ui) -> FontId {
        if let Size::Holder(scale, _) = self.size {
            let mut font = text::holder_button_style().resolve(ui.style());
            font.size *= scale;
            return font;
        }
        match (self.size, self.emphasis) {
            (Size::Small, _) => TextStyle::Small,
            (_, Emphasis::Primary) => text::strong_style(),
            _ => TextStyle::Button,
        }
        .resolve(ui.style())
    }

    fn paint(&self, ui: &Ui, rect: Rect, response: &Response, layout: &Layout, enabled: bool) {
        let tokens = Tokens::of(ui);
        let look = self.look(&tokens, response, enabled);
        ui.painter().rect(
            rect,
            CornerRadius::same(tokens.radius),
            look.fill,
            Stroke::new(1.0, look.line),
            StrokeKind::Inside,
        );
        if response.has_focus() {
            paint::focus_ring(ui, rect, tokens.radius);
        }
        let mut x = rect.center().x - layout.content / 2.0;
        if let Some(icon) = self.icon {
            let galley = ui.painter().layout_no_wrap(icon.to_string(), self.icon_font(ui), look.text);
            let width = galley.size().x;
            ui.painter().galley(pos2(x, rect.center().y - galley.size().y / 2.0), galley, look.text);
            x += width + ICON_GAP;
        }
        let room = rect.right() - x - layout.cap_room;
        let galley = ui.painter().layout_no_wrap(self.label.clone(), self.font(ui), look.text);
        let height = galley.size().y;
        let width = galley.size().x;
        ui.painter().with_clip_rect(rect.intersect(ui.clip_rect())).galley(
            pos2(x, rect.center().y - height / 2.0),
            galley,
            look.text,
        );
        if let Some(shortcut) = self.shortcut {
            let left = x + width.min(room.max(0.0)) + CAP_GAP;
            paint::key_cap(ui, pos2(left, rect.center().y), &shortcut.label(), look.cap);
        }
    }

    fn icon_font(&self, ui: &Ui) -> FontId {
        let mut font = TextStyle::Button.resolve(ui.style());
        font.size += 2.0;
        font
    }

    fn look(&self, tokens: &Tokens, response: &Response, enabled: bool) -> Look {
        let plain_cap = CapColors::plain(tokens);
        if !enabled {
            // No grey text for the holder: what cannot be pressed yet has no frame instead.
            let text = if matches!(self.size, Size::Holder(..)) { tokens.text } else { tokens.muted };
            return Look { fill: tokens.disabled, line: tokens.disabled, text, cap: plain_cap };
        }
        let (hovered, held) = (response.hovered(), response.is_pointer_button_down_on());
        let surface = if held {
            tokens.disabled
        } else if hovered {
            tokens.surface_hover
        } else {
            tokens.surface
        };
        match self.emphasis {
            Emphasis::Primary => {
                let fill = if held {
                    tokens.primary_pressed
                } else if hovered {
                    tokens.primary_hover
                } else {
                    tokens.primary
                };
                Look { fill, line: fill, text: tokens.on_primary, cap: CapColors::on_primary(tokens) }
            }
            Emphasis::Secondary => Look { fill: surface, line: tokens.line_strong, text: tokens.text, cap: plain_cap },
            Emphasis::Danger => Look {
                fill: if hovered { tokens.bad_tint } else { tokens.surface },
                line: tokens.edge(tokens.bad),
                text: tokens.bad,
                cap: plain_cap,
            },
            Emphasis::Quiet => {
                let fill = if hovered || held { tokens.tint } else { Color32::TRANSPARENT };
                Look { fill, line: Color32::TRANSPARENT, text: tokens.primary, cap: plain_cap }
            }
        }
    }
}

/// A sign of `ui::icons` alone, 28 points square; what it does is told on hovering and to screen readers.
pub fn icon_button(ui: &mut Ui, icon: char, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(28.0), Sense::click());
    input::leave_enter(ui, &response, false);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), label));
    if response.hovered() || response.is_pointer_button_down_on() {
        ui.painter().rect_filled(rect, CornerRadius::same(tokens.radius), tokens.tint);
    }
    if response.has_focus() {
        paint::focus_ring(ui, rect, tokens.radius);
    }
    let color = if response.hovered() { tokens.primary } else { tokens.muted };
    ui.painter().text(rect.center(), egui::Align2::CENTER_CENTER, icon, FontId::proportional(20.0), color);
    response.on_hover_text(label)
}

/// Room below which a reason goes elsewhere rather than into many lines.
const NARROWEST_REASON: f32 = 150.0;
const ICON_GAP: f32 = 8.0;
const CAP_GAP: f32 = 10.0;

struct Look {
    fill: Color32,
    line: Color32,
    text: Color32,
    cap: CapColors,
}

/// The room a button takes.
struct Layout {
    size: Vec2,
    content: f32,
    cap_room: f32,
}

impl Layout {
    fn of(button: &Button, ui: &Ui) -> Self {
        let tokens = Tokens::of(ui);
        let measure =
            |text: String, font: FontId| ui.painter().layout_no_wrap(text, font, Color32::PLACEHOLDER).size().x;
        let label = measure(button.label.clone(), button.font(ui));
        let icon = button.icon.map_or(0.0, |icon| measure(icon.to_string(), button.icon_font(ui)) + ICON_GAP);
        let cap_room = button.shortcut.map_or(0.0, |shortcut| CAP_GAP + paint::key_cap_size(ui, &shortcut.label()).x);
        let content = icon + label + cap_room;
        let (height, padding) = match (button.size, button.emphasis) {
            (Size::Holder(scale, height), _) => (68.0 * scale * height, 24.0 * scale * height),
            (Size::Action, _) => (tokens.action_height, 18.0),
            (Size::Small, _) => (28.0, 10.0),
            (Size::Control, Emphasis::Quiet) => (28.0, 8.0),
            (Size::Control, _) => (tokens.control_height, 16.0),
        };
        let wanted = button.width.unwrap_or(0.0).min(ui.available_width());
        Self { size: vec2((content + 2.0 * padding).max(wanted), height), content, cap_room }
    }
}
