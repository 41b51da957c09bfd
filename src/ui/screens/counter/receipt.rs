//! The receipt: on screen, and as a text file for the holder. Masks only; no name, number or PIN. The counter shows it when
//! something is done, 今日办件 shows it again.

use std::{
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

use egui::{Id, Key, Ui};

use super::done::state_words;
use crate::{
    desk::Receipt,
    domain::{
        pin::{Action, PinKind, advice::PinAdvice},
        settings::Settings,
        time,
    },
    memory::shown_to_desktop,
    t,
    ui::{
        app::Ctx,
        i18n, icons,
        theme::{Tone, text},
        widgets::{Button, Field, Shortcut, alert, banner, card_titled, kv, kv_mono, prose},
        worker::{Lost, Pending, Reply, take},
    },
};

/// Width of a card that has room for two columns of a receipt.
const TWO_COLUMNS: f32 = 420.0;

/// Whose receipt it is.
#[derive(Debug, Clone, Copy)]
pub(in crate::ui::screens) struct Masks<'a> {
    /// The masked name.
    pub(in crate::ui::screens) name: &'a str,
    /// The number's mask.
    pub(in crate::ui::screens) id: &'a str,
}

/// The receipt on the screen and where it was saved.
pub(in crate::ui::screens) struct ReceiptCard {
    receipt: Receipt,
    saving: Option<Pending<Saved>>,
    path: String,
    is_typing: bool,
    is_edited: bool,
    saved: Option<PathBuf>,
    trouble: Option<String>,
    /// Give the way to save it the keyboard.
    takes_keyboard: bool,
}

/// How saving went.
enum Saved {
    At(PathBuf),
    /// The dialog was closed, or the system has none.
    Nowhere,
    Failed(std::io::ErrorKind),
}

impl Reply for Saved {
    fn lost(_: Lost) -> Self {
        Self::Failed(std::io::ErrorKind::Other)
    }
}

impl ReceiptCard {
    pub(in crate::ui::screens) fn new(receipt: Receipt) -> Self {
        Self {
            receipt,
            saving: None,
            path: String::new(),
            is_typing: false,
            is_edited: false,
            saved: None,
            trouble: None,
            takes_keyboard: false,
        }
    }

    /// Gives the way to save it the keyboard in the next frame.
    pub(in crate::ui::screens) fn take_keyboard(&mut self) {
        self.takes_keyboard = true;
    }

    pub(in crate::ui::screens) fn is_busy(&self) -> bool {
        self.saving.is_some()
    }

    pub(in crate::ui::screens) fn logic(&mut self) {
        match take(&mut self.saving) {
            Some(Saved::At(path)) => {
                self.is_typing = false;
                self.saved = Some(path);
            }
            Some(Saved::Nowhere) => self.type_path(),
            Some(Saved::Failed(kind)) => {
                self.type_path();
                self.trouble = Some(match kind {
                    std::io::ErrorKind::AlreadyExists => t!("receipt-exists"),
                    _ => t!("receipt-failed"),
                });
            }
            None => {}
        }
    }

    /// A path is typed and nothing is saved there.
    pub(in crate::ui::screens) fn would_lose_something(&self) -> bool {
        self.is_typing && self.saved.is_none() && self.is_edited
    }

    fn type_path(&mut self) {
        (self.is_typing, self.takes_keyboard) = (true, true);
        if self.path.is_empty() {
            let folder = directories::UserDirs::new().map(|dirs| dirs.home_dir().to_owned()).unwrap_or_default();
            self.path = folder.join(self.file_name()).display().to_string();
        }
    }

    fn file_name(&self) -> String {
        format!("{}.txt", self.receipt.serial)
    }

