//! An entry in words: what the table, the detail panel and the search result say about it.
//!
//! Each key of an entry's `detail` has a phrase `audit-detail-{key}`; a value that is a code has a word in its group. A
//! key of a newer version shows as it stands.

use std::collections::HashMap;

use jiff::Timestamp;

use crate::{
    domain::{
        audit::{Action, Value},
        time,
    },
    ledger::Line,
    t,
    ui::{i18n, theme::Tone},
};

/// Names by staff number.
pub type Names = HashMap<String, String>;

/// The local moment as the table shows it: `11-22 10:02:41`.
#[must_use]
pub fn moment(line: &Line) -> String {
    time::local(line.at).strftime("%m-%d %H:%M:%S").to_string()
}

/// A moment to the minute, as lists and proofs say it: `11-22 10:02`.
#[must_use]
pub fn minute(at: Timestamp) -> String {
    time::local(at).strftime("%m-%d %H:%M").to_string()
}

/// A moment to the minute with its year, where the year may be what is wrong: `2026-11-22 10:02`.
#[must_use]
pub fn minute_of_year(at: Timestamp) -> String {
    time::local(at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// The local moment in full: `2026-11-22 10:02:41.123`.
#[must_use]
pub fn full_moment(line: &Line) -> String {
    time::local(line.at).strftime("%Y-%m-%d %H:%M:%S%.3f").to_string()
}

/// Who: the name, the number of an account that is gone, "unknown number", or the program itself.
#[must_use]
pub fn person(line: &Line, names: &Names) -> String {
    match line.staff.as_deref() {
        None => t!("audit-by-program"),
        Some(number) => named(number, names),
    }
}

/// The name behind a staff number; the number of an account that is gone, "unknown number" for one that nobody has.
#[must_use]
pub fn named(number: &str, names: &Names) -> String {
    if number.starts_with('?') {
        return t!("audit-unknown-number");
    }
    names.get(number).cloned().unwrap_or_else(|| number.to_owned())
}

/// The visit's daily counter, as the table shows it.
#[must_use]
pub fn visit(line: &Line) -> Option<&str> {
    line.visit.as_deref().and_then(|serial| serial.rsplit('-').next())
}

/// What was done.
#[must_use]
pub fn action(line: &Line) -> String {
    i18n::text_of("action", &line.action)
}

/// How it ended, with the tone of its pill.
#[must_use]
pub fn outcome(line: &Line) -> (Tone, String) {
    let tone = match line.outcome.as_str() {
        "done" => Tone::Good,
        "abandoned" => Tone::Caution,
        "refused" | "failed" => Tone::Bad,
        _ => Tone::Neutral,
    };
    (tone, i18n::text_of("outcome", &line.outcome))
}

/// The particulars in one line: PIN kind first, then every phrase; `—` if there is nothing to say.
#[must_use]
pub fn summary(line: &Line, names: &Names) -> String {
    let mut words: Vec<String> = line.kind.iter().map(|kind| i18n::text_of("kind", kind)).collect();
    // What an office began with is told where there is room for it.
    let told = particulars(line, names).into_iter().filter(|(key, _)| !key.contains('.'));
    words.extend(told.map(|(_, phrase)| phrase));
    if words.is_empty() { "—".to_owned() } else { words.join(" · ") }
}

/// Each particular with its key, in the order in which a person would tell them.
#[must_use]
pub fn particulars(line: &Line, names: &Names) -> Vec<(String, String)> {
    let mut told: Vec<(String, String)> = Vec::new();
    if let Some(days) = period(line) {
        told.push(("from".to_owned(), days));
    }
    for (key, value) in &line.detail {
        if line.action == Action::Export.code() && matches!(key.as_str(), "from" | "before") {
            continue;
        }
        // The key of a worklist item is for programs; the rule before it says what it is about.
        if line.action == Action::SignOff.code() && key == "item" {
            continue;
        }
        if let Some(phrase) = phrase(line, key, value, names) {
            told.push((key.clone(), phrase));
        }
    }
    told.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key).unwrap_or(ORDER.len()));
    told
}

/// What is told first; everything else follows in the order of its keys.
const ORDER: &[&str] = &[
    "setting",
    "before",
    "after",
    "about",
    "role",
    "reason",
    "finding",
    "document",
    "expiry",
    "warning",
    "action",
    "reasons",
    "approved_by",
    "remark",
    "left",
    "from",
    "entries",
    "format",
];

