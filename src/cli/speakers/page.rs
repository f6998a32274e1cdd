//! `sayso speakers show`: a page about one speaker. Comes in: a name. Goes out: names, roles over time, publishers, topics, latest quotations.

use super::{Record, one, record};
use crate::cli::hits::Hit;
use crate::cli::screen::{BOLD, DIM, SPEAKER, Screen, paint};
use crate::cli::{Outcome, list, words};
use clap::Args;
use sayso::search::{Page, QuotationHit, QuotationRequest, Reader, SpeakerRow};
use serde::Serialize;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

/// Rows of each part of the page.
const ROWS: usize = 8;
/// Quotations whose topics are counted, the latest.
const RECENT: usize = 200;
/// Quotations shown.
const LATEST: usize = 5;

/// A page about one speaker.
#[derive(Args, Debug)]
pub(super) struct Show {
    /// Part of a name that only one bears, or an id
    #[arg(required = true)]
    name: Vec<String>,
    /// Also why these names are one speaker's
    #[arg(long)]
    why: bool,
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// A topic with how often it is spoken about.
#[derive(Serialize)]
struct Topic {
    label: String,
    quotations: usize,
}

/// The page as `--json` prints it.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    speaker: Record<'a>,
    topics: Vec<Topic>,
    latest: Vec<&'a str>,
}

/// Runs the command.
pub(super) fn run(show: &Show, reader: &Reader) -> anyhow::Result<Outcome> {
    let Some(entry) = one(reader, &show.name.join(" "))? else { return Ok(Outcome::Nothing) };
    let row = reader.registry()?.row(entry);
    let request = QuotationRequest { speaker: Some(entry.id.clone()), ..QuotationRequest::default() };
    let recent = reader.quotations(&request, Page { limit: Some(RECENT), offset: 0 })?.hits;
    let topics = topics(&recent);
    if show.json {
        let latest = recent.iter().take(LATEST).map(|hit| hit.quotation().id.as_str()).collect();
        sayso::export::write_line(&mut io::stdout().lock(), &Whole { speaker: record(&row, show.why), topics, latest })?;
        return Ok(Outcome::Done);
    }
    let mut screen = Screen::stdout();
    print(&mut screen, &row, &topics, &recent, show.why)?;
    screen.flush()?;
    list::tell_more_quotations(row.quotations, LATEST, &entry.id);
    Ok(Outcome::Done)
}

/// Topics of the quotations, most frequent first.
fn topics(recent: &[QuotationHit]) -> Vec<Topic> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for label in recent.iter().flat_map(|hit| &hit.quotation().topics) {
        *counts.entry(label).or_default() += 1;
    }
    let mut topics: Vec<Topic> = counts.into_iter().map(|(label, quotations)| Topic { label: label.to_owned(), quotations }).collect();
    topics.sort_by_key(|topic| Reverse(topic.quotations));
    topics.truncate(ROWS * 2);
    topics
}

fn print(screen: &mut Screen, row: &SpeakerRow, topics: &[Topic], recent: &[QuotationHit], why: bool) -> io::Result<()> {
    screen.text("", &paint(SPEAKER, &words::clean(&row.name)))?;
    let counts = [
        words::count(row.quotations, "quotation"),
        words::count(row.claims, "claim"),
        format!("{} contested", words::count(row.contests, "claim")),
    ];
    let facts = [
        row.kind.as_str().to_owned(),
        counts.join(", "),
        words::count(row.articles, "article"),
        words::dates(row.first.as_deref(), row.last.as_deref()),
    ];
    screen.text("  ", &facts.join(" · "))?;
    let ids = std::iter::once(row.id.clone()).chain(row.wikidata.iter().map(|id| format!("https://www.wikidata.org/wiki/{id}")));
    screen.text("  ", &paint(DIM, &ids.collect::<Vec<_>>().join(" · ")))?;
    section(screen, "also called", row.aliases.iter().map(|alias| words::clean(alias)))?;
    section(
        screen,
        "roles",
        row.roles.iter().map(|role| {
            let when = if role.articles == 0 {
                "set by hand".into()
            } else {
                format!("{}, {}", words::count(role.articles, "article"), words::dates(role.first.as_deref(), role.last.as_deref()))
            };
            format!("{} ({when})", words::clean(&role.role))
        }),
    )?;
    section(
        screen,
        "publishers",
        row.publishers.iter().map(|(publisher, articles)| format!("{} ({})", words::clean(publisher), words::thousands(*articles))),
    )?;
    section(
        screen,
        "topics lately",
        topics.iter().map(|topic| format!("{} ({})", words::clean(&topic.label), words::thousands(topic.quotations))),
    )?;
    if why {
        let reasons = if row.why.is_empty() { vec!["one name only".to_owned()] } else { row.why.clone() };
        section(screen, "why these are one", reasons.iter().map(|reason| words::clean(reason)))?;
    }
    screen.line("")?;
    screen.line(&paint(BOLD, "latest quotations"))?;
    recent.iter().take(LATEST).try_for_each(|hit| hit.show(screen, false))
}

fn section(screen: &mut Screen, name: &str, items: impl Iterator<Item = String>) -> io::Result<()> {
    let items: Vec<String> = items.collect();
    if items.is_empty() {
        return Ok(());
    }
    screen.line(&paint(BOLD, name))?;
    items.iter().take(ROWS).try_for_each(|item| screen.text("  ", item))?;
    match items.len().saturating_sub(ROWS) {
        0 => Ok(()),
        more => screen.line(&paint(DIM, &format!("  and {} more", words::thousands(more)))),
    }
}
