//! 请主管登录确认日期: the computer's date cannot be believed, work is stopped, and the supervisor who looks at a calendar.

use egui::{Key, Ui};
use jiff::civil::Date;

use super::audit::describe;
use crate::{
    desk::{DateDoubt, DeskError},
    domain::staff::Role,
    t,
    ui::{
        app::{Command, Ctx},
        errors, icons,
        theme::Tone,
        widgets::{Button, Progress, banner, card, empty, kv},
        worker::{Pending, take},
    },
};

/// Whether this person's own pages give way to a doubtful date: everyone's but the supervisor's.
pub fn covers_page(cx: &Ctx<'_>) -> bool {
    cx.session.is_some_and(|session| covers(session.role, cx.status.date))
}

/// Whether the pages of a role give way to a doubtful date.
#[must_use]
pub fn covers(role: Role, date: Option<DateDoubt>) -> bool {
    date.is_some_and(|doubt| doubt.stops) && role != Role::Supervisor
}

/// The heading of the page that takes the place of the clerk's and the administrator's.
#[must_use]
pub fn heading() -> String {
    t!("date-title")
}

/// The page of clerks and administrators while the date is in doubt.
pub fn page(ui: &mut Ui, cx: &mut Ctx<'_>) {
    let Some(doubt) = cx.status.date else { return };
    card(ui, |ui| {
        empty(ui, icons::CALENDAR_MONTH, &t!("date-stopped"), &t!("date-call"));
        told(ui, doubt);
        ui.add_space(8.0);
        if Button::primary(t!("damage-sign-out")).key(Key::Enter).action().show(ui) {
            cx.send(Command::SignOut);
        }
    });
}

fn told(ui: &mut Ui, doubt: DateDoubt) {
    kv(ui, &t!("date-computer"), &doubt.today.to_string());
    kv(ui, &t!("date-certain"), &describe::minute_of_year(doubt.certain_until));
}

/// The supervisor's card above the audit page and the worklist.
#[derive(Default)]
pub struct DateCard {
    error: Option<DeskError>,
    slot: Option<Pending<Result<(), DeskError>>>,
}

impl DateCard {
    /// Takes in replies.
    pub fn logic(&mut self, cx: &mut Ctx<'_>) {
        match take(&mut self.slot) {
            Some(Ok(())) => {
                self.error = None;
                cx.send(Command::Say(Tone::Good, t!("date-confirmed")));
            }
            Some(Err(error)) => self.error = Some(error),
            None => {}
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.slot.is_some()
    }

    fn confirm(&mut self, cx: &Ctx<'_>, day: Date) {
        self.error = None;
        self.slot = Some(cx.worker.ask(move |desk, _| desk.confirm_date(day)));
    }
}

/// Draws the supervisor's card while the date is in doubt; nothing otherwise.
pub fn card_of(ui: &mut Ui, cx: &mut Ctx<'_>, state: &mut DateCard) {
    let Some(doubt) = cx.status.date else { return };
    if cx.session.is_none_or(|session| session.role != Role::Supervisor) {
        return;
    }
    let day = doubt.today.to_string();
    card(ui, |ui| {
        banner(ui, Tone::Caution, &t!("date-ask", day = day.as_str()), &t!("date-wrong"), None);
        ui.add_space(4.0);
        told(ui, doubt);
        if let Some(error) = &state.error {
            let said = errors::explain(error);
            banner(ui, Tone::Bad, &said.what, &said.next, None);
        }
        ui.add_space(4.0);
        match &state.slot {
            Some(pending) => {
                let _ = Progress::new(&t!("common-working"), pending.elapsed()).show(ui);
            }
            None if Button::primary(t!("date-yes", day = day.as_str())).action().show(ui) => {
                state.confirm(cx, doubt.today);
            }
            None => {}
        }
    });
}
