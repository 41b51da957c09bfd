//! What keeps secrets from staying in memory: the floor under every room.
//!
//! - [`Locked`] holds a secret on a page of its own, out of swap and out of dumps, wiped when it is dropped. Moving it moves
//!   a pointer, never the secret.
//! - Every block of the heap is wiped when it is given back, also those of egui and winit, which are handed the keys first.
//! - [`sweep_stack`] overwrites what calls left on the stack: the copies that moves and hash functions make.
//! - [`keep_out_of_dumps`] asks the system for no core dumps, and closes the process to others of the same user.
//!
//! What is not ours stays: the X server or compositor, their library's buffers of events, input methods, the kernel's queues. `scripts/memory` searches the running
//! program from outside for what was typed into it.

mod locked;
mod process;
mod stack;

pub use locked::{CAPACITY, Locked};
pub use process::{keep_out_of_dumps, shown_to_desktop};
pub use stack::sweep_stack;

/// Wipes what is given back.
#[global_allocator]
static HEAP: zeroizing_alloc::ZeroAlloc<std::alloc::System> = zeroizing_alloc::ZeroAlloc(std::alloc::System);
