//! 暂停密码办理: the sheet over the worklist with every hold that stands, where one is made and where one is lifted.
//!
//! What is typed stays when the sheet is closed; only what was done is cleared.

use egui::{Id, Key, Ui};

use crate::{
    desk::{AdministratorConsent, Desk, DeskError, OpenHold},
    domain::{id_number, time},
    t,
    ui::{
        app::{Command, Ctx},
        errors::{self, Explained},
        i18n, icons,
        input::{self, keymap::Scope},
        screens::audit::describe,
        theme::{Tone, text},
        widgets::{
            Button, Field, Progress, SecretField, SecretText, banner, divider, empty, ends_row, free_text_trouble, kv,
            kv_mono, line, prose, sheet, title,
        },
        worker::{Pending, take},
    },
    vault::Password,
};

/// A reply with the holds as they stand afterwards.
type Reply = Result<Vec<OpenHold>, DeskError>;

/// The sheet.
#[derive(Default)]
pub struct HoldsSheet {
    is_open: bool,
    holds: Option<Vec<OpenHold>>,
    asking: Option<Pending<Reply>>,
    /// What is being done, and the words for when it is.
    doing: Option<(Deed, Pending<Reply>)>,
    number: String,
    reason: String,
    /// The hold that is being lifted.
    lifting: Option<OpenHold>,
    lift_reason: String,
    administrator: String,
    password: SecretText,
    trouble: Option<Explained>,
    /// The sheet has just opened, or changed: its first field gets the keyboard.
    wants_focus: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Hold,
    Release,
}

impl HoldsSheet {
    /// Opens the sheet and asks what stands.
    pub fn open(&mut self, cx: &Ctx<'_>) {
        self.is_open = true;
        self.wants_focus = true;
        self.asking = Some(cx.worker.ask(|desk, _| desk.holds()));
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.asking.is_some() || self.doing.is_some()
    }

