//! Every key that does something, screen by screen: what buttons show, what the help lists, and what a test holds the screens to.
//!
//! No entry is a bare character, and no two entries of a screen share a key, so whatever a card reader types presses nothing.

use egui::Key;

use super::Shortcut;

/// A screen, a step of the visit, or a sheet over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// Whatever is shown.
    Everywhere,
    /// First run.
    FirstRun,
    /// The office cannot be opened.
    Missing,
    /// Sign-in, and the forms behind it.
    SignIn,
    /// The locked screen.
    Lock,
    /// The log is damaged.
    Damage,
    /// 查询.
    LookUp,
    /// 核验.
    Check,
    /// 核验不通过: why.
    Refusal,
    /// 办理.
    Act,
    /// 复核, over the counter.
    Approval,
    /// 需另一人同意, over the administrator's pages.
    Consent,
    /// What everybody should see, over any page of a supervisor's.
    Notices,
    /// The clerk's side of the open pad.
    Pad,
    /// 完成.
    Done,
    /// 今日办件.
    Today,
    /// 审计日志.
    Audit,
    /// 核查.
    Worklist,
    /// 人员.
    Staff,
    /// 导入.
    Import,
    /// 设置.
    Settings,
    /// Any question over the window.
    Dialog,
}

impl Scope {
    /// Every scope, in the order of the manual.
    pub const ALL: [Self; 22] = [
        Self::Everywhere,
        Self::FirstRun,
        Self::Missing,
        Self::SignIn,
        Self::Lock,
        Self::Damage,
        Self::LookUp,
        Self::Check,
        Self::Refusal,
        Self::Act,
        Self::Approval,
        Self::Consent,
        Self::Notices,
        Self::Pad,
        Self::Done,
        Self::Today,
        Self::Audit,
        Self::Worklist,
        Self::Staff,
        Self::Import,
        Self::Settings,
        Self::Dialog,
    ];
}

/// One key on one screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// Where it works.
    pub scope: Scope,
    /// The key.
    pub shortcut: Shortcut,
    /// The text that says what it does, `key-…` in the translations.
    pub does: &'static str,
}

const fn entry(scope: Scope, key: Key, does: &'static str) -> Entry {
    Entry { scope, shortcut: Shortcut::key(key), does }
}

const fn ctrl(scope: Scope, key: Key, does: &'static str) -> Entry {
    Entry { scope, shortcut: Shortcut::ctrl(key), does }
}

