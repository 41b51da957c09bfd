//! The list of entries: any number of rows, of which only the visible ones exist.
//!
//! The scroll position is kept in `f64` and rows are placed relative to it: a million rows are 36 million points high,
//! where `f32`, which egui's scroll areas use, only knows every fourth point.

use std::ops::Range;

use egui::{
    Align, Color32, CornerRadius, EventFilter, FontId, Id, Key, Layout, Rect, Role, Sense, Stroke, StrokeKind,
    TextStyle, Ui, UiBuilder, WidgetInfo, pos2, text::LayoutJob, vec2,
};

use super::{
    describe::Names,
    detail::Direction,
    pages::{Cells, Pages},
};
use crate::{
    t,
    ui::{
        i18n, input,
        theme::Tokens,
        widgets::{Pill, focus_ring, pressed},
    },
};

/// Height of a row, points.
const ROW: f64 = 36.0;
const HEADER: f32 = 40.0;
/// Height of a table with its header and eight rows: less than that nobody can compare entries in.
pub const EIGHT_ROWS: f32 = HEADER + 8.0 * ROW as f32;
const BAR: f32 = 10.0;
const PAD: f32 = 10.0;
/// Room that 说明 gets at least; other columns leave for it.
const LEAST_NOTE: f32 = 150.0;
/// Room below which it says nothing to anybody.
const SHORTEST_NOTE: f32 = 60.0;

/// Columns with their widths: 序号, 时间, 办件, 人员, 操作, 持卡人, 结果; 说明 takes the rest.
const WIDTHS: [f32; 7] = [84.0, 144.0, 64.0, 92.0, 136.0, 84.0, 96.0];
/// Which columns leave first on a narrow window.
const LEAVE: [usize; 4] = [2, 0, 5, 3];
const OUTCOME: usize = 6;

/// Left edge and width of each column that is shown, for a table of this width. The last one is 说明.
fn columns(width: f32) -> Vec<(usize, f32, f32)> {
    let mut shown = [true; 7];
    let used = |shown: &[bool; 7]| -> f32 { WIDTHS.iter().zip(shown).filter(|(_, on)| **on).map(|(w, _)| w).sum() };
    for column in LEAVE {
        if width - used(&shown) < LEAST_NOTE {
            shown[column] = false;
        }
    }
    let mut left = 0.0;
    let mut columns = Vec::with_capacity(8);
    for (column, column_width) in WIDTHS.into_iter().enumerate().filter(|(column, _)| shown[*column]) {
        columns.push((column, left, column_width));
        left += column_width;
    }
    // On the narrowest of all the entry's panel alone says it.
    if width - left >= SHORTEST_NOTE {
        columns.push((7, left, width - left));
    }
    columns
}

/// Where the list stands.
#[derive(Debug, Default)]
pub struct Table {
    /// Points above the first visible one.
    offset: f64,
    /// Position of the chosen entry.
    selected: Option<u32>,
    /// Rows that fit on screen, from the last frame.
    fitting: usize,
    /// Entries that came while the list was scrolled away from the top.
    unseen: usize,
}

/// What happened in the list.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// Rows on screen, whose pages are wanted.
    pub visible: Range<usize>,
    /// The chosen entry is to be shown in full.
    pub open: bool,
}

impl Table {
    /// The position of the chosen entry.
    #[must_use]
    pub fn selected(&self) -> Option<u32> {
        self.selected
    }

    /// Entries on top that were not looked at yet.
    #[must_use]
    pub fn unseen(&self) -> usize {
        self.unseen
    }

    /// Back to the newest entry.
    pub fn go_to_top(&mut self) {
        self.offset = 0.0;
        self.unseen = 0;
    }

    /// Other entries are listed now.
    pub fn reset(&mut self) {
        self.go_to_top();
        self.selected = None;
    }

    /// Entries came on top: what is on screen stays where it is, unless the top is.
    #[allow(clippy::cast_precision_loss, reason = "far fewer rows than 2^52")]
    pub fn grew(&mut self, by: usize) {
        if self.offset > 0.0 {
            self.offset += by as f64 * ROW;
            self.unseen += by;
        }
    }

