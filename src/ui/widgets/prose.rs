//! Paragraphs that break where a reader would break them.

use std::sync::Arc;

use egui::{
    FontSelection, Galley, Label, Response, RichText, TextStyle, Ui, WidgetText, epaint::text::PlacedRow,
    text::LayoutJob,
};

/// Chinese units, which stay beside the number before them.
const UNITS: &str = "个次天分秒条位人岁月年日行项步台份小％";

/// The same in English.
const WORDS: [&str; 18] = [
    "time", "times", "try", "tries", "day", "days", "minute", "minutes", "second", "seconds", "entry", "entries",
    "visit", "visits", "hour", "hours", "month", "months",
];

/// How much narrower than its room a paragraph may become for a better break, in halves of a small letter's size.
const MOST_NARROWING: u8 = 10;

/// A paragraph as wide as there is room: no number away from its unit, no character alone on the last line.
///
/// `egui` breaks Chinese between any two characters and knows no joiner, so a paragraph that would break badly is set a
/// little narrower.
pub fn prose(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    if ui.layout().is_horizontal() && ui.layout().main_wrap() {
        return ui.add(Label::new(text.into()).wrap());
    }
    let text = WidgetText::from(text.into());
    let mut job = Arc::unwrap_or_clone(text.into_layout_job(ui.style(), FontSelection::Default, egui::Align::BOTTOM));
    job.halign = ui.layout().horizontal_placement();
    let galley = set_prose(ui, &job);
    ui.add(Label::new(galley))
}

/// The same for text of several faces, laid out and not yet drawn.
pub fn set_prose(ui: &Ui, job: &LayoutJob) -> Arc<Galley> {
    let (room, step) = (ui.available_width(), TextStyle::Small.resolve(ui.style()).size / 2.0);
    let set = |width: f32| {
        let mut job = job.clone();
        job.wrap.max_width = width;
        ui.painter().layout_job(job)
    };
    let usual = set(room);
    let mut narrower = (1..=MOST_NARROWING).map(|steps| set(room - f32::from(steps) * step));
    let better = if breaks_badly(&usual) { narrower.find(|galley| !breaks_badly(galley)) } else { None };
    better.unwrap_or(usual)
}

fn breaks_badly(galley: &Galley) -> bool {
    galley.rows.windows(2).any(|pair| match pair {
        [before, row] if !before.ends_with_newline => parts(&line(before), &line(row)),
        _ => false,
    })
}

fn line(row: &PlacedRow) -> String {
    row.row.glyphs.iter().map(|glyph| glyph.chr).collect()
}

/// Whether two lines should not have been parted here.
fn parts(before: &str, line: &str) -> bool {
    let line = line.trim();
    let word: String = line.chars().take_while(char::is_ascii_alphabetic).collect();
    let is_unit = line.starts_with(|c| UNITS.contains(c)) || WORDS.contains(&word.to_lowercase().as_str());
    let is_parted = is_unit && before.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let letters = line.chars().filter(|c| c.is_alphanumeric()).count();
    let is_alone = letters <= 1 && line.chars().count() <= 3 && !line.chars().any(|c| c.is_ascii_alphanumeric());
    is_parted || is_alone
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;

    #[test]
    fn a_unit_belongs_to_its_number_and_nothing_stands_alone() {
        assert!(parts("还可以试 3 ", "次。"));
        assert!(parts("is valid for 10 ", "minutes."));
        assert!(parts("从下一次操作起不能再", "用。"));
        assert!(!parts("还可以试 ", "3 次。"));
        assert!(!parts("操作起不能", "再用。"));
        assert!(!parts("two ", "I"));
    }

    #[test]
    fn a_paragraph_is_set_narrower_rather_than_broken_badly() {
        let text = "从下一次操作起不能再用，正在办的也会停下。以后可以重新启用。";
        let mut bad = 0;
        for width in 100..300_u16 {
            let mut harness = egui_kittest::Harness::builder()
                .with_size([400.0, 300.0])
                .with_context_setup(crate::ui::install)
                .build_ui(move |ui| {
                    ui.set_width(f32::from(width));
                    prose(ui, text);
                });
            harness.run_steps(2);
            for shape in &harness.output().shapes {
                if let egui::Shape::Text(shape) = &shape.shape {
                    bad += u32::from(breaks_badly(&shape.galley));
                }
            }
        }
        assert_eq!(bad, 0, "widths that break badly");
    }
}
