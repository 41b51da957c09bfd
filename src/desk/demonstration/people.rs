//! The people of a made-up office. None of them exists: surnames and given names are drawn by lot, telephone numbers begin
//! with 100, which no mobile number does, and citizens' numbers carry the code that heads a city's districts in the list
//! of regions and belongs to none of them.

use jiff::{ToSpan as _, civil::Date};

use super::random::Random;
use crate::{
    desk::DeskError,
    domain::{
        card::CardStatus,
        id_number::{self, IdError, IdNumber},
        pin::{PinKind, PinState},
    },
};

/// One made-up holder.
#[derive(Debug, Clone)]
pub struct DemonstrationHolder {
    /// A valid number.
    pub id_number: IdNumber,
    /// A name drawn by lot.
    pub name: String,
    /// Telephone, most have one.
    pub phone: Option<String>,
    /// Card number.
    pub card_number: String,
    /// AAZ502.
    pub card_status: CardStatus,
    /// States of electronic and physical PIN before anything happened at the window.
    pub pins: [PinState; 2],
    /// What can be tried with this holder; `None` for most.
    pub special: Option<&'static str>,
}

/// What happened to a special holder at the window, in this order.
#[derive(Debug, Clone, Copy)]
pub(super) enum Step {
    /// Keyed a new PIN.
    New(PinKind, &'static str),
    /// Locked it by wrong tries.
    Lock(PinKind),
    /// Came to have it unlocked.
    Unlock(PinKind),
    /// Tried wrong PINs, so many, without locking.
    Wrong(PinKind, u32),
    /// Was sent away: the photo is of someone else.
    Doubtful,
    /// The register said in its newest refresh that the PIN is locked.
    LockedByRegister(PinKind),
}

/// How a special holder's number is made.
#[derive(Debug, Clone, Copy)]
enum Number {
    Citizen,
    /// Everything before the check character.
    Begins(&'static str),
}

struct Special {
    what: &'static str,
    name: Option<&'static str>,
    number: Number,
    card: CardStatus,
    pins: [PinState; 2],
    story: &'static [Step],
}

use PinKind::{Electronic as E, Physical as P};
use PinState::{Active, Locked, Unset};
use Step::{Doubtful, Lock, LockedByRegister, New, Unlock, Wrong};

const fn special(what: &'static str, pins: [PinState; 2], story: &'static [Step]) -> Special {
    Special { what, name: None, number: Number::Citizen, card: CardStatus::Normal, pins, story }
}

const fn named(what: &'static str, name: &'static str, story: &'static [Step]) -> Special {
    Special { name: Some(name), ..special(what, [Active, Active], story) }
}

const fn from_elsewhere(
    what: &'static str,
    name: &'static str,
    number: &'static str,
    story: &'static [Step],
) -> Special {
    Special { number: Number::Begins(number), ..named(what, name, story) }
}

const fn with_card(what: &'static str, card: CardStatus, pins: [PinState; 2]) -> Special {
    Special { card, ..special(what, pins, &[]) }
}

/// The first holders of every demonstration.
const SPECIALS: &[Special] = &[
    special("both PINs set at this window", [Unset, Unset], &[New(E, "805163"), New(P, "402917")]),
    special("physical PIN locked by wrong tries", [Active, Unset], &[New(P, "961038"), Lock(P)]),
    special("electronic PIN locked two hours ago", [Unset, Active], &[New(E, "720481"), LockedByRegister(E)]),
    special("physical PIN reset lately: a second reset needs approval", [Active, Active], &[New(P, "380597")]),
    special("photo mismatch lately: any action needs approval", [Active, Active], &[Doubtful]),
    special(
        "physical PIN locked, unlocked three times: the fourth unlock needs approval",
        [Active, Unset],
        &[New(P, "615092"), Lock(P), Unlock(P), Lock(P), Unlock(P), Lock(P), Unlock(P), Lock(P)],
    ),
    special("no PIN yet", [Unset, Unset], &[]),
    special("both PINs set elsewhere: reset only", [Active, Active], &[]),
    special("one wrong try left on the electronic PIN", [Unset, Active], &[New(E, "297846"), Wrong(E, 5)]),
    named("rare character 䶮", "李䶮", &[New(E, "805163")]),
    named("rare character 𬱖", "陈𬱖", &[New(P, "402917")]),
    named("rare character 𫍯", "欧阳𫍯", &[]),
    named("name of several parts", "阿依古丽·买买提", &[New(E, "961038")]),
    from_elsewhere(
        "long Latin name, foreign permanent resident's number of 2023",
        "Wilhelmina Alexandria Featherstonehaugh-Montgomery",
        "93168219850101001",
        &[New(P, "570938")],
    ),
    from_elsewhere("Hong Kong resident", "CHAN Tai Man", "81000019940823002", &[New(E, "720481")]),
    from_elsewhere("Macau resident", "何东海", "82000019880617003", &[]),
    from_elsewhere("Taiwan resident", "林阿土", "83000019791130004", &[]),
    from_elsewhere("foreign permanent resident's number of 2017", "Ivan Petrov", "RUS31018303121", &[]),
    with_card("card not handed over yet (0)", CardStatus::NotEnabled, [Unset, Unset]),
    with_card("card reported lost (2)", CardStatus::Lost, [Active, Active]),
    with_card("application on the card locked (3)", CardStatus::ApplicationLocked, [Active, Locked]),
    with_card("card reported lost by telephone (4)", CardStatus::TemporarilyLost, [Active, Active]),
    with_card("card cancelled (9)", CardStatus::Cancelled, [Active, Unset]),
    Special {
        number: Number::Begins(CLERK_BEGINS),
        ..named("the record of clerk01: nobody acts on their own", "李明", &[])
    },
];

/// The number of clerk01, who is in the register too, without its check character.
pub(super) const CLERK_BEGINS: &str = "44030119900412901";

const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "高",
    "罗", "郑", "梁", "谢", "宋", "唐", "许", "邓", "韩", "冯", "曹", "彭", "曾", "肖", "田", "董", "欧阳", "上官",
    "司徒", "诸葛",
];
const GIVEN: &[&str] = &[
    "春", "夏", "秋", "冬", "山", "河", "湖", "海", "云", "雨", "风", "雪", "松", "竹", "梅", "兰", "菊", "荷", "桂",
    "枫", "金", "银", "玉", "珠", "星", "月", "晨", "晓", "平", "安", "和", "乐", "书", "琴", "棋", "画", "青", "蓝",
];

/// Codes that head the districts of a city (市辖区).
const REGIONS: [&str; 30] = [
    "130101", "140101", "150101", "210101", "210201", "220101", "230101", "320101", "320201", "330101", "330201",
    "340101", "350101", "350201", "360101", "370101", "370201", "410101", "420101", "430101", "440101", "440301",
    "450101", "460101", "510101", "520101", "530101", "610101", "620101", "640101",
];

/// The day by which numbers are read: later than every birth date here.
const TODAY: Date = jiff::civil::date(2026, 1, 1);
/// Birth dates run from here over this many days, to the end of 2007.
const FIRST_BIRTH: Date = jiff::civil::date(1942, 4, 18);
const BIRTH_DAYS: u64 = 24_000;
const SEQUENCES: u64 = 900;

/// The holder of an index, the same in every demonstration; no two indexes below 600 million share a number.
///
/// # Errors
/// None for the lists of this file, as a test shows.
pub fn demonstration_holder(index: u32) -> Result<DemonstrationHolder, DeskError> {
    let mut random = Random::seeded(u64::from(index));
    let special = usize::try_from(index).ok().and_then(|i| SPECIALS.get(i));
    let id_number = match special.map(|special| special.number) {
        Some(Number::Begins(begins)) => complete(begins)?,
        Some(Number::Citizen) | None => citizen(index)?,
    };
    let drawn = draw_name(&mut random);
    let phone = random.percent(85).then(|| format!("100{:08}", random.below(100_000_000)));
    let card = draw_card(&mut random);
    let pins = draw_pins(&mut random);
    Ok(DemonstrationHolder {
        id_number,
        name: special.and_then(|s| s.name).map_or(drawn, str::to_owned),
        phone,
        card_number: format!("DEMO{index:08}"),
        card_status: special.map_or(card, |s| s.card),
        pins: special.map_or(pins, |s| s.pins),
        special: special.map(|s| s.what),
    })
}

/// How many holders come first with something special about each.
pub(super) fn specials() -> usize {
    SPECIALS.len()
}

/// What happened to a holder at the window; nothing for one who is not special.
pub(super) fn story(index: usize) -> &'static [Step] {
    SPECIALS.get(index).map_or(&[], |special| special.story)
}

