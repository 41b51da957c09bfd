//! 办理: which PIN, which action. The identity proof lives here and leaves by value.

use std::time::Duration;

use egui::{Key, Ui};

use super::{Moment, Next, approval::Sheet, done::Ending, holder_card};
use crate::{
    desk::{
        Declined, DeskError, HolderView, IdentityProof, PadStage, Receipt,
        identity::{PROOF_LASTS, PROOF_MINUTES},
    },
    domain::pin::{Action, PinKind},
    t,
    ui::{
        app::Ctx,
        errors::{Explained, explain},
        i18n, icons,
        input::{self, keymap::Scope},
        theme::{Tokens, Tone, text},
        widgets::{
            Button, Pill, Progress, Shortcut, banner, card, card_titled, divider, ends_row, line, pressed, prose,
            radio_card,
        },
        worker::{Pending, Worker, take},
    },
};

/// Room for how long the check still counts, beside the holder.
const PROOF_ROOM: f32 = 220.0;

/// The third step.
pub(super) struct ActStep {
    proof: Option<IdentityProof>,
    /// The clock's count when the proof came.
    issued: Duration,
    kind: PinKind,
    action: Action,
    /// Where a supervisor's consent is due, as far as the desk has said.
    due: Due,
    asking_due: Option<Pending<Result<Due, DeskError>>>,
    starting: Option<Pending<Result<Started, Declined>>>,
    renewing: Option<Pending<Result<IdentityProof, DeskError>>>,
    sheet: Option<Sheet>,
    trouble: Option<Explained>,
    was_refused: bool,
}

/// The actions that need a supervisor's consent now.
type Due = Vec<(PinKind, Action)>;

/// How an action began.
enum Started {
    Pad(PadStage),
    Unlocked(Receipt),
}

