//! People and bodies by any part of their name. Comes in: what was typed. Goes out: a query on a field of name terms.
//!
//! Every word typed must be a word of the name, in any case, with or without accents ([`crate::index::tokens`]). Where no name of the
//! index has all of them, the last one may be the beginning of a word, from three letters on: "zelensk" finds Zelenskyy, while "lee"
//! finds Lee and not Leeson as long as there is a Lee.

use super::Reader;
use super::text::{self, Words};
use crate::error::{Error, Result};
use crate::index::tokens;
use tantivy::Term;
use tantivy::collector::Count;
use tantivy::query::{BooleanQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// Fewest letters of a beginning.
const FEWEST: usize = 3;

/// Names in `field` that hold the words of `typed`.
///
/// # Errors
/// [`Error::Usage`] where nothing but punctuation was typed.
pub(super) fn query(reader: &Reader, field: Field, typed: &str) -> Result<Box<dyn Query>> {
    let words = read(typed)?;
    let whole = all_of(field, &words);
    let found = reader.searcher.search(&whole, &Count)? > 0;
    Ok(if found { Box::new(whole) } else { Box::new(beginning_of_last(field, &words).unwrap_or(whole)) })
}

/// The same rule for names in memory.
pub(super) struct Filter {
    words: Vec<String>,
    beginning: bool,
}

impl Filter {
    /// What `typed` looks for among all `names`.
    ///
    /// # Errors
    /// [`Error::Usage`] where nothing but punctuation was typed.
    pub(super) fn new<'n>(typed: &str, mut names: impl Iterator<Item = &'n str>) -> Result<Filter> {
        let words: Vec<String> = read(typed)?.terms().map(str::to_owned).collect();
        let mut filter = Filter { words, beginning: false };
        filter.beginning = !names.any(|name| filter.matches(name)) && filter.words.last().is_some_and(|last| is_long(last));
        Ok(filter)
    }

    /// True where the name has the words.
    pub(super) fn matches(&self, name: &str) -> bool {
        let name = text::words(tokens::NAME, name);
        let Some((last, rest)) = self.words.split_last() else { return false };
        let ends = name.terms().any(|term| if self.beginning { term.starts_with(last.as_str()) } else { term == last });
        ends && rest.iter().all(|word| name.terms().any(|term| term == word))
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

fn all_of(field: Field, words: &Words) -> BooleanQuery {
    let term = |word: &str| TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::Basic);
    BooleanQuery::intersection(words.terms().map(|word| Box::new(term(word)) as Box<dyn Query>).collect())
}

fn beginning_of_last(field: Field, words: &Words) -> Option<BooleanQuery> {
    let (last, rest) = words.split_last()?;
    if !is_long(last) {
        return None;
    }
    let mut all = vec![super::words::prefix(field, last)];
    if !rest.is_empty() {
        all.push(Box::new(all_of(field, &rest)));
    }
    Some(BooleanQuery::intersection(all))
}
