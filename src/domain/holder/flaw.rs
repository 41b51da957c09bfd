//! What keeps a name from being read and compared with a document: characters that nobody sees, or that stand for
//! one that was lost on the way.
//!
//! The tables are short because they are properties that Unicode keeps stable: `Default_Ignorable_Code_Point` of
//! DerivedCoreProperties.txt (Unicode 17.0, unassigned ones included), the private-use and non-character ranges, and
//! the few visible-by-name characters that are drawn as nothing.

/// What is wrong with a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NameFlaw {
    /// A line break or another control character.
    Control,
    /// Nothing in it that could be seen.
    NothingVisible,
    /// A character without a shape, beside others: zero-width, direction marks, fillers, a stray variation selector.
    Invisible,
    /// A mark that stands for a lost character: U+FFFD, `?`, `□`, `〓`, or what they turn into.
    Replacement,
    /// A private-use character, which means something else on every machine (and an icon on our own screens).
    PrivateUse,
}

impl NameFlaw {
    /// Every flaw.
    pub const ALL: [Self; 5] =
        [Self::Control, Self::NothingVisible, Self::Invisible, Self::Replacement, Self::PrivateUse];

    /// The word of the import report and the translations.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Control => "control_character",
            Self::NothingVisible => "nothing_visible",
            Self::Invisible => "invisible",
            Self::Replacement => "replacement",
            Self::PrivateUse => "private_use",
        }
    }
}

/// What is wrong with a name, worst first; `None` if every character of it can be read.
///
/// Variation selectors that follow a base they choose the shape of (葛󠄀, as registers with ideographic variants write it)
/// belong to the character and are no flaw.
#[must_use]
pub fn name_flaw(name: &str) -> Option<NameFlaw> {
    let any = |is: fn(char) -> bool| name.chars().any(is);
    if any(is_control) {
        Some(NameFlaw::Control)
    } else if name.chars().all(|c| c.is_whitespace() || is_ignorable(c) || is_mark(c)) {
        Some(NameFlaw::NothingVisible)
    } else if any(is_replacement) || GARBLED.iter().any(|garbled| name.contains(garbled)) {
        Some(NameFlaw::Replacement)
    } else if any(is_private) {
        Some(NameFlaw::PrivateUse)
    } else if has_stray_ignorable(name) || name.chars().next().is_some_and(is_mark) {
        Some(NameFlaw::Invisible)
    } else {
        None
    }
}

/// U+FFFD in UTF-8, twice or more, read as GBK: where a file went through the wrong encoding and back.
const GARBLED: [&str; 2] = ["锟斤拷", "ï¿½"];

/// Control characters, and the two that Unicode has for ends of lines and paragraphs.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

/// What programs put where they could not keep a character.
fn is_replacement(c: char) -> bool {
    matches!(c, '?' | '？' | '﹖' | '¿' | '□' | '■' | '▯' | '\u{2370}' | '\u{2426}' | '〓' | '\u{fffc}' | '\u{fffd}')
        || is_noncharacter(c)
}

fn is_noncharacter(c: char) -> bool {
    u32::from(c) & 0xfffe == 0xfffe || matches!(c, '\u{fdd0}'..='\u{fdef}')
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{ffffd}' | '\u{100000}'..='\u{10fffd}')
}

/// Drawn as nothing: `Default_Ignorable_Code_Point`, and below it characters that are blank without being spaces.
fn is_ignorable(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    ) || matches!(c, '\u{2800}' | '\u{16fe4}' | '\u{1d159}' | '\u{fff9}'..='\u{fffb}')
}

/// Marks that are drawn on the letter before them and show nothing clear without one.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
            | '\u{20d0}'..='\u{20ff}' | '\u{302a}'..='\u{302f}' | '\u{3099}'..='\u{309a}' | '\u{fe20}'..='\u{fe2f}'
    )
}

/// An ignorable character that is not the one variation selector of the base before it.
fn has_stray_ignorable(name: &str) -> bool {
    let mut before = None;
    for c in name.chars() {
        if is_ignorable(c) && !before.is_some_and(|base| selects_shape_of(base, c)) {
            return true;
        }
        before = Some(c);
    }
    false
}

