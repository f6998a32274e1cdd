//! `sayso claims --about`, `--changed`: the same claim across articles. Comes in: what it is about. Goes out: a few lines or a JSON object for each.

use crate::cli::args::List;
use crate::cli::screen::{BOLD, CLAIM, DIM, SPEAKER, Screen, paint};
use crate::cli::{Outcome, list, words};
use sayso::claim::Status;
use sayso::search::{EntryRequest, EntryRow, Reader};
use serde::Serialize;
use std::io;

/// Names and publishers shown where there are many.
const SHOWN: usize = 4;

/// An entry as `--json` prints it.
#[derive(Serialize)]
pub(super) struct Record<'a> {
    id: &'a str,
    text: &'a str,
    articles: usize,
    first: Option<&'a str>,
    last: Option<&'a str>,
    changed: bool,
    course: Vec<Step<'a>>,
    publishers: Vec<Papers<'a>>,
    claimants: Vec<Party<'a>>,
    contesters: Vec<Party<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    published: Option<&'a str>,
    status: &'static str,
}

#[derive(Serialize)]
struct Papers<'a> {
    status: &'static str,
    publisher: Option<&'a str>,
    articles: usize,
}

#[derive(Serialize)]
struct Party<'a> {
    name: &'a str,
    articles: usize,
}

/// Lists entries.
pub(super) fn run(request: &EntryRequest, page: &List, reader: &Reader) -> anyhow::Result<Outcome> {
    let hits = reader.entries(request, page.page())?;
    if page.json {
        list::json(hits.hits.iter().map(record))?;
    } else {
        let mut screen = Screen::stdout();
        for row in &hits.hits {
            show(&mut screen, row)?;
            screen.line("")?;
        }
        screen.flush()?;
    }
    Ok(list::count(hits.total, hits.hits.len(), "claim", page))
}

pub(super) fn record(row: &EntryRow) -> Record<'_> {
    let papers = row.publishers.iter().flat_map(|(status, papers)| {
        papers.iter().map(|(publisher, articles)| Papers { status: status.as_str(), publisher: publisher.as_deref(), articles: *articles })
    });
    Record {
        id: &row.id,
        text: &row.text,
        articles: row.articles,
        first: row.first.as_deref(),
        last: row.last.as_deref(),
        changed: row.course.len() > 1,
        course: row.course.iter().map(|(published, status)| Step { published: published.as_deref(), status: status.as_str() }).collect(),
        publishers: papers.collect(),
        claimants: row.claimants.iter().map(|(name, articles)| Party { name, articles: *articles }).collect(),
        contesters: row.contesters.iter().map(|(name, articles)| Party { name, articles: *articles }).collect(),
    }
}

/// What a list shows of an entry.
pub(super) fn show(screen: &mut Screen, row: &EntryRow) -> io::Result<()> {
    screen.text("", &paint(CLAIM, &words::clean(&row.text)))?;
    let facts = [words::count(row.articles, "article"), words::dates(row.first.as_deref(), row.last.as_deref()), course(row)];
    screen.text("  ", &facts.join(" · "))?;
    let parties = [("claimed by", &row.claimants), ("contested by", &row.contesters)];
    let parties: Vec<String> = parties
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| format!("{what} {}", paint(SPEAKER, &named(names.iter().map(|(name, count)| (called(name), *count))))))
        .collect();
    if !parties.is_empty() {
        screen.text("  ", &parties.join(" · "))?;
    }
    for (status, papers) in &row.publishers {
        let papers = papers.iter().map(|(publisher, count)| (publisher.clone().unwrap_or_else(|| "no publisher".into()), *count));
        screen.text("  ", &format!("{}: {}", status_in_print(*status), named(papers)))?;
    }
    screen.text("  ", &paint(DIM, &row.id))
}

/// "alleged", or "alleged (2026-02-11), disputed (2026-02-16)" where it changed.
fn course(row: &EntryRow) -> String {
    let step = |(date, status): &(Option<String>, Status)| match date {
        Some(date) if row.course.len() > 1 => format!("{} ({date})", paint(BOLD, status.as_str())),
        _ => paint(BOLD, status.as_str()),
    };
    row.course.iter().map(step).collect::<Vec<_>>().join(", ")
}

fn status_in_print(status: Status) -> &'static str {
    match status {
        Status::Alleged => "as alleged",
        Status::Unverified => "as unverified",
        Status::Disputed => "as disputed",
        Status::Refuted => "as refuted",
    }
}

fn called(name: &str) -> String {
    if name == "author" { "the article itself".into() } else { name.to_owned() }
}

/// Names with how many articles, the first few.
fn named(names: impl Iterator<Item = (String, usize)>) -> String {
    let names: Vec<(String, usize)> = names.collect();
    let shown = names.iter().take(SHOWN).map(|(name, count)| match count {
        1 => words::clean(name),
        count => format!("{} ({count})", words::clean(name)),
    });
    let shown = shown.collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(SHOWN) {
        0 => shown,
        more => format!("{shown} and {} more", words::thousands(more)),
    }
}
