//! `sayso stats`: what does the index hold? Comes in: the index. Goes out: counts.

use super::args::Global;
use super::screen::{BOLD, Screen, paint};
use super::{Outcome, words};
use clap::Args;
use sayso::claim::Status;
use sayso::quotation::QuotationKind;
use sayso::search::{Reader, Stats as Counts};
use serde::Serialize;
use std::collections::BTreeMap;
use std::io;

/// Rows shown of a long table.
const ROWS: usize = 20;

/// Counts what the index holds.
#[derive(Args, Debug)]
pub struct Stats {
    /// One JSON object
    #[arg(long)]
    json: bool,
}

/// A value with its count; `null` is not known.
#[derive(Serialize)]
struct Count<'a> {
    value: Option<&'a str>,
    articles: usize,
}

/// The counts as `--json` prints them.
#[derive(Serialize)]
struct Record<'a> {
    articles: usize,
    files: usize,
    quotations: BTreeMap<&'static str, usize>,
    claims: BTreeMap<&'static str, usize>,
    speakers: usize,
    languages: Vec<Count<'a>>,
    publishers: Vec<Count<'a>>,
    years: Vec<Count<'a>>,
    bytes: u64,
}

/// Runs the command.
pub fn run(stats: &Stats, global: &Global) -> anyhow::Result<Outcome> {
    let counts = Reader::open(&global.index)?.stats()?;
    if stats.json {
        sayso::export::write_line(&mut io::stdout().lock(), &record(&counts))?;
    } else {
        let mut screen = Screen::stdout();
        print(&mut screen, &counts)?;
        screen.flush()?;
    }
    Ok(if counts.articles == 0 { Outcome::Nothing } else { Outcome::Done })
}

fn record(counts: &Counts) -> Record<'_> {
    let list = |pairs| -> Vec<Count<'_>> {
        let pairs: &[(Option<String>, usize)] = pairs;
        pairs.iter().map(|(value, articles)| Count { value: value.as_deref(), articles: *articles }).collect()
    };
    Record {
        articles: counts.articles,
        files: counts.files,
        quotations: QuotationKind::ALL.map(QuotationKind::as_str).into_iter().zip(counts.quotations).collect(),
        claims: Status::ALL.map(Status::as_str).into_iter().zip(counts.claims).collect(),
        speakers: counts.speakers,
        languages: list(&counts.languages),
        publishers: list(&counts.publishers),
        years: list(&counts.years),
        bytes: counts.bytes,
    }
}

fn print(screen: &mut Screen, counts: &Counts) -> io::Result<()> {
    let split = |total: &[usize], names: &[&str]| -> String {
        let parts = total.iter().zip(names).map(|(count, name)| format!("{} {name}", words::thousands(*count)));
        parts.collect::<Vec<_>>().join(", ")
    };
    let kinds = QuotationKind::ALL.map(QuotationKind::as_str);
    let statuses = Status::ALL.map(Status::as_str);
    screen.line(&format!("{} from {}", words::count(counts.articles, "article"), words::count(counts.files, "file")))?;
    screen.line(&format!("{}: {}", words::count(counts.quotations.iter().sum(), "quotation"), split(&counts.quotations, &kinds)))?;
    screen.line(&format!("{}: {}", words::count(counts.claims.iter().sum(), "contested claim"), split(&counts.claims, &statuses)))?;
    screen.line(&words::count(counts.speakers, "named speaker"))?;
    screen.line(&format!("{} on disk", words::bytes(counts.bytes)))?;
    table(screen, "language", "language not known", &counts.languages)?;
    table(screen, "publisher", "no publisher", &counts.publishers)?;
    table(screen, "year", "no date", &counts.years)
}

fn table(screen: &mut Screen, name: &str, unknown: &str, pairs: &[(Option<String>, usize)]) -> io::Result<()> {
    if pairs.is_empty() {
        return Ok(());
    }
    screen.line("")?;
    screen.line(&paint(BOLD, &format!("Articles by {name}")))?;
    let label = |value: &Option<String>| value.as_deref().map_or_else(|| unknown.to_owned(), words::clean);
    for (value, count) in pairs.iter().take(ROWS) {
        screen.line(&format!("{:>10}  {}", words::thousands(*count), label(value)))?;
    }
    match pairs.len().saturating_sub(ROWS) {
        0 => Ok(()),
        more => screen.line(&format!("            and {} more (--json gives all)", words::thousands(more))),
    }
}
