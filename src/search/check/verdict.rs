//! How a stretch of text has a statement. Comes in: both in words. Goes out: verbatim, cut or altered, how alike, and each difference.

use super::align::{Step, align};
use super::words::{Matter, Word};
use crate::span::Span;

/// A function word weighs so much of another.
const SMALL: f32 = 0.3;
/// Least likeness of a statement that was altered; below it is another statement.
const ALIKE: f32 = 0.6;
/// An altered statement shares one word in so many, with function words and without, and at least two where it has two.
const SHARED: usize = 2;

/// How the corpus has a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Word for word, from the beginning of a sentence to the end of one.
    Verbatim,
    /// Word for word as far as it goes: the sentence begins before or goes on after it, or an ellipsis stands for words left out.
    Truncated,
    /// With other words.
    Altered,
}

impl Verdict {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Verdict::Verbatim => "verbatim",
            Verdict::Truncated => "truncated",
            Verdict::Altered => "altered",
        }
    }
}

/// Words that are not the same; at least one of the two sides has some.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Words of the statement, in bytes of it.
    pub statement: Option<Span>,
    /// What stands there in the article, in bytes of its body.
    pub text: Option<Span>,
    /// What it touches.
    pub matter: Matter,
}

/// How a text has the statement.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Comparison {
    pub verdict: Verdict,
    /// 0 to 1.
    pub likeness: f32,
    /// From the first to the last word compared, in bytes of the body.
    pub stretch: Span,
    /// What the sentence has before and after the stretch, in bytes of the body.
    pub cut: Vec<Span>,
    pub differences: Vec<Difference>,
}

/// Compares `statement` with the best stretch of `text`; `None` where that is another statement. `ellipses` are the places in the statement,
/// in bytes, where it says that something was left out.
pub(super) fn compare(statement: &[Word], ellipses: &[usize], text: &[Word]) -> Option<Comparison> {
    let steps = align(statement, text);
    let places: Vec<usize> = steps.iter().filter_map(in_text).collect();
    let (first, last) = (*places.first()?, *places.last()?);
    let differences = differences(&steps, statement, text);
    let marked = |difference: &Difference, place: usize| difference.statement.is_none() && at_ellipsis(statement, ellipses, place);
    let told: Vec<Difference> = differences.iter().filter(|(difference, place)| !marked(difference, *place)).map(|(one, _)| *one).collect();
    let likeness = likeness(&steps, statement, text, &|place| at_ellipsis(statement, ellipses, place));
    let same = steps.iter().filter(|step| is_same(step)).count();
    let few = shared(&steps, statement) < telling(statement).div_ceil(SHARED).max(SHARED.min(telling(statement)));
    if !told.is_empty() && (likeness < ALIKE || few || same < statement.len().div_ceil(SHARED)) {
        return None;
    }
    let cut = cut(text, first, last);
    let verdict = match (told.is_empty(), cut.is_empty() && differences.is_empty()) {
        (false, _) => Verdict::Altered,
        (true, true) => Verdict::Verbatim,
        (true, false) => Verdict::Truncated,
    };
    Some(Comparison { verdict, likeness, stretch: Span::new(text[first].span.start, text[last].span.end), cut, differences: told })
}

fn in_text(step: &Step) -> Option<usize> {
    match step {
        Step::Same(_, place) | Step::Changed(_, place) | Step::LeftOut(place) => Some(*place),
        Step::Added(_) => None,
    }
}

/// True where an ellipsis stands before word `place` of the statement.
fn at_ellipsis(statement: &[Word], ellipses: &[usize], place: usize) -> bool {
    let from = place.checked_sub(1).and_then(|before| statement.get(before)).map_or(0, |word| word.span.end);
    let to = statement.get(place).map_or(usize::MAX, |word| word.span.start);
    ellipses.iter().any(|at| (from..to).contains(at))
}

/// Runs of steps that are not the same, each with the number of the statement's next word.
fn differences(steps: &[Step], statement: &[Word], text: &[Word]) -> Vec<(Difference, usize)> {
    let mut found = Vec::new();
    let mut next = 0;
    for run in steps.chunk_by(|one, other| is_same(one) == is_same(other)) {
        let ours: Vec<usize> = run.iter().filter_map(in_statement).collect();
        let theirs: Vec<usize> = run.iter().filter_map(in_text).collect();
        next = ours.last().map_or(next, |last| last + 1);
        if is_same(&run[0]) {
            continue;
        }
        let words = ours.iter().map(|place| &statement[*place]).chain(theirs.iter().map(|place| &text[*place]));
        let matter = words.map(|word| word.matter).max().unwrap_or(Matter::Wording);
        let span = |words: &[Word], places: &[usize]| Some(words[*places.first()?].span.cover(words[*places.last()?].span));
        found.push((Difference { statement: span(statement, &ours), text: span(text, &theirs), matter }, next));
    }
    found
}

