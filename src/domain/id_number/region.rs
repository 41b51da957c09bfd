//! Names of region codes (GB/T 2260 with its abolished codes), from `assets/regions.txt`.

use std::sync::LazyLock;

/// One line of the list: six digits, name, and the years between which the code meant this.
struct Region {
    code: &'static str,
    name: &'static str,
    from_year: i16,
    to_year: i16,
}

/// Headings that group the places of a province or city in the list, and are part of no place's name.
const COLLECTIVE: [&str; 3] = ["市辖区", "县", "省直辖县级行政单位"];

/// Sorted by code, then by first year.
static REGIONS: LazyLock<Vec<Region>> = LazyLock::new(|| {
    let list = include_str!("../../../assets/regions.txt");
    let mut regions: Vec<Region> = list.lines().filter_map(read).collect();
    regions.sort_by_key(|region| (region.code, region.from_year));
    regions
});

/// Reads `code TAB name [TAB first year [TAB last year]]`; comments and blank lines are `None`.
fn read(line: &'static str) -> Option<Region> {
    let mut fields = line.split('\t').map(str::trim);
    let code = fields.next().filter(|code| code.len() == 6 && code.bytes().all(|b| b.is_ascii_digit()))?;
    let name = fields.next().filter(|name| !name.is_empty())?;
    let mut year = |open: i16| fields.next().and_then(|year| year.parse().ok()).unwrap_or(open);
    Some(Region { code, name, from_year: year(i16::MIN), to_year: year(i16::MAX) })
}

/// Whether the list knows the code, or a place inside it, when it is written with only its first 2 or 4 digits.
pub(super) fn is_known(code: &str) -> bool {
    let start = REGIONS.partition_point(|region| region.code < code);
    REGIONS.get(start).is_some_and(|region| region.code.starts_with(code))
}

/// The name as far down as it is listed, province first: 广东省深圳市盐田区. `None` if the code is not known.
///
/// Of several meanings of a code the one in the given year counts, else the next one: most numbers were given out
/// years after birth.
pub(super) fn name(code: &str, year: i16) -> Option<String> {
    if !is_known(code) {
        return None;
    }
    let levels = [2, 4, 6].into_iter().filter_map(|digits| code.get(..digits));
    let mut names: Vec<&str> = levels.filter_map(|level| meaning(&format!("{level:0<6}"), year)).collect();
    names.dedup();
    names.retain(|name| !COLLECTIVE.contains(name));
    Some(names.concat())
}

fn meaning(code: &str, year: i16) -> Option<&'static str> {
    let meanings = meanings(code);
    let in_force = meanings.iter().find(|region| (region.from_year..=region.to_year).contains(&year));
    let later = || meanings.iter().find(|region| region.from_year > year);
    in_force.or_else(later).or_else(|| meanings.last()).map(|region| region.name)
}

fn meanings(code: &str) -> &'static [Region] {
    let start = REGIONS.partition_point(|region| region.code < code);
    let end = REGIONS.partition_point(|region| region.code <= code);
    &REGIONS[start..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_named_province_first_as_it_was_in_the_year() {
        let table = [
            ("440308", 1999, Some("广东省深圳市盐田区")),
            ("110101", 1990, Some("北京市东城区")),
            ("130101", 1990, Some("河北省石家庄市")),
            ("110103", 1950, Some("北京市崇文区")),
            ("512501", 1990, Some("四川省宜宾地区宜宾市")),
            ("512501", 1970, Some("四川省乐山地区乐山市")),
            ("32", 1985, Some("江苏省")),
            ("3101", 1985, Some("上海市")),
            ("4403", 1985, Some("广东省深圳市")),
            ("3199", 1985, None),
            ("810000", 1994, Some("香港特别行政区")),
            ("999999", 1990, None),
            ("000000", 1990, None),
        ];
        for (code, year, expected) in table {
            assert_eq!(name(code, year).as_deref(), expected, "{code} {year}");
            assert_eq!(is_known(code), expected.is_some(), "{code}");
        }
    }

    #[test]
    fn the_list_is_read_whole() {
        let listed = include_str!("../../../assets/regions.txt")
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .count();
        assert_eq!(REGIONS.len(), listed);
        assert!(listed > 6_000);
    }
}
