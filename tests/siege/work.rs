//! Honest work at an office, drawn by lot: visits, mistakes, supervisors, administrators, clocks and power cuts.

use std::{collections::HashMap, fs, path::Path, sync::Arc, sync::atomic::AtomicBool};

use jiff::Timestamp;
use pindesk::{
    desk::{
        ApprovalDecision, Clock as _, Damage, DeskError, Folders, HolderView, Inspection, Integrity, LookUp,
        ManualClock, PadEnd, PadReply, PadStage, Receipt, Verifier,
        export::{CodeWords, ExportFormat, ExportOrder},
    },
    domain::{
        document::DocumentKind,
        pin::{Action, PinKind, PinState},
        settings::Field,
        visit::RefusalReason,
    },
    ledger::{Report, WitnessCode},
    store::EntryFilter,
};

use crate::{random::Random, support::*};

const PEOPLE: [&str; 7] = [ZHANG, LI, CHAN, SMITH, LOST, STRANGER, CLERK_PERSON];

pub fn copy_folder(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    // A key folder that others may read is refused.
    fs::set_permissions(to, fs::metadata(from).unwrap().permissions()).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}

/// Both folders of an office, as another home.
pub fn copy_office(from: &Folders, to: &Path) {
    let to = folders(to);
    copy_folder(&from.data, &to.data);
    copy_folder(&from.keys, &to.keys);
}

/// The verdict on an office, as `pindesk verify` comes to it.
pub fn verify(folders: &Folders, witnesses: &[WitnessCode]) -> Result<Report, Damage> {
    let mut verifier = Verifier::open(folders).unwrap();
    verifier.verify(witnesses, &mut |_, _| {}, &AtomicBool::new(false)).unwrap()
}

/// An office and what its people know.
pub struct Work {
    pub office: Office,
    pub random: Random,
    /// Codes on the receipts of the log that is being written.
    pub receipts: Vec<WitnessCode>,
    /// What was done, to be told when something is wrong.
    pub story: Vec<String>,
    pins: HashMap<(&'static str, PinKind), String>,
    /// The anchor before the newest one: what a power cut between commit and anchor leaves.
    anchor_before: Option<Vec<u8>>,
    anchor: Option<Vec<u8>>,
}

impl Work {
    /// Work at a copy of a furnished office.
    pub fn at(furnished: &Folders, seed: u64) -> Self {
        let home = tempfile::tempdir().unwrap();
        copy_office(furnished, home.path());
        // Close to midnight, close to the end of a month or of a year, or at noon.
        let mut random = Random::seeded(seed);
        let begin = random.of(&[NOON, "2026-11-22T15:58:00Z", "2026-11-30T15:55:00Z", "2026-12-31T15:59:00Z"]);
        let clock = Arc::new(ManualClock::at(begin.parse::<Timestamp>().unwrap()));
        let office = Office { home: Arc::new(home), clock, desk: None, halves: Default::default() };
        let mut work = Self {
            office,
            random,
            receipts: Vec::new(),
            story: Vec::new(),
            pins: HashMap::new(),
            anchor_before: None,
            anchor: None,
        };
        work.office.start();
        // The furnished office is from another day.
        if let Some(doubt) = work.office.desk().date_doubt() {
            work.office.sign_in(SUPERVISOR);
            work.office.desk().confirm_date(doubt.today).unwrap();
            work.office.sign_out();
        }
        work.see_anchor();
        work.anchor_before.clone_from(&work.anchor);
        work
    }

    fn tell(&mut self, what: impl Into<String>) {
        self.story.push(what.into());
    }

    /// Keeps the anchor that is overtaken.
    fn see_anchor(&mut self) {
        let now = fs::read(self.office.folders().anchor()).ok();
        if now != self.anchor {
            self.anchor_before = std::mem::replace(&mut self.anchor, now);
        }
    }

    /// Somebody works for a while and leaves, one way or another.
    pub fn shift(&mut self) {
        self.pass_time();
        if self.random.percent(15) {
            self.mistype();
        }
        match self.random.below(10) {
            0 => self.administrate(),
            1 => self.supervise(),
            _ => self.serve(),
        }
        self.see_anchor();
        self.leave();
    }

    /// Somebody works for a while and signs out; nothing goes wrong.
    pub fn quiet_shift(&mut self) {
        self.office.advance(self.random.within(60, 30_000));
        match self.random.below(8) {
            0 => self.administrate(),
            1 => self.supervise(),
            _ => self.serve(),
        }
        self.office.sign_out();
    }

