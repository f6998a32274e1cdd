//! Whether two claims say the same. Comes in: two meanings. Goes out: how alike they are, or what makes them two.
//!
//! What turns a statement into another one must agree outright: negation, numbers, days, names, who does it to whom. A name that only one of them has is
//! allowed where it stands around the other, a year that only one has always. Then the words they share must weigh enough of all words of both (Dice's
//! coefficient over inverse document frequencies): the fewer they share, the less they name anybody, and the farther apart in time, the more.

use super::meaning::{Meaning, stem};
use super::terms::Terms;
use crate::lexicon::opposites::pairs;
use rustc_hash::FxHashSet;
use std::cmp::Ordering;

/// Least share of common words of two claims that are one and have five terms or more in common.
pub(super) const ALIKE: f32 = 0.62;
/// The same where they have three and four in common.
const ALIKE_SHORT: [f32; 2] = [0.75, 0.68];
/// The same where nobody is named in both, and nobody rare around both.
const ALIKE_ALONE: f32 = 0.85;
/// What is asked beside where the articles lie far apart in time.
const MORE: f32 = 0.08;
/// Least share of common words, names and numbers apart, where only one has words that the other lacks.
const WORDS: f32 = 0.5;
/// The same where both have: one of these words may be what is done.
const WORDS_BOTH: f32 = 0.7;
/// Fewest common terms: where somebody is named in both, and where not. One more is asked of articles far apart.
const FEWEST: [usize; 2] = [3, 4];
/// Days after which articles lie far apart; so do those of which one has no date.
const FAR: i64 = 366;
/// A name that stands around more than one claim of so many says nothing about which is meant.
const COMMON: usize = 50;
/// Nor does it where it stands around fewer claims than this.
const FEW: u32 = 5;
/// A day of the week means another date in a paper so many days later.
const WEEK: i64 = 7;

/// What makes two claims two, whatever else they share.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Difference {
    /// One is negated.
    Negation,
    /// They give different numbers.
    Number,
    /// They give different days.
    Day,
    /// They name different people, bodies or places.
    Name,
    /// The same names in other roles.
    Order,
    /// A word of one is the opposite of a word of the other.
    Opposite,
}

/// What terms tell, and which are opposites.
pub(super) struct Scale {
    weights: Vec<f32>,
    /// That of a term that no claim has.
    unknown: f32,
    opposites: FxHashSet<(u32, u32)>,
    rare: Vec<bool>,
    years: FxHashSet<u32>,
}

impl Scale {
    /// Of terms that stand in `claims` claims.
    pub(super) fn of(terms: &mut Terms, claims: usize) -> Scale {
        let mut opposites = FxHashSet::default();
        for (one, other) in pairs() {
            let (one, other) = (terms.number(&stem(one)), terms.number(&stem(other)));
            opposites.extend([(one, other), (other, one)]);
        }
        let most = FEW.max((claims / COMMON) as u32);
        let rare = terms.around().iter().map(|uses| *uses <= most).collect();
        let years = (1900..2100).map(|year| terms.number(&format!("#{year}"))).collect();
        let weights = terms.weights(claims);
        let unknown = weights.iter().copied().fold(1.0, f32::max);
        Scale { weights, unknown, opposites, rare, years }
    }

    /// True for a name that stands around few claims.
    fn is_rare(&self, name: u32) -> bool {
        self.rare.get(name as usize).copied().unwrap_or(true)
    }

    /// How much a term tells; one that no claim has as much as one that a single claim has.
    pub(super) fn weight(&self, term: u32) -> f32 {
        self.weights.get(term as usize).copied().unwrap_or(self.unknown)
    }

    /// What all terms of a claim tell.
    pub(super) fn whole(&self, meaning: &Meaning) -> f32 {
        meaning.terms().map(|term| self.weight(term)).sum()
    }
}

/// What makes two claims of articles `apart` days from each other two; `None` where nothing does.
pub(super) fn difference(one: &Meaning, other: &Meaning, apart: Option<i64>, scale: &Scale) -> Option<Difference> {
    if one.negated != other.negated {
        return Some(Difference::Negation);
    }
    if numbers_differ(one, other, scale) {
        return Some(Difference::Number);
    }
    let weekday = |meaning: &Meaning| !meaning.days.is_empty() && meaning.numbers.is_empty();
    let late = apart.is_some_and(|days| days > WEEK) && weekday(one) && weekday(other);
    if late || both_lack(&one.days, &other.days) {
        return Some(Difference::Day);
    }
    if names_differ(one, other) {
        return Some(Difference::Name);
    }
    if !same_order(one, other) {
        return Some(Difference::Order);
    }
    opposed(one, other, scale).then_some(Difference::Opposite)
}

