//! What the screens before and around a sign-in share: the card in the middle of the window, the language switch, and a
//! new password typed twice.

use egui::{Align, CentralPanel, Frame, Id, Layout, Margin, ScrollArea, Ui, vec2};

use crate::{
    domain::staff::Role,
    t,
    ui::{
        help, i18n, icons,
        theme::{self, Tokens, text},
        widgets::{Button, SecretField, SecretText, card, follow_focus, logo, look_menu, page, prose, title},
    },
    vault::{Password, PasswordRefusal},
};

/// Width of a card that asks for a password.
pub(super) const NARROW: f32 = 420.0;
/// Width of a page that explains.
pub(super) const WIDE: f32 = 680.0;

const MARGIN: f32 = 16.0;

/// How much a card may grow or shrink before it moves to the middle again.
const STEADY: f32 = 64.0;

/// The whole window: a column of cards in the middle; help, language and look in the upper right corner.
pub(super) fn door(ui: &mut Ui, name: &str, width: f32, contents: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    let frame = Frame::new().fill(tokens.canvas).inner_margin(Margin::same(MARGIN as i8));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let switch_row = vec2(ui.available_width(), tokens.control_height);
        ui.allocate_ui_with_layout(switch_row, Layout::right_to_left(Align::Center), switches);
        let (room, wide) = (ui.available_height(), ui.available_width());
        let id = Id::unique("door").with(name);
        // Known from the frame before; the first frame is drawn again with it.
        let height = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(room);
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let above = (room - tokens.control_height - height) / 2.0;
            ui.add_space(above.max(0.0));
            let width = width.min(wide - 8.0);
            let column = ui.horizontal_top(|ui| {
                ui.add_space(((wide - width) / 2.0).max(0.0));
                ui.vertical(|ui| {
                    ui.set_width(width);
                    page(ui, contents);
                });
            });
            follow_focus(ui);
            let now = column.response.rect.height();
            // A message or a bar of progress comes and goes without moving the card; another form has its own middle.
            if (height - now).abs() > STEADY {
                ui.data_mut(|data| data.insert_temp(id, now));
                ui.ctx().request_discard("the card moves to the middle");
            }
        });
    });
}

fn switches(ui: &mut Ui) {
    if Button::secondary(t!("rail-help")).icon(icons::HELP).key(egui::Key::F1).show(ui) {
        help::ask(ui);
    }
    if Button::secondary(t!("rail-language")).icon(icons::TRANSLATE).show(ui) {
        i18n::select(i18n::current().other());
    }
    let looks = Button::secondary(t!("look-menu")).icon(icons::CONTRAST).show_full(ui).response;
    if let Some(look) = look_menu(&looks) {
        theme::choose(ui, look);
    }
}

/// A card with room around its contents, as the sign-in has.
pub(super) fn roomy_card(ui: &mut Ui, contents: impl FnOnce(&mut Ui)) {
    card(ui, |ui| Frame::new().inner_margin(Margin::symmetric(20, 18)).show(ui, contents));
}

/// The logo beside a heading and a line below it.
pub(super) fn letterhead(ui: &mut Ui, heading: &str, below: &str) {
    ui.horizontal(|ui| {
        logo(ui, 40.0);
        ui.add_space(4.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            title(ui, heading);
            if !below.is_empty() {
                prose(ui, text::muted(below));
            }
        });
    });
    ui.add_space(8.0);
}

/// Gives a field the keyboard as soon as no dialog is in the way.
pub(super) fn give_keyboard(ui: &Ui, to: &mut Option<Id>) {
    if to.is_none() {
        return;
    }
    if ui.memory(|memory| memory.allows_interaction(ui.layer_id())) {
        ui.memory_mut(|memory| to.take().into_iter().for_each(|id| memory.request_focus(id)));
    } else {
        ui.ctx().request_repaint();
    }
}

/// A paragraph in the muted colour.
pub(super) fn explanation(ui: &mut Ui, words: &str) {
    prose(ui, text::muted(words));
}

