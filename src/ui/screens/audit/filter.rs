//! The filter bar: one [`EntryFilter`] for the table and the export.

use egui::{Event, Id, Key, Margin, Ui, vec2};
use jiff::civil::Date;
use zeroize::Zeroize as _;

use super::{describe::Names, lists, words};
use crate::{
    desk::{DeskError, logs::LogSummary, review::StaffName, statistics::Statistics},
    domain::{
        audit::Subject,
        id_number::{self, IdError, IdNumber},
        time,
        visit::{Seat, VisitSerial},
    },
    store::EntryFilter,
    t,
    ui::{
        app::Ctx,
        errors, i18n, icons,
        input::{self, Kind, keymap::Scope},
        theme::{Tokens, text},
        widgets::{
            Button, CapColors, Edit, Period, PeriodField, Shortcut, alert, check, key_cap, key_cap_size, pressed,
        },
        worker::{Pending, take},
    },
};

/// Narrower than this, the search field goes on a line of its own.
const NARROWEST_SEARCH: f32 = 180.0;
/// The key beside the hint shows from this width of the search field on.
const ROOM_FOR_KEY: f32 = 250.0;
/// Longest text the search field takes.
const LONGEST_SEARCH: usize = 40;
/// Longest text that is taken for the counter of a visit.
const LONGEST_COUNTER: usize = 5;
/// From so many digits on, a text is taken for an ID number and told what is wrong with it.
const SHORTEST_NUMBER: usize = 14;

/// What was pressed in the bar.
#[derive(Debug, Default)]
pub struct Pressed {
    /// F5.
    pub verify: bool,
    /// Ctrl-E.
    pub export: bool,
}

/// Writes the moments of a period into a filter: office days, midnight to midnight.
fn apply(period: Period, filter: &mut EntryFilter) {
    filter.from = period.from.and_then(time::start_of);
    filter.before = period.to.and_then(time::end_of);
}

/// What a search text asks for.
#[derive(Debug)]
enum Search {
    Visit(VisitSerial),
    Holder(IdNumber),
    /// As long as an ID number, and none.
    WrongNumber(IdError),
    Unclear,
}

impl Search {
    /// Reads a whole serial, the counter alone as the table shows it (today's visit at this seat), or an ID number of 18
    /// or 15 characters.
    fn read(text: &str, today: Date, seat: &Seat) -> Self {
        let text = text.trim();
        if let Some(serial) = VisitSerial::parse(text) {
            return Self::Visit(serial);
        }
        if (1..=LONGEST_COUNTER).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let counter = text.parse().ok().filter(|counter| *counter > 0);
            return counter.map_or(Self::Unclear, |counter| Self::Visit(VisitSerial::new(today, seat, counter)));
        }
        match id_number::parse(text, today) {
            Ok(parsed) => Self::Holder(parsed.number),
            Err(error) if text.chars().filter(char::is_ascii_digit).count() >= SHORTEST_NUMBER => {
                Self::WrongNumber(error)
            }
            Err(_) => Self::Unclear,
        }
    }
}

type Found = (Result<Subject, DeskError>, String);

/// The bar's state.
#[derive(Default)]
pub struct FilterBar {
    /// What is kept.
    pub filter: EntryFilter,
    period: PeriodField,
    /// May hold a whole ID number until it is used; wiped then, and when the screen is left.
    search: String,
    search_error: Option<String>,
    /// Mask of the holder whose entries are kept.
    mask: Option<String>,
    finding: Option<Pending<Found>>,
    /// Width of everything in the first row but the search field, from the last frame.
    taken: f32,
    /// Width of the bare buttons with the gaps before them, from the last frame that had them.
    buttons: f32,
}

impl FilterBar {
    /// Takes in the pseudonym of a number that was typed.
    pub fn logic(&mut self) {
        match take(&mut self.finding) {
            Some((Ok(subject), mask)) => {
                self.filter.subject = Some(subject);
                self.mask = Some(mask);
            }
            Some((Err(error), _)) => self.search_error = Some(errors::explain(&error).line()),
            None => {}
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.finding.is_some()
    }

    /// The period that is kept.
    #[must_use]
    pub fn period(&self) -> Period {
        self.period.period()
    }

    /// Keeps the entries of a period.
    pub fn set_period(&mut self, period: Period) {
        self.period.set(period);
        apply(period, &mut self.filter);
    }

    /// Whether anything is filtered.
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.filter != EntryFilter::default()
    }

    /// Keeps everything again.
    pub fn clear(&mut self) {
        self.wipe_search();
        let (taken, buttons) = (self.taken, self.buttons);
        *self = Self::default();
        (self.taken, self.buttons) = (taken, buttons);
    }

    /// Keeps one visit.
    pub fn keep_visit(&mut self, visit: VisitSerial) {
        self.wipe_search();
        self.filter.visit = Some(visit);
    }

    /// Keeps one holder's entries; the mask is what is shown of the holder.
    pub fn keep_holder(&mut self, subject: Subject, mask: String) {
        self.wipe_search();
        self.filter.visit = None;
        self.filter.subject = Some(subject);
        self.mask = Some(mask);
    }