    /// Draws header, rows and scroll bar in all the room there is.
    pub fn ui(&mut self, ui: &mut Ui, pages: &mut Pages, names: &Names) -> Reply {
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with("audit-table");
        let body = Rect::from_min_max(pos2(rect.left(), rect.top() + HEADER), rect.max);
        let columns = columns(rect.width() - BAR - 2.0 * PAD);
        self.fitting = fitting(body.height());
        header(ui, rect, &columns);
        let response = ui.interact(body, id, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Table, true, t!("audit-table")));
        let mut reply = Reply { open: self.keys(ui, id, pages), ..Reply::default() };
        self.wheel(ui, &response, pages.len(), body.height());
        self.bar(ui, body, id, pages.len());
        self.clamp(pages.len(), body.height());
        reply.visible = self.visible(pages.len(), body.height());
        reply.open |= self.rows(ui, body, &columns, pages, names, reply.visible.clone());
        if response.has_focus() && self.selected.is_none() {
            focus_ring(ui, body.shrink(2.0), 0);
        }
        ui.advance_cursor_after_rect(rect);
        reply
    }

    fn visible(&self, len: usize, height: f32) -> Range<usize> {
        let first = whole(self.offset / ROW);
        let last = whole((self.offset + f64::from(height)) / ROW) + 1;
        first.min(len)..last.min(len)
    }

    fn clamp(&mut self, len: usize, height: f32) {
        self.offset = self.offset.clamp(0.0, farthest(len, height));
        if self.offset <= 0.0 {
            self.unseen = 0;
        }
    }

    /// The wheel moves the list; at its ends it moves the page.
    fn wheel(&mut self, ui: &Ui, response: &egui::Response, len: usize, height: f32) {
        if !response.contains_pointer() {
            return;
        }
        let delta = ui.input(|input| input.smooth_scroll_delta().y);
        let to = (self.offset - f64::from(delta)).clamp(0.0, farthest(len, height));
        if delta != 0.0 && (to - self.offset).abs() > f64::EPSILON {
            self.offset = to;
            ui.input_mut(|input| input.smooth_scroll_delta.y = 0.0);
        }
    }

    /// Arrows, Page keys, Home and End move the choice; Enter opens it. True if it is to be opened.
    fn keys(&mut self, ui: &Ui, id: Id, pages: &Pages) -> bool {
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        if has_focus {
            let lock = EventFilter { vertical_arrows: true, ..EventFilter::default() };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, lock));
        }
        let reachable = ui.is_enabled() && !egui::Popup::is_any_open(ui.ctx());
        let free = has_focus || ui.memory(|memory| memory.focused().is_none());
        if !reachable || !free || !ui.memory(|memory| memory.allows_interaction(ui.layer_id())) || pages.is_empty() {
            return false;
        }
        let count = |key| input::presses(ui, key);
        let at = self.selected.and_then(|position| pages.row_of(position));
        let step = self.fitting.saturating_sub(1).max(1);
        let (down, up) = (count(Key::ArrowDown), count(Key::ArrowUp));
        let (page_down, page_up) = (count(Key::PageDown), count(Key::PageUp));
        let (home, end) = (count(Key::Home), count(Key::End));
        let last = pages.len() - 1;
        if home + end + down + up + page_down + page_up > 0 {
            let row = match at {
                _ if home > 0 => 0,
                _ if end > 0 => last,
                None => whole((self.offset / ROW).ceil()),
                Some(row) => (row + down + page_down * step).saturating_sub(up + page_up * step),
            };
            self.choose(row.min(last), pages);
        }
        self.selected.is_some() && pressed(ui, Key::Enter, Some(id))
    }

    /// Chooses the neighbour of the chosen entry.
    pub fn step(&mut self, direction: Direction, pages: &Pages) {
        let Some(row) = self.selected.and_then(|position| pages.row_of(position)) else { return };
        let row = match direction {
            Direction::Up => row.saturating_sub(1),
            Direction::Down => (row + 1).min(pages.len().saturating_sub(1)),
        };
        self.choose(row, pages);
    }

    /// Chooses an entry by its position and brings it on screen; false if it is not listed.
    pub fn show(&mut self, position: u32, pages: &Pages) -> bool {
        let row = pages.row_of(position);
        if let Some(row) = row {
            self.choose(row, pages);
        }
        row.is_some()
    }

    #[allow(clippy::cast_precision_loss, reason = "far fewer rows than 2^52")]
    fn choose(&mut self, row: usize, pages: &Pages) {
        self.selected = pages.position(row);
        let top = row as f64 * ROW;
        let height = self.fitting as f64 * ROW;
        if top < self.offset {
            self.offset = top;
        } else if top + ROW > self.offset + height {
            self.offset = top + ROW - height;
        }
    }

    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "points on screen")]
    fn bar(&mut self, ui: &Ui, body: Rect, id: Id, len: usize) {
        let most = farthest(len, body.height());
        if most <= 0.0 {
            return;
        }
        let track = Rect::from_min_max(pos2(body.right() - BAR, body.top()), body.max);
        let height = (body.height() * body.height() / (len as f64 * ROW) as f32).clamp(28.0, body.height());
        let room = track.height() - height;
        let response = ui.interact(track, id.with("bar"), Sense::CLICK | Sense::DRAG);
        response.widget_info(|| WidgetInfo::labeled(Role::ScrollBar, true, t!("audit-scroll-bar")));
        if let Some(pointer) = response.interact_pointer_pos() {
            let share = ((pointer.y - track.top() - height / 2.0) / room.max(1.0)).clamp(0.0, 1.0);
            self.offset = f64::from(share) * most;
        }
        let top = track.top() + room * (self.offset / most).clamp(0.0, 1.0) as f32;
        let handle = Rect::from_min_size(pos2(track.left() + 1.0, top), vec2(BAR - 2.0, height));
        let tokens = Tokens::of(ui);
        let lively = response.hovered() || response.dragged();
        let color = if lively { tokens.muted } else { tokens.line_control };
        ui.painter().rect_filled(handle, CornerRadius::same(4), color);
    }

    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "points on screen")]
    fn rows(
        &mut self,
        ui: &mut Ui,
        body: Rect,
        columns: &[(usize, f32, f32)],
        pages: &mut Pages,
        names: &Names,
        visible: Range<usize>,
    ) -> bool {
        let clip = Rect::from_min_max(body.min, pos2(body.right() - BAR, body.bottom()));
        let mut ui = ui.new_child(UiBuilder::new().max_rect(clip).layout(Layout::top_down(Align::Min)));
        ui.set_clip_rect(clip.intersect(ui.clip_rect()));
        let language = i18n::current();
        let mut open = false;
        for row in visible {
            let top = body.top() + (row as f64 * ROW - self.offset) as f32;
            let rect = Rect::from_min_size(pos2(clip.left(), top), vec2(clip.width(), ROW as f32));
            let position = pages.position(row);
            let chosen = position.is_some() && position == self.selected;
            let cells = pages.get(row).map(|shown| shown.cells(language, names));
            if draw_row(&mut ui, rect, columns, row, chosen, cells) {
                self.selected = position;
                open = true;
            }
        }
        open
    }
}

