//! The right column: what is done here today, or this visit, this person's last 30 days and the way out.

use egui::{Key, Ui};

use super::{Moment, Visit, holder_card::moment, pad::choice_labels};
use crate::{
    desk::RecentEvent,
    domain::{
        audit::{Action, Outcome},
        visit::RefusalReason,
    },
    t,
    ui::{
        holder_window::HolderChoice,
        i18n, icons,
        theme::{Tokens, Tone, text},
        widgets::{Button, Pill, alert, card_titled, kv, kv_mono, kv_with, prose},
    },
};

/// Before a visit: what can be done at this window, and what cannot.
pub(super) fn hints(ui: &mut Ui) {
    card_titled(ui, &t!("hints-title"), |ui| {
        for hint in [t!("hints-electronic"), t!("hints-physical")] {
            prose(ui, text::body(hint));
        }
        ui.add_space(4.0);
        prose(ui, text::strong(i18n::text_of("kind", "bank")));
        prose(ui, text::muted(i18n::text_of("kind", "bank-note")));
    });
    card_titled(ui, &t!("hints-reader-title"), |ui| {
        prose(ui, text::muted(t!("hints-reader")));
        prose(ui, text::muted(t!("hints-no-names")));
    });
}

/// During a visit. `choice`: how the person likes the pad, while it is not open. `can_leave`: there is a way out, and whether it is
/// being taken; `repeat_reset_days`: how long another reset asks for approval, 0 = never. True if the way out was pressed.
pub(super) fn visit(
    ui: &mut Ui,
    visit: &Visit,
    moment: &Moment,
    has_own_window: bool,
    choice: Option<&mut HolderChoice>,
    can_leave: Option<bool>,
    repeat_reset_days: u32,
) -> bool {
    card_titled(ui, &t!("visit-title"), |ui| {
        kv_mono(ui, &t!("counter-serial"), visit.view.serial.as_str());
        let used = moment.uptime.saturating_sub(visit.since).as_secs();
        let minutes = used / 60;
        kv(ui, &t!("visit-used"), &t!("visit-minutes", count = minutes));
        ui.ctx().request_repaint_after(std::time::Duration::from_secs(60 - used % 60));
        kv_with(ui, &t!("visit-screen"), |ui| screen(ui, has_own_window));
        if let Some(flaw) = visit.view.name_flaw {
            alert(ui, &i18n::text_of("name-flaw", flaw.code()));
        }
        if let Some(choice) = choice {
            let (print, language) = choice_labels(*choice);
            ui.horizontal_wrapped(|ui| {
                if Button::secondary(print).small().show(ui) {
                    choice.is_large = !choice.is_large;
                }
                if Button::secondary(language).small().show(ui) {
                    choice.switch_language();
                }
            });
        }
    });
    card_titled(ui, &t!("recent-title"), |ui| recent(ui, &visit.view.recent, repeat_reset_days));
    let Some(is_closing) = can_leave else { return false };
    let missing = is_closing.then(|| t!("common-working"));
    Button::secondary(t!("visit-leave")).key(Key::Escape).action().full_width().missing(missing).show(ui)
}

fn screen(ui: &mut Ui, has_own_window: bool) {
    let tokens = Tokens::of(ui);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 0.0);
        let (icon, color, words) = if has_own_window {
            (icons::CIRCLE_FILLED, tokens.good, t!("visit-screen-own"))
        } else {
            (icons::DESKTOP_WINDOWS, tokens.muted, t!("visit-screen-single"))
        };
        ui.label(egui::RichText::new(icon).size(14.0).color(color));
        ui.label(text::body(words));
    });
}

fn recent(ui: &mut Ui, events: &[RecentEvent], repeat_reset_days: u32) {
    /// As many as fit beside the steps; older ones are in the log.
    const MOST: usize = 6;
    if events.is_empty() {
        ui.label(text::muted(t!("recent-none")));
    }
    for event in events.iter().take(MOST) {
        line(ui, event);
    }
    if events.len() > MOST {
        let more = events.len() - MOST;
        ui.label(text::muted(t!("recent-more", count = more)));
    }
    let was_reset = events.iter().any(|event| event.action == Action::PinReset);
    // A refusal for another reason, such as an expired document, asks nobody for consent.
    let doubtful: Vec<_> =
        RefusalReason::ALL.into_iter().filter(|reason| reason.is_doubtful()).map(RefusalReason::code).collect();
    let is_doubtful = |event: &RecentEvent| event.reason.as_deref().is_some_and(|reason| doubtful.contains(&reason));
    let was_doubtful = events.iter().any(|event| event.action == Action::IdentityCheck && is_doubtful(event));
    let hint = match (was_doubtful, was_reset) {
        (true, _) => t!("recent-doubtful"),
        (false, true) if repeat_reset_days > 0 => t!("recent-reset-again", days = repeat_reset_days),
        _ => return,
    };
    ui.add_space(4.0);
    prose(ui, text::muted(hint));
}

fn line(ui: &mut Ui, event: &RecentEvent) {
    let (tone, word) = match (event.action, event.outcome) {
        (Action::PinLock, _) => (Tone::Bad, t!("recent-locked")),
        (Action::IdentityCheck, Outcome::Refused) => (Tone::Caution, t!("recent-check-refused")),
        (Action::Approval, _) => (Tone::Caution, t!("recent-approval-refused")),
        (Action::PinUnlock, _) => (Tone::Good, i18n::text_of("pin-action", "unlock")),
        (Action::PinSet, _) => (Tone::Info, i18n::text_of("pin-action", "set")),
        (Action::PinChange, _) => (Tone::Info, i18n::text_of("pin-action", "change")),
        (Action::PinReset, _) => (Tone::Info, i18n::text_of("pin-action", "reset")),
        (action, _) => (Tone::Neutral, i18n::text_of("action", action.code())),
    };
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 0.0);
        ui.label(text::small(moment(event.at)));
        Pill::new(tone, word).show(ui);
        let detail = match (&event.reason, event.kind) {
            (Some(reason), _) if event.action == Action::IdentityCheck => i18n::text_of("refusal", reason),
            (_, Some(kind)) => i18n::text_of("kind-short", kind.code()),
            _ => String::new(),
        };
        let visit = event.visit.as_ref().map(|visit| t!("recent-visit", counter = visit.counter())).unwrap_or_default();
        // A kind and its visit go to the next line together.
        let words = if event.reason.is_none() {
            format!("{detail} {visit}").replace(' ', "\u{a0}")
        } else {
            format!("{detail} {visit}")
        };
        ui.label(text::small(words));
    });
}
