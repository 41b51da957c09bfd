//! Plays scenes on the real program and leaves pictures: the real window, the real store, keys as a person presses them.
//!
//! ```sh
//! tour --scene visit|office|admin|first-run|missing|damage --out DIR [--lang zh-CN|en] [--suffix -en]
//! ```
//! `scripts/tour` plays every scene in both languages on a virtual display.

#![allow(clippy::print_stderr, clippy::print_stdout, reason = "a program with a command line")]

mod player;
mod scenes;

use std::path::PathBuf;

use clap::Parser;
use pindesk::ui::i18n::{self, Language};

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
    player::play(scene, options.out, options.suffix)
}
