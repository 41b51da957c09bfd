//! The manual is held against the program: a chapter for every screen, no word of a screen and no key that there is not.

use std::{collections::BTreeSet, fs};

use super::*;
use crate::ui::{
    app::App,
    help::keys,
    i18n::{self, Language},
    input::keymap,
};

#[test]
fn every_screen_has_its_chapter_and_its_keys_and_both_languages_have_the_same_ones() {
    let anchors = |language| {
        let chapters = &Manual::of(language).chapters;
        chapters.iter().map(|chapter| chapter.anchor.as_str()).collect::<Vec<_>>()
    };
    let (chinese, english) = (anchors(Language::Chinese), anchors(Language::English));
    assert_eq!(chinese, english);
    let distinct: BTreeSet<_> = chinese.iter().collect();
    assert_eq!(distinct.len(), chinese.len(), "an anchor stands once: {chinese:?}");
    for screen in App::SCREENS {
        assert!(chinese.contains(&screen), "{screen} has no chapter");
        assert!(!keys::scopes(screen).is_empty(), "{screen} has no part of the sheet of keys");
    }
    for language in Language::ALL {
        for chapter in &Manual::of(language).chapters {
            assert!(!chapter.anchor.is_empty() && !chapter.title.is_empty(), "{chapter:?}");
            assert!(!chapter.group.is_empty() && chapter.blocks.len() > 2, "{chapter:?}");
        }
    }
}

#[test]
fn both_languages_are_built_alike() {
    let shape = |language| -> Vec<(String, Vec<&str>)> {
        let kind = |block: &Block| match block {
            Block::Heading(_) => "heading",
            Block::Paragraph(_) => "paragraph",
            Block::Item(Some(_), _) => "numbered",
            Block::Item(None, _) => "item",
            Block::Note(_) => "note",
            Block::Table(_) => "table",
        };
        let chapters = Manual::of(language).chapters.iter();
        chapters.map(|chapter| (chapter.anchor.clone(), chapter.blocks.iter().map(kind).collect())).collect()
    };
    assert_eq!(shape(Language::Chinese), shape(Language::English));
}

/// Every line of the manual with where it stands.
fn lines(language: Language) -> Vec<(&'static str, &'static Line)> {
    let chapters = Manual::of(language).chapters.iter();
    let of = |chapter: &'static Chapter| {
        chapter.blocks.iter().flat_map(Block::lines).map(|line| (chapter.anchor.as_str(), line)).collect::<Vec<_>>()
    };
    chapters.flat_map(of).collect()
}

fn spans(language: Language, style: Style) -> Vec<(&'static str, &'static str)> {
    let spans = |(anchor, line): (&'static str, &'static Line)| {
        let fits = line.spans.iter().filter(move |span| span.style == style);
        fits.map(move |span| (anchor, span.text.as_str())).collect::<Vec<_>>()
    };
    lines(language).into_iter().flat_map(spans).collect()
}

#[test]
fn every_key_it_names_is_one_there_is() {
    let known: BTreeSet<String> =
        keymap::ALL.iter().map(|entry| keys::cap(entry.shortcut)).chain(["↑", "↓"].map(str::to_owned)).collect();
    for language in Language::ALL {
        let named = spans(language, Style::Code);
        assert!(named.len() > 50, "{language:?}: {}", named.len());
        let unknown: Vec<_> = named.iter().filter(|(_, key)| !known.contains(*key)).collect();
        assert!(unknown.is_empty(), "{language:?} names keys that do nothing: {unknown:?}");
    }
}

/// What stands in a text file after the keys, without the places for values.
fn texts(language: Language) -> Vec<Vec<String>> {
    let file = format!("{}/assets/i18n/{}/pindesk.ftl", env!("CARGO_MANIFEST_DIR"), language.tag());
    let source = fs::read_to_string(file).expect("the texts");
    let values = source.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(" = "));
    values
        .map(|(_, text)| text.split('{').map(|part| part.rsplit('}').next().unwrap_or(part).to_owned()).collect())
        .collect()
}

/// Whether a text says this, with anything in the places for values; what is fixed in it must be half of it.
fn says(text: &[String], said: &str) -> bool {
    let fixed: usize = text.iter().map(|part| part.chars().count()).sum();
    if fixed * 2 < said.chars().count() {
        return false;
    }
    let (Some(first), Some(last)) = (text.first(), text.last()) else { return false };
    if text.len() == 1 {
        return first == said;
    }
    let mut rest = said;
    for part in text {
        let Some((_, after)) = rest.split_once(part.as_str()) else { return false };
        rest = after;
    }
    said.starts_with(first.as_str()) && said.ends_with(last.as_str())
}

