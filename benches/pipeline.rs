//! How fast sayso is beside tantivy alone, on the same articles in one run. Comes in: real articles where there are any, else `corpus/` repeated. Goes out: a table.
//!
//! ```text
//! cargo bench --bench pipeline -- [--articles N] [--threads N] [--repeat N] [--only raw|bare|whole]
//! ```
//! *raw*: titles and bodies, in memory already, into tantivy with positions and stored, its default tokenizer. *bare*: `sayso index --no-extract`,
//! from the compressed file: decompressing, parsing, language, ids, places, stems. *whole*: `sayso index`. Rates are per second on the wall;
//! `cpu` is CPU seconds over all threads, the fairer figure on a busy machine. Raw and bare are measured in turn, each three times unless
//! `--repeat` says otherwise, and the least of each counts, wall and CPU by themselves: whatever else runs can only add to them.

mod sample;

use sample::cpu_seconds;
use sayso::article::Article;
use sayso::error::{Error, Result};
use sayso::pipeline::{IndexRequest, Timings, index};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tantivy::indexer::IndexWriterOptions;
use tantivy::schema::{STORED, Schema, TEXT};
use tantivy::{Index, doc};
use tempfile::TempDir;

/// As the program's own writer has it, so that heaps are the same size.
const HEAP: usize = 64 << 20;

struct Arguments {
    articles: Option<usize>,
    threads: usize,
    repeat: usize,
    only: Option<String>,
}

struct Row {
    name: &'static str,
    wall: f64,
    cpu: f64,
    bytes: u64,
    timings: Option<Timings>,
}

fn main() -> Result<()> {
    let arguments = arguments();
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("articles.jsonl.zst");
    let origin = sample::write(&file, arguments.articles)?;
    let articles = sample::read(&file)?;
    let bytes: usize = articles.iter().map(|article| article.body.len()).sum();
    let words: usize = articles.iter().map(|article| article.body.split_whitespace().count()).sum();
    println!("{origin}: {} articles, {:.1} MB of text, {words} words, {} threads", articles.len(), bytes as f64 / 1e6, arguments.threads);
    let count = articles.len();
    let wanted = |name: &str| arguments.only.as_deref().is_none_or(|only| only == name);
    let mut rows = Vec::new();
    for _ in 0..arguments.repeat {
        if wanted("raw") {
            least(&mut rows, raw(&articles, &fresh(&folder, "raw")?, arguments.threads)?);
        }
        if wanted("bare") {
            least(&mut rows, sayso("bare", false, &file, &fresh(&folder, "bare")?, arguments.threads)?);
        }
    }
    drop(articles);
    if wanted("whole") {
        rows.push(sayso("whole", true, &file, &fresh(&folder, "whole")?, arguments.threads)?);
    }
    print_table(&rows, count as f64, words as f64, bytes as f64);
    Ok(())
}

fn arguments() -> Arguments {
    let given: Vec<String> = std::env::args().collect();
    let value = |flag: &str| given.iter().position(|word| word == flag).and_then(|at| given.get(at + 1)).cloned();
    let number = |flag: &str| value(flag).and_then(|text| text.parse().ok());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    Arguments {
        articles: number("--articles"),
        threads: number("--threads").unwrap_or(threads),
        repeat: number("--repeat").unwrap_or(3),
        only: value("--only"),
    }
}

/// An empty folder.
fn fresh(parent: &TempDir, name: &str) -> Result<PathBuf> {
    let folder = parent.path().join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir(&folder)?;
    Ok(folder)
}

/// Keeps the least wall and CPU seconds of a variant's runs.
fn least(rows: &mut Vec<Row>, row: Row) {
    match rows.iter_mut().find(|known| known.name == row.name) {
        Some(known) => {
            if row.cpu < known.cpu {
                known.timings = row.timings;
            }
            (known.wall, known.cpu) = (known.wall.min(row.wall), known.cpu.min(row.cpu));
        }
        None => rows.push(row),
    }
}

/// Tantivy alone.
fn raw(articles: &[Article], folder: &Path, threads: usize) -> Result<Row> {
    let mut schema = Schema::builder();
    let (title, body) = (schema.add_text_field("title", TEXT | STORED), schema.add_text_field("body", TEXT | STORED));
    let index = Index::create_in_dir(folder, schema.build())?;
    let (started, cpu) = (Instant::now(), cpu_seconds());
    let options =
        IndexWriterOptions::builder().num_worker_threads(threads.min(8)).num_merge_threads(2).memory_budget_per_thread(HEAP).build();
    let mut writer = index.writer_with_options(options)?;
    for article in articles {
        writer.add_document(doc!(title => article.headline.as_deref().unwrap_or(""), body => article.body.as_str()))?;
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    let cpu = cpu_seconds() - cpu;
    Ok(Row { name: "raw", wall: started.elapsed().as_secs_f64(), cpu, bytes: size(folder)?, timings: None })
}

fn sayso(name: &'static str, extract: bool, file: &Path, folder: &Path, threads: usize) -> Result<Row> {
    let request = IndexRequest {
        paths: vec![file.to_owned()],
        index: folder.to_owned(),
        extract,
        threads: Some(threads),
        commit_every: Duration::from_secs(30),
        ..IndexRequest::default()
    };
    let summary = index(&request, &())?;
    if let Some(skipped) = summary.skipped.first() {
        println!("{name}: {} skipped, the first: {skipped}", summary.skipped.len());
    }
    let totals = &summary.totals;
    println!(
        "{name}: {} articles, {} quotations, {} claims, {} speakers",
        totals.articles, totals.quotations, totals.claims, summary.speakers
    );
    let timings = summary.timings;
    let cpu = timings.read + timings.parse + timings.extract + timings.registry + timings.index;
    Ok(Row { name, wall: timings.wall, cpu, bytes: size(folder)?, timings: Some(timings) })
}

fn size(folder: &Path) -> Result<u64> {
    let mut bytes = 0;
    for entry in std::fs::read_dir(folder).map_err(|error| Error::file(folder, error))? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        bytes += if metadata.is_dir() { size(&entry.path())? } else { metadata.len() };
    }
    Ok(bytes)
}

fn print_table(rows: &[Row], articles: f64, words: f64, bytes: f64) {
    let head = ["wall s", "cpu s", "articles/s", "words/s", "MB/s", "index MB", "of raw", "by cpu"];
    println!("{:<6}{}", "", head.map(|name| format!("{name:>12}")).concat());
    let raw = rows.iter().find(|row| row.name == "raw");
    let ratio = |own: f64, raw: Option<f64>| raw.map_or_else(|| "-".into(), |raw| format!("{:.2}", raw / own));
    for row in rows {
        let figures = [row.wall, row.cpu].map(|seconds| format!("{seconds:.2}"));
        let rates = [articles / row.wall, words / row.wall].map(|rate| format!("{rate:.0}"));
        let sizes = [bytes / 1e6 / row.wall, row.bytes as f64 / 1e6].map(|size| format!("{size:.1}"));
        let ratios = [ratio(row.wall, raw.map(|raw| raw.wall)), ratio(row.cpu, raw.map(|raw| raw.cpu))];
        let cells = [figures, rates, sizes, ratios].concat();
        println!("{:<6}{}", row.name, cells.iter().map(|cell| format!("{cell:>12}")).collect::<String>());
    }
    for row in rows {
        if let Some(Timings { read, parse, extract, registry, index, .. }) = row.timings {
            println!(
                "{}: CPU seconds: read {read:.1}, parse {parse:.1}, extract {extract:.1}, registry {registry:.1}, index {index:.1}",
                row.name
            );
        }
    }
}
