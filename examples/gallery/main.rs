//! Every widget of the kit in one window, to be looked at.
//!
//! ```sh
//! cargo run --example gallery -- [--lang zh-CN|en] [--look light|dark|high-contrast] [--scale 1] [--page counter|kit|signin|holder|dialog] [--holder new|refused|offer|stop|idle|done] [--large] [--size 1366x768] [--shot FILE.png]
//! ```
//! With `--shot` it draws, saves a picture and closes.

#![allow(clippy::print_stderr, reason = "a program with a command line")]

use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

mod counter;
mod kit;
mod people;

use clap::{Parser, ValueEnum};
use eframe::egui;
use egui::Ui;
use pindesk::{
    t,
    ui::{
        self,
        holder_window::HolderWindow,
        i18n::{self, Language},
        icons,
        theme::{self, Look, Tone},
        widgets::{Answer, Confirm, LogPill, RailEntry, RailEvent, SecretText, Toasts, TopBar, shell},
    },
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Page {
    Counter,
    Kit,
    Signin,
    Holder,
    Dialog,
}

/// How the holder's page stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Holder {
    New,
    Current,
    Again,
    Refused,
    Offer,
    Stop,
    Idle,
    Done,
}

#[derive(Parser)]
struct Options {
    #[arg(long, default_value = "zh-CN")]
    lang: String,
    #[arg(long, default_value = "system")]
    look: String,
    #[arg(long, default_value_t = 1.0)]
    scale: f32,
    #[arg(long, value_enum, default_value = "counter")]
    page: Page,
    #[arg(long, value_enum, default_value = "new")]
    holder: Holder,
    /// Large print on the holder's page.
    #[arg(long)]
    large: bool,
    /// In pixels.
    #[arg(long, default_value = "1366x768")]
    size: String,
    #[arg(long)]
    shot: Option<PathBuf>,
}

struct Gallery {
    page: Page,
    shot: Option<PathBuf>,
    taken: Arc<AtomicBool>,
    frames: u32,
    checks: [bool; 3],
    kind: usize,
    document: usize,
    chip: usize,
    agreed: bool,
    staff: String,
    remark: String,
    day: String,
    password: SecretText,
    holder: (Holder, bool),
    pad: Option<HolderWindow>,
    toasts: Toasts,
    answer: Option<Answer>,
}

/// A made-up text in both languages; the gallery's own words are no part of the product's texts.
fn both(chinese: &str, english: &str) -> String {
    match i18n::current() {
        Language::Chinese => chinese,
        Language::English => english,
    }
    .to_owned()
}

fn save(picture: &egui::ColorImage, path: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let bytes: Vec<u8> = picture.pixels.iter().flat_map(egui::Color32::to_array).collect();
    let [width, height] = picture.size;
    let (width, height) = (u32::try_from(width)?, u32::try_from(height)?);
    Ok(image::save_buffer(path, &bytes, width, height, image::ColorType::Rgba8)?)
}

impl eframe::App for Gallery {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        match self.page {
            Page::Signin => self.sign_in(ui),
            Page::Holder => self.holder(ui),
            _ => self.desk(ui),
        }
        self.toasts.show(ui.ctx());
        self.take_shot(ui);
    }
}

impl Gallery {
    fn take_shot(&mut self, ui: &Ui) {
        let Some(path) = self.shot.clone() else {
            return;
        };
        self.frames += 1;
        if self.frames == 8 {
            let taken = self.taken.clone();
            ui.ctx().request_screenshot(move |picture| {
                if let Err(error) = save(&picture, &path) {
                    eprintln!("{}: {error}", path.display());
                }
                taken.store(true, Ordering::SeqCst);
            });
        }
        if self.taken.load(Ordering::SeqCst) {
            ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
        }
        ui.ctx().request_repaint_after(Duration::from_millis(30));
    }

    fn desk(&mut self, ui: &mut Ui) {
        let entries = [
            RailEntry { target: Page::Counter, icon: icons::DESKTOP_WINDOWS, label: t!("rail-counter"), key: None },
            RailEntry { target: Page::Kit, icon: icons::LIST_ALT, label: t!("rail-audit"), key: None },
            RailEntry { target: Page::Dialog, icon: icons::SETTINGS, label: t!("rail-settings"), key: None },
        ];
        let bar = TopBar {
            title: both("密码服务窗口", "PIN desk"),
            seat: Some(t!("rail-seat", seat = "03")),
            person: Some(t!("rail-person", name = both("李明", "Li Ming"), role = i18n::text_of("role", "clerk"))),
            day: None,
            log: Some(LogPill { tone: Tone::Good, text: t!("rail-log-whole", count = "1,204") }),
            is_demo: self.page == Page::Kit,
        };
        let page = self.page;
        let chosen = shell(ui, &entries, Some(page), &bar, |ui| match page {
            Page::Counter => self.counter(ui),
            _ => self.kit(ui),
        });
        match chosen {
            Some(RailEvent::Open(page)) => self.page = page,
            Some(RailEvent::SwitchLanguage) => i18n::select(i18n::current().other()),
            Some(RailEvent::Choose(look)) => theme::choose(ui, look),
            Some(RailEvent::Help | RailEvent::OwnPassword | RailEvent::Lock | RailEvent::SignOut) => {
                self.toasts.push(ui.ctx(), Tone::Info, t!("action-screen_lock"))
            }
            None => {}
        }
        if page == Page::Dialog && self.answer.is_none() {
            let question = both("离开这次办理？", "Leave this visit?");
            let body = both(
                "核验结果会作废，这次办件记为“未办理”。",
                "The identity check is void and the visit counts as abandoned.",
            );
            let leave = both("离开", "Leave");
            self.answer = Confirm::new(&question, &body, &leave).danger().show(ui.ctx());
        }
    }
}

fn main() -> eframe::Result {
    let options = Options::parse();
    let (width, height) = options
        .size
        .split_once('x')
        .and_then(|(w, h)| Some((w.parse::<f32>().ok()?, h.parse::<f32>().ok()?)))
        .unwrap_or((1366.0, 768.0));
    let scale = options.scale;
    let viewport =
        egui::ViewportBuilder::default().with_inner_size([width, height]).with_decorations(options.shot.is_none());
    let native = eframe::NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..Default::default() };
    let create = move |cc: &eframe::CreationContext<'_>| {
        ui::install(&cc.egui_ctx);
        theme::choose(&cc.egui_ctx, Look::from_code(&options.look).unwrap_or_default());
        cc.egui_ctx.set_zoom_factor(scale);
        i18n::select(Language::from_tag(&options.lang).unwrap_or_default());
        let gallery = Gallery {
            page: options.page,
            shot: options.shot,
            taken: Arc::default(),
            frames: 0,
            checks: [true, true, false],
            kind: 0,
            document: 0,
            chip: 0,
            agreed: true,
            staff: "clerk01".to_owned(),
            remark: String::new(),
            day: "2026-02-30".to_owned(),
            password: SecretText::default(),
            holder: (options.holder, options.large),
            pad: None,
            toasts: Toasts::default(),
            answer: None,
        };
        Ok(Box::new(gallery) as Box<dyn eframe::App>)
    };
    eframe::run_native("Pindesk gallery", native, Box::new(create))
}
