//! What the program says back: banners, toasts, progress and questions.

use std::time::Duration;

use egui::{
    Align, Align2, Area, Color32, Context, CornerRadius, Frame, Id, Key, Label, Layout, Margin, Modal, Order, Role,
    ScrollArea, Sense, Spinner, Stroke, Ui, UiBuilder, Vec2, accesskit, vec2,
};

use super::prose::prose;
use super::{
    button::Button,
    layout::title,
    paint::{self, Mark},
};
use crate::{
    t,
    ui::{
        input::{self, keymap::Scope},
        theme::{Tokens, Tone, text},
    },
};

fn sign(tone: Tone) -> Mark {
    match tone {
        Tone::Good => Mark::Check,
        Tone::Caution | Tone::Bad => Mark::Exclamation,
        Tone::Info | Tone::Neutral => Mark::Info,
    }
}

/// What happened and what to do next, across the page; true if its button was pressed.
///
/// Bad and caution are announced at once, the rest when the screen reader is free.
pub fn banner(ui: &mut Ui, tone: Tone, happened: &str, next: &str, button: Option<&str>) -> bool {
    banner_with(ui, tone, happened, next, button.map(Button::secondary))
}

/// [`banner`] with a button of its own: one that a key presses.
pub fn banner_with(ui: &mut Ui, tone: Tone, happened: &str, next: &str, button: Option<Button>) -> bool {
    let tokens = Tokens::of(ui);
    let colors = tokens.tone(tone);
    let role = if matches!(tone, Tone::Bad | Tone::Caution) { Role::Alert } else { Role::Status };
    let group = UiBuilder::new().accessibility_role(role).accessibility_label(format!("{happened} {next}"));
    let frame = Frame::new()
        .fill(colors.fill)
        .stroke(tokens.outlined(colors.text))
        .corner_radius(CornerRadius::same(tokens.radius))
        .inner_margin(Margin::symmetric(16, 12));
    ui.scope_builder(group, |ui| {
        frame
            .show(ui, |ui| {
                ui.set_min_width(ui.available_width());
                ui.spacing_mut().item_spacing = vec2(8.0, 8.0);
                ui.horizontal_top(|ui| {
                    signed(ui, tone, colors.text);
                    let room = ui.available_width() - if button.is_some() { 128.0 } else { 0.0 };
                    ui.allocate_ui_with_layout(vec2(room, 0.0), Layout::top_down(Align::Min), |ui| {
                        ui.spacing_mut().item_spacing.y = 2.0;
                        prose(ui, text::strong(happened).color(colors.text));
                        if !next.is_empty() {
                            prose(ui, text::small(next).color(tokens.text));
                        }
                    });
                    button.is_some_and(|button| {
                        let place = vec2(ui.available_width(), tokens.control_height);
                        ui.allocate_ui_with_layout(place, Layout::right_to_left(Align::Center), |ui| button.show(ui))
                            .inner
                    })
                })
                .inner
            })
            .inner
    })
    .inner
}

fn signed(ui: &mut Ui, tone: Tone, color: Color32) {
    let (square, _) = ui.allocate_exact_size(Vec2::splat(22.0), Sense::hover());
    ui.painter().circle_stroke(square.center(), 9.0, Stroke::new(1.5, color));
    paint::mark(ui.painter(), sign(tone), square.shrink(6.0), color);
}

/// Short notices at the top, newest last. Good and plain ones leave after six seconds, the others when dismissed.
#[derive(Debug, Default)]
pub struct Toasts {
    shown: Vec<Toast>,
    next: u64,
}

#[derive(Debug)]
struct Toast {
    number: u64,
    tone: Tone,
    text: String,
    until: Option<f64>,
}

const TOAST_SECS: f64 = 6.0;
const MENTION_SECS: f64 = 8.0;
const MOST_TOASTS: usize = 4;

