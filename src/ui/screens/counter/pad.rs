//! The open pad from the clerk's side: the desk's replies go to the holder, the clerk sees progress and may cancel.

use std::time::Duration;

use egui::{Context, Key, Ui, ViewportBuilder};

use super::{Next, done::Ending, has_own_window};
use crate::{
    desk::{DeskError, HolderView, PadEnd, PadReply, PadStage, pins::REFUSALS_BEFORE_OFFER},
    domain::pin::{Action, Pin, PinKind},
    t,
    ui::{
        app::{Ctx, Monitor},
        errors::{Explained, explain},
        holder_window::{Hashing, HolderChoice, HolderEvent, HolderWindow, Message, Pause, Standing},
        i18n, icons,
        input::{self, keymap::Scope},
        theme::{Tokens, Tone, text},
        widgets::{Button, Progress, banner, card, ends_row, prose, right_row},
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
    /// Three PINs are being drawn for the holder's own screen.
    drawing: Option<Pending<Result<[Pin; 3], DeskError>>>,
    refusals: u32,
    /// The holder's window stood on its monitor at some time, and was moved away since.
    place: Place,
    /// What a key asked for in `logic`, to be sent when the worker is at hand.
    event: Option<HolderEvent>,
    trouble: Option<Explained>,
}

impl PadStep {
    pub(super) fn new(action: Action, kind: PinKind, window: HolderWindow, has_own_window: bool) -> Self {
        Self {
            action,
            kind,
            window,
            has_own_window,
            submitted: None,
            leaving: None,
            drawing: None,
            refusals: 0,
            place: Place::Unknown,
            event: None,
            trouble: None,
        }
    }

    /// A reply is awaited.
    pub(super) fn is_busy(&self) -> bool {
        self.desk_decides() || self.drawing.is_some()
    }

    /// The desk has digits, or the wish to stop.
    fn desk_decides(&self) -> bool {
        self.submitted.is_some() || self.leaving.is_some()
    }

    pub(super) fn has_own_window(&self) -> bool {
        self.has_own_window
    }

    /// Whether the holder's own window is to be drawn: there is one, and its monitor is there.
    pub(super) fn shows_own_window(&self) -> bool {
        self.has_own_window && self.window.standing() != Standing::Paused(Pause::MonitorGone)
    }

    pub(super) fn has_own_focus(&self) -> bool {
        self.has_own_window && self.window.has_own_focus()
    }

    pub(super) fn choice(&self) -> HolderChoice {
        self.window.choice()
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
        let (has_focus, is_put_away) =
            ctx.input(|input| (input.focused, input.viewport().minimized.unwrap_or_default()));
        if is_put_away {
            self.window.pause(Pause::Away);
        }
        if self.has_own_window {
            // No event tells of a monitor that is unplugged.
            ctx.request_repaint_after_secs(1.0);
            if has_own_window(cx) && self.place != Place::Lost {
                self.window.monitor_is_there();
            } else {
                self.window.pause(Pause::MonitorGone);
                self.window.set_own_focus(false);
            }
        }
        self.take_offer(now);
        let event = self.event.take().or_else(|| self.window.watch(has_focus, ctx, now));
        self.obey(event, cx);
        // First the verdict on digits: what the desk did is done, whatever anybody wished meanwhile.
        match take(&mut self.submitted) {
            Some(Ok(reply)) => self.hear(reply, cx, now),
            Some(Err(DeskError::ProofExpired)) => {
                Some(Next::Done(Ending::CheckExpired { action: self.action, kind: self.kind }))
            }
            Some(Err(error)) => self.fail(&error, now),
            None => self.take_leave(now),
        }
    }

    fn take_leave(&mut self, now: f64) -> Option<Next> {
        let (end, left) = self.leaving.as_ref().and_then(|(end, leaving)| Some((*end, leaving.poll()?)))?;
        self.leaving = None;
        match left {
            Ok(()) => Some(Next::Done(self.ended(end))),
            // The pad ended elsewhere, and not because somebody stopped: nobody here knows how.
            Err(DeskError::NoPad | DeskError::NoVisit) => Some(self.broken_off(&DeskError::OutcomeUnknown)),
            Err(error) => self.fail(&error, now),
        }
    }

    /// The desk said no, or nothing. The pad asks again with a fresh minute, unless the desk has no pad for it any more:
    /// it would ask for ever.
    fn fail(&mut self, error: &DeskError, now: f64) -> Option<Next> {
        if is_over(error) {
            return Some(self.broken_off(error));
        }
        self.trouble = Some(explain(error));
        self.window.ask(self.window.stage(), Some(Message::Trouble), now);
        None
    }

    fn broken_off(&self, error: &DeskError) -> Next {
        Next::Done(Ending::BrokenOff { action: self.action, kind: self.kind, why: explain(error) })
    }

    /// Since when the desk is awaited, if it is.
    pub(super) fn awaited(&self) -> Option<Duration> {
        let leaving = self.leaving.as_ref().map(|(_, leaving)| leaving.elapsed());
        self.submitted.as_ref().map(Pending::elapsed).or(leaving)
    }

    fn take_offer(&mut self, now: f64) {
        match take(&mut self.drawing) {
            // The screen may have gone meanwhile; on a shared one nothing is shown.
            Some(Ok(pins)) if self.has_own_window => self.window.offer(pins, now),
            Some(Ok(_)) | None => {}
            // The holder chooses without help, as on a shared screen.
            Some(Err(error)) => tracing::warn!(%error, "no PINs could be drawn"),
        }
    }

    fn ended(&self, end: PadEnd) -> Ending {
        Ending::Left { action: self.action, kind: self.kind, end }
    }

    /// Passes the desk's answer on to the holder; an end, if that is what it is.
    fn hear(&mut self, reply: PadReply, cx: &Ctx<'_>, now: f64) -> Option<Next> {
        if matches!(reply, PadReply::Refused { .. }) {
            self.refusals += 1;
            if self.has_own_window && self.refusals >= REFUSALS_BEFORE_OFFER {
                self.window.allow_offers();
                self.draw_offer(cx);
            }
        }
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
            Some(HolderEvent::Submit(pin)) if !self.desk_decides() => self.submit(pin, cx),
            // Digits that the desk still has get their verdict first; who then wants to stop says so again.
            Some(HolderEvent::Leave(end)) if !self.desk_decides() => {
                self.window.wait();
                self.leaving = Some((end, cx.worker.ask(move |desk, _| desk.pad_cancel(end))));
            }
            Some(HolderEvent::Offer) => self.draw_offer(cx),
            _ => {}
        }
    }

    fn draw_offer(&mut self, cx: &Ctx<'_>) {
        if self.has_own_window && self.drawing.is_none() {
            self.drawing = Some(cx.worker.ask(|desk, _| desk.offer_pins()));
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
    pub(super) fn own_window(
        &mut self,
        ui: &mut Ui,
        builder: ViewportBuilder,
        monitor: Option<&Monitor>,
        now: f64,
    ) -> Option<HolderEvent> {
        let hashing = self.hashing();
        let (window, place) = (&mut self.window, &mut self.place);
        let mut event = None;
        ui.ctx().show_viewport_immediate(HolderWindow::viewport(), builder, |ui, class| {
            if class != egui::ViewportClass::EmbeddedWindow {
                event = ui.input_mut(|input| window.take_keys(input, now));
                let (has_focus, is_closed) = ui.input(|i| (i.focused, i.viewport().close_requested()));
                window.set_own_focus(has_focus);
                place.look(ui, monitor);
                if ui.input(|i| i.viewport().minimized.unwrap_or_default()) {
                    window.pause(Pause::Away);
                }
                if is_closed {
                    event = window.leave();
                }
            }
            let clicked = window.ui(ui, hashing, now);
            event = event.take().or(clicked);
        });
        event
    }

    /// What the clerk sees meanwhile: how the pad stands, how far it is, and Cancel.
    pub(super) fn clerk_ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView) {
        input::set_scope(ui, Scope::Pad);
        if let Some(trouble) = &self.trouble {
            banner(ui, Tone::Bad, &trouble.what, &trouble.next, None);
        }
        let now = ui.input(|input| input.time);
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
                ui.add_space(32.0);
                let color = Tokens::of(ui).primary;
                ui.label(egui::RichText::new(icons::DIALPAD).size(48.0).color(color));
                let (what, then) = self.stands();
                ui.label(text::name(what));
                prose(ui, text::body(then));
                // The line stays, so that nothing moves when the seconds appear.
                let seconds = self.window.seconds_left(now);
                let seconds = seconds.map(|seconds| t!("holder-seconds", seconds = seconds)).unwrap_or_default();
                ui.label(text::strong(seconds).color(Tokens::of(ui).caution));
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
            is_cancelled = self.clerk_buttons(ui, now);
        });
        if is_cancelled {
            let event = self.window.leave();
            self.obey(event, cx);
        }
        self.clerk_answers(ui, cx, now);
    }

    /// How the holder likes it, and the way out; true for that.
    fn clerk_buttons(&mut self, ui: &mut Ui, now: f64) -> bool {
        let is_busy = self.desk_decides();
        let mut row = (&mut *self, false);
        ends_row(
            ui,
            &mut row,
            |ui, (step, _)| {
                let (print, language) = choice_labels(step.window.choice());
                // The pad takes the keys; the caps say which.
                if Button::secondary(print).key(Key::F8).action().show(ui) {
                    step.window.switch_print(now);
                }
                if Button::secondary(language).key(Key::F9).action().show(ui) {
                    step.window.switch_language(now);
                }
            },
            |ui, (_, is_cancelled)| {
                let missing = is_busy.then(|| t!("common-working"));
                *is_cancelled =
                    Button::secondary(t!("holder-cancel")).key(Key::Escape).action().missing(missing).show(ui);
            },
        );
        row.1
    }

    /// What the clerk may answer or do as the pad stands.
    fn clerk_answers(&mut self, ui: &mut Ui, cx: &Ctx<'_>, now: f64) {
        match self.window.standing() {
            Standing::Asking => {
                let mut answer = None;
                card(ui, |ui| {
                    ui.label(text::strong(t!("pad-clerk-asking-title")));
                    ui.label(text::body(t!("holder-stop-note")));
                    answer = right_row(ui, |ui| {
                        let stop = Button::danger(t!("holder-cancel")).key(Key::F10).action().show(ui);
                        let stay = Button::primary(t!("holder-stay")).action().show(ui);
                        if stop { Some(true) } else { stay.then_some(false) }
                    });
                });
                if let Some(stops) = answer {
                    let event = self.window.answer(stops, now);
                    self.obey(event, cx);
                }
            }
            Standing::Paused(Pause::MonitorGone) => {
                let (what, next, here) = (t!("pad-clerk-gone"), t!("pad-clerk-gone-next"), t!("pad-clerk-here"));
                let goes_on = banner(ui, Tone::Bad, &what, &next, Some(&here));
                if goes_on {
                    self.move_here(ui);
                }
            }
            _ => {}
        }
    }

    /// The holder goes on, on this very screen; what only a screen of their own may show is withdrawn.
    fn move_here(&mut self, ctx: &Context) {
        // A whole minute for whoever has to walk around the desk.
        self.window.begin_minute(ctx.input(|input| input.time));
        self.window.withdraw_offers();
        self.window.monitor_is_there();
        self.has_own_window = false;
        super::enter_full_screen(ctx, true);
    }

    /// How the pad stands, in words, and what follows.
    fn stands(&self) -> (String, String) {
        if self.submitted.is_some() {
            return (t!("pad-clerk-checking"), which_time(self.window.stage()));
        }
        match self.window.standing() {
            Standing::Paused(Pause::Away) => (t!("pad-clerk-paused"), t!("pad-clerk-paused-next")),
            Standing::Paused(Pause::MonitorGone) => (t!("pad-clerk-paused"), t!("pad-clerk-gone")),
            Standing::Choosing => (t!("pad-clerk-choosing"), which_time(self.window.stage())),
            Standing::Keying | Standing::Asking => (t!("pad-holder-keys"), which_time(self.window.stage())),
        }
    }
}

