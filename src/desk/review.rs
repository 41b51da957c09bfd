//! 审计: what a supervisor sees of the log, and what leaves the house.

use std::{
    fs, io,
    io::Write as _,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::atomic::{AtomicBool, Ordering},
};

use super::{
    Desk, DeskError,
    worklist::{self, SharedWorklist},
};
use crate::{
    domain::{
        audit::{Action, Detail, Draft, Outcome, Subject},
        id_number::IdNumber,
        staff::Role,
        time,
    },
    ledger::{self, Line},
    store::{EntryFilter, EntryRow, Store, StoreError},
};

/// Reads the log on a connection of its own; a supervisor's screens and exports go through it.
pub struct Reviewer {
    store: Box<dyn Store>,
    /// No export goes where the office itself lies: it could take the place of the database or the keys.
    office: [PathBuf; 2],
    /// What is flagged.
    worklist: SharedWorklist,
}

/// One entry as the audit screen shows it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewRow {
    /// Order in the store, over all logs.
    pub position: i64,
    /// The line as it is stored.
    pub text: String,
    /// The entry's words; `None` for a line that is no entry, which only damage can bring about.
    pub line: Option<Line>,
}

/// A member of staff as filters and tables name them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaffName {
    /// 工号.
    pub number: String,
    /// Name.
    pub name: String,
}

/// The form of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ExportFormat {
    /// CSV with a byte order mark and a header, for spreadsheets.
    Csv,
    /// JSON Lines: the exact bytes of the entries.
    JsonLines,
}

impl ExportFormat {
    /// Every form.
    pub const ALL: [Self; 2] = [Self::Csv, Self::JsonLines];

    /// The word of the command line and the log; also the usual ending of the file's name.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    /// Reads the word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// It was cancelled; nothing is left behind.
    #[error("cancelled")]
    Cancelled,
    /// The file could not be written; nothing is left behind.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The target lies in the office's own data or key folder.
    #[error("exports may not go into the office's own folders")]
    InOffice,
    /// The log could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// An export that is written and synced beside its target, and not yet in its place.
#[derive(Debug)]
pub struct PendingExport {
    file: tempfile::NamedTempFile,
    target: PathBuf,
    /// Form.
    pub format: ExportFormat,
    /// Entries in it.
    pub entries: u64,
    /// SHA-256 of the file, hex.
    pub sha256: String,
}

/// Words of one column of a CSV header, in the order of the columns.
pub const CSV_COLUMNS: [&str; 13] =
    ["seq", "at", "log", "seat", "staff", "role", "action", "outcome", "visit", "subject", "mask", "kind", "detail"];

impl Reviewer {
    /// Positions of the entries that a filter keeps, newest first: four bytes each, however long the lines are.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn positions(&mut self, filter: &EntryFilter) -> Result<Vec<u32>, StoreError> {
        let mut positions = self.newer(filter, 0)?;
        positions.reverse();
        Ok(positions)
    }

