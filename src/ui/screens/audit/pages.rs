//! The entries a filter keeps, as positions, and the few pages of them that are near the screen.
//!
//! A million entries are four megabytes of positions. Their lines are read in pages around what is visible; pages that
//! were not looked at for long are forgotten.

use std::{collections::HashMap, ops::Range};

use super::describe::{self, Names};
use crate::{
    desk::review::ReviewRow,
    ui::{i18n::Language, theme::Tone},
};

/// Entries in a page.
pub const PAGE: usize = 200;
/// Pages that are kept.
const KEPT: usize = 40;

/// An entry with the words of its cells, made when it is first drawn.
#[derive(Debug)]
pub struct Shown {
    /// As read.
    pub row: ReviewRow,
    /// Entries of several logs are listed, whose places repeat.
    names_log: bool,
    cells: Option<(Language, Cells)>,
}

/// The words of a table row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cells {
    /// 序号 … 说明, in the order of the table's columns; the outcome is in `outcome`.
    pub texts: [String; 7],
    /// 结果; `None` for a damaged line.
    pub outcome: Option<(Tone, String)>,
}

impl Shown {
    /// The words in a language.
    pub fn cells(&mut self, language: Language, names: &Names) -> &Cells {
        if self.cells.as_ref().is_some_and(|(made_for, _)| *made_for != language) {
            self.cells = None;
        }
        let row = &self.row;
        &self.cells.get_or_insert_with(|| (language, Cells::of(row, self.names_log, names))).1
    }
}

impl Cells {
    fn of(row: &ReviewRow, names_log: bool, names: &Names) -> Self {
        let dash = || "—".to_owned();
        let seq = if names_log { format!("{}·{}", row.log, row.seq) } else { row.seq.to_string() };
        let Some(line) = &row.line else {
            let text = crate::t!("audit-damaged-line");
            return Self { texts: [seq, dash(), dash(), dash(), dash(), dash(), text], outcome: None };
        };
        Self {
            texts: [
                seq,
                describe::moment(line),
                describe::visit(line).map_or_else(dash, str::to_owned),
                describe::person(line, names),
                describe::action(line),
                line.mask.clone().unwrap_or_else(dash),
                describe::summary(line, names),
            ],
            outcome: Some(describe::outcome(line)),
        }
    }
}

struct Page {
    rows: Vec<Shown>,
    used: u64,
}

/// Positions and pages. Row 0 is the newest entry.
#[derive(Default)]
pub struct Pages {
    /// Oldest first, so that new entries are appended and pages keep their place.
    positions: Vec<u32>,
    pages: HashMap<usize, Page>,
    clock: u64,
    names_logs: bool,
}

impl Pages {
    /// All pages of these positions, oldest first.
    #[must_use]
    pub fn new(positions: Vec<u32>) -> Self {
        Self { positions, ..Self::default() }
    }

    /// Says whether entries of several logs are among them: `2·17` is then the seventeenth of the second log.
    pub fn name_logs(&mut self, names_logs: bool) {
        if self.names_logs != names_logs {
            self.names_logs = names_logs;
            self.pages.clear();
        }
    }

    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.positions.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.positions.is_empty()
    }

    /// The newest position, 0 if there is none.
    #[must_use]
    pub fn newest(&self) -> u32 {
        self.positions.last().copied().unwrap_or(0)
    }

    /// The position of a row.
    #[must_use]
    pub fn position(&self, row: usize) -> Option<u32> {
        self.positions.len().checked_sub(row + 1).map(|index| self.positions[index])
    }

    /// The row of a position.
    #[must_use]
    pub fn row_of(&self, position: u32) -> Option<usize> {
        self.positions.binary_search(&position).ok().map(|index| self.positions.len() - 1 - index)
    }

    /// Adds newer entries. The page that was not full is read again.
    pub fn append(&mut self, newer: &[u32]) {
        if !newer.is_empty() {
            self.pages.remove(&(self.positions.len() / PAGE));
            self.positions.extend_from_slice(newer);
        }
    }

    /// Takes other positions, oldest first; false if they are the same, and then every page stays.
    pub fn replace(&mut self, positions: Vec<u32>) -> bool {
        let differs = positions != self.positions;
        if differs {
            self.positions = positions;
            self.pages.clear();
        }
        differs
    }

    /// The entry of a row, if its page is here.
    pub fn get(&mut self, row: usize) -> Option<&mut Shown> {
        let index = self.positions.len().checked_sub(row + 1)?;
        self.clock += 1;
        let page = self.pages.get_mut(&(index / PAGE))?;
        page.used = self.clock;
        page.rows.get_mut(index % PAGE)
    }

    /// The first page that visible rows want and that is not here, with the positions to read.
    #[must_use]
    pub fn wanted(&self, visible: Range<usize>) -> Option<(usize, Vec<u32>)> {
        let len = self.positions.len();
        let last = visible.end.min(len).checked_sub(1)?;
        let newest = (len - 1).checked_sub(visible.start)? / PAGE;
        let oldest = (len - 1 - last) / PAGE;
        let page = (oldest..=newest).rev().find(|page| !self.pages.contains_key(page))?;
        let range = page * PAGE..((page + 1) * PAGE).min(len);
        Some((page, self.positions[range].to_vec()))
    }

    /// Keeps a page that was read, and forgets the one that was not looked at for longest.
    pub fn put(&mut self, page: usize, rows: Vec<ReviewRow>) {
        let expected = self.positions.len().saturating_sub(page * PAGE).min(PAGE);
        // Entries came while it was being read; it will be asked for again.
        if rows.len() != expected {
            return;
        }
        if self.pages.len() >= KEPT
            && let Some(oldest) = self.pages.iter().min_by_key(|(_, page)| page.used).map(|(number, _)| *number)
        {
            self.pages.remove(&oldest);
        }
        self.clock += 1;
        let rows = rows.into_iter().map(|row| Shown { row, names_log: self.names_logs, cells: None }).collect();
        self.pages.insert(page, Page { rows, used: self.clock });
    }
}

