//! 完成: what happened, the receipt, a second action after one more confirmation, and the next person.

use egui::{Key, Ui};

use super::{
    Moment, Next, holder_card,
    receipt::{Masks, ReceiptCard},
};
use crate::{
    desk::{DeskError, HolderView, IdentityProof, PadEnd, Receipt, identity::PROOF_MINUTES, pins::PAD_IDLE},
    domain::{
        pin::{Action, PinKind, PinState},
        visit::RefusalReason,
    },
    t,
    ui::{
        app::Ctx,
        errors::{Explained, explain},
        holder_window::Goodbye,
        i18n,
        input::{self, keymap::Scope},
        theme::{Tone, text},
        widgets::{Answer, Button, Confirm, banner, card, ends_row, kv_mono, prose, title},
        worker::{Pending, take},
    },
};

/// How a step came to its end.
pub(super) enum Ending {
    /// The action is done.
    Finished(Receipt),
    /// The last wrong try locked the PIN.
    Locked(Receipt),
    /// Too many guessable PINs.
    TooManyRefused { action: Action, kind: PinKind },
    /// The pad was cancelled or left alone.
    Left { action: Action, kind: PinKind, end: PadEnd },
    /// The check ran out while the pad was open.
    CheckExpired { action: Action, kind: PinKind },
    /// The identity check was refused.
    Refused(RefusalReason),
    /// The desk has no pad any more, or broke off: nothing is claimed of the PIN.
    BrokenOff { action: Action, kind: PinKind, why: Explained },
}

impl Ending {
    /// Whether the holder got what they came for.
    pub(super) fn is_done(&self) -> bool {
        matches!(self, Self::Finished(_))
    }

    /// Whether a lock was lifted: the holder may try the PIN then.
    fn is_unlock(&self) -> bool {
        matches!(self, Self::Finished(receipt) if receipt.action == Action::Unlock)
    }

    /// What the holder reads about it.
    pub(super) fn goodbye(&self, view: Option<&HolderView>) -> Goodbye {
        match self {
            Self::Finished(_) => Goodbye::Done,
            Self::Locked(_) => Goodbye::Locked,
            // What became of the PIN is for the staff to look up.
            Self::BrokenOff { .. } => Goodbye::Left { is_locked: true },
            _ => {
                let kind = self.action_and_kind().map(|(_, kind)| kind);
                let pin = view.zip(kind).map(|(view, kind)| holder_card::pin_of(view, kind));
                Goodbye::Left { is_locked: pin.is_some_and(|pin| pin.state == PinState::Locked) }
            }
        }
    }

    fn action_and_kind(&self) -> Option<(Action, PinKind)> {
        match self {
            Self::Finished(receipt) | Self::Locked(receipt) => Some((receipt.action, receipt.kind)),
            Self::TooManyRefused { action, kind }
            | Self::Left { action, kind, .. }
            | Self::CheckExpired { action, kind }
            | Self::BrokenOff { action, kind, .. } => Some((*action, *kind)),
            Self::Refused(_) => None,
        }
    }

