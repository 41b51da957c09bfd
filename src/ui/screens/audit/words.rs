//! The words of an export: the same as on the screen, in the language of whoever exports.

use super::describe::{self, Names};
use crate::{
    desk::export::Words,
    domain::time,
    ledger::Line,
    store::EntryFilter,
    t,
    ui::i18n::{self, Language},
};

/// The screen's words, for whichever thread writes.
#[derive(Debug, Clone)]
pub struct ScreenWords {
    language: Language,
    names: Names,
}

impl ScreenWords {
    /// In the language of this thread.
    #[must_use]
    pub fn new(names: Names) -> Self {
        Self { language: i18n::current(), names }
    }

    /// The language belongs to the thread that speaks; the one that writes has none of its own.
    fn speak(&self) {
        i18n::select(self.language);
    }
}

impl Words for ScreenWords {
    fn name(&self, key: &str) -> String {
        self.speak();
        i18n::text_of("export-name", key)
    }

    fn word(&self, group: &'static str, code: &str) -> String {
        self.speak();
        i18n::text_of(group, code)
    }

    fn person(&self, line: &Line) -> String {
        self.speak();
        describe::person(line, &self.names)
    }

    fn note(&self, line: &Line) -> String {
        self.speak();
        let phrases: Vec<_> = describe::particulars(line, &self.names).into_iter().map(|(_, phrase)| phrase).collect();
        phrases.join(" · ")
    }
}

/// A filter in words, in the language of this thread; `mask` is that of the holder whose entries are kept.
#[must_use]
pub fn filter(filter: &EntryFilter, names: &Names, mask: Option<&str>) -> String {
    let first = filter.from.map(|at| time::local(at).date());
    let last = filter.before.and_then(|at| time::local(at).date().yesterday().ok());
    let mut words = vec![match (first, last) {
        (None, None) => t!("audit-all-days"),
        (Some(from), Some(to)) if from == to => from.to_string(),
        (Some(from), Some(to)) => t!("audit-period", from = from.to_string(), to = to.to_string()),
        (Some(from), None) => t!("audit-period-from", from = from.to_string()),
        (None, Some(to)) => t!("audit-period-to", to = to.to_string()),
    }];
    words.extend(filter.log.as_ref().map(|log| format!("{} {log}", t!("audit-log-id"))));
    words.extend(filter.staff.as_ref().map(|number| names.get(number).unwrap_or(number).clone()));
    words.extend(filter.action.map(|action| i18n::text_of("action", action.code())));
    words.extend(filter.outcome.map(|outcome| i18n::text_of("outcome", outcome.code())));
    words.extend(filter.kind.map(|kind| i18n::text_of("kind", kind.code())));
    words.extend(filter.flagged.then(|| t!("audit-flagged")));
    if let Some(subject) = &filter.subject {
        words.push(mask.map_or_else(|| format!("{} {}", t!("audit-subject"), subject.as_str()), ToOwned::to_owned));
    }
    words.extend(filter.visit.as_ref().map(|visit| t!("audit-visit", serial = visit.as_str())));
    words.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::export::COLUMNS;

    #[test]
    fn every_column_has_a_name_in_both_languages() {
        for language in Language::ALL {
            i18n::select(language);
            let words = ScreenWords::new(Names::new());
            for key in COLUMNS.iter().chain(&["damaged"]) {
                assert_ne!(words.name(key), *key, "in {}", language.tag());
            }
        }
    }

    #[test]
    fn words_keep_their_language_on_another_thread() {
        i18n::select(Language::English);
        let words = ScreenWords::new(Names::new());
        let there = std::thread::scope(|scope| scope.spawn(|| words.word("action", "look_up")).join().unwrap());
        assert_eq!(there, "Look-up");
    }
}
