//! Thresholds of their time, dates from the future and floods: what an insider might try so that an item is not there.

use super::*;

fn set(field: &str, before: &str, after: &str) -> Draft {
    let draft = plain(Action::SettingChange, Outcome::Done).with("setting", field);
    draft.with("before", before).with("after", after)
}

/// An entry that makes every rule but those without a threshold find something.
fn tell(tale: &mut Tale, day: &str) {
    tale.on(day).for_nothing("07:00", "clerk01");
    tale.write("07:00", "admin", &plain(Action::StaffCreate, Outcome::Done).with("about", "super01"));
    for visit in 0..40 {
        tale.for_nothing("07:00", "clerk03").reset("07:00", "clerk01", 1, None);
        tale.approve("07:00", "clerk02", "super02").approve("07:00", "clerk01", "super01");
        tale.write("07:00", "clerk02", &plain(Action::SignIn, Outcome::Failed).with("left", 1_u32));
        tale.write("07:00", "clerk02", &of(visit, visit, Action::Reveal, Outcome::Done));
    }
    tale.write("07:00", "clerk02", &of(1, 1, Action::LookUp, Outcome::Done));
    tale.write("07:00", "clerk02", &of(1, 1, Action::IdentityCheck, Outcome::Refused));
    tale.write("07:00", "clerk01", &of(1, 2, Action::LookUp, Outcome::Done));
    tale.write("07:00", "clerk01", &of(1, 2, Action::IdentityCheck, Outcome::Done));
    for _ in 0..3 {
        tale.write("07:00", "clerk01", &of(1, 2, Action::IdentityConfirm, Outcome::Done));
    }
    let phone = Draft { visit: None, ..of(1, 0, Action::RegisterChange, Outcome::Done) };
    tale.write("07:00", "admin", &phone.with("fields", "phone"));
}

/// Rules that a threshold switches off, with the change that does it.
const OFF: [(Rule, &str, &str, &str); 12] = [
    (Rule::LookUps, "flag_look_ups", "5", "0"),
    (Rule::RefusedThenPassed, "flag_refused_minutes", "60", "0"),
    (Rule::OutsideHours, "flag_days", "12345", ""),
    (Rule::RepeatResets, "flag_reset_days", "30", "0"),
    (Rule::FailedSignIns, "flag_failed_sign_ins", "5", "0"),
    (Rule::SamePair, "flag_same_pair", "5", "0"),
    (Rule::Reveals, "flag_reveals", "30", "0"),
    (Rule::Confirms, "flag_confirms", "2", "0"),
    (Rule::YoungApprovals, "flag_young_days", "7", "0"),
    (Rule::PhoneChanges, "flag_phone_days", "30", "0"),
    (Rule::FastChecks, "flag_check_seconds", "20", "0"),
    (Rule::Surges, "flag_surge", "10", "0"),
];

#[test]
fn no_setting_makes_an_older_item_vanish_and_none_reaches_back() {
    for (rule, field, on, off) in OFF {
        let mut tale = Tale::with(|t| t.check_seconds = 20);
        tell(&mut tale, MONDAY);
        let before: Vec<Item> = tale.of(rule).into_iter().cloned().collect();
        assert!(!before.is_empty(), "{rule:?}");
        tale.write("12:00", "admin", &set(field, on, off));
        let after: Vec<Item> = tale.of(rule).into_iter().cloned().collect();
        assert_eq!(before, after, "{rule:?}: what is listed stays");
        tell(&mut tale, "2027-06-07");
        let later =
            |tale: &Tale| tale.of(rule).iter().filter(|item| item.first > moment("2027-06-01", "00:00")).count();
        assert_eq!(later(&tale), 0, "{rule:?} is off");
        // Everything old still stands, with all its entries.
        for item in &before {
            assert!(tale.of(rule).iter().any(|now| now.key == item.key && now.evidence.count >= item.evidence.count));
        }
        tale.write("12:00", "admin", &set(field, off, on));
        assert_eq!(later(&tale), 0, "{rule:?}: switched on again, it finds nothing in what came before");
        tell(&mut tale, "2028-06-05");
        let since = tale.of(rule).iter().filter(|item| item.last > moment("2028-06-01", "00:00")).count();
        assert!(since > 0, "{rule:?} is on again");
    }
}

#[test]
fn a_factor_raised_in_the_morning_takes_nothing_off_the_list() {
    for (field, before, after) in [("flag_look_ups_factor", "3", "100"), ("flag_look_ups", "5", "1000")] {
        let mut tale = Tale::new();
        tale.for_nothing("09:00", "clerk01");
        (0..6).for_each(|_| {
            tale.for_nothing("10:00", "clerk03");
        });
        assert_eq!(tale.of(Rule::LookUps).len(), 1);
        tale.write("10:30", "admin", &set(field, before, after));
        tale.for_nothing("11:00", "clerk03").reset("11:00", "clerk02", 1, None);
        assert_eq!(tale.one(Rule::LookUps).evidence.count, 7, "{field}");
    }
}