    /// Whether something is typed that leaving would throw away.
    #[must_use]
    pub fn has_text(&self) -> bool {
        [&self.number, &self.reason, &self.lift_reason].iter().any(|text| !text.trim().is_empty())
    }

    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.asking) {
            Some(Ok(holds)) => self.holds = Some(holds),
            Some(Err(error)) => self.trouble = Some(errors::explain(&error)),
            None => {}
        }
        let Some((deed, doing)) = &self.doing else { return };
        let Some(reply) = doing.poll() else { return };
        let deed = *deed;
        self.doing = None;
        match (reply, deed) {
            (Ok(holds), Deed::Hold) => {
                self.holds = Some(holds);
                self.number.clear();
                self.reason.clear();
                cx.send(Command::Say(Tone::Good, t!("hold-done")));
            }
            (Ok(holds), Deed::Release) => {
                self.holds = Some(holds);
                self.lifting = None;
                self.lift_reason.clear();
                self.administrator.clear();
                cx.send(Command::Say(Tone::Good, t!("hold-released")));
            }
            (Err(error), _) => self.trouble = Some(errors::explain(&error)),
        }
        self.wants_focus = true;
    }

    /// Draws the sheet.
    pub fn ui(&mut self, ui: &Ui, cx: &Ctx<'_>) {
        if !self.is_open {
            return;
        }
        sheet(ui.ctx(), Id::unique("holds-sheet"), t!("hold-title"), 600.0, |ui| {
            input::set_scope(ui, Scope::Dialog);
            if let Some(trouble) = &self.trouble {
                banner(ui, Tone::Bad, &trouble.what, &trouble.next, None);
            }
            match self.lifting.clone() {
                Some(hold) => self.release(ui, cx, &hold),
                None => self.overview(ui, cx),
            }
        });
    }

    fn overview(&mut self, ui: &mut Ui, cx: &Ctx<'_>) {
        title(ui, &t!("hold-title"));
        prose(ui, text::muted(t!("hold-how")));
        let number = Field::new(t!("hold-number"), &mut self.number).id_number().limit(32).needed().show(ui);
        self.take_focus(ui, number.id);
        Field::new(t!("hold-reason"), &mut self.reason).free_text().needed().show(ui);
        let missing = missing(&[&self.number, &self.reason], &self.reason);
        let pressed = self.buttons(ui, t!("hold-do"), missing);
        match pressed {
            Some(true) => {
                let (number, reason) = (self.number.clone(), self.reason.clone());
                self.send(cx, Deed::Hold, move |desk| {
                    let today = time::day(desk.clock().now());
                    let parsed = id_number::parse(&number, today).map_err(DeskError::IdNumber)?;
                    desk.hold(&parsed.number, &reason)
                });
            }
            Some(false) => self.is_open = false,
            None => {}
        }
        divider(ui);
        self.list(ui);
    }

    fn list(&mut self, ui: &mut Ui) {
        let Some(holds) = &self.holds else {
            ui.label(text::muted(t!("hold-loading")));
            return;
        };
        if holds.is_empty() {
            empty(ui, icons::FACT_CHECK, &t!("hold-none"), "");
            return;
        }
        ui.label(text::strong(t!("hold-open", count = i18n::grouped_len(holds.len()))));
        let mut lifting = None;
        for hold in holds {
            ui.push_id(hold.subject.as_str(), |ui| {
                ends_row(
                    ui,
                    &mut lifting,
                    |ui, _| {
                        ui.vertical(|ui| {
                            let since = describe::minute(hold.since);
                            let by = t!("hold-since", when = since, name = hold.by.as_str());
                            line(ui, |ui| {
                                ui.label(text::mono(&hold.mask));
                                ui.label(text::muted(by));
                            });
                            prose(ui, text::body(&hold.reason));
                        });
                    },
                    |ui, lifting| {
                        let own = hold.is_own_record.then(|| t!("hold-own-record"));
                        if Button::secondary(t!("hold-release")).missing(own).show(ui) {
                            *lifting = Some(hold.clone());
                        }
                    },
                );
            });
        }
        if let Some(hold) = lifting {
            self.lifting = Some(hold);
            self.trouble = None;
            self.wants_focus = true;
        }
    }

    fn release(&mut self, ui: &mut Ui, cx: &Ctx<'_>, hold: &OpenHold) {
        title(ui, &t!("hold-release"));
        kv_mono(ui, &t!("hold-whose"), &hold.mask);
        kv(ui, &t!("hold-by"), &t!("hold-since", when = describe::minute(hold.since), name = hold.by.as_str()));
        kv(ui, &t!("hold-reason"), &hold.reason);
        if hold.is_own {
            let from = describe::minute(hold.maker_may_from);
            banner(ui, Tone::Caution, &t!("hold-own"), &t!("hold-own-next", when = from), None);
        }
        let reason = Field::new(t!("hold-release-reason"), &mut self.lift_reason).free_text().needed().show(ui);
        self.take_focus(ui, reason.id);
        if hold.is_own {
            Field::new(t!("hold-administrator"), &mut self.administrator).limit(32).latin().needed().show(ui);
            SecretField::new(t!("hold-administrator-password"), &mut self.password).needed().show(ui);
        }
        let mut missing = missing(&[&self.lift_reason], &self.lift_reason);
        if hold.is_own && missing.is_none() && (self.administrator.trim().is_empty() || self.password.is_empty()) {
            missing = Some(t!("hold-own"));
        }
        match self.buttons(ui, t!("hold-release-do"), missing) {
            Some(true) => {
                let (subject, reason) = (hold.subject.clone(), self.lift_reason.clone());
                let consent = hold.is_own.then(|| AdministratorConsent {
                    number: self.administrator.trim().to_owned(),
                    password: Password::new(&self.password.take()),
                });
                self.send(cx, Deed::Release, move |desk| desk.release(&subject, &reason, consent.as_ref()));
            }
            Some(false) => {
                self.lifting = None;
                self.trouble = None;
                self.wants_focus = true;
            }
            None => {}
        }
    }

    /// Enter does it, Esc goes back; true for the first, false for the second.
    fn buttons(&self, ui: &mut Ui, does: String, missing: Option<String>) -> Option<bool> {
        if let Some((_, doing)) = &self.doing {
            let _no_cancel = Progress::new(&t!("hold-writing"), doing.elapsed()).show(ui);
            return None;
        }
        let mut pressed = None;
        ui.add_space(4.0);
        ui.horizontal_wrapped(|ui| {
            if Button::primary(does).key(Key::Enter).missing(missing).action().show_with_reason(ui) {
                pressed = Some(true);
            }
            if Button::secondary(t!("common-close")).key(Key::Escape).action().show(ui) {
                pressed = Some(false);
            }
        });
        pressed
    }

    fn send(
        &mut self,
        cx: &Ctx<'_>,
        deed: Deed,
        work: impl FnOnce(&mut Desk) -> Result<(), DeskError> + Send + 'static,
    ) {
        self.trouble = None;
        let doing = cx.worker.ask(move |desk, _| {
            work(desk)?;
            desk.holds()
        });
        self.doing = Some((deed, doing));
    }

    /// The first, invisible pass of a dialog cannot hold the keyboard, so it is asked for until it is there.
    fn take_focus(&mut self, ui: &Ui, field: Id) {
        if self.wants_focus {
            ui.memory_mut(|memory| memory.request_focus(field));
            self.wants_focus = !ui.memory(|memory| memory.has_focus(field)) || ui.is_sizing_pass();
        }
    }
}

/// What keeps the sheet from being sent.
fn missing(fields: &[&String], text: &str) -> Option<String> {
    let open = fields.iter().filter(|field| field.trim().is_empty()).count();
    let missing = (open > 0).then(|| t!("common-still-missing", count = open));
    missing.or_else(|| free_text_trouble(text).map(|_| t!("text-to-mend")))
}

impl std::fmt::Debug for HoldsSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("HoldsSheet").field("is_open", &self.is_open).finish_non_exhaustive()
    }
}
