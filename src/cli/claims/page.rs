//! `sayso claims show`: every place of one claim. Comes in: the id of any of its places. Goes out: who claims and contests it, each article's words, and where
//! others tell it without contest.

use super::ledger::{Record, record, show};
use crate::cli::hits::{Beside, Hit, in_place, one_line};
use crate::cli::marked::marked;
use crate::cli::screen::{BOLD, CONTENT, DIM, SPEAKER, Screen, paint};
use crate::cli::{Outcome, words};
use clap::Args;
use sayso::export::contract::{Contract, Metadata, Piece};
use sayso::search::{EntryPage, Reader, Uncontested};
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
    uncontested: Vec<Told<'a>>,
}

/// A place without contest as `--json` prints it.
#[derive(Serialize)]
struct Told<'a> {
    /// The quotation's, or where it is the article's own words, the article's.
    id: String,
    /// `quotation`, or `fact` for the article's own words.
    told_as: &'static str,
    speaker: Option<&'a str>,
    text: Piece<'a>,
    sentence: Piece<'a>,
    article: Metadata<'a>,
}

/// Runs the command.
pub(super) fn run(wanted: &Show, reader: &Reader) -> anyhow::Result<Outcome> {
    let Some(EntryPage { row, places, uncontested }) = reader.entry(&wanted.id)? else {
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
        let contracts: Vec<Contract> = uncontested.iter().map(|place| Contract::new(&place.article)).collect();
        let uncontested = uncontested.iter().zip(&contracts).map(|(place, contract)| told(place, contract)).collect();
        sayso::export::write_line(&mut io::stdout().lock(), &Whole { entry: record(&row), places, uncontested })?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::stdout();
    show(&mut screen, &row)?;
    screen.line("")?;
    screen.line(&paint(BOLD, &words::count(places.len(), "place")))?;
    places.iter().try_for_each(|hit| hit.show(&mut screen, wanted.why))?;
    if !uncontested.is_empty() {
        screen.line(&paint(BOLD, &format!("told without contest in {}", words::count(uncontested.len(), "place"))))?;
        uncontested.iter().try_for_each(|place| tell(&mut screen, place))?;
    }
    screen.flush()?;
    Ok(Outcome::Done)
}

fn id(place: &Uncontested) -> String {
    let quotation = place.quotation.and_then(|position| place.article.quotations.get(position));
    quotation.map_or_else(|| place.article.article.id.to_string(), |quotation| quotation.id.clone())
}

fn told<'a>(place: &'a Uncontested, contract: &Contract<'a>) -> Told<'a> {
    Told {
        id: id(place),
        told_as: if place.quotation.is_some() { "quotation" } else { "fact" },
        speaker: place.speaker().and_then(|speaker| speaker.name.as_deref()),
        text: contract.piece(place.span),
        sentence: contract.piece(place.sentence),
        article: contract.metadata(&[]),
    }
}

fn tell(screen: &mut Screen, place: &Uncontested) -> io::Result<()> {
    let article = &place.article.article;
    let tags = [in_place(screen, place.span, CONTENT)];
    let what = if place.quotation.is_some() { "quoted" } else { "as fact" };
    screen.text("", &format!("{}: {}", paint(BOLD, what), one_line(&marked(&article.body, place.sentence, &tags))))?;
    let who = place.quotation.map(|_| paint(SPEAKER, &words::speaker(place.speaker(), None)));
    screen.text("  ", &who.into_iter().chain([words::origin(article)]).collect::<Vec<_>>().join(" · "))?;
    screen.text("  ", &paint(DIM, &id(place)))?;
    screen.line("")
}
