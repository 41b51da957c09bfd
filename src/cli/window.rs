//! The window: what is there decides what it opens with.

use eframe::NativeOptions;
use egui::{IconData, ViewportBuilder};

use super::{
    Common,
    failure::{Failure, Said},
};
use crate::{
    desk::{Desk, Folders, Presence},
    t,
    ui::{
        app::{App, DemoAccount, Start},
        i18n,
        preferences::Preferences,
    },
};

/// Opens the window over the office of the arguments, or over none yet.
pub(super) fn run(common: &Common) -> Result<(), Failure> {
    run_over(common, common.folders()?, Vec::new())
}

/// Opens the window over an office in folders; returns when it is closed.
pub(super) fn run_over(common: &Common, folders: Folders, accounts: Vec<DemoAccount>) -> Result<(), Failure> {
    let file = Preferences::usual_file();
    let preferences = wanted(common, file.as_deref().map(Preferences::read).unwrap_or_default());
    let is_language_given = common.lang.is_some();
    i18n::select(preferences.language);
    let start = match folders.presence() {
        Presence::Nothing => Start::FirstRun,
        _ => Desk::open_now(&folders).map_or_else(Start::Failed, |desk| Start::Open(Box::new(desk))),
    };
    let viewport = ViewportBuilder::default()
        .with_title(t!("cli-window-title"))
        .with_app_id("pindesk")
        .with_icon(icon())
        // What a window manager gives back when the window is no longer maximised.
        .with_inner_size([1366.0, 768.0])
        // Below the smallest desk with its bars: a larger one would reach under them where the desktop honours it.
        .with_min_inner_size([640.0, 400.0])
        .with_maximized(true);
    let options = NativeOptions { viewport, renderer: eframe::Renderer::Glow, ..NativeOptions::default() };
    let create: eframe::AppCreator<'_> = Box::new(move |cc| {
        let app = App::new(cc, folders, start, accounts)?.preferring(&cc.egui_ctx, preferences, file);
        Ok(Box::new(if is_language_given { app.in_given_language() } else { app }))
    });
    eframe::run_native("pindesk", options, create).map_err(|error| {
        tracing::error!(%error, "the window could not be opened");
        Failure::said("no_window", || Said::of("no-window"))
    })
}

/// What was chosen last, unless the arguments name something else for this run.
fn wanted(common: &Common, kept: Preferences) -> Preferences {
    Preferences { language: common.lang.unwrap_or(kept.language), look: common.theme.unwrap_or(kept.look), ..kept }
}

/// A keypad, white on the window's blue: 64 × 64 pixels.
fn icon() -> IconData {
    const SIDE: i32 = 64;
    const BLUE: [u8; 4] = [0x1d, 0x4f, 0x91, 0xff];
    const WHITE: [u8; 4] = [0xff; 4];
    let mut rgba = Vec::with_capacity(64 * 64 * 4);
    for y in 0..SIDE {
        for x in 0..SIDE {
            // Corners of radius 12 and nine keys of radius 5, 16 apart.
            let (dx, dy) = ((12 - x).max(x - 51).max(0), (12 - y).max(y - 51).max(0));
            let (kx, ky) = ((x - 8).rem_euclid(16) - 8, (y - 8).rem_euclid(16) - 8);
            let on_pad = (8..56).contains(&x) && (8..56).contains(&y);
            rgba.extend(match () {
                () if dx * dx + dy * dy > 144 => [0; 4],
                () if on_pad && kx * kx + ky * ky <= 25 => WHITE,
                () => BLUE,
            });
        }
    }
    IconData { rgba, width: 64, height: 64 }
}
