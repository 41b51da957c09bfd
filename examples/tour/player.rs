//! Presses keys and takes pictures, one step at a time, waiting for the program as a person would.

use std::{
    collections::VecDeque,
    path::PathBuf,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use eframe::egui::{self, Event, Key, Modifiers, RawInput};
use pindesk::{
    desk::Folders,
    ui::{
        app::{App, Command, DemoAccount, Page, Start},
        theme::{self, Look},
    },
};

/// One step of a scene.
pub enum Step {
    /// Waits until the screen is shown and nothing is pending.
    Wait(&'static str),
    /// Presses a key.
    Press(Key),
    /// Presses a key with Ctrl.
    Ctrl(Key),
    /// Types text, one character a frame.
    Type(String),
    /// Lets a moment pass.
    Pause(f32),
    /// Opens a page, as a click on the rail does.
    Open(Page),
    /// Locks the screen.
    LockScreen,
    /// Takes a picture.
    Shot(&'static str),
}

/// An office as it is found, and what is done in it.
pub struct Scene {
    pub folders: Folders,
    pub start: Start,
    pub accounts: Vec<DemoAccount>,
    pub steps: Vec<Step>,
}

/// How long a step may take before the scene has failed.
const PATIENCE: Duration = Duration::from_secs(30);
/// Frames that must pass undisturbed before a picture: layouts settle and the caret's blink is past.
const STILL_FRAMES: u32 = 6;

struct Player {
    app: App,
    steps: VecDeque<Step>,
    queue: VecDeque<Vec<Event>>,
    out: PathBuf,
    suffix: String,
    still: u32,
    since: Instant,
    picture: Arc<Mutex<Option<Result<(), String>>>>,
    is_taking: bool,
    failure: Arc<Mutex<Option<String>>>,
}

/// Plays a scene in a window of 1366×768 points.
pub fn play(scene: Scene, look: Look, out: PathBuf, suffix: String) -> anyhow::Result<()> {
    let failure = Arc::new(Mutex::new(None));
    let told = failure.clone();
    let options = eframe::NativeOptions {
        viewport: egui::ViewportBuilder::default()
            .with_inner_size([1366.0, 768.0])
            .with_decorations(false)
            .with_position([0.0, 0.0]),
        ..Default::default()
    };
    eframe::run_native(
        "pindesk-tour",
        options,
        Box::new(move |cc| {
            let app = App::new(cc, scene.folders, scene.start, scene.accounts)?;
            theme::choose(&cc.egui_ctx, look);
            Ok(Box::new(Player {
                app,
                steps: scene.steps.into(),
                queue: VecDeque::new(),
                out,
                suffix,
                still: 0,
                since: Instant::now(),
                picture: Arc::default(),
                is_taking: false,
                failure: told,
            }))
        }),
    )
    .map_err(|error| anyhow::anyhow!("the window: {error}"))?;
    let failure = failure.lock().map_or(None, |mut failure| failure.take());
    match failure {
        Some(failure) => anyhow::bail!("{failure}"),
        None => Ok(()),
    }
}

fn press(key: Key, modifiers: Modifiers) -> Vec<Vec<Event>> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers };
    vec![vec![event(true)], vec![event(false)]]
}

fn type_char(c: char) -> Vec<Event> {
    let Some(key) = Key::from_name(&c.to_ascii_uppercase().to_string()) else {
        return vec![Event::Text(c.to_string())];
    };
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![event(true), Event::Text(c.to_string()), event(false)]
}

impl Player {
    /// Moves on when the step at hand is done.
    fn advance(&mut self, ctx: &egui::Context) {
        ctx.request_repaint();
        if !self.queue.is_empty() {
            self.still = 0;
            return;
        }
        self.still = if self.app.is_busy() { 0 } else { self.still + 1 };
        if self.is_taking {
            return self.await_picture();
        }
        let Some(step) = self.steps.front() else {
            self.app.finish();
            ctx.send_viewport_cmd(egui::ViewportCommand::Close);
            return;
        };
        if self.since.elapsed() > PATIENCE {
            self.fail(ctx, format!("waited too long while showing {}", self.app.showing()));
            return;
        }
        match step {
            Step::Wait(screen) => {
                if self.app.showing() != *screen || self.still < STILL_FRAMES {
                    return;
                }
            }
            Step::Pause(secs) => {
                if self.since.elapsed().as_secs_f32() < *secs {
                    return;
                }
            }
            Step::Press(key) => self.queue.extend(press(*key, Modifiers::NONE)),
            Step::Ctrl(key) => self.queue.extend(press(*key, Modifiers::COMMAND)),
            Step::Type(text) => self.queue.extend(text.chars().map(type_char)),
            Step::Open(page) => self.app.request(Command::Open(*page)),
            Step::LockScreen => self.app.request(Command::Lock),
            Step::Shot(name) => {
                if self.still < STILL_FRAMES {
                    return;
                }
                let path = self.out.join(format!("{name}{}.png", self.suffix));
                let done = self.picture.clone();
                ctx.request_screenshot(move |image| {
                    let result = save(&image, &path);
                    if let Ok(mut done) = done.lock() {
                        *done = Some(result);
                    }
                });
                self.is_taking = true;
            }
        }
        self.steps.pop_front();
        self.since = Instant::now();
    }

    fn await_picture(&mut self) {
        let taken = self.picture.lock().ok().and_then(|mut picture| picture.take());
        match taken {
            Some(Ok(())) => self.is_taking = false,
            Some(Err(error)) => {
                self.is_taking = false;
                if let Ok(mut failure) = self.failure.lock() {
                    *failure = Some(error);
                }
            }
            None => {}
        }
    }

    fn fail(&mut self, ctx: &egui::Context, why: String) {
        if let Ok(mut failure) = self.failure.lock() {
            *failure = Some(why);
        }
        self.steps.clear();
        ctx.send_viewport_cmd(egui::ViewportCommand::Close);
    }
}

fn save(image: &egui::ColorImage, path: &std::path::Path) -> Result<(), String> {
    let [width, height] = image.size;
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b()]).collect();
    let size = |n: usize| u32::try_from(n).map_err(|e| e.to_string());
    let picture = image::RgbImage::from_raw(size(width)?, size(height)?, bytes).ok_or("an odd picture")?;
    picture.save(path).map_err(|error| error.to_string())
}

impl eframe::App for Player {
    fn raw_input_hook(&mut self, _ctx: &egui::Context, input: &mut RawInput) {
        // On a display without a window manager nothing has the keyboard; here the scene has it.
        input.focused = true;
        input.events.retain(|event| {
            !matches!(event, Event::WindowFocused(false) | Event::PointerMoved(_) | Event::PointerGone)
        });
        if let Some(events) = self.queue.pop_front() {
            input.events.extend(events);
        }
    }

    fn logic(&mut self, ctx: &egui::Context, _frame: &mut eframe::Frame) {
        self.app.take_in(ctx);
        self.advance(ctx);
    }

    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.app.draw(ui);
    }
}
