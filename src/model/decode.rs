//! From scores to labels. Comes in: a score for every label of every token of a chunk. Goes out: the best legal sequence (Viterbi 1967), and probabilities.

use super::label::Label;
use super::network::Scores;

/// How much one label after another counts against the network's scores. Chosen on PolNeAR's dev split, as is `BEGIN`.
const WEIGHT: f32 = 0.2;
const NEVER: f32 = -1e9;
/// Added to the score of each label: stretches go on rather too long, and cues are missed rather than invented.
const BEGIN: Scores = [0.2, 0.3, 0.0, 0.6, 0.0, 0.0, 0.0];

/// What one label after another is worth.
#[derive(Debug)]
pub(super) struct Transitions([Scores; Label::COUNT]);

impl Transitions {
    /// From log probabilities, one row a label before. `None` where they are not as many as they should be.
    pub fn new(values: &[f32]) -> Option<Transitions> {
        let (rows, rest) = values.as_chunks::<{ Label::COUNT }>();
        let mut rows: [Scores; Label::COUNT] = rows.try_into().ok().filter(|_| rest.is_empty())?;
        for (before, row) in rows.iter_mut().enumerate() {
            for (after, value) in row.iter_mut().enumerate() {
                let legal = Label::from_index(after).may_follow(Label::from_index(before));
                *value = if legal { WEIGHT * *value } else { NEVER };
            }
        }
        Some(Transitions(rows))
    }

    /// The best legal sequence of labels; among equals the lower number wins.
    pub fn best(&self, scores: &[Scores]) -> Vec<Label> {
        let mut back: Vec<[u8; Label::COUNT]> = Vec::with_capacity(scores.len());
        // Before the first token: outside.
        let mut best: Scores = std::array::from_fn(|label| if label == 0 { 0.0 } else { NEVER });
        for scores in scores {
            let from: [u8; Label::COUNT] = std::array::from_fn(|label| self.before(label, &best));
            best = std::array::from_fn(|label| {
                let before = usize::from(from[label]);
                best[before] + self.0[before][label] + scores[label] + BEGIN[label]
            });
            back.push(from);
        }
        let mut label = top(&best);
        let mut path = Vec::with_capacity(scores.len());
        for from in back.iter().rev() {
            path.push(Label::from_index(label));
            label = usize::from(from[label]);
        }
        path.reverse();
        path
    }

    /// The best label before `label`, given the best sums so far.
    fn before(&self, label: usize, best: &Scores) -> u8 {
        let value = |before: u8| best[usize::from(before)] + self.0[usize::from(before)][label];
        (1..Label::COUNT as u8).fold(0, |found, before| if value(before) > value(found) { before } else { found })
    }
}

fn top(scores: &Scores) -> usize {
    (1..Label::COUNT).fold(0, |best, label| if scores[label] > scores[best] { label } else { best })
}

/// The probability that the network gives to a token's label having this role, or being outside.
pub(super) fn probability(scores: &Scores, label: Label) -> f32 {
    let highest = scores[top(scores)];
    let (mut all, mut same) = (0.0, 0.0);
    for (index, score) in scores.iter().enumerate() {
        let share = libm::expf(score - highest);
        all += share;
        if Label::from_index(index).role() == label.role() {
            same += share;
        }
    }
    same / all
}

/// The logistic function, from log odds to a probability.
pub fn logistic(x: f32) -> f32 {
    let small = libm::expf(-x.abs());
    if x < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::label::Role;

    #[test]
    fn an_inside_label_needs_its_beginning() {
        let transitions = Transitions::new(&[0.0; 49]).unwrap();
        let mut scores = [[0.0; 7]; 3];
        scores[0][Label::inside(Role::Content).index()] = 5.0;
        scores[1][Label::inside(Role::Content).index()] = 5.0;
        scores[2][Label::begin(Role::Cue).index()] = 5.0;
        assert_eq!(transitions.best(&scores), [Label::begin(Role::Content), Label::inside(Role::Content), Label::begin(Role::Cue)]);
        assert!(transitions.best(&[]).is_empty() && Transitions::new(&[0.0; 48]).is_none());
    }

    #[test]
    fn probabilities_of_a_role_and_its_absence_add_up() {
        let scores = [1.0, 0.5, -2.0, 3.0, 0.0, -40.0, -200.0];
        let roles = [Label::OUTSIDE, Label::begin(Role::Source), Label::begin(Role::Cue), Label::begin(Role::Content)];
        let sum: f32 = roles.into_iter().map(|label| probability(&scores, label)).sum();
        assert!((sum - 1.0).abs() < 1e-5);
        assert!((logistic(2.0) + logistic(-2.0) - 1.0).abs() < 1e-6 && (logistic(0.0) - 0.5).abs() < 1e-6);
    }
}
