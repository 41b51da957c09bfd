//! Each rule with what it must find and what it must leave alone.

use super::*;
use crate::domain::{
    audit::{Draft, Typed},
    free_text::FreeText,
    staff::Role,
    time,
};

const LOG: &str = "00112233445566778899aabbccddeeff";
/// A Monday.
const MONDAY: &str = "2026-11-16";

/// A log as it is told, and the watch that listens.
struct Tale {
    watch: Watch,
    day: String,
    seq: u64,
}

impl Tale {
    fn new() -> Self {
        Self::with(|_| {})
    }

    fn with(change: impl FnOnce(&mut Thresholds)) -> Self {
        let mut settings = Settings::default();
        // Nobody in these tales takes time for a check, but those that are about it.
        settings.worklist.check_seconds = 0;
        change(&mut settings.worklist);
        Self { watch: Watch::new(&settings), day: MONDAY.to_owned(), seq: 0 }
    }

    fn on(&mut self, day: &str) -> &mut Self {
        day.clone_into(&mut self.day);
        self
    }

    /// Writes an entry of the day at `HH:MM`, by somebody.
    fn write(&mut self, clock: &str, staff: &str, draft: &Draft) -> &mut Self {
        self.seq += 1;
        let role = if staff.starts_with("super") { Role::Supervisor } else { Role::Clerk };
        self.watch.take(&Fact {
            position: u32::try_from(self.seq).unwrap(),
            log: LOG,
            seq: self.seq,
            at: moment(&self.day, clock),
            passed: SignedDuration::ZERO,
            staff: (!staff.is_empty()).then_some(staff),
            role: Some(role),
            action: draft.action,
            outcome: draft.outcome,
            visit: draft.visit.as_ref().map(|visit| visit.as_str()),
            subject: draft.subject.as_ref().map(|subject| subject.as_str()),
            mask: draft.mask.as_deref(),
            kind: draft.kind,
            detail: &draft.detail,
        });
        self
    }

    /// A look-up that leads to nothing, at this time.
    fn for_nothing(&mut self, clock: &str, clerk: &str) -> &mut Self {
        let visit = self.seq;
        self.write(clock, clerk, &about(visit, Action::LookUp, Outcome::Done));
        self.write(clock, clerk, &about(visit, Action::VisitClose, Outcome::Abandoned))
    }

    /// A visit in which a PIN was reset.
    fn reset(&mut self, clock: &str, clerk: &str, holder: u64, approved_by: Option<&str>) -> &mut Self {
        let visit = self.seq;
        let mut reset = Draft { kind: Some(PinKind::Physical), ..of(holder, visit, Action::PinReset, Outcome::Done) };
        if let Some(supervisor) = approved_by {
            reset = reset.with("approved_by", supervisor);
        }
        self.write(clock, clerk, &of(holder, visit, Action::LookUp, Outcome::Done));
        self.write(clock, clerk, &reset);
        self.write(clock, clerk, &of(holder, visit, Action::VisitClose, Outcome::Done))
    }

    /// An approval for a clerk's visit.
    fn approve(&mut self, clock: &str, clerk: &str, supervisor: &str) -> &mut Self {
        let visit = self.seq;
        self.write(clock, clerk, &about(visit, Action::LookUp, Outcome::Done));
        self.write(clock, supervisor, &about(visit, Action::Approval, Outcome::Done));
        self.write(clock, clerk, &about(visit, Action::VisitClose, Outcome::Done))
    }

    fn of(&self, rule: Rule) -> Vec<&Item> {
        self.watch.items().map(|(item, _)| item).filter(|item| item.rule() == rule).collect()
    }

    #[track_caller]
    fn one(&self, rule: Rule) -> &Item {
        let items = self.of(rule);
        assert_eq!(items.len(), 1, "{items:?}");
        items[0]
    }
}

/// `HH:MM` or `HH:MM:SS` of a day, Beijing time.
fn moment(day: &str, clock: &str) -> Timestamp {
    let seconds = if clock.len() == 5 { ":00" } else { "" };
    let at = format!("{day}T{clock}{seconds}").parse::<jiff::civil::DateTime>().unwrap();
    time::beijing().to_timestamp(at).unwrap()
}

