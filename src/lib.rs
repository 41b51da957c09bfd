//! Pindesk: the program at a social-security office window where a card holder gets a new PIN.
//!
//! The rooms of the house and the one way arrows point: `ui, cli → desk → {domain, ledger, vault, store}`; `memory` is the
//! floor under all of them.
//! ARCHITECTURE.md is the map.

pub mod cli;
pub mod desk;
pub mod domain;
pub mod ledger;
pub mod memory;
pub mod store;
pub mod ui;
pub mod vault;
