//! Check characters.

/// Weights of GB 11643-1999, 2^(17-i) mod 11 for the first 17 characters.
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// The character for each remainder (GB 11643-1999, ISO 7064 MOD 11-2).
const CHARACTERS: &[u8; 11] = b"10X98765432";

/// The check character of the first 17 ASCII digits (ISO 7064 MOD 11-2).
pub(super) fn mod_11_2(digits: &[u8]) -> u8 {
    let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    CHARACTERS[(sum % 11) as usize]
}

/// The check digit of ASCII digits and capital letters by weights 7-3-1 modulo 10, A = 10 (ICAO 9303-3, 4.9).
pub(super) fn icao_9303(characters: &[u8]) -> u8 {
    let value = |c: u8| u32::from(if c.is_ascii_digit() { c - b'0' } else { c - b'A' + 10 });
    let sum: u32 = characters.iter().zip([7, 3, 1].into_iter().cycle()).map(|(&c, weight)| value(c) * weight).sum();
    b'0' + (sum % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standards_examples_have_their_check_characters() {
        // GB 11643-1999 annex, and ICAO 9303-3 4.9.
        assert_eq!(mod_11_2(b"11010519491231002"), b'X');
        assert_eq!(mod_11_2(b"44052418800101001"), b'4');
        assert_eq!(icao_9303(b"520727"), b'3');
        assert_eq!(icao_9303(b"AB2134"), b'5');
    }
}
