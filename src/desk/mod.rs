//! What staff do, one file per piece of work. Every rule is enforced here, whatever the screen shows.
//!
//! [`Desk`] owns the store, the keys and the one signed-in session. Where to find the rules:
//! a reset needs a proof: [`identity`]; a change and its entry are one: `books`; who may do what: `session`;
//! when a supervisor must consent: `approval`.

mod adoption;
mod approval;
mod books;
mod change;
mod clock;
mod consent;
mod date;
mod deed;
mod deferral;
mod demonstration;
mod ends;
mod error;
pub mod export;
mod hold;
pub mod identity;
mod inspection;
mod integrity;
pub mod logs;
mod offer;
mod office;
mod pace;
pub mod pins;
mod reckoning;
mod register;
pub mod review;
mod session;
mod settings;
mod staff;
pub mod statistics;
mod succession;
pub mod timeline;
mod today;
mod visit;
pub mod worklist;

use std::{fs::File, sync::Arc};

pub use adoption::SecondPerson;
pub use approval::{APPROVAL_LASTS, ApprovalDecision};
pub use clock::{Clock, ManualClock, Moment, SystemClock, wall};
pub use consent::{Consent, ConsentDecision, Consented, DEFERRED_FOR};
pub use date::DateDoubt;
pub use deferral::{DeferralState, DeferralView, Notices};
pub use demonstration::{
    DEMONSTRATION_ACCOUNTS, Demonstration, DemonstrationAccount, DemonstrationHolder, DemonstrationPin,
    DemonstrationPlan, demonstration_holder,
};
pub use error::DeskError;
pub use hold::{AdministratorConsent, MAKER_WAITS, OpenHold};
pub use identity::{IdentityCheck, IdentityProof};
pub use inspection::{Inspection, InspectionError, Irregularity};
pub use integrity::{Damage, Integrity, NoVerdict, SignedHead, Verifier};
pub use office::{Description, Folders, Founded, NewOffice, OfficeError, Presence};
pub use pins::{Declined, PadEnd, PadReply, PadStage, Receipt};
pub use register::{
    COLUMNS as IMPORT_COLUMNS, ImportChanges, ImportError, ImportProblem, ImportSummary, template as import_template,
};
pub use session::{LOCK_MINUTES, SignedIn, TRIES_BEFORE_LOCK, TRIES_BEFORE_SCREEN_LOCK};
pub use staff::{Founder, NewStaff, StaffView};
pub use today::{MOST_VISITS, ReceiptsAgain, Tally, Today, TodayCounts, TodayVisit, VisitEnd};
pub use visit::{HolderView, LookUp, PinView, RecentEvent};

use crate::{
    domain::{pin::policy::Policy, settings::Settings},
    store::Store,
    vault::{Hasher, OfficeKeys},
};

/// One office, open on one machine, with at most one person signed in.
pub struct Desk {
    books: books::Books,
    keys: OfficeKeys,
    pin_hasher: Hasher,
    staff_hasher: Hasher,
    policy: Policy,
    settings: Settings,
    clock: Arc<dyn Clock>,
    folders: Folders,
    demonstration: bool,
    session: Option<session::Session>,
    visit: Option<visit::OpenVisit>,
    integrity: Integrity,
    notices: Notices,
    /// They could not be read the last time.
    notices_are_old: bool,
    _lock: File,
}

impl Desk {
    /// Whether the office is made up.
    #[must_use]
    pub fn is_demonstration(&self) -> bool {
        self.demonstration
    }

    /// The folders of the office.
    #[must_use]
    pub fn folders(&self) -> &Folders {
        &self.folders
    }

    /// The clock the desk goes by.
    #[must_use]
    pub fn clock(&self) -> &Arc<dyn Clock> {
        &self.clock
    }

    /// Periodic duties: a checkpoint when one is due, and what has waited its day. Returns the number of entries.
    ///
    /// # Errors
    /// The log could not be read or written.
    pub fn tick(&mut self) -> Result<u64, DeskError> {
        self.mind_the_clock()?;
        self.apply_due()?;
        self.books.checkpoint_if_due(self.clock.now())?;
        self.books.size()
    }

    /// Ends what is open and signs the log, before the program stops.
    ///
    /// # Errors
    /// The log could not be written.
    pub fn close(mut self) -> Result<(), DeskError> {
        let left = self.sign_out();
        // Also with nobody signed in: what the last minute wrote is signed.
        let signed = self.books.checkpoint(self.clock.now());
        left.and(signed)
    }

    /// The same office over a store that something was put before: for trials of what a failing disk does.
    #[doc(hidden)]
    #[must_use]
    pub fn over_store(self, wrap: impl FnOnce(Box<dyn Store>) -> Box<dyn Store>) -> Self {
        Self { books: self.books.over(wrap), ..self }
    }
}

impl std::fmt::Debug for Desk {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk").field("folders", &self.folders).finish_non_exhaustive()
    }
}

/// 16 random bytes as hex, for rows that must not be guessed.
fn random_id() -> Result<String, DeskError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(data_encoding::HEXLOWER.encode(&bytes))
}
