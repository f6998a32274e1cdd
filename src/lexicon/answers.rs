//! Words of answers and of judgement. Comes in: `data/lexicon/answer_words.tsv` and `opinion_words.tsv`. Goes out: what a word says of the sentence that
//! answers another, or of an accusation.

use super::rows;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::LazyLock;

/// What a word says of the sentence it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnswerWord {
    /// but, however
    Contrast,
    /// instead
    Instead,
    /// nevertheless
    EvenSo,
    /// while, despite, except
    Aside,
    /// actually
    Fact,
    /// wrong, skeptical, denied
    Doubt,
    /// records, data, experts
    Record,
    /// countered, replied
    Reply,
}

static WORDS: LazyLock<FxHashMap<&'static str, AnswerWord>> = LazyLock::new(|| {
    let table = include_str!("../../data/lexicon/answer_words.tsv");
    rows(table).filter_map(|row| Some((*row.first()?, class(row.get(1)?)?))).collect()
});

fn class(name: &str) -> Option<AnswerWord> {
    Some(match name {
        "contrast" => AnswerWord::Contrast,
        "instead" => AnswerWord::Instead,
        "even_so" => AnswerWord::EvenSo,
        "aside" => AnswerWord::Aside,
        "fact" => AnswerWord::Fact,
        "doubt" => AnswerWord::Doubt,
        "record" => AnswerWord::Record,
        "reply" => AnswerWord::Reply,
        _ => return None,
    })
}

/// The class of a lower-case word, if it has one.
pub fn answer_word(word: &str) -> Option<AnswerWord> {
    WORDS.get(word).copied()
}

static OPINIONS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| rows(include_str!("../../data/lexicon/opinion_words.tsv")).filter_map(|row| row.first().copied()).collect());

/// True for a lower-case word of judgement: "hypocrisy".
pub fn is_opinion(word: &str) -> bool {
    OPINIONS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sorted_and_every_row_has_a_known_class() {
        let table = include_str!("../../data/lexicon/answer_words.tsv");
        assert!(rows(table).map(|row| row[0]).is_sorted());
        assert_eq!(WORDS.len(), rows(table).count());
        assert_eq!(answer_word("however"), Some(AnswerWord::Contrast));
        assert_eq!(answer_word("dam"), None);
        assert!(rows(include_str!("../../data/lexicon/opinion_words.tsv")).map(|row| row[0]).is_sorted());
        assert!(is_opinion("hypocrisy") && !is_opinion("theft"));
    }
}
