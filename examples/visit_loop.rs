//! Resets one after another on a made-up office until it is killed, and proves afterwards that nothing was lost.
//!
//! ```text
//! pindesk demo --headless --fast-hashing --data DATA --keys KEYS
//! visit_loop DATA KEYS > LIST        prints each serial once its reset is durable; kill it at any moment
//! visit_loop DATA KEYS --check LIST  exit 1 unless every serial of LIST, and everything else, is sound
//! ```

use std::{
    collections::HashMap,
    fs,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
    sync::atomic::AtomicBool,
};

use anyhow::{Context as _, bail};
use clap::Parser;
use pindesk::{
    desk::{
        ApprovalDecision, DEMONSTRATION_ACCOUNTS, DemonstrationAccount, DemonstrationHolder, Desk, Folders,
        IdentityCheck, Inspection, LookUp, PadReply, demonstration_holder,
    },
    domain::{
        audit,
        document::{DocumentKind, Expiry},
        pin::{Action, Pin, PinKind, PinState},
        staff::Role,
        visit::VisitSerial,
    },
    store::EntryFilter,
    vault::Password,
};

#[derive(Parser)]
struct Arguments {
    /// Data folder of a demonstration.
    data: PathBuf,
    /// Its key folder.
    keys: PathBuf,
    /// Serials that an earlier run printed: prove them and stop.
    #[arg(long, value_name = "LIST")]
    check: Option<PathBuf>,
    /// Stop after so many resets.
    #[arg(long, value_name = "N", default_value_t = u64::MAX)]
    visits: u64,
}

fn main() -> anyhow::Result<ExitCode> {
    let arguments = Arguments::parse();
    let folders = Folders { data: arguments.data, keys: arguments.keys };
    match arguments.check {
        Some(list) => check(&folders, &fs::read_to_string(&list).context("the list of serials")?),
        None => serve(&folders, arguments.visits).map(|()| ExitCode::SUCCESS),
    }
}

fn serve(folders: &Folders, visits: u64) -> anyhow::Result<()> {
    let mut desk = open(folders, Role::Clerk)?;
    let mut served = 0;
    while served < visits {
        let holder = demonstration_holder(random(2000)?)?;
        if holder.special.is_some() {
            continue;
        }
        if let Some(serial) = visit(&mut desk, &holder)? {
            // The reset is on disk: say so at once, whatever happens next.
            writeln!(io::stdout(), "{serial}")?;
            io::stdout().flush()?;
            served += 1;
        }
        if desk.visit_age().is_some() {
            desk.close_visit()?;
        }
    }
    Ok(desk.close()?)
}

fn account(role: Role) -> anyhow::Result<&'static DemonstrationAccount> {
    DEMONSTRATION_ACCOUNTS.iter().find(|account| account.role == role).context("an account")
}

fn open(folders: &Folders, role: Role) -> anyhow::Result<Desk> {
    let mut desk = Desk::open_now(folders)?;
    if !desk.is_demonstration() {
        bail!("this is no demonstration");
    }
    let account = account(role)?;
    desk.sign_in(account.number, &Password::new(account.password.as_bytes()))?;
    Ok(desk)
}

/// One visit up to its end; the serial if a PIN was reset in it.
fn visit(desk: &mut Desk, holder: &DemonstrationHolder) -> anyhow::Result<Option<VisitSerial>> {
    let LookUp::Found(view) = desk.look_up(holder.id_number.clone())? else { return Ok(None) };
    let resettable = |kind: &PinKind| {
        let pin = view.pins.iter().find(|pin| pin.kind == *kind);
        view.card_status.permits(Action::Reset, *kind) && pin.is_some_and(|pin| pin.state != PinState::Unset)
    };
    let Some(kind) = PinKind::ALL.into_iter().find(resettable) else { return Ok(None) };
    let proof = desk.pass_check(IdentityCheck {
        document: DocumentKind::resident_card_of(view.id_kind),
        expiry: Expiry::LongTerm,
        original: true,
        photo: true,
        name_and_number: true,
    })?;
    if !desk.approval_missing(Action::Reset, kind)?.is_empty() {
        let supervisor = account(Role::Supervisor)?;
        desk.approve(&ApprovalDecision {
            action: Action::Reset,
            kind,
            supervisor: supervisor.number.to_owned(),
            password: Password::new(supervisor.password.as_bytes()),
            remark: "trial".to_owned(),
            granted: true,
        })?;
    }
    desk.open_pad(proof, Action::Reset, kind).map_err(|declined| declined.error)?;
    key_new_pin(desk)
}

