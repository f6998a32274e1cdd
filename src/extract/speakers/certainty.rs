//! How sure a name is. Comes in: the rule that led to it. Goes out: the share of such names that are right, and whether that is enough to give one.
//!
//! Counted with `sayso eval names` over the articles of development: `data/model/names.tsv`, described in `data/model/README.md`.

use super::{Answer, Who};
use crate::lexicon::rows;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A name that is less likely right than this is not given: a wrong name harms somebody.
const LEAST: f32 = 0.7;

/// What counts as if it had been seen beside the counts of a rule: names, and the share of all names that are right.
const PRIOR: (f32, f32) = (8.0, 0.9);

static SHARES: LazyLock<FxHashMap<&'static str, f32>> = LazyLock::new(|| {
    let share = |row: Vec<&'static str>| {
        let (given, right): (f32, f32) = (row.get(1)?.parse().ok()?, row.get(2)?.parse().ok()?);
        Some((*row.first()?, (right + PRIOR.0 * PRIOR.1) / (given + PRIOR.0)))
    };
    rows(include_str!("../../../data/model/names.tsv")).filter_map(share).collect()
});

/// The share of names found by this rule that are right, 0 to 1; `None` for a rule that gives no names.
pub(super) fn share(rule: &str) -> Option<f32> {
    SHARES.get(rule).copied()
}

/// The answer as sure as its rule; nobody, where a name would be a guess.
pub(super) fn weighed(answer: Answer) -> Answer {
    let Some(confidence) = share(answer.why) else { return answer };
    match answer.who {
        Who::Entity(_) | Who::Joint(_) if confidence < LEAST => Answer { confidence, ..Answer::new(Who::Nobody, confidence, answer.why) },
        _ => Answer { confidence, ..answer },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_as_sure_as_its_rule_and_a_guess_is_no_name() {
        let sure = weighed(Answer::new(Who::Entity(1), 0.5, "name"));
        assert!(sure.who == Who::Entity(1) && sure.confidence > 0.9);
        let worst = SHARES.iter().min_by(|one, other| one.1.total_cmp(other.1)).map(|(rule, share)| (*rule, *share));
        let (rule, share) = worst.unwrap_or_default();
        assert_eq!(weighed(Answer::new(Who::Entity(1), 0.99, rule)).who == Who::Nobody, share < LEAST, "{rule} {share}");
        assert_eq!(weighed(Answer::new(Who::Entity(1), 0.5, "no such rule")).confidence, 0.5);
    }
}