fn of(holder: u64, visit: u64, action: Action, outcome: Outcome) -> Draft {
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&holder.to_le_bytes());
    Draft {
        visit: crate::domain::visit::VisitSerial::parse(&format!("20261116-03-{visit:04}")),
        subject: Some(crate::domain::audit::Subject::from_bytes(bytes)),
        mask: Some("4***11".to_owned()),
        ..Draft::new(action, outcome)
    }
}

fn about(visit: u64, action: Action, outcome: Outcome) -> Draft {
    of(visit, visit, action, outcome)
}

fn plain(action: Action, outcome: Outcome) -> Draft {
    Draft::new(action, outcome)
}

#[test]
fn look_ups_for_nothing_are_held_against_the_colleagues() {
    // Look-ups of clerk03, of both colleagues each, and whether that is odd.
    let table = [(6, 1, true), (5, 1, true), (4, 0, false), (5, 2, false), (6, 2, true), (9, 3, true), (8, 3, false)];
    for (own, theirs, odd) in table {
        let mut tale = Tale::new();
        for colleague in ["clerk01", "clerk02"] {
            // A colleague who serves people counts too, with nothing.
            tale.reset("09:00", colleague, 7, None);
            (0..theirs).for_each(|_| {
                tale.for_nothing("09:05", colleague);
            });
        }
        (0..own).for_each(|_| {
            tale.for_nothing("10:00", "clerk03");
        });
        assert_eq!(tale.of(Rule::LookUps).len(), usize::from(odd), "{own} beside {theirs}");
    }
    let mut tale = Tale::new();
    tale.for_nothing("09:00", "clerk01").for_nothing("09:01", "clerk02").for_nothing("09:01", "clerk02");
    (0..4).for_each(|_| {
        tale.for_nothing("10:00", "clerk03");
    });
    tale.write("10:30", "clerk03", &about(9000, Action::LookUp, Outcome::Failed).with("reason", "not_found"));
    let item = tale.one(Rule::LookUps);
    assert_eq!(item.key, "look_ups/20261116/clerk03");
    assert_eq!(item.finding, Finding::LookUps { count: 5, mean_tenths: 15, baseline: Baseline::Colleagues });
    assert_eq!((item.persons.as_slice(), item.evidence.count), (["clerk03".to_owned()].as_slice(), 5));
    assert_eq!(item.evidence.positions[0], 7, "the look-ups, not what follows them");
}

#[test]
fn a_colleague_who_comes_later_is_held_against_too() {
    let mut tale = Tale::new();
    (0..6).for_each(|_| {
        tale.for_nothing("10:00", "clerk03");
    });
    assert_eq!(tale.of(Rule::LookUps).len(), 0, "nobody to be held against yet");
    tale.reset("11:00", "clerk01", 1, None);
    assert_eq!(tale.of(Rule::LookUps).len(), 1);
}

#[test]
fn an_item_goes_when_colleagues_catch_up_on_the_same_day_and_stays_when_the_day_is_over() {
    let mut tale = Tale::new();
    tale.for_nothing("09:00", "clerk01");
    (0..6).for_each(|_| {
        tale.for_nothing("10:00", "clerk03");
    });
    assert_eq!(tale.of(Rule::LookUps).len(), 1);
    let mut later = Tale::new();
    std::mem::swap(&mut later, &mut tale);
    (0..4).for_each(|_| {
        later.for_nothing("11:00", "clerk01");
    });
    assert_eq!(later.of(Rule::LookUps).len(), 0);
    let mut tale = Tale::new();
    tale.for_nothing("09:00", "clerk01");
    (0..6).for_each(|_| {
        tale.for_nothing("10:00", "clerk03");
    });
    tale.on("2026-11-17");
    (0..6).for_each(|_| {
        tale.for_nothing("11:00", "clerk01");
    });
    assert!(tale.of(Rule::LookUps).iter().any(|item| item.key == "look_ups/20261116/clerk03"));
}

