//! F1: the page of the manual for the screen that is open, and a sheet of all keys, over the window.
//!
//! It changes nothing behind it: what was typed stays, the step of the visit stays, the keyboard goes back to where it
//! was. While it is open no key reaches a screen; only the holder's pad keeps its own.

mod keys;
mod manual;
mod page;

use egui::{
    Align2, Context, Event, EventFilter, Frame, Id, Key, Label, Layout, Margin, Modal, Modifiers, Rect, Role,
    ScrollArea, Sense, Ui, UiBuilder, Vec2, WidgetInfo, accesskit, vec2,
};

use self::manual::{Chapter, Manual};
use super::{
    icons,
    theme::{Tokens, text},
    widgets::{Button, combo, focus_ring, title},
};
use crate::t;

/// Width of the sheet, where the window has it.
const WIDTH: f32 = 820.0;
/// Width of the list of chapters beside the page.
const CONTENTS: f32 = 186.0;
/// Width of a sheet below which the list of chapters is a drop-down list.
const NARROW: f32 = 600.0;
/// How far an arrow key scrolls.
const STEP: f32 = 60.0;

/// The help over the window.
#[derive(Debug, Default)]
pub(super) struct Help {
    open: Option<Open>,
    /// What had the keyboard last, which a click on the help button takes it from.
    had_keyboard: Option<Id>,
    /// What gets the keyboard back when the sheet is gone.
    gives_back: Option<Id>,
    /// Keys of this frame, for the sheet alone.
    held_back: Vec<Event>,
}

#[derive(Debug)]
struct Open {
    /// The screen it was opened over.
    screen: &'static str,
    /// The chapter that is shown.
    anchor: String,
    shows_keys: bool,
    had_keyboard: Option<Id>,
    has_asked_keyboard: bool,
    /// The page begins at its top.
    is_new_page: bool,
}

/// Opens the help in the next frame, as F1 does: for buttons.
pub fn ask(ctx: &Context) {
    ctx.data_mut(|data| data.insert_temp(asked(), true));
    ctx.request_repaint();
}

fn asked() -> Id {
    Id::unique("pindesk-help-asked")
}

fn sheet_id() -> Id {
    Id::unique("pindesk-help")
}

impl Help {
    /// Takes its keys out of a frame's input, before any screen sees them: F1, and all of them while it is open.
    /// `screen` is what is shown, or nothing where no help may cover it. True if somebody pressed a key in it.
    pub(super) fn take_keys(&mut self, ctx: &Context, screen: Option<&'static str>) -> bool {
        let Some(screen) = screen else {
            self.open = None;
            self.gives_back = None;
            return false;
        };
        let focused = ctx.memory(|memory| memory.focused());
        // The locked screen belongs to whoever comes to it.
        if self.open.as_ref().is_some_and(|open| (open.screen == "lock") != (screen == "lock")) {
            self.open = None;
        }
        if self.open.is_none() && focused.is_some() {
            self.had_keyboard = focused;
        }
        let is_asked = ctx.data_mut(|data| data.remove_temp::<bool>(asked())).unwrap_or_default();
        let presses = f1(ctx);
        match &mut self.open {
            None if is_asked || presses > 0 => self.open = Some(Open::over(screen, focused.or(self.had_keyboard))),
            Some(open) if presses > 0 => open.turn(),
            _ => {}
        }
        self.held_back.clear();
        if self.open.is_some() {
            let held_back = &mut self.held_back;
            // The holder goes on keying while the clerk reads: of the keyboard they share, the help takes its way out alone.
            let is_pad = screen == "pad";
            let is_mine = |event: &Event| {
                is_of_keyboard(event) && (!is_pad || matches!(event, Event::Key { key: Key::Escape, .. }))
            };
            ctx.input_mut(|input| {
                let (keys, others) = std::mem::take(&mut input.events).into_iter().partition(is_mine);
                input.events = others;
                *held_back = keys;
            });
        }
        presses > 0 || !self.held_back.is_empty()
    }

    /// Whether the sheet lies over the screen.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Draws the sheet over everything else.
    pub(super) fn show(&mut self, ctx: &Context) {
        self.give_back(ctx);
        let Some(open) = &mut self.open else { return };
        let keys = std::mem::take(&mut self.held_back);
        ctx.input_mut(|input| input.events.extend(keys));
        if open.show(ctx) {
            // Nobody's any more: the key that closed the sheet is not for the screen behind it.
            ctx.input_mut(|input| input.events.retain(|event| !is_of_keyboard(event)));
            self.gives_back = open.had_keyboard;
            self.open = None;
            ctx.request_repaint();
        }
    }

