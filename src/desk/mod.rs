//! What staff do, one file per piece of work.
