//! 复核: the sheet on which a supervisor consents, or does not, over the clerk's screen.

use egui::{Id, Key, Ui};

use crate::{
    desk::{ApprovalDecision, DeskError, HolderView},
    domain::{
        pin::{Action, PinKind},
        settings::Settings,
        visit::ApprovalReason,
    },
    t,
    ui::{
        app::Ctx,
        errors::{Explained, explain},
        i18n,
        input::{self, keymap::Scope},
        theme::{Tone, text},
        widgets::{
            Button, Field, Progress, SecretField, SecretText, banner, divider, ends_row, free_text_trouble, kv,
            kv_mono, prose, sheet, title,
        },
        worker::Pending,
    },
    vault::Password,
};

/// The number behind a reason, as the settings have it now; the log's entries name the reason only.
fn limit(reason: ApprovalReason, settings: &Settings) -> String {
    match reason {
        ApprovalReason::RepeatReset => t!("approval-sheet-repeat-reset", days = settings.repeat_reset_days),
        ApprovalReason::DoubtfulCheck => t!("approval-sheet-doubtful-check", days = settings.doubtful_check_days),
        ApprovalReason::ManyUnlocks => t!("approval-sheet-many-unlocks", count = settings.free_unlocks_per_year),
        ApprovalReason::OtherDocument => String::new(),
    }
}

/// The sheet, bound to one action on one kind.
pub(super) struct Sheet {
    action: Action,
    kind: PinKind,
    reasons: Vec<ApprovalReason>,
    supervisor: String,
    password: SecretText,
    remark: String,
    deciding: Option<(bool, Pending<Result<(), DeskError>>)>,
    decided: Option<bool>,
    trouble: Option<Explained>,
    has_asked_focus: bool,
    /// An error: the password has to be typed again.
    wants_password: bool,
}

fn password_id() -> Id {
    Id::unique("approval-password")
}

/// How the sheet was left.
pub(super) enum Answer {
    Granted,
    Refused,
    /// Nobody decided.
    Left,
}

impl Sheet {
    pub(super) fn new(action: Action, kind: PinKind, reasons: Vec<ApprovalReason>) -> Self {
        Self {
            action,
            kind,
            reasons,
            supervisor: String::new(),
            password: SecretText::default(),
            remark: String::new(),
            deciding: None,
            decided: None,
            trouble: None,
            has_asked_focus: false,
            wants_password: false,
        }
    }

    pub(super) fn is_busy(&self) -> bool {
        self.deciding.is_some()
    }

    pub(super) fn logic(&mut self) {
        let Some((is_granted, deciding)) = &self.deciding else { return };
        let Some(reply) = deciding.poll() else { return };
        let is_granted = *is_granted;
        self.deciding = None;
        match reply {
            Ok(()) => self.decided = Some(is_granted),
            Err(error) => {
                self.trouble = Some(explain(&error));
                self.wants_password = true;
            }
        }
    }

    /// Draws the sheet; how it was left, once it was.
    pub(super) fn ui(&mut self, ui: &Ui, cx: &Ctx<'_>, view: &HolderView) -> Option<Answer> {
        match self.decided {
            Some(true) => return Some(Answer::Granted),
            Some(false) => return Some(Answer::Refused),
            None => {}
        }
        sheet(ui.ctx(), Id::unique("approval-sheet"), t!("approval-title"), 520.0, |ui| self.sheet(ui, cx, view))
    }

    fn sheet(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView) -> Option<Answer> {
        input::set_scope(ui, Scope::Approval);
        title(ui, &t!("approval-title"));
        prose(ui, text::muted(t!("approval-how")));
        ui.columns(2, |columns| {
            kv_mono(&mut columns[0], &t!("approval-holder"), &view.id_mask);
            let kind = i18n::text_of("kind", self.kind.code());
            let action = i18n::text_of("pin-action", self.action.code());
            kv(&mut columns[1], &t!("approval-what"), &t!("visit-action", kind = kind, action = action));
        });
        for reason in &self.reasons {
            let limit = limit(*reason, &cx.status.settings);
            banner(ui, Tone::Caution, &i18n::text_of("approval", reason.code()), &limit, None);
        }
        divider(ui);
        if let Some(trouble) = &self.trouble {
            banner(ui, Tone::Bad, &trouble.what, &trouble.next, None);
        }
        self.fields(ui);
        ui.add_space(8.0);
        self.buttons(ui, cx)
    }

    fn fields(&mut self, ui: &mut Ui) {
        let number = Id::unique("approval-supervisor");
        let field =
            Field::new(t!("approval-supervisor"), &mut self.supervisor).limit(32).id(number).latin().needed().show(ui);
        // The first pass of a dialog is invisible and cannot hold the keyboard, so it is asked for until it is there.
        if field.has_focus() {
            self.has_asked_focus = true;
        } else if !self.has_asked_focus {
            field.request_focus();
        }
        let password = SecretField::new(t!("approval-password"), &mut self.password).id(password_id()).needed();
        password.show(ui);
        if std::mem::take(&mut self.wants_password) {
            ui.memory_mut(|memory| memory.request_focus(password_id()));
        }
        Field::new(t!("approval-remark"), &mut self.remark).free_text().needed().show(ui);
    }

    fn buttons(&mut self, ui: &mut Ui, cx: &Ctx<'_>) -> Option<Answer> {
        if let Some((_, deciding)) = &self.deciding {
            let _no_cancel = Progress::new(&t!("approval-checking"), deciding.elapsed()).show(ui);
            return None;
        }
        let open = [self.supervisor.trim().is_empty(), self.password.is_empty(), self.remark.trim().is_empty()];
        let open = open.into_iter().filter(|is_open| *is_open).count();
        let missing = (open > 0).then(|| t!("common-still-missing", count = open));
        let missing = missing.or_else(|| free_text_trouble(&self.remark).map(|_| t!("text-to-mend")));
        let mut pressed = (false, false, false);
        ends_row(
            ui,
            &mut pressed,
            |ui, pressed| {
                pressed.1 =
                    Button::danger(t!("approval-refuse")).key(Key::F8).action().missing(missing.as_ref()).show(ui);
            },
            |ui, pressed| {
                let grant = Button::primary(t!("approval-grant")).key(Key::Enter).action().missing(missing.as_ref());
                pressed.0 = grant.show(ui);
                pressed.2 = Button::secondary(t!("common-cancel")).key(Key::Escape).action().show(ui);
                if let Some(missing) = &missing {
                    ui.label(text::muted(missing));
                }
            },
        );
        match pressed {
            (.., true) => return Some(Answer::Left),
            (true, ..) => self.decide(cx, true),
            (_, true, _) => self.decide(cx, false),
            _ => {}
        }
        None
    }

    fn decide(&mut self, cx: &Ctx<'_>, granted: bool) {
        let decision = ApprovalDecision {
            action: self.action,
            kind: self.kind,
            supervisor: self.supervisor.trim().to_owned(),
            password: Password::new(&self.password.take()),
            remark: self.remark.clone(),
            granted,
        };
        self.trouble = None;
        self.deciding = Some((granted, cx.worker.ask(move |desk, _| desk.approve(&decision))));
    }
}
