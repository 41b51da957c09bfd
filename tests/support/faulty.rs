//! A store that fails, stops in the middle, or waits, at whatever step a trial says.
//!
//! `mod support; #[path = "support/faulty.rs"] mod faulty;`
#![allow(dead_code, reason = "each test uses its own part")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of tests")]

use std::{
    ops::{ControlFlow, Range, RangeInclusive},
    sync::{Arc, Condvar, Mutex},
};

use jiff::{Timestamp, civil::Date};
use pindesk::{
    domain::{
        audit::{Action, Outcome, Subject},
        pin::PinKind,
        visit::{Seat, VisitSerial},
    },
    store::{
        Approval, CounterRow, Credential, DeferralRow, EntryFilter, EntryRow, HolderRow, Intake, Log, LogHead, LogRow,
        ProofState, Register, Result, Staff, StaffRow, Store, StoreError, Survey, Tx, UnknownStaffRow, Values,
        VisitRow, Visits,
    },
};
use tlog_tiles::Hash;

/// What happens at a step.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Once,
    Lasting,
    Panic,
}

#[derive(Default)]
struct Plan {
    armed: Option<(u64, Kind)>,
    is_parked: bool,
    waiting: u64,
    steps: u64,
}

/// The hand on the store.
#[derive(Clone, Default)]
pub struct Faults(Arc<(Mutex<Plan>, Condvar)>);

impl Faults {
    fn arm(&self, after: u64, kind: Kind) {
        self.0.0.lock().unwrap().armed = Some((after, kind));
    }

    /// One step fails after so many that do not.
    pub fn fail_once_after(&self, steps: u64) {
        self.arm(steps, Kind::Once);
    }

    /// Every step fails from now on.
    pub fn fail(&self) {
        self.arm(0, Kind::Lasting);
    }

    /// The thread breaks off after so many steps.
    pub fn break_off_after(&self, steps: u64) {
        self.arm(steps, Kind::Panic);
    }

    /// All is well again; true if what was armed has not happened.
    pub fn heal(&self) -> bool {
        self.0.0.lock().unwrap().armed.take().is_some()
    }

    /// Every step waits until [`Self::go_on`].
    pub fn park(&self) {
        self.0.0.lock().unwrap().is_parked = true;
    }

    pub fn go_on(&self) {
        self.0.0.lock().unwrap().is_parked = false;
        self.0.1.notify_all();
    }

    /// Whether somebody waits at a step.
    pub fn is_reached(&self) -> bool {
        self.0.0.lock().unwrap().waiting > 0
    }

    /// Steps so far.
    pub fn steps(&self) -> u64 {
        self.0.0.lock().unwrap().steps
    }

    pub fn over(&self, store: Box<dyn Store>) -> Box<dyn Store> {
        Box::new(Faulty { inner: store, faults: self.clone() })
    }

    fn step(&self) -> Result<()> {
        let (lock, gate) = &*self.0;
        let mut plan = lock.lock().unwrap();
        plan.steps += 1;
        plan.waiting += 1;
        while plan.is_parked {
            plan = gate.wait(plan).unwrap();
        }
        plan.waiting -= 1;
        match plan.armed {
            None => Ok(()),
            Some((left @ 1.., kind)) => {
                plan.armed = Some((left - 1, kind));
                Ok(())
            }
            Some((0, Kind::Lasting)) => Err(StoreError::DiskFull),
            Some((0, Kind::Once)) => {
                plan.armed = None;
                Err(StoreError::DiskFull)
            }
            Some((0, Kind::Panic)) => {
                plan.armed = None;
                drop(plan);
                panic!("a trial");
            }
        }
    }
}

struct Faulty {
    inner: Box<dyn Store>,
    faults: Faults,
}

impl Store for Faulty {
    fn read(&mut self) -> Result<Box<dyn Tx + '_>> {
        self.faults.step()?;
        Ok(Box::new(FaultyTx { inner: self.inner.read()?, faults: self.faults.clone() }))
    }

    fn write(&mut self) -> Result<Box<dyn Tx + '_>> {
        self.faults.step()?;
        Ok(Box::new(FaultyTx { inner: self.inner.write()?, faults: self.faults.clone() }))
    }

    fn reader(&self) -> Result<Box<dyn Store>> {
        // Whoever reads on a thread of their own is none of these trials.
        self.inner.reader()
    }

    fn damage(&mut self) -> Result<Option<String>> {
        self.inner.damage()
    }
}

struct FaultyTx<'a> {
    inner: Box<dyn Tx + 'a>,
    faults: Faults,
}

impl Tx for FaultyTx<'_> {
    fn commit(self: Box<Self>) -> Result<()> {
        self.faults.step()?;
        self.inner.commit()
    }
}

/// Every method of a trait of the store, each of them a step. A new method is a new line here.
macro_rules! steps {
    ($of:ident: $(fn $name:ident($($arg:ident: $is:ty),*) -> $out:ty;)*) => {
        impl $of for FaultyTx<'_> {
            $(fn $name(&self, $($arg: $is),*) -> Result<$out> {
                self.faults.step()?;
                self.inner.$name($($arg),*)
            })*
        }
    };
}

