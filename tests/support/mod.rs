//! A made-up office for tests: real files, real store, cheap hashing, a clock that stands until it is moved.
#![allow(dead_code, reason = "each test uses its own part")]
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a helper of tests")]

use std::{path::Path, sync::Arc, time::Duration};

use jiff::Timestamp;
use pindesk::{
    desk::{
        ApprovalDecision, Clock, Consent, ConsentDecision, Desk, Folders, Founder, HolderView, IdentityCheck,
        IdentityProof, LookUp, ManualClock, NewOffice, NewStaff, OfficeError, PadReply, PadStage, Receipt,
    },
    domain::{
        document::{DocumentKind, Expiry},
        id_number::{self, IdNumber},
        pin::{Action, Pin, PinKind},
        settings::Settings,
        staff::Role,
        time,
        visit::{RefusalReason, Seat},
    },
    vault::{HashingCost, Password, RecoveryHalves},
};

/// Sunday noon in Beijing.
pub const NOON: &str = "2026-11-22T04:00:00Z";

pub const ADMIN: &str = "admin";
pub const CLERK: &str = "clerk01";
pub const CLERK_2: &str = "clerk02";
pub const SUPERVISOR: &str = "super01";
pub const SUPERVISOR_2: &str = "super02";
pub const PASSWORD: &str = "three green lamps";

/// Holders of the register, in the order of [`REGISTER`].
pub const ZHANG: &str = "11010119900307803X";
pub const LI: &str = "440308199901101512";
pub const CHAN: &str = "810000199408230021";
pub const SMITH: &str = "932682198501010017";
pub const LOST: &str = "310112198504095227";

pub const REGISTER: &str = "\
id_number,name,phone,card_number,card_status,electronic_pin,physical_pin
11010119900307803X,张三丰,13812341234,A12345678,1,locked,active
440308199901101512,李䶮,13900001111,B12345678,1,unset,unset
810000199408230021,CHAN Tai Man,,C12345678,1,active,active
932682198501010017,Alexandria Wilhelmina Featherstonehaugh,,D12345678,1,active,unset
310112198504095227,王·买买提,,E12345678,2,active,active
";

/// A number outside the register.
pub const STRANGER: &str = "11010519491231002X";

pub fn id(number: &str) -> IdNumber {
    id_number::parse(number, time::day(NOON.parse().unwrap())).unwrap().number
}

pub fn pin(digits: &str) -> Pin {
    Pin::from_digits(digits.as_bytes()).unwrap()
}

pub fn password(text: &str) -> Password {
    Password::new(text.as_bytes())
}

pub fn new_staff(number: &str, name: &str, role: Role, person: &str) -> NewStaff {
    NewStaff { number: number.into(), name: name.into(), role, id_number: id(person) }
}

pub fn founder(number: &str, name: &str, role: Role, person: &str) -> Founder {
    Founder { account: new_staff(number, name, role, person), password: password(PASSWORD) }
}

/// A supervisor's consent at the administrator's screen.
pub fn consent_of(supervisor: &str) -> Consent {
    Consent::Supervisor(decision_of(supervisor, true))
}

pub fn decision_of(supervisor: &str, granted: bool) -> ConsentDecision {
    let remark = "已当面核实".to_owned();
    ConsentDecision { supervisor: supervisor.to_owned(), password: password(PASSWORD), remark, granted }
}

pub struct Office {
    /// Windows over the office keep it too: the folder must not go while they are open.
    pub home: Arc<tempfile::TempDir>,
    pub clock: Arc<ManualClock>,
    pub desk: Option<Desk>,
    /// The recovery code's halves as they were shown.
    pub halves: [String; 2],
}

