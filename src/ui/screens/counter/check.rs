//! 核验: the clerk compares document and person. The only step that shows the full name.

use egui::{Align, Key, Layout, Margin, Ui, vec2};
use zeroize::Zeroizing;

use super::{Moment, Next, done::Ending, holder_card, refusal::Refusal};
use crate::{
    desk::{DeskError, HolderView, IdentityCheck, IdentityProof},
    domain::{
        document::{DocumentKind, Expiry, ExpiryWarning},
        id_number::IdKind,
        pin::PinKind,
        time,
        visit::RefusalReason,
    },
    t,
    ui::{
        app::Ctx,
        errors::{Explained, explain},
        i18n,
        input::{self, Kind, Read, keymap::Scope},
        theme::{Tone, text},
        widgets::{
            Button, Edit, Mark, Pill, Shortcut, alert, alert_in, banner, banner_with, card, confirm_row, ends_row,
            key_cap, key_cap_size, prose, radio_card, right_row, title,
        },
        worker::{Pending, take},
    },
};

fn expiry_id() -> egui::Id {
    egui::Id::unique("counter-expiry")
}

/// The check's button is live only this long after the last thing it waited for, seconds: the key that ticks the last box is not the one
/// that passes the check.
const LIVE_AFTER_SECS: f64 = 0.25;

/// What the desk says of a document's date for this holder.
type Judgement = Result<Option<ExpiryWarning>, DeskError>;

/// The second step.
pub(super) struct CheckStep {
    document: DocumentKind,
    documents: Vec<DocumentKind>,
    expiry: String,
    has_asked_focus: bool,
    is_checked: [bool; 3],
    /// `egui`'s time since which nothing is missing, seconds.
    complete_since: Option<f64>,
    comparing: Option<Pending<Result<bool, DeskError>>>,
    /// What a card reader said beside the number that was looked up: the same, or another person's.
    is_same: Option<bool>,
    judged: Option<(DocumentKind, Expiry, Option<ExpiryWarning>)>,
    judging: Option<(DocumentKind, Expiry, Pending<Judgement>)>,
    passing: Option<Pending<Result<IdentityProof, DeskError>>>,
    refusal: Option<Refusal>,
    /// A refusal that was sent and could not be written, as far as it was typed.
    said: Option<Refusal>,
    refusing: Option<(RefusalReason, Pending<Result<(), DeskError>>)>,
    reveal: Reveal,
    trouble: Option<Explained>,
}

/// The whole number, shown only while F2 or its button is held.
#[derive(Default)]
struct Reveal {
    is_held: bool,
    asked: Option<Pending<Result<Zeroizing<String>, DeskError>>>,
    number: Option<Zeroizing<String>>,
}

impl CheckStep {
    pub(super) fn new(view: &HolderView) -> Self {
        let documents: Vec<_> = DocumentKind::ALL.into_iter().filter(|kind| kind.fits(view.id_kind)).collect();
        Self {
            document: DocumentKind::resident_card_of(view.id_kind),
            documents,
            expiry: String::new(),
            has_asked_focus: false,
            is_checked: [false; 3],
            complete_since: None,
            comparing: None,
            is_same: None,
            judged: None,
            judging: None,
            passing: None,
            refusal: None,
            said: None,
            refusing: None,
            reveal: Reveal::default(),
            trouble: None,
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.passing.is_some() || self.refusing.is_some() || self.comparing.is_some()
    }

    pub(super) fn would_lose_something(&self) -> bool {
        self.is_checked.contains(&true) || !self.expiry.is_empty()
    }

    /// A card was read: its number is held against the one that was looked up, and presses nothing.
    pub(super) fn hear(&mut self, ui: &egui::Context, cx: &Ctx<'_>, read: &Read) {
        if self.refusal.is_some() {
            input::say(ui, t!("input-read-unused"));
        } else if self.is_busy() {
            input::say(ui, t!("input-read-busy"));
        } else {
            let number = read.number.clone();
            self.comparing = Some(cx.worker.ask(move |desk, _| desk.is_same_number(&number)));
        }
    }

    pub(super) fn logic(&mut self) -> Option<Next> {
        match take(&mut self.comparing) {
            Some(Ok(is_same)) => self.is_same = Some(is_same),
            Some(Err(error)) => self.trouble = Some(explain(&error)),
            None => {}
        }
        match take(&mut self.reveal.asked) {
            Some(Ok(number)) => self.reveal.number = Some(number),
            Some(Err(error)) => self.trouble = Some(explain(&error)),
            None => {}
        }
        if let Some((document, expiry, judging)) = &self.judging
            && let Some(judged) = judging.poll()
        {
            self.judged = judged.ok().map(|warning| (*document, *expiry, warning));
            self.judging = None;
        }
        if let Some((reason, refusing)) = &self.refusing
            && let Some(refused) = refusing.poll()
        {
            let reason = *reason;
            self.refusing = None;
            match refused {
                Ok(()) => return Some(Next::Done(Ending::Refused(reason))),
                // What was typed is there again when the clerk comes back to it.
                Err(error) => self.trouble = Some(explain(&error)),
            }
        }
        match take(&mut self.passing)? {
            Ok(proof) => Some(Next::Act(proof, None)),
            Err(error) => {
                self.trouble = Some(explain(&error));
                None
            }
        }
    }

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView, moment: &Moment) -> Option<Next> {
        input::set_scope(ui, Scope::Check);
        let seen = Button::secondary(t!("common-ok")).key(Key::F9);
        if self.is_same == Some(false)
            && banner_with(ui, Tone::Bad, &t!("check-other-person"), &t!("check-other-person-next"), Some(seen))
        {
            self.is_same = None;
        }
        card(ui, |ui| {
            self.who(ui, cx, view);
            ui.add_space(8.0);
            pins(ui, view, moment);
        });
        let status = view.card_status.code().to_string();
        let is_out = holder_card::is_card_out(view.card_status);
        if status != "1" {
            let what = t!("check-card", status = i18n::text_of("card", &status));
            let tone = if is_out { Tone::Bad } else { Tone::Caution };
            banner(ui, tone, &what, &i18n::text_of("card-instead", &status), None);
        }
        if let Some(trouble) = &self.trouble
            && banner(ui, Tone::Bad, &trouble.what, &trouble.next, Some(&t!("common-ok")))
        {
            self.trouble = None;
        }
        if is_out {
            let ended = card(ui, nothing_to_do).inner;
            return (ended && moment.is_settled).then_some(Next::Close);
        }
        card(ui, |ui| self.compare(ui, cx, moment));
        self.refuse(ui, cx);
        None
    }

