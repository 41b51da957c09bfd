//! Items and rules in words.

use jiff::civil::Date;

use crate::{
    domain::{
        audit::Action,
        time,
        worklist::{
            AccountDeed, Baseline, Finding, HoldEvent, IntegrityEvent, Item, Rule, Severity, SurgeKind, time_text,
        },
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

/// From where on an item was flagged: by the thresholds of its time.
#[must_use]
pub fn limit(item: &Item) -> String {
    let t = &*item.thresholds;
    match item.rule() {
        Rule::FailedSignIns if matches!(item.finding, Finding::SlowSignIns { .. }) => {
            t!("rule-limit-slow_sign_ins", count = t.failed_week)
        }
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
        Rule::YoungApprovals => t!("rule-limit-young_approvals", days = t.young_days),
        Rule::PhoneChanges => t!("rule-limit-phone_changes", days = t.phone_days),
        Rule::SharedPhones => t!("rule-limit-shared_phones", count = t.phone_people),
        Rule::FastChecks => t!("rule-limit-fast_checks", seconds = t.check_seconds),
        Rule::Confirms => t!("rule-limit-confirms", count = t.confirms),
        Rule::Reveals => t!("rule-limit-reveals", count = t.reveals),
        Rule::Surges => t!("rule-limit-surges", count = t.surge, factor = t.surge_factor),
        Rule::SupervisorReset
        | Rule::Holds
        | Rule::Integrity
        | Rule::RulesWeakened
        | Rule::Accounts
        | Rule::LostCards => {
            t!("rule-limit-none")
        }
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

/// What an item rests on, in one line: how many entries, from when to when, and whose.
#[must_use]
pub fn rests_on(item: &Item, names: &Names) -> String {
    let (first, last) = (describe::minute(item.first), describe::minute(item.last));
    let when = if first == last { first } else { t!("worklist-from-to", from = first, to = last) };
    let entries = t!("worklist-rests-on", count = i18n::grouped(item.evidence.count), when = when);
    let mut persons: Vec<_> = item.persons.iter().map(|number| name(Some(number), names)).collect();
    persons.dedup();
    if persons.is_empty() { entries } else { [entries, persons.join(" · ")].join(" · ") }
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
            let days = (time::day(item.last) - time::day(item.first)).get_days().abs() + 1;
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
        Finding::Hold(HoldEvent::Stands) => t!("item-holds-stands", name = person(0), mask = mask),
        Finding::Hold(HoldEvent::LiftedByMaker) => {
            t!("item-holds-lifted_by_maker", name = person(0), other = person(1), mask = mask)
        }
        Finding::Integrity(event) => integrity(event, &person(0)),
        Finding::Account { deed } => account(deed, &person(0), &person(1)),
        Finding::Surge { kind, count, mean_tenths } => {
            surge(kind, &describe::minute(item.first), count, &tenths(mean_tenths))
        }
        Finding::RuleWeakened { field } => {
            t!("item-rules_weakened", name = person(0), setting = i18n::text_of("setting", field.key()))
        }
        Finding::YoungApprovals { count } => t!("item-young_approvals", name = person(0), count = count),
        Finding::PhoneChange { days } => t!("item-phone_changes", mask = mask, days = days),
        Finding::SlowSignIns { count, days, unknown: true } => {
            t!("item-slow_sign_ins-unknown", count = count, days = days)
        }
        Finding::SlowSignIns { count, days, unknown: false } => {
            t!("item-slow_sign_ins", name = person(0), count = count, days = days)
        }
        finding => of_day(&finding, &person(0), &time::day(item.last).strftime("%m-%d").to_string()),
    }
}

/// What one person did on one day.
fn of_day(finding: &Finding, name: &str, day: &str) -> String {
    match *finding {
        Finding::LostCards { count } => t!("item-lost_cards", name = name, day = day, count = count),
        Finding::SharedPhones { count } => t!("item-shared_phones", name = name, day = day, count = count),
        Finding::FastChecks { count, seconds } => {
            t!("item-fast_checks", name = name, day = day, count = count, seconds = seconds)
        }
        Finding::Reveals { count } => t!("item-reveals", name = name, day = day, count = count),
        Finding::Confirms { count } => t!("item-confirms", name = name, day = day, count = count),
        _ => String::new(),
    }
}

fn account(deed: AccountDeed, name: &str, by: &str) -> String {
    match deed {
        AccountDeed::Create => t!("item-accounts-made", name = name, by = by),
        AccountDeed::Enable => t!("item-accounts-enable", name = name, by = by),
        AccountDeed::Disable => t!("item-accounts-disable", name = name, by = by),
        AccountDeed::Password => t!("item-accounts-password", name = name, by = by),
        AccountDeed::Role => t!("item-accounts-role", name = name, by = by),
    }
}

fn surge(kind: SurgeKind, when: &str, count: u32, mean: &str) -> String {
    match kind {
        SurgeKind::Resets => t!("item-surges-resets", when = when, count = count, mean = mean),
        SurgeKind::Locks => t!("item-surges-locks", when = when, count = count, mean = mean),
        SurgeKind::Refusals => t!("item-surges-refusals", when = when, count = count, mean = mean),
    }
}

fn integrity(event: IntegrityEvent, name: &str) -> String {
    match event {
        IntegrityEvent::VerificationFailed => t!("item-integrity-verification_failed"),
        IntegrityEvent::NewLog => t!("item-integrity-new_log", name = name),
        IntegrityEvent::ClockStep => t!("item-integrity-clock_step"),
        IntegrityEvent::ClockForward => t!("item-integrity-clock_forward"),
        IntegrityEvent::DateConfirmed => t!("item-integrity-date_confirmed", name = name),
        IntegrityEvent::TwoPersonStart => t!("item-integrity-two_person_start", name = name),
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
            }
            assert!(items().iter().all(|item| !limit(item).is_empty()));
            for of in Rule::ALL {
                assert!(items().iter().any(|item| item.rule() == of), "{of:?} has an item below");
            }
        }
    }

    /// Every kind of finding, on two people and one holder.
    fn items() -> Vec<Item> {
        use crate::domain::{pin::PinKind, worklist::Evidence};
        let mut findings = vec![
            Finding::LookUps { count: 9, mean_tenths: 15, baseline: Baseline::OwnDays },
            Finding::LookUps { count: 9, mean_tenths: 15, baseline: Baseline::Colleagues },
            Finding::RefusedThenPassed { minutes: 12 },
            Finding::RepeatResets { kind: PinKind::Electronic, count: 2 },
            Finding::RepeatResets { kind: PinKind::Physical, count: 2 },
            Finding::FailedSignIns { count: 5, minutes: 3, unknown: false },
            Finding::FailedSignIns { count: 5, minutes: 3, unknown: true },
            Finding::SupervisorReset { by_recovery_code: true },
            Finding::SupervisorReset { by_recovery_code: false },
            Finding::SamePair { count: 8, others: 3 },
            Finding::RuleWeakened { field: crate::domain::settings::Field::TriesBeforeLock },
            Finding::YoungApprovals { count: 2 },
            Finding::LostCards { count: 2 },
            Finding::PhoneChange { days: 3 },
            Finding::SharedPhones { count: 5 },
            Finding::FastChecks { count: 2, seconds: 4 },
            Finding::Reveals { count: 40 },
            Finding::Confirms { count: 2 },
            Finding::SlowSignIns { count: 12, days: 4, unknown: false },
            Finding::SlowSignIns { count: 12, days: 4, unknown: true },
        ];
        findings.extend(AccountDeed::ALL.map(|deed| Finding::Account { deed }));
        findings.extend(SurgeKind::ALL.map(|kind| Finding::Surge { kind, count: 30, mean_tenths: 25 }));
        findings.extend(Action::ALL.iter().map(|action| Finding::OutsideHours { action: *action, count: 1 }));
        findings.extend(HoldEvent::ALL.map(Finding::Hold));
        findings.extend(IntegrityEvent::ALL.map(Finding::Integrity));
        let item = |finding| Item {
            key: "look_ups/clerk01/2026-11-22".to_owned(),
            finding,
            first: jiff::Timestamp::UNIX_EPOCH,
            last: jiff::Timestamp::UNIX_EPOCH,
            persons: ["clerk01", "super01", "?0f3a"].map(str::to_owned).to_vec(),
            mask: Some("8***21".to_owned()),
            evidence: Evidence { positions: Vec::new(), count: 3 },
            thresholds: std::sync::Arc::default(),
        };
        findings.into_iter().map(item).collect()
    }

    #[test]
    fn no_line_of_the_list_has_a_word_of_the_program() {
        let names = [("clerk01", "李明"), ("super01", "王芳")];
        let names: Names = names.map(|(number, name)| (number.to_owned(), name.to_owned())).into();
        for language in Language::ALL {
            i18n::select(language);
            for item in items() {
                for line in [sentence(&item, &names, None), rests_on(&item, &names), rule(item.rule())] {
                    assert!(!line.contains(['_', '{', '$', '?']) && !line.contains("clerk01"), "{line}");
                    let is_chinese = language == Language::Chinese;
                    assert!(!is_chinese || !line.contains(|c: char| c.is_ascii_lowercase()), "{line}");
                }
            }
        }
    }

    #[test]
    fn a_mean_is_said_without_needless_digits() {
        assert_eq!([tenths(10), tenths(15), tenths(4), tenths(0)], ["1", "1.5", "0.4", "0"]);
    }
}
