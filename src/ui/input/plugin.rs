//! Puts the router before every window: egui hands it the events of a frame before any widget, focus or zoom sees them.

use std::collections::HashMap;

use egui::{Context, Id, Plugin, RawInput, ViewportId};
use jiff::{Timestamp, civil::Date};

use super::{
    fields,
    router::{Around, Heard, Router},
    run::Affixes,
};
use crate::domain::time;

/// Seconds after which a row of characters or an Enter is looked at again although nothing happens.
const LOOK_AGAIN_SECS: f32 = 0.7;

/// Who gets the keys of the windows at this moment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Receiver {
    /// The holder's pad is open: it takes every key of both windows as it comes.
    pub is_pad: bool,
    /// What a reader puts around a number.
    pub affixes: Affixes,
    /// The day at the office; a number whose birth date lies after it is none. Today's date unless said.
    pub today: Option<Date>,
}

/// The one place that decides what each key event is for.
#[derive(Default)]
pub(super) struct Guard {
    routers: HashMap<ViewportId, Router>,
    receiver: Receiver,
    heard: Vec<Heard>,
}

impl Plugin for Guard {
    fn debug_name(&self) -> &'static str {
        "pindesk-input"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        return_keyboard(ctx);
        let router = self.routers.entry(input.viewport_id).or_default();
        if self.receiver.is_pad {
            router.forget();
            return;
        }
        let now = input.time.unwrap_or_else(|| ctx.input(|input| input.time + f64::from(input.predicted_dt)));
        let around = Around {
            field: fields::focused(ctx),
            affixes: &self.receiver.affixes,
            today: self.receiver.today.unwrap_or_else(|| time::day(Timestamp::now())),
            now,
        };
        let sorted = router.sort(std::mem::take(&mut input.events), &around);
        input.events = sorted.events;
        self.heard.extend(sorted.heard);
        fields::note(ctx, sorted.row_begins, sorted.take_back);
        if router.waits() {
            ctx.request_repaint_after_secs(LOOK_AGAIN_SECS);
        }
    }
}

/// Puts the router before the windows of a context; once is enough, more do nothing.
pub fn install(ctx: &Context) {
    ctx.add_plugin(Guard::default());
}

/// Says who gets the keys from the next frame on.
pub fn receive(ctx: &Context, receiver: Receiver) {
    ctx.with_plugin(|guard: &mut Guard| guard.receiver = receiver);
}

/// What was heard since the last time.
#[must_use]
pub fn heard(ctx: &Context) -> Vec<Heard> {
    ctx.with_plugin(|guard: &mut Guard| std::mem::take(&mut guard.heard)).unwrap_or_default()
}

/// A name for what egui keeps of the input between frames.
pub(super) fn slot(name: &'static str) -> Id {
    Id::unique(("pindesk-input", name))
}

/// Gives the keyboard back to a widget once what lay over it is gone: egui lets nothing behind a dialog have it, for a frame longer than
/// the dialog is there.
pub(crate) fn give_back(ctx: &Context, id: Id) {
    let due = ctx.cumulative_pass_nr() + 2;
    ctx.data_mut(|data| data.insert_temp(slot("give-back"), (id, due)));
    ctx.request_repaint();
}

fn return_keyboard(ctx: &Context) {
    let Some((id, due)) = ctx.data(|data| data.get_temp::<(Id, u64)>(slot("give-back"))) else { return };
    if ctx.cumulative_pass_nr() < due {
        ctx.request_repaint();
        return;
    }
    ctx.data_mut(|data| data.remove::<(Id, u64)>(slot("give-back")));
    // Whatever has taken it meanwhile keeps it.
    if ctx.memory(|memory| memory.focused()).is_none() {
        ctx.memory_mut(|memory| memory.request_focus(id));
    }
}

/// Says a sentence in passing about a key that did nothing; the window shows it.
pub fn say(ctx: &Context, sentence: String) {
    ctx.data_mut(|data| data.get_temp_mut_or_default::<Vec<String>>(slot("said")).push(sentence));
}

/// The sentences since the last time.
#[must_use]
pub fn said(ctx: &Context) -> Vec<String> {
    ctx.data_mut(|data| data.remove_temp(slot("said"))).unwrap_or_default()
}
