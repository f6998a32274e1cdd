//! One article by name. Comes in: an id, a beginning of one, a record's id or a place. Goes out: the article, several candidates, or nothing.

use super::{Reader, load};
use crate::annotated::AnnotatedArticle;
use crate::article::{ArticleId, Place};
use crate::error::Result;
use std::ops::Bound;
use std::sync::Arc;
use tantivy::Term;
use tantivy::collector::DocSetCollector;
use tantivy::query::{Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// Most candidates that are listed.
const LISTED: usize = 20;
/// Fewest digits of a beginning of an id.
const FEWEST: usize = 4;
/// Digits of an id.
const DIGITS: usize = 16;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Found {
    /// One article, or a part of it.
    One {
        /// The article with its tags.
        article: Arc<AnnotatedArticle>,
        /// Every place it was found in, sorted.
        places: Vec<Place>,
        /// The part that was named.
        part: Part,
    },
    /// Several articles.
    Several {
        /// How many.
        total: usize,
        /// The first of them, sorted by place.
        candidates: Vec<Candidate>,
    },
    /// None.
    Nothing,
}

/// Which part of an article a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// The quotation at this position.
    Quotation(usize),
    /// The claim at this position.
    Claim(usize),
}

/// An article that may be meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Its id.
    pub id: ArticleId,
    /// Where it was found first.
    pub place: Place,
    /// Its headline.
    pub headline: Option<String>,
}

/// Looks `name` up: as a full id, a quotation's or claim's id, a place, a record's id, and at last as the beginning of an id.
pub(super) fn find(reader: &Reader, name: &str) -> Result<Found> {
    let name = name.trim();
    let (id, part) = split(name);
    if let Some(id) = whole_id(id)
        && let Some(found) = one(reader, id, part)?
    {
        return Ok(found);
    }
    let mut ids = by_place(reader, name)?;
    if ids.is_empty() {
        ids = by_term(reader, reader.fields.record_id, name, "article")?;
    }
    if ids.is_empty() {
        return by_beginning(reader, id, part);
    }
    answer(reader, ids, None)
}

/// An article's id and what is attached to it: `ID-q12`, `ID-c40`.
fn split(name: &str) -> (&str, Option<&str>) {
    match name.split_once('-') {
        Some((id, tail)) if tail.starts_with(['q', 'c']) => (id, Some(tail)),
        _ => (name, None),
    }
}

fn whole_id(text: &str) -> Option<u64> {
    let hex = text.len() == DIGITS && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    hex.then(|| u64::from_str_radix(text, 16).ok()).flatten()
}

/// The article of this id; `None` where there is no such article, or no such part of it.
fn one(reader: &Reader, id: u64, tail: Option<&str>) -> Result<Option<Found>> {
    let Some(loaded) = load::article(reader, id)? else { return Ok(None) };
    let article = loaded.article;
    let ends = |id: &str| tail.is_some_and(|tail| id.rsplit_once('-').is_some_and(|(_, end)| end == tail));
    let quotation = || article.quotations.iter().position(|quotation| ends(&quotation.id)).map(Part::Quotation);
    let claim = || article.claims.iter().position(|claim| ends(&claim.id)).map(Part::Claim);
    let part = if tail.is_none() { Some(Part::Whole) } else { quotation().or_else(claim) };
    Ok(part.map(|part| Found::One { article, places: loaded.places, part }))
}

fn answer(reader: &Reader, mut ids: Vec<u64>, tail: Option<&str>) -> Result<Found> {
    ids.sort_unstable();
    ids.dedup();
    match ids[..] {
        [] => Ok(Found::Nothing),
        [id] => Ok(one(reader, id, tail)?.unwrap_or(Found::Nothing)),
        _ => several(reader, &ids),
    }
}

fn several(reader: &Reader, ids: &[u64]) -> Result<Found> {
    let mut candidates = Vec::new();
    for id in ids.iter().take(LISTED) {
        if let Some(loaded) = load::article(reader, *id)? {
            let article = &loaded.article.article;
            candidates.push(Candidate { id: article.id, place: article.place.clone(), headline: article.headline.clone() });
        }
    }
    candidates.sort_by(|one, other| (&one.place, one.id).cmp(&(&other.place, other.id)));
    Ok(Found::Several { total: ids.len(), candidates })
}

/// Articles found at `path` or `path#number`.
fn by_place(reader: &Reader, name: &str) -> Result<Vec<u64>> {
    let name = name.strip_prefix("./").unwrap_or(name);
    let whole = by_term(reader, reader.fields.path, name, "found")?;
    if !whole.is_empty() {
        return Ok(whole);
    }
    let numbered = name.rsplit_once('#').and_then(|(path, number)| Some((path, number.parse::<u64>().ok()?)));
    let Some((path, number)) = numbered else { return Ok(Vec::new()) };
    let query = TermQuery::new(Term::from_field_text(reader.fields.path, path), IndexRecordOption::Basic);
    collect(reader, &query, "found", Some(number))
}

fn by_term(reader: &Reader, field: Field, value: &str, column: &str) -> Result<Vec<u64>> {
    collect(reader, &TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic), column, None)
}

/// Articles whose id starts with these digits.
fn by_beginning(reader: &Reader, digits: &str, tail: Option<&str>) -> Result<Found> {
    let hex = (FEWEST..=DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    let Some(start) = hex.then(|| u64::from_str_radix(digits, 16).ok()).flatten() else { return Ok(Found::Nothing) };
    let free = 4 * (DIGITS - digits.len()) as u32;
    let (low, high) = (start << free, (start << free) | ((1 << free) - 1));
    let term = |id| Term::from_field_u64(reader.fields.article, id);
    let query = RangeQuery::new(Bound::Included(term(low)), Bound::Included(term(high)));
    answer(reader, collect(reader, &query, "article", None)?, tail)
}

/// The articles that the hits of `query` name in `column`; with `number` only those of that record.
fn collect(reader: &Reader, query: &dyn Query, column: &str, number: Option<u64>) -> Result<Vec<u64>> {
    let mut ids = Vec::new();
    for address in reader.searcher.search(query, &DocSetCollector)? {
        let columns = reader.searcher.segment_reader(address.segment_ord).fast_fields();
        let value =
            |name: &str| Ok::<_, tantivy::TantivyError>(columns.column_opt::<u64>(name)?.and_then(|column| column.first(address.doc_id)));
        if number.is_none() || value("number")? == number {
            ids.extend(value(column)?);
        }
    }
    Ok(ids)
}
