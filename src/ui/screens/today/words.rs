//! A visit of the day in words.

use jiff::{SignedDuration, Timestamp};

use crate::{
    desk::{TodayVisit, VisitEnd},
    domain::{pin::PinKind, time},
    t,
    ui::{i18n, screens::counter::receipt::action_words, theme::Tone, widgets::Pill},
};

/// What was done or tried, a line each. `is_short`: with the short names of the kinds.
pub(super) fn actions(visit: &TodayVisit, is_short: bool) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for (action, kind) in &visit.deeds {
        let said = if is_short {
            let action = i18n::text_of("pin-action", action.code());
            t!("visit-action", kind = short(*kind), action = action)
        } else {
            action_words(*action, *kind)
        };
        if !words.contains(&said) {
            words.push(said);
        }
    }
    if words.is_empty() {
        let step = if visit.was_checked { "identity_check" } else { "look_up" };
        words.push(i18n::text_of("action", step));
    }
    words
}

fn short(kind: PinKind) -> String {
    i18n::text_of("kind-short", kind.code())
}

/// How it ended.
pub(super) fn end(visit: &TodayVisit) -> Pill {
    let tone = match visit.end {
        VisitEnd::Done => Tone::Good,
        VisitEnd::Open => Tone::Info,
        VisitEnd::Locked | VisitEnd::CheckRefused(_) => Tone::Bad,
        VisitEnd::Left => Tone::Neutral,
        _ => Tone::Caution,
    };
    let words = match visit.end {
        VisitEnd::CheckRefused(_) => i18n::text_of("visit-refused", visit.end.code()),
        end => i18n::text_of("visit-end", end.code()),
    };
    Pill::new(tone, words)
}

/// Masks of name and number; the number's alone where the look-up showed no holder.
pub(super) fn holder(visit: &TodayVisit) -> String {
    format!("{} · {}", name(visit), visit.id_mask)
}

/// The masked name, or a dash.
pub(super) fn name(visit: &TodayVisit) -> &str {
    visit.name_mask.as_deref().unwrap_or("—")
}

/// Hour and minute, Beijing time.
pub(super) fn clock(at: Timestamp) -> String {
    time::local(at).strftime("%H:%M").to_string()
}

/// How long it took; a dash while nobody knows.
pub(super) fn lasted(visit: &TodayVisit) -> String {
    let Some(lasted) = visit.lasted else { return "—".to_owned() };
    let secs = lasted.max(SignedDuration::ZERO).as_secs();
    let (minutes, seconds) = (secs / 60, secs % 60);
    if minutes == 0 {
        t!("timeline-seconds", seconds = seconds)
    } else {
        t!("timeline-minutes", minutes = minutes, seconds = seconds)
    }
}

/// The row in one line, for screen readers.
pub(super) fn spoken(visit: &TodayVisit) -> String {
    let mut parts = vec![
        visit.serial.counter().to_owned(),
        clock(visit.at),
        holder(visit),
        actions(visit, false).join(&t!("today-and")),
        end(visit).text().to_owned(),
    ];
    parts.extend(visit.approver.as_ref().map(|name| t!("today-approved-by", name = name.as_str())));
    parts.join(", ")
}
