//! 校验: the whole log verified on request, and what it found.

use std::time::Duration;

use egui::Ui;
use jiff::Timestamp;

use crate::{
    desk::{Damage, NoVerdict},
    domain::time,
    ledger::Report,
    t,
    ui::{
        app::Ctx,
        errors, i18n,
        theme::Tone,
        widgets::{Button, Progress, banner, card, ends_row, kv, kv_mono, title},
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

    /// Takes in the verdict.
    pub fn logic(&mut self, now: Timestamp) {
        let took = self.running.as_ref().map(Pending::elapsed).unwrap_or_default();
        match take(&mut self.running) {
            // Cancelling is its own answer.
            Some(Err(VerificationError::NoVerdict(NoVerdict::Cancelled))) | None => {}
            Some(said) => self.verdict = Some(Verdict { said, took, at: now }),
        }
    }

    /// Draws progress or verdict as a card; nothing before the first time.
    pub fn ui(&mut self, ui: &mut Ui) {
        if let Some(running) = &self.running {
            #[allow(clippy::cast_precision_loss, reason = "a share of a progress bar")]
            let fraction = running.progress().map(|(done, total)| done as f32 / total as f32);
            let label = t!("audit-verifying");
            let progress = Progress::new(&label, running.elapsed()).fraction(fraction).cancellable();
            if card(ui, |ui| progress.show(ui)).inner {
                running.cancel();
            }
            return;
        }
        let Some(verdict) = &self.verdict else { return };
        let close = match &verdict.said {
            Ok(Ok(report)) => whole(ui, report, verdict),
            Ok(Err(damage)) => damaged(ui, damage),
            Err(error) => unfinished(ui, error),
        };
        if close {
            self.verdict = None;
        }
    }
}

fn whole(ui: &mut Ui, report: &Report, verdict: &Verdict) -> bool {
    let mut close = false;
    card(ui, |ui| {
        ends_row(
            ui,
            &mut close,
            |ui, _| {
                title(ui, &t!("audit-whole", count = i18n::grouped(report.head.size)));
            },
            |ui, close| *close = Button::quiet(t!("common-close")).show(ui),
        );
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 24.0;
            kv_mono(ui, &t!("audit-witness"), &report.code().to_string());
            let checkpoint = report.checkpoint.map_or(0, |head| head.size);
            kv_mono(ui, &t!("audit-checkpoint"), &i18n::grouped(checkpoint));
            kv(ui, &t!("audit-took"), &seconds(verdict.took));
            kv(ui, &t!("audit-verified-at"), &time::local(verdict.at).strftime("%m-%d %H:%M").to_string());
        });
        kv_mono(ui, &t!("audit-root"), &data_encoding::HEXLOWER.encode(&report.head.root.0));
    });
    close
}

fn damaged(ui: &mut Ui, damage: &Damage) -> bool {
    let what = t!("audit-broken", finding = i18n::text_of("finding", damage.code()));
    let mut told = damage.first_bad().map(|seq| t!("audit-first-bad", seq = i18n::grouped(seq))).unwrap_or_default();
    if let Damage::Log(finding) = damage {
        told.push_str(&t!("audit-last-good", size = i18n::grouped(finding.last_good.size)));
    }
    told.push_str(&t!("audit-broken-next"));
    banner(ui, Tone::Bad, &what, &told, Some(&t!("common-close")))
}

fn unfinished(ui: &mut Ui, error: &VerificationError) -> bool {
    let next = match error {
        VerificationError::Desk(error) => errors::explain(error).line(),
        VerificationError::NoVerdict(error) => t!("audit-no-verdict-next", detail = error.to_string()),
    };
    banner(ui, Tone::Caution, &t!("audit-no-verdict"), &next, Some(&t!("common-close")))
}

/// `0.4 s`, `12 s`.
fn seconds(took: Duration) -> String {
    let seconds = took.as_secs_f64();
    t!("audit-seconds", count = if seconds < 10.0 { format!("{seconds:.1}") } else { format!("{seconds:.0}") })
}