impl Office {
    /// An office with five accounts and five holders, nobody signed in.
    pub fn new() -> Self {
        let home = Arc::new(tempfile::tempdir().unwrap());
        let clock = Arc::new(ManualClock::at(NOON.parse::<Timestamp>().unwrap()));
        let mut settings =
            Settings {
                office_name: "示范区社保中心".into(), seat: Seat::parse("03").unwrap(), ..Settings::default()
            };
        // The clock stands during a check: the tests of that rule set it.
        settings.worklist.check_seconds = 0;
        let new = NewOffice {
            folders: folders(home.path()),
            settings,
            administrator: founder(ADMIN, "赵管理", Role::Administrator, "110105194912310038"),
            supervisor: founder(SUPERVISOR, "王芳", Role::Supervisor, "110105194912310070"),
            colleagues: vec![
                new_staff(CLERK, "李明", Role::Clerk, CLERK_PERSON),
                new_staff(CLERK_2, "陈静", Role::Clerk, "110105194912310054"),
                new_staff(SUPERVISOR_2, "周正", Role::Supervisor, "110105194912310097"),
            ],
            demonstration: true,
            hashing: HashingCost::CHEAP,
        };
        let founded = Desk::create(&new, clock.clone() as Arc<dyn Clock>).unwrap();
        let halves = [founded.code.first.shown().to_string(), founded.code.second.shown().to_string()];
        let codes: Vec<_> = founded.passwords.iter().map(|code| code.shown().to_string()).collect();
        let mut office = Self { home, clock, desk: Some(founded.desk), halves };
        office.furnish(&codes);
        office
    }

    fn furnish(&mut self, codes: &[String]) {
        self.sign_in(ADMIN);
        let file = self.home.path().join("register.csv");
        std::fs::write(&file, REGISTER).unwrap();
        self.desk().import(&file, &mut |_, _| {}).unwrap();
        self.sign_out();
        for (number, code) in [CLERK, CLERK_2, SUPERVISOR_2].into_iter().zip(codes) {
            self.settle_in(number, code);
        }
    }

    /// The first sign-in with a one-time password, which becomes [`PASSWORD`].
    pub fn settle_in(&mut self, number: &str, code: &str) {
        let first = password(code);
        self.desk().sign_in(number, &first).unwrap();
        self.desk().change_own_password(&first, &password(PASSWORD)).unwrap();
        self.sign_out();
    }

    /// Changes a setting with a supervisor's consent, whether it weakens a rule or not.
    pub fn weaken(&mut self, field: pindesk::domain::settings::Field, text: &str) {
        self.desk().change_settings(&[(field, text.to_owned())], Some(&consent_of(SUPERVISOR))).unwrap();
    }

    /// Both halves of the recovery code, as their keepers would type them.
    pub fn typed_halves(&self) -> RecoveryHalves {
        let [first, second] = &self.halves;
        RecoveryHalves { first: password(&first.to_lowercase()), second: password(second) }
    }

    pub fn desk(&mut self) -> &mut Desk {
        self.desk.as_mut().unwrap()
    }

    pub fn folders(&self) -> Folders {
        folders(self.home.path())
    }

    pub fn sign_in(&mut self, number: &str) {
        self.desk().sign_in(number, &password(PASSWORD)).unwrap();
    }

    pub fn sign_out(&mut self) {
        self.desk().sign_out().unwrap();
    }

    pub fn advance(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
    }

    /// Stops the program without a word, as a power cut would.
    pub fn stop(&mut self) {
        drop(self.desk.take());
    }

    pub fn start(&mut self) {
        self.desk = Some(open_desk(&self.folders(), self.clock.clone() as Arc<dyn Clock>));
    }

    pub fn look_up(&mut self, number: &str) -> HolderView {
        match self.desk().look_up(id(number)).unwrap() {
            LookUp::Found(view) => *view,
            other => panic!("{other:?}"),
        }
    }

    pub fn pass_check(&mut self, document: DocumentKind) -> IdentityProof {
        let expiry = Expiry::parse("2036-01-01").unwrap();
        let check = IdentityCheck { document, expiry, original: true, photo: true, name_and_number: true };
        self.desk().pass_check(check).unwrap()
    }

    /// Look-up and check with the resident card of a holder.
    pub fn checked(&mut self, number: &str) -> IdentityProof {
        let view = self.look_up(number);
        self.pass_check(DocumentKind::resident_card_of(view.id_kind))
    }

    pub fn submit(&mut self, digits: &str) -> PadReply {
        self.desk().pad_submit(pin(digits), &mut |_, _| {}).unwrap()
    }

    /// Keys a new PIN twice on an open pad that asks for it.
    pub fn key_new(&mut self, digits: &str) -> Receipt {
        assert!(matches!(self.submit(digits), PadReply::Next(PadStage::Again)));
        match self.submit(digits) {
            PadReply::Done(receipt) => receipt,
            other => panic!("{other:?}"),
        }
    }

