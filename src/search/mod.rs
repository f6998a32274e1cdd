//! Answers questions from the index. Comes in: a query with filters. Goes out: hits in a stable order, with counts.

mod check;
mod compile;
mod days;
mod exact;
mod filters;
mod find;
mod highlight;
mod hits;
mod join;
mod load;
mod names;
mod query;
mod rank;
mod request;
mod sentence;
mod snippet;
mod statistics;
mod stream;
#[cfg(test)]
mod tests;
mod text;

pub use check::{CheckHit, CheckRequest, Difference, Matter, Place as CheckPlace, Verdict};
pub use find::{Candidate, Found, Part};
pub use hits::*;
pub use request::*;

use crate::annotated::AnnotatedArticle;
use crate::article::Place;
use crate::error::{Error, Result};
use crate::index::folder;
use crate::index::schema::Fields;
use crate::registry;
use crate::span::Span;
use compile::Target;
use filters::Clauses;
use highlight::{Marker, joined};
use load::Shelf;
use query::Node;
use rank::{Columns, Ranked, Ranking};
use statistics::Statistics;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tantivy::query::{BooleanQuery, Occur};
use tantivy::{ReloadPolicy, Searcher};

/// An index, open for reading: the state it had when it was opened, however long it is kept.
pub struct Reader {
    folder: PathBuf,
    fields: Fields,
    searcher: Searcher,
    columns: Arc<[Columns]>,
    articles: Statistics,
    contents: Statistics,
}

/// What a search found, before anything is loaded.
struct Answer {
    total: usize,
    ranked: Vec<Ranked>,
    marker: Marker,
}

impl Reader {
    /// Opens the index in `folder`.
    ///
    /// # Errors
    /// [`Error::NoIndex`] where there is none, [`Error::Format`] where another version wrote it.
    pub fn open(folder: &Path) -> Result<Reader> {
        let folder::Opened { index, fields } = folder::open(folder)?;
        let searcher = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?.searcher();
        Ok(Reader {
            folder: folder.to_owned(),
            columns: Columns::of_all(&searcher)?,
            articles: Statistics::of_articles(&searcher, &fields),
            contents: Statistics::of_contents(&searcher, &fields),
            fields,
            searcher,
        })
    }

    /// Articles whose headline or body matches: the best first, or without a query the newest.
    ///
    /// # Errors
    /// [`Error::Query`] where the query cannot be read, [`Error::Usage`] where a filter makes no sense.
    pub fn articles(&self, request: &ArticleRequest, page: Page) -> Result<Hits<ArticleHit>> {
        let clauses = filters::of_article(self, &request.filter)?;
        let answer = self.answer(Target::Articles, &request.query, clauses, page)?;
        let mut shelf = Shelf::new(self);
        let hit = |ranked: &Ranked| {
            let loaded = shelf.article(ranked.article)?;
            let body = &loaded.article.article.body;
            let matches = answer.marker.matches(body, 0);
            let snippet = snippet::best(body, loaded.layout(), &matches);
            let matches = joined(&matches).into_iter().filter(|found| snippet.contains(*found)).collect();
            Ok(ArticleHit { article: loaded.article.clone(), places: loaded.places.clone(), score: ranked.score, snippet, matches })
        };
        Ok(Hits { total: answer.total, hits: answer.ranked.iter().map(hit).collect::<Result<_>>()? })
    }

    /// Quotations whose content matches: the best first, or without a query the newest, those of an article in text order.
    ///
    /// # Errors
    /// As [`Reader::articles`].
    pub fn quotations(&self, request: &QuotationRequest, page: Page) -> Result<Hits<QuotationHit>> {
        let clauses = filters::of_quotation(self, request)?;
        let answer = self.answer(Target::Quotations, &request.query, clauses, page)?;
        let mut shelf = Shelf::new(self);
        let mut hits = Vec::with_capacity(answer.ranked.len());
        for ranked in &answer.ranked {
            let loaded = shelf.article(ranked.article)?;
            let Some(quotation) = loaded.article.quotations.get(ranked.position) else { continue };
            let matches = marked(&answer.marker, &loaded.article, &quotation.content);
            let sentence = loaded.layout().of_quotation(quotation);
            hits.push(QuotationHit { article: loaded.article.clone(), position: ranked.position, sentence, matches });
        }
        Ok(Hits { total: answer.total, hits })
    }

    /// Claims whose proposition matches, in the order of [`Reader::quotations`].
    ///
    /// # Errors
    /// As [`Reader::articles`].
    pub fn claims(&self, request: &ClaimRequest, page: Page) -> Result<Hits<ClaimHit>> {
        let clauses = filters::of_claim(self, request)?;
        let answer = self.answer(Target::Claims, &request.query, clauses, page)?;
        let mut shelf = Shelf::new(self);
        let mut hits = Vec::with_capacity(answer.ranked.len());
        for ranked in &answer.ranked {
            let loaded = shelf.article(ranked.article)?;
            let Some(claim) = loaded.article.claims.get(ranked.position) else { continue };
            let matches = marked(&answer.marker, &loaded.article, &claim.proposition);
            let sentence = loaded.layout().of_claim(&loaded.article, claim);
            hits.push(ClaimHit { article: loaded.article.clone(), position: ranked.position, sentence, matches });
        }
        Ok(Hits { total: answer.total, hits })
    }

