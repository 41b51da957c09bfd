//! `pindesk export`: the audit log, or what a filter keeps of it.

use std::{
    io::{self, BufRead as _, Read as _},
    path::{self, PathBuf},
    sync::atomic::AtomicBool,
};

use clap::{Args, builder::PossibleValuesParser, builder::TypedValueParser};
use jiff::civil::Date;
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    Common,
    account::Account,
    failure::{Failure, Said},
};
use crate::{
    desk::{
        Desk, DeskError, SignedHead,
        export::{ExportFormat, ExportOrder, Exported},
    },
    domain::{
        audit::{Action, Outcome, Subject},
        id_number,
        pin::PinKind,
        time,
        visit::VisitSerial,
    },
    store::EntryFilter,
    t,
    ui::screens::audit::{
        describe::Names,
        words::{self, ScreenWords},
    },
};

/// What `pindesk export` takes.
#[derive(Debug, Args)]
pub(super) struct Export {
    /// File to write
    out: PathBuf,
    #[command(flatten)]
    account: Account,
    /// In the log of this id, of an office that has had several
    #[arg(long, value_name = "LOG")]
    log: Option<String>,
    /// From this day on, YYYY-MM-DD
    #[arg(long, value_name = "DAY")]
    from: Option<Date>,
    /// To this day, which is included
    #[arg(long, value_name = "DAY")]
    to: Option<Date>,
    /// By this staff number
    #[arg(long, value_name = "STAFF")]
    staff: Option<String>,
    /// This action
    #[arg(long, value_parser = words(Action::ALL, Action::code))]
    action: Option<Action>,
    /// This outcome
    #[arg(long, value_parser = words(Outcome::ALL, Outcome::code))]
    outcome: Option<Outcome>,
    /// On this PIN kind
    #[arg(long, value_parser = words(&PinKind::ALL, PinKind::code))]
    kind: Option<PinKind>,
    /// In this visit
    #[arg(long, value_name = "SERIAL", value_parser = serial)]
    visit: Option<VisitSerial>,
    /// About one holder, whose ID number is read from standard input, after the password if that comes from there too
    #[arg(long)]
    subject: bool,
    /// Only entries that an item of the worklist is based on, open or reviewed
    #[arg(long)]
    flagged: bool,
    /// Why, in a few words and without names: it goes into the log
    #[arg(long, value_name = "TEXT")]
    purpose: String,
    /// Form of the file; jsonl holds the exact bytes of the entries, pack is a zip that anyone can check
    #[arg(long, value_parser = words(&ExportFormat::ALL, ExportFormat::code), default_value = "jsonl")]
    format: ExportFormat,
}

/// The words of a list, read back as what they mean.
fn words<T>(all: &'static [T], code: fn(T) -> &'static str) -> impl TypedValueParser<Value = T>
where
    T: Copy + Send + Sync + 'static,
{
    PossibleValuesParser::new(all.iter().map(move |word| code(*word))).try_map(move |typed| {
        all.iter().copied().find(|word| code(*word) == typed).ok_or_else(|| io::Error::other("not a word of the list"))
    })
}

fn serial(typed: &str) -> Result<VisitSerial, String> {
    VisitSerial::parse(typed).ok_or_else(|| "a serial is like 20261122-03-0017".to_owned())
}

pub(super) fn run(export: &Export, common: &Common) -> Result<bool, Failure> {
    let out = path::absolute(&export.out)?;
    let folders = common.folders()?;
    if out.starts_with(&folders.data) || out.starts_with(&folders.keys) {
        return Err(Failure::said("export_into_office", || Said::of("export-into-office")));
    }
    let mut desk = export.account.open(common)?;
    let outcome = write(export, &mut desk, &out);
    desk.close()?;
    let (done, head) = outcome?;
    let head = head.map(|head| {
        json!({
            "size": head.size,
            "note": head.note,
            "public_key": head.public_key,
            "fingerprint": head.fingerprint.to_string(),
            "witness": head.witness.to_string(),
        })
    });
    let result = json!({ "out": out, "entries": done.entries, "sha256": done.sha256, "checkpoint": head,
                         "witness": done.witness.map(|code| code.to_string()) });
    common.answer(&result, || {
        let said = t!("cli-export-done", count = done.entries, path = out.display().to_string());
        let code = done.witness.map(|code| t!("export-pack-code", code = code.to_string()));
        [Some(said), code].into_iter().flatten().collect::<Vec<_>>().join("\n")
    })?;
    Ok(true)
}

fn write(export: &Export, desk: &mut Desk, out: &path::Path) -> Result<(Exported, Option<SignedHead>), Failure> {
    let filter = filter(export, desk)?;
    let mut reviewer = desk.reviewer()?;
    let names: Names =
        reviewer.staff().map_err(DeskError::from)?.into_iter().map(|one| (one.number, one.name)).collect();
    let filter_words = words::filter(&filter, &names, None);
    let order = ExportOrder { filter, filter_words, format: export.format, purpose: export.purpose.clone() };
    let request = desk.begin_export(order)?;
    let never = AtomicBool::new(false);
    let written = reviewer.export(&request, out, &ScreenWords::new(names), &mut |_| {}, &never);
    let done = desk.conclude_export(&request, written, &never)?;
    Ok((done, desk.verifier()?.newest_checkpoint()?))
}

fn filter(export: &Export, desk: &mut Desk) -> Result<EntryFilter, Failure> {
    Ok(EntryFilter {
        log: export.log.clone(),
        // A day at the end of the calendar has nothing beyond it that a bound could keep away.
        from: export.from.and_then(time::start_of),
        before: export.to.and_then(time::end_of),
        staff: export.staff.clone(),
        action: export.action,
        outcome: export.outcome,
        kind: export.kind,
        subject: if export.subject { Some(subject(desk)?) } else { None },
        visit: export.visit.clone(),
        flagged: export.flagged,
        only: None,
    })
}

fn subject(desk: &mut Desk) -> Result<Subject, Failure> {
    let mut line = Zeroizing::new(String::with_capacity(256));
    io::stdin().lock().take(200).read_line(&mut line)?;
    let today = time::day(desk.clock().now());
    let parsed = id_number::parse(line.trim_end_matches(['\r', '\n']), today).map_err(DeskError::IdNumber)?;
    Ok(desk.subject_of(&parsed.number)?)
}