    /// A whole visit that ends with a new PIN.
    pub fn serve(&mut self, number: &str, action: Action, kind: PinKind, digits: &str) -> Receipt {
        let proof = self.checked(number);
        self.desk().open_pad(proof, action, kind).unwrap();
        let receipt = self.key_new(digits);
        self.desk().close_visit().unwrap();
        receipt
    }
}

/// Opens an office that nobody has open. A program that another test is just starting holds every lock of this process
/// until it has become that program, so a lock that seems taken is tried again.
pub fn open_desk(folders: &Folders, clock: Arc<dyn Clock>) -> Desk {
    for _ in 0..100 {
        match Desk::open(folders, clock.clone()) {
            Err(OfficeError::SecondInstance) => std::thread::sleep(Duration::from_millis(20)),
            other => return other.unwrap(),
        }
    }
    panic!("the office stays open elsewhere");
}

pub fn folders(home: &Path) -> Folders {
    Folders { data: home.join("data"), keys: home.join("keys") }
}

/// The ID number of [`CLERK`] as a person.
pub const CLERK_PERSON: &str = "440524188001010014";

impl Office {
    /// An office with a reset, a refused check and a number that is not in the register; the supervisor signed in.
    pub fn reviewed() -> Self {
        let mut office = Office::new();
        office.sign_in(CLERK);
        office.serve(CHAN, Action::Reset, PinKind::Electronic, "739105");
        office.look_up(LI);
        office
            .desk()
            .refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, "=HYPERLINK(\"x\"), \"quoted\"")
            .unwrap();
        office.desk().close_visit().unwrap();
        office.sign_out();
        office.sign_in(SUPERVISOR);
        office
    }

    /// One clerk turns a holder away, the other one serves them with a supervisor's approval.
    pub fn refused_then_passed(&mut self, supervisor: &str) {
        self.sign_in(CLERK);
        self.look_up(CHAN);
        self.desk().refuse_check(DocumentKind::ResidencePermit, RefusalReason::PhotoMismatch, "").unwrap();
        self.desk().close_visit().unwrap();
        self.sign_out();
        self.advance(11 * 60);
        self.sign_in(CLERK_2);
        let proof = self.checked(CHAN);
        let decision = ApprovalDecision {
            action: Action::Reset,
            kind: PinKind::Electronic,
            supervisor: supervisor.to_owned(),
            password: password(PASSWORD),
            remark: "本人在场".to_owned(),
            granted: true,
        };
        self.desk().approve(&decision).unwrap();
        self.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
        self.key_new("739105");
        self.desk().close_visit().unwrap();
        self.sign_out();
    }

    /// Tries wrong PINs on a known PIN until it locks.
    pub fn lock_pin(&mut self, number: &str, kind: PinKind) {
        let proof = self.checked(number);
        self.desk().open_pad(proof, Action::Verify, kind).unwrap();
        while !matches!(self.submit("640281"), PadReply::Locked(_)) {}
        self.desk().close_visit().unwrap();
    }

    /// Puts the person behind [`CLERK`] into the register.
    pub fn register_person_of(&mut self, staff: &str) {
        assert_eq!(staff, CLERK);
        let file = self.home.path().join("more.csv");
        let header = REGISTER.lines().next().unwrap();
        std::fs::write(&file, format!("{header}\n{CLERK_PERSON},李明,,,1,active,active\n")).unwrap();
        self.sign_in(ADMIN);
        self.desk().import(&file, &mut |_, _| {}).unwrap();
        self.sign_out();
    }

    /// Every line of every log, oldest first, read from the file beside the open desk.
    pub fn lines(&self) -> Vec<String> {
        use pindesk::store::{EntryFilter, Store as _, sqlite::SqliteStore};
        let keys = pindesk::vault::OfficeKeys::load(&self.folders().keys).unwrap();
        let mut store = SqliteStore::open_reader(&self.folders().database(), keys.database()).unwrap();
        let mut lines = Vec::new();
        let tx = store.read().unwrap();
        tx.each_entry(&EntryFilter::default(), &mut |row| {
            lines.push(row.line);
            std::ops::ControlFlow::Continue(())
        })
        .unwrap();
        lines
    }

    /// The same, read.
    pub fn entries(&self) -> Vec<pindesk::domain::audit::Entry> {
        self.lines().iter().map(|line| pindesk::ledger::decode(line).unwrap().entry().unwrap()).collect()
    }
}
