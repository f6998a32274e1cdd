//! Which claims are one. Comes in: the meanings of all claims, earliest first. Goes out: groups of claims.
//!
//! Candidates meet under one of their rarest terms (prefix filtering: Bayardo, Ma and Srikant 2007), so that the work grows with the number of like claims
//! and not with the square of all. Pairs join from the most alike down, and only where nothing makes any two members of the joined group two: no
//! chain of like claims leads from a statement to its contrary.

use super::likeness::{ALIKE, Scale, difference, likeness};
use super::meaning::Meaning;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Claims held against a new one under one term, the latest before it: a bound for words that stand everywhere.
const MOST: usize = 400;
/// Least share of the pairs of two groups that must be alike by themselves.
const LINKED: f32 = 0.5;

/// A claim as it is grouped.
pub(super) struct Item<'a> {
    pub(super) meaning: &'a Meaning,
    /// First day its article's date can mean, `YYYYMMDD`.
    pub(super) day: Option<i64>,
}

/// Two items that are alike; the greater the likeness, the earlier they sort.
type Pair = (Reverse<u32>, u32, u32);

/// The group of every item, as the number of its first member.
pub(super) fn group(items: &[Item], scale: &Scale) -> Vec<u32> {
    let mut pairs = pairs(items, scale);
    pairs.sort_unstable();
    let alike: FxHashSet<(u32, u32)> = pairs.iter().map(|(_, one, other)| (*one, *other)).collect();
    let mut groups: Vec<u32> = (0..items.len() as u32).collect();
    let mut members: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    for (_, one, other) in pairs {
        let (one, other) = (groups[one as usize], groups[other as usize]);
        let (into, from) = (one.min(other), one.max(other));
        let all = |group: u32| members.get(&group).cloned().unwrap_or_else(|| vec![group]);
        let (mut mine, theirs) = (all(into), all(from));
        if into == from || !may_join(&mine, &theirs, items, &alike, scale) {
            continue;
        }
        theirs.iter().for_each(|member| groups[*member as usize] = into);
        members.remove(&from);
        mine.extend(theirs);
        members.insert(into, mine);
    }
    groups
}

fn may_join(mine: &[u32], theirs: &[u32], items: &[Item], alike: &FxHashSet<(u32, u32)>, scale: &Scale) -> bool {
    let mut linked = 0;
    for &one in mine {
        for &other in theirs {
            if differ(one, other, items, scale) {
                return false;
            }
            linked += usize::from(alike.contains(&(one.min(other), one.max(other))));
        }
    }
    linked as f32 >= LINKED * (mine.len() * theirs.len()) as f32
}

fn differ(one: u32, other: u32, items: &[Item], scale: &Scale) -> bool {
    let (one, other) = (&items[one as usize], &items[other as usize]);
    difference(one.meaning, other.meaning, apart(one, other), scale).is_some()
}

/// Days between the articles of two claims, months of 31 days.
pub(super) fn apart(one: &Item, other: &Item) -> Option<i64> {
    let number = |day: i64| (day / 10_000 * 12 + day / 100 % 100) * 31 + day % 100;
    Some((number(one.day?) - number(other.day?)).abs())
}

/// Every two claims that are alike and that nothing makes two.
fn pairs(items: &[Item], scale: &Scale) -> Vec<Pair> {
    let mut lists: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
    let mut pairs = Vec::new();
    let mut candidates: Vec<u32> = Vec::new();
    for (number, item) in items.iter().enumerate() {
        let rare = rarest(item.meaning, scale);
        candidates.clear();
        for term in &rare {
            let list = lists.get(term).map_or(&[][..], Vec::as_slice);
            candidates.extend(&list[list.len().saturating_sub(MOST)..]);
        }
        candidates.sort_unstable();
        candidates.dedup();
        for &other in &candidates {
            let before = &items[other as usize];
            let Some(share) = likeness(item.meaning, before.meaning, apart(item, before), scale) else { continue };
            if difference(item.meaning, before.meaning, apart(item, before), scale).is_none() {
                pairs.push((Reverse((share * 1000.0) as u32), other, number as u32));
            }
        }
        rare.into_iter().for_each(|term| lists.entry(term).or_default().push(number as u32));
    }
    pairs
}

/// The rarest terms of a claim, so many that two claims that are alike share one of these at least.
fn rarest(meaning: &Meaning, scale: &Scale) -> Vec<u32> {
    let mut terms: Vec<(f32, u32)> = meaning.terms().map(|term| (scale.weight(term), term)).collect();
    terms.sort_unstable_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let whole: f32 = terms.iter().map(|(weight, _)| weight).sum();
    // Of two claims alike by `ALIKE`, what they share weighs this much of either at least.
    let shared = whole * ALIKE / (2.0 - ALIKE);
    let mut rest = whole;
    let mut rare = Vec::new();
    for (weight, term) in terms {
        if rest < shared {
            break;
        }
        rest -= weight;
        rare.push(term);
    }
    rare
}
