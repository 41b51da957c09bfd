//! 核查: what is odd in the log, for a supervisor to look at and sign off.
//!
//! [`Watch`] takes the entries of the log in their order, once, and keeps what its rules find as [`Item`]s. One file a
//! rule; each keeps no more of the past than its own window. Whether an item was signed off stands in the log itself, so
//! the watch reads that too: an item that has grown since is open again.
//!
//! **Items are judged by the thresholds of their time.** Changes of settings stand in the log, so the watch knows at each
//! entry which thresholds were in force. An entry is judged once, when it is read, by those; whatever is set later finds
//! nothing in what came before it and takes nothing away.
//!
//! **Nothing is cut.** An item names every entry it rests on, however many somebody writes, and what a rule remembers is
//! never dropped because there is much of it or because an entry bears a date from the future.
//!
//! Nothing here does I/O or reads a clock: moments are those of the entries.

mod accounts;
mod confirms;
mod day_tally;
mod failed_sign_ins;
mod fast_checks;
mod holds;
mod integrity;
mod item;
mod look_ups;
mod lost_cards;
mod open_visits;
mod outside_hours;
mod phone_changes;
mod refused_then_passed;
mod repeat_resets;
mod reveals;
mod rules_weakened;
mod same_pair;
mod shared_phones;
mod slow_sign_ins;
mod supervisor_reset;
mod surges;
mod thresholds;
mod young_approvals;

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};

pub use accounts::AccountDeed;
pub use item::{Baseline, Evidence, Finding, HoldEvent, IntegrityEvent, Item, Severity};
pub use surges::SurgeKind;
pub use thresholds::{Thresholds, WorkingDays, parse_time, time_text};

use self::item::{Found, Trace};
use super::{
    audit::{Action, Detail, Outcome, Value},
    pin::PinKind,
    settings::{Field, Settings},
    staff::Role,
};

/// What a rule looks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// 查询未办理: look-ups without action, well above the colleagues' rate.
    LookUps,
    /// 先拒后过: refused, then passed by another clerk soon after.
    RefusedThenPassed,
    /// 非工作时间: work outside the office's hours.
    OutsideHours,
    /// 重复重置: the same PIN reset again within days.
    RepeatResets,
    /// 多次登录失败: many wrong passwords for one number.
    FailedSignIns,
    /// 主管密码被重置: a supervisor's password reset by an administrator.
    SupervisorReset,
    /// 固定复核: all of a clerk's approvals by one supervisor, although there are others.
    SamePair,
    /// 暂停密码办理: holds that stand, and those that their maker lifted.
    Holds,
    /// 日志事件: damage, recovery, clock steps, restores, the recovery code, changed thresholds.
    Integrity,
    /// 放宽规则: a setting changed so that a rule is weaker.
    RulesWeakened,
    /// 账号变动: accounts made, enabled, disabled, given another role or a new password.
    Accounts,
    /// 新账号复核: approvals and consents by an account that is new, or new to its password.
    YoungApprovals,
    /// 挂失卡恢复: an import made a card usable that had been reported lost.
    LostCards,
    /// 换号与重置: an import changed a holder's phone number near a reset.
    PhoneChanges,
    /// 多人同号: more people have one phone number than the settings let pass.
    SharedPhones,
    /// 核验过快: a check passed sooner after the look-up than a check can be.
    FastChecks,
    /// 显示号码: one person had many numbers shown in full.
    Reveals,
    /// 反复确认: "still the same person" again and again without a change.
    Confirms,
    /// 一小时突增: resets, locks or refusals in an hour far above the office's usual.
    Surges,
}

impl Rule {
    /// Every rule, the gravest first.
    pub const ALL: [Self; 19] = [
        Self::Integrity,
        Self::Holds,
        Self::Surges,
        Self::RulesWeakened,
        Self::SupervisorReset,
        Self::YoungApprovals,
        Self::LostCards,
        Self::PhoneChanges,
        Self::RefusedThenPassed,
        Self::Accounts,
        Self::FastChecks,
        Self::LookUps,
        Self::OutsideHours,
        Self::RepeatResets,
        Self::SamePair,
        Self::Confirms,
        Self::Reveals,
        Self::SharedPhones,
        Self::FailedSignIns,
    ];

