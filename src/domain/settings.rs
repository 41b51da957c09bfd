//! 设置: what an administrator may decide, with ranges and defaults. Every setting reads and writes as text, so that
//! one screen, one log entry and one table serve all of them.

mod weakening;

pub use weakening::Weaker;

use super::{
    pin::Pin,
    visit::Seat,
    worklist::{Thresholds, WorkingDays, parse_time, time_text},
};

/// The decided values of one office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settings {
    /// Name on the sign-in and in the top bar.
    pub office_name: String,
    /// Label of this window.
    pub seat: Seat,
    /// Wrong tries in a row that lock a PIN, 3–10.
    pub tries_before_lock: u32,
    /// Hours after which an electronic lock lifts itself; 0 = never.
    pub electronic_lock_hours: u32,
    /// Whether the holder's pad is shuffled.
    pub shuffled_pad: bool,
    /// Monitor of the holder window, from 1; 0 = full screen on the clerk's own.
    pub holder_monitor: u32,
    /// PINs that cards are handed over with; nobody may choose them. Six digits each.
    pub initial_pins: Vec<String>,
    /// Months after which a holder is advised to change a PIN; 0 = never.
    pub pin_advice_months: u32,
    /// A second reset of a kind within this many days is due for approval; 0 = never.
    pub repeat_reset_days: u32,
    /// An action within this many days of a doubtful check is due for approval; 0 = never.
    pub doubtful_check_days: u32,
    /// Whether a document other than the resident card is due for approval.
    pub other_document_approval: bool,
    /// Unlocks of a kind in a year that need no approval; the next one does.
    pub free_unlocks_per_year: u32,
    /// Characters that this office's card readers send before a number; up to eight, usually none.
    pub reader_prefix: String,
    /// Characters that they send after it, before Enter, Tab or silence.
    pub reader_suffix: String,
    /// Minutes without input before the screen locks, 1–60.
    pub idle_lock_minutes: u32,
    /// Hours a sign-in lasts at most, 1–24.
    pub session_hours: u32,
    /// Hours an account must be known before it may approve or consent, 1–720.
    pub known_after_hours: u32,
    /// Look-ups a minute and clerk, 1–600.
    pub look_ups_per_minute: u32,
    /// Reveals of a number a minute and clerk, 1–600.
    pub reveals_per_minute: u32,
    /// Refusals a minute and person, of checks and at the approval sheet, 1–600.
    pub refusals_per_minute: u32,
    /// From where on the worklist's rules flag.
    pub worklist: Thresholds,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            office_name: "社保经办窗口".to_owned(),
            seat: Seat::parse("01").unwrap_or_else(|| unreachable!("a two-digit label is a seat")),
            tries_before_lock: 6,
            electronic_lock_hours: 24,
            shuffled_pad: true,
            holder_monitor: 0,
            initial_pins: vec!["123456".to_owned()],
            pin_advice_months: 12,
            repeat_reset_days: 30,
            doubtful_check_days: 30,
            other_document_approval: true,
            free_unlocks_per_year: 3,
            reader_prefix: String::new(),
            reader_suffix: String::new(),
            idle_lock_minutes: 5,
            session_hours: 12,
            known_after_hours: 24,
            look_ups_per_minute: 20,
            reveals_per_minute: 20,
            refusals_per_minute: 10,
            worklist: Thresholds::default(),
        }
    }
}

