//! A chosen entry with the whole visit it belongs to, the checkpoint that holds it, and the exact line that is hashed.

use std::time::{Duration, Instant};

use egui::{Key, Label, ScrollArea, Ui};

use super::{
    describe::{self, Names},
    reviewer::Readers,
    timeline,
};
use crate::{
    desk::{
        DeskError,
        review::ReviewRow,
        timeline::{Cover, Step, Timeline},
    },
    domain::{
        audit::{Action, Subject},
        time,
        visit::VisitSerial,
    },
    ledger::Line,
    store::StoreError,
    t,
    ui::{
        app::Ctx,
        errors::{self, Explained},
        i18n, icons,
        theme::{Tone, text},
        widgets::{
            Button, Mark, Pill, Progress, banner, card, divider, ends_row, kv, kv_mono, kv_with, line, prose, title,
        },
        worker::{Pending, take},
    },
};

/// How often a checkpoint that is still to come is looked for; one comes within a minute.
const LOOK_AGAIN: Duration = Duration::from_secs(10);

/// What was asked for in the panel.
#[derive(Debug, PartialEq, Eq)]
pub enum Said {
    /// Close it.
    Close,
    /// The entry above (newer) or below in the list.
    Step(Direction),
    /// List this visit only.
    Visit(VisitSerial),
    /// List this holder's entries only; with the mask to show.
    Holder(Subject, String),
}

/// To which neighbour in the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// The newer one.
    Up,
    /// The older one.
    Down,
}

/// The panel's state.
#[derive(Debug, Default)]
pub struct Detail {
    /// The entry that is to be shown; `None` while the panel is closed.
    wanted: Option<u32>,
    /// The step that is highlighted and whose line is shown; usually the wanted entry.
    chosen: i64,
    /// The exact line is unfolded.
    is_line_open: bool,
    /// The chosen step is to be brought in sight.
    brings: bool,
    timeline: Option<Timeline>,
    /// Entries of the log when it was read: a new one may have brought the checkpoint.
    read_at: u64,
    /// A step waits for its checkpoint, which is no entry: from then on it is looked for again.
    again_at: Option<Instant>,
    reading: Option<Pending<Result<Timeline, StoreError>>>,
    failed: Option<Explained>,
}

impl Detail {
    /// Takes in replies and asks for the timeline of the entry that is wanted, `None` while the panel is closed.
    pub fn logic(&mut self, cx: &Ctx<'_>, readers: &Readers, wanted: Option<u32>) {
        match take(&mut self.reading) {
            Some(Ok(timeline)) => {
                let waits = timeline.steps.iter().any(|step| step.cover == Cover::Waiting);
                self.again_at = waits.then(|| Instant::now() + LOOK_AGAIN);
                self.timeline = Some(timeline);
            }
            Some(Err(error)) => self.failed = Some(errors::explain(&DeskError::from(error))),
            None => {}
        }
        let Some(position) = wanted else {
            *self = Self { reading: self.reading.take(), is_line_open: self.is_line_open, ..Self::default() };
            return;
        };
        if self.wanted != wanted {
            self.wanted = wanted;
            self.chosen = i64::from(position);
            self.brings = true;
            self.failed = None;
        }
        let is_here = self.timeline.as_ref().is_some_and(|timeline| timeline.step(i64::from(position)).is_some());
        let is_due = self.again_at.is_some_and(|at| at <= Instant::now());
        let is_fresh = is_here && self.read_at == cx.status.entries && !is_due;
        if self.reading.is_none() && self.failed.is_none() && !is_fresh {
            self.read_at = cx.status.entries;
            self.again_at = None;
            self.reading = Some(readers.timeline(cx, position));
        }
    }

