//! Lists over a part of the corpus. Comes in: the articles or quotations that a query finds. Goes out: topics in them; what each speaker says in them.

use super::compile::{self, Target};
use super::facet_values::each_word;
use super::facets::Docs;
use super::own_topics::{OwnTopic, own_topic};
use super::query::Node;
use super::{Reader, TopicRow, days, join, text};
use crate::error::{Error, Result};
use crate::index::tokens::PROSE;
use crate::registry::{self, Registry};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use tantivy::DocId;
use tantivy::collector::Count;
use tantivy::columnar::StrColumn;
use tantivy::query::{BooleanQuery, Query};

/// Every topic of the articles (`None`: of all), most frequent first, those of `topics.toml` among them; with `words` those that have all of them.
///
/// # Errors
/// [`Error::Usage`] where `words` holds no letter, [`Error::File`] where `topics.toml` cannot be read.
pub(super) fn topics(reader: &Reader, articles: Option<Arc<FxHashSet<u64>>>, words: Option<&str>) -> Result<Vec<TopicRow>> {
    let mut rows = registry::topics(&reader.searcher, &reader.fields, articles.as_deref())?;
    let own = reader.own_topics()?;
    if !own.all().is_empty() {
        rows.retain(|row| own.find(&row.label).is_none());
        for topic in own.all() {
            let row = own_row(reader, topic, articles.as_ref())?;
            // In the whole corpus a topic that nothing is about is told as well: its query may be wrong.
            rows.extend(Some(row).filter(|row| articles.is_none() || row.articles + row.quotations > 0));
        }
        registry::sort_topics(&mut rows);
    }
    let Some(typed) = words else { return Ok(rows) };
    let wanted = text::words(PROSE, typed);
    if wanted.is_empty() {
        return Err(Error::Usage(format!("“{}” holds no letter to look for in a topic", days::shorten(typed))));
    }
    rows.retain(|row| {
        let label = text::words(PROSE, &row.label);
        wanted.terms().all(|word| label.terms().any(|term| term == word))
    });
    Ok(rows)
}

/// A topic of one's own with what it stands for, counted.
fn own_row(reader: &Reader, topic: &OwnTopic, articles: Option<&Arc<FxHashSet<u64>>>) -> Result<TopicRow> {
    let node = Node::Leaf(own_topic(&topic.name));
    let count = |target: Target| -> Result<usize> {
        let kind = compile::filter(compile::term(reader.fields.kind, target.kind()));
        let mut all = vec![kind, compile::compile(reader, target, &node)?];
        all.extend(articles.map(|articles| join::documents(articles.clone())));
        Ok(reader.searcher.search(&BooleanQuery::intersection(all), &Count)?)
    };
    Ok(TopicRow { label: topic.name.clone(), articles: count(Target::Articles)?, quotations: count(Target::Quotations)? })
}

/// How many of the quotations that `query` finds each occurrence of the registry says, by its number. Who is who is the registry's: a name alone can be two
/// people's, and one person has several.
pub(super) fn said(reader: &Reader, registry: &Registry, query: &dyn Query) -> Result<FxHashMap<u32, u32>> {
    let mut said: FxHashMap<u32, u32> = FxHashMap::default();
    for (number, docs) in reader.searcher.search(query, &Docs)? {
        let (Some(segment), Some(columns)) = (reader.searcher.segment_readers().get(number as usize), reader.columns.get(number as usize))
        else {
            continue;
        };
        let Some(column) = segment.fast_fields().str("speaker_who")? else { continue };
        let whos = whos(registry, &column, &docs)?;
        for doc in docs {
            let Some(article) = columns.article.first(doc) else { continue };
            for value in column.term_ords(doc) {
                if let Some(occurrence) = whos.get(&value).and_then(|who| registry.occurrence(*who, article)) {
                    *said.entry(occurrence).or_default() += 1;
                }
            }
        }
    }
    Ok(said)
}

/// The registry's numbers of the column's values that `docs` have; nobody without a name.
fn whos(registry: &Registry, column: &StrColumn, docs: &[DocId]) -> Result<FxHashMap<u64, u32>> {
    let mut whos = FxHashMap::default();
    each_word(column, docs, |value, word| whos.extend(registry.who(word).map(|who| (value, who))))?;
    Ok(whos)
}
