//! A made-up office: real keys, real store, real log, people who do not exist, and weeks of work that never happened.
//!
//! Everything goes through the desk's own books, so a demonstration is checked, verified and exported like any office.
//! It says that it is one, in the store and on every screen.

mod accounts;
mod history;
mod people;
mod random;

use std::{
    sync::{Arc, atomic::AtomicBool},
    thread,
};

pub use accounts::{DEMONSTRATION_ACCOUNTS, DemonstrationAccount};
use jiff::{SignedDuration, Timestamp, ToSpan as _, civil::Date, civil::Weekday};
pub use people::{DemonstrationHolder, demonstration_holder};

use self::{
    accounts::administrator,
    history::{Day, History, Oddity, Person},
    people::Step,
};
use super::{
    Desk, DeskError, Folders, NewOffice, OfficeError,
    adoption::founder_entry,
    books::{Author, Pen},
    clock::ManualClock,
    deed::pin_owner,
    staff::add_account,
    worklist::{ListedItem, Worklist, sign_off_entry},
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Subject},
        free_text::{FreeText, REMARK_LIMIT},
        id_number::IdNumber,
        pin::{PinKind, PinState},
        settings::Settings,
        staff::{Role, StaffNumber},
        time,
        visit::Seat,
    },
    store::{Credential, HolderRow},
    vault::{Hasher, HashingCost, HashingError},
};

/// What to make up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemonstrationPlan {
    /// Holders of the register.
    pub holders: u32,
    /// Entries of the log, at about a thousand a working day; three weeks if `None`. A log is never shorter than what
    /// happened to the special holders.
    pub entries: Option<u64>,
    /// What a hash costs. Weaker than an office's is for trials that need many.
    pub hashing: HashingCost,
}

impl Default for DemonstrationPlan {
    fn default() -> Self {
        Self { holders: 2000, entries: None, hashing: HashingCost::PRODUCTION }
    }
}

/// A PIN of a special holder that can be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemonstrationPin {
    /// The holder's index.
    pub holder: u32,
    /// Which PIN.
    pub kind: PinKind,
    /// Its digits.
    pub digits: &'static str,
}

/// What was made.
#[derive(Debug)]
pub struct Demonstration {
    /// The office, open, with nobody signed in and a clock that stands; open it anew to work with it.
    pub desk: Desk,
    /// Indexes of the holders with something special, for [`demonstration_holder`].
    pub specials: std::ops::Range<u32>,
    /// Every PIN that was really hashed.
    pub pins: Vec<DemonstrationPin>,
    /// Entries of the log.
    pub entries: u64,
}

/// Entries of a working day: at most 300 visits.
const ENTRIES_A_DAY: u64 = 1000;
/// Working days of a demonstration that nobody asked to be longer.
const DAYS: u64 = 15;
/// A checkpoint follows at the latest after so many entries, as in live work.
const CHECKPOINT: usize = 100;
/// So many holders come to the window; a million of them would only make their visits rare.
const VISITORS: u32 = 5000;
/// A day of fewer entries has room for nothing odd.
const ODD_FROM: u64 = 300;
/// The administrator's last three entries: the register's newest refresh.
const REFRESH_ENTRIES: u64 = 3;

impl Desk {
    /// Makes up an office in empty folders, as it would stand at `now`.
    ///
    /// # Errors
    /// A folder holds something already, or a file cannot be written.
    pub fn demonstrate(
        folders: &Folders,
        plan: &DemonstrationPlan,
        now: Timestamp,
    ) -> Result<Demonstration, OfficeError> {
        let wanted = plan.entries.unwrap_or(DAYS * ENTRIES_A_DAY);
        let days = working_days_before(time::day(now), wanted.div_ceil(ENTRIES_A_DAY).max(1));
        let first = days.first().copied().unwrap_or_else(|| time::day(now));
        // Its accounts have been known for more than a day, whatever the day.
        let founded = history::at(first, 8, 10).min(now.checked_sub(SignedDuration::from_hours(48)).unwrap_or(now));
        let clock = Arc::new(ManualClock::at(founded));
        let [_, supervisor, admin, ..] = DEMONSTRATION_ACCOUNTS;
        let new = NewOffice {
            folders: folders.clone(),
            settings: settings(),
            administrator: admin.as_founder()?,
            supervisor: supervisor.as_founder()?,
            colleagues: Vec::new(),
            demonstration: true,
            hashing: plan.hashing,
        };
        let mut desk = Self::create(&new, clock)?.desk;
        let specials = u32::try_from(people::specials()).unwrap_or(u32::MAX).min(plan.holders);
        let pins = hashed_pins(specials);
        let hashes = desk.take_on_staff(&pins)?;
        let mut people = desk.fill_register(plan.holders)?;
        desk.live_through(&days, wanted, specials, &mut people)?;
        desk.refresh_register(now, plan.holders, specials, &pins, &hashes, &mut people)?;
        let entries = desk.books.size()?;
        Ok(Demonstration { desk, specials: 0..specials, pins, entries })
    }

