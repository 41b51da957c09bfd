//! The command line: the same desk without a window, and the window itself.
//!
//! Exit 0: done. 1: the answer is no (invalid, tampered, damaged). 2: usage, or it could not be done.

mod account;
mod check;
mod demo;
mod export;
mod exported;
mod failure;
mod found;
pub mod id;
mod import;
mod packed;
mod verify;
mod window;

use std::{
    io::{self, Write as _},
    path::{self, PathBuf},
    process::ExitCode,
};

use clap::{Args, Parser, Subcommand, builder::PossibleValuesParser, builder::TypedValueParser as _};

use self::failure::{Failure, Said};
use crate::{
    desk::Folders,
    domain::time,
    memory,
    ui::{
        i18n::{self, Language},
        theme::Look,
    },
};

/// The PIN desk of a social-security office. Without a command it opens the window.
#[derive(Debug, Parser)]
#[command(name = "pindesk", version, about)]
struct Cli {
    #[command(flatten)]
    common: Common,
    #[command(subcommand)]
    command: Option<Command>,
}

/// What every command takes.
#[derive(Debug, Args)]
struct Common {
    /// Folder of the database [default: the user's data folder]
    #[arg(long, global = true, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Folder of the keys, apart from the data [default: the user's configuration folder]
    #[arg(long, global = true, value_name = "DIR")]
    keys: Option<PathBuf>,
    /// Language of window and messages; messages come in both unless one is named [default: the one chosen last in the
    /// window, at first zh-CN]
    #[arg(long, global = true, value_name = "LANGUAGE", value_parser = language())]
    lang: Option<Language>,
    /// Look of the window [default: the one chosen last, at first the system's]
    #[arg(long, global = true, value_name = "LOOK", value_parser = look())]
    theme: Option<Look>,
    /// Machine-readable results on standard output, errors as JSON on standard error
    #[arg(long, global = true)]
    json: bool,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Open a demo office at the sign-in, with its accounts shown
    Demo(demo::Demo),
    /// Explain ID numbers, one JSON object each
    Id {
        /// Numbers; `-` reads standard input, one a line
        #[arg(required = true, value_name = "NUMBER")]
        numbers: Vec<String>,
    },
    /// Found a new office at a terminal; asks both founders in turn
    Found,
    /// Import the register of holders (administrator)
    Import(import::Import),
    /// Export the audit log (supervisor)
    Export(export::Export),
    /// Verify the log in the data folder, an evidence pack or an exported log; writes nothing
    Verify(verify::Verify),
    /// Check that store and log are sound and agree in everything; writes nothing
    Check,
}

/// Runs the program on the arguments of the process.
#[must_use]
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    listen();
    memory::keep_out_of_dumps();
    hear_panics();
    i18n::select(cli.common.lang.unwrap_or_default());
    match run(&cli) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(failure) => {
            // Nothing is left to be done when even this cannot be written.
            let _ = failure.write(&cli.common, io::stderr().lock());
            ExitCode::from(2)
        }
    }
}

/// True when the answer is yes.
fn run(cli: &Cli) -> Result<bool, Failure> {
    let common = &cli.common;
    match &cli.command {
        None => window::run(common).map(|()| true),
        Some(Command::Demo(demo)) => demo::run(demo, common),
        Some(Command::Id { numbers }) => {
            let today = time::day(crate::desk::wall());
            Ok(id::run(numbers, today, io::stdin().lock(), io::BufWriter::new(io::stdout().lock()))?)
        }
        Some(Command::Found) => found::run(common),
        Some(Command::Import(import)) => import::run(import, common),
        Some(Command::Export(export)) => export::run(export, common),
        Some(Command::Verify(verify)) => verify::run(verify, common),
        Some(Command::Check) => check::run(common),
    }
}

impl Common {
    /// The office's folders, absolute.
    fn folders(&self) -> Result<Folders, Failure> {
        let home = directories::ProjectDirs::from("", "", "pindesk");
        let usual = |part: fn(&directories::ProjectDirs) -> PathBuf| home.as_ref().map(part);
        let data = self.data.clone().or_else(|| usual(|home| home.data_local_dir().join("data")));
        let remembered = || data.as_deref().and_then(Folders::remembered_keys);
        let keys = self.keys.clone().or_else(remembered).or_else(|| usual(|home| home.config_dir().join("keys")));
        let (Some(data), Some(keys)) = (data, keys) else {
            return Err(Failure::said("no_home", || Said::of("no-home")));
        };
        Ok(Folders { data: path::absolute(data)?, keys: path::absolute(keys)? })
    }

    /// The languages of messages: the one asked for, or Chinese and then English.
    fn languages(&self) -> Vec<Language> {
        self.lang.map_or_else(|| Language::ALL.to_vec(), |language| vec![language])
    }

    /// Prints a result: the JSON if asked for, else the text in each language.
    fn answer(&self, json: &serde_json::Value, text: impl Fn() -> String) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        if self.json {
            writeln!(out, "{json}")?;
            return Ok(());
        }
        for text in failure::in_languages(&self.languages(), text) {
            writeln!(out, "{text}")?;
        }
        Ok(())
    }
}

/// What goes wrong inside goes to standard error; `PINDESK_LOG` says how much. Nothing personal is ever in it.
fn listen() {
    let filter = tracing_subscriber::EnvFilter::try_from_env("PINDESK_LOG")
        .unwrap_or_else(|_| tracing_subscriber::EnvFilter::new("error,pindesk=warn"));
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(io::stderr).try_init();
}

/// Has a panic logged by thread and place alone. Its message may quote whatever the code had in hand, so it is said
/// nowhere.
pub fn hear_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let thread = std::thread::current();
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(thread = thread.name().unwrap_or("without a name"), place, "a thread stopped in the middle");
    }));
}

fn language() -> impl clap::builder::TypedValueParser<Value = Language> {
    let tags = Language::ALL.map(Language::tag);
    PossibleValuesParser::new(tags).map(|tag| Language::from_tag(&tag).unwrap_or_default())
}

fn look() -> impl clap::builder::TypedValueParser<Value = Look> {
    let codes = Look::ALL.map(Look::code);
    PossibleValuesParser::new(codes).map(|code| Look::from_code(&code).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_declared_without_contradiction() {
        use clap::CommandFactory as _;
        Cli::command().debug_assert();
    }

    #[test]
    fn data_and_keys_are_apart_by_default() {
        let common = Common { data: None, keys: None, lang: None, theme: None, json: false };
        let folders = common.folders().unwrap();
        assert!(!folders.data.starts_with(&folders.keys) && !folders.keys.starts_with(&folders.data));
    }
}
