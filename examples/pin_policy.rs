//! Tries the PIN rules on a list: reads PINs from standard input, one a line, and prints `PIN<TAB>ok` or
//! `PIN<TAB>rule`, with an optional holder.
//!
//! ```text
//! pin_policy [--id-number NUMBER] [--phone NUMBER] [--card NUMBER] < pins.txt
//! ```
//!
//! A line that is not six digits gets `LINE<TAB>not_six_digits`. The initial PIN is the usual 123456.

use std::io::{BufRead, BufWriter, Write};

use anyhow::Context;
use clap::Parser;
use jiff::Timestamp;
use pindesk::domain::card::CardNumber;
use pindesk::domain::holder::Phone;
use pindesk::domain::id_number;
use pindesk::domain::pin::Pin;
use pindesk::domain::pin::policy::{HolderFacts, Policy};
use pindesk::domain::time;

/// Tries the PIN rules on a list.
#[derive(Parser)]
struct Arguments {
    /// The holder's ID number, in any form.
    #[arg(long)]
    id_number: Option<String>,
    /// The holder's phone number.
    #[arg(long, requires = "id_number")]
    phone: Option<String>,
    /// The holder's card number.
    #[arg(long, requires = "id_number")]
    card: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let today = time::day(Timestamp::now());
    let id_number = arguments.id_number.map(|text| id_number::parse(&text, today)).transpose()?;
    let phone = arguments.phone.map(|text| Phone::parse(&text).context("--phone is not a phone number")).transpose()?;
    let card =
        arguments.card.map(|text| CardNumber::parse(&text).context("--card is not a card number")).transpose()?;
    let holder = id_number.as_ref().map(|parsed| HolderFacts {
        id_number: &parsed.number,
        card_number: card.as_ref(),
        phone: phone.as_ref(),
    });
    let policy = Policy::new(["123456"])?;

    let mut input = std::io::stdin().lock();
    let mut output = BufWriter::new(std::io::stdout().lock());
    let mut line = Vec::new();
    while input.read_until(b'\n', &mut line)? > 0 {
        let typed = line.strip_suffix(b"\n").unwrap_or(&line);
        let typed = typed.strip_suffix(b"\r").unwrap_or(typed);
        let verdict = match Pin::from_digits(typed) {
            None => "not_six_digits",
            Some(pin) => match policy.check(&pin, holder.as_ref()) {
                Ok(()) => "ok",
                Err(rule) => rule.code(),
            },
        };
        output.write_all(typed)?;
        writeln!(output, "\t{verdict}")?;
        line.clear();
    }
    Ok(output.flush()?)
}
