//! Hits in full. Comes in: ranked documents and what to mark in them. Goes out: each with its article, the stretch of text to show and its matches.

use super::highlight::{Marker, joined};
use super::hits::{ArticleHit, ClaimHit, Hits, QuotationHit, Rank};
use super::load::Shelf;
use super::rank::Ranked;
use super::sentence::Layout;
use super::{Reader, ask, snippet};
use crate::annotated::AnnotatedArticle;
use crate::claim::Claim;
use crate::error::Result;
use crate::span::Span;

/// Loads hits one after another; articles are remembered.
pub(super) struct Fetch<'a> {
    shelf: Shelf<'a>,
    marker: &'a Marker,
}

impl<'a> Fetch<'a> {
    /// Hits of a question whose words `marker` marks.
    pub(super) fn new(reader: &'a Reader, marker: &'a Marker) -> Fetch<'a> {
        Fetch { shelf: Shelf::new(reader), marker }
    }

    /// An article with its best stretch.
    pub(super) fn article(&mut self, ranked: &Ranked, rank: &Rank) -> Result<Option<ArticleHit>> {
        let loaded = self.shelf.article(ranked.key.article)?;
        let (body, headline) = (&loaded.article.article.body, loaded.article.article.headline.as_deref());
        let matches = self.marker.in_body(body, &contents(&loaded.article));
        let layout = Layout::of(body);
        let snippet = snippet::best(&layout, &matches, headline.map_or(0, |headline| layout.end_of_headline(headline)));
        let matches = joined(&matches).into_iter().filter(|found| snippet.contains(*found)).collect();
        let headline_matches = headline.map_or(Vec::new(), |headline| self.marker.in_headline(headline));
        let (article, places) = (loaded.article.clone(), loaded.places.clone());
        Ok(Some(ArticleHit { article, places, rank: rank.clone(), snippet, matches, headline_matches }))
    }

    /// A quotation in its sentence; `None` where its record is gone.
    pub(super) fn quotation(&mut self, ranked: &Ranked, rank: &Rank) -> Result<Option<QuotationHit>> {
        let loaded = self.shelf.article(ranked.key.article)?;
        let Some(quotation) = loaded.article.quotations.get(ranked.position()) else { return Ok(None) };
        let matches = marked(self.marker, &loaded.article, &quotation.content);
        let sentence = Layout::of(&loaded.article.article.body).of_quotation(quotation);
        let (article, position) = (loaded.article.clone(), ranked.position());
        Ok(Some(QuotationHit { article, position, rank: rank.clone(), sentence, matches }))
    }

    /// A claim in its sentence; `None` where its record is gone.
    pub(super) fn claim(&mut self, ranked: &Ranked, rank: &Rank) -> Result<Option<ClaimHit>> {
        let loaded = self.shelf.article(ranked.key.article)?;
        let matches = |claim: &Claim| marked(self.marker, &loaded.article, &claim.proposition);
        Ok(ClaimHit::of(&loaded.article, ranked.position(), rank.clone(), matches))
    }
}

/// A page of hits, each loaded; one whose record is gone is left out.
pub(super) fn page<T>(page: &ask::Page, mut hit: impl FnMut(&Ranked, &Rank) -> Result<Option<T>>) -> Result<Hits<T>> {
    let hits = page.ranked.iter().map(|(ranked, rank)| hit(ranked, rank)).filter_map(Result::transpose).collect::<Result<_>>()?;
    Ok(Hits { total: page.total, folded: page.folded, next: page.next.clone(), hits })
}

/// Where the quotations of an article lie.
fn contents(article: &AnnotatedArticle) -> Vec<Span> {
    article.quotations.iter().flat_map(|quotation| quotation.content.iter().copied()).collect()
}

/// Matched words in some spans of the body.
fn marked(marker: &Marker, article: &AnnotatedArticle, spans: &[Span]) -> Vec<Span> {
    let body = &article.article.body;
    spans.iter().flat_map(|span| joined(&marker.matches(span.of(body), span.start))).collect()
}
