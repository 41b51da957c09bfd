//! The scenes: an office as it is found, and what a person does in it.

use std::{fs, ops::ControlFlow, path::Path};

use anyhow::Context as _;
use eframe::egui::Key;
use jiff::Timestamp;
use pindesk::{
    desk::{DEMONSTRATION_ACCOUNTS, DemonstrationPlan, Desk, Folders, OfficeError, demonstration_holder},
    domain::audit::Action,
    ledger::decode,
    store::{EntryFilter, Store as _, sqlite::SqliteStore},
    ui::app::{DemoAccount, Page, Start},
    vault::OfficeKeys,
};

use crate::player::{Scene, Step};
use Step::{Ctrl, LockScreen, Open, Pause, Press, Shot, Type, Wait};

/// The scene of a name, in a folder of its own.
pub fn by_name(name: &str, home: &Path) -> anyhow::Result<Scene> {
    let folders = Folders { data: home.join("data"), keys: home.join("keys") };
    match name {
        "visit" => visit(folders),
        "office" => office(folders),
        "admin" => admin(folders),
        "first-run" => Ok(Scene { steps: first_run(), ..empty(folders, Start::FirstRun) }),
        "missing" => {
            drop(demonstration(folders.clone())?);
            fs::remove_dir_all(&folders.keys)?;
            let error = OfficeError::KeysMissing(folders.keys.clone());
            Ok(Scene { steps: vec![Wait("missing"), Shot("missing")], ..empty(folders, Start::Failed(error)) })
        }
        "damage" => damage(folders),
        "review" => review(folders),
        "holds" => holds(folders),
        "looks" => looks(folders),
        other => anyhow::bail!("no scene {other}"),
    }
}

fn empty(folders: Folders, start: Start) -> Scene {
    Scene { folders, start, accounts: Vec::new(), steps: Vec::new() }
}

/// A made-up office as `pindesk demo` opens it.
fn demonstration(folders: Folders) -> anyhow::Result<Scene> {
    drop(Desk::demonstrate(&folders, &DemonstrationPlan::default(), Timestamp::now())?);
    let desk = Desk::open_now(&folders)?;
    let accounts = DEMONSTRATION_ACCOUNTS[..3].iter().map(|account| DemoAccount {
        number: account.number.to_owned(),
        name: account.name.to_owned(),
        role: account.role,
        password: account.password.to_owned(),
    });
    let accounts = accounts.collect();
    Ok(Scene { folders, start: Start::Open(Box::new(desk)), accounts, steps: Vec::new() })
}

/// Signs in as one of the first three accounts.
fn sign_in(account: usize, page: &'static str) -> Vec<Step> {
    let account = &DEMONSTRATION_ACCOUNTS[account];
    vec![
        Wait("sign_in"),
        Type(account.number.to_owned()),
        Press(Key::Enter),
        Type(account.password.to_owned()),
        Press(Key::Enter),
        Wait(page),
    ]
}

fn number(index: u32) -> anyhow::Result<String> {
    Ok(demonstration_holder(index)?.id_number.as_str().to_owned())
}

/// A whole visit with the keyboard alone, and a second person whose reset needs a supervisor.
fn visit(folders: Folders) -> anyhow::Result<Scene> {
    let scene = demonstration(folders)?;
    let mut steps = vec![Wait("sign_in"), Shot("sign-in")];
    steps.extend(sign_in(0, "look_up"));
    steps.extend([
        Shot("look-up"),
        Type(number(2)?[..17].to_owned()),
        Shot("look-up-typing"),
        Type(number(2)?[17..].to_owned()),
    ]);
    steps.extend([
        Press(Key::Enter),
        Wait("check"),
        Pause(0.5),
        Press(Key::F4),
        Ctrl(Key::Num1),
        Ctrl(Key::Num2),
        Shot("check"),
    ]);
    steps.extend([
        Press(Key::F8),
        Pause(0.6),
        Shot("check-refuse"),
        Press(Key::Escape),
        Pause(0.6),
        Ctrl(Key::Num3),
        Pause(0.5),
    ]);
    steps.extend([
        Press(Key::Enter),
        Wait("act"),
        Pause(0.5),
        Press(Key::F6),
        Shot("act"),
        Press(Key::Enter),
        Wait("pad"),
    ]);
    steps.extend([Type("904".to_owned()), Shot("pad-new"), Type("617".to_owned()), Press(Key::Enter), Wait("pad")]);
    steps.extend([Type("90461".to_owned()), Shot("pad-again"), Type("7".to_owned()), Press(Key::Enter), Wait("done")]);
    steps.extend([Pause(0.5), Shot("done"), Press(Key::Enter), Wait("look_up"), Pause(0.5)]);
    steps.extend([Press(Key::F12), Wait("today"), Pause(0.5), Shot("today"), Press(Key::F1), Pause(0.8), Shot("help")]);
    steps.extend([Press(Key::Escape), Pause(0.3), Press(Key::F11), Wait("look_up"), Pause(0.5)]);
    steps.extend(second_person()?);
    Ok(Scene { steps, ..scene })
}

