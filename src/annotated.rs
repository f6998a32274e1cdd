//! The one record between extraction and everything after. Comes in: an article with what was found in it. Goes out: checked invariants.

use crate::article::Article;
use crate::claim::Claim;
use crate::quotation::Quotation;
use crate::span::Span;
use crate::speaker::{Speaker, SpeakerId};
use crate::topic::Topic;
use serde::{Deserialize, Serialize};

/// An article with its tags.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AnnotatedArticle {
    /// The article.
    pub article: Article,
    /// Everybody who says or contests something, by [`SpeakerId`].
    pub speakers: Vec<Speaker>,
    /// In text order.
    pub quotations: Vec<Quotation>,
    /// In text order of the proposition.
    pub claims: Vec<Claim>,
    /// Most central first.
    pub topics: Vec<Topic>,
}

impl AnnotatedArticle {
    /// An article that nothing was extracted from.
    pub fn bare(article: Article) -> AnnotatedArticle {
        AnnotatedArticle { article, speakers: Vec::new(), quotations: Vec::new(), claims: Vec::new(), topics: Vec::new() }
    }

    /// The speaker with this id.
    ///
    /// # Panics
    /// Never for ids of the same article: [`AnnotatedArticle::fault`] checks them.
    pub fn speaker(&self, id: SpeakerId) -> &Speaker {
        &self.speakers[id.0 as usize]
    }

    /// Who says one of the article's quotations, where that is known.
    pub fn speaker_of(&self, quotation: &Quotation) -> Option<&Speaker> {
        quotation.speaker.as_ref().map(|resolved| self.speaker(resolved.speaker))
    }

    /// The first broken invariant, in words, or `None`.
    ///
    /// Spans lie in the body on character boundaries; `quoted` lies within `content`; content, cue and source do not overlap;
    /// lists are in text order; speaker ids exist.
    pub fn fault(&self) -> Option<String> {
        let known = |id: SpeakerId| (id.0 as usize) < self.speakers.len();
        let numbered = self.speakers.iter().enumerate().all(|(place, speaker)| speaker.id.0 as usize == place);
        if !numbered {
            return Some("speakers are not numbered by position".into());
        }
        let quotations = self.quotations.iter().find_map(|quotation| self.quotation_fault(quotation, &known));
        let claims = self.claims.iter().find_map(|claim| self.claim_fault(claim, &known));
        quotations.or(claims).or_else(|| self.order_fault())
    }

    fn order_fault(&self) -> Option<String> {
        let starts = |spans: &[Span]| spans.first().map_or(0, |span| span.start);
        let quotations = self.quotations.is_sorted_by_key(|quotation| starts(&quotation.content));
        let claims = self.claims.is_sorted_by_key(|claim| starts(&claim.proposition));
        (!quotations || !claims).then(|| "records are not in text order".into())
    }

    fn quotation_fault(&self, quotation: &Quotation, known: &dyn Fn(SpeakerId) -> bool) -> Option<String> {
        let cue = quotation.cue.as_ref().map(|cue| cue.span);
        let source = quotation.source.map(|source| source.span);
        let parts: Vec<Span> = quotation.content.iter().copied().chain(cue).chain(source).collect();
        let via = quotation.speaker.iter().flat_map(|resolved| resolved.via.iter().copied());
        let all = parts.iter().copied().chain(quotation.quoted.iter().copied()).chain(via);
        let overlap = parts.iter().enumerate().any(|(place, one)| parts[..place].iter().any(|other| one.overlaps(*other)));
        let within = |quoted: &Span| quotation.content.iter().any(|content| content.contains(*quoted));
        let message = if quotation.content.is_empty() {
            "has no content"
        } else if overlap {
            "has content, cue or source that overlap"
        } else if !quotation.quoted.iter().all(within) {
            "has a quoted part outside its content"
        } else if !quotation.content.is_sorted() {
            "has content out of order"
        } else if !quotation.speaker.as_ref().is_none_or(|resolved| known(resolved.speaker)) {
            "names a speaker that is not listed"
        } else {
            return self.span_fault(all).map(|fault| format!("quotation {}: {fault}", quotation.id));
        };
        Some(format!("quotation {} {message}", quotation.id))
    }

    fn claim_fault(&self, claim: &Claim, known: &dyn Fn(SpeakerId) -> bool) -> Option<String> {
        let contesters = claim.challenges.iter().filter_map(|challenge| challenge.contester);
        let parties: Vec<_> = contesters.chain(claim.claimant).collect();
        let spans = claim.proposition.iter().chain(&claim.evidence).copied();
        let spans = spans.chain(parties.iter().filter_map(|party| party.span));
        if claim.proposition.is_empty() {
            return Some(format!("claim {} has no proposition", claim.id));
        }
        if !parties.iter().all(|party| known(party.speaker)) {
            return Some(format!("claim {} names a party that is not listed", claim.id));
        }
        self.span_fault(spans).map(|fault| format!("claim {}: {fault}", claim.id))
    }

    fn span_fault(&self, spans: impl Iterator<Item = Span>) -> Option<String> {
        let body = &self.article.body;
        let bad = |span: &Span| span.is_empty() || body.get(span.start..span.end).is_none();
        spans.into_iter().find(bad).map(|span| format!("span {}..{} is empty or off the body", span.start, span.end))
    }
}