steps! { Register:
    fn holder(id_number: &str) -> Option<HolderRow>;
    fn holder_row(id: i64) -> Option<HolderRow>;
    fn holders() -> u64;
    fn each_shared_phone(more_than: u32, changed_at: Timestamp, each: &mut dyn FnMut(&str, u64, u64) -> Result<()>) -> ();
    fn put_holder(holder: &HolderRow, at: Timestamp) -> i64;
    fn intake(at: Timestamp) -> Box<dyn Intake + '_>;
    fn credential(holder: i64, kind: PinKind) -> Credential;
    fn put_credential(holder: i64, kind: PinKind, credential: &Credential) -> ();
    fn past_pins(holder: i64, kind: PinKind) -> Vec<String>;
    fn remember_pin(holder: i64, kind: PinKind, hash: &str) -> ();
}

steps! { Visits:
    fn take_counter(day: Date, seat: &Seat) -> u32;
    fn open_visit(visit: &VisitRow) -> ();
    fn visit(serial: &VisitSerial) -> Option<VisitRow>;
    fn open_visits() -> Vec<VisitRow>;
    fn mark_acted(serial: &VisitSerial) -> ();
    fn close_visit(serial: &VisitSerial, at: Timestamp) -> ();
    fn issue_proof(id: &str, visit: &VisitSerial, at: Timestamp) -> ();
    fn move_proof(id: &str, visit: &VisitSerial, from: ProofState, to: ProofState) -> bool;
    fn void_proofs() -> u64;
    fn grant(approval: &Approval) -> ();
    fn approvals(visit: &VisitSerial) -> Vec<Approval>;
    fn spend_approval(id: &str) -> bool;
}

steps! { Staff:
    fn staff(number: &str) -> Option<StaffRow>;
    fn all_staff() -> Vec<StaffRow>;
    fn put_staff(staff: &StaffRow) -> ();
    fn open_deferrals() -> Vec<DeferralRow>;
    fn put_deferral(row: &DeferralRow) -> ();
    fn unknown_staff(pseudonym: &str) -> UnknownStaffRow;
    fn put_unknown_staff(pseudonym: &str, row: &UnknownStaffRow) -> ();
}

steps! { Log:
    fn logs() -> Vec<LogRow>;
    fn head() -> Option<LogHead>;
    fn start_log(id: &str, at: Timestamp) -> i64;
    fn append(log: i64, seq: u64, line: &str, hashes: &[(u64, Hash)]) -> ();
    fn tree_hashes(log: i64, positions: &[u64]) -> Vec<Option<Hash>>;
    fn tree_range(log: i64, positions: Range<u64>) -> Vec<Option<Hash>>;
    fn last_seq(log: i64) -> u64;
    fn lines(log: i64, from_seq: u64, each: &mut dyn FnMut(u64, &[u8]) -> ControlFlow<()>) -> ();
    fn checkpoints(log: i64, sizes: RangeInclusive<u64>) -> Vec<(u64, String)>;
    fn newest_checkpoint(log: i64) -> Option<(u64, String)>;
    fn checkpoint_over(log: i64, seq: u64) -> Option<(u64, String)>;
    fn put_checkpoint(log: i64, size: u64, note: &str) -> ();
    fn positions(filter: &EntryFilter, after: u32) -> Vec<u32>;
    fn position_of(log: i64, seq: u64) -> Option<u32>;
    fn entries_at(positions: &[u32]) -> Vec<EntryRow>;
    fn each_entry(filter: &EntryFilter, each: &mut dyn FnMut(EntryRow) -> ControlFlow<()>) -> ();
    fn each_entry_after(position: u32, each: &mut dyn FnMut(EntryRow) -> ControlFlow<()>) -> ();
    fn each_line(filter: &EntryFilter, after: u32, each: &mut dyn FnMut(u32, &[u8]) -> ControlFlow<()>) -> ();
    fn newest_position() -> u32;
    fn entries_of(subject: &Subject, actions: &[Action], since: Timestamp, most: u32) -> Vec<EntryRow>;
    fn newest_done(subject: &Subject, actions: &[Action]) -> Option<EntryRow>;
    fn was_refused(subject: &Subject, since: Timestamp, reasons: &[&str]) -> bool;
    fn failed_since(action: Action, since: Timestamp) -> u64;
    fn pace_of(staff: &str, action: Action, outcome: Option<Outcome>, since: Timestamp) -> (u64, u64);
    fn count_of(subject: &Subject, action: Action, kind: PinKind, since: Timestamp) -> u64;
}

steps! { Survey:
    fn counters() -> Vec<CounterRow>;
    fn each_visit(each: &mut dyn FnMut(VisitRow, Option<&str>)) -> ();
    fn each_approval(each: &mut dyn FnMut(Approval)) -> ();
    fn each_credential(each: &mut dyn FnMut(&str, PinKind, Credential)) -> ();
    fn live_proofs() -> Vec<VisitSerial>;
    fn has_hashes_beyond(log: i64, position: u64) -> bool;
}

steps! { Values:
    fn value(key: &str) -> Option<String>;
    fn put_value(key: &str, value: &str) -> ();
}
