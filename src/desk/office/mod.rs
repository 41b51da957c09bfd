//! The office as folders: what is there, making a new one, opening it, and one program at a time.

mod error;
mod making;

use std::{
    collections::BTreeMap,
    fs::{self, File},
    io::{self, Write as _},
    path::{Path, PathBuf},
    sync::Arc,
};

pub use error::OfficeError;
use making::{Made, take_lock};
use serde::{Deserialize, Serialize};

use super::{
    Clock, Desk, DeskError, Founder, Integrity, NewStaff, Notices, SystemClock,
    adoption::{founder_entry, keep_code, with_settings},
    books::{Author, Books},
    integrity,
    session::account_owner,
    settings,
    staff::add_account,
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome},
        free_text::FreeText,
        holder::Name,
        id_number::IdNumber,
        settings::{Field, Settings},
        staff::{Role, StaffNumber},
    },
    ledger::{self, LogId, Origin},
    store::{
        StaffRow, Store,
        sqlite::{SCHEMA_VERSION, SqliteStore},
    },
    vault::{Hasher, HashingCost, OfficeKeys, OneTimeCode, RecoveryCode},
};

/// Where an office lives: the database in one folder, the keys in another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folders {
    /// Database and `office.json`.
    pub data: PathBuf,
    /// `office.keys` and the anchor; apart from the data, best on removable media.
    pub keys: PathBuf,
}

impl Folders {
    /// The description beside the database.
    pub const OFFICE: &str = "office.json";
    /// The lock that keeps a second program out.
    pub const LOCK: &str = "office.lock";
    /// The anchor beside the key file.
    pub const ANCHOR: &str = "anchor.json";

    /// The database.
    #[must_use]
    pub fn database(&self) -> PathBuf {
        self.data.join(SqliteStore::FILE)
    }

    /// The anchor.
    #[must_use]
    pub fn anchor(&self) -> PathBuf {
        self.keys.join(Self::ANCHOR)
    }

    /// Where first run put the keys of the data in a folder, if there is an office that says so.
    #[must_use]
    pub fn remembered_keys(data: &Path) -> Option<PathBuf> {
        let text = fs::read(data.join(Self::OFFICE)).ok()?;
        serde_json::from_slice::<Description>(&text).ok()?.keys_folder
    }

    /// What is there, without touching anything.
    #[must_use]
    pub fn presence(&self) -> Presence {
        let data = is_occupied(&self.data);
        let keys = is_occupied(&self.keys);
        match (data, keys) {
            (false, false) => Presence::Nothing,
            (true, false) => Presence::KeysMissing,
            (false, true) => Presence::DataMissing,
            (true, true) => Presence::Both,
        }
    }
}

/// Whether a folder holds anything. The lock's file alone, which a first run that was cut off leaves, is nothing.
fn is_occupied(folder: &Path) -> bool {
    let is_lock = |entry: &io::Result<fs::DirEntry>| entry.as_ref().is_ok_and(|it| it.file_name() == Folders::LOCK);
    fs::read_dir(folder).is_ok_and(|entries| entries.into_iter().any(|entry| !is_lock(&entry)))
}

/// Which folders hold something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Neither: first run.
    Nothing,
    /// Data without keys.
    KeysMissing,
    /// Keys without data.
    DataMissing,
    /// Both: an office, if they belong together.
    Both,
}

/// `office.json`: not secret, tells a wrong key file from a broken database; the database still decides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Description {
    office: String,
    schema: i64,
    demonstration: bool,
    hashing: HashingCost,
    key_ids: BTreeMap<String, String>,
    /// Where first run put the keys, to be looked for there when nobody says otherwise. No secret: a folder's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keys_folder: Option<PathBuf>,
}

