//! Text fields: label above, hint inside, reason below.

use egui::{FontSelection, Margin, Response, Role, Stroke, StrokeKind, TextEdit, TextStyle, Ui, UiBuilder};
use jiff::civil::Date;

use super::prose::prose;
use crate::{
    domain::free_text::{FreeText, REMARK_LIMIT},
    t,
    ui::{
        errors::explain,
        input::{self, Kind},
        theme::{Tokens, Tone, text},
    },
};

/// Room for the line below a field, however narrow the field is.
const WIDE_ENOUGH: f32 = 260.0;

/// Characters that a field for the log takes in, far more than the log does: a text that is pasted is not cut in silence.
const FREE_TEXT_ROOM: usize = 20_000;

/// Why the log may not keep a text, if it may not; for the line below the field and the button that sends it.
#[must_use]
pub fn free_text_trouble(typed: &str) -> Option<String> {
    FreeText::parse(typed, REMARK_LIMIT).err().map(|error| explain(&error.into()).line())
}

/// A labelled text field.
#[must_use = "call show"]
pub struct Field<'a> {
    label: String,
    value: &'a mut String,
    hint: String,
    help: Option<String>,
    error: Option<String>,
    lines: u8,
    mono: bool,
    rows: usize,
    limit: usize,
    width: f32,
    input_width: f32,
    id: Option<egui::Id>,
    kind: Kind,
    has_input_method: bool,
    is_missing: Option<Option<bool>>,
}

impl<'a> Field<'a> {
    /// A field with its label; at most 200 characters unless said otherwise.
    pub fn new(label: impl Into<String>, value: &'a mut String) -> Self {
        Self {
            label: label.into(),
            value,
            hint: String::new(),
            help: None,
            error: None,
            lines: 0,
            mono: false,
            rows: 1,
            limit: 200,
            width: f32::INFINITY,
            input_width: f32::INFINITY,
            id: None,
            kind: Kind::Text,
            has_input_method: true,
            is_missing: None,
        }
    }

    /// An example shown while the field is empty.
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// A line below that explains the field; an error takes its place.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Keeps room for this many lines below it, so that a message moves nothing.
    pub fn room_below(mut self, lines: u8) -> Self {
        self.lines = lines;
        self
    }

    /// What is wrong, shown below in red and announced; `None` if nothing is.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Even widths: numbers, codes, paths.
    pub fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    /// Takes an ID number: a card reader's read is for it. No input method comes between, and the widths are even.
    pub fn id_number(mut self) -> Self {
        self.kind = Kind::Number;
        self.latin().mono()
    }

    /// Takes the ID number that is looked up, typed or read.
    pub fn looks_up(mut self) -> Self {
        self.kind = Kind::LookUp;
        self.latin().mono()
    }

    /// Takes Latin letters and digits only: no input method comes between the keys and the field.
    pub fn latin(mut self) -> Self {
        self.has_input_method = false;
        self
    }

    /// The form cannot go on without it: Enter leads here while it is empty.
    pub fn needed(mut self) -> Self {
        self.is_missing = Some(None);
        self
    }

    /// The form cannot go on while this is so: Enter leads here.
    pub fn missing(mut self, is_missing: bool) -> Self {
        self.is_missing = Some(Some(is_missing));
        self
    }

    /// Several lines.
    pub fn rows(mut self, rows: usize) -> Self {
        self.rows = rows;
        self.kind = if rows > 1 { Kind::Lines } else { self.kind };
        self
    }

    /// At most this many characters.
    pub fn limit(mut self, characters: usize) -> Self {
        self.limit = characters;
        self
    }

    /// Its width; all there is unless said otherwise.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// Width of the input alone; label and explanation keep the field's own.
    pub fn input_width(mut self, width: f32) -> Self {
        self.input_width = width;
        self
    }

    /// A fixed id, to give the field the keyboard from outside.
    pub fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Takes what the log keeps in the person's own words. Says how long the text may be and why the log may not keep
    /// it; what is typed or pasted beyond that stays in the field, to be made shorter.
    pub fn free_text(mut self) -> Self {
        self.limit = FREE_TEXT_ROOM;
        let typed = self.value.trim().chars().count();
        let count = t!("text-count", count = typed, most = REMARK_LIMIT);
        let help = self.help.take().unwrap_or_else(|| t!("remark-no-names"));
        self.help = Some(if typed == 0 { help } else { format!("{help} · {count}") });
        self.error = free_text_trouble(self.value).or(self.error);
        self
    }