impl ActStep {
    pub(super) fn new(
        proof: IdentityProof,
        issued: Duration,
        view: &HolderView,
        kind: Option<PinKind>,
        worker: &Worker,
    ) -> Self {
        let kind = kind.unwrap_or_else(|| first_kind(view));
        Self {
            proof: Some(proof),
            issued,
            kind,
            action: first_action(view, kind),
            due: Vec::new(),
            asking_due: Some(worker.ask(|desk, _| {
                let all = PinKind::ALL.into_iter().flat_map(|kind| Action::ALL.map(|action| (kind, action)));
                let mut is_due = |kind, action| desk.approval_missing(action, kind).is_ok_and(|due| !due.is_empty());
                Ok(all.filter(|(kind, action)| is_due(*kind, *action)).collect())
            })),
            starting: None,
            renewing: None,
            sheet: None,
            trouble: None,
            was_refused: false,
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.starting.is_some() || self.renewing.is_some() || self.sheet.as_ref().is_some_and(Sheet::is_busy)
    }

    /// Since when the desk is at an action, if it is: a lock may be lifted already.
    pub(super) fn awaited(&self) -> Option<Duration> {
        self.starting.as_ref().map(Pending::elapsed)
    }

    pub(super) fn logic(&mut self, uptime: Duration) -> Option<Next> {
        // Only a hint: the desk asks for the consent where it is due.
        if let Some(Ok(due)) = take(&mut self.asking_due) {
            self.due = due;
        }
        if let Some(sheet) = &mut self.sheet {
            sheet.logic();
        }
        match take(&mut self.renewing) {
            Some(Ok(proof)) => {
                self.proof = Some(proof);
                self.issued = uptime;
                self.trouble = None;
            }
            Some(Err(error)) => self.trouble = Some(explain(&error)),
            None => {}
        }
        match take(&mut self.starting)? {
            Ok(Started::Pad(stage)) => Some(Next::Pad(self.action, self.kind, stage)),
            Ok(Started::Unlocked(receipt)) => Some(Next::Done(Ending::Finished(receipt))),
            Err(declined) => {
                self.take_back(declined);
                None
            }
        }
    }

    /// The desk said no: the proof comes back unless that is what was wrong.
    fn take_back(&mut self, declined: Declined) {
        self.proof = declined.proof;
        match declined.error {
            DeskError::ApprovalDue(reasons) => self.sheet = Some(Sheet::new(self.action, self.kind, reasons)),
            error => self.trouble = Some(explain(&error)),
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView, moment: &Moment) -> Option<Next> {
        input::set_scope(ui, Scope::Act);
        let left = PROOF_LASTS.saturating_sub(moment.uptime.saturating_sub(self.issued));
        self.notes(ui, cx, left);
        card(ui, |ui| {
            let mut masked = (&view.name_mask, &view.id_mask);
            ends_row(
                ui,
                &mut masked,
                |ui, (name, number)| {
                    // A long name takes more lines, not more width.
                    ui.scope(|ui| {
                        ui.set_max_width((ui.available_width() - PROOF_ROOM).max(120.0));
                        ui.horizontal_wrapped(|ui| {
                            ui.label(text::strong(name.as_str()));
                            ui.label(text::mono(number.as_str()));
                        });
                    });
                },
                |ui, _| proof_left(ui, left, self.proof.is_some()),
            );
            self.kinds(ui, view, moment);
        });
        card_titled(ui, &t!("act-title"), |ui| {
            self.actions(ui, view);
            ui.add_space(8.0);
            self.buttons(ui, cx, view, moment, left);
        });
        self.approve(ui, cx, view);
        None
    }

    fn notes(&mut self, ui: &mut Ui, cx: &Ctx<'_>, left: Duration) {
        let is_over = left.is_zero() || (self.proof.is_none() && self.starting.is_none());
        if is_over
            && banner(
                ui,
                Tone::Caution,
                &t!("act-proof-over"),
                &t!("act-proof-over-next", minutes = PROOF_MINUTES),
                Some(&t!("again-confirm-short")),
            )
            && self.renewing.is_none()
        {
            self.proof = None;
            self.renewing = Some(cx.worker.ask(|desk, _| desk.confirm_still_present()));
        }
        if self.was_refused
            && banner(ui, Tone::Caution, &t!("act-refused"), &t!("act-refused-next"), Some(&t!("common-ok")))
        {
            self.was_refused = false;
        }
        if let Some(trouble) = &self.trouble
            && banner(ui, Tone::Bad, &trouble.what, &trouble.next, Some(&t!("common-ok")))
        {
            self.trouble = None;
        }
    }

    fn kinds(&mut self, ui: &mut Ui, view: &HolderView, moment: &Moment) {
        let before = self.kind;
        let mut chosen = None;
        ui.columns(2, |columns| {
            for (ui, pin) in columns.iter_mut().zip(&view.pins) {
                let name = i18n::text_of("kind", pin.kind.code());
                let details = holder_card::details(pin, moment.now);
                if radio_card(ui, self.kind == pin.kind, &name, Some(holder_card::state_pill(pin)), &details) {
                    chosen = Some(pin.kind);
                }
            }
        });
        for (key, kind) in [(Key::Num1, PinKind::Electronic), (Key::Num2, PinKind::Physical)] {
            if pressed(ui, Shortcut::ctrl(key), None) {
                chosen = Some(kind);
            }
        }
        for (key, kind) in [(Key::ArrowLeft, PinKind::Electronic), (Key::ArrowRight, PinKind::Physical)] {
            if pressed(ui, key, None) {
                chosen = Some(kind);
            }
        }
        if let Some(kind) = chosen.filter(|kind| *kind != before) {
            self.kind = kind;
            self.action = first_action(view, kind);
        }
    }

    /// The five actions, each with its key; one that does not fit says what to use instead.
    fn actions(&mut self, ui: &mut Ui, view: &HolderView) {
        let keys = [Key::F3, Key::F4, Key::F5, Key::F6, Key::F7];
        for (key, action) in keys.into_iter().zip(Action::ALL) {
            let obstacle = holder_card::obstacle(view, self.kind, action);
            let is_due = self.due.contains(&(self.kind, action)) && obstacle.is_none();
            line(ui, |ui| {
                ui.set_min_height(40.0);
                let is_chosen = self.action == action && obstacle.is_none();
                if action_button(ui, action, key, is_chosen, obstacle.as_deref()) {
                    self.action = action;
                }
                let note = match &obstacle {
                    Some(reason) => text::small(reason).color(Tokens::of(ui).muted),
                    None => text::small(i18n::text_of("pin-action-note", action.code())),
                };
                if is_due {
                    Pill::caution(t!("act-approval-due")).show(ui);
                }
                prose(ui, note);
            });
        }
        divider(ui);
        prose(ui, text::muted(i18n::text_of("kind", "bank-note")));
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView, moment: &Moment, left: Duration) {
        if let Some(starting) = &self.starting {
            let _no_cancel = Progress::new(&t!("common-working"), starting.elapsed()).show(ui);
            return;
        }
        let missing = if self.renewing.is_some() {
            Some(t!("common-working"))
        } else if self.proof.is_none() || left.is_zero() {
            Some(t!("act-proof-missing"))
        } else {
            holder_card::obstacle(view, self.kind, self.action)
        };
        let kind = i18n::text_of("kind-short", self.kind.code());
        let action = i18n::text_of("pin-action", self.action.code());
        let label = match self.action {
            Action::Unlock => t!("act-unlock-now", kind = kind),
            _ => t!("act-open-pad", kind = kind, action = action),
        };
        let button = Button::primary(label).key(Key::Enter).action().missing(missing);
        let is_pressed = crate::ui::widgets::right_row(ui, |ui| button.show_with_reason(ui));
        if is_pressed && moment.is_settled {
            self.start(cx);
        }
    }

    /// Spends the proof on the action that is chosen; the desk hands it back if it says no.
    fn start(&mut self, cx: &Ctx<'_>) {
        if self.starting.is_some() {
            return;
        }
        let Some(proof) = self.proof.take() else { return };
        let (action, kind) = (self.action, self.kind);
        self.trouble = None;
        self.was_refused = false;
        self.starting = Some(cx.worker.ask(move |desk, _| match action {
            Action::Unlock => desk.unlock(proof, kind).map(Started::Unlocked),
            _ => desk.open_pad(proof, action, kind).map(Started::Pad),
        }));
    }

    fn approve(&mut self, ui: &Ui, cx: &Ctx<'_>, view: &HolderView) {
        let Some(sheet) = &mut self.sheet else { return };
        let Some(answer) = sheet.ui(ui, cx, view) else { return };
        self.sheet = None;
        match answer {
            super::approval::Answer::Granted => self.start(cx),
            super::approval::Answer::Refused => self.was_refused = true,
            super::approval::Answer::Left => {}
        }
    }
}

fn action_button(ui: &mut Ui, action: Action, key: Key, is_chosen: bool, obstacle: Option<&str>) -> bool {
    let icon = match action {
        Action::Set => icons::ADD,
        Action::Change => icons::EDIT,
        Action::Verify => icons::DIALPAD,
        Action::Reset => icons::LOCK_RESET,
        Action::Unlock => icons::LOCK_OPEN,
    };
    let label = i18n::text_of("pin-action", action.code());
    let button = Button::secondary(label).icon(icon).key(key).missing(obstacle).min_width(148.0).show_full(ui);
    if is_chosen {
        let tokens = Tokens::of(ui);
        let stroke = egui::Stroke::new(tokens.focus_width, tokens.primary);
        let radius = egui::CornerRadius::same(tokens.radius);
        ui.painter().rect_stroke(button.response.rect, radius, stroke, egui::StrokeKind::Inside);
    }
    ui.ctx().accesskit_node_builder(button.response.id, |node| node.set_selected(is_chosen));
    button.pressed
}

/// How long the check still counts, in minutes; repaints when the minute changes.
fn proof_left(ui: &mut Ui, left: Duration, is_there: bool) {
    if left.is_zero() || !is_there {
        return;
    }
    let minutes = left.as_secs().div_ceil(60);
    let tone = if minutes <= 2 { Tone::Caution } else { Tone::Good };
    Pill::new(tone, t!("act-proof-left", minutes = minutes)).mark(crate::ui::widgets::Mark::Check).show(ui);
    let to_next = left.saturating_sub(Duration::from_secs((minutes - 1) * 60));
    ui.ctx().request_repaint_after(to_next + Duration::from_millis(50));
}

/// The kind the person most likely came for: a locked one, else one where something can be done.
fn first_kind(view: &HolderView) -> PinKind {
    let open = |kind: &PinKind| Action::ALL.iter().any(|action| holder_card::obstacle(view, *kind, *action).is_none());
    let locked = |kind: &PinKind| holder_card::pin_of(view, *kind).state == crate::domain::pin::PinState::Locked;
    let kinds = || PinKind::ALL.into_iter().filter(open);
    kinds().find(locked).or_else(|| kinds().next()).unwrap_or(PinKind::Electronic)
}

/// The action chosen to begin with: the reset, which most people come for, where it fits.
fn first_action(view: &HolderView, kind: PinKind) -> Action {
    let order = [Action::Reset, Action::Set, Action::Unlock, Action::Change, Action::Verify];
    order.into_iter().find(|action| holder_card::obstacle(view, kind, *action).is_none()).unwrap_or(Action::Reset)
}
