//! The window's cases as tables, and the promises of the parser as properties.

use jiff::civil::{Date, date};
use proptest::prelude::*;

use super::*;

const TODAY: Date = date(2026, 11, 22);

fn read(text: &str) -> Result<Parsed, IdError> {
    parse(text, TODAY)
}

#[test]
fn reads_every_form_into_its_canonical_number() {
    use IdKind::*;
    let table = [
        ("11010119900307803X", "11010119900307803X", Citizen, date(1990, 3, 7), Sex::Male),
        ("440308199901101512", "440308199901101512", Citizen, date(1999, 1, 10), Sex::Male),
        ("11010519491231002X", "11010519491231002X", Citizen, date(1949, 12, 31), Sex::Female),
        ("310112850409522", "310112198504095227", CitizenOld15, date(1985, 4, 9), Sex::Female),
        ("110105491231996", "110105184912319965", CitizenOld15, date(1849, 12, 31), Sex::Female),
        (
            "810000199408230021",
            "810000199408230021",
            ResidencePermit(PermitRegion::HongKong),
            date(1994, 8, 23),
            Sex::Female,
        ),
        ("932682198501010017", "932682198501010017", ForeignPermanent2023, date(1985, 1, 1), Sex::Male),
        ("GBR310082011712", "GBR310082011712", ForeignPermanent2017, date(1982, 1, 17), Sex::Male),
        ("USA440304022925", "USA440304022925", ForeignPermanent2017, date(2004, 2, 29), Sex::Female),
    ];
    for (typed, canonical, typed_as, birth, sex) in table {
        let parsed = read(typed).unwrap_or_else(|error| panic!("{typed}: {error}"));
        assert_eq!(parsed.number.as_str(), canonical);
        assert_eq!(parsed.typed_as, typed_as, "{typed}");
        assert_eq!(parsed.number.birth(), birth, "{typed}");
        assert_eq!(parsed.number.sex(), sex, "{typed}");
    }
}

#[test]
fn permits_are_told_apart_by_their_region() {
    for (region, place) in
        [("810000", PermitRegion::HongKong), ("820000", PermitRegion::Macau), ("830000", PermitRegion::Taiwan)]
    {
        let number = with_check(&format!("{region}20010102003"));
        assert_eq!(read(&number).unwrap().number.kind(), IdKind::ResidencePermit(place));
    }
    assert_eq!(read(&with_check("81000120010102003")).unwrap().number.kind(), IdKind::Citizen);
}

#[test]
fn accepts_slips_of_typing_with_a_warning() {
    use IdWarning::*;
    let table: [(&str, &[IdWarning]); 10] = [
        ("11010119900307803x", &[LowerCase]),
        ("１１０１０１１９９００３０７８０３Ｘ", &[FullWidth]),
        ("11010119900307803ｘ", &[LowerCase, FullWidth]),
        ("110101 19900307 803X", &[Spaces]),
        ("110101\u{3000}19900307\u{3000}803X", &[Spaces]),
        (" 11010119900307803X\u{a0}", &[Spaces]),
        ("1101 0119 9003 0780 3X", &[Spaces]),
        ("１1 ０101 19900307 ８03x", &[LowerCase, FullWidth, Spaces]),
        ("gbr310082011712", &[LowerCase]),
        ("11010119900307803X", &[]),
    ];
    for (typed, warnings) in table {
        let parsed = read(typed).unwrap();
        let slips: Vec<_> =
            parsed.warnings.into_iter().filter(|w| matches!(w, LowerCase | FullWidth | Spaces)).collect();
        assert_eq!(slips, warnings, "{typed}");
        assert!(["11010119900307803X", "GBR310082011712"].contains(&parsed.number.as_str()));
    }
}

#[test]
fn an_odd_number_that_fits_the_standard_is_valid_with_a_warning() {
    use IdWarning::*;
    assert_eq!(read(&with_check("99999919900307803")).unwrap().warnings, [UnknownRegion]);
    assert_eq!(read(&with_check("00000019900307803")).unwrap().warnings, [UnknownRegion]);
    assert_eq!(read(&with_check("11010117900307803")).unwrap().warnings, [UnlikelyAge]);
    assert_eq!(read(&with_check("11010119061122803")).unwrap().warnings, []);
    assert_eq!(read(&with_check("11010119051122803")).unwrap().warnings, [UnlikelyAge]);
    let (mut fitting, mut odd) = (0, 0);
    for last in b'0'..=b'9' {
        match read(&format!("CAN31008201171{}", char::from(last))).unwrap().warnings[..] {
            [] => fitting += 1,
            [CheckDigit] => odd += 1,
            ref other => panic!("{other:?}"),
        }
    }
    assert_eq!((fitting, odd), (1, 9));
}