/// One setting by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Field {
    /// See [`Settings::office_name`].
    OfficeName,
    /// See [`Settings::seat`].
    Seat,
    /// See [`Settings::tries_before_lock`].
    TriesBeforeLock,
    /// See [`Settings::electronic_lock_hours`].
    ElectronicLockHours,
    /// See [`Settings::shuffled_pad`].
    ShuffledPad,
    /// See [`Settings::holder_monitor`].
    HolderMonitor,
    /// See [`Settings::initial_pins`].
    InitialPins,
    /// See [`Settings::pin_advice_months`].
    PinAdviceMonths,
    /// See [`Settings::repeat_reset_days`].
    RepeatResetDays,
    /// See [`Settings::doubtful_check_days`].
    DoubtfulCheckDays,
    /// See [`Settings::other_document_approval`].
    OtherDocumentApproval,
    /// See [`Settings::free_unlocks_per_year`].
    FreeUnlocksPerYear,
    /// See [`Settings::reader_prefix`].
    ReaderPrefix,
    /// See [`Settings::reader_suffix`].
    ReaderSuffix,
    /// See [`Settings::idle_lock_minutes`].
    IdleLockMinutes,
    /// See [`Settings::session_hours`].
    SessionHours,
    /// See [`Settings::known_after_hours`].
    KnownAfterHours,
    /// See [`Settings::look_ups_per_minute`].
    LookUpsPerMinute,
    /// See [`Settings::reveals_per_minute`].
    RevealsPerMinute,
    /// See [`Settings::refusals_per_minute`].
    RefusalsPerMinute,
    /// See [`Thresholds::look_ups`].
    FlagLookUps,
    /// See [`Thresholds::look_ups_factor`].
    FlagLookUpsFactor,
    /// See [`Thresholds::refused_minutes`].
    FlagRefusedMinutes,
    /// See [`Thresholds::hours_from`].
    FlagHoursFrom,
    /// See [`Thresholds::hours_to`].
    FlagHoursTo,
    /// See [`Thresholds::days`].
    FlagDays,
    /// See [`Thresholds::reset_days`].
    FlagResetDays,
    /// See [`Thresholds::failed_sign_ins`].
    FlagFailedSignIns,
    /// See [`Thresholds::failed_minutes`].
    FlagFailedMinutes,
    /// See [`Thresholds::same_pair`].
    FlagSamePair,
    /// See [`Thresholds::same_pair_days`].
    FlagSamePairDays,
    /// See [`Thresholds::failed_week`].
    FlagFailedWeek,
    /// See [`Thresholds::reveals`].
    FlagReveals,
    /// See [`Thresholds::confirms`].
    FlagConfirms,
    /// See [`Thresholds::young_days`].
    FlagYoungDays,
    /// See [`Thresholds::phone_days`].
    FlagPhoneDays,
    /// See [`Thresholds::phone_people`].
    FlagPhonePeople,
    /// See [`Thresholds::check_seconds`].
    FlagCheckSeconds,
    /// See [`Thresholds::surge`].
    FlagSurge,
    /// See [`Thresholds::surge_factor`].
    FlagSurgeFactor,
}

/// What a field takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Text of 1 to 60 characters.
    Text,
    /// A seat label.
    Seat,
    /// Yes or no, written `true` or `false`.
    Flag,
    /// A whole number in a range, both ends included.
    Number {
        /// Smallest.
        min: u32,
        /// Largest.
        max: u32,
    },
    /// Six-digit PINs, separated by spaces or commas; may be empty.
    Pins,
    /// Up to eight printable ASCII characters, no space; may be empty.
    Affix,
    /// A time of day, `HH:MM`.
    Time,
    /// Weekdays as digits, 1 for Monday to 7 for Sunday; may be empty.
    Days,
}

/// A text that a field does not take; the form says what it does take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("{} takes {form:?}", field.key())]
pub struct SettingError {
    /// The field.
    pub field: Field,
    /// What it takes.
    pub form: Form,
}

impl Field {
    /// Every field, in the order of the screen.
    pub const ALL: [Self; 40] = [
        Self::OfficeName,
        Self::Seat,
        Self::HolderMonitor,
        Self::ShuffledPad,
        Self::TriesBeforeLock,
        Self::ElectronicLockHours,
        Self::InitialPins,
        Self::PinAdviceMonths,
        Self::RepeatResetDays,
        Self::DoubtfulCheckDays,
        Self::OtherDocumentApproval,
        Self::FreeUnlocksPerYear,
        Self::ReaderPrefix,
        Self::ReaderSuffix,
        Self::IdleLockMinutes,
        Self::SessionHours,
        Self::KnownAfterHours,
        Self::LookUpsPerMinute,
        Self::RevealsPerMinute,
        Self::RefusalsPerMinute,
        Self::FlagLookUps,
        Self::FlagLookUpsFactor,
        Self::FlagRefusedMinutes,
        Self::FlagHoursFrom,
        Self::FlagHoursTo,
        Self::FlagDays,
        Self::FlagResetDays,
        Self::FlagFailedSignIns,
        Self::FlagFailedMinutes,
        Self::FlagSamePair,
        Self::FlagSamePairDays,
        Self::FlagFailedWeek,
        Self::FlagReveals,
        Self::FlagConfirms,
        Self::FlagYoungDays,
        Self::FlagPhoneDays,
        Self::FlagPhonePeople,
        Self::FlagCheckSeconds,
        Self::FlagSurge,
        Self::FlagSurgeFactor,
    ];

