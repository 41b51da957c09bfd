//! The rules on counting and years once more, the other way round: each family is written out PIN by PIN from its
//! words in the table of the rules, and held against the rule over all million PINs.

use std::collections::BTreeSet;

use super::*;
use crate::domain::id_number::parse;

type Family = BTreeSet<String>;

/// Everything that has this part at one of its places.
fn around(part: &str) -> Family {
    let free = LENGTH - part.len();
    let mut family = Family::new();
    for rest in 0..10_usize.pow(u32::try_from(free).unwrap()) {
        let rest = format!("{rest:0free$}");
        for at in 0..=free {
            family.insert(format!("{}{part}{}", &rest[..at], &rest[at..]));
        }
    }
    family
}

/// Counts on from a digit on a ring of ten.
fn count(from: i32, step: i32, length: usize) -> String {
    (0_i32..).take(length).map(|i| (from + i * step).rem_euclid(10).to_string()).collect()
}

fn four() -> Family {
    (0..10).flat_map(|from| [1, -1].map(|step| count(from, step, 4))).flat_map(|four| around(&four)).collect()
}

fn near_run() -> Family {
    let mut family = Family::new();
    for run in (0..10).flat_map(|from| [1, -1, 2, -2, 5].map(|step| count(from, step, LENGTH))) {
        for at in 0..LENGTH {
            for digit in 0..10 {
                family.insert(format!("{}{digit}{}", &run[..at], &run[at + 1..]));
            }
            for other in 0..LENGTH {
                let mut swapped: Vec<char> = run.chars().collect();
                swapped.swap(at, other);
                family.insert(swapped.into_iter().collect());
            }
        }
    }
    family
}

/// Six of the ten digits, from the smallest to the largest and back.
fn rising() -> Family {
    let chosen = (0_u32..1 << 10).filter(|set| set.count_ones() == 6);
    let up =
        |set: u32| (0..10).filter(|digit| set & (1 << digit) != 0).map(|digit| digit.to_string()).collect::<String>();
    chosen.flat_map(|set| [up(set), up(set).chars().rev().collect()]).collect()
}

fn steps() -> Family {
    let mut family = Family::new();
    for (first, step) in (0..100).flat_map(|first| (1..=11).map(move |step| (first, step))) {
        if first + 2 * step < 100 {
            family.insert(format!("{first:02}{:02}{:02}", first + step, first + 2 * step));
            family.insert(format!("{:02}{:02}{first:02}", first + 2 * step, first + step));
        }
    }
    family
}

fn year() -> Family {
    let rests = (1940..=2035).flat_map(|year| (0..100).map(move |rest| (year, rest)));
    rests.flat_map(|(year, rest)| [format!("{year}{rest:02}"), format!("{rest:02}{year}")]).collect()
}

fn near(old: &str) -> Family {
    (0..3).flat_map(|at| around(&old[at..at + 4])).collect()
}

#[test]
fn every_family_is_what_its_words_say_over_all_million_pins() {
    let policy = Policy::new(["123456"]).unwrap();
    let id_number = parse("440308199901101512", jiff::civil::date(2026, 11, 22)).unwrap().number;
    let families = [
        (Rule::Four, four(), 5_600),
        (Rule::NearRun, near_run(), 3_400),
        (Rule::Rising, rising(), 420),
        (Rule::Steps, steps(), 1_936),
        (Rule::Year, year(), 19_104),
        (Rule::Near, near("395028"), 860),
    ];
    for (rule, family, size) in &families {
        assert_eq!(family.len(), *size, "{rule:?}");
    }
    let old = Pin::from_digits(b"395028").unwrap();
    let facts = HolderFacts { id_number: &id_number, card_number: None, phone: None, old_pin: Some(&old) };
    // All of the family is refused, and no other: as many as it has.
    for (rule, family, _) in &families {
        for text in family {
            let pin = Pin::from_digits(text.as_bytes()).unwrap();
            assert!(policy.would_refuse(*rule, &pin, Some(&facts)), "{rule:?} {text}");
        }
        let pins = (0..1_000_000).filter_map(|number| Pin::from_digits(format!("{number:06}").as_bytes()));
        let refused = pins.filter(|pin| policy.would_refuse(*rule, pin, Some(&facts))).count();
        assert_eq!(refused, family.len(), "{rule:?}");
    }
}
