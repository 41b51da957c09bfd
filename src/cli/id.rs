//! `pindesk id`: explains ID numbers, one JSON object for each argument or input line.

use std::io::{self, BufRead, Write};

use jiff::civil::Date;
use serde::Serialize;

use crate::domain::id_number::{self, IdWarning, Parsed, Sex};

/// What `pindesk id` says about one number. Fields that do not apply are null.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Whether it is a valid ID number.
    pub valid: bool,
    /// The form it was typed in: `citizen`, `citizen_old_15`, `permit_hong_kong`, `permit_macau`, `permit_taiwan`,
    /// `foreign_2023` or `foreign_2017`.
    pub kind: Option<&'static str>,
    /// The canonical number.
    pub number: Option<String>,
    /// The region's name; null if the number is invalid or the code is not listed.
    pub region: Option<String>,
    /// Birth date, `YYYY-MM-DD`.
    pub birth: Option<String>,
    /// `male` or `female`.
    pub sex: Option<Sex>,
    /// Why it is invalid: an `IdError` code.
    pub reason: Option<&'static str>,
    /// What is odd about a valid number: `IdWarning` codes, separated by commas.
    pub warning: Option<String>,
}

/// Explains one number as it was typed. Any text gets an answer.
#[must_use]
pub fn explain(line: &str, today: Date) -> Explanation {
    match id_number::parse(line, today) {
        Ok(Parsed { number, warnings, typed_as }) => Explanation {
            valid: true,
            kind: Some(typed_as.code()),
            number: Some(number.as_str().to_owned()),
            region: number.region_name(),
            birth: Some(number.birth().to_string()),
            sex: Some(number.sex()),
            reason: None,
            warning: joined(&warnings),
        },
        Err(error) => Explanation {
            valid: false,
            kind: None,
            number: None,
            region: None,
            birth: None,
            sex: None,
            reason: Some(error.code()),
            warning: None,
        },
    }
}

fn joined(warnings: &[IdWarning]) -> Option<String> {
    let codes: Vec<&str> = warnings.iter().map(|warning| warning.code()).collect();
    (!codes.is_empty()).then(|| codes.join(","))
}

/// Explains each of `numbers`; `-` stands for all lines of `input`. Writes one line of JSON for each, and says
/// whether all were valid.
///
/// A line ends with a line feed, with or without a carriage return before it; blank lines and lines that are not
/// UTF-8 are explained like any other. A byte order mark at the start of the input is no part of the first line.
///
/// # Errors
/// When reading or writing fails.
pub fn run(numbers: &[String], today: Date, mut input: impl BufRead, mut output: impl Write) -> io::Result<bool> {
    let mut all_valid = true;
    let mut say = |text: &str| -> io::Result<()> {
        let explanation = explain(text, today);
        all_valid &= explanation.valid;
        serde_json::to_writer(&mut output, &explanation)?;
        output.write_all(b"\n")?;
        Ok(())
    };
    for number in numbers {
        if number == "-" {
            each_line(&mut input, &mut say)?;
        } else {
            say(number)?;
        }
    }
    output.flush()?;
    Ok(all_valid)
}

fn each_line(input: &mut impl BufRead, mut say: impl FnMut(&str) -> io::Result<()>) -> io::Result<()> {
    let mut line = Vec::new();
    let mut first = true;
    while input.read_until(b'\n', &mut line)? > 0 {
        let text = line.strip_suffix(b"\n").unwrap_or(&line);
        let text = text.strip_suffix(b"\r").unwrap_or(text);
        let text = if first { text.strip_prefix("\u{feff}".as_bytes()).unwrap_or(text) } else { text };
        say(&String::from_utf8_lossy(text))?;
        first = false;
        line.clear();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use proptest::prelude::*;

    const TODAY: Date = date(2026, 11, 22);

    fn lines(numbers: &[&str], input: &[u8]) -> (Vec<String>, bool) {
        let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let mut output = Vec::new();
        let all_valid = run(&numbers, TODAY, input, &mut output).unwrap();
        (String::from_utf8(output).unwrap().lines().map(str::to_owned).collect(), all_valid)
    }

    #[test]
    fn explains_a_valid_and_an_invalid_number() {
        let (lines, all_valid) = lines(&["440308 19990110 1512", "110101199003078039"], b"");
        assert!(!all_valid);
        assert_eq!(
            lines,
            [
                r#"{"valid":true,"kind":"citizen","number":"440308199901101512","region":"广东省深圳市盐田区","birth":"1999-01-10","sex":"male","reason":null,"warning":"spaces"}"#,
                r#"{"valid":false,"kind":null,"number":null,"region":null,"birth":null,"sex":null,"reason":"wrong_check_character","warning":null}"#,
            ]
        );
    }

    #[test]
    fn says_yes_only_if_all_are_valid() {
        assert!(lines(&["11010119900307803X", "-"], b"810000199408230021\n").1);
        assert!(!lines(&["11010119900307803X", "-"], b"810000199408230021\n\n").1);
    }

    #[test]
    fn each_line_of_input_gets_one_line_of_output() {
        let input = b"\xef\xbb\xbf11010119900307803X\r\n\n\xff\xfe\n\0\nx\r\r\n  \n\xe5\xbc\xa0\n11010119900307803X";
        let reasons: Vec<Option<String>> = lines(&["-"], input)
            .0
            .iter()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["reason"].as_str().map(str::to_owned))
            .collect();
        let expected = [
            None,
            Some("empty"),
            Some("unexpected_character"),
            Some("control_character"),
            Some("control_character"),
            Some("empty"),
            Some("unexpected_character"),
            None,
        ];
        assert_eq!(reasons, expected.map(|reason| reason.map(str::to_owned)));
    }

    #[test]
    fn no_number_on_the_tricky_list_is_judged_otherwise_than_by_others() {
        let list = include_str!("../../tests/fixtures/id-numbers.tsv");
        let cases: Vec<_> = list.lines().filter(|line| !line.starts_with('#')).collect();
        assert!(cases.len() > 50);
        for case in cases {
            let (typed, expected) = case.split_once('\t').unwrap();
            let got = explain(typed, TODAY);
            assert_eq!(got.number.as_deref().or(got.reason), Some(expected), "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_give_one_json_line_each(input in proptest::collection::vec(any::<u8>(), 0..200)) {
            let expected = input.split_inclusive(|b| *b == b'\n').count();
            let (lines, _) = lines(&["-"], &input);
            prop_assert_eq!(lines.len(), expected);
            for line in lines {
                let value: serde_json::Value = serde_json::from_str(&line).unwrap();
                prop_assert_eq!(value["valid"].as_bool().unwrap(), value["reason"].is_null());
            }
        }
    }
}
