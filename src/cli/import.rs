//! `pindesk import`: the register of holders, all of it or nothing.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::{Common, account::Account, failure::Failure};
use crate::{desk::ImportError, t};

/// What `pindesk import` takes.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// UTF-8 CSV with a header: id_number,name,phone,card_number,card_status,electronic_pin,physical_pin
    file: PathBuf,
    #[command(flatten)]
    account: Account,
}

pub(super) fn run(import: &Import, common: &Common) -> Result<bool, Failure> {
    let mut desk = import.account.open(common)?;
    let outcome = desk.import(&import.file, &mut |_, _| {});
    desk.close()?;
    match outcome {
        Ok(summary) => {
            let result = json!({
                "ok": true, "lines": summary.lines, "added": summary.added, "updated": summary.updated,
                "changed": summary.changes.holders, "changed_names": summary.changes.names,
                "changed_phones": summary.changes.phones, "changed_card_numbers": summary.changes.card_numbers,
                "changed_card_statuses": summary.changes.card_statuses, "changed_pins": summary.changes.pins,
                "sharing_phones": summary.changes.sharing,
                "sha256": data_encoding::HEXLOWER.encode(&summary.sha256),
            });
            common.answer(&result, || {
                let (lines, added, updated) = (summary.lines, summary.added, summary.updated);
                t!("cli-import-done", lines = lines, added = added, updated = updated)
            })?;
            Ok(true)
        }
        Err(ImportError::Problems { problems, report }) => {
            let list: Vec<_> = problems
                .iter()
                .map(|problem| json!({ "line": problem.line, "column": problem.column, "reason": problem.reason }))
                .collect();
            common.answer(&json!({ "ok": false, "problems": list, "report": report }), || {
                t!("cli-import-refused", count = problems.len(), report = report.display().to_string())
            })?;
            Ok(false)
        }
        Err(ImportError::Io { path, source }) => {
            Err(std::io::Error::new(source.kind(), format!("{}: {source}", path.display())).into())
        }
        // Nobody can ask a command to stop but by ending it, which imports nothing either.
        Err(error @ ImportError::Cancelled) => Err(std::io::Error::other(error.to_string()).into()),
        Err(ImportError::Desk(error)) => Err(error.into()),
    }
}
