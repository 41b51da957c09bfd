//! An entry as a row of a table: the same columns, in the same order, in every form that is one.
//!
//! The first twelve columns are for people and in their words; the rest are the log's own codes, so that nothing an
//! entry says is lost and programs need not know the language.

use std::{collections::HashMap, io};

use jiff::Zoned;

use super::Words;
use crate::{
    domain::{
        audit::{Detail, Value},
        time,
    },
    ledger::Line,
    store::EntryRow,
};

/// Keys of the columns. The order is a promise: new columns go to the end.
pub const COLUMNS: [&str; 19] = [
    "seq",
    "at",
    "seat",
    "staff",
    "person",
    "role",
    "action",
    "outcome",
    "visit",
    "mask",
    "kind",
    "note",
    "role_code",
    "action_code",
    "outcome_code",
    "kind_code",
    "detail",
    "subject",
    "log",
];

/// Column of a damaged entry that says so.
const NOTE: usize = 11;
/// Column of a damaged entry that has the line as it stands.
const DETAIL: usize = 16;
/// Words kept at once; an honest log has some fifty.
const KEPT_WORDS: usize = 500;

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Cell<'a> {
    /// A whole number.
    Number(u64),
    /// A moment by the office's clock.
    Moment(Zoned),
    /// Text, as it stands in the log or in the words given.
    Text(&'a str),
}

/// Makes rows of entries.
pub(super) struct Table<'a> {
    words: &'a dyn Words,
    /// Words already asked for: an export has many entries and few different codes.
    known: HashMap<(&'static str, String), String>,
}

impl<'a> Table<'a> {
    /// A table in some words.
    pub(super) fn new(words: &'a dyn Words) -> Self {
        Self { words, known: HashMap::new() }
    }

    /// Hands out the cells of an entry, one for each of [`COLUMNS`]; `line` is the row's line, read.
    ///
    /// A row whose line is no entry gives nothing but that line, so that damage shows and the rest is kept.
    ///
    /// # Errors
    /// The first error of `cell`.
    pub(super) fn row(
        &mut self,
        row: &EntryRow,
        line: Option<&Line>,
        mut cell: impl FnMut(Cell<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let Some(line) = line else {
            let damaged = self.words.name("damaged");
            return (0..COLUMNS.len()).try_for_each(|column| {
                cell(Cell::Text(match column {
                    NOTE => &damaged,
                    DETAIL => &row.line,
                    _ => "",
                }))
            });
        };
        let text = |field: &'_ Option<String>| field.clone().unwrap_or_default();
        let [role, kind] = [text(&line.role), text(&line.kind)];
        cell(Cell::Number(line.seq))?;
        cell(Cell::Moment(time::local(line.at)))?;
        cell(Cell::Text(&line.seat))?;
        cell(Cell::Text(line.staff.as_deref().unwrap_or_default()))?;
        cell(Cell::Text(&self.words.person(line)))?;
        cell(Cell::Text(self.word("role", &role)))?;
        cell(Cell::Text(self.word("action", &line.action)))?;
        cell(Cell::Text(self.word("outcome", &line.outcome)))?;
        cell(Cell::Text(line.visit.as_deref().unwrap_or_default()))?;
        cell(Cell::Text(line.mask.as_deref().unwrap_or_default()))?;
        cell(Cell::Text(self.word("kind", &kind)))?;
        cell(Cell::Text(&self.words.note(line)))?;
        cell(Cell::Text(&role))?;
        cell(Cell::Text(&line.action))?;
        cell(Cell::Text(&line.outcome))?;
        cell(Cell::Text(&kind))?;
        cell(Cell::Text(&detail_text(&line.detail)))?;
        cell(Cell::Text(line.subject.as_deref().unwrap_or_default()))?;
        cell(Cell::Text(&line.log))
    }

    fn word(&mut self, group: &'static str, code: &str) -> &str {
        if code.is_empty() {
            return "";
        }
        if self.known.len() > KEPT_WORDS {
            self.known.clear();
        }
        self.known.entry((group, code.to_owned())).or_insert_with(|| self.words.word(group, code))
    }
}

/// The particulars as `key=value; …`, in the codes of the log.
#[must_use]
pub fn detail_text(detail: &Detail) -> String {
    let words: Vec<String> = detail
        .iter()
        .map(|(key, value)| match value {
            Value::Flag(flag) => format!("{key}={flag}"),
            Value::Number(number) => format!("{key}={number}"),
            Value::Text(text) => format!("{key}={text}"),
        })
        .collect();
    words.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_columns_of_a_damaged_entry_are_where_they_are_said_to_be() {
        assert_eq!((COLUMNS[NOTE], COLUMNS[DETAIL]), ("note", "detail"));
    }
}
