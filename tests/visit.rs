//! The visit as the desk enforces it, whatever a screen would allow.

mod support;

use pindesk::{
    desk::{DeskError, IdentityCheck, LookUp, PadReply, PadStage},
    domain::{
        document::{DocumentKind, Expiry},
        pin::{Action, PinKind, PinState},
        visit::RefusalReason,
    },
};
use support::*;

#[test]
fn a_whole_visit_resets_a_locked_pin() {
    let mut office = Office::new();
    office.sign_in(CLERK);
    let view = office.look_up(ZHANG);
    assert_eq!(view.serial.as_str(), "20261122-03-0001");
    assert_eq!(view.pins[0].state, PinState::Locked);
    assert_eq!(view.id_mask, "1***************3X");
    let proof = office.pass_check(DocumentKind::ResidentCard);
    assert_eq!(office.desk().open_pad(proof, Action::Reset, PinKind::Electronic).unwrap(), PadStage::New);
    let receipt = office.key_new("739105");
    assert_eq!(receipt.state, PinState::Active);
    assert_eq!(office.desk().holder_view().unwrap().pins[0].state, PinState::Active);
    office.desk().close_visit().unwrap();
}
