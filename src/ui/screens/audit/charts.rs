//! 每日办理 and 按时段: what the filter keeps as bars, each beside its numbers.
//!
//! A chart says nothing to a screen reader and little to somebody who has no pointer. So its totals stand beside it as
//! text, and every bar's numbers behind the button 查看数字.

use egui::{
    Align, Color32, CornerRadius, Frame, Grid, Id, Layout, Margin, Popup, PopupCloseBehavior, Role, ScrollArea, Sense,
    TextStyle, Ui, WidgetInfo, vec2,
};
use jiff::civil::Date;

use super::{
    columns::{self, Columns},
    counting::{Counting, Stand},
    series::{Series, Step},
};
use crate::{
    desk::statistics::Statistics,
    store::EntryFilter,
    t,
    ui::{
        i18n, icons,
        theme::{Tokens, text},
        widgets::{Button, Period, Progress, icon_button, segments, surface},
    },
};

/// Height of the picture with the labels below it, points.
const PICTURE: f32 = 88.0;
/// Height of the row with the switch and the totals.
pub const HEADER: f32 = 36.0;
/// Height of what is in the card while it is open.
pub const OPEN: f32 = HEADER + 4.0 + PICTURE;
/// Above and below what is in the card.
const MARGIN: i8 = 10;
/// Lower than this, the card starts folded.
const LOW: f32 = 600.0;
/// Between the entries of the key.
const KEY_GAP: f32 = 12.0;
/// Side of a square in the key, and the gap behind it.
const SQUARE: [f32; 2] = [10.0, 6.0];
/// The list of numbers is no higher than this.
const HIGHEST_LIST: f32 = 320.0;
/// Room for its scroll bar.
const BESIDE_BAR: i8 = 14;
/// The picture is never lower than this, however many lines the totals take.
const LOWEST_PICTURE: f32 = 56.0;

/// Which picture is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    /// 每日办理.
    Days,
    /// 按时段.
    Hours,
}

/// The card of the pictures.
#[derive(Debug, Default)]
pub struct Charts {
    /// What they show.
    pub counting: Counting,
    /// The picture somebody chose; otherwise a single day is shown by its hours.
    view: Option<View>,
}

fn fold_id() -> Id {
    Id::unique("audit-pictures-folded")
}

/// Whether somebody folded the card, or the window is so low that it starts folded.
#[must_use]
pub fn is_folded(ui: &Ui) -> bool {
    let is_low = ui.ctx().content_rect().height() < LOW;
    ui.data(|data| data.get_temp(fold_id())).unwrap_or(is_low)
}

/// The height the card takes, folded or not.
#[must_use]
pub fn height(ui: &Ui) -> f32 {
    let inside = if is_folded(ui) { HEADER } else { OPEN };
    inside + 2.0 * f32::from(MARGIN) + 2.0
}

/// What was pressed in the card.
enum Pressed {
    Show(Period),
    Stop,
    Again,
}

impl Charts {
    /// Draws the card. A period, if somebody pressed its bar.
    pub fn ui(&mut self, ui: &mut Ui, filter: &EntryFilter, period: Period, today: Date) -> Option<Period> {
        let was_folded = is_folded(ui);
        let mut is_folded = was_folded;
        let pressed = surface(ui, Margin::symmetric(16, MARGIN), |ui| {
            ui.set_min_width(ui.available_width());
            ui.spacing_mut().item_spacing = vec2(8.0, 4.0);
            self.card(ui, filter, period, today, &mut is_folded)
        });
        if is_folded != was_folded {
            ui.data_mut(|data| data.insert_temp(fold_id(), is_folded));
        }
        match pressed? {
            Pressed::Show(days) => {
                self.view = None;
                return Some(days);
            }
            Pressed::Stop => self.counting.stop(),
            Pressed::Again => self.counting.again(),
        }
        None
    }

