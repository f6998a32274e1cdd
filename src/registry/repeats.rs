//! The same words in many papers. Comes in: texts in order. Goes out: which are near-identical repeats of an earlier one.
//!
//! Two texts are repeats where the pairs of neighbouring words they have in common are three fifths of all pairs of both (Jaccard on shingles, Broder
//! 1997). Candidates are found by prefix filtering (Bayardo, Ma and Srikant 2007): of two sets that alike, the rarest members meet.

use crate::index::tokens::fold;
use rustc_hash::{FxHashMap, FxHashSet};

/// Least share of common pairs.
const ALIKE: f64 = 0.6;

/// For every text the number of the first text it repeats; its own where it is the first.
pub fn repeats<'t>(texts: impl IntoIterator<Item = &'t str>) -> Vec<usize> {
    let mut numbers: FxHashMap<String, u32> = FxHashMap::default();
    let mut counts: Vec<u32> = Vec::new();
    let mut sets: Vec<Vec<u32>> = Vec::new();
    for text in texts {
        let mut set: Vec<u32> = Vec::new();
        for shingle in shingles(text) {
            let next = numbers.len() as u32;
            let number = *numbers.entry(shingle).or_insert(next);
            counts.resize(numbers.len(), 0);
            set.push(number);
        }
        set.sort_unstable();
        set.dedup();
        set.iter().for_each(|number| counts[*number as usize] += 1);
        sets.push(set);
    }
    let mut firsts: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
    let mut found = Vec::with_capacity(sets.len());
    for (place, set) in sets.iter().enumerate() {
        let mut rarest = set.clone();
        rarest.sort_unstable_by_key(|number| (counts[*number as usize], *number));
        rarest.truncate(set.len() - (ALIKE * set.len() as f64).ceil() as usize + 1);
        let candidates: FxHashSet<usize> = rarest.iter().filter_map(|number| firsts.get(number)).flatten().copied().collect();
        let first = candidates.into_iter().filter(|&first| share(&sets[first], set) >= ALIKE).min();
        if first.is_none() {
            rarest.iter().for_each(|number| firsts.entry(*number).or_default().push(place));
        }
        found.push(first.unwrap_or(place));
    }
    found
}

/// Pairs of neighbouring words, folded; the words themselves of a text of one.
fn shingles(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    match words.as_slice() {
        [] | [_] => vec![words.concat()],
        _ => words.windows(2).map(|pair| pair.join(" ")).collect(),
    }
}

/// Common members of two sorted sets as a share of all.
fn share(one: &[u32], other: &[u32]) -> f64 {
    let common = one.iter().filter(|number| other.binary_search(number).is_ok()).count();
    common as f64 / (one.len() + other.len() - common).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_sentence_is_told_once_however_it_is_set() {
        let texts = [
            "“The bridge will open in June, and not a day later,”",
            "The sirens were tested on Monday.",
            "‘The bridge will open in June and not a day later’",
            "the bridge will open in June, and not one day later",
            "The bridge will open in May",
            "",
        ];
        assert_eq!(repeats(texts), [0, 1, 0, 0, 4, 5]);
    }
}
