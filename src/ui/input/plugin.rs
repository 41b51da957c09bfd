//! Puts the router before every window: egui hands it the events of a frame before any widget, focus or zoom sees them.

use std::{collections::HashMap, time::Duration};

use egui::{Context, Event, FullOutput, Id, Plugin, RawInput, Ui, ViewportId};
use jiff::civil::Date;

use super::{
    fields,
    router::{Around, Heard, Kind, Router},
    run::Affixes,
};
use crate::{domain::time, ui::holder_window::HolderWindow};

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
    /// Keys that reached the holder's window, on their way to the clerk's.
    passed_on: Vec<Event>,
    holder_has_keyboard: bool,
    /// The windows being drawn, the innermost last.
    passes: Vec<ViewportId>,
    /// The window that was drawn last: what egui says of the keyboard between two passes is said of this one.
    drawn_last: Option<ViewportId>,
    /// What had the keyboard of each window when it was drawn last.
    focused: HashMap<ViewportId, Option<Id>>,
}

impl Guard {
    /// The field with the keyboard of a window whose pass begins.
    fn field(&self, ctx: &Context, window: ViewportId) -> Option<(Id, Kind)> {
        if self.drawn_last.is_none_or(|last| last == window) {
            return fields::focused(ctx);
        }
        self.focused.get(&window).copied().flatten().and_then(|id| fields::of(ctx, id))
    }

    /// Keys that reach the holder's window while no pad is open are the clerk's. A touch or the system may give it the
    /// keyboard, and without a window manager nothing gives it back.
    fn pass_on(&mut self, ctx: &Context, input: &mut RawInput) {
        let holder = HolderWindow::viewport();
        if input.viewport_id == holder {
            self.holder_has_keyboard = input.focused;
            let (keys, rest): (Vec<_>, Vec<_>) = std::mem::take(&mut input.events).into_iter().partition(is_key);
            input.events = rest;
            if !keys.is_empty() {
                self.passed_on.extend(keys);
                ctx.request_repaint_of(ViewportId::ROOT);
            }
        } else if input.viewport_id == ViewportId::ROOT {
            input.focused |= self.holder_has_keyboard && input.viewports.contains_key(&holder);
            input.events.append(&mut self.passed_on);
        }
    }
}

fn is_key(event: &Event) -> bool {
    matches!(event, Event::Key { .. } | Event::Text(_) | Event::Ime(_) | Event::Copy | Event::Cut | Event::Paste(_))
}

impl Plugin for Guard {
    fn debug_name(&self) -> &'static str {
        "pindesk-input"
    }

    fn input_hook(&mut self, ctx: &Context, input: &mut RawInput) {
        self.passes.push(input.viewport_id);
        if self.drawn_last.is_none_or(|last| last == input.viewport_id) {
            return_keyboard(ctx);
        }
        if !self.receiver.is_pad {
            self.pass_on(ctx, input);
        }
        let field = self.field(ctx, input.viewport_id);
        let router = self.routers.entry(input.viewport_id).or_default();
        if self.receiver.is_pad {
            router.forget();
            self.passed_on.clear();
            return;
        }
        let now = input.time.unwrap_or_else(|| ctx.input(|input| input.time + f64::from(input.predicted_dt)));
        let around = Around {
            field,
            affixes: &self.receiver.affixes,
            today: self.receiver.today.unwrap_or_else(|| time::day(crate::desk::wall())),
            now,
        };
        let sorted = router.sort(std::mem::take(&mut input.events), &around);
        input.events = sorted.events;
        self.heard.extend(sorted.heard);
        fields::note(ctx, sorted.row_begins, sorted.take_back);
    }

    /// Not where the input is taken in: egui forgets what was asked for before the pass, and an idle window would never look again.
    fn on_end_pass(&mut self, ui: &mut Ui) {
        if let Some(secs) = self.routers.get(&ui.viewport_id()).and_then(Router::looks_again) {
            ui.request_repaint_after(Duration::from_secs_f64(secs));
        }
    }

    fn output_hook(&mut self, ctx: &Context, _output: &mut FullOutput) {
        let ended = self.passes.pop();
        // Inside another window's pass egui speaks of that one again.
        if let Some(ended) = ended.filter(|_| self.passes.is_empty()) {
            self.drawn_last = Some(ended);
            self.focused.insert(ended, ctx.memory(|memory| memory.focused()));
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

#[cfg(test)]
mod tests {
    use egui::{Key, Modifiers};

    use super::*;

    fn text(viewport_id: ViewportId, text: &str) -> RawInput {
        RawInput { viewport_id, events: vec![Event::Text(text.to_owned())], focused: true, ..RawInput::default() }
    }

    #[test]
    fn keys_of_the_holders_window_reach_the_clerks_unless_a_pad_is_open() {
        let ctx = Context::default();
        let mut guard = Guard::default();
        let mut own = text(HolderWindow::viewport(), "c");
        guard.pass_on(&ctx, &mut own);
        assert!(own.events.is_empty());
        let mut clerk = RawInput { focused: false, ..RawInput::default() };
        clerk.viewports.insert(HolderWindow::viewport(), egui::ViewportInfo::default());
        guard.pass_on(&ctx, &mut clerk);
        assert_eq!(clerk.events, [Event::Text("c".to_owned())]);
        assert!(clerk.focused, "the clerk's window works as if it had the keyboard");
        guard.receiver.is_pad = true;
        let mut own = text(HolderWindow::viewport(), "7");
        guard.input_hook(&ctx, &mut own);
        assert_eq!(own.events.len(), 1, "the pad's digits stay with the pad");
    }

    fn frame(ctx: &Context, events: Vec<Event>) -> Duration {
        let mut output = ctx.run_ui(RawInput { events, ..RawInput::default() }, |_| ());
        output.textures_delta.clear();
        output.viewport_output[&ViewportId::ROOT].repaint_delay
    }

    #[test]
    fn an_idle_window_looks_again_after_an_enter_so_that_the_next_one_counts() {
        let ctx = Context::default();
        install(&ctx);
        for _ in 0..5 {
            frame(&ctx, Vec::new());
        }
        assert!(frame(&ctx, Vec::new()) > Duration::from_secs(60), "the window is idle");
        let enter = |pressed| Event::Key {
            key: Key::Enter,
            physical_key: Some(Key::Enter),
            pressed,
            repeat: false,
            modifiers: Modifiers::NONE,
        };
        frame(&ctx, vec![enter(true)]);
        let mut last = frame(&ctx, vec![enter(false)]);
        // Whatever egui itself still paints after a key.
        for _ in 0..3 {
            last = last.max(frame(&ctx, Vec::new()));
        }
        assert!(last <= Duration::from_millis(400), "nobody looks again for {last:?}");
    }
}
