//! The list of the day's visits: one row each, newest first, picked with the pointer or the arrows.

use egui::{
    Align, CornerRadius, EventFilter, Id, Key, Label, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui,
    WidgetInfo, vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};

use super::words;
use crate::{
    desk::TodayVisit,
    domain::visit::VisitSerial,
    t,
    ui::{
        theme::{Tokens, text},
        widgets::pressed,
    },
};

const HEADER: f32 = 30.0;
const ROW: f32 = 39.0;
/// Rows that are in sight at least.
const FEWEST_ROWS: f32 = 5.0;
/// Room that top bar, counts and margins take of the window's height.
const AROUND: f32 = 272.0;
/// What the line about an open visit takes beside that.
const WITH_OPEN: f32 = 84.0;
/// Below this width names stand above numbers, kinds have their short names, and the supervisor is named at the side only.
const NARROW: f32 = 700.0;
/// Distance between columns.
const BETWEEN: f32 = 8.0;

/// Widths of all columns but the last, which takes the rest: they always fit.
fn widths(width: f32) -> Vec<f32> {
    let (serial, time, end, approver, used) =
        if width < NARROW { (40.0, 44.0, 106.0, 0.0, 76.0) } else { (58.0, 62.0, 118.0, 78.0, 104.0) };
    let columns = if width < NARROW { 5.0 } else { 6.0 };
    let rest = width - serial - time - end - approver - used - columns * BETWEEN;
    let holder = (rest * 0.43).max(56.0);
    let mut widths = vec![serial, time, holder, (rest - holder).max(70.0), end];
    widths.extend((width >= NARROW).then_some(approver));
    widths
}

/// What the list remembers between frames.
#[derive(Default)]
pub(super) struct Table {
    /// Give the chosen row the keyboard.
    takes_keyboard: bool,
}

impl Table {
    /// Gives the chosen row the keyboard in the next frame.
    pub(super) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    /// Draws the list; true if Enter asks for the receipt of the chosen visit.
    pub(super) fn show(&mut self, ui: &mut Ui, visits: &[TodayVisit], chosen: &mut Option<VisitSerial>) -> bool {
        let place = |chosen: &Option<VisitSerial>| visits.iter().position(|v| Some(&v.serial) == chosen.as_ref());
        let mut target = None;
        if let Some(index) = moved(ui, place(chosen), visits.len()) {
            *chosen = visits.get(index).map(|visit| visit.serial.clone());
            self.takes_keyboard = true;
            target = Some(index);
        }
        let selected = place(chosen);
        let width = ui.available_width();
        let is_narrow = width < NARROW;
        let above = if visits.iter().any(|visit| visit.is_open) { AROUND + WITH_OPEN } else { AROUND };
        let height = (ui.ctx().content_rect().height() - above).max(ROW * FEWEST_ROWS);
        ui.spacing_mut().item_spacing = vec2(BETWEEN, 0.0);
        let mut table = TableBuilder::new(ui)
            // The table remembers its columns; another width has others.
            .id_salt(format!("today-{width:.0}"))
            .sense(Sense::CLICK)
            .striped(false)
            .cell_layout(Layout::left_to_right(Align::Center));
        for width in widths(width) {
            table = table.column(Column::exact(width).clip(true));
        }
        table = table
            .column(Column::remainder().clip(true))
            .auto_shrink([false, true])
            .min_scrolled_height(height)
            .max_scroll_height(height);
        if let Some(target) = target {
            table = table.scroll_to_row(target, None);
        }
        let takes_keyboard = std::mem::take(&mut self.takes_keyboard);
        table.header(HEADER, |row| header(row, is_narrow)).body(|body| {
            body.rows(ROW, visits.len(), |mut row| {
                let Some(visit) = visits.get(row.index()) else { return };
                let is_selected = selected == Some(row.index());
                row.set_selected(is_selected);
                let mut whole = None;
                row.col(|ui| {
                    whole = Some(whole_row(ui, width, visit, is_selected));
                    ui.label(text::mono(visit.serial.counter()));
                });
                cells(&mut row, visit, is_narrow);
                let Some(whole) = whole else { return };
                if is_selected && takes_keyboard {
                    whole.request_focus();
                }
                if row_response(&whole, visit, is_selected) || row.response().clicked() {
                    *chosen = Some(visit.serial.clone());
                }
            });
        });
        let focused = ui.memory(egui::Memory::focused).filter(|id| is_row(ui, *id));
        selected.is_some() && focused.is_some() && pressed(ui, Key::Enter, focused)
    }
}

