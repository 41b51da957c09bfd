//! 导出: what leaves the house. One file per form behind `Exporter`; everything that is the same for every form (where
//! it may go, the temporary file, syncing, hashing, cancelling, the entry) is done once, here.
//!
//! An export takes three steps, so that the counter never waits for it: the desk begins it ([`Desk::begin_export`]
//! checks who, and why), a [`Reviewer`] writes the file beside its target on a thread of its own ([`Reviewer::export`]),
//! and the desk puts it in its place ([`Desk::conclude_export`]: first the entry, then the file).
//!
//! **A further form** is a file here with a type that implements `Exporter`, a variant of [`ExportFormat`] and its arm
//! in `ExportFormat::open`. What a form needs of the desk is put into the [`ExportRequest`] by
//! [`Desk::begin_export`], before the reader's view of the log begins.
//!
//! [`Desk::begin_export`]: super::Desk::begin_export
//! [`Desk::conclude_export`]: super::Desk::conclude_export
//! [`Reviewer`]: super::review::Reviewer
//! [`Reviewer::export`]: super::review::Reviewer::export

mod csv;
mod jsonl;
mod leftover;
mod pack;
mod paper;
mod record;
mod table;
mod trouble;
mod write;
mod xlsx;

use std::{io, path::Path, sync::Arc, sync::atomic::AtomicBool};

use jiff::Timestamp;

use self::paper::Paper;
pub use self::{
    table::{COLUMNS, detail_text},
    trouble::{ExportError, Trouble},
    write::PendingExport,
};
use super::books::Author;
use crate::{
    domain::free_text::FreeText,
    ledger::{Line, WitnessCode},
    store::{EntryFilter, EntryRow, Tx},
};

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// An Excel workbook, for people.
    Xlsx,
    /// CSV with a byte order mark and a header, for other programs.
    Csv,
    /// JSON Lines: the exact bytes of the entries.
    JsonLines,
    /// The evidence pack: entries that anyone can check, with all that is needed for it.
    Pack,
}

impl ExportFormat {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Xlsx, Self::Csv, Self::JsonLines, Self::Pack];

    /// The word of the command line and the log.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
            Self::Pack => "pack",
        }
    }

    /// The usual ending of the file's name, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx | Self::Csv | Self::JsonLines => self.code(),
            Self::Pack => "zip",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }

    /// Begins the file.
    fn open<'a>(self, paper: &'a mut Paper<'_>, job: &Job<'a>) -> io::Result<Box<dyn Exporter + 'a>> {
        Ok(match self {
            Self::Xlsx => Box::new(xlsx::Xlsx::begin(paper, job)?),
            Self::Csv => Box::new(csv::Csv::begin(paper, job.words)?),
            Self::JsonLines => Box::new(jsonl::JsonLines::begin(paper)),
            Self::Pack => Box::new(pack::Pack::begin(paper, job)?),
        })
    }
}

/// A form of export: gets the temporary file when it begins, then the entries one at a time, then the end.
///
/// An error of either method ends the export and leaves nothing behind; a cancelled export shows as one, because
/// writing to [`Paper`] fails then.
trait Exporter {
    /// Takes the next entry; oldest first.
    fn entry(&mut self, row: &EntryRow) -> io::Result<()>;

    /// How many of the entries it was given it did not take.
    fn left_out(&self) -> u64 {
        0
    }

    /// Writes what comes after the last entry.
    fn finish(self: Box<Self>) -> io::Result<()>;
}

/// What a form may need besides the paper.
struct Job<'a> {
    request: &'a ExportRequest,
    words: &'a dyn Words,
    /// The same view of the log that the entries come from: nothing that is written meanwhile is in it.
    log: &'a dyn Tx,
    /// Set when the export is to end, for forms that go on long after the last entry.
    cancel: &'a AtomicBool,
    /// Where a form may put an unnamed temporary file of its own.
    folder: &'a Path,
}

/// What a supervisor asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportOrder {
    /// Which entries.
    pub filter: EntryFilter,
    /// The filter in the words of whoever exports.
    pub filter_words: String,
    /// Which form.
    pub format: ExportFormat,
    /// 用途: why, in the supervisor's words; at most 200 characters, no names.
    pub purpose: String,
}

/// An order that the desk has taken: who exports what, why and when.
///
/// Only [`Desk::begin_export`](super::Desk::begin_export) makes one.
#[derive(Debug, Clone)]
pub struct ExportRequest {
    order: ExportOrder,
    /// The purpose, as the log may keep it.
    purpose: FreeText,
    author: Author,
    /// The author's name, as the screens show it.
    name: String,
    /// The office's name.
    office: String,
    /// When it was begun.
    at: Timestamp,
    /// For a pack: what it will say, and the signature of that.
    permit: Option<Arc<pack::Permit>>,
}

impl ExportRequest {
    /// What was asked for, the purpose tidied.
    #[must_use]
    pub fn order(&self) -> &ExportOrder {
        &self.order
    }
}

/// An export that is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exported {
    /// Where it is.
    pub path: std::path::PathBuf,
    /// Form.
    pub format: ExportFormat,
    /// Entries in it.
    pub entries: u64,
    /// SHA-256 of the file, hex, as its entry has it.
    pub sha256: String,
    /// For a pack: the witness code of its checkpoint, to be noted elsewhere.
    pub witness: Option<WitnessCode>,
}

/// What the language of whoever exports calls things: the desk itself speaks in codes.
pub trait Words {
    /// The name of a column ([`COLUMNS`]) or of a part of a title page.
    fn name(&self, key: &str) -> String;

    /// The word for a code; `group` is `role`, `action`, `outcome` or `kind`.
    fn word(&self, group: &'static str, code: &str) -> String;

    /// Who did it: a name where there is one.
    fn person(&self, line: &Line) -> String;

    /// The particulars of an entry, as the screen tells them.
    fn note(&self, line: &Line) -> String;
}

/// The words of the log itself, where nobody reads along.
#[derive(Debug, Clone, Copy, Default)]
pub struct CodeWords;

impl Words for CodeWords {
    fn name(&self, key: &str) -> String {
        key.to_owned()
    }

    fn word(&self, _group: &'static str, code: &str) -> String {
        code.to_owned()
    }

    fn person(&self, line: &Line) -> String {
        line.staff.clone().unwrap_or_default()
    }

    fn note(&self, line: &Line) -> String {
        detail_text(&line.detail)
    }
}