    /// The word of the log and of item keys.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::LookUps => "look_ups",
            Self::RefusedThenPassed => "refused_then_passed",
            Self::OutsideHours => "outside_hours",
            Self::RepeatResets => "repeat_resets",
            Self::FailedSignIns => "failed_sign_ins",
            Self::SupervisorReset => "supervisor_reset",
            Self::SamePair => "same_pair",
            Self::Holds => "holds",
            Self::Integrity => "integrity",
            Self::RulesWeakened => "rules_weakened",
            Self::Accounts => "accounts",
            Self::YoungApprovals => "young_approvals",
            Self::LostCards => "lost_cards",
            Self::PhoneChanges => "phone_changes",
            Self::SharedPhones => "shared_phones",
            Self::FastChecks => "fast_checks",
            Self::Reveals => "reveals",
            Self::Confirms => "confirms",
            Self::Surges => "surges",
        }
    }

    /// How grave its items are.
    #[must_use]
    pub fn severity(self) -> Severity {
        match self {
            Self::RefusedThenPassed
            | Self::SupervisorReset
            | Self::Integrity
            | Self::Holds
            | Self::RulesWeakened
            | Self::YoungApprovals
            | Self::LostCards
            | Self::PhoneChanges
            | Self::Surges => Severity::Grave,
            _ => Severity::Notable,
        }
    }
}

/// One entry as the rules see it.
#[derive(Debug, Clone, Copy)]
pub struct Fact<'a> {
    /// Order in the store, over all logs.
    pub position: u32,
    /// The log's id.
    pub log: &'a str,
    /// Position in its log, from 1.
    pub seq: u64,
    /// When, UTC.
    pub at: Timestamp,
    /// Time that passed since the first entry, by the order of the log; [`Watch::take`] fills it in. It never goes back,
    /// and a clock that was set adds nothing, so windows of time are held by it and not by `at`.
    pub passed: SignedDuration,
    /// Staff number, `?` and a pseudonym for one that nobody has, none for the program itself.
    pub staff: Option<&'a str>,
    /// The role at that moment.
    pub role: Option<Role>,
    /// What was done.
    pub action: Action,
    /// How it ended.
    pub outcome: Outcome,
    /// The visit's serial.
    pub visit: Option<&'a str>,
    /// The holder's pseudonym.
    pub subject: Option<&'a str>,
    /// The holder's mask.
    pub mask: Option<&'a str>,
    /// The PIN kind.
    pub kind: Option<PinKind>,
    /// Particulars.
    pub detail: &'a Detail,
}

impl<'a> Fact<'a> {
    /// Whether it is this action, done.
    fn is_done(&self, action: Action) -> bool {
        self.action == action && self.outcome == Outcome::Done
    }

    /// A particular that is text.
    fn text(&self, key: &str) -> Option<&'a str> {
        match self.detail.get(key) {
            Some(Value::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// A particular that is a whole number.
    fn number(&self, key: &str) -> Option<i64> {
        match self.detail.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// Who consented to it, if a person did.
    fn consent(&self) -> Option<&'a str> {
        self.text("consent").filter(|consent| *consent != RECOVERY_CODE)
    }

    /// The holder, in sixteen bytes.
    fn holder(&self) -> Option<u128> {
        self.subject.and_then(|subject| u128::from_str_radix(subject, 16).ok())
    }

    /// What an item remembers of it.
    fn trace(&self) -> Trace {
        Trace { position: self.position, at: self.at, passed: self.passed }
    }

    /// The key of an item that begins with this entry: the same in every copy of the log.
    fn key(&self, rule: Rule) -> String {
        let log = self.log.get(..8).unwrap_or(self.log);
        format!("{}/{log}/{}", rule.code(), self.seq)
    }
}

/// The word in place of a staff number when the recovery code stood in for consent.
const RECOVERY_CODE: &str = "recovery_code";

/// One rule at work. The thresholds that are in force at the entry are those of `found`; a rule whose threshold is 0
/// finds nothing, and remembers all the same, for the day on which it is on again.
trait Detector: Send {
    /// Takes the next entry and changes what was found.
    fn take(&mut self, fact: &Fact<'_>, found: &mut Found);
}

/// A supervisor's signature under an item, as the log has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signature {
    /// Who signed.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// What the supervisor found.
    pub remark: String,
    /// Entries the item rested on then.
    pub evidence: u64,
}

/// Where an item stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing<'a> {
    /// Nobody signed it off.
    Open,
    /// It was signed off, and has grown since.
    Grown(&'a Signature),
    /// Signed off as it is.
    Signed(&'a Signature),
}

impl Standing<'_> {
    /// Whether somebody has to look at it.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Signed(_))
    }
}

/// The rules, what they have seen, and what they found.
pub struct Watch {
    detectors: Vec<Box<dyn Detector>>,
    found: Found,
    signatures: HashMap<String, Signature>,
    /// As they were when the last entry was written.
    settings: Settings,
    passed: Passed,
}

/// How much time the entries say has passed.
#[derive(Debug, Default)]
struct Passed {
    last: Option<Timestamp>,
    sum: SignedDuration,
}

impl Passed {
    /// Takes in the next entry.
    fn take(&mut self, fact: &Fact<'_>) -> SignedDuration {
        // What the clock showed before it was set belongs to the time before.
        let set_from = match fact.action {
            Action::ClockStep => ["forward_from", "back_from"].iter().find_map(|key| fact.text(key)?.parse().ok()),
            _ => None,
        };
        let until: Timestamp = set_from.unwrap_or(fact.at);
        let by = self.last.map_or(SignedDuration::ZERO, |last| until.duration_since(last));
        self.sum = self.sum.saturating_add(by.max(SignedDuration::ZERO));
        self.last = Some(fact.at);
        self.sum
    }
}

impl Watch {
    /// A watch that has seen nothing, over a log that begins under these settings.
    #[must_use]
    pub fn new(first: &Settings) -> Self {
        let detectors: Vec<Box<dyn Detector>> = vec![
            Box::new(supervisor_reset::SupervisorReset),
            Box::new(integrity::Integrity),
            Box::new(holds::Holds::default()),
            Box::new(accounts::Accounts::default()),
            Box::new(young_approvals::YoungApprovals::default()),
            Box::new(look_ups::LookUps::default()),
            Box::new(refused_then_passed::RefusedThenPassed::default()),
            Box::new(outside_hours::OutsideHours),
            Box::new(repeat_resets::RepeatResets::default()),
            Box::new(failed_sign_ins::FailedSignIns::default()),
            Box::new(slow_sign_ins::SlowSignIns::default()),
            Box::new(same_pair::SamePair::default()),
            Box::new(reveals::Reveals::default()),
            Box::new(confirms::Confirms::default()),
            Box::new(fast_checks::FastChecks::default()),
            Box::new(lost_cards::LostCards::default()),
            Box::new(phone_changes::PhoneChanges::default()),
            Box::new(shared_phones::SharedPhones::default()),
            Box::new(surges::Surges::default()),
        ];
        Self {
            detectors,
            found: Found::new(&first.worklist),
            signatures: HashMap::new(),
            settings: first.clone(),
            passed: Passed::default(),
        }
    }

