//! `docs/pin-rules.md` says what the code does.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "../examples/pin_policy/table.rs"]
mod table;

use pindesk::domain::pin::{
    Pin,
    policy::{Policy, Rule},
};

const DOCUMENT: &str = include_str!("../docs/pin-rules.md");

#[test]
fn the_costs_in_the_document_are_what_the_rules_cost_and_leave_three_quarters_free() {
    let costs = table::costs(&Policy::new(["123456"]).unwrap());
    assert!(DOCUMENT.contains(&costs), "docs/pin-rules.md should have:\n{costs}");
    let free: Vec<u32> = costs
        .lines()
        .last()
        .unwrap()
        .split("ree for ")
        .skip(1)
        .map(|part| part.split([':', ' ']).find_map(|word| word.parse().ok()).unwrap())
        .collect();
    assert_eq!(free.len(), 2);
    assert!(free.iter().all(|free| *free >= 750_000), "{free:?}");
}

#[test]
fn the_document_explains_every_rule() {
    for rule in Rule::ALL {
        assert!(DOCUMENT.contains(&format!("| `{}` |", rule.code())), "{}", rule.code());
    }
}

/// The means by which the document's second table was counted, on a list small enough to count by hand.
#[test]
fn gains_are_counted_as_the_document_says() {
    let list = [(60.0, "123456"), (20.0, "807391"), (10.0, "900307"), (5.0, "198360"), (5.0, "395028")];
    let choice = |(count, pin): (f64, &str)| table::Choice { count, pin: Pin::from_digits(pin.as_bytes()).unwrap() };
    let gains = table::gains(&Policy::new(["123456"]).unwrap(), &list.map(choice));
    for line in [
        "| `run` | 60.000 | 0.0000 | 0.0 | 25.0000 |", // other rules refuse 123456 too
        "| `date` | 10.000 | 10.0000 | 4.1 | 35.0000 |",
        "| `year` | 5.000 | 5.0000 | 11.6 | 30.0000 |",
        "Caught by all together: 75.00 %. Of all choices, guesses of someone who knows the rules open: ten 25.0000 %, a \
         hundred 25.0000 %.",
    ] {
        assert!(gains.contains(line), "{line}\n{gains}");
    }
}