    fn who(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView) {
        /// Width of the number, its label and its button.
        const NUMBER: f32 = 356.0;
        let room = ui.available_width();
        let is_held = if room < NUMBER + 320.0 {
            name(ui, view);
            self.number(ui, view)
        } else {
            ui.horizontal_top(|ui| {
                let left = egui::vec2(room - NUMBER - ui.spacing().item_spacing.x, 0.0);
                ui.allocate_ui_with_layout(left, Layout::top_down(Align::Min), |ui| {
                    ui.set_width(left.x);
                    name(ui, view);
                });
                ui.allocate_ui_with_layout(vec2(NUMBER, 56.0), Layout::right_to_left(Align::Max), |ui| {
                    self.number(ui, view)
                })
                .inner
            })
            .inner
        };
        self.reveal.hold(is_held || input::held(ui, Key::F2), cx);
    }

    /// The number under its mask, or whole while it is revealed; true while its button is held.
    fn number(&self, ui: &mut Ui, view: &HolderView) -> bool {
        let shown = self.reveal.number.as_ref().map_or(view.id_mask.as_str(), |number| number.as_str());
        let label = |ui: &mut Ui| {
            let stack = vec2(112.0, 44.0);
            ui.allocate_ui_with_layout(stack, Layout::top_down(Align::Max), |ui| {
                ui.spacing_mut().item_spacing.y = 2.0;
                ui.label(text::muted(t!("check-number")));
                reveal_button(ui)
            })
            .inner
        };
        let digits = |ui: &mut Ui| {
            let response = ui.label(text::number(shown));
            let spoken = t!("check-number-is", number = shown);
            response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &spoken));
        };
        if ui.layout().prefer_right_to_left() {
            let is_held = label(ui);
            ui.add_space(8.0);
            digits(ui);
            return is_held;
        }
        ui.horizontal(|ui| {
            digits(ui);
            label(ui)
        })
        .inner
    }

    /// The three confirmations and what goes with them.
    fn compare(&mut self, ui: &mut Ui, cx: &Ctx<'_>, moment: &Moment) {
        ends_row(ui, self, |ui, _| _ = title(ui, &t!("check-title")), |ui, this| this.document(ui, moment));
        let expiry = Expiry::parse(&self.expiry);
        let is_expired = matches!(expiry, Ok(Expiry::Date(day)) if day < time::day(moment.now));
        self.judge(cx, expiry.ok());
        // Always as high, so that what is pressed stays where it is while somebody types.
        ui.scope(|ui| {
            ui.set_min_height(24.0);
            self.remark_on(ui, expiry, is_expired);
        });
        if self.document == DocumentKind::Other || self.document == DocumentKind::TemporaryCard {
            ui.label(text::muted(t!("check-other-document")));
        }
        let rows = [
            (Key::Num1, t!("check-original"), self.original_how()),
            (Key::Num2, t!("check-photo"), t!("check-photo-how")),
            (Key::Num3, t!("check-name"), t!("check-name-how")),
        ];
        for ((key, what, how), is_checked) in rows.into_iter().zip(&mut self.is_checked) {
            confirm_row(ui, is_checked, &what, &how, Shortcut::ctrl(key));
        }
        ui.add_space(8.0);
        self.buttons(ui, cx, moment, expiry.ok().filter(|_| !is_expired));
    }

    /// What there is to say about the day that is typed or the card that was read.
    fn remark_on(&self, ui: &mut Ui, expiry: Result<Expiry, crate::domain::document::ExpiryError>, is_expired: bool) {
        let warning = self.judged.filter(|(document, day, _)| *document == self.document && Ok(*day) == expiry);
        match (expiry, warning.and_then(|(.., warning)| warning)) {
            _ if is_expired => alert(ui, &t!("check-expired")),
            (Err(error), _) if !self.expiry.trim().is_empty() => {
                alert(ui, &i18n::text_of("expiry-error", error.code()));
            }
            (_, Some(warning)) => alert_in(ui, Tone::Caution, &i18n::text_of("expiry-warning", warning.code())),
            _ if self.is_same == Some(true) => {
                Pill::good(t!("check-same-number")).mark(Mark::Check).show(ui);
            }
            _ => {}
        }
    }

    fn document(&mut self, ui: &mut Ui, moment: &Moment) {
        let long_term = Button::secondary(t!("check-long-term")).key(Key::F4);
        if long_term.show(ui) {
            self.expiry = t!("check-long-term");
            input::cursor_to_end(ui.ctx(), expiry_id(), &self.expiry);
        }
        let label = t!("check-expiry");
        if !self.has_asked_focus {
            ui.memory_mut(|memory| memory.request_focus(expiry_id()));
            self.has_asked_focus = true;
        }
        let edit = Edit { id: expiry_id(), kind: Kind::Text, has_input_method: false, leaves_enter: true };
        let response = edit.show(ui, &mut self.expiry, |edit| {
            edit.hint_text("2036-01-31").char_limit(20).margin(Margin::symmetric(10, 7)).desired_width(96.0)
        });
        let response = response.accessible_name(label.as_str());
        let is_missing = match Expiry::parse(&self.expiry) {
            Ok(Expiry::Date(day)) => day < time::day(moment.now),
            Ok(Expiry::LongTerm) => false,
            Err(_) => true,
        };
        input::needed(ui, &response, is_missing);
        ui.label(text::muted(label));
        ui.add_space(4.0);
        let options: Vec<_> =
            self.documents.iter().map(|kind| (*kind, i18n::text_of("document", kind.code()))).collect();
        let label = t!("check-document");
        crate::ui::widgets::combo(ui, &label, &mut self.document, &options);
        // A list of documents says what it is; on a narrow page its label is heard only.
        let font = egui::TextStyle::Small.resolve(ui.style());
        let width = ui.painter().layout_no_wrap(label.clone(), font, egui::Color32::PLACEHOLDER).size().x;
        if width <= ui.available_size_before_wrap().x {
            ui.label(text::muted(label));
        }
    }

    /// How to tell an original: what holds for the resident card holds for no other document.
    fn original_how(&self) -> String {
        match self.document {
            DocumentKind::ResidentCard => t!("check-original-how"),
            _ => t!("check-original-how-other"),
        }
    }

    /// Asks the desk whether a holder of this age can have such a document; the birth date stays there.
    fn judge(&mut self, cx: &Ctx<'_>, expiry: Option<Expiry>) {
        let Some(expiry) = expiry else { return };
        let document = self.document;
        let is_known = self.judged.is_some_and(|(kind, day, _)| (kind, day) == (document, expiry));
        if !is_known && self.judging.is_none() {
            let judging = cx.worker.ask(move |desk, _| desk.judge_expiry(document, expiry));
            self.judging = Some((document, expiry, judging));
        }
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &Ctx<'_>, moment: &Moment, expiry: Option<Expiry>) {
        let open = self.is_checked.iter().filter(|is_checked| !**is_checked).count() + usize::from(expiry.is_none());
        let missing = if self.is_busy() {
            Some(t!("common-working"))
        } else if self.is_same == Some(false) {
            Some(t!("check-other-person-missing"))
        } else {
            (open > 0).then(|| t!("common-still-missing", count = open))
        };
        let now = ui.input(|input| input.time);
        self.complete_since = missing.is_none().then(|| self.complete_since.unwrap_or(now));
        let is_live = self.complete_since.is_some_and(|since| now - since >= LIVE_AFTER_SECS);
        let mut clicked = (false, false);
        ends_row(
            ui,
            &mut clicked,
            |ui, clicked| clicked.0 = Button::danger(t!("check-refuse")).key(Key::F8).action().show(ui),
            |ui, clicked| {
                let pass = Button::primary(t!("check-pass")).key(Key::Enter).action().missing(missing.clone());
                clicked.1 = pass.show_with_reason(ui);
            },
        );
        let (refuses, passes) = clicked;
        if refuses && !self.is_busy() {
            self.refusal = Some(self.said.take().unwrap_or_default());
        }
        if let Some(expiry) = expiry
            && passes
            && is_live
            && moment.is_settled
        {
            let [original, photo, name_and_number] = self.is_checked;
            let check = IdentityCheck { document: self.document, expiry, original, photo, name_and_number };
            self.trouble = None;
            self.passing = Some(cx.worker.ask(move |desk, _| desk.pass_check(check)));
        }
    }

    fn refuse(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        let Some(refusal) = &mut self.refusal else { return };
        let Some(decided) = refusal.ui(ui, cx.status.settings.doubtful_check_days) else { return };
        let said = self.refusal.take();
        if let Some((reason, remark)) = decided {
            self.said = said;
            let document = self.document;
            let refusing = cx.worker.ask(move |desk, _| desk.refuse_check(document, reason, &remark));
            self.refusing = Some((reason, refusing));
        }
    }
}

