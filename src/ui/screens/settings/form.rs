//! The fields of the form: groups, inputs, and what each takes in words.

use egui::Ui;

use crate::{
    domain::settings::{Field, Form, SettingError},
    t,
    ui::{
        i18n,
        theme::text,
        widgets::{self, check, check_row},
    },
};

/// Settings that belong together, under the word that names them.
pub(super) struct Group {
    /// The word; texts `settings-group-…` and `settings-group-note-…`.
    pub(super) code: &'static str,
    /// In the order of the screen.
    pub(super) fields: &'static [Field],
}

/// Every setting, once.
pub(super) const GROUPS: [Group; 5] = [
    Group {
        code: "window",
        fields: &[
            Field::OfficeName,
            Field::Seat,
            Field::HolderMonitor,
            Field::ShuffledPad,
            Field::ReaderPrefix,
            Field::ReaderSuffix,
        ],
    },
    Group {
        code: "pin",
        fields: &[Field::TriesBeforeLock, Field::ElectronicLockHours, Field::PinAdviceMonths, Field::InitialPins],
    },
    Group {
        code: "approval",
        fields: &[
            Field::RepeatResetDays,
            Field::DoubtfulCheckDays,
            Field::FreeUnlocksPerYear,
            Field::OtherDocumentApproval,
            Field::LookUpsPerMinute,
            Field::RevealsPerMinute,
            Field::RefusalsPerMinute,
        ],
    },
    Group {
        code: "worklist",
        fields: &[
            Field::FlagLookUps,
            Field::FlagLookUpsFactor,
            Field::FlagHoursFrom,
            Field::FlagHoursTo,
            Field::FlagDays,
            Field::FlagRefusedMinutes,
            Field::FlagFailedSignIns,
            Field::FlagFailedMinutes,
            Field::FlagFailedWeek,
            Field::FlagResetDays,
            Field::FlagSamePair,
            Field::FlagSamePairDays,
            Field::FlagYoungDays,
            Field::FlagReveals,
            Field::FlagConfirms,
            Field::FlagCheckSeconds,
            Field::FlagPhoneDays,
            Field::FlagPhonePeople,
            Field::FlagSurge,
            Field::FlagSurgeFactor,
        ],
    },
    Group { code: "security", fields: &[Field::IdleLockMinutes, Field::SessionHours, Field::KnownAfterHours] },
];

/// Below this width the form has one column.
const TWO_COLUMNS: f32 = 560.0;

/// Draws the fields of a group, two beside each other where there is room.
pub(super) fn grid(ui: &mut Ui, fields: &[Field], mut field: impl FnMut(&mut Ui, Field)) {
    ui.spacing_mut().item_spacing.x = 20.0;
    let columns = if ui.available_width() < TWO_COLUMNS { 1 } else { 2 };
    for row in fields.chunks(columns) {
        ui.columns(columns, |columns| {
            for (ui, this) in columns.iter_mut().zip(row) {
                field(ui, *this);
            }
        });
        ui.add_space(8.0);
    }
}

/// Draws one input with its label, explanation and range, or with what is wrong.
pub(super) fn input(ui: &mut Ui, field: Field, text: &mut String, wrong: Option<String>) {
    let help = help(field);
    if field.form() == Form::Flag {
        let mut on = text == "true";
        if check_row(ui, &mut on, &label(field), &help) {
            *text = on.to_string();
        }
        return;
    }
    if field.form() == Form::Days {
        return days(ui, field, text, &help);
    }
    let mut input = widgets::Field::new(label(field), text).help(help).error(wrong);
    input = match field.form() {
        Form::Number { .. } => input.input_width(140.0).limit(6),
        Form::Seat => input.input_width(140.0).limit(16),
        Form::Time => input.input_width(140.0).limit(5).hint("08:00"),
        Form::Pins => input.limit(800).hint("123456 888888"),
        Form::Affix => input.input_width(140.0).limit(8).latin(),
        _ => input,
    };
    input.show(ui);
}

/// A weekday each, to be switched on and off.
fn days(ui: &mut Ui, field: Field, text: &mut String, help: &str) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.label(text::muted(label(field)));
        ui.horizontal_wrapped(|ui| {
            for (digit, name) in ('1'..='7').zip(weekdays()) {
                let mut works = text.contains(digit);
                if check(ui, &mut works, &name) {
                    let chosen = |other: char| if other == digit { works } else { text.contains(other) };
                    *text = ('1'..='7').filter(|digit| chosen(*digit)).collect();
                }
            }
        });
        ui.label(text::muted(help));
    });
}

/// Short names of the weekdays, Monday first.
fn weekdays() -> Vec<String> {
    t!("calendar-weekdays").split(' ').map(str::to_owned).collect()
}

/// The name of a setting.
pub(super) fn label(field: Field) -> String {
    i18n::text_of("setting", field.key())
}

fn help(field: Field) -> String {
    let help = i18n::text_of("setting-help", field.key());
    match field.form() {
        Form::Number { min, max } => t!("settings-help-range", help = help, min = min, max = max),
        _ => help,
    }
}

/// A value as a person reads it.
pub(super) fn shown(field: Field, text: &str) -> String {
    match (field.form(), text.trim()) {
        (_, "") => t!("common-none"),
        (Form::Flag, "true") => t!("common-yes"),
        (Form::Flag, _) => t!("common-no"),
        (Form::Days, digits) => {
            let days = ('1'..='7').zip(weekdays()).filter(|(digit, _)| digits.contains(*digit));
            days.map(|(_, name)| name).collect::<Vec<_>>().join(" ")
        }
        (_, text) => text.to_owned(),
    }
}

/// What a field takes, said beside it when it got something else.
pub(super) fn reason(error: SettingError) -> String {
    match error.form {
        Form::Text => t!("settings-wrong-text"),
        Form::Seat => t!("settings-wrong-seat"),
        Form::Flag => t!("common-choose"),
        Form::Number { min, max } => t!("settings-wrong-number", min = min, max = max),
        Form::Pins => t!("settings-wrong-pins"),
        Form::Affix => t!("settings-wrong-affix"),
        Form::Time => t!("settings-wrong-time"),
        Form::Days => t!("common-choose"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::i18n::Language;

    #[test]
    fn every_setting_stands_on_the_form_once() {
        let mut shown: Vec<_> = GROUPS.iter().flat_map(|group| group.fields).map(|field| field.key()).collect();
        let mut all = Field::ALL.map(Field::key).to_vec();
        shown.sort_unstable();
        all.sort_unstable();
        assert_eq!(shown, all);
    }

    #[test]
    fn every_setting_and_group_has_its_words_in_both_languages() {
        for language in Language::ALL {
            i18n::select(language);
            for field in Field::ALL {
                for group in ["setting", "setting-help"] {
                    assert_ne!(i18n::text_of(group, field.key()), field.key(), "{group} {}", field.key());
                }
            }
            for group in &GROUPS {
                for words in ["settings-group", "settings-group-note"] {
                    assert_ne!(i18n::text_of(words, group.code), group.code, "{words} {}", group.code);
                }
            }
        }
    }
}
