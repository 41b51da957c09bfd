use std::{collections::BTreeSet, fs, path::Path};

use super::*;
use crate::{
    domain::audit::{Draft, Entry, Outcome},
    ledger,
    ui::i18n::Language,
};

fn line(draft: Draft) -> Line {
    let entry = Entry {
        seq: 7,
        at: "2026-11-22T02:02:41.123Z".parse().unwrap(),
        log: "00112233445566778899aabbccddeeff".to_owned(),
        seat: "03".to_owned(),
        draft,
    };
    ledger::decode(&ledger::encode(&entry)).unwrap()
}

fn names() -> Names {
    Names::from([("super01".to_owned(), "王芳".to_owned())])
}

/// Every source file below a folder, in one string.
fn sources(folder: &Path) -> String {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.map(|path| if path.is_dir() { sources(&path) } else { fs::read_to_string(path).unwrap() }).collect()
}

/// The strings between a call's opening and the next quotation mark, in every file of the desk.
fn written_by_the_desk(openings: &[&str]) -> BTreeSet<String> {
    let source = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/desk"));
    let after = |opening: &&str| source.split(*opening).skip(1).map(str::to_owned).collect::<Vec<_>>();
    let strings = openings.iter().flat_map(after);
    strings.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
}

#[test]
fn every_key_the_desk_writes_has_words_in_both_languages() {
    let mut keys = written_by_the_desk(&[".with(\"", "keep(\""]);
    for head in ["last_good", "anchor"] {
        keys.extend(["size", "root"].map(|part| format!("{head}_{part}")));
    }
    assert!(keys.len() > 30 && keys.contains("approved_by") && keys.contains("sha256"), "{keys:?}");
    for language in Language::ALL {
        i18n::select(language);
        for key in &keys {
            let message = format!("audit-detail-{}", key.replace('_', "-"));
            assert!(i18n::loader().has(&message), "{message} is missing in {}", language.tag());
        }
    }
}

#[test]
fn every_reason_the_desk_writes_has_words_in_both_languages() {
    let mut reasons = written_by_the_desk(&[".with(\"reason\", \"", ", Some(\"", "end_pad(&author, \""]);
    reasons.retain(|reason| reason.bytes().all(|b| b.is_ascii_lowercase() || b == b'_'));
    reasons.extend(
        [
            "first_run",
            "program_stopped",
            "cancelled",
            "timed_out",
            "locked",
            "disabled",
            "one_time_password",
            "wrong_role",
        ]
        .map(str::to_owned),
    );
    for language in Language::ALL {
        i18n::select(language);
        for reason in &reasons {
            assert_ne!(&i18n::text_of("audit-reason", reason), reason, "in {}", language.tag());
        }
    }
}

#[test]
fn says_what_happened_in_words() {
    let cases = [
        (
            Draft::new(Action::PinReset, Outcome::Done).with("approved_by", "super01"),
            "主管复核 王芳",
            "Approved by 王芳",
        ),
        (
            Draft::new(Action::IdentityCheck, Outcome::Refused).with("reason", "photo_mismatch"),
            "照片与本人不符",
            "The photo shows someone else",
        ),
        (Draft::new(Action::SignIn, Outcome::Failed).with("left", 3_u32), "还可再试 3 次", "Tries left: 3"),
        (Draft::new(Action::ScreenLock, Outcome::Done).with("idle", false), "—", "—"),
        (
            Draft::new(Action::Export, Outcome::Done)
                .with("entries", 3871_u32)
                .with("from", "2026-11-01")
                .with("before", "2026-11-22"),
            "2026-11-01 至 2026-11-21 · 3871 条",
            "2026-11-01 to 2026-11-21 · 3871 entries",
        ),
        (Draft::new(Action::SignIn, Outcome::Done).with("newer_key", "x"), "newer_key: x", "newer_key: x"),
    ];
    for (draft, chinese, english) in cases {
        let line = line(draft);
        for (language, words) in [(Language::Chinese, chinese), (Language::English, english)] {
            i18n::select(language);
            assert_eq!(summary(&line, &names()), words);
        }
    }
}

#[test]
fn names_people_by_what_is_known_of_them() {
    i18n::select(Language::Chinese);
    let by = |staff: Option<&str>| {
        let draft = Draft { staff: staff.map(str::to_owned), ..Draft::new(Action::SignIn, Outcome::Failed) };
        person(&line(draft), &names())
    };
    assert_eq!(by(Some("super01")), "王芳");
    assert_eq!(by(Some("gone99")), "gone99");
    assert_eq!(by(Some("?00112233445566778899aabbccddeeff")), "未知工号");
    assert_eq!(by(None), "程序");
}

#[test]
fn shows_local_time() {
    let line = line(Draft::new(Action::SignIn, Outcome::Done));
    assert_eq!(moment(&line), "11-22 10:02:41");
    assert_eq!(full_moment(&line), "2026-11-22 10:02:41.123");
}
