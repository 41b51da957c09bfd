//! What fails in the middle: a disk at any step of any piece of work, a thread that breaks off, a desk that is slow, a
//! first run beside another. Afterwards the office is in order, and whoever waited was answered.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

#[path = "support/faulty.rs"]
mod faulty;
#[path = "support/flows.rs"]
mod flows;
mod support;

use std::{
    fs,
    process::{Command, Stdio},
    sync::{Arc, Barrier, atomic::AtomicBool},
    thread,
    time::{Duration, Instant},
};

use egui::{Key, Modifiers};
use faulty::Faults;
use flows::Window;
use jiff::Timestamp;
use pindesk::{
    desk::{
        Clock, DemonstrationPlan, Desk, DeskError, Folders, IdentityProof, Inspection, OfficeError, PadEnd, PadReply,
        PadStage, SystemClock,
    },
    domain::{
        audit::{Action as Told, Entry, Outcome, Value},
        document::DocumentKind,
        pin::{Action, PinKind},
        settings::Field,
        staff::Role,
        visit::RefusalReason,
    },
    store::{Store as _, sqlite::SqliteStore},
    ui::i18n::Language,
    vault::{HashingCost, OfficeKeys},
};
use support::{
    ADMIN, CHAN, CLERK, CLERK_2, LI, NOON, Office, PASSWORD, STRANGER, SUPERVISOR, consent_of, id, new_staff, password,
    pin,
};

const GOOD: &str = "739105";
const OTHER: &str = "640281";

/// An office whose disk is in our hand.
struct Trial {
    office: Office,
    faults: Faults,
}

impl Trial {
    fn new() -> Self {
        let mut office = Office::new();
        let faults = Faults::default();
        office.desk = office.desk.take().map(|desk| desk.over_store(|store| faults.over(store)));
        Self { office, faults }
    }

    fn desk(&mut self) -> &mut Desk {
        self.office.desk()
    }

    /// Does a piece of work with the disk failing at its first step, then at its second, and so on until it is through.
    /// What failed has left no entry, and can be done again.
    #[track_caller]
    fn at_every_step<T>(&mut self, what: &str, mut work: impl FnMut(&mut Desk) -> Result<T, DeskError>) -> T {
        for step in 0..2000 {
            let before = self.office.lines().len();
            self.faults.fail_once_after(step);
            let done = work(self.office.desk());
            let is_through = self.faults.heal();
            match done {
                Ok(done) => {
                    // Neither the count of the day nor what everybody should see, both read afterwards, undo what was done.
                    let reads_after =
                        ["sign_in", "change_setting", "create_staff", "reset_staff_password", "change_role"];
                    assert!(
                        is_through || reads_after.contains(&what),
                        "{what} takes a failure at step {step} for none"
                    );
                    assert!(step > 0, "{what} does nothing");
                    return done;
                }
                Err(error) => {
                    assert!(matches!(error, DeskError::DiskFull), "{what} at step {step}: {error}");
                    assert_eq!(self.office.lines().len(), before, "{what} at step {step} left an entry");
                }
            }
        }
        panic!("{what} never ends");
    }

    /// The same for work that takes the proof.
    #[track_caller]
    fn open_pad(&mut self, proof: IdentityProof, action: Action, kind: PinKind) {
        let mut proof = Some(proof);
        self.at_every_step("open_pad", |desk| {
            let taken = proof.take().expect("handed back");
            desk.open_pad(taken, action, kind).map_err(|declined| {
                proof = declined.proof;
                declined.error
            })
        });
    }

    #[track_caller]
    fn key(&mut self, digits: &str) -> PadReply {
        self.at_every_step("pad_submit", |desk| desk.pad_submit(pin(digits), &mut |_, _| {}))
    }

    #[track_caller]
    fn checked(&mut self, number: &str) -> IdentityProof {
        self.at_every_step("look_up", |desk| desk.look_up(id(number)));
        let check = pindesk::desk::IdentityCheck {
            document: DocumentKind::resident_card_of(id(number).kind()),
            expiry: pindesk::domain::document::Expiry::parse("2036-01-01").unwrap(),
            original: true,
            photo: true,
            name_and_number: true,
        };
        self.at_every_step("pass_check", |desk| desk.pass_check(check))
    }

