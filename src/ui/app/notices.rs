//! What everybody in the office should see on every screen until it is dealt with: changes that no supervisor consented to.
//! A supervisor opens them and consents, objects, or marks them reviewed.

use egui::{Frame, Id, Key, Margin, Panel, Ui};

use super::{Command, Ctx};
use crate::{
    desk::{DeferralState, DeferralView, DeskError},
    domain::{settings::Field as SettingField, staff::Role, time},
    t,
    ui::{
        errors::explain,
        i18n,
        input::{self, keymap::Scope},
        theme::{Tokens, Tone, text},
        widgets::{Button, Confirm, Field, Progress, alert, ends_row, free_text_trouble, kv, kv_mono},
        worker::{Pending, take},
    },
};

/// The sheet on one of them, while it is open.
#[derive(Default)]
pub(super) struct NoticeSheet {
    open: Option<DeferralView>,
    remark: String,
    error: Option<DeskError>,
    settling: Option<Pending<Result<(), DeskError>>>,
    takes_keyboard: bool,
}

impl NoticeSheet {
    /// Takes in the reply.
    pub(super) fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.settling) {
            Some(Ok(())) => {
                *self = Self::default();
                cx.send(Command::Say(Tone::Good, t!("notice-settled")));
            }
            Some(Err(error)) => self.error = Some(error),
            None => {}
        }
        // Whoever signs out takes the open sheet along.
        if cx.session.is_none_or(|session| session.role != Role::Supervisor) {
            *self = Self::default();
        }
    }

    /// Whether a reply is being waited for.
    pub(super) fn is_busy(&self) -> bool {
        self.settling.is_some()
    }

    /// The strip over every screen, and the sheet if a supervisor opened it.
    pub(super) fn strip(&mut self, ui: &mut Ui, cx: &mut Ctx<'_>, is_locked: bool) {
        let deferrals = &cx.status.notices.deferrals;
        if deferrals.is_empty() {
            return;
        }
        let tokens = Tokens::of(ui);
        let frame = Frame::new().fill(tokens.caution_tint).inner_margin(Margin::symmetric(16, 6));
        let may_settle = !is_locked && cx.session.is_some_and(|session| session.role == Role::Supervisor);
        Panel::top("notices").frame(frame).show_separator_line(false).show(ui, |ui| {
            for deferral in deferrals {
                let mut is_opened = false;
                ends_row(
                    ui,
                    &mut is_opened,
                    |ui, _| {
                        ui.add(egui::Label::new(text::strong(sentence(deferral))).wrap());
                    },
                    |ui, is_opened| {
                        *is_opened = may_settle && Button::secondary(t!("notice-open")).small().show(ui);
                    },
                );
                if is_opened {
                    *self = Self { open: Some(deferral.clone()), takes_keyboard: true, ..Self::default() };
                }
            }
        });
        if may_settle {
            self.sheet(ui, cx);
        }
    }

    fn sheet(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        let Some(deferral) = self.open.take() else { return };
        let waits = deferral.state == DeferralState::Waiting;
        let heading = t!("notice-title");
        let body = if waits { t!("notice-waits") } else { t!("notice-done") };
        let mut left = false;
        let _ = Confirm::new(&heading, &body, "").without_buttons().show_with(ui, None, |ui| {
            input::set_scope(ui, Scope::Notices);
            kv(ui, &t!("consent-what"), &i18n::text_of("action", deferral.action.code()));
            kv_mono(ui, &t!("consent-account"), &about(&deferral));
            kv_mono(ui, &t!("notice-by"), &deferral.made_by);
            kv(ui, &t!("notice-effective"), &moment(&deferral));
            let id = Id::unique("notice-remark");
            if self.takes_keyboard {
                self.takes_keyboard = !ui.memory(|memory| memory.has_focus(id));
                ui.memory_mut(|memory| memory.request_focus(id));
            }
            Field::new(t!("approval-remark"), &mut self.remark).id(id).free_text().needed().show(ui);
            if let Some(error) = &self.error {
                alert(ui, &explain(error).line());
            }
            if let Some(settling) = &self.settling {
                let _ = Progress::new(&t!("common-working"), settling.elapsed()).show(ui);
                return;
            }
            left = self.buttons(ui, cx, &deferral, waits);
        });
        if left {
            *self = Self::default();
        } else {
            self.open = Some(deferral);
        }
    }

    /// True if it is left.
    fn buttons(&mut self, ui: &mut Ui, cx: &Ctx<'_>, deferral: &DeferralView, waits: bool) -> bool {
        let missing = self.remark.trim().is_empty().then(|| t!("common-still-missing", count = 1));
        let missing = missing.or_else(|| free_text_trouble(&self.remark).map(|_| t!("text-to-mend")));
        let mut pressed = (false, false, false);
        ui.add_space(8.0);
        ends_row(
            ui,
            &mut pressed,
            |ui, pressed| {
                if waits {
                    let object = Button::danger(t!("notice-object")).key(Key::F8).action();
                    pressed.1 = object.missing(missing.as_ref()).show(ui);
                }
            },
            |ui, pressed| {
                let words = if waits { t!("notice-consent") } else { t!("worklist-sign") };
                pressed.0 = Button::primary(words).key(Key::Enter).action().missing(missing.as_ref()).show(ui);
                pressed.2 = Button::secondary(t!("common-cancel")).key(Key::Escape).action().show(ui);
            },
        );
        if pressed.0 || pressed.1 {
            let (id, remark, granted) = (deferral.id.clone(), self.remark.clone(), pressed.0);
            self.error = None;
            self.settling = Some(cx.worker.ask(move |desk, _| desk.settle_deferral(&id, &remark, granted)));
        }
        pressed.2
    }
}

/// What is done to whom, and when it takes effect or took it.
fn sentence(deferral: &DeferralView) -> String {
    let action = i18n::text_of("action", deferral.action.code());
    let (about, at) = (about(deferral), moment(deferral));
    match deferral.state {
        DeferralState::Waiting => t!("notice-strip-waits", action = action, about = about, at = at),
        _ => t!("notice-strip-done", action = action, about = about, at = at),
    }
}

/// When it takes effect, Beijing time.
fn moment(deferral: &DeferralView) -> String {
    time::local(deferral.effective_at).strftime("%m-%d %H:%M").to_string()
}

/// The account, or the names of the settings.
fn about(deferral: &DeferralView) -> String {
    let name = |key: &str| match SettingField::from_key(key) {
        Some(field) => i18n::text_of("setting", field.key()),
        None => key.to_owned(),
    };
    deferral.about.split(' ').map(name).collect::<Vec<_>>().join(" · ")
}
