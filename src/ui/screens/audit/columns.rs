//! Stacked bars as an item of `egui_plot`, whose own bars have neither rounded tops nor a least height.

use std::ops::RangeInclusive;

use egui::{
    Color32, CornerRadius, CursorIcon, Rangef, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, emath::GuiRounding as _,
    epaint::RectShape, pos2,
};
use egui_plot::{
    AxisHints, GridMark, HPlacement, Plot, PlotBounds, PlotGeometry, PlotItem, PlotItemBase, PlotTransform,
};

use super::series::{Series, round_up};
use crate::ui::{
    i18n,
    theme::{Tokens, text},
};

/// Width of the numbers at the right of the picture.
pub const SCALE: f32 = 48.0;
/// Bars stand no further apart than this, however few they are.
const WIDEST_PITCH: f32 = 30.0;
/// Which part of its place a bar fills.
const FILLED: f32 = 0.68;
/// A bar of few is still to be seen beside one of many.
const LOWEST: f32 = 2.0;
/// Room that a label below the bars takes, with the gap beside it.
const LABEL: f32 = 52.0;

/// The bars of a picture.
pub struct Columns {
    base: PlotItemBase,
    /// By bar, from below.
    values: Vec<Vec<u64>>,
    colors: Vec<Color32>,
    labels: Vec<String>,
    /// First bar with a label, and how many bars on the next one is.
    labelled: Box<dyn Fn(f32) -> (usize, usize)>,
    top: u64,
    hovered: Option<usize>,
}

impl Columns {
    /// The bars of a series, with one colour a group.
    #[must_use]
    pub fn new(series: &Series, colors: Vec<Color32>) -> Self {
        let known = series.clone();
        Self {
            base: PlotItemBase::new("columns".to_owned()),
            values: series.bars.iter().map(|bar| bar.values.clone()).collect(),
            colors,
            labels: series.bars.iter().map(|bar| bar.label.clone()).collect(),
            labelled: Box::new(move |bars| known.labelled(bars)),
            top: round_up(series.highest()),
            hovered: None,
        }
    }

    /// Draws them; the response of the picture, and the bar under the pointer.
    #[allow(clippy::cast_precision_loss, reason = "counts and bars on screen")]
    pub fn show(mut self, ui: &mut Ui, height: f32) -> (Response, Option<usize>) {
        let tokens = Tokens::of(ui);
        let bars = self.values.len();
        let width = ui.available_width() - SCALE;
        let places = (width / WIDEST_PITCH).max(bars as f32);
        let pitch = width / places;
        let (first, step) = (self.labelled)(LABEL / pitch);
        let labels = std::mem::take(&mut self.labels);
        let top = self.top as f64;
        let font = text::caption_style().resolve(ui.style());
        let quiet = |hints: AxisHints<'static>| {
            hints.label_spacing(Rangef::new(1.0, 2.0)).tick_label_color(tokens.muted).tick_label_font(font.clone())
        };
        let below = quiet(AxisHints::new_x()).min_thickness(18.0).formatter(move |mark, _| label_at(&labels, mark));
        let beside = quiet(AxisHints::new_y()).min_thickness(SCALE).placement(HPlacement::Right);
        let beside = beside.formatter(|mark, _| i18n::grouped(whole(mark.value)));
        let shown = Plot::new("audit-columns")
            .height(height)
            .allow_zoom(false)
            .allow_drag(false)
            .allow_scroll(false)
            .allow_boxed_zoom(false)
            .allow_axis_zoom_drag(false)
            .allow_double_click_reset(false)
            .show_background(false)
            .show_crosshair(false)
            .label_formatter(|_| None)
            .sense(Sense::HOVER | Sense::CLICK)
            .set_margin_fraction(Vec2::ZERO)
            .custom_x_axes(vec![below])
            .custom_y_axes(vec![beside])
            .show_grid([false, true])
            .grid_color(tokens.line)
            .grid_fade(0.0)
            .grid_spacing(Rangef::new(1.0, 2.0))
            .x_grid_spacer(move |_| marks(first, step, bars))
            .y_grid_spacer(move |_| scale(top))
            .show(ui, move |plot| {
                plot.set_plot_bounds_x(-0.5..=f64::from(places) - 0.5);
                plot.set_plot_bounds_y(0.0..=top);
                let pointer = plot.response().hovered().then(|| plot.pointer_coordinate()).flatten();
                let at = pointer.filter(|at| at.x >= -0.5).map(|at| usize::try_from(whole(at.x + 0.5)).unwrap_or(bars));
                self.hovered = at.filter(|at| *at < bars);
                let hovered = self.hovered;
                plot.add(self);
                hovered
            });
        let hovered = shown.inner;
        let response =
            if hovered.is_some() { shown.response.on_hover_cursor(CursorIcon::PointingHand) } else { shown.response };
        (response, hovered)
    }

    #[allow(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "points on screen")]
    fn bar(&self, ui: &Ui, transform: &PlotTransform, at: usize, shapes: &mut Vec<Shape>) {
        let tokens = Tokens::of(ui);
        let scale = ui.pixels_per_point();
        let pitch = transform.dpos_dvalue_x() as f32;
        let width = (pitch * FILLED).max(1.0).round_to_pixels(scale);
        let left = (transform.position_from_point_x(at as f64) - width / 2.0).round_to_pixels(scale);
        if self.hovered == Some(at) {
            let frame = transform.frame();
            let band =
                Rect::from_x_y_ranges(left - (pitch - width) / 2.0..=left + (pitch + width) / 2.0, frame.y_range());
            shapes.push(Shape::rect_filled(band, CornerRadius::same(4), tokens.tint));
        }
        let mut sum = 0;
        let mut bottom = transform.position_from_point_y(0.0);
        let parts = self.values[at].iter().zip(&self.colors).filter(|(value, _)| **value > 0);
        let parts: Vec<_> = parts.collect();
        for (n, (value, color)) in parts.iter().enumerate() {
            sum += **value;
            let upper = transform.position_from_point_y(sum as f64).min(bottom - LOWEST).round_to_pixels(scale);
            let rect = Rect::from_min_max(pos2(left, upper), pos2(left + width, bottom));
            let radius = if n + 1 == parts.len() { (width / 3.0).min(3.0) as u8 } else { 0 };
            let corners = CornerRadius { nw: radius, ne: radius, sw: 0, se: 0 };
            shapes.push(Shape::Rect(RectShape::filled(rect, corners, **color)));
            // A line of surface between the groups: the border does not hang on their colours alone.
            bottom = upper - 1.0;
        }
    }
}

