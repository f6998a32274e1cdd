//! `sayso export`: everything, for other programs. Comes in: the index. Goes out: JSON lines or CSV, streamed in the index's stable order.

use super::Outcome;
use super::args::{Global, one_of};
use clap::Args;
use sayso::export::{Export as Writer, Format, What};
use sayso::search::Reader;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::PathBuf;

/// Writes all records of the index.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso export > quotes.jsonl
  sayso export --what claims --format csv -o claims.csv
  sayso export --format csv --bom -o for-excel.csv

Offsets count Unicode code points of the article's body. Cells of a CSV file
hold the article's words unaltered: import it as text where a cell might begin
with = or +. See docs/export.md.")]
pub struct Export {
    /// Which records
    #[arg(long, default_value = "quotes", value_parser = one_of(&WHATS, what_name))]
    what: What,
    /// Which form
    #[arg(long, default_value = "jsonl", value_parser = one_of(&FORMATS, format_name))]
    format: Format,
    /// File to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add the text to articles
    #[arg(long)]
    with_body: bool,
    /// Begin with a byte order mark: Excel needs it to read accents
    #[arg(long)]
    bom: bool,
}

const WHATS: [What; 3] = [What::Quotations, What::Claims, What::Articles];
const FORMATS: [Format; 2] = [Format::Jsonl, Format::Csv];

fn what_name(what: What) -> &'static str {
    match what {
        What::Quotations => "quotes",
        What::Claims => "claims",
        What::Articles => "articles",
    }
}

fn format_name(format: Format) -> &'static str {
    match format {
        Format::Jsonl => "jsonl",
        Format::Csv => "csv",
    }
}

/// Runs the command.
pub fn run(export: &Export, global: &Global) -> anyhow::Result<Outcome> {
    let reader = Reader::open(&global.index)?;
    let mut out: Box<dyn Write> = match &export.output {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|error| sayso::error::Error::file(path, error))?)),
        None => Box::new(BufWriter::new(std::io::stdout().lock())),
    };
    if export.bom {
        out.write_all("\u{FEFF}".as_bytes())?;
    }
    let mut writer = Writer::begin(out, export.what, export.format, export.with_body)?;
    let mut records = 0;
    reader.for_each(&mut |annotated, places| {
        records += writer.add(annotated, places)?;
        Ok(())
    })?;
    writer.end()?;
    Ok(if records == 0 { Outcome::Nothing } else { Outcome::Done })
}
