//! Why a command could not be done: one clear message, what happened and what to do next.

use std::io::{self, Write};

use super::Common;
use crate::{
    desk::{DeskError, InspectionError, NoVerdict, OfficeError, export::ExportError},
    ui::{
        errors::{self, Explained},
        i18n::{self, Language},
    },
};

/// What goes to standard error before the program ends with 2.
#[derive(Debug)]
pub(super) struct Failure {
    code: String,
    /// Chinese, English.
    texts: Vec<String>,
}

/// A message of the command line's own.
pub(super) struct Said;

impl Said {
    /// The sentences of `cli-{key}` and `cli-{key}-next`.
    pub(super) fn of(key: &str) -> Explained {
        let get = |key: &str| i18n::loader().get(key);
        Explained { what: get(&format!("cli-{key}")), next: get(&format!("cli-{key}-next")) }
    }
}

impl Failure {
    /// A failure whose sentences are made anew for each language.
    pub(super) fn said(code: &str, explained: impl Fn() -> Explained) -> Self {
        Self { code: code.to_owned(), texts: in_languages(&Language::ALL, || explained().line()) }
    }

    /// Writes the message.
    pub(super) fn write(&self, common: &Common, mut out: impl Write) -> io::Result<()> {
        let wanted = |language: &Language| common.languages().contains(language);
        let texts: Vec<_> = Language::ALL.iter().zip(&self.texts).filter(|(l, _)| wanted(l)).map(|(_, t)| t).collect();
        if common.json {
            return writeln!(out, "{}", serde_json::json!({ "error": self.code, "message": texts }));
        }
        texts.iter().try_for_each(|text| writeln!(out, "pindesk: {text}"))
    }
}

/// A text in some languages, one after the other; the thread's own language stays.
pub(super) fn in_languages(languages: &[Language], text: impl Fn() -> String) -> Vec<String> {
    let before = i18n::current();
    let texts = languages.iter().map(|language| {
        i18n::select(*language);
        text()
    });
    let texts = texts.collect();
    i18n::select(before);
    texts
}

/// Whether other folders may be the answer; only here are they named by arguments.
fn is_about_folders(error: &OfficeError) -> bool {
    use crate::vault::KeyFileError;
    matches!(
        error,
        OfficeError::KeysMissing(_)
            | OfficeError::DataMissing(_)
            | OfficeError::NoOffice(_)
            | OfficeError::Description(_)
            | OfficeError::OtherOffice
            | OfficeError::Keys(KeyFileError::Missing(_))
    )
}

impl From<OfficeError> for Failure {
    fn from(error: OfficeError) -> Self {
        Self::said(error.code(), || {
            let mut said = errors::explain_office(&error);
            if is_about_folders(&error) {
                said.next.push_str(if i18n::current() == Language::English { " " } else { "" });
                said.next.push_str(&i18n::loader().get("cli-folders"));
            }
            said
        })
    }
}

impl From<DeskError> for Failure {
    fn from(error: DeskError) -> Self {
        Self::said(error.code(), || errors::explain(&error))
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        DeskError::File(error).into()
    }
}

impl From<NoVerdict> for Failure {
    fn from(error: NoVerdict) -> Self {
        match error {
            NoVerdict::Store(error) => DeskError::from(error).into(),
            other @ (NoVerdict::NoLog | NoVerdict::Cancelled) => DeskError::Log(other.to_string()).into(),
        }
    }
}

impl From<InspectionError> for Failure {
    fn from(error: InspectionError) -> Self {
        match error {
            InspectionError::Office(error) => error.into(),
            InspectionError::NoVerdict(error) => error.into(),
        }
    }
}

impl From<ExportError> for Failure {
    fn from(error: ExportError) -> Self {
        Self::said(error.code(), || errors::explain_export(&error))
    }
}
