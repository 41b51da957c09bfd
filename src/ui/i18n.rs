//! Both languages. Every text a person reads comes from `assets/i18n/{zh-CN,en}/pindesk.ftl`.
//!
//! ```
//! use pindesk::{t, ui::i18n::{self, Language}};
//!
//! assert_eq!(t!("common-cancel"), "取消");
//! i18n::select(Language::English);
//! assert_eq!(t!("common-cancel"), "Cancel");
//! assert_eq!(t!("rail-log-whole", count = "1,204"), "Log verified · 1,204 entries");
//! assert_eq!(i18n::text_of("action", "look_up"), "Look-up");
//! ```
//!
//! `t!` checks key and arguments when the program is compiled. The language belongs to the thread that draws: the window
//! has one, every test has its own, and workers speak in codes.

use std::{cell::Cell, sync::LazyLock};

use i18n_embed::{
    LanguageLoader as _,
    fluent::{FluentLanguageLoader, fluent_language_loader},
};
use rust_embed::RustEmbed;

/// A language of the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Language {
    /// 简体中文, the default and the fallback.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Both, Chinese first.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The language tag (BCP 47), as settings and the command line write it.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Reads a language tag.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.tag().eq_ignore_ascii_case(tag))
    }

    /// Its own name in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chinese => "中文",
            Self::English => "English",
        }
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Chinese => Self::English,
            Self::English => Self::Chinese,
        }
    }
}

#[derive(RustEmbed)]
#[folder = "assets/i18n"]
struct Translations;

thread_local! {
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::Chinese) };
}

static CHINESE: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Language::Chinese));
static ENGLISH: LazyLock<FluentLanguageLoader> = LazyLock::new(|| load(Language::English));

fn load(language: Language) -> FluentLanguageLoader {
    let loader = fluent_language_loader!();
    let wanted: Vec<_> = language.tag().parse().into_iter().collect();
    if let Err(error) = loader.load_languages(&Translations, &wanted) {
        // The files are inside the program; a test loads both.
        tracing::error!(%error, language = language.tag(), "texts could not be read");
    }
    loader.set_use_isolating(false);
    loader
}

/// Switches the language of this thread; the next frame speaks it.
pub fn select(language: Language) {
    LANGUAGE.set(language);
}

/// The language of this thread.
#[must_use]
pub fn current() -> Language {
    LANGUAGE.get()
}

/// Runs a piece of work in another language and goes back to the one before, whatever happens in between.
///
/// For the holder's screen, whose language is the holder's while the clerk's window keeps its own.
pub fn in_language<R>(language: Language, work: impl FnOnce() -> R) -> R {
    struct Back(Language);
    impl Drop for Back {
        fn drop(&mut self) {
            LANGUAGE.set(self.0);
        }
    }
    let _back = Back(LANGUAGE.replace(language));
    work()
}

/// The texts of the current language; for [`t!`](crate::t).
#[must_use]
pub fn loader() -> &'static FluentLanguageLoader {
    match current() {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

/// The word for a code of the log, the store or an error: key `{group}-{code}`, or the code itself if there is none.
///
/// Groups are listed under "Words" in the text files: `action`, `outcome`, `role`, `refusal`, `approval`, `kind`,
/// `state`, `card`, `card-instead` and `pin-action`; and under "Errors": `id-error`, `id-warning`, `name-error`,
/// `expiry-error`, `expiry-warning`, `document`, `import-reason`, `finding`, `pack-fault` and `setting`.
#[must_use]
pub fn text_of(group: &str, code: &str) -> String {
    let key = format!("{group}-{code}");
    if loader().has(&key) { loader().get(&key) } else { code.to_owned() }
}

/// How many there are in a list, as [`grouped`] says it.
#[must_use]
pub fn grouped_len(len: usize) -> String {
    grouped(u64::try_from(len).unwrap_or(u64::MAX))
}

/// A whole number with its thousands apart: `1,204`.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// A text in the current language, `t!("key")` or `t!("key", name = value)`; key and names are checked at compile time.
#[macro_export]
macro_rules! t {
    ($($key_and_arguments:tt)+) => {
        ::i18n_embed_fl::fl!($crate::ui::i18n::loader(), $($key_and_arguments)+)
    };
}

#[cfg(test)]
#[path = "i18n_tests.rs"]
mod tests;

#[cfg(test)]
#[path = "i18n_words_tests.rs"]
mod words_tests;
