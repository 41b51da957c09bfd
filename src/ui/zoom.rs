//! How large everything in the window is: Ctrl and + − 0, kept within what leaves the window usable.

use egui::{Context, Event, Id, Key, Vec2, vec2};

/// The size of everything, in percent of the usual one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Zoom(u16);

impl Default for Zoom {
    fn default() -> Self {
        Self(100)
    }
}

impl Zoom {
    /// Smaller than this nobody reads at a counter.
    pub const SMALLEST: Self = Self(80);
    /// Larger than this no monitor needs.
    pub const LARGEST: Self = Self(300);
    const STEP: u16 = 10;
    /// Room that every screen needs, in points: below it, it is scrolled more than read.
    const LEAST_ROOM: Vec2 = vec2(640.0, 360.0);

    /// From percent, in whole steps and between the ends.
    #[must_use]
    pub fn of_percent(percent: u16) -> Self {
        let whole = percent.clamp(Self::SMALLEST.0, Self::LARGEST.0) / Self::STEP * Self::STEP;
        Self(whole)
    }

    /// In percent.
    #[must_use]
    pub fn percent(self) -> u16 {
        self.0
    }

    fn factor(self) -> f32 {
        f32::from(self.0) / 100.0
    }

    /// The largest one at which a window of this size, in points of the usual size, leaves room for a screen; never below
    /// the usual one, which is the window's least size.
    #[must_use]
    pub fn largest_in(window: Vec2) -> Self {
        let room = (window / Self::LEAST_ROOM).min_elem().clamp(1.0, Self::LARGEST.factor());
        // The ratio of two lengths that make a whole step must not lose it to rounding.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 1–3")]
        let percent = (room * 100.0 + 0.01) as u16;
        Self::of_percent(percent)
    }
}

fn wish() -> Id {
    Id::unique("pindesk-zoom")
}

/// What was chosen; a window that is too small for it shows less.
#[must_use]
pub fn chosen(ctx: &Context) -> Zoom {
    ctx.data(|data| data.get_temp(wish())).unwrap_or_default()
}

/// Chooses a size; the next frame has it.
pub fn choose(ctx: &Context, zoom: Zoom) {
    ctx.data_mut(|data| data.insert_temp(wish(), zoom));
}

/// Takes the zoom keys out of a frame's input and holds the window to what was chosen. Once a frame, in the main window.
///
/// egui's own zoom goes from 20 % to 500 %, at which no button can be found any more to go back.
pub(super) fn keep(ctx: &Context) {
    ctx.options_mut(|options| options.zoom_with_keyboard = false);
    let window = ctx.content_rect().size() * ctx.zoom_factor();
    let most = Zoom::largest_in(window);
    for key in taken(ctx) {
        let now = chosen(ctx).min(most);
        choose(
            ctx,
            match key {
                Key::Num0 => Zoom::default(),
                Key::Minus => Zoom::of_percent(now.0.saturating_sub(Zoom::STEP)),
                _ => Zoom::of_percent(now.0 + Zoom::STEP).min(most),
            },
        );
        ctx.request_repaint();
    }
    let is_chosen = ctx.data(|data| data.get_temp::<Zoom>(wish()).is_some());
    let factor = chosen(ctx).min(most).factor();
    // Where nothing was ever chosen, whoever shows the window decides.
    if is_chosen && (ctx.zoom_factor() - factor).abs() > 0.001 {
        ctx.set_zoom_factor(factor);
    }
}

/// The zoom keys of this frame, from the keyboard's main part or its keypad; a held key goes on.
fn taken(ctx: &Context) -> Vec<Key> {
    let mut keys = Vec::new();
    ctx.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key {
                key: key @ (Key::Plus | Key::Equals | Key::Minus | Key::Num0),
                pressed: true,
                modifiers,
                ..
            } if modifiers.command && !modifiers.alt => {
                keys.push(*key);
                false
            }
            _ => true,
        });
    });
    keys
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_window_keeps_room_for_a_screen_and_none_is_smaller_than_it_was() {
        let cases = [
            ((1024.0, 640.0), 160),
            ((1366.0, 768.0), 210),
            ((1366.0, 700.0), 190),
            ((1920.0, 1080.0), 300),
            ((2560.0, 1440.0), 300),
            ((640.0, 400.0), 100),
            ((300.0, 200.0), 100),
        ];
        for ((width, height), percent) in cases {
            assert_eq!(Zoom::largest_in(vec2(width, height)).percent(), percent, "{width}×{height}");
        }
    }

    #[test]
    fn whatever_a_file_says_becomes_a_size_there_is() {
        for (said, percent) in [(0, 80), (79, 80), (100, 100), (115, 110), (120, 120), (65535, 300)] {
            assert_eq!(Zoom::of_percent(said).percent(), percent);
        }
        assert_eq!(Zoom::default().percent(), 100);
    }
}
