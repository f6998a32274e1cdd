//! Hits that the index can only suspect. Comes in: a query and a test of the stored text. Goes out: the same query, without the hits that fail the test.
//!
//! The index holds stems without case and does not know where quotations lie: `=Tax` and `outside:tax` are looked up as the words they
//! contain, and then every hit's text is read. It costs a few dozen microseconds a suspect; other parts of the query go first.

use super::Reader;
use super::highlight::Zone;
use super::load;
use super::rank::Columns;
use super::sought::{Reading, Sought};
use crate::index::schema::Fields;
use crate::span::Span;
use serde::Deserialize;
use std::fmt;
use std::sync::Arc;
use tantivy::columnar::Column;
use tantivy::query::{EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::Value;
use tantivy::{DocId, DocSet, Score, Searcher, SegmentReader, TERMINATED, TantivyDocument};

/// Which text of a document is tested.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// The article's headline.
    Headline,
    /// The article's body, where the zone says.
    Body(Zone),
    /// The content of a quotation, the proposition of a claim.
    Content,
}

/// A query whose hits must also pass a test.
#[derive(Clone)]
pub(super) struct Verified {
    inner: Arc<dyn Query>,
    test: Arc<TextTest>,
}

struct TextTest {
    sought: Sought,
    part: Part,
    searcher: Searcher,
    fields: Fields,
    columns: Arc<[Columns]>,
}

impl Verified {
    /// The hits of `inner` in whose `part` something that is `sought` stands.
    pub(super) fn new(reader: &Reader, inner: Box<dyn Query>, sought: Sought, part: Part) -> Verified {
        let (searcher, fields, columns) = (reader.searcher.clone(), reader.fields.clone(), reader.columns.clone());
        Verified { inner: inner.into(), test: Arc::new(TextTest { sought, part, searcher, fields, columns }) }
    }
}

impl fmt::Debug for Verified {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verified({:?})", self.inner)
    }
}

impl Query for Verified {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(VerifiedWeight { inner: self.inner.weight(scoring)?, test: self.test.clone() }))
    }
}

struct VerifiedWeight {
    inner: Box<dyn Weight>,
    test: Arc<TextTest>,
}

impl Weight for VerifiedWeight {
    fn scorer(&self, reader: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let fast = reader.fast_fields();
        let mut scorer = VerifiedScorer {
            inner: self.inner.scorer(reader, boost)?,
            test: self.test.clone(),
            article: fast.column_opt("article")?,
            position: fast.column_opt("position")?,
            kinds: fast.str("status")?.map(|column| column.ords().clone()),
            last: None,
        };
        scorer.settle();
        Ok(Box::new(scorer))
    }

    fn explain(&self, reader: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        self.inner.explain(reader, doc)
    }
}

struct VerifiedScorer {
    inner: Box<dyn Scorer>,
    test: Arc<TextTest>,
    article: Option<Column<u64>>,
    position: Option<Column<u64>>,
    /// Statuses, which claims have and quotations have not.
    kinds: Option<Column<u64>>,
    /// Records of one article lie side by side.
    last: Option<(u64, Stored)>,
}

impl VerifiedScorer {
    /// Goes on to the first document from here that passes.
    fn settle(&mut self) -> DocId {
        while self.inner.doc() != TERMINATED && !self.passes(self.inner.doc()) {
            self.inner.advance();
        }
        self.inner.doc()
    }

    /// A text that cannot be read passes no test: a sound index has none.
    fn passes(&mut self, doc: DocId) -> bool {
        let Some(id) = self.article.as_ref().and_then(|column| column.first(doc)) else { return false };
        if self.last.as_ref().is_none_or(|(known, _)| *known != id) {
            self.last = self.test.stored(id).map(|stored| (id, stored));
        }
        let Some((_, stored)) = &self.last else { return false };
        let position = self.position.as_ref().and_then(|column| column.first(doc)).map(|position| position as usize);
        let is_claim = self.kinds.as_ref().is_some_and(|column| column.first(doc).is_some());
        self.test.holds(stored, position, is_claim)
    }
}

impl DocSet for VerifiedScorer {
    fn advance(&mut self) -> DocId {
        self.inner.advance();
        self.settle()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        self.inner.seek(target);
        self.settle()
    }

    fn doc(&self) -> DocId {
        self.inner.doc()
    }

    fn size_hint(&self) -> u32 {
        self.inner.size_hint()
    }

    /// Dear, so that whatever else the query asks is asked first.
    fn cost(&self) -> u64 {
        self.inner.cost().saturating_mul(1000)
    }
}

impl Scorer for VerifiedScorer {
    fn score(&mut self) -> Score {
        self.inner.score()
    }
}

/// What is tested of an article.
struct Stored {
    body: String,
    record: Record,
}

/// Of the stored record only what is needed, which spares most of the time.
#[derive(Deserialize)]
struct Record {
    article: Headed,
    quotations: Vec<Quoted>,
    claims: Vec<Claimed>,
}

#[derive(Deserialize)]
struct Headed {
    headline: Option<String>,
}

#[derive(Deserialize)]
struct Quoted {
    content: Vec<Span>,
}

#[derive(Deserialize)]
struct Claimed {
    proposition: Vec<Span>,
}

impl TextTest {
    fn stored(&self, id: u64) -> Option<Stored> {
        let address = load::address(&self.searcher, &self.columns, self.fields.article, id).ok()??;
        let document: TantivyDocument = self.searcher.doc(address).ok()?;
        let body = document.get_first(self.fields.body).and_then(|value| value.as_str()).unwrap_or("").to_owned();
        let record = document.get_first(self.fields.record).and_then(|value| value.as_bytes())?;
        Some(Stored { body, record: serde_json::from_slice(record).ok()? })
    }

    fn holds(&self, stored: &Stored, position: Option<usize>, is_claim: bool) -> bool {
        let finds = |text: &str| !self.sought.find(&Reading::of(text)).is_empty();
        match self.part {
            Part::Headline => stored.record.article.headline.as_deref().is_some_and(finds),
            Part::Body(zone) => {
                let contents: Vec<Span> = stored.record.quotations.iter().flat_map(|quotation| quotation.content.iter().copied()).collect();
                self.sought.find(&Reading::of(&stored.body)).into_iter().any(|span| zone.holds(span, &contents))
            }
            Part::Content => {
                let Some(position) = position else { return false };
                let spans = match is_claim {
                    true => stored.record.claims.get(position).map(|claim| &claim.proposition),
                    false => stored.record.quotations.get(position).map(|quotation| &quotation.content),
                };
                spans.is_some_and(|spans| spans.iter().filter_map(|span| stored.body.get(span.start..span.end)).any(finds))
            }
        }
    }
}