    /// Whether a reply is being waited for.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.reading.is_some()
    }

    /// Draws the panel in all the room there is.
    pub fn ui(&mut self, ui: &mut Ui, names: &Names) -> Option<Said> {
        if self.again_at.is_some() {
            ui.ctx().request_repaint_after(LOOK_AGAIN);
        }
        let height = ui.available_height();
        let mut said = None;
        card(ui, |ui| {
            ui.set_height(height - 34.0);
            let wanted = self.wanted.map(i64::from);
            let timeline = self.timeline.take().filter(|timeline| wanted.is_some_and(|at| timeline.step(at).is_some()));
            self.bar(ui, timeline.as_ref(), &mut said);
            match &timeline {
                Some(timeline) => self.body(ui, timeline, names, &mut said),
                None => self.waiting(ui),
            }
            self.timeline = timeline;
        });
        said
    }

    /// What is shown, and the buttons to the neighbours and out.
    fn bar(&self, ui: &mut Ui, timeline: Option<&Timeline>, said: &mut Option<Said>) {
        let step = timeline.and_then(|timeline| timeline.step(self.chosen).or_else(|| timeline.steps.first()));
        let visit = step.and_then(|step| step.row.line.as_ref()).and_then(|line| line.visit.as_deref());
        let heading = match (visit, step) {
            (Some(_), _) => t!("timeline-title"),
            (None, Some(step)) if step.row.line.is_none() => t!("audit-damaged-title"),
            (None, Some(step)) => t!("audit-entry", seq = i18n::grouped(step.row.seq)),
            (None, None) => t!("timeline-title"),
        };
        ends_row(
            ui,
            said,
            |ui, _| {
                title(ui, &heading);
            },
            |ui, said| {
                if Button::quiet(t!("common-close")).key(Key::Escape).show(ui) {
                    *said = Some(Said::Close);
                }
                let steps = [
                    (t!("timeline-older"), icons::KEYBOARD_ARROW_DOWN, Direction::Down),
                    (t!("timeline-newer"), icons::KEYBOARD_ARROW_UP, Direction::Up),
                ];
                for (name, icon, direction) in steps {
                    if Button::quiet(name).icon(icon).show(ui) {
                        *said = Some(Said::Step(direction));
                    }
                }
            },
        );
        divider(ui);
    }

    fn waiting(&self, ui: &mut Ui) {
        if let Some(failed) = &self.failed {
            banner(ui, Tone::Bad, &failed.what, &failed.next, None);
        } else if let Some(reading) = &self.reading {
            let _ = Progress::new(&t!("timeline-reading"), reading.elapsed()).show(ui);
        }
    }

    fn body(&mut self, ui: &mut Ui, timeline: &Timeline, names: &Names, said: &mut Option<Said>) {
        let Some(chosen) = timeline.step(self.chosen).or_else(|| timeline.steps.first()) else { return };
        let line = chosen.row.line.as_ref();
        if let Some(line) = line.filter(|line| line.visit.is_some()) {
            // Whose visit it is stays in sight however far down its steps go.
            head(ui, timeline, line, names, said);
            ui.add_space(4.0);
        }
        ScrollArea::vertical().auto_shrink(false).id_salt("timeline").show(ui, |ui| {
            match line {
                Some(line) if line.visit.is_some() => {
                    let brings = std::mem::take(&mut self.brings);
                    let steps = |ui: &mut Ui| timeline::steps(ui, &timeline.steps, self.chosen, brings, names);
                    let clicked = ui.scope(steps).inner;
                    self.chosen = clicked.unwrap_or(self.chosen);
                    if timeline.is_cut {
                        ui.label(text::muted(t!("timeline-cut", count = timeline.steps.len())));
                    }
                }
                Some(line) => fields(ui, line, names),
                None => {
                    banner(ui, Tone::Bad, &t!("audit-damaged-line"), &t!("audit-damaged-next"), None);
                }
            }
            divider(ui);
            cover(ui, chosen);
            if let Some(line) = line {
                kv_mono(ui, &t!("audit-log-id"), &line.log);
            }
            exact(ui, &chosen.row, &mut self.is_line_open);
        });
    }
}

/// The visit in short: serial, holder, who, seat, how long and how it ended, with what can be listed from it.
fn head(ui: &mut Ui, timeline: &Timeline, chosen: &Line, names: &Names, said: &mut Option<Said>) {
    let lines: Vec<&Line> = timeline.steps.iter().filter_map(|step| step.row.line.as_ref()).collect();
    let serial = chosen.visit.as_deref().unwrap_or_default();
    let mask = lines.iter().find_map(|line| line.mask.as_deref());
    let (tone, outcome) = ending(&lines);
    line(ui, |ui| {
        ui.label(text::number(serial));
        Pill::new(tone, outcome).show(ui);
        if let Some(mask) = mask {
            ui.label(text::mono(mask));
        }
    });
    let mut people: Vec<String> = Vec::new();
    for line in lines.iter().filter(|line| line.staff.is_some()) {
        let name = describe::person(line, names);
        if !people.contains(&name) {
            people.push(name);
        }
    }
    let mut facts = vec![people.join(" / "), t!("timeline-seat", seat = chosen.seat.as_str())];
    if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
        facts.insert(0, time::local(first.at).strftime("%Y-%m-%d").to_string());
        facts.push(t!("timeline-took", span = timeline::span(last.at.duration_since(first.at))));
    }
    prose(ui, text::muted(facts.join(" · ")));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 28.0;
        let visit = VisitSerial::parse(serial);
        if visit.is_some() && Button::secondary(t!("timeline-only-visit")).icon(icons::FILTER_ALT).small().show(ui) {
            *said = visit.map(Said::Visit);
        }
        let subject = lines.iter().find_map(|line| line.subject.as_deref()).and_then(Subject::parse);
        if let (Some(subject), Some(mask)) = (subject, mask)
            && Button::secondary(t!("timeline-only-holder")).icon(icons::PERSON).small().show(ui)
        {
            *said = Some(Said::Holder(subject, mask.to_owned()));
        }
    });
}

