//! From one kind of document to another through the article they share. Comes in: a query on one kind. Goes out: a query on any kind.

use super::Reader;
use super::compile::{Target, filter, term};
use crate::error::Result;
use rustc_hash::FxHashSet;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::Column;
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{BooleanQuery, Query};
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader};

/// Documents of the articles that have a document of `home` matching `query`.
pub(super) fn of_articles(reader: &Reader, home: Target, query: Box<dyn Query>) -> Result<Box<dyn Query>> {
    Ok(documents(Arc::new(articles(reader, home, query)?)))
}

/// Documents of these articles.
pub(super) fn documents(articles: Arc<FxHashSet<u64>>) -> Box<dyn Query> {
    let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
        let (column, articles) = (segment.fast_fields().column_opt::<u64>("article")?, articles.clone());
        Ok(move |doc: DocId| column.as_ref().and_then(|column| column.first(doc)).is_some_and(|id| articles.contains(&id)))
    });
    Box::new(DocPredicateQuery::from(predicate))
}

/// The articles that have a document of `home` matching `query`.
pub(super) fn articles(reader: &Reader, home: Target, query: Box<dyn Query>) -> Result<FxHashSet<u64>> {
    let query = BooleanQuery::intersection(vec![filter(term(reader.fields.kind, home.kind())), query]);
    Ok(reader.searcher.search(&query, &Articles)?)
}

/// Collects the articles of the hits.
struct Articles;

impl Collector for Articles {
    type Fruit = FxHashSet<u64>;
    type Child = SegmentArticles;

    fn for_segment(&self, _: SegmentOrdinal, segment: &SegmentReader) -> tantivy::Result<SegmentArticles> {
        Ok(SegmentArticles { column: segment.fast_fields().column_opt("article")?, found: FxHashSet::default() })
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<FxHashSet<u64>>) -> tantivy::Result<FxHashSet<u64>> {
        Ok(fruits.into_iter().flatten().collect())
    }
}

struct SegmentArticles {
    column: Option<Column<u64>>,
    found: FxHashSet<u64>,
}

impl SegmentCollector for SegmentArticles {
    type Fruit = FxHashSet<u64>;

    fn collect(&mut self, doc: DocId, _: Score) {
        self.found.extend(self.column.as_ref().and_then(|column| column.first(doc)));
    }

    fn harvest(self) -> FxHashSet<u64> {
        self.found
    }
}
