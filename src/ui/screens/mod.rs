//! One file a screen. Each owns its state, takes in replies in `logic`, and draws in `ui`.

pub mod audit;
mod code_once;
mod consent;
pub mod counter;
pub mod damage;
pub mod date;
mod door;
pub mod first_run;
mod founder;
pub mod import;
pub mod lock;
pub mod missing;
pub mod own_password;
mod place;
pub mod settings;
pub mod sign_in;
pub mod staff;
pub mod today;
pub mod worklist;
