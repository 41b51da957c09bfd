//! Items and rules in words.

use jiff::civil::Date;

use crate::{
    domain::{
        audit::Action,
        time,
        worklist::{Baseline, Finding, IntegrityEvent, Item, Rule, Severity, Thresholds, time_text},
    },
    t,
    ui::{
        i18n,
        screens::audit::{Names, describe},
        theme::Tone,
    },
};

/// The name of a rule, as its pill says it.
#[must_use]
pub fn rule(rule: Rule) -> String {
    i18n::text_of("rule-code", rule.code())
}

/// Why a rule flags.
#[must_use]
pub fn why(rule: Rule) -> String {
    i18n::text_of("rule-why", rule.code())
}

/// The tone of an item's pill.
#[must_use]
pub fn tone(rule: Rule) -> Tone {
    match rule.severity() {
        Severity::Grave => Tone::Bad,
        Severity::Notable => Tone::Caution,
    }
}

/// From where on a rule flags.
#[must_use]
pub fn limit(rule: Rule, thresholds: &Thresholds) -> String {
    let t = thresholds;
    match rule {
        Rule::LookUps => t!("rule-limit-look_ups", count = t.look_ups, factor = t.look_ups_factor),
        Rule::RefusedThenPassed => t!("rule-limit-refused_then_passed", minutes = t.refused_minutes),
        Rule::OutsideHours => {
            let digits = t.days.text();
            let names = t!("calendar-weekdays");
            let days = ('1'..='7').zip(names.split(' ')).filter(|(digit, _)| digits.contains(*digit));
            let days: Vec<_> = days.map(|(_, name)| name).collect();
            let (from, to) = (time_text(t.hours_from), time_text(t.hours_to));
            t!("rule-limit-outside_hours", days = days.join(" "), from = from, to = to)
        }
        Rule::RepeatResets => t!("rule-limit-repeat_resets", days = t.reset_days),
        Rule::FailedSignIns => {
            t!("rule-limit-failed_sign_ins", count = t.failed_sign_ins, minutes = t.failed_minutes)
        }
        Rule::SamePair => t!("rule-limit-same_pair", count = t.same_pair, days = t.same_pair_days),
        Rule::SupervisorReset | Rule::Integrity => t!("rule-limit-none"),
    }
}

/// The name behind a staff number.
#[must_use]
pub fn name(number: Option<&str>, names: &Names) -> String {
    match number {
        None => t!("audit-by-program"),
        Some(number) => describe::named(number, names),
    }
}

/// What was found, in one sentence.
#[must_use]
pub fn sentence(item: &Item, names: &Names, today: Option<Date>) -> String {
    let person = |place: usize| name(item.persons.get(place).map(String::as_str), names);
    let mask = item.mask.clone().unwrap_or_default();
    match item.finding.clone() {
        Finding::LookUps { count, mean_tenths, baseline } => {
            let mean = tenths(mean_tenths);
            let date = time::day(item.last);
            let day = date.strftime("%m-%d").to_string();
            match baseline {
                Baseline::OwnDays => {
                    t!("item-look_ups-own", name = person(0), day = day, count = count, mean = mean)
                }
                Baseline::Colleagues if Some(date) == today => {
                    t!("item-look_ups-today", name = person(0), count = count, mean = mean)
                }
                Baseline::Colleagues => {
                    t!("item-look_ups", name = person(0), day = day, count = count, mean = mean)
                }
            }
        }
        Finding::RefusedThenPassed { minutes } => {
            t!("item-refused_then_passed", mask = mask, minutes = minutes)
        }
        Finding::OutsideHours { action, count } => {
            let (when, action) = (describe::minute(item.last), deed(action));
            t!("item-outside_hours", name = person(0), when = when, action = action, count = count)
        }
        Finding::RepeatResets { kind, count } => {
            let days = (time::day(item.last) - time::day(item.first)).get_days() + 1;
            let kind = i18n::text_of("kind", kind.code());
            t!("item-repeat_resets", mask = mask, kind = kind, count = count, days = days)
        }
        Finding::FailedSignIns { count, minutes, unknown: true } => {
            t!("item-failed_sign_ins-unknown", count = count, minutes = minutes)
        }
        Finding::FailedSignIns { count, minutes, unknown: false } => {
            t!("item-failed_sign_ins", name = person(0), count = count, minutes = minutes)
        }
        Finding::SupervisorReset { by_recovery_code: true } => {
            t!("item-supervisor_reset-code", name = person(0))
        }
        Finding::SupervisorReset { by_recovery_code: false } => {
            t!("item-supervisor_reset", name = person(0), other = person(2))
        }
        Finding::SamePair { count, others } => {
            t!("item-same_pair", name = person(0), count = count, other = person(1), others = others)
        }
        Finding::Integrity(event) => integrity(event, &person(0)),
    }
}

fn integrity(event: IntegrityEvent, name: &str) -> String {
    match event {
        IntegrityEvent::VerificationFailed => t!("item-integrity-verification_failed"),
        IntegrityEvent::NewLog => t!("item-integrity-new_log", name = name),
        IntegrityEvent::ClockStep => t!("item-integrity-clock_step"),
        IntegrityEvent::Restore => t!("item-integrity-restore", name = name),
        IntegrityEvent::RecoveryCode => t!("item-integrity-recovery_code", name = name),
        IntegrityEvent::ThresholdChange => t!("item-integrity-threshold_change", name = name),
    }
}

/// A mean as people say it: `1`, `1.5`.
fn tenths(tenths: u32) -> String {
    if tenths.is_multiple_of(10) { (tenths / 10).to_string() } else { format!("{}.{}", tenths / 10, tenths % 10) }
}

/// Work on a PIN in one short word, anything else by the log's word.
fn deed(action: Action) -> String {
    match action.code().strip_prefix("pin_") {
        Some(word) if action != Action::PinLock => i18n::text_of("pin-action", word),
        _ => i18n::text_of("action", action.code()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::i18n::Language;

    #[test]
    fn every_rule_has_its_words_in_both_languages() {
        for language in Language::ALL {
            i18n::select(language);
            for of in Rule::ALL {
                assert_ne!(rule(of), of.code());
                assert_ne!(why(of), of.code());
                assert!(!limit(of, &Thresholds::default()).is_empty());
            }
        }
    }

    #[test]
    fn a_mean_is_said_without_needless_digits() {
        assert_eq!([tenths(10), tenths(15), tenths(4), tenths(0)], ["1", "1.5", "0.4", "0"]);
    }
}