/// How far a list can be scrolled.
#[allow(clippy::cast_precision_loss, reason = "far fewer rows than 2^52")]
fn farthest(len: usize, height: f32) -> f64 {
    (len as f64 * ROW - f64::from(height)).max(0.0)
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows, never negative")]
fn whole(rows: f64) -> usize {
    rows.max(0.0) as usize
}

fn fitting(height: f32) -> usize {
    whole(f64::from(height) / ROW).max(1)
}

fn header(ui: &Ui, rect: Rect, columns: &[(usize, f32, f32)]) {
    let tokens = Tokens::of(ui);
    let names = [
        t!("audit-col-seq"),
        t!("audit-col-time"),
        t!("audit-col-visit"),
        t!("audit-col-staff"),
        t!("audit-col-action"),
        t!("audit-col-holder"),
        t!("audit-col-outcome"),
        t!("audit-col-note"),
    ];
    let font = TextStyle::Small.resolve(ui.style());
    for (column, left, width) in columns {
        let name = names.get(*column).map(String::as_str).unwrap_or_default();
        put(ui, name, &font, tokens.muted, pos2(rect.left() + PAD + left, rect.top() + HEADER / 2.0), width - 8.0);
    }
    ui.painter().hline(rect.x_range(), rect.top() + HEADER - 0.5, Stroke::new(1.0, tokens.line));
}

/// One line of text, cut with `…` where it does not fit, centred on the height of `at`.
fn put(ui: &Ui, words: &str, font: &FontId, color: Color32, at: egui::Pos2, width: f32) {
    let mut job = LayoutJob::simple_singleline(words.to_owned(), font.clone(), color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    let galley = ui.painter().layout_job(job);
    ui.painter().galley(at - vec2(0.0, galley.size().y / 2.0), galley, color);
}

/// Draws a row; true if it was clicked.
fn draw_row(
    ui: &mut Ui,
    rect: Rect,
    columns: &[(usize, f32, f32)],
    row: usize,
    chosen: bool,
    cells: Option<&Cells>,
) -> bool {
    let tokens = Tokens::of(ui);
    // Clicked and read aloud, but no station for Tab: the list as a whole is one.
    let response = ui.interact(rect, ui.scope_id().with(row), Sense::CLICK);
    if chosen {
        let line = tokens.outlined(tokens.primary);
        ui.painter().rect(rect, CornerRadius::ZERO, tokens.tint, line, StrokeKind::Inside);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, CornerRadius::ZERO, tokens.surface_hover);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, tokens.line));
    let body = TextStyle::Body.resolve(ui.style());
    let mono = TextStyle::Monospace.resolve(ui.style());
    let left = rect.left() + PAD;
    let Some(cells) = cells else {
        put(ui, "…", &body, tokens.muted, pos2(left, rect.center().y), 40.0);
        response.widget_info(|| WidgetInfo::labeled(Role::Row, true, t!("audit-loading")));
        return false;
    };
    response.widget_info(|| WidgetInfo::selected(Role::Row, true, chosen, spoken(cells)));
    for (column, at, width) in columns {
        let place = pos2(left + at, rect.center().y);
        if *column == OUTCOME {
            if let Some((tone, word)) = &cells.outcome {
                let room = Rect::from_min_size(pos2(place.x, rect.top() + 6.0), vec2(*width, 24.0));
                let builder = UiBuilder::new().max_rect(room).layout(Layout::left_to_right(Align::Center));
                Pill::new(*tone, word.as_str()).show(&mut ui.new_child(builder));
            }
            continue;
        }
        let index = if *column > OUTCOME { OUTCOME } else { *column };
        let font = if matches!(column, 0..=2 | 5) { &mono } else { &body };
        let color = if cells.outcome.is_none() { tokens.bad } else { tokens.text };
        put(ui, &cells.texts[index], font, color, place, width - 8.0);
    }
    response.clicked()
}