#[test]
fn a_clerk_without_colleagues_is_held_against_other_days() {
    let mut tale = Tale::new();
    (0..9).for_each(|_| {
        tale.for_nothing("10:00", "clerk01");
    });
    assert_eq!(tale.of(Rule::LookUps).len(), 0, "the first day has nothing to be held against");
    for day in ["2026-11-17", "2026-11-18"] {
        tale.on(day).reset("09:00", "clerk01", 5, None);
    }
    tale.on("2026-11-19");
    (0..9).for_each(|_| {
        tale.for_nothing("10:00", "clerk01");
    });
    let item = tale.one(Rule::LookUps);
    assert_eq!(item.finding, Finding::LookUps { count: 9, mean_tenths: 30, baseline: Baseline::OwnDays });
}

#[test]
fn refused_then_passed_is_another_clerk_the_same_holder_and_soon() {
    // Holder, clerk and time of the pass after clerk02 refused holder 1 at 09:58, and whether that is odd.
    let table = [
        (1, "clerk01", "10:09", true),
        (1, "clerk01", "10:58", true),
        (1, "clerk01", "10:59", false),
        (1, "clerk02", "10:09", false),
        (2, "clerk01", "10:09", false),
    ];
    for (holder, clerk, clock, odd) in table {
        let mut tale = Tale::new();
        let refused = of(1, 1, Action::IdentityCheck, Outcome::Refused).with("reason", "photo_mismatch");
        tale.write("09:58", "clerk02", &refused);
        tale.write(clock, clerk, &of(holder, 2, Action::IdentityCheck, Outcome::Done));
        assert_eq!(tale.of(Rule::RefusedThenPassed).len(), usize::from(odd), "{holder} {clerk} {clock}");
    }
    let mut tale = Tale::new();
    tale.write("09:58", "clerk02", &of(1, 1, Action::IdentityCheck, Outcome::Refused));
    tale.write("10:09", "clerk01", &of(1, 2, Action::IdentityCheck, Outcome::Done));
    tale.write("10:10", "super01", &of(1, 2, Action::Approval, Outcome::Done));
    tale.write("10:11", "clerk01", &of(1, 2, Action::PinReset, Outcome::Done));
    tale.write("10:12", "clerk01", &of(1, 2, Action::VisitClose, Outcome::Done));
    tale.write("10:20", "clerk01", &of(1, 2, Action::Reveal, Outcome::Done));
    let item = tale.one(Rule::RefusedThenPassed);
    assert_eq!(item.finding, Finding::RefusedThenPassed { minutes: 11 });
    assert_eq!(item.persons, ["clerk01", "clerk02", "super01"], "whoever approved there took part");
    assert_eq!((item.evidence.positions.as_slice(), item.mask.as_deref()), ([1, 2, 3, 4].as_slice(), Some("4***11")));
}

#[test]
fn outside_hours_is_before_after_and_on_days_off() {
    let table = [
        (MONDAY, "07:59", true),
        (MONDAY, "08:00", false),
        (MONDAY, "17:59", false),
        (MONDAY, "18:00", true),
        ("2026-11-15", "10:00", true),
        ("2026-11-14", "10:00", true),
        ("2026-11-20", "21:47", true),
    ];
    for (day, clock, odd) in table {
        let mut tale = Tale::new();
        tale.on(day).reset(clock, "clerk01", 1, None);
        assert_eq!(tale.of(Rule::OutsideHours).len(), usize::from(odd), "{day} {clock}");
    }
    let mut night = Tale::with(|t| (t.hours_from, t.hours_to) = (t.hours_to, t.hours_from));
    night.reset("20:00", "clerk01", 1, None).reset("03:00", "clerk01", 2, None);
    assert_eq!(night.of(Rule::OutsideHours).len(), 0, "hours may run past midnight");
    night.reset("12:00", "clerk01", 3, None);
    assert_eq!(night.of(Rule::OutsideHours).len(), 1);
}