/// What first run asks for.
#[derive(Debug)]
pub struct NewOffice {
    /// Where.
    pub folders: Folders,
    /// Name, seat and everything else that can be set.
    pub settings: Settings,
    /// 首任系统管理员.
    pub administrator: Founder,
    /// 首任主管.
    pub supervisor: Founder,
    /// Accounts that both founders make together; each gets a one-time password.
    pub colleagues: Vec<NewStaff>,
    /// A made-up office; the screens say so.
    pub demonstration: bool,
    /// What a hash costs; only a demonstration may be weaker than [`HashingCost::PRODUCTION`].
    pub hashing: HashingCost,
}

/// A new office, and what is shown once.
#[derive(Debug)]
pub struct Founded {
    /// The office, open.
    pub desk: Desk,
    /// The recovery code: the first half for the administrator, the second for the supervisor.
    pub code: RecoveryCode,
    /// The one-time passwords of the colleagues, in their order.
    pub passwords: Vec<OneTimeCode>,
}

const DEMONSTRATION_KEY: &str = "demonstration";
const HASHING_KEY: &str = "hashing";

impl Desk {
    /// Makes a new office, by two people.
    ///
    /// # Errors
    /// A folder is not empty, a value breaks a rule, or a file cannot be written.
    pub fn create(new: &NewOffice, clock: Arc<dyn Clock>) -> Result<Founded, OfficeError> {
        let folders = &new.folders;
        making::refuse(folders)?;
        if !new.demonstration && !new.hashing.is_strong() {
            return Err(OfficeError::WeakHashing);
        }
        check_values(new)?;
        let (mut made, lock) = Made::begin(folders)?;
        let keys = OfficeKeys::generate()?;
        made.put_keys(&keys)?;
        let description = Description {
            office: keys.office().as_str().to_owned(),
            schema: SCHEMA_VERSION,
            demonstration: new.demonstration,
            hashing: new.hashing,
            key_ids: keys.ids().into_iter().map(|(label, id)| (label.to_owned(), id)).collect(),
            keys_folder: std::path::absolute(&folders.keys).ok(),
        };
        let store = SqliteStore::create(&folders.database(), keys.database()).map_err(|error| made.why(error))?;
        let settings = new.settings.clone();
        let mut desk = Self::assemble(folders, keys, Box::new(store), lock, &description, settings, clock)?;
        let (code, passwords) = desk.found(new)?;
        // Written last: without it the folder is an office that was never finished, and says so.
        write_description(&folders.data.join(Folders::OFFICE), &description)?;
        made.keep();
        Ok(Founded { desk, code, passwords })
    }

    /// The first transaction: settings, both founders, their recovery code, colleagues, and the log's first entries.
    fn found(&mut self, new: &NewOffice) -> Result<(RecoveryCode, Vec<OneTimeCode>), DeskError> {
        let administrator = self.founder_row(&new.administrator, Role::Administrator)?;
        let supervisor = self.founder_row(&new.supervisor, Role::Supervisor)?;
        let code = RecoveryCode::generate()?;
        let code_hash = self.recovery_hash(&code)?;
        let mut passwords = Vec::new();
        let mut colleagues = Vec::new();
        for colleague in &new.colleagues {
            let password = OneTimeCode::generate()?;
            let row = self.new_account(colleague, colleague.role)?;
            let password_hash = self.staff_hasher.hash(password.secret().bytes(), &account_owner(&row.number))?;
            // Both founders made it: it counts from the start.
            colleagues.push(StaffRow { password_hash, known_since: None, ..row });
            passwords.push(password);
        }
        let hashing = serde_json::to_string(&new.hashing).map_err(io::Error::from)?;
        let now = self.clock.now();
        let settings = &self.settings;
        let by = |row: &StaffRow| Author { staff: row.number.as_str().to_owned(), role: row.role };
        let (first, second) = (by(&administrator), by(&supervisor));
        let size = self.books.begin_log(now, |pen, _| {
            let tx = pen.tx();
            settings::save(tx, settings)?;
            tx.put_value(DEMONSTRATION_KEY, &new.demonstration.to_string())?;
            tx.put_value(HASHING_KEY, &hashing)?;
            keep_code(pen, &code_hash, &first.staff, &second.staff)?;
            let start = Draft::new(Action::LogStart, Outcome::Done).with("reason", "first_run");
            pen.write(with_settings(start, settings))?;
            add_account(pen, &administrator)?;
            pen.write_as(&first, founder_entry(&administrator, &second.staff))?;
            add_account(pen, &supervisor)?;
            pen.write_as(&second, founder_entry(&supervisor, &first.staff))?;
            for row in &colleagues {
                add_account(pen, row)?;
                pen.write_as(&first, founder_entry(row, &second.staff))?;
            }
            pen.seal()?;
            Ok(pen.size())
        })?;
        self.integrity = Integrity::Sound { size };
        Ok((code, passwords))
    }

