//! Finds who says what. Comes in: an article. Goes out: the article with speakers, quotations, claims and topics.

pub mod attribution;
pub mod claims;
pub mod mentions;
pub mod speakers;
pub mod topics;

use crate::annotated::AnnotatedArticle;
use crate::article::Article;
use crate::quotation::Quotation;
use crate::text::Text;
use attribution::Attribution;
use speakers::Cast;

/// Tags an article. Articles in other languages than English come back bare.
pub fn annotate(article: Article) -> AnnotatedArticle {
    if !article.is_english() {
        return AnnotatedArticle::bare(article);
    }
    let text = Text::new(&article.body);
    let attributions = attribution::find(&text);
    let mut cast = Cast::gather(&text, &article, &attributions);
    let mut quotations = resolve(&text, &article, attributions, &mut cast);
    let claims = claims::find(&text, article.id, &quotations, &mut cast);
    let mut topics = topics::label(&text, article.headline.as_deref(), &mut quotations);
    topics.extend(topics::subjects(article.headline.as_deref(), &article.body));
    let speakers = cast.into_speakers();
    let annotated = AnnotatedArticle { speakers, quotations, claims, topics, article };
    debug_assert_eq!(annotated.fault(), None, "in {}", annotated.article.place);
    annotated
}

/// Names the speaker of every attribution, in text order.
pub fn resolve(text: &Text, article: &Article, attributions: Vec<Attribution>, cast: &mut Cast) -> Vec<Quotation> {
    let speakers = cast.resolve_all(text, &attributions);
    let quotation = |(attribution, speaker): (Attribution, _)| Quotation {
        id: Quotation::make_id(article.id, attribution.content[0].start),
        kind: attribution.kind,
        content: attribution.content,
        quoted: attribution.quoted,
        cue: attribution.cue,
        source: attribution.source,
        speaker,
        topics: Vec::new(),
        confidence: attribution.confidence,
        why: attribution.why,
    };
    attributions.into_iter().zip(speakers).map(quotation).collect()
}
