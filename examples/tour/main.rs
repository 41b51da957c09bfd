//! Plays scenes on the real program and leaves pictures: the real window, the real store, keys as a person presses them.
//!
//! ```sh
//! tour --scene visit|office|review|admin|first-run|missing|damage --out DIR [--lang zh-CN|en] [--look light|dark|high-contrast] [--suffix -en]
//! ```
//! `scripts/tour` plays every scene in both languages on a virtual display.

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "a program with a command line")]

mod player;
mod scenes;

use std::path::PathBuf;

use clap::Parser;
use pindesk::ui::{
    i18n::{self, Language},
    theme::Look,
};

#[derive(Parser)]
struct Options {
    /// What to play: see `scenes.rs`.
    #[arg(long)]
    scene: String,
    /// Where the pictures go.
    #[arg(long)]
    out: PathBuf,
    #[arg(long, default_value = "zh-CN")]
    lang: String,
    /// The look of the window; the light one unless said otherwise, whatever the system has.
    #[arg(long, default_value = "light")]
    look: String,
    /// What the names of the pictures end in.
    #[arg(long, default_value = "")]
    suffix: String,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    i18n::select(Language::from_tag(&options.lang).unwrap_or_default());
    std::fs::create_dir_all(&options.out)?;
    let home = tempfile::tempdir()?;
    let scene = scenes::by_name(&options.scene, home.path())?;
    let look = Look::from_code(&options.look).ok_or_else(|| anyhow::anyhow!("no look {}", options.look))?;
    player::play(scene, look, options.out, options.suffix)
}