/// How the visit ended, by the entry that closed it.
fn ending(lines: &[&Line]) -> (Tone, String) {
    let close = lines.iter().rev().find(|line| line.action() == Some(Action::VisitClose));
    close.map_or_else(|| (Tone::Neutral, t!("timeline-open")), |line| describe::outcome(line))
}

/// The checkpoint that holds the chosen entry.
fn cover(ui: &mut Ui, step: &Step) {
    kv_with(ui, &t!("timeline-cover"), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        match &step.cover {
            Cover::Proven { head, at } => {
                ui.horizontal_wrapped(|ui| {
                    let seq = i18n::grouped(step.row.seq);
                    Pill::good(t!("timeline-cover-proven", seq = seq)).mark(Mark::Check).show(ui);
                    let size = i18n::grouped(head.size);
                    let words = match at {
                        Some(at) => t!("timeline-cover-at", size = size, at = describe::minute(*at)),
                        None => t!("timeline-cover-size", size = size),
                    };
                    ui.label(text::body(words));
                });
            }
            Cover::Waiting => {
                prose(ui, text::body(t!("timeline-cover-waiting")));
            }
            Cover::Never => {
                prose(ui, text::body(t!("timeline-cover-never")));
            }
            Cover::Contradicted { size } => {
                let next = t!("timeline-cover-bad-next", size = i18n::grouped(*size));
                banner(ui, Tone::Bad, &t!("timeline-contradicted"), &next, None);
            }
        }
    });
    if let Some(code) = step.cover.code() {
        kv_mono(ui, &t!("audit-witness"), &code.to_string());
    }
}

/// An entry outside visits.
fn fields(ui: &mut Ui, line: &Line, names: &Names) {
    let (tone, outcome) = describe::outcome(line);
    ui.horizontal(|ui| {
        ui.label(text::strong(describe::action(line)));
        Pill::new(tone, outcome).show(ui);
    });
    kv_mono(ui, &t!("audit-col-time"), &describe::full_moment(line));
    let role = line.role.as_deref().map(|role| i18n::text_of("role", role));
    let number = line.staff.as_deref().filter(|number| !number.starts_with('?'));
    let who: Vec<_> =
        [Some(describe::person(line, names)), number.map(str::to_owned), role].into_iter().flatten().collect();
    kv(ui, &t!("audit-col-staff"), &who.join(" · "));
    kv(ui, &t!("audit-seat"), &line.seat);
    if let Some(mask) = &line.mask {
        kv_mono(ui, &t!("audit-col-holder"), mask);
    }
    let phrases = timeline::phrases(line, names);
    if !phrases.is_empty() {
        kv_with(ui, &t!("audit-col-note"), |ui| {
            for phrase in phrases {
                prose(ui, text::body(phrase));
            }
        });
    }
    if let Some(subject) = &line.subject {
        kv_mono(ui, &t!("audit-subject"), subject);
    }
}

/// The line as it stands in the log, to be unfolded, read and copied.
fn exact(ui: &mut Ui, row: &ReviewRow, is_open: &mut bool) {
    let fold = if *is_open { icons::KEYBOARD_ARROW_DOWN } else { icons::CHEVRON_RIGHT };
    ui.horizontal(|ui| {
        let shown = Button::secondary(t!("audit-exact-line")).icon(fold).small().show_full(ui);
        *is_open ^= shown.pressed;
        shown.response.ctx.accesskit_node_builder(shown.response.id, |node| node.set_expanded(*is_open));
        if *is_open && Button::secondary(t!("audit-copy")).icon(icons::CONTENT_COPY).small().show(ui) {
            ui.copy_text(row.text.clone());
        }
    });
    if *is_open {
        let mono = egui::RichText::new(&row.text).monospace().size(12.0);
        ui.add(Label::new(mono).wrap().selectable(true));
    }
}
