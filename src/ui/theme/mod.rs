//! Every colour, distance, radius and text style of the window, in one place.
//!
//! Widgets read [`Tokens::of`]; nobody else names a colour. A dark or high-contrast look is another constructor here.

use std::sync::Arc;

use egui::{
    Color32, Context, CornerRadius, FontFamily, FontId, Id, Margin, Shadow, Stroke, Style, TextStyle, Vec2, Visuals,
    style::{Selection, WidgetVisuals, Widgets},
};

use super::fonts::SEMIBOLD;

pub mod text;

/// An opaque colour from `0xRRGGBB`.
#[allow(clippy::disallowed_methods, reason = "this file is where colours are made")]
const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// A text colour and the background it is made for; every pair has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3).
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

/// All tokens of one look. Distances are logical points on a grid of 4.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// Actions, selection, focus.
    pub primary: Color32,
    /// The primary button under the pointer.
    pub primary_hover: Color32,
    /// The primary button held down.
    pub primary_pressed: Color32,
    /// Text on the primary colour.
    pub on_primary: Color32,
    /// Selected rows and entries.
    pub tint: Color32,
    /// Text.
    pub text: Color32,
    /// Explanations, labels above values.
    pub muted: Color32,
    /// Behind the cards.
    pub canvas: Color32,
    /// Cards, rail, top bar, fields.
    pub surface: Color32,
    /// A surface under the pointer.
    pub surface_hover: Color32,
    /// Card borders and separators.
    pub line: Color32,
    /// Borders of things that can be clicked or typed into.
    pub line_strong: Color32,
    /// Borders of things that are on or off.
    pub line_control: Color32,
    /// Something in order.
    pub good: Color32,
    /// Behind it.
    pub good_tint: Color32,
    /// Something that wants attention.
    pub caution: Color32,
    /// Behind it.
    pub caution_tint: Color32,
    /// Something wrong.
    pub bad: Color32,
    /// Behind it.
    pub bad_tint: Color32,
    /// A button that cannot be used now.
    pub disabled: Color32,
    /// Behind a modal.
    pub backdrop: Color32,
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
}

impl Tokens {
    /// The light look.
    #[must_use]
    pub fn light() -> Self {
        Self {
            primary: rgb(0x1D_4F91),
            primary_hover: rgb(0x1A_4783),
            primary_pressed: rgb(0x15_3A6B),
            on_primary: rgb(0xFF_FFFF),
            tint: rgb(0xE8_F0FA),
            text: rgb(0x1B_2430),
            muted: rgb(0x5B_6675),
            canvas: rgb(0xF3_F5F8),
            surface: rgb(0xFF_FFFF),
            surface_hover: rgb(0xF6_F8FB),
            line: rgb(0xDD_E3EB),
            line_strong: rgb(0xC5_CEDA),
            line_control: rgb(0x8A_95A5),
            good: rgb(0x17_744A),
            good_tint: rgb(0xE6_F4EC),
            caution: rgb(0x9A_5B00),
            caution_tint: rgb(0xFD_F1DF),
            bad: rgb(0xB3_261E),
            bad_tint: rgb(0xFB_E9E9),
            disabled: rgb(0xE9_EDF3),
            backdrop: Color32::from_black_alpha(110),
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
        }
    }

    /// The look of this window; the light one before [`install`].
    #[must_use]
    pub fn of(ctx: &Context) -> Arc<Self> {
        ctx.data(|data| data.get_temp::<Arc<Self>>(Id::NULL)).unwrap_or_else(|| Arc::new(Self::light()))
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

    /// Every text and background that meet on a screen.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        let mut pairs: Vec<Pair> =
            [Tone::Good, Tone::Caution, Tone::Bad, Tone::Info, Tone::Neutral].map(|tone| self.tone(tone)).into();
        for fill in [self.surface, self.surface_hover, self.canvas, self.tint, self.disabled] {
            pairs.extend([self.text, self.muted, self.primary].map(|text| Pair { text, fill }));
        }
        for fill in [self.surface, self.canvas] {
            pairs.extend([self.good, self.caution, self.bad].map(|text| Pair { text, fill }));
        }
        pairs.extend(
            [self.primary, self.primary_hover, self.primary_pressed, self.good]
                .map(|fill| Pair { text: self.on_primary, fill }),
        );
        pairs.push(Pair { text: self.bad, fill: self.bad_tint });
        pairs
    }
}

/// Puts a look into a context, for every widget of egui and for our own.
pub fn install(ctx: &Context, tokens: Tokens) {
    ctx.set_theme(egui::Theme::Light);
    ctx.all_styles_mut(|style| dress(style, &tokens));
    ctx.data_mut(|data| data.insert_temp(Id::NULL, Arc::new(tokens)));
}

