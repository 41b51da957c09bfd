//! 导入: the register of holders from a file, all or nothing.
//!
//! The import is an entry with the file's SHA-256 and how much of what it changed; each holder of whom it changed something
//! has an entry of their own before it ([`changes`]).

mod changes;

use std::{
    cell::RefCell,
    collections::HashSet,
    fs, io,
    path::{Path, PathBuf},
    rc::Rc,
    sync::atomic::{AtomicBool, Ordering},
};

use jiff::{Timestamp, civil::Date};
use sha2::{Digest as _, Sha256};

pub use changes::ImportChanges;
use changes::{ChangeList, Changed};

use super::{Desk, DeskError};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome},
        card::{CardNumber, CardStatus},
        holder::{Name, Phone},
        id_number::{self, IdNumber},
        pin::{PinKind, PinState},
        staff::Role,
        time,
    },
    store::{Credential, HolderRow, Intake, Tx},
    vault::OfficeKeys,
};

/// The columns of the header line, in this order or any other.
pub const COLUMNS: [&str; 7] =
    ["id_number", "name", "phone", "card_number", "card_status", "electronic_pin", "physical_pin"];

/// The column names as a file: UTF-8 with the mark that spreadsheets want, one line and no holder.
#[must_use]
pub fn template() -> String {
    format!("\u{feff}{}\r\n", COLUMNS.join(","))
}

/// A report stops after this many problems: a file with more is the wrong file.
const MOST_PROBLEMS: usize = 10_000;

/// One thing wrong in the file. It never repeats what stands there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportProblem {
    /// Line of the file, from 1.
    pub line: u64,
    /// Column, as the header names it; empty when it is the line as a whole.
    pub column: &'static str,
    /// The word that names the reason.
    pub reason: &'static str,
}

/// What an import did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportSummary {
    /// Lines read.
    pub lines: u64,
    /// Holders that are new.
    pub added: u64,
    /// Holders that were there, changed or not.
    pub updated: u64,
    /// What was changed of those.
    pub changes: ImportChanges,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
}