    /// Hands the keyboard back as soon as nothing of the sheet is in the way.
    fn give_back(&mut self, ctx: &Context) {
        let Some(id) = self.gives_back else { return };
        ctx.request_repaint();
        let is_in_the_way = ctx.memory(|memory| memory.top_modal_layer()).is_some_and(|layer| layer.id == sheet_id());
        if is_in_the_way {
            return;
        }
        self.gives_back = None;
        if ctx.read_response(id).is_some() {
            ctx.memory_mut(|memory| memory.request_focus(id));
        }
    }
}

fn is_of_keyboard(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Ime(_) | Event::Paste(_) | Event::Cut | Event::Copy)
}

/// First presses of F1 in this frame, taken out of it.
fn f1(ctx: &Context) -> usize {
    ctx.input_mut(|input| {
        let before = input.events.len();
        input.events.retain(|event| {
            !matches!(event, Event::Key { key: Key::F1, pressed: true, repeat: false, modifiers, .. }
                if modifiers.is_none())
        });
        before - input.events.len()
    })
}

impl Open {
    fn over(screen: &'static str, had_keyboard: Option<Id>) -> Self {
        Self {
            screen,
            anchor: screen.to_owned(),
            shows_keys: false,
            had_keyboard,
            has_asked_keyboard: false,
            is_new_page: true,
        }
    }

    /// From the page to the keys and back.
    fn turn(&mut self) {
        self.shows_keys = !self.shows_keys;
        self.is_new_page = true;
    }

    fn go_to(&mut self, anchor: String) {
        self.anchor = anchor;
        self.shows_keys = false;
        self.is_new_page = true;
    }

