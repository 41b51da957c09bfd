//! `pindesk check`: store and log agree in everything. Writes nothing.

use std::sync::atomic::AtomicBool;

use serde_json::json;

use super::{Common, failure::Failure, verify::damaged_text};
use crate::{desk::Inspection, t, ui::i18n};

pub(super) fn run(common: &Common) -> Result<bool, Failure> {
    let never = AtomicBool::new(false);
    let inspection = Inspection::of(&common.folders()?, &mut |_, _| {}, &never)?;
    common.answer(&as_json(&inspection), || as_text(&inspection))?;
    Ok(inspection.is_sound())
}

fn as_json(inspection: &Inspection) -> serde_json::Value {
    let log = match &inspection.log {
        Ok(report) => json!({ "whole": true, "size": report.head.size, "witness": report.code().to_string() }),
        Err(damage) => json!({ "whole": false, "finding": damage.code(), "first_bad": damage.first_bad() }),
    };
    let irregularities: Vec<_> =
        inspection.irregularities.iter().map(|found| json!({ "code": found.code, "place": found.place })).collect();
    json!({
        "sound": inspection.is_sound(),
        "holders": inspection.holders,
        "visits": inspection.visits,
        "entries": inspection.entries,
        "store": inspection.store,
        "log": log,
        "irregularities": irregularities,
    })
}

fn as_text(inspection: &Inspection) -> String {
    let count = |number: u64| i18n::grouped(number);
    if inspection.is_sound() {
        let (holders, visits) = (count(inspection.holders), count(inspection.visits));
        return t!("cli-check-sound", holders = holders, visits = visits, entries = count(inspection.entries));
    }
    let mut lines = Vec::new();
    if let Some(store) = &inspection.store {
        lines.push(t!("cli-check-store", detail = store.as_str()));
    }
    if let Err(damage) = &inspection.log {
        lines.push(damaged_text(damage.code(), damage.first_bad()));
    }
    if !inspection.irregularities.is_empty() {
        lines.push(t!("cli-check-irregular", count = inspection.irregularities.len()));
    }
    lines.extend(inspection.irregularities.iter().map(|found| {
        let what = i18n::text_of("irregularity", found.code);
        format!("  {}", t!("cli-check-found", what = what, place = found.place.as_str(), code = found.code))
    }));
    lines.join("\n")
}
