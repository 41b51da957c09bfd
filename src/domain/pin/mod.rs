//! PINs: the secret itself, the state of each kind, and which new PINs are refused.

pub mod advice;
pub mod policy;
mod secret;
mod state;

pub use secret::{Pin, PinEntry};
pub use state::{Action, NotApplicable, PinKind, PinState, applicable};
