//! A text as a row of signs: digits of every script, letters of every width, and what stands between them.

/// How Chinese numerals are read: a text is looked at both ways, because 一 is a digit in 一三八 and a word in 一次.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Numerals {
    Digits,
    Words,
}

/// One sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// 0–9.
    Digit(u8),
    /// A–Z, and whether it was a capital.
    Letter(u8, bool),
    /// What stands inside one number: spaces, dashes, dots, slashes, brackets, what cannot be seen.
    Soft(char),
    /// What stands between two numbers of a list: commas, colons, other symbols.
    Hard(char),
    /// A word's character.
    Wall,
    /// A sign or word of a currency.
    Currency,
}

/// [`Sign::Currency`] as [`Sign::plain`] gives it.
pub(super) const CURRENCY: u8 = b'$';

impl Sign {
    pub(super) fn digit(self) -> Option<u8> {
        match self {
            Self::Digit(digit) => Some(digit),
            _ => None,
        }
    }

    pub(super) fn is_alphanumeric(self) -> bool {
        matches!(self, Self::Digit(_) | Self::Letter(..))
    }

    /// Digit, letter or separator as one ASCII character, NUL for anything else.
    pub(super) fn plain(self) -> u8 {
        match self {
            Self::Digit(digit) => b'0' + digit,
            Self::Letter(letter, _) => letter,
            Self::Soft(c) | Self::Hard(c) => u8::try_from(c).unwrap_or(0),
            Self::Wall => 0,
            Self::Currency => CURRENCY,
        }
    }
}

/// The first characters of every row of ten decimal digits (general category Nd, Unicode 16).
const ZEROS: &[u32] = &[
    0x0030, 0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6, 0x0A66, 0x0AE6, 0x0B66, 0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0DE6,
    0x0E50, 0x0ED0, 0x0F20, 0x1040, 0x1090, 0x17E0, 0x1810, 0x1946, 0x19D0, 0x1A80, 0x1A90, 0x1B50, 0x1BB0, 0x1C40,
    0x1C50, 0xA620, 0xA8D0, 0xA900, 0xA9D0, 0xA9F0, 0xAA50, 0xABF0, 0xFF10, 0x104A0, 0x10D30, 0x10D40, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0, 0x116D0, 0x116DA, 0x11730, 0x118E0,
    0x11950, 0x11BF0, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16130, 0x16A60, 0x16AC0, 0x16B50, 0x16D70, 0x1CCF0,
    0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140, 0x1E2F0, 0x1E4F0, 0x1E5F1, 0x1E950, 0x1FBF0,
];

/// Rows of signs for 1 to 9 or more: the first sign, the value it stands for, and how many there are.
const ROWS: &[(u32, u8, u32)] = &[
    (0x2460, 1, 20),  // ① to ⑳
    (0x2474, 1, 20),  // ⑴
    (0x2488, 1, 20),  // ⒈
    (0x24EB, 11, 10), // ⓫
    (0x24F5, 1, 10),  // ⓵
    (0x2776, 1, 10),  // ❶
    (0x2780, 1, 10),  // ➀
    (0x278A, 1, 10),  // ➊
    (0x3021, 1, 9),   // 〡, Suzhou numerals
    (0x3220, 1, 10),  // ㈠
    (0x3280, 1, 10),  // ㊀
    (0x2160, 1, 9),   // Ⅰ to Ⅸ
    (0x2170, 1, 9),   // ⅰ
    (0x2074, 4, 6),   // superscript 4 to 9
    (0x2080, 0, 10),  // subscripts
    (0x1F101, 0, 10), // 🄁
    (0x1D360, 1, 9),  // counting rods
    (0x1D369, 1, 9),
];

/// Characters with a value of their own.
fn single(c: char) -> Option<u8> {
    Some(match c {
        '⓪' | '⓿' | '⁰' | '🄀' | '🄋' | '🄌' => 0,
        '¹' => 1,
        '²' => 2,
        '³' => 3,
        _ => return None,
    })
}

