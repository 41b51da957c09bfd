//! The frame of the window: rail, top bar, and the page between them that scrolls when the window is small.

use egui::{
    Align, Align2, CentralPanel, Color32, CornerRadius, FontId, Frame, Label, Layout, Margin, Panel, Rect, Response,
    Role, ScrollArea, Sense, Stroke, StrokeKind, TextStyle, Ui, UiBuilder, Vec2, WidgetInfo, pos2, vec2,
};

use super::{
    paint::{self, Mark},
    pill::Pill,
};
use crate::{
    t,
    ui::{
        icons,
        input::{self, Shortcut},
        theme::{Look, Tokens, Tone, text},
    },
};

/// Width a page asks for at least; below it the page scrolls sideways.
const NARROWEST_PAGE: f32 = 480.0;

/// Room between the things in the top bar.
const BAR_GAP: f32 = 18.0;

/// Height of a line where two stand in the top bar.
const STACKED_LINE: f32 = 18.0;

/// Height of the title's line.
const TITLE_LINE: f32 = 24.0;

/// One screen in the rail.
#[derive(Debug, Clone)]
pub struct RailEntry<T> {
    /// The screen it opens.
    pub target: T,
    /// A sign of `ui::icons`.
    pub icon: char,
    /// Its name, one or two short words.
    pub label: String,
    /// The key that opens it, shown below its name.
    pub key: Option<Shortcut>,
}

/// What was chosen in the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RailEvent<T> {
    /// Another screen.
    Open(T),
    /// The other language.
    SwitchLanguage,
    /// Another look of the window.
    Choose(Look),
    /// The help.
    Help,
    /// Change one's own password.
    OwnPassword,
    /// Lock the screen.
    Lock,
    /// Sign out.
    SignOut,
}

/// The state of the log, as the pill in the top bar shows it.
#[derive(Debug, Clone)]
pub struct LogPill {
    /// Good, being checked (info), or damaged.
    pub tone: Tone,
    /// Its words.
    pub text: String,
}

/// What the top bar says.
#[derive(Debug, Clone, Default)]
pub struct TopBar {
    /// The screen.
    pub title: String,
    /// The seat, as `t!("rail-seat", …)`.
    pub seat: Option<String>,
    /// Who is signed in, as `t!("rail-person", …)`.
    pub person: Option<String>,
    /// How the day stands, in a few words.
    pub day: Option<String>,
    /// The state of the log.
    pub log: Option<LogPill>,
    /// The office is made up; says so on every screen.
    pub is_demo: bool,
}

/// Draws the whole window: rail, top bar and `page`. Returns what was chosen in the rail.
pub fn shell<T: Copy + PartialEq>(
    ui: &mut Ui,
    entries: &[RailEntry<T>],
    selected: Option<T>,
    bar: &TopBar,
    page: impl FnOnce(&mut Ui),
) -> Option<RailEvent<T>> {
    let tokens = Tokens::of(ui);
    let surface = Frame::new().fill(tokens.surface);
    let rail_panel = Panel::left("rail").exact_size(tokens.rail_width).resizable(false).show_separator_line(false);
    let chosen = rail_panel.frame(surface).show(ui, |ui| rail(ui, entries, selected)).inner;
    let top_panel = Panel::top("top-bar").exact_size(tokens.top_bar_height).resizable(false).show_separator_line(false);
    top_panel.frame(surface).show(ui, |ui| top_bar(ui, bar));
    CentralPanel::default().frame(Frame::new().fill(tokens.canvas)).show(ui, |ui| scrolled(ui, &tokens, page));
    chosen
}

fn scrolled(ui: &mut Ui, tokens: &Tokens, page: impl FnOnce(&mut Ui)) {
    ScrollArea::both().auto_shrink(false).show(ui, |ui| {
        #[allow(clippy::cast_possible_truncation, reason = "a token between 0 and 127")]
        let margin = Margin { left: tokens.page_margin as i8, right: tokens.page_margin as i8, top: 20, bottom: 20 };
        Frame::new().inner_margin(margin).show(ui, |ui| {
            let width = ui.available_width().max(NARROWEST_PAGE);
            ui.set_width(width);
            super::layout::page(ui, page);
            super::layout::follow_focus(ui);
        });
    });
}