    #[track_caller]
    fn is_in_order(&mut self) {
        self.faults.heal();
        self.office.stop();
        in_order(&self.office.folders());
    }
}

#[track_caller]
fn in_order(folders: &Folders) {
    let inspection = Inspection::of(folders, &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
    assert!(inspection.is_sound(), "{:?}, {:?}, {:?}", inspection.store, inspection.log, inspection.irregularities);
}

fn told(entries: &[Entry], action: Told) -> Vec<Outcome> {
    entries.iter().filter(|entry| entry.draft.action == action).map(|entry| entry.draft.outcome).collect()
}

fn detail<'a>(entry: &'a Entry, key: &str) -> Option<&'a str> {
    match entry.draft.detail.get(key) {
        Some(Value::Text(text)) => Some(text),
        _ => None,
    }
}

#[test]
fn a_disk_that_fails_at_any_step_of_a_clerks_work_leaves_nothing_half_done() {
    let mut trial = Trial::new();
    trial.at_every_step("sign_in", |desk| desk.sign_in(CLERK, &password(PASSWORD)));
    trial.at_every_step("look_up", |desk| desk.look_up(id(STRANGER)));
    let proof = trial.checked(CHAN);
    trial.at_every_step("reveal", Desk::reveal_number);
    trial.open_pad(proof, Action::Reset, PinKind::Electronic);
    assert!(matches!(trial.key("123456"), PadReply::Refused { .. }));
    assert!(matches!(trial.key(GOOD), PadReply::Next(PadStage::Again)));
    assert!(matches!(trial.key(GOOD), PadReply::Done(_)));
    let proof = trial.at_every_step("confirm", Desk::confirm_still_present);
    trial.open_pad(proof, Action::Reset, PinKind::Physical);
    trial.at_every_step("pad_cancel", |desk| desk.pad_cancel(PadEnd::Cancelled));
    trial.at_every_step("close_visit", Desk::close_visit);

    let proof = trial.checked(CHAN);
    trial.open_pad(proof, Action::Change, PinKind::Electronic);
    assert!(matches!(trial.key(OTHER), PadReply::Wrong { .. }));
    assert!(matches!(trial.key(GOOD), PadReply::Next(PadStage::New)));
    assert!(matches!(trial.key("528390"), PadReply::Next(PadStage::Again)));
    assert!(matches!(trial.key("528390"), PadReply::Done(_)));
    trial.at_every_step("close_visit", Desk::close_visit);

    let proof = trial.checked(CHAN);
    trial.open_pad(proof, Action::Verify, PinKind::Electronic);
    while !matches!(trial.key(OTHER), PadReply::Locked(_)) {}
    let proof = trial.at_every_step("confirm", Desk::confirm_still_present);
    let mut proof = Some(proof);
    trial.at_every_step("unlock", |desk| {
        desk.unlock(proof.take().expect("handed back"), PinKind::Electronic).map_err(|declined| {
            proof = declined.proof;
            declined.error
        })
    });
    trial.at_every_step("close_visit", Desk::close_visit);

    trial.at_every_step("look_up", |desk| desk.look_up(id(LI)));
    trial.at_every_step("refuse_check", |desk| {
        desk.refuse_check(DocumentKind::ResidentCard, RefusalReason::PhotoMismatch, "")
    });
    trial.at_every_step("close_visit", Desk::close_visit);
    trial.at_every_step("change_own_password", |desk| {
        desk.change_own_password(&password(PASSWORD), &password("four quiet rivers"))
    });
    trial.office.sign_out();
    trial.at_every_step("sign_in", |desk| desk.sign_in(ADMIN, &password(PASSWORD)));
    trial.at_every_step("change_setting", |desk| desk.change_setting(Field::OfficeName, "另一个中心"));
    let new = new_staff("clerk09", "吴小燕", Role::Clerk, "110105194912310433");
    trial.at_every_step("create_staff", |desk| desk.create_staff(&new, &consent_of(SUPERVISOR)));
    trial.at_every_step("reset_staff_password", |desk| desk.reset_staff_password("clerk09", &consent_of(SUPERVISOR)));
    trial.at_every_step("change_role", |desk| desk.change_role("clerk09", Role::Supervisor, &consent_of(SUPERVISOR)));
    trial.office.sign_out();
    let entries = trial.office.entries();
    assert_eq!(told(&entries, Told::PinReset), [Outcome::Refused, Outcome::Done, Outcome::Abandoned]);
    assert_eq!(told(&entries, Told::PinChange), [Outcome::Failed, Outcome::Done]);
    assert_eq!(told(&entries, Told::PinUnlock), [Outcome::Done]);
    trial.is_in_order();
}

