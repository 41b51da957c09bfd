//! Who is acting: `--as STAFF`, with the password from a file or from standard input.

use std::{
    fs::File,
    io::{self, BufRead},
    path::PathBuf,
};

use clap::Args;
use zeroize::Zeroizing;

use super::{
    Common,
    failure::{Failure, Said},
};
use crate::{desk::Desk, vault::Password};

/// The account of a command that needs one.
#[derive(Debug, Args)]
pub(super) struct Account {
    /// Staff number of the account
    #[arg(id = "account", long = "as", value_name = "STAFF")]
    staff: String,
    /// File whose first line is the password [default: the first line of standard input]
    #[arg(long, value_name = "FILE")]
    password_file: Option<PathBuf>,
}

/// No password is longer, and nothing longer is read into memory.
const LONGEST: u64 = 1024;

impl Account {
    /// Opens the office and signs in.
    pub(super) fn open(&self, common: &Common) -> Result<Desk, Failure> {
        let password = match &self.password_file {
            Some(path) => first_line(io::BufReader::new(File::open(path)?))?,
            None => first_line(io::stdin().lock())?,
        };
        let Some(password) = password else {
            return Err(Failure::said("password_missing", || Said::of("password-missing")));
        };
        let mut desk = Desk::open_now(&common.folders()?)?;
        desk.sign_in(&self.staff, &password)?;
        Ok(desk)
    }
}

fn first_line(input: impl BufRead) -> io::Result<Option<Password>> {
    let mut line = Zeroizing::new(Vec::with_capacity(1024));
    input.take(LONGEST).read_until(b'\n', &mut line)?;
    let text = line.strip_suffix(b"\n").unwrap_or(&line);
    let text = text.strip_suffix(b"\r").unwrap_or(text);
    Ok((!text.is_empty()).then(|| Password::new(text)))
}