    /// Opens an office for work: the lock, the keys, the database, and the log against its anchor.
    ///
    /// A damaged log opens too, so that a supervisor can see it; counter work is stopped then.
    ///
    /// # Errors
    /// See [`OfficeError`]; nothing was touched.
    pub fn open(folders: &Folders, clock: Arc<dyn Clock>) -> Result<Self, OfficeError> {
        let (keys, description) = Self::inspect(folders)?;
        let lock = take_lock(&folders.data)?;
        let mut store = SqliteStore::open(&folders.database(), keys.database())?;
        let (settings, demonstration, hashing) = facts(&mut store)?;
        // The database decides: a description edited by hand changes nothing.
        let description = Description { demonstration, hashing, ..description };
        if !demonstration && !hashing.is_strong() {
            return Err(OfficeError::WeakHashing);
        }
        let mut desk = Self::assemble(folders, keys, Box::new(store), lock, &description, settings, clock)?;
        desk.start()?;
        Ok(desk)
    }

    /// Opens an office with the machine's clock.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_now(folders: &Folders) -> Result<Self, OfficeError> {
        Self::open(folders, Arc::new(SystemClock::default()))
    }

    /// Reads keys and description and sees that they belong together, without touching anything.
    pub(super) fn inspect(folders: &Folders) -> Result<(OfficeKeys, Description), OfficeError> {
        match folders.presence() {
            Presence::Nothing => return Err(OfficeError::NoOffice(folders.data.clone())),
            Presence::KeysMissing => return Err(OfficeError::KeysMissing(folders.keys.clone())),
            Presence::DataMissing => return Err(OfficeError::DataMissing(folders.data.clone())),
            Presence::Both => {}
        }
        let path = folders.data.join(Folders::OFFICE);
        let text = fs::read(&path).map_err(|_| OfficeError::Description(path.clone()))?;
        let description: Description =
            serde_json::from_slice(&text).map_err(|_| OfficeError::Description(path.clone()))?;
        if description.schema > SCHEMA_VERSION {
            return Err(OfficeError::Newer(description.schema));
        }
        let keys = OfficeKeys::load(&folders.keys)?;
        if keys.office().as_str() != description.office {
            return Err(OfficeError::OtherOffice);
        }
        let same = keys.ids().iter().all(|(label, id)| description.key_ids.get(*label) == Some(id));
        if same { Ok((keys, description)) } else { Err(OfficeError::WrongKeys) }
    }

    fn assemble(
        folders: &Folders,
        keys: OfficeKeys,
        store: Box<dyn Store>,
        lock: File,
        description: &Description,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, DeskError> {
        let seed = crate::vault::Key::from_bytes(keys.log_signing().bytes());
        Ok(Self {
            books: Books::new(
                store,
                keys.office().clone(),
                settings.seat.clone(),
                seed,
                folders.anchor(),
                clock.clone(),
            ),
            pin_hasher: Hasher::new(keys.pin_pepper(), description.hashing),
            staff_hasher: Hasher::new(keys.staff_pepper(), description.hashing),
            policy: settings::policy_of(&settings)?,
            settings,
            keys,
            clock,
            folders: folders.clone(),
            demonstration: description.demonstration,
            session: None,
            visit: None,
            integrity: Integrity::Sound { size: 0 },
            notices: Notices::default(),
            notices_are_old: true,
            _lock: lock,
        })
    }

    /// The start-up check, what a stopped program left open, and the entry of the start.
    fn start(&mut self) -> Result<(), DeskError> {
        self.books.resume()?;
        let (keys, folders) = (&self.keys, &self.folders);
        let finding = self.books.read(|tx| integrity::at_start(tx, keys, folders))?;
        if let Some(finding) = finding {
            self.damaged(finding);
            return Ok(());
        }
        let size = self.books.size()?;
        self.integrity = Integrity::Sound { size };
        let now = self.clock.now();
        self.books.write(now, |pen| {
            pen.write(Draft::new(Action::Start, Outcome::Done).with("version", env!("CARGO_PKG_VERSION")))?;
            Self::close_left_visits(pen, keys, now)
        })?;
        self.apply_due()
    }

    /// The origin of the log that is being written, as its checkpoints name it.
    pub(super) fn origin(&mut self) -> Result<Origin, DeskError> {
        let office = self.keys.office().clone();
        let id = self.books.read(|tx| Ok(tx.head()?.map(|head| head.id)))?.unwrap_or_default();
        let log = LogId::parse(&id).map_err(|e| DeskError::Log(e.to_string()))?;
        Origin::new(office.as_str(), &log).map_err(|e| DeskError::Log(e.to_string()))
    }
}

