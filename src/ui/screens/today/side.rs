//! The chosen visit, and its receipts once more: the same card as where it was done.

use egui::Ui;

use super::words;
use crate::{
    desk::{DeskError, ReceiptsAgain, TodayVisit, VisitEnd},
    domain::visit::VisitSerial,
    t,
    ui::{
        app::Ctx,
        errors::explain,
        screens::counter::receipt::{Masks, ReceiptCard},
        theme::{Tone, text},
        widgets::{Progress, banner, card, kv, kv_mono, prose, segments, title},
        worker::{Pending, Worker, take},
    },
};

/// The chosen visit in words.
pub(super) fn visit(ui: &mut Ui, visit: &TodayVisit) {
    card(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            title(ui, &t!("today-visit", counter = visit.serial.counter()));
            words::end(visit).show(ui);
        });
        if let Some(supervisor) = &visit.approver {
            kv(ui, &t!("today-approver"), supervisor);
        }
        if visit.has_receipt() {
            return;
        }
        kv_mono(ui, &t!("counter-serial"), visit.serial.as_str());
        kv(ui, &t!("today-holder"), &words::holder(visit));
        kv(ui, &t!("receipt-at"), &words::clock(visit.at));
        let why = match visit.end {
            VisitEnd::NotFound | VisitEnd::OwnRecord | VisitEnd::CallSupervisor => t!("today-no-receipt-look-up"),
            VisitEnd::Open => t!("today-no-receipt-yet"),
            _ => t!("today-no-receipt"),
        };
        prose(ui, text::muted(why));
    });
}

/// The receipts of a visit, asked of the desk.
pub(super) struct Receipts {
    asked: Option<Pending<Result<Option<ReceiptsAgain>, DeskError>>>,
    answer: Option<Result<Answer, DeskError>>,
    takes_keyboard: bool,
}

/// Whose they are, and which is shown.
struct Answer {
    name_mask: String,
    id_mask: String,
    cards: Vec<ReceiptCard>,
    shown: usize,
}

impl Receipts {
    pub(super) fn ask(serial: &VisitSerial, worker: &Worker) -> Self {
        let serial = serial.clone();
        let asked = Some(worker.ask(move |desk, _| desk.receipts_again(&serial)));
        Self { asked, answer: None, takes_keyboard: false }
    }

    pub(super) fn is_busy(&self) -> bool {
        let is_saving = |answer: &Answer| answer.cards.iter().any(ReceiptCard::is_busy);
        self.asked.is_some() || matches!(&self.answer, Some(Ok(answer)) if is_saving(answer))
    }

    /// A place for a receipt is typed and not used.
    pub(super) fn would_lose_something(&self) -> bool {
        matches!(&self.answer, Some(Ok(answer)) if answer.cards.iter().any(ReceiptCard::would_lose_something))
    }

    pub(super) fn logic(&mut self) {
        if let Some(reply) = take(&mut self.asked) {
            self.answer = Some(reply.map(Answer::of));
        }
        if let Some(Ok(answer)) = &mut self.answer {
            answer.cards.iter_mut().for_each(ReceiptCard::logic);
        }
    }

    /// Gives the way to save the receipt the keyboard.
    pub(super) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        match (&self.asked, &mut self.answer) {
            (Some(asked), _) => {
                let _ = Progress::new(&t!("common-working"), asked.elapsed()).show(ui);
            }
            (None, Some(Err(error))) => {
                let said = explain(error);
                banner(ui, Tone::Bad, &said.what, &said.next, None);
            }
            (None, Some(Ok(answer))) => answer.ui(ui, cx, std::mem::take(&mut self.takes_keyboard)),
            (None, None) => {}
        }
    }
}

impl Answer {
    fn of(again: Option<ReceiptsAgain>) -> Self {
        let Some(ReceiptsAgain { name_mask, id_mask, receipts }) = again else {
            return Self { name_mask: String::new(), id_mask: String::new(), cards: Vec::new(), shown: 0 };
        };
        let cards: Vec<_> = receipts.into_iter().map(ReceiptCard::new).collect();
        Self { name_mask, id_mask, shown: cards.len().saturating_sub(1), cards }
    }

    fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, takes_keyboard: bool) {
        if self.cards.is_empty() {
            banner(ui, Tone::Caution, &t!("today-receipt-gone"), &t!("today-receipt-gone-next"), None);
            return;
        }
        if self.cards.len() > 1 {
            let count = self.cards.len();
            let name = |index: usize| {
                let number = index + 1;
                (index, t!("today-receipt-of", number = number, count = count))
            };
            let options: Vec<_> = (0..count).map(name).collect();
            segments(ui, &t!("receipt-title"), &mut self.shown, &options);
        }
        let masks = Masks { name: &self.name_mask, id: &self.id_mask };
        if let Some(card) = self.cards.get_mut(self.shown) {
            if takes_keyboard {
                card.take_keyboard();
            }
            card.ui(ui, cx, masks);
        }
    }
}
