//! `pindesk found`: a new office at a terminal, for machines without a screen. Both founders sit here in turn; each keys a
//! password of their own and writes down their half of the recovery code, and neither sees the other's.

use std::{
    io::{self, BufRead as _, IsTerminal as _, Write as _},
    sync::Arc,
};

use jiff::Timestamp;
use serde_json::json;
use zeroize::Zeroizing;

use super::{
    Common,
    failure::{Failure, Said, in_languages},
};
use crate::{
    desk::{Desk, Founder, NewOffice, NewStaff, OfficeError, Presence, SystemClock},
    domain::{
        holder::Name,
        id_number,
        settings::{Field, Settings},
        staff::{Role, StaffNumber},
        time,
    },
    t,
    ui::{errors, i18n},
    vault::{HashingCost, OneTimeCode, Password},
};

/// Clears the terminal and what can be scrolled back to.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

pub(super) fn run(common: &Common) -> Result<bool, Failure> {
    let folders = common.folders()?;
    // Said before two people have typed everything.
    if folders.presence() != Presence::Nothing {
        let taken = if folders.data.read_dir().is_ok_and(|mut files| files.next().is_some()) {
            &folders.data
        } else {
            &folders.keys
        };
        return Err(OfficeError::Occupied(taken.clone()).into());
    }
    let desk = Terminal { common, is_terminal: io::stdin().is_terminal() };
    desk.say(|| t!("cli-found-begin"))?;
    let mut settings = Settings::default();
    settings = desk.ask(
        || i18n::text_of("setting", "office_name"),
        None,
        |text| {
            let mut settings = settings.clone();
            settings.set(Field::OfficeName, text).map(|()| settings).map_err(|_| t!("first-run-office-name-rule"))
        },
    )?;
    settings = desk.ask(
        || i18n::text_of("setting", "seat"),
        Some("01"),
        |text| {
            let mut settings = settings.clone();
            settings.set(Field::Seat, text).map(|()| settings).map_err(|_| t!("first-run-seat-rule"))
        },
    )?;
    let administrator = desk.founder(Role::Administrator, "admin", None)?;
    desk.turn(|| t!("cli-found-hand-over"))?;
    let supervisor = desk.founder(Role::Supervisor, "super01", Some(&administrator.account))?;
    desk.say(|| t!("first-run-working"))?;
    let new = NewOffice {
        folders: folders.clone(),
        settings,
        administrator,
        supervisor,
        colleagues: Vec::new(),
        demonstration: false,
        hashing: HashingCost::PRODUCTION,
    };
    let founded = Desk::create(&new, Arc::new(SystemClock::default()))?;
    // The office is there now: what follows can be made good by issuing the code again.
    founded.desk.close()?;
    desk.half(&founded.code.first, || t!("code-first-keeper"))?;
    desk.half(&founded.code.second, || t!("code-second-keeper"))?;
    let (data, keys) = (folders.data.display().to_string(), folders.keys.display().to_string());
    common.answer(&json!({ "ok": true, "data": data, "keys": keys }), || {
        t!("cli-found-done", data = data.as_str(), keys = keys.as_str())
    })?;
    Ok(true)
}

/// Where the founders sit. Prompts go to standard error, so that the result alone is on standard output.
struct Terminal<'a> {
    common: &'a Common,
    is_terminal: bool,
}

