//! What the keyboard's router heard, taken to whom it is for.

use egui::Context;

use super::{Ctx, Screen};
use crate::{
    t,
    ui::{
        i18n,
        input::{self, Heard},
        worker::Status,
    },
};

/// Takes in what the keyboard's router heard: a card reader's read, characters for no field, keys that did nothing.
/// `is_busy`: a reply is awaited, and the field that would take them may be out of reach.
pub(super) fn hear(ctx: &Context, screen: &mut Screen, is_asking: bool, is_busy: bool, cx: &mut Ctx<'_>) {
    for heard in input::heard(ctx) {
        let counter = match screen {
            Screen::Counter(counter) if !is_asking && !cx.is_locked => Some(counter),
            _ => None,
        };
        match (heard, counter) {
            (Heard::Withheld(why), _) => input::say(ctx, i18n::text_of("input", why.code())),
            (Heard::Stray(_), _) if is_busy => input::say(ctx, t!("input-busy")),
            (Heard::Stray(text), Some(counter)) => counter.stray(ctx, &text),
            (Heard::Read(read), Some(counter)) => counter.hear(ctx, cx, &read),
            // A field that is for ID numbers has it.
            (Heard::Read(read), None) if read.field.is_some() => {}
            (Heard::Read(_), None) => input::say(ctx, t!("input-read-unused")),
            (Heard::Stray(_), None) => {}
        }
    }
}

/// What the settings say that this office's readers put around a number.
pub(super) fn affixes(status: &Status) -> input::Affixes {
    let settings = &status.settings;
    input::Affixes { prefix: settings.reader_prefix.clone(), suffix: settings.reader_suffix.clone() }
}
