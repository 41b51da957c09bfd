//! 持卡人: the person whose card it is, with the masks under which staff see them.

mod flaw;

pub use flaw::{NameFlaw, name_flaw};

use super::card::{CardNumber, CardStatus};
use super::id_number::IdNumber;

/// One person of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    /// 社会保障号码: the ID number, by which alone a holder is found.
    pub id_number: IdNumber,
    /// Full name as on the document.
    pub name: Name,
    /// Phone number, if the register has one.
    pub phone: Option<Phone>,
    /// Number of the physical card, if one was made.
    pub card_number: Option<CardNumber>,
    /// Status of the physical card.
    pub card_status: CardStatus,
}

/// Most characters of a name.
const LONGEST_NAME: usize = 100;

/// A holder's name: any script, rare characters of GB 18030-2022 included. No `Display`; `Debug` prints the mask.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Name(String);

/// Why a text is not a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum NameError {
    /// Nothing, or nothing but spaces.
    #[error("the name is empty")]
    Empty,
    /// More than 100 characters.
    #[error("the name is longer than 100 characters")]
    TooLong,
    /// Characters that cannot be read, or that stand for a lost one.
    #[error("the name cannot be read: {}", .0.code())]
    Flawed(NameFlaw),
}

impl NameError {
    /// The word of the import report and the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooLong => "too_long",
            Self::Flawed(flaw) => flaw.code(),
        }
    }
}

impl Name {
    /// Reads a name; spaces around it are dropped, everything inside is kept as it is.
    ///
    /// # Errors
    /// [`NameError`] says what is wrong.
    pub fn parse(text: &str) -> Result<Self, NameError> {
        let text = text.trim();
        if text.is_empty() {
            Err(NameError::Empty)
        } else if text.chars().nth(LONGEST_NAME).is_some() {
            Err(NameError::TooLong)
        } else if let Some(flaw) = name_flaw(text) {
            Err(NameError::Flawed(flaw))
        } else {
            Ok(Self(text.to_owned()))
        }
    }

    /// The whole name: personal data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name under its mask, of which at least one character is always hidden.
    ///
    /// | name | mask | rule |
    /// |---|---|---|
    /// | 王芳, 张三丰 | 王*, 张*丰 | the surname, then `*` for each character but the last of three or more |
    /// | 欧阳修, 欧阳娜娜 | 欧阳*, 欧阳*娜 | a known compound surname counts as one |
    /// | 阿卜杜拉·买买提 | 阿***·**提 | first and last character, and the dots |
    /// | Alexandra de la Cruz | A*** d*** l*** C*** | first letter of each word, its length hidden |
    #[must_use]
    pub fn mask(&self) -> String {
        let characters = characters(&self.0);
        let letters = characters.iter().filter(|character| !is_separator(character)).count();
        if self.0.chars().any(|c| c.is_ascii_alphabetic()) {
            mask_words(&self.0)
        } else if letters < 2 {
            "*".to_owned()
        } else {
            let compound = letters > 2 && has_compound_surname(&self.0);
            mask_between(&characters, if compound { 2 } else { 1 })
        }
    }
}

impl std::fmt::Debug for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Name({})", self.mask())
    }
}

/// Compound surnames in use today, and the traditional spelling of the commonest.
const COMPOUND_SURNAMES: &str = "欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 东方 南宫 \
    西门 独孤 公孙 宇文 轩辕 端木 百里 呼延 东郭 南门 钟离 闻人 万俟 澹台 公冶 宗政 濮阳 淳于 单于 太叔 仲孙 \
    鲜于 闾丘 司空 亓官 司寇 拓跋 第五 梁丘 左丘 赫连 歐陽 諸葛 司馬 東方 鍾離";

fn has_compound_surname(name: &str) -> bool {
    COMPOUND_SURNAMES.split(' ').any(|surname| name.starts_with(surname))
}

