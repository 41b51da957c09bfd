//! How long a frame of the audit screen takes while a log of a million entries is scrolled, beside a plain list.
//!
//! `cargo bench --bench audit_table -- [ENTRIES]` (default 1,000,000) makes an office up first; `PINDESK_OFFICE=FOLDER`
//! with `data` and `keys` inside uses a made-up office that is there already (`pindesk demo --headless`).
//!
//! The whole window is driven as a person would, at 60 frames a second: wheel, page keys, and the bar dragged from one
//! end to the other. Counted is the processor time of the window's thread for everything a frame takes before pixels:
//! input, taking in replies, layout, new glyphs, tessellation. Not counted: rasterising, and the threads that read the
//! store. The reference is `egui_extras`' table of 1,000 rows under the same wheel, in the same window.

#![allow(clippy::expect_used, clippy::print_stdout, reason = "a measurement that cannot go on has nobody to tell")]

use std::{
    path::PathBuf,
    thread,
    time::{Duration, Instant},
};

use egui::{
    Context, Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, RawInput, Rect, Role,
    TouchPhase, Ui, pos2, vec2,
};
use egui_extras::{Column, TableBuilder};
use jiff::Timestamp;
use pindesk::{
    desk::{DEMONSTRATION_ACCOUNTS, DemonstrationPlan, Desk, Folders},
    domain::staff,
    ui::{
        self,
        app::{App, Start},
    },
    vault::HashingCost,
};

/// Frames of each gesture: five seconds.
const FRAMES: u32 = 300;
/// One frame at 60 Hz.
const FRAME: Duration = Duration::from_micros(16_667);
/// The design's limit for the 99th percentile.
const GOAL_MS: f64 = 8.0;
const REFERENCE_ROWS: usize = 1000;

fn main() {
    let entries = std::env::args().skip(1).find_map(|text| text.parse::<u64>().ok()).unwrap_or(1_000_000);
    let (folders, _temporary) = office(entries);
    let reference = reference();
    println!("{:<34} {:>8} {:>8} {:>8}   beside the plain list, p99", "CPU of a frame, ms", "p50", "p99", "max");
    reference.print("plain list of 1,000 rows, wheel", None);
    for (name, times) in audit(&folders) {
        times.print(name, Some(&reference));
    }
}

/// A made-up office of so many entries, or the one that the environment names.
fn office(entries: u64) -> (Folders, Option<tempfile::TempDir>) {
    let at = |home: PathBuf| Folders { data: home.join("data"), keys: home.join("keys") };
    if let Some(home) = std::env::var_os("PINDESK_OFFICE") {
        return (at(home.into()), None);
    }
    let home = tempfile::tempdir().expect("a temporary folder");
    let folders = at(home.path().to_owned());
    let plan = DemonstrationPlan { holders: 2000, entries: Some(entries), hashing: HashingCost::CHEAP };
    let made = Desk::demonstrate(&folders, &plan, Timestamp::now()).expect("an office");
    made.desk.close().expect("the office");
    (folders, Some(home))
}

/// Times of one gesture's frames, sorted.
struct Times(Vec<Duration>);

impl Times {
    fn of(mut times: Vec<Duration>) -> Self {
        times.sort_unstable();
        Self(times)
    }

    /// Milliseconds that `percent` of the frames do not exceed.
    fn percentile(&self, percent: usize) -> f64 {
        let at = (self.0.len() * percent).div_ceil(100).saturating_sub(1);
        self.0.get(at).map_or(f64::NAN, |time| time.as_secs_f64() * 1e3)
    }

    fn print(&self, name: &str, reference: Option<&Self>) {
        let (p50, p99, max) = (self.percentile(50), self.percentile(99), self.percentile(100));
        let beside = reference.map_or_else(String::new, |reference| {
            format!("ratio {:>5.2}  (goal ≤ {GOAL_MS} ms: {})", p99 / reference.percentile(99), p99 <= GOAL_MS)
        });
        println!("{name:<34} {p50:>8.2} {p99:>8.2} {max:>8.2}   {beside}");
    }
}

/// A window without a screen: what it is fed, and what it draws.
struct Window<F> {
    ctx: Context,
    draw: F,
    since: Instant,
    events: Vec<Event>,
}

impl<F: FnMut(&mut Ui)> Window<F> {
    fn new(ctx: Context, draw: F) -> Self {
        Self { ctx, draw, since: Instant::now(), events: vec![Event::WindowFocused(true)] }
    }

