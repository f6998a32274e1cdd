//! `sayso export`: everything, for other programs. Comes in: the index. Goes out: one of several formats, streamed in the index's stable order.

use super::Outcome;
use super::args::{Global, one_of};
use anyhow::bail;
use clap::Args;
use sayso::error::Error;
use sayso::export::{Export as Writer, Format, Target, What, unfinished};
use sayso::search::Reader;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes all records of the index.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso export > quotes.jsonl
  sayso export -o report.html                    to read and print: quotations by speaker
  sayso export --what claims -o claims.csv
  sayso export --bom -o for-excel.csv
  sayso export -o tagged.db                      SQLite, for Datasette
  sayso export --format brat -o tagged           a folder for brat
  sayso export --format schema-org > claims.jsonld

Without --format the ending of --output decides: .jsonl, .csv, .html, .db,
.sqlite, .jsonld (Web Annotations) or .parquet.

Offsets count Unicode code points of the article's body. Cells of a CSV file
hold the article's words unaltered: import it as text where a cell might begin
with = or +. See docs/export.md.")]
pub struct Export {
    /// Which records [default: quotes; brat and sqlite hold everything]
    #[arg(long, value_parser = one_of(&WHATS, what_name))]
    what: Option<What>,
    /// Which form [default: jsonl]
    #[arg(long, value_parser = one_of(FORMATS, format_name))]
    format: Option<Format>,
    /// File (for brat: folder) to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Add the text to articles
    #[arg(long)]
    with_body: bool,
    /// Begin a CSV with a byte order mark: Excel needs it to read accents
    #[arg(long)]
    bom: bool,
}

const WHATS: [What; 3] = [What::Quotations, What::Claims, What::Articles];
const FORMATS: &[Format] = &[
    Format::Jsonl,
    Format::Csv,
    Format::Html,
    Format::Annotations,
    Format::SchemaOrg,
    Format::ClaimReview,
    #[cfg(feature = "parquet")]
    Format::Parquet,
    Format::Brat,
    Format::Sqlite,
];

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
        Format::Html => "html",
        Format::Annotations => "annotations",
        Format::SchemaOrg => "schema-org",
        Format::ClaimReview => "claim-review",
        #[cfg(feature = "parquet")]
        Format::Parquet => "parquet",
        Format::Brat => "brat",
        Format::Sqlite => "sqlite",
    }
}

/// The format that a file's ending stands for.
fn of_ending(path: &Path) -> Option<Format> {
    match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "csv" => Some(Format::Csv),
        "html" | "htm" => Some(Format::Html),
        "jsonld" => Some(Format::Annotations),
        "db" | "sqlite" | "sqlite3" => Some(Format::Sqlite),
        #[cfg(feature = "parquet")]
        "parquet" => Some(Format::Parquet),
        _ => None,
    }
}

/// Runs the command.
pub fn run(export: &Export, global: &Global) -> anyhow::Result<Outcome> {
    let format = export.format.or_else(|| export.output.as_deref().and_then(of_ending)).unwrap_or(Format::Jsonl);
    let what = export.what(format)?;
    let reader = Reader::open(&global.index)?;
    let records = match (format.target(), &export.output) {
        (Target::Stream, None) => {
            let mut out = BufWriter::new(std::io::stdout());
            export.stream(&reader, &mut out, what, format)?
        }
        (Target::Stream, Some(path)) => export.file(&reader, path, what, format)?,
        (_, Some(path)) => write(&reader, Writer::create(path, format)?)?,
        (Target::Folder, None) => bail!("{} is a folder: name it with --output", format_name(format)),
        (Target::File, None) => bail!("{} is a file of its own: name it with --output", format_name(format)),
    };
    Ok(if records == 0 { Outcome::Nothing } else { Outcome::Done })
}

impl Export {
    /// What the export holds, where the format can hold what was asked for.
    fn what(&self, format: Format) -> anyhow::Result<What> {
        let holds = format.holds();
        if self.bom && format != Format::Csv {
            bail!("--bom is for --format csv");
        }
        match (self.what, holds.first()) {
            (None, first) => Ok(first.copied().unwrap_or(What::Articles)),
            (Some(_), None) => bail!("{} holds articles, quotations and claims together: leave --what out", format_name(format)),
            (Some(what), _) if holds.contains(&what) => Ok(what),
            (Some(what), _) => {
                let names: Vec<&str> = holds.iter().map(|what| what_name(*what)).collect();
                bail!("{} has no form for {}, only for {}", format_name(format), what_name(what), names.join(" and "))
            }
        }
    }

    fn stream(&self, reader: &Reader, out: &mut (impl Write + Send), what: What, format: Format) -> anyhow::Result<usize> {
        if self.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        write(reader, Writer::begin(out, what, format, self.with_body)?)
    }

    /// The file gets its name when all is in it: a run that is stopped leaves what was there before.
    fn file(&self, reader: &Reader, path: &Path, what: What, format: Format) -> anyhow::Result<usize> {
        let mut out = BufWriter::new(unfinished(path)?);
        let records = self.stream(reader, &mut out, what, format)?;
        let finished = out.into_inner().map_err(|error| Error::file(path, error))?;
        finished.persist(path).map_err(|error| Error::file(path, error.error))?;
        Ok(records)
    }
}

fn write(reader: &Reader, mut writer: Writer) -> anyhow::Result<usize> {
    let mut records = 0;
    reader.for_each(&mut |annotated, places| {
        records += writer.add(annotated, places)?;
        Ok(())
    })?;
    writer.end()?;
    Ok(records)
}
