//! The list of accounts: one row each, picked with the pointer or the arrows.

use egui::{
    Align, CornerRadius, EventFilter, Id, Key, Layout, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo,
    vec2,
};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::{
    desk::StaffView,
    domain::time,
    t,
    ui::{
        i18n,
        theme::{Tokens, Tone, text},
        widgets::{Mark, Pill, pressed},
    },
};

/// Two lines of small text.
const HEADER: f32 = 36.0;
const ROW: f32 = 46.0;
/// Rows beyond this many scroll.
const MOST_ROWS: f32 = 11.0;

/// Below this width the columns are as wide as their usual contents.
const NARROW: f32 = 640.0;

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

    /// Draws the list; true if Enter asks for the actions of the chosen account.
    pub(super) fn show(&mut self, ui: &mut Ui, staff: &[StaffView], chosen: &mut Option<String>) -> bool {
        let place = |chosen: &Option<String>| staff.iter().position(|s| Some(s.number.as_str()) == chosen.as_deref());
        let mut target = None;
        if let Some(index) = moved(ui, place(chosen), staff.len()) {
            *chosen = staff.get(index).map(|s| s.number.as_str().to_owned());
            self.takes_keyboard = true;
            target = Some(index);
        }
        let selected = place(chosen);
        let width = ui.available_width();
        #[allow(clippy::cast_precision_loss, reason = "a handful of rows")]
        let height = ROW * (staff.len() as f32).min(MOST_ROWS);
        ui.spacing_mut().item_spacing.y = 0.0;
        let is_narrow = width < NARROW;
        let [number, name, role, person] =
            if is_narrow { [64.0, 60.0, 98.0, 62.0] } else { [120.0, 140.0, 130.0, 140.0] };
        let mut table = TableBuilder::new(ui)
            .id_salt(if is_narrow { "staff-narrow" } else { "staff" })
            .sense(Sense::CLICK)
            .striped(false)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::initial(number).at_least(60.0).clip(true))
            .column(Column::initial(name).at_least(60.0).clip(true))
            .column(Column::initial(role).at_least(60.0).clip(true))
            .column(Column::initial(person).at_least(60.0).clip(true))
            .column(Column::remainder().at_least(130.0).clip(true))
            .auto_shrink([false, true])
            .min_scrolled_height(height)
            .max_scroll_height(height);
        if let Some(target) = target {
            table = table.scroll_to_row(target, None);
        }
        let takes_keyboard = std::mem::take(&mut self.takes_keyboard);
        table.header(HEADER, header).body(|body| {
            body.rows(ROW, staff.len(), |mut row| {
                let Some(account) = staff.get(row.index()) else { return };
                let is_selected = selected == Some(row.index());
                row.set_selected(is_selected);
                let mut focus = None;
                row.col(|ui| {
                    focus = Some(whole_row(ui, width, row_id(account)));
                    ui.label(text::mono(account.number.as_str()));
                });
                cells(&mut row, account);
                let Some(focus) = focus else { return };
                if is_selected && takes_keyboard {
                    focus.request_focus();
                }
                if row_response(&focus, account, is_selected) || row.response().clicked() {
                    *chosen = Some(account.number.as_str().to_owned());
                }
            });
        });
        let focused = ui.memory(egui::Memory::focused).filter(|id| is_row(ui, *id));
        selected.is_some() && pressed(ui, Key::Enter, focused)
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

fn focused_row() -> egui::Id {
    egui::Id::unique("staff-focused-row")
}

fn is_row(ui: &Ui, id: egui::Id) -> bool {
    ui.data(|data| data.get_temp::<egui::Id>(focused_row())) == Some(id)
}

/// Names the row for screen readers and keeps the arrows for the list; true if it was picked.
fn row_response(response: &Response, account: &StaffView, is_selected: bool) -> bool {
    let ctx = &response.ctx;
    let spoken = format!(
        "{}, {}, {}, {}",
        account.number,
        account.name,
        i18n::text_of("role", account.role.code()),
        state(account).text()
    );
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

fn header(mut header: TableRow<'_, '_>) {
    for name in [t!("staff-number"), t!("staff-name"), t!("staff-role"), t!("staff-person"), t!("staff-state")] {
        header.col(|ui| {
            ui.add(egui::Label::new(text::muted(name)).wrap());
        });
    }
}

/// What the keyboard and screen readers take for the row; its cells only hear the pointer.
fn whole_row(ui: &Ui, width: f32, id: Id) -> Response {
    let rect = Rect::from_min_size(ui.max_rect().left_top(), vec2(width, ROW));
    ui.interact(rect, id, Sense::click())
}

fn row_id(account: &StaffView) -> Id {
    Id::unique("staff-row").with(account.number.as_str())
}

fn cells(row: &mut TableRow<'_, '_>, account: &StaffView) {
    row.col(|ui| {
        ui.add(egui::Label::new(text::strong(&account.name)).truncate());
    });
    row.col(|ui| {
        ui.label(text::body(i18n::text_of("role", account.role.code())));
    });
    row.col(|ui| {
        ui.label(text::mono(&account.mask));
    });
    row.col(|ui| {
        state(account).show(ui);
        if account.own {
            ui.label(text::muted(t!("staff-own-mark")));
        }
    });
}

/// The state of an account; what keeps the person out comes first.
pub(super) fn state(account: &StaffView) -> Pill {
    match (account.disabled, account.locked_until, account.one_time) {
        (true, ..) => Pill::new(Tone::Neutral, t!("staff-state-disabled")).mark(Mark::Cross),
        (_, Some(until), _) => {
            let until = time::local(until).strftime("%H:%M").to_string();
            Pill::bad(t!("staff-state-locked", until = until)).mark(Mark::Exclamation)
        }
        (.., true) => Pill::caution(t!("staff-state-one-time")).mark(Mark::Dot),
        _ => Pill::good(t!("staff-state-normal")).mark(Mark::Check),
    }
}