    /// Makes the other accounts and hashes the PINs meanwhile, on two threads.
    fn take_on_staff(&mut self, pins: &[DemonstrationPin]) -> Result<Vec<String>, DeskError> {
        let pins = &self.with_owners(pins)?;
        let (mine, theirs) = pins.split_at(pins.len().saturating_sub(DEMONSTRATION_ACCOUNTS.len()) / 2);
        let hasher = &self.pin_hasher;
        let [_, supervisor, admin, ..] = DEMONSTRATION_ACCOUNTS;
        let (rows, hashes) = thread::scope(|scope| -> Result<_, DeskError> {
            let other = thread::Builder::new()
                .name("demonstration-hashes".to_owned())
                .spawn_scoped(scope, move || hash_all(hasher, theirs))?;
            let rows: Vec<_> = DEMONSTRATION_ACCOUNTS
                .iter()
                .filter(|account| ![admin.number, supervisor.number].contains(&account.number))
                .map(|account| self.founder_row(&account.as_founder()?, account.role))
                .collect::<Result<_, DeskError>>()?;
            let mut hashes = hash_all(hasher, mine)?;
            let theirs = other.join().map_err(|_| DeskError::Log("a thread ended early".to_owned()))??;
            hashes.extend(theirs);
            Ok((rows, hashes))
        })?;
        let author = administrator();
        self.books.write(self.clock.now(), |pen| {
            for row in &rows {
                add_account(pen, row)?;
                pen.write_as(&author, founder_entry(row, supervisor.number))?;
            }
            pen.write_as(&author, Draft::new(Action::SignIn, Outcome::Done))
        })?;
        Ok(hashes)
    }

    /// Digits of PINs, and whom their hashes belong to.
    fn with_owners(&self, pins: &[DemonstrationPin]) -> Result<Vec<(&'static str, String)>, DeskError> {
        pins.iter()
            .map(|pin| {
                let holder = demonstration_holder(pin.holder)?;
                Ok((pin.digits, pin_owner(&self.keys.subject(holder.id_number.as_str()), pin.kind)))
            })
            .collect()
    }

    /// Writes every holder and returns those who will come to the window.
    fn fill_register(&mut self, holders: u32) -> Result<Vec<Person>, DeskError> {
        let now = self.clock.now();
        let keys = &self.keys;
        let author = administrator();
        self.books.write(now, |pen| {
            let mut visitors = Vec::new();
            for index in 0..holders {
                let holder = demonstration_holder(index)?;
                let row = pen.tx().put_holder(&as_row(&holder), now)?;
                let pins = holder.pins.map(|state| initial(state, now));
                for (kind, pin) in PinKind::ALL.into_iter().zip(&pins) {
                    if pin.state != PinState::Unset {
                        pen.tx().put_credential(row, kind, pin)?;
                    }
                }
                if index < VISITORS {
                    let number = &holder.id_number;
                    let subject = keys.subject(number.as_str());
                    visitors.push(Person::new(row, subject, number.mask(), number.kind(), holder.card_status, pins));
                }
            }
            pen.write_as(&author, import_entry(holders, holders))?;
            pen.write_as(&author, Draft::new(Action::SignOut, Outcome::Done))?;
            pen.seal()?;
            Ok(visitors)
        })
    }