    /// Positions of the entries that a filter keeps and that are newer than `after` (0: all), oldest first, so that a
    /// list that is there already can be added to.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn newer(&mut self, filter: &EntryFilter, after: u32) -> Result<Vec<u32>, StoreError> {
        let filter = self.resolve(filter)?;
        self.store.read()?.positions(&filter, after)
    }

    /// The filter as the store understands it: `flagged` as the positions that items of the worklist rest on. Every
    /// question to the store about what a filter keeps goes through this.
    fn resolve(&self, filter: &EntryFilter) -> Result<EntryFilter, StoreError> {
        let only = if filter.flagged { Some(worklist::flagged(&self.worklist)?) } else { None };
        Ok(EntryFilter { only, ..filter.clone() })
    }

    /// The entries at positions.
    ///
    /// # Errors
    /// The log could not be read.
    pub fn rows(&mut self, positions: &[u32]) -> Result<Vec<ReviewRow>, StoreError> {
        let rows = self.store.read()?.entries_at(positions)?;
        Ok(rows.into_iter().map(ReviewRow::from).collect())
    }

    /// Everyone who has or had an account.
    ///
    /// # Errors
    /// The store could not be read.
    pub fn staff(&mut self) -> Result<Vec<StaffName>, StoreError> {
        let all = self.store.read()?.all_staff()?;
        Ok(all.into_iter().map(|s| StaffName { number: s.number.as_str().to_owned(), name: s.name }).collect())
    }

    /// Writes the entries that a filter keeps, oldest first, to a file beside `target`.
    ///
    /// `progress` hears entries done; setting `cancel` ends it and leaves nothing behind.
    ///
    /// # Errors
    /// [`ExportError`].
    pub fn export(
        &mut self,
        filter: &EntryFilter,
        format: ExportFormat,
        target: &Path,
        header: &[String],
        progress: &mut dyn FnMut(u64),
        cancel: &AtomicBool,
    ) -> Result<PendingExport, ExportError> {
        use sha2::Digest as _;
        let failed = |source| ExportError::Io { path: target.to_owned(), source };
        let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
        let real = folder.canonicalize().map_err(failed)?;
        if self.office.iter().filter_map(|own| own.canonicalize().ok()).any(|own| real.starts_with(own)) {
            return Err(ExportError::InOffice);
        }
        let file = tempfile::Builder::new().prefix(".pindesk-export-").tempfile_in(folder).map_err(failed)?;
        let mut sink = Sink { file: io::BufWriter::with_capacity(1 << 16, file), sha256: sha2::Sha256::new() };
        let mut entries = 0;
        let mut wrong = None;
        let filter = &self.resolve(filter)?;
        if format == ExportFormat::Csv {
            sink.write(format!("\u{feff}{}", csv_header(header)).as_bytes()).map_err(failed)?;
        }
        self.store.read()?.each_entry(filter, &mut |row| {
            if let Err(source) = sink.entry(format, &row) {
                wrong = Some(failed(source));
                return ControlFlow::Break(());
            }
            entries += 1;
            if entries % 4096 == 1 {
                progress(entries);
                if cancel.load(Ordering::Relaxed) {
                    wrong = Some(ExportError::Cancelled);
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        })?;
        if let Some(error) = wrong {
            return Err(error);
        }
        let file = sink.file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.as_file().sync_all().map_err(failed)?;
        let sha256 = data_encoding::HEXLOWER.encode(&sink.sha256.finalize());
        Ok(PendingExport { file, target: target.to_owned(), format, entries, sha256 })
    }
}

impl std::fmt::Debug for Reviewer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reviewer").finish_non_exhaustive()
    }
}

impl From<EntryRow> for ReviewRow {
    fn from(row: EntryRow) -> Self {
        let line = ledger::decode(&row.line).ok();
        Self { position: row.position, text: row.line, line }
    }
}

/// A file that is hashed as it is written.
struct Sink {
    file: io::BufWriter<tempfile::NamedTempFile>,
    sha256: sha2::Sha256,
}

impl Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        use sha2::Digest as _;
        self.sha256.update(bytes);
        self.file.write_all(bytes)
    }

    fn entry(&mut self, format: ExportFormat, row: &EntryRow) -> io::Result<()> {
        match format {
            ExportFormat::JsonLines => {
                self.write(row.line.as_bytes())?;
                self.write(b"\n")
            }
            ExportFormat::Csv => match ledger::decode(&row.line) {
                Ok(line) => self.write(csv_line(&line).as_bytes()),
                Err(_) => self.write(damaged_csv_line(&row.line).as_bytes()),
            },
        }
    }
}

/// The header line in the words given, or in the log's own where a word is missing.
fn csv_header(words: &[String]) -> String {
    let word = |i: usize| words.get(i).map_or(CSV_COLUMNS[i], String::as_str);
    let cells: Vec<_> = (0..CSV_COLUMNS.len()).map(|i| csv_cell(word(i))).collect();
    format!("{}\r\n", cells.join(","))
}

/// One entry as RFC 4180 has it; times are Beijing time, as on the screen.
fn csv_line(line: &Line) -> String {
    let at = time::local(line.at).strftime("%Y-%m-%d %H:%M:%S").to_string();
    let detail = if line.detail.is_empty() { String::new() } else { detail_text(&line.detail) };
    let seq = line.seq.to_string();
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    let cells = [
        seq,
        at,
        line.log.clone(),
        line.seat.clone(),
        text(&line.staff),
        text(&line.role),
        line.action.clone(),
        line.outcome.clone(),
        text(&line.visit),
        text(&line.subject),
        text(&line.mask),
        text(&line.kind),
        detail,
    ];
    format!("{}\r\n", cells.map(|cell| csv_cell(&cell)).join(","))
}

/// A line that is no entry: nothing but the line itself, in the last column, so that damage shows and the rest is kept.
fn damaged_csv_line(text: &str) -> String {
    format!("{}{}\r\n", ",".repeat(CSV_COLUMNS.len() - 1), csv_cell(text))
}

/// The particulars as `key=value; …`.
#[must_use]
pub fn detail_text(detail: &Detail) -> String {
    let words: Vec<String> = detail
        .iter()
        .map(|(key, value)| match value {
            crate::domain::audit::Value::Flag(flag) => format!("{key}={flag}"),
            crate::domain::audit::Value::Number(number) => format!("{key}={number}"),
            crate::domain::audit::Value::Text(text) => format!("{key}={text}"),
        })
        .collect();
    words.join("; ")
}

