//! Errors in words: what happened, and what to do next, in the language of the window.

use std::collections::HashMap;

use i18n_embed::fluent::FluentLanguageLoader;

use super::i18n;
use crate::{
    desk::{DeskError, OfficeError},
    domain::time,
};

/// An error as a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub next: String,
}

impl Explained {
    /// Both sentences in one line.
    #[must_use]
    pub fn line(&self) -> String {
        match i18n::current() {
            i18n::Language::Chinese => format!("{}{}", self.what, self.next),
            i18n::Language::English => format!("{} {}", self.what, self.next),
        }
    }
}

/// The two sentences of a desk error: `err-{code}` and `rec-{code}`.
#[must_use]
pub fn explain(error: &DeskError) -> Explained {
    sentences(error.code(), arguments(error))
}

/// The two sentences of an office error.
#[must_use]
pub fn explain_office(error: &OfficeError) -> Explained {
    if let OfficeError::Desk(error) = error {
        return explain(error);
    }
    let path = error.path().map(|path| path.display().to_string()).unwrap_or_default();
    sentences(error.code(), HashMap::from([("path", path)]))
}

fn sentences(code: &str, arguments: HashMap<&'static str, String>) -> Explained {
    let loader: &FluentLanguageLoader = i18n::loader();
    let get = |prefix: &str| loader.get_args(&format!("{prefix}-{code}"), arguments.clone());
    Explained { what: get("err"), next: get("rec") }
}

/// What the sentences may name. Never personal data: codes, counts, times and paths only.
fn arguments(error: &DeskError) -> HashMap<&'static str, String> {
    let one = |key, value| HashMap::from([(key, value)]);
    match error {
        DeskError::WrongRole(role) => one("role", i18n::text_of("role", role.code())),
        DeskError::WrongPassword { left } => one("left", left.to_string()),
        DeskError::AccountLocked { until } => one("until", time::local(*until).strftime("%H:%M").to_string()),
        DeskError::IdNumber(error) => one("reason", i18n::text_of("id-error", error.code())),
        DeskError::CardNotUsable(status) => HashMap::from([
            ("status", i18n::text_of("card", &status.code().to_string())),
            ("instead", i18n::text_of("card-instead", &status.code().to_string())),
        ]),
        DeskError::NotApplicable(refusal) => {
            let instead: Vec<_> = refusal.instead.iter().map(|a| i18n::text_of("pin-action", a.code())).collect();
            HashMap::from([
                ("action", i18n::text_of("pin-action", refusal.action.code())),
                ("state", i18n::text_of("state", refusal.state.code())),
                ("instead", instead.join(" / ")),
            ])
        }
        DeskError::AlreadyActed(kind) => one("kind", i18n::text_of("kind", kind.code())),
        DeskError::ApprovalDue(reasons) => {
            let words: Vec<_> = reasons.iter().map(|r| i18n::text_of("approval", r.code())).collect();
            one("reasons", words.join(" / "))
        }
        DeskError::Setting(error) => one("setting", i18n::text_of("setting", error.field.key())),
        DeskError::LogDamaged(damage) => one("finding", i18n::text_of("finding", damage.code())),
        DeskError::ImportProblems(problems) => one("count", problems.len().to_string()),
        DeskError::Anchor(detail) | DeskError::Log(detail) => one("detail", detail.clone()),
        DeskError::Store(error) => one("detail", error.to_string()),
        DeskError::Hashing(error) => one("detail", error.to_string()),
        DeskError::File(error) => one("detail", error.to_string()),
        DeskError::Random(error) => one("detail", error.to_string()),
        _ => HashMap::new(),
    }
}
