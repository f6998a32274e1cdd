//! Which prediction stands for which gold record. Comes in: spans of both. Goes out: pairs, one-to-one.

use std::collections::HashMap;
use std::hash::Hash;

/// A gold record and the prediction that stands for it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Number of the gold record.
    pub gold: usize,
    /// Number of the prediction.
    pub predicted: usize,
    /// How much they share, 0 to 1.
    pub overlap: f64,
}

/// Pairs from the highest overlap down, as long as both are free; equal overlaps in the order of the records.
pub fn by_overlap(golds: usize, predictions: usize, least: f64, overlap: impl Fn(usize, usize) -> f64) -> Vec<Pair> {
    let all = (0..golds).flat_map(|gold| (0..predictions).map(move |predicted| (gold, predicted)));
    let candidates = all.map(|(gold, predicted)| Pair { gold, predicted, overlap: overlap(gold, predicted) });
    let mut candidates: Vec<Pair> = candidates.filter(|pair| pair.overlap >= least).collect();
    // A stable sort: ties stay in the order of gold, then of predictions.
    candidates.sort_by(|one, other| other.overlap.total_cmp(&one.overlap));
    let (mut taken_gold, mut taken_predicted) = (vec![false; golds], vec![false; predictions]);
    candidates.retain(|pair| {
        let free = !taken_gold[pair.gold] && !taken_predicted[pair.predicted];
        taken_gold[pair.gold] |= free;
        taken_predicted[pair.predicted] |= free;
        free
    });
    candidates
}

/// The gold records whose key some prediction has, each prediction used once.
pub fn by_key<K: Eq + Hash>(golds: impl IntoIterator<Item = K>, predictions: impl IntoIterator<Item = K>) -> Vec<usize> {
    let mut free: HashMap<K, usize> = HashMap::new();
    for key in predictions {
        *free.entry(key).or_default() += 1;
    }
    let takes = |key: &K| match free.get_mut(key) {
        Some(left) if *left > 0 => {
            *left -= 1;
            true
        }
        _ => false,
    };
    let mut takes = takes;
    golds.into_iter().enumerate().filter(|(_, key)| takes(key)).map(|(number, _)| number).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_pair_goes_first_and_nothing_is_used_twice() {
        let table = [[0.6, 0.9], [0.5, 0.8]];
        let pairs = by_overlap(2, 2, 0.5, |gold, predicted| table[gold][predicted]);
        let found: Vec<_> = pairs.iter().map(|pair| (pair.gold, pair.predicted)).collect();
        assert_eq!(found, [(0, 1), (1, 0)]);
    }

    #[test]
    fn ties_go_to_the_first_and_low_overlaps_to_nobody() {
        let pairs = by_overlap(2, 1, 0.5, |_, _| 0.5);
        assert_eq!(pairs, [Pair { gold: 0, predicted: 0, overlap: 0.5 }]);
        assert_eq!(by_overlap(1, 1, 0.5, |_, _| 0.49), []);
    }

    #[test]
    fn a_key_predicted_once_serves_one_gold_record() {
        assert_eq!(by_key(["a", "b", "a", "a"], ["a", "a", "c"]), [0, 2]);
    }
}
