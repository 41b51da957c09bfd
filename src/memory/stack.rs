//! The stack below the caller.

/// How far down, bytes: several times what any piece of work that touches a secret goes.
const SWEPT: usize = 256 * 1024;

/// Overwrites what earlier calls left on the stack below the caller: a digit that was compared, a block that a hash
/// function moved. Call it where such a piece of work has come back.
#[inline(never)]
pub fn sweep_stack() {
    let mut below = [0_u64; SWEPT / size_of::<u64>()];
    // Nobody reads it; without this the compiler would leave it out.
    std::hint::black_box(&mut below);
}
