//! Turns a query into what tantivy runs. Comes in: the tree of a query and what is searched. Goes out: a tantivy query, and whether it scores.
//!
//! Words of the text are scored by BM25; tests on named fields only let through or not. A field that the searched documents do not carry
//! is answered through the article: `speaker:` in a search for articles means articles in which such a speaker is quoted, `headline:` in a
//! search for quotations means quotations from such articles.

use super::exact::Exact;
use super::query::{Name, Node, Test};
use super::{Reader, leaf};
use crate::error::Result;
use crate::index::schema::kind;
use std::ops::Bound;
use tantivy::Term;
use tantivy::query::{AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};

/// What is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    /// Articles.
    Articles,
    /// Quotations.
    Quotations,
    /// Contested claims.
    Claims,
}

impl Target {
    /// The value of the field `kind` that its documents have.
    pub(super) fn kind(self) -> &'static str {
        match self {
            Target::Articles => kind::ARTICLE,
            Target::Quotations => kind::QUOTATION,
            Target::Claims => kind::CLAIM,
        }
    }
}

/// Compiles `node` for a search in `target`.
///
/// # Errors
/// [`Error::Query`] where a field's value makes no sense.
pub(super) fn compile(reader: &Reader, target: Target, node: &Node) -> Result<Box<dyn Query>> {
    match node {
        Node::Leaf(leaf) => leaf::query(reader, target, leaf),
        Node::Boost(node, times) => Ok(Box::new(BoostQuery::new(compile(reader, target, node)?, *times))),
        Node::Or(nodes) => {
            let parts = nodes.iter().map(|node| part(reader, target, node, nodes)).collect::<Result<Vec<_>>>()?;
            Ok(Box::new(BooleanQuery::union(parts)))
        }
        Node::And(nodes) => all_of(reader, target, nodes),
        Node::Not(_) => all_of(reader, target, std::slice::from_ref(node)),
    }
}

/// One of `nodes`, whose scores are added up.
fn part(reader: &Reader, target: Target, node: &Node, nodes: &[Node]) -> Result<Box<dyn Query>> {
    let query = compile(reader, target, node)?;
    let added = nodes.iter().filter(|node| scores(node)).take(3).count();
    Ok(if added > 2 && scores(node) { Box::new(Exact::of_part(query)) } else { query })
}

/// True where only articles can match: words of headlines and bodies are asked for. What kind a document is need not be asked then, which
/// costs as much as another word.
pub(super) fn is_of_articles(node: &Node) -> bool {
    match node {
        Node::And(nodes) => nodes.iter().any(is_of_articles),
        Node::Or(nodes) => nodes.iter().all(is_of_articles),
        Node::Not(_) => false,
        Node::Boost(node, _) => is_of_articles(node),
        Node::Leaf(leaf) => {
            matches!(leaf.field, None | Some(Name::Text | Name::Headline | Name::Body | Name::Outside))
                && !matches!(leaf.test, Test::All | Test::Range { .. })
        }
    }
}

/// True where a test of the query gives a score.
pub(super) fn scores(node: &Node) -> bool {
    match node {
        Node::And(nodes) | Node::Or(nodes) => nodes.iter().any(scores),
        Node::Not(_) => false,
        Node::Boost(node, _) => scores(node),
        Node::Leaf(leaf) => {
            leaf.field.is_none_or(Name::is_text) && matches!(leaf.test, Test::Word(_) | Test::Exact(_) | Test::Phrase { .. })
        }
    }
}

fn all_of(reader: &Reader, target: Target, nodes: &[Node]) -> Result<Box<dyn Query>> {
    let mut clauses = Vec::new();
    for node in nodes {
        let (occur, node) = match node {
            Node::Not(inner) => (Occur::MustNot, inner.as_ref()),
            node => (Occur::Must, node),
        };
        clauses.push((occur, part(reader, target, node, nodes)?));
    }
    if clauses.iter().all(|(occur, _)| *occur == Occur::MustNot) {
        clauses.push((Occur::Must, filter(Box::new(AllQuery))));
    }
    Ok(Box::new(BooleanQuery::new(clauses)))
}

/// A query that lets through and does not score.
pub(super) fn filter(query: Box<dyn Query>) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, 0.0))
}

/// A query for one term as it stands.
pub(super) fn term(field: Field, value: &str) -> Box<dyn Query> {
    Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
}

/// Documents whose date lies wholly between `from` and `to` (`YYYYMMDD`); without a bound, those with a date.
pub(super) fn within(reader: &Reader, from: Bound<i64>, to: Bound<i64>) -> Box<dyn Query> {
    let (first, last) = (reader.fields.day_from, reader.fields.day_to);
    let low = match from {
        Bound::Unbounded => Bound::Included(i64::MIN),
        bound => bound,
    };
    let low = RangeQuery::new(low.map(|day| Term::from_field_i64(first, day)), Bound::Unbounded);
    let mut all: Vec<Box<dyn Query>> = vec![Box::new(low)];
    if to != Bound::Unbounded {
        all.push(Box::new(RangeQuery::new(Bound::Unbounded, to.map(|day| Term::from_field_i64(last, day)))));
    }
    Box::new(BooleanQuery::intersection(all))
}
