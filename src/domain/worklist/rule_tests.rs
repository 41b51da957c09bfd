//! Insiders, one rule after the other: what each must find and what it must leave alone.

use super::*;

fn staff(action: Action, about: &str) -> Draft {
    plain(action, Outcome::Done).with("about", about)
}

/// A holder's change by an import.
fn change(holder: u64, fields: &str) -> Draft {
    Draft { visit: None, ..of(holder, 0, Action::RegisterChange, Outcome::Done) }.with("fields", fields)
}

fn card(holder: u64, before: u32, after: u32) -> Draft {
    change(holder, "card_status").with("card_before", before).with("card_after", after)
}

fn setting(field: &str, before: impl Into<Value>, after: impl Into<Value>) -> Draft {
    plain(Action::SettingChange, Outcome::Done).with("setting", field).with("before", before).with("after", after)
}

#[test]
fn every_change_of_an_account_waits_for_somebody_who_had_no_part_in_it() {
    let table = [
        (Action::StaffCreate, Some(AccountDeed::Create)),
        (Action::StaffEnable, Some(AccountDeed::Enable)),
        (Action::StaffDisable, Some(AccountDeed::Disable)),
        (Action::StaffPasswordReset, Some(AccountDeed::Password)),
        (Action::StaffRoleChange, Some(AccountDeed::Role)),
        (Action::StaffUnlock, None),
        (Action::PasswordChange, None),
    ];
    for (action, deed) in table {
        let mut tale = Tale::new();
        tale.write("08:30", "admin", &staff(action, "clerk01"));
        assert_eq!(tale.of(Rule::Accounts).len(), 0, "before anybody signed in, the office is being founded");
        tale.write("08:30", "admin", &plain(Action::SignIn, Outcome::Done));
        tale.write("08:31", "admin", &Draft { outcome: Outcome::Failed, ..staff(action, "clerk01") });
        tale.write("08:31", "admin", &staff(action, "clerk01").with("consent", "super01"));
        let found: Vec<_> = tale.of(Rule::Accounts).into_iter().map(|item| item.finding.clone()).collect();
        assert_eq!(found, deed.map(|deed| Finding::Account { deed }).into_iter().collect::<Vec<_>>(), "{action:?}");
        if deed.is_some() {
            assert_eq!(tale.one(Rule::Accounts).persons, ["clerk01", "admin", "super01"]);
        }
    }
    let mut tale = Tale::new();
    tale.write("08:30", "admin", &plain(Action::SignIn, Outcome::Done));
    tale.write("08:30", "admin", &staff(Action::StaffCreate, "super01").with("founder", true));
    assert_eq!(tale.of(Rule::Accounts).len(), 0);
    tale.write("08:31", "admin", &staff(Action::StaffPasswordReset, "super01").with("role", "supervisor"));
    assert_eq!((tale.of(Rule::Accounts).len(), tale.of(Rule::SupervisorReset).len()), (0, 1), "one item, not two");
}

#[test]
fn a_weaker_rule_is_one_item_whatever_the_setting() {
    let table = [
        (setting("tries_before_lock", "6", "7"), true),
        (setting("tries_before_lock", "7", "6"), false),
        (setting("electronic_lock_hours", "0", "24"), true),
        (setting("flag_hours_to", "18:00", "20:00"), true),
        (setting("flag_look_ups", "5", "0"), true),
        (setting("other_document_approval", "true", "false"), true),
        (setting("initial_pins", 2_u32, 1_u32), true),
        (setting("initial_pins", 1_u32, 2_u32), false),
        // Another one in its place: the number says nothing of it, the entry does.
        (setting("initial_pins", 1_u32, 1_u32), true),
        (setting("office_name", "甲", "乙"), false),
        (setting("session_hours", "8", "9").with("consent", "super02"), true),
        (setting("from_the_future", "1", "2"), false),
        (Draft { outcome: Outcome::Refused, ..setting("tries_before_lock", "6", "7") }, false),
    ];
    for (draft, odd) in table {
        let mut tale = Tale::new();
        tale.write("09:00", "admin", &draft);
        assert_eq!(tale.of(Rule::RulesWeakened).len(), usize::from(odd), "{draft:?}");
        assert!(!odd || tale.of(Rule::Integrity).is_empty(), "one item: {draft:?}");
        let persons = if draft.detail.contains_key("consent") { vec!["admin", "super02"] } else { vec!["admin"] };
        assert!(!odd || tale.one(Rule::RulesWeakened).persons == persons);
    }
}