    /// What is filtered, in words, for the export.
    #[must_use]
    pub fn words(&self, names: &Names) -> String {
        words::filter(&self.filter, names, self.mask.as_deref())
    }

    /// Draws the bar.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Ctx<'_>,
        staff: &[StaffName],
        logs: &[LogSummary],
        counts: Option<&Statistics>,
        today: Date,
    ) -> Pressed {
        let mut said = Pressed::default();
        let width = ui.available_width();
        let one_row = self.taken > 0.0 && width - self.taken >= NARROWEST_SEARCH;
        if one_row {
            ui.horizontal(|ui| {
                self.choices(ui, staff, logs, counts, today);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    buttons(ui, &mut said);
                    let room = ui.available_width();
                    self.taken = width - room;
                    self.search_field(ui, cx, room, today);
                });
            });
        } else {
            ui.horizontal_wrapped(|ui| {
                let chosen = self.choices(ui, staff, logs, counts, today);
                if ui.available_size_before_wrap().x - self.buttons < NARROWEST_SEARCH {
                    ui.end_row();
                }
                let room = ui.available_size_before_wrap().x - self.buttons;
                self.search_field(ui, cx, room.max(NARROWEST_SEARCH), today);
                self.buttons = bare_buttons(ui, &mut said);
                self.taken = chosen + self.buttons + room_of_keys(ui);
            });
        }
        if let Some(error) = &self.search_error {
            alert(ui, error);
        }
        said
    }

    /// Period and lists; returns how wide they are beside each other.
    fn choices(
        &mut self,
        ui: &mut Ui,
        staff: &[StaffName],
        logs: &[LogSummary],
        counts: Option<&Statistics>,
        today: Date,
    ) -> f32 {
        let gap = ui.spacing().item_spacing.x;
        let button = self.period.show(ui, today);
        if button.changed() {
            apply(self.period.period(), &mut self.filter);
        }
        let mut width = button.rect.width() + gap;
        width += lists::show(ui, &mut self.filter, staff, logs, counts);
        width
    }

    fn search_field(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, room: f32, today: Date) {
        input::set_scope(ui, Scope::Audit);
        let id = search_id();
        if pressed(ui, Shortcut::ctrl(Key::F), None) {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let edit = Edit { id, kind: Kind::Number, has_input_method: false, leaves_enter: false };
        let response = edit.show(ui, &mut self.search, |edit| {
            edit.hint_text(t!("audit-search"))
                .char_limit(LONGEST_SEARCH)
                .desired_width(room - 24.0)
                .margin(Margin::symmetric(12, 7))
        });
        let response = response.accessible_name(t!("audit-search"));
        self.leave_search(ui, &response);
        let entered = response.has_focus() && pressed(ui, Key::Enter, Some(id));
        if self.search.is_empty() && !response.has_focus() && room >= ROOM_FOR_KEY {
            let tokens = Tokens::of(ui);
            let colors = CapColors::plain(&tokens);
            let size = key_cap_size(ui, "Ctrl F");
            key_cap(ui, response.rect.right_center() - vec2(size.x + 10.0, 0.0), "Ctrl F", colors);
        }
        if response.changed() {
            self.search_error = None;
        }
        // A whole number stands on screen no longer than it takes to read it: it is used as soon as it is one.
        let seat = &cx.status.settings.seat;
        let whole = self.search.chars().filter(|c| c.is_ascii_alphanumeric()).count() >= 18
            && matches!(Search::read(&self.search, today, seat), Search::Holder(_));
        if (entered || (whole && response.changed())) && !self.search.trim().is_empty() && self.finding.is_none() {
            self.find(ui, cx, today);
            // What is wrong is put right, or emptied by Esc, from where it was typed; otherwise the keys are for the list.
            if self.search_error.is_none() {
                response.surrender_focus();
            }
        }
    }

    /// Esc empties the field and gives the keyboard back; the keys that move the list do so from here too.
    fn leave_search(&mut self, ui: &Ui, response: &egui::Response) {
        let escaped = input::escaped(ui, response);
        let moved = input::passed_on(ui, response, &[Key::ArrowDown, Key::ArrowUp, Key::PageDown, Key::PageUp]);
        if escaped {
            self.wipe_search();
        }
        if escaped || moved {
            ui.memory_mut(|memory| memory.surrender_focus(response.id));
        }
    }

    fn find(&mut self, ui: &Ui, cx: &Ctx<'_>, today: Date) {
        match Search::read(&self.search, today, &cx.status.settings.seat) {
            Search::Visit(serial) => self.keep_visit(serial),
            Search::Holder(number) => {
                self.wipe_search();
                // The field's undo history and this frame's key presses hold the digits too.
                egui::widgets::text_edit::TextEditState::default().store(ui.ctx(), search_id());
                ui.input_mut(|input| input.events.retain(|event| !matches!(event, Event::Text(_) | Event::Paste(_))));
                let mask = number.mask();
                self.finding = Some(cx.worker.ask(move |desk, _| (desk.subject_of(&number), mask)));
            }
            Search::WrongNumber(error) => {
                let reason = i18n::text_of("id-error", error.code());
                self.search_error = Some(t!("audit-search-wrong-number", reason = reason));
            }
            Search::Unclear => self.search_error = Some(t!("audit-search-unclear")),
        }
    }

    fn wipe_search(&mut self) {
        self.search.zeroize();
        self.search_error = None;
    }

    /// What the search found and the button that clears the filter, in a row.
    pub fn active(&mut self, ui: &mut Ui) {
        check(ui, &mut self.filter.flagged, &t!("audit-flagged"));
        if let Some(mask) = &self.mask
            && Button::quiet(t!("audit-holder", mask = mask.as_str())).icon(icons::CLOSE).show(ui)
        {
            self.mask = None;
            self.filter.subject = None;
        }
        let visit = self.filter.visit.as_ref().map(|visit| t!("audit-visit", serial = visit.as_str()));
        if visit.is_some_and(|visit| Button::quiet(visit).icon(icons::CLOSE).show(ui)) {
            self.filter.visit = None;
        }
        if self.is_set() && Button::quiet(t!("audit-clear")).icon(icons::FILTER_ALT).show(ui) {
            self.clear();
        }
    }
}