#[test]
fn an_evening_is_one_item_a_person_and_names_the_weightiest_work() {
    let mut tale = Tale::new();
    tale.write("21:40", "clerk01", &plain(Action::SignIn, Outcome::Done));
    tale.for_nothing("21:41", "clerk01").reset("21:47", "clerk01", 1, None).for_nothing("21:50", "clerk01");
    tale.write("21:55", "super01", &plain(Action::Verification, Outcome::Done));
    tale.write("21:56", "admin", &plain(Action::RegisterImport, Outcome::Done));
    let item = tale.one(Rule::OutsideHours);
    assert_eq!(item.key, "outside_hours/20261116/clerk01");
    assert_eq!(item.finding, Finding::OutsideHours { action: Action::PinReset, count: 1 });
    assert_eq!(item.evidence.count, 4);
    tale.reset("22:10", "clerk01", 2, None);
    let item = tale.one(Rule::OutsideHours);
    assert_eq!(item.finding, Finding::OutsideHours { action: Action::PinReset, count: 2 });
}

#[test]
fn repeat_resets_are_the_same_pin_within_days() {
    // Day of the second reset, of which holder.
    let table = [("2026-11-16", 1, true), ("2026-12-16", 1, true), ("2026-12-17", 1, false), ("2026-11-17", 2, false)];
    for (day, holder, odd) in table {
        let mut tale = Tale::new();
        tale.reset("09:00", "clerk01", 1, None).on(day).reset("09:00", "clerk02", holder, Some("super01"));
        assert_eq!(tale.of(Rule::RepeatResets).len(), usize::from(odd), "{day} {holder}");
    }
    let mut tale = Tale::new();
    tale.reset("09:00", "clerk01", 1, None);
    let other = Draft { kind: Some(PinKind::Electronic), ..of(1, 99, Action::PinReset, Outcome::Done) };
    tale.write("09:30", "clerk01", &other);
    assert_eq!(tale.of(Rule::RepeatResets).len(), 0, "the other PIN is another PIN");
    tale.reset("10:00", "clerk02", 1, Some("super01")).on("2026-12-10").reset("10:00", "clerk01", 1, Some("super02"));
    let item = tale.one(Rule::RepeatResets);
    assert_eq!(item.finding, Finding::RepeatResets { kind: PinKind::Physical, count: 3 });
    assert_eq!(item.persons, ["clerk01", "clerk02", "super01", "super02"]);
    assert_eq!(item.evidence.count, 3);
}

#[test]
fn failed_sign_ins_are_many_within_a_time_for_one_number() {
    let failed = plain(Action::SignIn, Outcome::Failed).with("left", 3_u32);
    // Minutes of the failures, and whether that is odd.
    let table: [(&[&str], bool); 4] = [
        (&["09:00", "09:01", "09:02", "09:03"], false),
        (&["09:00", "09:01", "09:02", "09:03", "10:00"], true),
        (&["09:00", "09:20", "09:40", "10:00", "10:01"], false),
        (&["09:00", "09:20", "09:40", "10:00", "10:01", "10:02", "10:03"], true),
    ];
    for (clocks, odd) in table {
        for number in ["clerk01", "?abcdef"] {
            let mut tale = Tale::new();
            clocks.iter().for_each(|clock| {
                tale.write(clock, number, &failed);
            });
            assert_eq!(tale.of(Rule::FailedSignIns).len(), usize::from(odd), "{clocks:?}");
        }
    }
    let mut tale = Tale::new();
    for (minute, action) in [Action::SignIn, Action::ScreenUnlock, Action::Approval].into_iter().enumerate() {
        let failed = plain(action, Outcome::Failed).with("left", 3_u32);
        tale.write(&format!("09:0{minute}"), "super01", &failed);
        tale.write("09:03", "clerk02", &failed);
    }
    tale.write("09:04", "super01", &plain(Action::Approval, Outcome::Failed).with("reason", "own_record"));
    tale.write("09:05", "super01", &failed);
    assert_eq!(tale.of(Rule::FailedSignIns).len(), 0, "a refusal with a reason is no wrong password");
    tale.write("09:05", "super01", &failed).write("09:40", "super01", &failed);
    let item = tale.one(Rule::FailedSignIns);
    assert_eq!(item.finding, Finding::FailedSignIns { count: 6, minutes: 41, unknown: false });
    assert_eq!((item.persons.as_slice(), item.evidence.count), (["super01".to_owned()].as_slice(), 6));
}

