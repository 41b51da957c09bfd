//! Errors in words: what happened, and what to do next, in the language of the window.

use std::{collections::HashMap, io};

use i18n_embed::fluent::FluentLanguageLoader;

use super::i18n;
use crate::{
    desk::{
        DeskError, LOCK_MINUTES, NoVerdict, OfficeError,
        export::{ExportError, Trouble},
        identity::PROOF_MINUTES,
    },
    domain::{free_text::FreeTextError, time},
    store::StoreError,
    t,
    vault::{HashingError, Password, PasswordRefusal},
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

/// The two sentences of an export that came to nothing: what to do next depends on what is wrong with the place.
#[must_use]
pub fn explain_export(error: &ExportError) -> Explained {
    match error {
        ExportError::Desk(error) => explain(error),
        other => Explained { what: t!("audit-export-failed"), next: i18n::text_of("export-trouble", other.code()) },
    }
}

/// What the system said of a file, in our own words: the system speaks its own language.
#[must_use]
pub fn file_trouble(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::AlreadyExists => t!("file-trouble-exists"),
        _ => i18n::text_of("file-trouble", Trouble::of(error).code()),
    }
}

/// Why a verification has no verdict, in a few words.
#[must_use]
pub fn no_verdict(error: &NoVerdict) -> String {
    match error {
        NoVerdict::Store(error) => store_trouble(error),
        NoVerdict::Cancelled | NoVerdict::NoLog => i18n::text_of("store-trouble", "unreadable"),
    }
}

fn store_trouble(error: &StoreError) -> String {
    let code = match error {
        StoreError::Sqlite(_) => "database",
        StoreError::DiskFull => "disk_full",
        StoreError::Unreadable(_) => "unreadable",
        StoreError::Stopped => "stopped",
    };
    i18n::text_of("store-trouble", code)
}

