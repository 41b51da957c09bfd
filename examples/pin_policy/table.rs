//! The counts of `docs/pin-rules.md`: what each rule costs, over all million PINs, and what it buys, on a list.

use std::fmt::Write as _;

use pindesk::domain::{
    card::CardNumber,
    holder::Phone,
    id_number,
    pin::{
        Pin,
        policy::{HolderFacts, Policy, Rule},
    },
};

/// Rules that a PIN alone can break: all but `recent`, which needs the hashes of earlier ones.
fn rules() -> impl Iterator<Item = (usize, Rule)> {
    Rule::ALL.into_iter().enumerate().filter(|(_, rule)| *rule != Rule::Recent)
}

/// The rules that refuse a PIN, one bit each, in their order.
fn refusals(policy: &Policy, pin: &Pin, holder: Option<&HolderFacts<'_>>) -> u32 {
    let broken = rules().filter(|(_, rule)| policy.would_refuse(*rule, pin, holder));
    broken.fold(0, |bits, (at, _)| bits | 1 << at)
}

/// Whether something that broke these rules is free, without rule `but`.
fn is_free(broken: u32, but: Option<usize>) -> bool {
    broken & !but.map_or(0, |at| 1 << at) == 0
}

/// The table of costs, as it stands in the document: for a made-up holder of the usual kind who changes a PIN.
///
/// Columns: PINs that the rule refuses; those that no other rule refuses; those refused by it and all before it.
pub fn costs(policy: &Policy) -> String {
    let today = jiff::civil::date(2026, 11, 22);
    let number = id_number::parse("440308199901101512", today).ok();
    let (card, phone) = (CardNumber::parse("A95729184"), Phone::parse("13850729463"));
    let old = Pin::from_digits(b"395028");
    let facts = number.as_ref().map(|parsed| HolderFacts {
        id_number: &parsed.number,
        card_number: card.as_ref(),
        phone: phone.as_ref(),
        old_pin: old.as_ref(),
    });
    let (mut alone, mut only, mut first) = ([0_u32; Rule::ALL.len()], [0; Rule::ALL.len()], [0; Rule::ALL.len()]);
    let (mut free, mut free_for_anyone) = (0_u32, 0_u32);
    for pin in (0..1_000_000).filter_map(|n| Pin::from_digits(format!("{n:06}").as_bytes())) {
        let broken = refusals(policy, &pin, facts.as_ref());
        for (at, _) in rules().filter(|(at, _)| broken & (1 << at) != 0) {
            alone[at] += 1;
            only[at] += u32::from(is_free(broken, Some(at)));
        }
        match broken.trailing_zeros() {
            u32::BITS => free += 1,
            at => first[at as usize] += 1,
        }
        free_for_anyone += u32::from(policy.check(&pin, None).is_ok());
    }
    let mut table = "| rule | refuses | refused by no other | refused so far |\n|---|---:|---:|---:|\n".to_owned();
    let mut so_far = 0;
    for (at, rule) in rules() {
        so_far += first[at];
        let _ = writeln!(table, "| `{}` | {} | {} | {so_far} |", rule.code(), alone[at], only[at]);
    }
    let _ =
        writeln!(table, "\nFree for this holder: {free} of 1000000. Free for anyone: {free_for_anyone} of 1000000.");
    table
}

/// One line of a list of choices: how often, and what.
pub struct Choice {
    /// How many people chose it.
    pub count: f64,
    /// What they chose.
    pub pin: Pin,
}

/// What the rules buy on a list of real choices, without a holder.
///
/// Columns: share of the choices that the rule refuses; that no other rule refuses; how much oftener one of the PINs
/// that no other rule refuses was chosen than one that is free; and what ten guesses of someone who knows the rules open
/// if this rule were not there.
pub fn gains(policy: &Policy, choices: &[Choice]) -> String {
    let all: f64 = choices.iter().map(|choice| choice.count).sum();
    let broken: Vec<_> = choices.iter().map(|choice| refusals(policy, &choice.pin, None)).collect();
    // Counted up from zero: the sum of nothing is -0.0.
    let share = |counts: &mut dyn Iterator<Item = f64>| counts.fold(0.0, |sum, count| sum + count) / all * 100.0;
    let guesses = |most: usize, but: Option<usize>| {
        let free = choices.iter().zip(&broken).filter(|(_, broken)| is_free(**broken, but));
        let mut counts: Vec<f64> = free.map(|(choice, _)| choice.count).collect();
        counts.sort_unstable_by(|a, b| b.total_cmp(a));
        share(&mut counts.into_iter().take(most))
    };
    let of = |wanted: &dyn Fn(u32) -> bool| {
        share(&mut choices.iter().zip(&broken).filter(|(_, broken)| wanted(**broken)).map(|(choice, _)| choice.count))
    };
    let mut space = std::collections::BTreeMap::<u32, f64>::new();
    for pin in (0..1_000_000).filter_map(|n| Pin::from_digits(format!("{n:06}").as_bytes())) {
        *space.entry(refusals(policy, &pin, None)).or_default() += 1.0;
    }
    let often = |share: f64, broken: u32| share / space.get(&broken).copied().unwrap_or(f64::INFINITY);
    let usual = often(of(&|broken| broken == 0), 0);
    let mut table = "| rule | caught % | by no other % | times as often | ten guesses without it % |\n\
                     |---|---:|---:|---:|---:|\n"
        .to_owned();
    for (at, rule) in rules().filter(|(_, rule)| !matches!(rule, Rule::Birth | Rule::Number | Rule::Near)) {
        let caught = of(&|broken| broken & (1 << at) != 0);
        let only = of(&|broken| broken == 1 << at);
        let times = if usual > 0.0 { format!("{:.1}", often(only, 1 << at) / usual) } else { "–".to_owned() };
        let _ =
            writeln!(table, "| `{}` | {caught:.3} | {only:.4} | {times} | {:.4} |", rule.code(), guesses(10, Some(at)));
    }
    let _ = writeln!(
        table,
        "\nCaught by all together: {:.2} %. Of all choices, guesses of someone who knows the rules open: ten {:.4} %, a \
         hundred {:.4} %.",
        of(&|broken| broken != 0),
        guesses(10, None),
        guesses(100, None)
    );
    table
}
