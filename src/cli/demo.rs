//! `pindesk demo`: a made-up office, to be looked at or to be tried on.

use std::{
    io::{self, Write as _},
    path,
};

use clap::Args;
use serde_json::json;
use tempfile::TempDir;

use super::{
    Common,
    failure::{self, Failure, Said},
    window,
};
use crate::{
    desk::{DEMONSTRATION_ACCOUNTS, Demonstration, DemonstrationPlan, Desk, DeskError, Folders, demonstration_holder},
    domain::pin::PinKind,
    t,
    ui::app::DemoAccount,
    vault::HashingCost,
};

/// What `pindesk demo` takes.
#[derive(Debug, Args)]
pub(super) struct Demo {
    /// Make it, print accounts and some holders as JSON, and stop
    #[arg(long)]
    headless: bool,
    /// Holders of the register
    #[arg(long, value_name = "N", default_value_t = 2000)]
    holders: u32,
    /// Entries of the log, reaching back at a working day's rate [default: three weeks]
    #[arg(long, value_name = "N")]
    entries: Option<u64>,
    /// Weak hashing, for trials that need many PINs
    #[arg(long, requires = "headless")]
    fast_hashing: bool,
}

pub(super) fn run(demo: &Demo, common: &Common) -> Result<bool, Failure> {
    let (folders, temporary) = folders(common)?;
    if !demo.headless {
        for text in failure::in_languages(&common.languages(), || t!("cli-demo-making")) {
            writeln!(io::stderr(), "{text}")?;
        }
    }
    let hashing = if demo.fast_hashing { HashingCost::CHEAP } else { HashingCost::PRODUCTION };
    let plan = DemonstrationPlan { holders: demo.holders, entries: demo.entries, hashing };
    let made = Desk::demonstrate(&folders, &plan, crate::desk::wall())?;
    if demo.headless {
        let description = describe(&made, &folders)?;
        made.desk.close()?;
        writeln!(io::stdout(), "{description:#}")?;
        if let Some(folder) = temporary {
            // It was asked for without a place, so it stays where it is printed to be.
            let _ = folder.keep();
        }
        return Ok(true);
    }
    made.desk.close()?;
    let accounts = DEMONSTRATION_ACCOUNTS.iter().map(|account| DemoAccount {
        number: account.number.to_owned(),
        name: account.name.to_owned(),
        role: account.role,
        password: account.password.to_owned(),
    });
    let outcome = window::run_over(common, folders, accounts.collect());
    if let Some(folder) = temporary {
        folder.close()?;
    }
    outcome.map(|()| true)
}

/// Where it goes: the folders named, or a temporary one.
fn folders(common: &Common) -> Result<(Folders, Option<TempDir>), Failure> {
    match (&common.data, &common.keys) {
        (Some(data), Some(keys)) => Ok((Folders { data: path::absolute(data)?, keys: path::absolute(keys)? }, None)),
        (None, None) => {
            let home = tempfile::Builder::new().prefix("pindesk-demo-").tempdir()?;
            let folders = Folders { data: home.path().join("data"), keys: home.path().join("keys") };
            Ok((folders, Some(home)))
        }
        // One alone would put the other half of a made-up office among the person's own files.
        _ => Err(Failure::said("demo_one_folder", || Said::of("demo-one-folder"))),
    }
}

fn describe(made: &Demonstration, folders: &Folders) -> Result<serde_json::Value, DeskError> {
    let accounts = DEMONSTRATION_ACCOUNTS.map(|account| {
        json!({
            "number": account.number, "name": account.name, "role": account.role.code(), "password": account.password,
        })
    });
    let pin = |holder: u32, kind: PinKind| {
        made.pins.iter().find(|pin| pin.holder == holder && pin.kind == kind).map(|pin| pin.digits)
    };
    let holders = made
        .specials
        .clone()
        .map(|index| {
            let holder = demonstration_holder(index)?;
            Ok(json!({
                "id_number": holder.id_number.as_str(),
                "name": holder.name,
                "special": holder.special,
                "electronic_pin": pin(index, PinKind::Electronic),
                "physical_pin": pin(index, PinKind::Physical),
            }))
        })
        .collect::<Result<Vec<_>, DeskError>>()?;
    Ok(json!({
        "data": folders.data,
        "keys": folders.keys,
        "accounts": accounts,
        "holders": holders,
        "entries": made.entries,
    }))
}
