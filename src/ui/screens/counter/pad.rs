//! The open pad from the clerk's side: the desk's replies go to the holder, the clerk sees progress and may cancel.

use egui::{Context, Key, Ui};

use super::{Next, done::Ending};
use crate::{
    desk::{DeskError, HolderView, PadEnd, PadReply, PadStage},
    domain::pin::{Action, Pin, PinKind},
    t,
    ui::{
        app::Ctx,
        errors::{Explained, explain},
        holder_window::{Hashing, HolderEvent, HolderWindow, Message},
        i18n, icons,
        theme::{Tokens, Tone, text},
        widgets::{Button, Progress, banner, card, ends_row, right_row},
        worker::{Pending, take},
    },
};

/// The third step while the holder keys.
pub(super) struct PadStep {
    action: Action,
    kind: PinKind,
    window: HolderWindow,
    has_own_window: bool,
    submitted: Option<Pending<Result<PadReply, DeskError>>>,
    leaving: Option<(PadEnd, Pending<Result<(), DeskError>>)>,
    /// What a key asked for in `logic`, to be sent when the worker is at hand.
    event: Option<HolderEvent>,
    trouble: Option<Explained>,
}

impl PadStep {
    pub(super) fn new(action: Action, kind: PinKind, window: HolderWindow, has_own_window: bool) -> Self {
        Self { action, kind, window, has_own_window, submitted: None, leaving: None, event: None, trouble: None }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.submitted.is_some() || self.leaving.is_some()
    }

    pub(super) fn has_own_window(&self) -> bool {
        self.has_own_window
    }

    pub(super) fn last_key(&self) -> f64 {
        self.window.last_key()
    }

    /// Takes every key of the clerk's window for the pad.
    pub(super) fn take_keys(&mut self, ctx: &Context, now: f64) {
        let window = &mut self.window;
        let event = ctx.input_mut(|input| window.take_keys(input, now));
        self.event = event.or_else(|| self.event.take());
    }

    pub(super) fn logic(&mut self, ctx: &Context, cx: &Ctx<'_>, now: f64) -> Option<Next> {
        let has_focus = ctx.input(|input| input.focused);
        let event = self.event.take().or_else(|| self.window.watch(has_focus, ctx, now));
        self.obey(event, cx);
        if let Some((end, leaving)) = &self.leaving
            && let Some(left) = leaving.poll()
        {
            let end = *end;
            self.leaving = None;
            match left {
                // A pad that is closed already is left too.
                Ok(()) | Err(DeskError::NoPad) => return Some(Next::Done(self.ended(end))),
                Err(error) => self.trouble = Some(explain(&error)),
            }
        }
        match take(&mut self.submitted)? {
            Ok(reply) => self.hear(reply, now),
            Err(DeskError::ProofExpired) => {
                Some(Next::Done(Ending::CheckExpired { action: self.action, kind: self.kind }))
            }
            Err(error) => {
                self.trouble = Some(explain(&error));
                self.window.ask(self.window.stage(), Some(Message::Trouble), now);
                None
            }
        }
    }

    fn ended(&self, end: PadEnd) -> Ending {
        Ending::Left { action: self.action, kind: self.kind, end }
    }

    /// Passes the desk's answer on to the holder; an end, if that is what it is.
    fn hear(&mut self, reply: PadReply, now: f64) -> Option<Next> {
        let (stage, message) = match reply {
            PadReply::Next(stage) => (stage, None),
            PadReply::Wrong { left } => (PadStage::Current, Some(Message::Wrong { left })),
            PadReply::Refused { rule, left } => (PadStage::New, Some(Message::Refused { rule, left })),
            PadReply::Mismatch => (PadStage::New, Some(Message::Mismatch)),
            PadReply::Done(receipt) => return Some(Next::Done(Ending::Finished(receipt))),
            PadReply::Locked(receipt) => return Some(Next::Done(Ending::Locked(receipt))),
            PadReply::Ended => {
                return Some(Next::Done(Ending::TooManyRefused { action: self.action, kind: self.kind }));
            }
        };
        self.trouble = None;
        self.window.ask(stage, message, now);
        None
    }

