//! Who is acting: `--as STAFF`, with the password from a file or from standard input.

use std::{
    fs::File,
    io::{self, Read},
    path::PathBuf,
};

use clap::Args;

use super::{
    Common,
    failure::{Failure, Said},
};
use crate::{
    desk::Desk,
    memory::{self, Locked},
    vault::Password,
};

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
const LONGEST: usize = 1024;

impl Account {
    /// Opens the office and signs in.
    pub(super) fn open(&self, common: &Common) -> Result<Desk, Failure> {
        let password = match &self.password_file {
            Some(path) => first_line(File::open(path)?)?,
            None => first_line(standard_input()?)?,
        };
        let Some(password) = password else {
            return Err(Failure::said("password_missing", || Said::of("password-missing")));
        };
        let mut desk = Desk::open_now(&common.folders()?)?;
        let signed_in = desk.sign_in(&self.staff, &password);
        drop(password);
        memory::sweep_stack();
        signed_in?;
        Ok(desk)
    }
}

/// Standard input without the buffer that the library keeps of it, and of whatever was in it, until the program ends.
fn standard_input() -> io::Result<File> {
    #[cfg(unix)]
    {
        use std::os::fd::AsFd as _;
        Ok(File::from(io::stdin().as_fd().try_clone_to_owned()?))
    }
    #[cfg(windows)]
    {
        use std::os::windows::io::AsHandle as _;
        Ok(File::from(io::stdin().as_handle().try_clone_to_owned()?))
    }
}

/// The first line, a byte at a time straight to where it stays.
#[allow(clippy::unbuffered_bytes, reason = "a buffer would keep the line; it is one, and short")]
fn first_line(input: impl Read) -> io::Result<Option<Password>> {
    let mut line = Locked::new();
    for byte in input.bytes().take(LONGEST) {
        let byte = byte?;
        if byte == b'\n' {
            break;
        }
        // What goes past the room is longer than any password.
        line.push(&[byte]);
    }
    let text = line.strip_suffix(b"\r").unwrap_or(&line);
    Ok((!text.is_empty()).then(|| Password::new(text)))
}