    /// The chapter that is shown; the first one for a screen without one.
    fn chapter(&self) -> Option<&'static Chapter> {
        let manual = Manual::current();
        manual.chapter(&self.anchor).or_else(|| manual.chapters.first())
    }

    /// True if it was closed.
    fn show(&mut self, ctx: &Context) -> bool {
        const MARGIN: i8 = 20;
        let tokens = Tokens::of(ctx);
        let window = ctx.content_rect().size();
        let frame = Frame::new()
            .fill(tokens.surface)
            .stroke(egui::Stroke::new(1.0, tokens.line))
            .inner_margin(Margin::same(MARGIN));
        let area = Modal::default_area(sheet_id())
            .anchor(Align2::RIGHT_TOP, Vec2::ZERO)
            .role(accesskit::Role::Dialog)
            .accessible_name(t!("help-title"));
        if !self.has_asked_keyboard {
            egui::Popup::close_all(ctx);
            ctx.move_to_top(area.layer());
        }
        let modal = Modal::new(sheet_id()).area(area).frame(frame).backdrop_color(tokens.backdrop);
        let shown = modal.show(ctx, |ui| {
            let size = vec2(WIDTH.min(window.x * 0.94), window.y) - Vec2::splat(2.0 * f32::from(MARGIN));
            ui.set_min_size(size);
            ui.set_max_size(size);
            let is_closed = self.head(ui);
            ui.add_space(10.0);
            if size.x < NARROW {
                self.short_contents(ui);
                self.reading(ui);
            } else {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 20.0;
                    let height = ui.available_height();
                    ui.allocate_ui_with_layout(vec2(CONTENTS, height), Layout::default(), |ui| self.contents(ui));
                    ui.allocate_ui_with_layout(ui.available_size(), Layout::default(), |ui| self.reading(ui));
                });
            }
            is_closed
        });
        // A click outside closes nothing: a second one right after it would press what lies below.
        shown.inner
    }

    /// Heading, the way to the keys and back, the way out. True if it was closed.
    fn head(&mut self, ui: &mut Ui) -> bool {
        let row = vec2(ui.available_width(), Tokens::of(ui).control_height);
        ui.allocate_ui_with_layout(row, Layout::right_to_left(egui::Align::Center), |ui| {
            let is_closed = Button::secondary(t!("common-close")).key(Key::Escape).show(ui);
            let (icon, label) =
                if self.shows_keys { (icons::HELP, t!("help-to-page")) } else { (icons::KEYBOARD, t!("help-to-keys")) };
            // Its key is taken before any screen, so that it also works where a list is open.
            if Button::secondary(label).icon(icon).key(Key::F1).show(ui) {
                self.turn();
            }
            ui.with_layout(Layout::left_to_right(egui::Align::Center), |ui| {
                ui.label(egui::RichText::new(icons::HELP).size(24.0).color(Tokens::of(ui).primary));
                title(ui, &t!("help-title"));
            });
            is_closed
        })
        .inner
    }

    /// The list of chapters, group by group.
    fn contents(&mut self, ui: &mut Ui) {
        let group = UiBuilder::new().accessibility_role(Role::Navigation).accessibility_label(t!("help-contents"));
        ui.scope_builder(group, |ui| {
            ScrollArea::vertical().id_salt("help-contents").auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                let mut last = "";
                let is_new_page = self.is_new_page;
                for chapter in &Manual::current().chapters {
                    if chapter.group != last {
                        ui.add_space(if last.is_empty() { 2.0 } else { 10.0 });
                        ui.add(Label::new(text::muted(&chapter.group)));
                        last = &chapter.group;
                    }
                    let is_shown = !self.shows_keys && self.anchor == chapter.anchor;
                    if entry(ui, &chapter.title, is_shown, is_new_page) {
                        self.go_to(chapter.anchor.clone());
                    }
                }
                super::widgets::follow_focus(ui);
            });
        });
    }

    fn short_contents(&mut self, ui: &mut Ui) {
        let chapters = &Manual::current().chapters;
        let options: Vec<_> = chapters.iter().enumerate().map(|(at, chapter)| (at, chapter.title.clone())).collect();
        let before = chapters.iter().position(|chapter| chapter.anchor == self.anchor).unwrap_or_default();
        let mut at = before;
        if combo(ui, &t!("help-contents"), &mut at, &options)
            && let Some(chapter) = chapters.get(at)
        {
            self.go_to(chapter.anchor.clone());
        }
        ui.add_space(8.0);
    }

    /// The page, or the keys. It has the keyboard to begin with, so that arrows scroll and Enter presses nothing.
    fn reading(&mut self, ui: &mut Ui) {
        let id = sheet_id().with("page");
        let place = Rect::from_min_size(ui.cursor().min, ui.available_size());
        let heading =
            if self.shows_keys { t!("help-keys") } else { self.chapter().map(|c| c.title.clone()).unwrap_or_default() };
        let response = ui.interact(place, id, Sense::focusable_noninteractive());
        response.widget_info(|| WidgetInfo::labeled(Role::Document, true, &heading));
        if !self.has_asked_keyboard && !ui.is_sizing_pass() {
            self.has_asked_keyboard = true;
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let scroll = self.scrolled(ui, response.has_focus().then_some(id), place.height());
        if response.has_focus() {
            focus_ring(ui, place.shrink(2.0), Tokens::of(ui).radius);
        }
        let mut area = ScrollArea::vertical().id_salt("help-page").auto_shrink(false);
        if std::mem::take(&mut self.is_new_page) {
            area = area.vertical_scroll_offset(0.0);
        }
        let inside = Frame::new().inner_margin(Margin { left: 12, right: 14, top: 8, bottom: 16 });
        area.show(ui, |ui| {
            if scroll.abs() > 0.0 {
                ui.scroll_with_delta(vec2(0.0, scroll));
            }
            let width = ui.available_width();
            inside.show(ui, |ui| {
                ui.set_width(width - 26.0);
                ui.spacing_mut().item_spacing.y = 4.0;
                if self.shows_keys {
                    keys::sheet(ui, self.screen);
                } else if let Some(chapter) = self.chapter()
                    && let Some(anchor) = page::chapter(ui, chapter)
                {
                    self.go_to(anchor);
                }
            });
            super::widgets::follow_focus(ui);
        });
    }

    /// How far the keys scroll the page in this frame.
    fn scrolled(&self, ui: &Ui, focused: Option<Id>, height: f32) -> f32 {
        let Some(id) = focused else { return 0.0 };
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
        let count = |key| {
            #[allow(clippy::cast_precision_loss, reason = "presses of one frame")]
            let times = ui.input_mut(|input| input.count_and_consume_key(Modifiers::NONE, key)) as f32;
            times
        };
        let page = (height - STEP).max(STEP);
        let end = 100_000.0;
        (count(Key::ArrowUp) - count(Key::ArrowDown)) * STEP
            + (count(Key::PageUp) - count(Key::PageDown)) * page
            + (count(Key::Home) - count(Key::End)) * end
    }
}

/// A chapter in the list; true if it was pressed.
fn entry(ui: &mut Ui, name: &str, is_shown: bool, is_new: bool) -> bool {
    let tokens = Tokens::of(ui);
    let style = if is_shown { text::strong_style() } else { egui::TextStyle::Body };
    let color = if is_shown { tokens.primary } else { tokens.text };
    let width = ui.available_width() - 10.0;
    let galley = ui.painter().layout(name.to_owned(), style.resolve(ui.style()), color, width - 20.0);
    let (rect, response) = ui.allocate_exact_size(vec2(width, galley.size().y + 10.0), Sense::click());
    let fill = match (is_shown, response.hovered()) {
        (true, _) => tokens.tint,
        (false, true) => tokens.surface_hover,
        (false, false) => tokens.surface,
    };
    ui.painter().rect_filled(rect, tokens.radius, fill);
    ui.painter().galley(rect.min + vec2(10.0, 5.0), galley, color);
    if response.has_focus() {
        focus_ring(ui, rect.shrink(2.0), tokens.radius);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), is_shown, name));
    if is_shown && is_new {
        response.scroll_to_me(None);
    }
    response.clicked()
}
