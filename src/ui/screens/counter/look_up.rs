//! 查询: an ID number typed, pasted or read, told about while it grows, and looked up exactly as it is.

use egui::{Context, Event, Id, Key, Ui, text::CCursor, text_selection::CCursorRange};
use jiff::civil::Date;

use super::{Moment, Next};
use crate::{
    desk::{DeskError, LookUp},
    domain::{
        id_number::{IdKind, IdNumber, Parsed, Progress as Typing, progress},
        time,
        visit::VisitSerial,
    },
    t,
    ui::{
        app::Ctx,
        errors::{Explained, explain},
        i18n,
        theme::{Tokens, Tone, text},
        widgets::{Button, Field, Mark, Pill, Progress, banner, card, escape_pressed, kv_mono, right_row, title},
        worker::{Pending, take},
    },
};

/// Longest text the field takes: a number with room for slips.
const LIMIT: usize = 40;

fn field_id() -> Id {
    Id::unique("counter-id-number")
}

/// Forgets what the field keeps beside its text: cursor and undo history.
pub(super) fn forget_typing(ctx: &Context) {
    egui::TextEdit::store_state(ctx, field_id(), egui::text_edit::TextEditState::default());
}

/// The first step.
#[derive(Default)]
pub(super) struct LookUpStep {
    typed: String,
    looking: Option<Pending<Result<LookUp, DeskError>>>,
    ended: Option<Ended>,
    trouble: Option<Explained>,
    has_asked_focus: bool,
    /// A reader sent Enter after its number.
    is_read: bool,
}

/// A look-up that is over at once.
enum Ended {
    NotFound(VisitSerial),
    OwnRecord(VisitSerial),
}

impl LookUpStep {
    pub(super) fn is_busy(&self) -> bool {
        self.looking.is_some()
    }

    pub(super) fn logic(&mut self, ctx: &Context) -> Option<Next> {
        let found = take(&mut self.looking)?;
        self.typed.clear();
        forget_typing(ctx);
        match found {
            Ok(LookUp::Found(view)) => return Some(Next::Check(view)),
            Ok(LookUp::NotFound(serial)) => self.ended = Some(Ended::NotFound(serial)),
            Ok(LookUp::OwnRecord(serial)) => self.ended = Some(Ended::OwnRecord(serial)),
            Err(error) => self.trouble = Some(explain(&error)),
        }
        None
    }

    /// A reader types like a keyboard, wherever the focus is: what it sends lands in the field.
    pub(super) fn take_reader(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        if focused == Some(field_id()) || egui::Popup::is_any_open(ctx) {
            return;
        }
        let (read, has_enter) = ctx.input_mut(|input| {
            let mut read = String::new();
            let mut has_enter = false;
            input.events.retain(|event| match event {
                Event::Text(text) if !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric()) => {
                    read.push_str(text);
                    false
                }
                Event::Key { key: Key::Enter, pressed: true, .. } if !read.is_empty() => {
                    has_enter = true;
                    false
                }
                _ => true,
            });
            (read, has_enter)
        });
        if read.is_empty() || self.looking.is_some() {
            return;
        }
        self.ended = None;
        self.trouble = None;
        // A card that is read starts anew, unless somebody had begun to type its number.
        if self.typed.chars().count() >= 15 {
            self.typed.clear();
        }
        self.typed.push_str(&read);
        self.is_read = has_enter;
        let mut state = egui::TextEdit::load_state(ctx, field_id()).unwrap_or_default();
        state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(self.typed.chars().count()))));
        egui::TextEdit::store_state(ctx, field_id(), state);
        ctx.memory_mut(|memory| memory.request_focus(field_id()));
        ctx.request_repaint();
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, moment: &Moment) -> Option<Next> {
        if let Some(ended) = &self.ended {
            if ended.ui(ui, moment.is_settled) {
                self.ended = None;
                self.has_asked_focus = false;
            }
            return None;
        }
        if let Some(trouble) = &self.trouble
            && banner(ui, Tone::Bad, &trouble.what, &trouble.next, Some(&t!("common-ok")))
        {
            self.trouble = None;
        }
        let today = time::day(moment.now);
        let number = card(ui, |ui| self.entry(ui, today)).inner;
        if let Some(number) = number
            && self.looking.is_none()
        {
            self.is_read = false;
            self.trouble = None;
            self.looking = Some(cx.worker.ask(move |desk, _| desk.look_up(number)));
        }
        None
    }

    /// The field with its feedback; the number, when it is to be looked up.
    fn entry(&mut self, ui: &mut Ui, today: Date) -> Option<IdNumber> {
        title(ui, &t!("lookup-title"));
        ui.label(text::muted(t!("lookup-how")));
        ui.add_space(8.0);
        if !self.has_asked_focus {
            ui.memory_mut(|memory| memory.request_focus(field_id()));
            self.has_asked_focus = true;
        }
        let field = Field::new(t!("lookup-field"), &mut self.typed).mono().limit(LIMIT).width(520.0);
        field.hint(t!("lookup-hint")).id(field_id()).show(ui);
        let typing = progress(&self.typed, today);
        ui.add_space(4.0);
        feedback(ui, &typing);
        ui.add_space(8.0);
        if let Some(looking) = &self.looking {
            let _no_cancel = Progress::new(&t!("lookup-looking"), looking.elapsed()).show(ui);
            return None;
        }
        if !self.typed.is_empty() && escape_pressed(ui) {
            self.typed.clear();
            forget_typing(ui.ctx());
        }
        let missing = match &typing {
            Typing::Complete(_) => None,
            Typing::Empty => Some(t!("lookup-missing")),
            Typing::Incomplete { typed, wanted } => {
                let count = wanted.saturating_sub(*typed);
                Some(t!("lookup-missing-count", count = count))
            }
            Typing::Invalid(error) => Some(i18n::text_of("id-error", error.code())),
        };
        let button = Button::primary(t!("lookup-button")).key(Key::Enter).action().missing(missing);
        let is_pressed = right_row(ui, |ui| button.show_with_reason(ui));
        match typing {
            Typing::Complete(parsed) if is_pressed || self.is_read => Some(parsed.number),
            _ => {
                self.is_read = false;
                None
            }
        }
    }
}

