//! How sure an attribution is. Comes in: what the tagger and the rules think of it. Goes out: the share of such attributions that are right.
//!
//! A logistic regression, fitted on PolNeAR's dev split to content (partial) and source both being right; the reliability table is in
//! `data/model/README.md`.

use crate::model;

/// What speaks for an attribution.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    /// Mean probability of the tokens of its least likely stretch of content.
    pub content: f32,
    /// Mean probability of the source's tokens, where the tagger found one.
    pub source: Option<f32>,
    /// It has a source, by tagger or rules.
    pub sourced: bool,
    /// The rules find the same content with the same source.
    pub agreed: bool,
}

/// The share of attributions with such evidence that are right, 0 to 1.
pub(super) fn confidence(evidence: Evidence) -> f32 {
    // Nearly all of the differences are between contents that are almost certain.
    let certain = (0..4).fold(evidence.content, |power, _| power * power);
    let mut sum = -3.45 + 2.09 * evidence.content + 1.93 * certain + 1.85 * evidence.source.unwrap_or(0.0);
    if !evidence.sourced {
        sum -= 0.40;
    }
    if evidence.agreed {
        sum += 0.67;
    }
    model::logistic(sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_makes_sure() {
        let sure = confidence(Evidence { content: 0.99, source: Some(0.99), sourced: true, agreed: true });
        let unsure = confidence(Evidence { content: 0.6, source: None, sourced: false, agreed: false });
        assert!(sure > 0.9 && unsure < 0.3, "{sure} {unsure}");
    }
}
