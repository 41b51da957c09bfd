//! The visit that is open at each seat.
//!
//! A seat has one visit at a time. A program that stops leaves it open; the next look-up at the seat takes its place. So
//! what is kept grows with the seats and not with the log, and nobody crowds out what is remembered of somebody else.

use std::collections::HashMap;

/// What is remembered of each open visit.
#[derive(Debug)]
pub(super) struct OpenVisits<T>(HashMap<String, (String, T)>);

impl<T> Default for OpenVisits<T> {
    fn default() -> Self {
        Self(HashMap::new())
    }
}

/// The seat of a serial, `YYYYMMDD-SS-NNNN`; a serial of another form is a seat of its own.
fn seat(visit: &str) -> &str {
    visit.split('-').nth(1).unwrap_or(visit)
}

impl<T> OpenVisits<T> {
    /// A visit begins; what the seat had before, if that was never closed.
    pub(super) fn open(&mut self, visit: &str, value: T) -> Option<T> {
        self.0.insert(seat(visit).to_owned(), (visit.to_owned(), value)).map(|(_, before)| before)
    }

    /// What is remembered of a visit.
    pub(super) fn get_mut(&mut self, visit: &str) -> Option<&mut T> {
        self.0.get_mut(seat(visit)).filter(|(open, _)| open == visit).map(|(_, value)| value)
    }

    /// A visit ends.
    pub(super) fn close(&mut self, visit: &str) -> Option<T> {
        let is_open = self.0.get(seat(visit)).is_some_and(|(open, _)| open == visit);
        if is_open { self.0.remove(seat(visit)).map(|(_, value)| value) } else { None }
    }
}
