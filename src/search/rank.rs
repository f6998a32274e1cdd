//! The order of hits. Comes in: matching documents. Goes out: a page of them, sorted by what they are and never by where they lie.
//!
//! By relevance: best score first (BM25, times the weight of a quotation or claim); then newest, undated last; then by article id and
//! position in the text. By date or name: that first, then newest. Copies of an article count once, as the first of them in that order.

use super::copies::Copies;
use super::exact::STEPS;
use super::request::{Page, Sort};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::columnar::{Column, HasAssociatedColumnType};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentOrdinal, SegmentReader};

/// The columns of one segment that every question reads.
#[derive(Clone)]
pub(super) struct Columns {
    /// Id of the article.
    pub article: Column<u64>,
    /// Position in the article's list; articles have none.
    pub position: Column<u64>,
    weight: Column<u64>,
    day_from: Column<i64>,
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
    fn steps(&self, doc: DocId, score: Score) -> u32 {
        let weight = self.weight.first(doc).unwrap_or(1000);
        (f64::from(score * STEPS) * weight as f64 / 1000.0).round() as u32
    }

    fn key(&self, doc: DocId, first: u128, oldest: bool) -> Key {
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

/// What a search found, counted and cut to the page.
#[derive(Debug, Default)]
pub(super) struct Answer {
    /// How many hits there are, copies folded.
    pub total: usize,
    /// How many copies are folded away.
    pub folded: usize,
    /// How many hits come after the cursor, those of the page among them.
    pub after: usize,
    /// The page.
    pub ranked: Vec<Ranked>,
}

/// The places of names in every segment: by document, the name's place among all names.
pub(super) type Names = Arc<dyn Fn(SegmentOrdinal, DocId) -> u128 + Send + Sync>;

/// Collects one page in order, and counts all.
#[derive(Clone)]
pub(super) struct Ranking {
    /// The columns of every segment.
    pub columns: Arc<[Columns]>,
    /// Which part is wanted.
    pub page: Page,
    /// What comes first.
    pub sort: Sort,
    /// The places of names, to sort by speaker.
    pub names: Option<Names>,
    /// Whether the query gives scores.
    pub scored: bool,
    /// Copies to fold.
    pub copies: Option<Arc<Copies>>,
    /// Whether the hits are articles.
    pub articles: bool,
    /// Only what comes after this.
    pub after: Option<Key>,
}

impl Ranking {
    /// How many of the first hits must be kept; `None` for all.
    fn keep(&self) -> Option<usize> {
        self.page.limit.map(|limit| limit.saturating_add(self.page.offset))
    }

    fn by_score(&self) -> bool {
        self.scored && self.sort == Sort::Relevance
    }
}

impl Collector for Ranking {
    type Fruit = Answer;
    type Child = SegmentRanking;

    fn for_segment(&self, segment: SegmentOrdinal, reader: &SegmentReader) -> tantivy::Result<SegmentRanking> {
        let columns = match self.columns.get(segment as usize) {
            Some(columns) => columns.clone(),
            None => Columns::of(reader)?,
        };
        let floor = if self.by_score() { 0 } else { u64::MAX };
        Ok(SegmentRanking { ranking: self.clone(), segment, columns, keep: self.keep(), floor, found: Part::default() })
    }

    fn requires_scoring(&self) -> bool {
        self.by_score()
    }

    fn merge_fruits(&self, fruits: Vec<Part>) -> tantivy::Result<Answer> {
        let mut all = Part::default();
        for part in fruits {
            all.single += part.single;
            all.after += part.after;
            all.kept.extend(part.kept);
            for (group, entry) in part.groups {
                all.add_copy(group, entry);
            }
        }
        let total = all.single + all.groups.len();
        let folded = all.groups.values().map(|entry| entry.copies).sum();
        let leaders = all.groups.into_values().filter(|entry| self.after.is_none_or(|after| entry.key > after));
        let before = all.kept.len();
        all.kept.extend(leaders);
        let after = all.after + all.kept.len() - before;
        all.kept.sort_unstable_by_key(|entry| entry.key);
        let page = all.kept.into_iter().skip(self.page.offset).take(self.page.limit.unwrap_or(usize::MAX));
        Ok(Answer { total, folded, after, ranked: page.collect() })
    }
}

/// What one segment gives.
#[derive(Default)]
pub(super) struct Part {
    /// Hits that have no copy.
    single: usize,
    /// Those of them that come after the cursor.
    after: usize,
    /// The first of those.
    kept: Vec<Ranked>,
    /// The first of every group of copies: by group, and for records by what they say.
    groups: FxHashMap<(u32, u64), Ranked>,
}

impl Part {
    fn add_copy(&mut self, group: (u32, u64), entry: Ranked) {
        self.groups
            .entry(group)
            .and_modify(|first| {
                let copies = first.copies + entry.copies + 1;
                *first = Ranked { copies, ..if entry.key < first.key { entry } else { *first } };
            })
            .or_insert(entry);
    }
}

/// Collects one segment.
pub(super) struct SegmentRanking {
    ranking: Ranking,
    segment: SegmentOrdinal,
    columns: Columns,
    keep: Option<usize>,
    /// By relevance: the least score that can still come onto the page, in steps.
    floor: u64,
    found: Part,
}

impl SegmentRanking {
    fn entry(&self, doc: DocId, score: Score) -> Ranked {
        let steps = if self.ranking.by_score() { self.columns.steps(doc, score) } else { 0 };
        let first = match (&self.ranking.names, self.ranking.sort) {
            (Some(names), Sort::Speaker) => names(self.segment, doc),
            _ => u128::from(u32::MAX - steps),
        };
        let key = self.columns.key(doc, first, self.ranking.sort == Sort::Oldest);
        Ranked { key, address: DocAddress::new(self.segment, doc), score: steps as f32 / STEPS, copies: 0 }
    }

    fn group(&self, doc: DocId) -> Option<(u32, u64)> {
        let copies = self.ranking.copies.as_ref()?;
        // One bit tells of most articles that they have no copy.
        if self.ranking.articles && copies.marks(self.segment).get(doc as usize / 64)? >> (doc % 64) & 1 == 0 {
            return None;
        }
        let article = self.columns.article.first(doc)?;
        let group = copies.group(article)?;
        Some((group, self.columns.content_hash.first(doc).unwrap_or(0)))
    }

    /// Drops what cannot be on the page.
    fn prune(&mut self, keep: usize) {
        let kept = &mut self.found.kept;
        if keep < kept.len() {
            if keep > 0 {
                let (_, last, _) = kept.select_nth_unstable_by_key(keep - 1, |entry| entry.key);
                if self.ranking.by_score() {
                    self.floor = u64::from(u32::MAX) - last.key.first as u64;
                }
            }
            kept.truncate(keep);
        }
    }
}

impl SegmentCollector for SegmentRanking {
    type Fruit = Part;

    fn collect(&mut self, doc: DocId, score: Score) {
        if self.ranking.copies.is_some()
            && let Some(group) = self.group(doc)
        {
            let entry = self.entry(doc, score);
            return self.found.add_copy(group, entry);
        }
        self.found.single += 1;
        // A weight only lowers a score: most hits are passed over without a look at their columns.
        if self.ranking.after.is_none() && self.floor != u64::MAX && ((score * STEPS).round() as u64) < self.floor {
            self.found.after += 1;
            return;
        }
        let entry = self.entry(doc, score);
        if self.ranking.after.is_some_and(|after| entry.key <= after) {
            return;
        }
        self.found.after += 1;
        self.found.kept.push(entry);
        if let Some(keep) = self.keep.filter(|keep| self.found.kept.len() >= keep.saturating_mul(2).saturating_add(256)) {
            self.prune(keep);
        }
    }

    fn harvest(mut self) -> Part {
        if let Some(keep) = self.keep {
            self.prune(keep);
        }
        self.found
    }
}
