//! `sayso index`: reads files into the index. Comes in: paths. Goes out: the index; an account on standard error.

use super::args::Global;
use super::progress::Bar;
use super::{Outcome, words};
use clap::Args;
use sayso::ingest::{FieldMap, Options, Skipped};
use sayso::pipeline::{self, IndexRequest, Summary, Timings};
use serde::Serialize;
use std::path::{Path, PathBuf};

/// Skipped records that are told of one by one.
const TOLD: usize = 20;

/// Indexes files and folders.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso index                                  the folder corpus into the folder index
  sayso index articles/ dump.jsonl.zst --index my-index
  sayso index export.csv --map text=story_text --map date=day
  zcat dump.jsonl.gz | sayso index -

Reads .txt .md .html .json .jsonl .csv .tsv, each also as .gz or .zst.
Run again, only what is new or changed is read, and what is gone is removed.
A run that was stopped goes on from its last commit. A file or record that
cannot be read is told of and left out; the run goes on and still exits 0.")]
pub struct Index {
    /// Files or folders; - reads JSON lines from standard input
    #[arg(value_name = "PATH", default_value = "corpus")]
    paths: Vec<PathBuf>,
    /// What fields are called in your files: title, text, date, publisher, url, author, id = NAME
    #[arg(long = "map", value_name = "FIELD=NAME")]
    maps: Vec<String>,
    /// Keep articles whose file is gone
    #[arg(long)]
    keep_missing: bool,
    /// Full text only: look for no quotations and claims
    #[arg(long)]
    no_extract: bool,
    /// Also what each stage took
    #[arg(long)]
    timings: bool,
    /// The account as one JSON object
    #[arg(long)]
    json: bool,
}

/// The account as `--json` prints it.
#[derive(Serialize)]
struct Record<'a> {
    added: usize,
    replaced: usize,
    removed: usize,
    unchanged: usize,
    articles: usize,
    other_language: usize,
    without_date: usize,
    quotations: usize,
    claims: usize,
    speakers: usize,
    articles_per_second: f64,
    megabytes_per_second: f64,
    timings: &'a Timings,
    skipped: &'a [Skipped],
}

/// Runs the command.
pub fn run(index: Index, global: &Global) -> anyhow::Result<Outcome> {
    let json = index.json;
    let timings = index.timings;
    let bar = Bar::new();
    let summary = pipeline::index(&request(index, global)?, &bar);
    bar.clear();
    let summary = summary?;
    if json {
        sayso::export::write_line(&mut std::io::stdout().lock(), &record(&summary))?;
    } else {
        tell(&summary, &global.index);
    }
    if timings {
        tell_timings(&summary.timings);
    }
    Ok(Outcome::Done)
}

fn request(index: Index, global: &Global) -> anyhow::Result<IndexRequest> {
    Ok(IndexRequest {
        options: options(&index.maps)?,
        paths: index.paths,
        index: global.index.clone(),
        keep_missing: index.keep_missing,
        extract: !index.no_extract,
        threads: global.threads(),
        ..IndexRequest::default()
    })
}

/// How files are read, given the fields' names.
pub fn options(maps: &[String]) -> anyhow::Result<Options> {
    let mut fields = FieldMap::default();
    for map in maps {
        fields.add(map)?;
    }
    Ok(Options { fields, ..Options::default() })
}

fn record(summary: &Summary) -> Record<'_> {
    Record {
        added: summary.added,
        replaced: summary.replaced,
        removed: summary.removed,
        unchanged: summary.unchanged,
        articles: summary.totals.articles,
        other_language: summary.totals.other_language,
        without_date: summary.totals.without_date,
        quotations: summary.totals.quotations,
        claims: summary.totals.claims,
        speakers: summary.speakers,
        articles_per_second: summary.articles_per_second(),
        megabytes_per_second: summary.megabytes_per_second(),
        timings: &summary.timings,
        skipped: &summary.skipped,
    }
}

fn tell(summary: &Summary, index: &Path) {
    let totals = &summary.totals;
    let changes = [(summary.added, "new"), (summary.replaced, "replaced"), (summary.removed, "removed"), (summary.unchanged, "unchanged")];
    let changes = changes.iter().filter(|change| change.0 > 0).map(|(count, what)| format!("{} {what}", words::thousands(*count)));
    let changes: Vec<String> = changes.collect();
    note!("{} in {}: {}", words::count(totals.articles, "article"), index.display(), or_nothing(&changes.join(", ")));
    if totals.other_language > 0 {
        let languages = if totals.other_language == 1 { "another language" } else { "other languages" };
        note!("  {} in {languages}: searchable, not looked through for quotations", words::thousands(totals.other_language));
    }
    if totals.without_date > 0 {
        note!("  {} without a date", words::thousands(totals.without_date));
    }
    let found = [words::count(totals.quotations, "quotation"), words::count(totals.claims, "contested claim")].join(", ");
    note!("{found}, {}", words::count(summary.speakers, "named speaker"));
    if summary.articles_read > 0 {
        let rate = words::bytes((summary.megabytes_per_second() * 1e6) as u64);
        let articles = words::count(summary.articles_per_second().round() as usize, "article");
        let (read, time) = (words::bytes(summary.text_bytes), seconds(summary.timings.wall));
        note!("{read} of text read in {time}: {rate}/s, {articles}/s");
    }
    tell_skipped(&summary.skipped, index);
}

fn or_nothing(changes: &str) -> &str {
    if changes.is_empty() { "none" } else { changes }
}

fn tell_skipped(skipped: &[Skipped], index: &Path) {
    if skipped.is_empty() {
        return;
    }
    note!("{} skipped:", words::thousands(skipped.len()));
    for skip in skipped.iter().take(TOLD) {
        note!("  {}", words::clean(&skip.to_string()));
    }
    if skipped.len() > TOLD {
        let more = words::thousands(skipped.len() - TOLD);
        note!("  and {more} more: see {}", index.join("skipped.jsonl").display());
    }
}

fn tell_timings(timings: &Timings) {
    let stages = [
        ("read", timings.read),
        ("parse", timings.parse),
        ("extract", timings.extract),
        ("registry", timings.registry),
        ("index", timings.index),
    ];
    note!("CPU time of each stage, over all threads:");
    let all: f64 = stages.iter().map(|stage| stage.1).sum();
    for (name, time) in stages {
        let share = if all > 0.0 { time / all * 100.0 } else { 0.0 };
        note!("  {name:<8} {:>10}  {share:>3.0}%", seconds(time));
    }
    note!("  {:<8} {:>10}  on the clock", "in all", seconds(timings.wall));
}

/// Seconds with the digits that mean something; short times in milliseconds.
fn seconds(time: f64) -> String {
    if time < 1.0 { format!("{:.0} ms", time * 1000.0) } else { format!("{time:.1} s") }
}