/// A number with its check character.
pub(super) fn complete(begins: &str) -> Result<IdNumber, DeskError> {
    let candidates = "0123456789X".chars().filter_map(|check| {
        let parsed = id_number::parse(&format!("{begins}{check}"), TODAY).ok()?;
        parsed.warnings.is_empty().then_some(parsed.number)
    });
    candidates.into_iter().next().ok_or(DeskError::IdNumber(IdError::WrongCheckCharacter))
}

fn citizen(index: u32) -> Result<IdNumber, DeskError> {
    // A multiplier without a factor of the product scatters the indexes and never maps two to one.
    let all = BIRTH_DAYS * SEQUENCES * REGIONS.len() as u64;
    let place = (u64::from(index) + 1) * 414_977_413 % all;
    let days = i64::try_from(place % BIRTH_DAYS).unwrap_or_default();
    let birth = FIRST_BIRTH.checked_add(days.days()).unwrap_or(FIRST_BIRTH);
    let sequence = place / BIRTH_DAYS % SEQUENCES + 1;
    let region = usize::try_from(place / (BIRTH_DAYS * SEQUENCES)).ok().and_then(|i| REGIONS.get(i));
    let region = region.copied().unwrap_or(REGIONS[0]);
    complete(&format!("{region}{:04}{:02}{:02}{sequence:03}", birth.year(), birth.month(), birth.day()))
}