fn dress(style: &mut Style, tokens: &Tokens) {
    let regular = |size| FontId::new(size, FontFamily::Proportional);
    let semibold = |size| FontId::new(size, FontFamily::Name(SEMIBOLD.into()));
    let mono = |size| FontId::new(size, FontFamily::Monospace);
    style.text_styles = [
        (TextStyle::Body, regular(15.0)),
        (TextStyle::Button, regular(15.0)),
        (TextStyle::Small, regular(13.0)),
        (TextStyle::Heading, semibold(17.0)),
        (TextStyle::Monospace, mono(14.0)),
        (text::strong_style(), semibold(15.0)),
        (text::small_strong_style(), semibold(13.0)),
        (text::caption_style(), regular(12.0)),
        (text::name_style(), semibold(24.0)),
        (text::number_style(), mono(19.0)),
        (text::holder_title_style(), semibold(34.0)),
        (text::holder_body_style(), regular(18.0)),
        (text::holder_button_style(), regular(20.0)),
        (text::holder_key_style(), regular(34.0)),
    ]
    .into();
    style.visuals = visuals(tokens);
    style.interaction.selectable_labels = false;
    style.interaction.tooltip_delay = 0.3;
    style.animation_time = 0.08;
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(8.0, 8.0);
    spacing.button_padding = Vec2::new(12.0, 6.0);
    spacing.interact_size = Vec2::new(40.0, tokens.control_height);
    spacing.menu_margin = Margin::same(4);
    spacing.window_margin = Margin::same(24);
    spacing.combo_width = 64.0;
    spacing.combo_height = 320.0;
    spacing.icon_width = 18.0;
    spacing.tooltip_width = 320.0;
    spacing.scroll.bar_width = 8.0;
}

fn visuals(tokens: &Tokens) -> Visuals {
    let radius = CornerRadius::same(tokens.radius);
    let state = |fill: Color32, stroke: Stroke| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: stroke,
        corner_radius: radius,
        fg_stroke: Stroke::new(1.0, tokens.text),
        expansion: 0.0,
    };
    let line = |color| Stroke::new(1.0, color);
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: Color32::from_black_alpha(30) };
    let mut visuals = Visuals {
        widgets: Widgets {
            noninteractive: state(tokens.surface, line(tokens.line)),
            inactive: state(tokens.surface, line(tokens.line_strong)),
            hovered: state(tokens.surface_hover, line(tokens.line_control)),
            active: state(tokens.surface_hover, Stroke::new(tokens.focus_width, tokens.primary)),
            open: state(tokens.surface, Stroke::new(tokens.focus_width, tokens.primary)),
        },
        selection: Selection { bg_fill: tokens.tint, stroke: Stroke::new(tokens.focus_width, tokens.primary) },
        weak_text_color: Some(tokens.muted),
        hyperlink_color: tokens.primary,
        faint_bg_color: tokens.surface_hover,
        extreme_bg_color: tokens.surface,
        text_edit_bg_color: Some(tokens.surface),
        code_bg_color: tokens.canvas,
        warn_fg_color: tokens.caution,
        error_fg_color: tokens.bad,
        window_corner_radius: CornerRadius::same(tokens.radius_card),
        menu_corner_radius: radius,
        window_fill: tokens.surface,
        window_stroke: line(tokens.line),
        window_shadow: shadow,
        popup_shadow: shadow,
        panel_fill: tokens.canvas,
        ..Visuals::light()
    };
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.primary);
    // A blinking cursor would repaint an idle window for ever.
    visuals.text_cursor.blink = false;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance, WCAG 2.2.
    fn luminance(color: Color32) -> f64 {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(color.r()) + 0.7152 * channel(color.g()) + 0.0722 * channel(color.b())
    }

    fn contrast(pair: Pair) -> f64 {
        let (a, b) = (luminance(pair.text), luminance(pair.fill));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn every_text_stands_out_from_its_background() {
        for pair in Tokens::light().pairs() {
            assert!(contrast(pair) >= 4.5, "{pair:?} has {:.2}", contrast(pair));
        }
    }

    #[test]
    fn contrast_is_computed_as_wcag_says() {
        let black_on_white = Pair { text: Color32::BLACK, fill: Color32::WHITE };
        assert!((contrast(black_on_white) - 21.0).abs() < 0.01);
    }

    #[test]
    fn borders_of_switches_stand_out_too() {
        let tokens = Tokens::light();
        assert!(contrast(Pair { text: tokens.line_control, fill: tokens.surface }) >= 3.0, "WCAG 2.2, 1.4.11");
    }

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
}
