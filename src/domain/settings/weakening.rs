//! Which changes make a rule weaker. Such a change takes effect only with a supervisor's consent (DESIGN: 双人控制);
//! a stronger rule needs nobody.

use super::{Field, Settings};

/// Which way of changing a field makes a rule weaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weaker {
    /// Neither: no rule rests on it.
    Never,
    /// A larger number.
    Larger,
    /// A larger number, and 0, which switches the rule off.
    LargerOrZero,
    /// A smaller number, down to 0, which switches the rule off.
    Smaller,
    /// A smaller number; 0 means never and is the strongest.
    SmallerButZero,
    /// Switched off.
    Off,
    /// A value less in the list.
    Fewer,
    /// Hours that take in a minute which was outside before.
    WiderHours,
    /// A working day more, or none at all, which switches the rule off.
    MoreDays,
}

impl Field {
    /// Which way weakens the rule.
    #[must_use]
    pub fn weaker(self) -> Weaker {
        match self {
            Self::OfficeName | Self::Seat | Self::HolderMonitor | Self::ReaderPrefix | Self::ReaderSuffix => {
                Weaker::Never
            }
            Self::TriesBeforeLock
            | Self::FreeUnlocksPerYear
            | Self::IdleLockMinutes
            | Self::SessionHours
            | Self::LookUpsPerMinute
            | Self::RevealsPerMinute
            | Self::RefusalsPerMinute
            | Self::FlagLookUpsFactor
            | Self::FlagSurgeFactor => Weaker::Larger,
            Self::PinAdviceMonths
            | Self::FlagLookUps
            | Self::FlagFailedSignIns
            | Self::FlagFailedWeek
            | Self::FlagSamePair
            | Self::FlagReveals
            | Self::FlagConfirms
            | Self::FlagPhonePeople
            | Self::FlagSurge => Weaker::LargerOrZero,
            Self::RepeatResetDays
            | Self::DoubtfulCheckDays
            | Self::FlagRefusedMinutes
            | Self::FlagResetDays
            | Self::FlagFailedMinutes
            | Self::FlagSamePairDays
            | Self::FlagYoungDays
            | Self::FlagPhoneDays
            | Self::FlagCheckSeconds
            | Self::KnownAfterHours => Weaker::Smaller,
            Self::ElectronicLockHours => Weaker::SmallerButZero,
            Self::ShuffledPad | Self::OtherDocumentApproval => Weaker::Off,
            Self::InitialPins => Weaker::Fewer,
            Self::FlagHoursFrom | Self::FlagHoursTo => Weaker::WiderHours,
            Self::FlagDays => Weaker::MoreDays,
        }
    }

    /// Whether going from one set of settings to another makes this field's rule weaker.
    #[must_use]
    pub fn is_weaker(self, before: &Settings, after: &Settings) -> bool {
        let (old, new) = (before.get(self), after.get(self));
        if old == new {
            return false;
        }
        let (from, to) = (old.parse().unwrap_or(0_u32), new.parse().unwrap_or(0_u32));
        match self.weaker() {
            Weaker::Never => false,
            Weaker::Larger => to > from,
            Weaker::LargerOrZero => to == 0 || (from != 0 && to > from),
            Weaker::Smaller => to < from,
            Weaker::SmallerButZero => to != 0 && (from == 0 || to < from),
            Weaker::Off => new == "false",
            Weaker::Fewer => before.initial_pins.iter().any(|pin| !after.initial_pins.contains(pin)),
            Weaker::WiderHours => takes_in_more(before, after),
            Weaker::MoreDays => {
                let (before, after) = (before.worklist.days, after.worklist.days);
                !before.is_empty() && (after.is_empty() || after.text().chars().any(|day| !old.contains(day)))
            }
        }
    }
}