impl std::fmt::Debug for Pages {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pages").field("len", &self.len()).field("pages", &self.pages.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(positions: &[u32]) -> Vec<ReviewRow> {
        let row = |p: &u32| ReviewRow { position: i64::from(*p), log: 1, seq: 0, text: String::new(), line: None };
        positions.iter().map(row).collect()
    }

    fn fill(pages: &mut Pages, visible: Range<usize>) {
        while let Some((page, positions)) = pages.wanted(visible.clone()) {
            pages.put(page, read(&positions));
        }
    }

    #[test]
    fn row_zero_is_the_newest_and_every_row_can_be_reached() {
        let mut pages = Pages::new((1..=1_000_001).collect());
        for (row, position) in [(0, 1_000_001), (999, 999_002), (1_000_000, 1)] {
            fill(&mut pages, row..row + 1);
            assert_eq!(pages.get(row).map(|shown| shown.row.position), Some(position));
            assert_eq!(pages.row_of(u32::try_from(position).unwrap()), Some(row));
        }
        assert!(pages.get(1_000_001).is_none());
        assert!(pages.wanted(1_000_001..1_000_009).is_none());
    }

    #[test]
    fn keeps_forty_pages_and_the_visible_one_among_them() {
        let mut pages = Pages::new((1..=100_000).collect());
        for row in (0..100_000).step_by(PAGE) {
            fill(&mut pages, row..row + 20);
            assert!(pages.get(row).is_some());
        }
        assert!(pages.pages.len() <= KEPT);
        assert!(pages.get(0).is_none(), "the first page was not looked at for long");
    }

    #[test]
    fn new_entries_come_on_top_and_leave_full_pages_alone() {
        let mut pages = Pages::new((1..=450).collect());
        fill(&mut pages, 0..450);
        pages.append(&[451, 460]);
        assert_eq!((pages.len(), pages.newest(), pages.position(0)), (452, 460, Some(460)));
        assert!(pages.get(0).is_none() && pages.get(300).is_some());
        fill(&mut pages, 0..10);
        assert_eq!(pages.get(0).map(|shown| shown.row.position), Some(460));
    }

    #[test]
    fn the_same_entries_listed_again_are_not_read_again() {
        let mut pages = Pages::new(vec![1, 5, 9]);
        fill(&mut pages, 0..3);
        assert!(!pages.replace(vec![1, 5, 9]) && pages.get(0).is_some());
        assert!(pages.replace(vec![1, 4, 5, 9]) && pages.get(0).is_none());
        assert_eq!((pages.len(), pages.position(2)), (4, Some(4)));
    }

    #[test]
    fn a_page_that_was_overtaken_is_asked_for_again() {
        let mut pages = Pages::new((1..=10).collect());
        let (page, positions) = pages.wanted(0..10).unwrap();
        pages.append(&[11]);
        pages.put(page, read(&positions));
        assert!(pages.get(0).is_none());
        assert_eq!(pages.wanted(0..10).unwrap().1.len(), 11);
    }
}