/// Everything typed that could be refused later, refused before anything is made.
fn check_values(new: &NewOffice) -> Result<(), DeskError> {
    // The log begins with it.
    FreeText::parse(&new.settings.office_name, 60).map_err(DeskError::FreeText)?;
    let founders = [&new.administrator, &new.supervisor];
    let accounts = founders.iter().map(|founder| &founder.account).chain(&new.colleagues);
    let mut taken: Vec<(StaffNumber, &IdNumber)> = Vec::new();
    for account in accounts {
        let number = StaffNumber::parse(&account.number).ok_or(DeskError::StaffNumber)?;
        Name::parse(&account.name).map_err(|_| DeskError::Name)?;
        if taken.iter().any(|(other, _)| *other == number) {
            return Err(DeskError::StaffNumberTaken);
        }
        if taken.iter().any(|(_, other)| other.as_str() == account.id_number.as_str()) {
            return Err(DeskError::PersonTaken);
        }
        taken.push((number, &account.id_number));
    }
    for founder in founders {
        let number = StaffNumber::parse(&founder.account.number).ok_or(DeskError::StaffNumber)?;
        founder.password.acceptable(number.as_str()).map_err(DeskError::PasswordRefused)?;
    }
    let mut settings = new.settings.clone();
    for field in Field::ALL {
        settings.set(field, &new.settings.get(field))?;
    }
    Ok(())
}

fn facts(store: &mut SqliteStore) -> Result<(Settings, bool, HashingCost), DeskError> {
    let tx = store.read()?;
    let settings = settings::load(&*tx)?;
    let demonstration = tx.value(DEMONSTRATION_KEY)?.as_deref() == Some("true");
    let hashing = tx.value(HASHING_KEY)?.and_then(|text| serde_json::from_str(&text).ok());
    Ok((settings, demonstration, hashing.unwrap_or(HashingCost::CHEAP)))
}

fn unwritable(path: &Path, source: io::Error) -> OfficeError {
    match source.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => OfficeError::ReadOnly(path.to_owned()),
        _ => OfficeError::Io { path: path.to_owned(), source },
    }
}

fn write_description(path: &Path, description: &Description) -> Result<(), OfficeError> {
    let io = |source| OfficeError::Io { path: path.to_owned(), source };
    let text = serde_json::to_string_pretty(description).map_err(|e| io(e.into()))?;
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path).map_err(io)?;
    file.write_all(text.as_bytes()).and_then(|()| file.write_all(b"\n")).and_then(|()| file.sync_all()).map_err(io)
}

/// The public key that checkpoints of these keys are checked with.
pub(super) fn verifying_key(keys: &OfficeKeys) -> ledger::VerifyingKey {
    ledger::verifying_key(keys.log_signing().bytes())
}
