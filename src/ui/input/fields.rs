//! Fields and the keyboard: what each takes, what it gives back when a card reader typed into it, and which one is next.

use egui::{Context, Id, Response, Ui, text::CCursor, text_selection::CCursorRange};
use zeroize::Zeroizing;

use super::{
    plugin::slot,
    router::{Kind, TakeBack},
};

/// The kind of a field, kept from frame to frame.
fn kind_of(id: Id) -> Id {
    id.with("pindesk-field-kind")
}

/// Says in every frame what a field takes.
pub(crate) fn declare(ui: &Ui, id: Id, kind: Kind) {
    ui.data_mut(|data| data.insert_temp(kind_of(id), kind));
}

/// The field with the keyboard; `None` if nothing has it, or a widget that takes no characters.
pub(super) fn focused(ctx: &Context) -> Option<(Id, Kind)> {
    of(ctx, ctx.memory(|memory| memory.focused())?)
}

/// This widget, if it is a field.
pub(super) fn of(ctx: &Context, id: Id) -> Option<(Id, Kind)> {
    let kind = ctx.data(|data| data.get_temp(kind_of(id)));
    // A field of egui's own that nobody declared.
    let kind = kind.or_else(|| egui::TextEdit::load_state(ctx, id).map(|_| Kind::Text));
    kind.map(|kind| (id, kind))
}

/// What the router says of this frame to the fields.
#[derive(Clone, Default)]
struct Noted {
    row_begins: bool,
    take_back: Option<std::sync::Arc<TakeBack>>,
}

/// What a field held when a row of characters began.
#[derive(Clone, Default)]
struct Before {
    field: Option<Id>,
    text: std::sync::Arc<Zeroizing<String>>,
}

pub(super) fn note(ctx: &Context, row_begins: bool, take_back: Option<TakeBack>) {
    let noted = Noted { row_begins, take_back: take_back.map(std::sync::Arc::new) };
    ctx.data_mut(|data| data.insert_temp(slot("noted"), noted));
}

/// Call before a text field is drawn: remembers what it holds when a row begins, and puts it back if that was a reader's.
pub(crate) fn guard(ui: &Ui, id: Id, text: &mut String) {
    let noted: Noted = ui.data(|data| data.get_temp(slot("noted"))).unwrap_or_default();
    if let Some(back) = noted.take_back.filter(|back| back.field == id) {
        let before: Option<Before> = ui.data_mut(|data| data.remove_temp(slot("before")));
        let before = before.filter(|before| before.field == Some(id) && back.is_whole);
        let kept = match &before {
            Some(before) => before.text.as_str().to_owned(),
            None => without_tail(text, &back.typed),
        };
        *text = kept;
        // The undo history has the number too.
        egui::TextEdit::store_state(ui.ctx(), id, egui::text_edit::TextEditState::default());
        cursor_to_end(ui.ctx(), id, text);
        ui.data_mut(|data| data.remove::<Noted>(slot("noted")));
    }
    if noted.row_begins && ui.memory(|memory| memory.has_focus(id)) {
        let before = Before { field: Some(id), text: std::sync::Arc::new(Zeroizing::new(text.clone())) };
        ui.data_mut(|data| data.insert_temp(slot("before"), before));
    }
}

/// Puts the cursor of a field behind a text that was not typed into it.
pub(crate) fn cursor_to_end(ctx: &Context, field: Id, text: &str) {
    let mut state = egui::TextEdit::load_state(ctx, field).unwrap_or_default();
    state.cursor.set_char_range(Some(CCursorRange::one(CCursor::new(text.chars().count()))));
    egui::TextEdit::store_state(ctx, field, state);
}

/// How many characters a password field gives back to a reader.
pub(crate) fn secret_to_give_back(ui: &Ui, id: Id) -> usize {
    let noted: Noted = ui.data(|data| data.get_temp(slot("noted"))).unwrap_or_default();
    let back = noted.take_back.filter(|back| back.field == id);
    if back.is_some() {
        ui.data_mut(|data| data.remove::<Noted>(slot("noted")));
    }
    back.map_or(0, |back| back.typed.chars().count())
}

/// The text without the read at its end; a field with a limit may have cut the read short.
fn without_tail(text: &str, typed: &str) -> String {
    let mut front = typed;
    loop {
        if let Some(rest) = text.strip_suffix(front) {
            return rest.to_owned();
        }
        let Some((last, _)) = front.char_indices().next_back() else { return text.to_owned() };
        front = &front[..last];
    }
}

/// What a form still needs, field by field in the order they are drawn, for one layer of one frame.
#[derive(Clone, Default)]
struct Needs {
    pass: u64,
    fields: Vec<(Id, bool)>,
}

fn needs_of(ui: &Ui) -> Id {
    slot("needs").with(ui.layer_id())
}

/// Says that a form needs this field or box, and whether it is still missing.
pub fn needed(ui: &Ui, response: &Response, is_missing: bool) {
    let pass = ui.ctx().cumulative_pass_nr();
    let id = needs_of(ui);
    ui.data_mut(|data| {
        let needs: &mut Needs = data.get_temp_mut_or_default(id);
        if needs.pass != pass {
            *needs = Needs { pass, fields: Vec::new() };
        }
        needs.fields.push((response.id, is_missing));
    });
}

/// Gives the keyboard to the next missing field after the one that has it, or to the first. False if nothing is missing.
pub(crate) fn to_next_missing(ui: &Ui) -> bool {
    let needs: Needs = ui.data(|data| data.get_temp(needs_of(ui))).unwrap_or_default();
    if needs.pass != ui.ctx().cumulative_pass_nr() {
        return false;
    }
    let focused = ui.memory(|memory| memory.focused());
    let at = needs.fields.iter().position(|(id, _)| Some(*id) == focused).map_or(0, |at| at + 1);
    let at = at.min(needs.fields.len());
    let (before, after) = needs.fields.split_at(at);
    let next = after.iter().chain(before).find(|(_, is_missing)| *is_missing);
    if let Some((id, _)) = next {
        ui.memory_mut(|memory| memory.request_focus(*id));
    }
    next.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gives_a_read_back_although_the_field_was_too_short_for_it() {
        assert_eq!(without_tail("2036420102196803050102", "420102196803050102"), "2036");
        assert_eq!(without_tail("20364201021968030501", "420102196803050102"), "2036");
        assert_eq!(without_tail("2036", "420102196803050102"), "2036");
        assert_eq!(without_tail("", "4"), "");
    }
}
