//! A secret of a few bytes on a page of its own.

use std::{
    ops::Deref,
    sync::{Mutex, PoisonError},
};

use shrouded::{Expose as _, ExposeMut as _, Policy, ShroudedArray};
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

/// Most bytes one secret may have: the longest password, and a row of keys of 64 characters.
pub const CAPACITY: usize = 256;
/// Pages kept for the next secrets. A system may allow as few as sixteen locked pages (64 KiB).
const MOST_SPARE: usize = 12;

/// Wiped pages without a secret: asking the system for each digit's buffer would cost more than hashing none.
#[allow(clippy::vec_box, reason = "they go in and out whole")]
static SPARE: Mutex<Vec<Box<ShroudedArray<CAPACITY>>>> = Mutex::new(Vec::new());

/// Bytes that stay in one place from the first to the last: locked in memory, not in dumps, between two pages that nobody
/// may touch, wiped when dropped. They are never copied by a move, and never shown.
pub struct Locked {
    place: Place,
    length: usize,
}

enum Place {
    Page(Box<ShroudedArray<CAPACITY>>),
    /// The system gave no page; wiped all the same.
    Heap(Box<Zeroizing<[u8; CAPACITY]>>),
    /// On its way to the spare ones.
    None,
}

impl Locked {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        let spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let place = match spare.map_or_else(|| ShroudedArray::new_with_policy(Policy::BestEffort).map(Box::new), Ok) {
            Ok(page) => Place::Page(page),
            Err(error) => {
                tracing::warn!(%error, "no page of its own for a secret; it is kept on the heap");
                Place::Heap(Box::new(Zeroizing::new([0; CAPACITY])))
            }
        };
        Self { place, length: 0 }
    }

    /// Whether the system locks such a page and keeps it out of dumps.
    ///
    /// # Errors
    /// What it refuses.
    pub fn try_locking() -> Result<(), shrouded::ShroudError> {
        ShroudedArray::<CAPACITY>::new_with_policy(Policy::Strict).map(drop)
    }

    /// A copy of what lies elsewhere, as far as it fits.
    #[must_use]
    pub fn copy_of(bytes: &[u8]) -> Self {
        let mut locked = Self::new();
        let fits = bytes.len().min(CAPACITY);
        locked.push(bytes.get(..fits).unwrap_or_default());
        locked
    }

    /// So many bytes, zero at first, written in place.
    ///
    /// # Errors
    /// What `fill` could not do.
    pub fn filled<E>(length: usize, fill: impl FnOnce(&mut [u8]) -> Result<(), E>) -> Result<Self, E> {
        let mut locked = Self::new();
        locked.length = length.min(CAPACITY);
        fill(locked.bytes_mut())?;
        Ok(locked)
    }

    /// Appends all of it, or nothing if it does not fit; true if it did.
    pub fn push(&mut self, bytes: &[u8]) -> bool {
        let end = self.length + bytes.len();
        let Some(free) = self.whole_mut().get_mut(..end) else { return false };
        if let Some(free) = free.get_mut(end - bytes.len()..) {
            free.copy_from_slice(bytes);
        }
        self.length = end;
        true
    }

    /// Wipes what lies behind the first `length` bytes.
    pub fn truncate(&mut self, length: usize) {
        let length = length.min(self.length);
        if let Some(gone) = self.bytes_mut().get_mut(length..) {
            gone.zeroize();
        }
        self.length = length;
    }

    /// Wipes the first `count` bytes; the others move up.
    pub fn remove_front(&mut self, count: usize) {
        let count = count.min(self.length);
        self.bytes_mut().rotate_left(count);
        self.truncate(self.length - count);
    }

    /// Wipes all of it.
    pub fn clear(&mut self) {
        self.truncate(0);
    }

    /// Hands the very bytes out, and begins anew.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    /// The bytes, to change in place.
    pub fn bytes_mut(&mut self) -> &mut [u8] {
        let length = self.length;
        self.whole_mut().get_mut(..length).unwrap_or_default()
    }

    /// Whether both hold the same, in constant time for equal lengths.
    #[must_use]
    pub fn matches(&self, other: &Self) -> bool {
        self.ct_eq(other).into()
    }

    fn whole_mut(&mut self) -> &mut [u8] {
        match &mut self.place {
            Place::Page(page) => page.expose_mut(),
            Place::Heap(bytes) => bytes.as_mut_slice(),
            Place::None => &mut [],
        }
    }
}

impl Default for Locked {
    fn default() -> Self {
        Self::new()
    }
}

impl Deref for Locked {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        let whole: &[u8] = match &self.place {
            Place::Page(page) => page.expose(),
            Place::Heap(bytes) => bytes.as_slice(),
            Place::None => &[],
        };
        whole.get(..self.length).unwrap_or_default()
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        self.clear();
        if let Place::Page(page) = std::mem::replace(&mut self.place, Place::None) {
            let mut spare = SPARE.lock().unwrap_or_else(PoisonError::into_inner);
            if spare.len() < MOST_SPARE {
                spare.push(page);
            }
        }
    }
}

impl std::fmt::Debug for Locked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Locked(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_back_is_wiped() {
        let mut locked = Locked::copy_of(b"three green lamps");
        locked.truncate(5);
        locked.remove_front(2);
        assert_eq!(&*locked, b"ree");
        assert!(locked.whole_mut()[3..].iter().all(|byte| *byte == 0));
        let taken = locked.take();
        assert_eq!((&*taken, locked.len()), (b"ree".as_slice(), 0));
    }

    #[test]
    fn what_does_not_fit_is_refused_whole() {
        let mut locked = Locked::copy_of(&[7; CAPACITY - 1]);
        assert!(!locked.push(b"12"));
        assert!(locked.push(b"1"));
        assert_eq!(locked.len(), CAPACITY);
    }

    #[test]
    fn a_page_that_is_used_again_holds_nothing_of_before() {
        for _ in 0..50 {
            let mut locked = Locked::new();
            assert!(locked.whole_mut().iter().all(|byte| *byte == 0));
            locked.push(b"135792");
        }
    }

    #[test]
    fn prints_nothing_of_the_secret() {
        assert_eq!(format!("{:?}", Locked::copy_of(b"hunter2")), "Locked(…)");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_secret_lies_on_a_locked_page_that_no_dump_has() {
        let locked = Locked::copy_of(b"135792");
        let at = locked.as_ptr() as usize;
        let flags = flags_of_mapping(at);
        assert!(flags.split_whitespace().any(|flag| flag == "dd"), "a dump would have it: {flags}");
        // Where a limit forbids it the program says so once, and goes on.
        if Locked::try_locking().is_ok() {
            assert!(flags.split_whitespace().any(|flag| flag == "lo"), "it may be swapped: {flags}");
        }
    }

    /// The kernel's flags of the mapping an address lies in (proc(5), `VmFlags`).
    #[cfg(target_os = "linux")]
    fn flags_of_mapping(at: usize) -> String {
        let maps = std::fs::read_to_string("/proc/self/smaps").unwrap();
        let mut is_here = false;
        for line in maps.lines() {
            let range = line.split_once(' ').and_then(|(range, _)| range.split_once('-'));
            let ends =
                range.and_then(|(a, b)| Some((usize::from_str_radix(a, 16).ok()?, usize::from_str_radix(b, 16).ok()?)));
            if let Some((from, to)) = ends {
                is_here = (from..to).contains(&at);
            } else if is_here && let Some(flags) = line.strip_prefix("VmFlags:") {
                return flags.to_owned();
            }
        }
        panic!("no mapping holds {at:x}");
    }
}