    fn pass_time(&mut self) {
        let random = &mut self.random;
        let seconds = match random.below(6) {
            0..=2 => random.within(1, 300),
            3 => random.within(3600, 20 * 3600),
            4 => random.within(86_400, 9 * 86_400),
            _ => random.within(20 * 86_400, 40 * 86_400),
        };
        self.office.advance(seconds);
        if self.random.percent(15) {
            let back = self.random.of(&[1, 60, 3_700, 90_000, 400_000]);
            self.tell(format!("clock back by {back} s"));
            self.office.clock.set_wall_back(std::time::Duration::from_secs(back));
        }
        if self.random.percent(30) {
            self.office.desk().tick().unwrap();
        }
    }

    fn mistype(&mut self) {
        self.tell("wrong passwords");
        let number = self.random.of(&[CLERK, CLERK_2, SUPERVISOR, "nobody", "admln"]);
        for _ in 0..self.random.within(1, 6) {
            self.office.desk().sign_in(number, &password("not the password")).unwrap_err();
        }
        // A locked account opens again, and its lock is forgotten before somebody sets the clock back.
        self.office.advance(16 * 60);
        if ![CLERK, CLERK_2, SUPERVISOR].contains(&number) {
            return;
        }
        self.office.sign_in(number);
        self.office.sign_out();
    }

    fn serve(&mut self) {
        let clerk = self.random.of(&[CLERK, CLERK_2]);
        self.office.sign_in(clerk);
        let visits = self.random.within(1, 4);
        self.tell(format!("{clerk} serves {visits}"));
        for _ in 0..visits {
            self.see_anchor();
            self.visit();
            if self.office.desk().visit_age().is_some() {
                // The last one may be left open when the program goes.
                if self.random.percent(6) {
                    self.tell("left open");
                    return;
                }
                self.office.desk().close_visit().unwrap();
            }
            self.office.advance(self.random.within(5, 200));
            if self.random.percent(5) {
                self.office.desk().lock_screen(true).unwrap();
                let _ = self.office.desk().unlock_screen(&password("not this one"));
                self.office.desk().unlock_screen(&password(PASSWORD)).unwrap();
            }
        }
    }

    fn visit(&mut self) {
        let number = self.random.of(&PEOPLE);
        let view = match self.office.desk().look_up(id(number)).unwrap() {
            LookUp::Found(view) => *view,
            _ => return,
        };
        if self.random.percent(10) {
            self.office.desk().reveal_number().unwrap();
        }
        let document = DocumentKind::resident_card_of(view.id_kind);
        if self.random.percent(12) {
            return;
        }
        if self.random.percent(10) {
            let reason = self.random.of(&RefusalReason::ALL);
            self.office.desk().refuse_check(document, reason, "看不清").unwrap();
            return;
        }
        let mut proof = Some(self.office.pass_check(document));
        let mut kinds = PinKind::ALL;
        if self.random.percent(50) {
            kinds.reverse();
        }
        for kind in kinds.into_iter().take(self.random.within(1, 2) as usize) {
            let proof = match proof.take() {
                Some(proof) => proof,
                None => self.office.desk().confirm_still_present().unwrap(),
            };
            self.office.advance(self.random.within(2, 60));
            let Some(action) = self.choose(kind) else { return };
            if !self.consented(action, kind) {
                return;
            }
            if action == Action::Unlock {
                match self.office.desk().unlock(proof, kind) {
                    Ok(receipt) => self.keep(&receipt),
                    Err(_) => return,
                }
            } else if self.office.desk().open_pad(proof, action, kind).is_err() || !self.key(number, kind) {
                return;
            }
        }
    }

    fn choose(&mut self, kind: PinKind) -> Option<Action> {
        let view: HolderView = self.office.desk().holder_view().unwrap();
        let pin = view.pins.iter().find(|pin| pin.kind == kind)?;
        Some(match pin.state {
            PinState::Unset => Action::Set,
            PinState::Active if pin.set_elsewhere => Action::Reset,
            PinState::Active => self.random.of(&[Action::Change, Action::Verify, Action::Verify, Action::Reset]),
            PinState::Locked => self.random.of(&[Action::Unlock, Action::Reset]),
        })
    }

    /// A supervisor's consent where it is due; often, not always.
    fn consented(&mut self, action: Action, kind: PinKind) -> bool {
        if self.office.desk().approval_missing(action, kind).unwrap().is_empty() {
            return true;
        }
        let decision = ApprovalDecision {
            action,
            kind,
            supervisor: self.random.of(&[SUPERVISOR, SUPERVISOR_2, CLERK]).to_owned(),
            password: password(if self.random.percent(85) { PASSWORD } else { "not the password" }),
            remark: "人证一致".to_owned(),
            granted: self.random.percent(85),
        };
        self.office.desk().approve(&decision).is_ok() && decision.granted
    }