#[test]
fn what_a_young_account_approves_is_listed_for_a_week() {
    // Deed, day of the approval, and whether it is listed.
    let table = [
        (Action::StaffCreate, "2026-11-16", true),
        (Action::StaffCreate, "2026-11-22", true),
        (Action::StaffCreate, "2026-11-23", false),
        (Action::StaffEnable, "2026-11-17", true),
        (Action::StaffPasswordReset, "2026-11-17", true),
        (Action::StaffDisable, "2026-11-17", false),
    ];
    for (deed, day, odd) in table {
        let mut tale = Tale::new();
        tale.write("08:00", "admin", &plain(Action::SignIn, Outcome::Done));
        tale.write("09:00", "admin", &staff(deed, "super02").with("consent", "super01"));
        tale.on(day).approve("10:00", "clerk01", "super02").approve("10:05", "clerk02", "super02");
        assert_eq!(tale.of(Rule::YoungApprovals).len(), usize::from(odd), "{deed:?} {day}");
        if odd {
            let item = tale.one(Rule::YoungApprovals);
            assert_eq!((&item.finding, item.evidence.count), (&Finding::YoungApprovals { count: 2 }, 3));
            assert_eq!(item.persons, ["super02", "admin", "super01"]);
        }
    }
    let mut tale = Tale::new();
    tale.write("08:00", "admin", &staff(Action::StaffCreate, "super02")).approve("10:00", "clerk01", "super02");
    assert_eq!(tale.of(Rule::YoungApprovals).len(), 0, "an account of the founding");
    tale.write("11:00", "admin", &staff(Action::StaffCreate, "super03"));
    tale.write("11:01", "admin", &staff(Action::StaffCreate, "clerk09").with("consent", "super03"));
    assert_eq!(tale.one(Rule::YoungApprovals).persons, ["super03", "admin", "clerk09"], "consents count too");
    tale.on("2019-01-01").approve("10:00", "clerk01", "super03");
    assert_eq!(tale.one(Rule::YoungApprovals).evidence.count, 3, "nobody gets older by setting a clock");
}

#[test]
fn a_lost_card_is_listed_once_it_is_usable_in_one_file_or_two() {
    // Changes of one card, and how many of them the item rests on.
    let table: [(&[(u32, u32)], usize); 8] = [
        (&[(2, 1)], 1),
        (&[(4, 1)], 1),
        (&[(9, 3)], 1),
        (&[(2, 0), (0, 1)], 2),
        (&[(1, 2), (2, 4), (4, 0), (0, 3)], 2),
        (&[(0, 1)], 0),
        (&[(1, 3), (3, 1)], 0),
        (&[(1, 2), (2, 9)], 0),
    ];
    for (changes, evidence) in table {
        let mut tale = Tale::new();
        for (before, after) in changes {
            tale.write("09:00", "admin", &card(1, *before, *after));
            tale.write("09:00", "admin", &card(2, 0, 1));
        }
        let found = tale.of(Rule::LostCards);
        assert_eq!(found.first().map_or(0, |item| item.evidence.positions.len()), evidence, "{changes:?}");
    }
    let mut tale = Tale::new();
    for holder in 1..=3 {
        tale.write("09:00", "admin", &card(holder, 2, 1));
    }
    let item = tale.one(Rule::LostCards);
    assert_eq!(
        (&item.finding, item.persons.as_slice()),
        (&Finding::LostCards { count: 3 }, ["admin".into()].as_slice())
    );
}

#[test]
fn a_phone_that_changes_near_a_reset_is_listed_before_and_after_it() {
    // Day of the change, of the reset, and whether it is listed.
    let table = [
        ("2026-11-16", "2026-12-16", true),
        ("2026-11-16", "2026-12-17", false),
        ("2026-12-16", "2026-11-16", true),
        ("2026-12-17", "2026-11-16", false),
    ];
    for (changed, reset, odd) in table {
        for phone in ["phone", "name phone card_number"] {
            let mut tale = Tale::new();
            if changed < reset {
                tale.on(changed).write("09:00", "admin", &change(1, phone));
                tale.on(reset).reset("09:00", "clerk01", 1, Some("super01"));
            } else {
                tale.on(reset).reset("09:00", "clerk01", 1, Some("super01"));
                tale.on(changed).write("09:00", "admin", &change(1, phone));
            }
            assert_eq!(tale.of(Rule::PhoneChanges).len(), usize::from(odd), "{changed} {reset}");
        }
    }
    let mut tale = Tale::new();
    tale.write("09:00", "admin", &change(1, "name")).write("09:00", "admin", &change(2, "phone"));
    tale.reset("09:10", "clerk01", 1, None);
    assert_eq!(tale.of(Rule::PhoneChanges).len(), 0, "another field, another holder");
    // There and back: each change is an item of its own.
    tale.reset("09:20", "clerk01", 2, Some("super01")).write("10:00", "admin", &change(2, "phone"));
    let found = tale.of(Rule::PhoneChanges);
    assert_eq!(found.len(), 2);
    for item in found {
        assert_eq!((item.evidence.count, item.mask.as_deref()), (2, Some("4***11")));
        assert!(["admin", "clerk01", "super01"].iter().all(|person| item.is_own(person)), "{:?}", item.persons);
    }
}