    /// Takes the next entry. Entries come in the order of the store, each once.
    pub fn take(&mut self, fact: &Fact<'_>) {
        let fact = &Fact { passed: self.passed.take(fact), ..*fact };
        if fact.is_done(Action::SignOff) {
            self.sign(fact);
            return;
        }
        for detector in &mut self.detectors {
            detector.take(fact, &mut self.found);
        }
        self.learn(fact);
    }

    /// Settings as the log tells them: the first ones at the beginning of a log, each change later.
    fn learn(&mut self, fact: &Fact<'_>) {
        match fact.action {
            Action::LogStart => {
                for (key, value) in fact.detail {
                    let field = Field::from_key(key.strip_prefix("setting.").unwrap_or(key));
                    if let Some(field) = field {
                        // What a newer version wrote and this one cannot read changes nothing.
                        let _ = self.settings.set(field, &rules_weakened::text(value));
                    }
                }
            }
            Action::SettingChange if fact.outcome == Outcome::Done => {
                let Some(field) = fact.text("setting").and_then(Field::from_key) else { return };
                rules_weakened::judge(fact, field, &mut self.settings, &mut self.found);
            }
            _ => return,
        }
        self.found.go_by(&self.settings.worklist);
    }

    fn sign(&mut self, fact: &Fact<'_>) {
        let (Some(by), Some(key)) = (fact.staff, fact.text("item")) else { return };
        let Some(Value::Number(evidence)) = fact.detail.get("evidence") else { return };
        let signature = Signature {
            by: by.to_owned(),
            at: fact.at,
            remark: fact.text("remark").unwrap_or_default().to_owned(),
            evidence: u64::try_from(*evidence).unwrap_or_default(),
        };
        self.signatures.insert(key.to_owned(), signature);
    }

    /// Everything found, in no order that means anything.
    pub fn items(&self) -> impl Iterator<Item = (&Item, Standing<'_>)> {
        self.found.items().map(|item| (item, self.standing(item)))
    }

    /// The item of a key.
    #[must_use]
    pub fn item(&self, key: &str) -> Option<(&Item, Standing<'_>)> {
        self.found.get(key).map(|item| (item, self.standing(item)))
    }

    fn standing(&self, item: &Item) -> Standing<'_> {
        match self.signatures.get(&item.key) {
            None => Standing::Open,
            Some(signature) if signature.evidence < item.evidence.count => Standing::Grown(signature),
            Some(signature) => Standing::Signed(signature),
        }
    }
}

impl std::fmt::Debug for Watch {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Watch").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