impl Reveal {
    /// Asks once for each time the key goes down; what comes after it went up is dropped unseen.
    fn hold(&mut self, is_held: bool, cx: &Ctx<'_>) {
        if is_held && !self.is_held {
            self.asked = Some(cx.worker.ask(|desk, _| desk.reveal_number()));
        }
        if !is_held {
            *self = Self::default();
        }
        self.is_held = is_held;
    }
}

/// A small button to hold with the pointer, with the key that does the same; true while held.
fn reveal_button(ui: &mut Ui) -> bool {
    let tokens = crate::ui::theme::Tokens::of(ui);
    let label = t!("check-reveal");
    let galley = ui.painter().layout_no_wrap(label.clone(), text::caption_style().resolve(ui.style()), tokens.primary);
    let cap = key_cap_size(ui, "F2");
    let (rect, response) =
        ui.allocate_exact_size(vec2(galley.size().x + 6.0 + cap.x, cap.y.max(20.0)), egui::Sense::click_and_drag());
    ui.painter().galley(egui::pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, tokens.primary);
    let colors = crate::ui::widgets::CapColors::plain(&tokens);
    key_cap(ui, egui::pos2(rect.right() - cap.x, rect.center().y), "F2", colors);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &label));
    if response.has_focus() {
        crate::ui::widgets::focus_ring(ui, rect.expand(2.0), 4);
    }
    response.is_pointer_button_down_on()
}