#[test]
fn people_who_share_a_phone_are_one_item_an_import() {
    let mut tale = Tale::new();
    for holder in 1..=5 {
        let shared = Draft { visit: None, ..of(holder, 0, Action::PhoneShared, Outcome::Done) };
        tale.write("09:00", "admin", &shared.with("people", 5_u32).with("phone_group", 1_u32));
    }
    assert_eq!(tale.one(Rule::SharedPhones).finding, Finding::SharedPhones { count: 5 });
    let all = Draft { visit: None, ..of(9, 0, Action::PhoneShared, Outcome::Done) }.with("speaks_for_all", true);
    tale.write("09:00", "admin", &all.with("people", 200_000_u32));
    assert_eq!(tale.one(Rule::SharedPhones).finding, Finding::SharedPhones { count: 200_005 });
}

#[test]
fn a_check_takes_longer_than_a_glance() {
    // From the look-up at nine to the check, and whether it is listed.
    let table = [("09:00:00", true), ("09:00:19", true), ("09:00:20", false), ("09:05:00", false), ("08:59:00", true)];
    for (clock, odd) in table {
        let mut tale = Tale::with(|t| t.check_seconds = 20);
        tale.write("09:00", "clerk01", &of(1, 1, Action::LookUp, Outcome::Done));
        tale.write(clock, "clerk01", &of(1, 1, Action::IdentityCheck, Outcome::Refused));
        assert_eq!(tale.of(Rule::FastChecks).len(), 0, "turning somebody away can be quick");
        tale.write(clock, "clerk01", &of(1, 1, Action::IdentityCheck, Outcome::Done));
        assert_eq!(tale.of(Rule::FastChecks).len(), usize::from(odd), "{clock}");
    }
    let mut tale = Tale::with(|t| t.check_seconds = 20);
    for (visit, clock) in [(1, "09:00:12"), (2, "09:00:04"), (3, "09:00:09")] {
        tale.write("09:00", "clerk01", &of(visit, visit, Action::LookUp, Outcome::Done));
        tale.write(clock, "clerk01", &of(visit, visit, Action::IdentityCheck, Outcome::Done));
        tale.write(clock, "clerk01", &of(visit, visit, Action::VisitClose, Outcome::Done));
    }
    assert_eq!(tale.one(Rule::FastChecks).finding, Finding::FastChecks { count: 3, seconds: 4 });
}

#[test]
fn many_numbers_shown_by_one_person_on_a_day_are_an_item() {
    for (count, odd) in [(29, false), (30, true), (31, true)] {
        let mut tale = Tale::new();
        (0..count).for_each(|visit| {
            tale.write("09:00", "clerk01", &of(visit, visit, Action::Reveal, Outcome::Done));
            tale.write(
                "09:00",
                if visit % 2 == 0 { "clerk02" } else { "clerk03" },
                &plain(Action::Reveal, Outcome::Done),
            );
        });
        tale.on("2026-11-17").write("09:00", "clerk01", &plain(Action::Reveal, Outcome::Done));
        assert_eq!(tale.of(Rule::Reveals).len(), usize::from(odd), "{count}");
        assert!(!odd || tale.one(Rule::Reveals).evidence.count == count);
    }
}

#[test]
fn still_the_same_person_again_and_again_without_a_change_is_an_item() {
    // What follows the look-up: c confirms, r resets, v only tries the PIN, and whether the visit is listed.
    for (steps, odd) in
        [("cc", true), ("c", false), ("cv", false), ("crc", false), ("crcr", false), ("cvcv", true), ("cccr", true)]
    {
        let mut tale = Tale::new();
        tale.write("09:00", "clerk01", &of(1, 1, Action::LookUp, Outcome::Done));
        for step in steps.chars() {
            let action = match step {
                'c' => Action::IdentityConfirm,
                'r' => Action::PinReset,
                _ => Action::PinVerify,
            };
            tale.write("09:05", "clerk01", &of(1, 1, action, Outcome::Done));
        }
        tale.write("09:10", "clerk01", &of(1, 1, Action::VisitClose, Outcome::Done));
        assert_eq!(tale.of(Rule::Confirms).len(), usize::from(odd), "{steps}");
    }
    // One in each of two visits, and a program that was stopped in the first.
    let mut tale = Tale::new();
    for visit in [1, 2] {
        tale.write("09:00", "clerk01", &of(visit, visit, Action::LookUp, Outcome::Done));
        tale.write("09:05", "clerk01", &of(visit, visit, Action::IdentityConfirm, Outcome::Done));
    }
    tale.write("09:10", "clerk01", &of(2, 2, Action::VisitClose, Outcome::Abandoned));
    assert_eq!(tale.one(Rule::Confirms).finding, Finding::Confirms { count: 2 });
}