/// Chinese numerals, the forms of banknotes and of reading aloud included.
fn chinese(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' | '○' | '◯' | '洞' => 0,
        '一' | '壹' | '壱' | '弌' | '幺' => 1,
        '二' | '贰' | '貳' | '弍' | '弐' => 2,
        '三' | '叁' | '參' | '叄' | '弎' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' | '拐' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// Letters of other alphabets and symbols that pass for the check character X.
fn passes_for_x(c: char) -> bool {
    matches!(c, '×' | '✕' | '✖' | '╳' | 'Ⅹ' | 'ⅹ' | 'Х' | 'х' | 'Χ' | 'χ' | '⨯' | '❌')
}

/// A Latin letter of any width or setting.
fn letter(c: char) -> Option<Sign> {
    let code = u32::from(c);
    let (at, is_capital) = match code {
        _ if c.is_ascii_uppercase() => (code - 0x41, true),
        _ if c.is_ascii_lowercase() => (code - 0x61, false),
        0xFF21..=0xFF3A => (code - 0xFF21, true),
        0xFF41..=0xFF5A => (code - 0xFF41, false),
        0x24B6..=0x24CF => (code - 0x24B6, true),
        0x24D0..=0x24E9 => (code - 0x24D0, false),
        0x1F130..=0x1F149 => (code - 0x1F130, true),
        0x1F150..=0x1F169 => (code - 0x1F150, true),
        0x1F170..=0x1F189 => (code - 0x1F170, true),
        0x1F1E6..=0x1F1FF => (code - 0x1F1E6, true),
        0x1D400..=0x1D6A3 => ((code - 0x1D400) % 26, (code - 0x1D400) % 52 < 26),
        _ if passes_for_x(c) => (23, true),
        _ => return None,
    };
    Some(Sign::Letter(b'A' + u8::try_from(at).ok()?, is_capital))
}

/// Spaces, dashes, dots, slashes, round brackets, and everything that is not seen or only marks another sign.
fn soft(c: char) -> Option<char> {
    Some(match c {
        '-'
        | '\u{AD}'
        | '\u{2010}'..='\u{2015}'
        | '−'
        | '－'
        | '﹣'
        | '﹘'
        | '⁃'
        | '─'
        | '━'
        | 'ー'
        | '~'
        | '～'
        | '〜' => '-',
        '.' | '。' | '．' | '｡' | '·' | '•' | '・' | '･' | '‧' | '∙' | '⋅' | '…' | '᛫' | '٫' | '․' => {
            '.'
        }
        '/' | '／' | '\\' | '＼' | '|' | '｜' | '∕' | '⁄' => '/',
        '(' | '（' => '(',
        ')' | '）' => ')',
        '_' | '＿' | '*' | '＊' | '+' | '＋' | '\'' | '’' | '‘' | '`' | '"' | '“' | '”' | '^' | '=' | '＝' => {
            '_'
        }
        // Format characters, combining marks, variation selectors, tags and blanks that count as letters.
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{206F}'
        | '\u{FEFF}'
        | '\u{0300}'..='\u{036F}'
        | '\u{1AB0}'..='\u{1AFF}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{E0000}'..='\u{E0FFF}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{180B}'..='\u{180F}'
        | '\u{061C}'
        | '\u{17B4}'
        | '\u{17B5}'
        | '\u{2800}' => '_',
        _ if c.is_whitespace() || c.is_control() => ' ',
        _ => return None,
    })
}

/// The digits of a sign: usually one, two for ⑩ and after.
fn digits(c: char, numerals: Numerals) -> Option<(Option<u8>, u8)> {
    let code = u32::from(c);
    let in_row = |zero: &u32| (*zero..*zero + 10).contains(&code).then(|| u8::try_from(code - zero).ok()).flatten();
    if let Some(digit) = ZEROS.iter().find_map(in_row).or_else(|| single(c)) {
        return Some((None, digit));
    }
    if numerals == Numerals::Digits
        && let Some(digit) = chinese(c)
    {
        return Some((None, digit));
    }
    let (first, value, _) = ROWS.iter().find(|(first, _, count)| (*first..first + count).contains(&code))?;
    let value = value + u8::try_from(code - first).ok()?;
    Some(((value > 9).then_some(value / 10), value % 10))
}

/// Reads a text.
pub(super) fn read(text: &str, numerals: Numerals) -> Vec<Sign> {
    let mut signs = Vec::with_capacity(text.len());
    for c in text.chars() {
        if let Some((tens, ones)) = digits(c, numerals) {
            signs.extend(tens.map(Sign::Digit));
            signs.push(Sign::Digit(ones));
        } else if let Some(letter) = letter(c) {
            signs.push(letter);
        } else if let Some(plain) = soft(c) {
            signs.push(Sign::Soft(plain));
        } else if matches!(c, '¥' | '￥' | '$' | '＄' | '元' | '圆' | '块' | '角') {
            signs.push(Sign::Currency);
        } else if c.is_alphanumeric() {
            signs.push(Sign::Wall);
        } else {
            signs.push(Sign::Hard(match c {
                '：' | '﹕' | '∶' => ':',
                '，' | '﹐' => ',',
                other if other.is_ascii() => other,
                _ => '\0',
            }));
        }
    }
    signs
}
