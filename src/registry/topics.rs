//! What the whole corpus is about. Comes in: the column of topic labels. Goes out: one row a label, most frequent first.

use super::columns::{Numbered, Values, docs, folded};
use crate::error::Result;
use crate::index::schema::{Fields, kind};
use rustc_hash::FxHashSet;
use std::cmp::Reverse;
use tantivy::{Searcher, SegmentReader};

/// A topic with how often it is used.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicRow {
    /// The label, most frequent spelling.
    pub label: String,
    /// Articles that carry it.
    pub articles: usize,
    /// Quotations that carry it.
    pub quotations: usize,
}

/// Every topic: by articles, then quotations, then label. Labels of one [key](topic_key) are one. With `within`, only these articles and their
/// quotations count.
pub fn topics(searcher: &Searcher, fields: &Fields, within: Option<&FxHashSet<u64>>) -> Result<Vec<TopicRow>> {
    let mut uses = Uses::default();
    for segment in searcher.segment_readers() {
        uses.read(segment, fields, within)?;
    }
    let mut rows = uses.rows();
    sort_topics(&mut rows);
    Ok(rows)
}

/// Most articles first, then most quotations, then by label.
pub fn sort_topics(rows: &mut [TopicRow]) {
    rows.sort_by_cached_key(|row| (Reverse(row.articles), Reverse(row.quotations), row.label.clone()));
}

/// What variants of a phrase share: "tax return", "Tax Returns", "the tax return’s". Case, accents, plurals, possessives and a leading article do not
/// count. Other forms of words do: stems would make one of university and universe.
pub fn topic_key(label: &str) -> String {
    let folded = folded(label);
    let words = folded.split(' ').map(|word| singular(word.strip_suffix("'s").unwrap_or(word).trim_end_matches('\'')));
    let mut words: Vec<String> = words.collect();
    if words.len() > 1 && matches!(words.first().map(String::as_str), Some("the" | "a" | "an")) {
        words.remove(0);
    }
    words.join(" ")
}

/// The word without the ending of an English plural; "news", "crisis" and "congress" stay.
fn singular(word: &str) -> String {
    let long = word.chars().count() > 3;
    let stem = |ending: &str| word.strip_suffix(ending).filter(|_| long);
    match (stem("ies"), stem("es"), stem("s")) {
        _ if word == "news" => word.to_owned(),
        (Some(stem), _, _) if stem.len() > 1 => format!("{stem}y"),
        (_, Some(stem), _) if stem.ends_with("ss") || stem.ends_with("sh") || stem.ends_with("ch") || stem.ends_with(['x', 'z']) => {
            stem.to_owned()
        }
        (_, _, Some(stem)) if !stem.ends_with(['s', 'u', 'i']) => stem.to_owned(),
        _ => word.to_owned(),
    }
}

#[derive(Default)]
struct Uses {
    /// Labels as given, how often each is used, and its topic.
    labels: Values,
    spelled: Vec<usize>,
    topic: Vec<u32>,
    /// Folded labels, and how many articles and quotations carry each.
    topics: Values,
    carried: Vec<[usize; 2]>,
}

impl Uses {
    fn read(&mut self, segment: &SegmentReader, fields: &Fields, within: Option<&FxHashSet<u64>>) -> tantivy::Result<()> {
        let article = segment.fast_fields().column_opt::<u64>("article")?;
        let id = |doc| article.as_ref().and_then(|column| column.first(doc));
        let counts = |doc| within.is_none_or(|within| id(doc).is_some_and(|id| within.contains(&id)));
        let column = Numbered::read(segment, "topic_label", &mut self.labels)?;
        for label in self.labels.all().iter().skip(self.topic.len()) {
            self.topic.push(self.topics.number(&topic_key(label)));
        }
        self.spelled.resize(self.labels.all().len(), 0);
        self.carried.resize(self.topics.all().len(), [0; 2]);
        for (place, kind) in [kind::ARTICLE, kind::QUOTATION].into_iter().enumerate() {
            for doc in docs(segment, fields.kind, kind)?.into_iter().filter(|doc| counts(*doc)) {
                self.count(place, column.of(doc));
            }
        }
        Ok(())
    }

    /// Counts the labels of one document.
    fn count(&mut self, place: usize, labels: impl Iterator<Item = u32>) {
        let mut topics: Vec<u32> = Vec::new();
        for label in labels.map(|label| label as usize) {
            self.spelled.get_mut(label).into_iter().for_each(|count| *count += 1);
            topics.extend(self.topic.get(label));
        }
        topics.sort_unstable();
        topics.dedup();
        for topic in topics {
            self.carried.get_mut(topic as usize).and_then(|counts| counts.get_mut(place)).into_iter().for_each(|count| *count += 1);
        }
    }

    fn rows(self) -> Vec<TopicRow> {
        let mut best: Vec<Option<(Reverse<usize>, &str)>> = vec![None; self.carried.len()];
        for ((label, count), topic) in self.labels.all().iter().zip(&self.spelled).zip(&self.topic) {
            let spelling = (Reverse(*count), label.as_str());
            if let Some(best) = best.get_mut(*topic as usize) {
                *best = Some(best.map_or(spelling, |known| known.min(spelling)));
            }
        }
        let row = |(best, [articles, quotations]): (Option<(Reverse<usize>, &str)>, [usize; 2])| {
            let (_, label) = best.filter(|_| articles + quotations > 0)?;
            Some(TopicRow { label: label.to_owned(), articles, quotations })
        };
        best.into_iter().zip(self.carried).filter_map(row).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::topic_key;

    #[test]
    fn variants_of_a_phrase_are_one_topic_and_other_words_are_not() {
        for variant in ["Tax Returns", "tax return", "the tax return’s", "TAX RETURNS'"] {
            assert_eq!(topic_key(variant), "tax return", "{variant}");
        }
        assert_eq!(topic_key("harbour taxes"), topic_key("Harbour tax"));
        assert_eq!(topic_key("cities"), topic_key("City"));
        assert_eq!(topic_key("The"), "the");
        for (one, other) in [("university", "universe"), ("news", "new"), ("crisis", "cris"), ("congress", "congres"), ("bus", "bu")] {
            assert_ne!(topic_key(one), topic_key(other));
        }
    }
}
