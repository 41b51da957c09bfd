//! Entry bytes, tree, checkpoint, anchor, verification.