/// Why nothing was imported.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// Lines of the file break rules; the report names them.
    #[error("{} problems, named in {}", .problems.len(), .report.display())]
    Problems {
        /// Every problem, in the order of the file.
        problems: Vec<ImportProblem>,
        /// Where the report lies.
        report: PathBuf,
    },
    /// The file, or the report beside it, cannot be read or written.
    #[error("{path}: {source}")]
    Io {
        /// Which.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// Somebody asked to stop.
    #[error("stopped; nothing was imported")]
    Cancelled,
    /// The desk said no.
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl From<crate::store::StoreError> for ImportError {
    fn from(error: crate::store::StoreError) -> Self {
        Self::Desk(error.into())
    }
}

/// One line of the file, read.
struct Record {
    id_number: IdNumber,
    holder: HolderRow,
    electronic: PinState,
    physical: PinState,
}

impl Desk {
    /// Imports a register file: UTF-8 CSV with the header of [`COLUMNS`]. All of it, or nothing and a report.
    ///
    /// A PIN state of the file may lock a PIN or say that one was set elsewhere; it never clears a lock and never
    /// takes away a PIN. `progress` hears bytes done and bytes in all.
    ///
    /// # Errors
    /// [`ImportError`]; nothing was changed.
    pub fn import(&mut self, file: &Path, progress: &mut dyn FnMut(u64, u64)) -> Result<ImportSummary, ImportError> {
        self.import_until(file, &AtomicBool::new(false), progress)
    }

    /// As [`Self::import`], until somebody sets `cancelled`. A stopped import is an entry and changes nothing else.
    ///
    /// # Errors
    /// [`ImportError`]; nothing was changed.
    pub fn import_until(
        &mut self,
        file: &Path,
        cancelled: &AtomicBool,
        progress: &mut dyn FnMut(u64, u64),
    ) -> Result<ImportSummary, ImportError> {
        let author = self.acting(Role::Administrator)?;
        let now = self.clock.now();
        let io = |source| ImportError::Io { path: file.to_owned(), source };
        let (bytes, digest, size) = open(file).map_err(io)?;
        let reader = csv::ReaderBuilder::new().flexible(true).from_reader(bytes);
        let (keys, phone_people) = (&self.keys, self.settings.worklist.phone_people);
        let outcome = self.books.write(now, |pen| {
            let progress = &mut |done| progress(done, size);
            let (mut summary, mut changes, problems) = load(pen.tx(), keys, reader, now, cancelled, progress)?;
            if !problems.is_empty() {
                return Err(DeskError::ImportProblems(problems));
            }
            changes.write(pen, &author, now)?;
            if phone_people > 0 && (summary.added > 0 || changes.counts.phones > 0) {
                changes.counts.sharing = changes::write_shared_phones(pen, &author, keys, now, phone_people)?;
            }
            (summary.changes, summary.sha256) = (changes.counts, digest.borrow().clone().finalize().into());
            pen.write_as(&author, import_entry(&summary))?;
            pen.seal()?;
            Ok(summary)
        });
        match outcome {
            Err(DeskError::ImportProblems(problems)) => {
                let refused =
                    Draft::new(Action::RegisterImport, Outcome::Refused).with("problems", problems.len() as u64);
                self.books.write(now, |pen| pen.write_as(&author, refused))?;
                let report = self.write_report(file, &problems)?;
                Err(ImportError::Problems { problems, report })
            }
            Err(DeskError::File(source)) if source.kind() == io::ErrorKind::Interrupted => {
                let stopped = Draft::new(Action::RegisterImport, Outcome::Abandoned);
                self.books.write(now, |pen| pen.write_as(&author, stopped))?;
                Err(ImportError::Cancelled)
            }
            Err(DeskError::File(source)) => Err(io(source)),
            other => Ok(other?),
        }
    }

    /// How many holders the register has.
    ///
    /// # Errors
    /// Somebody else than an administrator asks, or the register cannot be read.
    pub fn register_size(&mut self) -> Result<u64, DeskError> {
        self.acting(Role::Administrator)?;
        self.books.read(|tx| Ok(tx.holders()?))
    }

    /// The report lies beside the file; beside the database when that folder takes nothing, a read-only stick say.
    fn write_report(&self, file: &Path, problems: &[ImportProblem]) -> Result<PathBuf, ImportError> {
        let mut name = file.file_name().unwrap_or(file.as_os_str()).to_owned();
        name.push(".report.csv");
        let beside = file.with_file_name(&name);
        if write_problems(&beside, problems).is_ok() {
            return Ok(beside);
        }
        let path = self.folders.data.join(name);
        match write_problems(&path, problems) {
            Ok(()) => Ok(path),
            Err(source) => Err(ImportError::Io { path, source }),
        }
    }
}

/// The entry of an import that was done.
fn import_entry(summary: &ImportSummary) -> Draft {
    let ImportSummary { lines, added, updated, changes, sha256 } = summary;
    let draft = Draft::new(Action::RegisterImport, Outcome::Done)
        .with("lines", *lines)
        .with("added", *added)
        .with("updated", *updated)
        .with("changed", changes.holders)
        .with("sha256", data_encoding::HEXLOWER.encode(sha256));
    let counts = [
        ("changed_names", changes.names),
        ("changed_phones", changes.phones),
        ("changed_card_numbers", changes.card_numbers),
        ("changed_card_statuses", changes.card_statuses),
        ("changed_pins", changes.pins),
        ("sharing_phones", changes.sharing),
    ];
    counts.into_iter().filter(|(_, count)| *count > 0).fold(draft, |draft, (key, count)| draft.with(key, count))
}

/// The digest of what has been read of a file.
type Digest = Rc<RefCell<Sha256>>;

/// Reads a file and takes its digest on the way: what is imported is what was digested.
struct Digesting<R> {
    inner: R,
    digest: Digest,
}

impl<R: io::Read> io::Read for Digesting<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.digest.borrow_mut().update(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

/// The file from behind its byte order mark, if it has one, the digest of all of it, and its bytes in all.
fn open(path: &Path) -> io::Result<(impl io::Read + use<>, Digest, u64)> {
    use io::{Read as _, Seek as _};
    let about = fs::metadata(path)?;
    if !about.is_file() {
        // A pipe would hold up the desk for as long as nobody writes to it.
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "not a file"));
    }
    let mut file = fs::File::open(path)?;
    let digest = Digest::default();
    let mut mark = [0; 3];
    if file.read_exact(&mut mark).is_ok() && mark == *b"\xef\xbb\xbf" {
        digest.borrow_mut().update(mark);
    } else {
        file.rewind()?;
    }
    let inner = io::BufReader::with_capacity(1 << 16, file);
    Ok((Digesting { inner, digest: Rc::clone(&digest) }, digest, about.len()))
}

