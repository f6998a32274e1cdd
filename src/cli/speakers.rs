//! `sayso speakers`: who speaks? Comes in: part of a name. Goes out: a table of names with what they said.

use super::args::{Global, List};
use super::screen::Screen;
use super::{Outcome, list, words};
use clap::Args;
use sayso::search::{Reader, SpeakerRow};
use serde::Serialize;

/// Roles shown of a speaker who has many.
const ROLES: usize = 2;

/// Lists people and bodies that say or contest something.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso speakers                               most quoted first
  sayso speakers quill
  sayso speakers --limit all --json")]
pub struct Speakers {
    /// Any part of the name
    name: Vec<String>,
    #[command(flatten)]
    list: List,
}

/// A speaker as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'static str,
    roles: &'a [String],
    quotations: usize,
    claims: usize,
    contests: usize,
    articles: usize,
    first: Option<&'a str>,
    last: Option<&'a str>,
}

/// Runs the command.
pub fn run(speakers: &Speakers, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let name = speakers.name.join(" ");
    let name = (!name.is_empty()).then_some(name);
    let hits = reader.speakers(name.as_deref(), speakers.list.page())?;
    if speakers.list.json {
        list::json(hits.hits.iter().map(record))?;
    } else if !hits.hits.is_empty() {
        let mut screen = Screen::stdout();
        let head = ["quotations", "claims", "contests", "articles", "dates", "name"].map(String::from).to_vec();
        let rows: Vec<Vec<String>> = std::iter::once(head).chain(hits.hits.iter().map(cells)).collect();
        screen.table(&rows)?;
        screen.flush()?;
    }
    Ok(list::count(hits.total, hits.hits.len(), "speaker", &speakers.list))
}

fn record(row: &SpeakerRow) -> Record<'_> {
    Record {
        name: &row.name,
        kind: row.kind.as_str(),
        roles: &row.roles,
        quotations: row.quotations,
        claims: row.claims,
        contests: row.contests,
        articles: row.articles,
        first: row.first.as_deref(),
        last: row.last.as_deref(),
    }
}

fn cells(row: &SpeakerRow) -> Vec<String> {
    let numbers = [row.quotations, row.claims, row.contests, row.articles].map(words::thousands);
    let dates = match (&row.first, &row.last) {
        (Some(first), Some(last)) if first != last => format!("{first} to {last}"),
        (Some(day), _) | (_, Some(day)) => day.clone(),
        (None, None) => "no date".into(),
    };
    numbers.into_iter().chain([dates, words::clean(&row.name) + &roles(row)]).collect()
}

/// The most frequent roles, in parentheses.
fn roles(row: &SpeakerRow) -> String {
    let shown: Vec<String> = row.roles.iter().take(ROLES).map(|role| words::clean(role)).collect();
    match row.roles.len().saturating_sub(ROLES) {
        _ if shown.is_empty() => String::new(),
        0 => format!(" ({})", shown.join("; ")),
        more => format!(" ({}; {} more)", shown.join("; "), words::thousands(more)),
    }
}