    fn card(
        &mut self,
        ui: &mut Ui,
        filter: &EntryFilter,
        period: Period,
        today: Date,
        is_folded: &mut bool,
    ) -> Option<Pressed> {
        let is_one_day = period.from.is_some() && period.from == period.to;
        let mut view = self.view.unwrap_or(if is_one_day { View::Hours } else { View::Days });
        let stand = self.counting.stand(filter);
        let series = match &stand {
            Stand::Known(counts) => Some((*counts, made(counts, view, period, today, ui.available_width()))),
            _ => None,
        };
        let before = view;
        let top = ui.cursor().top();
        header(ui, &mut view, series.as_ref(), is_folded);
        // Totals on a line of their own come out of the picture: the card beside this one has the same height.
        let below = ui.cursor().top() - top - HEADER - ui.spacing().item_spacing.y;
        let height = (PICTURE - below).clamp(LOWEST_PICTURE, PICTURE);
        let pressed = if *is_folded { None } else { body(ui, &stand, series.as_ref(), height) };
        if view != before {
            self.view = Some(view);
        }
        pressed
    }
}

fn made(counts: &Statistics, view: View, period: Period, today: Date, width: f32) -> Series {
    match view {
        View::Days => Series::by_day(counts, period, today, width - columns::SCALE),
        View::Hours => Series::by_hour(counts),
    }
}

/// The switch, the totals, and the buttons; the totals go below where they do not fit between.
fn header(ui: &mut Ui, view: &mut View, series: Option<&(&Statistics, Series)>, is_folded: &mut bool) {
    let totals = series.map_or_else(Vec::new, |(counts, series)| totals(ui, counts, series));
    let totals_width: f32 = totals.iter().map(|(_, _, width)| width + KEY_GAP).sum();
    let mut fits = false;
    let row = vec2(ui.available_width(), HEADER);
    ui.allocate_ui_with_layout(row, Layout::left_to_right(Align::Center), |ui| {
        let views = [(View::Days, t!("audit-chart-days")), (View::Hours, t!("audit-chart-hours"))];
        segments(ui, &t!("audit-chart-view"), view, &views);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let (icon, label) = if *is_folded {
                (icons::KEYBOARD_ARROW_DOWN, t!("audit-chart-unfold"))
            } else {
                (icons::KEYBOARD_ARROW_UP, t!("audit-chart-fold"))
            };
            *is_folded ^= icon_button(ui, icon, &label).clicked();
            if let Some((counts, series)) = series.filter(|(_, series)| !series.bars.is_empty()) {
                numbers(ui, counts, series);
            }
            fits = totals_width <= ui.available_width();
            if fits && !totals.is_empty() {
                ui.add_space(4.0);
                let room = vec2(totals_width - KEY_GAP, HEADER);
                ui.allocate_ui_with_layout(room, Layout::left_to_right(Align::Center), |ui| key(ui, &totals));
            }
        });
    });
    if !fits && !totals.is_empty() {
        ui.horizontal_wrapped(|ui| key(ui, &totals));
    }
}

/// Words, colour and width of each total.
fn totals(ui: &Ui, counts: &Statistics, series: &Series) -> Vec<(String, Color32, f32)> {
    let tokens = Tokens::of(ui);
    let font = TextStyle::Small.resolve(ui.style());
    let total = |(group, count): &(super::series::Group, u64)| {
        let words = t!("audit-chart-total", name = group.name(counts), count = i18n::grouped(*count));
        let galley = ui.painter().layout_no_wrap(words.clone(), font.clone(), tokens.muted);
        (words, tokens.series(group.color()), galley.size().x + SQUARE[0] + SQUARE[1])
    };
    series.groups.iter().map(total).collect()
}

fn key(ui: &mut Ui, totals: &[(String, Color32, f32)]) {
    for (n, (words, color, _)) in totals.iter().enumerate() {
        ui.spacing_mut().item_spacing.x = 0.0;
        if n > 0 {
            ui.add_space(KEY_GAP);
        }
        let (rect, _) = ui.allocate_exact_size(vec2(SQUARE[0], 16.0), Sense::hover());
        let square = egui::Rect::from_center_size(rect.center(), egui::Vec2::splat(SQUARE[0]));
        ui.painter().rect_filled(square, CornerRadius::same(3), *color);
        ui.add_space(SQUARE[1]);
        ui.label(text::muted(words));
    }
}

