//! Collects one page of hits in order, and counts all. Comes in: matching documents. Goes out: the page and the counts.
//!
//! Most hits are not on the page and should cost no more than tantivy's own collectors take for them. So each is judged by its *lead*, the first part of
//! its [`Key`] (the score, or the day, or the name), and only what no lead decides has its other columns read, once all segments are done.

use super::copies::Copies;
use super::exact::STEPS;
use super::rank::{Columns, Key, Ranked};
use super::request::{Page, Sort};
use rustc_hash::FxHashMap;
use std::sync::Arc;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::{COLLECT_BLOCK_BUFFER_LEN, DocAddress, DocId, Score, SegmentOrdinal, SegmentReader, TantivyError};

/// The places of names in every segment: by document, the name's place among all names.
pub(super) type Names = Arc<dyn Fn(SegmentOrdinal, DocId) -> u128 + Send + Sync>;

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

/// Collects one page.
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

/// The first part of a key, the less the earlier.
type Lead = u128;

impl Ranking {
    /// How many of the first hits must be kept; `None` for all.
    fn keep(&self) -> Option<usize> {
        self.page.limit.map(|limit| limit.saturating_add(self.page.offset))
    }

    fn by_score(&self) -> bool {
        self.scored && self.sort == Sort::Relevance
    }

    fn by_day(&self) -> bool {
        !self.by_score() && self.names.is_none()
    }

    /// The lead of a document in a list by day.
    fn lead_of_day(&self, day: Option<i64>) -> Lead {
        let Some(day) = day else { return Lead::MAX };
        let day = if self.sort == Sort::Oldest { day } else { -day };
        // From the least of 64 bits with a sign to the least without.
        Lead::from(day as u64 ^ 1 << 63)
    }

    fn lead_of_key(&self, key: &Key) -> Lead {
        match self.by_day() {
            true if key.undated => Lead::MAX,
            true => Lead::from(key.from as u64 ^ 1 << 63),
            false => key.first,
        }
    }

    fn columns(&self, segment: SegmentOrdinal) -> tantivy::Result<&Columns> {
        let missing = || TantivyError::InternalError("a segment came up after the index was opened".into());
        self.columns.get(segment as usize).ok_or_else(missing)
    }

    /// A document with all that decides its place.
    fn entry(&self, columns: &Columns, address: DocAddress, lead: Lead) -> Ranked {
        let steps = if self.by_score() { u32::MAX - lead as u32 } else { 0 };
        let first = if self.by_day() { u128::from(u32::MAX) } else { lead };
        let key = columns.key(address.doc_id, first, self.sort == Sort::Oldest);
        Ranked { key, address, score: steps as f32 / STEPS, copies: 0 }
    }
}

impl Collector for Ranking {
    type Fruit = Answer;
    type Child = SegmentRanking;

