//! Word for word. Comes in: the words of a statement and of a text that may hold it. Goes out: the best stretch of the text, and what differs there.
//!
//! Semi-global alignment (Sellers 1980): the whole statement against any stretch of the text, by dynamic programming.

use super::words::Word;

/// For the same word.
const SAME: i32 = 3;
/// For another word in its place.
const CHANGED: i32 = -2;
/// For a word that one of them does not have.
const MISSING: i32 = -1;

/// One step through both; numbers are positions among the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// The word of the statement stands in the text.
    Same(usize, usize),
    /// The statement has another word there.
    Changed(usize, usize),
    /// Only the statement has this word.
    Added(usize),
    /// Only the text has this word.
    LeftOut(usize),
}

/// The best stretch of `text` for `statement`; no step where they share no word. Time and memory: the product of the lengths.
pub(super) fn align(statement: &[Word], text: &[Word]) -> Vec<Step> {
    let width = text.len() + 1;
    let mut scores = vec![0; (statement.len() + 1) * width];
    for (row, word) in statement.iter().enumerate() {
        scores[(row + 1) * width] = (row as i32 + 1) * MISSING;
        for (column, other) in text.iter().enumerate() {
            let paired = scores[row * width + column] + pair(word, other);
            let alone = scores[row * width + column + 1].max(scores[(row + 1) * width + column]) + MISSING;
            scores[(row + 1) * width + column + 1] = paired.max(alone);
        }
    }
    trimmed(traced(&scores, statement, text))
}

fn pair(word: &Word, other: &Word) -> i32 {
    if word.plain == other.plain { SAME } else { CHANGED }
}

/// The steps back from the best end, in reading order.
fn traced(scores: &[i32], statement: &[Word], text: &[Word]) -> Vec<Step> {
    let width = text.len() + 1;
    let mut row = statement.len();
    // The first of equal ends: the shortest stretch, and the same on every run.
    let mut column = (0..width).rev().max_by_key(|column| scores[row * width + column]).unwrap_or(0);
    let mut steps = Vec::new();
    while row > 0 {
        let here = scores[row * width + column];
        if column > 0 && here == scores[(row - 1) * width + column - 1] + pair(&statement[row - 1], &text[column - 1]) {
            (row, column) = (row - 1, column - 1);
            let same = statement[row].plain == text[column].plain;
            steps.push(if same { Step::Same(row, column) } else { Step::Changed(row, column) });
        } else if column > 0 && here == scores[row * width + column - 1] + MISSING {
            column -= 1;
            steps.push(Step::LeftOut(column));
        } else {
            row -= 1;
            steps.push(Step::Added(row));
        }
    }
    steps.reverse();
    steps
}

/// Without words of the text before the first and after the last that the statement has.
fn trimmed(steps: Vec<Step>) -> Vec<Step> {
    let has = |step: &Step| matches!(step, Step::Same(..) | Step::Changed(..));
    if !steps.iter().any(|step| matches!(step, Step::Same(..))) {
        return Vec::new();
    }
    let (first, last) = (steps.iter().position(has).unwrap_or(0), steps.iter().rposition(has).unwrap_or(0));
    let outside = |place: usize| place < first || place > last;
    let kept = |(place, step): &(usize, Step)| !(outside(*place) && matches!(step, Step::LeftOut(_)));
    steps.into_iter().enumerate().filter(kept).map(|(_, step)| step).collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::all;
    use super::*;
    use crate::text::Text;

    fn steps(statement: &str, text: &str) -> Vec<Step> {
        let words = |body: &str| all(&Text::new(body));
        align(&words(statement), &words(text))
    }

    #[test]
    fn a_statement_is_found_within_a_longer_text() {
        assert_eq!(
            steps("the bridge is safe", "I say the bridge is safe today"),
            (0..4).map(|at| Step::Same(at, at + 2)).collect::<Vec<_>>()
        );
    }

    #[test]
    fn a_word_that_was_left_out_is_told_from_one_that_was_changed() {
        assert_eq!(steps("it is safe", "it is not safe"), [Step::Same(0, 0), Step::Same(1, 1), Step::LeftOut(2), Step::Same(2, 3)]);
        assert_eq!(steps("it was safe", "it is safe"), [Step::Same(0, 0), Step::Changed(1, 1), Step::Same(2, 2)]);
        assert_eq!(steps("it is very safe", "it is safe"), [Step::Same(0, 0), Step::Same(1, 1), Step::Added(2), Step::Same(3, 2)]);
    }

    #[test]
    fn what_shares_no_word_does_not_align() {
        assert_eq!(steps("taxes rise", "the bridge is safe"), []);
        assert_eq!(steps("", "the bridge"), []);
        assert_eq!(steps("taxes", ""), []);
    }
}