fn load(
    tx: &dyn Tx,
    keys: &OfficeKeys,
    mut reader: csv::Reader<impl io::Read>,
    now: Timestamp,
    cancelled: &AtomicBool,
    progress: &mut dyn FnMut(u64),
) -> Result<(ImportSummary, ChangeList, Vec<ImportProblem>), DeskError> {
    let mut summary =
        ImportSummary { lines: 0, added: 0, updated: 0, changes: ImportChanges::default(), sha256: [0; 32] };
    let mut problems = Vec::new();
    let columns = match header(&mut reader)? {
        Ok(columns) => columns,
        Err(problem) => return Ok((summary, ChangeList::default(), vec![problem])),
    };
    let today = time::day(now);
    let mut register = Intaking::new(tx, keys, now)?;
    let mut line = csv::StringRecord::new();
    loop {
        let place = reader.position().line();
        match reader.read_record(&mut line) {
            Ok(false) => break,
            Ok(true) => {}
            Err(error) if error.is_io_error() => return Err(DeskError::File(error.into())),
            Err(_) => {
                problems.push(ImportProblem { line: place, column: "", reason: "not_utf8" });
                continue;
            }
        }
        summary.lines += 1;
        let place = line.position().map_or(place, csv::Position::line);
        match read_line(&line, &columns, today) {
            // Once something is wrong nothing will stay, but only what was written finds the second of a kind.
            Ok(record) => {
                if !register.take(&record)? {
                    problems.push(ImportProblem { line: place, column: "id_number", reason: "duplicate" });
                }
            }
            Err((column, reason)) => problems.push(ImportProblem { line: place, column, reason }),
        }
        if problems.len() >= MOST_PROBLEMS {
            break;
        }
        if summary.lines.is_multiple_of(1000) {
            progress(reader.position().byte());
            if cancelled.load(Ordering::Relaxed) {
                return Err(DeskError::File(io::ErrorKind::Interrupted.into()));
            }
        }
    }
    (summary.added, summary.updated) = (register.added, register.renewed.len() as u64);
    Ok((summary, register.changes, problems))
}

/// Where each of [`COLUMNS`] stands, or what is wrong with the header line.
fn header(reader: &mut csv::Reader<impl io::Read>) -> Result<Result<[usize; 7], ImportProblem>, DeskError> {
    let problem = |column, reason| Ok(Err(ImportProblem { line: 1, column, reason }));
    let header = match reader.headers() {
        Ok(header) => header,
        Err(error) if error.is_io_error() => return Err(DeskError::File(error.into())),
        Err(_) => return problem("", "not_utf8"),
    };
    let mut columns = [0; 7];
    for (place, column) in columns.iter_mut().zip(COLUMNS) {
        match header.iter().position(|name| name.trim() == column) {
            Some(found) => *place = found,
            None => return problem(column, "column_missing"),
        }
    }
    if header.len() > COLUMNS.len() {
        return problem("", "column_unknown");
    }
    Ok(Ok(columns))
}