    /// The name in the store and in the log.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::OfficeName => "office_name",
            Self::Seat => "seat",
            Self::TriesBeforeLock => "tries_before_lock",
            Self::ElectronicLockHours => "electronic_lock_hours",
            Self::ShuffledPad => "shuffled_pad",
            Self::HolderMonitor => "holder_monitor",
            Self::InitialPins => "initial_pins",
            Self::PinAdviceMonths => "pin_advice_months",
            Self::RepeatResetDays => "repeat_reset_days",
            Self::DoubtfulCheckDays => "doubtful_check_days",
            Self::OtherDocumentApproval => "other_document_approval",
            Self::FreeUnlocksPerYear => "free_unlocks_per_year",
            Self::ReaderPrefix => "reader_prefix",
            Self::ReaderSuffix => "reader_suffix",
            Self::IdleLockMinutes => "idle_lock_minutes",
            Self::SessionHours => "session_hours",
            Self::KnownAfterHours => "known_after_hours",
            Self::LookUpsPerMinute => "look_ups_per_minute",
            Self::RevealsPerMinute => "reveals_per_minute",
            Self::RefusalsPerMinute => "refusals_per_minute",
            Self::FlagLookUps => "flag_look_ups",
            Self::FlagLookUpsFactor => "flag_look_ups_factor",
            Self::FlagRefusedMinutes => "flag_refused_minutes",
            Self::FlagHoursFrom => "flag_hours_from",
            Self::FlagHoursTo => "flag_hours_to",
            Self::FlagDays => "flag_days",
            Self::FlagResetDays => "flag_reset_days",
            Self::FlagFailedSignIns => "flag_failed_sign_ins",
            Self::FlagFailedMinutes => "flag_failed_minutes",
            Self::FlagSamePair => "flag_same_pair",
            Self::FlagSamePairDays => "flag_same_pair_days",
            Self::FlagFailedWeek => "flag_failed_week",
            Self::FlagReveals => "flag_reveals",
            Self::FlagConfirms => "flag_confirms",
            Self::FlagYoungDays => "flag_young_days",
            Self::FlagPhoneDays => "flag_phone_days",
            Self::FlagPhonePeople => "flag_phone_people",
            Self::FlagCheckSeconds => "flag_check_seconds",
            Self::FlagSurge => "flag_surge",
            Self::FlagSurgeFactor => "flag_surge_factor",
        }
    }

    /// Reads the name back.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|field| field.key() == key)
    }

    /// What it takes.
    #[must_use]
    pub fn form(self) -> Form {
        match self {
            Self::OfficeName => Form::Text,
            Self::Seat => Form::Seat,
            Self::ShuffledPad | Self::OtherDocumentApproval => Form::Flag,
            Self::InitialPins => Form::Pins,
            Self::ReaderPrefix | Self::ReaderSuffix => Form::Affix,
            Self::TriesBeforeLock => Form::Number { min: 3, max: 10 },
            Self::ElectronicLockHours => Form::Number { min: 0, max: 720 },
            Self::PinAdviceMonths => Form::Number { min: 0, max: 120 },
            Self::HolderMonitor => Form::Number { min: 0, max: 8 },
            Self::RepeatResetDays | Self::DoubtfulCheckDays => Form::Number { min: 0, max: 366 },
            Self::FreeUnlocksPerYear => Form::Number { min: 0, max: 100 },
            Self::IdleLockMinutes => Form::Number { min: 1, max: 60 },
            Self::SessionHours => Form::Number { min: 1, max: 24 },
            Self::KnownAfterHours => Form::Number { min: 1, max: 720 },
            Self::LookUpsPerMinute | Self::RevealsPerMinute | Self::RefusalsPerMinute => {
                Form::Number { min: 1, max: 600 }
            }
            Self::FlagHoursFrom | Self::FlagHoursTo => Form::Time,
            Self::FlagDays => Form::Days,
            Self::FlagLookUps
            | Self::FlagSamePair
            | Self::FlagFailedWeek
            | Self::FlagReveals
            | Self::FlagConfirms
            | Self::FlagPhonePeople
            | Self::FlagSurge => Form::Number { min: 0, max: 1000 },
            Self::FlagLookUpsFactor | Self::FlagSurgeFactor => Form::Number { min: 1, max: 100 },
            Self::FlagCheckSeconds => Form::Number { min: 0, max: 600 },
            Self::FlagFailedSignIns => Form::Number { min: 0, max: 100 },
            Self::FlagRefusedMinutes => Form::Number { min: 0, max: 1440 },
            Self::FlagFailedMinutes => Form::Number { min: 1, max: 1440 },
            Self::FlagResetDays | Self::FlagYoungDays | Self::FlagPhoneDays => Form::Number { min: 0, max: 366 },
            Self::FlagSamePairDays => Form::Number { min: 1, max: 366 },
        }
    }

    /// Whether the value may stand in the log. Initial PINs may not: no PIN is ever logged.
    #[must_use]
    pub fn is_loggable(self) -> bool {
        self != Self::InitialPins
    }
}

