//! Enter as a stuck reader sends it: again and again, evenly, with nothing between.

/// Enters in a row of which the last is one too many.
const ENTERS: usize = 4;
/// How much the gaps between them may differ, seconds: three frames. A hand's differ by more.
const EVEN_SECS: f64 = 0.05;
/// A longer gap is somebody who thought in between, seconds.
const LONGEST_SECS: f64 = 2.0;

/// When the last Enters came, seconds, with no other key between.
#[derive(Default)]
pub(super) struct Beat(Vec<f64>);

impl Beat {
    /// Another key came.
    pub(super) fn stop(&mut self) {
        self.0.clear();
    }

    /// An Enter came; true if it is one too many.
    pub(super) fn is_stuck(&mut self, now: f64) -> bool {
        if self.0.len() == ENTERS {
            self.0.remove(0);
        }
        self.0.push(now);
        let gaps = || self.0.windows(2).map(|pair| pair[1] - pair[0]);
        let (shortest, longest) = (gaps().fold(f64::INFINITY, f64::min), gaps().fold(0.0, f64::max));
        self.0.len() == ENTERS && longest <= LONGEST_SECS && longest - shortest <= EVEN_SECS
    }
}
