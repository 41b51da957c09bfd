//! Nothing is lost unasked: what a screen holds that leaving would throw away, and the question before that happens.

use egui::Context;

use super::Page;
use crate::{
    domain::visit::VisitSerial,
    t,
    ui::{
        i18n,
        widgets::{Answer, Confirm},
    },
};

/// What leaving a screen would throw away, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loss {
    /// An open visit: it ends as not done.
    Visit,
    /// A password or code that is shown once.
    Code,
    /// An import that is on its way.
    Import,
    /// An export that is on its way.
    Export,
    /// The form of a new office.
    FirstRun,
    /// Settings that were changed and not saved.
    Settings,
    /// An account that was begun.
    NewAccount,
    /// A remark under an item of the worklist.
    Remark,
    /// The place of a file that was typed and not used.
    Path,
    /// The answer of a desk that has been silent for too long.
    Verdict,
}

impl Loss {
    /// Every kind.
    pub const ALL: [Self; 10] = [
        Self::Visit,
        Self::Code,
        Self::Import,
        Self::Export,
        Self::FirstRun,
        Self::Settings,
        Self::NewAccount,
        Self::Remark,
        Self::Path,
        Self::Verdict,
    ];

    /// The word of its texts.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Code => "code",
            Self::Import => "import",
            Self::Export => "export",
            Self::FirstRun => "first_run",
            Self::Settings => "settings",
            Self::NewAccount => "new_account",
            Self::Remark => "remark",
            Self::Path => "path",
            Self::Verdict => "verdict",
        }
    }
}

/// Where somebody wants to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Goal {
    /// Another page of the rail.
    Open(Page),
    /// A visit in the audit log.
    Review(VisitSerial),
    /// The sign-in.
    SignOut,
    /// The window is to be closed.
    Close,
}

impl Goal {
    fn code(&self) -> &'static str {
        match self {
            Self::Open(_) | Self::Review(_) => "open",
            Self::SignOut => "sign_out",
            Self::Close => "close",
        }
    }
}

/// Asks whether to leave all the same; the answer, once there is one.
pub(super) fn ask(ctx: &Context, goal: &Goal, loss: Loss) -> Option<Answer> {
    let (heading, body, go) = match (loss, goal) {
        (Loss::Visit, Goal::SignOut) => (t!("leave-title"), t!("leave-visit"), t!("leave-go")),
        _ => (
            i18n::text_of("lose", loss.code()),
            i18n::text_of("lose-body", loss.code()),
            i18n::text_of("lose-go", goal.code()),
        ),
    };
    Confirm::new(&heading, &body, &go).cancel(&t!("lose-stay")).danger().show(ctx)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::i18n::Language;

    #[test]
    fn every_loss_and_every_way_out_has_its_words_in_both_languages() {
        for language in Language::ALL {
            i18n::select(language);
            for loss in Loss::ALL {
                for group in ["lose", "lose-body"] {
                    assert_ne!(i18n::text_of(group, loss.code()), loss.code(), "{group}-{}", loss.code());
                }
            }
            for goal in [Goal::Open(Page::Staff), Goal::SignOut, Goal::Close] {
                assert_ne!(i18n::text_of("lose-go", goal.code()), goal.code());
            }
        }
    }
}