    /// Lives through the working days, one transaction a day.
    fn live_through(
        &mut self,
        days: &[Date],
        wanted: u64,
        specials: u32,
        people: &mut [Person],
    ) -> Result<(), DeskError> {
        let founding = self.books.size()?;
        let to_write = wanted.saturating_sub(founding + REFRESH_ENTRIES);
        let stories = timetable(specials, days.len());
        let [clerk, supervisor, administrator, second, other, third] =
            DEMONSTRATION_ACCOUNTS.map(|account| account.number);
        let staff = |number: &str| StaffNumber::parse(number).ok_or(DeskError::StaffNumber);
        let strangers = self.strangers()?;
        let unknown = self.keys.unknown_staff("clerk1");
        let settings = self.settings.clone();
        let other_name = other;
        let staff = [clerk, second, third, supervisor, other, administrator].map(staff);
        let [clerk, second, third, supervisor, other, administrator] = staff;
        let staff = [clerk?, second?, third?, supervisor?, other?, administrator?];
        let mut history = History::new(people, specials as usize, &settings, staff, &strangers, unknown);
        for (place, date) in days.iter().enumerate() {
            let last = place + 1 == days.len();
            if last && place > 0 {
                self.sign_some_off(days[place.saturating_sub(3)], *date, other_name)?;
            }
            let size = self.books.size()?;
            let done_by_then = founding + to_write * (place as u64 + 1) / days.len() as u64;
            let target = done_by_then.saturating_sub(size);
            let odd: Vec<Oddity> = Oddity::CALENDAR
                .into_iter()
                .filter(|(before, _)| days.len() - 1 - place == *before && target >= ODD_FROM)
                .map(|(_, odd)| odd)
                .collect();
            let day = history.day(*date, size, target, &stories[place], &odd, last);
            let end = day.entries.last().map_or(self.clock.now(), |(at, _)| *at);
            let seat = settings.seat.clone();
            self.books.write(end, |pen| write_day(pen, *date, &seat, day))?;
        }
        Ok(())
    }

    /// On the last morning a supervisor signs off what is on the worklist from before a day, but nothing of their own.
    fn sign_some_off(&mut self, before: Date, today: Date, supervisor: &str) -> Result<(), DeskError> {
        let mut worklist = Worklist::new(self.books.reader()?, &self.settings);
        worklist.catch_up(&mut |_, _| {}, &AtomicBool::new(false))?;
        let is_due = |listed: &ListedItem| time::day(listed.item.last) < before && !listed.item.is_own(supervisor);
        let mut items: Vec<_> = worklist.items().into_iter().filter(is_due).collect();
        items.reverse();
        let author = Author { staff: supervisor.to_owned(), role: Role::Supervisor };
        let remark = FreeText::parse("已向经办核实，情况属实", REMARK_LIMIT)?;
        self.books.write(history::at(today, 8, 40), |pen| {
            pen.write_as(&author, Draft::new(Action::SignIn, Outcome::Done))?;
            for listed in &items {
                pen.write_as(&author, sign_off_entry(&listed.item, &remark))?;
            }
            pen.write_as(&author, Draft::new(Action::SignOut, Outcome::Done))?;
            pen.seal()
        })
    }

    /// The register's newest refresh two hours ago; it locks what the stories say, and the PINs of the stories are put
    /// where they belong.
    fn refresh_register(
        &mut self,
        now: Timestamp,
        holders: u32,
        specials: u32,
        pins: &[DemonstrationPin],
        hashes: &[String],
        people: &mut [Person],
    ) -> Result<(), DeskError> {
        let refresh = time::earlier(now, SignedDuration::from_hours(2));
        let author = administrator();
        for (pin, hash) in pins.iter().zip(hashes) {
            people[pin.holder as usize].pins[pin.kind as usize].hash = Some(hash.clone());
        }
        for (person, index) in people.iter_mut().zip(0..specials) {
            for step in people::story(index as usize) {
                if let Step::LockedByRegister(kind) = step {
                    let pin = &mut person.pins[*kind as usize];
                    (pin.state, pin.locked_at) = (PinState::Locked, Some(refresh));
                    person.touched[*kind as usize] = true;
                }
            }
        }
        self.books.write(refresh, |pen| {
            pen.write_as(&author, Draft::new(Action::SignIn, Outcome::Done))?;
            pen.write_as(&author, import_entry(holders, 0))?;
            pen.write_as(&author, Draft::new(Action::SignOut, Outcome::Done))?;
            for person in people {
                for kind in PinKind::ALL {
                    if person.touched[kind as usize] {
                        pen.tx().put_credential(person.row, kind, &person.pins[kind as usize])?;
                    }
                }
            }
            pen.seal()
        })
    }

