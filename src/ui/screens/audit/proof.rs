//! 校验: the whole log verified on request, and what it found.

use std::time::Duration;

use egui::{RichText, TextStyle, TextWrapMode, Ui, WidgetText};
use jiff::Timestamp;

use super::describe;
use crate::{
    desk::{
        Damage, NoVerdict,
        logs::{Examination, LogVerdict},
    },
    domain::time,
    ledger::{FindingKind, Report},
    t,
    ui::{
        app::Ctx,
        errors, i18n, icons,
        theme::{Tokens, Tone, text},
        widgets::{Button, Mark, Pill, Progress, banner, card, divider, ends_row, kv, kv_mono, kv_with, prose, title},
        worker::{Pending, Verification, VerificationError, take},
    },
};

/// What a verification said, and how long it took.
#[derive(Debug)]
struct Verdict {
    said: Verification,
    took: Duration,
    at: Timestamp,
}

/// The verification a supervisor asked for.
#[derive(Debug, Default)]
pub struct Proof {
    running: Option<Pending<Verification>>,
    verdict: Option<Verdict>,
}

impl Proof {
    /// Begins, unless one runs.
    pub fn start(&mut self, cx: &Ctx<'_>) {
        if self.running.is_none() {
            self.verdict = None;
            self.running = Some(cx.worker.verify(true));
        }
    }

    /// Whether one runs.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.running.is_some()
    }

    /// Whether there is something to show: progress or a verdict.
    #[must_use]
    pub fn is_told(&self) -> bool {
        self.running.is_some() || self.verdict.is_some()
    }

    /// Takes in the verdict.
    pub fn logic(&mut self, now: Timestamp) {
        let took = self.running.as_ref().map(Pending::elapsed).unwrap_or_default();
        match take(&mut self.running) {
            // Cancelling is its own answer.
            Some(Err(VerificationError::NoVerdict(NoVerdict::Cancelled))) | None => {}
            Some(said) => self.verdict = Some(Verdict { said, took, at: now }),
        }
    }

    /// Draws progress or verdict as a card; nothing before the first time. Says which entry is to be shown: the number of
    /// its log and its place in it.
    pub fn ui(&mut self, ui: &mut Ui) -> Option<(i64, u64)> {
        if let Some(running) = &self.running {
            #[allow(clippy::cast_precision_loss, reason = "a share of a progress bar")]
            let fraction = running.progress().map(|(done, total)| done as f32 / total as f32);
            let label = t!("audit-verifying");
            let progress = Progress::new(&label, running.elapsed()).fraction(fraction).cancellable();
            if card(ui, |ui| progress.show(ui)).inner {
                running.cancel();
            }
            return None;
        }
        let verdict = self.verdict.as_ref()?;
        let mut said = Said::default();
        match &verdict.said {
            Ok(examined) => {
                card(ui, |ui| self::examined(ui, examined, verdict, &mut said));
            }
            Err(error) => said.close = unfinished(ui, error),
        }
        if said.close || said.jump.is_some() {
            self.verdict = None;
        }
        said.jump
    }
}

/// What was asked for in the card.
#[derive(Default)]
struct Said {
    close: bool,
    jump: Option<(i64, u64)>,
}

fn examined(ui: &mut Ui, examined: &Examination, verdict: &Verdict, said: &mut Said) {
    let heading = match &examined.current.said {
        Ok(report) => t!("audit-whole", count = i18n::grouped(report.head.size)),
        Err(_) => t!("proof-damaged"),
    };
    let (tone, mark, word) = match (examined.is_as_known(), examined.all().count()) {
        (false, _) => (Tone::Bad, Mark::Exclamation, t!("proof-bad")),
        (true, 1) => (Tone::Good, Mark::Check, t!("proof-good")),
        (true, logs) => (Tone::Good, Mark::Check, t!("proof-good-all", count = logs)),
    };
    ends_row(
        ui,
        said,
        |ui, _| {
            title(ui, &heading);
            Pill::new(tone, word).mark(mark).show(ui);
        },
        |ui, said| said.close = Button::quiet(t!("common-close")).show(ui),
    );
    match &examined.current.said {
        Ok(report) => whole(ui, report, examined, verdict),
        Err(damage) => damaged(ui, &examined.current, damage, said),
    }
    if !examined.older.is_empty() {
        divider(ui);
        ui.label(text::strong(t!("proof-older")));
        for older in &examined.older {
            self::older(ui, older, said);
        }
    }
}

/// A label above a value, in a row of them; on the next line where it does not fit on this one.
fn fact(ui: &mut Ui, label: &str, value: &str, style: impl Fn(String) -> RichText) {
    let width = |words: RichText| {
        let words = WidgetText::from(words);
        words.into_galley(ui, Some(TextWrapMode::Extend), f32::INFINITY, TextStyle::Body).size().x
    };
    let needed = width(text::muted(label)).max(width(style(value.to_owned())));
    let left = ui.available_size_before_wrap().x;
    if needed > left && left < ui.max_rect().width() {
        ui.end_row();
    }
    kv_with(ui, label, |ui| prose(ui, style(value.to_owned())));
}

