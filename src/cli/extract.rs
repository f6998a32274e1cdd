//! `sayso extract`: tags articles without an index. Comes in: files, or JSON lines on standard input. Goes out: one article a line, by the contract.

use super::args::Global;
use super::{Outcome, index, words};
use clap::Args;
use sayso::export::{Export, Format, What};
use sayso::pipeline;
use std::io::BufWriter;
use std::path::PathBuf;

/// Tags articles and prints them as JSON lines, without an index.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso extract article.txt
  sayso extract articles/ --with-body > tagged.jsonl
  curl -s https://example.org/feed.jsonl | sayso extract -

One JSON object an article: docs/schema/extract-v1.json. Offsets count Unicode
code points of the body; for a .txt file the body is the file. Where a file
cannot be read the rest is done, and the exit code is 2.")]
pub struct Extract {
    /// Files or folders; - reads JSON lines from standard input
    #[arg(value_name = "FILE", required = true)]
    paths: Vec<PathBuf>,
    /// Add the text
    #[arg(long)]
    with_body: bool,
    /// What fields are called in your files: title, text, date, publisher, url, author, id = NAME
    #[arg(long = "map", value_name = "FIELD=NAME")]
    maps: Vec<String>,
}

/// Runs the command.
pub fn run(extract: Extract, global: &Global) -> anyhow::Result<Outcome> {
    let options = index::options(&extract.maps)?;
    let is_there = |path: &PathBuf| path.as_os_str() == "-" || path.exists();
    let (paths, missing): (Vec<PathBuf>, Vec<PathBuf>) = extract.paths.into_iter().partition(is_there);
    let out = BufWriter::new(std::io::stdout());
    let mut export = Export::begin(out, What::Articles, Format::Jsonl, extract.with_body)?;
    let mut articles = 0;
    let skipped = pipeline::extract(&paths, &options, global.threads(), &mut |annotated| {
        let place = annotated.article.place.clone();
        articles += export.add(&annotated, &[place])?;
        Ok(())
    })?;
    export.end()?;
    for path in &missing {
        note!("sayso: {}: does not exist", path.display());
    }
    for skip in &skipped {
        note!("sayso: {}", words::clean(&skip.to_string()));
    }
    Ok(match (missing.is_empty() && skipped.is_empty(), articles) {
        (false, _) => Outcome::Incomplete,
        (true, 0) => Outcome::Nothing,
        (true, _) => Outcome::Done,
    })
}
