//! `sayso export`: everything or what a query finds, for other programs. Comes in: the index. Goes out: one of several formats, streamed in the index's
//! stable order.

use super::args::{Filter, Global, OfClaims, OfQuotations, one_of, query};
use super::{Outcome, list};
use anyhow::bail;
use clap::Args;
use sayso::annotated::AnnotatedArticle;
use sayso::article::Place;
use sayso::error::Error;
use sayso::export::{Export as Writer, Format, Target, What, unfinished};
use sayso::search::{ArticleFilter, ArticleRequest, Page, Reader, Request};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes all records of the index, or those that a query finds.
#[derive(Args, Debug)]
#[command(after_help = "Examples:
  sayso export > quotes.jsonl
  sayso export --speaker quill -o quill.csv      only what this finds
  sayso export 'bridge date:2025' -o bridge.html
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
    /// Only what this query finds: among quotations, claims or articles, as --what says
    query: Vec<String>,
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
    /// Words of a topic of quotations or claims
    #[arg(long, value_name = "TEXT")]
    topic: Option<String>,
    #[command(flatten)]
    of_quotations: OfQuotations,
    #[command(flatten)]
    of_claims: OfClaims,
    #[command(flatten)]
    filter: Filter,
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
pub fn run(export: Export, global: &Global) -> anyhow::Result<Outcome> {
    let format = export.format.or_else(|| export.output.as_deref().and_then(of_ending)).unwrap_or(Format::Jsonl);
    let what = export.what(format)?;
    let reader = Reader::open(&global.index)?;
    let form = Form { what, format, bom: export.bom, with_body: export.with_body };
    let (output, typed, speaker) = (export.output.clone(), query(export.query.clone()), export.of_quotations.speaker.clone());
    let wanted = export.request(if format.holds().is_empty() { What::Articles } else { what })?;
    if let Some(wanted) = &wanted {
        // No hit is asked for: what cannot be answered is an error before anything is told or a file begun.
        reader.ids(wanted, Page { limit: Some(0), offset: 0 })?;
        list::tell_reading(&typed, false)?;
        speaker.iter().try_for_each(|speaker| list::tell_speakers(&reader, speaker))?;
    }
    let records = match (format.target(), &output) {
        (Target::Stream, None) => form.stream(&reader, &mut BufWriter::new(std::io::stdout()), wanted.as_ref())?,
        (Target::Stream, Some(path)) => form.file(&reader, path, wanted.as_ref())?,
        (_, Some(path)) => write(&reader, Writer::create(path, format)?, wanted.as_ref())?,
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

    /// The question that query and filters ask; `None` for everything. Thoughts and what is unlikely are part of an export, asked for or not.
    fn request(self, what: What) -> anyhow::Result<Option<Request>> {
        let (query, filter) = (query(self.query), self.filter.request());
        let topic = self.topic.as_ref().map(|_| "--topic");
        let foreign = match what {
            What::Quotations => self.of_claims.given(),
            What::Claims => self.of_quotations.given(),
            What::Articles => self.of_quotations.given().or(self.of_claims.given()).or(topic),
        };
        if let Some(flag) = foreign {
            bail!("{flag} does not filter {}: write the query with fields, as in 'speaker:quill status:disputed'", what_name(what));
        }
        let filtered = self.of_quotations.given().or(self.of_claims.given()).or(topic).is_some() || filter != ArticleFilter::default();
        if query.trim().is_empty() && !filtered {
            return Ok(None);
        }
        Ok(Some(match what {
            What::Articles => Request::Articles(ArticleRequest { query, filter }),
            What::Quotations => Request::Quotations(self.of_quotations.request(query, self.topic, filter, true)),
            What::Claims => Request::Claims(self.of_claims.request(query, self.topic, filter, true)),
        }))
    }
}

/// How a stream is written.
struct Form {
    what: What,
    format: Format,
    bom: bool,
    with_body: bool,
}

impl Form {
    fn stream(&self, reader: &Reader, out: &mut (impl Write + Send), wanted: Option<&Request>) -> anyhow::Result<usize> {
        if self.bom {
            out.write_all("\u{FEFF}".as_bytes())?;
        }
        write(reader, Writer::begin(out, self.what, self.format, self.with_body)?, wanted)
    }

    /// The file gets its name when all is in it: a run that is stopped leaves what was there before.
    fn file(&self, reader: &Reader, path: &Path, wanted: Option<&Request>) -> anyhow::Result<usize> {
        let mut out = BufWriter::new(unfinished(path)?);
        let records = self.stream(reader, &mut out, wanted)?;
        let finished = out.into_inner().map_err(|error| Error::file(path, error))?;
        finished.persist(path).map_err(|error| Error::file(path, error.error))?;
        Ok(records)
    }
}

fn write(reader: &Reader, mut writer: Writer, wanted: Option<&Request>) -> anyhow::Result<usize> {
    let mut records = 0;
    let mut add = |annotated: &AnnotatedArticle, places: &[Place]| {
        records += writer.add(annotated, places)?;
        Ok(())
    };
    match wanted {
        None => reader.for_each(&mut add)?,
        Some(wanted) => reader.for_each_of(wanted, &mut add)?,
    }
    writer.end()?;
    Ok(records)
}