/// Where the holder's window is. Some systems go on naming a monitor that is unplugged; what they then do is to move its
/// windows to another one, and the pad must not be read or keyed there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Not there yet, or the system does not say.
    Unknown,
    Right,
    /// It was on its monitor and is not any more.
    Lost,
}

impl Place {
    fn look(&mut self, ui: &Ui, monitor: Option<&Monitor>) {
        let Some(monitor) = monitor.filter(|monitor| monitor.width > 0) else { return };
        let Some(rect) = ui.input(|input| input.viewport().inner_rect) else { return };
        let center = rect.center() * ui.ctx().pixels_per_point();
        #[allow(clippy::cast_precision_loss, reason = "pixels of a desktop")]
        let there = egui::Rect::from_min_size(
            egui::pos2(monitor.left as f32, monitor.top as f32),
            egui::vec2(monitor.width as f32, monitor.height as f32),
        );
        *self = match (*self, there.contains(center)) {
            (Self::Lost, _) | (Self::Right, false) => Self::Lost,
            (_, true) => Self::Right,
            (Self::Unknown, false) => Self::Unknown,
        };
    }
}

/// Whether an error means that the desk has no pad for this screen any more.
fn is_over(error: &DeskError) -> bool {
    matches!(
        error,
        DeskError::NoPad
            | DeskError::NoVisit
            | DeskError::NotSignedIn
            | DeskError::SessionOver
            | DeskError::Disabled
            | DeskError::WrongRole(_)
            | DeskError::MustChangePassword
            | DeskError::OutcomeUnknown
    )
}

/// The labels of the two buttons that choose for the holder: what each turns to.
pub(super) fn choice_labels(choice: HolderChoice) -> (String, String) {
    let print = if choice.is_large { t!("holder-print-normal") } else { t!("holder-print-large") };
    (print, t!("pad-clerk-language", language = choice.language().other().name()))
}

fn which_time(stage: PadStage) -> String {
    match stage {
        PadStage::Current => t!("pad-stage-current"),
        PadStage::New => t!("pad-stage-new"),
        PadStage::Again => t!("pad-stage-again"),
    }
}