#[test]
fn every_word_in_bold_is_one_the_screens_say() {
    for language in Language::ALL {
        let texts = texts(language);
        let bold = spans(language, Style::Screen);
        assert!(bold.len() > 40, "{language:?}: {}", bold.len());
        let unsaid: Vec<_> = bold.iter().filter(|(_, words)| !texts.iter().any(|text| says(text, words))).collect();
        assert!(unsaid.is_empty(), "{language:?} quotes what no screen says: {unsaid:#?}");
    }
}

#[test]
fn what_is_said_is_told_from_what_is_not() {
    let text = |parts: &[&str]| parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
    assert!(says(&text(&["查询"]), "查询"));
    assert!(!says(&text(&["查询"]), "查询持卡人"));
    assert!(says(&text(&["还差 ", " 位"]), "还差 3 位"));
    assert!(!says(&text(&["还差 ", " 位"]), "还差 3 项"));
    assert!(!says(&text(&["", ""]), "什么都行"));
    assert!(!says(&text(&["第 ", " 条"]), "第 1 条写得很长的一句别的话"));
}

#[test]
fn every_link_leads_to_a_chapter() {
    for language in Language::ALL {
        for (anchor, line) in lines(language) {
            if let Some(link) = &line.link {
                assert!(Manual::of(language).chapter(link).is_some(), "{anchor} leads to {link}");
            }
        }
    }
}

#[test]
fn reads_what_a_chapter_may_hold() {
    let manual = Manual::read(
        "# T\n\nbefore\n\n## G\n\n### <a id=\"a\"></a>Name\n\nOne **two** `F1` [three](#b)\nfour.\n\n1. first\n2. second\n\n- dot\n\n> mind\n\n#### sub\n\n| h | i |\n|---|---|\n| **c** | d |\n",
    );
    let [chapter] = manual.chapters.as_slice() else { panic!("{manual:?}") };
    assert_eq!((chapter.group.as_str(), chapter.anchor.as_str(), chapter.title.as_str()), ("G", "a", "Name"));
    let [
        Block::Paragraph(line),
        Block::Item(Some(1), _),
        Block::Item(Some(2), second),
        Block::Item(None, _),
        Block::Note(_),
        Block::Heading(sub),
        Block::Table(rows),
    ] = chapter.blocks.as_slice()
    else {
        panic!("{:?}", chapter.blocks)
    };
    assert_eq!(line.text(), "One two F1 three four.");
    assert_eq!(line.link.as_deref(), Some("b"));
    let styles: Vec<_> = line.spans.iter().map(|span| span.style).collect();
    assert_eq!(styles, [Style::Plain, Style::Screen, Style::Plain, Style::Code, Style::Plain]);
    assert_eq!((second.text(), sub.text()), ("second".to_owned(), "sub".to_owned()));
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[1][0].spans[0].style, rows[1][1].text()), (Style::Screen, "d".to_owned()));
}

#[test]
fn every_character_of_the_manual_is_in_the_bundled_fonts() {
    let ctx = egui::Context::default();
    ctx.set_fonts(crate::ui::fonts::definitions());
    let mut output = ctx.run_ui(egui::RawInput::default(), |_| ());
    output.textures_delta.clear();
    let semibold = egui::FontId::new(15.0, egui::FontFamily::Name(crate::ui::fonts::SEMIBOLD.into()));
    for language in Language::ALL {
        i18n::select(language);
        let chapters = Manual::of(language).chapters.iter();
        let headings: String = chapters.map(|chapter| chapter.title.as_str()).collect();
        let strong: String = spans(language, Style::Screen).into_iter().map(|(_, words)| words).collect();
        let all: String = lines(language).into_iter().map(|(_, line)| line.text()).collect();
        let missing = |text: &str, font: &egui::FontId| -> String {
            text.chars().filter(|c| !ctx.fonts_mut(|fonts| fonts.has_glyph(font, *c))).collect()
        };
        assert_eq!(missing(&(headings + &strong), &semibold), "", "semibold, {language:?}");
        assert_eq!(missing(&all, &egui::FontId::proportional(15.0)), "", "{language:?}");
    }
}