/// The logo tile: 社 on the primary colour.
pub fn logo(ui: &mut Ui, side: f32) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    ui.painter().rect_filled(rect, CornerRadius::same(tokens.radius), tokens.primary);
    let font = FontId { size: side * 0.5, ..text::strong_style().resolve(ui.style()) };
    ui.painter().text(rect.center(), Align2::CENTER_CENTER, "社", font, tokens.on_primary);
    response
}

fn rail<T: Copy + PartialEq>(ui: &mut Ui, entries: &[RailEntry<T>], selected: Option<T>) -> Option<RailEvent<T>> {
    let tokens = Tokens::of(ui);
    let edge = ui.max_rect();
    ui.painter().vline(edge.right() - 0.5, edge.y_range(), Stroke::new(1.0, tokens.line));
    let group = UiBuilder::new().accessibility_role(Role::Navigation).accessibility_label(t!("rail-name"));
    ui.scope_builder(group, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| rail_items(ui, entries, selected)).inner
    })
    .inner
}

fn rail_items<T: Copy + PartialEq>(ui: &mut Ui, entries: &[RailEntry<T>], selected: Option<T>) -> Option<RailEvent<T>> {
    let mut chosen = None;
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = ui.available_height();
    ui.vertical_centered(|ui| {
        ui.add_space(14.0);
        logo(ui, 40.0);
        ui.add_space(20.0);
        for entry in entries {
            let place = Item { is_selected: Some(selected == Some(entry.target)), key: entry.key, ..Item::of(entry) };
            let response = place.show(ui);
            // The page that is open has nowhere to go by its own key.
            let key = entry.key.filter(|_| selected != Some(entry.target));
            let by_key = key.is_some_and(|key| input::pressed(ui, key, Some(response.id)));
            if response.clicked() || by_key {
                chosen = Some(RailEvent::Open(entry.target));
            }
            ui.add_space(6.0);
        }
        let used = ui.min_rect().height();
        ui.add_space((height - used - foot_room()).max(8.0));
        chosen = foot(ui).or(chosen);
    });
    chosen
}

/// How many things stand at the foot of the rail.
const FOOT_ITEMS: u8 = 6;

fn foot_room() -> f32 {
    f32::from(FOOT_ITEMS) * (FOOT_ITEM.y + FOOT_GAP) + 8.0
}

/// What everyone may do for themselves, whatever page is open: one small item below the other.
fn foot<T>(ui: &mut Ui) -> Option<RailEvent<T>> {
    let mut chosen = None;
    let small = |ui: &mut Ui, icon, label: String, spoken: String| {
        let response =
            Item { icon, label: &label, spoken: &spoken, is_selected: None, key: None, is_small: true }.show(ui);
        ui.add_space(FOOT_GAP);
        response
    };
    let help = format!("{} F1", t!("rail-help"));
    if small(ui, icons::HELP, help.clone(), help).clicked() {
        chosen = Some(RailEvent::Help);
    }
    if small(ui, icons::PASSWORD, t!("rail-password"), t!("rail-password-name")).clicked() {
        chosen = Some(RailEvent::OwnPassword);
    }
    if small(ui, icons::TRANSLATE, t!("rail-language"), t!("rail-language-name")).clicked() {
        chosen = Some(RailEvent::SwitchLanguage);
    }
    let looks = small(ui, icons::CONTRAST, t!("look-menu"), t!("look-menu"));
    chosen = super::look_menu(&looks).map(RailEvent::Choose).or(chosen);
    if small(ui, icons::LOCK, t!("rail-lock"), t!("rail-lock")).clicked() {
        chosen = Some(RailEvent::Lock);
    }
    if small(ui, icons::LOGOUT, t!("rail-sign-out"), t!("rail-sign-out")).clicked() {
        chosen = Some(RailEvent::SignOut);
    }
    chosen
}

