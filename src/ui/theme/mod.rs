//! Every colour, distance, radius and text style of the window, in one place.
//!
//! Widgets read [`Tokens::of`]; nobody else names a colour. The three looks differ in their [`Palette`] and the weight of a
//! few lines only, so nothing moves when the look changes. [`look`] says which one is in force; `contrast` proves by
//! computing that every pair of colours that meets on a screen can be read.

use std::sync::Arc;

use egui::{Color32, Context};

mod contrast;
mod dress;
pub mod look;
mod palette;
pub mod text;

pub use contrast::contrast;
pub use look::{Look, Scheme, choice, choose, install};
pub use palette::Palette;

/// A text colour and the background it is made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// The text.
    pub text: Color32,
    /// What it stands on.
    pub fill: Color32,
}

/// What a pill, banner or toast is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Went well, is in order.
    Good,
    /// Wants attention.
    Caution,
    /// Went wrong, is refused or locked.
    Bad,
    /// A plain fact.
    Info,
    /// A fact without weight.
    Neutral,
}

/// All tokens of one look: its colours, read as if they were fields (`tokens.primary`), and the distances, in logical
/// points on a grid of 4.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// The colours.
    pub palette: Palette,
    /// Radius of buttons, fields and pills.
    pub radius: u8,
    /// Radius of cards.
    pub radius_card: u8,
    /// Inside a card.
    pub card_padding: f32,
    /// Between cards.
    pub gap: f32,
    /// Around the content of the window.
    pub page_margin: f32,
    /// Height of buttons and fields.
    pub control_height: f32,
    /// Height of the buttons that move a visit on.
    pub action_height: f32,
    /// Width of the rail.
    pub rail_width: f32,
    /// Height of the top bar.
    pub top_bar_height: f32,
    /// Width of the focus ring.
    pub focus_width: f32,
    /// Width of the line around pills, banners and whatever is selected; 0 where their fill is enough.
    pub outline: f32,
    /// How much of a colour its softened edge keeps, see [`Tokens::edge`].
    pub edge_strength: f32,
}

impl std::ops::Deref for Tokens {
    type Target = Palette;

    fn deref(&self) -> &Palette {
        &self.palette
    }
}

impl Tokens {
    /// The light look.
    #[must_use]
    pub fn light() -> Self {
        Self::of_palette(palette::LIGHT)
    }

    /// The dark look: calm, not black.
    #[must_use]
    pub fn dark() -> Self {
        Self::of_palette(palette::DARK)
    }

    /// The look of high contrast: white and yellow on black, at least 7:1 (WCAG 2.2, 1.4.6), with a line around whatever
    /// the other looks only tint.
    #[must_use]
    pub fn high_contrast() -> Self {
        Self { focus_width: 3.0, outline: 1.5, edge_strength: 1.0, ..Self::of_palette(palette::HIGH_CONTRAST) }
    }

    /// The tokens of a scheme.
    #[must_use]
    pub fn of_scheme(scheme: Scheme) -> Self {
        match scheme {
            Scheme::Light => Self::light(),
            Scheme::Dark => Self::dark(),
            Scheme::HighContrast => Self::high_contrast(),
        }
    }

    fn of_palette(palette: Palette) -> Self {
        Self {
            palette,
            radius: 8,
            radius_card: 10,
            card_padding: 20.0,
            gap: 16.0,
            page_margin: 24.0,
            control_height: 36.0,
            action_height: 44.0,
            rail_width: 84.0,
            top_bar_height: 52.0,
            focus_width: 2.0,
            outline: 0.0,
            edge_strength: 0.5,
        }
    }

    /// The look in force in this window; the light one before [`install`].
    #[must_use]
    pub fn of(ctx: &Context) -> Arc<Self> {
        look::in_force(ctx)
    }

    /// Text and background of a tone.
    #[must_use]
    pub fn tone(&self, tone: Tone) -> Pair {
        let (text, fill) = match tone {
            Tone::Good => (self.good, self.good_tint),
            Tone::Caution => (self.caution, self.caution_tint),
            Tone::Bad => (self.bad, self.bad_tint),
            Tone::Info => (self.primary, self.tint),
            Tone::Neutral => (self.muted, self.disabled),
        };
        Pair { text, fill }
    }

    /// A colour softened for an edge beside its own text; whole where contrast comes first.
    #[must_use]
    pub fn edge(&self, color: Color32) -> Color32 {
        color.gamma_multiply(self.edge_strength)
    }

    /// The line around something tinted; none in the looks whose tints are enough.
    #[must_use]
    pub fn outlined(&self, color: Color32) -> egui::Stroke {
        if self.outline > 0.0 { egui::Stroke::new(self.outline, color) } else { egui::Stroke::NONE }
    }

    /// The colour of a chart's series, counted from 0; they repeat after the sixth.
    ///
    /// Each stands out from the surface by 3:1 (WCAG 2.2, 1.4.11) and from the others also for people who see no red, no
    /// green or no blue. The first is the look's primary colour.
    #[must_use]
    pub fn series(&self, n: usize) -> Color32 {
        self.palette.series[n % self.palette.series.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_lie_on_the_grid_of_four() {
        let tokens = Tokens::light();
        for distance in [
            tokens.card_padding,
            tokens.gap,
            tokens.page_margin,
            tokens.control_height,
            tokens.action_height,
            tokens.rail_width,
            tokens.top_bar_height,
        ] {
            assert!((distance % 4.0).abs() < f32::EPSILON, "{distance}");
        }
    }

    #[test]
    fn nothing_moves_when_the_look_changes() {
        let light = Tokens::light();
        for scheme in Scheme::ALL {
            let tokens = Tokens::of_scheme(scheme);
            let Tokens { focus_width, outline, edge_strength, .. } = tokens.clone();
            let repainted =
                Tokens { palette: tokens.palette.clone(), focus_width, outline, edge_strength, ..light.clone() };
            assert_eq!(tokens, repainted, "{scheme:?} differs in colours and weights of lines only");
        }
    }
}