fn hashing_trouble(error: &HashingError) -> String {
    let code = match error {
        HashingError::Argon2(_) => "memory",
        HashingError::Stored(_) | HashingError::Phc(_) => "stored",
    };
    i18n::text_of("hashing-trouble", code)
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
        DeskError::WrongPassword { left } => {
            HashMap::from([("left", left.to_string()), ("minutes", LOCK_MINUTES.to_string())])
        }
        DeskError::WrongRecoveryCode => one("minutes", LOCK_MINUTES.to_string()),
        DeskError::PasswordRefused(PasswordRefusal::TooShort) => one("count", Password::SHORTEST.to_string()),
        DeskError::ProofExpired => one("minutes", PROOF_MINUTES.to_string()),
        DeskError::AccountTooNew { until } => one("until", time::local(*until).strftime("%m-%d %H:%M").to_string()),
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
        DeskError::TooOften { most } => one("most", most.to_string()),
        DeskError::FreeText(FreeTextError::TooLong { most, length }) => {
            HashMap::from([("most", most.to_string()), ("length", length.to_string())])
        }
        DeskError::Setting(error) => one("setting", i18n::text_of("setting", error.field.key())),
        DeskError::LogDamaged(damage) => one("finding", i18n::text_of("finding", damage.code())),
        DeskError::ImportProblems(problems) => one("count", problems.len().to_string()),
        DeskError::Store(error) => one("detail", store_trouble(error)),
        DeskError::Hashing(error) => one("detail", hashing_trouble(error)),
        DeskError::File(error) => one("detail", file_trouble(error)),
        _ => HashMap::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::{collections::BTreeSet, io, path::PathBuf};

    use jiff::Timestamp;

    use super::*;
    use crate::{
        desk::{Damage, ImportProblem},
        domain::{
            card::CardStatus,
            document::{DocumentKind, ExpiryError, ExpiryWarning},
            free_text::PersonalNumber,
            holder::{NameError, NameFlaw},
            id_number::{IdError, IdWarning},
            pin::{Action, NotApplicable, PinKind, PinState},
            settings::{Field, SettingError},
            staff::Role,
            visit::ApprovalReason,
        },
        ledger::FindingKind,
        store::{StoreError, sqlite::OpenError},
        vault::{HashingError, KeyFileError},
    };

    fn desk_errors() -> Vec<DeskError> {
        use DeskError as E;
        let field = Field::Seat;
        let refusals = [
            PasswordRefusal::TooShort,
            PasswordRefusal::Common,
            PasswordRefusal::StaffNumber,
            PasswordRefusal::Unchanged,
        ];
        let mut errors = vec![
            E::NotSignedIn,
            E::ScreenLocked,
            E::AlreadySignedIn,
            E::WrongRole(Role::Clerk),
            E::SessionOver,
            E::Disabled,
            E::MustChangePassword,
            E::WrongPassword { left: 3 },
            E::AccountLocked { until: Timestamp::UNIX_EPOCH },
            E::WrongRecoveryCode,
            E::VisitOpen,
            E::NoVisit,
            E::OutOfOrder,
            E::OwnRecord,
            E::IdNumber(IdError::TooShort),
            E::CardNotUsable(CardStatus::ALL[0]),
            E::NotApplicable(NotApplicable {
                action: Action::Set,
                state: PinState::Locked,
                instead: vec![Action::Unlock, Action::Reset],
            }),
            E::SetElsewhere,
            E::CheckIncomplete,
            E::DocumentExpired,
            E::DocumentDoesNotFit,
            E::ProofUsed,
            E::ProofExpired,
            E::AlreadyActed(PinKind::Electronic),
            E::ApprovalDue(ApprovalReason::ALL.to_vec()),
            E::ApprovalNotDue,
            E::NotSupervisor,
            E::OwnApproval,
            E::NoOpenItem,
            E::OwnWork,
            E::RemarkMissing,
            E::PurposeMissing,
            E::CallSupervisor,
            E::OnHold,
            E::NotOnHold,
            E::OwnHold,
            E::NotAdministrator,
            E::HoldStands,
            E::ConfirmedTooOften,
            E::TooOften { most: 20 },
            E::FreeText(FreeTextError::TooLong { most: 200, length: 1234 }),
            E::NoSuchLog,
            E::NoCheckpoint,
            E::NoPad,
            E::StaffNumber,
            E::StaffNumberTaken,
            E::PersonTaken,
            E::Name,
            E::NoSuchStaff,
            E::OwnAccount,
            E::LastAdministrator,
            E::LastSupervisor,
            E::SameRole,
            E::ConsentDue,
            E::OwnConsent,
            E::AccountTooNew { until: Timestamp::UNIX_EPOCH },
            E::SecondPersonDue,
            E::ImportProblems(vec![ImportProblem { line: 1, column: "", reason: "not_utf8" }]),
            E::Setting(SettingError { field, form: field.form() }),
            E::LogDamaged(Box::new(Damage::AnchorMissing)),
            E::DateUnconfirmed,
            E::LogSound,
            E::Anchor("gone".into()),
            E::DiskFull,
            E::Store(StoreError::Unreadable("log")),
            E::Hashing(HashingError::Argon2(argon2::Error::MemoryTooMuch)),
            E::Log("gone".into()),
            E::NotBegun,
            E::OutcomeUnknown,
            E::File(io::Error::other("gone")),
            E::Random(getrandom::Error::UNSUPPORTED),
        ];
        errors.extend(refusals.map(E::PasswordRefused));
        errors.extend(PersonalNumber::ALL.map(|number| E::FreeText(FreeTextError::Holds(number))));
        errors
    }

    fn office_errors() -> Vec<OfficeError> {
        use OfficeError as E;
        let path = || PathBuf::from("/somewhere/else");
        vec![
            E::KeysMissing(path()),
            E::DataMissing(path()),
            E::NoOffice(path()),
            E::Occupied(path()),
            E::NotAFolder(path()),
            E::SameFolder,
            E::Keys(KeyFileError::NoModes(path())),
            E::Keys(KeyFileError::NotOurs(path())),
            E::Keys(KeyFileError::Missing(path())),
            E::Keys(KeyFileError::TooOpen { path: path(), mode: 0o644 }),
            E::Keys(KeyFileError::Malformed(path())),
            E::Keys(KeyFileError::Random(getrandom::Error::UNSUPPORTED)),
            E::Io { path: path(), source: io::Error::other("gone") },
            E::Description(path()),
            E::OtherOffice,
            E::WrongKeys,
            E::Newer(99),
            E::Older,
            E::Database(OpenError::Missing(path())),
            E::Database(OpenError::NotOurs(path())),
            E::Database(OpenError::Io { path: path(), source: io::Error::other("gone") }),
            E::ReadOnly(path()),
            E::SecondInstance,
            E::WeakHashing,
        ]
    }

    /// A sentence, in words, with every argument filled in.
    fn is_a_sentence(text: &str) -> bool {
        let ends = match i18n::current() {
            i18n::Language::Chinese => text.ends_with('。') && !text.contains("。。"),
            i18n::Language::English => text.ends_with('.') && !text.contains("..") && !text.contains('。'),
        };
        ends && !text.contains(['{', '}', '$']) && !text.contains("No localization")
    }

    #[test]
    fn every_error_says_what_happened_and_what_to_do_in_both_languages() {
        let (desk, office) = (desk_errors(), office_errors());
        let codes: BTreeSet<_> = desk.iter().map(DeskError::code).collect();
        assert_eq!(codes, DeskError::CODES.iter().copied().collect(), "a sample of each");
        let codes: BTreeSet<_> = office.iter().map(OfficeError::code).collect();
        assert_eq!(codes, OfficeError::CODES.iter().copied().collect(), "a sample of each");
        for language in i18n::Language::ALL {
            i18n::select(language);
            let explained = desk.iter().map(|error| (error.code(), explain(error)));
            for (code, said) in explained.chain(office.iter().map(|error| (error.code(), explain_office(error)))) {
                assert!(is_a_sentence(&said.what), "{code}: {}", said.what);
                assert!(is_a_sentence(&said.next), "{code}: {}", said.next);
            }
        }
    }

    /// Words that only the system or a library says.
    const FOREIGN: [&str; 4] = ["gone", "memory cost", "unreadable log", "Unsupported"];

    #[test]
    fn no_chinese_message_carries_the_words_of_the_system() {
        i18n::select(i18n::Language::Chinese);
        let said =
            desk_errors().iter().map(explain).chain(office_errors().iter().map(explain_office)).collect::<Vec<_>>();
        for line in said.iter().map(Explained::line) {
            assert!(FOREIGN.iter().all(|word| !line.contains(word)), "{line}");
        }
        let kinds = [io::ErrorKind::AlreadyExists, io::ErrorKind::TimedOut, io::ErrorKind::NotFound];
        let troubles = kinds.map(|kind| file_trouble(&kind.into())).into_iter();
        let troubles = troubles.chain(Trouble::ALL.map(|trouble| i18n::text_of("file-trouble", trouble.code())));
        for words in troubles {
            assert!(words.chars().all(|c| !c.is_ascii_lowercase()), "{words}");
        }
    }

    #[test]
    fn every_argument_is_said() {
        for error in desk_errors() {
            for (name, value) in arguments(&error) {
                assert!(explain(&error).line().contains(&value), "{}: {name}", error.code());
            }
        }
    }

    #[test]
    fn every_reason_has_words_in_both_languages() {
        let mut words: Vec<(&str, &str)> = Vec::new();
        words.extend(IdError::ALL.map(|e| ("id-error", e.code())));
        words.extend(IdWarning::ALL.map(|w| ("id-warning", w.code())));
        // What happened, what it means, what to do: each in its own words.
        for group in ["finding", "finding-means", "finding-next"] {
            words.extend(FindingKind::ALL.map(|f| (group, f.code())));
            words.extend([Damage::AnchorMissing, Damage::AnchorUnreadable].iter().map(|d| (group, d.code())));
        }
        words.extend(Field::ALL.map(|f| ("setting", f.key())));
        words.extend(DocumentKind::ALL.map(|d| ("document", d.code())));
        words.extend(
            [ExpiryError::Empty, ExpiryError::Unreadable, ExpiryError::NoSuchDate].map(|e| ("expiry-error", e.code())),
        );
        words.extend([ExpiryWarning::NotForThisAge, ExpiryWarning::TooLong].map(|w| ("expiry-warning", w.code())));
        let names = [NameError::Empty, NameError::TooLong];
        words.extend(names.map(|e| ("name-error", e.code())));
        let groups = ["name-error", "name-flaw", "import-reason"];
        words.extend(NameFlaw::ALL.iter().flat_map(|flaw| groups.map(|group| (group, flaw.code()))));
        words.extend(IdError::ALL.map(|e| ("import-reason", e.code())));
        words.extend(names.map(|e| ("import-reason", e.code())));
        words.extend(
            [
                "duplicate",
                "not_utf8",
                "column_missing",
                "column_unknown",
                "column_count",
                "not_a_phone",
                "not_a_card_number",
                "not_a_card_status",
                "not_a_pin_state",
            ]
            .map(|reason| ("import-reason", reason)),
        );
        for language in i18n::Language::ALL {
            i18n::select(language);
            for (group, code) in &words {
                assert_ne!(&i18n::text_of(group, code), code, "{group}-{code} has no {} words", language.tag());
            }
        }
    }
}
