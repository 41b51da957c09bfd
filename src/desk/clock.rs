//! The office's clock, with two hands: the wall, which is written down and which anybody with the machine's settings can
//! move, and a count of time that passes whatever the wall is set to, also while the machine sleeps.
//!
//! What lasts up to a day is measured by both, and the stricter wins: a right is over as soon as either hand says so, a
//! lock only when both do. What the hands say of each other is in [`super::reckoning`].

use std::{
    fmt::Debug,
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, SystemTime},
};

use jiff::{SignedDuration, Timestamp};

/// The wall may go back by so much without anybody having set it: a time server corrects it.
pub(super) const WALL_SLACK: SignedDuration = SignedDuration::from_secs(2);
/// Two readings of the uptime around one of the wall that lie this far apart are taken again.
const AT_ONCE: Duration = Duration::from_millis(100);

/// Where the desk takes time from.
pub trait Clock: Send + Sync + Debug {
    /// The wall clock.
    fn now(&self) -> Timestamp;
    /// Time since some fixed moment, sleep included; never runs backward within one boot.
    fn uptime(&self) -> Duration;
    /// Which boot of the machine the uptime counts; another boot, another word.
    fn boot(&self) -> String;

    /// Both hands at once.
    fn moment(&self) -> Moment {
        let mut uptime = self.uptime();
        for _ in 0..3 {
            let wall = self.now();
            let after = self.uptime();
            if after.saturating_sub(uptime) < AT_ONCE {
                return Moment { wall, uptime: after };
            }
            // The machine slept, or the program waited, between the two.
            uptime = after;
        }
        Moment { wall: self.now(), uptime: self.uptime() }
    }
}

/// A moment by both hands of the clock, within one boot and one program.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The wall.
    pub wall: Timestamp,
    /// [`Clock::uptime`].
    pub uptime: Duration,
}

impl Moment {
    /// How much is left of what began here and lasts so long: the less of what the two hands say.
    #[must_use]
    pub fn left(self, now: Self, lasts: Duration) -> Duration {
        let by_wall = now.wall.duration_since(self.wall).max(SignedDuration::ZERO).unsigned_abs();
        // An uptime that went back is another machine's.
        let by_uptime = now.uptime.checked_sub(self.uptime).unwrap_or(Duration::MAX);
        lasts.saturating_sub(by_uptime.max(by_wall))
    }

    /// How much is left of a right to act on a holder's PIN: as [`Self::left`], and nothing when the wall was set back to
    /// before the beginning. A minute's work is done again; nobody does it on a clock that is being played with.
    #[must_use]
    pub fn left_of_right(self, now: Self, lasts: Duration) -> Duration {
        if now.wall.duration_since(self.wall) < -WALL_SLACK { Duration::ZERO } else { self.left(now, lasts) }
    }
}

/// The machine's clocks.
#[derive(Debug)]
pub struct SystemClock {
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    started: std::time::Instant,
    boot: String,
}

impl Default for SystemClock {
    fn default() -> Self {
        Self {
            #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
            started: std::time::Instant::now(),
            boot: boot_of_machine().unwrap_or_else(boot_of_program),
        }
    }
}

/// The kernel's own name for this boot, where it has one and the uptime is the machine's.
fn boot_of_machine() -> Option<String> {
    if !cfg!(any(target_os = "linux", target_os = "android")) {
        return None;
    }
    let id = std::fs::read_to_string("/proc/sys/kernel/random/boot_id").ok()?;
    let id = id.trim();
    (!id.is_empty() && id.len() <= 64 && !id.contains(char::is_whitespace)).then(|| id.to_owned())
}

/// A boot of this program's own, so that no other program's uptime is compared with this one's.
fn boot_of_program() -> String {
    let mut bytes = [0; 16];
    // Without random numbers the process and the wall tell programs apart.
    if getrandom::fill(&mut bytes).is_err() {
        return format!("program-{}-{}", std::process::id(), wall().as_millisecond());
    }
    format!("program-{}", data_encoding::HEXLOWER.encode(&bytes))
}

/// The machine's wall clock, at the end of the calendar if it is set beyond.
#[must_use]
pub fn wall() -> Timestamp {
    Timestamp::try_from(SystemTime::now())
        .unwrap_or_else(|_| if SystemTime::now() < SystemTime::UNIX_EPOCH { Timestamp::MIN } else { Timestamp::MAX })
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        wall()
    }

    // Not `Instant`, which stands still here while the machine sleeps.
    #[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
    fn uptime(&self) -> Duration {
        #[cfg(target_vendor = "apple")]
        let id = rustix::time::ClockId::Monotonic;
        #[cfg(not(target_vendor = "apple"))]
        let id = rustix::time::ClockId::Boottime;
        let time = rustix::time::clock_gettime(id);
        Duration::new(u64::try_from(time.tv_sec).unwrap_or(0), u32::try_from(time.tv_nsec).unwrap_or(0))
    }

    // Elsewhere the standard library's clock is the best that safe code reaches; on Windows it counts sleep.
    #[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
    fn uptime(&self) -> Duration {
        self.started.elapsed()
    }

    fn boot(&self) -> String {
        self.boot.clone()
    }
}