    /// Tone, what happened and what to do next.
    fn words(&self) -> (Tone, String, String) {
        let (action, kind) = self.action_and_kind().map_or_else(Default::default, |(action, kind)| {
            (i18n::text_of("pin-action", action.code()), i18n::text_of("kind", kind.code()))
        });
        match self {
            Self::Finished(receipt) if receipt.action == Action::Verify => {
                (Tone::Good, t!("done-verified", kind = kind), t!("done-verified-next"))
            }
            Self::Finished(receipt) if receipt.action == Action::Unlock => {
                (Tone::Good, t!("done-unlocked", kind = kind), t!("done-unlocked-next"))
            }
            Self::Finished(_) => {
                (Tone::Good, t!("done-finished", kind = kind, action = action), t!("done-finished-next"))
            }
            Self::Locked(_) => (Tone::Bad, t!("done-locked", kind = kind), t!("done-locked-next")),
            Self::TooManyRefused { .. } => (Tone::Caution, t!("done-too-many"), t!("done-too-many-next")),
            Self::Left { end: PadEnd::Cancelled, .. } => {
                (Tone::Caution, t!("done-cancelled", kind = kind, action = action), t!("done-unchanged"))
            }
            Self::Left { end: PadEnd::TimedOut, .. } => (
                Tone::Caution,
                t!("done-timed-out", seconds = PAD_IDLE.as_secs(), kind = kind, action = action),
                t!("done-unchanged"),
            ),
            Self::CheckExpired { .. } => {
                (Tone::Caution, t!("done-check-expired", minutes = PROOF_MINUTES), t!("done-unchanged"))
            }
            Self::BrokenOff { why, .. } => (Tone::Bad, why.what.clone(), why.next.clone()),
            Self::Refused(reason) => {
                let reason = i18n::text_of("refusal", reason.code());
                (Tone::Bad, t!("done-refused", reason = reason), t!("done-refused-next"))
            }
        }
    }
}

/// The fourth step.
pub(super) struct DoneStep {
    ending: Ending,
    receipt: Option<ReceiptCard>,
    is_asking: bool,
    /// The PIN that one more action would be on.
    next_kind: Option<PinKind>,
    /// Asks whether to go on although a typed place was not used.
    is_asking_to_leave: bool,
    confirming: Option<Pending<Result<IdentityProof, DeskError>>>,
    trouble: Option<Explained>,
}

impl DoneStep {
    pub(super) fn new(ending: Ending) -> Self {
        let receipt = match &ending {
            Ending::Finished(receipt) | Ending::Locked(receipt) => Some(ReceiptCard::new(receipt.clone())),
            _ => None,
        };
        Self {
            ending,
            receipt,
            is_asking: false,
            next_kind: None,
            is_asking_to_leave: false,
            confirming: None,
            trouble: None,
        }
    }

    /// Whether a change or a lock was made, with its receipt.
    pub(super) fn has_receipt(&self) -> bool {
        self.receipt.is_some()
    }

    pub(super) fn is_busy(&self) -> bool {
        self.confirming.is_some() || self.receipt.as_ref().is_some_and(ReceiptCard::is_busy)
    }

    /// Where the stepper stands: all done, or still at the step that failed.
    pub(super) fn stepper_place(&self) -> usize {
        match self.ending {
            Ending::Finished(_) => 4,
            Ending::Refused(_) => 1,
            _ => 2,
        }
    }

    /// Whether the card that was just read may open the next look-up: nothing asks, nothing runs, nothing typed is lost.
    pub(super) fn may_go_on(&self) -> bool {
        !self.is_asking && !self.is_asking_to_leave && !self.is_busy() && !self.would_lose_something()
    }

    /// A place for the receipt is typed and not used.
    fn would_lose_something(&self) -> bool {
        self.receipt.as_ref().is_some_and(ReceiptCard::would_lose_something)
    }

    pub(super) fn logic(&mut self) -> Option<Next> {
        if let Some(receipt) = &mut self.receipt {
            receipt.logic();
        }
        match take(&mut self.confirming)? {
            Ok(proof) => Some(Next::Act(proof, self.next_kind)),
            Err(error) => {
                self.trouble = Some(explain(&error));
                None
            }
        }
    }