#[test]
fn a_supervisors_password_is_no_ones_own_business() {
    let reset = |role: Role, consent: &str| {
        let draft = plain(Action::StaffPasswordReset, Outcome::Done).with("about", "super01").with("role", role.code());
        if consent.is_empty() { draft } else { draft.with("flagged", true).with("consent", consent) }
    };
    let mut tale = Tale::new();
    tale.write("09:00", "admin", &reset(Role::Clerk, ""));
    assert_eq!(tale.of(Rule::SupervisorReset).len(), 0);
    tale.write("09:00", "admin", &reset(Role::Supervisor, "super02"));
    let item = tale.one(Rule::SupervisorReset);
    assert_eq!(item.persons, ["super01", "admin", "super02"]);
    assert_eq!(item.finding, Finding::SupervisorReset { by_recovery_code: false });
    let mut tale = Tale::new();
    tale.write("09:00", "admin", &reset(Role::Supervisor, "recovery_code"));
    assert_eq!(tale.one(Rule::SupervisorReset).persons, ["super01", "admin"]);
}

#[test]
fn the_same_pair_is_odd_only_where_others_approve_too() {
    // Approvals of clerk01 by super01, by super02, approvals of clerk02 by super02, and whether clerk01's are odd.
    let table = [(5, 0, 1, true), (4, 0, 1, false), (5, 0, 0, false), (5, 1, 1, false), (9, 0, 3, true)];
    for (same, other, elsewhere, odd) in table {
        let mut tale = Tale::new();
        (0..elsewhere).for_each(|_| {
            tale.approve("09:00", "clerk02", "super02");
        });
        (0..other).for_each(|_| {
            tale.approve("09:10", "clerk01", "super02");
        });
        (0..same).for_each(|_| {
            tale.approve("10:00", "clerk01", "super01");
        });
        assert_eq!(tale.of(Rule::SamePair).len(), usize::from(odd), "{same} {other} {elsewhere}");
    }
    let mut tale = Tale::new();
    tale.approve("09:00", "clerk02", "super02");
    (0..6).for_each(|_| {
        tale.approve("10:00", "clerk01", "super01");
    });
    let item = tale.one(Rule::SamePair);
    assert_eq!(item.key, "same_pair/202611/clerk01/super01");
    assert_eq!(item.finding, Finding::SamePair { count: 6, others: 1 });
    assert_eq!((item.persons.as_slice(), item.evidence.count), (["clerk01".into(), "super01".into()].as_slice(), 6));
    tale.on("2027-01-20");
    (0..6).for_each(|_| {
        tale.approve("10:00", "clerk01", "super01");
    });
    assert_eq!(tale.of(Rule::SamePair).len(), 1, "the others' approvals are too long ago");
}