/// Each manual clock is a machine of its own.
static MACHINES: AtomicU64 = AtomicU64::new(1);

/// A clock that stands until it is moved: for made-up offices and for tests.
#[derive(Debug)]
pub struct ManualClock(Mutex<Hands>);

#[derive(Debug)]
struct Hands {
    wall: Timestamp,
    uptime: Duration,
    machine: u64,
    boots: u32,
}

impl ManualClock {
    /// A clock that shows `now`.
    #[must_use]
    pub fn at(now: Timestamp) -> Self {
        let machine = MACHINES.fetch_add(1, Ordering::Relaxed);
        Self(Mutex::new(Hands { wall: now, uptime: Duration::ZERO, machine, boots: 0 }))
    }

    /// Lets time pass on both hands, as it does while the machine works or sleeps.
    pub fn advance(&self, by: Duration) {
        self.with(|hands| {
            hands.wall = moved(hands.wall, signed(by));
            hands.uptime = hands.uptime.saturating_add(by);
        });
    }

    /// Sets the wall back alone, as a person with the machine's settings would.
    pub fn set_wall_back(&self, by: Duration) {
        self.with(|hands| hands.wall = moved(hands.wall, -signed(by)));
    }

    /// Sets the wall ahead alone.
    pub fn set_wall_forward(&self, by: Duration) {
        self.with(|hands| hands.wall = moved(hands.wall, signed(by)));
    }

    /// Sets the wall alone to a moment.
    pub fn set_wall(&self, to: Timestamp) {
        self.with(|hands| hands.wall = to);
    }

    /// Starts the machine anew after it was off for so long: the wall went on, the uptime begins at nothing.
    pub fn reboot(&self, off: Duration) {
        self.with(|hands| {
            hands.wall = moved(hands.wall, signed(off));
            hands.uptime = Duration::ZERO;
            hands.boots += 1;
        });
    }

    fn with<T>(&self, work: impl FnOnce(&mut Hands) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn signed(by: Duration) -> SignedDuration {
    SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX)
}

fn moved(at: Timestamp, by: SignedDuration) -> Timestamp {
    crate::domain::time::later(at, by)
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.with(|hands| hands.wall)
    }

    fn uptime(&self) -> Duration {
        self.with(|hands| hands.uptime)
    }

    fn boot(&self) -> String {
        self.with(|hands| format!("manual-{}-{}", hands.machine, hands.boots))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: Duration = Duration::from_secs(3600);

    #[test]
    fn a_right_ends_when_either_hand_says_so_or_the_wall_stands_before_its_beginning() {
        let clock = ManualClock::at("2026-11-22T04:00:00Z".parse().unwrap());
        let began = clock.moment();
        let left = || began.left_of_right(clock.moment(), HOUR);
        assert_eq!(left(), HOUR);
        clock.advance(HOUR / 2);
        assert_eq!(left(), HOUR / 2);
        clock.set_wall_forward(HOUR / 4);
        assert_eq!(left(), HOUR / 4, "by the wall");
        clock.set_wall_back(HOUR / 2);
        assert_eq!(left(), HOUR / 2, "by the uptime");
        clock.set_wall_back(HOUR);
        assert_eq!(left(), Duration::ZERO, "before its beginning");
        assert_eq!(began.left(clock.moment(), HOUR), HOUR / 2, "what is no right goes by the other hand");
        clock.set_wall(began.wall);
        assert_eq!(left(), HOUR / 2);
        for end in [Timestamp::MIN, Timestamp::MAX] {
            clock.set_wall(end);
            assert_eq!(left(), Duration::ZERO);
            clock.advance(HOUR);
        }
    }

    #[test]
    fn the_machines_clock_counts_and_names_its_boot() {
        let (clock, other) = (SystemClock::default(), SystemClock::default());
        let before = clock.moment();
        let after = clock.moment();
        assert!(before.uptime <= after.uptime);
        assert!(!clock.boot().is_empty());
        if cfg!(target_os = "linux") {
            assert_eq!(clock.boot(), other.boot(), "one machine, one boot");
        }
    }
}