fn read_line(
    line: &csv::StringRecord,
    columns: &[usize; 7],
    today: Date,
) -> Result<Record, (&'static str, &'static str)> {
    if line.len() != COLUMNS.len() {
        return Err(("", "column_count"));
    }
    let field = |i: usize| line.get(columns[i]).unwrap_or_default().trim();
    let optional = |i: usize| Some(field(i)).filter(|text| !text.is_empty());
    let id_number = id_number::parse(field(0), today).map_err(|error| ("id_number", error.code()))?.number;
    let name = Name::parse(field(1)).map_err(|error| ("name", error.code()))?;
    let phone = optional(2).map(|text| Phone::parse(text).ok_or(("phone", "not_a_phone"))).transpose()?;
    let card =
        optional(3).map(|text| CardNumber::parse(text).ok_or(("card_number", "not_a_card_number"))).transpose()?;
    let status = field(4).parse().ok().and_then(CardStatus::from_code).ok_or(("card_status", "not_a_card_status"))?;
    let pin = |i: usize| PinState::from_code(field(i)).ok_or((COLUMNS[i], "not_a_pin_state"));
    Ok(Record {
        holder: HolderRow {
            id: 0,
            id_number: id_number.as_str().to_owned(),
            name: name.as_str().to_owned(),
            phone: phone.map(|phone| phone.as_str().to_owned()),
            card_number: card.map(|card| card.as_str().to_owned()),
            card_status: status,
        },
        electronic: pin(5)?,
        physical: pin(6)?,
        id_number,
    })
}

/// The register while a file is taken in.
struct Intaking<'a> {
    tx: &'a dyn Tx,
    keys: &'a OfficeKeys,
    now: Timestamp,
    intake: Box<dyn Intake + 'a>,
    /// Row of the first holder that this file added; all it added come after.
    first_added: Option<i64>,
    added: u64,
    /// Rows of the holders that were there and that the file named.
    renewed: HashSet<i64>,
    changes: ChangeList,
}

impl<'a> Intaking<'a> {
    fn new(tx: &'a dyn Tx, keys: &'a OfficeKeys, now: Timestamp) -> Result<Self, DeskError> {
        let intake = tx.intake(now)?;
        let changes = ChangeList::default();
        Ok(Self { tx, keys, now, intake, first_added: None, added: 0, renewed: HashSet::new(), changes })
    }

    /// Adds or renews a holder; false if the file had the number before.
    fn take(&mut self, record: &Record) -> Result<bool, DeskError> {
        if let Some(row) = self.intake.add(&record.holder, record.electronic, record.physical)? {
            self.first_added.get_or_insert(row);
            self.added += 1;
            return Ok(true);
        }
        let before = self.tx.holder(&record.holder.id_number)?.ok_or(crate::store::StoreError::Unreadable("holder"))?;
        let row = before.id;
        let is_new = self.first_added.is_none_or(|first| row < first) && self.renewed.insert(row);
        if is_new {
            let mut changed = Changed::between(&before, &record.holder);
            if changed.is_row() {
                self.tx.put_holder(&record.holder, self.now)?;
            }
            for (kind, state) in [(PinKind::Electronic, record.electronic), (PinKind::Physical, record.physical)] {
                if self.renew_pin(row, kind, state)? {
                    changed.note_pin(kind);
                }
            }
            if changed.is_any() {
                let subject = self.keys.subject(record.id_number.as_str());
                self.changes.add(subject, record.id_number.mask(), changed);
            }
        }
        Ok(is_new)
    }

    /// A file may lock a PIN or say that one was set elsewhere; it never clears a lock and never takes away a PIN. True if
    /// something changed.
    fn renew_pin(&self, row: i64, kind: PinKind, state: PinState) -> Result<bool, DeskError> {
        if state == PinState::Unset {
            return Ok(false);
        }
        let before = self.tx.credential(row, kind)?;
        let locks = state == PinState::Locked && before.state != PinState::Locked;
        let appears = state == PinState::Active && before.state == PinState::Unset;
        if locks || appears {
            let locked_at = (state == PinState::Locked).then_some(self.now);
            self.tx.put_credential(row, kind, &Credential { state, locked_at, ..before.clone() })?;
        }
        Ok(locks || appears)
    }
}

/// A report: line, column, reason.
fn write_problems(path: &Path, problems: &[ImportProblem]) -> io::Result<()> {
    let mut writer = csv::Writer::from_path(path)?;
    writer.write_record(["line", "column", "reason"])?;
    for problem in problems {
        writer.write_record([&problem.line.to_string(), problem.column, problem.reason])?;
    }
    writer.flush()
}