/// A holder whose physical PIN was reset lately: a supervisor must consent; then a guessable PIN is refused.
fn second_person() -> anyhow::Result<Vec<Step>> {
    let mut steps = vec![Type(number(3)?), Press(Key::Enter), Wait("check"), Pause(0.5)];
    // The next person's card, read by mistake: a warning, and nothing ticked.
    steps.extend([Type(number(2)?), Press(Key::Enter), Pause(0.8), Shot("check-other-person")]);
    steps.extend([Type(number(3)?), Press(Key::Enter), Pause(0.8)]);
    steps.extend([
        Press(Key::F4),
        Ctrl(Key::Num1),
        Ctrl(Key::Num2),
        Ctrl(Key::Num3),
        Pause(0.5),
        Press(Key::Enter),
        Wait("act"),
    ]);
    steps.extend([Pause(0.5), Ctrl(Key::Num2), Press(Key::F6), Press(Key::Enter), Pause(1.0), Shot("approval")]);
    let supervisor = &DEMONSTRATION_ACCOUNTS[1];
    steps.extend([
        Type(supervisor.number.to_owned()),
        Press(Key::Tab),
        Type(supervisor.password.to_owned()),
        Press(Key::Tab),
    ]);
    steps.extend([Type("人证一致".to_owned()), Shot("approval-filled"), Press(Key::Enter), Wait("pad")]);
    steps.extend([Type("123456".to_owned()), Press(Key::Enter), Wait("pad")]);
    steps.extend([
        Shot("pad-refused"),
        Press(Key::Escape),
        Pause(1.0),
        Shot("pad-goodbye"),
        Wait("done"),
        Shot("pad-cancel"),
    ]);
    Ok(steps)
}

/// The supervisor's log and the administrator's screens.
fn office(folders: Folders) -> anyhow::Result<Scene> {
    let scene = demonstration(folders)?;
    let mut steps = sign_in(1, "audit");
    steps.extend([
        Pause(1.5),
        Shot("audit"),
        Press(Key::ArrowDown),
        Press(Key::ArrowDown),
        Press(Key::Enter),
        Pause(0.8),
    ]);
    steps.extend([Shot("audit-detail"), Press(Key::Escape), Press(Key::F5), Pause(2.0), Shot("audit-verified")]);
    steps.extend([Press(Key::Escape), Ctrl(Key::E), Pause(0.8), Shot("audit-export"), Press(Key::Escape), Pause(0.5)]);
    steps.extend([Open(Page::Worklist), Wait("worklist"), Pause(0.8), Shot("worklist"), Press(Key::Home)]);
    steps.extend([Press(Key::Enter), Pause(1.0), Shot("worklist-item")]);
    Ok(Scene { steps, ..scene })
}

/// The administrator's accounts, settings and register.
fn admin(folders: Folders) -> anyhow::Result<Scene> {
    let scene = demonstration(folders)?;
    let mut steps = sign_in(2, "staff");
    steps.extend([
        Pause(0.8),
        Shot("staff"),
        Press(Key::F2),
        Pause(0.8),
        Shot("staff-new"),
        Type("clerk04".to_owned()),
        Press(Key::Enter),
        Type("孙丽".to_owned()),
        Press(Key::Enter),
        Type("440524188001010014".to_owned()),
        Press(Key::Enter),
        Pause(0.6),
        Press(Key::Enter),
        Pause(0.8),
    ]);
    // Who makes accounts does not do so alone.
    let supervisor = &DEMONSTRATION_ACCOUNTS[1];
    steps.extend([
        Type(supervisor.number.to_owned()),
        Press(Key::Tab),
        Type(supervisor.password.to_owned()),
        Press(Key::Tab),
        Type("新到岗，证件已看".to_owned()),
        Shot("consent"),
        Press(Key::Escape),
        Pause(0.6),
        Press(Key::Escape),
        Pause(0.6),
    ]);
    steps.extend([
        Open(Page::Import),
        Pause(0.6),
        // The account that was begun is given up.
        Press(Key::Enter),
        Wait("import"),
        Shot("import"),
        Open(Page::Settings),
        Wait("settings"),
        Shot("settings"),
    ]);
    steps.extend([LockScreen, Wait("lock"), Shot("lock")]);
    Ok(Scene { steps, ..scene })
}

