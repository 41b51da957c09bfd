//! The page for people: a template in both languages, filled with the facts of the pack.

use data_encoding::BASE64;

use super::write::Facts;
use crate::{domain::time, ledger::witness::WitnessCode};

const TEMPLATE: &str = include_str!("../../../assets/pack/about.html");

/// The page of a pack with so many entries, from the first to the last position.
pub(super) fn page(facts: &Facts, entries: u64, (first, last): (Option<u64>, Option<u64>)) -> String {
    let filter = serde_json::to_string(&facts.filter).unwrap_or_default();
    let is_all = filter == "{}";
    let between = first.zip(last);
    let values = [
        ("office", facts.origin.office().to_owned()),
        ("log", facts.origin.log().to_string()),
        ("seat", facts.seat.clone()),
        ("by", facts.by.clone()),
        ("at", format!("{:.3}", facts.at)),
        ("at_local", time::local(facts.at).strftime("%Y-%m-%d %H:%M:%S").to_string()),
        ("purpose", facts.purpose.clone()),
        ("filter_zh", if is_all { "全部".to_owned() } else { filter.clone() }),
        ("filter_en", if is_all { "all entries".to_owned() } else { filter }),
        ("entries", entries.to_string()),
        ("range_zh", between.map(|(first, last)| format!("（第 {first} 条至第 {last} 条之间）")).unwrap_or_default()),
        ("range_en", between.map(|(first, last)| format!(" (between {first} and {last})")).unwrap_or_default()),
        ("size", facts.head.size.to_string()),
        ("root", BASE64.encode(&facts.head.root.0)),
        ("witness", WitnessCode::new(facts.head).to_string()),
        ("fingerprint", facts.fingerprint().to_string()),
    ];
    fill(TEMPLATE, |name| values.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str()))
}

/// Puts values in the place of `{{name}}`, escaped. What is put in is not looked at again.
fn fill<'a>(template: &str, value: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut page = String::with_capacity(template.len() + 1024);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        page.push_str(before);
        let (name, after) = after.split_once("}}").unwrap_or((after, ""));
        page.push_str(&escape(value(name).unwrap_or_default()));
        rest = after;
    }
    page.push_str(rest);
    page
}

/// Text as HTML, in elements and attributes.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for symbol in text.chars() {
        match symbol {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            // Characters that turn the direction of what follows could make a page say what it does not.
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => escaped.push('\u{fffd}'),
            other => escaped.push(other),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_of_the_template_has_a_value_and_no_value_is_read_as_html() {
        let facts = super::super::write::tests::facts("<script>alert('{{log}}')</script>\u{202e}");
        let page = page(&facts, 2, (Some(3), Some(9)));
        assert!(!page.contains("{{") || page.contains("alert(&#39;{{log}}&#39;)"));
        assert!(page.contains("&lt;script&gt;alert(&#39;{{log}}&#39;)&lt;/script&gt;\u{fffd}"));
        assert!(!page.contains("<script"));
        let names = TEMPLATE.split("{{").skip(1).map(|part| part.split_once("}}").unwrap().0);
        for name in names {
            assert_ne!(fill(&format!("{{{{{name}}}}}"), |_| Some("x")), "", "{name}");
        }
        assert!(!fill(TEMPLATE, |_| Some("x")).contains("{{"));
    }

    #[test]
    fn the_page_needs_nothing_from_elsewhere() {
        for reference in ["src=", "http://", "https://", "@import", "url(", "<link"] {
            assert!(!TEMPLATE.contains(reference), "{reference}");
        }
    }
}
