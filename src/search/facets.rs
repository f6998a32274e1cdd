//! Hits counted by what they have in common. Comes in: a query. Goes out: values with counts, "none" a value of its own.
//!
//! A facet whose values lie on other documents than those that are searched counts through the article: `speaker` over articles counts the
//! articles that quote somebody, `topic` over quotations the quotations of articles about something. Copies are counted each.

use super::compile::{self, Target};
use super::facet_values::Values;
use super::own_topics::{OwnTopics, own_topic};
use super::query::Node;
use super::{Reader, join, load};
use crate::error::{Error, Result};
use crate::index::tokens;
use crate::registry;
use crate::topic::SUBJECTS;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use tantivy::collector::{Collector, SegmentCollector};
use tantivy::query::Query;
use tantivy::{DocId, Score, SegmentOrdinal, SegmentReader, Term};

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who is quoted; of claims, who claims.
    Speaker,
    /// Who contests.
    Contester,
    /// The outlet.
    Publisher,
    /// Topics of the article, those of `topics.toml` among them.
    Topic,
    /// IPTC's subjects of the article.
    Subject,
    /// Status of claims.
    Status,
    /// Kind of quotation.
    Kind,
    /// Class of cue.
    Class,
    /// Section of the outlet.
    Section,
    /// Language of the article.
    Language,
    /// Year of publication.
    Year,
    /// Month of publication.
    Month,
}

impl Facet {
    /// All of them.
    pub const ALL: [Facet; 12] = [
        Facet::Speaker,
        Facet::Contester,
        Facet::Publisher,
        Facet::Topic,
        Facet::Subject,
        Facet::Status,
        Facet::Kind,
        Facet::Class,
        Facet::Section,
        Facet::Language,
        Facet::Year,
        Facet::Month,
    ];

    /// Its name.
    pub fn as_str(self) -> &'static str {
        match self {
            Facet::Speaker => "speaker",
            Facet::Contester => "contester",
            Facet::Publisher => "publisher",
            Facet::Topic => "topic",
            Facet::Subject => "subject",
            Facet::Status => "status",
            Facet::Kind => "kind",
            Facet::Class => "class",
            Facet::Section => "section",
            Facet::Language => "language",
            Facet::Year => "year",
            Facet::Month => "month",
        }
    }

    /// True for those that are in order of time.
    pub fn is_time(self) -> bool {
        matches!(self, Facet::Year | Facet::Month)
    }

    /// The column of its values, and whose documents carry it.
    fn column(self, target: Target) -> (&'static str, Target) {
        match self {
            Facet::Speaker if target == Target::Claims => ("claimant_who", Target::Claims),
            Facet::Speaker => ("speaker_who", Target::Quotations),
            Facet::Contester => ("contester_who", Target::Claims),
            Facet::Publisher => ("publisher", target),
            Facet::Topic | Facet::Subject => ("topic_label", Target::Articles),
            Facet::Status => ("status", Target::Claims),
            Facet::Kind => ("form", Target::Quotations),
            Facet::Class => ("cue_class", Target::Quotations),
            Facet::Section => ("section", Target::Articles),
            Facet::Language => ("language", Target::Articles),
            Facet::Year | Facet::Month => ("day_from", target),
        }
    }
}

/// A facet with its values.
#[derive(Clone, Debug, PartialEq)]
pub struct Counted {
    /// Which.
    pub facet: Facet,
    /// Values with the number of hits that have them: most frequent first, years and months in order; `None`, for hits that have no
    /// value, comes last.
    pub values: Vec<(Option<String>, usize)>,
}

/// Counts the hits of `query` by `facet`.
pub(super) fn count(reader: &Reader, target: Target, query: &dyn Query, facet: Facet) -> Result<Counted> {
    let (column, home) = facet.column(target);
    if home != target && home != Target::Articles && target != Target::Articles {
        let what = if target == Target::Claims { "claims" } else { "quotations" };
        return Err(Error::Usage(format!("{what} have no {}: count them by another facet", facet.as_str())));
    }
    let hits = reader.searcher.search(query, &Docs)?;
    let mut tally = Tally { facet, spelled: FxHashMap::default(), spellings: Vec::new(), folded: FxHashMap::default(), none: 0 };
    if home == target && !matches!(facet, Facet::Topic | Facet::Subject) {
        tally.own(reader, &hits, column)?
    } else {
        tally.through_articles(reader, &hits, column, home)?
    }
    Ok(tally.counted())
}

/// Collects the hits of every segment.
pub(super) struct Docs;

pub(super) struct SegmentDocs(SegmentOrdinal, Vec<DocId>);

impl Collector for Docs {
    type Fruit = Vec<(SegmentOrdinal, Vec<DocId>)>;
    type Child = SegmentDocs;

    fn for_segment(&self, number: SegmentOrdinal, _: &SegmentReader) -> tantivy::Result<SegmentDocs> {
        Ok(SegmentDocs(number, Vec::new()))
    }

    fn requires_scoring(&self) -> bool {
        false
    }

    fn merge_fruits(&self, fruits: Vec<(SegmentOrdinal, Vec<DocId>)>) -> tantivy::Result<Self::Fruit> {
        Ok(fruits)
    }
}

impl SegmentCollector for SegmentDocs {
    type Fruit = (SegmentOrdinal, Vec<DocId>);

    fn collect(&mut self, doc: DocId, _: Score) {
        self.1.push(doc);
    }

    fn collect_block(&mut self, docs: &[DocId]) {
        self.1.extend_from_slice(docs);
    }