/// How alike two claims are, 0 to 1, that nothing makes two; `None` where they are not alike enough to be one.
pub(super) fn likeness(one: &Meaning, other: &Meaning, apart: Option<i64>, scale: &Scale) -> Option<f32> {
    let shared: Vec<u32> = lists(one).into_iter().zip(lists(other)).flat_map(|(one, other)| common(one, other)).collect();
    let named = !common(&one.names, &other.names).is_empty();
    let far = apart.is_none_or(|days| days > FAR);
    if shared.len() < FEWEST[usize::from(!named)] + usize::from(far) {
        return None;
    }
    let sum = |terms: &[u32]| terms.iter().map(|term| scale.weight(*term)).sum::<f32>();
    let words = sum(&common(&one.words, &other.words));
    let share = 2.0 * sum(&shared) / (scale.whole(one) + scale.whole(other)).max(f32::MIN_POSITIVE);
    let least = ALIKE_SHORT.get(shared.len() - FEWEST[0]).copied().unwrap_or(ALIKE) + if far { MORE } else { 0.0 };
    let alone = !named && (far || !common(&one.around, &other.around).iter().any(|name| scale.is_rare(*name)));
    let least = if alone { least.max(ALIKE_ALONE) } else { least };
    let common_words = if both_lack(&one.words, &other.words) { WORDS_BOTH } else { WORDS };
    (share >= least && words > 0.0 && words >= common_words * sum(&one.words).max(sum(&other.words))).then_some(share)
}

fn lists(meaning: &Meaning) -> [&[u32]; 4] {
    [&meaning.words, &meaning.names, &meaning.numbers, &meaning.days]
}

/// A number that only one has; of years, one on each side.
fn numbers_differ(one: &Meaning, other: &Meaning, scale: &Scale) -> bool {
    let amount = |number: u32| !scale.years.contains(&number);
    both_lack(&one.numbers, &other.numbers)
        || lacking(&one.numbers, &other.numbers).chain(lacking(&other.numbers, &one.numbers)).any(amount)
}

/// True where each has something that the other lacks.
fn both_lack(one: &[u32], other: &[u32]) -> bool {
    lacking(one, other).next().is_some() && lacking(other, one).next().is_some()
}

/// What `one` has and `other` lacks.
fn lacking<'a>(one: &'a [u32], other: &'a [u32]) -> impl Iterator<Item = u32> + 'a {
    one.iter().copied().filter(|term| other.binary_search(term).is_err())
}

/// Different given names before one last name; a name on each side that the other lacks; or on one side, not even around the other.
fn names_differ(one: &Meaning, other: &Meaning) -> bool {
    let clash = |(given, last): &(u32, u32)| {
        let mut others = other.given.iter().filter(|(_, known)| known == last).peekable();
        others.peek().is_some() && others.all(|(known, _)| known != given)
    };
    let absent =
        |mine: &Meaning, theirs: &Meaning| lacking(&mine.names, &theirs.names).any(|name| theirs.around.binary_search(&name).is_err());
    one.given.iter().any(clash) || both_lack(&one.names, &other.names) || absent(one, other) || absent(other, one)
}

/// True where the names that both have stand in the same roles: in the same order, or turned by a passive in one of them.
fn same_order(one: &Meaning, other: &Meaning) -> bool {
    let (mine, theirs) = (shared_order(&one.order, &other.names), shared_order(&other.order, &one.names));
    if one.passive == other.passive && is_turned(one, other) {
        return false;
    }
    let turned = mine.iter().rev().eq(theirs.iter());
    match mine.len() {
        0 | 1 => true,
        2 if one.passive != other.passive => turned,
        _ => mine == theirs || one.passive != other.passive,
    }
}

/// Members of a sequence that the sorted list `theirs` has too, each where it comes first.
fn shared_order(sequence: &[u32], theirs: &[u32]) -> Vec<u32> {
    let mut seen = Vec::new();
    for term in sequence.iter().filter(|term| theirs.binary_search(term).is_ok()) {
        if !seen.contains(term) {
            seen.push(*term);
        }
    }
    seen
}

/// True where what comes first in one comes last in the other: "rebels used gas", "forces used gas against rebels".
fn is_turned(one: &Meaning, other: &Meaning) -> bool {
    let (mine, theirs) = (shared_order(&one.sequence, &other.words), shared_order(&other.sequence, &one.words));
    mine.len() >= FEWEST[0] && (mine.first() == theirs.last() || mine.last() == theirs.first())
}

fn opposed(one: &Meaning, other: &Meaning, scale: &Scale) -> bool {
    let theirs: Vec<u32> = lacking(&other.words, &one.words).collect();
    lacking(&one.words, &other.words).any(|term| theirs.iter().any(|word| scale.opposites.contains(&(term, *word))))
}