/// The log that is being written, in order.
fn whole(ui: &mut Ui, report: &Report, examined: &Examination, verdict: &Verdict) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 28.0;
        fact(ui, &t!("audit-witness"), &report.code().to_string(), text::mono);
        let checkpoint = report.checkpoint.map_or(0, |head| head.size);
        let at = examined.current.checkpoint_at.map(describe::minute).unwrap_or_default();
        let covered = t!("proof-checkpoint", size = i18n::grouped(checkpoint), at = at);
        fact(ui, &t!("audit-checkpoint"), &covered, text::body);
        fact(ui, &t!("audit-took"), &seconds(verdict.took), text::body);
        fact(ui, &t!("audit-verified-at"), &describe::minute(verdict.at), text::body);
        fact(ui, &t!("proof-fingerprint"), &examined.fingerprint.to_string(), text::mono);
    });
    kv_mono(ui, &t!("audit-root"), &data_encoding::HEXLOWER.encode(&report.head.root.0));
}

/// What happened to the log that is being written, what it means and what to do.
fn damaged(ui: &mut Ui, verdict: &LogVerdict, damage: &Damage, said: &mut Said) {
    banner(ui, Tone::Bad, &i18n::text_of("finding", damage.code()), &meaning(damage), None);
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 28.0;
        let first_bad = damage.first_bad();
        let words = first_bad.map_or_else(|| t!("damage-unknown"), |seq| t!("damage-entry", seq = i18n::grouped(seq)));
        fact(ui, &t!("damage-first-bad"), &words, text::body);
        if let Damage::Log(finding) = damage {
            let size = i18n::grouped(finding.last_good.size);
            fact(ui, &t!("damage-last-good"), &t!("damage-entries", count = size), text::body);
        }
        jump(ui, verdict.log.number, damage, said);
    });
    kv(ui, &t!("proof-next"), &i18n::text_of("finding-next", damage.code()));
}

/// What a finding means, in words.
#[must_use]
pub fn meaning(damage: &Damage) -> String {
    i18n::text_of("finding-means", damage.code())
}

/// The button to the first bad entry, if the traces tell which one it is and it is not gone.
fn jump(ui: &mut Ui, log: i64, damage: &Damage, said: &mut Said) {
    let is_there = match damage {
        Damage::Log(finding) => !matches!(finding.kind, FindingKind::CutOff | FindingKind::RolledBack),
        Damage::AnchorMissing | Damage::AnchorUnreadable => false,
    };
    if let Some(seq) = damage.first_bad().filter(|_| is_there)
        && Button::secondary(t!("proof-show", seq = i18n::grouped(seq))).icon(icons::SEARCH).small().show(ui)
    {
        said.jump = Some((log, seq));
    }
}

/// An older log in a row: which, whole or not, and what was known of it.
fn older(ui: &mut Ui, verdict: &LogVerdict, said: &mut Said) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 28.0;
        let day = time::day(verdict.log.started_at).to_string();
        ui.label(text::body(t!("proof-log", number = verdict.log.number, day = day)));
        match &verdict.said {
            Ok(report) => {
                let words = t!("proof-older-whole", count = i18n::grouped(report.head.size));
                Pill::good(words).mark(Mark::Check).show(ui);
                ui.label(text::mono(report.code().to_string()));
            }
            Err(damage) => {
                let tone = if verdict.is_news() { Tone::Bad } else { Tone::Caution };
                Pill::new(tone, i18n::text_of("finding", damage.code())).mark(Mark::Exclamation).show(ui);
                if let Some(seq) = damage.first_bad() {
                    ui.label(text::body(t!("audit-first-bad", seq = i18n::grouped(seq))));
                }
                jump(ui, verdict.log.number, damage, said);
            }
        }
        match &verdict.closed_for {
            _ if verdict.is_news() => {
                ui.label(text::small(t!("proof-news")).color(Tokens::of(ui).bad));
            }
            Some(closed) => {
                let finding = i18n::text_of("finding", &closed.finding);
                ui.label(text::muted(t!("proof-known", finding = finding)));
            }
            None => {}
        }
    });
}

fn unfinished(ui: &mut Ui, error: &VerificationError) -> bool {
    let next = match error {
        VerificationError::Desk(error) => errors::explain(error).line(),
        VerificationError::NoVerdict(error) => t!("audit-no-verdict-next", detail = errors::no_verdict(error)),
    };
    banner(ui, Tone::Caution, &t!("audit-no-verdict"), &next, Some(&t!("common-close")))
}

/// `0.4 s`, `12 s`.
fn seconds(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    t!("audit-seconds", count = if seconds < 10.0 { format!("{seconds:.1}") } else { format!("{seconds:.0}") })
}
