//! Did anybody say this? Comes in: a statement. Goes out: where the corpus has it, word for word or altered, who says it there, and which claim contests it.
//!
//! Quotations, contested claims and the articles' own words that share the statement's rarest words (BM25), or runs of its words where all are common, are
//! compared with it word by word.

mod align;
mod verdict;
mod words;

pub use verdict::{Difference, Verdict};
pub use words::Matter;

use super::collect::Ranking;
use super::compile::{Target, filter, term};
use super::exact::Exact;
use super::filters::{self, Clauses};
use super::load::Shelf;
use super::rank::Ranked;
use super::request::{ArticleFilter, Page, Sort};
use super::sentence::Layout;
use super::{Hits, Reader, names, text};
use crate::annotated::AnnotatedArticle;
use crate::error::{Error, Result};
use crate::index::tokens;
use crate::index::who::Who;
use crate::span::Span;
use crate::text::Text;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeSet;
use std::sync::Arc;
use tantivy::Term;
use tantivy::query::{BooleanQuery, BoostQuery, Occur, PhraseQuery, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use verdict::{Comparison, compare};
use words::{Word, all, within};

/// Records of a kind that are compared word by word, those with the rarest words first.
const CANDIDATES: usize = 200;
/// Articles that are.
const ARTICLES: usize = 50;
/// Words of a run, as they stand in the statement.
const RUN: usize = 4;
/// Runs that are looked for, spread evenly.
const RUNS: usize = 24;
/// What a run tells beside single words: documents that have one come first.
const BOOST: f32 = 8.0;
/// Longest statement, in words.
const LONGEST: usize = 300;

/// What is checked.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct CheckRequest {
    /// The words that somebody is said to have said.
    pub statement: String,
    /// Who that is said to be: any part of the name.
    pub speaker: Option<String>,
    /// Filters on the article.
    pub filter: ArticleFilter,
}

/// What has the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The quotation at this position of the article's list.
    Quotation(usize),
    /// The contested claim at this position.
    Claim(usize),
    /// The article's own words.
    Body,
}

/// Where the corpus has the statement.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckHit {
    /// Its article.
    pub article: Arc<AnnotatedArticle>,
    /// What has it there.
    pub place: Place,
    /// Word for word or not.
    pub verdict: Verdict,
    /// 0 to 1.
    pub likeness: f32,
    /// From the first to the last word compared, in bytes of the body.
    pub stretch: Span,
    /// The sentence or sentences it stands in.
    pub sentence: Span,
    /// The rest of the sentence, before and after, where the statement has only a part of it.
    pub cut: Vec<Span>,
    /// Words that are not the same, in text order.
    pub differences: Vec<Difference>,
    /// Whether the one who says it is the one who was asked for; `None` where nobody was, or where it is not told who says it.
    pub by_asked: Option<bool>,
    /// Positions of the contested claims that share words of the stretch.
    pub contested: Vec<usize>,
}

impl CheckHit {
    /// Name of the one who says it: speaker of the quotation, or claimant.
    pub fn speaker(&self) -> Option<&crate::speaker::Speaker> {
        let article = &*self.article;
        let id = match self.place {
            Place::Quotation(position) => article.quotations[position].speaker.as_ref().map(|resolved| resolved.speaker),
            Place::Claim(position) => article.claims[position].claimant.map(|party| party.speaker),
            Place::Body => None,
        };
        id.map(|id| article.speaker(id))
    }
}

impl Reader {
    /// Where the corpus has the statement: by whom it was asked first, then word for word before altered, then the likest.
    ///
    /// # Errors
    /// [`Error::Usage`] where the statement has no word or more than 300 words, or a filter makes no sense.
    pub fn check(&self, request: &CheckRequest, page: Page) -> Result<Hits<CheckHit>> {
        let checker = Checker::new(self, request)?;
        let mut hits = checker.hits()?;
        hits.sort_by(|one, other| one.rank().partial_cmp(&other.rank()).unwrap_or(std::cmp::Ordering::Equal));
        Ok(super::cut(hits, page))
    }
}

impl CheckHit {
    fn rank(&self) -> (bool, Verdict, f32, u64, Place, usize) {
        (self.by_asked == Some(false), self.verdict, -self.likeness, self.article.article.id.0, self.place, self.stretch.start)
    }
}

/// A check under way.
struct Checker<'a> {
    reader: &'a Reader,
    request: &'a CheckRequest,
    statement: Vec<Word>,
    ellipses: Vec<usize>,
    terms: Sought,
    /// Article and encoded [`Who`] of whoever was asked for.
    asked: FxHashSet<(u64, &'a str)>,
}