    pub(in crate::ui::screens) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, holder: Masks<'_>) {
        card_titled(ui, &t!("receipt-title"), |ui| {
            if ui.available_width() < TWO_COLUMNS {
                self.what_was_done(ui);
                self.whose(ui, holder);
            } else {
                ui.columns(2, |columns| {
                    let [left, right] = columns else { return };
                    self.what_was_done(left);
                    self.whose(right, holder);
                });
            }
            if let Some(advice) = advice(&self.receipt) {
                kv(ui, &t!("receipt-advice"), &advice);
            }
            prose(ui, text::muted(t!("receipt-witness-why")));
            self.save(ui, cx, holder);
        });
    }

    fn what_was_done(&self, ui: &mut Ui) {
        kv_mono(ui, &t!("counter-serial"), self.receipt.serial.as_str());
        kv(ui, &t!("receipt-what"), &what(&self.receipt));
        kv(ui, &t!("receipt-at"), &at(&self.receipt));
    }

    fn whose(&self, ui: &mut Ui, holder: Masks<'_>) {
        kv_mono(ui, &t!("receipt-witness"), &self.receipt.witness.to_string());
        kv_mono(ui, &t!("approval-holder"), holder.id);
        kv(ui, &t!("receipt-state"), &state_words(self.receipt.state));
    }

    fn save(&mut self, ui: &mut Ui, cx: &Ctx<'_>, holder: Masks<'_>) {
        if let Some(path) = &self.saved {
            banner(ui, Tone::Good, &t!("receipt-saved"), &path.display().to_string(), None);
            return;
        }
        let missing = self.is_busy().then(|| t!("common-working"));
        if self.is_typing {
            if let Some(trouble) = &self.trouble {
                alert(ui, trouble);
            }
            let path = Field::new(t!("receipt-path"), &mut self.path).id(Id::unique("receipt-path"));
            let path = path.limit(400).mono().show(ui);
            self.takes_keyboard &= !path.has_focus();
            if self.takes_keyboard {
                path.request_focus();
            }
            self.is_edited |= path.changed();
            let missing = missing.or_else(|| self.path.trim().is_empty().then(|| t!("receipt-path-missing")));
            let save = Button::secondary(t!("common-save")).icon(icons::SAVE).key(Shortcut::ctrl(Key::S));
            if save.missing(missing).show(ui) {
                let (path, text) = (PathBuf::from(self.path.trim()), self.text(&cx.status.settings, holder));
                self.trouble = None;
                self.saving = Some(cx.worker.read(move |_| write_new(&path, &text)));
            }
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let save = Button::secondary(t!("receipt-save")).icon(icons::DOWNLOAD).key(Shortcut::ctrl(Key::S));
            let save = save.missing(missing).show_full(ui);
            if std::mem::take(&mut self.takes_keyboard) {
                save.response.request_focus();
            }
            if save.pressed {
                let (name, text) = (self.file_name(), self.text(&cx.status.settings, holder));
                self.saving = Some(cx.worker.read(move |_| choose_and_write(&name, &text)));
            }
            if Button::quiet(t!("receipt-type-path")).show(ui) {
                self.type_path();
            }
        });
    }

    /// The whole file.
    fn text(&self, settings: &Settings, holder: Masks<'_>) -> String {
        let mut lines = vec![
            settings.office_name.clone(),
            t!("receipt-title"),
            String::new(),
            format!("{}: {}", t!("counter-serial"), self.receipt.serial),
            format!("{}: {}", t!("receipt-seat"), settings.seat.as_str()),
            format!("{}: {}", t!("receipt-at"), at(&self.receipt)),
            format!("{}: {} {}", t!("approval-holder"), holder.name, holder.id),
            format!("{}: {}", t!("receipt-what"), what(&self.receipt)),
            format!("{}: {}", t!("receipt-state"), state_words(self.receipt.state)),
            format!("{}: {}", t!("receipt-witness"), self.receipt.witness),
            String::new(),
            t!("receipt-witness-why"),
            t!("holder-warning"),
        ];
        lines.extend(advice(&self.receipt));
        lines.join("\n") + "\n"
    }
}

fn what(receipt: &Receipt) -> String {
    action_words(receipt.action, receipt.kind)
}

/// What the holder should know about the age of the PIN.
fn advice(receipt: &Receipt) -> Option<String> {
    receipt.advice.map(|advice| match advice {
        PinAdvice::ChangeAfter(months) => t!("receipt-advice-after", months = months),
        PinAdvice::OlderThan(months) => t!("receipt-advice-old", months = months),
    })
}

/// An action on a kind, in words.
pub(in crate::ui::screens) fn action_words(action: Action, kind: PinKind) -> String {
    let kind = i18n::text_of("kind", kind.code());
    t!("visit-action", kind = kind, action = i18n::text_of("pin-action", action.code()))
}

fn at(receipt: &Receipt) -> String {
    time::local(receipt.at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Asks the desktop for a place; the dialog itself asks before it replaces a file.
fn choose_and_write(name: &str, text: &str) -> Saved {
    match shown_to_desktop(|| rfd::FileDialog::new().set_file_name(name).save_file()) {
        Some(path) => written(path.clone(), std::fs::write(&path, text)),
        None => Saved::Nowhere,
    }
}

/// Writes to a typed path, and never over another file.
fn write_new(path: &Path, text: &str) -> Saved {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    written(path.to_owned(), file.and_then(|mut file| file.write_all(text.as_bytes())))
}

fn written(path: PathBuf, result: std::io::Result<()>) -> Saved {
    match result {
        Ok(()) => Saved::At(path),
        Err(error) => Saved::Failed(error.kind()),
    }
}