/// A new password, typed twice, with the rules beside it.
#[derive(Debug, Default)]
pub(super) struct NewPassword {
    /// Whose it is, where a page has more than one.
    of: Option<Role>,
    first: SecretText,
    again: SecretText,
    refusal: Option<PasswordRefusal>,
    mismatch: bool,
}

impl NewPassword {
    /// The password of one of the founders, with fields of their own.
    pub(super) fn of(role: Role) -> Self {
        Self { of: Some(role), ..Self::default() }
    }

    fn labels(&self) -> (String, String) {
        match self.of {
            None => (t!("password-new"), t!("password-again")),
            Some(role) => {
                let label = |what: &str| i18n::text_of("founder", &format!("{}-{what}", role.code()));
                (label("password"), label("again"))
            }
        }
    }

    fn ids(&self) -> (Id, Id) {
        match self.of {
            None => (first_id(), again_id()),
            Some(role) => (first_id().with(role.code()), again_id().with(role.code())),
        }
    }

    /// What is still to be typed.
    pub(super) fn missing(&self) -> Option<String> {
        let (first, again) = self.labels();
        let next = if self.first.is_empty() {
            first
        } else if self.again.is_empty() {
            again
        } else {
            return None;
        };
        Some(t!("door-missing", field = next))
    }

    /// The first field that is still empty.
    pub(super) fn next_missing(&self) -> Option<Id> {
        let (first, again) = self.ids();
        let fields = [(self.first.is_empty(), first), (self.again.is_empty(), again)];
        fields.into_iter().find_map(|(is_empty, id)| is_empty.then_some(id))
    }

    /// The field that an error is about; the first one if it is about none.
    pub(super) fn wrong_field(&self) -> Id {
        let (first, again) = self.ids();
        if self.mismatch && self.refusal.is_none() { again } else { first }
    }

    /// The password, if both fields agree and it keeps the rules; what was typed stays until [`Self::clear`].
    pub(super) fn checked(&mut self, staff_number: &str, current: Option<&Password>) -> Option<Password> {
        self.mismatch = !self.first.matches(&self.again);
        let password = Password::new(&self.first.copied());
        self.refusal = password.acceptable(staff_number).err();
        if current.is_some_and(|current| current.matches(&password)) {
            self.refusal = Some(PasswordRefusal::Unchanged);
        }
        (self.refusal.is_none() && !self.mismatch).then_some(password)
    }

    /// The desk refused it after all.
    pub(super) fn refuse(&mut self, refusal: PasswordRefusal) {
        self.refusal = Some(refusal);
    }

    /// Forgets both.
    pub(super) fn clear(&mut self) {
        *self = Self { of: self.of, ..Self::default() };
    }

    /// Draws both fields; true if Enter was pressed in one of them.
    pub(super) fn ui(&mut self, ui: &mut Ui) -> bool {
        let before = (self.first.count(), self.again.count());
        let refusal = self
            .refusal
            .map(|refusal| crate::ui::errors::explain(&crate::desk::DeskError::PasswordRefused(refusal)).line());
        let ((first_label, again_label), (first, again)) = (self.labels(), self.ids());
        let first = SecretField::new(first_label, &mut self.first)
            .id(first)
            .help(t!("password-rules", count = Password::SHORTEST))
            .error(refusal)
            .needed()
            .show(ui);
        let mismatch = self.mismatch.then(|| t!("password-mismatch"));
        let again = SecretField::new(again_label, &mut self.again).id(again).error(mismatch).needed().show(ui);
        if (self.first.count(), self.again.count()) != before {
            self.refusal = None;
            self.mismatch = false;
        }
        first.submitted || again.submitted
    }
}

/// The field of the new password, to give it the keyboard.
pub(super) fn first_id() -> Id {
    Id::unique("door-new-password")
}

fn again_id() -> Id {
    Id::unique("door-new-password-again")
}
