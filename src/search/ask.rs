//! A question put to the index. Comes in: a query as typed, filters, how hits are listed. Goes out: a page of ranked hits with their counts.

use super::collect::{Answer, Ranking};
use super::compile::{self, Target};
use super::cursor::{Cursor, Pinned, hash};
use super::explain::{Reason, Reasons};
use super::filters::Clauses;
use super::highlight::Marker;
use super::hits::Rank;
use super::query::{self, Node};
use super::rank::Ranked;
use super::request::{Listing, Sort};
use super::statistics::Statistics;
use super::{Reader, days, sort};
use crate::error::{Error, Result};
use std::sync::Mutex;
use tantivy::query::{BooleanQuery, Occur, Query};

/// A question, ready to be put.
pub(super) struct Question {
    /// What is searched.
    pub target: Target,
    /// What runs.
    pub query: Box<dyn Query>,
    /// What is marked.
    pub marker: Marker,
    typed: String,
    node: Option<Node>,
}

/// A page of the answer, before anything is loaded.
pub(super) struct Page {
    /// How many hits there are, copies folded.
    pub total: usize,
    /// How many copies are folded away.
    pub folded: usize,
    /// Where the next page begins.
    pub next: Option<String>,
    /// The hits.
    pub ranked: Vec<(Ranked, Rank)>,
}

/// The tree of a query; `None` for an empty one.
pub(super) fn understood(typed: &str) -> Result<Option<Node>> {
    let node = query::parse(typed)?;
    if node.is_none() && !typed.trim().is_empty() {
        return Err(Error::Query(format!("“{}” holds no word to search for", days::shorten(typed))));
    }
    Ok(node)
}

/// All of the clauses; one alone as it is, which tantivy knows faster ways for.
fn joined(mut clauses: Clauses) -> Box<dyn Query> {
    match clauses.pop() {
        Some((Occur::Must, only)) if clauses.is_empty() => only,
        last => Box::new(BooleanQuery::new(clauses.into_iter().chain(last).collect())),
    }
}

impl Question {
    /// The query `typed` over the documents of `target` that fulfil `clauses`.
    pub(super) fn new(reader: &Reader, target: Target, typed: &str, mut clauses: Clauses) -> Result<Question> {
        let node = understood(typed)?;
        if target != Target::Articles || !node.as_ref().is_some_and(compile::is_of_articles) {
            clauses.push((Occur::Must, compile::filter(compile::term(reader.fields.kind, target.kind()))));
        }
        if let Some(node) = &node {
            let query = compile::compile(reader, target, node).map_err(|error| query::located(error, typed))?;
            clauses.push((Occur::Must, query));
        }
        let marker = Marker::of(target, node.as_ref());
        Ok(Question { target, query: joined(clauses), marker, typed: typed.to_owned(), node })
    }

    /// A number for the question and the order of its hits, which a cursor carries.
    fn number(&self, listing: &Listing) -> u64 {
        let words = format!("{:?} {:?} {} {:?}", self.target, listing.sort, listing.fold, self.node);
        hash(&[self.typed.as_bytes(), words.as_bytes()])
    }

    /// One page of the answer.
    pub(super) fn answer(&self, reader: &Reader, listing: &Listing) -> Result<Page> {
        let number = self.number(listing);
        let cursor = listing.cursor.as_deref().map(|text| Cursor::decode(text, number)).transpose()?;
        let counts = if self.target == Target::Articles { &reader.articles } else { &reader.contents };
        let known = cursor.as_ref().map(|cursor| cursor.known.clone()).unwrap_or_default();
        let pinned = Pinned { counts, known: Mutex::new(known) };
        let ranking = self.ranking(reader, listing, cursor.as_ref())?;
        let answer = reader.searcher.search_with_statistics_provider(&*self.query, &ranking, &pinned)?;
        let ranked = self.with_reasons(reader, &answer, listing, counts)?;
        let more = answer.after > listing.page.offset.saturating_add(answer.ranked.len()) && !answer.ranked.is_empty();
        let known = pinned.known.into_inner().unwrap_or_else(|poisoned| poisoned.into_inner());
        let next = answer.ranked.last().filter(|_| more).map(|last| Cursor { question: number, key: last.key, known }.encode());
        Ok(Page { total: answer.total, folded: answer.folded, next, ranked })
    }

    fn ranking(&self, reader: &Reader, listing: &Listing, cursor: Option<&Cursor>) -> Result<Ranking> {
        let names = match listing.sort {
            Sort::Speaker => Some(sort::names(reader, self.target)?),
            _ => None,
        };
        Ok(Ranking {
            columns: reader.columns.clone(),
            page: listing.page,
            sort: listing.sort,
            names,
            scored: self.node.as_ref().is_some_and(compile::scores),
            copies: if listing.fold { Some(reader.copies()?) } else { None },
            articles: self.target == Target::Articles,
            after: cursor.map(|cursor| cursor.key),
        })
    }

    fn with_reasons(&self, reader: &Reader, answer: &Answer, listing: &Listing, counts: &Statistics) -> Result<Vec<(Ranked, Rank)>> {
        let reasons = match listing.explain {
            true => Some(Reasons::of(reader, self.target, self.node.as_ref(), counts)?),
            false => None,
        };
        let at = |ranked: &Ranked| -> Result<Vec<Reason>> { reasons.as_ref().map_or(Ok(Vec::new()), |reasons| reasons.at(ranked.address)) };
        let rank = |ranked: &Ranked| Ok((*ranked, Rank { score: ranked.score, copies: ranked.copies, reasons: at(ranked)? }));
        answer.ranked.iter().map(rank).collect()
    }
}