/// The row that the arrows, Home or End go to.
fn moved(ui: &Ui, selected: Option<usize>, rows: usize) -> Option<usize> {
    // A field or button elsewhere keeps its own arrows.
    let elsewhere = ui.memory(egui::Memory::focused).is_some_and(|id| !is_row(ui, id));
    if elsewhere || rows == 0 {
        return None;
    }
    let last = rows - 1;
    let steps = [
        (Key::ArrowDown, selected.map_or(0, |row| (row + 1).min(last))),
        (Key::ArrowUp, selected.map_or(last, |row| row.saturating_sub(1))),
        (Key::Home, 0),
        (Key::End, last),
    ];
    steps.into_iter().find_map(|(key, row)| pressed(ui, key, None).then_some(row))
}

fn focused_row() -> Id {
    Id::unique("today-focused-row")
}

fn is_row(ui: &Ui, id: Id) -> bool {
    ui.data(|data| data.get_temp::<Id>(focused_row())) == Some(id)
}

/// What the keyboard and screen readers take for the row; its cells only hear the pointer. Tab stops at the chosen row
/// alone, so that the receipt is one step away however long the day was.
fn whole_row(ui: &Ui, width: f32, visit: &TodayVisit, is_selected: bool) -> Response {
    let rect = Rect::from_min_size(ui.max_rect().left_top(), vec2(width, ROW));
    // Across all cells, so not with the painter of the first, which ends at its edge.
    let seen = Rect::from_x_y_ranges(rect.x_range(), ui.clip_rect().y_range());
    let painter = ui.ctx().layer_painter(ui.layer_id()).with_clip_rect(seen);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, Tokens::of(ui).line));
    let sense = if is_selected { Sense::click() } else { Sense::CLICK };
    ui.interact(rect, Id::unique("today-row").with(visit.serial.as_str()), sense)
}

/// Names the row for screen readers and keeps the arrows for the list; true if it was picked.
fn row_response(response: &Response, visit: &TodayVisit, is_selected: bool) -> bool {
    let ctx = &response.ctx;
    let spoken = words::spoken(visit);
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, is_selected, &spoken));
    if response.has_focus() {
        let filter = EventFilter { vertical_arrows: true, ..EventFilter::default() };
        ctx.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
        ctx.data_mut(|data| data.insert_temp(focused_row(), response.id));
        let tokens = Tokens::of(ctx);
        let ring = Stroke::new(tokens.focus_width, tokens.focus);
        let row = response.rect.expand2(vec2(4.0, 0.0));
        let painter = ctx.layer_painter(response.layer_id).with_clip_rect(row);
        painter.rect_stroke(row, CornerRadius::same(4), ring, StrokeKind::Inside);
    }
    response.clicked() || response.gained_focus()
}

fn header(mut header: TableRow<'_, '_>, is_narrow: bool) {
    let mut names = vec![t!("today-serial"), t!("today-time"), t!("today-holder"), t!("today-action"), t!("today-end")];
    names.extend((!is_narrow).then(|| t!("today-approver")));
    names.push(t!("visit-used"));
    for name in names {
        header.col(|ui| {
            ui.add(Label::new(text::muted(name)).truncate());
        });
    }
}

fn cells(row: &mut TableRow<'_, '_>, visit: &TodayVisit, is_narrow: bool) {
    let holder = if is_narrow && visit.name_mask.is_some() {
        vec![words::name(visit).to_owned(), visit.id_mask.clone()]
    } else {
        vec![words::holder(visit)]
    };
    for lines in [vec![words::clock(visit.at)], holder, words::actions(visit, is_narrow)] {
        row.col(|ui| cell(ui, lines));
    }
    row.col(|ui| {
        words::end(visit).show(ui);
    });
    if !is_narrow {
        row.col(|ui| cell(ui, vec![visit.approver.clone().unwrap_or_else(|| "—".to_owned())]));
    }
    row.col(|ui| cell(ui, vec![words::lasted(visit)]));
}

/// One line as large as any text, two small ones; what there is beyond that shares the second.
fn cell(ui: &mut Ui, mut lines: Vec<String>) {
    if lines.len() < 2 {
        // What is too long for one line has two small ones.
        let words = lines.concat();
        let font = egui::TextStyle::Body.resolve(ui.style());
        let width = ui.painter().layout_no_wrap(words.clone(), font, egui::Color32::PLACEHOLDER).size().x;
        if width <= ui.available_width() {
            ui.label(text::body(words));
        } else {
            ui.add(Label::new(text::small(words)).wrap());
        }
        return;
    }
    let rest = lines.split_off(1).join(&t!("today-and"));
    lines.push(rest);
    ui.vertical(|ui| {
        ui.add_space(1.0);
        for line in lines {
            ui.add(Label::new(text::small(line)).truncate());
        }
    });
}
