//! `pindesk verify`: the log in the data folder, or an exported one. Writes nothing.

use std::{path::PathBuf, sync::atomic::AtomicBool};

use clap::Args;
use serde_json::json;

use super::{
    Common,
    exported::{self, Chain},
    failure::{Failure, Said},
    packed,
};
use crate::{
    desk::{Damage, Verifier, logs::LogVerdict},
    domain::time,
    ledger::{Fingerprint, Report, WitnessCode},
    t,
    ui::i18n,
};

/// What `pindesk verify` takes.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// An evidence pack, or a complete log exported as JSON Lines, instead of the one in the data folder; needs no keys
    #[arg(value_name = "PACK")]
    file: Option<PathBuf>,
    /// The key that must have signed, by the fingerprint the office publishes
    #[arg(long, value_name = "FINGERPRINT")]
    key: Option<Fingerprint>,
    /// A code from a receipt or day summary that the log must agree with; may be given several times
    #[arg(long, value_name = "CODE")]
    witness: Vec<WitnessCode>,
}

pub(super) fn run(verify: &Verify, common: &Common) -> Result<bool, Failure> {
    match &verify.file {
        Some(file) => match packed::open(file)? {
            Some(pack) => packed::run(pack, verify.key, &verify.witness, common),
            None if verify.key.is_some() => Err(Failure::said("key_without_pack", || Said::of("key-without-pack"))),
            None => exported(&exported::read(file, &verify.witness)?, common),
        },
        None => stored(verify, common),
    }
}

fn stored(verify: &Verify, common: &Common) -> Result<bool, Failure> {
    let mut verifier = Verifier::open(&common.folders()?)?;
    let fingerprint = verifier.fingerprint();
    if verify.key.is_some_and(|key| key != fingerprint) {
        let result = json!({ "whole": false, "finding": "wrong_key", "first_bad": null,
                             "fingerprint": fingerprint.to_string() });
        common.answer(&result, || t!("cli-verify-other-key", fingerprint = fingerprint.to_string()))?;
        return Ok(false);
    }
    let never = AtomicBool::new(false);
    let examined = verifier.verify_all(true, &verify.witness, &mut |_, _| {}, &never)?;
    let mut result = match &examined.current.said {
        Ok(report) => whole(report, fingerprint, verify),
        Err(damage) => broken(damage, fingerprint),
    };
    if !examined.older.is_empty() {
        result["older"] = examined.older.iter().map(older).collect();
    }
    common.answer(&result, || {
        let lines: Vec<String> = std::iter::once(current_text(&examined.current, fingerprint))
            .chain(examined.older.iter().map(older_text))
            .collect();
        lines.join("\n")
    })?;
    Ok(examined.is_as_known())
}

fn current_text(verdict: &LogVerdict, fingerprint: Fingerprint) -> String {
    match &verdict.said {
        Ok(report) => {
            let (count, code) = (i18n::grouped(report.head.size), report.code().to_string());
            t!("cli-verify-whole", count = count, code = code, fingerprint = fingerprint.to_string())
        }
        Err(damage) => damaged_text(damage.code(), damage.first_bad()),
    }
}

/// An older log in one line: intact or not, and what was known of it when it was closed.
fn older_text(verdict: &LogVerdict) -> String {
    let day = time::day(verdict.log.started_at).to_string();
    let said = match &verdict.said {
        Ok(report) => t!("cli-verify-older-whole", count = i18n::grouped(report.head.size)),
        Err(damage) => damaged_text(damage.code(), damage.first_bad()),
    };
    let known = match (&verdict.closed_for, verdict.is_news()) {
        (_, true) => t!("cli-verify-older-news"),
        (Some(closed), false) => t!("cli-verify-older-known", finding = i18n::text_of("finding", &closed.finding)),
        (None, false) => String::new(),
    };
    t!("cli-verify-older", number = verdict.log.number, day = day, said = said, known = known)
}

fn older(verdict: &LogVerdict) -> serde_json::Value {
    let report = verdict.said.as_ref().ok();
    let damage = verdict.said.as_ref().err();
    let last_good = match damage {
        Some(Damage::Log(finding)) => Some(finding.last_good.size),
        _ => None,
    };
    json!({
        "number": verdict.log.number,
        "log": verdict.log.id,
        "started_at": verdict.log.started_at.to_string(),
        "whole": report.is_some(),
        "size": report.map(|report| report.head.size),
        "root": report.map(|report| data_encoding::HEXLOWER.encode(&report.head.root.0)),
        "checkpoint_size": report.and_then(|report| report.checkpoint).map(|head| head.size),
        "finding": damage.map(Damage::code),
        "first_bad": damage.and_then(Damage::first_bad),
        "last_good_size": last_good,
        "closed_for": verdict.closed_for.as_ref().map(|closed| closed.finding.as_str()),
        "known": !verdict.is_news(),
    })
}

fn whole(report: &Report, fingerprint: Fingerprint, verify: &Verify) -> serde_json::Value {
    json!({
        "whole": true,
        "size": report.head.size,
        "root": data_encoding::HEXLOWER.encode(&report.head.root.0),
        "witness": report.code().to_string(),
        "checkpoint_size": report.checkpoint.map(|head| head.size),
        "confirmed_size": report.confirmed.size,
        "witnesses_checked": verify.witness.len(),
        "fingerprint": fingerprint.to_string(),
        "signer_confirmed": verify.key.is_some(),
    })
}

fn broken(damage: &Damage, fingerprint: Fingerprint) -> serde_json::Value {
    let last_good = match damage {
        Damage::Log(finding) => Some(finding.last_good.size),
        Damage::AnchorMissing | Damage::AnchorUnreadable => None,
    };
    json!({
        "whole": false,
        "finding": damage.code(),
        "first_bad": damage.first_bad(),
        "last_good_size": last_good,
        "fingerprint": fingerprint.to_string(),
    })
}

/// What is wrong, and at which entry if the traces tell.
pub(super) fn damaged_text(code: &str, first_bad: Option<u64>) -> String {
    let finding = i18n::text_of("finding", code);
    match first_bad {
        Some(first) => t!("cli-verify-damaged-at", finding = finding, first = i18n::grouped(first)),
        None => t!("cli-verify-damaged", finding = finding),
    }
}

fn exported(chain: &Chain, common: &Common) -> Result<bool, Failure> {
    match chain {
        Chain::Whole { log, head, confirmed } => {
            let code = WitnessCode::new(*head);
            let result = json!({
                "whole": true, "size": head.size, "root": data_encoding::HEXLOWER.encode(&head.root.0), "log": log,
                "witness": code.to_string(), "confirmed_size": confirmed, "signer_confirmed": false,
            });
            common.answer(&result, || {
                let count = i18n::grouped(head.size);
                match confirmed {
                    Some(_) => t!("cli-verify-file-confirmed", count = count, code = code.to_string()),
                    None => t!("cli-verify-file", count = count, code = code.to_string()),
                }
            })?;
            Ok(true)
        }
        Chain::Broken { code, first_bad } => {
            let result = json!({ "whole": false, "finding": code, "first_bad": first_bad });
            common.answer(&result, || damaged_text(code, *first_bad))?;
            Ok(false)
        }
        Chain::Partial => Err(Failure::said("not_a_whole_log", || Said::of("not-a-whole-log"))),
    }
}