impl Toasts {
    /// Adds a notice.
    pub fn push(&mut self, ctx: &Context, tone: Tone, text: impl Into<String>) {
        let leaves = matches!(tone, Tone::Good | Tone::Info | Tone::Neutral);
        let until = leaves.then(|| ctx.time() + TOAST_SECS);
        if self.shown.len() == MOST_TOASTS {
            self.shown.remove(0);
        }
        self.shown.push(Toast { number: self.next, tone, text: text.into(), until });
        self.next += 1;
        ctx.request_repaint();
    }

    /// Says something in passing about a key or a click, once however often it happens; it leaves by itself.
    pub fn mention(&mut self, ctx: &Context, text: &str) {
        self.shown.retain(|toast| toast.text != text);
        self.push(ctx, Tone::Caution, text);
        if let Some(toast) = self.shown.last_mut() {
            toast.until = Some(ctx.time() + MENTION_SECS);
        }
    }

    /// Takes all notices away: the screen belongs to the next person.
    pub fn clear(&mut self) {
        self.shown.clear();
    }

    /// Draws them over the window; call once a frame.
    pub fn show(&mut self, ctx: &Context) {
        let now = ctx.time();
        self.shown.retain(|toast| toast.until.is_none_or(|until| until > now));
        if self.shown.is_empty() {
            return;
        }
        if let Some(soonest) = self.shown.iter().filter_map(|toast| toast.until).reduce(f64::min) {
            ctx.request_repaint_after(Duration::from_secs_f64((soonest - now).max(0.0)));
        }
        let mut dismissed = None;
        let area = Area::new(Id::unique("toasts"))
            .order(Order::Foreground)
            // Over no button that moves a visit on: those stand at the right and at the bottom.
            .anchor(Align2::CENTER_TOP, vec2(0.0, 60.0))
            .role(accesskit::Role::Status);
        area.show(ctx, |ui| {
            ui.set_max_width(420.0);
            for toast in &self.shown {
                if toast.show(ui) {
                    dismissed = Some(toast.number);
                }
            }
        });
        self.shown.retain(|toast| Some(toast.number) != dismissed);
    }
}

impl Toast {
    fn show(&self, ui: &mut Ui) -> bool {
        let tokens = Tokens::of(ui);
        let color = tokens.tone(self.tone).text;
        let frame = Frame::popup(ui.style())
            .inner_margin(Margin::symmetric(14, 10))
            .stroke(Stroke::new(1.0, tokens.edge(color)));
        frame
            .show(ui, |ui| {
                ui.horizontal(|ui| {
                    signed(ui, self.tone, color);
                    prose(ui, text::body(&self.text));
                    let (square, response) = ui.allocate_exact_size(Vec2::splat(20.0), Sense::click());
                    paint::mark(ui.painter(), Mark::Cross, square.shrink(3.0), tokens.muted);
                    if response.has_focus() {
                        paint::focus_ring(ui, square, 4);
                    }
                    response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, t!("common-dismiss")));
                    response.clicked()
                })
                .inner
            })
            .inner
    }
}

/// How a question was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// Enter or the button that goes on.
    Confirmed,
    /// Esc or Cancel.
    Cancelled,
}

/// A sheet over the window for somebody who signs at another's screen: so many points wide, as tall as it wants to be, and scrolled
/// where the window is small. `name` is what it is called aloud.
pub fn sheet<R>(ctx: &Context, id: Id, name: String, width: f32, contents: impl FnOnce(&mut Ui) -> R) -> R {
    let tokens = Tokens::of(ctx);
    let frame = Frame::popup(&ctx.global_style())
        .inner_margin(Margin::same(24))
        .corner_radius(CornerRadius::same(tokens.radius_card));
    let area = Modal::default_area(id).role(accesskit::Role::Dialog).accessible_name(name);
    let modal = Modal::new(id).area(area).frame(frame).backdrop_color(tokens.backdrop);
    modal
        .show(ctx, |ui| {
            ui.set_width(width.min(ctx.content_rect().width() - 96.0));
            let height = (ctx.content_rect().height() - 96.0).max(200.0);
            // As tall as the sheet wants to be: the first, invisible pass of a dialog knows no height yet.
            ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, contents).inner
        })
        .inner
}