    fn for_segment(&self, segment: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentRanking> {
        let columns = self.columns(segment)?.clone();
        let (keep, after) = (self.keep(), self.after.as_ref().map(|key| self.lead_of_key(key)));
        let full = keep.map_or(usize::MAX, |keep| keep.saturating_mul(2).saturating_add(256));
        let (by_score, by_day) = (self.by_score(), self.by_day());
        Ok(SegmentRanking {
            ranking: self.clone(),
            segment,
            columns,
            keep,
            after,
            full,
            by_score,
            by_day,
            last: Lead::MAX,
            found: Part::default(),
        })
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
        if let Some(keep) = self.keep() {
            prune(&mut all.kept, keep);
        }
        let entry = |(lead, address): (Lead, DocAddress)| Ok(self.entry(self.columns(address.segment_ord)?, address, lead));
        let mut ranked = all.kept.into_iter().map(entry).collect::<tantivy::Result<Vec<Ranked>>>()?;
        let leaders = all.groups.into_values().filter(|entry| self.after.is_none_or(|after| entry.key > after));
        let before = ranked.len();
        ranked.extend(leaders);
        let after = all.after + ranked.len() - before;
        ranked.sort_unstable_by_key(|entry| entry.key);
        let page = ranked.into_iter().skip(self.page.offset).take(self.page.limit.unwrap_or(usize::MAX));
        Ok(Answer { total, folded, after, ranked: page.collect() })
    }
}

/// Drops what cannot be among the first `keep`, and tells the lead of the last that can; what shares it stays.
fn prune(kept: &mut Vec<(Lead, DocAddress)>, keep: usize) -> Option<Lead> {
    if keep >= kept.len() {
        return None;
    }
    let Some(last) = keep.checked_sub(1) else {
        kept.clear();
        return Some(0);
    };
    let last = kept.select_nth_unstable_by_key(last, |(lead, _)| *lead).1.0;
    kept.retain(|(lead, _)| *lead <= last);
    Some(last)
}

/// What one segment gives.
#[derive(Default)]
pub(super) struct Part {
    /// Hits that have no copy.
    single: usize,
    /// Those of them that come after the cursor.
    after: usize,
    /// The first of those.
    kept: Vec<(Lead, DocAddress)>,
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
    /// How many are kept before what cannot be on the page is dropped.
    full: usize,
    /// The lead of the cursor.
    after: Option<Lead>,
    by_score: bool,
    by_day: bool,
    /// The last lead that can still be on the page.
    last: Lead,
    found: Part,
}

impl SegmentRanking {
    fn lead(&self, doc: DocId, score: Score) -> Lead {
        match &self.ranking.names {
            // Articles have no weight.
            _ if self.by_score && self.ranking.articles => Lead::from(u32::MAX - steps(score)),
            _ if self.by_score => Lead::from(u32::MAX - self.columns.steps(doc, score)),
            Some(names) => names(self.segment, doc),
            None => self.ranking.lead_of_day(self.columns.day_from.first(doc)),
        }
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

    /// Takes a document that has a copy; false for any other.
    fn add_copy(&mut self, doc: DocId, score: Score) -> bool {
        let Some(group) = self.group(doc) else { return false };
        let entry = self.entry(doc, self.lead(doc, score));
        self.found.add_copy(group, entry);
        true
    }

    fn entry(&self, doc: DocId, lead: Lead) -> Ranked {
        self.ranking.entry(&self.columns, DocAddress::new(self.segment, doc), lead)
    }

    /// Takes a document that has no copy.
    fn add(&mut self, doc: DocId, lead: Lead) {
        if let (Some(after), Some(key)) = (self.after, self.ranking.after)
            && (lead < after || lead == after && self.entry(doc, lead).key <= key)
        {
            return;
        }
        self.found.after += 1;
        if lead > self.last {
            return;
        }
        let kept = &mut self.found.kept;
        kept.push((lead, DocAddress::new(self.segment, doc)));
        if let Some(keep) = self.keep.filter(|_| kept.len() >= self.full) {
            self.last = prune(kept, keep).unwrap_or(self.last);
            // Where most share the last lead there is little to drop: try again when there are twice as many.
            self.full = self.full.max(kept.len() * 2);
        }
    }
}

/// A score in steps of the grid.
fn steps(score: Score) -> u32 {
    (score * STEPS).round() as u32
}

impl SegmentCollector for SegmentRanking {
    type Fruit = Part;

    fn collect(&mut self, doc: DocId, score: Score) {
        if self.add_copy(doc, score) {
            return;
        }
        self.found.single += 1;
        // A weight only lowers a score: most hits are passed over without a look at their columns.
        if self.by_score && self.after.is_none() && Lead::from(u32::MAX - steps(score)) > self.last {
            self.found.after += 1;
            return;
        }
        self.add(doc, self.lead(doc, score));
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        if !self.by_day {
            return docs.iter().for_each(|doc| self.collect(*doc, 0.0));
        }
        let mut days = [None; COLLECT_BLOCK_BUFFER_LEN];
        for docs in docs.chunks(COLLECT_BLOCK_BUFFER_LEN) {
            days.fill(None);
            self.columns.day_from.first_vals(docs, &mut days[..docs.len()]);
            for (doc, day) in docs.iter().zip(days) {
                if !self.add_copy(*doc, 0.0) {
                    self.found.single += 1;
                    self.add(*doc, self.ranking.lead_of_day(day));
                }
            }
        }
    }

    fn harvest(mut self) -> Part {
        if let Some(keep) = self.keep {
            prune(&mut self.found.kept, keep);
        }
        self.found
    }
}
