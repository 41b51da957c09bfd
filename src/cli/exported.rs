//! An exported log (JSON Lines) held against witness codes: needs the file and nothing else.

use std::{fs::File, io, path::Path};

use crate::ledger::{self, Frontier, Hash, StoredHashes, TreeHead, WitnessCode};

/// What the lines of a file are.
#[derive(Debug, PartialEq)]
pub(super) enum Chain {
    /// Entry after entry of one log, from the first on, and nothing contradicts it.
    Whole {
        /// The log's id.
        log: String,
        /// Size and root.
        head: TreeHead,
        /// The size that the newest witness code confirmed, if one was given.
        confirmed: Option<u64>,
    },
    /// Something contradicts it.
    Broken {
        /// The word of the finding.
        code: &'static str,
        /// The first line that is not as it should be, if that can be told.
        first_bad: Option<u64>,
    },
    /// Not a complete log: a filtered export, another form, or no lines at all.
    Partial,
}

/// There is no tree before the first line.
struct Nothing;

impl StoredHashes for Nothing {
    type Error = io::Error;

    fn stored_hashes(&self, indexes: &[u64]) -> io::Result<Vec<Option<Hash>>> {
        Ok(vec![None; indexes.len()])
    }
}

/// Reads a file and holds it against the codes.
///
/// # Errors
/// The file cannot be read.
pub(super) fn read(path: &Path, witnesses: &[WitnessCode]) -> io::Result<Chain> {
    check(io::BufReader::with_capacity(1 << 16, File::open(path)?), witnesses)
}

fn check(mut input: impl io::BufRead, witnesses: &[WitnessCode]) -> io::Result<Chain> {
    let mut frontier = Frontier::load(0, &Nothing).map_err(|error| io::Error::other(error.to_string()))?;
    let mut log = None;
    let mut confirmed = None;
    let mut bytes = Vec::new();
    let mut codes: Vec<_> = witnesses.to_vec();
    codes.sort_by_key(WitnessCode::size);
    let mut codes = codes.into_iter().peekable();
    while input.read_until(b'\n', &mut bytes)? > 0 {
        let text = bytes.strip_suffix(b"\n").unwrap_or(&bytes);
        let place = frontier.size() + 1;
        let line = std::str::from_utf8(text).ok().and_then(|text| ledger::decode(text).ok());
        let Some(line) = line else {
            return Ok(if place == 1 { Chain::Partial } else { broken("malformed", Some(place)) });
        };
        if line.seq != place {
            return Ok(if place == 1 || line.seq > place { Chain::Partial } else { broken("reordered", Some(place)) });
        }
        if log.get_or_insert_with(|| line.log.clone()) != &line.log {
            return Ok(broken("swapped_log", Some(place)));
        }
        frontier.push(ledger::leaf_hash(text), |_| ());
        while let Some(code) = codes.next_if(|code| code.size() == place) {
            if !code.matches(frontier.head()) {
                return Ok(broken("fork", None));
            }
            confirmed = Some(place);
        }
        bytes.clear();
    }
    Ok(match (log, codes.peek()) {
        (None, _) => Chain::Partial,
        (Some(_), Some(_)) => broken("cut_off", Some(frontier.size() + 1)),
        (Some(log), None) => Chain::Whole { log, head: frontier.head(), confirmed },
    })
}

fn broken(code: &'static str, first_bad: Option<u64>) -> Chain {
    Chain::Broken { code, first_bad }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::audit::{Action, Draft, Entry, Outcome};

    fn lines(count: u64) -> Vec<String> {
        let entry = |seq| Entry {
            seq,
            at: "2026-11-22T04:00:00Z".parse().unwrap(),
            log: "0123456789abcdef0123456789abcdef".to_owned(),
            seat: "03".to_owned(),
            draft: Draft::new(Action::SignIn, Outcome::Done),
        };
        (1..=count).map(|seq| ledger::encode(&entry(seq)) + "\n").collect()
    }

    fn chain(lines: &[String], witnesses: &[WitnessCode]) -> Chain {
        check(lines.concat().as_bytes(), witnesses).unwrap()
    }

    fn code(lines: &[String]) -> WitnessCode {
        match chain(lines, &[]) {
            Chain::Whole { head, .. } => WitnessCode::new(head),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_whole_log_agrees_with_its_codes() {
        let lines = lines(10);
        let codes = [code(&lines[..7]), code(&lines[..3])];
        assert!(matches!(chain(&lines, &codes), Chain::Whole { confirmed: Some(7), .. }));
    }

    #[test]
    fn an_edit_a_cut_and_a_swap_are_found() {
        let whole = lines(10);
        let witness = [code(&whole)];
        let mut edited = whole.clone();
        edited[4] = edited[4].replace("done", "failed");
        assert_eq!(chain(&edited, &witness), broken("fork", None));
        assert_eq!(chain(&whole[..9], &witness), broken("cut_off", Some(10)));
        let mut swapped = whole.clone();
        swapped[6] = whole[5].clone();
        assert_eq!(chain(&swapped, &[]), broken("reordered", Some(7)));
        let mut foreign = whole.clone();
        foreign[8] = foreign[8].replace("0123", "9999");
        assert_eq!(chain(&foreign, &[]), broken("swapped_log", Some(9)));
        let mut spoilt = whole;
        spoilt[1] = "{}\n".to_owned();
        assert_eq!(chain(&spoilt, &[]), broken("malformed", Some(2)));
    }

    #[test]
    fn a_part_of_a_log_is_not_judged() {
        let whole = lines(10);
        assert_eq!(chain(&whole[3..], &[]), Chain::Partial);
        assert_eq!(chain(&[whole[0].clone(), whole[4].clone()], &[]), Chain::Partial);
        assert_eq!(chain(&["seq,at\n".to_owned()], &[]), Chain::Partial);
        assert_eq!(chain(&[], &[]), Chain::Partial);
    }
}
