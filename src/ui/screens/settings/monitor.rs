//! The test of the holder's monitor: a window there for three seconds.
//!
//! The system places a window on a monitor that exists and quietly ignores one that does not. So the test looks at the
//! window itself: on its monitor it covers it, elsewhere it keeps the size it was made with.

use egui::{CentralPanel, Frame, Ui, Vec2, ViewportBuilder, ViewportClass, ViewportId, vec2};

use crate::{
    t,
    ui::{
        icons,
        theme::{Tokens, Tone, text},
        widgets::{Button, banner},
    },
};

/// How long the test window stays, seconds.
const SHOWN: f64 = 3.0;
/// When the window has found its place, seconds.
const SETTLED: f64 = 1.0;
/// The size of a window that found no monitor, points.
const SMALL: Vec2 = vec2(420.0, 240.0);

/// A test that runs, and how the last one ended.
#[derive(Default)]
pub(super) struct MonitorTest {
    running: Option<Running>,
    verdict: Option<(u32, bool)>,
}

struct Running {
    /// From 1.
    monitor: u32,
    since: f64,
    covers: bool,
}

impl MonitorTest {
    /// The button below the field; `monitor` is the number in it, from 1, 0 for this window's own monitor.
    pub(super) fn button(&mut self, ui: &mut Ui, monitor: Option<u32>) {
        let missing = match monitor {
            None => Some(t!("settings-monitor-number")),
            Some(0) => Some(t!("settings-monitor-own")),
            Some(_) if self.running.is_some() => Some(t!("common-working")),
            Some(_) => None,
        };
        let test = Button::secondary(t!("settings-monitor-test")).icon(icons::DESKTOP_WINDOWS);
        if test.missing(missing).show_with_reason(ui)
            && let Some(monitor) = monitor
        {
            self.verdict = None;
            self.running = Some(Running { monitor, since: ui.time(), covers: false });
        }
        match self.verdict.filter(|(tested, _)| Some(*tested) == monitor) {
            Some((number, true)) => {
                banner(ui, Tone::Good, &t!("settings-monitor-found", number = number), "", None);
            }
            Some((number, false)) => {
                let what = t!("settings-monitor-missing", number = number);
                banner(ui, Tone::Bad, &what, &t!("settings-monitor-missing-next"), None);
            }
            None => {}
        }
    }

    /// Shows the test window while the test runs.
    pub(super) fn ui(&mut self, ui: &Ui) {
        let Some(running) = &mut self.running else { return };
        let age = ui.time() - running.since;
        if age >= SHOWN {
            self.verdict = Some((running.monitor, running.covers));
            self.running = None;
            ui.request_repaint();
            return;
        }
        let index = usize::try_from(running.monitor).unwrap_or(usize::MAX).saturating_sub(1);
        let window = ViewportBuilder::default()
            .with_title(t!("settings-monitor-window"))
            .with_inner_size(SMALL)
            .with_active(false)
            .with_monitor(index);
        let monitor = running.monitor;
        let covers = ui.show_viewport_immediate(ViewportId::from_hash_of("monitor-test"), window, |ui, class| {
            draw(ui, monitor);
            class != ViewportClass::EmbeddedWindow && covers_monitor(ui)
        });
        if age >= SETTLED {
            running.covers |= covers;
        }
        ui.request_repaint_after(std::time::Duration::from_millis(100));
    }
}

/// Whether this window fills a monitor, which only a window that found its own does.
fn covers_monitor(ui: &Ui) -> bool {
    let (fullscreen, size, monitor) =
        ui.input(|i| (i.viewport().fullscreen, i.viewport().inner_rect.map(|r| r.size()), i.viewport().monitor_size));
    let fills = matches!((size, monitor), (Some(size), Some(monitor)) if (size - monitor).abs().max_elem() < 2.0);
    fullscreen.unwrap_or(fills) || fills
}

fn draw(ui: &mut Ui, monitor: u32) {
    let tokens = Tokens::of(ui);
    CentralPanel::default().frame(Frame::new().fill(tokens.tint).inner_margin(24)).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() / 2.0 - 60.0).max(0.0));
            ui.label(text::holder_title(t!("settings-monitor-here", number = monitor)));
            ui.label(text::holder_body(t!("settings-monitor-closes")));
        });
    });
}