/// Whether a minute of the day is within the working hours that was outside them.
fn takes_in_more(before: &Settings, after: &Settings) -> bool {
    let minute_of = |time: jiff::civil::Time| i32::from(time.hour()) * 60 + i32::from(time.minute());
    let is_within = |settings: &Settings, minute: i32| {
        let (from, to) = (minute_of(settings.worklist.hours_from), minute_of(settings.worklist.hours_to));
        // The same time twice: no hour is outside.
        match from.cmp(&to) {
            std::cmp::Ordering::Less => (from..to).contains(&minute),
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Greater => minute >= from || minute < to,
        }
    };
    (0..24 * 60).any(|minute| is_within(after, minute) && !is_within(before, minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(field: Field, text: &str) -> Settings {
        let mut settings = Settings::default();
        settings.set(field, text).unwrap();
        settings
    }

    /// Field, a value, a weaker one.
    const TABLE: &[(Field, &str, &str)] = &[
        (Field::ShuffledPad, "true", "false"),
        (Field::TriesBeforeLock, "6", "7"),
        (Field::ElectronicLockHours, "24", "1"),
        (Field::ElectronicLockHours, "0", "24"),
        (Field::InitialPins, "123456 000000", "123456"),
        (Field::PinAdviceMonths, "12", "24"),
        (Field::PinAdviceMonths, "12", "0"),
        (Field::RepeatResetDays, "30", "0"),
        (Field::DoubtfulCheckDays, "30", "7"),
        (Field::OtherDocumentApproval, "true", "false"),
        (Field::FreeUnlocksPerYear, "3", "4"),
        (Field::IdleLockMinutes, "5", "10"),
        (Field::SessionHours, "8", "12"),
        (Field::KnownAfterHours, "24", "23"),
        (Field::LookUpsPerMinute, "20", "21"),
        (Field::RevealsPerMinute, "20", "600"),
        (Field::RefusalsPerMinute, "10", "11"),
        (Field::FlagLookUps, "5", "0"),
        (Field::FlagLookUps, "5", "6"),
        (Field::FlagLookUpsFactor, "3", "4"),
        (Field::FlagRefusedMinutes, "60", "0"),
        (Field::FlagHoursFrom, "08:00", "07:59"),
        (Field::FlagHoursTo, "18:00", "23:00"),
        (Field::FlagHoursTo, "18:00", "07:00"),
        (Field::FlagHoursTo, "18:00", "08:00"),
        (Field::FlagDays, "12345", "123456"),
        (Field::FlagDays, "12345", ""),
        (Field::FlagResetDays, "30", "29"),
        (Field::FlagFailedSignIns, "5", "0"),
        (Field::FlagFailedSignIns, "5", "50"),
        (Field::FlagFailedMinutes, "60", "1"),
        (Field::FlagSamePair, "5", "6"),
        (Field::FlagSamePairDays, "30", "1"),
        (Field::FlagFailedWeek, "10", "0"),
        (Field::FlagReveals, "30", "31"),
        (Field::FlagConfirms, "2", "0"),
        (Field::FlagYoungDays, "7", "0"),
        (Field::FlagPhoneDays, "30", "1"),
        (Field::FlagPhonePeople, "3", "4"),
        (Field::FlagCheckSeconds, "20", "0"),
        (Field::FlagSurge, "10", "0"),
        (Field::FlagSurgeFactor, "3", "4"),
    ];

    #[test]
    fn every_field_says_which_way_is_weaker_and_the_way_back_is_not() {
        for (field, strong, weak) in TABLE {
            let (strong, weak) = (with(*field, strong), with(*field, weak));
            assert!(field.is_weaker(&strong, &weak), "{field:?}");
            assert!(!field.is_weaker(&weak, &strong), "{field:?} back");
            assert!(!field.is_weaker(&weak, &weak), "{field:?} unchanged");
            for other in Field::ALL.into_iter().filter(|other| other.weaker() != Weaker::WiderHours && other != field) {
                assert!(!other.is_weaker(&strong, &weak), "{other:?} has not changed");
            }
        }
        for field in Field::ALL {
            let is_listed = TABLE.iter().any(|(listed, ..)| *listed == field);
            assert_eq!(
                is_listed,
                field.weaker() != Weaker::Never,
                "{field:?}: every rule has its line here, and only rules"
            );
        }
    }
}
