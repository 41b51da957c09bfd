//! The colours of the three looks.

use egui::Color32;

/// An opaque colour from `0xRRGGBB`.
#[allow(clippy::disallowed_methods, reason = "this file is where colours are made")]
const fn rgb(hex: u32) -> Color32 {
    let [_, red, green, blue] = hex.to_be_bytes();
    Color32::from_rgb(red, green, blue)
}

/// The colours of one look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Palette {
    /// Whether light text stands on dark surfaces.
    pub is_dark: bool,
    /// Actions and what is selected.
    pub primary: Color32,
    /// The primary button under the pointer.
    pub primary_hover: Color32,
    /// The primary button held down.
    pub primary_pressed: Color32,
    /// A key cap on the primary button.
    pub primary_cap: Color32,
    /// Text on the primary colour.
    pub on_primary: Color32,
    /// The ring around whatever has the keyboard.
    pub focus: Color32,
    /// Selected rows, entries and text.
    pub tint: Color32,
    /// Text.
    pub text: Color32,
    /// Explanations, labels above values.
    pub muted: Color32,
    /// An example inside an empty field, which must not pass for something typed.
    pub hint: Color32,
    /// Behind the cards.
    pub canvas: Color32,
    /// Cards, rail, top bar, fields.
    pub surface: Color32,
    /// A surface under the pointer.
    pub surface_hover: Color32,
    /// Card borders and separators: they only order what is there.
    pub line: Color32,
    /// Borders of things whose words already say that they can be clicked.
    pub line_strong: Color32,
    /// Borders without which a control could not be made out: fields, boxes to check, PIN boxes.
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
    /// Below menus and dialogs.
    pub shadow: Color32,
    /// Series of charts, see [`super::Tokens::series`].
    pub series: [Color32; 6],
}

/// Blue on white and cool greys.
pub(super) const LIGHT: Palette = Palette {
    is_dark: false,
    primary: rgb(0x1D_4F91),
    primary_hover: rgb(0x1A_4783),
    primary_pressed: rgb(0x15_3A6B),
    primary_cap: rgb(0x35_629C),
    on_primary: rgb(0xFF_FFFF),
    focus: rgb(0x1D_4F91),
    tint: rgb(0xE8_F0FA),
    text: rgb(0x1B_2430),
    muted: rgb(0x5B_6675),
    hint: rgb(0x66_7180),
    canvas: rgb(0xF3_F5F8),
    surface: rgb(0xFF_FFFF),
    surface_hover: rgb(0xF6_F8FB),
    line: rgb(0xDD_E3EB),
    line_strong: rgb(0xC5_CEDA),
    line_control: rgb(0x7F_8A9A),
    good: rgb(0x17_744A),
    good_tint: rgb(0xE6_F4EC),
    caution: rgb(0x9A_5B00),
    caution_tint: rgb(0xFD_F1DF),
    bad: rgb(0xB3_261E),
    bad_tint: rgb(0xFB_E9E9),
    disabled: rgb(0xE9_EDF3),
    backdrop: Color32::from_black_alpha(110),
    shadow: Color32::from_black_alpha(30),
    series: [rgb(0x1D_4F91), rgb(0xCD_731E), rgb(0x18_A275), rgb(0x5F_1C4E), rgb(0x5B_5820), rgb(0x13_72E9)],
};

/// Light blue on slate; no surface is black and no text is white, so that an evening at the counter does not glare.
pub(super) const DARK: Palette = Palette {
    is_dark: true,
    primary: rgb(0x8A_B8F5),
    primary_hover: rgb(0xA3_C8F8),
    primary_pressed: rgb(0x74_A6E8),
    primary_cap: rgb(0x9E_C6FA),
    on_primary: rgb(0x0C_1B30),
    focus: rgb(0x8A_B8F5),
    tint: rgb(0x20_3551),
    text: rgb(0xE4_E9F0),
    muted: rgb(0xA7_B2C2),
    hint: rgb(0x8B_97A8),
    canvas: rgb(0x11_161D),
    surface: rgb(0x1A_212B),
    surface_hover: rgb(0x22_2B37),
    line: rgb(0x2E_3846),
    line_strong: rgb(0x46_5264),
    line_control: rgb(0x7A_889B),
    good: rgb(0x74_CE9C),
    good_tint: rgb(0x17_3529),
    caution: rgb(0xEF_B565),
    caution_tint: rgb(0x3A_2C16),
    bad: rgb(0xF7_9A92),
    bad_tint: rgb(0x45_2226),
    disabled: rgb(0x28_313E),
    backdrop: Color32::from_black_alpha(150),
    shadow: Color32::from_black_alpha(120),
    series: [rgb(0x8A_B8F5), rgb(0x96_6E1C), rgb(0x22_8055), rgb(0xBE_4298), rgb(0xE2_D9A9), rgb(0x86_4FE5)],
};

/// White and yellow on black. The ring of the keyboard is cyan, which nothing else is.
pub(super) const HIGH_CONTRAST: Palette = Palette {
    is_dark: true,
    primary: rgb(0xFF_E14D),
    primary_hover: rgb(0xFF_EC8C),
    primary_pressed: rgb(0xF2_CC1D),
    primary_cap: rgb(0xFF_F0A6),
    on_primary: rgb(0x00_0000),
    focus: rgb(0x00_E5FF),
    tint: rgb(0x00_2C85),
    text: rgb(0xFF_FFFF),
    muted: rgb(0xDD_DDDD),
    hint: rgb(0x9C_9C9C),
    canvas: rgb(0x00_0000),
    surface: rgb(0x00_0000),
    surface_hover: rgb(0x26_2626),
    line: rgb(0x9A_9A9A),
    line_strong: rgb(0xC8_C8C8),
    line_control: rgb(0xFF_FFFF),
    good: rgb(0x7D_F0A4),
    good_tint: rgb(0x00_2A12),
    caution: rgb(0xFF_BE6B),
    caution_tint: rgb(0x30_1E00),
    bad: rgb(0xFF_B3AC),
    bad_tint: rgb(0x3A_0A0A),
    disabled: rgb(0x26_2626),
    backdrop: Color32::from_black_alpha(200),
    shadow: Color32::TRANSPARENT,
    series: [rgb(0xFF_E14D), rgb(0xB5_D1FA), rgb(0x2B_F9A7), rgb(0xDE_1D87), rgb(0xAE_652D), rgb(0xA8_62FA)],
};