/// The first `shown` characters and the last, `*` for those between; separators stay. Of two characters, or if
/// nothing would be hidden between, the last is hidden too.
fn mask_between(characters: &[&str], shown: usize) -> String {
    let last = characters.len() - 1;
    let hidden = |at: usize| !is_separator(characters[at]) && at >= shown;
    let shows_last = (shown..last).any(hidden);
    let mask = |(at, character): (usize, &&str)| {
        if hidden(at) && !(at == last && shows_last) { "*".to_owned() } else { (*character).to_owned() }
    };
    characters.iter().enumerate().map(mask).collect()
}

/// Each word of a Latin name as its first letter and `***`.
fn mask_words(name: &str) -> String {
    let mut mask = String::new();
    for word in name.split_inclusive(|c: char| is_separator(c.encode_utf8(&mut [0; 4]))) {
        let letters = word.trim_end_matches(|c: char| is_separator(c.encode_utf8(&mut [0; 4])));
        if let Some(first) = characters(letters).first() {
            mask.push_str(first);
            mask.push_str("***");
        }
        mask.push_str(&word[letters.len()..]);
    }
    mask
}

/// A space, a hyphen, or one of the dots between the parts of a minority or foreign name.
fn is_separator(character: &str) -> bool {
    matches!(character, " " | "\u{3000}" | "-" | "." | "·" | "•" | "・" | "‧" | "．")
}

/// The characters as a reader counts them: combining marks and variation selectors stay with their base.
fn characters(text: &str) -> Vec<&str> {
    let extends = |c: char| matches!(c, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}');
    let mut starts: Vec<usize> =
        text.char_indices().filter(|(at, c)| *at == 0 || !extends(*c)).map(|(at, _)| at).collect();
    starts.push(text.len());
    starts.windows(2).map(|pair| &text[pair[0]..pair[1]]).collect()
}

/// A phone number: digits, with a leading `+` only for one abroad. No `Display`; `Debug` prints the mask.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Phone(String);

impl Phone {
    /// Reads 7 to 20 digits, spaces, hyphens and a leading `+` (full-width ones too) that hold 7 to 15 digits
    /// (ITU-T E.164); the country code of China is dropped. `None` if the text is something else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let mut digits = String::new();
        for (at, c) in text.chars().enumerate() {
            let c = match c {
                '\u{FF10}'..='\u{FF19}' => char::from_u32(c as u32 - 0xFEE0)?,
                '＋' => '+',
                '－' => '-',
                '\u{3000}' => ' ',
                other => other,
            };
            match c {
                _ if at >= 20 => return None,
                '0'..='9' => digits.push(c),
                '+' if at == 0 => digits.push(c),
                ' ' | '-' => {}
                _ => return None,
            }
        }
        let national = ["+86", "0086"].into_iter().find_map(|code| digits.strip_prefix(code));
        // No number inside China begins with 00, the prefix for calls abroad.
        if national.is_some_and(|rest| rest.starts_with("00")) {
            return None;
        }
        let number = national.unwrap_or(&digits);
        (7..=15).contains(&number.trim_start_matches('+').len()).then(|| Self(number.to_owned()))
    }

    /// The number itself: personal data.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// First 3 and last 4 of a number of eleven digits or more (138****1234), the last 2 of a shorter one.
    #[must_use]
    pub fn mask(&self) -> String {
        let length = self.0.len();
        let (first, last) = if length >= 11 { (3, 4) } else { (0, 2) };
        format!("{}{}{}", &self.0[..first], "*".repeat(length - first - last), &self.0[length - last..])
    }
}

