//! What is wrong with a file: line, column, reason, however many there are.

use egui::{Align, Label, Layout, Ui};
use egui_extras::{Column, TableBuilder, TableRow};

use crate::{
    desk::ImportProblem,
    t,
    ui::{
        i18n, icons,
        theme::{Tone, text},
        widgets::{Button, banner, card, kv_with, prose, title},
    },
};

const HEADER: f32 = 28.0;
/// Two lines of small text.
const ROW: f32 = 40.0;
const MOST_ROWS: f32 = 10.0;

/// Draws the list and where its report lies.
pub(super) fn show(ui: &mut Ui, file: &str, problems: &[ImportProblem], report: &str) {
    let what = t!("import-refused", file = file, count = i18n::grouped(problems.len() as u64));
    banner(ui, Tone::Bad, &what, &t!("import-refused-next"), None);
    card(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        title(ui, &t!("import-problems"));
        kv_with(ui, &t!("import-report"), |ui| {
            prose(ui, text::mono(report).size(13.0));
            if Button::quiet(t!("import-copy-report")).icon(icons::CONTENT_COPY).show(ui) {
                ui.copy_text(report.to_owned());
            }
        });
        ui.add_space(4.0);
        #[allow(clippy::cast_precision_loss, reason = "at most ten thousand")]
        let height = ROW * (problems.len() as f32).min(MOST_ROWS);
        ui.spacing_mut().item_spacing.y = 0.0;
        TableBuilder::new(ui)
            .id_salt("import-problems")
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::exact(80.0))
            .column(Column::exact(150.0))
            .column(Column::remainder().at_least(200.0).clip(true))
            .auto_shrink([false, true])
            .min_scrolled_height(height)
            .max_scroll_height(height)
            .header(HEADER, |mut header| {
                for name in [t!("import-line"), t!("import-column"), t!("import-reason")] {
                    header.col(|ui| {
                        ui.label(text::muted(name));
                    });
                }
            })
            .body(|body| {
                body.rows(ROW, problems.len(), |mut row| {
                    if let Some(problem) = problems.get(row.index()) {
                        cells(&mut row, problem);
                    }
                });
            });
    });
}

fn cells(row: &mut TableRow<'_, '_>, problem: &ImportProblem) {
    row.col(|ui| {
        ui.label(text::mono(i18n::grouped(problem.line)));
    });
    row.col(|ui| {
        let column = if problem.column.is_empty() { t!("import-whole-line") } else { problem.column.to_owned() };
        ui.label(text::mono(column).size(13.0));
    });
    row.col(|ui| {
        ui.add(Label::new(text::small(i18n::text_of("import-reason", problem.reason))).wrap());
    });
}
