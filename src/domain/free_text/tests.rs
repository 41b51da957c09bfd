use jiff::civil::date;
use proptest::prelude::*;

use super::{FreeText, FreeTextError, PersonalNumber as Number, REMARK_LIMIT, personal_number};
use crate::domain::{
    id_number,
    visit::{Seat, VisitSerial},
};

const CHARACTERS: &[u8; 11] = b"10X98765432";

fn with_check(body: &str) -> String {
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(digit, weight)| u32::from(digit - b'0') * weight).sum();
    format!("{body}{}", char::from(CHARACTERS[(sum % 11) as usize]))
}

#[test]
fn finds_numbers_of_persons_however_they_are_written() {
    let table = [
        ("110101199003077715", Number::Id),
        ("1 1 0 1 0 1 1 9 9 0 0 3 0 7 7 7 1 5", Number::Id),
        ("号码110101-19900307-7715核实", Number::Id),
        ("110101·1990.03.07·7715", Number::Id),
        ("110101\u{a0}1990\u{200b}0307\u{2060}7715", Number::Id),
        ("１１０１０１１９９００３０７７７１５", Number::Id),
        ("一一零一零一一九九零零三零七七七一五", Number::Id),
        ("壹壹〇壹〇壹壹玖玖〇〇叁〇柒柒柒壹伍", Number::Id),
        ("①①⓪①⓪①①⑨⑨⓪⓪③⓪⑦⑦⑦①⑤", Number::Id),
        ("١١٠١٠١١٩٩٠٠٣٠٧٧٧١٥", Number::Id),
        ("𝟙𝟙𝟘𝟙𝟘𝟙𝟙𝟡𝟡𝟘𝟘𝟛𝟘𝟟𝟟𝟟𝟙𝟝", Number::Id),
        ("1️⃣1️⃣0️⃣1️⃣0️⃣1️⃣1️⃣9️⃣9️⃣0️⃣0️⃣3️⃣0️⃣7️⃣7️⃣7️⃣1️⃣5️⃣", Number::Id),
        ("11010119900307803x", Number::Id),
        ("11010119900307803Ｘ", Number::Id),
        ("11010119900307803×", Number::Id),
        ("11010119900307803 х", Number::Id),
        ("前六位 110101，生于 1990年03月07日，末四位 7715", Number::Id),
        ("110101 出生 19900307 尾号 803X", Number::Id),
        ("办件0001110101199003077715", Number::Id),
        ("440308,990110,151", Number::Id),
        ("旧号 440308990110151", Number::Id),
        ("ABC110190030712", Number::Id),
        ("abc 1101 900307 12", Number::Id),
        ("810000199408230021", Number::Id),
        ("13800138000", Number::Phone),
        ("tel:138-0013-8000", Number::Phone),
        ("138，0013，8000", Number::Phone),
        ("(138)0013-8000", Number::Phone),
        ("+86 138 0013 8000", Number::Phone),
        ("１３８００１３８０００", Number::Phone),
        ("幺三八零零幺三八零零零", Number::Phone),
        ("1 3 8 0 0 1 3 8 0 0 0", Number::Phone),
        ("1、3、8、0、0、1、3、8、0、0、0", Number::Phone),
        ("13820261122", Number::Phone),
        ("138 20261122", Number::Phone),
        ("0755-12345678", Number::Phone),
        ("(010) 6552 1234", Number::Phone),
        ("6217001234567890123", Number::Card),
        ("6217 0012 3456 7890 123", Number::Card),
        ("6217-0012-3456-7890-1234", Number::Card),
        ("A12345678", Number::Card),
        ("a1234567", Number::Card),
        ("A 1 2 3 4 5 6 7", Number::Card),
        ("Ｂ１２３４５６７８", Number::Card),
        ("AB123456", Number::Card),
        ("AB 123 456", Number::Card),
        ("12345678", Number::Card),
        ("9,8,7,6,5,4,3,2", Number::Card),
    ];
    for (text, number) in table {
        assert_eq!(personal_number(text), Some(number), "{text}");
        let inside = format!("经核实{text}的持卡人");
        assert!(personal_number(&inside).is_some(), "{inside}");
    }
}