/// Keys PINs until one is accepted and confirmed, or too many were refused. The serial comes back once the change is
/// durable.
fn key_new_pin(desk: &mut Desk) -> anyhow::Result<Option<VisitSerial>> {
    loop {
        let digits = format!("{:06}", random(1_000_000)?);
        let key = || Pin::from_digits(digits.as_bytes()).context("six digits");
        match desk.pad_submit(key()?, &mut |_, _| {})? {
            PadReply::Next(_) => {}
            PadReply::Refused { .. } => continue,
            PadReply::Ended => return Ok(None),
            other => bail!("{other:?}"),
        }
        match desk.pad_submit(key()?, &mut |_, _| {})? {
            PadReply::Done(receipt) => return Ok(Some(receipt.serial)),
            other => bail!("{other:?}"),
        }
    }
}

fn random(limit: u32) -> anyhow::Result<u32> {
    let mut bytes = [0; 4];
    getrandom::fill(&mut bytes)?;
    Ok(u32::from_le_bytes(bytes) % limit)
}

/// Recovers as the program does, then holds every acknowledged serial against the log, and store against log.
fn check(folders: &Folders, list: &str) -> anyhow::Result<ExitCode> {
    let resets = resets(folders)?;
    let inspection = Inspection::of(folders, &mut |_, _| {}, &AtomicBool::new(false))?;
    // The last line may have been cut by the kill; what was not printed whole was not acknowledged.
    let acknowledged: Vec<&str> = list.split_inclusive('\n').filter_map(|line| line.strip_suffix('\n')).collect();
    let mut problems: Vec<String> = acknowledged
        .iter()
        .filter_map(|serial| match resets.get(*serial) {
            Some(1) => None,
            Some(times) => Some(format!("{serial}: {times} resets in the log")),
            None => Some(format!("{serial}: acknowledged and not in the log")),
        })
        .collect();
    problems.extend(inspection.irregularities.iter().map(|found| format!("{}: {}", found.code, found.place)));
    problems.extend(inspection.store.iter().map(|damage| format!("store: {damage}")));
    problems.extend(inspection.log.as_ref().err().map(|damage| format!("log: {}", damage.code())));
    let mut out = io::stdout().lock();
    for problem in &problems {
        writeln!(out, "{problem}")?;
    }
    let sound = problems.is_empty();
    writeln!(
        out,
        "{}: {} acknowledged, {} visits, {} entries",
        if sound { "sound" } else { "NOT SOUND" },
        acknowledged.len(),
        inspection.visits,
        inspection.entries
    )?;
    Ok(if sound { ExitCode::SUCCESS } else { ExitCode::from(1) })
}

/// How many resets the log has for each visit.
fn resets(folders: &Folders) -> anyhow::Result<HashMap<String, u32>> {
    let mut desk = open(folders, Role::Supervisor)?;
    let mut reviewer = desk.reviewer()?;
    let filter = EntryFilter {
        action: Some(audit::Action::PinReset),
        outcome: Some(audit::Outcome::Done),
        ..EntryFilter::default()
    };
    let positions = reviewer.positions(&filter)?;
    let mut resets = HashMap::new();
    for row in reviewer.rows(&positions)? {
        if let Some(visit) = row.line.and_then(|line| line.visit) {
            *resets.entry(visit).or_default() += 1;
        }
    }
    desk.close()?;
    Ok(resets)
}
