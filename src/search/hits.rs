//! What is answered. Comes in: documents of the index. Goes out: one plain record a hit, spans in bytes of the article's body.

use super::compile::Target;
use super::rank::Ranked;
use super::sentence::Layout;
use crate::annotated::AnnotatedArticle;
use crate::article::{Article, ArticleId, Place};
use crate::claim::Claim;
use crate::quotation::Quotation;
use crate::span::Span;
use crate::speaker::Speaker;
use std::sync::Arc;

pub use super::explain::Reason;
pub use super::facets::{Counted, Facet};
pub use crate::registry::{Edit, Entry, RoleSpan, SpeakerRow, Stats, TopicRow, Unsure, edit::from_csv, repeats};

/// A page of hits.
#[derive(Clone, Debug, PartialEq)]
pub struct Hits<T> {
    /// How many there are in all.
    pub total: usize,
    /// How many copies are folded into them.
    pub folded: usize,
    /// Where the next page begins; `None` after the last.
    pub next: Option<String>,
    /// Those of the page.
    pub hits: Vec<T>,
}

/// What the search knows of a hit, whatever it is.
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    /// BM25 times the weight of a record; 0 where that does not decide the order.
    pub score: f32,
    /// How many copies are folded into it.
    pub copies: usize,
    /// Why it is a hit, where that was asked.
    pub reasons: Vec<Reason>,
}

/// A hit by name.
#[derive(Clone, Debug, PartialEq)]
pub struct HitId {
    /// Its article.
    pub article: ArticleId,
    /// Of a quotation or claim, its position in the article's list.
    pub position: Option<usize>,
    /// Its score, its copies, why it is a hit.
    pub rank: Rank,
}

impl HitId {
    /// What `ranked` is called.
    pub(super) fn of(target: Target, ranked: &Ranked, rank: &Rank) -> HitId {
        let position = (target != Target::Articles).then_some(ranked.position());
        HitId { article: ArticleId(ranked.key.article), position, rank: rank.clone() }
    }
}

/// An article that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct ArticleHit {
    /// The article with its tags.
    pub article: Arc<AnnotatedArticle>,
    /// Every place it was found in, sorted; the article's own `place` is the first.
    pub places: Vec<Place>,
    /// Its score, its copies, why it is a hit.
    pub rank: Rank,
    /// The stretch of the body to show.
    pub snippet: Span,
    /// Matched words within the snippet, in text order.
    pub matches: Vec<Span>,
    /// Matched words of the headline, in bytes of it.
    pub headline_matches: Vec<Span>,
}

/// A quotation that matches.
#[derive(Clone, Debug, PartialEq)]
pub struct QuotationHit {
    /// Its article.
    pub article: Arc<AnnotatedArticle>,
    /// Its position among the article's quotations.
    pub position: usize,
    /// Its score, its copies, why it is a hit.
    pub rank: Rank,
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
        self.article.speaker_of(self.quotation())
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
    /// Its score, its copies, why it is a hit.
    pub rank: Rank,
    /// The sentence or sentences the proposition stands in.
    pub sentence: Span,
    /// Matched words of the proposition, in text order.
    pub matches: Vec<Span>,
}

impl ClaimHit {
    /// The claim at `position` in its sentence, with what `matches` finds in it; `None` where the article has no such claim.
    pub(super) fn of(
        article: &Arc<AnnotatedArticle>,
        position: usize,
        rank: Rank,
        matches: impl FnOnce(&Claim) -> Vec<Span>,
    ) -> Option<ClaimHit> {
        let claim = article.claims.get(position)?;
        let sentence = Layout::of(&article.article.body).of_claim(article, claim);
        Some(ClaimHit { article: article.clone(), position, rank, sentence, matches: matches(claim) })
    }

    /// The claim.
    pub fn claim(&self) -> &Claim {
        &self.article.claims[self.position]
    }

    /// The article.
    pub fn article(&self) -> &Article {
        &self.article.article
    }
}