/// A question over the window. Enter goes on, Esc leaves. A click outside does neither: it may be the second of a double click on what
/// asked, and what is typed here would be lost.
#[must_use = "call show"]
pub struct Confirm<'a> {
    title: &'a str,
    body: &'a str,
    confirm: &'a str,
    cancel: Option<&'a str>,
    is_danger: bool,
    is_only_way: bool,
    is_bare: bool,
}

impl<'a> Confirm<'a> {
    /// What is asked, what follows from it, and the word on the button that goes on.
    pub fn new(title: &'a str, body: &'a str, confirm: &'a str) -> Self {
        Self { title, body, confirm, cancel: None, is_danger: false, is_only_way: false, is_bare: false }
    }

    /// Going on takes something away.
    pub fn danger(mut self) -> Self {
        self.is_danger = true;
        self
    }

    /// There is nothing to cancel: one button only, and Esc does not close it.
    pub fn only_way(mut self) -> Self {
        self.is_only_way = true;
        self
    }

    /// What it holds has buttons of its own.
    pub fn without_buttons(mut self) -> Self {
        self.is_bare = true;
        self
    }

    /// Another word than Cancel on the button that leaves.
    pub fn cancel(mut self, label: &'a str) -> Self {
        self.cancel = Some(label);
        self
    }

    /// Draws it; the answer, once there is one.
    pub fn show(self, ctx: &Context) -> Option<Answer> {
        self.show_with(ctx, None, |_| ())
    }

    /// Draws it with further fields between text and buttons, and with what is missing before it can go on.
    pub fn show_with(self, ctx: &Context, missing: Option<String>, fields: impl FnOnce(&mut Ui)) -> Option<Answer> {
        let tokens = Tokens::of(ctx);
        let frame = Frame::popup(&ctx.global_style())
            .inner_margin(Margin::same(24))
            .corner_radius(CornerRadius::same(tokens.radius_card));
        let id = Id::unique("confirm").with(self.title);
        let before = focus_before(ctx, id);
        let area = Modal::default_area(id).role(accesskit::Role::AlertDialog).accessible_name(self.title);
        let modal = Modal::new(id).area(area).frame(frame).backdrop_color(tokens.backdrop).show(ctx, |ui| {
            input::set_scope(ui, Scope::Dialog);
            ui.set_width(480.0_f32.min(ctx.content_rect().width() - 96.0));
            // On a small or enlarged window the fields scroll and the buttons stay in sight.
            let room = ui.ctx().content_rect().height() - 2.0 * 24.0 - tokens.action_height - 48.0;
            ScrollArea::vertical().max_height(room.max(96.0)).show(ui, |ui| {
                title(ui, self.title);
                if !self.body.is_empty() {
                    prose(ui, text::body(self.body));
                }
                fields(ui);
            });
            if self.is_bare {
                return None;
            }
            ui.add_space(8.0);
            self.buttons(ui, missing.as_deref())
        });
        let answer = modal.inner;
        if let Some(before) = before.filter(|_| answer.is_some()) {
            input::give_back(ctx, before);
        }
        answer
    }

    fn buttons(&self, ui: &mut Ui, missing: Option<&str>) -> Option<Answer> {
        let cancel = self.cancel.map_or_else(|| t!("common-cancel"), str::to_owned);
        super::layout::right_row(ui, |ui| {
            let confirm = if self.is_danger { Button::danger(self.confirm) } else { Button::primary(self.confirm) };
            let confirmed = confirm.key(Key::Enter).missing(missing).action().show(ui);
            let cancelled = !self.is_only_way && Button::secondary(cancel).key(Key::Escape).action().show(ui);
            if let Some(missing) = missing {
                // Beside the buttons, in as many lines as it needs: the buttons never move for it.
                ui.add(Label::new(text::muted(missing)).wrap());
            }
            match (cancelled, confirmed) {
                (true, _) => Some(Answer::Cancelled),
                (_, true) => Some(Answer::Confirmed),
                _ => None,
            }
        })
    }
}

