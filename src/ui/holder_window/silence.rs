//! After keys that no hand typed, nothing counts until the keyboard has been quiet.
//!
//! Readers send a key every 3 to 250 ms and a slow machine draws three frames a second, so neither a pause on one frame's
//! clock nor a single frame without a key is silence: it takes a second *and* several frames that brought no key.

/// How long no key may come, seconds: longer than the slowest reader's gap and a slow frame together.
pub(super) const QUIET_SECS: f64 = 1.0;
/// Frames in a row that brought no key; after a stall the first frame brings what waited in the queue.
const QUIET_FRAMES: u8 = 3;

/// Whether keys count.
#[derive(Default)]
pub(super) struct Silence {
    is_demanded: bool,
    last_key: f64,
    quiet_frames: u8,
    heard: bool,
}

impl Silence {
    /// Nothing counts from now until silence.
    pub(super) fn demand(&mut self, now: f64) {
        self.is_demanded = true;
        self.hear(now);
    }

    /// A frame brought a key, whichever.
    pub(super) fn hear(&mut self, now: f64) {
        self.heard = true;
        self.last_key = now;
    }

    /// Once a frame, after the keys.
    pub(super) fn tick(&mut self, now: f64) {
        if std::mem::take(&mut self.heard) {
            self.quiet_frames = 0;
            return;
        }
        self.quiet_frames = self.quiet_frames.saturating_add(1);
        if self.quiet_frames >= QUIET_FRAMES && now - self.last_key >= QUIET_SECS {
            self.is_demanded = false;
        }
    }

    /// Keys do not count yet.
    pub(super) fn is_awaited(&self) -> bool {
        self.is_demanded
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Feeds a reader's keys into frames; true if silence was taken for granted before the last key.
    fn ends_early(keys: u32, key_ms: f64, frame_ms: f64) -> bool {
        let mut silence = Silence::default();
        silence.demand(0.0);
        silence.tick(0.0);
        let (mut sent, mut now) = (0, 0.0);
        while sent < keys {
            now += frame_ms;
            while sent < keys && f64::from(sent + 1) * key_ms <= now {
                sent += 1;
                silence.hear(now / 1000.0);
            }
            silence.tick(now / 1000.0);
            if !silence.is_awaited() {
                return true;
            }
        }
        false
    }

    #[test]
    fn no_reader_is_so_slow_that_its_enter_counts() {
        for key_ms in [3.0, 8.0, 20.0, 60.0, 120.0, 250.0] {
            for frames in [3.0, 5.0, 10.0, 24.0, 60.0] {
                assert!(!ends_early(20, key_ms, 1000.0 / frames), "{key_ms} ms a key at {frames} frames a second");
            }
        }
    }

    #[test]
    fn a_stall_is_no_silence_and_a_quiet_second_is() {
        let mut silence = Silence::default();
        silence.demand(0.0);
        silence.tick(0.0);
        // Three seconds without a frame, then the keys that waited.
        silence.hear(3.0);
        silence.tick(3.0);
        assert!(silence.is_awaited());
        for frame in 1..=61 {
            silence.tick(3.0 + f64::from(frame) / 60.0);
        }
        assert!(!silence.is_awaited());
    }
}
