//! People and bodies by any part of their name. Comes in: what was typed. Goes out: a query on a field of names.
//!
//! Speakers, claimants and contesters are looked up in the [registry](crate::registry), which knows all names of each. Publishers, authors and whoever has no
//! name of their own ("critics") are found by words: every word typed must be a word of the name, in any case, with or without accents
//! ([`crate::index::tokens`]). Where no name of the index has all of them, the last one may be the beginning of a word, from three letters on:
//! "zelensk" finds Zelenskyy, while "lee" finds Lee and not Leeson as long as there is a Lee.

use super::Reader;
use super::text::{self, Words};
use crate::error::{Error, Result};
use crate::index::schema::AUTHOR;
use crate::index::tokens;
use crate::index::who::Who;
use crate::registry::{Entry, Registry};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use tantivy::collector::Count;
use tantivy::columnar::{Column, StrColumn};
use tantivy::query::doc_predicate_query::{DocPredicateQuery, FunctionPredicate};
use tantivy::query::{BooleanQuery, Query, TermQuery, TermSetQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocId, SegmentReader, Term};

/// Fewest letters of a beginning.
const FEWEST: usize = 3;

/// Documents whose `field` names whom `typed` means.
///
/// # Errors
/// [`Error::Usage`] where nothing but punctuation was typed.
pub(super) fn query(reader: &Reader, field: Field, typed: &str) -> Result<Box<dyn Query>> {
    if let Some(column) = column_of(reader, field).filter(|_| tokens::fold(typed.trim()) != AUTHOR) {
        let registry = reader.registry()?;
        let found = of_speakers(registry, typed)?;
        if !found.is_empty() {
            return by_speakers(reader, field, &found, column);
        }
    }
    let words = read(typed)?;
    let whole = all_of(field, words.terms());
    let found = reader.searcher.search(&whole, &Count)? > 0;
    Ok(if found { Box::new(whole) } else { Box::new(beginning_of_last(field, &words).unwrap_or(whole)) })
}

/// Everybody in the registry whom `typed` can mean.
///
/// # Errors
/// [`Error::Usage`] where nothing but punctuation was typed.
pub(super) fn of_speakers<'r>(registry: &'r Registry, typed: &str) -> Result<Vec<&'r Entry>> {
    read(typed)?;
    Ok(registry.find(typed))
}

/// The column that says who stands in a field of names.
fn column_of(reader: &Reader, field: Field) -> Option<&'static str> {
    let fields = &reader.fields;
    let columns = [(fields.speaker, "speaker_who"), (fields.claimant, "claimant_who"), (fields.contester, "contester_who")];
    columns.into_iter().find(|(known, _)| *known == field).map(|(_, column)| column)
}

/// Documents in whose `column` one of these speakers stands: the article matters, one name can be two people's.
fn by_speakers(reader: &Reader, field: Field, speakers: &[&Entry], column: &'static str) -> Result<Box<dyn Query>> {
    let registry = reader.registry()?;
    let mut numbers: FxHashMap<&str, u32> = FxHashMap::default();
    let mut wanted: FxHashSet<(u64, u32)> = FxHashSet::default();
    for (article, who) in speakers.iter().flat_map(|speaker| registry.occurrences(speaker)) {
        let next = numbers.len() as u32;
        wanted.insert((article, *numbers.entry(who).or_insert(next)));
    }
    let suspected = suspected(reader, field, numbers.keys().copied())?;
    let whos: FxHashMap<String, u32> = numbers.into_iter().map(|(who, number)| (who.to_owned(), number)).collect();
    let (whos, wanted) = (Arc::new(whos), Arc::new(wanted));
    let predicate = FunctionPredicate::from(move |segment: &SegmentReader| {
        let fast = segment.fast_fields();
        let (article, column) = (fast.column_opt::<u64>("article")?, fast.str(column)?);
        let (whos, wanted, met) = (whos.clone(), wanted.clone(), Mutex::default());
        let standing = article.zip(column).map(|(article, column)| Standing { article, column, whos, wanted, met });
        Ok(move |doc: DocId| standing.as_ref().is_some_and(|standing| standing.holds(doc)))
    });
    let predicate: Box<dyn Query> = Box::new(DocPredicateQuery::from(predicate));
    Ok(match suspected {
        Some(suspected) => Box::new(BooleanQuery::intersection(vec![suspected, predicate])),
        None => predicate,
    })
}

/// Documents in whose `field` the rarest word of one of these names stands: a short list, where the predicate would look at every document.
/// `None` where one of them has no name.
fn suspected<'w>(reader: &Reader, field: Field, whos: impl Iterator<Item = &'w str>) -> Result<Option<Box<dyn Query>>> {
    let mut rarest: BTreeSet<Term> = BTreeSet::new();
    let mut known: FxHashMap<Term, u64> = FxHashMap::default();
    for who in whos {
        let Some(name) = Who::decode(who).and_then(|who| who.name) else { return Ok(None) };
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
        let Some((_, term)) = best else { return Ok(None) };
        rarest.insert(term);
    }
    Ok(Some(Box::new(TermSetQuery::new(rarest))))
}

/// Who stands in a column of one segment, as far as that matters.
struct Standing {
    article: Column<u64>,
    column: StrColumn,
    whos: Arc<FxHashMap<String, u32>>,
    wanted: Arc<FxHashSet<(u64, u32)>>,
    /// Numbers of the column's values that were met so far: to look up all that somebody is called takes longer than most searches.
    met: Mutex<FxHashMap<u64, Option<u32>>>,
}

impl Standing {
    /// Whether one of those who are wanted stands in a document.
    fn holds(&self, doc: DocId) -> bool {
        let Some(article) = self.article.first(doc) else { return false };
        let mut met = self.met.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        self.column.term_ords(doc).any(|ord| {
            let number = *met.entry(ord).or_insert_with(|| self.number(ord));
            number.is_some_and(|number| self.wanted.contains(&(article, number)))
        })
    }

    fn number(&self, ord: u64) -> Option<u32> {
        let mut who = String::new();
        // A value that a document has is in the dictionary.
        self.column.ord_to_str(ord, &mut who).ok()?;
        self.whos.get(&who).copied()
    }
}

fn read(typed: &str) -> Result<Words> {
    let words = text::words(tokens::NAME, typed);
    if words.is_empty() {
        return Err(Error::Usage(format!("“{}” holds no letter to look for in a name", super::days::shorten(typed))));
    }
    Ok(words)
}

fn is_long(word: &str) -> bool {
    word.chars().count() >= FEWEST
}

fn all_of<'w>(field: Field, words: impl Iterator<Item = &'w str>) -> BooleanQuery {
    let term = |word: &str| TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic);
    BooleanQuery::intersection(words.map(|word| Box::new(term(word)) as Box<dyn Query>).collect())
}

fn beginning_of_last(field: Field, words: &Words) -> Option<BooleanQuery> {
    let rest = words.len().checked_sub(1)?;
    let last = words.get(rest)?.term;
    if !is_long(last) {
        return None;
    }
    let mut all = vec![super::words::prefix(field, last)];
    if rest > 0 {
        all.push(Box::new(all_of(field, words.terms().take(rest))));
    }
    Some(BooleanQuery::intersection(all))
}
