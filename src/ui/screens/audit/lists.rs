//! The drop-down lists of the filter bar, each option with how many entries it would keep.

use egui::Ui;

use crate::{
    desk::{
        logs::{LogState, LogSummary},
        review::StaffName,
        statistics::Statistics,
    },
    domain::{
        audit::{Action, Outcome},
        pin::PinKind,
        time,
    },
    store::EntryFilter,
    t,
    ui::{
        i18n,
        widgets::{Choice, combo_counted},
    },
};

/// Room a list may need when nothing is chosen in it.
const WIDEST_LIST: f32 = 150.0;

/// Draws the lists beside each other; returns how wide they are with the gaps behind them.
///
/// The list of logs is there when the office has several.
pub fn show(
    ui: &mut Ui,
    filter: &mut EntryFilter,
    staff: &[StaffName],
    logs: &[LogSummary],
    counts: Option<&Statistics>,
) -> f32 {
    let mut width = 0.0;
    if logs.len() > 1 {
        let each = logs.iter().rev().map(|log| (log.id.clone(), log_words(log), None));
        width += list(ui, &t!("audit-filter-log"), &mut filter.log, (t!("audit-all-logs"), None), each);
    }
    let people = staff.iter().map(|one| {
        let count = counts.map(|counts| counts.staff.of(&one.number));
        (one.number.clone(), format!("{} · {}", one.name, one.number), count)
    });
    let all = (t!("audit-all-staff"), counts.map(|counts| counts.staff.all));
    width += list(ui, &t!("audit-filter-staff"), &mut filter.staff, all, people);
    let actions = Action::ALL.iter().map(|action| {
        (*action, i18n::text_of("action", action.code()), counts.map(|counts| counts.actions.of(action)))
    });
    let all = (t!("audit-all-actions"), counts.map(|counts| counts.actions.all));
    width += list(ui, &t!("audit-filter-action"), &mut filter.action, all, actions);
    let outcomes = Outcome::ALL.iter().map(|outcome| {
        (*outcome, i18n::text_of("outcome", outcome.code()), counts.map(|counts| counts.outcomes.of(outcome)))
    });
    let all = (t!("audit-all-outcomes"), counts.map(|counts| counts.outcomes.all));
    width += list(ui, &t!("audit-filter-outcome"), &mut filter.outcome, all, outcomes);
    let kinds = PinKind::ALL
        .iter()
        .map(|kind| (*kind, i18n::text_of("kind", kind.code()), counts.map(|counts| counts.kinds.of(kind))));
    let all = (t!("audit-all-kinds"), counts.map(|counts| counts.kinds.all));
    width + list(ui, &t!("audit-filter-kind"), &mut filter.kind, all, kinds)
}

/// `第 2 本 · 2026-11-22 起 · 120 条 · 当前`.
fn log_words(log: &LogSummary) -> String {
    let state = match &log.state {
        LogState::Current => t!("audit-log-current"),
        LogState::Closed => t!("audit-log-closed"),
        LogState::Damaged(_) => t!("audit-log-damaged"),
    };
    let day = time::day(log.started_at).to_string();
    t!("audit-log-words", number = log.number, day = day, size = i18n::grouped(log.size), state = state)
}

fn list<T: Clone + PartialEq>(
    ui: &mut Ui,
    label: &str,
    value: &mut Option<T>,
    all: (String, Option<u64>),
    options: impl Iterator<Item = (T, String, Option<u64>)>,
) -> f32 {
    // In a wrapping row a list that does not fit would be squeezed before it wrapped.
    if ui.layout().main_wrap() && ui.available_size_before_wrap().x < WIDEST_LIST {
        ui.end_row();
    }
    let every = Choice { value: None, name: all.0, count: all.1 };
    let options = options.map(|(value, name, count)| Choice { value: Some(value), name, count });
    let options: Vec<_> = std::iter::once(every).chain(options).collect();
    let width = ui.scope(|ui| combo_counted(ui, label, value, &options)).response.rect.width();
    width + ui.spacing().item_spacing.x
}