    /// Sends what the holder did to the desk; nothing while the desk still has something.
    pub(super) fn obey(&mut self, event: Option<HolderEvent>, cx: &Ctx<'_>) {
        match event {
            Some(HolderEvent::Submit(pin)) if !self.is_busy() => self.submit(pin, cx),
            Some(HolderEvent::Leave(end)) if self.leaving.is_none() => {
                // Behind digits that the desk still has, it waits for their verdict there.
                self.leaving = Some((end, cx.worker.ask(move |desk, _| desk.pad_cancel(end))));
            }
            _ => {}
        }
    }

    fn submit(&mut self, pin: Pin, cx: &Ctx<'_>) {
        self.submitted = Some(cx.worker.ask(move |desk, task| {
            desk.pad_submit(pin, &mut |done, total| task.report(u64::from(done), u64::from(total)))
        }));
    }

    fn hashing(&self) -> Hashing {
        let submitted = self.submitted.as_ref()?;
        #[allow(clippy::cast_precision_loss, reason = "a handful of hashes")]
        let fraction = submitted.progress().map(|(done, total)| done as f32 / total.max(1) as f32);
        Some((submitted.elapsed(), fraction))
    }

    /// Draws the holder's side over all there is.
    pub(super) fn holder_ui(&mut self, ui: &mut Ui, now: f64) -> Option<HolderEvent> {
        let hashing = self.hashing();
        self.window.ui(ui, hashing, now)
    }

    /// Draws the holder's own window and takes its keys.
    pub(super) fn own_window(&mut self, ui: &mut Ui, monitor: u32, now: f64) -> Option<HolderEvent> {
        let hashing = self.hashing();
        let window = &mut self.window;
        let mut event = None;
        let builder = HolderWindow::builder(monitor);
        ui.ctx().show_viewport_immediate(HolderWindow::viewport(), builder, |ui, class| {
            if class != egui::ViewportClass::EmbeddedWindow {
                event = ui.input_mut(|input| window.take_keys(input, now));
                let (has_focus, is_closed) = ui.input(|i| (i.focused, i.viewport().close_requested()));
                window.set_own_focus(has_focus);
                if is_closed {
                    event = Some(HolderEvent::Leave(PadEnd::Cancelled));
                }
            }
            let clicked = window.ui(ui, hashing, now);
            event = event.take().or(clicked);
        });
        event
    }

    /// What the clerk sees meanwhile: how far it is, and Cancel.
    pub(super) fn clerk_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView) {
        if let Some(trouble) = &self.trouble {
            banner(ui, Tone::Bad, &trouble.what, &trouble.next, None);
        }
        let mut is_cancelled = false;
        card(ui, |ui| {
            let kind = i18n::text_of("kind", self.kind.code());
            let action = i18n::text_of("pin-action", self.action.code());
            let mut head = (t!("visit-action", kind = kind, action = action), &view.id_mask);
            ends_row(
                ui,
                &mut head,
                |ui, (what, _)| {
                    ui.label(text::strong(what.as_str()));
                },
                |ui, (_, mask)| {
                    ui.label(text::mono(mask.as_str()));
                },
            );
            ui.vertical_centered(|ui| {
                ui.add_space(40.0);
                let color = Tokens::of(ui).primary;
                ui.label(egui::RichText::new(icons::DIALPAD).size(48.0).color(color));
                ui.label(text::name(t!("pad-holder-keys")));
                ui.label(text::body(which_time(self.window.stage())));
                ui.add_space(8.0);
            });
            match self.hashing() {
                Some((elapsed, fraction)) => {
                    let _no_cancel = Progress::new(&t!("holder-checking"), elapsed).fraction(fraction).show(ui);
                }
                None => {
                    ui.allocate_space(egui::vec2(1.0, Tokens::of(ui).control_height));
                }
            }
            ui.vertical_centered(|ui| ui.label(text::muted(t!("pad-clerk-hint"))));
            ui.add_space(24.0);
            let missing = self.is_busy().then(|| t!("common-working"));
            let cancel = Button::secondary(t!("holder-cancel")).key(Key::Escape).action().missing(missing);
            is_cancelled = right_row(ui, |ui| cancel.show(ui));
        });
        if is_cancelled {
            self.obey(Some(HolderEvent::Leave(PadEnd::Cancelled)), cx);
        }
    }
}

fn which_time(stage: PadStage) -> String {
    match stage {
        PadStage::Current => t!("pad-stage-current"),
        PadStage::New => t!("pad-stage-new"),
        PadStage::Again => t!("pad-stage-again"),
    }
}
