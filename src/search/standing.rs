//! In which documents a speaker stands. Comes in: entries of the registry and a column. Goes out: these documents, as a query.
//!
//! One name can be two people's and one person has several, so that each suspected document is asked in which article it lies. An opened index and its
//! registry do not change: what was found out for a name is remembered as long as it is open, which makes the second question as quick as one for a word.

use super::Reader;
use super::facet_values::each_word;
use super::facets::Docs;
use super::listed::{Documents, Listed};
use super::text;
use crate::error::Result;
use crate::index::tokens;
use crate::index::who::Who;
use crate::registry::Entry;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use tantivy::columnar::StrColumn;
use tantivy::query::{AllQuery, Query, TermSetQuery};
use tantivy::schema::Field;
use tantivy::{DocId, SegmentOrdinal, Term};

/// Most documents that are remembered, of four bytes each.
const MOST: usize = 4 << 20;

/// What was found out for names, by field and name as typed.
#[derive(Default)]
pub(super) struct Standings(Mutex<FxHashMap<(Field, String), Arc<Documents>>>);

impl Standings {
    /// The documents that were found out for `typed`.
    pub(super) fn known(&self, field: Field, typed: &str) -> Option<Box<dyn Query>> {
        let known = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        known.get(&(field, typed.to_owned())).map(|found| Box::new(Listed(found.clone())) as Box<dyn Query>)
    }

    fn remember(&self, field: Field, typed: &str, found: &Arc<Documents>) {
        let mut known = self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        // A name takes some memory even where it is nobody's.
        let size = |found: &Arc<Documents>| found.len() + 64;
        if known.values().map(size).sum::<usize>() + size(found) > MOST {
            known.clear();
        }
        known.insert((field, typed.to_owned()), found.clone());
    }
}

/// Documents in whose `column`, that of `field`, one of these speakers stands, all of them called `typed`.
pub(super) fn query(reader: &Reader, field: Field, typed: &str, speakers: &[&Entry], column: &'static str) -> Result<Box<dyn Query>> {
    let registry = reader.registry()?;
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut wanted: FxHashSet<(u64, u32)> = FxHashSet::default();
    for (article, who) in speakers.iter().flat_map(|speaker| registry.occurrences(speaker)) {
        let next = numbers.len() as u32;
        wanted.insert((article, *numbers.entry(who).or_insert(next)));
    }
    let suspects = reader.searcher.search(&*suspected(reader, field, numbers.keys().copied())?, &Docs)?;
    let standing = |(number, docs): (SegmentOrdinal, Vec<DocId>)| -> Result<(SegmentOrdinal, Vec<DocId>)> {
        let place = number as usize;
        let (Some(segment), Some(columns)) = (reader.searcher.segment_readers().get(place), reader.columns.get(place)) else {
            return Ok((number, Vec::new()));
        };
        let Some(column) = segment.fast_fields().str(column)? else { return Ok((number, Vec::new())) };
        let numbers = numbered(&column, &docs, &numbers)?;
        let stands = |doc: &DocId| {
            let Some(article) = columns.article.first(*doc) else { return false };
            column.term_ords(*doc).any(|value| numbers.get(&value).is_some_and(|who| wanted.contains(&(article, *who))))
        };
        Ok((number, docs.into_iter().filter(stands).collect()))
    };
    let found: Vec<_> = suspects.into_par_iter().map(standing).collect::<Result<_>>()?;
    let found = Arc::new(Documents::of(&reader.searcher, found));
    reader.standings.remember(field, typed, &found);
    Ok(Box::new(Listed(found)))
}

/// The numbers of the column's values that `docs` have, where they have one.
fn numbered(column: &StrColumn, docs: &[DocId], numbers: &FxHashMap<&str, u32>) -> Result<FxHashMap<u64, u32>> {
    let mut known = FxHashMap::default();
    each_word(column, docs, |value, word| known.extend(numbers.get(word).map(|number| (value, *number))))?;
    Ok(known)
}

/// Documents in whose `field` the rarest word of one of these names stands: all that can be meant and not many more. All documents where one of them has
/// no name.
fn suspected<'w>(reader: &Reader, field: Field, whos: impl Iterator<Item = &'w str>) -> Result<Box<dyn Query>> {
    let mut rarest: BTreeSet<Term> = BTreeSet::new();
    let mut known: FxHashMap<Term, u64> = FxHashMap::default();
    for who in whos {
        let Some(name) = Who::decode(who).and_then(|who| who.name) else { return Ok(Box::new(AllQuery)) };
        let mut best: Option<(u64, Term)> = None;
        for word in text::words(tokens::NAME, name).terms() {
            let term = Term::from_field_text(field, word);
            let count = match known.get(&term) {
                Some(count) => *count,
                None => *known.entry(term.clone()).or_insert(reader.searcher.doc_freq(&term)?),
            };
            if best.as_ref().is_none_or(|(least, _)| count < *least) {
                best = Some((count, term));
            }
        }
        let Some((_, term)) = best else { return Ok(Box::new(AllQuery)) };
        rarest.insert(term);
    }
    Ok(Box::new(TermSetQuery::new(rarest)))
}
