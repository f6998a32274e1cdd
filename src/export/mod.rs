//! Writes records for other programs. Comes in: annotated articles, one after another. Goes out: JSON lines or CSV, to any writer.

pub mod contract;
mod csv;
mod jsonl;

pub use jsonl::write_line;

use crate::annotated::AnnotatedArticle;
use crate::article::Place;
use crate::error::Result;
use contract::{ArticleRecord, ClaimRecord, Contract, Metadata, QuotationRecord, SCHEMA_VERSION};
use serde::Serialize;
use std::io::Write;

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

/// A format: told of records one by one, it writes them.
pub trait Exporter {
    /// Before the first record.
    fn begin(&mut self) -> Result<()>;
    /// A quotation.
    fn quotation(&mut self, row: &Row<QuotationRecord>) -> Result<()>;
    /// A contested claim.
    fn claim(&mut self, row: &Row<ClaimRecord>) -> Result<()>;
    /// An article.
    fn article(&mut self, record: &ArticleRecord) -> Result<()>;
    /// After the last record: all is written when this returns.
    fn end(&mut self) -> Result<()>;
}

/// An export under way.
pub struct Export<'w> {
    exporter: Box<dyn Exporter + 'w>,
    what: What,
    with_body: bool,
}

impl<'w> Export<'w> {
    /// Begins to write to `out`. `with_body` adds the text to articles.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn begin(out: impl Write + 'w, what: What, format: Format, with_body: bool) -> Result<Export<'w>> {
        let mut exporter: Box<dyn Exporter + 'w> = match format {
            Format::Jsonl => Box::new(jsonl::Jsonl::new(out)),
            Format::Csv => Box::new(csv::Csv::new(out, what, with_body)),
        };
        exporter.begin()?;
        Ok(Export { exporter, what, with_body })
    }

    /// Writes what this export wants of one article; answers how many records that were.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn add(&mut self, annotated: &AnnotatedArticle, places: &[Place]) -> Result<usize> {
        let contract = Contract::new(annotated);
        match self.what {
            What::Articles => {
                self.exporter.article(&contract.article(places, self.with_body))?;
                Ok(1)
            }
            What::Quotations if annotated.quotations.is_empty() => Ok(0),
            What::Claims if annotated.claims.is_empty() => Ok(0),
            What::Quotations => {
                let metadata = contract.metadata(places);
                for quotation in &annotated.quotations {
                    self.exporter.quotation(&Row::new(contract.quotation(quotation), &metadata))?;
                }
                Ok(annotated.quotations.len())
            }
            What::Claims => {
                let metadata = contract.metadata(places);
                for claim in &annotated.claims {
                    self.exporter.claim(&Row::new(contract.claim(claim), &metadata))?;
                }
                Ok(annotated.claims.len())
            }
        }
    }

    /// Writes what is left.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn end(mut self) -> Result<()> {
        self.exporter.end()
    }
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
