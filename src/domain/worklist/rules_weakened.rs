//! 放宽规则: a setting was changed so that a rule is weaker.
//!
//! Whoever loosens a rule is seen doing it, and so is whoever consented. What weaker means each setting says itself
//! ([`Field::is_weaker`]). Of initial PINs the log has only the number: fewer is weaker, and as many is too, because an
//! entry that changes them and not their number has taken one away. There is no threshold.

use super::{Fact, Finding, Found, Rule};
use crate::domain::{
    audit::Value,
    settings::{Field, Settings},
};

/// How the settings of the worklist's rules begin.
const THRESHOLDS: &str = "flag_";

/// A value of the log as the settings read it.
pub(super) fn text(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Flag(flag) => flag.to_string(),
    }
}

/// Judges a change of a setting, and brings the settings up to it.
pub(super) fn judge(fact: &Fact<'_>, field: Field, settings: &mut Settings, found: &mut Found) {
    let value = |key: &str| fact.detail.get(key).map(text).unwrap_or_default();
    let mut before = settings.clone();
    // The entry itself says what was before; a setting that the log never told of is as good as it can be known.
    let _ = before.set(field, &value("before"));
    let mut after = before.clone();
    let _ = after.set(field, &value("after"));
    let is_weaker = if field == Field::InitialPins {
        // Consent is asked for where a rule gets weaker, also where the number grew and one is gone all the same.
        let is_fewer = fact.number("after").unwrap_or_default() <= fact.number("before").unwrap_or_default();
        is_fewer || fact.detail.contains_key("consent")
    } else {
        field.is_weaker(&before, &after)
    };
    *settings = after;
    if !is_weaker {
        return;
    }
    // Changed thresholds were items before weakened rules were: who signed one off has not signed in vain.
    let rule = if field.key().starts_with(THRESHOLDS) { Rule::Integrity } else { Rule::RulesWeakened };
    let finding = Finding::RuleWeakened { field };
    found.remove(&fact.key(rule));
    let item = found.item(fact.key(rule), fact, finding);
    item.rest_on(fact.trace());
    item.concern(fact.staff);
    item.concern_all(fact);
}
