//! The holder's monitor: which there are, by name and size, and a page on one of them for some seconds.
//!
//! The system places a window on a monitor that exists and quietly ignores one that does not. So the test looks at the
//! window itself: on its monitor it covers it, elsewhere it keeps the size it was made with.

use egui::{CentralPanel, Frame, Ui, Vec2, ViewportBuilder, ViewportClass, ViewportId, vec2};

use crate::{
    t,
    ui::{
        app::Monitor,
        icons,
        theme::{Tokens, Tone, text},
        widgets::{Button, Pill, banner},
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
    /// Name and size, as the settings show them.
    name: String,
    since: f64,
    covers: bool,
}

impl MonitorTest {
    /// Whether the test window is shown.
    pub(super) fn is_running(&self) -> bool {
        self.running.is_some()
    }

    /// The monitors below the field, each with its test, and the test of the number in it, from 1; 0 is this window's own
    /// monitor. The number of the one that was chosen.
    pub(super) fn list(&mut self, ui: &mut Ui, monitors: &[Monitor], wanted: Option<u32>) -> Option<u32> {
        let mut chosen = None;
        for (number, monitor) in (1_u32..).zip(monitors).filter(|_| monitors.len() > 1) {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                ui.label(text::body(t!("settings-monitor-line", number = number, name = name(monitor))));
                let choose = Button::secondary(t!("settings-monitor-choose", number = number)).small();
                if wanted == Some(number) {
                    Pill::good(t!("settings-monitor-chosen")).show(ui);
                } else if choose.show(ui) {
                    chosen = Some(number);
                }
                let missing = self.running.is_some().then(|| t!("common-working"));
                let test = Button::secondary(t!("settings-monitor-try", number = number)).small().missing(missing);
                if test.show(ui) {
                    self.start(ui, number, monitors);
                }
                if monitor.is_own {
                    ui.label(text::muted(t!("settings-monitor-this")));
                }
            });
        }
        let is_listed = usize::try_from(wanted.unwrap_or_default()).is_ok_and(|wanted| wanted <= monitors.len());
        if monitors.len() == 1 || !is_listed {
            self.button(ui, monitors, wanted);
        }
        self.said(ui);
        chosen
    }

    fn button(&mut self, ui: &mut Ui, monitors: &[Monitor], wanted: Option<u32>) {
        let missing = match wanted {
            None => Some(t!("settings-monitor-number")),
            Some(0) => Some(t!("settings-monitor-own")),
            Some(_) if self.running.is_some() => Some(t!("common-working")),
            Some(_) => None,
        };
        let test = Button::secondary(t!("settings-monitor-test")).icon(icons::DESKTOP_WINDOWS);
        if test.missing(missing).show_with_reason(ui)
            && let Some(wanted) = wanted
        {
            self.start(ui, wanted, monitors);
        }
    }

    /// How the last test ended.
    fn said(&self, ui: &mut Ui) {
        match self.verdict {
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

    fn start(&mut self, ui: &Ui, monitor: u32, monitors: &[Monitor]) {
        let index = usize::try_from(monitor).unwrap_or_default().wrapping_sub(1);
        self.verdict = None;
        let name = monitors.get(index).map(name).unwrap_or_default();
        self.running = Some(Running { monitor, name, since: ui.time(), covers: false });
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
        let (monitor, name) = (running.monitor, running.name.as_str());
        let covers = ui.show_viewport_immediate(ViewportId::from_hash_of("monitor-test"), window, |ui, class| {
            draw(ui, monitor, name);
            class != ViewportClass::EmbeddedWindow && covers_monitor(ui)
        });
        if age >= SETTLED {
            running.covers |= covers;
        }
        ui.request_repaint_after(std::time::Duration::from_millis(100));
    }
}

/// What a monitor is called, with its size where that is known.
fn name(monitor: &Monitor) -> String {
    let mut name = if monitor.name.is_empty() { t!("settings-monitor-unnamed") } else { monitor.name.clone() };
    if monitor.width > 0 {
        name.push_str(" · ");
        name.push_str(&t!("settings-monitor-size", width = monitor.width, height = monitor.height));
    }
    name
}

/// Whether this window fills a monitor, which only a window that found its own does.
fn covers_monitor(ui: &Ui) -> bool {
    let (fullscreen, size, monitor) =
        ui.input(|i| (i.viewport().fullscreen, i.viewport().inner_rect.map(|r| r.size()), i.viewport().monitor_size));
    let fills = matches!((size, monitor), (Some(size), Some(monitor)) if (size - monitor).abs().max_elem() < 2.0);
    fullscreen.unwrap_or(fills) || fills
}

fn draw(ui: &mut Ui, monitor: u32, name: &str) {
    let tokens = Tokens::of(ui);
    CentralPanel::default().frame(Frame::new().fill(tokens.tint).inner_margin(24)).show(ui, |ui| {
        ui.vertical_centered(|ui| {
            ui.add_space((ui.available_height() / 2.0 - 80.0).max(0.0));
            ui.label(text::holder_title(t!("settings-monitor-here", number = monitor)));
            ui.label(text::holder_body(name));
            ui.label(text::holder_body(t!("settings-monitor-closes")));
        });
    });
}