#[test]
fn what_happens_to_the_log_itself_is_always_listed() {
    let done = |action| plain(action, Outcome::Done);
    let changed = |setting: &str, before: &str, after: &str| {
        done(Action::SettingChange).with("setting", setting).with("before", before).with("after", after)
    };
    let table = [
        (plain(Action::Verification, Outcome::Failed), Some(IntegrityEvent::VerificationFailed)),
        (done(Action::Verification), None),
        (done(Action::LogStart).with("old_log", LOG), Some(IntegrityEvent::NewLog)),
        (done(Action::LogStart).with("reason", "first_run"), None),
        (done(Action::ClockStep), Some(IntegrityEvent::ClockStep)),
        (done(Action::ClockStep).with("back_from", "2026-11-16T02:00:00Z"), Some(IntegrityEvent::ClockStep)),
        (done(Action::ClockStep).with("forward_from", "2026-11-16T02:00:00Z"), Some(IntegrityEvent::ClockForward)),
        (done(Action::ClockStep).with("gap_from", "2026-11-11T02:00:00Z"), None),
        (done(Action::DateConfirm), Some(IntegrityEvent::DateConfirmed)),
        (done(Action::Restore), Some(IntegrityEvent::Restore)),
        (done(Action::RecoveryCodeUse), Some(IntegrityEvent::RecoveryCode)),
        (plain(Action::RecoveryCodeUse, Outcome::Failed), None),
        (changed("flag_look_ups", "5", "4"), Some(IntegrityEvent::ThresholdChange)),
        (changed("flag_look_ups", "5", "6"), None),
        (changed("seat", "01", "02"), None),
    ];
    let off = |t: &mut Thresholds| {
        (t.look_ups, t.refused_minutes, t.reset_days, t.failed_sign_ins, t.same_pair) = (0, 0, 0, 0, 0);
        t.days = WorkingDays::parse("").unwrap();
    };
    for (draft, event) in table {
        let mut tale = Tale::with(off);
        tale.write("09:00", "super01", &draft);
        let found: Vec<_> = tale.of(Rule::Integrity).into_iter().map(|item| item.finding.clone()).collect();
        assert_eq!(found, event.map(Finding::Integrity).into_iter().collect::<Vec<_>>(), "{draft:?}");
    }
}

#[test]
fn a_rule_at_zero_is_off() {
    type Off = fn(&mut Thresholds);
    let table: [(Rule, Off); 6] = [
        (Rule::LookUps, |t| t.look_ups = 0),
        (Rule::RefusedThenPassed, |t| t.refused_minutes = 0),
        (Rule::OutsideHours, |t| t.days = WorkingDays::parse("").unwrap()),
        (Rule::RepeatResets, |t| t.reset_days = 0),
        (Rule::FailedSignIns, |t| t.failed_sign_ins = 0),
        (Rule::SamePair, |t| t.same_pair = 0),
    ];
    let tell = |tale: &mut Tale| {
        tale.for_nothing("07:00", "clerk01");
        for _ in 0..6 {
            tale.for_nothing("07:00", "clerk03").reset("07:00", "clerk01", 1, None);
            tale.approve("07:00", "clerk02", "super02").approve("07:00", "clerk01", "super01");
            tale.write("07:00", "clerk02", &plain(Action::SignIn, Outcome::Failed).with("left", 1_u32));
        }
        tale.write("07:00", "clerk02", &of(1, 1, Action::IdentityCheck, Outcome::Refused));
        tale.write("07:00", "clerk01", &of(1, 2, Action::IdentityCheck, Outcome::Done));
    };
    for (rule, off) in table {
        let (mut on, mut without) = (Tale::new(), Tale::with(off));
        tell(&mut on);
        tell(&mut without);
        assert!(!on.of(rule).is_empty() && without.of(rule).is_empty(), "{rule:?}");
    }
}

#[test]
fn an_item_is_signed_until_it_grows() {
    let mut tale = Tale::new();
    tale.reset("19:00", "clerk01", 1, None);
    let key = tale.one(Rule::OutsideHours).key.clone();
    let sign = |evidence: u64| {
        plain(Action::SignOff, Outcome::Done)
            .with("item", key.as_str())
            .with("evidence", evidence)
            .saying(Typed::Remark, &FreeText::parse("问过", 200).unwrap())
    };
    assert_eq!(tale.watch.item(&key).unwrap().1, Standing::Open);
    tale.write("19:10", "super01", &sign(2));
    let (_, standing) = tale.watch.item(&key).unwrap();
    assert!(matches!(standing, Standing::Signed(signature) if signature.by == "super01" && signature.remark == "问过"));
    tale.reset("19:30", "clerk01", 2, None);
    assert!(matches!(tale.watch.item(&key).unwrap().1, Standing::Grown(_)));
    tale.write("19:40", "super02", &sign(4));
    assert!(!tale.watch.item(&key).unwrap().1.is_open());
}