#[test]
fn whoever_leaves_while_the_disk_fails_has_left_and_it_is_written_before_anything_else() {
    let mut trial = Trial::new();
    trial.office.sign_in(CLERK);
    let proof = trial.office.checked(CHAN);
    trial.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
    trial.faults.fail();
    assert!(matches!(trial.desk().pad_cancel(PadEnd::TimedOut), Err(DeskError::DiskFull)));
    assert!(trial.desk().pad_stage().is_some(), "an end that could not be written is none");
    assert!(trial.desk().lock_screen(true).is_err());
    assert!(trial.desk().sign_out().is_err());
    assert!(trial.desk().sign_in(CLERK_2, &password(PASSWORD)).is_err(), "nothing is done before it is written");
    trial.faults.heal();
    trial.office.sign_in(CLERK_2);
    let entries = trial.office.entries();
    let tail: Vec<_> = entries[entries.len() - 5..].iter().map(|e| (e.draft.action, e.draft.outcome)).collect();
    let wanted = [
        (Told::ScreenLock, Outcome::Done),
        (Told::PinReset, Outcome::Abandoned),
        (Told::VisitClose, Outcome::Abandoned),
        (Told::SignOut, Outcome::Done),
        (Told::SignIn, Outcome::Done),
    ];
    assert_eq!(tail, wanted);
    assert_eq!(entries[entries.len() - 2].draft.staff.as_deref(), Some(CLERK), "in the name of whoever left");
    let proof = trial.office.checked(CHAN);
    drop(proof);
    trial.office.sign_out();
    trial.is_in_order();
}

#[test]
fn what_is_owed_is_written_by_the_periodic_duties_too() {
    let mut trial = Trial::new();
    trial.office.sign_in(CLERK);
    trial.office.look_up(CHAN);
    trial.faults.fail();
    assert!(trial.desk().leave_visit().is_err());
    assert!(trial.desk().tick().is_err());
    trial.faults.heal();
    trial.desk().tick().unwrap();
    assert_eq!(told(&trial.office.entries(), Told::VisitClose), [Outcome::Abandoned]);
    trial.office.look_up(LI);
    trial.office.sign_out();
    trial.is_in_order();
}

#[test]
fn a_pad_can_be_left_by_whoever_has_no_right_to_go_on() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
    office.desk().lock_screen(true).unwrap();
    office.desk().pad_cancel(PadEnd::TimedOut).unwrap();
    assert!(matches!(office.desk().pad_cancel(PadEnd::TimedOut), Err(DeskError::NoPad)));
    assert_eq!(told(&office.entries(), Told::PinReset), [Outcome::Abandoned]);
}

#[test]
fn a_visit_that_is_closed_over_an_open_pad_ends_both() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap();
    office.desk().close_visit().unwrap();
    let entries = office.entries();
    assert_eq!(told(&entries, Told::PinReset), [Outcome::Abandoned]);
    assert_eq!(told(&entries, Told::VisitClose), [Outcome::Abandoned]);
    office.look_up(CHAN);
}

