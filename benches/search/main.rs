//! How fast sayso answers beside tantivy alone, on the same index in one run. Comes in: an index, or real articles to make one of. Goes out: tables.
//!
//! ```text
//! cargo bench --bench search -- [--index DIR | --articles N] [--repeat N] [--only NAME] [--stage query|page] [--beside]
//! ```
//! *query*: which 20 records, and how many there are. tantivy: its own best 20 of the same query with their number; sayso: the query parsed, its best
//! 20 in the order that ties have too, copies folded, all counted. *page*: the same with what is shown of it. tantivy: the 20 documents with its
//! snippets; sayso: the 20 articles or quotations, true matches marked. Milliseconds of processor time, everything in memory, either side in turn; *hits*
//! are those of all questions of a row, copies each. *first*: a question about a speaker to an index that was just opened, which remembers nobody yet.
//! *cold*: `sayso search` or `sayso quotes` from the start of the process to its end, milliseconds on the clock. *beside* (with `--beside`): the same texts in SQLite's FTS5,
//! its best 20 with their number, and searched by ripgrep.

mod beside;
mod tasks;

use sayso::error::Result;
use sayso::index::folder::{Opened, open};
use sayso::pipeline::{IndexRequest, index};
use sayso::search::Reader;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use tasks::{NAMES, Raw, Task, tasks};

/// Times that the program is run with each question.
const REPEAT: usize = 5;

fn main() -> Result<()> {
    let given: Vec<String> = std::env::args().collect();
    let value = |flag: &str| given.iter().position(|word| word == flag).and_then(|at| given.get(at + 1)).cloned();
    let repeat: usize = value("--repeat").and_then(|text| text.parse().ok()).unwrap_or(20);
    let scratch = tempfile::tempdir()?;
    let folder = match value("--index") {
        Some(folder) => PathBuf::from(folder),
        None => build(scratch.path(), value("--articles").and_then(|text| text.parse().ok()).unwrap_or(1_000))?,
    };
    let reader = Reader::open(&folder)?;
    let Opened { index, fields } = open(&folder)?;
    let raw = Raw { searcher: index.reader()?.searcher(), fields };
    let stats = reader.stats()?;
    println!("{} articles, {} quotations", stats.articles, stats.quotations.iter().sum::<usize>());
    let tasks = tasks(&raw.fields);
    let only = value("--only");
    let rows: Vec<(&str, Vec<&Task>)> = NAMES
        .into_iter()
        .filter(|name| only.as_deref().is_none_or(|only| only == *name))
        .map(|name| (name, tasks.iter().filter(|task| task.name == name).collect()))
        .collect();
    let asked = value("--stage");
    for stage in [Stage::Query, Stage::Page].into_iter().filter(|stage| asked.as_deref().is_none_or(|asked| asked == stage.name())) {
        let heads = ["p50 raw", "sayso", "ratio", "p99 raw", "sayso", "ratio", "hits raw", "sayso"];
        println!("{:<10}{}", stage.name(), heads.map(|head| format!("{head:>9}")).concat());
        for (name, tasks) in rows.iter().filter(|(name, _)| stage == Stage::Query || *name != "faceted") {
            measure(name, stage, tasks, &reader, &raw, repeat)?;
        }
    }
    first(&rows, &folder)?;
    cold(&rows, &folder)?;
    if given.iter().any(|word| word == "--beside") {
        beside::table(&reader, scratch.path(), &rows)?;
    }
    Ok(())
}

/// How far a query is answered.
#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Query,
    Page,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Query => "query",
            Stage::Page => "page",
        }
    }
}

