//! The keyboard, decided in one place.
//!
//! Keys reach a screen in three ways only: as text in the field that has the keyboard, as a [`Shortcut`] that a button or [`pressed`]
//! asks for, and as [`Heard`]: a card reader's read, characters that no field took, a key that did nothing. The router sits before
//! every window of the program, so what one receiver has had no other gets.
//!
//! | came | goes to |
//! |---|---|
//! | a character | the field with the keyboard; with none, [`Heard::Stray`] (the counter's look-up takes it, nobody else) |
//! | an ID number and its Enter or Tab | [`Heard::Read`]; out of any field that is not for it; its Enter presses nothing |
//! | Enter after half a number, garbage, or characters for nobody | [`Heard::Withheld`]; the text stays |
//! | Space alone, in no field | the box or choice that has the keyboard, once nothing follows it; it presses no button |
//! | Enter right after Enter or a fourth time at an even pace, a dozen keys at once | [`Heard::Withheld`] |
//! | F-keys, chords, Enter, Esc, arrows | the one [`keymap`] entry of this screen |
//! | everything, while the holder's pad is open | the pad |

mod beat;
mod fields;
pub mod keymap;
mod keys;
mod plugin;
mod router;
#[cfg(test)]
mod router_tests;
mod run;

pub use fields::needed;
pub(crate) use fields::{cursor_to_end, declare, guard, secret_to_give_back, to_next_missing};
pub use keys::{Asked, Shortcut, asked, escaped, held, leave_enter, passed_on, pressed, presses, set_scope};
pub(crate) use keys::{is_by_enter, is_by_space, is_first_click, is_held_down};
pub(crate) use plugin::give_back;
pub use plugin::{Receiver, heard, install, receive, said, say};
pub use router::{Heard, Kind, Read, Why};
pub(crate) use router::{SILENCE_SECS, SPACE_ALONE_SECS};
pub use run::Affixes;
