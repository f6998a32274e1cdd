//! Hits counted by what they have in common. Comes in: a query. Goes out: values with counts, "none" a value of its own.
//!
//! A facet whose values lie on other documents than those that are searched counts through the article: `speaker` over articles counts the
//! articles that quote somebody, `topic` over quotations the quotations of articles about something. Copies are counted each.

use super::Reader;
use super::compile::Target;
use crate::error::{Error, Result};
use crate::index::tokens;
use crate::index::who::Who;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use tantivy::collector::DocSetCollector;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::Query;
use tantivy::{DocAddress, DocId, SegmentReader};

/// What hits are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Facet {
    /// Who is quoted; of claims, who claims.
    Speaker,
    /// Who contests.
    Contester,
    /// The outlet.
    Publisher,
    /// Topics of the article.
    Topic,
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
    pub const ALL: [Facet; 11] = [
        Facet::Speaker,
        Facet::Contester,
        Facet::Publisher,
        Facet::Topic,
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
            Facet::Topic => ("topic_label", Target::Articles),
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
    let hits: Vec<DocAddress> = reader.searcher.search(query, &DocSetCollector)?.into_iter().collect();
    let mut tally = Tally { facet, counts: FxHashMap::default(), spelled: FxHashMap::default(), none: 0 };
    if home == target {
        tally.own(reader, &hits, column)?
    } else {
        tally.through_articles(reader, &hits, column, home)?
    }
    Ok(tally.counted())
}

struct Tally {
    facet: Facet,
    /// By folded value.
    counts: FxHashMap<String, usize>,
    /// Spellings of a folded value, with how often each is met.
    spelled: FxHashMap<String, BTreeMap<String, usize>>,
    none: usize,
}

impl Tally {
    /// Values that the hits themselves carry.
    fn own(&mut self, reader: &Reader, hits: &[DocAddress], column: &str) -> Result<()> {
        for (number, segment) in reader.searcher.segment_readers().iter().enumerate() {
            let values = Values::read(segment, self.facet, column)?;
            let docs = hits.iter().filter(|hit| hit.segment_ord as usize == number).map(|hit| hit.doc_id);
            for doc in docs {
                let found = values.of(doc);
                self.none += usize::from(found.is_empty());
                for value in found {
                    self.add(&values.decode(value), 1);
                }
            }
        }
        Ok(())
    }

    /// Values on other documents of the hits' articles: each article counts as often as it was hit, once a value.
    fn through_articles(&mut self, reader: &Reader, hits: &[DocAddress], column: &str, home: Target) -> Result<()> {
        let mut articles: FxHashMap<u64, usize> = FxHashMap::default();
        for hit in hits {
            let ids = reader.columns.get(hit.segment_ord as usize).map(|columns| &columns.article);
            *articles.entry(ids.and_then(|ids| ids.first(hit.doc_id)).unwrap_or(u64::MAX)).or_default() += 1;
        }
        let mut with_value = FxHashSet::default();
        for (segment, columns) in reader.searcher.segment_readers().iter().zip(reader.columns.iter()) {
            let values = Values::read(segment, self.facet, column)?;
            let mut seen: FxHashSet<(u64, String)> = FxHashSet::default();
            for doc in segment.doc_ids_alive() {
                let is_article = columns.position.first(doc).is_none();
                let Some(id) = columns.article.first(doc).filter(|_| is_article == (home == Target::Articles)) else { continue };
                let Some(times) = articles.get(&id) else { continue };
                for value in values.of(doc) {
                    let value = values.decode(value);
                    with_value.insert(id);
                    if seen.insert((id, tokens::fold(&value))) {
                        self.add(&value, *times);
                    }
                }
            }
        }
        self.none = articles.iter().filter(|(id, _)| !with_value.contains(id)).map(|(_, times)| times).sum();
        Ok(())
    }

    fn add(&mut self, value: &str, times: usize) {
        let folded = tokens::fold(value);
        *self.counts.entry(folded.clone()).or_default() += times;
        *self.spelled.entry(folded).or_default().entry(value.to_owned()).or_default() += times;
    }

    fn counted(self) -> Counted {
        let spelled = |folded: &str| {
            let spellings = self.spelled.get(folded).into_iter().flatten();
            spellings.min_by_key(|(spelling, times)| (Reverse(**times), (*spelling).clone())).map(|(spelling, _)| spelling.clone())
        };
        let mut values: Vec<(Option<String>, usize)> = self.counts.iter().map(|(folded, count)| (spelled(folded), *count)).collect();
        let time = self.facet.is_time();
        values.sort_by_cached_key(|(value, count)| (if time { Reverse(0) } else { Reverse(*count) }, value.clone()));
        values.extend((self.none > 0).then_some((None, self.none)));
        Counted { facet: self.facet, values }
    }
}

/// The values of one segment.
enum Values {
    Words(Option<StrColumn>, bool),
    Days { first: Option<Column<i64>>, last: Option<Column<i64>>, months: bool },
}

impl Values {
    fn read(segment: &SegmentReader, facet: Facet, column: &str) -> Result<Values> {
        Ok(match facet {
            Facet::Year | Facet::Month => Values::Days {
                first: segment.fast_fields().column_opt(column)?,
                last: segment.fast_fields().column_opt("day_to")?,
                months: facet == Facet::Month,
            },
            _ => Values::Words(segment.fast_fields().str(column)?, column.ends_with("_who")),
        })
    }

    fn of(&self, doc: DocId) -> Vec<u64> {
        match self {
            Values::Words(column, _) => column.iter().flat_map(|column| column.term_ords(doc)).collect(),
            Values::Days { first, last, months } => {
                let day = |column: &Option<Column<i64>>| column.as_ref().and_then(|column| column.first(doc)).map(|day| day as u64);
                let Some((first, last)) = day(first).zip(day(last)) else { return Vec::new() };
                // A date that is known to the year only has no month: none is made up.
                vec![if *months && first / 100 == last / 100 { first / 100 } else { first / 10_000 * if *months { 100 } else { 1 } }]
            }
        }
    }

    fn decode(&self, value: u64) -> String {
        match self {
            Values::Words(column, who) => {
                let mut text = String::new();
                // A value that a document names is in the dictionary.
                let _ = column.as_ref().map(|column| column.ord_to_str(value, &mut text));
                if !who {
                    return text;
                }
                Who::decode(&text).map_or(String::new(), |who| who.name.unwrap_or(kind_of(who)).to_owned())
            }
            Values::Days { months: true, .. } if value.is_multiple_of(100) => format!("{:04}-??", value / 100),
            Values::Days { months: true, .. } => format!("{:04}-{:02}", value / 100, value % 100),
            Values::Days { months: false, .. } => format!("{value:04}"),
        }
    }
}

/// What stands for somebody without a name.
fn kind_of(who: Who) -> &'static str {
    who.kind.as_str()
}