    /// Draws it.
    pub fn show(self, ui: &mut Ui) -> Response {
        let width = self.width.min(ui.available_width());
        ui.scope(|ui| {
            // A reason may be wider than a narrow field.
            ui.set_max_width(width.max(WIDE_ENOUGH).min(ui.available_width()));
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.vertical(|ui| self.show_column(ui, width)).inner
        })
        .inner
    }

    fn show_column(self, ui: &mut Ui, width: f32) -> Response {
        let label = ui.label(text::muted(&self.label));
        let font: FontSelection = if self.mono { text::number_style() } else { TextStyle::Body }.into();
        let id = self.id.unwrap_or_else(|| ui.make_persistent_id(&self.label));
        let is_empty = self.value.trim().is_empty();
        let edit = Edit { id, kind: self.kind, has_input_method: self.has_input_method, leaves_enter: true };
        let response = edit.show(ui, self.value, |edit| {
            edit.hint_text(self.hint)
                .desired_rows(self.rows)
                .font(font)
                .char_limit(self.limit)
                .desired_width(width.min(self.input_width))
                .margin(Margin::symmetric(12, 7))
                .align(if self.rows > 1 { egui::Align2::LEFT_TOP } else { egui::Align2::LEFT_CENTER })
        });
        let response = response.labelled_by(label.id);
        if let Some(is_missing) = self.is_missing {
            input::needed(ui, &response, is_missing.unwrap_or(is_empty));
        }
        if response.gained_focus() {
            // Reached by Tab it may lie outside the scrolled part.
            response.scroll_to_me(None);
        }
        below(ui, &response, self.error.as_deref(), self.help.as_deref(), self.lines);
        response
    }
}

/// The text field that every field is made of: known to the keyboard's router, and keeping the keyboard when Enter is pressed in it.
pub struct Edit {
    /// Its id.
    pub id: egui::Id,
    /// What it takes.
    pub kind: Kind,
    /// Whether an input method may come between the keys and the field.
    pub has_input_method: bool,
    /// Whether Enter is for the screen's main button.
    pub leaves_enter: bool,
}

