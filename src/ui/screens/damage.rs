//! 日志有问题: what was found, that counter work is stopped, and the supervisor's way on: a new log.

use egui::{Frame, Id, Key, Margin, Ui};

use crate::{
    desk::{Damage, DeskError, Integrity},
    domain::staff::Role,
    t,
    ui::{
        app::{Command, Ctx},
        errors, i18n, icons,
        theme::{Tokens, Tone},
        widgets::{Answer, Button, Confirm, Field, Progress, banner, card, empty, free_text_trouble, kv},
        worker::{Pending, take},
    },
};

/// The finding, if there is one, and whether this person's own pages give way to it: everyone's but the supervisor's.
pub fn covers_page(cx: &Ctx<'_>) -> bool {
    cx.session.is_some_and(|session| covers(session.role, &cx.status.integrity))
}

/// Whether the pages of a role give way to a finding.
#[must_use]
pub fn covers(role: Role, integrity: &Integrity) -> bool {
    matches!(integrity, Integrity::Damaged(_)) && role != Role::Supervisor
}

/// The page of clerks and administrators while the log is damaged.
pub fn page(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let Integrity::Damaged(damage) = &cx.status.integrity else { return };
    crate::ui::input::set_scope(ui, crate::ui::input::keymap::Scope::Damage);
    card(ui, |ui| {
        empty(ui, icons::GPP_BAD, &t!("damage-stopped"), &t!("damage-call"));
        finding(ui, damage);
        ui.add_space(8.0);
        if Button::primary(t!("damage-sign-out")).key(Key::Enter).action().show(ui) {
            cx.send(Command::SignOut);
        }
    });
}

/// What was found and where.
fn finding(ui: &mut Ui, damage: &Damage) {
    let tokens = Tokens::of(ui);
    Frame::new()
        .fill(tokens.canvas)
        .stroke(tokens.outlined(tokens.line))
        .corner_radius(tokens.radius)
        .inner_margin(Margin::symmetric(16, 12))
        .show(ui, |ui| {
            ui.set_min_width(ui.available_width());
            kv(ui, &t!("damage-finding"), &i18n::text_of("finding", damage.code()));
            kv(ui, &t!("damage-means"), &i18n::text_of("finding-means", damage.code()));
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 28.0;
                let first_bad = damage
                    .first_bad()
                    .map_or_else(|| t!("damage-unknown"), |seq| t!("damage-entry", seq = i18n::grouped(seq)));
                kv(ui, &t!("damage-first-bad"), &first_bad);
                if let Damage::Log(found) = damage {
                    let size = i18n::grouped(found.last_good.size);
                    kv(ui, &t!("damage-last-good"), &t!("damage-entries", count = size));
                }
            });
        });
}

/// The supervisor's card above the audit page, with the dialog that starts a new log.
#[derive(Default)]
pub struct DamageCard {
    asks: bool,
    /// The dialog has just been asked for; its field gets the keyboard.
    has_just_asked: bool,
    reason: String,
    error: Option<DeskError>,
    slot: Option<Pending<Result<(), DeskError>>>,
}

impl DamageCard {
    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.slot) {
            Some(Ok(())) => {
                *self = Self::default();
                cx.send(Command::Say(Tone::Good, t!("damage-mended")));
                cx.send(Command::Verify);
            }
            Some(Err(error)) => self.error = Some(error),
            None => {}
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.slot.is_some()
    }
}

/// Draws the supervisor's card while the log is damaged; nothing otherwise.
pub fn card_of(ui: &mut Ui, cx: &mut Ctx<'_>, state: &mut DamageCard) {
    let Integrity::Damaged(damage) = &cx.status.integrity else { return };
    if cx.session.is_none_or(|session| session.role != Role::Supervisor) {
        return;
    }
    card(ui, |ui| {
        banner(ui, Tone::Bad, &t!("damage-stopped"), &t!("damage-supervisor"), None);
        ui.add_space(4.0);
        finding(ui, damage);
        kv(ui, &t!("proof-next"), &i18n::text_of("finding-next", damage.code()));
        ui.add_space(4.0);
        if let Some(error) = state.error.as_ref().filter(|_| !state.asks) {
            let said = errors::explain(error);
            banner(ui, Tone::Bad, &said.what, &said.next, None);
        }
        match &state.slot {
            Some(pending) => {
                let _ = Progress::new(&t!("damage-starting"), pending.elapsed()).show(ui);
            }
            None if Button::danger(t!("damage-new-log")).key(Key::F8).action().show(ui) => {
                (state.asks, state.has_just_asked) = (true, true);
            }
            None => {}
        }
    });
    ask(ui, cx, state);
}

fn ask(ui: &mut Ui, cx: &Ctx<'_>, state: &mut DamageCard) {
    if !state.asks {
        return;
    }
    let (heading, body, go) = (t!("damage-new-title"), t!("damage-new"), t!("damage-new-go"));
    let missing = state.reason.trim().is_empty().then(|| t!("damage-reason-missing"));
    let missing = missing.or_else(|| free_text_trouble(&state.reason).map(|_| t!("text-to-mend")));
    let (reason, has_just_asked) = (&mut state.reason, &mut state.has_just_asked);
    let answer = Confirm::new(&heading, &body, &go).danger().show_with(ui, missing, |ui| {
        ui.add_space(4.0);
        let id = Id::unique("damage-reason");
        Field::new(t!("damage-reason"), reason).help(t!("damage-reason-help")).free_text().id(id).needed().show(ui);
        // What is only being measured cannot hold the keyboard.
        if *has_just_asked && !ui.is_sizing_pass() {
            *has_just_asked = false;
            ui.memory_mut(|memory| memory.request_focus(id));
        }
    });
    match answer {
        Some(Answer::Confirmed) if state.slot.is_none() => {
            state.asks = false;
            state.error = None;
            let reason = state.reason.clone();
            state.slot = Some(cx.worker.ask(move |desk, _| desk.start_new_log(&reason)));
        }
        Some(Answer::Cancelled) => state.asks = false,
        _ => {}
    }
}

/// The heading of the page that takes the place of the clerk's and the administrator's.
#[must_use]
pub fn heading() -> String {
    t!("damage-title")
}