#[test]
fn refuses_everything_else_with_its_reason() {
    use IdError::*;
    let table = [
        ("", Empty),
        ("   \u{3000}", Empty),
        ("1", TooShort),
        ("11010119900307803", TooShort),
        ("1101011990030780", TooShort),
        ("11010149123199", TooShort),
        ("11010119900307803X1", TooLong),
        ("1101011990030780311", TooLong),
        ("GBR3100820117120", TooLong),
        ("11010119900307803Xabc", TooLong),
        ("11010119900307803X，", UnexpectedCharacter),
        ("110101-19900307-803X", UnexpectedCharacter),
        ("身份证11010119900307803X", UnexpectedCharacter),
        ("张三丰", UnexpectedCharacter),
        ("1101011990030780\u{445}X", UnexpectedCharacter),
        ("11010119900307803Ⅹ", UnexpectedCharacter),
        ("11010119900307803×", UnexpectedCharacter),
        ("١١٠١٠١١٩٩٠٠٣٠٧٨٠٣X", UnexpectedCharacter),
        ("😀", UnexpectedCharacter),
        ("\u{feff}11010119900307803X", UnexpectedCharacter),
        ("110101\u{200b}19900307803X", UnexpectedCharacter),
        ("11010119900307803X\0", ControlCharacter),
        ("11010119900307803X\n", ControlCharacter),
        ("110101\t19900307803X", ControlCharacter),
        ("11010119900307803\u{7f}", ControlCharacter),
        ("X1010119900307803X", Misplaced),
        ("1101011990030780X3", Misplaced),
        ("11010119900307803A", Misplaced),
        ("11010149123100X", Misplaced),
        ("AB1310082011712", Misplaced),
        ("GBRA10082011712", Misplaced),
        ("hello", Misplaced),
        ("110101199002308034", NoSuchDate),
        ("110101190002298034", NoSuchDate),
        ("110101199013018034", NoSuchDate),
        ("110101199000018034", NoSuchDate),
        ("110101000001018034", NoSuchDate),
        ("110101000229123", NoSuchDate),
        ("110101000229996", NoSuchDate),
        ("110101850431001", NoSuchDate),
        ("GBR310082023112", NoSuchDate),
        ("110101202611238034", FutureDate),
        ("110101999912318034", FutureDate),
        ("110101199003078039", WrongCheckCharacter),
        ("110101199003078030", WrongCheckCharacter),
    ];
    for (typed, reason) in table {
        assert_eq!(read(typed).err(), Some(reason), "{typed:?}");
    }
}

#[test]
fn a_birth_date_of_today_is_valid_and_of_tomorrow_is_not() {
    assert!(read(&with_check("11010120261122803")).is_ok());
    assert_eq!(read(&with_check("11010120261123803")).err(), Some(IdError::FutureDate));
}

#[test]
fn ten_million_characters_get_a_reason_too() {
    for (unit, reason) in [
        ("1", IdError::TooLong),
        (" ", IdError::Empty),
        ("😀", IdError::UnexpectedCharacter),
        ("X", IdError::Misplaced),
    ] {
        let long = unit.repeat(if unit == "X" { 18 } else { 10_000_000 });
        assert_eq!(read(&long).err(), Some(reason));
    }
}

#[test]
fn masks_show_the_first_and_the_last_two() {
    let number = read("11010119900307803X").unwrap().number;
    assert_eq!(number.mask(), "1***3X");
    assert_eq!(number.screen_mask(), "1***************3X");
    assert_eq!(format!("{number:?}"), "IdNumber(1***3X)");
    let foreign = read("GBR310082011712").unwrap().number;
    assert_eq!(foreign.screen_mask(), "G************12");
    assert_eq!(foreign.region_code(), "3100");
    assert_eq!(foreign.region_name().as_deref(), Some("上海市"));
}

#[test]
fn age_counts_birthdays() {
    let number = read(&with_check("11010120040229803")).unwrap().number;
    for (day, age) in [
        (date(2020, 2, 28), 15),
        (date(2020, 2, 29), 16),
        (date(2026, 2, 28), 21),
        (date(2026, 3, 1), 22),
        (date(2003, 12, 31), -1),
    ] {
        assert_eq!(number.age_on(day), age, "{day}");
    }
}