impl std::fmt::Debug for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Phone({})", self.mask())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn masks_keep_the_surname_and_hide_the_given_name() {
        let table = [
            ("王芳", "王*"),
            ("张三丰", "张*丰"),
            ("张王李四", "张**四"),
            ("张", "*"),
            ("欧阳修", "欧阳*"),
            ("欧阳娜娜", "欧阳*娜"),
            ("欧阳", "欧*"),
            ("司马相如", "司马*如"),
            ("䶮𬱖", "䶮*"),
            ("𬭎㛃𫖯", "𬭎*𫖯"),
            ("葛\u{e0100}城城", "葛\u{e0100}*城"),
            ("阿卜杜拉·买买提", "阿***·**提"),
            ("李·白", "李·*"),
            ("欧阳·", "欧*·"),
            ("李-", "*"),
            ("·", "*"),
            ("Alexandra de la Cruz", "A*** d*** l*** C***"),
            ("ÉLODIE MARIE-CLAIRE", "É*** M***-C***"),
            ("X", "X***"),
            ("محمد", "م**د"),
        ];
        for (name, mask) in table {
            assert_eq!(Name::parse(name).unwrap().mask(), mask, "{name}");
        }
    }

    #[test]
    fn names_keep_rare_characters_whole_and_lose_only_outer_space() {
        for name in ["䶮𬱖𬭎㛃", "𬍛𫖯𫍯𪨰", "赟喆堃彧龑", "阿卜杜拉·买买提", "Ng\u{303} Thị", &"长".repeat(100)]
        {
            assert_eq!(Name::parse(&format!(" {name}\u{3000}")).unwrap().as_str(), name);
        }
    }

    #[test]
    fn refuses_a_text_that_is_no_name_with_its_reason() {
        let table = [
            ("", NameError::Empty),
            (" \u{3000}\t", NameError::Empty),
            ("张\0三", NameError::Flawed(NameFlaw::Control)),
            ("张\n三", NameError::Flawed(NameFlaw::Control)),
            ("张\u{202e}三", NameError::Flawed(NameFlaw::Invisible)),
            ("张\u{200b}三", NameError::Flawed(NameFlaw::Invisible)),
            ("张?", NameError::Flawed(NameFlaw::Replacement)),
            (&"长".repeat(101), NameError::TooLong),
            (&"长".repeat(10_000_000), NameError::TooLong),
        ];
        for (text, error) in table {
            assert_eq!(Name::parse(text), Err(error));
        }
    }

    #[test]
    fn phones_lose_their_punctuation_and_the_code_of_china() {
        let table = [
            ("13800131234", "13800131234", "138****1234"),
            ("138-0013-1234", "13800131234", "138****1234"),
            ("+86 138 0013 1234", "13800131234", "138****1234"),
            ("0086 13800131234", "13800131234", "138****1234"),
            ("１３８００１３１２３４", "13800131234", "138****1234"),
            ("010-62345678", "01062345678", "010****5678"),
            ("+852 2345 6789", "+85223456789", "+85*****6789"),
            ("6234567", "6234567", "*****67"),
        ];
        for (typed, number, mask) in table {
            let phone = Phone::parse(typed).unwrap();
            assert_eq!((phone.as_str(), phone.mask().as_str()), (number, mask), "{typed}");
        }
        for bad in [
            "",
            "123456",
            "138 0013 123a",
            "1380013+1234",
            "电话13800131234",
            "1".repeat(21).as_str(),
            "1-2-3-4-5-6",
            "+86123",
        ] {
            assert!(Phone::parse(bad).is_none(), "{bad:?}");
        }
    }

    proptest! {
        #[test]
        fn every_mask_hides_something_and_debug_prints_only_the_mask(text in ".{1,30}") {
            if let Ok(name) = Name::parse(&text) {
                prop_assert!(name.mask().contains('*'));
                prop_assert_eq!(format!("{name:?}"), format!("Name({})", name.mask()));
            }
        }

        #[test]
        fn any_text_as_a_phone_gets_an_answer(text in "[0-9+ ０-９-]{0,24}") {
            if let Some(phone) = Phone::parse(&text) {
                prop_assert!(phone.mask().contains('*'));
                prop_assert_eq!(Phone::parse(phone.as_str()), Some(phone));
            }
        }
    }
}
