//! `sayso completions`: what a shell needs to complete commands and options. Comes in: the shell's name. Goes out: its script.

use super::Outcome;
use clap::Args;
use clap_complete::Shell;
use std::io::{Write, stdout};

/// Prints a script that completes commands in your shell.
#[derive(Args, Debug)]
#[command(after_help = "Example:
  sayso completions bash > ~/.local/share/bash-completion/completions/sayso")]
pub struct Completions {
    /// The shell
    shell: Shell,
}

/// Runs the command; `command` is the whole command line.
pub fn run(completions: &Completions, mut command: clap::Command) -> anyhow::Result<Outcome> {
    // Through memory: clap_complete panics where the pipe is closed.
    let mut script = Vec::new();
    clap_complete::generate(completions.shell, &mut command, "sayso", &mut script);
    stdout().lock().write_all(&script)?;
    Ok(Outcome::Done)
}
