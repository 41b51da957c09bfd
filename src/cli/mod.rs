//! The same desk without a window.

pub mod id;
