//! `pindesk verify`: the log in the data folder, or an exported one. Writes nothing.

use std::{path::PathBuf, sync::atomic::AtomicBool};

use clap::Args;
use serde_json::json;

use super::{
    Common,
    exported::{self, Chain},
    failure::{Failure, Said},
};
use crate::{
    desk::{Damage, Verifier},
    ledger::{Fingerprint, Report, WitnessCode},
    t,
    ui::i18n,
};

/// What `pindesk verify` takes.
#[derive(Debug, Args)]
pub(super) struct Verify {
    /// A whole log exported as JSON Lines, instead of the one in the data folder; needs no keys
    file: Option<PathBuf>,
    /// The key that must have signed the checkpoints, by the fingerprint the office publishes
    #[arg(long, value_name = "FINGERPRINT", conflicts_with = "file")]
    key: Option<Fingerprint>,
    /// A code from a receipt or day summary that the log must agree with; may be given several times
    #[arg(long, value_name = "CODE")]
    witness: Vec<WitnessCode>,
}

pub(super) fn run(verify: &Verify, common: &Common) -> Result<bool, Failure> {
    match &verify.file {
        Some(file) => exported(&exported::read(file, &verify.witness)?, common),
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
    match verifier.verify(&verify.witness, &mut |_, _| {}, &never)? {
        Ok(report) => {
            common.answer(&whole(&report, fingerprint, verify), || {
                let (count, code) = (i18n::grouped(report.head.size), report.code().to_string());
                t!("cli-verify-whole", count = count, code = code, fingerprint = fingerprint.to_string())
            })?;
            Ok(true)
        }
        Err(damage) => {
            common.answer(&broken(&damage, fingerprint), || damaged_text(damage.code(), damage.first_bad()))?;
            Ok(false)
        }
    }
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