fn draw_name(random: &mut Random) -> String {
    let mut name = random.of(SURNAMES).to_owned();
    name.push_str(random.of(GIVEN));
    if random.percent(70) {
        name.push_str(random.of(GIVEN));
    }
    name
}

fn draw_card(random: &mut Random) -> CardStatus {
    match random.below(100) {
        0..90 => CardStatus::Normal,
        90..93 => CardStatus::NotEnabled,
        93..95 => CardStatus::Lost,
        95..97 => CardStatus::ApplicationLocked,
        97..99 => CardStatus::TemporarilyLost,
        _ => CardStatus::Cancelled,
    }
}

fn draw_pins(random: &mut Random) -> [PinState; 2] {
    let mut draw = || match random.below(100) {
        0..70 => Active,
        70..90 => Unset,
        _ => Locked,
    };
    [draw(), draw()]
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::{
        card::CardNumber,
        holder::{Name, Phone},
        id_number::IdKind,
        pin::{
            Pin,
            policy::{HolderFacts, Policy},
        },
    };

    #[test]
    fn thousands_of_holders_have_valid_numbers_of_their_own() {
        let holders: Vec<_> = (0..5000).map(|i| demonstration_holder(i).unwrap()).collect();
        let numbers: HashSet<_> = holders.iter().map(|h| h.id_number.as_str().to_owned()).collect();
        assert_eq!(numbers.len(), holders.len());
        for holder in &holders {
            let parsed = id_number::parse(holder.id_number.as_str(), TODAY).unwrap();
            assert!(parsed.warnings.is_empty());
            assert!(Name::parse(&holder.name).is_ok());
            assert!(holder.phone.as_deref().is_none_or(|phone| Phone::parse(phone).is_some()));
            assert!(CardNumber::parse(&holder.card_number).is_some());
        }
        for status in CardStatus::ALL {
            assert!(holders.iter().any(|h| h.card_status == status), "{status:?}");
        }
        for kind in IdKind::ALL.into_iter().filter(|kind| *kind != IdKind::CitizenOld15) {
            assert!(holders.iter().any(|h| h.id_number.kind() == kind), "{kind:?}");
        }
    }

    #[test]
    fn the_multiplier_scatters_without_collision() {
        let all = BIRTH_DAYS * SEQUENCES * REGIONS.len() as u64;
        let (mut a, mut b) = (all, 414_977_413);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        assert_eq!(a, 1);
    }

    #[test]
    fn every_pin_of_a_special_holder_is_one_the_rules_allow() {
        let policy = Policy::new(&["123456".to_owned()]).unwrap();
        for index in 0..u32::try_from(specials()).unwrap() {
            let holder = demonstration_holder(index).unwrap();
            let (card, phone) = (CardNumber::parse(&holder.card_number), holder.phone.as_deref().map(Phone::parse));
            let facts = HolderFacts {
                id_number: &holder.id_number,
                card_number: card.as_ref(),
                phone: phone.as_ref().and_then(Option::as_ref),
                old_pin: None,
            };
            for step in story(index as usize) {
                if let New(_, pin) = step {
                    let pin = Pin::from_digits(pin.as_bytes()).unwrap();
                    assert_eq!(policy.check(&pin, Some(&facts)), Ok(()), "holder {index}");
                }
            }
        }
    }
}
