//! Which prediction stands for which gold record. Comes in: spans of both. Goes out: pairs, one-to-one.

use std::collections::{HashMap, VecDeque};
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

/// (gold, prediction) of the same key, each used once, in order.
pub fn by_key<K: Eq + Hash>(golds: impl IntoIterator<Item = K>, predictions: impl IntoIterator<Item = K>) -> Vec<(usize, usize)> {
    let mut free: HashMap<K, VecDeque<usize>> = HashMap::new();
    for (number, key) in predictions.into_iter().enumerate() {
        free.entry(key).or_default().push_back(number);
    }
    let take = |(gold, key): (usize, K)| Some((gold, free.get_mut(&key)?.pop_front()?));
    golds.into_iter().enumerate().filter_map(take).collect()
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
        assert_eq!(by_key(["a", "b", "a", "a"], ["c", "a", "a"]), [(0, 1), (2, 2)]);
    }
}