/// Common members of two sorted lists.
fn common(one: &[u32], other: &[u32]) -> Vec<u32> {
    let (mut at, mut to, mut found) = (0, 0, Vec::new());
    while let (Some(mine), Some(theirs)) = (one.get(at), other.get(to)) {
        match mine.cmp(theirs) {
            Ordering::Less => at += 1,
            Ordering::Greater => to += 1,
            Ordering::Equal => {
                found.push(*mine);
                (at, to) = (at + 1, to + 1);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::meaning::{Capitals, Reading};
    use super::*;
    use crate::index::wording::Wording;

    /// The claims as the articles of a week have them, among forty others.
    fn verdict(one: &str, other: &str) -> (Option<Difference>, bool) {
        verdict_of(&wording(one, ""), &wording(other, ""), Some(3))
    }

    fn wording(text: &str, before: &str) -> Wording {
        Wording { text: text.into(), around: [format!("{before} It was claimed that"), String::new()], ..Wording::default() }
    }

    fn verdict_of(one: &Wording, other: &Wording, apart: Option<i64>) -> (Option<Difference>, bool) {
        let mut capitals = Capitals::default();
        [one, other].into_iter().for_each(|wording| capitals.add(wording));
        let mut terms = Terms::default();
        let mut reading = Reading { capitals: &capitals, terms: &mut terms, typed: false };
        let [one, other] = [one, other].map(|wording| reading.meaning(wording, std::iter::empty()));
        [&one, &other].into_iter().for_each(|meaning| terms.count(meaning.terms(), &meaning.around));
        let scale = Scale::of(&mut terms, 40);
        (difference(&one, &other, apart, &scale), likeness(&one, &other, apart, &scale).is_some())
    }

    fn same(one: &str, other: &str) -> bool {
        verdict(one, other) == (None, true)
    }

    #[test]
    fn one_claim_in_other_words_is_one() {
        assert!(same("Orle Power hid reports of cracks in the Tarn Dam", "Orle Power had hidden the reports of cracks in the Tarn Dam"));
        assert!(same("4,000 dead people voted in Esker", "four thousand dead people had voted in Esker"));
        assert!(same("Kestravia attacked Velmia with drones", "Velmia was attacked by Kestravia with drones"));
        assert!(same("Ms. Ada Quill sold the ferry to smugglers", "Quill had sold the ferry to smugglers"));
    }

    #[test]
    fn what_turns_a_statement_keeps_two_apart() {
        let difference = |one: &str, other: &str| verdict(one, other).0;
        let dam = "Orle Power hid two reports of cracks in the Tarn Dam in March 2019";
        assert_eq!(difference(dam, &dam.replace("hid", "did not hide")), Some(Difference::Negation));
        assert_eq!(difference(dam, &dam.replace("two", "five")), Some(Difference::Number));
        assert_eq!(difference(dam, &dam.replace("two ", "")), Some(Difference::Number));
        assert_eq!(difference(dam, &dam.replace("2019", "2021")), Some(Difference::Number));
        assert_eq!(difference(dam, &dam.replace(" 2019", "")), None);
        assert_eq!(difference(dam, &dam.replace("March", "July")), Some(Difference::Day));
        assert_eq!(difference(dam, &dam.replace("Tarn", "Velm")), Some(Difference::Name));
        assert_eq!(difference("Kestravia attacked Velmia", "Velmia attacked Kestravia"), Some(Difference::Order));
        assert_eq!(difference("the rebels used nerve gas", "the army used nerve gas against the rebels"), Some(Difference::Order));
        assert_eq!(difference("taxes rose in Esker", "taxes fell in Esker"), Some(Difference::Opposite));
        assert_eq!(difference("John Quill sold the ferry", "Robert Quill sold the ferry"), Some(Difference::Name));
    }

    #[test]
    fn another_deed_of_the_same_people_is_another_claim() {
        assert!(!same(
            "Orle Power paid Wat Tamsin for letters to the editor",
            "Orle Power threatened Wat Tamsin over letters to the editor"
        ));
        assert!(!same("the bill will pass", "the bill could pass"));
    }

    #[test]
    fn a_name_that_only_one_has_must_stand_around_the_other() {
        let named = wording("Ada Quill had sold the old ferry to smugglers", "");
        let near = wording("she had sold the old ferry to smugglers", "The mayor, Ada Quill, would not speak.");
        let other = wording("she had sold the old ferry to smugglers", "The minister, Lena Ostrow, would not speak.");
        assert_eq!(verdict_of(&named, &near, Some(3)), (None, true));
        assert_eq!(verdict_of(&named, &other, Some(3)).0, Some(Difference::Name));
    }

    #[test]
    fn far_apart_more_is_asked() {
        let (one, other) = (wording("the company hid the reports", ""), wording("the company hid those reports", ""));
        assert!(!verdict_of(&one, &other, None).1);
        let weekday = "the company hid the reports on Friday";
        assert_eq!(verdict_of(&wording(weekday, ""), &wording(weekday, ""), Some(30)).0, Some(Difference::Day));
    }
}
