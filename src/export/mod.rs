//! Writes records for other programs. Comes in: annotated articles, one after another. Goes out: one of several formats, to a writer, a file or a folder.

mod annotations;
mod brat;
pub mod contract;
mod csv;
mod flat;
mod html;
mod json_list;
mod jsonl;
#[cfg(feature = "parquet")]
mod parquet;
mod schema_org;
mod sqlite;

pub use jsonl::write_line;

use crate::annotated::AnnotatedArticle;
use crate::article::Place;
use crate::error::{Error, Result};
use contract::{Contract, Metadata, SCHEMA_VERSION};
use serde::Serialize;
use std::io::Write;
use std::path::Path;
use tempfile::NamedTempFile;

/// Which records an export holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Quotations, each with its article's metadata.
    Quotations,
    /// Contested claims, likewise.
    Claims,
    /// Articles; in JSON lines with all their quotations and claims.
    Articles,
}

/// Which form they are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// One JSON object a line, by the contract.
    Jsonl,
    /// RFC 4180, UTF-8, first line names the columns.
    Csv,
    /// One page to read and print: quotations by speaker, or claims by status.
    Html,
    /// W3C Web Annotation Data Model (2017), JSON-LD.
    Annotations,
    /// schema.org `Claim`, JSON-LD.
    SchemaOrg,
    /// schema.org `ClaimReview`: empty drafts for a fact-checker to fill.
    ClaimReview,
    /// The same rows as CSV, typed, in columns; where built with the feature `parquet`.
    #[cfg(feature = "parquet")]
    Parquet,
    /// A folder for brat and for `sayso eval`.
    Brat,
    /// A database file with full-text search, for Datasette and SQL.
    Sqlite,
}

/// What an export is written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// Anything that takes bytes.
    Stream,
    /// A file of its own.
    File,
    /// A folder of its own.
    Folder,
}

impl Format {
    /// What it is written to.
    pub fn target(self) -> Target {
        match self {
            Format::Brat => Target::Folder,
            Format::Sqlite => Target::File,
            _ => Target::Stream,
        }
    }

    /// The records that it can hold, the usual ones first; none where it always holds everything.
    pub fn holds(self) -> &'static [What] {
        match self {
            Format::Html | Format::Annotations => &[What::Quotations, What::Claims],
            Format::SchemaOrg | Format::ClaimReview => &[What::Claims],
            Format::Brat | Format::Sqlite => &[],
            _ => &[What::Quotations, What::Claims, What::Articles],
        }
    }
}

/// A record of an article, with the article's metadata beside it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Row<'a, R: Serialize> {
    /// [`SCHEMA_VERSION`].
    pub schema_version: u32,
    /// The record.
    #[serde(flatten)]
    pub record: R,
    /// Its article.
    pub article: &'a Metadata<'a>,
}

impl<'a, R: Serialize> Row<'a, R> {
    /// `record` of `article`.
    pub fn new(record: R, article: &'a Metadata<'a>) -> Row<'a, R> {
        Row { schema_version: SCHEMA_VERSION, record, article }
    }
}

/// A format: told of articles one by one, it writes what it wants of each. It opens its output when it is made.
trait Exporter {
    /// Writes what is wanted of one article, found in `places`; answers how many records that were.
    fn add(&mut self, contract: &Contract, places: &[Place]) -> Result<usize>;
    /// After the last article: all is written when this returns.
    fn end(self: Box<Self>) -> Result<()>;
}

/// An export under way.
pub struct Export<'w> {
    exporter: Box<dyn Exporter + 'w>,
    what: What,
}

impl<'w> Export<'w> {
    /// Begins to write `what` to `out`. `with_body` adds the text to articles.
    ///
    /// # Errors
    /// Where the writer fails, or the format needs a path.
    pub fn begin(out: impl Write + Send + 'w, what: What, format: Format, with_body: bool) -> Result<Export<'w>> {
        let exporter: Box<dyn Exporter + 'w> = match format {
            Format::Jsonl => Box::new(jsonl::Jsonl::new(out, what, with_body)),
            Format::Csv => Box::new(csv::Csv::begin(out, what, with_body)?),
            Format::Html => Box::new(html::Html::begin(out, what)?),
            Format::Annotations => Box::new(annotations::Annotations::begin(out, what)?),
            Format::SchemaOrg => Box::new(schema_org::Claims::begin(out, schema_org::Shape::Claim)?),
            Format::ClaimReview => Box::new(schema_org::Claims::begin(out, schema_org::Shape::Review)?),
            #[cfg(feature = "parquet")]
            Format::Parquet => Box::new(parquet::Parquet::begin(out, what, with_body)?),
            Format::Brat | Format::Sqlite => return Err(Error::Usage("this format needs a path to write to".into())),
        };
        Ok(Export { exporter, what })
    }