#[test]
fn after_a_crash_a_visit_that_was_concluded_is_not_called_abandoned() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, Action::Reset, PinKind::Electronic, GOOD);
    type Visit = (&'static str, fn(&mut Office), Outcome);
    let visits: [Visit; 4] = [
        ("looked up", |office| drop(office.look_up(LI)), Outcome::Abandoned),
        (
            "refused",
            |office| {
                office.look_up(LI);
                office.desk().refuse_check(DocumentKind::ResidentCard, RefusalReason::Other, "").unwrap();
            },
            Outcome::Done,
        ),
        (
            "locked",
            |office| {
                let proof = office.checked(CHAN);
                office.desk().open_pad(proof, Action::Verify, PinKind::Electronic).unwrap();
                while !matches!(office.submit(OTHER), PadReply::Locked(_)) {}
            },
            Outcome::Done,
        ),
        (
            "unlocked",
            |office| {
                let proof = office.checked(CHAN);
                office.desk().unlock(proof, PinKind::Electronic).unwrap();
            },
            Outcome::Done,
        ),
    ];
    for (what, visit, outcome) in visits {
        visit(&mut office);
        office.stop();
        office.start();
        let closes = told(&office.entries(), Told::VisitClose);
        assert_eq!(closes.last(), Some(&outcome), "{what}");
        office.sign_in(CLERK);
    }
    office.stop();
    in_order(&office.folders());
}

#[test]
fn a_tried_pin_names_who_approved_it() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    office.serve(CHAN, Action::Reset, PinKind::Electronic, GOOD);
    office.look_up(CHAN);
    office.desk().refuse_check(DocumentKind::ResidencePermit, RefusalReason::PhotoMismatch, "").unwrap();
    office.desk().close_visit().unwrap();
    let proof = office.checked(CHAN);
    let decision = pindesk::desk::ApprovalDecision {
        action: Action::Verify,
        kind: PinKind::Electronic,
        supervisor: SUPERVISOR.to_owned(),
        password: password(PASSWORD),
        remark: "本人在场".to_owned(),
        granted: true,
    };
    office.desk().approve(&decision).unwrap();
    office.desk().open_pad(proof, Action::Verify, PinKind::Electronic).unwrap();
    assert!(matches!(office.submit(GOOD), PadReply::Done(_)));
    office.desk().close_visit().unwrap();
    let entries = office.entries();
    let tried = entries.iter().rfind(|entry| entry.draft.action == Told::PinVerify).unwrap();
    assert_eq!(detail(tried, "approved_by"), Some(SUPERVISOR));
    office.stop();
    in_order(&office.folders());
}

/// Entries that no checkpoint covers.
fn unsigned(office: &Office) -> u64 {
    let keys = OfficeKeys::load(&office.folders().keys).unwrap();
    let mut store = SqliteStore::open_reader(&office.folders().database(), keys.database()).unwrap();
    let tx = store.read().unwrap();
    let head = tx.head().unwrap().unwrap();
    head.size - tx.newest_checkpoint(head.number).unwrap().map_or(0, |(size, _)| size)
}

#[test]
fn steady_work_does_not_put_the_checkpoint_off() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    for _ in 0..9 {
        office.advance(20);
        office.desk().look_up(id(STRANGER)).unwrap();
        office.desk().tick().unwrap();
        assert!(unsigned(&office) <= 4, "{}", unsigned(&office));
    }
    // Nor does a clock that somebody puts back.
    office.desk().look_up(id(STRANGER)).unwrap();
    office.clock.set_wall_back(Duration::from_secs(3600));
    office.desk().tick().unwrap();
    assert_eq!(unsigned(&office), 0);
}

#[test]
fn wrong_tries_settings_and_a_close_with_nobody_signed_in_are_signed() {
    let mut office = Office::new();
    assert!(office.desk().sign_in(CLERK, &password("wrong")).is_err());
    assert_eq!(unsigned(&office), 0, "a wrong password");
    office.sign_in(ADMIN);
    office.desk().change_setting(Field::OfficeName, "另一个中心").unwrap();
    assert_eq!(unsigned(&office), 0, "a setting");
    office.sign_out();
    office.sign_in(CLERK);
    office.serve(CHAN, Action::Reset, PinKind::Electronic, GOOD);
    let proof = office.checked(CHAN);
    office.desk().open_pad(proof, Action::Verify, PinKind::Electronic).unwrap();
    assert!(matches!(office.submit(OTHER), PadReply::Wrong { .. }));
    assert_eq!(unsigned(&office), 0, "a wrong PIN");
    office.stop();
    office.start();
    assert!(unsigned(&office) > 0, "what the start wrote");
    office.desk.take().unwrap().close().unwrap();
    assert_eq!(unsigned(&office), 0, "a close with nobody signed in");
}

/// A clerk at the window of an office whose disk is in our hand.
struct Counter {
    window: Window,
    trial: Trial,
}

