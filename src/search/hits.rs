//! What is answered. Comes in: documents of the index. Goes out: one plain record a hit, spans in bytes of the article's body.

use crate::annotated::AnnotatedArticle;
use crate::article::{Article, Place};
use crate::claim::Claim;
use crate::quotation::Quotation;
use crate::span::Span;
use crate::speaker::{Speaker, SpeakerKind};
use std::sync::Arc;

/// A page of hits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits<T> {
    /// How many there are in all.
    pub total: usize,
    /// Those of the page.
    pub hits: Vec<T>,
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHit {
    /// The article with its tags.
    pub article: Arc<AnnotatedArticle>,
    /// Every place it was found in, sorted; the article's own `place` is the first.
    pub places: Vec<Place>,
    /// BM25.
    pub score: f32,
    /// The stretch of the body to show.
    pub snippet: Span,
    /// Matched words within the snippet, in text order.
    pub matches: Vec<Span>,
}

/// A quotation that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotationHit {
    /// Its article.
    pub article: Arc<AnnotatedArticle>,
    /// Its position among the article's quotations.
    pub position: usize,
    /// The sentence or sentences it stands in.
    pub sentence: Span,
    /// Matched words of the content, in text order.
    pub matches: Vec<Span>,
}

impl QuotationHit {
    /// The quotation.
    pub fn quotation(&self) -> &Quotation {
        &self.article.quotations[self.position]
    }

    /// Who says it, where that is known.
    pub fn speaker(&self) -> Option<&Speaker> {
        self.quotation().speaker.as_ref().map(|resolved| self.article.speaker(resolved.speaker))
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article.article
    }
}

/// A claim that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct ClaimHit {
    /// Its article.
    pub article: Arc<AnnotatedArticle>,
    /// Its position among the article's claims.
    pub position: usize,
    /// The sentence or sentences the proposition stands in.
    pub sentence: Span,
    /// Matched words of the proposition, in text order.
    pub matches: Vec<Span>,
}

impl ClaimHit {
    /// The claim.
    pub fn claim(&self) -> &Claim {
        &self.article.claims[self.position]
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article.article
    }
}

/// A name with what its bearer said, over all articles.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerRow {
    /// The name as the articles give it.
    pub name: String,
    /// What it is, as most articles have it.
    pub kind: SpeakerKind,
    /// Roles given, most frequent first.
    pub roles: Vec<String>,
    /// Quotations.
    pub quotations: usize,
    /// Contested claims advanced.
    pub claims: usize,
    /// Claims contested.
    pub contests: usize,
    /// Articles in which the speaker says or contests something.
    pub articles: usize,
    /// Earliest and latest date of these, as known.
    pub first: Option<String>,
    /// Latest.
    pub last: Option<String>,
}

/// A topic with how often it is used.
#[derive(Clone, Debug, PartialEq)]
pub struct TopicRow {
    /// The label, most frequent spelling.
    pub label: String,
    /// Articles that carry it.
    pub articles: usize,
    /// Quotations that carry it.
    pub quotations: usize,
}

/// Counts over the whole index.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Stats {
    /// Articles.
    pub articles: usize,
    /// Files they came from.
    pub files: usize,
    /// Quotations by kind: direct, indirect, mixed.
    pub quotations: [usize; 3],
    /// Claims by status, weakest first.
    pub claims: [usize; 4],
    /// Distinct named speakers.
    pub speakers: usize,
    /// Articles by language, most frequent first; `None` is unknown.
    pub languages: Vec<(Option<String>, usize)>,
    /// Articles by publisher, most frequent first; `None` is unknown.
    pub publishers: Vec<(Option<String>, usize)>,
    /// Articles by year, in order; `None` is no date.
    pub years: Vec<(Option<String>, usize)>,
    /// Bytes on disk.
    pub bytes: u64,
}