    pub(super) fn ui(
        &mut self,
        ui: &mut Ui,
        cx: &Ctx<'_>,
        view: &HolderView,
        moment: &Moment,
        is_closing: bool,
    ) -> Option<Next> {
        input::set_scope(ui, Scope::Done);
        if let Some(trouble) = &self.trouble
            && banner(ui, Tone::Bad, &trouble.what, &trouble.next, Some(&t!("common-ok")))
        {
            self.trouble = None;
        }
        let mut next = None;
        card(ui, |ui| {
            let (tone, what, then) = self.ending.words();
            banner(ui, tone, &what, &then, None);
            ui.add_space(4.0);
            match &mut self.receipt {
                Some(receipt) => receipt.ui(ui, cx, Masks { name: &view.name_mask, id: &view.id_mask }),
                None => {
                    title(ui, &t!("done-summary"));
                    kv_mono(ui, &t!("counter-serial"), view.serial.as_str());
                    kv_mono(ui, &t!("approval-holder"), &view.id_mask);
                    prose(ui, text::muted(t!("done-logged")));
                }
            }
            ui.add_space(8.0);
            if self.buttons(ui, view, moment, is_closing) {
                self.is_asking_to_leave = self.would_lose_something();
                next = (!self.is_asking_to_leave).then_some(Next::Close);
            }
        });
        if self.ask_to_leave(ui) {
            next = Some(Next::Close);
        }
        self.ask_again(ui, cx);
        next
    }

    /// True if the next person may come.
    fn buttons(&mut self, ui: &mut Ui, view: &HolderView, moment: &Moment, is_closing: bool) -> bool {
        let again = self.again(view);
        let mut pressed = (false, false);
        let is_busy = is_closing || self.confirming.is_some();
        ends_row(
            ui,
            &mut pressed,
            |ui, pressed| {
                if let Some((label, _)) = &again {
                    pressed.0 = Button::secondary(label).key(Key::F9).action().show(ui);
                }
            },
            |ui, pressed| {
                let missing = is_busy.then(|| t!("common-working"));
                let next = Button::primary(t!("done-next-person")).key(Key::Enter).action().missing(missing);
                pressed.1 = next.show(ui);
            },
        );
        if pressed.0 && !is_busy && moment.is_settled {
            self.is_asking = true;
            self.next_kind = again.map(|(_, kind)| kind);
        }
        let leaves =
            pressed.1 || (!self.is_asking && !self.is_asking_to_leave && crate::ui::widgets::escape_pressed(ui));
        leaves && !is_busy && moment.is_settled
    }

    /// The words on the button for one more action and the PIN it is on, if the desk would take one.
    fn again(&self, view: &HolderView) -> Option<(String, PinKind)> {
        let (_, kind) = self.ending.action_and_kind()?;
        let is_open =
            |kind: PinKind| Action::ALL.into_iter().any(|action| holder_card::obstacle(view, kind, action).is_none());
        if !self.ending.is_done() && is_open(kind) {
            return Some((t!("done-retry"), kind));
        }
        if self.ending.is_unlock() && is_open(kind) {
            return Some((t!("done-try"), kind));
        }
        let other = kind.other();
        is_open(other).then(|| (t!("done-second", kind = i18n::text_of("kind", other.code())), other))
    }

    /// True if the next person may come although the receipt was not saved.
    fn ask_to_leave(&mut self, ui: &Ui) -> bool {
        if !self.is_asking_to_leave {
            return false;
        }
        let (heading, body, go) = (t!("done-unsaved"), t!("done-unsaved-body"), t!("done-unsaved-go"));
        let answer = Confirm::new(&heading, &body, &go).cancel(&t!("lose-stay")).show(ui.ctx());
        self.is_asking_to_leave &= answer.is_none();
        answer == Some(Answer::Confirmed)
    }

    /// 仍是本人，证件在手: one more confirmation makes one more proof.
    fn ask_again(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        if !self.is_asking {
            return;
        }
        let body = t!("again-body", minutes = PROOF_MINUTES);
        let (question, yes) = (t!("again-title"), t!("again-confirm"));
        let answer = Confirm::new(&question, &body, &yes).show(ui.ctx());
        if answer.is_some() {
            self.is_asking = false;
        }
        if answer == Some(Answer::Confirmed) && self.confirming.is_none() {
            self.trouble = None;
            self.confirming = Some(cx.worker.ask(|desk, _| desk.confirm_still_present()));
        }
    }
}

/// The state a receipt names, in words.
pub(super) fn state_words(state: PinState) -> String {
    i18n::text_of("state", state.code())
}
