//! What passes between the holder's page and the counter: what the holder did, what there is to say, how the pad stands,
//! and how this holder likes it.

use crate::{
    desk::PadEnd,
    domain::pin::{Pin, policy::Rule},
    ui::i18n::{self, Language},
};

/// What the holder did.
#[derive(Debug)]
pub enum HolderEvent {
    /// Six digits, confirmed.
    Submit(Pin),
    /// The pad is left without a change.
    Leave(PadEnd),
    /// The holder would like three PINs to choose from.
    Offer,
}

/// What there is to say about the digits before, or before the first ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Message {
    /// Some tries were used up before this visit.
    TriesUsed {
        /// Tries left before the lock.
        left: u32,
    },
    /// Not the current PIN.
    Wrong {
        /// Tries left before the lock.
        left: u32,
    },
    /// The new PIN breaks a rule.
    Refused {
        /// Which; said in words, without a digit.
        rule: Rule,
        /// Refusals left before the action ends.
        left: u32,
    },
    /// The second time differed from the first.
    Mismatch,
    /// The office could not do it just now.
    Trouble,
    /// More than six digits came: a card reader, or a finger too many.
    TooMany,
}

/// Why the pad takes nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pause {
    /// Neither window has the keyboard, or one of them was put away.
    Away,
    /// The holder's monitor is not there any more.
    MonitorGone,
}

/// How the pad stands, for the clerk's screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// Digits are awaited.
    Keying,
    /// It takes nothing.
    Paused(Pause),
    /// Somebody wants to stop, and digits are in.
    Asking,
    /// The holder looks at offered PINs.
    Choosing,
}

/// How the holder likes it; the next person starts anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct HolderChoice {
    /// The holder's language; `None` is the clerk's.
    pub language: Option<Language>,
    /// Large print.
    pub is_large: bool,
}

impl HolderChoice {
    /// The language of the holder's texts.
    #[must_use]
    pub fn language(self) -> Language {
        self.language.unwrap_or_else(i18n::current)
    }

    /// Turns to the other language.
    pub fn switch_language(&mut self) {
        self.language = Some(self.language().other());
    }
}