fn measure(name: &str, stage: Stage, tasks: &[&Task], reader: &Reader, raw: &Raw, repeat: usize) -> Result<()> {
    let (mut times, mut hits) = ([Vec::new(), Vec::new()], [0, 0]);
    for round in 0..=repeat {
        for task in tasks {
            let sides: [&dyn Fn() -> Result<usize>; 2] = match stage {
                Stage::Query => [&|| raw.best(task), &|| (task.ids)(reader)],
                Stage::Page => [&|| raw.shown(task), &|| (task.page)(reader)],
            };
            for ((side, times), hits) in sides.iter().zip(&mut times).zip(&mut hits) {
                let begin = cpu();
                let found = side()?;
                // The first round only warms the caches.
                match round {
                    0 => *hits += found,
                    _ => times.push((cpu() - begin) * 1e3),
                }
            }
        }
    }
    let [p50, p99] = [0.5, 0.99].map(|share| times.each_mut().map(|times| at(times, share)));
    let cells = |[raw, own]: [f64; 2]| format!("{raw:>9.3}{own:>9.3}{:>9.2}", own / raw);
    let hits = if stage == Stage::Query { hits.map(|hits| format!("{hits:>9}")).concat() } else { String::new() };
    println!("{name:<10}{}{}{hits}", cells(p50), cells(p99));
    Ok(())
}

/// Questions about speakers, each the first to an opened index that has read its registry.
fn first(rows: &[(&str, Vec<&Task>)], folder: &Path) -> Result<()> {
    let mut times = Vec::new();
    for task in rows.iter().filter(|(name, _)| *name == "speaker").flat_map(|(_, tasks)| tasks) {
        let reader = Reader::open(folder)?;
        reader.registry()?;
        tasks::warm(&reader)?;
        let begin = cpu();
        (task.ids)(&reader)?;
        times.push((cpu() - begin) * 1e3);
    }
    if !times.is_empty() {
        println!("first: p50 {:.2} ms, most {:.2} ms", at(&mut times, 0.5), at(&mut times, 1.0));
    }
    Ok(())
}

/// The value below which this share of them lies.
fn at(times: &mut [f64], share: f64) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(((times.len() as f64 - 1.0) * share) as usize).copied().unwrap_or(f64::NAN)
}

/// Processor time of this thread, in seconds: neither side uses another, and what else the machine does is not counted.
fn cpu() -> f64 {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// The program, from its start to its end, a line for each row.
fn cold(rows: &[(&str, Vec<&Task>)], folder: &Path) -> Result<()> {
    println!("{:<10}{:>9}{:>9}{:>9}", "cold", "least", "p50", "p99");
    let mut all = Vec::new();
    for (name, tasks) in rows {
        let mut times = Vec::new();
        for task in (0..REPEAT).flat_map(|_| tasks) {
            let begin = Instant::now();
            Command::new(env!("CARGO_BIN_EXE_sayso")).args(&task.typed).arg("--index").arg(folder).output()?;
            times.push(begin.elapsed().as_secs_f64() * 1e3);
        }
        println!("{name:<10}{}", spread(&mut times));
        all.append(&mut times);
    }
    println!("{:<10}{}", "all", spread(&mut all));
    Ok(())
}

fn spread(times: &mut [f64]) -> String {
    [0.0, 0.5, 0.99].map(|share| format!("{:>9.1}", at(times, share))).concat()
}

/// An index of the first real articles, or of `corpus/`.
fn build(scratch: &Path, articles: usize) -> Result<PathBuf> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let shared = std::env::var_os("SAYSO_SHARED").map_or_else(|| here.join("../shared"), PathBuf::from);
    let real = shared.join("corpora/allsides-20k.jsonl.zst");
    let mut path = here.join("corpus");
    if real.exists() {
        path = scratch.join("articles.jsonl");
        let mut out = BufWriter::new(std::fs::File::create(&path)?);
        for line in BufReader::new(zstd::Decoder::new(std::fs::File::open(&real)?)?).lines().take(articles) {
            writeln!(out, "{}", line?)?;
        }
        out.flush()?;
    }
    let folder = scratch.join("index");
    index(&IndexRequest { paths: vec![path], index: folder.clone(), ..IndexRequest::default() }, &())?;
    Ok(folder)
}