    /// Begins to write everything to `path`: a folder for [`Format::Brat`], a new file for [`Format::Sqlite`].
    ///
    /// # Errors
    /// Where it cannot be made, or the format is written to a stream.
    pub fn create(path: &Path, format: Format) -> Result<Export<'static>> {
        let exporter: Box<dyn Exporter> = match format {
            Format::Brat => Box::new(brat::Brat::create(path)?),
            Format::Sqlite => Box::new(sqlite::Sqlite::create(path)?),
            _ => return Err(Error::Usage("this format is written to a stream".into())),
        };
        Ok(Export { exporter, what: What::Articles })
    }

    /// Writes what this export wants of one article; answers how many records that were.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn add(&mut self, annotated: &AnnotatedArticle, places: &[Place]) -> Result<usize> {
        // Offsets and the body's hash are not worked out for an article that has nothing to write.
        match self.what {
            What::Quotations if annotated.quotations.is_empty() => return Ok(0),
            What::Claims if annotated.claims.is_empty() => return Ok(0),
            _ => {}
        }
        self.exporter.add(&Contract::new(annotated), places)
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn end(self) -> Result<()> {
        self.exporter.end()
    }
}

/// A file beside `path` that gets its name when all is in it, readable by whom the umask lets.
///
/// # Errors
/// A folder that cannot be written to.
pub fn unfinished(path: &Path) -> Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder).map_err(|error| Error::file(path, error))
}

/// What the sample gives in a format that is text.
#[cfg(test)]
fn exported(what: What, format: Format) -> String {
    let mut out = Vec::new();
    let mut export = Export::begin(&mut out, what, format, true).unwrap();
    export.add(&sample(), &[sample().article.place]).unwrap();
    export.end().unwrap();
    String::from_utf8(out).unwrap()
}

/// An invented article with one of everything, for the tests of this room.
#[cfg(test)]
fn sample() -> AnnotatedArticle {
    use crate::article::{Article, ArticleId};
    use crate::claim::{Challenge, Claim, Party, Status};
    use crate::mention::{Form, Mention};
    use crate::quotation::{Cue, CueClass, Quotation, QuotationKind};
    use crate::span::Span;
    use crate::speaker::{Resolved, Speaker, SpeakerId, SpeakerKind};

    let body = "“The 🌉 bridge is safe,” said Ada Quill. “Nobody will fall.” There is no evidence that it is safe.";
    let at = |text: &str| {
        let start = body.find(text).unwrap();
        Span::new(start, start + text.len())
    };
    let id = ArticleId(0xab);
    let speaker = |number: u32, name: Option<&str>, kind| {
        let name = name.map(str::to_owned);
        Speaker { id: SpeakerId(number), name, kind, role: None, mentions: Vec::new() }
    };
    let quotation = |content: Span| Quotation {
        id: Quotation::make_id(id, content.start),
        kind: QuotationKind::Direct,
        content: vec![content],
        quoted: vec![content],
        cue: None,
        source: None,
        speaker: None,
        topics: vec!["bridge".into()],
        confidence: 0.93,
        why: vec!["marks".into()],
    };
    let mut first = quotation(at("“The 🌉 bridge is safe,”"));
    first.cue = Some(Cue { span: at("said"), lemma: "say".into(), class: CueClass::Neutral });
    first.source = Some(Mention { span: at("Ada Quill"), form: Form::Named });
    first.speaker = Some(Resolved { speaker: SpeakerId(0), via: Vec::new(), confidence: 0.9, why: vec!["name".into()] });
    let author = Some(Party { speaker: SpeakerId(1), span: None });
    let proposition = at("bridge is safe");
    let claim = Claim {
        id: Claim::make_id(id, proposition.start),
        proposition: vec![proposition],
        status: Status::Refuted,
        claimant: Some(Party { speaker: SpeakerId(0), span: Some(at("Ada Quill")) }),
        challenges: ["no evidence", "There is"].map(|words| Challenge { contester: author, evidence: at(words) }).to_vec(),
        evidence: vec![at("no evidence")],
        quotation: Some(first.id.clone()),
        confidence: 0.8,
        why: vec!["no evidence".into()],
    };
    let article = Article {
        id,
        place: Place { path: "bridge.jsonl".into(), record: Some(2) },
        record_id: None,
        headline: Some("=Bridge, \"safe\"".into()),
        body: body.into(),
        publisher: None,
        authors: vec!["Bo Lund".into(), "Cy Marr".into()],
        published: None,
        section: None,
        url: None,
        language: Some("en".into()),
    };
    let speakers = vec![speaker(0, Some("Ada Quill"), SpeakerKind::Person), speaker(1, None, SpeakerKind::Author)];
    let quotations = vec![first, quotation(at("“Nobody will fall.”"))];
    let annotated = AnnotatedArticle { article, speakers, quotations, claims: vec![claim], topics: Vec::new() };
    assert_eq!(annotated.fault(), None);
    annotated
}