#[test]
fn an_item_says_the_threshold_of_its_time_and_the_first_entry_says_the_first_ones() {
    let mut tale = Tale::new();
    let start = plain(Action::LogStart, Outcome::Done).with("reason", "first_run");
    tale.write("08:00", "", &start.with("setting.flag_reveals", "4").with("setting.flag_reset_days", "nonsense"));
    (0..3).for_each(|_| {
        tale.write("09:00", "clerk01", &plain(Action::Reveal, Outcome::Done));
    });
    assert_eq!(tale.of(Rule::Reveals).len(), 0);
    tale.write("09:00", "clerk01", &plain(Action::Reveal, Outcome::Done));
    tale.write("09:10", "admin", &set("flag_reveals", "4", "30"));
    assert_eq!(tale.one(Rule::Reveals).thresholds.reveals, 4);
    assert_eq!(tale.one(Rule::Reveals).thresholds.reset_days, 30, "what cannot be read changes nothing");
}

#[test]
fn a_date_from_the_future_or_out_of_order_blinds_no_rule() {
    let ends = ["9999-12-30", "0001-01-02", "2020-01-06"];
    for end in ends {
        let mut plainly = Tale::with(|t| t.check_seconds = 20);
        tell(&mut plainly, MONDAY);
        let mut tale = Tale::with(|t| t.check_seconds = 20);
        tell(&mut tale, end);
        tell(&mut tale, MONDAY);
        for (rule, ..) in OFF {
            let monday = |tale: &Tale| {
                let of_monday = |item: &&&Item| {
                    let day = moment(MONDAY, "00:00").duration_since(item.last).abs();
                    day < jiff::SignedDuration::from_hours(24)
                };
                tale.of(rule).iter().filter(of_monday).count()
            };
            assert!(monday(&tale) >= monday(&plainly), "{rule:?} after {end}");
        }
        // In the middle of what belongs together.
        let mut tale = Tale::new();
        tale.reset("09:00", "clerk01", 1, None).on(end).reset("09:00", "clerk01", 2, None);
        tale.on(MONDAY).reset("10:00", "clerk02", 1, None);
        assert_eq!(tale.of(Rule::RepeatResets).len(), 1, "{end}");
        let mut tale = Tale::new();
        tale.write("09:00", "clerk02", &of(1, 1, Action::IdentityCheck, Outcome::Refused));
        tale.on(end).write("09:00", "clerk01", &of(2, 3, Action::IdentityCheck, Outcome::Refused));
        tale.on(MONDAY).write("09:10", "clerk01", &of(1, 2, Action::IdentityCheck, Outcome::Done));
        assert_eq!(tale.of(Rule::RefusedThenPassed).len(), 1, "{end}");
    }
}

#[test]
fn setting_a_clock_takes_nothing_out_of_a_window() {
    let set = |from: &str| plain(Action::ClockStep, Outcome::Done).with("forward_from", from);
    let mut tale = Tale::new();
    tale.write("08:00", "admin", &plain(Action::SignIn, Outcome::Done));
    tale.write("08:00", "admin", &plain(Action::StaffCreate, Outcome::Done).with("about", "super02"));
    tale.reset("09:00", "clerk01", 1, None);
    tale.on("2027-06-07").write("09:00", "", &set("2026-11-16T01:01:00Z"));
    tale.reset("09:01", "clerk01", 1, None).approve("09:02", "clerk01", "super02");
    assert_eq!((tale.of(Rule::RepeatResets).len(), tale.of(Rule::YoungApprovals).len()), (1, 1));
    let mut tale = Tale::with(|t| t.check_seconds = 20);
    tale.write("09:00:00", "clerk01", &of(1, 1, Action::LookUp, Outcome::Done));
    tale.write("10:00:00", "", &set("2026-11-16T01:00:02Z"));
    tale.write("10:00:01", "clerk01", &of(1, 1, Action::IdentityCheck, Outcome::Done));
    assert_eq!(tale.of(Rule::FastChecks).len(), 1);
}

#[test]
fn a_flood_hides_nothing_of_what_came_before_it() {
    let mut tale = Tale::new();
    tale.write("09:00", "clerk01", &of(1, 1, Action::IdentityCheck, Outcome::Refused));
    tale.reset("09:00", "clerk01", 5, None);
    for holder in 1000..4000 {
        tale.write("09:01", "clerk01", &of(holder, 1, Action::IdentityCheck, Outcome::Refused));
        tale.write("09:01", "clerk01", &of(holder, holder, Action::LookUp, Outcome::Done));
    }
    tale.write("09:20", "clerk02", &of(1, 2, Action::IdentityCheck, Outcome::Done));
    assert_eq!(tale.of(Rule::RefusedThenPassed).len(), 1);
    tale.reset("09:30", "clerk01", 5, None);
    assert_eq!(tale.of(Rule::RepeatResets).len(), 1);
    let surge = tale.one(Rule::Surges);
    assert_eq!((surge.evidence.count, surge.evidence.positions.len()), (3001, 3001), "each of them is named");
}

#[test]
fn two_entries_of_one_moment_are_two() {
    let mut tale = Tale::new();
    for _ in 0..2 {
        tale.write("09:00", "admin", &set("tries_before_lock", "6", "7"));
    }
    assert_eq!(tale.of(Rule::RulesWeakened).len(), 2);
}
