//! A name as the register has it: whole, wrapped, and honest about characters that no font of this machine has.

use egui::{Label, Ui};

use crate::ui::theme::text;

/// Draws the name in the large face, wrapped and never cut. Beside a character that no font has, or that belongs to a private area where
/// every font means something else, stands its code point, so that the clerk can hold it against the card.
pub(super) fn show(ui: &mut Ui, name: &str) {
    let unknown = unknown(ui, name);
    // A private character is never drawn, another font's sign would pass for it; nor one that would only be a box anyway.
    let drawn: String = name.chars().map(|c| if unknown.contains(&c) { '□' } else { c }).collect();
    let response = ui.add(Label::new(text::name(drawn)).wrap());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, name));
    if !unknown.is_empty() {
        let points: Vec<_> = unknown.iter().map(|c| format!("□ U+{:04X}", u32::from(*c))).collect();
        ui.add(Label::new(text::mono(points.join("  "))).wrap());
    }
}

/// The characters that cannot be drawn as what they are, in the order of the name.
fn unknown(ui: &Ui, name: &str) -> Vec<char> {
    let font = text::name_style().resolve(ui.style());
    ui.ctx().fonts_mut(|fonts| {
        name.chars().filter(|c| !c.is_whitespace() && (is_private(*c) || !fonts.has_glyph(&font, *c))).collect()
    })
}

/// Private use (Unicode 23.5): three areas in which no two fonts agree.
fn is_private(c: char) -> bool {
    matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{FFFFD}' | '\u{100000}'..='\u{10FFFD}')
}
