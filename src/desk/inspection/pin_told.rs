//! What the log says of one PIN, and which rows agree with that.

use jiff::Timestamp;

use crate::{
    domain::pin::{PinKind, PinState},
    store::Credential,
};

/// What an entry tells of a PIN.
pub(super) enum Attempt {
    /// A new one was keyed.
    Changed,
    /// It was tried and right, or its lock was lifted.
    Right,
    /// It was tried and wrong.
    Wrong {
        /// Tries left before the lock.
        left: Option<u32>,
        /// Wrong tries that lock, if the log has named the setting by then.
        limit: Option<u32>,
        /// On the way to a change, so that a right one may have followed without an entry.
        in_change: bool,
    },
    /// It was locked.
    Locked {
        /// Wrong tries in a row.
        tries: Option<u32>,
    },
}

/// What the newest entry about a PIN leaves behind.
#[derive(Default)]
pub(super) struct PinTold {
    /// When a new one was keyed last.
    pub(super) changed: Option<Timestamp>,
    locked: Option<Timestamp>,
    tries: Tries,
    entry: u64,
    /// Whether the holder was checked since, so that the right PIN may have been keyed for a change that nobody
    /// finished: the counter goes back then, and a lock that has run out goes, without an entry of its own.
    pub(super) rechecked: bool,
}

/// Wrong tries in a row.
#[derive(Default, Clone, Copy)]
enum Tries {
    #[default]
    None,
    Known(u32),
    /// As many as are missing to the limit of the office's first days.
    Missing(u32),
}

/// What else there is to know before a PIN can be judged.
pub(super) struct Circumstances<'a> {
    /// Imports by number and moment of their entry: they lock PINs without naming them.
    pub(super) imports: &'a [(u64, Timestamp)],
    /// Wrong tries that locked a PIN before anybody changed that.
    pub(super) first_limit: Option<u32>,
}

impl PinTold {
    pub(super) fn take_in(&mut self, attempt: Attempt, entry: u64, at: Timestamp) {
        self.entry = entry;
        self.rechecked = matches!(attempt, Attempt::Wrong { in_change: true, .. });
        self.locked = None;
        match attempt {
            Attempt::Changed => (self.changed, self.tries) = (Some(at), Tries::Known(0)),
            Attempt::Right => self.tries = Tries::Known(0),
            Attempt::Wrong { left, limit, .. } => {
                self.tries = match (left, limit) {
                    (Some(left), Some(limit)) => Tries::Known(limit.saturating_sub(left)),
                    (Some(left), None) => Tries::Missing(left),
                    (None, _) => Tries::None,
                }
            }
            Attempt::Locked { tries } => {
                self.locked = Some(at);
                self.tries = tries.map_or(Tries::None, Tries::Known);
            }
        }
    }

    /// Whether a row's state is what the entries leave: a change, an unlock and a try leave it active, a lock locked
    /// until it runs out; an import may have locked it since.
    pub(super) fn explains_state(&self, row: &Credential, kind: PinKind, around: &Circumstances<'_>) -> bool {
        let may_have_run_out = kind == PinKind::Electronic && self.rechecked;
        match (row.state, self.locked) {
            (PinState::Unset, _) => false,
            (PinState::Active, locked) => row.locked_at.is_none() && (locked.is_none() || may_have_run_out),
            (PinState::Locked, Some(locked)) if row.locked_at == Some(locked) => true,
            (PinState::Locked, locked) => {
                (locked.is_none() || may_have_run_out) && around.locked_by_import(row, self.entry)
            }
        }
    }

    /// Whether a row's wrong tries are those of the entries.
    pub(super) fn explains_tries(&self, row: &Credential, around: &Circumstances<'_>) -> bool {
        let told = match self.tries {
            Tries::None => None,
            Tries::Known(tries) => Some(tries),
            Tries::Missing(left) => around.first_limit.map(|limit| limit.saturating_sub(left)),
        };
        told.is_none_or(|told| told == row.tries) || (self.rechecked && row.tries == 0)
    }
}

impl Circumstances<'_> {
    /// Whether a row that no entry names is as an import leaves it.
    pub(super) fn explain(&self, row: &Credential) -> bool {
        match row.state {
            PinState::Unset => false,
            PinState::Active => !self.imports.is_empty() && row.locked_at.is_none(),
            PinState::Locked => self.locked_by_import(row, 0),
        }
    }

    fn locked_by_import(&self, row: &Credential, after: u64) -> bool {
        self.imports.iter().any(|(entry, at)| *entry >= after && row.locked_at == Some(*at))
    }
}