#[test]
fn an_item_names_every_entry_however_many_there_are() {
    let mut tale = Tale::new();
    for _ in 0..2500 {
        tale.write("20:00", "clerk01", &plain(Action::Reveal, Outcome::Done));
    }
    for rule in [Rule::OutsideHours, Rule::Reveals] {
        let evidence = &tale.one(rule).evidence;
        assert_eq!((evidence.positions.len(), evidence.count), (2500, 2500), "{rule:?}");
    }
}

#[path = "rule_tests.rs"]
mod rules;
#[path = "time_tests.rs"]
mod times;

#[test]
fn every_rule_reads_back_and_has_one_code() {
    let mut codes: Vec<_> = Rule::ALL.iter().map(|rule| rule.code()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), Rule::ALL.len());
}

/// Entries of every kind at every end of the calendar, in every order.
#[test]
fn the_rules_survive_entries_of_every_date_in_every_order() {
    let noon: Timestamp = "2026-11-16T04:00:00Z".parse().unwrap();
    let dates = [Timestamp::MIN, Timestamp::MAX, noon, Timestamp::UNIX_EPOCH, Timestamp::MAX, noon, Timestamp::MIN];
    for thresholds in [
        Thresholds::default(),
        Thresholds {
            refused_minutes: u32::MAX,
            reset_days: u32::MAX,
            failed_minutes: u32::MAX,
            ..Thresholds::default()
        },
    ] {
        let mut watch = Watch::new(&Settings { worklist: thresholds, ..Settings::default() });
        let mut seq = 0;
        for (at, from) in dates.iter().flat_map(|at| dates.iter().map(move |from| (*at, *from))) {
            for (action, outcome) in
                Action::ALL.iter().flat_map(|action| Outcome::ALL.iter().map(move |of| (*action, *of)))
            {
                seq += 1;
                let draft = of(7, seq % 9, action, outcome).with("forward_from", from.to_string());
                watch.take(&Fact {
                    position: u32::try_from(seq).unwrap(),
                    log: LOG,
                    seq,
                    at,
                    passed: SignedDuration::ZERO,
                    staff: Some(if seq % 2 == 0 { "clerk01" } else { "super01" }),
                    role: Some(Role::Clerk),
                    action,
                    outcome,
                    visit: draft.visit.as_ref().map(|visit| visit.as_str()),
                    subject: draft.subject.as_ref().map(|subject| subject.as_str()),
                    mask: draft.mask.as_deref(),
                    kind: Some(PinKind::Physical),
                    detail: &draft.detail,
                });
            }
        }
        assert!(watch.items().count() > 0);
    }
}

#[test]
fn one_entry_from_the_future_blinds_no_rule() {
    let mut tale = Tale::new();
    tale.on("9998-12-31").reset("09:00", "clerk01", 3, None).for_nothing("09:10", "clerk01");
    tale.on(MONDAY).reset("09:00", "clerk02", 7, None);
    (0..9).for_each(|_| {
        tale.for_nothing("10:00", "clerk01");
    });
    assert!(matches!(tale.one(Rule::LookUps).finding, Finding::LookUps { count: 9, .. }));
    // Sixty days on, a reset is no repeat, although the future one still lies ahead.
    tale.on("2027-01-15").reset("09:00", "clerk02", 7, None);
    assert!(tale.of(Rule::RepeatResets).is_empty());
    tale.on("2027-01-16").reset("09:00", "clerk02", 7, None);
    assert_eq!(tale.of(Rule::RepeatResets).len(), 1);
}

#[test]
fn a_clock_set_ahead_between_two_entries_takes_them_no_further_apart() {
    let mut tale = Tale::new();
    let refused = Outcome::Refused;
    tale.write("09:00", "clerk01", &of(7, 1, Action::IdentityCheck, refused));
    tale.write("12:00", "", &plain(Action::ClockStep, Outcome::Done).with("forward_from", "2026-11-16T01:05:00Z"));
    tale.write("12:05", "clerk02", &of(7, 2, Action::IdentityCheck, Outcome::Done));
    assert!(matches!(tale.one(Rule::RefusedThenPassed).finding, Finding::RefusedThenPassed { minutes: 10 }));
}
