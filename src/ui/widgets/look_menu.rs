//! 外观: the menu that picks the look of the window.

use egui::{Popup, Response, Role, Sense, StrokeKind, TextStyle, Ui, WidgetInfo, pos2, vec2};

use super::paint::{self, Mark};
use crate::ui::{
    i18n, icons,
    theme::{self, Look, Tokens},
};

/// Opens below or beside a button that was pressed; says what was picked. The button has the keyboard again after it.
pub fn look_menu(button: &Response) -> Option<Look> {
    let chosen = theme::choice(&button.ctx);
    let popup = Popup::menu(button).gap(4.0).accessible_name(crate::t!("look-menu"));
    let shown = popup.show(|ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        let mut picked = None;
        for look in Look::ALL {
            if row(ui, look, look == chosen) {
                picked = Some(look);
                ui.close();
            }
        }
        picked
    });
    let picked = shown.and_then(|shown| shown.inner);
    if picked.is_some() {
        button.request_focus();
    }
    picked
}

fn icon(look: Look) -> char {
    match look {
        Look::System => icons::DESKTOP_WINDOWS,
        Look::Light => icons::LIGHT_MODE,
        Look::Dark => icons::DARK_MODE,
        Look::HighContrast => icons::CONTRAST,
    }
}

fn row(ui: &mut Ui, look: Look, is_chosen: bool) -> bool {
    const SIZE: egui::Vec2 = vec2(196.0, 36.0);
    let tokens = Tokens::of(ui);
    let name = i18n::text_of("look", look.code());
    let (rect, response) = ui.allocate_exact_size(SIZE, Sense::click());
    let fill = match (is_chosen, response.hovered() || response.has_focus()) {
        (true, _) => tokens.tint,
        (false, true) => tokens.surface_hover,
        (false, false) => tokens.surface,
    };
    let line =
        if response.has_focus() { egui::Stroke::new(tokens.focus_width, tokens.focus) } else { egui::Stroke::NONE };
    ui.painter().rect(rect, tokens.radius, fill, line, StrokeKind::Inside);
    let color = if is_chosen { tokens.primary } else { tokens.text };
    let middle = rect.center().y;
    let sign = egui::FontId::proportional(18.0);
    ui.painter().text(pos2(rect.left() + 12.0, middle), egui::Align2::LEFT_CENTER, icon(look), sign, color);
    let font = TextStyle::Button.resolve(ui.style());
    ui.painter().text(pos2(rect.left() + 42.0, middle), egui::Align2::LEFT_CENTER, &name, font, color);
    if is_chosen {
        let square = egui::Rect::from_center_size(pos2(rect.right() - 20.0, middle), vec2(14.0, 14.0));
        paint::mark(ui.painter(), Mark::Check, square, color);
    }
    response.widget_info(|| WidgetInfo::selected(Role::MenuItemRadio, ui.is_enabled(), is_chosen, &name));
    response.clicked()
}