const ITEM: Vec2 = vec2(68.0, 57.0);
/// With the name of a key below.
const ITEM_WITH_KEY: Vec2 = vec2(68.0, 68.0);
/// At the foot: everything of every role is in sight in a window 600 points high.
const FOOT_ITEM: Vec2 = vec2(76.0, 44.0);
const FOOT_GAP: f32 = 2.0;

/// One thing in the rail: a sign, a name below it, perhaps a key.
struct Item<'a> {
    icon: char,
    label: &'a str,
    spoken: &'a str,
    is_selected: Option<bool>,
    key: Option<Shortcut>,
    is_small: bool,
}

impl<'a> Item<'a> {
    fn of<T>(entry: &'a RailEntry<T>) -> Self {
        let RailEntry { icon, label, key, .. } = entry;
        Self { icon: *icon, label, spoken: label, is_selected: None, key: *key, is_small: false }
    }

    /// Its size, and how far below its upper edge the middles of sign and name are.
    fn measures(&self) -> (Vec2, f32, f32) {
        match (self.is_small, self.key) {
            (true, _) => (FOOT_ITEM, 14.0, 33.0),
            (false, None) => (ITEM, 20.0, 42.0),
            (false, Some(_)) => (ITEM_WITH_KEY, 18.0, 38.0),
        }
    }

    fn show(&self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let (size, sign, name) = self.measures();
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        let is_selected = self.is_selected.unwrap_or_default();
        let fill = if is_selected { Some(tokens.tint) } else { response.hovered().then_some(tokens.surface_hover) };
        if let Some(fill) = fill {
            ui.painter().rect_filled(rect, CornerRadius::same(tokens.radius), fill);
        }
        if is_selected {
            let line = tokens.outlined(tokens.primary);
            ui.painter().rect_stroke(rect, CornerRadius::same(tokens.radius), line, StrokeKind::Inside);
        }
        if response.has_focus() {
            let ring = if self.is_small { rect } else { rect.shrink(3.0) };
            paint::focus_ring(ui, ring, tokens.radius);
        }
        let color = if is_selected { tokens.primary } else { tokens.muted };
        let style = if is_selected { text::small_strong_style() } else { TextStyle::Small };
        let icon_size = if self.is_small { 18.0 } else { 22.0 };
        let middle = |y: f32| pos2(rect.center().x, rect.top() + y);
        let painter = ui.painter();
        painter.text(middle(sign), Align2::CENTER_CENTER, self.icon, FontId::proportional(icon_size), color);
        painter.text(middle(name), Align2::CENTER_CENTER, self.label, style.resolve(ui.style()), color);
        if let Some(key) = self.key {
            let font = text::caption_style().resolve(ui.style());
            painter.text(middle(56.0), Align2::CENTER_CENTER, key.label(), font, color);
        }
        response.widget_info(|| match self.is_selected {
            Some(selected) => WidgetInfo::selected(Role::Button, ui.is_enabled(), selected, self.spoken),
            None => WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.spoken),
        });
        if let Some(key) = self.key {
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_keyboard_shortcut(key.label()));
        }
        response
    }
}