#[test]
fn wrong_passwords_that_come_slowly_are_counted_over_a_week() {
    let failed = plain(Action::SignIn, Outcome::Failed).with("left", 3_u32);
    let slow = |tale: &Tale| {
        let found = tale.of(Rule::FailedSignIns);
        found
            .into_iter()
            .filter(|item| matches!(item.finding, Finding::SlowSignIns { .. }))
            .cloned()
            .collect::<Vec<_>>()
    };
    // Tries an evening, evenings, and whether that is odd.
    for (tries, evenings, odd) in [(4, 3, true), (1, 7, false), (3, 3, false), (2, 5, true), (12, 1, false)] {
        let mut tale = Tale::new();
        for evening in 0..evenings {
            tale.on(&format!("2026-11-{}", 16 + evening));
            for hour in 0..tries {
                // Spread out: never five within an hour.
                tale.write(&format!("{:02}:00", 8 + hour), "super01", &failed);
            }
            tale.write("23:00", "super01", &plain(Action::SignIn, Outcome::Done));
        }
        assert_eq!(slow(&tale).len(), usize::from(odd), "{tries} on {evenings} evenings");
    }
    let mut tale = Tale::new();
    for day in 1..=28 {
        tale.on(&format!("2026-11-{day:02}"));
        for hour in ["08:00", "12:00", "20:00"] {
            tale.write(hour, "?abcdef", &failed);
        }
    }
    let [item] = slow(&tale).try_into().unwrap();
    assert_eq!(item.finding, Finding::SlowSignIns { count: 84, days: 28, unknown: true });
    assert_eq!((item.evidence.count, item.persons.len()), (84, 0));
}

#[test]
fn an_hour_far_above_the_usual_is_urgent() {
    let kinds: [(SurgeKind, Draft); 3] = [
        (SurgeKind::Resets, of(1, 1, Action::PinReset, Outcome::Done)),
        (SurgeKind::Locks, of(1, 1, Action::PinLock, Outcome::Done)),
        (SurgeKind::Refusals, of(1, 1, Action::IdentityCheck, Outcome::Refused)),
    ];
    for (kind, draft) in kinds {
        // Of a usual hour, of this hour, and whether it is listed.
        for (usual, now, odd) in [(2, 9, false), (2, 10, true), (5, 14, false), (5, 15, true), (0, 10, true)] {
            let mut tale = Tale::new();
            for hour in 0..10 {
                let clock = format!("{:02}:10", 8 + hour);
                tale.write(&clock, "clerk01", &of(1, 1, Action::LookUp, Outcome::Done));
                (0..usual).for_each(|_| {
                    tale.write(&clock, "clerk01", &draft);
                });
            }
            assert_eq!(tale.of(Rule::Surges).len(), 0);
            tale.on("2026-11-17");
            for minute in 0..now {
                tale.write(&format!("10:{:02}", 10 + minute), "clerk02", &draft);
            }
            assert_eq!(tale.of(Rule::Surges).len(), usize::from(odd), "{kind:?}: {usual} usually, {now} now");
            if odd {
                let item = tale.one(Rule::Surges);
                assert_eq!(item.finding, Finding::Surge { kind, count: now, mean_tenths: usual * 10 });
                assert!(item.is_urgent() && item.is_own("clerk02") && item.evidence.count == u64::from(now));
                tale.write("10:59", "clerk02", &draft).write("12:30", "clerk02", &draft);
                assert_eq!(
                    tale.one(Rule::Surges).evidence.count,
                    u64::from(now) + 1,
                    "as long as the hour is above it"
                );
            }
        }
    }
    let mut tale = Tale::new();
    for minute in 0..29 {
        tale.write(&format!("10:{minute:02}"), "clerk02", &of(1, 1, Action::PinReset, Outcome::Done));
    }
    assert_eq!(tale.of(Rule::Surges).len(), 0, "a first day has no usual: only far above the threshold itself");
    tale.write("10:30", "clerk02", &of(1, 1, Action::PinReset, Outcome::Done));
    assert_eq!(tale.of(Rule::Surges).len(), 1);
}
