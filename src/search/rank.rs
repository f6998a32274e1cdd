//! The order of hits. Comes in: matching documents. Goes out: a page of them, sorted by what they are and never by where they lie.
//!
//! Best score first; then newest, undated last; then by article id and position in the text.

use super::exact::STEPS;
use super::request::Page;
use std::cmp::Reverse;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, HasAssociatedColumnType};
use tantivy::{DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// The columns of one segment that every question reads.
#[derive(Clone)]
pub(super) struct Columns {
    /// Id of the article.
    pub article: Column<u64>,
    /// Position in the article's list; articles have none.
    pub position: Column<u64>,
    day_from: Column<i64>,
    day_to: Column<i64>,
}

impl Columns {
    /// Those of every segment.
    pub(super) fn of_all(searcher: &Searcher) -> tantivy::Result<Arc<[Columns]>> {
        searcher.segment_readers().iter().map(Columns::of).collect()
    }

    fn of(segment: &SegmentReader) -> tantivy::Result<Columns> {
        Ok(Columns {
            article: column(segment, "article")?,
            position: column(segment, "position")?,
            day_from: column(segment, "day_from")?,
            day_to: column(segment, "day_to")?,
        })
    }

    fn key(&self, doc: DocId, score: Score) -> Key {
        let from = self.day_from.first(doc);
        Key {
            score: Reverse((score * STEPS).round() as u32),
            undated: from.is_none(),
            from: Reverse(from),
            to: Reverse(self.day_to.first(doc)),
            article: self.article.first(doc).unwrap_or(u64::MAX),
            position: self.position.first(doc).unwrap_or(0),
        }
    }
}

/// The column of this name; an empty one where no document of the segment has a value.
fn column<T: HasAssociatedColumnType + Default>(segment: &SegmentReader, name: &str) -> tantivy::Result<Column<T>>
where
    tantivy::columnar::DynamicColumn: Into<Option<Column<T>>>,
{
    Ok(segment.fast_fields().column_opt(name)?.unwrap_or_else(|| Column::build_empty_column(segment.max_doc())))
}

/// What decides the order, the first difference first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    score: Reverse<u32>,
    undated: bool,
    from: Reverse<Option<i64>>,
    to: Reverse<Option<i64>>,
    article: u64,
    position: u64,
}

/// A hit of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    /// Its article.
    pub article: u64,
    /// Its position in the article's list.
    pub position: usize,
    /// BM25 on the grid.
    pub score: f32,
}

/// Collects one page in order, and counts all.
pub(super) struct Ranking {
    /// The columns of every segment.
    pub columns: Arc<[Columns]>,
    /// Which part is wanted.
    pub page: Page,
    /// Whether scores count.
    pub scored: bool,
}

impl Ranking {
    /// How many of the first hits must be kept; `None` for all.
    fn keep(&self) -> Option<usize> {
        self.page.limit.map(|limit| limit.saturating_add(self.page.offset))
    }
}

impl Collector for Ranking {
    type Fruit = (usize, Vec<Ranked>);
    type Child = SegmentRanking;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentRanking> {
        let columns = match self.columns.get(segment as usize) {
            Some(columns) => columns.clone(),
            None => Columns::of(reader)?,
        };
        Ok(SegmentRanking { columns, keep: self.keep(), total: 0, kept: Vec::new() })
    }

    fn requires_scoring(&self) -> bool {
        self.scored
    }

    fn merge_fruits(&self, fruits: Vec<(usize, Vec<Key>)>) -> tantivy::Result<Self::Fruit> {
        let total = fruits.iter().map(|(total, _)| total).sum();
        let mut all: Vec<Key> = fruits.into_iter().flat_map(|(_, kept)| kept).collect();
        all.sort_unstable();
        let page = all.into_iter().skip(self.page.offset).take(self.page.limit.unwrap_or(usize::MAX));
        let ranked = |key: Key| Ranked { article: key.article, position: key.position as usize, score: key.score.0 as f32 / STEPS };
        Ok((total, page.map(ranked).collect()))
    }
}

/// Collects one segment.
pub(super) struct SegmentRanking {
    columns: Columns,
    keep: Option<usize>,
    total: usize,
    kept: Vec<Key>,
}

impl SegmentRanking {
    /// Drops what cannot be on the page.
    fn prune(&mut self, keep: usize) {
        if keep < self.kept.len() {
            if keep > 0 {
                self.kept.select_nth_unstable(keep - 1);
            }
            self.kept.truncate(keep);
        }
    }
}

impl SegmentCollector for SegmentRanking {
    type Fruit = (usize, Vec<Key>);

    fn collect(&mut self, doc: DocId, score: Score) {
        self.total += 1;
        self.kept.push(self.columns.key(doc, score));
        if let Some(keep) = self.keep.filter(|keep| self.kept.len() >= keep.saturating_mul(2).saturating_add(1024)) {
            self.prune(keep);
        }
    }

    fn harvest(mut self) -> Self::Fruit {
        if let Some(keep) = self.keep {
            self.prune(keep);
        }
        (self.total, self.kept)
    }
}
