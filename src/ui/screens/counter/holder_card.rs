//! The holder's two PINs as the clerk may see them: state, and what is known of it in words.

use jiff::Timestamp;

use crate::{
    desk::{HolderView, PinView},
    domain::{
        card::CardStatus,
        pin::{Action, PinKind, PinState},
        time,
    },
    t,
    ui::{i18n, theme::Tone, widgets::Pill},
};

/// The state of a PIN as a pill.
pub(super) fn state_pill(pin: &PinView) -> Pill {
    let tone = match pin.state {
        PinState::Active => Tone::Good,
        PinState::Locked => Tone::Bad,
        PinState::Unset => Tone::Neutral,
    };
    Pill::new(tone, i18n::text_of("state", pin.state.code()))
}

/// What is known of a PIN beside its state, in one line.
pub(super) fn details(pin: &PinView, now: Timestamp) -> String {
    let mut parts = Vec::new();
    match pin.state {
        PinState::Unset => parts.push(t!("pin-detail-unset")),
        PinState::Locked => {
            if pin.tries > 0 {
                parts.push(t!("pin-detail-tries-locked", count = pin.tries));
            }
            if let Some(at) = pin.locked_at {
                parts.push(t!("pin-detail-locked-at", when = moment(at)));
            }
            match pin.lifts_at {
                Some(at) => parts.push(t!("pin-detail-lifts-at", when = moment(at))),
                None => parts.push(t!("pin-detail-window-only")),
            }
        }
        PinState::Active if pin.tries > 0 => parts.push(t!("pin-detail-tries", count = pin.tries)),
        PinState::Active => {}
    }
    if pin.set_elsewhere {
        parts.push(t!("pin-detail-elsewhere"));
    } else if let Some(months) = pin.older_than_months {
        parts.push(t!("pin-detail-old", months = months));
    } else if let Some(at) = pin.changed_at {
        let days = (time::day(now) - time::day(at)).get_days();
        parts.push(if days == 0 { t!("pin-detail-changed-today") } else { t!("pin-detail-changed", days = days) });
    }
    if parts.is_empty() {
        parts.push(t!("pin-detail-independent"));
    }
    parts.join(" · ")
}

/// Month, day and minute, Beijing time.
pub(super) fn moment(at: Timestamp) -> String {
    time::local(at).strftime("%m-%d %H:%M").to_string()
}

/// Whether nothing at all can be done with the card.
pub(super) fn is_card_out(status: CardStatus) -> bool {
    let kinds = PinKind::ALL.into_iter();
    kinds.flat_map(|kind| Action::ALL.map(|action| (action, kind))).all(|(action, kind)| !status.permits(action, kind))
}

/// What stands in the way of an action on a kind, and what to do instead; `None` if nothing does. The desk decides again.
pub(super) fn obstacle(view: &HolderView, kind: PinKind, action: Action) -> Option<String> {
    let pin = pin_of(view, kind);
    if view.changed.contains(&kind) || (view.unlocked.contains(&kind) && action != Action::Verify) {
        return Some(t!("act-done-already"));
    }
    if !view.card_status.permits(action, kind) {
        return Some(t!("act-card", status = i18n::text_of("card", &view.card_status.code().to_string())));
    }
    let fits = pin.state.actions();
    if !fits.contains(&action) {
        let instead: Vec<_> = fits
            .iter()
            .filter(|action| view.card_status.permits(**action, kind) && !(action.asks_current() && pin.set_elsewhere))
            .map(|action| i18n::text_of("pin-action", action.code()))
            .collect();
        let state = i18n::text_of("state", pin.state.code());
        if instead.is_empty() {
            return Some(t!("act-nothing", state = state));
        }
        return Some(t!("act-instead", state = state, instead = instead.join(" / ")));
    }
    (action.asks_current() && pin.set_elsewhere).then(|| t!("act-elsewhere"))
}

/// The PIN of a kind.
pub(super) fn pin_of(view: &HolderView, kind: PinKind) -> &PinView {
    let [electronic, physical] = &view.pins;
    match kind {
        PinKind::Electronic => electronic,
        PinKind::Physical => physical,
    }
}
