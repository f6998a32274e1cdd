//! Words, phrases and patterns of one field. Comes in: a field and words. Goes out: a tantivy query.

use super::exact::Exact;
use super::query::Test;
use super::sought::{expression_of_glob, folded_expression, start_of};
use super::text::{self, Words};
use crate::error::{Error, Result};
use crate::index::tokens;
use tantivy::Term;
use tantivy::query::{EmptyQuery, FuzzyTermQuery, PhraseQuery, Query, RegexQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// `text` in `field` as a word, or as a phrase where it is several; scored.
pub(super) fn phrase(field: Field, text: &str, slop: u32) -> Box<dyn Query> {
    in_a_row(field, &text::words(tokens::PROSE, text), slop)
}

/// Documents whose `field` holds these words in a row, `slop` words between them at most.
pub(super) fn in_a_row(field: Field, words: &Words, slop: u32) -> Box<dyn Query> {
    let term = |word: text::Word| Term::from_field_text(field, word.term);
    let Some(first) = words.get(0) else { return Box::new(EmptyQuery) };
    if words.len() == 1 {
        return Box::new(TermQuery::new(term(first), IndexRecordOption::WithFreqs));
    }
    let terms = words.iter().map(|word| (word.position - first.position, term(word))).collect();
    Box::new(Exact::of_phrase(Box::new(PhraseQuery::new_with_offset_and_slop(terms, slop))))
}

/// Documents in whose `field`, which holds words in lower case without accents, a word fits the pattern.
///
/// # Errors
/// [`Error::Usage`] where an expression cannot be read.
pub(super) fn pattern(field: Field, test: &Test) -> Result<Box<dyn Query>> {
    Ok(match test {
        Test::Glob(glob) => match start_of(glob) {
            Some(start) => prefix(field, &start),
            None => expression(field, &expression_of_glob(glob), glob)?,
        },
        Test::Regex(typed) => expression(field, &folded_expression(typed), typed)?,
        Test::Fuzzy { word, slips } => {
            // tantivy's automaton takes words of up to 255 bytes; no longer word is indexed.
            let word: String = tokens::fold(word).chars().take(60).collect();
            Box::new(FuzzyTermQuery::new(Term::from_field_text(field, &word), *slips, true))
        }
        _ => Box::new(EmptyQuery),
    })
}

/// Documents with a word in `field` that starts with `start`, which is folded.
pub(super) fn prefix(field: Field, start: &str) -> Box<dyn Query> {
    Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(field, start), 0, false))
}

/// Longest expression, in characters: with thousands, building its automaton takes half a minute.
const LONGEST: usize = 256;
/// Most times that the counts of an expression, `{2,9}`, may repeat a part of it, all counts multiplied: larger automata take seconds to build.
const MOST_REPEATED: usize = 64;

/// The largest counts of an expression, multiplied.
fn repetitions(expression: &str) -> usize {
    let inside = expression.split('{').skip(1).filter_map(|rest| rest.split('}').next());
    let most = |count: &str| count.split(',').filter_map(|number| number.trim().parse::<usize>().ok()).max();
    inside.filter_map(most).fold(1, |all, times| all.saturating_mul(times.max(1)))
}

fn expression(field: Field, expression: &str, typed: &str) -> Result<Box<dyn Query>> {
    if expression.contains(' ') || expression.contains("\\b") || expression.contains(['^', '$']) && !expression.contains('[') {
        return Err(Error::Usage(format!("/{typed}/ is held against whole single words: leave out spaces, \\b, ^ and $")));
    }
    if typed.chars().count() > LONGEST {
        return Err(Error::Usage(format!("a regular expression has at most {LONGEST} characters: shorten it")));
    }
    if repetitions(expression) > MOST_REPEATED {
        return Err(Error::Usage(format!(
            "the regular expression /{typed}/ repeats more than {MOST_REPEATED} times: write * or + for many"
        )));
    }
    let query = RegexQuery::from_pattern(expression, field);
    Ok(Box::new(query.map_err(|_| {
        Error::Usage(format!(
            "/{typed}/ cannot be read as a regular expression, or is too large: see docs/search.md, or put it between marks"
        ))
    })?))
}
