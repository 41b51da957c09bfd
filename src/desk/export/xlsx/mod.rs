//! A workbook: real dates, numbers as numbers, text that stays text, and a title page that says what it is.
//!
//! A workbook is not written front to back: the library keeps the rows in an unnamed file of its own, beside the
//! target so that nothing of the log comes to lie elsewhere, and packs them at the end.

mod guard;

use std::{
    collections::BTreeMap,
    io::{self, Write as _},
    path::Path,
};

use rust_xlsxwriter::{
    Color, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook, Worksheet, XlsxError,
};

use self::guard::{FirstError, guarded, told};
use super::{
    ExportRequest, Exporter, Job, Words,
    paper::Paper,
    table::{COLUMNS, Cell, Table},
};
use crate::{
    domain::{
        audit::{Action, Outcome},
        time,
    },
    ledger::{self, Line},
    store::EntryRow,
};

/// Entries a sheet holds below its header: what Excel takes.
const ROWS: u32 = 1_048_575;
/// Longest text of a cell, in UTF-16 units: what Excel takes.
const LONGEST_TEXT: usize = 32_767;
/// Width of each column, in characters.
const WIDTHS: [f64; COLUMNS.len()] =
    [9.0, 20.0, 7.0, 12.0, 14.0, 12.0, 16.0, 10.0, 20.0, 12.0, 18.0, 48.0, 14.0, 18.0, 14.0, 14.0, 40.0, 34.0, 34.0];

/// A workbook on paper.
pub(super) struct Xlsx<'a, 'm> {
    paper: &'a mut Paper<'m>,
    request: &'a ExportRequest,
    words: &'a dyn Words,
    folder: &'a Path,
    table: Table<'a>,
    looks: Looks,
    book: Workbook,
    full: Vec<Worksheet>,
    sheet: Worksheet,
    /// Rows of the sheet that are written, its header included.
    rows: u32,
    rows_of_a_sheet: u32,
    counts: Counts,
}

/// How cells look.
struct Looks {
    header: Format,
    number: Format,
    moment: Format,
    /// 文本: a cell of this format stays text even when somebody edits it.
    text: Format,
    title: Format,
    prose: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            header: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0xE8_F0_FA))
                .set_border_bottom(FormatBorder::Thin),
            number: Format::new().set_num_format("0"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss").set_align(FormatAlign::Left),
            text: Format::new().set_num_format("@"),
            title: Format::new().set_bold().set_font_size(16.0),
            prose: Format::new().set_num_format("@").set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// Entries by action and outcome; what this version does not know counts together, so that memory stays bounded.
#[derive(Default)]
struct Counts {
    known: BTreeMap<(usize, usize), u64>,
    unknown: u64,
}

impl Counts {
    fn add(&mut self, line: Option<&Line>) {
        let place = line.and_then(|line| {
            let action = Action::ALL.iter().position(|action| action.code() == line.action)?;
            Some((action, Outcome::ALL.iter().position(|outcome| outcome.code() == line.outcome)?))
        });
        match place {
            Some(place) => *self.known.entry(place).or_default() += 1,
            None => self.unknown += 1,
        }
    }

    fn of(&self, action: usize, outcome: usize) -> u64 {
        self.known.get(&(action, outcome)).copied().unwrap_or(0)
    }

    fn total(&self) -> u64 {
        self.known.values().sum::<u64>() + self.unknown
    }
}

impl<'a, 'm> Xlsx<'a, 'm> {
    /// Begins the first sheet.
    pub(super) fn begin(paper: &'a mut Paper<'m>, job: &Job<'a>) -> io::Result<Self> {
        Self::begin_with(paper, job.request, job.words, job.folder, ROWS)
    }

    fn begin_with(
        paper: &'a mut Paper<'m>,
        request: &'a ExportRequest,
        words: &'a dyn Words,
        folder: &'a Path,
        rows_of_a_sheet: u32,
    ) -> io::Result<Self> {
        let looks = Looks::new();
        let mut book = Workbook::new();
        let sheet = guarded(folder, || {
            book.set_tempdir(folder)?;
            new_sheet(&mut book, words, &looks)
        })?;
        Ok(Self {
            paper,
            request,
            words,
            folder,
            table: Table::new(words),
            looks,
            book,
            full: Vec::new(),
            sheet,
            rows: 1,
            rows_of_a_sheet,
            counts: Counts::default(),
        })
    }

    fn turn_page(&mut self) -> io::Result<()> {
        let (book, words, looks) = (&mut self.book, self.words, &self.looks);
        let next = guarded(self.folder, || new_sheet(book, words, looks))?;
        let full = std::mem::replace(&mut self.sheet, next);
        self.full.push(full);
        self.rows = 1;
        Ok(())
    }
}

impl Exporter for Xlsx<'_, '_> {
    fn entry(&mut self, row: &EntryRow) -> io::Result<()> {
        if self.rows > self.rows_of_a_sheet {
            self.turn_page()?;
        }
        let line = ledger::decode(&row.line).ok();
        self.counts.add(line.as_ref());
        let (table, sheet, looks, at) = (&mut self.table, &mut self.sheet, &self.looks, self.rows);
        let mut column = 0;
        guarded(self.folder, || {
            table.row(row, line.as_ref(), |cell| {
                put(sheet, looks, at, column, &cell).map_err(told)?;
                column += 1;
                Ok(())
            })
        })?;
        self.rows += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let Self {
            paper, request, words, folder, looks, mut book, mut full, sheet, rows, rows_of_a_sheet, counts, ..
        } = *self;
        let last_rows = rows;
        full.push(sheet);
        let several = full.len() > 1;
        guarded(folder, || {
            book.push_worksheet(title_page(request, words, &looks, &counts)?);
            let sheets = full.len();
            for (number, mut sheet) in (1..).zip(full) {
                let name = words.name("sheet_entries");
                sheet.set_name(if several { format!("{name} {number}") } else { name })?;
                let rows = if number == sheets { last_rows } else { rows_of_a_sheet + 1 };
                let last = u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX);
                sheet.autofilter(0, 0, rows - 1, last)?;
                // Serials and codes of digits are meant to be text; no green corners for that.
                sheet.ignore_error_range(0, 0, rows - 1, last, IgnoreError::NumberStoredAsText)?;
                book.push_worksheet(sheet);
            }
            book.save_to_writer(FirstError::over(&mut *paper))
        })?;
        paper.flush()
    }
}

