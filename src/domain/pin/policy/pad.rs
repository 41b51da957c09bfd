//! Rules on how the digits lie on the pad: `123 / 456 / 789`, with 0 below 8.

use super::Digits;

/// The three-key lines of the pad: rows, columns, diagonals.
const LINES: [&[u8; 3]; 8] = [b"123", b"456", b"789", b"147", b"258", b"369", b"159", b"357"];

/// Row and column of a key.
fn place(key: u8) -> (i8, i8) {
    match i8::try_from(key - b'0') {
        Ok(digit @ 1..) => ((digit - 1) / 3, (digit - 1) % 3),
        _ => (3, 1),
    }
}

/// Each key is the last one again, or touches it on a side or a corner; so 0 touches 7, 8 and 9.
pub(super) fn is_walk(pin: &Digits) -> bool {
    pin.windows(2).all(|pair| {
        let ((row, column), (next_row, next_column)) = (place(pair[0]), place(pair[1]));
        (row - next_row).abs() <= 1 && (column - next_column).abs() <= 1
    })
}

/// Two lines of the pad one after the other, each from either end.
pub(super) fn is_two_lines(pin: &Digits) -> bool {
    pin.chunks(3).all(|half| LINES.iter().any(|line| half.iter().eq(line.iter()) || half.iter().eq(line.iter().rev())))
}
