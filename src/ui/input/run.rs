//! The characters typed in a row, and what they amount to when the row ends.
//!
//! A card reader that types like a keyboard differs from a hand by what it types, not by how fast: hands type at 20 ms a key, readers
//! at 3 to 250, and a slow machine draws three frames a second. So a row is told by its form alone: a whole ID number whose check
//! character is right.

use egui::Id;
use jiff::civil::Date;
use zeroize::Zeroizing;

use crate::{
    domain::id_number::{IdKind, IdNumber, IdWarning, parse},
    memory::Locked,
};

/// Characters of a row that are remembered; older ones fall away. Room for a number and what a reader puts around it.
const REMEMBERED: usize = 64;
/// Characters of the ordinary ID number.
const NUMBER: usize = 18;
/// Characters of the foreign form of 2017.
const FOREIGN_2017: usize = 15;
/// Digits in a row that are more than a date and might be half a number.
const MANY: usize = 9;

/// What a reader puts before and after a number, besides the key that ends it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Affixes {
    /// Before the number.
    pub prefix: String,
    /// After it.
    pub suffix: String,
}

/// What a row of characters amounts to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// An ID number. `is_whole`: nothing stood before it.
    Number { number: IdNumber, is_whole: bool },
    /// Part of a number, two of them in each other, or a reader with the wrong layout: perhaps a read, perhaps typing.
    Unsure,
    /// Somebody typed something.
    Typed,
}

/// Characters in a row, with no other key between.
#[derive(Default)]
pub(super) struct Run {
    /// Wiped with the row: it may be a person's number, or a password on its way to its field.
    text: Option<Locked>,
    /// The field they went to, when the row began.
    pub(super) field: Option<Id>,
    /// Some of them went to no field.
    pub(super) is_unclaimed: bool,
    /// `egui`'s time of the last one, seconds.
    pub(super) last_at: f64,
    /// Time passed since, in frames that brought no key.
    pub(super) is_settled: bool,
    /// Time of the first frame of the row, and characters it brought.
    first: (f64, usize),
}

