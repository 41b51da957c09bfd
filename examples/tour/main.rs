//! Plays scenes on the real program and leaves pictures: the real window, the real store, keys as a person presses them.
//!
//! ```sh
//! tour --scene visit|doors|… --out DIR [--lang zh-CN|en] [--scale 1]
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
    /// Pixels per point.
    #[arg(long, default_value_t = 1.0)]
    scale: f32,
}

fn main() -> anyhow::Result<()> {
    let options = Options::parse();
    i18n::select(Language::from_tag(&options.lang).unwrap_or_default());
    std::fs::create_dir_all(&options.out)?;
    let home = tempfile::tempdir()?;
    let scene = scenes::by_name(&options.scene, home.path())?;
    let suffix = match (options.lang.as_str(), options.scale > 1.5) {
        ("en", false) => "-en",
        ("en", true) => "-en-200",
        (_, true) => "-200",
        (_, false) => "",
    };
    player::play(scene, options.out, suffix, options.scale)
}