impl Settings {
    /// The value of a field as text.
    #[must_use]
    pub fn get(&self, field: Field) -> String {
        match field {
            Field::OfficeName => self.office_name.clone(),
            Field::Seat => self.seat.as_str().to_owned(),
            Field::TriesBeforeLock => self.tries_before_lock.to_string(),
            Field::ElectronicLockHours => self.electronic_lock_hours.to_string(),
            Field::ShuffledPad => self.shuffled_pad.to_string(),
            Field::HolderMonitor => self.holder_monitor.to_string(),
            Field::InitialPins => self.initial_pins.join(" "),
            Field::PinAdviceMonths => self.pin_advice_months.to_string(),
            Field::RepeatResetDays => self.repeat_reset_days.to_string(),
            Field::DoubtfulCheckDays => self.doubtful_check_days.to_string(),
            Field::OtherDocumentApproval => self.other_document_approval.to_string(),
            Field::FreeUnlocksPerYear => self.free_unlocks_per_year.to_string(),
            Field::ReaderPrefix => self.reader_prefix.clone(),
            Field::ReaderSuffix => self.reader_suffix.clone(),
            Field::IdleLockMinutes => self.idle_lock_minutes.to_string(),
            Field::SessionHours => self.session_hours.to_string(),
            Field::KnownAfterHours => self.known_after_hours.to_string(),
            Field::LookUpsPerMinute => self.look_ups_per_minute.to_string(),
            Field::RevealsPerMinute => self.reveals_per_minute.to_string(),
            Field::RefusalsPerMinute => self.refusals_per_minute.to_string(),
            Field::FlagHoursFrom => time_text(self.worklist.hours_from),
            Field::FlagHoursTo => time_text(self.worklist.hours_to),
            Field::FlagDays => self.worklist.days.text(),
            Field::FlagLookUps => self.worklist.look_ups.to_string(),
            Field::FlagLookUpsFactor => self.worklist.look_ups_factor.to_string(),
            Field::FlagRefusedMinutes => self.worklist.refused_minutes.to_string(),
            Field::FlagResetDays => self.worklist.reset_days.to_string(),
            Field::FlagFailedSignIns => self.worklist.failed_sign_ins.to_string(),
            Field::FlagFailedMinutes => self.worklist.failed_minutes.to_string(),
            Field::FlagSamePair => self.worklist.same_pair.to_string(),
            Field::FlagSamePairDays => self.worklist.same_pair_days.to_string(),
            Field::FlagFailedWeek => self.worklist.failed_week.to_string(),
            Field::FlagReveals => self.worklist.reveals.to_string(),
            Field::FlagConfirms => self.worklist.confirms.to_string(),
            Field::FlagYoungDays => self.worklist.young_days.to_string(),
            Field::FlagPhoneDays => self.worklist.phone_days.to_string(),
            Field::FlagPhonePeople => self.worklist.phone_people.to_string(),
            Field::FlagCheckSeconds => self.worklist.check_seconds.to_string(),
            Field::FlagSurge => self.worklist.surge.to_string(),
            Field::FlagSurgeFactor => self.worklist.surge_factor.to_string(),
        }
    }

    /// Sets a field from text.
    ///
    /// # Errors
    /// The text is not what the field takes; nothing is changed.
    pub fn set(&mut self, field: Field, text: &str) -> Result<(), SettingError> {
        let form = field.form();
        let wrong = SettingError { field, form };
        let text = text.trim();
        match field {
            Field::OfficeName => {
                let fits = (1..=60).contains(&text.chars().count()) && !text.chars().any(char::is_control);
                self.office_name = fits.then(|| text.to_owned()).ok_or(wrong)?;
            }
            Field::Seat => self.seat = Seat::parse(text).ok_or(wrong)?,
            Field::ShuffledPad => self.shuffled_pad = text.parse().map_err(|_| wrong)?,
            Field::OtherDocumentApproval => self.other_document_approval = text.parse().map_err(|_| wrong)?,
            Field::InitialPins => {
                let pins = text.split([' ', ',', '，', '、', '\n']).filter(|p| !p.is_empty());
                let pins: Vec<String> = pins.map(str::to_owned).collect();
                if pins.len() > 100 || pins.iter().any(|p| Pin::from_digits(p.as_bytes()).is_none()) {
                    return Err(wrong);
                }
                self.initial_pins = pins;
            }
            Field::ReaderPrefix | Field::ReaderSuffix => {
                if text.len() > 8 || !text.bytes().all(|byte| byte.is_ascii_graphic()) {
                    return Err(wrong);
                }
                let affix =
                    if field == Field::ReaderPrefix { &mut self.reader_prefix } else { &mut self.reader_suffix };
                *affix = text.to_owned();
            }
            Field::FlagHoursFrom => self.worklist.hours_from = parse_time(text).ok_or(wrong)?,
            Field::FlagHoursTo => self.worklist.hours_to = parse_time(text).ok_or(wrong)?,
            Field::FlagDays => self.worklist.days = WorkingDays::parse(text).ok_or(wrong)?,
            _ => {
                let number: u32 = text.parse().map_err(|_| wrong)?;
                if !matches!(form, Form::Number { min, max } if (min..=max).contains(&number)) {
                    return Err(wrong);
                }
                *self.number(field).ok_or(wrong)? = number;
            }
        }
        Ok(())
    }