impl Run {
    pub(super) fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    pub(super) fn count(&self) -> usize {
        self.text().chars().count()
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The last characters, as typed.
    pub(super) fn tail(&self, count: usize) -> Zeroizing<String> {
        let skipped = self.count().saturating_sub(count);
        Zeroizing::new(self.text().chars().skip(skipped).collect())
    }

    fn text(&self) -> &str {
        self.text.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    pub(super) fn push(&mut self, text: &str, field: Option<Id>, now: f64) {
        if self.is_settled {
            self.clear();
        }
        if self.is_empty() {
            self.field = field;
            self.first = (now, 0);
        }
        for character in text.chars().filter(|character| !character.is_control()) {
            let oldest = self.text().chars().next().filter(|_| self.count() == REMEMBERED);
            let text = self.text.get_or_insert_default();
            text.remove_front(oldest.map_or(0, char::len_utf8));
            text.push(character.encode_utf8(&mut [0; 4]).as_bytes());
        }
        if self.first.0 >= now {
            self.first.1 = self.count();
        }
        self.is_unclaimed |= field.is_none();
        self.is_settled = false;
        self.last_at = now;
    }

    /// Whether no hand types so fast: most of it came within twelve thousandths of a second a character. Says no when the frames
    /// are too slow to tell.
    pub(super) fn is_machine(&self) -> bool {
        const FASTEST_HAND_SECS: f64 = 0.012;
        let later = self.count().saturating_sub(self.first.1);
        #[allow(clippy::cast_precision_loss, reason = "at most 64")]
        let most = later as f64 * FASTEST_HAND_SECS;
        later >= MANY && self.last_at - self.first.0 <= most
    }

    pub(super) fn verdict(&self, affixes: &Affixes, today: Date) -> Verdict {
        // Never grows, so that no copy is left behind.
        let mut folded = Zeroizing::new(String::with_capacity(REMEMBERED * 4));
        folded.extend(self.text().chars().map(fold));
        let folded = folded.strip_suffix(affixes.suffix.to_uppercase().as_str()).unwrap_or(&folded);
        for length in [NUMBER, FOREIGN_2017] {
            let Some((at, _)) = folded.char_indices().rev().nth(length - 1) else { continue };
            let (before, tail) = folded.split_at(at);
            if let Some(number) = whole_number(tail, today) {
                let is_whole = before.is_empty() || before == affixes.prefix.to_uppercase();
                return Verdict::Number { number, is_whole };
            }
        }
        if looks_read(folded) { Verdict::Unsure } else { Verdict::Typed }
    }
}

/// A number with a check character that is right; the old form of 15 digits has none and could be half of another.
fn whole_number(text: &str, today: Date) -> Option<IdNumber> {
    if !text.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let parsed = parse(text, today).ok()?;
    let is_checked = parsed.typed_as != IdKind::CitizenOld15 && !parsed.warnings.contains(&IdWarning::CheckDigit);
    is_checked.then_some(parsed.number)
}

/// Whether a reader might have sent it: many digits and nothing else, or many signs that no sentence has.
fn looks_read(folded: &str) -> bool {
    let count = folded.chars().count();
    if count < MANY || folded.chars().any(|c| c.is_whitespace() || !c.is_ascii() && is_ideograph(c)) {
        return false;
    }
    let words = folded.chars().filter(char::is_ascii_alphabetic).filter(|c| *c != 'X').count();
    let plain = folded.chars().filter(char::is_ascii_alphanumeric).count();
    let digits = folded.chars().filter(char::is_ascii_digit).count();
    (words == 0 && digits + 1 >= count) || plain * 2 < count
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Full-width characters and small letters as a number has them.
fn fold(c: char) -> char {
    let narrow = match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    narrow.to_ascii_uppercase()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    const NUMBER: &str = "420102196803050102";

    fn verdict(typed: &str) -> Verdict {
        verdict_with(typed, &Affixes::default())
    }

    fn verdict_with(typed: &str, affixes: &Affixes) -> Verdict {
        let mut run = Run::default();
        run.push(typed, None, 0.0);
        run.verdict(affixes, date(2026, 11, 22))
    }

    fn is_whole(verdict: &Verdict) -> Option<bool> {
        if let Verdict::Number { is_whole, .. } = verdict { Some(*is_whole) } else { None }
    }

    #[test]
    fn knows_a_number_however_a_reader_writes_it() {
        for typed in [
            NUMBER,
            "11010119900307803X",
            "11010119900307803x",
            "４２０１０２１９６８０３０５０１０２",
            "810000199408230021",
        ] {
            assert_eq!(is_whole(&verdict(typed)), Some(true), "{typed}");
        }
        assert_eq!(is_whole(&verdict(&format!("4201{NUMBER}"))), Some(false), "somebody had begun to type");
        assert_eq!(is_whole(&verdict(&NUMBER.repeat(2))), Some(false), "two of them");
    }

    #[test]
    fn knows_what_the_reader_puts_around_it() {
        let affixes = Affixes { prefix: "ID".to_owned(), suffix: "%".to_owned() };
        for typed in [format!("ID{NUMBER}%"), format!("id{NUMBER}"), format!("{NUMBER}%"), NUMBER.to_owned()] {
            assert_eq!(is_whole(&verdict_with(&typed, &affixes)), Some(true), "{typed}");
        }
        assert_eq!(is_whole(&verdict_with(&format!("XY{NUMBER}"), &affixes)), Some(false));
    }

    #[test]
    fn is_unsure_of_half_a_number_and_of_garbage_and_never_of_a_sentence() {
        for typed in [
            "420102196803050103",
            "420102196803",
            "196803050102",
            "20102196803050102",
            "442200110022119966",
            "420102196803050",
            "$@)!)@!(^*)#)%)!)@",
            "'(éà\"é\"é(-è_çà)",
        ] {
            assert_eq!(verdict(typed), Verdict::Unsure, "{typed}");
        }
        for typed in [
            "20360131",
            "2036-01-31",
            "长期",
            "clerk01",
            "他说前天还能用，2026年11月20日换过",
            "correct horse battery",
            "20261127-03-0001",
            "1234",
        ] {
            assert_eq!(verdict(typed), Verdict::Typed, "{typed}");
        }
    }

    #[test]
    fn calls_a_row_a_machines_only_when_frames_can_tell() {
        let mut fast = Run::default();
        let mut slow_frames = Run::default();
        let mut hand = Run::default();
        for (at, digit) in (0_u8..).zip(NUMBER.chars()) {
            let at = f64::from(at);
            let text = digit.to_string();
            fast.push(&text, None, (at * 0.003 / 0.016).floor() * 0.016);
            slow_frames.push(&text, None, (at * 0.003 / 0.333).floor() * 0.333);
            hand.push(&text, None, at * 0.02);
        }
        assert!(fast.is_machine());
        assert!(!slow_frames.is_machine());
        assert!(!hand.is_machine());
    }

    #[test]
    fn remembers_no_more_than_it_needs() {
        let mut run = Run::default();
        for _ in 0..1_000 {
            run.push("123456789", None, 0.0);
        }
        assert_eq!(run.count(), REMEMBERED);
        assert_eq!(run.tail(3).as_str(), "789");
    }
}