fn top_bar(ui: &mut Ui, bar: &TopBar) {
    let tokens = Tokens::of(ui);
    let edge = ui.max_rect();
    ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let inside = Rect::from_min_max(
        pos2(edge.left() + tokens.page_margin, edge.top()),
        pos2(edge.right() - tokens.page_margin, edge.bottom()),
    );
    let row =
        UiBuilder::new().max_rect(inside).layout(Layout::right_to_left(Align::Center)).accessibility_role(Role::Banner);
    let fit = Fit::of(ui, bar, inside.width());
    ui.scope_builder(row, |ui| {
        ui.spacing_mut().item_spacing.x = BAR_GAP;
        if let Some(log) = &bar.log {
            let mark = match log.tone {
                Tone::Good => Mark::Check,
                Tone::Caution | Tone::Bad => Mark::Exclamation,
                Tone::Info | Tone::Neutral => Mark::Dot,
            };
            let pill = Pill::new(log.tone, &log.text).mark(mark).compact(fit.short_log).show(ui);
            ui.ctx().accesskit_node_builder(pill.id, |node| {
                node.set_role(Role::Status);
                node.set_label(log.text.as_str());
            });
        }
        let words = [&bar.person, &bar.seat].into_iter().flatten();
        if fit.stacked {
            let block = vec2(fit.words.min(ui.available_width()), 2.0 * STACKED_LINE);
            ui.allocate_ui_with_layout(block, Layout::top_down(Align::Max), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for words in words.rev() {
                    ui.add(Label::new(text::muted(words)).truncate());
                }
            });
        } else {
            for words in words {
                ui.label(egui::RichText::new(words).size(14.0).weak());
            }
        }
        if bar.is_demo {
            let demo = Pill::caution(t!("rail-demo"));
            if fit.short_demo {
                demo.mark(Mark::Exclamation).compact(true).show(ui)
            } else {
                demo.show(ui)
            };
        }
        // Last of what stands at the right: as the minutes grow wider, nothing but the room before them changes.
        if let Some(day) = bar.day.as_ref().filter(|_| !fit.stacked) {
            ui.label(egui::RichText::new(day).size(14.0).weak());
        }
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            let day = bar.day.as_ref().filter(|_| fit.stacked);
            let height = TITLE_LINE + if day.is_some() { STACKED_LINE } else { 0.0 };
            ui.allocate_ui_with_layout(vec2(ui.available_width(), height), Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                heading(ui, &bar.title);
                if let Some(day) = day {
                    ui.add(Label::new(text::muted(day)).truncate());
                }
            });
        });
    });
}

fn heading(ui: &mut Ui, title: &str) {
    let heading = ui.add(Label::new(text::title(title)).truncate());
    ui.ctx().accesskit_node_builder(heading.id, |node| {
        node.set_role(Role::Heading);
        node.set_label(title);
        node.set_level(1);
    });
}

/// What gives way in the top bar so that the screen's title stays whole: first the log's words, which come on hovering,
/// then seat and person stand below each other and the day below the title, then the word of a demonstration; at last a long name is cut.
#[derive(Debug, Clone, Copy)]
struct Fit {
    short_log: bool,
    stacked: bool,
    short_demo: bool,
    /// Room for seat and person.
    words: f32,
}

impl Fit {
    fn of(ui: &Ui, bar: &TopBar, room: f32) -> Self {
        let width = |text: &str, style: TextStyle| {
            ui.painter().layout_no_wrap(text.to_owned(), style.resolve(ui.style()), Color32::PLACEHOLDER).size().x
        };
        let small = |text: &Option<String>| text.as_deref().map_or(0.0, |text| width(text, TextStyle::Small));
        let [title, day] = [width(&bar.title, TextStyle::Heading), small(&bar.day)];
        let [seat, person] = [small(&bar.seat), small(&bar.person)];
        let gaps = [&bar.seat, &bar.person, &bar.day].into_iter().flatten().map(|_| BAR_GAP).sum::<f32>();
        let side_by_side = (seat + person + day) * 14.0 / TextStyle::Small.resolve(ui.style()).size + gaps;
        let log =
            |is_short: bool| bar.log.as_ref().map_or(0.0, |log| Pill::width(ui, &log.text, true, is_short) + BAR_GAP);
        let demo = |is_short: bool| {
            if bar.is_demo { Pill::width(ui, &t!("rail-demo"), is_short, is_short) + BAR_GAP } else { 0.0 }
        };
        let rest = |short_log, stacked: bool, short_demo| {
            let left = if stacked { title.max(day) } else { title };
            room - left - BAR_GAP - log(short_log) - demo(short_demo)
        };
        for (short_log, stacked, short_demo) in
            [(false, false, false), (true, false, false), (true, true, false), (true, true, true)]
        {
            let words = if stacked { seat.max(person) } else { side_by_side } + 1.0;
            let left = rest(short_log, stacked, short_demo);
            if words <= left || short_demo {
                return Self { short_log, stacked, short_demo, words: words.min(left).max(40.0) };
            }
        }
        Self { short_log: true, stacked: true, short_demo: true, words: 40.0 }
    }
}
