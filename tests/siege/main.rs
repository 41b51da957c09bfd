//! The office under siege: whatever is done to its files is found and called by its name, and an honest office is never
//! suspected.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod assaults;
mod castle;
mod honest;
mod limits;
mod random;
mod rows;
#[path = "../support/mod.rs"]
mod support;
mod work;
