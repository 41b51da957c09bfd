//! Temporary.
use eframe::egui;
use egui::Ui;
use pindesk::ui::{
    app::{App, Start},
    i18n::{self, Language},
};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
#[path = "../tests/support/mod.rs"]
mod support;
use pindesk::domain::{
    document::DocumentKind,
    pin::{Action, PinKind},
    visit::RefusalReason,
};
use support::*;

struct Look {
    app: App,
    _home: tempfile::TempDir,
    dir: PathBuf,
    frames: u32,
    at: usize,
    name: String,
    busy: Arc<AtomicBool>,
}

fn key(ctx: &egui::Context, key: egui::Key, modifiers: egui::Modifiers) {
    ctx.input_mut(|i| {
        i.modifiers = modifiers;
        i.events.push(egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers });
    });
}
fn text(ctx: &egui::Context, t: &str) {
    ctx.input_mut(|i| i.events.push(egui::Event::Text(t.into())));
}
fn click(ctx: &egui::Context, x: f32, y: f32) {
    ctx.input_mut(|i| {
        let pos = egui::pos2(x, y);
        i.events.push(egui::Event::PointerMoved(pos));
    });
    let _ = (ctx, x, y);
}
impl eframe::App for Look {
    fn logic(&mut self, ctx: &egui::Context, _: &mut eframe::Frame) {
        self.app.take_in(ctx);
    }
    fn raw_input_hook(&mut self, _ctx: &egui::Context, raw: &mut egui::RawInput) {
        let m = |key, modifiers| egui::Event::Key { key, physical_key: None, pressed: true, repeat: false, modifiers };
        let none = egui::Modifiers::NONE;
        let ctrl = egui::Modifiers::COMMAND | egui::Modifiers::CTRL;
        use egui::Key::*;
        let step: Vec<egui::Event> = match (self.at, self.frames) {
            (0, 5) => vec![egui::Event::Text(SUPERVISOR.into())],
            (0, 8) => vec![m(Enter, none)],
            (0, 11) => vec![egui::Event::Text(PASSWORD.into())],
            (0, 14) => vec![m(Enter, none)],
            (0, 40) => vec![m(Enter, none)],
            (1, 2) => vec![m(ArrowDown, none)],
            (1, 4) => vec![m(ArrowDown, none)],
            (1, 6) => vec![m(Enter, none)],
            (2, 2) => vec![m(Escape, none)],
            (2, 4) => vec![m(F5, none)],
            (3, 2) => vec![m(E, ctrl)],
            (4, 2) => vec![m(Escape, none)],
            (4, 6) => vec![m(F, ctrl)],
            (4, 10) => vec![egui::Event::Text("11010119900307803X".into())],
            (5, 2) => vec![
                egui::Event::PointerMoved(egui::pos2(180.0, 105.0)),
                egui::Event::PointerButton {
                    pos: egui::pos2(180.0, 105.0),
                    button: egui::PointerButton::Primary,
                    pressed: true,
                    modifiers: none,
                },
            ],
            (5, 4) => vec![egui::Event::PointerButton {
                pos: egui::pos2(180.0, 105.0),
                button: egui::PointerButton::Primary,
                pressed: false,
                modifiers: none,
            }],
            (6, 2) => vec![m(Escape, none)],
            (6, 6) => vec![m(F, ctrl)],
            (6, 10) => vec![egui::Event::Text("20200101-03-0001".into())],
            (6, 14) => vec![m(Enter, none)],
            _ => vec![],
        };
        raw.focused = true;
        for event in step {
            raw.events.push(event.clone());
            if let egui::Event::Key { key, modifiers, physical_key, .. } = event {
                raw.events.push(egui::Event::Key { key, physical_key, pressed: false, repeat: false, modifiers });
            }
        }
    }
    fn ui(&mut self, ui: &mut Ui, _: &mut eframe::Frame) {
        self.app.draw(ui);
        self.frames += 1;
        if self.frames == if self.at == 0 { 120 } else { 45 } {
            let path = self.dir.join(format!("{}-{}.png", self.name, self.at));
            let busy = self.busy.clone();
            ui.ctx().request_screenshot(move |p| {
                let [w, h] = p.size;
                let bytes: Vec<u8> = p.pixels.iter().flat_map(egui::Color32::to_array).collect();
                image::save_buffer(&path, &bytes, w as u32, h as u32, image::ColorType::Rgba8).unwrap();
                busy.store(true, Ordering::SeqCst);
            });
        }
        if self.busy.swap(false, Ordering::SeqCst) {
            self.at += 1;
            self.frames = 0;
            if self.at > 6 {
                ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
            }
        }
        ui.ctx().request_repaint_after(Duration::from_millis(15));
    }
}
fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (lang, scale): (String, f32) = (args[1].clone(), args[2].parse().unwrap());
    let mut office = Office::new();
    for day in 0..2 {
        office.sign_in(if day == 1 { CLERK_2 } else { CLERK });
        if day == 0 {
            office.serve(CHAN, Action::Reset, PinKind::Electronic, "739105");
        }
        office.look_up(LI);
        office
            .desk()
            .refuse_check(DocumentKind::ResidentCard, RefusalReason::PhotoMismatch, "眼睛与照片差别大")
            .unwrap();
        office.desk().close_visit().unwrap();
        office.look_up(ZHANG);
        office.desk().close_visit().unwrap();
        let _ = office.desk().look_up(id(STRANGER));
        office.sign_out();
        let _ = office.desk().sign_in(CLERK, &password("wrong wrong wrong"));
        let _ = office.desk().sign_in("nobody", &password("wrong wrong wrong"));
        office.advance(86_000);
    }
    office.sign_in(ADMIN);
    office.desk().change_setting(pindesk::domain::settings::Field::TriesBeforeLock, "5").unwrap();
    office.sign_out();
    let (folders, desk) = (office.folders(), office.desk.take().unwrap());
    let home = office.home;
    i18n::select(Language::from_tag(&lang).unwrap());
    let name = format!("{lang}-{scale}");
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default().with_inner_size([1366.0, 768.0]),
        ..Default::default()
    };
    eframe::run_native(
        "look",
        options,
        Box::new(move |cc| {
            cc.egui_ctx.set_zoom_factor(scale);
            let app = App::over(&cc.egui_ctx, folders, Start::Open(Box::new(desk)), vec![]).unwrap();
            Ok(Box::new(Look {
                app,
                _home: home,
                dir: PathBuf::from(&args[3]),
                frames: 0,
                at: 0,
                name,
                busy: Arc::default(),
            }))
        }),
    )
    .unwrap();
    let _ = Path::new("");
}
#[allow(dead_code)]
fn unused(c: &egui::Context) {
    key(c, egui::Key::A, egui::Modifiers::NONE);
    text(c, "");
    click(c, 0., 0.);
}