/// A cell that a spreadsheet takes as text: a leading formula character gets an apostrophe (OWASP, CSV injection), also
/// behind blanks, which some programs skip. Quoted where RFC 4180 asks for it or another separator could split it.
fn csv_cell(text: &str) -> String {
    let first = text.trim_start_matches([' ', '\u{a0}', '\u{3000}', '\u{feff}']);
    let formula = first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', '\n', '\r', ';', '\'', '\t', '|']) || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

impl PendingExport {
    /// Moves the file to its place, in one step.
    ///
    /// # Errors
    /// The folder does not take it; nothing is left behind.
    pub fn publish(self) -> Result<PathBuf, ExportError> {
        let failed = |source| ExportError::Io { path: self.target.clone(), source };
        self.file.persist(&self.target).map_err(|error| failed(error.error))?;
        let folder = self.target.parent().filter(|p| !p.as_os_str().is_empty());
        // Some sticks and network folders cannot sync a folder; the file itself is synced and in its place.
        if let Some(Err(error)) = folder.map(|folder| fs::File::open(folder).and_then(|folder| folder.sync_all())) {
            tracing::warn!(%error, "the folder of an export could not be synced");
        }
        Ok(self.target)
    }
}

impl Desk {
    /// A reader of the log for the supervisor who is signed in.
    ///
    /// # Errors
    /// Not a supervisor, or the store cannot be opened again.
    pub fn reviewer(&mut self) -> Result<Reviewer, DeskError> {
        self.acting(Role::Supervisor)?;
        let office = [self.folders.data.clone(), self.folders.keys.clone()];
        Ok(Reviewer { store: self.books.reader()?, office, worklist: self.worklist()? })
    }

    /// The pseudonym that a full ID number has in the log, so that a person's entries can be found.
    ///
    /// # Errors
    /// Not a supervisor.
    pub fn subject_of(&mut self, number: &IdNumber) -> Result<Subject, DeskError> {
        self.acting(Role::Supervisor)?;
        Ok(self.keys.subject(number.as_str()))
    }

    /// Writes the entry of an export and puts the file in its place: first the entry, then the file.
    ///
    /// # Errors
    /// Not a supervisor, the log could not be written (the file is dropped), or the folder does not take the file (a
    /// second entry says that it failed).
    pub fn publish_export(&mut self, export: PendingExport, filter: &EntryFilter) -> Result<PathBuf, DeskError> {
        let author = self.acting(Role::Supervisor)?;
        let draft = export_entry(export.format, filter, Outcome::Done)
            .with("entries", export.entries)
            .with("sha256", export.sha256.as_str());
        let format = export.format;
        self.books.write(self.clock.now(), |pen| {
            pen.write_as(&author, draft)?;
            pen.seal()
        })?;
        export.publish().or_else(|error| {
            let kind = if let ExportError::Io { source, .. } = &error { source.kind() } else { io::ErrorKind::Other };
            self.export_failed(format, filter)?;
            Err(DeskError::File(io::Error::new(kind, error.to_string())))
        })
    }

    /// Writes that an export came to nothing.
    ///
    /// # Errors
    /// Not a supervisor, or the log could not be written.
    pub fn export_failed(&mut self, format: ExportFormat, filter: &EntryFilter) -> Result<(), DeskError> {
        let author = self.acting(Role::Supervisor)?;
        let draft = export_entry(format, filter, Outcome::Failed);
        self.books.write(self.clock.now(), |pen| pen.write_as(&author, draft))
    }
}

fn export_entry(format: ExportFormat, filter: &EntryFilter, outcome: Outcome) -> Draft {
    let mut draft = Draft::new(Action::Export, outcome).with("format", format.code());
    let mut keep = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            draft.detail.insert(key.to_owned(), value.into());
        }
    };
    keep("log", filter.log.clone());
    keep("from", filter.from.map(|at| time::local(at).date().to_string()));
    keep("before", filter.before.map(|at| time::local(at).date().to_string()));
    keep("staff", filter.staff.clone());
    keep("action", filter.action.map(|a| a.code().to_owned()));
    keep("outcome", filter.outcome.map(|o| o.code().to_owned()));
    keep("kind", filter.kind.map(|k| k.code().to_owned()));
    keep("subject", filter.subject.as_ref().map(|s| s.as_str().to_owned()));
    keep("visit", filter.visit.as_ref().map(|v| v.as_str().to_owned()));
    if filter.flagged { draft.with("flagged", true) } else { draft }
}