    /// The holder at the pad; whether the action came to an end that lets another follow.
    fn key(&mut self, number: &'static str, kind: PinKind) -> bool {
        let mut digits = String::new();
        loop {
            if self.random.percent(3) {
                let end = self.random.of(&[PadEnd::Cancelled, PadEnd::TimedOut]);
                self.office.desk().pad_cancel(end).unwrap();
                return false;
            }
            if self.random.percent(2) {
                self.office.advance(11 * 60);
            }
            let Some(stage) = self.office.desk().pad_stage() else { return false };
            let keyed = match stage {
                PadStage::Current => match self.pins.get(&(number, kind)) {
                    Some(known) if self.random.percent(60) => known.clone(),
                    _ => "640281".to_owned(),
                },
                PadStage::New => {
                    digits = format!("{:06}", self.random.below(1_000_000));
                    digits.clone()
                }
                PadStage::Again if self.random.percent(90) => digits.clone(),
                PadStage::Again => "905274".to_owned(),
            };
            match self.office.desk().pad_submit(pin(&keyed), &mut |_, _| {}) {
                Ok(PadReply::Done(receipt)) => {
                    if receipt.action != Action::Verify {
                        self.pins.insert((number, kind), digits);
                    }
                    self.keep(&receipt);
                    return true;
                }
                Ok(PadReply::Locked(receipt)) => {
                    self.keep(&receipt);
                    return true;
                }
                Ok(PadReply::Ended) | Err(DeskError::ProofExpired) => return false,
                Ok(_) => {}
                Err(error) => panic!("{error:?}"),
            }
        }
    }

    fn keep(&mut self, receipt: &Receipt) {
        self.receipts.push(receipt.witness);
    }

    fn administrate(&mut self) {
        self.office.sign_in(ADMIN);
        for _ in 0..self.random.within(1, 3) {
            self.see_anchor();
            match self.random.below(5) {
                0 => self.import(),
                1 | 2 => self.set_something(),
                3 => {
                    let desk = self.office.desk();
                    desk.disable_staff(CLERK_2).unwrap();
                    desk.enable_staff(CLERK_2, &consent_of(SUPERVISOR)).unwrap();
                }
                _ => {
                    let given = self.office.desk().reset_staff_password(CLERK_2, &consent_of(SUPERVISOR)).unwrap();
                    let code = given.done().unwrap().shown().to_string();
                    self.office.sign_out();
                    let first = password(&code.replace('-', ""));
                    self.office.desk().sign_in(CLERK_2, &first).unwrap();
                    self.office.desk().change_own_password(&first, &password(PASSWORD)).unwrap();
                    self.office.sign_out();
                    self.office.sign_in(ADMIN);
                }
            }
        }
    }

    fn import(&mut self) {
        self.tell("import");
        let state = |random: &mut Random| random.of(&["active", "locked", "unset"]);
        let mut file = REGISTER.to_owned();
        for line in file.clone().lines().skip(1) {
            let kept: Vec<&str> = line.rsplitn(3, ',').collect();
            let (one, two) = (state(&mut self.random), state(&mut self.random));
            file = file.replace(line, &format!("{},{one},{two}", kept[2]));
        }
        if self.random.percent(25) {
            file.push_str("123,张三,,,1,active,active\n");
        }
        let path = self.office.home.path().join("register.csv");
        fs::write(&path, file).unwrap();
        let _ = self.office.desk().import(&path, &mut |_, _| {});
    }

    fn set_something(&mut self) {
        let (field, texts) = self.random.of(&[
            (Field::Seat, ["03", "07", "12"]),
            (Field::TriesBeforeLock, ["3", "6", "10"]),
            (Field::ElectronicLockHours, ["0", "1", "24"]),
            (Field::RepeatResetDays, ["0", "7", "30"]),
            (Field::OfficeName, ["示范区社保中心", "东街服务站", "Office"]),
            (Field::InitialPins, ["123456", "", "111111 888888"]),
        ]);
        let text = self.random.of(&texts);
        let consent = consent_of(SUPERVISOR);
        self.office.desk().change_settings(&[(field, text.to_owned())], Some(&consent)).unwrap();
    }