    fn number(&mut self, field: Field) -> Option<&mut u32> {
        match field {
            Field::TriesBeforeLock => Some(&mut self.tries_before_lock),
            Field::ElectronicLockHours => Some(&mut self.electronic_lock_hours),
            Field::HolderMonitor => Some(&mut self.holder_monitor),
            Field::PinAdviceMonths => Some(&mut self.pin_advice_months),
            Field::RepeatResetDays => Some(&mut self.repeat_reset_days),
            Field::DoubtfulCheckDays => Some(&mut self.doubtful_check_days),
            Field::FreeUnlocksPerYear => Some(&mut self.free_unlocks_per_year),
            Field::IdleLockMinutes => Some(&mut self.idle_lock_minutes),
            Field::SessionHours => Some(&mut self.session_hours),
            Field::KnownAfterHours => Some(&mut self.known_after_hours),
            Field::LookUpsPerMinute => Some(&mut self.look_ups_per_minute),
            Field::RevealsPerMinute => Some(&mut self.reveals_per_minute),
            Field::RefusalsPerMinute => Some(&mut self.refusals_per_minute),
            Field::FlagLookUps => Some(&mut self.worklist.look_ups),
            Field::FlagLookUpsFactor => Some(&mut self.worklist.look_ups_factor),
            Field::FlagRefusedMinutes => Some(&mut self.worklist.refused_minutes),
            Field::FlagResetDays => Some(&mut self.worklist.reset_days),
            Field::FlagFailedSignIns => Some(&mut self.worklist.failed_sign_ins),
            Field::FlagFailedMinutes => Some(&mut self.worklist.failed_minutes),
            Field::FlagSamePair => Some(&mut self.worklist.same_pair),
            Field::FlagSamePairDays => Some(&mut self.worklist.same_pair_days),
            Field::FlagFailedWeek => Some(&mut self.worklist.failed_week),
            Field::FlagReveals => Some(&mut self.worklist.reveals),
            Field::FlagConfirms => Some(&mut self.worklist.confirms),
            Field::FlagYoungDays => Some(&mut self.worklist.young_days),
            Field::FlagPhoneDays => Some(&mut self.worklist.phone_days),
            Field::FlagPhonePeople => Some(&mut self.worklist.phone_people),
            Field::FlagCheckSeconds => Some(&mut self.worklist.check_seconds),
            Field::FlagSurge => Some(&mut self.worklist.surge),
            Field::FlagSurgeFactor => Some(&mut self.worklist.surge_factor),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_setting_reads_back_what_it_writes() {
        let mut settings = Settings { office_name: "示范区社保中心".to_owned(), ..Settings::default() };
        for field in Field::ALL {
            assert_eq!(Field::from_key(field.key()), Some(field));
            let text = settings.get(field);
            settings.set(field, &text).unwrap();
            assert_eq!(settings.get(field), text);
        }
    }

    #[test]
    fn a_value_out_of_range_changes_nothing() {
        let mut settings = Settings::default();
        let before = settings.clone();
        let table = [
            (Field::TriesBeforeLock, "2"),
            (Field::TriesBeforeLock, "11"),
            (Field::TriesBeforeLock, "six"),
            (Field::Seat, "窗口"),
            (Field::OfficeName, " "),
            (Field::InitialPins, "12345"),
            (Field::ShuffledPad, "maybe"),
            (Field::IdleLockMinutes, "0"),
            (Field::ReaderPrefix, "123456789"),
            (Field::ReaderSuffix, "前"),
            (Field::FlagHoursFrom, "8"),
            (Field::FlagDays, "18"),
            (Field::FlagLookUps, "1001"),
        ];
        for (field, text) in table {
            assert_eq!(settings.set(field, text).unwrap_err().field, field);
        }
        assert_eq!(settings, before);
    }
}