fn first_run() -> Vec<Step> {
    vec![Wait("first_run"), Shot("first-run")]
}

/// An office whose anchor is gone, as a supervisor finds it.
fn damage(folders: Folders) -> anyhow::Result<Scene> {
    let scene = demonstration(folders)?;
    drop(scene.start);
    fs::remove_file(scene.folders.anchor())?;
    let desk = Desk::open_now(&scene.folders)?;
    let mut steps = sign_in(1, "audit");
    steps.extend([
        Pause(1.0),
        Shot("damage"),
        Press(Key::F8),
        Pause(0.8),
        Type("锚点文件丢失，已从备份核对".to_owned()),
    ]);
    steps.extend([Pause(0.3), Shot("damage-new-log"), Press(Key::Enter), Pause(3.0)]);
    steps.extend([Press(Key::F5), Pause(3.0), Shot("review-both-logs")]);
    Ok(Scene { start: Start::Open(Box::new(desk)), steps, folders: scene.folders, accounts: scene.accounts })
}

/// A supervisor's review without a mouse: a visit with an approval as a timeline, and the proof.
fn review(folders: Folders) -> anyhow::Result<Scene> {
    let scene = demonstration(folders)?;
    let serial = visit_with_approval(&scene.folders)?;
    let mut steps = sign_in(1, "audit");
    steps.extend([Pause(1.5), Ctrl(Key::F), Type(serial), Press(Key::Enter), Pause(1.0), Press(Key::ArrowDown)]);
    steps.extend([Press(Key::ArrowDown), Press(Key::Enter), Pause(1.0), Shot("review-visit")]);
    steps.extend([Press(Key::Escape), Press(Key::F5), Pause(2.5), Shot("review-proof")]);
    Ok(Scene { steps, ..scene })
}

/// The newest visit in which a supervisor consented.
fn visit_with_approval(folders: &Folders) -> anyhow::Result<String> {
    let keys = OfficeKeys::load(&folders.keys)?;
    let mut store = SqliteStore::open_reader(&folders.database(), keys.database())?;
    let filter = EntryFilter { action: Some(Action::Approval), ..EntryFilter::default() };
    let mut serial = None;
    store.read()?.each_entry(&filter, &mut |row| {
        serial = decode(&row.line).ok().and_then(|line| line.visit).or(serial.take());
        ControlFlow::Continue(())
    })?;
    serial.context("the demonstration has an approval")
}

/// A hold is made, listed, asked for again by its maker, and met at the counter.
fn holds(folders: Folders) -> anyhow::Result<Scene> {
    let scene = demonstration(folders)?;
    let mut steps = sign_in(1, "audit");
    steps.extend([Open(Page::Worklist), Wait("worklist"), Pause(1.5), Press(Key::F4), Pause(0.8), Type(number(3)?)]);
    steps.extend([Press(Key::Tab), Type("tel 138 0013 8000".to_owned()), Pause(0.3), Shot("hold-phone")]);
    steps.extend((0..17).map(|_| Press(Key::Backspace)));
    steps.extend([Type("Called us: card stolen".to_owned()), Pause(0.3), Shot("hold"), Press(Key::Enter), Pause(1.2)]);
    steps.extend([
        Shot("hold-listed"),
        Press(Key::Escape),
        Pause(1.5),
        Shot("hold-worklist"),
        Press(Key::F8),
        Pause(0.8),
    ]);
    steps.extend([Shot("hold-item"), Press(Key::F4), Pause(0.6)]);
    steps.extend((0..3).map(|_| Press(Key::Tab)));
    steps.extend([Press(Key::Enter), Pause(0.6), Shot("hold-release")]);
    Ok(Scene { steps, ..scene })
}

/// The menu of looks on the sign-in.
fn looks(folders: Folders) -> anyhow::Result<Scene> {
    let scene = demonstration(folders)?;
    let mut steps = vec![Wait("sign_in")];
    steps.extend((0..7).map(|_| Press(Key::Tab)));
    steps.extend([
        Press(Key::Space),
        Pause(0.5),
        Press(Key::ArrowDown),
        Pause(0.3),
        Shot("look-menu"),
        Press(Key::Escape),
    ]);
    Ok(Scene { steps, ..scene })
}