/// The days of an exported period. The log has the first day after it; people name the last day in it.
fn period(line: &Line) -> Option<String> {
    if line.action != Action::Export.code() {
        return None;
    }
    let day = |key: &str| match line.detail.get(key) {
        Some(Value::Text(text)) => text.parse::<jiff::civil::Date>().ok(),
        _ => None,
    };
    let last = day("before").and_then(|day| day.yesterday().ok());
    match (day("from"), last) {
        (Some(from), Some(to)) => Some(t!("audit-period", from = from.to_string(), to = to.to_string())),
        (Some(from), None) => Some(t!("audit-period-from", from = from.to_string())),
        (None, Some(to)) => Some(t!("audit-period-to", to = to.to_string())),
        (None, None) => None,
    }
}

/// One particular in words; `None` for a flag that says nothing.
fn phrase(line: &Line, key: &str, value: &Value, names: &Names) -> Option<String> {
    let value = match value {
        // Being at the keyboard, not being cut short and not being flagged are no news.
        Value::Flag(false) if key.contains('.') => "false".to_owned(),
        Value::Flag(true) if key.contains('.') => "true".to_owned(),
        Value::Flag(false) => return None,
        Value::Flag(true) => t!("common-yes"),
        Value::Number(code) if matches!(key, "card_before" | "card_after") => i18n::text_of("card", &code.to_string()),
        Value::Number(number) => number.to_string(),
        Value::Text(text) => word(line, key, text, names),
    };
    if let Some(setting) = key.strip_prefix("setting.") {
        return Some(format!("{} {}", i18n::text_of("setting", setting), setting_value(&value)));
    }
    if let Some(number) = key.strip_prefix("account.") {
        let (role, state) = value.split_once(' ').unwrap_or((&value, ""));
        let (role, state) = (i18n::text_of("role", role), i18n::text_of("staff-account", state));
        return Some(t!("audit-account", number = number, role = role, state = state));
    }
    let message = format!("audit-detail-{}", key.replace('_', "-"));
    let loader = i18n::loader();
    Some(if loader.has(&message) {
        loader.get_args(&message, HashMap::from([("value", value)]))
    } else {
        format!("{key}: {value}")
    })
}

/// A value as words, if it is a code; remarks, dates and hashes stay as they are.
fn word(line: &Line, key: &str, text: &str, names: &Names) -> String {
    let is = |action: Action| line.action == action.code();
    match key {
        "consent" if text == "recovery_code" => t!("code-name"),
        "approved_by" | "about" | "consent" | "staff" | "first_keeper" | "second_keeper" | "second" => {
            named(text, names)
        }
        "change" => i18n::text_of("action", text),
        "reason" if is(Action::IdentityCheck) && text != "too_often" => i18n::text_of("refusal", text),
        "reason" => i18n::text_of("audit-reason", text),
        "reasons" => {
            let words: Vec<_> = text.split(' ').map(|code| i18n::text_of("approval", code)).collect();
            words.join(" / ")
        }
        "fields" => {
            let words: Vec<_> = text.split(' ').map(|code| i18n::text_of("register-field", code)).collect();
            words.join(" / ")
        }
        "during" => i18n::text_of("pin-action", text),
        "rule" => i18n::text_of("rule-code", text),
        "action" if is(Action::Approval) => i18n::text_of("pin-action", text),
        "expiry" | "for" | "format" => i18n::text_of("audit-word", text),
        "before" | "after" => setting_value(text),
        "warning" => i18n::text_of("expiry-warning", text),
        "document" | "finding" | "role" | "setting" | "action" | "outcome" | "kind" => i18n::text_of(key, text),
        "deferral" | "sha256" | "anchor_root" | "last_good_root" | "old_log" | "log" | "subject" | "person" => {
            text.get(..12).map_or_else(|| text.to_owned(), |start| format!("{start}…"))
        }
        "back_from" | "effective_at" | "forward_from" | "gap_from" | "certain_until" => text
            .parse()
            .map_or_else(|_| text.to_owned(), |at| time::local(at).strftime("%Y-%m-%d %H:%M:%S").to_string()),
        _ => text.to_owned(),
    }
}

/// Settings that are switched say on and off; numbers and labels are what they are.
fn setting_value(text: &str) -> String {
    match text {
        "true" => t!("common-yes"),
        "false" => t!("common-no"),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
#[path = "describe_tests.rs"]
mod tests;
