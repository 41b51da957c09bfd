//! 查询: an ID number typed, pasted or read, told about while it grows, and looked up exactly as it is.

use egui::{Context, Id, Key, Ui};
use jiff::civil::Date;
use zeroize::Zeroizing;

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
        input::{self, Read, keymap::Scope},
        theme::{Tokens, Tone, text},
        widgets::{Button, Field, Mark, Pill, Progress, banner, card, escape_pressed, kv, kv_mono, right_row, title},
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
    /// A reader's whole number, to be looked up as soon as the desk is at hand.
    read: Option<IdNumber>,
}

/// A look-up that is over at once.
enum Ended {
    /// With the number as it was typed, for comparing it with the card.
    NotFound(VisitSerial, Zeroizing<String>),
    OwnRecord(VisitSerial),
    CallSupervisor(VisitSerial),
}

impl LookUpStep {
    /// Gives the field the keyboard in the next frame.
    pub(super) fn ask_focus(&mut self) {
        self.has_asked_focus = false;
    }

    pub(super) fn is_busy(&self) -> bool {
        self.looking.is_some()
    }

    pub(super) fn logic(&mut self, ctx: &Context) -> Option<Next> {
        let found = take(&mut self.looking)?;
        let typed = Zeroizing::new(std::mem::take(&mut self.typed));
        forget_typing(ctx);
        match found {
            Ok(LookUp::Found(view)) => return Some(Next::Check(view)),
            Ok(LookUp::NotFound(serial)) => self.ended = Some(Ended::NotFound(serial, typed)),
            Ok(LookUp::OwnRecord(serial)) => self.ended = Some(Ended::OwnRecord(serial)),
            Ok(LookUp::CallSupervisor(serial)) => self.ended = Some(Ended::CallSupervisor(serial)),
            Err(error) => {
                // Nothing was looked up: the number stays for the next try.
                self.typed.push_str(&typed);
                self.has_asked_focus = false;
                self.trouble = Some(explain(&error));
            }
        }
        None
    }

    /// Starts with a number that was read while the visit before was still open.
    pub(super) fn with_read(read: &Read) -> Self {
        let mut step = Self::default();
        step.take_number(read);
        step
    }

    /// Characters that no field had the keyboard for: a reader, or a hand, begins a number here whatever has the focus.
    pub(super) fn stray(&mut self, ctx: &Context, text: &str) {
        if self.looking.is_some() || egui::Popup::is_any_open(ctx) {
            return;
        }
        self.begin();
        self.typed.push_str(text.trim());
        self.cursor_to_end(ctx);
        ctx.memory_mut(|memory| memory.request_focus(field_id()));
        ctx.request_repaint();
    }

    /// A card was read.
    pub(super) fn hear(&mut self, ctx: &Context, read: &Read) {
        if !read.is_ended {
            // Its characters are in the field already, and nobody has said that they are all.
            return;
        }
        if self.looking.is_some() {
            input::say(ctx, t!("input-read-busy"));
            return;
        }
        self.begin();
        self.take_number(read);
        self.cursor_to_end(ctx);
        ctx.memory_mut(|memory| memory.request_focus(field_id()));
        if self.read.is_none() {
            input::say(ctx, t!("input-read-part"));
        }
        ctx.request_repaint();
    }

    fn begin(&mut self) {
        if self.ended.take().is_some() {
            self.has_asked_focus = false;
        }
        self.trouble = None;
    }

    /// Whatever was in the field before, the card that was read is whole. One that came with something before it, or without an
    /// end, waits for the clerk's Enter.
    fn take_number(&mut self, read: &Read) {
        self.typed.clear();
        self.typed.push_str(read.number.as_str());
        self.read = (read.is_whole && read.is_ended).then(|| read.number.clone());
    }

    fn cursor_to_end(&self, ctx: &Context) {
        input::cursor_to_end(ctx, field_id(), &self.typed);
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, moment: &Moment) -> Option<Next> {
        input::set_scope(ui, Scope::LookUp);
        if let Some(ended) = &self.ended {
            match ended.ui(ui, moment.is_settled) {
                Some(Then::NextPerson) => self.begin(),
                Some(Then::Correct(typed)) => {
                    self.begin();
                    self.typed.push_str(&typed);
                    self.cursor_to_end(ui.ctx());
                }
                None => {}
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
        let number = self.read.take().or(number);
        if let Some(number) = number
            && self.looking.is_none()
        {
            self.trouble = None;
            self.looking = Some(cx.worker.ask(move |desk, _| match desk.look_up(number.clone()) {
                // No screen has that visit any more: it ends as left, and stands in nobody's way.
                Err(DeskError::VisitOpen) => {
                    desk.leave_visit()?;
                    desk.look_up(number)
                }
                found => found,
            }));
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
        let field = Field::new(t!("lookup-field"), &mut self.typed).looks_up().limit(LIMIT).width(520.0);
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
            Typing::Complete(parsed) if is_pressed => Some(parsed.number),
            _ => None,
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

/// Where a look-up that is over leads.
enum Then {
    NextPerson,
    /// Back to the number as it was typed.
    Correct(Zeroizing<String>),
}

impl Ended {
    fn ui(&self, ui: &mut Ui, is_settled: bool) -> Option<Then> {
        let (tone, what, next, serial) = match self {
            Self::NotFound(serial, _) => (Tone::Caution, t!("lookup-not-found"), t!("lookup-not-found-next"), serial),
            Self::OwnRecord(serial) => (Tone::Bad, t!("lookup-own-record"), t!("lookup-own-record-next"), serial),
            // No more than that: why is not for the counter.
            Self::CallSupervisor(serial) => (Tone::Caution, t!("lookup-call"), t!("lookup-call-next"), serial),
        };
        card(ui, |ui| {
            banner(ui, tone, &what, &next, None);
            ui.add_space(8.0);
            if let Self::NotFound(_, typed) = self {
                kv(ui, &t!("lookup-typed"), &grouped(typed));
            }
            kv_mono(ui, &t!("counter-serial"), serial.as_str());
            ui.label(text::muted(t!("lookup-ended-logged")));
            ui.add_space(8.0);
            let mut then = None;
            right_row(ui, |ui| {
                if Button::primary(t!("done-next-person")).key(Key::Enter).action().show(ui) {
                    then = Some(Then::NextPerson);
                }
                if let Self::NotFound(_, typed) = self
                    && Button::secondary(t!("lookup-correct")).key(Key::F2).action().show(ui)
                {
                    then = Some(Then::Correct(typed.clone()));
                }
            });
            then
        })
        .inner
        .filter(|_| is_settled)
    }
}

/// A number as people compare it with a card: region, birth date, the rest.
fn grouped(typed: &str) -> String {
    let characters: Vec<char> = typed.chars().filter(|c| !c.is_whitespace()).collect();
    match characters.len() {
        18 => [&characters[..6], &characters[6..14], &characters[14..]]
            .map(|part| part.iter().collect::<String>())
            .join(" "),
        _ => characters.iter().collect(),
    }
}
