//! Both files say the same things, in characters we can draw.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use egui::{Context, FontId};

use super::*;
use crate::{
    domain::{
        audit,
        card::CardStatus,
        pin::{Action as PinAction, PinKind, PinState},
        staff::Role,
        visit::{ApprovalReason, RefusalReason},
    },
    ui::fonts,
};

fn source(language: Language) -> String {
    let file = Translations::get(&format!("{}/pindesk.ftl", language.tag())).expect("the file is inside the program");
    String::from_utf8(file.data.into_owned()).expect("UTF-8")
}

/// Key → variables, from one file. Counts keys that stand there twice as an error.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    let mut key = None;
    for line in source(language).lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" =").filter(|_| line.starts_with(|c: char| c.is_ascii_alphabetic())) {
            assert!(
                messages.insert(name.to_owned(), BTreeSet::new()).is_none(),
                "{name} stands twice in {}",
                language.tag()
            );
            key = Some(name.to_owned());
        }
        let variables = line.split('$').skip(1).map(|rest| {
            rest.split(|c: char| !c.is_ascii_alphanumeric() && c != '_' && c != '-')
                .next()
                .unwrap_or_default()
                .to_owned()
        });
        if let Some(set) = key.as_ref().and_then(|key| messages.get_mut(key)) {
            set.extend(variables);
        }
    }
    messages
}

#[test]
fn both_languages_say_the_same_things_with_the_same_variables() {
    let (chinese, english) = (messages(Language::Chinese), messages(Language::English));
    assert!(chinese.len() > 100);
    assert_eq!(chinese.keys().collect::<Vec<_>>(), english.keys().collect::<Vec<_>>());
    assert_eq!(chinese, english);
}

#[test]
fn every_text_can_be_read_by_the_loader() {
    for language in Language::ALL {
        select(language);
        assert_eq!(loader().current_languages().first().map(ToString::to_string).as_deref(), Some(language.tag()));
        for key in messages(language).keys() {
            assert!(loader().has(key), "{key} is not a valid message in {}", language.tag());
        }
    }
}

/// Every line of the program but its tests' own.
fn program(folder: &Path, into: &mut String) {
    for found in fs::read_dir(folder).expect("the program's own folder").map(|found| found.expect("readable").path()) {
        if found.is_dir() {
            program(&found, into);
        } else if !found.file_name().is_some_and(|name| name.to_string_lossy().starts_with("i18n_")) {
            into.push_str(&fs::read_to_string(&found).expect("a source file"));
        }
    }
}

#[test]
fn no_text_is_left_over() {
    let mut program = String::new();
    self::program(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut program);
    // Groups whose words are found by a code, and those whose keys are put together elsewhere.
    let groups: BTreeSet<&str> = program
        .split("text_of(")
        .skip(1)
        .filter_map(|call| call.trim_start().strip_prefix('"')?.split_once('"'))
        .map(|(group, _)| group)
        .chain(["err", "rec", "cli", "audit-detail"])
        .collect();
    let english = source(Language::English);
    let left: Vec<_> = messages(Language::English)
        .into_keys()
        .filter(|key| {
            let is_said = program.contains(&format!("\"{key}\"")) || english.contains(&format!("{{ {key} }}"));
            let is_word = groups.iter().any(|group| key.strip_prefix(group).is_some_and(|code| code.starts_with('-')));
            !is_said && !is_word
        })
        .collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn sections_stand_in_the_same_order() {
    let headings = |language| {
        source(language).lines().filter(|line| line.starts_with("## ")).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(headings(Language::Chinese), headings(Language::English));
}

#[test]
fn every_word_of_the_domain_has_a_name_in_both_languages() {
    let mut words: Vec<(&str, String)> = Vec::new();
    words.extend(audit::Action::ALL.iter().map(|word| ("action", word.code().to_owned())));
    words.extend(audit::Outcome::ALL.iter().map(|word| ("outcome", word.code().to_owned())));
    words.extend(Role::ALL.map(|word| ("role", word.code().to_owned())));
    words.extend(RefusalReason::ALL.map(|word| ("refusal", word.code().to_owned())));
    words.extend(ApprovalReason::ALL.map(|word| ("approval", word.code().to_owned())));
    words.extend(PinKind::ALL.map(|word| ("kind", word.code().to_owned())));
    words.extend(PinState::ALL.map(|word| ("state", word.code().to_owned())));
    for status in CardStatus::ALL {
        words.extend(["card", "card-instead"].map(|group| (group, status.code().to_string())));
    }
    for action in PinAction::ALL {
        words.extend(["pin-action", "pin-action-note"].map(|group| (group, action.code().to_owned())));
    }
    for language in Language::ALL {
        select(language);
        for (group, code) in &words {
            assert_ne!(&text_of(group, code), code, "{group}-{code} has no {} name", language.tag());
        }
    }
    assert_eq!(text_of("action", "paint"), "paint", "an unknown code still shows");
}

#[test]
fn every_character_of_both_languages_is_in_the_bundled_font() {
    let ctx = Context::default();
    ctx.set_fonts(fonts::definitions());
    let mut output = ctx.run_ui(egui::RawInput::default(), |_| ());
    output.textures_delta.clear();
    let texts: BTreeSet<char> = Language::ALL
        .iter()
        .flat_map(|language| source(*language).chars().collect::<Vec<_>>())
        .filter(|c| !c.is_control())
        .collect();
    let missing: String = texts
        .into_iter()
        .filter(|c| !ctx.fonts_mut(|fonts| fonts.has_glyph(&FontId::proportional(15.0), *c)))
        .collect();
    assert_eq!(missing, "");
}

#[test]
fn every_fault_of_a_pack_has_its_sentence_in_both_languages() {
    for language in Language::ALL {
        select(language);
        for fault in crate::ledger::pack::PackFault::ALL {
            assert_ne!(text_of("pack-fault", fault.code()), fault.code(), "{language:?}");
        }
    }
}

#[test]
fn work_in_another_language_leaves_the_one_before() {
    select(Language::Chinese);
    assert_eq!(in_language(Language::English, || crate::t!("common-cancel")), "Cancel");
    assert_eq!(current(), Language::Chinese);
    let failed = std::panic::catch_unwind(|| in_language(Language::English, || panic!("in the middle")));
    assert!(failed.is_err());
    assert_eq!(current(), Language::Chinese, "even after a panic");
}