impl Edit {
    /// Draws it over a text, dressed by `dress`.
    pub fn show(self, ui: &mut Ui, text: &mut String, dress: impl FnOnce(TextEdit<'_>) -> TextEdit<'_>) -> Response {
        input::declare(ui, self.id, self.kind);
        input::guard(ui, self.id, text);
        let edit = match self.kind {
            Kind::Lines => TextEdit::multiline(text),
            // Enter is for the form; the field keeps the keyboard until the form gives it to another.
            _ => TextEdit::singleline(text).return_key(None),
        };
        let edit = dress(edit.id(self.id));
        let response = hinted(ui, |ui| ui.add(edit));
        if self.kind != Kind::Lines && self.leaves_enter {
            input::leave_enter(ui, &response, true);
        }
        if !self.has_input_method && response.has_focus() {
            ui.output_mut(|output| output.ime = None);
        }
        response
    }
}

/// The line below a field: what is wrong, or what to know. Marks the field itself as wrong too.
pub(super) fn below(ui: &mut Ui, field: &Response, error: Option<&str>, help: Option<&str>, lines: u8) {
    let row = ui.text_style_height(&egui::TextStyle::Small);
    if lines == 0 {
        return say_below(ui, field, error, help);
    }
    ui.scope(|ui| {
        ui.set_min_height(f32::from(lines) * row);
        say_below(ui, field, error, help);
    });
}

fn say_below(ui: &mut Ui, field: &Response, error: Option<&str>, help: Option<&str>) {
    let tokens = Tokens::of(ui);
    if let Some(error) = error {
        let stroke = Stroke::new(if field.has_focus() { tokens.focus_width } else { 1.0 }, tokens.bad);
        ui.painter().rect_stroke(field.rect, egui::CornerRadius::same(tokens.radius), stroke, StrokeKind::Inside);
        ui.ctx().accesskit_node_builder(field.id, |node| {
            node.set_invalid(egui::accesskit::Invalid::True);
            node.set_description(error);
        });
        alert(ui, error);
    } else if let Some(help) = help {
        ui.ctx().accesskit_node_builder(field.id, |node| node.set_description(help));
        prose(ui, text::muted(help));
    }
}

/// One red line, announced to screen readers when it appears.
pub fn alert(ui: &mut Ui, message: &str) {
    alert_in(ui, Tone::Bad, message);
}

/// One line in a tone, announced to screen readers when it appears.
pub fn alert_in(ui: &mut Ui, tone: Tone, message: &str) {
    let color = Tokens::of(ui).tone(tone).text;
    let alert = UiBuilder::new().accessibility_role(Role::Alert).accessibility_label(message);
    ui.scope_builder(alert, |ui| prose(ui, text::small(message).color(color)));
}

/// Reads a typed day: `2026-11-22`, also `2026/11/22`, `2026.11.22` and `20261122`.
#[must_use]
pub fn parse_date(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    let parts: Vec<&str> = if typed.len() == 8 && typed.bytes().all(|b| b.is_ascii_digit()) {
        vec![&typed[..4], &typed[4..6], &typed[6..]]
    } else {
        typed.split(['-', '/', '.']).collect()
    };
    let [year, month, day] = parts.as_slice() else {
        return None;
    };
    let digits = |part: &str, most: usize| (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    if year.len() != 4 || !digits(year, 4) || !digits(month, 2) || !digits(day, 2) {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day typed as year-month-day. Says what is wrong once the keyboard has left it.
#[must_use = "call show"]
pub struct DateField<'a> {
    label: String,
    typed: &'a mut String,
    error: Option<String>,
    width: f32,
    id: Option<egui::Id>,
}

impl<'a> DateField<'a> {
    /// A day with its label; the text stays as typed.
    pub fn new(label: impl Into<String>, typed: &'a mut String) -> Self {
        Self { label: label.into(), typed, error: None, width: 148.0, id: None }
    }

    /// A further reason, for example that the day is past.
    pub fn error(mut self, error: Option<impl Into<String>>) -> Self {
        self.error = error.map(Into::into);
        self
    }

    /// Its width, 148 unless said otherwise.
    pub fn width(mut self, width: f32) -> Self {
        self.width = width;
        self
    }

    /// A fixed id, to give the field the keyboard from outside.
    pub fn id(mut self, id: egui::Id) -> Self {
        self.id = Some(id);
        self
    }

    /// Draws it; the day, if one is typed.
    pub fn show(self, ui: &mut Ui) -> Option<Date> {
        let id = self.id.unwrap_or_else(|| ui.make_persistent_id(&self.label));
        let typing = ui.memory(|memory| memory.has_focus(id));
        let is_wrong = !self.typed.trim().is_empty() && parse_date(self.typed).is_none();
        let error = if is_wrong && !typing { Some(t!("common-date-wrong")) } else { self.error };
        Field::new(self.label, self.typed).id(id).hint("2026-11-22").limit(10).width(self.width).error(error).show(ui);
        parse_date(self.typed)
    }
}

/// Adds a text field whose example is in its own colour, not in that of explanations, which could pass for typed text.
pub fn hinted(ui: &mut Ui, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let style = ui.style().clone();
    ui.visuals_mut().weak_text_color = Some(Tokens::of(ui).hint);
    let response = add(ui);
    ui.set_style(style);
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn reads_days_as_people_type_them() {
        for typed in ["2026-11-22", " 2026/11/22", "2026.11.22", "20261122"] {
            assert_eq!(parse_date(typed), Some(date(2026, 11, 22)), "{typed}");
        }
        assert_eq!(parse_date("2026-1-2"), Some(date(2026, 1, 2)));
        for wrong in [
            "",
            "2026",
            "2026-13-01",
            "2026-02-29",
            "26-11-22",
            "2026-11",
            "长期",
            "２０２６-11-22",
            "2026-11-22-1",
            "2026-+1-22",
            "年月日长期有效",
        ] {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