/// The full name, whole at every size, with what the number says of its holder.
fn name(ui: &mut Ui, view: &HolderView) {
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.label(text::muted(t!("check-holder")));
    let hint = [
        i18n::text_of("sex", view.sex.code()),
        i18n::text_of("age-band", &view.age_band.to_string()),
        document_hint(view),
    ];
    super::whole_name::show(ui, &view.name);
    prose(ui, text::body(hint.join(" · ")).weak());
}

/// A card with which nothing can be done: no form, only the way out.
fn nothing_to_do(ui: &mut Ui) -> bool {
    prose(ui, text::body(t!("check-card-missing")));
    ui.add_space(8.0);
    right_row(ui, |ui| Button::primary(t!("done-next-person")).key(Key::Enter).action().show(ui))
}

/// What the document should look like for a holder of this age (居民身份证法 art. 5).
fn document_hint(view: &HolderView) -> String {
    match (view.id_kind, view.age_band) {
        (IdKind::Citizen | IdKind::CitizenOld15, band) => i18n::text_of("document-term", &band.to_string()),
        (kind, _) => i18n::text_of("id-kind", kind.code()),
    }
}

fn pins(ui: &mut Ui, view: &HolderView, moment: &Moment) {
    let wanted = view.pins.iter().find(|pin| pin.state == crate::domain::pin::PinState::Locked).map(|pin| pin.kind);
    ui.columns(2, |columns| {
        for (ui, pin) in columns.iter_mut().zip(&view.pins) {
            let name = i18n::text_of("kind", pin.kind.code());
            let is_wanted = wanted.is_some_and(|kind: PinKind| kind == pin.kind);
            let details = holder_card::details(pin, moment.now);
            // Shown like the cards of the next step, where one is picked; here they only tell.
            ui.scope(|ui| {
                ui.visuals_mut().disabled_alpha = 1.0;
                ui.disable();
                radio_card(ui, is_wanted, &name, Some(holder_card::state_pill(pin)), &details);
            });
        }
    });
}
