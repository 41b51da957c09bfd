//! What each key event of a frame is for, decided once, before any widget sees it.
//!
//! - Characters go to the field with the keyboard, or to nobody: no screen has a shortcut that is a bare character.
//! - A row of characters that is an ID number is one event, [`Heard::Read`]; the key that ends it is the reader's and presses nothing.
//! - When it is not sure who typed, the Enter is withheld and never the text: a second Enter is cheap, a step that nobody meant is not.
//! - An Enter right behind another one, and keys that come by the dozen, are nobody's wish.

use egui::{Event, Id, ImeEvent, Key, Modifiers};
use jiff::civil::Date;
use zeroize::Zeroizing;

use super::{
    beat::Beat,
    run::{Affixes, Run, Verdict},
};
use crate::domain::id_number::IdNumber;

/// Silence that ends a row, seconds: longer than a slow reader's pause and a slow machine's frame together.
pub(crate) const SILENCE_SECS: f64 = 0.65;
/// An Enter sooner than this after the one before is a bouncing key or a reader's second line end, seconds.
const ENTERS_APART_SECS: f64 = 0.3;
/// Silence after which a Space that came alone presses the widget with the keyboard, seconds: a reader's goes on at once.
pub(crate) const SPACE_ALONE_SECS: f64 = 0.3;
/// Enters that did nothing after which the window says so.
const STORM: u32 = 4;
/// Presses of one frame that hands manage even at three frames a second; characters do not count.
const MOST_PRESSES: usize = 6;

/// What a field with the keyboard takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Words.
    Text,
    /// Words of several lines: Enter is one of its characters.
    Lines,
    /// An ID number among other things of a form: a read is for it, stays in it, and leads to the next field.
    Number,
    /// The number that is looked up: a read is for it.
    LookUp,
    /// A password.
    Secret,
}

/// Why a key did nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Why {
    /// Enter after what may be half a read.
    Unsure,
    /// Enter after characters that went to no field.
    Nowhere,
    /// Enter again and again.
    Storm,
    /// More keys at once than hands have.
    TooMany,
}

impl Why {
    /// Every reason.
    pub const ALL: [Self; 4] = [Self::Unsure, Self::Nowhere, Self::Storm, Self::TooMany];

    /// The word of its sentence in the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Unsure => "unsure",
            Self::Nowhere => "nowhere",
            Self::Storm => "storm",
            Self::TooMany => "too-many",
        }
    }
}

/// An ID number that came as a reader sends it. A hand that types a whole number and Enter does the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read {
    /// The number.
    pub number: IdNumber,
    /// Nothing stood before it in the same row.
    pub is_whole: bool,
    /// Enter or Tab ended it, or it came faster than any hand.
    pub is_ended: bool,
    /// The number field that has it, if one had the keyboard.
    pub field: Option<Id>,
}

/// What the screens hear of the keyboard beside what its fields take.
#[derive(Debug)]
pub enum Heard {
    /// Characters that no field took.
    Stray(Zeroizing<String>),
    /// An ID number.
    Read(Read),
    /// A key did nothing.
    Withheld(Why),
}

/// A read that went into a field that is not for it.
#[derive(Debug)]
pub(super) struct TakeBack {
    pub(super) field: Id,
    /// Its characters as typed, as far as the field had them before this frame.
    pub(super) typed: Zeroizing<String>,
    /// The row began with it, so that the field can be as it was before.
    pub(super) is_whole: bool,
}

/// Events sorted: what widgets get, what screens hear, what a field gives back.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    pub(super) events: Vec<Event>,
    pub(super) heard: Vec<Heard>,
    pub(super) take_back: Option<TakeBack>,
    /// A row of characters begins in this frame.
    pub(super) row_begins: bool,
}

/// The key event before.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Last {
    Other,
    /// Enter, or the end of a read, at this time; `is_over` when frames without a key have passed since.
    Enter {
        at: f64,
        is_over: bool,
        /// It ended a read, or was withheld.
        was_used: bool,
    },
}

/// The keyboard of one window.
pub(super) struct Router {
    run: Run,
    last: Last,
    down: Vec<Key>,
    /// Keys that are held down and whose press was withheld: the system repeats them, and egui, which never saw the press, would take
    /// the first repeat for one.
    refused: Vec<Key>,
    /// A Space that went to no field came at this time, and nothing since.
    space: Option<f64>,
    storm: u32,
    beat: Beat,
}