impl Drop for FilterBar {
    fn drop(&mut self) {
        self.search.zeroize();
    }
}

impl std::fmt::Debug for FilterBar {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FilterBar").field("filter", &self.filter).finish_non_exhaustive()
    }
}

fn search_id() -> Id {
    Id::unique("audit-search")
}

fn buttons(ui: &mut Ui, said: &mut Pressed) {
    said.export |= Button::primary(t!("audit-export")).key(Shortcut::ctrl(Key::E)).show(ui);
    said.verify |= Button::secondary(t!("audit-verify")).key(Key::F5).show(ui);
}

/// The buttons without their keys beside the words, where a line less is worth more; the keys work all the same. Says
/// how wide they are with the gaps before them.
fn bare_buttons(ui: &mut Ui, said: &mut Pressed) -> f32 {
    let verify = Button::secondary(t!("audit-verify")).show_full(ui);
    let export = Button::primary(t!("audit-export")).show_full(ui);
    said.verify |= verify.pressed || pressed(ui, Key::F5, None);
    said.export |= export.pressed || pressed(ui, Shortcut::ctrl(Key::E), None);
    let gaps = 2.0 * ui.spacing().item_spacing.x;
    verify.response.rect.width() + export.response.rect.width() + gaps
}

/// What the keys would add to the width of the bare buttons, rather a little more.
fn room_of_keys(ui: &Ui) -> f32 {
    ["F5", "Ctrl E"].map(|key| key_cap_size(ui, key).x + 16.0).iter().sum()
}

/// The words "so many of so many".
pub fn count(ui: &mut Ui, kept: usize, all: u64, is_filtered: bool) {
    let kept = u64::try_from(kept).unwrap_or(u64::MAX);
    let words = if is_filtered && kept <= all {
        t!("audit-count-of", kept = i18n::grouped(kept), all = i18n::grouped(all))
    } else {
        t!("audit-count", count = i18n::grouped(kept))
    };
    ui.label(text::muted(words));
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const TODAY: Date = date(2026, 11, 22);

    #[test]
    fn a_period_is_whole_office_days() {
        let mut filter = EntryFilter::default();
        apply(Period::last(1, TODAY), &mut filter);
        assert_eq!(filter.from.unwrap().to_string(), "2026-11-21T16:00:00Z");
        assert_eq!(filter.before.unwrap().to_string(), "2026-11-22T16:00:00Z");
        apply(Period::default(), &mut filter);
        assert_eq!(filter, EntryFilter::default());
    }

    #[test]
    fn a_search_is_a_serial_a_counter_of_today_or_a_whole_number() {
        let seat = Seat::parse("03").unwrap();
        let read = |text| Search::read(text, TODAY, &seat);
        for (text, serial) in [
            ("20261122-03-0017", "20261122-03-0017"),
            (" 20251101-07-0001 ", "20251101-07-0001"),
            ("0017", "20261122-03-0017"),
            ("17", "20261122-03-0017"),
        ] {
            assert!(matches!(read(text), Search::Visit(found) if found.as_str() == serial), "{text}");
        }
        for number in ["11010119900307803X", "11010119900307803x", "110101900307803"] {
            assert!(matches!(read(number), Search::Holder(_)), "{number}");
        }
        for (wrong, code) in [
            ("110101199003078039", "wrong_check_character"),
            ("110101199013078030", "no_such_date"),
            ("1101011990030780", "too_short"),
        ] {
            match read(wrong) {
                Search::WrongNumber(error) => assert_eq!(error.code(), code, "{wrong}"),
                other => panic!("{wrong}: {other:?}"),
            }
        }
        for unclear in ["", "0", "00000", "1101011990", "张三", "20261122-03", "<b>"] {
            assert!(matches!(read(unclear), Search::Unclear), "{unclear}");
        }
    }
}
