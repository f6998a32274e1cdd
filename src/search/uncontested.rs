//! Where a contested claim is told as if nobody contested it. Comes in: an entry of the ledger. Goes out: quotations and sentences of other articles that say
//! the same, without a word of distance or doubt.
//!
//! Only what says nothing else counts: a sentence must be as like the claim as two claims that are one ([`crate::registry`]), and hold no wording
//! of `data/lexicon` that contests, no condition and no question.

use super::Reader;
use super::check::{Sought, candidates};
use super::compile::Target;
use super::load::Shelf;
use super::request::ArticleFilter;
use super::sentence::Layout;
use crate::annotated::AnnotatedArticle;
use crate::error::Result;
use crate::index::wording::Wording;
use crate::lexicon::triggers;
use crate::quotation::CueClass;
use crate::registry::{ClaimEntry, ClaimMatcher};
use crate::span::Span;
use crate::speaker::Speaker;
use crate::text::Text;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Quotations that are compared, those with the rarest words first.
const QUOTATIONS: usize = 100;
/// Articles of which every sentence is.
const ARTICLES: usize = 30;
/// Words that leave open whether it is so.
const OPEN: [&str; 12] = ["if", "whether", "would", "could", "might", "may", "should", "perhaps", "suspected", "suggest", "suggests", "?"];
/// Cues that pass on what is said without keeping a distance; who "avoided acknowledging" something did not say it.
const PLAIN: [CueClass; 3] = [CueClass::Neutral, CueClass::Assert, CueClass::Report];

/// A place that tells a claim without contest.
#[derive(Clone, Debug, PartialEq)]
pub struct Uncontested {
    /// Its article.
    pub article: Arc<AnnotatedArticle>,
    /// The words that tell it, in bytes of the body.
    pub span: Span,
    /// The sentence or sentences around them.
    pub sentence: Span,
    /// Position of the quotation; `None` for the article's own words, which tell it as fact.
    pub quotation: Option<usize>,
}

impl Uncontested {
    /// Who says it, where it is a quotation.
    pub fn speaker(&self) -> Option<&Speaker> {
        self.article.speaker_of(self.article.quotations.get(self.quotation?)?)
    }
}

impl Reader {
    /// Places outside the entry's own articles that tell its claim without contest, earliest first.
    pub(super) fn uncontested(&self, entry: &ClaimEntry) -> Result<Vec<Uncontested>> {
        let ledger = self.ledger()?;
        let mut matcher = ledger.matcher(entry);
        let sought = Sought::of(ledger.text(entry));
        let own: BTreeSet<u64> = ledger.places(entry).map(|place| place.article).collect();
        let mut shelf = Shelf::new(self);
        let mut found: Vec<Uncontested> = Vec::new();
        for (target, limit) in [(Target::Quotations, QUOTATIONS), (Target::Articles, ARTICLES)] {
            for ranked in candidates(self, &sought, target, &ArticleFilter::default(), limit)? {
                if own.contains(&ranked.key.article) {
                    continue;
                }
                let article = shelf.article(ranked.key.article)?.article.clone();
                match target {
                    Target::Quotations => found.extend(quotation(&article, ranked.position(), &mut matcher)),
                    _ => found.extend(sentences(&article, &mut matcher)),
                }
            }
        }
        found.sort_by_key(|place| {
            let date = place.article.article.published.as_ref().map(|date| date.day_range());
            (date.is_none(), date, place.article.article.id.0, place.span.start)
        });
        Ok(found)
    }
}

fn first_day(article: &AnnotatedArticle) -> Option<i64> {
    article.article.published.as_ref().map(|date| date.day_range().0)
}

/// The quotation at this position, where it says the claim and no claim is found in it.
fn quotation(article: &Arc<AnnotatedArticle>, position: usize, matcher: &mut ClaimMatcher) -> Option<Uncontested> {
    let quotation = article.quotations.get(position)?;
    let body = &article.article.body;
    let plain = quotation.cue.as_ref().is_none_or(|cue| PLAIN.contains(&cue.class));
    let span = quotation.content.iter().copied().reduce(Span::cover)?;
    let sentence = Layout::of(body).of_quotation(quotation);
    if !plain || is_claimed(article, sentence) || is_open(body, sentence) {
        return None;
    }
    let name = article.speaker_of(quotation).and_then(|speaker| speaker.name.as_deref());
    let says = matcher.says(&Wording::of(&article.article, &quotation.content), name, first_day(article));
    says.then(|| Uncontested { article: article.clone(), span, sentence, quotation: Some(position) })
}

/// The article's own sentences that say the claim.
fn sentences(article: &Arc<AnnotatedArticle>, matcher: &mut ClaimMatcher) -> Vec<Uncontested> {
    let body = &article.article.body;
    let quoted = |span: Span| article.quotations.iter().any(|quotation| quotation.content.iter().any(|content| content.overlaps(span)));
    let text = Text::new(body);
    let spans = text.sentences.iter().map(|sentence| text.span(sentence));
    let own = spans.filter(|span| !quoted(*span) && !is_claimed(article, *span));
    let says = own.filter(|span| matcher.says(&Wording::of(&article.article, &[*span]), None, first_day(article)));
    let says: Vec<Span> = says.filter(|span| !is_open(body, *span)).collect();
    says.into_iter().map(|span| Uncontested { article: article.clone(), span, sentence: span, quotation: None }).collect()
}

/// True where a contested claim or its evidence stands in a sentence.
fn is_claimed(article: &AnnotatedArticle, sentence: Span) -> bool {
    article.claims.iter().any(|claim| claim.proposition.iter().chain(&claim.evidence).any(|span| span.overlaps(sentence)))
}

/// True for a sentence that contests something, or leaves it open.
fn is_open(body: &str, sentence: Span) -> bool {
    let text = Text::new(sentence.of(body));
    (0..text.tokens.len()).any(|index| OPEN.contains(&text.lower(index)) || triggers::at(&text, index).is_some())
}