    fn harvest(self) -> Self::Fruit {
        (self.0, self.1)
    }
}

/// How often values are met. Spellings are numbered; those that differ in case or accents only are one value.
struct Tally {
    facet: Facet,
    /// Numbers of spellings.
    spelled: FxHashMap<String, u32>,
    spellings: Vec<Spelling>,
    /// Numbers of folded values.
    folded: FxHashMap<String, u32>,
    none: usize,
}

struct Spelling {
    text: String,
    value: u32,
    times: usize,
}

impl Tally {
    /// Values that the hits themselves carry.
    fn own(&mut self, reader: &Reader, hits: &[(SegmentOrdinal, Vec<DocId>)], column: &str) -> Result<()> {
        for (number, docs) in hits {
            let Some(segment) = reader.searcher.segment_readers().get(*number as usize) else { continue };
            let values = Values::read(segment, self.facet, column)?;
            let (met, none) = values.tally(docs)?;
            self.none += none;
            for (value, times) in met {
                let spelling = self.number(&value);
                self.add(spelling, times);
            }
        }
        Ok(())
    }

    /// Values on other documents of the hits' articles: each article counts as often as it was hit, once a value.
    fn through_articles(&mut self, reader: &Reader, hits: &[(SegmentOrdinal, Vec<DocId>)], column: &str, home: Target) -> Result<()> {
        let mut articles: FxHashMap<u64, usize> = FxHashMap::default();
        for (number, docs) in hits {
            let Some(columns) = reader.columns.get(*number as usize) else { continue };
            for doc in docs {
                *articles.entry(columns.article.first(*doc).unwrap_or(u64::MAX)).or_default() += 1;
            }
        }
        let kind = Term::from_field_text(reader.fields.kind, home.kind());
        let mut with_value = FxHashSet::default();
        let own = if self.facet == Facet::Topic { reader.own_topics()? } else { &OwnTopics::default() };
        for topic in own.all() {
            let node = Node::Leaf(own_topic(&topic.name));
            let found = join::articles(reader, Target::Articles, compile::compile(reader, Target::Articles, &node)?)?;
            let found: Vec<(&u64, &usize)> = articles.iter().filter(|(id, _)| found.contains(*id)).collect();
            let spelling = self.number(&topic.name);
            self.add(spelling, found.iter().map(|(_, times)| *times).sum());
            with_value.extend(found.into_iter().map(|(id, _)| *id));
        }
        for (segment, columns) in reader.searcher.segment_readers().iter().zip(reader.columns.iter()) {
            let values = Values::read(segment, self.facet, column)?;
            let mut numbers: FxHashMap<u64, Option<u32>> = FxHashMap::default();
            let mut seen: FxHashSet<(u64, u32)> = FxHashSet::default();
            for doc in load::living(segment, &kind)? {
                let Some((id, times)) = columns.article.first(doc).and_then(|id| Some((id, *articles.get(&id)?))) else { continue };
                for value in values.of(doc) {
                    // A label that is a topic of one's own was counted with it; one that is no subject does not count among them.
                    let known = numbers.entry(value).or_insert_with(|| {
                        let label = values.decode(value);
                        let counts = self.facet != Facet::Subject || SUBJECTS.contains(&label.as_str());
                        (counts && own.find(&label).is_none()).then(|| self.number(&label))
                    });
                    let Some(spelling) = *known else { continue };
                    with_value.insert(id);
                    let value = self.spellings.get(spelling as usize).map_or(spelling, |spelling| spelling.value);
                    if seen.insert((id, value)) {
                        self.add(spelling, times);
                    }
                }
            }
        }
        self.none = articles.iter().filter(|(id, _)| !with_value.contains(id)).map(|(_, times)| times).sum();
        Ok(())
    }

    /// The number of a spelling.
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.spelled.get(text) {
            return *number;
        }
        let next = self.folded.len() as u32;
        let key = if self.facet == Facet::Topic { registry::topic_key(text) } else { tokens::fold(text) };
        let value = *self.folded.entry(key).or_insert(next);
        let number = self.spellings.len() as u32;
        self.spellings.push(Spelling { text: text.to_owned(), value, times: 0 });
        self.spelled.insert(text.to_owned(), number);
        number
    }

    fn add(&mut self, spelling: u32, times: usize) {
        self.spellings.get_mut(spelling as usize).into_iter().for_each(|spelling| spelling.times += times);
    }

    fn counted(self) -> Counted {
        // Of each value the spelling that is met most, and how often any is.
        let mut best: Vec<Option<(Reverse<usize>, &str, usize)>> = vec![None; self.folded.len()];
        for spelling in &self.spellings {
            let own = (Reverse(spelling.times), spelling.text.as_str());
            if let Some(best) = best.get_mut(spelling.value as usize) {
                let (first, all) = best.map_or((own, 0), |(times, text, all)| ((times, text).min(own), all));
                *best = Some((first.0, first.1, all + spelling.times));
            }
        }
        let mut values: Vec<(Option<String>, usize)> =
            best.into_iter().flatten().map(|(_, text, all)| (Some(text.to_owned()), all)).collect();
        let time = self.facet.is_time();
        values.retain(|(_, count)| *count > 0);
        values.sort_by_cached_key(|(value, count)| (if time { Reverse(0) } else { Reverse(*count) }, value.clone()));
        values.extend((self.none > 0).then_some((None, self.none)));
        Counted { facet: self.facet, values }
    }
}
