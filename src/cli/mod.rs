//! The command line. Comes in: arguments as typed. Goes out: one library call a command, printed; an exit code.
//!
//! Exit codes: 0 done or found, 1 nothing found, 2 an error (also one that only some of the input had). Data go to standard
//! output, messages to standard error. A reader that closes the pipe early (`sayso export | head`) is no error.

/// Writes a line to standard error. Unlike `eprintln!` it does not panic where nobody reads there any more.
macro_rules! note {
    ($($words:tt)*) => {{
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), $($words)*);
    }};
}

mod args;
mod check;
mod claims;
mod completions;
mod eval;
mod export;
mod extract;
mod facets;
mod hits;
mod index;
mod list;
mod marked;
mod progress;
mod quotes;
mod screen;
mod search;
mod show;
mod speakers;
mod stats;
mod timeline;
mod topics;
mod watch;
mod words;

use clap::{CommandFactory, Parser, Subcommand};
use std::process::ExitCode;

/// Who said what in a folder of news articles.
#[derive(Parser, Debug)]
#[command(name = "sayso", version, after_help = AFTER)]
struct Cli {
    #[command(flatten)]
    global: args::Global,
    #[command(subcommand)]
    command: Command,
}

const AFTER: &str = "Examples:
  sayso index                       index the folder corpus
  sayso quotes --speaker quill      what Quill says
  sayso claims --status disputed    what is disputed
  sayso export --format csv         everything, for a spreadsheet

Exit codes: 0 done or found, 1 nothing found, 2 error.";

#[derive(Subcommand, Debug)]
enum Command {
    Index(index::Index),
    Search(search::Search),
    Quotes(quotes::Quotes),
    Claims(claims::Claims),
    Check(check::Check),
    Speakers(speakers::Speakers),
    Timeline(timeline::Timeline),
    Topics(topics::Topics),
    Watch(watch::Watch),
    Show(show::Show),
    Export(export::Export),
    Extract(extract::Extract),
    Stats(stats::Stats),
    Eval(eval::Eval),
    Completions(completions::Completions),
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Done, something found.
    Done,
    /// Nothing found; in `eval`, a floor missed.
    Nothing,
    /// Done but for some input that could not be read.
    Incomplete,
}

/// Parses, runs, and turns the outcome into an exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.global.set_colours();
    match run(cli) {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Nothing) => ExitCode::from(1),
        Ok(Outcome::Incomplete) => ExitCode::from(2),
        Err(error) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            note!("sayso: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    let global = &cli.global;
    match cli.command {
        Command::Index(index) => index::run(index, global),
        Command::Search(search) => search::run(search, global),
        Command::Quotes(quotes) => quotes::run(quotes, global),
        Command::Claims(claims) => claims::run(claims, global),
        Command::Check(check) => check::run(check, global),
        Command::Speakers(speakers) => speakers::run(&speakers, global),
        Command::Timeline(timeline) => timeline::run(timeline, global),
        Command::Topics(topics) => topics::run(&topics, global),
        Command::Watch(watch) => watch::run(watch, global),
        Command::Show(show) => show::run(&show, global),
        Command::Export(export) => export::run(export, global),
        Command::Extract(extract) => extract::run(extract, global),
        Command::Stats(stats) => stats::run(&stats, global),
        Command::Eval(eval) => eval::run(&eval),
        Command::Completions(shell) => completions::run(&shell, Cli::command()),
    }
}

/// True where whoever read our output has heard enough.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let kinds = error.chain().filter_map(|cause| match cause.downcast_ref() {
        Some(sayso::error::Error::Write(error)) => Some(error.kind()),
        _ => cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind),
    });
    kinds.into_iter().any(|kind| kind == std::io::ErrorKind::BrokenPipe)
}