impl Counter {
    fn open() -> Self {
        Self::over(Trial::new())
    }

    fn over(mut trial: Trial) -> Self {
        let mut window = Window::open_in(&mut trial.office, Language::Chinese);
        window.sign_in(CLERK, PASSWORD, "look_up");
        Self { window, trial }
    }

    #[track_caller]
    fn at(&mut self, step: &str) {
        self.window.wait_for_screen(step);
        self.window.pass_secs(0.5);
        self.window.settle();
    }

    #[track_caller]
    fn check(&mut self, number: &str) {
        self.window.type_text(number);
        self.window.press(Key::Enter);
        self.at("check");
        self.window.press(Key::F4);
        for key in [Key::Num1, Key::Num2, Key::Num3] {
            self.window.press_with(Modifiers::COMMAND, key);
        }
        self.window.pass_secs(0.3);
        self.window.press(Key::Enter);
        self.at("act");
    }

    fn digits(&mut self, pin: &str) {
        for digit in pin.chars() {
            self.window.press(Key::from_name(&digit.to_string()).unwrap());
        }
    }

    /// A reset up to the last Enter, which the desk has and does not answer.
    #[track_caller]
    fn submit_to_a_slow_desk(&mut self) {
        self.check(CHAN);
        self.window.press(Key::F6);
        self.window.press(Key::Enter);
        self.at("pad");
        self.digits(GOOD);
        self.window.press(Key::Enter);
        self.window.settle();
        self.digits(GOOD);
        self.trial.faults.park();
        self.window.press(Key::Enter);
        self.reach();
    }

    #[track_caller]
    fn reach(&mut self) {
        let since = Instant::now();
        while !self.trial.faults.is_reached() {
            self.window.frame(Vec::new(), 0.01);
            assert!(since.elapsed() < Duration::from_secs(20), "the desk is not asked");
        }
    }

    fn outcomes(&self, action: Told) -> Vec<Outcome> {
        told(&self.trial.office.entries(), action)
    }
}