/// The whole map.
pub const ALL: &[Entry] = &[
    entry(Scope::Everywhere, Key::F1, "key-help"),
    ctrl(Scope::Everywhere, Key::Plus, "key-larger"),
    ctrl(Scope::Everywhere, Key::Minus, "key-smaller"),
    ctrl(Scope::Everywhere, Key::Num0, "key-usual-size"),
    entry(Scope::Everywhere, Key::Tab, "key-next-place"),
    entry(Scope::FirstRun, Key::Enter, "key-go-on"),
    entry(Scope::Missing, Key::Enter, "key-retry"),
    entry(Scope::Missing, Key::Escape, "key-quit"),
    entry(Scope::SignIn, Key::Enter, "key-go-on"),
    entry(Scope::SignIn, Key::Escape, "key-back"),
    entry(Scope::Lock, Key::Enter, "key-resume"),
    entry(Scope::Damage, Key::Enter, "key-sign-out"),
    entry(Scope::LookUp, Key::Enter, "key-look-up"),
    entry(Scope::LookUp, Key::Escape, "key-clear"),
    entry(Scope::LookUp, Key::F2, "key-correct"),
    entry(Scope::Check, Key::F2, "key-reveal"),
    entry(Scope::Check, Key::F4, "key-long-term"),
    ctrl(Scope::Check, Key::Num1, "key-original"),
    ctrl(Scope::Check, Key::Num2, "key-photo"),
    ctrl(Scope::Check, Key::Num3, "key-name"),
    entry(Scope::Check, Key::Enter, "key-pass"),
    entry(Scope::Check, Key::F8, "key-refuse"),
    entry(Scope::Check, Key::F9, "key-seen"),
    entry(Scope::Check, Key::Escape, "key-leave-visit"),
    ctrl(Scope::Refusal, Key::Num1, "key-reason"),
    ctrl(Scope::Refusal, Key::Num2, "key-reason"),
    ctrl(Scope::Refusal, Key::Num3, "key-reason"),
    ctrl(Scope::Refusal, Key::Num4, "key-reason"),
    ctrl(Scope::Refusal, Key::Num5, "key-reason"),
    ctrl(Scope::Refusal, Key::Num6, "key-reason"),
    entry(Scope::Refusal, Key::ArrowUp, "key-choose"),
    entry(Scope::Refusal, Key::ArrowDown, "key-choose"),
    entry(Scope::Refusal, Key::Enter, "key-record-refusal"),
    entry(Scope::Refusal, Key::Escape, "key-back"),
    ctrl(Scope::Act, Key::Num1, "key-kind"),
    ctrl(Scope::Act, Key::Num2, "key-kind"),
    entry(Scope::Act, Key::ArrowLeft, "key-kind"),
    entry(Scope::Act, Key::ArrowRight, "key-kind"),
    entry(Scope::Act, Key::F3, "key-set"),
    entry(Scope::Act, Key::F4, "key-change"),
    entry(Scope::Act, Key::F5, "key-verify"),
    entry(Scope::Act, Key::F6, "key-reset"),
    entry(Scope::Act, Key::F7, "key-unlock"),
    entry(Scope::Act, Key::Enter, "key-go-on"),
    entry(Scope::Act, Key::Escape, "key-leave-visit"),
    entry(Scope::Approval, Key::Enter, "key-grant"),
    entry(Scope::Approval, Key::F8, "key-not-granted"),
    entry(Scope::Approval, Key::Escape, "key-back"),
    entry(Scope::Consent, Key::Enter, "key-consent"),
    entry(Scope::Consent, Key::F8, "key-not-granted"),
    entry(Scope::Consent, Key::Escape, "key-back"),
    entry(Scope::Notices, Key::Enter, "key-notice-settle"),
    entry(Scope::Notices, Key::F8, "key-notice-object"),
    entry(Scope::Notices, Key::Escape, "key-back"),
    entry(Scope::Pad, Key::Enter, "key-go-on"),
    entry(Scope::Pad, Key::Escape, "key-stop-pad"),
    entry(Scope::Pad, Key::F8, "key-print"),
    entry(Scope::Pad, Key::F9, "key-holder-language"),
    entry(Scope::Pad, Key::F10, "key-stop-surely"),
    entry(Scope::Done, Key::Enter, "key-next-person"),
    entry(Scope::Done, Key::Escape, "key-next-person"),
    entry(Scope::Done, Key::F9, "key-again"),
    ctrl(Scope::Done, Key::S, "key-save-receipt"),
    entry(Scope::LookUp, Key::F12, "key-today"),
    entry(Scope::Check, Key::F12, "key-today"),
    entry(Scope::Act, Key::F12, "key-today"),
    entry(Scope::Done, Key::F12, "key-today"),
    entry(Scope::Today, Key::ArrowUp, "key-move"),
    entry(Scope::Today, Key::ArrowDown, "key-move"),
    entry(Scope::Today, Key::Home, "key-move"),
    entry(Scope::Today, Key::End, "key-move"),
    entry(Scope::Today, Key::Enter, "key-to-receipt"),
    ctrl(Scope::Today, Key::S, "key-save-receipt"),
    entry(Scope::Today, Key::F11, "key-counter"),
    ctrl(Scope::Audit, Key::F, "key-search"),
    entry(Scope::Audit, Key::F5, "key-verify-log"),
    // Beside a damaged log alone.
    entry(Scope::Audit, Key::F8, "key-new-log"),
    ctrl(Scope::Audit, Key::E, "key-export"),
    entry(Scope::Audit, Key::Enter, "key-open-entry"),
    entry(Scope::Audit, Key::Escape, "key-close"),
    entry(Scope::Worklist, Key::Enter, "key-open-entry"),
    entry(Scope::Worklist, Key::F4, "key-holds"),
    entry(Scope::Worklist, Key::F8, "key-sign-off"),
    entry(Scope::Worklist, Key::Escape, "key-close"),
    entry(Scope::Staff, Key::F2, "key-new-account"),
    entry(Scope::Staff, Key::F5, "key-refresh"),
    entry(Scope::Staff, Key::Enter, "key-open-entry"),
    entry(Scope::Staff, Key::Escape, "key-close"),
    entry(Scope::Import, Key::F2, "key-pick-file"),
    entry(Scope::Import, Key::Enter, "key-import"),
    ctrl(Scope::Settings, Key::S, "key-save"),
    entry(Scope::Audit, Key::ArrowUp, "key-move"),
    entry(Scope::Audit, Key::ArrowDown, "key-move"),
    entry(Scope::Audit, Key::PageUp, "key-move"),
    entry(Scope::Audit, Key::PageDown, "key-move"),
    entry(Scope::Audit, Key::Home, "key-move"),
    entry(Scope::Audit, Key::End, "key-move"),
    entry(Scope::Worklist, Key::ArrowUp, "key-move"),
    entry(Scope::Worklist, Key::ArrowDown, "key-move"),
    entry(Scope::Worklist, Key::Home, "key-move"),
    entry(Scope::Worklist, Key::End, "key-move"),
    entry(Scope::Staff, Key::ArrowUp, "key-move"),
    entry(Scope::Staff, Key::ArrowDown, "key-move"),
    entry(Scope::Staff, Key::Home, "key-move"),
    entry(Scope::Staff, Key::End, "key-move"),
    entry(Scope::Dialog, Key::Enter, "key-confirm"),
    entry(Scope::Dialog, Key::Escape, "key-back"),
];

/// The keys of a screen, in the order of the map.
pub fn of(scope: Scope) -> impl Iterator<Item = &'static Entry> {
    ALL.iter().filter(move |entry| entry.scope == scope)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_key_of_a_screen_is_a_character_and_none_has_two_meanings() {
        for scope in Scope::ALL {
            let keys: Vec<_> = of(scope).chain(of(Scope::Everywhere).filter(|_| scope != Scope::Everywhere)).collect();
            for (at, entry) in keys.iter().enumerate() {
                assert!(!entry.shortcut.types(), "{entry:?} is a bare character");
                let twins = keys.iter().skip(at + 1).filter(|other| other.shortcut == entry.shortcut);
                assert_eq!(twins.count(), 0, "{entry:?} has two meanings");
            }
        }
    }

    #[test]
    fn every_key_says_what_it_does_in_both_languages() {
        use crate::ui::i18n::{self, Language};
        for language in Language::ALL {
            i18n::select(language);
            for entry in ALL {
                let (group, code) = entry.does.split_once('-').expect("key-…");
                assert_ne!(i18n::text_of(group, code), code, "{}", entry.does);
            }
        }
        i18n::select(Language::Chinese);
    }
}