fn body(ui: &mut Ui, stand: &Stand<'_>, series: Option<&(&Statistics, Series)>, height: f32) -> Option<Pressed> {
    let size = vec2(ui.available_width(), height);
    ui.allocate_ui_with_layout(size, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(size);
        match stand {
            Stand::Known(counts) => series.and_then(|(_, series)| picture(ui, counts, series, height)),
            Stand::Running(elapsed, share) => {
                let label = t!("audit-chart-counting");
                let progress = Progress::new(&label, *elapsed).fraction(*share).cancellable();
                middle(ui, height, |ui| progress.show(ui).then_some(Pressed::Stop))
            }
            Stand::Stopped => middle(ui, height, |ui| again(ui, &t!("audit-chart-stopped"))),
            Stand::Failed(failed) => middle(ui, height, |ui| again(ui, &failed.what)),
            Stand::Soon => {
                // What runs longer than a blink is to be seen even if nothing else moves.
                ui.ctx().request_repaint_after(std::time::Duration::from_millis(300));
                None
            }
        }
    })
    .inner
}

fn middle<R>(ui: &mut Ui, height: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    ui.add_space((height - 36.0) / 2.0);
    ui.horizontal(contents).inner
}

fn again(ui: &mut Ui, why: &str) -> Option<Pressed> {
    ui.label(text::muted(why));
    Button::secondary(t!("audit-chart-again")).icon(icons::REFRESH).show(ui).then_some(Pressed::Again)
}

fn picture(ui: &mut Ui, counts: &Statistics, series: &Series, height: f32) -> Option<Pressed> {
    if counts.entries == 0 {
        middle(ui, height, |ui| ui.label(text::muted(t!("audit-chart-empty"))));
        return None;
    }
    let tokens = Tokens::of(ui);
    let colors = series.groups.iter().map(|(group, _)| tokens.series(group.color())).collect();
    let (response, at) = Columns::new(series, colors).show(ui, height);
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, t!("audit-chart-picture")));
    let bar = at.and_then(|at| series.bars.get(at))?;
    let clicked = response.clicked();
    response.on_hover_ui_at_pointer(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.label(text::strong(&bar.name));
        let said: Vec<_> = series.groups.iter().zip(&bar.values).filter(|(_, value)| **value > 0).collect();
        for ((group, _), value) in &said {
            ui.label(text::small(t!("audit-chart-total", name = group.name(counts), count = i18n::grouped(**value))));
        }
        if said.is_empty() {
            ui.label(text::muted(t!("audit-chart-nothing")));
        }
        if bar.days.is_some() {
            ui.label(text::muted(t!("audit-chart-press")));
        }
    });
    bar.days.filter(|_| clicked).map(Pressed::Show)
}

/// The button behind which every bar's numbers stand.
fn numbers(ui: &mut Ui, counts: &Statistics, series: &Series) {
    let button = icon_button(ui, icons::LIST_ALT, &t!("audit-chart-numbers"));
    let popup = Popup::from_toggle_button_response(&button).gap(4.0);
    popup.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        Frame::new().inner_margin(Margin::same(12)).show(ui, |ui| {
            ui.set_min_width(260.0);
            ScrollArea::vertical().max_height(HIGHEST_LIST).show(ui, |ui| {
                // The scroll bar lies over what it scrolls; the last column of numbers must not be below it.
                let beside = Margin { right: BESIDE_BAR, ..Margin::ZERO };
                Frame::new().inner_margin(beside).show(ui, |ui| number_table(ui, counts, series));
            });
        });
    });
}

fn number_table(ui: &mut Ui, counts: &Statistics, series: &Series) {
    let right = Layout::right_to_left(Align::Center);
    Grid::new("audit-chart-numbers").striped(true).spacing(vec2(24.0, 2.0)).min_row_height(26.0).show(ui, |ui| {
        ui.label(text::muted(match series.step {
            Step::Day => t!("audit-chart-step-day"),
            Step::Week => t!("audit-chart-step-week"),
            Step::Month => t!("audit-chart-step-month"),
            Step::Hour => t!("audit-chart-step-hour"),
        }));
        for (group, _) in &series.groups {
            ui.with_layout(right, |ui| ui.label(text::muted(group.name(counts))));
        }
        ui.end_row();
        for bar in &series.bars {
            ui.label(text::small(&bar.name));
            for value in &bar.values {
                let words = if *value == 0 { text::muted("–") } else { text::small(i18n::grouped(*value)) };
                ui.with_layout(right, |ui| ui.label(words));
            }
            ui.end_row();
        }
    });
}
