//! PINs that the program offers a holder whose own choices were refused.
//!
//! The one exception to "PINs are never shown": they are for the holder's own screen alone, while a key is held there.
//! The log says that PINs were offered, in the entry that ends the action or the next refusal; never which.

use zeroize::Zeroizing;

use super::{
    Desk, DeskError,
    pins::{PadStage, REFUSALS_BEFORE_OFFER},
};
use crate::domain::{
    pin::{Pin, policy::OFFERED},
    staff::Role,
};

impl Desk {
    /// Whether [`Self::offer_pins`] would offer some now.
    #[must_use]
    pub fn offers_pins(&self) -> bool {
        let pad = self.visit.as_ref().and_then(|visit| visit.pad.as_ref());
        pad.is_some_and(|pad| pad.stage == PadStage::New && pad.refusals >= REFUSALS_BEFORE_OFFER)
    }

    /// Three PINs that the rules allow the holder at the pad, drawn evenly among all of them; every call draws anew.
    ///
    /// In a change they are unlike the old PIN too. They are not compared with the hashes of earlier ones: that would
    /// be up to eighteen hashes for a chance of one in forty thousand that one of them is refused when it is keyed.
    ///
    /// # Errors
    /// No pad is open; it does not ask for a new PIN, or fewer than two were refused at it; the proof has run out (the
    /// pad ends when digits are keyed); the system has no random numbers.
    pub fn offer_pins(&mut self) -> Result<[Pin; OFFERED], DeskError> {
        self.acting(Role::Clerk)?;
        let now = self.clock.moment();
        let visit = self.visit.as_ref().ok_or(DeskError::NoVisit)?;
        let pad = visit.pad.as_ref().ok_or(DeskError::NoPad)?;
        if !self.offers_pins() {
            return Err(DeskError::OutOfOrder);
        }
        pad.proof.fits(&visit.serial, now)?;
        let mut failure = getrandom::Error::UNEXPECTED;
        let mut random = || match getrandom::u32() {
            Ok(drawn) => Some(Zeroizing::new(drawn)),
            Err(error) => {
                failure = error;
                None
            }
        };
        let offered = visit.with_facts(pad, |facts| self.policy.offer(Some(facts), &mut random)).ok_or(failure)?;
        if let Some(pad) = self.visit.as_mut().and_then(|visit| visit.pad.as_mut()) {
            pad.offered = true;
        }
        Ok(offered)
    }
}
