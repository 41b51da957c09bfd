//! The receipt: on screen, and as a text file for the holder. Masks only; no name, number or PIN.

use std::{
    fs::OpenOptions,
    io::Write as _,
    path::{Path, PathBuf},
};

use egui::{Id, Key, Label, Ui};

use super::done::state_words;
use crate::{
    desk::{HolderView, Receipt},
    domain::{pin::advice::PinAdvice, settings::Settings, time},
    t,
    ui::{
        app::Ctx,
        i18n, icons,
        theme::{Tone, text},
        widgets::{Button, Field, Shortcut, alert, banner, card_titled, kv, kv_mono},
        worker::{Pending, take},
    },
};

/// The receipt on the screen and where it was saved.
pub(super) struct ReceiptCard {
    receipt: Receipt,
    saving: Option<Pending<Saved>>,
    path: String,
    is_typing: bool,
    is_edited: bool,
    saved: Option<PathBuf>,
    trouble: Option<String>,
    takes_keyboard: bool,
}

/// How saving went.
enum Saved {
    At(PathBuf),
    /// The dialog was closed, or the system has none.
    Nowhere,
    Failed(std::io::ErrorKind),
}

impl ReceiptCard {
    pub(super) fn new(receipt: Receipt) -> Self {
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

    pub(super) fn is_busy(&self) -> bool {
        self.saving.is_some()
    }

    pub(super) fn logic(&mut self) {
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
    pub(super) fn would_lose_something(&self) -> bool {
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

    pub(super) fn ui(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView) {
        card_titled(ui, &t!("receipt-title"), |ui| {
            ui.columns(2, |columns| {
                let [left, right] = columns else { return };
                kv_mono(left, &t!("counter-serial"), self.receipt.serial.as_str());
                kv(left, &t!("receipt-what"), &what(&self.receipt));
                kv(left, &t!("receipt-at"), &at(&self.receipt));
                kv_mono(right, &t!("receipt-witness"), &self.receipt.witness.to_string());
                kv_mono(right, &t!("approval-holder"), &view.id_mask);
                kv(right, &t!("receipt-state"), &state_words(self.receipt.state));
            });
            if let Some(advice) = advice(&self.receipt) {
                kv(ui, &t!("receipt-advice"), &advice);
            }
            ui.add(Label::new(text::muted(t!("receipt-witness-why"))).wrap());
            self.save(ui, cx, view);
        });
    }

    fn save(&mut self, ui: &mut Ui, cx: &Ctx<'_>, view: &HolderView) {
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
                let (path, text) = (PathBuf::from(self.path.trim()), self.text(&cx.status.settings, view));
                self.trouble = None;
                self.saving = Some(cx.worker.read(move |_| write_new(&path, &text)));
            }
            return;
        }
        ui.horizontal(|ui| {
            let save = Button::secondary(t!("receipt-save")).icon(icons::DOWNLOAD).key(Shortcut::ctrl(Key::S));
            if save.missing(missing).show(ui) {
                let (name, text) = (self.file_name(), self.text(&cx.status.settings, view));
                self.saving = Some(cx.worker.read(move |_| choose_and_write(&name, &text)));
            }
            if Button::quiet(t!("receipt-type-path")).show(ui) {
                self.type_path();
            }
        });
    }

    /// The whole file.
    fn text(&self, settings: &Settings, view: &HolderView) -> String {
        let mut lines = vec![
            settings.office_name.clone(),
            t!("receipt-title"),
            String::new(),
            format!("{}: {}", t!("counter-serial"), self.receipt.serial),
            format!("{}: {}", t!("receipt-seat"), settings.seat.as_str()),
            format!("{}: {}", t!("receipt-at"), at(&self.receipt)),
            format!("{}: {} {}", t!("approval-holder"), view.name_mask, view.id_mask),
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
    let kind = i18n::text_of("kind", receipt.kind.code());
    t!("visit-action", kind = kind, action = i18n::text_of("pin-action", receipt.action.code()))
}

/// What the holder should know about the age of the PIN.
fn advice(receipt: &Receipt) -> Option<String> {
    receipt.advice.map(|advice| match advice {
        PinAdvice::ChangeAfter(months) => t!("receipt-advice-after", months = months),
        PinAdvice::OlderThan(months) => t!("receipt-advice-old", months = months),
    })
}

fn at(receipt: &Receipt) -> String {
    time::local(receipt.at).strftime("%Y-%m-%d %H:%M").to_string()
}

/// Asks the desktop for a place; the dialog itself asks before it replaces a file.
fn choose_and_write(name: &str, text: &str) -> Saved {
    match rfd::FileDialog::new().set_file_name(name).save_file() {
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