impl Terminal<'_> {
    fn in_words(&self, words: impl Fn() -> String) -> String {
        let mut said = in_languages(&self.common.languages(), words);
        said.dedup();
        said.join(" / ")
    }

    fn say(&self, words: impl Fn() -> String) -> Result<(), Failure> {
        writeln!(io::stderr().lock(), "{}", self.in_words(words))?;
        Ok(())
    }

    /// A line as typed. The end of the input ends everything: nothing is made yet.
    fn line(&self, prompt: &str) -> Result<String, Failure> {
        let mut out = io::stderr().lock();
        write!(out, "{prompt}: ")?;
        out.flush()?;
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line)? == 0 {
            return Err(Failure::said("input_ended", || Said::of("input-ended")));
        }
        Ok(line.trim().to_owned())
    }

    /// Asks until the answer can be read; a script gets one try.
    fn ask<T>(
        &self,
        label: impl Fn() -> String,
        usual: Option<&str>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<T, Failure> {
        let name = self.in_words(label);
        let prompt = usual.map_or_else(|| name.clone(), |usual| format!("{name} [{usual}]"));
        loop {
            let typed = self.line(&prompt)?;
            let typed = if typed.is_empty() { usual.unwrap_or_default() } else { &typed };
            match read(typed) {
                Ok(value) => return Ok(value),
                Err(_) => {
                    self.say(|| read(typed).err().unwrap_or_default())?;
                    self.once()?;
                }
            }
        }
    }

    /// Without a person at the keyboard the same wrong answer would come again and again.
    fn once(&self) -> Result<(), Failure> {
        if self.is_terminal { Ok(()) } else { Err(Failure::said("input_refused", || Said::of("input-refused"))) }
    }

    fn secret(&self, label: impl Fn() -> String) -> Result<Password, Failure> {
        let prompt = format!("{}: ", self.in_words(label));
        let typed = Zeroizing::new(if self.is_terminal {
            rpassword::prompt_password(prompt)?
        } else {
            let mut line = Zeroizing::new(String::new());
            io::stdin().lock().read_line(&mut line)?;
            line.trim_end_matches(['\r', '\n']).to_owned()
        });
        Ok(Password::new(typed.as_bytes()))
    }

    /// One founder, who is somebody else than the other.
    fn founder(&self, role: Role, usual: &str, other: Option<&NewStaff>) -> Result<Founder, Failure> {
        let label = |what: &str| i18n::text_of("founder", &format!("{}-{what}", role.code()));
        self.say(|| label("why"))?;
        let number = self.ask(
            || label("number"),
            Some(usual),
            |text| {
                let number =
                    StaffNumber::parse(text).ok_or_else(|| desk_error(&crate::desk::DeskError::StaffNumber))?;
                match other {
                    Some(other) if other.number == number.as_str() => {
                        Err(desk_error(&crate::desk::DeskError::StaffNumberTaken))
                    }
                    _ => Ok(number),
                }
            },
        )?;
        let name = self.ask(
            || label("name"),
            None,
            |text| Name::parse(text).map_err(|error| i18n::text_of("name-error", error.code())),
        )?;
        let today = time::day(Timestamp::now());
        let id_number = self.ask(
            || label("id"),
            None,
            |text| {
                let number =
                    id_number::parse(text, today).map_err(|error| i18n::text_of("id-error", error.code()))?.number;
                match other {
                    Some(other) if other.id_number.as_str() == number.as_str() => Err(t!("first-run-same-person")),
                    _ => Ok(number),
                }
            },
        )?;
        let password = loop {
            let first = self.secret(|| label("password"))?;
            let again = self.secret(|| label("again"))?;
            match first.acceptable(number.as_str()) {
                Err(refusal) => self.say(|| desk_error(&crate::desk::DeskError::PasswordRefused(refusal)))?,
                Ok(()) if !first.matches(&again) => self.say(|| t!("password-mismatch"))?,
                Ok(()) => break first,
            }
            self.once()?;
        };
        let account = NewStaff { number: number.as_str().to_owned(), name: name.as_str().to_owned(), role, id_number };
        Ok(Founder { account, password })
    }

    /// Waits until somebody else sits here, on a screen that shows nothing of the one before.
    fn turn(&self, words: impl Fn() -> String) -> Result<(), Failure> {
        if self.is_terminal {
            let mut out = io::stderr().lock();
            write!(out, "{CLEAR}")?;
            drop(out);
            self.line(&self.in_words(words))?;
        }
        Ok(())
    }

    /// Shows a half to its keeper alone.
    fn half(&self, half: &OneTimeCode, whose: impl Fn() -> String) -> Result<(), Failure> {
        self.turn(|| format!("{} {}", whose(), t!("cli-found-enter")))?;
        writeln!(io::stderr().lock(), "\n    {}\n", half.shown().as_str())?;
        self.say(|| t!("code-once-next"))?;
        self.turn_away()
    }

    fn turn_away(&self) -> Result<(), Failure> {
        if self.is_terminal {
            self.line(&self.in_words(|| t!("cli-found-written")))?;
            write!(io::stderr().lock(), "{CLEAR}")?;
        }
        Ok(())
    }
}

fn desk_error(error: &crate::desk::DeskError) -> String {
    errors::explain(error).line()
}
