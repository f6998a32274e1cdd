//! `sayso eval`: how right is the extractor? Comes in: gold. Goes out: figures; the exit code says whether every floor is reached.

use super::Outcome;
use clap::{Args, Subcommand};
use sayso::eval::{self, Figures};
use serde::Serialize;
use std::fmt::Display;
use std::io::{Write, stdout};
use std::path::PathBuf;

/// Measures the extractor against gold.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:
  sayso eval                                   every set in eval/sets, against its floors
  sayso eval quotations polnear/dev --errors errors.jsonl
  sayso eval claims claims/dev.json --json

Exit code 1: a floor is missed.")]
pub struct Eval {
    #[command(subcommand)]
    task: Option<Task>,
    /// Folder of the sets: what is measured, and the floors
    #[arg(long, value_name = "DIR", default_value = "eval/sets")]
    sets: PathBuf,
    /// Keep the figures as a dated record in eval/records
    #[arg(long)]
    record: bool,
    /// One JSON object a set
    #[arg(long)]
    json: bool,
}

#[derive(Subcommand, Debug)]
enum Task {
    /// Quotations against a folder in PolNeAR's form: text/*.txt and attributions/*.ann
    Quotations {
        /// The folder
        #[arg(value_name = "DIR")]
        gold: PathBuf,
        #[command(flatten)]
        how: How,
    },
    /// Claims, speakers and topics against a gold file
    Claims {
        /// The file
        #[arg(value_name = "GOLD.json")]
        gold: PathBuf,
        /// Folder of the articles' texts, where they do not stand near the gold
        #[arg(long, value_name = "DIR")]
        texts: Option<PathBuf>,
        #[command(flatten)]
        how: How,
    },
    /// Which rules name speakers, how often, and how often rightly, over gold files of claims and speakers
    Names {
        /// The files
        #[arg(value_name = "GOLD.json", required = true)]
        golds: Vec<PathBuf>,
        /// One JSON object
        #[arg(long)]
        json: bool,
    },
}

#[derive(Args, Debug)]
struct How {
    /// Score these predictions (as `sayso extract` prints them) instead of the extractor's
    #[arg(long, value_name = "FILE")]
    pred: Option<PathBuf>,
    /// Write every error as a line of JSON
    #[arg(long, value_name = "FILE")]
    errors: Option<PathBuf>,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// A set as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    set: &'a str,
    figures: &'a Figures,
    floors: &'a Figures,
    missed: Vec<String>,
}

/// Runs the command.
pub fn run(eval: &Eval) -> anyhow::Result<Outcome> {
    match &eval.task {
        None => sets(eval),
        Some(Task::Quotations { gold, how }) => {
            let report = eval::quotations(gold, how.pred.as_deref())?;
            print(&report, &report.errors, how)
        }
        Some(Task::Claims { gold, texts, how }) => {
            let report = eval::claims(gold, texts.as_deref(), how.pred.as_deref())?;
            print(&report, &report.errors, how)
        }
        Some(Task::Names { golds, json }) => show(&eval::names(golds)?, *json),
    }
}

fn print<E: Serialize>(report: &(impl Serialize + Display), errors: &[E], how: &How) -> anyhow::Result<Outcome> {
    if let Some(path) = &how.errors {
        eval::write_errors(path, errors)?;
    }
    show(report, how.json)
}

fn show(report: &(impl Serialize + Display), json: bool) -> anyhow::Result<Outcome> {
    if json {
        sayso::export::write_line(&mut stdout().lock(), report)?;
    } else {
        write!(stdout().lock(), "{report}")?;
    }
    Ok(Outcome::Done)
}

fn sets(eval: &Eval) -> anyhow::Result<Outcome> {
    let report = eval::run_sets(&eval.sets)?;
    if eval.json {
        let mut out = stdout().lock();
        for set in &report.results {
            let record = Record { set: &set.name, figures: &set.figures, floors: &set.floors, missed: set.missed() };
            sayso::export::write_line(&mut out, &record)?;
        }
    } else {
        write!(stdout().lock(), "{report}")?;
    }
    if eval.record {
        for path in report.record(&eval.sets)? {
            note!("recorded in {}", path.display());
        }
    }
    Ok(if report.missed().is_empty() { Outcome::Done } else { Outcome::Nothing })
}
