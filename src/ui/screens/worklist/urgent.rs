//! What supervisors see at once, on whatever page they are: urgent items that nobody has signed off.

use egui::Ui;

use super::{Feed, sentence};
use crate::{
    domain::staff::Role,
    t,
    ui::{
        app::{Command, Ctx, Page},
        i18n,
        theme::Tone,
        widgets::banner,
    },
};

/// The banner above a supervisor's pages.
#[derive(Default)]
pub struct Urgent {
    /// Read for this person, gone with their session.
    feed: Option<(String, Feed)>,
    /// Entries of the log when it was last begun.
    begun: u64,
}

impl Urgent {
    /// Reads on when the log grows, as long as a supervisor is signed in.
    pub fn logic(&mut self, cx: &Ctx<'_>) {
        let session = cx.session.filter(|session| session.role == Role::Supervisor && !session.must_change_password);
        let Some(number) = session.map(|session| session.number.as_str()) else {
            self.feed = None;
            return;
        };
        // Nobody is asked here whether to try again: the next entry is reason enough.
        let is_stale = |feed: &Feed| feed.has_failed() && self.begun != cx.status.entries;
        if self.feed.as_ref().is_none_or(|(known, feed)| known != number || is_stale(feed)) {
            self.feed = Some((number.to_owned(), Feed::default()));
            self.begun = cx.status.entries;
        }
        if let Some((_, feed)) = &mut self.feed
            && !cx.is_locked
        {
            feed.logic(cx);
        }
    }

    /// Draws the newest, how many more there are, and the way to the list; nothing when there is nothing urgent.
    pub fn ui(&self, ui: &mut Ui, cx: &mut Ctx<'_>, is_worklist: bool) {
        let Some((_, feed)) = &self.feed else { return };
        let mut open = feed.items().into_iter().flatten().filter(|listed| listed.is_open && listed.item.is_urgent());
        let Some(newest) = open.next() else { return };
        let what = t!("worklist-urgent", what = sentence(&newest.item, feed.names(), feed.today()));
        let next = match open.count() {
            0 => t!("worklist-urgent-next"),
            more => t!("worklist-urgent-more", count = i18n::grouped_len(more)),
        };
        let go = (!is_worklist).then(|| t!("worklist-urgent-go"));
        if banner(ui, Tone::Bad, &what, &next, go.as_deref()) {
            cx.send(Command::Open(Page::Worklist));
        }
    }
}

impl std::fmt::Debug for Urgent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Urgent").finish_non_exhaustive()
    }
}