    fn supervise(&mut self) {
        self.tell("supervisor verifies");
        self.office.sign_in(SUPERVISOR);
        let mut verifier = self.office.desk().verifier().unwrap();
        let verdict = verifier.verify(&self.receipts, &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
        assert!(verdict.is_ok(), "{verdict:?}");
        self.office.desk().verified(&verdict, true).unwrap();
        if self.random.percent(60) {
            self.export();
        }
    }

    /// An export that is finished, cancelled, or goes where nothing can go.
    fn export(&mut self) {
        let target = self.office.home.path().join(self.random.of(&["log.csv", "log.jsonl", "no folder/log.csv"]));
        let cancel = AtomicBool::new(self.random.percent(20));
        self.tell(format!("export to {}, cancelled: {cancel:?}", target.display()));
        let order = ExportOrder {
            filter: EntryFilter { staff: self.random.percent(40).then(|| CLERK.to_owned()), ..EntryFilter::default() },
            filter_words: "全部".to_owned(),
            format: self.random.of(&ExportFormat::ALL),
            purpose: "季度检查".to_owned(),
        };
        let request = self.office.desk().begin_export(order).unwrap();
        let mut reviewer = self.office.desk().reviewer().unwrap();
        let written = reviewer.export(&request, &target, &CodeWords, &mut |_| {}, &cancel);
        let done = self.office.desk().conclude_export(&request, written, &cancel);
        let fails = cancel.into_inner() || target.parent().is_none_or(|folder| !folder.exists());
        assert_eq!(done.is_err(), fails, "{done:?}");
    }

    fn leave(&mut self) {
        match self.random.below(10) {
            0..=4 => self.office.sign_out(),
            5 => {
                self.tell("closed");
                self.office.desk.take().unwrap().close().unwrap();
                self.office.start();
            }
            6 => {
                self.tell("dropped");
                self.office.stop();
                self.office.start();
            }
            7 => self.power_cut(false),
            8 => self.power_cut(true),
            _ => self.lose_anchor(),
        }
        self.see_anchor();
    }

    /// The files as they lie while the program runs are all that is left.
    fn power_cut(&mut self, before_anchor: bool) {
        self.tell(if before_anchor { "power cut before the anchor" } else { "power cut" });
        self.see_anchor();
        let aside = self.office.home.path().join("aside");
        let now = self.office.folders();
        copy_folder(&now.data, &aside);
        self.office.stop();
        fs::remove_dir_all(&now.data).unwrap();
        fs::rename(&aside, &now.data).unwrap();
        if before_anchor {
            match &self.anchor_before {
                Some(anchor) => fs::write(now.anchor(), anchor).unwrap(),
                None => fs::remove_file(now.anchor()).unwrap(),
            }
            self.anchor.clone_from(&self.anchor_before);
            // A new one was begun.
            fs::write(now.keys.join("anchor.json.new"), "{\"anc").unwrap();
        }
        self.office.start();
    }

    /// Somebody loses the anchor, or the stick with it is out for a moment, and a supervisor starts a new log.
    fn lose_anchor(&mut self) {
        self.see_anchor();
        if self.random.percent(50) {
            self.tell("the stick was out for a moment");
            self.office.desk().verified(&Err(Damage::AnchorMissing), false).unwrap();
            self.office.sign_out();
        } else {
            self.tell("the anchor is lost");
            fs::remove_file(self.office.folders().anchor()).unwrap();
            self.see_anchor();
            self.office.stop();
            self.office.start();
        }
        assert!(matches!(self.office.desk().integrity(), Integrity::Damaged(Damage::AnchorMissing)));
        if self.random.percent(40) {
            // Nobody can work, though somebody tries.
            self.office.sign_in(CLERK);
            assert!(matches!(self.office.desk().look_up(id(ZHANG)), Err(DeskError::LogDamaged(_))));
            self.office.sign_out();
        }
        if self.random.percent(20) {
            self.tell("power cut while nobody can work");
            self.power_cut(false);
        }
        if matches!(self.office.desk().integrity(), Integrity::Damaged(_)) {
            self.begin_new_log();
        }
    }

    fn begin_new_log(&mut self) {
        self.office.sign_in(SUPERVISOR);
        self.office.desk().start_new_log("检查点文件丢失").unwrap();
        self.receipts.clear();
        self.see_anchor();
        if self.random.percent(60) {
            return self.office.sign_out();
        }
        self.power_cut(true);
        if matches!(self.office.desk().integrity(), Integrity::Damaged(Damage::AnchorMissing)) {
            self.begin_new_log();
        }
    }

    /// Everything the product can say of an office says that it is whole.
    pub fn is_whole(&mut self) {
        let integrity = self.office.desk().integrity().clone();
        assert!(matches!(integrity, Integrity::Sound { .. }), "{integrity:?}");
        let verdict = verify(&self.office.folders(), &self.receipts);
        assert!(verdict.is_ok(), "{verdict:?}");
        let checked = Inspection::of(&self.office.folders(), &mut |_, _| {}, &AtomicBool::new(false)).unwrap();
        assert!(checked.is_sound(), "{checked:?}");
    }

    /// The wall clock.
    pub fn now(&self) -> Timestamp {
        self.office.clock.now()
    }
}
