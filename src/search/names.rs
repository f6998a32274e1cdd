//! People and bodies by any part of their name. Comes in: what was typed. Goes out: a query on a field of names.
//!
//! Speakers, claimants and contesters are looked up in the [registry](crate::registry), which knows all names of each. Publishers, authors and whoever has no
//! name of their own ("critics") are found by words: every word typed must be a word of the name, in any case, with or without accents
//! ([`crate::index::tokens`]). Where no name of the index has all of them, the last one may be the beginning of a word, from three letters on:
//! "zelensk" finds Zelenskyy, while "lee" finds Lee and not Leeson as long as there is a Lee.

use super::text::{self, Words};
use super::{Reader, standing};
use crate::error::{Error, Result};
use crate::index::schema::AUTHOR;
use crate::index::tokens;
use crate::registry::{Entry, Registry};
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// Fewest letters of a beginning.
const FEWEST: usize = 3;

/// Documents whose `field` names whom `typed` means.
///
/// # Errors
/// [`Error::Usage`] where nothing but punctuation was typed.
pub(super) fn query(reader: &Reader, field: Field, typed: &str) -> Result<Box<dyn Query>> {
    if let Some(column) = column_of(reader, field).filter(|_| tokens::fold(typed.trim()) != AUTHOR) {
        if let Some(known) = reader.standings.known(field, typed) {
            return Ok(known);
        }
        let found = of_speakers(reader.registry()?, typed)?;
        if !found.is_empty() {
            return standing::query(reader, field, typed, &found, column);
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
