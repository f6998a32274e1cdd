//! Finds contested claims. Comes in: a text, its quotations and cast. Goes out: claims in text order.
//!
//! Wordings of the lexicon (`data/lexicon`: hedges, doubts, denials, refutals) are looked up token by token; each has a frame that says where
//! its proposition stands. A wording that points back ("denied the accusation") is paired with the claim or quotation before it.
//! What counts as a contested claim: shared/gold/GUIDELINES.md.

mod answer;
mod antecedent;
mod complement;
mod extent;
pub mod features;
mod frames;
mod idle;
mod overrun;
mod party;
mod relative;
mod scene;
mod scorer;
mod settle;
mod subject;
mod target;
#[cfg(test)]
mod tests;
mod turn;
mod veto;
mod words;

use crate::article::ArticleId;
use crate::claim::Claim;
use crate::extract::speakers::Cast;
use crate::lexicon::triggers;
use crate::quotation::Quotation;
use crate::span::Span;
use crate::text::Text;
use features::Feature;
use frames::Reading;
use scene::{Draft, Hit, Scene};

/// Longest proposition, in tokens: what is longer is a speech, and no claim.
const LONGEST: usize = 70;

/// The contested claims of a text: those that the model `keep` finds likely enough.
pub fn find(text: &Text, article: ArticleId, quotations: &[Quotation], cast: &mut Cast) -> Vec<Claim> {
    let threshold = scorer::keep().threshold();
    let likely = |claim: &Claim, features: &[Feature]| {
        let tokens: usize = claim.proposition.iter().map(|span| text.tokens_in(*span).len()).sum();
        tokens <= LONGEST && (scorer::is_answered(features) || claim.confidence >= threshold)
    };
    let claims = judged(text, article, quotations, cast).into_iter();
    claims.filter(|(claim, features)| likely(claim, features)).map(|(claim, _)| claim).collect()
}

/// Every claim, likely or not, with what the model `keep` saw of it.
fn judged(text: &Text, article: ArticleId, quotations: &[Quotation], cast: &mut Cast) -> Vec<(Claim, Vec<Feature>)> {
    let scene = Scene { text, quotations };
    let mut drafts = drafts(&scene);
    let answers = answer::answers(&scene, &drafts);
    scorer::contest(&scene, &mut drafts, answers);
    settle::settle(&scene, article, drafts, cast)
}

/// What the wordings give, before parties are resolved.
fn drafts(scene: &Scene) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index = 0;
    while index < scene.text.tokens.len() {
        index += match triggers::at(scene.text, index) {
            Some((trigger, range)) => take(scene, &mut drafts, &Hit { trigger, range }),
            None => {
                drafts.extend(frames::read_noun(scene, index));
                1
            }
        };
    }
    drafts
}

/// A claim or a pair of statement and answer, as the models see it: what `examples/claim_features.rs` writes for training.
#[derive(Clone, Debug)]
pub struct Candidate {
    /// The words of the claim or statement.
    pub proposition: Vec<Span>,
    /// The words that show the status, or the answer.
    pub evidence: Vec<Span>,
    /// What the model sees.
    pub features: Vec<Feature>,
}

/// Every claim that the wordings give, likely or not, and every pair of a statement and what may answer it.
pub fn candidates(text: &Text, article: ArticleId, quotations: &[Quotation], cast: &mut Cast) -> (Vec<Candidate>, Vec<Candidate>) {
    let scene = Scene { text, quotations };
    let drafts = drafts(&scene);
    let answers = answer::answers(&scene, &drafts).into_iter();
    let pairs = answers.map(|answer| Candidate {
        proposition: answer.proposition,
        evidence: vec![answer.evidence],
        features: answer.features.into_iter().map(Feature::Borrowed).collect(),
    });
    let pairs = pairs.collect();
    let claims = settle::settle(&scene, article, drafts, cast).into_iter();
    let claims = claims.map(|(claim, features)| Candidate { proposition: claim.proposition, evidence: claim.evidence, features });
    (claims.collect(), pairs)
}

/// Adds what one wording gives; returns how many tokens it took.
fn take(scene: &Scene, drafts: &mut Vec<Draft>, hit: &Hit) -> usize {
    match frames::read(scene, hit) {
        None => {
            drafts.extend(frames::read_noun(scene, hit.range.start));
            return 1;
        }
        Some(Reading::Claim(draft)) => match antecedent::joins_claim_before(scene, drafts, &draft) {
            Some(place) => drafts[place].absorb(draft),
            None if antecedent::joins_phrase(scene, drafts, &draft) => {}
            None => drafts.push(draft),
        },
        Some(Reading::Challenge(draft)) => antecedent::attach(scene, drafts, draft),
        Some(Reading::Short(draft)) => antecedent::attach_short(scene, drafts, draft),
        Some(Reading::Apposed(draft, mark)) => antecedent::attach_apposed(scene, drafts, draft, mark),
        Some(Reading::Attached(draft)) => antecedent::attach_here(scene, drafts, draft),
    }
    hit.range.len()
}