/// An empty sheet with its header, which stays in sight.
fn new_sheet(book: &mut Workbook, words: &dyn Words, looks: &Looks) -> Result<Worksheet, XlsxError> {
    let mut sheet = book.new_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, (key, width)) in (0_u16..).zip(COLUMNS.iter().zip(WIDTHS)) {
        sheet.set_column_width(column, width)?;
        sheet.write_string_with_format(0, column, words.name(key), &looks.header)?;
    }
    Ok(sheet)
}

fn put(sheet: &mut Worksheet, looks: &Looks, row: u32, column: u16, cell: &Cell<'_>) -> Result<(), XlsxError> {
    match cell {
        #[allow(clippy::cast_precision_loss, reason = "a workbook has no other numbers; exact up to 2^53")]
        Cell::Number(number) => sheet.write_number_with_format(row, column, *number as f64, &looks.number)?,
        Cell::Moment(moment) => {
            let local = moment.timestamp().as_second() + i64::from(moment.offset().seconds());
            match ExcelDateTime::from_timestamp(local) {
                Ok(at) => sheet.write_datetime_with_format(row, column, at, &looks.moment)?,
                // A workbook knows no years before 1900. A clock that was set there must not keep anybody from the rest.
                Err(_) => {
                    let text = moment.strftime("%Y-%m-%d %H:%M:%S").to_string();
                    sheet.write_string_with_format(row, column, text, &looks.text)?
                }
            }
        }
        Cell::Text("") => return Ok(()),
        Cell::Text(text) => sheet.write_string_with_format(row, column, fitting(text), &looks.text)?,
    };
    Ok(())
}

/// A text as a cell takes it: not too long, and without the two characters that XML has no way to write.
fn fitting(text: &str) -> String {
    let mut units = 0;
    let fits = text.chars().take_while(|c| {
        units += c.len_utf16();
        units <= LONGEST_TEXT
    });
    fits.map(|c| if matches!(c, '\u{fffe}' | '\u{ffff}') { '\u{fffd}' } else { c }).collect()
}

/// What this file is, of whom, when, why and of what, and how much of each.
fn title_page(
    request: &ExportRequest,
    words: &dyn Words,
    looks: &Looks,
    counts: &Counts,
) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(words.name("sheet_about"))?;
    sheet.set_column_width(0, 22.0)?;
    sheet.set_column_range_width(1, 5, 16.0)?;
    sheet.write_string_with_format(0, 0, words.name("about_title"), &looks.title)?;
    let order = request.order();
    let at = time::local(request.at);
    let by = format!("{} · {}", request.name, request.author.staff);
    let facts = [
        ("about_office", request.office.as_str()),
        ("about_by", &by),
        ("about_purpose", &order.purpose),
        ("about_filter", &order.filter_words),
    ];
    let mut row = 2;
    for (key, fact) in facts {
        sheet.write_string_with_format(row, 0, words.name(key), &looks.text)?;
        sheet.write_string_with_format(row, 1, fitting(fact), &looks.text)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, words.name("about_at"), &looks.text)?;
    put(&mut sheet, looks, row, 1, &Cell::Moment(at))?;
    sheet.write_string_with_format(row + 1, 0, words.name("about_entries"), &looks.text)?;
    put(&mut sheet, looks, row + 1, 1, &Cell::Number(counts.total()))?;
    row = write_counts(&mut sheet, words, looks, counts, row + 3)?;
    sheet.merge_range(row + 1, 0, row + 5, 5, &words.name("about_text"), &looks.prose)?;
    Ok(sheet)
}

/// The table of actions and outcomes; returns the row after it.
fn write_counts(
    sheet: &mut Worksheet,
    words: &dyn Words,
    looks: &Looks,
    counts: &Counts,
    first: u32,
) -> Result<u32, XlsxError> {
    sheet.write_string_with_format(first, 0, words.name("action"), &looks.header)?;
    let outcomes = Outcome::ALL.iter().map(|outcome| words.word("outcome", outcome.code()));
    let total = words.name("about_total");
    let mut last = 0;
    for (column, name) in (1..).zip(outcomes.chain([total])) {
        sheet.write_string_with_format(first, column, name, &looks.header)?;
        last = column;
    }
    let mut row = first + 1;
    for (at, action) in Action::ALL.iter().enumerate() {
        let each: Vec<u64> = (0..Outcome::ALL.len()).map(|outcome| counts.of(at, outcome)).collect();
        let sum = each.iter().sum();
        if sum == 0 {
            continue;
        }
        sheet.write_string_with_format(row, 0, words.word("action", action.code()), &looks.text)?;
        for (column, count) in (1..).zip(each.into_iter().chain([sum])) {
            put(sheet, looks, row, column, &Cell::Number(count))?;
        }
        row += 1;
    }
    if counts.unknown > 0 {
        sheet.write_string_with_format(row, 0, words.name("about_unknown"), &looks.text)?;
        put(sheet, looks, row, last, &Cell::Number(counts.unknown))?;
        row += 1;
    }
    Ok(row)
}

#[cfg(test)]
mod tests;
