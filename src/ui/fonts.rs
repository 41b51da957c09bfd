//! The bundled fonts, and the last resort for the rare characters of names.
//!
//! `scripts/make-fonts` makes the subsets (assets/fonts/README.md). What they lack comes from the machine's own fonts.

use std::sync::{Arc, OnceLock};

use egui::{
    Context, FontData, FontDefinitions, FontFamily,
    epaint::text::{FallbackRequest, FontInsert, FontProvider},
};
use egui_system_font_provider::SystemFontProvider;

/// Name of the semibold family; characters it lacks come from the regular weight.
pub const SEMIBOLD: &str = "semibold";

const REGULAR_BYTES: &[u8] = include_bytes!("../../assets/fonts/pindesk-regular.otf");
const SEMIBOLD_BYTES: &[u8] = include_bytes!("../../assets/fonts/pindesk-semibold.otf");
const MONO_BYTES: &[u8] = include_bytes!("../../assets/fonts/pindesk-mono.otf");
const ICON_BYTES: &[u8] = include_bytes!("../../assets/icons/pindesk-icons.ttf");

/// Puts the fonts into a context.
pub fn install(ctx: &Context) {
    ctx.set_fonts(definitions());
    ctx.add_font_provider(Arc::new(LastResort::default()));
}

pub(super) fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for (name, bytes) in
        [("regular", REGULAR_BYTES), (SEMIBOLD, SEMIBOLD_BYTES), ("mono", MONO_BYTES), ("icons", ICON_BYTES)]
    {
        fonts.font_data.insert(name.to_owned(), Arc::new(FontData::from_static(bytes)));
    }
    let families: [(FontFamily, &[&str]); 3] = [
        (FontFamily::Proportional, &["regular", "icons"]),
        (FontFamily::Name(SEMIBOLD.into()), &[SEMIBOLD, "regular", "icons"]),
        (FontFamily::Monospace, &["mono", "regular", "icons"]),
    ];
    for (family, names) in families {
        fonts.families.insert(family, names.iter().map(|name| (*name).to_owned()).collect());
    }
    fonts
}

/// Asks the machine's fonts, and lists them only when a character is missing from ours: listing takes up to half a
/// second and the mapped fonts count as memory, and most offices go a day without such a name.
#[derive(Default)]
struct LastResort(OnceLock<SystemFontProvider>);

impl FontProvider for LastResort {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        self.0.get_or_init(|| SystemFontProvider::new().with_locale(Some("zh-CN"))).font_for(request)
    }
}

#[cfg(test)]
mod tests {
    use egui::FontId;

    use super::*;
    use crate::ui::icons;

    /// Characters that the bundled fonts lack, without help of the machine's.
    fn missing(family: FontFamily, wanted: impl Iterator<Item = char>) -> String {
        let ctx = Context::default();
        ctx.set_fonts(definitions());
        ctx.run_ui(egui::RawInput::default(), |_| ()).textures_delta.clear();
        let font = FontId::new(15.0, family);
        wanted.filter(|c| !ctx.fonts_mut(|fonts| fonts.has_glyph(&font, *c))).collect()
    }

    #[test]
    fn every_icon_can_be_drawn_in_every_family() {
        for family in [FontFamily::Proportional, FontFamily::Monospace, FontFamily::Name(SEMIBOLD.into())] {
            assert_eq!(missing(family, icons::ALL.into_iter()), "");
        }
    }

    #[test]
    fn rare_characters_of_names_can_be_drawn_in_the_size_of_names() {
        let names = "䶮𬱖𬭎㛃𬍛𫖯𫍯𪨰赟喆堃彧龑·Nguyễn Thị Ánh";
        assert_eq!(missing(FontFamily::Name(SEMIBOLD.into()), names.chars()), "");
    }

    #[test]
    fn an_unknown_character_would_be_noticed() {
        assert_eq!(missing(FontFamily::Proportional, "a\u{10FFFD}".chars()), "\u{10FFFD}");
    }
}