#[test]
fn lets_pass_what_remarks_are_full_of() {
    let table = [
        "",
        "本人到场，照片与本人一致",
        "与 20261122-03-0001 是同一人",
        "20261122-03-0001、20261122-03-0002 都已核实",
        "20261122-03-0001 20261122-03-0017",
        "２０２６１１２２－０３－０００１",
        "20261122-A1-12345",
        "2026-11-22 10:30 至 2026-11-22 11:45 停电",
        "2026/11/22 与 2026.11.23",
        "20261122 来过，20261123 又来",
        "20261120-20261122 三天",
        "2026年11月22日10时30分15秒",
        "二〇二六年十一月二十二日",
        "有效期至 2036-01-31",
        "第 3 次，窗口 03，等了 10 分钟",
        "13、14、15、16、17、18 号办件",
        "1、2、3、4、5、6、7、8、9、10、11、12 月",
        "日志第 1048576 条",
        "已打 12333 和 110 核实",
        "补贴 1,234,567.89",
        "补贴 ¥1234567.89",
        "补贴 123456.78 元",
        "见证码 1204-7K2M-Q4XD-0ZTE-9HVB",
        "见证码 1204 7k2m q4xd 0zte 9hvb",
        "日志 00112233445566778899aabbccddeeff",
        "sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "信访 2026-118 号",
        "深人社发〔2026〕0123 号",
        "(2026)0123 号",
        "2036-07-04 20250326-02-2800",
        "2034 年 12 月 25 日 2031-06-20 2039 年 1 月 1 日",
        "20240101-01-2982 第 248 次 20250824-05-1300",
        "clerk01 与 super01 核对",
        "clerk0001 查询 12 次",
        "1***7X 多次查询",
        "4 人 5 次 6 天 7 时 8 分 9 秒 10 11",
        "Photo differs, asked to come back on 2026-11-30 at 9:00",
        "Internal audit Q3/2026, items 12-17",
        "第一、第二、第三、第四、第五、第六、第七、第八、第九",
    ];
    for text in table {
        assert_eq!(personal_number(text), None, "{text}");
    }
}

#[test]
fn a_text_is_refused_when_it_is_too_long_and_never_cut() {
    let fits = "字".repeat(REMARK_LIMIT);
    assert_eq!(FreeText::parse(&fits, REMARK_LIMIT).unwrap().as_str(), fits);
    let long = format!("{fits}字");
    let refused = FreeText::parse(&long, REMARK_LIMIT).unwrap_err();
    assert_eq!(refused, FreeTextError::TooLong { most: REMARK_LIMIT, length: REMARK_LIMIT + 1 });
    assert_eq!(FreeText::parse("  两行\n一句 ", REMARK_LIMIT).unwrap().as_str(), "两行 一句");
    assert!(FreeText::parse(" \t\n", REMARK_LIMIT).unwrap().is_empty());
}

#[test]
fn an_error_repeats_nothing_of_the_text() {
    let error = FreeText::parse("李明 110101199003077715", REMARK_LIMIT).unwrap_err();
    assert!(!format!("{error} {error:?}").contains(['李', '9']), "{error:?}");
}

/// A digit in one of the scripts.
fn dressed(c: char, script: u8) -> String {
    let Some(digit) = c.to_digit(10) else {
        return match script {
            0 => c.to_string(),
            1 => c.to_ascii_lowercase().to_string(),
            _ => char::from_u32(u32::from(c) + 0xFEE0).unwrap().to_string(),
        };
    };
    let shift = |zero: u32| char::from_u32(zero + digit).unwrap().to_string();
    match script {
        0 | 1 => c.to_string(),
        2 => shift(0xFF10),
        3 => "〇一二三四五六七八九".chars().nth(digit as usize).unwrap().to_string(),
        4 => "零壹贰叁肆伍陆柒捌玖".chars().nth(digit as usize).unwrap().to_string(),
        5 => "⓪①②③④⑤⑥⑦⑧⑨".chars().nth(digit as usize).unwrap().to_string(),
        6 => shift(0x0660),
        7 => shift(0x0966),
        _ => shift(0x1D7CE),
    }
}

