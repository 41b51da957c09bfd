//! Contrast by computing it: WCAG 2.2, 1.4.3 (text), 1.4.6 (high contrast) and 1.4.11 (what is not text).

use egui::Color32;

use super::{Pair, Tokens, Tone};

/// Relative luminance, 0 to 1 (WCAG 2.2).
fn luminance(color: Color32) -> f64 {
    let [red, green, blue] = linear(color);
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// The three channels as light, 0 to 1 (IEC 61966-2-1).
fn linear(color: Color32) -> [f64; 3] {
    [color.r(), color.g(), color.b()].map(|value| {
        let value = f64::from(value) / 255.0;
        if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// Contrast of two opaque colours, 1 to 21 (WCAG 2.2).
#[must_use]
pub fn contrast(pair: Pair) -> f64 {
    let (a, b) = (luminance(pair.text), luminance(pair.fill));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

impl Tokens {
    /// Every text and background that meet on a screen.
    #[must_use]
    pub fn pairs(&self) -> Vec<Pair> {
        let tones = [Tone::Good, Tone::Caution, Tone::Bad, Tone::Info, Tone::Neutral].map(|tone| self.tone(tone));
        let mut pairs = Vec::from(tones);
        // Banners and alerts: the second sentence is in the plain colour.
        pairs.extend(tones.map(|tone| Pair { text: self.text, fill: tone.fill }));
        for fill in [self.surface, self.surface_hover, self.canvas, self.tint, self.disabled] {
            pairs.extend([self.text, self.muted, self.primary].map(|text| Pair { text, fill }));
        }
        // A finding in a table row, under the pointer or selected; a field's error on a card or on the canvas.
        for fill in [self.surface, self.surface_hover, self.canvas, self.tint] {
            pairs.extend([self.good, self.caution, self.bad].map(|text| Pair { text, fill }));
        }
        pairs.push(Pair { text: self.hint, fill: self.surface });
        // What is picked in a drop-down list.
        pairs.push(Pair { text: self.focus, fill: self.tint });
        pairs.extend(
            [self.primary, self.primary_hover, self.primary_pressed, self.primary_cap, self.good]
                .map(|fill| Pair { text: self.on_primary, fill }),
        );
        pairs
    }

    /// Every border, mark and chart colour that must be made out, and what it stands on.
    #[must_use]
    pub fn marks(&self) -> Vec<Pair> {
        let mut marks = Vec::new();
        for fill in [self.surface, self.canvas, self.surface_hover] {
            marks.extend([self.line_control, self.focus, self.primary].map(|text| Pair { text, fill }));
        }
        marks.extend([self.focus, self.primary].map(|text| Pair { text, fill: self.tint }));
        marks.extend(self.series.map(|text| Pair { text, fill: self.surface }));
        // The part of a progress bar that is done, beside the part that is not.
        marks.extend([self.primary, self.good].map(|text| Pair { text, fill: self.disabled }));
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::{super::Scheme, *};

    fn looks() -> [(Scheme, Tokens); 3] {
        Scheme::ALL.map(|scheme| (scheme, Tokens::of_scheme(scheme)))
    }

    #[test]
    fn contrast_is_computed_as_wcag_says() {
        let black_on_white = Pair { text: Color32::BLACK, fill: Color32::WHITE };
        assert!((contrast(black_on_white) - 21.0).abs() < 0.01);
    }

    #[test]
    fn every_text_stands_out_from_its_background() {
        for (scheme, tokens) in looks() {
            let least = if scheme == Scheme::HighContrast { 7.0 } else { 4.5 };
            for pair in tokens.pairs() {
                assert!(contrast(pair) >= least, "{scheme:?}: {pair:?} has {:.2}", contrast(pair));
            }
        }
    }

    #[test]
    fn every_mark_stands_out_from_its_background() {
        for (scheme, tokens) in looks() {
            let least = if scheme == Scheme::HighContrast { 4.5 } else { 3.0 };
            for mark in tokens.marks() {
                let is_chart = tokens.series.contains(&mark.text) && mark.fill == tokens.surface;
                let least = if is_chart { 3.0 } else { least };
                assert!(contrast(mark) >= least, "{scheme:?}: {mark:?} has {:.2}", contrast(mark));
            }
        }
    }

    #[test]
    fn in_high_contrast_every_line_can_be_made_out() {
        let tokens = Tokens::high_contrast();
        for text in [tokens.line, tokens.line_strong, tokens.line_control] {
            for fill in [tokens.surface, tokens.canvas, tokens.surface_hover] {
                assert!(contrast(Pair { text, fill }) >= 4.5, "{text:?} on {fill:?}");
            }
        }
    }

    /// What light of each kind becomes to eyes without red, green or blue cones (Machado, Oliveira and Fernandes 2009).
    const SIMULATIONS: [[[f64; 3]; 3]; 4] = [
        [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ];

    /// CIE 1976 L*a*b* under D65.
    fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
        let bend = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
        let x = bend((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.950_47);
        let y = bend(0.2126 * red + 0.7152 * green + 0.0722 * blue);
        let z = bend((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.088_83);
        [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
    }

    fn seen(color: Color32, by: &[[f64; 3]; 3]) -> [f64; 3] {
        let light = linear(color);
        lab(by.map(|row| row.iter().zip(light).map(|(a, b)| a * b).sum::<f64>().clamp(0.0, 1.0)))
    }

    #[test]
    fn series_of_a_chart_differ_for_colour_blind_people_too() {
        /// ΔE*ab; 2.3 is just noticeable (Sharma 2003), so neighbours in a chart are far apart.
        const LEAST: f64 = 18.0;
        for (scheme, tokens) in looks() {
            for eyes in &SIMULATIONS {
                for (n, one) in tokens.series.iter().enumerate() {
                    for other in &tokens.series[..n] {
                        let (a, b) = (seen(*one, eyes), seen(*other, eyes));
                        let apart = a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt();
                        assert!(apart >= LEAST, "{scheme:?}: {one:?} and {other:?} are {apart:.1} apart");
                    }
                }
            }
        }
    }
}
