//! Which look is in force: the one the person at this machine chose, or the system's.

use std::sync::Arc;

use egui::{Context, Id, Theme, ThemePreference};

use super::{Tokens, dress::dress};

/// A look as it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Scheme {
    /// 浅色.
    Light,
    /// 深色.
    Dark,
    /// 高对比.
    HighContrast,
}

impl Scheme {
    /// All three.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::HighContrast];
}

/// 外观: what the person at this machine chose.
///
/// High contrast has to be chosen: the window system tells programs of light and dark only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Look {
    /// 跟随系统: light or dark, whichever the system has, and light where it does not say.
    #[default]
    System,
    /// 浅色.
    Light,
    /// 深色.
    Dark,
    /// 高对比.
    HighContrast,
}

impl Look {
    /// All, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::System, Self::Light, Self::Dark, Self::HighContrast];

    /// Its word on the command line and in the preferences; its name is the text `look-{code}`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::System => "system",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::HighContrast => "high-contrast",
        }
    }

    /// Reads a word.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|look| look.code() == code)
    }
}

/// Kept in a window's context: the tokens made once for each look, and the choice.
#[derive(Clone)]
struct Wardrobe {
    light: Arc<Tokens>,
    dark: Arc<Tokens>,
    high_contrast: Arc<Tokens>,
    choice: Look,
}

impl Wardrobe {
    fn tokens(&self, scheme: Scheme) -> &Arc<Tokens> {
        match scheme {
            Scheme::Light => &self.light,
            Scheme::Dark => &self.dark,
            Scheme::HighContrast => &self.high_contrast,
        }
    }
}

/// Puts the looks into a context, for every widget of egui and for our own, and follows the system until [`choose`].
pub fn install(ctx: &Context) {
    let make = |scheme| Arc::new(Tokens::of_scheme(scheme));
    let wardrobe = Wardrobe {
        light: make(Scheme::Light),
        dark: make(Scheme::Dark),
        high_contrast: make(Scheme::HighContrast),
        choice: Look::System,
    };
    ctx.data_mut(|data| data.insert_temp(Id::NULL, wardrobe));
    ctx.options_mut(|options| options.fallback_theme = Theme::Light);
    choose(ctx, Look::System);
}

/// Chooses a look; every window of the program has it with the next frame.
pub fn choose(ctx: &Context, look: Look) {
    let Some(wardrobe) = ctx.data_mut(|data| {
        let mut wardrobe = data.get_temp::<Wardrobe>(Id::NULL)?;
        wardrobe.choice = look;
        data.insert_temp(Id::NULL, wardrobe.clone());
        Some(wardrobe)
    }) else {
        return;
    };
    // egui has two styles and picks one by its theme; high contrast takes the place of the dark one.
    let night = if look == Look::HighContrast { Scheme::HighContrast } else { Scheme::Dark };
    ctx.style_mut_of(Theme::Light, |style| dress(style, &wardrobe.light));
    ctx.style_mut_of(Theme::Dark, |style| dress(style, wardrobe.tokens(night)));
    ctx.set_theme(match look {
        Look::System => ThemePreference::System,
        Look::Light => ThemePreference::Light,
        Look::Dark | Look::HighContrast => ThemePreference::Dark,
    });
    ctx.request_repaint();
}

/// What was chosen in this context.
#[must_use]
pub fn choice(ctx: &Context) -> Look {
    ctx.data(|data| data.get_temp::<Wardrobe>(Id::NULL)).map_or(Look::System, |wardrobe| wardrobe.choice)
}

/// The tokens in force in this window; the light ones before [`install`].
pub(super) fn in_force(ctx: &Context) -> Arc<Tokens> {
    let Some(wardrobe) = ctx.data(|data| data.get_temp::<Wardrobe>(Id::NULL)) else {
        return Arc::new(Tokens::light());
    };
    let scheme = match (wardrobe.choice, ctx.theme()) {
        (Look::HighContrast, _) => Scheme::HighContrast,
        (_, Theme::Dark) => Scheme::Dark,
        (_, Theme::Light) => Scheme::Light,
    };
    Arc::clone(wardrobe.tokens(scheme))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_look_is_written_and_read_by_its_code() {
        for look in Look::ALL {
            assert_eq!(Look::from_code(look.code()), Some(look));
        }
        assert_eq!(Look::from_code("Dark"), None);
    }

    #[test]
    fn follows_the_system_until_a_look_is_chosen() {
        let ctx = Context::default();
        install(&ctx);
        let frame = |system| {
            let input = egui::RawInput { system_theme: system, ..egui::RawInput::default() };
            let mut seen = None;
            let mut output = ctx.run_ui(input, |ui| {
                seen = Some((Tokens::of(ui), ui.style().visuals.panel_fill));
            });
            output.textures_delta.clear();
            seen.unwrap()
        };
        let cases = [
            (Look::System, None, Scheme::Light),
            (Look::System, Some(Theme::Light), Scheme::Light),
            (Look::System, Some(Theme::Dark), Scheme::Dark),
            (Look::Light, Some(Theme::Dark), Scheme::Light),
            (Look::Dark, Some(Theme::Light), Scheme::Dark),
            (Look::HighContrast, Some(Theme::Light), Scheme::HighContrast),
            (Look::Dark, None, Scheme::Dark),
            (Look::System, Some(Theme::Dark), Scheme::Dark),
        ];
        for (look, system, expected) in cases {
            choose(&ctx, look);
            let (tokens, panel) = frame(system);
            assert_eq!(*tokens, Tokens::of_scheme(expected), "{look:?} over {system:?}");
            assert_eq!(panel, tokens.canvas, "egui's own widgets have it too");
        }
    }
}
