//! Finds contested claims. Comes in: a text, its quotations and cast. Goes out: claims in text order.
//!
//! Wordings of the lexicon (`data/lexicon`: hedges, doubts, denials, refutals) are looked up token by token; each has a frame that says where
//! its proposition stands. A wording that points back ("denied the accusation") is paired with the claim or quotation before it.
//! What counts as a contested claim: shared/gold/GUIDELINES.md.

mod antecedent;
mod complement;
mod extent;
mod frames;
mod idle;
mod relative;
mod scene;
mod settle;
mod subject;
#[cfg(test)]
mod tests;
mod words;

use crate::article::ArticleId;
use crate::claim::Claim;
use crate::extract::speakers::Cast;
use crate::lexicon::triggers;
use crate::quotation::Quotation;
use crate::text::Text;
use frames::Reading;
use scene::{Draft, Hit, Scene};

/// The contested claims of a text.
pub fn find(text: &Text, article: ArticleId, quotations: &[Quotation], cast: &mut Cast) -> Vec<Claim> {
    let scene = Scene { text, quotations };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut index = 0;
    while index < text.tokens.len() {
        index += match triggers::at(text, index) {
            Some((trigger, range)) => take(&scene, &mut drafts, &Hit { trigger, range }),
            None => {
                drafts.extend(frames::read_noun(&scene, index));
                1
            }
        };
    }
    settle::settle(&scene, article, drafts, cast)
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
