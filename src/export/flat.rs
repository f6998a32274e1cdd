//! Records as flat rows, for tables of every kind. Comes in: records of the contract. Goes out: columns and cells, lists joined by `; `.

use super::What;
use super::contract::{ArticleRecord, ClaimRecord, Metadata, Piece, QuotationRecord, joined};
use std::fmt;

/// Between the items of a list in one cell.
const LIST: &str = "; ";

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A count or an offset in code points.
    Whole,
    /// A share between 0 and 1.
    Real,
}

/// One cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Not known.
    Null,
    /// Words.
    Text(String),
    /// A count or an offset in code points.
    Whole(u64),
    /// A share between 0 and 1.
    Real(f64),
}

/// Name and kind of a column.
pub type Column = (&'static str, Kind);

/// Columns of a quotation.
pub const QUOTATION: [Column; 17] = [
    ("id", Kind::Text),
    ("kind", Kind::Text),
    ("content", Kind::Text),
    ("speaker", Kind::Text),
    ("speaker_type", Kind::Text),
    ("speaker_role", Kind::Text),
    ("speaker_confidence", Kind::Real),
    ("source", Kind::Text),
    ("source_form", Kind::Text),
    ("cue", Kind::Text),
    ("cue_lemma", Kind::Text),
    ("cue_class", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
    ("topics", Kind::Text),
    ("confidence", Kind::Real),
    ("why", Kind::Text),
];

/// Columns of a contested claim.
pub const CLAIM: [Column; 12] = [
    ("id", Kind::Text),
    ("status", Kind::Text),
    ("claim", Kind::Text),
    ("claimant", Kind::Text),
    ("claimant_type", Kind::Text),
    ("contesters", Kind::Text),
    ("evidence", Kind::Text),
    ("start", Kind::Whole),
    ("end", Kind::Whole),
    ("quotation", Kind::Text),
    ("confidence", Kind::Real),
    ("why", Kind::Text),
];

/// Columns of an article's metadata.
pub const ARTICLE: [Column; 13] = [
    ("article", Kind::Text),
    ("path", Kind::Text),
    ("record", Kind::Whole),
    ("record_id", Kind::Text),
    ("headline", Kind::Text),
    ("publisher", Kind::Text),
    ("published", Kind::Text),
    ("published_precision", Kind::Text),
    ("authors", Kind::Text),
    ("section", Kind::Text),
    ("url", Kind::Text),
    ("language", Kind::Text),
    ("body_sha256", Kind::Text),
];

/// Columns that count an article's records.
const COUNTS: [Column; 3] = [("quotations", Kind::Whole), ("claims", Kind::Whole), ("topics", Kind::Text)];

/// The article's text.
const BODY: Column = ("body", Kind::Text);

/// The columns of a table that holds `what`, each record with its article's metadata; the text only where `with_body`.
pub fn columns(what: What, with_body: bool) -> Vec<Column> {
    match what {
        What::Quotations => [&QUOTATION[..], &ARTICLE].concat(),
        What::Claims => [&CLAIM[..], &ARTICLE].concat(),
        What::Articles => [&ARTICLE[..], &COUNTS, if with_body { &[BODY] } else { &[] }].concat(),
    }
}

/// The rows that `record` gives such a table.
pub fn rows(what: What, record: &ArticleRecord) -> Vec<Vec<Cell>> {
    let beside = |own: Vec<Cell>| [own, metadata(&record.metadata)].concat();
    match what {
        What::Quotations => record.quotations.iter().map(|record| beside(quotation(record))).collect(),
        What::Claims => record.claims.iter().map(|record| beside(claim(record))).collect(),
        What::Articles => vec![article(record)],
    }
}

/// The cells of [`QUOTATION`].
pub fn quotation(quotation: &QuotationRecord) -> Vec<Cell> {
    let (speaker, source, cue) = (quotation.speaker.as_ref(), quotation.source.as_ref(), quotation.cue.as_ref());
    let mut cells = vec![
        quotation.id.into(),
        quotation.kind.as_str().into(),
        joined(&quotation.content).into(),
        speaker.and_then(|speaker| speaker.name).into(),
        speaker.map(|speaker| speaker.kind.as_str()).into(),
        speaker.and_then(|speaker| speaker.role).into(),
        speaker.map_or(Cell::Null, |speaker| Cell::Real(speaker.confidence)),
        source.map(|source| source.piece.text).into(),
        source.map(|source| source.form.as_str()).into(),
        cue.map(|cue| cue.piece.text).into(),
        cue.map(|cue| cue.lemma).into(),
        cue.map(|cue| cue.class.as_str()).into(),
    ];
    cells.extend(bounds(&quotation.content));
    cells.extend([quotation.topics.join(LIST).into(), Cell::Real(quotation.confidence), quotation.why.join(LIST).into()]);
    cells
}

/// The cells of [`CLAIM`].
pub fn claim(claim: &ClaimRecord) -> Vec<Cell> {
    let contesters: Vec<&str> = claim.contesters.iter().filter_map(|party| party.name).collect();
    let mut cells = vec![
        claim.id.into(),
        claim.status.as_str().into(),
        claim.text.clone().into(),
        claim.claimant.as_ref().and_then(|party| party.name).into(),
        claim.claimant.as_ref().map(|party| party.kind.as_str()).into(),
        contesters.join(LIST).into(),
        joined(&claim.evidence).into(),
    ];
    cells.extend(bounds(&claim.spans));
    cells.extend([claim.quotation.into(), Cell::Real(claim.confidence), claim.why.join(LIST).into()]);
    cells
}

/// The cells of [`ARTICLE`].
pub fn metadata(article: &Metadata) -> Vec<Cell> {
    vec![
        article.id.clone().into(),
        article.path.into(),
        article.record.map_or(Cell::Null, Cell::Whole),
        article.record_id.into(),
        article.headline.into(),
        article.publisher.into(),
        article.published.into(),
        article.published_precision.map(|precision| precision.as_str()).into(),
        article.authors.join(LIST).into(),
        article.section.into(),
        article.url.into(),
        article.language.into(),
        article.body_sha256.clone().into(),
    ]
}

fn article(record: &ArticleRecord) -> Vec<Cell> {
    let topics: Vec<&str> = record.topics.iter().map(|topic| topic.label).collect();
    let counts = [Cell::Whole(record.quotations.len() as u64), Cell::Whole(record.claims.len() as u64), topics.join(LIST).into()];
    let body = record.body.map(Cell::from);
    metadata(&record.metadata).into_iter().chain(counts).chain(body).collect()
}

/// First code point and one past the last.
fn bounds(pieces: &[Piece]) -> [Cell; 2] {
    let cell = |at: Option<usize>| at.map_or(Cell::Null, |at| Cell::Whole(at as u64));
    [cell(pieces.first().map(|piece| piece.start)), cell(pieces.last().map(|piece| piece.end))]
}

impl From<&str> for Cell {
    fn from(text: &str) -> Cell {
        Cell::Text(text.to_owned())
    }
}

impl From<String> for Cell {
    /// An empty list is not known.
    fn from(text: String) -> Cell {
        if text.is_empty() { Cell::Null } else { Cell::Text(text) }
    }
}

impl From<Option<&str>> for Cell {
    fn from(text: Option<&str>) -> Cell {
        text.map_or(Cell::Null, Cell::from)
    }
}

impl fmt::Display for Cell {
    /// As a spreadsheet has it: what is not known is empty.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Cell::Null => Ok(()),
            Cell::Text(text) => f.write_str(text),
            Cell::Whole(number) => number.fmt(f),
            Cell::Real(number) => number.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::contract::Contract;
    use crate::export::sample;

    #[test]
    fn every_row_is_as_wide_as_its_columns_and_of_their_kinds() {
        let annotated = sample();
        let record = Contract::new(&annotated).article(&[], true);
        for what in [What::Quotations, What::Claims, What::Articles] {
            let columns = columns(what, true);
            for row in rows(what, &record) {
                assert_eq!(row.len(), columns.len(), "{what:?}");
                for (cell, (name, kind)) in row.iter().zip(&columns) {
                    let fits = match cell {
                        Cell::Null => true,
                        Cell::Text(_) => *kind == Kind::Text,
                        Cell::Whole(_) => *kind == Kind::Whole,
                        Cell::Real(_) => *kind == Kind::Real,
                    };
                    assert!(fits, "{name} holds {cell:?}");
                }
            }
        }
    }
}
