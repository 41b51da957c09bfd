//! The same desk without a window.
