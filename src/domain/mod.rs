//! What the office knows: numbers, documents, cards, PINs, staff, visits and the words of the audit log.
//!
//! Nothing here does I/O, reads a clock, draws or speaks SQL, and nothing here imports another room of the house.

pub mod audit;
pub mod card;
pub mod document;
pub mod free_text;
pub mod holder;
pub mod id_number;
pub mod pin;
pub mod settings;
pub mod staff;
pub mod time;
pub mod visit;
pub mod worklist;