impl<'a> Checker<'a> {
    fn new(reader: &'a Reader, request: &'a CheckRequest) -> Result<Checker<'a>> {
        let typed = &request.statement;
        let statement = all(&Text::new(typed));
        if statement.is_empty() {
            return Err(Error::Usage("there is no word to check".into()));
        }
        if statement.len() > LONGEST {
            return Err(Error::Usage(format!("the statement has {} words: check at most {LONGEST} at once", statement.len())));
        }
        let ellipses = ["…", "..."].iter().flat_map(|mark| typed.match_indices(mark).map(|(at, _)| at)).collect();
        let terms = Sought::of(typed);
        let mut asked = FxHashSet::default();
        if let Some(name) = &request.speaker {
            let registry = reader.registry()?;
            asked.extend(names::of_speakers(registry, name)?.into_iter().flat_map(|entry| registry.occurrences(entry)));
        }
        Ok(Checker { reader, request, statement, ellipses, terms, asked })
    }

    fn hits(&self) -> Result<Vec<CheckHit>> {
        let mut shelf = Shelf::new(self.reader);
        let mut read: FxHashMap<u64, Vec<Word>> = FxHashMap::default();
        let mut hits = Vec::new();
        for target in [Target::Quotations, Target::Claims, Target::Articles] {
            let limit = if target == Target::Articles { ARTICLES } else { CANDIDATES };
            for ranked in candidates(self.reader, &self.terms, target, &self.request.filter, limit)? {
                let loaded = shelf.article(ranked.key.article)?;
                let article = &loaded.article;
                let body = &article.article.body;
                let (place, spans) = match target {
                    Target::Quotations => (Place::Quotation(ranked.position()), article.quotations[ranked.position()].content.clone()),
                    Target::Claims => (Place::Claim(ranked.position()), article.claims[ranked.position()].proposition.clone()),
                    Target::Articles => (Place::Body, vec![Span::new(0, body.len())]),
                };
                let words = read.entry(ranked.key.article).or_insert_with(|| all(&Text::new(body)));
                if let Some(found) = compare(&self.statement, &self.ellipses, &within(words, &spans)) {
                    let sentence = Layout::of(&loaded.article.article.body).cover(&[found.stretch]);
                    self.add(&mut hits, self.hit(article.clone(), place, sentence, found));
                }
            }
        }
        Ok(hits)
    }

    /// Keeps a hit unless the same words are there already as somebody's.
    fn add(&self, hits: &mut Vec<CheckHit>, hit: CheckHit) {
        let id = hit.article.article.id;
        let known =
            hits.iter().any(|other| other.article.article.id == id && other.stretch.overlaps(hit.stretch) && other.place < hit.place);
        if !known {
            hits.push(hit);
        }
    }

    fn hit(&self, article: Arc<AnnotatedArticle>, place: Place, sentence: Span, found: Comparison) -> CheckHit {
        let shares = |claim: &crate::claim::Claim| claim.proposition.iter().any(|span| span.overlaps(found.stretch));
        let contested = (0..article.claims.len()).filter(|position| shares(&article.claims[*position])).collect();
        let Comparison { verdict, likeness, stretch, cut, differences } = found;
        let mut hit = CheckHit { article, place, verdict, likeness, stretch, sentence, cut, differences, by_asked: None, contested };
        let id = hit.article.article.id.0;
        let named = hit.speaker().filter(|speaker| speaker.name.is_some() && self.request.speaker.is_some());
        hit.by_asked = named.map(|speaker| self.asked.contains(&(id, Who::of(speaker).encode().as_str())));
        hit
    }
}

/// What documents that may hold a text are looked for by.
pub(super) struct Sought {
    /// Stems of its words, without function words where there are others.
    terms: BTreeSet<String>,
    /// Stems of some runs of its words.
    runs: Vec<Vec<String>>,
}

impl Sought {
    /// The words and runs of a text.
    pub(super) fn of(typed: &str) -> Sought {
        let words = all(&Text::new(typed));
        let telling = |word: &&Word| !word.small || words.iter().all(|word| word.small);
        let stems = |word: &Word| text::words(tokens::PROSE, word.span.of(typed)).terms().map(str::to_owned).collect::<Vec<_>>();
        let terms = words.iter().filter(telling).flat_map(stems).collect();
        let stemmed: Vec<String> = text::words(tokens::PROSE, typed).terms().map(str::to_owned).collect();
        let runs: Vec<&[String]> = stemmed.chunks_exact(RUN).collect();
        let step = runs.len().div_ceil(RUNS).max(1);
        Sought { terms, runs: runs.into_iter().step_by(step).map(<[String]>::to_vec).collect() }
    }

    /// Documents with any of the words in `field`, those with a run first.
    fn query(&self, field: Field) -> BooleanQuery {
        let term = |word: &String| Term::from_field_text(field, word);
        let words = self.terms.iter().map(|word| Box::new(TermQuery::new(term(word), IndexRecordOption::WithFreqs)) as Box<dyn Query>);
        let run = |run: &Vec<String>| BoostQuery::new(Box::new(PhraseQuery::new(run.iter().map(term).collect())), BOOST);
        let runs = self.runs.iter().map(|words| Box::new(run(words)) as Box<dyn Query>);
        BooleanQuery::new(words.chain(runs).map(|query| (Occur::Should, Box::new(Exact::of_part(query)) as Box<dyn Query>)).collect())
    }
}

/// Documents that share words with a statement, those with the rarest first.
pub(super) fn candidates(reader: &Reader, sought: &Sought, target: Target, articles: &ArticleFilter, limit: usize) -> Result<Vec<Ranked>> {
    let field = if target == Target::Articles { reader.fields.body } else { reader.fields.content };
    let mut clauses: Clauses = filters::of_article(reader, articles)?;
    clauses.push((Occur::Must, filter(term(reader.fields.kind, target.kind()))));
    clauses.push((Occur::Must, Box::new(sought.query(field))));
    let ranking = Ranking {
        columns: reader.columns.clone(),
        page: Page { limit: Some(limit), offset: 0 },
        sort: Sort::Relevance,
        names: None,
        scored: true,
        copies: Some(reader.copies()?),
        articles: target == Target::Articles,
        after: None,
    };
    let statistics = if target == Target::Articles { &reader.articles } else { &reader.contents };
    Ok(reader.searcher.search_with_statistics_provider(&BooleanQuery::new(clauses), &ranking, statistics)?.ranked)
}