impl PlotItem for Columns {
    fn shapes(&self, ui: &Ui, transform: &PlotTransform, shapes: &mut Vec<Shape>) {
        for at in 0..self.values.len() {
            self.bar(ui, transform, at, shapes);
        }
        let frame = transform.frame();
        let line = Stroke::new(1.0, Tokens::of(ui).line_strong);
        shapes.push(Shape::hline(frame.x_range(), frame.bottom() - 0.5, line));
    }

    fn initialize(&mut self, _: RangeInclusive<f64>) {}

    fn color(&self) -> Color32 {
        self.colors.first().copied().unwrap_or_default()
    }

    fn allow_hover(&self) -> bool {
        false
    }

    fn geometry(&self) -> PlotGeometry<'_> {
        PlotGeometry::None
    }

    #[allow(clippy::cast_precision_loss, reason = "counts and bars on screen")]
    fn bounds(&self) -> PlotBounds {
        PlotBounds::from_min_max([-0.5, 0.0], [self.values.len() as f64 - 0.5, self.top as f64])
    }

    fn base(&self) -> &PlotItemBase {
        &self.base
    }

    fn base_mut(&mut self) -> &mut PlotItemBase {
        &mut self.base
    }
}

#[allow(clippy::cast_precision_loss, reason = "few bars")]
fn marks(first: usize, step: usize, bars: usize) -> Vec<GridMark> {
    (first..bars).step_by(step).map(|at| GridMark { value: at as f64, step_size: step as f64 }).collect()
}

/// The top of the scale, and its middle where that is a whole number.
fn scale(top: f64) -> Vec<GridMark> {
    let middle = top / 2.0;
    let has_middle = middle.fract() == 0.0;
    let step_size = if has_middle { middle } else { top };
    let values = has_middle.then_some(middle).into_iter().chain([top]);
    values.map(|value| GridMark { value, step_size }).collect()
}

fn label_at(labels: &[String], mark: GridMark) -> String {
    usize::try_from(whole(mark.value)).ok().and_then(|at| labels.get(at)).cloned().unwrap_or_default()
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "never negative, far below 2^53")]
fn whole(value: f64) -> u64 {
    value.max(0.0) as u64
}