fn is_same(step: &Step) -> bool {
    matches!(step, Step::Same(..))
}

fn in_statement(step: &Step) -> Option<usize> {
    match step {
        Step::Same(place, _) | Step::Changed(place, _) | Step::Added(place) => Some(*place),
        Step::LeftOut(_) => None,
    }
}

fn weight(word: &Word) -> f32 {
    if word.small && word.matter != Matter::Negation { SMALL } else { 1.0 }
}

/// Weight of the words that are the same, in that of all on both sides; words left out at an ellipsis count for nothing.
fn likeness(steps: &[Step], statement: &[Word], text: &[Word], excused: &dyn Fn(usize) -> bool) -> f32 {
    let (mut same, mut all, mut next) = (0.0, 0.0, 0);
    for step in steps {
        match step {
            Step::Same(ours, theirs) => {
                same += weight(&statement[*ours]) + weight(&text[*theirs]);
                all += weight(&statement[*ours]) + weight(&text[*theirs]);
            }
            Step::Changed(ours, theirs) => all += weight(&statement[*ours]) + weight(&text[*theirs]),
            Step::Added(ours) => all += weight(&statement[*ours]),
            Step::LeftOut(theirs) if !excused(next) => all += weight(&text[*theirs]),
            Step::LeftOut(_) => {}
        }
        next = in_statement(step).map_or(next, |place| place + 1);
    }
    if all > 0.0 { same / all } else { 0.0 }
}

/// How many words are no function words.
fn telling(statement: &[Word]) -> usize {
    statement.iter().filter(|word| !word.small).count()
}

fn shared(steps: &[Step], statement: &[Word]) -> usize {
    steps.iter().filter(|step| is_same(step) && in_statement(step).is_some_and(|place| !statement[place].small)).count()
}

/// The words of the same sentence of the text before and after the stretch.
fn cut(text: &[Word], first: usize, last: usize) -> Vec<Span> {
    let before = text[..first].iter().rev().take_while(|word| word.sentence == text[first].sentence);
    let after = text[last + 1..].iter().take_while(|word| word.sentence == text[last].sentence);
    let span = |words: Vec<&Word>| words.iter().map(|word| word.span).reduce(Span::cover);
    [span(before.collect()), span(after.collect())].into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::all;
    use super::*;
    use crate::text::Text;

    fn compared(statement: &str, text: &str) -> Option<(Verdict, Vec<&'static str>)> {
        let words = |body: &str| all(&Text::new(body));
        let ellipses: Vec<usize> = statement.match_indices('…').map(|(at, _)| at).collect();
        let found = compare(&words(statement), &ellipses, &words(text))?;
        Some((found.verdict, found.differences.iter().map(|difference| difference.matter.as_str()).collect()))
    }

    #[test]
    fn a_whole_sentence_is_verbatim_and_a_part_of_one_is_truncated() {
        let text = "It rains. The ferry sank because nobody looked. We are sorry.";
        assert_eq!(compared("the ferry sank because nobody looked", text), Some((Verdict::Verbatim, vec![])));
        assert_eq!(compared("The ferry sank", text), Some((Verdict::Truncated, vec![])));
        assert_eq!(compared("The ferry … nobody looked.", text), Some((Verdict::Truncated, vec![])));
    }

    #[test]
    fn a_changed_word_is_told_with_what_it_touches() {
        let text = "The ferry did not sink because Ila Brand sold 12 bolts.";
        assert_eq!(compared("The ferry did sink because Ila Brand sold 12 bolts", text), Some((Verdict::Altered, vec!["negation"])));
        assert_eq!(compared("The ferry did not sink because Ila Brand sold 40 bolts", text), Some((Verdict::Altered, vec!["number"])));
        assert_eq!(compared("The ferry did not sink because Ila Tarn sold 12 bolts", text), Some((Verdict::Altered, vec!["name"])));
    }

    #[test]
    fn another_statement_is_none() {
        assert_eq!(compared("The ferry will never sail again", "The council will never pay again"), None);
        assert_eq!(compared("", "The council"), None);
    }
}
