//! What BM25 knows of the corpus. Comes in: the index. Goes out: counts over the living documents of the kind that is searched.
//!
//! Tantivy's own counts take every document of the index, so that thirty quotations an article would make bodies look thirty times longer
//! than they are, and they count deleted documents until a merge drops them, so that the order of hits would depend on how the index came
//! about. Here an article's texts are measured against articles and a content against contents, and the deleted do not count.

use crate::index::schema::{Fields, kind};
use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, Searcher, TERMINATED, Term};

/// Counts for one family of documents: articles, or quotations and claims together.
pub(super) struct Statistics {
    searcher: Searcher,
    kinds: Vec<Term>,
    documents: OnceLock<u64>,
    /// Words by field; counting them reads a byte a document.
    lengths: Mutex<HashMap<Field, u64>>,
}

impl Statistics {
    /// Counts over articles.
    pub(super) fn of_articles(searcher: &Searcher, fields: &Fields) -> Statistics {
        Statistics::of(searcher, fields, &[kind::ARTICLE])
    }

    /// Counts over quotations and claims, which share the field `content`.
    pub(super) fn of_contents(searcher: &Searcher, fields: &Fields) -> Statistics {
        Statistics::of(searcher, fields, &[kind::QUOTATION, kind::CLAIM])
    }

    fn of(searcher: &Searcher, fields: &Fields, kinds: &[&str]) -> Statistics {
        let kinds = kinds.iter().map(|kind| Term::from_field_text(fields.kind, kind)).collect();
        Statistics { searcher: searcher.clone(), kinds, documents: OnceLock::new(), lengths: Mutex::default() }
    }

    fn count_words(&self, field: Field) -> tantivy::Result<u64> {
        let mut words = 0;
        for segment in self.searcher.segment_readers() {
            if let Some(lengths) = segment.fieldnorms_readers().get_field(field)? {
                words += segment.doc_ids_alive().map(|doc| u64::from(lengths.fieldnorm(doc))).sum::<u64>();
            }
        }
        Ok(words)
    }
}

impl Bm25StatisticsProvider for Statistics {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        let mut lengths = self.lengths.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(words) = lengths.get(&field) {
            return Ok(*words);
        }
        let words = self.count_words(field)?;
        lengths.insert(field, words);
        Ok(words)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        if let Some(documents) = self.documents.get() {
            return Ok(*documents);
        }
        let documents = self.kinds.iter().map(|kind| frequency(&self.searcher, kind)).sum::<tantivy::Result<u64>>()?;
        Ok(*self.documents.get_or_init(|| documents))
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        frequency(&self.searcher, term)
    }
}

/// How many living documents hold `term`.
pub(super) fn frequency(searcher: &Searcher, term: &Term) -> tantivy::Result<u64> {
    let mut count = 0;
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(term.field())?;
        let Some(info) = inverted.get_term_info(term)? else { continue };
        let Some(alive) = segment.alive_bitset() else {
            count += u64::from(info.doc_freq);
            continue;
        };
        let mut postings = inverted.read_postings_from_terminfo(&info, IndexRecordOption::Basic)?;
        while postings.doc() != TERMINATED {
            count += u64::from(alive.is_alive(postings.doc()));
            postings.advance();
        }
    }
    Ok(count)
}
