//! CSV for spreadsheets and statistics. Comes in: records of the contract. Goes out: one flat row a record, UTF-8, RFC 4180.
//!
//! Cells hold the article's words unaltered, also where they begin with `=` or `+`: guarding against formulas by a changed cell
//! would falsify quotations (docs/export.md says how to import such a file as text).

use super::contract::{ArticleRecord, ClaimRecord, Metadata, Piece, QuotationRecord, joined};
use super::{Exporter, Row, What};
use crate::error::{Error, Result};
use std::io::Write;

/// Between the items of a list in one cell.
const LIST: &str = "; ";

const QUOTATION: [&str; 17] = [
    "id",
    "kind",
    "content",
    "speaker",
    "speaker_type",
    "speaker_role",
    "speaker_confidence",
    "source",
    "source_form",
    "cue",
    "cue_lemma",
    "cue_class",
    "start",
    "end",
    "topics",
    "confidence",
    "why",
];
const CLAIM: [&str; 12] =
    ["id", "status", "claim", "claimant", "claimant_type", "contesters", "evidence", "start", "end", "quotation", "confidence", "why"];
const ARTICLE: [&str; 13] = [
    "article",
    "path",
    "record",
    "record_id",
    "headline",
    "publisher",
    "published",
    "published_precision",
    "authors",
    "section",
    "url",
    "language",
    "body_sha256",
];

/// The format.
pub struct Csv<W: Write> {
    writer: csv::Writer<W>,
    what: What,
    with_body: bool,
}

impl<W: Write> Csv<W> {
    /// Writes to `out`.
    pub fn new(out: W, what: What, with_body: bool) -> Csv<W> {
        Csv { writer: csv::Writer::from_writer(out), what, with_body }
    }

    fn write(&mut self, cells: impl IntoIterator<Item = impl AsRef<[u8]>>) -> Result<()> {
        self.writer.write_record(cells).map_err(failure)
    }
}

impl<W: Write> Exporter for Csv<W> {
    fn begin(&mut self) -> Result<()> {
        let own: &[&str] = match self.what {
            What::Quotations => &QUOTATION,
            What::Claims => &CLAIM,
            What::Articles => &[],
        };
        let counts: &[&str] = if self.what == What::Articles { &["quotations", "claims", "topics"] } else { &[] };
        let body: &[&str] = if self.what == What::Articles && self.with_body { &["body"] } else { &[] };
        let header: Vec<&str> = [own, &ARTICLE, counts, body].concat();
        self.write(header)
    }

    fn quotation(&mut self, row: &Row<QuotationRecord>) -> Result<()> {
        let quotation = &row.record;
        let (speaker, source, cue) = (quotation.speaker.as_ref(), quotation.source.as_ref(), quotation.cue.as_ref());
        let mut cells: Vec<String> = vec![
            quotation.id.into(),
            quotation.kind.as_str().into(),
            joined(&quotation.content),
            known(speaker.and_then(|speaker| speaker.name)),
            known(speaker.map(|speaker| speaker.kind.as_str())),
            known(speaker.and_then(|speaker| speaker.role)),
            speaker.map(|speaker| speaker.confidence.to_string()).unwrap_or_default(),
            known(source.map(|source| source.piece.text)),
            known(source.map(|source| source.form.as_str())),
            known(cue.map(|cue| cue.piece.text)),
            known(cue.map(|cue| cue.lemma)),
            known(cue.map(|cue| cue.class.as_str())),
        ];
        cells.extend(bounds(&quotation.content));
        cells.extend([quotation.topics.join(LIST), quotation.confidence.to_string(), quotation.why.join(LIST)]);
        cells.extend(metadata(row.article));
        self.write(cells)
    }

    fn claim(&mut self, row: &Row<ClaimRecord>) -> Result<()> {
        let claim = &row.record;
        let contesters: Vec<&str> = claim.contesters.iter().filter_map(|party| party.name).collect();
        let mut cells: Vec<String> = vec![
            claim.id.into(),
            claim.status.as_str().into(),
            claim.text.clone(),
            known(claim.claimant.as_ref().and_then(|party| party.name)),
            known(claim.claimant.as_ref().map(|party| party.kind.as_str())),
            contesters.join(LIST),
            joined(&claim.evidence),
        ];
        cells.extend(bounds(&claim.spans));
        cells.extend([known(claim.quotation), claim.confidence.to_string(), claim.why.join(LIST)]);
        cells.extend(metadata(row.article));
        self.write(cells)
    }

    fn article(&mut self, record: &ArticleRecord) -> Result<()> {
        let topics: Vec<&str> = record.topics.iter().map(|topic| topic.label).collect();
        let mut cells = metadata(&record.metadata).to_vec();
        cells.extend([record.quotations.len().to_string(), record.claims.len().to_string(), topics.join(LIST)]);
        cells.extend(record.body.map(str::to_owned));
        self.write(cells)
    }

    fn end(&mut self) -> Result<()> {
        Ok(self.writer.flush()?)
    }
}

/// A cell: what is not known is empty.
fn known(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

/// First code point and one past the last.
fn bounds(pieces: &[Piece]) -> [String; 2] {
    let cell = |at: Option<usize>| at.map(|at| at.to_string()).unwrap_or_default();
    [cell(pieces.first().map(|piece| piece.start)), cell(pieces.last().map(|piece| piece.end))]
}

fn metadata(article: &Metadata) -> [String; ARTICLE.len()] {
    [
        article.id.clone(),
        article.path.into(),
        article.record.map(|record| record.to_string()).unwrap_or_default(),
        known(article.record_id),
        known(article.headline),
        known(article.publisher),
        known(article.published),
        known(article.published_precision.map(|precision| precision.as_str())),
        article.authors.join(LIST),
        known(article.section),
        known(article.url),
        known(article.language),
        article.body_sha256.clone(),
    ]
}

/// Keeps the writer's own failure, so that a closed pipe is recognised.
fn failure(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => Error::Write(error),
        other => Error::Write(std::io::Error::other(format!("{other:?}"))),
    }
}

#[cfg(test)]
mod tests {
    use crate::export::{Export, Format, What, sample};

    fn rows(what: What) -> Vec<csv::StringRecord> {
        let mut out = Vec::new();
        let mut export = Export::begin(&mut out, what, Format::Csv, true).unwrap();
        export.add(&sample(), &[]).unwrap();
        export.end().unwrap();
        csv::ReaderBuilder::new().has_headers(false).from_reader(&out[..]).records().map(|row| row.unwrap()).collect()
    }

    #[test]
    fn every_row_is_as_wide_as_the_header() {
        for (what, count) in [(What::Quotations, 3), (What::Claims, 2), (What::Articles, 2)] {
            // The reader refuses rows of another width.
            assert_eq!(rows(what).len(), count, "{what:?}");
        }
    }

    #[test]
    fn cells_hold_the_articles_words_unaltered() {
        let rows = rows(What::Quotations);
        let cell = |name: &str| &rows[1][rows[0].iter().position(|column| column == name).unwrap()];
        assert_eq!(cell("headline"), "=Bridge, \"safe\"");
        assert_eq!(cell("content"), "“The 🌉 bridge is safe,”");
        assert_eq!(cell("authors"), "Bo Lund; Cy Marr");
        assert_eq!(cell("published"), "");
    }
}