/// What had the keyboard before a dialog opened, to give it back. Call once a frame while the dialog is shown.
fn focus_before(ctx: &Context, dialog: Id) -> Option<Id> {
    let pass = ctx.cumulative_pass_nr();
    let focused = ctx.memory(|memory| memory.focused());
    ctx.data_mut(|data| {
        let (seen, before): &mut (u64, Option<Id>) = data.get_temp_mut_or_default(dialog.with("focus-before"));
        if *seen + 1 < pass {
            *before = focused;
        }
        *seen = pass;
        *before
    })
}

/// Work that takes a while: nothing for 300 ms, then a spinner, after 2 s how far it is. True if Cancel was pressed.
#[must_use = "call show"]
pub struct Progress<'a> {
    label: &'a str,
    elapsed: Duration,
    fraction: Option<f32>,
    can_cancel: bool,
}

impl<'a> Progress<'a> {
    /// What runs, and for how long it has.
    pub fn new(label: &'a str, elapsed: Duration) -> Self {
        Self { label, elapsed, fraction: None, can_cancel: false }
    }

    /// How far it is, 0 to 1, if that is known.
    pub fn fraction(mut self, fraction: Option<f32>) -> Self {
        self.fraction = fraction.map(|fraction| fraction.clamp(0.0, 1.0));
        self
    }

    /// It can be cancelled.
    pub fn cancellable(mut self) -> Self {
        self.can_cancel = true;
        self
    }

    /// Draws it, keeps its room while it is still invisible.
    pub fn show(self, ui: &mut Ui) -> bool {
        const SPINNER_AFTER: Duration = Duration::from_millis(300);
        const FRACTION_AFTER: Duration = Duration::from_secs(2);
        let height = Tokens::of(ui).control_height;
        if self.elapsed < SPINNER_AFTER {
            ui.allocate_space(vec2(1.0, height));
            ui.ctx().request_repaint_after(SPINNER_AFTER.saturating_sub(self.elapsed));
            return false;
        }
        let known = self.fraction.filter(|_| self.elapsed >= FRACTION_AFTER);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0–100")]
        let percent = known.map(|fraction| (fraction * 100.0).floor() as u32);
        // Beside each other where there is room; a narrow card never grows for it.
        ui.horizontal_wrapped(|ui| {
            ui.set_min_height(height);
            let spinner = ui.add(Spinner::new().size(20.0).color(Tokens::of(ui).primary));
            let spoken = percent.map_or_else(
                || self.label.to_owned(),
                |percent| format!("{} {}", self.label, t!("common-progress", percent = percent)),
            );
            ui.ctx().accesskit_node_builder(spinner.id, |node| {
                node.set_role(Role::ProgressIndicator);
                node.set_label(spoken);
                if let Some(percent) = percent {
                    node.set_numeric_value(f64::from(percent));
                    node.set_min_numeric_value(0.0);
                    node.set_max_numeric_value(100.0);
                }
            });
            ui.label(text::body(self.label));
            if let (Some(fraction), Some(percent)) = (known, percent) {
                let tokens = Tokens::of(ui);
                let (track, _) =
                    ui.allocate_exact_size(vec2(160.0_f32.min(ui.max_rect().width()), 8.0), Sense::hover());
                let line = tokens.outlined(tokens.line);
                ui.painter().rect(track, CornerRadius::same(4), tokens.disabled, line, egui::StrokeKind::Outside);
                let done = egui::Rect::from_min_size(track.min, vec2(track.width() * fraction, track.height()));
                ui.painter().rect_filled(done, CornerRadius::same(4), tokens.primary);
                ui.label(text::muted(t!("common-progress", percent = percent)));
            }
            self.can_cancel
                && self.elapsed >= FRACTION_AFTER
                && Button::secondary(t!("common-cancel")).key(Key::Escape).show(ui)
        })
        .inner
    }
}

/// Whether Esc was pressed for this part of the screen, with no button to show it.
#[track_caller]
pub fn escape_pressed(ui: &Ui) -> bool {
    input::pressed(ui, Key::Escape, None)
}
