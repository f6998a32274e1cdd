//! Where a page ended, so that the next goes on there while the index grows. Comes in: the last hit of a page. Goes out: a word of letters, digits and dashes, and back.
//!
//! An offset counts from the top, so that an article indexed meanwhile would move every hit by one. A cursor names the last hit by what
//! decided its place, and for BM25 what was known of the corpus when the first page was made: hits keep their scores from page to page.

use super::rank::Key;
use crate::error::{Error, Result};
use std::collections::BTreeMap;
use std::sync::Mutex;
use tantivy::Term;
use tantivy::query::Bm25StatisticsProvider;
use tantivy::schema::Field;

/// A place in a list of hits.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cursor {
    /// Hash of the question it belongs to.
    pub question: u64,
    /// The last hit.
    pub key: Key,
    /// What BM25 knew, by hash of what was asked.
    pub known: BTreeMap<u64, u64>,
}

impl Cursor {
    /// The cursor as a word.
    pub(super) fn encode(&self) -> String {
        let key = &self.key;
        let (low, high) = (key.first as u64, (key.first >> 64) as u64);
        let undated = u64::from(key.undated);
        let head = [self.question, high, low, undated, key.from as u64, key.to as u64, key.article, key.position];
        let known = self.known.iter().flat_map(|(asked, answer)| [*asked, *answer]);
        head.into_iter().chain(known).map(|number| format!("{number:x}")).collect::<Vec<_>>().join("-")
    }

    /// Reads a cursor of the question.
    ///
    /// # Errors
    /// [`Error::Usage`] where it is none, or one of another question.
    pub(super) fn decode(text: &str, question: u64) -> Result<Cursor> {
        let none = || Error::Usage("this is no cursor: take it from the end of the page before, or leave --cursor out".into());
        let numbers: Option<Vec<u64>> = text.trim().split('-').take(2000).map(|number| u64::from_str_radix(number, 16).ok()).collect();
        let numbers = numbers.ok_or_else(none)?;
        let ([head @ .., position], known) = numbers.split_at_checked(8).ok_or_else(none)? else { return Err(none()) };
        let [of, high, low, undated, from, to, article] = head[..] else { return Err(none()) };
        if of != question {
            return Err(Error::Usage("this cursor belongs to another query, filter or order: leave --cursor out to begin anew".into()));
        }
        let first = u128::from(high) << 64 | u128::from(low);
        let key = Key { first, undated: undated > 0, from: from as i64, to: to as i64, article, position: *position };
        let known = known.chunks_exact(2).filter_map(|pair| Some((*pair.first()?, *pair.get(1)?))).collect();
        Ok(Cursor { question, key, known })
    }
}

/// A number for what was asked, the same on every machine.
pub(super) fn hash(parts: &[&[u8]]) -> u64 {
    let mut hasher = blake3::Hasher::new();
    for part in parts {
        hasher.update(&(part.len() as u64).to_le_bytes());
        hasher.update(part);
    }
    // 48 bits keep cursors short; there are a dozen entries.
    hasher.finalize().as_bytes().iter().take(6).fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// Counts that stay what they were on the first page; new ones are noted.
pub(super) struct Pinned<'a> {
    /// Where counts come from.
    pub counts: &'a dyn Bm25StatisticsProvider,
    /// Those of the first page.
    pub known: Mutex<BTreeMap<u64, u64>>,
}

impl Pinned<'_> {
    fn known(&self, asked: &[&[u8]], count: impl FnOnce() -> tantivy::Result<u64>) -> tantivy::Result<u64> {
        let asked = hash(asked);
        let mut known = self.known.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if let Some(answer) = known.get(&asked) {
            return Ok(*answer);
        }
        let answer = count()?;
        known.insert(asked, answer);
        Ok(answer)
    }
}

impl Bm25StatisticsProvider for Pinned<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.known(&[b"words", &field.field_id().to_le_bytes()], || self.counts.total_num_tokens(field))
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        self.known(&[b"documents"], || self.counts.total_num_docs())
    }

    /// A term that has come up since is counted once: BM25 has no weight for a term that occurs in more documents than there are.
    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        let most = self.total_num_docs()?;
        self.known(&[b"term", term.serialized_value_bytes(), &term.field().field_id().to_le_bytes()], || {
            Ok(self.counts.doc_freq(term)?.min(most))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_from_its_word_and_no_other() {
        let key = Key { first: 7 << 70 | 9, undated: true, from: -20240503, to: 0, article: u64::MAX, position: 3 };
        let cursor = Cursor { question: hash(&[b"tax"]), key, known: BTreeMap::from([(1, 2), (3, 4)]) };
        assert_eq!(Cursor::decode(&cursor.encode(), cursor.question).unwrap(), cursor);
        for text in ["", "1-2", "xyz", "-", &cursor.encode().replace('-', " ")] {
            assert!(Cursor::decode(text, cursor.question).is_err(), "{text}");
        }
        assert!(Cursor::decode(&cursor.encode(), 1).unwrap_err().to_string().contains("another query"));
    }
}
