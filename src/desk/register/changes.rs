//! What an import changes of holders who were there: an entry for each of them, by pseudonym, without a value.
//!
//! A telephone that gets another number shortly before a reset, or a lost card that becomes usable, is done here and
//! nowhere else. So each holder has an entry of their own, in the transaction of the import. Holders who are new are only
//! counted: nothing of theirs was changed.

use jiff::Timestamp;

use super::super::{
    DeskError,
    books::{Author, Pen},
};
use crate::{
    domain::{
        audit::{Action, Draft, Outcome, Subject},
        card::CardStatus,
        id_number,
        pin::PinKind,
        time,
    },
    store::{HolderRow, StoreError},
    vault::OfficeKeys,
};

/// What an import changed, by kind: holders whose … is another one now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ImportChanges {
    /// Holders with any change.
    pub holders: u64,
    /// Name.
    pub names: u64,
    /// Telephone.
    pub phones: u64,
    /// Card number.
    pub card_numbers: u64,
    /// Card status.
    pub card_statuses: u64,
    /// A PIN of theirs was locked, or is said to have been set elsewhere.
    pub pins: u64,
    /// Holders whose telephone more people have now than the settings let pass.
    pub sharing: u64,
}

/// One holder's changes.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Changed {
    name: bool,
    phone: bool,
    card_number: bool,
    /// Before and after.
    card: Option<(CardStatus, CardStatus)>,
    pins: [bool; 2],
}

impl Changed {
    /// Holds the register against a line of the file.
    pub(super) fn between(before: &HolderRow, after: &HolderRow) -> Self {
        let card = (before.card_status, after.card_status);
        Self {
            name: before.name != after.name,
            phone: before.phone != after.phone,
            card_number: before.card_number != after.card_number,
            card: (card.0 != card.1).then_some(card),
            pins: [false; 2],
        }
    }

    /// Notes that a PIN's state changed.
    pub(super) fn note_pin(&mut self, kind: PinKind) {
        self.pins[usize::from(kind == PinKind::Physical)] = true;
    }

    /// Whether the holder's own row changed.
    pub(super) fn is_row(&self) -> bool {
        self.name || self.phone || self.card_number || self.card.is_some()
    }

    /// Whether anything changed.
    pub(super) fn is_any(&self) -> bool {
        self.is_row() || self.pins.contains(&true)
    }

    fn draft(&self, subject: Subject, mask: String) -> Draft {
        let fields = [
            (self.name, "name"),
            (self.phone, "phone"),
            (self.card_number, "card_number"),
            (self.card.is_some(), "card_status"),
            (self.pins[0], "electronic_pin"),
            (self.pins[1], "physical_pin"),
        ];
        let fields: Vec<_> = fields.into_iter().filter(|(changed, _)| *changed).map(|(_, field)| field).collect();
        let draft = Draft {
            subject: Some(subject),
            mask: Some(mask),
            ..Draft::new(Action::RegisterChange, Outcome::Done).with("fields", fields.join(" "))
        };
        match self.card {
            Some((before, after)) => {
                draft.with("card_before", u32::from(before.code())).with("card_after", u32::from(after.code()))
            }
            None => draft,
        }
    }
}

/// The changes of an import, holder by holder.
#[derive(Default)]
pub(super) struct ChangeList {
    holders: Vec<(Subject, String, Changed)>,
    pub(super) counts: ImportChanges,
}

impl ChangeList {
    pub(super) fn add(&mut self, subject: Subject, mask: String, changed: Changed) {
        let counts = &mut self.counts;
        counts.holders += 1;
        counts.names += u64::from(changed.name);
        counts.phones += u64::from(changed.phone);
        counts.card_numbers += u64::from(changed.card_number);
        counts.card_statuses += u64::from(changed.card.is_some());
        counts.pins += u64::from(changed.pins.contains(&true));
        self.holders.push((subject, mask, changed));
    }

    /// An entry for each holder. An import of nothing but new holders writes none.
    pub(super) fn write(&mut self, pen: &mut Pen<'_>, author: &Author, now: Timestamp) -> Result<(), DeskError> {
        let drafts = self.holders.drain(..).map(|(subject, mask, changed)| changed.draft(subject, mask));
        write_all(pen, author, now, drafts)
    }
}

/// A telephone that more people have is a placeholder rather than a family's; one entry speaks for all of them.
const NAMED: u64 = 100;

/// Entries for the holders whose telephone more than `more_than` people have, if this import touched one of them. How many
/// holders these are. Of a telephone that more than [`NAMED`] people have, one entry says how many: a register that writes
/// zeros for a number it does not know must not write all of its holders into the log every time.
pub(super) fn write_shared_phones(
    pen: &mut Pen<'_>,
    author: &Author,
    keys: &OfficeKeys,
    now: Timestamp,
    more_than: u32,
) -> Result<u64, DeskError> {
    let (mut drafts, mut sharing, mut last) = (Vec::new(), 0_u64, 0);
    pen.tx().each_shared_phone(more_than, now, &mut |number, group, people| {
        let is_first = std::mem::replace(&mut last, group) != group;
        let speaks_for_all = people > NAMED;
        sharing += if is_first { people } else { 0 };
        if speaks_for_all && !is_first {
            return Ok(());
        }
        let mask = id_number::parse(number, time::day(now)).ok().map(|parsed| parsed.number.mask());
        let draft = Draft {
            subject: Some(keys.subject(number)),
            mask,
            ..Draft::new(Action::PhoneShared, Outcome::Done).with("people", people).with("phone_group", group)
        };
        drafts.push(if speaks_for_all { draft.with("speaks_for_all", true) } else { draft });
        Ok::<(), StoreError>(())
    })?;
    write_all(pen, author, now, drafts.into_iter())?;
    Ok(sharing)
}

/// Many entries of a person at one moment.
fn write_all(
    pen: &mut Pen<'_>,
    author: &Author,
    now: Timestamp,
    drafts: impl Iterator<Item = Draft>,
) -> Result<(), DeskError> {
    let mut drafts = drafts.map(|draft| Draft { staff: Some(author.staff.clone()), role: Some(author.role), ..draft });
    if pen.waits() {
        return drafts.try_for_each(|draft| pen.write(draft));
    }
    pen.write_many(drafts.map(|draft| (now, draft)))
}
