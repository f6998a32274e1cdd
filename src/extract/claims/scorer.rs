//! The two models of claims. Comes in: the weights of `data/model/claims.tsv`. Goes out: which claims are kept, which statements are contested by what follows them.

use super::answer::{Answer, Stated};
use super::features::Feature;
use super::scene::{Draft, Scene, Way, Who};
use crate::claim::Status;
use crate::model::linear::Linear;
use std::sync::LazyLock;

const WEIGHTS: &str = include_str!("../../../data/model/claims.tsv");

/// How likely a claim that a wording gives is a contested claim.
pub(super) fn keep() -> &'static Linear {
    static KEEP: LazyLock<Linear> = LazyLock::new(|| Linear::read(WEIGHTS, "keep"));
    &KEEP
}

/// How likely a sentence contests a statement before it.
fn answer() -> &'static Linear {
    static ANSWER: LazyLock<Linear> = LazyLock::new(|| Linear::read(WEIGHTS, "answer"));
    &ANSWER
}

/// True for a claim that stands because of a contrary account alone: the model `answer` has judged it.
pub(super) fn is_answered(features: &[Feature]) -> bool {
    features.iter().any(|feature| feature == "way answered")
}

/// Adds to each statement the likeliest of its answers, where that is likely enough.
pub(super) fn contest(scene: &Scene, drafts: &mut Vec<Draft>, answers: Vec<Answer>) {
    let mut best: Option<(Answer, f32)> = None;
    let mut take = |found: Option<(Answer, f32)>| {
        if let Some((answer, likely)) = found.filter(|(_, likely)| *likely >= self::answer().threshold()) {
            add(scene, drafts, answer, likely);
        }
    };
    for next in answers {
        let likely = answer().probability(&next.features);
        match &best {
            Some((kept, known)) if kept.stated == next.stated => {
                if likely > *known {
                    best = Some((next, likely));
                }
            }
            _ => take(best.replace((next, likely))),
        }
    }
    take(best);
}

fn add(scene: &Scene, drafts: &mut Vec<Draft>, answer: Answer, likely: f32) {
    let why = format!("disputed by what follows \"{}\"", answer.evidence.of(scene.text.body));
    match answer.stated {
        Stated::Draft(place) => {
            let draft = &mut drafts[place];
            draft.status = draft.status.max(Status::Disputed);
            draft.challenges.push((answer.contester, answer.evidence));
            draft.evidence.push(answer.evidence);
            draft.why.push(why);
        }
        Stated::Quotation(place) => drafts.push(Draft {
            proposition: answer.proposition,
            status: Status::Disputed,
            claimant: Some(Who::Voice(place)),
            challenges: vec![(answer.contester, answer.evidence)],
            evidence: vec![answer.evidence],
            quotation: Some(place),
            reaches: false,
            wordings: Vec::new(),
            way: Way::Answered(likely),
            why: vec![why],
            at: scene.text.tokens_in(answer.evidence).start,
        }),
    }
}