impl Default for Router {
    fn default() -> Self {
        Self {
            run: Run::default(),
            last: Last::Other,
            down: Vec::new(),
            refused: Vec::new(),
            space: None,
            storm: 0,
            beat: Beat::default(),
        }
    }
}

/// What the router knows of the window.
#[derive(Debug, Clone)]
pub(super) struct Around<'a> {
    /// The field with the keyboard, if it is one.
    pub(super) field: Option<(Id, Kind)>,
    pub(super) affixes: &'a Affixes,
    pub(super) today: Date,
    pub(super) now: f64,
}

impl Router {
    /// After how many seconds a later frame has to look again although nothing happens.
    pub(super) fn looks_again(&self) -> Option<f64> {
        // A moment more, so that the time is over by then.
        const AFTER: f64 = 0.03;
        if self.space.is_some() || matches!(self.last, Last::Enter { is_over: false, .. }) {
            return Some(SPACE_ALONE_SECS.max(ENTERS_APART_SECS) + AFTER);
        }
        (!self.run.is_empty() && !self.run.is_settled).then_some(SILENCE_SECS + AFTER)
    }

    /// Forgets the row and what came before: other hands have the keyboard now.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    pub(super) fn sort(&mut self, events: Vec<Event>, around: &Around<'_>) -> Sorted {
        let mut sorted = Sorted::default();
        let has_keys = events.iter().any(is_key);
        let presses = self.mark_down(&events);
        let is_flood = presses > MOST_PRESSES;
        if is_flood {
            sorted.heard.push(Heard::Withheld(Why::TooMany));
        }
        // Where the row's characters of this frame begin among the events that are kept.
        let mut row_from = 0;
        let mut row_before = self.run.count();
        for event in events {
            if !matches!(&event, Event::Text(text) if text == " ") && is_press(&event) {
                self.space = None;
            }
            if is_press(&event) && !matches!(event, Event::Key { key: Key::Enter, .. }) {
                self.beat.stop();
            }
            match event {
                Event::Text(text) => self.text(Event::Text, text, around, &mut sorted, &mut row_from, &mut row_before),
                Event::Ime(ImeEvent::Commit(text)) => {
                    let event = |text| Event::Ime(ImeEvent::Commit(text));
                    self.text(event, text, around, &mut sorted, &mut row_from, &mut row_before);
                }
                Event::Key { key, pressed: true, .. } if self.refused.contains(&key) => {
                    self.refused_again(key, around, &mut sorted)
                }
                Event::Key { key: key @ (Key::Enter | Key::Tab), pressed: true, modifiers, .. }
                    if !is_chord(modifiers) =>
                {
                    if is_flood {
                        self.run.clear();
                        self.last = Last::Enter { at: around.now, is_over: false, was_used: true };
                        self.refused.push(key);
                        continue;
                    }
                    self.line_end(event, around, &mut sorted, row_from, row_before);
                    (row_from, row_before) = (sorted.events.len(), 0);
                }
                Event::Key { key, pressed: true, modifiers, .. } if is_character(key, modifiers) => {
                    // Its text follows. Space alone presses the widget that has the keyboard, once it is clear that it is alone.
                    let is_alone = key == Key::Space && (self.run.is_empty() || self.run.is_settled) && !is_flood;
                    self.space = (is_alone && around.field.is_none()).then_some(around.now);
                    if around.field.is_some() {
                        sorted.events.push(event);
                    }
                }
                Event::Key { key, pressed: true, .. } => {
                    self.run.clear();
                    self.last = Last::Other;
                    (row_from, row_before) = (sorted.events.len(), 0);
                    if is_flood {
                        self.refused.push(key);
                    } else {
                        sorted.events.push(event);
                    }
                }
                Event::Key { key, pressed: false, .. } => {
                    self.refused.retain(|refused| *refused != key);
                    sorted.events.push(event);
                }
                Event::Paste(text) => {
                    self.run.clear();
                    sorted.events.push(Event::Paste(text.chars().filter(|c| !is_invisible(*c)).collect()));
                    (row_from, row_before) = (sorted.events.len(), 0);
                }
                Event::PointerButton { pressed: true, .. } => {
                    self.run.clear();
                    self.last = Last::Other;
                    sorted.events.push(event);
                    (row_from, row_before) = (sorted.events.len(), 0);
                }
                other => sorted.events.push(other),
            }
        }
        if !has_keys {
            self.quiet(around, &mut sorted);
        }
        sorted
    }

    /// First presses of keys that type nothing, with held keys kept in mind.
    fn mark_down(&mut self, events: &[Event]) -> usize {
        let mut presses = 0;
        for event in events {
            match event {
                Event::Key { key, pressed: true, modifiers, .. } if !self.down.contains(key) => {
                    self.down.push(*key);
                    presses += usize::from(!is_character(*key, *modifiers));
                }
                Event::Key { key, pressed: false, .. } => self.down.retain(|held| held != key),
                Event::WindowFocused(false) => {
                    self.down.clear();
                    self.refused.clear();
                }
                _ => {}
            }
        }
        presses
    }

    fn text(
        &mut self,
        event: impl Fn(String) -> Event,
        text: String,
        around: &Around<'_>,
        sorted: &mut Sorted,
        row_from: &mut usize,
        row_before: &mut usize,
    ) {
        if self.run.is_empty() || self.run.is_settled {
            sorted.row_begins = true;
            *row_before = 0;
            // The press of the row's first character was kept before its text.
            let has_press =
                sorted.events.last().is_some_and(|event| is_typing(event) && !matches!(event, Event::Text(_)));
            *row_from = sorted.events.len() - usize::from(has_press);
        }
        self.run.push(&text, around.field.map(|(id, _)| id), around.now);
        self.last = Last::Other;
        self.storm = 0;
        if around.field.is_some() {
            sorted.events.push(event(text));
        } else if !text.trim().is_empty() {
            sorted.heard.push(Heard::Stray(Zeroizing::new(text)));
        }
    }

    /// The repeat of a key that was withheld.
    fn refused_again(&mut self, key: Key, around: &Around<'_>, sorted: &mut Sorted) {
        self.run.clear();
        if key == Key::Enter {
            self.last = Last::Enter { at: around.now, is_over: false, was_used: true };
            self.stormy(sorted);
        }
    }

    /// One more Enter that did nothing; says so once.
    fn stormy(&mut self, sorted: &mut Sorted) {
        self.storm += 1;
        if self.storm == STORM {
            sorted.heard.push(Heard::Withheld(Why::Storm));
        }
    }

    /// Enter or Tab: the end of whatever was typed before it.
    fn line_end(&mut self, event: Event, around: &Around<'_>, sorted: &mut Sorted, row_from: usize, row_before: usize) {
        let is_enter = matches!(event, Event::Key { key: Key::Enter, .. });
        if !self.run.is_empty() && self.ends_row(&event, is_enter, around, sorted, row_from, row_before) {
            self.last = Last::Enter { at: around.now, is_over: false, was_used: true };
            self.refused.push(if is_enter { Key::Enter } else { Key::Tab });
            return;
        }
        if !is_enter {
            self.last = Last::Other;
            sorted.events.push(event);
            return;
        }
        let takes_lines = matches!(around.field, Some((_, Kind::Lines)));
        let is_stuck = self.beat.is_stuck(around.now) && !takes_lines;
        let is_too_soon =
            is_stuck || matches!(self.last, Last::Enter { is_over: false, was_used, .. } if was_used || !takes_lines);
        self.last = Last::Enter { at: around.now, is_over: false, was_used: is_too_soon };
        if is_too_soon {
            self.refused.push(Key::Enter);
            if is_stuck {
                self.storm = self.storm.max(STORM - 1);
            }
            self.stormy(sorted);
            return;
        }
        self.storm = 0;
        sorted.events.push(event);
    }

    /// True if the key that ends the row is used up.
    fn ends_row(
        &mut self,
        event: &Event,
        is_enter: bool,
        around: &Around<'_>,
        sorted: &mut Sorted,
        row_from: usize,
        row_before: usize,
    ) -> bool {
        let is_number_field = matches!(around.field, Some((_, Kind::Number)));
        let verdict = self.run.verdict(around.affixes, around.today);
        let (is_unclaimed, is_settled) = (self.run.is_unclaimed, self.run.is_settled);
        let is_used = match verdict {
            Verdict::Number { number, is_whole } => {
                self.read(number, is_whole, true, around, sorted, Some((row_from, row_before)));
                // In a form the number is one field of several: its end leads to the next one and submits nothing.
                if let Event::Key { physical_key, modifiers, .. } = event
                    && is_number_field
                {
                    sorted.events.push(Event::Key {
                        key: Key::Tab,
                        physical_key: *physical_key,
                        pressed: true,
                        repeat: false,
                        modifiers: *modifiers,
                    });
                }
                true
            }
            _ if !is_enter || is_settled => false,
            _ if is_unclaimed => {
                sorted.heard.push(Heard::Withheld(Why::Nowhere));
                true
            }
            Verdict::Unsure if !is_number_field => {
                sorted.heard.push(Heard::Withheld(Why::Unsure));
                true
            }
            _ => false,
        };
        self.run.clear();
        is_used
    }

    /// Tells of a read and sees that no other field keeps it. `row`: where this frame's part of it is among the kept events, and
    /// how many characters came before.
    fn read(
        &self,
        number: IdNumber,
        is_whole: bool,
        is_ended: bool,
        around: &Around<'_>,
        sorted: &mut Sorted,
        row: Option<(usize, usize)>,
    ) {
        let keeps = matches!(around.field, Some((_, Kind::Number | Kind::LookUp)));
        let field = around.field.filter(|_| keeps).map(|(id, _)| id);
        if let Some((id, _)) = around.field.filter(|_| !keeps) {
            let mut before = self.run.count();
            if let Some((from, earlier)) = row {
                before = earlier;
                let from = from.min(sorted.events.len());
                let rest = sorted.events.split_off(from);
                sorted.events.extend(rest.into_iter().filter(|event| !is_typing(event)));
            }
            if before > 0 {
                // What came earlier is the front of the row.
                let typed = self.run.tail(self.run.count()).chars().take(before).collect();
                sorted.take_back = Some(TakeBack { field: id, typed: Zeroizing::new(typed), is_whole });
            }
        }
        sorted.heard.retain(|heard| !matches!(heard, Heard::Stray(_)));
        sorted.heard.push(Heard::Read(Read { number, is_whole, is_ended, field }));
    }

    /// A frame without a key.
    fn quiet(&mut self, around: &Around<'_>, sorted: &mut Sorted) {
        if self.space.is_some_and(|at| around.now - at >= SPACE_ALONE_SECS) {
            self.space = None;
            self.run.clear();
            let space = |pressed| Event::Key {
                key: Key::Space,
                physical_key: Some(Key::Space),
                pressed,
                repeat: false,
                modifiers: Modifiers::NONE,
            };
            sorted.events.extend([space(true), space(false)]);
        }
        if let Last::Enter { at, is_over, .. } = &mut self.last
            && around.now - *at >= ENTERS_APART_SECS
        {
            *is_over = true;
        }
        if self.run.is_empty() || self.run.is_settled || around.now - self.run.last_at < SILENCE_SECS {
            return;
        }
        self.run.is_settled = true;
        if let Verdict::Number { number, is_whole } = self.run.verdict(around.affixes, around.today) {
            let is_machine = self.run.is_machine();
            self.read(number, is_whole, is_machine, around, sorted, None);
        }
        // Nothing follows it any more, and it may be a password.
        self.run.clear();
    }
}

