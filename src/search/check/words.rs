//! Words to compare. Comes in: text. Goes out: words under their plain form, with their places.

use crate::index::tokens::fold;
use crate::lexicon::names::is_small;
use crate::lexicon::words::{Classes, classes};
use crate::span::Span;
use crate::text::{Text, TokenKind};

/// What a word that differs touches, the weightiest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matter {
    /// How it is said.
    Wording,
    /// A name.
    Name,
    /// A number.
    Number,
    /// Whether it is so: "not", "never".
    Negation,
}

impl Matter {
    /// The word that is printed.
    pub fn as_str(self) -> &'static str {
        match self {
            Matter::Wording => "wording",
            Matter::Name => "name",
            Matter::Number => "number",
            Matter::Negation => "negation",
        }
    }
}

/// A word of a text.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Lower case, without accents; a number without its thousands separators.
    pub plain: String,
    /// Where it stands, in bytes.
    pub span: Span,
    /// Number of its sentence.
    pub sentence: u32,
    /// What its change would touch.
    pub matter: Matter,
    /// True for function words, which are shared by any two texts.
    pub small: bool,
}

/// The words of `all` that lie within `spans`.
pub(super) fn within(all: &[Word], spans: &[Span]) -> Vec<Word> {
    all.iter().filter(|word| spans.iter().any(|outer| outer.contains(word.span))).cloned().collect()
}

/// The words and numbers of `text`, in order. Marks, dashes and stops are no words.
pub(super) fn all(text: &Text) -> Vec<Word> {
    let tokens = text.tokens.iter().enumerate().filter(|(_, token)| token.kind != TokenKind::Punctuation);
    let word = |(place, token): (usize, &crate::text::Token)| {
        let plain = plain(token.span.of(text.body));
        let small = is_small(&plain);
        let first =
            place == 0 || text.tokens[place - 1].sentence != token.sentence || text.tokens[place - 1].kind == TokenKind::Punctuation;
        let capital = token.span.of(text.body).starts_with(char::is_uppercase);
        let matter = if token.kind == TokenKind::Number {
            Matter::Number
        } else if classes(&plain).any(Classes::NEGATION) || plain.ends_with("n't") {
            Matter::Negation
        } else if capital && !first && !small {
            Matter::Name
        } else {
            Matter::Wording
        };
        Word { plain, span: token.span, sentence: token.sentence, matter, small }
    };
    tokens.map(word).filter(|word| !word.plain.is_empty()).collect()
}

fn plain(word: &str) -> String {
    let folded = fold(word).replace('’', "'");
    if word.starts_with(|c: char| c.is_ascii_digit()) { folded.replace(',', "") } else { folded }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(body: &str) -> Vec<Word> {
        all(&Text::new(body))
    }

    #[test]
    fn marks_case_accents_and_separators_make_no_difference() {
        let plains = |body: &str| words(body).into_iter().map(|word| word.plain).collect::<Vec<_>>();
        assert_eq!(plains("“Šarkan didn’t pay 12,000 crowns,” — no."), plains("sarkan didn't pay 12000 crowns no"));
    }

    #[test]
    fn a_word_knows_what_its_change_would_touch() {
        let matters: Vec<Matter> = words("He did not pay Quill 12 crowns").into_iter().map(|word| word.matter).collect();
        use Matter::*;
        assert_eq!(matters, [Wording, Wording, Negation, Wording, Name, Number, Wording]);
    }
}
