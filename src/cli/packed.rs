//! An evidence pack held against a key and witness codes: needs the file and nothing else, and writes nothing.

use std::{fs::File, io, path::Path};

use serde_json::{Value, json};

use super::{Common, failure::Failure};
use crate::{
    ledger::{
        Fingerprint, WitnessCode,
        pack::{self, Asked, PackFinding, PackReport},
    },
    t,
    ui::i18n,
};

/// Opens a file if it is to be judged as a pack: it begins or ends as zip files do, or is called one.
///
/// # Errors
/// The file cannot be read.
pub(super) fn open(path: &Path) -> io::Result<Option<File>> {
    let mut file = File::open(path)?;
    let called = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    Ok((called || pack::looks_like_pack(&mut file)?).then_some(file))
}

/// Checks the pack and says what it is; true if it is intact.
///
/// # Errors
/// The file cannot be read, or the answer not be written.
pub(super) fn run(
    file: File,
    key: Option<Fingerprint>,
    witnesses: &[WitnessCode],
    common: &Common,
) -> Result<bool, Failure> {
    let verdict = pack::verify(io::BufReader::new(file), &Asked { key, witnesses })?;
    match &verdict {
        Ok(report) => common.answer(&whole(report, witnesses.len()), || whole_text(report))?,
        Err(finding) => common.answer(&refused(finding), || refused_text(finding))?,
    }
    Ok(verdict.is_ok())
}

fn whole(report: &PackReport, witnesses: usize) -> Value {
    let manifest = &report.manifest;
    json!({
        "pack": true,
        "whole": true,
        "office": manifest.office,
        "log": manifest.log,
        "size": report.head.size,
        "root": data_encoding::HEXLOWER.encode(&report.head.root.0),
        "witness": WitnessCode::new(report.head).to_string(),
        "entries": manifest.entries,
        "first": manifest.first,
        "last": manifest.last,
        "filter": manifest.filter,
        "by": manifest.by,
        "at": manifest.at.map(|at| format!("{at:.3}")),
        "purpose": manifest.purpose,
        "program": manifest.program,
        "fingerprint": report.fingerprint.to_string(),
        "signer_confirmed": report.signer_confirmed,
        "witnesses_checked": witnesses,
        "confirmed_size": report.confirmed,
    })
}

fn refused(finding: &PackFinding) -> Value {
    json!({
        "pack": true,
        "whole": false,
        "finding": finding.fault.code(),
        "file": finding.file,
        "first_bad": finding.first_bad,
    })
}

fn whole_text(report: &PackReport) -> String {
    let (entries, size) = (i18n::grouped(report.manifest.entries), i18n::grouped(report.head.size));
    let (code, fingerprint) = (WitnessCode::new(report.head).to_string(), report.fingerprint.to_string());
    let verdict = if report.signer_confirmed {
        t!("cli-pack-whole", entries = entries, size = size, code = code, fingerprint = fingerprint)
    } else {
        t!("cli-pack-unconfirmed", entries = entries, size = size, code = code, fingerprint = fingerprint)
    };
    // Free text of the pack's maker: no line of it may pass for one of this program's.
    let purpose = report.manifest.purpose.escape_debug().to_string();
    let by = report.manifest.by.escape_debug().to_string();
    let at = report.manifest.at.map(|at| format!("{at:.0}")).unwrap_or_default();
    [verdict, t!("cli-pack-origin", by = by, at = at, purpose = purpose), t!("cli-pack-limit")].join("\n")
}

fn refused_text(finding: &PackFinding) -> String {
    let fault = i18n::text_of("pack-fault", finding.fault.code());
    match (finding.first_bad, &finding.file) {
        (Some(first), _) => t!("cli-pack-refused-at", fault = fault, first = i18n::grouped(first)),
        (None, Some(file)) => t!("cli-pack-refused-in", fault = fault, file = file.as_str()),
        (None, None) => t!("cli-pack-refused", fault = fault),
    }
}