/// How the number is coming along, in a line of its own that keeps its room.
fn feedback(ui: &mut Ui, typing: &Typing) {
    let tokens = Tokens::of(ui);
    ui.allocate_ui(egui::vec2(ui.available_width(), 56.0), |ui| {
        ui.set_min_height(56.0);
        match typing {
            Typing::Empty => {
                ui.label(text::muted(t!("lookup-forms")));
            }
            Typing::Incomplete { typed, wanted } => {
                let (typed, wanted) = (*typed, *wanted);
                ui.label(text::body(t!("lookup-count", typed = typed, wanted = wanted)).color(tokens.muted));
            }
            Typing::Invalid(error) => {
                Pill::bad(i18n::text_of("id-error", error.code())).mark(Mark::Cross).show(ui);
                ui.label(text::muted(t!("lookup-wrong-next")));
            }
            Typing::Complete(parsed) => complete(ui, parsed),
        }
    });
}

fn complete(ui: &mut Ui, parsed: &Parsed) {
    ui.horizontal_wrapped(|ui| {
        // The old form has no check character, and the rule of the 2017 one is not published.
        if !matches!(parsed.typed_as, IdKind::CitizenOld15 | IdKind::ForeignPermanent2017) {
            Pill::good(t!("lookup-check-right")).mark(Mark::Check).show(ui);
        }
        if parsed.typed_as != IdKind::Citizen {
            Pill::info(i18n::text_of("id-kind", parsed.typed_as.code())).show(ui);
        }
        for warning in &parsed.warnings {
            Pill::caution(i18n::text_of("id-warning", warning.code())).show(ui);
        }
    });
    if parsed.typed_as == IdKind::CitizenOld15 {
        ui.label(text::body(t!("lookup-as-18", number = parsed.number.as_str())));
    }
}

impl Ended {
    /// True if the next person may come.
    fn ui(&self, ui: &mut Ui, is_settled: bool) -> bool {
        let (tone, what, next, serial) = match self {
            Self::NotFound(serial) => (Tone::Caution, t!("lookup-not-found"), t!("lookup-not-found-next"), serial),
            Self::OwnRecord(serial) => (Tone::Bad, t!("lookup-own-record"), t!("lookup-own-record-next"), serial),
        };
        card(ui, |ui| {
            banner(ui, tone, &what, &next, None);
            ui.add_space(8.0);
            kv_mono(ui, &t!("counter-serial"), serial.as_str());
            ui.label(text::muted(t!("lookup-ended-logged")));
            ui.add_space(8.0);
            right_row(ui, |ui| Button::primary(t!("done-next-person")).key(Key::Enter).action().show(ui))
        })
        .inner
            && is_settled
    }
}