fn is_key(event: &Event) -> bool {
    matches!(event, Event::Key { pressed: true, .. } | Event::Text(_) | Event::Ime(ImeEvent::Commit(_)))
}

/// Whether it is a press of anything, which a Space before it was then not alone with.
fn is_press(event: &Event) -> bool {
    is_key(event) || matches!(event, Event::Paste(_) | Event::PointerButton { pressed: true, .. })
}

fn is_typing(event: &Event) -> bool {
    match event {
        Event::Key { key, pressed: true, modifiers, .. } => is_character(*key, *modifiers),
        Event::Text(_) | Event::Ime(ImeEvent::Commit(_)) => true,
        _ => false,
    }
}

fn is_chord(modifiers: Modifiers) -> bool {
    modifiers.ctrl || modifiers.alt || modifiers.command || modifiers.mac_cmd
}

/// Whether a key types a character, with Shift or without.
pub(super) fn is_character(key: Key, modifiers: Modifiers) -> bool {
    if is_chord(modifiers) {
        return false;
    }
    !matches!(
        key,
        Key::ArrowDown
            | Key::ArrowLeft
            | Key::ArrowRight
            | Key::ArrowUp
            | Key::Escape
            | Key::Tab
            | Key::Backspace
            | Key::Enter
            | Key::Insert
            | Key::Delete
            | Key::Home
            | Key::End
            | Key::PageUp
            | Key::PageDown
            | Key::Copy
            | Key::Cut
            | Key::Paste
            | Key::BrowserBack
    ) && !is_function(key)
}

fn is_function(key: Key) -> bool {
    let name = key.name();
    name.len() > 1 && name.strip_prefix('F').is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Characters that a paste brings along and nobody sees: zero-width ones and those that turn the direction of writing.
fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}'
            | '\u{61C}'
            | '\u{180E}'
            | '\u{200B}'..='\u{200F}'
            | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}'
            | '\u{FEFF}'
    )
}
