//! The frame around every page: rail, top bar, and the pill that says how the log is.

use egui::{Key, Ui};

use super::{Command, Ctx, Page, Screen};
use crate::{
    desk::{Integrity, Tally},
    t,
    ui::{
        i18n, icons,
        input::{self, keymap::Scope},
        screens::{
            damage::{self, DamageCard},
            date::{self, DateCard},
            worklist::Urgent,
        },
        theme::{self, Tone},
        widgets::{LogPill, RailEntry, RailEvent, Shortcut, TopBar, shell},
        worker::Status,
    },
};

/// Rail, top bar and the page.
pub(super) fn framed(
    ui: &mut Ui,
    screen: &mut Screen,
    (damage, date): (&mut DamageCard, &mut DateCard),
    urgent: &Urgent,
    cx: &mut Ctx<'_>,
) {
    let Some(session) = cx.session else { return };
    let is_covered = damage::covers_page(cx);
    let is_undated = date::covers_page(cx);
    // While the holder keys in their own window, the clerk's takes nothing but Cancel, and may be read up on.
    let is_pad_open = matches!(screen, Screen::Counter(counter) if counter.is_pad_open());
    let rail = |page: &Page| RailEntry { key: rail_key(*page).filter(|_| !is_pad_open), ..rail_entry(*page) };
    let entries: Vec<_> = Page::of(session.role).iter().map(rail).collect();
    let selected = match screen {
        Screen::Counter(_) => Page::Counter,
        Screen::Today(_) => Page::Today,
        Screen::Audit(_) => Page::Audit,
        Screen::Worklist(_) => Page::Worklist,
        Screen::Staff(_) => Page::Staff,
        Screen::Import(_) => Page::Import,
        _ => Page::Settings,
    };
    let bar = TopBar {
        title: match screen {
            _ if is_covered => damage::heading(),
            _ if is_undated => date::heading(),
            Screen::Counter(_) => t!("counter-title"),
            Screen::Today(_) => t!("today-title"),
            Screen::Audit(_) => t!("audit-title"),
            Screen::Worklist(_) => t!("worklist-title"),
            Screen::Staff(_) => t!("staff-title"),
            Screen::Import(_) => t!("import-title"),
            _ => t!("settings-title"),
        },
        seat: Some(t!("rail-seat", seat = cx.status.settings.seat.as_str())),
        person: Some(t!(
            "rail-person",
            name = session.name.as_str(),
            role = i18n::text_of("role", session.role.code())
        )),
        day: cx.status.tally.map(day_words),
        log: Some(log_pill(cx.status)),
        is_demo: cx.status.demonstration,
    };
    // The rail's own keys belong to the screen beside it.
    input::set_scope(ui, scope_of(screen));
    let chosen = shell(ui, &entries, Some(selected), &bar, |ui| {
        urgent.ui(ui, cx, selected == Page::Worklist);
        match screen {
            _ if is_covered => damage::page(ui, cx),
            _ if is_undated => date::page(ui, cx),
            Screen::Counter(screen) => screen.ui(ui, cx),
            Screen::Today(screen) => screen.ui(ui, cx),
            Screen::Audit(screen) => {
                damage::card_of(ui, cx, damage);
                date::card_of(ui, cx, date);
                screen.ui(ui, cx);
            }
            Screen::Worklist(screen) => {
                date::card_of(ui, cx, date);
                screen.ui(ui, cx);
            }
            Screen::Staff(screen) => screen.ui(ui, cx),
            Screen::Import(screen) => screen.ui(ui, cx),
            Screen::Settings(screen) => screen.ui(ui, cx),
            Screen::FirstRun(_) | Screen::Missing(_) | Screen::SignIn(_) => {}
        }
    });
    let chosen = chosen.filter(|chosen| !is_pad_open || matches!(chosen, RailEvent::Help));
    match chosen {
        Some(RailEvent::Open(page)) if page != selected => cx.send(Command::Open(page)),
        Some(RailEvent::SwitchLanguage) => i18n::select(i18n::current().other()),
        Some(RailEvent::Choose(look)) => theme::choose(ui, look),
        Some(RailEvent::OwnPassword) => cx.send(Command::ChangePassword),
        Some(RailEvent::Help) => cx.send(Command::Help),
        Some(RailEvent::Lock) => cx.send(Command::Lock),
        Some(RailEvent::SignOut) => cx.send(Command::SignOut),
        _ => {}
    }
}

fn scope_of(screen: &Screen) -> Scope {
    match screen {
        Screen::Counter(counter) => counter.scope(),
        Screen::Today(_) => Scope::Today,
        Screen::Audit(_) => Scope::Audit,
        Screen::Worklist(_) => Scope::Worklist,
        Screen::Staff(_) => Scope::Staff,
        Screen::Import(_) => Scope::Import,
        Screen::Settings(_) => Scope::Settings,
        Screen::FirstRun(_) => Scope::FirstRun,
        Screen::Missing(_) => Scope::Missing,
        Screen::SignIn(_) => Scope::SignIn,
    }
}

fn rail_key(page: Page) -> Option<Shortcut> {
    match page {
        Page::Counter => Some(Key::F11.into()),
        Page::Today => Some(Key::F12.into()),
        _ => None,
    }
}

fn rail_entry(page: Page) -> RailEntry<Page> {
    let (icon, label) = match page {
        Page::Counter => (icons::DESKTOP_WINDOWS, t!("rail-counter")),
        Page::Today => (icons::ASSIGNMENT, t!("rail-today")),
        Page::Audit => (icons::LIST_ALT, t!("rail-audit")),
        Page::Worklist => (icons::FACT_CHECK, t!("rail-worklist")),
        Page::Staff => (icons::GROUP, t!("rail-staff")),
        Page::Import => (icons::UPLOAD_FILE, t!("rail-import")),
        Page::Settings => (icons::SETTINGS, t!("rail-settings")),
    };
    RailEntry { target: page, icon, label, key: None }
}

/// A clerk's day in the top bar: visits, and how long ago the last one ended.
fn day_words(tally: Tally) -> String {
    let visits = t!("rail-day", count = tally.visits);
    let since = match tally.minutes {
        _ if tally.is_open => t!("rail-day-open"),
        None => return visits,
        Some(minutes @ 0..60) => t!("rail-day-minutes", count = minutes),
        Some(minutes) => {
            let hours = minutes / 60;
            t!("rail-day-hours", count = hours)
        }
    };
    format!("{visits} · {since}")
}

/// The pill of the top bar: whole, being checked, or damaged.
fn log_pill(status: &Status) -> LogPill {
    let count = i18n::grouped(status.entries);
    match &status.integrity {
        Integrity::Damaged(_) => LogPill { tone: Tone::Bad, text: t!("rail-log-damaged") },
        Integrity::Sound { .. } if status.verifying => {
            LogPill { tone: Tone::Info, text: t!("rail-log-checking", percent = status.verified_percent) }
        }
        Integrity::Sound { .. } => LogPill { tone: Tone::Good, text: t!("rail-log-whole", count = count) },
    }
}
