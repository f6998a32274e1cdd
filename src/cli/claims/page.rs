//! `sayso claims show`: every place of one claim. Comes in: the id of any of its places. Goes out: who claims and contests it, and each article's words.

use super::ledger::{Record, record, show};
use crate::cli::hits::{Beside, Hit};
use crate::cli::screen::{BOLD, Screen, paint};
use crate::cli::{Outcome, words};
use clap::Args;
use sayso::search::Reader;
use serde::Serialize;
use std::io;

/// Every place of one claim, in the order of dates.
#[derive(Args, Debug)]
pub(super) struct Show {
    /// Id of a claim, as every list of claims gives it
    id: String,
    /// Also the rules that decided
    #[arg(long)]
    why: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// The page as `--json` prints it.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    entry: Record<'a>,
    places: Vec<serde_json::Value>,
}

/// Runs the command.
pub(super) fn run(wanted: &Show, reader: &Reader) -> anyhow::Result<Outcome> {
    let Some((row, places)) = reader.entry(&wanted.id)? else {
        note!("no claim has the id {}", words::clean(&wanted.id));
        return Ok(Outcome::Nothing);
    };
    if wanted.json {
        let value = |hit: &dyn Hit| -> anyhow::Result<serde_json::Value> {
            let mut line = Vec::new();
            hit.json(&mut line, Beside::default())?;
            Ok(serde_json::from_slice(&line)?)
        };
        let places = places.iter().map(|hit| value(hit)).collect::<anyhow::Result<_>>()?;
        sayso::export::write_line(&mut io::stdout().lock(), &Whole { entry: record(&row), places })?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::stdout();
    show(&mut screen, &row)?;
    screen.line("")?;
    screen.line(&paint(BOLD, &words::count(places.len(), "place")))?;
    places.iter().try_for_each(|hit| hit.show(&mut screen, wanted.why))?;
    screen.flush()?;
    Ok(Outcome::Done)
}