/// Whether a variation selector chooses among the shapes of this base: an ideograph (IVS and the standardized ones), or
/// a Mongolian letter.
fn selects_shape_of(base: char, selector: char) -> bool {
    match selector {
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => is_ideograph(base),
        '\u{180b}'..='\u{180d}' | '\u{180f}' => matches!(base, '\u{1820}'..='\u{18aa}'),
        _ => false,
    }
}

/// Han characters, unified and compatibility.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{20000}'..='\u{3fffd}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_that_can_be_read_have_no_flaw() {
        for name in [
            "张三丰",
            "阿卜杜拉·买买提",
            "䶮𬱖𬭎㛃",
            "葛\u{e0100}城",
            "辻\u{e0101}\u{3000}葛\u{e0100}",
            "凞\u{fe00}",
            "Ng\u{303} Thị",
            "O’Connor-Smith Jr.",
            "محمد",
            "ᠮᠣᠩᠭᠣᠯ\u{180b}",
            "〇玖",
            "𰻝𱁬",
        ] {
            assert_eq!(name_flaw(name), None, "{name}");
        }
    }

    #[test]
    fn every_character_that_hides_or_lies_is_named() {
        use NameFlaw as F;
        let table = [
            ("张\n三", F::Control),
            ("张\u{2028}三", F::Control),
            ("\u{200b}\u{2060}", F::NothingVisible),
            ("\u{e0100}", F::NothingVisible),
            ("\u{3164}", F::NothingVisible),
            ("\u{2800}\u{2800}", F::NothingVisible),
            ("\u{301}\u{302}", F::NothingVisible),
            (" \u{a0}\u{ad} ", F::NothingVisible),
            ("张\u{200b}三", F::Invisible),
            ("张\u{200d}三", F::Invisible),
            ("\u{feff}张三", F::Invisible),
            ("张三\u{202e}", F::Invisible),
            ("张\u{2066}三\u{2069}", F::Invisible),
            ("张\u{61c}三", F::Invisible),
            ("张\u{ad}三", F::Invisible),
            ("김\u{1160}", F::Invisible),
            ("张\u{ffa0}", F::Invisible),
            ("张\u{2800}三", F::Invisible),
            ("\u{fe00}张", F::Invisible),
            ("张 \u{e0100}三", F::Invisible),
            ("A\u{fe0f}li", F::Invisible),
            ("葛\u{e0100}\u{e0101}", F::Invisible), // two selectors: the second follows no base
            ("张\u{180b}", F::Invisible),
            ("\u{301}张", F::Invisible),
            ("张\u{e0041}三", F::Invisible),
            ("张\u{fffd}", F::Replacement),
            ("张?", F::Replacement),
            ("？？", F::Replacement),
            ("¿e", F::Replacement),
            ("王□", F::Replacement),
            ("王〓", F::Replacement),
            ("锟斤拷锟斤拷", F::Replacement),
            ("张ï¿½", F::Replacement),
            ("张\u{ffff}", F::Replacement),
            ("张\u{fdd0}", F::Replacement),
            ("张\u{e863}", F::PrivateUse), // where GBK once kept 䶮
            ("张\u{f0000}", F::PrivateUse),
            ("\u{10fffd}", F::PrivateUse),
        ];
        for (name, flaw) in table {
            assert_eq!(name_flaw(name), Some(flaw), "{:?}", name.escape_unicode().to_string());
        }
    }

    proptest! {
        #[test]
        fn a_bad_character_is_found_wherever_it_stands(
            before in "[\u{4e00}-\u{9fa5}]{0,4}",
            after in "[\u{4e00}-\u{9fa5}]{1,4}",
            bad in prop::sample::select(vec!['\u{200b}', '\u{202e}', '\u{fffd}', '?', '\u{e000}', '\u{f1234}', '\u{3164}']),
        ) {
            let name = format!("{before}{bad}{after}");
            prop_assert!(name_flaw(&name).is_some());
            prop_assert_eq!(name_flaw(&format!("{before}{after}")), None);
        }
    }
}
