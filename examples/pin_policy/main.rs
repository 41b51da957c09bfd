//! Tries the PIN rules on a list: reads PINs from standard input, one a line, and prints `PIN<TAB>ok` or
//! `PIN<TAB>rule`, with an optional holder.
//!
//! ```text
//! pin_policy [--id-number NUMBER] [--phone NUMBER] [--card NUMBER] [--old-pin PIN] < pins.txt
//! pin_policy --costs                what each rule costs in space: the table of docs/pin-rules.md
//! pin_policy --gains < counts.txt   what each rule buys on a list of choices, lines of `COUNT PIN`
//! ```
//!
//! A line that is not six digits gets `LINE<TAB>not_six_digits`. The initial PIN is the usual 123456.

mod table;

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
    /// The PIN that the holder is changing.
    #[arg(long, requires = "id_number")]
    old_pin: Option<String>,
    /// Print what each rule costs.
    #[arg(long, conflicts_with_all = ["gains", "id_number"])]
    costs: bool,
    /// Print what each rule buys on a list with counts.
    #[arg(long, conflicts_with = "id_number")]
    gains: bool,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let today = time::day(Timestamp::now());
    let id_number = arguments.id_number.map(|text| id_number::parse(&text, today)).transpose()?;
    let phone = arguments.phone.map(|text| Phone::parse(&text).context("--phone is not a phone number")).transpose()?;
    let card =
        arguments.card.map(|text| CardNumber::parse(&text).context("--card is not a card number")).transpose()?;
    let old_pin =
        arguments.old_pin.map(|text| Pin::from_digits(text.as_bytes()).context("--old-pin is not six digits"));
    let old_pin = old_pin.transpose()?;
    let holder = id_number.as_ref().map(|parsed| HolderFacts {
        id_number: &parsed.number,
        card_number: card.as_ref(),
        phone: phone.as_ref(),
        old_pin: old_pin.as_ref(),
    });
    let policy = Policy::new(["123456"])?;

    let mut input = std::io::stdin().lock();
    let mut output = BufWriter::new(std::io::stdout().lock());
    if arguments.costs {
        output.write_all(table::costs(&policy).as_bytes())?;
        return Ok(output.flush()?);
    }
    if arguments.gains {
        let choices = input.lines().map(choice).collect::<anyhow::Result<Vec<_>>>()?;
        output.write_all(table::gains(&policy, &choices).as_bytes())?;
        return Ok(output.flush()?);
    }
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

/// Reads `COUNT PIN`.
fn choice(line: std::io::Result<String>) -> anyhow::Result<table::Choice> {
    let line = line?;
    let (count, pin) = line.trim().split_once(' ').context("a line is not COUNT PIN")?;
    let pin = Pin::from_digits(pin.trim().as_bytes()).context("a line has no six digits")?;
    Ok(table::Choice { count: count.parse()?, pin })
}