    /// Everybody who is quoted, claims or contests something, most quoted first; with `name` those of whose name it is a part.
    ///
    /// # Errors
    /// [`Error::Usage`] where `name` holds no letter.
    pub fn speakers(&self, name: Option<&str>, page: Page) -> Result<Hits<SpeakerRow>> {
        let rows = registry::speakers(&self.searcher, &self.fields)?;
        let Some(name) = name else { return Ok(cut(rows, page)) };
        let holds = names::Filter::new(name, rows.iter().map(|row| row.name.as_str()))?;
        Ok(cut(rows.into_iter().filter(|row| holds.matches(&row.name)).collect(), page))
    }

    /// Every topic, most frequent first; with `words` those that have all of them.
    ///
    /// # Errors
    /// [`Error::Usage`] where `words` holds no letter.
    pub fn topics(&self, words: Option<&str>, page: Page) -> Result<Hits<TopicRow>> {
        let rows = registry::topics(&self.searcher, &self.fields)?;
        let Some(typed) = words else { return Ok(cut(rows, page)) };
        let wanted = text::words(crate::index::tokens::PROSE, typed);
        if wanted.is_empty() {
            return Err(Error::Usage(format!("“{}” holds no letter to look for in a topic", days::shorten(typed))));
        }
        let holds = |label: &str| {
            let label = text::words(crate::index::tokens::PROSE, label);
            wanted.terms().all(|word| label.terms().any(|term| term == word))
        };
        Ok(cut(rows.into_iter().filter(|row| holds(&row.label)).collect(), page))
    }

    /// What `id` names: an article's id or a beginning of it that is unique, a quotation's or claim's id, the id that a dump gave its
    /// record, or a place (`corpus/a.txt`, `dump.jsonl#3`).
    ///
    /// # Errors
    /// Only where the index cannot be read.
    pub fn find(&self, id: &str) -> Result<Found> {
        find::find(self, id)
    }

    /// Gives every article with all its places to `f`, ordered by the first of them, one in memory at a time.
    ///
    /// # Errors
    /// The first error of `f`, or where the index cannot be read.
    pub fn for_each(&self, f: &mut dyn FnMut(&AnnotatedArticle, &[Place]) -> Result<()>) -> Result<()> {
        stream::for_each(self, f)
    }

    /// Counts over the whole index.
    ///
    /// # Errors
    /// Where the index cannot be read.
    pub fn stats(&self) -> Result<Stats> {
        let stats = registry::stats(&self.searcher, &self.fields)?;
        Ok(Stats { bytes: folder_size(&self.folder), ..stats })
    }

    /// How a query is read, in one line: `tax cut` is `tax AND cut`. Empty for an empty query.
    ///
    /// # Errors
    /// [`Error::Query`] where it cannot be read.
    pub fn interpreted(query: &str) -> Result<String> {
        Ok(understood(query)?.map_or(String::new(), |node| node.to_string()))
    }

    /// Runs the query `typed` over the documents of `target` that fulfil `clauses`.
    fn answer(&self, target: Target, typed: &str, mut clauses: Clauses, page: Page) -> Result<Answer> {
        let node = understood(typed)?;
        clauses.push((Occur::Must, compile::filter(compile::term(self.fields.kind, target.kind()))));
        if let Some(node) = &node {
            clauses.push((Occur::Must, compile::compile(self, target, node)?));
        }
        let scored = node.as_ref().is_some_and(compile::scores);
        let ranking = Ranking { columns: self.columns.clone(), page, scored };
        let statistics = if target == Target::Articles { &self.articles } else { &self.contents };
        let (total, ranked) = self.searcher.search_with_statistics_provider(&BooleanQuery::new(clauses), &ranking, statistics)?;
        Ok(Answer { total, ranked, marker: Marker::of(node.as_ref()) })
    }
}

/// The tree of a query; `None` for an empty one.
fn understood(typed: &str) -> Result<Option<Node>> {
    let node = query::parse(typed)?;
    if node.is_none() && !typed.trim().is_empty() {
        return Err(Error::Query(format!("“{}” holds no word to search for", days::shorten(typed))));
    }
    Ok(node)
}

/// Matched words in some spans of the body.
fn marked(marker: &Marker, article: &AnnotatedArticle, spans: &[Span]) -> Vec<Span> {
    let body = &article.article.body;
    spans.iter().flat_map(|span| joined(&marker.matches(span.of(body), span.start))).collect()
}

fn cut<T>(rows: Vec<T>, page: Page) -> Hits<T> {
    let total = rows.len();
    Hits { total, hits: rows.into_iter().skip(page.offset).take(page.limit.unwrap_or(usize::MAX)).collect() }
}

/// Bytes of all files of the index folder; files that vanish meanwhile count nothing.
fn folder_size(folder: &Path) -> u64 {
    let size = |entry: std::fs::DirEntry| match entry.metadata() {
        Ok(data) if data.is_dir() => folder_size(&entry.path()),
        Ok(data) => data.len(),
        Err(_) => 0,
    };
    std::fs::read_dir(folder).map_or(0, |entries| entries.flatten().map(size).sum())
}
