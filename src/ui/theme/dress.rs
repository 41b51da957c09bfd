//! How a look dresses egui's own widgets: text fields, drop-down lists, menus, scroll bars, tool tips.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Margin, Shadow, Stroke, Style, TextStyle, Vec2, Visuals,
    style::{Selection, WidgetVisuals, Widgets},
};

use super::{Tokens, text};
use crate::ui::fonts::SEMIBOLD;

/// Gives a style of egui the text styles, distances and colours of a look.
pub(super) fn dress(style: &mut Style, tokens: &Tokens) {
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
    let shadow = Shadow { offset: [0, 4], blur: 16, spread: 0, color: tokens.shadow };
    let mut visuals = Visuals {
        widgets: Widgets {
            noninteractive: state(tokens.surface, line(tokens.line)),
            inactive: state(tokens.surface, line(tokens.line_control)),
            hovered: state(tokens.surface_hover, line(tokens.muted)),
            active: state(tokens.surface_hover, Stroke::new(tokens.focus_width, tokens.focus)),
            open: state(tokens.surface, Stroke::new(tokens.focus_width, tokens.focus)),
        },
        selection: Selection { bg_fill: tokens.tint, stroke: Stroke::new(tokens.focus_width, tokens.focus) },
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
        ..if tokens.is_dark { Visuals::dark() } else { Visuals::light() }
    };
    visuals.text_cursor.stroke = Stroke::new(2.0, tokens.primary);
    // A blinking cursor would repaint an idle window for ever.
    visuals.text_cursor.blink = false;
    visuals
}