#[test]
fn feedback_while_typing_waits_until_nothing_can_help() {
    use Progress::{Complete, Incomplete, Invalid};
    let incomplete = |typed, wanted| Incomplete { typed, wanted };
    let table = [
        ("", Progress::Empty),
        ("1", incomplete(1, 18)),
        ("110101 1990", incomplete(10, 18)),
        ("1101011990030780", incomplete(16, 18)),
        ("11010119900307803", incomplete(17, 18)),
        // 30 February as 18 digits, but still 1919 as 15.
        ("11010119123200", Invalid(IdError::NoSuchDate)),
        ("11010119023019", Invalid(IdError::NoSuchDate)),
        ("11010119120230", incomplete(14, 18)),
        ("1101011912023012", Invalid(IdError::NoSuchDate)),
        ("110101199013", incomplete(12, 18)),
        ("11010119901301", Invalid(IdError::NoSuchDate)),
        ("1101012026112", incomplete(13, 18)),
        ("GB", incomplete(2, 15)),
        ("GBR3", incomplete(4, 15)),
        ("GBR3100820117", incomplete(13, 15)),
        ("GBR3100820231", Invalid(IdError::NoSuchDate)),
        ("1X", Invalid(IdError::Misplaced)),
        ("1101-", Invalid(IdError::UnexpectedCharacter)),
        ("11010119900307803X1", Invalid(IdError::TooLong)),
        ("110101199003078031", Invalid(IdError::WrongCheckCharacter)),
        ("11010119900307803x", Complete(read("11010119900307803x").unwrap())),
        ("310112850409522", Complete(read("310112850409522").unwrap())),
    ];
    for (typed, expected) in table {
        assert_eq!(progress(typed, TODAY), expected, "{typed:?}");
    }
}

/// Appends the check character by the definition in ISO 7064 (powers of two, not the table of weights).
fn with_check(body: &str) -> String {
    let product = body.bytes().fold(0_u32, |product, digit| (product + u32::from(digit - b'0')) * 2 % 11);
    match (12 - product) % 11 {
        10 => format!("{body}X"),
        check => format!("{body}{check}"),
    }
}

prop_compose! {
    fn valid_18()(region in 0_u32..1_000_000, days in 0_i64..60_000, sequence in 0_u32..1000) -> String {
        let birth = TODAY.checked_sub(jiff::Span::new().days(days)).unwrap();
        with_check(&format!("{region:06}{}{sequence:03}", birth.strftime("%Y%m%d")))
    }
}

proptest! {
    #[test]
    fn any_text_gets_an_answer_and_progress_agrees(text in ".{0,40}") {
        match (read(&text), progress(&text, TODAY)) {
            (Ok(parsed), Progress::Complete(live)) => prop_assert_eq!(parsed, live),
            (Ok(_), live) => prop_assert!(false, "valid, but {:?}", live),
            (Err(IdError::Empty), live) => prop_assert_eq!(live, Progress::Empty),
            (Err(_), live) => {
                let waits = matches!(live, Progress::Invalid(_) | Progress::Incomplete { .. });
                prop_assert!(waits);
            },
        }
    }

    #[test]
    fn a_valid_number_is_its_own_canonical_form(text in valid_18()) {
        let parsed = read(&text).unwrap();
        prop_assert_eq!(parsed.number.as_str(), &text);
        prop_assert_eq!(read(parsed.number.as_str()).unwrap().number, parsed.number);
    }

    #[test]
    fn no_beginning_of_a_valid_number_is_called_invalid(text in valid_18(), typed in 1_usize..18) {
        prop_assert!(!matches!(progress(&text[..typed], TODAY), Progress::Invalid(_)));
    }

    #[test]
    fn one_wrong_digit_or_one_swap_of_neighbours_is_found(text in valid_18(), at in 0_usize..17, digit in 0_u8..10) {
        let mut wrong = text.clone().into_bytes();
        wrong[at] = b'0' + digit;
        let wrong = String::from_utf8(wrong).unwrap();
        prop_assert_eq!(read(&wrong).is_ok(), wrong == text);
        let mut swapped = text.clone().into_bytes();
        swapped.swap(at, at + 1);
        let swapped = String::from_utf8(swapped).unwrap();
        prop_assert_eq!(read(&swapped).is_ok(), swapped == text);
    }

    #[test]
    fn an_old_number_and_its_new_form_are_one(text in valid_18()) {
        let year = &text[6..8];
        let ordinary = !matches!(&text[14..17], "996" | "997" | "998" | "999");
        prop_assume!((year == "19" && ordinary) || (year == "18" && !ordinary));
        let old = format!("{}{}", &text[..6], &text[8..17]);
        prop_assert_eq!(read(&old).unwrap().number, read(&text).unwrap().number);
    }

    #[test]
    fn errors_and_debug_never_repeat_the_number(text in valid_18()) {
        let parsed = read(&text).unwrap();
        let printed = format!("{parsed:?}");
        prop_assert!(!printed.contains(&text[1..16]));
        prop_assert!(!printed.contains(&parsed.number.birth().to_string()));
    }
}
