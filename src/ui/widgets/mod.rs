//! The kit every screen is made of. One file to read; screens use nothing below it but egui's layouts.
//!
//! Colours and sizes come from [`Tokens`](super::theme::Tokens), texts from [`t!`](crate::t), signs from `ui::icons`.
//! Everything here has a name for screen readers, can be reached by Tab, shows a ring when it has the keyboard, and is
//! wide enough for both languages. `cargo run --example gallery` shows all of it.
//!
//! # Text
//! [`theme::text`](super::theme::text): `body strong small muted title name mono number holder_title holder_body`, for `ui.label`.
//! [`title`]`(ui, "…")` is a heading to screen readers too; [`prose()`]`(ui, …)` is a paragraph that breaks where a reader would.
//!
//! # Window
//! ```text
//! let entries = [RailEntry { target: Page::Counter, icon: icons::DESKTOP_WINDOWS, label: t!("rail-counter"), key: Some(Key::F11.into()) }];
//! let bar = TopBar { title, seat: Some(t!("rail-seat", seat = "03")), person, day: None, log: Some(LogPill { tone: Tone::Good, text }), is_demo: false };
//! match shell(ui, &entries, Some(page), &bar, |ui| draw_page(ui)) {
//!     Some(RailEvent::Open(page)) => …, Some(RailEvent::SwitchLanguage) => i18n::select(i18n::current().other()), Some(RailEvent::Choose(look)) => theme::choose(ui, look), Some(RailEvent::OwnPassword) => …, Some(RailEvent::Lock) => …, None => {}
//! }
//! ```
//!
//! # Page
//! [`card`]`(ui, |ui| …)`, [`card_titled`]`(ui, "…", |ui| …)`; [`page`] puts the gap between cards (the shell does it already).
//! [`with_side`]`(ui, 286.0, &mut self, |ui, s| main, |ui, s| side)`: two columns, one below the other on a narrow window.
//! [`ends_row`]`(ui, &mut self, |ui, s| left, |ui, s| right)`, [`right_row`]: the buttons at the foot of a card.
//! [`kv`]`(ui, "label", "value")`, [`kv_mono`], [`kv_with`]; [`line()`]`(ui, |ui| …)`: text and pills in a row; [`divider`]; [`empty`]`(ui, icons::SEARCH, "nothing yet", "what to do")`.
//! [`stepper()`]`(ui, &names, current)`; [`Pill`]`::good("…").mark(Mark::Check).show(ui)`.
//!
//! # Buttons
//! ```text
//! let missing = (left > 0).then(|| t!("common-still-missing", count = left));
//! if Button::primary(t!("…")).key(Key::Enter).missing(missing).action().show_with_reason(ui) { … }
//! if Button::danger(t!("…")).key(Key::F8).action().show(ui) { … }
//! if Button::secondary(t!("…")).icon(icons::DOWNLOAD).key(Shortcut::ctrl(Key::E)).show(ui) { … }
//! ```
//! [`icon_button`]`(ui, icons::CLOSE, "what it does")` where there is no room for words.
//!
//! The button obeys its key itself: one press counts once, held keys do not repeat, nothing reaches past a dialog, and Enter
//! goes to a focused button rather than to the main one. Other keys: [`pressed`]`(ui, Key::F2, None)`.
//!
//! # Fields
//! ```text
//! let response = Field::new(t!("…"), &mut self.staff).hint("clerk01").error(self.error.as_deref()).limit(32).show(ui);
//! let day: Option<Date> = DateField::new(t!("…"), &mut self.typed_day).show(ui);
//! if SecretField::new(t!("…"), &mut self.password).error(error).show(ui).submitted { send(self.password.take()) }
//! ```
//! [`SecretText`] is zeroed when taken, cleared or dropped. [`alert`]`(ui, "…")` is a red line of its own.
//! What the log keeps in the person's own words: `Field::new(…).free_text()`, and [`free_text_trouble`] for the button that sends it.
//! Give a field the keyboard with `.id(Id::unique("staff"))` and `ui.memory_mut(|m| m.request_focus(id))`.
//!
//! # Picking
//! [`check_row`]`(ui, &mut checked, "bold title", "explanation")`, [`confirm_row`] with a key, [`check`]; [`radio_card`]`(ui, selected, "title", Some(Pill::bad("…")), "detail")`, two of them in `ui.columns(2, …)`;
//! [`PeriodField`]`::show(ui, today)`: days from a calendar.
//! [`chips`]`(ui, "label", &mut value, &[(value, name)])`; [`segments()`], [`combo`] and [`labelled_combo`] with the same arguments,
//! [`combo_counted`] with [`Choice`]s. All say `true` when it changed.
//! [`Calendar`]`::new(&mut day, today).period(from, to).show(ui) -> Option<Date>`: a month to pick days from, by pointer or keyboard.
//!
//! # Saying back
//! [`banner`]`(ui, Tone::Bad, "what happened", "what to do next", Some("button"))`; [`Toasts`]`::push(ctx, Tone::Good, "…")` and `show(ctx)` once a frame;
//! [`Confirm`]`::new("question?", "what follows", "go on").danger().show(ctx) -> Option<`[`Answer`]`>`, `show_with(ctx, missing, |ui| fields)`;
//! [`Progress`]`::new("…", elapsed).fraction(Some(0.4)).cancellable().show(ui)`: true if cancelled.
//!
//! # Holder window
//! [`pin_boxes`]`(ui, filled, 6, scale)`; [`pin_pad()`]`(ui, &order, enabled, scale) -> Option<`[`PadKey`]`>`; buttons with `.holder().full_width()`.

mod button;
mod calendar;
mod choice;
mod feedback;
mod field;
mod layout;
mod look_menu;
mod paint;
mod period;
mod pill;
mod pin_pad;
mod prose;
mod secret_field;
mod segments;
mod shell;
mod stepper;

pub use button::{Button, ButtonResponse, icon_button};
pub use calendar::{CALENDAR_WIDTH, Calendar};
pub use choice::{Choice, check, check_row, chips, combo, combo_counted, confirm_row, labelled_combo, radio_card};
pub use feedback::{Answer, Confirm, Progress, Toasts, banner, banner_with, escape_pressed, sheet};
pub use field::{DateField, Edit, Field, alert, alert_in, free_text_trouble, hinted, parse_date};
pub use layout::{
    card, card_titled, divider, empty, ends_row, follow_focus, kv, kv_mono, kv_with, line, page, right_row, surface,
    title, with_side,
};
pub use look_menu::look_menu;
pub use paint::{CapColors, Mark, focus_ring, key_cap, key_cap_size, mark};
pub use period::{Period, PeriodField};
pub use pill::Pill;
pub use pin_pad::{PadKey, pin_boxes, pin_pad};
pub use prose::{prose, set_prose};
pub use secret_field::{CAPACITY as SECRET_CAPACITY, SecretField, SecretResponse, SecretText};
pub use segments::segments;
pub use shell::{LogPill, RailEntry, RailEvent, TopBar, logo, shell};
pub use stepper::stepper;

pub use crate::ui::input::{Shortcut, leave_enter, pressed};