    /// One frame up to its triangles; returns the processor time of this thread.
    fn frame(&mut self) -> Duration {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, vec2(1366.0, 768.0))),
            time: Some(self.since.elapsed().as_secs_f64()),
            predicted_dt: FRAME.as_secs_f32(),
            focused: true,
            events: std::mem::take(&mut self.events),
            ..RawInput::default()
        };
        let start = processor_time();
        let mut output = self.ctx.run_ui(input, &mut self.draw);
        let triangles = self.ctx.tessellate(output.shapes, output.pixels_per_point);
        let spent = processor_time() - start;
        drop(triangles);
        // There is no card that new glyphs could be sent to.
        output.textures_delta.clear();
        spent
    }

    /// Frames at 60 Hz, each with the events of a gesture.
    fn play(&mut self, mut gesture: impl FnMut(u32) -> Vec<Event>) -> Times {
        let mut times = Vec::new();
        let mut due = Instant::now();
        for frame in 0..FRAMES {
            self.events.extend(gesture(frame));
            times.push(self.frame());
            due += FRAME;
            thread::sleep(due.saturating_duration_since(Instant::now()));
        }
        Times::of(times)
    }

    /// Frames without input.
    fn rest(&mut self, frames: u32) {
        for _ in 0..frames {
            self.frame();
            thread::sleep(FRAME);
        }
    }

    fn press(&mut self, key: Key) {
        self.events.extend(key_press(key));
        self.rest(2);
    }

    fn write(&mut self, text: &str) {
        self.events.push(Event::Text(text.to_owned()));
        self.rest(2);
        self.press(Key::Enter);
    }

    /// Where the first thing of a role is, as a screen reader is told.
    fn place_of(&mut self, role: Role) -> Option<Rect> {
        self.ctx.enable_accesskit();
        let input = RawInput { time: Some(self.since.elapsed().as_secs_f64()), focused: true, ..RawInput::default() };
        let mut output = self.ctx.run_ui(input, &mut self.draw);
        output.textures_delta.clear();
        self.ctx.disable_accesskit();
        let nodes = output.platform_output.accesskit_update?.nodes;
        let bounds = nodes.iter().find(|(_, node)| node.role() == role)?.1.bounds()?;
        #[allow(clippy::cast_possible_truncation, reason = "points on screen")]
        let at = |x: f64, y: f64| pos2(x as f32, y as f32);
        Some(Rect::from_min_max(at(bounds.x0, bounds.y0), at(bounds.x1, bounds.y1)))
    }
}

/// Processor time of this thread so far: other programs on the machine do not count.
#[cfg(unix)]
fn processor_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// Where a thread's own time is not known, the wall's stands in for it.
#[cfg(not(unix))]
fn processor_time() -> Duration {
    static START: std::sync::LazyLock<Instant> = std::sync::LazyLock::new(Instant::now);
    START.elapsed()
}

fn key_press(key: Key) -> [Event; 2] {
    [true, false].map(|pressed| Event::Key {
        key,
        physical_key: None,
        pressed,
        repeat: false,
        modifiers: Modifiers::NONE,
    })
}

fn button(pos: Pos2, pressed: bool) -> Event {
    Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE }
}

/// Half the frames down, half up, a notch every other frame: as fast as a hand turns a wheel.
fn wheel(frame: u32) -> Vec<Event> {
    let lines = if frame < FRAMES / 2 { -3.0 } else { 3.0 };
    let turn = Event::MouseWheel {
        source: MouseWheelSource::Wheel,
        unit: MouseWheelUnit::Line,
        delta: vec2(0.0, lines),
        phase: TouchPhase::Move,
        modifiers: Modifiers::NONE,
    };
    if frame.is_multiple_of(2) { vec![turn] } else { Vec::new() }
}

/// The supervisor's screen over the whole log.
fn audit(folders: &Folders) -> [(&'static str, Times); 4] {
    let ctx = Context::default();
    let desk = Desk::open_now(folders).expect("the office");
    let mut app = App::over(&ctx, folders.clone(), Start::Open(Box::new(desk)), Vec::new()).expect("threads");
    let mut window = Window::new(ctx, move |ui: &mut Ui| {
        let ctx = ui.ctx().clone();
        app.take_in(&ctx);
        app.draw(ui);
    });
    window.rest(30);
    let account = DEMONSTRATION_ACCOUNTS.iter().find(|account| account.role == staff::Role::Supervisor);
    let account = account.expect("a supervisor");
    window.write(account.number);
    window.write(account.password);
    let patience = Instant::now() + Duration::from_secs(120);
    let bar = loop {
        if let Some(bar) = window.place_of(Role::ScrollBar) {
            break bar;
        }
        assert!(Instant::now() < patience, "the list of entries did not come");
        window.rest(10);
    };
    window.rest(60);
    // Left of its bar is the table.
    let table = bar.center() - vec2(300.0, 0.0);
    window.events.push(Event::PointerMoved(table));
    window.rest(2);
    let wheel = window.play(wheel);
    let pages = window.play(|frame| key_press(if frame < FRAMES / 2 { Key::PageDown } else { Key::PageUp }).to_vec());
    window.events.extend([Event::PointerMoved(bar.center_top()), button(bar.center_top(), true)]);
    #[allow(clippy::cast_precision_loss, reason = "hundreds of frames")]
    let drag = window.play(|frame| {
        let share = frame as f32 / (FRAMES - 1) as f32;
        vec![Event::PointerMoved(pos2(bar.center().x, bar.top() + bar.height() * share))]
    });
    window.events.push(button(bar.center_bottom(), false));
    window.rest(30);
    let still = window.play(|_| Vec::new());
    [
        ("audit table, wheel", wheel),
        ("audit table, page keys", pages),
        ("audit table, bar end to end", drag),
        ("audit table, standing still", still),
    ]
}

/// A plain list with as many columns, in the same fonts.
fn reference() -> Times {
    let ctx = Context::default();
    ui::install(&ctx);
    let mut window = Window::new(ctx, |ui: &mut Ui| {
        TableBuilder::new(ui).striped(true).columns(Column::auto().at_least(80.0), 7).column(Column::remainder()).body(
            |body| {
                body.rows(36.0, REFERENCE_ROWS, |mut row| {
                    let number = row.index();
                    for column in 0..8 {
                        row.col(|ui| {
                            ui.label(format!("{number:06} {column}"));
                        });
                    }
                });
            },
        );
    });
    window.rest(30);
    window.events.push(Event::PointerMoved(pos2(600.0, 400.0)));
    window.rest(2);
    window.play(wheel)
}