    /// Numbers that nobody of the register has.
    fn strangers(&self) -> Result<Vec<(Subject, String)>, DeskError> {
        let numbers = ["44030119660401901", "44030119710822902", "44030119930515903", "44030120010230904"];
        let known = numbers.iter().filter_map(|begins| people::complete(begins).ok());
        Ok(known.map(|number: IdNumber| (self.keys.subject(number.as_str()), number.mask())).collect())
    }
}

/// Visits and entries of a day, with their checkpoints.
fn write_day(pen: &mut Pen<'_>, date: Date, seat: &Seat, day: Day) -> Result<(), DeskError> {
    for visit in &day.visits {
        pen.tx().take_counter(date, seat)?;
        pen.tx().open_visit(visit)?;
    }
    for approval in &day.approvals {
        pen.tx().grant(approval)?;
    }
    let mut entries = day.entries.into_iter().peekable();
    while entries.peek().is_some() {
        pen.write_many(entries.by_ref().take(CHECKPOINT))?;
        pen.seal()?;
    }
    Ok(())
}

/// The working days before a day, oldest first.
fn working_days_before(today: Date, count: u64) -> Vec<Date> {
    let mut days = Vec::new();
    let mut day = today;
    while (days.len() as u64) < count {
        let Ok(before) = day.checked_sub(1.day()) else { break };
        day = before;
        if !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
            days.push(day);
        }
    }
    days.reverse();
    days
}

/// On which day each step of each story happens: the last step on the last day, the one before it the day before.
fn timetable(specials: u32, days: usize) -> Vec<Vec<(usize, Step)>> {
    let mut timetable = vec![Vec::new(); days];
    for index in 0..specials as usize {
        let at_window = |step: &&Step| !matches!(step, Step::LockedByRegister(_));
        let steps: Vec<Step> = people::story(index).iter().filter(at_window).copied().collect();
        for (place, step) in steps.iter().enumerate() {
            let day = days.saturating_sub(steps.len() - place);
            timetable[day].push((index, *step));
        }
    }
    timetable
}

/// The PINs that special holders keyed last, which are hashed for good.
fn hashed_pins(specials: u32) -> Vec<DemonstrationPin> {
    let mut pins = Vec::new();
    for holder in 0..specials {
        for step in people::story(holder as usize) {
            if let Step::New(kind, digits) = *step {
                pins.push(DemonstrationPin { holder, kind, digits });
            }
        }
    }
    pins
}

fn hash_all(hasher: &Hasher, pins: &[(&str, String)]) -> Result<Vec<String>, HashingError> {
    pins.iter().map(|(digits, owner)| hasher.hash(digits.as_bytes(), owner)).collect()
}

fn as_row(holder: &DemonstrationHolder) -> HolderRow {
    HolderRow {
        id: 0,
        id_number: holder.id_number.as_str().to_owned(),
        name: holder.name.clone(),
        phone: holder.phone.clone(),
        card_number: Some(holder.card_number.clone()),
        card_status: holder.card_status,
    }
}

/// A PIN as the register brings it: its state, and nothing this office could try it with.
fn initial(state: PinState, at: Timestamp) -> Credential {
    Credential { state, locked_at: (state == PinState::Locked).then_some(at), ..Credential::UNSET }
}

fn import_entry(holders: u32, added: u32) -> Draft {
    Draft::new(Action::RegisterImport, Outcome::Done)
        .with("lines", holders)
        .with("added", added)
        .with("updated", holders - added)
}

fn settings() -> Settings {
    Settings {
        office_name: "示范区社会保障服务中心".to_owned(),
        seat: Seat::parse("03").unwrap_or(Settings::default().seat),
        ..Settings::default()
    }
}