#[test]
fn whatever_is_pressed_while_a_pin_is_hashed_the_verdict_wins_and_the_receipt_is_shown() {
    type Way = (&'static str, fn(&mut Window));
    let ways: [Way; 5] = [
        ("Esc", |window| {
            window.press(Key::Escape);
            window.press(Key::F10);
            window.press(Key::Escape);
        }),
        ("closing", |window| assert!(!window.ask_to_close())),
        ("losing the window", |window| {
            window.set_focus(false);
            window.pass_secs(1.0);
            window.press(Key::Escape);
            window.set_focus(true);
        }),
        ("putting it away", |window| {
            window.set_minimised(true);
            window.press(Key::Escape);
            window.set_minimised(false);
        }),
        ("time", |window| window.pass_secs(61.0)),
    ];
    for (way, leave) in ways {
        let mut counter = Counter::open();
        counter.submit_to_a_slow_desk();
        leave(&mut counter.window);
        assert_eq!(counter.window.app().showing(), "pad", "{way}");
        counter.trial.faults.go_on();
        counter.at("done");
        assert!(counter.window.shows("新密码已经生效"), "{way}: {:?}", counter.window.texts());
        assert!(!counter.window.shows("密码没有变"), "{way}");
        assert_eq!(counter.outcomes(Told::PinReset), [Outcome::Done], "{way}");
    }
}

#[test]
fn signing_out_of_the_locked_screen_waits_for_the_verdict_and_says_it() {
    let mut counter = Counter::open();
    counter.submit_to_a_slow_desk();
    counter.window.app().request(pindesk::ui::app::Command::Lock);
    counter.window.frame(Vec::new(), 0.01);
    assert_eq!(counter.window.app().showing(), "lock");
    counter.window.app().request(pindesk::ui::app::Command::SignOut);
    counter.window.frame(Vec::new(), 0.01);
    assert_eq!(counter.window.app().showing(), "lock", "the desk has not said what became of it");
    counter.trial.faults.go_on();
    counter.window.wait_for("刚才的密码办理已有结果");
    assert_eq!(counter.window.app().showing(), "sign_in");
    counter.window.settle();
    assert_eq!(counter.outcomes(Told::PinReset), [Outcome::Done]);
    assert_eq!(counter.outcomes(Told::VisitClose), [Outcome::Done]);
}

#[test]
fn a_lock_that_is_being_lifted_is_not_walked_away_from() {
    let mut counter = Counter::open();
    counter.check(support::ZHANG);
    counter.trial.faults.park();
    counter.window.press(Key::F7);
    counter.window.press(Key::Enter);
    counter.reach();
    counter.window.press(Key::Escape);
    counter.window.press(Key::Enter);
    counter.window.app().request(pindesk::ui::app::Command::SignOut);
    counter.window.frame(Vec::new(), 0.01);
    counter.window.press(Key::Enter);
    assert_eq!(counter.window.app().showing(), "act");
    counter.trial.faults.go_on();
    counter.at("done");
    assert_eq!(counter.outcomes(Told::PinUnlock), [Outcome::Done]);
    assert!(counter.outcomes(Told::VisitClose).is_empty(), "the receipt is looked at first");
}

#[test]
fn a_pad_that_cannot_be_left_says_so_and_can_be_left_later() {
    let mut counter = Counter::open();
    counter.check(CHAN);
    counter.window.press(Key::F6);
    counter.window.press(Key::Enter);
    counter.at("pad");
    counter.trial.faults.fail();
    counter.window.pass_secs(61.0);
    counter.window.settle();
    assert_eq!(counter.window.app().showing(), "pad");
    // A minute goes by before it asks again, however many frames are drawn.
    let before = counter.trial.faults.steps();
    for _ in 0..300 {
        counter.window.frame(Vec::new(), 0.01);
    }
    thread::sleep(Duration::from_millis(50));
    assert!(counter.trial.faults.steps() - before < 20, "{}", counter.trial.faults.steps() - before);
    counter.trial.faults.heal();
    counter.window.press(Key::Escape);
    counter.at("done");
    assert_eq!(counter.outcomes(Told::PinReset), [Outcome::Abandoned]);
}

#[test]
fn a_pad_whose_account_was_disabled_ends_and_asks_nothing_any_more() {
    let mut counter = Counter::open();
    counter.check(CHAN);
    counter.window.press(Key::F6);
    counter.window.press(Key::Enter);
    counter.at("pad");
    {
        let folders = counter.trial.office.folders();
        let keys = OfficeKeys::load(&folders.keys).unwrap();
        let mut store = SqliteStore::open(&folders.database(), keys.database()).unwrap();
        let tx = store.write().unwrap();
        let mut row = tx.staff(CLERK).unwrap().unwrap();
        row.disabled = true;
        tx.put_staff(&row).unwrap();
        tx.commit().unwrap();
    }
    counter.digits(GOOD);
    counter.window.press(Key::Enter);
    counter.at("done");
    assert!(counter.window.shows("停用"), "{:?}", counter.window.texts());
    let before = counter.trial.faults.steps();
    for _ in 0..300 {
        counter.window.frame(Vec::new(), 0.3);
    }
    assert!(counter.trial.faults.steps() - before < 200, "{}", counter.trial.faults.steps() - before);
    assert!(counter.outcomes(Told::PinReset).iter().all(|outcome| *outcome != Outcome::Done));
}

#[test]
fn a_desk_that_breaks_off_leads_to_the_sign_in_which_says_that_the_outcome_is_not_known() {
    let mut counter = Counter::open();
    counter.check(CHAN);
    counter.window.press(Key::F6);
    counter.window.press(Key::Enter);
    counter.at("pad");
    counter.digits(GOOD);
    counter.window.press(Key::Enter);
    counter.window.settle();
    counter.digits(GOOD);
    counter.trial.faults.break_off_after(8);
    counter.window.press(Key::Enter);
    counter.window.wait_for_screen("sign_in");
    assert!(counter.window.shows("结果待确认"), "{:?}", counter.window.texts());
    let entries = counter.trial.office.entries();
    let close = entries.iter().rfind(|entry| entry.draft.action == Told::VisitClose).unwrap();
    assert_eq!(detail(close, "reason"), Some("program_stopped"));
    counter.window.sign_in(CLERK, PASSWORD, "look_up");
    counter.check(LI);
    counter.window.app().finish();
    drop(counter.window);
    thread::sleep(Duration::from_millis(200));
    in_order(&counter.trial.office.folders());
}

#[test]
fn a_visit_that_no_screen_has_stands_in_nobodys_way() {
    let mut trial = Trial::new();
    trial.office.sign_in(CLERK);
    trial.office.look_up(LI);
    trial.office.sign_out();
    let mut counter = Counter::over(trial);
    counter.check(CHAN);
    // The end of the visit cannot be written when another page is opened over it.
    counter.trial.faults.fail();
    counter.window.app().request(pindesk::ui::app::Command::SignOut);
    counter.window.wait_for("结束办件并退出登录");
    counter.window.press(Key::Enter);
    counter.window.wait_for_screen("sign_in");
    counter.trial.faults.heal();
    counter.window.sign_in(CLERK_2, PASSWORD, "look_up");
    counter.check(LI);
    let closes = counter.outcomes(Told::VisitClose);
    assert_eq!(closes, [Outcome::Abandoned, Outcome::Abandoned]);
}

fn plan() -> DemonstrationPlan {
    DemonstrationPlan { holders: 0, entries: Some(0), hashing: HashingCost::CHEAP }
}

fn first_run(folders: &Folders) -> Result<(), OfficeError> {
    Desk::demonstrate(folders, &plan(), NOON.parse::<Timestamp>().unwrap()).map(drop)
}

#[track_caller]
fn opens(folders: &Folders) {
    drop(support::open_desk(folders, Arc::new(SystemClock::default()) as Arc<dyn Clock>));
    in_order(folders);
}

#[cfg(unix)]
#[test]
fn a_first_run_into_folders_that_are_there_makes_an_office_that_opens_or_nothing() {
    use std::os::unix::fs::{PermissionsExt as _, chown, symlink};
    for mode in [0o755, 0o777, 0o750, 0o700] {
        let home = tempfile::tempdir().unwrap();
        let folders = support::folders(home.path());
        fs::create_dir(&folders.keys).unwrap();
        fs::set_permissions(&folders.keys, fs::Permissions::from_mode(mode)).unwrap();
        first_run(&folders).unwrap();
        opens(&folders);
    }
    type Spoil = fn(&Folders);
    type Expected = fn(&OfficeError) -> bool;
    let refused: [(&str, Spoil, Expected); 7] = [
        ("file for keys", |f| fs::write(&f.keys, "").unwrap(), |e| matches!(e, OfficeError::NotAFolder(_))),
        ("file for data", |f| fs::write(&f.data, "").unwrap(), |e| matches!(e, OfficeError::NotAFolder(_))),
        (
            "link to nowhere",
            |f| symlink("/nowhere/at/all", &f.keys).unwrap(),
            |e| matches!(e, OfficeError::NotAFolder(_)),
        ),
        (
            "link to nowhere for data",
            |f| symlink("/nowhere/at/all", &f.data).unwrap(),
            |e| matches!(e, OfficeError::NotAFolder(_)),
        ),
        (
            "link to the data",
            |f| {
                fs::create_dir(&f.data).unwrap();
                symlink(&f.data, &f.keys).unwrap();
            },
            |e| matches!(e, OfficeError::SameFolder),
        ),
        (
            "link to the data that is not there yet",
            |f| {
                fs::create_dir(f.data.with_file_name("mount")).unwrap();
                symlink(f.data.with_file_name("mount"), &f.data).unwrap();
                symlink(f.data.with_file_name("mount"), &f.keys).unwrap();
            },
            |e| matches!(e, OfficeError::SameFolder),
        ),
        (
            "another's keys",
            |f| {
                fs::create_dir(&f.keys).unwrap();
                // Only the system's own administrator can give a folder away; others have nothing to try here.
                if chown(&f.keys, Some(12345), None).is_err() {
                    fs::write(f.keys.join("x"), "").unwrap();
                }
            },
            |e| matches!(e.code(), "key_folder_not_ours" | "occupied"),
        ),
    ];
    for (what, spoil, expected) in refused {
        let home = tempfile::tempdir().unwrap();
        let folders = support::folders(home.path());
        spoil(&folders);
        let error = first_run(&folders).unwrap_err();
        assert!(expected(&error), "{what}: {error:?}");
        let made = fs::read_dir(&folders.data).map_or(0, |entries| entries.count());
        assert_eq!(made, 0, "{what} leaves nothing that stands in the way of a second try");
        let other = Folders { data: home.path().join("d"), keys: home.path().join("k") };
        first_run(&other).unwrap();
    }
}

#[test]
fn a_link_to_a_private_folder_is_as_good_as_the_folder() {
    let home = tempfile::tempdir().unwrap();
    let folders = support::folders(home.path());
    #[cfg(unix)]
    {
        fs::create_dir(home.path().join("stick")).unwrap();
        std::os::unix::fs::symlink(home.path().join("stick"), &folders.keys).unwrap();
    }
    first_run(&folders).unwrap();
    opens(&folders);
}

#[test]
fn what_a_first_run_that_was_cut_off_before_its_first_file_left_is_nothing() {
    let home = tempfile::tempdir().unwrap();
    let folders = support::folders(home.path());
    fs::create_dir(&folders.data).unwrap();
    fs::write(folders.data.join(Folders::LOCK), "").unwrap();
    assert_eq!(folders.presence(), pindesk::desk::Presence::Nothing);
    first_run(&folders).unwrap();
    opens(&folders);
}

#[test]
fn of_two_first_runs_at_once_one_makes_the_office_and_the_other_touches_nothing_of_it() {
    for shares_data in [true, false] {
        for _ in 0..12 {
            let home = tempfile::tempdir().unwrap();
            let one = support::folders(home.path());
            let other = if shares_data {
                one.clone()
            } else {
                Folders { data: home.path().join("elsewhere"), keys: one.keys.clone() }
            };
            let start = Barrier::new(2);
            let run = |folders: &Folders| {
                start.wait();
                first_run(folders).map_err(|error| error.code())
            };
            let (first, second) = thread::scope(|scope| {
                let second = scope.spawn(|| run(&other));
                (run(&one), second.join().unwrap())
            });
            let winner = match (&first, &second) {
                (Ok(()), Err("second_instance" | "occupied")) => &one,
                (Err("second_instance" | "occupied"), Ok(())) => &other,
                both => panic!("shares data: {shares_data}, {both:?}"),
            };
            opens(winner);
        }
    }
}

#[test]
fn of_two_programs_that_begin_at_once_one_makes_the_office() {
    for _ in 0..3 {
        let home = tempfile::tempdir().unwrap();
        let folders = support::folders(home.path());
        let start = || {
            Command::new(env!("CARGO_BIN_EXE_pindesk"))
                .args(["demo", "--headless", "--fast-hashing", "--holders", "20", "--entries", "200", "--data"])
                .arg(&folders.data)
                .arg("--keys")
                .arg(&folders.keys)
                .stdout(Stdio::null())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        };
        let both = [start(), start()].map(|program| program.wait_with_output().unwrap());
        let made = both.iter().filter(|out| out.status.success()).count();
        assert_eq!(made, 1, "{both:?}");
        let refused = both.iter().find(|out| !out.status.success()).unwrap();
        assert!(!refused.stderr.is_empty(), "the other says so");
        opens(&folders);
    }
}

#[test]
fn a_panic_is_logged_by_thread_and_place_and_never_by_what_it_says() {
    const TRIAL: &str = "PINDESK_TRIAL_OF_A_PANIC";
    if std::env::var_os(TRIAL).is_some() {
        tracing_subscriber::fmt().with_writer(std::io::stderr).init();
        pindesk::cli::hear_panics();
        let thread = thread::Builder::new().name("on-trial".to_owned()).spawn(|| panic!("the PIN is {GOOD}"));
        assert!(thread.unwrap().join().is_err());
        return;
    }
    let out = Command::new(std::env::current_exe().unwrap())
        .args(["a_panic_is_logged_by_thread_and_place_and_never_by_what_it_says", "--exact", "--nocapture"])
        .env(TRIAL, "1")
        .output()
        .unwrap();
    let said = [out.stdout, out.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    assert!(out.status.success(), "{said}");
    assert!(said.contains("on-trial") && said.contains("faults.rs"), "{said}");
    assert!(!said.contains(GOOD), "{said}");
}
