//! JSON Lines: the exact bytes of the entries, so that leaf hashes can be made of them.

use std::io::{self, Write as _};

use super::{Exporter, paper::Paper};
use crate::store::EntryRow;

/// JSON Lines on paper.
pub(super) struct JsonLines<'p, 'm> {
    paper: &'p mut Paper<'m>,
}

impl<'p, 'm> JsonLines<'p, 'm> {
    /// Nothing comes before the first entry.
    pub(super) fn begin(paper: &'p mut Paper<'m>) -> Self {
        Self { paper }
    }
}

impl Exporter for JsonLines<'_, '_> {
    fn entry(&mut self, row: &EntryRow) -> io::Result<()> {
        self.paper.write_all(row.line.as_bytes())?;
        self.paper.write_all(b"\n")
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        Ok(())
    }
}
