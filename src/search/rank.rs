//! The order of hits. Comes in: the columns of a document. Goes out: its key: hits are sorted by what they are and never by where they lie.
//!
//! By relevance: best score first (BM25, times the weight of a quotation or claim); then newest, undated last; then by article id and
//! position in the text. By date or name: that first, then newest. Copies of an article count once, as the first of them in that order.

use super::exact::STEPS;
use std::sync::Arc;
use tantivy::columnar::{Column, HasAssociatedColumnType};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader};

/// The columns of one segment that every question reads.
#[derive(Clone)]
pub(super) struct Columns {
    /// Id of the article.
    pub article: Column<u64>,
    /// Position in the article's list; articles have none.
    pub position: Column<u64>,
    weight: Column<u64>,
    /// First day of the date, `YYYYMMDD`; none without a date.
    pub day_from: Column<i64>,
    day_to: Column<i64>,
    /// Hash of the words of a quotation or claim.
    pub content_hash: Column<u64>,
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
            weight: column(segment, "weight")?,
            day_from: column(segment, "day_from")?,
            day_to: column(segment, "day_to")?,
            content_hash: column(segment, "content_hash")?,
        })
    }

    /// BM25 times the weight of a quotation or claim, in steps of the grid.
    pub(super) fn steps(&self, doc: DocId, score: Score) -> u32 {
        let weight = self.weight.first(doc).unwrap_or(1000);
        (f64::from(score * STEPS) * weight as f64 / 1000.0).round() as u32
    }

    /// What decides the place of a document; `first` as [`Key::first`].
    pub(super) fn key(&self, doc: DocId, first: u128, oldest: bool) -> Key {
        let (from, to) = (self.day_from.first(doc), self.day_to.first(doc));
        let day = |day: Option<i64>| day.map_or(0, |day| if oldest { day } else { -day });
        Key {
            first,
            undated: from.is_none(),
            from: day(from),
            to: day(to),
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

/// What decides the order, the first difference first; the least key is the first hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    /// By relevance: what the score lacks to the highest there can be; by name: the name's place among all names.
    pub first: u128,
    /// Undated hits come after all others.
    pub undated: bool,
    /// First day, the newer the less (by oldest: the older).
    pub from: i64,
    /// Last day, likewise.
    pub to: i64,
    /// Id of the article.
    pub article: u64,
    /// Position in its list.
    pub position: u64,
}

/// A hit of the page.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ranked {
    /// What decided its place.
    pub key: Key,
    /// Where it lies.
    pub address: DocAddress,
    /// BM25 times weight, on the grid; 0 where that does not decide.
    pub score: f32,
    /// How many copies of it are folded into it.
    pub copies: usize,
}

impl Ranked {
    /// Its position in the article's list.
    pub(super) fn position(&self) -> usize {
        self.key.position as usize
    }
}