/// The row as a screen reader says it.
fn spoken(cells: &Cells) -> String {
    let [seq, time, visit, person, action, holder, note] = &cells.texts;
    let outcome = cells.outcome.as_ref().map_or("", |(_, word)| word.as_str());
    [seq, time, person, action, outcome, visit, holder, note].map(|text: &str| text).join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_fill_the_width_and_leave_for_the_note() {
        let wide = columns(1180.0);
        assert_eq!(wide.len(), 8);
        let (_, left, width) = wide[7];
        assert!((left + width - 1180.0).abs() < 0.01 && width > 400.0);
        for width in [500.0, 600.0, 700.0, 780.0, 900.0] {
            let shown = columns(width);
            assert!(shown.iter().any(|(column, ..)| *column == OUTCOME) && shown.last().unwrap().2 >= 60.0, "{width}");
        }
        assert!(columns(560.0).len() < 8);
    }

    #[test]
    fn every_one_of_a_million_rows_has_its_place_on_screen() {
        let len = 1_000_000;
        let mut table = Table { fitting: 15, ..Table::default() };
        let pages = Pages::new((1..=1_000_000).collect());
        for row in [0, 1, 14, 15, 999_999, 500_000, 0] {
            table.choose(row, &pages);
            table.clamp(len, 540.0);
            let visible = table.visible(len, 540.0);
            assert!(visible.contains(&row), "{row} in {visible:?}");
            let top = row as f64 * ROW - table.offset;
            assert!((0.0..=540.0 - ROW).contains(&top), "{row} at {top}");
        }
    }

    #[test]
    fn new_entries_do_not_move_what_is_being_read() {
        let mut table = Table { offset: 720.0, ..Table::default() };
        table.grew(2);
        assert_eq!((table.visible(100, 360.0).start, table.unseen()), (22, 2));
        table.go_to_top();
        table.grew(3);
        assert_eq!((table.visible(100, 360.0).start, table.unseen()), (0, 0));
    }
}
