//! 校验码: the short code of a checkpoint that leaves the office on every receipt and day summary.

use std::{fmt, str::FromStr};

use thiserror::Error;

use super::tree::{Hash, TreeHead};

/// Douglas Crockford's base 32: no I, L, O or U, so that a code read off paper has one reading.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Characters after the size: 80 bits at five each.
const CHARS: usize = 16;

/// The text is not a witness code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error("a witness code is a number and four groups of four characters, like 1204-7K2M-Q4XD-0ZTE-9HVB")]
pub struct BadWitnessCode;

/// A log's size and the first 80 bits of its root: `1204-7K2M-Q4XD-0ZTE-9HVB`.
///
/// 80 bits are few enough to copy by hand. Whoever forges a log that fits a code on paper needs about 2⁸⁰ tries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct WitnessCode {
    size: u64,
    bits: [u8; 10],
}

impl WitnessCode {
    /// The code of a log at this size with this root.
    #[must_use]
    pub fn new(head: TreeHead) -> Self {
        Self { size: head.size, bits: first_bits(head.root) }
    }

    /// The size of the log it speaks of.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether it is the code of a log with this root at this size.
    #[must_use]
    pub fn matches(&self, head: TreeHead) -> bool {
        *self == Self::new(head)
    }
}

fn first_bits(root: Hash) -> [u8; 10] {
    let mut bits = [0; 10];
    bits.copy_from_slice(&root.0[..10]);
    bits
}

impl fmt::Display for WitnessCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.size)?;
        let bits = self.bits.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
        for place in 0..CHARS {
            if place % 4 == 0 {
                f.write_str("-")?;
            }
            let five = (bits >> (5 * (CHARS - 1 - place))) & 31;
            write!(f, "{}", char::from(ALPHABET[usize::try_from(five).unwrap_or_default()]))?;
        }
        Ok(())
    }
}

impl FromStr for WitnessCode {
    type Err = BadWitnessCode;

    /// Reads a code as people type it: any case, full-width forms, spaces or dashes anywhere or nowhere, the letter O
    /// for 0, I or L for 1.
    fn from_str(text: &str) -> Result<Self, BadWitnessCode> {
        let mut values = Vec::with_capacity(2 * CHARS);
        for symbol in text.chars() {
            if !is_separator(symbol) {
                values.push(value(symbol).ok_or(BadWitnessCode)?);
            }
        }
        let digits = values.len().checked_sub(CHARS).filter(|&digits| digits > 0).ok_or(BadWitnessCode)?;
        let (size, code) = values.split_at(digits);
        let size = size
            .iter()
            .try_fold(0_u64, |n, &digit| {
                let digit = Some(u64::from(digit)).filter(|&digit| digit < 10)?;
                n.checked_mul(10)?.checked_add(digit)
            })
            .ok_or(BadWitnessCode)?;
        let bits = code.iter().fold(0_u128, |bits, &five| bits << 5 | u128::from(five)).to_be_bytes();
        let mut first = [0; 10];
        first.copy_from_slice(&bits[6..]);
        Ok(Self { size, bits: first })
    }
}

fn is_separator(symbol: char) -> bool {
    symbol.is_whitespace() || matches!(symbol, '-' | '\u{2010}'..='\u{2015}' | '−' | '－' | '_' | '·')
}

/// The five bits of a character, slips forgiven.
fn value(symbol: char) -> Option<u8> {
    // An input method left in full-width mode types U+FF01..U+FF5E for ! to ~.
    let symbol = match symbol {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(symbol) - 0xFEE0)?,
        other => other,
    };
    let symbol = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = ALPHABET.iter().position(|&known| char::from(known) == symbol)?;
    u8::try_from(place).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn code(size: u64, first: [u8; 10]) -> WitnessCode {
        let mut root = [0x55; 32];
        root[..10].copy_from_slice(&first);
        WitnessCode::new(TreeHead { size, root: Hash(root) })
    }

    #[test]
    fn is_the_size_and_four_groups_of_four() {
        let code = code(1204, [0x01, 0x10, 0xC8, 0x53, 0x1D, 0x09, 0x52, 0xD8, 0xD7, 0x3E]);
        assert_eq!(code.to_string(), "1204-048C-GMRX-159D-HNSY");
    }

    #[test]
    fn refuses_what_is_not_a_code() {
        for bad in [
            "",
            "1204",
            "048C-GMRX-159D-HNSY",
            "12x4-048C-GMRX-159D-HNSY",
            "1204-048C-GMRX-159D-HNSU",
            "1204-048C-GMRX-159D-HN?Y",
            "99999999999999999999-048C-GMRX-159D-HNSY",
        ] {
            assert_eq!(bad.parse::<WitnessCode>(), Err(BadWitnessCode), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn every_code_reads_back_however_it_is_written(size in any::<u64>(), first in any::<[u8; 10]>()) {
            let code = code(size, first);
            let text = code.to_string();
            for typed in [
                text.clone(),
                text.to_lowercase(),
                text.replace('-', ""),
                text.replace('-', " "),
                format!(" {} ", text.replace('-', "－")),
                text.replace('0', "O").replace('1', "l"),
                text.replace('0', "o").replace('1', "I"),
                text.chars().map(|c| if c.is_ascii_graphic() {
                    char::from_u32(u32::from(c) + 0xFEE0).unwrap()
                } else { c }).collect(),
            ] {
                prop_assert_eq!(typed.parse(), Ok(code), "{}", typed);
            }
        }

        #[test]
        fn never_panics(text in any::<String>()) {
            let _ = text.parse::<WitnessCode>();
        }

        #[test]
        fn another_size_or_root_does_not_match(size in 1..u64::MAX, first in any::<[u8; 10]>(), bit in 0..80_usize) {
            let mut root = [7; 32];
            root[..10].copy_from_slice(&first);
            let code = code(size, first);
            let same = code.matches(TreeHead { size, root: Hash(root) });
            prop_assert!(same);
            let other_size = code.matches(TreeHead { size: size - 1, root: Hash(root) });
            prop_assert!(!other_size);
            root[bit / 8] ^= 1 << (bit % 8);
            let other_root = code.matches(TreeHead { size, root: Hash(root) });
            prop_assert!(!other_root);
        }
    }
}