const SEPARATORS: &[&str] =
    &["", "", "", " ", "-", ".", "\u{a0}", "\u{3000}", "\u{200b}", "\u{feff}", "·", "—", "/", "，", "、", ":", "  "];

prop_compose! {
    fn id_18()(region in 0_u32..1_000_000, days in 0_i64..60_000, sequence in 0_u32..1000) -> String {
        let birth = date(2026, 11, 22).checked_sub(jiff::Span::new().days(days)).unwrap();
        with_check(&format!("{region:06}{}{sequence:03}", birth.strftime("%Y%m%d")))
    }
}

prop_compose! {
    fn id_15()(region in 110_000_u32..660_000, days in 0_i64..30_000, sequence in 0_u32..900) -> String {
        let birth = date(1999, 12, 31).checked_sub(jiff::Span::new().days(days)).unwrap();
        format!("{region:06}{}{sequence:03}", birth.strftime("%y%m%d"))
    }
}

prop_compose! {
    fn remark()(
        pieces in proptest::collection::vec(prop_oneof![
            Just("本人到场".to_owned()), Just("照片像".to_owned()), Just("asked again".to_owned()), Just("，".to_owned()),
            (2024_i16..2040, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}")),
            (2024_i16..2040, 1_i8..13, 1_i8..29).prop_map(|(y, m, d)| format!("{y} 年 {m} 月 {d} 日")),
            (0_u8..24, 0_u8..60).prop_map(|(h, m)| format!("{h:02}:{m:02}")),
            (2024_i16..2040, 1_i8..13, 1_i8..29, 1_u8..10, 1_u32..3000).prop_map(|(y, m, d, seat, n)| {
                VisitSerial::new(date(y, m, d), &Seat::parse(&seat.to_string()).unwrap(), n).as_str().to_owned()
            }),
            (1_u32..1000).prop_map(|n| format!("第 {n} 次")),
            (1_u32..100).prop_map(|n| format!("{n} 分钟")),
        ], 0..8)
    ) -> String {
        pieces.join(" ")
    }
}

proptest! {
    #[test]
    fn every_id_number_is_found_wherever_and_however_it_is_written(
        number in id_18(), script in 0_u8..9, before in remark(), after in remark(),
        cuts in proptest::collection::vec(proptest::sample::select(SEPARATORS), 18),
    ) {
        let number: String = number.chars().zip(cuts).map(|(c, cut)| format!("{}{cut}", dressed(c, script))).collect();
        let text = format!("{before} {number}{after}");
        prop_assert!(personal_number(&text).is_some(), "{}", text);
    }

    #[test]
    fn every_mobile_number_is_found(
        rest in 0_u64..1_000_000_000, second in 3_u8..10, script in 0_u8..9, before in "[\u{4e00}-\u{9fa5}]{0,5}电话",
        cuts in proptest::collection::vec(proptest::sample::select(SEPARATORS), 11),
    ) {
        let number = format!("1{second}{rest:09}");
        let number: String = number.chars().zip(cuts).map(|(c, cut)| format!("{}{cut}", dressed(c, script))).collect();
        let text = format!("{before}{number}");
        prop_assert!(personal_number(&text).is_some(), "{}", text);
    }

    #[test]
    fn every_old_id_number_is_found(
        number in id_15(), script in 0_u8..9,
        cuts in proptest::collection::vec(proptest::sample::select(SEPARATORS), 15),
    ) {
        prop_assume!(id_number::parse(&number, date(2026, 11, 22)).is_ok());
        let number: String = number.chars().zip(cuts).map(|(c, cut)| format!("{}{cut}", dressed(c, script))).collect();
        prop_assert!(personal_number(&format!("旧证{number}的人")).is_some(), "{}", number);
    }

    #[test]
    fn ordinary_remarks_pass(text in remark()) {
        prop_assert_eq!(personal_number(&text), None, "{}", text);
    }

    #[test]
    fn any_text_gets_an_answer(text in ".{0,300}") {
        let _ = FreeText::parse(&text, REMARK_LIMIT);
    }
}
